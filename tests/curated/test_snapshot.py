"""A snapshot of answers that follow from the data, so that a change of data shows its effect.

Run with ``SNAPSHOT=write`` to write it anew, and read the difference before you keep it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import iom_partners
from iom_partners import Dataset
from iom_partners.results import Answer
from iom_partners.store.record_types import RECORD_TYPES

SNAPSHOT = Path(__file__).with_name("snapshot.json")


def months(first: int, last: int) -> list[str]:
    """The first days of all months of some years."""
    return [str(date(year, month, 1)) for year in range(first, last + 1) for month in range(1, 13)]


def told(answer: Answer[Any]) -> str:
    """An answer in one short text."""
    certain = " ".join(each.id for each in answer.certain)
    possible = " ".join(each.id for each in answer.possible)
    return f"{answer.verdict.name.lower()}: {certain}{' | maybe ' + possible if possible else ''}"


def changes(values: dict[str, str]) -> dict[str, str]:
    """Of a value for each day, those days on which it changes."""
    kept: dict[str, str] = {}
    for day, value in values.items():
        if not kept or value != list(kept.values())[-1]:
            kept[day] = value
    return kept


def derived(data: Dataset) -> dict[str, Any]:
    """Answers that rest on many records each."""
    days = months(2003, 2019)
    money: Counter[str] = Counter()
    for gift in data.contributions:
        if gift.amount is not None:
            money[f"{gift.currency} {gift.kind}"] += gift.amount  # type: ignore[assignment]
    return {
        "records": {name: len(getattr(data, name)) for name in RECORD_TYPES},
        "chairs": changes({day: told(data.chair_of("GMG", on=day)) for day in days}),
        "members": changes({day: str(data.member_count("GMG", on=day)) for day in days}),
        "names": changes({day: str(data.name_of("GMG", on=day).certain) for day in days}),
        "missions": told(data.units_of("IOM", on="2007-05-15")),
        "groups of IOM": told(data.groups_of("IOM", on="2013-09-01")),
        "partners by project": {
            project.id: sorted({tie.agent_id for tie in data.participations.where(project_id=project.id)})
            for project in data.projects
        },
        "money": {key: str(Decimal(value)) for key, value in sorted(money.items())},
        "countries of places": dict(sorted(Counter(str(place.country) for place in data.places).items())),
        "themes": dict(sorted(Counter(theme for project in data.projects for theme in project.themes).items())),
        "conflicts": sorted(f"{each.kind} {each.record.id} {each.field}: {' ~ '.join(each.values)}"
                            for each in data.conflicts() if each.kind != "coarser"),
    }  # fmt: skip


def test_derived_answers_are_those_of_the_snapshot() -> None:
    """Whoever changes the data sees here which answers change."""
    found = derived(iom_partners.load())
    if os.environ.get("SNAPSHOT") == "write":
        SNAPSHOT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    kept = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    for part, value in found.items():
        assert value == kept[part], f"{part} changed"
    assert set(kept) == set(found)
