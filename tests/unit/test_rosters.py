"""The rosters: how lives, parents, collectives and coverages of a body bound what is answered about it."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from iom_partners import (
    Certainty,
    ChairTerm,
    Coverage,
    Dataset,
    InvalidQuestionError,
    Participation,
    Period,
    Person,
    Project,
)
from worlds import body, covers, ids, name, org, seat, term, world

NAMED = (
    body(names=(name("Group", "2003/.."), name("Groupe", "2003/..", language="fr", kind="native"))),
    covers("names"),
)

C, P, R, U = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT, Certainty.UNKNOWN

# Lives and units.


@pytest.mark.parametrize(("terms", "days"), [
    # A chain of handovers, and an overlap of more than a day.
    ([("aaa", "03/05"), ("bbb", "05/07"), ("ccc", "07/09")], {"03": R, "05": R, "06": R, "07": R, "09": R, "10": U}),
    ([("aaa", "03/06"), ("bbb", "05/07")], {"04": R, "05": U, "06": U, "07": R, "08": U}),
    ([("aaa", "03/05"), ("bbb", "05/05"), ("ccc", "05/07")], {"04": R, "05": R, "06": R}),
    # Two on the same single day; two that come after one; a third who sat on.
    ([("aaa", "05/05"), ("bbb", "05/05")], {"05": U}),
    ([("aaa", "03/05"), ("bbb", "05/05"), ("ccc", "05/05")], {"04": R, "05": U}),
    ([("aaa", "03/05"), ("bbb", "05/07"), ("ccc", "05/08")], {"04": R, "05": U, "06": U, "08": R}),
    ([("aaa", "03/05"), ("bbb", "05/07"), ("ccc", "04/06")], {"03": R, "04": U, "05": U, "06": U, "07": R}),
    ([("aaa", "01/09"), ("bbb", "02/04"), ("bbb", "06/07")], {"01": R, "03": U, "05": R, "06": U, "08": R}),
    # One holder twice is one chair; a term that is certain on no day says nothing.
    ([("aaa", "03/06"), ("aaa", "05/07")], {"03": R, "05": R, "07": R}),
    ([("aaa", "03/06"), ("aaa", "04/05"), ("bbb", "06/07")], {"05": R, "06": R}),
    ([("aaa", "03/06"), ("bbb", "")], {"03": R, "06": R, "07": U}),
])  # fmt: skip
def test_two_sole_chairs_at_once_leave_a_day_open(terms: list[tuple[str, str]], days: dict[str, Certainty]) -> None:
    """Where records put two sole chairs on a day that is none of handover, it is not known that nobody else sat."""
    records = [
        term(who, "/".join(f"2003-01-{day}" for day in when.split("/")) if when else "/", id=f"t{number}")
        for number, (who, when) in enumerate(terms)
    ]
    data = world(body(), *map(org, ("aaa", "bbb", "ccc", "ddd")), *records)
    found = {day: data.chair_of("GRP", on=f"2003-01-{day}").about("ddd").certainty for day in days}
    assert found == days


@pytest.mark.parametrize(("on", "verdict", "reason"), [
    ("2002-12-31", R, "the parent was not founded"),
    ("2009-12-31", R, "the unit was not founded"),
    ("2010-06-01", P, "it was founded some day of 2010"),
    ("2011-06-01", C, "both lived"),
    ("2015-06-01", P, "the parent ended some day of 2015"),
    ("2016-01-01", R, "a unit does not outlive its parent"),
])  # fmt: skip
def test_a_unit_lives_within_itself_and_its_parent(on: str, verdict: Certainty, reason: str) -> None:
    """The chair of a working group exists only within the life of the group and of the body it belongs to."""
    data = world(
        body(founded="2003", ended="2015"), org("wg", founded="2010"), org("aaa"), seat("wg", "/", role="unit"),
        term("aaa", "../..", of="wg"),
    )  # fmt: skip
    assert data.chair_of("wg", on=on).verdict is verdict, reason


def test_lives_bound_through_several_floors() -> None:
    """A unit of a unit is bounded by all above it."""
    data = world(
        body(ended="2015"), org("wg"), org("sub"), org("aaa"), seat("wg", "../..", role="unit"),
        seat("sub", "../..", of="wg", role="unit"), seat("aaa", "../..", of="sub"),
    )  # fmt: skip
    assert data.members_of("sub", on="2014-12-31").verdict is C
    assert data.members_of("sub", on="2016-01-01").verdict is R


def test_a_unit_of_two_bodies_is_bounded_by_neither() -> None:
    """A unit that moved from one body to another may have lived when either did not."""
    data = world(
        body(ended="2010"), org("new", founded="2011"), org("wg"), org("aaa"), seat("wg", "/2010", role="unit"),
        seat("wg", "2011/..", of="new", role="unit"), seat("aaa", "../..", of="wg"),
    )  # fmt: skip
    for on in ("2005-01-01", "2010-12-31", "2015-01-01"):
        assert data.members_of("wg", on=on).verdict is C


def test_units_in_a_ring_end() -> None:
    """Bodies that are units of each other do not loop, and each bounds the other."""
    data = world(
        body(ended="2010"), org("wg", founded="2005"), org("aaa"), seat("wg", "../..", role="unit"),
        seat("grp", "../..", of="wg", role="unit"), seat("aaa", "../.."),
    )  # fmt: skip
    assert [data.members_of("GRP", on=on).verdict for on in ("2004-01-01", "2006-01-01", "2011-01-01")] == [R, C, R]


def test_a_body_that_is_a_person_or_missing_has_no_life() -> None:
    """What is not an organization of the data bounds nothing and rules nothing out."""
    person = Person(id="sam", name="Sam Sample")
    data = world(person, org("aaa"), seat("aaa", "2010-01-01/..", of="sam"))
    assert data.members_of("sam", on="2011-01-01").verdict is C
    assert data.members_of("sam", on="2009-01-01").verdict is U


def test_units_by_kind() -> None:
    """`kind=` narrows to units of that kind, and a complete list stays complete."""
    data = world(
        body(), org("wg", kind="working-group"), org("tf", kind="task-force"), Person(id="sam", name="Sam"),
        *(seat(each, "2010-01-01/..", role="unit") for each in ("wg", "tf", "sam")), covers("units"),
    )  # fmt: skip
    assert ids(data.units_of("GRP", on="2011-01-01").certain) == ["sam", "tf", "wg"]
    assert ids(data.units_of("GRP", on="2011-01-01", kind="task-force").certain) == ["tf"]
    assert data.units_of("GRP", on="2011-01-01", kind="organ").verdict is R
    assert data.members_of("GRP", on="2011-01-01").verdict is U


@pytest.mark.parametrize(
    ("founded", "ended", "day", "expected"),
    [
        ("[2010-02-12,2010-02-17]", "2010-02-13", "2010-02-12", C),
        ("2010-02-16", "[2010-02-12,2010-02-17]", "2010-02-17", C),
        ("[2010-02-12..2010-02-17]", "2010-02-13", "2010-02-12", P),
    ],
)
def test_a_life_starts_and_ends_on_days_that_its_dates_may_be(
    founded: str, ended: str, day: str, expected: Certainty
) -> None:
    """A founding that cannot be later than the end is on one of its own days, as in a period; so is an end."""
    data = world(body(founded=founded, ended=ended), org("aaa"), seat("aaa", "2010-01-01/2010-12-31"))
    assert data.is_member("aaa", "grp", on=day) is expected


@pytest.mark.parametrize(
    ("founded", "ended", "before", "after"), [("2003", None, R, C), (None, "2010", C, R), (None, None, C, C)]
)
def test_a_life_with_one_known_side(
    founded: str | None, ended: str | None, before: Certainty, after: Certainty
) -> None:
    """A body that states only its founding or only its end is bounded on that side alone."""
    data = world(body(founded=founded, ended=ended), org("aaa"), seat("aaa", "../.."))
    assert [data.members_of("GRP", on=on).verdict for on in ("2002-12-31", "2011-01-01")] == [before, after]


# Collectives.


def joint(*coverages: object) -> object:
    """A collective of two known parts from 2008 on, in a body whose direct members are all known."""
    return world(
        body(), org("aaa"), org("bbb"), org("ccc"), org("ddd"), org("col", kind="collective"),
        seat("ddd", "2005-01-01/.."),
        seat("col", "2008/.."), seat("aaa", "2005-01-01/..", of="col", role="component"),
        seat("bbb", "2012/..", of="col", role="component"), covers("members"), *coverages,
    )  # fmt: skip


@pytest.mark.parametrize(("known", "who", "on", "certainty", "reason"), [
    (False, "ccc", "2007-06-01", R, "before the collective had a seat nobody could be in through it"),
    (False, "ccc", "2008-06-01", U, "the collective may have had a seat, and its parts are not known"),
    (False, "ccc", "2010-01-01", U, "the collective had a seat, and its parts are not known"),
    (True, "ccc", "2010-01-01", R, "all parts are known"),
    (False, "aaa", "2010-01-01", C, "a known part"),
    (False, "aaa", "2008-06-01", P, "the seat began some day of 2008"),
    (False, "bbb", "2012-06-01", P, "it became a part some day of 2012"),
    (True, "bbb", "2010-01-01", R, "it was not a part yet, and all parts are known"),
    (False, "bbb", "2010-01-01", U, "it was not a part yet by its record, and the parts are not known"),
])  # fmt: skip
def test_unknown_parts_leave_everyone_unknown(
    known: bool, who: str, on: str, certainty: Certainty, reason: str
) -> None:
    """Whoever may be part of a collective whose parts are not all known is not ruled out while it has a seat."""
    data = joint(*([covers("members", body="col")] if known else []))
    assert data.is_member(who, "GRP", on=on) is certainty, reason
    assert data.members_of("GRP", on=on).about(who).certainty is certainty, reason


def test_direct_members_are_complete_though_parts_are_not() -> None:
    """The list that counts a collective as one is complete; the list of its parts is only where these are known."""
    data = joint(covers("members", "2009-01-01", "2010-12-31", body="col"))
    for on, whole, parts in (("2007-01-01", True, True), ("2010-01-01", True, True), ("2011-01-01", True, False)):
        assert data.members_of("GRP", on=on).is_complete is whole
        assert data.members_of("GRP", on=on, components=True).is_complete is parts, on


def test_components_stand_in_place_of_their_collective() -> None:
    """`components=True` lists the parts and the direct members, not the collective."""
    data = joint()
    assert ids(data.members_of("GRP", on="2013-01-01").certain) == ["ddd", "col"]
    assert ids(data.members_of("GRP", on="2013-01-01", components=True).certain) == ["ddd", "aaa", "bbb"]
    assert ids(data.members_of("GRP", on="2012-06-01", components=True).possible) == ["bbb"]


def test_a_collective_without_recorded_parts_stays_itself() -> None:
    """Where no part is recorded there is nothing to list in its place."""
    data = world(body(), org("col", kind="collective"), seat("col", "2008-01-01/.."))
    assert ids(data.members_of("GRP", on="2010-01-01", components=True).certain) == ["col"]


def test_the_life_of_a_collective_bounds_its_parts() -> None:
    """A part holds its place only while the collective lives."""
    data = world(
        body(), org("aaa"), org("col", ended="2010-06-30"), seat("col", "2008-01-01/.."),
        seat("aaa", "../..", of="col", role="component"), covers("members"), covers("members", body="col"),
    )  # fmt: skip
    assert [data.is_member("aaa", "GRP", on=on) for on in ("2007-12-31", "2008-01-01", "2010-06-30", "2010-07-01")] == [
        R,
        C,
        C,
        R,
    ]


def test_a_direct_seat_and_a_part_count_once() -> None:
    """Whoever holds a seat of its own and a part is listed once, and surely by both together."""
    data = world(
        body(), org("aaa"), org("col"), seat("aaa", "2010-01-01/2010-06-30"), seat("col", "2010-07-01/.."),
        seat("aaa", "../..", of="col", role="component"),
    )  # fmt: skip
    assert data.is_member("aaa", "GRP", throughout="2010") is C
    answer = data.members_of("GRP", throughout="2010", components=True)
    assert ids(answer.certain) == ["aaa"]
    assert len(answer.evidence) == 2


# Groups.


def test_groups_through_a_collective_and_directly() -> None:
    """An agent's groups are those where it sat itself and those where a collective sat of which it was a part."""
    data = world(
        body(founded="2003", ended="2018"), org("own"), org("aaa"), org("col"), seat("col", "2008-01-01/.."),
        seat("aaa", "2005-01-01/..", of="col", role="component"), seat("aaa", "2010-01-01/..", of="own"),
        seat("aaa", "2001-01-01/..", role="observer"),
    )  # fmt: skip
    found = {
        on: ids(data.groups_of("aaa", on=on).certain) for on in ("2007-01-01", "2009-01-01", "2011-01-01", "2019-01-01")
    }
    assert found == {"2007-01-01": [], "2009-01-01": ["grp"], "2011-01-01": ["grp", "own"], "2019-01-01": ["own"]}


@pytest.mark.parametrize(("who", "on", "certainty", "record", "reason"), [
    ("aaa", "2010-06-01", C, "seat", "its own record"),
    ("aaa", "2009-06-01", R, "known", "its record had not begun, and the members of the body are all known"),
    ("bbb", "2010-06-01", R, "known", "no record, and the members of the body are all known"),
    ("bbb", "2015-06-01", U, None, "no record, and the members are not all known then"),
    ("bbb", "2002-12-31", R, "grp", "the body was not founded"),
    ("ccc", "2015-06-01", R, "own", "its own groups are all known"),
])  # fmt: skip
def test_about_a_group_is_settled_by_its_members(
    who: str, on: str, certainty: Certainty, record: str | None, reason: str
) -> None:
    """What an agent's own records leave open about a group is settled by what is known of that group's members."""
    data = world(
        body(founded="2003"), org("aaa"), org("bbb"), org("ccc"), seat("aaa", "2010-01-01/..", id="seat"),
        covers("members", "2003-01-01", "2014-01-01", id="known"), covers("groups", body="ccc", id="own"),
    )  # fmt: skip
    proof = data.groups_of(who, on=on).about("GRP")
    assert proof.item is data.agent("grp")
    assert (proof.certainty, getattr(proof.record, "id", None)) == (certainty, record), reason


def test_nobody_is_in_a_group_outside_its_own_life() -> None:
    """A tie holds within the life of its member too, and before it and after it the member is ruled out everywhere."""
    data = world(body(), org("aaa", founded="2010", ended="2015-06-30"), org("bbb"), seat("aaa", "2005-01-01/.."))
    told = {"2006-01-01": R, "2010-06-01": P, "2011-01-01": C, "2016-01-01": R}
    assert {on: data.groups_of("aaa", on=on).verdict for on in told} == told
    assert {on: data.is_member("aaa", "GRP", on=on) for on in told} == told
    proof = data.members_of("GRP", on="2016-01-01").about("aaa")
    assert (proof.certainty, proof.record.id) == (R, "aaa")
    assert proof.why.endswith("AAA ended on 30 June 2015, and 1 January 2016 lies after that")
    # Of others nothing is claimed.
    assert data.members_of("GRP", on="2016-01-01").verdict is U


# Chairs.


@pytest.mark.parametrize(
    ("role", "complete"), [("chair", True), ("interim-chair", True), ("co-chair", False), ("co-convener", False)]
)
def test_one_chair_sits_at_a_time_but_co_chairs_need_a_coverage(role: str, complete: bool) -> None:
    """A certain chair or interim chair completes a day; a co-chair or co-convener does only with a coverage."""
    records = [body(), org("aaa"), org("bbb"), term("aaa", "2010-01-01/2010-06-30", role=role)]
    answer = world(*records).chair_of("GRP", on="2010-03-01")
    assert (answer.verdict, answer.is_complete) == (C, complete)
    assert answer.about("bbb").certainty is (R if complete else U)
    covered = world(*records, covers("chairs", "2010-01-01", "2010-06-30")).chair_of("GRP", on="2010-03-01")
    assert (covered.is_complete, covered.about("bbb").certainty) == (True, R)


def test_a_possible_chair_completes_nothing() -> None:
    """A day on which a chair only may have sat stays open for others."""
    data = world(body(), org("aaa"), term("aaa", "2010/2010"), term("aaa", "[2012-06-01..2012-07-01]/2012-12-31"))
    for on, complete in (("2010-03-01", False), ("2012-06-15", False), ("2012-07-01", True)):
        assert data.chair_of("GRP", on=on).is_complete is complete


def test_a_chair_beyond_the_life_of_the_body_is_cut() -> None:
    """A term that outlasts its body ends with it: for chair and for the completeness it gives."""
    data = world(body(ended="2010-03-31"), org("aaa"), term("aaa", "2010-01-01/2010-06-30"))
    assert [data.chair_of("GRP", on=on).verdict for on in ("2010-03-31", "2010-04-01")] == [C, R]


def test_coverage_of_something_else_covers_nothing_here() -> None:
    """That all members are known says nothing of the chairs, and the other way round."""
    data = world(body(), covers("members"))
    assert (data.members_of("GRP", on="2010-01-01").verdict, data.chair_of("GRP", on="2010-01-01").verdict) == (R, U)


def test_a_coverage_that_ends_before_it_begins_covers_nothing() -> None:
    """A reversed coverage is not a coverage."""
    assert world(body(), covers("members", "2011-01-01", "2010-01-01")).members_of("GRP", on="2010-06-01").verdict is U


# Names.


def test_names_by_language_and_kind() -> None:
    """A name answers only in its own language and kind, within the body's life."""
    names = (
        name("Groupe", "2003/..", language="fr"), name("The Group", "2003/.."), name("TG", "2003/..", kind="acronym"),
    )  # fmt: skip
    data = world(body(names=names, founded="2003", ended="2018-12-31"))
    assert data.name_of("GRP", on="2010-01-01").one() == "The Group"
    assert data.name_of("GRP", on="2010-01-01", language="fr").one() == "Groupe"
    assert data.name_of("GRP", on="2010-01-01", kind="acronym").one() == "TG"
    assert data.name_of("GRP", on="2010-01-01", language="de").verdict is U
    assert data.name_of("GRP", on="2019-01-01").verdict is R


# Order.


def test_answers_stand_in_the_order_of_what_bears_on_the_time() -> None:
    """Who sat first in the time asked about stands first, whatever they held before."""
    data = world(
        body(), org("aaa"), org("bbb"), term("bbb", "2001-01-01/2001-12-31"), term("aaa", "2010-01-01/2010-06-30"),
        term("bbb", "2010-07-01/2010-12-31"),
    )  # fmt: skip
    assert ids(data.chair_of("GRP", during="2010").certain) == ["aaa", "bbb"]


def test_asking_again_gives_the_same_objects() -> None:
    """A warm question gives the very tuples of the first one, by any name and by record."""
    data = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-06-30"), seat("aaa", "2010-01-01/.."))
    first = data.chair_of("GRP", on="2010-03-01").certain
    assert data.chair_of("grp", on="2010-04-01").certain is first
    assert data.chair_of(data.agent("The Group"), on="2010-04-01").certain is first
    assert (
        data.members_of(data.agent("GRP"), on="2010-04-01").certain is data.members_of("GRP", on="2010-05-01").certain
    )


def test_a_coverage_of_names_is_of_the_official_english_ones() -> None:
    """That all official English names are known says nothing of French ones, or of acronyms."""
    data = world(*NAMED)
    assert data.name_of("GRP", on="2010").about("Troupe").certainty is Certainty.RULED_OUT
    assert data.name_of("GRP", on="2010", language="fr").verdict is Certainty.UNKNOWN
    assert data.name_of("GRP", on="2010", kind="acronym").verdict is Certainty.UNKNOWN
    assert data.name_of("GRP", on="2010", language="fr", kind="native").one() == "Groupe"


@pytest.mark.parametrize(
    "narrowed", [{"kind": "bad"}, {"kind": None}, {"language": "English"}, {"language": None}, {"language": "EN"}]
)
def test_words_out_of_the_vocabulary_are_refused(narrowed: dict[str, str]) -> None:
    """A slip in a kind or language is an error, not an answer that no name is known."""
    with pytest.raises(InvalidQuestionError) as caught:
        world(*NAMED).name_of("GRP", on="2010", **narrowed)
    assert caught.value.field in narrowed


def test_names_are_asked_about_in_any_spelling() -> None:
    """A name is the same name in other case."""
    assert world(*NAMED).name_of("GRP", on="2010").about("gROUP").certainty is Certainty.CERTAIN


def test_a_unit_of_no_stated_kind_may_be_of_any() -> None:
    """That a unit's kind is not stated does not rule out that it is of the kind asked for."""
    data = world(
        body(),
        org("aaa"),
        seat("aaa", "2010-01-01/2010-12-31", role="unit"),
        covers("units", "2009-01-01", "2011-12-31"),
    )
    assert data.units_of("GRP", on="2010-05-05", kind="task-force").verdict is Certainty.UNKNOWN
    assert data.units_of("GRP", on="2009-05-05", kind="task-force").verdict is Certainty.RULED_OUT


def test_a_view_that_states_no_kinds_rules_no_unit_out(curated: Dataset) -> None:
    """The page names meetings of the group, but their kind is our classification: by the page alone it is not a no."""
    page = curated.according_to("iom-partners-and-friends")
    assert page.units_of("GMG", on="2014-01-01", kind="organ").verdict is Certainty.UNKNOWN
    # The kind of a task force stands in its name.
    assert page.units_of("GMG", on="2014-01-01", kind="task-force").verdict is Certainty.CERTAIN


@pytest.mark.parametrize("kind", [["task-force"], 5, True])
def test_a_kind_of_unit_is_a_text(kind: object) -> None:
    """What is not text is not a kind of organization, and is refused by name."""
    with pytest.raises(InvalidQuestionError) as caught:
        world(body()).units_of("GRP", on="2010", kind=kind)  # type: ignore[arg-type]
    assert caught.value.field == "kind"


# Roles, offices, vacancies, doubt, exceptions.


def board(*records: Any) -> Dataset:
    """Return the dataset of a body with some persons, of whom one lived from 1950 to 2008."""
    people = [Person(id="ann", name="Ann", born="1950", died="2008-06-30"), Person(id="bo", name="Bo")]
    return world(body(), *people, Person(id="cy", name="Cy"), *records)


def test_other_roles_are_asked_for_by_role() -> None:
    """Who observes is not a member, who is vice-chair does not chair; each role has coverages of its own."""
    data = board(
        seat("ann", "2001-01-01/.."), seat("bo", "2002-01-01/..", role="observer"), covers("members"),
        term("ann", "2001-01-01/.."), term("bo", "2002-01-01/2003-12-31", role="vice-chair"), covers("chairs"),
    )  # fmt: skip
    assert ids(data.members_of("GRP", on="2005-01-01").certain) == ["ann"]
    assert ids(data.members_of("GRP", on="2005-01-01", role="observer").certain) == ["bo"]
    assert data.is_member("bo", "GRP", on="2005-01-01") is R
    assert data.is_member("bo", "GRP", on="2005-01-01", role="observer") is C
    # That all members are known says nothing of observers, nor all chairs of vice-chairs.
    assert data.is_member("cy", "GRP", on="2005-01-01", role="observer") is U
    assert data.chair_of("GRP", on="2005-01-01", role="vice-chair").verdict is U
    assert data.chair_of("GRP", on="2003-01-01", role="vice-chair").one().id == "bo"
    assert data.chair_of("GRP", on="2003-01-01").one().id == "ann"
    closed = data.with_records(covers("members", id="o", role="observer"), covers("chairs", id="v", role="vice-chair"))
    assert closed.is_member("cy", "GRP", on="2005-01-01", role="observer") is R
    assert closed.chair_of("GRP", on="2005-01-01", role="vice-chair").verdict is R
    assert (closed.member_count("GRP", on="2005-01-01", role="observer").upper, data.tenure(
        "bo", "GRP", role="vice-chair").upper) == (1, 730)  # fmt: skip
    panel = closed.stats.panel("grp", role="observer", during="2001/2002")
    assert [(row[1], row[6]) for row in panel] == [("bo", "ruled_out"), ("bo", "certain")]
    for wrong in ({"role": "obsrever"}, {"role": "chair"}, {"office": "Clerk"}):
        with pytest.raises(InvalidQuestionError, match="in the data"):
            data.members_of("GRP", on="2005-01-01", **wrong)


def test_offices_in_words() -> None:
    """Who held an office is known where offices are; else of a member it may be unsaid, of others it is ruled out."""
    data = board(
        seat("ann", "2001-01-01/2004-12-31", office="Minister of Kites"), seat("bo", "2001-01-01/.."),
        covers("members"),
    )  # fmt: skip
    answer = data.members_of("GRP", on="2003-01-01", office="Minister of Kites")
    assert (ids(answer.certain), answer.is_complete) == (["ann"], False)
    told = [data.is_member(who, "GRP", on="2003-01-01", office="Minister of Kites") for who in ("ann", "bo", "cy")]
    assert told == [C, U, R]
    assert data.is_member("ann", "GRP", on="2006-01-01", office="Minister of Kites") is R
    known = data.with_records(covers("offices"))
    assert known.is_member("bo", "GRP", on="2003-01-01", office="Minister of Kites") is R
    assert str(known.member_count("GRP", on="2003-01-01", office="Minister of Kites")) == "1"
    assert known.tenure("ann", "GRP", office="Minister of Kites", during="2004/2005").upper == 366
    assert "as Minister of Kites ran" in answer.why


def test_a_stated_vacancy_is_an_answer() -> None:
    """Nobody chaired while the chair was vacant; what is doubtful or of several seats says no such thing."""
    vacant = ChairTerm(id="v", organization_id="grp", holder_id=None, period=Period("2002-01-01/2002-06-30"))
    data = board(term("ann", "2001-01-01/2001-12-31"), vacant, term("bo", "2002-07-01/.."))
    answer = data.chair_of("GRP", on="2002-03-01")
    assert (answer.verdict, answer.certain, answer.about("cy").certainty) == (R, (), R)
    assert answer.why == "Nobody was chair of GRP on 1 March 2002: the chair of GRP was vacant."
    assert [proof.record.id for proof in answer.evidence] == ["v"]
    assert [(each.before.id, each.after.id, each.certainty.value) for each in data.succession("grp")] == [
        ("ann", "bo", "certain")
    ]
    assert data.stats.chairs_on("grp", ["2002-03-01"], nulls="keep") == [None]
    assert [entry.what for entry in data.timeline("grp")][1] == (
        "The chair of GRP was vacant from 1 January to 30 June 2002."
    )
    doubtful = board(attrs.evolve(vacant, is_doubtful=True))
    assert doubtful.chair_of("GRP", on="2002-03-01").verdict is U
    seats = board(attrs.evolve(vacant, role="co-chair"))
    assert seats.chair_of("GRP", on="2002-03-01").verdict is U
    assert seats.chair_of("GRP", on="2002-03-01", role="co-chair").verdict is U
    deputy = board(attrs.evolve(vacant, role="vice-chair"))
    assert deputy.chair_of("GRP", on="2002-03-01", role="vice-chair").verdict is R
    assert deputy.chair_of("GRP", on="2002-03-01").verdict is U
    # Where another holds that office meanwhile, it has several seats, of which one was vacant.
    both = board(attrs.evolve(vacant, role="vice-chair"), term("bo", "2002-01-01/2002-03-31", role="vice-chair"))
    for day, sure in (("2002-03-01", U), ("2002-05-01", R)):
        assert both.chair_of("GRP", on=day, role="vice-chair").about("ann").certainty is sure


def test_a_tie_that_may_never_have_held() -> None:
    """A doubtful tie is possible on all of its days and certain on none, however open; a count says between."""
    data = board(seat("ann", "../..", is_doubtful=True), seat("bo", "2001-01-01/.."), covers("members"))
    assert data.is_member("ann", "GRP", on="2005-01-01") is P
    assert data.is_member("ann", "GRP", during=Period("../..")) is P
    assert str(data.member_count("GRP", on="2005-01-01")) == "between 1 and 2"
    assert data.tenure("ann", "GRP", during="2005")[:2] == (0, 365)
    assert data.members_of("GRP", on="2005-01-01").about("ann").why == "Ann's membership of GRP may never have held"
    assert data.is_member("ann", "GRP", on="2009-01-01") is R  # She lived no more.
    assert data.narrow().narrowed == ()


@pytest.mark.parametrize(("day", "ann", "bo"), [("1949-12-31", R, U), ("1950-06-01", P, U), ("2008-07-01", R, C)])
def test_nobody_is_a_member_before_birth_or_after_death(day: str, ann: Certainty, bo: Certainty) -> None:
    """A life bounds the ties of its person alone."""
    data = board(seat("ann", "../.."), seat("bo", "2008-01-01/.."))
    assert [data.is_member(each, "GRP", on=day) for each in ("ann", "bo")] == [ann, bo]
    if ann is R:
        assert data.members_of("GRP", on=day).about("ann").record.id == "ann"


def test_exceptions_of_a_coverage() -> None:
    """Of those excepted nothing is claimed: they are unknown, the list is not complete, and a count is open by them."""
    data = board(
        seat("ann", "2001-01-01/2004-12-31"), covers("members", "2001-01-01", "2005-12-31", except_ids=("bo", "ann"))
    )
    answer = data.members_of("GRP", on="2003-01-01")
    assert (ids(answer.certain), answer.is_complete) == (["ann"], False)
    assert [data.is_member(who, "GRP", on="2003-01-01") for who in ("ann", "bo", "cy")] == [C, U, R]
    assert str(data.member_count("GRP", on="2003-01-01")) == "between 1 and 2"
    assert str(data.member_count("GRP", during="2005")) == "between 0 and 2"
    assert data.is_member("ann", "GRP", on="2005-06-01") is U
    assert data.stats.member_counts_on("GRP", ["2003-01-01"], give="upper") == [2]
    assert data.stats.member_counts("GRP").rows[1][2:] == (1, 2, 1)
    # Another claim of the same days knows of them.
    both = data.with_records(covers("members", "2003-01-01", "2003-12-31", id="more", except_ids=("cy",)))
    assert [both.is_member(who, "GRP", on="2003-06-01") for who in ("bo", "cy")] == [R, R]
    assert both.members_of("GRP", on="2003-06-01").is_complete is True


def test_all_partners_of_a_project() -> None:
    """A coverage of a project says that all who took part are known, but for whom it excepts."""
    project = Project(id="kites", name="Kites", period="2001-01-01/2005-12-31")
    took = Participation(id="t", project_id="kites", agent_id="bo", role="funder", period="2001-01-01/2005-12-31")
    known = Coverage(id="c", project_id="kites", of="partners", except_ids=("cy",))
    data = board(project, took, known)
    answer = data.partners_of("Kites", on="2003-01-01")
    assert (ids(answer.certain), answer.is_complete) == (["bo"], False)
    assert [answer.about(who).certainty for who in ("ann", "cy")] == [R, U]
    assert board(project, took).partners_of("Kites", on="2003-01-01").about("ann").certainty is U


def test_doubt_and_vacancies_in_histories() -> None:
    """A doubtful tie keeps its dates as gaps and says outside them what they say; a vacancy excludes a chair."""
    data = board(
        seat("ann", "2001/2003-06", is_doubtful=True, id="m"), covers("members"),
        term("bo", "2001-01-01/2002-12-31", id="t"),
        ChairTerm(id="v", organization_id="grp", holder_id=None, period=Period("2002-06-01/2003-06-30")),
    )  # fmt: skip
    assert {(gap.kind, gap.record.id) for gap in data.gaps("grp") if gap.record and gap.record.id == "m"} == {
        ("start", "m"), ("end", "m"),
    }  # fmt: skip
    told = data.members_of("GRP", on="2004-01-01").about("ann")
    assert told.why.startswith("Ann's membership of GRP ended in June 2003, and 1 January 2004 lies after that")
    (found,) = data.narrow().contradictions
    assert {record.id for record in found.records} == {"t", "v"}
    assert "the vacancy of the chair of GRP" in found.why


def test_an_office_of_those_excepted_is_unknown() -> None:
    """Whoever a coverage of members excepts may have held any office."""
    data = board(seat("ann", "2001-01-01/..", office="Clerk"), covers("members", except_ids=("bo",)))
    assert [data.is_member(who, "GRP", on="2005-01-01", office="Clerk") for who in ("bo", "cy")] == [U, R]


def test_exceptions_among_the_parts_of_a_collective() -> None:
    """Of those excepted anywhere it is unknown whether they were members; of all others it is known."""
    data = board(
        org("pair"), seat("pair", "2001-01-01/.."), seat("ann", "2001-01-01/..", of="pair", role="component"),
        covers("members"), covers("members", body="pair", except_ids=("bo",)),
    )  # fmt: skip
    answer = data.members_of("GRP", on="2005-01-01", components=True)
    assert [answer.about(who).certainty for who in ("ann", "bo", "cy")] == [C, U, R]
    assert [data.is_member(who, "GRP", on="2005-01-01") for who in ("ann", "bo", "cy")] == [C, U, R]


def test_a_term_between_the_days_of_a_set() -> None:
    """On one of two days, who sat only in between is not an answer."""
    data = world(body(), org("aaa"), term("aaa", "2001-02-01/2001-02-10"))
    answer = data.chair_of("grp", on="[2001-01-01,2001-03-01]")
    assert (answer.certain, answer.possible) == ((), ())


def test_chairs_without_any_date_rest_on_nothing() -> None:
    """Data that reach no day have no table of what their chairs rest on."""
    assert len(world(body(), org("aaa"), term("aaa", "/")).stats.reliance()) == 0
