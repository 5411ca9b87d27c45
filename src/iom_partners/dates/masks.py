"""The days of dates with unspecified digits, such as 156X-12-25 or XXXX-12-XX.

Such a date may be any of up to half a million separate days, so they are not listed until all of them are needed. The
first, the last, and whether a given day is among them are found from the digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from .calendar import GROUPINGS, grouping_spans
from .days import AFTER_ALL, BEFORE_ALL, Spans, civil, days_of_month, intersect, is_leap, ordinal, subtract, union

__all__ = ["Masked", "fits", "numbers"]

#: Years on which a month and day can be tried: one of 365 days, one of 366.
_COMMON, _LEAP = 2001, 2000


def fits(number: int, mask: str) -> bool:
    """Whether a mask, which may begin with a minus, may stand for a number; it is written with leading zeros.

    >>> fits(2013, "201X"), fits(2013, "2XX4"), fits(-43, "-004X")
    (True, False, True)
    """
    digits = f"{number:0{len(mask)}}"
    return len(digits) == len(mask) and all(mark in ("X", digit) for mark, digit in zip(mask, digits, strict=True))


def numbers(mask: str, *, descending: bool = False) -> Iterator[int]:
    """Return the numbers that a mask may stand for, in order; a minus stands before a number of at least 1.

    >>> list(numbers("1X"))[:3], list(numbers("-00X"))[-2:]
    ([10, 11, 12], [-2, -1])
    """
    is_negative = mask.startswith("-")
    digits = range(9, -1, -1) if descending != is_negative else range(10)
    choices = [digits if mark == "X" else (int(mark),) for mark in mask.removeprefix("-")]
    found = (int("".join(map(str, chosen))) for chosen in product(*choices))
    return (-number for number in found if number) if is_negative else found


class Masked:
    """The days of a year, month or day with unspecified digits.

    Args:
        year: four digits or X, perhaps after a minus.
        month: two digits or X, or the code of a grouping; empty for a year.
        day: two digits or X; empty for a year or month.

    Attributes:
        is_empty: whether no day of the calendar fits.
        first: ordinal of the first day.
        last: ordinal of the last day.

    >>> christmas = Masked("156X", "12", "25")
    >>> civil(christmas.last)
    (1569, 12, 25)
    """

    __slots__ = ("_day", "_month", "_year", "first", "is_empty", "last")

    def __init__(self, year: str, month: str = "", day: str = "") -> None:
        self._year, self._month, self._day = year, month, day
        first = last = None
        # A day that no leap year has, no year has: most impossible days are found before any year is tried.
        if _runs_within(_LEAP, month, day):
            first = next((runs[0][0] for each in numbers(year) if (runs := self._of_year(each))), None)
            backwards = numbers(year, descending=True) if first is not None else ()
            last = next((runs[-1][1] for each in backwards if (runs := self._of_year(each))), None)
        self.is_empty: bool = first is None or last is None
        self.first: int = AFTER_ALL if first is None else first
        self.last: int = BEFORE_ALL if last is None else last

    def _of_year(self, year: int) -> Spans:
        if self._month in GROUPINGS:
            return grouping_spans(year, self._month)
        new_year = ordinal(year, 1, 1) - 1
        runs = _runs_within(_LEAP if is_leap(year) else _COMMON, self._month, self._day)
        return tuple((new_year + first, new_year + last) for first, last in runs)

    def holds(self, day: int) -> bool:
        """Whether an ordinal is one of the days.

        >>> Masked("XXXX", "12", "25").holds(ordinal(2013, 12, 25))
        True
        """
        if not self.first <= day <= self.last:
            return False
        # A season may be named by the year before or after the one in which its day lies.
        year = civil(day)[0]
        near = (each for each in (year - 1, year, year + 1) if fits(each, self._year))
        return any(first <= day <= last for each in near for first, last in self._of_year(each))

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

        >>> Masked("000X", "12").lies_within(((-365, 9999),))
        True
        """
        return not self.meets(subtract(((self.first, self.last),), spans))

    def nearest(self, day: int, *, before: bool) -> int:
        """Return the last of the days up to a day, or the first one from it on.

        Args:
            day: an ordinal from `first` to `last`.
            before: whether to look back.

        >>> civil(Masked("156X", "12", "25").nearest(ordinal(1565, 1, 1), before=True))
        (1564, 12, 25)
        """
        step = -1 if before else 1
        found: int | None = None
        # A season may be named by the year before or after the one in which its day lies.
        year = civil(day)[0] - step
        while found is None or abs(year - civil(found)[0]) < 2:
            if fits(year, self._year):
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
    return union(run for each in numbers(year) for run in masked._of_year(each))


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
