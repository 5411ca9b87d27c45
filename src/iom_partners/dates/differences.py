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

__all__ = ["Choice", "Constraint", "Push", "Solution", "solve", "solve_choices"]

K = TypeVar("K", bound=Hashable)


class Constraint(NamedTuple, Generic[K]):
    """That one day is at least so many days after another.

    Attributes:
        earlier: the one.
        later: the other.
        gap: by how many days at least; 0 allows the same day, a negative number some days before.
        why: who says so.
    """

    earlier: K
    later: K
    gap: int = 0
    why: str = ""


class Push(NamedTuple, Generic[K]):
    """Why a bound moved: another bound, across one constraint.

    Attributes:
        of: the variable whose bound pushed.
        constraint: across which.
    """

    of: K
    constraint: Constraint[K]


#: Two constraints of which one holds at least: one term ends before the other begins, or the other way round.
Choice = tuple[Constraint[K], Constraint[K]]


class Solution(NamedTuple, Generic[K]):
    """What follows from bounds and constraints.

    Attributes:
        bounds: of each variable, the first and last value that it takes in some solution; as far as was worked out
            where there is none.
        raised: what pushed each lower bound that moved, last.
        lowered: what pushed each upper bound that moved, last.
        empty: a variable for which no value is left, or None where there is a solution.
        open_choices: how many choices are left that were too many to try; the bounds may then be wider than needed.
    """

    bounds: dict[K, Span]
    raised: dict[K, Push[K]]
    lowered: dict[K, Push[K]]
    empty: K | None
    open_choices: int = 0


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
    #: How many constraints lie between a bound and what is stated; more than there are variables make a ring, in which
    #: a day would come after itself.
    below: dict[K, int] = dict.fromkeys(lower, 0)
    above: dict[K, int] = dict.fromkeys(lower, 0)
    moved = deque(lower)
    while moved and empty is None:
        key = moved.popleft()
        for each in from_.get(key, ()):
            if lower[key] + each.gap > lower[each.later]:
                lower[each.later], raised[each.later] = lower[key] + each.gap, Push(key, each)
                below[each.later] = below[key] + 1
                moved.append(each.later)
                if lower[each.later] > upper[each.later] or below[each.later] > len(lower):
                    empty = each.later
        for each in to.get(key, ()):
            if upper[key] - each.gap < upper[each.earlier]:
                upper[each.earlier], lowered[each.earlier] = upper[key] - each.gap, Push(key, each)
                above[each.earlier] = above[key] + 1
                moved.append(each.earlier)
                if lower[each.earlier] > upper[each.earlier] or above[each.earlier] > len(lower):
                    empty = each.earlier
    return Solution({key: (lower[key], upper[key]) for key in lower}, raised, lowered, empty)


def solve_choices(
    bounds: Mapping[K, Span], constraints: Sequence[Constraint[K]], choices: Sequence[Choice[K]], most: int = 8
) -> Solution[K]:
    """Solve a system in which, of some pairs of constraints, one holds at least.

    A choice of which one side has become impossible is made; what is left is tried both ways, and the bounds are those
    of all solutions together.

    Args:
        bounds: first and last value of each variable.
        constraints: what holds in any case.
        choices: pairs of which one holds.
        most: how many undecided choices are tried; 2 to that power are the systems solved at most.

    >>> first = [(Constraint("a.end", "b.start", 1), Constraint("b.end", "a.start", 1))]
    >>> bounds = {"a.start": (1, 1), "a.end": (4, 9), "b.start": (3, 6), "b.end": (8, 8)}
    >>> solve_choices(bounds, [Constraint("a.start", "a.end"), Constraint("b.start", "b.end")], first).bounds["a.end"]
    (4, 5)
    """
    held, undecided = list(constraints), list(choices)
    while True:
        found = solve(bounds, held)
        if found.empty is not None:
            return found
        left = []
        for choice in undecided:
            possible = [each for each in choice if _reach(found, each) >= each.gap]
            if any(_is_met(found, each) for each in possible):
                continue
            if len(possible) == 2:
                left.append(choice)
            else:
                # With neither side possible, either of them shows that there is no solution.
                held.append((possible or choice)[0])
        if len(left) == len(undecided):
            break
        undecided = left
    if not left or len(left) > most:
        return found._replace(open_choices=len(left))
    (first, second), rest = left[0], left[1:]
    ways = [solve_choices(bounds, [*held, each], rest, most) for each in (first, second)]
    sound = [each for each in ways if each.empty is None]
    return _together(found, first, sound) if len(sound) == 2 else (sound or ways)[0]


def _reach(found: Solution[K], constraint: Constraint[K]) -> int:
    return found.bounds[constraint.later][1] - found.bounds[constraint.earlier][0]


def _is_met(found: Solution[K], constraint: Constraint[K]) -> bool:
    return found.bounds[constraint.later][0] - found.bounds[constraint.earlier][1] >= constraint.gap


def _together(found: Solution[K], either: Constraint[K], ways: Sequence[Solution[K]]) -> Solution[K]:
    """Give the bounds of two ways together; what both of them moved, the choice between them moved."""
    bounds, raised, lowered = {}, dict(found.raised), dict(found.lowered)
    for key, (first, last) in found.bounds.items():
        low, high = min(way.bounds[key][0] for way in ways), max(way.bounds[key][1] for way in ways)
        bounds[key] = low, high
        if low > first:
            raised[key] = Push(key, either)
        if high < last:
            lowered[key] = Push(key, either)
    return Solution(bounds, raised, lowered, None, sum(way.open_choices for way in ways))
