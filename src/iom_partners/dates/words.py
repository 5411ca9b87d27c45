"""Dates in English, for sentences that explain an answer."""

from __future__ import annotations

from datetime import date

from .partial import PartialDate
from .period import Period

__all__ = ["is_exact", "say_date", "say_day", "say_period"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_UNSTATED = "a day that no one states"
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
        if last is not None:
            return f"some day up to {say_day(last)}{mark}"
        return f"some day from {say_day(first)} on{mark}" if first is not None else f"some day{mark}"
    if when.is_whole_unit:
        return _unit(when, first) + mark
    return f"some day from {_range(first, last)}{mark}"


def _unit(when: PartialDate, first: date) -> str:
    match when.precision:
        case "day":
            return say_day(first)
        case "month":
            return f"{_MONTHS[first.month - 1]} {first.year}"
        case _:
            return str(first.year)


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
    'from 2005 to a day that no one states'
    >>> say_period(Period("2003-04/.."))
    'from April 2003 on'
    """
    start, end = period.start, period.end
    if is_exact(period) and start and end and start.earliest and end.earliest:
        return say_day(start.earliest) if start == end else _range(start.earliest, end.earliest)
    if period.starts_open and period.ends_open:
        return "always"
    if period.starts_open:
        return f"up to {say_date(end) if end else _UNSTATED}"
    left = f"from {say_date(start) if start else _UNSTATED}"
    if period.ends_open:
        return left if left.endswith(" on") else f"{left} on"
    return f"{left} to {say_date(end) if end else _UNSTATED}"


def is_exact(period: Period) -> bool:
    """Tell whether both ends are plain days, without any qualifier.

    >>> is_exact(Period("2013-07-01~/2013-12-31"))
    False
    """
    ends = (period.start, period.end)
    return all(
        each is not None and each.is_whole_unit and each.precision == "day" and not each.qualifier for each in ends
    )
