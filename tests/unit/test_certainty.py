"""`Certainty`: its tables written out, its truth value, its text."""

from __future__ import annotations

import copy
import operator
import pickle

import pytest

from iom_partners import Certainty, UndecidedError

C, P, R, U = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT, Certainty.UNKNOWN
ORDER = (C, P, U, R)

# Rows are the left operand, columns the right one, both in the order of ORDER.
AND = (
    (C, P, U, R),
    (P, P, U, R),
    (U, U, U, R),  # Two undecided values of different kinds meet in the weaker claim.
    (R, R, R, R),  # A single no decides.
)
OR = (
    (C, C, C, C),  # A single yes decides.
    (C, P, U, P),
    (C, U, U, U),
    (C, P, U, R),
)
ALL = [
    pytest.param(row, column, id=f"{a.name}-{b.name}") for row, a in enumerate(ORDER) for column, b in enumerate(ORDER)
]


@pytest.mark.parametrize(("row", "column"), ALL)
def test_and_is_the_table(row: int, column: int) -> None:
    """`&` gives the sixteen values of the written table."""
    assert (ORDER[row] & ORDER[column]) is AND[row][column]


@pytest.mark.parametrize(("row", "column"), ALL)
def test_or_is_the_table(row: int, column: int) -> None:
    """`|` gives the sixteen values of the written table."""
    assert (ORDER[row] | ORDER[column]) is OR[row][column]


@pytest.mark.parametrize(("value", "opposite"), [(C, R), (R, C), (P, P), (U, U)])
def test_not_swaps_only_the_decided(value: Certainty, opposite: Certainty) -> None:
    """`~` swaps certain and ruled out and leaves the undecided as they are."""
    assert (~value) is opposite


@pytest.mark.parametrize(
    ("value", "is_certain", "is_ruled_out", "is_decided"),
    [(C, True, False, True), (P, False, False, False), (R, False, True, True), (U, False, False, False)],
)
def test_plain_questions_are_plain_bools(
    value: Certainty, is_certain: bool, is_ruled_out: bool, is_decided: bool
) -> None:
    """`is_certain`, `is_ruled_out` and `is_decided` are bools that never raise."""
    told = (value.is_certain, value.is_ruled_out, value.is_decided)
    assert told == (is_certain, is_ruled_out, is_decided)
    assert {type(each) for each in told} == {bool}


def test_bool_of_the_decided() -> None:
    """The truth of certain is True, of ruled out False."""
    assert bool(C) is True
    assert bool(R) is False


@pytest.mark.parametrize("value", [P, U])
def test_bool_of_the_undecided_raises(value: Certainty) -> None:
    """A maybe never passes for a yes: its truth raises, and says which value and what to ask instead."""
    with pytest.raises(UndecidedError, match=rf"Certainty\.{value.name}") as caught:
        bool(value)
    assert caught.value.value is value
    assert "is_certain" in str(caught.value)


@pytest.mark.parametrize("value", [P, U])
@pytest.mark.parametrize("use", [
    pytest.param(lambda c: "yes" if c else "no", id="if"), pytest.param(operator.not_, id="not"),
    pytest.param(lambda c: c and True, id="and"), pytest.param(lambda c: c or True, id="or"),
    pytest.param(lambda c: all([c]), id="all"), pytest.param(lambda c: any([c]), id="any"),
    pytest.param(lambda c: list(filter(None, [c])), id="filter"),
])  # fmt: skip
def test_every_silent_truth_test_raises(value: Certainty, use: object) -> None:
    """Python's own ways of asking for a truth value raise on a maybe as well."""
    with pytest.raises(UndecidedError):
        use(value)  # type: ignore[operator]


@pytest.mark.parametrize("other", [True, False, None, 1, "certain"])
@pytest.mark.parametrize("operate", [operator.and_, operator.or_])
def test_other_types_do_not_combine(operate: object, other: object) -> None:
    """`&` and `|` with anything but a certainty, bools among it, is a TypeError on either side."""
    for left, right in ((C, other), (other, C)):
        with pytest.raises(TypeError, match="unsupported operand"):
            operate(left, right)  # type: ignore[operator]


@pytest.mark.parametrize(("value", "text", "code"), [
    (C, "certain", "Certainty.CERTAIN"),
    (P, "possible", "Certainty.POSSIBLE"),
    (R, "ruled out", "Certainty.RULED_OUT"),  # Text is for people, so it has a blank and no underscore.
    (U, "unknown", "Certainty.UNKNOWN"),
])  # fmt: skip
def test_text_and_code(value: Certainty, text: str, code: str) -> None:
    """`str` gives words, `repr` gives code that evaluates to the same value."""
    assert str(value) == text
    assert repr(value) == code
    assert eval(code) is value


def test_there_are_four_values() -> None:
    """The stored values are four stable texts, from which the members can be had again."""
    assert [member.value for member in Certainty] == ["certain", "possible", "ruled_out", "unknown"]
    assert [Certainty(member.value) for member in Certainty] == list(Certainty)


@pytest.mark.parametrize("value", ORDER)
def test_copies_are_the_same_object(value: Certainty) -> None:
    """Pickling and copying give the very same member, so that `is` works everywhere."""
    assert all(pickle.loads(pickle.dumps(value, protocol)) is value for protocol in range(6))
    assert copy.copy(value) is value
    assert copy.deepcopy(value) is value


def test_members_are_hashable_and_differ() -> None:
    """The four members are four different keys."""
    assert len({C, P, R, U}) == 4
    assert C != P
    assert C != "certain"
