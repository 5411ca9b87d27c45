"""Statements of Wikidata, as rows of results of SPARQL give them, as records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError, InvalidDateError, InvalidQuestionError, one_of, shorten
from ..io.rows import RowsRead, end_words
from ..model.agents import Identifier, Name, Organization
from ..model.evidence import Citation, Said
from ..model.people import Person
from ..model.sources import Source
from ..model.ties import ChairTerm, Membership, Word
from ..model.vocabulary import KNOWN_WORDS, is_word
from ..model.works import Participation, Project
from ..progress import tracked
from ..provenance.statements import settle
from ..store.search import slug
from ..store.store import pause_collector
from .wikidata_cells import COLUMNS, rows_of_results
from .wikidata_statements import (
    NAMES,
    PROPERTIES,
    SCHEMES,
    PropertyUse,
    Reference,
    Statement,
    StatementReader,
    Tie,
)

__all__ = ["records_of_statements"]

K = TypeVar("K")

#: The most characters of a label that an id holds.
_LONGEST = 100

_RECORDS: dict[str, tuple[type[Any], str, str]] = {
    "memberships": (Membership, "member_id", "organization_id"),
    "chair_terms": (ChairTerm, "holder_id", "organization_id"),
    "participations": (Participation, "agent_id", "project_id"),
}
#: What a record can hold of what statements say of their subject alone.
_HELD: dict[type[Any], tuple[str, ...]] = {
    Organization: ("founded", "ended", "country", "website", "kind", "successor", "predecessor", *NAMES, *SCHEMES),
    Person: ("born", "died", *NAMES, *SCHEMES),
    Project: ("founded", "ended", "kind", *NAMES),
}
_A: dict[type[Any], str] = {Organization: "an organization", Person: "a person", Project: "a project"}
_WIKIDATA = Source(id="wikidata", title="Wikidata", publisher="Wikimedia Foundation", url="https://www.wikidata.org/")


def records_of_statements(
    rows: object,
    *,
    properties: Mapping[str, PropertyUse | None] | None = None,
    columns: Mapping[str, str] | None = None,
    defaults: Mapping[str, Any] | None = None,
    missing_end: Literal["unknown", "ongoing"] = "unknown",
    deprecated: Literal["doubtful", "ignore"] = "doubtful",
    ids: Mapping[str, str] | None = None,
    source: Source | str | None = None,
    errors: Literal["raise", "collect"] = "raise",
) -> RowsRead:
    """Return the records that rows of statements make; `Dataset.from_wikidata` explains each argument.

    Raises:
        DataFileError: cells cannot be read; it holds all of them, each with its row and column.
        InvalidQuestionError: an argument is not in its vocabulary.

    >>> row = {"subject": "Q7817", "subjectLabel": "WHO", "property": "P463", "value": "Q1", "valueLabel": "Group"}
    >>> records_of_statements([row]).records[-1].title
    'Wikidata'
    """
    one_of(missing_end, ("unknown", "ongoing"), "missing_end", "a meaning of a missing end")
    one_of(errors, ("raise", "collect"), "errors", "a way to treat faulty rows")
    one_of(deprecated, ("doubtful", "ignore"), "deprecated", "a way to treat deprecated statements")
    own_ids = _mapping(ids, "ids")
    if len(set(own_ids.values())) < len(own_ids):
        raise InvalidQuestionError("two items have one id", value=ids, field="ids")
    if odd := [each for each in own_ids.values() if not is_word(each)]:
        hint = "write lower-case letters and digits, joined by hyphens"
        raise InvalidQuestionError(f"{shorten(odd[0])} is not an id", value=odd[0], field="ids", hint=hint)
    end = ".." if missing_end == "ongoing" else ""
    made = _source(source)
    found, place = rows_of_results(rows)
    reader = StatementReader(
        PROPERTIES | _uses(properties),
        _mapping(columns, "columns", COLUMNS),
        _mapping(defaults, "defaults", COLUMNS),
        end,
        deprecated == "doubtful",
        place,
    )
    with pause_collector():
        for number, row in enumerate(tracked(found, "rows")):
            reader.read(number, row)
        statements = reader.statements()
        if reader.faults and errors == "raise":
            raise DataFileError.of(reader.faults)
        records = _Maker(reader, own_ids, made).records(statements)
    return RowsRead(records, tuple(reader.faults), tuple(reader.assumed()))


def _mapping(given: object, field: str, known: Iterable[str] = ()) -> dict[str, Any]:
    """Return a mapping that a caller gives.

    Raises:
        InvalidQuestionError: it is not one, or one of its keys or values is not what it has to be.
    """
    found: Any = {} if given is None else given
    if not isinstance(found, Mapping):
        raise InvalidQuestionError(f"{shorten(given)} is not a mapping", value=given, field=field)
    for key, value in found.items():
        if known:
            one_of(key, known, field, "a column of statements")
        if not (isinstance(value, str) or (field == "defaults" and isinstance(value, int | bool))):
            raise InvalidQuestionError(f"{shorten(value)} is not text", value=value, field=field)
    return dict(found)


def _uses(given: object) -> dict[str, PropertyUse | None]:
    """Return what a caller says of properties.

    Raises:
        InvalidQuestionError: it is not in its vocabulary.
    """
    found: Any = {} if given is None else given
    if not isinstance(found, Mapping):
        raise InvalidQuestionError(f"{shorten(given)} is not a mapping", value=given, field="properties")
    hint = "give {'P3320': ('memberships', 'board-member', 'value')}, or None to leave it out"
    for key, use in found.items():
        if not (isinstance(key, str) and key[:1] == "P" and key[1:].isdecimal()):
            raise InvalidQuestionError(f"{shorten(key)} is not a property", value=key, field="properties", hint=hint)
        if use is None:
            continue
        if not isinstance(use, tuple | list) or len(use) != 3:
            reason = f"{shorten(use)} is not a kind of rows, a role and a side"
            raise InvalidQuestionError(reason, value=use, field="properties", hint=hint)
        one_of(use[0], _RECORDS, "properties", "a kind of rows")
        one_of(use[2], ("subject", "value"), "properties", "the side that has the role")
        if not (isinstance(use[1], str) and use[1] and is_word(use[1])):
            told = "write lower-case letters and digits, joined by hyphens"
            raise InvalidQuestionError(f"{shorten(use[1])} is not a role", value=use[1], field="properties", hint=told)
    return {key: None if use is None else (use[0], use[1], use[2]) for key, use in found.items()}


def _source(given: object) -> Source:
    if given is None:
        return _WIKIDATA
    if isinstance(given, str) and given.strip():
        return Source(id=slug(given), title=given)
    if isinstance(given, Source):
        return given
    raise InvalidQuestionError(f"{shorten(given)} is neither a title nor a Source", value=given, field="source")


class _Maker:
    """Makes records of statements: agents, what is said of them, ties, and the documents that they cite."""

    def __init__(self, reader: StatementReader, ids: Mapping[str, str], source: Source) -> None:
        self._reader = reader
        self._given = ids
        self._source = source
        self._types: dict[str, type[Any]] = {}
        self._ids: dict[str, str] = {}
        self._sources: dict[str, str] = {}

    def records(self, statements: list[Statement]) -> list[Any]:
        """Return the records of all statements that fit."""
        self._find_types(statements)
        fitting = [self._turned(each) for each in statements if self._fits(each)]
        facts: dict[str, list[Statement]] = {item: [] for each in fitting for item in _items_of(each)}
        ties: dict[tuple[Tie, Period], list[Statement]] = {}
        references: dict[str, list[Reference]] = {}
        for each in fitting:
            if isinstance(each.what, Tie):
                ties.setdefault((each.what, each.period), []).append(each)
            else:
                facts[each.subject].append(each)
            for reference in each.references:
                references.setdefault(reference.key, []).append(reference)
        self._ids = self._named(facts)
        titles = {key: slug(found[0].title)[:_LONGEST] for key, found in references.items()}
        self._sources = _told_apart(titles, {self._source.id}, _digest)
        made: list[Any] = [self._agent(item, of) for item, of in tracked(facts.items(), "items", total=len(facts))]
        made += self._ties(ties)
        made += self._words(ties)
        made += [self._document(key, found) for key, found in references.items()]
        return [*made, self._source] if made else []

    # What items are, and how they are called.

    def _find_types(self, statements: list[Statement]) -> None:
        """Find what each item is: the rows say so, or what is said of it needs it, or its property makes it likely."""
        reader = self._reader
        bodies: set[str] = set()
        projects: set[str] = set()
        for each in statements:
            if isinstance(each.what, Tie):
                (projects if each.what.kind == "participations" else bodies).add(each.what.body)
            elif each.what in {"successor", "predecessor"}:
                bodies.update((each.subject, each.value))
        assumed: set[str] = set()
        for item in dict.fromkeys(item for each in statements for item in _items_of(each)):
            is_person = reader.people.get(item)
            if is_person:
                self._types[item] = Person
            elif item in bodies:
                self._types[item] = Organization
            elif item in projects:
                self._types[item] = Project
            elif is_person is None and item in reader.likely_people:
                self._types[item] = Person
                assumed.add(item)
            else:
                self._types[item] = Organization
        if assumed:
            reader.tell("items taken as people, by their properties (subjectIsPerson, valueIsPerson)", len(assumed))

    def _fits(self, each: Statement) -> bool:
        """Return whether what an item is fits what is said of it; else note that the statement is left out."""
        if isinstance(each.what, Tie):
            wanted = Project if each.what.kind == "participations" else Organization
            body = self._types[each.what.body]
            if body is not wanted:
                self._reader.leave(each.property, f"for what it is in is {_A[body]}, not {_A[wanted]}")
            member = self._types.get(each.what.member or "")
            if member is Project:
                self._reader.leave(each.property, "for a project has no role in anything")
            return body is wanted and member is not Project
        kind = self._types[each.subject]
        fits = each.what in _HELD[kind]
        if each.what in {"successor", "predecessor"}:
            fits = fits and self._types[each.value] is Organization
        if each.what == "kind":
            fits = fits and each.value in KNOWN_WORDS[f"{kind.__name__}.kind"]
        if not fits:
            what = f"for {_A[kind]} holds no such thing" if each.what != "kind" else "for no kind has that name"
            self._reader.leave(each.property, what)
        return fits

    def _named(self, items: Iterable[str]) -> dict[str, str]:
        """Return the id of each item: the caller's, or what its label makes, with its number where needed."""
        labels = {item: next(iter(self._reader.labels.get(item, ())), "") for item in items}
        if unnamed := sum(not label for label in labels.values()):
            self._reader.tell("items without a label, which are called by their numbers", unnamed)
        free = {item: slug(label or item)[:_LONGEST] for item, label in labels.items() if item not in self._given}
        return {**self._given, **_told_apart(free, self._given.values(), str.lower)}

    # Who says so.

    def _cite(self, each: Statement, states: tuple[str, ...], says: tuple[Said, ...] = ()) -> tuple[Citation, ...]:
        """Return the citations of a statement: of the documents that it refers to, or of Wikidata if there are none.

        Wikidata denies what it has as deprecated.
        """
        ids = dict.fromkeys(self._sources[reference.key] for reference in each.references)
        if not ids and each.rank != "deprecated":
            ids = {self._source.id: None}
        made = [Citation(source_id=source, locator=each.locator, states=states, says=says) for source in ids]
        if each.rank == "deprecated":
            made.append(Citation(source_id=self._source.id, locator=each.locator, denies=True))
        return tuple(made)

    def _document(self, key: str, found: list[Reference]) -> Source:
        """Return the source of all references to one document."""
        published = [each.published for each in found if each.published]
        retrieved = [each.retrieved for each in found if each.retrieved]
        return Source(
            id=self._sources[key],
            title=found[0].title,
            url=key if "://" in key else None,
            published=settle(published) if published else None,
            seen=max(retrieved, key=lambda when: when.span) if retrieved else None,
            note="As a statement of Wikidata cites it.",
        )

    # Agents.

    def _agent(self, item: str, statements: list[Statement]) -> Organization | Person | Project:
        """Return the record of an item, with all that statements say of it alone."""
        kind = self._types[item]
        label, *others = self._reader.labels.get(item) or (item,)
        own = (Citation(source_id=self._source.id, locator=item, states="all"),)
        names = [Name(text=text, kind="alias", language="und", citations=own) for text in others]
        identifiers = [Identifier(scheme="wikidata", value=item, citations=own)]
        values: dict[str, Any] = {}
        citations = [Citation(source_id=self._source.id, locator=item, states=("name",))]
        said: dict[str, list[Statement]] = {}
        for each in statements:
            said.setdefault(str(each.what), []).append(each)
        if kind is Project:
            values["period"], cited = self._life(said.pop("founded", []), said.pop("ended", []))
            citations += cited
        for field, found in said.items():
            if field in NAMES:
                names += map(self._name, found)
            elif field in SCHEMES:
                cited_as = ("scheme", "value")
                identifiers += [
                    Identifier(scheme=field, value=each.value, citations=self._cite(each, cited_as)) for each in found
                ]
            elif field == "successor":
                values["successor_ids"] = tuple(dict.fromkeys(self._ids[each.value] for each in found))
                citations += [cited for each in found for cited in self._cite(each, ("successor_ids",))]
            else:
                values[field], cited = self._settled(field, found)
                citations += cited
        if kind is not Project:
            values["identifiers"] = tuple(identifiers)
        made: Organization | Person | Project = kind(
            id=self._ids[item], name=label, names=tuple(names), citations=tuple(citations), **values
        )
        return made

    def _name(self, each: Statement) -> Name:
        """Return a name that a statement gives; a short one that is not in capitals is not an acronym."""
        kind: Any = "alias" if each.what == "acronym" and not each.value.isupper() else each.what
        states = ("text", "kind", "language", *(["period"] if str(each.period) != "/" else []))
        return Name(
            text=each.value, kind=kind, language=each.language, period=each.period, citations=self._cite(each, states)
        )

    def _settled(self, field: str, found: Sequence[Statement]) -> tuple[Any, list[Citation]]:
        """Return the value of a field that has one, with what cites it.

        If statements of the best rank differ, it is of dates the days that all allow, else the span that holds them,
        which no citation states; of all else the first. Each statement says its own.
        """
        best = [each.value for each in found if each.rank == "preferred"] or [each.value for each in found]
        value = settle(best) if isinstance(best[0], PartialDate) else min(best)
        citations: list[Citation] = []
        for each in found:
            states = (field,) if each.value == value else ()
            says = () if states else (Said(field=field, value=str(each.value)),)
            citations += self._cite(each, states, says)
        return value, citations

    def _life(self, founded: Sequence[Statement], ended: Sequence[Statement]) -> tuple[Period, list[Citation]]:
        """Return when a project ran, from what is said of its beginning and its end."""
        start, end = (self._settled("period", each)[0] if each else "" for each in (founded, ended))
        try:
            period = Period(f"{start}/{end}")
        except InvalidDateError:
            self._reader.leave(ended[0].property, "for the project would end before it began")
            ended, period = [], Period(f"{start}/")
        citations: list[Citation] = []
        for side, found in (("{}/", founded), ("/{}", ended)):
            for each in found:
                text = side.format(each.value)
                states = ("period",) if text == str(period) else ()
                citations += self._cite(each, states, () if states else (Said(field="period", value=text),))
        return period, citations

    # Ties.

    def _turned(self, each: Statement) -> Statement:
        """Return a statement as it is recorded: of what was replaced, and of a person who is a part of a body."""
        if each.what == "predecessor":
            return each._replace(what="successor", subject=each.value, value=each.subject)
        if (
            isinstance(each.what, Tie)
            and each.what.role == "unit"
            and self._types.get(each.what.member or "") is Person
        ):
            return each._replace(what=each.what._replace(role="member"))
        return each

    def _ties(self, ties: Mapping[tuple[Tie, Period], list[Statement]]) -> list[Any]:
        """Return a record for each tie at each time; statements of one and the same are one record."""
        deprecated = 0
        made = []
        for ((tie, period), found), tie_id in zip(ties.items(), self._ids_of(ties), strict=True):
            record, member, body = _RECORDS[tie.kind]
            values: dict[str, Any] = {member: self._ids.get(tie.member or ""), body: self._ids[tie.body]}
            values |= {"role": tie.role, "period": period}
            if tie.office is not None:
                values["office"] = self._label(tie.office)
            if all(each.rank == "deprecated" for each in found):
                values["is_doubtful"] = True
                deprecated += 1
            states = tuple(
                field for field in values if field != "is_doubtful" and not (field == "period" and str(period) == "/")
            )
            citations = tuple(dict.fromkeys(cited for each in found for cited in self._cite(each, states)))
            made.append(record(id=tie_id, citations=citations, **values))
        if deprecated:
            self._reader.tell("records of deprecated statements, kept as doubtful and denied by Wikidata", deprecated)
        return made

    def _label(self, item: str) -> str:
        return next(iter(self._reader.labels.get(item, ())), item)

    def _ids_of(self, ties: Iterable[tuple[Tie, Period]]) -> list[str]:
        """Return the ids of ties, as rows of a table make them; where several would be alike, with their ends."""
        keys = list(ties)
        plain = {}
        for tie, period in keys:
            office = f"-{slug(self._label(tie.office))[:_LONGEST]}" if tie.office else ""
            member = self._ids.get(tie.member or "", "vacant")
            start = end_words(str(period).partition("/")[0])
            plain[tie, period] = f"{self._ids[tie.body]}-{tie.role}-{member}{office}-{start}"
        found = _told_apart(plain, (), lambda key: f"to-{end_words(str(key[1]).partition('/')[2])}")
        return [found[key] for key in keys]

    @staticmethod
    def _words(ties: Iterable[tuple[Tie, Period]]) -> list[Word]:
        """Return the roles that the library does not know."""
        used = dict.fromkeys((_RECORDS[tie.kind][0].__name__, tie.role) for tie, _ in ties)
        return [
            Word(id=role) for role in dict.fromkeys(role for of, role in used if role not in KNOWN_WORDS[f"{of}.role"])
        ]


def _items_of(each: Statement) -> Iterator[str]:
    """Yield the items that a statement makes records of."""
    if isinstance(each.what, Tie):
        yield from (item for item in (each.what.member, each.what.body) if item is not None)
        return
    yield each.subject
    if each.what in {"successor", "predecessor"}:
        yield each.value


def _told_apart(names: Mapping[K, str], taken: Iterable[str], mark: Callable[[K], str]) -> dict[K, str]:
    """Return names by key, each a different one: those that are alike with a mark of the key, then with a number."""
    count = Counter((*names.values(), *taken))
    used = {name for name, number in count.items() if number == 1} | set(taken)
    made: dict[K, str] = {}
    for key, plain in sorted(names.items(), key=repr):
        made[key] = plain
        number = 1
        while count[plain] > 1 and made[key] in used | {plain}:
            made[key] = f"{plain}-{mark(key)}" + (f"-{number}" if number > 1 else "")
            number += 1
        used.add(made[key])
    return made


def _digest(key: str) -> str:
    from hashlib import sha256

    return sha256(key.encode(errors="surrogatepass")).hexdigest()[:8]
