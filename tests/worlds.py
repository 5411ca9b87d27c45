"""Small made-up worlds, written by hand: one line a record, and a calendar on which every world can be tried.

Records: the body is "grp" unless another is named, and agents are named after their ids.

The calendar has five days. What is made on it keeps its days as plain numbers beside the text, so nothing is read back
from the library; `LOW` and `HIGH` stand for every day before and after the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Any, NamedTuple

from iom_partners import Certainty, ChairTerm, Coverage, Dataset, Membership, Organization, PartialDate, Period
from iom_partners.model import Name
from iom_partners.store.record_types import RECORD_TYPES

# Records.


def world(*records: Any) -> Dataset:
    """Return the dataset of some records."""
    return Dataset.from_records(records, strict=False)


def org(agent_id: str, *, founded: str | None = None, ended: str | None = None, **fields: Any) -> Organization:
    """Return an organization whose acronym is its id in capitals."""
    life = {"founded": founded and PartialDate(founded), "ended": ended and PartialDate(ended)}
    return Organization(
        id=agent_id, **{"name": f"{agent_id.title()} Agency", "acronym": agent_id.upper()} | life | fields
    )


def body(**fields: Any) -> Organization:
    """Return the body GRP."""
    return org("grp", **{"name": "The Group"} | fields)


def _period(when: str | Period | Stretch) -> Period:
    return when if isinstance(when, Period) else when.period if isinstance(when, Stretch) else Period(when)


def seat(who: str, when: str | Period | Stretch, *, of: str = "grp", role: Any = "member", **fields: Any) -> Membership:
    """Return a membership."""
    record_id = f"{of}-{role}-{who}-{when}"
    return Membership(**{"id": record_id} | fields, member_id=who, organization_id=of, role=role, period=_period(when))


def term(who: str, when: str | Period | Stretch, *, of: str = "grp", role: Any = "chair", **fields: Any) -> ChairTerm:
    """Return a chair term."""
    record_id = f"{of}-{role}-{who}-{when}"
    return ChairTerm(**{"id": record_id} | fields, holder_id=who, organization_id=of, role=role, period=_period(when))


def name(text: str, when: str | Period | Stretch = "/", **fields: Any) -> Name:
    """Return a name."""
    return Name(**{"text": text, "kind": "official", "period": _period(when)} | fields)


def covers(
    of: Any, first: str | date | None = None, last: str | date | None = None, *, body: str = "grp", **fields: Any
) -> Coverage:
    """Return a coverage from one day to another."""
    days = [date.fromisoformat(each) if isinstance(each, str) else each for each in (first, last)]
    record_id = f"{body}-{of}-{first}-{last}"
    return Coverage(**{"id": record_id} | fields, organization_id=body, of=of, first_day=days[0], last_day=days[1])


def ids(items: Any) -> list[str]:
    """Return the ids of agents or records, the texts of names."""
    return [item if isinstance(item, str) else item.id for item in items]


def records_of(data: Dataset) -> list[Any]:
    """Return all records of a dataset."""
    return [record for each in RECORD_TYPES for record in getattr(data, each)]


def judge(answers: Iterable[bool]) -> Certainty:
    """Return the certainty of something that holds in some of all worlds."""
    told = set(answers)
    return Certainty.POSSIBLE if len(told) > 1 else Certainty.CERTAIN if told == {True} else Certainty.RULED_OUT


# The calendar.

FIRST = date(2012, 12, 30)  # The days go over the turn of a year.
NUMBER = 5
LOW, HIGH = -1, NUMBER


def day(place: int) -> date:
    """Return the day of a place."""
    return FIRST + timedelta(days=place)


class Stretch(NamedTuple):
    """The places that a start may have, and an end: the first and the last of each."""

    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def period(self) -> Period:
        """As a period of the library."""
        left = ".." if self.start == (LOW, LOW) else places_text(*self.start)
        right = ".." if self.end == (HIGH, HIGH) else places_text(*self.end)
        return Period(f"{left}/{right}")

    def pairs(self, room: int = 1) -> list[tuple[int, int]]:
        """Return every start and end; what has no limit reaches ``room`` places beyond the calendar."""
        (s0, s1), (e0, e1) = ((_far(a, room), _far(b, room)) for a, b in self)
        return [(s, e) for s in range(s0, s1 + 1) for e in range(e0, e1 + 1) if s <= e]

    def traces(self, window: tuple[int, int] = (0, NUMBER - 1)) -> list[int]:
        """Return every set of days of a window that it may hold, as bits."""
        return sorted({bits(s, e, window) for s, e in self.pairs()})


def _far(place: int, room: int) -> int:
    return place - (room - 1) if place == LOW else place + (room - 1) if place == HIGH else place


def bits(start: int, end: int, window: tuple[int, int]) -> int:
    """Return the days from a start to an end that lie in a window, one bit each."""
    return sum(1 << place for place in range(max(start, window[0]), min(end, window[1]) + 1))


def places_text(first: int, last: int) -> str:
    """Return the text of the days from one place to another; from `LOW` to `HIGH` it is empty."""
    if (first, last) == (LOW, HIGH):
        return ""
    left = "" if first == LOW else day(first).isoformat()
    right = "" if last == HIGH else day(last).isoformat()
    return left if left == right else f"[{left}..{right}]"


#: A life without a stated founding and end.
ALWAYS = Stretch((LOW, LOW), (HIGH, HIGH))


def organization(record_id: str, life: Stretch = ALWAYS, **fields: Any) -> Organization:
    """Return an organization with a life on the calendar."""
    founded = None if life.start == (LOW, LOW) else places_text(*life.start)
    ended = None if life.end == (HIGH, HIGH) else places_text(*life.end)
    return org(record_id, founded=founded, ended=ended, **{"name": record_id.title(), "acronym": None} | fields)


# Clubs: one body, and every world that the dates of its records allow.

Chain = tuple[str, ...]


class Tie(NamedTuple):
    """What ties an item to a body: a membership, a chair term or a name."""

    item: str
    body: str
    role: str


class Club(NamedTuple):
    """The body "club", of which agents are members by themselves and as parts of "group", and a unit of "house".

    Attributes:
        data: its records.
        times: the stretch of each tie by its key, and of each life by the id of the body.
        ties: what each tie ties, by its key.
    """

    data: Dataset
    times: dict[str, Stretch]
    ties: dict[str, Tie]

    def life(self, of: str) -> Chain:
        """Return the lives within which the ties of a body hold: its own, and that of the body it is a unit of."""
        above = {tie.body for tie in self.ties.values() if tie.item == of and tie.role == "unit"}
        return (of, *sorted(above))

    def chains(self, item: str, of: str = "club", roles: Iterable[str] = ("member",)) -> list[Chain]:
        """Return every way in which an item is tied to a body: the keys of the times that must hold together."""
        found: list[Chain] = []
        for key, tie in self.ties.items():
            if tie.body == of and tie.role in roles:
                here = (key, *self.life(of))
                own = (item,) if item in self.times else ()
                parts = (part for part, each in self.ties.items() if each == (item, tie.item, "component"))
                found += [tuple(dict.fromkeys((*here, *own)))] if tie.item == item else []
                found += [(part, *self.life(tie.item), *here, *own) for part in parts if tie.role == "member"]
        return found

    def size(self, *who: str) -> int:
        """Return the number of worlds of some members that differ on the days of the calendar."""
        return prod(len(self.times[key].traces()) for key in self._keys(who))

    def worlds(self, *who: str) -> Iterator[tuple[int, ...]]:
        """Yield, for each world, the days on which each of some was a member, one bit a day."""
        keys, chains = self._keys(who), [self.chains(each) for each in who]
        for traces in product(*(self.times[key].traces() for key in keys)):
            held = dict(zip(keys, traces, strict=True))
            found: list[int] = []
            for each in chains:
                union = 0
                for chain in each:
                    together = -1
                    for key in chain:
                        together &= held[key]
                    union |= together
                found.append(union)
            yield tuple(found)

    def _keys(self, who: tuple[str, ...]) -> list[str]:
        return sorted({key for each in who for chain in self.chains(each) for key in chain})
