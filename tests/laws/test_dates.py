"""Dates, periods and spans against slow oracles: enumeration of days, Python sets, NumPy's calendar.

No oracle here reads EDTF. The strategies write each text from the days that it stands for, and NumPy counts the days of
units from its own calendar.
"""

from __future__ import annotations

import copy
import itertools
import pickle
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendars import components, julian_date, julian_day, numpy_day, numpy_days
from iom_partners import Certainty, InvalidDateError, InvalidPeriodError, PartialDate, Period
from iom_partners.dates.coerce import to_partial_date, to_period
from iom_partners.dates.days import (
    AFTER_ALL,
    BEFORE_ALL,
    EVER,
    AnyDay,
    Day,
    Spans,
    civil,
    day_at,
    days_of_month,
    intersect,
    is_leap,
    meet,
    ordinal,
    subtract,
    to_date,
    union,
    within,
)
from iom_partners.dates.describe import say_period
from iom_partners.dates.edtf import date_text, read
from strategies import (
    SHAPES,
    SHORT_YEARS,
    WINDOW,
    Choice,
    Parts,
    World,
    any_days,
    bounds_of,
    choices,
    day_texts,
    days,
    ends,
    in_order,
    partial_dates,
    partial_texts,
    parts,
    period_texts,
    periods,
    spread,
    starts,
    unit_texts,
    wider_choices,
    with_worlds,
    written,
    years,
)
from worlds import judge

# Texts.


@pytest.mark.parametrize("shape", SHAPES)
def test_the_strategies_make_every_shape(shape: str) -> None:
    """Each shape of the strategies is one that the library reads, and is really of that shape."""

    @given(SHAPES[shape])
    def check(text: str) -> None:
        when = PartialDate(text)
        told = {
            "day": when.precision == "day" and when.is_whole_unit and when.span[0] == when.span[1] and "T" not in text,
            "month": when.precision == "month" and when.is_whole_unit,
            "year": when.precision == "year" and when.is_whole_unit,
            "time": when.precision == "day" and "T" in text,
            "unspecified": not when.is_whole_unit and "X" in text,
            "season": when.precision == "season",
            "range": when.precision == "range",
            "qualified": when.qualifier == text[-1],
            "masked": "X" in text or when.is_whole_unit,
            "grouping": when.precision in ("season", "quarter", "quadrimester", "semester"),
            "significant": when.precision == "year" and not {"S", "E"}.isdisjoint(text),
            "set": when.precision in ("set", "range"),
            "marked": any(when.qualifiers),
        }
        assert told[shape]

    check()


@given(partial_texts())
def test_a_date_gives_its_text_back(text: str) -> None:
    """Text in, text out: by `str`, by the code of `repr`, by pickle and by copy."""
    check_round_trip(PartialDate(text), text)
    assert to_partial_date(text) == PartialDate(text)


@given(period_texts())
def test_a_period_gives_its_text_back(text: str) -> None:
    """So does a period."""
    check_round_trip(Period(text), text)


def check_round_trip(value: PartialDate | Period, text: str) -> None:
    assert str(value) == text
    assert eval(repr(value)) == value == pickle.loads(pickle.dumps(value)) == copy.deepcopy(value)


@given(st.text(st.sampled_from("0123456789-/.[]{},?~%XTYZES: +W") | st.characters(), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Any text is read, or refused with a typed error that names it; what is read gives its text back."""
    for read_it in (PartialDate, Period):
        try:
            value = read_it(text)
        except (InvalidDateError, InvalidPeriodError) as error:
            assert error.value == text or error.value in text.split("/")
            assert len(str(error)) < 400
        else:
            assert str(value) == text


@given(partial_texts(), st.integers(0, 70), st.characters())
def test_one_changed_character_is_read_or_refused(text: str, place: int, mark: str) -> None:
    """A valid date with one character put in is another date or a typed refusal, never another failure."""
    changed = text[:place] + mark + text[place:]
    try:
        when = PartialDate(changed)
    except InvalidDateError as error:
        assert error.value == changed
    else:
        assert changed.isascii()
        assert str(when) == changed


# NumPy as second calendar.


@given(parts())
def test_days_are_counted_as_by_numpy_and_by_julian_day_numbers(numbers: Parts) -> None:
    """The ordinal of a day of any year is that of both other calendars, and gives the day back."""
    text, at = written(*numbers), ordinal(*numbers)
    assert at == julian_day(*numbers) == numpy_day(text)
    assert civil(at) == julian_date(at) == numbers
    assert str(day_at(at)) == text
    assert is_leap(numbers[0]) is (julian_date(julian_day(numbers[0], 2, 28) + 1) == (numbers[0], 2, 29))


@given(st.integers(BEFORE_ALL + 1, AFTER_ALL - 1) | st.integers(-(10**7), 10**7))
def test_each_ordinal_is_one_day(at: int) -> None:
    """Every ordinal is the day that Julian day numbers give, and days follow each other as their ordinals do."""
    assert civil(at) == julian_date(at)
    day, following = to_date(at), to_date(at + 1)
    assert day.toordinal() == at
    assert following is None or day < following
    assert type(day) is (date if 1 <= civil(at)[0] <= 9999 else Day)


@given(any_days(), any_days())
def test_days_are_in_the_order_of_their_numbers(one: AnyDay, other: AnyDay) -> None:
    """Days of any year are ordered and equal as their years, months and days are."""
    left, right = (one.year, one.month, one.day), (other.year, other.month, other.day)
    assert (one < other, one == other, one > other) == (left < right, left == right, left > right)
    assert one != other or hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one


_MONTHS = np.arange(np.datetime64("-9999-01", "M"), np.datetime64("10000-01", "M"))
_LENGTHS = np.diff(np.append(_MONTHS, np.datetime64("10000-01", "M")).astype("datetime64[D]")).astype(int)


def test_months_have_the_lengths_that_numpy_gives() -> None:
    """All 239,988 months of the years -9999 to 9999 are as long as NumPy says."""
    ours = [days_of_month(year, month) for year in range(-9999, 10_000) for month in range(1, 13)]
    assert len(ours) == 239_988
    assert ours == _LENGTHS.tolist()


@given(unit_texts())
def test_units_have_the_days_that_numpy_gives(text: str) -> None:
    """A year, month or day begins and ends on the days that NumPy counts."""
    assert PartialDate(text).spans == (numpy_days(text),)


@given(years(*SHORT_YEARS), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_real_for_us_if_it_is_for_numpy(year: int, month: int, day: int) -> None:
    """Of all texts of the form of a day, those are read that NumPy reads too."""
    text = written(year, month, day)
    try:
        known = np.datetime64(text, "D") is not None
    except ValueError:
        known = False
    try:
        PartialDate(text)
    except InvalidDateError:
        assert not known
    else:
        assert known


@given(years(*SHORT_YEARS), st.integers(1, 12), st.integers(28, 32))
def test_month_ends_are_real_for_us_if_they_are_for_numpy(year: int, month: int, day: int) -> None:
    """The last days of a month are read exactly as far as the month goes."""
    length = int(_LENGTHS[(year + 9999) * 12 + month - 1])
    text = written(year, month, day)
    if day <= length:
        assert PartialDate(text).span == numpy_days(text)
    else:
        with pytest.raises(InvalidDateError, match=f"that month has {length} days"):
            PartialDate(text)


@given(unit_texts(), unit_texts())
def test_a_range_reaches_from_first_to_last_day(left: str, right: str) -> None:
    """`[a..b]` holds the days from the first of `a` to the last of `b`; both have one precision, and some days."""
    first, last = numpy_days(left)[0], numpy_days(right)[1]
    if len(components(left)) != len(components(right)):
        with pytest.raises(InvalidDateError, match="of different precision"):
            PartialDate(f"[{left}..{right}]")
    elif first <= last:
        assert PartialDate(f"[{left}..{right}]").spans == ((first, last),)
    else:
        with pytest.raises(InvalidDateError, match="ends before it starts"):
            PartialDate(f"[{left}..{right}]")
    assert PartialDate(f"[{left}..]").spans == ((first, AFTER_ALL),)
    assert PartialDate(f"[..{right}]").spans == ((BEFORE_ALL, last),)


@given(years(-9999, 9998), st.sampled_from(["21", "22", "23", "24"]))
def test_a_season_holds_every_reading(year: int, season: str) -> None:
    """A season holds its meteorological quarter in both hemispheres, also those that begin in the year before."""
    when = PartialDate(f"{written(year)}-{season}")
    northern = {"21": 3, "22": 6, "23": 9, "24": 12}[season]
    for first in (northern, (northern + 5) % 12 + 1):
        quarter = [(year, first), (year, first % 12 + 1), (year, (first + 1) % 12 + 1)]
        for turn in (0, 1) if first == 12 else (0,):
            for each_year, month in quarter:
                at = each_year - turn + (month < first)
                first_day, last_day = (to_date(each) for each in numpy_days(written(at, month)))
                assert when.could_be(first_day) and when.could_be(last_day)


@given(partial_dates(), any_days())
def test_could_be_is_membership_of_the_days(when: PartialDate, day: AnyDay) -> None:
    """`could_be` agrees with the days, and never says yes outside earliest and latest."""
    held = any(
        day in (to_date(o) for o in (first, last)) or first < day.toordinal() < last for first, last in when.spans
    )
    assert when.could_be(day) is held
    if held:
        assert when.earliest is None or when.earliest <= day
        assert when.latest is None or day <= when.latest


@given(partial_dates())
def test_the_outermost_days_are_possible(when: PartialDate) -> None:
    """Where there is an earliest or latest day, it may be the one, and the day beyond may not."""
    if when.earliest:
        assert when.could_be(when.earliest)
        before = to_date(when.earliest.toordinal() - 1)
        assert before is None or not when.could_be(before)
    if when.latest:
        assert when.could_be(when.latest)
        after = to_date(when.latest.toordinal() + 1)
        assert after is None or not when.could_be(after)
    # Only a set may have no limit on either side: [..2001,2001..].
    assert when.earliest or when.latest or "," in str(when)


# Two dates.


@given(choices(), choices())
def test_comparisons_by_enumeration(left: Choice, right: Choice) -> None:
    """Before, after, same day, on or before, on or after: what all pairs of days say."""
    assume(left.text and right.text)
    pairs = list(itertools.product(spread(left), spread(right)))
    one, other = PartialDate(left.text), PartialDate(right.text)
    assert one.is_before(other) is judge(a < b for a, b in pairs)
    assert one.is_after(other) is judge(a > b for a, b in pairs)
    assert one.is_same_day(other) is judge(a == b for a, b in pairs)
    assert one.is_on_or_before(other) is judge(a <= b for a, b in pairs)
    assert one.is_on_or_after(other) is judge(a >= b for a, b in pairs)


@given(partial_dates(), partial_dates())
def test_same_day_agrees_with_the_days(left: PartialDate, right: PartialDate) -> None:
    """Two dates may be one day exactly if they have a day in common, gaps and all, and surely if it is the only one."""
    answer = left.is_same_day(right)
    assert answer is right.is_same_day(left)
    assert answer.is_ruled_out is (not meet(left.spans, right.spans))
    assert answer.is_certain is (left.span == right.span and left.earliest == left.latest is not None)


@given(partial_dates(), partial_dates())
def test_before_and_after_exclude_each_other(left: PartialDate, right: PartialDate) -> None:
    """What is certainly before is not after, and the days are then apart."""
    if left.is_before(right).is_certain:
        assert left.is_after(right).is_ruled_out
        assert not meet(left.spans, right.spans)
        assert left.sort_key < right.sort_key


@given(st.lists(partial_dates(), max_size=6), st.lists(periods(), max_size=6))
def test_dates_and_periods_sort_the_same_from_any_order(dates: list[PartialDate], many: list[Period]) -> None:
    """`sort_key` is a total order: sorting gives the same from every order, and only equal values share a key."""
    for values in (dates, many):
        ordered = sorted(values, key=lambda each: each.sort_key)
        backwards = values[::-1]
        assert sorted(backwards, key=lambda each: each.sort_key) == ordered
        assert all((a.sort_key == b.sort_key) == (a == b) for a, b in itertools.combinations(values, 2))


@given(partial_dates(), partial_dates())
def test_same_days_is_equality_of_days(left: PartialDate, right: PartialDate) -> None:
    """Dates with the same days have the same bounds; equal dates have the same days and hash."""
    if left.same_days(right):
        assert (left.earliest, left.latest) == (right.earliest, right.latest)
    if left == right:
        assert left.same_days(right)
        assert hash(left) == hash(right)


# Periods against all choices of their ends.


@given(starts(), ends())
def test_a_period_is_refused_only_without_any_world(start: Choice, end: Choice) -> None:
    """A period is refused exactly if no choice of its ends is in order."""
    text = f"{start.text}/{end.text}"
    if in_order(start, end):
        assert str(Period(text)) == text
    else:
        with pytest.raises(InvalidPeriodError, match="in every reading"):
            Period(text)


@given(with_worlds())
def test_contains_by_enumeration(drawn: tuple[Period, list[World]]) -> None:
    """A day is certain in a period if it is inside in every world, possible if in one, else ruled out."""
    period, worlds = drawn
    for place, day in enumerate(WINDOW):
        assert period.contains(day) is judge(a <= place <= b for a, b in worlds)


@given(with_worlds(), choices())
def test_contains_of_a_partial_day_by_enumeration(drawn: tuple[Period, list[World]], asked: Choice) -> None:
    """A partial date is certain in a period if each of its days is in every world, possible if one is in one."""
    assume(asked.text)
    period, worlds = drawn
    answers = (a <= place <= b for place in spread(asked) for a, b in worlds)
    assert period.contains(PartialDate(asked.text)) is judge(answers)


@given(with_worlds())
def test_bounds_by_enumeration(drawn: tuple[Period, list[World]]) -> None:
    """The four bounds are the first and last start and end of all worlds, so none can be tightened further."""
    period, worlds = drawn
    told = (period.start_earliest, period.start_latest, period.end_earliest, period.end_latest)
    assert told == bounds_of(worlds)


@given(periods(), any_days())
def test_certain_lies_within_possible(period: Period, day: AnyDay) -> None:
    """Every certain day is a possible day, the certain days lie without a gap, and the bounds are in order."""
    lower, mid, upper, top = period.bounds
    assert lower <= mid
    assert upper <= top
    assert lower <= upper
    assert mid <= top
    if period.contains(day).is_certain:
        assert lower <= day.toordinal() <= top
        assert mid <= day.toordinal() <= upper


@given(periods(), partial_dates(), any_days())
def test_a_partial_day_agrees_with_its_days(period: Period, asked: PartialDate, day: AnyDay) -> None:
    """Where a partial date is decided, each of its days is decided alike."""
    assume(asked.could_be(day))
    whole = period.contains(asked)
    if whole.is_decided:
        assert period.contains(day) is whole


@given(wider_choices(), wider_choices())
def test_widening_an_end_never_decides_more(start: tuple[Choice, Choice], end: tuple[Choice, Choice]) -> None:
    """What a period of vaguer ends decides, the sharper one decides alike: widening adds no certainty."""
    assume(in_order(start[0], end[0]))
    sharp, vague = Period(f"{start[0].text}/{end[0].text}"), Period(f"{start[1].text}/{end[1].text}")
    for day in WINDOW:
        if vague.contains(day).is_decided:
            assert sharp.contains(day) is vague.contains(day)


@given(wider_choices(), wider_choices())
def test_widening_a_date_never_decides_more(left: tuple[Choice, Choice], right: tuple[Choice, Choice]) -> None:
    """What vaguer dates decide about their order, sharper ones decide alike."""
    assume(left[1].text and right[1].text)
    vague = PartialDate(left[1].text).is_before(PartialDate(right[1].text))
    if vague.is_decided:
        assert PartialDate(left[0].text).is_before(PartialDate(right[0].text)) is vague


@given(days(date(100, 1, 1)), days())
def test_a_coarser_unit_never_decides_more(start: date, asked: date) -> None:
    """Day, month, year, decade, century: each coarser start leaves as certain only what the finer one leaves so."""
    text = start.isoformat()
    steps = [text, text[:7], text[:4], text[:3] + "X", text[:2] + "XX"]
    for sharp, vague in itertools.pairwise(steps):
        answer = Period(f"{vague}/..").contains(asked)
        if answer.is_decided:
            assert Period(f"{sharp}/..").contains(asked) is answer
        assert within(PartialDate(sharp).spans, PartialDate(vague).spans)


@given(unit_texts(), any_days())
def test_unknown_is_vaguer_than_open(text: str, asked: AnyDay) -> None:
    """An unknown end decides no more than an open one, and both agree up to the start."""
    opened, unknown = Period(f"{text}/..").contains(asked), Period(f"{text}/").contains(asked)
    if unknown.is_decided:
        assert opened is unknown
    if asked > PartialDate(text).latest:
        assert (opened, unknown) == (Certainty.CERTAIN, Certainty.POSSIBLE)


@given(periods())
def test_from_bounds_keeps_the_bounds(period: Period) -> None:
    """Writing four bounds and two flags and reading them back loses nothing of them."""
    back = Period.from_bounds(period.bounds)
    assert back.bounds == period.bounds
    assert (back.starts_open, back.ends_open) == (period.starts_open, period.ends_open)
    again = Period.from_bounds(back.bounds)
    assert again == back


@given(unit_texts(), unit_texts())
def test_whole_is_certain_on_all_its_days(first: str, last: str) -> None:
    """`whole` holds each day from the first to the last for certain and no other, and text is read as it."""
    begin, stop = numpy_days(first)[0], numpy_days(last)[1]
    assume(begin <= stop)
    period = Period.whole(first, last)
    assert period.bounds == (begin, begin, stop, stop)
    assert to_period(f"{first}/{last}") == period
    assert to_period(first) == Period.whole(first, first)


@given(period_texts())
def test_the_flags_and_the_standard_go_by_the_text(text: str) -> None:
    """Open sides are those written `..`; only sets, days of long years and `/` alone leave the standard."""
    period = Period(text)
    left, right = text.split("/")
    assert (period.starts_open, period.ends_open) == (left == "..", right == "..")
    assert period.is_open is (".." in (left, right))
    is_long = any(each[0] in "+-" and each[5:6].isdigit() for side in (left, right) if (each := side.strip("?~%.")))
    assert period.is_edtf is (text != "/" and "[" not in text and not is_long)


@given(st.none() | any_days(), st.none() | any_days())
def test_date_text_reads_back(first: AnyDay | None, last: AnyDay | None) -> None:
    """What `date_text` writes of a run of days reads back as the same days."""
    assume(not (first and last) or first <= last)
    span = (first.toordinal() if first else BEFORE_ALL, last.toordinal() if last else AFTER_ALL)
    text = date_text(*span)
    assert read(text).spans == (span,) if first or last else text == ""


@given(unit_texts())
def test_date_text_writes_units_as_units(text: str) -> None:
    """The days of a year, month or day are written as that unit."""
    assert date_text(*PartialDate(text).span) == text


@given(day_texts())
def test_dates_are_taken_as_text_is(text: str) -> None:
    """A day is the same partial date as text, as `date` and as `numpy.datetime64`."""
    given_as = [text, PartialDate(text).earliest, np.datetime64(text.removeprefix("+"), "D")]
    if len(text) < 16:  # NumPy counts minutes of nearer years only.
        given_as.append(np.datetime64(f"{text.removeprefix('+')}T23:59", "m"))
    assert {to_partial_date(value) for value in given_as} == {PartialDate(text)}


@given(parts(years(-(10**15) + 1, 10**15 - 1)))
def test_a_week_of_numpy_is_its_seven_days(numbers: Parts) -> None:
    """A `datetime64` of weeks may be any of the seven days that NumPy puts into that week, and no other."""
    day = np.datetime64(written(*numbers).removeprefix("+"), "D")
    week = day.astype("datetime64[W]")
    when = to_partial_date(week)
    around = [day + offset for offset in range(-8, 9)]
    held = [each for each in around if when.could_be(to_partial_date(each).earliest)]
    assert held == [each for each in around if each.astype("datetime64[W]") == week]
    assert len(held) == 7


# Sentences.


@given(periods())
def test_an_unknown_end_is_said_for_every_one(period: Period) -> None:
    """Of the two ends, each unknown one is said to be stated by no one, and an open end to go on."""
    words = say_period(period)
    unknown = [period.start is None and not period.starts_open, period.end is None and not period.ends_open]
    assert words.count("no one states") == sum(unknown)
    assert words.startswith("always") is period.starts_open
    if period.end is None and not period.starts_open:
        assert words.endswith((" on", " on (without end)")) is period.ends_open


# Spans against Python sets.

_SMALL = st.tuples(st.integers(0, 20), st.integers(0, 20))
_RAW = st.lists(_SMALL, max_size=6)


def enumerated(spans: list[tuple[int, int]] | Spans) -> set[int]:
    """Return all days of the spans."""
    return {day for first, last in spans for day in range(first, last + 1)}


def is_canonical(spans: Spans) -> bool:
    """Return whether the runs are in order, none empty, none touching the next."""
    return all(a <= b for a, b in spans) and all(a[1] + 1 < b[0] for a, b in itertools.pairwise(spans))


@given(_RAW)
def test_union_is_that_of_sets(raw: list[tuple[int, int]]) -> None:
    """`union` holds the days of all spans, in canonical form, and does not change what is in it already."""
    runs = union(raw)
    assert enumerated(runs) == enumerated(raw)
    assert is_canonical(runs)
    assert union(runs) == runs
    assert union(reversed(raw)) == runs


@given(_RAW, _RAW)
def test_set_operations_are_those_of_sets(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    """`intersect`, `subtract`, `meet` and `within` are those of Python sets, in canonical form."""
    left, right = union(one), union(other)
    a, b = enumerated(left), enumerated(right)
    assert enumerated(intersect(left, right)) == a & b
    assert enumerated(subtract(left, right)) == a - b
    assert meet(left, right) is bool(a & b)
    assert within(left, right) is (a <= b)
    assert is_canonical(intersect(left, right))
    assert is_canonical(subtract(left, right))


@given(_RAW, _SMALL)
def test_a_reversed_span_is_empty(raw: list[tuple[int, int]], span: tuple[int, int]) -> None:
    """A span with its last day before its first shares no day and holds none, as `Bounds.certain` needs."""
    first, last = max(span) + 1, min(span)
    runs = union(raw)
    assert intersect(runs, ((first, last),)) == ()
    assert not meet(((first, last),), runs)
    assert within(runs, ((first, last),)) is (runs == ())


@given(_RAW)
def test_complement_in_all_days(raw: list[tuple[int, int]]) -> None:
    """Taking days from all days twice gives them back, no limit included."""
    runs = union(raw)
    rest = subtract((EVER,), runs)
    assert subtract((EVER,), rest) == runs
    assert not meet(rest, runs)
    assert union((*rest, *runs)) == (EVER,)
