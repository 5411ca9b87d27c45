"""Frames of pandas: DuckDB answers on numbers, which stand for the keys, the days and the rows of the dates."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import Any

from ..errors import InvalidQuestionError, shorten
from ..tables.optional import needed
from .columns import FRAMES, Kind
from .crossed import Frames, told_if_crossed
from .dialects import DIALECTS
from .text import IDS, TABLE, Asked, name_beside, statement

__all__ = ["pandas_kinds", "pandas_run"]

#: The columns of days of what comes out.
_DAYS = {"date", "first_day", "last_day", "start_earliest", "start_latest", "end_earliest", "end_latest"}


def pandas_kinds(frame: Any) -> dict[str, Kind]:
    """Return the kind of each column; of objects and times it depends on the cells.

    Raises:
        InvalidQuestionError: two columns have one name.
    """
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice):
        raise InvalidQuestionError(f"two columns are called {shorten(twice[0])}", value=twice[0], field="columns")
    return {name: _kind(frame[name]) for name in frame.columns}


def _kind(column: Any) -> Kind:
    pandas = sys.modules["pandas"]
    types = pandas.api.types
    kind = column.dtype
    if isinstance(kind, pandas.CategoricalDtype):
        return _kind(column.cat.categories.to_series())
    name = str(kind).lower()
    if types.is_bool_dtype(kind):
        return "flag"
    if name.startswith("date32"):
        return "date"
    if types.is_datetime64_any_dtype(kind):
        is_day = getattr(kind, "tz", None) is None and bool((column.dropna().dt.normalize() == column.dropna()).all())
        return "date" if is_day else "time"
    if types.is_object_dtype(kind) or types.is_string_dtype(kind):
        found: str = types.infer_dtype(column, skipna=True)
        known = {"datetime": "time", "string": "text", "boolean": "flag"}
        return known.get(found, found)
    return name


def pandas_run(asked: Asked, frames: Frames) -> Any:
    """Return the answer of a question as a DataFrame.

    Raises:
        MissingExtraError: DuckDB is not installed.
        InvalidRecordError: the bounds of a row cross.
    """
    return told_if_crossed(asked, frames, _run, lambda made: made.to_dict("records"))


def _run(asked: Asked, frames: Frames) -> Any:
    pandas, duckdb = sys.modules["pandas"], needed("duckdb", "duckdb")
    read = {name: frame for name, frame in frames.items() if name != "names"}
    named = {name for columns in asked.frames.values() for name in columns}
    keys = {each: _Keys(each, asked, read) for each in sorted(named & {"body_id", "agent_id"})}
    inside = asked._replace(
        frames={name: {each: each for each in asked.frames[name]} for name in read},
        kept=("row",) if asked.question == "join_on" else (),
    )
    with duckdb.connect() as connection:
        for name, frame in read.items():
            connection.register(TABLE + name, pandas.DataFrame(_columns(name, asked.frames[name], frame, keys)))
        found = connection.sql(statement(inside, DIALECTS["pandas"])).fetchnumpy()
    # With coverage, some cells are empty; the type of a column does not depend on whether one is.
    nullable = {"certain", "upper"} if "coverage" in frames else ()
    made = pandas.DataFrame(
        {name: _back(name, cells, keys, nullable) for name, cells in found.items() if name != "row"}
    )
    if "row" in found:
        kept = frames["dates"][list(asked.kept)].iloc[found["row"]].reset_index(drop=True)
        made = pandas.concat([kept, made], axis="columns")
    if "names" in frames:
        ids = {*IDS, asked.frames.get("dates", {}).get(asked.by, "")}
        return _with_names(made, frames["names"], asked.frames["names"], ids)
    return made


class _Keys:
    """Numbers of the bodies, or of the agents, of all frames.

    Attributes:
        numbers: by frame, the number of each row; -1 where it is empty.
        values: the key of each number, in order where they can be compared.
    """

    def __init__(self, name: str, asked: Asked, frames: Frames) -> None:
        pandas = sys.modules["pandas"]
        columns = {
            each: frame[asked.frames[each][name]] for each, frame in frames.items() if name in asked.frames[each]
        }
        together = pandas.concat(list(columns.values()), ignore_index=True)
        try:
            codes, self.values = pandas.factorize(together, sort=True)
        except TypeError:
            codes, self.values = pandas.factorize(together)
        self.numbers, place = {}, 0
        for each, column in columns.items():
            self.numbers[each] = codes[place : place + len(column)]
            place += len(column)


def _columns(name: str, columns: Mapping[str, str], frame: Any, keys: Mapping[str, _Keys]) -> dict[str, Any]:
    """Return the columns of a frame as numbers, for the rows that have all keys."""
    numpy = sys.modules["numpy"]
    numbers = {each: keys[each].numbers[name] for each in keys if each in columns}
    rows = numpy.flatnonzero(numpy.logical_and.reduce([each >= 0 for each in numbers.values()]))
    days = {need.name for need in FRAMES[name] if need.kinds == ("date",)}
    made = {"row": rows}
    for each, column in columns.items():
        if each in numbers:
            made[each] = numbers[each][rows]
        else:
            cells = frame[column].iloc[rows]
            made[each] = _days(cells) if each in days else cells.array
    return made


def _days(column: Any) -> Any:
    """Return the days of a column, counted from 1970."""
    numpy, pandas = sys.modules["numpy"], sys.modules["pandas"]
    missing = column.isna().to_numpy()
    if isinstance(column.dtype, numpy.dtype) and column.dtype.kind == "M":
        days = column.to_numpy().astype("datetime64[D]")
    else:
        cells = [None if gone else cell for cell, gone in zip(column.tolist(), missing, strict=True)]
        days = numpy.array(cells, dtype="datetime64[D]")
    return pandas.arrays.IntegerArray(numpy.where(missing, 0, days.astype("int64")), missing)


def _back(name: str, cells: Any, keys: Mapping[str, _Keys], nullable: Collection[str]) -> Any:
    """Return a column of the answer: keys and days of numbers."""
    numpy, pandas = sys.modules["numpy"], sys.modules["pandas"]
    missing = numpy.ma.getmaskarray(cells)
    plain = numpy.ma.getdata(cells)
    if name in IDS:
        numbers = numpy.where(missing, -1, plain).astype("int64")
        values = pandas.Series(keys[name.removesuffix("_right")].values)
        return values.reindex(numbers).array if missing.any() else values.take(numbers).array
    if name in _DAYS:
        return numpy.where(missing, numpy.datetime64("NaT", "D"), plain.astype("datetime64[D]")).astype("datetime64[s]")
    if name in nullable:
        kind = pandas.arrays.BooleanArray if plain.dtype.kind == "b" else pandas.arrays.IntegerArray
        return kind(numpy.where(missing, plain.dtype.type(0), plain), missing)
    return plain


def _with_names(frame: Any, names: Any, columns: Mapping[str, str], ids: Collection[str]) -> Any:
    """Add a column of names after each column of ids."""
    called = names.sort_values(columns["name"]).drop_duplicates(columns["id"]).set_index(columns["id"])[columns["name"]]
    for place, name in reversed(list(enumerate(frame.columns))):
        if name in ids:
            frame.insert(place + 1, name_beside(name), frame[name].map(called))
    return frame
