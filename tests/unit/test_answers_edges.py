"""Answers at the edges: shared by all who ask, and told exactly where a day lies partly outside."""

from __future__ import annotations

import pytest

from handmade import body, org, seat, term, world
from iom_partners import Dataset


@pytest.mark.parametrize(
    ("field", "value"), [("certain", ()), ("possible", ()), ("is_complete", False), ("verdict", None), ("new", 1)]
)
def test_an_answer_cannot_be_changed(field: str, value: object) -> None:
    """An answer is shared by all who ask the same: whoever holds one cannot change what the others get."""
    data: Dataset = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-06-30"))
    answer = data.chair_of("GRP", on="2010-03-01")
    with pytest.raises(AttributeError):
        setattr(answer, field, value)
    again = data.chair_of("GRP", on="2010-03-01")
    assert again.one().id == "aaa"
    assert again.is_complete


@pytest.mark.parametrize("period", ["[..2010-06-01]/..", "../[2010-06-01..]", "[..2010-06-01]/[2010-06-01..]"])
def test_a_partial_day_may_lie_outside_the_attested_days(period: str) -> None:
    """One day of a year is not said to lie before or after a day of that very year: it may."""
    why = world(body(), org("aaa"), seat("aaa", period)).members_of("GRP", on="2010").about("aaa").why
    assert "may lie" in why
    assert "2010 lies" not in why
    assert "or lies" not in why


def test_a_body_is_founded_on_both_sides_too() -> None:
    """Of a body whose founding and end are both unsure it is said that it was founded, as everywhere."""
    data = world(body(founded="2010", ended="2010"), org("aaa"), seat("aaa", "../.."))
    assert (
        data.members_of("GRP", on="2010-05-05").about("aaa").why.startswith("GRP was founded in 2010 and ended in 2010")
    )


def test_what_surely_lies_before_and_may_lie_after_is_joined_by_and() -> None:
    """A day that lies before the first attested one, and perhaps after the end, is told both; "or" would doubt both."""
    data = world(body(), org("aaa"), seat("aaa", "[..2010-06-30]/2010"))
    assert data.members_of("GRP", on="2010-03-01").about("aaa").why == (
        "AAA's membership of GRP is first attested on 30 June 2010, and no one says since when it ran; "
        "AAA's membership of GRP ended in 2010; 1 March 2010 lies before that day and may lie after that"
    )
