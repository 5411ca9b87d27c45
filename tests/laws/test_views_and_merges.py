"""The laws of views and merges, each against a slow oracle: every day of the window, every agent, every question."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import (
    Certainty,
    ChairTerm,
    Citation,
    Coverage,
    Dataset,
    Membership,
    Organization,
    PartialDate,
    Participation,
    Period,
    Project,
    Source,
    UnknownSourceError,
    Word,
)
from iom_partners.provenance.merge import POLICIES
from iom_partners.worlds.asked import Asked
from strategies import cited_datasets, datasets, days
from worlds import covers, name, organization, records_of, seat, term, world

#: Days that hold every turn of the generated data: they lie between 2004 and 2009.
SAMPLE = tuple(date(2003, 12, 20) + timedelta(days=15 * i) for i in range(130))


# Views.


@given(data=cited_datasets())
def test_all_sources_tell_the_data(data: Dataset) -> None:
    """Data of which each field is stated are what all of their sources tell."""
    assert data.according_to(*data.sources.ids) == data


@given(data=cited_datasets() | datasets())
def test_without_nothing_is_the_data(data: Dataset) -> None:
    """No source left out changes nothing, also of data that cite none."""
    assert data.without_sources() == data


@given(data=cited_datasets(), left_out=st.sets(st.sampled_from(["paper", "list", "diary"]), min_size=1, max_size=2))
def test_without_some_is_according_to_the_others(data: Dataset, left_out: set[str]) -> None:
    """Leaving sources out is to believe the others, also in a view of a view."""
    rest = [each for each in data.sources.ids if each not in left_out]
    assert data.without_sources(*left_out) == data.according_to(*rest)
    one, *more = sorted(left_out)
    assert data.without_sources(one).without_sources(*more) == data.according_to(*rest)


@given(data=cited_datasets(), day=days(date(2004, 1, 1), date(2009, 1, 1)))
def test_known_at_a_day_is_according_to_what_was_published(data: Dataset, day: date) -> None:
    """What was known on a day is what the sources tell whose last possible day of publication is not after it."""
    published = [each for each in data.sources if each.published and each.published.latest]
    known = [each.id for each in published if each.published.latest <= day]
    seen = data.known_at(day)
    assert set(seen.sources.ids) == set(known)
    if known:
        assert seen == data.according_to(*known)
    else:
        assert records_of(seen) == []


@given(data=cited_datasets(), other=cited_datasets())
def test_view_does_not_change_with_the_records_of_others(data: Dataset, other: Dataset) -> None:
    """A source tells the same ties and times whatever other sources tell in records of their own."""
    foreign = [Source(id="foreign", title="Foreign")]
    for each in ("memberships", "chair_terms", "coverages"):
        for record in getattr(other, each):
            own = tuple(attrs.evolve(each, source_id="foreign") for each in record.citations)
            foreign.append(attrs.evolve(record, id=f"foreign-{record.id}", citations=own))
    more = world(*records_of(data), *foreign)
    for source in ("paper", "list", "diary"):
        assert {*records_of(more.according_to(source))} >= {*records_of(data.according_to(source))}
        for each in ("memberships", "chair_terms", "coverages"):
            assert getattr(more.according_to(source), each) == getattr(data.according_to(source), each)


def test_views_of_the_curated_data(curated: Dataset) -> None:
    """The laws hold of the shipped data, where a source is left out, and where none is."""
    assert curated.without_sources() == curated
    one, *rest = curated.sources.ids
    assert curated.without_sources(one) == curated.according_to(*rest)


def test_partial_day_of_knowing_is_taken_at_its_first() -> None:
    """Of a month as the day of knowing only what was published before all of it is certain to have been known."""
    data = world(Source(id="s", title="S", published=PartialDate("2006-03-10")))
    assert data.known_at("2006-03").sources.ids == ()
    assert data.known_at("2006-03-10").sources.ids == ("s",)
    assert data.known_at("2006-04").sources.ids == ("s",)


@pytest.mark.parametrize("ids", [("nowhere",), ("s", "nowhere"), (5,), ([],)])
def test_leaving_out_what_is_not_there_is_refused(ids: tuple[object, ...]) -> None:
    """A source that the data do not have is a slip of the caller, also where it would be left out."""
    data = world(Source(id="s", title="S"))
    with pytest.raises(UnknownSourceError):
        data.without_sources(*ids)


# Merges.


@given(data=datasets() | cited_datasets(), policy=st.sampled_from(POLICIES))
def test_merge_with_itself_and_with_nothing(data: Dataset, policy: str) -> None:
    """Merged with itself, with nothing, or into nothing, data are as they were; they keep their version."""
    nothing = world()
    assert data.merge(data, on_conflict=policy) == data
    assert data.merge(nothing, on_conflict=policy) == data
    assert nothing.merge(data, on_conflict=policy) == data


@given(one=datasets() | cited_datasets(), other=datasets() | cited_datasets(), policy=st.sampled_from(POLICIES[:3]))
def test_merging_again_adds_nothing(one: Dataset, other: Dataset, policy: str) -> None:
    """What was merged in once is there."""
    merged = one.merge(other, on_conflict=policy)
    assert {record.id for record in records_of(merged)} >= {record.id for record in records_of(one) + records_of(other)}
    again = merged.merge(other, on_conflict=policy)
    assert again == merged


@pytest.mark.parametrize("same", [True, False], ids=["ids of both are the same", "ids differ"])
@given(one=datasets() | cited_datasets(), other=datasets() | cited_datasets(), policy=st.sampled_from(POLICIES[:3]))
@pytest.mark.bulk
def test_nothing_decided_is_lost_without_a_conflict(same: bool, one: Dataset, other: Dataset, policy: str) -> None:
    """What is certain or ruled out of one side is so of both, or a conflict tells of a record that decides it."""
    if not same:
        renamed = [
            attrs.evolve(record, id=f"their-{record.id}") if not isinstance(record, (Organization, Source)) else record
            for record in records_of(other)
        ]
        other = world(*renamed)
    merged = one.merge(other, on_conflict=policy)
    told = {each for conflict in merged.conflicts() for each in (*_about(conflict.record), *conflict.values)}
    for side in (one, other):
        for agent in ("north", "south", "east", "west"):
            for kind, certainty in _lost(side, merged, agent):
                # Who is ruled out as chair may be so by the term of another.
                of_all = {kind, "chair"} if kind == "chairs" else {kind}
                in_question = {agent, "club"} | (of_all if certainty is Certainty.RULED_OUT else set())
                assert told & in_question, (kind, certainty)


def _about(record: Any) -> tuple[str, ...]:
    """Whom a record is about, or what it decides: a body, all members, all chairs."""
    if isinstance(record, ChairTerm):
        return record.holder_id or "", "chair"
    return getattr(record, "member_id", None) or getattr(record, "of", None) or record.id, ""


def _lost(side: Dataset, merged: Dataset, agent: str) -> set[tuple[str, Certainty]]:
    """What is certain or ruled out of an agent on some day, and not so by the merged data."""
    found = set()
    for kind in ("members", "chairs"):
        before, after = (getattr(each._rosters, kind)("club") for each in (side, merged))
        for day in SAMPLE:
            was = before.judge(agent, Asked.on(day))
            if was.is_decided and after.judge(agent, Asked.on(day)) is not was:
                found.add((kind, was))
    return found


# Single cases of a merge that decides against one side, where the property above meets them seldom.

CLUB, NORTH, SOUTH, WG = map(organization, ("club", "north", "south", "wg"))
_YEARS = "2005-01-01/2006-12-31"


def _in(member: str = "north", period: str = _YEARS, **more: Any) -> Membership:
    return seat(member, period, of="club", id=f"{member}-in", **more)


def _term(holder: str | None, role: str = "chair", period: str = _YEARS) -> ChairTerm:
    return term(holder, period, of="club", role=role, id=f"{holder}-term")


def _all(of: str, first: int | None = None, **more: Any) -> Coverage:
    return covers(of, date(first, 1, 1) if first else None, body="club", id=f"all-{of}", **more)


_PROJECT = Project(id="bridge", name="Bridge", period=Period("2004/2009"))
_PART = Participation(id="part", project_id="bridge", agent_id="north", role="funder", period=Period(_YEARS))
_UNIT, _IN_WG = seat("wg", "/", of="club", role="unit"), seat("north", _YEARS, of="wg", id="in-wg")


@pytest.mark.parametrize(
    ("ours", "theirs", "record_id"),
    [
        ([CLUB, NORTH, _all("members")], [CLUB, NORTH, _in()], "north-in"),  # One more than were known.
        ([CLUB, NORTH, _in()], [CLUB, NORTH, _all("members")], "north-in"),
        ([CLUB, NORTH, SOUTH, _term("north")], [CLUB, NORTH, SOUTH, _term("south")], "south-term"),
        ([CLUB, NORTH, _in()], [attrs.evolve(CLUB, founded=PartialDate("2008")), NORTH], "north-in"),
        ([attrs.evolve(CLUB, ended=PartialDate("2003")), NORTH], [CLUB, NORTH, _in()], "north-in"),
        ([CLUB, NORTH, _all("members")], [CLUB, NORTH, _in(period="2005-03/2005-03")], "north-in"),
        ([CLUB, NORTH, _all("units")], [CLUB, NORTH, _in(role="unit")], "north-in"),
        ([WG, NORTH, CLUB, _IN_WG], [WG, CLUB, NORTH, _UNIT, attrs.evolve(CLUB, ended=PartialDate("2003"))], "in-wg"),
        ([CLUB, NORTH, covers("groups", body="north")], [CLUB, NORTH, _in()], "north-in"),
        # What was ruled out, or certain, and is left open.
        ([CLUB, NORTH, _all("members")], [CLUB, NORTH, _in(period="[2005..2006]/")], "north-in"),
        ([CLUB, NORTH, _in(period="[..2005]/[2004..]")], [CLUB, NORTH, _all("members", 2005)], "north-in"),
        ([CLUB, NORTH, SOUTH, _term("north")], [CLUB, NORTH, SOUTH, _term("south", period="2004/2008")], "south-term"),
        ([CLUB, NORTH, _in()], [attrs.evolve(CLUB, founded=PartialDate("2005")), NORTH], "north-in"),
        ([CLUB, NORTH, _in()], [CLUB, attrs.evolve(NORTH, ended=PartialDate("2006")), CLUB], "north-in"),
        # Limits, exceptions and doubt are never silent.
        ([CLUB, NORTH, _all("members")], [CLUB, NORTH, _all("members", 2005)], "all-members"),
        ([CLUB, NORTH, _all("members", 2005)], [CLUB, NORTH, _all("members")], "all-members"),
        ([CLUB, NORTH, _in()], [CLUB, NORTH, _in(is_doubtful=True)], "north-in"),
        # Vacancies, other roles, offices, projects.
        ([CLUB, NORTH, _term("north")], [CLUB, NORTH, _term(None)], "north-term"),
        ([CLUB, NORTH, _term("north")], [CLUB, NORTH, attrs.evolve(_term(None), id="north-term")], "north-term"),
        ([CLUB, NORTH, _all("chairs", role="vice-chair")], [CLUB, NORTH, _term("north", "vice-chair")], "north-term"),
        ([CLUB, NORTH, _all("members", role="observer")], [CLUB, NORTH, _in(role="observer")], "north-in"),
        ([CLUB, NORTH, _in(office="whip"), _all("offices")],
         [CLUB, NORTH, seat("north", "2008/..", of="club", office="whip", id="more")], "more"),
        ([NORTH, _PROJECT, Coverage(id="all", project_id="bridge", of="partners")], [NORTH, _PROJECT, _PART], "part"),
    ],
)  # fmt: skip
def test_record_that_decides_against_one_side_is_a_conflict(ours: list, theirs: list, record_id: str) -> None:
    """Each way in which records of different ids contradict each other marks the record that was decided about."""
    theirs = list({record.id: record for record in theirs}.values())
    merged = world(*ours).merge(world(*theirs))
    assert record_id in {each.record.id for each in merged.conflicts() if each.kind == "contradiction"}
    assert merged.check() == () or all(each.severity == "warning" for each in merged.check())


def test_role_that_one_side_does_not_know_decides_nothing_there() -> None:
    """A word of one dataset is a question that the other refuses, so that one was sure of nothing."""
    known = covers("members", body="club", role="whip")
    theirs = world(CLUB, NORTH, Word(id="whip"), known, _in(role="whip", office="Chief Whip"))
    assert world(CLUB, NORTH, _all("members")).merge(theirs).conflicts() == ()


def test_exception_from_a_coverage_is_a_conflict() -> None:
    """Who excepts someone claims less of them than who does not."""
    ours, theirs = ([CLUB, NORTH, _all("members", except_ids=ids)] for ids in ((), ("north",)))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = world(*one).merge(world(*other))
        assert merged.is_member("north", "club", on="2005-01-01") is Certainty.UNKNOWN
        assert [(each.record.id, each.kind, each.field) for each in merged.conflicts()] == [
            ("all-members", "coarser", "except_ids")
        ]


def test_coverage_without_a_limit_stays_one_in_the_view_of_its_source() -> None:
    """That there is no limit is said like any other value, so a view of either source is what it said."""
    ours = Dataset.from_records([CLUB, NORTH, _all("members")], source="Ours")
    theirs = Dataset.from_records([CLUB, NORTH, _all("members", 2005, last=date(2008, 1, 1))], source="Theirs")
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = one.merge(other)
        assert {each.field for each in merged.conflicts()} == {"first_day", "last_day"}
        for side, source in ((ours, "ours"), (theirs, "theirs")):
            (own,), (seen,) = side.coverages, merged.according_to(source).coverages
            assert (seen.first_day, seen.last_day) == (own.first_day, own.last_day)
        assert [each for each in merged.check() if each.severity == "error"] == []


def test_duplicate_of_a_tie_is_told_once() -> None:
    """Where the same tie is there twice, a conflict tells so already, and neither record is denied."""
    ours = world(CLUB, NORTH, SOUTH, _term("north"), _term("south", period="2007-01-01/2007-12-31"))
    theirs = world(CLUB, NORTH, term("north", "2005/[2006..2007]", of="club", id="more"))
    merged = ours.merge(theirs)
    assert [each.kind for each in merged.conflicts()] == ["duplicate"]


def test_name_that_was_ruled_out_is_a_conflict() -> None:
    """A name that one side knows not to be one is marked where the name stands."""
    cited = (Citation(source_id="s", states=("text", "kind", "period")),)
    named = attrs.evolve(CLUB, names=(name("Old Club", "2001/2003", citations=cited),))
    ours = [CLUB, _all("names", citations=(Citation(source_id="s"),))]
    source = Source(id="s", title="S")
    merged = world(*ours, source).merge(world(named, source))
    found = [each for each in merged.conflicts() if each.kind == "contradiction"]
    assert [(each.record.id, each.field) for each in found] == [("club", "names[0].record")]
    assert merged.merge(world(named, source)) == merged


def test_citing_sources_are_named_for_what_they_imply() -> None:
    """The source of the list that omits a member is the one that denies the membership."""
    page, letter = Source(id="page", title="Page"), Source(id="letter", title="Letter")
    known = attrs.evolve(_all("members"), citations=(Citation(source_id="page", states=("organization_id", "of")),))
    told = _in(citations=(Citation(source_id="letter", states=("member_id", "organization_id", "role", "period")),))
    ours = world(CLUB, NORTH, page, known)
    merged = ours.merge(world(CLUB, NORTH, letter, told))
    assert [(each.source_id, each.denies) for each in merged.memberships["north-in"].citations] == [
        ("letter", False), ("page", True),
    ]  # fmt: skip
    assert merged.according_to("page").is_member("north", "club", on="2005-06-01") is Certainty.RULED_OUT


def test_sides_in_accord_are_not_marked() -> None:
    """What both sides hold possible, or one does not know, is not a conflict."""
    ours = world(CLUB, NORTH, _in(period="2005/"))
    theirs = world(CLUB, NORTH, SOUTH, _in("south"))
    assert ours.merge(theirs).conflicts() == ()


def test_record_that_is_denied_already_is_denied_once() -> None:
    """A record that a source denied before gets no second denial, and one that none holds gets one that does."""
    denied = _in(citations=(Citation(source_id="page", denies=True),))
    ours = world(CLUB, NORTH, _all("members"))
    merged = ours.merge(world(CLUB, NORTH, Source(id="page", title="Page"), denied))
    told = merged.memberships["north-in"].citations
    assert [(each.source_id, each.denies) for each in told] == [("page", True), ("merge-theirs", False)]
    assert [each.kind for each in merged.conflicts()] == ["contradiction"]
    assert merged.merge(ours) == merged
