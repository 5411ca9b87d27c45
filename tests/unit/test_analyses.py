"""Panels, pairs, networks and columns of dates: limits, errors and odd input."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from handmade import body, org, seat, term, world
from iom_partners import (
    Agreement,
    Certainty,
    Dataset,
    InvalidDateError,
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


# Columns of dates.


@pytest.mark.parametrize(
    "dates",
    [
        "2010-01-01", date(2010, 1, 1), None, 5, {"2010-01-01": 1}, {"2010-01-01"}, range(3), pd.Timestamp("2010"),
        pd.DataFrame({"day": [date(2010, 1, 1)]}), pl.DataFrame({"day": [date(2010, 1, 1)]}), np.datetime64("2010"),
        np.array([["2010-01-01"]], "M8[D]"), np.array("2010-01-01", "M8[D]"),
    ],
)  # fmt: skip
def test_what_is_no_column_is_refused(dates: Any) -> None:
    """One date, a frame, an array of two dimensions: no length or order could be kept."""
    with pytest.raises(InvalidQuestionError, match="^dates: .* is not a column"):
        club().stats.chairs_on("grp", dates)


@pytest.mark.parametrize("give", ["who", None, ["chair"]])
def test_what_cannot_be_given_is_refused(give: Any) -> None:
    """The error lists what can be given."""
    told = r"^give: .* is not a kind of result \(one of chair, label, possible, verdict\)"
    with pytest.raises(InvalidQuestionError, match=told):
        club().stats.chairs_on("grp", [], give=give)
    with pytest.raises(InvalidQuestionError, match=r"^give: .* is not a kind of result \(one of count, lower, upper\)"):
        club().stats.member_counts_on("grp", [], give=give)


def test_other_arguments_of_columns_are_checked() -> None:
    """An unknown role, body, or way with empty cells is refused before any date is looked at."""
    data = club()
    with pytest.raises(InvalidQuestionError, match="^role: 'king'"):
        data.stats.chairs_on("grp", [], role="king")  # type: ignore[call-overload]
    with pytest.raises(UnknownNameError):
        data.stats.member_counts_on("nowhere", [])
    told = r"^nulls: 'drop' is not a way to treat empty cells \(one of raise, keep\)"
    with pytest.raises(InvalidQuestionError, match=told):
        data.stats.member_counts_on("grp", [], nulls="drop")


EMPTY_AT_1: list[Any] = [
    ["2010-01-01", None],
    ("2010-01-01", float("nan")),
    ["2010-01-01", pd.NaT],
    ["2010-01-01", pd.NA],
    [datetime(2010, 1, 1), np.datetime64("NaT")],
    np.array(["2010-01-01", "NaT"], "M8[D]"),
    np.array(["2010-01-01", "NaT"], "M8[ns]"),
    np.array(["2010", "NaT"], "M8[Y]"),
    np.array(["2010-01-01", None], dtype=object),
    np.ma.MaskedArray(np.array(["2010-01-01", "2011-01-01"], "M8[D]"), mask=[False, True]),
    np.ma.MaskedArray(np.array(["2010-01-01", "2011-01-01"], "U10"), mask=[False, True]),
    pd.Series(["2010-01-01", None], dtype="datetime64[s]"),
    pd.Series(["2010-01-01", None], dtype="datetime64[ns, UTC]"),
    pd.Series(["2010-01-01", None], dtype=object),
    pd.Series(["2010-01-01", None], dtype="str"),
    pd.Series(["2010-01-01", None], dtype="string"),
    pd.Series([date(2010, 1, 1), None], dtype=pd.ArrowDtype(pa.date32())),
    pd.Series([datetime(2010, 1, 1), None], dtype=pd.ArrowDtype(pa.timestamp("us"))),
    pd.DatetimeIndex(["2010-01-01", None]),
    pl.Series([date(2010, 1, 1), None]),
    pl.Series([datetime(2010, 1, 1), None]),
    pl.Series(["2010-01-01", None]),
    pa.array([date(2010, 1, 1), None]),
    pa.array([datetime(2010, 1, 1), None]),
    pa.array(["2010-01-01", None]),
    pa.chunked_array([[date(2010, 1, 1)], [None]], pa.date32()),
]


@pytest.mark.parametrize("column", EMPTY_AT_1, ids=lambda each: f"{type(each).__name__} {getattr(each, 'dtype', '')}")
def test_an_empty_cell_is_an_error_or_stays_empty(column: Any) -> None:
    """It never means today: by default the error names its place, and on request it is empty in what comes out."""
    data = club()
    for ask in (data.stats.chairs_on, data.stats.member_counts_on):
        with pytest.raises(InvalidDateError, match=r"^dates\[1\]: .* is not a date .*nulls='keep'"):
            ask("grp", column)
    kept = [
        data.stats.member_counts_on("grp", column, give="lower", nulls="keep"),
        data.stats.chairs_on("grp", column, give="verdict", nulls="keep"),
        data.stats.chairs_on("grp", column, nulls="keep"),
    ]
    for cells in kept:
        assert type(cells) in {
            type(column),
            np.ndarray,
            pd.CategoricalIndex,
            pd.Index,
            pa.DictionaryArray,
            pa.Int64Array,
        }
        last = cells[1] if not isinstance(cells, pd.Series) else cells.iloc[1]
        assert pd.isna(last.as_py() if isinstance(last, pa.Scalar) else last)
    first = kept[1][0] if not isinstance(kept[1], pd.Series) else kept[1].iloc[0]
    assert str(first) == "unknown"


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([None, None], dtype=pl.Date), pl.Series([None, None]), pa.array([None, None], pa.date32()),
        pa.nulls(2), np.array(["NaT", "NaT"], "M8[s]"), pd.Series([pd.NaT, pd.NaT]), [None, None],
    ],
)  # fmt: skip
def test_a_column_of_empty_cells_stays_empty(column: Any) -> None:
    """Where no cell holds a date, none of what comes out holds a value."""
    found = club().stats.chairs_on("grp", column, nulls="keep")
    cells = found.to_pylist() if isinstance(found, pa.Array) else list(found)
    assert all(pd.isna(each) for each in cells)
    with pytest.raises(InvalidDateError, match=r"^dates\[0\]"):
        club().stats.chairs_on("grp", column)


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (["2010-01-01", "2010-13-01"], r"dates\[1\]: '2010-13-01'"),
        (["2010-01-01", True], r"dates\[1\]: True is not a date"),
        ([date(2010, 1, 1), 20100101], r"dates\[1\]: 20100101 is not a date"),
        ([1.5], r"dates\[0\]: 1.5 is not a date"),
        ([["2010-01-01"]], r"dates\[0\]: \['2010-01-01'\] is not a date"),
        ([np.array(["2010", "2011"], "M8[D]")], r"dates\[0\]: array"),
        ([Period("2010/2011")], r"dates\[0\]: Period"),
        (["10000-01-01"], r"dates\[0\]: '10000-01-01'"),
        (
            np.array(["2010-01-01", "10000-01-01"], "M8[D]"),
            r"dates\[1\]: '10000-01-01' lies outside the years 1 to 9999",
        ),
        (np.array(["0000-12-31"], "M8[s]"), r"dates\[0\]: '0000-12-31T00:00:00' lies outside"),
        (np.array(["NaT", "10000-01-01"], "M8[D]"), r"dates\[0\]: .*NaT"),
        (np.array([5, 6]), r"dates\[0\]: 5 is not a date"),
        (np.array(["2010-01-01"], "M8[25s]"), r"dates\[0\]: .* is not a date"),
        (np.array(["10000"], "M8[Y]"), r"dates\[0\]"),
        (pd.Series([20100101]), r"dates\[0\]: .*20100101.* is not a date"),
        (pd.Series([pd.Period("2010-01", "M")]), r"dates\[0\]: Period"),
        (pd.Series(np.array(["10000-01-01"], "M8[s]")), r"dates\[0\]: '10000-01-01T00:00:00' lies outside"),
        (pl.Series([1, 2]), r"dates\[0\]: 1 is not a date"),
        (pl.Series([0, 3_000_000]).cast(pl.Date), r"dates\[1\]: .*lies outside the years 1 to 9999"),
        (pa.array([0, 3_000_000], pa.int32()).cast(pa.date32()), r"dates\[1\]: .*lies outside the years 1 to 9999"),
        (pa.array([0, -3_000_000], pa.int32()).cast(pa.date32()), r"dates\[1\]: .*lies outside the years 1 to 9999"),
        (pa.array([1, 2]), r"dates\[0\]: 1 is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_its_place(column: Any, told: str) -> None:
    """The error is that of one date, and its field says at which place of the column it stands."""
    with pytest.raises(InvalidDateError, match=f"^{told}"):
        club().stats.chairs_on("grp", column)


def test_days_out_of_the_calendar_are_refused_beside_empty_cells() -> None:
    """Where empty cells are kept, a day of the year 10000 still is an error at its own place."""
    for column in (
        np.array(["NaT", "10000-01-01"], "M8[D]"),
        pl.Series([None, 3_000_000]).cast(pl.Date),
        pa.array([None, 3_000_000], pa.int32()).cast(pa.date32()),
    ):
        with pytest.raises(InvalidDateError, match=r"^dates\[1\]: .*outside"):
            club().stats.chairs_on("grp", column, nulls="keep")


FAR = [date(1, 1, 1), date(1700, 1, 1), date(2011, 3, 1), date(2500, 1, 1), date(9999, 12, 31)]


@pytest.mark.parametrize(
    "make",
    [list, lambda days: np.array(days, "M8[D]"), pl.Series, pa.array, lambda days: pd.Series(np.array(days, "M8[s]"))],
)
def test_days_far_from_all_changes_are_those_of_the_ends(make: Any) -> None:
    """The first and the last day of the calendar are answered as every day before and after all changes."""
    data = club()
    found = data.stats.member_counts_on("grp", make(FAR), give="lower")
    cells = found.to_pylist() if isinstance(found, pa.Array) else list(found)
    assert cells == [data.member_count("grp", on=each).lower for each in FAR] == [0, 0, 1, 1, 1]
    chairs = data.stats.chairs_on("grp", make(FAR))
    told = chairs.to_pylist() if isinstance(chairs, pa.Array) else list(chairs)
    assert [None if pd.isna(each) else each for each in told] == [None, None, "aaa", None, None]


EMPTY: list[Any] = [
    [], (), np.array([], "M8[D]"), np.array([], dtype=object), pd.Series([], dtype="M8[s]"),
    pd.Series([], dtype=object), pd.DatetimeIndex([]), pl.Series([], dtype=pl.Date), pl.Series([], dtype=pl.String),
    pa.array([], pa.date32()), pa.array([], pa.string()), pa.chunked_array([], pa.date32()),
    pa.chunked_array([], pa.string()),
]  # fmt: skip


@pytest.mark.parametrize("column", EMPTY, ids=repr)
def test_an_empty_column_gives_an_empty_one(column: Any) -> None:
    """It has no cells, and the type that it always has."""
    data = club()
    chairs, numbers = data.stats.chairs_on("grp", column), data.stats.member_counts_on("grp", column)
    assert len(chairs) == len(numbers) == 0
    if isinstance(column, (pa.Array, pa.ChunkedArray)):
        assert (chairs.type, numbers.type) == (pa.dictionary(pa.int32(), pa.string()), pa.int64())
    if isinstance(column, pl.Series):
        assert chairs.dtype == pl.Enum(["aaa"])


@pytest.mark.parametrize(
    "column",
    [
        [date(2010, 1, 1)], np.array(["2010-01-01"], "M8[D]"), pd.Series(["2010-01-01"], dtype="M8[s]"),
        pd.Series(["2010-01-01"]), pl.Series([date(2010, 1, 1)]), pl.Series(["2010-01-01"]),
        pa.array([date(2010, 1, 1)]), pa.array(["2010-01-01"]),
    ],
)  # fmt: skip
def test_a_body_without_chairs_has_no_categories(column: Any) -> None:
    """Nobody is known ever to have chaired it, so every cell is empty, and the verdict says that it is unknown."""
    data = club()
    chairs, verdicts = (data.stats.chairs_on("two", column, give=give) for give in ("chair", "verdict"))
    assert list(data.stats.member_counts_on("aaa", [date(2010, 1, 1)], give="lower")) == [0]
    told = [list(each.to_pylist() if isinstance(each, pa.Array) else each) for each in (chairs, verdicts)]
    assert pd.isna(told[0][0])
    assert told[1] == ["unknown"]


def test_units_below_the_nanosecond_are_read() -> None:
    """Picoseconds are days of 1970 by division, femtoseconds one by one; both lie on their own day."""
    data = world(body(), org("aaa"), seat("aaa", "1970-01-01/1970-01-01", id="m"))
    for unit, near in (
        ("ps", ["1969-12-31T23", "1970-01-01T01", "1970-01-02T01"]),
        ("fs", ["1969-12-31T23", "1970-01-01T01"]),
    ):
        found = data.stats.member_counts_on("grp", np.array(near, f"M8[{unit}]"), give="lower")
        assert found.tolist() == [0, 1, 0][: len(near)]


def test_many_chairs_have_wider_codes() -> None:
    """Two hundred holders do not fit the smallest codes of pandas; each day still has its own."""
    number = 200
    records: list[Any] = [
        term(
            f"h{each:03}",
            f"2010-{each // 28 + 1:02}-{each % 28 + 1:02}/2010-{each // 28 + 1:02}-{each % 28 + 1:02}",
            id=f"t{each}",
        )
        for each in range(number)
    ]
    data = world(body(), *(org(f"h{each:03}") for each in range(number)), *records)
    days = [date(2010, each // 28 + 1, each % 28 + 1) for each in range(number)]
    said = [f"h{each:03}" for each in range(number)]
    assert list(data.stats.chairs_on("grp", pd.Series(np.array(days, "M8[s]")))) == said
    assert data.stats.chairs_on("grp", pl.Series(days)).to_list() == said


def test_lists_need_no_library() -> None:
    """Neither NumPy nor a frame library is imported for a list; Polars is answered where there is no NumPy."""
    code = (
        "import sys; sys.modules['numpy'] = None; from datetime import date; import iom_partners\n"
        "data = iom_partners.load()\n"
        "print(data.stats.chairs_on('GMG', [date(2013, 9, 1), '2009-03-15']))\n"
        "print(data.stats.member_counts_on('GMG', ('2013-09-01', '2007-11')))\n"
        "print([each for each in ('numpy', 'pandas', 'polars', 'pyarrow') if sys.modules.get(each)])\n"
        "import polars as pl\n"
        "print(data.stats.chairs_on('GMG', pl.Series([date(2013, 9, 1), date(2009, 3, 15)])).to_list())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['iom', None]", "(16, None)", "[]", "['iom', None]"]


def test_what_is_made_is_made_once() -> None:
    """The array by day is kept, so a second column finds it; other arguments have their own."""
    data = club()
    first = data.stats.chairs_on("grp", pl.Series([date(2011, 1, 1)]))
    kept = len(data.stats._by_day)
    assert data.stats.chairs_on("GRP", pl.Series([date(2011, 1, 1)])).equals(first)
    assert len(data.stats._by_day) == kept
    data.stats.chairs_on("grp", [date(2011, 1, 1)], give="label")
    assert len(data.stats._by_day) == kept + 1
