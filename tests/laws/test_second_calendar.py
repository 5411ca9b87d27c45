"""Unspecified digits, groupings, significant digits and sets against NumPy's calendar, all days of years -9999 to 9999.

The oracle never reads a mask as we do: it writes out the digits of every day and compares them. A mask has the sign of
its days, so the days with a minus and those without are two tables, each made when it is first needed.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import components, numpy_days
from iom_partners import InvalidDateError, PartialDate
from iom_partners.dates.calendar import month_span, year_span
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL, civil, day_at, is_leap, ordinal
from strategies import SHAPES, examples, masked_texts, set_texts, significant_texts

pytestmark = pytest.mark.bulk

Runs = list[tuple[int, int]]


class Table(NamedTuple):
    """Days of one sign.

    Attributes:
        first: ordinal of the first of them.
        digits: the eight digits of each day, one row a day.
    """

    first: int
    digits: np.ndarray


@cache
def table(sign: str) -> Table:
    """Return the days of the years 0000 to 9999, or of -9999 to -0001."""
    first, end = ("-9999-01-01", "0000-01-01") if sign else ("0000-01-01", "10000-01-01")
    every = np.arange(np.datetime64(first), np.datetime64(end))
    months = every.astype("datetime64[M]")
    day = (every - months.astype("datetime64[D]")).astype(np.int32) + 1
    month = (months.astype(np.int32) % 12 + 1).astype(np.int32)
    number = np.abs(every.astype("datetime64[Y]").astype(np.int32) + 1970) * 10_000 + month * 100 + day
    digits = np.empty((len(every), 8), np.uint8)
    for place in range(8):  # One place after the other, for all eight at once would take a gigabyte.
        digits[:, place] = number // 10 ** (7 - place) % 10
    return Table(int((every[0] - np.datetime64("0001-01-01")).astype(int)) + 1, digits)


def fitting(mask: str) -> tuple[int, np.ndarray]:
    """Return whether each day of a sign has the digits of a mask, YYYY, YYYY-MM or YYYY-MM-DD with X; and the first."""
    first, digits = table(mask[: mask[0] == "-"])
    is_in = np.ones(len(digits), bool)
    for place, mark in enumerate(mask.replace("-", "")):
        if mark != "X":
            is_in &= digits[:, place] == int(mark)
    return first, is_in


def runs_of(first: int, is_in: np.ndarray) -> Runs:
    """Return the runs of days that are in, as ordinals."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_in, [False]]).astype(np.int8)))
    return list(zip((edges[::2] + first).tolist(), (edges[1::2] + first - 1).tolist(), strict=True))


def days_of(text: str) -> Runs:
    """Return the runs of days of a unit or a mask; long years are stated, though their months and days need not be."""
    if "X" in text and len(components(text)[0].lstrip("-")) == 4:
        return runs_of(*fitting(text))
    return [numpy_days(text.replace("-XX", ""))]


def joined(runs: Runs) -> Runs:
    """Return runs in order, of which none touches the next."""
    found: Runs = []
    for first, last in sorted(runs):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


@pytest.mark.parametrize("blocks", [
    [(-9999, 150), (-450, 900), (9850, 150)], pytest.param([(-9999, 19_999)], marks=pytest.mark.slow),
])  # fmt: skip
def test_the_calendars_agree_on_every_day(blocks: list[tuple[int, int]]) -> None:
    """The first days of all years and months are NumPy's, so are the leap years, and ordinals give their days back."""
    for start, count in blocks:
        every = range(start, start + count)
        months = np.arange((start - 1970) * 12, (start + count - 1970) * 12 + 1).astype("datetime64[M]")
        begun = ((months.astype("datetime64[D]") - np.datetime64("0001-01-01")).astype(int) + 1).tolist()
        assert [year_span(year)[0] for year in every] == begun[:-1:12]
        assert [ordinal(year, 12, 31) + 1 for year in every] == begun[12::12]
        assert [month_span(year, month)[0] for year in every for month in range(1, 13)] == begun[:-1]
        assert [is_leap(year) for year in every] == [b - a == 366 for a, b in zip(begun[:-1:12], begun[12::12])]
        turns = [(year, month, 1) for year in every for month in range(1, 13)]
        assert [civil(day) for day in begun[:-1]] == turns
        assert all(civil(day - 1)[:2] == turns[i - 1][:2] for i, day in enumerate(begun[1:-1], 1))


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["-", ""])
def test_each_day_is_written_as_the_digits_of_numpy(sign: str) -> None:
    """The text of each day has the sign and the digits of NumPy's calendar, in every fifth stretch of 100,000 days.

    The long profile tries every day of the years -9999 to 9999.
    """
    first, digits = table(sign)
    for start in range(0, len(digits), 100_000 if settings().max_examples >= 2_000 else 500_000):
        rows = digits[start : start + 100_000] + ord("0")
        texts = rows.astype(np.uint8).tobytes().decode()
        for offset in range(len(rows)):
            text = texts[8 * offset : 8 * offset + 8]
            assert str(day_at(first + start + offset)) == f"{sign}{text[:4]}-{text[4:6]}-{text[6:]}"


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
        "0XXX-02-2X",
        "-XXXX",
        "-XXXX-02-29",
        "-XXXX-XX-X1",
        "-0XX4-0X-29",
        "-XXX0-1X",
    ],
)
def test_masks_of_very_many_days(mask: str) -> None:
    """The greatest sets of days have just the runs that the second calendar has."""
    assert list(PartialDate(mask).spans) == runs_of(*fitting(mask))


@examples(0.6)
@given(masked_texts() | SHAPES["unspecified"])
def test_masks_have_the_days_whose_digits_fit(mask: str) -> None:
    """A mask may be just the days whose digits fit it; so say its bounds, its runs and every question."""
    when, expected = PartialDate(mask), days_of(mask)
    assert when.span == (expected[0][0], expected[-1][1])
    assert list(when.spans) == expected


@examples(0.6)
@given(masked_texts(), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 400)), min_size=1, max_size=4))
def test_masks_are_asked_without_listing_their_days(mask: str, asked: list[tuple[float, int]]) -> None:
    """Whether a day, one day of some runs, or every day lies in them agrees with the digits."""
    when, (first, is_in) = PartialDate(mask), fitting(mask)
    places = [(round(place * (len(is_in) - 1)), length) for place, length in asked]
    assert all(when.could_be(day_at(first + at)) is bool(is_in[at]) for at, _ in places)
    inside = np.zeros(len(is_in), bool)
    for at, length in places:
        inside[at : at + length + 1] = True
    runs = tuple(runs_of(first, inside))
    assert when.meets(runs) is bool((is_in & inside).any())
    assert when.lies_within(runs) is bool((~is_in | inside).all())
    wide = tuple(runs_of(first, is_in | inside))
    assert when.lies_within(wide)
    assert not when.meets(((BEFORE_ALL, first - 1), (first + len(is_in), AFTER_ALL)))


@examples(0.8)
@given(
    st.sampled_from(["", "-"]),
    st.text("0123456789X", min_size=4, max_size=4),
    st.text("0123X", min_size=2, max_size=2),
    st.none() | st.text("0123X", min_size=2, max_size=2),
)
def test_masks_without_any_day_are_refused(sign: str, year: str, month: str, day: str | None) -> None:
    """What no day fits is refused; what some day fits is read."""
    mask = f"{sign}{year}-{month}" + (f"-{day}" if day else "")
    if "21" <= month <= "41":
        return
    fits = bool(fitting(mask)[1].any())
    try:
        when = PartialDate(mask)
    except InvalidDateError:
        assert not fits
    else:
        assert fits
        assert list(when.spans) == runs_of(*fitting(mask))


@examples(0.4)
@given(set_texts())
def test_sets_have_the_days_of_their_members(text: str) -> None:
    """A set has just the days of its members, as the second calendar knows them."""
    runs: Runs = []
    for member in text[1:-1].split(","):
        if ".." in member:
            left, right = member.split("..")
            runs.append((days_of(left)[0][0] if left else BEFORE_ALL, days_of(right)[-1][1] if right else AFTER_ALL))
        else:
            runs += days_of(member)
    assert list(PartialDate(text).spans) == joined(runs)


@examples(0.4)
@given(significant_texts())
def test_significant_digits_are_a_mask(text: str) -> None:
    """The digits that are not significant may be any; no year but the year 0 has only zeros, and that has no minus."""
    number, _, count = text.removeprefix("Y").partition("S")
    base, _, exponent = number.partition("E")
    sign, digits = ("-", base[1:]) if base[0] == "-" else ("", base)
    digits += "0" * int(exponent or 0)
    kept = digits[: int(count)] if count else digits
    low, high = (int(kept.ljust(len(digits), filler)) for filler in "09")
    ends = (low, high) if not sign else (-high, -max(low, 1))
    first, last = (numpy_days(f"{year:05}" if year < 0 else f"{year:04}") for year in ends)
    assert list(PartialDate(text).spans) == [(first[0], last[1])]


@pytest.mark.parametrize("code", range(33, 42))
@pytest.mark.parametrize(
    "year",
    [
        "2004",
        "-0004",
        *(pytest.param(year, marks=pytest.mark.slow) for year in ("0000", "0001", "1900", "9999", "-9999")),
    ],
)
def test_groupings_are_their_months(year: str, code: int) -> None:
    """Quarters have three months, quadrimesters four, halves six."""
    first_code, length = (33, 3) if code < 37 else (37, 4) if code < 40 else (40, 6)
    first = (code - first_code) * length + 1
    months = [days_of(f"{year}-{month:02}") for month in range(first, first + length)]
    assert list(PartialDate(f"{year}-{code}").spans) == joined([run for runs in months for run in runs])
