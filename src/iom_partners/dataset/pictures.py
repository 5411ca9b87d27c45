"""The histories as pictures, and the tables that they are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..dates.coerce import NOT_GIVEN, PeriodLike
from ..model.agents import Agent
from ..model.ties import ChairRole
from .listings import Listings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..charts.accessor import Plots
    from ..model.dealings import Contribution
    from ..tables.table import Table

__all__ = ["Pictures"]


class Pictures(Listings):
    """Pictures of bodies, partners and money: `plot` draws them, and each has its table."""

    __slots__ = ()

    @property
    def plot(self) -> Plots:
        """The pictures that can be drawn, as Altair charts; this needs the extra ``plot``.

        >>> import iom_partners
        >>> iom_partners.load().plot
        <Plots: timeline, growth, network, contributions, countries>
        """
        from ..charts.accessor import Plots

        # A dataset, for nothing else inherits from this class.
        data: Any = self
        return Plots(data)

    def segments(
        self,
        body: str | Agent,
        *,
        of: Literal["chairs", "members"] = "chairs",
        role: ChairRole | None = None,
        during: PeriodLike = NOT_GIVEN,
    ) -> Table:
        """Give who was in the chair, or a member, in runs of days of one certainty: what a timeline is drawn from.

        Every agent has a row of its own, of one or more runs that never overlap; within one run the same records
        decide. A day on which others than these agents are not ruled out is in a run of the row "not known", which has
        no id. A day without a run is ruled out for its row, or unknown where the row "not known" has it.

        Args:
            body: by any of its names.
            of: chairs or members.
            role: of chairs, this role only: chair, co-chair, interim-chair or co-convener.
            during: cut the runs to the days of this period, whose ends are exact; by default all days.

        Returns:
            A `Table` of row, id, first_day, last_day, certainty, words, record_ids, source_ids. A day is empty where
            the run has no limit.

        Raises:
            InvalidQuestionError: there is no such role, or neither chairs nor members are asked for.
            InvalidPeriodError: the period has uncertain ends.

        >>> import iom_partners
        >>> table = iom_partners.load().segments("GMG", during="2012")
        >>> [(row[0], str(row[2]), str(row[3]), row[4]) for row in table][:2]
        [('UNESCO', '2012-01-01', '2012-05-31', 'certain'), ('UNODC', '2012-06-01', '2012-06-30', 'possible')]
        """
        from ..stats.spells import find_segments, ledger_of

        ledger = ledger_of(self._ready(), self._names().resolve(body, "body"), of, role)
        return find_segments(ledger, during)

    def growth(self, body: str | Agent) -> Table:
        """Give how many members a body had, in runs of days: what the picture of growth is drawn from.

        On each day of a run `member_count` answers the run's ``low`` and ``high``.

        Args:
            body: by any of its names.

        Returns:
            A `Table` of first_day, last_day, low, high, named, without gaps. ``high`` is empty where not all are known;
            ``named`` is then how many are certain or possible all the same.

        >>> import iom_partners
        >>> iom_partners.load().growth("GMG").rows[7]
        (datetime.date(2010, 9, 30), datetime.date(2010, 11, 7), 14, 16, 16)
        """
        from ..stats.counts import find_growth

        return find_growth(self._ready().members(self._names().resolve(body, "body")))

    def stated_counts(self, body: str | Agent) -> Table:
        """Give the numbers of members that sources state, each with the days that it may speak of.

        Args:
            body: by any of its names.

        Returns:
            A `Table` of figure_id, first_day, last_day, low, high, words, source_ids.

        >>> import iom_partners
        >>> iom_partners.load().stated_counts("GMG").rows[0][:-1]
        ('gmg-members-2003-04', datetime.date(2003, 4, 1), datetime.date(2003, 4, 30), 6, 6, '6 members')
        """
        from ..stats.counts import find_stated

        body_id = self._names().resolve(body, "body")
        return find_stated(self.figures.having(about_id=body_id), self._names().label(body_id))

    def contributions_by_year(self, contributions: Iterable[Contribution] | None = None) -> Table:
        """Add up gifts of money by year and currency: what the picture of contributions is drawn from.

        Each sum is that of `total_of` for that year, so nothing is converted and no gift is divided: one of which the
        year is not known is possible in each year that it may be of. What cannot be added is counted beside.

        Args:
            contributions: which gifts, such as ``data.contributions.where(...)``; by default all.

        Returns:
            A `Table` of year, currency, low, high, gifts, possible, qualified, unstated, in_kind, contribution_ids,
            source_ids. Undated gifts stand last, without a year.

        Raises:
            InvalidQuestionError: something is no contribution, or its amount no number.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> chevron = data.contributions_by_year(data.contributions.where(giver="Chevron"))
        >>> [(row[0], row[1], str(row[2]), str(row[3])) for row in chevron][:3]
        [(2002, 'USD', '25000000', '25000000'), (2004, 'USD', '0', '850000'), (2005, 'USD', '0', '850000')]
        """
        from ..stats.by_year import find_yearly

        data: Any = self
        return find_yearly(self.contributions if contributions is None else contributions, data.total_of)

    def projects_by_country(self, *, during: PeriodLike = NOT_GIVEN) -> Table:
        """Count projects by the country in which they run: what the picture of countries is drawn from.

        Args:
            during: count those that were under way on at least one day of a period; by default all, whenever it was.

        Returns:
            A `Table` of country, name, certain, possible, project_ids, possible_ids, source_ids, by code. Projects of
            which no country is stated stand last, without a code.

        >>> import iom_partners
        >>> table = iom_partners.load().projects_by_country(during="2007")
        >>> [row[:4] for row in table if row[0] == "CO"]
        [('CO', 'Colombia', 2, 3)]
        """
        from ..stats.by_country import find_by_country

        data: Any = self
        return find_by_country(data, during)
