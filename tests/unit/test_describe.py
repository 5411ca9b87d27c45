"""Dates in English: what sentences say of each shape."""

from __future__ import annotations

from datetime import date

import pytest

from iom_partners import PartialDate, Period
from iom_partners.dates.describe import is_exact, say_day

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip


@pytest.mark.parametrize(("day", "text"), [
    (date(2013, 9, 1), "1 September 2013"),
    (date(2013, 12, 31), "31 December 2013"),
    (date(2012, 2, 29), "29 February 2012"),
    (date.min, "1 January 0001"),
    (date.max, "31 December 9999"),
])  # fmt: skip
def test_say_day(day: date, text: str) -> None:
    """A day is said with the month in words and no leading zeros."""
    assert say_day(day) == text


def test_say_every_month() -> None:
    """Each month has its own name, in a day and alone."""
    assert [say_day(date(2013, month, 1)) for month in range(1, 13)] == [f"1 {name} 2013" for name in MONTHS]
    assert [PartialDate(f"2013-{month:02}").describe() for month in range(1, 13)] == [f"{name} 2013" for name in MONTHS]


@pytest.mark.parametrize(("text", "words"), [
    ("2013-09-01", "1 September 2013"),
    ("2013-09-01T10:00:00", "1 September 2013 at 10:00:00"),
    ("2013-09-01T10:00:00Z", "1 September 2013 at 10:00:00 UTC"),
    ("2013-09-01T10:00:00-04:30", "1 September 2013 at 10:00:00 UTC-04:30"),
    ("2007-11", "November 2007"),
    ("2007", "2007"),
    ("0044", "0044"),
    # A qualifier is said.
    ("2006?", "2006 (uncertain)"),
    ("2006~", "2006 (approximate)"),
    ("2006-05%", "May 2006 (uncertain and approximate)"),
    ("2006-05-09~", "9 May 2006 (approximate)"),
    ("200X~", "some year from 2000 to 2009 (approximate)"),
    ("20XX?", "some year from 2000 to 2099 (uncertain)"),
    ("1985-XX-XX?", "some day of some month of 1985 (uncertain)"),  # Not 1 January.
    ("1985-04-XX%", "some day of April 1985 (uncertain and approximate)"),
    ("2004-XX~", "some month of 2004 (approximate)"),
    ("2006-21?", "spring 2006 (uncertain)"),
    # One of several days is said with its bounds.
    ("[2010-09-30..2010-11-08]", "some day from 30 September to 8 November 2010"),
    ("[2006-05-01..2006-05-09]", "some day from 1 to 9 May 2006"),
    ("[2006-05-31..2007-05-01]", "some day from 31 May 2006 to 1 May 2007"),
    ("[2006-01..2006-06]", "some day from January to June 2006"),
    ("[2006..2007]", "some day from 2006 to 2007"),
    ("200X", "some year from 2000 to 2009"),
    ("2006-XX", "some month of 2006"),
    ("2006-05-XX", "some day of May 2006"),
    ("[..2006-05-09]", "some day up to 9 May 2006"),
    ("[2014-01-01..]", "some day from 1 January 2014 on"),
    ("[..2006]", "some day up to 2006"),
    # Seasons and other groupings.
    ("2006-24", "winter 2006"),
    ("2006-25", "northern spring 2006"),
    ("2006-31", "southern autumn 2006"),
    ("2006-33", "first quarter of 2006"),
    ("2006-36", "fourth quarter of 2006"),
    ("2006-39", "third quadrimester of 2006"),
    ("2006-40", "first half of 2006"),
    # Marks on components are told by their names.
    ("2004-06~-11", "11 June 2004 (year and month approximate)"),
    ("?2004-06-~11", "11 June 2004 (year uncertain, day approximate)"),
    ("?2004-?06-?11", "11 June 2004 (uncertain)"),
    # All other notation is quoted with its marks.
    ("156X-12-25", "a day that fits EDTF 156X-12-25"),
    ("156X~-12-25", "a day that fits EDTF 156X~-12-25"),
    ("XXXX", "a day that fits EDTF XXXX"),
    ("1X84", "a day that fits EDTF 1X84"),
    ("1985-0X", "a day that fits EDTF 1985-0X"),
    ("1985-XX-25", "a day that fits EDTF 1985-XX-25"),
    ("200X-21", "a day that fits EDTF 200X-21"),
    ("1950S2", "a day that fits EDTF 1950S2"),
    ("Y17E2", "a day that fits EDTF Y17E2"),
    ("[1667,1668]", "a day that fits EDTF [1667,1668]"),
    ("[2001?..2003]", "a day that fits EDTF [2001?..2003]"),
    ("[2001-05..2001-XX]", "a day that fits EDTF [2001-05..2001-XX]"),
    ("{1667..1668}", "all days that fit EDTF {1667..1668}"),
    ("2019-0X-X9", "a day that fits EDTF 2019-0X-X9"),
    ("-0040-21", "a day that fits EDTF -0040-21"),  # Words have only years from 0001 to 9999.
    ("-0043-33", "a day that fits EDTF -0043-33"),
    ("-0043-05-XX", "a day that fits EDTF -0043-05-XX"),
    ("-0043-03-15T10:00:00Z", "a day that fits EDTF -0043-03-15T10:00:00Z"),
    ("+12000-22", "a day that fits EDTF +12000-22"),
    ("0000-24", "a day that fits EDTF 0000-24"),
    ("0000-XX", "a day that fits EDTF 0000-XX"),
    ("00XX", "a day that fits EDTF 00XX"),
    ("[-0043..-0027]", "a day that fits EDTF [-0043..-0027]"),
    ("2001-~21", "spring 2001 (season approximate)"),
    ("199X", "the 1990s"),
    ("199X~", "the 1990s (approximate)"),
])  # fmt: skip
def test_describe(text: str, words: str) -> None:
    """A date is said as exactly as it is known."""
    assert PartialDate(text).describe() == words


@pytest.mark.parametrize(("text", "words"), [
    ("2013-07-01/2013-12-31", "1 July to 31 December 2013"),
    ("2013-07-01/2013-07-15", "1 to 15 July 2013"),
    ("2013-07-01/2013-07-01", "1 July 2013"),
    ("2013-07-01/2014-07-01", "1 July 2013 to 1 July 2014"),
    # As soon as one end is not a plain day, both are said on their own.
    ("2013-07/2013-12-31", "from July 2013 to 31 December 2013"),
    ("2013-07-01/2013-12", "from 1 July 2013 to December 2013"),
    ("2005/2013", "from 2005 to 2013"),
    ("2005~/2013?", "from 2005 (approximate) to 2013 (uncertain)"),
    ("2013-07-01?/2013-12-31", "from 1 July 2013 (uncertain) to 31 December 2013"),
    ("2013-07-01/2013-12-31%", "from 1 July 2013 to 31 December 2013 (uncertain and approximate)"),
    ("2013-07-01~/2013-07-01~", "from 1 July 2013 (approximate) to 1 July 2013 (approximate)"),
    ("[..2006-05-09]/[2014-01-01..]", "from some day up to 9 May 2006 to some day from 1 January 2014 on"),
    ("1985-04-XX/1985-05-01", "from some day of April 1985 to 1 May 1985"),
    ("1985-04-01/1985-04-XX", "from 1 April 1985 to some day of April 1985"),
    # Open and unknown are said differently.
    ("2003-04/..", "from April 2003 on"),
    ("2003-04-01/..", "from 1 April 2003 on"),
    ("2005/", "from 2005 to a day that no one states"),
    ("2005-01-01/", "from 1 January 2005 to a day that no one states"),
    ("../2013", "always up to 2013"),
    ("../2013-01-01", "always up to 1 January 2013"),
    ("/2013", "from a day that no one states to 2013"),
    ("../..", "always"),
    ("/", "from a day that no one states to a day that no one states"),
    ("/..", "from a day that no one states on"),
    ("../", "always up to a day that no one states"),
    ("[2014-01-01..]/..", "from some day from 1 January 2014 on (without end)"),
    # Two months alone would be read as whole months.
    ("2013-07/2013-12", "from July to December 2013 (days not stated)"),
    ("2013-07/2014-12", "from July 2013 to December 2014 (days not stated)"),
    ("2013-07~/2013-12", "from July 2013 (approximate) to December 2013"),
    ("-0043-03-15/-0043-04-15", "from a day that fits EDTF -0043-03-15 to a day that fits EDTF -0043-04-15"),
    ("-0043-03/0014-08", "from a day that fits EDTF -0043-03 to August 0014"),
    ("+12000-01-01/..", "from a day that fits EDTF +12000-01-01 on"),
])  # fmt: skip
def test_describe_period(text: str, words: str) -> None:
    """A period is said by its two ends."""
    assert Period(text).describe() == words


@pytest.mark.parametrize(("text", "answer"), [
    ("2013-07-01/2013-12-31", True),
    ("2013-07-01/2013-07-01", True),
    ("2013-07/2013-12-31", False),
    ("2013-07-01/2013-12", False),
    ("2013-07-01~/2013-12-31", False),
    ("2013-07-01/2013-12-31?", False),
    ("2013-07-XX/2013-12-31", False),  # A day not known which.
    ("2013-07-01/2013-12-XX", False),
    ("2013-07-01/..", False),
    ("../2013-07-01", False),
    ("/2013-07-01", False),
    ("[2013-07-01..2013-07-01]/2013-07-01", False),  # The same day, but not written as one.
])  # fmt: skip
def test_is_exact(text: str, answer: bool) -> None:
    """A period is exact if both ends are plain days without a qualifier."""
    assert is_exact(Period(text)) is answer
