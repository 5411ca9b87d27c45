"""Small HTML tables for notebooks: escaped, without scripts, and without fixed colors so that they suit any theme."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import starmap
from math import ceil
from typing import NamedTuple

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..markup import NO_MATH, Markup, escaped, linked
from .text import fitting

__all__ = ["html_table", "in_words", "reordered"]

#: Inline, because untrusted pages lose style sheets; and on each cell, because themes align cells to the right.
_LEFT = "text-align:left;vertical-align:top"
#: Short words stay on one line. Long ones break, so that no column lies beyond the edge, and sentences get room.
_ONE_LINE, _BROKEN = ";white-space:nowrap", ";overflow-wrap:anywhere"
_SHORT, _WORD, _LONG = 12, 24, 60


class _Room(NamedTuple):
    """The least widths of the cells of a table, in em.

    Attributes:
        sentence: of a long text, or one that is HTML already.
        name: of a date in words, and of a name in the first column.
        text: of any other text that breaks.
        is_tight: whether short words and headings break too, if sentences leave them no room.
    """

    sentence: int
    name: int
    text: int
    is_tight: bool


#: The first with which all columns lie within the edge is taken.
_ROOMS = (
    _Room(13, 9, 4, is_tight=False),
    _Room(9, 7, 4, is_tight=False),
    _Room(7, 5, 4, is_tight=True),
    _Room(6, 5, 3, is_tight=True),
)
#: How wide a table may be, and what a cell has beside its text, in em: those of a column of 700 pixels in JupyterLab.
_EDGE, _PADDING = 50.0, 1.0
#: The widest word that a column in a tight table has room for, in em.
_WIDEST = 9
#: Marks as narrow as lower case.
_NARROW = "-./:;,[]| 0123456789"
#: What readers look for first; of ids they look last.
_FIRST = ("name", "acronym", "title")


def html_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    caption: str = "",
    most: int = 50,
    count: int | None = None,
) -> str:
    r"""Return rows as one HTML table under a caption, which lies within a column of 700 pixels.

    The more columns there are, the narrower they are; those that still do not fit are left out as in `text_table`, and
    listed in a last line. Every text is escaped and reads back unchanged; see `escaped` for what HTML does not allow.
    Dates and periods stand in words above their EDTF.

    Args:
        columns: the headings.
        rows: a cell for each column; None is an empty cell, and `Markup` stays as it is.
        caption: a line above the table.
        most: how many rows to show; a last line counts the others, unless it would stand for one row.
        count: the number of all rows, if only the first ones are given.

    Returns:
        The table as HTML, or only the caption if there are no rows.

    >>> html_table(["name"], [], caption="<nothing>")
    '<p class="mathjax_ignore tex2jax_ignore">&lt;nothing&gt;</p>'
    """
    if not rows:
        return f"<p{NO_MATH}>{escaped(caption)}</p>"
    told = f"<p>{escaped(caption)}</p>" if caption else ""
    most += len(rows) == most + 1  # A line in place of one row would say less.
    styles, widths = _styles(columns, rows[:most])
    empty = [all(row[place] in (None, "") for row in rows[:most]) for place in range(len(columns))]
    places = fitting(columns, widths, empty, _EDGE)
    div = f'<div{NO_MATH} style="overflow-wrap:break-word">{told}<div style="overflow-x:auto">'
    parts = [f'{div}<table style="margin-left:0;table-layout:auto;max-width:100%"><thead><tr>']
    for place in places:
        head = escaped(columns[place]).replace("_", "_<wbr>")
        parts.append(f'<th scope="col" style="{_LEFT}{styles[0][place]}">{head}</th>')
    parts.append("</tr></thead><tbody>")
    for row, of_row in zip(rows[:most], styles[1:], strict=True):
        cells = (f'<td style="{_LEFT}{of_row[place]}">{in_words(row[place])}</td>' for place in places)
        parts.append(f"<tr>{''.join(cells)}</tr>")
    left_out = (len(rows) if count is None else count) - min(len(rows), most)
    lines = [f"… and {left_out:,} more"] if left_out > 0 else []
    if len(places) < len(columns):
        others = (each for place, each in enumerate(columns) if place not in places)
        lines.append(f"not shown: {', '.join(others)}")
    for line in lines:
        cell = f'<td colspan="{len(places)}" style="{_LEFT}{_BROKEN}">{escaped(line)}</td>'
        parts.append(f"<tr>{cell}</tr>")
    parts.append("</tbody></table></div></div>")
    return "".join(parts)


def reordered(
    columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return columns and rows with names first and ids last.

    >>> reordered(["id", "kind", "name"], [("gmg", "group", "Global Migration Group")])
    (('name', 'kind', 'id'), [('Global Migration Group', 'group', 'gmg')])
    """
    places = sorted(
        range(len(columns)),
        key=lambda place: (
            columns[place] in ("id", "record_id") or columns[place].endswith("source_ids"),
            _FIRST.index(columns[place]) if columns[place] in _FIRST else len(_FIRST),
        ),
    )
    return tuple(columns[place] for place in places), [tuple(row[place] for place in places) for row in rows]


def in_words(value: object) -> Markup:
    """Return a cell as HTML: a date or period in words, with its EDTF below; an address as a link; all else as text.

    >>> in_words(PartialDate("2003-04"))
    'April 2003<br><small>2003-04</small>'
    """
    if not isinstance(value, (PartialDate, Period)):
        return linked(value, value) if isinstance(value, str) and not isinstance(value, Markup) else escaped(value)
    words, text = value.describe(), str(value)
    if text == "/":
        return escaped("not stated")
    return escaped(words) if words == text else Markup(f"{escaped(words)}<br><small>{escaped(text)}</small>")


def _styles(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> tuple[list[list[str]], list[float]]:
    """Return what the styles of the headings and of the cells add, and the least widths of the columns in em."""
    styles: list[list[str]] = []
    widths: list[float] = []
    for room in _ROOMS:
        made = [_column(head, [row[at] for row in rows], room, is_first=not at) for at, head in enumerate(columns)]
        styles = [list(each) for each in zip(*(of_column for of_column, _ in made), strict=True)]
        widths = [width + _PADDING for _, width in made]
        if sum(widths) <= _EDGE:
            break
    return styles, widths


def _column(head: str, values: Sequence[object], room: _Room, *, is_first: bool) -> tuple[list[str], float]:
    """Return what the styles of a heading and its cells add, and the least width of the column in em."""
    if not room.is_tight:
        styles = ["", *(_style(value, room, is_first=is_first) for value in values)]
        return styles, max(starmap(_least, zip((head, *values), styles, strict=True)))
    if any(_is_long(value) for value in values):
        is_dated = any(isinstance(value, (PartialDate, Period)) for value in values)
        least = room.name if is_dated else room.sentence
        return [_breaking(least)] * (len(values) + 1), least
    # Browsers take the width from columns without one first: sentences.
    word = ceil(max(_word(each) for each in (head, *values)))
    is_number = any(isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) for value in values)
    least = word if is_number else min(word, room.name if is_first else room.text)
    return [f"{_breaking(least)};width:{min(word, _WIDEST)}em"] * (len(values) + 1), least


def _style(value: object, room: _Room, *, is_first: bool) -> str:
    """Return what the style of a cell adds in a table that is not tight."""
    text = str(value)
    if isinstance(value, (PartialDate, Period)):
        return _breaking(room.name) if len(text) > _SHORT else ""
    if _is_long(value):
        return _breaking(room.sentence)
    if len(text) <= _SHORT and " " not in text:
        return _ONE_LINE
    return _breaking(room.name if is_first else room.text) if len(text) > _WORD else ""


def _is_long(value: object) -> bool:
    length = len(str(value))
    return length > _SHORT if isinstance(value, (PartialDate, Period)) else isinstance(value, Markup) or length >= _LONG


def _least(value: object, style: str) -> float:
    """Return the least width of a cell of this style, in em."""
    if style.startswith(_BROKEN):
        return float(style.rpartition(":")[2].removesuffix("em"))
    return _width(str(value)) if style == _ONE_LINE else _word(value)


def _word(value: object) -> float:
    """Return the width of the longest part of a text that stays on one line, in em."""
    text = "" if value is None else str(value).replace("_", " ")
    words = text.replace("-", "- ").split() if not any(mark.isdecimal() for mark in text) else text.split()
    return max(map(_width, words), default=0.0)


def _width(text: str) -> float:
    """Return about how wide a text on one line is, in em, in the bold face of a heading."""
    return sum(0.55 if mark.islower() or mark in _NARROW else 0.7 if mark.isascii() else 1.1 for mark in text)


def _breaking(least: int) -> str:
    """Return the style of a cell that breaks anywhere, and is no narrower than so many em."""
    return f"{_BROKEN};min-width:{least}em"
