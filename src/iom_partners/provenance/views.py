"""Views: the dataset as only some of its sources state it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any

import attrs

from ..dates.coerce import DateLike, to_partial_date
from ..errors import UnknownSourceError, shorten
from ..model.evidence import states_of
from ..store.record_types import AGENTS, RECORD_TYPES, record_class, refer
from ..store.store import Store
from .statements import PARTS, empty_value, settle, spoken_fields, stated_fields, statements_of

__all__ = ["keep_referred", "known_sources", "published_by", "seen_by", "seen_record"]


#: Fields of coverages and rules that say, at their default, more than what a source that is silent on them says.
_LIMITING = ("first_day", "last_day", "into_id", "positions", "order_ids", "months")


def seen_by(store: Store, sources: AbstractSet[str]) -> Store:
    """Return the records that some sources support, with the values that these sources state.

    Args:
        store: the records of the dataset.
        sources: ids of the sources that count.

    Returns:
        A store of its own. What a kept record refers to stays with only its id and labels.
    """
    kept: dict[str, list[Any]] = {}
    for name in RECORD_TYPES:
        if name == "sources":
            kept[name] = [_original(source, sources) for source in store[name] if source.id in sources]
        elif name == "words":
            # What a word means is said by the data, whoever defined it first.
            kept[name] = [attrs.evolve(word, citations=_of(word, sources)) for word in store[name]]
        else:
            kept[name] = [seen for record in store[name] if (seen := seen_record(record, sources)) is not None]
    keep_referred(kept, store)
    return Store.of_records(chain.from_iterable(kept.values()), store.directory)


def _original(source: Any, sources: AbstractSet[str]) -> Any:
    """Return a source; where what it copies does not count, as one that copies nothing."""
    return source if source.derived_from_id in {None, *sources} else attrs.evolve(source, derived_from_id=None)


def seen_record(record: Any, sources: AbstractSet[str]) -> Any:
    """Return the record as the sources state it, None where none of them supports it."""
    citations = _of(record, sources)
    supporting = [each for each in citations if not each.denies]
    parts = {field: _seen_parts(record, field, supporting, sources) for field in PARTS if hasattr(record, field)}
    if not supporting and not any(parts.values()):
        return None
    changes: dict[str, Any] = {"citations": citations, **parts}
    if citations != record.citations and getattr(record, "note", None) is not None:
        # A note may draw on any source of the record, so it stays only where all of them count.
        changes["note"] = None
    for field in stated_fields(record):
        value = _value(record, field, supporting)
        if value != getattr(record, field.name):
            is_spoken_of = any(field.name in spoken_fields(each, record) for each in supporting)
            if field.name in _LIMITING and not is_spoken_of:
                # These sources do not say how far the coverage reaches, or what the rule is; without it, the record
                # would claim more.
                return None
            changes[field.name] = value
    return attrs.evolve(record, **changes)


def _of(record: Any, sources: AbstractSet[str]) -> tuple[Any, ...]:
    return tuple(each for each in record.citations if each.source_id in sources)


def _seen_parts(record: Any, field: str, supporting: Sequence[Any], sources: AbstractSet[str]) -> tuple[Any, ...]:
    """Return the names or identifiers that the sources state, each by itself or with its record."""
    is_stated = any(field in states_of(citation, record) for citation in supporting)
    parts = (
        each if is_stated and not each.citations else seen_record(each, sources) for each in getattr(record, field)
    )
    return tuple(each for each in parts if each is not None)


def _value(record: Any, field: Any, supporting: Sequence[Any]) -> Any:
    """Return the record's own value if a citation states it, else what they come to, else the empty value."""
    if any(field.name in states_of(citation, record) for citation in supporting):
        return getattr(record, field.name)
    said = [value for value, _ in statements_of(record, field, supporting)]
    return settle(said) if said else empty_value(record, field)


def keep_referred(kept: dict[str, list[Any]], store: Store) -> None:
    """Add the records that kept ones refer to, with only their ids and labels."""
    present: Mapping[str, set[str]] = {name: {record.id for record in records} for name, records in kept.items()}
    for records in list(kept.values()):
        for record in list(records):
            for _, referred, kinds in refer(record):
                if any(referred in present[kind] for kind in kinds):
                    continue
                bare = _bare(referred, kinds, store)
                if bare is not None:
                    name = next(kind for kind in kinds if isinstance(bare, record_class(kind)))
                    kept[name].append(bare)
                    present[name].add(referred)


def _bare(referred: str, kinds: tuple[str, ...], store: Store) -> Any:
    for kind in kinds:
        if kind not in AGENTS and (record := store[kind].get(referred)) is not None:
            # An agreement is called by its parties, which these sources do not tell.
            labels: dict[str, Any] = {"name": record.name} if hasattr(record, "name") else {"party_ids": ()}
            return record_class(kind)(id=record.id, **labels)
    if "organizations" not in kinds:
        return None
    return store.directory.bare(referred)


def known_sources(
    known: Collection[str], source_ids: Sequence[str], field: str = "source_ids", *, at_least_one: bool = False
) -> frozenset[str]:
    """Return ids that a caller gives for sources.

    Args:
        known: the ids of all sources.
        source_ids: what the caller gives.
        field: the parameter that they are given for.
        at_least_one: whether none at all is refused.

    Raises:
        UnknownSourceError: no source has one of the ids, or none is given where one is needed.
    """
    if at_least_one and not source_ids:
        raise UnknownSourceError("no source is given", value=source_ids, field=field, hint="see data.sources")
    for each in source_ids:
        if not isinstance(each, str) or each not in known:
            reason = f"no source has the id {shorten(each)}"
            raise UnknownSourceError(reason, value=each, field=field, hint="see data.sources")
    return frozenset(source_ids)


def published_by(store: Store, day: DateLike) -> frozenset[str]:
    """Return the ids of the sources that were certainly published by a day; of a partial date, whichever day of it."""
    first = to_partial_date(day, "day").span[0]
    return frozenset(each.id for each in store["sources"] if each.published and each.published.span[1] <= first)
