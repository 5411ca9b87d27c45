"""Memberships of states in intergovernmental organizations, one row per state and year, with codes for missing values.

The codes: 1 full member, 2 associate, 3 observer, 0 not a member, -9 missing, -1 the organization did not exist. A
state that is a member in a year joined on some day after the last year that says otherwise. A missing year states
nothing.

>>> states = read("docs/recipes/treaty-bodies.csv")
>>> states.is_member("Arboria", "RIVER", on="2002-06-30"), states.is_member("Arboria", "RIVER", on="2004-12-31")
(Certainty.RULED_OUT, Certainty.CERTAIN)
>>> states.is_member("Arboria", "RIVER", on="2003-06-30")  # The year is missing: it may have joined in it.
Certainty.POSSIBLE
>>> print(states.member_count("RIVER", on="2004-12-31"))
2
>>> [tie.role for tie in states.memberships_of("Cascadia") if tie.organization_id == "forest"]
['observer', 'member']
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from iom_partners import Coverage, Dataset, Membership, Organization, Period

ROLES, MISSING = {"1": "member", "2": "observer", "3": "observer", "0": None, "-1": None}, "-9"


def read(path: str) -> Dataset:
    """Read a table of states and years from a CSV file."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return Dataset.from_records(records(list(csv.DictReader(file))))


def records(rows: list[dict[str, str]]) -> Iterator[Any]:
    """Yield the records of a table."""
    bodies = [column for column in rows[0] if column not in ("state", "year")]
    for name in (*dict.fromkeys(row["state"] for row in rows), *bodies):
        yield Organization(id=name.lower(), name=name, kind="igo" if name in bodies else "state")
    first, last = min(int(row["year"]) for row in rows), max(int(row["year"]) for row in rows)
    for body in bodies:
        yield Coverage(id=body.lower(), organization_id=body.lower(), of="members",
                       first_day=date(first, 1, 1), last_day=date(last, 12, 31))  # fmt: skip
        for state, own in groupby(rows, key=lambda row: row["state"]):
            codes = {int(row["year"]): row[body] for row in own}
            for number, (role, start, end) in enumerate(spells(codes)):
                yield Membership(id=f"{state}-{body}-{number}".lower(), member_id=state.lower(),
                                 organization_id=body.lower(), role=role, period=Period(f"{start}/{end}"))  # fmt: skip


def spells(codes: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each spell of years with one role: the role, and when it may have begun and ended."""
    stated = [(year, ROLES[code]) for year, code in codes.items() if code != MISSING]
    for role, spell in groupby(stated, key=lambda each: each[1]):
        years = [year for year, _ in spell]
        before = max((year for year, _ in stated if year < years[0]), default=None)
        after = min((year for year, _ in stated if year > years[-1]), default=None)
        if role:
            # A member in a year is one on its last day; before that day it may not have been one yet.
            start = f"[{before + 1}-01-01..{years[0]}-12-31]" if before else f"[..{years[0]}-12-31]"
            end = f"[{years[-1]}-12-31..{after}-12-30]" if after else f"[{years[-1]}-12-31..]"
            yield role, start, end
