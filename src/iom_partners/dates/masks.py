"""The days of dates with unspecified digits, such as 156X-12-25 or XXXX-12-XX.

Such a date may be any of up to half a million separate days, so they are not listed until all of them are needed. The
first, the last, and whether a given day is among them are found from the digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import product

from .calendar import FIRST_YEAR, GROUPINGS, LAST_YEAR, days_of_month, grouping_spans, is_leap, ordinal
from .days import AFTER_ALL, BEFORE_ALL, Spans, intersect, subtract, union

__all__ = ["Masked", "fits", "numbers"]

#: Years on which a month and day can be tried: one of 365 days, one of 366.
_COMMON, _LEAP = 2001, 2000
_CALENDAR: Spans = ((BEFORE_ALL + 1, AFTER_ALL - 1),)


def fits(number: int, mask: str) -> bool:
    """Whether a mask may stand for a number, which is written with leading zeros.

    >>> fits(2013, "201X"), fits(2013, "2XX4")
    (True, False)
    """
    return all(mark in ("X", digit) for mark, digit in zip(mask, f"{number:0{len(mask)}}", strict=True))


def numbers(mask: str, *, descending: bool = False) -> Iterator[int]:
    """Return the numbers that a mask may stand for, in order.

    >>> list(numbers("1X"))[:3]
    [10, 11, 12]
    """
    digits = range(9, -1, -1) if descending else range(10)
    choices = [digits if mark == "X" else (int(mark),) for mark in mask]
    return (int("".join(map(str, chosen))) for chosen in product(*choices))


class Masked:
    """The days of a year, month or day with unspecified digits.

    Args:
        year: four digits or X.
        month: two digits or X, or the code of a grouping; empty for a year.
        day: two digits or X; empty for a year or month.

    Attributes:
        is_empty: whether no day of the calendar fits.
        leaves_calendar: whether a season of one of the years may reach outside the calendar.
        first: ordinal of the first day.
        last: ordinal of the last day.

    >>> christmas = Masked("156X", "12", "25")
    >>> date.fromordinal(christmas.last)
    datetime.date(1569, 12, 25)
    """

    __slots__ = ("_day", "_month", "_year", "first", "is_empty", "last", "leaves_calendar")

    def __init__(self, year: str, month: str = "", day: str = "") -> None:
        self._year, self._month, self._day = year, month, day
        first = last = None
        # A day that no leap year has, no year has: most impossible days are found before any year is tried.
        if _runs_within(_LEAP, month, day):
            first = next((runs[0][0] for each in self._years() if (runs := self._of_year(each))), None)
            backwards = self._years(descending=True) if first else ()
            last = next((runs[-1][1] for each in backwards if (runs := self._of_year(each))), None)
        self.leaves_calendar: bool = month in GROUPINGS and any(
            fits(each, year) and intersect(runs := grouping_spans(each, month), _CALENDAR) != runs
            for each in (FIRST_YEAR, LAST_YEAR)
        )
        self.is_empty: bool = first is None or last is None
        self.first: int = first or AFTER_ALL
        self.last: int = last or BEFORE_ALL

    def _years(self, *, descending: bool = False) -> Iterator[int]:
        return (year for year in numbers(self._year, descending=descending) if year >= FIRST_YEAR)

    def _of_year(self, year: int) -> Spans:
        if self._month in GROUPINGS:
            return grouping_spans(year, self._month)
        new_year = ordinal(year, 1, 1) - 1
        runs = _runs_within(_LEAP if is_leap(year) else _COMMON, self._month, self._day)
        return tuple((new_year + first, new_year + last) for first, last in runs)

    def holds(self, day: int) -> bool:
        """Whether an ordinal is one of the days.

        >>> Masked("XXXX", "12", "25").holds(date(2013, 12, 25).toordinal())
        True
        """
        if not self.first <= day <= self.last:
            return False
        # A season may be named by the year before or after the one in which its day lies.
        year = date.fromordinal(day).year
        near = (each for each in (year - 1, year, year + 1) if FIRST_YEAR <= each <= LAST_YEAR)
        return any(
            first <= day <= last for each in near if fits(each, self._year) for first, last in self._of_year(each)
        )

    def meets(self, spans: Spans) -> bool:
        """Whether one of the days is in the runs; only the days that the runs call for are examined.

        >>> Masked("XXXX", "12", "25").meets(((1, 358), (365, 365)))
        False
        """
        return any(
            self.nearest(first, before=False) <= last for first, last in intersect(spans, ((self.first, self.last),))
        )

    def lies_within(self, spans: Spans) -> bool:
        """Whether all days are in the runs.

        >>> Masked("000X", "12").lies_within(((1, 9999),))
        True
        """
        return not self.meets(subtract(((self.first, self.last),), spans))

    def nearest(self, day: int, *, before: bool) -> int:
        """Return the last of the days up to a day, or the first one from it on.

        Args:
            day: an ordinal from `first` to `last`.
            before: whether to look back.

        >>> date.fromordinal(Masked("156X", "12", "25").nearest(date(1565, 1, 1).toordinal(), before=True))
        datetime.date(1564, 12, 25)
        """
        step = -1 if before else 1
        found: int | None = None
        # A season may be named by the year before or after the one in which its day lies.
        year = date.fromordinal(day).year - step
        while found is None or abs(year - date.fromordinal(found).year) < 2:
            if FIRST_YEAR <= year <= LAST_YEAR and fits(year, self._year):
                if before:
                    ends = [min(last, day) for first, last in self._of_year(year) if first <= day]
                else:
                    ends = [max(first, day) for first, last in self._of_year(year) if last >= day]
                near = ends if found is None else [*ends, found]
                found = (max(near) if before else min(near)) if near else None
            year += step
        return found

    @property
    def comes_again(self) -> bool:
        """Whether a digit of the year is unspecified, so that the days come again from year to year."""
        return "X" in self._year

    @property
    def spans(self) -> Spans:
        """All days as sorted runs; there may be several hundred thousand, which takes a while.

        >>> Masked("200X", "02", "29").spans
        ((730179, 730179), (731640, 731640), (733101, 733101))
        """
        return _spans_of(self._year, self._month, self._day)


@lru_cache(maxsize=16)
def _spans_of(year: str, month: str, day: str) -> Spans:
    masked = Masked(year, month, day)
    return union(run for each in masked._years() for run in masked._of_year(each))


@lru_cache(maxsize=1024)
def _runs_within(year: int, month: str, day: str) -> Spans:
    """Return the runs of days that fit within a year, counted from its first day as 1."""
    if month in GROUPINGS:
        return ((1, 1),)  # Every year has every grouping.
    new_year = ordinal(year, 1, 1) - 1
    months = [each for each in numbers(month) if 1 <= each <= 12] if month else range(1, 13)
    runs = []
    for each in months:
        before, length = ordinal(year, each, 1) - 1 - new_year, days_of_month(year, each)
        if not day:
            runs.append((before + 1, before + length))
        else:
            runs.extend((before + of, before + of) for of in numbers(day) if 1 <= of <= length)
    return union(runs)
