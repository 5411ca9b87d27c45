"""Differences between days: what follows for each of them from "this one is at least so many days after that one".

A system has variables with bounds and constraints ``later - earlier >= gap``. Its fixed point bounds each variable by
exactly the values that it takes in some solution: the system of lower bounds, and that of upper bounds, each solves
all constraints. Where there is no solution, some constraints in a ring say that a day comes after itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from .spans import Span

__all__ = ["Constraint", "Push", "Solution", "solve"]

K = TypeVar("K", bound=Hashable)


class Constraint(NamedTuple, Generic[K]):
    """That one day is at least so many days after another.

    Attributes:
        earlier: the one.
        later: the other.
        gap: by how many days at least; 0 allows the same day, a negative number some days before.
    """

    earlier: K
    later: K
    gap: int = 0


class Push(NamedTuple, Generic[K]):
    """Why a bound moved: another bound, across one constraint.

    Attributes:
        of: the variable whose bound pushed.
        constraint: across which.
    """

    of: K
    constraint: Constraint[K]


class Solution(NamedTuple, Generic[K]):
    """What follows from bounds and constraints.

    Attributes:
        bounds: of each variable, the first and last value that it takes in some solution; as far as was worked out
            where there is none.
        raised: what pushed each lower bound that moved, last.
        lowered: what pushed each upper bound that moved, last.
        empty: a variable for which no value is left, or None where there is a solution.
    """

    bounds: dict[K, Span]
    raised: dict[K, Push[K]]
    lowered: dict[K, Push[K]]
    empty: K | None


def solve(bounds: Mapping[K, Span], constraints: Sequence[Constraint[K]]) -> Solution[K]:
    """Narrow bounds until every constraint is met by all lower bounds together, and by all upper bounds together.

    Args:
        bounds: first and last value of each variable, both finite.
        constraints: between variables of ``bounds``.

    Returns:
        The fixed point, with what pushed each bound.

    >>> system = solve({"in": (3, 9), "out": (1, 7)}, [Constraint("in", "out", 1)])
    >>> system.bounds
    {'in': (3, 6), 'out': (4, 7)}
    """
    lower = {key: span[0] for key, span in bounds.items()}
    upper = {key: span[1] for key, span in bounds.items()}
    raised: dict[K, Push[K]] = {}
    lowered: dict[K, Push[K]] = {}
    from_: dict[K, list[Constraint[K]]] = {}
    to: dict[K, list[Constraint[K]]] = {}
    for each in constraints:
        from_.setdefault(each.earlier, []).append(each)
        to.setdefault(each.later, []).append(each)
    empty = next((key for key in lower if lower[key] > upper[key]), None)
    moved = deque(lower)
    while moved and empty is None:
        key = moved.popleft()
        # A ring of constraints that cannot be met pushes bounds until one of them passes the other: both are finite.
        for each in from_.get(key, ()):
            if lower[key] + each.gap > lower[each.later]:
                lower[each.later], raised[each.later] = lower[key] + each.gap, Push(key, each)
                moved.append(each.later)
                if lower[each.later] > upper[each.later]:
                    empty = each.later
        for each in to.get(key, ()):
            if upper[key] - each.gap < upper[each.earlier]:
                upper[each.earlier], lowered[each.earlier] = upper[key] - each.gap, Push(key, each)
                moved.append(each.earlier)
                if lower[each.earlier] > upper[each.earlier]:
                    empty = each.earlier
    return Solution({key: (lower[key], upper[key]) for key in lower}, raised, lowered, empty)
