"""The listings: what the records hold, without a time asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds
from ..dates.period import Period, joint_period
from ..model.agents import Agent
from ..model.ties import ChairTerm, Membership
from ..query.claims import Claim
from ..store.collection import Listing
from .questions import Questions

if TYPE_CHECKING:
    from ..ids import OrganizationId, PersonId

__all__ = ["Listings", "SharedPeriod"]


class SharedPeriod(NamedTuple):
    """A time during which two agents were members of one body together.

    Attributes:
        period: from the later start to the earlier end, each with its bounds; where the certainty is possible, provided
            that they overlapped at all.
        certainty: whether they were members together on some day in every reading of the dates, or in some
            reading only.
        records: the memberships that it comes from, first the one's, then the other's.
        why: one plain sentence.
    """

    period: Period
    certainty: Certainty
    records: tuple[Membership, ...]
    why: str


class Listings(Questions):
    """Listings of a dataset; each gives a tuple in time order, which is also a table."""

    __slots__ = ()

    def chair_terms_of(self, body: OrganizationId | str | Agent) -> Listing[ChairTerm]:
        """Give the chair terms of a body.

        >>> import iom_partners
        >>> len(iom_partners.load().chair_terms_of("GMG"))
        21
        """
        return self.chair_terms.having(organization_id=self._names().resolve(body, "body"))

    def terms_held_by(self, agent: OrganizationId | PersonId | str | Agent) -> Listing[ChairTerm]:
        """Give the chair terms that an agent held, in any body.

        >>> import iom_partners
        >>> [term.organization_id for term in iom_partners.load().terms_held_by("UNU")]
        ['gmg']
        """
        return self.chair_terms.having(holder_id=self._names().resolve(agent))

    def memberships_in(self, body: OrganizationId | str | Agent) -> Listing[Membership]:
        """Give the memberships in a body, of every role: members, observers, components, units.

        >>> import iom_partners
        >>> terms = iom_partners.load().memberships_in("GMG")
        >>> len([term for term in terms if term.role == "member"])
        19
        """
        return self.memberships.having(organization_id=self._names().resolve(body, "body"))

    def memberships_of(self, agent: OrganizationId | PersonId | str | Agent) -> Listing[Membership]:
        """Give the memberships that an agent had, in any body.

        >>> import iom_partners
        >>> [tie.organization_id for tie in iom_partners.load().memberships_of("ECA")]
        ['un-regional-commissions']
        """
        return self.memberships.having(member_id=self._names().resolve(agent))

    def shared_periods(
        self,
        a: OrganizationId | PersonId | str | Agent,
        b: OrganizationId | PersonId | str | Agent,
        body: OrganizationId | str | Agent,
    ) -> Listing[SharedPeriod]:
        """Give the times during which two agents were members of a body together, directly or through a collective.

        Args:
            a: one agent.
            b: the other.
            body: in which body.

        Returns:
            One entry for each pair of memberships that may have overlapped, in time order; the body's life cuts each.

        >>> import iom_partners
        >>> [(str(each.period), each.certainty) for each in iom_partners.load().shared_periods("IOM", "WHO", "GMG")]
        [('[2010-09-30..2010-11-08]/[2014-01-01..2018-12-31]', Certainty.CERTAIN)]
        """
        ledger = self._ready().members(self._names().resolve(body, "body"))
        ones, others = (ledger.claims_of(self._names().resolve(each)) for each in (a, b))
        shared = [
            _share(one, other, (ledger.label(one.item), ledger.label(other.item), ledger.topic.body))
            for one in ones
            for other in others
        ]
        found = sorted((each for each in shared if each), key=lambda each: each.period.sort_key)
        return Listing(found, "shared_periods")


def _share(one: Claim, other: Claim, labels: tuple[str, str, str]) -> SharedPeriod | None:
    links: list[Any] = [*one.links, *(link for link in other.links if link not in one.links)]
    if max(one.possible[0], other.possible[0]) > min(one.possible[1], other.possible[1]):
        return None
    period = joint_period([link.bounds for link in links])
    both = Claim(one.item, one.record, links)
    certainty = (
        Certainty.CERTAIN
        if both.certainly_meets(Bounds(BEFORE_ALL, BEFORE_ALL, AFTER_ALL, AFTER_ALL))
        else Certainty.POSSIBLE
    )
    records = tuple(dict.fromkeys(link.record for link in links if isinstance(link.record, Membership)))
    sure = "were" if certainty is Certainty.CERTAIN else "may have been"
    why = f"{labels[0]} and {labels[1]} {sure} members of {labels[2]} together: {period.describe()}"
    return SharedPeriod(period, certainty, records, why)
