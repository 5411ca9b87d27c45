"""The histories: what held when, for how long and in which order, and what is not known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dates.coerce import NOT_GIVEN, PeriodLike
from ..model.agents import Agent, NameKind
from ..model.ties import ChairRole
from .listings import Listings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..history.eras import Era, NameEra
    from ..history.gaps import Gap
    from ..history.succession import Succession
    from ..history.tenure import Share, Tenure, TenureRole
    from ..history.timeline import TimelineEntry
    from ..model.works import Project, Work
    from ..provenance.resolve import ConflictPolicy
    from ..store.collection import Listing
    from ..store.store import Store
    from .dataset import Dataset

__all__ = ["Histories"]


class Histories(Listings):
    """Histories of bodies, agents and projects."""

    __slots__ = ()

    if TYPE_CHECKING:

        def _remade(self, store: Store) -> Dataset: ...

    def eras(self, body: str | Agent) -> Listing[Era]:
        """Give the history of a body, cut at every possible change of its chairs or members.

        Args:
            body: by any of its names.

        Returns:
            The eras in order, without gaps, from the beginning of the calendar to its end. On every day of an era,
            `chair_of` and `members_of` answer what the era says.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> era = next(era for era in data.eras("GMG") if str(era.first_day) == "2013-07-01")
        >>> era.last_day, era.chairs, len(era.members.certain)
        (datetime.date(2013, 12, 31), <Roll certain: IOM; no other can be>, 16)
        """
        from ..history.eras import body_eras

        body_id, ledgers = self._names().resolve(body, "body"), self._ready()
        return body_eras(ledgers.chairs(body_id), ledgers.members(body_id))

    def names_over_time(
        self, agent: str | Agent, *, language: str = "en", kind: NameKind = "official"
    ) -> Listing[NameEra]:
        """Give the names of an agent, cut at every possible change.

        Args:
            agent: by any of its names.
            language: ISO 639-1 code.
            kind: official, acronym, former, native, spelling or alias.

        Returns:
            The eras in order, without gaps; on every day of one, `name_of` answers what it says.

        Raises:
            InvalidQuestionError: there is no such kind or language.

        >>> import iom_partners
        >>> eras = iom_partners.load().names_over_time("GMG")
        >>> next(era.names for era in eras if str(era.first_day) == "2003-04-30")
        <Roll certain: Geneva Migration Group; no other can be>
        """
        from ..history.eras import name_eras

        return name_eras(self._ready().names(self._names().resolve(agent), language, kind))

    def timeline(self, ref: str | Agent | Project | Work) -> Listing[TimelineEntry]:
        """Give everything that is told of an agent, project or work, in the order of time.

        That is its names, founding and end, memberships, terms, projects, works, participations, partnerships,
        agreements, contributions, statements, events and figures.

        Args:
            ref: an agent by any of its names; a project or work by its id, name or acronym; or a record.

        Returns:
            The entries by first possible start, last possible start, first possible end and last possible end; those
            of one time by kind, then id, then sentence. What is undated comes last.

        Raises:
            UnknownNameError: nothing bears that name.
            AmbiguousNameError: several do.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> next(entry.what for entry in data.timeline("GMG") if entry.record == data.organization("GMG"))
        'GMG was founded in April 2003.'
        """
        from ..history.timeline import find_timeline

        return find_timeline(self._home(), ref)

    def tenure(
        self, agent: str | Agent, body: str | Agent, *, role: TenureRole = "member", during: PeriodLike = NOT_GIVEN
    ) -> Tenure:
        """Say for how many days an agent was in a body: at least and at most.

        Args:
            agent: by any of its names.
            body: by any of its names.
            role: member (itself or through a collective), unit, any-chair, chair, co-chair, interim-chair or
                co-convener.
            during: count only the days of this period, whose ends are exact; by default all.

        Raises:
            InvalidQuestionError: there is no such role.
            InvalidPeriodError: the period has uncertain ends.

        >>> import iom_partners
        >>> tenure = iom_partners.load().tenure("IOM", "GMG", role="any-chair")
        >>> tenure.least, tenure.most
        (487, 730)
        """
        from ..history.tenure import find_tenure, ledger_of_role

        ledger = ledger_of_role(self._ready(), self._names().resolve(body, "body"), role)
        return find_tenure(ledger, self._names().resolve(agent), role, during)

    def share_of_time(
        self, agent: str | Agent, body: str | Agent, *, during: PeriodLike, role: TenureRole = "member"
    ) -> Share:
        """Say for which part of a period an agent was in a body: at least and at most, as fractions of its days.

        Args:
            agent: by any of its names.
            body: by any of its names.
            during: the period; both its ends are exact days.
            role: as in `tenure`.

        Raises:
            InvalidQuestionError: there is no such role.
            InvalidPeriodError: the period has uncertain ends, or is without limit.

        >>> import iom_partners
        >>> share = iom_partners.load().share_of_time("WHO", "GMG", during="2010")
        >>> str(share.least), str(share.most)
        ('54/365', '93/365')
        """
        from ..history.tenure import find_share, ledger_of_role

        ledger = ledger_of_role(self._ready(), self._names().resolve(body, "body"), role)
        return find_share(ledger, self._names().resolve(agent), role, during)

    def succession(self, body: str | Agent, *, role: ChairRole | None = None) -> Listing[Succession]:
        """Say who came after whom in the chair of a body.

        One term came next after another if it began after the other had ended, and nobody held the chair between.
        Terms that overlap do not follow each other; of co-chairs each follows whoever came before.

        Args:
            body: by any of its names.
            role: look at this role alone: chair, co-chair, interim-chair or co-convener.

        Returns:
            Every pair that is certain or possible, in the order of the earlier term, then of the later.

        Raises:
            InvalidQuestionError: there is no such role.

        >>> import iom_partners
        >>> pairs = iom_partners.load().succession("GMG")
        >>> [(pair.before.acronym, pair.after.acronym, pair.gap.most, pair.certainty) for pair in pairs][5]
        ('UNCTAD', 'UNITAR', 151, Certainty.POSSIBLE)
        """
        from ..history.succession import find_succession

        return find_succession(self._ready().chairs(self._names().resolve(body, "body"), role))

    def gaps(self, body: str | Agent | None = None) -> Listing[Gap]:
        """Say what is not known of who was in a body and in its chair, first what would decide most.

        A gap is a date that is known within bounds only, or a run of days on which the data do not claim to know all.
        They are ranked by `Gap.decides`: how many body-member-days would become decided.

        Args:
            body: by any of its names; by default all bodies.

        >>> import iom_partners
        >>> gap = next(each for each in iom_partners.load().gaps("GMG") if each.kind == "founded")
        >>> gap.first_day, gap.last_day, gap.decides > gap.at_least
        (datetime.date(2003, 4, 1), datetime.date(2003, 4, 30), True)
        """
        from ..history.gaps import find_gaps

        bodies = None if body is None else [self._names().resolve(body, "body")]
        return find_gaps(self._store, self._names(), self._by_id, bodies)

    def resolved(self, policy: ConflictPolicy | None = None, *, prefer: str | Sequence[str] | None = None) -> Dataset:
        """Give the dataset with every field in conflict decided by a policy of yours.

        In conflict is a field of which `conflicts` tells a contradiction, or one statement coarser than another. What
        is decided is cited to the source ``iom-partners-policy`` with the policy's name, so that every answer that
        rests on it says so in its evidence; all other sources still say what they said.

        Args:
            policy: ``"most_precise"``: the statement that leaves fewest days open, the longest of lists, the record's
                own value among equals and of anything else. ``"keep_all"``: dates widen to the span of all statements,
                lists hold all, a coverage shrinks to what all allow; of anything else the record's own value stays.
            prefer: the id of a source, or several of which the first that speaks of a field decides. A record that it
                denies is left out. Where none speaks, the record's own value stays.

        Raises:
            InvalidQuestionError: neither is given, or both, or there is no such policy.
            UnknownSourceError: there is no such source.

        >>> import iom_partners
        >>> widest = iom_partners.load().resolved("keep_all")
        >>> term = widest.chair_terms["gmg-chair-unodc-2012"]
        >>> term.citations[-1].source_id, term.citations[-1].locator
        ('iom-partners-policy', 'policy: keep_all')
        """
        from ..provenance.resolve import read_policy, resolve

        chosen = read_policy(policy, prefer, self.sources.ids)
        return self._remade(resolve(self._store, chosen, self._names()))
