"""Days, and sets of them as runs of ordinals: chosen cases; the laws are in `laws/test_dates.py`."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime
from functools import cmp_to_key
from itertools import pairwise

import pytest

from iom_partners import InvalidDateError, PartialDate
from iom_partners.dates.days import (
    AFTER_ALL,
    BEFORE_ALL,
    EVER,
    FIRST_YEAR,
    LAST_YEAR,
    AnyDay,
    Bounds,
    Day,
    civil,
    day_at,
    nearest,
    ordinal,
    to_date,
)


def test_no_limit_is_one_step_outside_the_calendar() -> None:
    """`BEFORE_ALL` and `AFTER_ALL` neighbour the first and the last day of the calendar."""
    assert ordinal(FIRST_YEAR, 1, 1) == BEFORE_ALL + 1
    assert ordinal(LAST_YEAR, 12, 31) == AFTER_ALL - 1
    assert EVER == (BEFORE_ALL, AFTER_ALL)


@pytest.mark.parametrize(("at", "day"), [
    (BEFORE_ALL, None),
    (BEFORE_ALL + 1, Day("-1000000000000000-01-01")),
    (-15_997, Day("-0043-03-15")),
    (0, Day("0000-12-31")),
    (1, date.min),
    (735_000, date(2013, 5, 12)),
    (date.max.toordinal(), date.max),
    (date.max.toordinal() + 1, Day("+10000-01-01")),
    (AFTER_ALL - 1, Day("+1000000000000000-12-31")),
    (AFTER_ALL, None),
    (BEFORE_ALL - 1, None),  # Arithmetic at the edge may step outside; it still means "no limit".
    (AFTER_ALL + 1, None),
])  # fmt: skip
def test_to_date(at: int, day: AnyDay | None) -> None:
    """`to_date` gives every day of the calendar, and None for what lies outside it."""
    assert to_date(at) == day
    assert type(to_date(at)) is type(day)
    assert day is None or (day_at(at), ordinal(*civil(at)), day.toordinal()) == (day, at, at)


# Days that no `datetime.date` has.


def test_a_day_has_what_a_date_has() -> None:
    """Year, month, day, ISO text and ordinal are those of a date; the text is the value of its code."""
    ides = Day("-0043-03-15")
    assert (ides.year, ides.month, ides.day, ides.isoformat(), ides.toordinal()) == (-43, 3, 15, "-0043-03-15", -15_997)
    assert (str(ides), repr(ides), f"{ides:>12}") == ("-0043-03-15", 'Day("-0043-03-15")', " -0043-03-15")
    far = Day("+12000-02-29")
    assert (far.year, far.month, far.day, str(far)) == (12_000, 2, 29, "+12000-02-29")
    assert Day("0000-02-29").year == 0


def test_days_are_ordered_among_each_other_and_with_dates() -> None:
    """The order is that of time, whichever of both a day is, and a datetime counts as its day."""
    first, second, third = Day("-12000-01-01"), Day("-0043-03-15"), Day("0000-12-31")
    fourth, last = Day("+10000-01-01"), Day("+12000-01-01")
    expected = [first, second, third, date.min, date(2013, 7, 1), date.max, fourth, last]
    backwards = expected[::-1]
    assert sorted(backwards) == sorted(backwards, key=cmp_to_key(lambda a, b: (a > b) - (a < b))) == expected
    for one, other in pairwise(expected):
        assert one < other and one <= other and other > one and other >= one and one != other
        assert not (one > other or one >= other or other < one or other <= one)
    assert third < datetime(1, 1, 1, 0, 0) and datetime.max < fourth
    assert second <= Day("-0043-03-15") and second >= Day("-0043-03-15")
    for other in ("-0043-03-15", -15_997, None, PartialDate("-0043-03-15")):
        with pytest.raises(TypeError):
            assert second < other  # type: ignore[operator]


def test_days_are_equal_by_the_day() -> None:
    """One day is one value: equal, of one hash, and kept by copies and pickles; it is not its text."""
    one = Day("-0043-03-15")
    copies = [pickle.loads(pickle.dumps(one, protocol)) for protocol in range(6)]
    for other in (Day("-0043-03-15"), to_date(-15_997), copy.copy(one), copy.deepcopy(one), *copies):
        assert type(other) is Day
        assert (other, hash(other)) == (one, hash(one))
        assert (other.year, other.month, other.day, other.toordinal()) == (-43, 3, 15, -15_997)
    assert one not in (Day("-0043-03-16"), Day("-0044-03-15"), "-0043-03-15", -15_997, date(43, 3, 15), None)
    assert len({one, Day("-0043-03-15"), "-0043-03-15", date(43, 3, 15)}) == 3


@pytest.mark.parametrize("name", ["year", "month", "day", "_ordinal", "_text", "anything"])
def test_a_day_is_immutable(name: str) -> None:
    """No attribute can be set, made or deleted."""
    day = Day("-0043-03-15")
    with pytest.raises(AttributeError, match=f"Day is immutable, so '{name}'"):
        setattr(day, name, 1)
    with pytest.raises(AttributeError, match=f"Day is immutable, so '{name}'"):
        delattr(day, name)
    assert (day, day.year) == (Day("-0043-03-15"), -43)
    assert not hasattr(day, "__dict__")


@pytest.mark.parametrize("value", [
    "2013-07-01", "0001-01-01", "9999-12-31",  # A `datetime.date` has these.
    "+2013-07-01", "+0000-01-01", "-0000-01-01", "12000-01-01", "+012000-01-01", "-00043-03-15", "-43-03-15",
    "-0043", "-0043-03", "-0043-3-15", "-0043-13-01", "-0043-00-01", "-0043-02-29", "-0100-02-29", "+12001-02-29",
    "-0043-03-32", "-0043-03-00", "-004X-03-15", "-0043-03-15?", " -0043-03-15", "-0043-03-15\n",
    "-0043-03-15T10:00:00",
    "\u22120043-03-15", "-\u0660\u0660\u0664\u0663-03-15", "+1000000000000001-01-01", "-1000000000000001-12-31",
    "-" + "9" * 10_000 + "-01-01", "Y12000", "44 BC", "", None, -15_997, b"-0043-03-15", date(2013, 7, 1),
    PartialDate("-0043-03-15"),
], ids=lambda value: ascii(value)[:30])  # fmt: skip
def test_what_is_not_such_a_day(value: object) -> None:
    """What is not the one text of a day outside the years 1 to 9999 is refused, with an example of one."""
    with pytest.raises(InvalidDateError, match="is not a day outside the years 0001 to 9999") as caught:
        Day(value)  # type: ignore[arg-type]
    assert caught.value.value is value
    assert "'-0043-03-15'" in caught.value.hint
    assert len(str(caught.value)) < 250


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
