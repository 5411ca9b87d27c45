"""The axis of days: which days a chart shows, and how its data write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..dates.describe import say_day
from . import theme

__all__ = ["Frame", "axis_of_days", "frame_of", "say_days"]

_LEAST_ROOM = 30
_FEW_DAYS, _FEW_MONTHS, _FEW_YEARS = 10, 120, 760


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
        runs: first and last days; None is no limit.
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


def axis_of_days(frame: Frame, *, title: str) -> Any:
    """Return the horizontal axis from the first to the last day, the same in every time zone."""
    alt = theme.altair()
    days = (frame.last - frame.first).days
    # By default, the axis of a short time names no year.
    marks: dict[str, Any] = {"format": "%d %b %Y" if days < _FEW_MONTHS else "%b %Y"} if days < _FEW_YEARS else {}
    if days < _FEW_DAYS:
        marks["tickCount"] = {"interval": "day", "step": 1}
    return alt.X(
        "start:T",
        title=title,
        scale=alt.Scale(type="utc", domain=[frame.start(None), frame.end(None)], nice=False),
        axis=alt.Axis(
            grid=True, gridColor=theme.GRID, domainColor=theme.GRAY, tickColor=theme.GRAY, labelOverlap=True, **marks
        ),
    )


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
