"""RDF: what is stated of whom, in terms of others where they mean the same, and what is read of others."""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import socket
import sys
import urllib.request
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from iom_partners import (
    Agreement,
    ChairTerm,
    Citation,
    Contribution,
    Coverage,
    DataFileError,
    Dataset,
    Event,
    Figure,
    Membership,
    MissingExtraError,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    Rule,
    Said,
    Source,
    Statement,
    Word,
    Work,
)
from iom_partners.exchange import rdf_reader
from iom_partners.exchange.losses import Export, Imported, LossReport
from iom_partners.exchange.rdf import make_jsonld, make_turtle
from iom_partners.exchange.rdf_reader import read_jsonld, read_turtle
from iom_partners.exchange.rdf_terms import PREFIXES, SEGMENTS, full_iri, id_of_iri, iri_of, terms_of
from iom_partners.model import Identifier, Name
from iom_partners.store.record_types import RECORD_TYPES, record_class
from make_shapes import HOME, text
from strategies import foreign
from worlds import org, seat, term, world

rdflib = pytest.importorskip("rdflib")

CITED = Citation(
    source_id="page", locator="heading", as_stated="early 2006", as_of=PartialDate("2014-01-01"),
    states=("name", "kind"), says=(Said(field="founded", value="2003"),),
)  # fmt: skip
DENIED = Citation(source_id="page", states="all", denies=True)
#: A record of each type, and of most that is sure and unsure.
EVERY = (
    Word(id="whip", definition="Who counts the votes."),
    Organization(
        id="club", name="Kite Club", acronym="KFC", kind="igo", country="CH", place="geneva", website="https://x.org",
        founded=PartialDate("2003-04-01"), ended=PartialDate("[2018-05..2018-12]"), successor_ids=("north", "east"),
        names=(Name(text="Kite Club", kind="official"), Name(text="Cerfs", kind="native", language="fr",
            period=Period("[2006-01..2006-06]/.."), citations=(CITED, DENIED))),
        identifiers=(Identifier(scheme="wikidata", value="Q7817"), Identifier(scheme="lei", value="no"),
            Identifier(scheme="ror", value="no")),
        citations=(CITED, DENIED, CITED), note='A “note”, a \\ and a\nline with "quotes".',
    ),
    Person(id="ann", name="Ann", organization_id="club", position="President", reason="public office",
        born=PartialDate("1950"), died=PartialDate("2020-01-02")),
    Membership(id="m", member_id="north", organization_id="club", role="observer", office="Clerk", is_founder=True,
        period=Period("2007-11/"), citations=(CITED,)),
    Membership(id="u", member_id="wg", organization_id="club", role="unit", period=Period("2001/2003-02-03")),
    Membership(id="d", member_id="east", organization_id="club", is_doubtful=True, period=Period("2007-11-01/")),
    ChairTerm(id="t", organization_id="club", holder_id="north", period=Period("2013-07-01/2013-12-31")),
    ChairTerm(id="v", organization_id="club", holder_id=None, period=Period("2014-01-01/2014-12-31")),
    ChairTerm(id="p", organization_id="club", holder_id="east", status="planned"),
    Project(id="kites", name="Kites", kind="programme", themes=("wind", "kites"), places=("geneva",), part_of_id="p2",
        response_to_id="e", beneficiaries=("children",), activities=("b", "a", "b"), period=Period("2005/2006")),
    Project(id="p2", name="Next", acronym="N", status="planned", period=Period("2005-01-01/2006"), citations=(CITED,)),
    Work(id="w", name="Wind", kind="film", when=PartialDate("2005"), project_id="kites"),
    Participation(id="pp", project_id="w", agent_id="ann", role="producer", agreement_id="a"),
    Partnership(id="ps", party_ids=("north", "club"), period=Period("2005/"), summary="S."),
    Agreement(id="a", party_ids=("club", "north"), kind="bilateral", when=Period("2005/2006")),
    Contribution(id="k", donor_id="north", recipient_id="club", kind="money", amount=Decimal("1016627.820"),
        currency="USD", quantity=2**60, when=PartialDate("2005-02")),
    Contribution(id="k2", donor_id="north", status="planned", amount=Decimal(5)),
    Statement(id="s", speaker_id="north", kind="quotation", about_ids=("club", "ann"), when=PartialDate("2005")),
    Event(id="e", name="Day", when=PartialDate("2006-05-09"), place="geneva", participant_ids=("north", "club")),
    Figure(id="f", about_id="club", unit="members", lower=-1, upper=16, qualifier="over"),
    Coverage(id="c", organization_id="club", of="members", first_day=date(2003, 4, 1), except_ids=("east",)),
    Rule(id="r", organization_id="club", kind="rotation", role="chair", order_ids=("north", "east")),
    Place(id="geneva", name="Genève", kind="city", country="CH", subdivision="CH-GE"),
    Source(id="page", title="Page", publisher="P", published=PartialDate("2010"), derived_from_id="page"),
)  # fmt: skip


def export(*records: Any, version: str | None = None) -> Export:
    """Return what a writer takes."""
    return Export(world(*records)._project_rosters(), version)


def graph_of(*records: Any) -> Any:
    """Return the graph of the Turtle of some records."""
    return rdflib.Graph().parse(data=make_turtle(export(*records)), format="turtle")


def ask(graph: Any, question: str) -> list[tuple[str, ...]]:
    """Return the answers to a question of SPARQL, sorted."""
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return sorted(tuple(map(str, row)) for row in graph.query(head + question))


# Out.


@pytest.mark.parametrize(("make", "read"), [(make_jsonld, read_jsonld), (make_turtle, read_turtle)])
def test_every_type_comes_back(make: Any, read: Any) -> None:
    """All records, their order and the version are read as they were written, and nothing is left over."""
    again = read(make(export(*EVERY, version="1.2.0")), "file")
    assert Dataset.from_records(again.records, strict=False) == world(*EVERY)
    assert (again.version, again.assumed) == ("1.2.0", ())
    assert read(make(export()), "file") == Imported([], (), None)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
@pytest.mark.bulk
def test_the_curated_data_come_back(curated: Dataset, tmp_path: Path, suffix: str) -> None:
    """All of the curated data is read from either syntax; nothing is lost."""
    assert not curated.export(tmp_path / f"all.{suffix}", strict=True)
    again = Dataset.read(tmp_path / f"all.{suffix}")
    assert again == curated
    assert (again.version, again.assumed) == (curated.version, ())


def statements_of(graph: Any) -> set[Any]:
    """Return all statements of a graph, with the values of a list in its place."""
    lists = {str(rdflib.RDF.first), str(rdflib.RDF.rest)}
    return {
        (str(subject), str(term), tuple(graph.items(value)) if isinstance(value, rdflib.BNode) else value)
        for subject, term, value in graph
        if str(term) not in lists
    }


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.bulk
def test_both_syntaxes_of_the_curated_data_state_the_same(curated: Dataset) -> None:
    """rdflib finds the same statements in both."""
    whole = Export(curated._project_rosters(), curated.version)
    turtle = statements_of(rdflib.Graph().parse(data=make_turtle(whole), format="turtle"))
    assert turtle == statements_of(rdflib.Graph().parse(data=make_jsonld(whole), format="json-ld"))
    assert len(turtle) > 50_000


def test_a_question_of_sparql_has_the_answer_of_the_library(curated: Dataset) -> None:
    """Who was in the chair of GMG on a day for certain, by terms of which both ends are exact days."""
    terms = [each for each in curated.chair_terms if each.organization_id == "gmg"]
    found = ask(
        graph_of(*terms, *(curated.organizations[each] for each in {term.holder_id for term in terms})),
        """SELECT ?name { ?term org:organization id:gmg ; org:role id:word:chair ; org:member/skos:prefLabel ?name ;
        org:memberDuring [ time:hasBeginning/time:inXSDDate ?first ; time:hasEnd/time:inXSDDate ?last ] .
        FILTER (?first <= "2013-09-01"^^xsd:date && "2013-09-01"^^xsd:date <= ?last) }""",
    )
    assert found == [(curated.chair_of("GMG", on="2013-09-01").one().name,)]


def test_what_may_never_have_been_is_in_no_term_of_others() -> None:
    """Doubtful and planned ties, plans and vacancies are ``ip:`` things; names and citations are as everywhere."""
    graph = graph_of(*EVERY)
    assert ask(graph, "SELECT ?m { ?m a org:Membership }") == [
        ("urn:iom-partners:chairterm:t",), ("urn:iom-partners:membership:m",), ("urn:iom-partners:membership:u",),
    ]  # fmt: skip
    for unsure in ("chairterm:p", "chairterm:v", "membership:d", "p2", "contribution:k2"):
        terms = {row[0] for row in ask(graph, f"SELECT ?p {{ id:{unsure} ?p ?o }}")}
        allowed = {"skos:prefLabel", "skos:altLabel", "prov:qualifiedPrimarySource"}
        assert {each for each in terms if not each.startswith("urn:iom-partners:term:")} - set(
            map(full_iri, allowed)
        ) == {str(rdflib.RDF.type)}
        assert all(
            kind.startswith("urn:iom-partners:term:") for (kind,) in ask(graph, f"SELECT ?k {{ id:{unsure} a ?k }}")
        )
    assert ask(graph, "SELECT ?s { id:chairterm:v ip:isVacant ?s }") == [("true",)]


def test_a_source_that_denies_supports_nothing() -> None:
    """PROV sees only the sources that say so; the order of all is kept."""
    graph = graph_of(*EVERY)
    assert len(ask(graph, "SELECT ?c { id:club prov:qualifiedPrimarySource ?c . ?c a prov:PrimarySource }")) == 2
    assert ask(graph, "SELECT ?s { id:club ip:deniedBy ?c . ?c ip:statesAll ?s }") == [("true",)]


@pytest.mark.parametrize(("period", "start", "end"), [
    ("2013-07-01/2013-12", ("inXSDDate", "2013-07-01"), ("inXSDgYearMonth", "2013-12")),
    ("2013/..", ("inXSDgYear", "2013"), None),
    ("/2013-02-03", None, ("inXSDDate", "2013-02-03")),
    # What is doubtful, coarser than a unit of the calendar, or one of several days, is told in EDTF alone.
    ("2013?/2014~", None, None),
    ("[2013-01..2013-03]/..2014", None, None),
    ("2001-21/201X", None, None),
    ("1950S2/Y2E3", None, None),
    ("/", None, None),
])  # fmt: skip
def test_an_interval_has_only_ends_that_are_known(period: str, start: Any, end: Any) -> None:
    """The ends of OWL-Time are as exact as the period, and the period itself is told beside them."""
    graph = graph_of(seat("north", period, id="m"))
    for told, name in ((start, "hasBeginning"), (end, "hasEnd")):
        found = ask(graph, f"SELECT ?p ?d {{ ?m org:memberDuring/time:{name} ?i . ?i ?p ?d FILTER(?p != rdf:type) }}")
        assert found == ([(f"{PREFIXES['time']}{told[0]}", told[1])] if told else [])
    [valid] = graph.objects(None, rdflib.URIRef(full_iri("dcterms:valid"))) if period != "/" else [None]
    assert valid is None or str(valid) == period
    assert valid is None or str(valid.datatype).endswith("Interval" if "[" in period else "EDTF")


def test_dates_are_typed_by_what_they_tell() -> None:
    """An exact day is one of XML Schema; every other date is EDTF."""
    graph = graph_of(*EVERY)
    kinds = {str(each): each.datatype.rpartition("#")[2].rpartition("/")[2] for each in graph.objects()
             if isinstance(each, rdflib.Literal) and each.datatype}  # fmt: skip
    assert (kinds["2003-04-01"], kinds["2005-02"], kinds["2005/2006"]) == ("date", "EDTF", "EDTF")
    assert (kinds["1016627.820"], kinds[str(2**60)], kinds["true"]) == ("decimal", "integer", "boolean")


def test_order_is_stated_where_it_is_not_that_of_sorting() -> None:
    """Each value can be asked for; a list beside them keeps order and repetition."""
    graph = graph_of(*EVERY)
    assert ask(graph, "SELECT ?a { id:kites ip:activities ?a }") == [("a",), ("b",)]
    [first] = graph.objects(rdflib.URIRef("urn:iom-partners:kites"), rdflib.URIRef(full_iri("ip:activitiesInOrder")))
    assert [str(each) for each in graph.items(first)] == ["b", "a", "b"]
    assert not ask(graph, "SELECT ?l { id:agreement:a ip:partyInOrder ?l }")


def test_several_of_one_id_are_told_apart() -> None:
    """Data that are not strict may hold them; each comes back."""
    twins = [org("a"), org("a", kind="ngo"), Person(id="a", name="A"), Place(id="a", name="A", citations=(CITED,))]
    again = read_turtle(make_turtle(export(*twins)), "f")
    assert Dataset.from_records(again.records, strict=False) == world(*twins)
    assert ask(graph_of(*twins), "SELECT ?n { id:a.twin-4 skos:prefLabel ?n ; a schema:Place }") == [("A",)]


@pytest.mark.parametrize(("language", "tag"), [
    ("fr", "fr"), ("sr-latn", "sr-latn"), ("EN", None), ("", None), ("français", None),
    ("en-abcdefghi", None), ("e n", None),
])  # fmt: skip
def test_languages_are_tags_where_they_can_be(language: str, tag: str | None) -> None:
    """What no reader would change is a tag; any other language is told beside the name."""
    named = org("a", names=(Name(text="X", kind="alias", language=language),))
    [literal] = graph_of(named).objects(None, rdflib.URIRef(full_iri("skosxl:literalForm")))
    assert literal.language == tag
    assert read_jsonld(make_jsonld(export(named)), "f").records == [named]


def test_links_to_registers_are_iris() -> None:
    """A valid identifier of Wikidata or ROR is a link too; one that cannot be right is not."""
    assert ask(graph_of(*EVERY), "SELECT ?o { id:club schema:sameAs ?o }") == [
        ("http://www.wikidata.org/entity/Q7817",)
    ]


def test_a_number_that_cannot_be_read_again_is_told() -> None:
    """Very long numbers, and amounts below zero, are left out and reported."""
    gifts = [
        Contribution(id=f"k{place}", donor_id="a", amount=Decimal(amount))
        for place, amount in enumerate(["1E+31", "1E-31", "1E+32", "-5", "1E-32", "1E+999999999"])
    ]
    told = export(*gifts, Figure(id="f", about_id="a", unit="x", lower=10**32, upper=10**32 - 1))
    again = read_jsonld(make_jsonld(told), "file").records
    assert [each.amount for each in again[:6]] == [Decimal("1E+31"), Decimal("1E-31"), None, None, None, None]
    assert (again[6].lower, again[6].upper) == (None, 10**32 - 1)
    assert [(loss.record_type, loss.field, loss.ids) for loss in told.report()] == [
        ("Contribution", "amount", ("k2", "k3", "k4", "k5")), ("Figure", "lower", ("f",)),
    ]  # fmt: skip
    assert isinstance(told.report(), LossReport)


@pytest.mark.parametrize("make", [make_jsonld, make_turtle])
@pytest.mark.parametrize("record", [Place(id="x", name="a\ud800"), seat("\udfff", "/", id="x")])
def test_half_of_a_surrogate_pair_is_refused(make: Any, record: Any) -> None:
    """No file can hold it; the error names the record."""
    with pytest.raises(DataFileError, match=rf"{type(record).__name__} x: a text has half of a surrogate pair"):
        make(export(record))


@pytest.mark.parametrize(
    "record_id", ["gmg", "-a", "a.b", "a:b", "Côte d'Or", "a%20b", "x#y?z/", "国会", '\\<>"{}|^`~']
)
def test_ids_and_iris_stand_for_each_other(record_id: str) -> None:
    """Whatever an id holds, its IRI is one in both syntaxes, and stands for that id alone."""
    iri = full_iri(iri_of("word", record_id))
    assert id_of_iri(iri) == id_of_iri(f"{iri}.name-2.citation-1") == record_id
    assert iri.removeprefix("urn:iom-partners:word:").replace("%", "").replace("-", "").isalnum()
    assert id_of_iri("http://example.org/gmg") is None


def test_terms_are_told_apart() -> None:
    """No term stands for two fields of one class, and every prefix is known."""
    kinds = [record_class(name) for name in RECORD_TYPES]
    for kind in kinds:
        terms = terms_of(kind)
        kinds += [each.of for each in terms if each.of and each.of not in kinds]
        names = [name for each in terms for name in {each.name, each.second, *([each.listed] if each.is_many else [])}]
        assert len(set(names)) == len(names), kind
        assert {name.partition(":")[0] for name in names} <= PREFIXES.keys()
        assert [each.field for each in terms] == [each.name for each in attrs.fields(kind) if each.name != "id"]
    assert len(kinds) == len(SEGMENTS) + 4


# Shapes.


@pytest.fixture(scope="module")
def shapes() -> Any:
    """The shapes that are shipped."""
    return rdflib.Graph().parse(HOME, format="turtle")


def faults_of(graph: Any, shapes: Any) -> str:
    """Return what SHACL finds wrong; an empty text if nothing is."""
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, told = pyshacl.validate(graph, shacl_graph=shapes)
    return "" if conforms else str(told)


def test_the_shapes_are_made_anew() -> None:
    """After a change of a field or a term, run ``python tests/make_shapes.py``."""
    assert HOME.read_text(encoding="utf-8") == text(), "run python tests/make_shapes.py"


def test_all_records_conform_to_the_shapes(shapes: Any) -> None:
    """A record of each type, sure and unsure, has the shape of its class."""
    assert faults_of(graph_of(*EVERY), shapes) == ""


@foreign("pyshacl")
def test_the_curated_data_conform_to_the_shapes(curated: Dataset, shapes: Any) -> None:
    """So do all of the curated data; and the shapes are shapes."""
    pyshacl = pytest.importorskip("pyshacl")
    assert faults_of(graph_of(*curated._store.records()), shapes) == ""
    assert pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)[0]


@pytest.mark.parametrize(("old", "new", "told"), [
    ("  org:member id:north ;\n", "", "org:member"),
    ("id:membership:m a org:Membership", "id:membership:m org:member id:ann ; a org:Membership", "More than 1"),
    ("  ip:isVacant true ;\n", "", "Xone"),
    ('"2003-04-01"^^xsd:date', '"2003-04-01"', "sh:or"),
    ("ip:isFounder true", 'ip:isFounder "yes"', "sh:datatype xsd:boolean"),
    ('ip:of "members"', 'ip:of "everyone"', "sh:in"),
    ("org:role id:word:observer", 'org:role "observer"', "sh:IRI"),
    ("schema:attendee id:club", "schema:attendee <http://example.org/club>", "pattern"),
    ("  schema:roleName", "  foaf:nick", "closed"),
    ("  prov:entity id:source:page ;\n", "", "prov:entity"),
    ('time:inXSDDate "2013-07-01"^^xsd:date', 'time:inXSDDate "2013-07"^^xsd:gYearMonth', "xsd:date"),
])  # fmt: skip
def test_a_planted_fault_is_found(shapes: Any, old: str, new: str, told: str) -> None:
    """What lacks a part, has another type, or a term that no field has, does not conform."""
    whole = make_turtle(export(*EVERY)).decode()
    assert old in whole
    assert told in faults_of(rdflib.Graph().parse(data=whole.replace(old, new, 1), format="turtle"), shapes)


# In: files that were changed.


def changed(old: str, new: str) -> bytes:
    """Return the Turtle of every type of record with one text in place of another."""
    whole = make_turtle(export(*EVERY)).decode()
    assert old in whole
    return whole.replace(old, new, 1).encode()


@pytest.mark.parametrize(("old", "new", "told"), [
    ('"2013-07-01/2013-12-31"', '"2014/2013"', "chairterm:t.period: '2014/2013' ends before it starts"),
    ("  ip:isVacant true ;\n", "", "chairterm:v.holder_id: is missing"),
    ("  schema:roleName", '  schema:roleName "Scribe" ;\n  schema:roleName', "m: has several values of schema:"),
    ("org:role id:word:observer", "org:role foaf:Boss", "refers to 'http://xmlns.com/foaf/0.1/Boss', which is"),
    ("org:role id:word:observer", 'org:role "observer"', "org:role refers to 'observer', which is not a record"),
    ("a schema:Place", "a schema:Place, ip:Rule, ip:Word", "is of several classes: Rule, Word"),
    ("ip:isFounder true", 'ip:isFounder "yes"', "membership:m.is_founder: 'yes' is not of type bool"),
    ("schema:maxValue 16", 'schema:maxValue "many"', "figure:f.upper: 'many' is not of type int"),
    ("schema:maxValue 16", f"schema:maxValue {'9' * 40}", "is not of type int"),
    ("schema:identifier id:club.identifier-1", 'schema:identifier "Q7817"', "identifiers[2]: 'Q7817' is not an object"),
    ('ip:activitiesInOrder ("b" "a" "b")', 'ip:activitiesInOrder ("b" "c")', "have different values"),
    ('schema:version "1"', 'schema:version "\\u001b[31m"', "is not a version"),
    ("id:membership:m a", "<urn:iom-partners:membership:%zz> a", "membership:%zz.id: None is not of type str"),
])  # fmt: skip
def test_a_record_that_does_not_fit_is_refused(old: str, new: str, told: str) -> None:
    """The error names file, record and field."""
    whole = make_turtle(export(*EVERY, version="1")).decode()
    assert old in whole
    with pytest.raises(DataFileError) as caught:
        read_turtle(whole.replace(old, new, 1).encode(), "all.ttl")
    assert told in str(caught.value)
    assert str(caught.value).startswith("all.ttl: urn:iom-partners:")


def test_all_faults_are_told_at_once() -> None:
    """A person who mends a file sees every record at fault."""
    terms = [term("a", "2013/2014", id=f"t{each}") for each in range(30)]
    with pytest.raises(DataFileError) as caught:
        read_turtle(make_turtle(export(*terms)).replace(b"2013/2014", b"2014/2013"), "f")
    assert len(caught.value.faults) == 30


def test_what_others_added_is_told_or_read() -> None:
    """Statements of others on a record are counted; a record may refer to an agent that only they describe."""
    data = (
        changed("id:club a", "id:club foaf:mbox <mailto:x@example.org> ; a")
        + b"""
        @prefix ex: <http://example.org/> . id:membership:m2 a org:Membership, ex:Seat ; org:member ex:zoe ;
        org:organization id:club ; org:role id:word:member ; org:memberDuring [ time:hasBeginning "2001"^^xsd:gYear ] .
        ex:zoe a foaf:Person ; foaf:name "Zoe" ; org:memberOf id:club . id:nothing a ex:Thing ; ex:p 1 .
    """
    )
    again = read_turtle(data, "f")
    zoe = Person(id="zoe", name="Zoe", identifiers=(Identifier(scheme="iri", value="http://example.org/zoe"),))
    tie = Membership(id="m2", member_id="zoe", organization_id="club", period=Period("2001/"))
    more = Membership(id="club-member-zoe", member_id="zoe", organization_id="club")
    assert Dataset.from_records(again.records, strict=False) == world(*EVERY, zoe, tie, more)
    assert again.assumed == (
        "a start or an end that is not stated is unknown",
        "statements of <http://example.org/p> are left out: 1",
        "statements of foaf:mbox are left out: 1",
        "things of the class <http://example.org/Thing> are left out: 1",
    )


def test_values_may_be_written_otherwise() -> None:
    """Another library may write the same in other words: 1 for true, an IRI for an address, another order."""
    for old, new in (("true", '"1"^^xsd:boolean'), ('"https://x.org"', "<https://x.org>"), ("-1 ;", '"-1"^^xsd:int ;')):
        again = read_turtle(changed(f" {old}", f" {new}"), "f")
        assert Dataset.from_records(again.records, strict=False) == world(*EVERY)
    written = rdflib.Graph().parse(data=make_turtle(export(*EVERY)), format="turtle").serialize(format="turtle")
    assert Dataset.from_records(read_turtle(written.encode(), "f").records, strict=False) == world(*EVERY)


# In: what others write.

HEAD = """
@prefix org: <http://www.w3.org/ns/org#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix schema: <http://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix ex: <http://example.org/id/> .
"""


def found_in(turtle: str) -> tuple[list[Any], tuple[str, ...]]:
    """Return the records of Turtle, without the identifiers that repeat their IRIs, and what was assumed."""
    again = read_turtle((HEAD + turtle).encode(), "f.ttl")
    assert Dataset.from_records(again.records)  # They can be relied on.
    bare = [
        attrs.evolve(each, identifiers=tuple(one for one in each.identifiers if one.scheme != "iri"))
        if hasattr(each, "identifiers") else each
        for each in again.records
    ]  # fmt: skip
    return bare, again.assumed


CLUB, ADA = Organization(id="club", name="Club"), Person(id="ada", name="Ada")
BOTH = 'ex:club a org:Organization ; skos:prefLabel "Club" . ex:ada a foaf:Person ; foaf:name "Ada" .'
UNSTATED = "a start or an end that is not stated is unknown"
OFFICE = "a role that the library does not know is the office of a member"


def seat_of(stated: str) -> tuple[list[Any], tuple[str, ...]]:
    """Return what is read of a membership of Ada in the club, besides the two."""
    tie = f"ex:m a org:Membership ; org:member ex:ada ; org:organization ex:club ; {stated} ."
    records, assumed = found_in(BOTH + tie)
    assert records[:2] == [CLUB, ADA]
    return records[2:], assumed


@pytest.mark.parametrize(("stated", "period"), [
    ("org:memberDuring [ time:hasBeginning [ time:inXSDDate '2001-02-03' ; time:inXSDgYear '2001' ] ]", "2001-02-03/"),
    ("org:memberDuring [ time:hasEnd [ time:inXSDgYearMonth '2003-06'^^xsd:gYearMonth ] ]", "/2003-06"),
    ("org:memberDuring [ time:hasBeginning [ time:inXSDDateTimeStamp '2001-02-03T23:30:00-08:00' ] ]", "2001-02-03/"),
    ("org:memberDuring [ time:hasEnd '2003Z'^^xsd:gYear ]", "/2003"),
    ("schema:startDate '2001-02-03+02:00'^^xsd:date ; schema:endDate '2003'", "2001-02-03/2003"),
    ("org:memberDuring [ schema:startDate '2001' ] ; schema:startDate '2002'", "2001/"),
    ("dcterms:valid '2001~/..'^^edtf:EDTF ; schema:startDate '2001'", "2001~/.."),
    ("org:memberDuring '2001/2003'^^edtf:EDTF", "2001/2003"),
    ("org:memberDuring [ dcterms:valid '[2001..2002]/' ; time:hasBeginning '2001' ]", "[2001..2002]/"),
    ("dcterms:temporal 'the nineties'", "/"),
    ("org:memberDuring ex:always", "/"),
])  # fmt: skip
def test_times_of_others(stated: str, period: str) -> None:
    """A time is as exact as it is written, and an end that is not stated is unknown."""
    [found], assumed = seat_of(stated)
    assert found == Membership(id="m", member_id="ada", organization_id="club", period=Period(period))
    assert (UNSTATED in assumed) is ("" in period.split("/"))
    assert any("another text is left out" in each for each in assumed) is ("nineties" in stated)


@pytest.mark.parametrize(("stated", "role", "office"), [
    ("", "member", None),
    ("org:role ex:observer . ex:observer a org:Role ; skos:prefLabel 'Beobachter'@de, 'Observer'@en", "observer", None),
    ("org:role [ skos:prefLabel 'Head Coach ' ]", "member", "Head Coach"),
    ("org:role 'Scribe'", "member", "Scribe"),
    ("org:role <http://example.org/roles/Vice-Chair>", "vice-chair", None),
    ("schema:roleName 'Chair'", "chair", None),
])  # fmt: skip
def test_roles_of_others(stated: str, role: str, office: str | None) -> None:
    """A role is read by its English label; one of a chair makes a term, and one that is unknown is an office."""
    [found], assumed = seat_of(stated or "dcterms:valid '..'")
    if role in ("chair", "vice-chair"):
        assert found == ChairTerm(id="m", organization_id="club", holder_id="ada", role=role)
    else:
        assert found == Membership(id="m", member_id="ada", organization_id="club", role=role, office=office)
    assert (OFFICE in assumed) is (office is not None)


def test_roles_and_times_of_one_membership() -> None:
    """Several roles, or several times, are ties of their own; which role was when must be said."""
    roles, _ = seat_of("org:role 'Chair', 'Scribe' ; dcterms:valid '2001/2002'")
    assert {(type(each), str(each.period)) for each in roles} == {(ChairTerm, "2001/2002"), (Membership, "2001/2002")}
    times, _ = seat_of("dcterms:valid '2001/2002', '2005/2006'")
    assert {(each.id, str(each.period)) for each in times} == {("m", "2001/2002"), ("m-2", "2005/2006")}
    with pytest.raises(DataFileError, match="has several roles and several times"):
        seat_of("org:role 'Chair', 'Scribe' ; dcterms:valid '2001/2002', '2005/2006'")


@pytest.mark.parametrize(("stated", "ties"), [
    ("ex:ada org:memberOf ex:club .", [("ada", "club", "member", None)]),
    ("ex:club org:hasMember ex:ada . ex:ada schema:memberOf ex:club .", [("ada", "club", "member", None)]),
    ("ex:club foaf:member ex:ada .", [("ada", "club", "member", None)]),
    ("ex:ada org:headOf ex:club .", [("ada", "club", "member", "head")]),
    ("ex:ada org:holds [ a org:Post ; rdfs:label 'Treasurer' ; org:postIn ex:club ] .",
     [("ada", "club", "member", "Treasurer")]),
    ("ex:post org:heldBy ex:ada ; org:postIn ex:club .", [("ada", "club", "member", "post")]),
    ("ex:wg a org:OrganizationalUnit ; org:unitOf ex:club . ex:club org:hasUnit ex:wg .",
     [("wg", "club", "unit", None)]),
    ("ex:wg org:subOrganizationOf ex:club .", [("wg", "club", "unit", None)]),
    ("ex:club schema:subOrganization ex:wg . ex:wg a schema:Organization .", [("wg", "club", "unit", None)]),
    # A membership of the same two says more, and what is said to be something else is no member.
    ("ex:ada org:memberOf ex:club . [] org:member ex:ada ; org:organization ex:club ; dcterms:valid '2001/..' .",
     [("ada", "club", "member", None)]),
    ("ex:m org:organization ex:club . ex:ada org:hasMembership ex:m .", [("ada", "club", "member", None)]),
    ("ex:club schema:member [ a schema:Role ; schema:member ex:ada ] .", []),
    ("ex:ada org:holds ex:post .", []),
])  # fmt: skip
def test_ties_that_are_one_statement(stated: str, ties: Any) -> None:
    """They are undated ties; each is read once."""
    records, assumed = found_in(BOTH + stated)
    found = [each for each in records if isinstance(each, Membership)]
    assert [(each.member_id, each.organization_id, each.role, each.office) for each in found] == ties
    assert {type(each) for each in records} <= {Organization, Person, Membership}
    if not ties:
        assert any("left out" in each for each in assumed)


def test_agents_of_others() -> None:
    """Names with their languages, identifiers, kinds, dates and addresses; and what the file says of classes."""
    records, assumed = found_in("""
        ex:Club rdfs:subClassOf ex:Body . ex:Body rdfs:subClassOf org:FormalOrganization .
        <http://www.wikidata.org/entity/Q42> a ex:Club ; skos:prefLabel "Kites"@en-GB, "Drachen"@de ; rdfs:label "KF" ;
            skos:altLabel "Cerfs"@fr ; org:identifier "12"^^ex:register, "7" ; schema:identifier
            [ schema:propertyID "lei" ; schema:value "x" ] ; owl:sameAs <https://ror.org/01f80g185>, "http://x.org" ;
            dcterms:identifier <http://a.org/1> ;
            schema:foundingDate "1951-03-01Z"^^xsd:date ; schema:url "https://b.org", <https://a.org> ;
            org:classification ex:sports-club, ex:ngo ; foaf:mbox <mailto:x@example.org> .
        ex:igo a foaf:Organization ; org:classification [ rdfs:label "IGO" ] ; foaf:name "Bund"@de .
        ex:other a foaf:Agent . ex:eve a schema:Person ; schema:birthDate "1950" ; schema:jobTitle "Clerk" .
    """)
    alias = {"kind": "alias"}
    assert records == [
        Organization(id="q42", name="Kites", kind="ngo", website="https://a.org", founded=PartialDate("1951-03-01"),
            names=(Name(text="KF", language="und", **alias), Name(text="Drachen", language="de", **alias),
                Name(text="Cerfs", language="fr", **alias)),
            identifiers=(Identifier(scheme="register", value="12"), Identifier(scheme="identifier", value="7"),
                Identifier(scheme="lei", value="x"), Identifier(scheme="wikidata", value="Q42"),
                Identifier(scheme="ror", value="01f80g185"))),
        Organization(id="igo", name="Bund", kind="igo", names=(Name(text="Bund", language="de", **alias),)),
        Organization(id="other", name="other"),
        Person(id="eve", name="eve", position="Clerk", born=PartialDate("1950")),
    ]  # fmt: skip
    assert assumed == (
        "1 agents that are not said to be persons are organizations",
        "of several values of foaf:homepage, only the first by its letters is read",
        "of several values of org:classification, only the first by its letters is read",
        "statements of foaf:mbox are left out: 1",
    )


def test_a_kind_that_is_unknown_is_declared() -> None:
    """Each once, as a word of the dataset."""
    records, _ = found_in("ex:a a org:Organization ; org:classification 'Sports Club' . "
                          "ex:b a org:Organization ; org:classification 'sports club' .")  # fmt: skip
    assert [each.kind for each in records[:2]] == ["sports-club", "sports-club"]
    assert records[2:] == [Word(id="sports-club", definition="Sports Club")]


def test_ids_of_others() -> None:
    """An id is the last part of an IRI that tells anything, or a name; two of one id are told apart in order."""
    records, _ = found_in("""
        <http://b.org/x/1> a org:Organization . <http://a.org/x/1#this> a org:Organization . <urn:x:C%C3%B4te> a
        org:Organization . [] a org:Organization ; rdfs:label "No Name" . [] a org:Organization .
        <#me> a foaf:Person . <http://c.org/100%> a foaf:Person .
    """)
    assert [each.id for each in records] == ["1-2", "1", "cote", "no-name", "agent", "nowhere-invalid", "100-32e48995"]
    plain = read_turtle((HEAD + "<http://b.org/x> a foaf:Person . <#y> a foaf:Person .").encode(), "f").records
    assert [each.identifiers for each in plain] == [(Identifier(scheme="iri", value="http://b.org/x"),), ()]


def test_successors_of_others() -> None:
    """What replaced an organization, as such or in a change."""
    records, _ = found_in("""
        ex:a dcterms:isReplacedBy ex:b .
        ex:merger org:originalOrganization ex:b ; org:resultingOrganization ex:c, ex:b .
        ex:d org:changedBy ex:split . ex:e org:resultedFrom ex:split .
    """)
    assert {each.id: each.successor_ids for each in records if each.successor_ids} == {
        "a": ("b",), "b": ("c",), "d": ("e",),
    }  # fmt: skip


@pytest.mark.parametrize(("stated", "told"), [
    ("ex:m a org:Membership ; org:member ex:ada .", "id/m: does not have one org:organization"),
    ("ex:m a org:Membership ; org:member ex:ada, ex:bob ; org:organization ex:club .", "does not have one org:member"),
    ("ex:m a org:Membership ; org:member 'Ada' ; org:organization ex:club .", "does not have one org:member"),
    ("[] org:member ex:ada ; org:organization ex:club ; dcterms:valid '2014/2013' .", "ends before it starts"),
    ("ex:m org:member ex:ada ; org:organization ex:club ; schema:startDate '2014-02-30'^^xsd:date .", "id/m.period"),
    ("ex:m org:member ex:ada ; org:organization ex:club ; schema:startDate '2014', '2015' .", "several values of"),
    ("ex:ada a org:Organization .", "is both an organization and a person"),
    ("ex:club schema:foundingDate 'long ago' .", "club.founded: 'long ago' has a"),
])  # fmt: skip
def test_faults_of_others(stated: str, told: str) -> None:
    """A tie without an end, a time that is none, and what contradicts itself, are refused with file and node."""
    with pytest.raises(DataFileError) as caught:
        found_in(BOTH + stated)
    assert told in str(caught.value)
    assert caught.value.field.startswith(("f.ttl: http://example.org/id/", "f.ttl: Membership "))


def test_a_change_of_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every organization before a change is succeeded by every one after it, so that few statements could be many."""
    monkeypatch.setattr(rdf_reader, "_MOST_CHANGED", 3)
    many = "ex:change org:originalOrganization ex:a, ex:b ; org:resultingOrganization ex:c, ex:d ."
    with pytest.raises(DataFileError, match="is a change of too many organizations"):
        found_in(many)


# In: hostile files.


@pytest.mark.parametrize(("data", "told"), [
    (b"", "states nothing that makes a record"),
    (b"<http://a.org/> a <http://a.org/Thing> .", "states nothing that makes a record"),
    (b"hello\nworld", "is not Turtle: expected directive or statement, at line 1"),
    (b"<a> <b> <c> .\n<d> <e> .", "at line 2"),
    (b"<?xml version='1.0'?>", "is not Turtle"),
    (b"<a> <b> '\xe9' .", "is not UTF-8 from byte 9 on"),
    (b"<a> <b> '\\uD800' .", "has half of a surrogate pair"),
    (b"{<a> <b> <c>} => {<d> <e> <f>} .", "is not Turtle"),
    (b"<a> <b> " + b"[ <b> " * 9_000 + b"<c>" + b"]" * 9_000 + b" .", "it is nested too deeply"),
])  # fmt: skip
def test_what_is_not_turtle_is_refused(data: bytes, told: str) -> None:
    """The error says what is wrong, and where the parser knows it, at which line."""
    with pytest.raises(DataFileError, match=r"^f\.ttl: ") as caught:
        read_turtle(data, "f.ttl")
    assert told in str(caught.value)


@pytest.mark.parametrize(("data", "told"), [
    ("", "is not JSON: Expecting value at line 1, column 1"),
    ("5", "is neither an object nor a list"),
    ("[1, NaN]", "is not JSON: NaN is not a JSON number"),
    ("[1e999]", "is not JSON"),
    ('{"a": 1, "a": 2}', "is not JSON: the key 'a' occurs twice"),
    ('["\\ud800"]', "has half of a surrogate pair"),
    ("[" * 99 + "]" * 99, "nests deeper than 64 levels"),
    ('{"@reverse": 5}', "is not JSON-LD"),
    ("[]", "states nothing that makes a record"),
])  # fmt: skip
def test_what_is_not_jsonld_is_refused(data: str, told: str) -> None:
    """The error says what is wrong."""
    with pytest.raises(DataFileError, match=r"^f: ") as caught:
        read_jsonld(data.encode(), "f")
    assert told in str(caught.value)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Whatever is asked of the network; at the end it must be nothing."""
    asked: list[Any] = []
    for owner, name in ((socket.socket, "connect"), (socket, "getaddrinfo"), (urllib.request, "urlopen")):
        monkeypatch.setattr(owner, name, lambda *given, **_: asked.append(given))
    yield asked
    assert asked == []


@pytest.mark.parametrize("context", [
    '"http://evil.example/"', '["http://evil.example/"]', '[{"a": "http://a.org/"}, ["http://evil.example/"]]',
    '{"@import": "http://evil.example/"}', '{"x": {"@id": "http://x.org/", "@context": "http://evil.example/"}}',
    '"file:///etc/passwd"', '"beside.jsonld"', '""',
])  # fmt: skip
@pytest.mark.parametrize("file", [
    '{"@context": %s, "@id": "http://x.org/a"}', '{"@graph": [{"http://x.org/p": {"@context": %s}}]}',
    '[{"\\u0040context": %s}]', '{"@context": {"t": {"@id": "http://x.org/t", "@context": %s}}, "t": {}}',
])  # fmt: skip
def test_no_context_is_fetched(no_network: list[Any], file: str, context: str) -> None:
    """A context that stands elsewhere is refused, wherever it is named and however it is written."""
    with pytest.raises(DataFileError, match="refers to the context .*, and nothing is ever fetched"):
        read_jsonld((file % context).encode(), "f")


def test_a_context_within_the_file_is_used(no_network: list[Any]) -> None:
    """Also a scoped one, and one that is taken back."""
    context = {"org": "http://www.w3.org/ns/org#", "knows": {"@id": "org:hasMember", "@context": {"label": {
        "@id": "http://www.w3.org/2000/01/rdf-schema#label", "@language": "en"}}}}  # fmt: skip
    told = {"@context": context, "@id": "http://x.org/club", "knows": {"@id": "http://x.org/ada", "label": "Ada"}}
    found = read_jsonld(json.dumps(told).encode(), "f").records
    assert [each.id for each in found] == ["ada", "club", "club-member-ada"]
    bare = {"@context": None, "@type": "http://xmlns.com/foaf/0.1/Person", "@id": "http://x.org/eve"}
    assert [each.id for each in read_jsonld(json.dumps([told, bare]).encode(), "f").records if each.id == "eve"]
    named = {"@id": "http://x.org/graph", "@graph": [told]}
    assert len(read_jsonld(json.dumps(named).encode(), "f").records) == 3  # A named graph counts too.


def test_turtle_fetches_nothing(no_network: list[Any]) -> None:
    """Imports, addresses of documents and prefixes are only names."""
    data = f"{HEAD} @base <http://evil.example/> . <x> owl:imports <http://evil.example/> ; a org:Organization ."
    assert len(read_turtle(data.encode(), "f").records) == 1


def test_a_literal_cannot_fill_the_memory(caplog: pytest.LogCaptureFixture) -> None:
    """A number of a few characters is not written out, and what rdflib could not convert is not reported each time."""
    texts = ['"1E999999999"^^xsd:decimal', '"x"^^xsd:integer', f'"{"9" * 9_000}"^^xsd:integer', "1E99999999"]
    before = rdflib.NORMALIZE_LITERALS
    with caplog.at_level(logging.WARNING):
        found = read_turtle(f"{HEAD} ex:a a foaf:Person ; foaf:age {', '.join(texts)} ; foaf:name '2' .".encode(), "f")
    assert (found.records[0].name, found.assumed) == ("2", ("statements of foaf:age are left out: 4",))
    assert rdflib.NORMALIZE_LITERALS is before
    assert not logging.getLogger("rdflib.term").disabled
    assert not caplog.records


def test_statements_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than there may be are refused while they are read."""
    monkeypatch.setattr(rdf_reader, "_MOST_STATEMENTS", 3)
    assert len(read_turtle((HEAD + "ex:a a foaf:Person . ex:b a foaf:Person .").encode(), "f").records) == 2
    with pytest.raises(DataFileError, match="has more than 3 statements"):
        found_in(BOTH)


def test_the_lock_is_another_in_a_child() -> None:
    """A child that was forked while a file is read does not wait for its parent."""
    before = rdf_reader._lock
    rdf_reader._renew_lock()
    assert rdf_reader._lock is not before


def test_where_the_system_has_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no fork, as on Windows, nothing is registered and the module works."""
    monkeypatch.delattr(os, "register_at_fork", raising=False)
    spec = importlib.util.spec_from_file_location("iom_partners.exchange.forkless", rdf_reader.__file__)
    assert spec is not None
    assert spec.loader is not None
    forkless = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(forkless)
    assert dir(forkless) == dir(rdf_reader)


@pytest.mark.parametrize(("read", "data"), [(read_turtle, b""), (read_jsonld, b"{}")])
def test_reading_needs_the_extra(monkeypatch: pytest.MonkeyPatch, read: Any, data: bytes) -> None:
    """The hint installs it; writing needs none."""
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(MissingExtraError, match=r"rdflib is not installed .*the extra rdf"):
        read(data, "f")
    assert make_turtle(export(org("x")))
    assert make_jsonld(export(org("x")))
