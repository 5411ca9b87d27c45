"""Tables as files: CSV that a spreadsheet opens safely, and Parquet."""

from __future__ import annotations

import csv
import io
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .column import Column
from .frames import to_arrow, to_polars
from .optional import first_of, needed

if TYPE_CHECKING:
    from .table import Table

__all__ = ["csv_text", "write_parquet", "write_text"]

#: With these a spreadsheet begins a formula, or a cell of its own.
_FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "\0")


def csv_text(table: Table, *, exact: bool = False) -> str:
    """Write a table as CSV text; see `Tabular.to_csv`.

    >>> from .table import Column, Table
    >>> sums = Table("texts", [Column("text", "string", "any")], [("=1+1",), (None,), ("a b",)])
    >>> csv_text(sums).splitlines()
    ['text', "'=1+1", '""', 'a b']
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.rows:
        writer.writerow(_cell(column, value, exact=exact) for column, value in zip(table.columns, row, strict=True))
    return text.getvalue()


def _cell(column: Column, value: Any, *, exact: bool) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if not exact and column.type == "string" and isinstance(value, str) and value.lstrip(" '").startswith(_FORMULA):
        # A text that has apostrophes already gets one more, so that taking one away gives it back.
        return f"'{value}"
    return value


def write_text(path: str | PathLike[str], text: str) -> None:
    """Write a text file in UTF-8, with its lines as they are."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        file.write(text)


def write_parquet(table: Table, path: str | PathLike[str]) -> None:
    """Write a Parquet file; see `Tabular.to_parquet`."""
    if first_of("pyarrow", "polars", extra="arrow") == "pyarrow":
        needed("pyarrow.parquet", "arrow").write_table(to_arrow(table), path)
    else:
        to_polars(table).write_parquet(path)
