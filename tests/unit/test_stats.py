"""Panels, pairs, networks, money by year and projects by country: limits, errors and odd input."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx import generate_graphml, parse_graphml

from iom_partners import (
    Agreement,
    Certainty,
    Citation,
    Contribution,
    Dataset,
    InvalidPeriodError,
    InvalidQuestionError,
    MissingExtraError,
    MissingTimeError,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    Source,
    UnknownNameError,
)
from iom_partners.dates import Day
from iom_partners.dates.period import Bounds
from iom_partners.results import Table
from iom_partners.stats.network import pairs_of
from iom_partners.stats.pairs import stretch_cells
from strategies import days
from worlds import body, org, organization, seat, term, world


def ties() -> Dataset:
    """Return three agents, two of one name: a dated project, an undated one, and a partnership."""
    return world(
        org("aaa", acronym="A"), org("bbb", acronym="B"), org("ccc", acronym="B"),
        Project(id="p", name="P", period=Period("2005-01-01/2005-12-31"), citations=(Citation(source_id="s"),)),
        Project(id="q", name="Q"),
        Source(id="s", title="S"),
        Participation(id="pa", project_id="p", agent_id="aaa", role="x", period=Period("2005-01-01/2005-12-31")),
        Participation(id="pb", project_id="p", agent_id="bbb", role="x", period=Period("2005-06-01/2005-12-31")),
        Participation(id="qa", project_id="q", agent_id="aaa", role="x"),
        Participation(id="qc", project_id="q", agent_id="ccc", role="x"),
        Partnership(id="bc", party_ids=("bbb", "ccc"), period=Period("2007-01-01/..")),
        Partnership(id="ab", party_ids=("aaa", "bbb"), period=Period("2009/")),
    )  # fmt: skip


def rows(table: Table, *names: str) -> list[tuple[Any, ...]]:
    """Return some columns of a table, dates as text."""
    return [
        tuple(str(row[name]) if isinstance(row[name], date) else row[name] for name in names)
        for row in table.to_dicts()
    ]


def gift(record_id: str, **fields: Any) -> Contribution:
    """Return a gift of AAA."""
    return Contribution(id=record_id, donor_id="aaa", **fields)


def club(*more: Any) -> Dataset:
    """A body with two members, one chair and a second body."""
    return world(
        body(), *(org(each) for each in ("aaa", "bbb", "two")), seat("aaa", "2010-03/2012", id="m1"),
        seat("bbb", "2011/..", id="m2"), seat("aaa", "2010/2010-06-30", of="two", id="m3"),
        term("aaa", "2011-01-01/2011-06-30", id="t1"), *more,
    )  # fmt: skip


# Panels.


@pytest.mark.parametrize(("asked", "told"), [
    ({"freq": "week"}, "freq: 'week' is not a valid unit (one of decade, year, half-year, quarter, month, day)"),
    ({"freq": ["day"]}, r"freq: \['day'\] is not a valid unit"),
    ({"of": "units"}, "of: 'units' is not a valid value (one of members, chairs)"),
])  # fmt: skip
def test_a_panel_of_unknown_words_is_refused(asked: dict[str, Any], told: str) -> None:
    """The error names the word, where it stands, and what could stand there."""
    with pytest.raises(InvalidQuestionError) as caught:
        club().stats.panel("grp", **asked)
    assert str(caught.value).startswith(told.replace("\\", ""))


def test_a_panel_without_limits_needs_a_period() -> None:
    """Where the data set no first or no last day, the error says which, and a period sets it."""
    stated = world(body(), org("aaa"), seat("aaa", "../2012", id="m")).stats.panel("grp")
    assert [(row[3], row[6]) for row in stated] == [("2012", "certain")]
    assert stated.note == "from 2012-01-01 to 2012-12-31, as far as the data state; give during= for other days"
    open_start = world(body(), org("aaa"), seat("aaa", "../..", id="m"))
    with pytest.raises(MissingTimeError, match="^during: the data set no first day for GRP, so a panel of it needs"):
        open_start.stats.panel("grp")
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
    """Where no record says yes and the data do not know all, the most days are not a limit, and the cell says so."""
    cells = {cell["period"]: cell for cell in club().stats.panel("grp", during="2009/2013").to_dicts()[:5]}
    assert (cells["2009"]["certainty"], cells["2009"]["days_upper"], cells["2009"]["is_complete"]) == (
        "unknown",
        0,
        False,
    )
    assert (cells["2011"]["certainty"], cells["2011"]["is_complete"]) == ("certain", True)


@pytest.mark.parametrize(("freq", "first", "last"), [
    ("decade", "000X", "999X"), ("year", "0001", "9999"), ("half-year", "0001-40", "9999-41"),
    ("quarter", "0001-33", "9999-36"), ("month", "0001-01", "9999-12"), ("day", "0001-01-01", "9999-12-31"),
])  # fmt: skip
def test_the_first_and_the_last_unit_of_the_calendar(freq: Any, first: str, last: str) -> None:
    """The first decade begins with the year 0; the text of each unit can be read, and so be said in words."""
    always = world(body(), org("aaa"), seat("aaa", "../..", id="m"), term("aaa", "../..", id="t"))
    (begin,) = always.stats.panel("grp", freq=freq, during=date.min).to_dicts(labels=True)
    (end,) = always.stats.chairs_by(freq, during=date.max).to_dicts(labels=True)
    start = Day("0000-01-01") if freq == "decade" else date.min
    assert (begin["period"], begin["first_day"], end["period"], end["last_day"]) == (first, start, last, date.max)
    assert begin["days_known"] == begin["days"] == begin["last_day"].toordinal() - start.toordinal() + 1
    assert ("1 BC" if freq == "decade" else "0001") in begin["period_words"]


# Chairs by unit.


def test_chairs_by_unit_of_one_role_or_of_nobody() -> None:
    """A role narrows bodies and holders; a body named by the caller has its rows also without a chair on record."""
    data = club(
        term("bbb", "2011-01-01/2011-12-31", id="t2", role="vice-chair"),
        term("bbb", "2011-01-01/2011-03-31", of="two", id="t3"),
    )
    names = ("body_id", "period", "chairs_certain", "words")
    assert rows(data.stats.chairs_by("year", during="2011"), *names) == [
        ("grp", "2011", "aaa", "6 of 12 months not known"), ("two", "2011", "bbb", "9 of 12 months not known"),
    ]  # fmt: skip
    assert rows(data.stats.chairs_by("year", role="vice-chair", during="2011"), *names) == [
        ("grp", "2011", "bbb", "12 of 12 months known in part")
    ]
    assert rows(data.stats.chairs_by("month", ["AAA"], during="2011-02"), *names) == [
        ("aaa", "2011-02", None, "28 of 28 days not known")
    ]
    assert rows(data.stats.chairs_by("day", "two", during="2011-04-01"), *names) == [
        ("two", "2011-04-01", None, "1 of 1 day not known")
    ]
    assert repr(data.stats.chairs_by("half-year", "grp", during="2011-12")).startswith(
        "1 half-year: who was in the chair, from 2011-12-01 to 2011-12-31\n"
    )


def test_a_vacant_chair_is_known() -> None:
    """That nobody was in the chair is known too; of days outside its life a body had none."""
    data = world(body(founded="2010-03-01"), term(None, "2010-03-01/2010-12-31", id="t"), org("aaa"),
                 term("aaa", "2011-01-01/2011-12-31", id="u"))  # fmt: skip
    table = data.stats.chairs_by("year", during="2010/2011")
    assert rows(table, "chairs_certain", "days_known", "words") == [
        (None, 365, "every day known"), ("aaa", 365, "every day known"),
    ]  # fmt: skip


def test_chairs_by_unit_refuse_what_panels_refuse() -> None:
    """No such unit or role, uncertain ends, and data without limits: typed errors."""
    with pytest.raises(InvalidQuestionError, match="freq: 'week' is not a valid unit"):
        club().stats.chairs_by("week")  # type: ignore[arg-type]
    with pytest.raises(InvalidQuestionError, match="role: 'boss' is not"):
        club().stats.chairs_by("year", "grp", role="boss")
    with pytest.raises(InvalidQuestionError, match="role: 'boss' is not"):
        club().stats.chairs_by("year", role="boss")
    with pytest.raises(InvalidPeriodError, match="uncertain ends"):
        club().stats.chairs_by("year", during=Period("2010/2011-12-31"))
    undated = world(body(), org("aaa"), term("aaa", "../..", id="t"))
    with pytest.raises(MissingTimeError, match="^during: the data set no first day for GRP"):
        undated.stats.chairs_by("year")
    assert len(world(org("aaa")).stats.chairs_by("year")) == 0


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


@given(
    starts=st.tuples(days(date(2, 1, 1), date(9990, 1, 1)), st.integers(0, 40)),
    ends=st.tuples(st.integers(-40, 400), st.integers(0, 40)),
)
def test_a_stretch_never_says_an_end_before_its_start(starts: tuple[date, int], ends: tuple[int, int]) -> None:
    """What is written of a stretch is the text of its period, of which the start and the end limit each other."""
    start = starts[0].toordinal()
    end = max(start + ends[0], start - ends[1])  # Some day of it is no earlier than the first.
    bounds = Bounds(start, start + starts[1], end, end + ends[1])
    text, *cells = stretch_cells(bounds)
    limited = Bounds(start, min(bounds.start_latest, bounds.end_latest), max(end, start), bounds.end_latest)
    assert text == str(Period.from_bounds(limited))
    assert cells == [date.fromordinal(each) for each in limited]
    assert Period(text).bounds == limited
    left, right = (PartialDate(each) for each in text.split("/"))
    assert left.earliest <= right.earliest
    assert left.latest <= right.latest


def test_a_graph_says_which_ties_it_has() -> None:
    """NetworkX prints the name of a graph, and writes it to files."""
    graph = team().stats.network(by=iter(["projects"]), on="2010-03")
    assert str(graph) == "Graph named 'ties by projects on 2010-03' with 2 nodes and 1 edges"
    assert team().stats.network().name == "ties by projects, partnerships"
    assert "ties by projects on 2010-03" in "".join(generate_graphml(graph))


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


@pytest.mark.parametrize(("asked", "told"), [
    ({"by": "friends"}, "by: 'friends' ties no agents (one or several of projects, partnerships, agreements, bodies)"),
    ({"by": ["projects", 5]}, "by: 5 ties no agents"),
    ({"by": None}, "by: None ties no agents"),
    ({"by": []}, "by: no kind of tie is given"),
    ({"certainty": "unknown"}, "certainty: 'unknown' is not a certainty of ties (possible or certain)"),
    ({"certainty": Certainty.RULED_OUT}, "certainty: Certainty.RULED_OUT is not a certainty of ties"),
    ({"certainty": []}, "certainty: [] is not a certainty of ties"),
])  # fmt: skip
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
    with pytest.raises(MissingExtraError, match='the extra graph: pip install "networkx'):
        team().stats.network()
    assert len(team().stats.network_edges()) == 1


def test_graphs_hold_only_what_xml_can() -> None:
    """A name with control characters goes to GraphML with these written out, and the file reads back."""
    tie = Partnership(id="p", party_ids=("a", "b"))
    data = world(org("a", name="A\x1bx"), org("b", name="B\x00"), tie)
    read = parse_graphml("\n".join(generate_graphml(data.stats.network())))
    assert read.nodes["a"]["name"] == "A\\x1bx"
    assert set(read.edges) == {("a", "b")}


def test_what_is_not_added_is_counted_beside() -> None:
    """A qualified amount counts in its currency; no amount, no currency and things count in a row without currency."""
    when = PartialDate("2010")
    data = world(
        org("aaa"),
        gift("sum", amount=Decimal(7), currency="USD", when=when),
        gift("over", amount=Decimal(7), currency="EUR", qualifier="over", when=when),
        gift("what", amount=Decimal(7), qualifier="over", when=when),
        gift("none", kind="money", when=when),
        gift("food", kind="goods", amount=Decimal(3), currency="USD", when=when),
    )
    names = ("year", "currency", "lower", "upper", "contributions", "possible", "qualified", "unstated", "in_kind")
    assert rows(data.stats.contributions_by_year(), *names) == [
        (2010, "EUR", None, None, 0, 0, 1, 0, 0),
        (2010, "USD", Decimal(7), Decimal(7), 1, 0, 0, 0, 0),
        (2010, None, None, None, 0, 0, 0, 2, 1),
    ]


def test_a_gift_without_a_year_stands_last() -> None:
    """Undated gifts are added by themselves and never stand in a year."""
    data = world(
        org("aaa"),
        gift("a", amount=Decimal(1), currency="USD", when=PartialDate("2010")),
        gift("b", amount=Decimal(2), currency="USD"),
        gift("c", amount=Decimal(4), currency="USD", when=Period("/")),
    )
    assert rows(data.stats.contributions_by_year(), "year", "lower", "upper") == [(2010, 1, 1), (None, 6, 6)]
    assert "unknown year" not in data.stats.contributions_by_year().note


def test_a_one_sided_gift_reaches_as_far_as_the_others() -> None:
    """A gift told of by 2010 is possible in each year from the first that another gift has; earlier ones are told."""
    data = world(
        org("aaa"),
        gift("a", amount=Decimal(1), currency="USD", when=PartialDate("2008")),
        gift("b", amount=Decimal(2), currency="USD", when=PartialDate("[..2010]")),
    )
    table = data.stats.contributions_by_year()
    assert rows(table, "year", "lower", "upper", "possible") == [(2008, 1, 3, 1), (2009, 0, 2, 1), (2010, 0, 2, 1)]
    assert table.note.endswith("stands in each of these years that it may be of; 1 may be of an earlier or later year")
    assert "1 may be of an earlier or later year" in " ".join(map(str, data.plot.contributions().title.subtitle))
    assert "may be of" not in data.stats.contributions_by_year([data.contributions["a"]]).note


def given() -> Dataset:
    """Return gifts in two currencies and in kind, for projects in one country, in two, and in none that is stated."""
    places = [
        Place(id="bern", name="Bern", country="CH"),
        Place(id="oslo", name="Oslo", country="NO"),
        Place(id="swiss", name="Switzerland", kind="country", country="CH"),
        Place(id="sea", name="Sea"),
    ]
    when, cited = PartialDate("2010"), (Citation(source_id="s"),)
    projects = [("one", ("bern",)), ("two", ("oslo", "swiss", "bern")), ("sea", ("sea",)), ("none", ())]
    usd: dict[str, Any] = {"currency": "USD"}
    return world(
        org("aaa", acronym="A"), *places, *(Project(id=each, name=each, places=where) for each, where in projects),
        gift("a", project_id="one", amount=Decimal(1), when=PartialDate("2010-03"), **usd),
        gift("b", project_id="two", amount=Decimal(2), when=when, citations=cited, **usd),
        gift("c", project_id="two", amount=Decimal(4), when=Period("2010-06-01/2011-06-01"), **usd),
        gift("d", project_id="sea", amount=Decimal(8), **usd),
        gift("e", project_id="none", amount=Decimal(16), currency="EUR"),
        gift("f", kind="goods", goods="tents"), Source(id="s", title="Report"),
    )  # fmt: skip


def test_who_gave_in_which_country() -> None:
    """A gift for a project in two countries stands in one row, under both; the note says so, and what is left out."""
    table = given().stats.contributions(by=("donor", "country"), currency="USD")
    names = ("donor_name", "country", "country_name", "lower", "upper", "contribution_ids", "source_names")
    assert [tuple(row[name] for name in names) for row in table.to_dicts(labels=True)] == [
        ("A", "CH", "Switzerland", 1, 1, "a", None), ("A", "CH|NO", "Switzerland; NO", 6, 6, "b|c", "Report"),
        ("A", None, None, 8, 8, "d", None),
    ]  # fmt: skip
    assert table.note == (
        "contributions by donor, country and currency; nothing is converted or divided; one for a project of several "
        "countries stands under all of them together, in one row; left out: 1 in other currencies and 1 in kind, or "
        "without an amount or a currency"
    )
    assert "left out" not in given().stats.contributions("country").note
    assert "together" not in given().stats.contributions().note


def test_sums_of_a_year_within_a_period() -> None:
    """With a period, a gift of a year that lies in it only in part is possible; each year has what falls into both."""
    names = ("year", "lower", "upper", "possible", "contribution_ids")
    usd: dict[str, Any] = {"currency": "USD"}
    assert rows(given().stats.contributions("year", during="2010-02/2010-12", **usd), *names) == [
        (2010, 1, 7, 2, "b|a|c"), (None, 0, 8, 1, "d"),
    ]  # fmt: skip
    assert rows(given().stats.contributions("year", during="2009/2010-01", **usd), *names) == [
        (2010, 0, 2, 1, "b"), (None, 0, 8, 1, "d"),
    ]  # fmt: skip
    assert rows(given().stats.contributions("year", during="2010-01/..", **usd), *names) == [
        (2010, 3, 7, 1, "b|a|c"), (2011, 0, 4, 1, "c"), (None, 0, 8, 1, "d"),
    ]  # fmt: skip
    assert rows(given().stats.contributions("kind", during="2012", **usd), *names[1:]) == [(0, 8, 1, "d")]


@pytest.mark.parametrize(("asked", "told"), [
    ({"by": "giver"}, "by: 'giver' is not a dimension of contributions (one of donor, recipient, project, country, "),
    ({"by": ["donor", 5]}, "by: 5 is not a dimension"),
    ({"by": None}, "by: None is not a dimension"),
    ({"by": ()}, "by: () holds no dimension (one or several of donor, "),
    ({"currency": "CHF"}, "currency: 'CHF' is not a currency of the contributions (one of EUR, USD)"),
    ({"currency": 5}, "currency: 5 is not a currency"),
    ({"contributions": [5]}, "contributions: 5 is not a contribution"),
])  # fmt: skip
def test_sums_of_unknown_words_are_refused(asked: dict[str, Any], told: str) -> None:
    """The error names the word, where it stands, and what could stand there."""
    with pytest.raises(InvalidQuestionError) as caught:
        given().stats.contributions(**asked)
    assert str(caught.value).startswith(told)
    with pytest.raises(InvalidPeriodError, match="uncertain ends"):
        given().stats.contributions(during=Period("2010/2011"))


def test_years_that_a_set_leaves_out_have_no_row() -> None:
    """A gift of 2005 or 2008 is of no year between."""
    data = world(org("aaa"), gift("a", amount=Decimal(1), currency="USD", when=PartialDate("[2005,2008]")))
    assert data.stats.contributions_by_year()["year"] == (2005, 2008)


@pytest.mark.parametrize("wrong", ["text", 7, [7]])
def test_what_is_not_a_contribution_is_refused(tiny: Dataset, wrong: Any) -> None:
    """Text, a number, and a list of anything else are typed errors, in the table and in the picture."""
    with pytest.raises(InvalidQuestionError):
        tiny.stats.contributions_by_year(wrong)
    with pytest.raises(InvalidQuestionError):
        tiny.plot.contributions(wrong)


def test_no_gifts_make_no_rows(tiny: Dataset) -> None:
    """Without gifts the table is empty."""
    assert len(tiny.stats.contributions_by_year()) == 0


def test_countries_have_names_where_the_data_have_them() -> None:
    """A code without a place of the kind country has no name."""
    data = world(
        Place(id="ch", name="Switzerland", kind="country", country="CH"),
        Place(id="oslo", name="Oslo", kind="city", country="NO"),
        Project(id="p", name="P", places=("ch", "oslo", "nowhere")),
    )
    assert rows(data.stats.projects_by_country(), "country", "name", "certain") == [
        ("CH", "Switzerland", 1),
        ("NO", None, 1),
    ]


def test_ties_count_what_both_share_and_say_how_sure_it_is() -> None:
    """Projects and partnerships count each once; a tie is certain where one of them is, within the period."""
    ever = pairs_of(ties().stats.network_edges(during=Period("../..")), None)
    names = ("source", "target", "weight", "certainty", "shared_ids")
    assert rows(ever, *names) == [
        ("A", "B (bbb)", 2, "certain", "p|ab"),
        ("A", "B (ccc)", 1, "possible", "q"),
        ("B (bbb)", "B (ccc)", 1, "certain", "bc"),
    ]
    early = pairs_of(ties().stats.network_edges(during=Period("2005-01-01/2006-12-31")), None)
    assert rows(early, *names[:4]) == [("A", "B (bbb)", 1, "certain"), ("A", "B (ccc)", 1, "possible")]
    assert ever["words"][0] == "project p, 2005-06-01/2005-12-31 (certain); partnership ab, 2009/ (certain)"


def test_ties_of_one_agent_are_those_of_it_and_among_its_partners() -> None:
    """Around an agent stand its partners and what they share among each other; one without partners has none."""
    assert len(pairs_of(ties().stats.network_edges(during=Period("../..")), "aaa")) == 3
    assert len(pairs_of(ties().stats.network_edges(during=Period("2008-01-01/2008-12-31")), "ccc")) == 2
    assert len(pairs_of(world(org("aaa")).stats.network_edges(during=Period("../..")), "aaa")) == 0


def test_ties_are_as_sure_as_the_question_of_partners_answers(curated: Dataset) -> None:
    """The ties of IOM in the curated data are what `partners_of` answers, but for partners through a unit alone."""
    answer = curated.partners_of("IOM", during=Period("../.."))
    table = pairs_of(curated.stats.network_edges(during=Period("../..")), "iom")
    told: dict[str, set[str]] = {"certain": set(), "possible": set()}
    for row in table.to_dicts():
        if "iom" in (row["source_id"], row["target_id"]):
            told[row["certainty"]].add(({row["source_id"], row["target_id"]} - {"iom"}).pop())
    assert told["certain"] == {each.id for each in answer.certain}
    through = {each.id for each in answer.possible} - told["possible"]
    assert told["possible"] <= {each.id for each in answer.possible}
    assert through
    for other_id in through:
        assert "no source says whether it acted for IOM" in answer.about(other_id).why


def test_pairs_between_the_days_of_a_set() -> None:
    """Who was together on none of the days that may be meant is not a pair, though some lie before and some after."""
    ties = [seat(who, "2002-01-01/2002-12-31") for who in ("aaa", "bbb")]
    data = world(body(), org("aaa"), org("bbb"), *ties)
    when = PartialDate("[2001-06-01,2003-06-01]")
    assert len(data.stats.co_membership(by="pair", on=when)) == 0
    assert len(data.stats.co_membership(by="pair", on=PartialDate("[2001-06-01,2002-06-01]"))) == 1
