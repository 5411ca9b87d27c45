"""Who bears which name: what resolves names in a dataset and in all its views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..dates.days import Bounds
from ..errors import AmbiguousNameError, InvalidQuestionError, UnknownNameError, shorten
from ..model.agents import Agent, Organization
from .collection import Collection
from .record_types import kind_of
from .search import Entry, NameIndex

if TYPE_CHECKING:
    from ..model.people import Person
    from .store import Store

__all__ = ["Directory", "Home", "Titles"]


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


_AGENTS = ("organizations", "people")


class Titles(Directory):
    """The names of records of some types, resolved as those of agents are."""

    __slots__ = ()

    _see = "the names in data.projects, data.works, data.events and data.places"

    def __init__(self, store: Store, kinds: Iterable[str]) -> None:
        self._take({kind: store[kind] for kind in kinds})

    def resolve(self, ref: object, field: str = "ref") -> str:
        """Give the id of what a caller names, or of a record."""
        return super().resolve(ref if isinstance(ref, str) else getattr(ref, "id", ref), field)

    def kind(self, record_id: str) -> str:
        """Give the name of the collection that a record is of."""
        return self._labels[record_id][0]

    def bare_of(self, record_id: str) -> Any:
        """Make a record that holds the id and the labels only."""
        from .record_types import kind_of

        kind, name, acronym = self._labels.get(record_id, ("projects", record_id, None))
        return kind_of(kind)(id=record_id, name=name, **({"acronym": acronym} if acronym else {}))


class Home:
    """What the collections of one store ask of the dataset that they are of.

    Attributes:
        store: the records.
        origin: for a view, the records of the dataset that it is made of: their names and words all stay known.
    """

    __slots__ = ("_agents", "_titles", "_words", "origin", "store")

    def __init__(self, store: Store, origin: Store, agents: Callable[[], Directory]) -> None:
        self.store = store
        self.origin = origin
        self._agents = agents
        self._titles: dict[tuple[str, ...], Titles] = {}
        self._words: dict[str, tuple[str, ...]] = {}

    def agents(self) -> Directory:
        """Give the names of all agents."""
        return self._agents()

    def titles(self, *kinds: str) -> Titles:
        """Give the names of all records of some types."""
        made = self._titles.get(kinds)
        return made if made is not None else self._titles.setdefault(kinds, Titles(self.origin, kinds))

    def resolve(self, field: str, ref: object, keyword: str) -> str:
        """Give the id that a reference names.

        Args:
            field: of the record: giver_id, party_ids, places ...
            ref: an id, a name, or a record.
            keyword: of the caller, for errors.
        """
        from .store import references

        kinds = dict(references())[field]
        if kinds == _AGENTS:
            return self.agents().resolve(ref, keyword)
        return self.titles(*kinds).resolve(ref, keyword)

    def kind(self, name: str) -> type[Any]:
        """Give the class of the records of a collection."""
        from .record_types import kind_of

        return kind_of(name)

    def label(self, record_id: str) -> str:
        """Give the acronym or name of an agent or project."""
        return self.titles("organizations", "people", "projects").label(record_id)

    def name_of(self, record_id: str) -> str:
        """Give the acronym or name of anything that a record may refer to, without an index of all names."""
        from .store import NAMED

        for kind in NAMED:
            found = self.origin[kind].get(record_id)
            if found is not None:
                label: str = getattr(found, "label", None) or found.name
                return label
        return record_id

    def agent(self, agent_id: str) -> Agent:
        """Give an agent; a bare one where the sources say nothing of it."""
        found: Agent | None = self.store["organizations"].get(agent_id) or self.store["people"].get(agent_id)
        return found or self.agents().bare(agent_id)

    def done(self, record_id: str | None) -> Any:
        """Give a project or work, None where there is none."""
        if record_id is None:
            return None
        return self.store["projects"].get(record_id) or self.store["works"].get(record_id)

    def lives(self, body_id: str) -> list[Bounds]:
        """Give the bounds of the lives that bound what a body had: its own, and those of what it is a unit of."""
        from ..query.claims import bodies_above, life_of

        return [life for body in bodies_above(self.store, body_id) if (life := life_of(body)) is not None]

    def word(self, kind: str, value: object) -> str:
        """Check a word against those that the records hold.

        Args:
            kind: role, theme, country or agent_kind.
            value: what the caller gave.

        Raises:
            InvalidQuestionError: no record holds it; the hint gives the nearest, or all where they are few.
        """
        if kind not in self._words:
            self._words[kind] = tuple(sorted(_WORDS[kind](self.origin)))
        known = self._words[kind]
        if isinstance(value, str) and value in known:
            return value
        said = _SAID[kind]
        if kind == "country":
            from ..model.codes import COUNTRIES

            if isinstance(value, str) and value in COUNTRIES:
                return value
            hint = "give an ISO 3166-1 alpha-2 code, such as CO"
        elif kind == "theme" and isinstance(value, str):
            from difflib import get_close_matches

            near = get_close_matches(value[:80].lower().replace(" ", "-"), known, 3, 0.5)
            hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "see the themes of data.projects"
        else:
            hint = f"one of {', '.join(known)}" if known else f"no record has a {said}"
        raise InvalidQuestionError(f"{shorten(value)} is no {said} in the data", value=value, field=kind, hint=hint)


def _roles(store: Store) -> set[str]:
    return {each.role for each in store["participations"]}


def _themes(store: Store) -> set[str]:
    kinds = ("projects", "works", "partnerships", "agreements")
    return {theme for kind in kinds for record in store[kind] for theme in record.themes}


def _countries(store: Store) -> set[str]:
    return {each.country for kind in ("places", "organizations") for each in store[kind] if each.country is not None}


def _agent_kinds(store: Store) -> set[str]:
    return {each.kind for each in store["organizations"] if each.kind is not None}


_WORDS: dict[str, Callable[[Store], set[str]]] = {
    "role": _roles,
    "theme": _themes,
    "country": _countries,
    "agent_kind": _agent_kinds,
}

_SAID = {"role": "role", "theme": "theme", "country": "country", "agent_kind": "kind of organization"}
