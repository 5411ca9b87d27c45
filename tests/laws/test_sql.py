"""The views and questions of the databases, against the library on every day."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Dataset
from iom_partners.exchange.losses import Export
from iom_partners.export.database import QUESTIONS
from iom_partners.export.sqlite import make_sqlite
from strategies import chair_records, examples, member_records, needs, optional
from worlds import NUMBER, day

#: All days of the calendar of `worlds`, some around it, and the first and last of all.
DAYS = [date.min, *(day(each) for each in range(-2, NUMBER + 2)), date.max]


def opened(data: Dataset) -> sqlite3.Connection:
    """Return the database of a dataset."""
    base = sqlite3.connect(":memory:")
    base.deserialize(make_sqlite(Export(data._project_rosters(), data.version))[""])
    return base


def asked(run: Any, body: str, when: date) -> dict[str, Any]:
    """Return what the questions say of a body on a day."""
    told: dict[str, Any] = {}
    for name, verdict in (("who_chaired", "was_anyone_in_the_chair"), ("who_was_member", None)):
        rows = run(name, body, when)
        told[name] = {
            certainty: sorted(agent for agent, sure, _ in rows if sure == certainty and agent is not None)
            for certainty in ("certain", "possible")
        }
        if verdict:
            told[verdict] = run(verdict, body, when)[0][0]
    told["how_many_members"] = run("how_many_members", body, when)[0]
    return told


def expected(data: Dataset, body: str, when: date) -> dict[str, Any]:
    """Return what the library says of it."""
    told: dict[str, Any] = {}
    for name, ask in (("who_chaired", data.chair_of), ("who_was_member", data.members_of)):
        answer: Any = ask(body, on=when)
        told[name] = {each: sorted(agent.label for agent in getattr(answer, each)) for each in ("certain", "possible")}
        if name == "who_chaired":
            told["was_anyone_in_the_chair"] = answer.verdict.value
    count = data.member_count(body, on=when)
    told["how_many_members"] = count.lower, count.upper
    return told


def of_sqlite(base: sqlite3.Connection) -> Any:
    """Return what asks a question of SQLite."""

    def run(name: str, body: str, when: date) -> list[tuple[Any, ...]]:
        return base.execute(QUESTIONS[name].sql, {"body": body, "day": when.isoformat()}).fetchall()

    return run


def of_duckdb(data: Dataset, folder: Any) -> Any:
    """Return what asks a question of DuckDB, over the Parquet files of a dataset."""
    data.export(folder, "parquet")
    base = optional("duckdb").connect()
    base.sql(f"SET file_search_path = '{folder}'")
    base.sql((folder / "views.sql").read_text(encoding="utf-8"))

    def run(name: str, body: str, when: date) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = base.execute(f"FROM {name}(?, ?)", [body, when]).fetchall()
        return found

    run.base = base  # type: ignore[attr-defined]
    return run


@examples(0.5)
@given(st.one_of(chair_records(), member_records()))
def test_made_up_data(records: Any) -> None:
    """Of any small data, the database gives the same sets, verdicts and numbers on every day."""
    data = Dataset.from_records(records)
    with opened(data) as base:
        run = of_sqlite(base)
        for body in {each.organization_id for each in (*data.chair_terms, *data.memberships)}:
            for when in DAYS:
                assert asked(run, body, when) == expected(data, body, when), (body, when)


#: Every day from before the first chair or member to after the horizon.
EVERY = [date(1951, 1, 1) + timedelta(days=each) for each in range((date(2027, 1, 1) - date(1951, 1, 1)).days)]


def by_day(base: sqlite3.Connection, view: str, body: str) -> dict[str, dict[str, list[str]]]:
    """Return the ids that a view has of each day, by certainty; the unknown ones as an empty text."""
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = base.execute(
        f"SELECT day, certainty, coalesce(agent_id, '') FROM days JOIN {view} ON day BETWEEN from_day AND until_day "
        "WHERE body_id = ? ORDER BY day, agent_id",
        [body],
    )
    for when, certainty, agent in rows:
        told[when][certainty].append(agent)
    return told


@pytest.mark.slow
@pytest.mark.bulk
def test_curated_data_on_every_day(curated: Dataset) -> None:
    """Of each body, the views have the certain and possible chairs and members, and the numbers.

    Every day is asked about the GMG, every third day about other bodies with ties.
    """
    with opened(curated) as base:
        base.execute("CREATE TABLE days (day TEXT PRIMARY KEY)")
        tied = {each.organization_id for each in (*curated.memberships, *curated.chair_terms, *curated.coverages)}
        for body in curated.organizations.ids:
            days = EVERY[:: 1 if body == "gmg" else 3 if body in tied else 997]
            base.execute("DELETE FROM days")
            base.executemany("INSERT INTO days VALUES (?)", [(each.isoformat(),) for each in days])
            chairs = by_day(base, "chair_on", body)
            column = np.array(days, dtype="datetime64[D]")
            verdicts = curated.stats.chairs_on(body, column, give="verdict")
            sides = [curated.stats.chairs_on(body, column, give=each) for each in ("chair", "possible")]
            for place, when in enumerate(days):
                told = chairs.get(when.isoformat(), {})
                for certainty, cells in zip(("certain", "possible"), sides, strict=True):
                    assert told.get(certainty, []) == sorted(filter(None, (cells[place] or "").split("|"))), (
                        body,
                        when,
                    )
                said = [each for each in ("certain", "possible", "unknown") if each in told]
                assert verdicts[place] == (said[0] if said else "ruled_out"), (body, when)
            numbers = base.execute(
                "SELECT lower, upper FROM days JOIN member_count_on ON day BETWEEN from_day AND until_day "
                "WHERE body_id = ? ORDER BY day",
                [body],
            ).fetchall()
            counted = [curated.stats.member_counts_on(body, column, give=each) for each in ("lower", "upper")]
            wanted = [
                tuple(None if number != number else number for number in pair) for pair in zip(*counted, strict=True)
            ]
            assert numbers == wanted, body
            members = by_day(base, "members_on", body)
            ids: dict[int, tuple[Any, list[str]]] = {}  # By the tuple, which is the same for a run of days.
            for when in days:
                answer, told = curated.members_of(body, on=when), members.get(when.isoformat(), {})
                for each in ("certain", "possible"):
                    agents = getattr(answer, each)
                    _, wanted = ids.setdefault(id(agents), (agents, sorted(agent.id for agent in agents)))
                    assert told.get(each, []) == wanted, (body, when)
                assert answer.is_complete or told["unknown"], (body, when)


@pytest.mark.slow
@needs("duckdb", "pyarrow")
@pytest.mark.bulk
def test_duckdb_over_parquet(curated: Dataset, tmp_path: Path) -> None:
    """Each view has the rows that it has in SQLite, hence on every day; the questions answer as the library does."""
    run = of_duckdb(curated, tmp_path / "parquet")
    with opened(curated) as base:
        for view in ("chair_on", "members_on", "member_count_on"):
            wanted = {tuple(map(str, row)) for row in base.execute(f"SELECT * FROM {view}")}
            assert {tuple(map(str, row)) for row in run.base.execute(f"FROM {view}").fetchall()} == wanted
    for body in ("gmg", "gfmd", "iom", "un-network-on-migration"):
        if body in curated.organizations:
            for when in EVERY[::401]:
                assert asked(run, body, when) == expected(curated, body, when), (body, when)
