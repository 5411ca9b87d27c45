"""Checks: one test for each kind of problem, each beside a case that is sound."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
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
from iom_partners.io.json_text import read_amount
from iom_partners.model import Name
from iom_partners.results import Problem


def _problems(*records: Any) -> tuple[Any, ...]:
    return Dataset.from_records([A, *records]).check()


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
    return list(Dataset.from_records([*BASE, *records]).check())


def member(**fields: Any) -> Membership:
    """A sound membership, but for what is given."""
    return cited(
        Membership(
            **{"id": "m", "member_id": "north", "organization_id": "club", "period": Period("2004/2010")} | fields
        )
    )


def term(**fields: Any) -> ChairTerm:
    """A sound chair term, but for what is given."""
    return cited(
        ChairTerm(
            **{"id": "t", "organization_id": "club", "holder_id": "north", "period": Period("2005-01-01/2005-12-31")}
            | fields
        )
    )


def test_sound_data_have_no_problem(curated: Dataset) -> None:
    """Records that refer to what there is, and are stated by a source, are sound, as are the shipped data and none."""
    apart = tuple(Citation(source_id="a", states=(each,)) for each in member().citations[0].states)
    records = [
        Place(id="port", name="Port"), Person(id="president", name="The President", organization_id="club"),
        Event(id="e", name="E", when=PartialDate("2005"), place="port", participant_ids=("north", "president")),
        Figure(id="f", about_id="club", unit="members", lower=2),
        Coverage(id="c", organization_id="club", of="members", first_day=date(2003, 4, 1), last_day=date(2003, 4, 1)),
        Membership(id="n", member_id="south", organization_id="north", period=Period("1000/9999")),
    ]  # fmt: skip
    source = Source(id="b", title="B", url="https://example.org")  # It is cited, and cites nothing itself.
    sound = [*map(cited, records), source, member(), member(id="m2", member_id="south"), term()]
    assert problems(*sound, attrs.evolve(member(id="m3"), citations=apart)) == []
    assert curated.check() == Dataset.from_records([]).check() == ()


def test_id_that_stands_twice() -> None:
    """Two records of one type with one id cannot be told apart."""
    assert problems(member(), member(period=Period("2011/2012"))) == [
        Problem("error", "memberships[m].id", "the id occurs twice")
    ]


def test_one_id_in_two_types_is_sound() -> None:
    """A membership and an event may share an id, for nothing refers to both; an event and a place may not."""
    assert problems(member(id="x"), cited(Event(id="x", name="X"))) == []
    found = problems(cited(Place(id="x", name="X")), cited(Event(id="x", name="X")))
    assert found == [Problem("error", "places[x].id", "it is also an id of events")]


@pytest.mark.parametrize("record_id", ["Club-2", "club 2", "club_2", "clüb", "club/2", "club.2", ""])
def test_id_that_is_not_a_slug(record_id: str) -> None:
    """An id is of small letters, digits and hyphens, so that it can stand in addresses and file names."""
    [problem] = problems(cited(Organization(id=record_id, name="X")))
    assert problem == Problem("warning", f"organizations[{record_id}].id", "the id is not a lower-case slug")


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
    assert problems(record) == [Problem("error", path, f"nothing has the id {missing!r}")]


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
    assert problems(record) == [Problem("error", path, "no source has the id 'z'")]


@pytest.mark.parametrize("citation", [
    Citation(source_id="a", states=("since",)), Citation(source_id="a", says=(Said(field="since", value="2003"),)),
    Citation(source_id="a", states=("since",), denies=True),
])  # fmt: skip
def test_citation_of_no_field(citation: Citation) -> None:
    """A citation that speaks of a field that the record type does not have is an error: it would never count."""
    record = member()
    [problem] = problems(attrs.evolve(record, citations=(*record.citations, citation)))
    assert problem == Problem(
        "error", "memberships[m].citations", "a speaks of a field 'since' that the record does not have"
    )


@pytest.mark.parametrize("citations", [(), (Citation(source_id="a", denies=True),)])
def test_record_that_nobody_supports(citations: tuple[Citation, ...]) -> None:
    """A record without a citation, or with denials only, is a warning; its fields are then not named one by one."""
    assert problems(attrs.evolve(member(), citations=citations)) == [
        Problem("warning", "memberships[m]", "no citation supports it")
    ]


def test_names_and_identifiers_need_support_of_their_own() -> None:
    """The citations of an organization do not speak for its names and identifiers."""
    record = cited(
        Organization(id="o", name="O"),
        names=(cited(Name(text="O", kind="alias")), Name(text="Oh", kind="alias")),
        identifiers=(Identifier(scheme="s", value="v"),),
    )
    assert problems(record) == [
        Problem("warning", "organizations[o].names[1]", "no citation supports it"),
        Problem("warning", "organizations[o].identifiers[0]", "no citation supports it"),
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
    assert all(problem[::2] == ("warning", "no citation states it") for problem in found)


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
        Problem("warning", path, reason) for path in paths
    ]


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
    assert found == ([Problem("error", "coverages[c].last_day", "it lies before the first day")] if is_wrong else [])


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
        [Problem("error", "organizations[o].ended", "it lies before the founding")] if is_wrong else []
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
    assert found == ([Problem("warning", "chair_terms[u].period", "it overlaps the term t")] if overlaps else [])


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
    expected = [Problem("warning", "chair_terms[t].holder_id", "north is not a member of club then")]
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
    data = Dataset.from_records([A, figure])
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


@pytest.mark.parametrize(("record", "field", "value"), [
    (Membership(id="m", member_id="n", organization_id="c", is_founder=True), "is_founder", "yes"),
    (Membership(id="m", member_id="n", organization_id="c", is_founder=True), "is_founder", "False"),
    (Membership(id="m", member_id="n", organization_id="c"), "role", "boss"),  # Outside the vocabulary.
    (Figure(id="f", about_id="c", unit="u", lower=16), "lower", "\u0661\u0664"),  # Digits of another script.
    (Figure(id="f", about_id="c", unit="u", lower=16), "lower", "1_4"),
    (Figure(id="f", about_id="c", unit="u", lower=16), "lower", " 14 "),
    (Coverage(id="c", organization_id="c", of="names", first_day=date(2003, 4, 1)), "first_day", "20030401"),
    (Coverage(id="c", organization_id="c", of="names", first_day=date(2003, 4, 1)), "first_day", "2003-W14-2"),
])  # fmt: skip
def test_said_value_in_a_form_that_no_file_may_have_is_refused(record: Any, field: str, value: str) -> None:
    """What a source says is read as strictly as the field itself in a file: nothing is coerced."""
    citations = (Citation(source_id="a", says=(Said(field=field, value=value),)),)
    data = Dataset.from_records([A, attrs.evolve(record, citations=citations)])
    with pytest.raises(IomPartnersError):
        data.according_to("a")


@pytest.mark.parametrize(("record", "field", "wrong"), [
    (Place(id="p", name="P", country="CH"), "country", ["XX", "ch", "CHE", "", "C H", "UK"]),
    (Place(id="p", name="P", country="CH", subdivision="CH-GE"), "subdivision",
     ["FR-75", "CH", "CH-", "CH-ge", "CH-GENF", "GE"]),
    (Organization(id="o", name="O", website="https://example.org/a?b"), "website",
     ["example.org", "javascript:alert(1)", "ftp://example.org", "https://", "https:// example.org",
      "data:text/html,x"]),
    (Contribution(id="c", donor_id="north", amount=Decimal(5), currency="USD"), "currency", ["usd", "US$", "XXX", ""]),
    (Contribution(id="c", donor_id="north", quantity=2, unit="kites"), "quantity", [0, -1]),
    (Figure(id="f", about_id="north", unit="kites", lower=2, upper=3), "lower", [4]),
    (Project(id="p", name="P", themes=("counter-trafficking",)), "themes",
     [("Counter",), ("a b",), ("",), ("é",), ("a--b",)]),
    (Project(id="p", name="P", kind="programme"), "kind", ["Big programme"]),
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
        assert f"{table}[{record.id}].{field}" in _paths(attrs.evolve(record, **{field: value})), value


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


def test_units_in_a_circle_are_found() -> None:
    """Two bodies cannot be parts of each other, over whatever steps."""
    ties = [
        Membership(id="a", member_id="north", organization_id="south", role="unit"),
        Membership(id="b", member_id="south", organization_id="north", role="unit"),
    ]
    assert _paths(*ties) == ["organizations[north].id", "organizations[south].id"]


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
    [conflict] = Dataset.from_records([A, *CLUBS, gift]).conflicts()
    assert (conflict.kind, conflict.values) == ("contradiction", ("1016627.82", "1000000"))


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
    data = Dataset.from_records([A, *places, project])
    assert [conflict.kind for conflict in data.conflicts()] == ([kind] if kind else [])
    # A view keeps all that the lists name, in one order.
    assert set(data.according_to("a").projects["p"].places) == set(first.split()) | set(said.split())


def test_view_keeps_the_label_of_what_a_record_is_about() -> None:
    """What a kept record refers to stays by id and name, of whatever type."""
    other = Source(id="b", title="B")
    figure = Figure(
        id="f", about_id="kites", unit="u", lower=1, citations=(Citation(source_id="b", states=("about_id", "unit")),)
    )
    seen = Dataset.from_records([A, other, *CLUBS, figure]).according_to("b")
    assert (seen.projects["kites"].name, str(seen.projects["kites"].period)) == ("Kites", "/")
