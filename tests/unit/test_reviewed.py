"""What first users of frames, pictures and columns of dates stumbled over."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from networkx import generate_graphml, parse_graphml

from iom_partners import (
    ChairTerm,
    Contribution,
    Dataset,
    InvalidDateError,
    Membership,
    Organization,
    PartialDate,
    Partnership,
    Period,
)


def org(agent_id: str, name: str) -> Organization:
    """An organization."""
    return Organization(id=agent_id, name=name)


def test_chairs_of_one_name_stay_two() -> None:
    """Two holders of one short name are told apart by their ids, so that no table makes them one."""
    terms = [
        ChairTerm(id=f"t{n}", organization_id="b", holder_id=f"a{n}", period=Period(f"200{n}-01-01/200{n}-12-31"))
        for n in range(3)
    ]
    data = Dataset.from_records([org("b", "B"), org("a0", "Ada"), org("a1", "Ada"), org("a2", "Eve"), *terms])
    found = data.stats.chairs_on("B", ["2000-05-05", "2001-05-05", "2002-05-05", "2003-05-05"], give="label")
    assert found == ["Ada (a0)", "Ada (a1)", "Eve", None]


def test_a_masked_cell_is_an_empty_one(curated: Dataset) -> None:
    """The error about a masked cell names no value, for the one under the mask was not asked."""
    days = np.ma.array(np.array(["2018-03-01"], dtype="M8[D]"), mask=[True])
    with pytest.raises(InvalidDateError, match="None is not a date"):
        curated.stats.chairs_on("GMG", days)
    assert curated.stats.chairs_on("GMG", days, nulls="keep").tolist() == [None]


def test_graphs_hold_only_what_xml_can() -> None:
    """R43: a name with control characters goes to GraphML with these written out, and the file reads back."""
    tie = Partnership(id="p", party_ids=("a", "b"))
    data = Dataset.from_records([org("a", "A\x1bx"), org("b", "B\x00"), tie])
    read = parse_graphml("\n".join(generate_graphml(data.stats.network())))
    assert read.nodes["a"]["name"] == "A\\x1bx"
    assert set(read.edges) == {("a", "b")}


def test_the_answer_of_many_is_cut_with_a_count() -> None:
    """The repr of an answer names twenty, cuts a name that is long, and counts the rest."""
    agents = [org(f"a{n:03}", f"A{n:03}" + "x" * 100) for n in range(50)]
    ties = [Membership(id=f"m{a.id}", member_id=a.id, organization_id="b", period=Period("2000/..")) for a in agents]
    answer = Dataset.from_records([org("b", "B"), *agents, *ties]).members_of("B", on="2005-01-01")
    told = repr(answer).splitlines()[1]
    assert "certain (50): A000" in told
    assert told.count("A0") == 20
    assert told.endswith(", … and 30 more")
    assert "x" * 80 not in told


def test_gifts_beyond_the_years_of_a_table_are_counted() -> None:
    """A gift that may be of any year before one stands in the years of the table, and the rest is told, not drawn."""
    gift = {"donor_id": "a", "kind": "money", "currency": "CHF", "amount": Decimal(5)}
    gifts = [
        Contribution(id="early", when=PartialDate("[..2004]"), **gift),
        Contribution(id="known", when=PartialDate("2002"), **gift),
    ]
    data = Dataset.from_records([org("a", "A"), *gifts])
    table = data.stats.contributions_by_year()
    assert table["year"] == (2002, 2003, 2004)
    assert table.note.endswith("; 1 may be of an earlier or later year")
    assert "1 may be of an earlier or later year" in " ".join(map(str, data.plot.contributions().title.subtitle))
    [known] = data.contributions.where(lambda each: each.id == "known")
    assert "may be of" not in data.stats.contributions_by_year([known]).note


def test_networks_are_drawn_by_what_is_asked(curated: Dataset) -> None:
    """Members of one body are partners where bodies are asked for, and the picture draws just these pairs."""
    chart = curated.plot.network(by="bodies", during="2010")
    assert (
        f"{len({(e[0], e[2]) for e in curated.stats.network_edges(by='bodies', during='2010')})} ties"
        in chart.description
    )


@pytest.mark.parametrize(
    ("during", "format_"),
    [
        ("2010-05-15/2010-05-20", "%d %b %Y"),
        ("2010-05-15/2010-07-02", "%d %b %Y"),
        ("2010", "%b %Y"),
        ("2003/2018", None),
    ],
)
def test_the_axis_of_a_short_time_names_the_year(curated: Dataset, during: str, format_: str | None) -> None:
    """However short the time, marks and title say the year."""
    chart = curated.plot.timeline("GMG", during=during)
    axes = [
        layer["encoding"]["x"]["axis"] for layer in chart.to_dict()["layer"] if "axis" in layer["encoding"].get("x", {})
    ]
    assert {axis.get("format") for axis in axes if axis} == {format_}
    assert during[:4] in chart.title.text


def test_what_an_answer_holds_shows_itself_briefly(curated: Dataset) -> None:
    """The certain and possible items of an answer are tuples that show ids in a line and a table in a notebook."""
    answer = curated.members_of("GMG", on="2010-10-15")
    assert repr(answer.certain) == "<14 agents: ilo, iom, ohchr, unctad, unhcr, …>"
    assert repr(answer.possible) == "<2 agents: un-women, who>"
    assert answer.possible == tuple(answer.possible)
    assert "<td" in answer.certain._repr_html_()
    assert answer.certain.to_table()["id"][:2] == ("ilo", "iom")
    projects = curated.projects_of("UNHCR", on="2007-01-01").possible
    assert repr(projects) == "<1 project: praesidium>"
    assert "Praesidium" in projects._repr_html_()
    assert repr(curated.name_of("GMG", on="2004-01-01").certain) == "('Geneva Migration Group',)"
    assert repr(curated.chair_terms_of("UNESCO")) == "()"
