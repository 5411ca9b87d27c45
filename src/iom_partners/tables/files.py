"""Tables as files: CSV that a spreadsheet opens safely, and Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from ..errors import InvalidQuestionError, shorten
from .frames import to_arrow, to_polars
from .optional import first_of, needed

if TYPE_CHECKING:
    from .table import Table

__all__ = ["csv_text", "write_parquet", "write_text"]

#: With these a spreadsheet begins a formula, a command of an old one, or a cell of its own; wide ones count as well.
_FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 # Wide forms.
#: What may stand before a formula that is run all the same.
_BLANK = " \u00a0\u3000\u200b\ufeff\v\f\x1c\x1d\x1e\x1f\x85"


def csv_text(table: Table, *, exact: bool = False) -> str:
    """Write a table as CSV text; see `Tabular.to_csv`.

    >>> from .table import Column, Table
    >>> sums = Table("texts", [Column("text", "string", "any")], [("=1+1",), (None,), ("a b",), ("-0044",)])
    >>> csv_text(sums).splitlines()
    ['text', "'=1+1", '""', 'a b', '-0044']
    """
    # Not the writer of the standard library: until Python 3.13 a lone carriage return stayed without quotes there.
    safe = [not exact and column.type == "string" for column in table.columns]
    lines = [_line(table.column_names, [False] * len(safe))]
    lines.extend(_line(row, safe) for row in table.rows)
    return "".join(lines)


def _line(cells: Sequence[Any], safe: Sequence[bool]) -> str:
    line = ",".join(map(_cell, cells, safe))
    # An empty line would be no row.
    return f"{line or chr(34) * 2}\n"


def _cell(value: Any, safe: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if safe and _is_formula(text):
        text = f"'{text}"
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _is_formula(text: str) -> bool:
    """Tell whether a text gets an apostrophe: it may run in a spreadsheet, or begins with an apostrophe itself.

    As the latter gets one more, taking one away from each text that has one gives all texts back. A sign before nothing
    but digits and what dates are written with, as in ``-0044`` or ``-0044/..``, is no formula that does anything.
    """
    bare = text.lstrip(_BLANK)
    if bare[:1] == "'":
        return True
    if not bare.startswith(_FORMULA):
        return False
    return not (text[:1] in "-%" and text[1:2].isdigit() and set(text[1:]) <= _DATE)


#: What dates and numbers are written with, without a letter that could name a cell.
_DATE = frozenset("0123456789-/.?~%")


def write_text(path: str | PathLike[str] | TextIO, text: str) -> None:
    """Write a text file in UTF-8, with its lines as they are; or into an open one.

    Raises:
        InvalidQuestionError: the text holds half of a pair of code units, which no file in UTF-8 can; none is written.
    """
    if not isinstance(path, str | PathLike):
        if not hasattr(path, "write"):
            raise InvalidQuestionError(f"{shorten(path)} is no path and no open file", value=path, field="path")
        path.write(text)
        return
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidQuestionError(
            f"the text at {shorten(text[error.start : error.end])} can not be written in UTF-8",
            value=str(path), field="path", hint="call it without a path, and encode the text as you see fit",
        ) from None  # fmt: skip
    Path(path).write_bytes(data)


def write_parquet(table: Table, path: str | PathLike[str]) -> None:
    """Write a Parquet file; see `Tabular.to_parquet`."""
    if first_of("pyarrow", "polars", extra="arrow") == "pyarrow":
        needed("pyarrow.parquet", "arrow").write_table(to_arrow(table), path)
    else:
        to_polars(table).write_parquet(path)
