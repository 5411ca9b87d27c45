"""Projects and partners against brute force: every world of small made-up data, day by day.

A *world* picks a start and an end for each record. Of a record only its trace on the days asked about matters, a set
of days kept as bits of a number; all combinations of traces are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from iom_partners import (
    Certainty,
    Contribution,
    Dataset,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    Work,
)
from strategies import WINDOW, Choice, ends, examples, starts
from worlds import covers, org, world

pytestmark = pytest.mark.bulk

LAW = examples(2.5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

RECORD_TYPES = {"one": "igo", "two": "company", "three": None}
ROLES = ("funder", "host")
PLACES = {"rome": "IT", "lima": "PE", "sahel": None}
THEMES = ("health", "training")
#: One agent is drawn more often than the others, so that much bears on it: of whom all is known, and whose partners are
#: of no stated kind.
OFTEN = ("one", "one", "three")


#: The places of the days of the window, and of all days before and after it.
WHOLE = range(-1, len(WINDOW) + 1)


def bits(days: Iterable[int]) -> int:
    """Return a set of days as bits of a number."""
    return sum(1 << day + 1 for day in days)


class Span(NamedTuple):
    """A period as text and as the places of the days that its ends may be."""

    text: str
    starts: frozenset[int]
    ends: frozenset[int]

    def traces(self, days: range) -> frozenset[int]:
        """Return the sets of days on which it holds, over all worlds."""
        return frozenset(bits(day for day in days if start <= day <= end) for start, end in self.pairs())

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield every start and end that fit."""
        return ((start, end) for start, end in product(self.starts, self.ends) if start <= end)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Draw a period that some world fits."""

    def fits(pair: tuple[Choice, Choice]) -> bool:
        return min(pair[0].places) <= max(pair[1].places)

    start, end = draw(st.tuples(starts(), ends()).filter(fits))
    return Span(f"{start.text}/{end.text}", start.places, end.places)


class Made(NamedTuple):
    """Small made-up data: the dataset, and what it is made of, in plain values."""

    data: Dataset
    spans: dict[str, Span]  # By id of project, participation or partnership.
    projects: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]  # Places and themes.
    parts: dict[str, tuple[str, str, str]]  # Project or work, agent, role.
    ties: dict[str, tuple[str, ...]]  # Parties.
    known: dict[tuple[str, str], set[int]]  # Covered places of days, by agent and what is covered.


@st.composite
def worlds(draw: st.DrawFn) -> Made:
    """Draw two projects, a work, up to three participations, up to two partnerships, and coverages."""
    agents = [*OFTEN, *RECORD_TYPES, "ann"]
    records: list[Any] = [Organization(id=each, name=f"The {each}", kind=kind) for each, kind in RECORD_TYPES.items()]
    records.append(Person(id="ann", name="Ann"))
    records += [Place(id=each, name=each.title(), country=country) for each, country in PLACES.items()]
    # Every role and theme is in the data, so that it can be asked about.
    records += [Work(id="film", name="The Film", themes=THEMES)]
    records += [Participation(id=f"film-{role}", project_id="film", agent_id="one", role=role) for role in ROLES]
    held: dict[str, Span] = {}
    projects = {}
    for each in draw(st.sampled_from([["dam"], ["dam", "well"]])):
        held[each] = draw(spans())
        places = tuple(draw(st.lists(st.sampled_from(sorted(PLACES)), unique=True, max_size=2)))
        themes = tuple(draw(st.lists(st.sampled_from(THEMES), unique=True, max_size=1)))
        projects[each] = (places, themes)
        records.append(
            Project(id=each, name=f"The {each}", places=places, themes=themes, period=Period(held[each].text))
        )
    parts = {}
    for number in range(draw(st.integers(0, 3))):
        key = f"part-{number}"
        held[key] = draw(spans())
        parts[key] = (
            draw(st.sampled_from([*projects, "film"])),
            draw(st.sampled_from(agents)),
            draw(st.sampled_from(ROLES)),
        )
        project, agent, role = parts[key]
        period = Period(held[key].text)
        records.append(Participation(id=key, project_id=project, agent_id=agent, role=role, period=period))
    ties = {}
    for number in range(draw(st.integers(0, 2 if len(held) < 5 else 0))):
        key = f"tie-{number}"
        held[key] = draw(spans())
        ties[key] = tuple(draw(st.lists(st.sampled_from(agents), unique=True, min_size=2, max_size=3)))
        records.append(Partnership(id=key, party_ids=ties[key], period=Period(held[key].text)))
    known = {}
    for agent, of in product(("one", "two"), ("projects", "partners")):
        if draw(st.integers(0, 3)):
            first = draw(st.none() | st.integers(0, 4))
            last = draw(st.none() | st.integers(first or 0, 9))
            known[agent, of] = set(range(-1 if first is None else first, len(WINDOW) + 1 if last is None else last + 1))
            limits = (None if each is None else WINDOW[each] for each in (first, last))
            records.append(covers(of, *limits, body=agent, id=f"{agent}-{of}"))
    return Made(world(*records), held, projects, parts, ties, known)


Claims = dict[str, list[tuple[str, ...]]]  # By item, the records that must hold together.


class Asked(NamedTuple):
    """A question of the library, and what it is made of for brute force."""

    ask: Callable[..., Any]
    claims: Claims
    known: set[int]
    items: list[str]
    elsewhere: Callable[[str], tuple[Claims, str, set[int]]]
    misfits: set[str]  # What its own record rules out.


def around(made: Made, project: str) -> set[int]:
    """Return the days on which a project is in no world under way, all those beyond the window among them."""
    return {day for day in WHOLE if not may_hold(made.spans[project], day)}


def project_claims(made: Made, agent: str | None, role: str | None) -> Claims:
    """Return the claims on projects, without filters on the projects themselves."""
    claims: Claims = {}
    if agent is None and role is None:
        return {project: [(project,)] for project in made.projects}
    for key, (project, who, what) in made.parts.items():
        if project in made.projects and agent in {None, who} and role in {None, what}:
            claims.setdefault(project, []).append((key, project))
    return claims


def partner_claims(made: Made, agent: str, role: str | None) -> Claims:
    """Return the claims on partners of an agent."""
    claims: Claims = {}
    for (own, (project, who, _)), (key, (other_project, other, what)) in product(
        made.parts.items(), made.parts.items()
    ):
        if who == agent != other and project == other_project in made.projects and role in {None, what}:
            claims.setdefault(other, []).append((key, own, project))
    for key, parties in made.ties.items() if role is None else ():
        if agent in parties:
            for other in set(parties) - {agent}:
                claims.setdefault(other, []).append((key,))
    return claims


def participant_claims(made: Made, project: str, role: str | None) -> Claims:
    """Return the claims on participants of a project."""
    claims: Claims = {}
    for key, (where, who, what) in made.parts.items():
        if where == project and role in {None, what}:
            claims.setdefault(who, []).append((key, project))
    return claims


def held_by(made: Made, chains: Iterable[tuple[str, ...]], days: range) -> tuple[set[int], list[set[int]]]:
    """Return the sets of days on which some chain holds, over all worlds; and the same of each chain alone."""
    chains = list(chains)
    keys = sorted({key for chain in chains for key in chain})
    whole: set[int] = set()
    alone: list[set[int]] = [set() for _ in chains]
    for traces in product(*(made.spans[key].traces(days) for key in keys)):
        held = dict(zip(keys, traces, strict=True))
        union = 0
        for number, chain in enumerate(chains):
            mask = -1
            for key in chain:
                mask &= held[key]
            alone[number].add(mask)
            union |= mask
        whole.add(union)
    return whole, alone


def verdict(made: Made, chains: list[tuple[str, ...]], known: set[int], keyword: str, days: range) -> str:
    """Return by enumeration how sure it is that an item is an answer; ``days`` are all asked about."""
    all_days = bits(days)
    worlds, alone = held_by(made, chains, days) if chains else ({0}, [])
    possible_days = 0
    for held in worlds:
        possible_days |= held
    if keyword == "throughout":
        if all(world == all_days for world in worlds):
            return "certain"
        if any(world == all_days for world in worlds):
            return "possible"
        return "ruled_out" if any(day in known and not possible_days & bits([day]) for day in days) else "unknown"
    if keyword == "during":
        # One claim must meet the days in every world; several that do so together are "possible" (docs/partners.md).
        certain = any(all(chain) for chain in alone)
        assert not certain or all(worlds)
    else:
        certain = all(world == all_days for world in worlds)  # Whichever of the days is meant.
    if certain:
        return "certain"
    return "possible" if possible_days else ("ruled_out" if set(days) <= known else "unknown")


def fits(made: Made, project: str, country: str | None, theme: str | None) -> bool | None:
    """Return whether a project is of a country and a theme; None where that is not stated."""
    places, themes = made.projects[project]
    countries = [PLACES[place] for place in places]
    said = [
        True if country is None or country in countries else (None if not places or None in countries else False),
        True if theme is None or theme in themes else (None if not themes else False),
    ]
    return False if False in said else (None if None in said else True)


def may_hold(span: Span, day: int) -> bool:
    """Return whether a record holds on a day in some world."""
    return any(start <= day <= end for start in span.starts for end in span.ends)


def drop(claims: Claims, unsorted: set[str], made: Made, known: set[int]) -> set[int]:
    """Return the known days without those on which an item that may fit is possible."""
    left = set(known)
    for item in unsorted:
        for chain in claims[item]:
            left -= {day for day in known if all(may_hold(made.spans[key], day) for key in chain)}
    return left


@st.composite
def questions(draw: st.DrawFn, made: Made) -> Asked:
    """Draw a question about the data."""
    role = draw(st.sampled_from([None, None, *ROLES]))
    if draw(st.booleans()):
        agent = draw(st.none() | st.sampled_from([*OFTEN, *RECORD_TYPES, "ann"]))
        country, theme = draw(st.none() | st.sampled_from(["IT", "PE"])), draw(st.none() | st.sampled_from(THEMES))
        every = project_claims(made, agent, role)
        sorts = {project: fits(made, project, country, theme) for project in every}
        claims = {project: chains for project, chains in every.items() if sorts[project]}
        known = made.known.get((agent or "", "projects"), set())
        known = drop(every, {project for project, sort in sorts.items() if sort is None}, made, known)

        def elsewhere(project: str) -> tuple[Claims, str, set[int]]:
            if agent is None:
                return {project: [(project,)]}, project, around(made, project)
            return participant_claims(made, project, None), agent, around(made, project)

        def ask(**time: Any) -> Any:
            return made.data.projects_of(agent, role=role, country=country, theme=theme, **time)

        misfits = {project for project in made.projects if fits(made, project, country, theme) is False}
        return Asked(ask, claims, known, list(made.projects), elsewhere, misfits)
    kind = draw(st.none() | st.sampled_from(["igo", "company"]))
    about = draw(st.sampled_from([*OFTEN, *RECORD_TYPES, "ann", *made.projects]))
    if about in made.projects:
        every, known = participant_claims(made, about, role), around(made, about)

        def elsewhere(agent: str) -> tuple[Claims, str, set[int]]:
            return project_claims(made, agent, None), about, made.known.get((agent, "projects"), set())

    else:
        every, known = partner_claims(made, about, role), made.known.get((about, "partners"), set())

        def elsewhere(agent: str) -> tuple[Claims, str, set[int]]:
            return partner_claims(made, agent, None), about, made.known.get((agent, "partners"), set())

    claims = {who: chains for who, chains in every.items() if kind in {None, RECORD_TYPES.get(who, "person")}}
    if kind is not None:
        known = drop(every, {who for who in every if RECORD_TYPES.get(who, "person") is None}, made, known)

    def ask_partners(**time: Any) -> Any:
        return made.data.partners_of(about, kind=kind, role=role, **time)

    everyone = [*RECORD_TYPES, "ann"]
    misfits = {who for who in everyone if kind and RECORD_TYPES.get(who, "person") not in {kind, None}}
    return Asked(ask_partners, claims, known, everyone, elsewhere, misfits)


@st.composite
def asked_times(draw: st.DrawFn) -> tuple[range, dict[str, str]]:
    """Up to three days of the window, and how each keyword asks about them."""
    first = draw(st.integers(0, 9))
    days = range(first, min(first + draw(st.integers(1, 3)), 10))
    left, right = WINDOW[days[0]], WINDOW[days[-1]]
    return days, {"on": f"[{left}..{right}]", "during": f"{left}/{right}", "throughout": f"{left}/{right}"}


@LAW
@given(st.data())
def test_all_worlds(data: st.DataObject) -> None:
    """Certain, possible, complete and every verdict are what the enumeration of all worlds says."""
    made = data.draw(worlds())
    days, times = data.draw(asked_times())
    for asked, (keyword, when) in product([data.draw(questions(made)) for _ in range(3)], times.items()):
        answer = asked.ask(**{keyword: when})
        said = {item: verdict(made, chains, asked.known, keyword, days) for item, chains in asked.claims.items()}
        assert {each.id for each in answer.certain} == {item for item, sure in said.items() if sure == "certain"}
        assert {each.id for each in answer.possible} == {item for item, sure in said.items() if sure == "possible"}
        nobody = verdict(made, [], asked.known, keyword, days)
        assert answer.is_complete == (nobody == "ruled_out" and "unknown" not in said.values())
        for item in asked.items:
            expected = said.get(item, nobody)
            if expected == "unknown" and item in asked.misfits:
                expected = "ruled_out"
            if expected == "unknown":
                claims, key, known = asked.elsewhere(item)
                if verdict(made, claims.get(key, []), known, keyword, days) == "ruled_out":
                    expected = "ruled_out"
            proof = answer.about(item)
            assert proof.certainty.value == expected, (keyword, item, proof)
            assert proof.why
            assert "none" not in proof.why.lower().split()
        assert answer.why.endswith(".")
        assert all(proof.why for proof in answer.evidence)


@LAW
@given(st.data())
def test_uncertain_periods_are_never_wrong(data: st.DataObject) -> None:
    """Of a period with uncertain ends: certain holds in every world and reading, ruled out in none."""
    made = data.draw(worlds())
    asked = data.draw(questions(made))
    when = data.draw(spans())
    # All days beyond the window are one place on each side, for no bound lies between them.
    readings = when.traces(WHOLE)
    for keyword in ("during", "throughout"):
        answer = asked.ask(**{keyword: Period(when.text)})
        for item in asked.items:
            sure = answer.about(item).certainty
            chains = asked.claims.get(item, [])
            if not chains or sure in (Certainty.POSSIBLE, Certainty.UNKNOWN):
                continue
            if prod(len(made.spans[key].traces(WHOLE)) for key in {key for chain in chains for key in chain}) > 30_000:
                continue  # Too many to try; the smaller ones are enough.
            worlds_of, _ = held_by(made, chains, WHOLE)
            met = [
                bool(world & reading) if keyword == "during" else world & reading == reading
                for world, reading in product(worlds_of, readings)
            ]
            assert all(met) if sure is Certainty.CERTAIN else not any(met), (keyword, item, sure)


@LAW
@given(st.data())
def test_where_with_a_time(data: st.DataObject) -> None:
    """`where(on=)` and `where(during=)` keep what holds in some world, with a certainty what does in every world."""
    made = data.draw(worlds())
    days, times = data.draw(asked_times())
    # A participation in a work is bounded by nothing else, one in a project by the project.
    chains = {key: tuple({key, project} & set(made.spans)) for key, (project, _, _) in made.parts.items()}
    for collection in (made.data.projects, made.data.participations, made.data.partnerships):
        for keyword, when in list(times.items())[:2]:
            possible, certain = (
                {each.id for each in collection.where(**{keyword: when}, certainty=sure)} & set(made.spans)
                for sure in (None, Certainty.CERTAIN)
            )
            for each in set(collection.ids) & set(made.spans):
                expected = verdict(made, [chains.get(each, (each,))], set(), keyword, days)
                assert (each in possible) == (expected != "unknown"), (each, keyword)
                assert (each in certain) == (expected == "certain"), (each, keyword)


@st.composite
def gifts(draw: st.DrawFn) -> tuple[str, Any]:
    """Draw an amount, and when it was given: a day, a period, or no one says."""
    amount = draw(st.decimals(0, 10**30, places=2, allow_nan=False).map(str))
    day = starts().filter(lambda choice: choice.text not in ("", ".."))
    return amount, draw(st.none() | day | spans())


def given_within(when: Any, days: range) -> set[bool]:
    """Return, over all worlds, whether a gift was given wholly within some days."""
    if when is None:
        return {True, False}
    pairs = [*when.pairs()] if isinstance(when, Span) else [(day, day) for day in when.places]
    meets = [days[0] <= start and end <= days[-1] for start, end in pairs]
    touches = [start <= days[-1] and days[0] <= end for start, end in pairs]
    # A gift that only reaches into the days was given in them in part, and no one says how much of it.
    return {True, False} if any(touches) and not all(meets) else set(meets)


@LAW
@given(st.lists(gifts(), max_size=5), st.integers(0, 9), st.integers(1, 4))
def test_total(drawn: list[tuple[str, Any]], first: int, length: int) -> None:
    """A total is the exact sum of what lies within the time in every world, and of what may."""
    days = range(first, min(first + length, 10))
    records = []
    for number, (amount, when) in enumerate(drawn):
        told = None if when is None else Period(when.text) if isinstance(when, Span) else PartialDate(when.text)
        records.append(
            Contribution(id=f"gift-{number}", donor_id="one", amount=Decimal(amount), currency="CHF", when=told)
        )
    total = world(org("one"), *records).total_of(during=f"{WINDOW[days[0]]}/{WINDOW[days[-1]]}")
    within = [given_within(when, days) for _, when in drawn]
    amounts = [Fraction(amount) for amount, _ in drawn]
    lower = sum((amount for amount, each in zip(amounts, within, strict=True) if each == {True}), Fraction())
    upper = sum((amount for amount, each in zip(amounts, within, strict=True) if True in each), Fraction())
    counted = sum(True in each for each in within)
    assert [(Fraction(each.lower), Fraction(each.upper), each.contributions) for each in total.sums] == (
        [(lower, upper, counted)] if counted else []
    )
    assert len(total.possible) == sum(each == {True, False} for each in within)
