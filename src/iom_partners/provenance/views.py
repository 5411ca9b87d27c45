"""Views: the dataset as some of its sources alone tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import attrs

from ..model.agents import Agent
from ..store.directory import Directory
from ..store.record_types import KINDS, kind_of
from ..store.store import Store, refer
from .statements import common, empty_value, hull, reading_of, stated_fields

__all__ = ["seen_by"]


def seen_by(store: Store, sources: AbstractSet[str], directory: Directory) -> Store:
    """Give the records that some sources support, with the values that these sources state.

    Args:
        store: the records of the dataset.
        sources: ids of the sources that count.
        directory: for the labels of agents of which these sources say nothing themselves.

    Returns:
        A store of its own. What a kept record refers to stays as bare id and labels.
    """
    kept: dict[str, list[Any]] = {}
    for name in KINDS:
        if name == "sources":
            kept[name] = [source for source in store[name] if source.id in sources]
        else:
            kept[name] = [seen for record in store[name] if (seen := _seen(record, sources)) is not None]
    _keep_referred(kept, store, directory)
    return Store.of_records(kept)


def _seen(record: Any, sources: AbstractSet[str]) -> Any:
    """Give the record as the sources tell it, None where none of them supports it."""
    citations = tuple(each for each in record.citations if each.source_id in sources)
    supporting = [each for each in citations if not each.denies]
    nested = {
        field: tuple(seen for each in getattr(record, field) if (seen := _seen(each, sources)) is not None)
        for field in ("names", "identifiers")
        if hasattr(record, field)
    }
    if not supporting and not any(nested.values()):
        return None
    changes: dict[str, Any] = {"citations": citations, **nested}
    if citations != record.citations and getattr(record, "note", None) is not None:
        # A note may draw on any source of the record, so it stays only where all of them do.
        changes["note"] = None
    for field in stated_fields(record):
        value = _value(record, field, supporting)
        if value != getattr(record, field.name):
            if value is None and field.name in ("first_day", "last_day"):
                # These sources do not say how far the coverage reaches; without the limit it would claim to reach for
                # ever.
                return None
            changes[field.name] = value
    return attrs.evolve(record, **changes)


def _value(record: Any, field: Any, supporting: Sequence[Any]) -> Any:
    """Give the record's own value if a citation states it, else what they say in common, else the empty value."""
    if any(field.name in citation.states for citation in supporting):
        return getattr(record, field.name)
    said = [value for citation in supporting for value in reading_of(record, field, citation)]
    if said:
        shared = common(said)
        return shared if shared is not None else hull(said)
    return empty_value(record, field)


def _keep_referred(kept: dict[str, list[Any]], store: Store, directory: Directory) -> None:
    """Add what kept records refer to, as bare id and labels."""
    present: Mapping[str, set[str]] = {name: {record.id for record in records} for name, records in kept.items()}
    for records in list(kept.values()):
        for record in list(records):
            for _, referred, kinds in refer(record):
                if any(referred in present[kind] for kind in kinds):
                    continue
                bare = _bare(referred, kinds, store, directory)
                if bare is not None:
                    name = next(kind for kind in kinds if isinstance(bare, kind_of(kind)))
                    kept[name].append(bare)
                    present[name].add(referred)


def _bare(referred: str, kinds: tuple[str, ...], store: Store, directory: Directory) -> Any:
    for kind in kinds:
        if kind not in ("organizations", "people") and (record := store[kind].get(referred)) is not None:
            return kind_of(kind)(id=record.id, name=record.name)
    if "organizations" not in kinds:
        return None
    agent: Agent = directory.bare(referred)
    return agent
