"""Panels, pairs and networks: limits, errors and odd input."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest

from handmade import body, org, seat, term, world
from iom_partners import (
    Agreement,
    Certainty,
    Dataset,
    InvalidPeriodError,
    InvalidQuestionError,
    MissingExtraError,
    MissingTimeError,
    Organization,
    Participation,
    Period,
    Person,
    Project,
    UnknownNameError,
)
from small_worlds import organization


def club(*more: Any) -> Dataset:
    """A body with two members, one chair and a second body."""
    return world(
        body(),
        *(org(each) for each in ("aaa", "bbb", "two")),
        seat("aaa", "2010-03/2012", id="m1"),
        seat("bbb", "2011/..", id="m2"),
        seat("aaa", "2010/2010-06-30", of="two", id="m3"),
        term("aaa", "2011-01-01/2011-06-30", id="t1"),
        *more,
    )


# Panels.


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"freq": "week"}, "freq: 'week' is not a valid unit (one of year, month, day)"),
        ({"freq": ["day"]}, r"freq: \['day'\] is not a valid unit"),
        ({"of": "units"}, "of: 'units' is not a valid value (one of members, chairs)"),
    ],
)
def test_a_panel_of_unknown_words_is_refused(asked: dict[str, Any], told: str) -> None:
    """The error names the word, where it stands, and what could stand there."""
    with pytest.raises(InvalidQuestionError) as caught:
        club().stats.panel("grp", **asked)
    assert str(caught.value).startswith(told.replace("\\", ""))


def test_a_panel_without_limits_needs_a_period() -> None:
    """Where the data set no first or no last day, the error says which, and a period sets it."""
    open_start = world(body(), org("aaa"), seat("aaa", "../2012", id="m"))
    with pytest.raises(MissingTimeError, match="^during: the data set no first day for GRP, so a panel of it needs"):
        open_start.stats.panel("grp")
    assert open_start.stats.panel("grp", during="2011/..")["period"] == ("2011", "2012")
    undated = world(body(), org("aaa"), seat("aaa", "2012-01-01/..", id="m"))
    assert undated.stats.panel("grp")["period"] == ("2012",)
    no_last = Dataset.from_records([organization("grp"), organization("aaa")])
    assert len(no_last.stats.panel("grp")) == 0
    always = world(body(), org("aaa"), seat("aaa", "../..", id="m"))
    with pytest.raises(MissingTimeError, match="no first day"):
        always.stats.panel("grp", during="../2012")
    with pytest.raises(MissingTimeError, match="no last day"):
        always.stats.panel("grp", during="2012/..")
    assert always.stats.panel("grp", during="2012/2013")["certainty_throughout"] == ("certain", "certain")


def test_a_panel_of_a_period_holds_whole_units() -> None:
    """A year stands in the panel whole if one day of it is asked about; before the body begins it is empty."""
    panel = club().stats.panel("grp", during="2010-12-31/2011-01-01")
    assert panel["days"] == (365,) * 4
    assert club().stats.panel("grp", freq="month", during="2010-12-31")["period"] == ("2010-12",) * 2
    assert len(club().stats.panel("grp", during="../2009")) == 0


def test_a_panel_refuses_uncertain_periods() -> None:
    """It would not be known which units are meant."""
    with pytest.raises(InvalidPeriodError, match="during: '2010/2011-12-31' has uncertain ends"):
        club().stats.panel("grp", during=Period("2010/2011-12-31"))


def test_a_panel_takes_several_bodies_each_once() -> None:
    """Several bodies follow each other in the order given, each over its own time; a body named twice is one."""
    data = club()
    panel = data.stats.panel(["two", "GRP", data.organization("two")])
    assert list(dict.fromkeys(panel["body_id"])) == ["two", "grp"]
    one, other = data.stats.panel("two"), data.stats.panel("grp")
    assert panel.rows == (*one.rows, *other.rows)
    with pytest.raises(UnknownNameError):
        data.stats.panel(["two", "nowhere"])
    with pytest.raises(UnknownNameError):
        data.stats.panel(5)  # type: ignore[arg-type]


def test_an_unknown_cell_is_not_complete() -> None:
    """Where no record says yes and the data do not know all, the most days are no limit, and the cell says so."""
    cells = {cell["period"]: cell for cell in club().stats.panel("grp", during="2009/2013").to_dicts()[:5]}
    assert (cells["2009"]["certainty"], cells["2009"]["days_upper"], cells["2009"]["is_complete"]) == (
        "unknown",
        0,
        False,
    )
    assert (cells["2011"]["certainty"], cells["2011"]["is_complete"]) == ("certain", True)


# Pairs.


def test_pairs_without_an_end_have_no_number_of_days() -> None:
    """Two who are together for ever have no least and no most; one of whom no end is known has a least."""
    data = world(
        body(), *(org(each) for each in ("aaa", "bbb", "ccc")),
        seat("aaa", "2010-01-01/..", id="m1"), seat("bbb", "2011-01-01/..", id="m2"),
        seat("ccc", "2011-01-01/", id="m3"),
    )  # fmt: skip
    pairs = {(row[1], row[3]): row for row in data.stats.co_membership("grp")}
    assert pairs["aaa", "bbb"][6:11] == ("2011-01-01/..", date(2011, 1, 1), date(2011, 1, 1), None, None)
    assert pairs["aaa", "bbb"][-3:] == (None, None, True)
    assert pairs["aaa", "ccc"][-3:] == (1, None, True)


def test_pairs_of_two_stretches_span_both() -> None:
    """Of two stretches together the first day is that of the earlier, the last day that of the later."""
    data = world(
        body(), org("aaa"), org("bbb"), seat("aaa", "2000-01-01/..", id="m1"),
        seat("bbb", "2001-01-01/2001-12-31", id="m2"), seat("bbb", "[2003-01-01..2003-12-31]/2004-06-30", id="m3"),
    )  # fmt: skip
    (row,) = data.stats.co_membership("grp").to_dicts()
    assert (row["period"], row["stretches"], row["days_lower"], row["days_upper"]) == (
        "2001-01-01/2004-06-30", 2, 365 + 183, 365 + 366 + 181,
    )  # fmt: skip


def test_pairs_of_several_times_or_uncertain_ones_are_refused() -> None:
    """One time at most, and its ends exact, for days are counted."""
    with pytest.raises(MissingTimeError, match="exactly one of"):
        club().stats.co_membership("grp", on="2010", during="2011")
    with pytest.raises(InvalidPeriodError, match="uncertain ends"):
        club().stats.co_membership("grp", during=Period("2010/2011"))
    assert club().stats.co_membership("grp", during="../..")["days_lower"] == (2,)
    assert club().stats.co_membership(["two", "grp"])["body_id"] == ("grp",)


# Networks.


def team(**agreement: Any) -> Dataset:
    """A project of an organization and a person, and an agreement of the organization with another."""
    return Dataset.from_records(
        [
            Organization(id="aaa", name="Aaa", kind="ngo", country="CH"),
            Organization(id="bbb", name="Bbb"),
            Person(id="per", name="P. Son", position="chair", reason="public office"),
            Project(id="p", name="P", period=Period("2010-01-01/2010-12-31")),
            Participation(id="x", project_id="p", agent_id="aaa", role="host", period=Period("2010-02-01/2010-03-31")),
            Participation(id="y", project_id="p", agent_id="aaa", role="funder", period=Period("2012-01-01/..")),
            Participation(id="z", project_id="p", agent_id="per", role="host", period=Period("2010-03-01/..")),
            Agreement(id="pact", party_ids=("bbb", "aaa"), **agreement),
        ]
    )


def test_nodes_tell_organizations_from_persons() -> None:
    """A person has no kind and no country, so the node has no such attribute."""
    graph = team().stats.network()
    assert dict(graph.nodes(data=True)) == {
        "aaa": {"label": "Aaa", "name": "Aaa", "kind": "ngo", "country": "CH", "record": "organization"},
        "per": {"label": "P. Son", "name": "P. Son", "record": "person"},
    }
    assert graph.edges["aaa", "per"] == {
        "weight": 1, "certain_weight": 1, "by": "projects", "ties": "p", "certainty": "certain",
        "period": "2010-03-01/2010-03-31", "first_day": "2010-03-01", "last_day": "2010-03-31",
    }  # fmt: skip


def test_an_undated_agreement_ties_at_an_unknown_time() -> None:
    """Without a date it may have been signed on any day; the edge has no days then."""
    edge = team().stats.network(by="agreements").edges["aaa", "bbb"]
    assert (edge["period"], edge["certainty"], "first_day" in edge) == ("/", "certain", False)
    assert team().stats.network_edges(by="agreements", on="2010-01-01")["certainty"] == ("possible",)
    assert len(team().stats.network_edges(by="agreements", on="2010-01-01", certainty=Certainty.CERTAIN)) == 0
    assert len(team(when=Period("2010/2011")).stats.network_edges(by="agreements", during="2009")) == 0


def test_ties_of_several_kinds_stand_in_fixed_order() -> None:
    """However the kinds are given, each once or twice, rows are by agents, kind and record."""
    data = team()
    edges = data.stats.network_edges(by=["agreements", "projects", "agreements"])
    assert edges["by"] == ("agreements", "projects")
    assert edges == data.stats.network_edges(by=("projects", "agreements"))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            {"by": "friends"},
            "by: 'friends' ties no agents (one or several of projects, partnerships, agreements, bodies)",
        ),
        ({"by": ["projects", 5]}, "by: 5 ties no agents"),
        ({"by": None}, "by: None ties no agents"),
        ({"by": []}, "by: no kind of tie is given"),
        ({"certainty": "unknown"}, "certainty: 'unknown' is not how sure a tie can be (possible or certain)"),
        ({"certainty": Certainty.RULED_OUT}, "certainty: Certainty.RULED_OUT is not how sure"),
        ({"certainty": []}, "certainty: [] is not how sure"),
    ],
)
def test_a_network_of_unknown_words_is_refused(asked: dict[str, Any], told: str) -> None:
    """The error names the word, where it stands, and what could stand there."""
    for ask in (club().stats.network_edges, club().stats.network):
        with pytest.raises(InvalidQuestionError) as caught:
            ask(**asked)
        assert str(caught.value).startswith(told)


def test_a_network_takes_one_time() -> None:
    """On a day or in a period, not both."""
    with pytest.raises(MissingTimeError, match="exactly one of"):
        club().stats.network(on="2010", during="2010")


def test_a_graph_needs_networkx(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without NetworkX the error says what to install, and the table of edges is there all the same."""
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingExtraError, match=r'pip install "iom-partners\[graph\]"'):
        team().stats.network()
    assert len(team().stats.network_edges()) == 1
