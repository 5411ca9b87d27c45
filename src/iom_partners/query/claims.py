"""What the records say of one thing and one question, and how sure an answer from them is.

A *world* picks one day for each start and each end within its bounds (start <= end), independently for each record
and for a body's own founding and end. `judge` says of one item whether a thing holds in every world, in some, in
none, or is not known. It computes with days: two adjoining terms of one holder make a certain span.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..dates.certainty import Certainty
from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds, Span, Spans, meet, near, subtract, union, within
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..model.agents import Name, Organization
from ..model.ties import ChairTerm, Coverage, Membership
from ..store.store import Store

if TYPE_CHECKING:
    from ..model.dealings import Partnership
    from ..model.works import Participation, Project

__all__ = ["Asked", "Claim", "Completion", "Link", "TieClaim", "bodies_above", "judge", "life_of"]


if TYPE_CHECKING:
    #: What makes an item an answer; at run time it is not needed, and a first answer would pay for its classes.
    Tie = ChairTerm | Membership | Name | Participation | Partnership | Project


class Asked(NamedTuple):
    """The time that a question asks about.

    Attributes:
        keyword: on (one day), during (at least one day of), throughout (every day of).
        when: the date or period as asked.
        bounds: of a period, its four bounds; of a date, its first and last possible day, twice.
    """

    keyword: Literal["on", "during", "throughout"]
    when: date | PartialDate | Period
    bounds: Bounds

    @classmethod
    def on(cls, when: date | PartialDate) -> Asked:
        """Ask about one day, or about one day of a partial date, not known which."""
        if not isinstance(when, PartialDate):
            return cls.on_ordinal(when.toordinal())
        first, last = when.span
        return cls("on", when, Bounds(first, last, first, last))

    @classmethod
    def on_ordinal(cls, ordinal: int) -> Asked:
        """Ask about one day by its ordinal, also one step outside the calendar."""
        day = date.fromordinal(min(max(ordinal, 1), AFTER_ALL - 1))
        return cls("on", day, Bounds(ordinal, ordinal, ordinal, ordinal))

    @classmethod
    def over(cls, keyword: Literal["during", "throughout"], when: Period) -> Asked:
        """Ask about a period; its uncertain ends stay uncertain."""
        return cls(keyword, when, when.bounds)

    def meets(self, *spans: Span) -> bool:
        """Tell whether one of the days that may be meant is in some runs, which are sorted."""
        if isinstance(self.when, PartialDate):
            return self.when.meets(spans)
        return meet((self.bounds.possible,), spans)

    def lies_within(self, *spans: Span) -> bool:
        """Tell whether all days that may be meant are in some runs, which are sorted."""
        if isinstance(self.when, PartialDate):
            return self.when.lies_within(spans)
        return within((self.bounds.possible,), spans)


class Link(NamedTuple):
    """One thing that must hold on a day for a claim to hold on it: a tie, or the life of a body or project.

    Attributes:
        record: the record that says so.
        bounds: of its time.
    """

    record: Tie | Organization
    bounds: Bounds


class Claim:
    """That an item is an answer on the days on which every link of a chain holds.

    Attributes:
        item: the id of the agent, or the text of the name.
        record: the record that makes the item an answer; the first link's.
        bounds: of the days on which all links hold.
    """

    __slots__ = ("_links", "bounds", "item", "record")

    def __init__(self, item: str, record: Tie, links: Sequence[Link]) -> None:
        self.item = item
        self.record = record
        self._links = links
        self.bounds = _joint([link.bounds for link in links])

    @property
    def links(self) -> Sequence[Link]:
        """The ties and lives that must hold together."""
        return self._links

    @property
    def certain(self) -> Span:
        """First and last day on which all hold in every world; last before first where there is none."""
        return self.bounds[1], self.bounds[2]

    @property
    def possible(self) -> Span:
        """First and last day on which all hold in some world."""
        return self.bounds[0], self.bounds[3]

    def certainly_meets(self, asked: Bounds) -> bool:
        """Tell whether, in every world, some day lies in all links and in the period asked about.

        Runs of days share a day exactly if each two of them do (Helly's theorem in one dimension), and each two do in
        every world exactly if the latest start of either is no later than the earliest end of the other.
        """
        every = [*(link.bounds for link in self.links), asked]
        return all(one.start_latest <= other.end_earliest for one, other in permutations(every, 2))

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Time order: by first and last possible start, then item."""
        return (self.bounds[0], self.bounds[1], self.item)


class TieClaim(Claim):
    """A claim by one tie, within lives: what most claims are. It is small, for a body may have very many."""

    __slots__ = ()

    def __init__(self, item: str, record: Tie, lives: Sequence[Link]) -> None:
        """Take the lives of the body and of those above it, as one sequence for all its claims."""
        self.item = item
        self.record = record
        self._links = lives
        own = record.period.bounds
        self.bounds = _joint([own, *(link.bounds for link in lives)]) if lives else own

    @property
    def links(self) -> Sequence[Link]:
        """The tie and the lives that must hold together."""
        return [Link(self.record, self.record.period.bounds), *self._links]


def _joint(bounds: Sequence[Bounds]) -> Bounds:
    s0, s1, e0, e1 = zip(*bounds, strict=True)
    return Bounds(max(s0), max(s1), min(e0), min(e1))


class Completion(NamedTuple):
    """A reason why, on some days, nobody beside the known ones can be an answer.

    Attributes:
        span: those days.
        record: the coverage, the body or project that did not live then, or the term of a chair who sits alone.
    """

    span: Span
    record: Coverage | Organization | ChairTerm | Project


def judge(claims: Sequence[Claim], covered: Spans, asked: Asked) -> Certainty:
    """Say how sure it is that an item is an answer.

    Args:
        claims: all claims of that item.
        covered: the days on which the data knows all answers.
        asked: the time asked about.

    Returns:
        By the table of the design: certain, possible, else ruled out where the data cover the days, else unknown.
    """
    covered = near(covered, *asked.bounds.possible)
    possible = union(claim.possible for claim in claims)
    if asked.keyword == "throughout":
        return _judge_throughout(claims, possible, covered, asked)
    if asked.keyword == "on":
        certain = asked.lies_within(*union(claim.certain for claim in claims))
    else:
        certain = any(claim.certainly_meets(asked.bounds) for claim in claims)
    if certain:
        return Certainty.CERTAIN
    if asked.meets(*possible):
        return Certainty.POSSIBLE
    return Certainty.RULED_OUT if asked.lies_within(*covered) else Certainty.UNKNOWN


def _judge_throughout(claims: Sequence[Claim], possible: Spans, covered: Spans, asked: Asked) -> Certainty:
    if asked.lies_within(*union(claim.certain for claim in claims)):
        return Certainty.CERTAIN
    first, last = asked.bounds.certain
    if first <= last:
        # These days belong to the period however its ends fall, and it may be no longer than they are.
        outside = subtract(((first, last),), possible)
        if not outside:
            return Certainty.POSSIBLE
        return Certainty.RULED_OUT if meet(outside, covered) else Certainty.UNKNOWN
    # No day is sure to belong to the period; each reading of it holds at least one day between its earliest end and
    # latest start.
    core: Spans = ((last, first),)
    if meet(core, possible):
        return Certainty.POSSIBLE
    return Certainty.RULED_OUT if within(core, covered) else Certainty.UNKNOWN


def life_of(body: Organization) -> Bounds | None:
    """Give the bounds of a body's life; None where neither its founding nor its end is stated.

    >>> life_of(Organization(id="x", name="X")) is None
    True
    """
    if body.founded is None and body.ended is None:
        return None
    s0, s1 = body.founded.span if body.founded else (BEFORE_ALL, BEFORE_ALL)
    e0, e1 = body.ended.span if body.ended else (AFTER_ALL, AFTER_ALL)
    return Bounds(s0, min(s1, e1), max(s0, e0), e1)


def bodies_above(store: Store, body_id: str) -> list[Organization]:
    """Give a body and what it is a unit of, upwards; a unit that moved from one body to another is bounded by neither.

    >>> from iom_partners.model import Membership
    >>> unit = Membership(id="u", member_id="wg", organization_id="grp", role="unit")
    >>> bodies = [Organization(id="wg", name="Working Group"), Organization(id="grp", name="Group")]
    >>> [body.id for body in bodies_above(Store.of_records({"organizations": bodies, "memberships": [unit]}), "wg")]
    ['wg', 'grp']
    """
    bodies: list[Organization] = []
    above: str | None = body_id
    while above is not None and all(each.id != above for each in bodies):
        body = store["organizations"].get(above)
        if body is None:
            break
        bodies.append(body)
        parents = {tie.organization_id for tie in store["memberships"].having(member_id=above) if tie.role == "unit"}
        above = parents.pop() if len(parents) == 1 else None
    return bodies
