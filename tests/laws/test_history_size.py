"""Histories grow as what they hold does, and say what the questions of each day say."""

from __future__ import annotations

import copy
import pickle
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Dataset, MissingTimeError, PartialDate, Period
from iom_partners.query.roster import Roster
from iom_partners.worlds.asked import Asked
from strategies import datasets, examples
from worlds import body, covers, org, seat, term, world

pytestmark = pytest.mark.bulk

# How they grow.


def crowd(count: int) -> Dataset:
    """A body of sixty years that so many join, of whom every other one stays, and so many sit in the chair of."""
    first = date(1950, 1, 1).toordinal()

    def day(place: int, days: int = 0) -> date:
        return date.fromordinal(first + place * 21_900 // count + days)

    def records() -> Iterator[Any]:
        for place in range(count):
            who = f"m{place}"
            yield org(who)
            yield seat(who, f"{str(day(place))[: 7 if place % 3 else 10]}/{'..' if place % 2 else day(place, 700)}")
            yield term(who, f"{day(place)}/{day(place + 1, -3)}")

    return world(body(), *records(), covers("members", first="1960-01-01", last="1990-01-01"))


def steps(call: Callable[[], object]) -> int:
    """Count the lines of Python that a call runs, so that loops count with each round."""
    count = 0

    def look(_frame: object, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


HISTORIES: dict[str, Callable[[Dataset], object]] = {
    "eras": lambda data: data.eras("grp"),
    "member_counts": lambda data: data.stats.member_counts("grp"),
    "spells of members": lambda data: data.stats.spells("grp", of="members"),
    "spells of chairs": lambda data: data.stats.spells("grp", of="chairs"),
    "panel of members": lambda data: data.stats.panel("grp", freq="year", during="1950/2010"),
    "panel of chairs": lambda data: data.stats.panel("grp", freq="year", of="chairs", during="1950/2010"),
    "chairs_on": lambda data: data.stats.chairs_on("grp", ["1970-01-01"]),
    "member_counts_on": lambda data: data.stats.member_counts_on("grp", ["1970-01-01"]),
    "member_count": lambda data: data.member_count("grp", on="19XX"),
    "succession": lambda data: data.succession("grp"),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_ten_times_the_records_take_about_ten_times_the_steps(name: str) -> None:
    """No history takes steps by the square of the records, also where half of them stay to the end."""
    few, many = (steps(lambda count=count: HISTORIES[name](crowd(count))) for count in (40, 400))  # type: ignore[misc]
    made = [steps(lambda count=count: crowd(count).is_member("m1", "grp", on="1970-01-01")) for count in (40, 400)]  # type: ignore[misc]
    assert many - made[1] < 13 * (few - made[0])


def test_eras_work_out_no_answer_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """To make the eras, and to count members, no day is answered; to read one era, its first day is, once."""
    asked: list[Asked] = []
    answer = Roster.outcome_of

    def look(roster: Roster[Any], when: Asked) -> Any:
        asked.append(when)
        return answer(roster, when)

    monkeypatch.setattr(Roster, "outcome_of", look)
    data = crowd(200)
    eras = data.eras("grp")
    for call in (
        lambda: data.stats.member_counts("grp"),
        lambda: data.stats.spells("grp", of="members"),
        lambda: data.stats.member_counts_on("grp", ["1970-01-01"]),
        lambda: data.member_count("grp", on="19XX"),
    ):
        call()
    assert asked == []
    for era in eras[100:110]:
        for _ in range(3):
            assert era.members.certain
            assert era.members.is_complete is data.members_of("grp", on=era.first_day).is_complete
    assert 0 < len(asked) <= 10


# What they say.


def keys(items: Any) -> list[str]:
    return [getattr(each, "id", each) for each in items]


@given(datasets())
def test_the_sweep_says_what_the_first_day_of_each_era_says(data: Dataset) -> None:
    """Numbers, items, their order and whether all are known are those that are answered on the day."""
    for roster in (data._rosters.members("club"), data._rosters.chairs("club")):
        counted = list(roster.sweep.eras())
        listed = [(*era, list(sure), list(maybe)) for *era, sure, maybe in roster.sweep.standing()]
        for (first, last, certain, named, most, is_known), era in zip(counted, listed, strict=True):
            outcome = roster.outcome_on(max(first, 1))
            assert era[:3] == (first, last, is_known)
            assert [[place[2] for place in places] for places in era[3:]] == [keys(outcome[0]), keys(outcome[1])]
            assert (certain, named, is_known) == (len(outcome[0]), len(outcome[0]) + len(outcome[1]), outcome[2])
            assert most == (named if is_known else None)


@given(datasets(), st.integers(731_000, 734_000), st.integers(0, 400))
def test_the_nearest_claims_are_those_of_a_look_at_all(data: Dataset, first: int, length: int) -> None:
    """Before and after some days the sweep finds the claims that a look at all finds, the first of equal ones."""
    for roster in (data._rosters.members("club"), data._rosters.chairs("club")):
        claims = [each for of_item in roster.claims.values() for each in of_item if each.bounds[0] <= each.bounds[3]]
        before = max((each for each in claims if each.bounds[3] < first), key=lambda each: each.bounds[3], default=None)
        after = min(
            (each for each in claims if each.bounds[0] > first + length), key=lambda each: each.bounds[0], default=None
        )
        assert roster.sweep.nearest(first, first + length) == (before, after)


@given(datasets())
@examples(0.4)
def test_an_era_is_a_plain_value(data: Dataset) -> None:
    """It unpacks, equals, hashes, prints and is copied and pickled as the answers of its first day do."""
    for era in data.eras("club"):
        on = era.first_day or date.min
        first_day, last_day, chairs, members = era
        asked = (data.chair_of("club", on=on), data.members_of("club", on=on))
        assert (first_day, last_day) == era[:2] == (era.first_day, era.last_day)
        assert (chairs, members) == asked
        assert asked == (chairs, members)
        assert hash(era) == hash((first_day, last_day, *asked))
        assert repr(era) == repr(era._replace(chairs=asked[0], members=asked[1]))
        assert copy.deepcopy(era) == era
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            again = pickle.loads(pickle.dumps(era, protocol))
            assert (again, hash(again), repr(again)) == (era, hash(era), repr(era))


# Asked again.

WRITTEN = ["2005", "2005-03/2006-12", "../2005", PartialDate("2005-03"), Period("2005/2006"), date(2005, 3, 1)]


@pytest.mark.parametrize("when", WRITTEN, ids=str)
@pytest.mark.parametrize("keyword", ["during", "throughout"])
def test_a_period_asked_again_is_ready(keyword: str, when: Any) -> None:
    """It is one look-up, as a day is; the two ways to ask about a period are told apart."""
    data = crowd(40)
    answers = {each: data.members_of("grp", **{each: when}) for each in ("during", "throughout")}
    assert data.members_of("grp", **{keyword: when}) is answers[keyword]
    assert answers[keyword].asked.keyword == keyword
    data.members_of("grp", on="1970-01-01")
    again = steps(lambda: data.members_of("grp", **{keyword: when}))
    assert again <= steps(lambda: data.members_of("grp", on="1970-01-01")) + 12


def test_one_day_of_a_month_asked_again_is_ready() -> None:
    """A date that is not a day is kept as it was written."""
    data = crowd(40)
    for when in ("1970-05", PartialDate("1970-05")):
        assert data.members_of("grp", on=when) is data.members_of("grp", on=when)


def test_times_of_day_are_not_kept() -> None:
    """Two times of two zones are equal and may lie on two days."""
    data = world(body(), org("who"), seat("who", "1970-01-02/.."), covers("members"))
    late = datetime(1970, 1, 1, 23, tzinfo=timezone(timedelta(hours=-2)))
    early = late.astimezone(UTC)
    assert late == early
    for keyword in ("on", "during", "throughout"):
        assert [bool(data.members_of("grp", **{keyword: when})) for when in (late, early)] == [False, True]


def test_two_times_are_still_refused() -> None:
    """What was asked before does not answer a question with two times."""
    data = crowd(4)
    data.members_of("grp", during="2005")
    for _ in range(2):
        with pytest.raises(MissingTimeError):
            data.members_of("grp", on="2005-01-01", during="2005")
        with pytest.raises(MissingTimeError):
            data.members_of("grp", during="2005", throughout="2005")


def test_periods_that_are_kept_have_bounded_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers about periods share the room of those about days."""
    monkeypatch.setattr("iom_partners.query.roster._LEAST_ROOM", 0)
    data = crowd(100)
    roster = data._rosters.members("grp")
    largest = 0
    for year in range(1950, 2040):
        for keyword in ("during", "throughout"):
            data.members_of("grp", **{keyword: str(year)})
        kept = sum(len(answer.certain) + len(answer.possible) for answer in roster.answers.values())
        largest = max(largest, kept)
    assert 100 < largest <= 5 * 100
