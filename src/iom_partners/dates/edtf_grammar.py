"""Reading one EDTF date that is no set."""

from __future__ import annotations

from .calendar import FIRST_YEAR, GROUPINGS, days_of_month, grouping_spans, month_span, year_span
from .clock import check_clock
from .components import Components, take_apart
from .days import AFTER_ALL, BEFORE_ALL, Spans
from .longyears import OUTSIDE, read_long_year, read_significant
from .masks import Masked, numbers
from .reading import Marked, Precision, Reading, invalid, unsupported

__all__ = ["read_date"]

_SEASON_OUTSIDE = "a season that may leave the years 0001 to 9999"
_MONTHS = "01 to 12, or 21 to 41"
#: Years of which only the rightmost digits are unspecified, by how many are stated.
_ROUND: dict[int, Precision] = {3: "decade", 2: "century", 1: "millennium"}


def read_date(text: str, start: int, end: int, *, time: bool = False) -> Reading:
    """Read one date that is no set.

    Args:
        text: all that the caller wrote.
        start: where in it the date begins.
        end: where it ends.
        time: whether a time of day may follow.

    Raises:
        UnsupportedDateError: it is EDTF and lies outside the years 0001 to 9999.
        InvalidDateError: it is no EDTF date.

    >>> read_date("2004-06~-11", 0, 11).qualifiers
    Qualifiers(year='~', month='~', day=None)
    """
    marked = text[start:end][:1] in ("?", "~", "%")
    if text[start + marked : end][:1] == "Y":
        return read_long_year(text, start, end)
    clock = text.find("T", start, end) if time else -1
    taken = take_apart(text, start, end if clock < 0 else clock)
    if clock >= 0:
        if len(taken.parts) < 3 or taken.is_marked or "X" in text[start:clock]:
            raise invalid(text, "gives a time to a date that is no day", clock, "a day such as 2013-07-01 before T")
        check_clock(text, clock + 1)
    year, *rest = (part.digits for part in taken.parts)
    month, day = (*rest, "", "")[:2]
    _check_month_and_day(taken, text, month, day)
    if taken.significant:
        return _significant(taken, text, year)
    if taken.is_negative:
        raise _negative(taken, text, year)
    if "X" in text[start:end]:
        return _unspecified(taken, text, year, month, day)
    number = int(year)
    if number < FIRST_YEAR:
        raise unsupported(text, OUTSIDE)
    if not month:
        return _reading(taken, (year_span(number),), "year", whole=True)
    if month in GROUPINGS:
        spans = grouping_spans(number, month)
        if spans[0][0] <= BEFORE_ALL or spans[-1][1] >= AFTER_ALL:
            raise unsupported(text, _SEASON_OUTSIDE)
        return _reading(taken, spans, GROUPINGS[month][0])
    first, last = month_span(number, int(month))
    if not day:
        return _reading(taken, ((first, last),), "month", whole=True)
    at = first + int(day) - 1
    return _reading(taken, ((at, at),), "day", whole=True)


def _reading(taken: Components, days: Spans | Masked, precision: Precision, *, whole: bool = False) -> Reading:
    if not taken.is_marked:
        return Reading(days, precision, whole)
    return Marked(days, precision, whole, qualifier=taken.qualifier, qualifiers=taken.qualifiers)


def _check_month_and_day(taken: Components, text: str, month: str, day: str) -> None:
    """Refuse months, groupings and days that no year has, or not this one."""
    if not month:
        return
    at = taken.parts[1].at
    if "X" in month:
        if not any(1 <= number <= 12 for number in numbers(month)):
            raise invalid(text, f"has no month {month}", at, "digits that some month from 01 to 12 has")
    elif month in GROUPINGS:
        if day:
            raise invalid(text, "gives a day to a season or other grouping", taken.parts[2].at - 1, "the end")
        return
    elif not "01" <= month <= "12":
        raise invalid(text, f"has no month {month}", at, _MONTHS)
    if not day:
        return
    at = taken.parts[2].at
    if "X" in month or "X" in day or "X" in taken.parts[0].digits:
        # Of an unspecified year any will do here; that one of its years has the day is seen later.
        if Masked("2000", month, day).is_empty:
            raise invalid(text, f"has no day {day}", at, "digits that some day of the month has")
        return
    days = days_of_month(int(taken.parts[0].digits), int(month))
    if not 1 <= int(day) <= days:
        raise invalid(text, f"is no day of the calendar: that month has {days} days", at, f"01 to {days}")


def _significant(taken: Components, text: str, year: str) -> Reading:
    if "X" in year:
        raise invalid(text, "has both unspecified and significant digits", taken.parts[0].at, "four digits before S")
    reading = read_significant(year, taken.significant, text, taken.significant_at, taken.qualifier, taken.qualifiers)
    if taken.is_negative:
        raise _negative(taken, text, year)
    return reading


def _negative(taken: Components, text: str, year: str) -> Exception:
    if year == "0000":
        return invalid(text, "has a minus before the year 0", taken.parts[0].at - 1, "0000 without a minus")
    return unsupported(text, OUTSIDE)


def _unspecified(taken: Components, text: str, year: str, month: str, day: str) -> Reading:
    if year.replace("X", "0") == "0000" and year != "XXXX":
        # A year of four unspecified digits states nothing and is any year of the calendar; one that states a digit and
        # may still be the year 0 would be cut short.
        raise unsupported(text, "the year 0000")
    stated = year.rstrip("X")
    if not month and not stated:
        return _reading(taken, ((BEFORE_ALL + 1, AFTER_ALL - 1),), "year")
    if not month and len(stated) < 4 and "X" not in stated:
        span = year_span(int(stated.ljust(4, "0")))[0], year_span(int(stated.ljust(4, "9")))[1]
        return _reading(taken, (span,), _ROUND[len(stated)])
    days = Masked(year, month, day)
    if days.leaves_calendar:
        raise unsupported(text, _SEASON_OUTSIDE)
    if days.is_empty:
        raise invalid(text, f"has no day {day} in any of its years", taken.parts[2].at, "a day that some year has")
    precision: Precision = "day" if day else GROUPINGS[month][0] if month in GROUPINGS else "month" if month else "year"
    return _reading(taken, days, precision)
