"""`Period`: a start and an end, each a date, open or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, final

from ..errors import InvalidDateError, InvalidPeriodError, shorten
from .bounded import Bounded
from .calendar import ordinal_of
from .certainty import Certainty
from .days import AFTER_ALL, BEFORE_ALL, Bounds
from .intervals import Interval, read_interval
from .notation import date_text
from .partial import PartialDate
from .textual import Textual

if TYPE_CHECKING:
    from .allen import Relation

__all__ = ["Period", "joint_period"]

_LONGEST_REMEMBERED = 128


@final
class Period(Bounded, Textual):
    """A stretch of time whose ends may be known in part. Both end days belong to it.

    Each end is a `PartialDate`, *open* (``..``: it goes on) or *unknown* (empty: there is such an end, nobody says
    when). An end may be one-sided: ``..2006-05-09/`` had begun by that day, ``/2014-01-01..`` had not ended before it.
    Two texts go beyond EDTF intervals: an end may be a one-of set (``[2006-01..2006-06]/..``), and ``/`` alone says
    nothing about either end.

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
        InvalidDateError: an end is no EDTF date (`UnsupportedDateError`: it lies outside the years 0001 to 9999).

    >>> member = Period("2007-11/..")
    >>> member.start_earliest, member.start_latest, member.ends_open
    (datetime.date(2007, 11, 1), datetime.date(2007, 11, 30), True)
    >>> member.contains(date(2007, 11, 15))
    Certainty.POSSIBLE
    """

    __slots__ = ("bounds", "end", "ends_open", "start", "starts_open")

    start: PartialDate | None
    end: PartialDate | None
    starts_open: bool
    ends_open: bool
    bounds: Bounds

    def __new__(cls, text: str) -> Period:
        """Read the text, or give the period that was read from the same text before."""
        if type(text) is not str:
            raise InvalidPeriodError(
                f"{shorten(text)} is not a period", value=text, hint="write start/end, such as '2003-04/..'"
            )
        return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _make(text)

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
    def from_bounds(cls, bounds: Bounds) -> Period:
        """Give the period of four bounds, each end a day, month or year where it is one, else a one-of range of days.

        Args:
            bounds: ordinals of first and last possible start and end; an open side is one step outside the calendar.

        >>> Period.from_bounds(Period("2007-11-01/..").bounds)
        Period("2007-11-01/..")
        """
        s0, s1, e0, e1 = bounds
        left = ".." if s1 == BEFORE_ALL else date_text(s0, s1)
        right = ".." if e0 == AFTER_ALL else date_text(e0, e1)
        return cls(f"{left}/{right}")

    @classmethod
    def from_words(cls, words: str, *, vague: Mapping[str, Mapping[str, tuple[int, int]]] | None = None) -> Period:
        """Read an English phrase for a stretch of time: "since April 2011", "July to December 2013".

        Months that both ends are named by are whole months; of years, the stretch began on some day of the first and
        ended on some day of the second. "Since" leaves the end unknown, "from ... on" leaves it open.

        Args:
            words: the phrase; what is not understood to its last word is refused, never guessed.
            vague: what vague words mean, as in `PartialDate.from_words`.

        Raises:
            InvalidDateError: it is no such phrase; the error says from where on it is not understood.

        >>> Period.from_words("for a full year from 1 January 2014")
        Period("2014-01-01/2014-12-31")
        >>> Period.from_words("since April 2011")
        Period("2011-04/")
        """
        from .english import period_of_words

        return period_of_words(words, vague, cls)

    def describe(self) -> str:
        """Say the period in English; `from_words` reads it back, save for marks on single components.

        >>> Period("2003-04/..").describe()
        'from April 2003 on'
        """
        from .describe import say_period

        return say_period(self)

    @property
    def is_edtf(self) -> bool:
        """Whether the text stays within the standard: no set as an end, and not ``/`` alone.

        >>> Period("2003-04/..").is_edtf, Period("[2006-01..2006-06]/..").is_edtf
        (True, False)
        """
        return self._text != "/" and "[" not in self._text

    def contains(self, other: date | PartialDate | Period) -> Certainty:
        """Tell how sure it is that a day, or every day of a period, lies in it; of a partial date: whichever it is.

        Raises:
            InvalidDateError: it is no day and no period.

        >>> Period("2013-07-01/2013-12-31").contains(PartialDate("2013"))
        Certainty.POSSIBLE
        >>> Period("2013/2014").contains(Period("2013-07-01/2013-12-31"))
        Certainty.POSSIBLE
        """
        s0, s1, e0, e1 = self.bounds
        if type(other) is date:
            # What is asked most takes the shortest way.
            day = other.toordinal()
            if s1 <= day <= e0:
                return Certainty.CERTAIN
            return Certainty.POSSIBLE if s0 <= day <= e1 else Certainty.RULED_OUT
        if isinstance(other, PartialDate):
            first, last = other.span
            if s1 <= first and last <= e0:
                return Certainty.CERTAIN
            return Certainty.POSSIBLE if other.meets(((s0, e1),)) else Certainty.RULED_OUT
        if isinstance(other, Period):
            first, start, end, last = other.bounds
            if s1 <= first and last <= e0:
                return Certainty.CERTAIN
            # An open side lies farther out than any that is only not stated.
            if (other.starts_open and not self.starts_open) or (other.ends_open and not self.ends_open):
                return Certainty.RULED_OUT
            return Certainty.POSSIBLE if s0 <= start and end <= e1 else Certainty.RULED_OUT
        return self.contains(date.fromordinal(ordinal_of(other)))

    def overlaps(self, other: Period) -> Certainty:
        """Tell how sure it is that both share a day; Allen's narrower *overlaps* is one of `relations_to`.

        >>> Period("2013-01-01/2013-07").overlaps(Period("2013-07-15/.."))
        Certainty.POSSIBLE
        """
        s0, s1, e0, e1 = self.bounds
        t0, t1, f0, f1 = _bounds_of(other)
        if s1 <= f0 and t1 <= e0:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if s0 <= f1 and t0 <= e1 else Certainty.RULED_OUT

    def relations_to(self, other: Period) -> dict[Relation, Certainty]:
        """Tell of each of Allen's 13 relations how sure it is; in every world exactly one of them holds.

        Returns:
            Each relation with CERTAIN (the only one possible), POSSIBLE or RULED_OUT.

        >>> told = Period("2007-01-01/2007-06-30").relations_to(Period("2007-07/2007-12-31"))
        >>> [str(each) for each, certainty in told.items() if not certainty.is_ruled_out]
        ['before', 'meets']
        >>> from iom_partners.dates import Relation
        >>> told[Relation.AFTER]
        Certainty.RULED_OUT
        """
        from .allen import Relation, possible_relations

        possible = possible_relations(self.bounds, _bounds_of(other))
        sure = Certainty.CERTAIN if len(possible) == 1 else Certainty.POSSIBLE
        return {each: sure if each in possible else Certainty.RULED_OUT for each in Relation}

    def intersection(self, other: Period) -> Period | None:
        """Give the days that both share, provided that they share any; None where they surely share none.

        How sure it is that they do, `overlaps` tells: the bounds given here are those of the worlds in which they do.
        Qualifiers, and days left out between the bounds, are not carried over.

        >>> Period("2007-11/..").intersection(Period("2001/2009"))
        Period("2007-11/2009")
        """
        return None if self.overlaps(other).is_ruled_out else joint_period([self.bounds, other.bounds])

    def span(self, other: Period) -> Period:
        """Give the shortest period that holds both.

        >>> Period("2007-11/2008").span(Period("2001/.."))
        Period("2001/..")
        """
        s0, s1, e0, e1 = self.bounds
        t0, t1, f0, f1 = _bounds_of(other)
        return Period.from_bounds(Bounds(min(s0, t0), min(s1, t1), max(e0, f0), max(e1, f1)))

    @property
    def sort_key(self) -> tuple[int, int, int, int, str]:
        """A total order: by the four bounds from start to end, then text; no limit sorts outermost.

        >>> sorted(["2010/", "2007-11/..", "/"], key=lambda t: Period(t).sort_key)
        ['/', '2007-11/..', '2010/']
        """
        return (*self.bounds, self._text)  # pyright: ignore[reportReturnType]  # A NamedTuple of four ints.

    def __contains__(self, day: date | PartialDate | Period) -> bool:
        """Tell whether it surely lies inside; an undecided answer raises `UndecidedError`, as `bool` of it does."""
        return bool(self.contains(day))


def joint_period(bounds: Iterable[Bounds]) -> Period:
    """Give the time during which several things hold together: from the latest start to the earliest end.

    >>> joint_period([Period("2007-11/..").bounds, Period("2001/2009").bounds])
    Period("2007-11/2009")
    """
    s0, s1, e0, e1 = zip(*bounds, strict=True)
    return Period.from_bounds(Bounds(max(s0), max(s1), min(e0), min(e1)))


def _bounds_of(other: Period) -> Bounds:
    if isinstance(other, Period):
        return other.bounds
    raise InvalidPeriodError(f"{shorten(other)} is no Period", value=other, hint="write Period('start/end')")


def _make(text: str) -> Period:
    made = object.__new__(Period)
    for name, value in zip(("_text", *Interval._fields), (text, *read_interval(text)), strict=True):
        object.__setattr__(made, name, value)
    return made


_remembered = lru_cache(maxsize=8192)(_make)
