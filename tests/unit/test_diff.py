"""Facts and changes: every field has an id of its own, and a difference shows just where it is."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given

from iom_partners import Citation, Dataset, Identifier, Membership, Organization, Period, Said
from iom_partners.model import Name
from iom_partners.results import Change
from strategies import datasets

NAMES = (Name(text="KFC", kind="acronym"), Name(text="KFC", kind="acronym", period=Period("2005/")))
CLUB = Organization(
    id="club", name="Kite Flyers Club", names=NAMES, identifiers=(Identifier(scheme="lei", value="L"),), country="CH",
    citations=(
        Citation(source_id="a", states=("name",)), Citation(source_id="b", says=(Said(field="country", value="FR"),)),
        Citation(source_id="c", denies=True),
    ),
)  # fmt: skip
TIE = Membership(id="m", member_id="north", organization_id="club")


def data(*records: Any) -> Dataset:
    """A dataset of records."""
    return Dataset.from_records(records, strict=False)


def test_facts_of_a_record() -> None:
    """Each field that holds something is a fact; names and identifiers are facts by what they say, twice or once."""
    facts = {fact.id: fact for fact in data(CLUB, TIE).facts()}
    assert {key: fact.value for key, fact in facts.items()} == {
        "organizations/club/id": "club",
        "organizations/club/name": "Kite Flyers Club",
        "organizations/club/country": "CH",
        "organizations/club/names/acronym:en:KFC": "KFC (/)",
        "organizations/club/names/acronym:en:KFC#2": "KFC (2005/)",
        "organizations/club/identifiers/lei:L": "L",
        "memberships/m/id": "m",
        "memberships/m/member_id": "north",
        "memberships/m/organization_id": "club",
    }
    assert [each.source_id for each in facts["organizations/club/name"].citations] == ["a", "c"]
    assert [each.source_id for each in facts["organizations/club/country"].citations] == ["b", "c"]


def test_lists_and_flags_as_text() -> None:
    """A list is separated by commas, a flag is true or nothing."""
    told = {fact.id: fact.value for fact in data(attrs.evolve(TIE, is_founder=True)).facts()}
    assert told["memberships/m/is_founder"] == "true"
    later = attrs.evolve(CLUB, successor_ids=("x", "y"))
    assert {fact.value for fact in data(later).facts() if fact.id.endswith("successor_ids")} == {"x, y"}


@given(one=datasets())
def test_ids_of_facts_are_all_different(one: Dataset) -> None:
    """No two facts of any dataset share an id."""
    ids = [fact.id for fact in one.facts()]
    assert len(set(ids)) == len(ids)


@given(old=datasets(), new=datasets())
def test_changes_lead_from_the_old_facts_to_the_new(old: Dataset, new: Dataset) -> None:
    """Applied to the old facts, the changes give the new ones; from a dataset to itself there are none."""
    facts = {fact.id: fact.value for fact in old.facts()}
    for change in new.diff(old):
        assert facts.get(change.fact_id) == change.before
        if change.after is None:
            del facts[change.fact_id]
        else:
            facts[change.fact_id] = change.after
    assert facts == {fact.id: fact.value for fact in new.facts()}
    assert new.diff(new) == ()


def test_release_note() -> None:
    """Records that came or went are one line each; what changed in others stands field by field."""
    old = data(CLUB, TIE)
    cited = attrs.evolve(CLUB, country="FR", citations=(Citation(source_id="z", states=("name",)),), names=NAMES[:1])
    new = data(cited, Membership(id="n", member_id="south", organization_id="club"))
    changes = new.diff(old)
    assert Change("changed", "organizations/club/country", "CH", "FR") in changes
    assert str(changes).splitlines() == [
        "### Added",
        "",
        "- `memberships/n`, 3 facts",
        "",
        "### Removed",
        "",
        "- `memberships/m`, 3 facts",
        "- `organizations/club/names/acronym:en:KFC#2`: `KFC (2005/)`",
        "",
        "### Changed",
        "",
        "- `organizations/club/country`: `CH` → `FR`",
        "",
        "### Cited",
        "",
        "- `organizations/club/name`: `Kite Flyers Club`",
    ]
    assert str(old.diff(old)) == "No change."
