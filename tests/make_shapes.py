"""Writes `rdf.shapes.ttl`, the SHACL shapes of the RDF that is exported: run it when a field or a term changed.

python tests/make_shapes.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import iom_partners
from iom_partners.exchange.rdf_terms import BASE, DERIVED, PREFIXES, SEGMENTS, SHARED, Term, terms_of, types_of
from iom_partners.store.record_types import RECORD_TYPES, record_class
from iom_partners.tables.flat import descriptions_of

HOME = Path(iom_partners.__file__).parent / "exchange" / "rdf.shapes.ttl"

#: What the texts of fields may be typed as.
TYPES = {"PartialDate": ("edtf:EDTF", "xsd:date"), "Period": ("edtf:EDTF", "ip:Interval")}
#: Terms that are no field.
MORE = {"ChairTerm": ["ip:isVacant"], "Citation": ["ip:statesAll"], "Word": ["skos:prefLabel"]}


def text() -> str:
    """The shapes: one for each class of records, and of what records hold."""
    prefixes = PREFIXES | {
        "sh": "http://www.w3.org/ns/shacl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in prefixes.items()]
    kinds = [record_class(name) for name in RECORD_TYPES]
    for kind in kinds:
        kinds += [term.of for term in terms_of(kind) if term.of and term.of not in kinds]
        lines.append(_node(kind))
    lines.append(
        "ip:InstantShape a sh:NodeShape ;\n  sh:targetClass time:Instant ;\n  "
        + " ;\n  ".join(
            f"sh:property [ sh:path {term} ; sh:maxCount 1 ; sh:datatype {kind} ]"
            for term, kind in DERIVED.items() if kind != "@id"
        ) + " .\n"
    )  # fmt: skip
    return "\n".join(lines)


def _node(kind: Any) -> str:
    name = kind.__name__
    told = ["a sh:NodeShape", "sh:closed true"]
    if name in SEGMENTS:
        standard = types_of(name)[0]
        targets = [f"ip:{name}"] + ([standard] if name not in SHARED and not standard.startswith("ip:") else [])
        told.append(f"sh:targetClass {', '.join(targets)}")
        told.append(f'sh:pattern "^{BASE}"')
    fields = {field.name: field for field in kind.__attrs_attrs__}
    paths = ["rdf:type", *(each for each in DERIVED if DERIVED[each] == "@id"), *MORE.get(name, ())]
    for term in terms_of(kind):
        told.append(_property(term, fields[term.field], descriptions_of(kind)[term.field], name))
        # A path of two terms does not open a closed shape for them.
        paths += [term.name, term.second] if term.second != term.name else []
        paths += [term.listed] if term.is_many and term.of is None else []
    if name == "ChairTerm":
        vacant = "sh:path ip:isVacant ; sh:hasValue true"
        told.append(
            f"sh:xone ( [ sh:property [ {vacant} ] ] [ sh:property [ sh:path {_path('org:member', 'ip:holder')} ; "
            "sh:minCount 1 ] ] )"
        )
    told.append(f"sh:ignoredProperties ( {' '.join(dict.fromkeys(paths))} )")
    return f"ip:{name}Shape " + " ;\n  ".join(told) + " .\n"


def _path(*terms: str) -> str:
    names = list(dict.fromkeys(terms))
    return names[0] if len(names) == 1 else f"[ sh:alternativePath ( {' '.join(names)} ) ]"


def _property(term: Term, field: Any, meaning: str, kind: str) -> str:
    told = [
        f"sh:path {_path(term.name, term.second)}",
        f'sh:name "{term.field}"',
        f"sh:description {json.dumps(meaning)}",
    ]
    if not term.is_many:
        told.append("sh:maxCount 1")
        if term.is_needed and (kind, term.field) != ("ChairTerm", "holder_id"):
            told.append("sh:minCount 1")
    if term.of is not None:
        told.append(f"sh:node ip:{term.of.__name__}Shape")
    elif term.datatype == "@id":
        segment = f"{term.refers}:" if term.refers else ""
        told += ["sh:nodeKind sh:IRI", f'sh:pattern "^{BASE}{segment}[^:]*$"']
    else:
        told += _datatypes(term, field)
    return f"sh:property [ {' ; '.join(told)} ]"


def _datatypes(term: Term, field: Any) -> Iterator[str]:
    if get_origin(field.type) is Literal:
        yield f"sh:in ( {' '.join(json.dumps(each) for each in get_args(field.type))} )"
    kinds = [each for name, types in TYPES.items() if name in str(field.type) for each in types]
    if term.name == "skosxl:literalForm":
        kinds = ["xsd:string", "rdf:langString"]
    kinds = list(dict.fromkeys(kinds)) or [term.datatype or "xsd:string"]
    if len(kinds) == 1:
        yield f"sh:datatype {kinds[0]}"
    else:
        yield f"sh:or ( {' '.join(f'[ sh:datatype {each} ]' for each in kinds)} )"


if __name__ == "__main__":
    HOME.write_text(text(), encoding="utf-8")
