"""`EngineTables`: what the questions of `iom_partners.engine` need, made of the records of a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from typing import Any, NamedTuple

from ..dates.days import Span, union
from ..errors import one_of
from ..progress import tracked
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..store.labels import known_to
from ..tables.flat import BOUNDS
from ..tables.table import Column, Table, required
from ..worlds.claims import Claim, is_maybe

__all__ = ["EngineTables", "engine_tables"]

#: The days of the engines: of all of these, and of none other, their libraries have dates.
_YEARS = date.min.toordinal(), date.max.toordinal()

_BODY = required("body_id", "string", "the body")
_TIES = (
    _BODY,
    required("agent_id", "string", "who was in it"),
    *BOUNDS,
    required("is_doubtful", "boolean", "whether it may never have held: then no day of it is certain"),
    required("record_id", "string", "the record that says so"),
)
_COVERAGE = (
    _BODY,
    Column("first_day", "date", "the first day on which all are known; empty means no limit"),
    Column("last_day", "date", "the last such day, which belongs to them; empty means no limit"),
)
_NAMES = (
    required("id", "string", "an organization or person"),
    required("name", "string", "its acronym or name"),
)


class EngineTables(NamedTuple):
    """The tables of one question about every body of a dataset, for the functions of `iom_partners.engine`.

    Attributes:
        memberships: one row for each membership or chair term, within the lives of those concerned.
        coverage: for each body, the days on which all are known.
        names: the acronym or name of each id.
    """

    memberships: Table
    coverage: Table
    names: Table


def engine_tables(rosters: Rosters, of: str, role: str | None) -> EngineTables:
    """Return the tables; see `Dataset.engine_tables`."""
    one_of(of, ("chairs", "members"), "of", "a valid value")
    ties: list[tuple[Any, ...]] = []
    known: list[tuple[Any, ...]] = []
    store = rosters.store
    for body in tracked(store["organizations"], "bodies"):
        roster: Roster[Any] = (
            rosters.chairs(body.id, role) if of == "chairs" else rosters.members(body.id, False, role or "member")
        )
        ties += (_row(body.id, claim) for claim in roster.by_time.claims if _meets_years(claim.possible))
        known += ((body.id, *map(_day, span)) for span in _complete(roster) if _meets_years(span))
    names = [(each.id, store.directory.label(each.id)) for kind in ("organizations", "people") for each in store[kind]]
    made = Table(of, _TIES, ties), Table("runs of days", _COVERAGE, known), Table("names", _NAMES, names)
    return EngineTables(*(known_to(each, store) for each in made))


def _row(body_id: str, claim: Claim) -> tuple[Any, ...]:
    record: Any = claim.record
    s0, s1, e0, e1 = claim.bounds
    links = claim.links
    # Some day of it may lie in no link, or in one and not in another.
    is_doubtful = any(map(is_maybe, links)) or any(
        one.bounds.start_latest > other.bounds.end_earliest for one, other in permutations(links, 2)
    )
    # Nothing is said of the later start and the earlier end of what may never have held.
    inner = (None, None) if is_doubtful else (_day(s1), _day(e0))
    is_open = s1 < _YEARS[0], e0 > _YEARS[1]
    return body_id, claim.item, _day(s0), *inner, _day(e1), *is_open, is_doubtful, record.id


def _meets_years(span: Span) -> bool:
    return span[0] <= _YEARS[1] and span[1] >= _YEARS[0]


def _day(ordinal: int) -> date | None:
    """Return the day of an ordinal; None outside the years of the engines, on whose days it sets no limit."""
    return date.fromordinal(ordinal) if _YEARS[0] <= ordinal <= _YEARS[1] else None


def _complete(roster: Roster[Any]) -> Iterator[tuple[int, int]]:
    """Return the runs of days on which nobody without a record can have been in it."""
    return iter(union((first, last) for first, last, *_, is_known in roster.sweep.eras() if is_known))
