"""Dates and periods as values: equality, order, immutability, and what is not text of one."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from typing import Any

import pytest

from iom_partners import InvalidDateError, InvalidPeriodError, PartialDate, Period

#: Texts of each, no two equal; that each gives its text and its code back is a law of `laws/test_dates.py`.
TEXTS: dict[Any, list[str]] = {
    PartialDate: [
        "2013-07-01", "2013-07", "2013", "201X", "20XX", "2013-XX", "2013-07-XX", "2013-XX-XX", "2013-21", "2013?",
        "2013-07~", "2013-07-01%", "2013-07-01T10:00:00Z", "[2006-01..2006-06]", "[..2006-05-09]", "[2014-01-01..]",
        "0000", "-2013", "-0043-03-15", "-004X", "Y-12000", "-12000-06", "+12000-06-01", "Y17E7S2", "-2013S5",
    ],
    Period: [
        "2013-07-01/2013-12-31", "2007-11/2014", "2003-04/..", "../2013", "../..", "2005/", "/2013", "/", "/..", "../",
        "[2006-01..2006-06]/..", "2003-04/[2014-01-01..]", "[..2006-05-09]/2006-06-30", "2013?/2014~", "201X/20XX",
        "2004-06-XX/2004-07-03", "-0043/0000", "Y-12000/..", "-12000-06/+12000-06-01",
    ],
}  # fmt: skip
EVERY = [(kind, text) for kind, texts in TEXTS.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), EVERY)
def test_equality_goes_by_the_text(kind: Any, text: str) -> None:
    """Values of one text are equal and hash alike, as do their copies and pickles; those of another text are not."""
    one = kind(text)
    copies = [pickle.loads(pickle.dumps(one, protocol)) for protocol in range(6)]
    for other in (kind(str(text)), *copies, copy.copy(one), copy.deepcopy(one)):
        assert type(other) is kind
        assert one == other
        assert hash(one) == hash(other)
        assert (one.span, one.sort_key) == (other.span, other.sort_key)
    assert [each for each in TEXTS[kind] if kind(each) == one] == [text]
    assert repr(one) == f'{kind.__name__}("{text}")'


@pytest.mark.parametrize(("value", "others"), [
    (PartialDate("2013-07-01"), ["2013-07-01", date(2013, 7, 1), None, 2013, PartialDate("2013-07-01T10:00:00")]),
    (Period("2007/.."), ["2007/..", PartialDate("2007"), None, Period("2007-XX/..")]),
])  # fmt: skip
def test_equal_to_nothing_else(value: Any, others: list[object]) -> None:
    """A value is never equal to its text or its day, so that dictionaries do not mix them, nor to the same days."""
    assert all(value != other for other in others)
    assert len({value, *others}) == 1 + len(others)
    assert hash(value) != hash(str(value))


@pytest.mark.parametrize(("kind", "name"), [
    *((PartialDate, name) for name in ("earliest", "precision", "spans", "_text", "_reading", "anything")),
    *((Period, name) for name in
        ("start", "end", "starts_open", "ends_open", "bounds", "start_earliest", "_text", "anything")),
])  # fmt: skip
def test_nothing_can_be_set_or_deleted(kind: Any, name: str) -> None:
    """A value is immutable: no attribute can be set, made or deleted, and the error names it."""
    text = TEXTS[kind][0]
    value = kind(text)
    with pytest.raises(AttributeError, match=f"{kind.__name__} is immutable, so '{name}'"):
        setattr(value, name, "x")
    with pytest.raises(AttributeError, match=f"{kind.__name__} is immutable, so '{name}'"):
        delattr(value, name)
    assert (value, value.sort_key) == (kind(text), kind(text).sort_key)
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize(("kind", "expected"), [
    # By the first possible day, then the last, then the text.
    (PartialDate, ["[..-0043]", "[..2005]", "[..2006]", "Y-12000", "-12000-06", "-0043-03-15", "-0001", "0000",
        "2005-12-31", "2006-01-01", "2006-01", "2006", "2006-XX", "2006?", "[2006..]", "2006-05",
        "+12000-01", "Y12000"]),
    # By the four bounds from start to end, then the text.
    (Period, ["../", "../2013", "../..", "/2013", "/", "/..", "2007/2008", "2007/2009", "2007-11-01/..", "2007-11/",
        "2007-11/..", "[2007-11-01..2007-11-30]/..", "2010/"]),
])  # fmt: skip
def test_order(kind: Any, expected: list[str]) -> None:
    """`sort_key` sorts; `<` and its like raise, for they would have to guess where days overlap."""
    for shuffled in (expected[::-1], sorted(expected), sorted(expected, key=len)):
        assert sorted(shuffled, key=lambda text: kind(text).sort_key) == expected
    with pytest.raises(TypeError):
        sorted(map(kind, expected))


class _Text(str):
    """A text of another type."""

    __slots__ = ()


@pytest.mark.parametrize(("kind", "error", "told"), [
    (PartialDate, InvalidDateError, "is not EDTF text"), (Period, InvalidPeriodError, "is not a period"),
])  # fmt: skip
@pytest.mark.parametrize(
    "value",
    [None, True, 2013, 2013.0, b"2013", ["2013"], PartialDate("2013"), Period("/"), _Text("2013")],
)
def test_only_plain_text_is_read(kind: Any, error: type[Exception], told: str, value: object) -> None:
    """What is not plain text is refused with a message that shows it."""
    with pytest.raises(error, match=told) as caught:
        kind(value)
    assert repr(value) in str(caught.value)
    assert caught.value.value is value  # type: ignore[attr-defined]


def test_dates_and_periods_are_formatted_as_their_text() -> None:
    """A format pads the text."""
    assert f"{Period('2003-04/..'):>12}|{PartialDate('2007-11'):<9}|" == "  2003-04/..|2007-11  |"
