"""The member states of IOM, names in the languages of the UN, plans, agreements and rules: golden answers."""

from __future__ import annotations

import pytest

import iom_partners
from iom_partners import Certainty, Dataset

CERTAIN, POSSIBLE, RULED_OUT, UNKNOWN = (
    Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT, Certainty.UNKNOWN,
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> Dataset:
    """The curated data."""
    return iom_partners.load()


@pytest.mark.parametrize(("state", "on", "certainty", "reason"), [
    ("Denmark", "1952-10-15", CERTAIN, "it sat at the fourth session"),
    ("Denmark", "1970-01-01", POSSIBLE, "no source between the session and the register of 1990"),
    ("Norway", "1952-10-15", UNKNOWN, "an observer then, and no list has all members"),
    ("Norway", "1952-12-31", POSSIBLE, "a member from some day up to 26 November 1952"),
    ("Argentina", "1952-06-01", UNKNOWN, "not before the fourth session"),
    ("Argentina", "1960-01-01", CERTAIN, "acceptance on record"),
    ("Bolivia", "1952-10-15", POSSIBLE, "not yet confirmed"),
    ("Bolivia", "1970-01-01", CERTAIN, "in the register from 1 December 1960"),
    ("Australia", "1960-01-01", CERTAIN, "first stay"),
    ("Australia", "1980-01-01", UNKNOWN, "it had left in 1973"),
    ("Australia", "1990-01-01", CERTAIN, "back since 24 May 1985"),
    ("Canada", "1955-01-01", CERTAIN, "first stay"),
    ("Canada", "1963-06-01", UNKNOWN, "it left at the end of 1962"),
    ("Canada", "1991-01-01", CERTAIN, "back since 23 May 1990"),
    ("France", "1960-01-01", CERTAIN, "first stay"),
    ("France", "1970-01-01", UNKNOWN, "it left in December 1966"),
    ("Brazil", "1980-01-01", POSSIBLE, "nobody says when it left"),
    ("Brazil", "2010-01-01", CERTAIN, "back since 30 November 2004"),
    ("Spain", "1957-01-01", POSSIBLE, "two sources differ on the start"),
    ("Spain", "1970-01-01", CERTAIN, "within both"),
    ("Kazakhstan", "2002-12-01", UNKNOWN, "the day before its admission"),
    ("Kazakhstan", "2002-12-02", CERTAIN, "the day of its admission"),
    ("Russian Federation", "2021-01-01", UNKNOWN, "approved, and no member yet"),
    ("South Africa", "1997-12-01", CERTAIN, "after the session that admitted it again"),
    ("Lebanon", "2020-06-01", POSSIBLE, "later counts leave no room for it"),
    ("Nepal", "2007-01-01", CERTAIN, "admitted at the session of November 2006"),
    ("China", "2016-07-01", CERTAIN, "admitted on 30 June 2016"),
    ("Cuba", "2018-01-01", CERTAIN, "admitted on 28 November 2017"),
])  # fmt: skip
def test_who_was_a_member_of_iom(data: Dataset, state: str, on: str, certainty: Certainty, reason: str) -> None:
    """Each stay is as sure as the documents are; a state that no document has then is unknown, never ruled out."""
    assert data.is_member(state, "IOM", on=on) is certainty, reason


def test_observers_of_iom(data: Dataset) -> None:
    """An observer at the fourth session was not a member by that; one that joined later no longer observes."""
    assert data.is_member("Norway", "IOM", on="1952-10-15", role="observer") is CERTAIN
    assert data.is_member("Russian Federation", "IOM", on="2000-01-01", role="observer") is CERTAIN
    for tie in data.memberships_in("IOM"):
        if tie.role == "observer" and tie.period.end is not None:
            stays = [each for each in data.memberships_of(tie.member_id) if each.organization_id == "iom"]
            assert not any(
                each.role == "member" and not each.is_doubtful and
                each.period.bounds.certain[0] < tie.period.bounds.certain[1]
                and tie.period.bounds.certain[0] < each.period.bounds.certain[1]
                for each in stays
            ), tie.id  # fmt: skip


def test_stated_counts_leave_room_for_the_members_on_record(data: Dataset) -> None:
    """On the day of each stated count of member states no more members are certain than were counted."""
    counts = [each for each in data.figures.where(about="IOM") if each.unit == "members"]
    assert len(counts) >= 15
    for figure in counts:
        assert figure.when is not None
        assert figure.upper is not None
        day = figure.when.latest if hasattr(figure.when, "latest") else figure.when.end.latest
        certain = data.members_of("IOM", on=day).certain
        assert len(certain) <= figure.upper, figure.id


@pytest.mark.parametrize(("text", "body_id"), [
    ("OIM", "iom"), ("oim", "iom"), ("Международная организация по миграции", "iom"), ("全球移民小组", "gmg"),
    ("OMS", "who"), ("Haut Commissariat des Nations Unies pour les Réfugiés", "unhcr"), ("الإسكوا", "escwa"),
    ("Organización Internacional para las Migraciones", "iom"), ("CRM", "rcm"), ("المنظمة الدولية للهجرة", "iom"),
])  # fmt: skip
def test_names_in_other_languages_resolve(data: Dataset, text: str, body_id: str) -> None:
    """A body is found by its official names and acronyms in the languages of the UN."""
    assert data.organization(text).id == body_id


@pytest.mark.parametrize(("body", "on", "language", "name"), [
    ("iom", "2015-01-01", "fr", "Organisation internationale pour les migrations"),
    ("gmg", "2004-01-01", "fr", "Groupe de Genève sur la migration"),
    ("gmg", "2012-01-01", "fr", "Groupe mondial sur la migration"),
    ("iom", "1955-01-01", "fr", "Comité intergouvernemental pour les migrations européennes"),
])  # fmt: skip
def test_dated_names_in_other_languages(data: Dataset, body: str, on: str, language: str, name: str) -> None:
    """A name that a source dates is certain in its time."""
    assert data.name_of(body, on=on, language=language).one() == name


def test_plans_and_agreements(data: Dataset) -> None:
    """Nothing planned is certain; nothing holds before the agreement that it rests on."""
    planned = [
        (name, each.id)
        for name in ("memberships", "chair_terms", "projects", "participations", "contributions", "events")
        for each in getattr(data, name)
        if each.status == "planned"
    ]
    assert len(planned) == 18
    assert ("contributions", "americares-cholera-pledge") in planned
    assert data.is_member("Montenegro", "IOM", on="2006-11-29") is POSSIBLE
    second = data.partners_of("narino-coffee-second-project", on="2009-10-31")
    assert second.about("USAID").certainty is RULED_OUT
    assert data.partners_of("paz-y-vida", on="2007-04-30").about("Carrefour").certainty is RULED_OUT
    heads = {"on": "2018-10-01", "role": "director-general"}
    assert data.chair_of("IOM", **heads).about("antonio-vitorino").certainty is CERTAIN
    announced = data.according_to("portugalnews-2018").chair_of("IOM", **heads)
    assert announced.about("antonio-vitorino").certainty is POSSIBLE


def test_the_troikas_that_sources_state_against_the_rule(data: Dataset) -> None:
    """Each stated troika agrees with the rule of the forum, or does not; Sweden in 2011 contradicts it."""
    roles = data.derived_roles("GFMD")
    odd = [each for each in roles if each.agreement == "contradicts"]
    assert [(each.agent.id, each.certainty) for each in odd] == [("state-sweden", UNKNOWN)]
    assert "8 February 2011" in odd[0].why
    agreed = {(each.agent.id, each.position) for each in roles if each.agreement == "agrees"}
    assert agreed == {
        ("state-mexico", "previous"), ("state-sweden", "present"), ("state-sweden", "previous"),
        ("state-turkiye", "present"), ("state-bangladesh", "present"), ("state-morocco", "present"),
        ("state-morocco", "previous"), ("state-france", "present"),
    }  # fmt: skip
