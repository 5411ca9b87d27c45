"""Who came after whom in the chair."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds, near, union, within
from ..dates.describe import say_day
from ..dates.period import DayRange
from ..model.agents import Agent
from ..model.ties import ChairTerm
from ..query.roster import Roster
from ..store.collection import RecordList
from ..tables.text import plain
from ..worlds.claims import Claim, shared_day
from ..worlds.measure import ALWAYS, far

__all__ = ["Succession", "find_succession"]


class Succession(NamedTuple):
    """That one term in the chair came next after another one, or took over on the day on which that ended.

    Attributes:
        before: the holder of the earlier term.
        after: the holder of the later term; it may be the same.
        certainty: certain if in every reading of the dates the one term ended before the other began, with nobody in
            the chair between, or both are written with one day of handover; else possible.
        gap: how many days lie between, in the readings in which it is so; none on a day of handover.
        is_complete: whether nobody unrecorded can have sat between; else the certainty is possible at most.
        records: the earlier and the later term.
        why: one plain sentence.
    """

    before: Agent
    after: Agent
    certainty: Certainty
    gap: DayRange
    is_complete: bool
    records: tuple[ChairTerm, ChairTerm]
    why: str

    def __repr__(self) -> str:
        return plain(f"<Succession {self.why}>")


class _Term(NamedTuple):
    """A term, the bounds of its own time, and those of that time within the life of its holder."""

    claim: Claim
    bounds: Bounds
    held: Bounds

    @property
    def record(self) -> ChairTerm:
        record = self.claim.record
        assert isinstance(record, ChairTerm)
        return record


def _term(claim: Claim) -> _Term:
    own, *lives = claim.links
    # In which worlds it holds, the lives of the body say too; but only days on which that lives are looked at.
    both = [own.bounds, *(each.bounds for each in lives if getattr(each.record, "id", "") == claim.item)]
    s0, s1, e0, e1 = zip(*both, strict=True)
    period: Any = own.record
    return _Term(claim, _far(period.period.bounds), _far(Bounds(max(s0), max(s1), min(e0), min(e1))))


def _far(bounds: Bounds) -> Bounds:
    return Bounds(*map(far, bounds))


def find_succession(roster: Roster[Any]) -> RecordList[Succession]:
    """Return every two terms of which the second may have come next after the first.

    Two terms that are written with one day, on which the one ended and the other began, are a handover.

    Else a world that puts the one after the other has two days: the end ``a`` of the first term and the start ``b`` of
    the second, ``a`` before ``b``, both within every life, and no other term on a day between them. As terms
    choose their days independently, that is a condition on ``a`` and ``b`` alone: another term keeps out of the days
    between if it may end by ``a``, or may start no sooner than ``b``, or if there are no such days.
    """
    terms = sorted(
        (_term(claim) for claims in roster.claims.values() for claim in claims),
        key=lambda term: (*term.bounds, term.record.id),
    )
    order = _Order(terms)
    return RecordList((each for one in range(len(terms)) for each in _after(roster, order, one)), "successions")


class _Order:
    """Terms in the order of their first possible start, with what shows which of them need a look."""

    def __init__(self, terms: Sequence[_Term]) -> None:
        self.terms = terms
        bounds = [each.bounds for each in terms]
        self.starts = [each.start_earliest for each in bounds]
        #: The latest start, and the latest end, of each term and all before it.
        self.last_starts = list(accumulate((each.start_latest for each in bounds), max))
        self.last_ends = list(accumulate((each.end_latest for each in bounds), max))
        bounds = sorted((each.held for each in terms), key=lambda each: each.end_earliest, reverse=True)
        self._ends = [-each.end_earliest for each in bounds]
        self._walls = [ALWAYS[1], *accumulate((each.start_latest for each in bounds), min)]

    def wall(self, end: int) -> int:
        """Return the day by which the first of the terms that surely end after a day has surely begun."""
        return self._walls[bisect_left(self._ends, -end)]


def _after(roster: Roster[Any], order: _Order, index: int) -> Iterator[Succession]:
    """Return what may have come next after one term."""
    before = order.terms[index]
    earliest, end = before.bounds.end_earliest, before.bounds.end_latest
    # Once a third term surely lies between, it does so for all that start later still.
    last = bisect_right(order.starts, max(end + 1, order.wall(end)))
    begun = bisect_right(order.last_ends, earliest)
    for other in range(bisect_left(order.last_starts, earliest), last):
        after = order.terms[other]
        if other != index and shared_day(before.bounds, after.bounds) is not None:
            yield from _handed_over(roster, before, after)
        elif other != index and after.bounds.start_latest > earliest:
            # No other term can come between but one that may hold after the earliest end and before the latest start.
            others = [
                order.terms[each].held
                for each in range(begun, bisect_left(order.starts, after.bounds.start_latest))
                if each not in (index, other) and order.terms[each].bounds.end_latest > earliest
            ]
            pair = _pair(roster, before, after, others)
            if pair is not None:
                yield pair


def _handed_over(roster: Roster[Any], before: _Term, after: _Term) -> Iterator[Succession]:
    """Return that one term took over from another on the day that both are written with, if all concerned lived."""
    day = before.bounds.end_latest
    lives = [link.bounds for term in (before, after) for link in term.claim.links[1:]]
    if all(life.start_earliest <= day <= life.end_latest for life in lives):
        is_sure = all(life.start_latest <= day <= life.end_earliest for life in lives)
        is_sure = is_sure and not (before.record.is_doubtful or after.record.is_doubtful)
        certainty = Certainty.CERTAIN if is_sure else Certainty.POSSIBLE
        agents = roster.item_of(before.claim.item), roster.item_of(after.claim.item)
        took = "took over" if is_sure else "may have taken over"
        one, other = map(roster.label, (before.claim.item, after.claim.item))
        chair = f"the chair of {roster.question.body}"
        why = f"{other} {took} {chair} from {'itself' if one == other else one} on {say_day(date.fromordinal(day))}"
        yield Succession(*agents, certainty, DayRange(0, 0), True, (before.record, after.record), why)


def _pair(roster: Roster[Any], before: _Term, after: _Term, others: Sequence[Bounds]) -> Succession | None:
    """Return whether, and how surely, one term came next after another; None where it did in no world."""
    lives = [_far(link.bounds) for term in (before, after) for link in term.claim.links[1:]]
    earliest = max([before.bounds.end_earliest, *(life.start_earliest for life in lives)])
    latest = min([after.bounds.start_latest, *(life.end_latest for life in lives)])
    # The later the end and the sooner the start, the fewer days lie between, and the easier all else keeps out of them.
    end = min(before.bounds.end_latest, latest - 1)
    start = max(end + 1, after.bounds.start_earliest)
    if end < earliest or start > latest or not all(_keeps_out(each, end, start) for each in others):
        return None
    gaps = [(end, start)]
    # The most days lie between from an end that is earliest, or the earliest that lets one more term end by then.
    for a in {earliest, *(each.end_earliest for each in others if earliest < each.end_earliest <= end)}:
        b = min([latest, *(each.start_latest for each in others if each.end_earliest > a)])
        if b > a and b >= after.bounds.start_earliest:
            gaps.append((a, b))
    most = max(b - a - 1 for a, b in gaps)
    between = union((max(a + 1, BEFORE_ALL), min(b - 1, AFTER_ALL)) for a, b in gaps)
    is_complete = not between or within(between, near(roster.known_complete, between[0][0], between[-1][1]))
    is_doubtful = before.record.is_doubtful or after.record.is_doubtful
    is_sure = is_complete and not is_doubtful and _is_sure(before.bounds, after.bounds, lives, others)
    days = DayRange(start - end - 1, None if most >= ALWAYS[1] - AFTER_ALL else most)
    certainty = Certainty.CERTAIN if is_sure else Certainty.POSSIBLE
    agents = roster.item_of(before.claim.item), roster.item_of(after.claim.item)
    why = _say(roster, (before.claim.item, after.claim.item), certainty, days, is_complete=is_complete)
    return Succession(*agents, certainty, days, is_complete, (before.record, after.record), why)


def _keeps_out(term: Bounds, end: int, start: int) -> bool:
    """Return whether a term may hold on no day between an end and a start."""
    return term.end_earliest <= end or term.start_latest >= start or start == end + 1


def _is_sure(before: Bounds, after: Bounds, lives: Sequence[Bounds], others: Sequence[Bounds]) -> bool:
    """Return whether one term comes next after the other in every world."""
    end, start = before.end_earliest, after.start_latest
    return (
        before.end_latest < after.start_earliest
        and all(life.start_latest <= end and life.end_earliest >= start for life in lives)
        and (start == end + 1 or all(each.end_latest <= end or each.start_earliest >= start for each in others))
    )


def _say(
    roster: Roster[Any], items: tuple[str, str], certainty: Certainty, days: DayRange, *, is_complete: bool
) -> str:
    before, after = map(roster.label, items)
    came = "came" if certainty is Certainty.CERTAIN else "may have come"
    if before == after:
        told = f"{before} {came} next after itself in the chair of {roster.question.body}"
    else:
        told = f"{after} {came} next after {before} in the chair of {roster.question.body}"
    if days == (0, 0):
        return f"{told}, from one day to the next"
    number = f"{days.lower} or more" if days.upper is None else str(days.upper)
    if days.upper is not None and days.lower != days.upper:
        number = f"{days.lower} to {days.upper}"
    unknown = "" if is_complete else ", on which the data do not claim to know all chairs"
    return f"{told}, with {number} {'day' if number == '1' else 'days'} between{unknown}"
