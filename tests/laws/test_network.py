"""Pairs and networks: who was together is what all worlds say, and what the questions answer."""

from __future__ import annotations

import io
import json
from itertools import combinations, product
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iom_partners import Agreement, Dataset, PartialDate, Participation, Partnership, Period, Project, Work
from iom_partners.results import Table
from strategies import clubs, examples, stretches
from worlds import NUMBER, Club, Stretch, bits, day, org, organization, records_of, seat, world

ALL = ("projects", "partnerships", "agreements", "bodies")
WINDOW = (0, NUMBER - 1)


def first_of(days: int) -> int:
    return (days & -days).bit_length() - 1


# Pairs.


def check_counts(row: dict[str, Any], shared: list[int]) -> None:
    """The most days are those of some world, and so are the least where they are said to be exact."""
    counts = [days.bit_count() for days in shared]
    assert row["days_upper"] == max(counts)
    assert row["days_lower"] == min(counts) if row["is_exact"] else row["days_lower"] <= min(counts)


def row_of(table: Table) -> dict[str, Any] | None:
    """Return the row of North and South."""
    return next((row for row in table.to_dicts() if (row["agent_id"], row["other_id"]) == ("north", "south")), None)


@given(clubs(limited=True))
@examples(2.5)
def test_pairs_are_those_of_all_worlds(club: Club) -> None:
    """Who shares a day in some world is listed; certainty, days and the outer bounds are those of the worlds."""
    assume(club.size("north", "south") <= 10_000)
    table = club.data.stats.co_membership("club", components=True)
    shared = [north & south for north, south in club.worlds("north", "south")]
    row = row_of(table)
    assert (row is not None) == any(shared)
    if row is None:
        return
    check_counts(row, shared)
    counts = [days.bit_count() for days in shared]
    if row["certainty"] == "certain":
        assert min(counts) > 0
    elif row["stretches"] == 1:
        assert min(counts) == 0
    firsts = [day(first_of(days)) for days in shared if days]
    lasts = [day(days.bit_length() - 1) for days in shared if days]
    assert row["start_earliest"] == min(firsts)
    assert row["end_latest"] == max(lasts)
    assert row["start_latest"] >= max(firsts)
    assert row["end_earliest"] <= min(lasts)
    assert row["period"] == str(Period(row["period"]))


@given(clubs(), st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1))
@examples(1.5)
def test_pairs_of_a_time_are_those_of_all_worlds(club: Club, one: int, other: int) -> None:
    """On a day, on one of several days and on all of them, days and certainty are those of the worlds, and sound."""
    assume(club.size("north", "south") <= 10_000)
    window = (min(one, other), max(one, other))
    inside = bits(*window, WINDOW)
    shared = [north & south & inside for north, south in club.worlds("north", "south")]
    during = f"{day(window[0])}/{day(window[1])}"
    asked: list[tuple[dict[str, Any], list[bool]]] = [
        ({"during": during}, [days > 0 for days in shared]),
        ({"throughout": during}, [days == inside for days in shared]),
        ({"on": day(window[0])}, [bool(days >> window[0] & 1) for days in shared]),
    ]
    for time, held in asked:
        row = row_of(club.data.stats.co_membership("club", components=True, **time))
        if row is None:
            assert not any(held)
            continue
        assert any(held)
        assert row["certainty"] == "possible" or all(held)
        if "on" in time:
            assert (row["certainty"] == "certain") == all(held)
            assert (row["days_lower"], row["days_upper"]) == (int(all(held)), 1)
        else:
            check_counts(row, shared)


def check_shared_periods(data: Dataset, body: str) -> None:
    """A pair is listed exactly if it has shared periods, with as many, and certain exactly if one of them is."""
    table = data.stats.co_membership(body)
    found = {(row["agent_id"], row["other_id"]): row for row in table.to_dicts()}
    assert len(found) == len(table)
    assert list(found) == sorted(found)
    members = sorted({each.member_id for each in data.memberships_in(body) if each.role == "member"})
    for pair in combinations(members, 2):
        shared = data.shared_periods(*pair, body)
        assert shared == tuple(shared)
        assert (pair in found) == bool(shared)
        if shared:
            row = found[pair]
            assert row["stretches"] == len(shared)
            assert row["certainty"] == ("certain" if any(each.certainty.is_certain for each in shared) else "possible")
            if len(shared) == 1:
                assert row["period"] == str(shared[0].period)


@given(clubs())
def test_pairs_are_those_of_shared_periods(club: Club) -> None:
    """On random worlds the pairs are those of `shared_periods`, each once and in order."""
    check_shared_periods(club.data, "club")


@pytest.mark.bulk
def test_pairs_of_the_curated_data_are_those_of_shared_periods(curated: Dataset) -> None:
    """So it is for every body of the curated data, and by default all of them are listed."""
    bodies = sorted({tie.organization_id for tie in curated.memberships if tie.role == "member"})
    for body in bodies:
        check_shared_periods(curated, body)
    assert curated.stats.co_membership().rows == tuple(
        row for body in bodies for row in curated.stats.co_membership(body)
    )


# Networks.


@st.composite
def workers(draw: st.DrawFn) -> tuple[Dataset, dict[str, Stretch]]:
    """Three agents with projects, partnerships and a work, and the stretch of each."""
    stretch = stretches() | stretches(exact=True)
    who = ["north", "south", "east"]
    times = {key: draw(stretch) for key in ("river", "hill", "tie-0", "tie-1")}
    records: list[Any] = [organization(each) for each in who]
    records += [Project(id=each, name=each.title(), period=times[each].period) for each in ("river", "hill")]
    records.append(Work(id="film", name="Film"))
    for number in range(draw(st.integers(0, 5))):
        key, where, agent = (
            f"part-{number}",
            draw(st.sampled_from(["river", "river", "hill", "film"])),
            st.sampled_from(who),
        )
        times[key] = draw(stretch)
        part = {"project_id": where, "agent_id": draw(agent), "role": "partner"}
        records.append(Participation(id=key, period=times[key].period, **part))
    for number in range(draw(st.integers(0, 2))):
        parties = tuple(draw(st.permutations(who))[: draw(st.integers(2, 3))])
        records.append(Partnership(id=f"tie-{number}", party_ids=parties, period=times[f"tie-{number}"].period))
    return world(*records), times


@st.composite
def linked(draw: st.DrawFn) -> Dataset:
    """Draw workers of whom some records rest on an agreement or were only planned, and of whom some are units."""
    data, _ = draw(workers())
    stretch = stretches() | stretches(exact=True)
    made: list[Any] = [
        Agreement(id="pact", party_ids=("north", "south"), when=draw(st.none() | stretch.map(lambda each: each.period)))
    ]
    for record in records_of(data):
        changes: dict[str, Any] = {}
        if isinstance(record, Project | Participation | Partnership) and draw(st.integers(0, 2)) == 2:
            changes["agreement_id"] = "pact"
        if isinstance(record, Project | Participation) and draw(st.integers(0, 3)) == 3:
            changes["status"] = "planned"
        made.append(attrs.evolve(record, **changes))
    for number in range(draw(st.integers(0, 2))):
        one, other = draw(st.permutations(["north", "south", "east"]))[:2]
        made.append(seat(one, draw(stretch), of=other, role="unit", id=f"unit-{number}"))
    return world(*made)


def wholes_of(data: Dataset, agent_id: str) -> set[str]:
    """Return an agent and all that it is a unit of, over whatever steps, at any time."""
    found = [agent_id]
    for each in found:
        ties = (tie for tie in data.memberships if tie.role == "unit" and tie.member_id == each)
        found += [tie.organization_id for tie in ties if tie.organization_id not in found]
    return set(found)


def check_partners(data: Dataset, **time: Any) -> None:
    """The neighbors of each agent in the graph are its partners, with the same certainty, but for units.

    The graph has those who took part themselves. A partner that is not a neighbor is a possible one, and one of the
    two, or what they are units of, has a unit that is a neighbor of the other or of a unit of it.
    """
    graph = data.stats.network(**time)
    agents = [*data.organizations, *data.people]
    acting: dict[str, set[str]] = {}
    for each in agents:
        for whole in wholes_of(data, each.id):
            acting.setdefault(whole, set()).add(each.id)
    for agent in agents:
        answer = data.partners_of(agent, **(time or {"during": "../.."}))
        said = {each.id: "certain" for each in answer.certain} | {each.id: "possible" for each in answer.possible}
        near = {each: told["certainty"] for each, told in graph.adj.get(agent.id, {}).items()}
        assert {each: said.get(each) for each in near} == near, agent.id
        for other in said.keys() - near.keys():
            assert said[other] == "possible", (agent.id, other)
            assert any(other in graph.adj.get(unit, {}) for unit in acting[agent.id] - {agent.id}), (agent.id, other)


@given(linked(), st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1))
@examples(1.5)
def test_neighbors_are_partners(data: Dataset, one: int, other: int) -> None:
    """On random worlds, at any time, on a day, on a day not known which and in a period, neighbors are partners.

    Also with agreements, planned records, and units.
    """
    during = f"{day(min(one, other))}/{day(max(one, other))}"
    check_partners(data)
    check_partners(data, on=day(one))
    check_partners(data, on="2012-12")
    check_partners(data, on=f"[{day(min(one, other))}..{day(max(one, other))}]")
    check_partners(data, during=during)


@pytest.mark.parametrize(
    "time", [{}, {"on": "2007-01-01"}, {"on": "2008"}, {"during": "2010/2013"}, {"during": "1990"}]
)
def test_neighbors_in_the_curated_data_are_partners(curated: Dataset, time: dict[str, Any]) -> None:
    """So it is for every agent of the curated data, at several times."""
    check_partners(curated, **time)


def folded_on(data: Dataset, agent_id: str, when: Any) -> dict[str, bool]:
    """Return as whom an agent counts on a day, and whether that is certain: wholes that were units of nothing."""
    found: dict[str, bool] = {}
    reached = [(agent_id, True)]
    for each, is_sure in reached:
        above: list[tuple[str, bool]] = []
        ties = (tie for tie in data.memberships if (tie.role, tie.member_id) == ("unit", each))
        for whole_id in {tie.organization_id for tie in ties}:
            units = data.units_of(whole_id, on=when)
            if each in {unit.id for unit in (*units.certain, *units.possible)}:
                above.append((whole_id, is_sure and each in {unit.id for unit in units.certain}))
        reached += [step for step in above if step not in reached]
        if not above:
            found[each] = found.get(each, False) or is_sure
    return found or {agent_id: True}


@given(linked(), st.integers(0, NUMBER - 1))
@examples(1.5)
def test_folded_ties_are_those_of_the_wholes(data: Dataset, place: int) -> None:
    """On a day, each tie is that of the wholes of both; certain exactly if it, and that both were units, is certain.

    Circles of units are left out.
    """
    assume(not any(folded_on(data, each.id, day(place)) == {each.id: True} and len(wholes_of(data, each.id)) > 1
        and any(each.id in wholes_of(data, other) for other in wholes_of(data, each.id) - {each.id})
        for each in data.organizations))  # fmt: skip
    time = {"on": day(place)}
    expected: dict[tuple[str, str, str], bool] = {}
    for row in data.stats.network_edges(by=ALL, **time).to_dicts():
        ends = [folded_on(data, row[key], day(place)) for key in ("agent_id", "other_id")]
        for (one, is_one), (other, is_other) in product(*(each.items() for each in ends)):
            key = (*sorted((one, other)), row["record_id"])
            is_sure = row["certainty"] == "certain" and is_one and is_other
            expected |= {key: is_sure or expected.get(key, False)} if one != other else {}
    found = data.stats.network_edges(by=ALL, fold_units=True, **time).to_dicts()
    assert {(row["agent_id"], row["other_id"], row["record_id"]): row["certainty"] == "certain" for row in found} == (
        expected
    )
    check_graph(data, by=ALL, fold_units=True, **time)


def test_folded_ties_of_special_units() -> None:
    """Chains, two wholes, a whole that was founded later, circles; the note names the units of each whole."""
    agents = ("low", "mid", "top", "two", "late", "ring", "gnir", "west")
    units = [
        ("low", "mid", "/"), ("mid", "top", "2005-01-01/.."), ("low", "two", "2005-01-01/.."), ("late", "low", "/"),
        ("ring", "gnir", "../.."), ("gnir", "ring", "../.."),
    ]  # fmt: skip
    founded = {"two": "2001-01-01"}
    data = world(
        *(org(each, founded=founded.get(each)) for each in agents),
        *(seat(one, when, of=other, role="unit", id=f"{one}-{other}") for one, other, when in units),
        Partnership(id="p", party_ids=("low", "west"), period="2006-01-01/2006-12-31"),
        Partnership(id="q", party_ids=("mid", "west"), period="2004-01-01/2006-12-31"),
        Partnership(id="r", party_ids=("late", "low", "mid"), period="2006-01-01/2006-12-31"),
        Partnership(id="s", party_ids=("ring", "west"), period="2006-01-01/2006-12-31"),
    )

    def told(**time: Any) -> list[tuple[str, ...]]:
        edges = data.stats.network_edges(by="partnerships", fold_units=True, **time)
        return [(row["agent_id"], row["other_id"], row["record_id"], row["certainty"]) for row in edges.to_dicts()]

    assert told(on="2006-06-01") == [
        ("ring", "west", "s", "certain"), ("top", "two", "r", "certain"), ("top", "west", "p", "possible"),
        ("top", "west", "q", "certain"), ("two", "west", "p", "certain"),
    ]  # fmt: skip
    assert told(on="2004-06-01") == [("mid", "west", "q", "certain")]
    note = data.stats.network_edges(by="partnerships", fold_units=True).note
    assert note.endswith("counted are LATE and LOW as MID; LATE, LOW and MID as TOP; LATE and LOW as TWO")
    early = world(
        *(org(each, founded=when) for each, when in (("unit", None), ("whole", "2010-01-01"), ("west", None))),
        seat("unit", "/", of="whole", role="unit"), Partnership(id="p", party_ids=("unit", "west"), period="2005/2006"),
    )  # fmt: skip
    # What was over before the whole was founded was not done by the whole.
    assert [*early.stats.network(fold_units=True).edges] == [("unit", "west")]


@given(workers())
def test_ties_of_projects_are_those_of_all_worlds(worked: tuple[Dataset, dict[str, Stretch]]) -> None:
    """A project ties two agents on a day exactly if in some, or in every, world both took part and it ran."""
    data, times = worked
    parts = [each for each in data.participations if each.project_id in ("river", "hill")]
    for place in range(NUMBER):
        window = (place, place)
        held = {key: {bool(trace) for trace in stretch.traces(window)} for key, stretch in times.items()}
        expected: dict[tuple[str, str, str], str] = {}
        for one, other in combinations(parts, 2):
            if one.project_id == other.project_id and one.agent_id != other.agent_id:
                keys = (one.id, other.id, one.project_id)
                pair = (*sorted((one.agent_id, other.agent_id)), one.project_id)
                if all(True in held[key] for key in keys):
                    sure = all(held[key] == {True} for key in keys)
                    expected[pair] = "certain" if sure or expected.get(pair) == "certain" else "possible"
        table = data.stats.network_edges(by="projects", on=day(place))
        found = {(row["agent_id"], row["other_id"], row["record_id"]): row["certainty"] for row in table.to_dicts()}
        assert found == expected
        certain = data.stats.network_edges(by="projects", on=day(place), certainty="certain")
        assert certain.rows == tuple(row for row in table if row[6] == "certain")


def check_graph(data: Dataset, **asked: Any) -> nx.Graph:
    """The graph has the ties of the table: no more, no less, with their number and their outermost days."""
    table = data.stats.network_edges(**asked).to_dicts()
    graph = data.stats.network(**asked)
    assert {frozenset(edge) for edge in graph.edges} == {frozenset((row["agent_id"], row["other_id"])) for row in table}
    for one, other, told in graph.edges(data=True):
        rows = [row for row in table if {row["agent_id"], row["other_id"]} == {one, other}]
        assert told["weight"] == len(rows)
        assert told["certain_weight"] == sum(row["certainty"] == "certain" for row in rows)
        assert told["ties"] == "|".join(row["record_id"] for row in rows)
        assert told["by"] == "|".join(dict.fromkeys(row["by"] for row in rows))
        starts, ends = [row["start_earliest"] for row in rows], [row["end_latest"] for row in rows]
        assert told.get("first_day") == (None if None in starts else min(starts).isoformat())
        assert told.get("last_day") == (None if None in ends else max(ends).isoformat())
        assert Period(told["period"]) if "/" in told["period"] else told["weight"] == 1
    plain = {type(value) for _, told in graph.nodes(data=True) for value in told.values()}
    plain |= {type(value) for *_, told in graph.edges(data=True) for value in told.values()}
    assert plain <= {str, int}
    return graph


@given(workers())
def test_graphs_of_random_worlds_have_the_ties_of_the_table(worked: tuple[Dataset, Any]) -> None:
    """Edges, weights and days of the graph are those of the table."""
    data, _ = worked
    check_graph(data)
    check_graph(data, by="projects", certainty="certain")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"by": ALL},
        {"by": "agreements", "during": "2007"},
        {"by": ALL, "certainty": "certain"},
        {"fold_units": True},
    ],
)
def test_graphs_survive_graphml_and_json(curated: Dataset, asked: dict[str, Any]) -> None:
    """Written as GraphML or node-link JSON and read back, a graph has the same nodes, edges and attributes."""
    # By bodies the states in IOM would be thousands of pairs.
    data = curated.according_to("iom-partners-and-friends") if asked.get("by") == ALL else curated
    graph = check_graph(data, **asked)
    assert len(graph.edges) > 0
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    file.seek(0)
    text = json.dumps(nx.node_link_data(graph, edges="edges"))
    for read in (nx.read_graphml(file), nx.node_link_graph(json.loads(text), edges="edges")):
        assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
        assert {frozenset(edge[:2]): edge[2] for edge in read.edges(data=True)} == {
            frozenset(edge[:2]): edge[2] for edge in graph.edges(data=True)
        }
    assert read.graph == graph.graph


@pytest.mark.bulk
def test_bodies_tie_those_who_were_members_together(curated: Dataset) -> None:
    """Ties by bodies are the pairs of `co_membership`, with the same certainty and time."""
    for time in ({}, {"on": "2010-10-15"}, {"during": "2007"}):
        pairs = curated.stats.co_membership(**time)
        ties = curated.stats.network_edges(by="bodies", **time)
        names = ("agent_id", "other_id", "certainty", "period", "start_latest", "end_earliest")
        left = [(body, *each) for body, *each in zip(pairs["body_id"], *map(pairs.__getitem__, names), strict=True)]
        right = [(body, *each) for body, *each in zip(ties["record_id"], *map(ties.__getitem__, names), strict=True)]
        assert sorted(map(str, left)) == sorted(map(str, right))


@pytest.mark.parametrize("when", ["2012-12-31", "2012-12", "[2012-12-30,2013-01-03]", "2012-XX-31", "/"])
def test_an_agreement_ties_on_the_day_of_signing(when: str) -> None:
    """It ties on a day exactly if it may have been signed then, certainly if it was signed on no other day."""
    dated: Any = Period(when) if "/" in when else PartialDate(when)
    signed = Agreement(id="pact", party_ids=("south", "north", "south"), when=dated)
    data = world(organization("north"), organization("south"), signed)
    for place in range(NUMBER):
        told = data.stats.network_edges(by="agreements", on=day(place))["certainty"]
        if isinstance(dated, Period):
            assert told == ("possible",)
        elif dated.could_be(day(place)):
            assert told == ("certain" if dated.earliest == dated.latest else "possible",)
        else:
            assert told == ()
    (row,) = data.stats.network_edges(by="agreements").to_dicts()
    assert (row["agent_id"], row["other_id"], row["period"], row["certainty"]) == ("north", "south", when, "certain")
