"""Arithmetic of dates and periods against all worlds: a world picks one day for each date.

Single days are moved here by Python's own calendar where it reaches, and by months spelled out day by day elsewhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iom_partners import Certainty, PartialDate, Period
from iom_partners.dates import DayRange, Span
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL, day_at, ordinal
from strategies import examples
from worlds import judge

pytestmark = pytest.mark.bulk

#: Days around which dates are made: turns of months and years, leap days, the year 0, the end of Python's calendar.
PLACES = [
    ordinal(*each)
    for each in (
        (2012, 2, 29), (2013, 1, 31), (2013, 3, 1), (2000, 12, 31), (1900, 2, 28), (-4, 2, 29), (0, 1, 1), (1, 1, 1),
        (-44, 3, 15), (9999, 12, 31), (10_000, 1, 31), (-10_000, 12, 31),
    )
]  # fmt: skip
#: Each month of a leap year and of any other.
COMMON = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LENGTHS = {False: COMMON, True: (31, 29, *COMMON[2:])}

spans = st.builds(
    lambda years, months, weeks, days: Span(years=years, months=months, weeks=weeks, days=days),
    st.integers(-3, 3) | st.sampled_from([-400, 100, 400, 2_000]),
    st.integers(-15, 15),
    st.integers(-2, 2),
    st.integers(-40, 40),
)


def is_leap(year: int) -> bool:
    """Return whether a year has a 29 February."""
    return year % 4 == 0 and not (year % 100 == 0 and year % 400)


def parts(day: int) -> list[int]:
    """Return year, month and day of an ordinal, as the library writes it."""
    text = day_at(day).isoformat()
    sign = -1 if text[0] == "-" else 1
    year, *rest = map(int, text.lstrip("+-").split("-"))
    return [sign * year, *rest]


def moved(day: int, span: Span) -> int:
    """Return the day to which a span leads, month after month."""
    year, month, of_month = parts(day)
    year, month = later(year, month, 12 * span.years + span.months)
    of_month = min(of_month, LENGTHS[is_leap(year)][month - 1])
    return ordinal(year, month, of_month) + 7 * span.weeks + span.days


@cache
def later(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the month so many months later."""
    for _ in range(abs(count) % 4_800):
        month += 1 if count > 0 else -1
        year, month = (year + 1, 1) if month > 12 else (year - 1, 12) if month < 1 else (year, month)
    return year + abs(count) // 4_800 * (400 if count > 0 else -400), month


class Drawn(NamedTuple):
    """A date, and all days that it may be, which are few."""

    text: str
    days: frozenset[int]


def text_of(runs: Iterable[tuple[int, int]]) -> str:
    """Return runs of days as a set."""
    members = [(str(day_at(first)), str(day_at(last))) for first, last in runs]
    return f"[{','.join(first if first == last else f'{first}..{last}' for first, last in members)}]"


@st.composite
def dates(draw: st.DrawFn, near: int | None = None) -> Drawn:
    """Days, months, and sets of up to three runs."""
    at = (draw(st.sampled_from(PLACES)) if near is None else near) + draw(st.integers(-20, 20))
    kind = draw(st.sampled_from(["day", "month", "set", "set"]))
    if kind == "day":
        return Drawn(str(day_at(at)), frozenset({at}))
    if kind == "month":
        year, month, of_month = parts(at)
        first = at - of_month + 1
        days = range(first, first + LENGTHS[is_leap(year)][month - 1])
        return Drawn(day_at(at).isoformat()[:-3], frozenset(days))
    runs, last = [], at
    for gap, size in draw(st.lists(st.tuples(st.integers(2, 20), st.integers(0, 40)), min_size=1, max_size=3)):
        runs.append((last + gap, last + gap + size))
        last += gap + size
    return Drawn(text_of(runs), frozenset(day for first, last in runs for day in range(first, last + 1)))


def days_of(when: PartialDate) -> set[int]:
    """Return every day of a date."""
    return {day for first, last in when.spans for day in range(first, last + 1)}


# Dates.


@examples(10)
@given(dates(), spans)
def test_a_date_moves_with_each_of_its_days(drawn: Drawn, span: Span) -> None:
    """The days of the result are exactly those to which the span leads from a day of the date; back likewise."""
    when = PartialDate(drawn.text)
    assert days_of(when + span) == {moved(day, span) for day in drawn.days}
    assert when - span == when + -span


@given(st.sampled_from(PLACES), st.integers(-20, 20), st.integers(1, 20_000), spans)
def test_a_long_run_moves_with_each_of_its_days(place: int, by: int, size: int, span: Span) -> None:
    """So do those of a run of up to fifty years."""
    run = place + by, place + by + size
    found = PartialDate(text_of([run])) + span
    assert days_of(found) == {moved(day, span) for day in range(run[0], run[1] + 1)}


@given(st.dates(date(1000, 1, 1), date(8000, 1, 1)), spans)
def test_a_day_moves_as_dateutil_moves_it(day: date, span: Span) -> None:
    """python-dateutil adds months and days by the same rule."""
    relativedelta = pytest.importorskip("dateutil.relativedelta").relativedelta
    length = relativedelta(years=span.years, months=span.months, weeks=span.weeks, days=span.days)
    assert PartialDate(day) + span == PartialDate(day + length)


@given(dates(), spans, st.booleans())
def test_what_has_no_limit_on_one_side_keeps_none(drawn: Drawn, span: Span, is_before: bool) -> None:
    """The limit on the other side moves as a day does, and no possible day is lost."""
    edge = max(drawn.days) if is_before else min(drawn.days)
    text = f"[..{day_at(edge)}]" if is_before else f"[{day_at(edge)}..]"
    found = (PartialDate(text) + span).span
    assert found == ((BEFORE_ALL, moved(edge, span)) if is_before else (moved(edge, span), AFTER_ALL))


@given(dates(), dates(), spans)
def test_comparing_with_a_moved_date(one: Drawn, other: Drawn, span: Span) -> None:
    """More than five months after: what all pairs of days say."""
    first, second = PartialDate(one.text), PartialDate(other.text)
    later = [(b, moved(a, span)) for a in one.days for b in other.days]
    assert second.is_after(first + span) is judge(b > a for b, a in later)
    assert second.is_on_or_before(first + span) is judge(b <= a for b, a in later)
    assert second.is_same_day(first + span) in {judge(b == a for b, a in later), Certainty.POSSIBLE}


def whole(start: int, end: int, months: int) -> int:
    """Return how many units of so many months can be added without passing the end, or taken away."""
    step = months if end >= start else -months
    passes = (lambda day: day > end) if step > 0 else (lambda day: day < end)
    count = next(each for each in itertools.count(1) if passes(moved(start, Span(months=each * step)))) - 1
    return count if step > 0 else -count


@st.composite
def near_dates(draw: st.DrawFn) -> tuple[Drawn, Drawn]:
    """Two dates that lie at most a few years apart."""
    at = draw(st.sampled_from(PLACES))
    return draw(dates(at)), draw(dates(at + draw(st.sampled_from([0, 30, -60, 365, -366, 900]))))


@given(near_dates())
def test_differences(two: tuple[Drawn, Drawn]) -> None:
    """The least and the most days, whole months and whole years among all pairs of days."""
    one, other = two
    first, second = PartialDate(one.text), PartialDate(other.text)
    few = [sorted(days)[:: max(1, len(days) // 8)] + [max(days)] for days in (one.days, other.days)]
    pairs = [*itertools.product(*few)]
    counts: list[tuple[DayRange, Callable[[int, int], int]]] = [
        (first.days_until(second), lambda a, b: b - a),
        (first.months_until(second), lambda a, b: whole(a, b, 1)),
        (first.years_until(second), lambda a, b: whole(a, b, 12)),
    ]
    for found, count in counts:
        told = [count(a, b) for a, b in pairs]
        assert found == DayRange(min(told), max(told))


@given(st.dates(date(1000, 1, 1), date(8000, 1, 1)), st.integers(-2_000, 2_000))
def test_whole_months_as_dateutil_counts_them(day: date, days: int) -> None:
    """python-dateutil finds the same whole months and years between two days."""
    relativedelta = pytest.importorskip("dateutil.relativedelta").relativedelta
    end = day + timedelta(days=days)
    told = relativedelta(end, day)
    one, other = PartialDate(day), PartialDate(end)
    assert one.months_until(other) == DayRange(*[told.years * 12 + told.months] * 2)
    assert one.years_until(other) == DayRange(*[told.years] * 2)


@given(st.sampled_from(PLACES), st.integers(-99_999, 99_999), st.integers(0, 2_000))
def test_the_calendar_comes_again_after_four_centuries(place: int, by: int, cycles: int) -> None:
    """400 years are 146,097 days from every day on."""
    day = PartialDate(str(day_at(place + by)))
    assert day + Span(years=400 * cycles) == day + Span(days=146_097 * cycles)


# Periods.

World = tuple[int, int]
#: Beyond every day of the periods below; an open side lies there.
FAR = 10**7
#: The days before and after a place that a side without limit reaches here; ends with limits lie well within them.
BACK, ON = 4, 13


class Stretch(NamedTuple):
    """A period, and its worlds; a side without limit reaches a few days beyond the others."""

    text: str
    worlds: list[World]

    @property
    def period(self) -> Period:
        """As a period of the library."""
        return Period(self.text)


@st.composite
def ends(draw: st.DrawFn, at: int, kinds: list[str]) -> tuple[str, list[int]]:
    """The text of one end and its days, of which those beyond are the first and the last."""
    first = at + draw(st.integers(-2, 6))
    kind = draw(st.sampled_from(kinds))
    if kind == "open":
        return "..", []
    if kind == "unknown":
        return "", [*range(at - BACK, at + ON + 1)]
    if kind == "day":
        return str(day_at(first)), [first]
    last = first + draw(st.integers(1, 3))
    if kind == "by":
        return f"[..{day_at(last)}]", [*range(at - BACK, last + 1)]
    if kind == "from":
        return f"[{day_at(first)}..]", [*range(first, at + ON + 1)]
    if kind == "gap":
        runs = [(first, first), (last + 1, last + 1 + draw(st.integers(0, 3)))]
        return text_of(runs), [first, *range(runs[1][0], runs[1][1] + 1)]
    return text_of([(first, last)]), [*range(first, last + 1)]


LIMITED = ["day", "day", "range"]
ANY = [*LIMITED, "range", "by", "from", "unknown", "open"]


@st.composite
def stretches(draw: st.DrawFn, at: int, kinds: list[str]) -> Stretch:
    """Periods near a day."""
    left, starts = draw(ends(at, kinds))
    right, stops = draw(ends(at, kinds))
    worlds = [(a, b) for a in starts or [-FAR] for b in stops or [FAR] if a <= b]
    assume(worlds)
    return Stretch(f"{left}/{right}", worlds)


@st.composite
def some(draw: st.DrawFn, number: int, kinds: list[str] = ANY) -> tuple[int, list[Stretch]]:
    """So many periods near one day, and that day."""
    at = draw(st.sampled_from(PLACES))
    return at, [draw(stretches(at, kinds)) for _ in range(number)]


def window(at: int) -> range:
    """Return the days that tell the worlds near a day apart."""
    return range(at - BACK + 2, at + ON - 1)


def asked(parts: Iterable[tuple[Period, Certainty]], day: int) -> Certainty:
    """Return how certain it is that a day lies in one of the parts."""
    return Certainty.any_of(certainty & part.contains(day_at(day)) for part, certainty in parts)


def fits(period: Period, world: World) -> bool:
    """Return whether a world is one of those of a period."""
    (s0, s1, e0, e1), (start, end) = period.bounds, world
    starts = start == -FAR if period.starts_open else s0 <= start <= s1
    stops = end == FAR if period.ends_open else e0 <= end <= e1
    return starts and stops and start <= end


def bounds_of(worlds: Iterable[World]) -> tuple[int, ...]:
    """Return the first and last start and end of some worlds."""
    begun, ended = zip(*worlds, strict=True)
    return min(begun), max(begun), min(ended), max(ended)


def near(bounds: Iterable[int], at: int) -> list[int]:
    """Return bounds, those far from a place as a day near the last that worlds reach here."""
    return [min(max(each, at - BACK + 1), at + ON - 1) for each in bounds]


@examples(3)
@given(some(2))
def test_except(drawn: tuple[int, list[Stretch]]) -> None:
    """A day lies in what is left as all pairs of worlds say; each part has the bounds of the worlds that have it."""
    at, (one, other) = drawn
    left = one.period.except_(other.period)
    pairs = [*itertools.product(one.worlds, other.worlds)]
    for day in window(at):
        truth = judge(a[0] <= day <= a[1] and not b[0] <= day <= b[1] for a, b in pairs)
        assert asked(left.items(), day) is truth, day
    before = [(a[0], min(a[1], b[0] - 1)) for a, b in pairs if a[0] < b[0]]
    after = [(max(a[0], b[1] + 1), a[1]) for a, b in pairs if b[1] < a[1]]
    expected = [
        (tuple(near(bounds_of(each), at)), Certainty.CERTAIN if len(each) == len(pairs) else Certainty.POSSIBLE)
        for each in (before, after)
        if each
    ]
    found = [(tuple(near(part.bounds, at)), certainty) for part, certainty in left.items()]
    # Two parts that are written alike are one entry.
    assert found == expected or found * 2 == expected
    assert all(part.starts_open <= one.period.starts_open for part in left)
    assert all(part.ends_open <= one.period.ends_open for part in left)


@given(some(1, LIMITED), st.sampled_from(["year", "half-year", "quarter", "month"]))
@examples(3)
def test_split(drawn: tuple[int, list[Stretch]], unit: Any) -> None:
    """In each world the parts are the days of the period in each unit; a part has the bounds of the worlds with it."""
    _, (one,) = drawn
    size = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}[unit]
    seen: dict[int, list[World]] = {}
    for start, end in one.worlds:
        months: dict[int, list[int]] = {}
        for day in range(start, end + 1):
            year, month, _ = parts(day)
            months.setdefault((year * 12 + month - 1) // size, []).append(day)
        for each, days in months.items():
            seen.setdefault(each, []).append((days[0], days[-1]))
    found = one.period.split_by(unit)
    expected = [
        (bounds_of(seen[each]), Certainty.CERTAIN if len(seen[each]) == len(one.worlds) else Certainty.POSSIBLE)
        for each in sorted(seen)
    ]
    assert [(part.bounds, certainty) for part, certainty in found.items()] == expected


def trace(worlds: Iterable[World], days: range) -> frozenset[int]:
    """Return the days of a window that lie in one of some exact periods."""
    return frozenset(day for day in days if any(start <= day <= end for start, end in worlds))


@examples(3)
@given(some(2))
def test_union(drawn: tuple[int, list[Stretch]]) -> None:
    """Two become one if they are connected in all pairs of worlds, and then have the bounds of those together."""
    at, (one, other) = drawn
    pairs = [*itertools.product(one.worlds, other.worlds)]
    found = one.period.union(other.period)
    assert found == other.period.union(one.period)
    if all(a[0] <= b[1] + 1 and b[0] <= a[1] + 1 for a, b in pairs):
        (whole,) = found
        ends = bounds_of((min(a[0], b[0]), max(a[1], b[1])) for a, b in pairs)
        assert near(whole.bounds, at) == near(ends, at)
        assert whole.starts_open is (one.period.starts_open or other.period.starts_open)
        assert whole.ends_open is (one.period.ends_open or other.period.ends_open)
    else:
        assert found == tuple(sorted((one.period, other.period), key=lambda period: period.sort_key))
    for day in window(at):
        truth = judge(a[0] <= day <= a[1] or b[0] <= day <= b[1] for a, b in pairs)
        told = asked([(each, Certainty.CERTAIN) for each in found], day)
        # Two that are never together on a day may still have it between them in every world.
        assert told is truth or (told, truth) == (Certainty.POSSIBLE, Certainty.CERTAIN)


def merged(worlds: Iterable[World]) -> list[World]:
    """Return exact periods after all are merged that touch."""
    found: list[World] = []
    for start, end in sorted(worlds):
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


@examples(3)
@given(some(3, LIMITED), st.permutations(range(3)))
def test_collapse(drawn: tuple[int, list[Stretch]], order: list[int]) -> None:
    """In every world there is a choice of the results with the same days; no two results certainly touch."""
    at, some = drawn
    given = [each.period for each in some]
    found = Period.collapse(given)
    assert Period.collapse(given[each] for each in order) == found
    assert Period.collapse(found) == found
    assert all(len(one.union(other)) == 2 for one, other in itertools.combinations(found, 2))
    for world in itertools.islice(itertools.product(*(each.worlds[::3] for each in some)), 500):
        both = [*itertools.product(*map(set, zip(*world, strict=True)))]
        ends = [[each for each in both if fits(period, each)] for period in found]
        days = trace(world, window(at))
        assert any(trace(choice, window(at)) == days for choice in itertools.product(*ends))


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9)), max_size=12))
def test_exact_periods_collapse_as_sets_of_days(drawn: list[tuple[int, int]]) -> None:
    """Exact periods are merged exactly where their days touch."""
    worlds = [(start, start + size) for start, size in drawn]
    texts = [f"{day_at(start)}/{day_at(end)}" for start, end in worlds]
    assert [str(each) for each in Period.collapse(map(Period, texts))] == [
        f"{day_at(start)}/{day_at(end)}" for start, end in merged(worlds)
    ]


@examples(3)
@given(some(1, [*ANY, "gap"]), spans)
def test_shift(drawn: tuple[int, list[Stretch]], span: Span) -> None:
    """A shifted period has the bounds to which the worlds lead, and what has no limit keeps none."""
    at, (one,) = drawn
    found = one.period.shift(span)
    limits = one.period.bounds
    assert (found.starts_open, found.ends_open) == (one.period.starts_open, one.period.ends_open)
    assert found.bounds == tuple(moved(each, span) if BEFORE_ALL < each < AFTER_ALL else each for each in limits)
    for start, end in one.worlds:
        world = (start if start == -FAR else moved(start, span), end if end == FAR else moved(end, span))
        assert fits(found, world)
