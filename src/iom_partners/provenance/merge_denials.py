"""Where two datasets merged decide something against one of them: each such place becomes a conflict.

One of them may know all members on a day, and the other have one more; or a body may have begun, by one of them, later
than a membership in it did by the other. No two statements of one record differ then, and yet what was certain is
ruled out, or back. The record in question gets a citation that denies it, so that `conflicts` lists it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from attrs import evolve

from ..dates.days import Bounds, Spans, meet, subtract, union, within
from ..model.evidence import Citation
from ..model.own_sources import INFERENCE_IDS
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..store.store import Store
from ..worlds.claims import Claim, Completeness
from .conflicts import find_conflicts
from .statements import stated_fields

__all__ = ["Known", "mark_denied"]


class Known(NamedTuple):
    """One of the datasets: its rosters, and the source that is cited where it cites none."""

    rosters: Rosters
    source_id: str = ""


class _Flip(NamedTuple):
    record: Any
    owner_id: str
    against: Completeness | None
    #: The sources that stand for who says that the record holds, and for who rules it out.
    held: str
    denied: str


def mark_denied(records: Mapping[str, list[Any]], ours: Known, theirs: Known, merged: Known) -> int:
    """Mark each record by which a merge decides against one side, unless its own fields show a conflict.

    Args:
        records: those of the merged dataset, which are changed in place.
        ours: one side.
        theirs: the other.
        merged: both as one.

    Returns:
        How many records were marked.
    """
    marks: dict[Any, _Flip] = {}
    for side, other in ((ours, theirs), (theirs, ours)):
        for question, owner_id in _topics(ours.rosters.store, theirs.rosters.store, merged.rosters.store):
            for flip in _flips(
                question(side.rosters), question(merged.rosters), owner_id, (side.source_id, other.source_id)
            ):
                marks.setdefault((owner_id if _is_name(flip.record) else "", _key(flip.record)), flip)
    known = {
        _key(conflict.record) for conflict in find_conflicts(merged.rosters.store) if conflict.kind == "contradiction"
    }
    of_records: dict[tuple[str, str], list[_Flip]] = {}
    for flip in marks.values():
        if _is_name(flip.record):
            of_records.setdefault(("organizations", flip.owner_id), []).append(flip)
        elif _key(flip.record) not in known:
            name = "chair_terms" if hasattr(flip.record, "holder_id") else "memberships"
            of_records.setdefault((name, flip.record.id), []).append(flip)
    marked = 0
    for name in ("organizations", "memberships", "chair_terms"):
        for index, record in enumerate(records[name]):
            for flip in of_records.get((name, record.id), ()):
                records[name][index] = _marked(records[name][index], flip)
            marked += records[name][index] != record
    return marked


def _marked(record: Any, flip: _Flip) -> Any:
    if not _is_name(flip.record):
        return _denied(record, flip)
    names = tuple(_denied(each, flip) if _key(each) == _key(flip.record) else each for each in record.names)
    return evolve(record, names=names)


def _is_name(record: Any) -> bool:
    return not hasattr(record, "id")


def _key(record: Any) -> Any:
    return (record.text, record.kind, record.language) if _is_name(record) else (type(record), record.id)


def _topics(*stores: Store) -> Iterator[tuple[Any, str]]:
    """Give what makes the roster of each question that may be asked of the datasets."""
    bodies: dict[str, set[str]] = {}
    agents: dict[str, None] = {}
    for store in stores:
        for term in store["chair_terms"]:
            bodies.setdefault(term.organization_id, set()).add(term.role)
        for name in ("memberships", "coverages"):
            for each in store[name]:
                bodies.setdefault(each.organization_id, set())
        agents |= {each.organization_id: None for each in store["coverages"] if each.of == "groups"}
    for body, roles in bodies.items():
        for role in (None, *sorted(roles)):
            yield lambda rosters, body=body, role=role: rosters.chairs(body, role), body
        yield lambda rosters, body=body: rosters.members(body), body
        yield lambda rosters, body=body: rosters.units(body), body
    for agent in agents:
        yield lambda rosters, agent=agent: rosters.groups(agent), agent
    kinds: dict[tuple[str, str, str], None] = {}
    for store in stores:
        for body in store["organizations"]:
            kinds |= {(body.id, each.language, each.kind): None for each in body.names}
    for agent, language, kind in kinds:
        yield (lambda rosters, agent=agent, language=language, kind=kind: rosters.names(agent, language, kind)), agent


def _flips(side: Roster[Any], merged: Roster[Any], owner: str, sources: tuple[str, str]) -> Iterator[_Flip]:
    own, other = sources
    for item in {**side.claims, **side.indirect, **merged.claims, **merged.indirect}:
        for claim in merged.claims_of(item):
            if _is_decided(claim, _ruled_out(side, item)):
                yield _Flip(claim.record, owner, _against(side.completeness, claim), other, own)
        for claim in side.claims_of(item):
            if _is_decided(claim, _ruled_out(merged, item)):
                yield _Flip(claim.record, owner, _against(merged.completeness, claim), own, other)


def _ruled_out(roster: Roster[Any], item: str) -> Spans:
    covered = roster.known_complete if item in roster.claims else roster.known_complete_through
    return subtract(covered, union(each.possible for each in roster.claims_of(item))) if covered else ()


def _is_decided(claim: Claim, ruled_out: Spans) -> bool:
    """Tell whether a claim is certain of a time, a day or a stretch, of which the other side rules all out."""
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


def _denied(record: Any, flip: _Flip) -> Any:
    """Give a record with a citation that denies it, and one that holds it where it has none."""
    cause = flip.against.record if flip.against else None
    told = [each.source_id for each in cause.citations if not each.denies] if cause else []
    denial = Citation(
        source_id=told[0] if told else flip.denied,
        locator=f"implied by {cause.id}, when datasets were merged" if cause else "implied, when datasets were merged",
        denies=True,
    )
    citations = record.citations
    if all(each.denies or each.source_id in INFERENCE_IDS for each in citations):
        stated = tuple(each.name for each in stated_fields(record) if getattr(record, each.name) != each.default)
        citations = (*citations, Citation(source_id=flip.held, states=stated))
    is_denied = any(each.denies for each in citations)
    return evolve(record, citations=citations if is_denied else (*citations, denial))
