"""Difference constraints between days: what follows from "this day is at least so many days after that one".

A system has variables, each with the days that it may be, and constraints ``later - earlier >= gap``. Its fixed point
bounds each variable by exactly the values that it takes in some solution: all lower bounds together, and all upper
bounds together, satisfy every constraint. If there is no solution, either the lower bound of a variable exceeds its
upper one, or a cycle of constraints says that a day comes after itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from .days import Span, Spans, nearest

__all__ = ["MOST_CHOICES", "Choice", "Constraint", "Push", "Solution", "is_feasible", "solve", "solve_choices"]

K = TypeVar("K", bound=Hashable)

#: At most so many undecided choices are tried both ways, which makes 2 to that power systems to solve.
MOST_CHOICES = 8
#: At most so many systems are solved to find out whether there is a solution at all.
_MOST_TRIES = 2_000


class Constraint(NamedTuple, Generic[K]):
    """One day is at least so many days after another.

    Attributes:
        earlier: the variable of the earlier day.
        later: the variable of the later day.
        gap: the least number of days between them; 0 allows the same day, a negative number some days before.
        why: the reason.
    """

    earlier: K
    later: K
    gap: int = 0
    why: str = ""


#: Two constraints of which at least one holds: one term ends before the other begins, or the other way round.
Choice = tuple[Constraint[K], Constraint[K]]


class Push(NamedTuple, Generic[K]):
    """Why a bound moved.

    Attributes:
        of: the variable whose bound pushed; None if both sides of a choice lead to the same bound.
        constraint: the constraint between the two; for a choice, the first one.
    """

    of: K | None
    constraint: Constraint[K]


class Solution(NamedTuple, Generic[K]):
    """What follows from days and constraints.

    Attributes:
        bounds: for each variable, the first and last value that it takes in some solution; without a solution, the
            bounds when that was found.
        pushes: for the lower (0) and the upper bounds (1), the last push of each bound that moved.
        empty: a variable for which no value is left, or None if there is a solution.
        open_choices: how many choices were too many to try; bounds may then be wider than necessary.
    """

    bounds: dict[K, Span]
    pushes: tuple[dict[K, Push[K]], dict[K, Push[K]]]
    empty: K | None
    open_choices: int = 0


def solve(days: Mapping[K, Spans], constraints: Sequence[Constraint[K]]) -> Solution[K]:
    """Narrow bounds until all lower bounds together, and all upper bounds together, satisfy every constraint.

    Args:
        days: the values of each variable as sorted runs, finite and not empty.
        constraints: constraints between variables of ``days``.

    Returns:
        The fixed point, with what pushed each bound.

    >>> solve({"in": ((3, 9),), "out": ((1, 7),)}, [Constraint("in", "out", 1)]).bounds
    {'in': (3, 6), 'out': (4, 7)}
    """
    bounds = {key: [runs[0][0], runs[-1][1]] for key, runs in days.items()}
    pushes: tuple[dict[K, Push[K]], dict[K, Push[K]]] = {}, {}
    across: dict[K, list[Constraint[K]]] = {}
    for each in constraints:
        across.setdefault(each.earlier, []).append(each)
        across.setdefault(each.later, []).append(each)
    # Steps count the constraints between a bound and a stated day. More steps than variables mean a cycle, in which a
    # day comes after itself, unless a gap between values was skipped on the way.
    most = len(days) * (1 + sum(len(runs) - 1 for runs in days.values()))
    steps: tuple[dict[K, int], dict[K, int]] = dict.fromkeys(days, 0), dict.fromkeys(days, 0)
    moved = deque((key, which) for key in days for which in (0, 1))
    while moved:
        key, which = moved.popleft()
        for each in across.get(key, ()):
            # Lower bounds push later days up, upper bounds push earlier days down.
            source, target = (each.earlier, each.later) if which == 0 else (each.later, each.earlier)
            if source != key:
                continue
            pushed = bounds[key][which] + (each.gap if which == 0 else -each.gap)
            if pushed <= bounds[target][0] if which == 0 else pushed >= bounds[target][1]:
                continue
            pushed = nearest(days[target], pushed, before=which == 1)
            bounds[target][which], pushes[which][target] = pushed, Push(key, each)
            steps[which][target] = steps[which][key] + 1
            moved.append((target, which))
            if bounds[target][0] > bounds[target][1] or steps[which][target] > most:
                return Solution({each: (first, last) for each, (first, last) in bounds.items()}, pushes, target)
    return Solution({each: (first, last) for each, (first, last) in bounds.items()}, pushes, None)


def solve_choices(
    days: Mapping[K, Spans], constraints: Sequence[Constraint[K]], choices: Sequence[Choice[K]]
) -> Solution[K]:
    """Solve a system with pairs of constraints of which at least one holds.

    A choice with one impossible side is decided. Any other is tried both ways, and the bounds cover all solutions.

    Args:
        days: the values of each variable as sorted runs, finite and not empty.
        constraints: constraints that always hold.
        choices: pairs of which at least one holds.

    >>> first = [(Constraint("a.end", "b.start", 1), Constraint("b.end", "a.start", 1))]
    >>> days = {"a.start": ((1, 1),), "a.end": ((4, 9),), "b.start": ((3, 6),), "b.end": ((8, 8),)}
    >>> solve_choices(days, [Constraint("a.start", "a.end"), Constraint("b.start", "b.end")], first).bounds["a.end"]
    (4, 5)
    """
    held = list(constraints)
    found, left = _decide(days, held, choices)
    if found.empty is not None or not left:
        return found
    if len(left) > MOST_CHOICES:
        return found._replace(open_choices=len(left))
    ways = [solve_choices(days, [*held, each], left[1:]) for each in left[0]]
    sound = [each for each in ways if each.empty is None]
    return _together(found, left[0], sound) if len(sound) == 2 else (sound or ways)[0]


def is_feasible(
    days: Mapping[K, Spans], constraints: Sequence[Constraint[K]], choices: Sequence[Choice[K]]
) -> bool | None:
    """Whether there is a solution at all; None if two thousand tries did not settle it.

    >>> is_feasible({"a": ((1, 2),)}, [], [(Constraint("a", "a", 1), Constraint("a", "a", 0))])
    True
    """
    tries = iter(range(_MOST_TRIES))

    def search(held: list[Constraint[K]], left: Sequence[Choice[K]]) -> bool | None:
        if next(tries, None) is None:
            return None
        held = list(held)
        found, left = _decide(days, held, left)
        if found.empty is not None or not left:
            return found.empty is None
        answers = []
        for each in left[0]:
            answers.append(search([*held, each], left[1:]))
            if answers[-1]:
                return True
        return None if None in answers else False

    return search(list(constraints), choices)


def _decide(
    days: Mapping[K, Spans], held: list[Constraint[K]], choices: Sequence[Choice[K]]
) -> tuple[Solution[K], list[Choice[K]]]:
    """Add the sides of all decided choices to ``held``, and return the solution and the undecided choices."""
    undecided = list(choices)
    while True:
        found = solve(days, held)
        if found.empty is not None:
            return found, undecided
        left = []
        for choice in undecided:
            possible = [each for each in choice if _slack(found, each.later, each.earlier) >= each.gap]
            if any(-_slack(found, each.earlier, each.later) >= each.gap for each in possible):
                continue  # One side holds for all remaining values.
            if len(possible) == 2:
                left.append(choice)
            else:
                # If neither side is possible, either one shows that there is no solution.
                held.append((possible or choice)[0])
        if len(left) == len(undecided):
            return found, left
        undecided = left


def _slack(found: Solution[K], one: K, other: K) -> int:
    """Return the greatest number of days by which one may come after the other."""
    return found.bounds[one][1] - found.bounds[other][0]


def _together(found: Solution[K], choice: Choice[K], ways: Sequence[Solution[K]]) -> Solution[K]:
    """Return the bounds of two ways together; the reason for a bound that both moved is the choice itself."""
    bounds = {
        key: (min(way.bounds[key][0] for way in ways), max(way.bounds[key][1] for way in ways)) for key in found.bounds
    }
    pushes = dict(found.pushes[0]), dict(found.pushes[1])
    for key, span in bounds.items():
        for which in (0, 1):
            if span[which] != found.bounds[key][which]:
                pushes[which][key] = next(_same_choice(ways, key, which), Push(None, choice[0]))
    return Solution(bounds, pushes, None)


def _same_choice(ways: Sequence[Solution[K]], key: K, which: int) -> Iterator[Push[K]]:
    """Yield the inner choice that moved a bound in both ways, if it is the same one."""
    one, other = (way.pushes[which].get(key) for way in ways)
    if one is not None and one == other and one.of is None:
        yield one
