"""A parliament in the Popolo format: persons as members, Speakers as chairs.

Popolo writes an empty end both for "still there" and for "not known", so an empty end is read as unknown.

>>> house = read("docs/recipes/parliament.json")
>>> house.chair_of("Assembly of Arboria", on="2001-01-01").one().name
'Ada Alder'
>>> answer = house.members_of("Assembly of Arboria", on="2003-05-03")
>>> [each.name for each in answer.certain], [each.name for each in answer.possible]
(['Ada Alder'], ['Ben Birch', 'Cleo Cedar'])
>>> house.chair_of("Assembly of Arboria", on="2003-04-15").verdict
Certainty.UNKNOWN
>>> house.according_to("popolo-file") == house
True
>>> house.is_member("Cleo Cedar", "Assembly of Arboria", on="2020-01-01")
Certainty.POSSIBLE
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from iom_partners import ChairTerm, Dataset, Membership, Organization, PartialDate, Period, Person

SPEAKER = "Speaker"


def read(path: str) -> Dataset:
    """Read a Popolo file."""
    return Dataset.from_records(records(json.loads(Path(path).read_text(encoding="utf-8"))), source="Popolo file")


def records(popolo: dict[str, list[dict[str, Any]]]) -> Iterator[Any]:
    """Yield the records of a Popolo file."""
    for person in popolo["persons"]:
        yield Person(id=person["id"], name=person["name"])
    for body in popolo["organizations"]:
        founded = PartialDate(body["founding_date"]) if body.get("founding_date") else None
        yield Organization(id=body["id"], name=body["name"], kind=body["classification"], founded=founded)
    for number, tie in enumerate(popolo["memberships"], 1):
        when = Period(f"{tie.get('start_date') or ''}/{tie.get('end_date') or ''}")
        who, body = tie["person_id"], tie["organization_id"]
        if tie.get("role") == SPEAKER:
            yield ChairTerm(id=f"t{number}", holder_id=who, organization_id=body, period=when)
        else:
            yield Membership(id=f"m{number}", member_id=who, organization_id=body, period=when)
