"""Faults found in the curated data: each test fails until the data are mended, and then belongs in tests/curated."""

from __future__ import annotations

import pytest

import iom_partners
from iom_partners import Dataset
from iom_partners.dataset.store import KINDS

SOURCE_IDS = iom_partners.load().sources.ids


def test_view_of_all_sources_is_the_data(curated: Dataset) -> None:
    """All sources together tell the data as they are: no statement of theirs is left out of the records."""
    view = curated.according_to(*curated.sources.ids)
    for name in KINDS:
        changed = [record.id for record in getattr(curated, name) if getattr(view, name).get(record.id) != record]
        assert changed == [], name
    assert view == curated


@pytest.mark.parametrize("source_id", SOURCE_IDS)
def test_view_of_each_source_is_whole(curated: Dataset, source_id: str) -> None:
    """A view of one source has no dangling reference and no error of another kind, and a view of it is itself."""
    view = curated.according_to(source_id)
    assert [problem for problem in view.check() if problem.severity == "error"] == []
    assert view.according_to(source_id) == view
