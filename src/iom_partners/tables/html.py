"""Small HTML tables for notebooks: escaped, without scripts, and without fixed colors so that they suit any theme."""

from __future__ import annotations

from collections.abc import Sequence

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..markup import NO_MATH, Markup, escaped, linked

__all__ = ["html_table", "in_words", "reordered"]

#: Inline, because untrusted pages lose style sheets; and on each cell, because themes align cells to the right.
_LEFT = "text-align:left;vertical-align:top"
#: Short words stay on one line. Long ones break, so that no column lies beyond the edge, and sentences get room.
_ONE_LINE = ";white-space:nowrap"
_BROKEN, _ROOM = ";overflow-wrap:anywhere;min-width:4em", ";overflow-wrap:anywhere;min-width:13em"
#: Of dates in words, and of the names in the first column.
_DATED = _NAMED = ";overflow-wrap:anywhere;min-width:9em"
_SHORT, _WORD, _LONG = 12, 24, 60
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
    r"""Return rows as one HTML table under a caption; a wide table is wrapped, and can be scrolled.

    Every text is escaped and reads back unchanged; see `escaped` for what HTML does not allow. Dates and periods stand
    in words above their EDTF.

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
    table = "margin-left:0;table-layout:auto;max-width:100%"
    parts = [f'<div{NO_MATH}>{told}<div style="overflow-x:auto"><table style="{table}"><thead><tr>']
    heads = (escaped(column).replace("_", "_<wbr>") for column in columns)
    parts.extend(f'<th scope="col" style="{_LEFT}">{head}</th>' for head in heads)
    parts.append("</tr></thead><tbody>")
    most += len(rows) == most + 1
    for row in rows[:most]:
        parts.append("<tr>")
        styles = (_style(value, is_first=not place) for place, value in enumerate(row))
        parts.extend(f'<td style="{each}">{in_words(value)}</td>' for each, value in zip(styles, row, strict=True))
        parts.append("</tr>")
    left_out = (len(rows) if count is None else count) - min(len(rows), most)
    if left_out > 0:
        parts.append(f'<tr><td colspan="{len(columns)}" style="{_LEFT}">… and {left_out:,} more</td></tr>')
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


def _style(value: object, *, is_first: bool) -> str:
    if isinstance(value, (PartialDate, Period)):
        return _LEFT + (_DATED if len(str(value)) > _SHORT else "")
    text = str(value)
    if isinstance(value, Markup) or len(text) >= _LONG:
        return _LEFT + _ROOM
    if len(text) <= _SHORT and " " not in text:
        return _LEFT + _ONE_LINE
    return _LEFT + ((_NAMED if is_first else _BROKEN) if len(text) > _WORD else "")
