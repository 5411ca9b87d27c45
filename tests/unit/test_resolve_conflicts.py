"""Conflicts resolved by a policy: single cases, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from iom_partners import (
    Agreement,
    Citation,
    Dataset,
    Figure,
    InvalidQuestionError,
    PartialDate,
    Period,
    Project,
    Said,
    Source,
    UnknownSourceError,
)
from iom_partners.model import Name
from worlds import body, covers, ids, org, seat, world

SOURCES = [Source(id=each, title=each) for each in ("a", "b", "c")]


def says(source: str, **values: str) -> Citation:
    """Cite a source that says values of its own."""
    return Citation(source_id=source, says=tuple(Said(field=field, value=value) for field, value in values.items()))


def states(source: str, *fields: str, **values: str) -> Citation:
    """Cite a source that states fields as the record has them, and says others."""
    said = tuple(Said(field=field, value=value) for field, value in values.items())
    return Citation(source_id=source, states=fields, says=said)


def group(*records: Any) -> Dataset:
    """Return the world of a group, WHO and three sources."""
    return world(body(), org("who"), *SOURCES, *records)


@pytest.mark.parametrize(("arguments", "field"), [
    ({}, "policy"),
    ({"policy": "keep_all", "prefer": "a"}, "policy"),
    ({"policy": "newest"}, "policy"),
    ({"policy": ["keep_all"]}, "policy"),
    ({"prefer": ()}, "prefer"),
    ({"prefer": 5}, "prefer"),
])  # fmt: skip
def test_what_is_not_a_policy_is_refused(arguments: Any, field: str) -> None:
    """Exactly one policy is needed, of those that there are."""
    with pytest.raises(InvalidQuestionError) as caught:
        group().resolve_conflicts(**arguments)
    assert caught.value.field == field


@pytest.mark.parametrize("prefer", ["nowhere", ("a", "nowhere"), ("a", 5)])
def test_unknown_sources_are_refused(prefer: Any) -> None:
    """A source that is preferred must be there."""
    with pytest.raises(UnknownSourceError):
        group().resolve_conflicts(prefer=prefer)


def test_without_conflict_nothing_changes() -> None:
    """Data without conflict stay as they are, also where a source denies alone, or agrees in other words."""
    denied = seat("who", "2005/", citations=(Citation(source_id="a", denies=True),))
    told = seat("who", "2006/..", citations=(states("a", "period"), states("b", "period")))
    data = group(denied, told)
    for policy in ("most_precise", "keep_all"):
        assert data.resolve_conflicts(policy) == data  # type: ignore[arg-type]


def test_the_records_own_value_stands_where_its_source_says_otherwise_elsewhere() -> None:
    """A preferred source that states the field has its value taken from the record, whatever a second passage says."""
    tie = seat("who", "2005/2010", citations=(states("a", "period"), says("a", period="2007/2008")), id="m")
    data = group(tie)
    assert str(data.resolve_conflicts(prefer="a").memberships["m"].period) == "2005/2010"
    assert data.according_to("a").memberships["m"].period == data.resolve_conflicts(prefer="a").memberships["m"].period


def test_two_passages_of_the_preferred_source() -> None:
    """Of what a preferred source says twice, the common reading counts, else what holds both."""
    tie = seat("who", "2001/", citations=(says("a", period="2005/2010"), says("a", period="2005-03/2010")), id="m")
    apart = seat("who", "2001/", citations=(says("a", period="2005/2006"), says("a", period="2007/2010")), id="n")
    found = group(tie, apart).resolve_conflicts(prefer=["b", "a"]).memberships
    assert str(found["m"].period) == "2005-03/2010"
    assert found["n"].period.bounds.possible == Period("2005/2010").bounds.possible


def test_a_preferred_source_may_deny_a_record() -> None:
    """What the first preferred source to speak denies is left out; a later one does not count; names still resolve."""
    deny = Citation(source_id="a", denies=True)
    tie = seat("who", "2005/", citations=(deny, states("b", "period")), id="m")
    who = org("who", citations=(deny, states("b", "name")))
    data = world(body(), who, *SOURCES, tie, seat("who", "2010/", citations=(states("b", "period"),), id="n"))
    found = data.resolve_conflicts(prefer=("c", "a"))
    assert found.memberships.ids == ("n",)
    assert found.organization("who").citations == ()
    assert data.resolve_conflicts(prefer=("b", "a")) == data
    both = seat("who", "2005/", citations=(deny, states("a", "period")), id="m")
    assert group(both).resolve_conflicts(prefer="a").memberships.ids == ("m",)
    assert data.resolve_conflicts("keep_all") == data


def test_a_preferred_source_may_deny_a_name() -> None:
    """A name that it denies is left out, the others stay, and their conflicts are decided."""
    names = (
        Name(text="Old", kind="former", citations=(Citation(source_id="a", denies=True), states("b", "text"))),
        Name(text="New", kind="official", period=Period("2005/"),
            citations=(states("b", "period"), says("a", period="2006/"))),
    )  # fmt: skip
    found = world(org("who", names=names), *SOURCES).resolve_conflicts(prefer="a").organization("who").names
    assert [(each.text, str(each.period)) for each in found] == [("New", "2006/")]
    assert found[0].citations[0].says == (Said(field="period", value="2005/"),)


def test_most_precise_takes_the_own_value_among_equals() -> None:
    """Of two years that contradict each other neither is more exact, so the record keeps its own, wherever told."""
    who = org("who", founded="1959", citations=(says("b", founded="1958"), states("a", "founded")))
    assert str(world(who, *SOURCES).resolve_conflicts("most_precise").organization("who").founded) == "1959"


@pytest.mark.parametrize(("one", "other", "taken"), [
    ("2005/", "2005-03/", "2005-03/"),
    ("2005/..", "2005/", "2005/.."),
    ("[..2005]/2010", "2004/2012", "2004/2012"),
    ("2005/2010", "2005-01-01/2010-12-31", "2005-01-01/2010-12-31"),
])  # fmt: skip
def test_most_precise_leaves_fewest_days_open(one: str, other: str, taken: str) -> None:
    """A side without limit is less precise than any with one; then the days that each end may be count."""
    tie = seat("who", one, citations=(states("a", "period"), says("b", period=other)), id="m")
    assert str(group(tie).resolve_conflicts("most_precise").memberships["m"].period) == taken


def test_most_precise_of_what_is_not_a_date() -> None:
    """Of lists the longest is taken; of texts the record's own stays; dates and periods of one happening compare."""
    signed = Agreement(
        id="x", party_ids=("grp", "who"), kind="bilateral", when=PartialDate("2005"), themes=("health",),
        citations=(states("a", "party_ids", "kind", "when", "themes"),
            says("b", kind="trilateral", when="2005-03-01/2005-03-04", themes="health training")),
    )  # fmt: skip
    found = group(signed).resolve_conflicts("most_precise").agreements["x"]
    assert (found.kind, str(found.when), found.themes) == ("bilateral", "2005-03-01/2005-03-04", ("health", "training"))
    assert found.citations[0].says[-1] == Said(field="themes", value="health")
    assert found.citations[-1].states == ("kind", "themes", "when")


def test_keep_all_of_what_is_not_a_period() -> None:
    """A date and a period become a period, lists hold all, numbers reach as far as any, and a text stays."""
    signed = Agreement(
        id="x", party_ids=("grp", "who"), kind="bilateral", when=PartialDate("2005-03-02"), themes=("health",),
        citations=(states("a", "kind", "when", "themes"),
            says("b", kind="trilateral", when="2005-03-01/2005-03-04", themes="training")),
    )  # fmt: skip
    figure = Figure(
        id="f", about_id="grp", unit="members", lower=5, upper=7,
        citations=(states("a", "lower", "upper"), says("b", lower="4", upper="9")),
    )  # fmt: skip
    limitless = Figure(
        id="g", about_id="grp", unit="members", lower=None, upper=7,
        citations=(says("a", lower="4"), says("b", lower="5")),
    )  # fmt: skip
    found = group(signed, figure, limitless).resolve_conflicts("keep_all")
    agreement = found.agreements["x"]
    assert (agreement.kind, agreement.themes) == ("bilateral", ("health", "training"))
    assert str(agreement.when) == "[2005-03-01..2005-03-02]/[2005-03-02..2005-03-04]"
    assert (found.figures["f"].lower, found.figures["f"].upper) == (4, 9)
    assert found.figures["g"].lower is None


def test_keep_all_holds_the_own_value_that_no_source_states() -> None:
    """The record's own value counts as one more statement, so nothing becomes more certain than it was."""
    tie = seat("who", "2001/2002", citations=(says("a", period="2005/2006"), says("b", period="2007/2008")), id="m")
    assert (
        str(group(tie).resolve_conflicts("keep_all").memberships["m"].period)
        == "[2001-01-01..2007-12-31]/[2002-01-01..2008-12-31]"
    )


def test_lists_of_phrases_stay() -> None:
    """A list whose items have spaces stays as it is: no citation could say it otherwise."""
    project = Project(
        id="p",
        name="P",
        activities=("school units", "teaching"),
        citations=(states("a", "activities"), says("b", activities="cooking")),
    )
    found = group(project).resolve_conflicts("keep_all").projects["p"]
    assert found.activities == project.activities
    assert found.citations[-1].states == ("activities",)


def test_a_second_policy_takes_the_place_of_the_first() -> None:
    """Each field is cited to the policy that decided it last, and each policy is named once."""
    tie = seat(
        "who", "2005/2010",
        citations=(states("a", "period", is_founder="true"), says("b", period="2006/2009"),
            says("b", is_founder="false")), id="m",
    )  # fmt: skip
    data = group(tie)
    found = data.resolve_conflicts("keep_all").resolve_conflicts(prefer="b").memberships["m"]
    assert str(found.period) == "2006/2009"
    assert [(each.locator, each.states) for each in found.citations if each.source_id == "iom-partners-policy"] == [
        ("policy: prefer b", ("is_founder", "period"))
    ]
    assert found.citations[0].says[-1] == Said(field="period", value="2005/2010")


def test_an_earlier_policy_keeps_what_the_next_does_not_decide() -> None:
    """A field that is in conflict no longer stays cited to the policy that decided it."""
    mine = Citation(source_id="iom-partners-policy", locator="policy: mine", states=("role", "period"))
    tie = seat("who", "2005/2010", citations=(states("a", "period"), says("b", period="2006/2009"), mine), id="m")
    found = group(Source(id="iom-partners-policy", title="Mine"), tie).resolve_conflicts("most_precise")
    told = [(each.locator, each.states) for each in found.memberships["m"].citations[-2:]]
    assert told == [("policy: mine", ("role",)), ("policy: most_precise", ("period",))]
    assert ids(found.sources).count("iom-partners-policy") == 1


def test_a_coverage_that_shrinks_to_nothing_is_left_out() -> None:
    """Where two sources cover no day in common, keeping all claims nothing."""
    known = covers(
        "members",
        "2005-01-01",
        "2005-06-30",
        citations=(states("a", "first_day", "last_day"), says("b", first_day="2005-07-01")),
    )
    assert group(known).resolve_conflicts("keep_all").coverages.ids == ()
    preferred = group(known).resolve_conflicts(prefer="a").coverages
    assert [each.first_day for each in preferred] == [date(2005, 1, 1)]
