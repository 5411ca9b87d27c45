"""Reading EDTF: a table of valid texts with their days, a table of refused texts with the reason of each."""

from __future__ import annotations

from datetime import date

import pytest

from iom_partners import InvalidDateError, PartialDate, UnsupportedDateError
from iom_partners.dates.edtf import Reading, days_of_month, read
from iom_partners.dates.spans import AFTER_ALL, BEFORE_ALL

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
    ("2013-12-31T23:59:59-23:59", "2013-12-31", "2013-12-31", "day", True),
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
    ("[2005..2007-03]", "2005-01-01", "2007-03-31", "range", False),
    ("[2013-07-15..2013]", "2013-07-15", "2013-12-31", "range", False),  # The right date may lie around the left one.
    ("[2013-07-01..2013-07-01]", "2013-07-01", "2013-07-01", "range", False),
    ("[..2006-05-09]", None, "2006-05-09", "range", False),
    ("[..2006]", None, "2006-12-31", "range", False),
    ("[2014-01-01..]", "2014-01-01", None, "range", False),
    ("[1760-12..]", "1760-12-01", None, "range", False),
    ("[..0001-01-01]", None, "0001-01-01", "range", False),  # "No limit" is not the first day of the calendar.
    ("[9999-12-31..]", "9999-12-31", None, "range", False),
]


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "is_whole_unit"), VALID, ids=[row[0] for row in VALID]
)
def test_valid_texts(text: str, earliest: str | None, latest: str | None, precision: str, is_whole_unit: bool) -> None:
    """A valid text gives one run of days with these bounds, and tells how it is written."""
    first = date.fromisoformat(earliest).toordinal() if earliest else BEFORE_ALL
    last = date.fromisoformat(latest).toordinal() if latest else AFTER_ALL
    reading = read(text)
    assert reading.spans == ((first, last),)
    assert reading.precision == precision
    assert reading.is_whole_unit is is_whole_unit


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        # Spring and autumn are the same two spans, those of either hemisphere; so are summer and winter.
        ("2006-21", [("2006-03-01", "2006-06-22"), ("2006-09-01", "2006-12-23")]),
        ("2006-23", [("2006-03-01", "2006-06-22"), ("2006-09-01", "2006-12-23")]),
        # A winter over the turn of the year may be named by the year in which it begins or ends.
        ("2006-22", [("2005-12-01", "2006-03-21"), ("2006-06-01", "2006-09-24"), ("2006-12-01", "2007-03-21")]),
        ("2006-24", [("2005-12-01", "2006-03-21"), ("2006-06-01", "2006-09-24"), ("2006-12-01", "2007-03-21")]),
        ("0002-22", [("0001-12-01", "0002-03-21"), ("0002-06-01", "0002-09-24"), ("0002-12-01", "0003-03-21")]),
        ("9998-24", [("9997-12-01", "9998-03-21"), ("9998-06-01", "9998-09-24"), ("9998-12-01", "9999-03-21")]),
    ],
)
def test_seasons_are_the_widest_reading(text: str, runs: list[tuple[str, str]]) -> None:
    """A season may be any day of the quarter or of the astronomical season, in either hemisphere, and no other."""
    expected = tuple((date.fromisoformat(a).toordinal(), date.fromisoformat(b).toordinal()) for a, b in runs)
    assert read(text) == Reading(expected, "season", None, False)


@pytest.mark.parametrize("body", ["2013", "2013-07", "2013-07-01", "201X", "2013-XX", "2013-07-XX", "2013-21"])
@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_qualifiers_only_mark(body: str, mark: str) -> None:
    """A qualifier at the end is kept and changes nothing else."""
    plain, marked = read(body), read(body + mark)
    assert plain.qualifier is None
    assert marked == plain._replace(qualifier=mark)


#: What the standard does not allow, with the words of the message that tell why.
INVALID = [
    ("", "is empty"),
    # Days and months that do not exist.
    ("2013-02-29", "that month has 28 days"),
    ("1900-02-29", "that month has 28 days"),
    ("2000-02-30", "that month has 29 days"),
    ("2013-04-31", "that month has 30 days"),
    ("2013-01-32", "that month has 31 days"),
    ("2013-07-00", "no day of the calendar"),
    ("2013-00", "has no month 00"),
    ("2013-13", "has no month 13"),
    ("2013-20", "has no month 20"),  # One below the seasons.
    ("2013-42", "has no month 42"),  # One above the sub-year groupings.
    ("2013-13-01", "has no month 13"),
    ("2013-21-01", "gives a day to a season"),
    ("2013-25-01", "gives a day to a season"),
    # Other notations of dates.
    ("20130701", "not of the form"),  # ISO 8601 basic form is not in EDTF.
    ("201307", "not of the form"),
    ("2013-W27-1", "not of the form"),  # Week dates neither.
    ("2013-W27", "not of the form"),
    ("2013-182", "not of the form"),  # Ordinal dates neither.
    ("1/7/2013", "not of the form"),
    ("2013/07/01", "not of the form"),
    ("01.07.2013", "not of the form"),
    ("13-07-01", "not of the form"),  # A year of two digits.
    ("13", "not of the form"),
    ("12013", "not of the form"),  # A year of five digits needs Y.
    ("2013-7", "not of the form"),
    ("2013-7-1", "not of the form"),
    ("2013-07-1", "not of the form"),
    ("2013-07-011", "not of the form"),
    ("2013-07-01-01", "not of the form"),
    ("2013-", "not of the form"),
    ("2013--07", "not of the form"),
    ("July 2013", "not of the form"),
    ("2013-Jul", "not of the form"),
    ("2013-Ju", "no digit"),
    ("today", "not of the form"),
    ("null", "no digit"),
    ("nan", "not of the form"),
    ("NaT", "gives a time"),
    ("2013 CE", "is no date"),
    ("+2013", "not of the form"),
    ("2_13", "no digit"),  # int() would read it.
    ("2.13", "no digit"),
    ("1e03", "no digit"),  # float() would read it.
    ("0x7d", "no digit"),
    ("201x", "no digit"),  # Unspecified digits are capital.
    ("2013-07-0x", "no digit"),
    # Blanks and unseen characters.
    (" ", "not of the form"),
    (" 2013", "not of the form"),
    ("2013 ", "not of the form"),
    ("2013-07-01 ", "not of the form"),
    ("2013 07", "not of the form"),
    ("2013- 7", "no digit"),
    (" 201", "no digit"),  # int() would strip it.
    ("2013-07-01\n", "not of the form"),  # `$` of a pattern would let it pass.
    ("2013\n", "not of the form"),
    ("201\n", "no digit"),
    ("2013\t", "not of the form"),
    ("2013\r\n", "not of the form"),
    ("2013\x00", "not of the form"),
    ("2013\x00-07", "not of the form"),
    ("\x002013", "not of the form"),
    ("2013\x1b[0m", "not of the form"),
    ("\ufeff2013", "not ASCII"),  # Byte order mark.
    ("2013\u200b", "not ASCII"),  # Zero-width blank.
    ("2013\u00a0", "not ASCII"),  # No-break blank.
    ("\u202e2013", "not ASCII"),  # Writing direction.
    ("2013\ud800", "not ASCII"),  # Lone surrogate.
    # Digits and dashes that look right; int() reads all of these digits.
    ("\uff12\uff10\uff11\uff13", "not ASCII"),  # Full-width.
    ("\u0662\u0660\u0661\u0663", "not ASCII"),  # Arabic.
    ("\u0968\u0966\u0967\u0969", "not ASCII"),  # Devanagari.
    ("201\u00b3", "not ASCII"),  # Superscript three.
    ("2013\u201307", "not ASCII"),  # En dash.
    ("2013\u221207", "not ASCII"),  # Minus sign.
    ("2013\u201007", "not ASCII"),  # Hyphen proper.
    # Marks in wrong places.
    ("?", "not of the form"),
    ("~", "not of the form"),
    ("-", "is no date"),
    ("Y", "is no date"),
    ("E", "is no date"),
    ("Sept", "is no date"),
    ("X", "not of the form"),
    ("2013-X", "not of the form"),
    ("2013X", "not of the form"),
    # Times of day.
    ("2013-07T10:00:00", "no day"),
    ("2013T10:00:00", "no day"),
    ("T10:00:00", "no day"),
    ("2013-07-XXT10:00:00", "no day"),
    ("2013-02-29T10:00:00", "that month has 28 days"),
    ("2013-07-01T", "no time of day"),
    ("2013-07-01T10", "no time of day"),
    ("2013-07-01T10:00", "no time of day"),
    ("2013-07-01T100000", "no time of day"),
    ("2013-07-01T24:00:00", "no time of day"),
    ("2013-07-01T23:60:00", "no time of day"),
    ("2013-07-01T23:59:60", "no time of day"),
    ("2013-07-01T10:00:00.5", "no time of day"),
    ("2013-07-01T1:000:00", "no time of day"),
    ("2013-07-01T10:00:0a", "no time of day"),
    ("2013-07-01T1:1:1:11", "no time of day"),
    ("2013-07-01T10:00:00z", "no time of day"),
    ("2013-07-01T10:00:00+", "no time zone"),
    ("2013-07-01T10:00:00+2", "no time zone"),
    ("2013-07-01T10:00:00+24", "no time zone"),
    ("2013-07-01T10:00:00+02:60", "no time zone"),
    ("2013-07-01T10:00:00+0200", "no time zone"),
    ("2013-07-01T10:00:00+02:00:00", "no time zone"),
    ("2013-07-01T10:00:00+ab", "no time zone"),
    ("2013-07-01T10:00:00ZZ", "no time zone"),
    ("2013-07-01T10:00:00Z00", "no time zone"),  # Z stands alone.
    ("2013-07-01T10:00:00Z05", "no time zone"),
    ("2013-07-01T10:00:00Z05:00", "no time zone"),
    ("2013-07-01 10:00:00", "not of the form"),
    ("2013-07-01t10:00:00", "not of the form"),
    ("2013-07-01T10:00:00?", "not of the form"),
    # Sets.
    ("[2013..2012]", "ends before it starts"),
    ("[2013-07-02..2013-07-01]", "ends before it starts"),
    ("[2013..2012-12]", "ends before it starts"),
    ("[..]", "without any end"),
    ("[]", "no one-of range"),
    ("[", "no one-of range"),
    ("[2006..2007", "no one-of range"),
    ("2006..2007]", "not of the form"),
    ("2006..2007", "not of the form"),
    ("[2006..2007]~", "no one-of range"),  # A qualifier belongs to a date, not to a set.
    ("[2006...2007]", "not of the form"),
    ("[2006 .. 2007]", "not of the form"),
    ("[2006..2007-13]", "has no month 13"),
    ("[2013-02-29..]", "that month has 28 days"),
    ("[..2013-02-29]", "that month has 28 days"),
    ("[a,b]", "no one-of range"),
    ("[2006-01-01T10:00:00..]", "not of the form"),
    # What looks like a feature of level 2 but is no date at any level.
    ("2004??", "is no date"),
    ("2004~?", "is no date"),
    ("~?", "is no date"),
    ("wh?at", "is no date"),
    ("no ~ date", "is no date"),
    ("2013-13?-01", "is no date"),
    ("2013-?", "not of the form"),
    ("2013-13-XX", "is no date"),  # No month 13 and no day 45.
    ("2013-1X-45", "is no date"),
    ("20XX-99", "is no date"),
    ("2013-XX-32", "is no date"),
    ("-1985-13-45", "is no date"),
    ("2013-21-XX", "is no date"),  # A season has no day, unspecified or not.
    ("-1", "is no date"),  # Years have four digits; more of them need Y, and Y needs more.
    ("-20130", "is no date"),
    ("Y1", "is no date"),
    ("Y2013", "is no date"),
    ("--1985", "is no date"),
    ("YY12345", "is no date"),
    ("Y--12345", "is no date"),
    ("2004E", "is no date"),
    ("2013S", "is no date"),
    ("2013SE-X", "is no date"),
    ("{", "is no date"),
    ("{x", "is no date"),
    ("[,]", "is no date"),
    ("[....]", "is no date"),
    ("[--]", "is no date"),
    ("[2006.2007]", "is no date"),
    ("[XX]", "is no date"),
    # Intervals belong to `Period`.
    ("2013/2014", "not of the form"),
    ("2013/..", "not of the form"),
    ("/", "not of the form"),
    ("..", "not of the form"),
]


@pytest.mark.parametrize(("text", "why"), INVALID, ids=[ascii(row[0]) for row in INVALID])
def test_invalid_texts(text: str, why: str) -> None:
    """Text that is no EDTF is refused; the error names the value and tells why, and speaks of no missing feature."""
    with pytest.raises(InvalidDateError) as caught:
        read(text)
    assert type(caught.value) is InvalidDateError
    assert why in caught.value.reason
    assert repr(text) in str(caught.value)
    assert caught.value.value == text
    assert "write EDTF" in caught.value.hint


#: What the standard allows and the library does not read, with the feature that the message names.
UNSUPPORTED = [
    # Years outside the calendar of the library.
    ("0000", "years before 0001"),
    ("0000-01-01", "years before 0001"),
    ("0000-XX", "years before 0001"),
    ("000X", "years before 0001"),  # It holds a year 0.
    ("00XX", "years before 0001"),
    ("-0001", "years outside"),
    ("-1985", "years outside"),
    ("-1985-04", "years outside"),
    ("-1985-04-12", "years outside"),
    ("Y170000002", "years outside"),
    ("Y-170000002", "years outside"),
    ("Y171010000S3", "significant digits"),
    ("1950S2", "significant digits"),
    ("Y3388E2S3", "exponents"),
    ("Y-17E7", "exponents"),
    ("Y17E8", "exponents"),
    ("Y17E8S2", "exponents"),
    # Sub-year groupings and seasons.
    ("2001-25", "sub-year groupings"),
    ("2001-34", "sub-year groupings"),
    ("2001-41", "sub-year groupings"),
    ("0001-21", "seasons that may leave"),
    ("9999-24", "seasons that may leave"),
    # Unspecified digits in other places.
    ("156X-12-25", "unspecified digits"),
    ("15XX-12-25", "unspecified digits"),
    ("15XX-12-XX", "unspecified digits"),
    ("XXXX-12-XX", "unspecified digits"),
    ("1XXX-XX", "unspecified digits"),
    ("1XXX-12", "unspecified digits"),
    ("1984-1X", "unspecified digits"),
    ("1560-XX-25", "unspecified digits"),
    ("XXXX", "unspecified digits"),
    ("1XXX", "unspecified digits"),
    ("1X84", "unspecified digits"),
    ("2004-06-1X", "unspecified digits"),
    # Qualified components.
    ("2004-06~-11", "qualification of single components"),
    ("2004?-06-11", "qualification of single components"),
    ("?2004-06-~11", "qualification of single components"),
    ("2004-%06-11", "qualification of single components"),
    ("?2004", "qualification of single components"),
    # Sets.
    ("[1667,1668,1670..1672]", "lists in one-of sets"),
    ("[1760-01,1760-02,1760-12..]", "lists in one-of sets"),
    ("[1667,1760-12]", "lists in one-of sets"),
    ("[2013]", "lists in one-of sets"),
    ("{1667,1668,1670..1672}", "all members"),
    ("{1960,1961-12}", "all members"),
    ("{..1984}", "all members"),
    ("[-0005..2013]", "years outside"),
    ("[201X..2020]", "ranges between dates other than"),
    ("[2001-21..2003]", "ranges between dates other than"),
    ("[2001..2003-21]", "ranges between dates other than"),
    ("[2001..2003-XX]", "ranges between dates other than"),
    ("[2001~..2003]", "qualification"),
]


@pytest.mark.parametrize(("text", "feature"), UNSUPPORTED, ids=[row[0] for row in UNSUPPORTED])
def test_unsupported_texts(text: str, feature: str) -> None:
    """EDTF that the library does not read is refused with the error of its own that names the text and the feature."""
    with pytest.raises(UnsupportedDateError) as caught:
        read(text)
    assert feature in caught.value.reason
    assert "not supported" in caught.value.reason
    assert repr(text) in str(caught.value)
    assert caught.value.value == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2" * 81, id="digits"),
        pytest.param("2013-07-01" * 100, id="dates"),
        pytest.param("[" * 10_000, id="brackets"),
        pytest.param("[2013.." + "0" * 5_000 + "]", id="range"),
        pytest.param("Y" + "9" * 5_000, id="more digits than int() takes"),
        pytest.param("2013?" * 1_000, id="qualifiers"),
        pytest.param("٣" * 5_000, id="Arabic digits"),
        pytest.param("\n" * 5_000, id="line breaks"),
        pytest.param("2013-07-01T" + ":" * 5_000, id="time"),
        pytest.param(" " * 1_000_000, id="a million blanks"),
    ],
)
def test_long_texts_are_cut_in_the_message(text: str) -> None:
    """A long text is refused; the message shows its beginning, cut to 80 characters, and the error keeps all of it."""
    with pytest.raises(InvalidDateError) as caught:
        read(text)
    shown = caught.value.reason.partition("…")[0] + "…"
    assert len(shown) == 80
    assert shown[1:20] == repr(text[:80])[1:20]
    assert len(str(caught.value)) < 250
    assert caught.value.value is text


@pytest.mark.parametrize(("length", "refused"), [(64, "no one-of range"), (65, "too long")])
def test_the_length_limit(length: int, refused: str) -> None:
    """Text up to 64 characters is looked at, longer text is refused before any work."""
    with pytest.raises(InvalidDateError, match=refused):
        read("[" + "2" * (length - 1))


@pytest.mark.parametrize("text", ["Y" + "9" * 63, "1" * 64, "[" + "1" * 62 + "]", "-" * 64, "X" * 64])
def test_the_longest_texts_get_a_typed_error(text: str) -> None:
    """No text of the greatest length looked at gets past the typed errors."""
    with pytest.raises(InvalidDateError):
        read(text)


@pytest.mark.parametrize(
    ("year", "month", "days"),
    [
        (2013, 1, 31),
        (2013, 2, 28),
        (2012, 2, 29),
        (1900, 2, 28),
        (2000, 2, 29),
        (2013, 4, 30),
        (2013, 12, 31),
        (2012, 3, 31),
    ],
)
def test_days_of_month(year: int, month: int, days: int) -> None:
    """Months have the lengths of the Gregorian calendar; the law for all months is in `laws/test_dates.py`."""
    assert days_of_month(year, month) == days


def test_a_refused_text_is_refused_again() -> None:
    """Errors are made anew each time, so that a field written into one does not show in the next."""
    seen = []
    for _ in range(2):
        with pytest.raises(InvalidDateError) as caught:
            read("2013-13")
        seen.append(caught.value)
    seen[0].field = "on"
    assert seen[0] is not seen[1]
    assert seen[1].field == ""


def test_unsupported_is_caught_as_invalid() -> None:
    """Who only wants to know whether a text can be used catches one error."""
    with pytest.raises(InvalidDateError):
        PartialDate("-1985")
