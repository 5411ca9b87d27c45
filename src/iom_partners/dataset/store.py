"""The records of a dataset, by type: where they come from and how they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..dates.spans import AFTER_ALL, BEFORE_ALL
from ..model.agents import Organization, Person
from ..model.evidence import Source
from ..model.happenings import Event, Figure, Place
from ..model.ties import ChairTerm, Coverage, Membership
from .collection import Collection

__all__ = ["KINDS", "Rows", "Store", "refer", "time_key"]

#: Record types by the name of their collection and file, in the order in which they are read and written.
KINDS: dict[str, type[Any]] = {
    "organizations": Organization,
    "people": Person,
    "memberships": Membership,
    "chair_terms": ChairTerm,
    "events": Event,
    "figures": Figure,
    "coverages": Coverage,
    "places": Place,
    "sources": Source,
}

#: Gives the plain rows of one record type, and the path that errors name.
Rows = Callable[[str], tuple[Sequence[Any], str]]

#: The fields that refer to other records, and to which types.
_REFERENCES: dict[str, tuple[str, ...]] = {
    "member_id": ("organizations", "people"),
    "organization_id": ("organizations",),
    "holder_id": ("organizations", "people"),
    "about_id": ("organizations", "people"),
    "successor_ids": ("organizations",),
    "participant_ids": ("organizations", "people"),
    "place": ("places",),
}


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def refer(record: object) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Give every reference of a record as (field, id, types that it may be of).

    >>> list(refer(Membership(id="m", member_id="who", organization_id="gmg")))[0]
    ('member_id', 'who', ('organizations', 'people'))
    """
    for field, kinds in _REFERENCES.items():
        value = getattr(record, field, None)
        for each in (value,) if isinstance(value, str) else value or ():
            yield field, each, kinds


def time_key(record: _HasId) -> tuple[int, int, int, int, str]:
    """A total order of records: by their four bounds, then id; undated ones by id.

    >>> time_key(Place(id="geneva", name="Geneva"))[-1]
    'geneva'
    """
    when = getattr(record, "period", None) or getattr(record, "when", None)
    if isinstance(when, Period):
        return (*when.bounds, record.id)
    if isinstance(when, PartialDate):
        return (*when.span, *when.span, record.id)
    if isinstance(record, Coverage):
        first = record.first_day.toordinal() if record.first_day else BEFORE_ALL
        last = record.last_day.toordinal() if record.last_day else AFTER_ALL
        return (first, first, last, last, record.id)
    return (AFTER_ALL, AFTER_ALL, AFTER_ALL, AFTER_ALL, record.id)


class Store:
    """The collections of a dataset; each is read when it is first needed."""

    __slots__ = ("_collections", "_rows")

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._collections: dict[str, Collection[Any]] = {}

    @classmethod
    def of_records(cls, records: Mapping[str, Sequence[Any]]) -> Store:
        """Keep records that are there already, in time order."""
        store = cls(lambda name: ((), name))
        for name in KINDS:
            ordered = sorted(records.get(name, ()), key=time_key)
            store._collections[name] = Collection(name, ordered)
        return store

    def __getitem__(self, name: str) -> Collection[Any]:
        collection = self._collections.get(name)
        if collection is None:
            collection = self._collections.setdefault(name, self._read(name))
        return collection

    def _read(self, name: str) -> Collection[Any]:
        from .codec import structure

        rows, path = self._rows(name)
        kind = KINDS[name]
        return Collection(name, rows, lambda row, index: structure(row, kind, f"{path}[{index}]"))

    def as_of(self) -> date | None:
        """Give the last day that any coverage, tie or event reaches; None where nothing is dated."""
        days: list[int] = []
        for name in ("memberships", "chair_terms", "events", "coverages"):
            for record in self[name]:
                first, _, attested, last, _ = time_key(record)
                days.extend(day for day in (first, attested, last) if BEFORE_ALL < day < AFTER_ALL)
        return date.fromordinal(max(days)) if days else None
