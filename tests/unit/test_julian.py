"""Dates of the Julian calendar: known days, Julian day numbers, what is refused, Wikidata, and Old Style in English."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import settings

from iom_partners import InvalidDateError, PartialDate, Period, UnsupportedDateError
from iom_partners.dates import Day
from strategies import needs

#: Days of both calendars that histories and almanacs give.
KNOWN = [
    ("1582-10-04", "1582-10-14"),  # The last day of the Julian calendar in Rome; the next was 15 October.
    ("1582-10-05", "1582-10-15"),
    ("1752-09-02", "1752-09-13"),  # The last one in Britain.
    ("1700-02-18", "1700-02-28"),  # The two drift apart by one more day in 1700, 1800 and 1900.
    ("1700-02-29", "1700-03-11"),
    ("1800-02-29", "1800-03-12"),
    ("1900-02-28", "1900-03-12"),
    ("1900-02-29", "1900-03-13"),
    ("1732-02-11", "1732-02-22"),  # Washington's birthday, but for the beginning of the year.
    ("1917-10-25", "1917-11-07"),  # The October Revolution.
    ("0325-03-21", "0325-03-22"),
    ("0200-03-01", "0200-03-01"),  # In the third century both have the same days.
    ("0300-02-28", "0300-02-28"),
    ("0300-02-29", "0300-03-01"),
    ("0001-01-01", "0000-12-30"),
    ("-0043-03-15", "-0043-03-13"),  # The ides of March.
    ("-4712-01-01", "-4713-11-24"),  # Julian day 0.
]


@pytest.mark.parametrize(("julian", "gregorian"), KNOWN)
def test_known_days(julian: str, gregorian: str) -> None:
    """A day of one calendar is that day of the other, both ways."""
    assert PartialDate.from_julian(julian) == PartialDate(gregorian)
    assert PartialDate(gregorian).to_julian() == julian


def julian_day_number(year: int, month: int, day: int) -> int:
    """Return the number of the day that is that day at noon, by Meeus, Astronomical Algorithms, chapter 7."""
    if month < 3:
        year, month = year - 1, month + 12
    return math.floor(365.25 * (year + 4716)) + math.floor(30.6001 * (month + 1)) + day - 1524


def lengths(year: int) -> list[int]:
    return [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def text_of(year: int, *rest: int) -> str:
    return "-".join((f"{year:0{4 + (year < 0)}}", *(f"{each:02}" for each in rest)))


@pytest.mark.bulk
def test_julian_day_numbers() -> None:
    """The days of years about each century of -9999 to 9999, and of others between, have the numbers of another sum.

    The long profile tries every day of every year.
    """
    is_long = settings().max_examples >= 2_000
    for year in range(-9999, 10_000):
        if not (is_long or year % 28 == 0 or year % 100 in {0, 1, 99}):
            continue
        for month, last in enumerate(lengths(year), 1):
            numbers = {day: julian_day_number(year, month, day) - 1_721_425 for day in range(1, last + 1)}
            assert PartialDate.from_julian(text_of(year, month)).span == (numbers[1], numbers[last])
            for day in numbers if is_long else (1, last):
                assert PartialDate.from_julian(text_of(year, month, day)).span == (numbers[day],) * 2
            if last < 31:
                with pytest.raises(InvalidDateError):
                    PartialDate.from_julian(text_of(year, month, last + 1))


@needs("convertdate")
def test_convertdate_has_the_same_days() -> None:
    """Every 97th day of nine thousand years is that of a library which knows nothing of this one."""
    from convertdate import julian

    for number in range(1, date(9000, 1, 1).toordinal(), 97):
        day = date.fromordinal(number)
        found = julian.from_gregorian(day.year, day.month, day.day)
        assert PartialDate(day).to_julian() == text_of(*map(int, found))


@pytest.mark.parametrize(("julian", "gregorian"), [
    ("1700", "[1700-01-11..1701-01-11]"),
    ("1700-02", "[1700-02-11..1700-03-11]"),
    ("-0043-03", "[-0043-02-27..-0043-03-29]"),
    ("0250", "0250"),
    ("170X", "[1700-01-11..1710-01-11]"),
    ("1984-1X", "[1984-10-14..1985-01-13]"),
    ("1560-X2", "[1560-02-11..1560-03-10,1560-12-11..1561-01-10]"),
    ("2001-33", "[2001-01-14..2001-04-13]"),
    ("[1700..1702]", "[1700-01-11..1703-01-11]"),
    ("[1700,1702-02]", "[1700-01-11..1701-01-11,1702-02-12..1702-03-11]"),
    ("1700-02-29~", "1700-03-11~"),
    ("1700?", "[1700-01-11?..1701-01-11?]"),
    ("%1700", "[1700-01-11%..1701-01-11%]"),
    ("Y12000", "[+12000-03-29..+12001-03-29]"),
    ("+12000-01-01", "+12000-03-29"),
])  # fmt: skip
def test_months_and_years(julian: str, gregorian: str) -> None:
    """What consists of whole months is the days of each run of them; a qualifier stays."""
    assert str(PartialDate.from_julian(julian)) == gregorian


@pytest.mark.parametrize("text", [
    "1701-02-29", "1700-02-30", "1700-13-01", "1700-00-10", "1700-01-00", "-0000-01-01",  # There is no such day.
    "2001-21", "XXXX-12", "156X-12-25", "1985-04-XX", "[..1700]", "[1700..]", "[1700-02-01..1700-02-28]",  # Not months.
    "{1700,1701}", "2004?-06", "1700-02-28T10:00:00", "", "soon", 1700, date(1700, 1, 1), None,
])  # fmt: skip
def test_refused(text: object) -> None:
    """What is neither a day nor whole months is refused as invalid."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate.from_julian(text)  # type: ignore[arg-type]
    assert not isinstance(caught.value, UnsupportedDateError)


@pytest.mark.parametrize("text", ["+9999999999999999-01-01", "-9999999999999999-01-01", "Y1E15", "Y-1E15", "Y1E16"])
def test_unsupported(text: str) -> None:
    """Days of both calendars lie within a quadrillion years."""
    with pytest.raises(UnsupportedDateError):
        PartialDate.from_julian(text)


@pytest.mark.parametrize("text", ["2013-07", "[..2006]", "2013"])
def test_only_a_day_has_a_julian_day(text: str) -> None:
    """A date that may be several days is none of the Julian calendar."""
    with pytest.raises(InvalidDateError, match="is not an exact day"):
        PartialDate(text).to_julian()


def test_far_days_both_ways() -> None:
    """Days far away come back."""
    for text in ("+12000-01-01", "-12000-02-29", "+999999999999-12-31"):
        assert PartialDate.from_julian(text).to_julian() == text
    assert isinstance(PartialDate.from_julian("-0043-03-15").earliest, Day)


JULIAN = "http://www.wikidata.org/entity/Q1985786"


@pytest.mark.parametrize(("time", "precision", "calendar", "text"), [
    ("+1917-10-25T00:00:00Z", 11, "julian", "1917-11-07"),
    ("+1700-02-29T00:00:00Z", 11, JULIAN, "1700-03-11"),
    ("-0044-03-15T00:00:00Z", 11, "Q1985786", "-0043-03-13"),
    ("+1700-02-00T00:00:00Z", 10, "julian", "[1700-02-11..1700-03-11]"),
    ("+1700-00-00T00:00:00Z", 9, "julian", "[1700-01-11..1701-01-11]"),
    ("+1700-00-00T00:00:00Z", 8, "julian", "[1700-01-11..1710-01-11]"),
    ("+1700-00-00T00:00:00Z", 7, "julian", "[1601-01-11..1701-01-11]"),
    ("+1917-10-25T00:00:00Z", 11, "gregorian", "1917-10-25"),
    ("+1917-10-25T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985727", "1917-10-25"),
])  # fmt: skip
def test_wikidata(time: str, precision: int, calendar: str, text: str) -> None:
    """A time is read in the calendar that its model names."""
    assert str(PartialDate.from_wikidata(time, precision, calendar=calendar)) == text


@pytest.mark.parametrize("calendar", ["", "Q1", "mayan", None, 1985786])
def test_other_calendars_of_wikidata(calendar: object) -> None:
    """Wikidata has two calendars."""
    with pytest.raises(InvalidDateError, match="is not a calendar of Wikidata"):
        PartialDate.from_wikidata("+2013-07-01", 11, calendar=calendar)  # type: ignore[arg-type]


@pytest.mark.parametrize(("words", "text"), [
    ("25 October 1917 OS", "1917-11-07"),
    ("25 October 1917 (O.S.)", "1917-11-07"),
    ("October 25, 1917, Old Style", "1917-11-07"),
    ("29 February 1700 O.S.", "1700-03-11"),
    ("February 1700 OS", "[1700-02-11..1700-03-11]"),
    ("about 1700 OS", "[1700-01-11~..1701-01-11~]"),
    ("by 25 October 1917 OS", "[..1917-11-07]"),
    ("15 March 44 BC (OS)", "-0043-03-13"),
])  # fmt: skip
def test_old_style(words: str, text: str) -> None:
    """A day, month or year in Old Style is converted."""
    assert str(PartialDate.from_words(words)) == text


def test_old_style_in_periods() -> None:
    """Each end has its own mark."""
    assert Period.from_words("from 25 October 1917 OS to 14 November 1917") == Period("1917-11-07/1917-11-14")


@pytest.mark.parametrize("words", [
    "29 February 1701 OS", "1 to 9 May 1700 OS", "before 1700 OS", "spring 1700 OS", "25 October OS", "OS",
    "10/21 February 1750/51",
])  # fmt: skip
def test_old_style_that_is_not_read(words: str) -> None:
    """Days that the calendar has not, ranges with one mark, seasons and dual dates are refused, never guessed."""
    with pytest.raises(InvalidDateError):
        PartialDate.from_words(words)
