"""`Period`: a start and an end, each a date, open or unknown."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, final

from ..errors import InvalidDateError, InvalidPeriodError, shorten
from .calendar import ordinal_of
from .certainty import Certainty
from .days import AFTER_ALL, BEFORE_ALL, Bounds, to_date
from .edtf import date_text, read, read_each
from .partial import PartialDate, Textual

if TYPE_CHECKING:
    from .allen import Relation

__all__ = ["Bounded", "DayRange", "Interval", "Period", "joint_period", "read_interval", "read_periods"]


class DayRange(NamedTuple):
    """A number of days that is known within limits; None is no limit.

    Attributes:
        lower: in no reading of the dates are there fewer.
        upper: in no reading are there more.
    """

    lower: int | None
    upper: int | None


class Bounded:
    """A stretch of time with four bounds, as `Period` has them.

    Attributes:
        starts_open: whether it has always been going on.
        ends_open: whether it goes on without end.
        bounds: the four bounds as day ordinals, for computing.
    """

    __slots__ = ()

    starts_open: bool
    ends_open: bool
    bounds: Bounds

    @property
    def start_earliest(self) -> date | None:
        """The first day on which it may have started; None is no limit.

        >>> from iom_partners import Period
        >>> Period("2013/..").start_earliest
        datetime.date(2013, 1, 1)
        """
        return to_date(self.bounds.start_earliest)

    @property
    def start_latest(self) -> date | None:
        """The last day on which it may have started; None is no limit (or an open start).

        >>> from iom_partners import Period
        >>> Period("/2013").start_latest
        datetime.date(2013, 12, 31)
        """
        return to_date(self.bounds.start_latest)

    @property
    def end_earliest(self) -> date | None:
        """The first day on which it may have ended; None is no limit (or an open end).

        >>> from iom_partners import Period
        >>> Period("2005/").end_earliest
        datetime.date(2005, 1, 1)
        """
        return to_date(self.bounds.end_earliest)

    @property
    def end_latest(self) -> date | None:
        """The last day on which it may have ended; None is no limit.

        >>> from iom_partners import Period
        >>> Period("2005/[2006-01..2007-03]").end_latest
        datetime.date(2007, 3, 31)
        """
        return to_date(self.bounds.end_latest)

    @property
    def is_open(self) -> bool:
        """Whether one side is open.

        >>> from iom_partners import Period
        >>> Period("2003-04/..").is_open
        True
        """
        return self.starts_open or self.ends_open

    @property
    def duration(self) -> DayRange:
        """How many days it has, at least and at most.

        >>> from iom_partners import Period
        >>> Period("2013-07-01/2013-12").duration
        DayRange(lower=154, upper=184)
        """
        s0, s1, e0, e1 = self.bounds
        shortest = None if self.is_open else max(1, e0 - s1 + 1)
        return DayRange(shortest, None if s0 == BEFORE_ALL or e1 == AFTER_ALL else e1 - s0 + 1)


class Interval(NamedTuple):
    """What an interval says; the fields are those of `Period`."""

    start: PartialDate | None
    end: PartialDate | None
    starts_open: bool
    ends_open: bool
    bounds: Bounds


def read_interval(text: str) -> Interval:
    """Read an interval.

    Raises:
        InvalidPeriodError: it is none, or it ends before it starts in every reading.
        InvalidDateError: an end is no EDTF date (`UnsupportedDateError`: it lies outside the years 0001 to 9999).

    >>> read_interval("2003-04/..").ends_open
    True
    """
    if text.count("/") != 1:
        hint = "write start/end, such as '2003-04/..'"
        raise InvalidPeriodError(f"{shorten(text)} is not a period", value=text, hint=hint)
    slash = text.index("/")
    left, right = text[:slash], text[slash + 1 :]
    start, end = read_each([partial(_read_end, left, text, 0), partial(_read_end, right, text, slash + 1)])
    s0, s1 = start.span if start else (BEFORE_ALL, BEFORE_ALL if left == ".." else AFTER_ALL)
    e0, e1 = end.span if end else (AFTER_ALL if right == ".." else BEFORE_ALL, AFTER_ALL)
    if s0 > e1:
        raise InvalidPeriodError(f"{shorten(text)} ends before it starts in every reading", value=text)
    # The start is no later than the end, and each is a day that it may be.
    if s1 > e1:
        s1 = start.nearest(e1, before=True) if start else e1
    if e0 < s0:
        e0 = end.nearest(s0, before=False) if end else s0
    return Interval(start, end, left == "..", right == "..", Bounds(s0, s1, e0, e1))


def _read_end(side: str, text: str, at: int) -> PartialDate | None:
    """Read one side of an interval; None where it is open or unknown."""
    if side in ("", ".."):
        return None
    # "By some day" and "some day or later" are written without brackets in an interval (ISO 8601-2, 10.6).
    one_sided = side[0] not in "[{" and (side.startswith("..") or side.endswith(".."))
    try:
        when = PartialDate(f"[{side}]" if one_sided else side)
    except InvalidDateError as error:
        error.field = f"period {shorten(text)}"
        if error.position is not None:
            error.position += at - one_sided
        raise
    if "T" in side or "{" in side:
        raise InvalidPeriodError(
            f"{shorten(text)} has an end that is a time of day or a set of several dates", value=text
        ).at(at, "a date, two dots or nothing")
    return when


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


T = TypeVar("T")

#: A date or None, whether the side is open, first and last possible day.
_Side = tuple[PartialDate | None, bool, int, int]


def read_periods(texts: Iterable[str]) -> dict[str, Period]:
    """Read many periods; equal dates among their starts and ends are one object.

    Raises:
        InvalidPeriodError: one of them is no interval, or it ends before it starts in every reading.
        InvalidDateError: an end is no EDTF date (`UnsupportedDateError`: it lies outside the years 0001 to 9999).

    >>> read = read_periods(["2007-11/..", "/2007-11"])
    >>> read["2007-11/.."].start is read["/2007-11"].end
    True
    """
    parts = [(text, *text.partition("/")) for text in texts]
    lefts, rights = dict.fromkeys(each[1] for each in parts), dict.fromkeys(each[3] for each in parts)
    dates = _read_dates(side for side in lefts | rights if _is_plain(side))
    starts = {side: dates.get(side) or _start_of(side) for side in lefts}
    ends = {side: dates.get(side) or _end_of(side) for side in rights}
    found: dict[str, Period] = {}
    regular: list[str] = []
    sides: list[tuple[_Side, _Side]] = []
    bounds: list[Bounds] = []
    for text, left, slash, right in parts:
        start, end = starts[left], ends[right]
        (_, _, s0, s1), (_, _, e0, e1) = start, end
        if slash and (s1 <= e1 or start[0] is None) and (s0 <= e0 or end[0] is None):
            regular.append(text)
            sides.append((start, end))
            # A side that is unknown is bounded by the other one.
            bounds.append(Bounds(s0, min(s1, e1), max(s0, e0), e1))
        else:
            found[text] = Period(text)  # One date bounds the other, or the text is wrong as a whole.
    made = _make_all(
        Period,
        _text=regular,
        start=[start[0] for start, _ in sides],
        end=[end[0] for _, end in sides],
        starts_open=[start[1] for start, _ in sides],
        ends_open=[end[1] for _, end in sides],
        bounds=bounds,
    )
    found.update(zip(regular, made, strict=True))
    return found


def _make_all(kind: type[T], **columns: Sequence[Any]) -> list[T]:
    """Make values by writing their slots, column by column, as their own readers do one by one."""
    made = list(map(object.__new__, repeat(kind, len(next(iter(columns.values()))))))
    for slot, column in columns.items():
        deque(map(getattr(kind, slot).__set__, made, column), maxlen=0)
    return made


def _is_plain(side: str) -> bool:
    """Tell whether a side is a date as it may stand alone: no set, no time of day, not one-sided."""
    return side[:1].isdigit() and "." not in side and "T" not in side


def _read_dates(texts: Iterable[str]) -> dict[str, _Side]:
    texts = list(texts)
    readings = [read(text) for text in texts]
    dates = _make_all(PartialDate, _text=texts, _reading=readings)
    return {
        text: (date, False, reading.first, reading.last)
        for text, date, reading in zip(texts, dates, readings, strict=True)
    }


def _start_of(side: str) -> _Side:
    period = Period(f"{side}/..")
    return period.start, period.starts_open, period.bounds.start_earliest, period.bounds.start_latest


def _end_of(side: str) -> _Side:
    period = Period(f"../{side}")
    return period.end, period.ends_open, period.bounds.end_earliest, period.bounds.end_latest
