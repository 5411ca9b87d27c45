"""Claims by time: which of very many may hold on the days asked about, without a look at the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .claims import Claim

__all__ = ["ClaimIndex"]

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
        self.claims = [claim for claim in claims if claim.bounds[0] <= claim.bounds[3]]
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
