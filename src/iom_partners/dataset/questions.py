"""The questions: who, in which role, when. Each takes exactly one of ``on``, ``during``, ``throughout``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN, DateLike, PeriodLike
from ..model.agents import Agent, NameKind, Organization
from ..model.ties import ChairRole
from ..query.answer import Answer, ask, read_time
from ..query.count import Count
from .base import Base

if TYPE_CHECKING:
    from ..ids import OrganizationId, PersonId

__all__ = ["Questions"]


class Questions(Base):
    """Questions with a time, and their answers with certainty and evidence.

    Of the three keywords ``on`` asks about one day (of a partial date: one day of it, not known which), ``during``
    about at least one day of a period, ``throughout`` about every day of it. Text for the latter two means whole
    units: "2013" is 1 January to 31 December; a `Period` keeps its uncertain ends. Every question raises
    `MissingTimeError` without a time or with several, `InvalidDateError` or `InvalidPeriodError` for one that cannot
    be read, `UnknownNameError` and `AmbiguousNameError` for names.
    """

    __slots__ = ()

    def chair_of(
        self,
        body: OrganizationId | str | Agent,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        role: ChairRole | None = None,
    ) -> Answer[Agent]:
        """Say who held the chair of a body; co-chairs are several.

        Args:
            body: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            role: only this role: chair, co-chair, interim-chair or co-convener.

        Raises:
            InvalidQuestionError: there is no such role.

        >>> import iom_partners
        >>> iom_partners.load().chair_of("GMG", on="2013-09-01").one().acronym
        'IOM'
        """
        key = body if role is None else (body, role)
        try:
            ledger = self._by_ref[key]
        except (KeyError, TypeError):
            ledger = None
        if ledger is None:
            ledger = self._remember(key, self._ready().chairs(self._names().resolve(body, "body"), role))
        return ask(ledger, on, during, throughout)

    def members_of(
        self,
        body: OrganizationId | str | Agent,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        components: bool = False,
    ) -> Answer[Agent]:
        """Say who was a member of a body, each once.

        Args:
            body: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            components: list the parts of a collective in its place; else it counts as one.

        >>> import iom_partners
        >>> answer = iom_partners.load().members_of("GMG", on="2010-10-15")
        >>> len(answer.certain), [member.acronym for member in answer.possible]
        (14, ['UN Women', 'WHO'])
        """
        key = (body, bool(components))
        try:
            ledger = self._by_ref[key]
        except (KeyError, TypeError):
            ledger = None
        if ledger is None:
            ledger = self._remember(key, self._ready().members(self._names().resolve(body, "body"), bool(components)))
        return ask(ledger, on, during, throughout)

    def is_member(
        self,
        agent: OrganizationId | PersonId | str | Agent,
        body: OrganizationId | str | Agent,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
    ) -> Certainty:
        """Say how sure it is that an agent was a member of a body, itself or as a component of a collective.

        Args:
            agent: by any of its names.
            body: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.

        Returns:
            The certainty; `members_of(...).about(agent)` gives the reason with it.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.is_member("WHO", "GMG", on="2010-06-30")
        Certainty.RULED_OUT
        >>> data.according_to("iom-partners-and-friends").is_member("WHO", "GMG", on="2010-06-30")
        Certainty.POSSIBLE
        """
        ledger = self._ready().members(self._names().resolve(body, "body"))
        agent_id = self._names().resolve(agent)
        return ledger.judge(agent_id, read_time(on, during, throughout, ledger.topic.listing))

    def member_count(
        self,
        body: OrganizationId | str | Agent,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
    ) -> Count:
        """Say how many members a body had: least and most, beside the figures that sources state.

        Args:
            body: by any of its names.
            on: one day; of a partial date one day of it, not known which.
            during: how many were members on at least one day of a period.
            throughout: how many were members on every day of a period.

        >>> import iom_partners
        >>> count = iom_partners.load().member_count("GMG", on="2007-11-15")
        >>> count.low, count.high
        (10, 14)
        """
        from ..query.count import count_members

        ledger = self._ready().members(self._names().resolve(body, "body"))
        asked = read_time(on, during, throughout, "data.memberships_in(body)")
        return count_members(ledger, asked, self.figures.having(about_id=ledger.topic.body_id))

    def groups_of(
        self,
        agent: OrganizationId | PersonId | str | Agent,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
    ) -> Answer[Organization]:
        """Say in which bodies an agent was a member, itself or as a component of a collective.

        Args:
            agent: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.

        >>> import iom_partners
        >>> [body.acronym for body in iom_partners.load().groups_of("ILO", on="2010-01-01").certain]
        ['GMG']
        """
        ledger: Any = self._ready().groups(self._names().resolve(agent))  # Bodies are organizations.
        return ask(ledger, on, during, throughout)

    def units_of(
        self,
        body: OrganizationId | str | Agent,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        kind: str | None = None,
    ) -> Answer[Organization]:
        """Say which working groups, task forces, organs and branches a body had.

        Args:
            body: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            kind: only this kind of organization: working-group, task-force, organ ...

        >>> import iom_partners
        >>> answer = iom_partners.load().units_of("GMG", on="2014-01-01", kind="task-force")
        >>> [unit.id for unit in answer.certain]
        ['tf-capacity-development', 'tf-decent-work']
        """
        ledger: Any = self._ready().units(self._names().resolve(body, "body"), kind)  # Units are organizations.
        return ask(ledger, on, during, throughout)

    def name_of(
        self,
        agent: OrganizationId | PersonId | str | Agent,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        language: str = "en",
        kind: NameKind = "official",
    ) -> Answer[str]:
        """Say what an agent was called.

        Args:
            agent: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            language: ISO 639-1 code.
            kind: official, acronym, former, native, spelling or alias.

        >>> import iom_partners
        >>> iom_partners.load().name_of("GMG", on="2004-01-01").one()
        'Geneva Migration Group'
        """
        return ask(self._ready().names(self._names().resolve(agent), language, kind), on, during, throughout)

    def _remember(self, key: Any, ledger: Any) -> Any:
        # Only texts are keys: records are large to hash, and anything else was refused before.
        if isinstance(key[0] if isinstance(key, tuple) else key, str):
            self._by_ref[key] = ledger
        return ledger
