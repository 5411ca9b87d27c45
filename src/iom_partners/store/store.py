"""The records of a dataset, by type: where they come from and how they are found."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from ..dates.days import AFTER_ALL, BEFORE_ALL, AnyDay, day_at
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidQuestionError, one_of, shorten
from ..model.vocabulary import is_unsure
from .collection import Collection, RecordList
from .once import once
from .record_types import NAMED, RECORD_TYPES, record_class

if TYPE_CHECKING:
    from ..model.agents import Organization
    from ..model.people import Person
    from ..model.works import Project, Work
    from .directory import Directory

__all__ = ["Read", "Store", "pause_collector", "time_key"]

#: Returns the plain rows of one record type with what makes a record of one; or the records, with None.
Read = Callable[[str], tuple[Sequence[Any], Callable[[Any, int], Any] | None]]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def time_key(record: _HasId) -> tuple[int, int, int, int, str]:
    """Return the sort key of a record: its four bounds, then its id; of an undated one its id.

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


@cache
def _names_by_class() -> dict[type[Any], str]:
    return {record_class(name): name for name in RECORD_TYPES}


class Store:
    """The collections of a dataset; each is read when it is first needed.

    Attributes:
        directory: names, labels and vocabulary; those of the dataset that it was made from, in a view.
    """

    __slots__ = ("_collections", "_directory", "_read")

    def __init__(self, read: Read, directory: Directory | None = None) -> None:
        """Take what reads a record type, and for a view the directory of the dataset that it is made from."""
        self._read = read
        self._directory = directory
        self._collections: dict[str, Collection[Any]] = {}

    @classmethod
    def of_records(cls, records: Iterable[Any], directory: Directory | None = None) -> Store:
        """Keep records of any types, in time order.

        Raises:
            InvalidQuestionError: something is not a record.

        >>> from iom_partners.model import Place
        >>> len(Store.of_records([Place(id="geneva", name="Geneva")])["places"])
        1
        """
        names = _names_by_class()
        by_type: dict[str, list[Any]] = {name: [] for name in RECORD_TYPES}
        with pause_collector():
            for record in records:
                name = names.get(type(record))
                if name is None:
                    hint = "give records of iom_partners.model"
                    raise InvalidQuestionError(
                        f"{shorten(record)} is not a record", value=record, field="records", hint=hint
                    )
                by_type[name].append(record)
            for found in by_type.values():
                found.sort(key=time_key)
        return cls(lambda name: (by_type[name], None), directory)

    @property
    def directory(self) -> Directory:
        """The names, labels and vocabulary of the records."""
        if self._directory is None:
            from .directory import Directory

            self._directory = Directory(self.__getitem__)
        return self._directory

    def __getitem__(self, name: str) -> Collection[Any]:
        collection = self._collections.get(name)
        return self._first(name) if collection is None else collection

    def _first(self, name: str) -> Collection[Any]:
        return once(self._collections, name, lambda: Collection(name, *self._read(name), store=self))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Store) and all(self[name] == other[name] for name in RECORD_TYPES)

    def __hash__(self) -> int:
        return hash(tuple(self[name].ids for name in RECORD_TYPES))

    def __reduce__(self) -> tuple[Any, ...]:
        # A view resolves names by the directory of the records that it is made from, so these go with it.
        home: Any = self.directory._read
        records = {name: tuple(self[name]) for name in RECORD_TYPES}
        return _restored, (records, None if home.__self__ is self else home.__self__)

    def records(self) -> Iterator[Any]:
        """Return all records, by type and then in time order."""
        return (record for name in RECORD_TYPES for record in self[name])

    def select(self, name: str, **fields: str) -> RecordList[Any]:
        """Return the records of a collection whose fields equal texts, in time order, by an index.

        >>> import iom_partners
        >>> store = iom_partners.load()._store
        >>> [term.id for term in store.select("chair_terms", holder_id="unu")]
        ['gmg-chair-unu-2017']
        """
        return self[name]._select(fields)

    def named(self, ref: object, field: str, name: str) -> Any:
        """Return the record of a collection that a caller names; a bare one where the sources of a view are silent.

        Raises:
            UnknownNameError: nothing in that collection bears the name.
            AmbiguousNameError: several records do.
        """
        found = self.directory.resolve(ref, field, (name,))
        return self[name].get(found) or self.directory.bare(found, name)

    def find(self, text: str, limit: int, record_type: str | None) -> RecordList[Any]:
        """Search names tolerantly; see `Dataset.find`."""
        if not isinstance(text, str):
            raise InvalidQuestionError(f"{shorten(text)} is not a text to search for", value=text, field="text")
        if type(limit) is not int or limit < 1:
            raise InvalidQuestionError(f"{shorten(limit)} is not a number of results", value=limit, field="limit")
        one_of(record_type, (None, *NAMED), "record_type", "a type of records that have names")
        directory, among = self.directory, NAMED if record_type is None else (record_type,)
        ids = directory.search(text, limit, among)
        names = [directory.record_type(each) for each in ids]
        found = [self[name].get(each) or directory.bare(each) for name, each in zip(names, ids, strict=True)]
        return RecordList(found, "found", self)

    def agent(self, agent_id: str) -> Organization | Person:
        """Return an organization or person; a bare one where the sources of a view say nothing of it."""
        found: Organization | Person | None = self["organizations"].get(agent_id) or self["people"].get(agent_id)
        return found or self.directory.bare(agent_id)

    def project(self, project_id: str) -> Project:
        """Return a project; a bare one where the sources of a view say nothing of it."""
        found: Project | None = self["projects"].get(project_id)
        return found or self.directory.bare(project_id, "projects")

    def undertaking(self, record_id: str | None) -> Project | Work | None:
        """Return a project or work; None where there is none."""
        if record_id is None:
            return None
        return self["projects"].get(record_id) or self["works"].get(record_id)

    def bodies_above(self, body_id: str) -> list[Organization]:
        """Return a body and what it is a unit of, upwards: within whose lives it lives.

        A unit that moved from one body to another is bounded by neither.

        >>> from iom_partners.model import Membership, Organization
        >>> unit = Membership(id="u", member_id="wg", organization_id="grp", role="unit")
        >>> bodies = [Organization(id="wg", name="Working Group"), Organization(id="grp", name="Group")]
        >>> [body.id for body in Store.of_records([*bodies, unit]).bodies_above("wg")]
        ['wg', 'grp']
        """
        bodies: dict[str, Organization] = {}
        above: str | None = body_id
        while above is not None and above not in bodies:
            body = self["organizations"].get(above)
            if body is None:
                break
            bodies[above] = body
            parents = {tie.organization_id for tie in self.select("memberships", member_id=above) if tie.role == "unit"}
            above = parents.pop() if len(parents) == 1 else None
        return list(bodies.values())

    def bodies(self) -> list[str]:
        """Return the ids of all bodies that have members."""
        return sorted({tie.organization_id for tie in self["memberships"] if tie.role == "member"})

    def horizon(self) -> AnyDay | None:
        """Return the last day that any coverage, tie or event reaches; None where nothing is dated.

        A day to come does not count: an end in 9999, or one that is planned, says nothing of the days before it. Nor
        does what may never have been.
        """
        days: list[int] = []
        today = date.today().toordinal()  # noqa: DTZ011  # The caller's own calendar day is meant.
        for name in ("memberships", "chair_terms", "events", "coverages"):
            for record in self[name]:
                if is_unsure(record):
                    continue
                first, _, attested, last, _ = time_key(record)
                days.extend(day for day in (first, attested, last) if BEFORE_ALL < day <= today)
        return day_at(max(days)) if days else None


def _restored(records: dict[str, tuple[Any, ...]], home: Store | None) -> Store:
    return Store(lambda name: (records[name], None), None if home is None else home.directory)


#: Whether some thread keeps the collector from running.
_is_paused = False


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
    global _is_paused
    was_enabled = gc.isenabled()
    try:
        gc.disable()
        _is_paused = _is_paused or was_enabled
        yield
    finally:
        if was_enabled:
            gc.enable()  # Before anything else, for an interruption could leave it undone.
            _is_paused = False
            if hasattr(gc, "freeze") and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()


def _resume_collector() -> None:
    """Let the collector run in a child that was forked while another thread kept it from running."""
    global _is_paused
    if _is_paused:
        gc.enable()
        _is_paused = False


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_resume_collector)
