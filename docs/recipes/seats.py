"""A parliament since 1867: one row for each seat or office that somebody held, with by-elections and deaths in office.

After a general election, "to" is the polling day, on which the next member's seat begins, so it is the first day after.
A member who dies, resigns or crosses the floor still holds the seat or office on the day "to". An empty "to" is
unknown, but no seat lasts beyond death. The file has all members since 1867. Offices are in the words of the file.

>>> house = read("docs/recipes/seats.csv")
>>> answer = house.members_of("House of Arboria", on="1872-10-12")  # A polling day.
>>> [each.name for each in answer.certain], answer.is_complete
(['Ann Ash', 'Émile Côté', 'Gus Gorse'], True)
>>> [each.id for each in house.members_of("Government of Arboria", office="Chief Whip", on="1871-01-01").certain]
['m3']
>>> [len(house.members_of(party, on="1873-12-01").certain) for party in ("Évergreens", "Deciduous League")]
[1, 2]
"""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from iom_partners import Coverage, Dataset, Person

HOUSE, GOVERNMENT, SINCE = "House of Arboria", "Government of Arboria", date(1867, 9, 20)


def read(path: str) -> Dataset:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lives = {row["id"]: {"name": row["name"], "born": row["born"] or None, "died": row["died"] or None} for row in rows}
    records: list[Any] = [Coverage(id="all-members", organization_id="house-of-arboria", of="members", first_day=SINCE)]
    agents: dict[str, Any] = {each: Person(id=each, **life) for each, life in lives.items()}
    for ends in ("exclusive", "inclusive"):
        ties = [tie for row in rows if (row["left by"] == "election") == (ends == "exclusive") for tie in ties_of(row)]
        made = Dataset.from_rows(ties, members="people", ends=ends, coarse_dates="within")
        agents |= {each.id: each for each in made.organizations}
        records += made.memberships
    return Dataset.from_records([*records, *agents.values()], source="Seats and offices since 1867")


def ties_of(row: dict[str, str]) -> list[dict[str, Any]]:
    tie = {"member": row["name"], "member_id": row["id"], "start": row["from"], "end": row["to"]}
    if row["office"]:
        return [{**tie, "body": GOVERNMENT, "body_kind": "government", "office": row["office"]}]
    seat = {**tie, "body": HOUSE, "body_kind": "legislature", "note": row["seat"]}
    return [seat, {**tie, "body": row["party"], "body_kind": "party"}] if row["party"] else [seat]
