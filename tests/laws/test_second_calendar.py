"""Unspecified digits, groupings, significant digits and sets against NumPy's calendar, all 3.65 million days of it.

The oracle never reads a mask as we do: it writes out the digits of every day from year 1 to 9999 and compares them.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import InvalidDateError, PartialDate, UnsupportedDateError
from iom_partners.dates.calendar import is_leap, month_span, ordinal, year_span
from strategies import SHAPES, days, examples, masked_texts, set_texts, significant_texts

_FIRST, _END = np.datetime64("0001-01-01"), np.datetime64("10000-01-01")


@cache
def digits() -> np.ndarray:
    """Return the eight digits of every day of the calendar, one row a day; row n is the day of ordinal n + 1."""
    every = np.arange(_FIRST, _END)
    year = every.astype("datetime64[Y]").astype(int) + 1970
    month = every.astype("datetime64[M]").astype(int) % 12 + 1
    day = (every - every.astype("datetime64[M]").astype("datetime64[D]")).astype(int) + 1
    number = year * 10_000 + month * 100 + day
    return np.stack([number // 10**place % 10 for place in range(7, -1, -1)], axis=1).astype(np.uint8)


def runs_of(is_in: np.ndarray) -> list[tuple[int, int]]:
    """Return the runs of days that are in, as ordinals."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_in, [False]]).astype(np.int8)))
    return list(zip((edges[::2] + 1).tolist(), edges[1::2].tolist(), strict=True))


def fitting(mask: str) -> np.ndarray:
    """Return for every day whether its digits are those of a mask: YYYY, YYYY-MM or YYYY-MM-DD with X."""
    plain = mask.replace("-", "")
    table = digits()
    is_in = np.ones(len(table), bool)
    for place, mark in enumerate(plain):
        if mark != "X":
            is_in &= table[:, place] == int(mark)
    return is_in


@pytest.mark.slow
def test_the_calendars_agree_on_every_day() -> None:
    """The ordinals of all years and months are NumPy's, and so are the leap years."""
    starts = np.flatnonzero(fitting("XXXX-01-01")) + 1
    assert [year_span(year)[0] for year in range(1, 10_000)] == starts.tolist()
    assert [ordinal(year, 12, 31) for year in range(1, 10_000)] == [*(starts[1:] - 1).tolist(), 3_652_059]
    months = np.flatnonzero(fitting("XXXX-XX-01")) + 1
    assert [month_span(year, month)[0] for year in range(1, 10_000) for month in range(1, 13)] == months.tolist()
    leap = {date.fromordinal(int(day) + 1).year for day in np.flatnonzero(fitting("XXXX-02-29"))}
    assert leap == {year for year in range(1, 10_000) if is_leap(year)}


@pytest.mark.parametrize(
    "mask",
    [
        "XXXX",
        "XXXX-12",
        "XXXX-12-XX",
        "XXXX-12-25",
        "XXXX-02-29",
        "XXXX-XX-31",
        "XXXX-XX-X1",
        "XXX1-0X-2X",
        "2XXX-X2-3X",
    ],
)
def test_masks_of_very_many_days(mask: str) -> None:
    """The greatest sets of days have just the runs that the second calendar has."""
    assert list(PartialDate(mask).spans) == runs_of(fitting(mask))


@examples(0.6)
@given(masked_texts() | SHAPES["unspecified"])
def test_masks_have_the_days_whose_digits_fit(mask: str) -> None:
    """A mask may be just the days whose digits fit it; so say its bounds, its runs and every question."""
    when, expected = PartialDate(mask), runs_of(fitting(mask))
    assert when.span == (expected[0][0], expected[-1][1])
    assert list(when.spans) == expected


@examples(0.6)
@given(masked_texts(), st.lists(st.tuples(days(), st.integers(0, 400)), min_size=1, max_size=4))
def test_masks_are_asked_without_listing_their_days(mask: str, asked: list[tuple[date, int]]) -> None:
    """Whether a day, one day of some runs, or every day lies in them agrees with the digits."""
    when, is_in = PartialDate(mask), fitting(mask)
    assert all(when.could_be(day) is bool(is_in[day.toordinal() - 1]) for day, _ in asked)
    inside = np.zeros(len(is_in), bool)
    for day, length in asked:
        inside[day.toordinal() - 1 : day.toordinal() + length] = True
    runs = tuple(runs_of(inside))
    assert when.meets(runs) is bool((is_in & inside).any())
    assert when.lies_within(runs) is bool((~is_in | inside).all())
    wide = tuple(runs_of(is_in | inside))
    assert when.lies_within(wide)


@examples(0.8)
@given(
    st.text("0123456789X", min_size=4, max_size=4),
    st.text("0123X", min_size=2, max_size=2),
    st.none() | st.text("0123X", min_size=2, max_size=2),
)
def test_masks_without_any_day_are_refused(year: str, month: str, day: str | None) -> None:
    """What no day fits is refused; what some day fits is read, unless it may also be of the year 0."""
    mask = f"{year}-{month}" + (f"-{day}" if day else "")
    if "21" <= month <= "41":
        return
    fits = bool(fitting(mask).any())
    try:
        when = PartialDate(mask)
    except UnsupportedDateError:
        assert year.replace("X", "0") == "0000" and year != "XXXX"
    except InvalidDateError:
        assert not fits
    else:
        assert fits
        assert list(when.spans) == runs_of(fitting(mask))


@examples(0.4)
@given(set_texts())
def test_sets_have_the_days_of_their_members(text: str) -> None:
    """A set has just the days of its members, as the second calendar knows them."""
    is_in = np.zeros(len(digits()), bool)
    for member in text[1:-1].split(","):
        if ".." in member:
            left, right = member.split("..")
            first = int(np.flatnonzero(fitting(left))[0]) if left else 0
            last = int(np.flatnonzero(fitting(right))[-1]) if right else len(is_in)
            is_in[first : last + 1] = True
        else:
            is_in |= fitting(member)
    expected = runs_of(is_in)
    first, last = text[1:].startswith(".."), text[:-1].endswith("..")
    if first:
        expected[0] = (0, expected[0][1])
    if last:
        expected[-1] = (expected[-1][0], 3_652_060)
    assert list(PartialDate(text).spans) == expected


@examples(0.4)
@given(significant_texts())
def test_significant_digits_are_a_mask(text: str) -> None:
    """The digits that are not significant may be any."""
    number, _, count = text.removeprefix("Y").partition("S")
    base, _, exponent = number.partition("E")
    year = base + "0" * int(exponent or 0)
    mask = year[: int(count)].ljust(len(year), "X") if count else year
    assert list(PartialDate(text).spans) == runs_of(fitting(mask))


@pytest.mark.parametrize("code", range(33, 42))
@pytest.mark.parametrize(
    "year", ["2004", *(pytest.param(year, marks=pytest.mark.slow) for year in ("0001", "1900", "9999"))]
)
def test_groupings_are_their_months(year: str, code: int) -> None:
    """Quarters have three months, quadrimesters four, halves six."""
    first_code, length = (33, 3) if code < 37 else (37, 4) if code < 40 else (40, 6)
    first = (code - first_code) * length + 1
    is_in = np.zeros(len(digits()), bool)
    for month in range(first, first + length):
        is_in |= fitting(f"{year}-{month:02}")
    assert list(PartialDate(f"{year}-{code}").spans) == runs_of(is_in)
