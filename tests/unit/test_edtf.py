"""Reading EDTF: tables of valid texts with their days, of refused texts with the place and reason of each fault."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from iom_partners import InvalidDateError, PartialDate, UnsupportedDateError
from iom_partners.dates.calendar import days_of_month, reversed_seasons
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL, Day, day_at

VALID = [
    # text, first day, last day, precision, whether one whole unit
    ("2013-07-01", "2013-07-01", "2013-07-01", "day", True),
    ("2013-07", "2013-07-01", "2013-07-31", "month", True),
    ("2013", "2013-01-01", "2013-12-31", "year", True),
    ("2013-02", "2013-02-01", "2013-02-28", "month", True),
    ("2012-02", "2012-02-01", "2012-02-29", "month", True),  # A fourth year has a leap day,
    ("1900-02", "1900-02-01", "1900-02-28", "month", True),  # a hundredth has none,
    ("2000-02", "2000-02-01", "2000-02-29", "month", True),  # a four-hundredth has one.
    ("2000-02-29", "2000-02-29", "2000-02-29", "day", True),
    ("0004-02-29", "0004-02-29", "0004-02-29", "day", True),  # The Gregorian rule is carried back to year 1.
    ("1582-10-10", "1582-10-10", "1582-10-10", "day", True),  # So are the days that the reform left out.
    ("0001-01-01", "0001-01-01", "0001-01-01", "day", True),  # First day of the calendar.
    ("9999-12-31", "9999-12-31", "9999-12-31", "day", True),  # Last day of the calendar.
    ("0001", "0001-01-01", "0001-12-31", "year", True),
    ("9999", "9999-01-01", "9999-12-31", "year", True),
    ("2013-01", "2013-01-01", "2013-01-31", "month", True),
    ("2013-12", "2013-12-01", "2013-12-31", "month", True),
    ("2013-04-30", "2013-04-30", "2013-04-30", "day", True),
    # Days with a time of day (level 0): the day is its own calendar's, never converted.
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "day", True),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "day", True),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "day", True),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "day", True),
    ("2013-12-31T23:59:59-14:00", "2013-12-31", "2013-12-31", "day", True),
    ("2013-12-31T23:59:59+14", "2013-12-31", "2013-12-31", "day", True),
    ("2013-12-31T23:59:59-00:30", "2013-12-31", "2013-12-31", "day", True),
    ("2013-12-31T00:00:00+00:00", "2013-12-31", "2013-12-31", "day", True),
    # Qualifiers (level 1) leave the days as they are.
    ("1984?", "1984-01-01", "1984-12-31", "year", True),
    ("2004-06~", "2004-06-01", "2004-06-30", "month", True),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "day", True),
    ("201X?", "2010-01-01", "2019-12-31", "decade", False),
    # Unspecified digits from the right (level 1).
    ("201X", "2010-01-01", "2019-12-31", "decade", False),
    ("20XX", "2000-01-01", "2099-12-31", "century", False),
    ("001X", "0010-01-01", "0019-12-31", "decade", False),
    ("01XX", "0100-01-01", "0199-12-31", "century", False),
    ("999X", "9990-01-01", "9999-12-31", "decade", False),
    ("99XX", "9900-01-01", "9999-12-31", "century", False),
    ("2004-XX", "2004-01-01", "2004-12-31", "month", False),  # A month of it, not known which.
    ("1985-04-XX", "1985-04-01", "1985-04-30", "day", False),
    ("1985-12-XX", "1985-12-01", "1985-12-31", "day", False),
    ("1985-02-XX", "1985-02-01", "1985-02-28", "day", False),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "day", False),
    # One-of ranges (level 2): from the first day of the left date to the last day of the right one.
    ("[2006-01..2006-06]", "2006-01-01", "2006-06-30", "range", False),
    ("[2010-09-30..2010-11-08]", "2010-09-30", "2010-11-08", "range", False),
    ("[2013..2013]", "2013-01-01", "2013-12-31", "range", False),
    ("[2013-07-01..2013-07-01]", "2013-07-01", "2013-07-01", "range", False),
    ("[..2006-05-09]", None, "2006-05-09", "range", False),
    ("[..2006]", None, "2006-12-31", "range", False),
    ("[2014-01-01..]", "2014-01-01", None, "range", False),
    ("[1760-12..]", "1760-12-01", None, "range", False),
    ("[..0001-01-01]", None, "0001-01-01", "range", False),  # "No limit" is not the first day of the calendar.
    ("[9999-12-31..]", "9999-12-31", None, "range", False),
    ("[2001~..2003]", "2001-01-01", "2003-12-31", "range", False),
    ("[2001-XX..2003-05]", "2001-01-01", "2003-05-31", "range", False),
    ("[2001-21..2003-22]", "2001-03-01", "2004-03-21", "range", False),
    ("[1950S2..1960]", "1900-01-01", "1960-12-31", "range", False),
    ("[2013]", "2013-01-01", "2013-12-31", "set", False),
    ("[2013,2014]", "2013-01-01", "2014-12-31", "set", False),  # The second begins on the day after the first.
    ("{..1984}", None, "1984-12-31", "range", False),
    # Quarters, quadrimesters and halves (level 2).
    ("2001-33", "2001-01-01", "2001-03-31", "quarter", False),
    ("2001-34", "2001-04-01", "2001-06-30", "quarter", False),
    ("2001-35", "2001-07-01", "2001-09-30", "quarter", False),
    ("2001-36", "2001-10-01", "2001-12-31", "quarter", False),
    ("2001-37", "2001-01-01", "2001-04-30", "quadrimester", False),
    ("2001-38", "2001-05-01", "2001-08-31", "quadrimester", False),
    ("2001-39", "2001-09-01", "2001-12-31", "quadrimester", False),
    ("2001-40", "2001-01-01", "2001-06-30", "semester", False),
    ("2001-41", "2001-07-01", "2001-12-31", "semester", False),
    # Seasons of one hemisphere that lie within a year: the meteorological quarter and the astronomical season.
    ("[2001-21..2001-23]", "2001-03-01", "2001-12-23", "range", False),
    ("[2001-31..2001-29]", "2001-03-01", "2001-12-23", "range", False),  # In the south, autumn comes before spring.
    ("2001-25", "2001-03-01", "2001-06-22", "season", False),
    ("2001-26", "2001-06-01", "2001-09-24", "season", False),
    ("2001-27", "2001-09-01", "2001-12-23", "season", False),
    ("2001-29", "2001-09-01", "2001-12-23", "season", False),
    ("2001-31", "2001-03-01", "2001-06-22", "season", False),
    ("2001-32", "2001-06-01", "2001-09-24", "season", False),
    # Unspecified digits in other places (level 2), where they leave one stretch.
    ("1XXX", "1000-01-01", "1999-12-31", "millennium", False),
    ("1984-1X", "1984-10-01", "1984-12-31", "month", False),
    ("1984-0X", "1984-01-01", "1984-09-30", "month", False),
    ("2004-06-1X", "2004-06-10", "2004-06-19", "day", False),
    ("2004-06-3X", "2004-06-30", "2004-06-30", "day", False),
    ("2013-02-2X", "2013-02-20", "2013-02-28", "day", False),
    ("1XXX-XX", "1000-01-01", "1999-12-31", "month", False),
    # Years with significant digits, and with an exponent (level 2).
    ("1950S1", "1000-01-01", "1999-12-31", "year", False),
    ("1950S2", "1900-01-01", "1999-12-31", "year", False),
    ("1950S3", "1950-01-01", "1959-12-31", "year", False),
    ("1950S4", "1950-01-01", "1950-12-31", "year", True),
    ("1950S5", "1950-01-01", "1950-12-31", "year", True),  # All of its digits are significant.
    ("1950S16", "1950-01-01", "1950-12-31", "year", True),
    ("0850S2", "0800-01-01", "0899-12-31", "year", False),
    ("1950S2~", "1900-01-01", "1999-12-31", "year", False),
    ("Y17E2", "1700-01-01", "1700-12-31", "year", True),
    ("Y1E3", "1000-01-01", "1000-12-31", "year", True),
    ("Y17E2S1", "1000-01-01", "1999-12-31", "year", False),
    ("Y17E2~", "1700-01-01", "1700-12-31", "year", True),
    # Qualified components (level 2) leave the days as they are.
    ("2004-06~-11", "2004-06-11", "2004-06-11", "day", True),
    ("2004?-06-11", "2004-06-11", "2004-06-11", "day", True),
    ("?2004-06-~11", "2004-06-11", "2004-06-11", "day", True),
    ("2004-%06-11", "2004-06-11", "2004-06-11", "day", True),
    ("2004-06?-~11", "2004-06-11", "2004-06-11", "day", True),
    ("?2004~", "2004-01-01", "2004-12-31", "year", True),
    ("2001?-21", "2001-03-01", "2001-12-23", "season", False),
]


#: The same for texts of days outside the years 1 to 9999. Years are astronomical: 0 is 1 BC, and leap years go on.
FAR = [
    ("0000", "0000-01-01", "0000-12-31", "year", True),
    ("0000-02", "0000-02-01", "0000-02-29", "month", True),
    ("0000-12-31", "0000-12-31", "0000-12-31", "day", True),
    ("0000-02-29", "0000-02-29", "0000-02-29", "day", True),
    ("0000-01-01T10:00:00", "0000-01-01", "0000-01-01", "day", True),
    ("-0001", "-0001-01-01", "-0001-12-31", "year", True),
    ("-0001-12-31", "-0001-12-31", "-0001-12-31", "day", True),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15", "day", True),
    ("-0043-03-15T10:00:00+01", "-0043-03-15", "-0043-03-15", "day", True),
    ("-1985-04", "-1985-04-01", "-1985-04-30", "month", True),
    ("-1985~", "-1985-01-01", "-1985-12-31", "year", True),
    ("?-1985-04", "-1985-04-01", "-1985-04-30", "month", True),
    ("-1985?-~04", "-1985-04-01", "-1985-04-30", "month", True),
    ("-0004-02-29", "-0004-02-29", "-0004-02-29", "day", True),
    ("-0003-02", "-0003-02-01", "-0003-02-28", "month", True),
    ("-0100-02", "-0100-02-01", "-0100-02-28", "month", True),
    ("-0400-02", "-0400-02-01", "-0400-02-29", "month", True),
    ("-9999-01-01", "-9999-01-01", "-9999-01-01", "day", True),
    # Years of more than four digits: alone with Y, as in EDTF; with a month and day with a sign, as in ISO 8601.
    ("Y10000", "+10000-01-01", "+10000-12-31", "year", True),
    ("Y10000?", "+10000-01-01", "+10000-12-31", "year", True),
    ("?Y17000", "+17000-01-01", "+17000-12-31", "year", True),
    ("Y-10000", "-10000-01-01", "-10000-12-31", "year", True),
    ("Y170000002", "+170000002-01-01", "+170000002-12-31", "year", True),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31", "year", True),
    ("+12000-01-01", "+12000-01-01", "+12000-01-01", "day", True),
    ("+12000-01-01T10:00:00Z", "+12000-01-01", "+12000-01-01", "day", True),
    ("+12000-02", "+12000-02-01", "+12000-02-29", "month", True),
    ("+12000~-?02", "+12000-02-01", "+12000-02-29", "month", True),
    ("-12000-06", "-12000-06-01", "-12000-06-30", "month", True),
    ("-12000-02-29", "-12000-02-29", "-12000-02-29", "day", True),
    ("-12000-34", "-12000-04-01", "-12000-06-30", "quarter", False),
    ("+12000-XX", "+12000-01-01", "+12000-12-31", "month", False),
    ("+12001-02-XX", "+12001-02-01", "+12001-02-28", "day", False),
    # The first and the last day of the calendar.
    ("Y1E15", "+1000000000000000-01-01", "+1000000000000000-12-31", "year", True),
    ("+1000000000000000-12-31", "+1000000000000000-12-31", "+1000000000000000-12-31", "day", True),
    ("-1000000000000000-01-01", "-1000000000000000-01-01", "-1000000000000000-01-01", "day", True),
    # Unspecified digits.
    ("000X", "0000-01-01", "0009-12-31", "decade", False),
    ("00XX", "0000-01-01", "0099-12-31", "century", False),
    ("0XXX", "0000-01-01", "0999-12-31", "millennium", False),
    ("XXXX", "0000-01-01", "9999-12-31", "year", False),  # Any year of four digits.
    ("[XXXX]", "0000-01-01", "9999-12-31", "set", False),
    ("0000-XX", "0000-01-01", "0000-12-31", "month", False),
    ("0000-02-2X", "0000-02-20", "0000-02-29", "day", False),
    ("-198X", "-1989-01-01", "-1980-12-31", "decade", False),
    ("-000X", "-0009-01-01", "-0001-12-31", "decade", False),  # The year 0 has no minus.
    ("-00XX", "-0099-01-01", "-0001-12-31", "century", False),
    ("-XXXX", "-9999-01-01", "-0001-12-31", "year", False),
    ("-0043-XX-XX", "-0043-01-01", "-0043-12-31", "day", False),
    ("-0043-1X", "-0043-10-01", "-0043-12-31", "month", False),
    # Significant digits and exponents.
    ("0050S2", "0000-01-01", "0099-12-31", "year", False),
    ("-1950S2", "-1999-01-01", "-1900-12-31", "year", False),
    ("-0050S2", "-0099-01-01", "-0001-12-31", "year", False),
    ("-1859S4", "-1859-01-01", "-1859-12-31", "year", True),
    ("-1859S5", "-1859-01-01", "-1859-12-31", "year", True),
    ("Y171010000S3", "+171000000-01-01", "+171999999-12-31", "year", False),
    ("Y-171010000S2", "-179999999-01-01", "-170000000-12-31", "year", False),
    ("Y3388E2S3", "+338000-01-01", "+338999-12-31", "year", False),
    ("Y-17E2", "-1700-01-01", "-1700-12-31", "year", True),
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31", "year", True),
    ("Y17E8S2", "+1700000000-01-01", "+1799999999-12-31", "year", False),
    ("Y1E4", "+10000-01-01", "+10000-12-31", "year", True),
    ("Y1E4S9", "+10000-01-01", "+10000-12-31", "year", True),
    ("~Y-17E7?", "-170000000-01-01", "-170000000-12-31", "year", True),
    # Seasons over the turn of the year.
    ("0001-24", "0000-12-01", "0002-03-21", "season", False),
    ("0000-28", "-0001-12-01", "0001-03-21", "season", False),
    ("-0001-22", "-0002-12-01", "0000-03-21", "season", False),
    ("-1985-25", "-1985-03-01", "-1985-06-22", "season", False),
    ("9999-28", "9998-12-01", "+10000-03-21", "season", False),
    ("999X-30", "9989-12-01", "+10000-03-21", "season", False),
    ("XXXX-24", "-0001-12-01", "+10000-03-21", "season", False),
    ("-XXXX-24", "-10000-12-01", "0000-03-21", "season", False),
    ("+12000-22", "+11999-12-01", "+12001-03-21", "season", False),
    ("+1000000000000000-27", "+1000000000000000-09-01", "+1000000000000000-12-23", "season", False),
    # Sets.
    ("[-0043..-0027]", "-0043-01-01", "-0027-12-31", "range", False),
    ("[-0005..2013]", "-0005-01-01", "2013-12-31", "range", False),
    ("[-0043-03-15..0014-08-19]", "-0043-03-15", "0014-08-19", "range", False),
    ("[Y-12000..-0043]", "-12000-01-01", "-0043-12-31", "range", False),
    ("[..-0043-03]", None, "-0043-03-31", "range", False),
    ("[+12000-01..]", "+12000-01-01", None, "range", False),
    ("{-0001,0000,0001}", "-0001-01-01", "0001-12-31", "set", False),
]  # fmt: skip


def at(day: str) -> int:
    """Return the ordinal of a day as NumPy counts it."""
    sign, digits = ("-", day[1:]) if day[0] == "-" else ("", day.removeprefix("+"))
    return int((np.datetime64(sign + digits, "D") - np.datetime64("0001-01-01", "D")).astype(int)) + 1


def test_numpy_counts_days_of_any_year() -> None:
    """The second calendar of these tables agrees with `datetime`, and with counts of 400 years by hand."""
    assert [at(day) for day in ("0001-01-01", "2013-05-12", "9999-12-31")] == [1, 735_000, 3_652_059]
    assert at("0000-12-31") == 0
    assert at("-0399-01-01") == 1 - 146_097
    assert at("+1000000000000000-12-31") == 146_097 * (10**15 // 400)
    assert at("-1000000000000000-01-01") == -146_097 * (10**15 // 400) - 365  # That year has 366 days.
    assert (at("-1000000000000000-01-01") - 1, at("+1000000000000000-12-31") + 1) == (BEFORE_ALL, AFTER_ALL)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "is_whole_unit"), VALID + FAR, ids=[row[0] for row in VALID + FAR]
)
def test_valid_texts(text: str, earliest: str | None, latest: str | None, precision: str, is_whole_unit: bool) -> None:
    """A valid text gives these bounds and tells how it is written; but for seasons, its days are one run."""
    first = at(earliest) if earliest else BEFORE_ALL
    last = at(latest) if latest else AFTER_ALL
    when = PartialDate(text)
    assert when.span == (first, last)
    assert (str(when.earliest), str(when.latest)) == (str(earliest), str(latest))
    assert precision == "season" or when.spans == ((first, last),)
    assert (when.precision, when.is_whole_unit) == (precision, is_whole_unit)


#: Texts whose days are several runs, each with all of them.
RUNS = [
    # Spring and autumn are the same two spans, those of either hemisphere; so are summer and winter.
    ("2006-21", ["2006-03-01..2006-06-22", "2006-09-01..2006-12-23"]),
    ("2006-23", ["2006-03-01..2006-06-22", "2006-09-01..2006-12-23"]),
    # A winter over the turn of the year may be named by the year in which it begins or ends.
    ("2006-22", ["2005-12-01..2006-03-21", "2006-06-01..2006-09-24", "2006-12-01..2007-03-21"]),
    ("2006-24", ["2005-12-01..2006-03-21", "2006-06-01..2006-09-24", "2006-12-01..2007-03-21"]),
    ("2006-28", ["2005-12-01..2006-03-21", "2006-12-01..2007-03-21"]),
    ("2006-30", ["2005-12-01..2006-03-21", "2006-12-01..2007-03-21"]),
    ("0002-22", ["0001-12-01..0002-03-21", "0002-06-01..0002-09-24", "0002-12-01..0003-03-21"]),
    ("9998-24", ["9997-12-01..9998-03-21", "9998-06-01..9998-09-24", "9998-12-01..9999-03-21"]),
    ("0001-21", ["0001-03-01..0001-06-22", "0001-09-01..0001-12-23"]),
    ("200X-21",
     [f"200{y}-{run.format(y=y)}" for y in range(10) for run in ("03-01..200{y}-06-22", "09-01..200{y}-12-23")]),
    # Unspecified digits.
    ("156X-12-25", [f"156{y}-12-25..156{y}-12-25" for y in range(10)]),
    ("1560-X2", ["1560-02-01..1560-02-29", "1560-12-01..1560-12-31"]),
    ("1560-X1", ["1560-01-01..1560-01-31", "1560-11-01..1560-11-30"]),
    ("1985-0X-31", [f"1985-{m}-31..1985-{m}-31" for m in ("01", "03", "05", "07", "08")]),
    ("1985-02-X1", [f"1985-02-{d}1..1985-02-{d}1" for d in "012"]),
    ("1X84", [f"1{c}84-01-01..1{c}84-12-31" for c in range(10)]),
    ("199X-02-29", ["1992-02-29..1992-02-29", "1996-02-29..1996-02-29"]),
    ("200X-02-2X", [f"200{y}-02-20..200{y}-02-{29 if y in (0, 4, 8) else 28}" for y in range(10)]),
    # Sets: neighbours run together.
    ("[1667,1668,1670..1672]", ["1667-01-01..1668-12-31", "1670-01-01..1672-12-31"]),
    ("{1667,1668,1670..1672}", ["1667-01-01..1668-12-31", "1670-01-01..1672-12-31"]),
    ("[1668,1670,1667]", ["1667-01-01..1668-12-31", "1670-01-01..1670-12-31"]),  # In any order.
    ("[1667,1760-12]", ["1667-01-01..1667-12-31", "1760-12-01..1760-12-31"]),
    ("{1960,1961-12}", ["1960-01-01..1960-12-31", "1961-12-01..1961-12-31"]),
    ("[1667?,1760-12-XX]", ["1667-01-01..1667-12-31", "1760-12-01..1760-12-31"]),
    ("[2001-21,2004]", ["2001-03-01..2001-06-22", "2001-09-01..2001-12-23", "2004-01-01..2004-12-31"]),
    ("[1985-0X-31,2004]",
     [*(f"1985-{m}-31..1985-{m}-31" for m in ("01", "03", "05", "07", "08")), "2004-01-01..2004-12-31"]),
]  # fmt: skip


#: The same with days outside the years 1 to 9999.
FAR_RUNS = [
    ("X000", [f"{thousand}000-01-01..{thousand}000-12-31" for thousand in range(10)]),
    ("00X4-02", [f"00{tens}4-02-01..00{tens}4-02-{28 if tens % 2 else 29}" for tens in range(10)]),
    ("000X-12-25", [f"000{year}-12-25..000{year}-12-25" for year in range(10)]),
    ("-004X-02-29", [f"-00{year}-02-29..-00{year}-02-29" for year in (48, 44, 40)]),  # The earliest year comes first.
    ("-000X-06", [f"-000{year}-06-01..-000{year}-06-30" for year in range(9, 0, -1)]),
    ("-0043-X2", ["-0043-02-01..-0043-02-28", "-0043-12-01..-0043-12-31"]),
    ("-12000-0X-31", [f"-12000-{m}-31..-12000-{m}-31" for m in ("01", "03", "05", "07", "08")]),
    ("-0001-24", ["-0002-12-01..-0001-03-21", "-0001-06-01..-0001-09-24", "-0001-12-01..0000-03-21"]),
    ("0000-21", ["0000-03-01..0000-06-22", "0000-09-01..0000-12-23"]),
    ("9999-22", ["9998-12-01..9999-03-21", "9999-06-01..9999-09-24", "9999-12-01..+10000-03-21"]),
    ("[2013,0000]", ["0000-01-01..0000-12-31", "2013-01-01..2013-12-31"]),
    ("{-0001,2013}", ["-0001-01-01..-0001-12-31", "2013-01-01..2013-12-31"]),
    ("[Y-12000,-0043-03-15,+12000-01]",
     ["-12000-01-01..-12000-12-31", "-0043-03-15..-0043-03-15", "+12000-01-01..+12000-01-31"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "runs"), RUNS + FAR_RUNS, ids=[row[0] for row in RUNS + FAR_RUNS])
def test_texts_with_several_runs(text: str, runs: list[str]) -> None:
    """The days are just these, and each question about them is answered from the same days."""
    ends = [run.split("..") for run in runs]
    expected = tuple((at(a), at(b)) for a, b in ends)
    when = PartialDate(text)
    assert when.spans == expected
    assert when.span == (expected[0][0], expected[-1][1])
    assert (str(when.earliest), str(when.latest)) == (ends[0][0], ends[-1][1])
    for day in {edge + step for run in expected for edge in run for step in (-1, 0, 1)}:
        is_one = any(first <= day <= last for first, last in expected)
        assert when.could_be(day_at(day)) is is_one
        assert when.meets(((day, day),)) is is_one
    assert when.lies_within(expected)
    assert not when.lies_within(expected[1:])
    assert not when.lies_within(expected[:-1])


def test_open_sets() -> None:
    """Ranges that begin before all days, or end after all, stand first or last; the days between are left out."""
    reading = PartialDate("[..1983-12-31,1984-10-10..1984-11-01,1984-11-05..]")
    days = [date.fromisoformat(text).toordinal() for text in ("1983-12-31", "1984-10-10", "1984-11-01", "1984-11-05")]
    assert reading.spans == ((BEFORE_ALL, days[0]), (days[1], days[2]), (days[3], AFTER_ALL))
    assert reading.span == (BEFORE_ALL, AFTER_ALL)
    assert PartialDate("[1760-01,1760-02,1760-12..]").latest is None


@pytest.mark.parametrize(("text", "qualifier", "qualifiers"), [
    ("2004", None, (None, None, None)),
    ("2004?", "?", ("?", None, None)),
    ("2004-06~", "~", ("~", "~", None)),
    ("2004-06-11%", "%", ("%", "%", "%")),
    ("2004-06~-11", None, ("~", "~", None)),  # A mark on the right speaks of all before it too,
    ("2004?-06-11", None, ("?", None, None)),
    ("2004-%06-11", None, (None, "%", None)),  # one on the left of that component alone.
    ("?2004-06-~11", None, ("?", None, "~")),
    ("2004-06?-~11", None, ("?", "?", "~")),
    ("?2004-06~", None, ("%", "~", None)),  # Uncertain by itself, approximate together with the month.
    ("2004?-06~-11", None, ("%", "~", None)),
    ("?2004-?06-?11", "?", ("?", "?", "?")),  # Each of them is the whole.
    ("?2004~", "%", ("%", None, None)),
    ("~Y17E2?", "%", ("%", None, None)),
    ("2004?-06?", "?", ("?", "?", None)),
    ("156X~-12-25", None, ("~", None, None)),
    ("2001-21?", "?", ("?", "?", None)),
    ("1950S2?", "?", ("?", None, None)),
    ("Y17E2~", "~", ("~", None, None)),
    ("[1667?,1668-12~]", None, ("%", "~", None)),  # Of a set, its members together.
    ("[2001~..2003?]", None, ("%", None, None)),
    ("{1667,1668}", None, (None, None, None)),
])  # fmt: skip
def test_qualifiers(text: str, qualifier: str | None, qualifiers: tuple[str | None, ...]) -> None:
    """Each component has the marks that speak of it; the whole has the mark that all of them bear."""
    reading = PartialDate(text)
    assert reading.qualifier == qualifier
    assert reading.qualifiers == qualifiers


@pytest.mark.parametrize("body", ["2013", "2013-07", "2013-07-01", "201X", "2013-XX", "2013-07-XX", "2013-21", "20X3"])
@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_qualifiers_only_mark(body: str, mark: str) -> None:
    """A qualifier at the end is kept and changes nothing else."""
    plain, marked = PartialDate(body), PartialDate(body + mark)
    assert (plain.qualifier, marked.qualifier) == (None, mark)
    assert (plain.spans, plain.precision, plain.is_whole_unit) == (marked.spans, marked.precision, marked.is_whole_unit)


@pytest.mark.parametrize(("text", "answer"), [("{1960,1961}", True), ("[1960,1961]", False), ("1960", False)])
def test_means_all(text: str, answer: bool) -> None:
    """Braces mean all members, brackets one of them."""
    assert PartialDate(text).means_all is answer


#: What the standard does not allow, with the words of the message that tell why.
INVALID = [
    ("", 0, "is empty"),
    # Days and months that do not exist.
    ("2013-02-29", 8, "that month has 28 days"),
    ("1900-02-29", 8, "that month has 28 days"),
    ("2000-02-30", 8, "that month has 29 days"),
    ("2013-04-31", 8, "that month has 30 days"),
    ("2013-01-32", 8, "that month has 31 days"),
    ("2013-07-00", 8, "that month has 31 days"),
    ("2013-00", 5, "has no month 00"),
    ("2013-13", 5, "has no month 13"),
    ("2013-20", 5, "has no month 20"),  # One below the seasons.
    ("2013-42", 5, "has no month 42"),  # One above the sub-year groupings.
    ("2013-13-01", 5, "has no month 13"),
    ("2013-21-01", 7, "gives a day to a season or other grouping"),
    ("2013-25-01", 7, "gives a day to a season or other grouping"),
    # Other notations of dates.
    ("20130701", 4, "is not of the form"),  # ISO 8601 basic form is not in EDTF.
    ("201307", 4, "is not of the form"),
    ("2013-W27-1", 5, "has a character that is not a digit"),  # Week dates neither.
    ("2013-W27", 5, "has a character that is not a digit"),
    ("2013-182", 7, "is not of the form"),  # Ordinal dates neither.
    ("1/7/2013", 1, "has a character that is not a digit"),
    ("2013/07/01", 4, "is not of the form"),
    ("01.07.2013", 2, "has a character that is not a digit"),
    ("13-07-01", 2, "has a character that is not a digit"),  # A year of two digits.
    ("13", 2, "has a year that is too short"),
    ("12013", 4, "is not of the form"),  # A year of five digits needs Y.
    ("2013-7", 6, "has a month that is too short"),
    ("2013-7-1", 6, "has a character that is not a digit"),
    ("2013-07-1", 9, "has a day that is too short"),
    ("2013-07-011", 10, "continues after its end"),
    ("2013-07-01-01", 10, "continues after its end"),
    ("2013-", 5, "has a month that is too short"),
    ("2013--07", 5, "has a character that is not a digit"),
    ("July 2013", 0, "has a character that is not a digit"),
    ("2013-Jul", 5, "has a character that is not a digit"),
    ("2013-Ju", 5, "has a character that is not a digit"),
    ("today", 0, "has a character that is not a digit"),
    ("null", 0, "has a character that is not a digit"),
    ("nan", 0, "has a character that is not a digit"),
    ("NaT", 0, "has a character that is not a digit"),
    ("2013 CE", 4, "is not of the form"),
    ("+2013", 0, "has a plus before a year of four digits or fewer"),
    ("+0000-01-01", 0, "has a plus before a year of four digits or fewer"),
    ("+0012000-01-01", 0, "has a plus before a year of four digits or fewer"),
    ("+1200X-01", 0, "has a plus before a year of four digits or fewer"),  # A long year has no unspecified digits.
    ("-+12000-01", 1, "has a character that is not a digit"),
    ("+12000", 0, "has a long year without Y"),
    ("-12000S2", 0, "has a long year without Y"),
    ("12000-01-01", 4, "is not of the form"),  # Nor is a long year written without a sign.
    ("Y12000-01-01", 6, "continues after its end"),
    ("+12000-13", 7, "has no month 13"),
    ("+12001-02-29", 10, "that month has 28 days"),
    ("-0001-02-29", 9, "that month has 28 days"),
    ("-0100-02-29", 9, "that month has 28 days"),
    ("0000-02-30", 8, "that month has 29 days"),
    ("-XXX1-02-29", 9, "has no day 29 in any of its years"),
    ("-X00X-02-30", 9, "has no day 30"),
    ("2_13", 1, "has a character that is not a digit"),  # int() would read it.
    ("2.13", 1, "has a character that is not a digit"),
    ("1e03", 1, "has a character that is not a digit"),  # float() would read it.
    ("0x7d", 1, "has a character that is not a digit"),
    ("201x", 3, "has a character that is not a digit"),  # Unspecified digits are capital.
    ("2013-07-0x", 9, "has a character that is not a digit"),
    # Blanks and unseen characters.
    (" ", 0, "has a character that is not a digit"),
    (" 2013", 0, "has a character that is not a digit"),
    ("2013 ", 4, "is not of the form"),
    ("2013-07-01 ", 10, "continues after its end"),
    ("2013 07", 4, "is not of the form"),
    ("2013- 7", 5, "has a character that is not a digit"),
    (" 201", 0, "has a character that is not a digit"),  # int() would strip it.
    ("2013-07-01\n", 10, "continues after its end"),  # `$` of a pattern would let it pass.
    ("2013\n", 4, "is not of the form"),
    ("201\n", 3, "has a character that is not a digit"),
    ("2013\t", 4, "is not of the form"),
    ("2013\r\n", 4, "is not of the form"),
    ("2013\x00", 4, "is not of the form"),
    ("2013\x00-07", 4, "is not of the form"),
    ("\x002013", 0, "has a character that is not a digit"),
    ("2013\x1b[0m", 4, "is not of the form"),
    ("\ufeff2013", 0, "has a character that is not ASCII"),  # Byte order mark.
    ("2013\u200b", 4, "has a character that is not ASCII"),  # Zero-width blank.
    ("2013\u00a0", 4, "has a character that is not ASCII"),  # No-break blank.
    ("\u202e2013", 0, "has a character that is not ASCII"),  # Writing direction.
    ("2013\ud800", 4, "has a character that is not ASCII"),  # Lone surrogate.
    # Digits and dashes that look right; int() reads all of these digits.
    ("\uff12\uff10\uff11\uff13", 0, "has a character that is not ASCII"),  # Full-width.
    ("\u0662\u0660\u0661\u0663", 0, "has a character that is not ASCII"),  # Arabic.
    ("\u0968\u0966\u0967\u0969", 0, "has a character that is not ASCII"),  # Devanagari.
    ("201\u00b3", 3, "has a character that is not ASCII"),  # Superscript three.
    ("2013\u201307", 4, "has a character that is not ASCII"),  # En dash.
    ("2013\u221207", 4, "has a character that is not ASCII"),  # Minus sign.
    ("2013\u201007", 4, "has a character that is not ASCII"),  # Hyphen proper.
    # Marks in wrong places.
    ("?", 1, "has a year that is too short"),
    ("~", 1, "has a year that is too short"),
    ("-", 1, "has a year that is too short"),
    ("Y", 1, "has no year"),
    ("E", 0, "has a character that is not a digit"),
    ("Sept", 0, "has a character that is not a digit"),
    ("X", 1, "has a year that is too short"),
    ("2013-X", 6, "has a month that is too short"),
    ("2013X", 4, "is not of the form"),
    # Times of day.
    ("2013-07T10:00:00", 7, "has a time after a date that is not a day"),
    ("2013T10:00:00", 4, "has a time after a date that is not a day"),
    ("T10:00:00", 0, "has a year that is too short"),
    ("2013-07-XXT10:00:00", 10, "has a time after a date that is not a day"),
    ("2013-02-29T10:00:00", 8, "that month has 28 days"),
    ("2013-07-01T", 11, "has no time of day"),
    ("2013-07-01T10", 11, "has no time of day"),
    ("2013-07-01T10:00", 11, "has no time of day"),
    ("2013-07-01T100000", 11, "has no time of day"),
    ("2013-07-01T24:00:00", 11, "has no time of day"),
    ("2013-07-01T24:00:00Z", 11, "has no time of day"),
    ("2013-07-01T24:00:01", 11, "has no time of day"),
    ("2013-07-01T23:60:00", 11, "has no time of day"),
    ("2013-07-01T23:59:60", 11, "has no time of day"),
    ("2013-07-01T10:00:00.5", 11, "has no time of day"),
    ("2013-07-01T1:000:00", 11, "has no time of day"),
    ("2013-07-01T10:00:0a", 11, "has no time of day"),
    ("2013-07-01T1:1:1:11", 11, "has no time of day"),
    ("2013-07-01T10:00:00z", 11, "has no time of day"),
    ("2013-07-01T10:00:00+", 19, "has no time zone"),
    ("2013-07-01T10:00:00+2", 19, "has no time zone"),
    ("2013-07-01T10:00:00+24", 19, "has no time zone"),
    ("2013-07-01T10:00:00+23:59", 19, "has a time zone beyond 14 hours"),
    ("2013-07-01T10:00:00+14:01", 19, "has a time zone beyond 14 hours"),
    ("2013-07-01T10:00:00-14:01", 19, "has a time zone beyond 14 hours"),
    ("2013-07-01T10:00:00+15", 19, "has a time zone beyond 14 hours"),
    ("-0043-03-15T10:00:00-15:00", 20, "has a time zone beyond 14 hours"),
    ("2013-07-01T10:00:00-00:00", 19, "has a minus before a time zone of no hours"),
    ("2013-07-01T10:00:00-00", 19, "has a minus before a time zone of no hours"),
    ("2013-07-01T10:00:00+02:60", 19, "has no time zone"),
    ("2013-07-01T10:00:00+0200", 19, "has no time zone"),
    ("2013-07-01T10:00:00+02:00:00", 19, "has no time zone"),
    ("2013-07-01T10:00:00+ab", 19, "has no time zone"),
    ("2013-07-01T10:00:00ZZ", 19, "has no time zone"),
    ("2013-07-01T10:00:00Z00", 19, "has no time zone"),  # Z stands alone.
    ("2013-07-01T10:00:00Z05", 19, "has no time zone"),
    ("2013-07-01T10:00:00Z05:00", 19, "has no time zone"),
    ("2013-07-01 10:00:00", 10, "continues after its end"),
    ("2013-07-01t10:00:00", 10, "continues after its end"),
    ("2013-07-01T10:00:00?", 11, "has no time of day"),
    # Sets.
    ("[2013..2012]", 1, "has a range that ends before it starts"),
    ("[2013-07-02..2013-07-01]", 1, "has a range that ends before it starts"),
    ("[2013-07-15..2013]", 1, "has a range between dates of different precision"),
    ("[2005..2007-03]", 1, "has a range between dates of different precision"),
    ("[2001-23..2001-21]", 1, "has a range that ends before it starts"),
    ("{2001-23..2001-21}", 1, "has a range that ends before it starts"),
    ("[2001-23?..2001~-21]", 1, "has a range that ends before it starts"),
    ("[2001-24..2001-21]", 1, "has a range that ends before it starts"),
    ("[2001-28..2001-25]", 1, "has a range that ends before it starts"),
    ("[2001-32..2001-31]", 1, "has a range that ends before it starts"),  # The southern winter follows the autumn.
    ("[2002-21..2001-24]", 1, "has a range that ends before it starts"),
    ("[-0043-23..-0043-21]", 1, "has a range that ends before it starts"),
    ("[-0027..-0043]", 1, "has a range that ends before it starts"),
    ("[Y12000..9999]", 1, "has a range that ends before it starts"),
    ("[201X..2020]", 1, "has a range between dates of different precision"),
    ("[2001-12..2001-21]", 1, "has a range between dates of different precision"),
    ("[..]", 1, "has a range without a start or an end"),
    ("[]", 1, "has a year that is too short"),
    ("[", 1, "is a set without its closing bracket"),
    ("[2006..2007", 11, "is a set without its closing bracket"),
    ("2006..2007]", 4, "is not of the form"),
    ("2006..2007", 4, "is not of the form"),
    ("[2006..2007]~", 13, "is a set without its closing bracket"),  # A qualifier belongs to a date, not to a set.
    ("[2006...2007]", 7, "has a character that is not a digit"),
    ("[2006 .. 2007]", 5, "is not of the form"),
    ("[2006..2007-13]", 12, "has no month 13"),
    ("[2013-02-29..]", 9, "that month has 28 days"),
    ("[..2013-02-29]", 11, "that month has 28 days"),
    ("[a,b]", 1, "has a character that is not a digit"),
    ("[2006-01-01T10:00:00..]", 11, "continues after its end"),
    # What looks like a feature of level 2 but is not a date at any level.
    ("2013-3X", 5, "has no month 3X"),
    ("2013-2X", 5, "has no month 2X"),  # The groupings have whole numbers.
    ("-0000", 0, "minus before the year 0"),
    ("-0000-01-01", 0, "minus before the year 0"),
    ("201XS2", 0, "both unspecified and significant"),
    ("1950S2-05", 6, "continues after its end"),
    ("[2013..,2014]", 5, "an open range in its middle"),
    ("[2012,..2013]", 6, "an open range in its middle"),
    ("2004??", 5, "is not of the form"),
    ("2004~?", 5, "is not of the form"),
    ("~?", 1, "has a character that is not a digit"),
    ("wh?at", 0, "has a character that is not a digit"),
    ("no ~ date", 0, "has a character that is not a digit"),
    ("2013-13?-01", 5, "has no month 13"),
    ("2013-?", 6, "has a month that is too short"),
    ("2013-13-XX", 5, "has no month 13"),  # No month 13 and no day 45.
    ("2013-1X-45", 8, "has no day 45"),
    ("20XX-99", 5, "has no month 99"),
    ("2013-XX-32", 8, "has no day 32"),
    ("-1985-13-45", 6, "has no month 13"),
    ("-1985-21-05", 8, "gives a day to a season or other grouping"),
    ("2013-21-XX", 7, "gives a day to a season or other grouping"),  # A season has no day, unspecified or not.
    ("-1", 2, "has a year that is too short"),  # Years have four digits; more of them need Y, and Y needs more.
    ("-20130", 0, "has a long year without Y"),
    ("Y1", 0, "has a Y before a year of four digits or fewer"),
    ("Y-2013", 0, "has a Y before a year of four digits or fewer"),
    ("Y00012013", 1, "has no year"),
    ("1950S0", 5, "has no number of significant digits"),
    ("1950S17", 5, "has more significant digits than any year"),
    ("Y1E4S17", 5, "has more significant digits than any year"),
    ("Y2013", 0, "has a Y before a year of four digits or fewer"),
    ("--1985", 1, "has a character that is not a digit"),
    ("YY12345", 1, "has no year"),
    ("Y--12345", 2, "has no year"),
    ("2004E", 4, "is not of the form"),
    ("2013S", 5, "has no number of significant digits"),
    ("2013SE-X", 5, "has no number of significant digits"),
    ("{", 1, "is a set without its closing bracket"),
    ("{x", 2, "is a set without its closing bracket"),
    ("[,]", 1, "has a year that is too short"),
    ("[....]", 3, "has a character that is not a digit"),
    ("[--]", 2, "has a character that is not a digit"),
    ("[2006.2007]", 5, "is not of the form"),
    ("[XX]", 3, "has a year that is too short"),
    # Intervals belong to `Period`.
    ("2013/2014", 4, "is not of the form"),
    ("2013/..", 4, "is not of the form"),
    ("/", 0, "has a character that is not a digit"),
    ("..", 0, "has a character that is not a digit"),
]


@pytest.mark.parametrize(("text", "position", "why"), INVALID, ids=[ascii(row[0]) for row in INVALID])
def test_invalid_texts(text: str, position: int, why: str) -> None:
    """Text that is not EDTF is refused; the error names the value, tells why and where, and what was expected there."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert type(caught.value) is InvalidDateError
    assert caught.value.reason.startswith(repr(text))
    assert why in caught.value.reason
    assert caught.value.position == position
    assert f"at position {position} (expected {caught.value.expected}" in str(caught.value)
    assert caught.value.expected
    assert caught.value.value == text


#: What the standard allows and the library does not read, with what the message names.
UNSUPPORTED = [
    ("Y1000000000000001", "a quadrillion years away"),
    ("Y-1000000000000001", "a quadrillion years away"),
    ("Y1E16", "a quadrillion years away"),
    ("Y-1E16?", "a quadrillion years away"),
    ("Y1E15S1", "a quadrillion years away"),  # Its digits may be followed by nines.
    ("Y-1E15S15", "a quadrillion years away"),
    ("Y1E99999999999", "a quadrillion years away"),  # Not computed.
    ("Y1E4" + "0" * 40, "a quadrillion years away"),
    ("+1000000000000001-01-01", "a quadrillion years away"),
    ("-1000000000000001-12", "a quadrillion years away"),
    ("+10000002010000002000400040-XX", "a quadrillion years away"),
    ("+1000000000000000-24", "a quadrillion years away"),  # This winter ends a year later,
    ("-1000000000000000-30", "a quadrillion years away"),  # and this summer begins a year before.
    ("[2013,Y1E16]", "a quadrillion years away"),
    ("[Y-1E16..2013]", "a quadrillion years away"),
    ("[156X-12-25,1570]", "comes again from year to year"),
    ("[-156X-12-25,1570]", "comes again from year to year"),
    ("[X999]", "comes again from year to year"),
    ("[" + "2001-21," * 1_001 + "2003]", "more than 1,000 members besides plain dates"),
]


@pytest.mark.parametrize(("text", "feature"), UNSUPPORTED, ids=[row[0][:20] for row in UNSUPPORTED])
def test_unsupported_texts(text: str, feature: str) -> None:
    """EDTF that is not read is refused with an error of its own that names the text and what it needs."""
    with pytest.raises(UnsupportedDateError) as caught:
        PartialDate(text)
    assert feature in caught.value.reason
    assert "not supported" in caught.value.reason
    assert repr(text)[:60] in str(caught.value)
    assert caught.value.value == text


@pytest.mark.parametrize("text", [
    pytest.param("2" * 81, id="digits"), pytest.param("2013-07-01" * 100, id="dates"),
    pytest.param("[" * 10_000, id="brackets"), pytest.param("[2013.." + "0" * 5_000 + "]", id="range"),
    pytest.param("Y" + "9" * 5_000, id="more digits than int() takes"), pytest.param("2013?" * 1_000, id="qualifiers"),
    pytest.param("٣" * 5_000, id="Arabic digits"), pytest.param("\n" * 5_000, id="line breaks"),
    pytest.param("2013-07-01T" + ":" * 5_000, id="time"), pytest.param(" " * 1_000_000, id="a million blanks"),
])  # fmt: skip
def test_long_texts_are_cut_in_the_message(text: str) -> None:
    """A long text is refused; the message shows its beginning, cut to 80 characters, and the error keeps all of it."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    shown = caught.value.reason.partition("…")[0] + "…"
    assert len(shown) == 80
    assert shown[1:20] == repr(text[:80])[1:20]
    assert len(str(caught.value)) < 250
    assert caught.value.value is text


@pytest.mark.parametrize(
    "text", ["1" * 64, "-" * 64, "X" * 64, "1950S" + "1" * 59, "[" + "1" * 62 + "]", "Y" + "9" * 63]
)
def test_the_longest_texts_get_a_typed_error(text: str) -> None:
    """No text of the greatest length looked at gets past the typed errors."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert "too long" not in caught.value.reason


def test_the_length_limits() -> None:
    """A longer date is refused before any work, a set only from 65,537 characters on; the message tells the limit."""
    with pytest.raises(InvalidDateError, match="too long for a date, at position 64"):
        PartialDate("2013" + "-" * 61)
    years = [f"{year:04}" for year in range(1, 9999)]
    longest = "[" + ",".join(years + years[:3108])[:65_534].rstrip(",") + "]"
    assert PartialDate(longest).latest == date(9998, 12, 31)
    with pytest.raises(UnsupportedDateError, match="a set of more than 65,536 characters"):
        PartialDate("[" + ",".join(years * 2) + "]")


@pytest.mark.parametrize(("text", "error"), [
    pytest.param("1" * 10**6, InvalidDateError, id="a megabyte of digits"),
    pytest.param("Y" + "1" * 10**6, UnsupportedDateError, id="a year of a megabyte"),
    pytest.param("Y1E" + "9" * 10**6, UnsupportedDateError, id="an exponent of a megabyte"),
    pytest.param("Y1E5S" + "9" * 10**6, InvalidDateError, id="significant digits of a megabyte"),
    pytest.param("[" * 60_000 + "]", InvalidDateError, id="nested brackets"),
    pytest.param("[" + "[2013]," * 9_000 + "2014]", InvalidDateError, id="sets in a set"),
    pytest.param("[" + "," * 60_000 + "]", InvalidDateError, id="empty members"),
    pytest.param("[" + "XXXX-XX-X1," * 5_000 + "2013]", UnsupportedDateError, id="members with very many days"),
    pytest.param("X100-02-29", InvalidDateError, id="a day that no year has"),
    pytest.param("+" + "1" * 10**6 + "-01", InvalidDateError, id="a signed year of a megabyte"),
    pytest.param("2013-0" + "?" * 10**6, InvalidDateError, id="a megabyte of marks"),
])  # fmt: skip
def test_hostile_texts_are_refused_without_work(text: str, error: type[InvalidDateError]) -> None:
    """Text that would be dear to read is refused by its first fault; the benchmark shows how fast."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert type(caught.value) is error
    assert len(str(caught.value)) < 250


def test_dear_dates_are_read_without_listing_their_days() -> None:
    """A date of half a million days has its bounds at once, and can be asked about any of them."""
    when = PartialDate("XXXX-XX-X1")
    assert (when.earliest, when.latest) == (Day("0000-01-01"), date(9999, 12, 31))
    assert when.could_be(date(2013, 2, 21)) and not when.could_be(date(2013, 2, 22))
    assert when.meets(((date(2013, 2, 22).toordinal(), date(2013, 2, 28).toordinal()),)) is False
    assert when.meets(((date(2013, 2, 22).toordinal(), date(2013, 3, 1).toordinal()),)) is True


@pytest.mark.parametrize(("first", "last", "answer"), [
    ("2001-23", "2001-21", True), ("2001-21", "2001-23", False), ("2001-21", "2001-21", False),
    ("2012-24", "2012-21", True), ("2011-24", "2012-21", False), ("2012-21", "2011-24", True),
    ("2001-28", "2001-25", True), ("2001-27", "2001-26", True), ("2001-25", "2001-28", False),
    # The southern year begins with summer or autumn; a summer may be the one at its end as well.
    ("2001-31", "2001-29", False), ("2001-29", "2001-31", True), ("2001-32", "2001-31", True),
    ("2001-29", "2001-32", True), ("2001-30", "2001-29", False), ("2001-29", "2001-30", False),
    ("2002-30", "2001-30", True),
    ("?2001-23~", "2001%-21", True), ("-0043-23", "-0043-21", True), ("-0043-21", "-0044-23", True),
    ("-0044-23", "-0043-21", False), ("+12000-23", "+12000-21", True), ("0000-21", "-0001-24", True),
    # What is not two seasons of one kind is judged by its days.
    ("2001-23", "2001-25", False), ("200X-23", "200X-21", False), ("2001-36", "2001-33", False),
    ("2001-12", "2001-21", False), ("2001-07-31", "2001-07-29", False), ("2001", "2001-21", False), ("", "..", False),
])  # fmt: skip
def test_reversed_seasons(first: str, last: str, answer: bool) -> None:
    """Seasons of one kind are in the order of their years, and of one year in the order of its months."""
    assert reversed_seasons(first, last) is answer


@pytest.mark.parametrize(("year", "month", "days"), [
    (2013, 1, 31),
    (2013, 2, 28),
    (2012, 2, 29),
    (1900, 2, 28),
    (2000, 2, 29),
    (2013, 4, 30),
    (2013, 12, 31),
    (2012, 3, 31),
])  # fmt: skip
def test_days_of_month(year: int, month: int, days: int) -> None:
    """Months have the lengths of the Gregorian calendar; the law for all months is in `laws/test_dates.py`."""
    assert days_of_month(year, month) == days


def test_a_refused_text_is_refused_again() -> None:
    """Errors are made anew each time, so that a field written into one does not show in the next."""
    seen = []
    for _ in range(2):
        with pytest.raises(InvalidDateError) as caught:
            PartialDate("2013-13")
        seen.append(caught.value)
    seen[0].field = "on"
    assert seen[0] is not seen[1]
    assert seen[1].field == ""


def test_unsupported_is_caught_as_invalid() -> None:
    """Who only wants to know whether a text can be used catches one error."""
    with pytest.raises(InvalidDateError):
        PartialDate("Y1E16")


@pytest.mark.parametrize(("text", "hint"), [
    ("+12000", "write Y12000"),
    ("-12000S2", "write Y-12000S2"),
    ("2013-07-01T24:00:00Z", "write the day after it, which begins then"),
    ("[-0043..-0027-01-16]", "write [-0043-01-01..-0027-01-16]"),
])  # fmt: skip
def test_the_hint_says_what_to_write(text: str, hint: str) -> None:
    """Where the text shows what is meant, the hint is the text that says it."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert caught.value.hint == hint
