"""Checks: one test for each kind of problem, each beside a case that is sound."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

import iom_partners
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
    Identifier,
    InvalidRecordError,
    IomPartnersError,
    Membership,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    Said,
    Source,
)
from iom_partners.cli import main
from iom_partners.io.json_text import read_amount
from iom_partners.model import Name, Word
from iom_partners.results import Problem


def _problems(*records: Any) -> tuple[Any, ...]:
    return Dataset.from_records([A, *records], strict=False).check()


def _stated(*fields: str, **says: str) -> tuple[Citation, ...]:
    return (
        Citation(
            source_id="a", states=fields, says=tuple(Said(field=field, value=value) for field, value in says.items())
        ),
    )


NORTH_IN_REGISTER = (Identifier(scheme="club-register", value="7", citations=_stated("scheme", "value")),)


#: Two sound organizations and a project for records to refer to.
CLUBS = (
    Organization(id="north", name="North", identifiers=NORTH_IN_REGISTER, citations=_stated("name")),
    Organization(id="south", name="South", citations=_stated("name")),
    Project(id="kites", name="Kites", period=Period("2005/2006"), citations=_stated("name", "period")),
)


def _paths(*records: Any) -> list[str]:
    return [problem.path for problem in _problems(*CLUBS, *map(cited, records))]


A = Source(id="a", title="A")


def cited(record: Any, **more: Any) -> Any:
    """The record with a citation that states every field that it has, so that only one thing is wrong in each test."""
    own = {"id", "citations", "note", "names", "identifiers"}
    fields = tuple(
        field.name
        for field in attrs.fields(type(record))
        if field.name not in own and (field.name == "role" or getattr(record, field.name) != field.default)
    )
    return attrs.evolve(record, citations=(Citation(source_id="a", states=fields),), **more)


CLUB = cited(Organization(id="club", name="Club", founded=PartialDate("2003-04"), ended=PartialDate("2018")))
NORTH, SOUTH = (cited(Organization(id=each, name=each.capitalize())) for each in ("north", "south"))
BASE = (A, CLUB, NORTH, SOUTH)


def problems(*records: Any) -> list[Problem]:
    """The problems of some records beside three sound organizations and their source."""
    return list(Dataset.from_records([*BASE, *records], strict=False).check())


def member(**fields: Any) -> Membership:
    """A sound membership, but for what is given."""
    given: dict[str, Any] = {
        "id": "m", "member_id": "north", "organization_id": "club", "period": Period("2004/2010"),
    }  # fmt: skip
    return cited(Membership(**given | fields))


def term(**fields: Any) -> ChairTerm:
    """A sound chair term, but for what is given."""
    given: dict[str, Any] = {
        "id": "t", "organization_id": "club", "holder_id": "north", "period": Period("2005-01-01/2005-12-31"),
    }  # fmt: skip
    return cited(ChairTerm(**given | fields))


def test_sound_data_have_no_problem(curated: Dataset) -> None:
    """Records that refer to what there is, and are stated by a source, are sound, as are the shipped data and none."""
    apart = tuple(Citation(source_id="a", states=(each,)) for each in member().citations[0].states)
    records = [
        Place(id="port", name="Port"), Person(id="president", name="The President", organization_id="club"),
        Event(id="e", name="E", when=PartialDate("2005"), place="port", participant_ids=("north", "president")),
        Figure(id="f", about_id="club", unit="members", lower=2),
        Coverage(id="c", organization_id="club", of="members", first_day=date(2003, 4, 1), last_day=date(2003, 4, 1)),
        Membership(id="n", member_id="south", organization_id="north", period=Period("1000/2100")),
    ]  # fmt: skip
    source = Source(id="b", title="B", url="https://example.org")  # It is cited, and cites nothing itself.
    sound = [*map(cited, records), source, member(), member(id="m2", member_id="south"), term()]
    assert problems(*sound, attrs.evolve(member(id="m3"), citations=apart)) == []
    assert curated.check() == Dataset.from_records([]).check() == ()


def test_id_that_stands_twice() -> None:
    """Two records of one type with one id cannot be told apart."""
    assert problems(member(), member(period=Period("2011/2012"))) == [
        Problem("error", "memberships[m].id", "the id occurs twice", "double-id")
    ]


def test_one_id_in_two_types_is_sound() -> None:
    """A membership and an event may share an id, for nothing refers to both; an event and a place may not."""
    assert problems(member(id="x"), cited(Event(id="x", name="X"))) == []
    found = problems(cited(Place(id="x", name="X")), cited(Event(id="x", name="X")))
    assert found == [Problem("error", "places[x].id", "it is also an id of events", "double-id")]


@pytest.mark.parametrize("record_id", ["Club-2", "club 2", "club_2", "clüb", "club/2", "club.2"])
def test_id_that_is_not_a_slug(record_id: str) -> None:
    """An id is of small letters, digits and hyphens, so that it can stand in addresses and file names."""
    [problem] = problems(cited(Organization(id=record_id, name="X")))
    assert problem == Problem(
        "warning", f"organizations[{record_id}].id", "the id is not a lower-case slug", "not-a-slug"
    )


@pytest.mark.parametrize(("record", "path", "missing"), [
    (member(member_id="nobody"), "memberships[m].member_id", "nobody"),
    (member(organization_id="nothing"), "memberships[m].organization_id", "nothing"),
    (term(holder_id="nobody", period=Period("/")), "chair_terms[t].holder_id", "nobody"),
    (cited(Organization(id="o", name="O", successor_ids=("north", "nothing"))), "organizations[o].successor_ids",
     "nothing"),
    (cited(Organization(id="o", name="O", place="nowhere")), "organizations[o].place", "nowhere"),
    (cited(Event(id="e", name="E", place="nowhere")), "events[e].place", "nowhere"),
    (cited(Event(id="e", name="E", participant_ids=("nobody",))), "events[e].participant_ids", "nobody"),
    (cited(Figure(id="f", about_id="nothing", unit="u", lower=1)), "figures[f].about_id", "nothing"),
    (cited(Coverage(id="c", organization_id="nothing", of="members")), "coverages[c].organization_id", "nothing"),
    (cited(Person(id="p", name="P", organization_id="nothing")), "people[p].organization_id", "nothing"),
])  # fmt: skip
def test_reference_to_nothing(record: Any, path: str, missing: str) -> None:
    """A reference to an id that nothing has is an error, named with its field."""
    assert problems(record) == [Problem("error", path, f"nothing has the id {missing!r}", "missing-record")]


def test_reference_to_a_record_of_another_type() -> None:
    """A place is not a member, and a person not a body: an id counts only among the types that the field refers to."""
    found = problems(
        cited(Place(id="port", name="Port")),
        cited(Person(id="p", name="P")),
        member(member_id="port", organization_id="p"),
    )
    assert [problem.path for problem in found] == ["memberships[m].member_id", "memberships[m].organization_id"]


@pytest.mark.parametrize(("record", "path"), [
    (attrs.evolve(member(), citations=(*member().citations, Citation(source_id="z"))), "memberships[m].citations"),
    (cited(Organization(id="o", name="O"),
         names=(Name(text="O", kind="alias", citations=(Citation(source_id="z", states=("text", "kind")),)),)),
     "organizations[o].citations"),
    (cited(Organization(id="o", name="O"),
         identifiers=(
             Identifier(scheme="s", value="v", citations=(Citation(source_id="z", states=("scheme", "value")),)),)),
     "organizations[o].citations"),
])  # fmt: skip
def test_citation_of_no_source(record: Any, path: str) -> None:
    """A citation of a source that is not in the data is an error, also within names and identifiers."""
    assert problems(record) == [Problem("error", path, "no source has the id 'z'", "missing-record")]


@pytest.mark.parametrize("citation", [
    Citation(source_id="a", states=("since",)), Citation(source_id="a", says=(Said(field="since", value="2003"),)),
    Citation(source_id="a", states=("since",), denies=True),
])  # fmt: skip
def test_citation_of_no_field(citation: Citation) -> None:
    """A citation that speaks of a field that the record type does not have is an error: it would never count."""
    record = member()
    [problem] = problems(attrs.evolve(record, citations=(*record.citations, citation)))
    assert problem == Problem(
        "error",
        "memberships[m].citations",
        "a speaks of a field 'since' that the record does not have",
        "wrong-citation",
    )


@pytest.mark.parametrize("citations", [(), (Citation(source_id="a", denies=True),)])
def test_record_that_nobody_supports(citations: tuple[Citation, ...]) -> None:
    """A record without a citation, or with denials only, is a warning; its fields are then not named one by one."""
    assert problems(attrs.evolve(member(), citations=citations)) == [
        Problem("warning", "memberships[m]", "no citation supports it", "no-citation")
    ]


def test_names_and_identifiers_need_support_of_their_own() -> None:
    """The citations of an organization do not speak for its names and identifiers."""
    record = cited(
        Organization(id="o", name="O"),
        names=(cited(Name(text="O", kind="alias")), Name(text="Oh", kind="alias")),
        identifiers=(Identifier(scheme="s", value="v"),),
    )
    assert problems(record) == [
        Problem("warning", "organizations[o].names[1]", "no citation supports it", "no-citation"),
        Problem("warning", "organizations[o].identifiers[0]", "no citation supports it", "no-citation"),
    ]


@pytest.mark.parametrize(("record", "stated", "unstated"), [
    (member(is_founder=True), "member_id organization_id role is_founder", ["period"]),
    (member(), "organization_id period", ["member_id", "role"]),  # The role counts though it is the default.
    (member(is_founder=True), "member_id organization_id role period", ["is_founder"]),
    (term(), "organization_id holder_id period", ["role"]),
    (cited(Organization(id="o", name="O", kind="igo", country="CH")), "name", ["kind", "country"]),
    (cited(Figure(id="f", about_id="club", unit="u", lower=0)), "about_id unit", ["lower"]),  # Nought is a statement.
])  # fmt: skip
def test_field_that_nobody_states(record: Any, stated: str, unstated: list[str]) -> None:
    """Each field that holds something is stated by a citation; each that is not is named."""
    found = problems(attrs.evolve(record, citations=(Citation(source_id="a", states=tuple(stated.split())),)))
    assert [problem.path.rpartition(".")[2] for problem in found] == unstated
    assert all(problem[2:] == ("no citation states it", "unstated-field") for problem in found)


def test_what_a_source_says_otherwise_does_not_state_the_value() -> None:
    """A coarser statement, and one in a denying citation, does not state the record's own value."""
    record = member()
    fields = tuple(field for field in record.citations[0].states if field != "period")
    said = Citation(source_id="a", states=fields, says=(Said(field="period", value="2004/"),))
    denied = Citation(source_id="a", states=("period",), denies=True)
    for citations in ((said,), (said, denied)):
        assert [each.path for each in problems(attrs.evolve(record, citations=citations))] == ["memberships[m].period"]


@pytest.mark.parametrize(("period", "is_outside"), [
    ("2001/2003-03", True),
    ("2001/2003-04", False),  # The body may have been founded on its last day.
    ("2019/2020", True),
    ("2018-12-31/2020", False),
    ("[..2003]/[2019..]", False),
    ("/", False),
])  # fmt: skip
def test_tie_outside_the_life_of_its_body(period: str, is_outside: bool) -> None:
    """A tie of which no day can lie in the life of its body is a warning; one that may lie inside is not."""
    reason = "it lies outside the life of club"
    found = problems(member(period=Period(period)), term(period=Period(period)))
    paths = ["memberships[m].period", "chair_terms[t].period"] if is_outside else []
    assert [problem for problem in found if problem.reason == reason] == [
        Problem("warning", path, reason, "outside-life") for path in paths
    ]


BEGINS, GOES_ON = "it begins before club was founded (2003-04)", "it goes on after club ended (2018)"


@pytest.mark.parametrize(("period", "reasons"), [
    ("2004/2020", [GOES_ON]),
    ("2001/2004", [BEGINS]),
    ("2001/2020", [BEGINS, GOES_ON]),
    ("2004/..", [GOES_ON]),  # No end contradicts the end of the body.
    ("2004/", []),  # That no one tells the end does not.
    ("2004/[2010..]", []),
    ("2004/[2018-12-31..]", []),  # It may have ended with the body.
    ("2003-04-30/2018", []),
    ("2003/2018", []),  # It may have begun with the body.
])  # fmt: skip
def test_tie_that_reaches_over_the_life_of_its_body(period: str, reasons: list[str]) -> None:
    """Of a tie that meets the life of its body, an end that lies outside in every reading is told."""
    found = problems(member(period=Period(period)))
    assert found == [Problem("warning", "memberships[m].period", reason, "outside-life") for reason in reasons]


ANN = cited(Person(id="ann", name="Ann", born=PartialDate("1900"), died=PartialDate("1967-07-01")))


@pytest.mark.parametrize(("record", "reason"), [
    (Membership(id="x", member_id="ann", organization_id="north", period=Period("1955-01-01/..")),
     "it goes on after ann died (1967-07-01)"),
    (Membership(id="x", member_id="old", organization_id="north", period=Period("1955-01-01/..")),
     "it goes on after old ended (1960)"),
    (Membership(id="x", member_id="ann", organization_id="north", period=Period("1890/1950")),
     "it begins before ann was born (1900)"),
    (ChairTerm(id="x", holder_id="ann", organization_id="north", period=Period("1968/1970")),
     "it lies outside the life of ann"),
    (ChairTerm(id="x", holder_id=None, organization_id="north", period=Period("1968/1970")), None),  # A vacancy.
    (Participation(id="x", agent_id="ann", project_id="kites", role="partner", period=Period("2005/2006")),
     "it lies outside the life of ann"),
    (Partnership(id="x", party_ids=("north", "ann"), period=Period("1950/1980")),
     "it goes on after ann died (1967-07-01)"),
    (Membership(id="x", member_id="ann", organization_id="north", period=Period("1955-01-01/1967")), None),
])  # fmt: skip
def test_tie_outside_the_life_of_its_member(record: Any, reason: str | None) -> None:
    """A tie lies within the life of whoever is in it, an organization or a person."""
    kites = cited(Project(id="kites", name="Kites"))
    old = cited(Organization(id="old", name="Old", ended=PartialDate("1960")))
    found = problems(ANN, kites, old, cited(record))
    assert [(each.reason, each.kind) for each in found] == ([(reason, "outside-life")] if reason else [])


def test_name_outside_the_life_of_its_bearer() -> None:
    """A name is borne within a life too."""
    names = (cited(Name(text="X", kind="former", period=Period("1950/1970"))),)
    found = problems(cited(Organization(id="x", name="X", ended=PartialDate("1960")), names=names))
    reason = "it goes on after x ended (1960)"
    assert found == [Problem("warning", "organizations[x].names[0].period", reason, "outside-life")]


@pytest.mark.parametrize(("role", "hint"), [("boss", "add Word"), ("membr", "did you mean 'member'?")])
def test_word_that_nobody_declares(role: str, hint: str) -> None:
    """A role that neither the library knows nor the data declare would count for nothing."""
    [problem] = problems(member(role=role))
    assert (problem.severity, problem.path, problem.kind) == ("error", "memberships[m].role", "unknown-word")
    assert hint in problem.reason
    assert problems(member(role=role), Word(id=role)) == []


def test_person_who_dies_before_birth() -> None:
    """As an organization does not end before its founding."""
    found = problems(cited(Person(id="p", name="P", born=PartialDate("1990"), died=PartialDate("1980"))))
    assert found == [Problem("error", "people[p].died", "it lies before the birth", "reversed")]


NO_END, NO_START = "stand-in for 'no end': write '..'", "stand-in for an unknown start: leave the start empty"


@pytest.mark.parametrize(("record", "field", "told"), [
    (Membership(id="x", member_id="north", organization_id="south", period=Period("2001/9999-12-31")), "period",
     NO_END),
    (Membership(id="x", member_id="north", organization_id="south", period=Period("2001/9999")), "period", NO_END),
    (Membership(id="x", member_id="north", organization_id="south", period=Period("2001/2999-12-31")), "period",
     NO_END),
    (Membership(id="x", member_id="north", organization_id="south", period=Period("2001/2262-04-11")), "period",
     NO_END),
    (Membership(id="x", member_id="north", organization_id="south", period=Period("2001/2099-12-31")), "period",
     NO_END),
    (Membership(id="x", member_id="north", organization_id="south", period=Period("2001/[2005-01-01..9999-12-31]")),
     "period", NO_END),
    (ChairTerm(id="x", holder_id="north", organization_id="south", period=Period("0001-01-01/2001")), "period",
     NO_START),
    (ChairTerm(id="x", holder_id="north", organization_id="south", period=Period("1677-09-21/2001")), "period",
     NO_START),
    (Organization(id="x", name="X", ended=PartialDate("9999-12-31")), "ended", "for no date: leave it out"),
    (Event(id="x", name="X", when=PartialDate("2999")), "when", "for no date: leave it out"),
    (Coverage(id="x", organization_id="north", of="members", last_day=date(9999, 12, 31)), "last_day",
     "for no date: leave it out"),
    (Membership(id="x", member_id="north", organization_id="south", period=Period("2001/2098-12-31")), "period", None),
    (Membership(id="x", member_id="north", organization_id="south", period=Period("1970-01-01/.." )), "period", None),
    (Membership(id="x", member_id="north", organization_id="south", period=Period("2001/[2005..]")), "period", None),
    (Event(id="x", name="X", when=PartialDate("XXXX-12-25")), "when", None),
    (Organization(id="x", name="X", names=(cited(Name(text="X", kind="alias", period=Period("2001/9999"))),)), "names",
     NO_END),
])  # fmt: skip
def test_date_that_stands_for_none(record: Any, field: str, told: str | None) -> None:
    """A date that programs write where there is none is told, with what to write instead."""
    found = [each for each in problems(cited(record)) if each.kind == "stand-in"]
    assert [each.path.rpartition(".")[2] for each in found] == ([field] if told else [])
    assert all(str(told) in each.reason for each in found)


@pytest.mark.parametrize(("starts", "is_told"), [
    (["1900-01-01"] * 3 + ["1950-06-01"], True),
    (["1900-01-01"] * 2 + ["1950-06-01"] * 9, False),  # Two may have begun then.
    (["1900-01-01"] * 6 + ["1899-01-01", "1901-01-01"] * 2, False),  # Little more than in the years beside it.
    (["1900"] * 9, False),
])  # fmt: skip
def test_first_day_of_a_calendar_that_many_share(starts: list[str], is_told: bool) -> None:
    """The days on which calendars of programs begin are told of ties to several bodies, for one may have begun then."""
    bodies = [cited(Organization(id=f"b{at}", name=f"B{at}")) for at in range(len(starts))]
    ties = [
        cited(Membership(id=f"x{at}", member_id="north", organization_id=f"b{at}", period=Period(f"{start}/..")))
        for at, start in enumerate(starts)
    ]
    found = [each for each in problems(*bodies, *ties) if each.kind == "stand-in"]
    assert len(found) == (starts.count("1900-01-01") if is_told else 0)
    people = [cited(Person(id=each.id, name=each.id, born=each.period.start)) for each in ties]
    assert len([each for each in problems(*people) if each.kind == "stand-in"]) == len(found)
    alone = [attrs.evolve(each, organization_id="north", member_id="south") for each in ties]
    assert not [each for each in problems(*alone) if each.kind == "stand-in"]  # They may be its founders.


@pytest.mark.parametrize(("ties", "reason"), [
    ([("north", "1860/1900"), ("south", "1930/1955")], None),
    ([("north", "1850/1855"), ("south", "1960/1965")], "its ties span 113 years or more"),
    ([("north", "../1855"), ("south", "1960/..")], "its ties span 103 years or more"),
    ([("north", "1850/1855"), ("south", "/[..1965]")], None),
    ([("north", "1850/1960")], "its ties span 108 years or more"),
    ([("north", "1850/1855"), ("south", "1920/1925")], "63 years or more lie between two of its ties"),
    ([("north", "1850/1855"), ("south", "1920/1925"), ("club", "1880/1890")], None),
    ([("north", "1850/"), ("south", "1920/1925")], None),  # The first may have gone on.
    ([("north", "/"), ("south", "/")], None),
    ([("north", "1950/9999-12-31")], None),  # Told as a stand-in.
    ([("north", "1950/1960"), ("north", "1955/1970")], "it overlaps x0, so that bo is twice in north"),
    ([("north", "1950/1960-06-01"), ("north", "1960-06-01/1970")], None),  # A day of handover.
    ([("north", "1950/1960"), ("north", "1960/1970")], None),  # They need not overlap.
    ([("north", "1950/1960"), ("south", "1955/1970")], None),
    ([("north", "1950/1970"), ("north", "1955/1960")], "it overlaps x0, so that bo is twice in north"),
])  # fmt: skip
def test_two_people_of_one_name(ties: list[tuple[str, str]], reason: str | None) -> None:
    """A person whose ties do not fit into one life may be two; so may one who is twice in one body at a time."""
    club = cited(Organization(id="club", name="Club"))
    seats = [
        Membership(id=f"x{at}", member_id="bo", organization_id=body, period=Period(period))
        for at, (body, period) in enumerate(ties)
    ]
    data = Dataset.from_records([A, NORTH, SOUTH, club, cited(Person(id="bo", name="Bo")), *map(cited, seats)])
    found = [each for each in data.check() if each.kind == "two-people"]
    assert [each.reason.startswith(str(reason)) for each in found] == ([True] if reason else [])
    doubtful = [attrs.evolve(each, is_doubtful=True) for each in data.memberships]
    data = Dataset.from_records([*data.sources, *data.people, *data.organizations, *doubtful])
    assert not [each for each in data.check() if each.kind == "two-people"]


@pytest.mark.parametrize(("text", "mended"), [
    ("Jos\ufffd", "lost"), ("RenÃ©", "'René'"), ("Itâ€™s", "'It’s'"), ("Ã–sterreich", "'Österreich'"),
    ("Ã\x81lvaro", "'Álvaro'"), ("10 Â°C", "'10 °C'"), ("ÐœÐ¾Ñ\x81ÐºÐ²Ð°", "'Москва'"), ("æ—¥æœ¬", "'日本'"),
    ("Viá»‡t Nam", "'Việt Nam'"), ("KÅ‚os", "'Kłos'"), ("RHÃ”NE", "'RHÔNE'"), ("â‚¬ 5", "'€ 5'"),
    ("René", ""), ("“café…”", ""), ("MAÇÃ”", ""), ("está»…", ""), ("COMMUNAUTÉ\u00a0»", ""), ("São Paulo", ""),
    ("Łódź", ""), ("Москва", ""), ("日本", ""), ("LOÄ’s", ""), ("«à la…»", ""), ("voilà…”", ""), ("ÃÃ", ""),
])  # fmt: skip
def test_letters_that_were_damaged_in_reading(text: str, mended: str) -> None:
    """Letters that were lost, or read with the wrong encoding, are told with what they were; names in order are not."""
    found = [each for each in problems(cited(Organization(id="o", name=text))) if each.kind == "damaged-letters"]
    assert [mended in each.reason for each in found] == ([True] if mended else [])
    names = (cited(Name(text=text, kind="alias")),)
    publisher = Source(id="s", title="S", publisher=text)
    tie = attrs.evolve(member(), citations=(attrs.evolve(member().citations[0], as_stated=text),))
    found = problems(cited(Organization(id="o", name="O"), names=names), publisher, tie)
    paths = ["organizations[o].names[0].text", "memberships[m].citations", "sources[s].publisher"]
    assert [each.path for each in found if each.kind == "damaged-letters"] == (paths if mended else [])


@pytest.mark.parametrize(("name", "is_wrong"), [
    ("علی\u200cرضا", False),  # Spelling.
    ("Cl\u200cub", True),
    ("علی\u200c", True),
])  # fmt: skip
def test_marks_between_letters(name: str, is_wrong: bool) -> None:
    """A mark that parts two letters of Persian is how the name is written; elsewhere it only hides."""
    assert [each.kind for each in problems(cited(Organization(id="o", name=name)))] == (
        ["unreadable-text"] if is_wrong else []
    )


def test_data_without_sources_are_one_warning() -> None:
    """Where nothing cites a source, that is one problem; what a caller declares is not a source."""
    bare = [Organization(id="club", name="Club"), Person(id="ann", name="Ann"), attrs.evolve(member(), citations=())]
    bare[2] = attrs.evolve(bare[2], member_id="ann")
    [problem] = Dataset.from_records(bare, closed_world=True).check()
    assert problem[:2] + problem[3:] == ("warning", "sources", "no-citation")
    assert Dataset.from_records([Source(id="s", title="S")]).check() == ()
    some = Dataset.from_records([A, CLUB, Person(id="ann", name="Ann"), Word(id="whip")]).check()
    assert some == (Problem("warning", "people[ann]", "no citation supports it", "no-citation"),)


def crowd() -> Dataset:
    """Data with 2 errors, 3,798 warnings of style, and 3 that matter."""
    people = [Person(id=f"p{at}", name=f"P{at}") for at in range(3_798)]
    ties = [
        member(member_id="nobody"), cited(Membership(id="n", member_id="north", organization_id="north")),
        member(id="o", period=Period("2004/2020")), member(id="q", member_id="p1", period=Period("2004/9999")),
    ]  # fmt: skip
    return Dataset.from_records([*BASE, *people, *ties], strict=False)


def test_many_problems_are_shown_by_kind() -> None:
    """Two errors stand before all warnings, of which every kind has its number and three examples; none is lost."""
    found = crowd().check()
    assert (len(found), [each.severity for each in found[:3]]) == (3_803, ["error", "error", "warning"])
    lines = str(found).splitlines()
    assert lines[0] == "2 errors and 3,801 warnings"
    assert [" ".join(line.split()[:3]) for line in lines[2:] if line.startswith(("error", "warning"))] == [
        "error circle 1", "error missing-record 1", "warning no-citation 3798", "warning outside-life 2",
        "warning stand-in 1",
    ]  # fmt: skip
    assert len(lines) == 2 + 2 + 3 + 2 + 1 + 1
    assert lines[-1] == "… and 3,795 more"
    assert repr(found) == str(found)
    assert repr(found[:1]) == f"({found[0]!r},)"
    page = found._repr_html_()
    assert page.count("<tr>") == 1 + 8 + 1
    assert "it goes on after club ended (2018)" in page
    assert len(found.to_table()) == 3_803
    assert len({each.kind for each in found}) == 5


def test_command_shows_many_problems_by_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints every error, three warnings of a kind, and all of them on request."""
    crowd().write(tmp_path / "crowd", strict=False)
    assert main(["check", str(tmp_path / "crowd")]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert "error: memberships.json[m].member_id: nothing has the id 'nobody'" in lines[:2]
    assert "  … and 3,795 more warnings of the kind no-citation" in lines
    assert lines[-1] == "2 errors and 3,801 warnings; --json prints all"
    assert len(lines) == 2 + 3 + 1 + 3 + 1
    assert main(["check", str(tmp_path / "crowd"), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert len(told) == 3_803
    assert {each["kind"] for each in told[:2]} == {"circle", "missing-record"}


def test_every_kind_is_explained() -> None:
    """The page on the data lists each kind of problem, and none that there is not."""
    root = Path(__file__).parents[2]
    code = "".join(path.read_text(encoding="utf-8") for path in Path(iom_partners.__file__).parent.glob("checks/*.py"))
    page = (root / "docs/data.md").read_text(encoding="utf-8").partition("| kind |")[2].partition("\n\n")[0]
    listed = re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)
    assert listed
    assert all(f'"{kind}"' in code for kind in listed)
    kinds = set(re.findall(r'"([a-z]+-[a-z-]+|circle|overlap|reversed)"\)?', code))
    assert kinds - set(listed) <= {"interim-chair"}


@pytest.mark.parametrize(("first", "last", "is_wrong"), [
    (date(2014, 1, 2), date(2014, 1, 1), True),
    (date(2014, 1, 1), date(2014, 1, 1), False),
    (None, date(2014, 1, 1), False),
    (date(2014, 1, 1), None, False),
    (None, None, False),
])  # fmt: skip
def test_coverage_that_ends_before_it_starts(first: date | None, last: date | None, is_wrong: bool) -> None:
    """The last day of a coverage is not before its first."""
    found = problems(cited(Coverage(id="c", organization_id="club", of="names", first_day=first, last_day=last)))
    assert found == (
        [Problem("error", "coverages[c].last_day", "it lies before the first day", "reversed")] if is_wrong else []
    )


@pytest.mark.parametrize(("founded", "ended", "is_wrong"), [
    ("2004", "2003", True),
    ("2003-05", "2003-04", True),
    ("2003-05", "2003", False),  # It may have ended later in the year.
    ("2003", "2003", False),
    ("2004", None, False),
    (None, "2003", False),
])  # fmt: skip
def test_body_that_ends_before_its_founding(founded: str | None, ended: str | None, is_wrong: bool) -> None:
    """An end that lies before the founding in every reading is an error."""
    body = Organization(
        id="o", name="O", founded=PartialDate(founded) if founded else None, ended=PartialDate(ended) if ended else None
    )
    assert problems(cited(body)) == (
        [Problem("error", "organizations[o].ended", "it lies before the founding", "reversed")] if is_wrong else []
    )


@pytest.mark.parametrize(("other", "overlaps"), [
    ({"holder_id": "south", "period": Period("2005-12-31/2006")}, False),  # A handover.
    ({"holder_id": "south", "period": Period("2004/2005-01-01")}, False),
    ({"holder_id": "south", "period": Period("2005-12-30/2006")}, True),
    ({"holder_id": "south", "period": Period("2005-12/2006")}, True),  # Both state no day.
    ({"holder_id": "south", "period": Period("2006-01-01/2006-12-31")}, False),  # The next day.
    ({"holder_id": "south", "period": Period("2005-06/2006")}, True),
    ({"holder_id": "south", "period": Period("2005/2006-12-31")}, True),
    ({"holder_id": "south", "period": Period("[2005-06..2006-06]/2006-12-31")}, False),  # It need not have begun.
    ({"holder_id": "south", "role": "interim-chair", "period": Period("2005-06-01/2005-06-30")}, True),
    ({"holder_id": "south", "role": "co-chair", "period": Period("2005-06-01/2005-06-30")}, False),
    ({"holder_id": "south", "role": "co-convener", "period": Period("2005-06-01/2005-06-30")}, False),
    ({"holder_id": "north", "period": Period("2005-06-01/2005-06-30")}, False),  # One holder, told twice.
    # Another body.
    ({"holder_id": "south", "organization_id": "south", "period": Period("2005-06-01/2005-06-30")}, False),
])  # fmt: skip
def test_two_chairs_at_a_time(other: dict[str, Any], overlaps: bool) -> None:
    """One chair sits at a time: of two holders with a certain day in common the later one is a warning."""
    found = problems(term(), term(id="u", **other))
    assert found == (
        [Problem("warning", "chair_terms[u].period", "it overlaps the term t", "overlap")] if overlaps else []
    )


def test_three_chairs_at_a_time_are_compared_in_pairs() -> None:
    """Each pair of terms is named, not only neighbors."""
    found = problems(term(), term(id="u", holder_id="south"), term(id="v", holder_id="club"))
    assert [(problem.path, problem.reason) for problem in found] == [
        ("chair_terms[u].period", "it overlaps the term t"),
        ("chair_terms[v].period", "it overlaps the term t"),
        ("chair_terms[v].period", "it overlaps the term u"),
    ]


COVERED = cited(
    Coverage(id="c", organization_id="club", of="members", first_day=date(2003, 4, 1), last_day=date(2014, 1, 1))
)


@pytest.mark.parametrize(("records", "is_wrong"), [
    ((COVERED, member(member_id="south"), term()), True),
    ((COVERED, member(period=Period("2006/2010")), term()), True),  # It joined after its term.
    ((COVERED, member(), term()), False),
    ((COVERED, member(period=Period("2005-12-31/2010")), term()), False),  # On one day of its term it was a member.
    ((member(member_id="south"), term()), False),  # Nobody says that all members are known.
    ((COVERED, term()), False),  # Nothing at all is told of members.
    ((COVERED, member(member_id="south"), term(period=Period("2015-01-01/2015-12-31"))), False),  # After the coverage.
    ((COVERED, member(member_id="south"), term(period=Period("2005/2005"))), False),  # No day of the term is certain.
    ((COVERED, member(member_id="south"), term(role="co-chair")), True),
    # A member through a collective.
    ((COVERED, member(member_id="south"), member(id="p", organization_id="south", role="component"), term()), False),
    ((COVERED, member(member_id="south"), member(id="o", role="observer"), term()), True),
])  # fmt: skip
def test_chair_that_is_not_a_member(records: tuple[Any, ...], is_wrong: bool) -> None:
    """Who chairs a body on days on which all members are known is one of them, itself or through a collective."""
    expected = [Problem("warning", "chair_terms[t].holder_id", "north is not a member of club then", "no-member")]
    assert problems(*records) == (expected if is_wrong else [])


def test_errors_come_before_warnings() -> None:
    """Problems are in order of severity, and within it in the order of the checks."""
    found = problems(attrs.evolve(member(), citations=()), member(id="N", member_id="nobody"))
    assert [problem.severity for problem in found] == ["error", "warning", "warning"]


def test_all_problems_are_given_at_once() -> None:
    """One call names everything that is wrong, so that a curator need not mend and ask again."""
    found = problems(
        Organization(id="Bad Id", name="B", successor_ids=("x", "y")),
        cited(Coverage(id="c", organization_id="z", of="names", first_day=date(2014, 1, 2), last_day=date(2014, 1, 1))),
    )
    assert {problem.path for problem in found} == {
        "organizations[Bad Id].successor_ids",
        "organizations[Bad Id].id",
        "organizations[Bad Id]",
        "coverages[c].organization_id",
        "coverages[c].last_day",
    }
    assert len(found) == 6


def test_check_of_a_view_is_about_the_view() -> None:
    """A view may be checked as any dataset: what it keeps as bare label is supported by none of its sources."""
    page = iom_partners.load().according_to("iom-partners-and-friends")
    assert {problem.severity for problem in page.check()} <= {"warning"}


def test_field_that_is_left_empty_against_a_source() -> None:
    """What a source says of a field is adopted or answered by another value: a field left empty would hide it."""
    said = Citation(source_id="a", states=("name",), says=(Said(field="founded", value="2003"),))
    [problem] = problems(Organization(id="o", name="O", citations=(said,)))
    assert problem[:2] == ("warning", "organizations[o].founded")
    other = Citation(source_id="a", states=("founded",))
    assert problems(Organization(id="o", name="O", founded=PartialDate("2003-04"), citations=(said, other))) == []


@pytest.mark.parametrize(("field", "value"), [
    ("founded", "soon"),
    ("founded", "2003-13"),
    ("founded", "2003/2004"),
    ("successor_ids", "nobody"),
    ("place", "outskirts"),
    ("kind", ""),
    ("kind", "boss"),
])  # fmt: skip
def test_said_value_that_cannot_be_one_is_a_problem(field: str, value: str) -> None:
    """A said value is one that the field can have: a text that is not a date, or an id of nothing, breaks views."""
    port = Place(id="port", name="Port", citations=_stated("name"))
    own = _stated("name", "founded", "successor_ids", "place", "kind")
    said = (Citation(source_id="a", says=(Said(field=field, value=value),)),)
    club = Organization(
        id="club", name="Club", kind="igo", founded=PartialDate("2003"), place="port", successor_ids=("next",),
        citations=(*own, *said),
    )  # fmt: skip
    other = Organization(id="next", name="Next Club", citations=_stated("name"))
    assert _problems(port, other, attrs.evolve(club, citations=own)) == ()
    assert _problems(port, other, club)


def test_said_number_that_cannot_be_read_raises_no_bare_error() -> None:
    """A said number that cannot be read is a problem, or a typed error, but not a bare ValueError out of a question."""
    figure = Figure(
        id="f", about_id="club", unit="members", lower=16, citations=_stated("about_id", "unit", lower="many")
    )
    data = Dataset.from_records([A, figure], strict=False)
    try:
        data.conflicts()
        data.according_to("a")
    except IomPartnersError:
        pass


def test_body_that_is_part_of_itself_is_a_problem() -> None:
    """Nothing is a member, part or unit of itself, and an agent shares its id with no other agent."""
    assert problems(member(member_id="club"))
    assert problems(cited(Person(id="club", name="The President")))


@pytest.mark.parametrize(
    "name",
    ["", " ", " Club", "Club ", "Cl\u202eub", "Cl\u200bub", "Cl\x00ub", "Cl\nub", "Clu\u0431", "Cl\ud800ub"],
    ids=["empty", "blank", "before", "after", "bidi", "no-width", "nul", "line", "mixed-scripts", "surrogate"],
)
def test_name_that_cannot_be_read_is_a_problem(name: str) -> None:
    """Names have no blanks at their ends, no unprintable, reversing or widthless signs and no mixed scripts."""
    assert _problems(Organization(id="club", name=name, citations=_stated("name")))
    names = (Name(text=name, kind="alias", citations=_stated("text", "kind")),)
    assert _problems(Organization(id="club", name="Club", citations=_stated("name"), names=names))
    assert _problems(Place(id="port", name=name, citations=_stated("name")))


@pytest.mark.parametrize("country", ["SU", "YU", "CS", "DD", "AN", "TP", "ZR", "BU", "XK", "SUHH", "CSXX"])
def test_former_countries_are_taken(country: str) -> None:
    """A body of a country that has ended keeps the code that the country had."""
    assert _problems(Organization(id="o", name="O", country=country, citations=_stated("name", "country"))) == ()


def test_joiners_of_a_script_are_no_problem() -> None:
    """What belongs to the spelling of a name is not hidden in it."""
    assert _problems(Organization(id="o", name="علی\u200cرضا", citations=_stated("name"))) == ()


@pytest.mark.parametrize(("record", "field", "value"), [
    (Membership(id="m", member_id="n", organization_id="c", is_founder=True), "is_founder", "yes"),
    (Membership(id="m", member_id="n", organization_id="c", is_founder=True), "is_founder", "False"),
    (Figure(id="f", about_id="c", unit="u", lower=16), "lower", "\u0661\u0664"),  # Digits of another script.
    (Figure(id="f", about_id="c", unit="u", lower=16), "lower", "1_4"),
    (Figure(id="f", about_id="c", unit="u", lower=16), "lower", " 14 "),
    (Coverage(id="c", organization_id="c", of="names", first_day=date(2003, 4, 1)), "first_day", "20030401"),
    (Coverage(id="c", organization_id="c", of="names", first_day=date(2003, 4, 1)), "first_day", "2003-W14-2"),
])  # fmt: skip
def test_said_value_in_a_form_that_no_file_may_have_is_refused(record: Any, field: str, value: str) -> None:
    """What a source says is read as strictly as the field itself in a file: nothing is coerced."""
    citations = (Citation(source_id="a", says=(Said(field=field, value=value),)),)
    data = Dataset.from_records([A, attrs.evolve(record, citations=citations)], strict=False)
    with pytest.raises(IomPartnersError):
        data.according_to("a")


@pytest.mark.parametrize(("record", "field", "wrong"), [
    (Place(id="p", name="P", country="CH", subdivision="CH-GE"), "subdivision",
     ["FR-75", "CH", "CH-", "CH-ge", "CH-GENF", "GE"]),
    (Organization(id="o", name="O", website="https://example.org/a?b"), "website",
     ["example.org", "javascript:alert(1)", "ftp://example.org", "https://", "https:// example.org",
      "data:text/html,x", "https://ex\u202emple.org", "https://user@host\x1b", "https://ex\u0430mple.org"]),
    (Organization(id="o", name="O", website="https://\u043f\u0440\u0438\u043c\u0435\u0440.com/\u0430?b"), "website",
     ["https://example.org/\u200b"]),
    (Contribution(id="c", donor_id="north", amount=Decimal(5), currency="USD"), "currency", ["usd", "US$", "XXX", ""]),
    (Contribution(id="c", donor_id="north", quantity=2, unit="kites"), "quantity", [0, -1]),
    (Figure(id="f", about_id="north", unit="kites", lower=2, upper=3), "lower", [4]),
    (Project(id="p", name="P", themes=("counter-trafficking",)), "themes",
     [("Counter",), ("a b",), ("",), ("é",), ("a--b",)]),
    (Project(id="p", name="P", summary="Kites."), "summary",
     ["", " Kites.", "=1+1", "@x", "Ki\u200btes", "+1", "-1", "|a"]),
    (Partnership(id="p", party_ids=("north", "south")), "party_ids", [("north",), ("north", "north")]),
    (Agreement(id="a", party_ids=("north", "south")), "party_ids", [("south",)]),
    (Participation(id="t", project_id="kites", agent_id="north", role="partner", period=Period("2006/2007")), "period",
     [Period("2007/2008"), Period("2001/2004")]),
])  # fmt: skip
def test_value_out_of_its_form_is_a_problem(record: Any, field: str, wrong: list[Any]) -> None:
    """A sound value has no problem; each that is out of form, range or time has one, at its own field."""
    table = f"{type(record).__name__.lower()}s"
    assert _paths(record) == []
    for value in wrong:
        try:
            faulty = attrs.evolve(record, **{field: value})
        except InvalidRecordError:
            continue  # It is refused at once.
        assert f"{table}[{record.id}].{field}" in _paths(faulty), value


@pytest.mark.parametrize(("record", "path"), [
    (Contribution(id="c", donor_id="north", amount=Decimal(5)), "contributions[c].amount"),
    (Contribution(id="c", donor_id="north", currency="USD"), "contributions[c].amount"),
    (Contribution(id="c", donor_id="north", quantity=2), "contributions[c].quantity"),
    (Figure(id="f", about_id="north", unit="kites"), "figures[f].lower"),
    (Project(id="p", name="P", part_of_id="p"), "projects[p].part_of_id"),
    (Organization(id="o", name="O", successor_ids=("o",)), "organizations[o].successor_ids"),
    (Project(id="p", name="P", names=(Name(text="", kind="alias", citations=_stated("text")),)),
     "projects[p].names[0].text"),
    (Organization(id="o", name="O", names=(Name(text="X", kind="alias", language="English"),)),
     "organizations[o].names[0].language"),
    (Organization(id="o", name="O", identifiers=(Identifier(scheme="ror", value="x"),)),
     "organizations[o].identifiers[0].value"),
    (Organization(id="o", name="North"), "organizations[o].names"),
    (Organization(id="z", name="Z", identifiers=NORTH_IN_REGISTER), "organizations[z].identifiers"),
    (Source(id="s", title="S", seen=PartialDate("2005"), published=PartialDate("2006")), "sources[s].seen"),
])  # fmt: skip
def test_values_that_do_not_go_together_are_a_problem(record: Any, path: str) -> None:
    """An amount without money, a part of itself, a name that is another's: each is named at its field."""
    assert path in _paths(record)


@pytest.mark.parametrize(("roles", "severity"), [
    (("unit", "unit"), "error"),
    (("component", "component"), "error"),
    (("unit", "component"), "error"),
    (("member", "member"), "warning"),  # Networks do join each other.
    (("member", "unit"), "warning"),
    (("observer", "observer"), None),  # Two bodies may well observe each other.
])  # fmt: skip
def test_circles_of_bodies(roles: tuple[str, str], severity: str | None) -> None:
    """Two bodies cannot be parts of each other, over whatever steps; that each is a member of the other is told."""
    ties = [
        Membership(id="a", member_id="north", organization_id="south", role=roles[0]),
        Membership(id="b", member_id="south", organization_id="north", role=roles[1]),
    ]
    above = Membership(id="c", member_id="west", organization_id="north", role="unit")
    below = Membership(id="d", member_id="east", organization_id="west", role="unit")
    outside = Organization(id="west", name="West"), Organization(id="east", name="East")  # They only lead into it.
    found = _problems(*CLUBS, *map(cited, (*ties, above, below, *outside)))
    assert [(each.severity, each.path, each.kind) for each in found] == [
        (severity, f"organizations[{each}].id", "circle") for each in ("north", "south") if severity
    ]
    if severity == "error":
        with pytest.raises(InvalidRecordError, match="it is a part of itself, through others"):
            Dataset.from_records([A, *CLUBS, *ties])


@pytest.mark.parametrize(("circle", "how"), [("x", ""), ("xy", ", through others"), ("xyz", ", through others")])
def test_circles_of_copies_and_heirs(circle: str, how: str) -> None:
    """No source is a copy of itself, no body its own heir, over whatever steps; what leads into a circle is sound."""
    after = dict(zip(circle, circle[1:] + circle[0], strict=True)) | {"w": "x"}
    sources = [Source(id=each, title=each, derived_from_id=after[each]) for each in after]
    bodies = [cited(Organization(id=each, name=each, successor_ids=(after[each],))) for each in after]
    for records, place, what in (
        (sources, "sources[{}].derived_from_id", "copy"), (bodies, "organizations[{}].successor_ids", "successor")
    ):  # fmt: skip
        told = [Problem("error", place.format(each), f"it is a {what} of itself{how}", "circle") for each in circle]
        assert _problems(*CLUBS, *records) == tuple(told)
        with pytest.raises(InvalidRecordError, match="of itself") as caught:
            Dataset.from_records([A, *CLUBS, *records])
        assert [each.field for each in caught.value.faults] == [each.path for each in told]
    straight = [attrs.evolve(each, derived_from_id=None) if each.id == "x" else each for each in sources]
    assert _problems(*CLUBS, *straight) == ()


@pytest.mark.parametrize("text", ["", "1e5", "-1", "+1", " 1", "1,000", "1.", ".5", "١", "NaN", "1_000", "9" * 33])
def test_amount_is_plain_digits(text: str) -> None:
    """An amount is read from digits and one point: any other way of writing is refused, never guessed."""
    with pytest.raises(DataFileError, match="is not an amount"):
        read_amount(text)


def test_amounts_are_exact() -> None:
    """No cent and no closing nought is lost."""
    assert str(read_amount("1016627.820")) == "1016627.820"
    gift = Contribution(
        id="g",
        donor_id="north",
        amount=Decimal("1016627.82"),
        currency="USD",
        citations=(*_stated("donor_id", "amount", "currency"), *_stated(amount="1000000")),
    )
    [conflict] = Dataset.from_records([A, *CLUBS, gift], strict=False).conflicts()
    assert (conflict.kind, conflict.values) == ("coarser", ("1000000", "1016627.82"))


@pytest.mark.parametrize(
    ("said", "kind"), [("a b", "contradiction"), ("a", "coarser"), ("b c d", None), ("a b c d", None)]
)
def test_lists_that_sources_give(said: str, kind: str | None) -> None:
    """Of two lists, one that lacks some of the other's is coarser; two that each lack some contradict each other."""
    first = {"a b": "b c d", "a": "a b", "b c d": "b c d", "a b c d": "a b c d"}[said]
    places = tuple(Place(id=each, name=each, citations=_stated("name")) for each in "abcd")
    project = Project(
        id="p", name="P", places=tuple("abcd"), citations=(*_stated("name", places=first), *_stated(places=said))
    )
    data = Dataset.from_records([A, *places, project], strict=False)
    assert [conflict.kind for conflict in data.conflicts()] == ([kind] if kind else [])
    # A view keeps all that the lists name, in one order.
    assert set(data.according_to("a").projects["p"].places) == set(first.split()) | set(said.split())


def test_view_keeps_the_label_of_what_a_record_is_about() -> None:
    """What a kept record refers to stays by id and name, of whatever type."""
    other = Source(id="b", title="B")
    figure = Figure(
        id="f", about_id="kites", unit="u", lower=1, citations=(Citation(source_id="b", states=("about_id", "unit")),)
    )
    seen = Dataset.from_records([A, other, *CLUBS, figure], strict=False).according_to("b")
    assert (seen.projects["kites"].name, str(seen.projects["kites"].period)) == ("Kites", "/")
