"""The recipes of treaty bodies, seats, terms and Popolo files say on each day what a plain reader of the file says.

The plain readers know csv, json and dates alone: no code of the library.
"""

from __future__ import annotations

import ast
import csv
import json
import random
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from iom_partners import Certainty, DataFileError, Dataset

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "recipes"
DAY = timedelta(1)


@cache
def recipe(name: str) -> Any:
    spec = spec_from_file_location(f"recipe_{name}", FOLDER / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def days(first: int, last: int, *marks: str) -> list[date]:
    """Return the first day of each month of some years, and three days around each date of a file."""
    found = {date(year, month, 1) for year in range(first, last + 1) for month in range(1, 13)}
    for lower, upper in map(span, filter(None, marks)):
        found |= {each + gap * DAY for each in (lower, upper) for gap in (-1, 0, 1)}
    return sorted(found)


def span(text: str) -> tuple[date, date]:
    """Return the first and last day that a date of a file may mean; what stands after the day does not count."""
    year, month, day = (int(each) if each else None for each in (*text[:10].split("-"), "", "")[:3])
    assert year
    if day:
        return date(year, month or 1, day), date(year, month or 1, day)
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])


class Span:
    """When something began and ended, at the earliest and at the latest, without what is known to be outside a life."""

    def __init__(self, who: str, start: tuple[date, date], end: tuple[date, date]) -> None:
        self.who = who
        self.start, self.end = (start[0], min(start[1], end[1])), (max(start[0], end[0]), end[1])
        self.lives: list[Span] = []

    def may(self, day: date) -> bool:
        return self.start[0] <= day <= self.end[1] and all(life.may(day) for life in self.lives)

    def must(self, day: date) -> bool:
        return self.start[1] <= day <= self.end[0] and all(life.must(day) for life in self.lives)


ANY = (date.min, date.max)


def life(of: dict[str, Any], born: str, died: str) -> Span:
    """Return the life of a person or body; without a date it has no limit."""
    start = span(of[born]) if of.get(born) else (date.min, date.min)
    return Span("", start, span(of[died]) if of.get(died) else (date.max, date.max))


def who(spans: list[Span], day: date) -> tuple[set[str], set[str]]:
    """Return who surely is among those of some spans on a day, and who else may be."""
    sure = {each.who for each in spans if each.must(day)}
    return sure, {each.who for each in spans if each.may(day)} - sure


def told(answer: Any) -> tuple[set[str], set[str]]:
    return {each.id for each in answer.certain}, {each.id for each in answer.possible}


@pytest.mark.parametrize("name", ["parliament", "seats", "terms", "treaty_bodies"])
def test_recipe_is_short_and_its_data_are_sound(name: str) -> None:
    """It takes under forty lines besides its docstring; nothing of its data is wrong, names and ids of files aside."""
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text), clean=False) or ""
    assert len([line for line in text.replace(docstring, "").splitlines() if line.strip()]) < 40
    file = {"parliament": "legislative-periods.json", "seats": "seats.csv", "terms": "terms.json"}
    data = recipe(name).read(FOLDER / file.get(name, "treaty-bodies.csv"))
    assert {each.kind for each in data.check()} <= {"shared-name", *(["not-a-slug"] if name == "parliament" else [])}
    # A missing year between two years of membership: it may be one stint or two.
    assert {each.kind for each in data.conflicts()} <= ({"duplicate"} if name == "treaty_bodies" else set())


# States in bodies.

CODES = {"1": "member", "2": "associate", "3": "observer", "0": "none", "-1": "none"}


def hold_states(path: Path) -> None:
    """Hold a table against its codes, which speak of 31 December: the last and the next stated one decide a day."""
    data = recipe("treaty_bodies").read(path)
    rows = rows_of(path)
    first, last = min(int(row["year"]) for row in rows), max(int(row["year"]) for row in rows)
    for body in [column for column in rows[0] if column not in {"state", "year"}]:
        codes: dict[str, dict[int, str]] = {row["state"]: {} for row in rows}
        for row in rows:
            if row[body] in CODES:
                codes[row["state"]][int(row["year"])] = CODES[row[body]]
        for day in _year_days(first - 1, last + 1):
            year = day.year if (day.month, day.day) == (12, 31) else day.year - 1
            for role in ("member", "associate", "observer"):
                expected = {state: _expected(own, role, year, day.year) for state, own in codes.items()}
                found = {state: data.is_member(state, body, on=day, role=role) for state in codes}
                assert found == expected, (body, role, day)
                count = data.member_count(body, on=day, role=role)
                assert count.lower == [*expected.values()].count(Certainty.CERTAIN)
                is_covered = first <= year and day.year <= last
                may = len(codes) - [*expected.values()].count(Certainty.RULED_OUT)
                assert count.upper == (may if is_covered else None)


def _expected(codes: dict[int, str], role: str, last: int, next_: int) -> Certainty:
    """Return whether a state has a role between two ends of years, or on the one that both are."""
    if {last, next_} <= codes.keys():
        near = {codes[last], codes[next_]}
        return Certainty.RULED_OUT if role not in near else Certainty.CERTAIN if near == {role} else Certainty.POSSIBLE
    before = [codes[year] for year in sorted(codes) if year <= last][-1:]
    after = [codes[year] for year in sorted(codes) if year >= next_][:1]
    return Certainty.POSSIBLE if role in (*before, *after) else Certainty.UNKNOWN


def _year_days(first: int, last: int) -> Iterator[date]:
    for year in range(first, last + 1):
        yield from (date(year, *each) for each in ((1, 1), (6, 30), (12, 30), (12, 31)))


def test_states_of_the_sample() -> None:
    """The sample has missing codes, an empty cell and a row that is not there."""
    hold_states(FOLDER / "treaty-bodies.csv")


@pytest.mark.parametrize("seed", range(12))
def test_states_of_any_table(tmp_path: Path, seed: int) -> None:
    """Codes and missing rows of any kind are held to the same, in any order of rows."""
    draw = random.Random(seed)
    rows = [
        f"{state},{year},{draw.choice(['0', '1', '1', '3', '-9', ''])},{draw.choice(['-1', '0', '1', '2', '-9'])}"
        for state in ("Arboria", "Boskia", "Cascadia", "Île d'Or")
        for year in range(1998, 2003)
        if draw.random() < 0.9
    ]
    draw.shuffle(rows)
    path = tmp_path / "states.csv"
    path.write_text("\n".join(["state,year,RIVER,FOREST", *rows]), encoding="utf-8")
    hold_states(path)


def test_a_state_whose_codes_are_all_missing_is_unknown(tmp_path: Path) -> None:
    """Nor are others ruled out less for it: one coverage stands for a run of years with the same missing codes."""
    path = tmp_path / "states.csv"
    codes = {"Boskia": "-9 -9 -9 -9", "Arboria": "1 1 1 1", "Cascadia": "0 0 -9 0"}
    lines = [f"{state},{2001 + at},{code}" for state, own in codes.items() for at, code in enumerate(own.split())]
    path.write_text("\n".join(["state,year,RIVER", *lines]), encoding="utf-8")
    data = recipe("treaty_bodies").read(path)
    asked = [data.is_member(state, "RIVER", on="2002-06-30") for state in ("Boskia", "Arboria", "Cascadia")]
    assert asked == [Certainty.UNKNOWN, Certainty.CERTAIN, Certainty.RULED_OUT]
    assert str(data.member_count("RIVER", on="2002-06-30")) == "between 1 and 2"
    assert data.is_member("Cascadia", "RIVER", on="2003-12-31") is Certainty.UNKNOWN
    known = [each for each in data.coverages if each.role is None]
    assert [(str(each.first_day), str(each.last_day), each.except_ids) for each in known] == [
        ("2001-12-31", "2002-12-31", ("boskia",)),
        ("2003-01-01", "2004-12-30", ("boskia", "cascadia")),
        ("2004-12-31", "2004-12-31", ("boskia",)),
    ]


@pytest.mark.parametrize(
    ("rows", "error"),
    [("Arboria,2001,7", KeyError), ("Arboria,2001,1\nBoskia,2001,0\nArboria,2001,0", DataFileError)],
    ids=["a code that nobody explained", "two rows for one year"],
)
def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path, rows: str, error: type[Exception]) -> None:
    path = tmp_path / "states.csv"
    path.write_text(f"state,year,RIVER\n{rows}\n", encoding="utf-8")
    with pytest.raises(error):
        recipe("treaty_bodies").read(path)


# A parliament since 1867.


def test_seats() -> None:
    """Members, parties and offices on the first of each month and around each date, until all are dead."""
    data = recipe("seats").read(FOLDER / "seats.csv")
    rows = rows_of(FOLDER / "seats.csv")
    spans: dict[str, list[Span]] = {}
    for row in rows:
        start, end = span(row["from"]), span(row["to"]) if row["to"] else ANY
        if row["left by"] == "election":
            end = (end[0] - DAY, end[1] - DAY)
        held = Span(row["id"], start, end)
        held.lives = [life(row, "born", "died")]
        for what in filter(None, (row["office"],) if row["office"] else ("House of Arboria", row["party"])):
            spans.setdefault(what, []).append(held)
    marks = {row[column] for row in rows for column in ("born", "died", "from", "to")}
    offices = {row["office"] for row in rows if row["office"]}
    for day in [each for each in days(1866, 1912, *marks) if each.year > 1860]:
        for what, held in spans.items():
            if what in offices:
                answer = data.members_of("Government of Arboria", on=day, office=what)
            else:
                answer = data.members_of(what, on=day)
            assert told(answer) == who(held, day), (what, day)
            assert answer.is_complete is (what == "House of Arboria" and day >= date(1867, 9, 20)), (what, day)


def test_seats_count() -> None:
    """Nobody is counted twice on a polling day, and a seat is empty from the day after a death to the by-election."""
    data = recipe("seats").read(FOLDER / "seats.csv")
    counts = [data.member_count("House of Arboria", on=day) for day in ("1867-09-20", "1869-03-15", "1869-03-16")]
    assert [(each.lower, each.upper) for each in counts] == [(3, 3), (3, 3), (2, 2)]
    assert data.member_count("House of Arboria", on="1872-10-12").lower == 3


# Legislators, presidents and vice-presidents.


def terms() -> Iterator[tuple[str, dict[str, str]]]:
    for person in json.loads((FOLDER / "terms.json").read_text(encoding="utf-8-sig")):
        for term in person["terms"]:
            yield person["id"], term


def test_terms() -> None:
    """Seats end on the day before the one written, offices on that day; of days before 2001 not all is known."""
    data = recipe("terms").read(FOLDER / "terms.json")
    held: dict[str, list[Span]] = {}
    for person, term in terms():
        end = span(term["end"]) if term["end"] else ANY
        if term["type"] in {"senator", "representative"} and term["end"]:
            end = (end[0] - DAY, end[1] - DAY)
        if person:
            held.setdefault(term["type"], []).append(Span(person, span(term["start"]), end))
    for day in days(1994, 2018, *(term[end] or "" for _, term in terms() for end in ("start", "end"))):
        answers = {
            "senator": data.members_of("Senate", on=day),
            "representative": data.members_of("House of Representatives", on=day),
            "president": data.chair_of("Presidency", on=day),
            "vice-president": data.chair_of("Presidency", on=day, role="vice-chair"),
        }
        for what, answer in answers.items():
            assert told(answer) == who(held[what], day), (what, day)
            assert answer.is_complete is (day >= date(2001, 1, 20)), (what, day)


def test_terms_succeed_each_other() -> None:
    """Every two presidents follow each other on a shared day; between two vice-presidents the office was vacant."""
    data = recipe("terms").read(FOLDER / "terms.json")
    for what, role in (("president", "chair"), ("vice-president", "vice-chair")):
        order = [
            who for _, who in sorted((term["start"], who) for who, term in terms() if term["type"] == what and who)
        ]
        pairs = data.succession("Presidency", role=role)
        assert [(each.before.id, each.after.id) for each in pairs] == list(zip(order, order[1:], strict=False))
        assert {each.certainty for each in pairs} == {Certainty.CERTAIN}
    assert pairs[-1].gap.lower == (date(2013, 1, 20) - date(2012, 4, 2)).days - 1
    narrowed = data.narrow()
    assert [each.period for each in narrowed.chair_terms if each.period.end] == [
        each.period for each in data.chair_terms if each.period.end
    ]


# A parliament in the Popolo format.


def popolo_spans(popolo: dict[str, Any]) -> dict[tuple[str, str], list[Span]]:
    """Return the spans by body and role, each within the lives of its person and body."""
    lives = {each["id"]: life(each, "birth_date", "death_date") for each in popolo["persons"]}
    lives |= {each["id"]: life(each, "founding_date", "dissolution_date") for each in popolo["organizations"]}
    periods = {each["id"]: each for each in popolo.get("events", ())}
    found: dict[tuple[str, str], list[Span]] = {}
    for tie in popolo["memberships"]:
        period = periods.get(tie.get("legislative_period_id"), {})
        some = (
            span(period["start_date"])[0] if period.get("start_date") else date.min,
            span(period["end_date"])[1] if period.get("end_date") else date.max,
        )
        start, end = (span(tie[each]) if tie.get(each) else some for each in ("start_date", "end_date"))
        role = {"Speaker": "chair", "Deputy Speaker": "vice-chair"}.get(tie.get("role") or "", "member")
        for body, what in ((tie["organization_id"], role), (tie.get("on_behalf_of_id"), "member")):
            if body:
                held = Span(tie["person_id"], start, end)
                held.lives = [lives[held.who], lives[body]]
                found.setdefault((body, what), []).append(held)
    return found


@pytest.mark.parametrize("file", ["parliament.json", "legislative-periods.json"])
def test_parliament(file: str) -> None:
    """What has only a legislative period is possible on its days and certain on none; no file knows all members."""
    popolo = json.loads((FOLDER / file).read_text(encoding="utf-8-sig"))
    data: Dataset = recipe("parliament").read(FOLDER / file)
    marks = [
        value or ""
        for part in popolo.values()
        for each in part
        for field, value in each.items()
        if field.endswith("_date")
    ]
    founded = {each["id"]: span(each.get("founding_date") or "0001")[0] for each in popolo["organizations"]}
    for (body, role), held in popolo_spans(popolo).items():
        for day in days(1997, 2017, *marks):
            if role == "member":
                answer = data.members_of(body, on=day)
            else:
                answer = data.chair_of(body, on=day, role="vice-chair" if role == "vice-chair" else None)
            sure, maybe = who(held, day)
            assert told(answer) == (sure, maybe), (body, role, day)
            is_known = day < founded[body] or (role == "chair" and bool(sure))
            assert answer.is_complete is is_known, (body, role, day)


def test_an_office_of_a_member_is_kept() -> None:
    data = recipe("parliament").read(FOLDER / "legislative-periods.json")
    assert data.members_of("house", on="2012-06-01", office="Whip").one().name == "Fay Fir"
