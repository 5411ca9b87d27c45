"""Two periods against all pairs of worlds: overlap, Allen's relations, intersection, span, duration.

A world picks one day for each start and end.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Certainty, InvalidPeriodError, Period
from iom_partners.dates import Relation
from strategies import WINDOW, World, bounds_of, periods, with_worlds
from worlds import judge

Two = tuple[Period, Period, list[tuple[World, World]]]
#: What each relation says of two exact periods, written as in Allen's table; a day after an end is end + 1.
MEANS: dict[str, Callable[[World, World], bool]] = {
    "before": lambda a, b: a[1] + 1 < b[0],
    "meets": lambda a, b: a[1] + 1 == b[0],
    "overlaps": lambda a, b: a[0] < b[0] <= a[1] < b[1],
    "starts": lambda a, b: a[0] == b[0] and a[1] < b[1],
    "during": lambda a, b: a[0] > b[0] and a[1] < b[1],
    "finishes": lambda a, b: a[0] > b[0] and a[1] == b[1],
    "equals": lambda a, b: a == b,
}
MEANS |= {
    inverse: lambda a, b, of=of: MEANS[of](b, a)
    for of, inverse in {
        "before": "after",
        "meets": "met-by",
        "overlaps": "overlapped-by",
        "starts": "started-by",
        "during": "contains",
        "finishes": "finished-by",
    }.items()
}


@st.composite
def two(draw: st.DrawFn) -> Two:
    """Two periods, and every pair of their worlds."""
    (one, mine), (other, theirs) = draw(with_worlds()), draw(with_worlds())
    return one, other, list(itertools.product(mine, theirs))


@given(two())
def test_overlap(drawn: Two) -> None:
    """Two periods certainly share a day if they do in all pairs of worlds, possibly if in one."""
    one, other, pairs = drawn
    answer = judge([a[0] <= b[1] and b[0] <= a[1] for a, b in pairs])
    assert one.overlaps(other) is other.overlaps(one) is answer


@given(two())
def test_a_period_in_a_period(drawn: Two) -> None:
    """A period certainly lies in another if all its days do in all pairs of worlds."""
    one, other, pairs = drawn
    assert one.contains(other) is judge([a[0] <= b[0] and b[1] <= a[1] for a, b in pairs])


@given(two())
def test_relations(drawn: Two) -> None:
    """A relation is certain if it holds in all pairs of worlds, possible if in one; the other way round its inverse."""
    one, other, pairs = drawn
    told = one.relations_to(other)
    assert len(told) == 13
    for relation, certainty in told.items():
        assert certainty is judge([MEANS[relation](a, b) for a, b in pairs]), relation
    assert {each.inverse: certainty for each, certainty in told.items()} == other.relations_to(one)


@given(two())
def test_intersection(drawn: Two) -> None:
    """The bounds of the shared days are those of the worlds in which some are shared; there is none without any."""
    one, other, pairs = drawn
    shared = [(max(a[0], b[0]), min(a[1], b[1])) for a, b in pairs if a[0] <= b[1] and b[0] <= a[1]]
    both = one.intersection(other)
    assert (both is None) is (not shared)
    if both is not None:
        assert (both.start_earliest, both.start_latest, both.end_earliest, both.end_latest) == bounds_of(shared)
        assert both.starts_open is (one.starts_open and other.starts_open)
        assert both.ends_open is (one.ends_open and other.ends_open)


@given(two())
def test_span(drawn: Two) -> None:
    """The span reaches from the earlier start to the later end of each pair of worlds."""
    one, other, pairs = drawn
    spans = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in pairs]
    whole = one.span(other)
    assert (whole.start_earliest, whole.start_latest, whole.end_earliest, whole.end_latest) == bounds_of(spans)
    assert whole.starts_open is (one.starts_open or other.starts_open)
    assert whole.ends_open is (one.ends_open or other.ends_open)


@given(with_worlds())
def test_duration(drawn: tuple[Period, list[World]]) -> None:
    """The duration is the fewest and most days of any world; without a limit on a side there is no most."""
    period, worlds = drawn
    lengths = [b - a + 1 for a, b in worlds]
    is_limited = all(a >= 0 and b < len(WINDOW) for a, b in worlds)
    assert period.duration.lower == (None if period.is_open else min(lengths))
    assert period.duration.upper == (max(lengths) if is_limited else None)


@given(periods(), periods())
def test_relations_agree_with_overlap_and_order(one: Period, other: Period) -> None:
    """Before, meets and their inverses are the ways not to share a day; one relation at least is always possible."""
    told = one.relations_to(other)
    apart = {Relation.BEFORE, Relation.MEETS, Relation.AFTER, Relation.MET_BY}
    possible = {each for each, certainty in told.items() if not certainty.is_ruled_out}
    assert possible
    assert one.overlaps(other).is_ruled_out is (possible <= apart)
    assert one.overlaps(other).is_certain is (not possible & apart)
    assert Relation.EQUALS in one.relations_to(one)
    assert not one.relations_to(one)[Relation.EQUALS].is_ruled_out


@given(periods(), periods())
def test_the_span_holds_both(one: Period, other: Period) -> None:
    """Both lie possibly, and where their ends are exact certainly, within their span; it is no longer than needed."""
    whole = one.span(other)
    assert not whole.contains(one).is_ruled_out
    assert not whole.contains(other).is_ruled_out
    assert whole.bounds == other.span(one).bounds
    assert one.span(one).bounds == one.bounds


@given(periods(), periods(), periods())
def test_intersection_and_span_do_not_mind_the_order(a: Period, b: Period, c: Period) -> None:
    """Intersection is commutative, and the span is associative."""
    one, other = a.intersection(b), b.intersection(a)
    assert (one and one.bounds) == (other and other.bounds)
    assert a.span(b).span(c).bounds == a.span(b.span(c)).bounds


# Allen's algebra on exact periods.

EXACT = [(a, b) for a in range(9) for b in range(a, 9)]


def relation_of(a: World, b: World) -> Relation:
    """Return the one relation that holds of two exact periods, by the table above."""
    (found,) = [Relation(name) for name, means in MEANS.items() if means(a, b)]
    return found


def test_exactly_one_relation_holds() -> None:
    """Of two exact periods exactly one relation holds, and it is told as certain."""
    day = lambda place: WINDOW[0] + timedelta(days=place)
    for a, b in itertools.product(EXACT[::3], EXACT):
        one, other = (Period(f"{day(each[0])}/{day(each[1])}") for each in (a, b))
        told = {each for each, certainty in one.relations_to(other).items() if not certainty.is_ruled_out}
        assert told == {relation_of(a, b)}
        assert one.relations_to(other)[relation_of(a, b)] is Certainty.CERTAIN


def test_all_169_compositions() -> None:
    """Each composition is what all triples of exact periods show: 169 pairs, with 409 entries in all."""
    table: dict[tuple[Relation, Relation], set[Relation]] = {}
    relation = {(a, b): relation_of(a, b) for a in EXACT for b in EXACT}
    for (a, b), first in relation.items():
        for c in EXACT:
            table.setdefault((first, relation[b, c]), set()).add(relation[a, c])
    assert len(table) == 169
    assert sum(map(len, table.values())) == 409
    for (first, second), results in table.items():
        assert first.compose(second) == results, (first, second)


@pytest.mark.parametrize("first", Relation)
@pytest.mark.parametrize("second", Relation)
def test_composition_turns_around_with_its_inverses(first: Relation, second: Relation) -> None:
    """(r ; s) turned around is (s turned around ; r turned around); equality composes to the other alone."""
    turned = {each.inverse for each in first.compose(second)}
    assert second.inverse.compose(first.inverse) == turned
    assert first.compose(Relation.EQUALS) == {first}
    assert Relation.EQUALS.compose(second) == {second}
    assert first.inverse.inverse is first


@pytest.mark.parametrize("call", ["overlaps", "relations_to", "intersection", "span"])
@pytest.mark.parametrize("value", [None, "2013/2014", WINDOW[0], 2013])
def test_a_period_is_asked_for(call: str, value: object) -> None:
    """What is not a period is refused with the library's error."""
    with pytest.raises(InvalidPeriodError, match="is not a Period") as caught:
        getattr(Period("2013/2014"), call)(value)
    assert caught.value.value is value
