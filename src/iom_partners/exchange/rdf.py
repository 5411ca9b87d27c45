"""All records as RDF: JSON-LD with its context in the file, and Turtle with the same statements."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError
from ..files.limits import MOST_DIGITS
from ..model.agents import Name
from ..model.codes import fault_of_identifier
from ..model.evidence import Citation
from ..model.vocabulary import is_unsure
from ..progress import tracked
from ..store.record_types import RECORD_TYPES, record_class
from .rdf_terms import CLASSES, DATASET, DERIVED, PREFIXES, SEGMENTS, Term, in_order, iri_of, terms_of, types_of

if TYPE_CHECKING:
    from .losses import Export

__all__ = ["make_jsonld", "make_turtle"]

#: A node of JSON-LD: its IRI, its classes, and its values by term; nodes may stand in each other.
_Node = dict[str, Any]

#: By the number of its parts, where the date of an end stands; its type is that of the term.
_INSTANTS = ("time:inXSDgYear", "time:inXSDgYearMonth", "time:inXSDDate")
#: The registers whose addresses are IRIs of what they register.
_REGISTERS = {"wikidata": "http://www.wikidata.org/entity/", "ror": "https://ror.org/"}

_TOO_LONG = f"left out: a number of more than {MOST_DIGITS} digits, or an amount below zero"


def make_jsonld(export: Export) -> bytes:
    """Return all records as JSON-LD, one record a line; nothing has to be fetched to read it.

    Raises:
        DataFileError: a text has half of a surrogate pair, which no file of this format can hold.
    """
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    nodes = b",\n".join(_written(export, write))
    return b'{"@context":%b,\n"@graph":[\n%b\n]}\n' % (write(_context()).encode(), nodes)


def make_turtle(export: Export) -> bytes:
    """Return all records as Turtle: the same statements as in JSON-LD.

    Raises:
        DataFileError: a text has half of a surrogate pair, which no file of this format can hold.
    """
    context = _context()
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return b"\n".join((head.encode(), *_written(export, lambda node: "".join(_statements(node, context)))))


def _context() -> dict[str, Any]:
    """Return the context of JSON-LD: prefixes, and of each term the type of its values."""
    types: dict[str, Any] = {name: {"@type": kind} for name, kind in DERIVED.items()}
    kinds: list[Any] = [record_class(name) for name in RECORD_TYPES]
    for kind in kinds:
        for term in terms_of(kind):
            kinds += [term.of] if term.of and term.of not in kinds else []
            typed = {"@type": term.datatype} if term.datatype else {}
            types |= {name: typed for name in (term.name, term.second) if typed}
            if term.is_many and term.of is None:
                types[term.listed] = typed | {"@container": "@list"}
    return PREFIXES | dict(sorted(types.items()))


# Records to nodes.


def _written(export: Export, write: Callable[[_Node], str]) -> Iterator[bytes]:
    """Yield every node as it is written.

    Raises:
        DataFileError: a text has half of a surrogate pair.
    """
    version = {} if export.version is None else {"schema:version": export.version}
    yield write({"@id": DATASET, "@type": ["schema:Dataset"]} | version).encode()
    words: set[str] = set()
    subjects: Counter[str] = Counter()
    for record in tracked([record for name in RECORD_TYPES for record in export.store[name]], "records"):
        try:
            yield write(_node_of(record, _subject(record, subjects), export)).encode()
        except UnicodeEncodeError as error:
            field = f"{type(record).__name__} {record.id}"
            half = error.object[error.start]
            raise DataFileError("a text has half of a surrogate pair", value=half, field=field) from None
        words.update(getattr(record, field, None) or "" for field in ("role", "kind"))
        words.update(each.kind for each in getattr(record, "names", ()))
    for word in sorted(words.difference(("",), export.store["words"].ids)):
        yield write({"@id": iri_of("word", word), "@type": ["skos:Concept"], "skos:prefLabel": _label(word)}).encode()


def _label(word: str) -> str:
    return word.replace("-", " ")


def _subject(record: Any, subjects: Counter[str]) -> str:
    """Return the IRI of a record; where several have one id, a number follows it in all but the first."""
    iri = iri_of(SEGMENTS[type(record).__name__], record.id)
    subjects[iri] += 1
    return iri if subjects[iri] == 1 else f"{iri}.twin-{subjects[iri]}"


def _node_of(record: Any, iri: str, export: Export) -> _Node:
    of: Any = type(record)
    kind = of.__name__
    is_vacant = kind == "ChairTerm" and record.holder_id is None
    is_sure = not is_unsure(record) and not is_vacant
    node: _Node = {"@id": iri, "@type": types_of(kind, is_sure=is_sure)}
    if kind == "Word":
        node["skos:prefLabel"] = _label(record.id)
    if is_vacant:
        node["ip:isVacant"] = True
    for term in terms_of(of):
        value = getattr(record, term.field)
        if term.datatype in {"xsd:integer", "xsd:decimal"} and value is not None and not _is_short(value):
            export.lose(record, term.field, _TOO_LONG)
        else:
            _add(node, term, value, record, is_sure=is_sure)
    if is_sure and kind in {"Membership", "ChairTerm"}:
        node |= _interval(f"{iri}.period", record.period)
        if record.role == "unit":
            node["org:member"] = {"@id": node["org:member"], "org:unitOf": node["org:organization"]}
    same = [
        _REGISTERS[each.scheme] + each.value
        for each in getattr(record, "identifiers", ())
        if each.scheme in _REGISTERS and not fault_of_identifier(each.scheme, each.value)
    ]
    return node | ({"schema:sameAs": same} if same else {})


def _is_short(number: Any) -> bool:
    """Return whether a number can be read again, which one of many digits or an amount below zero cannot."""
    if type(number) is int:
        return bool(abs(number) < 10**MOST_DIGITS)
    sign, digits, exponent = number.as_tuple()
    return bool(sign == 0 and len(digits) + max(exponent, 0) <= MOST_DIGITS > -exponent)


def _add(node: _Node, term: Term, value: Any, owner: Any, *, is_sure: bool = True) -> None:
    """Add the value of a field to a node; roles are told where they are the usual ones too.

    Args:
        node: of the record.
        term: that of the field.
        value: that of the record.
        owner: the record; for a citation, the record that it is about.
        is_sure: whether the record tells what has been.
    """
    if value is None or value == () or (value == term.default and term.refers != "word"):
        return
    name = term.name if is_sure else term.second
    if term.of is not None:
        for number, each in enumerate(value, 1):
            is_other = each.denies if isinstance(each, Citation) else isinstance(each, Name) and each.text == owner.name
            held = node.setdefault(term.second if is_other else term.name, [])
            held.append(_inner(each, f"{node['@id']}.{term.field.removesuffix('s')}-{number}", owner))
    elif value == "all" and term.is_many:
        node["ip:statesAll"] = True
    elif term.is_many:
        every = in_order(value, type(owner))
        node[name] = [_plain(each, term) for each in every]
        if every != value:
            node[term.listed] = [_plain(each, term) for each in value]
    else:
        node[name] = _plain(value, term)


def _inner(each: Any, iri: str, owner: Any) -> _Node:
    """Return the node of a name, an identifier, a citation or what one says."""
    of: Any = type(each)
    kind = of.__name__
    is_typed = kind in CLASSES and not getattr(each, "denies", False)
    node: _Node = {"@id": iri} | ({"@type": types_of(kind)} if is_typed else {})
    for term in terms_of(of):
        if term.field not in {"denies", "language"}:
            _add(node, term, getattr(each, term.field), each if term.of else owner)
    if kind == "Name":
        if _is_tag(each.language):
            node["skosxl:literalForm"] = {"@language": each.language, "@value": each.text}
        else:
            node["dcterms:language"] = each.language
    return node


def _is_tag(text: str) -> bool:
    """Return whether a text is the tag of a language that every reader leaves as it is."""
    first, *more = text.split("-")
    return (
        first.isalpha()
        and text == text.lower()
        and text.isascii()
        and all(part.isalnum() and len(part) <= 8 for part in (first, *more))
    )


def _plain(value: Any, term: Term) -> Any:
    """Return a value as JSON-LD holds it: the context has the type of most."""
    if term.refers is not None:
        return iri_of(term.refers, value)
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) < 2**53):
        return value
    if term.datatype == "xsd:decimal":
        return format(value, "f")
    text = str(value)
    if isinstance(value, int):
        return {"@type": "xsd:integer", "@value": text}
    if isinstance(value, Period):
        return text if value.is_edtf else {"@type": "ip:Interval", "@value": text}
    if isinstance(value, PartialDate) and value.precision == "day" and _is_plain(value):
        return {"@type": "xsd:date", "@value": text}
    return text


def _is_plain(when: PartialDate) -> bool:
    """Return whether a date is one year, month or day without any doubt, as XML Schema writes it too."""
    return when.is_whole_unit and str(when).replace("-", "").isdigit() and len(str(when).lstrip("-").split("-")[0]) == 4


def _interval(iri: str, period: Period) -> _Node:
    """Return the interval of a period, with those of its ends that are whole days, months or years."""
    ends = {
        name: {"@id": f"{iri}.{word}", "@type": ["time:Instant"], _INSTANTS[str(end).lstrip("-").count("-")]: str(end)}
        for name, word, end in (("time:hasBeginning", "start", period.start), ("time:hasEnd", "end", period.end))
        if end is not None and _is_plain(end)
    }
    return {"org:memberDuring": {"@id": iri, "@type": ["time:Interval"], **ends}} if ends else {}


# Nodes to Turtle.


def _statements(node: _Node, context: dict[str, Any]) -> Iterator[str]:
    """Yield the statements of a node, and then those of each node in it."""
    told = [f"a {', '.join(node['@type'])}"] if "@type" in node else []
    inner: list[_Node] = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        typed = context.get(name, {})
        values = value if isinstance(value, list) else [value]
        objects = [_object(each, typed.get("@type", "")) for each in values]
        told.append(f"{name} ({' '.join(objects)})" if "@container" in typed else f"{name} {', '.join(objects)}")
        inner += [each for each in values if isinstance(each, dict) and "@id" in each]
    yield f"{node['@id']} " + " ;\n  ".join(told) + " .\n"
    for each in inner:
        yield from _statements(each, context)


def _object(value: Any, kind: str) -> str:
    language = ""
    if isinstance(value, dict):
        if "@id" in value:
            return str(value["@id"])
        value, kind, language = value["@value"], value.get("@type", ""), value.get("@language", "")
    if not isinstance(value, str):
        return json.dumps(value)
    if kind == "@id":
        return value if value.startswith("id:") else f"<{value}>"
    # The escapes of JSON are escapes of Turtle too.
    text = json.dumps(value, ensure_ascii=False)
    return f"{text}@{language}" if language else f"{text}^^{kind}" if kind else text
