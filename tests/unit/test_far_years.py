"""Days before the year 1 and after 9999 in every room: questions, histories, pictures, frames, files, exchange."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from iom_partners import Certainty, Dataset, InvalidQuestionError, PartialDate, UnsupportedDateError, engine
from iom_partners.dates import Day
from iom_partners.dates.days import EPOCH
from iom_partners.model import Citation, Contribution, Source
from worlds import body, covers, org, seat, term, world

try:
    import polars as pl
except ImportError:
    pl = None  # type: ignore[assignment]
try:
    import pyarrow as pa
except ImportError:
    pa = None  # type: ignore[assignment]

HERO, FIRST, LAST = "-0043-03-15", Day("-0025-01-01"), date(37, 3, 16)


@pytest.fixture(scope="module")
def rome() -> Dataset:
    """A chair from 26 BC to 14, stated otherwise by a second source, one who follows, and one far ahead."""
    return world(
        body(founded="-0752"), org("aug"), org("tib"), org("far"),
        Source(id="a", title="Annals"),
        term("aug", "-0025-01-01/0014-08-19", citations=[Citation(source_id="a")]),
        term("tib", "0014-09-17/0037-03-16"), term("far", "+12000-01-01/+12000-06-30"),
        covers("chairs", FIRST, LAST), seat("tib", "[-0026..-0024]/-0020"), seat("aug", "-0025/.."),
    )  # fmt: skip


@pytest.mark.parametrize(("on", "told", "verdict"), [
    ("-0024-06-01", ["aug"], Certainty.CERTAIN), (Day("-0024-06-01"), ["aug"], Certainty.CERTAIN),
    ("-0026", [], Certainty.UNKNOWN), ("0014-09-01", [], Certainty.RULED_OUT),
    ("+12000-03-01", ["far"], Certainty.CERTAIN),
    (date(20, 1, 1), ["tib"], Certainty.CERTAIN),
])  # fmt: skip
def test_questions(rome: Dataset, on: Any, told: list[str], verdict: Certainty) -> None:
    """A day of any year is asked and answered, with the coverage that begins before the year 1."""
    answer = rome.chair_of("grp", on=on)
    assert ([each.id for each in answer.certain], answer.verdict) == (told, verdict)


def test_reasons_and_histories(rome: Dataset) -> None:
    """Reasons name years with their era; eras, tenure and the timeline have the days."""
    assert "1 January 26 BC" in rome.chair_of("grp", on="-0026-12-31").why
    eras = [(each.first_day, each.last_day) for each in rome.eras("grp")]
    assert (None, Day("-0753-12-31")) in eras
    assert (Day("+12000-01-01"), Day("+12000-06-30")) in eras
    tenure = rome.tenure("aug", "grp", role="any-chair")
    assert tenure.lower == tenure.upper == date(14, 8, 19).toordinal() - FIRST.toordinal() + 1
    dated = [each.record.id for each in rome.timeline("grp") if each.record.id.startswith("grp-chair")]
    assert [each.split("-")[2] for each in dated] == ["aug", "tib", "far"]
    assert rome.horizon == LAST


def test_conflicts_stand() -> None:
    """Sources that differ on a start before the year 1 are a conflict, not one equal date."""
    [ours, theirs] = (
        world(body(), org("aug"), Source(id=source_id, title="A"), term("aug", when, id="t", citations=[cited]))
        for source_id, when in (("a", "-0026/0014"), ("b", "-0022/0014"))
        for cited in [Citation(source_id=source_id)]
    )
    [found] = ours.merge(theirs).conflicts()
    assert found.kind == "contradiction"


def test_pictures(rome: Dataset) -> None:
    """The axis counts years before the first backwards, and refuses years that JavaScript does not have."""
    pytest.importorskip("altair")
    chart = rome.plot.timeline("grp", during="-0030/0040").to_dict()
    axis = chart["layer"][0]["encoding"]["x"]
    assert axis["scale"]["domain"] == ["-000030-01-01T00:00:00Z", "0041-01-01"]
    assert "BC" in axis["axis"]["labelExpr"]
    assert "format" not in axis["axis"]
    rows = json.loads(rome.plot.timeline("grp", during="-0030/0040").data.values)
    assert {row["start"] for row in rows} >= {"-000025-01-01T00:00:00Z", "0014-09-17"}
    assert rome.plot.growth("grp", during="-0030/-0010").to_dict()["layer"]
    with pytest.raises(InvalidQuestionError, match="cannot be drawn: the axis of a chart reaches"):
        rome.plot.timeline("grp", during="Y-300000/-0010")


@pytest.mark.skipif(not (pl and pa), reason="needs Polars and PyArrow")
def test_frames(rome: Dataset) -> None:
    """Columns of dates hold the days, and frames of all libraries are read back."""
    expected = [each.period for each in rome.chair_terms]
    for way in ("pandas", "polars", "arrow"):
        frame = getattr(rome.chair_terms, f"to_{way}")()
        again = Dataset.from_frame(
            frame, "chair_terms", columns={"member": "holder_id", "body": "organization_id"}, extra="ignore"
        )
        assert {each.period for each in again.chair_terms} == set(expected)
    assert rome.chair_terms.to_polars()["start_earliest"].dt.year().to_list() == [-25, 14, 12000]
    assert rome.chair_terms.to_pandas()["start_earliest"].dt.year.tolist() == [-25, 14, 12000]
    for starts, told in (
        ((FIRST, None, LAST), ["-0025-01-01/", "/", "0037-03-16/"]), ((None, LAST), ["/", "0037-03-16/"]),
    ):  # fmt: skip
        days = [each and each.toordinal() - EPOCH for each in starts]
        for frame in (pl.DataFrame({"start": pl.Series(days, dtype=pl.Int32).cast(pl.Date)}),
                      pa.table({"start": pa.array(days, pa.int32()).cast(pa.date32())})):  # fmt: skip
            more = {"member": "a", "body": "b", "role": "member"}
            again = Dataset.from_frame(frame, "memberships", defaults=more)
            assert sorted(str(each.period) for each in again.memberships) == told


@pytest.mark.skipif(not (pl and pa), reason="needs Polars and PyArrow")
@pytest.mark.parametrize(("way", "year"), [("polars", "Y300000"), ("arrow", "Y6000000"), ("pandas", "Y200000000000")])
def test_frames_say_what_they_cannot_hold(way: str, year: str) -> None:
    """A day that a library has no date for is an error that names it, and the text still has it."""
    terms = world(body(), org("aug"), term("aug", f"{year}/..")).chair_terms
    with pytest.raises(
        InvalidQuestionError, match="is outside the dates that the columns of this library hold"
    ) as caught:
        getattr(terms, f"to_{way}")()
    assert caught.value.field == "start_earliest"
    assert f"{year}/.." in terms.to_csv()


def test_packages_and_files(rome: Dataset, tmp_path: Path) -> None:
    """Packages, CSV files and SQLite keep the days as they are."""
    rome.write(tmp_path / "rome", with_tables=True)
    again = Dataset.read(tmp_path / "rome")
    assert again.coverages[0].first_day == FIRST
    assert [each.period for each in again.chair_terms] == [each.period for each in rome.chair_terms]
    assert again.check() == rome.check()
    rome.export(tmp_path / "rome.sqlite")
    [(day,)] = (
        sqlite3.connect(tmp_path / "rome.sqlite").execute("SELECT min(start_earliest) FROM chair_terms").fetchall()
    )
    assert day in {"-0025-01-01", "+12000-01-01"}
    rows = list(csv.DictReader(rome.chair_terms.to_csv().splitlines()))
    assert [row["start_earliest"] for row in rows] == ["-0025-01-01", "0014-09-17", "+12000-01-01"]


def test_engines_have_their_years(rome: Dataset) -> None:
    """What lies outside the years of the engines sets no limit there, and is not asked."""
    tables = rome.engine_tables("chairs")
    rows = {row["agent_id"]: row for row in tables.memberships.to_dicts()}
    assert set(rows) == {"aug", "tib"}
    assert (rows["aug"]["starts_open"], rows["aug"]["start_earliest"], rows["aug"]["end_latest"]) == (
        True,
        None,
        date(14, 8, 19),
    )
    pytest.importorskip("duckdb")
    frame = tables.memberships.to_pandas()
    assert list(engine.members_on(frame, "0010-01-01").agent_id) == ["aug"]
    with pytest.raises(UnsupportedDateError, match="outside the years 0001 to 9999 of the engines"):
        engine.members_on(frame, HERO)


@pytest.mark.parametrize("ending", ["ics", "mmd", "md", "html", "graphml", "popolo.json", "ttl", "jsonld", "xlsx"])
def test_exports(rome: Dataset, tmp_path: Path, ending: str) -> None:
    """Every format takes the days or says in its report what it cannot hold."""
    pytest.importorskip({"ics": "icalendar", "xlsx": "openpyxl", "graphml": "networkx"}.get(ending, "json"))
    path = tmp_path / f"rome.{ending}"
    about = {"about": "grp"} if ending in {"mmd", "md", "html"} else {}
    report = rome.export(path, **about)
    if ending == "ics":
        assert any("the years 0001 to 9999" in row["reason"] for row in report.to_dicts())
        assert b"DTSTART;VALUE=DATE:00140917" in path.read_bytes()
    elif ending == "mmd":
        assert path.read_text(encoding="utf-8").startswith("timeline")
    elif ending in {"md", "html"}:
        assert "26 BC" in path.read_text(encoding="utf-8")
    elif ending == "popolo.json":
        starts = [each.get("start_date") for each in json.loads(path.read_text(encoding="utf-8"))["memberships"]]
        assert sorted(filter(None, starts)) == ["0014-09-17"]
        assert any("the years 0001 to 9999" in row["reason"] for row in report.to_dicts())
    elif ending in {"ttl", "jsonld"}:
        pytest.importorskip("rdflib")
        again = Dataset.read(path)
        assert {str(each.period) for each in again.chair_terms} == {str(each.period) for each in rome.chair_terms}


def test_times_before_christ_of_wikidata_are_ambiguous() -> None:
    """JSON counts from 1 BC, RDF from the year 0, and a time does not tell which it is; EDTF is read."""
    row = {"subject": "Q1", "property": "P463", "value": "Q9", "start": "-0044-03-15", "startPrecision": "11"}
    [fault] = Dataset.from_wikidata([row], errors="collect").faults
    assert "counts the years from 1 BC in JSON" in fault.reason
    [fault] = Dataset.from_wikidata([row | {"start": "+2000000000000000-01-01"}], errors="collect").faults
    assert "more than a quadrillion years away" in fault.reason
    assert fault.hint == "errors='collect' leaves out such statements"
    plain = Dataset.from_wikidata([row | {"start": "-0043", "startPrecision": None}])
    assert str(plain.memberships[0].period) == "-0043/"


def test_panels_of_years_before_the_first(rome: Dataset) -> None:
    """Units of time before the year 1 have texts that are read back."""
    for freq, first, last in [
        ("decade", "-0030/-0021", "-0030/-0021"), ("year", "-0026", "-0024"), ("month", "-0025-12", "-0024-03"),
        ("quarter", "-0025-36", "-0024-33"), ("half-year", "-0025-41", "-0024-40"),
    ]:  # fmt: skip
        during = "-0026/-0024" if freq in {"decade", "year"} else "-0025-12/-0024-03"
        periods = list(dict.fromkeys(rome.stats.panel("grp", of="chairs", freq=freq, during=during)["period"]))
        assert (periods[0], periods[-1]) == (first, last)
    far = rome.stats.panel("grp", of="chairs", freq="year", during="Y11999/Y12000")["period"]
    assert list(dict.fromkeys(far)) == ["Y11999", "Y12000"]


def test_sums_of_years_before_the_first() -> None:
    """Sums by year have the years before the first, and refuse a row for each of very many."""
    pytest.importorskip("altair")
    gifts = [
        Contribution(id=when, donor_id="grp", amount=Decimal(5), currency="EUR", kind="money", when=PartialDate(when))
        for when in ("-0043", "Y30000", "Y17E7S2")
    ]
    data = world(body(), *gifts[:2])
    assert list(dict.fromkeys(data.stats.contributions_by_year()["year"])) == [-43, 30000]
    told = json.dumps(data.plot.contributions().to_dict())
    assert "44 BC" in told
    assert "30000 CE" in told
    with pytest.raises(InvalidQuestionError, match="may be of any of 10,000,000 years"):
        world(body(), *gifts).stats.contributions_by_year()


def test_views_do_not_take_a_far_start_for_an_early_one(rome: Dataset, tmp_path: Path) -> None:
    """As text, days after 9999 come before all others: a chair from then on is not one today, and one until then is."""
    ties = term("far", "+12000-01-01/.."), term("long", "2000-01-01/+12000-06-30")
    ask = "SELECT agent_id, certainty FROM chair_on WHERE body_id = 'grp' AND ? BETWEEN from_day AND until_day"
    for data, on, told in (
        (world(body(), org("far"), org("long"), *ties), "2013-01-01", {("long", "certain")}),
        (rome, "0010-01-01", {("aug", "certain")}),
    ):
        data.export(tmp_path / f"{on}.sqlite")
        base = sqlite3.connect(tmp_path / f"{on}.sqlite")
        found = set(base.execute(ask, [on]).fetchall())
        base.close()
        assert found == told
