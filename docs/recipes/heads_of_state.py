"""Heads of state of several countries: handovers, an acting president, a vacancy, and those still in office.

The head of state is the chair of the country. On a day of handover both are. The row of a vacancy means that nobody is,
while days without a row are unknown. `9999-12-31` and an empty end mean "still", but never beyond death.

>>> heads = read("docs/recipes/heads-of-state.csv")
>>> [each.name for each in heads.chair_of("Arboria", on="1971-03-15").certain]
['Ada Alder', 'Ben Birch']
>>> [(pair.before.name, pair.after.name) for pair in heads.succession("Boskia")]
[('Dag Dogwood', 'Elm Ebony')]
>>> print(heads.chair_of("Arboria", on="1971-10-01").why)
Nobody was chair of Arboria on 1 October 1971: the chair of Arboria was vacant.
>>> [heads.chair_of("Arboria", on=day).verdict for day in ("1990-05-02", "1990-05-03", "2020-01-01")]
[Certainty.CERTAIN, Certainty.UNKNOWN, Certainty.CERTAIN]
"""

from __future__ import annotations

import csv
from pathlib import Path

from iom_partners import Dataset, PartialDate, Person

ROLES = {"President": "chair", "Acting President": "interim-chair", "King": "chair", "Queen": "chair"}


def read(path: str) -> Dataset:
    """Read a table of heads of state."""
    terms = Dataset.from_csv(
        path,
        "chair_terms",
        columns={"body": "country", "member": "name", "role": "title"},
        defaults={"body_kind": "state"},
        members="people",
        roles=ROLES,
        vacant=("vacant",),
        coarse_dates="within",
        no_date=("9999-12-31",),
        missing_end="ongoing",
        extra="ignore",
    )
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file) if row["name"] != "vacant"}
    lives = (
        Person(id=terms.person(name).id, name=name, born=date(row["born"]), died=date(row["died"]))
        for name, row in rows.items()
    )
    return terms.merge(Dataset.from_records(lives))


def date(cell: str) -> PartialDate | None:
    """Return the date of a cell, or None if it is empty."""
    return PartialDate(cell) if cell else None
