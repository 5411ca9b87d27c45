"""Dates of anyone's tables: what is read as it is, what as the caller declares, and what is refused with which hint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from iom_partners import DataFileError, Dataset, InvalidDateError, PartialDate, Period, UnsupportedDateError
from iom_partners.dates.coerce import in_order, numbers_of
from iom_partners.io.date_formats import DateFormat

WITHIN: Mapping[str, Any] = {"coarse_dates": "within"}
WHOLE: Mapping[str, Any] = {"coarse_dates": "whole"}


def period_of(row: dict[str, Any], **how: Any) -> str:
    """The period of the one membership of a row."""
    return str(Dataset.from_rows([{"member": "A", "body": "Club"} | row], **how).memberships[0].period)


def fault_of(row: dict[str, Any], **how: Any) -> str:
    """What is wrong with a row."""
    with pytest.raises(DataFileError) as caught:
        period_of(row, **how)
    return str(caught.value)


# Forms of ISO 8601 that EDTF leaves out.


@pytest.mark.parametrize(("start", "read"), [
    ("2004-03-01T00:00:00.000Z", "2004-03-01"),  # As browsers,
    ("2004-03-01T10:00", "2004-03-01"),  # Python,
    ("2004-03-01 00:00:00", "2004-03-01"),  # pandas
    ("2004-03-01 23:30:00.123456789+02:00", "2004-03-01"),
    ("2004-03-01 23:30:00 UTC", "2004-03-01"),  # and databases write it.
    ("2004-03-01T233000Z", "2004-03-01"),
    ("20040301", "2004-03-01"),
    ("2004-061", "2004-03-01"),
    ("2004366", "2004-12-31"),
    ("2004-W09-1", "2004-02-23"),
    ("2004W091", "2004-02-23"),
    ("2004-W09", "[2004-02-23..2004-02-29]"),
    ("2004Q1", "2004-33"),  # As pandas writes a quarter.
    (" 2004-03-01\n", "2004-03-01"),
    ("\u00a02004-03-01\u202f", "2004-03-01"),
    ("\u200e2004-03-01\u200e", "2004-03-01"),
    ("\ufeff2004", "2004"),
    (" .. ", ".."),
    ("\u200b", ""),
    ("-0043-03-15", "-0043-03-15"),
    ("Y12000", "Y12000"),
])  # fmt: skip
def test_forms_of_iso(start: str, read: str) -> None:
    """Of a day and time, the day as it is written; blanks and unseen marks at the ends are not part of a date."""
    assert period_of({"start": start}, **WITHIN) == f"{read}/"


def test_whole_weeks_and_quarters() -> None:
    """A week and a quarter are units that a start and an end can stand for the whole of."""
    assert period_of({"start": "2004-W09", "end": "2004Q1"}, **WHOLE) == "2004-02-23/2004-03-31"
    assert period_of({"period": "2004-W09"}, **WHOLE) == "2004-02-23/2004-02-29"


# Orders of day, month and year.


@pytest.mark.parametrize(("text", "order", "read"), [
    ("26.3.1994", "dmy", "1994-03-26"),
    ("26/3/1994", "dmy", "1994-03-26"),
    ("26-3-1994", "dmy", "1994-03-26"),
    ("26. 3. 1994.", "dmy", "1994-03-26"),
    ("26\u20103\u20101994", "dmy", "1994-03-26"),
    ("12/03/2010", "dmy", "2010-03-12"),
    ("12/03/2010", "mdy", "2010-12-03"),
    ("2010/3/12", "ymd", "2010-03-12"),
    ("2010-3-12", "ymd", "2010-03-12"),
    ("3/1994", "dmy", "1994-03"),
    ("3.1994", "mdy", "1994-03"),
    ("1994/3", "ymd", "1994-03"),
    ("26/03/1994 10:15:00", "dmy", "1994-03-26"),
    ("3/26/1994 12:00:00 AM", "mdy", "1994-03-26"),
    *((text, order, text) for text in ("1994", "1994-03", "1994-03-12") for order in ("dmy", "mdy", "ymd", "words")),
    ("1994-03-12T10:00:00Z", "dmy", "1994-03-12"),
    ("early 2006", "words", "[2006-01..2006-06]"),
    ("4-Mar-2010", "words", "2010-03-04"),
    ("by 2010", "words", "[..2010]"),
    ("autumn 2010", "words", "2010-23"),
])  # fmt: skip
def test_declared_ways_to_write_dates(text: str, order: Any, read: str) -> None:
    """Dates are read in the declared order, or as English; ISO text is read in any."""
    assert period_of({"start": text}, dates=order, **WITHIN) == f"{read}/"


@pytest.mark.parametrize(("text", "how", "told"), [
    ("12/03/2010", {}, "give dates='dmy' (2010-03-12) or dates='mdy' (2010-12-03)"),
    ("1.3.2004", {}, "does not say which number is the day (give dates='dmy' (2004-03-01) or dates='mdy'"),
    ("26.3.1994", {}, "give dates='dmy' (1994-03-26)"),
    ("3/1994", {}, "give dates='dmy' (1994-03)"),
    ("2010/3/12", {}, "give dates='ymd' (2010-03-12)"),
    ("12/03/2010", {"dates": "words"}, "give dates='dmy'"),
    ("3/26/1994", {"dates": "dmy"}, "contradicts dates='dmy' (dates='mdy' (1994-03-26) would read it"),
    ("26/3/1994", {"dates": "mdy"}, "contradicts dates='mdy'"),
    ("2010/03/12", {"dates": "dmy"}, "dates='ymd' (2010-03-12) would read it"),
    ("31.2.2010", {"dates": "dmy"}, "contradicts dates='dmy'"),
    ("0/2010", {"dates": "dmy"}, "contradicts dates='dmy'"),
    ("3/4/04", {}, "write the year in four digits"),
    ("3/4/04", {"dates": "dmy"}, "write the year in four digits"),
    ("Mar-04", {}, "write the year in four digits"),
    ("4 Mar 04", {"dates": "words"}, "write the year in four digits"),
    ("2013.0", {}, "give numbers='years'"),
    ("41640", {}, "give numbers='years', 'excel' or 'unix'"),
    ("March 2004", {}, "give dates='words' (2004-03)"),
    ("early 2006", {"dates": "dmy"}, "give dates='words' ([2006-01..2006-06])"),
    ("since 2005", {"dates": "words"}, "is not understood"),
    ("44 BC", {"dates": "words"}, "years before 0001"),
    ("44 BC", {"dates": "words"}, "give no_date=('44 BC',) to read it as empty, or errors='collect'"),
    ("44 BC", {"dates": "dmy"}, "years before 0001"),
    ("Y-1E16", {}, "a quadrillion years away"),
    ("Y-1E16", {"dates": "words"}, "a quadrillion years away"),
    ("-43", {"numbers": "years"}, "years before 0001"),
    ("\u221243", {}, "years before 0001"),
    ("94", {"numbers": "years"}, "write a year in four digits"),
    ("present", {}, "give no_date=('present',) and missing_end='ongoing'"),
    ("soon", {}, "write YYYY-MM-DD, or give dates='dmy'"),
    ("1951/1960", {}, "is a period, not a date (put it in the column 'period')"),
    ("2004-367", {}, "is not a day of the calendar"),
    ("2003-366", {}, "is not a day of the calendar"),
    ("20041301", {}, "is not a day of the calendar"),
    ("2004-W54", {}, "is not a day of the calendar"),
    ("9999-W53", {}, "is not a day of the calendar"),
    ("2004-03-01T24:00", {}, "'2004-03-01T24:00'"),
    ("2004-02-30T10:00", {}, "'2004-02-30T10:00'"),
    ("+2004-00-00T00:00:00Z", {}, "PartialDate.from_wikidata(time, precision)"),
    ("２００４", {}, "'２００４'"),
    (b"2004", {}, "is not a date"),
])  # fmt: skip
def test_what_does_not_say_what_it_means(text: Any, how: dict[str, Any], told: str) -> None:
    """Nothing is guessed or swapped: the hint names what to declare, and what it would give."""
    assert told in fault_of({"start": text}, **WITHIN, **how)


def test_a_function_reads_dates() -> None:
    """A function gets each text and number, and returns a date, EDTF text, or None; what it raises is told."""

    def read(cell: Any) -> object:
        return {"2004-03-02": "2004-02-03", 7: date(2007, 1, 1), "p": Period("2001/2002"), "q": "2001/2002"}.get(cell)

    assert period_of({"start": "2004-03-02", "end": 7}, dates=read) == "2004-02-03/2007-01-01"
    assert period_of({"start": "none"}, dates=read, missing_start="open") == "../"
    assert period_of({"start": date(2001, 1, 1)}, dates=read) == "2001-01-01/"
    assert period_of({"period": "p"}, dates=read) == "2001/2002"
    assert period_of({"period": "q"}, dates=read, **WITHIN) == "2001/2002"
    assert period_of({"period": 7}, dates=read) == "2007-01-01/2007-01-01"
    assert period_of({"period": "none"}, dates=read) == "/"
    for text in ("../2002-01-01", "2001-01-01/..", "/2002-01-01", "2001-01-01/"):
        assert period_of({"period": "x"}, dates={"x": text}.get) == text
    assert "by the function of dates=: KeyError: 'x'" in fault_of({"start": "x"}, dates={}.__getitem__)
    assert "'p' is read by the function of dates= as Period(" in fault_of({"start": "p"}, dates=read)
    two_digits = period_of({"start": "3/4/04"}, dates=lambda text: datetime.strptime(text, "%d/%m/%y"))
    assert two_digits == "2004-04-03/"


@pytest.mark.parametrize(("text", "how", "read"), [
    ("July to December 2013", {"dates": "words"}, "2013-07-01/2013-12-31"),
    ("since 2005", {"dates": "words"}, "2005/"),
    ("2004/2006", {"dates": "words"}, "2004/2006"),
    ("2006", {"dates": "words"}, "2006/2006"),
    ("12/03/2010 - 15/04/2011", {"dates": "dmy"}, "2010-03-12/2011-04-15"),
    ("12.3.2010\u201315.4.2011", {"dates": "dmy"}, "2010-03-12/2011-04-15"),
    ("1.3.2004 to 2005", {"dates": "dmy"}, "2004-03-01/2005"),
    ("12/03/2010", {"dates": "dmy"}, "2010-03-12/2010-03-12"),
    ("3/1994", {"dates": "dmy"}, "1994-03/1994-03"),
    ("2010/2011", {"dates": "dmy"}, "2010/2011"),
    ("n/a", {"no_date": ["N/A"]}, "/"),
])  # fmt: skip
def test_periods_in_one_cell(text: str, how: dict[str, Any], read: str) -> None:
    """A period may be written in one cell, with two dates as they are declared, or in English."""
    assert period_of({"period": text}, **WITHIN, **how) == read


@pytest.mark.parametrize(("text", "how", "told"), [
    ("12/03/2010", {}, "give dates='dmy'"),
    ("whenever", {"dates": "words"}, "is not understood"),
    ("1.3.2004 until now", {"dates": "dmy"}, "write YYYY-MM-DD"),
    ("2021/22", {}, "names a year that lies in two"),
    ("2021/2022", {"years_begin": "07-01"}, "may be one year that lies in two, or both years (write 2021/22"),
])  # fmt: skip
def test_cells_that_are_no_period(text: str, how: dict[str, Any], told: str) -> None:
    """What is not a period is refused like what is not a date."""
    assert told in fault_of({"period": text}, **WITHIN, **how)


# Years that lie in two.


@pytest.mark.parametrize("text", ["2021-22", "2021/22", "2021-2022", "2021/2022", "2021\u201322", "2021 / 22"])
def test_years_that_lie_in_two(text: str) -> None:
    """A playing, school or financial year is refused, until its first day is declared."""
    assert "give years_begin= with its first day, such as '07-01': 2021-07-01/2022-06-30" in fault_of({"start": text})
    how = {"years_begin": "07-01"}
    assert period_of({"start": text, "end": text}, **how, **WHOLE) == "2021-07-01/2022-06-30"
    assert period_of({"start": text}, **how, **WITHIN) == "[2021-07-01..2022-06-30]/"
    if text != "2021/2022":
        assert period_of({"period": text}, **how, **WHOLE) == "2021-07-01/2022-06-30"


@pytest.mark.parametrize(("text", "begin", "read"), [
    ("1933/34", "07-01", "1933-07-01/1934-06-30"),
    ("1999-00", "04-06", "1999-04-06/2000-04-05"),
    ("2010-11", "10", "2010-10-01/2011-09-30"),  # Else it is a month.
    ("2010-05", "07-01", "2010-05-01/2010-05-31"),
    ("2010", "07-01", "2010-01-01/2010-12-31"),
])  # fmt: skip
def test_first_days_of_years(text: str, begin: str, read: str) -> None:
    """A year begins on the declared day, and ends on the day before; years and other months stay what they are."""
    assert period_of({"start": text, "end": text}, years_begin=begin, **WHOLE) == read


def test_seasons() -> None:
    """Codes of seasons, quarters and halves are refused too, unless they are declared."""
    for text in ("2004-21", "2004-33", "2004-41", "2004-22~"):
        assert "give seasons=True" in fault_of({"start": text}, **WITHIN)
        assert period_of({"start": text}, seasons=True, **WITHIN) == f"{text}/"
    assert "or seasons=True" in fault_of({"start": "2021-22"}, **WITHIN)
    assert period_of({"start": "2021-22"}, seasons=True, **WITHIN) == "2021-22/"
    assert period_of({"start": "2004-33", "end": "2004-41"}, seasons=True, **WHOLE) == "2004-01-01/2004-12-31"
    assert "not a whole year or month" in fault_of({"start": "2004-21"}, seasons=True, **WHOLE)
    assert str(PartialDate("2021-22")) == "2021-22"


# Numbers.


@pytest.mark.parametrize(("number", "numbers", "read"), [
    (2013, "years", "2013"),
    (2013.0, "years", "2013"),
    (44, "years", "0044"),
    (np.int64(2013), "years", "2013"),
    (np.float32(2013), "years", "2013"),
    (Decimal(2013), "years", "2013"),
    ("2013.0", "years", "2013"),  # As pandas writes a column of years with gaps.
    (41640, "excel", "2014-01-01"),
    (41640.75, "excel", "2014-01-01"),
    (1, "excel", "1900-01-01"),
    (59, "excel", "1900-02-28"),
    (61, "excel", "1900-03-01"),
    ("41640", "excel", "2014-01-01"),
    ("41640.5", "excel", "2014-01-01"),
    (1262304000, "unix", "2010-01-01"),
    (1262303999.5, "unix", "2009-12-31"),
    (-1, "unix", "1969-12-31"),
    (0, "unix", "1970-01-01"),
    ("1262304000", "unix", "2010-01-01"),
])  # fmt: skip
def test_numbers(number: Any, numbers: Any, read: str) -> None:
    """A number is what the caller declares: a year, a day of Excel, or seconds."""
    assert period_of({"start": number}, numbers=numbers, **WITHIN) == f"{read}/"


@pytest.mark.parametrize(("number", "numbers", "told"), [
    (2013, None, "a number may be a year, a count of days or of seconds (give numbers='years', 'excel' or 'unix'"),
    (2013.5, "years", "is not a year from 1 to 9999"),
    (20130101, "years", "write a day as text"),
    (0, "years", "is not a year"),
    (-43, "years", "is not a year from 1 to 9999 (errors='collect' leaves out such rows)"),
    (float("inf"), "years", "is not a date"),
    (10**400, "years", "is not a date"),
    (1j, "years", "is not a date"),
    (True, "years", "True is not a date"),
    (60, "excel", "a day that never was"),
    (0.5, "excel", "1 to 2958465"),
    (2958466, "excel", "1 to 2958465"),
    (2958465, "excel", "stands for no date"),
    ("2013", "excel", "may be a date or a number"),
    ("20130101", "unix", "may be a date or a number"),
    ("1.1994", "excel", "give dates='dmy'"),
    (1262304000000, "unix", "divide milliseconds by 1,000"),
    (1e14, "unix", "divide milliseconds by 1,000"),
    (2013, "unix", "not a plausible count of seconds"),
])  # fmt: skip
def test_numbers_that_are_not_clear(number: Any, numbers: Any, told: str) -> None:
    """A number that is not declared, or not plausible, is refused."""
    assert told in fault_of({"start": number}, numbers=numbers, **WITHIN)


# What stands for no date.


@pytest.mark.parametrize("value", [
    "9999-12-31", "9999", "9999-12", "9999-01-01", "2999-12-31", "2262-04-11", "0001-01-01", "0000-00-00",
    "0000-00-00 00:00:00", "31/12/9999", date(9999, 12, 31), datetime(9999, 12, 31, 23, 59), pd.Timestamp.max,
    np.datetime64("9999-12-31"), PartialDate("9999"), "9999-12-31T23:59:59Z",
])  # fmt: skip
def test_stand_ins(value: Any) -> None:
    """A well-known stand-in is never taken at its word; named, it is an empty cell."""
    row = {"start": "2001-01-01", "end": value}
    told = fault_of(row, dates="dmy", **WITHIN)
    assert "stands for no date in many tables" in told
    assert "missing_end='ongoing'" in told
    named = told.partition("no_date=('")[2].partition("'")[0]
    assert period_of(row, dates="dmy", no_date=(named,), missing_end="ongoing", **WITHIN) == "2001-01-01/.."
    if value != "0000-00-00 00:00:00":
        assert fault_of({"period": value}, dates="dmy", **WITHIN)


def test_stand_ins_of_ones_own() -> None:
    """Other stand-ins are what the caller names: texts in any case, dates however they are written, numbers."""
    how: dict[str, Any] = {"no_date": ["1900-01-01", "N/A", 0, date(1970, 1, 1)], "dates": "dmy", "numbers": "years"}
    for value in ("1900-01-01", "1.1.1900", datetime(1900, 1, 1), " n/a ", 0, 0.0, "1970-01-01", "01/01/1970"):
        assert period_of({"start": value}, missing_start="open", **how) == "../"
    assert period_of({"start": "1900-01-02"}, **how) == "1900-01-02/"
    assert period_of({"start": "1900-01-01"}) == "1900-01-01/"
    assert period_of({"start_latest": "1900-01-01"}, **how) == "/"
    assert "is never taken at its word (give no_date=(2958465,)" in fault_of({"start": 2958465}, numbers="excel")
    assert period_of({"start": 2958465}, numbers="excel", no_date=(2958465,)) == "/"
    assert "stands for no date" in fault_of({"end_latest": "9999-12-31"})
    assert period_of({"period": Period("2001/9999-12-31")}) == "2001/9999-12-31"  # It says itself what it means.


# Periods and intervals of pandas.


@pytest.mark.parametrize(("value", "within", "whole"), [
    (pd.Period("2001-03", "M"), "2001-03", "2001-03-01/2001-03-31"),
    (pd.Period("2001", "Y"), "2001", "2001-01-01/2001-12-31"),
    (pd.Period("2001", "Y-MAR"), "[2000-04-01..2001-03-31]", "2000-04-01/2001-03-31"),
    (pd.Period("2001Q2", "Q"), "[2001-04-01..2001-06-30]", "2001-04-01/2001-06-30"),
    (pd.Period("2001-03-05", "W"), "[2001-03-05..2001-03-11]", "2001-03-05/2001-03-11"),
    (pd.Period("2001-03-05", "D"), "2001-03-05", "2001-03-05/2001-03-05"),
    (pd.Period("2001-03-05 10:00", "h"), "2001-03-05", "2001-03-05/2001-03-05"),
    (pd.Period("1066", "Y"), "1066", "1066-01-01/1066-12-31"),
])  # fmt: skip
def test_periods_of_pandas(value: Any, within: str, whole: str) -> None:
    """A period of pandas is the unit that it names."""
    assert period_of({"start": value}, **WITHIN) == f"{within}/"
    assert period_of({"start": value, "end": value}, **WHOLE) == period_of({"period": value}, **WHOLE) == whole
    frame = pd.DataFrame({"member": ["A"], "body": ["Club"], "start": pd.PeriodIndex([value])})
    assert str(Dataset.from_frame(frame, **WITHIN).memberships[0].period) == f"{within}/"


@pytest.mark.parametrize(("closed", "read"), [
    ("both", "2001-01-01/2001-02-01"), ("left", "2001-01-01/2001-01-31"), ("right", "2001-01-02/2001-02-01"),
    ("neither", "2001-01-02/2001-01-31"),
])  # fmt: skip
def test_intervals_of_pandas(closed: Any, read: str) -> None:
    """An interval of pandas is a period, without the days that its open sides leave out."""
    first, last = pd.Timestamp("2001-01-01"), pd.Timestamp("2001-02-01")
    assert period_of({"period": pd.Interval(first, last, closed)}, ends="exclusive") == read
    noon = pd.Timedelta(hours=12)
    assert period_of({"period": pd.Interval(first + noon, last + noon, closed)}) == "2001-01-01/2001-02-01"


def test_what_is_not_one_of_pandas() -> None:
    """A period is not a date, and an interval of numbers or a period outside the calendar is neither."""
    days = pd.Interval(pd.Timestamp("2001-01-01"), pd.Timestamp("2001-02-01"))
    assert "is a period, not a date" in fault_of({"start": days})
    assert "is a period, not a date" in fault_of({"start": Period("2001/2002")})
    assert "is not an interval of days" in fault_of({"period": pd.Interval(1, 2)})
    assert "outside the years" in fault_of({"start": pd.Period(year=-44, freq="Y")}, **WITHIN)


# Ends that are the first day after.


@pytest.mark.parametrize(("row", "how", "read"), [
    ({"end": "2003-01-03"}, {}, "/2003-01-02"),
    ({"end": date(2003, 1, 1)}, {}, "/2002-12-31"),
    ({"end": "2005"}, WITHIN, "/[2004-12-31..2005-12-30]"),
    ({"end": "2005-03"}, WITHIN, "/[2005-02-28..2005-03-30]"),
    ({"end": "2005~"}, WITHIN, "/[2004-12-31..2005-12-30]"),
    ({"end": "[2001-01-01,2003-01-01]"}, {}, "/[2000-12-31,2002-12-31]"),
    ({"end": "[2005-03-01..]"}, {}, "/[2005-02-28..]"),
    ({"end": "[..2005-03-01]"}, {}, "/[..2005-02-28]"),
    ({"end": "XXXX-12-25"}, WITHIN, "/[0000-12-24..9999-12-24]"),
    ({"start": "2001-01-01", "end": ".."}, {}, "2001-01-01/.."),
    ({"start": "2001-01-01", "end": ""}, {"missing_end": "ongoing"}, "2001-01-01/.."),
    ({"period": "2001-01-01/2005-01-01"}, {}, "2001-01-01/2004-12-31"),
    ({"period": "2001-01-01/2005-01-01", "end_latest": "2005-01-01"}, {}, "2001-01-01/2004-12-31"),
    ({"start_latest": "2001-01-01", "end_earliest": "2005-01-01", "end_latest": "2005-01-01"}, {},
     "[..2001-01-01]/2004-12-31"),
    ({"start_latest": "2001-01-01"}, {}, "[..2001-01-01]/"),
])  # fmt: skip
def test_ends_that_are_the_first_day_after(row: dict[str, Any], how: Mapping[str, Any], read: str) -> None:
    """The bounds of an end move one day back, those of a coarse one as well; no end stays none."""
    assert period_of(row, ends="exclusive", **how) == read


@pytest.mark.parametrize(("row", "told"), [
    ({"start": "2001-01-01", "end": "2001-01-01"}, "with ends='exclusive' an end is the first day after"),
    ({"end": "2005"}, "give coarse_dates='within' if it is some day of it, or write the day"),
    ({"start_earliest": "2001-01-01", "end_latest": "2001-01-01"}, "with ends='exclusive'"),
])  # fmt: skip
def test_ends_that_cannot_be_moved(row: dict[str, Any], told: str) -> None:
    """A term that would end before it starts is refused; so is a whole year, of which no day is the first after."""
    assert told in fault_of(row, ends="exclusive", **WHOLE)


def test_nothing_lies_before_the_calendar() -> None:
    """The first day of the calendar has none before it."""
    assert period_of({"end": "[..0001-01-01]"}, ends="exclusive") == "/[..0000-12-31]"
    told = fault_of({"end": "[..-1000000000000000-01-01]"}, ends="exclusive")
    assert "has no day before it" in told


def test_handover_on_one_day() -> None:
    """Terms of a register that writes the first day after follow each other, without a day of two chairs."""
    rows = [
        {"member": "Ann", "body": "Board", "start": "2001-01-03", "end": "2003-01-03"},
        {"member": "Bo", "body": "Board", "start": "2003-01-03", "end": "2005-01-03"},
    ]
    data = Dataset.from_rows(rows, "chair_terms", ends="exclusive")
    assert data.chair_of("Board", on="2003-01-03").one().name == "Bo"
    assert len(data.succession("Board")) == 1


def test_what_was_written_is_kept() -> None:
    """Where a declaration decides how a cell is read, its words stay in the citation."""
    row = {"member": "A", "body": "Club", "start": "26.3.1994", "end": 2001}
    data = Dataset.from_rows([row], dates="dmy", numbers="years", source="A list", **WHOLE)
    assert data.memberships[0].citations[0].as_stated == "start: 26.3.1994; end: 2001"


def test_parts() -> None:
    """What the module offers without a table."""
    assert DateFormat().read("") is None
    assert numbers_of("1951/1960") == ["1951", "1960"]
    assert in_order(["1951", "1960"], "ymd") is None
    assert in_order(["1", "0000"], "dmy") is None
    with pytest.raises(InvalidDateError):
        DateFormat().read("2001-02-30")
    with pytest.raises(UnsupportedDateError):
        DateFormat().read("Y1E16")
