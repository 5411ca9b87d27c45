"""Made-up bodies on a calendar of a few days, and every world that their dates allow: the oracle of the histories.

What is drawn keeps its days as plain numbers beside the text, so nothing is read back from the library. A `Days` is the
first and last day that one end of a period may be; `LOW` and `HIGH` stand for every day before and after the calendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from iom_partners import Organization, PartialDate, Period

FIRST = date(2012, 12, 30)  # The days go over the turn of a year.
NUMBER = 5
LOW, HIGH = -1, NUMBER


def day(place: int) -> date:
    """Return the day of a place."""
    return FIRST + timedelta(days=place)


class Stretch(NamedTuple):
    """The places that a start may have, and an end."""

    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def period(self) -> Period:
        """As a period of the library."""
        left = ".." if self.start == (LOW, LOW) else text(*self.start)
        right = ".." if self.end == (HIGH, HIGH) else text(*self.end)
        return Period(f"{left}/{right}")

    def pairs(self, room: int = 1) -> list[tuple[int, int]]:
        """Return every start and end; what has no limit reaches ``room`` places beyond the calendar."""
        (s0, s1), (e0, e1) = ((_far(a, room), _far(b, room)) for a, b in self)
        return [(s, e) for s in range(s0, s1 + 1) for e in range(e0, e1 + 1) if s <= e]

    def traces(self, window: tuple[int, int]) -> list[int]:
        """Return every set of days of a window that it may hold, as bits."""
        return sorted({bits(s, e, window) for s, e in self.pairs()})


def _far(place: int, room: int) -> int:
    return place - (room - 1) if place == LOW else place + (room - 1) if place == HIGH else place


def bits(start: int, end: int, window: tuple[int, int]) -> int:
    """Return the days from a start to an end that lie in a window, one bit each."""
    return sum(1 << place for place in range(max(start, window[0]), min(end, window[1]) + 1))


def text(first: int, last: int) -> str:
    """Write the places of one end."""
    if (first, last) == (LOW, HIGH):
        return ""
    left = "" if first == LOW else day(first).isoformat()
    right = "" if last == HIGH else day(last).isoformat()
    return left if left == right else f"[{left}..{right}]"


def ends(lower: int = LOW, upper: int = HIGH) -> st.SearchStrategy[tuple[int, int]]:
    """The places that one end may have: at least one day of the calendar, or all."""
    places = st.integers(lower, upper)
    return st.tuples(places, places).map(sorted).map(tuple).filter(lambda pair: pair not in ((LOW, LOW), (HIGH, HIGH)))  # type: ignore[arg-type, return-value]


def stretches(*, limited: bool = False, exact: bool = False) -> st.SearchStrategy[Stretch]:
    """Stretches that some world fits; ``limited`` ones have no side without limit."""
    if exact:
        place = st.integers(0, NUMBER - 1)
        return st.tuples(place, place).map(sorted).map(lambda pair: Stretch((pair[0],) * 2, (pair[1],) * 2))
    one = ends(0, NUMBER - 1) if limited else ends()
    start = one if limited else one | st.just((LOW, LOW))
    end = one if limited else one | st.just((HIGH, HIGH))
    return st.builds(Stretch, start, end).filter(lambda each: each.start[0] <= each.end[1])


#: A life without a stated founding and end.
ALWAYS = Stretch((LOW, LOW), (HIGH, HIGH))


def lives(*, limited: bool = False) -> st.SearchStrategy[Stretch]:
    """Lives of organizations: always, or founded or ended within the calendar."""
    dated = ends(0, NUMBER - 1)
    life = st.builds(Stretch, dated | st.just((LOW, LOW)), dated | st.just((HIGH, HIGH)))
    return (st.just(ALWAYS) if not limited else stretches(limited=True)) | life.filter(
        lambda each: each.start[0] <= each.end[1] and not (limited and each == ALWAYS)
    )


def organization(record_id: str, life: Stretch = ALWAYS, **fields: Any) -> Organization:
    """Make an organization of a life."""
    founded = None if life.start == (LOW, LOW) else PartialDate(text(*life.start))
    ended = None if life.end == (HIGH, HIGH) else PartialDate(text(*life.end))
    return Organization(id=record_id, name=record_id.title(), founded=founded, ended=ended, **fields)
