"""Systems of differences between days: their fixed point against all solutions."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners.dates import constraints as differences
from iom_partners.dates.constraints import Constraint, is_feasible, solve, solve_choices
from iom_partners.dates.days import Spans, union

_NAMES = "abcd"
#: Some days of a week, with gaps between them now and then.
_DAYS = st.sets(st.integers(0, 6), min_size=1, max_size=4) | st.tuples(st.integers(0, 6), st.integers(0, 6)).map(
    lambda pair: set(range(min(pair), max(pair) + 1))
)
_SYSTEM = st.lists(_DAYS, min_size=1, max_size=4).map(
    lambda sets: {name: union((day, day) for day in days) for name, days in zip(_NAMES, sets, strict=False)}
)


System = tuple[dict[str, Spans], list[Constraint[str]]]
Choices = list[tuple[Constraint[str], Constraint[str]]]


@st.composite
def systems(draw: st.DrawFn) -> System:
    """Up to four days within a week, and up to six constraints between them."""
    bounds = draw(_SYSTEM)
    name = st.sampled_from(sorted(bounds))
    return bounds, draw(st.lists(st.builds(Constraint, name, name, st.integers(-3, 3)), max_size=6))


def solutions(bounds: dict[str, Spans], constraints: list[Constraint[str]]) -> list[dict[str, int]]:
    """Return every choice of days that meets all constraints."""
    names = list(bounds)
    ranges = ([day for first, last in runs for day in range(first, last + 1)] for runs in bounds.values())
    worlds = (dict(zip(names, chosen, strict=True)) for chosen in itertools.product(*ranges))
    return [world for world in worlds if all(holds(world, each) for each in constraints)]


def holds(world: dict[str, int], constraint: Constraint[str]) -> bool:
    """Return whether the days chosen meet a constraint."""
    return world[constraint.later] - world[constraint.earlier] >= constraint.gap


def projection(every: list[dict[str, int]]) -> dict[str, tuple[int, int]]:
    """Return the first and last value of each variable in some solutions."""
    return {name: (min(world[name] for world in every), max(world[name] for world in every)) for name in every[0]}


@given(systems())
def test_bounds_are_the_projection_of_all_solutions(system: System) -> None:
    """Each variable is bounded by just the values that it takes in some solution; without one, that is told."""
    bounds, constraints = system
    found, every = solve(bounds, constraints), solutions(bounds, constraints)
    assert (found.empty is None) is bool(every)
    if every:
        assert found.bounds == projection(every)


@given(systems())
def test_all_lower_and_all_upper_bounds_are_solutions(system: System) -> None:
    """The lower bounds together meet all constraints, and so do the upper bounds."""
    bounds, constraints = system
    found = solve(bounds, constraints)
    if found.empty is None:
        for side in (0, 1):
            world = {name: span[side] for name, span in found.bounds.items()}
            assert all(holds(world, each) for each in constraints)


@given(systems())
def test_what_pushed_a_bound_accounts_for_it(system: System) -> None:
    """A bound that moved is the bound that pushed it, across the constraint that is told."""
    bounds, constraints = system
    found = solve(bounds, constraints)
    if found.empty is None:
        for name, (first, last) in found.bounds.items():
            raised, lowered = found.pushes
            runs = bounds[name]
            assert (first == runs[0][0]) is (name not in raised)
            assert (last == runs[-1][1]) is (name not in lowered)
            if name in raised:
                push = raised[name]
                at = found.bounds[push.of][0] + push.constraint.gap
                assert push.constraint.later == name
                assert first >= at > runs[0][0]
                assert not any(at <= day < first for run in runs for day in range(run[0], run[1] + 1))
            if name in lowered:
                push = lowered[name]
                at = found.bounds[push.of][1] - push.constraint.gap
                assert push.constraint.earlier == name
                assert last <= at < runs[-1][1]
                assert not any(last < day <= at for run in runs for day in range(run[0], run[1] + 1))


@given(systems(), st.randoms())
def test_the_order_of_constraints_does_not_matter(system: System, random: Random) -> None:
    """The fixed point is one."""
    bounds, constraints = system
    shuffled = random.sample(constraints, len(constraints))
    one, other = solve(bounds, constraints), solve(bounds, shuffled)
    assert (one.empty is None) is (other.empty is None)
    if one.empty is None:
        assert one.bounds == other.bounds


@st.composite
def choices(draw: st.DrawFn) -> tuple[System, Choices]:
    """A system, and up to three pairs of constraints of which one of each pair holds."""
    system = draw(systems())
    name = st.sampled_from(sorted(system[0]))
    one = st.builds(Constraint, name, name, st.integers(-1, 3))
    return system, draw(st.lists(st.tuples(one, one), max_size=3))


@given(choices())
def test_choices_are_tried_both_ways(drawn: tuple[System, Choices]) -> None:
    """Where one of two constraints holds, the bounds are those of all solutions that meet one of each two."""
    (bounds, constraints), choices = drawn
    found = solve_choices(bounds, constraints, choices)
    every = [
        world
        for world in solutions(bounds, constraints)
        if all(holds(world, one) or holds(world, other) for one, other in choices)
    ]
    assert found.open_choices == 0
    assert (found.empty is None) is bool(every) is is_feasible(bounds, constraints, choices)
    if every:
        assert found.bounds == projection(every)


@given(choices())
def test_too_many_choices_only_widen(drawn: tuple[System, Choices]) -> None:
    """With no choice tried, the bounds hold those of all solutions, and the choices left are counted."""
    (bounds, constraints), choices = drawn
    exact = solve_choices(bounds, constraints, choices)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(differences, "MOST_CHOICES", 0)
        wide = solve_choices(bounds, constraints, choices)
    if exact.empty is None:
        assert wide.empty is None
        assert all(wide.bounds[n][0] <= exact.bounds[n][0] <= exact.bounds[n][1] <= wide.bounds[n][1] for n in bounds)
        assert wide.open_choices or wide.bounds == exact.bounds


def test_too_many_tries_are_told() -> None:
    """Where no solution was found in so many tries, that is told apart from there being none."""
    days = dict.fromkeys("abcdefghijklm", ((1, 12),))
    apart = [(Constraint(a, b, 1), Constraint(b, a, 1)) for a in days for b in days if a < b]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(differences, "_MOST_TRIES", 20)
        assert is_feasible(days, [], apart) is None
    assert (
        is_feasible(dict(list(days.items())[:6]), [], [each for each in apart if each[0].later in "abcdef"][:15])
        is True
    )


def test_a_ring_is_found_at_once_however_wide_the_bounds() -> None:
    """Two days that each come after the other are refused after some steps, not after a billion days."""
    wide = {"a": ((-(10**12), 10**12),), "b": ((-(10**12), 10**12),)}
    assert solve(wide, [Constraint("a", "b", 1), Constraint("b", "a", 0)]).empty is not None
    assert solve(wide, [Constraint("a", "a", 1)]).empty is not None
    assert solve(wide, [Constraint("a", "b", 1), Constraint("b", "a", -1)]).empty is None
