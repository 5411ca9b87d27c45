"""Reading sets: ``[1667,1668,1670..1672]`` is one of its members, ``{1667,1668}`` all of them."""

from __future__ import annotations

from functools import partial

from .days import AFTER_ALL, BEFORE_ALL, Span, Spans, union
from .plain import read_plain
from .reading import NO_QUALIFIERS, Marked, Precision, Qualifiers, Reading, both, invalid, read_each, unsupported

__all__ = ["read_set"]

#: Members that are no plain years, months or days take longer to read.
_MOST_OTHERS = 1_000
_CLOSED_BY = {"[": "]", "{": "}"}


def read_set(text: str) -> Reading:
    """Read a set of dates and of ranges between dates.

    Args:
        text: the set, with its brackets.

    Returns:
        Its days: those of all its members.

    Raises:
        UnsupportedDateError: a member lies outside the years 0001 to 9999, or comes again from year to year.
        InvalidDateError: it is no set.

    >>> read_set("[1670..1672]").precision
    'range'
    """
    if len(text) < 2 or text[-1] != _CLOSED_BY[text[0]]:
        raise invalid(text, "is a set without its closing bracket", len(text), _CLOSED_BY[text[0]])
    spans: list[Span] = []
    others, at = [], 1
    members = text[1:-1].split(",")
    for member in members:
        plain = read_plain(member)
        if plain is not None:
            spans.append((plain.first, plain.last))
        else:
            others.append((at, at + len(member)))
        at += len(member) + 1
    marks = NO_QUALIFIERS
    for days, marked in read_each(partial(_read_member, text, *place) for place in others[:_MOST_OTHERS]):
        spans.extend(days)
        marks = Qualifiers(*map(both, marks, marked))
    if len(others) > _MOST_OTHERS:
        raise unsupported(text, f"a set of more than {_MOST_OTHERS:,} members besides plain dates")
    precision: Precision = "range" if len(members) == 1 and ".." in text else "set"
    return Marked(union(spans), precision, qualifiers=marks, means_all=text[0] == "{")


def _read_member(text: str, start: int, end: int) -> tuple[Spans, Qualifiers]:
    """Read a date, a range between two, or one that is open: before the first member, or after the last."""
    dots = text.find("..", start, end)
    if dots < 0:
        reading = _read_end(text, start, end)
        if reading.comes_again:
            raise unsupported(text, "a set with a member that comes again from year to year")
        return reading.spans, reading.qualifiers
    has_left, has_right = dots > start, dots + 2 < end
    if not (has_left or has_right):
        raise invalid(text, "is a range without any end", dots, "a date before or after the two dots")
    if not (has_left or start == 1) or not (has_right or end == len(text) - 1):
        raise invalid(text, "has an open range in its middle", dots, "open ranges as first or last member only")
    ends = [(start, dots)] * has_left + [(dots + 2, end)] * has_right
    readings = read_each(partial(_read_end, text, *each) for each in ends)
    if readings[0].precision != readings[-1].precision:
        raise invalid(text, "has a range between dates of different precision", start, "two days, months or years")
    first = readings[0].first if has_left else BEFORE_ALL
    last = readings[-1].last if has_right else AFTER_ALL
    if first > last:
        raise invalid(text, "has a range that ends before it starts", start, "the earlier date first")
    return ((first, last),), Qualifiers(*map(both, readings[0].qualifiers, readings[-1].qualifiers))


def _read_end(text: str, start: int, end: int) -> Reading:
    """Read a date; only those that are not plain need the whole reader."""
    plain = read_plain(text[start:end])
    if plain is not None:
        return plain
    from .edtf_grammar import read_date

    return read_date(text, start, end)
