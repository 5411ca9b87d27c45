"""Emperors by three sources that differ: annals with days, a chronicle with years, and coins.

Each source is read separately, and all are merged. The reigns have ids, so each reign is one record even if its dates
differ. Years before 0001 are astronomical: 27 BC is -0026.

>>> annals, chronicle, coins = (read(f"docs/recipes/emperors-{name}.csv") for name in ("annals", "chronicle", "coins"))
>>> empire = annals.merge(chronicle).merge(coins)
>>> for each in empire.conflicts():
...     if each.record.id == "ardan-i":
...         print(each.kind, *each.values)
contradiction -0026-01-16/0014-08-03 -0022/0014
contradiction -0022/0014 [-0027..-0025]/[..0015]
coarser [-0027..-0025]/[..0015] -0026-01-16/0014-08-03

A merged reign begins and ends on a day that all sources allow. If there is none, it is some day from the earliest to
the latest that any source has. Each source can still be asked separately, or be preferred:

>>> empire.chair_terms["ardan-i"].period, empire.according_to("emperors-chronicle").chair_terms["ardan-i"].period
(Period("[-0027-01-01..-0022-12-31]/0014-08-03"), Period("-0022/0014"))
>>> [each.name for each in empire.chair_of("Empire", on="-0024-06-01").possible]
['Ardan I']
>>> [each.name for each in empire.chair_of("Empire", on="0053-12-01").possible]
['Ardan II', 'Dorian']
>>> empire.resolve_conflicts(prefer="emperors-annals").chair_of("Empire", on="-0024-06-01").one().name
'Ardan I'
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
    )
