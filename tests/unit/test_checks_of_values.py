"""Checks of values: what is said must be sayable, names readable, ids of one thing each."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from iom_partners import (
    Citation,
    Coverage,
    Dataset,
    Figure,
    IomPartnersError,
    Membership,
    Name,
    Organization,
    PartialDate,
    Person,
    Place,
    Said,
    Source,
)

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
        successor_ids=("club",),
        citations=(*own, *said),
    )
    assert _problems(port, attrs.evolve(club, citations=own)) == ()
    assert _problems(port, club)


def test_said_number_that_is_none_does_not_break_conflicts_untyped() -> None:
    """A said number that is none is a problem, or a typed error, but no bare ValueError out of a question."""
    figure = Figure(id="f", about_id="club", unit="members", low=16, citations=_stated("about_id", "unit", low="many"))
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
        (Figure(id="f", about_id="c", unit="u", low=16), "low", "\u0661\u0664"),  # Digits of another script.
        (Figure(id="f", about_id="c", unit="u", low=16), "low", "1_4"),
        (Figure(id="f", about_id="c", unit="u", low=16), "low", " 14 "),
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
