"""Dates in English, for sentences that explain an answer."""

from __future__ import annotations

from datetime import date

from .partial import PartialDate
from .period import Period

__all__ = ["say_date", "say_day", "say_period"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MARKS = {"?": " (uncertain)", "~": " (approximate)", "%": " (uncertain and approximate)"}


def say_day(day: date) -> str:
    """Say one day.

    >>> say_day(date(2013, 9, 1))
    '1 September 2013'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_date(when: PartialDate) -> str:
    """Say a date as exactly as it is known, its qualifier included.

    >>> say_date(PartialDate("2007-11"))
    'November 2007'
    >>> say_date(PartialDate("[2010-09-30..2010-11-08]"))
    'some day from 30 September to 8 November 2010'
    >>> say_date(PartialDate("2006~"))
    '2006 (approximate)'
    """
    mark = _MARKS.get(when.qualifier or "", "")
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return f"some day up to {say_day(last)}" if last else f"{say_day(first)} or later" if first else "some day"
    if when.is_whole_unit or mark:
        return _unit(when, first) + mark
    return f"some day from {_range(first, last)}"


def _unit(when: PartialDate, first: date) -> str:
    match when.precision:
        case "day":
            return say_day(first)
        case "month":
            return f"{_MONTHS[first.month - 1]} {first.year}"
        case "year":
            return str(first.year)
        case _:
            return str(when).rstrip("?~%")


def _range(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{say_day(first)} to {say_day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} to {say_day(last)}"
    return f"{first.day} to {say_day(last)}"


def say_period(period: Period) -> str:
    """Say a period by its two ends.

    >>> say_period(Period("2013-07-01/2013-12-31"))
    '1 July to 31 December 2013'
    >>> say_period(Period("2005/"))
    'from 2005, to a day that no one states'
    >>> say_period(Period("2003-04/.."))
    'from April 2003 on, without end'
    """
    start, end = period.start, period.end
    if start and end and start.precision == end.precision == "day" and start.earliest and end.earliest:
        if start == end:
            return say_day(start.earliest)
        return _range(start.earliest, end.earliest)
    left = f"from {say_date(start)}" if start else "always" if period.starts_open else "from a day that no one states"
    if period.ends_open:
        return f"{left} on, without end"
    return f"{left}, to {say_date(end) if end else 'a day that no one states'}"
