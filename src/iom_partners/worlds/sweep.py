"""Claims by time: which may hold on the days asked about, and all changes in time order, without a look at the others.

`ClaimIndex` answers questions on some days. `Sweep` is what every history is cut from: the bounds of all claims, sorted
once, tell on which days an answer changes and how.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ..dates.days import AFTER_ALL, BEFORE_ALL, subtract, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..dates.days import Spans
    from .claims import Claim

    #: What orders items on a day: the first two bounds of their first claim that may hold on it, and their key.
    Place = tuple[int, int, str]
    #: The day, the item, how sure it is from that day on (0 is not at all, 1 possible, 2 certain), how sure it was
    #: before, and its place.
    Step = tuple[int, str, int, int, Place]

__all__ = ["ClaimIndex", "Sweep"]


class _Counts(NamedTuple):
    """How many items there are in each era.

    Attributes:
        starts: the first day of each era.
        certain: how many are certain.
        named: how many are certain or possible.
        most: how many there are at most: the named, and those who alone are not known; None without limit.
    """

    starts: list[int]
    certain: list[int]
    named: list[int]
    most: list[int | None]


#: How many claims stand together at the bottom, and how many nodes under one node above.
_LEAF, _WIDTH = 32, 16


class ClaimIndex:
    """Claims in time order, under a tree of their latest ends.

    The claims that may have begun by a day are a first part of the order, found by bisection; among these, whole
    branches that had certainly ended before are left out. So it takes some steps for each claim found and as many as
    the logarithm of their number besides, and one number for every 32 claims.

    Attributes:
        claims: those that hold in some world, by first and last possible start, then item.
    """

    __slots__ = ("_levels", "_starts", "claims")

    def __init__(self, claims: Iterable[Claim]) -> None:
        """Take claims in the order of their `sort_key`."""
        self.claims: list[Claim] = [claim for claim in claims if claim.bounds[0] <= claim.bounds[3]]
        self._starts = [claim.bounds[0] for claim in self.claims]
        ends = [claim.bounds[3] for claim in self.claims]
        #: The latest end in each group of claims, in each group of such groups ... up to one of all.
        self._levels: list[list[int]] = []
        width = _LEAF
        while len(ends) > 1 or not self._levels:
            ends = [max(ends[at : at + width]) for at in range(0, len(ends), width)]
            self._levels.append(ends)
            width = _WIDTH

    def meeting(self, first: int, last: int) -> list[Claim]:
        """Return the claims that may hold on some day from a first to a last one, in time order."""
        until = bisect_right(self._starts, last)
        groups = list(range(len(self._levels[-1])))
        size = _LEAF * _WIDTH ** (len(self._levels) - 1)
        for upper, level in enumerate(reversed(self._levels)):
            if upper:
                groups = [inner for each in groups for inner in range(each * _WIDTH, (each + 1) * _WIDTH)]
            groups = [each for each in groups if each * size < until and level[each] >= first]
            size //= _WIDTH
        found: list[Claim] = []
        for each in groups:
            inner = self.claims[each * _LEAF : min((each + 1) * _LEAF, until)]
            found += [claim for claim in inner if claim.bounds[3] >= first]
        return found


class Sweep:
    """All changes of who is an answer and how surely, in time order.

    An *era* is a run of days on which the same items are certain, the same possible, and all are known or not. It takes
    the time of a sort to find all eras and how many items each of them has; no two sets are ever compared.

    Attributes:
        cuts: the first days of runs on which the same claims hold and are as sure; the first is before the calendar. An
            answer changes, and the order within one, on none but these.
    """

    __slots__ = ("_by_end", "_by_start", "_claims", "_counts", "_known", "_unknown", "cuts")

    def __init__(
        self,
        claims: Mapping[str, Sequence[Claim]],
        known: Spans,
        unknown: tuple[Spans, Mapping[str, Spans]] = ((), {}),
    ) -> None:
        """Take what the eras are cut from.

        Args:
            claims: those of each item, in time order.
            known: the days on which all are known.
            unknown: the days on which all but some items are known, and of each of these the days on which it is not.
        """
        self._claims = claims
        self._known = known
        self._unknown = unknown
        self._counts: _Counts | None = None
        self._by_start: list[Claim] | None = None
        self._by_end: list[Claim] = []
        cuts = {BEFORE_ALL}
        for of_item in claims.values():
            for claim in of_item:
                s0, s1, e0, e1 = claim.bounds
                if s0 <= e1:
                    cuts.update((s0, e1 + 1, s1, e0 + 1) if s1 <= e0 else (s0, e1 + 1))
        for first, last in (*known, *unknown[0], *(run for runs in unknown[1].values() for run in runs)):
            cuts.update((first, last + 1))
        self.cuts: list[int] = sorted(cuts)

    def steps(self) -> Iterator[Step]:
        """Return every change of an item, item by item."""
        for item, claims in self._claims.items():
            yield from _steps_of_one(item, claims[0]) if len(claims) == 1 else _steps_of(item, claims)

    @property
    def counts(self) -> _Counts:
        """The first day of each era, and how many there are in it.

        The first era begins before the calendar, and one may begin after it; see `eras`.
        """
        if self._counts is None:
            certain, named, known, but, others = ({BEFORE_ALL: 0} for _ in range(5))
            for day, _, level, was, _ in self.steps():
                if level != was:
                    certain[day] = certain.get(day, 0) + (level == 2) - (was == 2)
                    named[day] = named.get(day, 0) + (level > 0) - (was > 0)
            but_some, unknown = self._unknown
            runs = [(known, self._known), (but, but_some)]
            for item, days in unknown.items():
                runs.append((others, subtract(days, union(each.possible for each in self._claims.get(item, ())))))
            for change, spans in runs:
                for first, last in spans:
                    change[first] = change.get(first, 0) + 1
                    change[last + 1] = change.get(last + 1, 0) - 1
            starts = sorted({*certain, *known, *but, *others})
            changes = certain, named, known, but, others
            sums = [list(accumulate(change.get(day, 0) for day in starts)) for change in changes]
            most = [
                named + others if known or but else None for named, known, but, others in zip(*sums[1:], strict=True)
            ]
            self._counts = _Counts(starts, sums[0], sums[1], most)
        return self._counts

    def eras(
        self, first: int = BEFORE_ALL + 1, last: int = AFTER_ALL - 1
    ) -> Iterator[tuple[int, int, int, int, int | None, bool]]:
        """Return the eras of the calendar, in order; or those with one of some days alone.

        Returns:
            Of each era its first and last day, which lie outside the calendar where it has no limit; how many are
            certain, how many certain or possible, how many there are at most, and whether others are ruled out.
        """
        starts, certain, named, most = self.counts
        begin, end = bisect_right(starts, BEFORE_ALL + 1) - 1, bisect_left(starts, AFTER_ALL)
        for at in range(bisect_right(starts, first) - 1, bisect_right(starts, last)):
            begins = BEFORE_ALL if at == begin else starts[at]
            ends = starts[at + 1] - 1 if at + 1 < end else AFTER_ALL
            yield begins, ends, certain[at], named[at], most[at], most[at] == named[at]

    def standing(self) -> Iterator[tuple[int, int, bool, list[Place], list[Place]]]:
        """Return the eras of the calendar with who is an answer in each.

        Returns:
            Of each era its first and last day, whether all are known, and the places of the certain and the possible
            items, which end with their keys, in the order of its first day. The two lists change with the next era.
        """
        lists: tuple[list[Place], list[Place], list[Place]] = [], [], []
        places: dict[str, Place] = {}
        coming = sorted(self.steps(), key=_day_of, reverse=True)
        for first, last, _, _, _, is_known in self.eras():
            while coming and coming[-1][0] <= max(first, BEFORE_ALL + 1):
                _, item, level, was, place = coming.pop()
                if was:
                    standing = lists[was]
                    del standing[bisect_left(standing, places[item])]
                if level:
                    insort(lists[level], place)
                    places[item] = place
            yield first, last, is_known, lists[2], lists[1]

    def nearest(self, first: int, last: int) -> tuple[Claim | None, Claim | None]:
        """Return the claim with the latest end before some days, and the one with the earliest start after them.

        Of several claims it is the first one of the item that came first.
        """
        if self._by_start is None:
            claims = [each for of_item in self._claims.values() for each in of_item if each.bounds[0] <= each.bounds[3]]
            by_start = sorted(claims, key=_start_of)
            claims.reverse()
            self._by_end = sorted(claims, key=_end_of)
            self._by_start = by_start
        before = bisect_left(self._by_end, first, key=_end_of)
        after = bisect_right(self._by_start, last, key=_start_of)
        return (
            self._by_end[before - 1] if before else None,
            self._by_start[after] if after < len(self._by_start) else None,
        )


def _day_of(step: Step) -> int:
    return step[0]


def _start_of(claim: Claim) -> int:
    return claim.bounds[0]


def _end_of(claim: Claim) -> int:
    return claim.bounds[3]


def _steps_of_one(item: str, claim: Claim) -> list[Step]:
    """Return the steps of an item with one claim: what most items have."""
    s0, s1, e0, e1 = claim.bounds
    if s0 > e1:
        return []
    place = (s0, s1, item)
    if s1 > e0:
        return [(s0, item, 1, 0, place), (e1 + 1, item, 0, 1, place)]
    steps = [(s0, item, 2, 0, place)] if s0 == s1 else [(s0, item, 1, 0, place), (s1, item, 2, 1, place)]
    if e0 == e1:
        return [*steps, (e1 + 1, item, 0, 2, place)]
    return [*steps, (e0 + 1, item, 1, 2, place), (e1 + 1, item, 0, 1, place)]


def _steps_of(item: str, claims: Sequence[Claim]) -> Iterator[Step]:
    """Return the steps of an item with several claims, which are in time order.

    Its place changes with the first claim that may hold, also where it is as sure as before.
    """
    bounds = [each.bounds for each in claims if each.bounds[0] <= each.bounds[3]]
    possible: dict[int, int] = {}
    certain: dict[int, int] = {}
    for s0, s1, e0, e1 in bounds:
        for changes, first, last in ((possible, s0, e1), (certain, s1, e0)):
            if first <= last:
                changes[first] = changes.get(first, 0) + 1
                changes[last + 1] = changes.get(last + 1, 0) - 1
    was, at, holding, sure = 0, 0, 0, 0
    before: Place | None = None
    for day in sorted({*possible, *certain}):
        holding += possible.get(day, 0)
        sure += certain.get(day, 0)
        level = 2 if sure else 1 if holding else 0
        # Who begins later stands later, so the first that has not ended is the first that may hold.
        while at < len(bounds) and bounds[at][3] < day:
            at += 1
        place = (bounds[at][0], bounds[at][1], item) if level else before
        assert place is not None
        if (level, place) != (was, before):
            yield day, item, level, was, place
        was, before = level, place
