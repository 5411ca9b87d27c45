"""The algebra of certainties: the laws that hold, over all values; and for each law that does not, where it fails.

Certain and ruled out are true and false of Kleene's strong logic; possible and unknown are two middles that meet in
unknown.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Certainty
from worlds import judge

C, P, R, U = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT, Certainty.UNKNOWN
ALL = tuple(Certainty)

#: Laws over one to three certainties that hold for all of them.
HOLD: dict[str, Callable[..., bool]] = {
    "and commutes": lambda a, b: a & b is b & a,
    "or commutes": lambda a, b: a | b is b | a,
    "and associates": lambda a, b, c: (a & b) & c is a & (b & c),
    "or associates": lambda a, b, c: (a | b) | c is a | (b | c),
    "and is idempotent": lambda a: a & a is a,
    "or is idempotent": lambda a: a | a is a,
    "not is its own inverse": lambda a: ~~a is a,
    "De Morgan for and": lambda a, b: ~(a & b) is ~a | ~b,
    "De Morgan for or": lambda a, b: ~(a | b) is ~a & ~b,
    "certain is neutral in and": lambda a: a & C is a,
    "ruled out is neutral in or": lambda a: a | R is a,
    "ruled out rules and": lambda a: a & R is R,
    "certain rules or": lambda a: a | C is C,
    "decided values distribute and over or": lambda a, b, c: (
        not (a.is_decided and b.is_decided and c.is_decided) or a & (b | c) is (a & b) | (a & c)
    ),
    "and never decides for what is undecided": lambda a, b: not (a & b).is_certain or (a.is_certain and b.is_certain),
    "or never rules out what is not": lambda a, b: not (a | b).is_ruled_out or (a.is_ruled_out and b.is_ruled_out),
}
#: Laws of two-valued logic that fail here, each with certainties for which it does.
FAIL: dict[str, tuple[Callable[..., bool], tuple[Certainty, ...]]] = {
    "excluded middle": (lambda a: a | ~a is C, (P,)),
    "no contradiction": (lambda a: a & ~a is R, (P,)),
    "and distributes over or": (lambda a, b, c: a & (b | c) is (a & b) | (a & c), (P, U, C)),
    "or distributes over and": (lambda a, b, c: a | (b & c) is (a | b) & (a | c), (P, U, R)),
    "and absorbs or": (lambda a, b: a & (a | b) is a, (P, U)),
    "or absorbs and": (lambda a, b: a | (a & b) is a, (P, U)),
    "only like values negate into each other": (lambda a: ~a is not a, (U,)),
    "what is not certain is ruled out": (lambda a: a.is_certain is not a.is_ruled_out, (U,)),
}


def settled(certainty: Certainty) -> tuple[Certainty, ...]:
    """Return what a certainty may turn out to be."""
    return (certainty,) if certainty.is_decided else (C, R)


@pytest.mark.parametrize("name", HOLD)
def test_laws_that_hold(name: str) -> None:
    """The law holds for every combination of values."""
    law = HOLD[name]
    count = law.__code__.co_argcount
    assert all(law(*values) for values in itertools.product(ALL, repeat=count))


@pytest.mark.parametrize("name", FAIL)
def test_laws_that_fail(name: str) -> None:
    """The law holds for decided values, and fails for the counterexample."""
    law, counterexample = FAIL[name]
    assert all(law(*values) for values in itertools.product((C, R), repeat=len(counterexample)))
    assert not law(*counterexample)


@pytest.mark.parametrize("middle", [P, U])
def test_three_values_alone_are_a_lattice(middle: Certainty) -> None:
    """Without the other undecided value the logic is Kleene's own: absorption and distribution hold."""
    laws = [law for name, (law, _) in FAIL.items() if "absorbs" in name or "distributes" in name]
    assert len(laws) == 4
    for law in laws:
        assert all(law(*values) for values in itertools.product((C, middle, R), repeat=law.__code__.co_argcount))


@pytest.mark.parametrize("operate", [operator.and_, operator.or_])
def test_deciding_more_never_changes_what_is_decided(operate: Callable[..., Certainty]) -> None:
    """A result that is decided while an operand is not stays the same whatever that operand turns out to be."""
    for a, b in itertools.product(ALL, repeat=2):
        if operate(a, b).is_decided:
            assert {operate(x, y) for x in settled(a) for y in settled(b)} == {operate(a, b)}


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_operators_are_sound_for_worlds(pairs: list[tuple[bool, bool]]) -> None:
    """What the operators decide about two statements is what all worlds say about their combination."""
    left, right = judge(a for a, _ in pairs), judge(b for _, b in pairs)
    for combined, answers in (
        (left & right, [a and b for a, b in pairs]),
        (left | right, [a or b for a, b in pairs]),
        (~left, [not a for a, _ in pairs]),
    ):
        if combined.is_decided:
            assert judge(answers) is combined


@pytest.mark.parametrize("length", range(4))
def test_all_of_and_any_of(length: int) -> None:
    """`all_of` and `any_of` fold `&` and `|`; the order does not matter, and of none they are certain and ruled out."""
    for values in itertools.product(ALL, repeat=length):
        every, one = C, R
        for each in values:
            every, one = every & each, one | each
        assert Certainty.all_of(values) is Certainty.all_of(reversed(values)) is every
        assert Certainty.any_of(iter(values)) is one
        assert ~Certainty.all_of(values) is Certainty.any_of(~each for each in values)


@pytest.mark.parametrize("other", [True, None, "certain", 1])
def test_only_certainties_combine(other: object) -> None:
    """Nothing else passes for a certainty."""
    for combine in (lambda: C & other, lambda: other & C, lambda: C | other):  # type: ignore[operator]
        with pytest.raises(TypeError):
            combine()
