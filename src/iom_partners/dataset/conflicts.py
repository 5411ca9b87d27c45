"""Conflicts: where citations of one record state different things. Both stand; nothing is resolved here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, Literal, NamedTuple

from ..dates.spans import meet
from ..model.evidence import Citation
from ..model.ties import ChairTerm, Membership
from .readings import IDENTITY, common, is_coarser, reading_of, stated_fields
from .store import KINDS, Store

__all__ = ["Conflict", "find_conflicts"]


class Conflict(NamedTuple):
    """Two citations, or two records, that do not say the same.

    Attributes:
        kind: contradiction (no common reading, or one denies the record), coarser (the first holds the second and more),
            duplicate (two records of the same tie whose times may overlap).
        record: the record.
        field: the field; "record" where the record itself is denied or stands twice.
        citations: the two citations; of a duplicate, the first of each record.
        values: what each states, as text.
        why: one plain sentence.
    """

    kind: Literal["contradiction", "coarser", "duplicate"]
    record: Any
    field: str
    citations: tuple[Citation, ...]
    values: tuple[str, ...]
    why: str


def find_conflicts(store: Store) -> tuple[Conflict, ...]:
    """Compare all citations of each record, also two of one source; contradictions first, each kind in the order of the records."""
    found = [conflict for name in KINDS for record in store[name] for conflict in _of_record(record, record.id)]
    found.extend(_duplicates(store))
    order = ("contradiction", "coarser", "duplicate")
    return tuple(sorted(found, key=lambda conflict: order.index(conflict.kind)))


def _of_record(record: Any, path: str) -> Iterator[Conflict]:
    for name in getattr(record, "names", ()):
        yield from _of_record(name, f"{path}, name “{name.text}”")
    supporting = [each for each in record.citations if not each.denies]
    for denying in record.citations:
        if denying.denies:
            for other in supporting:
                why = f"{path}: {denying.source_id} implies that it does not hold, {other.source_id} that it does"
                yield Conflict("contradiction", record, "record", (denying, other), ("denied", "held"), why)
    fields = [*stated_fields(record), *_said_identity(record)]
    for field in fields:
        told = [(each, value) for each in supporting for value in reading_of(record, field, each)]
        for (one, value), (other, second) in combinations(told, 2):
            conflict = _compare(record, field.name, (one, value), (other, second), path)
            if conflict is not None:
                yield conflict


def _said_identity(record: Any) -> list[Any]:
    """The fields that make a record what it is and of which some source says otherwise."""
    said = {each.field for citation in record.citations for each in citation.says} & IDENTITY
    return [field for field in type(record).__attrs_attrs__ if field.name in said]


def _compare(record: Any, field: str, one: tuple[Citation, Any], other: tuple[Citation, Any], path: str) -> Conflict | None:
    if one[1] == other[1]:
        return None
    if is_coarser(other[1], one[1]):
        one, other = other, one
    (a, first), (b, second) = one, other
    told = f"{path}: on {field}, {a.source_id} states {first} and {b.source_id} {second}"
    if common([first, second]) is None:
        return Conflict("contradiction", record, field, (a, b), (str(first), str(second)), f"{told}; both cannot hold")
    if is_coarser(first, second):
        return Conflict("coarser", record, field, (a, b), (str(first), str(second)), f"{told}, which is more exact")
    return None


def _duplicates(store: Store) -> Iterator[Conflict]:
    ties: dict[tuple[str, ...], list[Membership | ChairTerm]] = {}
    for tie in store["memberships"]:
        ties.setdefault(("member", tie.organization_id, tie.member_id, tie.role), []).append(tie)
    for term in store["chair_terms"]:
        ties.setdefault(("chair", term.organization_id, term.holder_id, term.role), []).append(term)
    for same in ties.values():
        for one, other in combinations(same, 2):
            if meet((one.period.bounds.possible,), (other.period.bounds.possible,)):
                citations = (*one.citations[:1], *other.citations[:1])
                why = f"{one.id} and {other.id} say the same of times that may overlap"
                yield Conflict("duplicate", one, "record", citations, (str(one.period), str(other.period)), why)
