"""The questions about what agents did together: projects, partners, money."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..dates.coerce import NOT_GIVEN, DateLike, PeriodLike
from ..errors import InvalidQuestionError, shorten
from ..model.agents import Agent
from ..query.answer import Answer, ask, read_time
from .listings import Listings

if TYPE_CHECKING:
    from ..model.dealings import Contribution
    from ..model.works import Project, Work
    from ..query.project_rosters import DealingLedgers
    from ..query.totals import Total

__all__ = ["Dealings"]


class Dealings(Listings):
    """Questions about projects, partners and contributions; the time is given as for `Questions`."""

    __slots__ = ()

    def project(self, ref: str | Project) -> Project:
        """Give one project by its id, name, acronym or any other name.

        Args:
            ref: in any case, with or without accents and hyphens; or a record.

        Raises:
            UnknownNameError: no project bears that name; the message lists the nearest.
            AmbiguousNameError: several do.

        >>> import iom_partners
        >>> iom_partners.load().project("PRAESIDIUM").id
        'praesidium'
        """
        found: Project = self._done("projects", ref, "project")
        return found

    def work(self, ref: str | Work) -> Work:
        """Give one film, advertisement, performance or publication by its id or title.

        Args:
            ref: in any case, with or without accents and hyphens; or a record.

        Raises:
            UnknownNameError: no work bears that title; the message lists the nearest.
            AmbiguousNameError: several do.

        >>> import iom_partners
        >>> iom_partners.load().work("man on ground").kind
        'film'
        """
        found: Work = self._done("works", ref, "work")
        return found

    def projects_of(
        self,
        agent: str | Agent | None = None,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        role: str | None = None,
        country: str | None = None,
        theme: str | None = None,
    ) -> Answer[Project]:
        """Say in which projects an agent took part; without an agent, which projects were under way.

        A participation holds only while its project does. Who took part in a `Work` took part in no project by that.

        Args:
            agent: by any of its names; None for the projects of anyone.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            role: only in this role: implementer, funder, partner ...; without an agent, the projects in which someone
                had it.
            country: only projects with a place in it, ISO 3166-1 alpha-2.
            theme: only projects about it, a slug.

        Raises:
            InvalidQuestionError: no record has that role or theme, or there is no such country.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> [project.id for project in data.projects_of("UNHCR", on="2007-01-01").possible]
        ['praesidium']
        >>> data.projects_of(on="1990-01-01").about("Praesidium").certainty
        Certainty.RULED_OUT
        """
        agent_id = None if agent is None else self._names().resolve(agent)
        return ask(self._dealt().projects(agent_id, role, country, theme), on, during, throughout)

    def partners_of(
        self,
        agent_or_project: str | Agent | Project,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        kind: str | None = None,
        role: str | None = None,
    ) -> Answer[Agent]:
        """Say who took part in a project, or with whom an agent shared a project or a partnership.

        Two agents share a project on the days on which the participations of both and the project hold. An agreement
        makes no partners here: it ties its parties on the day on which they signed, and says of no other day.

        Args:
            agent_or_project: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            kind: only this kind of organization: company, ngo, un-agency ...
            role: only who took part in the project in this role; a partnership has no roles, so it does not count then.

        Raises:
            InvalidQuestionError: no record has that kind or role.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.partners_of("UNHCR", on="2007-01-01").about("IOM").certainty
        Certainty.POSSIBLE
        >>> data.partners_of("Praesidium", on="1990-01-01").verdict
        Certainty.RULED_OUT
        """
        titles = self._home().titles("organizations", "people", "projects")
        found = titles.resolve(agent_or_project, "agent_or_project")
        ledgers = self._dealt()
        ledger = (ledgers.participants if titles.kind(found) == "projects" else ledgers.partners)(found, kind, role)
        return ask(ledger, on, during, throughout)

    def total_of(
        self,
        contributions: Iterable[Contribution] | None = None,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        giver: str | Agent | None = None,
        receiver: str | Agent | None = None,
        project: str | Project | Work | None = None,
        country: str | None = None,
        theme: str | None = None,
        role: str | None = None,
    ) -> Total:
        """Add up gifts of money, exactly, by currency; what cannot be added is told apart.

        Nothing is converted, and no amount is divided: a gift that was given over a longer time than is asked about is
        only possible.

        Args:
            contributions: which gifts, such as ``data.contributions.where(...)``; by default all.
            on: only those given on one day.
            during: only those given within a period.
            giver: by any of its names.
            receiver: by any of its names.
            project: the project or work that they were for.
            country: of a place of that project, ISO 3166-1 alpha-2.
            theme: of that project, a slug.
            role: that the giver has in that project.

        Raises:
            InvalidQuestionError: something is no contribution, or its amount no number; or see `projects_of`.

        >>> import iom_partners
        >>> print(iom_partners.load().total_of(country="CO"))
        1,000,000 EUR
        """
        from ..query.totals import total

        asked = None
        if on is not NOT_GIVEN or during is not NOT_GIVEN:
            asked = read_time(on, during, NOT_GIVEN, "total_of() without a time")
        given = {
            "giver": giver, "receiver": receiver, "project": project, "country": country, "theme": theme, "role": role,
        }  # fmt: skip
        gifts = self.contributions if contributions is None else contributions
        if isinstance(gifts, str) or not isinstance(gifts, Iterable):
            raise InvalidQuestionError(f"{shorten(gifts)} holds no contributions", value=gifts, field="contributions")
        return total(gifts, self._home(), {key: value for key, value in given.items() if value is not None}, asked)

    def _done(self, kind: str, ref: Any, field: str) -> Any:
        titles = self._home().titles(kind)
        found = titles.resolve(ref, field)
        # A view may refer to projects of which its sources say nothing: they keep id and labels.
        return self._store[kind].get(found) or titles.bare_of(found)

    def _dealt(self) -> DealingLedgers:
        from ..query.project_rosters import DealingLedgers

        # The class itself is the key: nothing that a caller writes equals it.
        made: DealingLedgers | None = self._by_ref.get(DealingLedgers)
        return made if made is not None else self._by_ref.setdefault(DealingLedgers, DealingLedgers(self._home()))
