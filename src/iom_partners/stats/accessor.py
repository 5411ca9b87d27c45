"""`Stats`: the histories of a dataset as tables for statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar, overload

from ..dates.coerce import NOT_GIVEN, DateLike, PeriodLike
from ..errors import not_called
from ..model.agents import Agent
from ..query.project_rosters import ProjectRosters
from ..query.rosters import Rosters
from ..store.once import once
from ..tables.table import Unchanging, missing

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd
    import polars as pl

    from ..dates.certainty import Certainty
    from ..ids import BodyRef
    from ..model.dealings import Contribution
    from ..model.works import Project
    from ..store.store import Store
    from ..tables.lookup import ByDay, Nulls
    from ..tables.table import Table
    from .by_date import GiveChair, GiveCount
    from .contributions import Dimension
    from .network import AtLeast, TieKind
    from .pairs import PairsBy
    from .panel import PanelOf
    from .spells import SpellsOf
    from .units import Freq

    #: A column of dates, which comes back as one of its kind.
    Dates = TypeVar("Dates", np.ndarray[Any, Any], pl.Series, pd.Series, pd.Index)

    class _ArrowDates(Protocol):
        """A column of PyArrow, which has no type annotations."""

        def to_pylist(self) -> list[Any]: ...


__all__ = ["Stats"]

_TABLES = {
    "spells": "chairs, members, memberships, projects or partners, in runs of days of one certainty",
    "member_counts": "how many members a body had, in runs of days",
    "reported_counts": "the numbers of members that sources state",
    "reliance": "on which sources each chair rests, in runs of days",
    "panel": "one row for each body, agent and decade, year, half-year, quarter, month or day",
    "chairs_by": "who was in the chair of each body, by decade, year ... or day, and on how many days that is known",
    "co_membership": "the pairs of agents that were members of a body together",
    "network_edges": "who worked with whom, one row for each tie",
    "network": "the same as a graph of NetworkX",
    "contributions": "sums of contributions by donor, recipient, project, country, theme, kind or year",
    "contributions_by_year": "sums of contributions by year and currency",
    "projects_by_country": "numbers of projects by country",
    "chairs_on": "who held the chair on each date of a column",
    "member_counts_on": "how many members there were on each date of a column",
}


class Stats(Unchanging):
    """The histories of a dataset as tables for statistics; `Dataset.stats` returns them.

    Each call returns a `Table`, which becomes a frame of pandas, Polars or Arrow, or a file; columns of dates come back
    as columns of the same kind.

    >>> import iom_partners
    >>> stats = iom_partners.load().stats
    >>> stats.panel("GMG", during="2010").column_names[:3]
    ('body_id', 'agent_id', 'label')
    >>> stats.member_counts_on("GMG", ["2004-01-01", "2007-11-15", "2013-09-01"])
    [6, None, 16]
    """

    __slots__ = ("_by_day", "_project_rosters", "_rosters", "store")

    def __init__(self, rosters: ProjectRosters) -> None:
        """Keep what the histories are read from."""
        self._project_rosters = rosters
        self._rosters = rosters.rosters
        self.store: Store = self._rosters.store
        #: What holds on each day, by question, so that a column asked again is one look-up a date.
        self._by_day: dict[tuple[Any, ...], ByDay] = {}

    def spells(
        self,
        body: BodyRef | Project,
        *,
        of: SpellsOf = "chairs",
        role: str | None = None,
        office: str | None = None,
        during: PeriodLike = NOT_GIVEN,
    ) -> Table:
        """Return who was in the chair, or a member, in runs of days of one certainty: the table of a timeline.

        It also covers the memberships, projects and partners of an agent, and the partners in a project. Each has a row
        of its own, with one or more spells that never overlap; within one spell the same records decide. A day on which
        others than those listed are not ruled out is in a spell of the row "not known", which has no id. A day without
        a spell is ruled out for its row. It is unknown, however, if the row "not known" has it and the agent may have
        lived then.

        Args:
            body: by any of its names; for projects and memberships any agent, for partners any agent or project.
            of: chairs or members of a body; memberships, projects or partners of an agent; partners in a project.
            role: this role only: for chairs chair, co-chair ... or vice-chair; for members observer ...; for projects
                and partners funder ...; or a `Word`.
            office: for members, only those who held this office, in the words of the data.
            during: cut the spells to the days of this period, whose ends are exact; by default all days.

        Returns:
            A `Table` of row, id, first_day, last_day, certainty, words, record_ids, source_ids. A day is empty where
            the spell has no limit.

        Raises:
            InvalidQuestionError: the data have no such role or office, or ``of`` is none of these.
            InvalidPeriodError: the period has uncertain ends.

        >>> import iom_partners
        >>> stats = iom_partners.load().stats
        >>> [(row[0], str(row[2]), str(row[3]), row[4]) for row in stats.spells("GMG", during="2012")][:2]
        [('UNESCO', '2012-01-01', '2012-05-31', 'certain'), ('UNODC', '2012-06-01', '2012-06-30', 'possible')]
        >>> [row[0] for row in stats.spells("Praesidium", of="partners") if row[4] == "certain"]
        ['IOM', 'CRI', 'UNHCR', 'Ministry of the Interior of Italy']
        """
        from .spells import find_spells, subject_roster_of

        return self._known(find_spells(subject_roster_of(self._project_rosters, body, of, role, office), during))

    def member_counts(self, body: BodyRef, *, role: str = "member", office: str | None = None) -> Table:
        """Return how many members a body had, in runs of days: the table of the growth chart.

        On each day of a run `Dataset.member_count` answers the run's ``lower`` and ``upper``.

        Args:
            body: by any of its names.
            role: count those in this role: observer ..., or a `Word` of the data.
            office: count only who held this office, in the words of the data.

        Returns:
            A `Table` of first_day, last_day, lower, upper, named, without gaps. ``upper`` is empty where not all are
            known; ``named`` still counts those who are certain or possible.

        >>> import iom_partners
        >>> iom_partners.load().stats.member_counts("GMG").rows[7]
        (datetime.date(2010, 9, 30), datetime.date(2010, 11, 7), 14, 16, 16)
        """
        from .counts import find_member_counts

        return self._known(find_member_counts(self._rosters.of("members", body, False, role, office)))

    def reliance(self, body: BodyRef | Iterable[BodyRef] | None = None) -> Table:
        """Return on which sources each chair rests, in runs of days on which someone is certain.

        Args:
            body: by any of its names, or several; by default all bodies.

        Returns:
            A row for each body, role, holder and run of days: the least number of sources whose loss makes the holder
            no longer certain, and which these are. Days after the horizon of the data do not count.

        >>> import iom_partners
        >>> table = iom_partners.load().stats.reliance("GMG")
        >>> table.column_names[5:9]
        ('first_day', 'last_day', 'days', 'least')
        """
        from .reliance import find_reliance_of_chairs

        return self._known(find_reliance_of_chairs(self._rosters, None if body is None else self._body_ids(body)))

    def reported_counts(self, body: BodyRef) -> Table:
        """Return the member counts that sources state, each with the days it may refer to.

        Args:
            body: by any of its names.

        Returns:
            A `Table` of figure_id, first_day, last_day, lower, upper, words, source_ids.

        >>> import iom_partners
        >>> iom_partners.load().stats.reported_counts("GMG").rows[0][:-1]
        ('gmg-members-2003-04', datetime.date(2003, 4, 1), datetime.date(2003, 4, 30), 6, 6, '6 members')
        """
        from .counts import find_reported_counts

        return self._known(find_reported_counts(self.store, self.store.directory.resolve(body, "body")))

    def panel(
        self,
        body: BodyRef | Iterable[BodyRef],
        *,
        freq: Freq = "year",
        of: PanelOf = "members",
        role: str | None = None,
        office: str | None = None,
        during: PeriodLike = NOT_GIVEN,
        components: bool = False,
    ) -> Table:
        """Return one row for each body, each agent and each unit of time: a balanced panel for statistics.

        Each body has all agents that are ever possible, in the order of their first possible day. Each agent has all
        units in chronological order, including those in which it is ruled out or unknown. Units are whole: a year is in
        the panel if one day of it is asked about. By default they reach from the body's first possible day (of a body
        without a founding: from the first day that its members or chairs state) to its last possible day (of a body
        without an end: to `Dataset.horizon`); the note of the table says so.

        Args:
            body: by any of its names; or several bodies.
            freq: decade, year, half-year, quarter, month or day.
            of: members, each itself or through a collective; or chairs, in any role.
            role: this role only: for members observer ..., for chairs vice-chair ..., or a `Word` of the data.
            office: for members, only those who held this office, in the words of the data.
            during: the units that hold a day of this period; its ends are exact, or open for the body's own limit.
            components: for members, list the parts of a collective in its place; else it counts as one.

        Returns:
            The columns are body_id, agent_id, label, period (the unit in EDTF), first_day, last_day, certainty (was it
            so on at least one day of the unit), certainty_throughout (on every day), days, days_lower, days_upper (as
            `Dataset.tenure` counts them), is_exact and is_complete (as it returns them), and days_known: on how many
            days of the unit `Dataset.is_member`, or the chair, is certain or ruled out. On the other days it is
            possible, or unknown because the data do not claim to be complete. Half-years and quarters are written as
            EDTF does: "2009-40" is the first half of 2009, "2009-33" its first quarter, "200X" the decade.

        Raises:
            InvalidQuestionError: there is no such unit, or no such question.
            InvalidPeriodError: the period has uncertain ends.
            MissingTimeError: the data set no limit on one side, so ``during`` has to.

        >>> import iom_partners
        >>> panel = iom_partners.load().stats.panel("GMG", during="2010")
        >>> len(panel), [row[6:11] for row in panel if row[1] == "who"]
        (19, [('certain', 'ruled_out', 365, 54, 93)])
        """
        from .panel import make_panel

        body_ids, only = self._body_ids(body), (role, office)
        return self._known(make_panel(self._rosters, body_ids, freq, of, only, during, components=bool(components)))

    def chairs_by(
        self,
        freq: Freq,
        body: BodyRef | Iterable[BodyRef] | None = None,
        *,
        role: str | None = None,
        during: PeriodLike = NOT_GIVEN,
    ) -> Table:
        """Return who was in the chair of each body in each unit of time, and on how many of its days that is known.

        Args:
            freq: decade, year, half-year, quarter, month or day; the units and their reach are those of `panel`.
            body: by any of its names, or several; by default all that have someone in the chair on record, by id.
            role: this role only: chair, co-chair, interim-chair, co-convener or vice-chair; or a `Word` of the data.
            during: the units that hold a day of this period; its ends are exact, or open for the body's own limit.

        Returns:
            A row for each body and unit. The columns are body_id, period (the unit in EDTF), first_day, last_day,
            chairs_certain and chairs_possible (as `Dataset.chair_of` answers during the unit), days, days_known and
            words. A day is known if `Dataset.chair_of` names nobody who is only possible, and rules out all others. The
            words count the days on which nobody is certain ("not known") and those on which others may have been in the
            chair besides the certain ones ("known in part"), in months if they make whole months.

        Raises:
            InvalidQuestionError: there is no such unit, or the data have no such role.
            InvalidPeriodError: the period has uncertain ends.
            MissingTimeError: the data set no limit on one side, so ``during`` has to.

        >>> import iom_partners
        >>> table = iom_partners.load().stats.chairs_by("half-year", body="GMG", during="2009")
        >>> table["period"], table["chairs_certain"], table["days_known"], table["words"]
        (('2009-40', '2009-41'), ('unitar', 'unitar'), (30, 184), ('5 of 6 months not known', 'every day known'))
        """
        from .chairs import find_chairs_by

        body_ids = None if body is None else self._body_ids(body)
        return self._known(find_chairs_by(self._rosters, freq, body_ids, role, during))

    @overload
    def co_membership(
        self, body: BodyRef | Iterable[BodyRef] | None = ..., *, on: DateLike = ...,
        components: bool = ..., by: PairsBy = ...,
    ) -> Table: ...  # fmt: skip
    @overload
    def co_membership(
        self, body: BodyRef | Iterable[BodyRef] | None = ..., *, during: PeriodLike,
        components: bool = ..., by: PairsBy = ...,
    ) -> Table: ...  # fmt: skip
    @overload
    def co_membership(
        self, body: BodyRef | Iterable[BodyRef] | None = ..., *, throughout: PeriodLike,
        components: bool = ..., by: PairsBy = ...,
    ) -> Table: ...  # fmt: skip
    def co_membership(
        self,
        body: BodyRef | Iterable[BodyRef] | None = None,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        components: bool = False,
        by: PairsBy = "body",
    ) -> Table:
        """Return the pairs of agents that were, or may have been, members of a body together.

        `Dataset.shared_periods` returns the single stretches of time of one pair. A pair that is not listed is ruled
        out or unknown.

        Args:
            body: by any of its names; or several bodies; by default all that have members.
            on: only the pairs that were together on one day.
            during: only the pairs that were together on at least one day of a period, whose ends are exact.
            throughout: only the pairs that were together on every day of a period, whose ends are exact.
            components: list the parts of a collective in its place; else it counts as one.
            by: "body": a row for each pair and body. "pair": a row for each pair, as dyads are counted in network
                studies: ``body_ids`` names the bodies in which both may have met at that time, joined by ``|``. All
                other columns describe the time together in any of them: two who passed from one body to the next were
                together throughout, and a day together in two bodies counts once.

        Returns:
            Each pair once for each body, by body (all: by their ids) and then by both ids. The certainty and the days
            are those of the time asked about, by default of any time; the period with its four bounds is all of their
            time together, from the first day to the last one, between which there may be gaps. ``days_lower`` is a
            lower bound where ``is_exact`` is False. With ``by="pair"`` each pair once, by both ids.

        Raises:
            MissingTimeError: several times are given.
            InvalidPeriodError: the period has uncertain ends.
            InvalidQuestionError: ``by`` is neither "body" nor "pair".

        >>> import iom_partners
        >>> pairs = iom_partners.load().stats.co_membership("GMG", during="2010")
        >>> next(row[5:7] for row in pairs if row[1] == "iom" and row[3] == "who")
        ('certain', '[2010-09-30..2010-11-08]/[2014-01-01..2018-12-31]')
        >>> dyads = iom_partners.load().stats.co_membership(by="pair")
        >>> next(row[0] for row in dyads if row[1] == "iom" and row[3] == "who")
        'gmg|unnm-core-working-group-2-1|unnm-core-working-group-2-2|unnm-executive-committee'
        """
        from .pairs import make_co_membership, read_any_time

        asked = read_any_time(on, during, throughout, "data.stats.co_membership() without a time")
        body_ids = self.store.bodies() if body is None else self._body_ids(body)
        return self._known(make_co_membership(self._rosters, body_ids, asked, components=bool(components), by=by))

    @overload
    def network_edges(
        self, *, by: TieKind | Iterable[TieKind] = ..., on: DateLike = ..., certainty: AtLeast | Certainty = ...,
        fold_units: bool = ...,
    ) -> Table: ...  # fmt: skip
    @overload
    def network_edges(
        self, *, by: TieKind | Iterable[TieKind] = ..., during: PeriodLike, certainty: AtLeast | Certainty = ...,
        fold_units: bool = ...,
    ) -> Table: ...  # fmt: skip
    def network_edges(
        self,
        *,
        by: TieKind | Iterable[TieKind] = ("projects", "partnerships"),
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        certainty: AtLeast | Certainty = "possible",
        fold_units: bool = False,
    ) -> Table:
        """Return who worked with whom: one row for each pair of agents and each record that ties them.

        Two agents share a project on the days on which both took part and it ran, whatever their roles; they share a
        body on the days on which both were members. An agreement ties its parties on the day on which they signed.

        Args:
            by: projects, partnerships, agreements, bodies: one or several.
            on: only the ties of one day.
            during: only the ties of at least one day of a period.
            certainty: "certain" for the certain ties only; by default the possible ones as well.
            fold_units: count missions, branches and other units as their whole, directly or indirectly, on the days on
                which they are units of it. A record that ties a unit and the whole to the same agent is one tie. A
                record that ties units of one whole to each other, or to the whole, is not a tie. A tie is certain only
                if the unit is recorded as part of the whole on that day. A unit of several wholes counts as each of
                them. A tie from before the founding of every whole stays with the unit.

        Returns:
            Each pair and record once, by both ids, then kind of tie and record. The certainty is that of the time asked
            about, by default of any time; the period with its four bounds is that of the whole tie. With units folded,
            the note says which ones.

        Raises:
            InvalidQuestionError: there is no such kind of tie, or no such certainty.
            MissingTimeError: both times are given.

        >>> import iom_partners
        >>> stats = iom_partners.load().stats
        >>> [row[5:7] for row in stats.network_edges(on="2015-01-01") if row[0] == "iom" and row[2] == "unhcr"]
        [('praesidium', 'possible')]
        >>> [sum("iom" in (row[0], row[2]) for row in stats.network_edges(fold_units=each)) for each in (False, True)]
        [36, 65]
        """
        from .network import edge_table, find_edges

        edges, _ = find_edges(self._project_rosters, by, certainty, on, during, fold_units=fold_units)
        return self._known(edge_table(edges, self.store.directory.label))

    @overload
    def network(
        self, *, by: TieKind | Iterable[TieKind] = ..., on: DateLike = ..., certainty: AtLeast | Certainty = ...,
        fold_units: bool = ...,
    ) -> nx.Graph[str]: ...  # fmt: skip
    @overload
    def network(
        self, *, by: TieKind | Iterable[TieKind] = ..., during: PeriodLike, certainty: AtLeast | Certainty = ...,
        fold_units: bool = ...,
    ) -> nx.Graph[str]: ...  # fmt: skip
    def network(
        self,
        *,
        by: TieKind | Iterable[TieKind] = ("projects", "partnerships"),
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        certainty: AtLeast | Certainty = "possible",
        fold_units: bool = False,
    ) -> nx.Graph[str]:
        """Return who worked with whom as a graph of NetworkX: the ties of `network_edges`, one edge for each pair.

        It is a plain ``Graph`` with weights, which the algorithms take; the single ties are in the table. Its name says
        which ties it has, and is printed: "Graph named 'ties by partnerships on 2010' with ...".

        Args:
            by: projects, partnerships, agreements, bodies: one or several.
            on: only the ties of one day.
            during: only the ties of at least one day of a period.
            certainty: "certain" for the certain ties only; by default the possible ones as well.
            fold_units: count missions, branches and other units as their whole, as `network_edges` does.

        Returns:
            A ``networkx.Graph``. Nodes are the ids of agents with ties; they have label, name, record (organization or
            person), and kind and country where known; and units (ids, separated by ``|``) where units were folded.
            Edges have weight (how many ties), certain_weight (how many are certain), by and ties (kinds and ids,
            separated by ``|``), certainty, period (EDTF, of them all), and first_day and last_day (the first and last
            possible one) where there is a limit. All are texts or numbers.

        Raises:
            InvalidQuestionError: there is no such kind of tie, or no such certainty.
            MissingTimeError: both times are given.
            MissingExtraError: NetworkX is not installed.

        >>> import iom_partners
        >>> stats = iom_partners.load().stats
        >>> graph = stats.network(by="partnerships")
        >>> graph.edges["iom", "americares"]["period"]
        '2005/[2009-01-01..]'
        >>> [each.degree["iom"] for each in (stats.network(), stats.network(fold_units=True))]
        [24, 35]
        """
        from .network import find_edges, make_graph, read_kinds

        kinds = read_kinds(by)
        found = find_edges(self._project_rosters, kinds, certainty, on, during, fold_units=fold_units)
        graph: nx.Graph[str] = make_graph(*found, self.store.agent, kinds)
        return graph

    def contributions(
        self,
        by: Dimension | Iterable[Dimension] = "donor",
        contributions: Iterable[Contribution] | None = None,
        *,
        currency: str | None = None,
        during: PeriodLike = NOT_GIVEN,
    ) -> Table:
        """Add up contributions of money by who gave, to whom, for what, where and when, and by currency.

        Each sum is that of `Dataset.total_of` for the contributions of the row, so nothing is converted or divided: one
        for a project in several countries stands in one row, under all of these countries together, and one of unknown
        year is possible in each year that it may belong to. What cannot be added is counted separately.

        Args:
            by: donor, recipient, project, country, theme, kind or year; or several of them. Countries and themes are
                those of the project, and empty where it has none on record.
            contributions: those to add, such as ``data.contributions.where(...)``; by default all.
            currency: sums in this currency only (ISO 4217); the note counts what is left out.
            during: only what was, or may have been, given in a period, whose ends are exact.

        Returns:
            A `Table` of donor_id, recipient_id, project_id, country, theme, kind or year, as asked and in that order;
            then of currency, lower, upper, contributions, possible, qualified, unstated, in_kind, contribution_ids,
            source_ids. Rows are in the order of their cells, with empty ones last.

        Raises:
            InvalidQuestionError: there is no such dimension or currency, or something is not a contribution.
            InvalidPeriodError: the period has uncertain ends.

        >>> import iom_partners
        >>> table = iom_partners.load().stats.contributions(by=("donor", "country"), currency="USD")
        >>> [(row["donor_name"], row["country_name"], str(row["lower"])) for row in table.to_dicts(labels=True)]
        [('AIG DRF', 'Pakistan', '1016627.82'), ('Chevron', 'Angola', '25850000'), ('Chevron', 'Myanmar', '400000')]
        """
        from .contributions import find_contributions

        return self._known(find_contributions(self.store, by, contributions, currency, during))

    def contributions_by_year(self, contributions: Iterable[Contribution] | None = None) -> Table:
        """Add up contributions of money by year and currency: the table of the contributions chart.

        It is ``contributions("year")``: each sum is that of `Dataset.total_of` for that year, one of unknown year is
        possible in each year that it may belong to, and one that was only planned is never more than possible. What
        cannot be added is counted separately.

        Args:
            contributions: those to add, such as ``data.contributions.where(...)``; by default all.

        Returns:
            A `Table` of year, currency, lower, upper, contributions, possible, qualified, unstated, in_kind,
            contribution_ids, source_ids. Undated contributions come last, without a year.

        Raises:
            InvalidQuestionError: something is not a contribution, or its amount not a number.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> chevron = data.stats.contributions_by_year(data.contributions.where(donor="Chevron"))
        >>> [(row[0], row[1], str(row[2]), str(row[3])) for row in chevron][:3]
        [(2002, 'USD', '25000000', '25000000'), (2004, 'USD', '0', '850000'), (2005, 'USD', '0', '850000')]
        """
        from .contributions import find_contributions

        return self._known(find_contributions(self.store, "year", contributions))

    def projects_by_country(self, *, during: PeriodLike = NOT_GIVEN) -> Table:
        """Count projects by the country in which they run: the table of the countries chart.

        Args:
            during: count those that were under way on at least one day of a period; by default projects of any time.

        Returns:
            A `Table` of country, name, certain, possible, project_ids, possible_ids, source_ids, by code. Projects
            without a stated country come last, without a code.

        >>> import iom_partners
        >>> table = iom_partners.load().stats.projects_by_country(during="2007")
        >>> [row[:4] for row in table if row[0] == "CO"]
        [('CO', 'Colombia', 2, 2)]
        """
        from .by_country import find_by_country

        return self._known(find_by_country(self._project_rosters, during))

    @overload
    def chairs_on(
        self, body: BodyRef, dates: list[Any], *, give: GiveChair = ..., role: str | None = ..., nulls: Nulls = ...
    ) -> list[str | None]: ...
    @overload
    def chairs_on(
        self, body: BodyRef, dates: tuple[Any, ...], *,
        give: GiveChair = ..., role: str | None = ..., nulls: Nulls = ...,
    ) -> tuple[str | None, ...]: ...  # fmt: skip
    @overload
    def chairs_on(
        self, body: BodyRef, dates: Dates, *, give: GiveChair = ..., role: str | None = ..., nulls: Nulls = ...
    ) -> Dates: ...
    @overload  # Without pandas-stubs, all columns are Any to mypy.
    def chairs_on(  # type: ignore[overload-cannot-match, unused-ignore]
        self, body: BodyRef, dates: _ArrowDates, *, give: GiveChair = ..., role: str | None = ..., nulls: Nulls = ...
    ) -> Any: ...
    def chairs_on(
        self,
        body: BodyRef,
        dates: Any,
        *,
        give: GiveChair = "chair",
        role: str | None = None,
        nulls: Nulls = "raise",
    ) -> Any:
        """Return who held the chair of a body on each date of a column, as a column of the same kind and order.

        Args:
            body: by any of its names.
            dates: a list or tuple, a NumPy array, a pandas Series or Index, a Polars Series, or a PyArrow Array or
                ChunkedArray; of days of any kind. A time counts as its own calendar day. A partial date, such as the
                text "2010", is asked as by ``on=``: about one unknown day within it.
            give: "chair": the id of the certain chair, or several ids joined by ``|``; empty where none is certain.
                "label": the same with short names. "possible": the ids of those that are only possible. "verdict": the
                certainty that there was a chair.
            role: only this role: chair, co-chair, interim-chair or co-convener.
            nulls: how an empty cell is treated: as an error ("raise"), or as empty in the result ("keep").

        Returns:
            A list or tuple of texts and None; a NumPy object array of these; a pandas Series of categories with the
            same index and name; a Polars ``Enum``; a PyArrow dictionary.

        Raises:
            InvalidQuestionError: ``dates`` is not a column, or there is no such role or value of ``give``.
            InvalidDateError: something is not a date of the years 1 to 9999; the field has its position, counted from
                0.

        >>> import iom_partners
        >>> iom_partners.load().stats.chairs_on("GMG", ["2013-09-01", "2009-03-15", "2018-03-01"])
        ['iom', None, 'fao|iom']
        """
        from ..tables.lookup import column_like
        from .by_date import chairs_by_day

        roster = self._rosters.of("chairs", body, role)
        key = ("chairs", roster.question.body_id, role, give)
        return column_like(self._once(key, lambda: chairs_by_day(roster, give)), dates, nulls=nulls)

    @overload
    def member_counts_on(
        self, body: BodyRef, dates: list[Any], *, give: GiveCount = ..., nulls: Nulls = ...
    ) -> list[int | None]: ...
    @overload
    def member_counts_on(
        self, body: BodyRef, dates: tuple[Any, ...], *, give: GiveCount = ..., nulls: Nulls = ...
    ) -> tuple[int | None, ...]: ...
    @overload
    def member_counts_on(self, body: BodyRef, dates: Dates, *, give: GiveCount = ..., nulls: Nulls = ...) -> Dates: ...
    @overload
    def member_counts_on(  # type: ignore[overload-cannot-match, unused-ignore]
        self, body: BodyRef, dates: _ArrowDates, *, give: GiveCount = ..., nulls: Nulls = ...
    ) -> Any: ...
    def member_counts_on(self, body: BodyRef, dates: Any, *, give: GiveCount = "count", nulls: Nulls = "raise") -> Any:
        """Return how many members a body had on each date of a column, as a column of the same kind and order.

        Args:
            body: by any of its names.
            dates: a column, as for `chairs_on`.
            give: "count": the number where it is decided, else empty. "lower": how many are certain. "upper": how many
                are certain or possible; empty where not all are known.
            nulls: how an empty cell is treated: as an error ("raise"), or as empty in the result ("keep").

        Returns:
            A list or tuple of numbers and None; pandas ``Int64``; Polars and PyArrow ``int64`` with nulls. A NumPy
            array is float64 with NaN: a masked array loses its mask in many functions, and NaN is not overlooked.

        Raises:
            InvalidQuestionError: ``dates`` is not a column, or there is no such value of ``give``.
            InvalidDateError: something is not a date of the years 1 to 9999; the field has its position, counted from
                0.

        >>> import iom_partners
        >>> iom_partners.load().stats.member_counts_on("GMG", ["2004-01-01", "2007-11-15", "2013-09-01"])
        [6, None, 16]
        """
        from ..tables.lookup import column_like
        from .by_date import counts_by_day

        body_id = self.store.directory.resolve(body, "body")
        made = self._once(("members", body_id, give), lambda: counts_by_day(self._rosters, body_id, give))
        return column_like(made, dates, nulls=nulls)

    def _known(self, table: Table) -> Table:
        from ..store.labels import known_to

        return known_to(table, self.store)

    def _body_ids(self, body: BodyRef | Iterable[BodyRef]) -> list[str]:
        """Return the id of a body, or of several, each once."""
        several = [body] if isinstance(body, (str, Agent)) or not hasattr(body, "__iter__") else body
        return list(dict.fromkeys(self.store.directory.resolve(each, "body") for each in several))

    def _once(self, key: tuple[Any, ...], make: Callable[[], ByDay]) -> ByDay:
        try:
            hash(key)
        except TypeError:
            return make()  # A part is not a word that is known; what makes it says so.
        return once(self._by_day, key, make)

    if not TYPE_CHECKING:  # pragma: no branch
        __getattr__ = missing

        def __call__(self, *args: Any, **_how: Any) -> NoReturn:
            """Raise the error that names what to call instead."""  # Not for type checkers, to which it is an error.
            raise not_called("stats", _TABLES, args)

    def __eq__(self, other: object) -> bool:
        return self.store == other.store if isinstance(other, Stats) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.store)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.store,)

    def __repr__(self) -> str:
        return f"<Stats: {', '.join(_TABLES)}>"

    def _repr_html_(self) -> str:
        from ..tables.html import html_table

        return html_table(["table", "what it holds"], [(f"stats.{name}(…)", what) for name, what in _TABLES.items()])


def _restored(store: Store) -> Stats:
    return Stats(ProjectRosters(Rosters(store)))
