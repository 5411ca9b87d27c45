"""Policies for conflicts: which value each field takes, and that no answer becomes more certain by keeping all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Certainty, Citation, Dataset, PartialDate, Period, Said, Source
from iom_partners.store.record_types import RECORD_TYPES
from strategies import periods, sides, stretches
from worlds import NUMBER, covers, day, org, organization, places_text, seat, world

ORDER = ("days", "weeks", "months")
SOURCES = [Source(id=each, title=each.title()) for each in ORDER]
POLICIES: list[dict[str, Any]] = [
    {"policy": "most_precise"}, {"policy": "keep_all"}, {"prefer": "iom-partners-and-friends"},
]  # fmt: skip


def told(source: str, **says: object) -> Citation:
    """Cite a source that says values of its own."""
    return Citation(source_id=source, says=tuple(Said(field=field, value=str(each)) for field, each in says.items()))


def club(*citations: Citation, period: object = "/") -> Dataset:
    """Return a club with one membership that is cited so."""
    member = seat("north", str(period), of="club", id="seat", citations=citations)
    return world(organization("club"), organization("north"), *SOURCES, member)


def day_by_day(data: Dataset) -> list[Certainty]:
    """Return how sure the membership is on each day of the small calendar, and on the days beside it."""
    return [data.is_member("north", "club", on=day(place)) for place in range(-2, NUMBER + 2)]


@given(stretches(), stretches(), stretches())
def test_keeping_all_allows_what_any_source_allows(one: Any, two: Any, three: Any) -> None:
    """Of three statements in conflict the widest has all worlds: what is certain with it is so with each of them."""
    readings = [each.period for each in (one, two, three)]
    data = club(
        Citation(source_id="days", states=("period",)),
        told("weeks", period=readings[1]),
        told("months", period=readings[2]),
        period=readings[0],
    )
    widest = data.resolve_conflicts("keep_all")
    others = [data.resolve_conflicts("most_precise"), data, *(data.resolve_conflicts(prefer=each) for each in ORDER)]
    if not data.conflicts():
        assert all(each == data for each in others)
        return
    for other in others:
        for wide, narrow in zip(day_by_day(widest), day_by_day(other), strict=True):
            assert not wide.is_decided or wide is narrow
    span = widest.memberships["seat"].period.bounds.possible
    assert span == (
        min(each.bounds.possible[0] for each in readings),
        max(each.bounds.possible[1] for each in readings),
    )


@given(st.lists(periods(), min_size=3, max_size=3), st.permutations(ORDER))
def test_preferred_source_decides(readings: list[Period], order: list[str]) -> None:
    """A preferred source's value is that of a view of it alone; who comes first decides, who is silent does not."""
    data = club(told("days", period=readings[0]), told("weeks", period=readings[1]), period=readings[2])
    found = data.resolve_conflicts(prefer=order).memberships["seat"].period
    speaking = next(each for each in order if each != "months")
    if data.conflicts():
        assert found == data.according_to(speaking).memberships["seat"].period
    else:
        assert found == readings[2]


@given(st.lists(periods(), min_size=2, max_size=3))
def test_most_precise_is_one_of_the_statements(readings: list[Period]) -> None:
    """The most precise statement is one of them, and where one is coarser than all others it is not that one."""
    citations = [told(source, period=each) for source, each in zip(ORDER, readings, strict=False)]
    data = club(*citations, period=readings[0])
    found = data.resolve_conflicts("most_precise").memberships["seat"].period
    assert found in readings
    for conflict in data.conflicts():
        if conflict.kind == "coarser" and len(set(readings)) == 2:
            assert str(found) == conflict.values[1]


@pytest.mark.parametrize("policy", POLICIES)
def test_resolving_again_changes_nothing(curated: Dataset, policy: dict[str, Any]) -> None:
    """A policy applied twice gives what it gave once."""
    once = curated.resolve_conflicts(**policy)
    assert once.resolve_conflicts(**policy) == once


@pytest.mark.parametrize("policy", ["most_precise", "keep_all"])
def test_sources_still_say_what_they_said(curated: Dataset, policy: Any) -> None:
    """A view of one source has the same values before and after."""
    found = curated.resolve_conflicts(policy)
    for source in ("iom-partners-and-friends", "ohchr-gmg"):
        changes = found.according_to(source).diff(curated.according_to(source))
        assert {change.kind for change in changes} <= {"cited"}


def test_conflicts_stay(curated: Dataset) -> None:
    """What is resolved is in conflict still: the policy itself conflicts with no one."""
    kinds = ("contradiction", "coarser")
    before, after = (
        {each.why for each in data.conflicts() if each.kind in kinds}
        for data in (curated, curated.resolve_conflicts("most_precise"))
    )
    assert before == after


@pytest.mark.parametrize("policy", ["most_precise", "keep_all"])
def test_each_conflict_is_cited_to_the_policy(curated: Dataset, policy: Any) -> None:
    """Every field in conflict, also of a name, is stated by a citation that names the policy; no other field is."""
    found = curated.resolve_conflicts(policy)
    decided = set()
    for name in set(RECORD_TYPES) - {"sources"}:  # Of sources alone nothing is cited.
        for record in getattr(found, name):
            nested = [(f"names[{n}].", each) for n, each in enumerate(getattr(record, "names", ()))]
            nested += [(f"identifiers[{n}].", each) for n, each in enumerate(getattr(record, "identifiers", ()))]
            for prefix, cited in [("", record), *nested]:
                for each in cited.citations:
                    if each.source_id == "iom-partners-policy":
                        assert each.locator == f"policy: {policy}"
                        decided |= {(record.id, prefix + field) for field in each.states}
    conflicts = [each for each in curated.conflicts() if each.kind != "duplicate" and not each.field.endswith("record")]
    assert decided == {(each.record.id, each.field) for each in conflicts}
    assert "iom-partners-policy" in found.sources.ids


def test_answers_name_the_policy(curated: Dataset) -> None:
    """The evidence of an answer that rests on a decided field cites the policy."""
    answer = curated.resolve_conflicts("keep_all").chair_of("GMG", on="2012-08-01")
    cited = {each.source_id: each.locator for each in answer.evidence[0].citations}
    assert cited["iom-partners-policy"] == "policy: keep_all"


def test_no_answer_about_the_group_becomes_more_certain(curated: Dataset) -> None:
    """On the first day of each month, keeping all leaves decided only what was decided, and the same way."""
    widest = curated.resolve_conflicts("keep_all")
    for month in range(2003 * 12, 2019 * 12):
        on = f"{month // 12}-{month % 12 + 1:02}-01"
        for member in ("iom", "who", "unesco", "undp", "fao"):
            wide = widest.is_member(member, "GMG", on=on)
            assert not wide.is_decided or wide is curated.is_member(member, "GMG", on=on)
        wide, narrow = (data.chair_of("GMG", on=on) for data in (widest, curated))
        assert {each.id for each in wide.certain} <= {each.id for each in narrow.certain}
        assert not wide.is_complete or narrow.is_complete


@given(sides(), sides())
def test_lives_and_coverages_claim_less(one: tuple[int, int], two: tuple[int, int]) -> None:
    """A founding widens to all days of both statements, at most to any day; a coverage shrinks to those of both."""
    dates = [PartialDate(places_text(*each) or "XXXX") for each in (one, two)]
    founded_in = (told("days", founded=dates[0]), told("weeks", founded=dates[1]))
    body = org("club", founded=str(dates[0]), citations=founded_in)
    first, last = sorted((one[0] + 2, two[1] + 2))
    limits_of = (
        Citation(source_id="days", states=("first_day", "last_day")),
        told("weeks", first_day=day(first + 1), last_day=day(last - 1)),
    )
    covered = covers("members", day(first), day(last), body="club", id="all", citations=limits_of)
    data = world(body, covered, *SOURCES)
    found = data.resolve_conflicts("keep_all")
    founded: Any = found.organizations["club"].founded
    if any(each.record.id == "club" for each in data.conflicts()):
        first_days, last_days = ([getattr(each, side) for each in dates] for side in ("earliest", "latest"))
        limits = None if None in first_days else min(first_days), None if None in last_days else max(last_days)
        assert str(founded) == "XXXX" if limits == (None, None) else (founded.earliest, founded.latest) == limits
    else:
        assert founded == dates[0]
    kept = found.coverages.get("all")
    if first + 1 > last - 1:
        assert kept is None
    else:
        assert kept is not None
        assert (kept.first_day, kept.last_day) == (day(first + 1), day(last - 1))
