"""Tables of plain text for a terminal: aligned, cut with a count, and with nothing that steers a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category, east_asian_width

__all__ = ["plain", "text_table"]

_WIDEST_CELL = 40
_GAP = "  "


def text_table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, caption: str = "", most: int = 10, width: int = 100
) -> str:
    """Write rows as lines of aligned columns.

    Args:
        columns: the headings.
        rows: as many cells each as there are columns; None is an empty cell.
        caption: a line above the table.
        most: how many rows are shown; a last line counts the rest.
        width: of a line, in letters; columns that do not fit are left out and counted.

    >>> print(text_table(["who", "since"], [("IOM", 1951), ("ILO", None)], caption="2 bodies"))
    2 bodies
    who  since
    IOM  1951
    ILO
    """
    shown = [[_cut(plain(cell)) for cell in row] for row in (columns, *rows[:most])]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    fitting = 0
    while fitting < len(widths) and sum(widths[: fitting + 1]) + len(_GAP) * fitting <= width:
        fitting += 1
    fitting = max(fitting, 1)
    lines = [plain(caption)] if caption else []
    for row in shown if rows else []:
        cells = (cell + " " * (size - _width(cell)) for cell, size in zip(row[:fitting], widths, strict=False))
        lines.append(_GAP.join(cells).rstrip())
    left_out = len(rows) - most
    if left_out > 0:
        lines.append(f"… and {left_out:,} more")
    if rows and fitting < len(columns):
        lines.append(f"(not shown: {', '.join(map(plain, columns[fitting:]))})")
    return "\n".join(lines)


def plain(value: object) -> str:
    r"""Write a value in one line; marks that steer a terminal or turn the direction of writing are written out.

    >>> plain("a\x1b[31mb"), plain(None)
    ('a\\x1b[31mb', '')
    """
    text = "" if value is None else str(value)
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in text)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"


def _width(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if category(mark) in ("Mn", "Me") else 1 + (east_asian_width(mark) in "WF") for mark in text)
