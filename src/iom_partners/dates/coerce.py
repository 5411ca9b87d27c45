"""What is accepted as a date: the one place where callers' values become `PartialDate` and `Period`.

Accepted: `datetime.date`, naive or aware `datetime` (its own calendar day, never converted), `numpy.datetime64`,
`pandas.Timestamp`, EDTF text, ISO text of a day and time (its day as written), `PartialDate`. Refused with
`InvalidDateError`: NaT, None, booleans, numbers. No value silently means "today".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Protocol

from ..errors import InvalidDateError, UnsupportedDateError, shorten
from .calendar import year_over_two
from .days import AnyDay, Day, text_of_day
from .edtf import date_text
from .partial import PartialDate
from .period import Period

__all__ = [
    "NOT_GIVEN",
    "ORDERS",
    "DateLike",
    "PeriodLike",
    "day_of_time",
    "in_order",
    "numbers_of",
    "to_partial_date",
    "to_period",
]


class _Datetime64(Protocol):
    """What a type checker must know of `numpy.datetime64`, so that NumPy need not be installed."""

    @property
    def dtype(self) -> Any: ...


#: What stands for a day; `pandas.Timestamp` inherits from `datetime.date`.
DateLike = AnyDay | str | PartialDate | _Datetime64
#: What stands for a period; a date stands for all its days, a pair of dates for the days from one to the other.
PeriodLike = DateLike | Period | Sequence[DateLike]


class _NotGiven:
    def __repr__(self) -> str:
        return "NOT_GIVEN"

    def __reduce__(self) -> str:
        return "NOT_GIVEN"


#: The default of a time keyword. It is not None, because a None from a table must be refused, not pass for "no time
#: given".
NOT_GIVEN: Final[Any] = _NotGiven()

_HINT = "give a datetime.date, EDTF text such as '2013-07-01', or a PartialDate; iom_partners.today() is today"


def to_partial_date(value: object, field: str = "on") -> PartialDate:
    """Return what a caller gave for one day as a `PartialDate`.

    Args:
        value: a date of any accepted kind.
        field: the parameter's name, for the message.

    Raises:
        InvalidDateError: the value is not a date.

    >>> import datetime
    >>> to_partial_date(datetime.datetime(2013, 12, 31, 23, 30))
    PartialDate("2013-12-31")
    """
    if isinstance(value, PartialDate):
        return value
    # Subclasses of str (numpy.str_, enum members) are read as the plain text they are.
    text = str.__str__(value) if isinstance(value, str) else _text_of(value)
    if text is None:
        hint = "use during= or throughout= for a period" if isinstance(value, Period) else _HINT
        raise InvalidDateError(f"{shorten(value)} is not a date", value=value, field=field, hint=hint)
    try:
        return PartialDate(text)
    except InvalidDateError as error:
        day = day_of_time(text)
        if day is not None:
            return day
        error.value, error.field = value, field
        if not error.hint and (instead := _say_instead(text)):
            # Where it stops being EDTF is of no use to who wrote words.
            error.position, error.expected, error.hint = None, "", instead
        error.hint = error.hint or _HINT
        raise


def day_of_time(text: str) -> PartialDate | None:
    """Return the day of a day and time as programs write them, as it is written there; None for any other text.

    >>> day_of_time("2004-03-01T23:30:00.000Z"), day_of_time("2004-03-01 10:00"), day_of_time("2004-03-01 noon")
    (PartialDate("2004-03-01"), PartialDate("2004-03-01"), None)
    """
    if len(text) < 13 or text[10] not in "T " or not _is_clock(text[11:]):
        return None
    try:
        return PartialDate(date.fromisoformat(text[:10]).isoformat())
    except ValueError:
        return None


def _is_clock(text: str) -> bool:
    """Return whether a text is a time of day, perhaps with a zone."""
    from re import ASCII, fullmatch

    hour, minute, zone = r"([01]\d|2[0-3])", r"[0-5]\d", r" ?(Z|UTC|[+-]\d\d(:?\d\d)?)"
    pattern = rf"{hour}(:{minute}(:({minute}|60)([.,]\d{{1,12}})?)?|{minute}({minute}([.,]\d{{1,12}})?)?)?({zone})?"
    return fullmatch(pattern, text, ASCII) is not None


#: For each order of day, month and year, where they stand.
ORDERS = {"dmy": (0, 1, 2), "mdy": (1, 0, 2), "ymd": (2, 1, 0)}


def numbers_of(text: str) -> list[str] | None:
    """Return the numbers of a date that is written in two or three of them, without a time of day; else None.

    >>> numbers_of("26. 3. 1994"), numbers_of("3/1994"), numbers_of("03/26/94 12:00 AM"), numbers_of("3.1.4")
    (['26', '3', '1994'], ['3', '1994'], ['03', '26', '94'], ['3', '1', '4'])
    """
    from re import ASCII, IGNORECASE, fullmatch

    clock = r"([T ]([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,12})?)?( ?[ap]\.?m\.?)?)?"
    found = fullmatch(rf"(\d{{1,4}}) ?([./-]) ?(\d{{1,4}})(?: ?\2 ?(\d{{1,4}}))?\.?{clock}", text, ASCII | IGNORECASE)
    return [part for part in (found[1], found[3], found[4]) if part] if found else None


def in_order(numbers: Sequence[str], order: str) -> str | None:
    """Return the day or month of two or three numbers in an order, in EDTF; None if they cannot be in that order.

    >>> in_order(["26", "3", "1994"], "dmy"), in_order(["26", "3", "1994"], "mdy"), in_order(["3", "1994"], "dmy")
    ('1994-03-26', None, '1994-03')
    """
    places = ORDERS[order]
    if len(numbers) == 2:
        month, year = numbers if order != "ymd" else reversed(numbers)
        is_one = len(year) == 4 and len(month) <= 2 and 1 <= int(month) <= 12 and year != "0000"
        return f"{year}-{int(month):02}" if is_one else None
    day, month, year = (numbers[place] for place in places)
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _say_instead(text: str) -> str:
    """Return what to write in place of a text that is not EDTF, if it can be told."""
    numbers = numbers_of(text)
    if numbers:
        days = dict.fromkeys(filter(None, (in_order(numbers, order) for order in ORDERS)))
        told = " or ".join(f"'{day}'" for day in days)
        return (
            f"write {told}: which number is the day, only you know"
            if len(days) > 1
            else f"write {told}"
            if told
            else ""
        )
    for kind in (PartialDate, Period):
        try:
            read = kind.from_words(text)
        except InvalidDateError:
            continue
        return f"write {str(read)!r}, or give iom_partners.{kind.__name__}.from_words({shorten(text)})"
    return ""


def _text_of(value: object) -> str | None:
    """Return the EDTF text of a date object, None for anything else (including NaT)."""
    if isinstance(value, date):
        # pandas.NaT is an instance of datetime; it alone differs from itself.
        return text_of_day(value) if value == value else None  # noqa: PLR0124 # It asks for NaT.
    if isinstance(value, Day):
        return str(value)
    kind = type(value)
    if kind.__module__ != "numpy" or kind.__name__ != "datetime64":
        return None
    text, unit = str(value), str(getattr(value, "dtype", "")).partition("[")[2]
    if text == "NaT" or unit[:1].isdigit():
        # A multiple of a unit, such as a quarter as three months, is neither a day nor a unit of the calendar.
        return None
    sign = "-" if text[0] == "-" else ""
    year, *rest = text.partition("T")[0].removeprefix("-").split("-")
    if len(year) > 4:
        # EDTF marks a long year by Y, ISO 8601 a day of such a year by a sign.
        text = "-".join((f"{sign or '+'}{year}", *rest)) if rest else f"Y{sign}{year}"
    else:
        # NumPy counts the sign among the four characters of a year.
        text = "-".join((f"{sign}{year:0>4}", *rest))
    # A week is seven days, of which NumPy writes the first.
    return _week_from(text) if unit == "W]" else text


def _week_from(text: str) -> str:
    """Return the text of seven days from one on; that of the day itself if it is too far away, for it is refused."""
    try:
        first = PartialDate(text).span[0]
    except UnsupportedDateError:
        return text
    return date_text(first, first + 6)


def to_period(value: object, field: str = "during") -> Period:
    """Return what a caller gave for a period as a `Period`.

    Text and dates mean whole units: "2013" is 1 January to 31 December. A `Period` keeps its uncertain ends.

    Args:
        value: a `Period`, an EDTF interval, a date of any accepted kind, or a pair of dates: the first and the last.
        field: the parameter's name, for the message.

    Raises:
        InvalidDateError: the value is not a date, or does not name a whole unit.
        InvalidPeriodError: the text has a slash but is not an interval.

    >>> to_period("2013-07/2013-12")
    Period("2013-07-01/2013-12-31")
    """
    if isinstance(value, Period):
        return value
    if isinstance(value, (tuple, list)) and len(value) == 2:
        left, right = (_side(each, field) for each in value)
        return _period_of(f"{left}/{right}", value, field)
    if not isinstance(value, str) or "/" not in value:
        day = to_partial_date(value, field)
        return Period(f"{_whole(day, value, field).earliest}/{day.latest}")
    return _period_of(str.__str__(value), value, field)


def _side(value: object, field: str) -> str:
    """Return the text of one of a pair; two dots and an empty text are an open and an unknown end, as in a period."""
    return value if isinstance(value, str) and value in {"", ".."} else str(to_partial_date(value, field))


def _period_of(text: str, value: object, field: str) -> Period:
    """Return the period of whole units that an interval names."""
    sides = text.split("/")
    if len(sides) == 2:
        # Of a day and time, the day; any other text stays as it is.
        sides = [str(day_of_time(side) or side) for side in sides]
    try:
        period = Period("/".join(sides))
    except InvalidDateError as error:
        error.value, error.field = value, field
        if instead := _say_instead(text) or _over_two(text):
            error.position, error.expected, error.hint = None, "", instead
        raise
    left = str(_whole(period.start, value, field).earliest) if period.start else sides[0]
    right = str(_whole(period.end, value, field).latest) if period.end else sides[1]
    return Period(f"{left}/{right}")


def _over_two(text: str) -> str:
    year = year_over_two(text)
    return "" if year is None else f"write the first and the last day, such as {year}-07-01/{year + 1}-06-30"


def _whole(end: PartialDate, value: object, field: str) -> PartialDate:
    if end.is_whole_unit:
        return end
    raise InvalidDateError(
        f"{str(end)!r} does not name a whole year, month or day",
        value=value,
        field=field,
        hint="give an iom_partners.Period for a period whose ends are uncertain",
    )
