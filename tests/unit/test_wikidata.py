"""Statements of Wikidata: cells as results of SPARQL write them, times, ranks, references, and what does not fit."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hostile import HOSTILE
from iom_partners import (
    Certainty,
    DataFileError,
    Dataset,
    InvalidQuestionError,
    Organization,
    PartialDate,
    Person,
    Source,
)
from strategies import needs, optional

ENTITY = "http://www.wikidata.org/entity/"
JULIAN, GREGORIAN = f"{ENTITY}Q1985786", f"{ENTITY}Q1985727"
DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "exchanging.md"
LABELS = {
    "Q1": "Harbour League", "Q2": "Tide Union", "Q9": "Sea Forum", "Q8": "Forum Fund", "Q70": "Beacon Summit",
    "Q5001": "Ada Lind", "Q5002": "Bo Berg", "Q300": "Keeper of the Seal", "Q44": "Arboria",
}  # fmt: skip
DAY, MONTH, YEAR = "11", "10", "9"


def at(field: str, text: str, precision: str = DAY, calendar: str | None = None) -> dict[str, str]:
    """The cells of a time, as RDF writes it."""
    whole = text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text
    cells = {field: f"{whole}T00:00:00Z", f"{field}Precision": precision}
    return cells | ({f"{field}Calendar": calendar} if calendar else {})


def st(subject: str, property_id: str, value: str, **more: Any) -> dict[str, Any]:
    """A row about a statement, with the labels of its items."""
    cells = {"subject": ENTITY + subject, "subjectLabel": LABELS.get(subject, ""), "property": ENTITY + property_id}
    if value in LABELS:
        cells |= {"value": ENTITY + value, "valueLabel": LABELS[value]}
    elif value:
        cells["value"] = value
    return {key: each for key, each in (cells | more).items() if each}


def made(*rows: Any, **how: Any) -> Dataset:
    return Dataset.from_wikidata(rows, **how)


def period_of(*rows: dict[str, Any], **how: Any) -> str:
    """The period of the one membership of rows."""
    [tie] = made(*rows, **how).memberships
    return str(tie.period)


def faults(*rows: Any, **how: Any) -> list[str]:
    """What is wrong with rows; those that are collected are the same."""
    with pytest.raises(DataFileError) as caught:
        made(*rows, **how)
    told = [str(each) for each in caught.value.faults]
    assert [str(each) for each in made(*rows, errors="collect", **how).faults] == told
    return told


# Times.


@pytest.mark.parametrize(("cells", "start"), [
    (at("start", "2013-07-15"), "2013-07-15"),
    (at("start", "2013-07-01", MONTH), "2013-07"),
    (at("start", "2013-01-01", YEAR), "2013"),
    (at("start", "2013-07-15", YEAR), "2013"),  # The digits below the precision say nothing.
    (at("start", "2010-01-01", "8"), "201X"),
    (at("start", "1850-01-01", "7"), "[1801..1900]"),
    (at("start", "2013-01-01", "5"), "[0001..Y12012]"),  # Ten thousand years, in either direction.
    (at("start", "2013-07-15", "14"), "2013-07-15"),
    ({"start": "+2013-00-00T00:00:00Z", "startPrecision": 9}, "2013"),
    ({"start": "2013-07-15T00:00:00Z", "precision": "11"}, "2013-07-15"),
    ({"start": "2013-07-15T00:00:00Z", "startPrecision": 11.0}, "2013-07-15"),
    ({"start": date(2013, 7, 15), "startPrecision": 10}, "2013-07"),
    ({"start": "2013-07"}, "2013-07"),  # EDTF is as precise as it is written.
    ({"start": "2013-07", "startPrecision": "10"}, "2013-07"),
    ({"start": "201X"}, "201X"),
    ({"P580": "2013-07"}, "2013-07"),
    ({"start_time": {"type": "literal", "value": "2013-07"}}, "2013-07"),
    ({"start": ""}, ""),
    ({"start": float("nan")}, ""),
    ({"start": "somevalue"}, ""),
    ({"start": "_:b7"}, ""),
    ({"start": "t1234"}, ""),
    ({"start": {"type": "bnode", "value": "x"}}, ""),
    ({"start": "http://www.wikidata.org/.well-known/genid/a8d1"}, ""),
    ({"start": "novalue"}, ".."),
    ({"start": "http://www.wikidata.org/prop/novalue/P580"}, ".."),
    (at("start", "1700-01-01", DAY, JULIAN), "1700-01-01"),  # RDF has converted days.
    ({"start": "+1700-01-01T00:00:00Z", "startPrecision": "11", "startCalendar": "wd:Q1985786"}, "1700-01-11"),
    ({"start": "+1700-02-29T00:00:00Z", "precision": "11", "calendar": "julian"}, "1700-03-11"),
    (at("start", "1700-01-01", MONTH, JULIAN), "[1700-01-11..1700-02-10]"),
    (at("start", "1700-02-01", MONTH, JULIAN), "[1700-02-11..1700-03-11]"),  # A day more than in the other calendar.
    (at("start", "1700-12-01", MONTH, JULIAN), "[1700-12-12..1701-01-11]"),
    (at("start", "1700-01-01", YEAR, JULIAN), "[1700-01-11..1701-01-11]"),
    (at("start", "1700-01-01", YEAR, GREGORIAN), "1700"),
    ({"start": "1700", "startCalendar": "Julian"}, "[1700-01-11..1701-01-11]"),
    ({"start": "+0001-01-01", "precision": 11, "calendar": "julian"}, "0000-12-30"),
    ({"start": "+9999-12-01", "precision": 10, "calendar": "julian"}, "[+10000-02-12..+10000-03-13]"),
])  # fmt: skip
def test_times(cells: dict[str, Any], start: str) -> None:
    """A time says no more than its precision, in whatever form it is given."""
    assert period_of(st("Q1", "P463", "Q9", **cells)).partition("/")[0] == start


def test_julian_days() -> None:
    """Each day of the Julian calendar is the day after the one before it; four days are known from almanacs."""

    def read(year: int, month: int, day: int) -> date:
        cells = {"start": f"+{year:04}-{month:02}-{day:02}T00:00:00Z", "precision": 11, "calendar": JULIAN}
        return date.fromisoformat(period_of(st("Q1", "P463", "Q9", **cells))[:10])

    assert read(1582, 10, 5) == date(1582, 10, 15)
    assert read(1752, 9, 3) == date(1752, 9, 14)
    assert read(1917, 10, 25) == date(1917, 11, 7)
    assert read(4, 3, 1) == date(4, 2, 28)
    for year in (1700, 1899, 1900, 1904):
        last = read(year - 1, 12, 31)
        for month, length in enumerate((31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1):
            for day in (1, 2, length - 1, length):
                assert read(year, month, day) == last + timedelta(day)
            last += timedelta(length)


@pytest.mark.parametrize(("cells", "period"), [
    ({}, "/"),
    (at("end", "2013-12-31"), "/2013-12-31"),
    ({"end": "novalue"}, "/.."),
    ({"end": "somevalue"}, "/"),
    (at("earliestStart", "2010-01-01", YEAR), "[2010-01-01..]/"),
    (at("earliestStart", "2010-01-01", YEAR) | at("latestStart", "2012-05-01", MONTH), "[2010-01-01..2012-05-31]/"),
    (at("P1319", "2010-06-01", MONTH) | {"P1319Precision": "10", "precision": "10"} | at("start", "2010-01-01", YEAR),
     "[2010-06-01..2010-12-31]/"),
    (at("latestEnd", "2015-01-01", YEAR), "/[..2015-12-31]"),
    (at("earliestEnd", "2014-01-01", YEAR) | {"end": "somevalue"}, "/[2014-01-01..]"),
    (at("earliestEnd", "2013-01-01", YEAR) | at("end", "2014-01-01", YEAR), "/2014"),  # The limit says no more.
    (at("pointInTime", "2010-01-01", YEAR), "[..2010-12-31]/[2010-01-01..]"),
    (at("pointInTime", "2010-01-01", YEAR) | at("start", "2009-05-01"), "2009-05-01/[2010-01-01..]"),
    (at("pointInTime", "2010-01-01", YEAR) | {"end": "novalue"}, "[..2010-12-31]/.."),
])  # fmt: skip
def test_periods(cells: dict[str, Any], period: str) -> None:
    """Limits and points in time narrow start and end, and what is not said stays unknown."""
    assert period_of(st("Q1", "P463", "Q9", **cells)) == period


def test_missing_ends() -> None:
    """A missing end is what the caller says; an unknown one, and one that is known in part, stays so."""
    how = {"missing_end": "ongoing"}
    assert period_of(st("Q1", "P463", "Q9"), **how) == "/.."
    assert period_of(st("Q1", "P463", "Q9", end="somevalue"), **how) == "/"
    assert (
        period_of(st("Q1", "P463", "Q9", **at("pointInTime", "2010-05-05")), **how) == "[..2010-05-05]/[2010-05-05..]"
    )
    told = made(st("Q1", "P463", "Q9"), st("Q2", "P463", "Q9")).assumed
    assert "ends that are missing, and taken as unknown (missing_end=): 2" in told


@pytest.mark.parametrize(("cells", "reason"), [
    ({"start": "2013-01-01T00:00:00Z"}, "rows[0].start: '2013-01-01T00:00:00Z' has no precision (select wikibase:time"),
    ({"start": "+2013-01-01"}, "rows[0].start: '+2013-01-01' has no precision"),
    (at("start", "2013-01-01", "day"), "rows[0].startPrecision: 'day' is not a precision of Wikidata (11 day"),
    (at("start", "2013-01-01", "15"), "rows[0].start: 15 is not a precision of Wikidata"),
    (at("start", "-0043-01-01", YEAR), "'-0043-01-01' counts the years from 1 BC in JSON, and from the year 0 in RDF"),
    (at("start", "2013-02-30"), "rows[0].start: '2013-02-30' of precision 11"),
    (at("start", "soon", DAY), "rows[0].start: 'soon"),
    ({"start": "soon"}, "rows[0].start: 'soon"),
    ({"start": "2013", "startPrecision": "11"}, "rows[0].start: '2013' is not a time of precision 11"),
    (at("start", "1700-01-01", DAY, "Q99"), "rows[0].startCalendar: 'Q99' is not a calendar of Wikidata"),
    ({"start": "1700-01-01", "startCalendar": "julian"}, "may be a day of the Julian calendar, or one that was conver"),
    ({"start": "+1701-02-29", "precision": 11, "calendar": "julian"}, "is not a day of the Julian calendar"),
    ({"start": "[..1700]", "calendar": "julian"}, "'[..1700]' is not a day, or whole months or years, of the Julian"),
    ({"start": "{1960,1962}"}, "rows[0].end: "),
    (at("start", "2013-07-01") | at("end", "2012-01-01", YEAR), "rows[0].end: "),
    (at("latestStart", "2013-07-01") | at("start", "2014-01-01", YEAR), "rows[0].start: no day is left by 2014, 2013-"),
    ({"rank": "best"}, "rows[0].rank: 'best' is not a rank (one of preferred, normal, deprecated)"),
    ({"value": "Peru"}, "rows[0].value: 'Peru' is not an item of Wikidata (give Q and its number"),
    ({"value": "Q0"}, "rows[0].value: 'Q0' is not an item of Wikidata"),
    ({"value": ENTITY + "Q1"}, "rows[0].value: nothing is part of itself"),
    ({"value": None}, "rows[0].value: is missing"),
    ({"subject": ""}, "rows[0].subject: is missing"),
    ({"property": "member of"}, "rows[0].property: 'member of' is not a property of Wikidata (give P and its number"),
    ({"valueLabel": "a\u200bb"}, "rows[0].valueLabel: 'a\\u200bb' has invisible characters"),
    ({"value": object}, "rows[0].value: <class 'object'> is not text"),
    ({"valueIsPerson": "perhaps"}, "rows[0].valueIsPerson: 'perhaps' is neither true nor false"),
    ({"referenceURL": "the press"}, "rows[0].referenceURL: 'the press' is not the address of a page"),
    ({"statedIn": "The Times"}, "rows[0].statedIn: 'The Times' is not an item of Wikidata"),
])  # fmt: skip
def test_faults(cells: dict[str, Any], reason: str) -> None:
    """What cannot be read is refused, with its row and column; collected, it leaves out the statement alone."""
    row = st("Q1", "P463", "Q9") | cells
    [told] = faults(row)
    assert reason in told
    some = made(row, st("Q2", "P463", "Q9"), errors="collect")
    assert [each.member_id for each in some.memberships] == ["tide-union"]
    assert some.faults[0].row == 0 and some.faults[0].column in told


def test_all_faults_at_once() -> None:
    """Every fault of every row is told, by the caller's names of columns; a statement with a faulty row is left out."""
    good = {"org": "Q1", "p": "P463", "body": "Q9", "statement": "s"}
    rows = [good, good | {"from": "2013-01-01T00:00:00Z", "rank": "x"}, 7, good | {"statement": "t", "rank": "x"}]
    how = {"columns": {"subject": "org", "property": "p", "value": "body", "start": "from"}}
    rows.append({None: ["a cell too many"], **good})
    told = [each.partition(": ")[0] for each in faults(*rows, **how)]
    assert told == ["rows[1].from", "rows[2]", "rows[4]", "rows[3].rank"]
    assert not made(*rows, errors="collect", **how).memberships
    many = [good | {"from": "2013-01-01T00:00:00Z", "statement": str(each)} for each in range(1_100)]
    with pytest.raises(DataFileError, match="more than 1,000 faults"):
        made(*many, **how)


@pytest.mark.parametrize(("how", "reason"), [
    ({"missing_end": "open"}, "missing_end: 'open' is not a meaning of a missing end"),
    ({"deprecated": "no"}, "deprecated: 'no' is not a way to treat"),
    ({"errors": "ignore"}, "errors: 'ignore' is not a way to treat faulty rows"),
    ({"columns": ["x"]}, "columns: ['x'] is not a mapping"),
    ({"columns": {"body": "x"}}, "columns: 'body' is not a column of statements (one of subject, "),
    ({"columns": {"subject": 1}}, "columns: 1 is not text"),
    ({"defaults": {"rank": None}}, "defaults: None is not text"),
    ({"ids": {"Q1": "x", "Q2": "x"}}, "ids: two items have one id"),
    ({"ids": {"Q1": "Z Z"}}, "ids: 'Z Z' is not an id (write lower-case"),
    ({"source": 7}, "source: 7 is neither a title nor a Source"),
    ({"properties": 7}, "properties: 7 is not a mapping"),
    ({"properties": {"member": None}}, "properties: 'member' is not a property"),
    ({"properties": {"P1": "member"}}, "properties: 'member' is not a kind of rows, a role and a side"),
    ({"properties": {"P1": ("ties", "x", "value")}}, "properties: 'ties' is not a kind of rows"),
    ({"properties": {"P1": ("memberships", "x", "both")}}, "properties: 'both' is not the side that has the role"),
    ({"properties": {"P1": ("memberships", "The Boss", "value")}}, "properties: 'The Boss' is not a role"),
])  # fmt: skip
def test_arguments(how: dict[str, Any], reason: str) -> None:
    """An argument outside its vocabulary is refused by name."""
    with pytest.raises(InvalidQuestionError) as caught:
        made(st("Q1", "P463", "Q9"), **how)
    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize("rows", ["Q1", b"x", 7, None, {"head": {}}, {"results": []}, {"results": {"bindings": "x"}}])
def test_what_is_not_rows(rows: Any) -> None:
    """Only rows, and the JSON of results, are read."""
    with pytest.raises(InvalidQuestionError, match="rows: .* is not rows of results"):
        Dataset.from_wikidata(rows)


def test_columns() -> None:
    """A column that is not there is asked for; one that is not known is told, with what it may have meant."""
    with pytest.raises(DataFileError, match=r"no row has the column 'property' \(name it: columns=.* one of 'prop'"):
        made({"subject": "Q1", "value": "Q9", "prop": "P463"})
    with pytest.raises(DataFileError, match=r"no row has the column 'value' \(name it: columns={'value': \.\.\.}\)$"):
        made({"subject": "Q1", "property": "P463"})
    told = made(st("Q1", "P463", "Q9", strat="2013", item="Q2", colour="red", start="")).assumed
    assert {"the column 'strat' is not read (did you mean 'start'?)", "the column 'colour' is not read"} <= {*told}
    assert "the column 'item' is not read" in told  # The subject stands in another one.
    assert len(made().memberships) == 0
    by_default = made({"item": "Q1", "value": "Q9", "rank": ""}, defaults={"property": "P463", "rank": "preferred"})
    assert "preferred rank" in (by_default.memberships[0].citations[0].locator or "")


# Forms of results.


def test_one_result_in_every_form() -> None:
    """The JSON of an endpoint, its bindings, plain rows, CSV and frames give the same data."""
    pd = pytest.importorskip("pandas")
    rows = [
        st("Q1", "P463", "Q9", **at("start", "2010-01-01", YEAR), end="_:b1", statement=f"{ENTITY}statement/Q1-a"),
        st("Q9", "P488", "Q5001", **at("start", "2013-07-01"), rank="http://wikiba.se/ontology#PreferredRank"),
    ]
    kinds = {"http": "uri", "_:": "bnode"}

    def kind_of(text: str) -> str:
        return next((kind for start, kind in kinds.items() if text.startswith(start)), "literal")

    bindings = [{key: {"type": kind_of(each), "value": each} for key, each in row.items()} for row in rows]
    bindings[0]["end"]["value"] = "b1"
    text = io.StringIO()
    heads = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(text, heads)
    writer.writeheader()
    writer.writerows(rows)
    text.seek(0)
    results = json.loads(json.dumps({"head": {"vars": heads}, "results": {"bindings": bindings}}))
    plain = Dataset.from_wikidata(rows)
    assert len(plain.memberships) == len(plain.chair_terms) == 1
    assert Dataset.from_wikidata(iter(rows)) == plain
    assert Dataset.from_wikidata(results) == Dataset.from_wikidata(bindings) == plain
    assert Dataset.from_wikidata(csv.DictReader(text)) == plain
    assert Dataset.from_wikidata(pd.DataFrame(rows).to_dict("records")) == plain
    bindings[0]["rank"] = {"type": "literal", "value": "x"}
    with pytest.raises(DataFileError, match=r"results\.bindings\[0\]\.rank: 'x' is not a rank"):
        Dataset.from_wikidata({"results": {"bindings": bindings}})


def test_rows_of_one_statement() -> None:
    """Rows of one statement are one tie, whatever order they come in; what several rows differ in is one of them."""
    base = st("Q1", "P463", "Q9", statement="Q1$AB-c")
    rows = [
        base | at("start", "2010-01-01", YEAR) | {"referenceURL": "https://a.org/x"},
        base
        | at("start", "2010-01-01", YEAR)
        | {"referenceURL": "https://b.org/y", "statement": f"{ENTITY}statement/Q1-AB-C"},
        base | at("start", "2012-05-01", MONTH) | {"referenceURL": "https://a.org/x"},
    ]  # fmt: skip
    data = made(*rows)
    [tie] = data.memberships
    assert str(tie.period) == "[2010,2012-05]/"
    assert {each.source_id for each in tie.citations} == {"a-org", "b-org"}
    assert "several starts or ends of one statement, of which one is meant: 1" in data.assumed
    random.Random(1).shuffle(rows)
    assert [each.id for each in made(*rows).memberships] == [tie.id]
    for more in ({"end": "novalue"}, at("end", "2014-01-01", YEAR)):
        both = made(*(row | more for row in rows), rows[0] | {"end": "somevalue"})
        assert both.memberships[0].period.end is None and not both.memberships[0].period.ends_open
    [told] = faults(base, base | {"value": ENTITY + "Q2"})
    assert told.startswith(f"rows[0].value: the rows of one statement differ: '{ENTITY}Q9' and '{ENTITY}Q2'")


def test_without_ids_of_statements() -> None:
    """Rows that tell the same of a statement are one, whatever documents they name; others are two ties."""
    row = st("Q1", "P463", "Q9", **at("start", "2010-01-01", YEAR))
    same = made(row | {"referenceURL": "https://a.org"}, row | {"referenceURL": "https://b.org", "valueLabel": "Forum"})
    assert len(same.memberships) == 1 and len(same.memberships[0].citations) == 2
    assert [name.text for name in same.organizations["sea-forum"].names] == ["Forum"]
    two = made(row, row | at("end", "2012-01-01", YEAR), row | at("end", "2014-01-01", YEAR))
    assert tuple(sorted(two.memberships.ids)) == (
        "sea-forum-member-harbour-league-2010-to-2012", "sea-forum-member-harbour-league-2010-to-2014",
        "sea-forum-member-harbour-league-2010-to-unknown",
    )  # fmt: skip


# What statements become.


def test_ties() -> None:
    """Each property makes its tie, with its role, in the right direction."""
    data = made(
        st("Q1", "P463", "Q9"), st("Q8", "P749", "Q9"), st("Q9", "P527", "Q2"), st("Q9", "P3320", "Q5001"),
        st("Q9", "P1037", "Q5002", **at("start", "2010-01-01")), st("Q70", "P710", "Q1"),
        st("Q2", "P1344", "Q70"), st("Q70", "P8324", "Q8"), st("Q9", "P527", "Q5001"),
    )  # fmt: skip
    assert {(each.organization_id, each.role, each.member_id) for each in data.memberships} == {
        ("sea-forum", "member", "harbour-league"), ("sea-forum", "unit", "forum-fund"),
        ("sea-forum", "unit", "tide-union"), ("sea-forum", "board-member", "ada-lind"),
        ("sea-forum", "member", "ada-lind"),
    }  # fmt: skip
    assert data.chair_of("Sea Forum", on="2010-01-01", role="director").one().name == "Bo Berg"
    assert {(each.project_id, each.role, each.agent_id) for each in data.participations} == {
        ("beacon-summit", "participant", "harbour-league"), ("beacon-summit", "participant", "tide-union"),
        ("beacon-summit", "funder", "forum-fund"),
    }  # fmt: skip
    assert {word.id for word in data.words} == {"board-member", "director", "participant"}
    assert data.organizations["sea-forum"].identifiers[0].value == "Q9"
    assert not [each for each in data.check() if each.kind not in {"unstated-field", "no-citation"}]


def test_offices() -> None:
    """A position is held in itself, or as an office in the body that the qualifier names."""
    plain = made(st("Q5001", "P39", "Q300", **at("start", "2010-01-01")), st("Q300", "P1308", "Q5002"))
    answer = plain.members_of("Keeper of the Seal", on="2010-01-01", role="officeholder")
    assert [each.name for each in answer.certain] == ["Ada Lind"]
    row = st("Q5001", "P39", "Q300", of="Q9", ofLabel="Sea Forum", **at("start", "2010-01-01"))
    inside = made(row, st("Q5002", "P39", "Q301", of=ENTITY + "Q9"), st("Q5002", "P39", "Q300", of="somevalue"))
    assert {(each.organization_id, each.office) for each in inside.memberships} == {
        ("sea-forum", "Keeper of the Seal"), ("sea-forum", "Q301"), ("keeper-of-the-seal", None),
    }  # fmt: skip
    how = {"role": "officeholder", "office": "Keeper of the Seal", "on": "2010-01-01"}
    assert inside.members_of("Sea Forum", **how).one().name == "Ada Lind"
    assert inside.member_count("Sea Forum", on="2010-01-01").lower == 0


def test_vacancies_and_what_has_no_value() -> None:
    """Nobody in the chair is a vacancy; a value that is not known, or none in other places, is left out and told."""
    data = made(
        st("Q9", "P488", "novalue", **at("start", "2010-01-01"), **at("end", "2010-12-31")),
        st("Q9", "P488", "somevalue"), st("Q1", "P463", "novalue"), st("Q9", "P571", "somevalue"),
        st("Q9", "P576", "novalue"),
    )  # fmt: skip
    assert data.chair_terms[0].holder_id is None
    assert data.chair_of("Sea Forum", on="2010-05-05").verdict is Certainty.RULED_OUT
    assert [each for each in data.assumed if each.startswith("left out")] == [
        "left out of P488, for its value is not known: 1", "left out of P463, for it says that there is none: 1",
        "left out of P571, for its value is not known: 1", "left out of P576, for it says that there is none: 1",
    ]  # fmt: skip


def test_people_and_bodies() -> None:
    """The rows say who is a person; else what is said of it tells; a tie that fits neither is left out."""
    human = st("Q2", "P31", "Q5")
    data = made(st("Q2", "P463", "Q9"), human, st("Q9", "P488", "Q1", valueIsPerson="false"), st("Q9", "P488", "Q5001"))
    assert isinstance(data.agent("Tide Union"), Person) and isinstance(data.agent("Harbour League"), Organization)
    assert "items taken as people, by their properties (subjectIsPerson, valueIsPerson): 1" in data.assumed
    # An organization that is a holder somewhere else, and a person with members.
    odd = made(
        st("Q1", "P463", "Q5001", valueIsPerson=True), st("Q9", "P488", "Q1"), st("Q2", "P463", "Q1"),
        st("Q70", "P859", "Q8"), st("Q1", "P859", "Q8"), st("Q70", "P463", "Q9"), st("Q5001", "P576", "2010"),
        st("Q5001", "P1366", "Q9"),
    )  # fmt: skip
    assert odd.chair_terms[0].holder_id == "harbour-league"
    assert {each for each in odd.assumed if each.startswith("left out")} == {
        "left out of P463, for what it is in is a person, not an organization: 1",
        "left out of P859, for what it is in is an organization, not a project: 1",
        "left out of P463, for a project has no role in anything: 1",
        "left out of P576, for a person holds no such thing: 1",
        "left out of P1366, for a person holds no such thing: 1",
    }


def test_own_properties() -> None:
    """A caller adds properties, reads known ones otherwise, or leaves them out without a word."""
    rows = [st("Q9", "P2388", "Q5001"), st("Q5002", "P39", "Q300"), st("Q1", "P463", "Q9"), st("Q9", "P17", "Q44")]
    how = {
        "P2388": ("chair_terms", "speaker", "value"),
        "P39": ["chair_terms", "chair", "subject"],
        "P463": None,
        "P17": None,
    }
    data = made(*rows, properties=how)
    assert {(each.organization_id, each.role) for each in data.chair_terms} == {
        ("sea-forum", "speaker"), ("keeper-of-the-seal", "chair"),
    }  # fmt: skip
    assert not data.memberships and not [each for each in data.assumed if "left out" in each]
    assert "left out of P2388, for no record holds it (properties=): 1" in made(*rows).assumed


def test_facts() -> None:
    """What is said of a body alone stands in its record, with its citations."""
    data = made(
        st("Q9", "P571", "1951-12-05T00:00:00Z", valuePrecision="11"),
        st("Q9", "P576", "somevalue", **at("latestEnd", "2010-01-01", YEAR)), st("Q9", "P17", "Q44", valueCountry="CL"),
        st("Q9", "P17", "Q44", valueCountry="PE", **at("end", "1960-01-01", YEAR)), st("Q9", "P17", "Q44"),
        st("Q9", "P856", "https://sea.example"), st("Q9", "P1366", "Q1"), st("Q2", "P1365", "Q9"),
        st("Q9", "P31", "Q77", valueLabel="Forum"), st("Q9", "P31", "Q78", valueLabel="thing"), st("Q9", "P31", "Q79"),
        st("Q9", "P1448", "The Sea Forum", valueLanguage="en-gb", **at("start", "1951-12-05")),
        st("Q9", "P1448", "x") | {"value": {"type": "literal", "value": "Foro del Mar", "xml:lang": "es"}},
        st("Q9", "P1813", "SF"), st("Q9", "P1813", "the Forum"), st("Q9", "P213", "0000 0001 2103 2683"),
        st("Q5001", "P569", "1950", **at("start", "1950-01-01")), st("Q5001", "P570", "somevalue"),
        st("Q9", "P1448", "Wrong", rank="deprecated"), st("Q5002", "P31", "Q5", rank="deprecated"),
        st("Q8", "P1366", "Q9", **at("pointInTime", "2010-01-01")), st("Q8", "P361", "Q9", of="Q1"),
    )  # fmt: skip
    forum, ada = data.organizations["sea-forum"], data.people["ada-lind"]
    assert (str(forum.founded), str(forum.ended), forum.country) == ("1951-12-05", "[..2010-12-31]", "CL")
    assert (forum.website, forum.kind, forum.successor_ids) == (
        "https://sea.example",
        "forum",
        ("harbour-league", "tide-union"),
    )
    assert [(each.text, each.kind, each.language, str(each.period)) for each in forum.names] == [
        ("The Sea Forum", "official", "en", "1951-12-05/"), ("Foro del Mar", "official", "es", "/"),
        ("SF", "acronym", "und", "/"), ("the Forum", "alias", "und", "/"),
    ]  # fmt: skip
    assert [(each.scheme, each.value) for each in forum.identifiers] == [
        ("wikidata", "Q9"),
        ("isni", "0000000121032683"),
    ]
    assert (ada.born, ada.died) == (PartialDate("1950"), PartialDate("XXXX"))
    assert {each for each in data.assumed if each.startswith("left out")} == {
        "left out of P17, for it has an end: 1",
        "left out of P17, for the rows do not tell the code of the country (valueCountry): 1",
        "left out of P31, for no kind has that name: 1",
        "left out of P31, for the rows do not tell the label of the value: 1",
        "left out of P1448, for the statement is deprecated: 1", "left out of P31, for the statement is deprecated: 1",
    }  # fmt: skip
    assert {"times of P1366 that no record holds: 1", "qualifiers 'of' of P361 that no record holds: 1"} <= {
        *data.assumed
    }
    assert "ends that are missing, and taken as unknown (missing_end=): 5" in data.assumed  # Of four names and a tie.
    assert not [each for each in data.check() if each.kind != "unstated-field"]
    reason = "rows[0].valueCountry: 'XY' is not a country code"
    assert faults(st("Q9", "P17", "Q44", valueCountry="XY"))[0].startswith(reason)
    assert faults(st("Q9", "P213", "7"))[0].startswith("rows[0].value: '7' is not a valid isni")
    assert faults(st("Q9", "P856", "sea"))[0].startswith("rows[0].value: 'sea' is not the address of a page")


def test_facts_that_differ() -> None:
    """A preferred date counts; where several count, it is one of them, and each citation says its own."""
    pair = [st("Q9", "P571", year, statement=year) for year in ("1951", "1953")]
    data = made(*pair)
    forum = data.organizations["sea-forum"]
    assert str(forum.founded) == "[1951-01-01..1953-12-31]"
    assert [each.kind for each in data.conflicts()] == ["contradiction"]
    assert [said.value for each in forum.citations for said in each.says] == ["1951", "1953"]
    preferred = made(pair[0], pair[1] | {"rank": "preferred"}).organizations["sea-forum"]
    assert str(preferred.founded) == "1953"
    sites = made(*(st("Q9", "P856", each) for each in ("https://b.org", "https://a.org")))
    assert sites.organizations["sea-forum"].website == "https://a.org"


def test_projects() -> None:
    """What has participants is a project, which runs from its start to its end."""
    rows = [
        st("Q70", "P710", "Q1"),
        st("Q70", "P580", "2010"),
        st("Q70", "P582", "2012"),
        st("Q70", "P31", "Q6", valueLabel="Campaign"),
    ]
    summit = made(*rows).projects["beacon-summit"]
    assert (str(summit.period), summit.kind) == ("2010/2012", "campaign")
    assert [said.value for each in summit.citations for said in each.says] == ["2010/", "/2012"]
    assert str(made(*rows[:2]).projects["beacon-summit"].period) == "2010/"
    odd = made(*rows[:2], st("Q70", "P582", "2009"))
    assert str(odd.projects["beacon-summit"].period) == "2010/"
    assert "left out of P582, for the project would end before it began: 1" in odd.assumed


# Who says so.


def test_references() -> None:
    """A reference is a source with its address, title and dates; a statement without one cites Wikidata."""
    base = {"title": "Annual list", **at("published", "2011-05-01", MONTH), **at("retrieved", "2020-02-03")}
    data = made(
        st("Q1", "P463", "Q9", statement="s1", referenceURL="https://a.org/x", **base),
        st("Q2", "P463", "Q9", statement="s2", referenceURL="https://a.org/x", **base | at("retrieved", "2021-01-01")),
        st("Q8", "P463", "Q9", statement="s3", statedIn="Q55", statedInLabel="Sea Almanac"),
        st("Q9", "P488", "Q5001", statement="s4", importedFrom="Q56", retrieved="2020-02-03T00:00:00Z"),
        st("Q9", "P488", "Q5002", statement="s5"),
    )  # fmt: skip
    page = data.sources["annual-list"]
    assert (page.url, str(page.published), str(page.seen)) == ("https://a.org/x", "2011-05", "2021-01-01")
    assert data.memberships.where(member="Tide Union")[0].citations[0].locator == "statement s2, P463"
    assert data.sources["sea-almanac"].url is None and str(data.sources["q56"].seen) == "2020-02-03"
    assert data.chair_terms.where(holder="Bo Berg")[0].citations[0].source_id == "wikidata"
    assert data.according_to("annual-list").is_member("Tide Union", "Sea Forum", on="2015-01-01") is Certainty.POSSIBLE
    assert [each.member_id for each in data.according_to("annual-list").memberships] == ["harbour-league", "tide-union"]
    assert faults(st("Q1", "P463", "Q9", referenceURL="https://a.org", published="2011-01-01T00:00:00Z"))


@pytest.mark.parametrize(("cell", "titles"), [
    ("https://a.org/x", ["a.org"]),
    ("https://a.org/x|https://b.org/y", ["a.org", "b.org"]),
    ("https://a.org/x  https://b.org/y", ["a.org", "b.org"]),
    (["https://a.org/x", "https://b.org/y", ""], ["a.org", "b.org"]),
    ([{"type": "uri", "value": "https://a.org/x"}], ["a.org"]),
    ([{"P854": "https://a.org/x", "title": "A", "other": 1}, {"statedIn": "Q5", "statedInLabel": "B"}], ["A", "B"]),
    ([{"title": "A"}, {}], ["A"]),
    ("http://www.wikidata.org/reference/abc", ["Reference abc of Wikidata"]),
    ("wdref:abc", ["Reference abc of Wikidata"]),
    (None, ["Wikidata"]),
    ("_:b1", ["Reference somevalue of Wikidata"]),
])  # fmt: skip
def test_cells_of_references(cell: Any, titles: list[str]) -> None:
    """References in one cell, or a list of them, are all read."""
    data = made(st("Q1", "P463", "Q9", references=cell))
    ids = [each.source_id for each in data.memberships[0].citations]
    assert [data.sources[each].title for each in ids] == titles


def test_sources_of_one_title() -> None:
    """Pages of one title are told apart, and no page passes for Wikidata or for the source of the caller."""
    rows = [st("Q1", "P463", "Q9", referenceURL=f"https://a.org/{each}", title="Wikidata") for each in "xy"]
    assert len({each.source_id for each in made(*rows).memberships[0].citations}) == 2
    own = Source(id="wikibase", title="Our Wikibase", seen=PartialDate("2024-05-01"))
    assert made(st("Q1", "P463", "Q9"), source=own).sources["wikibase"] == own
    assert made(st("Q1", "P463", "Q9"), source="Our Wikibase").memberships[0].citations[0].source_id == "our-wikibase"


def test_ranks() -> None:
    """A deprecated tie is doubtful, and Wikidata denies it; the same tie of another rank is not."""
    row = st("Q9", "P488", "Q5001", **at("start", "2010-01-01"), **at("end", "2010-12-31"))
    cited = row | {"rank": "deprecated", "referenceURL": "https://a.org"}
    data = made(cited, st("Q1", "P463", "Q9", rank="deprecated"), st("Q2", "P463", "Q9", rank="wikibase:NormalRank"))
    assert data.chair_of("Sea Forum", on="2010-05-05").verdict is Certainty.POSSIBLE
    assert [each.values for each in data.conflicts()] == [("denied", "held")]
    kept = data.resolve_conflicts(prefer="wikidata")
    assert not kept.chair_terms and [each.member_id for each in kept.memberships] == ["tide-union"]
    assert "records of deprecated statements, kept as doubtful and denied by Wikidata: 2" in data.assumed
    both = made(cited, row | {"statement": "x"})
    assert not both.chair_terms[0].is_doubtful and len(both.chair_terms[0].citations) == 3
    none = made(cited, row | {"statement": "x"}, deprecated="ignore")
    assert [each.denies for each in none.chair_terms[0].citations] == [False]
    assert "left out of P488, for the statement is deprecated: 1" in none.assumed


def test_one_tie_told_from_both_sides() -> None:
    """ "A is part of B" and "B has the part A" at one time are one record."""
    data = made(st("Q8", "P361", "Q9", statement="s1"), st("Q9", "P527", "Q8", statement="s2"))
    [tie] = data.memberships
    assert [each.locator for each in tie.citations] == ["statement s1, P361", "statement s2, P527"]


# Names and ids.


def test_ids() -> None:
    """Items of one label are told apart by their numbers; a label that only repeats the number is none."""
    rows = [
        st("Q1", "P463", "Q9", subjectLabel="Club"), st("Q2", "P463", "Q9", subjectLabel="CLUB"),
        st("Q3", "P463", "Q9", subjectLabel="Q3"), st("Q4", "P463", "Q9", subjectLabel="Sea Forum"),
    ]  # fmt: skip
    data = made(*rows)
    assert data.organizations.ids == ("club-q1", "club-q2", "q3", "sea-forum-q4", "sea-forum-q9")
    assert "items without a label, which are called by their numbers: 1" in data.assumed
    given = made(*rows, ids={"Q9": "club", "Q77": "x"})
    assert given.organizations.ids == ("club", "club-q1", "club-q2", "q3", "sea-forum")
    assert data.organization("Q3").id == "q3" and data.organization("wikidata:Q2").id == "club-q2"
    assert len(made(st("Q1", "P463", "Q9", subjectLabel="long " * 400)).organizations.ids[0]) <= 101


def test_circles_are_refused_unless_they_are_wanted() -> None:
    """Successors in a circle, which Wikidata has, are refused or left to `check`."""
    rows = [st("Q1", "P1366", "Q2"), st("Q2", "P1366", "Q1")]
    with pytest.raises(DataFileError, match="it is a successor of itself"):
        made(*rows)
    assert {each.kind for each in made(*rows, strict=False, version="1").check() if each.severity == "error"} == {
        "circle"
    }


def test_ids_do_not_depend_on_the_order() -> None:
    """Rows in any order give the same records, but for the order of citations."""
    rows = [
        st("Q1", "P463", "Q9", **at("start", "2010-01-01", YEAR), statement="a", referenceURL="https://a.org"),
        st("Q1", "P463", "Q9", **at("start", "2010-01-01", YEAR), **at("end", "2011-01-01"), statement="b"),
        st("Q2", "P463", "Q9", statement="c", rank="deprecated"), st("Q9", "P571", "1951"), st("Q9", "P571", "1953"),
        st("Q9", "P488", "Q5001", statement="d"),
    ]  # fmt: skip
    first = made(*rows)
    for seed in range(10):
        random.Random(seed).shuffle(rows)
        data = made(*rows)
        for name in ("organizations", "people", "memberships", "chair_terms", "sources", "words"):
            assert getattr(data, name).ids == getattr(first, name).ids
        assert [each.period for each in data.memberships] == [each.period for each in first.memberships]
        assert data.organizations["sea-forum"].founded == first.organizations["sea-forum"].founded


@pytest.mark.parametrize(
    "field", ["subjectLabel", "title", "referenceURL", "start", "rank", "statement", "value", "of"]
)
def test_hostile_texts(field: str) -> None:
    """Hostile texts in any cell give records or faults that name it, never another error."""
    rows = [
        st(f"Q{number}", "P463", "Q9", statement=f"s{number}", startPrecision="9") | {field: text}
        for number, text in enumerate(HOSTILE, 1_000)
    ]
    data = made(*rows, errors="collect", strict=False)
    if field == "statement":  # Two texts may end with one name of a statement, which then has two subjects.
        assert {fault.column for fault in data.faults} <= {"statement", "subject"}
    else:
        assert {fault.column for fault in data.faults} <= {field}
        assert len(data.faults) + len(data.memberships) >= len(rows)


def test_many_rows() -> None:
    """Thousands of rows are read, and each page that they cite is one source."""
    rows = [
        st(f"Q{number}", "P463", "Q9", statement=number, reference=f"https://{number % 50}")
        | at("start", f"{1900 + number % 100}-01-01", YEAR)
        for number in range(100, 2_100)
    ]
    data = made(*rows)
    assert len(data.memberships) == 2_000 and len(data.sources) == 51


# The query of the page.


def test_the_query_of_the_page() -> None:
    """The query runs on the RDF that Wikidata has of statements, and gives the columns that are read."""
    rdflib = pytest.importorskip("rdflib")
    query = PAGE.read_text(encoding="utf-8").partition("```sparql\n")[2].partition("```")[0]
    query = query.replace("wd:Q7817", "wd:Q9").replace("wd:P463 wd:P488", "wd:P463 wd:P39 wd:P488")
    prefixes = {
        "wd": ENTITY, "wdt": "http://www.wikidata.org/prop/direct/", "p": "http://www.wikidata.org/prop/",
        "ps": "http://www.wikidata.org/prop/statement/", "psv": "http://www.wikidata.org/prop/statement/value/",
        "pq": "http://www.wikidata.org/prop/qualifier/", "pqv": "http://www.wikidata.org/prop/qualifier/value/",
        "pr": "http://www.wikidata.org/prop/reference/", "prv": "http://www.wikidata.org/prop/reference/value/",
        "wdno": "http://www.wikidata.org/prop/novalue/", "wds": f"{ENTITY}statement/",
        "wdref": "http://www.wikidata.org/reference/", "wdv": "http://www.wikidata.org/value/",
        "wikibase": "http://wikiba.se/ontology#", "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    }  # fmt: skip
    names = "".join(f"@prefix {name}: <{uri}> .\n" for name, uri in prefixes.items())
    properties = "".join(
        f"wd:{each} wikibase:claim p:{each} ; wikibase:statementProperty ps:{each} ;"
        f" wikibase:statementValue psv:{each} ; wikibase:novalue wdno:{each} .\n"
        for each in ("P463", "P488", "P571", "P17", "P1448", "P39")
    )
    labels = "".join(f'wd:{item} rdfs:label "{label}"@en .\n' for item, label in LABELS.items())
    graph = rdflib.Graph().parse(data=names + properties + labels + NODES + RDF, format="turtle")
    results = graph.query(query, initNs=prefixes).serialize(format="json")
    data = Dataset.from_wikidata(json.loads(results))
    assert {(each.member_id, str(each.period), each.role) for each in data.memberships} == {
        ("harbour-league", "2010/..", "member"), ("ada-lind", "/", "officeholder"),
    }  # fmt: skip
    assert [(each.holder_id, str(each.period), each.is_doubtful) for each in data.chair_terms] == [
        (None, "2012-02/2012-12-31", False), ("ada-lind", "2013-01-01/", False), ("bo-berg", "2013-01-01/", True),
    ]  # fmt: skip
    forum = data.organizations["sea-forum"]
    assert (str(forum.founded), forum.country, forum.names[0].text) == ("1951-12-05", "CL", "Foro del Mar")
    assert (data.sources["a-list"].url, str(data.sources["a-list"].seen)) == ("https://a.org/list", "2020-02-03")
    assert data.chair_terms["sea-forum-chair-ada-lind-2013-01-01"].citations[0].source_id == "sea-almanac"
    assert data.memberships.where(role="officeholder")[0].office == "Keeper of the Seal"
    unread = {each.split("'")[1] for each in data.assumed if each.startswith("the column")}
    assert unread <= {"body", "claim", "main", "full", "none", "known", "nothing", "startKnown", "startUnknown",
                      "endKnown", "endUnknown", "endNone"}  # fmt: skip


TIMES = {
    "y2010": ("2010-01-01", 9), "d2013": ("2013-01-01", 11), "m2012": ("2012-02-01", 10), "e2012": ("2012-12-31", 11),
    "f1951": ("1951-12-05", 11), "r2020": ("2020-02-03", 11),
}  # fmt: skip
NODES = "".join(
    f'wdv:{name} wikibase:timeValue "{day}T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision {precision} ;'
    f" wikibase:timeCalendarModel wd:Q1985727 .\n"
    for name, (day, precision) in TIMES.items()
)
RDF = """
wd:Q5001 wdt:P31 wd:Q5 ; p:P39 wds:Q5001-e . wd:Q5002 wdt:P31 wd:Q5 . wd:Q44 wdt:P297 "CL" .
wd:Q55 rdfs:label "Sea Almanac"@en .
wds:Q5001-e ps:P39 wd:Q300 ; pq:P642 wd:Q9 ; wikibase:rank wikibase:NormalRank .
wd:Q1 p:P463 wds:Q1-a .
wds:Q1-a ps:P463 wd:Q9 ; wikibase:rank wikibase:NormalRank ; pq:P580 "2010-01-01T00:00:00Z"^^xsd:dateTime ;
  pqv:P580 wdv:y2010 ; a wdno:P582 ; prov:wasDerivedFrom wdref:r1 , wdref:r2 .
wdref:r1 pr:P854 <https://a.org/list> ; pr:P1476 "A list"@en ; prv:P813 wdv:r2020 .
wdref:r2 pr:P248 wd:Q55 .
wd:Q9 p:P488 wds:Q9-b , wds:Q9-c , wds:Q9-d ; p:P571 wds:Q9-f ; p:P17 wds:Q9-g ; p:P1448 wds:Q9-h .
wds:Q9-b ps:P488 wd:Q5001 ; wikibase:rank wikibase:PreferredRank ; pqv:P580 wdv:d2013 ;
  pq:P582 <http://www.wikidata.org/.well-known/genid/a1> ; prov:wasDerivedFrom wdref:r2 .
wds:Q9-c ps:P488 wd:Q5002 ; wikibase:rank wikibase:DeprecatedRank ; pqv:P580 wdv:d2013 .
wds:Q9-d a wdno:P488 ; wikibase:rank wikibase:NormalRank ; pqv:P580 wdv:m2012 ; pqv:P582 wdv:e2012 .
wds:Q9-f ps:P571 "1951-12-05T00:00:00Z"^^xsd:dateTime ; psv:P571 wdv:f1951 ; wikibase:rank wikibase:NormalRank .
wds:Q9-g ps:P17 wd:Q44 ; wikibase:rank wikibase:NormalRank .
wds:Q9-h ps:P1448 "Foro del Mar"@es ; wikibase:rank wikibase:NormalRank .
"""


@needs("pandas")
def test_a_frame_is_read_as_its_rows_are() -> None:
    """Cells without a value are empty, as in rows."""
    rows = [{"subject": "Q1", "property": "P463", "value": "Q2", "end": None}]
    frame = optional("pandas").DataFrame(rows)
    assert Dataset.from_wikidata(frame) == Dataset.from_wikidata(rows)
