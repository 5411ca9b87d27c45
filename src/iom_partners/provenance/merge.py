"""Two datasets as one: records of one id become one record, and where they differ both statements stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from attrs import evolve

from ..errors import DataFileError, shorten
from ..model.evidence import Citation, Said
from ..model.sources import Source
from ..store.record_types import KINDS
from ..store.search import fold
from ..store.store import NAMED, references
from .statements import common, hull, reading_of, stated_fields

__all__ = ["OURS_ID", "POLICIES", "THEIRS_ID", "OnConflict", "merge_records", "merge_sources", "renamed"]

#: What is done where two records of one id differ: ``report`` takes the common reading of dates, and where there is
#: none the span that holds both; ``ours`` and ``theirs`` take one side; ``refuse`` raises.
OnConflict = Literal["report", "ours", "theirs", "refuse"]
POLICIES: tuple[OnConflict, ...] = get_args(OnConflict)

#: The sources that are cited for a side that cites none itself.
OURS_ID, THEIRS_ID = "merge-ours", "merge-theirs"

#: Types whose records may be matched by name.
_BY_NAME = tuple(name for name in NAMED if name != "events")

Choose = Callable[[Any, Any], Any]


class _Side(NamedTuple):
    record: Any
    source_id: str

    def is_silent(self, field: Any) -> bool:
        """Whether the record says nothing of a field: it is at its default, and no source speaks of it."""
        if field.name == "role" or getattr(self.record, field.name) != field.default:
            return False
        spoken = (
            name for each in self.record.citations for name in (*each.states, *(said.field for said in each.says))
        )
        return field.name not in spoken

    def statements(self, field: Any) -> list[Any]:
        """What its sources state of a field; where none does, the record itself."""
        supporting = [each for each in self.record.citations if not each.denies]
        told = [value for each in supporting for value in reading_of(self.record, field, each)]
        return told or [getattr(self.record, field.name)]


def merge_records(
    ours: Mapping[str, Sequence[Any]], theirs: Mapping[str, Sequence[Any]], policy: OnConflict
) -> dict[str, list[Any]]:
    """Merge the records of two datasets, collection by collection.

    Raises:
        DataFileError: by the policy ``refuse``: two records differ.
    """
    faults: list[DataFileError] = []
    merged: dict[str, list[Any]] = {}
    for name in KINDS:
        own = {record.id for record in ours[name]}
        other = {record.id: record for record in theirs[name]}
        merged[name] = [
            _merge(record, other.get(record.id, record), policy, f"{name}[{record.id}]", faults)
            for record in ours[name]
        ]
        merged[name] += [record for record in theirs[name] if record.id not in own]
    if faults:
        raise DataFileError.of(faults)
    return merged


def _merge(ours: Any, theirs: Any, policy: OnConflict, path: str, faults: list[DataFileError]) -> Any:
    """Make one record of two of one id."""
    if ours == theirs:
        return ours
    sides = (_Side(ours, OURS_ID), _Side(theirs, THEIRS_ID))
    values: dict[str, Any] = {}
    stated: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for field in stated_fields(ours):
        one, other = getattr(ours, field.name), getattr(theirs, field.name)
        silent = [side.is_silent(field) for side in sides]
        if one == other or all(silent):
            continue
        if any(silent):
            values[field.name] = other if silent[0] else one
            continue
        if policy == "refuse":
            faults.append(DataFileError(f"{shorten(_text(one))} here, {shorten(_text(other))} there", value=other,
                                        field=f"{path}.{field.name}"))  # fmt: skip
        values[field.name] = _choose(field, sides, policy)
        stated[0][field.name], stated[1][field.name] = one, other
    citations = [cited for side, own in zip(sides, stated, strict=True) for cited in _cited(side, own, values)]
    values["citations"] = tuple(dict.fromkeys(citations))
    for field, key in (("names", _name_key), ("identifiers", _identifier_key)):
        if hasattr(ours, field):
            values[field] = _nested(
                getattr(ours, field), getattr(theirs, field), key, policy, f"{path}.{field}", faults
            )
    note, more = getattr(ours, "note", None), getattr(theirs, "note", None)
    if more and more not in (note or ""):
        values["note"] = f"{note} {more}" if note else more
    return evolve(ours, **values)


def _choose(field: Any, sides: tuple[_Side, _Side], policy: OnConflict) -> Any:
    ours, theirs = (getattr(side.record, field.name) for side in sides)
    if policy == "theirs":
        return theirs
    if policy == "ours" or isinstance(ours, str):
        return ours
    # As a view of all sources takes it, so that merging again changes nothing.
    told = [value for side in sides for value in side.statements(field)]
    shared = common(told)
    found = hull(told) if shared is None else shared
    # A list whose entries have blanks cannot be told back from what citations say: one side is taken whole.
    return ours if isinstance(found, tuple) and tuple(" ".join(found).split()) != found else found


def _cited(side: _Side, own: Mapping[str, Any], values: Mapping[str, Any]) -> Iterable[Citation]:
    """Give the citations of one side so that each says what it said before, though ``own`` values may have changed."""
    loose = set(own)
    for citation in side.record.citations:
        kept = tuple(name for name in citation.states if name not in own or own[name] == values[name])
        says = tuple(Said(field=name, value=_text(own[name])) for name in citation.states if name not in kept)
        if not citation.denies:
            loose -= {*citation.states, *(said.field for said in citation.says)}
        yield evolve(citation, states=kept, says=(*citation.says, *says)) if says else citation
    for name in (name for name in own if name in loose):
        # No source of this side speaks of the field: the side itself does.
        if own[name] == values[name]:
            yield Citation(source_id=side.source_id, states=(name,))
        else:
            yield Citation(source_id=side.source_id, says=(Said(field=name, value=_text(own[name])),))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _name_key(name: Any) -> tuple[str, ...]:
    return (name.text, name.kind, name.language)


def _identifier_key(identifier: Any) -> tuple[str, ...]:
    return (identifier.scheme, identifier.value)


def _nested(
    ours: Sequence[Any], theirs: Sequence[Any], key: Callable[[Any], tuple[str, ...]], policy: OnConflict,
    path: str, faults: list[DataFileError],
) -> tuple[Any, ...]:  # fmt: skip
    """Merge names or identifiers: those that are called the same one by one, in their order."""
    left = [each for each in theirs if each not in ours]
    made = []
    for each in ours:
        same = None if each in theirs else next((other for other in left if key(other) == key(each)), None)
        if same is not None:
            left.remove(same)
        made.append(each if same is None else _merge(each, same, policy, path, faults))
    return (*made, *left)


def renamed(theirs: Mapping[str, Sequence[Any]], ours: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """Give records under the ids of those that bear the same name in another dataset, whatever its case and accents.

    Raises:
        DataFileError: a name is borne by several there, so that it is not clear which is meant.
    """
    ids: dict[str, str] = {}
    faults: list[DataFileError] = []
    for table in _BY_NAME:
        there = {record.id for record in ours[table]}
        bearers: dict[str, list[str]] = {}
        for record in ours[table]:
            bearers.setdefault(fold(record.name), []).append(record.id)
        for record in theirs[table]:
            found = bearers.get(fold(record.name), [])
            if record.id in there or not found:
                continue
            if len(found) > 1:
                reason = f"{shorten(record.name)} may be any of {', '.join(found)}"
                faults.append(DataFileError(reason, value=record.name, field=f"{table}[{record.id}].name"))
            ids[record.id] = found[0]
    if faults:
        raise DataFileError.of(faults)
    return {name: [_with_ids(record, ids, is_named=name in _BY_NAME) for record in theirs[name]] for name in KINDS}


def _with_ids(record: Any, ids: Mapping[str, str], *, is_named: bool) -> Any:
    changes: dict[str, Any] = {}
    if is_named and record.id in ids:
        changes["id"] = ids[record.id]
    fields = dict(references())
    for field in fields:
        value = getattr(record, field, None)
        new = ids.get(value, value) if isinstance(value, str) else tuple(ids.get(each, each) for each in value or ())
        if value and new != value:
            changes[field] = new
    citations = tuple(
        evolve(each, says=tuple(_said(said, ids) if said.field in fields else said for said in each.says))
        for each in record.citations
    )
    if citations != record.citations:
        changes["citations"] = citations
    return evolve(record, **changes) if changes else record


def _said(said: Said, ids: Mapping[str, str]) -> Said:
    return Said(field=said.field, value=" ".join(ids.get(each, each) for each in said.value.split()))


def merge_sources(records: Mapping[str, list[Any]]) -> None:
    """Add the sources that stand for a side, where they are cited."""
    there = {source.id for source in records["sources"]}
    cited = {
        citation.source_id
        for name in KINDS
        for record in records[name]
        for each in (record, *getattr(record, "names", ()), *getattr(record, "identifiers", ()))
        for citation in each.citations
    }
    for source_id, title in ((OURS_ID, "The dataset that was merged"), (THEIRS_ID, "The dataset that was merged in")):
        if source_id in cited and source_id not in there:
            records["sources"].append(Source(id=source_id, title=title))
