"""`Collection.where`: its errors, what stands outside a dataset, times, copies."""

from __future__ import annotations

import copy
import gc
import pickle
from datetime import date

import pytest

from iom_partners import (
    AmbiguousNameError,
    Certainty,
    Contribution,
    Dataset,
    Event,
    InvalidDateError,
    InvalidQuestionError,
    Membership,
    MissingTimeError,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    UndecidedError,
    UnknownNameError,
)
from iom_partners.results import Collection
from worlds import body, covers, ids, org, seat, term, world


def small() -> Dataset:
    """A body with two members, a project with a place and a partner, a gift for nothing in particular."""
    return world(
        body(founded="2001-01-01", ended="2009-12-31"), org("aaa", kind="company", country="CO"), org("bbb"),
        Person(id="ppp", name="Pat"), seat("aaa", "2002-01-01/", id="seat-a"), seat("bbb", "/", id="seat-b"),
        term("aaa", "2003-01-01/2003-12-31", id="term-a"), Place(id="pasto", name="Pasto", country="CO"),
        Place(id="andes", name="Andes"),
        Project(id="dam", name="The Dam", acronym="TD", places=("pasto",), period=Period("2004-01-01/2004-12-31")),
        Project(id="hut", name="The Hut", places=("andes",), themes=("shelter",)),
        Participation(id="a-dam", project_id="dam", agent_id="aaa", role="funder"),
        Contribution(id="gift", donor_id="aaa"),
        Contribution(id="dam-gift", donor_id="aaa", project_id="dam", when=PartialDate("2004-06")),
        Contribution(id="hut-gift", donor_id="bbb", project_id="hut"), Partnership(id="tie", party_ids=("aaa", "ppp")),
        Event(id="opening", name="The opening", when=PartialDate("2004-12-31"), place="pasto"),
        covers("members", "2002-01-01", "2003-12-31", id="all"),
    )  # fmt: skip


def test_unknown_field_lists_the_fields() -> None:
    """A field that the records do not have is told with those that they have, also of no records."""
    for data in (small(), world()):
        with pytest.raises(
            InvalidQuestionError, match=r"where: 'bodyy' is not a field of Membership .*organization.*role"
        ) as error:
            data.memberships.where(bodyy="grp")
        assert error.value.value == "bodyy"
        assert error.value.field == "where"
        assert error.value.hint == (
            "one of agent_kind, citations, id, is_doubtful, is_founder, member, member_id, note, office, organization, "
            "organization_id, period, role, status"
        )


def test_names_that_do_not_resolve() -> None:
    """An unknown name, an ambiguous one, and what is not a name raise the errors of the questions, with the keyword."""
    data = world(org("aaa", name="Twin", acronym=None), org("bbb", name="Twin", acronym=None))
    with pytest.raises(UnknownNameError) as error:
        data.contributions.where(donor="Nobody")
    assert error.value.field == "donor"
    with pytest.raises(AmbiguousNameError):
        data.contributions.where(donor="Twin")
    with pytest.raises(UnknownNameError, match="is not a name"):
        data.contributions.where(donor=7)
    with pytest.raises(UnknownNameError, match=r"project: no project or work is named 'dam' \(search with data.find"):
        data.contributions.where(project="dam")
    assert not data.contributions.where(recipient=None)


@pytest.mark.parametrize(("fields", "message"), [
    ({"country": "Colombia"}, "country: 'Colombia' is not a country .*alpha-2"),
    ({"country": 7}, "country: 7 is not a country"),
    ({"theme": "sheltr"}, "theme: 'sheltr' is not a theme .*did you mean 'shelter'"),
    ({"theme": "zzz"}, "theme: 'zzz' is not a theme .*see the themes of data.projects"),
    ({"theme": None}, "theme: None is not a theme"),
    ({"role": "found"}, "role: 'found' is not a role .*one of funder"),
    ({"agent_kind": "ngo"}, "agent_kind: 'ngo' is not a kind of organization .*one of company"),
])  # fmt: skip
def test_words_of_no_record(fields: dict[str, object], message: str) -> None:
    """A word that no record holds is refused: it would give an empty collection that looks like an answer."""
    with pytest.raises(InvalidQuestionError, match=message):
        small().contributions.where(**fields)


@pytest.mark.parametrize(("name", "fields", "message"), [
    ("organizations", {"kind": "corporation"}, "kind: 'corporation' is not a kind of the organizations in the data"),
    ("organizations", {"kind": "Company"}, "did you mean 'company'"),
    ("organizations", {"kind": "zzz"}, "one of company"),
    ("organizations", {"country": "Atlantis"}, "'Atlantis' is not a country"),
    ("memberships", {"role": "membr"}, "did you mean 'member'"),
    ("participations", {"role": "funders"}, "did you mean 'funder'"),
    ("projects", {"themes": "sheltr"}, "did you mean 'shelter'"),
    ("contributions", {"kind": "cash"}, "kind of the contributions in the data .no record states one"),
    ("coverages", {"of": "chair"}, "one of members"),
    ("memberships", {"is_founder": "yes"}, "give True or False"),
    ("projects", {"period": "2004"}, "'2004' is not a period"),
    ("organizations", {"founded": "May 2004"}, "write '2004-05'"),
])  # fmt: skip
def test_words_of_no_record_in_any_field(name: str, fields: dict[str, object], message: str) -> None:
    """A word of a vocabulary that no record of the dataset holds is refused with those that are nearest."""
    with pytest.raises(InvalidQuestionError, match=message):
        getattr(small(), name).where(**fields)


def test_words_that_other_records_hold() -> None:
    """A word is right that the class names, or that records of the dataset hold which are not in this collection."""
    data = small()
    assert ids(data.memberships.where(role="observer")) == []
    assert ids(data.coverages.where(of="chairs")) == []
    assert ids(data.organizations.where(lambda body: body.id == "bbb").where(kind="company")) == []
    assert ids(data.organizations.where(kind=None)) == ["bbb", "grp"]


def test_by_name() -> None:
    """`name`, `acronym` and `id` find what is spelled just so, else the record that a question would find."""
    data = small()
    assert ids(data.projects.where(name="The Dam")) == ids(data.projects.where(name="TD")) == ["dam"]
    assert ids(data.projects.where(acronym="the dam")) == ids(data.projects.where(id="DAM")) == ["dam"]
    assert ids(data.projects.where(acronym=None)) == ["hut"]
    assert ids(data.projects.where(name="the dam", kind=None)) == ["dam"]
    with pytest.raises(UnknownNameError, match="name: no project is named 'Hutt' .did you mean 'The Hut'"):
        data.projects.where(name="Hutt")
    with pytest.raises(UnknownNameError, match="acronym: 'Pat' is a person, not an organization"):
        data.organizations.where(acronym="Pat")
    assert ids(data.memberships.where(id="seat")) == []
    assert ids(Collection("projects", [Project(id="dam", name="The Dam")]).where(name="dam", kind="x")) == []
    twins = world(org("aaa", name="Twin", acronym=None), org("bbb", name="Twin", acronym=None))
    assert ids(twins.organizations.where(name="Twin")) == ["aaa", "bbb"]


def test_countries_by_name_and_in_lower_case() -> None:
    """A country goes by its code in any case and by the name of its place in the data; former ones are known."""
    data = world(
        org("aaa", country="CO"), org("bbb", country="SU"),
        Place(id="colombia", name="Colombia", kind="country", country="CO"),
        Place(id="pasto", name="Pasto", country="CO", kind="city"), Place(id="land", name="Nowhere", kind="country"),
        Project(id="dam", name="The Dam", places=("pasto",), period=Period("2004-01-01/2004-12-31")),
    )  # fmt: skip
    for country in ("CO", "co", " Co ", "Colombia", "COLOMBIA"):
        assert ids(data.projects.where(country=country)) == ["dam"]
        assert ids(data.organizations.where(country=country)) == ["aaa"]
        assert [each.id for each in data.projects_of(country=country, on="2004-06-01").certain] == ["dam"]
    assert ids(data.organizations.where(country="SU")) == ["bbb"]
    assert ids(data.organizations.where(country="YUCS")) == ids(data.organizations.where(country="XK")) == []
    for country in ("Pasto", "Nowhere", "Atlantis", "UK", ""):
        with pytest.raises(InvalidQuestionError, match="alpha-2 code, such as CO, or the name of a country"):
            data.projects.where(country=country)


def test_no_word_at_all() -> None:
    """Where no record has a role, there is none to ask for."""
    with pytest.raises(InvalidQuestionError, match="no record has a role"):
        world().contributions.where(role="funder")


def test_what_is_not_stated_does_not_fit() -> None:
    """A record that does not state what is asked does not fit; None asks for those that do not state it."""
    data = small()
    assert ids(data.contributions.where(country="CO")) == ["dam-gift"]
    assert ids(data.contributions.where(theme="shelter")) == ["hut-gift"]
    assert ids(data.contributions.where(project=None)) == ["gift"]
    assert ids(data.organizations.where(country=None)) == ["bbb", "grp"]
    assert ids(data.projects.where(themes=())) == ["dam"]
    assert ids(data.projects.where(themes=None)) == ["dam"]
    assert ids(data.projects.where(themes=("shelter",))) == ["hut"]
    assert ids(data.contributions.where(role="funder")) == ["dam-gift"]
    assert ids(data.contributions.where(agent_kind="company")) == ["dam-gift", "gift"]
    assert ids(data.partnerships.where(agent_kind="company")) == ["tie"]
    assert ids(data.partnerships.where(party="Pat")) == ["tie"]
    assert ids(data.events.where(place="PASTO", country="CO")) == ["opening"]
    # A country that no record has is one all the same.
    assert ids(data.events.where(country="CH")) == []


def test_dates_by_their_text() -> None:
    """A date field equals its own value or its text."""
    data = small()
    assert ids(data.memberships.where(period="2002-01-01/")) == ["seat-a"]
    assert ids(data.memberships.where(period=Period("2002-01-01/"))) == ["seat-a"]
    assert ids(data.events.where(when="2004-12-31")) == ["opening"]
    assert ids(data.coverages.where(first_day="2002-01-01", last_day=date(2003, 12, 31))) == ["all"]


def test_times() -> None:
    """A time keeps what possibly held within the life of body or project, certain only what surely did."""
    data = small()
    assert ids(data.memberships.where(on="2003-05-05")) == ["seat-b", "seat-a"]
    assert ids(data.memberships.where(on="2010-01-01")) == []
    assert ids(data.memberships.where(on="2002-01-01", certainty="certain")) == ["seat-a"]
    assert ids(data.chair_terms.where(during="2003", certainty=Certainty.CERTAIN)) == ["term-a"]
    assert ids(data.participations.where(on="2004-06-01")) == ["a-dam"]
    assert ids(data.participations.where(on="2005-01-01")) == []
    assert ids(data.contributions.where(on="2004-06-30")) == ["dam-gift", "gift", "hut-gift"]
    assert ids(data.contributions.where(on="2004-07-01", certainty="possible")) == ["gift", "hut-gift"]
    assert ids(data.contributions.where(during="2004", certainty="certain")) == ["dam-gift"]
    assert ids(data.coverages.where(on="2003-12-31")) == ["all"]
    assert ids(data.coverages.where(on="2004-01-01")) == []
    assert ids(data.organizations.where(on="2005-01-01", certainty="certain")) == ["grp"]
    assert ids(data.organizations.where(on="2010-01-01")) == ["aaa", "bbb"]
    unlimited = world(org("aaa"), covers("members", body="aaa", id="ever")).coverages
    assert ids(unlimited.where(on="1500-01-01", certainty="certain")) == ["ever"]


def test_days_in_between() -> None:
    """A date that leaves out days in between is not possible on those."""
    data = world(Event(id="e", name="E", when=PartialDate("[2004-01-01,2004-03-01]")))
    assert ids(data.events.where(on="2004-03-01")) == ["e"]
    assert ids(data.events.where(on="2004-02-01")) == []
    assert ids(data.events.where(during="2004-02")) == []
    assert ids(data.events.where(during="2004", certainty="certain")) == ["e"]


def test_unit_lives_within_its_body() -> None:
    """An organization holds within its own life and that of the body above it."""
    data = world(body(ended="2009-12-31"), org("wg", kind="working-group"), seat("wg", "/", role="unit"))
    assert ids(data.organizations.where(kind="working-group", on="2009-12-31")) == ["wg"]
    assert ids(data.organizations.where(kind="working-group", on="2010-01-01")) == []


def test_faults_of_time() -> None:
    """Two times, a certainty without a time, no such certainty, records without dates and no date are refused."""
    data = small()
    with pytest.raises(MissingTimeError):
        data.memberships.where(on="2003-01-01", during="2003")
    with pytest.raises(InvalidQuestionError, match="it needs a time"):
        data.memberships.where(certainty="certain")
    with pytest.raises(InvalidQuestionError, match=r"certainty: 'sure' .*certain, or possible"):
        data.memberships.where(on="2003-01-01", certainty="sure")
    with pytest.raises(InvalidQuestionError, match="on: a Place has no dates"):
        data.places.where(on="2003-01-01")
    with pytest.raises(InvalidQuestionError, match="during: a Source has no dates"):
        data.sources.where(during="2003")
    with pytest.raises(InvalidDateError):
        data.memberships.where(on=None)


def test_predicate_must_decide() -> None:
    """A maybe of a predicate does not pass for a yes."""
    day = PartialDate("2003-01-01")
    data = small()
    with pytest.raises(UndecidedError):
        data.memberships.where(lambda tie: tie.period.contains(day))  # type: ignore[arg-type, return-value]


def test_outside_a_dataset() -> None:
    """A collection of its own resolves ids and records, not names; what needs other records is refused."""
    gift = Contribution(id="gift", donor_id="aaa", project_id="dam", when=PartialDate("2004"))
    loose = Collection("contributions", [gift])
    assert ids(loose.where(donor="aaa", project=Project(id="dam", name="The Dam"))) == ["gift"]
    assert ids(loose.where(donor="AAA")) == []
    assert ids(loose.where(during="2004", certainty="certain")) == ["gift"]
    with pytest.raises(InvalidQuestionError, match="donor: 7 is not an id"):
        loose.where(donor=7)
    for keyword, value in {"country": "CO", "theme": "health", "place": "x", "role": "x", "agent_kind": "x"}.items():
        with pytest.raises(InvalidQuestionError, match=f"where: {keyword} is known only within a dataset"):
            loose.where(**{keyword: value})
    assert ids(Collection("projects", [Project(id="dam", name="D", themes=("health",))]).where(theme="health")) == [
        "dam"
    ]
    assert len(Collection("of my own", ()).where(anything=1)) == 0
    with pytest.raises(InvalidQuestionError, match="'anything' is not a field of"):
        loose.where(anything=1)


def test_dataset_may_be_dropped() -> None:
    """A collection resolves names though nobody keeps its dataset."""
    gifts = small().contributions
    gc.collect()
    assert ids(gifts.where(donor="Aaa Agency")) == ["dam-gift", "gift"]


def test_copies() -> None:
    """What `where` gives is a collection like any other: narrowed again, copied, pickled; a pickle knows only ids."""
    found = small().memberships.where(organization="The Group")
    assert isinstance(found, Collection)
    assert found["seat-a"].member_id == "aaa"
    assert ids(found.where(member="Aaa Agency")) == ["seat-a"]
    for copied, named in ((pickle.loads(pickle.dumps(found)), []), (copy.deepcopy(found), ["seat-a"])):
        assert copied == found
        assert ids(copied.where(member="aaa")) == ["seat-a"]
        assert ids(copied.where(member="Aaa Agency")) == named
    again: Dataset = pickle.loads(pickle.dumps(small()))
    assert ids(again.memberships.where(member="Aaa Agency")) == ["seat-a"]
    assert "2 memberships" in repr(found)


def test_dangling_references() -> None:
    """Records of which the project or agent is missing fit no country, theme or kind, and raise nothing."""
    data = world(
        org("aaa", kind="ngo"),
        Place(id="pasto", name="Pasto", country="CO"),
        Project(id="dam", name="D", themes=("health",), places=("nowhere",)),
        Contribution(id="gift", donor_id="ghost", project_id="gone"),
        Membership(id="tie", member_id="ghost", organization_id="gone"),
    )
    assert ids(data.contributions.where(country="CO")) == []
    assert ids(data.projects.where(country="CO")) == []
    assert ids(data.contributions.where(theme="health")) == []
    assert ids(data.contributions.where(agent_kind="ngo")) == []
    assert ids(data.memberships.where(on="2004-01-01")) == ["tie"]
