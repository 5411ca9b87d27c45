"""`where` against a plain loop over the curated data: every collection, every field, every value that a record has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

import iom_partners
from iom_partners import Dataset, Organization
from iom_partners.store.record_types import RECORD_TYPES
from worlds import ids

DATA = iom_partners.load()
COLLECTIONS = tuple(name for name in RECORD_TYPES if len(getattr(DATA, name)))
#: The reference fields, and where their ids lead.
AGENTS = {f"{each}_id" for each in ("member", "holder", "agent", "donor", "recipient", "speaker")}
AGENTS |= {"party_ids", "participant_ids"}


def loop(name: str, test: Callable[[Any], bool]) -> list[str]:
    """Return the ids of the records of which a test is true."""
    return [record.id for record in getattr(DATA, name) if test(record)]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_field(name: str) -> None:
    """A field that equals, or a list that holds, a value of some record finds the records that a loop finds."""
    collection = getattr(DATA, name)
    asked = 0
    for field in (each.name for each in type(collection[0]).__attrs_attrs__):
        values = {}
        for record in collection:
            held = getattr(record, field)
            values |= {repr(each): each for each in (held if isinstance(held, tuple) else (held,))}
        for value in [*values.values()][:25]:
            found = ids(collection.where(**{field: value}))
            assert found == loop(name, lambda r: _has(getattr(r, field), value)), (field, value)
            asked += 1
    assert asked > (10 if len(collection) > 2 else 2)


def _has(held: Any, value: Any) -> bool:
    if value is None:
        return held is None
    return value in held if isinstance(held, tuple) else held == value


@pytest.mark.parametrize("name", COLLECTIONS)
def test_agents_by_any_name(name: str) -> None:
    """A reference to an agent finds the same records by id, acronym, name, any other name, and the record."""
    collection = getattr(DATA, name)
    for field in {each.name for each in type(collection[0]).__attrs_attrs__} & AGENTS:
        keyword = field.removesuffix("_ids").removesuffix("_id")
        for agent in [*DATA.organizations, *DATA.people]:
            expected = loop(name, lambda r: _has(getattr(r, field), agent.id))
            if not expected:
                continue
            for ref in (agent, agent.id, agent.name, agent.acronym, *(each.text for each in agent.names[:2])):
                try:
                    if ref is None or DATA.agent(ref) != agent:
                        continue
                except iom_partners.AmbiguousNameError:
                    continue
                assert ids(collection.where(**{keyword: ref})) == expected
                assert ids(collection.where(**{field: ref})) == expected


def of_project(record: Any, field: str) -> tuple[str, ...]:
    """Return the places or themes of a record, or else of its project or work."""
    own = getattr(record, field, None)
    if own is None and hasattr(record, "place"):
        return (record.place,) if record.place else ()
    if own is None:
        done = DATA.projects.get(record.project_id or "") or DATA.works.get(record.project_id or "")
        return getattr(done, field, ())
    return own  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "name", ["projects", "works", "participations", "partnerships", "agreements", "contributions", "events"]
)
def test_country_and_place(name: str) -> None:
    """A country is that of a place of the record, or of its project; a place resolves by its name."""
    for country in {place.country for place in DATA.places if place.country}:
        expected = loop(name, lambda r: any(DATA.places[each].country == country for each in of_project(r, "places")))
        assert ids(getattr(DATA, name).where(country=country)) == expected
    alike = Counter(place.name for place in DATA.places)
    for place in (each for each in DATA.places if alike[each.name] == 1):
        assert ids(getattr(DATA, name).where(place=place.name.upper())) == loop(
            name, lambda r: place.id in of_project(r, "places")
        )


@pytest.mark.parametrize("name", ["projects", "works", "participations", "partnerships", "agreements", "contributions"])
def test_theme(name: str) -> None:
    """A theme is that of the record, or where it has none, of its project or work."""
    for theme in {each for project in DATA.projects for each in project.themes}:
        assert ids(getattr(DATA, name).where(theme=theme)) == loop(name, lambda r: theme in of_project(r, "themes"))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("memberships", "member_id"),
        ("chair_terms", "holder_id"),
        ("participations", "agent_id"),
        ("contributions", "donor_id"),
        ("statements", "speaker_id"),
        ("partnerships", "party_ids"),
        ("agreements", "party_ids"),
        ("events", "participant_ids"),
    ],
)
def test_kind_of_agent(name: str, field: str) -> None:
    """The kind of an agent is that of whoever is in the record: of several, of one of them."""

    def is_of(record: Any, kind: str) -> bool:
        held = getattr(record, field)
        agents = [DATA.agent(each) for each in ((held,) if isinstance(held, str) else held)]
        return any(isinstance(agent, Organization) and agent.kind == kind for agent in agents)

    for kind in {agent.kind for agent in DATA.organizations if agent.kind}:
        assert ids(getattr(DATA, name).where(agent_kind=kind)) == loop(name, lambda r: is_of(r, kind))


def test_role_of_a_giver() -> None:
    """The role of a donor is that of its participations in the project."""
    for role in {each.role for each in DATA.participations}:
        taking = {(each.project_id, each.agent_id) for each in DATA.participations if each.role == role}
        assert ids(DATA.contributions.where(role=role)) == loop(
            "contributions", lambda r: (r.project_id, r.donor_id) in taking
        )


def test_projects_by_name() -> None:
    """A project or work resolves by its name, its acronym, any other name, and the record."""
    for done in [*DATA.projects, *DATA.works]:
        expected = loop("participations", lambda r: r.project_id == done.id)
        others = (each.text for each in getattr(done, "names", ()))
        names = [done, done.id, done.name, getattr(done, "acronym", None), *others]
        for ref in filter(None, names):
            try:
                (DATA.project if done in DATA.projects else DATA.work)(ref)
            except iom_partners.AmbiguousNameError:
                continue
            assert ids(DATA.participations.where(project=ref)) == expected


def test_conditions_join() -> None:
    """Several conditions, a predicate and a second `where` all narrow; the order stays that of time."""
    every = DATA.memberships.where(organization="GMG", role="member")
    assert ids(every) == loop("memberships", lambda r: r.organization_id == "gmg" and r.role == "member")
    twice = DATA.memberships.where(organization="GMG").where(lambda r: not r.is_founder, role="member")
    assert ids(twice) == ids(every.where(is_founder=False))
    assert ids(DATA.memberships.where()) == ids(DATA.memberships)


def test_views_and_pickles() -> None:
    """In a view of one source every name still resolves, and the view's records are kept."""
    view: Dataset = DATA.according_to("iom-partners-and-friends")
    assert ids(view.contributions.where(donor="Chevron")) == [
        r.id for r in view.contributions if r.donor_id == "chevron"
    ]
    assert len(view.memberships.where(member="UN Women")) == len(view.memberships_of("un-women"))
