"""How many days the union of uncertain stretches of time holds, over all worlds: the least and the most.

*Most.* The world in which every start is earliest and every end latest holds every possible day at once, so the most is
the number of possible days.

*Least.* A link (a tie, or the life of a body) whose latest start is no later than its earliest end holds its certain
days in every world and, in one world, just these: it is *fixed*. Every other link holds at least one of the days from
its earliest end to its latest start, and in some world any one of them alone: it *floats*. Shorter links make shorter
unions, so the least is found among worlds in which each link is as short as it can be; what is left to choose is the
day of each floating link.

A claim without floating links holds its fixed days; together these are the *base*. A claim with one floating link costs
a day unless that link lies outside the claim's fixed days, in the base, or outside the window. A link that has no such
free day costs a day wherever it lies; such links share days, and the fewest days that meet them all are found greedily,
from the earliest last day on. A claim with several floating links costs a day more only if all of them lie on one day
and none of them pays for it already. If the free links of such claims can be given free days that differ, nothing more
is paid, and base plus shared days is the least exactly. Else every placement is tried if they are few; if they are
many, the same number is still a lower bound, and is not called exact. Nor is it exact where a floating link has a date
that leaves out days between its first and last one, because some of the placements are not among its days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from math import prod
from typing import NamedTuple

from ..dates.days import AFTER_ALL, BEFORE_ALL, EVER, Span, Spans, intersect, union
from ..dates.partial import PartialDate
from .claims import Claim, Link, dates_of

__all__ = ["ALWAYS", "Measure", "far", "measure"]

#: Days far beyond the calendar: what has no limit reaches them, and what lies there lies on no day of any window.
_PAST, _FUTURE = 4 * BEFORE_ALL, 4 * AFTER_ALL
#: The window of everything, before and after the calendar included.
ALWAYS: Span = (_PAST, _FUTURE)
#: How many placements of floating links are tried at most.
_MOST_TRIED = 20_000


class Measure(NamedTuple):
    """How many days there are, over all worlds.

    Attributes:
        lower: None where every world holds days without limit.
        upper: None where days have no limit.
        is_exact: whether some world holds no more than the lower one; the upper one is always exact.
    """

    lower: int | None
    upper: int | None
    is_exact: bool


def measure(claims: Sequence[Claim], window: Span = EVER) -> Measure:
    """Measure the union of claims within a window, which is exact.

    >>> from ..model.ties import Membership
    >>> from ..dates.period import Period
    >>> tie = Membership(id="m", member_id="who", organization_id="gmg", period=Period("2010-01/2010-03-31"))
    >>> measure([Claim("who", tie, [Link(tie, tie.period.bounds)])])
    Measure(lower=60, upper=90, is_exact=True)
    """
    window = (far(window[0]), far(window[1]))
    asked = (window,)
    most = _length(intersect(union((far(first), far(last)) for first, last in (c.possible for c in claims)), asked))
    # No link floats in a claim that has certain days.
    floats = any(each.bounds.start_latest > each.bounds.end_earliest for each in claims)
    shortest = _Shortest(claims, asked) if floats else None
    certain = ((far(first), far(last)) for first, last in (claim.certain for claim in claims))
    least = _length(shortest.base if shortest else intersect(union(certain), asked))
    if least is None:
        return Measure(None, None, is_exact=True)
    more, is_exact = shortest.more() if shortest else (0, True)
    return Measure(least + more, most, is_exact)


def far(day: int) -> int:
    """Move what stands for "without limit" far outside the calendar, so that days out there may differ.

    The days beyond, on which a doubtful tie may lie alone, move outside of all windows.

    >>> far(735000), far(BEFORE_ALL) < BEFORE_ALL
    (735000, True)
    """
    if BEFORE_ALL < day < AFTER_ALL:
        return day
    return _PAST + min(day - BEFORE_ALL, 0) if day <= BEFORE_ALL else _FUTURE + day - AFTER_ALL


def _length(spans: Spans) -> int | None:
    """Count the days; None where they have no limit."""
    if spans and (spans[0][0] <= _PAST or spans[-1][1] >= _FUTURE):
        return None
    return sum(last - first + 1 for first, last in spans)


def _minus(left: Spans, right: Spans) -> Spans:
    ends = [_PAST - 1, *(day for first, last in right for day in (first - 1, last + 1)), _FUTURE + 1]
    return intersect(left, union(zip(ends[::2], ends[1::2], strict=True)))


class _Shortest:
    """The worlds of the shortest links: the fixed days of each claim, and the links that float."""

    def __init__(self, claims: Sequence[Claim], window: Spans) -> None:
        self.ranges: dict[Link, Span] = {}
        self.is_exact = True
        #: Per claim the links that float, and the days on which all others hold.
        self.parts: list[tuple[frozenset[Link], Spans]] = []
        for claim in claims:
            floats, days = set[Link](), window
            for link in claim.links:
                first, last = far(link.bounds.start_latest), far(link.bounds.end_earliest)
                if first <= last:
                    days = intersect(days, ((first, last),))
                else:
                    floats.add(link)
                    self.ranges[link] = (last, first)
                    self.is_exact = self.is_exact and all(len(each.spans) == 1 for each in _dates_of(link))
            self.parts.append((frozenset(floats), days))
        self.base = union(run for floats, days in self.parts if not floats for run in days)
        self.parts = [(floats, left) for floats, days in self.parts if floats and (left := _minus(days, self.base))]

    def more(self) -> tuple[int, bool]:
        """Return the fewest days that floating links add to the base, and whether that is exact."""
        free: dict[Link, Spans] = {}
        for link, span in self.ranges.items():
            costly = union(run for floats, days in self.parts if floats == frozenset((link,)) for run in days)
            free[link] = _minus((span,), costly)
        shared = _fewest_days(span for link, span in self.ranges.items() if not free[link])
        loose = {link for floats, _ in self.parts if len(floats) > 1 and all(map(free.get, floats)) for link in floats}
        if _can_differ([_first_days(free[link], len(loose)) for link in loose]):
            return shared, self.is_exact
        return self._tried(shared)

    def _tried(self, shared: int) -> tuple[int, bool]:
        """Try all placements that differ, if they are few."""
        links = list({link: None for floats, _ in self.parts for link in floats})
        ends = {_PAST, _FUTURE + 1}
        for first, last in (*self.ranges.values(), *(run for _, days in self.parts for run in days)):
            ends.update((first, last + 1))
        segments = [(first, following - 1) for first, following in pairwise(sorted(ends))]
        # Days of one segment are alike, and as many links as there are need no more of them.
        days = [
            [day for run in segments for day in _first_days(intersect((self.ranges[link],), (run,)), len(links))]
            for link in links
        ]
        if prod(map(len, days)) > _MOST_TRIED:
            return shared, False
        return min(self._cost(dict(zip(links, placed, strict=True))) for placed in product(*days)), self.is_exact

    def _cost(self, placed: dict[Link, int]) -> int:
        paid = set[int]()
        for floats, days in self.parts:
            here = {placed[link] for link in floats}
            if len(here) == 1 and any(first <= min(here) <= last for first, last in days):
                paid |= here
        return len(paid)


def _dates_of(link: Link) -> Iterator[PartialDate]:
    return filter(None, dates_of(link))


def _fewest_days(spans: Iterable[Span]) -> int:
    """Return the fewest days that meet all runs."""
    count, latest = 0, _PAST - 1
    for first, last in sorted(spans, key=lambda span: span[1]):
        if first > latest:
            count, latest = count + 1, last
    return count


def _first_days(spans: Spans, number: int) -> Iterator[int]:
    return (day for first, last in spans for day in range(first, min(last, first + number - 1) + 1))


def _can_differ(choices: Iterable[Iterable[int]]) -> bool:
    """Return whether each can be given one of its days so that no two are the same: a matching by augmenting paths."""
    given: dict[int, list[int]] = {}

    def place(days: list[int], tried: set[int]) -> bool:
        for day in days:
            if day not in tried:
                tried.add(day)
                if day not in given or place(given[day], tried):
                    given[day] = days
                    return True
        return False

    return all(place(list(days), set()) for days in choices)
