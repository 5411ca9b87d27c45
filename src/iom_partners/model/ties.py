"""Who was in what, in which role, when: `Membership`, `ChairTerm`, and `Coverage` of what is known."""

from datetime import date
from typing import Literal, get_args

import attrs

from ..dates.period import Period
from .evidence import Citation
from .record import Record

__all__ = [
    "CHAIR_ROLES",
    "SOLE_CHAIR_ROLES",
    "ChairRole",
    "ChairTerm",
    "Coverage",
    "CoverageOf",
    "Membership",
    "MembershipRole",
]

MembershipRole = Literal["member", "observer", "component", "unit"]
ChairRole = Literal["chair", "co-chair", "interim-chair", "co-convener"]
CoverageOf = Literal["chairs", "members", "units", "names", "groups", "projects", "partners"]

CHAIR_ROLES: tuple[ChairRole, ...] = get_args(ChairRole)
#: The roles of which one holder sits at a time.
SOLE_CHAIR_ROLES: tuple[ChairRole, ...] = ("chair", "interim-chair")

_ALWAYS = Period("/")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Membership(Record):
    """That one organization or person was in another, in a role, for a time.

    Attributes:
        id: slug.
        member_id: who.
        organization_id: in what.
        role: member; observer; component (one of several that hold one seat together); unit (working group,
            organ, branch).
        is_founder: whether it was there from the founding.
        period: when; ``/`` where no one says.
        citations: in order of weight.
        note: in our own words.

    >>> Membership(id="m", member_id="who", organization_id="gmg", period=Period("2010/")).role
    'member'
    """

    id: str
    member_id: str
    organization_id: str
    role: MembershipRole = "member"
    is_founder: bool = False
    period: Period = _ALWAYS
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ChairTerm(Record):
    """That someone held the chair of a body for a time, alone or with others.

    Attributes:
        id: slug.
        organization_id: of what.
        holder_id: who.
        role: chair, co-chair, interim-chair or co-convener.
        period: when; ``/`` where no one says.
        citations: in order of weight.
        note: in our own words.

    >>> ChairTerm(id="t", organization_id="gmg", holder_id="iom", period=Period("2013-07-01/2013-12-31")).role
    'chair'
    """

    id: str
    organization_id: str
    holder_id: str
    role: ChairRole = "chair"
    period: Period = _ALWAYS
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Coverage(Record):
    """That the data knows *all* chairs (members, units ...) of a body on each of these days.

    Without coverage, a day outside every record is unknown, never ruled out.

    Attributes:
        id: slug.
        organization_id: of what.
        of: chairs, members, units, names, groups, projects or partners.
        first_day: first day of it; None is no limit.
        last_day: last day of it; None is no limit.
        citations: in order of weight.
        note: in our own words.

    >>> Coverage(id="c", organization_id="gmg", of="members", last_day=date(2014, 1, 1)).first_day is None
    True
    """

    id: str
    organization_id: str
    of: CoverageOf
    first_day: date | None = None
    last_day: date | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None
