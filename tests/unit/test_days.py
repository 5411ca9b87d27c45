"""Sets of days as runs of ordinals: chosen cases; the laws against Python sets are in `laws/test_dates.py`."""

from __future__ import annotations

from datetime import date

import pytest

from iom_partners.dates.days import (
    AFTER_ALL,
    BEFORE_ALL,
    EVER,
    Bounds,
    nearest,
    to_date,
)


def test_no_limit_is_one_step_outside_the_calendar() -> None:
    """`BEFORE_ALL` and `AFTER_ALL` neighbour the first and the last day of the calendar."""
    assert date.min.toordinal() == BEFORE_ALL + 1
    assert date.max.toordinal() == AFTER_ALL - 1
    assert EVER == (BEFORE_ALL, AFTER_ALL)


@pytest.mark.parametrize(("ordinal", "day"), [
    (BEFORE_ALL, None),
    (BEFORE_ALL + 1, date.min),
    (735_000, date(2013, 5, 12)),
    (AFTER_ALL - 1, date.max),
    (AFTER_ALL, None),
    (BEFORE_ALL - 1, None),  # Arithmetic at the edge may step outside; it still means "no limit".
    (AFTER_ALL + 1, None),
])  # fmt: skip
def test_to_date(ordinal: int, day: date | None) -> None:
    """`to_date` gives every day of the calendar, and None for what lies outside it."""
    assert to_date(ordinal) == day


def test_where_no_day_is_left_the_nearest_is_one_step_outside() -> None:
    """So that it compares as beyond every day of the set."""
    days = ((5, 7), (9, 11))
    assert [nearest(days, day, before=True) for day in (3, 4, 5, 8, 12)] == [4, 4, 5, 7, 11]
    assert [nearest(days, day, before=False) for day in (3, 8, 11, 12, 20)] == [5, 9, 11, 12, 12]


def test_bounds_give_certain_and_possible_days() -> None:
    """Certain days run from the latest start to the earliest end, possible ones from the earliest to the latest."""
    bounds = Bounds(1, 3, 7, 9)
    assert bounds.certain == (3, 7)
    assert bounds.possible == (1, 9)
    assert (
        bounds == (bounds.start_earliest, bounds.start_latest, bounds.end_earliest, bounds.end_latest) == (1, 3, 7, 9)
    )
