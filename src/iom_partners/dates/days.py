"""Sets of days as sorted runs of ordinals: the arithmetic under every date, period and query.

A day is its proleptic Gregorian ordinal (1 is 0001-01-01). `BEFORE_ALL` and `AFTER_ALL` lie one step outside the
calendar and stand for "no limit", so that open sides need no special case: they compare like any other number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

__all__ = [
    "AFTER_ALL",
    "BEFORE_ALL",
    "EVER",
    "Bounds",
    "Span",
    "Spans",
    "intersect",
    "meet",
    "near",
    "nearest",
    "subtract",
    "to_date",
    "union",
    "within",
]

#: One step before the first day of the calendar.
BEFORE_ALL = 0
#: One step after 9999-12-31, the last day of the calendar.
AFTER_ALL = date.max.toordinal() + 1

#: First and last day of a run; both belong to it.
Span = tuple[int, int]
#: Runs in order; none touches the next.
Spans = tuple[Span, ...]

#: For so few runs a search does not pay.
_FEW = 8

EVER: Span = (BEFORE_ALL, AFTER_ALL)


def to_date(ordinal: int) -> date | None:
    """Return the day of an ordinal, None where it means "no limit".

    >>> to_date(735000)
    datetime.date(2013, 5, 12)
    """
    return date.fromordinal(ordinal) if BEFORE_ALL < ordinal < AFTER_ALL else None


def union(spans: Iterable[Span]) -> Spans:
    """Return all days of the spans as sorted runs; empty spans (last before first) vanish.

    >>> union([(5, 9), (1, 2), (3, 4), (20, 10)])
    ((1, 9),)
    """
    runs: list[Span] = []
    for first, last in sorted(spans):
        if first > last:
            continue
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return tuple(runs)


def intersect(left: Spans, right: Spans) -> Spans:
    """Return the days that are in both sets.

    >>> intersect(((1, 9),), ((3, 4), (8, 20)))
    ((3, 4), (8, 9))
    """
    runs: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        first, last = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if first <= last:
            runs.append((first, last))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(runs)


def subtract(left: Spans, right: Spans) -> Spans:
    """Return the days of ``left`` that are not in ``right``.

    >>> subtract(((1, 9),), ((3, 4), (9, 20)))
    ((1, 2), (5, 8))
    """
    gaps: list[Span] = []
    after = BEFORE_ALL
    for first, last in right:
        gaps.append((after, first - 1))
        after = last + 1
    gaps.append((after, AFTER_ALL))
    return intersect(left, union(gaps))


def meet(left: Spans, right: Spans) -> bool:
    """Whether the sets share a day.

    >>> meet(((1, 3),), ((4, 9),))
    False
    """
    return bool(intersect(left, right))


def near(spans: Spans, first: int, last: int) -> Spans:
    """Return the runs of a set that share a day with a run of days, found by bisection; a small set is returned whole.

    >>> near(tuple((day, day) for day in range(0, 99, 3)), 30, 34)
    ((30, 30), (33, 33))
    """
    if len(spans) <= _FEW:
        return spans
    begun = bisect_right(spans, (first, AFTER_ALL)) - 1
    begun += begun < 0 or spans[begun][1] < first
    return spans[begun : bisect_right(spans, (last, AFTER_ALL))]


def nearest(spans: Spans, day: int, *, before: bool) -> int:
    """Return the last day of a set up to a day, or the first one from it on; one step outside the set if none is left.

    Args:
        spans: the set, not empty.
        day: an ordinal.
        before: whether to look back.

    >>> nearest(((1, 3), (8, 9)), 5, before=True), nearest(((1, 3), (8, 9)), 5, before=False)
    (3, 8)
    """
    if before:
        return next((min(last, day) for first, last in reversed(spans) if first <= day), spans[0][0] - 1)
    return next((max(first, day) for first, last in spans if last >= day), spans[-1][1] + 1)


def within(inner: Spans, outer: Spans) -> bool:
    """Whether every day of ``inner`` is in ``outer``.

    >>> within(((2, 3), (5, 5)), ((1, 9),))
    True
    """
    return intersect(inner, outer) == inner


class Bounds(NamedTuple):
    """First and last possible day of a start and of an end, as ordinals, tightened by start <= end.

    An *unknown* start may be any day up to the end, so its ``start_latest`` is ``end_latest``; an *open* start comes
    before all days.
    """

    start_earliest: int
    start_latest: int
    end_earliest: int
    end_latest: int

    @property
    def certain(self) -> Span:
        """The days inside it in every reading; the last is before the first if there are none."""
        return self.start_latest, self.end_earliest

    @property
    def possible(self) -> Span:
        """The days inside it in at least one reading."""
        return self.start_earliest, self.end_latest
