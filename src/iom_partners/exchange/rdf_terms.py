"""The terms of RDF that stand for the fields of records, and the IRIs that stand for their ids; for both directions.

A term of a vocabulary in common use stands for a field wherever it means the same; all others are ``ip:`` terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, get_args

from ..model.vocabulary import States
from ..store.record_types import NAMED, RECORD_TYPES, REFERENCES
from ..tables.flat import is_needed, plain_type

__all__ = [
    "BASE",
    "CLASSES",
    "DATASET",
    "DERIVED",
    "PREFIXES",
    "SEGMENTS",
    "SHARED",
    "Term",
    "full_iri",
    "id_of_iri",
    "in_order",
    "iri_of",
    "terms_of",
    "types_of",
    "unquoted",
]

#: What the IRIs of records begin with.
BASE = "urn:iom-partners:"
#: The node that states the version of the data.
DATASET = "id:dataset:records"

PREFIXES = {
    "id": BASE,
    "ip": f"{BASE}term:",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "bibo": "http://purl.org/ontology/bibo/",
    "prov": "http://www.w3.org/ns/prov#",
    "time": "http://www.w3.org/2006/time#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The class of each record in other vocabularies; those that are not here are ``ip:`` classes alone.
CLASSES = {
    "Organization": "org:Organization", "Person": "foaf:Person", "Membership": "org:Membership",
    "ChairTerm": "org:Membership", "Project": "foaf:Project", "Work": "schema:CreativeWork",
    "Contribution": "schema:DonateAction", "Event": "schema:Event", "Figure": "schema:QuantitativeValue",
    "Word": "skos:Concept", "Place": "schema:Place", "Source": "foaf:Document", "Name": "skosxl:Label",
    "Identifier": "schema:PropertyValue", "Citation": "prov:PrimarySource",
}  # fmt: skip
#: Those that say which class a record is of only together with the ``ip:`` class.
SHARED = ("ChairTerm", "Word")

#: The terms of fields, by field or by class and field; all others are ``ip:`` terms.
_TERMS = {
    "name": "skos:prefLabel", "acronym": "skos:altLabel", "names": "skosxl:altLabel", "note": "skos:note",
    "identifiers": "schema:identifier", "citations": "prov:qualifiedPrimarySource", "kind": "dcterms:type",
    "period": "dcterms:valid", "when": "dcterms:date", "summary": "dcterms:description", "places": "dcterms:spatial",
    "place": "schema:location", "country": "schema:addressCountry", "themes": "schema:keywords",
    "unit": "schema:unitText", "about_id": "schema:about", "about_ids": "schema:about", "url": "schema:url",
    "scheme": "schema:propertyID", "value": "schema:value",
    "Organization.kind": "org:classification", "Organization.website": "schema:url",
    "Organization.founded": "schema:foundingDate", "Organization.ended": "schema:dissolutionDate",
    "Organization.successor_ids": "dcterms:isReplacedBy",
    "Person.organization_id": "schema:affiliation", "Person.position": "schema:jobTitle",
    "Person.born": "schema:birthDate", "Person.died": "schema:deathDate",
    "Membership.member_id": "org:member", "Membership.organization_id": "org:organization",
    "Membership.role": "org:role", "Membership.office": "schema:roleName",
    "ChairTerm.holder_id": "org:member", "ChairTerm.organization_id": "org:organization", "ChairTerm.role": "org:role",
    "Project.part_of_id": "dcterms:isPartOf", "Work.project_id": "dcterms:isPartOf",
    "Work.when": "schema:datePublished",
    "Contribution.donor_id": "schema:agent", "Contribution.recipient_id": "schema:recipient",
    "Contribution.amount": "schema:amount", "Contribution.currency": "schema:currency",
    "Statement.speaker_id": "dcterms:creator", "Event.participant_ids": "schema:attendee",
    "Figure.lower": "schema:minValue", "Figure.upper": "schema:maxValue", "Word.definition": "skos:definition",
    "Source.title": "dcterms:title", "Source.publisher": "dc:publisher", "Source.published": "dcterms:issued",
    "Source.derived_from_id": "prov:wasDerivedFrom",
    "Citation.source_id": "prov:entity", "Citation.locator": "bibo:locator", "Name.text": "skosxl:literalForm",
    "Name.language": "dcterms:language", "Said.field": "schema:propertyID",
}  # fmt: skip

#: The fields that records share with what is certain: how they are called, and who says so.
_ALWAYS = ("name", "acronym", "names", "identifiers", "citations", "note")
#: The second term of a field: of names the one of those that are the name itself, of citations that of those that deny.
_SECOND = {"names": "skosxl:prefLabel", "citations": "ip:deniedBy"}

#: The terms that follow from others, and the type of their values: for readers who look for them; never read.
DERIVED = {
    "org:memberDuring": "@id",
    "org:unitOf": "@id",
    "schema:sameAs": "@id",
    "time:hasBeginning": "@id",
    "time:hasEnd": "@id",
    "time:inXSDgYear": "xsd:gYear",
    "time:inXSDgYearMonth": "xsd:gYearMonth",
    "time:inXSDDate": "xsd:date",
}

#: The part of an IRI that tells records of classes whose ids may be the same apart.
SEGMENTS = {
    kind.rpartition(".")[2]: "" if name in NAMED else kind.rpartition(".")[2].lower()
    for name, kind in RECORD_TYPES.items()
}


class Term(NamedTuple):
    """What stands for a field.

    Attributes:
        field: its name.
        name: the term.
        second: the term of the field in records that may never have been; or what `_SECOND` says.
        of: the class of its records, for names, identifiers, citations and what these say; else None.
        refers: the part of the IRIs of the records or words that it refers to; None where it holds no reference.
        datatype: of its literals; empty for plain text, "@id" for references.
        is_many: whether it may have several values.
        is_needed: whether it must have one.
        default: its value where the record has none.
    """

    field: str
    name: str
    second: str
    of: type[Any] | None
    refers: str | None
    datatype: str
    is_many: bool
    is_needed: bool
    default: Any

    @property
    def listed(self) -> str:
        """The term of the list of all values, where `in_order` does not restore their order."""
        return f"{_own(self.field)}InOrder"


@cache
def terms_of(kind: Any) -> tuple[Term, ...]:
    """Return the terms of all fields of a class but its id, in order.

    >>> from iom_partners.model import Place
    >>> [term.name for term in terms_of(Place)][:3]
    ['skos:prefLabel', 'dcterms:type', 'schema:addressCountry']
    """
    may_be_unsure = any(field.name == "status" for field in kind.__attrs_attrs__)
    return tuple(_term(kind.__name__, field, may_be_unsure) for field in kind.__attrs_attrs__ if field.name != "id")


def _term(kind: str, field: Any, may_be_unsure: bool) -> Term:
    name = field.name
    own = _own(name)
    args = get_args(field.type)
    is_many = "tuple[" in str(field.type)
    inner = args[0] if is_many and field.type != States and hasattr(args[0], "__attrs_attrs__") else None
    standard = _TERMS.get(f"{kind}.{name}", _TERMS.get(name, own))
    second = _SECOND.get(name, own if may_be_unsure and name not in _ALWAYS else standard)
    return Term(
        name, standard, second, inner, _refers(name), _datatype(field), is_many, is_needed(field), field.default
    )


def _own(field: str) -> str:
    first, *more = field.removesuffix("_ids").removesuffix("_id").split("_")
    return f"ip:{first}{''.join(map(str.capitalize, more))}"


def _refers(field: str) -> str | None:
    if field in {"role", "kind"}:
        return "word"
    names = ("sources",) if field == "source_id" else REFERENCES.get(field, ())
    return SEGMENTS[RECORD_TYPES[names[0]].rpartition(".")[2]] if names else None


def _datatype(field: Any) -> str:
    if _refers(field.name) is not None:
        return "@id"
    if "PartialDate" in str(field.type) or "Period" in str(field.type):
        return "edtf:EDTF"
    told = plain_type(str(field.type))
    return {"boolean": "xsd:boolean", "integer": "xsd:integer", "number": "xsd:decimal", "date": "xsd:date"}.get(
        told, ""
    )


def in_order(values: Iterable[str], kind: Any) -> tuple[str, ...]:
    """Return distinct values in an order that need not be stated: names of fields as they are in a class, then texts.

    Args:
        values: texts.
        kind: the class of the record that they are of, or speak of.

    >>> from iom_partners.model import Place
    >>> in_order(["country", "name", "b", "a"], Place)
    ('name', 'country', 'a', 'b')
    """
    places = _places_of(kind)
    return tuple(sorted(set(values), key=lambda each: (places.get(each, len(places)), each)))


@cache
def _places_of(kind: Any) -> dict[str, int]:
    return {field.name: place for place, field in enumerate(kind.__attrs_attrs__)}


def types_of(kind: str, *, is_sure: bool = True) -> list[str]:
    """Return the classes of RDF of a record, by the name of its class.

    Args:
        kind: the name of its class.
        is_sure: whether it says what has been; else it belongs to no class of others.

    >>> types_of("ChairTerm"), types_of("Membership"), types_of("Membership", is_sure=False)
    (['org:Membership', 'ip:ChairTerm'], ['org:Membership'], ['ip:Membership'])
    """
    standard = [CLASSES[kind]] if is_sure and kind in CLASSES else []
    return standard + ([f"ip:{kind}"] if kind in SHARED or not standard else [])


def iri_of(segment: str, record_id: str) -> str:
    """Return the short IRI of a record, with percent signs in place of what may not stand in any.

    >>> iri_of("", "gmg"), iri_of("word", "in-kind-donor"), iri_of("", "Côte d'Or")
    ('id:gmg', 'id:word:in-kind-donor', 'id:C%C3%B4te%20d%27Or')
    """
    plain = record_id
    if not (record_id.isascii() and record_id.replace("-", "").isalnum() and record_id[0] != "-"):
        plain = "".join(
            f"%{byte:02X}" if _is_quoted(byte, place) else chr(byte) for place, byte in enumerate(record_id.encode())
        )
    return f"id:{segment}:{plain}" if segment else f"id:{plain}"


def _is_quoted(byte: int, place: int) -> bool:
    mark = chr(byte)
    return not (mark.isascii() and mark.isalnum()) and (mark not in "-_" or place == 0)


def full_iri(short: str) -> str:
    """Return an IRI without its prefix.

    >>> full_iri("org:member"), full_iri("id:gmg")
    ('http://www.w3.org/ns/org#member', 'urn:iom-partners:gmg')
    """
    prefix, _, rest = short.partition(":")
    return PREFIXES[prefix] + rest


def id_of_iri(iri: str) -> str | None:
    """Return the id of the record that a full IRI stands for; None for IRIs of others.

    >>> id_of_iri("urn:iom-partners:word:in-kind-donor"), id_of_iri("urn:iom-partners:gmg.name-1")
    ('in-kind-donor', 'gmg')
    >>> id_of_iri("http://example.org/gmg") is None
    True
    """
    if not iri.startswith(BASE):
        return None
    return unquoted(iri.removeprefix(BASE).rpartition(":")[2].partition(".")[0])


def unquoted(text: str) -> str | None:
    """Return a part of an IRI with its characters in place of percent signs; None where these stand for none.

    >>> unquoted("C%C3%B4te"), unquoted("100%")
    ('Côte', None)
    """
    first, *quoted = text.split("%")
    try:
        codes = [bytes.fromhex(each[:2].rjust(2, "?")) + each[2:].encode() for each in quoted]
        return b"".join((first.encode(), *codes)).decode()
    except ValueError:
        return None
