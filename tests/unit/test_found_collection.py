"""Faults found in collections: each test fails until the fault is mended."""

from __future__ import annotations

from iom_partners import Collection, Place


def test_none_is_in_no_collection() -> None:
    """No record is None, so that `collection.get(id) in collection` is False for an id that there is not."""
    assert None not in Collection("places", [Place(id="a", name="A")])
