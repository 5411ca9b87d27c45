"""Columns and rows as frames of pandas, Polars and PyArrow; the type of a column never depends on its cells.

Each library gets its own constructor and types: that takes fewer lines than a layer between them would, and no date
passes through a type that cannot hold it. All of them count days, so that their columns hold days before the year 1 and
after 9999 too; what makes a `datetime.date` of such a day, such as `to_list` of Polars, refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from ..dates.days import EPOCH, Day
from ..errors import InvalidQuestionError
from .optional import first_of, needed

__all__ = ["Columns", "Rows", "arrow_stream", "to_arrow", "to_pandas", "to_polars"]

#: Name, type, description, fixed values and whether every cell has a value: what each `Column` is, as a plain tuple.
Columns = Sequence[tuple[str, str, str, tuple[str, ...], bool]]
Rows = Sequence[tuple[Any, ...]]

#: Polars fails on days of years beyond 262,000.
_POLARS = 95_000_000
#: The most digits of a decimal that Arrow, Polars, DuckDB and Parquet all hold.
_MOST_DIGITS = 38


def to_pandas(columns: Columns, rows: Rows) -> Any:
    """Return a pandas DataFrame; see `Tabular.to_pandas`."""
    pandas, numpy = needed("pandas", "pandas"), needed("numpy", "pandas")
    # pandas 3 has a type for texts; before, an empty cell among texts would need a choice of NaN or None.
    text = "str" if int(pandas.__version__.partition(".")[0]) >= 3 else object

    made: dict[str, Any] = {}
    for name, kind, cells, values, is_required in _by_column(columns, rows):
        if values:
            made[name] = pandas.Categorical(cells, categories=list(values))
        elif kind == "date":
            # In seconds, because nanoseconds end in the year 2262.
            days, day = _days(name, cells, 2**62 // 86_400), "datetime64[D]"
            made[name] = numpy.array(cells if days is None else numpy.array(days, day), day).astype("datetime64[s]")
        else:
            full = {"boolean": "bool", "integer": "int64"}
            plain = full if is_required else {"boolean": "boolean", "integer": "Int64"}
            made[name] = pandas.Series(cells, dtype=plain.get(kind, text if kind == "string" else object))
    return pandas.DataFrame(made)


def to_polars(columns: Columns, rows: Rows) -> Any:
    """Return a Polars DataFrame; see `Tabular.to_polars`."""
    polars = needed("polars", "polars")
    plain = {"boolean": polars.Boolean, "integer": polars.Int64, "date": polars.Date, "string": polars.String}
    made = []
    for name, kind, cells, values, _ in _by_column(columns, rows):
        exact = polars.Decimal(_MOST_DIGITS, _scale(name, cells)) if kind == "number" else None
        if kind == "date" and (days := _days(name, cells, _POLARS)) is not None:
            made.append(polars.Series(name, days, dtype=polars.Int32).cast(polars.Date))
            continue
        made.append(polars.Series(name, cells, dtype=polars.Enum(values) if values else exact or plain[kind]))
    return polars.DataFrame(made)


def to_arrow(columns: Columns, rows: Rows, title: str) -> Any:
    """Return a PyArrow table; see `Tabular.to_arrow`."""
    arrow = needed("pyarrow", "arrow")
    plain = {"boolean": arrow.bool_(), "integer": arrow.int64(), "date": arrow.date32(), "string": arrow.string()}
    arrays = []
    for name, kind, cells, values, _ in _by_column(columns, rows):
        if values:
            codes = {value: code for code, value in enumerate(values)}
            indices = arrow.array([None if cell is None else codes[cell] for cell in cells], type=arrow.int16())
            arrays.append(arrow.DictionaryArray.from_arrays(indices, arrow.array(values, type=arrow.string())))
        else:
            exact = arrow.decimal128(_MOST_DIGITS, _scale(name, cells)) if kind == "number" else None
            days = _days(name, cells, 2**31) if kind == "date" else None
            array = arrow.array(cells, exact or plain[kind]) if days is None else arrow.array(days, arrow.int32())
            arrays.append(array.cast(plain["date"]) if kind == "date" else array)
    fields = [
        arrow.field(name, array.type, not is_required, {"description": description})
        for (name, _, description, _, is_required), array in zip(columns, arrays, strict=True)
    ]
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, {"name": title}))


def arrow_stream(columns: Columns, rows: Rows, title: str, requested_schema: object = None) -> object:
    """Return a stream of the Arrow C interface, made by PyArrow or Polars."""
    has_arrow = first_of("pyarrow", "polars", extra="arrow") == "pyarrow"
    made = to_arrow(columns, rows, title) if has_arrow else to_polars(columns, rows)
    stream: object = made.__arrow_c_stream__(requested_schema)
    return stream


def _by_column(columns: Columns, rows: Rows) -> Iterator[tuple[str, str, Sequence[Any], tuple[str, ...], bool]]:
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    for (name, kind, _, values, is_required), cells in zip(columns, by_column, strict=True):
        yield name, kind, cells, values, is_required


def _days(name: str, cells: Sequence[Any], limit: int) -> list[int | None] | None:
    """Return dates as days from 1970-01-01 on, if some of them lie outside the years 1 to 9999.

    Raises:
        InvalidQuestionError: the library has no such date.
    """
    if Day not in set(map(type, cells)):
        return None
    days = [each and each.toordinal() - EPOCH for each in cells]
    for cell, day in zip(cells, days, strict=True):
        if day is not None and not -limit < day < limit:
            reason = f"{cell} is outside the dates that the columns of this library hold"
            raise InvalidQuestionError(reason, value=cell, field=name, hint="use to_dicts() or to_csv()")
    return days


def _scale(name: str, cells: Sequence[Decimal | None]) -> int:
    """Return the number of decimal places that hold every amount exactly."""
    shown = [each.as_tuple() for each in cells if each is not None]
    scale = max([0, *(-int(each.exponent) for each in shown)])
    whole = max((len(each.digits) + int(each.exponent) for each in shown), default=0)
    if whole + scale > _MOST_DIGITS:
        raise InvalidQuestionError(
            f"a decimal of {whole + scale} digits would be needed; Arrow, Polars and Parquet hold {_MOST_DIGITS}",
            value=whole + scale, field=name, hint="use to_dicts(), to_pandas() or to_csv()",
        )  # fmt: skip
    return scale
