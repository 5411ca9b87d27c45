"""Merging: which value stands, what citations still say, and what is refused."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import (
    Agreement,
    ChairTerm,
    Citation,
    DataFileError,
    Dataset,
    Event,
    Figure,
    Identifier,
    InvalidQuestionError,
    Membership,
    Organization,
    PartialDate,
    Period,
    Person,
    Project,
    Said,
    Source,
)
from iom_partners.model import Name
from iom_partners.store.record_types import RECORD_TYPES
from strategies import cited_datasets, examples

A, B = Source(id="a", title="A"), Source(id="b", title="B")
CLUB, NORTH = Organization(id="club", name="Club"), Organization(id="north", name="North")


def cite(source_id: str, *states: str, **says: str) -> tuple[Citation, ...]:
    """One citation."""
    said = tuple(Said(field=field, value=value) for field, value in says.items())
    return (Citation(source_id=source_id, states=states, says=said),)


def merged(ours: Any, theirs: Any, **how: Any) -> Any:
    """Merge two records of one id, beside all that they refer to."""
    both = Dataset.from_records([A, B, ours], strict=False).merge(
        Dataset.from_records([A, B, theirs], strict=False), **how
    )
    name = next(name for name in RECORD_TYPES if getattr(both, name).get(ours.id))
    return getattr(both, name)[ours.id]


def member(period: str, *citations: Citation, **more: Any) -> Membership:
    """A membership with a period."""
    return Membership(
        id="m", member_id="north", organization_id="club", period=Period(period), citations=citations, **more
    )


@pytest.mark.parametrize(("ours", "theirs", "policy", "value"), [
    ("2005-03/..", "2005/..", "report", "2005-03/.."),  # The one holds the other: both can be.
    ("2005/..", "2005-03/..", "report", "2005-03/.."),
    ("[2005-01-01..2005-06-30]/..", "[2005-03-01..2005-09-30]/..", "report", "[2005-03-01..2005-06-30]/.."),
    ("2005/..", "2007/..", "report", "[2005-01-01..2007-12-31]/.."),  # Neither: what holds both.
    ("2005/..", "2007/..", "ours", "2005/.."),
    ("2005/..", "2007/..", "theirs", "2007/.."),
    ("/", "2007/..", "ours", "2007/.."),  # Who says nothing contradicts no one.
    ("2007/..", "/", "theirs", "2007/.."),
])  # fmt: skip
def test_value_of_a_date(ours: str, theirs: str, policy: str, value: str) -> None:
    """By the policy: the common reading, else what holds both; or one side's."""
    assert str(merged(member(ours), member(theirs), on_conflict=policy).period) == value
    cited = merged(member(ours, *cite("a", "period")), member(theirs, *cite("b", "period")), on_conflict=policy)
    assert str(cited.period) == value or "/" in {
        ours,
        theirs,
    }  # A period that a source states to be "/" is a statement.


def test_clash_at_one_end_leaves_the_other() -> None:
    """The agreed end stands, the start spans both, and both sources still say what they said."""
    ours, theirs = (member(period) for period in ("1998-01-01/2017-04-08", "2011-01-01/2017"))
    for sides in (
        (ours, theirs),
        [attrs.evolve(each, citations=cite(a, "period")) for each, a in zip((ours, theirs), "ab", strict=True)],
    ):
        both = Dataset.from_records([CLUB, NORTH, A, B, sides[0]]).merge(
            Dataset.from_records([CLUB, NORTH, A, B, sides[1]])
        )
        assert str(both.memberships["m"].period) == "[1998-01-01..2011-01-01]/2017-04-08"
        assert [(each.kind, each.values) for each in both.conflicts()] == [
            ("contradiction", ("1998-01-01/2017-04-08", "2011-01-01/2017"))
        ]


def rows(*periods: str, **how: Any) -> Dataset:
    """Memberships of North in the club, as rows of a table."""
    cells = [dict(zip(("start", "end"), each.split("/"), strict=True), member="North", body="Club") for each in periods]
    return Dataset.from_rows(cells, coarse_dates="within", **how)


@pytest.mark.parametrize(("ours", "theirs", "both"), [
    (["1990/1992"], ["2005/2008"], ["1990/1992", "2005/2008"]),  # Two stints, each the first of its table.
    (["1990/"], ["2005/2008", "1990/1992"], ["1990/1992", "2005/2008"]),  # The same table, newer.
    (["2004/"], ["2004-03-01/2006"], ["2004-03-01/2006"]),  # A start that is known better,
    (["2004-03-01/2006"], ["2004/2006-05"], ["2004-03-01/2006-05"]),  # or one end by each.
    (["2004/.."], ["2004-03-01/2006"], ["2004-03-01/[2006-01-01..]"]),
    (["2004/2004-04"], ["2004-10-01/2006"], ["2004/2004-04", "2004-10-01/2006"]),  # The ends tell them apart.
    (["2004/"], ["2004-01-01/", "2004-10-01/"], ["2004/", "2004-01-01/", "2004-10-01/"]),  # It may be either.
    (["2004-01-01/", "2004-10-01/"], ["2004/"], ["2004/", "2004-01-01/", "2004-10-01/"]),
    (["/1992"], ["1990/1992"], ["/1992", "1990/1992"]),  # Of the one no start is stated.
    (["1997/2001"], ["[..2010-03]/"], ["1997/2001", "[..2010-03]/"]),  # By 2010: it may be another stint.
])  # fmt: skip
def test_stints_of_rows(ours: list[str], theirs: list[str], both: list[str]) -> None:
    """Stints of different starts stay apart, and one of a newer download is the same."""
    merged = rows(*ours).merge(rows(*theirs))
    assert sorted(str(each.period) for each in merged.memberships) == sorted(both)
    assert merged.merge(rows(*theirs)) == merged
    back = rows(*theirs).merge(rows(*ours))
    assert {str(each.period) for each in back.memberships} == {*both}


def test_stints_in_two_offices_are_two() -> None:
    """A treasurer since 1997 is not the secretary since March 1997 of a newer table, whatever its dates."""
    ours, theirs = (
        Dataset.from_rows([{"member": "Ann", "body": "Club", "office": office, "start": start}], coarse_dates="within")
        for office, start in (("Treasurer", "1997"), ("Secretary", "1997-03"))
    )
    assert [each.office for each in ours.merge(theirs).memberships] == ["Treasurer", "Secretary"]


def test_ids_of_ones_own_are_not_matched() -> None:
    """Only ids that rows make say nothing but body, role, member and start."""
    ours, theirs = (
        Dataset.from_records([CLUB, NORTH, attrs.evolve(member(period), id=each)])
        for each, period in (("x", "2004/"), ("y", "2004-03-01/"))
    )
    assert len(ours.merge(theirs).memberships) == 2


def test_files_that_differ_are_in_conflict() -> None:
    """Two files of the same ids: each view is its file, and what differs is told with both names."""
    ours = Dataset.from_records([CLUB, NORTH, member("2004/2006", is_founder=True)], source="Our file")
    theirs = Dataset.from_records([attrs.evolve(CLUB, country="CH"), NORTH, member("2005/2006")], source="Their file")
    both = ours.merge(theirs)
    assert [(each.field, each.values, each.citations[0][0].source_id) for each in both.conflicts()] == [
        ("period", ("2004/2006", "2005/2006"), "our-file"),
    ]
    for side, source in ((ours, "our-file"), (theirs, "their-file")):
        for table in ("organizations", "memberships"):
            seen = getattr(both.according_to(source), table)
            assert [attrs.evolve(each, citations=()) for each in seen] == [
                attrs.evolve(each, citations=()) for each in getattr(side, table)
            ]
    assert both.merge(theirs) == both


def test_names_of_files_are_told_apart() -> None:
    """A name stays a name of the file that has it, also where only the record cites the file."""
    cited = {letter: (Citation(source_id=letter, states="all"),) for letter in "ab"}
    ours = attrs.evolve(NORTH, names=(Name(text="N", kind="alias"),), citations=cited["a"])
    theirs = attrs.evolve(NORTH, names=(Name(text="No", kind="alias"),), citations=cited["b"])
    for other, said in ((theirs, "b"), (attrs.evolve(theirs, citations=()), "")):
        both = Dataset.from_records([A, B, ours]).merge(Dataset.from_records([A, B, other]))
        assert [each.text for each in both.according_to("a").organizations["north"].names] == ["N"]
        if said:
            assert [each.text for each in both.according_to("b").organizations["north"].names] == ["No"]
        assert both.merge(Dataset.from_records([A, B, other])) == both


@pytest.mark.parametrize("policy", ["report", "ours", "theirs"])
def test_each_source_still_says_what_it_said(policy: str) -> None:
    """Whichever value stands, the view of each source tells its own, and conflicts lists both."""
    ours, theirs = member("2005/..", *cite("a", "period", "role")), member("2007/..", *cite("b", "period", "role"))
    both = Dataset.from_records([A, ours, CLUB, NORTH], strict=False).merge(
        Dataset.from_records([B, theirs], strict=False), on_conflict=policy
    )
    assert str(both.according_to("a").memberships["m"].period) == "2005/.."
    assert str(both.according_to("b").memberships["m"].period) == "2007/.."
    (conflict,) = both.conflicts()
    assert (conflict.kind, conflict.field, set(conflict.values)) == ("contradiction", "period", {"2005/..", "2007/.."})
    assert both.sources.ids == ("a", "b")  # No source stands for a side that cites its own.


@pytest.mark.parametrize("policy", ["report", "ours", "theirs"])
def test_an_empty_value_that_a_source_states_has_no_text(policy: str) -> None:
    """A source that states a number without a limit says nothing more of it where another number stands."""
    ours = Figure(id="f", about_id="club", unit="members", lower=None, upper=5, citations=cite("a", "lower", "upper"))
    theirs = Figure(id="f", about_id="club", unit="members", lower=3, upper=5, citations=cite("b", "lower", "upper"))
    both = Dataset.from_records([A, CLUB, ours], strict=False).merge(
        Dataset.from_records([B, CLUB, theirs], strict=False), on_conflict=policy
    )
    expected = (cite("a", "upper"), cite("b", "lower", "upper")) if policy == "theirs" else (
        cite("a", "lower", "upper"), cite("b", "upper", lower="3")
    )  # fmt: skip
    assert both.figures["f"].citations == sum(expected, ())
    assert {problem.severity for problem in both.check()} == {"warning"}


def test_a_side_without_a_value_is_not_cited_for_it() -> None:
    """Where only a denial speaks of a field that is empty, its side has nothing to be cited for."""
    ours = Figure(id="f", about_id="club", unit="members", lower=5)
    said = Citation(source_id="b", says=(Said(field="lower", value="3"),), denies=True)
    found = merged(ours, attrs.evolve(ours, lower=None, citations=(said,)), on_conflict="ours")
    assert found.citations == (*cite("merge-ours", "lower"), said)


def test_sides_that_cite_nothing_are_cited_themselves() -> None:
    """A side without sources becomes a source, so that both statements stand and are told apart."""
    both = Dataset.from_records([CLUB, NORTH, member("2005/..")], strict=False).merge(
        Dataset.from_records([member("2007/..")], strict=False), on_conflict="ours"
    )
    assert both.memberships["m"].citations == (*cite("merge-ours", "period"), *cite("merge-theirs", period="2007/.."))
    assert both.sources.ids == ("merge-ours", "merge-theirs")
    assert [each.kind for each in both.conflicts()] == ["contradiction"]


@pytest.mark.parametrize(("ours", "theirs", "field", "value"), [
    (CLUB, attrs.evolve(CLUB, country="CH"), "country", "CH"),
    (attrs.evolve(CLUB, country="CH"), attrs.evolve(CLUB, country="FR"), "country", "CH"),
    (attrs.evolve(CLUB, note="A."), attrs.evolve(CLUB, note="B."), "note", "A. B."),
    (attrs.evolve(CLUB, note="A. B."), attrs.evolve(CLUB, note="B."), "note", "A. B."),
    (CLUB, attrs.evolve(CLUB, note="B."), "note", "B."),
    (attrs.evolve(CLUB, successor_ids=("x",)), attrs.evolve(CLUB, successor_ids=("y", "x")), "successor_ids",
     ("y", "x")),
    (attrs.evolve(CLUB, successor_ids=("x",)), attrs.evolve(CLUB, successor_ids=("y",)), "successor_ids", ("x", "y")),
    (attrs.evolve(CLUB, founded=PartialDate("[..2005]")), attrs.evolve(CLUB, founded=PartialDate("[2006..]")),
     "founded", None),
    (Figure(id="f", about_id="x", unit="u", lower=1), Figure(id="f", about_id="x", unit="u", lower=2), "lower", 1),
    (member("/", is_founder=False), member("/", is_founder=True), "is_founder", True),
    (member("/", *cite("a", "is_founder")), member("/", *cite("b", "is_founder"), is_founder=True), "is_founder",
     False),
    (member("/"), member("/", role="observer"), "role", "member"),
    (Event(id="e", name="E", when=PartialDate("2005")), Event(id="e", name="E", when=Period("2005/2006")), "when",
     PartialDate("2005")),
    (Project(id="p", name="P", activities=("a b",)), Project(id="p", name="P", activities=("a b", "c")), "activities",
     ("a b",)),
    (A, attrs.evolve(A, title="Other"), "title", "A"),
    (ChairTerm(id="t", organization_id="x", holder_id="y"), ChairTerm(id="t", organization_id="x", holder_id="z"),
     "holder_id", "y"),
    (Agreement(id="g", party_ids=("x", "y")), Agreement(id="g", party_ids=("x", "y", "z")), "party_ids",
     ("x", "y", "z")),
])  # fmt: skip
def test_values_of_every_type(ours: Any, theirs: Any, field: str, value: Any) -> None:
    """Silence gives way; notes are joined, and lists where one does not hold the other; texts are ours."""
    found = merged(ours, theirs)
    assert getattr(found, field) == value
    assert merged(found, theirs) == found


def test_founding_that_a_source_states_to_be_unknown() -> None:
    """Where a source says something of an empty field, the field is not silence."""
    ours = attrs.evolve(CLUB, citations=cite("a", founded="[..2005]"))
    found = merged(
        ours, attrs.evolve(CLUB, founded=PartialDate("2006"), citations=cite("b", "founded")), on_conflict="ours"
    )
    assert found.founded is None
    assert {said.value for each in found.citations for said in each.says} == {"[..2005]", "2006"}


def test_names_and_identifiers() -> None:
    """What is called the same is merged one by one, the rest stands beside it; nothing stands twice."""
    old = Name(text="Old", kind="official", period=Period("2001/2003"), citations=cite("a", "text", "kind", "period"))
    again = attrs.evolve(old, period=Period("2010/2011"))
    ours = attrs.evolve(CLUB, names=(old, again), identifiers=(Identifier(scheme="ror", value="1"),))
    other = attrs.evolve(old, period=Period("2001/2004"), citations=cite("b", "text", "kind", "period"))
    new = Name(text="New", kind="official")
    theirs = attrs.evolve(
        CLUB,
        names=(new, again, other),
        identifiers=(
            Identifier(scheme="ror", value="2"),
            Identifier(scheme="ror", value="1", citations=cite("b", "value")),
        ),
    )
    found = merged(ours, theirs)
    assert [(each.text, str(each.period)) for each in found.names] == [
        ("Old", "2001/[2003-01-01..2004-12-31]"), ("Old", "2010/2011"), ("New", "/"),
    ]  # fmt: skip
    assert [(each.value, len(each.citations)) for each in found.identifiers] == [("1", 1), ("2", 0)]
    both = Dataset.from_records([A, B, found], strict=False)
    assert [each.field for each in both.conflicts()] == ["names[0].period"]


def test_refusing_policy() -> None:
    """All differences are in one error; silence and equal values are not differences."""
    ours = [attrs.evolve(CLUB, country="CH", kind="igo"), NORTH, member("2005/..")]
    theirs = [attrs.evolve(CLUB, country="FR"), attrs.evolve(NORTH, note="x"), member("2007/..")]
    with pytest.raises(DataFileError) as caught:
        Dataset.from_records(ours, strict=False).merge(Dataset.from_records(theirs, strict=False), on_conflict="refuse")
    assert [str(each) for each in caught.value.faults] == [
        "organizations[club].country: 'CH' here, 'FR' there",
        "memberships[m].period: '2005/..' here, '2007/..' there",
    ]
    both = Dataset.from_records(ours, strict=False).merge(
        Dataset.from_records(theirs[1:2], strict=False), on_conflict="refuse"
    )
    assert both.organizations["north"].note == "x"


def test_refusing_what_is_decided_against_a_side() -> None:
    """A merge that would rule out what was certain is refused by that policy, though no two fields differ."""
    ours = Dataset.from_records([CLUB, NORTH, member("2005-01-01/..")], strict=False)
    theirs = Dataset.from_records([attrs.evolve(CLUB, ended=PartialDate("2004")), NORTH], strict=False)
    with pytest.raises(DataFileError, match="1 records contradict what one of the datasets is sure of"):
        ours.merge(theirs, on_conflict="refuse")
    assert [each.record.id for each in ours.merge(theirs).conflicts()] == ["m"]


@pytest.mark.parametrize(
    ("other", "how"), [(5, {}), (None, {}), ("data", {}), (Dataset.from_records([]), {"on_conflict": "mine"})]
)
def test_wrong_arguments(other: Any, how: dict[str, Any]) -> None:
    """What is not a dataset, or not a policy, is told before anything is done."""
    with pytest.raises(InvalidQuestionError):
        Dataset.from_records([CLUB], strict=False).merge(other, **how)


def test_id_of_two_types_is_refused() -> None:
    """An organization here and a person there are not one, and cannot both bear the id."""
    ours = Dataset.from_records([CLUB, NORTH], strict=False)
    theirs = Dataset.from_records([Person(id="club", name="C. Lub"), Project(id="north", name="N")], strict=False)
    with pytest.raises(DataFileError) as caught:
        ours.merge(theirs)
    assert [each.field for each in caught.value.faults] == ["people[club].id", "projects[north].id"]


def test_same_name() -> None:
    """Where the caller asks, a record of another id and the same name is the same; what refers to it follows."""
    ours = Dataset.from_records([CLUB, attrs.evolve(NORTH, name="Côte-Nord")], strict=False)
    theirs = Dataset.from_records(
        [Organization(id="kfc", name="CLUB."), Organization(id="cn", name="COTE NORD", successor_ids=("kfc", "east")),
         Organization(id="east", name="East"),
         Membership(id="x", member_id="cn", organization_id="kfc",
             citations=cite("a", "role", member_id="cn", period="2005/")),
         Event(id="e", name="Club", participant_ids=("east", "cn")), A], strict=False)  # fmt: skip
    apart, both = ours.merge(theirs), ours.merge(theirs, same_name=True)
    assert len(apart.organizations) == 5
    assert set(both.organizations.ids) == {"club", "north", "east"}
    assert both.organizations["north"].successor_ids == ("club", "east")
    tie = both.memberships["x"]
    assert (tie.member_id, tie.organization_id, tie.citations[0].says[0].value) == ("north", "club", "north")
    assert (both.events["e"].participant_ids, both.events["e"].id) == (("east", "north"), "e")
    assert both.organizations["club"].name == "Club"
    assert [each.field for each in both.conflicts()] == ["name", "name"]
    assert [each for each in both.check() if each.severity == "error"] == []


@pytest.mark.parametrize(("here", "there", "is_one"), [
    ("École", "ECOLE", True), ("Côte-Nord", "cote  nord", True), ("Straße", "STRASSE", True), ("ＵＮ", "UN", True),
    ("Ann\u00a0Lee", "Ann Lee", True), ("Narin\u0303o", "Nariño", True), ("Women’s Fund", "Women's Fund", True),
    ("Σίσυφος", "ΣΊΣΥΦΟΣ", True), ("Иван Петров", "ИВАН ПЕТРОВ", True),
    ("Canal+", "Canal", False), ("C++", "C", False), ("C#", "C", False), ("A&B", "AB", False),
    ("Yahoo!", "Yahoo", False),
    ("A/B", "AB", False), ("Area 5.1", "Area 51", False), ("Re-form", "Reform", False), ("U.N.", "UN", False),
    ("मोना", "मीना", False),
])  # fmt: skip
def test_same_name_in_other_spellings(here: str, there: str, is_one: bool) -> None:
    """Case, accents, width and blanks are spelling; signs that belong to a name, and where its words part, count."""
    ours, theirs = (Dataset.from_records([Organization(id=each, name=name)]) for each, name in zip("ab", (here, there)))
    assert (len(ours.merge(theirs, same_name=True).organizations) == 1) is is_one


def test_name_of_several_is_refused() -> None:
    """A name that two of ours bear does not say which is meant; all such names are told at once."""
    ours = Dataset.from_records(
        [CLUB, attrs.evolve(CLUB, id="club-2"), NORTH, attrs.evolve(NORTH, id="north-2")], strict=False
    )
    theirs = Dataset.from_records([Organization(id="x", name="club"), Organization(id="y", name="NORTH")], strict=False)
    with pytest.raises(DataFileError) as caught:
        ours.merge(theirs, same_name=True)
    assert [each.field for each in caught.value.faults] == ["organizations[x].name", "organizations[y].name"]


def test_version_of_a_merge() -> None:
    """Data to which nothing was added keep their version; others have none."""
    ours = Dataset.from_records([CLUB, NORTH], version="1.0.0", strict=False)
    assert ours.merge(Dataset.from_records([CLUB], strict=False)).version == "1.0.0"
    assert ours.merge(Dataset.from_records([A], strict=False)).version is None


def test_double_ids_are_kept_double() -> None:
    """A merge is not a place to mend one side's own faults: check tells them after it as before."""
    ours = Dataset.from_records([CLUB, CLUB], strict=False)
    assert ours.merge(Dataset.from_records([])) == ours
    assert ours.merge(ours) == ours


@examples(0.3)
@given(one=cited_datasets(), other=cited_datasets())
def test_all_sources_of_a_merge_tell_the_merge(one: Dataset, other: Dataset) -> None:
    """Of data of which each field is stated, a view of all sources of the merge is the merge."""
    both = one.merge(other)
    assert both.according_to(*both.sources.ids) == both


@examples(0.3)
@given(data=cited_datasets(), policy=st.sampled_from(["report", "ours", "theirs"]))
def test_merge_of_two_views_gives_each_side_back(data: Dataset, policy: str) -> None:
    """Views of single sources, merged, are told apart again by a view of each."""
    paper, rest = data.according_to("paper"), data.without_sources("paper")
    both = paper.merge(rest, on_conflict=policy)
    for name in ("memberships", "chair_terms", "coverages"):
        assert {each.id for each in getattr(both.according_to("paper"), name)} == {
            each.id for each in getattr(paper, name)
        }


# More records.


def test_with_records() -> None:
    """More records are a new dataset; the old one is as it was, and without any the version stays."""
    data = Dataset.from_records([CLUB, NORTH], version="1.0.0", strict=False)
    more = data.with_records(member("2005/.."), A)
    assert (len(more.memberships), len(data.memberships)) == (1, 0)
    assert (more.version, data.with_records().version) == (None, "1.0.0")
    assert data.with_records() == data


def test_with_records_that_do_not_fit() -> None:
    """Double ids and dangling references of new records are refused at once; old ones are not counted."""
    loose = Dataset.from_records([CLUB, member("/")], strict=False)  # North is not there.
    with pytest.raises(DataFileError) as caught:
        loose.with_records(CLUB, ChairTerm(id="t", organization_id="club", holder_id="nobody"))
    assert [each.field for each in caught.value.faults] == ["organizations[club].id", "chair_terms[t].holder_id"]
    assert len(loose.with_records(A).sources) == 1
    with pytest.raises(InvalidQuestionError):
        loose.with_records("club")


def test_new_calls_on_narrowed_data(tmp_path: Any) -> None:
    """What `narrow` gives takes part in views and merges, and is made by no class method of its own."""
    from iom_partners.results import Narrowed

    data = Dataset.from_records([CLUB, NORTH, member("2005/..")], strict=False)
    narrowed = data.narrow()
    assert narrowed.merge(data) == data
    assert narrowed.without_sources() == narrowed
    narrowed.write(tmp_path)
    assert type(Narrowed.read(tmp_path)) is Dataset
    assert type(Narrowed.from_rows([])) is Dataset
