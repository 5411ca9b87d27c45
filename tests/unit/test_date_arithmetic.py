"""`Span`, dates moved by it, differences, and periods that are shifted, split, merged and taken out of each other."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from iom_partners import (
    Certainty,
    InvalidDateError,
    InvalidPeriodError,
    InvalidQuestionError,
    PartialDate,
    Period,
    UnsupportedDateError,
)
from iom_partners.dates import DayRange, Span

C, P = Certainty.CERTAIN, Certainty.POSSIBLE

# Spans.


def test_a_span_says_what_it_is_made_of() -> None:
    """Fields keep what was given, the repr is code, and spans are equal if they move every date alike."""
    span = Span(years=1, months=-2, weeks=3, days=4)
    assert (span.years, span.months, span.weeks, span.days) == (1, -2, 3, 4)
    assert repr(span) == "Span(years=1, months=-2, weeks=3, days=4)"
    assert eval(repr(span)) == span
    assert repr(Span()) == "Span()"
    assert Span(years=1, weeks=1) == Span(months=12, days=7)
    assert hash(Span(years=1, weeks=1)) == hash(Span(months=12, days=7))
    assert Span(months=1) != Span(days=30)
    assert Span(months=1) != (0, 1, 0, 0)
    assert -span == Span(years=-1, months=2, weeks=-3, days=-4)
    assert not Span(years=1, months=-12)
    assert Span(days=1)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_span_travels(protocol: int) -> None:
    """A span is pickled and copied with its fields."""
    span = Span(years=1, days=-1)
    for again in (pickle.loads(pickle.dumps(span, protocol)), copy.copy(span), copy.deepcopy(span)):
        assert repr(again) == repr(span)


def test_a_span_is_immutable() -> None:
    """No field can be set or deleted, and none added."""
    span = Span(days=1)
    with pytest.raises(AttributeError, match="immutable, so 'days' cannot be set"):
        span.days = 2
    with pytest.raises(AttributeError, match="immutable, so 'days' cannot be deleted"):
        del span.days
    with pytest.raises(AttributeError, match="immutable"):
        span.hours = 1  # type: ignore[attr-defined]
    assert span == Span(days=1)


@pytest.mark.parametrize("field", ["years", "months", "weeks", "days"])
@pytest.mark.parametrize("value", [True, None, 1.0, "1", float("nan"), np.float64(1), [1]])
def test_what_is_not_a_whole_number(field: str, value: Any) -> None:
    """A span counts whole units; the error names the field."""
    with pytest.raises(InvalidDateError, match=rf"^Span\.{field}: .* is not a whole number") as caught:
        Span(**{field: value})
    assert caught.value.value is value


def test_the_numbers_of_a_span() -> None:
    """Integers of NumPy become plain ones; a number beyond the calendar is refused, even one too long to print."""
    assert type(Span(days=np.int64(3)).days) is int
    for number in (10**18 + 1, -(10**5_000)):
        with pytest.raises(InvalidDateError, match=r"Span\.months: is longer than the calendar"):
            Span(months=number)
    with pytest.raises(TypeError):
        Span(3)  # type: ignore[misc]


# Dates.


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("2013-05-12", Span(days=20), "2013-06-01"),
        ("2013-05-12", Span(weeks=-2), "2013-04-28"),
        # A day that the month lacks becomes its last day.
        ("2013-01-31", Span(months=1), "2013-02-28"),
        ("2012-01-31", Span(months=1), "2012-02-29"),
        ("2012-02-29", Span(years=1), "2013-02-28"),
        ("2012-02-29", Span(years=-100), "1912-02-29"),
        ("2000-02-29", Span(years=-100), "1900-02-28"),
        ("2012-03-31", Span(months=-1), "2012-02-29"),
        ("2013-12-31", Span(months=2), "2014-02-28"),
        # First months, then days: the other order would end on 28 February.
        ("2013-01-30", Span(months=1, days=1), "2013-03-01"),
        ("2013-01-31", Span(months=1, days=-1), "2013-02-27"),
        # Over the year 0 and beyond four digits.
        ("0001-01-01", Span(days=-1), "0000-12-31"),
        ("-0044-03-15", Span(years=44), "0000-03-15"),
        ("-0001-12-31", Span(months=2), "0000-02-29"),
        ("0000-02-29", Span(years=-1), "-0001-02-28"),
        ("9999-12-31", Span(days=1), "+10000-01-01"),
        ("-9999-01-01", Span(days=-1), "-10000-12-31"),
        ("+10000-01-01", Span(days=-1), "9999-12-31"),
        # A unit stays one where its days become all days of one.
        ("2007-11", Span(months=3), "2008-02"),
        ("2012-02", Span(years=1), "2013-02"),
        ("1960", Span(years=4), "1964"),
        ("Y12000", Span(years=400), "Y12400"),
        ("2013-02", Span(months=1), "[2013-03-01..2013-03-28]"),
        ("2013-02", Span(days=1), "[2013-02-02..2013-03-01]"),
        ("2007", Span(years=1), "[2008-01-01..2008-02-28,2008-03-01..2008-12-31]"),
        ("2010-33", Span(months=3), "[2010-04-01..2010-05-28,2010-06]"),
        # Sets, unspecified digits, days left out in between.
        ("[2013-01-29..2013-02-01]", Span(months=1), "[2013-02-28..2013-03-01]"),
        ("[2013-01-31,2013-02-28]", Span(months=1), "[2013-02-28,2013-03-28]"),
        ("2004-0X-31", Span(months=1), "[2004-02-29,2004-04-30,2004-06-30,2004-08-31,2004-09-30]"),
        ("200X-02-29", Span(years=1), "[2001-02-28,2005-02-28,2009-02-28]"),
        ("XXXX-XX", Span(days=1), "[0000-01-02..+10000-01-01]"),
        ("{1960,1961-12}", Span(days=1), "{1960-01-02..1961-01-01,1961-12-02..1962-01-01}"),
        ("{1960}", Span(years=4), "{1964}"),
        ("{1960-05-01}", Span(years=4), "{1964-05-01}"),
        # No limit on one side, or on both.
        ("[..2006-05-31]", Span(months=1), "[..2006-06-30]"),
        ("[2006-05-31..]", Span(months=-3), "[2006-02-28..]"),
        ("[..2001-05,2003..]", Span(days=1), "[..2001-06-01,2003-01-02..]"),
        ("[..2001,2001..]", Span(months=1), "[..2001,2001..]"),
        ("[..2001-01-30,2001-02-01..]", Span(months=1), "[..2001-02-28,2001-02-28..]"),
        # Qualifiers, and a time of day.
        ("2007-11~", Span(months=3), "2008-02~"),
        ("?2004-06-11", Span(days=1), "2004-06-12?"),
        ("2004-06~-?11", Span(months=1), "2004-07-11%"),
        ("2013-02?", Span(months=1), "[2013-03-01?..2013-03-28?]"),
        ("[1667?,1669]", Span(years=400), "[2067?,2069?]"),
        ("[..2006-05-09~]", Span(days=1), "[..2006-05-10~]"),
        ("2004-03-01T23:30:00Z", Span(days=1), "2004-03-02"),
        # Nothing moves a date: it is the same statement.
        ("2007-XX", Span(), "2007-XX"),
        ("2004-03-01T23:30:00Z", Span(years=1, months=-12), "2004-03-01T23:30:00Z"),
    ],
)  # fmt: skip
def test_a_date_and_a_span(text: str, span: Span, expected: str) -> None:
    """The sum is written as the days that it may be; taking the opposite span away is the same."""
    assert str(PartialDate(text) + span) == expected
    assert str(PartialDate(text) - -span) == expected


def test_the_end_of_the_calendar() -> None:
    """A result more than a quadrillion years away is not supported; one just within is."""
    last = PartialDate("+1000000000000000-12-31")
    assert str(last - Span(years=2 * 10**15)) == "-1000000000000000-12-31"
    for date, span in (
        (last, Span(days=1)),
        (PartialDate("Y-1E15"), Span(months=-1)),
        (PartialDate("2013"), Span(days=10**18)),
        (PartialDate("[2013..]"), Span(years=-(10**18))),
    ):
        with pytest.raises(UnsupportedDateError, match="more than a quadrillion years away") as caught:
            date + span
        assert caught.value.value is span


def test_gaps_are_left_out_where_there_are_too_many() -> None:
    """Up to a thousand runs are written; beyond, or in more than a thousand years, the bounds are kept."""
    assert len((PartialDate("19XX") + Span(months=1)).spans) == 501
    assert str(PartialDate("1XXX") + Span(months=1)) == "[1000-02-01..2000-01-31]"
    assert str(PartialDate("XXXX") + Span(years=1)) == "[0001-01-01..+10000-12-31]"
    many = PartialDate("[1200..1400,1500..1700]") + Span(months=1)
    assert str(many) == "[1200-02-01..1401-01-31,1500-02-01..1701-01-31]"
    assert len((PartialDate("1XXX-12-25") + Span(days=1)).spans) == 1_000
    for text in ("XXXX-12-25", "1XXX-XX-25"):
        with pytest.raises(UnsupportedDateError, match="more than 1,000 runs of days"):
            PartialDate(text) + Span(days=1)


@pytest.mark.parametrize("value", [3, timedelta(days=3), "3 months", None, PartialDate("2013")])
def test_only_a_span_is_added(value: Any) -> None:
    """Anything else is a type error, as Python says it."""
    with pytest.raises(TypeError, match="unsupported operand"):
        PartialDate("2013") + value
    with pytest.raises(TypeError, match="unsupported operand"):
        PartialDate("2013") - value


def test_more_than_five_months_after() -> None:
    """A comparison with a moved date is a certainty."""
    founded = PartialDate("2007-11")
    later = founded + Span(months=5)
    assert PartialDate("2008-05-01").is_after(later) is Certainty.CERTAIN
    assert PartialDate("2008-04-30").is_after(later) is Certainty.POSSIBLE
    assert PartialDate("2008-04-01").is_after(later) is Certainty.RULED_OUT


@pytest.mark.parametrize(
    ("one", "other", "days", "months", "years"),
    [
        ("2013-01-31", "2013-02-28", (28, 28), (1, 1), (0, 0)),
        ("2013-02-28", "2013-01-31", (-28, -28), (0, 0), (0, 0)),
        ("2013-02-28", "2013-01-28", (-31, -31), (-1, -1), (0, 0)),
        ("2013-05-12", "2013-05-12", (0, 0), (0, 0), (0, 0)),
        ("2012-02-29", "2013-02-28", (365, 365), (12, 12), (1, 1)),
        ("2012-02-29", "2016-02-28", (1460, 1460), (47, 47), (3, 3)),
        ("2016-02-28", "2012-02-29", (-1460, -1460), (-47, -47), (-3, -3)),
        ("2007-11", "2008-11", (337, 395), (11, 12), (0, 1)),
        ("2007", "2007", (-364, 364), (-11, 11), (0, 0)),
        ("-0044-03-15", "0001-03-15", (16436, 16436), (540, 540), (45, 45)),
        ("9999-12-31", "+10000-01-31", (31, 31), (1, 1), (0, 0)),
        ("[..2001-01-01]", "2002-01-01", (365, None), (12, None), (1, None)),
        ("2002-01-01", "[..2001-01-01]", (None, -365), (None, -12), (None, -1)),
        ("[2001-01-01..]", "2002-01-01", (None, 365), (None, 12), (None, 1)),
        ("2001-01-01", "[2002-01-01..]", (365, None), (12, None), (1, None)),
        ("[..2001]", "[2001..]", (-364, None), (-11, None), (0, None)),
    ],
)
def test_differences(
    one: str, other: str, days: tuple[Any, Any], months: tuple[Any, Any], years: tuple[Any, Any]
) -> None:
    """Days, whole months and whole years lie between limits; None is no limit."""
    first, second = PartialDate(one), PartialDate(other)
    assert first.days_until(second) == DayRange(*days)
    assert first.months_until(second) == DayRange(*months)
    assert first.years_until(second) == DayRange(*years)


@pytest.mark.parametrize("call", ["days_until", "months_until", "years_until"])
def test_a_difference_needs_two_dates(call: str) -> None:
    """What is not a date is refused with the library's error."""
    with pytest.raises(InvalidDateError, match="is not a PartialDate"):
        getattr(PartialDate("2013"), call)("2014")


# Periods.


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("2013-07-01/2013-12-31", Span(months=6), "2014-01-01/2014-06-30"),
        ("2007-11~/..", Span(months=3), "2008-02~/.."),
        ("../2013-02-28", Span(days=1), "../2013-03-01"),
        ("2013-05/", Span(days=31), "[2013-06-01..2013-07-01]/"),
        ("/2013-05-12", Span(years=-1), "/2012-05-12"),
        ("/", Span(years=1), "/"),
        ("../..", Span(years=1), "../.."),
        # One-sided ends keep the notation that they had.
        ("..2006-05-09/", Span(months=1), "..2006-06-09/"),
        ("[..2006-05-09]/", Span(months=1), "[..2006-06-09]/"),
        ("/2014-01-01..", Span(days=-1), "/2013-12-31.."),
        ("[..2001,2003..]/", Span(days=1), "[..2002-01-01,2003-01-02..]/"),
        ("-0044/0001", Span(days=1), "[-0044-01-02..-0043-01-01]/[0001-01-02..0002-01-01]"),
        # The end cannot be 30 January, and its image is not confused with that of the start.
        ("2013-01-31/[2013-01-30,2013-02-05]", Span(months=1), "2013-02-28/2013-03-05"),
        ("[2013-01-02,2013-02-10]/2013-02-05", Span(months=1), "[2013-02-02,2013-03-10]/2013-03-05"),
    ],
)
def test_shift(text: str, span: Span, expected: str) -> None:
    """Each end is moved as a date is."""
    assert str(Period(text).shift(span)) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("2013-05-12/2013-05-12", "year", {"2013-05-12/2013-05-12": C}),
        ("2013-05-12/2014-07-01", "year", {"2013-05-12/2013-12-31": C, "2014-01-01/2014-07-01": C}),
        (
            "2013-05-12/2014-07-01",
            "half-year",
            {
                "2013-05-12/2013-06-30": C,
                "2013-07-01/2013-12-31": C,
                "2014-01-01/2014-06-30": C,
                "2014-07-01/2014-07-01": C,
            },
        ),
        ("2013-11-15~/2014-03?", "quarter", {"2013-11-15~/2013-12-31": C, "2014-01-01/2014-03?": C}),
        ("0000-12/0001-01", "month", {"0000-12/0000-12-31": C, "0001-01-01/0001-01": C}),
        ("-0001-12-31/0000-01-01", "quarter", {"-0001-12-31/-0001-12-31": C, "0000-01-01/0000-01-01": C}),
        ("9999-12-31/+10000-01-01", "year", {"9999-12-31/9999-12-31": C, "+10000-01-01/+10000-01-01": C}),
        # The start may lie in either month, the end may not be reached.
        (
            "[2010-09-30..2010-10-15]/2010-11",
            "month",
            {"2010-09-30/2010-09-30": P, "[2010-10-01..2010-10-15]/2010-10-31": C, "2010-11-01/2010-11": C},
        ),
        ("2013-05/2013-06", "month", {"2013-05/2013-05-31": C, "2013-06-01/2013-06": C}),
        (
            "2013/2013-02",
            "month",
            {"2013-01/2013-01-31": P, "2013-02/2013-02": C},
        ),
        # A start of separate days keeps those that lie in the part.
        (
            "[2013-01-05,2013-02-10]/2013-02-20",
            "month",
            {"[2013-01-05,2013-02-10]/2013-01-31": P, "[2013-02-01..2013-02-10]/2013-02-20": C},
        ),
        (
            "201X-01-05/2012-02-20",
            "year",
            {"201X-01-05/2010-12-31": P, "2011/2011-12-31": P, "[2012-01-01..2012-01-05]/2012-02-20": C},
        ),
    ],
)  # fmt: skip
def test_split(text: str, unit: Any, expected: dict[str, Certainty]) -> None:
    """Parts come in order, each with how certain it is that there is one."""
    found = Period(text).split_by(unit)
    assert {str(part): certainty for part, certainty in found.items()} == expected
    assert [part.sort_key for part in found] == sorted(part.sort_key for part in found)


@pytest.mark.parametrize("text", ["2013/..", "../2013", "2013/", "/2013", "2013/[2014..]", "/"])
def test_what_has_no_limit_is_not_split(text: str) -> None:
    """A side without limit has no last part; the hint says what to do."""
    with pytest.raises(InvalidPeriodError, match="has no limit on one side") as caught:
        Period(text).split_by("year")
    assert caught.value.hint


def test_too_many_parts() -> None:
    """So many parts are refused before any is made."""
    with pytest.raises(InvalidPeriodError, match="has more than 100,000 pieces"):
        Period("Y-1E15/Y1E15").split_by("year")
    assert len(Period("0001-01-01/0500-12-31").split_by("month")) == 6_000


@pytest.mark.parametrize("unit", ["week", "years", "", None, 12])
def test_a_unit_that_is_none(unit: Any) -> None:
    """A word outside the vocabulary is refused with the words that are in it."""
    with pytest.raises(InvalidQuestionError, match="year, half-year, quarter, month"):
        Period("2013/2014").split_by(unit)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2013-01-01/2013-12-31", "2013-05-01/2013-07-31", {"2013-01-01/2013-04-30": C, "2013-08-01/2013-12-31": C}),
        ("2013-01-01/2013-12-31", "2012-01-01/2013-07-31", {"2013-08-01/2013-12-31": C}),
        ("2013-01-01/2013-12-31", "2013-07-01/..", {"2013-01-01/2013-06-30": C}),
        ("2013-01-01/2013-12-31", "../..", {}),
        ("2013-01-01/2013-12-31", "2013-01-01/2013-12-31", {}),
        # Certainly apart: the period is left as it is, with its own words.
        ("2013~/2014?", "2016/..", {"2013~/2014?": C}),
        ("2013~/2014?", "../2011", {"2013~/2014?": C}),
        ("../..", "2013-01-01/2013-01-31", {"../2012-12-31": C, "2013-02-01/..": C}),
        ("../..", "2013/2013", {"../[2012-12-31..2013-12-30]": C, "[2013-01-02..2014-01-01]/..": C}),
        ("2013-01-01/2013-01-31", "/", {
            "2013-01-01/2013-01": P, "2013-01/2013-01-31": P,
        }),
        ("2013-12/2014-06-30", "2013-12-31/..", {"[2013-12-01..2013-12-30]/2013-12-30": P}),
        # Parts that exist in some worlds only, one of a single day.
        ("[2013-01-04..2013-01-05]/2013-02-28", "2013-01-05/2013-02-28", {"2013-01-04/2013-01-04": P}),
        # No day before the first of the calendar, none after the last.
        ("../..", "-1000000000000000-01-01/..", {}),
        ("../..", "../+1000000000000000-12-31", {}),
    ],
)  # fmt: skip
def test_except(one: str, other: str, expected: dict[str, Certainty]) -> None:
    """What is left before and after, with how certain it is that there is any."""
    found = Period(one).except_(Period(other))
    assert {str(part): certainty for part, certainty in found.items()} == expected


def test_two_parts_written_alike_are_one() -> None:
    """Where nothing tells the part before from the part after, there is one entry."""
    found = Period("2013/2013").except_(Period("[2012..2014]/[2012..2014]"))
    assert found == {Period("2013/2013"): P}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], []),
        (["2013~/.."], ["2013~/.."]),
        (["2013-01-01/2013-06-30", "2013-07-01/2013-12-31"], ["2013-01-01/2013-12-31"]),
        (["2013-01-01/2013-06-30", "2013-07-02/2013-12-31"], ["2013-01-01/2013-06-30", "2013-07-02/2013-12-31"]),
        (["2013-01-01/2013-06", "2013-06-30/.."], ["2013-01-01/2013-06", "2013-06-30/.."]),
        # Outermost ends keep their words where they certainly are outermost.
        (["2012-01~/2013-03", "2013-01-31/2014?"], ["2012-01~/2014?"]),
        (["2012/2013-03-05", "2012-06-01/2013-03-05"], ["[2012-01-01..2012-06-01]/2013-03-05"]),
        (["2013/2013-03-05", "2013-03-05/2014-01-01"], ["[2013-01-01..2013-03-05]/2014-01-01"]),
        (["/2013", "2013-12-31/.."], ["/2013", "2013-12-31/.."]),
        (["/2013-12-31", "2013-12-31/.."], ["[..2013-12-31]/.."]),
        (["../2013-05-12", "2013/2014-01-01"], ["../2013-05-12", "2013/2014-01-01"]),
        (["../2013-05-12", "2013-05/2014-01-01"], ["../2013-05-12", "2013-05/2014-01-01"]),
        (["../2013-05-12", "2012/2014-01-01", "2020-01-01/2020-01-01"], ["../2014-01-01", "2020-01-01/2020-01-01"]),
        # One without a certain day lies between others, or is one of the two that touch in any case.
        (["2013-05/2013-05", "2013-01-01/2013-12-31"], ["2013-01-01/2013-12-31"]),
        (["2013-05/2013-05", "2013-05-01/2013-05-30"], ["2013-05-01/[2013-05-30..2013-05-31]"]),
        (["2013-05/2013-05", "2013-05-03/2013-05-30"], ["2013-05/2013-05", "2013-05-03/2013-05-30"]),
        (["2013-05/2013-05", "2013-05-02/2013-05-30"], ["[2013-05-01..2013-05-02]/[2013-05-30..2013-05-31]"]),
        (["2013-05/2013-05", "2013-05-01/2013-05-29"], ["2013-05-01/2013-05-29", "2013-05/2013-05"]),
        (["2013-05/2013-05", "2013-05/2013-05"], ["2013-05/2013-05", "2013-05/2013-05"]),
        (["2010-01-01/2010-12-31", "2013-05/2013-05"], ["2010-01-01/2010-12-31", "2013-05/2013-05"]),
        (["..2013-05-05/2013-05-04..", "..2013-05-05/2013-05-04.."], ["[..2013-05-05]/[2013-05-04..]"]),
        (["..2013-05-05/2013-05-04..", "2013-05-05/.."], ["..2013-05-05/.."]),
    ],
)
def test_collapse(texts: list[str], expected: list[str]) -> None:
    """What certainly shares a day or adjoins is merged, in whatever order it is given."""
    for given in (texts, texts[::-1]):
        assert [str(each) for each in Period.collapse(map(Period, given))] == expected


def test_union() -> None:
    """The union of two is what they collapse to."""
    one, other = Period("2013-01-01/2013-06-30"), Period("2013-07-01/..")
    assert one.union(other) == other.union(one) == (Period("2013-01-01/.."),)
    assert one.union(one) == (one,)


@pytest.mark.parametrize("value", [None, "2013/2014", PartialDate("2013")])
def test_a_period_is_asked_for(value: Any) -> None:
    """What is not a period is refused with the library's error, and what is not a span by Python."""
    one = Period("2013/2014")
    for call in (one.union, one.except_, lambda other: Period.collapse([one, other])):
        with pytest.raises(InvalidPeriodError, match="is not a Period"):
            call(value)
    for period in (one, Period("/")):
        with pytest.raises(InvalidDateError, match="is not a Span"):
            period.shift(value)
