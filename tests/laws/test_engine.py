"""The engines against worlds and against the library: two thousand random worlds at once, and the curated data."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import groupby, product
from typing import Any, NamedTuple

import pytest

import iom_partners
from engines import BOUNDS, ENGINES, FRAMES, table, told
from iom_partners import Dataset, engine
from iom_partners.tables.table import Table
from worlds import ALWAYS, HIGH, LOW, NUMBER, Stretch, covers, day, organization, seat, term, world

WORLDS = 2_000
#: The days of the calendar, and one day before and after, which are like all others there.
PLACES = range(LOW, HIGH + 1)
RUNS = [(0, 2), (1, 4), (3, 3)]


class Row(NamedTuple):
    """A membership."""

    body: str
    agent: str
    time: Stretch
    is_doubtful: bool

    def holds(self, test: Callable[[int, int], bool]) -> bool | None:
        """Return whether something is so in all readings, in some (False) or in none (None)."""
        found = {test(start, end) for start, end in self.time.pairs(2)}
        return None if found == {False} else found == {True} and not self.is_doubtful


@cache
def rows() -> list[Row]:
    """Return the memberships of all worlds: up to eight of four agents in two bodies each."""
    found = []
    for number in range(WORLDS):
        maker = random.Random(number)
        for _ in range(maker.randrange(1, 9)):
            body, agent = f"w{number}-b{maker.randrange(2)}", f"a{maker.randrange(4)}"
            found.append(Row(body, agent, stretch(maker), maker.random() < 0.1))
    return found


def stretch(maker: random.Random) -> Stretch:
    """Return a random start and end."""
    while True:
        start, end = (sorted(maker.choices(PLACES, k=2)) if maker.random() < 0.5 else [maker.randrange(NUMBER)] * 2
                      for _ in range(2))  # fmt: skip
        start = [LOW, LOW] if maker.random() < 0.15 or start == [HIGH, HIGH] else start
        end = [HIGH, HIGH] if maker.random() < 0.15 or end == [LOW, LOW] else end
        made = Stretch((start[0], start[1]), (end[0], end[1]))
        if made.pairs():
            return made


def cut(place: int) -> date | None:
    """Return the day of a place; None for what lies outside the calendar."""
    return day(place) if 0 <= place < NUMBER else None


def bounds(time: Stretch) -> tuple[Any, ...]:
    """Return four bounds and two flags, not tightened."""
    is_open = time.start == (LOW, LOW), time.end == (HIGH, HIGH)
    return (*map(cut, (*time.start, *time.end)), *is_open)


@cache
def memberships() -> Table:
    made = [(each.body, each.agent, *bounds(each.time), each.is_doubtful) for each in rows()]
    return table(f"body_id agent_id {' '.join(BOUNDS)} is_doubtful", made)


@cache
def by_body() -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows():
        found[row.body].append(row)
    return dict(found)


def members(of: Iterable[Row], test: Callable[[int, int], bool]) -> dict[str, bool]:
    """Return who is a member, and whether for certain."""
    found: dict[str, bool] = {}
    for row in of:
        sure = row.holds(test)
        if sure is not None:
            found[row.agent] = found.get(row.agent, False) or sure
    return found


@cache
def on_days() -> dict[tuple[str, int], dict[str, bool]]:
    """Return the members of each body on each day."""
    return {
        (body, place): members(of, lambda start, end, place=place: start <= place <= end)
        for body, of in by_body().items()
        for place in PLACES
    }


def runs_of(told: Callable[[int], Any]) -> Iterator[tuple[date | None, date | None, Any]]:
    """Return the runs of days of which the same is told; the first and the last have no limit."""
    for value, group in groupby(PLACES, key=told):
        places = list(group)
        first = None if places[0] == LOW else day(places[0])
        yield first, None if places[-1] == HIGH else day(places[-1]), value


@cache
def expected() -> dict[str, Counter[tuple[Any, ...]]]:
    """Return every answer, from all readings of all dates."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for body, of in by_body().items():
        on = {place: on_days()[body, place] for place in PLACES}
        found["on"] += [(body, agent, sure) for agent, sure in on[2].items()]
        for first, last in RUNS:
            met = members(of, lambda start, end, first=first, last=last: start <= last and end >= first)
            found[f"during {first} {last}"] += [(body, agent, sure) for agent, sure in met.items()]
        for place in PLACES:
            found["join"] += [(body, day(place), place, agent, sure) for agent, sure in on[place].items()]
            found["counts"].append((body, day(place), sum(on[place].values()), len(on[place])))
        eras = list(runs_of(lambda place, on=on: on[place]))
        edges = [each for each in (0, -1) if not eras[each][2]]
        for number, (first, last, there) in enumerate(eras):
            if not (0 in edges and number == 0) and not (-1 in edges and number == len(eras) - 1):
                found["eras"].append((body, first, last, sum(there.values()), len(there)))
        for agent in {row.agent for row in of}:
            for first, last, sure in runs_of(lambda place, on=on, agent=agent: on[place].get(agent)):
                found["spells"] += [(body, agent, first, last, sure)] if sure is not None else []
        found["overlaps"] += [pair for one, other in product(of, of) for pair in shared(one, other)]
    return {name: Counter(answer) for name, answer in found.items()}


def shared(one: Row, other: Row) -> Iterator[tuple[Any, ...]]:
    """Yield the row of two memberships that may share days."""
    if one.agent >= other.agent:
        return
    pairs = list(product(one.time.pairs(3), other.time.pairs(3)))
    met = [(max(a, c), min(b, d)) for (a, b), (c, d) in pairs if max(a, c) <= min(b, d)]
    if met:
        starts, ends = zip(*met, strict=True)
        sure = len(met) == len(pairs) and not (one.is_doubtful or other.is_doubtful)
        is_open = [all(each.time.start == (LOW, LOW) for each in (one, other)),
                   all(each.time.end == (HIGH, HIGH) for each in (one, other))]  # fmt: skip
        days = map(cut, (min(starts), max(starts), min(ends), max(ends)))
        yield (one.body, one.agent, other.agent, sure, *days, *is_open, not sure)


@cache
def frame(library: str, which: str) -> Any:
    """Return a frame of all worlds, made once."""
    asked = [(body, day(place), place) for body, place in on_days()]
    made = memberships() if which == "memberships" else table("body_id date number", asked)
    return FRAMES[library](made)


@pytest.mark.parametrize("library", ENGINES)
@pytest.mark.bulk
def test_the_engines_and_all_readings_agree(library: str) -> None:
    """Every question, on two thousand worlds at once, equals brute force over all readings of the dates."""
    ties, dates = frame(library, "memberships"), frame(library, "dates")
    found = {
        "on": engine.members_on(ties, day(2)),
        **{f"during {a} {b}": engine.members_during(ties, day(a), day(b)) for a, b in RUNS},
        "join": engine.join_on(ties, dates),
        "join small": engine.join_on(ties, dates, bodies="small"),
        "counts": engine.counts_on(ties, dates),
        "eras": engine.eras(ties),
        "spells": engine.spells(ties),
        "overlaps": engine.overlaps(ties),
        "overlaps small": engine.overlaps(ties, bodies="small"),
    }
    for name, answer in found.items():
        assert told(library, answer) == expected()[name.removesuffix(" small")], name


# The library itself.


def life(maker: random.Random) -> Stretch:
    """Return a random life: each end within the calendar, or without limit."""
    while maker.random() < 0.9:
        made = stretch(maker)
        if all(side in {(LOW, LOW), (HIGH, HIGH)} or (side[0] >= 0 and side[1] < NUMBER) for side in made):
            return made
    return ALWAYS


@cache
def dataset() -> Dataset:
    """Return all worlds as records: bodies and agents with lives, some days on which all are known."""
    made: list[Any] = []
    for number in range(WORLDS):
        maker = random.Random(-number - 1)
        bodies, agents = ([f"w{number}-{kind}{each}" for each in range(room)] for kind, room in (("b", 2), ("a", 4)))
        made += [organization(each, life(maker) if maker.random() < 0.3 else ALWAYS) for each in (*bodies, *agents)]
        for body, of in product(bodies, ("members", "chairs")):
            if maker.random() < 0.6:
                first, last = sorted(maker.choices(PLACES, k=2))
                excepted = (maker.choice(agents),) if maker.random() < 0.2 else ()
                made.append(covers(of, cut(first), cut(last), body=body, except_ids=excepted))
        for place in range(maker.randrange(1, 9)):
            body, agent, time = maker.choice(bodies), maker.choice(agents), stretch(maker)
            tie: dict[str, Any] = {"id": f"w{number}-{place}", "is_doubtful": maker.random() < 0.1, "of": body}
            as_chair = maker.random() < 0.5
            made.append(
                term(agent, time, role=maker.choice(("chair", "co-chair")), **tie)
                if as_chair
                else seat(agent, time, **tie)
            )
    return world(*made)


def answers(data: Dataset, of: str) -> dict[str, Counter[tuple[Any, ...]]]:
    """Return what the library answers about every body."""
    ask = data.members_of if of == "members" else data.chair_of
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for body in (each.id for each in data.organizations):
        on = {place: ask(body, on=day(place)) for place in PLACES}
        there = {place: (*listed(on[place]), *([] if on[place].is_complete else [(None, None)])) for place in PLACES}
        found["on"] += [(body, *each) for each in there[2]]
        for place, answer in on.items():
            lower, named = len(answer.certain), len(answer.certain) + len(answer.possible)
            upper = named if answer.is_complete else None
            found["join"] += [(body, day(place), place, *each) for each in there[place]]
            found["counts"].append((body, day(place), lower, upper, named))
        for first, last, here in runs_of(lambda place, there=there: sorted(map(str, there[place]))):
            lower, named = sum("True" in each for each in here), sum("None" not in each for each in here)
            found["eras"].append((body, first, last, lower, named if len(here) == named else None, named))
        for agent in dict.fromkeys(agent for each in there.values() for agent, _ in each):
            told = {place: [sure for each, sure in there[place] if each == agent] for place in PLACES}
            runs = runs_of(told.__getitem__)
            found["spells"] += [(body, agent, first, last, sure[0]) for first, last, sure in runs if sure]
        for first, last in RUNS:
            answer = ask(body, during=(day(first), day(last)))
            rest = [] if answer.is_complete else [(None, None)]
            found[f"during {first} {last}"] += [(body, *each) for each in (*listed(answer), *rest)]
    return {name: Counter(answer) for name, answer in found.items()}


def listed(answer: Any) -> list[tuple[str, bool]]:
    return [(each.id, sure) for sure, every in ((True, answer.certain), (False, answer.possible)) for each in every]


@cache
def answered(of: str) -> dict[str, Counter[tuple[Any, ...]]]:
    return answers(dataset(), of)


#: The tables of chairs differ from those of members in their rows alone, so that the slowest engine reads one of both.
BOTH = [
    pytest.param(*each.values, of, marks=each.marks)
    for each in ENGINES
    for of in ("members", "chairs")
    if (*each.values, of) != ("spark", "chairs")
]


@pytest.mark.parametrize(("library", "of"), BOTH)
@pytest.mark.bulk
def test_the_engines_and_the_library_agree(library: str, of: Any) -> None:
    """Every question on the tables of a dataset equals the library's answers, and so does what is not known."""
    ties, coverage, _ = (FRAMES[library](each) for each in dataset().engine_tables(of))
    asked = [(body.id, day(place), place) for body in dataset().organizations for place in PLACES]
    dates = FRAMES[library](table("body_id date number", asked))
    found = {
        "on": engine.members_on(ties, day(2), coverage=coverage),
        **{f"during {a} {b}": engine.members_during(ties, day(a), day(b), coverage=coverage) for a, b in RUNS},
        "join": engine.join_on(ties, dates, coverage=coverage),
        "counts": engine.counts_on(ties, dates, coverage=coverage),
        "eras": engine.eras(ties, coverage=coverage),
        "spells": engine.spells(ties, coverage=coverage),
    }
    # Of a body without a row in both tables, an engine can say something only where it is asked about it.
    there = {row[0] for each in dataset().engine_tables(of)[:2] for row in each}
    for name, answer in found.items():
        wanted = answered(of)[name]
        if name not in {"join", "counts"}:
            wanted = Counter({row: number for row, number in wanted.items() if row[0] in there})
        found_there = told(library, answer)
        if name.startswith("during"):
            # Who is excepted from a coverage may be a member on some day of it, and then nobody else is unknown on it.
            # A table of days cannot say so: there the engines are more careful.
            excepted = {each.organization_id for each in dataset().coverages if each.except_ids}
            wanted |= Counter(row for row in found_there if row[1] is None and row[0] in excepted)
        assert found_there == wanted, name


# The curated data.

FIRST, LAST = date(1951, 1, 1), date(2026, 12, 31)
#: Runs of days with who is there, certain or not; None stands for those who are not known.
Runs = list[tuple[date, date, dict[str | None, bool | None]]]


@cache
def curated(of: Any) -> tuple[Any, dict[str, Runs]]:
    """Return the tables, and what the library answers of each body with a record on every day from 1951 to 2026."""
    data = iom_partners.load()
    tables = data.engine_tables(of)
    ask = data.members_of if of == "members" else data.chair_of
    found: dict[str, Runs] = {}
    for body in dict.fromkeys(tables.memberships["body_id"]):
        runs: Runs = []
        before: Any = None
        for number in range((LAST - FIRST).days + 1):
            when = FIRST + timedelta(days=number)
            answer = ask(body, on=when)
            # On days of one run the library returns the same tuples.
            if before is None or answer.certain is not before.certain or answer.possible is not before.possible:
                there = {**dict(listed(answer)), **({} if answer.is_complete else {None: None})}
                runs.append((when, when, there))
            else:
                runs[-1] = (runs[-1][0], when, runs[-1][2])
            before = answer
        found[body] = runs
    return tables, found


@pytest.mark.parametrize("of", ["members", "chairs"])
@pytest.mark.parametrize("library", ENGINES)
@pytest.mark.bulk
def test_the_curated_data_day_by_day(library: str, of: Any) -> None:
    """On every day from 1951 to 2026, who was there, who may have been, and whether that is all; and how many."""
    tables, every = curated(of)
    ties, coverage, names = (FRAMES[library](each) for each in tables)
    wanted = []
    for body, runs in every.items():
        for agent in dict.fromkeys(agent for _, _, there in runs for agent in there):
            for sure, group in groupby(runs, key=lambda run, agent=agent: (agent in run[2], run[2].get(agent))):
                first, *_, last = spread(group)
                wanted += [(body, agent, first, last, sure[1])] if sure[0] else []
    spells = told(library, engine.spells(ties, coverage=coverage))
    found = [
        (body, agent, max(first or FIRST, FIRST), min(last or LAST, LAST), sure)
        for body, agent, first, last, sure in spells
        if body in every and (first or FIRST) <= LAST and (last or LAST) >= FIRST
    ]
    assert Counter(found) == Counter(wanted)
    edges = [(body, edge, there) for body, runs in every.items() for *ends, there in runs for edge in sorted(set(ends))]
    dates = FRAMES[library](table("body_id date", [edge[:2] for edge in edges]))
    counts = told(library, engine.counts_on(ties, dates, coverage=coverage, names=names))
    label = dict(tables.names.rows)
    assert counts == Counter(
        (body, label[body], when, sum(map(bool, there.values())), None if None in there else len(there),
         len(there.keys() - {None}))
        for body, when, there in edges
    )  # fmt: skip


def spread(runs: Iterable[Any]) -> list[date]:
    """Return the first and last days of some runs, in order."""
    return [edge for first, last, _ in runs for edge in (first, last)]
