"""The collections of a dataset, one for each type of record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store.collection import Collection
from ..store.store import Store

if TYPE_CHECKING:
    from ..model.agents import Organization
    from ..model.dealings import Agreement, Contribution, Partnership, Statement
    from ..model.happenings import Event, Figure, Place
    from ..model.people import Person
    from ..model.sources import Source
    from ..model.ties import ChairTerm, Coverage, Membership
    from ..model.works import Participation, Project, Work

__all__ = ["Records"]


class Records:
    """The records of a dataset, by type."""

    __slots__ = ("_store",)

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def organizations(self) -> Collection[Organization]:
        """All organizations.

        >>> import iom_partners
        >>> iom_partners.load().organizations["gmg"].founded
        PartialDate("2003-04")
        """
        return self._store["organizations"]

    @property
    def people(self) -> Collection[Person]:
        """All persons: holders of public offices and awards only.

        >>> import iom_partners
        >>> len(iom_partners.load().people)
        2
        """
        return self._store["people"]

    @property
    def memberships(self) -> Collection[Membership]:
        """All memberships, of every role.

        >>> import iom_partners
        >>> iom_partners.load().memberships["gmg-member-who"].role
        'member'
        """
        return self._store["memberships"]

    @property
    def chair_terms(self) -> Collection[ChairTerm]:
        """All terms of chairs, co-chairs, interim chairs and co-conveners.

        >>> import iom_partners
        >>> iom_partners.load().chair_terms["gmg-chair-ilo-2014"].holder_id
        'ilo'
        """
        return self._store["chair_terms"]

    @property
    def projects(self) -> Collection[Project]:
        """All projects, programmes, campaigns and schemes.

        >>> import iom_partners
        >>> iom_partners.load().projects["praesidium"].name
        'Praesidium'
        """
        return self._store["projects"]

    @property
    def works(self) -> Collection[Work]:
        """All films, advertisements, performances and publications.

        >>> import iom_partners
        >>> iom_partners.load().works["man-on-ground"].kind
        'film'
        """
        return self._store["works"]

    @property
    def participations(self) -> Collection[Participation]:
        """Who took part in which project or work, in which role.

        >>> import iom_partners
        >>> {each.agent_id for each in iom_partners.load().participations.having(project_id="praesidium")} >= {"unhcr"}
        True
        """
        return self._store["participations"]

    @property
    def partnerships(self) -> Collection[Partnership]:
        """All ties that are wider than one project.

        >>> import iom_partners
        >>> iom_partners.load().partnerships["iom-americares"].period.start
        PartialDate("2005")
        """
        return self._store["partnerships"]

    @property
    def agreements(self) -> Collection[Agreement]:
        """All agreements that were signed.

        >>> import iom_partners
        >>> iom_partners.load().agreements["iom-carrefour-2007"].when
        PartialDate("2007-05")
        """
        return self._store["agreements"]

    @property
    def contributions(self) -> Collection[Contribution]:
        """All gifts of money, goods and services.

        >>> import iom_partners
        >>> iom_partners.load().contributions["chevron-myanmar-2008"].amount
        Decimal('400000')
        """
        return self._store["contributions"]

    @property
    def statements(self) -> Collection[Statement]:
        """What organizations and holders of offices say: aims, judgements, commitments.

        >>> import iom_partners
        >>> {each.speaker_id for each in iom_partners.load().statements} >= {"iom", "ubs"}
        True
        """
        return self._store["statements"]

    @property
    def events(self) -> Collection[Event]:
        """All events.

        >>> import iom_partners
        >>> len(iom_partners.load().events) > 30
        True
        """
        return self._store["events"]

    @property
    def figures(self) -> Collection[Figure]:
        """All numbers that sources give about something.

        >>> import iom_partners
        >>> iom_partners.load().figures["nargis-dead-and-missing"].high
        100000
        """
        return self._store["figures"]

    @property
    def coverages(self) -> Collection[Coverage]:
        """What is known completely, and on which days.

        >>> import iom_partners
        >>> {each.of for each in iom_partners.load().coverages} >= {"chairs", "members"}
        True
        """
        return self._store["coverages"]

    @property
    def places(self) -> Collection[Place]:
        """All places.

        >>> import iom_partners
        >>> iom_partners.load().places["geneva"].country
        'CH'
        """
        return self._store["places"]

    @property
    def sources(self) -> Collection[Source]:
        """All documents that records cite.

        >>> import iom_partners
        >>> iom_partners.load().sources["iom-partners-and-friends"].publisher
        'IOM'
        """
        return self._store["sources"]
