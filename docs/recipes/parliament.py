"""A parliament in the Popolo format: persons as members, Speakers as chairs, legislative periods as limits of dates.

In Popolo, an empty end may mean "still there" or "not known", so it is read as unknown. A membership of a legislative
period began and ended on some day of it, unless it has a date of its own. A time of day is ignored. A member who sits
for a party is a member of that party. A role other than Speaker and Deputy Speaker is the office of a member.

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

The memberships of the second file have legislative periods:

>>> house = read("docs/recipes/legislative-periods.json")
>>> house.is_member("p1", "National Assembly", on="2009-01-01")  # Zoë Ash may have come late.
Certainty.POSSIBLE
>>> print(house.memberships_of("Émile Elm")[0].period)
2011-11-14/[2011-05-06..2015-04-30]
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iom_partners import ChairTerm, Dataset, Membership, Organization, PartialDate, Period, Person

CHAIRS = {"speaker": "chair", "deputy speaker": "vice-chair"}


def read(path: str) -> Dataset:
    popolo = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    return Dataset.from_records(records(popolo), source="Popolo file")


def records(popolo: Mapping[str, list[dict[str, Any]]]) -> Iterator[Any]:
    for person in popolo["persons"]:
        yield Person(id=person["id"], name=person["name"], born=day(person, "birth"), died=day(person, "death"))
    for body in popolo["organizations"]:
        yield Organization(id=body["id"], name=body["name"], kind=body["classification"],
                           founded=day(body, "founding"), ended=day(body, "dissolution"))  # fmt: skip
    events = {each["id"]: each for each in popolo.get("events", ())}
    for number, tie in enumerate(popolo["memberships"], 1):
        term = events.get(tie.get("legislative_period_id"), {})
        first, last = day(term, "start"), day(term, "end")
        some = PartialDate.between(str(first or f"[..{last}]"), str(last or f"[{first}..]")) if first or last else ""
        when = Period(f"{day(tie, 'start') or some}/{day(tie, 'end') or some}")
        role, who, body = tie.get("role") or "member", tie["person_id"], tie["organization_id"]
        if chair := CHAIRS.get(role.lower()):
            yield ChairTerm(id=f"t{number}", holder_id=who, organization_id=body, role=chair, period=when)
        else:
            office = None if role.lower() == "member" else role
            yield Membership(id=f"m{number}", member_id=who, organization_id=body, office=office, period=when)
        if party := tie.get("on_behalf_of_id"):
            yield Membership(id=f"p{number}", member_id=who, organization_id=party, period=when)


def day(of: Mapping[str, Any], what: str) -> PartialDate | None:
    text = of.get(f"{what}_date")
    return PartialDate(text[:10]) if text else None
