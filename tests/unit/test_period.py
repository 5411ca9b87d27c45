"""`Period`: its bounds, open and unknown ends, its days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from iom_partners import (
    Certainty,
    InvalidDateError,
    InvalidPeriodError,
    PartialDate,
    Period,
    UndecidedError,
    UnsupportedDateError,
)
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL, Bounds
from iom_partners.dates.period import read_periods

C, P, R = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT


def day(text: str) -> date | None:
    """Return a day, None for an empty text."""
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "start_earliest", "start_latest", "end_earliest", "end_latest"),
    [
        ("2013-07-01/2013-12-31", "2013-07-01", "2013-07-01", "2013-12-31", "2013-12-31"),
        ("2007-11/2014", "2007-11-01", "2007-11-30", "2014-01-01", "2014-12-31"),
        ("2013-07-01/2013-07-01", "2013-07-01", "2013-07-01", "2013-07-01", "2013-07-01"),  # One day.
        ("2013/2013", "2013-01-01", "2013-12-31", "2013-01-01", "2013-12-31"),  # From one day of it to one day of it.
        # Open: it goes on, so there is no first or last day.
        ("2007-11/..", "2007-11-01", "2007-11-30", "", ""),
        ("../2013", "", "", "2013-01-01", "2013-12-31"),
        ("../..", "", "", "", ""),
        # Unknown: there is such an end; it cannot come before the start, nor the start after it.
        ("2007-11/", "2007-11-01", "2007-11-30", "2007-11-01", ""),
        ("/2013", "", "2013-12-31", "2013-01-01", "2013-12-31"),
        ("/", "", "", "", ""),
        ("/..", "", "", "", ""),
        ("../", "", "", "", ""),
        # One-sided: begun by a day, not ended before a day.
        ("[..2006-05-09]/[2014-01-01..]", "", "2006-05-09", "2014-01-01", ""),
        ("[2014-01-01..]/", "2014-01-01", "", "2014-01-01", ""),
        ("/[..2014-01-01]", "", "2014-01-01", "", "2014-01-01"),
        ("[2006-01..2006-06]/..", "2006-01-01", "2006-06-30", "", ""),
        # Tightened by start <= end.
        ("2013/2013-07-15", "2013-01-01", "2013-07-15", "2013-07-15", "2013-07-15"),
        ("2013-07-15/2013", "2013-07-15", "2013-07-15", "2013-07-15", "2013-12-31"),
        ("2013/2013-07", "2013-01-01", "2013-07-31", "2013-07-01", "2013-07-31"),
        ("[2006-01..2006-06]/[2006-03..2006-04]", "2006-01-01", "2006-04-30", "2006-03-01", "2006-04-30"),
        ("[2006-03..2006-04]/[2006-01..2006-06]", "2006-03-01", "2006-04-30", "2006-03-01", "2006-06-30"),
        ("[2006..]/2007-05-09", "2006-01-01", "2007-05-09", "2007-05-09", "2007-05-09"),
        ("2006-05-09/[..2007]", "2006-05-09", "2006-05-09", "2006-05-09", "2007-12-31"),
        # Unspecified digits and qualifiers.
        ("201X/20XX", "2010-01-01", "2019-12-31", "2010-01-01", "2099-12-31"),
        ("2004-06-XX/2004-07-03", "2004-06-01", "2004-06-30", "2004-07-03", "2004-07-03"),
        ("1984~/2004-06%", "1984-01-01", "1984-12-31", "2004-06-01", "2004-06-30"),
        # The edges of the calendar are days, not "no limit".
        ("0001-01-01/9999-12-31", "0001-01-01", "0001-01-01", "9999-12-31", "9999-12-31"),
    ],
)  # fmt: skip
def test_bounds(text: str, start_earliest: str, start_latest: str, end_earliest: str, end_latest: str) -> None:
    """The four bounds, as days and as ordinals; None stands for no limit."""
    period = Period(text)
    expected = [day(each) for each in (start_earliest, start_latest, end_earliest, end_latest)]
    assert [period.start_earliest, period.start_latest, period.end_earliest, period.end_latest] == expected
    for ordinal, bound in zip(period.bounds, expected, strict=True):
        assert ordinal in (BEFORE_ALL, AFTER_ALL) if bound is None else ordinal == bound.toordinal()


@pytest.mark.parametrize(("text", "bounds"), [
    ("../..", (BEFORE_ALL, BEFORE_ALL, AFTER_ALL, AFTER_ALL)),  # Every day is certain.
    ("/", (BEFORE_ALL, AFTER_ALL, BEFORE_ALL, AFTER_ALL)),  # Every day is possible, none certain.
    ("../", (BEFORE_ALL, BEFORE_ALL, BEFORE_ALL, AFTER_ALL)),
    ("/..", (BEFORE_ALL, AFTER_ALL, AFTER_ALL, AFTER_ALL)),
])  # fmt: skip
def test_bounds_of_no_limit(text: str, bounds: tuple[int, int, int, int]) -> None:
    """Open ends lie outside all days for sure, unknown ones may lie on either side."""
    assert Period(text).bounds == bounds


@pytest.mark.parametrize(("text", "start", "end", "starts_open", "ends_open"), [
    ("2013-07/2014", "2013-07", "2014", False, False),
    ("2013-07/..", "2013-07", None, False, True),
    ("2013-07/", "2013-07", None, False, False),
    ("../2014", None, "2014", True, False),
    ("/2014", None, "2014", False, False),
    ("../..", None, None, True, True),
    ("/", None, None, False, False),
    ("[..2006]/[2014..]", "[..2006]", "[2014..]", False, False),  # One-sided is not open.
])  # fmt: skip
def test_ends(text: str, start: str | None, end: str | None, starts_open: bool, ends_open: bool) -> None:
    """`start` and `end` are dates or None, and the flags tell open from unknown."""
    period = Period(text)
    assert period.start == (None if start is None else PartialDate(start))
    assert period.end == (None if end is None else PartialDate(end))
    assert (period.starts_open, period.ends_open) == (starts_open, ends_open)
    assert period.is_open is (starts_open or ends_open)


@pytest.mark.parametrize(("text", "asked", "answer"), [
    # Both end days belong to it: the day before, the first, the last, the day after.
    ("2013-07-01/2013-12-31", "2013-06-30", R),
    ("2013-07-01/2013-12-31", "2013-07-01", C),
    ("2013-07-01/2013-12-31", "2013-12-31", C),
    ("2013-07-01/2013-12-31", "2014-01-01", R),
    ("2013-07-01/2013-07-01", "2013-07-01", C),
    ("2013-07-01/2013-07-01", "2013-07-02", R),
    # A start in a month or year: possible in it, certain from its last day on.
    ("2007-11/..", "2007-10-31", R),
    ("2007-11/..", "2007-11-01", P),
    ("2007-11/..", "2007-11-29", P),
    ("2007-11/..", "2007-11-30", C),
    ("2005/2013", "2012-12-31", C),
    ("2005/2013", "2013-01-01", C),  # The end comes no earlier than that day, and it belongs to the period.
    ("2005/2013", "2013-01-02", P),
    ("2005/2013", "2013-12-31", P),
    ("2005/2013", "2014-01-01", R),
    ("2013/2013", "2013-06-01", P),  # No day is certain between one day of a year and another.
    ("2013/2013", "2013-12-31", P),
    ("2013/2013", "2014-01-01", R),
    # Open against unknown, on either side.
    ("2007-11/..", "9999-12-31", C),
    ("2007-11/", "9999-12-31", P),
    ("2007-11-15/", "2007-11-15", C),  # The start belongs to it, whenever it ended.
    ("2007-11-15/", "2007-11-16", P),
    ("../2013-05-01", "0001-01-01", C),
    ("/2013-05-01", "0001-01-01", P),
    ("/2013-05-01", "2013-05-01", C),
    ("/2013-05-01", "2013-05-02", R),
    ("../..", "2013-05-01", C),
    ("/", "2013-05-01", P),
    ("../", "0001-01-01", P),  # It may have ended long before.
    ("/..", "9999-12-31", P),
    # Attested only: certain between the two days, possible outside, never ruled out.
    ("[..2006-05-09]/[2014-01-01..]", "2006-05-08", P),
    ("[..2006-05-09]/[2014-01-01..]", "2006-05-09", C),
    ("[..2006-05-09]/[2014-01-01..]", "2014-01-01", C),
    ("[..2006-05-09]/[2014-01-01..]", "2014-01-02", P),
    # Partial dates: that day, whichever it is.
    ("2013-07-01/2013-12-31", "2013", P),
    ("2013-07-01/2013-12-31", "2013-07", C),
    ("2013-07-01/2013-12-31", "2014", R),
    ("2013-07-01/2013-12-31", "[2013-12-31..2014-01-01]", P),
    ("2013-07-01/2013-12-31", "[2013-12-31..]", P),
    ("2013-07-01/..", "[2013-12-31..]", C),
    ("2013-07-01/", "[2013-12-31..]", P),
    ("2013-07-01/..", "[..2013-06-30]", R),
    ("../2013-06-30", "[..2013-06-30]", C),
    ("2013-06-23/2013-08-31", "2013-21", R),  # Spring has no day in the northern summer.
    ("2013-03-01/2013-12-23", "2013-21", C),
    ("2013-03-02/2013-12-23", "2013-21", P),
])  # fmt: skip
def test_contains(text: str, asked: str, answer: Certainty) -> None:
    """A day is certain if it lies inside for every choice of the ends, possible if for one."""
    assert Period(text).contains(PartialDate(asked)) is answer
    if len(asked) == 10:
        assert Period(text).contains(date.fromisoformat(asked)) is answer
        late = datetime.fromisoformat(f"{asked}T23:59:59")
        assert Period(text).contains(late) is answer


def test_adjoining_periods_leave_no_gap_and_do_not_overlap() -> None:
    """Of two terms that adjoin, each day around the change lies in exactly one."""
    first, second = Period("2013-01-01/2013-06-30"), Period("2013-07-01/2013-12-31")
    for offset in range(-3, 4):
        asked = date(2013, 7, 1) + timedelta(days=offset)
        assert {first.contains(asked), second.contains(asked)} == {C, R}


@pytest.mark.parametrize(("first", "last", "text"), [
    ("2013-07", "2013-12", "2013-07-01/2013-12-31"),
    ("2013", "2013", "2013-01-01/2013-12-31"),
    ("2012-02", "2012-02", "2012-02-01/2012-02-29"),
    ("2013-07-15", "2014", "2013-07-15/2014-12-31"),
    ("2013-07-15", "2013", "2013-07-15/2013-12-31"),
    ("0001", "9999", "0001-01-01/9999-12-31"),
    ("2013-07-15", "2013-07-15", "2013-07-15/2013-07-15"),
])  # fmt: skip
def test_whole(first: str, last: str, text: str) -> None:
    """`whole` gives the days from the first of the one unit to the last of the other, both exact."""
    assert Period.whole(first, last) == Period(text)


@pytest.mark.parametrize(
    ("first", "last"), [("201X", "2020"), ("2013", "2013-21"), ("[2012..2013]", "2014"), ("2013", "2014-XX")]
)
def test_whole_wants_whole_units(first: str, last: str) -> None:
    """`whole` refuses what is not a whole year, month or day, and names it."""
    wrong = next(text for text in (first, last) if not PartialDate(text).is_whole_unit)
    with pytest.raises(InvalidDateError, match="is not a whole year, month or day") as caught:
        Period.whole(first, last)
    assert repr(wrong) in str(caught.value)
    assert caught.value.value == wrong
    assert caught.value.field == "Period.whole"


def test_whole_refuses_the_wrong_order_and_no_date() -> None:
    """`whole` refuses what a period refuses."""
    with pytest.raises(InvalidPeriodError, match="ends before it starts"):
        Period.whole("2014", "2013")
    with pytest.raises(InvalidDateError, match="has no month 13"):
        Period.whole("2013-13", "2014")
    with pytest.raises(InvalidDateError, match="is empty"):
        Period.whole("2013", "")


@pytest.mark.parametrize(("text", "written"), [
    ("2013-07-01/2013-12-31", "2013-07-01/2013-12-31"),
    ("2007-11/2014", "2007-11/2014"),
    ("2007-XX/2014?", "2007/2014"),  # Only the days are kept.
    ("2003-04/..", "2003-04/.."),
    ("../2013", "../2013"),
    ("../..", "../.."),
    ("/", "/"),
    ("/..", "/.."),
    ("../", "../"),
    ("2005/", "2005/[2005-01-01..]"),  # What the start says of the end is said.
    ("/2013", "[..2013-12-31]/2013"),
    ("[2006-01..2006-06]/..", "[2006-01-01..2006-06-30]/.."),
    ("[2006-02..2006-02]/..", "2006-02/.."),
    ("[..2006-05-09]/[2014-01-01..]", "[..2006-05-09]/[2014-01-01..]"),
    ("2013/2013-07-15", "[2013-01-01..2013-07-15]/2013-07-15"),
    ("201X/..", "[2010-01-01..2019-12-31]/.."),
])  # fmt: skip
def test_from_bounds(text: str, written: str) -> None:
    """`from_bounds` writes four bounds and two flags as shortly as the days allow."""
    given = Period(text)
    made = Period.from_bounds(given.bounds)
    assert str(made) == written
    assert made.bounds == given.bounds


def test_from_bounds_tells_open_from_unknown() -> None:
    """A side wholly outside the calendar is open; one that only reaches there is unknown."""
    bounds = Bounds(*(date(2013, month, 1).toordinal() for month in (1, 2, 3, 4)))
    assert str(Period.from_bounds(bounds)) == "[2013-01-01..2013-02-01]/[2013-03-01..2013-04-01]"
    open_start = bounds._replace(start_earliest=BEFORE_ALL, start_latest=BEFORE_ALL)
    assert str(Period.from_bounds(open_start)) == "../[2013-03-01..2013-04-01]"
    assert str(Period.from_bounds(bounds._replace(end_latest=AFTER_ALL))) == "[2013-01-01..2013-02-01]/[2013-03-01..]"


@pytest.mark.parametrize(("text", "bounds"), [
    ("2006-21/2006-07-31", ("2006-03-01", "2006-06-22", "2006-07-31", "2006-07-31")),
    ("2004-XX-31/2004-06", ("2004-01-31", "2004-05-31", "2004-06-01", "2004-06-30")),
    ("2004-05-10/2004-05-X5", ("2004-05-10", "2004-05-10", "2004-05-15", "2004-05-25")),
    ("2004-05-X5/2004-05-20", ("2004-05-05", "2004-05-15", "2004-05-20", "2004-05-20")),
    ("1950/19XX-02-29", ("1950-01-01", "1950-12-31", "1952-02-29", "1996-02-29")),
    ("201X-12-25/2015-06", ("2010-12-25", "2014-12-25", "2015-06-01", "2015-06-30")),
    ("2015-06/201X-12-25", ("2015-06-01", "2015-06-30", "2015-12-25", "2019-12-25")),
    ("[2001,2003]/2002", ("2001-01-01", "2001-12-31", "2002-01-01", "2002-12-31")),
    ("200X-24/2005-01-31", ("1999-12-01", "2005-01-31", "2005-01-31", "2005-01-31")),
    ("200X-24/2005-04-15", ("1999-12-01", "2005-03-21", "2005-04-15", "2005-04-15")),
])  # fmt: skip
def test_bounds_are_days_that_the_ends_may_be(text: str, bounds: tuple[str, ...]) -> None:
    """Start before end leaves to each end the last, or first, of the days that it may be, gaps and all."""
    period = Period(text)
    told = (period.start_earliest, period.start_latest, period.end_earliest, period.end_latest)
    assert tuple(each.isoformat() for each in told if each) == bounds


def test_in_asks_for_certainty() -> None:
    """`in` is True or False where that is decided; a maybe is refused, as by `bool`."""
    period = Period("2013-07-01/2013-12")
    assert date(2013, 9, 1) in period
    assert date(2014, 1, 1) not in period
    with pytest.raises(UndecidedError):
        date(2013, 12, 15) in period


def test_from_bounds_refuses_a_reversed_period() -> None:
    """Bounds that no reading puts in order are refused like a text."""
    with pytest.raises(InvalidPeriodError, match="ends before it starts"):
        Period.from_bounds(Bounds(735_000, 735_000, 734_000, 734_000))


@pytest.mark.parametrize(("text", "answer"), [
    ("2013-07-01/2013-12-31", True),
    ("1984~/2004-06", True),
    ("2003-04/..", True),
    ("../2013", True),
    ("2003-04/", True),
    ("/2013", True),
    ("2004-06-XX/2004-07-03", True),
    ("-0043/-0027", True),
    ("Y-170000002/Y12000", True),
    ("-12000-01-01/2013", False),  # Our own: a long year with a month or day.
    ("2013/+12000-06", False),
    ("/", False),  # Our own: nothing is said of either end.
    ("[2006-01..2006-06]/..", False),  # Our own: a one-of range as an end.
    ("2006/[..2007]", False),
])  # fmt: skip
def test_is_edtf(text: str, answer: bool) -> None:
    """`is_edtf` tells the standard's intervals from the extensions."""
    assert Period(text).is_edtf is answer


@pytest.mark.parametrize("text", [
    "2014/2013", "2013-07-02/2013-07-01", "2013-07-15/2013-06", "2014/2013-12-31", "[2014..]/2013", "2014/[..2013]",
    "9999/0001", "-0027/-0043", "0001/0000", "0000/-0001", "0800/-0999", "-1000/-2000", "Y12000/9999",
    "2001-27/2001-25", "2001-29/2001-31", "2001-34/2001-33",
])  # fmt: skip
def test_reversed_in_every_reading(text: str) -> None:
    """A period is refused if no choice of its ends has the start on or before the end."""
    with pytest.raises(InvalidPeriodError, match="ends before it starts in every reading") as caught:
        Period(text)
    assert repr(text) in str(caught.value)
    assert caught.value.value == text


@pytest.mark.parametrize(("text", "hint"), [
    ("2001-23/2001-21", "write the earlier season first"),
    ("2012-23/2012-22", "write the earlier season first"),
    ("2012-24/2012-21", "name a winter by the year in which it begins"),
    ("2012-24~/2012-22?", "name a winter by the year in which it begins"),
    ("?2001-23/2001%-21", "write the earlier season first"),
    ("2002-21/2001-24", "write the earlier season first"),
    ("2001-26/2001-25", "write the earlier season first"),
    ("2001-28/2001-25", "name a winter by the year in which it begins"),
    ("2001-32/2001-31", "write the earlier season first"),  # In the south, autumn, winter, spring follow each other.
    ("2001-29/2001-32", "write the earlier season first"),
    ("-0043-23/-0043-21", "write the earlier season first"),
    ("+12000-23/+12000-21", "write the earlier season first"),
])  # fmt: skip
def test_seasons_in_reversed_order(text: str, hint: str) -> None:
    """Seasons in the wrong order are refused though their days overlap, also where many texts are read at once."""
    for read in (Period, lambda each: read_periods([each])):
        with pytest.raises(InvalidPeriodError, match="ends in a season before the one it starts in") as caught:
            read(text)
        assert caught.value.hint == hint
        assert caught.value.value == text


@pytest.mark.parametrize("text", [
    "2001-21/2001-23", "2001-21/2001-24", "2001-22/2001-24", "2011-24/2012-21", "2003-22/2003-22", "2003-22/2004-21",
    "2001-25/2001-28", "2000-28/2001-25", "2001-31/2001-29", "2001-30/2001-31", "2001-29/2001-30", "2001-31/2001-32",
    "-0044-24/-0043-21", "200X-23/200X-21", "2001-23/2001-25", "2001-24/2001-01", "2006-21/2006-07-31",
])  # fmt: skip
def test_seasons_in_order(text: str) -> None:
    """Seasons in order are read, and so is what only looks like one; many texts at once are read alike."""
    period = Period(text)
    read = read_periods([text])[text]
    assert (read, read.bounds) == (period, period.bounds)


@pytest.mark.parametrize(
    "text", ["2013-07-15/2013", "2013/2013-07-15", "2013-07-31/2013-07", "2014/[..2014-01-01]", "[2013..]/2013-01-01"]
)
def test_in_order_in_one_reading(text: str) -> None:
    """A period is fine if one choice of its ends is in order."""
    assert str(Period(text)) == text


@pytest.mark.parametrize("value", [
    "", "2013", "2013-07-01", "..", "2013//2014", "2013/2014/2015", "//", "2013-07-01..2013-12-31", "2013\u20442014",
    "2013\\2014",
])  # fmt: skip
def test_one_slash(value: str) -> None:
    """Text without exactly one slash is not a period; the hint shows the form."""
    with pytest.raises(InvalidPeriodError, match="is not a period") as caught:
        Period(value)
    assert repr(value) in str(caught.value)
    assert caught.value.value == value
    assert "start/end" in caught.value.hint


@pytest.mark.parametrize(("text", "why"), [
    ("2013-13/2014", "'2013-13' has no month 13"),
    ("2013/2014-02-29", "'2014-02-29' is not a day of the calendar"),
    ("2013 / 2014", "'2013 ' is not of the form YYYY, YYYY-MM or YYYY-MM-DD, at position 4"),
    ("2013/...", r"'\[...\]' has a character that is not a digit, at position 7"),
    ("1/7", "'1' has a year that is too short, at position 1"),
    ("2013/\n", r"'\\n' has a character that is not a digit, at position 5"),
    ("2013/2014\n", "is not of the form YYYY, YYYY-MM or YYYY-MM-DD, at position 9"),
    ("2013/open", "'open' has a character that is not a digit, at position 5"),
    ("2013-07-01/P6M", "'P6M' has a character that is not a digit, at position 11"),  # Durations are not in EDTF.
    ("Y1E16/2013-13", "'2013-13' has no month 13, at position 11"),  # Told before what is only unsupported.
])  # fmt: skip
def test_ends_that_are_not_dates(text: str, why: str) -> None:
    """An end that is not a date is named, and so is the period it stands in."""
    with pytest.raises(InvalidDateError, match=why) as caught:
        Period(text)
    assert not isinstance(caught.value, UnsupportedDateError)
    assert caught.value.field == f"period {text!r}"
    assert str(caught.value).startswith(f"period {text!r}: ")


@pytest.mark.parametrize(("text", "feature"), [
    ("Y-1E16/2013", "a quadrillion years away"),
    ("2013/Y1000000000000001", "a quadrillion years away"),
    ("..+1000000000000001-01/2013", "a quadrillion years away"),
    ("+1000000000000000-24/..", "a quadrillion years away"),
])  # fmt: skip
def test_unsupported_ends(text: str, feature: str) -> None:
    """An end that lies too far away gets the error of its own."""
    with pytest.raises(UnsupportedDateError, match=feature) as caught:
        Period(text)
    assert repr(text) in str(caught.value)
    assert "not supported" in caught.value.reason


@pytest.mark.parametrize(
    "text", ["2013" * 1_000, "2013/" + "2" * 1_000, "/" * 1_000, "9999-12-31/[0001" + "-" * 1_000, "2" * 10_000 + "/"]
)
def test_long_texts_are_cut_in_the_message(text: str) -> None:
    """A long text is refused; every value in the message is cut to 80 characters."""
    with pytest.raises((InvalidPeriodError, InvalidDateError)) as caught:
        Period(text)
    assert "…" in str(caught.value)
    assert len(str(caught.value)) < 350


@pytest.mark.parametrize(
    ("text", "position"),
    [("2013-07-01T10:00:00/2014", 0), ("2013/2014-07-01T10:00:00Z", 5), ("2013/{2014,2015}", 5), ("{2012..}/2013", 0)],
)
def test_ends_that_no_interval_has(text: str, position: int) -> None:
    """Intervals have no time of day, and an end is one date."""
    with pytest.raises(InvalidPeriodError, match="a time of day or a set of several dates") as caught:
        Period(text)
    assert caught.value.position == position


@pytest.mark.parametrize(("text", "bounds"), [
    ("..2006-05-09/2013", (None, "2006-05-09", "2013-01-01", "2013-12-31")),  # By that day.
    ("2006/2014-01-01..", ("2006-01-01", "2006-12-31", "2014-01-01", None)),  # On that day or later.
    ("..2006-05~/2014..", (None, "2006-05-31", "2014-01-01", None)),
    ("2001-21/2003-24?", ("2001-03-01", "2001-12-23", "2002-12-01", "2004-03-21")),
    ("2004-06-~01/2004-06-~20", ("2004-06-01", "2004-06-01", "2004-06-20", "2004-06-20")),
    ("2004-06-XX/2004-07-03", ("2004-06-01", "2004-06-30", "2004-07-03", "2004-07-03")),
    ("156X-12-25/1570", ("1560-12-25", "1569-12-25", "1570-01-01", "1570-12-31")),
    ("[2006,2008]/2013", ("2006-01-01", "2008-12-31", "2013-01-01", "2013-12-31")),
    ("-0026-01-16/0014-08-19", ("-0026-01-16", "-0026-01-16", "0014-08-19", "0014-08-19")),
    ("-0043~/-0026", ("-0043-01-01", "-0043-12-31", "-0026-01-01", "-0026-12-31")),
    ("-004X/0000", ("-0049-01-01", "-0040-12-31", "0000-01-01", "0000-12-31")),
    ("0000-02/0000", ("0000-02-01", "0000-02-29", "0000-02-01", "0000-12-31")),
    ("-0004-02-29/-0004-XX-29", ("-0004-02-29", "-0004-02-29", "-0004-02-29", "-0004-12-29")),
    ("..-0043-03-15/-0026", (None, "-0043-03-15", "-0026-01-01", "-0026-12-31")),
    ("9999/Y12000", ("9999-01-01", "9999-12-31", "+12000-01-01", "+12000-12-31")),
    ("-12000-06/+12000-01-01..", ("-12000-06-01", "-12000-06-30", "+12000-01-01", None)),
    ("9999-28/Y1E15", ("9998-12-01", "+10000-03-21", "+1000000000000000-01-01", "+1000000000000000-12-31")),
])  # fmt: skip
def test_ends_of_level_2(text: str, bounds: tuple[str | None, ...]) -> None:
    """Every date of the standard may be an end; its first and last day are the bounds."""
    period = Period(text)
    told = (period.start_earliest, period.start_latest, period.end_earliest, period.end_latest)
    assert tuple(each and each.isoformat() for each in told) == bounds
    assert str(period) == text


@pytest.mark.parametrize("value", [None, True, 2013, 2013.0, "2013-07-01", pd.NaT], ids=repr)
def test_contains_wants_a_day(value: object) -> None:
    """`contains` refuses what is not a day, missing ones among it, with the library's error."""
    with pytest.raises(InvalidDateError, match="is not an exact day") as caught:
        Period("2013/2014").contains(value)  # type: ignore[arg-type]
    assert repr(value) in str(caught.value)
    assert caught.value.value is value


def test_a_period_is_one_text() -> None:
    """Two arguments are told how to be one."""
    with pytest.raises(InvalidPeriodError) as caught:
        Period("2013-07", "2013-12")  # type: ignore[arg-type]
    assert caught.value.hint == "write Period('2013-07/2013-12')"
