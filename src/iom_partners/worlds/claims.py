"""What the records say about one thing and one question, and how sure an answer from them is.

A *world* picks one day for each start and each end within its bounds (start <= end), independently for each record
and for a body's own founding and end. `judge` says of one item whether a thing holds in every world, in some, in
none, or is not known. It computes with days: two adjoining terms of one holder make a certain span.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds, Span, Spans, meet, near, subtract, union, within
from ..dates.period import in_order
from ..model.agents import Agent, Name, Organization
from ..model.ties import ChairTerm, Coverage, Membership
from ..model.vocabulary import is_unsure
from .asked import Asked

if TYPE_CHECKING:
    from ..dates.partial import PartialDate
    from ..model.dealings import Agreement, Partnership
    from ..model.happenings import Event
    from ..model.works import Participation, Project

__all__ = [
    "Claim", "Completeness", "Link", "TieClaim", "contested", "dates_of", "hands_over", "is_maybe", "judge",
    "life_dates", "life_of", "link_of", "outside_life", "sole_chairs", "unsure",
]  # fmt: skip


if TYPE_CHECKING:
    #: What makes an item an answer; at run time it is not needed, and a first answer would pay for its classes.
    Tie = ChairTerm | Membership | Name | Participation | Partnership | Project


class Link(NamedTuple):
    """One thing that must hold on a day for a claim to hold on it: a tie, or the life of an agent or project.

    Attributes:
        record: the record that says so.
        bounds: of its time; of an event that something responds to, or an agreement that it rests on, of all days from
            then on.
        is_frame: whether it only limits something else: what a project is a part of, what it responds to, what it
            rests on; or that one was a unit of another, which may take part through it.
    """

    record: Tie | Agent | Event | Agreement
    bounds: Bounds
    is_frame: bool = False


def dates_of(link: Link) -> tuple[PartialDate | None, PartialDate | None]:
    """Return the dates of the beginning and the end of a link; None where they are not stated.

    An event to which something responds, or an agreement on which it rests, limits it by its beginning alone.

    >>> dates_of(Link(Organization(id="x", name="X", founded="1999"), Bounds(0, 0, 0, 0)))
    (PartialDate("1999"), None)
    """
    record: Any = link.record
    if isinstance(record, Agent):
        return life_dates(record)
    if hasattr(record, "period"):
        return record.period.start, record.period.end
    return getattr(record.when, "start", record.when), None


def link_of(tie: Tie) -> Link:
    """Return the link of a tie. No day of a doubtful or planned one is certain, even without limits.

    >>> from ..dates.period import Period
    >>> tie = Membership(id="m", member_id="a", organization_id="b", period=Period("../.."), is_doubtful=True)
    >>> Claim("a", tie, [link_of(tie)]).certainly_meets(Period("../..").bounds)
    False
    """
    bounds = tie.period.bounds
    return Link(tie, unsure(bounds) if is_unsure(tie) else bounds)


def is_maybe(link: Link) -> bool:
    """Return whether a link may hold on no day at all."""
    return link.bounds.start_latest > AFTER_ALL


def unsure(bounds: Bounds) -> Bounds:
    """Return the bounds of what may hold on no day at all: none is certain, the possible ones are the same.

    >>> unsure(Bounds(1, 2, 3, 4)).certain > unsure(Bounds(1, 2, 3, 4)).possible
    True
    """
    return Bounds(bounds.start_earliest, AFTER_ALL + 1, BEFORE_ALL - 1, bounds.end_latest)


class Claim:
    """That an item is an answer on the days on which every link of a chain holds.

    Attributes:
        item: the id of the agent, or the text of the name.
        record: the record that makes the item an answer; the first link's.
        bounds: of the days on which all links hold.
    """

    __slots__ = ("_links", "bounds", "item", "record")

    def __init__(self, item: str, record: Tie, links: Sequence[Link]) -> None:
        self.item: str = item
        self.record: Tie = record
        self._links = links
        self.bounds: Bounds = _joint([link.bounds for link in links])

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
        """Return whether, in every world, some day lies in all links and in the period asked about.

        Runs of days share a day exactly if every two of them do (Helly's theorem in one dimension), and every two do in
        every world exactly if the latest start of either is no later than the earliest end of the other.
        """
        links = self.links
        if asked.start_latest == BEFORE_ALL and asked.end_earliest == AFTER_ALL:
            # Of all time, one tie held at all: whoever says so says that it did within the lives of those concerned.
            ties = [link for link in links if not (link.is_frame or isinstance(link.record, Agent)) or is_maybe(link)]
            links = ties if len(ties) == 1 else links
        every = [*(link.bounds for link in links), asked]
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
        own = link_of(record).bounds
        self.bounds: Bounds = _joint([own, *(link.bounds for link in lives)]) if lives else own

    @property
    def links(self) -> Sequence[Link]:
        """The tie and the lives that must hold together."""
        return [link_of(self.record), *self._links]


def _joint(bounds: Sequence[Bounds]) -> Bounds:
    s0, s1, e0, e1 = zip(*bounds, strict=True)
    return Bounds(max(s0), max(s1), min(e0), min(e1))


class Completeness(NamedTuple):
    """A reason why, on some days, nobody beside the known ones can be an answer.

    Attributes:
        span: those days.
        record: the coverage, the agent or project that did not live then, the event or agreement that had not come,
            the term of a chair who sits alone, or a vacancy.
        except_ids: those whom the claim excepts.
    """

    span: Span
    record: Coverage | Agent | ChairTerm | Project | Event | Agreement
    except_ids: tuple[str, ...] = ()


def judge(claims: Sequence[Claim], covered: Spans, asked: Asked) -> Certainty:
    """Return how sure it is that an item is an answer.

    Args:
        claims: all claims of that item.
        covered: the days on which the data claim to have all answers.
        asked: the time asked about.

    Returns:
        Certain, possible, else ruled out where the data cover the days, else unknown.
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


def life_of(agent: Agent) -> Bounds | None:
    """Return the bounds of the life of an organization or person; None where neither end of it is stated.

    >>> life_of(Organization(id="x", name="X")) is None
    True
    """
    first, last = life_dates(agent)
    if first is None and last is None:
        return None
    s0, s1 = first.span if first else (BEFORE_ALL, BEFORE_ALL)
    e0, e1 = last.span if last else (AFTER_ALL, AFTER_ALL)
    if s0 > e1:
        # It ends before it begins, which `check` reports; it lives on no day.
        return Bounds(s0, e1, s0, e1)
    return in_order(Bounds(s0, s1, e0, e1), first, last)


def life_dates(agent: Any) -> tuple[PartialDate | None, PartialDate | None]:
    """Return the dates of the founding and end of an organization, of the birth and death of a person.

    >>> life_dates(Organization(id="x", name="X", founded="1999"))
    (PartialDate("1999"), None)
    """
    if isinstance(agent, Organization):
        return agent.founded, agent.ended
    return getattr(agent, "born", None), getattr(agent, "died", None)


def outside_life(agent: Agent) -> list[Completeness]:
    """Return the days before and after the life of an organization or person, on which it took part in nothing."""
    first, last = life_dates(agent)
    found = []
    if first is not None:
        found.append(Completeness((BEFORE_ALL, first.span[0] - 1), agent))
    if last is not None:
        found.append(Completeness((last.span[1] + 1, AFTER_ALL), agent))
    return [each for each in found if each.span[0] <= each.span[1]]


def hands_over(one: Bounds, other: Bounds) -> bool:
    """Return whether the last day of one time is, as written, the first of another: most registers write it so.

    A coarse date is not a day, and two times of the same single day do not follow each other.

    >>> from ..dates.period import Period
    >>> one, other = Period("2001-01-03/2003-01-03").bounds, Period("2003-01-03/2005-01-03").bounds
    >>> hands_over(one, other), hands_over(other, one)
    (True, False)
    """
    is_one_day = one.end_earliest == one.end_latest == other.start_earliest == other.start_latest
    return is_one_day and one.start_earliest < other.end_latest


def contested(claims: Iterable[Claim]) -> Spans:
    """Return the days on which the records certainly put two sole chairs of a body, who cannot have come in turn.

    On a day of handover they can: the term of the one may end, and that of the other begin, on that day.

    Args:
        claims: those of a body that hold one at a time; a vacancy is a claim of nobody.

    >>> from ..dates.period import Period
    >>> times = ["2001-01-03/2003-01-03", "2003-01-03/2005-01-03", "2005-01-01/2006-01-01"]
    >>> terms = [ChairTerm(id=each, holder_id=each, organization_id="b", period=Period(each)) for each in times]
    >>> [(last - first + 1) for first, last in contested([TieClaim(term.id, term, ()) for term in terms])]
    [3]
    """
    # How far one holder has sat so far, and how far any other one has.
    farthest, second = BEFORE_ALL - 1, BEFORE_ALL - 1
    holder = ""
    #: Who sat on one day alone.
    brief: dict[int, set[str]] = {}
    found: list[Span] = []
    # The body's own life does not count: who sat on beyond its end has not left before it.
    held = ((_of_holder(claim), claim) for claim in claims)
    for bounds, claim in sorted(held, key=lambda each: each[0].certain):
        first, last = bounds.certain
        if first > last:
            continue
        others = second if claim.item == holder else farthest
        is_brief = bounds.possible == (first, first)
        if others > first or (others == first and is_brief and brief.get(first, set()) - {claim.item}):
            found.append((first, min(last, others)))
        if is_brief:
            brief.setdefault(first, set()).add(claim.item)
        if claim.item == holder:
            farthest = max(farthest, last)
        elif last > farthest:
            second, farthest, holder = farthest, last, claim.item
        else:
            second = max(second, last)
    return union(found)


def _of_holder(claim: Claim) -> Bounds:
    """Return the bounds of a term within the life of its holder."""
    own, *lives = claim.links
    return _joint([own.bounds, *(each.bounds for each in lives if getattr(each.record, "id", "") == claim.item)])


def sole_chairs(claims: Sequence[tuple[ChairTerm, Claim]], shared: Spans = ()) -> list[Completeness]:
    """Return the days on which a certain chair leaves nobody else: one chair sits at a time.

    On a contested day nothing follows.

    Args:
        claims: the terms of a body that hold one at a time, each with its claim.
        shared: days on which others may have held the same office, so that it has several seats.
    """
    days = union((*contested(claim for _, claim in claims), *shared))
    return [
        Completeness(span, term)
        for term, claim in claims
        if claim.certain[0] <= claim.certain[1]
        for span in subtract((claim.certain,), near(days, *claim.certain))
    ]
