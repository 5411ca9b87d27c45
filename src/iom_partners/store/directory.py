"""Who bears which name: names, labels and vocabulary of the records of a dataset and of all its views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from ..errors import AmbiguousNameError, InvalidQuestionError, UnknownNameError, shorten
from ..model.vocabulary import KNOWN_WORDS
from .once import once
from .record_types import AGENTS, NAMED, record_class
from .search import Entry, NameIndex

__all__ = ["Context", "Directory"]

#: A few vocabularies of the records: where the words stand, by collection and field, and what one word is called.
_VOCABULARIES: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "role": ((("participations", "role"),), "role"),
    "membership_role": ((("memberships", "role"),), "role of a membership"),
    "term_role": ((("chair_terms", "role"),), "role of a term"),
    "role_in_body": ((("memberships", "role"), ("chair_terms", "role")), "role in a body"),
    "office": ((("memberships", "office"),), "office"),
    "theme": (tuple((name, "themes") for name in ("projects", "works", "partnerships", "agreements")), "theme"),
    "country": ((("places", "country"), ("organizations", "country")), "country"),
    "agent_kind": ((("organizations", "kind"),), "kind of organization"),
}


#: The fields with built-in words, which no record needs to hold.
_KNOWN = {
    "membership_role": ("Membership.role",),
    "term_role": ("ChairTerm.role",),
    "role_in_body": ("Membership.role", "ChairTerm.role"),
}


#: What records of another type than that asked about do not have, by what is asked.
_LACKING = {"chairs": "has no chairs", "members": "has no members", "units": "has no units"}
#: What takes or returns a record, by its collection; events and places are found by id alone.
_TAKEN = {
    "organizations": "data.organization({0}) and data.timeline({0}) take that name",
    "people": "data.person({0}) and data.timeline({0}) take that name",
    "projects": "data.project({0}), data.timeline({0}) and data.partners_of({0}, on=...) take that name",
    "works": "data.work({0}) and data.timeline({0}) take that name",
}


class Context(Protocol):
    """What a collection needs to know of the other records: the store that it belongs to."""

    @property
    def directory(self) -> Directory:
        """What resolves names."""
        ...

    def __getitem__(self, name: str) -> Any:
        """Return a collection."""
        ...

    def select(self, name: str, **fields: str) -> Sequence[Any]:
        """Return the records of a collection whose fields equal texts."""
        ...

    def agent(self, agent_id: str) -> Any:
        """Return an organization or person."""
        ...

    def undertaking(self, record_id: str | None) -> Any:
        """Return a project or work."""
        ...

    def bodies_above(self, body_id: str) -> Sequence[Any]:
        """Return a body and what it is a unit of."""
        ...


class _Label(NamedTuple):
    """How a record is shown: its collection, its name, and its acronym where it has one."""

    record_type: str
    name: str
    acronym: str | None


class Directory:
    """The names, labels and vocabulary of all records that have a name.

    Views share the directory of the dataset they are made of, so that every name still resolves.
    """

    __slots__ = ("_indexes", "_known", "_labels", "_read", "_words")

    def __init__(self, read: Callable[[str], Any]) -> None:
        """Take the function that returns the collection of a name; collections are read when they are first needed."""
        self._read = read
        #: By record type: the labels of its records.
        self._labels: dict[str, dict[str, _Label]] = {}
        self._indexes: dict[tuple[str, ...], NameIndex] = {}
        #: By record types: the ids of texts that were resolved before.
        self._known: dict[tuple[str, ...], dict[str, str]] = {}
        #: By record type and field: what the records hold there.
        self._words: dict[tuple[str, str], frozenset[Any]] = {}

    def resolve(self, ref: object, field: str = "agent", among: tuple[str, ...] = AGENTS, *, asked: str = "") -> str:
        """Return the id of the record that a caller names.

        Args:
            ref: an id, a name, an acronym or an identifier in any spelling; or a record.
            field: the keyword of the caller, for errors.
            among: the record types in question.
            asked: what is asked of the record, in the plural: chairs, members ...

        Raises:
            UnknownNameError: no such record bears the name; the hint lists the nearest.
            AmbiguousNameError: several bear it.
        """
        text = ref if isinstance(ref, str) else getattr(ref, "id", None)
        if not isinstance(text, str):
            raise UnknownNameError(
                f"{shorten(ref)} is not a name", value=ref, field=field, hint="give an id, a name or a record"
            )
        known = self._known.setdefault(among, {})
        found = known.get(text)
        if found is None:
            ids = self._index(among).resolve(text)
            if not ids:
                raise self._unknown(text, field, among, asked)
            if len(ids) > 1:
                raise AmbiguousNameError(
                    f"{shorten(text)} may be any of {', '.join(ids)}", value=text, field=field, hint="give the id"
                )
            found = known[text] = next(iter(ids))
        return found

    def _unknown(self, text: str, field: str, among: tuple[str, ...], asked: str) -> UnknownNameError:
        """Return the error for a name that none of these records bears."""
        if field == "body" and among == AGENTS:
            # A person may be the body of a faulty record, but is not what anyone meant by an unknown name.
            among = ("organizations",)
        wanted = " or ".join(map(_called, among))
        others = tuple(each for each in NAMED if each not in among)
        elsewhere = self._index(others).resolve(text) if others else ()
        if elsewhere:
            there = self.record_type(elsewhere[0])
            it = f"{_article(_called(there))} {_called(there)}"
            but = f"and {it} {_LACKING[asked]}" if asked in _LACKING else f"not {_article(wanted)} {wanted}"
            hint = _say_where(there, elsewhere[0], text)
            return UnknownNameError(f"{shorten(text)} is {it}, {but}", value=text, field=field, hint=hint)
        near = self._index(among).nearest(text[:200])
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "search with data.find()"
        return UnknownNameError(f"no {wanted} is named {shorten(text)}", value=text, field=field, hint=hint)

    def hint_of(self, text: str) -> str:
        """Return a hint at the record of any type that a text names; empty if it names none."""
        found = self._index(NAMED).resolve(text[:200])
        return _say_where(self.record_type(found[0]), found[0], text) if found else ""

    def search(self, text: str, limit: int, among: tuple[str, ...] = NAMED) -> tuple[str, ...]:
        """Return the ids of the nearest names, best first."""
        return self._index(among).search(text, limit)

    def near_ids(self, record_type: str, text: str) -> tuple[str, ...]:
        """Return the ids of records of one type that a text names; else those that it may be meant to name."""
        index = self._index((record_type,))
        return index.resolve(text) or index.search(text[:200], 3)

    def label(self, record_id: str) -> str:
        """Return the acronym or name of a record; the id itself where nothing bears it."""
        found = self._label(record_id)
        return record_id if found is None else found.acronym or found.name

    def record_type(self, record_id: str) -> str:
        """Return the name of the collection that a record belongs to; organizations where nothing is known of it."""
        found = self._label(record_id)
        return "organizations" if found is None else found.record_type

    def bare(self, record_id: str, record_type: str = "organizations") -> Any:
        """Return a record that holds the id and the labels only.

        Args:
            record_id: of the record.
            record_type: the collection that it belongs to where nothing is known of the id.
        """
        name, label, acronym = self._label(record_id) or _Label(record_type, record_id, None)
        return record_class(name)(id=record_id, name=label, **({"acronym": acronym} if acronym else {}))

    def word(self, vocabulary: str, value: object) -> str:
        """Return a word if the records, or the register that it is of, hold it.

        Args:
            vocabulary: role, theme, country or agent_kind.
            value: what the caller gave.

        Raises:
            InvalidQuestionError: no record holds it; the hint gives the nearest, or all where they are few.
        """
        known, called = self.vocabulary(vocabulary), _VOCABULARIES[vocabulary][1]
        if isinstance(value, str) and value in known:
            return value
        hint = f"one of {', '.join(known)}" if known else f"no record has a {called}"
        if vocabulary == "country":
            if isinstance(value, str) and (code := self._country(value)):
                return code
            hint = "give an ISO 3166-1 alpha-2 code, such as CO, or the name of a country that data.places has"
            places = self._index(("places",)).nearest(value[:200]) if isinstance(value, str) else ()
            if near := [each for each in places if self._country(each)]:
                hint = f"did you mean {' or '.join(map(repr, near))}?"
        elif vocabulary in {"theme", "office"} and isinstance(value, str):
            from difflib import get_close_matches

            blanked = {each.lower().replace("-", " "): each for each in known}
            near = get_close_matches(value[:80].lower().replace("-", " "), blanked, 3, 0.5)
            of = "themes of data.projects" if vocabulary == "theme" else "offices of data.memberships"
            hint = f"did you mean {' or '.join(repr(blanked[each]) for each in near)}?" if near else f"see the {of}"
        reason = f"{shorten(value)} is not {_article(called)} {called} in the data"
        field = "role" if "role" in vocabulary else vocabulary
        raise InvalidQuestionError(reason, value=value, field=field, hint=hint)

    def vocabulary(self, vocabulary: str) -> tuple[str, ...]:
        """Return the words that the records hold; of roles also those that the library knows or the data declare."""
        known = [word for field in _KNOWN.get(vocabulary, ()) for word in KNOWN_WORDS[field]]
        found = {word for each in _VOCABULARIES[vocabulary][0] for word in self.words(*each)}
        if known:
            found.update(self._read("words").ids)
        return (*known, *sorted(found.difference(known)))

    def _country(self, text: str) -> str | None:
        """Return the code that a text is, in any case, or that the country of this name has."""
        from ..model.codes import COUNTRIES, OTHER_COUNTRIES

        code = text.strip().upper()
        if code in COUNTRIES | OTHER_COUNTRIES:
            return code
        named = (self._read("places").get(each) for each in self._index(("places",)).resolve(text))
        codes = {place.country for place in named if place.kind == "country" and place.country}
        return codes.pop() if len(codes) == 1 else None

    def words(self, record_type: str, field: str) -> frozenset[Any]:
        """Return all that a field of the records of a type holds; of a list what stands in it."""
        found = self._words.get((record_type, field))
        if found is None:
            # A plain row leaves out what is at its default.
            fields = record_class(record_type).__attrs_attrs__
            usual = next((each.default for each in fields if each.name == field), None)
            values = {
                each
                for row in self._read(record_type)._rows
                for held in (row.get(field, usual) if isinstance(row, dict) else getattr(row, field, None),)
                for each in (held if isinstance(held, (tuple, list)) else (held,))
            }
            found = self._words[record_type, field] = frozenset(values - {None})
        return found

    def _label(self, record_id: str) -> _Label | None:
        # In the order of NAMED, so that a question about agents reads no file of projects.
        for record_type in NAMED:
            found = self._labels_of(record_type).get(record_id)
            if found is not None:
                return found
        return None

    def _labels_of(self, record_type: str) -> dict[str, _Label]:
        made = self._labels.get(record_type)
        if made is None:
            made = self._labels[record_type] = {
                _of(row, "id"): _Label(record_type, _of(row, "name"), _of(row, "acronym"))
                for row in self._read(record_type)._rows
            }
        return made

    def _index(self, among: tuple[str, ...]) -> NameIndex:
        rows = (row for record_type in among for row in self._read(record_type)._rows)
        return once(self._indexes, among, lambda: NameIndex(map(_entry, rows)))


def _say_where(record_type: str, record_id: str, text: str) -> str:
    """Describe which calls take a record by the name that a caller wrote."""
    return _TAKEN.get(record_type, f"see data.{record_type}[{record_id!r}]").format(shorten(text))


def _called(record_type: str) -> str:
    return record_class(record_type).__name__.lower()


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _entry(row: Any) -> Entry:
    names = [_of(each, "text") for each in _of(row, "names") or ()]
    identifiers = tuple(_of(each, "value") for each in _of(row, "identifiers") or ())
    texts = tuple(text for text in (_of(row, "name"), _of(row, "acronym"), *names) if text)
    return Entry(_of(row, "id"), texts, identifiers)


def _of(row: Any, field: str) -> Any:
    """Return a field of a plain row or of a record."""
    return row.get(field) if isinstance(row, dict) else getattr(row, field, None)
