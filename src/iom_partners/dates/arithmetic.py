"""Arithmetic: what becomes of days, and of periods, when months are added, days are taken out, and so on.

Dates and periods stand above this module, so it takes days as ordinals and returns texts.

Months are added before days. A day that its new month lacks becomes the last day of that month: one month after 31
January is 28 or 29 February. This is the rule of most calendar libraries. It never changes the order of two days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NoReturn, Protocol, final

from ..errors import InvalidDateError, InvalidPeriodError, UnsupportedDateError, one_of, shorten
from .certainty import Certainty
from .days import (
    AFTER_ALL,
    BEFORE_ALL,
    EVER,
    Bounds,
    DayRange,
    Spans,
    civil,
    days_of_month,
    ordinal,
    union,
)
from .edtf import Reading, date_text

__all__ = [
    "Span",
    "Unit",
    "days_between",
    "merged",
    "months_between",
    "move",
    "moved_text",
    "pieces",
    "rest",
]

#: The units by which a period is split.
Unit = Literal["year", "half-year", "quarter", "month"]
_MONTHS: dict[str, int] = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}

#: The calendar repeats itself after so many months.
_MONTHS_OF_CYCLE = 4_800
#: A result is written in at most so many runs of days, and gaps are looked for in so many months.
_MOST_RUNS, _MOST_MONTHS = 1_000, 12_000
#: A period is split into at most so many pieces.
_MOST_PIECES = 100_000
#: A longer span leads out of the calendar from each of its days.
_LONGEST = 10**18
_FIELDS = ("years", "months", "weeks", "days")


@final
class Span:
    """A length of time in the units of the calendar: so many years, months, weeks and days.

    Add it to a `PartialDate`, or shift a `Period` by it. Months, and years as twelve of them, are added first, then
    days, and weeks as seven of them. Two spans are equal if they move every date alike: twelve months are one year.

    Args:
        years: may be negative, as all of them.
        months: any number.
        weeks: any number.
        days: any number.

    Raises:
        InvalidDateError: one of them is not an integer, or is greater than any distance in the calendar.

    >>> from iom_partners.dates import PartialDate
    >>> PartialDate("2013-01-31") + Span(months=1)
    PartialDate("2013-02-28")
    >>> Span(years=1) == Span(months=12), -Span(months=3, days=-1)
    (True, Span(months=-3, days=1))
    """

    __slots__ = ("days", "months", "weeks", "years")

    years: int
    months: int
    weeks: int
    days: int

    def __init__(self, *, years: int = 0, months: int = 0, weeks: int = 0, days: int = 0) -> None:
        for field, value in zip(_FIELDS, (years, months, weeks, days), strict=True):
            object.__setattr__(self, field, _whole(value, field))

    @property
    def _months(self) -> int:
        return self.years * 12 + self.months

    @property
    def _days(self) -> int:
        return self.weeks * 7 + self.days

    def __bool__(self) -> bool:
        """Whether it moves any date."""
        return bool(self._months or self._days)

    def __neg__(self) -> Span:
        """Return the span of the same length backwards."""
        return Span(years=-self.years, months=-self.months, weeks=-self.weeks, days=-self.days)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return (self._months, self._days) == (other._months, other._days)

    def __hash__(self) -> int:
        return hash((Span, self._months, self._days))

    def __repr__(self) -> str:
        stated = (f"{field}={value}" for field in _FIELDS if (value := getattr(self, field)))
        return f"Span({', '.join(stated)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"Span is immutable, so {name!r} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"Span is immutable, so {name!r} cannot be deleted")

    def __reduce__(self) -> tuple[Callable[..., Span], tuple[int, ...]]:
        return _span_of, (self.years, self.months, self.weeks, self.days)


def _span_of(years: int, months: int, weeks: int, days: int) -> Span:
    """Return the span that was pickled."""
    return Span(years=years, months=months, weeks=weeks, days=days)


def _whole(value: int, field: str) -> int:
    # Integers of NumPy count as such; True is one to Python, but not a number of months.
    number = value.__index__() if hasattr(value, "__index__") and not isinstance(value, bool) else None
    if number is None:
        reason = f"{shorten(value)} is not a whole number"
        raise InvalidDateError(reason, value=value, field=f"Span.{field}", hint="write Span(months=3)")
    if abs(number) > _LONGEST:
        raise InvalidDateError("is longer than the calendar", value=value, field=f"Span.{field}")
    return number


# Days moved by a span.


def move(day: int, by: Span) -> int:
    """Return the ordinal that a day becomes; one that means "no limit" stays as it is.

    Raises:
        UnsupportedDateError: the result lies more than a quadrillion years away.

    >>> civil(move(ordinal(2012, 1, 31), Span(months=1, days=1)))
    (2012, 3, 1)
    """
    if not BEFORE_ALL < day < AFTER_ALL:
        return day
    year, month, of_month = civil(day)
    year, month = divmod(year * 12 + month - 1 + by._months, 12)
    found = ordinal(year, month + 1, min(of_month, days_of_month(year, month + 1))) + by._days
    if not BEFORE_ALL < found < AFTER_ALL:
        reason = f"a date moved by {by!r} lies more than a quadrillion years away, which is not supported"
        raise UnsupportedDateError(reason, value=by)
    return found


def moved_text(text: str, reading: Reading, by: Span) -> str:
    """Return a date moved by a span, as EDTF: each day that it may be becomes one that the result may be.

    Args:
        text: the date.
        reading: what the text means.
        by: the span.

    Raises:
        UnsupportedDateError: the result lies more than a quadrillion years away, or has more than a thousand runs of
            days.

    >>> from .edtf import read
    >>> moved_text("2007-11~", read("2007-11~"), Span(months=3))
    '2008-02~'
    """
    marks = set(filter(None, reading.qualifiers))
    mark = "%" if len(marks) > 1 else "".join(marks)
    if reading.first == reading.last and not reading.means_all:
        return f"{date_text(*[move(reading.first, by)] * 2)}{mark}" if by else text
    spans = reading.spans
    if not by or spans == (EVER,):
        return text
    runs = _image(spans, by)
    if runs == (EVER,):
        # The days that the date leaves out are moved to no day.
        return "[..{0}{1},{0}{1}..]".format(date_text(*[move(spans[0][1], by)] * 2), mark)
    texts = [date_text(*run) for run in runs]
    if len(texts) == 1 and texts[0][0] != "[" and not reading.means_all:
        return f"{texts[0]}{mark}"
    members = ("..".join(day and f"{day}{mark}" for day in each.strip("[]").split("..")) for each in texts)
    return ("{{{}}}" if reading.means_all else "[{}]").format(",".join(members))


def _image(spans: Spans, by: Span) -> Spans:
    """Return the days that some days become, without gaps if there are too many of them."""
    hulls = [(move(first, by), move(last, by)) for first, last in spans]
    runs = union(run for each, hull in zip(spans, hulls, strict=True) for run in _with_gaps(each, hull, by))
    if len(runs) > _MOST_RUNS:
        runs = union(hulls)
    if len(runs) > _MOST_RUNS:
        reason = f"the result has more than {_MOST_RUNS:,} runs of days, which is not supported"
        raise UnsupportedDateError(reason, value=by, hint="name the years in question")
    return runs


def _with_gaps(run: tuple[int, int], hull: tuple[int, int], by: Span) -> Iterator[tuple[int, int]]:
    """Yield the runs of days that a run becomes: a month that is longer than the one it comes from has a gap."""
    first, last = hull
    if by._months % _MONTHS_OF_CYCLE and run[0] > BEFORE_ALL and run[1] < AFTER_ALL:
        (year, month, _), (last_year, last_month, _) = civil(run[0]), civil(run[1])
        months = range(year * 12 + month - 1, last_year * 12 + last_month - 1)
        for each in months if len(months) <= _MOST_MONTHS else ():
            days, target = _days_of(each), each + by._months
            if days < _days_of(target):
                yield first, _first_of(target) + days - 1 + by._days
                first = _first_of(target + 1) + by._days
    yield first, last


def _days_of(month: int) -> int:
    """Return the number of days of a month that is counted from January of the year 0 on."""
    return days_of_month(month // 12, month % 12 + 1)


def _first_of(month: int) -> int:
    """Return the ordinal of the first day of such a month."""
    return ordinal(month // 12, month % 12 + 1, 1)


# Differences.


def days_between(one: tuple[int, int], other: tuple[int, int]) -> DayRange:
    """Return how many days lie from a day to another, each of them within its bounds.

    >>> days_between((1, 3), (5, 9))
    DayRange(lower=2, upper=8)
    """
    return _between(one, other, lambda start, end: end - start)


def months_between(one: tuple[int, int], other: tuple[int, int], size: int) -> DayRange:
    """Return how many whole units of some months lie from a day to another, each of them within its bounds.

    Args:
        one: first and last ordinal of the one day.
        other: first and last ordinal of the other.
        size: the months of the unit.

    >>> months_between((1, 3), (366, 366), 12), months_between((1, 3), (366, 366), 1)
    (DayRange(lower=0, upper=1), DayRange(lower=11, upper=12))
    """

    def count(start: int, end: int) -> int:
        (year, month, _), (last_year, last_month, _) = civil(start), civil(end)
        months = (last_year - year) * 12 + last_month - month
        reached = move(start, Span(months=months))
        if end >= start:
            return (months - (reached > end)) // size
        return -((-months - (reached < end)) // size)

    return _between(one, other, count)


def _between(one: tuple[int, int], other: tuple[int, int], count: Callable[[int, int], int]) -> DayRange:
    (first, last), (other_first, other_last) = one, other
    return DayRange(
        None if last == AFTER_ALL or other_first == BEFORE_ALL else count(last, other_first),
        None if first == BEFORE_ALL or other_last == AFTER_ALL else count(first, other_last),
    )


# Periods.


class _Date(Protocol):
    """What is read of a `PartialDate`; naming the class would close a circle of imports."""

    @property
    def span(self) -> tuple[int, int]: ...

    @property
    def spans(self) -> Spans: ...

    @property
    def comes_again(self) -> bool: ...


class _Stretch(Protocol):
    """What is read of a `Period`, beside its text."""

    @property
    def start(self) -> _Date | None: ...

    @property
    def end(self) -> _Date | None: ...

    @property
    def bounds(self) -> Bounds: ...


def pieces(period: _Stretch, unit: Unit) -> Iterator[tuple[str, Certainty]]:
    """Yield the text of a period's part in each unit of the calendar, with how certain it is that there is one.

    Raises:
        InvalidQuestionError: the unit is none of these.
        InvalidPeriodError: the period has no limit on one side, or too many pieces.

    >>> from .period import Period
    >>> [text for text, _ in pieces(Period("2013-05-12/2014-07-01"), "year")]
    ['2013-05-12/2013-12-31', '2014-01-01/2014-07-01']
    """
    one_of(unit, tuple(_MONTHS), "unit", "a unit of the calendar")
    first, last = period.bounds.possible
    if first == BEFORE_ALL or last == AFTER_ALL:
        hint = "ask for its intersection with a period that has two ends"
        raise InvalidPeriodError(f"'{period}' has no limit on one side", value=period, field="split_by", hint=hint)
    size, (year, month, _), (last_year, last_month, _) = _MONTHS[unit], civil(first), civil(last)
    begin = year * 12 + month - 1
    months = range(begin - begin % size, last_year * 12 + last_month, size)
    if len(months) > _MOST_PIECES:
        reason = f"'{period}' has more than {_MOST_PIECES:,} pieces"
        raise InvalidPeriodError(reason, value=period, field="split_by", hint="take a longer unit")
    for each in months:
        begun, ended = _first_of(each), _first_of(each + size) - 1
        yield from _cut(period, Bounds(begun, begun, ended, ended))


def rest(period: _Stretch, other: Bounds) -> Iterator[tuple[str, Certainty]]:
    """Yield the text of what a period has before another one, and after it, with how certain it is that there is any.

    >>> from .period import Period
    >>> [text for text, _ in rest(Period("2013-01-01/2013-12-31"), Period("2013-05-01/2013-07").bounds)]
    ['2013-01-01/2013-04-30', '[2013-07-02..2013-08-01]/2013-12-31']
    """
    t0, t1, f0, f1 = other
    # A bound without limit has no day before or after it, and neither has the calendar beyond its ends.
    if t1 > BEFORE_ALL + 1:
        window = Bounds(BEFORE_ALL, BEFORE_ALL, _beside(t0, -1), _beside(t1, -1))
        yield from _cut(period, window)
    if f0 < AFTER_ALL - 1:
        window = Bounds(_beside(f0, 1), _beside(f1, 1), AFTER_ALL, AFTER_ALL)
        yield from _cut(period, window)


def _beside(day: int, step: int) -> int:
    return day + step if BEFORE_ALL < day < AFTER_ALL else day


def _cut(period: _Stretch, window: Bounds) -> Iterator[tuple[str, Certainty]]:
    """Yield the text of what a period has within another one, with how certain that is, unless it has nothing there.

    The bounds hold in the worlds in which there is such a part. An end that the other period leaves as it is keeps its
    text. A single run of days is written without those that lie beyond the part.
    """
    s0, s1, e0, e1 = period.bounds
    w0, w1, x0, x1 = window
    if s0 > x1 or w0 > e1:
        return
    is_certain = s1 <= x0 and w1 <= e0
    start, end = (max(s0, w0), max(s1, w1)), (min(e0, x0), min(e1, x1))
    left, right = str(period).split("/")
    if w1 > s0 or (period.start and period.start.span[1] > end[1] and _is_run(period.start)):
        left = date_text(start[0], min(start[1], end[1]))
    if x0 < e1 or (period.end and period.end.span[0] < start[0] and _is_run(period.end)):
        right = date_text(max(end[0], start[0]), end[1])
    yield f"{left}/{right}", Certainty.CERTAIN if is_certain else Certainty.POSSIBLE


def _is_run(date: _Date) -> bool:
    return not date.comes_again and len(date.spans) == 1


def merged(periods: Sequence[_Stretch]) -> list[str]:
    """Return the texts of periods after all are merged that certainly share a day or adjoin.

    >>> from .period import Period
    >>> merged([Period("2013-07-01/2013-12-31"), Period("2013-01-01/2013-06-30"), Period("2015/2015")])
    ['2013-01-01/2013-12-31', '2015/2015']
    """
    groups: list[list[_Stretch]] = []
    cores: list[tuple[int, int]] = []
    loose: list[_Stretch] = []
    # Two periods are certainly connected if neither has its latest start more than a day after the earliest end of the
    # other. Most have a core of certain days, or at least of a moment between two days, and cores are sorted.
    for each in sorted(periods, key=lambda period: (period.bounds.certain, str(period))):
        first, last = each.bounds.certain
        if first > last + 1:
            loose.append(each)
        elif cores and first <= cores[-1][1] + 1:
            groups[-1].append(each)
            cores[-1] = cores[-1][0], max(cores[-1][1], last)
        else:
            groups.append([each])
            cores.append((first, last))
    # Any other one is merged if a core reaches from its earliest end to its latest start; that core stays as it is.
    for each in loose:
        first, last = each.bounds.certain
        at = bisect_right(cores, last + 1, key=lambda core: core[0]) - 1
        if at >= 0 and cores[at][1] + 1 >= first:
            groups[at].append(each)
        else:
            groups.append([each])
    return [_joined(group) for group in groups]


def _joined(group: Sequence[_Stretch]) -> str:
    """Return the text of several periods together; an end that is certainly the outermost keeps its text."""
    if len(group) == 1:
        return str(group[0])
    bounds = [each.bounds for each in group]
    s0, s1 = min(each.start_earliest for each in bounds), min(each.start_latest for each in bounds)
    e0, e1 = max(each.end_earliest for each in bounds), max(each.end_latest for each in bounds)
    left = ".." if s1 == BEFORE_ALL else date_text(s0, s1)
    right = ".." if e0 == AFTER_ALL else date_text(e0, e1)
    if sum(each.start_earliest < s1 for each in bounds) < 2:
        left = next((str(each).partition("/")[0] for each in group if each.start and each.start.span == (s0, s1)), left)
    if sum(each.end_latest > e0 for each in bounds) < 2:
        right = next((str(each).partition("/")[2] for each in group if each.end and each.end.span == (e0, e1)), right)
    return f"{left}/{right}"
