"""Values of callers as dates and periods: what they become, and what is refused."""

from __future__ import annotations

import copy
import decimal
import enum
import math
import pickle
import time
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as clock
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from iom_partners import InvalidDateError, InvalidPeriodError, PartialDate, Period, UnsupportedDateError
from iom_partners.dates.coerce import NOT_GIVEN, to_partial_date, to_period
from iom_partners.dates.days import Day

MINUS_FIVE = timezone(timedelta(hours=-5))
#: POSIX zones, written out so that no zone database is needed; their sign is the reverse of the usual one.
ZONES = [f"XXX{hours:+d}" for hours in range(-12, 12)]


class _Text(str):
    """A text of another type."""

    __slots__ = ()

    def __str__(self) -> str:
        return "1999"


class _Founding(enum.StrEnum):
    YEAR = "2013"


class _Day(date):
    """A day of another type."""


ACCEPTED = [
    (date(2013, 7, 1), "2013-07-01"),
    (date(44, 3, 15), "0044-03-15"),  # Years keep four digits.
    (date.min, "0001-01-01"),
    (date.max, "9999-12-31"),
    (_Day(2013, 7, 1), "2013-07-01"),
    # A datetime is its own calendar day, whatever its time and zone.
    (datetime(2013, 12, 31, 23, 59, 59, 999_999), "2013-12-31"),
    (datetime(2013, 7, 1), "2013-07-01"),
    (datetime(2013, 12, 31, 23, 30, tzinfo=MINUS_FIVE), "2013-12-31"),
    (datetime(2014, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=14))), "2014-01-01"),
    (datetime.max.replace(tzinfo=MINUS_FIVE), "9999-12-31"),  # Conversion to UTC would overflow.
    (datetime.min.replace(tzinfo=timezone(timedelta(hours=5))), "0001-01-01"),
    # numpy: units of a day and finer are that day, months and years are partial dates, a week is one of seven days.
    (np.datetime64("2013", "Y"), "2013"),
    (np.datetime64("2013-07", "M"), "2013-07"),
    (np.datetime64("2013-07-04", "W"), "[2013-07-04..2013-07-10]"),
    (np.datetime64("2013-07-01", "D"), "2013-07-01"),
    (np.datetime64("2013-07-01T23", "h"), "2013-07-01"),
    (np.datetime64("2013-07-01T23:59", "m"), "2013-07-01"),
    (np.datetime64("2013-07-01T23:59:59", "s"), "2013-07-01"),
    (np.datetime64("2013-07-01T23:59:59.999", "ms"), "2013-07-01"),
    (np.datetime64("2013-07-01T23:59:59.999999", "us"), "2013-07-01"),
    (np.datetime64("2013-07-01T23:59:59.999999999", "ns"), "2013-07-01"),
    (np.datetime64("0044-03-15", "D"), "0044-03-15"),
    (np.array(["2013-07-01"], dtype="datetime64[D]")[0], "2013-07-01"),
    # pandas: a Timestamp is a datetime.
    (pd.Timestamp("2013-07-01"), "2013-07-01"),
    (pd.Timestamp("2013-12-31T23:30", tz=MINUS_FIVE), "2013-12-31"),
    (pd.Timestamp("2013-12-31T23:59:59.999999999"), "2013-12-31"),
    (pd.Series(["2013-07-01"], dtype="datetime64[ns]").iloc[0], "2013-07-01"),
    # Text.
    ("2013-07-01", "2013-07-01"),
    ("2013", "2013"),
    ("[2006-01..2006-06]", "[2006-01..2006-06]"),
    ("2013?", "2013?"),
    (np.str_("2013-07"), "2013-07"),
    # A day and time as programs write them: the day.
    ("2013-07-01T00:00:00.000Z", "2013-07-01"),
    ("2013-12-31T23:30", "2013-12-31"),
    ("2013-07-01 00:00:00", "2013-07-01"),
    ("2013-07-01 23:59:59.999999+02:00", "2013-07-01"),
    (_Text("2013-07"), "2013-07"),  # Its content counts, not what it says of itself.
    (_Founding.YEAR, "2013"),
]


@pytest.mark.parametrize(
    ("value", "text"), ACCEPTED, ids=[f"{type(value).__name__}-{text}" for value, text in ACCEPTED]
)
def test_what_is_let_in_as_a_day(value: object, text: str) -> None:
    """Each accepted kind becomes the partial date that says just as much."""
    when = to_partial_date(value)
    assert type(when) is PartialDate
    assert str(when) == text
    assert type(str(when)) is str


@pytest.fixture
def restore_zone(monkeypatch: pytest.MonkeyPatch) -> object:
    """Set the zone of the process back after the test."""
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_of_the_process_does_not_matter(
    zone: str, monkeypatch: pytest.MonkeyPatch, restore_zone: object
) -> None:
    """Naive and aware datetimes are their own calendar day under every zone of the process."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    for offset in range(-12, 15):
        aware = datetime(2013, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=offset)))
        assert str(to_partial_date(aware)) == "2013-12-31"
        assert str(to_partial_date(pd.Timestamp(aware))) == "2013-12-31"
    assert str(to_partial_date(datetime(2013, 12, 31, 23, 30))) == "2013-12-31"
    assert str(to_partial_date(datetime(2014, 1, 1, 0, 30, tzinfo=UTC))) == "2014-01-01"
    assert str(to_partial_date(np.datetime64("2013-12-31T23:30"))) == "2013-12-31"


REFUSED = [
    None, NOT_GIVEN, pd.NaT, np.datetime64("NaT", "D"),
    np.datetime64("NaT", "W"),  # A missing week is missing before it is a week.
    pd.NA, True, False, np.bool_(True), 2013, 20130701, 0, np.int64(2013), 2013.0, math.nan, math.inf,
    np.float64("nan"), decimal.Decimal(2013), 1j, b"2013-07-01", clock(12, 0), timedelta(days=1),
    np.timedelta64(1, "D"), [2013], (2013, 7, 1), {"year": 2013}, pd.Period("2013-07"),
    np.array("2013-07-01", dtype="datetime64[D]"),
    SimpleNamespace(year=2013, month=7, day=1),  # What only looks like a date is refused.
    date, object,
]  # fmt: skip


@pytest.mark.parametrize(
    "value", REFUSED, ids=[f"{type(value).__name__}-{number}" for number, value in enumerate(REFUSED)]
)
@pytest.mark.parametrize(("convert", "field"), [(to_partial_date, "on"), (to_period, "during")])
def test_what_is_refused(value: object, convert: object, field: str) -> None:
    """What is not a date is refused with the parameter, the value, and a hint how to say today."""
    with pytest.raises(InvalidDateError, match="is not a date") as caught:
        convert(value)  # type: ignore[operator]
    error = caught.value
    assert error.field == field
    assert error.value is value
    assert repr(value)[:70] in str(error)
    assert "today()" in error.hint


@pytest.mark.parametrize(("convert", "field"), [(to_partial_date, "asked"), (to_period, "whole")])
def test_the_parameter_is_named(convert: object, field: str) -> None:
    """The caller's name of the parameter stands in every message."""
    for value in (None, "2013-13", "Y1E16", ""):
        with pytest.raises(InvalidDateError) as caught:
            convert(value, field)  # type: ignore[operator]
        assert caught.value.field == field
        assert str(caught.value).startswith(f"{field}: ")
        assert caught.value.hint


def test_a_class_that_calls_itself_numpy() -> None:
    """Only NumPy's own `datetime64` is read; other classes of its name or module are refused."""
    for name, module in (("datetime64", "other"), ("other", "numpy")):
        kind = type(name, (), {"__module__": module, "__str__": lambda self: "2013-07-01"})
        with pytest.raises(InvalidDateError, match="is not a date"):
            to_partial_date(kind())


def test_what_is_one_already_passes() -> None:
    """A `PartialDate` and a `Period` come out as the same object, uncertain ends untouched."""
    when, period = PartialDate("2013~"), Period("2013-07/[2013-12..]")
    assert to_partial_date(when) is when
    assert to_period(period) is period


def test_a_period_is_not_a_day() -> None:
    """A `Period` given for a day is refused, and the hint names the keywords that take one; so is an interval text."""
    with pytest.raises(InvalidDateError, match="is not a date") as caught:
        to_partial_date(Period("2013/2014"))
    assert "during= or throughout=" in caught.value.hint
    assert caught.value.field == "on"
    with pytest.raises(InvalidDateError, match="'2013/2014'"):
        to_partial_date("2013/2014")


@pytest.mark.parametrize(
    ("text", "kind"), [("2013-13", InvalidDateError), ("Y1E16", UnsupportedDateError), ("today", InvalidDateError)]
)
def test_text_is_refused_like_by_the_reader(text: str, kind: type[Exception]) -> None:
    """Text that is not a date gets the reader's error with its reason; a hint is always there."""
    with pytest.raises(InvalidDateError) as caught:
        to_partial_date(text)
    assert type(caught.value) is kind
    assert repr(text) in str(caught.value)
    assert caught.value.hint
    if text == "2013-13":  # The reader says where the fault lies and what was expected there.
        assert (caught.value.position, caught.value.expected) == (5, "01 to 12, or 21 to 41")
        assert "expected 01 to 12, or 21 to 41; give a datetime.date" in str(caught.value)


#: Days, months and years outside the years 1 to 9999; NumPy writes their years with fewer or more digits.
FAR = [
    (Day("-0043-03-15"), "-0043-03-15"),
    (Day("0000-12-31"), "0000-12-31"),
    (Day("+12013-01-01"), "+12013-01-01"),
    ("-0043-03", "-0043-03"),
    ("Y-170000002", "Y-170000002"),
    (np.datetime64("0000", "Y"), "0000"),
    (np.datetime64("0000-12", "M"), "0000-12"),
    (np.datetime64("0000-02-29", "D"), "0000-02-29"),
    (np.datetime64("0000-01-01T23:59:59", "s"), "0000-01-01"),
    (np.datetime64("-0001", "Y"), "-0001"),
    (np.datetime64("-0044-03", "M"), "-0044-03"),
    (np.datetime64("-0044-03-15", "D"), "-0044-03-15"),
    (np.datetime64("-0044-03-15T10:00", "m"), "-0044-03-15"),
    (np.datetime64("-1985-04-12T00:00:00", "s"), "-1985-04-12"),
    (np.datetime64("12013", "Y"), "Y12013"),
    (np.datetime64("-12013", "Y"), "Y-12013"),
    (np.datetime64("12013-06", "M"), "+12013-06"),
    (np.datetime64("-12013-06", "M"), "-12013-06"),
    (np.datetime64("12013-01-01", "D"), "+12013-01-01"),
    (np.datetime64("-12013-01-01T12", "h"), "-12013-01-01"),
    (np.datetime64("1000000000000000", "Y"), "Y1000000000000000"),
    (np.datetime64("-1000000000000000-01-01", "D"), "-1000000000000000-01-01"),
    # Weeks of NumPy begin on a Thursday, the day of 1970-01-01.
    (np.datetime64("-0044-03-15", "W"), "[-0044-03-15..-0044-03-21]"),
    (np.datetime64("0001-01-01", "W"), "[0000-12-28..0001-01-03]"),
    (np.datetime64("9999-12-31", "W"), "[9999-12-30..+10000-01-05]"),
    (np.datetime64("12013-01-01", "W"), "[+12012-12-27..+12013-01-02]"),
]


@pytest.mark.parametrize(("value", "text"), FAR, ids=[f"{type(value).__name__}-{text}" for value, text in FAR])
def test_days_far_away_are_let_in(value: object, text: str) -> None:
    """Each kind that has days outside the years 1 to 9999 becomes the date that says just as much."""
    assert str(to_partial_date(value)) == text


@pytest.mark.parametrize(("value", "text"), [
    (Day("-0043-03-15"), "-0043-03-15/-0043-03-15"),
    ("-0043", "-0043-01-01/-0043-12-31"),
    ("-0043/0014-08", "-0043-01-01/0014-08-31"),
    ("-12000-06/..", "-12000-06-01/.."),
    ((Day("-0043-03-15"), "Y12000"), "-0043-03-15/+12000-12-31"),
    (np.datetime64("0000-02", "M"), "0000-02-01/0000-02-29"),
    (np.datetime64("12013", "Y"), "+12013-01-01/+12013-12-31"),
])  # fmt: skip
def test_periods_far_away_are_let_in(value: object, text: str) -> None:
    """So do periods."""
    assert str(to_period(value)) == text


#: NumPy has years outside the calendar, and multiples of units.
NUMPY = [
    *(
        (np.datetime64(text, unit), UnsupportedDateError, "a quadrillion years away")
        for text in ("1000000000000001-06-01", "-1000000000000001-06-01")
        for unit in "YMDW"
    ),
    # Several units are never read as the first of them alone: the text of a quarter is that of its first month.
    *(
        (np.datetime64(text, unit), InvalidDateError, "is not a date")
        for text, unit in (("2013-07", "3M"), ("2010", "10Y"), ("2013-07-01", "7D"), ("2013-07-01", "2W"))
    ),
]


@pytest.mark.parametrize(("value", "error", "told"), NUMPY, ids=lambda each: f"{each}-{getattr(each, 'dtype', '')}")
def test_numpy_beyond_the_calendar(value: np.datetime64, error: type[InvalidDateError], told: str) -> None:
    """What NumPy has and the calendar has not is refused with the parameter, the value and a hint."""
    with pytest.raises(error, match=told) as caught:
        to_partial_date(value, "asked")
    assert caught.value.value is value
    assert caught.value.field == "asked"
    assert caught.value.hint


@pytest.mark.parametrize(("text", "hint"), [
    ("September 2013", "write '2013-09', or give iom_partners.PartialDate.from_words('September 2013')"),
    ("1 September 2013", "write '2013-09-01', or give"),
    ("01/09/2013", "write '2013-09-01' or '2013-01-09': which number is the day, only you know"),
    ("26.3.1994", "write '1994-03-26'"),
    ("2013-7-1", "write '2013-07-01'"),
    ("July to December 2013", "iom_partners.Period.from_words"),
    ("3/4/04", "give a datetime.date"),
    ("2013-07-01 noon", "give a datetime.date"),
    ("2013-07-01T25:00", "give a datetime.date"),
    ("2013-02-30T10:00", "give a datetime.date"),
])  # fmt: skip
def test_the_hint_says_what_to_write(text: str, hint: str) -> None:
    """What another way to write dates seems to mean is shown in EDTF, and never taken for it."""
    with pytest.raises(InvalidDateError) as caught:
        to_partial_date(text)
    assert caught.value.hint.startswith(hint) or hint in caught.value.hint


@pytest.mark.parametrize(("value", "hint"), [
    ("2013-01-01 to 2013-12-31", "write '2013-01-01/2013-12-31'"),
    ("2021/22", "write the first and the last day, such as 2021-07-01/2022-06-30"),
    ("1/9/2013", "write '2013-09-01' or '2013-01-09'"),
    (("2013", None), "today()"),
    (("2013", "2014", "2015"), "today()"),
])  # fmt: skip
def test_the_hint_says_how_a_period_is_written(value: object, hint: str) -> None:
    """What seems to be a period is shown as one."""
    with pytest.raises(InvalidDateError) as caught:
        to_period(value)
    assert hint in caught.value.hint
    assert caught.value.field == "during"


PERIODS = [
    (("2013-01-01", "2013-12-31"), "2013-01-01/2013-12-31"),  # A pair is a start and an end.
    (["2013", date(2014, 6, 30)], "2013-01-01/2014-06-30"),
    (("2013-07", ".."), "2013-07-01/.."),
    (("", "2013-07"), "/2013-07-31"),
    (("2013-07-01T10:00:00Z", datetime(2014, 1, 1)), "2013-07-01/2014-01-01"),
    ("2013-07-01T00:00/2013-12-31 23:59:59", "2013-07-01/2013-12-31"),
    ("2013", "2013-01-01/2013-12-31"),
    ("2013-07", "2013-07-01/2013-07-31"),
    ("2012-02", "2012-02-01/2012-02-29"),
    ("2013-07-01", "2013-07-01/2013-07-01"),
    ("2013?", "2013-01-01/2013-12-31"),
    ("2013-07/2013-12", "2013-07-01/2013-12-31"),  # Text means whole units,
    ("2013/2013", "2013-01-01/2013-12-31"),
    ("2013/2014-06", "2013-01-01/2014-06-30"),
    ("2013-07-15/2013", "2013-07-15/2013-12-31"),
    ("2013/2013-07-15", "2013-01-01/2013-07-15"),
    ("2013-07/..", "2013-07-01/.."),  # while open and unknown ends stay what they are.
    ("../2013-07", "../2013-07-31"),
    ("2013-07/", "2013-07-01/"),
    ("/2013-07", "/2013-07-31"),
    ("../..", "../.."),
    ("/", "/"),
    (np.str_("2013/2014"), "2013-01-01/2014-12-31"),
    (_Text("2013/2014"), "2013-01-01/2014-12-31"),
    (date(2013, 7, 1), "2013-07-01/2013-07-01"),
    (datetime(2013, 12, 31, 23, 30, tzinfo=MINUS_FIVE), "2013-12-31/2013-12-31"),
    (PartialDate("2013-07"), "2013-07-01/2013-07-31"),
    (np.datetime64("2013-07", "M"), "2013-07-01/2013-07-31"),
    (np.datetime64("2013", "Y"), "2013-01-01/2013-12-31"),
    (pd.Timestamp("2013-07-01"), "2013-07-01/2013-07-01"),
]


@pytest.mark.parametrize(("value", "text"), PERIODS, ids=[f"{type(value).__name__}-{value}" for value, _ in PERIODS])
def test_what_is_let_in_as_a_period(value: object, text: str) -> None:
    """Text and dates mean all days from the first of the left unit to the last of the right one."""
    assert str(to_period(value)) == text


@pytest.mark.parametrize(
    "text",
    ["201X", "2013-XX", "2013-21", "[2012..2013]", "[2013..]", "201X/2020", "2013/[2014..]", "[..2013]/..", "../202X"],
)
def test_only_whole_units_make_a_period(text: str) -> None:
    """Text whose ends are uncertain is refused, and the hint names `Period`."""
    with pytest.raises(InvalidDateError, match="does not name a whole year, month or day") as caught:
        to_period(text, "throughout")
    wrong = next(side for side in text.split("/") if side not in ("", "..") and not PartialDate(side).is_whole_unit)
    assert repr(wrong) in caught.value.reason
    assert caught.value.value == text
    assert caught.value.field == "throughout"
    assert "iom_partners.Period" in caught.value.hint


@pytest.mark.parametrize(("text", "kind"), [
    ("2014/2013", InvalidPeriodError),
    ("2013//2014", InvalidPeriodError),
    ("2013-13/2014", InvalidDateError),
    ("2013/Y1E16", UnsupportedDateError),
    ("2013/-0001", InvalidPeriodError),
    ("2012-24/2012-21", InvalidPeriodError),
    ("2001-21/2003", InvalidDateError),  # A season is not a whole unit.
])  # fmt: skip
def test_intervals_are_refused_like_by_the_period(text: str, kind: type[Exception]) -> None:
    """Text that is not an interval gets the period's own error, with the caller's parameter in it."""
    with pytest.raises((InvalidPeriodError, InvalidDateError)) as caught:
        to_period(text, "throughout")
    assert type(caught.value) is kind
    assert caught.value.field == "throughout"


def test_not_given_is_one_object() -> None:
    """The default of a time keyword is one object: in copies, in pickles, and in signatures as code."""
    assert repr(NOT_GIVEN) == "NOT_GIVEN"
    assert all(pickle.loads(pickle.dumps(NOT_GIVEN, protocol)) is NOT_GIVEN for protocol in range(6))
    assert copy.copy(NOT_GIVEN) is NOT_GIVEN
    assert copy.deepcopy(NOT_GIVEN) is NOT_GIVEN
