"""The calendar under EDTF: proleptic Gregorian years, months and days, and the groupings within a year.

Days are ordinals (1 is 0001-01-01), runs of days are `Spans`. Days of the Julian calendar have the same ordinals.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..errors import InvalidDateError, InvalidQuestionError, shorten
from .days import AnyDay, Day, Span, Spans, civil, days_of_month, is_leap, ordinal, union

__all__ = [
    "GROUPINGS",
    "Grouping",
    "grouping_spans",
    "julian_civil",
    "julian_day",
    "julian_ordinal",
    "julian_spans",
    "month_day",
    "month_span",
    "ordinal_of",
    "reversed_seasons",
    "year_over_two",
    "year_span",
]

Grouping = Literal["season", "quarter", "quadrimester", "semester"]

#: First and last day as (month, day), and the years by which each differs from the year written.
_Reading = tuple[int, int, int, int, int, int]

# The standard leaves the days of a season to the reader. Two readings are allowed here, the meteorological quarter and
# the astronomical season, and their widest span is taken. A season over the turn of the year may be named by the year
# in which it begins or by the one in which it ends.
_MARCH_TO_JUNE: _Reading = (0, 3, 1, 0, 6, 22)
_JUNE_TO_SEPTEMBER: _Reading = (0, 6, 1, 0, 9, 24)
_SEPTEMBER_TO_DECEMBER: _Reading = (0, 9, 1, 0, 12, 23)
_TURN_BEFORE: _Reading = (-1, 12, 1, 0, 3, 21)
_TURN_AFTER: _Reading = (0, 12, 1, 1, 3, 21)


def _months(first: int, last: int) -> tuple[_Reading, ...]:
    return ((0, first, 1, 0, last, days_of_month(1, last)),)


_EQUINOX = (_MARCH_TO_JUNE, _SEPTEMBER_TO_DECEMBER)
_SOLSTICE = (_TURN_BEFORE, _JUNE_TO_SEPTEMBER, _TURN_AFTER)
_TURN = (_TURN_BEFORE, _TURN_AFTER)

#: What the codes 21 to 41 mean in place of a month, and the days that each may have.
GROUPINGS: dict[str, tuple[Grouping, tuple[_Reading, ...]]] = {
    # Spring, summer, autumn and winter: of an unstated hemisphere, of the northern, of the southern.
    "21": ("season", _EQUINOX),
    "22": ("season", _SOLSTICE),
    "23": ("season", _EQUINOX),
    "24": ("season", _SOLSTICE),
    "25": ("season", (_MARCH_TO_JUNE,)),
    "26": ("season", (_JUNE_TO_SEPTEMBER,)),
    "27": ("season", (_SEPTEMBER_TO_DECEMBER,)),
    "28": ("season", _TURN),
    "29": ("season", (_SEPTEMBER_TO_DECEMBER,)),
    "30": ("season", _TURN),
    "31": ("season", (_MARCH_TO_JUNE,)),
    "32": ("season", (_JUNE_TO_SEPTEMBER,)),
    "33": ("quarter", _months(1, 3)),
    "34": ("quarter", _months(4, 6)),
    "35": ("quarter", _months(7, 9)),
    "36": ("quarter", _months(10, 12)),
    "37": ("quadrimester", _months(1, 4)),
    "38": ("quadrimester", _months(5, 8)),
    "39": ("quadrimester", _months(9, 12)),
    "40": ("semester", _months(1, 6)),
    "41": ("semester", _months(7, 12)),
}

#: Of each season its kind and its place among those of a year: of either hemisphere, of the northern, of the southern.
#: A southern summer has the place 0, for it may come first or last in its year.
_PLACES = {
    "21": (0, 1), "22": (0, 2), "23": (0, 3), "24": (0, 4),
    "25": (1, 1), "26": (1, 2), "27": (1, 3), "28": (1, 4),
    "31": (2, 1), "32": (2, 2), "29": (2, 3), "30": (2, 0),
}  # fmt: skip
_UNMARKED = str.maketrans("", "", "?~%")


def year_span(year: int) -> Span:
    """Return the first and last day of a year.

    >>> year_span(1)
    (1, 365)
    """
    first = ordinal(year, 1, 1)
    return first, first + (365 if is_leap(year) else 364)


def month_span(year: int, month: int) -> Span:
    """Return the first and last day of a month.

    >>> month_span(1, 2)
    (32, 59)
    """
    first = ordinal(year, month, 1)
    return first, first + days_of_month(year, month) - 1


def grouping_spans(year: int, code: str) -> Spans:
    """Return the days that a grouping of a year may have, those of all readings together.

    >>> grouping_spans(1, "34")
    ((91, 181),)
    """
    return union((ordinal(year + y, m, d), ordinal(year + y2, m2, d2)) for y, m, d, y2, m2, d2 in GROUPINGS[code][1])


def reversed_seasons(first: str, last: str) -> bool:
    """Whether two seasons of one kind, in EDTF, are named in reversed order; False for any other dates.

    Their days do not show it: those of spring and autumn are the same where no hemisphere is stated. Of one year,
    winter is the last season, but not in the south.

    >>> reversed_seasons("2001-23", "2001-21"), reversed_seasons("2001-24", "2002-21")
    (True, False)
    """
    years, codes = zip(*(text.translate(_UNMARKED).rpartition("-")[::2] for text in (first, last)), strict=True)
    if not all(code in _PLACES for code in codes) or not all(year.lstrip("+-").isdigit() for year in years):
        return False
    (kind, place), (other, then) = (_PLACES[code] for code in codes)
    year, until = map(int, years)
    return kind == other and (year > until or (year == until and place > then > 0))


def julian_ordinal(year: int, month: int, day: int) -> int:
    """Return the ordinal of a day of the proleptic Julian calendar, in which every fourth year is a leap year.

    The months are counted from March, so that the leap day is the last day of a year.

    >>> julian_ordinal(1582, 10, 5) == ordinal(1582, 10, 15)
    True
    """
    shift = month < 3
    years, months = year - shift, month - 3 + 12 * shift
    return years * 365 + years // 4 + (153 * months + 2) // 5 + day - 308


def julian_civil(day: int) -> tuple[int, int, int]:
    """Return year, month and day of the Julian calendar of an ordinal.

    >>> julian_civil(ordinal(1917, 11, 7))
    (1917, 10, 25)
    """
    days = day + 307
    years = (4 * days + 3) // 1461
    rest = days - 1461 * years // 4
    months = (5 * rest + 2) // 153
    shift = months > 9
    return years + shift, months + 3 - 12 * shift, rest - (153 * months + 2) // 5 + 1


def julian_day(text: str) -> int | None:
    """Return the ordinal of a day of the Julian calendar; None if the text does not have the form of a day.

    Raises:
        InvalidDateError: the calendar has no such day.

    >>> julian_day("1700-02-29") == ordinal(1700, 3, 11), julian_day("1700-02")
    (True, None)
    """
    from re import ASCII, fullmatch

    found = fullmatch(r"(-?\d{4}|[+-][1-9]\d{4,15})-(\d\d)-(\d\d)", text, ASCII)
    if found is None or found[1] == "-0000":
        return None
    year, month, day = map(int, found.groups())
    made = julian_ordinal(year, month, day) if 1 <= month <= 12 else 0
    if 1 <= month <= 12 and day >= 1 and julian_civil(made) == (year, month, day):
        return made
    raise InvalidDateError(f"{shorten(text)} is not a day of the Julian calendar", value=text)


def julian_spans(spans: Spans) -> Spans:
    """Return whole months or years, given as those of the Gregorian calendar, as those of the Julian one.

    >>> julian_spans(((ordinal(1700, 2, 1), ordinal(1700, 2, 28)),)) == ((ordinal(1700, 2, 11), ordinal(1700, 3, 11)),)
    True
    """
    return tuple((julian_ordinal(*civil(first)), julian_ordinal(*civil(last + 1)) - 1) for first, last in spans)


def ordinal_of(day: AnyDay) -> int:
    """Return the ordinal of an exact day.

    Raises:
        InvalidDateError: the value is not an exact day.

    >>> ordinal_of(date(1, 1, 31))
    31
    """
    # pandas.NaT is an instance of datetime; it alone differs from itself.
    if isinstance(day, date | Day) and day == day:  # noqa: PLR0124
        return day.toordinal()
    raise InvalidDateError(f"{shorten(day)} is not an exact day", value=day, hint="give a datetime.date")


def month_day(text: str) -> tuple[int, int]:
    """Return the month and day on which years that lie in two begin.

    Raises:
        InvalidQuestionError: it is not a day of every year, or the first of one.

    >>> month_day("07-01"), month_day("09")
    ((7, 1), (9, 1))
    """
    months, _, days = text.partition("-") if isinstance(text, str) else ("", "", "")
    try:
        # Not `int` alone, which takes signs and underlines too.
        first = date(2001, int(months), int(days or 1)) if (months + days).isdigit() else date.min
    except ValueError:
        first = date.min
    if (first.month, first.day) == (1, 1):
        reason = f"{shorten(text)} is not a first day of years that lie in two"
        raise InvalidQuestionError(reason, value=text, field="years_begin", hint="write month and day, such as '07-01'")
    return first.month, first.day


def year_over_two(text: str) -> int | None:
    """Return the first of the two years that a playing, school or financial year lies in; None for any other text.

    >>> year_over_two("2021-22"), year_over_two("1999/2000"), year_over_two("2021-23")
    (2021, 1999, None)
    """
    first, second = text[:4], text[5:]
    if not (text.isascii() and text[4:5] in {"-", "/"} and first.isdigit() and second.isdigit()):
        return None
    year = int(first)
    is_next = len(second) in {2, 4} and f"{year + 1:04}".endswith(second)
    return year if is_next and 1 <= year < date.max.year else None
