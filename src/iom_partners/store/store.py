"""The records of a dataset, by type: where they come from and how they are found."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from ..dates.days import AFTER_ALL, BEFORE_ALL
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError
from ..progress import tracked
from .collection import Collection
from .record_types import KINDS, kind_of

if TYPE_CHECKING:
    from .directory import Home

__all__ = ["NAMED", "Rows", "Store", "pause_collector", "read_whole", "refer", "references", "time_key"]


#: Gives the plain rows of one record type, and the path that errors name.
Rows = Callable[[str], tuple[Sequence[Any], str]]

_AGENTS = ("organizations", "people")
_DONE = ("projects", "works")
#: The types that one field may refer to together, so that their ids are all different.
NAMED = ("organizations", "people", "projects", "works", "events", "places")

#: The fields that refer to other records, and to which types.
_REFERENCES: dict[str, tuple[str, ...]] = {
    "member_id": _AGENTS,
    "organization_id": ("organizations",),
    "holder_id": _AGENTS,
    "agent_id": _AGENTS,
    "giver_id": _AGENTS,
    "receiver_id": _AGENTS,
    "speaker_id": _AGENTS,
    "party_ids": _AGENTS,
    "participant_ids": _AGENTS,
    "successor_ids": ("organizations",),
    "project_id": _DONE,
    "part_of_id": ("projects",),
    "response_to_id": ("events",),
    "about_id": NAMED,
    "about_ids": NAMED,
    "place": ("places",),
    "places": ("places",),
}


def references() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Give the fields that refer to other records, each with the types that it may refer to.

    >>> dict(references())["place"]
    ('places',)
    """
    return _REFERENCES.items()


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def refer(record: object) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Give every reference of a record as (field, id, types that it may be of).

    >>> from iom_partners.model import Membership
    >>> list(refer(Membership(id="m", member_id="who", organization_id="gmg")))[0]
    ('member_id', 'who', ('organizations', 'people'))
    """
    for field, kinds in _REFERENCES.items():
        value = getattr(record, field, None)
        for each in (value,) if isinstance(value, str) else value or ():
            yield field, each, kinds


def time_key(record: _HasId) -> tuple[int, int, int, int, str]:
    """A total order of records: by their four bounds, then id; undated ones by id.

    >>> from iom_partners.model import Place
    >>> time_key(Place(id="geneva", name="Geneva"))[-1]
    'geneva'
    """
    when = getattr(record, "period", None) or getattr(record, "when", None)
    if isinstance(when, Period):
        return (*when.bounds, record.id)  # pyright: ignore[reportReturnType]  # A NamedTuple of four ints.
    if isinstance(when, PartialDate):
        return (*when.span, *when.span, record.id)
    if hasattr(record, "first_day"):
        days: Any = record  # A coverage.
        first = days.first_day.toordinal() if days.first_day else BEFORE_ALL
        last = days.last_day.toordinal() if days.last_day else AFTER_ALL
        return (first, first, last, last, record.id)
    return (AFTER_ALL, AFTER_ALL, AFTER_ALL, AFTER_ALL, record.id)


class Store:
    """The collections of a dataset; each is read when it is first needed."""

    __slots__ = ("_collections", "_rows", "home")

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        #: What resolves names for the collections; the first dataset made of these records sets it.
        self.home: Home | None = None
        self._collections: dict[str, Collection[Any]] = {}

    @classmethod
    def of_records(cls, records: Mapping[str, Sequence[Any]]) -> Store:
        """Keep records that are there already, in time order."""
        store = cls(lambda name: ((), name))
        with pause_collector():
            for name in KINDS:
                ordered = sorted(records.get(name, ()), key=time_key)
                store._collections[name] = Collection(name, ordered, store=store)
        return store

    def __getitem__(self, name: str) -> Collection[Any]:
        collection = self._collections.get(name)
        if collection is None:
            collection = self._collections.setdefault(name, self._read(name))
        return collection

    def read_all(self, name: str) -> None:
        """Read a collection and make all its records, so that no row is kept beside them.

        Raises:
            DataFileError: something cannot be read; all faults of the file are in it.
        """
        from ..io.codec_columns import structure_all

        rows, path = self._rows(name)
        records = structure_all(rows, kind_of(name))
        if records is None:
            records = _one_by_one(rows, kind_of(name), path)
        self._collections[name] = Collection(name, records)

    def _read(self, name: str) -> Collection[Any]:
        from ..io.codec import structure

        rows, path = self._rows(name)
        kind = kind_of(name)
        return Collection(name, rows, lambda row, index: structure(row, kind, f"{path}[{index}]"), store=self)

    def as_of(self) -> date | None:
        """Give the last day that any coverage, tie or event reaches; None where nothing is dated."""
        days: list[int] = []
        for name in ("memberships", "chair_terms", "events", "coverages"):
            for record in self[name]:
                first, _, attested, last, _ = time_key(record)
                days.extend(day for day in (first, attested, last) if BEFORE_ALL < day < AFTER_ALL)
        return date.fromordinal(max(days)) if days else None


class _Source(Protocol):
    def rows(self, name: str) -> tuple[Sequence[Any], str]: ...


def read_whole(source: _Source) -> Store:
    """Read files to their last record, so that no fault shows up in the middle of a question.

    Raises:
        DataFileError: something cannot be read; all faults of all files are in it.
    """
    store = Store(source.rows)
    faults: list[DataFileError] = []
    with pause_collector():
        for name in tracked(KINDS, "reading"):
            try:
                store.read_all(name)
            except DataFileError as error:
                faults.extend(error.faults)
    if faults:
        raise DataFileError.of(faults)
    return store


def _one_by_one(rows: Iterable[Any], kind: type[Any], path: str) -> list[Any]:
    from ..io.codec import structure

    records: list[Any] = []
    faults: list[DataFileError] = []
    for index, row in enumerate(tracked(rows, f"reading {path}")):
        try:
            records.append(structure(row, kind, f"{path}[{index}]"))
        except DataFileError as error:
            faults.append(error)
    if faults:
        raise DataFileError.of(faults)
    return records


@contextmanager
def pause_collector() -> Generator[None]:
    """Keep the garbage collector from going through a growing heap of records again and again; there is no garbage.

    What was made in the meantime is put among the old objects unseen: else the first collection would look at all of
    it. A caller who has frozen objects of his own keeps them so.

    >>> gc.enable()
    >>> with pause_collector():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if hasattr(gc, "freeze") and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
