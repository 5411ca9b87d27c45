"""`narrow` against all consistent worlds: a day for each start, end, founding and end of a body, that meets all rules.

The oracle states the rules in its own words over days, and tries every choice.
"""

from __future__ import annotations

import itertools
import math
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import (
    ChairTerm,
    Dataset,
    InOrder,
    InvalidQuestionError,
    Membership,
    Narrowed,
    Organization,
    PartialDate,
    Period,
    SameDay,
    UnknownNameError,
)
from strategies import datasets

DAYS = [date(2013, 3, 1) + timedelta(days=i) for i in range(7)]
OPEN_START, OPEN_END = -1000, 1000
#: What stands for "no limit": some days beyond the window.
BEYOND = 3


def text(first: int, last: int) -> str:
    """Write the days from one place of the window to another."""
    return f"[{DAYS[first]}..{DAYS[last]}]" if first < last else str(DAYS[first])


@st.composite
def clubs(draw: st.DrawFn) -> Dataset:
    """A club with up to two members and two or three terms, whose dates lie within a week and mostly together."""

    def dates(side: str) -> str:
        first = draw(st.integers(0, 6))
        last = min(6, first + draw(st.integers(0, 2)))
        return draw(st.sampled_from([text(first, last), text(first, last), text(first, last), ".."]))

    def period() -> Period:
        left, right = dates("start"), dates("end")
        if ".." not in (left, right) and PartialDate(left).span[0] > PartialDate(right).span[1]:
            left, right = right, left
        return Period(f"{left}/{right}")

    founded = draw(st.none() | st.integers(0, 3))
    ended = draw(st.none() | st.integers(3, 6))
    records: list[Any] = [
        Organization(
            id="club",
            name="Club",
            founded=None if founded is None else PartialDate(text(founded, min(6, founded + 1))),
            ended=None if ended is None else PartialDate(text(max(0, ended - 1), ended)),
        ),
        Organization(id="north", name="North"),
        Organization(id="south", name="South"),
    ]
    for member in draw(st.sampled_from([(), ("north",), ("north", "south")])):
        is_founder = draw(st.booleans())
        records.append(
            Membership(
                id=f"{member}-in", member_id=member, organization_id="club", is_founder=is_founder, period=period()
            )
        )
    for number, holder in enumerate(draw(st.lists(st.sampled_from(["north", "south"]), max_size=2))):
        role = draw(st.sampled_from(["chair", "interim-chair", "co-chair"]))
        records.append(
            ChairTerm(id=f"term-{number}", organization_id="club", holder_id=holder, role=role, period=period())
        )
    return Dataset.from_records(records)


def places(when: PartialDate | None, open_at: int | None = None) -> list[int]:
    """Give the places in the window that a date may be."""
    if when is None:
        return [open_at] if open_at is not None else []
    first = DAYS.index(when.earliest) if when.earliest else -BEYOND
    last = DAYS.index(when.latest) if when.latest else len(DAYS) - 1 + BEYOND
    return list(range(first, last + 1))


def variables(data: Dataset, free: frozenset[str] = frozenset()) -> dict[tuple[str, str], list[int]]:
    """Give every date with its places; of the records in ``free``, all places."""
    everywhere = [OPEN_START, *range(-BEYOND, len(DAYS) + BEYOND), OPEN_END]
    found: dict[tuple[str, str], list[int]] = {}
    for tie in (*data.memberships, *data.chair_terms):
        found[tie.id, "start"] = places(tie.period.start, OPEN_START)
        found[tie.id, "end"] = places(tie.period.end, OPEN_END)
    club = data.organizations["club"]
    for side in ("founded", "ended"):
        if getattr(club, side) is not None:
            found["club", side] = places(getattr(club, side))
    return {key: everywhere if key[0] in free else days for key, days in found.items()}


def holds(data: Dataset, day: dict[tuple[str, str], int], same: tuple[tuple[str, str], ...] = ()) -> bool:
    """Tell whether a world, as far as it is chosen, meets all rules."""
    founded, ended = day.get(("club", "founded"), -10_000), day.get(("club", "ended"), 10_000)
    ties = [tie for tie in (*data.memberships, *data.chair_terms) if (tie.id, "start") in day]
    span = {tie.id: (day[tie.id, "start"], day[tie.id, "end"]) for tie in ties}
    if founded > ended or any(start > end for start, end in span.values()):
        return False
    for tie in ties:
        start, end = span[tie.id]
        if (start != OPEN_START and start < founded) or (end != OPEN_END and end > ended):
            return False
        if isinstance(tie, Membership) and tie.is_founder and founded > -10_000 and start != founded:
            return False
    terms = [tie for tie in ties if isinstance(tie, ChairTerm)]
    # What is open reaches to the founding and the end of the body, where those are stated.
    cut = {
        name: (
            max(start, founded) if start == OPEN_START and founded > -10_000 else start,
            min(end, ended) if end == OPEN_END and ended < 10_000 else end,
        )
        for name, (start, end) in span.items()
    }
    for term, seat in itertools.product(terms, (tie for tie in ties if isinstance(tie, Membership))):
        (first, last), (start, end) = cut[term.id], cut[seat.id]
        if seat.member_id == term.holder_id and (first < start or last > end):
            return False
    for one, other in itertools.combinations([term for term in terms if term.role != "co-chair"], 2):
        apart = span[one.id][1] < span[other.id][0] or span[other.id][1] < span[one.id][0]
        if one.holder_id != other.holder_id and not apart:
            return False
    links = [(tuple(one.rsplit(".", 1)), tuple(other.rsplit(".", 1))) for one, other in same]
    return all(one not in day or other not in day or day[one] == day[other] for one, other in links)


def worlds(
    data: Dataset, free: frozenset[str] = frozenset(), same: tuple[tuple[str, str], ...] = ()
) -> list[dict[tuple[str, str], int]]:
    """Give every world that meets all rules; records are chosen one after the other, so that most fail early."""
    found = variables(data, free)
    every: list[dict[tuple[str, str], int]] = [{}]
    # The body first: what it rules out is not tried with anything else.
    for name in sorted(dict.fromkeys(key[0] for key in found), key=lambda each: each != "club"):
        names = [key for key in found if key[0] == name]
        chosen = [dict(zip(names, places, strict=True)) for places in itertools.product(*(found[key] for key in names))]
        every = [world for part in every for one in chosen if holds(data, world := {**part, **one}, same)]
    return every


def bounds(data: Dataset) -> dict[tuple[str, str], tuple[int, int]]:
    """Give the first and last place of every date; of a period, its four bounds."""
    found = {key: (min(days), max(days)) for key, days in variables(data).items()}
    place = lambda day, beyond: beyond if day is None else DAYS.index(day)
    for tie in (*data.memberships, *data.chair_terms):
        period, last = tie.period, len(DAYS) - 1 + BEYOND
        if not period.starts_open:
            found[tie.id, "start"] = place(period.start_earliest, -BEYOND), place(period.start_latest, last)
        if not period.ends_open:
            found[tie.id, "end"] = place(period.end_earliest, -BEYOND), place(period.end_latest, last)
    return found


def sound(data: Dataset, free: frozenset[str] = frozenset(), most: int = 3_000) -> bool:
    """Tell whether few enough worlds are there to try."""
    return math.prod(len(days) for days in variables(data, free).values()) <= most


@given(clubs().filter(sound))
def test_bounds_are_the_projection_of_all_consistent_worlds(data: Dataset) -> None:
    """Every date keeps just the days that it has in some consistent world; without any world, all stays as it was."""
    every, narrower = worlds(data), data.narrow()
    assert narrower.open_choices == 0
    if not every:
        assert narrower.contradictions
        return
    assert not narrower.contradictions
    expected = {key: (min(day[key] for day in every), max(day[key] for day in every)) for key in every[0]}
    assert bounds(narrower) == expected
    moved = {(each.record.id, each.side) for each in narrower.narrowed}
    assert moved == {key for key, span in bounds(data).items() if span != expected[key]}


@given(clubs().filter(sound))
def test_contradictions_are_least_sets(data: Dataset) -> None:
    """Whatever all other records stated, those of a contradiction have no world; without any one of them they have."""
    names = {key[0] for key in variables(data)}
    for each in data.narrow().contradictions:
        named = frozenset(record.id for record in each.records)
        others = frozenset(names) - named
        if sound(data, others, 200_000):
            assert not worlds(data, others)
        for record in each.records:
            if sound(data, others | {record.id}, 200_000):
                assert worlds(data, others | {record.id}), f"without {record.id}"


@given(clubs().filter(sound))
def test_links_narrow_like_rules(data: Dataset) -> None:
    """Two dates said to be one day, and two said to be in order, are so in every world that is left."""
    ties = [*data.memberships, *data.chair_terms]
    if len(ties) < 2 or any(tie.period.is_open for tie in ties[:2]):
        return
    one, other = f"{ties[0].id}.start", f"{ties[1].id}.start"
    every = worlds(data, same=((one, other),))
    narrower = data.narrow(SameDay(one, other))
    ordered = data.narrow(InOrder(one, other, 0), InOrder(other, one, 0))
    assert bool(narrower.contradictions) is bool(ordered.contradictions) is (not every)
    if every:
        assert bounds(narrower) == bounds(ordered)
        assert bounds(narrower) == {
            key: (min(day[key] for day in every), max(day[key] for day in every)) for key in every[0]
        }


@given(clubs())
def test_narrowing_again_finds_nothing_more(data: Dataset) -> None:
    """It is a fixed point, and the data stay free of new problems."""
    once = data.narrow()
    again = once.narrow()
    if not once.open_choices:
        assert again.narrowed == ()
        assert len(again.contradictions) == len(once.contradictions)


@given(datasets())
def test_narrowing_decides_nothing_otherwise(data: Dataset) -> None:
    """What was certain or ruled out stays so; only what was possible or unknown may become decided."""
    narrower = data.narrow()
    agents = ["north", "south", "east", "west"]
    present = [agent for agent in agents if agent in data.organizations.ids]
    for day in (date(2004, 12, 31), date(2005, 6, 30), date(2006, 2, 1), date(2007, 7, 1), date(2008, 12, 31)):
        for call in ("members_of", "chair_of"):
            before, after = getattr(data, call)("club", on=day), getattr(narrower, call)("club", on=day)
            for agent in present:
                was, now = before.about(agent).certainty, after.about(agent).certainty
                if was.is_decided and not narrower.contradictions:
                    assert now is was, (call, day, agent)


# Examples.


def _club(*records: Any, **dates: str) -> Dataset:
    club = Organization(
        id="club", name="Kite Flyers", acronym="KF", **{side: PartialDate(day) for side, day in dates.items()}
    )
    return Dataset.from_records(
        [club, Organization(id="north", name="North"), Organization(id="south", name="South"), *records]
    )


def _term(name: str, holder: str, period: str, role: Any = "chair") -> ChairTerm:
    return ChairTerm(id=name, organization_id="club", holder_id=holder, role=role, period=Period(period))


def _seat(member: str, period: str, **more: Any) -> Membership:
    return Membership(id=f"{member}-in", member_id=member, organization_id="club", period=Period(period), **more)


def test_a_chair_is_a_member() -> None:
    """A membership began by the time of the chair's term at the latest; the reason names both."""
    data = _club(_seat("north", "2010/"), _term("t", "north", "2010-03-01/2011-12-31"))
    narrower = data.narrow()
    assert isinstance(narrower, Narrowed)
    assert str(narrower.memberships["north-in"].period) == "[2010-01-01..2010-03-01]/[2011-12-31..]"
    assert [(each.side, each.before, str(each.after)) for each in narrower.narrowed] == [
        ("start", "2010", "[2010-01-01..2010-03-01]"),
        ("end", "", "[2011-12-31..]"),
    ]
    assert narrower.narrowed[0].why == (
        "North's membership of KF began on 1 March 2010 at the latest, because "
        "North's term as chair of KF began on 1 March 2010 at the latest (a chair is a member)"
    )
    assert data.memberships["north-in"].period == Period("2010/")  # The data asked stay as they are.


def test_one_term_ends_before_the_next_begins() -> None:
    """Where only one order of two terms is possible, the one ends before the other begins; co-chairs may overlap."""
    terms = [_term("a", "north", "2010-01-01/2010"), _term("b", "south", "2010-06/2011-12-31")]
    narrower = _club(*terms).narrow()
    assert [str(narrower.chair_terms[name].period) for name in "ab"] == [
        "2010-01-01/[2010-01-01..2010-06-29]",
        "2010-06/2011-12-31",
    ]
    together = [
        _term("a", "north", "2010-01-01/2010", "co-chair"),
        _term("b", "south", "2010-06/2011-12-31", "co-chair"),
    ]
    assert _club(*together).narrow().narrowed == ()


def test_either_order_may_leave_the_same() -> None:
    """Where two terms may come in either order, what both orders leave is told with that reason."""
    terms = [
        _term("a", "north", "[2010-01-01..2010-01-04]/[2010-01-03..2010-01-08]"),
        _term("b", "south", "[2010-01-01..2010-01-04]/[2010-01-03..2010-01-08]"),
        _term("c", "club", "[2010-01-02..2010-01-12]/2010-01-15"),
    ]
    found = {(each.record.id, each.side): each for each in _club(*terms).narrow().narrowed}
    assert str(found["c", "start"].after) == "[2010-01-05..2010-01-12]"
    assert found["c", "start"].why == (
        "KF's term as chair of KF began on 5 January 2010 at the earliest, whichever of "
        "North's term as chair of KF and South's term as chair of KF came first (one chair sits at a time)"
    )


def test_contradictory_records_are_told_and_left() -> None:
    """Two sole chairs on one day cannot both be: the two are named, with the rule, and nothing of them is changed."""
    terms = [_term("a", "north", "2010-01-01/2010-06-30"), _term("b", "south", "2010-06-01/2010-12-31")]
    data = _club(*terms, _seat("north", "2009/"))
    narrower = data.narrow()
    (found,) = narrower.contradictions
    assert [record.id for record in found.records] == ["a", "b"]
    assert found.rules == ("one chair sits at a time",)
    assert found.why == (
        "cannot all hold: North's term as chair of KF (a): 1 January to 30 June 2010; "
        "South's term as chair of KF (b): 1 June to 31 December 2010; one chair sits at a time"
    )
    assert narrower.chair_terms == data.chair_terms
    assert data.narrow(rules=["chair-is-member"]).contradictions == ()


def test_several_contradictions_are_all_told() -> None:
    """Sets that have no record in common are told one after the other."""
    records = [_term(name, holder, period) for name, holder, period in (
        ("a", "north", "2010-01-01/2010-06-30"), ("b", "south", "2010-06-01/2010-12-31"),
        ("c", "north", "2011-01-01/2011-06-30"), ("d", "south", "2011-06-01/2011-12-31"),
    )]  # fmt: skip
    found = _club(*records).narrow().contradictions
    assert [[record.id for record in each.records] for each in found] == [["a", "b"], ["c", "d"]]


def test_a_body_and_its_member_contradict() -> None:
    """A founding after a member had left is told with the body's own dates."""
    (found,) = _club(_seat("north", "2001/2002"), founded="2003").narrow().contradictions
    assert {record.id for record in found.records} == {"club", "north-in"}
    assert "KF: founded 2003" in found.why


def test_links_that_contradict_each_other() -> None:
    """Links that no dates can meet are told without any record."""
    data = _club(_seat("north", "2001/"), _seat("south", "2001/"))
    (found,) = data.narrow(
        InOrder("north-in.start", "south-in.start", 1, "North says"),
        InOrder("south-in.start", "north-in.start", 1, "South says"),
    ).contradictions
    assert found.records == ()
    assert set(found.rules) == {"North says", "South says"}


def test_a_collective_seat_is_narrowed_through_its_component() -> None:
    """A chair that is a component is a member through the collective: both ties hold during the term."""
    pair = Organization(id="pair", name="The Pair")
    part = Membership(id="part", member_id="north", organization_id="pair", role="component", period=Period("2009/"))
    seat = Membership(id="seat", member_id="pair", organization_id="club", period=Period("2010/"))
    narrower = _club(pair, part, seat, _term("t", "north", "2010-03-01/2010-12-31")).narrow()
    assert str(narrower.memberships["seat"].period) == "[2010-01-01..2010-03-01]/[2010-12-31..]"
    assert str(narrower.memberships["part"].period) == "2009/[2010-12-31..]"


def test_several_ways_to_be_a_member_narrow_nothing() -> None:
    """Who was a member twice was so in one of the two: that is no difference between days, and nothing follows."""
    again = Membership(id="north-again", member_id="north", organization_id="club", period=Period("2012/"))
    data = _club(_seat("north", "2010/2011"), again, _term("t", "north", "2010-03-01/2010-12-31"))
    assert data.narrow(rules=["chair-is-member"]).narrowed == ()


def test_rules_are_followed_one_by_one() -> None:
    """Only the rules asked for are followed."""
    data = _club(
        _seat("north", "2001/", is_founder=True), _term("t", "north", "2002-01-01/2002-12-31"), founded="2001-05"
    )
    told = lambda *rules: [(each.record.id, each.side, str(each.after)) for each in data.narrow(rules=rules).narrowed]
    assert told() == []
    assert told("within-life") == [
        ("north-in", "start", "[2001-05-01..2001-12-31]"),
        ("north-in", "end", "[2001-05-01..]"),
    ]
    assert told("founders-at-founding") == [("north-in", "start", "2001-05"), ("north-in", "end", "[2001-05-01..]")]
    assert told("chair-is-member") == [("north-in", "end", "[2002-12-31..]")]
    assert told("one-chair-at-a-time") == []


def test_open_ends_are_cut_by_the_life_not_narrowed() -> None:
    """What goes on without end is no contradiction to the body's end: every question cuts it there."""
    narrower = _club(_seat("north", "2001/.."), founded="2001", ended="2010").narrow()
    assert narrower.contradictions == ()
    assert narrower.memberships["north-in"].period == Period("2001/..")


def test_unknown_rules_and_links_are_refused() -> None:
    """A rule that is none, a date that is not stated, and what is no link get the library's errors with hints."""
    data = _club(_seat("north", "2001/"))
    with pytest.raises(InvalidQuestionError, match="is no rule") as rule:
        data.narrow(rules=["chairs-are-kings"])
    assert "chair-is-member" in rule.value.hint
    for name in ("north-in", "north-in.middle", "nobody.start", "club.founded", 5):
        with pytest.raises(UnknownNameError, match="names no stated date"):
            data.narrow(SameDay("north-in.start", name))  # type: ignore[arg-type]
    with pytest.raises(InvalidQuestionError, match="is no link"):
        data.narrow("north-in.start = south-in.start")  # type: ignore[arg-type]


def test_more_choices_than_are_tried_are_counted() -> None:
    """Ten chairs of whom nobody knows the order are too many orders to try; bounds stay wider, and it is told."""
    terms = [_term(f"t{i}", f"h{i}", "[2010-01-01..2010-12-31]/[2010-01-01..2010-12-31]") for i in range(10)]
    holders = [Organization(id=f"h{i}", name=f"Holder {i}") for i in range(10)]
    narrower = _club(*holders, *terms).narrow()
    assert narrower.open_choices == 45
    assert narrower.contradictions == ()


def test_the_curated_data_narrow_without_contradiction(curated: Dataset) -> None:
    """The shipped data are consistent; each narrowed date has a reason; each source still says what it said."""
    narrower = curated.narrow()
    assert narrower.contradictions == ()
    assert narrower.open_choices == 0
    assert narrower.check() == ()
    assert all(each.why for each in narrower.narrowed)
    assert {each.source_id for each in narrower.chair_terms["gmg-chair-unctad-2006"].citations} > {
        "iom-partners-narrowing"
    }
    told = lambda data: [(each.id, each.period) for each in (*data.memberships, *data.chair_terms)]
    for source_id in ("iom-partners-and-friends", "iom-partners-curation"):
        assert told(narrower.according_to(source_id)) == told(curated.according_to(source_id))
    assert str(narrower.memberships["gmg-member-wfp"].period.end) == "[2015-05-01..2018-12-31]"
