"""English phrases for dates and periods: what each gives, and what is refused from which place on."""

from __future__ import annotations

import re
from typing import Any

import pytest

from iom_partners import InvalidDateError, PartialDate, Period, UnsupportedDateError
from iom_partners.dates import VAGUE
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL
from iom_partners.dates.english import end_after, merged, vague_text

DATES = [
    # Days, months and years as people write them.
    ("2013", "2013"),
    ("the year 2013", "2013"),
    ("May 2014", "2014-05"),
    ("may 2014", "2014-05"),
    ("Sept. 2014", "2014-09"),
    ("May of 2014", "2014-05"),
    ("1 January 2014", "2014-01-01"),
    ("1st January 2014", "2014-01-01"),
    ("the 2nd of May, 2014", "2014-05-02"),
    ("January 1, 2014", "2014-01-01"),
    ("Jan. 3rd 2014", "2014-01-03"),
    ("2014-05-06", "2014-05-06"),
    ("29 February 2012", "2012-02-29"),
    ("on 5 May 2010", "2010-05-05"),
    ("in May 2010", "2010-05"),
    ("at some time in 2010", "2010"),
    ("  in   2010 ", "2010"),
    # Ranges and one-sided dates.
    ("between January and June 2006", "[2006-01..2006-06]"),
    ("between 1 and 9 May 2006", "[2006-05-01..2006-05-09]"),
    ("in 2004 - 2005", "[2004..2005]"),
    ("in 2004 \u2013 2005", "[2004..2005]"),  # With an en dash.
    ("during May to June 2010", "[2010-05..2010-06]"),
    ("between 2004 and May 2006", "[2004-01-01..2006-05-31]"),  # EDTF ranges have one precision.
    ("between late 2009 and early 2010", "[2009-07-01..2010-06-30]"),
    ("sometime between 2003 and mid-2005", "[2003-01-01..2005-09-30]"),
    ("1995 or 1996", "[1995,1996]"),
    ("May or June 2004", "[2004-05,2004-06]"),
    ("1999 or later", "[1999..]"),
    ("May 1999 or earlier", "[..1999-05]"),
    ("some day from 5 to 9 May 2006", "[2006-05-05..2006-05-09]"),
    ("some day from May 2006 on", "[2006-05..]"),
    ("some day up to 9 May 2006", "[..2006-05-09]"),
    ("by 2010", "[..2010]"),
    ("no later than May 2010", "[..2010-05]"),
    ("up to and including 2010", "[..2010]"),
    ("by the end of 2010", "[..2010]"),
    ("by early 2009", "[..2009-06-30]"),
    ("before the end of 2009", "[..2009]"),
    ("prior to 2010", "[..2009-12-31]"),
    ("not before 2010", "[2010..]"),
    ("in or after 2010", "[2010..]"),
    ("before 2010", "[..2009-12-31]"),
    ("after May 2010", "[2010-06-01..]"),
    ("before 1 January 0001", "[..0000-12-31]"),
    ("after 31 December 9999", "[+10000-01-01..]"),
    # Vague words.
    ("early 2006", "[2006-01..2006-06]"),
    ("early in 2006", "[2006-01..2006-06]"),
    ("mid-2006", "[2006-04..2006-09]"),
    ("late 2006", "[2006-07..2006-12]"),
    ("the beginning of 2006", "[2006-01..2006-06]"),
    ("end of May 2012", "[2012-05-16..2012-05-31]"),
    ("at the end of 2008", "[2008-07..2008-12]"),
    ("mid-May 1999", "[1999-05-08..1999-05-23]"),
    ("late February 2013", "[2013-02-16..2013-02-28]"),
    ("the early 1990s", "[1990..1994]"),
    ("late 1990s", "[1995..1999]"),
    ("early 18th century", "[1701..1750]"),
    ("mid-19th century", "[1826..1875]"),
    ("the end of the 19th century", "[1851..1900]"),
    # Eras.
    ("800 CE", "0800"),
    ("AD 800", "0800"),
    ("12 March 800 A.D.", "0800-03-12"),
    ("5th century AD", "[0401..0500]"),
    ("about 800 CE", "0800~"),
    # Days as spreadsheets write them.
    ("4-Mar-2010", "2010-03-04"),
    # Unsure words.
    ("approx. 1950", "1950~"),
    ("c1950", "1950~"),
    ("approx 1950s", "195X~"),
    ("about May 1999", "1999-05~"),
    ("circa 1850", "1850~"),
    ("c. 1850", "1850~"),
    ("ca. 1850", "1850~"),
    ("possibly 1850", "1850?"),
    ("perhaps around 1850", "1850%"),
    ("1850 (uncertain)", "1850?"),
    ("1850?", "1850?"),
    ("1850 (approx.)", "1850~"),
    ("on or about 1 May 2010", "2010-05-01~"),
    ("spring 1850 (uncertain and approximate)", "1850-21%"),
    ("about the 1990s", "199X~"),
    # Seasons and other groupings.
    ("spring 2006", "2006-21"),
    ("fall of 2006", "2006-23"),
    ("winter, 2006", "2006-24"),
    ("southern summer 2006", "2006-30"),
    ("Q3 2010", "2010-35"),
    ("q1 of 2010", "2010-33"),
    ("H2 2010", "2010-41"),
    ("the first quarter of 2010", "2010-33"),
    ("last quarter of 2010", "2010-36"),
    ("1st half of 2010", "2010-40"),
    ("2nd half of 2010", "2010-41"),
    ("third quadrimester of 2010", "2010-39"),
    ("the 1990s", "199X"),
    ("the 20th century", "[1901..2000]"),
    ("21st century", "[2001..2100]"),
    # What `describe` says.
    ("some month of 2004", "2004-XX"),
    ("some day of April 1985", "1985-04-XX"),
    ("some day of some month of 1985", "1985-XX-XX"),
    ("some year from 2010 to 2019", "201X"),
    ("some year from 2000 to 2099", "20XX"),
    ("some year from 1000 to 1999", "1XXX"),
    ("some year from 2004 to 2006", "[2004..2006]"),
    ("a day that fits EDTF 156X-12-25", "156X-12-25"),
    ("all days that fit EDTF {2004,2006}", "{2004,2006}"),
    ("12 April 1985 at 23:20:30", "1985-04-12T23:20:30"),
    ("12 April 1985 at 23:20:30 UTC", "1985-04-12T23:20:30Z"),
    ("12 April 1985 at 23:20:30 UTC-04", "1985-04-12T23:20:30-04"),
    ("12 April 1985 at 23:20:30 UTC+04:30", "1985-04-12T23:20:30+04:30"),
]


@pytest.mark.parametrize(("words", "text"), DATES, ids=[row[0] for row in DATES])
def test_date_phrases(words: str, text: str) -> None:
    """A date phrase gives this EDTF, which is described and read again alike."""
    when = PartialDate.from_words(words)
    assert str(when) == text
    assert PartialDate.from_words(when.describe()) == when


PERIODS = [
    ("since April 2011", "2011-04/"),
    ("as from 1 January 2014", "2014-01-01/"),
    ("with effect from 1 January 2014", "2014-01-01/"),
    ("since 2003 to the present", "2003/"),
    ("starting in 2005", "2005/"),
    ("from 2005", "2005/"),
    ("from early 2006", "[2006-01..2006-06]/"),
    ("from 2005 on", "2005/.."),
    ("from 2005 onwards", "2005/.."),
    ("April 2011 onwards", "2011-04/.."),
    ("from May 2005 (without end)", "2005-05/.."),
    ("until 2013", "/2013"),
    ("up to May 2013", "/2013-05"),
    ("through 31 December 2013", "/2013-12-31"),
    ("2005 to the present", "2005/"),
    ("from 2005 to date", "2005/"),
    ("2003 to today", "2003/"),
    ("April 2011 - ongoing", "2011-04/"),
    ("from a day that no one states to 2013", "/2013"),
    ("from 2005 to a day that no one states", "2005/"),
    ("always", "../.."),
    ("always up to 2013", "../2013"),
    # Months that both ends are named by are whole months.
    ("July to December 2013", "2013-07-01/2013-12-31"),
    ("from July to December 2013", "2013-07-01/2013-12-31"),
    ("July 2013 until May 2014", "2013-07-01/2014-05-31"),
    ("January - June 2007", "2007-01-01/2007-06-30"),
    ("from July to December 2013 (days not stated)", "2013-07/2013-12"),
    ("from July 2013 to 5 December 2013", "2013-07/2013-12-05"),
    ("July 2013 (approximate) to December 2013", "2013-07~/2013-12"),
    ("for the period from July to December 2013", "2013-07-01/2013-12-31"),
    ("July to December 2013 inclusive", "2013-07-01/2013-12-31"),
    # Years are some day of the first to some day of the last.
    ("in 2004 - 2005", "2004/2005"),
    ("2004-2005", "2004/2005"),
    ("during the years 2003 to 2005", "2003/2005"),
    ("2003 to 2005 inclusive", "2003/2005"),
    ("1 July to 31 December 2013", "2013-07-01/2013-12-31"),
    ("5 to 9 May 2006", "2006-05-05/2006-05-09"),
    ("from early 2006 to late 2008", "[2006-01..2006-06]/[2008-07..2008-12]"),
    ("between January and June 2007", "[2007-01..2007-06]/[2007-01..2007-06]"),
    ("in 2013", "2013/2013"),
    ("2013", "2013/2013"),
    ("on 5 May 2013", "2013-05-05/2013-05-05"),
    ("in early 2006", "[2006-01..2006-06]/[2006-01..2006-06]"),
    ("throughout 2013", "2013-01-01/2013-12-31"),
    ("all of May 2012", "2012-05-01/2012-05-31"),
    ("the whole year 2012", "2012-01-01/2012-12-31"),
    ("throughout the first half of 2012", "2012-01-01/2012-06-30"),
    # Lengths.
    ("for a full year from 1 January 2014", "2014-01-01/2014-12-31"),
    ("1 January 2014 for a full year", "2014-01-01/2014-12-31"),
    ("from 1 January 2014 for two years", "2014-01-01/2015-12-31"),
    ("for six months from March 2010", "2010-03/[2010-08-31..2010-09-30]"),
    ("one year from 1 May 2010", "2010-05-01/2011-04-30"),
    ("for a period of two years, from 1 July 2009", "2009-07-01/2011-06-30"),
    ("for 2 weeks starting 1 May 2010", "2010-05-01/2010-05-14"),
    ("for 10 days from 1 May 2010", "2010-05-01/2010-05-10"),
    ("for an hour and", None),
    ("for one month from 31 January 2013", "2013-01-31/2013-02-28"),
    ("for a year from 29 February 2012", "2012-02-29/2013-02-28"),
    ("for 1 year since 1 January 9999", "9999-01-01/9999-12-31"),
    ("for a year from 31 December 9999", "9999-12-31/+10000-12-30"),
]


@pytest.mark.parametrize(("words", "text"), PERIODS, ids=[row[0] for row in PERIODS])
def test_period_phrases(words: str, text: str | None) -> None:
    """A phrase for a stretch of time gives this period, which is described and read again alike."""
    if text is None:
        with pytest.raises(InvalidDateError):
            Period.from_words(words)
        return
    period = Period.from_words(words)
    assert str(period) == text
    assert Period.from_words(period.describe()) == period


REFUSED_DATES = [
    ("", 0, "a date"),
    ("tomorrow", 0, "a date"),
    ("between 60,000 and 100,000", 8, "a date"),
    ("between 2004 or 2005", 13, "“and”"),
    ("since April 2011", 0, "a date"),
    ("July to December 2013", 5, "a year of four digits"),
    ("May", 3, "a year of four digits"),
    ("5", 1, "a month"),
    ("5 to", 2, "a month and a year of four digits"),
    ("13 Foo 2010", 3, "a month"),
    ("32 May 2010", 0, "a date"),
    ("31 February 2010", 0, "a day of that month, which has 28"),
    ("in 2004 and 2006", 8, "the end of the phrase"),  # It may be both, or all years from one to the other.
    ("winter 2010-2011", 11, "one year: a season over the turn of two is named by one of them"),
    ("between May and 2010", 20, "a year of four digits"),
    ("May-2003", 3, "a year of four digits"),
    ("22th May 2010", 2, "a month"),
    ("23st May 2010", 2, "a month"),
    ("the nineteenth century", 4, "a date"),
    ("May 0000", 8, "a year from 0001 to 9999"),
    ("some month of 0000", 18, "a year of four digits, from 0001 to 9999"),
    ("2004-05", 4, "a month in words: 2004-05 may also be two years"),
    ("2004-13-05", 10, "a day of the form YYYY-MM-DD"),
    ("1/7/2013", 1, "a month"),
    ("May 2013 or so", 12, "a date"),
    ("early", 5, "a date"),
    ("early 5 May 2006", 16, "a year or a month or a decade or a century after “early”"),
    ("about early 2006", 16, "a single day, month, year or season to be unsure of"),
    ("about 2006 (uncertain)", 22, "a single day, month, year or season to be unsure of"),
    ("northern 2006", 9, "a season"),
    ("Q5 2010", 0, "a date"),
    ("third half of 2006", 0, "one of the 2 in a year"),
    ("fifth quarter of 2006", 0, "a date"),
    ("the 1900s", 4, "a decade such as 1990s; the 1900s may be ten years or a hundred"),
    ("1995s", 0, "a decade such as 1990s; the 1900s may be ten years or a hundred"),
    ("100th century", 0, "a date"),
    ("some day from 5 May 2006", 24, "“to” or “on”"),
    ("some year from 2004", 19, "“to”"),
    ("some day of 2004", 16, "a month and a year before this place"),
    ("a day that fits EDTF", 20, "EDTF text"),
    ("1 May 2004 at 23:20", 19, "a time of the form HH:MM:SS"),
    ("1 May 2004 at 23:20:30 UTC+4", 27, "hours of two digits"),
    ("1 May 2004 at 23:20:30 UTC+04:3", 30, "minutes of two digits"),
    ("\uff12\uff10\uff11\uff13", 0, "letters from a to z, digits and marks"),
    ("early\u200b 2006", 5, "letters from a to z, digits and marks"),
    ("2013" + " " * 200, 200, "at most 200 characters"),
]


@pytest.mark.parametrize(("words", "position", "expected"), REFUSED_DATES, ids=[row[0][:30] for row in REFUSED_DATES])
def test_refused_date_phrases(words: str, position: int, expected: str) -> None:
    """What is not a date phrase is refused from the place on from which it is not understood."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate.from_words(words)
    assert (caught.value.position, caught.value.expected) == (position, expected)
    assert caught.value.value == words
    assert "is not understood" in str(caught.value)


REFUSED_PERIODS = [
    ("by 2010", 0, "a date"),
    ("for a while", 6, "a length such as “a full year”"),
    ("for a year", 10, "“from” and a date"),
    ("2014 for ever", 9, "a length such as “a full year”"),
    ("for a year from the 100th", 20, "a date"),
    ("throughout some month of 2004", 29, "a day, month, year, quarter or half that can be whole"),
    ("throughout about 2013", 21, "a day, month, year, quarter or half that can be whole"),
    ("during 2008 and 2009", 12, "the end of the phrase"),
    ("May-2003", 8, "a year of four digits"),
    ("winter 2010-2011", 11, "one year: a season over the turn of two is named by one of them"),
    ("c. 2003-2005", 7, "a mark on each of the two dates"),
    ("since 2003 until 2005", 17, "“the present”: what is said with “since” has no end"),
    ("throughout early 2006", 21, "a day, month, year, quarter or half that can be whole"),
    ("throughout spring 2006", 22, "a day, month, year, quarter or half that can be whole"),
    ("31 April to 5 May 2010", 0, "a day of that month, which has 30"),
    ("since 2010 and before", 11, "the end of the phrase"),
]


@pytest.mark.parametrize(("words", "position", "expected"), REFUSED_PERIODS, ids=[row[0] for row in REFUSED_PERIODS])
def test_refused_period_phrases(words: str, position: int, expected: str) -> None:
    """What is not a phrase for a stretch of time is refused from the place on from which it is not understood."""
    with pytest.raises(InvalidDateError) as caught:
        Period.from_words(words)
    assert (caught.value.position, caught.value.expected) == (position, expected)


@pytest.mark.parametrize(("kind", "words", "why"), [
    (PartialDate, "between 2006 and 2004", "ends before it starts"),
    (PartialDate, "a day that fits EDTF 2006-13", "has no month 13"),
    (PartialDate, "1 May 2004 at 24:00:00", "no time of day"),
    (Period, "2007 to 2005", "ends before it starts"),
])  # fmt: skip
def test_phrases_of_impossible_dates(kind: type[PartialDate | Period], words: str, why: str) -> None:
    """A phrase that is understood and says something impossible is refused with the reason, and names the phrase."""
    with pytest.raises(InvalidDateError, match=why) as caught:
        kind.from_words(words)
    assert caught.value.value == words
    assert caught.value.field == "words"


@pytest.mark.parametrize("value", [None, 2006, b"early 2006", PartialDate("2006")])
def test_only_text_is_read(value: object) -> None:
    """What is not text is refused."""
    for kind in (PartialDate, Period):
        with pytest.raises(InvalidDateError, match="is not text"):
            kind.from_words(value)  # type: ignore[arg-type]


def test_vague_words_are_a_table_that_callers_may_change() -> None:
    """A caller's table goes over ours unit by unit, may have words of its own, and leaves ours as it is."""
    table = {"early": {"year": (1, 3)}, "High summer": {"year": (7, 8)}}
    assert str(PartialDate.from_words("early 2006", vague=table)) == "[2006-01..2006-03]"
    assert str(PartialDate.from_words("early May 2006", vague=table)) == "[2006-05-01..2006-05-15]"
    assert str(PartialDate.from_words("the beginning of 2006", vague=table)) == "[2006-01..2006-03]"
    assert str(PartialDate.from_words("high summer 2006", vague=table)) == "[2006-07..2006-08]"
    assert str(Period.from_words("since early 2006", vague=table)) == "[2006-01..2006-03]/"
    assert str(PartialDate.from_words("early 2006", vague={"early": {"year": (1, 1)}})) == "2006-01"
    assert str(PartialDate.from_words("early 2006")) == "[2006-01..2006-06]"
    assert merged(None) == {word: dict(units) for word, units in VAGUE.items()}
    assert (len(VAGUE), [*VAGUE]) == (3, ["early", "mid", "late"])
    with pytest.raises(TypeError):
        VAGUE["early"]["year"] = (1, 1)  # type: ignore[index]


@pytest.mark.parametrize(
    "table",
    [[("early", {"year": (1, 3)})], {"early": (1, 3)}, {"early": {"year": 3}}, {"early": {"week": (1, 3)}},
     {"early": {"year": (0, 3)}}, {"early": {"year": (1, 13)}}, {"early": {"month": (1, 32)}},
     {"early": {"year": (4, 3)}}, {"early": {"year": (1.0, 3)}}, {"early": {"year": (True, 3)}}, {5: {"year": (1, 3)}}],
    ids=repr,
)  # fmt: skip
def test_wrong_tables_are_refused(table: object) -> None:
    """A table of another shape, or with parts out of the unit, is refused with a hint."""
    with pytest.raises(InvalidDateError, match="is not a table of vague words") as caught:
        PartialDate.from_words("early 2006", vague=table)  # type: ignore[arg-type]
    assert caught.value.field == "vague"
    assert "'early'" in caught.value.hint


def test_a_vague_part_may_be_one_unit() -> None:
    """A part of one month, day or year is written as that."""
    assert vague_text("2006", (3, 3)) == "2006-03"
    assert vague_text("2006-02", (28, 31)) == "2006-02-28"


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_lengths_end_within_the_calendar(unit: str) -> None:
    """What would end after the calendar, or has no first day, has no last day."""
    assert end_after(AFTER_ALL - 1, 2, unit) is None
    assert end_after(BEFORE_ALL, 1, unit) is None
    assert end_after(AFTER_ALL, 1, unit) is None


@pytest.mark.parametrize("words", ["44 BC", "44 B.C.", "15 March 44 BCE", "5th century BC", "the late 1st century BCE"])
def test_years_before_the_first(words: str) -> None:
    """A year before Christ is understood and lies outside the calendar, as -0043 does in EDTF."""
    for kind in (PartialDate, Period):
        with pytest.raises(UnsupportedDateError, match="years before 0001"):
            kind.from_words(words)


@pytest.mark.parametrize("words", ["2003/04", "2021-22", "in 2003\u201304", "since 1999/2000"])
def test_years_that_lie_in_two(words: str) -> None:
    """A playing or financial year is refused, and the hint shows how its days are written."""
    for kind in (PartialDate, Period):
        with pytest.raises(InvalidDateError) as caught:
            kind.from_words(words)
        year = next(int(each) for each in re.findall("[0-9]{4}", words))
        assert caught.value.hint == f"write the first and the last day, such as {year}-07-01/{year + 1}-06-30"


@pytest.mark.parametrize(("kind", "phrase", "text", "ways"), [
    (PartialDate, "{} 2010", "[..2010]", [
        "by", "no later than", "not later than", "not after", "on or before", "in or before", "up to and including"]),
    (PartialDate, "{} 2010", "[2010..]", [
        "not before", "no earlier than", "not earlier than", "on or after", "in or after"]),
    (PartialDate, "{} 2003 and 2005", "[2003..2005]", [
        "between", "sometime between", "some time between", "at some time between"]),
    (PartialDate, "{} 2010", "2010", [
        "at some time in", "some time in", "sometime in", "at some point in", "in the course of", "in the years",
        "during the years", "in the period", "for the period", "over the period", "during the period", "during", "in",
        "on", "at"]),
    (PartialDate, "2010 {}", "2010", ["AD", "A.D.", "CE", "C.E."]),
    (Period, "{} 2010", "2010/", [
        "since", "as from", "with effect from", "effective", "starting in", "starting on", "starting", "beginning in",
        "beginning on", "beginning"]),
    (Period, "from 2003 {} 2005", "2003/2005", [
        "to", "until", "till", "through to", "through", "thru", "up to", "up until", "-"]),
    (Period, "from 2003 {}", "2003/..", ["on", "onward", "onwards", "(without end)"]),
    (Period, "from 2003 to {}", "2003/", [
        "the present day", "the present", "present", "date", "now", "today", "ongoing"]),
])  # fmt: skip
def test_ways_to_say_the_same(kind: Any, phrase: str, text: str, ways: list[str]) -> None:
    """Each of these words means the same before or after a date."""
    assert {way: str(kind.from_words(phrase.format(way))) for way in ways} == dict.fromkeys(ways, text)


def test_numbers_of_years_in_words() -> None:
    """Lengths up to twelve are read in words."""
    words = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    found = [str(Period.from_words(f"for {word} years since 1 January 2000")) for word in words]
    assert found == [f"2000-01-01/{2000 + number}-12-31" for number in range(12)]
