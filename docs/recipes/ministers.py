"""Ministers, with dates in words: "early 2003", "by March 2010".

A minister holds the chair of a ministry. Words that cannot be read as a date raise an error that names the row.

>>> cabinet = read("docs/recipes/ministers.csv")
>>> cabinet.chair_of("Ministry of Forests", on="2003-02-01").verdict
Certainty.POSSIBLE
>>> answer = cabinet.chair_of("Ministry of Forests", on="2008-01-01")
>>> [each.name for each in answer.certain], [each.name for each in answer.possible]
(['Ben Birch'], ['Cleo Cedar'])

"By March 2010" has no first day. If you know that she came after him, state it, and you get a narrower dataset:

>>> from iom_partners import InOrder
>>> cabinet.narrow(InOrder("t2.end", "t3.start", 1)).chair_of("Ministry of Forests", on="2008-01-01").one().name
'Ben Birch'
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from iom_partners import (
    ChairTerm,
    Citation,
    Dataset,
    InvalidDateError,
    Organization,
    PartialDate,
    Period,
    Person,
    Source,
)


def read(path: str) -> Dataset:
    """Read a list of ministers from a CSV file."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return Dataset.from_records(records(list(csv.DictReader(file))))


def records(rows: list[dict[str, str]]) -> Iterator[Any]:
    """Yield the records of a list."""
    yield Source(id="list", title="List of ministers")
    for name in dict.fromkeys(row["ministry"] for row in rows):
        yield Organization(id=slug(name), name=name, kind="government")
    for name in dict.fromkeys(row["minister"] for row in rows):
        yield Person(id=slug(name), name=name, position="minister", reason="public office")
    for number, row in enumerate(rows, 1):
        start, end = (when(row[column], number) for column in ("from", "to"))
        stated = Citation(source_id="list", as_stated=f"{row['from']} / {row['to']}", states=("period", "holder_id"))
        yield ChairTerm(id=f"t{number}", organization_id=slug(row["ministry"]), holder_id=slug(row["minister"]),
                        period=Period(f"{start}/{end}"), citations=(stated,))  # fmt: skip


def when(words: str, row: int) -> str:
    """Return the words of one cell as EDTF; an empty cell states nothing."""
    try:
        return str(PartialDate.from_words(words.removeprefix("since "))) if words else ""
    except InvalidDateError as error:
        raise InvalidDateError(f"row {row}: {error.reason}", value=words, field="from or to") from None


def slug(name: str) -> str:
    """Return the id for a name."""
    return name.lower().replace(" ", "-")
