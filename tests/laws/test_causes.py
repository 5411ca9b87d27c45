"""What limits a project: what it is a part of, responds to and rests on; and what is only possible: plans and units."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from itertools import islice, permutations, product
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iom_partners import (
    Agreement,
    Certainty,
    Citation,
    Dataset,
    Event,
    Organization,
    Participation,
    Partnership,
    Period,
    Place,
    Project,
)
from iom_partners.model import Name
from strategies import examples
from worlds import seat

CLUB, NORTH = Organization(id="club", name="Club", kind="company"), Organization(id="north", name="North", kind="bank")
#: The days of these worlds: 1 to 8 January 2010.
DAYS = range(1, 9)


def day(number: int) -> str:
    """Return a day as text."""
    return f"2010-01-{number:02}"


def within(span: tuple[int, int]) -> str:
    """Return that something was on one day of a run."""
    return f"[{day(span[0])}..{day(span[1])}]" if span[0] < span[1] else day(span[0])


spans = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda pair: (min(pair), max(pair)))
#: A start and an end, each within a run of days, that can be in order.
periods = st.tuples(spans, spans).filter(lambda pair: pair[0][0] <= pair[1][1])


def worlds_of(period: tuple[tuple[int, int], tuple[int, int]]) -> list[set[int]]:
    """Return the days of a period in each of its worlds."""
    (first, last), (begin, end) = period
    pairs = product(range(first, last + 1), range(begin, end + 1))
    return [set(range(one, other + 1)) for one, other in pairs if one <= other]


@given(periods, st.none() | periods, st.none() | spans, st.none() | spans, st.booleans())
def test_projects_hold_in_worlds(own: Any, above: Any, event: Any, above_event: Any, has_part: bool) -> None:
    """On each day a project is certain in all worlds, possible in some, and ruled out in none, for all who ask."""
    records: list[Any] = [CLUB, Project(
        id="p", name="P", period=Period("/".join(map(within, own))), part_of_id=above and "whole",
        response_to_id=event and "flood",
    )]  # fmt: skip
    if above:
        records.append(Project(
            id="whole", name="Whole", period=Period("/".join(map(within, above))),
            response_to_id=above_event and "quake",
        ))  # fmt: skip
    events = {"flood": event, "quake": above_event}
    records += [Event(id=name, name=name, when=within(when)) for name, when in events.items() if when]
    if has_part:
        records.append(Participation(id="c", project_id="p", agent_id="club", role="partner", period="../.."))
    data = Dataset.from_records(records)

    worlds = [worlds_of(own)]
    if above:
        worlds.append(worlds_of(above))
    began = [when for when in (event, above_event if above else None) if when]
    worlds += [[set(range(each, 9)) for each in range(first, last + 1)] for first, last in began]
    held = [set.intersection(*world) for world in product(*worlds)]
    for number in DAYS:
        expected = (
            Certainty.CERTAIN if all(number in each for each in held)
            else Certainty.POSSIBLE if any(number in each for each in held) else Certainty.RULED_OUT
        )  # fmt: skip
        answers = [data.projects_of(on=day(number)).about("p")]
        if has_part:
            answers.append(data.projects_of("club", on=day(number)).about("p"))
            answers.append(data.partners_of("p", on=day(number)).about("club"))
        assert {each.certainty for each in answers} == {expected}, (number, answers[0].why)


World = dict[str, bool]
#: Most last all the time, so that much comes together on a day.
long = st.one_of(*[st.just(((1, 1), (8, 8)))] * 3, periods)
most = st.sampled_from([True, True, True, False])
lots = st.none() | st.none() | st.sampled_from(["pact", "deed"])


def holds_itself(world: World, key: str) -> bool:
    """Return whether a record holds in a world, and what it rests on was signed."""
    return world.get(key, False) and world[f"{key}-rests"]


class Deal:
    """One project of two agents, one of which is a unit of "house", and that of "crown"; and each of its worlds.

    Attributes:
        data: the records.
        holds: of each thing that may hold or not, on which days it does, in each of its worlds; where it never was, on
            none.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.holds: dict[str, list[set[int]]] = {}
        self._draw, self._records = draw, list[Any]()
        for each in ("pact", "deed"):
            signed = draw(st.none() | st.just((1, 1)) | spans)
            self._from(each, signed)
            when = signed and (Period(f"{within(signed)}/{within(signed)}") if draw(st.booleans()) else within(signed))
            self._records.append(Agreement(id=each, party_ids=("club", "north"), when=when))
        flood = draw(st.none() | st.none() | st.tuples(spans, st.booleans()))
        above = draw(st.none() | st.none() | st.tuples(long, st.booleans()))
        if flood:
            # A planned event limits nothing, whether it came about or not.
            self._from("flood", None if flood[1] else flood[0])
            status: Any = "planned" if flood[1] else "done"
            self._records.append(Event(id="flood", name="Flood", when=within(flood[0]), status=status))
        if above:
            self.holds["whole"] = [set(DAYS)] if above[1] else worlds_of(above[0])
            status = "planned" if above[1] else "done"
            period = Period("/".join(map(within, above[0])))
            self._records.append(Project(id="whole", name="Whole", period=period, status=status))
        self._tie("p", Project, name="P", part_of_id=above and "whole", response_to_id=flood and "flood")
        self._limits = [*(["flood"] if flood else []), *(["whole"] if above else [])]
        for who in ("club", "north", *(["house"] if draw(st.booleans()) else [])):
            self._tie(f"part-{who}", Participation, project_id="p", agent_id=who, role="partner")
        if draw(st.booleans()):
            self._tie("tie", Partnership, party_ids=("club", "north"))
        life = draw(st.none() | long | periods)
        self.holds["life"] = worlds_of(life) if life else [set(DAYS)]
        founded, ended = map(within, life) if life else (None, None)
        self._records += [CLUB, NORTH, Organization(id="house", name="House", founded=founded, ended=ended)]
        self._records.append(Organization(id="crown", name="Crown"))
        for key, one, other in (("first", "club", "house"), ("second", "club", "house"), ("up", "house", "crown")):
            if draw(most):
                when = draw(long | periods)
                self.holds[key] = worlds_of(when)
                text = "/".join(map(within, when))
                self._records.append(seat(one, text, of=other, role="unit", id=key))
        days = {each: set[int]().union(*self.holds.get(each, ())) for each in ("first", "second", "up", "life")}
        is_unit = [bool(days[each] & days["life"]) for each in ("first", "second")]
        is_through = [bool(days[each] & days["life"] & days["up"]) for each in ("first", "second")]
        #: Which may be units of others at some time.
        self.below = {
            "house": ["club"] * any(is_unit), "crown": ["house"] * bool(days["up"]) + ["club"] * any(is_through)
        }  # fmt: skip
        self.holds |= {f"acted-{who}": [set(), set(DAYS)] for who in ("club", "house")}
        self.data = Dataset.from_records(self._records)

    def _from(self, key: str, when: tuple[int, int] | None) -> None:
        """Add what limits others from a day on; what no one dates limits nothing."""
        self.holds[key] = [set(range(each, 9)) for each in range(when[0], when[1] + 1)] if when else [set(DAYS)]

    def _tie(self, key: str, kind: Any, **fields: Any) -> None:
        """Add a record that may rest on an agreement, and may have been planned only."""
        when, on, plan = (
            self._draw(long),
            self._draw(lots),
            self._draw(st.sampled_from([False, False, False, False, True])),
        )
        self.holds[key] = worlds_of(when)
        if plan and kind is not Partnership:
            fields["status"] = "planned"
            self.holds[key].append(set())
        self.holds[f"{key}-rests"] = self.holds[on] if on else [set(DAYS)]
        self._on = {**getattr(self, "_on", {}), key: on}
        self._records.append(kind(id=key, agreement_id=on, period=Period("/".join(map(within, when))), **fields))

    def worlds(self, number: int) -> Iterator[World]:
        """Yield what holds on a day in each world: of each thing only that matters, and things are independent."""
        keys = [key for key in self.holds if not key.endswith("-rests")]
        options = [{number in each for each in self.holds[key]} for key in keys]
        for held in product(*options):
            world = dict(zip(keys, held, strict=True))
            yield world | {f"{key}-rests": world[on] if on else True for key, on in self._on.items()}

    def took_part(self, world: World) -> dict[str, set[str]]:
        """Return who took part in the project in a world, each with those who did so for it; itself where it did."""

        direct = {who for who in ("club", "north", "house") if self.runs(world) and holds_itself(world, f"part-{who}")}
        return self.acting(world, direct if world["life"] else direct - {"house"})

    def runs(self, world: World) -> bool:
        """Return whether the project ran in a world."""
        return holds_itself(world, "p") and all(world[each] for each in self._limits)

    def acting(self, world: World, direct: set[str]) -> dict[str, set[str]]:
        """Return for whom some agents acted in a world: themselves, and those of which they were units."""
        is_unit = (world.get("first", False) or world.get("second", False)) and world["life"]
        is_above = world.get("up", False)
        found = {who: {who} for who in direct}
        if "club" in direct and world["acted-club"] and is_unit:
            found.setdefault("house", set()).add("club")
            if is_above:
                found.setdefault("crown", set()).add("club")
        if "house" in direct and world["acted-house"] and is_above:
            found.setdefault("crown", set()).add("house")
        return found

    def are_partners(self, world: World, one: str, other: str) -> bool:
        """Return whether two were partners in a world: by the project, or the partnership of club and north."""
        below = {each: {each} | set(self.below.get(each, ())) for each in ("club", "north", "house", "crown")}

        def shared(took: dict[str, set[str]]) -> bool:
            pairs = product(took.get(one, ()), took.get(other, ()))
            return any(
                a != b and (a == one or b not in below[one]) and (b == other or a not in below[other]) for a, b in pairs
            )

        by_tie = self.acting(world, {"club", "north"} if holds_itself(world, "tie") else set())
        return shared(self.took_part(world)) or shared(by_tie)


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    """Draw a deal."""
    return Deal(draw)


def judged(told: list[bool]) -> Certainty | None:
    """Return the certainty of what holds in all worlds or in some; None for what holds in none."""
    return Certainty.CERTAIN if all(told) else Certainty.POSSIBLE if any(told) else None


@given(deals(), st.sampled_from(DAYS))
@examples(5)
@pytest.mark.bulk
def test_plans_agreements_and_units_hold_in_worlds(deal: Deal, number: int) -> None:
    """A world also picks whether a plan came about and whether a unit acted for its whole: all questions agree."""
    data, on = deal.data, day(number)
    worlds = list(islice(deal.worlds(number), 1_025))
    assume(len(worlds) <= 1_024)
    took = [deal.took_part(world) for world in worlds]

    def check(expected: Certainty | None, evidence: Any, *what: str) -> None:
        sure = evidence.certainty if evidence.certainty in (Certainty.CERTAIN, Certainty.POSSIBLE) else None
        assert sure is expected, (what, evidence.why)

    for who in ("club", "north", "house", "crown"):
        expected = judged([who in each for each in took])
        check(expected, data.projects_of(who, on=on).about("p"), "project of", who)
        check(expected, data.partners_of("p", on=on).about(who), "participant", who)
        listed = data.projects_of(who, on=on)
        assert [each.id for each in (*listed.certain, *listed.possible)] == ([] if expected is None else ["p"])
        listed = data.partners_of("p", on=on)
        is_listed = any(each.id == who for each in (*listed.certain, *listed.possible))
        assert is_listed == any(who in each.get(who, ()) for each in took)
    for one, other in permutations(("club", "north", "house", "crown"), 2):
        expected = judged([deal.are_partners(world, one, other) for world in worlds])
        answer = data.partners_of(one, on=on)
        check(expected, answer.about(other), one, other)
        if number == 1:
            assert pickle.loads(pickle.dumps(answer)).certain == answer.certain
    runs = [deal.runs(world) for world in worlds]
    check(judged(runs), data.projects_of(on=on).about("p"), "runs")
    asked: list[tuple[Any, str, Callable[[World, bool], bool]]] = [
        (data.projects, "p", lambda _, is_on: is_on),
        (data.participations, "part-club", lambda world, is_on: is_on and holds_itself(world, "part-club")),
        (data.partnerships, "tie", lambda world, _: holds_itself(world, "tie")),
    ]
    for collection, key, holds in asked:
        expected = judged([holds(world, is_on) for world, is_on in zip(worlds, runs, strict=True)])
        for sure in ("possible", "certain"):
            kept = key in collection.where(on=on, certainty=sure).ids
            assert kept == (expected is Certainty.CERTAIN or (sure == "possible" and expected is not None)), (key, sure)


def test_the_reason_names_what_limits() -> None:
    """Reasons say what a project responds to, and when that began."""
    quake = Event(id="quake", name="Quake", when="2010-01-12/2010-01-13")
    part = Project(id="p", name="Aid", response_to_id="quake")
    took = Participation(id="c", project_id="p", agent_id="club", role="host")
    data = Dataset.from_records([quake, part, CLUB, took])
    assert data.projects_of(on="2009").about("p").why == (
        "no one says when Aid began or ended, and one day of 2009 may lie outside; what it responds to (Quake) began "
        "on 12 January 2010, and one day of 2009 lies before that"
    )
    assert data.partners_of("p", on="2009").why == (
        "Nobody took part in Aid on one day of 2009: what it responds to (Quake) began on 12 January 2010, and one day "
        "of 2009 lies before that."
    )
    assert data.partners_of("p", on="2010").possible == (CLUB,)
    assert data.stats.network().number_of_edges() == 0
    dated = attrs.evolve(quake, citations=(Citation(source_id="seismograph", states=("name", "when")),))
    for when, cited in (("2010", ["seismograph"]), ("2011", [])):
        known = Dataset.from_records([dated, part, CLUB, took], strict=False)
        evidence = known.partners_of("p", on=when).about("club")
        assert [each.source_id for each in evidence.citations] == cited
    name = Organization(
        id="o", name="O", names=(Name(text="Old", kind="official", period="[..2005-12-31]/[2005-01-01..]"),)
    )
    borne = Dataset.from_records([name]).name_of("o", on="2005-06-01").why
    assert "the name “Old” was borne at some time in 2005, start and end not stated" in borne
    # Whoever says that something ran at all says that it did within what limits it.
    whole = Project(id="whole", name="Whole", period="2010/2012")
    told = Dataset.from_records([whole, Project(id="p", name="P", part_of_id="whole", period="../..")])
    assert told.projects_of(during="../..").about("p").certainty is Certainty.CERTAIN
    circle = [Project(id=one, name=one, part_of_id=other) for one, other in (("a", "b"), ("b", "a"))]
    assert len(Dataset.from_records(circle, strict=False).projects_of(on="2010").possible) == 2


UNSTATED = "start and end not stated, and"


@pytest.mark.parametrize(("period", "when", "why"), [
    ("[..2005-12-31]/[2005-01-01..]", "2003-01-01", f"at some time in 2005, {UNSTATED} 1 January 2003"),
    ("[..2005-12-31]/[2005-01-01..]", "2005-06", f"at some time in 2005, {UNSTATED} one day of June 2005"),
    ("[..2005-05-20]/[2005-05-03..]", "2005-05-07", f"at some time from 3 to 20 May 2005, {UNSTATED} 7 May 2005"),
])  # fmt: skip
def test_some_time_is_not_told_as_a_start_or_an_end(period: str, when: str, why: str) -> None:
    """What ran at some time of a year is told as that, not as attested up to a day that no source names."""
    data = Dataset.from_records([Project(id="p", name="Aid", period=period)])
    assert data.projects_of(on=when).about("p").why == f"Aid ran {why} may lie outside"
    during = data.projects_of(during="2005").about("p")
    assert (during.certainty, "lies inside" in during.why) == (Certainty.CERTAIN, False)


def test_what_the_record_says_rules_out_what_a_filter_asks() -> None:
    """A project elsewhere or about something else, and an agent of another kind, are ruled out by their own records."""
    data = Dataset.from_records([
        CLUB, NORTH, Place(id="it", name="Rome", country="IT"), Place(id="fr", name="Paris", country="FR"),
        Project(id="here", name="Here", places=("it",), themes=("health",)), Project(id="nowhere", name="Nowhere"),
        *(Participation(id=each, project_id="here", agent_id=each, role="partner") for each in ("club", "north")),
    ])  # fmt: skip
    for asked in ({"country": "FR"}, {"country": "IT", "theme": "health"}, {}):
        expected = Certainty.RULED_OUT if asked == {"country": "FR"} else Certainty.POSSIBLE
        assert data.projects_of("club", on="2010", **asked).about("here").certainty is expected
        assert data.projects_of(on="2010", **asked).about("here").certainty is expected
    assert data.projects_of(on="2010", country="FR").about("nowhere").certainty is Certainty.UNKNOWN
    other = data.partners_of("here", on="2010", kind="company").about("north")
    assert other.certainty is Certainty.RULED_OUT
    assert other.why.endswith("North does not fit what is asked about, by its own record")
    assert data.partners_of("club", on="2010", kind="company").about("north").certainty is Certainty.RULED_OUT
