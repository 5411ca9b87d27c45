"""Checks of values: what is said must be sayable, names readable, ids of one thing each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from iom_partners import (
    Agreement,
    Citation,
    Contribution,
    Coverage,
    DataFileError,
    Dataset,
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

A = Source(id="a", title="A")


def _problems(*records: Any) -> tuple[Any, ...]:
    return Dataset.from_records([A, *records]).check()


def _stated(*fields: str, **says: str) -> tuple[Citation, ...]:
    return (
        Citation(
            source_id="a", states=fields, says=tuple(Said(field=field, value=value) for field, value in says.items())
        ),
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("founded", "soon"),
        ("founded", "2003-13"),
        ("founded", "2003/2004"),
        ("successor_ids", "nobody"),
        ("place", "outskirts"),
        ("kind", ""),
    ],
)
def test_said_value_that_cannot_be_one_is_a_problem(field: str, value: str) -> None:
    """A said value is one that the field can have: a date that is none, or an id of nothing, breaks views."""
    port = Place(id="port", name="Port", citations=_stated("name"))
    own = _stated("name", "founded", "successor_ids", "place", "kind")
    said = (Citation(source_id="a", says=(Said(field=field, value=value),)),)
    club = Organization(
        id="club",
        name="Club",
        kind="igo",
        founded=PartialDate("2003"),
        place="port",
        successor_ids=("next",),
        citations=(*own, *said),
    )
    other = Organization(id="next", name="Next Club", citations=_stated("name"))
    assert _problems(port, other, attrs.evolve(club, citations=own)) == ()
    assert _problems(port, other, club)


def test_said_number_that_is_none_does_not_break_conflicts_untyped() -> None:
    """A said number that is none is a problem, or a typed error, but no bare ValueError out of a question."""
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
    """R28: nothing is a member, part or unit of itself."""
    club = Organization(id="club", name="Club", citations=_stated("name"))
    own = Membership(
        id="m", member_id="club", organization_id="club", citations=_stated("member_id", "organization_id", "role")
    )
    assert _problems(club, own)


def test_organization_and_person_of_one_id_are_a_problem() -> None:
    """R28: an id that an organization and a person share names two agents, of whom only one can be reached."""
    club = Organization(id="x", name="Club", citations=_stated("name"))
    person = Person(id="x", name="The President", citations=_stated("name"))
    assert _problems(club, person)


@pytest.mark.parametrize(
    "name",
    ["", " ", " Club", "Club ", "Cl\u202eub", "Cl\u200bub", "Cl\x00ub", "Cl\nub", "Clu\u0431", "Cl\ud800ub"],
    ids=["empty", "blank", "before", "after", "bidi", "no-width", "nul", "line", "mixed-scripts", "surrogate"],
)
def test_name_that_cannot_be_read_is_a_problem(name: str) -> None:
    """R29: names have no blanks at their ends, no unprintable, reversing or widthless signs and no mixed scripts."""
    assert _problems(Organization(id="club", name=name, citations=_stated("name")))
    assert _problems(
        Organization(
            id="club",
            name="Club",
            citations=_stated("name"),
            names=(Name(text=name, kind="alias", citations=_stated("text", "kind")),),
        )
    )
    assert _problems(Place(id="port", name=name, citations=_stated("name")))


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (Membership(id="m", member_id="n", organization_id="c", is_founder=True), "is_founder", "yes"),
        (Membership(id="m", member_id="n", organization_id="c", is_founder=True), "is_founder", "False"),
        (Membership(id="m", member_id="n", organization_id="c"), "role", "boss"),  # Outside the vocabulary.
        (Figure(id="f", about_id="c", unit="u", lower=16), "lower", "\u0661\u0664"),  # Digits of another script.
        (Figure(id="f", about_id="c", unit="u", lower=16), "lower", "1_4"),
        (Figure(id="f", about_id="c", unit="u", lower=16), "lower", " 14 "),
        (Coverage(id="c", organization_id="c", of="names", first_day=date(2003, 4, 1)), "first_day", "20030401"),
        (Coverage(id="c", organization_id="c", of="names", first_day=date(2003, 4, 1)), "first_day", "2003-W14-2"),
    ],
)
def test_said_value_in_a_form_that_no_file_may_have_is_refused(record: Any, field: str, value: str) -> None:
    """What a source says is read as strictly as the field itself in a file: nothing is coerced."""
    citations = (Citation(source_id="a", says=(Said(field=field, value=value),)),)
    data = Dataset.from_records([A, attrs.evolve(record, citations=citations)])
    with pytest.raises(IomPartnersError):
        data.according_to("a")


NORTH_IN_REGISTER = (Identifier(scheme="club-register", value="7", citations=_stated("scheme", "value")),)
#: Two sound organizations and a project for records to refer to.
CLUBS = (
    Organization(id="north", name="North", identifiers=NORTH_IN_REGISTER, citations=_stated("name")),
    Organization(id="south", name="South", citations=_stated("name")),
    Project(id="kites", name="Kites", period=Period("2005/2006"), citations=_stated("name", "period")),
)


def _cited(record: Any) -> Any:
    """The record with a citation that states all that it says."""
    own = ("id", "citations", "note", "names", "identifiers")
    return attrs.evolve(
        record, citations=_stated(*(each.name for each in attrs.fields(type(record)) if each.name not in own))
    )


def _paths(*records: Any) -> list[str]:
    return [problem.path for problem in _problems(*CLUBS, *map(_cited, records))]


@pytest.mark.parametrize(
    ("record", "field", "wrong"),
    [
        (Place(id="p", name="P", country="CH"), "country", ["XX", "ch", "CHE", "", "C H", "UK"]),
        (
            Place(id="p", name="P", country="CH", subdivision="CH-GE"),
            "subdivision",
            ["FR-75", "CH", "CH-", "CH-ge", "CH-GENF", "GE"],
        ),
        (
            Organization(id="o", name="O", website="https://example.org/a?b"),
            "website",
            [
                "example.org",
                "javascript:alert(1)",
                "ftp://example.org",
                "https://",
                "https:// example.org",
                "data:text/html,x",
            ],
        ),
        (
            Contribution(id="c", donor_id="north", amount=Decimal(5), currency="USD"),
            "currency",
            ["usd", "US$", "XXX", ""],
        ),
        (Contribution(id="c", donor_id="north", quantity=2, unit="kites"), "quantity", [0, -1]),
        (Figure(id="f", about_id="north", unit="kites", lower=2, upper=3), "lower", [4]),
        (
            Project(id="p", name="P", themes=("counter-trafficking",)),
            "themes",
            [("Counter",), ("a b",), ("",), ("é",), ("a--b",)],
        ),
        (Project(id="p", name="P", kind="programme"), "kind", ["Big programme"]),
        (
            Project(id="p", name="P", summary="Kites."),
            "summary",
            ["", " Kites.", "=1+1", "@x", "Ki\u200btes", "+1", "-1", "|a"],
        ),
        (Partnership(id="p", party_ids=("north", "south")), "party_ids", [("north",), ("north", "north")]),
        (Agreement(id="a", party_ids=("north", "south")), "party_ids", [("south",)]),
        (
            Participation(id="t", project_id="kites", agent_id="north", role="partner", period=Period("2006/2007")),
            "period",
            [Period("2007/2008"), Period("2001/2004")],
        ),
    ],
)
def test_value_out_of_its_form_is_a_problem(record: Any, field: str, wrong: list[Any]) -> None:
    """A sound value has no problem; each that is out of form, range or time has one, at its own field."""
    table = {
        "Place": "places",
        "Organization": "organizations",
        "Contribution": "contributions",
        "Figure": "figures",
        "Project": "projects",
        "Partnership": "partnerships",
        "Agreement": "agreements",
        "Participation": "participations",
    }[type(record).__name__]
    assert _paths(record) == []
    for value in wrong:
        assert f"{table}[{record.id}].{field}" in _paths(attrs.evolve(record, **{field: value})), value


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (Contribution(id="c", donor_id="north", amount=Decimal(5)), "contributions[c].amount"),
        (Contribution(id="c", donor_id="north", currency="USD"), "contributions[c].amount"),
        (Contribution(id="c", donor_id="north", quantity=2), "contributions[c].quantity"),
        (Figure(id="f", about_id="north", unit="kites"), "figures[f].lower"),
        (Project(id="p", name="P", part_of_id="p"), "projects[p].part_of_id"),
        (Organization(id="o", name="O", successor_ids=("o",)), "organizations[o].successor_ids"),
        (
            Project(id="p", name="P", names=(Name(text="", kind="alias", citations=_stated("text")),)),
            "projects[p].names[0].text",
        ),
        (
            Organization(id="o", name="O", names=(Name(text="X", kind="alias", language="English"),)),
            "organizations[o].names[0].language",
        ),
        (
            Organization(id="o", name="O", identifiers=(Identifier(scheme="ror", value="x"),)),
            "organizations[o].identifiers[0].value",
        ),
        (Organization(id="o", name="North"), "organizations[o].names"),
        (Organization(id="z", name="Z", identifiers=NORTH_IN_REGISTER), "organizations[z].identifiers"),
        (Source(id="s", title="S", seen=PartialDate("2005"), published=PartialDate("2006")), "sources[s].seen"),
    ],
)
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
