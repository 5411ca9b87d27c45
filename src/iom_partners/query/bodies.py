"""What a body is a unit of: within whose life it lives."""

from __future__ import annotations

from ..model.agents import Organization
from ..store.store import Store

__all__ = ["bodies_above"]


def bodies_above(store: Store, body_id: str) -> list[Organization]:
    """Give a body and what it is a unit of, upwards; a unit that moved from one body to another is bounded by neither.

    >>> from iom_partners.model import Membership
    >>> unit = Membership(id="u", member_id="wg", organization_id="grp", role="unit")
    >>> bodies = [Organization(id="wg", name="Working Group"), Organization(id="grp", name="Group")]
    >>> [body.id for body in bodies_above(Store.of_records({"organizations": bodies, "memberships": [unit]}), "wg")]
    ['wg', 'grp']
    """
    bodies: list[Organization] = []
    above: str | None = body_id
    while above is not None and all(each.id != above for each in bodies):
        body = store["organizations"].get(above)
        if body is None:
            break
        bodies.append(body)
        parents = {tie.organization_id for tie in store["memberships"].having(member_id=above) if tie.role == "unit"}
        above = parents.pop() if len(parents) == 1 else None
    return bodies
