"""Eras, tenure and succession against the enumeration of all days and all worlds."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iom_partners import Certainty, Dataset
from strategies import clubs, datasets, examples
from worlds import ALWAYS, HIGH, LOW, NUMBER, Club, Stretch, Tie, bits, day, organization, seat, term, world

pytestmark = pytest.mark.bulk

# Eras.


def roll_of(answer: Any) -> tuple[set[str], set[str], bool]:
    """Return what an answer, or a roll of an era, says; by ids, or by texts of names."""
    return (
        {getattr(each, "id", each) for each in answer.certain},
        {getattr(each, "id", each) for each in answer.possible},
        answer.is_complete,
    )


def check_calendar(eras: Any) -> None:
    """Eras follow each other without gap from before the calendar to after it."""
    assert eras[0].first_day is None
    assert eras[-1].last_day is None
    for one, following in pairwise(eras):
        assert one.last_day + timedelta(days=1) == following.first_day


@given(datasets())
@examples(0.4)
def test_eras_say_what_is_answered_on_each_day(data: Dataset) -> None:
    """On each day of 2004 to 2009, the first and the last of the calendar, the era says what is answered on it."""
    eras = data.eras("club")
    check_calendar(eras)
    days = [date.min, *(date(2004, 1, 1) + timedelta(days=step) for step in range(2192)), date.max]
    left = list(eras)
    for each in days:
        while left[0].last_day is not None and left[0].last_day < each:
            left.pop(0)
        era = left[0]
        assert roll_of(era.chairs) == roll_of(data.chair_of("club", on=each))
        assert roll_of(era.members) == roll_of(data.members_of("club", on=each))


@given(datasets())
def test_eras_are_in_order_and_differ(data: Dataset) -> None:
    """Chairs and members of an era are those answered on its first day, in that order; the next era has others."""
    eras = data.eras("club")
    for era in eras:
        chairs, members = (ask("club", on=era.first_day or date.min) for ask in (data.chair_of, data.members_of))
        assert (era.chairs, era.members) == (chairs, members)
    for one, following in pairwise(eras):
        assert (roll_of(one.chairs), roll_of(one.members)) != (roll_of(following.chairs), roll_of(following.members))


def test_eras_of_names_say_what_is_answered_on_each_day(curated: Dataset) -> None:
    """The names of an era are those of its first and last day and of one between, for every agent of the data."""
    for agent in (*curated.organizations, *curated.people):
        eras = curated.name_eras(agent)
        check_calendar(eras)
        for era in eras:
            first, last = era.first_day or date.min, era.last_day or date.max
            for each in {first, last, first + (last - first) // 2}:
                assert roll_of(era.names) == roll_of(curated.name_of(agent, on=each))


# Tenure.


def counts(club: Club, window: tuple[int, int] = (0, NUMBER - 1)) -> set[int]:
    """Return how many days of a window North was a member, in each world."""
    assume(club.size("north") <= 10_000)
    inside = bits(*window, window)
    return {(days & inside).bit_count() for (days,) in club.worlds("north")}


def check_tenure(tenure: Any, every: set[int]) -> None:
    """The tenure is exact: the least and the most of all worlds."""
    assert tenure.is_exact
    assert (tenure.lower, tenure.upper) == (min(every), max(every))


PLACES = st.tuples(st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1)).map(sorted)


@given(clubs(ties=5), PLACES)
@examples(3)
def test_tenure_in_a_period_is_that_of_all_worlds(club: Club, places: list[int]) -> None:
    """Least and most days of a period are those of all worlds; the share is the same in days of the period."""
    first, last = places
    every = counts(club, (first, last))
    tenure = club.data.tenure("north", "club", during=f"{day(first)}/{day(last)}")
    check_tenure(tenure, every)
    days = last - first + 1
    assert tenure.share == (Fraction(min(every), days), Fraction(max(every), days))


@given(clubs(ties=5, limited=True))
@examples(2)
def test_tenure_over_all_time_is_that_of_all_worlds(club: Club) -> None:
    """Where no tie is without limit, least and most over all time are those of all worlds."""
    check_tenure(club.data.tenure("north", "club"), counts(club))


@given(clubs(), PLACES)
@examples(3)
def test_tenure_is_complete_where_no_day_is_unknown(club: Club, places: list[int]) -> None:
    """The data know all ties on a run of days exactly if on none of them it is unknown whether one held."""
    days = [day(place) for place in range(places[0], places[1] + 1)]
    unknown = any(club.data.is_member("north", "club", on=each) is Certainty.UNKNOWN for each in days)
    assert club.data.tenure("north", "club", during=f"{days[0]}/{days[-1]}").is_complete is not unknown


@given(datasets())
def test_tenure_of_one_tie_is_its_duration(data: Dataset) -> None:
    """In a body whose founding and end no one states, the tenure of an only tie is the duration of its period."""
    for tie in data.memberships:
        alone = world(organization("club"), organization(tie.member_id), tie)
        tenure = alone.tenure(tie.member_id, "club")
        assert (tenure.lower, tenure.upper) == tie.period.duration


@st.composite
def crowds(draw: st.DrawFn) -> Club:
    """Two seats of a group of which North is a part by three records, all on three days: free days are scarce."""
    tight = st.sampled_from([(1, 1), (2, 2), (3, 3), (1, 2), (2, 3)]).map(lambda each: Stretch(each, each))
    part, whole = Tie("north", "group", "component"), Tie("group", "club", "member")
    ties = {"part-0": part, "part-1": part, "part-2": part, "seat-0": whole, "seat-1": whole}
    times = {key: draw(tight) for key in ties}
    seats = [seat(tie.item, times[key], of=tie.body, role=tie.role, id=key) for key, tie in ties.items()]
    data = world(*map(organization, ("club", "group", "north")), *seats)
    return Club(data, times | {"club": ALWAYS, "group": ALWAYS}, ties)


@given(crowds())
@examples(3)
def test_tenure_is_exact_where_free_days_are_scarce(club: Club) -> None:
    """Where links that float have to share days, the least is still that of all worlds."""
    check_tenure(club.data.tenure("north", "club"), counts(club))


# Succession.


def chairs() -> st.SearchStrategy[Club]:
    """Clubs with up to four terms in the chair."""
    return clubs(ties=0, terms=4)


#: How far a date without limit reaches: more days than the most that lie between two days of the calendar.
ROOM = NUMBER + 1


def successions(club: Club) -> dict[tuple[str, str], list[Any]]:
    """Return for each two terms, in each world, the days between if the one came next after the other, else None."""
    terms, lives = {key: club.times[key] for key in club.ties}, (club.times["club"], club.times["north"])
    keys = list(terms)
    # A day out of reach stands for what never ends, so that nothing begins on it.
    never = {key: stretch.end == (HIGH, HIGH) for key, stretch in terms.items()}
    always = {key: stretch.start == (LOW, LOW) for key, stretch in terms.items()}
    choices = [*(life.pairs(ROOM) for life in lives), *(terms[key].pairs(ROOM) for key in keys)]
    found: dict[tuple[str, str], list[Any]] = {(a, b): [] for a in keys for b in keys if a != b}
    for (born, died), (first_own, last_own), *spans in product(*choices):
        own = first_own - (lives[1].start == (LOW, LOW)) * 200, last_own + (lives[1].end == (HIGH, HIGH)) * 200
        held = {key: (s - always[key] * 100, e + never[key] * 100) for key, (s, e) in zip(keys, spans, strict=True)}
        for key, (first, last) in held.items():
            if club.ties[key].item == "north":
                held[key] = max(first, own[0]), min(last, own[1])
        absent = {key for key, (first, last) in held.items() if first > last}

        def precedes(one: str, other: str, held: dict[str, tuple[int, int]] = held) -> bool:
            return held[one][1] <= held[other][0] and held[one][0] < held[other][1]

        for (a, b), gaps in found.items():
            end, start = held[a][1], held[b][0]
            follows = precedes(a, b) and born <= end and start <= died and not absent & {a, b}
            between = set(range(end + 1, start)) if follows else set[int]()
            for other in held:
                if other not in (a, b):
                    is_there = any(held[other][0] <= place <= held[other][1] for place in between)
                    is_next = other not in absent and precedes(a, other) and precedes(other, b)
                    follows = follows and not is_there and not is_next
            gaps.append(frozenset(between) if follows else None)
    return found


@given(chairs())
@examples(1.5)
def test_succession_is_that_of_all_worlds(club: Club) -> None:
    """A pair is listed if one world has it, certain if all do and nobody untold can have sat between; so its gap."""
    data, times = club.data, [club.times[key] for key in ("club", "north", *club.ties)]
    assume(prod(len(each.pairs(ROOM)) for each in times) <= 40_000)
    listed = {tuple(term.id for term in pair.records): pair for pair in data.succession("club")}
    every = successions(club)
    assert set(listed) == {pair for pair, gaps in every.items() if any(gap is not None for gap in gaps)}
    for pair, found in listed.items():
        gaps = [gap for gap in every[pair] if gap is not None]
        most = max(map(len, gaps))
        assert found.gap == (min(map(len, gaps)), most if most <= NUMBER - 2 else None)
        between = {place for gap in gaps for place in gap}
        known = all(data.chair_of("club", on=day(place)).is_complete for place in between)
        assert found.is_complete is known
        assert (found.certainty is Certainty.CERTAIN) is (known and None not in every[pair])
        assert [found.before.id, found.after.id] == [data.chair_terms[each].holder_id for each in pair]


@given(chairs())
def test_succession_is_in_order(club: Club) -> None:
    """The pairs stand in the order of the earlier term, then of the later one."""
    order = list(club.data.chair_terms.ids)
    pairs = [tuple(order.index(term.id) for term in pair.records) for pair in club.data.succession("club")]
    assert pairs == sorted(pairs)


def test_many_terms_follow_each_other_in_a_row() -> None:
    """Of 200 exact terms one after the other, each is followed by the next one alone."""
    terms = [term("north", f"{1800 + n}-01-01/{1800 + n}-12-31", of="club", id=f"t{n:03}") for n in range(200)]
    data = world(organization("club"), organization("north"), *terms)
    pairs = [tuple(each.id for each in pair.records) for pair in data.succession("club")]
    assert pairs == [(f"t{number:03}", f"t{number + 1:03}") for number in range(199)]
