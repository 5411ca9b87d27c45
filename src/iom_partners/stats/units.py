"""The units of time of a panel, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..dates.calendar import month_span, year_span
from ..dates.days import AFTER_ALL, BEFORE_ALL, AnyDay, Span, day_at, to_date
from ..dates.edtf import year_text
from ..errors import MissingTimeError
from ..tables.table import required

if TYPE_CHECKING:
    from ..query.roster import Roster
    from ..query.rosters import Rosters

__all__ = ["UNIT", "Freq", "Unit", "limits", "reach", "units"]

Freq = Literal["decade", "year", "half-year", "quarter", "month", "day"]
_MONTHS = {"decade": 120, "year": 12, "half-year": 6, "quarter": 3, "month": 1}

#: The columns of a unit.
UNIT = (
    required("period", "string", "the unit of time in EDTF: a decade, year, half-year, quarter, month or day"),
    required("first_day", "date", "the first day of the unit"),
    required("last_day", "date", "the last day of the unit"),
)


class Unit(NamedTuple):
    """A unit of time: its EDTF text, its first and last day as dates and as ordinals."""

    text: str
    first_day: AnyDay
    last_day: AnyDay
    first: int
    last: int


def units(freq: str, span: Span) -> Iterator[Unit]:
    """Return the units that hold a day of a run of days, in order.

    >>> from datetime import date
    >>> span = date(2009, 5, 1).toordinal(), date(2010, 2, 1).toordinal()
    >>> [unit.text for freq in ("decade", "half-year", "quarter") for unit in units(freq, span)]
    ['200X', '201X', '2009-40', '2009-41', '2010-40', '2009-34', '2009-35', '2009-36', '2010-33']
    """
    if span[0] > span[1]:
        return
    if freq == "day":
        for ordinal in range(span[0], span[1] + 1):
            day = day_at(ordinal)
            yield Unit(day.isoformat(), day, day, ordinal, ordinal)
        return
    size = _MONTHS[freq]
    begin, end = (12 * day.year + day.month - 1 for day in map(day_at, span))
    for number in range(begin - begin % size, end + 1, size):
        (year, month), (last_year, last_month) = divmod(number, 12), divmod(number + size - 1, 12)
        first, last = month_span(year, month + 1)[0], month_span(last_year, last_month + 1)[1]
        yield Unit(_text(freq, year, month), day_at(first), day_at(last), first, last)


def _text(freq: str, year: int, month: int) -> str:
    """Return a unit in EDTF; the month counts from 0. A decade that no X can write is an interval of years."""
    if freq == "decade":
        return f"{year // 10:03}X" if 0 <= year < 10_000 else f"{year_text(year)}/{year_text(year + 9)}"
    if freq == "year":
        return year_text(year)
    codes = {"half-year": 40 + month // 6, "quarter": 33 + month // 3, "month": month + 1}
    return f"{day_at(year_span(year)[0]).isoformat()[:-6]}-{codes[freq]:02}"


def limits(rosters: Rosters, roster: Roster[Any], body_id: str, window: Span) -> Span:
    """Return the first and the last day that a panel of a body reaches within some days.

    Raises:
        MissingTimeError: a side has no limit.
    """
    first, last = window
    lives = [link.bounds for link in rosters.lives(body_id)]
    if first == BEFORE_ALL:
        first = max((life.start_earliest for life in lives), default=BEFORE_ALL)
        if first == BEFORE_ALL:
            # A start without limit is possible on every day of what is stated.
            stated = (day for claim in roster.by_time.claims for day in claim.bounds if BEFORE_ALL < day < AFTER_ALL)
            first = min(stated, default=BEFORE_ALL)
    if last == AFTER_ALL:
        last = min((life.end_latest for life in lives), default=AFTER_ALL)
        horizon = rosters.store.horizon()
        last = last if last < AFTER_ALL else horizon.toordinal() if horizon else AFTER_ALL
    if first == BEFORE_ALL or last == AFTER_ALL:
        side = "first" if first == BEFORE_ALL else "last"
        raise MissingTimeError(
            f"the data set no {side} day for {roster.question.body}, so a panel of it needs a period",
            value=body_id,
            field="during",
            hint="give during='2005/2010'",
        )
    return first, last


def reach(spans: Sequence[Span], *, is_asked: bool) -> str:
    """Describe how far panels reach.

    Args:
        spans: the limits of each.
        is_asked: whether the caller has set limits.

    >>> reach([], is_asked=True)
    'of no day'
    """
    first, last = (min(first for first, _ in spans), max(last for _, last in spans)) if spans else (1, 0)
    told = f"from {to_date(first)} to {to_date(last)}" if first <= last else "of no day"
    return told if is_asked else f"{told}, as far as the data state; give during= for other days"
