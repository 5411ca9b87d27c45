"""Where a merge makes one of its two datasets less sure: each such place becomes a conflict.

One of them may list all members on a day, and the other have one more; or one may found a body later than the other has
a membership in it begin. No two statements of one record differ then, and yet something is no longer certain, or no
longer ruled out. The record in question gets a citation that denies it, so that `conflicts` lists it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from ..dates.days import Bounds, Spans, meet, subtract, union, within
from ..errors import InvalidQuestionError
from ..model.agents import Name, Organization
from ..model.evidence import Citation
from ..model.people import Person
from ..model.ties import ChairTerm, Membership
from ..model.works import Project
from ..query.project_rosters import ProjectRosters
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..store.store import Store
from ..worlds.claims import Claim, Completeness
from .conflicts import find_conflicts
from .statements import key_of, stated_fields, supporting

__all__ = ["Known", "mark_denied"]

#: The fields that decide who was what when.
_OF_TIME = frozenset((
    "record", "period", "is_doubtful", "status", "role", "organization_id", "member_id", "holder_id", "agent_id",
    "founded", "ended", "born", "died",
))  # fmt: skip
#: What coverages of agents, not of bodies, are of.
_OF_AGENTS = ("groups", "projects", "partners")


class Known(NamedTuple):
    """One of the datasets: its rosters, and the source that stands for it where it cites none."""

    rosters: Rosters
    source_id: str = ""


class _Denial(NamedTuple):
    """A record, or a name of one, by which a side is no longer sure of what it was sure of."""

    record: Any
    against: Completeness | None
    #: The sources that stand for who says that the record holds, and for who rules it out.
    held: str
    denied: str
    #: Whether one side is certain of what the other rules out; else it only leaves it open.
    is_opposite: bool
    #: Whom or what the question is answered with.
    item: str


def mark_denied(records: Mapping[str, list[Any]], ours: Known, theirs: Known, merged: Known) -> int:
    """Mark each record by which one side is less sure than it was, unless a conflict tells of it already.

    Args:
        records: those of the merged dataset, which are changed in place.
        ours: one side.
        theirs: the other.
        merged: both as one.

    Returns:
        How many records were marked.
    """
    conflicts = find_conflicts(merged.rosters.store)
    shown = {key_of(conflict.record) for conflict in conflicts if conflict.kind == "contradiction"}
    told = {_tie_of(conflict.record) for conflict in conflicts if conflict.field in _OF_TIME}
    told |= {(Name, conflict.record.id) for conflict in conflicts if conflict.field.startswith("names[")}
    # What denies a record or its names, by the record, then by what is denied; the first of each counts.
    denials: dict[Any, dict[Any, _Denial]] = {}
    for side, other in ((ours, theirs), (theirs, ours)):
        for kind, owner_id, *only in _questions(ours.rosters.store, theirs.rosters.store, merged.rosters.store):
            before, after = (_roster(each.rosters, kind, owner_id, *only) for each in (side, merged))
            if before is None or after is None:
                continue
            for denial in _denials(before, after, side.source_id, other.source_id):
                key = key_of(denial.record)
                is_name = isinstance(denial.record, Name)
                if denial.is_opposite:
                    is_told = key in shown and not is_name
                else:
                    of = (Name, owner_id) if is_name else _tie_of(denial.record)
                    lives = (
                        (kind, each) for kind in (Organization, Person, Project) for each in (owner_id, denial.item)
                    )
                    is_told = not told.isdisjoint((of, *lives))
                if not is_told:
                    denials.setdefault((Organization, owner_id) if is_name else key, {}).setdefault(key, denial)
    marked = 0
    for name in ("organizations", "memberships", "chair_terms", "participations", "partnerships"):
        for index, record in enumerate(records[name]):
            records[name][index] = _marked(record, denials.get(key_of(record), {}))
            marked += records[name][index] != record
    return marked


def _roster(rosters: Rosters, kind: str, *of: Any) -> Roster[Any] | None:
    """Return the roster of a question; None where a dataset has no such role or office, so that it is refused."""
    try:
        made: Roster[Any] = getattr(rosters if hasattr(rosters, kind) else ProjectRosters(rosters), kind)(*of)
    except InvalidQuestionError:
        return None
    return made


def _marked(record: Any, denials: Mapping[Any, _Denial]) -> Any:
    if not denials:
        return record
    if denial := denials.get(key_of(record)):
        return _denied(record, denial)
    names = (_denied(each, denials[key]) if (key := key_of(each)) in denials else each for each in record.names)
    return attrs.evolve(record, names=tuple(names))


def _questions(*stores: Store) -> Iterator[tuple[Any, ...]]:
    """Yield each question that may be asked of the datasets, as the kind of its roster and what makes that."""
    bodies: dict[str, tuple[set[str], set[tuple[str, str | None]]]] = {}
    others: dict[tuple[str, ...], None] = {}
    for store in stores:
        for term in store["chair_terms"]:
            bodies.setdefault(term.organization_id, (set(), set()))[0].add(term.role)
        for tie in store["memberships"]:
            offices = bodies.setdefault(tie.organization_id, (set(), set()))[1]
            if tie.role not in ("member", "component", "unit"):
                offices.add((tie.role, None))
            if tie.office is not None:
                offices.add((tie.role, tie.office))
        for each in store["coverages"]:
            if each.organization_id is not None:
                bodies.setdefault(each.organization_id, (set(), set()))
        others |= {
            (each.of, each.organization_id): None
            for each in store["coverages"]
            if each.of in _OF_AGENTS and each.organization_id is not None
        }
    for body, (roles, offices) in bodies.items():
        yield from (("chairs", body, role) for role in (None, *sorted(roles)))
        yield from (("members", body, False, role, office) for role, office in sorted(offices, key=str))
        yield "members", body
        yield "units", body
    shared = (set(store["projects"].ids) for store in stores)
    yield from (("participants", project_id) for project_id in sorted(set.intersection(*shared)))
    for store in stores:
        for owner in store["organizations"]:
            others |= {("names", owner.id, name.language, name.kind): None for name in owner.names}
    yield from others


def _denials(side: Roster[Any], merged: Roster[Any], own: str, other: str) -> Iterator[_Denial]:
    """Yield what is certain, or ruled out, of one side of a merge and not so by the merged data."""
    for item in {**side.claims, **side.indirect, **merged.claims, **merged.indirect}:
        before, after = side.claims_of(item), merged.claims_of(item)
        ruled_out = _ruled_out(side, item)
        for claim in after if ruled_out else ():
            if meet((claim.possible,), ruled_out):
                is_opposite = _is_decided(claim, ruled_out)
                yield _Denial(claim.record, _against(side.ruling_out(item), claim), other, own, is_opposite, item)
        for claim in before:
            if _is_lost(claim, after):
                is_opposite = _is_decided(claim, _ruled_out(merged, item))
                yield _Denial(claim.record, _against(merged.ruling_out(item), claim), own, other, is_opposite, item)


def _is_lost(claim: Claim, after: Sequence[Claim]) -> bool:
    """Return whether a claim is certain of a day, or of a stretch, of which others together are not."""
    start, end = claim.certain
    if start <= end:
        return not within((claim.certain,), union(each.certain for each in after))
    stretch = Bounds(end, end, start, start)
    return claim.certainly_meets(stretch) and not any(each.certainly_meets(stretch) for each in after)


def _tie_of(record: Any) -> tuple[Any, ...]:
    """Return what two records of one tie have in common, as `find_conflicts` finds duplicates."""
    if isinstance(record, (Membership, ChairTerm)):
        member = record.member_id if isinstance(record, Membership) else record.holder_id
        return type(record), record.organization_id, member, record.role
    return key_of(record)


def _ruled_out(roster: Roster[Any], item: str) -> Spans:
    covered = roster.covered_for(item)
    return subtract(covered, union(each.possible for each in roster.claims_of(item))) if covered else ()


def _is_decided(claim: Claim, ruled_out: Spans) -> bool:
    """Return whether a claim is certain of a time, a day or a stretch, and the other side rules all of it out."""
    if not ruled_out:
        return False
    start, end = claim.certain
    if start <= end:
        return meet((claim.certain,), ruled_out)
    # No day is certain; the shortest stretch of which it surely holds on some day runs from the one to the other.
    return within(((end, start),), ruled_out) and claim.certainly_meets(Bounds(end, end, start, start))


def _against(completeness: Iterable[Completeness], claim: Claim) -> Completeness | None:
    first, last = min(claim.certain), max(claim.certain)
    return next((each for each in completeness if each.span[0] <= last and first <= each.span[1]), None)


def _denied(record: Any, denial: _Denial) -> Any:
    """Return a record with a citation that denies it, and one that supports it where it has none."""
    cause = denial.against.record if denial.against else None
    told = [each.source_id for each in cause.citations if not each.denies] if cause else []
    citations = record.citations
    if not supporting(record):
        stated = tuple(each.name for each in stated_fields(record) if getattr(record, each.name) != each.default)
        citations = (*citations, Citation(source_id=denial.held, states=stated))
    if not any(each.denies for each in citations):
        implied = "implied" if denial.is_opposite else "implied in part"
        locator = (
            f"{implied} by {cause.id}, when datasets were merged" if cause else f"{implied}, when datasets were merged"
        )
        source_id = told[0] if told else denial.denied
        citations = (*citations, Citation(source_id=source_id, locator=locator, denies=True))
    return attrs.evolve(record, citations=citations)
