"""`PartialDate`: the days that it may be, and its comparisons; what its text means is in `test_edtf.py`."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from iom_partners import Certainty, InvalidDateError, PartialDate, Period, UnsupportedDateError
from iom_partners.dates.calendar import ordinal_of
from iom_partners.dates.days import AnyDay, Day

C, P, R = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT


@pytest.mark.parametrize(("text", "day", "answer"), [
    ("2013-07", date(2013, 6, 30), False),
    ("2013-07", date(2013, 7, 1), True),
    ("2013-07", date(2013, 7, 31), True),
    ("2013-07", date(2013, 8, 1), False),
    ("2013-21", date(2013, 3, 1), True),
    ("2013-21", date(2013, 6, 22), True),
    ("2013-21", date(2013, 6, 23), False),  # Between the springs of the two hemispheres.
    ("2013-21", date(2013, 8, 31), False),
    ("2013-21", date(2013, 9, 1), True),
    ("[..2006-05-09]", date.min, True),
    ("[..2006-05-09]", date(2006, 5, 10), False),
    ("[2014-01-01..]", date.max, True),
    ("[2014-01-01..]", date(2013, 12, 31), False),
    ("2013-07-01", datetime(2013, 7, 1, 23, 59), True),  # A datetime is a date; its time does not matter.
])  # fmt: skip
def test_could_be(text: str, day: date, answer: bool) -> None:
    """`could_be` is exact, also where the notation leaves out days in between."""
    assert PartialDate(text).could_be(day) is answer


@pytest.mark.parametrize(("left", "right", "answer"), [
    ("2007", "2007-XX", True),
    ("2007", "2007?", True),  # A qualifier does not move the days.
    ("2007-11", "[2007-11-01..2007-11-30]", True),
    ("2013-07-01", "2013-07-01T10:00:00", True),
    ("2013-22", "2013-24", True),
    ("2007", "2007-11", False),
    ("2013-22", "[2012-12-01..2014-03-21]", False),  # The same bounds, but not the days in between.
    ("[..2007]", "2007", False),
    ("[2007..]", "2007", False),
])  # fmt: skip
def test_same_days(left: str, right: str, answer: bool) -> None:
    """`same_days` compares the days, from either side, while equality goes by the text."""
    assert PartialDate(left).same_days(PartialDate(right)) is answer
    assert PartialDate(right).same_days(PartialDate(left)) is answer
    assert PartialDate(left) != PartialDate(right)


@pytest.mark.parametrize(("left", "right", "answer"), [
    ("2013-07-01", "2013-07-02", C),
    ("2013-07-01", "2013-07-01", R),  # The same day is not before itself.
    ("2013-07-02", "2013-07-01", R),
    ("2006", "2007", C),
    ("2006", "2006", P),  # Two days of one year, picked independently.
    ("2006", "2006-05", P),
    ("2006", "2006-12-31", P),
    ("2006", "2006-01-01", R),  # No day of 2006 is before its first.
    ("2006-12-31", "2006", R),
    ("2006-01-01", "2006", P),  # It may be the same day.
    ("[2006-01..2006-05]", "[2006-05..2006-06]", P),
    ("[2006-01..2006-04]", "[2006-05..2006-06]", C),
    ("[..2006]", "2007", C),
    ("[..2006]", "[..2000]", P),  # Both may be any day long ago.
    ("[2006..]", "[2000..]", P),
    ("[2006..]", "2006-01-01", R),
    ("[2006..]", "2006-01-02", P),
    ("2006", "[..2005]", R),
    ("2006", "[2007..]", C),
    ("[2007..]", "[..2006]", R),
    ("[..0001-01-01]", "0001-01-01", P),  # "No limit" reaches before the calendar.
    ("9999-12-31", "[9999-12-31..]", P),
])  # fmt: skip
def test_before_and_after(left: str, right: str, answer: Certainty) -> None:
    """`is_before` answers over every choice of the two days, and `is_after` is the same from the other side."""
    assert PartialDate(left).is_before(PartialDate(right)) is answer
    assert PartialDate(right).is_after(PartialDate(left)) is answer


@pytest.mark.parametrize("year", [1, 2, 2004, 9998, 9999])
def test_a_day_of_every_year_could_be_in_any_year(year: int) -> None:
    """What comes again does so in the first and the last year of the calendar too, and only on its days."""
    assert [PartialDate("XXXX-12-25").could_be(date(year, 12, day)) for day in (24, 25, 26)] == [False, True, False]


@pytest.mark.parametrize(("text", "first", "last"), [
    ("999X-36", date(9990, 10, 1), date.max), ("XXXX-33", Day("0000-01-01"), date(9999, 3, 31)),
    ("XXXX-41", Day("0000-07-01"), date.max), ("000X-33", Day("0000-01-01"), date(9, 3, 31)),
])  # fmt: skip
def test_groupings_of_months_where_dates_of_python_end(text: str, first: AnyDay, last: AnyDay) -> None:
    """What ends with the last date of Python is one, what begins before its first is a `Day`."""
    assert (PartialDate(text).earliest, PartialDate(text).latest) == (first, last)


@pytest.mark.parametrize("value", [None, True, 2013, 2013.0, "2013-07-01", pd.NaT, PartialDate("2013-07-01")], ids=repr)
def test_could_be_wants_an_exact_day(value: object) -> None:
    """`could_be` refuses what is not an exact day, missing ones among it, with the library's error."""
    with pytest.raises(InvalidDateError, match="is not an exact day") as caught:
        PartialDate("2013").could_be(value)  # type: ignore[arg-type]
    assert repr(value) in str(caught.value)
    assert caught.value.value is value
    assert caught.value.hint


@pytest.mark.parametrize("value", [None, "2013", date(2013, 7, 1), Period("2013/2014")], ids=repr)
def test_dates_are_compared_with_dates(value: object) -> None:
    """A comparison refuses what is not a `PartialDate` and says what to write."""
    when = PartialDate("2013")
    for compare in (when.is_before, when.is_after, when.is_on_or_before, when.is_same_day, when.same_days):
        with pytest.raises(InvalidDateError, match="is not a PartialDate") as caught:
            compare(value)  # type: ignore[arg-type]
        assert caught.value.hint


def test_ordinal_of_counts_from_the_first_day() -> None:
    """The ordinal of an exact day is 1 for the first day of the calendar, and that of its date for a datetime."""
    assert ordinal_of(date.min) == 1
    assert ordinal_of(datetime(1, 1, 31, 23, 59)) == 31


@pytest.mark.parametrize("value", [date(2000, 1, 2), datetime(2000, 1, 2, 23, 59), pd.Timestamp("2000-01-02 10:00")])
def test_a_day_of_another_kind(value: date) -> None:
    """A day of the standard library, or of pandas, is that day."""
    assert PartialDate(value) == PartialDate("2000-01-02")
    with pytest.raises(InvalidDateError, match="is not EDTF text"):
        PartialDate(pd.NaT)  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "last", "text"), [
    ("2010", "2015-04-30", "[2010-01-01..2015-04-30]"),
    (date(2010, 5, 1), "2010", "[2010-05-01..2010-12-31]"),
    ("2010-05", "2010-05", "2010-05"),
    ("[..2010]", "2012", "[..2012-12-31]"),
    ("2010", "[2012..]", "[2010-01-01..]"),
])  # fmt: skip
def test_between(first: str | date, last: str | date, text: str) -> None:
    """Some day from the first of one date to the last of another, of whatever precision."""
    assert str(PartialDate.between(first, last)) == text


@pytest.mark.parametrize(("first", "last", "told"), [
    ("2012", "2010", "'2010' lies before '2012'"),
    ("[..2010]", "[2012..]", "neither date sets a limit"),
    ("x", "2010", "is not a digit"),
])  # fmt: skip
def test_between_nothing(first: str, last: str, told: str) -> None:
    """Two dates in the wrong order, or without any limit, have nothing between them."""
    with pytest.raises(InvalidDateError, match=told):
        PartialDate.between(first, last)


def test_the_hint_for_a_range_of_two_precisions() -> None:
    """A range between two precisions is not EDTF; the hint writes it in days."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate("[2010..2015-04-30]")
    assert PartialDate(caught.value.hint.removeprefix("write ")) == PartialDate.between("2010", "2015-04-30")
    with pytest.raises(InvalidDateError) as caught:
        PartialDate("[2015..2010-04-30]")
    assert not caught.value.hint


@pytest.mark.parametrize(("time", "precision", "text"), [
    ("+2004-05-06T00:00:00Z", 11, "2004-05-06"),
    ("+2004-05-06T10:00:00Z", 14, "2004-05-06"),
    ("+2004-05-00T00:00:00Z", 10, "2004-05"),
    ("+2004-00-00T00:00:00Z", 9, "2004"),
    ("+2004-01-01T00:00:00Z", 9, "2004"),
    ("+0044-00-00T00:00:00Z", 9, "0044"),
    ("+1850-00-00T00:00:00Z", 8, "185X"),
    ("+0005-00-00T00:00:00Z", 8, "[0001..0009]"),
    ("+1850-00-00T00:00:00Z", 7, "[1801..1900]"),
    ("+1900-00-00T00:00:00Z", 7, "[1801..1900]"),
    ("+1901-00-00T00:00:00Z", 7, "[1901..2000]"),
    ("+2000-00-00T00:00:00Z", 6, "[1001..2000]"),
    ("+2001-00-00T00:00:00Z", 6, "[2001..3000]"),
    ("+9999-00-00T00:00:00Z", 6, "[9001..Y10000]"),
    ("+12004-05-06T00:00:00Z", 11, "+12004-05-06"),
    ("+12004-05-00T00:00:00Z", 10, "+12004-05"),
    ("+12004-00-00T00:00:00Z", 9, "Y12004"),
    ("+12004-00-00T00:00:00Z", 8, "[Y12000..Y12009]"),
    # There is no year 0 there: -0001 is 1 BC, which is 0000 here.
    ("-0044-03-15T00:00:00Z", 11, "-0043-03-15"),
    ("-0044-03-00T00:00:00Z", 10, "-0043-03"),
    ("-0044-00-00T00:00:00Z", 9, "-0043"),
    ("-0001-12-31T00:00:00Z", 11, "0000-12-31"),
    ("-0001-00-00T00:00:00Z", 9, "0000"),
    ("-0005-02-29T00:00:00Z", 11, "-0004-02-29"),
    ("-10001-00-00T00:00:00Z", 9, "Y-10000"),
    ("-12004-05-06T00:00:00Z", 11, "-12003-05-06"),
    ("-13798000000-00-00T00:00:00Z", 9, "Y-13797999999"),
    # The 40s BC are 49 to 40 BC, the first century BC 100 to 1 BC, the first millennium BC 1000 to 1 BC.
    ("-0044-00-00T00:00:00Z", 8, "[-0048..-0039]"),
    ("-0005-00-00T00:00:00Z", 8, "[-0008..0000]"),
    ("-0044-00-00T00:00:00Z", 7, "[-0099..0000]"),
    ("-0100-00-00T00:00:00Z", 7, "[-0099..0000]"),
    ("-0101-00-00T00:00:00Z", 7, "[-0199..-0100]"),
    ("-0753-00-00T00:00:00Z", 6, "[-0999..0000]"),
    # Ten thousand years and more are rounded, in either direction.
    ("+40000-00-00T00:00:00Z", 5, "[Y30001..Y49999]"),
    ("+2004-00-00T00:00:00Z", 5, "[0001..Y12003]"),
    ("-50000-00-00T00:00:00Z", 5, "[Y-59998..Y-40000]"),
    ("-2500000-00-00T00:00:00Z", 4, "[Y-2599998..Y-2400000]"),
    ("-66000000-00-00T00:00:00Z", 3, "[Y-66999998..Y-65000000]"),
    ("-4540000000-00-00T00:00:00Z", 2, "[Y-4549999998..Y-4530000000]"),
    ("-13800000000-00-00T00:00:00Z", 1, "[Y-13899999998..Y-13700000000]"),
    ("-13798000000-00-00T00:00:00Z", 0, "[Y-14797999998..Y-12798000000]"),
    ("+00000002004-05-06T00:00:00Z", 11, "2004-05-06"),
    ("2004-05-06", 11, "2004-05-06"),
])  # fmt: skip
def test_times_of_wikidata(time: str, precision: int, text: str) -> None:
    """A time of Wikidata is as precise as its precision says, whatever its text states beyond."""
    assert str(PartialDate.from_wikidata(time, precision)) == text


@pytest.mark.parametrize(("time", "precision", "error", "told"), [
    ("+1000000000000001-00-00T00:00:00Z", 9, UnsupportedDateError, "a quadrillion years away"),
    ("-1000000000000002-03-15T00:00:00Z", 11, UnsupportedDateError, "a quadrillion years away"),
    ("+1000000000000000-00-00T00:00:00Z", 5, UnsupportedDateError, "a quadrillion years away"),
    ("+0000-00-00T00:00:00Z", 9, InvalidDateError, "names the year 0, which Wikidata does not have"),
    ("-0000-03-15T00:00:00Z", 11, InvalidDateError, "names the year 0, which Wikidata does not have"),
    ("-0044-03-32T00:00:00Z", 11, InvalidDateError, "is not a day of the calendar"),
    ("-0044-02-30T00:00:00Z", 11, InvalidDateError, "is not a day of the calendar"),
    ("-0044-00-00T00:00:00Z", 10, InvalidDateError, "zeros stand for what is not stated"),
    ("+2004-00-00T00:00:00Z", -1, InvalidDateError, "is not a precision of Wikidata"),
    ("+2004-00-00T00:00:00Z", True, InvalidDateError, "is not a precision of Wikidata"),
    ("+2004-00-00T00:00:00Z", 11, InvalidDateError, "zeros stand for what is not stated"),
    ("+2004-00-00T00:00:00Z", 10, InvalidDateError, "zeros stand for what is not stated"),
    ("+2004-02-30T00:00:00Z", 11, InvalidDateError, "is not a day of the calendar"),
    ("2004", 9, InvalidDateError, "is not a time of Wikidata"),
    (2004, 9, InvalidDateError, "is not a time of Wikidata"),
    ("+2004-00-00T00:00:00Z", 15, InvalidDateError, "is not a precision of Wikidata"),
    ("+2004-00-00T00:00:00Z", "9", InvalidDateError, "is not a precision of Wikidata"),
])  # fmt: skip
def test_times_of_wikidata_that_are_refused(time: str, precision: int, error: type, told: str) -> None:
    """A time too far away, one that states too little, and what is not a time are told apart."""
    with pytest.raises(error) as caught:
        PartialDate.from_wikidata(time, precision)
    assert type(caught.value) is error
    assert told in str(caught.value)
    assert caught.value.field in {"time", "precision"}
    assert ("zeros stand" in caught.value.hint) is ("of precision" in caught.value.reason and error is InvalidDateError)


def test_a_far_day_is_taken() -> None:
    """A day of the library's own is that day, as a `datetime.date` is."""
    assert PartialDate(Day("-0043-03-15")) == PartialDate("-0043-03-15")
