"""What is accepted as a date: the one place where callers' values become `PartialDate` and `Period`.

Accepted: `datetime.date`, naive or aware `datetime` (its own calendar day, never converted), `numpy.datetime64`,
`pandas.Timestamp`, EDTF text, `PartialDate`. Refused with `InvalidDateError`: NaT, None, booleans, numbers. No value
silently means "today".
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final, Protocol

from ..errors import InvalidDateError, shorten
from .partial import PartialDate
from .period import Period

__all__ = ["NOT_GIVEN", "DateLike", "PeriodLike", "to_partial_date", "to_period"]


class _Datetime64(Protocol):
    """What a type checker must know of `numpy.datetime64`, so that NumPy need not be installed."""

    @property
    def dtype(self) -> Any: ...


#: What stands for a day; `pandas.Timestamp` inherits from `datetime.date`.
DateLike = date | str | PartialDate | _Datetime64
#: What stands for a period; a date stands for all its days.
PeriodLike = DateLike | Period


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
        error.value, error.field, error.hint = value, field, error.hint or _HINT
        raise


def _text_of(value: object) -> str | None:
    """Return the EDTF text of a date object, None for anything else (including NaT)."""
    if isinstance(value, date):
        # pandas.NaT is an instance of datetime; it alone differs from itself.
        return f"{value.year:04}-{value.month:02}-{value.day:02}" if value == value else None  # noqa: PLR0124 # It asks for NaT.
    kind = type(value)
    if kind.__module__ != "numpy" or kind.__name__ != "datetime64":
        return None
    text, unit = str(value), str(getattr(value, "dtype", "")).partition("[")[2]
    if text == "NaT" or unit[:1].isdigit():
        # A multiple of a unit, such as a quarter as three months, is neither a day nor a unit of the calendar.
        return None
    if unit == "W]":
        # A week is seven days, of which NumPy writes the first.
        try:
            first = date.fromisoformat(text)
            return f"[{first}..{first + timedelta(days=6)}]"
        except (ValueError, OverflowError):
            return None
    if text[0] == "-":
        # NumPy counts the sign among the four characters of a year.
        year, _, rest = text[1:].partition("-")
        text = f"-{year:0>4}{'-' + rest if rest else ''}"
    return text.partition("T")[0]


def to_period(value: object, field: str = "during") -> Period:
    """Return what a caller gave for a period as a `Period`.

    Text and dates mean whole units: "2013" is 1 January to 31 December. A `Period` keeps its uncertain ends.

    Args:
        value: a `Period`, an EDTF interval, or a date of any accepted kind.
        field: the parameter's name, for the message.

    Raises:
        InvalidDateError: the value is not a date, or does not name a whole unit.
        InvalidPeriodError: the text has a slash but is not an interval.

    >>> to_period("2013-07/2013-12")
    Period("2013-07-01/2013-12-31")
    """
    if isinstance(value, Period):
        return value
    if not isinstance(value, str) or "/" not in value:
        day = to_partial_date(value, field)
        return Period(f"{_whole(day, value, field).earliest}/{day.latest}")
    try:
        period = Period(str.__str__(value))
    except InvalidDateError as error:
        error.field = field
        raise
    left = str(_whole(period.start, value, field).earliest) if period.start else value.split("/")[0]
    right = str(_whole(period.end, value, field).latest) if period.end else value.split("/")[1]
    return Period(f"{left}/{right}")


def _whole(end: PartialDate, value: object, field: str) -> PartialDate:
    if end.is_whole_unit:
        return end
    raise InvalidDateError(
        f"{str(end)!r} does not name a whole year, month or day",
        value=value,
        field=field,
        hint="give an iom_partners.Period for a period whose ends are uncertain",
    )
