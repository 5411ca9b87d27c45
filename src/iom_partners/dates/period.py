"""`Period`: a start and an end, each a date, open or unknown."""

from __future__ import annotations

from datetime import date
from typing import NoReturn

from ..errors import InvalidDateError, InvalidPeriodError, UnsupportedDateError, shorten
from .certainty import Certainty
from .edtf import days_of_month
from .partial import PartialDate, ordinal_of
from .spans import AFTER_ALL, BEFORE_ALL, Bounds, meet, to_date, within

__all__ = ["Period", "date_text"]


class Period:
    """A stretch of time whose ends may be known in part. Both end days belong to it.

    Each end is a `PartialDate`, *open* (``..``: it goes on) or *unknown* (empty: there is such an end, nobody says
    when). Two texts go beyond EDTF intervals: an end may be a one-of range (``[2006-01..2006-06]/..``), and ``/``
    alone says nothing about either end.

    Args:
        text: the interval, with exactly one slash.

    Attributes:
        start: the date of its start, None where that is open or unknown.
        end: the date of its end, None where that is open or unknown.
        starts_open: whether it has always been going on.
        ends_open: whether it goes on without end.
        bounds: the four bounds as day ordinals, for computing.

    Raises:
        InvalidPeriodError: the text is no interval, or it ends before it starts in every reading.
        InvalidDateError: an end is no EDTF date (`UnsupportedDateError`: of a feature not read here).

    >>> member = Period("2007-11/..")
    >>> member.start_earliest, member.start_latest, member.ends_open
    (datetime.date(2007, 11, 1), datetime.date(2007, 11, 30), True)
    >>> member.contains(date(2007, 11, 15))
    Certainty.POSSIBLE
    """

    __slots__ = ("_text", "bounds", "end", "ends_open", "start", "starts_open")

    _text: str
    start: PartialDate | None
    end: PartialDate | None
    starts_open: bool
    ends_open: bool
    bounds: Bounds

    def __init__(self, text: str) -> None:
        if type(text) is not str or text.count("/") != 1:
            raise InvalidPeriodError(
                f"{shorten(text)} is not a period", value=text, hint="write start/end, such as '2003-04/..'"
            )
        left, right = text.split("/")
        start, end = _end(left, text), _end(right, text)
        s0, s1 = _reach(start, left, opens=BEFORE_ALL)
        e0, e1 = _reach(end, right, opens=AFTER_ALL)
        if s0 > e1:
            raise InvalidPeriodError(f"{shorten(text)} ends before it starts in every reading", value=text)
        _set = object.__setattr__
        _set(self, "_text", text)
        _set(self, "start", start)
        _set(self, "end", end)
        _set(self, "starts_open", left == "..")
        _set(self, "ends_open", right == "..")
        _set(self, "bounds", Bounds(s0, min(s1, e1), max(s0, e0), e1))

    @classmethod
    def whole(cls, first: str, last: str) -> Period:
        """Give the span of whole units from the first day of ``first`` to the last day of ``last``.

        Use it for "July to December 2013": a span that a source names by months or years.

        Args:
            first: a year, month or day in EDTF.
            last: the same.

        Raises:
            InvalidDateError: one of them is no whole year, month or day.

        >>> Period.whole("2013-07", "2013-12")
        Period("2013-07-01/2013-12-31")
        """
        start, end = PartialDate(first), PartialDate(last)
        for each in (start, end):
            if not each.is_whole_unit:
                raise InvalidDateError(
                    f"{str(each)!r} is no whole year, month or day", value=str(each), field="Period.whole"
                )
        return cls(f"{start.earliest}/{end.latest}")

    @classmethod
    def from_bounds(cls, bounds: Bounds, *, starts_open: bool = False, ends_open: bool = False) -> Period:
        """Give the period of four bounds, written as shortly as its days allow.

        Args:
            bounds: ordinals of first and last possible start and end.
            starts_open: the start is open; its bounds are then ignored.
            ends_open: the end is open; its bounds are then ignored.

        >>> Period.from_bounds(Period("2007-11-01/2008").bounds)
        Period("2007-11-01/2008")
        """
        left = ".." if starts_open else date_text(bounds.start_earliest, bounds.start_latest)
        right = ".." if ends_open else date_text(bounds.end_earliest, bounds.end_latest)
        return cls(f"{left}/{right}")

    @property
    def start_earliest(self) -> date | None:
        """The first day on which it may have started; None is no limit.

        >>> Period("2013/..").start_earliest
        datetime.date(2013, 1, 1)
        """
        return to_date(self.bounds.start_earliest)

    @property
    def start_latest(self) -> date | None:
        """The last day on which it may have started; None is no limit (or an open start).

        >>> Period("/2013").start_latest
        datetime.date(2013, 12, 31)
        """
        return to_date(self.bounds.start_latest)

    @property
    def end_earliest(self) -> date | None:
        """The first day on which it may have ended; None is no limit (or an open end).

        >>> Period("2005/").end_earliest
        datetime.date(2005, 1, 1)
        """
        return to_date(self.bounds.end_earliest)

    @property
    def end_latest(self) -> date | None:
        """The last day on which it may have ended; None is no limit.

        >>> Period("2005/[2006..2007-03]").end_latest
        datetime.date(2007, 3, 31)
        """
        return to_date(self.bounds.end_latest)

    @property
    def is_open(self) -> bool:
        """Whether one side is open.

        >>> Period("2003-04/..").is_open
        True
        """
        return self.starts_open or self.ends_open

    @property
    def is_edtf(self) -> bool:
        """Whether the text stays within the standard: no one-of range as an end, and not ``/`` alone.

        >>> Period("2003-04/..").is_edtf, Period("[2006-01..2006-06]/..").is_edtf
        (True, False)
        """
        return self._text != "/" and "[" not in self._text

    def contains(self, day: date | PartialDate) -> Certainty:
        """Tell how sure it is that a day lies in it; of a partial date: that day, whichever it is.

        Raises:
            InvalidDateError: it is no day.

        >>> Period("2013-07-01/2013-12-31").contains(PartialDate("2013"))
        Certainty.POSSIBLE
        """
        asked = day.spans if isinstance(day, PartialDate) else ((ordinal_of(day), ordinal_of(day)),)
        if within(asked, (self.bounds.certain,)):
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if meet(asked, (self.bounds.possible,)) else Certainty.RULED_OUT

    @property
    def sort_key(self) -> tuple[int, int, int, int, str]:
        """A total order: by the four bounds from start to end, then text; no limit sorts outermost.

        >>> sorted(["2010/", "2007-11/..", "/"], key=lambda t: Period(t).sort_key)
        ['/', '2007-11/..', '2010/']
        """
        return (*self.bounds, self._text)  # pyright: ignore[reportReturnType]  # A NamedTuple of four ints.

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Period) else NotImplemented

    def __hash__(self) -> int:
        return hash((Period, self._text))

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f'Period("{self._text}")'

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"Period is immutable, so {name!r} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"Period is immutable, so {name!r} cannot be deleted")

    def __reduce__(self) -> tuple[type[Period], tuple[str]]:
        return Period, (self._text,)


def _end(side: str, text: str) -> PartialDate | None:
    """Read one side of an interval; None where it is open or unknown."""
    if side in ("", ".."):
        return None
    try:
        date_ = PartialDate(side)
    except InvalidDateError as error:
        error.field = f"period {shorten(text)}"
        raise
    if "T" in side or date_.precision == "season":
        raise UnsupportedDateError(
            f"{shorten(text)} has an end that is a time of day or a season, which is not supported", value=text
        )
    return date_


def _reach(end: PartialDate | None, side: str, *, opens: int) -> tuple[int, int]:
    if end is not None:
        return end.span
    return (opens, opens) if side == ".." else (BEFORE_ALL, AFTER_ALL)


def date_text(first: int, last: int) -> str:
    """Write a run of days as one EDTF date: a day, month or year where it is one, else a one-of range.

    Without any limit, the text is empty.

    >>> date_text(*PartialDate("2007-11").span)
    '2007-11'
    """
    lower, upper = to_date(first), to_date(last)
    if lower is None or upper is None:
        if lower is None and upper is None:
            return ""
        return f"[{lower or ''}..{upper or ''}]"
    if lower == upper:
        return lower.isoformat()
    if (lower.month, lower.day, upper.month, upper.day) == (1, 1, 12, 31) and lower.year == upper.year:
        return f"{lower.year:04}"
    if (lower.year, lower.month, lower.day) == (upper.year, upper.month, 1) and upper.day == days_of_month(
        upper.year, upper.month
    ):
        return f"{lower.year:04}-{lower.month:02}"
    return f"[{lower}..{upper}]"
