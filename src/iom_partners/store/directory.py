"""Who bears which name: what resolves names in a dataset and in all its views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import AmbiguousNameError, UnknownNameError, shorten
from ..model.agents import Agent, Organization
from .collection import Collection
from .record_types import kind_of
from .search import Entry, NameIndex

if TYPE_CHECKING:
    from ..model.people import Person

__all__ = ["Directory"]


class Directory:
    """The names and labels of all agents.

    Views share that of the dataset they are made of, so that every name still resolves.
    """

    __slots__ = ("_index", "_known", "_labels")

    #: Where a caller finds a name that nothing is like.
    _see = "data.find()"

    def __init__(self, organizations: Collection[Organization], people: Collection[Person]) -> None:
        self._take({"organizations": organizations, "people": people})

    def _take(self, collections: Mapping[str, Collection[Any]]) -> None:
        self._labels: dict[str, tuple[str, str, str | None]] = {}
        entries = []
        for kind, collection in collections.items():
            for row in collection.rows:
                record_id, name, acronym = _of(row, "id"), _of(row, "name"), _of(row, "acronym")
                names = [_of(each, "text") for each in _of(row, "names") or ()]
                identifiers = tuple(_of(each, "value") for each in _of(row, "identifiers") or ())
                texts = tuple(text for text in (name, acronym, *names) if text)
                entries.append(Entry(record_id, texts, identifiers))
                self._labels[record_id] = (kind, name, acronym)
        self._index = NameIndex(entries)
        self._known: dict[str, str] = {}

    def resolve(self, ref: object, field: str = "agent") -> str:
        """Give the id of what a caller names.

        Raises:
            UnknownNameError: nothing bears the name; the hint lists the nearest.
            AmbiguousNameError: several bear it.
        """
        if isinstance(ref, Agent):
            ref = ref.id
        if not isinstance(ref, str):
            raise UnknownNameError(
                f"{shorten(ref)} is no name", value=ref, field=field, hint="give an id, a name or a record"
            )
        found = self._known.get(ref)
        if found is None:
            ids = self._index.resolve(ref)
            if not ids:
                near = self._index.nearest(ref[:200])
                hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"see {self._see}"
                raise UnknownNameError(f"nothing is called {shorten(ref)}", value=ref, field=field, hint=hint)
            if len(ids) > 1:
                raise AmbiguousNameError(
                    f"{shorten(ref)} may be any of {', '.join(ids)}", value=ref, field=field, hint="give the id"
                )
            found = self._known[ref] = next(iter(ids))
        return found

    def search(self, text: str, limit: int) -> tuple[str, ...]:
        """Give the ids of the nearest names, best first."""
        return self._index.search(text, limit)

    def label(self, agent_id: str) -> str:
        """Give the acronym or name of an id; the id itself where nothing is known of it."""
        _, name, acronym = self._labels.get(agent_id, ("", agent_id, None))
        return acronym or name

    def bare(self, agent_id: str) -> Organization | Person:
        """Make a record that holds the id and the labels only."""
        kind, name, acronym = self._labels.get(agent_id, ("organizations", agent_id, None))
        bare: Organization | Person = kind_of(kind)(id=agent_id, name=name, acronym=acronym)
        return bare


def _of(row: Any, field: str) -> Any:
    """Read a field of a plain row or of a record."""
    return row.get(field) if isinstance(row, dict) else getattr(row, field, None)
