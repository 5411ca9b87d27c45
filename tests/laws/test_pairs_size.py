"""Pairs and gaps of large bodies: what is looked at grows with what is found, not with the square of the members.

Steps are counted, not seconds: each look at the bounds of a claim, and each call of a function.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import ChairTerm, Dataset, Membership, Organization, PartialDate, Period
from iom_partners.worlds.claims import Claim
from iom_partners.worlds.measure import ALWAYS, measure
from iom_partners.worlds.overlaps import overlapping
from strategies import examples, lives, stretches
from worlds import NUMBER, day, organization

#: Tenfold the members may take so many times the steps: sorting takes a little more than ten.
MOST = 13


def run(number: int, *, with_chairs: bool = False) -> Dataset:
    """A body whose members follow each other, so that each meets three before it and three after it."""

    def some(start: int) -> str:
        first = date(1000, 1, 1) + timedelta(days=start)
        return f"[{first}..{first + timedelta(days=20)}]"

    records: list[Any] = [Organization(id="club", name="Club", founded=PartialDate("[0999-12-01..1000-02-10]"))]
    records += [Organization(id="group", name="Group", founded=PartialDate("1000"))]
    records.append(Membership(id="seat", member_id="group", organization_id="club", period=Period("1001/..")))
    for each in range(number):
        start, who = 40 * each, f"a{each}"
        records.append(Organization(id=who, name=f"Agent {each}"))
        time: Any = {"period": Period(f"{some(start)}/{some(start + 120)}")}
        records.append(Membership(id=f"m{each}", member_id=who, organization_id="club", **time))
        if each % 100 == 0:
            records.append(Membership(id=f"p{each}", member_id=who, organization_id="group", role="component", **time))
        if with_chairs:
            term: Any = {"period": Period(f"{some(start)}/{some(start + 40)}")}
            records.append(ChairTerm(id=f"t{each}", holder_id=who, organization_id="club", **term))
    return Dataset.from_records(records)


def steps_of(call: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the looks at the bounds of claims, and the calls, that a call takes."""
    slot: Any = vars(Claim)["bounds"]
    steps = 0

    def look(claim: Claim) -> Any:
        nonlocal steps
        steps += 1
        return slot.__get__(claim)

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    with monkeypatch.context() as patch:
        patch.setattr(Claim, "bounds", property(look, slot.__set__))
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            call()
        finally:
            sys.setprofile(before)
    return steps


CALLS: dict[str, Callable[[Dataset], object]] = {
    "all pairs": lambda data: data.stats.co_membership("club"),
    "pairs of a day": lambda data: data.stats.co_membership("club", on="1001-01-01"),
    "pairs over bodies": lambda data: data.stats.co_membership(by="pair", during="1001"),
    "ties": lambda data: data.stats.network_edges(by="bodies"),
    "shared periods": lambda data: data.shared_periods("a2", "a3", "club"),
    "gaps": lambda data: data.gaps("club"),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.bulk
def test_steps_grow_with_the_members(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the members take about ten times the steps where each meets few others."""
    few, many = (
        steps_of(lambda data=run(number, with_chairs=name == "gaps"): CALLS[name](data), monkeypatch)  # type: ignore[misc]
        for number in (60, 600)
    )
    assert few < many < MOST * few


def test_pairs_of_a_body_that_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pair is found with a few looks at claims: those of 600 members number 180,000, of which few may meet."""
    data = run(600)
    found = len(data.stats.co_membership("club"))
    assert found < 3_000
    roster = data._rosters.members("club")
    groups = list(roster.claims.values())
    assert steps_of(lambda: list(overlapping(groups)), monkeypatch) < 20 * (found + len(groups))


@given(
    st.lists(st.lists(stretches(), max_size=3), max_size=6), st.none() | st.tuples(st.integers(0, 4), st.integers(0, 4))
)
def test_overlapping_claims_are_those_of_all_pairs(drawn: list[list[Any]], places: tuple[int, int] | None) -> None:
    """The sweep finds each two claims of different groups that share a possible day, in a window too, and no others."""
    from iom_partners.dates.days import EVER
    from iom_partners.worlds.claims import Link

    def claim(name: str, stretch: Any) -> Claim:
        tie = Membership(id=name, member_id=name, organization_id="club", period=stretch.period)
        return Claim(name, tie, [Link(tie, tie.period.bounds)])

    groups = [[claim(f"{group}-{place}", each) for place, each in enumerate(of)] for group, of in enumerate(drawn)]
    window = EVER if places is None else tuple(day(each).toordinal() for each in sorted(places))
    listed = [(group, each) for group, of in enumerate(groups) for each in of]
    expected = {
        (one.item, other.item)
        for (left, one), (right, other) in combinations(listed, 2)
        if left != right
        and max(one.possible[0], other.possible[0], window[0]) <= min(one.possible[1], other.possible[1], window[1])
    }
    found = [(one[1].item, other[1].item) for one, other in overlapping(groups, (window[0], window[1]))]
    assert len(found) == len(set(found))
    assert set(found) == expected


@st.composite
def leagues(draw: st.DrawFn) -> Dataset:
    """Three members of two bodies, within limits."""
    records: list[Any] = [organization(each) for each in ("north", "south", "east")]
    records += [organization(each, draw(lives(limited=True))) for each in ("club", "team")]
    stretch = stretches(limited=True) | stretches(exact=True)
    for number in range(draw(st.integers(2, 6))):
        who, body = draw(st.sampled_from(["north", "south", "east"])), draw(st.sampled_from(["club", "team"]))
        records.append(Membership(id=f"m{number}", member_id=who, organization_id=body, period=draw(stretch).period))
    return Dataset.from_records(records)


def by_pair(rows: Any) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Group the rows of pairs by pair."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows.to_dicts():
        found.setdefault((row["agent_id"], row["other_id"]), []).append(row)
    return found


def each_day(data: Dataset, one: int, other: int) -> list[dict[tuple[str, str], list[dict[str, Any]]]]:
    """Return the rows of pairs on each day from one place to another."""
    return [by_pair(data.stats.co_membership(on=day(each))) for each in range(min(one, other), max(one, other) + 1)]


@given(leagues(), st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1))
@examples(1.5)
def test_pairs_over_bodies_are_the_sum_of_those_of_each(data: Dataset, one: int, other: int) -> None:
    """Pairs, bodies, certainty, stretches and bounds are those of the rows of each body; days count once."""
    during = f"{day(min(one, other))}/{day(max(one, other))}"
    times: list[dict[str, Any]] = [{}, {"on": day(one)}, {"on": "2012-12"}, {"during": during}]
    for time in times:
        single = by_pair(data.stats.co_membership(**time))
        joint = by_pair(data.stats.co_membership(by="pair", **time))
        assert list(joint) == sorted(single)
        for pair, (row,) in joint.items():
            rows = single[pair]
            assert row["body_ids"] == "|".join(each["body_id"] for each in rows)
            strongest = min(each["certainty"] for each in rows)  # Certain comes before possible.
            # Of one day that may be several, each may be certain by another body.
            assert row["certainty"] == strongest or (time == {"on": "2012-12"} and row["certainty"] == "certain")
            assert row["stretches"] == sum(each["stretches"] for each in rows)
            assert row["start_earliest"] == min(each["start_earliest"] for each in rows)
            assert row["end_latest"] == max(each["end_latest"] for each in rows)
            if len(rows) == 1:
                assert list(row.values())[1:] == list(rows[0].values())[1:]
            assert max(each["days_lower"] for each in rows) <= row["days_lower"]
            assert row["days_upper"] <= sum(each["days_upper"] for each in rows)
    # Over all its days one by one, each asked about alone, a pair has as many days as it may have had.
    days = each_day(data, 0, NUMBER - 1)
    for pair, (row,) in by_pair(data.stats.co_membership(by="pair")).items():
        assert row["days_upper"] == sum(pair in each for each in days)
        certain = sum(any(told["certainty"] == "certain" for told in each.get(pair, ())) for each in days)
        assert certain <= row["days_lower"]


@given(leagues(), st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1))
def test_pairs_over_bodies_are_together_throughout_if_they_are_each_day(data: Dataset, one: int, other: int) -> None:
    """Whoever is together on each day of a period, in whatever body, is so throughout, and as surely."""
    first, last = sorted((one, other))
    days = each_day(data, first, last)
    expected = {
        pair: "certain" if all("certain" in {row["certainty"] for row in each[pair]} for each in days) else "possible"
        for pair in days[0]
        if all(pair in each for each in days)
    }
    during = f"{day(first)}/{day(last)}"
    met = by_pair(data.stats.co_membership(during=during))
    found = by_pair(data.stats.co_membership(by="pair", throughout=during))
    assert {pair: row["certainty"] for pair, (row,) in found.items()} == expected
    for pair, (row,) in found.items():
        assert row["body_ids"] == "|".join(each["body_id"] for each in met[pair])


def test_days_together_in_two_bodies_count_once() -> None:
    """Two who share two bodies at the same time have one row over both, whose days are those of either."""
    records: list[Any] = [organization(each) for each in ("north", "south", "club", "team")]
    for who in ("north", "south"):
        for body, time in (("club", "2013-01-01/2013-01-10"), ("team", "2013-01-06/[2013-01-11..2013-01-15]")):
            records.append(Membership(id=f"{who}-{body}", member_id=who, organization_id=body, period=Period(time)))
    data = Dataset.from_records(records)
    (row,) = data.stats.co_membership(by="pair").to_dicts()
    assert (row["body_ids"], row["certainty"], row["days_lower"], row["days_upper"]) == ("club|team", "certain", 11, 15)
    assert (row["period"], row["stretches"]) == ("2013-01-01/[2013-01-11..2013-01-15]", 2)
    roster = [claim for body in ("club", "team") for claim in data._rosters.members(body).claims["north"]]
    assert measure(roster, ALWAYS).upper == 15


@pytest.mark.parametrize(
    ("handover", "certainty"),
    [
        ("2013-01-05/2013-01-10", "certain"),
        ("[2013-01-05..2013-01-07]/2013-01-10", "possible"),
        ("2013-01-07/2013-01-10", None),
    ],
)
def test_pairs_who_pass_from_one_body_to_the_next_stay_together(handover: str, certainty: str | None) -> None:
    """Two who left one body and joined another were together throughout, as surely as one followed the other."""
    records: list[Any] = [organization(each) for each in ("north", "south", "club", "team")]
    for who in ("north", "south"):
        for body, time in (("club", "2013-01-01/2013-01-04"), ("team", handover)):
            records.append(Membership(id=f"{who}-{body}", member_id=who, organization_id=body, period=Period(time)))
    stats = Dataset.from_records(records).stats
    assert len(stats.co_membership(throughout="2013-01-01/2013-01-10")) == 0
    rows = stats.co_membership(by="pair", throughout="2013-01-01/2013-01-10").to_dicts()
    assert [(row["body_ids"], row["certainty"]) for row in rows] == ([("club|team", certainty)] if certainty else [])
    # The same of one day, of which nobody knows which it is.
    unknown = "[2013-01-04,2013-01-08]"
    assert stats.co_membership(on=unknown)["certainty"] == ("possible", "possible")
    assert stats.co_membership(by="pair", on=unknown)["certainty"] == ("certain",)


def test_an_unknown_kind_of_row_is_refused() -> None:
    """Pairs are listed by body or by pair."""
    from iom_partners import InvalidQuestionError

    with pytest.raises(InvalidQuestionError, match="'agent' is not a row of pairs"):
        run(2).stats.co_membership(by="agent")  # type: ignore[arg-type]
