"""Dates in English: what sentences say of each shape."""

from __future__ import annotations

from datetime import date

import pytest

from iom_partners import PartialDate, Period
from iom_partners.dates.words import is_exact, say_date, say_day, say_period

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2013, 9, 1), "1 September 2013"),
        (date(2013, 12, 31), "31 December 2013"),
        (date(2012, 2, 29), "29 February 2012"),
        (date.min, "1 January 1"),
        (date.max, "31 December 9999"),
    ],
)
def test_say_day(day: date, text: str) -> None:
    """A day is said with the month in words and no leading zeros."""
    assert say_day(day) == text


def test_say_every_month() -> None:
    """Each month has its own name, in a day and alone."""
    assert [say_day(date(2013, month, 1)) for month in range(1, 13)] == [f"1 {name} 2013" for name in MONTHS]
    assert [say_date(PartialDate(f"2013-{month:02}")) for month in range(1, 13)] == [f"{name} 2013" for name in MONTHS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2013-09-01", "1 September 2013"),
        ("2013-09-01T10:00:00", "1 September 2013"),
        ("2007-11", "November 2007"),
        ("2007", "2007"),
        ("0044", "44"),
        # A qualifier is said.
        ("2006?", "2006 (uncertain)"),
        ("2006~", "2006 (approximate)"),
        ("2006-05%", "May 2006 (uncertain and approximate)"),
        ("2006-05-09~", "9 May 2006 (approximate)"),
        ("200X~", "some day from 1 January 2000 to 31 December 2009 (approximate)"),
        ("20XX?", "some day from 1 January 2000 to 31 December 2099 (uncertain)"),
        ("1985-XX-XX?", "some day from 1 January to 31 December 1985 (uncertain)"),  # Not 1 January.
        ("1985-04-XX%", "some day from 1 to 30 April 1985 (uncertain and approximate)"),
        ("2004-XX~", "some day from 1 January to 31 December 2004 (approximate)"),
        ("2006-21?", "some day from 1 March to 23 December 2006 (uncertain)"),
        # One of several days is said with its bounds.
        ("[2010-09-30..2010-11-08]", "some day from 30 September to 8 November 2010"),
        ("[2006-05-01..2006-05-09]", "some day from 1 to 9 May 2006"),
        ("[2006-05-31..2007-05-01]", "some day from 31 May 2006 to 1 May 2007"),
        ("[2006-01..2006-06]", "some day from 1 January to 30 June 2006"),
        ("[2006..2007]", "some day from 1 January 2006 to 31 December 2007"),
        ("200X", "some day from 1 January 2000 to 31 December 2009"),
        ("2006-XX", "some day from 1 January to 31 December 2006"),
        ("2006-05-XX", "some day from 1 to 31 May 2006"),
        ("[..2006-05-09]", "some day up to 9 May 2006"),
        ("[2014-01-01..]", "some day from 1 January 2014 on"),
    ],
)
def test_say_date(text: str, words: str) -> None:
    """A date is said as exactly as it is known."""
    assert say_date(PartialDate(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2013-07-01/2013-12-31", "1 July to 31 December 2013"),
        ("2013-07-01/2013-07-15", "1 to 15 July 2013"),
        ("2013-07-01/2013-07-01", "1 July 2013"),
        ("2013-07-01/2014-07-01", "1 July 2013 to 1 July 2014"),
        # As soon as one end is no plain day, both are said on their own.
        ("2013-07/2013-12-31", "from July 2013 to 31 December 2013"),
        ("2013-07-01/2013-12", "from 1 July 2013 to December 2013"),
        ("2005/2013", "from 2005 to 2013"),
        ("2005~/2013?", "from 2005 (approximate) to 2013 (uncertain)"),
        ("2013-07-01?/2013-12-31", "from 1 July 2013 (uncertain) to 31 December 2013"),
        ("2013-07-01/2013-12-31%", "from 1 July 2013 to 31 December 2013 (uncertain and approximate)"),
        ("2013-07-01~/2013-07-01~", "from 1 July 2013 (approximate) to 1 July 2013 (approximate)"),
        ("[..2006-05-09]/[2014-01-01..]", "from some day up to 9 May 2006 to some day from 1 January 2014 on"),
        ("1985-04-XX/1985-05-01", "from some day from 1 to 30 April 1985 to 1 May 1985"),
        ("1985-04-01/1985-04-XX", "from 1 April 1985 to some day from 1 to 30 April 1985"),
        # Open and unknown are said differently.
        ("2003-04/..", "from April 2003 on"),
        ("2003-04-01/..", "from 1 April 2003 on"),
        ("2005/", "from 2005 to a day that no one states"),
        ("2005-01-01/", "from 1 January 2005 to a day that no one states"),
        ("../2013", "up to 2013"),
        ("../2013-01-01", "up to 1 January 2013"),
        ("/2013", "from a day that no one states to 2013"),
        ("../..", "always"),
        ("/", "from a day that no one states to a day that no one states"),
        ("/..", "from a day that no one states on"),
        ("../", "up to a day that no one states"),
    ],
)
def test_say_period(text: str, words: str) -> None:
    """A period is said by its two ends."""
    assert say_period(Period(text)) == words


@pytest.mark.parametrize(
    ("text", "answer"),
    [
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
    ],
)
def test_is_exact(text: str, answer: bool) -> None:
    """A period is exact if both ends are plain days without a qualifier."""
    assert is_exact(Period(text)) is answer
