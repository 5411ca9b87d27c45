"""Who came after whom in the chair."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, permutations
from typing import Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds, near, to_date, union, within
from ..dates.describe import say_day
from ..dates.period import DayRange
from ..model.agents import Agent
from ..model.ties import ChairTerm
from ..model.vocabulary import is_unsure
from ..query.roster import Roster
from ..store.collection import RecordList
from ..store.store import time_key
from ..tables.text import plain
from ..worlds.claims import Claim, Link
from ..worlds.measure import ALWAYS, far

__all__ = ["Succession", "find_succession"]


class Succession(NamedTuple):
    """Two terms in the chair, of which the second came next after the first or took over on its last day.

    Attributes:
        before: the holder of the earlier term.
        after: the holder of the later term; it may be the same.
        certainty: certain if in every reading of the dates the one term ended by the day on which the other began,
            with nobody in the chair between; else possible.
        gap: how many days lie between, in the readings in which it is so; none where the later term began on the day
            on which the earlier one ended, or on the next.
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
    """A term, within the life of its holder.

    Attributes:
        claim: what the records say of it.
        bounds: of the days on which it holds in the worlds in which it does.
        beside: the same, where it may hold on no day at all.
        is_sure: whether it holds on some day in every world.
    """

    claim: Claim
    bounds: Bounds
    beside: Bounds
    is_sure: bool

    @property
    def record(self) -> ChairTerm:
        record = self.claim.record
        assert isinstance(record, ChairTerm)
        return record


def _is_of(claim: Claim, link: Link) -> bool:
    """Return whether a link is the life of the holder."""
    return getattr(link.record, "id", None) == claim.item


def _term(claim: Claim) -> _Term:
    own, *lives = claim.links
    tie: Any = own.record
    bounds = [_far(tie.period.bounds), *(_far(each.bounds) for each in lives if _is_of(claim, each))]
    s0, s1, e0, e1 = zip(*bounds, strict=True)
    first, last = max(s0), min(e1)
    held = Bounds(first, min(last, max(s1)), max(first, min(e0)), last)
    is_sure = not is_unsure(tie) and all(
        one.start_latest <= other.end_earliest for one, other in permutations(bounds, 2)
    )
    beside = held if is_sure else Bounds(held.start_earliest, ALWAYS[1] + 1, ALWAYS[0] - 1, held.end_latest)
    return _Term(claim, held, beside, is_sure)


def _far(bounds: Bounds) -> Bounds:
    return Bounds(*map(far, bounds))


def find_succession(roster: Roster[Any]) -> RecordList[Succession]:
    """Return every pair of terms of which the second may have come next after the first.

    One term *precedes* another if it ends by the day on which the other starts, unless both are of the same single day.
    A world that puts the one next after the other has two days: the end ``a`` of the first term and the start ``b`` of
    the second, both within every life of the body. The first precedes the second, no other term holds on a day between
    ``a`` and ``b``, and none that the first precedes itself precedes the second. As terms choose their days
    independently, that is a condition on ``a`` and ``b``, and on whether one of the two is of a single day.
    """
    every = (_term(claim) for claims in roster.claims.values() for claim in claims)
    terms = sorted(
        (term for term in every if term.bounds.start_earliest <= term.bounds.end_latest),
        key=lambda term: (*term.bounds, term.record.id),
    )
    order = _Order(terms)
    found = [each for one in range(len(terms)) for each in _after(roster, order, one)]
    in_order = sorted(found, key=lambda each: tuple(map(time_key, each.records)))
    return RecordList(in_order, "successions", roster.store)


class _Order:
    """Terms in the order of their first possible start, with what shows which of them need a look."""

    def __init__(self, terms: Sequence[_Term]) -> None:
        self.terms = terms
        bounds = [each.bounds for each in terms]
        self.starts = [each.start_earliest for each in bounds]
        #: The latest start, and the latest end, of each term and all before it.
        self.last_starts = list(accumulate((each.start_latest for each in bounds), max))
        self.last_ends = list(accumulate((each.end_latest for each in bounds), max))
        bounds = sorted((each.beside for each in terms), key=lambda each: each.end_earliest, reverse=True)
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
    begun = bisect_left(order.last_ends, earliest)
    for other in range(bisect_left(order.last_starts, earliest), last):
        after = order.terms[other]
        if other != index and after.bounds.start_latest >= earliest:
            # No other term can come between but one that may hold from the earliest end to the latest start.
            others = [
                order.terms[each].beside
                for each in range(begun, bisect_right(order.starts, after.bounds.start_latest))
                if each not in (index, other) and order.terms[each].bounds.end_latest >= earliest
            ]
            pair = _pair(roster, before, after, others)
            if pair is not None:
                yield pair


def _pair(roster: Roster[Any], before: _Term, after: _Term, others: Sequence[Bounds]) -> Succession | None:
    """Return whether, and how surely, one term came next after another; None where it did in no world."""
    lives = [_far(link.bounds) for link in before.claim.links[1:] if not _is_of(before.claim, link)]
    one, other = before.bounds, after.bounds
    # What is open has no end that another term could start on, and no start.
    earliest = max([one.end_earliest, ALWAYS[0] + 1, *(life.start_earliest for life in lives)])
    latest = min([other.start_latest, *(life.end_latest for life in lives)])
    # The later the end and the sooner the start, the fewer days lie between, and the easier all else keeps out of them.
    end = min(one.end_latest, latest, ALWAYS[1] - 1)
    start = max(end, other.start_earliest)
    if end < earliest or start > latest or not _may_follow(one, other, others, (earliest, end, start)):
        return None
    gaps = [(end, start)]
    # The most days lie between from an end that is earliest, or the earliest that lets one more term end by then.
    walls = [_wall(one, other, each) for each in others]
    for a in {earliest, *(by for by, _ in walls if earliest < by <= end)}:
        b = min([latest, *(since for by, since in walls if by > a)])
        if b > a + 1 and b >= other.start_earliest:
            gaps.append((a, b))
    most = max(start - end - 1, 0, *(b - a - 1 for a, b in gaps))
    between = union((max(a + 1, BEFORE_ALL), min(b - 1, AFTER_ALL)) for a, b in gaps)
    is_complete = not between or within(between, near(roster.known_complete, between[0][0], between[-1][1]))
    is_sure = is_complete and before.is_sure and after.is_sure and _is_sure(one, other, lives, others)
    days = DayRange(max(start - end - 1, 0), None if most >= ALWAYS[1] - AFTER_ALL else most)
    certainty = Certainty.CERTAIN if is_sure else Certainty.POSSIBLE
    agents = roster.item_of(before.claim.item), roster.item_of(after.claim.item)
    told = _say_days(days, is_complete=is_complete)
    if one.end_latest >= other.start_earliest and days.upper == 0:
        shared = to_date(start) if one.end_earliest == other.start_latest else None
        told = f"in a handover on {say_day(shared)}" if shared else "on the same day or the next"
    why = f"{_say(roster, before.claim.item, after.claim.item, certainty)}, {told}"
    return Succession(*agents, certainty, days, is_complete, (before.record, after.record), why)


def _may_follow(one: Bounds, other: Bounds, others: Sequence[Bounds], days: tuple[int, int, int]) -> bool:
    """Return whether one term comes next after another in some world.

    Args:
        one: the earlier term.
        other: the later one.
        others: all other terms that bear on it.
        days: the earliest end of the one, its latest, and the earliest start of the other after that.
    """
    earliest, end, start = days
    if start > end:
        walls = zip(others, (_wall(one, other, each) for each in others), strict=True)
        return all(
            by <= end or since >= start or (start == end + 1 and (each.start_earliest < end or each.end_latest > start))
            for each, (by, since) in walls
        )
    # The two may share a day. Only a term of that single day keeps them apart, unless one of the two is one as well.
    # One that may never have been keeps nobody apart.
    single = {each.start_earliest for each in others if len(set(each)) == 1}
    first = max(earliest, other.start_earliest)
    for day in range(first, min(end, first + len(single)) + 1):
        begins, goes_on = one.start_earliest < day, other.end_latest > day
        if (begins or goes_on) and (
            day not in single or (one.start_latest >= day and goes_on) or (other.end_earliest <= day and begins)
        ):
            return True
    return False


def _wall(one: Bounds, other: Bounds, third: Bounds) -> tuple[int, int]:
    """Return by which end of one term, or from which start of another, a third may keep out of the days between."""
    s0, s1, e0, e1 = third
    # A term of a single day lies between if it is that of the end or start, unless so is that of the other term.
    return e0 + (s0 == e0 > one.start_latest), s1 - (s1 == e1 < other.end_earliest)


def _is_sure(one: Bounds, other: Bounds, lives: Sequence[Bounds], others: Sequence[Bounds]) -> bool:
    """Return whether one term comes next after the other in every world."""
    end, start = one.end_earliest, other.start_latest
    if one.end_latest > other.start_earliest or not all(
        life.start_latest <= end and life.end_earliest >= start for life in lives
    ):
        return False
    day = one.end_latest
    if day == other.start_earliest and one.start_latest == day == other.end_earliest:
        return False  # Both may be of this single day.
    return not any(_may_lie_between(one, other, each) for each in others)


def _may_lie_between(one: Bounds, other: Bounds, third: Bounds) -> bool:
    """Return whether a third term lies between two in some world; they are never in another order."""
    end, start = one.end_earliest, other.start_latest
    s0, s1, e0, e1 = third
    if start > end + 1 and e1 > end and s0 < start:
        return True
    return any(
        s0 <= first <= s1 and e0 <= last <= e1 and one.start_earliest < last and first < other.end_latest
        for first, last in ((end, end), (end, start), (start, start))
    )


def _say(roster: Roster[Any], before: str, after: str, certainty: Certainty) -> str:
    """Describe who came next after whom."""
    one, other = roster.label(before), roster.label(after)
    came = "came" if certainty is Certainty.CERTAIN else "may have come"
    if one == other:
        return f"{one} {came} next after itself in the chair of {roster.question.body}"
    return f"{other} {came} next after {one} in the chair of {roster.question.body}"


def _say_days(days: DayRange, *, is_complete: bool) -> str:
    """Describe how many days lie between two terms."""
    if days == (0, 0):
        return "from one day to the next"
    number = f"{days.lower} or more" if days.upper is None else str(days.upper)
    if days.upper is not None and days.lower != days.upper:
        number = f"{days.lower} to {days.upper}"
    unknown = "" if is_complete else ", on which the data do not claim to know all chairs"
    return f"with {number} {'day' if number == '1' else 'days'} between{unknown}"
