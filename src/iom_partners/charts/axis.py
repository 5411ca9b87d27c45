"""The axis of days: which days a chart shows, and how its data write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, islice, takewhile
from typing import Any, NamedTuple

from ..dates.days import AFTER_ALL, BEFORE_ALL, EPOCH, AnyDay, Day, civil, day_at, ordinal
from ..dates.describe import say_day
from ..errors import InvalidQuestionError
from . import theme

__all__ = ["Frame", "axis_of_days", "frame_of", "say_days", "ticks_of", "written"]

_LEAST_ROOM = 30
#: How labels are written, how many of them fit, and how far apart they may be, from the closest on: in days, months or
#: years. By default an axis names no year where it has labels of months, or drops those that do.
_TICKS = (
    ("%d %b %Y", 8, (1, 2, 7, 14)),
    ("%b %Y", 9, (1, 2, 3, 6)),
    ("%Y", 16, tuple(digit * 10**zeros for zeros in range(6) for digit in (1, 2, 5))),
)
_DAYS, _MONTHS, _YEARLY = (words for words, _, _ in _TICKS)
#: The first and last year of which every day is a date of JavaScript, by which charts are drawn.
_YEARS = (-271_820, 275_759)
#: Years before the first are counted backwards, and d3 cuts those of five digits to four.
_YEAR_LABEL = "utcyear(datum.value) < 1 ? (1 - utcyear(datum.value)) + ' BC' : utcyear(datum.value)"


class Frame(NamedTuple):
    """The first and the last day that a chart shows."""

    first: AnyDay
    last: AnyDay

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last.toordinal() - self.first.toordinal() + 1

    def clip(self, first: AnyDay | None, last: AnyDay | None) -> tuple[int, int]:
        """Return the first and the last day of a run that lie inside, as ordinals."""
        start, end = self.first.toordinal(), self.last.toordinal()
        return (
            start if first is None else max(first.toordinal(), start),
            end if last is None else min(last.toordinal(), end),
        )

    def shows(self, first: AnyDay | None, last: AnyDay | None) -> bool:
        """Return whether a day of a run lies inside."""
        return (first is None or first <= self.last) and (last is None or last >= self.first)

    def start(self, first: AnyDay | None) -> str:
        """Return the day from which a run is drawn."""
        return written(self.clip(first, None)[0])

    def end(self, last: AnyDay | None) -> str:
        """Return where a run is drawn to: the day after its last day, all of which belongs to it."""
        return written(self.clip(None, last)[1] + 1)


def written(day: int, clock: str = "") -> str:
    """Return the day of an ordinal as JavaScript reads it: a year that has no four digits has a sign and six.

    >>> written(735000), written(0), written(3652060)
    ('2013-05-12', '0000-12-31', '+010000-01-01T00:00:00Z')
    """
    year, month, of = civil(day)
    if 0 <= year < 10_000:
        return f"{year:04}-{month:02}-{of:02}{clock and f'T{clock}Z'}"
    return f"{year:+07}-{month:02}-{of:02}T{clock or '00:00:00'}Z"


def frame_of(runs: Iterable[tuple[AnyDay | None, AnyDay | None]], *others: AnyDay | None) -> Frame | None:
    """Return the first and the last stated day, with some days more at a side on which a run has no limit.

    Args:
        runs: first and last days; None means no limit.
        others: other days to be shown.

    Returns:
        None if no day is stated.

    >>> from datetime import date
    >>> frame_of([(date(2013, 7, 1), date(2013, 12, 31)), (None, date(2013, 9, 30))])
    Frame(first=datetime.date(2013, 6, 1), last=datetime.date(2013, 12, 31))
    """
    both = list(runs)
    stated = [day for run in (*both, others) for day in run if day is not None]
    if not stated:
        return None
    first, last = min(stated).toordinal(), max(stated).toordinal()
    room = max(_LEAST_ROOM, (last - first) // 20)
    if any(run[0] is None for run in both):
        first = max(first - room, BEFORE_ALL + 1)
    if any(run[1] is None for run in both):
        last = min(last + room, AFTER_ALL - 1)
    return Frame(day_at(first), day_at(last))


def ticks_of(frame: Frame) -> tuple[list[AnyDay], str]:
    """Return the days that an axis labels, and the format of the labels: each names its year, and all of them fit.

    >>> from datetime import date
    >>> days, words = ticks_of(Frame(date(2001, 1, 1), date(2002, 12, 31)))
    >>> [each.strftime(words) for each in days[:3]]
    ['Jan 2001', 'Apr 2001', 'Jul 2001']
    """
    tried = (
        (list(islice(_every(step, words, frame), most + 1)), words, most)
        for words, most, steps in _TICKS
        for step in steps
    )
    return next((ticks, words) for ticks, words, most in tried if len(ticks) <= most)


def _every(step: int, words: str, frame: Frame) -> Iterator[AnyDay]:
    """Return the days at a fixed step of days, months or years, up to the day after the last one."""
    end = frame.last.toordinal() + (frame.last != date.max)  # Labels have four digits as long as they can.
    if words == _DAYS:
        yield from map(day_at, range(frame.first.toordinal(), end + 1, step))
        return
    months: Iterator[int]
    if words == _MONTHS:
        first = frame.first.year * 12 + frame.first.month - 1 + (frame.first.day > 1)
        months = count(-(-first // step) * step, step)
    else:
        first = frame.first.year + ((frame.first.month, frame.first.day) > (1, 1))
        # As they are counted: round years before Christ, then the year 1 for the year 0 that there is not.
        counted = count(-(-(first - (first < 1)) // step) * step, step)
        months = (12 * ((year or 1) + (year < 0)) for year in counted if year or step > 1)
    days = (ordinal(month // 12, month % 12 + 1, 1) for month in months)
    yield from map(day_at, takewhile(lambda day: day <= end, days))


def axis_of_days(frame: Frame, *, title: str) -> Any:
    """Return the horizontal axis from the first to the last day, the same in every time zone."""
    alt = theme.altair()
    for day in frame:
        if not _YEARS[0] <= day.year <= _YEARS[1]:
            reason = f"{day} cannot be drawn: the axis of a chart reaches from the year {_YEARS[0]} to {_YEARS[1]}"
            raise InvalidQuestionError(
                reason, value=day, field="during", hint="give during= a period within these years"
            )
    ticks, words = ticks_of(frame)
    is_far = any(isinstance(day, Day) for day in ticks)
    label = {"labelExpr": _YEAR_LABEL} if is_far and words == _YEARLY else {"format": words}
    return alt.X(
        "start:T",
        title=title,
        scale=alt.Scale(type="utc", domain=[frame.start(None), frame.end(None)], nice=False),
        axis=alt.Axis(
            grid=True, labelOverlap=True,
            values=[(day.toordinal() - EPOCH) * 86_400_000 for day in ticks], **label,
        ),
    )  # fmt: skip


def say_days(first: AnyDay | None, last: AnyDay | None) -> str:
    """Return a run of days in words.

    >>> from datetime import date
    >>> say_days(date(2013, 7, 1), None), say_days(None, None), say_days(date(2013, 7, 1), date(2013, 7, 1))
    ('from 1 July 2013 on', 'always', '1 July 2013')
    """
    if first is None:
        return "always" if last is None else f"up to {say_day(last)}"
    if last is None:
        return f"from {say_day(first)} on"
    return say_day(first) if first == last else f"{say_day(first)} to {say_day(last)}"
