"""Which claims may hold at once, found by one sweep over their first possible days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from ..dates.days import EVER, Bounds, Span
from .claims import Claim, Link

if TYPE_CHECKING:
    from .claims import Tie

__all__ = ["JointClaim", "meeting_groups", "overlapping"]


class JointClaim(Claim):
    """A claim that two others hold at once; its links are listed when they are needed, for most are never looked at."""

    __slots__ = ("_both",)

    def __init__(self, one: Claim, other: Claim) -> None:
        self.item: str = other.item
        self.record: Tie = one.record
        self._both = one, other
        s0, s1, e0, e1 = one.bounds
        t0, t1, f0, f1 = other.bounds
        # Comparing is three times as fast as max and min, and there may be a million of these.
        start, start_latest = s0 if s0 > t0 else t0, s1 if s1 > t1 else t1  # noqa: FURB136 # See above.
        end_earliest, end = e0 if e0 < f0 else f0, e1 if e1 < f1 else f1  # noqa: FURB136 # See above.
        self.bounds: Bounds = Bounds(start, start_latest, end_earliest, end)

    @property
    def links(self) -> Sequence[Link]:
        """The links of the one, and those that the other does not share with it."""
        links = [*self._both[0].links]
        shared = set(links)
        return [*links, *(link for link in self._both[1].links if link not in shared)]


def overlapping(
    groups: Iterable[Iterable[Claim]], window: Span = EVER
) -> Iterator[tuple[tuple[int, Claim], tuple[int, Claim]]]:
    """Yield the pairs of claims of different groups that may hold on one day, each with its group's number.

    The claims are taken by their first possible day; those that may still hold then wait in a heap of last possible
    days. So no two claims that cannot meet are ever compared.

    Args:
        groups: the claims, such as those of one member each.
        window: only claims that may hold on one of these days.

    >>> from ..model.ties import Membership
    >>> from ..dates.period import Period
    >>> ties = [Membership(id=each, member_id=each, organization_id="b", period=Period(each)) for each in
    ...     ("2001/2003", "2003/..", "2005/2006")]
    >>> groups = [[Claim(tie.id, tie, [Link(tie, tie.period.bounds)])] for tie in ties]
    >>> [(one[0], other[0]) for one, other in overlapping(groups)]
    [(0, 1), (1, 2)]
    """
    since, until = window
    held: list[tuple[int, int, tuple[int, Claim]]] = []
    for group, claims in enumerate(groups):
        for claim in claims:
            first, _, _, last = claim.bounds
            if first <= last and first <= until and since <= last:
                held.append((first, last, (group, claim)))
    held.sort(key=lambda each: each[0])
    ends: list[tuple[int, int]] = []
    live: dict[int, tuple[int, Claim]] = {}
    for number, (first, last, one) in enumerate(held):
        while ends and ends[0][0] < first:
            del live[heappop(ends)[1]]
        group = one[0]
        for other in live.values():
            if other[0] < group:
                yield other, one
            elif other[0] > group:
                yield one, other
        live[number] = one
        heappush(ends, (last, number))


def meeting_groups(groups: Iterable[Iterable[Claim]], window: Span = EVER) -> list[tuple[int, int]]:
    """Return the numbers of each pair of groups whose claims may hold at once, in order; see `overlapping`."""
    return sorted({(one[0], other[0]) for one, other in overlapping(groups, window)})
