"""The board of a company: directors as members, and its chair, with days as a register of companies writes them.

A day is written 12/03/2010, day first. A month or a year alone is some day of it. The register is complete, so an empty
end means that nobody resigned: the director is still there.

>>> board = read("docs/recipes/board.csv")
>>> board.chair_of("Oakwood plc", on="2015-06-01").one().name
'Ada Alder'
>>> answer = board.members_of("Oakwood plc", on="2015-07-01")
>>> [each.name for each in answer.certain], [each.name for each in answer.possible], answer.is_complete
(['Ada Alder'], ['Cleo Cedar'], True)
>>> board.chair_of("Oakwood plc", on="2018-01-15").verdict
Certainty.POSSIBLE
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from iom_partners import ChairTerm, Coverage, Dataset, Membership, Organization, Period, Person


def read(path: str) -> Dataset:
    """Read a register of directors from a CSV file."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return Dataset.from_records(records(list(csv.DictReader(file))))


def records(rows: list[dict[str, str]]) -> Iterator[Any]:
    """Yield the records of a register."""
    for name in dict.fromkeys(row["director"] for row in rows):
        yield Person(id=slug(name), name=name)
    for name in dict.fromkeys(row["company"] for row in rows):
        yield Organization(id=slug(name), name=name, kind="company")
        for of in ("members", "chairs"):
            first = min(edtf(row["appointed"]) for row in rows if row["company"] == name)
            yield Coverage(id=f"{slug(name)}-{of}", organization_id=slug(name), of=of,
                           first_day=date.fromisoformat(first))  # fmt: skip
    for number, row in enumerate(rows):
        who, body = slug(row["director"]), slug(row["company"])
        when = Period(f"{edtf(row['appointed'])}/{edtf(row['resigned']) or '..'}")
        if row["office"] == "Chair":
            yield ChairTerm(id=f"t{number}", holder_id=who, organization_id=body, period=when)
        else:
            yield Membership(id=f"m{number}", member_id=who, organization_id=body, period=when)


def edtf(written: str) -> str:
    """Return 12/03/2010 as 2010-03-12, and 03/2010 as 2010-03; an empty text stays empty."""
    return "-".join(reversed(written.split("/")))


def slug(name: str) -> str:
    """Return the id for a name."""
    return name.lower().replace(" ", "-")
