"""Views of the curated data: what each of its sources tells alone."""

from __future__ import annotations

import pytest

from iom_partners import Certainty, Dataset
from iom_partners.store.record_types import RECORD_TYPES

PAGE = "iom-partners-and-friends"


def test_view_of_all_sources_is_the_data(curated: Dataset) -> None:
    """All sources together tell the data as they are: no statement of theirs is left out of the records."""
    view = curated.according_to(*curated.sources.ids)
    for name in RECORD_TYPES:
        changed = [record.id for record in getattr(curated, name) if getattr(view, name).get(record.id) != record]
        assert changed == [], name
    assert view == curated


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in (1, 2, 3))])
@pytest.mark.bulk
def test_view_of_each_source_is_whole(curated: Dataset, part: int) -> None:
    """A view of one source has no error, a view of it is itself, and each organization goes by its name in it.

    One source in four is looked at in each part.
    """
    for source_id in curated.sources.ids[part::4]:
        view = curated.according_to(source_id)
        assert [problem for problem in view.check() if problem.severity == "error"] == [], source_id
        assert view.according_to(source_id) == view, source_id
        for organization in curated.organizations:
            assert view.agent(organization.name).id == organization.id, source_id


def test_view_does_not_depend_on_the_records_of_other_sources(curated: Dataset) -> None:
    """The page tells the same of ties and dates in a dataset without the records that it does not cite."""
    told = curated.according_to(PAGE)
    kept = [
        record
        for name in RECORD_TYPES
        for record in getattr(curated, name)
        if name in ("organizations", "places", "words", "sources")
        or any(each.source_id == PAGE for each in record.citations)
    ]
    assert len(kept) < sum(len(getattr(curated, name)) for name in RECORD_TYPES)
    assert Dataset.from_records(kept, strict=False).according_to(PAGE) == told


def test_the_page_does_not_know_the_chair_of_2010(curated: Dataset) -> None:
    """What other sources know is not attributed to the page."""
    assert curated.according_to(PAGE).chair_of("GMG", on="2010-03-01").verdict is Certainty.UNKNOWN
    assert curated.chair_of("GMG", on="2010-03-01").one().id == "undp"
