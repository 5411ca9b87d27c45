"""EDTF dates of levels 0, 1 and 2: reading a text into the days that it may be, and writing days as text.

The notation is that of the Library of Congress specification (4 February 2019), a profile of ISO 8601-2:2019. Reading
is strict: ASCII only, no blanks, real calendar days. A text that is EDTF but lies farther than a quadrillion years away
raises `UnsupportedDateError`; any other text that cannot be read raises `InvalidDateError` with the position of the
fault and what was expected there. Days of years that have no four digits are read and written as ISO 8601 does, with a
sign: ``+12000-01-01``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Literal, NamedTuple, TypeVar

from ..errors import InvalidDateError, UnsupportedDateError, shorten
from .calendar import GROUPINGS, grouping_spans, month_span, reversed_seasons, year_span
from .days import AFTER_ALL, BEFORE_ALL, FIRST_YEAR, LAST_YEAR, Span, Spans, days_of_month, to_date, union
from .masks import Masked, numbers

__all__ = [
    "LONGEST_DATE",
    "LONGEST_SET",
    "Precision",
    "Qualifier",
    "Qualifiers",
    "Reading",
    "date_text",
    "read",
    "read_each",
    "read_plain",
    "spans_text",
    "whole_unit",
    "year_text",
]

T = TypeVar("T")

#: The unit that a date is written in. A date with unspecified digits keeps the unit written ("1985-04-XX" is a day),
#: except years of which only the rightmost digits are unspecified; "range" is a one-of range such as
#: ``[2006-01..2006-06]``, "set" any other set.
Precision = Literal[
    "day", "month", "season", "quarter", "quadrimester", "semester", "year", "decade", "century", "millennium",
    "range", "set",
]  # fmt: skip
#: ``?`` uncertain, ``~`` approximate, ``%`` both.
Qualifier = Literal["?", "~", "%"]

#: A longer text is refused before it is examined: no date of the calendar needs more characters.
LONGEST_DATE = 64
#: A longer set is refused before it is examined: one of 5,000 days has 55,000 characters.
LONGEST_SET = 65_536
#: So many members may be something else than plain years, months and days, which are faster to read.
_MOST_OTHERS = 1_000

_QUALIFIERS: dict[str, Qualifier] = {"?": "?", "~": "~", "%": "%"}
_CLOSED_BY = {"[": "]", "{": "}"}
_DIGITS = frozenset("0123456789X")
_COMPONENTS = (("year", 4), ("month", 2), ("day", 2))
#: Years of which only the rightmost digits are unspecified, by how many are.
_ROUND: dict[int, Precision] = {1: "decade", 2: "century", 3: "millennium"}
_OUTSIDE = "a year more than a quadrillion years away"
#: A year of more digits is not computed: an exponent of a million would make a number of a million digits.
_MOST_DIGITS = len(str(LAST_YEAR))


class Qualifiers(NamedTuple):
    """The qualifier of each component of a date; None where there is none.

    Attributes:
        year: of the year.
        month: of the month, season or other grouping.
        day: of the day.
    """

    year: Qualifier | None = None
    month: Qualifier | None = None
    day: Qualifier | None = None


_NO_QUALIFIERS = Qualifiers()
#: The qualifier that all components share, or None, and that of each.
_Marks = tuple[Qualifier | None, Qualifiers]


class Reading(NamedTuple):
    """What the text of one date means.

    Attributes:
        first: ordinal of the first day that it may be; one step outside the calendar where there is no limit.
        last: ordinal of the last day that it may be.
        days: all days that it may be.
        precision: the unit it is written in.
        is_whole_unit: whether its days are those of one year, month or day that is named in full.
        qualifier: the qualifier that all components share, or None.
        qualifiers: the qualifier of each component.
        means_all: whether all members of a set are meant, not one of them.
    """

    first: int
    last: int
    days: Spans | Masked
    precision: Precision
    is_whole_unit: bool = False
    qualifier: Qualifier | None = None
    qualifiers: Qualifiers = _NO_QUALIFIERS
    means_all: bool = False

    @property
    def spans(self) -> Spans:
        """The days as sorted runs of ordinals."""
        return self.days.spans if isinstance(self.days, Masked) else self.days


def read(text: str) -> Reading:
    """Return what one EDTF date means.

    Args:
        text: the date, not an interval.

    Raises:
        UnsupportedDateError: it is EDTF but lies more than a quadrillion years away, or is a set that is too long.
        InvalidDateError: it is not an EDTF date.

    >>> read("2007-11").precision
    'month'
    """
    plain = read_plain(text)
    if plain is not None:
        return plain
    if not text:
        raise _invalid(text, "is empty", 0, "a date")
    if not text.isascii():
        at = next(i for i, char in enumerate(text) if char > "\x7f")
        raise _invalid(text, "has a character that is not ASCII", at, "ASCII digits and marks only")
    if text[0] in _CLOSED_BY:
        if len(text) > LONGEST_SET:
            raise _unsupported(text, f"a set of more than {LONGEST_SET:,} characters")
        return _read_set(text)
    if len(text) > LONGEST_DATE and "Y" not in text[:2]:
        raise _invalid(text, "is too long for a date", LONGEST_DATE, f"at most {LONGEST_DATE} characters")
    return _read_date(text, 0, len(text), may_have_time=True)


def read_plain(text: str) -> Reading | None:
    """Return what a year, month or day without any mark means; None for any other text, valid or not.

    >>> read_plain("2007-11").precision, read_plain("2007-13")
    ('month', None)
    """
    size = len(text)
    if size == 10 and text[4] == "-" == text[7]:
        try:
            day = date.fromisoformat(text).toordinal()
        except ValueError:
            return None
        return whole_unit(day, day, "day")
    if not text.isascii():
        return None  # Python accepts the digits of all scripts as digits.
    if size == 4 and text.isdigit() and text != "0000":
        return whole_unit(*year_span(int(text)), "year")
    digits = text[:4] + text[5:]
    if size == 7 and text[4] == "-" and digits.isdigit() and "01" <= text[5:] <= "12" and text[:4] != "0000":
        return whole_unit(*month_span(int(text[:4]), int(text[5:])), "month")
    return None


def whole_unit(first: int, last: int, precision: Precision) -> Reading:
    """Return the reading of a year, month or day without any mark.

    >>> whole_unit(735000, 735000, "day").spans
    ((735000, 735000),)
    """
    # Most dates are such units, and the constructor that `NamedTuple` writes takes twice as long.
    return tuple.__new__(Reading, (first, last, ((first, last),), precision, True, None, _NO_QUALIFIERS, False))


def read_each(read: Callable[[int, int], T], places: Iterable[Span]) -> list[T]:
    """Read several parts of one text; a part that is not EDTF is reported before one that is only unsupported.

    Args:
        read: reads the part between two positions.
        places: start and end of each part.

    >>> read_each(lambda start, end: end - start, [(0, 4), (5, 7)])
    [4, 2]
    """
    found: list[T] = []
    unsupported: UnsupportedDateError | None = None
    for place in places:
        try:
            found.append(read(*place))
        except UnsupportedDateError as error:
            unsupported = unsupported or error
    try:
        if unsupported:
            raise unsupported
    finally:
        unsupported = None  # A frame that held its own error would be garbage that only the collector frees.
    return found


def date_text(first: int, last: int) -> str:
    """Return a run of days as one EDTF date: a day, month or year where it is one, otherwise a one-of range.

    Without any limit, the text is empty.

    >>> date_text(732981, 733010)
    '2007-11'
    """
    lower, upper = to_date(first), to_date(last)
    if lower is None and upper is None:
        return ""
    if lower is not None and upper is not None:
        if lower == upper:
            return lower.isoformat()
        if lower.day == 1 and (first, last) == year_span(lower.year):
            return year_text(lower.year)
        if lower.day == 1 and (first, last) == month_span(lower.year, lower.month):
            return lower.isoformat()[:-3]
    return f"[{lower or ''}..{upper or ''}]"


def year_text(year: int) -> str:
    """Return a year as EDTF.

    >>> year_text(2013), year_text(-43), year_text(12_000)
    ('2013', '-0043', 'Y12000')
    """
    return f"{year:0{4 + (year < 0)}}" if -10_000 < year < 10_000 else f"Y{year}"


def spans_text(spans: Spans) -> str:
    """Return days as one EDTF date: as `date_text` does for a single run, otherwise as a one-of set of the runs.

    >>> spans_text(((732981, 733010),)), spans_text(((732981, 733010), (733012, 733013)))
    ('2007-11', '[2007-11,2007-12-02..2007-12-03]')
    """
    texts = [date_text(first, last) for first, last in spans]
    return texts[0] if len(texts) == 1 else f"[{','.join(text.strip('[]') for text in texts)}]"


def _invalid(text: str, problem: str, position: int, expected: str, hint: str = "") -> InvalidDateError:
    return InvalidDateError(f"{shorten(text)} {problem}", value=text, hint=hint).at(position, expected)


def _unsupported(text: str, feature: str) -> UnsupportedDateError:
    return UnsupportedDateError(f"{shorten(text)} needs {feature}, which is not supported", value=text)


# Every function below reads a part of a text: ``text`` is all that the caller wrote, so that errors show it whole, and
# the part lies between the positions ``start`` and ``end``.


def _read_set(text: str) -> Reading:
    """Read a set of dates and of ranges between dates; its days are those of all its members."""
    closing = _CLOSED_BY[text[0]]
    if len(text) < 2 or text[-1] != closing:
        raise _invalid(text, "is a set without its closing bracket", len(text), closing)
    spans: list[Span] = []
    others, at = [], 1
    members = text[1:-1].split(",")
    for member in members:
        plain = read_plain(member)
        if plain is not None:
            spans.append((plain.first, plain.last))
        else:
            others.append((at, at + len(member)))
        at += len(member) + 1
    qualifiers = _NO_QUALIFIERS
    for days, own in read_each(partial(_read_member, text), others[:_MOST_OTHERS]):
        spans.extend(days)
        qualifiers = Qualifiers(*map(_both, qualifiers, own))
    if len(others) > _MOST_OTHERS:
        raise _unsupported(text, f"a set of more than {_MOST_OTHERS:,} members besides plain dates")
    precision: Precision = "range" if len(members) == 1 and ".." in text else "set"
    runs = union(spans)
    return Reading(runs[0][0], runs[-1][1], runs, precision, qualifiers=qualifiers, means_all=text[0] == "{")


def _read_member(text: str, start: int, end: int) -> tuple[Spans, Qualifiers]:
    """Read a date, a range between two, or an open range: before the first member, or after the last."""
    dots = text.find("..", start, end)
    if dots < 0:
        reading = _read_end(text, start, end)
        if isinstance(reading.days, Masked) and reading.days.comes_again:
            raise _unsupported(text, "a set with a member that comes again from year to year")
        return reading.spans, reading.qualifiers
    has_left, has_right = dots > start, dots + 2 < end
    if not (has_left or has_right):
        raise _invalid(text, "has a range without a start or an end", dots, "a date before or after the two dots")
    if not (has_left or start == 1) or not (has_right or end == len(text) - 1):
        raise _invalid(text, "has an open range in its middle", dots, "open ranges as first or last member only")
    readings = read_each(partial(_read_end, text), [(start, dots)] * has_left + [(dots + 2, end)] * has_right)
    left, right = readings[0], readings[-1]
    if left.precision != right.precision:
        hint = f"write {date_text(left.first, right.last)}" if left.first <= right.last else ""
        reason = "has a range between dates of different precision"
        raise _invalid(text, reason, start, "two days, months or years", hint)
    first, last = left.first if has_left else BEFORE_ALL, right.last if has_right else AFTER_ALL
    if first > last or (left.precision == "season" and reversed_seasons(text[start:dots], text[dots + 2 : end])):
        raise _invalid(text, "has a range that ends before it starts", start, "the earlier date first")
    return ((first, last),), Qualifiers(*map(_both, left.qualifiers, right.qualifiers))


def _read_end(text: str, start: int, end: int) -> Reading:
    return read_plain(text[start:end]) or _read_date(text, start, end)


def _read_date(text: str, start: int, end: int, *, may_have_time: bool = False) -> Reading:
    """Read one date that is not a set."""
    if text.startswith("Y", start + (text[start:end][:1] in _QUALIFIERS), end):
        return _read_long_year(text, start, end)
    clock = text.find("T", start, end) if may_have_time else -1
    parts = _take_apart(text, start, end if clock < 0 else clock)
    year, month, day = parts.year, parts.month, parts.day
    if clock >= 0:
        if not day or any(parts.marks[1]) or "X" in text[start:clock]:
            expected = "a day such as 2013-07-01 before T"
            raise _invalid(text, "has a time after a date that is not a day", clock, expected)
        _check_clock(text, clock + 1)
    _check_month_and_day(text, parts)
    if len(year) > 4 and int(year) > LAST_YEAR:
        raise _unsupported(text, _OUTSIDE)
    significant = None
    if parts.significant:
        if "X" in year:
            raise _invalid(text, "has both unspecified and significant digits", parts.at[0], "four digits before S")
        significant = _read_significant(
            text, year, parts.significant, parts.significant_at, parts.marks, is_negative=parts.is_negative
        )
    if significant is not None:
        return significant
    if "X" in year + month + day:
        return _read_unspecified(text, parts)
    number = -int(year) if parts.is_negative else int(year)
    if month in GROUPINGS:
        spans = grouping_spans(number, month)
        if spans[0][0] <= BEFORE_ALL or spans[-1][1] >= AFTER_ALL:
            raise _unsupported(text, _OUTSIDE)  # A winter of the last year ends in the next one.
        return Reading(spans[0][0], spans[-1][1], spans, GROUPINGS[month][0], False, *parts.marks)
    span = month_span(number, int(month)) if month else year_span(number)
    if day:
        span = span[0] + int(day) - 1, span[0] + int(day) - 1
    return Reading(*span, (span,), "day" if day else "month" if month else "year", True, *parts.marks)


class _Parts(NamedTuple):
    """A date taken apart.

    Attributes:
        year: four digits or X, or more digits. Month and day have two, or are empty.
        at: where in the text each of them begins.
        is_negative: whether a minus stands before the year.
        significant: the digits after S, or an empty text.
        significant_at: where in the text they begin.
        marks: the qualifier that all components share, and that of each.
    """

    year: str
    month: str
    day: str
    at: list[int]
    is_negative: bool
    significant: str
    significant_at: int
    marks: _Marks


def _take_apart(text: str, start: int, end: int) -> _Parts:
    """Take apart a date whose year has four digits, perhaps after a minus, or more digits after a sign."""
    digits: list[str] = []
    places: list[int] = []
    marks: list[tuple[Qualifier | None, Qualifier | None]] = []
    at, is_negative, significant, significant_at = start, False, "", end
    while True:
        name, width = _COMPONENTS[len(digits)]
        left = _qualifier_at(text, at, end)
        at += left is not None
        if name == "year" and at < end and text[at] in "-+":
            is_negative = text[at] == "-"
            at += 1
            rest = text[at:end]
            long = len(rest) - len(rest.lstrip("0123456789"))
            if long > width and rest[0] != "0":
                width = long
            elif not is_negative:
                raise _invalid(text, "has a plus before a year of four digits or fewer", at - 1, "no plus")
        part = text[at : min(at + width, end)]
        for index, char in enumerate(part):
            if char not in _DIGITS:
                raise _invalid(text, "has a character that is not a digit", at + index, f"a {name} of {width} digits")
        if len(part) < width:
            raise _invalid(text, f"has a {name} that is too short", at + len(part), f"a {name} of {width} digits")
        if is_negative and part == "0000":
            raise _invalid(text, "has a minus before the year 0", at - 1, "0000 without a minus")
        digits.append(part)
        places.append(at)
        at += width
        if name == "year" and text.startswith("S", at, end):
            significant_at = at + 1
            significant, at = _take_number(text, significant_at, end, "number of significant digits")
        right = _qualifier_at(text, at, end)
        at += right is not None
        marks.append((left, right))
        if at == end:
            year, month, day = (*digits, "", "")[:3]
            if len(year) > 4 and not month:
                named = f"Y{'-' * is_negative}{year}{'S' * bool(significant)}{significant}"
                raise _invalid(
                    text, "has a long year without Y", places[0] - 1, "Y before a long year", f"write {named}"
                )
            return _Parts(year, month, day, places, is_negative, significant, significant_at, _combined(marks))
        if name == "day" or significant:
            raise _invalid(text, "continues after its end", at, "nothing more")
        if text[at] != "-":
            raise _invalid(text, "is not of the form YYYY, YYYY-MM or YYYY-MM-DD", at, "a hyphen or the end")
        at += 1


def _take_number(text: str, at: int, end: int, name: str) -> tuple[str, int]:
    """Return the digits of a positive number and where they end."""
    rest = text[at:end]
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    if not digits or digits[0] == "0":
        raise _invalid(text, f"has no {name}", at, "digits that do not start with 0")
    return digits, at + len(digits)


def _qualifier_at(text: str, at: int, end: int) -> Qualifier | None:
    return _QUALIFIERS.get(text[at]) if at < end else None


def _combined(marks: Sequence[tuple[Qualifier | None, Qualifier | None]]) -> _Marks:
    """Return what the marks before and after each component say together.

    A mark before a component qualifies it alone; one after it qualifies it and all components before it.
    """
    found: list[Qualifier | None] = []
    after: Qualifier | None = None
    for left, right in reversed(marks):
        after = _both(after, right)
        found.insert(0, _both(after, left))
    return (found[0] if len(set(found)) == 1 else None), Qualifiers(*found)


def _both(one: Qualifier | None, other: Qualifier | None) -> Qualifier | None:
    if one == other or other is None:
        return one
    return other if one is None else "%"


def _check_clock(text: str, start: int) -> None:
    """Check that HH:MM:SS follows the T of a date and time, then Z, +HH, +HH:MM or nothing."""
    clock = text[start:]
    zone_at = next((i for i, char in enumerate(clock) if char in "Z+-"), len(clock))
    time, zone = clock[:zone_at], clock[zone_at:]
    if len(time) != 8 or not _fits_clock(time, (23, 59, 59)):
        hint = "write the day after it, which begins then" if time == "24:00:00" else ""
        raise _invalid(text, "has no time of day of the form HH:MM:SS", start, "00:00:00 to 23:59:59", hint)
    if zone not in ("", "Z") and not (zone[0] != "Z" and len(zone) in (3, 6) and _fits_clock(zone[1:], (23, 59))):
        raise _invalid(text, "has no time zone of the form Z, +HH or +HH:MM", start + zone_at, "Z, +HH or +HH:MM")
    if zone[1:] > "14:00":
        raise _invalid(text, "has a time zone beyond 14 hours", start + zone_at, "at most 14 hours")
    if zone in {"-00", "-00:00"}:
        raise _invalid(text, "has a minus before a time zone of no hours", start + zone_at, "Z or +00:00")


def _fits_clock(clock: str, limits: tuple[int, ...]) -> bool:
    parts = clock.split(":")
    return len(parts) <= len(limits) and all(
        len(part) == 2 and part.isdigit() and int(part) <= limit for part, limit in zip(parts, limits, strict=False)
    )


def _check_month_and_day(text: str, parts: _Parts) -> None:
    """Refuse months, groupings and days that no year has, or not this one."""
    year, month, day = parts.year, parts.month, parts.day
    if not month:
        return
    if "X" in month:
        if not any(1 <= number <= 12 for number in numbers(month)):
            raise _invalid(text, f"has no month {month}", parts.at[1], "digits that some month from 01 to 12 has")
    elif month in GROUPINGS:
        if day:
            raise _invalid(text, "gives a day to a season or other grouping", parts.at[2] - 1, "the end")
        return
    elif not "01" <= month <= "12":
        raise _invalid(text, f"has no month {month}", parts.at[1], "01 to 12, or 21 to 41")
    if not day:
        return
    if "X" in year + month + day:
        # A leap year stands for an unspecified one here; whether one of its years has the day is checked later.
        if Masked("2000", month, day).is_empty:
            raise _invalid(text, f"has no day {day}", parts.at[2], "digits that some day of the month has")
        return
    days = days_of_month(int(year), int(month))
    if not 1 <= int(day) <= days:
        problem = f"is not a day of the calendar: that month has {days} days"
        raise _invalid(text, problem, parts.at[2], f"01 to {days}")


def _read_unspecified(text: str, parts: _Parts) -> Reading:
    """Read a date with unspecified digits."""
    year, month, day = parts.year, parts.month, parts.day
    if parts.is_negative:
        year = f"-{year}"
    stated = year.rstrip("X")
    if not month and len(stated) < len(year) and "X" not in stated:
        found = year_span(next(numbers(year)))[0], year_span(next(numbers(year, descending=True)))[1]
        return Reading(*found, (found,), _ROUND.get(len(year) - len(stated), "year"), False, *parts.marks)
    days = Masked(year, month, day)
    if days.is_empty:
        raise _invalid(text, f"has no day {day} in any of its years", parts.at[2], "a day that some year has")
    precision: Precision = "day" if day else GROUPINGS[month][0] if month in GROUPINGS else "month" if month else "year"
    return Reading(days.first, days.last, days, precision, False, *parts.marks)


def _read_long_year(text: str, start: int, end: int) -> Reading:
    """Read a year that begins with Y."""
    left = _qualifier_at(text, start, end)
    at = start + 1 + (left is not None)
    is_negative = text.startswith("-", at, end)
    digits, at = _take_number(text, at + is_negative, end, "year")
    exponent = significant = ""
    if text.startswith("E", at, end):
        exponent, at = _take_number(text, at + 1, end, "exponent")
    elif len(digits) < 5:
        problem = "has a Y before a year of four digits or fewer"
        raise _invalid(text, problem, start, "a year of more digits, or no Y")
    digits_at = at + 1
    if text.startswith("S", at, end):
        significant, at = _take_number(text, at + 1, end, "number of significant digits")
    right = _qualifier_at(text, at, end)
    if at + (right is not None) != end:
        raise _invalid(text, "continues after its end", at, "nothing more: such a year has no month")
    places = len(digits) + (int(exponent or 0) if len(exponent) < 5 else 10_000)
    if places > _MOST_DIGITS:
        raise _unsupported(text, _OUTSIDE)
    year = digits + "0" * (places - len(digits))
    marks = _combined([(left, right)])
    return _read_significant(text, year, significant or str(places), digits_at, marks, is_negative=is_negative)


def _read_significant(text: str, year: str, significant: str, at: int, marks: _Marks, *, is_negative: bool) -> Reading:
    """Read a year of which only the first digits are significant: it may be any year that begins with them.

    A number of significant digits beyond those of the year means that all of them are.

    Args:
        text: all that the caller wrote.
        year: the digits of the year.
        significant: how many of them are significant.
        at: where in the text that number stands.
        marks: the qualifiers of the date.
        is_negative: whether a minus stands before the year.
    """
    count = int(significant) if len(significant) <= 2 else _MOST_DIGITS + 1
    if count > _MOST_DIGITS:
        raise _invalid(text, "has more significant digits than any year", at, f"1 to {_MOST_DIGITS}")
    lower, upper = int(year[:count].ljust(len(year), "0")), int(year[:count].ljust(len(year), "9"))
    if is_negative:
        # The year 0 has no minus.
        lower, upper = -upper, -max(lower, 1)
    if not FIRST_YEAR <= lower <= upper <= LAST_YEAR:
        raise _unsupported(text, _OUTSIDE)
    first, last = year_span(lower)[0], year_span(upper)[1]
    return Reading(first, last, ((first, last),), "year", lower == upper, *marks)
