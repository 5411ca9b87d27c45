"""The axis of days: which days a chart shows, and how its data write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..dates.describe import say_day
from . import theme

__all__ = ["Frame", "axis_of_days", "frame_of", "say_days", "ticks_of"]

_LEAST_ROOM = 30
#: How labels are written, how many of them fit, and how far apart they may be, from the closest on: in days, months or
#: years. By default an axis names no year where it has labels of months, or drops those that do.
_TICKS = (
    ("%d %b %Y", 8, (1, 2, 7, 14)),
    ("%b %Y", 9, (1, 2, 3, 6)),
    ("%Y", 16, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)),
)
_DAYS, _MONTHS = _TICKS[0][0], _TICKS[1][0]
_EPOCH = date(1970, 1, 1)


class Frame(NamedTuple):
    """The first and the last day that a chart shows."""

    first: date
    last: date

    def shows(self, first: date | None, last: date | None) -> bool:
        """Return whether a day of a run lies inside."""
        return (first is None or first <= self.last) and (last is None or last >= self.first)

    def start(self, first: date | None) -> str:
        """Return the day from which a run is drawn."""
        return (self.first if first is None else max(first, self.first)).isoformat()

    def end(self, last: date | None) -> str:
        """Return where a run is drawn to: the day after its last day, all of which belongs to it."""
        return _after(self.last if last is None else min(last, self.last))


def _after(day: date) -> str:
    # The calendar of Python ends there, that of the chart does not.
    return "+010000-01-01T00:00:00Z" if day == date.max else (day + timedelta(days=1)).isoformat()


def frame_of(runs: Iterable[tuple[date | None, date | None]], *others: date | None) -> Frame | None:
    """Return the first and the last stated day, with some days more at a side on which a run has no limit.

    Args:
        runs: first and last days; None means no limit.
        others: other days to be shown.

    Returns:
        None if no day is stated.

    >>> frame_of([(date(2013, 7, 1), date(2013, 12, 31)), (None, date(2013, 9, 30))])
    Frame(first=datetime.date(2013, 6, 1), last=datetime.date(2013, 12, 31))
    """
    both = list(runs)
    stated = [day for run in (*both, others) for day in run if day is not None]
    if not stated:
        return None
    first, last = min(stated), max(stated)
    room = timedelta(days=max(_LEAST_ROOM, (last - first).days // 20))
    if any(run[0] is None for run in both):
        first = first - room if first - date.min > room else date.min
    if any(run[1] is None for run in both):
        last = last + room if date.max - last > room else date.max
    return Frame(first, last)


def ticks_of(frame: Frame) -> tuple[list[date], str]:
    """Return the days that an axis labels, and the format of the labels: each names its year, and all of them fit.

    >>> days, words = ticks_of(Frame(date(2001, 1, 1), date(2002, 12, 31)))
    >>> [each.strftime(words) for each in days[:3]]
    ['Jan 2001', 'Apr 2001', 'Jul 2001']
    """
    tried = (
        (list(_every(step, words, frame)), words, most) for words, most, steps in _TICKS for step in steps
    )  # fmt: skip
    return next((ticks, words) for ticks, words, most in tried if len(ticks) <= most)


def _every(step: int, words: str, frame: Frame) -> Iterator[date]:
    """Return the days at a fixed step of days, months or years, up to the day after the last one."""
    end = frame.last.toordinal() + (frame.last < date.max)
    if words == _DAYS:
        yield from map(date.fromordinal, range(frame.first.toordinal(), end + 1, step))
        return
    each = step if words == _MONTHS else 12 * step
    first = frame.first.year * 12 + frame.first.month - 1 + (frame.first.day > 1)
    for months in range(-(-first // each) * each, (date.max.year + 1) * 12, each):
        day = date(months // 12, months % 12 + 1, 1)
        if day.toordinal() > end:
            return
        yield day


def axis_of_days(frame: Frame, *, title: str) -> Any:
    """Return the horizontal axis from the first to the last day, the same in every time zone."""
    alt = theme.altair()
    ticks, words = ticks_of(frame)
    return alt.X(
        "start:T",
        title=title,
        scale=alt.Scale(type="utc", domain=[frame.start(None), frame.end(None)], nice=False),
        axis=alt.Axis(
            grid=True, labelOverlap=True,
            values=[(day - _EPOCH).days * 86_400_000 for day in ticks], format=words,
        ),
    )  # fmt: skip


def say_days(first: date | None, last: date | None) -> str:
    """Return a run of days in words.

    >>> say_days(date(2013, 7, 1), None), say_days(None, None), say_days(date(2013, 7, 1), date(2013, 7, 1))
    ('from 1 July 2013 on', 'always', '1 July 2013')
    """
    if first is None:
        return "always" if last is None else f"up to {say_day(last)}"
    if last is None:
        return f"from {say_day(first)} on"
    return say_day(first) if first == last else f"{say_day(first)} to {say_day(last)}"
