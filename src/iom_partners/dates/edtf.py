"""Reading one EDTF date (levels 0 and 1, and the ranges of level 2) into the days that it may be.

The notation is that of the Library of Congress specification (a profile of ISO 8601-2:2019). Reading is strict: ASCII
only, no blanks, real calendar days, years 0001 to 9999. Text that the standard allows and this reader does not raises
`UnsupportedDateError`; all other text raises `InvalidDateError`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from ..errors import InvalidDateError, UnsupportedDateError, shorten
from .spans import AFTER_ALL, BEFORE_ALL, Spans

__all__ = ["Precision", "Qualifier", "Reading", "days_of_month", "read"]

#: The unit that a date is written in. A date with unspecified digits keeps the unit written ("1985-04-XX" is a day);
#: "range" is a one-of range such as ``[2006-01..2006-06]``.
Precision = Literal["day", "month", "season", "year", "decade", "century", "range"]
#: ``?`` uncertain, ``~`` approximate, ``%`` both.
Qualifier = Literal["?", "~", "%"]

_QUALIFIERS: tuple[Qualifier, ...] = ("?", "~", "%")
_LONGEST = 64  # No date of the levels read here is longer than 50 characters; longer text is cut off before any work.
_HINT = "write EDTF, such as 2013, 2013-07, 2013-07-01 or [2006-01..2006-06]"
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

#: Days that a season may have, as (month, day, years later) of first and last. The standard leaves seasons to the
#: reader; the readings allowed here are the meteorological quarter and the astronomical season, of either hemisphere,
#: in the year it begins or ends.
_SEASONS: dict[str, tuple[tuple[int, int, int, int, int, int], ...]] = {
    "21": ((0, 3, 1, 0, 6, 22), (0, 9, 1, 0, 12, 23)),
    "22": ((-1, 12, 1, 0, 3, 21), (0, 6, 1, 0, 9, 24), (0, 12, 1, 1, 3, 21)),
    "23": ((0, 3, 1, 0, 6, 22), (0, 9, 1, 0, 12, 23)),
    "24": ((-1, 12, 1, 0, 3, 21), (0, 6, 1, 0, 9, 24), (0, 12, 1, 1, 3, 21)),
}


class Reading(NamedTuple):
    """What one date text means.

    Attributes:
        spans: the days it may be, as sorted runs of ordinals.
        precision: the unit it is written in.
        qualifier: the mark at its end, or None.
        is_whole_unit: whether the days are those of one year, month or day that is named in full.
    """

    spans: Spans
    precision: Precision
    qualifier: Qualifier | None = None
    is_whole_unit: bool = False


def days_of_month(year: int, month: int) -> int:
    """Give the number of days in a month of the proleptic Gregorian calendar.

    >>> days_of_month(1900, 2), days_of_month(2000, 2)
    (28, 29)
    """
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else _DAYS[month - 1]


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Read one EDTF date.

    Args:
        text: the date, not an interval.

    Returns:
        Its days, precision and qualifier.

    Raises:
        UnsupportedDateError: it is EDTF of a feature not read here.
        InvalidDateError: it is no EDTF date.

    >>> read("2007-11").precision
    'month'
    """
    if not text or len(text) > _LONGEST:
        raise _invalid(text, "is too long for a date" if text else "is empty")
    if not text.isascii():
        raise _invalid(text, "has a character that is not ASCII")
    if text[0] in "[{":
        return _read_set(text)
    qualifier: Qualifier | None = None
    body = text
    for mark in _QUALIFIERS:
        if text[-1] == mark:
            qualifier, body = mark, text[:-1]
    if "T" in body and qualifier is None:
        body = _date_of_time(text)
    reading = _read_plain(body, text)
    return reading if qualifier is None else reading._replace(qualifier=qualifier)


def _read_plain(body: str, text: str) -> Reading:
    """Read a date without qualifier, set or time; ``text`` is what the caller wrote."""
    if any(mark in body for mark in _QUALIFIERS):
        raise _unsupported(text, "qualification of single components (level 2)")
    if body[:1] == "-" or body[:1] == "Y" or "E" in body or "S" in body:
        raise _unsupported(text, "years outside 0001 to 9999, exponents and significant digits")
    parts = body.split("-")
    year, rest = parts[0], parts[1:]
    if len(year) != 4 or len(rest) > 2 or any(len(part) != 2 for part in rest):
        raise _invalid(text, "is not of the form YYYY, YYYY-MM or YYYY-MM-DD")
    if not all(mark in "0123456789X" for part in parts for mark in part):
        raise _invalid(text, "has a character that is no digit")
    if "X" in body:
        return _read_unspecified(year, rest, text)
    number = int(year)
    if number == 0:
        raise _unsupported(text, "years before 0001")
    if not rest:
        return _run(date(number, 1, 1), date(number, 12, 31), "year")
    if "21" <= rest[0] <= "41":
        return _read_season(number, rest, text)
    month = int(rest[0])
    if not 1 <= month <= 12:
        raise _invalid(text, f"has no month {rest[0]}")
    if len(rest) == 1:
        return _run(date(number, month, 1), date(number, month, days_of_month(number, month)), "month")
    day = int(rest[1])
    if not 1 <= day <= days_of_month(number, month):
        raise _invalid(text, f"is no day of the calendar: that month has {days_of_month(number, month)} days")
    return _run(date(number, month, day), date(number, month, day), "day")


def _run(first: date, last: date, precision: Precision, is_whole_unit: bool = True) -> Reading:
    return Reading(((first.toordinal(), last.toordinal()),), precision, None, is_whole_unit)


def _read_unspecified(year: str, rest: list[str], text: str) -> Reading:
    """Read the four shapes of level 1: 201X or 20XX, 2004-XX, 1985-04-XX, 1985-XX-XX."""
    digits = year.rstrip("X")
    if not rest and len(digits) in (2, 3) and digits.isdigit():
        first = int(digits.ljust(4, "0"))
        if first == 0:
            raise _unsupported(text, "years before 0001")
        decade_or_century: Precision = "decade" if len(digits) == 3 else "century"
        return _run(date(first, 1, 1), date(int(digits.ljust(4, "9")), 12, 31), decade_or_century, False)
    if rest and year.isdigit() and rest[-1] == "XX" and rest[0] in ("XX", *_MONTHS):
        whole = _read_plain(year if rest[0] == "XX" else f"{year}-{rest[0]}", text)
        return whole._replace(precision="month" if len(rest) == 1 else "day", is_whole_unit=False)
    raise _unsupported(text, "unspecified digits in other places than the rightmost (level 2)")


_MONTHS = tuple(f"{month:02}" for month in range(1, 13))


def _read_season(year: int, rest: list[str], text: str) -> Reading:
    if len(rest) == 2:
        raise _invalid(text, "gives a day to a season")
    runs = _SEASONS.get(rest[0])
    if runs is None:
        raise _unsupported(text, "sub-year groupings other than 21 to 24 (level 2)")
    if not 1 < year < 9999:
        raise _unsupported(text, "seasons that may leave the years 0001 to 9999")
    spans = tuple(
        (date(year + y, m, d).toordinal(), date(year + y2, m2, d2).toordinal()) for y, m, d, y2, m2, d2 in runs
    )
    return Reading(spans, "season")


def _read_set(text: str) -> Reading:
    """Read a one-of range: ``[a..b]``, ``[..b]`` or ``[a..]`` of years, months or days."""
    if text[0] == "{":
        raise _unsupported(text, "sets of which all members are meant (level 2)")
    if text[-1] != "]" or text.count("..") != 1 or "," in text:
        if text[-1] == "]" and len(text) > 2 and text[1:-1].strip("0123456789-X,.") == "":
            raise _unsupported(text, "lists in one-of sets (level 2)")
        raise _invalid(text, "is no one-of range")
    left, right = text[1:-1].split("..")
    if not left and not right:
        raise _invalid(text, "is a range without any end")
    first = _read_edge(left, text).spans[0][0] if left else BEFORE_ALL
    last = _read_edge(right, text).spans[-1][1] if right else AFTER_ALL
    if first > last:
        raise _invalid(text, "is a range that ends before it starts")
    return Reading(((first, last),), "range")


def _read_edge(body: str, text: str) -> Reading:
    reading = _read_plain(body, text)
    if not reading.is_whole_unit:
        raise _unsupported(text, "ranges between dates other than years, months and days")
    return reading


def _date_of_time(text: str) -> str:
    """Check the time of day of a date and time (level 0) and give the date before it."""
    day, _, clock = text.partition("T")
    if len(day) != 10 or "X" in day:
        raise _invalid(text, "gives a time to a date that is no day")
    zone_at = next((i for i, mark in enumerate(clock) if mark in "Z+-"), len(clock))
    time, zone = clock[:zone_at], clock[zone_at:]
    if len(time) != 8 or not _fits(time, (23, 59, 59)):
        raise _invalid(text, "has no time of day of the form HH:MM:SS")
    if zone not in ("", "Z") and not (zone[0] != "Z" and len(zone) in (3, 6) and _fits(zone[1:], (23, 59))):
        raise _invalid(text, "has no time zone of the form Z, +HH or +HH:MM")
    return day


def _fits(clock: str, limits: tuple[int, ...]) -> bool:
    parts = clock.split(":")
    return len(parts) <= len(limits) and all(
        len(part) == 2 and part.isdigit() and int(part) <= limit for part, limit in zip(parts, limits, strict=False)
    )


def _invalid(text: str, reason: str) -> InvalidDateError:
    return InvalidDateError(f"{shorten(text)} {reason}", value=text, hint=_HINT)


def _unsupported(text: str, feature: str) -> InvalidDateError:
    """Refuse EDTF of a feature that is not read; text that is no EDTF of any level is refused as that."""
    import re

    mark, digit = "[?~%]?", "[0-9X]"
    month = f"{mark}(?:0[1-9X]|1[0-2X]|X{digit}|2[1-9]|3[0-9]|4[01]){mark}"
    day = f"{mark}(?:[0-2X]{digit}|3[01X]){mark}"
    year = f"{mark}-?{digit}{{4}}{mark}"
    odd = r"Y-?[1-9]\d{4,}(?:S\d+)?|Y-?\d+E\d+(?:S\d+)?|-?\d{4}S\d+"
    date_ = rf"(?:{year}(?:-{month}(?:-{day})?)?|{odd})(?:T[\d:Z+-]+)?"
    listed = rf"(?:\.\.)?{date_}(?:(?:,|\.\.){date_})*(?:\.\.)?"
    season_day = rf"-?{digit}{{4}}-(?:2[1-9]|3\d|4[01])-"
    is_edtf = re.fullmatch(rf"{date_}|\[{listed}\]|\{{{listed}\}}", text) and not re.match(season_day, text)
    if not is_edtf:
        return _invalid(text, "is no date")
    return UnsupportedDateError(f"{shorten(text)} needs {feature}, which is not supported", value=text)
