"""Differences between days: what follows for each of them from "this one is at least so many days after that one".

A system has variables, each with the days that it may be, and constraints ``later - earlier >= gap``. Its fixed point
bounds each variable by exactly the values that it takes in some solution: all lower bounds together, and all upper
bounds together, solve every constraint. Where there is no solution, either a bound passes the other, or constraints in
a ring say that a day comes after itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from .days import Span, Spans

__all__ = ["MOST_CHOICES", "Choice", "Constraint", "Push", "Solution", "is_feasible", "solve", "solve_choices"]

K = TypeVar("K", bound=Hashable)

#: So many undecided choices are tried both ways; 2 to that power are the systems solved at most.
MOST_CHOICES = 8
#: So many systems are solved at most to find out whether there is a solution at all.
_MOST_TRIES = 2_000


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


#: Two constraints of which one holds at least: one term ends before the other begins, or the other way round.
Choice = tuple[Constraint[K], Constraint[K]]


class Push(NamedTuple, Generic[K]):
    """Why a bound moved.

    Attributes:
        of: the variable whose bound pushed; None where either side of a choice leaves it so.
        constraint: across which; of a choice, the first of the two.
    """

    of: K | None
    constraint: Constraint[K]


class Solution(NamedTuple, Generic[K]):
    """What follows from days and constraints.

    Attributes:
        bounds: of each variable, the first and last value that it takes in some solution; as far as was worked out
            where there is none.
        pushes: for the lower (0) and the upper bounds (1), what pushed each that moved, last.
        empty: a variable for which no value is left, or None where there is a solution.
        open_choices: how many choices are left that were too many to try; bounds may then be wider than needed.
    """

    bounds: dict[K, Span]
    pushes: tuple[dict[K, Push[K]], dict[K, Push[K]]]
    empty: K | None
    open_choices: int = 0


def solve(days: Mapping[K, Spans], constraints: Sequence[Constraint[K]]) -> Solution[K]:
    """Narrow bounds until every constraint is met by all lower bounds together, and by all upper bounds together.

    Args:
        days: the values of each variable as sorted runs, finite and not empty.
        constraints: between variables of ``days``.

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
    # How many constraints lie between a bound and what is stated. More than there are variables make a ring, in which a
    # day comes after itself, unless a gap between values was leapt on the way.
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
            pushed = _nearest(days[target], pushed, which)
            bounds[target][which], pushes[which][target] = pushed, Push(key, each)
            steps[which][target] = steps[which][key] + 1
            moved.append((target, which))
            if bounds[target][0] > bounds[target][1] or steps[which][target] > most:
                return Solution({each: (first, last) for each, (first, last) in bounds.items()}, pushes, target)
    return Solution({each: (first, last) for each, (first, last) in bounds.items()}, pushes, None)


def _nearest(runs: Spans, day: int, which: int) -> int:
    """Give the first value from a day on (0), or the last up to it (1); one step outside all where there is none."""
    if which == 0:
        return next((max(first, day) for first, last in runs if last >= day), runs[-1][1] + 1)
    return next((min(last, day) for first, last in reversed(runs) if first <= day), runs[0][0] - 1)


def solve_choices(
    days: Mapping[K, Spans], constraints: Sequence[Constraint[K]], choices: Sequence[Choice[K]]
) -> Solution[K]:
    """Solve a system in which, of some pairs of constraints, one holds at least.

    A choice of which one side has become impossible is made; what is left is tried both ways, and the bounds are those
    of all solutions together.

    Args:
        days: the values of each variable.
        constraints: what holds in any case.
        choices: pairs of which one holds.

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
    """Tell whether there is a solution at all; None where that was not found out in two thousand tries.

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
    """Make every choice that has become one, into ``held``, and give what is left undecided."""
    undecided = list(choices)
    while True:
        found = solve(days, held)
        if found.empty is not None:
            return found, undecided
        left = []
        for choice in undecided:
            possible = [each for each in choice if _slack(found, each.later, each.earlier) >= each.gap]
            if any(-_slack(found, each.earlier, each.later) >= each.gap for each in possible):
                continue  # It is met, whatever is picked.
            if len(possible) == 2:
                left.append(choice)
            else:
                # With neither side possible, either of them shows that there is no solution.
                held.append((possible or choice)[0])
        if len(left) == len(undecided):
            return found, left
        undecided = left


def _slack(found: Solution[K], one: K, other: K) -> int:
    """Give by how many days one may at most come after the other."""
    return found.bounds[one][1] - found.bounds[other][0]


def _together(found: Solution[K], choice: Choice[K], ways: Sequence[Solution[K]]) -> Solution[K]:
    """Give the bounds of two ways together, and for what both of them moved, the choice that leaves it so."""
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
    """Give the choice within both ways that leaves a bound so by itself."""
    one, other = (way.pushes[which].get(key) for way in ways)
    if one is not None and one == other and one.of is None:
        yield one
