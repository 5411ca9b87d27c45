"""Peers of `scale.py`: each takes rows of (body, member, first and last possible day) and gives a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Rows = list[tuple[str, str, int, int]]
Question = Callable[[str, int], object]


def in_intervaltree(rows: Rows) -> Question:
    from intervaltree import Interval, IntervalTree

    of_body: dict[str, list[Any]] = {}
    for body, who, first, last in rows:
        of_body.setdefault(body, []).append(Interval(first, last + 1, who))
    trees = {body: IntervalTree(each) for body, each in of_body.items()}
    return lambda body, day: trees[body][day] if body in trees else ()


def in_sqlite(rows: Rows) -> Question:
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.execute("create table tie (body text, who text, first int, last int)")
    base.executemany("insert into tie values (?, ?, ?, ?)", rows)
    base.execute("create index at on tie (body, first, last)")
    question = "select who from tie where body = ? and first <= ? and last >= ?"
    return lambda body, day: base.execute(question, (body, day, day)).fetchall()


def in_pandas(rows: Rows) -> Question:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=["body", "who", "first", "last"])
    return lambda body, day: frame[(frame["body"] == body) & (frame["first"] <= day) & (frame["last"] >= day)]
