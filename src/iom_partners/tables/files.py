"""Columns and rows as files: CSV that a spreadsheet opens safely, and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from typing import Any, TextIO

from ..errors import InvalidQuestionError, shorten
from ..files.writing import typed, write_file
from .frames import Columns, Rows, to_arrow, to_polars
from .optional import first_of, needed

__all__ = ["csv_text", "is_formula", "parquet_bytes", "write_parquet", "write_text"]

#: What starts a formula in a spreadsheet, a command in an old one, or a new cell; full-width forms count as well.
_FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001 # Wide forms.
#: What may stand before a formula without keeping it from running.
_BLANK = " \u00a0\u3000\u200b\ufeff\v\f\x1c\x1d\x1e\x1f\x85"


def csv_text(columns: Columns, rows: Iterable[tuple[Any, ...]], *, exact: bool = False) -> str:
    """Return columns and rows as CSV text; see `Tabular.to_csv`.

    >>> csv_text([("text", "string", "any", (), False)], [("=1+1",), (None,), ("a b",), ("-0044",)]).splitlines()
    ['text', "'=1+1", '""', 'a b', '-0044']
    """
    # Not the csv module, which until Python 3.13 wrote a lone carriage return without quotes.
    safe = [not exact and kind == "string" for _, kind, *_ in columns]
    lines = [_line([name for name, *_ in columns], [False] * len(safe))]
    lines.extend(_line(row, safe) for row in rows)
    return "".join(lines)


def _line(cells: Sequence[Any], safe: Sequence[bool]) -> str:
    line = ",".join(map(_cell, cells, safe))
    # An empty line would not be read as a row.
    return f"{line or chr(34) * 2}\n"


def _cell(value: Any, safe: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if safe and is_formula(text):
        text = f"'{text}"
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def is_formula(text: str) -> bool:
    """Return whether a text needs an apostrophe: a spreadsheet may run it, or it starts with an apostrophe itself.

    A sign before nothing but digits and the marks of dates, as in ``-0044`` or ``-0044/..``, does no harm.

    >>> is_formula("=1+1"), is_formula("-0044/..")
    (True, False)
    """
    bare = text.lstrip(_BLANK)
    if bare[:1] == "'":
        return True
    if not bare.startswith(_FORMULA):
        return False
    return not (text[:1] in "-%" and text[1:2].isdigit() and set(text[1:]) <= _DATE)


#: The characters of dates and numbers, without letters, which could name a cell.
_DATE = frozenset("0123456789-/.?~%")


def write_text(path: str | PathLike[str] | TextIO, text: str, encoding: str = "utf-8") -> None:
    """Write a text to a file in an encoding, or to an open file; line ends stay as they are.

    A file is written as a whole: after an error, an older one is as it was.

    Raises:
        DataFileError: it cannot be written.
        InvalidQuestionError: the path is not a path, there is no such encoding, or it does not have a character of the
            text, as UTF-8 has no lone surrogates; nothing is written.
    """
    if not isinstance(path, str | PathLike):
        if not hasattr(path, "write"):
            raise InvalidQuestionError(f"{shorten(path)} is neither a path nor an open file", value=path, field="path")
        with typed(getattr(path, "name", "the open file")):
            path.write(text)
        return
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        raise InvalidQuestionError(
            f"the text has {shorten(text[error.start : error.start + 1])}, which {encoding.upper()} cannot encode",
            value=str(path), field="path", hint="call it without a path and encode the text yourself",
        ) from None  # fmt: skip
    except (LookupError, TypeError, ValueError):
        raise InvalidQuestionError(
            f"{shorten(encoding)} is not an encoding", value=encoding, field="encoding",
            hint="such as 'utf-8', or 'utf-8-sig' for Excel",
        ) from None  # fmt: skip
    write_file(path, data)


def write_parquet(columns: Columns, rows: Rows, title: str, path: str | PathLike[str]) -> None:
    """Write a Parquet file; see `Tabular.to_parquet`."""
    write_file(path, parquet_bytes(columns, rows, title))


def parquet_bytes(columns: Columns, rows: Rows, title: str) -> bytes:
    """Return what a Parquet file of a table holds.

    Raises:
        MissingExtraError: neither PyArrow nor Polars is installed.
    """
    from io import BytesIO

    made = BytesIO()
    if first_of("pyarrow", "polars", extra="arrow") == "pyarrow":
        needed("pyarrow.parquet", "arrow").write_table(to_arrow(columns, rows, title), made)
    else:
        to_polars(columns, rows).write_parquet(made)
    return made.getvalue()
