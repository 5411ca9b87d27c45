"""Dates and periods in English: for people to read, and for `from_words` to read back.

What can be said briefly is said in words; any other EDTF is quoted ("a day that fits EDTF 156X-12-25").
"""

from __future__ import annotations

from typing import Protocol

from .days import AnyDay
from .edtf import Precision, Qualifiers, Reading, read_plain

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

    >>> say_day(date(2013, 9, 1)), say_day(date(44, 3, 15)), say_day(Day("-0043-03-15"))
    ('1 September 2013', '15 March 0044', '15 March 44 BC')
    """
    return f"{day.day} {MONTHS[day.month - 1]} {say_year(day.year)}"


def say_year(year: int) -> str:
    """Return an astronomical year in English: the year 0 is 1 BC.

    >>> say_year(44), say_year(-43), say_year(12_000)
    ('0044', '44 BC', '12000 CE')
    """
    return f"{1 - year} BC" if year < 1 else f"{year:04}" if year < 10_000 else f"{year} CE"


def say_reading(text: str, reading: Reading) -> str:
    """Return a date in English as precisely as it is known, with its qualifiers.

    Args:
        text: the date in EDTF.
        reading: what it means.

    >>> from .edtf import read
    >>> [say_reading(text, read(text)) for text in ("2007-11", "2006~", "2006-21", "201X")]
    ['November 2007', '2006 (approximate)', 'spring 2006', 'the 2010s']
    """
    words = _say_plain(text.translate(_NO_MARKS), reading)
    if words:
        return words + _say_marks(reading)
    return f"{'all days that fit' if reading.means_all else 'a day that fits'} EDTF {text}"


def _say_plain(body: str, reading: Reading) -> str:
    """Return a date without its qualifiers; an empty text if it cannot be said briefly."""
    if body[0] in "[{":
        return _say_range(body) if reading.precision == "range" and not any(reading.qualifiers) else ""
    if not body[0].isdigit() or body[:4].replace("X", "0") == "0000":
        return ""  # Words have only years from 0001 to 9999.
    if reading.precision in ("season", "quarter", "quadrimester", "semester"):
        return _say_grouping(*body.split("-")) if "X" not in body else ""
    if "X" in body:
        return _say_unspecified(body, reading)
    if "T" in body:
        day, _, clock = body.partition("T")
        return f"{_say_unit(day)} at {clock[:8]}{' UTC' if clock[8:] else ''}{clock[8:].removeprefix('Z')}"
    return _say_unit(body) if read_plain(body) else ""


def _say_unit(body: str, like: str = "") -> str:
    """Return a day, month or year, without the year and month that it has in common with the next one."""
    year, month, day = (*body.split("-"), "", "")[:3]
    if not month:
        return year
    if like[4:] and like[:4] == year:
        year = ""
        if day and like[7:] and like[5:7] == month:
            return f"{int(day)}"
    return " ".join(filter(None, (f"{int(day)}" if day else "", MONTHS[int(month) - 1], year)))


def _say_span(first: str, last: str) -> str:
    return f"{_say_unit(first, last)} to {_say_unit(last)}"


def _say_range(body: str) -> str:
    if body[0] == "{":
        return ""
    first, _, last = body[1:-1].partition("..")
    if any(each and read_plain(each) is None for each in (first, last)):
        return ""
    if not first:
        return f"some day up to {_say_unit(last)}"
    return f"some day from {_say_span(first, last)}" if last else f"some day from {_say_unit(first)} on"


def _say_grouping(year: str, code: str) -> str:
    number = int(code)
    if number <= 32:
        return f"{SIDES[(number - 21) // 4]}{SEASONS[(number - 21) % 4]} {year}"
    name = next(name for name, (first, count) in GROUPS.items() if first <= number < first + count)
    return f"{ORDINALS[number - GROUPS[name][0]]} {name} of {year}"


def _say_unspecified(body: str, reading: Reading) -> str:
    """Return the forms of level 1: 201X, 20XX, 2004-XX, 1985-04-XX, 1985-XX-XX."""
    year, *rest = body.split("-")
    if not rest and reading.precision == "decade" and year[2] != "0":
        return f"the {year[:3]}0s"
    if not rest and reading.precision in ("decade", "century", "millennium"):
        return f"some year from {year.replace('X', '0')} to {year.replace('X', '9')}"
    if "X" in year or any("X" in part and part != "XX" for part in rest):
        return ""
    if rest == ["XX"]:
        return f"some month of {year}"
    if rest == ["XX", "XX"]:
        return f"some day of some month of {year}"
    return f"some day of {_say_unit(f'{year}-{rest[0]}')}" if rest[0] != "XX" else ""


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
    are_plain = read_plain(str(start)) is not None and read_plain(str(end)) is not None
    if start and end and are_plain and is_exact(period):
        return start.describe() if start == end else _say_span(str(start), str(end))
    if period.starts_open:
        return "always" if period.ends_open else f"always up to {end.describe() if end else NOBODY}"
    left = f"from {start.describe() if start else NOBODY}"
    if period.ends_open:
        return f"{left} (without end)" if left.endswith(" on") else f"{left} on"
    if start and end and are_plain and _is_month(start) and _is_month(end):
        # Without the remark, two months would be read back as whole months.
        return f"from {_say_span(str(start), str(end))} (days not stated)"
    return f"{left} to {end.describe() if end else NOBODY}"


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
