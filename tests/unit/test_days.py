"""Sets of days as runs of ordinals: chosen cases; the laws against Python sets are in `laws/test_dates.py`."""

from __future__ import annotations

from datetime import date

import pytest

from iom_partners.dates.days import (
    AFTER_ALL,
    BEFORE_ALL,
    EVER,
    Bounds,
    Span,
    Spans,
    intersect,
    meet,
    subtract,
    to_date,
    union,
    within,
)


def test_no_limit_is_one_step_outside_the_calendar() -> None:
    """`BEFORE_ALL` and `AFTER_ALL` neighbour the first and the last day of the calendar."""
    assert date.min.toordinal() == BEFORE_ALL + 1
    assert date.max.toordinal() == AFTER_ALL - 1
    assert EVER == (BEFORE_ALL, AFTER_ALL)


@pytest.mark.parametrize(
    ("ordinal", "day"),
    [
        (BEFORE_ALL, None),
        (BEFORE_ALL + 1, date.min),
        (735_000, date(2013, 5, 12)),
        (AFTER_ALL - 1, date.max),
        (AFTER_ALL, None),
        (BEFORE_ALL - 1, None),  # Arithmetic at the edge may step outside; it still means "no limit".
        (AFTER_ALL + 1, None),
    ],
)
def test_to_date(ordinal: int, day: date | None) -> None:
    """`to_date` gives every day of the calendar, and None for what lies outside it."""
    assert to_date(ordinal) == day


@pytest.mark.parametrize(
    ("spans", "runs"),
    [
        ([], ()),
        ([(1, 2)], ((1, 2),)),
        ([(5, 9), (1, 2)], ((1, 2), (5, 9))),  # Sorted.
        ([(1, 2), (3, 4)], ((1, 4),)),  # Neighbours become one run.
        ([(1, 2), (4, 5)], ((1, 2), (4, 5))),  # A gap of one day stays.
        ([(1, 9), (3, 4)], ((1, 9),)),  # The inner one must not shorten the outer one.
        ([(1, 4), (3, 9)], ((1, 9),)),
        ([(3, 2)], ()),  # Last before first is empty.
        ([(1, 2), (20, 10), (3, 3)], ((1, 3),)),
        ([(5, 5), (5, 5)], ((5, 5),)),
        (iter([(2, 2), (1, 1)]), ((1, 2),)),  # Any iterable will do.
    ],
)
def test_union(spans: list[Span], runs: Spans) -> None:
    """`union` gives sorted runs of which none touches the next."""
    assert union(spans) == runs


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ((), ((1, 9),), ()),
        (((1, 9),), (), ()),
        (((1, 3),), ((4, 9),), ()),  # Neighbours share no day.
        (((1, 3),), ((3, 9),), ((3, 3),)),  # The last day of one is the first of the other.
        (((1, 9),), ((3, 4), (8, 20)), ((3, 4), (8, 9))),
        (((1, 4), (6, 9)), ((4, 6),), ((4, 4), (6, 6))),
        (((1, 4), (6, 9)), ((1, 4), (6, 9)), ((1, 4), (6, 9))),
        (((1, 9),), ((7, 2),), ()),  # Certain days of a period without any are a reversed span.
        ((EVER,), ((BEFORE_ALL, 5),), ((BEFORE_ALL, 5),)),
    ],
)
def test_intersect_and_meet(left: Spans, right: Spans, both: Spans) -> None:
    """`intersect` gives the shared days from either side, and `meet` whether there are any."""
    assert intersect(left, right) == intersect(right, left) == both
    assert meet(left, right) is meet(right, left) is bool(both)


@pytest.mark.parametrize(
    ("left", "right", "rest"),
    [
        (((1, 9),), (), ((1, 9),)),
        ((), ((1, 9),), ()),
        (((1, 9),), ((1, 9),), ()),
        (((1, 9),), ((3, 4), (9, 20)), ((1, 2), (5, 8))),
        (((1, 9),), ((1, 1), (9, 9)), ((2, 8),)),
        (((3, 4), (8, 9)), ((4, 8),), ((3, 3), (9, 9))),
        ((EVER,), ((5, 6),), ((BEFORE_ALL, 4), (7, AFTER_ALL))),  # "No limit" stays on both sides.
        ((EVER,), (EVER,), ()),
    ],
)
def test_subtract(left: Spans, right: Spans, rest: Spans) -> None:
    """`subtract` gives the days of the left set that the right one lacks."""
    assert subtract(left, right) == rest


@pytest.mark.parametrize(
    ("inner", "outer", "answer"),
    [
        ((), (), True),  # No day breaks the rule.
        ((), ((1, 2),), True),
        (((1, 2),), (), False),
        (((1, 9),), ((1, 9),), True),
        (((2, 3), (5, 5)), ((1, 9),), True),
        (((1, 9),), ((2, 9),), False),  # One day short at the start.
        (((1, 9),), ((1, 8),), False),  # One day short at the end.
        (((1, 9),), ((1, 4), (6, 9)), False),  # One day short in the middle.
        (((3, 5),), ((7, 2),), False),  # A reversed span holds no day.
    ],
)
def test_within(inner: Spans, outer: Spans, answer: bool) -> None:
    """`within` tells whether every day of the inner set is in the outer one."""
    assert within(inner, outer) is answer


def test_bounds_give_certain_and_possible_days() -> None:
    """Certain days run from the latest start to the earliest end, possible ones from the earliest to the latest."""
    bounds = Bounds(1, 3, 7, 9)
    assert bounds.certain == (3, 7)
    assert bounds.possible == (1, 9)
    assert (
        bounds == (bounds.start_earliest, bounds.start_latest, bounds.end_earliest, bounds.end_latest) == (1, 3, 7, 9)
    )
