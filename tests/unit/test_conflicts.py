"""Conflicts: where citations of one record state different things."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from iom_partners import (
    Agreement,
    ChairTerm,
    Citation,
    Contribution,
    Dataset,
    Event,
    Figure,
    Identifier,
    Membership,
    Organization,
    PartialDate,
    Period,
    Place,
    Said,
)
from iom_partners.model import Name
from iom_partners.results import Conflict


def states(source_id: str, *fields: str, **says: str) -> Citation:
    """A citation that states some fields as the record has them, and says some otherwise."""
    return Citation(
        source_id=source_id, states=fields, says=tuple(Said(field=field, value=value) for field, value in says.items())
    )


DENIAL = Citation(source_id="d", denies=True)


def conflicts(*records: Any) -> tuple[Conflict, ...]:
    """The conflicts of a dataset of some records."""
    return Dataset.from_records(records, strict=False).conflicts()


def _member(*citations: Citation, record_id: str = "m", **fields: Any) -> Membership:
    given: dict[str, Any] = {"member_id": "north", "organization_id": "club", "period": Period("2003-04/..")} | fields
    return Membership(id=record_id, citations=citations, **given)


@pytest.mark.parametrize(("citations", "expected"), [
    ((states("a", "period"),), []),  # One statement.
    ((states("a", "period"), states("b", "period")), []),  # Two of the same.
    ((states("a", "period"), states("b", "member_id")), []),  # Silence is not a conflict.
    ((states("a", "period"), states("b", period="2003-04/..")), []),  # The same, though written under `says`.
    ((states("a", "period"), states("b", period="2003/")), [("coarser", "2003/", "2003-04/..", "b", "a")]),
    # In any order.
    ((states("b", period="2003/"), states("a", "period")), [("coarser", "2003/", "2003-04/..", "b", "a")]),
    ((states("a", "period"), states("b", period="2004/")), [("contradiction", "2003-04/..", "2004/", "a", "b")]),
    # One source.
    ((states("a", "period"), states("a", period="2004/")), [("contradiction", "2003-04/..", "2004/", "a", "a")]),
    ((states("a", period="2003/2005"), states("b", period="2004/")),
     [("contradiction", "2003/2005", "2004/", "a", "b")]),
    ((states("a", period="/2005"), states("b", period="2003/")), []),  # Each tells another end: both may hold.
    ((states("a", period="[2003..2005]/"), states("b", period="[2004..2006]/")), []),  # They overlap.
    ((states("a", period="2003/"), states("b", period="2003~/")), []),  # The same days.
    ((states("a", "period"), states("b", period="2003/"), states("c", period="2003/")),
     [("coarser", "2003/", "2003-04/..", "b c", "a")]),  # Who agrees stands together.
    ((states("a", "period"), states("b", period="2003/"), states("c", period="2004/")),
     [("contradiction", "2003-04/..", "2004/", "a", "c"), ("contradiction", "2003/", "2004/", "b", "c"),
      ("coarser", "2003/", "2003-04/..", "b", "a")]),
])  # fmt: skip
def test_statements_of_a_period(citations: tuple[Citation, ...], expected: list[tuple[str, ...]]) -> None:
    """Each two different statements are compared; the coarser one stands first; contradictions come first."""
    found = conflicts(_member(*citations))
    told = [
        (each.kind, *each.values, *(" ".join(c.source_id for c in side) for side in each.citations)) for each in found
    ]
    assert told == expected
    assert all(each.field == "period" and each.record.id == "m" for each in found)


@pytest.mark.parametrize(("record", "field", "values"), [
    (ChairTerm(id="t", organization_id="c", holder_id="ilo",
         citations=(states("a", "holder_id"), states("b", holder_id="iom"))), "holder_id", ("ilo", "iom")),
    (ChairTerm(id="t", organization_id="c", holder_id="h",
         citations=(states("a", "role"), states("b", role="co-chair"))), "role", ("chair", "co-chair")),
    (Figure(id="f", about_id="c", unit="u", lower=16, citations=(states("a", "lower"), states("a", lower="14"))),
     "lower", ("16", "14")),
    (Event(id="e", name="E", when=PartialDate("2013-07-03"),
         citations=(states("a", "when"), states("b", when="2013-07-01"))), "when", ("2013-07-03", "2013-07-01")),
    (Organization(id="o", name="O", citations=(states("a", "name"), states("b", name="Oh"))), "name", ("O", "Oh")),
])  # fmt: skip
def test_contradictions_in_other_fields(record: Any, field: str, values: tuple[str, str]) -> None:
    """References, roles, numbers, dates and texts that differ contradict each other."""
    [conflict] = conflicts(record)
    assert (conflict.kind, conflict.record, conflict.field, conflict.values) == ("contradiction", record, field, values)


def test_why_names_record_field_values_and_sources() -> None:
    """The sentence tells what the tuple tells, so that a person can look it up."""
    [conflict] = conflicts(_member(states("a", "period"), states("b", period="2004/"), states("c", period="2004/")))
    assert conflict.why == (
        "m period: from April 2003 on (a), from 2004 to a day that no one states (b and c); both cannot hold"
    )
    [conflict] = conflicts(_member(states("a", "period"), states("b", period="2003/")))
    assert "the second is more exact" in conflict.why


def test_source_that_says_a_thing_twice_is_named_once() -> None:
    """Two passages of one source on one side are two citations and one name."""
    [conflict] = conflicts(_member(states("a", "period"), states("b", period="2004/"), states("b", period="2004/")))
    assert len(conflict.citations[1]) == 2
    assert "no one states (b);" in conflict.why


def test_denial_contradicts_support() -> None:
    """A source that implies that a record does not hold contradicts those that support it, be it the same source."""
    support = states("a", "member_id")
    own = states("d", "member_id")
    [conflict] = conflicts(_member(support, own, DENIAL))
    assert (conflict.kind, conflict.field, conflict.values) == ("contradiction", "record", ("denied", "held"))
    assert conflict.citations == ((DENIAL,), (support, own))
    assert "d implies that it does not hold, a and d that it does" in conflict.why


@pytest.mark.parametrize("citations", [(), (DENIAL,), (states("a", "member_id"),)])
def test_denial_or_support_alone_is_not_a_conflict(citations: tuple[Citation, ...]) -> None:
    """There is a conflict only between two sides."""
    assert conflicts(_member(*citations)) == ()


def test_what_a_denying_citation_states_does_not_count() -> None:
    """A denial is compared as a whole: the fields that it names are not held against others."""
    denial = Citation(source_id="d", denies=True, says=(Said(field="period", value="1999/2000"),))
    [conflict] = conflicts(_member(states("a", "period"), denial))
    assert conflict.field == "record"


def test_names_are_compared_by_their_own_citations() -> None:
    """What is told of one name of an organization is a conflict of the organization in that name's field."""
    first = Name(text="Kites", kind="official", citations=(states("a", "text"),))
    second = Name(
        text="Dragons",
        kind="official",
        period=Period("2006-04/.."),
        citations=(states("a", "period"), states("b", period="2006/.."), Citation(source_id="d", denies=True)),
    )
    club = Organization(id="club", name="Kites", names=(first, second))
    denied, coarser = conflicts(club)
    assert (denied.kind, coarser.kind) == ("contradiction", "coarser")
    assert (denied.record, coarser.record) == (club, club)
    assert (denied.field, coarser.field) == ("names[1].record", "names[1].period")
    assert coarser.values == ("2006/..", "2006-04/..")
    assert coarser.why.startswith("period of the second name of Kites: from 2006 on (b), ")
    assert denied.why.startswith("the second name of Kites: ")


def test_conflict_about_an_identifier_is_found() -> None:
    """Two sources that give an agent different identifiers of one register contradict each other."""
    told = (
        Citation(source_id="a", states=("scheme", "value")),
        Citation(source_id="b", states=("scheme",), says=(Said(field="value", value="Q2"),)),
    )
    club = Organization(
        id="club", name="Club", identifiers=(Identifier(scheme="wikidata", value="Q1", citations=told),)
    )
    assert [each.kind for each in conflicts(club)] == ["contradiction"]


def test_date_and_period_of_one_event_are_compared_by_their_days() -> None:
    """A month by one source and days within it by another do not contradict each other."""
    told = (
        Citation(source_id="a", states=("when",)),
        Citation(source_id="b", says=(Said(field="when", value="2013-07"),)),
    )
    event = Event(id="e", name="E", when=Period("2013-07-01/2013-07-03"), citations=told)
    assert [each for each in conflicts(event) if each.kind == "contradiction"] == []


@pytest.mark.parametrize(("one", "other", "is_duplicate"), [
    (_member(), _member(record_id="n"), True),
    # Both may hold a day of 2005.
    (_member(period=Period("2003/2005")), _member(record_id="n", period=Period("2005-06/2007")), True),
    # The one follows on the other, as after a re-election.
    (_member(period=Period("2003/2005")), _member(record_id="n", period=Period("2005/2007")), False),
    # One after the other, on one day; neither the same day twice nor a coarse date is that.
    (_member(period=Period("2003/2005-03-01")), _member(record_id="n", period=Period("2005-03-01/2007")), False),
    (_member(record_id="n", period=Period("2005-03-01/..")), _member(period=Period("../2005-03-01")), False),
    (_member(period=Period("2003/2005-03")), _member(record_id="n", period=Period("2005-03-31/2007")), False),
    (_member(period=Period("2003/2005-03-02")), _member(record_id="n", period=Period("2005-03-01/2007")), True),
    (_member(period=Period("2005-03-01/2005-03-01")), _member(record_id="n", period=Period("2005-03-01/2005-03-01")),
     True),
    # Left and came back.
    (_member(period=Period("2003/2005")), _member(record_id="n", period=Period("2006/2007")), False),
    (_member(), _member(record_id="n", role="observer"), False),
    (_member(), _member(record_id="n", member_id="south"), False),
    (_member(), _member(record_id="n", organization_id="other"), False),
    (ChairTerm(id="m", organization_id="c", holder_id="h"), ChairTerm(id="n", organization_id="c", holder_id="h"),
     True),
    (ChairTerm(id="m", organization_id="c", holder_id="h"), ChairTerm(id="n", organization_id="c", holder_id="i"),
     False),
    (ChairTerm(id="m", organization_id="c", holder_id="h"),
     ChairTerm(id="n", organization_id="c", holder_id="h", role="co-chair"), False),
    (Membership(id="m", member_id="h", organization_id="c"), ChairTerm(id="n", organization_id="c", holder_id="h"),
     False),
])  # fmt: skip
def test_duplicates(one: Any, other: Any, is_duplicate: bool) -> None:
    """Two records of one tie in one role, the times of which may overlap, are duplicates."""
    found = conflicts(one, other)
    assert bool(found) is is_duplicate
    if is_duplicate:
        [conflict] = found
        assert (conflict.kind, conflict.field) == ("duplicate", "record")
        assert {conflict.record.id} <= {"m", "n"}
        assert "m and n are the same tie at times that may overlap" in conflict.why
        assert conflict.values == (str(one.period), str(other.period))
        assert conflict.citations == (one.citations, other.citations)


def test_order_is_by_kind_then_by_record() -> None:
    """Contradictions come first, then what is coarser, then duplicates; each in the order of the records."""
    records = [
        _member(states("a", "period"), states("b", period="2003/"), record_id=record_id) for record_id in ("n", "m")
    ] + [_member(DENIAL, states("a", "period"), record_id="z", member_id="south")]
    found = [(each.kind, each.record.id) for each in conflicts(*records)]
    assert found == [("contradiction", "z"), ("coarser", "m"), ("coarser", "n"), ("duplicate", "m")]


def test_no_records_no_conflicts() -> None:
    """Nothing contradicts nothing."""
    assert conflicts() == ()


PLACES = [
    Place(id="ua", name="Ukraine", kind="country", country="UA"),
    Place(id="west", name="West", kind="macro-region", country="UA"),
    Place(id="lviv-region", name="Lviv Region", kind="region", country="UA", subdivision="UA-46"),
    Place(id="lviv", name="Lviv", kind="city", country="UA", subdivision="UA-46"),
    Place(id="kyiv", name="Kyiv", kind="city", country="UA", subdivision="UA-30"),
    Place(id="pl", name="Poland", kind="country", country="PL"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "kind"), [
    ("ua", "west", "coarser"), ("ua", "lviv", "coarser"), ("lviv-region", "lviv", "coarser"),
    ("ua", "lviv-region", "coarser"), ("lviv-region", "kyiv", "contradiction"), ("lviv", "kyiv", "contradiction"),
    ("ua", "pl", "contradiction"), ("pl", "lviv", "contradiction"), ("west", "lviv", "contradiction"),
])  # fmt: skip
def test_a_place_is_coarser_than_one_in_it(one: str, other: str, kind: str) -> None:
    """A country and a town in it are one statement, less and more exact; two towns are two."""
    for first, second in ((one, other), (other, one)):
        told = [Citation(source_id=each, says=(Said(field="place", value=each),)) for each in (first, second)]
        body = Organization(id="o", name="O", place=first, citations=tuple(told))
        (found,) = conflicts(body, *PLACES)
        assert found.kind == kind
        assert found.values == ((one, other) if kind == "coarser" else (first, second))


@pytest.mark.parametrize(("one", "other", "kind"), [
    ("1000000", "1016627.82", "coarser"), ("1000", "1049", "coarser"), ("1000", "1051", "contradiction"),
    ("1000000", "1400000", "contradiction"), ("1200", "1249", "coarser"), ("1200", "1251", "contradiction"),
    ("0.5", "0.52", "coarser"), ("7", "7.4", "contradiction"), ("0", "0.4", "contradiction"), ("20", "21", "coarser"),
])  # fmt: skip
def test_a_round_number_is_coarser_than_the_exact_one(one: str, other: str, kind: str) -> None:
    """A number that another one rounds to, by a twentieth at most, does not contradict it."""
    for first, second in ((one, other), (other, one)):
        told = [Citation(source_id=each, says=(Said(field="amount", value=each),)) for each in (first, second)]
        gift = Contribution(id="g", donor_id="o", amount=Decimal(first), currency="USD", citations=tuple(told))
        (found,) = conflicts(gift)
        assert found.kind == kind
        assert found.values == ((one, other) if kind == "coarser" else (first, second))


def test_a_body_is_coarser_than_its_units() -> None:
    """Who names the whole and who names its unit do not contradict each other; lists are compared one by one."""
    ties = [
        Membership(id=f"{one}-{other}", member_id=one, organization_id=other, role="unit")
        for one, other in (("office", "country-office"), ("country-office", "whole"), ("branch", "bank"))
    ]

    def kinds(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
        says = (Said(field="party_ids", value=" ".join(each)) for each in (one, other))
        told = tuple(Citation(source_id=f"s{number}", says=(each,)) for number, each in enumerate(says))
        signed = Agreement(id="a", party_ids=one, citations=told)
        return [each.kind for each in conflicts(signed, *ties)]

    assert kinds(("whole", "bank"), ("office", "bank")) == ["coarser"]
    assert kinds(("office", "branch"), ("whole", "bank")) == ["coarser"]
    assert kinds(("whole", "branch"), ("office", "bank")) == ["contradiction"]
    assert kinds(("whole", "bank"), ("office", "other")) == ["contradiction"]
    assert kinds(("bank", "whole"), ("whole", "bank")) == []
    # Words that are ids of bodies by chance are not references.
    themes = tuple(Citation(source_id=each, says=(Said(field="themes", value=each),)) for each in ("whole", "office"))
    (found,) = conflicts(Agreement(id="a", party_ids=("x", "y"), themes=("whole",), citations=themes), *ties)
    assert found.kind == "contradiction"
