"""Eras, tenure and succession against the enumeration of all days and all worlds."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from iom_partners import Certainty, ChairTerm, Coverage, Dataset, Membership, Period
from strategies import datasets, examples, lives, stretches
from worlds import ALWAYS, HIGH, LOW, NUMBER, Stretch, bits, day, organization

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
    for one, following in zip(eras, eras[1:], strict=False):
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
def test_eras_are_in_the_order_of_their_first_day(data: Dataset) -> None:
    """Chairs and members of an era stand in the order in which they are answered on its first day."""
    for era in data.eras("club"):
        chairs, members = (ask("club", on=era.first_day or date.min) for ask in (data.chair_of, data.members_of))
        assert (era.chairs, era.members) == (chairs, members)


@given(datasets())
def test_neighboring_eras_differ(data: Dataset) -> None:
    """Between two eras something changes."""
    eras = data.eras("club")
    for one, following in zip(eras, eras[1:], strict=False):
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


@st.composite
def clubs(draw: st.DrawFn, *, limited: bool) -> tuple[Dataset, dict[str, Stretch], list[tuple[str, ...]]]:
    """A club of which North is a member, by itself and through a collective, and the chains of which one must hold."""
    stretch = stretches(limited=limited)
    times = {"club": draw(lives(limited=limited)), "group": draw(st.just(ALWAYS) | lives())}
    records: list[Any] = [organization(each, times[each]) for each in ("club", "group")] + [
        organization("north"),
        organization("south"),
    ]
    chains: list[tuple[str, ...]] = []
    for number in range(draw(st.integers(0, 3))):
        key = f"seat-{number}"
        times[key] = draw(stretch)
        chains.append((key, "club"))
        records.append(Membership(id=key, member_id="north", organization_id="club", period=times[key].period))
    mixed = stretch | stretches(exact=True)
    seats = [f"group-seat-{number}" for number in range(draw(st.integers(0, 2 if not chains else 1)))]
    for key in seats:
        times[key] = draw(mixed)
        records.append(Membership(id=key, member_id="group", organization_id="club", period=times[key].period))
    for number in range(draw(st.integers(0, 2)) if seats else 0):
        key = f"part-{number}"
        times[key] = draw(mixed)
        who = draw(st.sampled_from(["north", "north", "south"]))
        if who == "north":
            chains += [(key, seat, "group", "club") for seat in seats]
        part = {"member_id": who, "organization_id": "group", "role": "component"}
        records.append(Membership(id=key, period=times[key].period, **part))
    for of in draw(st.sets(st.sampled_from(["club", "group"]))):
        first, last = sorted((draw(st.integers(0, NUMBER - 1)), draw(st.integers(0, NUMBER - 1))))
        records.append(
            Coverage(id=f"all-{of}", organization_id=of, of="members", first_day=day(first), last_day=day(last))
        )
    return Dataset.from_records(records), times, chains


def counts(times: dict[str, Stretch], chains: list[tuple[str, ...]], window: tuple[int, int]) -> set[int]:
    """Return how many days of a window the union of chains holds, in each world."""
    keys = sorted({key for chain in chains for key in chain})
    found: set[int] = set()
    for world in product(*(times[key].traces(window) for key in keys)):
        held = dict(zip(keys, world, strict=True))
        union = 0
        for chain in chains:
            together = bits(LOW, HIGH, window)
            for key in chain:
                together &= held[key]
            union |= together
        found.add(union.bit_count())
    return found


@given(clubs(limited=False), st.tuples(st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1)))
@examples(3)
def test_tenure_in_a_period_is_that_of_all_worlds(
    club: tuple[Dataset, dict[str, Stretch], list[tuple[str, ...]]], places: tuple[int, int]
) -> None:
    """Least and most days of a period are those of all worlds; the share is the same in days of the period."""
    data, times, chains = club
    window = (min(places), max(places))
    every = counts(times, chains, window)
    during = f"{day(window[0])}/{day(window[1])}"
    tenure = data.tenure("north", "club", during=during)
    assert tenure.is_exact
    assert (tenure.lower, tenure.upper) == (min(every), max(every))
    days = window[1] - window[0] + 1
    assert tenure.share == (Fraction(min(every), days), Fraction(max(every), days))


@given(clubs(limited=True))
@examples(2)
def test_tenure_over_all_time_is_that_of_all_worlds(
    club: tuple[Dataset, dict[str, Stretch], list[tuple[str, ...]]],
) -> None:
    """Where no tie is without limit, least and most over all time are those of all worlds."""
    data, times, chains = club
    every = counts(times, chains, (0, NUMBER - 1))
    tenure = data.tenure("north", "club")
    assert tenure.is_exact
    assert (tenure.lower, tenure.upper) == (min(every), max(every))


@given(clubs(limited=False), st.tuples(st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1)))
@examples(3)
def test_tenure_is_complete_where_no_day_is_unknown(
    club: tuple[Dataset, dict[str, Stretch], list[tuple[str, ...]]], places: tuple[int, int]
) -> None:
    """The data know all ties on a run of days exactly if on none of them it is unknown whether one held."""
    data, _, _ = club
    days = [day(place) for place in range(min(places), max(places) + 1)]
    unknown = any(data.is_member("north", "club", on=each) is Certainty.UNKNOWN for each in days)
    assert data.tenure("north", "club", during=f"{days[0]}/{days[-1]}").is_complete is not unknown


@given(datasets())
def test_tenure_of_one_tie_is_its_duration(data: Dataset) -> None:
    """In a body whose founding and end no one states, the tenure of an only tie is the duration of its period."""
    for tie in data.memberships:
        alone = Dataset.from_records([organization("club"), organization(tie.member_id), tie])
        tenure = alone.tenure(tie.member_id, "club")
        assert (tenure.lower, tenure.upper) == tie.period.duration


@st.composite
def crowds(draw: st.DrawFn) -> tuple[Dataset, dict[str, Stretch], list[tuple[str, ...]]]:
    """Two seats of a group of which North is a part by three records, all on three days: free days are scarce."""
    places = [(1, 1), (2, 2), (3, 3), (1, 2), (2, 3)]
    tight = st.sampled_from([Stretch(each, each) for each in places])
    keys = ("part-0", "part-1", "part-2", "group-seat-0", "group-seat-1")
    times = {key: draw(tight) for key in keys}
    records: list[Any] = [organization(each) for each in ("club", "group", "north")]
    for key in keys:
        tie = ("group", "club", "member") if "seat" in key else ("north", "group", "component")
        records.append(
            Membership(id=key, member_id=tie[0], organization_id=tie[1], role=tie[2], period=times[key].period)  # type: ignore[arg-type]
        )
    return Dataset.from_records(records), times, [(part, seat) for part in keys[:3] for seat in keys[3:]]


@given(crowds())
@examples(3)
def test_tenure_is_exact_where_free_days_are_scarce(
    club: tuple[Dataset, dict[str, Stretch], list[tuple[str, ...]]],
) -> None:
    """Where links that float have to share days, the least is still that of all worlds."""
    data, times, chains = club
    every = counts(times, chains, (0, NUMBER - 1))
    tenure = data.tenure("north", "club")
    assert tenure.is_exact
    assert (tenure.lower, tenure.upper) == (min(every), max(every))


# Succession.


@st.composite
def chairs(draw: st.DrawFn) -> tuple[Dataset, Stretch, dict[str, Stretch]]:
    """A club with up to four terms in its chair, two of the same holder."""
    life = draw(st.just(ALWAYS) | lives())
    kinds = [stretches(limited=True), stretches(), stretches(exact=True), stretches(exact=True)]
    terms = {f"term-{number}": draw(kinds[number]) for number in range(draw(st.integers(2, 4)))}
    records: list[Any] = [organization("club", life), *(organization(each) for each in ("north", "south", "east"))]
    for key, holder in zip(terms, ("north", "south", "north", "east"), strict=False):
        role: Any = draw(st.sampled_from(["chair", "co-chair"]))
        records.append(ChairTerm(id=key, organization_id="club", holder_id=holder, role=role, period=terms[key].period))
    if draw(st.booleans()):
        records.append(
            Coverage(id="all", organization_id="club", of="chairs", first_day=day(1), last_day=day(NUMBER - 1))
        )
    return Dataset.from_records(records), life, terms


def successions(life: Stretch, terms: dict[str, Stretch], room: int) -> dict[tuple[str, str], list[Any]]:
    """Return for each two terms, in each world, the days between if the one came next after the other, else None."""
    keys = list(terms)
    choices = [life.pairs(room), *(terms[key].pairs(room) for key in keys)]
    found: dict[tuple[str, str], list[Any]] = {(a, b): [] for a in keys for b in keys if a != b}
    for (born, died), *spans in product(*choices):
        held = {key: (max(s, born), min(e, died)) for key, (s, e) in zip(keys, spans, strict=True)}
        for (a, b), gaps in found.items():
            (a_first, a_last), (b_first, b_last) = held[a], held[b]
            follows = a_first <= a_last < b_first <= b_last
            between = set(range(a_last + 1, b_first))
            for other in held:
                if other not in (a, b):
                    follows = follows and not between & set(range(held[other][0], held[other][1] + 1))
            gaps.append(frozenset(between) if follows else None)
    return found


@given(chairs())
@examples(1.5)
def test_succession_is_that_of_all_worlds(club: tuple[Dataset, Stretch, dict[str, Stretch]]) -> None:
    """A pair is listed if one world has it, certain if all do and nobody untold can have sat between; so its gap."""
    data, life, terms = club
    size = len(life.pairs(4))
    for each in terms.values():
        size *= len(each.pairs(4))
    assume(size <= 20_000)
    listed = {tuple(term.id for term in pair.records): pair for pair in data.succession("club")}
    near, far = successions(life, terms, 3), successions(life, terms, 4)
    assert set(listed) == {pair for pair, gaps in far.items() if any(gap is not None for gap in gaps)}
    for pair, found in listed.items():
        gaps = [gap for gap in far[pair] if gap is not None]
        nearer = max(len(gap) for gap in near[pair] if gap is not None)
        most = max(map(len, gaps))
        assert found.gap == (min(map(len, gaps)), most if most == nearer else None)
        between = {place for gap in gaps for place in gap}
        known = all(data.chair_of("club", on=day(place)).is_complete for place in between)
        assert found.is_complete is known
        assert (found.certainty is Certainty.CERTAIN) is (known and None not in far[pair])
        assert [found.before.id, found.after.id] == [data.chair_terms[each].holder_id for each in pair]


@given(chairs())
def test_succession_is_in_order(club: tuple[Dataset, Stretch, dict[str, Stretch]]) -> None:
    """The pairs stand in the order of the earlier term, then of the later one."""
    data, _, _ = club
    order = list(data.chair_terms.ids)
    pairs = [tuple(order.index(term.id) for term in pair.records) for pair in data.succession("club")]
    assert pairs == sorted(pairs)


def test_many_terms_follow_each_other_in_a_row() -> None:
    """Of 200 exact terms one after the other, each is followed by the next one alone."""
    records: list[Any] = [organization("club"), organization("north")]
    for number in range(200):
        first = date(1800 + number, 1, 1)
        period = Period(f"{first}/{first.replace(month=12, day=31)}")
        records.append(ChairTerm(id=f"t{number:03}", organization_id="club", holder_id="north", period=period))
    pairs = [tuple(term.id for term in pair.records) for pair in Dataset.from_records(records).succession("club")]
    assert pairs == [(f"t{number:03}", f"t{number + 1:03}") for number in range(199)]
