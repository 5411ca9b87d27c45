"""Two datasets as one: records of one id become one record; where they differ, both statements stay in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal, NamedTuple, get_args

import attrs

from ..dates.period import Period
from ..errors import DataFileError, one_of, shorten
from ..model.evidence import MEANT, Citation, Said, restate, value_text
from ..model.sources import Source
from ..query.rosters import Rosters
from ..store.record_types import NAMED, RECORD_TYPES, REFERENCES
from ..store.search import spelling
from ..store.store import Store
from .merge_denials import Known, mark_denied
from .statements import PARTS, add_cited, common, key_of, settle, spoken_fields, stated_fields, statements_of, stating

__all__ = [
    "OURS_ID",
    "POLICIES",
    "THEIRS_ID",
    "OnConflict",
    "merge",
    "merge_extras",
]

#: What is done where two records of one id differ: ``report`` takes the common reading of dates, or if there is none
#: the span that holds both; ``ours`` and ``theirs`` take one side; ``refuse`` raises.
OnConflict = Literal["report", "ours", "theirs", "refuse"]
POLICIES: tuple[OnConflict, ...] = get_args(OnConflict)

#: The sources that are cited for a side that cites none itself.
OURS_ID, THEIRS_ID = "merge-ours", "merge-theirs"

#: Types whose records may be matched by name.
_BY_NAME = tuple(name for name in NAMED if name != "events")


#: What an id of a row begins with, by type.
_TIES = {
    "memberships": ("organization_id", "role", "member_id"),
    "chair_terms": ("organization_id", "role", "holder_id"),
    "participations": ("project_id", "role", "agent_id"),
}


class _Side(NamedTuple):
    record: Any
    source_id: str

    def is_silent(self, field: Any) -> bool:
        """Return whether the record says nothing of a field: it is at its default, and no source speaks of it."""
        if field.name in MEANT or getattr(self.record, field.name) != field.default:
            return False
        return not any(field.name in spoken_fields(each, self.record) for each in self.record.citations)

    def statements(self, field: Any) -> list[Any]:
        """Return what its sources state of a field; where none does, what the record itself states."""
        support = (each for each in self.record.citations if not each.denies)
        return [value for value, _ in statements_of(self.record, field, support)] or [getattr(self.record, field.name)]

    def citations(self, differing: Collection[str], values: Mapping[str, Any]) -> Iterator[Citation]:
        """Yield the citations, each of which still says what it said where other values now stand.

        Args:
            differing: the fields that both sides state differently.
            values: those that now stand, of all fields that change.
        """
        moved = {name for name, value in values.items() if getattr(self.record, name) != value}
        loose = set(differing)
        for citation in self.record.citations:
            if not citation.denies:
                loose.difference_update(spoken_fields(citation, self.record))
            yield restate(citation, self.record, moved)
        for name in (name for name in differing if name in loose):
            # No source of this side speaks of the field: the side itself does, unless it has no value to speak of.
            own = restate(Citation(source_id=self.source_id, states=(name,)), self.record, moved)
            if own.states or own.says:
                yield own


def merge(ours: Rosters, theirs: Rosters, on_conflict: OnConflict, *, same_name: bool) -> Store:
    """Return the records of two datasets as those of one; see `Dataset.merge`.

    Args:
        ours: of the one dataset.
        theirs: of the other.
        on_conflict: the value where both say something and differ.
        same_name: whether records of different ids and one name are one.

    Raises:
        InvalidQuestionError: the policy is unknown.
        DataFileError: an id has one type here and another there, several records have a name, or ("refuse") records
            differ; the error lists all faults.
    """
    one_of(on_conflict, POLICIES, "on_conflict", "a policy")
    if same_name:
        theirs = Rosters(_renamed(theirs.store, ours.store))
    _check_types(ours.store, theirs.store)
    if ids := dict(_refined(ours.store, theirs.store)):
        same = (
            attrs.evolve(each, id=ids.get((name, each.id), each.id))
            for name in RECORD_TYPES
            for each in theirs.store[name]
        )
        theirs = Rosters(Store.of_records(same))
    records = _merge_records(ours.store, theirs.store, on_conflict)
    merged = Rosters(Store.of_records(chain.from_iterable(records.values())))
    count = mark_denied(records, Known(ours, OURS_ID), Known(theirs, THEIRS_ID), Known(merged))
    if count and on_conflict == "refuse":
        reason = f"{count} records contradict what one of the datasets is sure of"
        raise DataFileError(reason, field="on_conflict", hint="use report, ours or theirs to mark them as conflicts")
    for source_id, title in ((OURS_ID, "The dataset that was merged"), (THEIRS_ID, "The dataset that was merged in")):
        add_cited(records, Source(id=source_id, title=title))
    return Store.of_records(chain.from_iterable(records.values()))


def _merge_records(ours: Store, theirs: Store, policy: OnConflict) -> dict[str, list[Any]]:
    faults: list[DataFileError] = []
    merged: dict[str, list[Any]] = {}
    for name in RECORD_TYPES:
        own, other = set(ours[name].ids), {record.id: record for record in theirs[name]}
        merged[name] = [
            _merge(record, other.get(record.id, record), policy, f"{name}[{record.id}]", faults)
            for record in ours[name]
        ]
        merged[name] += [record for record in theirs[name] if record.id not in own]
    if faults:
        raise DataFileError.of(faults)
    return merged


def _merge(ours: Any, theirs: Any, policy: OnConflict, path: str, faults: list[DataFileError]) -> Any:
    """Return one record made of two of one id."""
    if ours == theirs:
        return ours
    ours, theirs = _with_cited_parts(ours), _with_cited_parts(theirs)
    sides = (_Side(ours, OURS_ID), _Side(theirs, THEIRS_ID))
    values: dict[str, Any] = {}
    differing: list[str] = []
    for field in stated_fields(ours):
        one, other = getattr(ours, field.name), getattr(theirs, field.name)
        silent = [side.is_silent(field) for side in sides]
        if one == other or all(silent):
            continue
        if any(silent):
            values[field.name] = other if silent[0] else one
            continue
        if policy == "refuse":
            reason = f"{shorten(value_text(one))} here, {shorten(value_text(other))} there"
            faults.append(DataFileError(reason, value=other, field=f"{path}.{field.name}"))
        values[field.name] = _choose(field, sides, policy)
        differing.append(field.name)
    for name in PARTS:
        if hasattr(ours, name):
            parts = getattr(ours, name), getattr(theirs, name)
            values[name] = _merge_parts(*parts, policy, f"{path}.{name}", faults)
    values["citations"] = tuple(dict.fromkeys(each for side in sides for each in side.citations(differing, values)))
    note, more = getattr(ours, "note", None), getattr(theirs, "note", None)
    if more and more not in (note or ""):
        values["note"] = f"{note} {more}" if note else more
    return attrs.evolve(ours, **values)


def _with_cited_parts(record: Any) -> Any:
    """Return a record whose names and identifiers cite for themselves who states them together with it."""
    changes: dict[str, Any] = {}
    for name in PARTS:
        told = [(each.source_id, each.locator) for each in stating(record, name)]
        cited = tuple(Citation(source_id=source_id, locator=locator, states="all") for source_id, locator in told)
        if cited:
            parts = getattr(record, name)
            changes[name] = tuple(each if each.citations else attrs.evolve(each, citations=cited) for each in parts)
    return attrs.evolve(record, **changes) if changes else record


def _choose(field: Any, sides: tuple[_Side, _Side], policy: OnConflict) -> Any:
    ours, theirs = (getattr(side.record, field.name) for side in sides)
    if policy == "theirs":
        return theirs
    if field.name == "status" and policy != "ours":
        return "done"  # What one side knows as a plan, the other knows to have been carried out.
    if policy == "ours" or isinstance(ours, str):
        return ours
    if field.name == "is_doubtful":
        return True
    # As a view of all sources takes it, so that merging again changes nothing.
    found = settle([value for side in sides for value in side.statements(field)])
    # A list whose entries have blanks cannot be told back from what citations say: one side is taken whole.
    return ours if isinstance(found, tuple) and any(entry.split() != [entry] for entry in found) else found


def _merge_parts(
    ours: Sequence[Any], theirs: Sequence[Any], policy: OnConflict, path: str, faults: list[DataFileError]
) -> tuple[Any, ...]:
    """Return the names or identifiers of both, those of the same text or value merged, in their order."""
    left = [each for each in theirs if each not in ours]
    made = []
    for each in ours:
        same = None if each in theirs else next((other for other in left if key_of(other) == key_of(each)), None)
        if same is not None:
            left.remove(same)
        made.append(each if same is None else _merge(each, same, policy, path, faults))
    return (*made, *left)


def _refined(ours: Store, theirs: Store) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the type and id of each tie of a row that the other dataset has under a coarser or finer start, and its id.

    Ids of rows hold the start, so a newer download that knows a start better has a new id for the same stint. Both are
    one if starts and ends may be the same and neither could be another stint of that member just as well.
    """
    for table, fields in _TIES.items():
        left, right = (_of_rows(one, other, table, fields) for one, other in ((ours, theirs), (theirs, ours)))
        for key in left.keys() & right.keys():
            pairs = [(one, other) for one in left[key] for other in right[key] if _may_be_one(one.period, other.period)]
            for one, other in pairs:
                if sum(one is each or other is found for each, found in pairs) == 1:
                    yield (table, other.id), one.id


def _of_rows(store: Store, other: Store, table: str, fields: Sequence[str]) -> dict[tuple[Any, ...], list[Any]]:
    """Return the ties under ids of rows that another dataset does not have, by what they have in common."""
    there = set(other[table].ids)
    found: dict[tuple[Any, ...], list[Any]] = {}
    for tie in store[table]:
        key = tuple(getattr(tie, field) for field in fields)
        if tie.id not in there and tie.id.startswith("-".join(each or "vacant" for each in key) + "-"):
            found.setdefault((*key, getattr(tie, "office", None)), []).append(tie)
    return found


def _may_be_one(one: Period, other: Period) -> bool:
    starts = [each.start for each in (one, other) if each.start and each.start.earliest and each.start.latest]
    # A start on one side of a day, such as "by 2010", may be that of any stint.
    if len(starts) < 2 or common(starts) is None:
        return False
    # The newer of two downloads may tell the end of a stint that went on.
    return one.end is None or other.end is None or common([one.end, other.end]) is not None


def _renamed(theirs: Store, ours: Store) -> Store:
    """Return records under the ids of those that bear a name of the same `spelling` in another dataset.

    Raises:
        DataFileError: several there bear a name, so that it is not clear which is meant.
    """
    ids: dict[str, str] = {}
    faults: list[DataFileError] = []
    for table in _BY_NAME:
        there = {record.id for record in ours[table]}
        bearers: dict[str, list[str]] = {}
        for record in ours[table]:
            bearers.setdefault(spelling(record.name), []).append(record.id)
        for record in theirs[table]:
            found = bearers.get(spelling(record.name), [])
            if record.id in there or not found:
                continue
            if len(found) > 1:
                reason = f"{shorten(record.name)} may be any of {', '.join(found)}"
                faults.append(DataFileError(reason, value=record.name, field=f"{table}[{record.id}].name"))
            ids[record.id] = found[0]
    if faults:
        raise DataFileError.of(faults)
    named = [_with_ids(record, ids, is_named=name in _BY_NAME) for name in RECORD_TYPES for record in theirs[name]]
    return Store.of_records(named)


def _with_ids(record: Any, ids: Mapping[str, str], *, is_named: bool) -> Any:
    changes: dict[str, Any] = {}
    if is_named and record.id in ids:
        changes["id"] = ids[record.id]
    for field in REFERENCES:
        value = getattr(record, field, None)
        new = ids.get(value, value) if isinstance(value, str) else tuple(ids.get(each, each) for each in value or ())
        if value and new != value:
            changes[field] = new
    citations = tuple(
        attrs.evolve(each, says=tuple(_said(said, ids) if said.field in REFERENCES else said for said in each.says))
        for each in record.citations
    )
    if citations != record.citations:
        changes["citations"] = citations
    return attrs.evolve(record, **changes) if changes else record


def _said(said: Said, ids: Mapping[str, str]) -> Said:
    return Said(field=said.field, value=" ".join(ids.get(each, each) for each in said.value.split()))


def _check_types(ours: Store, theirs: Store) -> None:
    """Refuse an id that one dataset uses for one type and the other for another."""
    of = {record.id: name for name in NAMED for record in ours[name]}
    faults = [
        DataFileError(f"the id is already used in {of[record.id]}", value=record.id, field=f"{name}[{record.id}].id")
        for name in NAMED
        for record in theirs[name]
        if of.get(record.id, name) != name
    ]
    if faults:
        raise DataFileError.of(faults)


_Extras = Mapping[str, Mapping[str, Mapping[str, Any]]]


def merge_extras(ours: _Extras, theirs: _Extras) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the extra fields of both datasets.

    Raises:
        DataFileError: they differ; nothing in a record could show that.
    """
    merged: dict[str, dict[str, dict[str, Any]]] = {
        name: {record_id: dict(fields) for record_id, fields in records.items()} for name, records in ours.items()
    }
    faults: list[DataFileError] = []
    for name, records in theirs.items():
        for record_id, fields in records.items():
            own = merged.setdefault(name, {}).setdefault(record_id, {})
            for field, value in fields.items():
                if own.setdefault(field, value) != value:
                    reason = f"{shorten(own[field])} here, {shorten(value)} there"
                    faults.append(DataFileError(reason, value=value, field=f"{name}[{record_id}].{field}"))
    if faults:
        raise DataFileError.of(faults)
    return merged
