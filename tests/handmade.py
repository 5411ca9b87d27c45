"""Short ways to write small worlds by hand: one body "GRP", agents named after their ids."""

from __future__ import annotations

from datetime import date
from typing import Any

from iom_partners import ChairTerm, Coverage, Dataset, Membership, Organization, PartialDate, Period
from iom_partners.model import Name


def world(*records: Any) -> Dataset:
    """Return the dataset of some records."""
    return Dataset.from_records(records)


def org(agent_id: str, *, founded: str | None = None, ended: str | None = None, **fields: Any) -> Organization:
    """Return an organization whose acronym is its id in capitals."""
    life = {"founded": founded and PartialDate(founded), "ended": ended and PartialDate(ended)}
    return Organization(
        id=agent_id, **{"name": f"{agent_id.title()} Agency", "acronym": agent_id.upper()} | life | fields
    )


def body(**fields: Any) -> Organization:
    """Return the body GRP."""
    return org("grp", **{"name": "The Group"} | fields)


def seat(who: str, when: str, *, of: str = "grp", role: Any = "member", **fields: Any) -> Membership:
    """Return a membership."""
    record_id = f"{of}-{role}-{who}-{when}"
    return Membership(**{"id": record_id} | fields, member_id=who, organization_id=of, role=role, period=Period(when))


def term(who: str, when: str, *, of: str = "grp", role: Any = "chair", **fields: Any) -> ChairTerm:
    """Return a chair term."""
    record_id = f"{of}-{role}-{who}-{when}"
    return ChairTerm(**{"id": record_id} | fields, holder_id=who, organization_id=of, role=role, period=Period(when))


def name(text: str, when: str = "/", **fields: Any) -> Name:
    """Return a name."""
    return Name(**{"text": text, "kind": "official", "period": Period(when)} | fields)


def covers(of: Any, first: str | None = None, last: str | None = None, *, body: str = "grp", **fields: Any) -> Coverage:
    """Return a coverage from one day to another."""
    days = [day and date.fromisoformat(day) for day in (first, last)]
    record_id = f"{body}-{of}-{first}-{last}"
    return Coverage(**{"id": record_id} | fields, organization_id=body, of=of, first_day=days[0], last_day=days[1])


def ids(items: Any) -> list[str]:
    """Return the ids of agents or records, the texts of names."""
    return [item if isinstance(item, str) else item.id for item in items]
