"""`Period`: a start and an end, each of them a date, open or unknown."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Never, TypeVar, final

from ..errors import InvalidDateError, InvalidPeriodError, shorten
from .calendar import ordinal_of, reversed_seasons
from .certainty import Certainty
from .days import AFTER_ALL, BEFORE_ALL, AnyDay, Bounds, DayRange, Textual, to_date
from .edtf import date_text, read, read_each
from .partial import PartialDate, day_of_writing

if TYPE_CHECKING:
    from .allen import Relation
    from .arithmetic import Span, Unit

__all__ = ["DayRange", "Period", "in_order", "joint_period", "read_periods"]

T = TypeVar("T")

_HINT = "write start/end, such as '2003-04/..'"
#: Longer texts are not cached, or a few thousand hostile ones would stay in memory.
_LONGEST_CACHED = 128


@final
class Period(Textual):
    """A period whose ends may be partly known. Both end days belong to it.

    Each end is a `PartialDate`, *open* (``..``: the period has no end on this side) or *unknown* (empty: there is such
    an end, but no source states it). An end may be one-sided: ``..2006-05-09/`` had begun by that day,
    ``/2014-01-01..`` had not ended before it. Two texts go beyond EDTF intervals: an end may be a one-of set
    (``[2006-01..2006-06]/..``), and ``/`` alone states neither end.

    Args:
        text: the interval, with exactly one slash.

    Attributes:
        start: the date of its start, None if it is open or unknown.
        end: the date of its end, None if it is open or unknown.
        starts_open: whether it has no beginning.
        ends_open: whether it has no end.
        bounds: the four bounds as day ordinals, for computing.

    Raises:
        InvalidPeriodError: the text is not an interval, or it ends before it starts in every reading.
        InvalidDateError: an end is not an EDTF date (`UnsupportedDateError`: it is too far away).

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

    def __new__(cls, text: str, *more: Never) -> Period:
        """Read the text, or return the period that was read from the same text before."""
        if more:
            one = f"{text}/{'/'.join(map(str, more))}"
            reason = "a period is one text, with a slash between start and end"
            raise InvalidPeriodError(reason, value=(text, *more), hint=f"write Period({shorten(one)})")
        if type(text) is not str:
            raise InvalidPeriodError(f"{shorten(text)} is not a period", value=text, hint=_HINT)
        return _cached(text) if len(text) <= _LONGEST_CACHED else _make(text)

    @classmethod
    def whole(cls, first: str, last: str) -> Period:
        """Return the period of whole units from the first day of ``first`` to the last day of ``last``.

        Use it for "July to December 2013": a period that a source states in months or years.

        Args:
            first: a year, month or day in EDTF.
            last: another one, or the same.

        Raises:
            InvalidDateError: one of them is not a whole year, month or day.

        >>> Period.whole("2013-07", "2013-12")
        Period("2013-07-01/2013-12-31")
        """
        start, end = PartialDate(first), PartialDate(last)
        for each in (start, end):
            if not each.is_whole_unit:
                reason = f"{str(each)!r} is not a whole year, month or day"
                raise InvalidDateError(reason, value=str(each), field="Period.whole")
        return cls(f"{start.earliest}/{end.latest}")

    @classmethod
    def from_bounds(cls, bounds: Bounds) -> Period:
        """Return the period of four bounds; each end is a day, month or year where it is one, else a one-of range.

        Args:
            bounds: ordinals of first and last possible start and end; an open side is outside the calendar.

        >>> Period.from_bounds(Period("2007-11-01/..").bounds)
        Period("2007-11-01/..")
        """
        s0, s1, e0, e1 = bounds
        left = ".." if s1 == BEFORE_ALL else date_text(s0, s1)
        right = ".." if e0 == AFTER_ALL else date_text(e0, e1)
        return cls(f"{left}/{right}")

    @classmethod
    def from_words(
        cls,
        words: str,
        *,
        vague: Mapping[str, Mapping[str, tuple[int, int]]] | None = None,
        years_begin: str | None = None,
        written_on: str | AnyDay | PartialDate | None = None,
    ) -> Period:
        """Return the period that an English phrase means: "since April 2011", "July to December 2013".

        Where both ends are months, whole months are meant; where they are years, the period began on some day of the
        first and ended on some day of the second. "Since" leaves the end unknown, "from ... on" leaves it open.

        Args:
            words: the phrase; one that is not understood to its last word is refused, never guessed.
            vague: what vague words mean, as in `PartialDate.from_words`.
            years_begin: the first day of school, financial or playing years, as there.
            written_on: when the phrase was written: what lasted "to the present" had not ended before.

        Raises:
            InvalidDateError: the phrase is not a period; the error says from where on it is not understood.
            InvalidQuestionError: ``years_begin`` is not a month and day.

        >>> Period.from_words("for a full year from 1 January 2014")
        Period("2014-01-01/2014-12-31")
        >>> Period.from_words("since April 2011")
        Period("2011-04/")
        >>> Period.from_words("1950 to the present", written_on="2024-05-01")
        Period("1950/[2024-05-01..]")
        """
        from .english import Told, period_of_words

        written = None if written_on is None else day_of_writing(written_on)
        return period_of_words(words, Told(vague, years_begin, written), cls)

    def describe(self) -> str:
        """Return the period in English; `from_words` reads it back, except qualifiers on single components.

        >>> Period("2003-04/..").describe()
        'from April 2003 on'
        """
        from .describe import say_period

        return say_period(self)

    @property
    def start_earliest(self) -> AnyDay | None:
        """The first day on which it may have started; None means no limit.

        >>> Period("2013/..").start_earliest
        datetime.date(2013, 1, 1)
        """
        return to_date(self.bounds.start_earliest)

    @property
    def start_latest(self) -> AnyDay | None:
        """The last day on which it may have started; None means no limit (or an open start).

        >>> Period("/2013").start_latest
        datetime.date(2013, 12, 31)
        """
        return to_date(self.bounds.start_latest)

    @property
    def end_earliest(self) -> AnyDay | None:
        """The first day on which it may have ended; None means no limit (or an open end).

        >>> Period("2005/").end_earliest
        datetime.date(2005, 1, 1)
        """
        return to_date(self.bounds.end_earliest)

    @property
    def end_latest(self) -> AnyDay | None:
        """The last day on which it may have ended; None means no limit.

        >>> Period("2005/[2006-01..2007-03]").end_latest
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
        """Whether the text is standard EDTF: neither end is a set or a day of a long year, and it is not ``/`` alone.

        >>> Period("2003-04/..").is_edtf, Period("[2006-01..2006-06]/..").is_edtf
        (True, False)
        """
        from re import search

        return self._text != "/" and "[" not in self._text and search(r"(?<!Y)[+-]\d{5}", self._text) is None

    @property
    def duration(self) -> DayRange:
        """The least and greatest number of days that it may have.

        >>> Period("2013-07-01/2013-12").duration
        DayRange(lower=154, upper=184)
        """
        s0, s1, e0, e1 = self.bounds
        shortest = None if self.is_open else max(1, e0 - s1 + 1)
        return DayRange(shortest, None if s0 == BEFORE_ALL or e1 == AFTER_ALL else e1 - s0 + 1)

    def contains(self, other: AnyDay | PartialDate | Period) -> Certainty:
        """Return how certain it is that a day, or every day of a period, lies in it.

        A partial date stands for one of its days, whichever that is.

        Raises:
            InvalidDateError: ``other`` is neither a day nor a period.

        >>> Period("2013-07-01/2013-12-31").contains(PartialDate("2013"))
        Certainty.POSSIBLE
        >>> Period("2013/2014").contains(Period("2013-07-01/2013-12-31"))
        Certainty.POSSIBLE
        """
        s0, s1, e0, e1 = self.bounds
        if type(other) is date:
            # The most frequent question takes the shortest way.
            day = other.toordinal()
        elif isinstance(other, PartialDate):
            first, last = other.span
            if s1 <= first and last <= e0:
                return Certainty.CERTAIN
            return Certainty.POSSIBLE if other.meets(((s0, e1),)) else Certainty.RULED_OUT
        elif isinstance(other, Period):
            first, start, end, last = other.bounds
            if s1 <= first and last <= e0:
                return Certainty.CERTAIN
            # An open side reaches further than one that is only not stated.
            if (other.starts_open and not self.starts_open) or (other.ends_open and not self.ends_open):
                return Certainty.RULED_OUT
            return Certainty.POSSIBLE if s0 <= start and end <= e1 else Certainty.RULED_OUT
        else:
            day = ordinal_of(other)
        if s1 <= day <= e0:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if s0 <= day <= e1 else Certainty.RULED_OUT

    def __contains__(self, day: AnyDay | PartialDate | Period) -> bool:
        """Whether it certainly lies inside; raises `UndecidedError` if that is undecided, as `bool` does."""
        return bool(self.contains(day))

    def overlaps(self, other: Period) -> Certainty:
        """Return how certain it is that both share a day; Allen's narrower *overlaps* is one of `relations_to`.

        >>> Period("2013-01-01/2013-07").overlaps(Period("2013-07-15/.."))
        Certainty.POSSIBLE
        """
        s0, s1, e0, e1 = self.bounds
        t0, t1, f0, f1 = _bounds_of(other)
        if s1 <= f0 and t1 <= e0:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if s0 <= f1 and t0 <= e1 else Certainty.RULED_OUT

    def relations_to(self, other: Period) -> dict[Relation, Certainty]:
        """Return how certain each of Allen's 13 relations is; in every world exactly one of them holds.

        Returns:
            Each relation with CERTAIN (the only possible one), POSSIBLE or RULED_OUT.

        >>> found = Period("2007-01-01/2007-06-30").relations_to(Period("2007-07/2007-12-31"))
        >>> [str(each) for each, certainty in found.items() if not certainty.is_ruled_out]
        ['before', 'meets']
        >>> from iom_partners.dates import Relation
        >>> found[Relation.AFTER]
        Certainty.RULED_OUT
        """
        from .allen import Relation, possible_relations

        possible = possible_relations(self.bounds, _bounds_of(other))
        sure = Certainty.CERTAIN if len(possible) == 1 else Certainty.POSSIBLE
        return {each: sure if each in possible else Certainty.RULED_OUT for each in Relation}

    def intersection(self, other: Period) -> Period | None:
        """Return the days that both share, assuming that they share any; None if they certainly share none.

        How certain that assumption is, `overlaps` says: the bounds hold in the worlds in which both share a day.
        Qualifiers, and days left out between the bounds, are not carried over.

        >>> Period("2007-11/..").intersection(Period("2001/2009"))
        Period("2007-11/2009")
        """
        return None if self.overlaps(other).is_ruled_out else joint_period([self.bounds, other.bounds])

    def span(self, other: Period) -> Period:
        """Return the shortest period that contains both.

        >>> Period("2007-11/2008").span(Period("2001/.."))
        Period("2001/..")
        """
        s0, s1, e0, e1 = self.bounds
        t0, t1, f0, f1 = _bounds_of(other)
        return Period.from_bounds(Bounds(min(s0, t0), min(s1, t1), max(e0, f0), max(e1, f1)))

    @classmethod
    def collapse(cls, periods: Iterable[Period]) -> tuple[Period, ...]:
        """Return periods in time order, after all are merged that certainly share a day or adjoin.

        Their days are chosen independently, so two that need not touch stay apart, even if they are written alike. In
        every world the result has the same days as the periods given. A merged end that is certainly the outermost one
        keeps its text. Of any other only the bounds are kept.

        Raises:
            InvalidPeriodError: one of them is not a period.

        >>> Period.collapse([Period("2014/2014"), Period("2013-07-01/2013-12-31"), Period("2013-01-01/2013-06-30")])
        (Period("2013-01-01/2013-12-31"), Period("2014/2014"))
        """
        from .arithmetic import merged

        given = list(periods)
        for each in given:
            _bounds_of(each)
        return tuple(sorted(map(cls, merged(given)), key=lambda period: period.sort_key))

    def union(self, other: Period) -> tuple[Period, ...]:
        """Return the days of both: one period if they certainly share a day or adjoin, else both, as in `collapse`.

        >>> Period("2013-01-01/2013-06-30").union(Period("2013-07-01/.."))
        (Period("2013-01-01/.."),)
        >>> Period("2013-01-01/2013-06").union(Period("2013-07-01/.."))
        (Period("2013-01-01/2013-06"), Period("2013-07-01/.."))
        """
        _bounds_of(other)
        return Period.collapse((self, other))

    def except_(self, other: Period) -> dict[Period, Certainty]:
        """Return what it has before another period and after it, each with how certain it is that there is such a part.

        The bounds of a part hold in the worlds in which there is one, as those of `intersection` do: to ask about a
        day, combine ``certainty & part.contains(day)``. The ends at which the other period was taken out are bounds
        alone, and that both parts depend on the same period is not kept. Two parts written alike are one entry.

        >>> list(Period("2013-01-01/2013-12-31").except_(Period("2013-05-01/2013-07")))
        [Period("2013-01-01/2013-04-30"), Period("[2013-07-02..2013-08-01]/2013-12-31")]
        >>> Period("2013-06/2014-12-31").except_(Period("2013-06-15/.."))
        {Period("[2013-06-01..2013-06-14]/2013-06-14"): Certainty.POSSIBLE}
        """
        from .arithmetic import rest

        return {Period(text): certainty for text, certainty in rest(self, _bounds_of(other))}

    def split_by(self, unit: Unit) -> dict[Period, Certainty]:
        """Return its part in each unit of the calendar, in order, with how certain it is that there is such a part.

        In every world, the parts that there are share no day and together have all days of the period. The bounds of
        a part hold in the worlds in which there is one: to ask about a day, combine
        ``certainty & part.contains(day)``. The first and last parts keep the text of an end that lies wholly in them.
        Of one that may lie in several, the bounds are kept.

        Args:
            unit: "year", "half-year", "quarter" or "month".

        Raises:
            InvalidQuestionError: the unit is none of these.
            InvalidPeriodError: the period has no limit on one side, or more than 100,000 parts.

        >>> list(Period("2013-11-15/2014-03").split_by("quarter"))
        [Period("2013-11-15/2013-12-31"), Period("2014-01-01/2014-03")]
        >>> for part, certainty in Period("[2013-12-15..2014-01-15]/2014-01-31").split_by("month").items():
        ...     print(part, certainty)
        [2013-12-15..2013-12-31]/2013-12-31 possible
        [2014-01-01..2014-01-15]/2014-01-31 certain
        """
        from .arithmetic import pieces

        return {Period(text): certainty for text, certainty in pieces(self, unit)}

    def shift(self, by: Span) -> Period:
        """Return the period with both ends moved by a span, each as `PartialDate` does; an open or unknown end stays.

        Raises:
            InvalidDateError: it is not a span.
            UnsupportedDateError: an end then lies more than a quadrillion years away, or has too many runs of days.

        >>> from iom_partners.dates import Span
        >>> Period("2013-11/..").shift(Span(months=3))
        Period("2014-02/..")
        """
        from .arithmetic import Span, move

        if not isinstance(by, Span):
            raise InvalidDateError(f"{shorten(by)} is not a Span", value=by, hint="write Span(months=3)")
        left, right = self._text.split("/")
        if self.start:
            left = _like(left, self.start + by)
        if self.end:
            right = _like(right, self.end + by)
        made = Period(f"{left}/{right}")
        bounds = Bounds(*(move(each, by) for each in self.bounds))
        # Two days may become one. An end that came before every start and now does not is taken out again.
        return made if made.bounds == bounds else Period.from_bounds(bounds)

    @property
    def sort_key(self) -> tuple[int, int, int, int, str]:
        """A total order: by the four bounds from start to end, then by text; no limit sorts outermost.

        >>> sorted(["2010/", "2007-11/..", "/"], key=lambda t: Period(t).sort_key)
        ['/', '2007-11/..', '2010/']
        """
        return (*self.bounds, self._text)  # pyright: ignore[reportReturnType]  # A NamedTuple of four ints.


def joint_period(bounds: Iterable[Bounds]) -> Period:
    """Return the time during which several things hold together: from the latest start to the earliest end.

    >>> joint_period([Period("2007-11/..").bounds, Period("2001/2009").bounds])
    Period("2007-11/2009")
    """
    s0, s1, e0, e1 = zip(*bounds, strict=True)
    return Period.from_bounds(Bounds(max(s0), max(s1), min(e0), min(e1)))


def _like(side: str, date: PartialDate) -> str:
    """Return the text of an end, without brackets if it is one-sided as an end was that is written so."""
    text = str(date)
    is_one_sided = text.startswith("[..") or text.endswith("..]")
    return text[1:-1] if is_one_sided and side[0] != "[" and "," not in text else text


def _bounds_of(other: Period) -> Bounds:
    if isinstance(other, Period):
        return other.bounds
    raise InvalidPeriodError(f"{shorten(other)} is not a Period", value=other, hint="write Period('start/end')")


#: The slots of a period, in the order in which its readers fill them.
_SLOTS = ("_text", "start", "end", "starts_open", "ends_open", "bounds")
_FILL = tuple(getattr(Period, slot).__set__ for slot in _SLOTS)


def _make(text: str) -> Period:
    if text.count("/") != 1:
        raise InvalidPeriodError(f"{shorten(text)} is not a period", value=text, hint=_HINT)
    slash = text.index("/")
    left, right = text[:slash], text[slash + 1 :]
    try:
        start, end = _plain_end(left), _plain_end(right)
    except InvalidDateError:
        # Whatever it is, the full reader says what is wrong where.
        start, end = read_each(partial(_read_end, text), [(0, slash), (slash + 1, len(text))])
    s0, s1 = start.span if start else (BEFORE_ALL, BEFORE_ALL if left == ".." else AFTER_ALL)
    e0, e1 = end.span if end else (AFTER_ALL if right == ".." else BEFORE_ALL, AFTER_ALL)
    if s0 > e1:
        raise InvalidPeriodError(f"{shorten(text)} ends before it starts in every reading", value=text)
    if (s1 >= e1 or e0 <= s0) and s0 != s1 and reversed_seasons(left, right):
        is_winter = left.rstrip("?~%").endswith(("24", "28"))
        hint = "name a winter by the year in which it begins" if is_winter else "write the earlier season first"
        raise InvalidPeriodError(f"{shorten(text)} ends in a season before the one it starts in", value=text, hint=hint)
    made = object.__new__(Period)
    values = (text, start, end, left == "..", right == "..", in_order(Bounds(s0, s1, e0, e1), start, end))
    for fill, value in zip(_FILL, values, strict=True):
        fill(made, value)
    return made


def in_order(bounds: Bounds, start: PartialDate | None, end: PartialDate | None) -> Bounds:
    """Return the bounds that are left if the start is no later than the end: each is a day that the date may be.

    Args:
        bounds: of both dates, of which some start is no later than some end.
        start: the date of the start; None leaves every day within its bounds.
        end: the date of the end.
    """
    s0, s1, e0, e1 = bounds
    if s1 > e1:
        s1 = start.nearest(e1, before=True) if start else e1
    if e0 < s0:
        e0 = end.nearest(s0, before=False) if end else s0
    return Bounds(s0, s1, e0, e1)


_cached = lru_cache(maxsize=8192)(_make)


def _plain_end(side: str) -> PartialDate | None:
    """Read a side that is open, unknown, or a short date; raise `InvalidDateError` for most others."""
    if side in ("", ".."):
        return None
    # So short a text with none of these marks has no brackets, dots or time of day that an end would read otherwise.
    if len(side) > 10 or side[0] in ".[{" or side[-1] == ".":
        raise InvalidDateError("is read otherwise", value=side)
    return PartialDate(side)


def _read_end(text: str, first: int, last: int) -> PartialDate | None:
    """Read the side of an interval between two positions; None if it is open or unknown."""
    side = text[first:last]
    if side in ("", ".."):
        return None
    # "By some day" and "some day or later" are written without brackets in an interval (ISO 8601-2, 10.6).
    one_sided = side[0] not in "[{" and (side.startswith("..") or side.endswith(".."))
    try:
        when = PartialDate(f"[{side}]" if one_sided else side)
    except InvalidDateError as error:
        error.field = f"period {shorten(text)}"
        if error.position is not None:
            error.position += first - one_sided
        raise
    if "T" in side or "{" in side:
        reason = f"{shorten(text)} has an end that is a time of day or a set of several dates"
        raise InvalidPeriodError(reason, value=text).at(first, "a date, two dots or nothing")
    return when


#: A date or None, whether the side is open, first and last possible day.
_Side = tuple[PartialDate | None, bool, int, int]


def read_periods(texts: Iterable[str]) -> dict[str, Period]:
    """Return the periods of many texts; equal dates among their starts and ends are one object.

    Raises:
        InvalidPeriodError: a text is not an interval, or it ends before it starts in every reading.
        InvalidDateError: an end is not an EDTF date (`UnsupportedDateError`: it is too far away).

    >>> read = read_periods(["2007-11/..", "/2007-11"])
    >>> read["2007-11/.."].start is read["/2007-11"].end
    True
    """
    parts = [(text, *text.partition("/")) for text in texts]
    lefts, rights = dict.fromkeys(each[1] for each in parts), dict.fromkeys(each[3] for each in parts)
    dates = _read_dates(side for side in lefts | rights if side[:1].isdigit() and "." not in side and "T" not in side)
    starts = {side: dates.get(side) or _start_of(Period(f"{side}/..")) for side in lefts}
    ends = {side: dates.get(side) or _end_of(Period(f"../{side}")) for side in rights}
    found: dict[str, Period] = {}
    regular: list[tuple[str, PartialDate | None, PartialDate | None, bool, bool, Bounds]] = []
    for text, left, slash, right in parts:
        (start, starts_open, s0, s1), (end, ends_open, e0, e1) = starts[left], ends[right]
        is_before = (s1 < e1 or s1 == e1 == s0 or start is None) and (s0 < e0 or s0 == e0 == s1 or end is None)
        if slash and is_before:
            # A side that is unknown is bounded by the other one.
            bounds = Bounds(s0, min(s1, e1), max(s0, e0), e1)
            regular.append((text, start, end, starts_open, ends_open, bounds))
        else:
            found[text] = Period(text)  # One date may bound the other, or the text as a whole is wrong.
    made = _make_all(Period, _SLOTS, regular)
    found.update(zip(map(itemgetter(0), regular), made, strict=True))
    return found


def _read_dates(texts: Iterable[str]) -> dict[str, _Side]:
    rows = [(text, read(text)) for text in texts]
    dates = _make_all(PartialDate, ("_text", "_reading"), rows)
    return {text: (date, False, reading.first, reading.last) for date, (text, reading) in zip(dates, rows, strict=True)}


def _start_of(period: Period) -> _Side:
    return period.start, period.starts_open, period.bounds.start_earliest, period.bounds.start_latest


def _end_of(period: Period) -> _Side:
    return period.end, period.ends_open, period.bounds.end_earliest, period.bounds.end_latest


def _make_all(kind: type[T], slots: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[T]:
    """Make one value of each row by filling slot after slot, which is faster than value after value."""
    made = list(map(object.__new__, repeat(kind, len(rows))))
    for index, slot in enumerate(slots):
        deque(map(getattr(kind, slot).__set__, made, map(itemgetter(index), rows)), maxlen=0)
    return made
