"""What the records of a dataset need of one another: names of every type of record, lives, vocabularies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ..dates.days import Bounds
from ..errors import InvalidQuestionError, shorten
from .directory import Directory

if TYPE_CHECKING:
    from ..model.agents import Agent
    from .store import Store

__all__ = ["Home", "Titles"]

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
        from ..query.bodies import bodies_above
        from ..query.claims import life_of

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
