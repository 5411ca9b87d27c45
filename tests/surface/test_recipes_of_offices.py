"""The recipes of ministers, heads of state, emperors and boards say what a plain reader of the same files says.

The readers here know nothing of the library: each takes a tie apart into the first and last day of its start and of its
end. A day is certain if it lies between the last start and the first end, and possible if between the outer two.
"""

from __future__ import annotations

import ast
import csv
import importlib.util
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from iom_partners import Certainty, Dataset
from iom_partners.results import Answer

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "recipes"
RECIPES = ("board", "emperors", "heads_of_state", "ministers")

Days = tuple[date, date]
ANY: Days = (date.min, date.max)
ONGOING: Days = (date.max, date.max)


def recipe(name: str) -> Any:
    """The module of a recipe."""
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Tie(NamedTuple):
    """Who, in which body or office, and the days on which it may have begun and ended."""

    who: str
    what: str
    start: Days
    end: Days

    def is_certain(self, day: date) -> bool:
        # Nothing ends before it begins.
        return self.start[1] <= day <= max(self.end[0], self.start[0])

    def is_possible(self, day: date) -> bool:
        return self.start[0] <= day <= self.end[1]


def table(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def unit(year: int, month: int = 0, day: int = 0) -> Days:
    """The days of a year, a month or a day."""
    first = date(year, month or 1, day or 1)
    return first, first if day else date(year, month or 12, monthrange(year, month or 12)[1])


def days_of(ties: Iterable[Tie], first: date, last: date) -> Iterator[date]:
    """Some day of every month, and every day on which something may change."""
    turns = {turn for tie in ties for turn in (*tie.start, *tie.end) if first < turn < last}
    near = {turn + timedelta(more) for turn in turns for more in (-1, 0, 1)}
    yield from sorted(near | {first + timedelta(17 * number) for number in range((last - first).days // 17)})


def compare(answer: Answer[Any], ties: Iterable[Tie], day: date, *, knows_all: bool) -> None:
    """Hold an answer against ties: who is certain, who is possible, and whether anybody else is ruled out."""
    certain = {tie.who for tie in ties if tie.is_certain(day)}
    possible = {tie.who for tie in ties if tie.is_possible(day)} - certain
    assert {each.name for each in answer.certain} == certain, day
    assert {each.name for each in answer.possible} == possible, day
    assert answer.is_complete == knows_all, day
    none = Certainty.RULED_OUT if knows_all else Certainty.UNKNOWN
    assert answer.verdict == (Certainty.CERTAIN if certain else Certainty.POSSIBLE if possible else none), day


def compare_chairs(data: Dataset, body: str, ties: list[Tie], day: date) -> None:
    """Hold who chaired a body against ties; whoever certainly did rules out others, for one chair sits at a time."""
    is_taken = any(tie.is_certain(day) for tie in ties)
    compare(data.chair_of(body, on=day), [tie for tie in ties if tie.who], day, knows_all=is_taken)


@pytest.mark.parametrize("name", RECIPES)
def test_code_is_short(name: str) -> None:
    """A recipe has under forty lines of code, beside its docstring with examples, and the page tells of its files."""
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text), clean=False)
    lines = [line for line in text.replace(docstring, "").splitlines() if line.strip()]
    assert len(lines) < 40
    page = (FOLDER.parent / "recipes.md").read_text(encoding="utf-8")
    assert f"recipes/{name}.py" in page


MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


def minister_days(cell: str) -> Days:
    """The days of 26.3.1994 or 12.1996, or of one of the phrases of the newer table."""
    if not cell:
        return ANY
    if "." in cell:
        return unit(*map(int, reversed(cell.split("."))))
    *words, year = cell.replace(",", "").split()
    if words == ["early"]:
        return date(int(year), 1, 1), date(int(year), 6, 30)
    is_bound = words[0] == "by"
    month, *day = words[is_bound:]
    first, last = unit(int(year), MONTHS.index(month) + 1, *map(int, day))
    return (date.min if is_bound else first), last


def test_ministers() -> None:
    """Who held an office on a day, by both tables; of other days nothing is known."""
    cabinet = recipe("ministers").read(str(FOLDER / "ministers-days.csv"), str(FOLDER / "ministers-words.csv"))
    terms: dict[Any, Days] = {}
    for row in (*table("ministers-days.csv", ";"), *table("ministers-words.csv")):
        who, office, start, end = row.values()
        key = who, office, minister_days(start)
        # What both tables have is one term; here the older one never states the end of such.
        assert terms.get(key, ANY) == ANY
        terms[key] = minister_days(end)
    ties = [Tie(*key, end) for key, end in terms.items()]
    assert len(cabinet.memberships) == len(ties)
    for day in days_of(ties, date(1993, 1, 1), date(2014, 1, 1)):
        compare(cabinet.members_of("Cabinet", on=day), ties, day, knows_all=False)
        for office in {tie.what for tie in ties}:
            answer = cabinet.members_of("Cabinet", office=office, on=day)
            compare(answer, [tie for tie in ties if tie.what == office], day, knows_all=False)


def iso(cell: str, empty: Days) -> Days:
    return unit(*map(int, cell.split("-"))) if cell else empty


def test_heads_of_state() -> None:
    """Who was head of state on a day; nobody in a vacancy, nobody after death, and nobody knows who without a row."""
    heads = recipe("heads_of_state").read(str(FOLDER / "heads-of-state.csv"))
    ties = []
    for row in table("heads-of-state.csv"):
        first, last = iso(row["from"], ANY), iso(row["to"].replace("9999-12-31", ""), ONGOING)
        died = iso(row["died"], ONGOING)
        end = min(last[0], died[0]), min(last[1], died[1])
        ties.append(Tie(row["name"].replace("vacant", ""), row["country"], first, end))
    assert len(heads.chair_terms) == len(ties)
    for country in ("Arboria", "Boskia"):
        own = [tie for tie in ties if tie.what == country]
        for day in days_of(own, date(1930, 1, 1), date(2030, 1, 1)):
            compare_chairs(heads, country, own, day)
    assert heads.chair_of("Arboria", on="1971-12-01").verdict is Certainty.RULED_OUT
    assert heads.chair_of("Arboria", on="1999-12-31").one().name == "Fir Fennel"
    assert str(heads.person("Cleo Cedar").born) == "1931"


#: Here years count from 401 BC, of which `datetime` has all; in four hundred years the calendar comes again.
YEARS = 400


def emperor_days(cell: str) -> Days:
    """The days of a phrase of the emperors' files, with years that count from 401 BC."""
    words = re.split(r" ?(?:AD \d+|\d+ BC)", cell)[0].split()
    years = [YEARS + int(year) for year in re.findall(r"AD (\d+)", cell)]
    years += [YEARS + 1 - int(year) for year in re.findall(r"(\d+) BC", cell)]
    if not years:
        return ANY
    if words and words[-1] in MONTHS:
        return unit(years[0], MONTHS.index(words[-1]) + 1, *map(int, words[:-1]))
    first, last = unit(years[0])[0], unit(years[-1])[1]
    match " ".join(words[:2]):
        case "by":
            return date.min, last
        case "not before":
            return first, date.max
        case "early":
            return first, date(years[0], 6, 30)
    return first, last


def merged(told: list[Days]) -> Days:
    """The days that all allow, else those from the first to the last of them."""
    first, last = max(each[0] for each in told), min(each[1] for each in told)
    return (first, last) if first <= last else (min(each[0] for each in told), max(each[1] for each in told))


def test_emperors() -> None:
    """Each source answers with its own dates, alone and out of the merged data; the merged data with those of all."""
    names = ("annals", "chronicle", "coins")
    alone = {name: recipe("emperors").read(str(FOLDER / f"emperors-{name}.csv")) for name in names}
    empire = alone["annals"].merge(alone["chronicle"]).merge(alone["coins"])
    told: dict[str, dict[str, Tie]] = {}
    for name in names:
        rows = {
            row["reign"]: [row["emperor"], *map(emperor_days, (row["from"], row["to"]))]
            for row in table(f"emperors-{name}.csv")
        }
        told[name] = {reign: Tie(who, "Empire", *ends) for reign, (who, *ends) in rows.items()}
        assert set(alone[name].chair_terms.ids) == told[name].keys()
    reigns = {reign: [told[name][reign] for name in names if reign in told[name]] for reign in told["annals"]}
    of_all = [
        Tie(ties[0].who, "Empire", merged([tie.start for tie in ties]), merged([tie.end for tie in ties]))
        for ties in reigns.values()
    ]
    views = [(empire, of_all), (empire.resolve_conflicts(prefer="emperors-annals"), [*told["annals"].values()])]
    for name in names:
        own = [*told[name].values()]
        views += [(alone[name], own), (empire.according_to(f"emperors-{name}"), own)]
    for data, ties in views:
        for day in days_of(of_all, date(YEARS - 40, 1, 1), date(YEARS + 80, 1, 1)):
            asked = f"{day.year - YEARS:0{4 + (day.year < YEARS)}}-{day:%m-%d}"
            is_taken = any(tie.is_certain(day) for tie in ties)
            compare(data.chair_of("Empire", on=asked), ties, day, knows_all=is_taken)


def test_conflicts_of_emperors() -> None:
    """A reign is in conflict exactly if two sources give it other days, and a contradiction if they share none."""
    read = recipe("emperors").read
    sides = [read(str(FOLDER / f"emperors-{name}.csv")) for name in ("annals", "chronicle", "coins")]
    empire = sides[0].merge(sides[1]).merge(sides[2])
    assert {(each.record.id, each.kind) for each in empire.conflicts()} == {
        ("ardan-i", "contradiction"), ("ardan-i", "coarser"),
        ("beryn", "coarser"), ("corvan", "contradiction"), ("corvan", "coarser"), ("ardan-ii", "contradiction"),
        ("dorian", "contradiction"), ("elvan", "contradiction"),
    }  # fmt: skip


#: What the sheet holds, to write it anew: years as numbers, days as Excel shows them, and days and months as text.
BOARDS = (
    ("Name", "Position", "Company", "From", "To"),
    ("Ada Alder", "Director", "Oakwood plc", "12/03/2010", date(2013, 12, 31)),
    ("Ada Alder", "Chair", "Oakwood plc", date(2014, 1, 1), "31/12/2017"),
    ("Ada Alder", "Director", "Oakwood plc", date(2018, 1, 1), None),
    ("Ben Birch", "Chair", "Oakwood plc", "12/03/2010", 2013),
    ("Ben Birch", "Director", "Oakwood plc", 2014, date(2015, 6, 30)),
    ("Cleo Cedar", "Director", "Oakwood plc", 2015, 2017),
    ("Cleo Cedar", "Chair", "Oakwood plc", "01/2018", None),
    ("Dag Dogwood", "Vice-Chair", "Elm & Sons", date(2012, 5, 1), 2019),
    ("Elm Ebony", "Chair", "Elm & Sons", 2008, "30/04/2012"),
    ("Fir Fennel", "Chair", "Elm & Sons", date(2012, 5, 1), None),
)


def board_days(cell: object) -> Days:
    if isinstance(cell, datetime):
        return unit(cell.year, cell.month, cell.day)
    return unit(cell) if isinstance(cell, int) else unit(*map(int, reversed(cell.split("/"))))


def test_boards(tmp_path: Path) -> None:
    """Who was on a board and who chaired it on a day; all others are ruled out, for the sheet is complete."""
    openpyxl = pytest.importorskip("openpyxl")
    boards = recipe("board").read(str(FOLDER / "board.xlsx"))
    _, *rows = openpyxl.load_workbook(FOLDER / "board.xlsx").active.iter_rows(values_only=True)
    of_board = [
        (place, Tie(who, body, board_days(start), board_days(end) if end else ONGOING))
        for who, place, body, start, end in rows
    ]
    for body in ("Oakwood plc", "Elm & Sons"):
        ties = [(place, tie) for place, tie in of_board if tie.what == body]
        chairs = [tie for place, tie in ties if place == "Chair"]
        vice = [tie for place, tie in ties if place == "Vice-Chair"]
        for day in days_of([tie for _, tie in ties], date(2005, 1, 1), date(2025, 1, 1)):
            compare(boards.members_of(body, on=day), [tie for _, tie in ties], day, knows_all=True)
            compare(boards.chair_of(body, on=day), chairs, day, knows_all=True)
            if vice:
                compare(boards.chair_of(body, on=day, role="vice-chair"), vice, day, knows_all=True)
    made = openpyxl.Workbook()
    for row in BOARDS:
        made.active.append(row)
    made.save(tmp_path / "made.xlsx")
    assert recipe("board").read(str(tmp_path / "made.xlsx")) == boards
