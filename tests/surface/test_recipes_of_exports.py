"""The pages on IATI, R, Excel and SQL: their code and texts run, and say what the library or a plain reader says."""

from __future__ import annotations

import csv
import doctest
import re
import shutil
import sqlite3
import subprocess
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from iom_partners import Dataset
from strategies import needs

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXCEL_PAGE = DOCS / "r-and-excel.md"
IATI_PAGE = DOCS / "exchanging.md"


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of a language in a page."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


# IATI.


def iati() -> dict[str, Any]:
    """The names that the examples of the page define."""
    found: dict[str, Any] = {}
    text = IATI_PAGE.read_text(encoding="utf-8")
    section = text[text.index("## IATI in: a recipe") :].split("\n## ")[0]
    for example in doctest.DocTestParser().get_examples(section):
        if not example.source.startswith(("print", "[", "wells", "rows", "table")):
            exec(compile(example.source, "iati", "exec"), found)  # The code of our own page.
    return found


def test_the_recipe_of_iati_is_short() -> None:
    """The recipe takes under forty lines of code."""
    [recipe] = [each for each in blocks(IATI_PAGE, "python") if "def read_iati" in each]
    assert len([line for line in recipe.splitlines() if line.startswith((">>>", "..."))]) < 40


def test_iati() -> None:
    """Who certainly and possibly took part, and what was given, is what a plain reading of the two files says."""
    page = iati()
    data: Dataset = page["aid"]
    rows = list(csv.DictReader(page["activities"].splitlines()))
    seen = [date(2008, 1, 15) + timedelta(45 * step) for step in range(60)]
    for row in rows:
        days = {
            key: date.fromisoformat(row[key]) if row[key] else None
            for key in ("start-planned", "end-planned", "start-actual", "end-actual")
        }
        name, made = row["title"], date.fromisoformat(row["last-updated-datetime"][:10])
        parties = {org: role for role in page["ROLES"] for org in row[f"participating-org ({role})"].split(";") if org}
        if row["activity-status-code"] == "5":
            assert data.projects.get(row["iati-identifier"].lower()) is None
            continue
        assert data.project(name).status == ("done" if days["start-actual"] else "planned")
        for day in seen:
            begins, ends = days["start-actual"], days["end-actual"]
            if begins is None:
                certain, possible = False, days["start-planned"] <= day <= days["end-planned"]
            else:
                possible = begins <= day <= (ends or date.max)
                certain = possible and day <= (ends or made)
            answer = data.partners_of(name, on=day)
            assert {each.name for each in answer.certain} == (set(parties) if certain else set()), (name, day)
            assert {each.name for each in (*answer.certain, *answer.possible)} == (set(parties) if possible else set())
        for org, role in parties.items():
            told = data.participations.where(project=name, agent=org)
            assert page["ROLES"][role] in {each.role for each in told}
    spent: dict[tuple[str, str], Decimal] = {}
    for row in csv.DictReader(page["transactions"].splitlines()):
        if row["transaction-type"] == "3":
            key = row["iati-identifier"].lower(), row["transaction_value_currency"] or row["default-currency"]
            spent[key] = spent.get(key, Decimal(0)) + Decimal(row["transaction-value"])
    sums = {(each.id, one.currency): one.amount for each in data.projects for one in data.total_of(project=each).sums}
    assert sums == spent
    assert not [each for each in data.check() if each.severity == "error"]


# SQL, R and Excel.

ASKED = ("2003-05-01", "2006-03-15", "2008-12-03", "2010-10-15", "2013-09-01", "2016-06-15", "2030-01-01")
ID = {"body": "gmg", "agent": "who"}


@pytest.fixture(scope="module")
def folder(curated: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database."""
    made = tmp_path_factory.mktemp("exports")
    curated.export(made / "partners.sqlite")
    return made


def answers(run: Any, day: str) -> list[list[tuple[Any, ...]]]:
    """What each SQL text of the page gives on a day."""
    given = {**ID, "day": day}
    return [
        [tuple(row) for row in run(sql, {key: each for key, each in given.items() if f":{key}" in sql})]
        for sql in blocks(EXCEL_PAGE, "sql")
    ]


@pytest.mark.parametrize("day", ASKED)
def test_sql(curated: Dataset, folder: Path, day: str) -> None:
    """Every SQL text of the page says what the library says."""
    base = sqlite3.connect(folder / "partners.sqlite")
    try:
        chairs, members, count, gifts, bodies, documents = answers(base.execute, day)
    finally:
        base.close()
    for rows, answer in (
        (chairs, curated.chair_of("GMG", on=day)), (members, curated.members_of("GMG", on=day)),
    ):  # fmt: skip
        assert {row[0] for row in rows if row[1] == "certain"} == {each.label for each in answer.certain}
        assert {row[0] for row in rows if row[1] == "possible"} == {each.label for each in answer.possible}
        assert any(row[0] is None for row in rows) != answer.is_complete
    told = curated.member_count("GMG", on=day)
    assert count == [(told.lower, told.upper)]
    assert {row[0] for row in bodies} == {each.label for each in curated.groups_of("WHO", on=day).certain}
    answer = curated.chair_of("GMG", on=day)
    evidence = answer.evidence if answer.certain else ()
    cited = [each for found in evidence for each in found.citations if not each.denies]
    assert {curated.sources[each.source_id].title for each in cited} <= {row[0] for row in documents}
    by_country: dict[str, list[Decimal]] = {}
    names = {place.country: place.name for place in curated.places if place.kind == "country"}
    for _, country, lower, upper in gifts:
        found = by_country.setdefault(country, [Decimal(0), Decimal(0)])
        found[0], found[1] = found[0] + Decimal(str(lower)), found[1] + Decimal(str(upper))
    for code in {place.country for place in curated.places if place.country}:
        sums = [each for each in curated.total_of(country=code).sums if each.currency == "USD"]
        assert by_country.get(names.get(code, code), []) == [each for one in sums for each in (one.lower, one.upper)]


@needs("duckdb", "pyarrow")
def test_sql_of_parquet(curated: Dataset, folder: Path) -> None:
    """The SQL texts give the same in DuckDB over the Parquet files, and so do the functions that the page names."""
    import duckdb

    curated.export(folder / "partners", "parquet")
    duck = duckdb.connect()
    duck.execute(f"SET file_search_path = '{folder / 'partners'}'")
    duck.execute((folder / "partners" / "views.sql").read_text(encoding="utf-8"))

    def run(sql: str, given: dict[str, str]) -> list[tuple[Any, ...]]:
        for key, value in given.items():
            sql = sql.replace(f":{key}", f"DATE '{value}'" if key == "day" else f"'{value}'")
        return duck.execute(sql).fetchall()

    base = sqlite3.connect(folder / "partners.sqlite")
    for day in ASKED[2:5]:
        for one, other in zip(answers(base.execute, day), answers(run, day), strict=True):
            told = [tuple(float(each) if isinstance(each, Decimal) else each for each in row) for row in other]
            assert one == told
    base.close()
    _, in_duckdb = blocks(EXCEL_PAGE, "r")
    calls = re.findall(r'"(FROM .*?)"', in_duckdb)
    assert [len(duck.execute(call).fetchall()) for call in calls] == [1, 3]


def test_the_recipe_of_r_is_short() -> None:
    """Both blocks together have sixteen lines, one of which loads a library."""
    assert sum(len(each.splitlines()) for each in blocks(EXCEL_PAGE, "r")) == 16


@pytest.mark.programs
def test_r(curated: Dataset, folder: Path) -> None:
    """The first block runs in R, where R with RSQLite is installed, and gives what the page says."""
    program = shutil.which("Rscript")
    has_r = (
        program and not subprocess.run([program, "-e", "library(RSQLite)"], capture_output=True, check=False).returncode
    )
    if not program or not has_r:
        pytest.skip("needs R with RSQLite")
    show = (
        "cat(chair$agent_name, chair$certainty, sep = '|'); cat('\\n'); cat(table(members$certainty), sep = '|');"
        "cat('\\n'); cat(format(sum(gifts$lower), digits = 15)); cat('\\n'); cat(sum(terms$certain_days, na.rm = TRUE))"
    )
    script = f"{blocks(EXCEL_PAGE, 'r')[0]}\n{show}\n"
    done = subprocess.run([program, "-e", script], capture_output=True, text=True, cwd=folder, check=True)
    *_, chair, members, gifts, days = done.stdout.splitlines()
    assert (chair, members) == ("IOM|certain", "14|2")
    everywhere = [each for each in curated.total_of().sums if each.currency == "USD"]
    assert Decimal(gifts) == everywhere[0].lower
    terms = [each.period.bounds.certain for each in curated.chair_terms_of("GMG") if each.period.bounds.certain[0] > 0]
    assert int(days) == sum(last - first + 1 for first, last in terms if last < date.max.toordinal())


@needs("openpyxl")
@pytest.mark.slow
def test_excel(curated: Dataset, folder: Path) -> None:
    """The workbook has the sheets and headings that the page names, and its filters say what the library says."""
    pytest.importorskip("iom_partners.export.excel")
    import openpyxl

    curated.export(folder / "partners.xlsx")
    book = openpyxl.load_workbook(folder / "partners.xlsx", read_only=True)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    heads = {name: rows[0] for name, rows in sheets.items()}
    assert {"of", "role", "body_name", "agent_name", "certainty", "first_day", "last_day"} <= {*heads["spells"]}
    assert {"kind", "currency", "status"} <= {*heads["contributions"]}
    assert {"name", "place_names"} <= {*heads["projects"]}
    assert "How to read" in sheets and all(len(each) <= 26 for each in (heads["spells"], heads["projects"]))
    assert len(sheets["spells"]) < 20_000
    # Rows end with their last cell that is not empty.
    empty: dict[Any, Any] = dict.fromkeys(heads["spells"])
    runs = [empty | dict(zip(heads["spells"], row, strict=False)) for row in sheets["spells"][1:]]
    for text in ASKED:
        for of, answer in (
            ("chairs", curated.chair_of("GMG", on=text)), ("members", curated.members_of("GMG", on=text)),
        ):  # fmt: skip
            day = date.fromisoformat(text)
            rows = [
                row for row in runs
                if row["body_name"] == "GMG" and row["of"] == of and row["role"] is None
                and (row["first_day"] is None or row["first_day"].date() <= day)
                and (row["last_day"] is None or row["last_day"].date() >= day)
            ]  # fmt: skip
            certain = {row["agent_name"] for row in rows if row["certainty"] == "certain"}
            assert certain == {each.label for each in answer.certain}
            assert {row["agent_name"] for row in rows if row["certainty"] == "possible"} == {
                each.label for each in answer.possible
            }
