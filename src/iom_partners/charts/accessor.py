"""`Plots`: the charts of a dataset, each drawn from one of its public tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, Any, NoReturn

from ..dates.coerce import NOT_GIVEN, PeriodLike, to_period
from ..dates.days import AnyDay, to_date
from ..dates.describe import say_day
from ..dates.period import Period
from ..errors import UnknownNameError, not_called
from ..store.record_types import AGENTS
from ..tables.table import Unchanging, missing
from ..worlds.claims import life_dates

if TYPE_CHECKING:
    from altair import Chart, FacetChart, LayerChart

    from ..model.agents import Agent
    from ..model.dealings import Contribution
    from ..model.works import Project
    from ..stats.accessor import Stats
    from ..stats.network import TieKind
    from ..stats.spells import SpellsOf
    from ..tables.table import Table
    from .axis import Frame

__all__ = ["Plots"]

_EVER = Period("../..")
_KINDS = {
    "timeline": "chairs, members, memberships, projects or partners, and when",
    "growth": "how many members a body had",
    "network": "who worked with whom",
    "contributions": "contributions by year and currency",
    "countries": "in which countries projects run",
}


class Plots(Unchanging):
    """The charts of a dataset; `Dataset.plot` returns them.

    Each call returns an Altair chart, which displays in a notebook and can be styled further; `save` writes it to a
    file. No chart needs the network. Certain days are solid; possible days are pale and dashed, and fade towards an
    end; unknown days have a "?". If nothing is recorded, the chart says so. Each call raises `MissingExtraError` if
    Altair is not installed.

    >>> import iom_partners
    >>> chart = iom_partners.load().plot.timeline("GMG")
    >>> chart.title.text
    'Chairs of GMG'
    """

    __slots__ = ("_stats",)

    def __init__(self, stats: Stats) -> None:
        """Keep the tables that the charts are drawn from."""
        self._stats = stats

    def save(self, chart: Chart | LayerChart | FacetChart, path: str | PathLike[str], *, scale: float = 1) -> None:
        """Write a chart to a file that needs no network; an older file is replaced as a whole.

        Args:
            chart: as the other calls return it, with any changes.
            path: the file; its name ends with ``.svg``, ``.png``, ``.pdf``, ``.html`` or ``.json`` (Vega-Lite).
            scale: the scale factor of a PNG; 2 for print.

        Raises:
            InvalidQuestionError: its name has another ending.
            DataFileError: it cannot be written.
            MissingExtraError: vl-convert is not installed, and the file is not JSON.

        >>> import iom_partners, tempfile
        >>> plot = iom_partners.load().plot
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     plot.save(plot.timeline("GMG"), f"{folder}/chairs.json")
        """
        from .picture import save

        save(chart, path, scale)

    def timeline(
        self,
        body: str | Agent | Project,
        of: SpellsOf | None = None,
        *,
        role: str | None = None,
        during: PeriodLike = NOT_GIVEN,
    ) -> LayerChart | Chart:
        """Return a Gantt chart of who was in the chair of a body, a member, or a partner, and when.

        It draws `Stats.spells`, so it also shows the memberships, projects and partners of an agent.

        Args:
            body: a body, another agent or a project, by any of its names.
            of: chairs or members of a body; memberships, projects or partners of an agent; partners in a project. By
                default the partners in a project, and the chairs of anything else.
            role: only this role, as `Stats.spells` takes it.
            during: the days to show, exact; spells that go on beyond them have an arrow. By default all stated days.

        Raises:
            InvalidQuestionError: there is no such role, or ``of`` is none of these.
            InvalidPeriodError: the period has uncertain ends.
            MissingExtraError: Altair is not installed.

        >>> import iom_partners
        >>> plot = iom_partners.load().plot
        >>> plot.timeline("GMG", "members", during="2010").description[32:]
        '16 rows from 1 January 2010 to 31 December 2010: 16 runs certain, 2 runs possible.'
        >>> plot.timeline("Praesidium").title.text, plot.timeline("ILO", "memberships").title.text
        ('Partners in Praesidium', 'Memberships of ILO')
        """
        from .timeline import timeline

        directory = self._stats.store.directory
        try:
            key = directory.resolve(body, "body")
        except UnknownNameError:
            if of not in {None, "partners"}:
                raise
            key = directory.resolve(body, "body", (*AGENTS, "projects"))
        is_project = directory.record_type(key) == "projects"
        of = of or ("partners" if is_project else "chairs")
        table = self._stats.spells(key, of=of, role=role)
        label = f"{'in' if is_project else 'of'} {directory.label(key)}"
        who = of if not role else f"{role}s" if of in {"chairs", "members"} else f"{of} ({role})"
        when = "" if during is NOT_GIVEN else f", {_say(to_period(during))}"
        words = self._words(f"{who.capitalize()} {label}{when}", f"Timeline of the {who} {label}.", table)
        noun = who[:-1] if who.endswith("s") else of[:-1]
        return timeline(table, words, who=noun, frame=_frame(during), until=self._until(key, is_project))

    def growth(self, body: str | Agent, *, during: PeriodLike = NOT_GIVEN) -> LayerChart | Chart:
        """Return a chart of how many members a body had; the numbers that sources report are points.

        Args:
            body: by any of its names.
            during: the days to show, exact; by default all days on which something changes or is stated.

        Raises:
            InvalidPeriodError: the period has uncertain ends.
            MissingExtraError: Altair is not installed.

        >>> import iom_partners
        >>> iom_partners.load().plot.growth("GMG", during="2005").description
        'Number of members of GMG over time. 30 April 2003 to 31 December 2005: 6.'
        """
        from .growth import growth

        table, stated = self._stats.member_counts(body), self._stats.reported_counts(body)
        spells = self._stats.spells(body, of="members")
        label = self._label(body)
        told = f"Number of members of {label} over time."
        words = self._words(f"Number of members of {label}", told, spells, stated)
        until = self._until(self._stats.store.directory.resolve(body, "body"))
        return growth(table, stated, words, frame=_frame(during), until=until)

    def network(
        self,
        agent: str | Agent | None = None,
        *,
        by: TieKind | Iterable[TieKind] = ("projects", "partnerships"),
        during: PeriodLike = _EVER,
        fold_units: bool = False,
    ) -> LayerChart | Chart:
        """Return a chart of who shared projects and partnerships with whom: the pairs of `Stats.network_edges`.

        Args:
            agent: only this agent and its partners; by default all.
            by: projects, partnerships, agreements, bodies: one or several.
            during: only ties of at least one day of this period; by default of any time.
            fold_units: draw missions, branches and other units as their whole, as `Stats.network_edges` counts them.

        Raises:
            MissingExtraError: Altair is not installed.

        >>> import iom_partners
        >>> iom_partners.load().plot.network("IOM").title.text
        'Partners of IOM'
        """
        from ..stats.network import pairs_of
        from .network import network

        agent_id = None if agent is None else self._stats.store.directory.resolve(agent)
        edges = self._stats.network_edges(by=by, during=during, fold_units=fold_units)
        if agent_id is not None and fold_units:
            tied = {*edges["agent_id"], *edges["other_id"]}
            wholes = [agent_id]
            for each in wholes:
                ties = self._stats.store.select("memberships", role="unit", member_id=each)
                wholes += [tie.organization_id for tie in ties if tie.organization_id not in wholes]
            agent_id = next((each for each in wholes if each in tied), agent_id)
        table = pairs_of(edges, agent_id)
        label = "" if agent_id is None else self._stats.store.directory.label(agent_id)
        title = "Partners" if agent is None else f"Partners of {label}"
        told = "Network of partners." if agent is None else f"Network of the partners of {label}."
        words = self._words(title, told, table)
        line = (
            "A line is solid if one of its ties is certain; its width counts the possible ones too. "
            "A tie is possible if no source says that both had it at the same time."
        )
        lines = [line, "Missions and other units are drawn as their whole."] if fold_units else [line]
        return network(table, words.above(*lines), center=agent_id)

    def contributions(self, contributions: Iterable[Contribution] | None = None) -> FacetChart | Chart:
        """Return a chart of the contributions of each year, with a panel for each currency; nothing is converted.

        Args:
            contributions: those to draw, such as ``data.contributions.where(...)``; by default all.

        Raises:
            InvalidQuestionError: something is not a contribution, or its amount is not a number.
            MissingExtraError: Altair is not installed.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> chart = data.plot.contributions(data.contributions.where(donor="Chevron", currency="USD"))
        >>> chart.description.rpartition(";")[2]
        ' 850,000 USD, once, 2004 to 2005.'
        """
        from ..query.totals import taken, total
        from ..stats.contributions import beyond, years_of
        from .bars import by_year
        from .theme import counted

        store = self._stats.store
        every = taken(store["contributions"] if contributions is None else contributions)
        words = self._words(
            "Contributions by year and currency", "Sums of contributions of money by year.",
            self._stats.contributions_by_year(every),
        )  # fmt: skip
        found = total(store, every, {})
        apart = {
            "of an amount such as “over” or “about” something": found.qualified,
            "without an amount": found.unstated,
            "in kind": found.in_kind,
        }
        left_out = {id(each) for group in apart.values() for each in group}
        years = {id(each): years_of(each) for each in every if id(each) not in left_out}
        ranged = [each for each in every if len({*years.get(id(each), ())}) > 1]
        of_one = {*map(id, every)}.difference(map(id, ranged))
        table = self._stats.contributions_by_year([each for each in every if id(each) in of_one])
        once = [(each.currency, each.amount, *years[id(each)], each.id) for each in ranged]
        lines = []
        if any(apart.values()):
            told = ", ".join(f"{len(group)} {what}" for what, group in apart.items() if group)
            lines.append(f"Not added: {told}.")
        if undated := sum(each.when is None for each in every):
            lines.append(
                f"{counted(undated, 'contribution')} without a date; those with an amount stand apart, with a “?”."
            )
        if ranged:
            number = beyond(ranged)
            more = f"; {number} may be of an earlier or later year (arrow)" if number else ""
            lines.append(f"A contribution of unknown year is one dashed line over all its years{more}.")
        return by_year(table, once, words.above(*lines))

    def countries(self, *, during: PeriodLike = NOT_GIVEN) -> LayerChart | Chart:
        """Return a chart of how many projects ran in each country.

        Args:
            during: only projects that ran on at least one day of this period; by default all.

        Raises:
            MissingExtraError: Altair is not installed.

        >>> import iom_partners
        >>> iom_partners.load().plot.countries(during="2007").title.text
        'Projects by country, from 1 January to 31 December 2007'
        """
        from .bars import by_country

        table = self._stats.projects_by_country(during=during)
        when = "" if during is NOT_GIVEN else f", {_say(to_period(during))}"
        words = self._words(f"Projects by country{when}", f"Number of projects by country{when}.", table)
        return by_country(table, words.above("A project that runs in several countries is counted in each."))

    def _until(self, key: str, is_project: bool = False) -> AnyDay | None:
        """Return the last day to show: the one that the data reach, or that on which a body or project ended."""
        store = self._stats.store
        ended = store.project(key).period.end if is_project else life_dates(store.agent(key))[1]
        last = [day for day in (store.horizon(), ended and ended.latest) if day is not None]
        return min(last, default=None)

    def _label(self, ref: str | Agent) -> str:
        return self._stats.store.directory.label(self._stats.store.directory.resolve(ref))

    def _words(self, title: str, description: str, *tables: Table) -> Any:
        """Return the words of a chart, with a caption that counts the sources."""
        from .theme import Words, counted

        ids = {each for table in tables for cell in table["source_ids"] if cell for each in cell.split("|")}
        sources = [source for each in ids if (source := self._stats.store["sources"].get(each)) is not None]
        publishers = {source.publisher for source in sources if source.publisher}
        of = f" of {counted(len(publishers), 'publisher')}" if publishers else ""
        horizon = self._stats.store.horizon()
        until = f" The data reach to {say_day(horizon)}." if horizon else ""
        cited = f"Sources: {counted(len(ids), 'document')}{of}." if ids else "No source is cited."
        return Words(title, (f"{cited}{until}",), description)

    if not TYPE_CHECKING:  # pragma: no branch
        __getattr__ = missing

        def __call__(self, *args: Any, **_how: Any) -> NoReturn:
            """Raise the error that names what to call instead."""  # Not for type checkers, to which it is an error.
            raise not_called("plot", _KINDS, args)

    def __eq__(self, other: object) -> bool:
        return self._stats == other._stats if isinstance(other, Plots) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._stats)

    def __reduce__(self) -> tuple[Any, ...]:
        return Plots, (self._stats,)

    def __repr__(self) -> str:
        return f"<Plots: {', '.join(_KINDS)}>"

    def _repr_html_(self) -> str:
        from ..tables.html import html_table

        return html_table(["chart", "what it shows"], [(f"plot.{name}(…)", what) for name, what in _KINDS.items()])


def _frame(during: Any) -> Frame | None:
    from ..worlds.asked import exact_days
    from .axis import Frame

    if during is NOT_GIVEN:
        return None
    first, last = map(to_date, exact_days(during))
    return Frame(first or date.min, last or date.max)


def _say(period: Period) -> str:
    words = period.describe()
    return words if words.startswith(("from", "always")) else f"from {words}"
