"""Faults found in readings: each test fails until the fault is mended."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from iom_partners import (
    Citation,
    Coverage,
    Dataset,
    Figure,
    IomPartnersError,
    Membership,
    Said,
    Source,
)

A = Source(id="a", title="A")


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (Membership(id="m", member_id="n", organization_id="c", is_founder=True), "is_founder", "yes"),
        (Membership(id="m", member_id="n", organization_id="c", is_founder=True), "is_founder", "False"),
        (Membership(id="m", member_id="n", organization_id="c"), "role", "boss"),  # Outside the vocabulary.
        (Figure(id="f", about_id="c", unit="u", low=16), "low", "\u0661\u0664"),  # Digits of another script.
        (Figure(id="f", about_id="c", unit="u", low=16), "low", "1_4"),
        (Figure(id="f", about_id="c", unit="u", low=16), "low", " 14 "),
        (Coverage(id="c", organization_id="c", of="names", first_day=date(2003, 4, 1)), "first_day", "20030401"),
        (Coverage(id="c", organization_id="c", of="names", first_day=date(2003, 4, 1)), "first_day", "2003-W14-2"),
    ],
)
def test_said_value_in_a_form_that_no_file_may_have_is_refused(record: Any, field: str, value: str) -> None:
    """What a source says is read as strictly as the field itself in a file: nothing is coerced, nothing becomes None."""
    citations = (Citation(source_id="a", says=(Said(field=field, value=value),)),)
    data = Dataset.from_records([A, attrs.evolve(record, citations=citations)])
    with pytest.raises(IomPartnersError):
        data.according_to("a")
