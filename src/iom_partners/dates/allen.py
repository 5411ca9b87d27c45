"""Allen's interval algebra: 13 relations between two periods, of which exactly one holds.

Days are whole: a period *meets* the one that begins on the next day, and *overlaps* (in Allen's narrow sense) one that
begins within it and ends after it. The days of two periods are chosen independently, even if both are the same period.
Source: J. F. Allen, "Maintaining knowledge about temporal intervals", Communications of the ACM 26 (1983).
"""

from __future__ import annotations

import enum
from functools import cache
from itertools import combinations

from .constraints import Constraint, solve
from .days import AFTER_ALL, BEFORE_ALL, Bounds

__all__ = ["Relation", "possible_relations"]


class Relation(enum.StrEnum):
    """How one period is related to another.

    >>> Relation.BEFORE.inverse
    <Relation.AFTER: 'after'>
    """

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    FINISHED_BY = "finished-by"
    CONTAINS = "contains"
    STARTED_BY = "started-by"
    OVERLAPPED_BY = "overlapped-by"
    MET_BY = "met-by"
    AFTER = "after"

    @property
    def inverse(self) -> Relation:
        """The relation of the second period to the first.

        >>> Relation.STARTS.inverse is Relation.STARTED_BY
        True
        """
        return _INVERSE[self]

    def compose(self, other: Relation) -> frozenset[Relation]:
        """Return the relations that A may have to C if A has this one to B, and B the other one to C.

        >>> sorted(str(each) for each in Relation.MEETS.compose(Relation.DURING))
        ['during', 'overlaps', 'starts']
        """
        return _compositions()[self, other]


#: What each relation says of the starts and ends of A and B, as (earlier, later, gap in days): A.s is the start of A.
_SAYS: dict[Relation, tuple[tuple[str, str, int], ...]] = {
    Relation.BEFORE: (("A.e", "B.s", 2),),
    Relation.MEETS: (("A.e", "B.s", 1), ("B.s", "A.e", -1)),
    Relation.OVERLAPS: (("A.s", "B.s", 1), ("B.s", "A.e", 0), ("A.e", "B.e", 1)),
    Relation.STARTS: (("A.s", "B.s", 0), ("B.s", "A.s", 0), ("A.e", "B.e", 1)),
    Relation.DURING: (("B.s", "A.s", 1), ("A.e", "B.e", 1)),
    Relation.FINISHES: (("B.s", "A.s", 1), ("A.e", "B.e", 0), ("B.e", "A.e", 0)),
    Relation.EQUALS: (("A.s", "B.s", 0), ("B.s", "A.s", 0), ("A.e", "B.e", 0), ("B.e", "A.e", 0)),
}
_INVERSE = dict(zip(Relation, reversed(Relation), strict=True))
_SWAPPED = {"A.s": "B.s", "A.e": "B.e", "B.s": "A.s", "B.e": "A.e"}
_CONSTRAINTS = {
    relation: [Constraint("A.s", "A.e"), Constraint("B.s", "B.e"), *(Constraint(*each) for each in says)]
    for relation, says in _SAYS.items()
} | {
    relation.inverse: [
        Constraint("A.s", "A.e"),
        Constraint("B.s", "B.e"),
        *(Constraint(_SWAPPED[earlier], _SWAPPED[later], gap) for earlier, later, gap in says),
    ]
    for relation, says in _SAYS.items()
    if relation is not Relation.EQUALS
}

#: "No limit" reaches further than any gap between days of the calendar, and an open side further than that.
_NO_LIMIT, _OPEN = 100, 10_000


def possible_relations(a: Bounds, b: Bounds) -> frozenset[Relation]:
    """Return the relations that hold in some world: one day chosen for each start and end, start <= end.

    Args:
        a: bounds of the first period; an open side lies wholly one step outside the calendar.
        b: bounds of the second.

    >>> from .period import Period
    >>> [str(each) for each in possible_relations(Period("2013/2014-06").bounds, Period("2015/..").bounds)]
    ['before']
    """
    sides = {}
    for name, bounds in (("A", a), ("B", b)):
        sides[f"{name}.s"] = (_finite(bounds.start_earliest, bounds.start_latest),)
        sides[f"{name}.e"] = (_finite(bounds.end_earliest, bounds.end_latest),)
    return frozenset(each for each in Relation if solve(sides, _CONSTRAINTS[each]).empty is None)


def _finite(first: int, last: int) -> tuple[int, int]:
    if last == BEFORE_ALL:
        return BEFORE_ALL - _OPEN, BEFORE_ALL - _OPEN
    if first == AFTER_ALL:
        return AFTER_ALL + _OPEN, AFTER_ALL + _OPEN
    return first if first > BEFORE_ALL else BEFORE_ALL - _NO_LIMIT, last if last < AFTER_ALL else AFTER_ALL + _NO_LIMIT


@cache
def _compositions() -> dict[tuple[Relation, Relation], frozenset[Relation]]:
    """Try all triples of periods within seven days: three periods have six ends, and one more day leaves a gap."""
    periods = [(first, last - 1) for first, last in combinations(range(8), 2)]
    pairs = {
        (a, b): next(iter(possible_relations(Bounds(a[0], a[0], a[1], a[1]), Bounds(b[0], b[0], b[1], b[1]))))
        for a in periods
        for b in periods
    }
    found: dict[tuple[Relation, Relation], set[Relation]] = {}
    for (a, b), one in pairs.items():
        for c in periods:
            found.setdefault((one, pairs[b, c]), set()).add(pairs[a, c])
    return {key: frozenset(each) for key, each in found.items()}
