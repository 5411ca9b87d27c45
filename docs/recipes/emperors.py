"""Emperors by three sources that differ: annals with days, a chronicle with years, and coins.

Each source is read separately, and all are merged. The reigns have ids, so each reign is one record even if its dates
differ. A row with a year before 0001 is left out and listed.

>>> annals, chronicle, coins = (read(f"docs/recipes/emperors-{name}.csv") for name in ("annals", "chronicle", "coins"))
>>> print(annals.faults[0].row, annals.faults[0].reason)
2 '27 BC' needs years before 0001, which are not supported
>>> empire = annals.merge(chronicle).merge(coins)
>>> [each.values for each in empire.conflicts() if each.record.id == "dorian"]
[('0053-10-10/0068-06-09', '0054/0068')]

A merged reign begins and ends on a day that all sources allow. If there is none, it is some day from the earliest to
the latest that any source has. Each source can still be asked separately, or be preferred:

>>> empire.chair_terms["dorian"].period, empire.according_to("emperors-chronicle").chair_terms["dorian"].period
(Period("[0053-10-10..0054-12-31]/0068-06-09"), Period("0054/0068"))
>>> [each.name for each in empire.chair_of("Empire", on="0053-12-01").possible]
['Ardan II', 'Dorian']
>>> empire.resolve_conflicts(prefer="emperors-annals").chair_of("Empire", on="0053-12-01").one().name
'Dorian'
"""

from __future__ import annotations

from pathlib import Path

from iom_partners import Dataset


def read(path: str) -> Dataset:
    """Read the emperors of one source, which is named after its file."""
    return Dataset.from_csv(
        path,
        "chair_terms",
        columns={"id": "reign", "member": "emperor"},
        defaults={"body": "Empire"},
        members="people",
        dates="words",
        coarse_dates="within",
        source=Path(path).stem,
        errors="collect",
    )
