"""Tables of plain text for a terminal: aligned, cut with a count, and without control characters."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category, east_asian_width

from ..errors import printable

__all__ = ["counted", "fitting", "plain", "text_table", "wrapped"]

#: The greatest width of a column.
_WIDEST = 60
#: The least width in a wide table: of any column, of the first (which rows are found by), and of one of sentences.
_ANY, _LOOK_UP, _SENTENCE = 12, 20, 32
_GAP = "  "
_SENTENCES = ("why", "what", "reason")
#: Never cut, because half a date would be another date; left out last, so that a possible row cannot pass for certain.
_WHOLE = ("certainty", "period", "when")
#: Left out first, because the text of the period already says it.
_SAID = ("start_earliest", "start_latest", "end_earliest", "end_latest", "starts_open", "ends_open")


def text_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    caption: str = "",
    most: int = 10,
    width: int = 100,
    count: int | None = None,
) -> str:
    """Return rows as lines of aligned columns.

    If a table is too wide, the widest columns of texts are cut; then columns are left out, and listed below: first
    those that add nothing, then from the right, and at last certainty, period, reason and id.

    Args:
        columns: the headings.
        rows: a cell for each column; None is an empty cell.
        caption: a line above the table.
        most: how many rows to show; a last line counts the others, unless it would stand for one row.
        width: the width of a line, in columns of the terminal.
        count: the number of all rows, if only the first ones are given.

    >>> print(text_table(["who", "since"], [("IOM", 1951), ("ILO", None)], caption="2 bodies"))
    2 bodies
    who  since
    IOM  1951
    ILO
    """
    if not rows:
        return plain(caption)
    lines = [plain(caption)] if caption else []
    most += len(rows) == most + 1
    heads = list(map(plain, columns))
    shown = [list(map(plain, row)) for row in rows[:most]]
    widest = [min(max(map(_width, cells)), _WIDEST) for cells in zip(heads, *shown, strict=True)]
    least = [_least(heads, place, rows[:most], size) for place, size in enumerate(widest)]
    empty = [not any(cells) for cells in zip(*shown, strict=True)]
    places = fitting(heads, least, empty, width, len(_GAP))
    sizes = _shared([widest[place] for place in places], [least[place] for place in places], width)
    for row in (heads, *shown):
        cells = (_fitted(row[place], size) for place, size in zip(places, sizes, strict=True))
        lines.append(_GAP.join(cells).rstrip())
    left_out = (len(rows) if count is None else count) - len(shown)
    if left_out > 0:
        lines.append(f"… and {left_out:,} more")
    if len(places) < len(heads):
        lines.append(f"(not shown: {', '.join(each for at, each in enumerate(heads) if at not in places)})")
    return "\n".join(lines)


def _least(heads: Sequence[str], place: int, rows: Sequence[Sequence[object]], size: int) -> int:
    """Return the least width of a column; numbers and dates keep theirs, because a cut one would be another one."""
    if heads[place] in _WHOLE or not any(isinstance(row[place], str) for row in rows):
        return size
    return min(size, _SENTENCE if heads[place] in _SENTENCES else _ANY if place else _LOOK_UP)


def fitting(
    heads: Sequence[str], least: Sequence[float], empty: Sequence[bool], width: float, gap: float = 0
) -> list[int]:
    """Return the places of the columns that fit in a line at their least widths; the first stays unless it is empty.

    Args:
        heads: the headings.
        least: the least width of each column.
        empty: whether all its cells are.
        width: of the line.
        gap: between two columns.

    >>> fitting(["name", "note", "why"], [4, 4, 4], [False, False, False], 10)
    [0, 2]
    """
    places = list(range(len(heads)))
    droppable = sorted(
        places[0 if empty[0] else 1 :], key=lambda each: (empty[each], heads[each] in _SAID, -_worth(heads[each]), each)
    )
    while droppable and len(places) > 1 and sum(least[each] + gap for each in places) - gap > width:
        places.remove(droppable.pop())
    return places


def _worth(head: str) -> int:
    return 1 if head in (*_WHOLE, *_SENTENCES, "id") else 0


def _shared(widest: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Return the widths of columns that fill a line; the widest one that can shrink shrinks first."""
    sizes = list(widest)
    while _line(sizes) > width:
        place = max(range(len(sizes)), key=lambda each: (sizes[each] > least[each], sizes[each]))
        if sizes[place] == least[place]:
            break
        sizes[place] -= 1
    return sizes


def _line(sizes: Sequence[int]) -> int:
    return sum(sizes) + len(_GAP) * (len(sizes) - 1)


def plain(value: object) -> str:
    r"""Return a value as one line of text, with control characters and direction marks escaped.

    >>> plain("a\x1b[31mb"), plain(None)
    ('a\\x1b[31mb', '')
    """
    return "" if value is None else printable(str(value))


def counted(number: int, plural: str) -> str:
    """Return a number with its noun, in the singular if it is one.

    >>> counted(1, "chair terms"), counted(1, "people"), counted(2_000, "companies"), counted(1, "companies")
    ('1 chair term', '1 person', '2,000 companies', '1 company')
    """
    if number != 1:
        return f"{number:,} {plural}"
    for ending, single in (("people", "person"), ("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("s", "")):
        if plural.endswith(ending):
            return f"1 {plural.removesuffix(ending)}{single}"
    return f"1 {plural}"


def wrapped(text: str, width: int, *, first: str = "", indent: str = "") -> str:
    """Return a text in lines that fit a terminal, broken at spaces; a longer word, such as an address, stays whole.

    Args:
        text: one line of text.
        width: the width of a line, in columns of the terminal.
        first: what the first line begins with.
        indent: what all other lines begin with.

    >>> print(wrapped("IOM was certainly chair of GMG", 14, first="- ", indent="  "))
    - IOM was
      certainly
      chair of GMG
    """
    lines, line, is_empty = [], first, True
    for word in text.split(" "):
        if not is_empty and _width(line) + 1 + _width(word) > width:
            lines.append(line.rstrip(" "))
            line, is_empty = indent, True
        line += word if is_empty else f" {word}"
        is_empty = is_empty and not word
    return "\n".join([*lines, line.rstrip(" ")])


def _fitted(text: str, size: int) -> str:
    """Return a text cut or padded to a number of columns of a terminal."""
    width = _width(text)
    if width > size:
        at = width = 0
        while width + _width(text[at]) < size:
            width += _width(text[at])
            at += 1
        text, width = text[:at] + "…", width + 1
    return text + " " * (size - width)


def _width(text: str) -> int:
    """Return the number of columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if category(mark) in ("Mn", "Me") else 1 + (east_asian_width(mark) in "WF") for mark in text)
