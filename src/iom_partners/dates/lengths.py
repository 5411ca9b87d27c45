"""The last day of a length of time: "for a full year from 1 January 2014" ends on 31 December 2014."""

from __future__ import annotations

from datetime import date

from .calendar import LAST_YEAR, days_of_month
from .days import AFTER_ALL, BEFORE_ALL

__all__ = ["end_after"]


def end_after(first: int, count: int, unit: str) -> int | None:
    """Give the last day of so many days, weeks, months or years that begin on a day.

    Months and years end on the day before the one of the same number; where a month has no such day, on its last day.

    Args:
        first: ordinal of the first day.
        count: how many.
        unit: day, week, month or year.

    Returns:
        The ordinal of the last day, or None where it would lie outside the calendar.

    >>> str(date.fromordinal(end_after(date(2014, 1, 1).toordinal(), 1, "year")))
    '2014-12-31'
    >>> str(date.fromordinal(end_after(date(2013, 1, 31).toordinal(), 1, "month")))
    '2013-02-28'
    """
    if not BEFORE_ALL < first < AFTER_ALL:
        return None
    if unit in ("day", "week"):
        last = first + count * (7 if unit == "week" else 1) - 1
        return last if last < AFTER_ALL else None
    start = date.fromordinal(first)
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    if year > LAST_YEAR:
        # The last day of the calendar is reached by what would go on on 1 January 10000, and by nothing later.
        return AFTER_ALL - 1 if (year, month, start.day) == (LAST_YEAR + 1, 1, 1) else None
    days = days_of_month(year, month)
    last = date(year, month, min(start.day, days)).toordinal()
    return last if start.day > days else last - 1
