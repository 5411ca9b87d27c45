"""The histories as data for statistics: panels, pairs and networks, beside questions about a column of dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dates.coerce import NOT_GIVEN, DateLike, PeriodLike
from ..model.agents import Agent
from .questions_on_each import QuestionsOnEach

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..dates.certainty import Certainty
    from ..query.claims import Asked
    from ..query.project_rosters import DealingLedgers
    from ..stats.network import AtLeast, Edge, TieKind
    from ..stats.panel import Freq, PanelOf
    from ..tables.table import Table

__all__ = ["Analyses"]


class Analyses(QuestionsOnEach):
    """Panels, pairs and networks of bodies and agents, and questions about many days at once."""

    __slots__ = ()

    if TYPE_CHECKING:

        def _dealt(self) -> DealingLedgers: ...

    def panel(
        self,
        body: str | Agent | Iterable[str | Agent],
        *,
        freq: Freq = "year",
        of: PanelOf = "members",
        during: PeriodLike = NOT_GIVEN,
        components: bool = False,
    ) -> Table:
        """Give one row for each body, each agent and each year, month or day: a balanced panel for statistics.

        Of each body there are all agents that are ever possible, in the order of their first possible day; of each
        agent all units in the order of time, those in which it is ruled out or unknown as well. Units are whole: a
        year stands in the panel if one day of it is asked about. By default they reach from the body's first possible
        day (of a body without a founding: of its members or chairs) to its last possible day (of a body without an
        end: to `as_of`).

        Args:
            body: by any of its names; or several bodies.
            freq: year, month or day.
            of: members, each itself or through a collective; or chairs, in any role.
            during: the units that hold a day of this period; its ends are exact, or open for the body's own limit.
            components: of members, list the parts of a collective in its place; else it counts as one.

        Returns:
            The columns are body_id, agent_id, label, period (the unit in EDTF), first_day, last_day, certainty (was it
            so on at least one day of the unit), certainty_throughout (on every day), days, days_least, days_most (as
            `tenure` counts them), is_exact and is_complete (as `tenure` says them).

        Raises:
            InvalidQuestionError: there is no such unit, or no such question.
            InvalidPeriodError: the period has uncertain ends.
            MissingTimeError: the data set no limit on one side, so ``during`` has to.

        >>> import iom_partners
        >>> panel = iom_partners.load().panel("GMG", during="2010")
        >>> len(panel), [row[6:11] for row in panel if row[1] == "who"]
        (19, [('certain', 'ruled_out', 365, 54, 93)])
        """
        from ..dates.coerce import to_period
        from ..history.tenure import _exact
        from ..stats.panel import make_panel

        period = None if during is NOT_GIVEN else _exact(to_period(during, "during"))
        body_ids, ledgers = self._body_ids(body), self._ready()
        return make_panel(ledgers, body_ids, freq, of, period, self.as_of, components=bool(components))

    def co_membership(
        self,
        body: str | Agent | Iterable[str | Agent] | None = None,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        components: bool = False,
    ) -> Table:
        """Give each two agents that were, or may have been, members of a body together.

        `shared_periods` gives the single stretches of time of one pair. Who is not listed is ruled out or unknown.

        Args:
            body: by any of its names; or several bodies; by default all that have members.
            on: only who was together on one day.
            during: only who was together on at least one day of a period, whose ends are exact.
            throughout: only who was together on every day of a period, whose ends are exact.
            components: list the parts of a collective in its place; else it counts as one.

        Returns:
            Each pair once for each body, by body (all: by their ids) and then by both ids. The certainty and the days
            are those of the time asked about, by default of any time; the period with its four bounds is all of their
            time together, from the first day to the last one, between which there may be gaps. ``days_least`` is a
            lower bound where ``is_exact`` is False.

        Raises:
            MissingTimeError: several times are given.
            InvalidPeriodError: the period has uncertain ends.

        >>> import iom_partners
        >>> pairs = iom_partners.load().co_membership("GMG", during="2010")
        >>> next(row[5:7] for row in pairs if row[1] == "iom" and row[3] == "who")
        ('certain', '[2010-09-30..2010-11-08]/[2014-01-01..2018-12-31]')
        """
        from ..stats.pairs import make_co_membership

        asked = self._any_time(on, during, throughout, "data.co_membership() without a time")
        if body is None:
            body_ids = sorted({tie.organization_id for tie in self.memberships if tie.role == "member"})
        else:
            body_ids = self._body_ids(body)
        return make_co_membership(self._ready(), body_ids, asked, components=bool(components))

    def network_edges(
        self,
        *,
        by: TieKind | Iterable[TieKind] = ("projects", "partnerships"),
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        certainty: AtLeast | Certainty = "possible",
    ) -> Table:
        """Give who worked with whom, and by what: one row for each two agents and each record that ties them.

        Two agents share a project on the days on which both took part and it ran, whatever their roles; they share a
        body on the days on which both were members. An agreement ties its parties on the day on which they signed.

        Args:
            by: projects, partnerships, agreements, bodies: one or several.
            on: only the ties of one day.
            during: only the ties of at least one day of a period.
            certainty: "certain" for the certain ties only; by default the possible ones as well.

        Returns:
            Each pair and record once, by both ids, then kind of tie and record. The certainty is that of the time asked
            about, by default of any time; the period with its four bounds is that of the whole tie.

        Raises:
            InvalidQuestionError: there is no such kind of tie, or no such certainty.
            MissingTimeError: both times are given.

        >>> import iom_partners
        >>> edges = iom_partners.load().network_edges(on="2007-01-01")
        >>> [row[5:7] for row in edges if row[0] == "iom" and row[2] == "unhcr"]
        [('praesidium', 'possible')]
        """
        from ..stats.network import edge_table

        edges, _ = self._edges(by, on, during, certainty)
        return edge_table(edges, self._names().label)

    def network(
        self,
        *,
        by: TieKind | Iterable[TieKind] = ("projects", "partnerships"),
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        certainty: AtLeast | Certainty = "possible",
    ) -> Any:
        """Give who worked with whom as a graph of NetworkX: the ties of `network_edges`, one edge for each two agents.

        It is a plain ``Graph`` with weights, which the algorithms take; the single ties stand in the table.

        Args:
            by: projects, partnerships, agreements, bodies: one or several.
            on: only the ties of one day.
            during: only the ties of at least one day of a period.
            certainty: "certain" for the certain ties only; by default the possible ones as well.

        Returns:
            A ``networkx.Graph``. Nodes are the ids of agents with ties; they have label, name, record (organization or
            person), and kind and country where known. Edges have weight (how many ties), certain_weight (how many are
            certain), by and ties (kinds and ids, parted by |), certainty, period (EDTF, of them all), and first_day and
            last_day (the first and last possible one) where there is a limit. All are texts or numbers.

        Raises:
            InvalidQuestionError: there is no such kind of tie, or no such certainty.
            MissingTimeError: both times are given.
            MissingExtraError: NetworkX is not installed.

        >>> import iom_partners
        >>> graph = iom_partners.load().network(by="partnerships")
        >>> graph.edges["iom", "americares"]["period"]
        '2005/'
        """
        from ..stats.network import make_graph

        edges, asked = self._edges(by, on, during, certainty)
        return make_graph(edges, asked, self._by_id)

    def _body_ids(self, body: str | Agent | Iterable[str | Agent]) -> list[str]:
        """Give the id of a body, or of several, each once."""
        several = [body] if isinstance(body, (str, Agent)) or not hasattr(body, "__iter__") else body
        return list(dict.fromkeys(self._names().resolve(each, "body") for each in several))

    def _any_time(self, on: Any, during: Any, throughout: Any, listing: str) -> Asked:
        """Read the time of a listing, which may have none."""
        from ..query.answer import read_time
        from ..stats.pairs import EVER_ASKED

        if on is NOT_GIVEN and during is NOT_GIVEN and throughout is NOT_GIVEN:
            return EVER_ASKED
        return read_time(on, during, throughout, listing)

    def _edges(self, by: Any, on: Any, during: Any, certainty: Any) -> tuple[list[Edge], Asked]:
        from ..stats.network import find_edges, read_kinds, read_least

        asked = self._any_time(on, during, NOT_GIVEN, "data.network_edges() without a time")
        return find_edges(self._dealt(), self._store, read_kinds(by), asked, read_least(certainty)), asked
