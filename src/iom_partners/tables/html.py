"""Small HTML tables for notebooks: escaped, without scripts, and without fixed colors so that they suit any theme."""

from __future__ import annotations

import html
from collections.abc import Sequence
from unicodedata import category

__all__ = ["html_table"]

#: Inline, because untrusted pages lose style sheets; and on each cell, because themes align cells to the right.
_LEFT = "text-align:left;vertical-align:top"
#: Dates and ids stay on one line, and sentences get room, whatever else is in the row.
_ONE_LINE, _ROOM = ";white-space:nowrap", ";min-width:16em"
_SHORT, _LONG = 42, 60
#: Pages set what stands between two dollar signs as mathematics, but not in elements of these classes.
_NO_MATH = ' class="mathjax_ignore tex2jax_ignore"'


def html_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    caption: str = "",
    most: int = 50,
    count: int | None = None,
) -> str:
    r"""Return rows as one HTML table under a caption; a wide table can be scrolled.

    Every text is escaped and reads back unchanged. Characters that HTML does not allow become Python escapes: controls
    such as ``\x00`` and ``\r`` (except tab, line feed and form feed), lone surrogates such as ``\ud800``, and
    noncharacters.

    Args:
        columns: the headings.
        rows: a cell for each column; None is an empty cell.
        caption: a line above the table.
        most: how many rows to show; a last line counts the others.
        count: the number of all rows, if only the first ones are given.

    Returns:
        The table as HTML, or only the caption if there are no rows.

    >>> html_table(["name"], [], caption="<nothing>")
    '<p class="mathjax_ignore tex2jax_ignore">&lt;nothing&gt;</p>'
    """
    if not rows:
        return f"<p{_NO_MATH}>{_cell(caption)}</p>"
    told = f"<p>{_cell(caption)}</p>" if caption else ""
    parts = [f'<div{_NO_MATH}>{told}<div style="overflow-x:auto"><table style="margin-left:0"><thead><tr>']
    parts.extend(f'<th scope="col" style="{_LEFT}">{_cell(column)}</th>' for column in columns)
    parts.append("</tr></thead><tbody>")
    for row in rows[:most]:
        parts.append("<tr>")
        parts.extend(f'<td style="{_style(value)}">{_cell(value)}</td>' for value in row)
        parts.append("</tr>")
    left_out = (len(rows) if count is None else count) - min(len(rows), most)
    if left_out > 0:
        parts.append(f'<tr><td colspan="{len(columns)}" style="{_LEFT}">… and {left_out:,} more</td></tr>')
    parts.append("</tbody></table></div></div>")
    return "".join(parts)


def _style(value: object) -> str:
    text = str(value)
    if len(text) <= _SHORT and " " not in text:
        return _LEFT + _ONE_LINE
    return _LEFT + _ROOM if len(text) >= _LONG else _LEFT


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    if not text.isprintable():
        text = "".join(mark if mark.isprintable() or _is_held(mark) else repr(mark)[1:-1] for mark in text)
    return html.escape(text)


def _is_held(mark: str) -> bool:
    """Return whether HTML allows a character; browsers drop or change the others."""
    if mark in "\t\n\f":
        return True
    code = ord(mark)
    return category(mark) not in {"Cc", "Cs"} and not 0xFDD0 <= code <= 0xFDEF and code & 0xFFFE != 0xFFFE
