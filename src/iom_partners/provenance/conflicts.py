"""Conflicts: where citations of one record state different things. Nothing is resolved here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, filterfalse
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..dates.days import Bounds, meet
from ..dates.period import Period
from ..model.evidence import Citation, value_text
from ..model.own_sources import is_derived
from ..model.ties import ChairTerm, Membership
from ..query.wording import say_list
from ..store.collection import RecordList
from ..store.record_types import RECORD_TYPES, REFERENCES
from ..store.store import Store
from ..tables.text import counted, plain
from .statements import common, differing, is_coarser, parts_of, supporting

if TYPE_CHECKING:
    from ..store.record_types import AnyRecord

__all__ = ["Conflict", "find_conflicts"]

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
#: Kinds of places that hold others of the same subdivision.
_WIDER = ("state", "region", "province")


class Conflict(NamedTuple):
    """Two different statements about one field of one record, or two records of one tie.

    Attributes:
        kind: contradiction (no common reading, or one denies the record), coarser (the first allows all that the
            second does, and more; or it is a place in which the second lies, a body of which it is a unit, a round
            number for it, or the plan of it), duplicate (two records of the same tie whose times may overlap, by more
            than the last day of the one that is the first of the other).
        record: the record.
        field: the field, such as ``period`` or ``names[0].period``; "record" where the record itself is denied or
            duplicated.
        values: the two statements, as text.
        citations: for each of the two, the citations that state it.
        why: one plain sentence.
    """

    kind: Literal["contradiction", "coarser", "duplicate"]
    record: AnyRecord
    field: str
    values: tuple[str, str]
    citations: tuple[tuple[Citation, ...], tuple[Citation, ...]]
    why: str

    def __repr__(self) -> str:
        """Return one sentence; the fields hold the records and citations whole."""
        return plain(f"<{self.kind}: {self.why}>")


def find_conflicts(store: Store) -> RecordList[Conflict]:
    """Return the conflicts between the citations of each record, also between two of one source.

    Contradictions come first, then coarser statements, then duplicates; each in the order of the records.
    """
    found = [conflict for name in RECORD_TYPES for record in store[name] for conflict in _of_record(record, store)]
    found.extend(_duplicates(store))
    order = ("contradiction", "coarser", "duplicate")
    return RecordList(sorted(found, key=lambda conflict: order.index(conflict.kind)), "conflicts", store)


def _of_record(record: Any, store: Store) -> Iterator[Conflict]:
    """Yield the conflicts of a record, then those of each of its names and identifiers."""
    for place, part in parts_of(record):
        path = _say_part(place, store.directory.label(record.id)) if place else record.id
        prefix = f"{place}." if place else ""
        support, denying = supporting(part), tuple(each for each in part.citations if each.denies)
        if denying and support:
            why = f"{path}: {_sources(denying)} implies that it does not hold, {_sources(support)} that it does"
            held = ("denied", "held"), (denying, tuple(support))
            yield Conflict("contradiction", record, f"{prefix}record", *held, why)
        for field, statements in differing(part):
            told: dict[Any, list[Citation]] = {}
            for value, citation in statements:
                told.setdefault(value, []).append(citation)
            for one, other in combinations(told.items(), 2):
                subject = f"{path} {field.name}" if part is record else f"{field.name} of {path}"
                yield from _compare(record, prefix + field.name, one, other, store, subject)


def _say_part(place: str, whole: str) -> str:
    """Return a part of a record in words.

    >>> _say_part("names[2]", "ESCAP"), _say_part("identifiers[20]", "ESCAP")
    ('the third name of ESCAP', 'identifier 21 of ESCAP')
    """
    kind, _, index = place.removesuffix("]").partition("[")
    number, one = int(index), counted(1, kind).removeprefix("1 ")
    return f"the {_ORDINALS[number]} {one} of {whole}" if number < len(_ORDINALS) else f"{one} {number + 1} of {whole}"


def _sources(citations: Iterable[Citation]) -> str:
    return say_list(list(dict.fromkeys(each.source_id for each in citations)))


_Told = tuple[Any, list[Citation]]


def _compare(record: Any, field: str, one: _Told, other: _Told, store: Store, subject: str) -> Iterator[Conflict]:
    """Yield the conflict between two different statements of one field, if there is one.

    Args:
        record: the record.
        field: the field, with the part of the record that it belongs to.
        one: a statement, and who makes it.
        other: another one.
        store: all records.
        subject: the field in words.
    """
    if is_coarser(other[0], one[0]) or _holds(field, other[0], one[0], store):
        one, other = other, one
    (first, a), (second, b) = one, other
    kind: Literal["contradiction", "coarser"]
    if is_coarser(first, second) or _holds(field, first, second, store):
        kind, end = "coarser", "the second is more exact"
    elif common([first, second]) is None:
        kind, end = "contradiction", "both cannot hold"
    else:
        return
    values = (value_text(first, ", "), value_text(second, ", "))
    told = [each.describe() if hasattr(each, "describe") else value_text(each, ", ") for each in (first, second)]
    why = f"{subject}: {told[0]} ({_sources(a)}), {told[1]} ({_sources(b)}); {end}"
    yield Conflict(kind, record, field, values, (tuple(a), tuple(b)), why)


def _holds(field: str, one: Any, other: Any, store: Store) -> bool:
    """Return whether a number is a round one for another, or places or bodies hold others, one by one."""
    if isinstance(one, Decimal | int) and isinstance(other, Decimal | int):
        return _is_round(Decimal(one), Decimal(other))
    if field == "status":
        return bool((one, other) == ("planned", "done"))  # What was planned may have been done.
    if field not in REFERENCES:
        return False
    if isinstance(one, str) and isinstance(other, str):
        one, other = (one,), (other,)
    if not (isinstance(one, tuple) and isinstance(other, tuple)) or set(one) == set(other):
        return False
    held = {(wide, narrow) for wide in one for narrow in other if wide == narrow or _is_in(narrow, wide, store)}
    return {wide for wide, _ in held} == set(one) and {narrow for _, narrow in held} == set(other)


def _is_round(one: Decimal, other: Decimal) -> bool:
    """Return whether a number is another one rounded: to its last digit that is not 0, and by a twentieth at most."""
    step = Decimal(1).scaleb(one.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    return one != other and one > 0 and bool(abs(one - other) <= min(step / 2, one / 20))


def _is_in(narrow: str, wide: str, store: Store) -> bool:
    """Return whether a place lies in another, or a body is a unit of another, directly or indirectly."""
    inner, outer = store["places"].get(narrow), store["places"].get(wide)
    if inner is not None and outer is not None:
        if outer.subdivision is not None:
            return bool(inner.subdivision == outer.subdivision and outer.kind in _WIDER and inner.kind not in _WIDER)
        return bool(outer.kind == "country" and inner.country == outer.country and inner.kind != "country")
    seen, above = {narrow}, [narrow]
    while above:
        ties = store.select("memberships", member_id=above.pop())
        parents = {tie.organization_id for tie in ties if tie.role in {"unit", "component"}} - seen
        seen |= parents
        above += parents
    return wide in seen


def _duplicates(store: Store) -> Iterator[Conflict]:
    ties: dict[tuple[str, ...], list[Membership | ChairTerm]] = {}
    for tie in filterfalse(is_derived, store["memberships"]):
        ties.setdefault(("member", tie.organization_id, tie.member_id, tie.role), []).append(tie)
    for term in filterfalse(is_derived, store["chair_terms"]):
        ties.setdefault(("chair", term.organization_id, term.holder_id, term.role), []).append(term)
    for same in ties.values():
        for one, other in combinations(same, 2):
            if _may_overlap(one.period.bounds, other.period.bounds) and not _is_next(one.period, other.period):
                why = f"{one.id} and {other.id} are the same tie at times that may overlap"
                values = (str(one.period), str(other.period))
                yield Conflict("duplicate", one, "record", values, (one.citations, other.citations), why)


def _may_overlap(one: Bounds, other: Bounds) -> bool:
    """Return whether two times may share more than the last day of the one that is the first of the other."""
    first, second = sorted((one, other))
    # Two times of the same single day are not one after the other.
    if first.end_latest == second.start_earliest and first.start_earliest < second.end_latest:
        return False
    return meet((one.possible,), (other.possible,))


def _is_next(one: Period, other: Period) -> bool:
    """Return whether one time ends on the date, however coarse, on which the other begins: as after a re-election."""
    if one.start and other.start and one.start.same_days(other.start):
        return False
    return any(
        before.end is not None and after.start is not None and before.end.same_days(after.start)
        for before, after in ((one, other), (other, one))
    )
