"""Memberships of states in intergovernmental organizations, one row per state and year, with codes for missing values.

A code is read as the status on 31 December of its year: 1 full member, 2 associate, 3 observer, 0 none of these, -1 the
organization did not exist. Between two years with the same code nothing changed; otherwise the status changed on some
day. -9, an empty cell and an absent row are missing codes. All members are known, except that a state is unknown where
its previous or next code is missing. `from_rows` makes the ids from the names, and refuses a second row for one state
and year.

>>> states = read("docs/recipes/treaty-bodies.csv")
>>> states.is_member("Arboria", "RIVER", on="2002-06-30"), states.is_member("Arboria", "RIVER", on="2004-12-31")
(Certainty.RULED_OUT, Certainty.CERTAIN)
>>> states.is_member("Arboria", "RIVER", on="2003-06-30")  # The year is missing: it may have joined then.
Certainty.POSSIBLE
>>> states.is_member("Boskia", "RIVER", on="2003-06-30")  # All its years are missing.
Certainty.UNKNOWN
>>> print(states.member_count("RIVER", on="2004-12-31"))
between 2 and 4
>>> states.members_of("FOREST", on="2003-12-31", role="observer").one().name
"Côte d'Opale"
"""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from iom_partners import Coverage, Dataset, Membership, Period, Word

ROLES = {"1": "member", "2": "associate", "3": "observer", "0": "none", "-1": "none", "-9": "missing", "": "missing"}


def read(path: str) -> Dataset:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    bodies = [column for column in rows[0] if column not in {"state", "year"}]
    named = [{"member": row["state"], "body": bodies[0], "id": f"{row['state']} {row['year']}"} for row in rows]
    named += [{"member": rows[0]["state"], "body": body} for body in bodies]
    agents = Dataset.from_rows(named, defaults={"member_kind": "state", "body_kind": "igo"}).organizations
    ids, records = {each.name: each.id for each in agents}, [*agents, Word(id="associate")]
    years = range(min(int(row["year"]) for row in rows), max(int(row["year"]) for row in rows) + 1)
    for body in bodies:
        stated = {(row["state"], int(row["year"])): ROLES[row[body].strip()] for row in rows}
        roles = {ids[who]: {year: stated.get((who, year), "missing") for year in years} for who, _ in stated}
        records += (tie for who, own in roles.items() for tie in spells(ids[body], who, own))
        records += coverages(ids[body], roles, years)
    return Dataset.from_records(records, source="Table of states and years")


def spells(body: str, who: str, roles: dict[int, str]) -> Iterator[Membership]:
    for role, spell in groupby(roles, key=roles.__getitem__):
        first, *_, last = [*spell] * 2
        before = [f"{year + 1}-01-01" for year in roles if year < first and roles[year] != "missing"][-1:]
        after = [f"{year}-12-30" for year in roles if year > last and roles[year] != "missing"][:1]
        when = Period(f"[{''.join(before)}..{first}-12-31]/[{last}-12-31..{''.join(after)}]")
        if role not in {"none", "missing"}:
            yield Membership(id=f"{body}-{who}-{first}", member_id=who, organization_id=body, role=role, period=when)


def coverages(body: str, roles: dict[str, dict[int, str]], years: range) -> Iterator[Coverage]:
    missing = {year: {who for who in roles if roles[who][year] == "missing"} for year in years}
    spans = [(f"{year}-12-31", f"{year}-12-31", missing[year]) for year in years]
    spans += [(f"{year}-01-01", f"{year}-12-30", missing[year - 1] | missing[year]) for year in years[1:]]
    for unknown, run in groupby(sorted(spans), key=lambda span: span[2]):
        first, *_, last = sorted(day for span in run for day in span[:2])
        for role in (None, "associate", "observer"):
            yield Coverage(id=f"{body}-{role or 'member'}-{first}", organization_id=body, of="members", role=role,
                           first_day=first, last_day=last, except_ids=tuple(sorted(unknown)))  # fmt: skip
