"""`PartialDate`: one date, as exact as its source."""

from __future__ import annotations

from datetime import date
from typing import NoReturn

from ..errors import InvalidDateError, shorten
from .certainty import Certainty
from .edtf import Precision, Qualifier, Reading, read
from .spans import Span, Spans, to_date

__all__ = ["PartialDate", "ordinal_of"]


def ordinal_of(day: date) -> int:
    """Give the ordinal of an exact day.

    Raises:
        InvalidDateError: it is none.

    >>> ordinal_of(date(1, 1, 31))
    31
    """
    # pandas.NaT passes for a datetime; it alone differs from itself.
    if isinstance(day, date) and day == day:  # noqa: PLR0124
        return day.toordinal()
    raise InvalidDateError(f"{shorten(day)} is no exact day", value=day, hint="give a datetime.date")


class PartialDate:
    """One date, as exact as its source: a day, a month, a year, or one of a range of them.

    Use it for a day of which only a part is known. It reads EDTF (Library of Congress profile of ISO 8601-2), level 0
    and 1, and the ranges ``[a..b]``, ``[..b]``, ``[a..]``. Equality and hash go by the text: ``2007`` and ``2007-XX``
    hold the same days and are different statements.

    Args:
        text: the date in EDTF; years 0001 to 9999, proleptic Gregorian.

    Raises:
        UnsupportedDateError: the text is EDTF of a feature not read here; the message says which.
        InvalidDateError: the text is no EDTF date.

    >>> admitted = PartialDate("2007-11")
    >>> admitted.earliest, admitted.latest
    (datetime.date(2007, 11, 1), datetime.date(2007, 11, 30))
    >>> print(admitted)
    2007-11
    """

    __slots__ = ("_reading", "_text")

    _text: str
    _reading: Reading

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            raise InvalidDateError(
                f"{shorten(text)} is not EDTF text", value=text, hint="write a date as text, such as '2007-11'"
            )
        object.__setattr__(self, "_reading", read(text))
        object.__setattr__(self, "_text", text)

    @property
    def earliest(self) -> date | None:
        """The first day that it may be; None where the notation sets no limit.

        >>> PartialDate("[..2006-05-09]").earliest is None
        True
        """
        return to_date(self._reading.spans[0][0])

    @property
    def latest(self) -> date | None:
        """The last day that it may be; None where the notation sets no limit.

        >>> PartialDate("[..2006-05-09]").latest
        datetime.date(2006, 5, 9)
        """
        return to_date(self._reading.spans[-1][1])

    @property
    def precision(self) -> Precision:
        """The unit it is written in: day, month, season, year, decade, century, or "range".

        >>> PartialDate("201X").precision
        'decade'
        """
        return self._reading.precision

    @property
    def qualifier(self) -> Qualifier | None:
        """``?`` (uncertain), ``~`` (approximate), ``%`` (both) or None; it does not move the bounds.

        >>> PartialDate("2006~").qualifier
        '~'
        """
        return self._reading.qualifier

    @property
    def is_whole_unit(self) -> bool:
        """Whether it names one year, month or day in full, so that it can also stand for all its days.

        >>> PartialDate("2013").is_whole_unit, PartialDate("201X").is_whole_unit
        (True, False)
        """
        return self._reading.is_whole_unit

    @property
    def spans(self) -> Spans:
        """The days that it may be, as sorted runs of (first, last) ordinals.

        >>> PartialDate("0001-01").spans
        ((1, 31),)
        """
        return self._reading.spans

    @property
    def span(self) -> Span:
        """The first and last ordinal that it may be; one step outside the calendar where there is no limit.

        >>> PartialDate("0001-01").span
        (1, 31)
        """
        spans = self._reading.spans
        return spans[0][0], spans[-1][1]

    def could_be(self, day: date) -> bool:
        """Tell whether it may be that very day; exact where the notation leaves out days in between.

        Raises:
            InvalidDateError: it is no exact day.

        >>> PartialDate("2006-21").could_be(date(2006, 8, 1))  # spring, of either hemisphere
        False
        """
        ordinal = ordinal_of(day)
        return any(first <= ordinal <= last for first, last in self._reading.spans)

    def same_days(self, other: PartialDate) -> bool:
        """Tell whether both may be exactly the same days, however they are written.

        >>> PartialDate("2007").same_days(PartialDate("2007-XX"))
        True
        """
        return self.spans == other.spans

    def is_before(self, other: PartialDate) -> Certainty:
        """Tell how sure it is that this day comes before the other; both are picked independently.

        >>> PartialDate("2006").is_before(PartialDate("2006-05"))
        Certainty.POSSIBLE
        """
        if not isinstance(other, PartialDate):
            raise InvalidDateError(f"{shorten(other)} is no PartialDate", value=other, hint="write PartialDate(text)")
        (first, last), (other_first, other_last) = self.span, other.span
        if last < other_first:
            return Certainty.CERTAIN
        return Certainty.RULED_OUT if first >= other_last else Certainty.POSSIBLE

    def is_after(self, other: PartialDate) -> Certainty:
        """Tell how sure it is that this day comes after the other.

        >>> PartialDate("2007").is_after(PartialDate("2006"))
        Certainty.CERTAIN
        """
        if not isinstance(other, PartialDate):
            raise InvalidDateError(f"{shorten(other)} is no PartialDate", value=other, hint="write PartialDate(text)")
        return other.is_before(self)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A total order: by first possible day, then last possible day, then text.

        >>> sorted(["2006-05", "2006", "2005-12-31"], key=lambda t: PartialDate(t).sort_key)
        ['2005-12-31', '2006', '2006-05']
        """
        return (*self.span, self._text)

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, PartialDate) else NotImplemented

    def __hash__(self) -> int:
        return hash((PartialDate, self._text))

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f'PartialDate("{self._text}")'

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"PartialDate is immutable, so {name!r} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"PartialDate is immutable, so {name!r} cannot be deleted")

    def __reduce__(self) -> tuple[type[PartialDate], tuple[str]]:
        return PartialDate, (self._text,)
