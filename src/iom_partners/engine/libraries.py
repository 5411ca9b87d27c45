"""The libraries whose frames are taken: what their columns are, and how a text runs on them.

None is imported here: whoever passes a frame has imported its library.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, NamedTuple

from ..errors import InvalidQuestionError, MissingExtraError
from ..tables.optional import to_install
from .columns import Kind
from .crossed import Frames, told_if_crossed
from .dialects import DIALECTS
from .text import TABLE, Asked, statement

__all__ = ["Library", "library_of"]


class Library(NamedTuple):
    """One library.

    Attributes:
        name: as people write it.
        kinds: returns the kind of each column of a frame, given also which columns are looked at closely.
        run: returns the answer of a question to some frames.
        casts: by kind, how a column is made one of that kind; {} is the literal of its name, {1} the name.
        is_strict: whether keys are joined only if their types are the same.
    """

    name: str
    kinds: Callable[[Any], dict[str, Kind]]
    run: Callable[[Asked, Frames], Any]
    casts: Mapping[Kind, str]
    is_strict: bool = False


def library_of(frame: Any, field: str) -> Library:
    """Return the library of a frame.

    Args:
        frame: what a caller passed.
        field: the parameter that it was passed for.

    Raises:
        InvalidQuestionError: it is not a frame of a library that is taken.
        MissingExtraError: its library is too old.
    """
    # The classes are compared by name, so that no library is imported for it.
    for each in type(frame).__mro__:
        module = each.__module__.partition(".")[0]
        check = _LIBRARIES.get((module, each.__name__))
        if check is not None and not each.__module__.startswith("pyspark.pandas"):
            return check(frame)
    module, name = type(frame).__module__.partition(".")[0], type(frame).__name__
    hints = {
        "pyarrow": "write polars.from_arrow(...) or duckdb.from_arrow(...) around it",
        "iom_partners": "write .to_polars() or .to_pandas() behind it",
        "narwhals": "write .to_native() behind it",
        "pyspark": "write .to_spark() behind it",
    }
    usual = "give a DataFrame of pandas, Polars or Spark, a LazyFrame, or a DuckDB relation"
    raise InvalidQuestionError(
        f"{module}.{name} is not a frame of a known library", value=frame, field=field, hint=hints.get(module, usual)
    )


def _require(version: str, least: tuple[int, int], name: str, extra: str, more: str = "") -> None:
    major, minor = version.split(".")[:2]
    if (int(major), int(minor)) < least:
        needed = ".".join(map(str, least))
        hint = to_install(extra) + more
        raise MissingExtraError(f"{name} {version} is older than {needed}", value=version, field=extra, hint=hint)


# Polars.


def _polars(_: Any) -> Library:
    # The first whose SQL joins by ranges.
    _require(sys.modules["polars"].__version__, (1, 42), "Polars", "polars")
    casts = {"date": "write pl.col({}).cast(pl.Date), or .str.to_date()", "flag": "write pl.col({}).cast(pl.Boolean)"}
    return Library("Polars", _polars_kinds, _polars_run, casts, is_strict=True)


def _polars_kinds(frame: Any) -> dict[str, Kind]:
    known = {
        "Date": "date", "Datetime": "time", "Boolean": "flag", "String": "text", "Categorical": "text", "Enum": "text",
        "Null": "empty",
    }  # fmt: skip
    named = {name: str(kind.base_type()) for name, kind in frame.collect_schema().items()}
    return {name: known.get(kind, kind) for name, kind in named.items()}


def _polars_run(asked: Asked, frames: Frames) -> Any:
    polars = sys.modules["polars"]

    def run(asked: Asked, frames: Frames) -> Any:
        lazy = {TABLE + name: _with_plain_texts(polars, frame.lazy()) for name, frame in frames.items()}
        return polars.SQLContext(lazy, eager=False).execute(statement(asked, DIALECTS["polars"]))

    if any(isinstance(frame, polars.LazyFrame) for frame in frames.values()):
        return run(asked, frames)
    return told_if_crossed(
        asked, frames, lambda *how: run(*how).collect(engine="streaming"), lambda made: made.to_dicts()
    )


def _with_plain_texts(polars: Any, frame: Any) -> Any:
    """Return a frame whose categories are texts, so that they can be joined with those of another."""
    several = [name for name, kind in frame.collect_schema().items() if kind in (polars.Categorical, polars.Enum)]
    return frame.with_columns(polars.col(several).cast(polars.String)) if several else frame


# DuckDB.

_numbers = count(1)


def _duckdb(_: Any) -> Library:
    casts = {
        "date": """write relation.project('* REPLACE (CAST("{1}" AS DATE) AS "{1}")')""",
        "flag": """write relation.project('* REPLACE (CAST("{1}" AS BOOLEAN) AS "{1}")')""",
    }
    return Library("DuckDB", _duckdb_kinds, _duckdb_run, casts)


def _duckdb_kinds(relation: Any) -> dict[str, Kind]:
    known = {
        "date": "date",
        "timestamp": "time",
        "boolean": "flag",
        "varchar": "text",
        "enum": "text",
        '"null"': "empty",
    }
    # What stands behind the name of a type are its values, its precision or its unit.
    named = {
        name: str(kind).lower().partition("(")[0].partition("_")[0].partition(" ")[0]
        for name, kind in zip(relation.columns, relation.types, strict=True)
    }
    return {name: known.get(kind, kind) for name, kind in named.items()}


def _duckdb_run(asked: Asked, frames: Frames) -> Any:
    named = {TABLE + name: relation for name, relation in frames.items()}
    return _query(statement(asked, DIALECTS["duckdb"]), **named)


def _query(
    text: str,
    iom_partners_engine_memberships: Any,
    iom_partners_engine_right: Any = None,  # noqa: ARG001 # DuckDB finds relations by the names of variables.
    iom_partners_engine_dates: Any = None,  # noqa: ARG001
    iom_partners_engine_coverage: Any = None,  # noqa: ARG001
    iom_partners_engine_names: Any = None,  # noqa: ARG001
) -> Any:
    """Run a text. Tables of the user's database come before variables, but are not called like these."""
    # Before version 2, a view of this name is left behind, so it may have no other use.
    unused = f"{TABLE}{next(_numbers)}"
    return iom_partners_engine_memberships.query(unused, text)


# Spark.


def _spark(frame: Any) -> Library:
    _require(frame.sparkSession.version, (4, 0), "Spark", "spark", ", and Java 17 or newer")
    casts = {"date": "write to_date({})", "flag": "write col({}).cast('boolean')"}
    return Library("Spark", _spark_kinds, _spark_run, casts)


def _spark_kinds(frame: Any) -> dict[str, Kind]:
    known = {
        "date": "date", "timestamp": "time", "timestamp_ntz": "time", "boolean": "flag", "string": "text",
        "void": "empty",
    }  # fmt: skip
    named: dict[str, str] = {each.name: each.dataType.simpleString().partition("(")[0] for each in frame.schema.fields}
    return {name: known.get(kind, kind) for name, kind in named.items()}


def _spark_run(asked: Asked, frames: Frames) -> Any:
    # It reads names of frames in curly brackets.
    text = statement(asked, DIALECTS["spark"]).replace("{", "{{").replace("}", "}}")
    for name in frames:
        text = text.replace(f"{TABLE}{name}", f"{{{name}}}")
    return frames["memberships"].sparkSession.sql(text, **frames)


def _pandas(_: Any) -> Library:
    from .pandas_frames import pandas_kinds, pandas_run

    casts = {"date": "write pandas.to_datetime(frame[{}]).dt.normalize()", "flag": "write frame[{}].astype('boolean')"}
    return Library("pandas", pandas_kinds, pandas_run, casts)


_LIBRARIES: dict[tuple[str, str], Callable[[Any], Library]] = {
    ("pandas", "DataFrame"): _pandas,
    ("polars", "DataFrame"): _polars,
    ("polars", "LazyFrame"): _polars,
    ("duckdb", "DuckDBPyRelation"): _duckdb,
    ("_duckdb", "DuckDBPyRelation"): _duckdb,
    ("pyspark", "DataFrame"): _spark,
}
