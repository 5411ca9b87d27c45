"""Views of the curated data: what each of its sources tells alone."""

from __future__ import annotations

import pytest

import iom_partners
from iom_partners import Certainty, Dataset
from iom_partners.store.record_types import RECORD_TYPES

PAGE = "iom-partners-and-friends"
SOURCE_IDS = iom_partners.load().sources.ids


def test_view_of_all_sources_is_the_data(curated: Dataset) -> None:
    """All sources together tell the data as they are: no statement of theirs is left out of the records."""
    view = curated.according_to(*curated.sources.ids)
    for name in RECORD_TYPES:
        changed = [record.id for record in getattr(curated, name) if getattr(view, name).get(record.id) != record]
        assert changed == [], name
    assert view == curated


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_view_of_each_source_is_whole(curated: Dataset, source_id: str) -> None:
    """A view of one source has no dangling reference and no error of another kind, and a view of it is itself."""
    view = curated.according_to(source_id)
    assert [problem for problem in view.check() if problem.severity == "error"] == []
    assert view.according_to(source_id) == view


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_every_name_resolves_in_each_view(curated: Dataset, source_id: str) -> None:
    """Each organization goes by its name in each view, though most sources do not know it."""
    view = curated.according_to(source_id)
    for organization in curated.organizations:
        assert view.agent(organization.name).id == organization.id


def test_view_does_not_depend_on_the_records_of_other_sources(curated: Dataset) -> None:
    """The page tells the same of ties and dates in a dataset without the records that it does not cite."""
    told = curated.according_to(PAGE)
    kept = [
        record
        for name in RECORD_TYPES
        for record in getattr(curated, name)
        if name in ("organizations", "places", "sources") or any(each.source_id == PAGE for each in record.citations)
    ]
    assert len(kept) < sum(len(getattr(curated, name)) for name in RECORD_TYPES)
    assert Dataset.from_records(kept).according_to(PAGE) == told


def test_the_page_does_not_know_the_chair_of_2010(curated: Dataset) -> None:
    """What other sources know is not attributed to the page."""
    assert curated.according_to(PAGE).chair_of("GMG", on="2010-03-01").verdict is Certainty.UNKNOWN
    assert curated.chair_of("GMG", on="2010-03-01").one().id == "undp"
