"""Statements: what a citation states of a field, and what several statements have in common."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Citation, Coverage, Event, Figure, Membership, Organization, PartialDate, Period, Said
from iom_partners.provenance.statements import common, empty_value, hull, is_coarser, reading_of, settle, stated_fields
from strategies import WINDOW, Choice, choices, ends, starts

D, P = PartialDate, Period


def _field(record: Any, name: str) -> Any:
    return getattr(attrs.fields(type(record)), name)


@pytest.mark.parametrize(("record", "name", "text", "value"), [
    (Membership(id="m", member_id="a", organization_id="b"), "period", "2010/", P("2010/")),
    (Membership(id="m", member_id="a", organization_id="b"), "role", "observer", "observer"),
    (Membership(id="m", member_id="a", organization_id="b"), "member_id", "c", "c"),
    (Organization(id="o", name="O"), "founded", "2003-04", D("2003-04")),
    (Organization(id="o", name="O"), "acronym", "OO", "OO"),
    (Organization(id="o", name="O"), "successor_ids", "a b", ("a", "b")),
    (Event(id="e", name="E"), "when", "2006-05-09", D("2006-05-09")),
    (Event(id="e", name="E"), "when", "2006-05-09/2006-05-10", P("2006-05-09/2006-05-10")),
    (Figure(id="f", about_id="o", unit="u"), "lower", "14", 14),
    (Coverage(id="c", organization_id="o", of="members"), "first_day", "2003-04-01", date(2003, 4, 1)),
    (Coverage(id="c", organization_id="o", of="members"), "of", "chairs", "chairs"),
])  # fmt: skip
def test_said_values_are_of_the_type_of_the_field(record: Any, name: str, text: str, value: object) -> None:
    """What a source says otherwise is read as a value of the field's own type."""
    citation = Citation(source_id="s", says=(Said(field=name, value=text),))
    read = reading_of(record, _field(record, name), citation)
    assert read == (value,)
    assert type(read[0]) is type(value)


def test_stated_value_is_the_records_own_and_silence_is_none() -> None:
    """A field in `states` has the record's value; one in neither `states` nor `says` has none."""
    record = Membership(id="m", member_id="a", organization_id="b", period=P("2010/"))
    citation = Citation(source_id="s", states=("period",), says=(Said(field="member_id", value="c"),))
    assert reading_of(record, _field(record, "period"), citation) == (P("2010/"),)
    assert reading_of(record, _field(record, "member_id"), citation) == ("c",)
    assert reading_of(record, _field(record, "organization_id"), citation) == ()


def test_stated_fields_are_those_of_which_sources_speak() -> None:
    """Id, citations, note and what carries citations of its own are not fields that a source of the record states."""
    names = [field.name for field in stated_fields(Organization(id="o", name="O"))]
    assert names == ["name", "acronym", "kind", "country", "place", "website", "founded", "ended", "successor_ids"]


@pytest.mark.parametrize(("record", "name", "value"), [
    (Membership(id="m", member_id="a", organization_id="b", period=P("2010/")), "period", P("/")),
    (Membership(id="m", member_id="a", organization_id="b", is_founder=True), "is_founder", False),
    (Membership(id="m", member_id="a", organization_id="b", role="unit"), "role", "unit"),  # Makes the tie what it is.
    (Membership(id="m", member_id="a", organization_id="b"), "member_id", "a"),  # Cannot be empty.
    (Organization(id="o", name="O", acronym="OO"), "acronym", "OO"),  # A label.
    (Organization(id="o", name="O", founded=D("2003")), "founded", None),
    (Organization(id="o", name="O", successor_ids=("a",)), "successor_ids", ()),
    (Figure(id="f", about_id="o", unit="u", lower=3), "lower", None),
])  # fmt: skip
def test_empty_values(record: Any, name: str, value: object) -> None:
    """Of what no source states the default is left, but for labels and what makes the record what it is."""
    assert empty_value(record, _field(record, name)) == value


@pytest.mark.parametrize(("values", "shared"), [
    (["a"], "a"),
    (["a", "a"], "a"),
    (["a", "b"], None),
    ([5, 5], 5),
    ([14, 16], None),
    ([D("2006"), D("2006-04")], D("2006-04")),
    ([D("2006-04"), D("2006")], D("2006-04")),
    ([D("[..2006-05-09]"), D("[2006-01-01..]")], D("[2006-01-01..2006-05-09]")),
    ([D("[2006-01..2006-06]"), D("[2006-04..2006-09]")], D("[2006-04-01..2006-06-30]")),
    ([D("[2005-12..2006-01]"), D("[2006-01..2006-02]")], D("2006-01")),  # A whole month is written as one.
    ([D("2006"), D("2006~")], D("2006")),  # The same days; the first as it is written.
    ([D("2006-04"), D("2006-05")], None),
    ([D("2006"), D("2006-04"), D("2006-05")], None),  # Each two have a common day, or none; all three have none.
    ([P("2010/"), P("2010-11/")], P("2010-11/")),
    ([P("2010/"), P("/2012")], P("2010/2012")),
    ([P("[..2006-05-09]/[2006-05-09..]"), P("2006/2006-06-30")], P("[2006-01-01..2006-05-09]/2006-06-30")),
    ([P("/"), P("2003-04/..")], P("2003-04/..")),
    ([P("2003-04/.."), P("2003/")], P("2003-04/..")),  # An unknown end may be no end.
    ([P("../2010"), P("/2010-06")], P("../2010-06")),
    ([P("2003/.."), P("2003/2010")], None),  # It goes on, or it ended.
    ([P("../2010"), P("2003/2010")], None),
    ([P("2013-07-01/2013-12-31"), P("2014-01-01/2014-12-31")], None),
    ([P("2003/2005"), P("2003/2006")], None),  # The ends differ, though the times overlap.
    ([P("[2010-05..]/"), P("/[..2010-04]")], None),  # Start and end fit each alone, but not in this order.
    ([D("2006"), P("2006-04/2006-05")], P("2006-04/2006-05")),  # A year, and days of it.
    ([P("2006-04/2006-05"), D("2006")], P("2006-04/2006-05")),
    ([D("2006"), P("2007/2008")], None),
    ([D("2006"), P("2006-12/2007-01")], None),  # They overlap, none lies within the other.
    ([D("2006"), "2006"], None),
])  # fmt: skip
def test_common_reading(values: list[Any], shared: object) -> None:
    """The common reading of dates is the days within all, of other values their one value; else none."""
    assert common(values) == shared


@pytest.mark.parametrize(("values", "settled"), [
    ([P("1998-01-01/2017-04-08"), P("2011-01-01/2017")], "[1998-01-01..2011-01-01]/2017-04-08"),
    ([P("2003-04/.."), P("2003/2005")], "2003-04/[2005-01-01..]"),  # The start is common, the end is not.
    ([P("2003/"), P("2004/")], "[2003-01-01..2004-12-31]/"),
    ([P("2003/"), P("2004/..")], "[2003-01-01..2004-12-31]/.."),
    ([P("2003/2006~"), P("2004/2006")], "[2003-01-01..2004-12-31]/2006~"),  # As the first of them writes it.
    ([P("2003/[2005-02..2005-06]"), P("2004/[2005-04..2005-08]")], "[2003-01-01..2004-12-31]/[2005-04-01..2005-06-30]"),
    ([P("2003/2005"), P("2006/2008")], "[2003-01-01..2006-12-31]/[2005-01-01..2008-12-31]"),
    ([P("[2010-05..]/"), P("/[..2010-04]")], "/"),  # Each alone would do, but not in this order.
    ([D("2003"), D("2005")], "[2003-01-01..2005-12-31]"),
])  # fmt: skip
def test_start_and_end_are_settled_each_by_itself(values: list[Any], settled: str) -> None:
    """A clash at one end leaves the other end as agreed."""
    assert str(settle(values)) == settled


@pytest.mark.parametrize(("values", "held"), [
    ([D("2006-04"), D("2006-06")], D("[2006-04-01..2006-06-30]")),
    ([D("2006-01"), D("2006-02"), D("2006-12")], D("2006")),  # From its first day to its last: a year.
    ([D("[..2004]"), D("2006")], D("[..2006-12-31]")),
    ([D("[..2004]"), D("[2006..]")], None),  # Every day there is: nothing is said.
    ([P("2003/2005"), P("2003-04/2006")], P("2003/[2005-01-01..2006-12-31]")),
    ([P("2003/.."), P("2003/2005")], P("2003/[2005-01-01..]")),
    ([P("../2005"), P("2003/2005")], P("[..2003-12-31]/2005")),
    ([P("2003/.."), P("2004/..")], P("[2003-01-01..2004-12-31]/..")),
    ([P("../2003"), P("../2004")], P("../[2003-01-01..2004-12-31]")),
    ([P("2003/"), P("/2005")], P("/")),
    (["a", "b"], "a"),
    ([14, 16], 14),
    ([D("2006"), P("2007/2008")], D("2006")),
])  # fmt: skip
def test_hull(values: list[Any], held: object) -> None:
    """Where dates have no common reading, the span that holds them all stands; of other values the first."""
    assert hull(values) == held


@pytest.mark.parametrize(("one", "other", "is_so"), [
    (D("2006"), D("2006-04"), True),
    (D("2006-04"), D("2006"), False),
    (D("2006"), D("2006"), False),
    (D("2006"), D("2006~"), False),  # The same days.
    (D("2006"), D("2007-01"), False),
    (D("[2006-01..2006-06]"), D("[2006-06..2006-07]"), False),  # They overlap, none holds the other.
    (P("2010/"), P("2010-11/"), True),
    (P("2010/"), P("2010/2012"), True),  # An unknown end may be any.
    (P("2010/"), P("2010/.."), True),
    (P("2010/.."), P("2010/"), False),
    (P("2010/2012"), P("2010/2012"), False),
    (P("2010/2012-06"), P("2010-11/2012"), False),  # One end is coarser on each side.
    (P("2010/2012"), P("2010-11/2013"), False),
    ("a", "b", False),
    (14, 16, False),
    (D("2006"), P("2006-04/2006-05"), True),
    (P("2006-04/2006-05"), D("2006"), False),
    (P("2006-01-01/2006-12-31"), D("2006"), False),  # The same days.
])  # fmt: skip
def test_is_coarser(one: Any, other: Any, is_so: bool) -> None:
    """A statement is coarser than another if its days hold the other's days and more."""
    assert is_coarser(one, other) is is_so


# Laws, against days that the texts were written from.


def _days(choice: Choice) -> set[int]:
    return set(choice.places)


@given(st.lists(choices().filter(lambda choice: choice.text), min_size=1, max_size=3))
def test_common_date_is_the_days_in_all(told: list[Choice]) -> None:
    """A day may be meant by all statements exactly if it may be meant by each."""
    shared = common([PartialDate(choice.text) for choice in told])
    expected = set.intersection(*map(_days, told))
    if not expected:
        assert shared is None
        return
    found = {index for index, day in enumerate(WINDOW) if shared.could_be(day)}
    assert found == expected & set(range(len(WINDOW)))


@given(st.lists(choices().filter(lambda choice: choice.text), min_size=1, max_size=3))
def test_hull_of_dates_holds_all_days(told: list[Choice]) -> None:
    """Each day that one of the statements allows is allowed by the span that holds them all."""
    held = hull([PartialDate(choice.text) for choice in told])
    allowed = set.union(*map(_days, told))
    if held is None:
        return
    assert all(held.could_be(WINDOW[place]) for place in allowed if 0 <= place < len(WINDOW))


def _worlds(start: Choice, end: Choice) -> set[tuple[int, int]]:
    """All pairs of a start and an end; an open side is one step beyond the window, where unknown ones may lie too."""
    return {(s, e) for s, e in product(start.places, end.places) if s <= e}


def _worlds_of(period: Period) -> set[tuple[int, int]]:
    """The worlds of a period by its own bounds: the starts and ends in the window and one step beyond it."""
    bounds = period.bounds
    before, after = (WINDOW[0] - timedelta(days=1)).toordinal(), (WINDOW[-1] + timedelta(days=1)).toordinal()

    def place(ordinal: int) -> int:
        return min(max(ordinal, before), after) - WINDOW[0].toordinal()

    s0, s1, e0, e1 = map(place, bounds)
    return {(s, e) for s in range(s0, s1 + 1) for e in range(e0, e1 + 1) if s <= e}


def _periods(draw_ends: st.SearchStrategy[Choice]) -> st.SearchStrategy[tuple[Choice, Choice]]:
    return st.tuples(starts(), draw_ends).filter(lambda pair: bool(_worlds(*pair)))


@given(_periods(ends()), _periods(ends()))
def test_common_period_is_the_worlds_of_both(one: tuple[Choice, Choice], other: tuple[Choice, Choice]) -> None:
    """A start and an end may be meant by both statements exactly if each allows them."""
    shared = common([Period(f"{start.text}/{end.text}") for start, end in (one, other)])
    expected = _worlds(*one) & _worlds(*other)
    if shared is None:
        assert not expected
    else:
        assert _worlds_of(shared) == expected


@given(_periods(ends()), _periods(ends()))
def test_hull_of_periods_holds_the_worlds_of_both(one: tuple[Choice, Choice], other: tuple[Choice, Choice]) -> None:
    """A start and an end that one of the statements allows are allowed by the span that holds them all."""
    held = hull([Period(f"{start.text}/{end.text}") for start, end in (one, other)])
    assert _worlds(*one) | _worlds(*other) <= _worlds_of(held)


@given(_periods(ends()), _periods(ends()))
def test_coarser_holds_the_worlds_of_the_other(one: tuple[Choice, Choice], other: tuple[Choice, Choice]) -> None:
    """What is called coarser allows all that the other allows; and of two, at most one is coarser."""
    first, second = (Period(f"{start.text}/{end.text}") for start, end in (one, other))
    if is_coarser(first, second):
        assert _worlds(*other) <= _worlds(*one)
        assert not is_coarser(second, first)
