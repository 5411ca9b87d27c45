"""Who was in what, in which role, when: `Membership`, `ChairTerm`, and `Coverage` for what is known completely."""

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
    """One organization or person in an organization, in a role, for a time.

    Attributes:
        id: slug.
        member_id: id of the member.
        organization_id: id of the body.
        role: member; observer; component (one of several that share one seat); unit (working group, organ,
            branch).
        is_founder: whether it was a member from the founding.
        period: when; ``/`` if no source says.
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
    """One holder of the chair of a body, for a time, alone or with others.

    Attributes:
        id: slug.
        organization_id: id of the body.
        holder_id: id of the holder.
        role: chair, co-chair, interim-chair or co-convener.
        period: when; ``/`` if no source says.
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
    """The claim that the data know *all* chairs (members, units ...) of a body on each day of a time.

    Without coverage, a day outside every record is unknown, never ruled out.

    Attributes:
        id: slug.
        organization_id: id of the body.
        of: chairs, members, units, names, groups, projects or partners.
        first_day: the first such day; None is no limit.
        last_day: the last such day; None is no limit.
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
