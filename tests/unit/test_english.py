"""English phrases for dates and periods: what each gives, and what is refused from which place on."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from iom_partners import InvalidDateError, InvalidQuestionError, PartialDate, Period, UnsupportedDateError
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
    ("A.D. 800", "0800"),
    ("12 March 800 A.D.", "0800-03-12"),
    ("5th century AD", "[0401..0500]"),
    ("about 800 CE", "0800~"),
    ("44 BC", "-0043"),
    ("44 BCE", "-0043"),
    ("44BC", "-0043"),
    ("44 B.C.E.", "-0043"),
    ("1 BC", "0000"),
    ("the year 44 BC", "-0043"),
    ("March 44 B.C.", "-0043-03"),
    ("March 15 BC", "-0014-03"),
    ("15 March 44 BC", "-0043-03-15"),
    ("March 15, 44 BC", "-0043-03-15"),
    ("the 15th of March, 44 BC", "-0043-03-15"),
    ("19 August AD 14", "0014-08-19"),
    ("29 February 5 BC", "-0004-02-29"),  # A leap year, as -0004 is.
    ("12 April 44 BC at 23:20:30", "-0043-04-12T23:20:30"),
    ("10 000 BC", "-9999"),
    ("12,000 BC", "Y-11999"),
    ("12000 BCE", "Y-11999"),
    ("12000 CE", "Y12000"),
    ("12 May 12000 CE", "+12000-05-12"),
    ("c. 44 BC", "-0043~"),
    ("44 BC?", "-0043?"),
    ("spring 44 BC", "-0043-21"),
    ("Q1 of 44 BC", "-0043-33"),
    ("summer 12000 CE", "+12000-22"),
    ("some month of 44 BC", "-0043-XX"),
    ("some day of March 44 BC", "-0043-03-XX"),
    ("some day of some month of 44 BC", "-0043-XX-XX"),
    ("some year from 50 BC to 41 BC", "-004X"),
    ("some year from 10 BC to 2 BC", "-000X"),
    ("some year from 1 BC to AD 9", "000X"),
    ("some year from 100 BC to 2 BC", "-00XX"),
    ("some year from 100 BC to 1 BC", "[-0099..0000]"),
    ("by 44 BC", "[..-0043]"),
    ("44 BC or later", "[-0043..]"),
    ("before 44 BC", "[..-0044-12-31]"),
    ("before 1 January 0001", "[..0000-12-31]"),
    ("after 31 December 9999", "[+10000-01-01..]"),
    ("early 44 BC", "[-0043-01..-0043-06]"),
    ("late March 44 BC", "[-0043-03-16..-0043-03-31]"),
    # Two dates, of which the second states the era of both.
    ("between 27 and 23 BC", "[-0026..-0022]"),
    ("in 27\u201323 BC", "[-0026..-0022]"),
    ("between 1200 and 1000 BC", "[-1199..-0999]"),
    ("in 1227-50 BC", "[-1226..-0049]"),
    ("in 500-50 BC", "[-0499..-0049]"),
    ("between 12 000 and 10 000 BC", "[Y-11999..-9999]"),
    ("27 or 26 BC", "[-0026,-0025]"),
    ("between 27 BC and AD 14", "[-0026..0014]"),
    ("between AD 66 and 70", "[0066..0070]"),
    ("between 5 and 9 March 44 BC", "[-0043-03-05..-0043-03-09]"),
    ("between 5 March 44 and 6 May 43 BC", "[-0043-03-05..-0042-05-06]"),
    # Decades, centuries and millennia are counted from the birth of Christ.
    ("the 190s BC", "[-0198..-0189]"),
    ("the early 190s BC", "[-0198..-0194]"),
    ("the 190s AD", "019X"),
    ("5th century BC", "[-0499..-0400]"),
    ("early 1st century BC", "[-0099..-0050]"),
    ("the late 1st century BCE", "[-0049..0000]"),
    ("1st century", "[0001..0100]"),
    ("1st c. BC", "[-0099..0000]"),
    ("6th cent. AD", "[0501..0600]"),
    ("the 2nd millennium BC", "[-1999..-1000]"),
    ("2nd millennium", "[1001..2000]"),
    ("mid-2nd millennium BC", "[-1749..-1250]"),
    ("12th millennium BC", "[Y-11999..Y-11000]"),
    ("between the 5th and the 4th century BC", "[-0499..-0300]"),
    ("in the 1st\u20133rd centuries AD", "[0001..0300]"),
    ("in the 1950s\u201360s", "[1950..1969]"),
    ("in the 1950s to 1970s", "[1950..1979]"),
    # A mark on a range is a mark on each of its ends.
    ("circa 17th century", "[1601~..1700~]"),
    ("about the 17th century", "[1601~..1700~]"),
    ("possibly the 1st c. BC", "[-0099?..0000?]"),
    ("late 19th century (approximate)", "[1851~..1900~]"),
    ("about early 2006", "[2006-01~..2006-06~]"),
    ("some day up to 2006 (uncertain)", "[..2006?]"),
    ("some day from 44 BC on (approximate)", "[-0043~..]"),
    ("by about the 17th century", "[..1700-12-31~]"),
    ("between about 2004 and 2006", "[2004~..2006]"),
    ("between about 2004 and May 2006", "[2004-01-01~..2006-05-31]"),
    ("c.1950", "1950~"),
    ("ca1950", "1950~"),
    ("ca. 1950s", "195X~"),
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
    ("2010Q3", "2010-35"),
    ("2010-Q3", "2010-35"),
    ("2010 H2?", "2010-41?"),
    ("second quarter of 44 BC", "-0043-34"),
    ("first half of the 19th century", "[1801..1850]"),
    ("the second half of the 5th century BC", "[-0449..-0400]"),
    ("last quarter of the 20th century", "[1976..2000]"),
    ("2nd quarter of the 1st century BC", "[-0074..-0050]"),
    ("third quarter of the 2nd millennium BC", "[-1499..-1250]"),
    ("about the first half of the 19th century", "[1801~..1850~]"),
    ("first half of the 1990s", "[1990..1994]"),
    ("second half of the 190s BC", "[-0193..-0189]"),
    ("first half of March 2006", "[2006-03-01..2006-03-15]"),
    ("second half of February 2006", "[2006-02-16..2006-02-28]"),
    ("late 19th-century", "[1851..1900]"),
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
    ("always up to a day that no one states", "../"),
    ("since April 2011", "2011-04/"),
    ("as from 1 January 2014", "2014-01-01/"),
    ("with effect from 1 January 2014", "2014-01-01/"),
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
    ("throughout the first half of the 19th century", "1801-01-01/1850-12-31"),
    ("throughout the 5th century BC", "-0499-01-01/-0400-12-31"),
    ("throughout the 1990s", "1990-01-01/1999-12-31"),
    ("2013Q1 to 2013Q3", "2013-33/2013-35"),
    ("beginning of March 2006", "[2006-03-01..2006-03-15]/[2006-03-01..2006-03-15]"),
    ("beginning March 2006", "2006-03/"),
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
    ("for a year from 15 March 44 BC", "-0043-03-15/-0042-03-14"),
    # Eras.
    ("from 27 BC to AD 14", "-0026/0014"),
    ("27 BC \u2013 14 AD", "-0026/0014"),
    ("27\u201323 BC", "-0026/-0022"),
    ("1200\u20131000 BC", "-1199/-0999"),
    ("12000 to 10000 BC", "Y-11999/-9999"),
    ("10 000\u20138 000 BC", "-9999/-7999"),
    ("66 to 70 CE", "0066/0070"),
    ("AD 79\u201381", "0079/0081"),
    ("AD 66 to 70", "0066/0070"),
    ("66 to 5 May 70 CE", None),
    ("from 1950 to AD 2004", "1950/2004"),
    ("since 44 BC", "-0043/"),
    ("until 44 BC", "/-0043"),
    ("44 BC on", "-0043/.."),
    ("throughout 44 BC", "-0043-01-01/-0043-12-31"),
    ("March to May 44 BC", "-0043-03-01/-0043-05-31"),
    ("from March to May 44 BC (days not stated)", "-0043-03/-0043-05"),
    ("5\u20139 March 44 BC", "-0043-03-05/-0043-03-09"),
    ("5 March 44 to 6 May 43 BC", "-0043-03-05/-0042-05-06"),
    ("31 December 1 BC to 1 January AD 1", "0000-12-31/0001-01-01"),
    ("from December 1 BC to January AD 1 (days not stated)", "0000-12/0001-01"),
    ("from the late 1st century BC to spring AD 14", "[-0049..0000]/0014-21"),
    ("from some month of 44 BC to some day of March AD 14", "-0043-XX/0014-03-XX"),
    ("5th to 4th century BC", "[-0499..-0400]/[-0399..-0300]"),
    ("from the 1st to the 3rd century AD", "[0001..0100]/[0201..0300]"),
    ("the 190s BC to the 180s BC", "[-0198..-0189]/[-0188..-0179]"),
    # Decades.
    ("1950s\u201360s", "195X/196X"),
    ("from the 1950s to the 1960s", "195X/196X"),
    ("the 1950s to 1970s", "195X/197X"),
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
    ("between 5 May and June 2010", 27, "a year of four digits"),
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
    ("some month of 0000", 18, "a year of four digits, from 0001 to 9999, or one with its era"),
    ("2004-05", 4, "a month in words: 2004-05 may also be two years"),
    ("2004-13-05", 10, "a day of the form YYYY-MM-DD"),
    ("1/7/2013", 1, "a month"),
    ("May 2013 or so", 12, "a date"),
    ("early", 5, "a date"),
    ("early 5 May 2006", 16, "a year or a month or a decade or a century or a millennium after “early”"),
    ("about 2006 (uncertain)", 22, "a single day, month, year or season to be unsure of"),
    ("northern 2006", 9, "a season"),
    ("Q5 2010", 0, "a date"),
    ("third half of 2006", 0, "one of the 2 in a year"),
    ("fifth quarter of 2006", 0, "a date"),
    ("2006 H3", 5, "the end of the phrase"),
    ("0000 Q1", 5, "a year from 0001 to 9999"),
    ("first quarter of March 2006", 17, "a year that has a quarter"),
    ("first quarter of the 1990s", 21, "a year that has a quarter"),
    ("first quadrimester of the 19th century", 26, "a year that has a quadrimester"),
    ("first half of 3 March 2006", 14, "a year that has a half"),
    ("the 1900s", 4, "a decade such as 1990s; the 1900s may be ten years or a hundred"),
    ("1995s", 0, "a decade such as 1990s, or one with its era such as 190s BC"),
    ("the 190s", 4, "a decade such as 1990s, or one with its era such as 190s BC"),
    ("the 100s BC", 4, "a decade such as 1990s; the 1900s may be ten years or a hundred"),
    ("in the 1950s to 40s", 16, "a decade of four digits"),
    ("44", 0, "a date"),
    ("0 BC", 0, "a year of an era, which is counted from 1 on"),
    ("AD 0", 3, "a year of an era, which is counted from 1 on"),
    ("AD 44 BC", 6, "the end of the phrase"),
    ("15 March 44", 9, "a year of four digits"),
    ("29 February 4 BC", 0, "a day of that month, which has 28"),
    ("between 27 BC and 14", 20, "a month"),
    ("between 66 AD and 70", 18, "a date"),
    ("between 44 and about 27 BC", 26, "a year of four digits, or its era"),
    ("between 5 and about 4 BC", 24, "a month and a year of four digits, or its era"),
    ("between 5 March 44 BC and 6 May 43", 34, "a year of four digits, or its era"),
    ("27\u201323 BC", 2, "the end of the phrase"),
    ("between 5 and 4th May", 21, "a year of four digits"),
    ("some year from 44 to 41 BC", 15, "a year of four digits, from 0001 to 9999, or one with its era"),
    ("a day that fits EDTF [1667,1668] (approximate)", 46, "a single day, month, year or season to be unsure of"),
    ("the 5th and 4th centuries BC", 8, "a month and a year of four digits"),
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


_WHOLE = "a day, month, year, decade, century, quarter or half that can be whole"
REFUSED_PERIODS = [
    ("by 2010", 0, "a date"),
    ("for a while", 6, "a length such as “a full year”"),
    ("for a year", 10, "“from” and a date"),
    ("2014 for ever", 9, "a length such as “a full year”"),
    ("for a year from the 100th", 20, "a date"),
    ("throughout some month of 2004", 29, _WHOLE),
    ("throughout about 2013", 21, _WHOLE),
    ("during 2008 and 2009", 12, "the end of the phrase"),
    ("May-2003", 8, "a year of four digits"),
    ("winter 2010-2011", 11, "one year: a season over the turn of two is named by one of them"),
    ("c. 2003-2005", 7, "a mark on each of the two dates"),
    ("since 2003 until 2005", 17, "“the present”: what is said with “since” has no end"),
    ("throughout early 2006", 21, _WHOLE),
    ("throughout the early 19th century", 33, _WHOLE),
    ("throughout spring 2006", 22, _WHOLE),
    ("31 April to 5 May 2010", 0, "a day of that month, which has 30"),
    ("since 2010 and before", 11, "the end of the phrase"),
    ("for a year from some day from 2004 on", 37, "a length from a day that has a limit"),
    ("from 27 BC to 14", 16, "a month"),
    ("66 AD to 70", 9, "a date"),
    ("44 to 41", 0, "a date"),
    ("5 to 41 May AD 70", 5, "a date"),
    ("44 to May AD 70", 15, "a year of four digits, or its era"),
    ("c. 27\u201323 BC", 5, "a month and a year of four digits, or its era"),
    ("fiscal year 2013", 12, "a year that lies in two, such as 2021/22"),
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
    assert vague_text("Y12000", (3, 3)) == "+12000-03"


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_lengths_end_within_the_calendar(unit: str) -> None:
    """What would end after the calendar, or has no first day, has no last day."""
    assert end_after(AFTER_ALL - 1, 2, unit) is None
    assert end_after(BEFORE_ALL, 1, unit) is None
    assert end_after(AFTER_ALL, 1, unit) is None


@pytest.mark.parametrize(("kind", "words", "hint"), [
    (PartialDate, "between 27 BC and 14", "as in “27 BC to AD 14”"),
    (Period, "from 27 BC to 14", "as in “27 BC to AD 14”"),
    (Period, "27 to 14 AD", "as in “27 BC to AD 14”"),
    (Period, "from 5 to AD 14", "as in “27 BC to AD 14”"),
    (PartialDate, "between 5 May 5 and 6 May AD 14", "as in “27 BC to AD 14”"),
    (Period, "66 AD to 70", "or four digits after Christ, as in 0014"),
    (Period, "c. 27-23 BC", "write the era of each year"),
    (PartialDate, "in 1250-27 BC", "write “1250 to 1227 BC” or “1250 BC to 27 BC”"),
    (Period, "431\u201304 BC", "write “431 to 404 BC” or “431 BC to 4 BC”"),
    (Period, "27-3 BC", "write “27 to 23 BC” or “27 BC to 3 BC”"),
    (PartialDate, "27-23 BC", "write “between … and …” for some day within them"),
    (PartialDate, "the 2000s", "write “some year from 2000 to 2009” or “some year from 2000 to 2099”"),
    (PartialDate, "the 100s BC", "write “some year from 109 BC to 100 BC” or “some year from 199 BC to 100 BC”"),
])  # fmt: skip
def test_what_is_ambiguous_is_refused_with_what_to_write(
    kind: type[PartialDate | Period], words: str, hint: str
) -> None:
    """Where an era or a number of years may be meant in two ways, the hint shows how each is written."""
    with pytest.raises(InvalidDateError) as caught:
        kind.from_words(words)
    assert hint in caught.value.hint


def test_what_a_hint_writes_is_read() -> None:
    """The phrases that hints offer are read."""
    phrases = ["some year from 2000 to 2009", "some year from 2000 to 2099", "some year from 109 BC to 100 BC"]
    assert [str(PartialDate.from_words(each)) for each in phrases] == ["200X", "20XX", "[-0108..-0099]"]
    stretches = ["27 BC to AD 14", "1250 to 1227 BC", "1250 BC to 27 BC", "27 to 3 BC"]
    assert [str(Period.from_words(each)) for each in stretches] == [
        "-0026/0014", "-1249/-1226", "-1249/-0026", "-0026/-0002",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["100000000000000000 BC", "between 100000000000000000 BC and 44 BC"])
def test_years_that_are_too_far_away(words: str) -> None:
    """A year that the calendar does not reach is understood, and not supported."""
    with pytest.raises(UnsupportedDateError, match="quadrillion") as caught:
        PartialDate.from_words(words)
    assert caught.value.value == words


OVER_TWO = [
    (PartialDate, "2021/22", "[2021-07-01..2022-06-30]"),
    (PartialDate, "2021-22", "[2021-07-01..2022-06-30]"),
    (PartialDate, "2021/2022", "[2021-07-01..2022-06-30]"),
    (PartialDate, "in 2010\u201311", "[2010-07-01..2011-06-30]"),
    (PartialDate, "the school year 2021/22", "[2021-07-01..2022-06-30]"),
    (PartialDate, "in the academic year 2021-2022", "[2021-07-01..2022-06-30]"),
    (PartialDate, "the 2021/22 season", "[2021-07-01..2022-06-30]"),
    (PartialDate, "by 2021/22", "[..2022-06-30]"),
    (PartialDate, "1999/00", "[1999-07-01..2000-06-30]"),
    (PartialDate, "2010-11-05", "2010-11-05"),
    (PartialDate, "in 2010-2011", "[2010..2011]"),
    (PartialDate, "between 2021 and 2022", "[2021..2022]"),
    (Period, "2021/22", "[2021-07-01..2022-06-30]/[2021-07-01..2022-06-30]"),
    (Period, "throughout the school year 2021/22", "2021-07-01/2022-06-30"),
    (Period, "since 2021/22", "[2021-07-01..2022-06-30]/"),
    (Period, "from 2019/20 to 2021/22", "[2019-07-01..2020-06-30]/[2021-07-01..2022-06-30]"),
    (Period, "since the season 1999/2000", "[1999-07-01..2000-06-30]/"),
    (Period, "2010-2011", "2010/2011"),
]


@pytest.mark.parametrize(("kind", "words", "text"), OVER_TWO, ids=[f"{row[0].__name__} {row[1]}" for row in OVER_TWO])
def test_years_that_lie_in_two(kind: type[PartialDate | Period], words: str, text: str) -> None:
    """A school, financial or playing year is some day of it, from the day on which such years are declared to begin."""
    value = kind.from_words(words, years_begin="07-01")
    assert str(value) == text
    assert kind.from_words(value.describe()) == value


def test_the_first_day_of_years_that_lie_in_two() -> None:
    """It is a month and a day, or a month, as in tables."""
    assert str(PartialDate.from_words("2021/22", years_begin="09")) == "[2021-09-01..2022-08-31]"
    for wrong in ("01-01", "13-01", "02-29", "July", ""):
        with pytest.raises(InvalidQuestionError, match="first day of years that lie in two"):
            PartialDate.from_words("2021/22", years_begin=wrong)


def test_one_year_or_both() -> None:
    """For a period, 1999/2000 may be one year or both."""
    with pytest.raises(InvalidDateError) as caught:
        Period.from_words("since 1999/2000", years_begin="07-01")
    assert caught.value.hint == "write 1999/00 for one such year"


@pytest.mark.parametrize(
    "words", ["2003/04", "2021-22", "in 2003\u201304", "since 1999/2000", "the school year 2021/22", "2021/22 season"]
)
def test_years_that_lie_in_two_need_their_first_day(words: str) -> None:
    """Without it such a year is refused, and the hint names the keyword and shows how its days are written."""
    for kind in (PartialDate, Period):
        with pytest.raises(InvalidDateError) as caught:
            kind.from_words(words)
        year = next(int(each) for each in re.findall("[0-9]{4}", words))
        days = f"the first and the last day, such as {year}-07-01/{year + 1}-06-30"
        assert caught.value.hint == f"give years_begin= with its first day, or write {days}"


@pytest.mark.parametrize(("words", "text"), [
    ("1950 to present", "1950/[2024-05-01..]"),
    ("since 2003 to the present", "2003/[2024-05-01..]"),
    ("from April 2011 to date", "2011-04/[2024-05-01..]"),
    ("44 BC to now", "-0043/[2024-05-01..]"),
    ("until now", "/[2024-05-01..]"),
    ("always up to the present", "../[2024-05-01..]"),
    ("early 2006 \u2013 ongoing", "[2006-01..2006-06]/[2024-05-01..]"),
    ("2013", "2013/2013"),
])  # fmt: skip
def test_the_present_is_when_a_text_was_written(words: str, text: str) -> None:
    """What lasted to the present had not ended before the day of writing; nothing is known of later days."""
    period = Period.from_words(words, written_on="2024-05-01")
    assert str(period) == text
    assert Period.from_words(period.describe()) == period


def test_when_a_text_was_written() -> None:
    """It is a day, month or year; without it the present is refused, and so is a start after it."""
    for written, end in ((date(2024, 5, 1), "2024-05-01"), ("1990", "1990"), (PartialDate("1990-05"), "1990-05")):
        assert str(Period.from_words("1950 to present", written_on=written)) == f"1950/[{end}..]"
    for wrong in ("1990~", "199X", "[..1990]"):
        with pytest.raises(InvalidDateError, match="whole day, month or year") as caught:
            Period.from_words("1950 to present", written_on=wrong)
        assert caught.value.field == "written_on"
    with pytest.raises(InvalidDateError, match="a start before this was written"):
        Period.from_words("2030 to present", written_on="2024-05-01")
    with pytest.raises(InvalidDateError, match=re.escape("written_on= beside the phrase")) as caught:
        Period.from_words("1950 to present")
    assert caught.value.hint == (
        "give written_on= with the day on which this was written, or write “since 1950”, which leaves the end unknown"
    )
    for words in ("until now", "always up to the present", "early 2006 to date", "since 44 BC to the present"):
        with pytest.raises(InvalidDateError) as caught:
            Period.from_words(words)
        assert caught.value.hint == "give written_on= with the day on which this was written"


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
    (PartialDate, "2010 {}", "2010", ["AD", "A.D.", "A.D", "CE", "C.E.", "C.E"]),
    (PartialDate, "44 {}", "-0043", ["BC", "B.C.", "B.C", "BCE", "B.C.E.", "B.C.E"]),
    (PartialDate, "the 5th {} BC", "[-0499..-0400]", ["century", "cent.", "cent", "c.", "c"]),
    (Period, "{} 2010", "2010/", [
        "since", "as from", "with effect from", "effective", "starting in", "starting on", "starting", "beginning in",
        "beginning on", "beginning"]),
    (Period, "from 2003 {} 2005", "2003/2005", [
        "to", "until", "till", "through to", "through", "thru", "up to", "up until", "-"]),
    (Period, "from 2003 {}", "2003/..", ["on", "onward", "onwards", "(without end)"]),
    (Period, "from 2003 to {}", "2003/[2024-05-01..]", [
        "the present day", "the present", "present", "date", "now", "today", "ongoing"]),
])  # fmt: skip
def test_ways_to_say_the_same(kind: Any, phrase: str, text: str, ways: list[str]) -> None:
    """Each of these words means the same before or after a date."""
    told = {"written_on": "2024-05-01"} if text.endswith("[2024-05-01..]") else {}
    assert {way: str(kind.from_words(phrase.format(way), **told)) for way in ways} == dict.fromkeys(ways, text)


def test_numbers_of_years_in_words() -> None:
    """Lengths up to twelve are read in words."""
    words = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    found = [str(Period.from_words(f"for {word} years since 1 January 2000")) for word in words]
    assert found == [f"2000-01-01/{2000 + number}-12-31" for number in range(12)]
