"""FollowTheMoney: the library that defines the format takes every entity and statement as valid and as they are."""

from __future__ import annotations

import json
from decimal import Decimal
from io import BytesIO
from typing import Any

import attrs
import pytest

from full import FULL
from hostile import HOSTILE
from iom_partners import (
    Agreement,
    ChairTerm,
    Citation,
    Contribution,
    Dataset,
    Event,
    Membership,
    Organization,
    Participation,
    Partnership,
    Person,
    Place,
    Project,
    Said,
    Source,
    Work,
)
from iom_partners.exchange.losses import Export, LossReport
from iom_partners.export.ftm import make_ftm
from iom_partners.model import Identifier, Name
from iom_partners.model.codes import COUNTRIES, OTHER_COUNTRIES
from strategies import foreign, optional
from worlds import org, seat, term, world

library = foreign("followthemoney")


def write(data: Dataset) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]], LossReport]:
    """Return the entities by id, the statements, and what was told as lost."""
    export = Export(data._project_rosters(), "7", name="x")
    made = make_ftm(export)
    entities = [json.loads(line) for line in made[""].splitlines()]
    assert len({each["id"] for each in entities}) == len(entities)
    statements = [json.loads(line) for line in made[".statements.json"].splitlines()]
    return {each["id"]: each for each in entities}, statements, export.report()


def properties(*records: Any, strict: bool = False) -> dict[str, dict[str, list[str]]]:
    """Return the properties of each entity by its id."""
    entities, _, _ = write(Dataset.from_records(records, strict=strict))
    return {entity_id: each["properties"] for entity_id, each in entities.items()}


def told(report: LossReport) -> set[tuple[str, str, str]]:
    """Return each loss as record, field and reason."""
    return {(record_id, each.field, each.reason) for each in report for record_id in each.ids}


def check(data: Dataset) -> int:
    """Check by the library, if it is there, that each entity and statement is valid and clean; return how many."""
    made = make_ftm(Export(data._project_rosters(), "7", name="x"))
    if not optional("followthemoney"):
        return len(made[""].splitlines()) + len(made[".statements.json"].splitlines())
    from followthemoney import model
    from followthemoney.dataset import Dataset as Collection
    from followthemoney.dataset.util import dataset_name_check
    from followthemoney.entity import ValueEntity
    from followthemoney.statement import StatementEntity
    from followthemoney.statement.serialize import read_json_statements

    entities: dict[str, Any] = {}
    for line in made[""].splitlines():
        told = json.loads(line)
        schema = model.get(told["schema"])
        assert schema is not None
        assert not schema.abstract
        schema.validate(told)
        assert set(schema.required) <= set(told["properties"])
        for name, texts in told["properties"].items():
            prop = schema.get(name)
            assert prop is not None, (schema.name, name)
            assert all(len(text) <= prop.max_length for text in texts)
            if prop.type.name not in {"address", "url"}:  # These are cleaned by guesses.
                assert [prop.type.clean(text, format=prop.format) for text in texts] == texts
        entity = ValueEntity.from_dict(told)
        assert {name: sorted(texts) for name, texts in entity.properties.items()} == {
            name: sorted(texts) for name, texts in told["properties"].items()
        }
        assert prop_is_id(entity.id)
        entities[entity.id] = entity
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert entities[value].schema.is_a(prop.range), (entity.id, prop.name, value)
    groups: dict[str, list[Any]] = {}
    ids = set()
    for statement in read_json_statements(BytesIO(made[".statements.json"])):
        assert statement.id == statement.generate_key()
        dataset_name_check(statement.dataset)
        prop = model.get(statement.schema).get(statement.prop)
        assert prop.type.validate(statement.value)
        groups.setdefault(statement.canonical_id, []).append(statement)
        ids.add(statement.id)
    assert list(groups) == list(entities)  # All of one entity stand together, as `ftm aggregate-statements` needs it.
    assert len(ids) == sum(map(len, groups.values()))
    collection = Collection.make({"name": "all"})
    for entity_id, statements in groups.items():
        whole = StatementEntity.from_statements(collection, statements)
        entity = entities[entity_id]
        assert whole.schema == entity.schema
        assert whole.datasets == entity.datasets
        assert all(set(texts) <= set(whole.get(name)) for name, texts in entity.properties.items())
    return len(entities) + len(ids)


def prop_is_id(text: str) -> bool:
    """Return whether the library takes a text as the id of an entity."""
    from followthemoney.types import registry

    return registry.entity.clean(text) == text and len(text) <= 200


@library
@pytest.mark.slow
def test_the_shipped_data_are_valid(curated: Dataset) -> None:
    """Every entity and statement of the shipped data is valid, clean, and refers to entities of the right schema."""
    assert check(curated) > 20_000


def test_records_with_every_field_are_valid() -> None:
    """So are those of records of which every field has a value."""
    assert check(Dataset.from_records(FULL, strict=False)) > 200


def test_hostile_texts_are_valid() -> None:
    """Whatever a text holds, what is written is valid; what is changed is told."""
    records: list[Any] = []
    for place, text in enumerate(HOSTILE):
        more = {
            "note": text,
            "citations": (Citation(source_id=f"s{place}", as_stated=text, locator=text, states="all"),),
        }
        records += [
            Organization(id=f"o{place}", name=text, acronym=text, website=text, **more),
            Source(id=f"s{place}", title=text, url=text),
            Event(id=f"e{place}", name=text, place=f"p{place}", when="2001-01-01", **more),
            Place(id=f"p{place}", name=text),
        ]
    data = Dataset.from_records(records, strict=False)
    assert check(data) > 8_000
    _, _, report = write(data)
    reasons = {reason for _, field, reason in told(report) if field == "name"}
    assert (
        "without control characters, marks that are not seen, line breaks of names, and quotes around them" in reasons
    )
    assert "cut: the format holds at most 384 characters" in reasons


def test_odd_ids_are_valid() -> None:
    """Ids that the format has not, that two records share or that are long get ids that it has."""
    ids = ["Ünï", "a b", "-", "x" * 500, "same", "a.b", "membership-m", "über", "a_b", "a-b", "'"]
    records: list[Any] = [Organization(id=each, name=each) for each in ids]
    records += [Project(id="same", name="Same"), Source(id="a_b", title="A"), Source(id="a-b", title="B")]
    records += [
        Membership(id="m", member_id=each, organization_id="same", citations=_cites("a_b", "a-b")) for each in ids
    ]
    records += [Source(id="unsourced", title="U"), Source(id="Ü", title="U"), Source(id="x" * 500, title="X")]
    assert check(Dataset.from_records(records, strict=False)) > 40
    entities, statements, report = write(Dataset.from_records(records, strict=False))
    assert entities["same"]["schema"] == "Organization"
    assert ("m", "", "left out: another record has its id") in told(report)
    assert {"unsourced", "a_b"} < {each["dataset"] for each in statements}


def _cites(*source_ids: str, **more: Any) -> tuple[Citation, ...]:
    return tuple(Citation(source_id=each, **{"states": ("member_id",), **more}) for each in source_ids)


@library
def test_countries_are_those_of_the_library() -> None:
    """Each code of a country is written as the library has it, or told as text."""
    from followthemoney.types import registry

    for code in COUNTRIES | OTHER_COUNTRIES:
        (made,) = properties(Organization(id="o", name="O", country=code)).values()
        written = made.get("country")
        assert written is None or written[0] in registry.country.codes
        if code in COUNTRIES:
            assert written == [code.lower()]
        assert written or made["description"] == [f"Country: {code}"]
        if code.lower() in registry.country.codes:
            assert written == [code.lower()]


@pytest.mark.parametrize(("when", "written", "in_words"), [
    ("2001-02-03/2004-05-06", {"startDate": "2001-02-03", "endDate": "2004-05-06"}, False),
    ("2001-02/2004", {"startDate": "2001-02", "endDate": "2004"}, False),
    ("2001-02-03/..", {"startDate": "2001-02-03"}, True),
    ("2001-02-03/", {"startDate": "2001-02-03", "date": "2001-02-03"}, False),
    ("/2001-02", {"endDate": "2001-02"}, False),
    ("/", {}, False),
    ("[2001-01..2001-06]/2004", {"startDate": "2001", "endDate": "2004"}, True),
    ("[2001-02-03..2001-02-05]/2004", {"startDate": "2001-02", "endDate": "2004"}, True),
    ("[2001-12..2002-01]/2004", {"endDate": "2004", "date": "2002-01-31"}, True),
    ("[2001-01-04,2001-03-05]/2004", {"startDate": "2001", "endDate": "2004"}, True),
    ("2001~/2004?", {"date": "2001-12-31 2004-01-01"}, True),
    ("200X/2015", {"endDate": "2015", "date": "2009-12-31"}, True),
    ("[..2001-02-03]/[2004-05-06..]", {"date": "2001-02-03 2004-05-06"}, True),
    ("[..2001]/[2001..]", {}, True),
    ("0999-01-01/2001", {"endDate": "2001"}, True),
    ("2001/3000-01-01", {"startDate": "2001"}, True),
])  # fmt: skip
def test_dates_of_a_tie(when: str, written: dict[str, str], in_words: bool) -> None:
    """A date is as precise as all days allow that it may be; where that is not all of it, EDTF stands as text.

    Of a side without a date, the first or last day that is certain is a date of the tie.
    """
    data = world(org("a"), org("grp"), seat("a", when, id="m"))
    entities, _, report = write(data)
    made = entities["membership-m"]["properties"]
    assert {name: " ".join(made[name]) for name in ("startDate", "endDate", "date") if name in made} == written
    assert [text.startswith(f"Period: {when} (") for text in made.get("description", [])] == [True] * in_words
    assert bool(told(report)) == in_words


def test_unsure_ties() -> None:
    """A doubtful or planned tie has a status, and no day of it is told as certain; it is told as a loss."""
    data = world(
        org("a"), org("grp"), seat("a", "[..2001-02-03]/2005", id="m", is_doubtful=True, status="planned"),
        Event(id="e", name="E", status="planned"), Project(id="p", name="P", response_to_id="e", status="planned"),
    )  # fmt: skip
    entities, _, report = write(data)
    made = entities["membership-m"]["properties"]
    assert made["status"] == ["doubtful", "planned"]
    assert "date" not in made
    assert entities["p"]["properties"]["status"] == ["planned"]
    assert "e" not in entities
    reason = "written as a status: the format does not tell a doubtful or planned tie from a sure one"
    assert {
        ("m", "is_doubtful", reason), ("m", "status", reason), ("p", "status", reason),
        ("e", "", "left out: the format does not tell a planned event from one that happened"),
        ("p", "response_to_id", "left out: what it refers to is left out"),
    } <= told(report)  # fmt: skip


def test_a_plan_that_was_carried_out_keeps_no_status_of_its_source() -> None:
    """What an older source said of the status is text: as a status it would be taken for that of the record."""
    plan = Citation(source_id="s", states=("member_id",), says=(Said(field="status", value="planned"),))
    data = world(
        org("a"), org("grp"), Source(id="s", title="S"), attrs.evolve(seat("a", "2001/2005", id="m"), citations=(plan,))
    )
    entities, statements, _ = write(data)
    assert "status" not in entities["membership-m"]["properties"]
    told = {(each["prop"], each["value"]) for each in statements if each["entity_id"] == "membership-m"}
    assert ("description", "Status: planned") in told
    assert not [value for prop, value in told if prop == "status"]


def test_chairs() -> None:
    """An organization in the chair is a member in that role, a person holds a position, a vacancy is told."""
    records = [
        org("grp", name="Group", acronym="GRP"), org("a"), Person(id="ann", name="Ann"),
        term("a", "2001-01-01/2001-12-31", id="t", role="vice-chair"),
        term("ann", "2002-01-01/2002-12-31", id="u"), term("ann", "2003-01-01/2003-12-31", id="v"),
        ChairTerm(id="w", organization_id="grp", holder_id=None),
    ]  # fmt: skip
    made = properties(*records)
    assert made["chair-term-t"] == {
        "member": ["a"], "organization": ["grp"], "role": ["vice-chair"], "startDate": ["2001-01-01"],
        "endDate": ["2001-12-31"], "recordId": ["t"],
    }  # fmt: skip
    assert made["position-grp-chair"] == {"name": ["Chair of GRP"], "organization": ["grp"]}
    assert made["chair-term-u"]["post"] == made["chair-term-v"]["post"] == ["position-grp-chair"]
    assert made["chair-term-u"]["holder"] == ["ann"]
    _, _, report = write(world(*records))
    assert ("w", "", "left out: the format has no vacant seats") in told(report)


def test_offices_of_persons() -> None:
    """The office that a person is named for is held without a time; without a name it is a link."""
    made = properties(
        org("grp"), Person(id="ann", name="Ann", organization_id="grp", position="secretary"),
        Person(id="bo", name="Bo", organization_id="grp"), Person(id="cy", name="Cy", position="Judge"),
    )  # fmt: skip
    assert made["office-ann"] == {"holder": ["ann"], "post": ["position-grp-secretary"]}
    assert made["position-grp-secretary"]["name"] == ["Secretary of GRP"]
    (link,) = (each for each in made.values() if each.get("role") == ["office"])
    assert (link["subject"], link["object"]) == (["bo"], ["grp"])
    assert made["cy"]["position"] == ["Judge"]
    assert "office-cy" not in made


@pytest.mark.parametrize(("fields", "schema", "expected"), [
    ({"kind": "money", "amount": Decimal("1e6"), "currency": "USD", "when": "2001-05"}, "Payment",
     {"payer": ["a"], "beneficiary": ["grp"], "amount": ["1000000"], "currency": ["USD"], "date": ["2001-05"],
      "project": ["p"]}),
    ({"amount": Decimal("12.50")}, "Payment", {"amount": ["12.50"]}),
    ({"kind": "money", "amount": Decimal(5), "qualifier": "over"}, "Payment",
     {"amount": None, "description": ["Kind: money", "Amount: 5", "Qualifier: over"]}),
    ({"kind": "money", "amount": Decimal(0)}, "Payment", {"amount": ["0"]}),
    ({"kind": "money", "amount": Decimal("1e400")}, "Payment", {"amount": None}),
    ({"kind": "money", "amount": Decimal(5), "status": "planned"}, "UnknownLink",
     {"status": ["planned"], "amount": None, "subject": ["a"], "object": ["grp"], "role": ["contribution"]}),
    ({"kind": "goods", "goods": "tents", "quantity": 0}, "UnknownLink",
     {"description": ["Project: p", "Kind: goods", "Goods: tents", "Quantity: 0"]}),
    ({"kind": "money", "amount": Decimal(5), "recipient_id": None}, "UnknownLink", {"object": ["p"]}),
    ({"kind": "services"}, "UnknownLink", {"object": ["grp"]}),
])  # fmt: skip
def test_contributions(fields: dict[str, Any], schema: str, expected: dict[str, list[str] | None]) -> None:
    """Money that one paid to another is a payment, with its amount where that is exact; all else is a link."""
    gift = Contribution(**{"id": "g", "donor_id": "a", "recipient_id": "grp", "project_id": "p"} | fields)
    entities, _, _ = write(world(org("a"), org("grp"), Project(id="p", name="p"), gift))
    made = entities["contribution-g"]
    assert made["schema"] == schema
    assert {name: made["properties"].get(name) for name in expected} == expected


def test_what_ties_several() -> None:
    """A partnership is a link of each two parties, an agreement an event of all; one of a single party is told."""
    data = world(
        org("a"), org("b"), org("c"), Partnership(id="p", party_ids=("a", "b", "c"), themes=("wind",)),
        Partnership(id="q", party_ids=("a",)), Agreement(id="s", party_ids=("a", "b"), when="2001-05"),
        Contribution(id="g", donor_id="a"),
    )  # fmt: skip
    entities, _, report = write(data)
    pairs = [each["properties"] for each in entities.values() if each["schema"] == "UnknownLink"]
    assert [each["subject"] + each["object"] for each in pairs] == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert all(each["description"] == ["Themes: wind"] and each["recordId"] == ["p"] for each in pairs)
    assert entities["agreement-s"]["properties"] == {
        "name": ["A and B signed an agreement"], "involved": ["a", "b"], "date": ["2001-05"], "recordId": ["s"],
    }  # fmt: skip
    assert {
        ("q", "", "left out: a link needs two parties"), ("g", "", "left out: a link needs a recipient or a project"),
    } <= told(report)  # fmt: skip


def test_links_and_successions() -> None:
    """What refers to something else is linked to it in the role of the field; successors have a schema of their own."""
    made = properties(*FULL)
    links = {
        (each["subject"][0], each["role"][0], each["object"][0])
        for each in made.values()
        if "subject" in each and each["role"] not in (["partnership"], ["contribution"])
    }
    assert links == {
        ("kites", "part of", "sky"), ("kites", "response to", "storm"), ("kites", "rests on", "agreement-pact"),
        ("film", "part of", "kites"), ("storm", "part of the history of", "club"), ("storm", "concerns", "sky"),
        ("agreement-pact", "concerns", "kites"), ("source-list", "derived from", "source-press"),
    }  # fmt: skip
    assert made["succession-club-1"]["predecessor"] == ["club"]
    assert made["succession-club-1"]["successor"] == ["heir"]
    assert made["storm"]["location"] == ["Bern"]
    assert made["storm"]["involved"] == ["ann", "south"]


def test_names_and_identifiers() -> None:
    """Names are told apart as far as the format does; identifiers have a property where it has one for the register."""
    names = (
        Name(text="Kite Club", kind="official"), Name(text="Old", kind="official", period="1990/2000"),
        Name(text="Since", kind="official", period="2001/.."), Name(text="KC", kind="acronym"),
        Name(text="OC", kind="acronym", period="/1999"), Name(text="Drachenclub", kind="native", language="de"),
        Name(text="Kyte Club", kind="spelling", language="xx"), Name(text="Was", kind="former"),
    )  # fmt: skip
    registers = (
        Identifier(scheme="wikidata", value="Q1"), Identifier(scheme="lei", value="213800ZOADXV69DW8Z91"),
        Identifier(scheme="lei", value="wrong"), Identifier(scheme="cik", value="123"),
        Identifier(scheme="ror", value="02am44w89"),
    )  # fmt: skip
    club = Organization(id="club", name="Kite Club", names=names, identifiers=registers, kind="ngo")
    firm = Organization(id="firm", name="Firm", kind="company", identifiers=registers[3:4])
    entities, statements, report = write(Dataset.from_records([club, firm]))
    assert entities["club"]["properties"] == {
        "name": ["Kite Club"], "classification": ["ngo"], "previousName": ["Old", "OC", "Was"],
        "alias": ["Since", "Drachenclub", "Kyte Club"], "abbreviation": ["KC"], "wikidataId": ["Q1"],
        "leiCode": ["213800ZOADXV69DW8Z91"], "description": ["lei: wrong", "cik: 123", "ror: 02am44w89"],
    }  # fmt: skip
    assert entities["firm"]["schema"] == "Company"
    assert entities["firm"]["properties"]["cikCode"] == ["123"]
    languages = {each["value"]: each["lang"] for each in statements if each["prop"] in {"alias", "abbreviation"}}
    assert languages == {"Since": "eng", "Drachenclub": "deu", "Kyte Club": None, "KC": "eng"}
    assert {field for _, field, _ in told(report)} == {"names", "identifiers"}


@pytest.mark.parametrize(("kind", "schema"), [
    ("company", "Company"), ("ministry", "PublicBody"), ("state", "PublicBody"), ("un-agency", "Organization"),
    ("brand", "Organization"), (None, "Organization"),
])  # fmt: skip
def test_schemas_of_organizations(kind: str | None, schema: str) -> None:
    """The schema follows from the kind."""
    entities, _, _ = write(Dataset.from_records([Organization(id="o", name="O", kind=kind)]))
    assert entities["o"]["schema"] == schema


@library
@pytest.mark.parametrize("url", [
    "https://www.iom.int", "http://x.org?q=1", "http://x.org/a;b?c#d", "https://x.co.uk:8080/ü", "http://a_b.org/",
    "javascript:alert(1)", "http://", "http://x", "http://1.2.3.4/", "http://x.org/a b", "http://x.org:port/",
    "ftp://x.org/", "http://x.org/\n", "http://-.org/", "http://user@x.org/", "http://x..org/", "x.org",
])  # fmt: skip
def test_addresses(url: str) -> None:
    """What is written as an address, the library takes as one; any other stands as text."""
    from followthemoney.types import registry

    (made,) = properties(Organization(id="o", name="O", website=url)).values()
    if "website" in made:
        assert registry.url.clean(url) == registry.url.clean(made["website"][0]) == made["website"][0]
    else:
        assert made["description"] == [f"Website: {url.strip()}"]
    assert ("website" in made) == (url in {
        "https://www.iom.int", "http://x.org?q=1", "http://x.org/a;b?c#d", "https://x.co.uk:8080/ü", "http://a_b.org/",
    })  # fmt: skip


def test_statements_keep_sources_and_words() -> None:
    """Every value has a statement of each source that states it, with its words; what one says otherwise has one too.

    A source that denies a record states nothing of it, and that is told.
    """
    cited = (
        Citation(source_id="press", locator="page 2", as_stated="in May 2001", as_of="2003",
            states=("member_id", "period"), says=(Said(field="role", value="observer"),)),
        Citation(source_id="list", as_stated="the North", states=("member_id",),
            says=(Said(field="period", value="2000/2004"), Said(field="is_doubtful", value="false"))),
        Citation(source_id="letter", denies=True, states=("period",)),
    )  # fmt: skip
    sources = [
        Source(id="press", title="Press", url="https://press.org/", seen="2020-02-03"),
        Source(id="list", title="List"),
    ]
    tie = seat("north", "2001-05/2004", of="club", id="m", citations=cited)
    entities, statements, report = write(
        world(org("north"), org("club"), tie, *sources, Source(id="letter", title="L"))
    )
    rows = {
        (each["prop"], each["value"], each["dataset"]): (each["original_value"], each["origin"], each["last_seen"])
        for each in statements
        if each["entity_id"] == "membership-m"
    }
    press = ("page 2, as of 2003", "2020-02-03")
    assert rows == {
        ("member", "north", "press"): (None, *press),
        ("member", "north", "list"): ("the North", None, None),
        ("organization", "club", "unsourced"): (None, None, None),
        ("role", "member", "unsourced"): (None, None, None),
        ("role", "observer", "press"): (None, *press),
        ("startDate", "2001-05", "press"): ("in May 2001", *press),
        ("endDate", "2004", "press"): ("in May 2001", *press),
        ("startDate", "2000", "list"): (None, None, None),
        ("endDate", "2004", "list"): (None, None, None),
        ("recordId", "m", "unsourced"): (None, None, None),
        ("proof", "source-press", "press"): (None, *press),
        ("proof", "source-list", "list"): (None, None, None),
        ("sourceUrl", "https://press.org/", "press"): (None, *press),
    }
    made = entities["membership-m"]
    assert made["properties"]["role"] == ["member"]
    assert made["properties"]["startDate"] == ["2001-05"]
    assert made["datasets"] == ["list", "press", "unsourced"]
    assert {("m", "citations", "without denials: the format has only what sources state"),
            ("m", "citations", "without some of what sources say otherwise: the format has nothing like it"),
            } == told(report)  # fmt: skip
    titles = {each["value"]: each["dataset"] for each in statements if each["prop"] == "title"}
    assert titles == {"Press": "press", "List": "list", "L": "letter"}


def test_words_that_fit_no_value() -> None:
    """Words of a source that state nothing written stand with the source itself; unreadable statements are told."""
    cited = (Citation(source_id="s", as_stated="so they say", says=(Said(field="founded", value="soon"),)),)
    entities, statements, report = write(world(org("o", citations=cited), Source(id="s", title="S")))
    originals = {each["prop"]: each["original_value"] for each in statements if each["original_value"]}
    assert originals == {"proof": "so they say"}
    assert ("o", "citations", "without some of what sources say otherwise: the format has nothing like it") in told(
        report
    )
    assert entities["o"]["properties"]["proof"] == ["source-s"]


def test_dates_that_the_format_has_not() -> None:
    """A date has the year, month or day that holds all its days, if there is one; its whole text stands in a note."""
    made = properties(org("o", founded="[2006-01..2006-06]"), org("p", founded="2006~"), org("q", founded="2006"))
    told = {each: [made[each].get(prop, []) for prop in ("incorporationDate", "description")] for each in "opq"}
    assert told == {
        "o": [["2006"], ["Founded: [2006-01..2006-06] (some day from January to June 2006)"]],
        "p": [[], ["Founded: 2006~ (2006 (approximate))"]],
        "q": [["2006"], []],
    }


def test_what_is_not_there() -> None:
    """What no record is about has an entity with its name alone, or with its id where it has none."""
    made = properties(
        Membership(id="m", member_id="who", organization_id="where", citations=_cites("what")),
        Participation(id="p", project_id="which", agent_id="who", role="partner"),
        Event(id="e", name="E", place="there", about_ids=("who",), participant_ids=("e",)),
    )
    assert {each: made[each] for each in ("who", "where", "which", "there", "source-what")} == {
        "who": {"name": ["who"]}, "where": {"name": ["where"]}, "which": {"name": ["which"]},
        "there": {"full": ["there"]}, "source-what": {"title": ["what"]},
    }  # fmt: skip
    assert made[made["e"]["involved"][0]] == {"name": ["E"]}  # An event cannot take part; what is named so can.


def test_works_and_empty_data() -> None:
    """A work is a project, which is told; without records both files are empty."""
    _, _, report = write(Dataset.from_records([Work(id="w", name="W")]))
    assert told(report) == {("w", "", "written as a project: the format has no works")}
    assert make_ftm(Export(Dataset.from_records([])._project_rosters(), None)) == {"": b"", ".statements.json": b""}
