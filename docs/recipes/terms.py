"""Legislators, presidents and vice-presidents: people with their terms, each of which ends on the day the next begins.

The end of a seat is the first day after it, so on the day of handover only the new member holds it. Presidents change
during the day: both hold the office on it, and `succession` lists who took over. The vice-president is a vice-chair. A
vacancy has the name "vacant". The file has all terms since 2001.

>>> data = read("docs/recipes/terms.json")
>>> [(each.before.id, each.after.id) for each in data.succession("Presidency")]
[('e2', 'e2'), ('e2', 'e4'), ('e4', 'e1'), ('e1', 'e1'), ('e1', 'e5')]
>>> [each.name for each in data.chair_of("Presidency", on="2009-01-20").certain]
['Ben Birch', 'Dag Dogwood']
>>> data.chair_of("Presidency", on="2012-12-01", role="vice-chair").verdict  # It was vacant.
Certainty.RULED_OUT
>>> [each.id for each in data.members_of("Senate", on="2009-01-15").certain]
['e5']
>>> data.is_member("e2", "Senate", on="2005-07-01"), data.is_member("e2", "Senate", on="1999-07-01")
(Certainty.RULED_OUT, Certainty.UNKNOWN)
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from iom_partners import Coverage, Dataset

BODIES = {"senator": "Senate", "representative": "House of Representatives"}
ROLES = {"president": "chair", "vice-president": "vice-chair"}
KNOWN = [("senate", "members", None), ("house-of-representatives", "members", None),
         ("presidency", "chairs", None), ("presidency", "chairs", "vice-chair")]  # fmt: skip


def read(path: str) -> Dataset:
    seats: list[dict[str, Any]] = []
    offices: list[dict[str, Any]] = []
    for person in json.loads(Path(path).read_text(encoding="utf-8-sig")):
        for term in person["terms"]:
            tie = {"member": person["name"], "member_id": person["id"], "start": term["start"], "end": term["end"]}
            if term["type"] in ROLES:
                offices.append({**tie, "body": "Presidency", "body_kind": "office", "role": term["type"]})
            else:
                seats.append({**tie, "body": BODIES[term["type"]], "body_kind": "chamber", "note": term["state"]})
    congress = Dataset.from_rows(seats, members="people", ends="exclusive", coarse_dates="within")
    presidency = Dataset.from_rows(offices, "chair_terms", members="people", roles=ROLES, vacant=["vacant"],
                                   coarse_dates="within")  # fmt: skip
    agents = {each.id: each for made in (congress, presidency) for each in (*made.organizations, *made.people)}
    known = [Coverage(id=f"known-{number}", organization_id=body, of=of, role=role, first_day=date(2001, 1, 20))
             for number, (body, of, role) in enumerate(KNOWN)]  # fmt: skip
    records = [*agents.values(), *congress.memberships, *presidency.chair_terms, *known]
    return Dataset.from_records(records, source="List of legislators and presidents")
