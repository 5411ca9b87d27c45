"""GraphML and GEXF: what NetworkX reads in them is what the records hold; what they cannot hold is told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from full import FULL
from hostile import HOSTILE
from iom_partners import (
    Agreement,
    ChairTerm,
    Contribution,
    Dataset,
    Event,
    Membership,
    Participation,
    Partnership,
    Person,
    Project,
)
from iom_partners.exchange.losses import Export, LossReport
from iom_partners.export.graphs import make_gexf, make_graphml
from iom_partners.export.held import legible
from strategies import needs
from worlds import org, seat, world

pytestmark = needs("networkx")

MAKERS = [pytest.param(make_graphml, id="graphml"), pytest.param(make_gexf, id="gexf")]
Make = Callable[[Export], bytes]


def read(data: Dataset, make: Make) -> tuple[Any, LossReport]:
    """Return the graph that NetworkX reads, with several edges between two nodes, and what was told as lost."""
    import networkx as nx

    export = Export(data._project_rosters(), "7", name="x")
    made = make(export)
    if make is make_graphml:
        graph = nx.read_graphml(BytesIO(made), force_multigraph=True)
    else:
        graph = nx.MultiDiGraph(nx.read_gexf(BytesIO(made)))
    return graph, export.report()


def edges_of(graph: Any) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Return source, target and attributes of each edge by its id."""
    return {told.get("id", key): (one, other, told) for one, other, key, told in graph.edges(keys=True, data=True)}


def told(report: LossReport) -> set[tuple[str, str, str]]:
    """Return each loss as record, field and reason."""
    return {(record_id, each.field, each.reason) for each in report for record_id in each.ids}


def cell(value: Any) -> Any:
    """Return what a reader returns for a cell of a table."""
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, (bool, int, str)) else value.isoformat()


@pytest.mark.parametrize("make", MAKERS)
def test_the_graph_of_the_shipped_data(curated: Dataset, make: Make) -> None:
    """Every agent, project and work is a node, every tie an edge, with what its row in the table holds."""
    graph, report = read(curated, make)
    edges = edges_of(graph)
    kinds = {"organizations": "organization", "people": "person", "projects": "project", "works": "work"}
    assert sorted(graph) == sorted(record.id for name in kinds for record in getattr(curated, name))
    for name, kind in kinds.items():
        for row in getattr(curated, name).to_table().to_dicts():
            node = graph.nodes[row["id"]]
            assert node["record"] == kind
            assert {key: node.get(key) for key in row if key != "id"} == {
                key: None if value is None else cell(value) for key, value in row.items() if key != "id"
            }
    ends = {
        "memberships": ("membership", "member_id", "organization_id"),
        "chair_terms": ("chair term", "holder_id", "organization_id"),
        "participations": ("participation", "agent_id", "project_id"),
    }
    count = 0
    for name, (kind, one, other) in ends.items():
        for row in getattr(curated, name).to_table().to_dicts():
            source, target, edge = edges[f"{kind.replace(' ', '-')}:{row['id']}"]
            assert (source, target) == (row[one], row[other])
            assert {key: edge.get(key) for key in row if key != "id"} == {
                key: None if value is None else cell(value) for key, value in row.items() if key != "id"
            }
            count += 1
    pairs = [
        tuple(pair) for name in ("partnerships", "agreements") for tie in getattr(curated, name)
        for pair in combinations(tie.party_ids, 2)
    ]  # fmt: skip
    mutual = [(one, other) for one, other, edge in edges.values() if edge.get("is_mutual")]
    assert sorted(mutual) == sorted(pairs)
    gifts = [gift for gift in curated.contributions if gift.recipient_id or gift.project_id]
    fields = [
        value
        for name, field in (("organizations", "successor_ids"), ("people", "organization_id"),
            ("projects", "part_of_id"), ("works", "project_id"))
        for record in getattr(curated, name)
        for held in (getattr(record, field),)
        for value in ((held,) if isinstance(held, str) else held or ())
    ]  # fmt: skip
    assert len(edges) == count + len(pairs) + len(gifts) + len(fields)
    gone = {each.record_type for each in report if not each.field}
    assert gone == {"Coverage", "Event", "Figure", "Place", "Rule", "Source", "Statement", "Word"}


@pytest.mark.parametrize("make", MAKERS)
def test_it_agrees_with_the_network(curated: Dataset, make: Make) -> None:
    """Agents have the attributes that `Stats.network` gives them, and the same of them are partners."""
    graph, _ = read(curated, make)
    network = curated.stats.network(by=("partnerships", "agreements"))
    for agent_id, node in network.nodes(data=True):
        assert {key: graph.nodes[agent_id][key] for key in node} == node
    mutual = {frozenset((one, other)) for one, other, edge in edges_of(graph).values() if edge.get("is_mutual")}
    assert {frozenset(pair) for pair in network.edges} == mutual


@pytest.mark.parametrize(("tie", "start", "end", "certainty"), [
    (seat("a", "2001-02-03/2004-05-06"), "2001-02-03", "2004-05-06", [("certain", "2001-02-03", "2004-05-06")]),
    (seat("a", "2001/2004"), "2001-01-01", "2004-12-31", [
        ("possible", "2001-01-01", "2001-12-30"), ("certain", "2001-12-31", "2004-01-01"),
        ("possible", "2004-01-02", "2004-12-31"),
    ]),
    (seat("a", "[2001-01..2001-06]/2001-03-04"), "2001-01-01", "2001-03-04", [
        ("possible", "2001-01-01", "2001-03-03"), ("certain", "2001-03-04", "2001-03-04"),
    ]),
    (seat("a", "2001-02-03/.."), "2001-02-03", None, [("certain", "2001-02-03", None)]),
    (seat("a", "2001-02-03/"), "2001-02-03", None, [
        ("certain", "2001-02-03", "2001-02-03"), ("possible", "2001-02-04", None),
    ]),
    (seat("a", "../2001-02-03"), None, "2001-02-03", [("certain", None, "2001-02-03")]),
    (seat("a", "/"), None, None, [("possible", None, None)]),
    (seat("a", "2001-02-03/2004-05-06", is_doubtful=True), "2001-02-03", "2004-05-06",
     [("possible", "2001-02-03", "2004-05-06")]),
    (seat("a", "2001-02-03/..", status="planned"), "2001-02-03", None, [("possible", "2001-02-03", None)]),
    (seat("brief", "2001-01-01/2009-01-01"), "2002-01-01", "2003-12-31", [
        ("possible", "2002-01-01", "2002-12-30"), ("certain", "2002-12-31", "2003-12-31"),
    ]),
    (Participation(id="p", agent_id="brief", project_id="short", role="partner", period="2001-01-01/.."),
     "2003-02-01", "2003-12-31", [("certain", "2003-02-01", "2003-12-31")]),
    (Partnership(id="p", party_ids=("a", "brief"), period="2003-01-01/2009-01-01"), "2003-01-01", "2003-12-31",
     [("certain", "2003-01-01", "2003-12-31")]),
    (Agreement(id="p", party_ids=("a", "grp"), when="2003-05"), "2003-05-01", "2003-05-31",
     [("possible", "2003-05-01", "2003-05-31")]),
    (Contribution(id="p", donor_id="a", recipient_id="grp", when="2003-05-04", status="planned"), "2003-05-04",
     "2003-05-04", [("possible", "2003-05-04", "2003-05-04")]),
    (Contribution(id="p", donor_id="a", recipient_id="grp"), None, None, None),
])  # fmt: skip
def test_days_of_edges(
    tie: Any, start: str | None, end: str | None, certainty: list[tuple[str, str | None, str | None]] | None
) -> None:
    """An edge of GEXF has all days on which it may have held; on which of them it did, its certainty tells.

    These are the days of the answers: within the lives of both agents, and within the project.
    """
    data = world(
        org("a"), org("grp"), org("brief", founded="2002", ended="2003-12-31"),
        Project(id="short", name="Short", period="2003-02-01/.."), tie,
    )  # fmt: skip
    graph, report = read(data, make_gexf)
    ((_, _, edge),) = edges_of(graph).values()
    assert (edge.get("start"), edge.get("end")) == (start, end)
    # NetworkX reads a missing day as text.
    days = [(value, *(None if day == "None" else day for day in span)) for value, *span in edge.get("certainty", ())]
    assert (days or None) == certainty
    assert not any(reason.startswith("left out: by") for _, _, reason in told(report))


def test_days_between_those_of_a_set_are_told() -> None:
    """An edge lasts over all days between two, and what it cannot leave out is told."""
    data = world(org("a"), org("grp"), seat("a", "[2001-01-01,2001-05-01]/2005", id="m"))
    export = Export(data._project_rosters(), None, name="x")
    make_gexf(export)
    reason = "lasts from the first to the last day of a set: a span has no gaps"
    assert [each.ids for each in export.report() if (each.field, each.reason) == ("period", reason)] == [("m",)]


def test_an_edge_without_a_day_is_told() -> None:
    """What held on no day by the other records would be shown at all times in GEXF; GraphML has no times."""
    data = world(org("a", ended="2000"), org("grp"), seat("a", "2001-01-01/2002-01-01", id="late"))
    reason = "left out: by the other records there is no day on which it held"
    assert ("late", "", reason) in told(read(data, make_gexf)[1])
    assert not edges_of(read(data, make_gexf)[0])
    assert len(edges_of(read(data, make_graphml)[0])) == 1


def test_days_of_nodes() -> None:
    """A node of GEXF is there while the agent lived or the project ran."""
    data = world(
        org("a", founded="2002", ended="2003-12-31"), org("b"), Person(id="ann", name="Ann", born="1950-02"),
        Project(id="p", name="P", period="2001/.."),
    )  # fmt: skip
    graph, _ = read(data, make_gexf)
    days = {node: (told.get("start"), told.get("end")) for node, told in graph.nodes(data=True)}
    assert days == {
        "a": ("2002-01-01", "2003-12-31"), "b": (None, None), "ann": ("1950-02-01", None), "p": ("2001-01-01", None),
    }  # fmt: skip


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_no_edge(make: Make) -> None:
    """A vacancy, a gift to nobody and an agreement of one are told; ids that no record has are nodes."""
    data = world(
        org("grp"),
        ChairTerm(id="vacant", organization_id="grp", holder_id=None),
        Contribution(id="gift", donor_id="grp"),
        Contribution(id="given", donor_id="grp", project_id="nowhere"),
        Agreement(id="alone", party_ids=("grp", "grp")),
        Membership(id="m", member_id="who", organization_id="grp"),
        Participation(id="p", agent_id="grp", project_id="unknown", role="partner"),
        Event(id="party", name="Party"),
        Membership(id="odd", member_id="party", organization_id="grp"),
    )
    graph, report = read(data, make)
    assert {(record_id, reason) for record_id, field, reason in told(report) if not field} == {
        ("vacant", "left out: an edge needs a holder, and the seat was vacant"),
        ("gift", "left out: an edge needs a recipient or a project"),
        ("alone", "left out: an edge needs two parties"),
        ("party", "left out: the graph has only agents, projects, works and their ties"),
    }
    assert {node: told["record"] for node, told in graph.nodes(data=True)} == {
        "grp": "organization", "who": "organization", "unknown": "project", "party": "organization",
        "nowhere": "organization",
    }  # fmt: skip
    assert set(edges_of(graph)) == {"membership:m", "membership:odd", "participation:p", "contribution:given"}
    assert graph.nodes["party"]["label"] == "Party"


@pytest.mark.parametrize("make", MAKERS)
def test_ids_that_two_records_share(make: Make) -> None:
    """Of two records with one id, the second is told and not written."""
    data = world(org("a"), Project(id="a", name="A"), org("b"), seat("a", "2001/", of="b", id="m"))
    twice = Dataset.from_records([*data._store.records(), seat("b", "2001/", of="a", id="m")], strict=False)
    graph, report = read(twice, make)
    assert graph.nodes["a"]["record"] == "organization"
    assert sorted(
        (each.record_type, each.ids) for each in report if each.reason == "left out: another record has its id"
    ) == [("Membership", ("m",)), ("Project", ("a",))]
    assert len(edges_of(graph)) == 1


@pytest.mark.parametrize("make", MAKERS)
def test_hostile_texts(make: Make) -> None:
    """Every text comes back as it is, but for characters that XML has not; these are written out and told."""
    data = world(*(org(f"o{place}", name=text, acronym=None, note=text) for place, text in enumerate(HOSTILE) if text))
    graph, report = read(data, make)
    changed = {record_id for record_id, field, reason in told(report) if field == "note" and "written out" in reason}
    for place, text in enumerate(HOSTILE):
        if text:
            node = graph.nodes[f"o{place}"]
            assert node["note"] == node["name"] == node["label"] == legible(text)
            assert (f"o{place}" in changed) == (legible(text) != text)
    assert len(changed) > 50


def test_legible_texts_are_xml() -> None:
    """A parser reads every character of Unicode that is left, and ends of lines are new lines."""
    every = "".join(map(chr, (*range(0x3000), *range(0xD7F0, 0xE010), *range(0xFFF0, 0x10010))))
    shown = legible(every)
    element = ET.Element("x")
    element.text = shown
    element.set("y", shown)
    found = ET.fromstring(ET.tostring(element, encoding="utf-8"))
    assert found.text == found.get("y") == shown
    assert legible("a\r\nb\rc\td") == "a\nb\nc\td"
    assert legible("plain") == "plain"


@pytest.mark.parametrize("make", MAKERS)
def test_numbers(make: Make) -> None:
    """An amount is a number where readers read it exactly; else it is told."""
    amounts = [Decimal("12.50"), Decimal("1e3"), Decimal("0.1234567890123456789"), Decimal("1e400"), Decimal(0)]
    gifts = [
        Contribution(id=f"g{place}", donor_id="a", recipient_id="b", amount=amount, quantity=2 ** (62 + place))
        for place, amount in enumerate(amounts)
    ]
    graph, report = read(world(org("a"), org("b"), *gifts), make)
    edges = edges_of(graph)
    assert [edges[f"contribution:g{place}"][2].get("amount") for place in range(5)] == [12.5, 1000.0, None, None, 0.0]
    reason = "left out: the format has no number of so many digits"
    assert {(record_id, field) for record_id, field, told_reason in told(report) if told_reason == reason} == {
        ("g2", "amount"), ("g3", "amount"), ("g1", "quantity"), ("g2", "quantity"), ("g3", "quantity"),
        ("g4", "quantity"),
    }  # fmt: skip
    assert edges["contribution:g0"][2]["quantity"] == 2**62


@pytest.mark.parametrize("make", MAKERS)
def test_sources_of_edges(make: Make) -> None:
    """An edge names its sources by id and title, but not one that denies it."""
    graph, report = read(Dataset.from_records(FULL, strict=False), make)
    _, _, edge = edges_of(graph)["membership:north-in"]
    assert (edge["source_ids"], edge["source_titles"]) == ("list|press", "A List; The Press")
    assert (edge["is_doubtful"], edge["status"], edge["role"]) == (True, "planned", "observer")
    reason = "only the titles of the sources are kept: the graph has no citations"
    assert ("north-in", "citations", reason) in told(report)
    assert edges_of(graph)["part:film"][:2] == ("film", "kites")
    assert edges_of(graph)["office:ann"][:2] == ("ann", "club")
    assert edges_of(graph)["agreement:pact:3"][:2] == ("south", "club")


@pytest.mark.parametrize("make", MAKERS)
def test_an_empty_dataset(make: Make) -> None:
    """Without records, there is a graph without nodes, and nothing is lost."""
    graph, report = read(Dataset.from_records([]), make)
    assert len(graph) == 0
    assert str(report) == "Nothing is lost."


def test_the_version(tiny: Dataset) -> None:
    """The version of the data, or what they are, stands in the file."""
    assert b"<desc>Version 7 of the data</desc>" in make_graphml(Export(tiny._project_rosters(), "7"))
    assert b"<description>Who was in what" in make_gexf(Export(tiny._project_rosters(), None))
