"""Days, and sets of days as sorted runs of ordinals: the arithmetic under every date, period and query.

A day is its proleptic Gregorian ordinal (1 is 0001-01-01, 0 is the last day of the year 0, which is 1 BC). `BEFORE_ALL`
and `AFTER_ALL` lie outside the calendar and stand for "no limit", so that open sides need no special case: they compare
like any other number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import total_ordering
from typing import NamedTuple, NoReturn, final

from ..errors import InvalidDateError, shorten

__all__ = [
    "AFTER_ALL",
    "BEFORE_ALL",
    "EPOCH",
    "EVER",
    "FIRST_YEAR",
    "LAST_YEAR",
    "AnyDay",
    "Bounds",
    "Day",
    "DayRange",
    "Span",
    "Spans",
    "Textual",
    "civil",
    "day_at",
    "days_of_month",
    "intersect",
    "is_leap",
    "last_of_months",
    "meet",
    "near",
    "nearest",
    "ordinal",
    "subtract",
    "text_of_day",
    "to_date",
    "union",
    "within",
]

#: The years of the calendar, astronomical: 0 is 1 BC. They reach far beyond the age of the universe.
FIRST_YEAR, LAST_YEAR = -(10**15), 10**15
#: One step before the first day of these years, and one after the last.
BEFORE_ALL, AFTER_ALL = -365_242_500_000_000_366, 365_242_500_000_000_001

#: The ordinal of 1970-01-01, from which most programs count days.
EPOCH = date(1970, 1, 1).toordinal()

#: First and last day of a run; both belong to it.
Span = tuple[int, int]
#: Runs in order; none touches the next.
Spans = tuple[Span, ...]

#: For so few runs a search does not pay.
_FEW = 8

EVER: Span = (BEFORE_ALL, AFTER_ALL)

_LAST_DATE = date.max.toordinal()
#: The calendar repeats itself after so many years and days.
_CYCLE, _DAYS_OF_CYCLE = 400, 146_097
_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether a year of the proleptic Gregorian calendar has 366 days.

    >>> is_leap(1900), is_leap(2000), is_leap(0)
    (False, True, True)
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_of_month(year: int, month: int) -> int:
    """Return the number of days in a month.

    >>> days_of_month(1900, 2), days_of_month(2000, 2)
    (28, 29)
    """
    return 29 if month == 2 and is_leap(year) else _DAYS[month - 1]


def ordinal(year: int, month: int, day: int) -> int:
    """Return the ordinal of a day.

    >>> ordinal(1, 1, 1), ordinal(2013, 5, 12), ordinal(-43, 3, 15)
    (1, 735000, -15997)
    """
    before = year - 1
    leap_day = 1 if month > 2 and is_leap(year) else 0
    return before * 365 + before // 4 - before // 100 + before // 400 + _BEFORE_MONTH[month - 1] + leap_day + day


def civil(day: int) -> tuple[int, int, int]:
    """Return year, month and day of an ordinal.

    >>> civil(735000), civil(0)
    ((2013, 5, 12), (0, 12, 31))
    """
    cycles, rest = divmod(day - 1, _DAYS_OF_CYCLE)
    found = date.fromordinal(rest + 1)
    return cycles * _CYCLE + found.year, found.month, found.day


def last_of_months(first: int, months: int) -> int:
    """Return the last day of so many months from a day on; from a day that the last month lacks, its last day.

    >>> [civil(last_of_months(ordinal(2012, *day), 1)) for day in ((1, 31), (2, 29), (3, 1))]
    [(2012, 2, 29), (2012, 3, 28), (2012, 3, 31)]
    """
    year, month, day = civil(first)
    year, month = divmod(year * 12 + month - 1 + months, 12)
    days = days_of_month(year, month + 1)
    return ordinal(year, month + 1, min(day, days)) - (day <= days)


class Textual:
    """Base of immutable values that are made from one text; they are equal if and only if their texts are equal.

    >>> from iom_partners import Period
    >>> f"{Period('2003-04/..'):>12}"
    '  2003-04/..'
    """

    __slots__ = ("_text",)

    _text: str

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self._text))

    def __str__(self) -> str:
        return self._text

    def __format__(self, spec: str) -> str:
        return format(self._text, spec)

    def __repr__(self) -> str:
        return f'{type(self).__name__}("{self._text}")'

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable, so {name!r} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable, so {name!r} cannot be deleted")

    def __reduce__(self) -> tuple[type[Textual], tuple[str]]:
        return type(self), (self._text,)


@final
@total_ordering
class Day(Textual):
    """A day outside the years 1 to 9999, to which `datetime.date` is limited.

    It is ordered with dates, and has those attributes of a date that need no clock. Years are astronomical: the year 0
    is 1 BC, and -43 is 44 BC.

    Args:
        text: the day in ISO text: a sign, at least four digits of a year, month and day.

    Attributes:
        year: the astronomical year.
        month: the month, from 1.
        day: the day of the month, from 1.

    Raises:
        InvalidDateError: it is not such a day; a day of the years 1 to 9999 is a `datetime.date`.

    >>> ides = Day("-0043-03-15")
    >>> ides.year, ides < date(1, 1, 1), ides
    (-43, True, Day("-0043-03-15"))
    """

    __slots__ = ("_ordinal", "day", "month", "year")

    _ordinal: int
    year: int
    month: int
    day: int

    def __new__(cls, text: str) -> Day:
        """Read the text."""
        from re import ASCII, fullmatch

        found = fullmatch(r"([+-]?)(\d{4,16})-(\d\d)-(\d\d)", text, ASCII) if isinstance(text, str) else None
        if found:
            year, month, day = int(found[1] + found[2]), int(found[3]), int(found[4])
            is_far = not date.min.year <= year <= date.max.year and FIRST_YEAR <= year <= LAST_YEAR
            if is_far and 1 <= month <= 12 and 1 <= day <= days_of_month(year, month):
                made = to_date(ordinal(year, month, day))
                if isinstance(made, Day) and made.isoformat() == text:
                    return made
        reason = f"{shorten(text)} is not a day outside the years 0001 to 9999"
        raise InvalidDateError(reason, value=text, hint="write one such as '-0043-03-15' or '+12000-01-01'")

    def __lt__(self, other: date | Day) -> bool:
        """Whether it comes before another day."""
        return self._ordinal < other.toordinal() if isinstance(other, date | Day) else NotImplemented

    def isoformat(self) -> str:
        """Return the day in ISO 8601: the year with a sign and at least four digits, or ``0000`` without a sign.

        >>> Day("-0043-03-15").isoformat()
        '-0043-03-15'
        """
        return self._text

    def toordinal(self) -> int:
        """Return the days from 0001-01-01 on, which is 1, as `datetime.date.toordinal` does.

        >>> Day("0000-12-31").toordinal()
        0
        """
        return self._ordinal


#: A day of any year: a `datetime.date` in the years 1 to 9999, else a `Day`.
AnyDay = date | Day

_set_text = vars(Textual)["_text"].__set__
_SLOTS = tuple(vars(Day)[slot].__set__ for slot in ("_ordinal", "year", "month", "day"))


def text_of_day(day: AnyDay) -> str:
    """Return the ISO text of a day or of the day of a time; the times of pandas have years outside 1 to 9999 too.

    >>> text_of_day(date(2013, 5, 12)), text_of_day(Day("-0043-03-15"))
    ('2013-05-12', '-0043-03-15')
    """
    if 1 <= day.year <= date.max.year:
        return f"{day.year:04}-{day.month:02}-{day.day:02}"
    return str(day_at(ordinal(day.year, day.month, day.day)))


def to_date(ordinal: int) -> AnyDay | None:
    """Return the day of an ordinal, None where it means "no limit".

    >>> to_date(735000), to_date(0), to_date(AFTER_ALL)
    (datetime.date(2013, 5, 12), Day("0000-12-31"), None)
    """
    if 0 < ordinal <= _LAST_DATE:
        return date.fromordinal(ordinal)  # Not by `day_at`, for tables ask this of millions of days.
    return day_at(ordinal) if BEFORE_ALL < ordinal < AFTER_ALL else None


def day_at(ordinal: int) -> AnyDay:
    """Return the day of an ordinal that lies in the calendar.

    >>> day_at(735000), day_at(0)
    (datetime.date(2013, 5, 12), Day("0000-12-31"))
    """
    if 0 < ordinal <= _LAST_DATE:
        return date.fromordinal(ordinal)
    year, *rest = civil(ordinal)
    made = object.__new__(Day)
    sign = "-" if year < 0 else "+" if year else ""
    _set_text(made, "-".join((f"{sign}{abs(year):04}", *(f"{each:02}" for each in rest))))
    for fill, value in zip(_SLOTS, (ordinal, year, *rest), strict=True):
        fill(made, value)
    return made


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


class DayRange(NamedTuple):
    """A number of days that is known within limits; None means no limit.

    `PartialDate.months_until` and `PartialDate.years_until` return such limits of whole months and years.

    Attributes:
        lower: the fewest in any reading of the dates.
        upper: the most in any reading.
    """

    lower: int | None
    upper: int | None


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
