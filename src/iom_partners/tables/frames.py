"""Tables as frames of pandas, Polars and PyArrow, each with one type for each column, whatever its cells are.

Each library is written to by its own constructor with its own types: the four lines that this takes for each are fewer
than what a layer between would need to be told, and no date passes through a type that cannot hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..errors import InvalidQuestionError
from .optional import first_of, needed
from .table import Column

if TYPE_CHECKING:
    from .table import Table

__all__ = ["arrow_stream", "to_arrow", "to_pandas", "to_polars"]

#: The most digits of a decimal that Arrow, Polars, DuckDB and Parquet all hold.
_MOST_DIGITS = 38


def to_pandas(table: Table) -> Any:
    """Make a pandas DataFrame."""
    pandas, numpy = needed("pandas", "pandas"), needed("numpy", "pandas")
    # Under pandas 3 texts have a type of their own; before, a text without a value would need a choice of NaN or None.
    text = "str" if int(pandas.__version__.partition(".")[0]) >= 3 else object

    def series(column: Column, cells: Sequence[Any]) -> Any:
        if column.values:
            return pandas.Categorical(cells, categories=list(column.values))
        if column.type == "date":
            # In seconds, for in nanoseconds the years end in 2262.
            return numpy.array(cells, dtype="datetime64[D]").astype("datetime64[s]")
        full = {"boolean": "bool", "integer": "int64"}
        plain = full if column.is_required else {"boolean": "boolean", "integer": "Int64"}
        return pandas.Series(cells, dtype=plain.get(column.type, text if column.type == "string" else object))

    return pandas.DataFrame(_by_column(table, series))


def to_polars(table: Table) -> Any:
    """Make a Polars DataFrame."""
    polars = needed("polars", "polars")
    plain = {"boolean": polars.Boolean, "integer": polars.Int64, "date": polars.Date, "string": polars.String}

    def series(column: Column, cells: Sequence[Any]) -> Any:
        if column.values:
            return polars.Series(column.name, cells, dtype=polars.Enum(column.values))
        if column.type == "number":
            return polars.Series(column.name, cells, dtype=polars.Decimal(_MOST_DIGITS, _scale(column, cells)))
        return polars.Series(column.name, cells, dtype=plain[column.type])

    return polars.DataFrame(_by_column(table, series))


def to_arrow(table: Table) -> Any:
    """Make a PyArrow table; the fields carry the descriptions of the columns as metadata."""
    arrow = needed("pyarrow", "arrow")
    plain = {"boolean": arrow.bool_(), "integer": arrow.int64(), "date": arrow.date32(), "string": arrow.string()}

    def array(column: Column, cells: Sequence[Any]) -> Any:
        if column.values:
            codes = {value: code for code, value in enumerate(column.values)}
            indices = arrow.array([None if cell is None else codes[cell] for cell in cells], type=arrow.int16())
            return arrow.DictionaryArray.from_arrays(indices, arrow.array(column.values, type=arrow.string()))
        if column.type == "number":
            return arrow.array(cells, type=arrow.decimal128(_MOST_DIGITS, _scale(column, cells)))
        return arrow.array(cells, type=plain[column.type])

    arrays = _by_column(table, array)
    fields = [
        arrow.field(column.name, arrays[column.name].type, not column.is_required, {"description": column.description})
        for column in table.columns
    ]
    return arrow.Table.from_arrays(list(arrays.values()), schema=arrow.schema(fields, {"name": table.name}))


def arrow_stream(table: Table, requested_schema: object = None) -> object:
    """Make a stream of Arrow's C interface, by PyArrow or Polars."""
    made = to_arrow(table) if first_of("pyarrow", "polars", extra="arrow") == "pyarrow" else to_polars(table)
    stream: object = made.__arrow_c_stream__(requested_schema)
    return stream


def _by_column(table: Table, make: Callable[[Column, Sequence[Any]], Any]) -> dict[str, Any]:
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    return {column.name: make(column, each) for column, each in zip(table.columns, cells, strict=True)}


def _scale(column: Column, cells: Sequence[Decimal | None]) -> int:
    """Give the digits behind the point that hold every amount exactly."""
    shown = [each.as_tuple() for each in cells if each is not None]
    scale = max((-int(each.exponent) for each in shown), default=0)
    scale = max(scale, 0)
    whole = max((len(each.digits) + int(each.exponent) for each in shown), default=0)
    if whole + scale > _MOST_DIGITS:
        raise InvalidQuestionError(
            f"a decimal of {whole + scale} digits would be needed, and Arrow, Polars and Parquet hold {_MOST_DIGITS}",
            value=whole + scale,
            field=column.name,
            hint="use to_dicts(), to_pandas() or to_csv()",
        )
    return scale
