"""Dates and periods in English: for people to read, and for `from_words` to read back.

What can be said briefly is said in words; any other EDTF is quoted ("a day that fits EDTF 156X-12-25").
"""

from __future__ import annotations

from typing import Protocol

from .days import AnyDay, civil
from .edtf import Precision, Qualifiers, Reading, read

__all__ = [
    "GROUPS",
    "MARKS",
    "MONTHS",
    "MONTH_OF",
    "NOBODY",
    "ORDINALS",
    "SEASONS",
    "SIDES",
    "is_exact",
    "parts_of",
    "say_day",
    "say_period",
    "say_reading",
    "say_year",
]


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: The number of each month by its name and abbreviations, in lower case.
MONTH_OF = (
    {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)
SEASONS = ("spring", "summer", "autumn", "winter")
#: Of no hemisphere, of the northern, of the southern; four codes each from 21 on.
SIDES = ("", "northern ", "southern ")
ORDINALS = ("first", "second", "third", "fourth")
#: The code of the first of each group of months, and how many a year has.
GROUPS = {"quarter": (33, 4), "quadrimester": (37, 3), "half": (40, 2)}
MARKS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
NOBODY = "a day that no one states"

_NO_MARKS = str.maketrans("", "", "?~%")

#: Year, month and day of a date; 0 for a month or day that it does not have.
_Parts = tuple[int, int, int]


class _Date(Protocol):
    """What is read of a `PartialDate`; naming the class would close a circle of imports."""

    @property
    def precision(self) -> Precision: ...
    @property
    def qualifiers(self) -> Qualifiers: ...
    @property
    def is_whole_unit(self) -> bool: ...
    def describe(self) -> str: ...


class _Period(Protocol):
    """What is read of a `Period`."""

    @property
    def start(self) -> _Date | None: ...
    @property
    def end(self) -> _Date | None: ...
    @property
    def starts_open(self) -> bool: ...
    @property
    def ends_open(self) -> bool: ...


def say_day(day: AnyDay) -> str:
    """Return one day in English; years have four digits, so that 44 is not mistaken for 1944.

    >>> from datetime import date
    >>> from .days import Day
    >>> say_day(date(2013, 9, 1)), say_day(date(44, 3, 15)), say_day(Day("-0043-03-15"))
    ('1 September 2013', '15 March 0044', '15 March 44 BC')
    """
    return f"{day.day} {MONTHS[day.month - 1]} {say_year(day.year)}"


def say_year(year: int, *, era: bool = False) -> str:
    """Return an astronomical year in English: the year 0 is 1 BC.

    Args:
        year: the year.
        era: whether a year before 10,000 is written with AD, because it follows one before Christ.

    >>> say_year(44), say_year(-43), say_year(12_000), say_year(14, era=True)
    ('0044', '44 BC', '12000 CE', 'AD 14')
    """
    if year < 1:
        return f"{1 - year} BC"
    if year < 10_000:
        return f"AD {year}" if era else f"{year:04}"
    return f"{year} CE"


def parts_of(text: str) -> _Parts | None:
    """Return the year, month and day of a year, month or day in EDTF without any mark; None for any other text.

    >>> parts_of("-0043-03"), parts_of("Y12000"), parts_of("2006-21")
    ((-43, 3, 0), (12000, 0, 0), None)
    """
    sign = text[: len(text) - len(text.lstrip("Y+-"))]
    year, *rest = text[len(sign) :].split("-")
    if not all(map(str.isdigit, (year, *rest))) or len(rest) > 2 or (rest and not "01" <= rest[0] <= "12"):
        return None
    month, day = (*map(int, rest), 0, 0)[:2]
    return -int(year) if "-" in sign else int(year), month, day


def say_reading(text: str, reading: Reading, *, era: bool = False) -> str:
    """Return a date in English as precisely as it is known, with its qualifiers.

    Args:
        text: the date in EDTF.
        reading: what it means.
        era: whether years are written with AD, as in `say_year`.

    >>> from .edtf import read
    >>> [say_reading(text, read(text)) for text in ("2007-11", "2006~", "2006-21", "201X")]
    ['November 2007', '2006 (approximate)', 'spring 2006', 'the 2010s']
    """
    if reading.precision == "range":
        words = _say_range(text, era=era)
    elif words := _say_plain(text.translate(_NO_MARKS), reading, era=era):
        words += _say_marks(reading)
    return words or f"{'all days that fit' if reading.means_all else 'a day that fits'} EDTF {text}"


def _say_plain(body: str, reading: Reading, *, era: bool) -> str:
    """Return a date without its qualifiers; an empty text if it cannot be said briefly."""
    if body[0] in "[{":
        return ""
    if "X" in body:
        return _say_unspecified(body, reading, era=era)
    if reading.precision in ("season", "quarter", "quadrimester", "semester"):
        return _say_grouping(body[:-3], int(body[-2:]), era=era)
    day, _, clock = body.partition("T")
    words = _say_unit(parts, era=era) if (parts := parts_of(day)) else ""
    if clock:
        words += f" at {clock[:8]}{' UTC' if clock[8:] else ''}{clock[8:].removeprefix('Z')}"
    return words


def _say_unit(parts: _Parts, like: _Parts | None = None, *, era: bool = False) -> str:
    """Return a day, month or year, without the year and month that it has in common with the next one."""
    year, month, day = parts
    if not month:
        return say_year(year, era=era)
    told = [f"{day}"] if day else []
    if not (like and like[1] and like[0] == year):
        told += [MONTHS[month - 1], say_year(year, era=era)]
    elif not (day and like[2] and like[1] == month):
        told += [MONTHS[month - 1]]
    return " ".join(told)


def _say_span(first: _Parts, last: _Parts, *, era: bool = False) -> str:
    return f"{_say_unit(first, last, era=era)} to {_say_unit(last, era=era or first[0] < 1)}"


def _say_range(text: str, *, era: bool) -> str:
    """Return a one-of range; an empty text if its ends are not plain, or not marked alike."""
    ends = [end for end in text[1:-1].split("..") if end]
    found = [parts for end in ends if (parts := parts_of(end.rstrip("?~%")))]
    marks = {end.lstrip("Y+-0123456789") for end in ends}
    if text[0] == "{" or len(found) < len(ends) or len(marks) > 1 or not marks <= {"", *MARKS}:
        return ""
    said = f" ({MARKS[mark]})" if (mark := marks.pop()) else ""
    first, last = found[0], found[-1]
    if text.startswith("[.."):
        return f"some day up to {_say_unit(last, era=era)}{said}"
    if text.endswith("..]"):
        return f"some day from {_say_unit(first, era=era)} on{said}"
    return f"some day from {_say_span(first, last, era=era)}{said}"


def _say_grouping(year: str, number: int, *, era: bool) -> str:
    said = say_year(int(year), era=era)
    if number <= 32:
        return f"{SIDES[(number - 21) // 4]}{SEASONS[(number - 21) % 4]} {said}"
    name = next(name for name, (first, count) in GROUPS.items() if first <= number < first + count)
    return f"{ORDINALS[number - GROUPS[name][0]]} {name} of {said}"


def _say_unspecified(body: str, reading: Reading, *, era: bool) -> str:
    """Return the forms of level 1: 201X, 20XX, 2004-XX, 1985-04-XX, 1985-XX-XX."""
    sign = body[:1].rstrip("0123456789X")
    year, *rest = body[len(sign) :].split("-")
    if not rest and reading.precision == "decade" and not sign and year[2] != "0":
        return f"the {year[:3]}0s"
    if not rest and reading.precision in ("decade", "century", "millennium"):
        first, last = (civil(day)[0] for day in (reading.first, reading.last))
        return f"some year from {say_year(first, era=era)} to {say_year(last, era=era or first < 1)}"
    if "X" in year or any("X" in part and part != "XX" for part in rest):
        return ""
    said = say_year(int(sign + year), era=era)
    if rest == ["XX"]:
        return f"some month of {said}"
    if rest == ["XX", "XX"]:
        return f"some day of some month of {said}"
    month = rest[0]
    return f"some day of {MONTHS[int(month) - 1]} {said}" if "01" <= month <= "12" else ""


def _say_marks(reading: Reading) -> str:
    if reading.qualifier:
        return f" ({MARKS[reading.qualifier]})"
    named: dict[str, list[str]] = {}
    for name, mark in zip(Qualifiers._fields, reading.qualifiers, strict=True):
        if mark and name == "month" and reading.precision == "season":
            named.setdefault(MARKS[mark], []).append("season")
        elif mark:
            named.setdefault(MARKS[mark], []).append(name)
    told = ", ".join(f"{' and '.join(names)} {mark}" for mark, names in named.items())
    return f" ({told})" if told else ""


def say_period(period: _Period) -> str:
    """Return a period in English by its two ends.

    >>> from .period import Period
    >>> [say_period(Period(text)) for text in ("2013-07-01/2013-12-31", "2005/", "2003-04/..")]
    ['1 July to 31 December 2013', 'from 2005 to a day that no one states', 'from April 2003 on']
    """
    start, end = period.start, period.end
    if start and end and is_exact(period):
        return start.describe() if start == end else _say_both(start, end)
    if period.starts_open:
        return "always" if period.ends_open else f"always up to {end.describe() if end else NOBODY}"
    left = f"from {start.describe() if start else NOBODY}"
    if period.ends_open:
        return f"{left} (without end)" if left.endswith(" on") else f"{left} on"
    if start and end and _is_month(start) and _is_month(end):
        # Without the remark, two months would be read back as whole months.
        return f"from {_say_both(start, end)} (days not stated)"
    if not end:
        return f"{left} to {NOBODY}"
    return f"{left} to {say_reading(str(end), read(str(end)), era=' BC' in left)}"


def _say_both(start: _Date, end: _Date) -> str:
    first, last = parts_of(str(start)), parts_of(str(end))
    assert first is not None
    assert last is not None
    return _say_span(first, last)


def _is_month(when: _Date) -> bool:
    return when.is_whole_unit and when.precision == "month" and not any(when.qualifiers)


def is_exact(period: _Period) -> bool:
    """Whether both ends are plain days without qualifiers.

    >>> from .period import Period
    >>> is_exact(Period("2013-07-01~/2013-12-31"))
    False
    """
    return all(
        each is not None and each.is_whole_unit and each.precision == "day" and not any(each.qualifiers)
        for each in (period.start, period.end)
    )
