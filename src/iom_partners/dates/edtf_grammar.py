"""Reading one EDTF date that is no set."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from .calendar import FIRST_YEAR, GROUPINGS, days_of_month, grouping_spans, month_span, year_span
from .days import AFTER_ALL, BEFORE_ALL, Span, Spans, union
from .edtf import (
    NO_QUALIFIERS,
    Marked,
    Precision,
    Qualifier,
    Qualifiers,
    Reading,
    both,
    invalid,
    read_each,
    read_plain,
    unsupported,
)
from .masks import Masked, numbers

__all__ = [
    "OUTSIDE",
    "Component",
    "Components",
    "check_clock",
    "read_date",
    "read_long_year",
    "read_set",
    "read_significant",
    "take_apart",
    "take_number",
]


_MARKS: dict[str, Qualifier] = {"?": "?", "~": "~", "%": "%"}
_DIGITS = frozenset("0123456789X")
_NAMES = ("year", "month", "day")


class Component(NamedTuple):
    """A year, month or day as it is written.

    Attributes:
        digits: digits or X.
        at: where in the text they begin.
        left: the mark before it, which speaks of it alone.
        right: the mark after it, which speaks of it and of all before it.
    """

    digits: str
    at: int
    left: Qualifier | None
    right: Qualifier | None


class Components(NamedTuple):
    """A date taken apart.

    Attributes:
        parts: year, month and day, as many as are written.
        is_negative: whether a minus stands before the year.
        significant: the number after S, or an empty text.
        significant_at: where in the text it begins.
    """

    parts: tuple[Component, ...]
    is_negative: bool
    significant: str
    significant_at: int

    @property
    def is_marked(self) -> bool:
        """Whether any component bears a mark."""
        return any(part.left or part.right for part in self.parts)

    @property
    def qualifiers(self) -> Qualifiers:
        """The mark of each component, as those around it and after it say together."""
        if not self.is_marked:
            return NO_QUALIFIERS
        marks: list[Qualifier | None] = [None, None, None]
        after: Qualifier | None = None
        for index in reversed(range(len(self.parts))):
            part = self.parts[index]
            after = both(after, part.right)
            marks[index] = both(after, part.left)
        return Qualifiers(*marks)

    @property
    def qualifier(self) -> Qualifier | None:
        """The mark that all components bear, or None."""
        marks = set(self.qualifiers[: len(self.parts)])
        return marks.pop() if len(marks) == 1 else None


def take_apart(text: str, start: int, end: int) -> Components:
    """Take a date of years 0000 to 9999, positive or negative, apart.

    Args:
        text: all that the caller wrote, for the message.
        start: where in it the date begins.
        end: where it ends.

    Raises:
        InvalidDateError: it is not of that form.

    >>> [part.digits for part in take_apart("2004-06~-11", 0, 11).parts]
    ['2004', '06', '11']
    """
    parts: list[Component] = []
    at, is_negative, significant, significant_at = start, False, "", end
    while True:
        name = _NAMES[len(parts)]
        left = _MARKS.get(text[at:end][:1])
        at += left is not None
        if name == "year" and text[at:end][:1] == "-":
            is_negative = True
            at += 1
        width = 4 if name == "year" else 2
        digits = text[at : min(at + width, end)]
        for index, mark in enumerate(digits):
            if mark not in _DIGITS:
                raise invalid(text, "has a character that is no digit", at + index, f"a {name} of {width} digits")
        if len(digits) < width:
            raise invalid(text, f"has a {name} that is too short", at + len(digits), f"a {name} of {width} digits")
        begin, at = at, at + width
        if name == "year" and text[at:end][:1] == "S":
            significant_at = at + 1
            significant, at = take_number(text, significant_at, end, "number of significant digits")
        right = _MARKS.get(text[at:end][:1])
        at += right is not None
        parts.append(Component(digits, begin, left, right))
        if at == end:
            return Components(tuple(parts), is_negative, significant, significant_at)
        if name == "day" or significant:
            raise invalid(text, "goes on after its end", at, "nothing more")
        if text[at] != "-":
            raise invalid(text, "is not of the form YYYY, YYYY-MM or YYYY-MM-DD", at, "a hyphen or the end")
        at += 1


def take_number(text: str, at: int, end: int, name: str) -> tuple[str, int]:
    """Take the digits of a positive number, and tell where they end.

    Raises:
        InvalidDateError: there are none, or the first of them is 0.

    >>> take_number("Y17E7", 1, 5, "year")
    ('17', 3)
    """
    rest = text[at:end]
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    if not digits or digits[0] == "0":
        raise invalid(text, f"has no {name}", at, "digits, the first of them no 0")
    return digits, at + len(digits)


def check_clock(text: str, start: int) -> None:
    """Check what follows the T of a date and time: HH:MM:SS, then Z, +HH, +HH:MM or nothing.

    Args:
        text: all that the caller wrote.
        start: where in it the time begins.

    Raises:
        InvalidDateError: it is no time of day.

    >>> check_clock("1985-04-12T23:20:30+04:30", 11)
    """
    clock = text[start:]
    zone_at = next((i for i, mark in enumerate(clock) if mark in "Z+-"), len(clock))
    time, zone = clock[:zone_at], clock[zone_at:]
    if len(time) != 8 or not _fits(time, (23, 59, 59)):
        raise invalid(text, "has no time of day of the form HH:MM:SS", start, "00:00:00 to 23:59:59")
    if zone not in ("", "Z") and not (zone[0] != "Z" and len(zone) in (3, 6) and _fits(zone[1:], (23, 59))):
        raise invalid(text, "has no time zone of the form Z, +HH or +HH:MM", start + zone_at, "Z, +HH or +HH:MM")


def _fits(clock: str, limits: tuple[int, ...]) -> bool:
    parts = clock.split(":")
    return len(parts) <= len(limits) and all(
        len(part) == 2 and part.isdigit() and int(part) <= limit for part, limit in zip(parts, limits, strict=False)
    )


#: Members that are no plain years, months or days take longer to read.
_MOST_OTHERS = 1_000
_CLOSED_BY = {"[": "]", "{": "}"}


def read_set(text: str) -> Reading:
    """Read a set of dates and of ranges between dates.

    Args:
        text: the set, with its brackets.

    Returns:
        Its days: those of all its members.

    Raises:
        UnsupportedDateError: a member lies outside the years 0001 to 9999, or comes again from year to year.
        InvalidDateError: it is no set.

    >>> read_set("[1670..1672]").precision
    'range'
    """
    if len(text) < 2 or text[-1] != _CLOSED_BY[text[0]]:
        raise invalid(text, "is a set without its closing bracket", len(text), _CLOSED_BY[text[0]])
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
    marks = NO_QUALIFIERS
    for days, marked in read_each(partial(_read_member, text, *place) for place in others[:_MOST_OTHERS]):
        spans.extend(days)
        marks = Qualifiers(*map(both, marks, marked))
    if len(others) > _MOST_OTHERS:
        raise unsupported(text, f"a set of more than {_MOST_OTHERS:,} members besides plain dates")
    precision: Precision = "range" if len(members) == 1 and ".." in text else "set"
    return Marked(union(spans), precision, qualifiers=marks, means_all=text[0] == "{")


def _read_member(text: str, start: int, end: int) -> tuple[Spans, Qualifiers]:
    """Read a date, a range between two, or one that is open: before the first member, or after the last."""
    dots = text.find("..", start, end)
    if dots < 0:
        reading = _read_end(text, start, end)
        if reading.comes_again:
            raise unsupported(text, "a set with a member that comes again from year to year")
        return reading.spans, reading.qualifiers
    has_left, has_right = dots > start, dots + 2 < end
    if not (has_left or has_right):
        raise invalid(text, "is a range without any end", dots, "a date before or after the two dots")
    if not (has_left or start == 1) or not (has_right or end == len(text) - 1):
        raise invalid(text, "has an open range in its middle", dots, "open ranges as first or last member only")
    ends = [(start, dots)] * has_left + [(dots + 2, end)] * has_right
    readings = read_each(partial(_read_end, text, *each) for each in ends)
    if readings[0].precision != readings[-1].precision:
        raise invalid(text, "has a range between dates of different precision", start, "two days, months or years")
    first = readings[0].first if has_left else BEFORE_ALL
    last = readings[-1].last if has_right else AFTER_ALL
    if first > last:
        raise invalid(text, "has a range that ends before it starts", start, "the earlier date first")
    return ((first, last),), Qualifiers(*map(both, readings[0].qualifiers, readings[-1].qualifiers))


def _read_end(text: str, start: int, end: int) -> Reading:
    """Read a date; only those that are not plain need the whole reader."""
    plain = read_plain(text[start:end])
    if plain is not None:
        return plain

    return read_date(text, start, end)


#: What is said of a year that the calendar of Python has not.
OUTSIDE = "years outside 0001 to 9999"


def read_long_year(text: str, start: int, end: int) -> Reading:
    """Read a year that begins with Y; only with an exponent can it lie within the calendar.

    Args:
        text: all that the caller wrote.
        start: where in it the year begins.
        end: where it ends.

    Raises:
        UnsupportedDateError: it lies outside the years 0001 to 9999.
        InvalidDateError: it is no such year.

    >>> read_long_year("Y17E2", 0, 5).first == read_long_year("Y17E2S4", 0, 7).first
    True
    """
    left: Qualifier | None = next((each for each in ("?", "~", "%") if text[start] == each), None)
    at = start + 1 + (left is not None)
    is_negative = text[at:end][:1] == "-"
    digits, at = take_number(text, at + is_negative, end, "year")
    exponent = significant = ""
    if text[at:end][:1] == "E":
        exponent, at = take_number(text, at + 1, end, "exponent")
    elif len(digits) < 5:
        raise invalid(text, "has a Y before a year of four digits or less", start, "a year of more digits, or no Y")
    digits_at = at + 1
    if text[at:end][:1] == "S":
        significant, at = take_number(text, at + 1, end, "number of significant digits")
    right: Qualifier | None = next((each for each in ("?", "~", "%") if text[at:end] == each), None)
    mark = both(left, right)
    if at + (right is not None) != end:
        raise invalid(text, "goes on after its end", at, "nothing more: such a year has no month")
    # Longer numbers are not worked out: an exponent of a million would be a number of a million digits.
    places = len(digits) + (int(exponent or 0) if len(exponent) < 5 else 10_000)
    if len(significant) > 6 or int(significant or 1) > places:
        raise invalid(text, "has more significant digits than digits", digits_at, f"1 to {places}")
    if is_negative or places > 4:
        raise unsupported(text, OUTSIDE)
    year = digits + "0" * (places - len(digits))
    return read_significant(year, significant or str(places), text, digits_at, mark, Qualifiers(mark))


def read_significant(
    year: str, significant: str, text: str, at: int, qualifier: Qualifier | None, qualifiers: Qualifiers
) -> Reading:
    """Read a year of which only the first digits are significant: it may be any year that begins with them.

    Args:
        year: its digits.
        significant: how many of them are significant.
        text: all that the caller wrote.
        at: where in it the number of significant digits stands.
        qualifier: the mark on it.
        qualifiers: the same, by component.

    Raises:
        UnsupportedDateError: it may be the year 0.
        InvalidDateError: there are not so many digits.

    >>> read_significant("1950", "2", "1950S2", 5, None, Qualifiers()).first == year_span(1900)[0]
    True
    """
    count = int(significant) if len(significant) == 1 else len(year) + 1
    if count > len(year):
        raise invalid(text, "has more significant digits than digits", at, f"1 to {len(year)}")
    first, last = int(year[:count].ljust(len(year), "0")), int(year[:count].ljust(len(year), "9"))
    if first == 0:
        raise unsupported(text, OUTSIDE)
    return Marked(
        ((year_span(first)[0], year_span(last)[1]),),
        "year",
        first == last,
        qualifier=qualifier,
        qualifiers=qualifiers,
    )


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
