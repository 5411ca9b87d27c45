"""`narrow` against all consistent worlds: a day for each start, end, founding and end of a body, that meets all rules.

The oracle states the rules in its own words over days, and tries every choice.
"""

from __future__ import annotations

import copy
import itertools
import json
import math
import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iom_partners
from iom_partners import (
    ChairTerm,
    Dataset,
    InOrder,
    InvalidQuestionError,
    Membership,
    Organization,
    PartialDate,
    Period,
    Person,
    SameDay,
    UnknownNameError,
)
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL, day_at
from iom_partners.results import Narrowed
from strategies import CHAIR_ROLES, datasets
from worlds import org, organization, seat, term, world

DAYS = [date(2013, 3, 1) + timedelta(days=i) for i in range(7)]
OPEN_START, OPEN_END = -1000, 1000
#: What stands for "no limit": some days beyond the window.
BEYOND = 3


def text(first: int, last: int, gap: bool = False) -> str:
    """Write the days from one place of the window to another, or only these two."""
    if first == last:
        return str(DAYS[first])
    return f"[{DAYS[first]}{',' if gap else '..'}{DAYS[last]}]"


@st.composite
def clubs(draw: st.DrawFn) -> Dataset:
    """A club with up to two members and two or three terms, whose dates lie within a week and mostly together."""

    def dates(side: str) -> str:
        first = draw(st.integers(0, 6))
        last = min(6, first + draw(st.integers(0, 2)))
        told = text(first, last, draw(st.booleans()))
        return draw(st.sampled_from([told, told, told, told, "..", ""]))

    def period() -> Period:
        left, right = dates("start"), dates("end")
        if not {"..", ""} & {left, right} and PartialDate(left).span[0] > PartialDate(right).span[1]:
            left, right = right, left
        return Period(f"{left}/{right}")

    founded, ended = draw(st.none() | st.integers(0, 3)), draw(st.none() | st.integers(3, 6))
    members = draw(st.sampled_from([(), ("north",), ("north", "south")]))
    records: list[Any] = [_seat(member, period(), is_founder=draw(st.booleans())) for member in members]
    for number, holder in enumerate(draw(st.lists(st.sampled_from(["north", "south"]), max_size=3))):
        records.append(_term(f"term-{number}", holder, period(), draw(st.sampled_from(CHAIR_ROLES))))
    return _club(
        *records,
        founded=None if founded is None else text(founded, min(6, founded + 1)),
        ended=None if ended is None else text(max(0, ended - 1), ended),
    )


def _club(*records: Any, **dates: str | None) -> Dataset:
    club = org("club", name="Kite Flyers", acronym="KF", **dates)
    return world(club, organization("north"), organization("south"), *records)


def _term(name: str, holder: str, period: str | Period, role: str = "chair") -> ChairTerm:
    return term(holder, period, of="club", role=role, id=name)


def _seat(member: str, period: str | Period, *, of: str = "club", **more: Any) -> Membership:
    return seat(member, period, of=of, **{"id": f"{member}-in"} | more)


def _pair(part: str, whole: str, **dates: str) -> list[Any]:
    """Return a collective that is a member, and that has North as a part."""
    pair = org("pair", name="The Pair", **dates)
    return [pair, _seat("north", part, of="pair", role="component", id="part"), _seat("pair", whole, id="seat")]


def _holders(number: int) -> list[Organization]:
    return [organization(f"h{each}", name=f"Holder {each}") for each in range(number)]


EVERYWHERE = [*range(-BEYOND, len(DAYS) + BEYOND)]


def places(when: PartialDate | None, is_open: bool, open_at: int) -> list[int]:
    """Return the places in the window that a date may be, or of an unknown one, all and some beyond."""
    if when is None:
        return [open_at] if is_open else EVERYWHERE
    return [place for place in EVERYWHERE if when.could_be(DAYS[0] + timedelta(days=place))]


def variables(data: Dataset) -> dict[tuple[str, str], list[int]]:
    """Return every date with its places."""
    found: dict[tuple[str, str], list[int]] = {}
    for tie in (*data.memberships, *data.chair_terms):
        found[tie.id, "start"] = places(tie.period.start, tie.period.starts_open, OPEN_START)
        found[tie.id, "end"] = places(tie.period.end, tie.period.ends_open, OPEN_END)
    club = data.organizations["club"]
    for side in ("founded", "ended"):
        if getattr(club, side) is not None:
            found["club", side] = places(getattr(club, side), False, 0)
    return found


def holds(data: Dataset, day: dict[tuple[str, str], int], same: tuple[tuple[str, str], ...] = ()) -> bool:
    """Return whether a world, as far as it is chosen, meets all rules."""
    founded, ended = day.get(("club", "founded"), -10_000), day.get(("club", "ended"), 10_000)
    ties = [tie for tie in (*data.memberships, *data.chair_terms) if (tie.id, "start") in day]
    span = {tie.id: (day[tie.id, "start"], day[tie.id, "end"]) for tie in ties}
    if founded > ended or any(start > end for start, end in span.values()):
        return False
    for tie in ties:
        start, end = span[tie.id]
        if (start != OPEN_START and start < founded) or (end != OPEN_END and end > ended):
            return False
        is_founder = isinstance(tie, Membership) and tie.is_founder and start != OPEN_START
        if is_founder and founded > -10_000 and start != founded:
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
    for one, other in itertools.product(terms, (tie for tie in ties if isinstance(tie, Membership))):
        (first, last), (start, end) = cut[one.id], cut[other.id]
        if other.member_id == one.holder_id and (first < start or last > end):
            return False
    for one, other in itertools.combinations([each for each in terms if each.role != "co-chair"], 2):
        in_turn = any(
            span[a.id][1] + (0 if shares_a_day(a.period, b.period) else 1) <= span[b.id][0]
            for a, b in ((one, other), (other, one))
        )
        if one.holder_id != other.holder_id and not in_turn:
            return False
    links = [(tuple(one.rsplit(".", 1)), tuple(other.rsplit(".", 1))) for one, other in same]
    return all(one not in day or other not in day or day[one] == day[other] for one, other in links)


def shares_a_day(one: Period, other: Period) -> bool:
    """Return whether the last day of one term is stated, and is that on which another begins."""
    days = {one.end_earliest, one.end_latest, other.start_earliest, other.start_latest}
    is_that_day = len(days) == 1 and None not in days
    return is_that_day and (one.start_earliest or date.min) < (other.end_latest or date.max)


def worlds(data: Dataset, same: tuple[tuple[str, str], ...] = ()) -> list[dict[tuple[str, str], int]]:
    """Return every world that meets all rules; records are chosen one after the other, so that most fail early."""
    found = variables(data)
    every: list[dict[tuple[str, str], int]] = [{}]
    # The body first: what it rules out is not tried with anything else.
    for name in sorted(dict.fromkeys(key[0] for key in found), key=lambda each: each != "club"):
        names = [key for key in found if key[0] == name]
        chosen = [dict(zip(names, places, strict=True)) for places in itertools.product(*(found[key] for key in names))]
        every = [world for part in every for one in chosen if holds(data, world := {**part, **one}, same)]
    return every


def bounds(data: Dataset) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the first and last place of every date; of a period, its four bounds; outermost means no limit."""
    found = {key: (min(days), max(days)) for key, days in variables(data).items()}
    for tie in (*data.memberships, *data.chair_terms):
        period = tie.period
        for side, is_open, first, last in (
            ("start", period.starts_open, period.start_earliest, period.start_latest),
            ("end", period.ends_open, period.end_earliest, period.end_latest),
        ):
            if not is_open:
                lower = EVERYWHERE[0] if first is None else (first - DAYS[0]).days
                upper = EVERYWHERE[-1] if last is None else (last - DAYS[0]).days
                found[tie.id, side] = lower, upper
    return {key: (clamped(lower), clamped(upper)) for key, (lower, upper) in found.items()}


def projected(every: list[dict[tuple[str, str], int]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the first and last place of every date in some worlds."""
    return {key: (clamped(min(day[key] for day in every)), clamped(max(day[key] for day in every))) for key in every[0]}


def clamped(place: int) -> int:
    """Take all places beyond the window for one: without a limit, dates may lie ever farther out."""
    if place in (OPEN_START, OPEN_END):
        return place
    return EVERYWHERE[0] if place < 0 else EVERYWHERE[-1] if place >= len(DAYS) else place


def sound(data: Dataset, most: int = 20_000) -> bool:
    """Return whether few enough worlds are there to try."""
    return math.prod(len(days) for days in variables(data).values()) <= most


@given(clubs().filter(sound))
def test_bounds_are_the_projection_of_all_consistent_worlds(data: Dataset) -> None:
    """Every date keeps just the days that it has in some consistent world; without any world, that is told."""
    every, narrower = worlds(data), data.narrow()
    assert narrower.open_choices == 0
    assert bool(narrower.contradictions) is (not every)
    if every:
        expected = projected(every)
        assert bounds(narrower) == expected
        moved = {(each.record.id, each.side) for each in narrower.narrowed}
        assert moved == {key for key, span in bounds(data).items() if span != expected[key]}
        for each in narrower.narrowed:
            # Days left out between the bounds stay out.
            assert each.before is None or each.after.lies_within(each.before.spans)


@given(clubs().filter(sound))
def test_contradictions_are_least_sets(data: Dataset) -> None:
    """The records of a contradiction have no world together; without any one of them the others have, and all else."""
    narrower = data.narrow()
    told: set[str] = set()
    for each in narrower.contradictions:
        named = {record.id for record in each.records}
        assert not named & told
        told |= named
        assert not worlds(only(data, named))
        for record in each.records:
            assert worlds(only(data, named - {record.id})), f"without {record.id}"
    rest = only(data, {key[0] for key in variables(data)} - told)
    every = worlds(rest)
    assert every
    found = bounds(narrower)
    assert {key: found[key] for key in every[0]} == projected(every)


def only(data: Dataset, named: set[str]) -> Dataset:
    """Return the data with some of the ties alone, and the body's dates only if it is named."""
    club = data.organizations["club"] if "club" in named else organization("club")
    ties = [tie for tie in (*data.memberships, *data.chair_terms) if tie.id in named]
    return world(club, *ties)


@given(clubs().filter(sound))
def test_links_narrow_like_rules(data: Dataset) -> None:
    """Two dates said to be one day, and two said to be in order, are so in every world that is left."""
    ties = [*data.memberships, *data.chair_terms]
    if len(ties) < 2 or any(tie.period.is_open for tie in ties[:2]):
        return
    one, other = f"{ties[0].id}.start", f"{ties[1].id}.start"
    every = worlds(data, ((one, other),))
    narrower = data.narrow(SameDay(one, other))
    ordered = data.narrow(InOrder(one, other, 0), InOrder(other, one, 0))
    assert bool(narrower.contradictions) is bool(ordered.contradictions) is (not every)
    if every:
        assert bounds(narrower) == bounds(ordered)
        assert bounds(narrower) == projected(every)


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


def test_a_chair_is_a_member() -> None:
    """A membership began by the time of the chair's term at the latest; the reason names both."""
    data = _club(_seat("north", "2010/"), _term("t", "north", "2010-03-01/2011-12-31"))
    narrower = data.narrow()
    assert isinstance(narrower, Narrowed)
    assert str(narrower.memberships["north-in"].period) == "[2010-01-01..2010-03-01]/[2011-12-31..]"
    assert [(each.side, each.before, str(each.after)) for each in narrower.narrowed] == [
        ("start", PartialDate("2010"), "[2010-01-01..2010-03-01]"),
        ("end", None, "[2011-12-31..]"),
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
    assert found.rules == ("one-chair-at-a-time",)
    assert found.why == (
        "These cannot all hold: North's term as chair of KF (a): 1 January to 30 June 2010; "
        "South's term as chair of KF (b): 1 June to 31 December 2010; one chair sits at a time."
    )
    assert narrower.chair_terms == data.chair_terms
    assert data.narrow(rules=["chair-is-member"]).contradictions == ()


@pytest.mark.parametrize(("end", "start", "narrowed"), [
    ("2010-06-30", "2010-06-30", ()),
    ("2010-06", "2010-06", (("a", "[2010-06-01..2010-06-29]"), ("b", "[2010-06-02..2010-06-30]"))),
    ("[2010-06-28..2010-06-30]", "2010-06-30", (("a", "[2010-06-28..2010-06-29]"),)),
    ("2010-06-30", "[2010-06-30..2010-07-02]", (("b", "[2010-07-01..2010-07-02]"),)),
])  # fmt: skip
def test_terms_that_share_their_day_of_handover(end: str, start: str, narrowed: tuple[tuple[str, str], ...]) -> None:
    """Two terms that both state the day of handover can hold together; a coarse date is not such a day."""
    terms = [_term("a", "north", f"2010-01-01/{end}"), _term("b", "south", f"{start}/2010-12-31")]
    narrower = _club(*terms).narrow()
    assert narrower.contradictions == ()
    assert tuple((each.record.id, str(each.after)) for each in narrower.narrowed) == narrowed


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
    assert "KF was founded in 2003" in found.why


@pytest.mark.parametrize(("life", "seated", "told"), [
    ({"founded": "[2001,2010]"}, "2005/2008", "KF was founded on 31 December 2001 at the latest, because"),
    ({"ended": "[2001,2010]"}, "2000/2005", "KF ended on 1 January 2010 at the earliest, because"),
    ({"born": "[1950,2010]"}, "2005/2008", "Ann was born on 31 December 1950 at the latest, because"),
    ({"died": "[2001,2010]"}, "2000/2005", "Ann died on 1 January 2010 at the earliest, because"),
])  # fmt: skip
def test_each_date_of_a_life_has_its_verb(life: dict[str, str], seated: str, told: str) -> None:
    """A body is founded and ends, a person is born and dies."""
    (side, when), *_ = life.items()
    ann = Person(id="ann", name="Ann", **({side: PartialDate(when)} if side in {"born", "died"} else {}))
    data = _club(ann, _seat("ann", seated), **({} if side in {"born", "died"} else life))
    (found,) = (each for each in data.narrow().narrowed if each.side == side)
    assert found.why.startswith(told)


def test_links_that_contradict_each_other() -> None:
    """Links that no dates can meet are told with the records that they are between, and with who says so."""
    data = _club(_seat("north", "2001/"), _seat("south", "2001/"))
    links = (
        InOrder("north-in.start", "south-in.start", 1, "North says so"),
        InOrder("south-in.start", "north-in.start"),
    )
    (found,) = data.narrow(*links).contradictions
    assert {record.id for record in found.records} == {"north-in", "south-in"}
    assert found.rules == (
        "south-in.start is a day after north-in.start or later (North says so)",
        "north-in.start is on the day of south-in.start or later",
    )


@pytest.mark.parametrize(("gap", "days", "start"), [
    (0, "on the day of", "[2010-01-05..2010-01-31]"), (1, "a day after", "[2010-01-06..2010-01-31]"),
    (2, "2 days after", "[2010-01-07..2010-01-31]"), (3, "3 days after", "[2010-01-08..2010-01-31]"),
    (26, "26 days after", "2010-01-31"),
])  # fmt: skip
def test_a_link_keeps_so_many_days_apart(gap: int, days: str, start: str) -> None:
    """A date is moved by the days of a link, to the day, and the reason counts them."""
    link = InOrder("north-in.start", "south-in.start", gap)
    later, sooner = (
        _club(_seat("north", one), _seat("south", other)).narrow(link).narrowed[0]
        for one, other in (("2010-01-05/..", "2010-01/.."), ("2010-01/..", "2010-01-27/.."))
    )
    assert (later.record.id, str(later.after)) == ("south-in", start)
    assert f"(south-in.start is {days} north-in.start or later)" in later.why
    assert (sooner.record.id, sooner.after.latest) == ("north-in", date(2010, 1, 27 - gap))


def test_rules_that_a_contradiction_breaks_are_least_too() -> None:
    """Where either of two rules would do, one is told, never none."""
    (found,) = _club(_seat("north", "2001/2002", is_founder=True), founded="2003").narrow().contradictions
    assert len(found.rules) == 1


def test_a_collective_seat_is_narrowed_through_its_component() -> None:
    """A chair that is a component is a member through the collective: both ties hold during the term."""
    term = _term("t", "north", "2010-03-01/2010-12-31")
    narrower = _club(*_pair("2009/", "2010/"), term).narrow()
    assert str(narrower.memberships["seat"].period) == "[2010-01-01..2010-03-01]/[2010-12-31..]"
    assert str(narrower.memberships["part"].period) == "2009/[2010-12-31..]"
    # Who is there in another role is not a member by that.
    observer = _seat("north", "2010/", role="observer", id="observer")
    assert _club(observer, term).narrow(rules=["chair-is-member"]).narrowed == ()
    # A collective that is not a member itself makes nobody a member.
    _, part, _ = _pair("2009/", "2010/")
    assert _club(org("pair"), part, _seat("south", "2010/"), term).narrow(rules=["chair-is-member"]).narrowed == ()


def test_several_ways_to_be_a_member_narrow_nothing() -> None:
    """Who was a member twice was so in one of the two: that is not a difference between days, and nothing follows."""
    again = _seat("north", "2012/", id="north-again")
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


def test_a_unit_lives_within_the_body_above() -> None:
    """A chair of a working group chairs during the life of the body that the group is a unit of."""
    group, unit = organization("group"), _seat("group", "/", role="unit", id="unit")
    term = ChairTerm(id="t", organization_id="group", holder_id="north", period=Period("[1990..2005]/2010"))
    narrower = _club(group, unit, term, founded="2003-05").narrow()
    assert str(narrower.chair_terms["t"].period) == "[2003-05-01..2005-12-31]/2010"


def test_the_life_of_a_collective_bounds_its_parts() -> None:
    """A collective founded after the term of one of its parts contradicts it, however open its own ties are."""
    pair = _pair("../..", "../..", founded="2012")
    (found,) = _club(*pair, _term("t", "north", "2010-01-01/2010-12-31")).narrow().contradictions
    assert {record.id for record in found.records} == {"pair", "t"}
    # A part that joined it before it was founded contradicts it by itself.
    (found,) = _club(*_pair("../..", "2005/..", founded="2012")).narrow().contradictions
    assert "pair" in {record.id for record in found.records}


def test_the_order_of_records_does_not_matter(tmp_path: Any) -> None:
    """Contradictory terms are found in files out of time order too."""
    terms = [
        _term(*each) for each in (("a", "north", "2001/2005"), ("b", "south", "2010/2010"), ("c", "south", "2003/2003"))
    ]
    _club(*terms).write(tmp_path)
    path = tmp_path / "chair_terms.json"
    rows = json.loads(path.read_text())
    path.write_text(json.dumps(sorted(rows, key=lambda row: row["id"])))
    (tmp_path / "datapackage.json").unlink()
    (found,) = Dataset.read(tmp_path).narrow().contradictions
    assert {record.id for record in found.records} == {"a", "c"}


def test_many_terms_hide_no_contradiction() -> None:
    """Three sole chairs in two days are told as just three, however many terms there are besides."""
    three = [_term(f"c{i}", f"h{i}", "[2010-01-01..2010-01-02]/[2010-01-01..2010-01-02]") for i in range(3)]
    vague = [_term(f"v{i}", f"h{i}", "[2012-01-01..2012-12-31]/[2012-01-01..2012-12-31]") for i in range(6)]
    exact = [_term(f"e{i}", f"h{i % 6}", f"20{20 + i}-01-01/20{20 + i}-12-31") for i in range(14)]
    narrower = _club(*_holders(6), *three, *vague, *exact).narrow()
    assert [{record.id for record in each.records} for each in narrower.contradictions] == [{"c0", "c1", "c2"}]


def test_what_a_contradiction_does_not_touch_is_narrowed() -> None:
    """The other records of the body are narrowed without those that cannot all hold."""
    terms = [_term("a", "club", "2010-01-01/2010-06-30"), _term("b", "south", "2010-06-01/2010-12-31")]
    narrower = _club(*terms, _term("c", "north", "2012-03-01/2012-03-31"), _seat("north", "2011/")).narrow()
    assert [{record.id for record in each.records} for each in narrower.contradictions] == [{"a", "b"}]
    assert [(each.record.id, str(each.after)) for each in narrower.narrowed] == [("north-in", "[2012-03-31..]")]


def test_the_right_choice_is_named() -> None:
    """Of several undecided orders, the one that leaves a bound so is told."""
    same = "[{0}-01-01..{0}-01-04]/[{0}-01-03..{0}-01-08]"
    years = (2010, 2010, 2012, 2012)
    terms = [_term(name, f"h{i}", same.format(year)) for i, (name, year) in enumerate(zip("abcd", years, strict=True))]
    last = _term("e", "h4", "[2012-01-02..2012-01-12]/2012-01-15")
    found = {each.record.id: each for each in _club(*_holders(5), *terms, last, founded="2000").narrow().narrowed}
    assert "whichever of Holder 2's term as chair of KF and Holder 3's term as chair of KF came first" in found["e"].why


def test_dates_at_the_edge_of_the_calendar_are_left_alone() -> None:
    """What would be pushed off the calendar is not a date: it stays as it is."""
    first, second, third, last = (day_at(day) for day in (BEFORE_ALL + 1, BEFORE_ALL + 2, AFTER_ALL - 2, AFTER_ALL - 1))
    terms = [_term("a", "north", f"2010-01-01/{last}"), _term("b", "south", "[2011-01-01..]/")]
    narrower = _club(*terms).narrow()
    assert narrower.chair_terms["b"].period == Period("[2011-01-01..]/")
    late = _club(_seat("north", f"{third}/.."), _seat("south", f"[{third}..{last}]/.."))
    (found,) = late.narrow(InOrder("north-in.start", "south-in.start", 1)).narrowed
    assert (found.record.id, str(found.after)) == ("south-in", str(last))
    early = _club(_seat("north", f"../[{first}..{second}]"), _seat("south", f"../{second}"))
    (found,) = early.narrow(InOrder("north-in.end", "south-in.end", 1)).narrowed
    assert (found.record.id, str(found.after)) == ("north-in", str(first))


def test_gaps_in_dates_stay_gaps() -> None:
    """A body founded in one of two years, with a member since before the second, was founded in the first."""
    narrower = _club(_seat("north", "2005/"), founded="[2001,2010]").narrow()
    assert str(narrower.organizations["club"].founded) == "2001"
    seasonal = _club(_seat("north", "2006-24/"), founded="2006-07").narrow()
    assert str(seasonal.memberships["north-in"].period.start) == "[2006-07-01..2006-09-24,2006-12-01..2007-03-21]"
    for founded, sharper in (("[2001,2010..]", "2001"), ("[..2001,2003,2010]", "[..2001-12-31,2003]")):
        narrower = _club(_seat("north", "2005/"), founded=founded).narrow()
        assert str(narrower.organizations["club"].founded) == sharper
    later = _club(_seat("north", "[..2001,2004,2010]/.."), founded="2002-01-01").narrow()
    assert str(later.memberships["north-in"].period.start) == "[2004,2010]"
    yearly = _club(_seat("north", "2005/"), founded="XXXX-12-25").narrow()
    assert str(yearly.organizations["club"].founded) == "XXXX-12-25"


def test_a_narrowed_dataset_is_kept_whole() -> None:
    """It pickles and copies with what was found, shows as what it is, and cannot be changed."""
    narrower = _club(_seat("north", "2010/"), _term("t", "north", "2010-03-01/2011-12-31")).narrow()
    for again in (pickle.loads(pickle.dumps(narrower)), copy.copy(narrower)):
        assert isinstance(again, Narrowed)
        assert again == narrower
        assert again.narrowed == narrower.narrowed
        assert again.contradictions == ()
    assert repr(narrower).startswith("<Narrowed")
    with pytest.raises(AttributeError):
        narrower.narrowed = ()  # type: ignore[misc]


def test_narrowing_is_not_a_statement() -> None:
    """It adds no conflict; done twice it is cited once; a view of a source names what the data name."""
    data = iom_partners.load()
    once = data.narrow()
    twice = once.narrow(SameDay("gmg-member-who.start", "gmg-member-un-women.start"))
    kinds = lambda of: sorted(
        (each.kind, each.record.id, each.field) for each in of.conflicts() if each.kind == "contradiction"
    )
    assert kinds(once) == kinds(data)
    assert [each.id for each in twice.sources if each.id not in data.sources.ids] == ["iom-partners-narrowing"]
    cited = [each.source_id for each in twice.memberships["gmg-member-who"].citations]
    assert cited.count("iom-partners-narrowing") == 1
    page = data.according_to("iom-partners-and-friends")
    assert page.narrow().agent("Groupe mondial sur la migration").id == "gmg"


def test_open_ends_are_cut_by_the_life_not_narrowed() -> None:
    """What goes on without end does not contradict the body's end: every question cuts it there."""
    narrower = _club(_seat("north", "2001/.."), founded="2001", ended="2010").narrow()
    assert narrower.contradictions == ()
    assert narrower.memberships["north-in"].period == Period("2001/..")


def test_unknown_rules_and_links_are_refused() -> None:
    """What is not a rule, not a stated date or not a link gets the library's errors with hints."""
    data = _club(_seat("north", "2001/"))
    for rules in (["chairs-are-kings"], [["x"]], [5]):
        with pytest.raises(InvalidQuestionError, match="is not a rule") as rule:
            data.narrow(rules=rules)  # type: ignore[arg-type]
        assert "chair-is-member" in rule.value.hint
    for rules in ("chair-is-member", 5):
        with pytest.raises(InvalidQuestionError, match="is not a list of rules"):
            data.narrow(rules=rules)  # type: ignore[arg-type]
    for name in ("north-in", "north-in.middle", "nobody.start", "club.founded", 5):
        with pytest.raises(UnknownNameError, match="does not name a stated date"):
            data.narrow(SameDay("north-in.start", name))  # type: ignore[arg-type]
    start = "north-in.start"
    for link in (
        "north-in.start = south-in.start",
        InOrder(start, start, gap="1"),  # type: ignore[arg-type]
        InOrder(start, start, gap=None),  # type: ignore[arg-type]
        InOrder(start, start, gap=0.5),  # type: ignore[arg-type]
        InOrder(start, start, gap=True),
        InOrder(start, start, gap=-1),
        InOrder(start, start, gap=AFTER_ALL - BEFORE_ALL + 1),
        SameDay(start, start, why=5),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidQuestionError, match="is not a link"):
            data.narrow(link)  # type: ignore[arg-type]


def test_more_choices_than_are_tried_are_counted() -> None:
    """Ten chairs of whom nobody knows the order are too many orders to try; bounds stay wider, and it is told."""
    terms = [_term(f"t{i}", f"h{i}", "[2010-01-01..2010-12-31]/[2010-01-01..2010-12-31]") for i in range(10)]
    narrower = _club(*_holders(10), *terms).narrow()
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


def test_days_that_push_each_other_on() -> None:
    """Two sets of days that share the last one alone: the reason ends where it would turn in a circle."""
    ties = (
        seat("north", "[2012-12-28,2012-12-30,2013-01-02]/..", id="x"),
        seat("south", "[2012-12-29,2012-12-31,2013-01-02]/..", id="y"),
    )
    found = world(organization("club"), organization("north"), organization("south"), *ties).narrow(
        SameDay("x.start", "y.start", "one meeting")
    )
    assert [str(each.after) for each in found.narrowed] == ["2013-01-02", "2013-01-02"]
    assert all(each.why.endswith("and no earlier day suits all of them") for each in found.narrowed)
