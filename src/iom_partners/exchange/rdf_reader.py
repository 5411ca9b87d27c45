"""RDF to records: files that this library has written, and those of others in the terms of W3C ORG."""

from __future__ import annotations

import json
import os
from _thread import RLock
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from ..dates.coerce import day_of_time
from ..errors import MOST_FAULTS, DataFileError, shorten
from ..files.limits import MOST_DIGITS, check_json, fault_of_version
from ..io.codec import structure
from ..io.codec_columns import structure_all
from ..model.agents import Name
from ..model.codes import fault_of_identifier
from ..model.evidence import Citation
from ..model.vocabulary import KNOWN_WORDS
from ..progress import tracked
from ..store.record_types import RECORD_TYPES, record_class
from ..store.search import slug, written
from ..tables.optional import needed
from .losses import Imported
from .rdf_terms import (
    BASE,
    CLASSES,
    DATASET,
    DERIVED,
    PREFIXES,
    SEGMENTS,
    SHARED,
    Term,
    full_iri,
    id_of_iri,
    in_order,
    terms_of,
    unquoted,
)

__all__ = ["read_jsonld", "read_turtle"]


class _Literal(NamedTuple):
    text: str
    datatype: str
    language: str


#: An IRI, a blank node (which begins with an underline), or a literal.
_Node = str | _Literal
#: The values of each subject, by term.
_About = dict[str, dict[str, list[_Node]]]

#: More statements are not read, for they would take more than a gigabyte.
_MOST_STATEMENTS = 2_000_000
#: A change with more organizations before it, times those after it, is not read.
_MOST_CHANGED = 10_000
#: What relative IRIs are relative to.
_NOWHERE = "http://nowhere.invalid/"
#: The last parts of IRIs that tell nothing.
_MEANINGLESS = ("", "this", "it", "me", "i", "id")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

#: The namespaces of terms that are read, by prefix: those that are written, and others.
_NAMESPACES = {iri: prefix for prefix, iri in PREFIXES.items() if prefix != "id"} | {
    "http://schema.org/": "schema",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/2002/07/owl#": "owl",
    "http://www.w3.org/2006/vcard/ns#": "vcard",
    "http://www.w3.org/ns/dcat#": "dcat",
    "http://www.w3.org/ns/person#": "person",
    "http://www.w3.org/ns/regorg#": "rov",
}

#: The class of a record by its class of RDF.
_KINDS = {f"ip:{kind}": kind for kind in SEGMENTS} | {
    CLASSES[kind]: kind for kind in SEGMENTS if kind in CLASSES and kind not in SHARED
}
#: The classes of nodes that are written for readers who look for them, and say nothing new.
_LESSER = {"time:Interval", "time:Instant", "schema:Dataset", "skos:Concept"}
_FLAGS = {"true": True, "1": True, "false": False, "0": False}

# What others write.

_ORGANIZATIONS = (
    "org:Organization", "org:FormalOrganization", "org:OrganizationalUnit", "org:OrganizationalCollaboration",
    "foaf:Organization", "foaf:Group", "schema:Organization", "schema:GovernmentOrganization", "schema:NGO",
    "schema:Corporation", "schema:PoliticalParty", "schema:EducationalOrganization", "schema:CollegeOrUniversity",
    "vcard:Organization", "vcard:Group", "rov:RegisteredOrganization",
)  # fmt: skip
_PEOPLE = ("foaf:Person", "schema:Person", "person:Person", "vcard:Individual")
_NAMES = (
    "skos:prefLabel", "foaf:name", "schema:name", "schema:legalName", "rov:legalName", "vcard:fn",
    "vcard:organization-name", "rdfs:label", "dcterms:title", "dc:title",
)  # fmt: skip
_OTHER_NAMES = ("skos:altLabel", "schema:alternateName")
_IDENTIFIERS = ("org:identifier", "skos:notation", "dcterms:identifier", "schema:identifier")
_SAME = ("owl:sameAs", "schema:sameAs", "skos:exactMatch")
#: The schemes of registers, by the addresses of what they register.
_REGISTERS = {
    "wikidata.org/entity/": "wikidata",
    "wikidata.org/wiki/": "wikidata",
    "ror.org/": "ror",
    "isni.org/isni/": "isni",
}
#: The fields of agents that are one text, and those of them that are dates.
_FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "Organization": {
        "founded": ("schema:foundingDate",),
        "ended": ("schema:dissolutionDate",),
        "website": ("foaf:homepage", "schema:url"),
    },
    "Person": {"born": ("schema:birthDate",), "died": ("schema:deathDate",), "position": ("schema:jobTitle",)},
}
_DATES = ("founded", "ended", "born", "died")
#: Ties that are one statement: the term, whether its subject is the member, the role and the office.
_TIES = (
    ("org:memberOf", True, "member", None),
    ("schema:memberOf", True, "member", None),
    ("org:hasMember", False, "member", None),
    ("schema:member", False, "member", None),
    ("foaf:member", False, "member", None),
    ("org:headOf", True, "member", "head"),
    ("org:unitOf", True, "unit", None),
    ("org:subOrganizationOf", True, "unit", None),
    ("schema:parentOrganization", True, "unit", None),
    ("org:hasUnit", False, "unit", None),
    ("org:hasSubOrganization", False, "unit", None),
    ("schema:subOrganization", False, "unit", None),
)
#: Where a start and an end stand, and where the date of an instant does, the most exact first.
_ENDS = (
    ("time:hasBeginning", "schema:startDate", "dcat:startDate"),
    ("time:hasEnd", "schema:endDate", "dcat:endDate"),
)
_INSTANT = (
    "time:inXSDDate", "time:inXSDDateTimeStamp", "time:inXSDDateTime", "time:inXSDgYearMonth", "time:inXSDgYear",
)  # fmt: skip
_PERIODS = ("dcterms:valid", "dcterms:temporal", "schema:temporalCoverage")


def read_turtle(data: bytes, name: str) -> Imported:
    """Return the records of a Turtle file; this needs the extra ``rdf``.

    Args:
        data: the content of the file.
        name: how errors call it.

    Raises:
        MissingExtraError: rdflib is not installed.
        DataFileError: it is not Turtle, is too large, or records in it cannot be read; it holds all faults of them.
    """
    return _Reader(_parsed(_decoded(data, name), name, "turtle", "Turtle"), name).read()


def read_jsonld(data: bytes, name: str) -> Imported:
    """Return the records of a JSON-LD file that holds all of its contexts; this needs the extra ``rdf``.

    Args:
        data: the content of the file.
        name: how errors call it.

    Raises:
        MissingExtraError: rdflib is not installed.
        DataFileError: it is not JSON-LD, refers to a context elsewhere, is too large, or records in it cannot be
            read; it holds all faults of them.
    """
    check_json(data, name)
    text = _decoded(data, name)
    try:
        value = json.loads(text, object_pairs_hook=lambda pairs: _checked(pairs, name), parse_constant=_refuse)
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except DataFileError:
        raise
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise DataFileError(reason, value=text[error.pos :][:40], field=name) from None
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"is not JSON: {error}", field=name) from None
    if not isinstance(value, dict | list):
        raise DataFileError("is neither an object nor a list of JSON", value=value, field=name)
    return _Reader(_parsed(text, name, "json-ld", "JSON-LD"), name).read()


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.removeprefix(_BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        found = data[error.start : error.end]
        raise DataFileError(f"is not UTF-8 from byte {error.start} on", value=found, field=name) from None


def _checked(pairs: list[tuple[str, Any]], name: str) -> dict[str, Any]:
    """Return an object of JSON, unless it refers to a context elsewhere or has a key twice."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError(f"the key {shorten(Counter(key for key, _ in pairs).most_common(1)[0][0])} occurs twice")
    for elsewhere in (*_texts(made.get("@context")), *_texts(made.get("@import"))):
        raise DataFileError(
            f"refers to the context {shorten(elsewhere)}, and nothing is ever fetched",
            value=elsewhere,
            field=name,
            hint="put that context into the file",
        )
    return made


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


# Files to statements.

#: rdflib knows by settings of the whole process how to treat literals, so that one file is parsed at a time.
_lock = RLock()


def _renew_lock() -> None:
    global _lock
    _lock = RLock()


if hasattr(os, "register_at_fork"):
    # A child that was forked while another thread parses would wait forever.
    os.register_at_fork(after_in_child=_renew_lock)


@contextmanager
def _as_written(rdflib: Any) -> Generator[None]:
    """Keep rdflib from writing literals in another way, which could fill the memory, and from telling of each."""
    import logging
    import warnings

    with _lock, warnings.catch_warnings():
        log, rewrites = logging.getLogger("rdflib.term"), rdflib.NORMALIZE_LITERALS
        is_silent = log.disabled
        warnings.simplefilter("ignore")
        try:
            rdflib.NORMALIZE_LITERALS, log.disabled = False, True
            yield
        finally:
            rdflib.NORMALIZE_LITERALS, log.disabled = rewrites, is_silent


def _parsed(text: str, name: str, format: str, called: str) -> _About:  # noqa: A002 # As rdflib calls it.
    """Return what a file states.

    Raises:
        MissingExtraError: rdflib is not installed.
        DataFileError: it is not of that format, or states too much.
    """
    rdflib = needed("rdflib", "rdf")
    about: _About = {}
    blank: dict[Any, str] = {}
    short = _Short()
    count = 0

    def node(term: Any) -> _Node:
        if isinstance(term, rdflib.BNode):
            return blank.setdefault(term, f"_:{len(blank) + 1}")
        text = str(term)
        text.encode()
        if isinstance(term, rdflib.Literal):
            return _Literal(text, short[str(term.datatype)] if term.datatype else "", (term.language or "").lower())
        return text

    class Collector(needed("rdflib.plugins.stores.memory", "rdf").Memory):  # type: ignore[misc]  # Any to mypy.
        def add(self, triple: Any, *_: Any, **__: Any) -> None:
            nonlocal count
            count += 1
            if count > _MOST_STATEMENTS:
                raise DataFileError(f"has more than {_MOST_STATEMENTS:,} statements", field=name)
            subject, term, value = triple
            found = about.setdefault(str(node(subject)), {}).setdefault(short[str(term)], [])
            found.append(node(value))

    with _as_written(rdflib):
        try:
            text.encode()
            # Of JSON-LD, the named graphs too.
            graph = (rdflib.Dataset if format == "json-ld" else rdflib.Graph)(store=Collector())
            graph.parse(data=text, format=format, publicID=_NOWHERE)
        except DataFileError:
            raise
        except UnicodeEncodeError as error:
            half = error.object[error.start]
            raise DataFileError("has half of a surrogate pair", value=half, field=name) from None
        except Exception as error:
            line = getattr(error, "lines", None)
            where = "" if line is None else f", at line {line + 1}"
            # What rdflib says of a fault of the syntax; other errors tell of its inside.
            reason = "it is nested too deeply" if isinstance(error, RecursionError) else getattr(error, "_why", "")
            raise DataFileError(f"is not {called}{reason and ': '}{reason}{where}", field=name) from None
    return {
        subject: {term: list(dict.fromkeys(values)) for term, values in told.items()} for subject, told in about.items()
    }


class _Short(dict[str, str]):
    """Terms with their prefixes; those of other namespaces in angle brackets."""

    def __missing__(self, iri: str) -> str:
        self[iri] = next(
            (f"{prefix}:{iri.removeprefix(start)}" for start, prefix in _NAMESPACES.items() if iri.startswith(start)),
            f"<{iri}>",
        )
        return self[iri]


# Statements to records.


class _Tie(NamedTuple):
    """A tie of others: two nodes, what it says, and the node that it is, if it is one."""

    member: str
    body: str
    role: str
    office: str | None = None
    period: str = "/"
    subject: str = ""


class _Reader:
    """Makes rows of what a file states, and records of the rows; notes what it uses, for the rest is told."""

    def __init__(self, about: _About, name: str) -> None:
        self._about = about
        self._name = name
        self._used: set[tuple[str, str]] = set()
        self._faults: list[DataFileError] = []
        self._assumed: dict[str, None] = {}
        self._classes: dict[str, Any] = {kind.__name__: kind for kind in map(record_class, RECORD_TYPES)}
        #: By class the rows, each with its subject.
        self._rows: dict[str, list[tuple[str, dict[str, Any]]]] = {kind: [] for kind in self._classes}
        #: The ids of agents of others by their nodes, and all ids that are taken.
        self._ids: dict[str, str] = {}
        self._taken: set[str] = set()
        #: The kinds of others that are declared.
        self._words: set[str] = set()
        self._short = _Short()

    def read(self) -> Imported:
        """Return the records.

        Raises:
            DataFileError: something cannot be read; it holds all faults.
        """
        own = {subject: kind for subject in self._about if (kind := self._own_kind(subject))}
        self._taken.update(id_of_iri(subject) or "" for subject in own)
        self._read_foreign([subject for subject in self._about if not subject.startswith(BASE)])
        for subject, kind in tracked(own.items(), "records"):
            self._rows[kind].append((subject, self._own_row(subject, kind)))
        records = list(self._records())
        version = self._version()
        if self._faults:
            raise DataFileError.of(self._faults)
        if not records and full_iri(DATASET) not in self._about:
            hint = "it needs an org:Organization, a foaf:Person, an org:Membership or what `export` writes"
            raise DataFileError("states nothing that makes a record", field=self._name, hint=hint)
        self._tell_rest()
        return Imported(records, tuple(self._assumed), version)

    def _records(self) -> Iterator[Any]:
        for kind, rows in self._rows.items():
            made = structure_all([row for _, row in rows], self._classes[kind])
            yield from made or ()
            for node, row in rows if made is None and len(self._faults) <= MOST_FAULTS else ():
                called = node if not node.startswith("_") else f"{kind} {row['id']}"  # As no blank node has a name.
                path = f"{self._name}: {called}"
                try:
                    yield structure(row, self._classes[kind], path)
                except DataFileError as error:
                    field, _, reason = error.reason.removeprefix(path).partition(": ")
                    reason = reason.replace(f"{path}.", "")
                    self._faults.append(DataFileError(reason, value=error.value, field=f"{path}{field}"))

    def _version(self) -> str | None:
        found = self._only(full_iri(DATASET), "schema:version")
        if found is not None and (fault := fault_of_version(found)):
            self._fault(full_iri(DATASET), fault, found)
        return found

    # What a file states.

    def _get(self, node: _Node, *terms: str) -> list[_Node]:
        """Return the values of terms, and note that they and the classes of the node are used."""
        told = {} if isinstance(node, _Literal) else self._about.get(node, {})
        found = [term for term in terms if term in told]
        if found:
            self._used.update((str(node), term) for term in (*found, "rdf:type"))
        return [value for term in found for value in told[term]]

    def _nodes(self, node: _Node, *terms: str) -> list[str]:
        """Return the nodes that are values of terms; a text in place of one is left out."""
        values = self._get(node, *terms)
        found = [each for each in values if isinstance(each, str)]
        if len(found) < len(values):
            self._assumed[f"where {terms[0]} should have an IRI, a text is left out"] = None
        return found

    def _literals(self, node: _Node, *terms: str) -> list[_Literal]:
        """Return the literals that are values of terms and have any letters."""
        return [each for each in self._get(node, *terms) if isinstance(each, _Literal) and written(each.text)]

    def _only(self, node: str, *terms: str) -> str | None:
        """Return the text of the first value of terms, in the order of their texts; None if there is none."""
        texts = sorted({each if isinstance(each, str) else each.text for each in self._get(node, *terms)})
        if len(texts) > 1:
            self._assumed[f"of several values of {terms[0]}, only the first by its letters is read"] = None
        return texts[0] if texts else None

    def _types(self, node: str) -> list[str]:
        """Return the classes of a node."""
        return [self._short[str(each)] for each in self._about.get(node, {}).get("rdf:type", ())]

    def _fault(self, node: str, reason: str, value: object, hint: str = "") -> None:
        self._faults.append(DataFileError(reason, value=value, field=f"{self._name}: {node}", hint=hint))

    def _id(self, node: _Node) -> str | None:
        """Return the id of the record that a node stands for."""
        if isinstance(node, _Literal):
            return None
        return self._ids.get(node) or id_of_iri(node)

    def _new_id(self, text: str) -> str:
        """Return an id that is not taken."""
        first = made = slug(text)
        number = 1
        while made in self._taken:
            number += 1
            made = f"{first}-{number}"
        self._taken.add(made)
        return made

    def _tell_rest(self) -> None:
        """Note what is left out: every statement that was not used, and does not follow from those that were."""
        rest: Counter[str] = Counter()
        for node, told in self._about.items():
            follows = DERIVED.keys() if node.startswith(BASE) else set[str]()
            if follows and not _LESSER.isdisjoint(self._types(node)):
                follows = {*follows, "rdf:type", "skos:prefLabel"}
            for term, values in told.items():
                if (node, term) in self._used or term in follows:
                    continue
                things = [f"things of the class {self._short[str(each)]}" for each in values]
                rest.update(things if term == "rdf:type" else [f"statements of {term}"] * len(values))
        for what, count in sorted(rest.items(), key=lambda each: (-each[1], each[0])):
            self._assumed[f"{what} are left out: {count:,}"] = None

    # Records that this library has written.

    def _own_kind(self, node: str) -> str | None:
        """Return the name of the class of a record that this library has written; None for all other nodes."""
        if not node.startswith(BASE):
            return None
        types = [each for each in self._types(node) if each in _KINDS]
        kinds = {_KINDS[each] for each in types if each.startswith("ip:")} or {_KINDS[each] for each in types}
        if len(kinds) > 1:
            self._fault(node, f"is of several classes: {', '.join(sorted(kinds))}", types)
        return kinds.pop() if len(kinds) == 1 else None

    def _own_row(self, node: str, kind: str) -> dict[str, Any]:
        of = self._classes[kind]
        self._used.add((node, "rdf:type"))
        row = {"id": id_of_iri(node)} | self._fields(node, of, of)
        if kind == "ChairTerm" and self._get(node, "ip:isVacant"):
            row.setdefault("holder_id", None)
        if "org:memberDuring" in self._about[node] and "period" not in row:
            row["period"] = self._periods(node)[0]
        return row

    def _fields(self, node: str, kind: Any, owner: Any) -> dict[str, Any]:
        """Return the fields of a record.

        Args:
            node: what stands for it.
            kind: its class.
            owner: the class of the record that it is of or, where it is a record itself, its own.
        """
        row: dict[str, Any] = {}
        for term in terms_of(kind):
            names = tuple(dict.fromkeys((term.name, term.second)))
            if term.of is not None:
                found = [(each, name) for name in names for each in self._get(node, name)]
                found.sort(key=lambda each: _number(each[0]))
                inner = [self._inner(each, term.of, kind, denies=name == "ip:deniedBy") for each, name in found]
                row |= {term.field: inner} if inner else {}
                continue
            values = [self._value(node, each, term) for each in self._get(node, *names)]
            if term.is_many and (values or term.is_needed):
                row[term.field] = self._in_order(node, values, term, owner)
            elif len(values) > 1:
                self._fault(node, f"has several values of {names[0]}", values)
            elif values:
                row[term.field] = values[0]
        return row

    def _inner(self, node: _Node, kind: Any, owner: Any, *, denies: bool) -> Any:
        """Return the row of a name, an identifier, a citation or what one says."""
        if isinstance(node, _Literal):
            return node.text  # The codec tells that this is not an object.
        row = self._fields(node, kind, owner)
        if kind is Citation:
            row |= {"denies": True} if denies else {}
            row |= {"states": "all"} if self._get(node, "ip:statesAll") else {}
        for text in self._get(node, "skosxl:literalForm") if kind is Name else ():
            row |= {"language": text.language} if isinstance(text, _Literal) and text.language else {}
        return row

    def _value(self, node: str, value: _Node, term: Term) -> Any:
        """Return a value as JSON has it; the codec tells what does not fit its field."""
        if term.refers is not None:
            found = self._id(value)
            if found is None:
                told = value if isinstance(value, str) else value.text
                self._fault(node, f"{term.name} refers to {shorten(told)}, which is not a record", told)
            return "x" if found is None else found  # Any word, for the fault is told.
        text = value if isinstance(value, str) else value.text
        if term.datatype == "xsd:boolean":
            return _FLAGS.get(text, text)
        if term.datatype == "xsd:integer":
            digits = text.removeprefix("-").removeprefix("+")
            return int(text) if digits.isdecimal() and len(digits) <= MOST_DIGITS else text
        return text

    def _in_order(self, node: str, values: list[str], term: Term, owner: Any) -> list[str]:
        """Return values in the order that a list states, or where there is none, in that which need not be stated."""
        listed: list[str] = []
        rest = self._get(node, term.listed)
        seen: set[_Node] = set()
        while rest and rest[0] not in seen:
            seen.add(rest[0])
            listed += [self._value(node, each, term) for each in self._get(rest[0], "rdf:first")]
            rest = self._get(rest[0], "rdf:rest")
        if listed and set(listed) != set(values):
            self._fault(node, f"{term.listed} and {term.name} have different values", (listed, values))
        return listed or list(in_order(values, owner))

    # What others write.

    def _read_foreign(self, nodes: list[str]) -> None:
        """Make rows of organizations, persons and their ties."""
        known = self._known_classes(nodes)
        ties, shortcuts = self._ties(nodes, known)
        successors = self._successors(nodes)
        meant = {end for tie in (*ties, *shortcuts) for end in (tie.member, tie.body)}
        meant.update(successors, *successors.values())
        kinds = self._agents(nodes, known, {each for each in meant if id_of_iri(each) is None})
        for node in sorted(kinds, key=_number):
            names = self._names(node)
            self._ids[node] = self._new_id(_segment(node) or (names[0][0] if names else "agent"))
        for node, kind in kinds.items():
            row = self._agent_row(node, kind)
            later = [found for each in successors.get(node, ()) if (found := self._id(each))]
            self._rows[kind].append((node, row | ({"successor_ids": sorted(later)} if later else {})))
        self._add_ties(ties, shortcuts)

    def _known_classes(self, nodes: list[str]) -> dict[str, str]:
        """Return the classes of agents, those that the file says to be subclasses too, with the class of record."""
        known = dict.fromkeys(_ORGANIZATIONS, "Organization") | dict.fromkeys(_PEOPLE, "Person") | {"foaf:Agent": ""}
        below: dict[str, list[str]] = {}
        for node in nodes:
            for above in self._nodes(node, "rdfs:subClassOf"):
                below.setdefault(self._short[above], []).append(self._short[node])
        left = list(known)
        for each in left:
            more = [one for one in below.get(each, ()) if one not in known]
            known |= dict.fromkeys(more, known[each])
            left += more
        return known

    def _agents(self, nodes: list[str], known: dict[str, str], meant: set[str]) -> dict[str, str]:
        """Return the classes of all agents of others: those that are said to be one, and those that ties name."""
        kinds: dict[str, str] = {}
        unsaid = 0
        for node in (*nodes, *sorted(meant.difference(nodes), key=_number)):
            told = {known[each] for each in self._types(node) if each in known}
            if not told and node not in meant:
                continue
            told.discard("")
            if len(told) > 1:
                self._fault(node, "is both an organization and a person", self._types(node))
            unsaid += not told
            kinds[node] = max(told, default="Organization")
            self._used.add((node, "rdf:type"))
        if unsaid:
            self._assumed[f"{unsaid:,} agents that are not said to be persons are organizations"] = None
        return kinds

    def _agent_row(self, node: str, kind: str) -> dict[str, Any]:
        names = self._names(node)
        name, language = names[0] if names else (_segment(node) or self._ids[node], "")
        row: dict[str, Any] = {"id": self._ids[node], "name": name}
        for field, terms in _FIELDS[kind].items():
            found = self._only(node, *terms)
            if found is not None:
                row[field] = _without_zone(found) if field in _DATES else written(found)
        others = names[1:] if language in {"", "en"} or language.startswith("en-") else names
        others += [(written(each.text), each.language) for each in self._literals(node, *_OTHER_NAMES)]
        row["names"] = [
            {"text": text, "kind": "alias", "language": tag or "und"} for text, tag in dict.fromkeys(others)
        ]
        row["identifiers"] = [
            {"scheme": scheme, "value": value} for scheme, value in dict.fromkeys(self._identifiers(node))
        ]
        labels = [self._label(each) for each in self._get(node, "org:classification")] if kind == "Organization" else []
        if labels:
            row["kind"] = self._kind_of(labels)
        return row

    def _kind_of(self, labels: list[str]) -> str:
        """Return the kind of an organization; one that the library does not know is declared."""
        label = min(labels)
        word = slug(label)
        if len(labels) > 1:
            self._assumed["of several values of org:classification, only the first by its letters is read"] = None
        if word not in KNOWN_WORDS["Organization.kind"] and word not in self._words:
            self._words.add(word)
            self._rows["Word"].append((label, {"id": word, "definition": label}))
        return word

    def _identifiers(self, node: str) -> Iterator[tuple[str, str]]:
        """Yield the schemes and values of what registers call an agent, and its own IRI."""
        iris = [node]
        for each in self._get(node, *_IDENTIFIERS):
            if isinstance(each, _Literal):
                scheme = "" if each.datatype.startswith(("xsd:", "rdf:")) else _segment(each.datatype.strip("<>"))
                yield scheme or "identifier", each.text
            elif value := self._only(each, "schema:value", "skos:notation"):
                yield self._only(each, "schema:propertyID") or "identifier", value
            else:
                iris.append(each)
        iris += (each if isinstance(each, str) else each.text for each in self._get(node, *_SAME))
        for iri in iris:
            address, value = iri.partition("://")[2].removeprefix("www."), _segment(iri)
            register = next((_REGISTERS[each] for each in _REGISTERS if address.startswith(each)), None)
            if register and not fault_of_identifier(register, value):
                yield register, value
            elif not iri.startswith(("_:", _NOWHERE)):
                yield "iri", iri

    def _names(self, node: str) -> list[tuple[str, str]]:
        """Return the names of something, each with its language: the one to show first, in English if there is one."""
        found = [
            (place, not each.language.startswith("en"), each.language, written(each.text))
            for place, term in enumerate(_NAMES)
            for each in self._literals(node, term)
        ]
        found.sort(key=lambda each: (each[1] and each[2] != "", *each))
        return list(dict.fromkeys((text, language) for _, _, language, text in found))

    def _label(self, node: _Node) -> str:
        """Return what a role, a post or a class of organizations is called."""
        if isinstance(node, _Literal):
            return written(node.text)
        names = self._names(node)
        return names[0][0] if names else _segment(node)

    def _successors(self, nodes: list[str]) -> dict[str, set[str]]:
        """Return the organizations that replaced others, as such or in a change."""
        found: dict[str, set[str]] = {}
        before: dict[str, set[str]] = {}
        after: dict[str, set[str]] = {}
        for node in nodes:
            for each in self._nodes(node, "dcterms:isReplacedBy"):
                found.setdefault(node, set()).add(each)
            for told, of_change, of_organization in (
                (before, "org:originalOrganization", "org:changedBy"),
                (after, "org:resultingOrganization", "org:resultedFrom"),
            ):
                if changed := self._nodes(node, of_change):
                    told.setdefault(node, set()).update(changed)
                for each in self._nodes(node, of_organization):
                    told.setdefault(each, set()).add(node)
        for change, originals in before.items():
            results = after.get(change, set())
            if len(originals) * len(results) > _MOST_CHANGED:
                self._fault(change, "is a change of too many organizations", len(originals))
                continue
            for node in originals:
                found.setdefault(node, set()).update(results - {node})
        return found

    # Ties of others.

    def _ties(self, nodes: list[str], known: dict[str, str]) -> tuple[list[_Tie], list[_Tie]]:
        """Return the ties that are nodes, and those that are one statement."""
        for node in nodes:
            for each in self._nodes(node, "org:hasMembership"):
                self._about.setdefault(each, {}).setdefault("org:member", [node])
        ties: list[_Tie] = []
        shortcuts: list[_Tie] = []
        for node in nodes:
            told = self._about[node]
            if "org:Membership" in self._types(node) or ("org:member" in told and "org:organization" in told):
                ties += self._membership(node)
            ties += (tie for post in self._nodes(node, "org:holds") for tie in self._post(node, post))
            ties += (tie for holder in self._nodes(node, "org:heldBy") for tie in self._post(holder, node))
            for term, is_member, role, office in _TIES:
                # What a term of others is said of may be something else, such as a role.
                is_sure = term.startswith("org:")
                if term in told and (is_sure or self._may_be_agent(node, known)):
                    values = [each for each in told[term] if is_sure or self._may_be_agent(each, known)]
                    others = self._nodes(node, term) if len(values) == len(told[term]) else list(map(str, values))
                    shortcuts += [_Tie(*((node, each) if is_member else (each, node)), role, office) for each in others]
        return ties, shortcuts

    def _may_be_agent(self, node: _Node, known: dict[str, str]) -> bool:
        """Return whether a node is not said to be something else."""
        types = self._types(node) if isinstance(node, str) else ["a text"]
        return not types or not known.keys().isdisjoint(types)

    def _membership(self, node: str) -> Iterator[_Tie]:
        ends: list[str] = []
        for term in ("org:member", "org:organization"):
            found = self._nodes(node, term)
            if len(found) != 1:
                hint = "name one organization or person by its IRI"
                self._fault(node, f"does not have one {term}", tuple(found), hint)
                return
            ends += found
        roles = list(dict.fromkeys(self._label(each) for each in self._get(node, "org:role", "schema:roleName")))
        periods = self._periods(node)
        if len(roles) > 1 and len(periods) > 1:
            hint = "state each role, with its time, as a membership of its own"
            self._fault(node, "has several roles and several times", (roles, periods), hint)
            return
        for role in roles or ["member"]:
            for period in periods:
                yield _Tie(ends[0], ends[1], role, None, period, node)

    def _post(self, holder: str, post: str) -> Iterator[_Tie]:
        """Yield the tie of who holds a post with the organization that it is in."""
        bodies = self._nodes(post, "org:postIn")
        if len(bodies) == 1:
            yield _Tie(holder, bodies[0], "member", self._label(post))
        else:
            self._assumed["posts that are not in one organization are left out"] = None

    def _periods(self, node: str) -> list[str]:
        """Return the periods of a tie: intervals as literals if there are any, else those that have ends."""
        told = [each.text for each in self._get(node, "org:memberDuring") if isinstance(each, _Literal)]
        told += self._intervals(node)
        nodes = () if told else self._nodes(node, "org:memberDuring")
        found = told or [period for each in nodes for period in self._intervals(each) or self._between(each)]
        return list(dict.fromkeys(found or self._between(node))) or ["/"]

    def _intervals(self, node: str) -> list[str]:
        texts = [each.text for each in self._literals(node, *_PERIODS)]
        found = [text for text in texts if "/" in text]
        if len(found) < len(texts):
            self._assumed[f"where {_PERIODS[0]} and its like should have an interval, another text is left out"] = None
        return found

    def _between(self, node: str) -> list[str]:
        start, end = (self._end(node, terms) for terms in _ENDS)
        return [f"{start}/{end}"] if start or end else []

    def _end(self, node: str, terms: tuple[str, ...]) -> str:
        """Return the date of a start or an end; empty where none is told."""
        dates: set[str] = set()
        for each in self._get(node, *terms):
            # Of an instant, the most exact date.
            found = [each] if isinstance(each, _Literal) else self._literals(each, *_INSTANT)[:1]
            dates.update(_without_zone(one.text) for one in found)
        if len(dates) > 1:
            self._fault(node, f"has several values of {terms[0]}", sorted(dates))
        return min(dates, default="")

    def _add_ties(self, ties: list[_Tie], shortcuts: list[_Tie]) -> None:
        """Make rows of ties, each once."""
        # A statement without a time says no more than a membership of the same two.
        told = {(tie.member, tie.body) for tie in ties}
        more = [tie for tie in shortcuts if tie.role != "member" or tie.office or (tie.member, tie.body) not in told]
        rows: dict[str, tuple[str, _Tie, dict[str, Any]]] = {}
        for tie in (*ties, *more):
            kind, row = self._tie_row(tie)
            rows.setdefault(f"{kind} {row}", (kind, tie, row))
        for _, (kind, tie, row) in sorted(rows.items(), key=lambda each: each[0]):
            words = (value for field, value in row.items() if field != "period")
            row["id"] = self._new_id(_segment(tie.subject) or " ".join((*words, tie.period.partition("/")[0])))
            self._rows[kind].append((tie.subject or tie.member, row))

    def _tie_row(self, tie: _Tie) -> tuple[str, dict[str, Any]]:
        """Return the class and the row of a tie: a role that memberships do not have is an office."""
        if "" in tie.period.split("/"):
            self._assumed["a start or an end that is not stated is unknown"] = None
        member, body, word = self._id(tie.member), self._id(tie.body), slug(tie.role)
        if word in KNOWN_WORDS["ChairTerm.role"]:
            return "ChairTerm", {"organization_id": body, "role": word, "holder_id": member, "period": tie.period}
        row = {"organization_id": body, "role": word, "member_id": member, "period": tie.period}
        if word not in KNOWN_WORDS["Membership.role"]:
            self._assumed["a role that the library does not know is the office of a member"] = None
            row |= {"role": "member", "office": tie.role}
        return "Membership", row | ({"office": tie.office} if tie.office else {})


def _number(node: _Node) -> tuple[bool, int, str]:
    """Return where a node stands among others: by the number at its end, blank ones last."""
    text = node if isinstance(node, str) else node.text
    digits = text[len(text.rstrip("0123456789")) :]
    return text.startswith("_:"), int(digits[:9] or 0), text


def _segment(iri: str) -> str:
    """Return the last part of an IRI that tells something; an empty text of a blank node."""
    parts = [] if iri.startswith("_:") else iri.replace("#", "/").replace(":", "/").split("/")
    return next((unquoted(part) or part for part in reversed(parts) if part not in _MEANINGLESS), "")


def _without_zone(text: str) -> str:
    """Return a date without a time of day and a zone, as it is written."""
    text = text.strip()
    day = day_of_time(text)
    if day is not None:
        return str(day)
    is_offset = len(text) > 9 and text[-6] in "+-" and text[-3] == ":"
    return text[:-6] if is_offset else text.removesuffix("Z")
