"""`PartialDate`: its bounds, its comparisons, its behaviour as a value."""

from __future__ import annotations

import copy
import itertools
import pickle
from datetime import date, datetime

import pandas as pd
import pytest

from iom_partners import Certainty, InvalidDateError, PartialDate, Period, UnsupportedDateError
from iom_partners.dates.calendar import ordinal_of
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL

C, P, R = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.RULED_OUT

TEXTS = [
    "2013-07-01", "2013-07", "2013", "201X", "20XX", "2013-XX", "2013-07-XX", "2013-XX-XX", "2013-21", "2013?",
    "2013-07~", "2013-07-01%", "2013-07-01T10:00:00Z", "[2006-01..2006-06]", "[..2006-05-09]", "[2014-01-01..]",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2013-07-01", date(2013, 7, 1), date(2013, 7, 1)),
        ("2007-11", date(2007, 11, 1), date(2007, 11, 30)),
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2013-22", date(2012, 12, 1), date(2014, 3, 21)),  # The outermost days of several runs.
        ("[..2006-05-09]", None, date(2006, 5, 9)),
        ("[2014-01-01..]", date(2014, 1, 1), None),
        ("0001", date.min, date(1, 12, 31)),  # The first day of the calendar is a day, not "no limit".
        ("9999", date(9999, 1, 1), date.max),
    ],
)
def test_earliest_and_latest(text: str, earliest: date | None, latest: date | None) -> None:
    """The first and the last possible day, None on the open side of a range, and the same as ordinals."""
    when = PartialDate(text)
    assert (when.earliest, when.latest) == (earliest, latest)
    expected = (earliest.toordinal() if earliest else BEFORE_ALL, latest.toordinal() if latest else AFTER_ALL)
    assert when.span == expected
    assert (when.spans[0][0], when.spans[-1][1]) == expected


@pytest.mark.parametrize(
    ("text", "precision", "qualifier", "is_whole_unit"),
    [
        ("2013-07-01", "day", None, True),
        ("2013-07-01T10:00:00", "day", None, True),
        ("2013-07", "month", None, True),
        ("2013", "year", None, True),
        ("2013-07-01?", "day", "?", True),
        ("2013-07~", "month", "~", True),
        ("2013%", "year", "%", True),
        ("201X", "decade", None, False),
        ("20XX", "century", None, False),
        ("2013-XX", "month", None, False),  # The unit written, though any of twelve months may be meant.
        ("2013-07-XX", "day", None, False),
        ("2013-XX-XX~", "day", "~", False),
        ("2013-21", "season", None, False),
        ("[2006-01..2006-06]", "range", None, False),
    ],
)
def test_how_it_is_written(text: str, precision: str, qualifier: str | None, is_whole_unit: bool) -> None:
    """Precision, qualifier and whether the days are those of one unit named in full."""
    when = PartialDate(text)
    assert (when.precision, when.qualifier, when.is_whole_unit) == (precision, qualifier, is_whole_unit)


@pytest.mark.parametrize(
    ("text", "day", "answer"),
    [
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
    ],
)
def test_could_be(text: str, day: date, answer: bool) -> None:
    """`could_be` is exact, also where the notation leaves out days in between."""
    assert PartialDate(text).could_be(day) is answer


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("2007", "2007-XX", True),
        ("2007", "2007?", True),  # A qualifier does not move the days.
        ("2007-11", "[2007-11-01..2007-11-30]", True),
        ("2013-07-01", "2013-07-01T10:00:00", True),
        ("2013-22", "2013-24", True),
        ("2007", "2007-11", False),
        ("2013-22", "[2012-12-01..2014-03-21]", False),  # The same bounds, but not the days in between.
        ("[..2007]", "2007", False),
        ("[2007..]", "2007", False),
    ],
)
def test_same_days(left: str, right: str, answer: bool) -> None:
    """`same_days` compares the days, from either side, while equality goes by the text."""
    assert PartialDate(left).same_days(PartialDate(right)) is answer
    assert PartialDate(right).same_days(PartialDate(left)) is answer
    assert PartialDate(left) != PartialDate(right)


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
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
    ],
)
def test_before_and_after(left: str, right: str, answer: Certainty) -> None:
    """`is_before` answers over every choice of the two days, and `is_after` is the same from the other side."""
    assert PartialDate(left).is_before(PartialDate(right)) is answer
    assert PartialDate(right).is_after(PartialDate(left)) is answer


def test_there_is_no_less_than() -> None:
    """`<` and its like raise, for they would have to guess where dates overlap."""
    left, right = PartialDate("2006"), PartialDate("2007")
    with pytest.raises(TypeError):
        left < right  # type: ignore[operator]
    with pytest.raises(TypeError):
        sorted([right, left])  # type: ignore[type-var]


def test_sort_key_order() -> None:
    """Dates sort by first possible day, then last possible day, then text."""
    expected = [
        "[..2005]", "[..2006]", "2005-12-31", "2006-01-01", "2006-01", "2006", "2006-XX", "2006?", "[2006..]",
        "2006-05",
    ]  # fmt: skip
    for shuffled in (expected[::-1], sorted(expected), sorted(expected, key=len)):
        assert sorted(shuffled, key=lambda text: PartialDate(text).sort_key) == expected


def test_sort_key_is_total() -> None:
    """Of two different dates exactly one sorts first, also when they hold the same days."""
    keys = [PartialDate(text).sort_key for text in TEXTS]
    assert all((a < b) != (b < a) for a, b in itertools.combinations(keys, 2))


@pytest.mark.parametrize("text", TEXTS)
def test_text_and_code(text: str) -> None:
    """`str` gives the text back as it was, `repr` is code that makes an equal date."""
    when = PartialDate(text)
    assert str(when) == text
    assert repr(when) == f'PartialDate("{text}")'
    assert eval(repr(when)) == when


@pytest.mark.parametrize("text", TEXTS)
def test_equality_and_hash_go_by_the_text(text: str) -> None:
    """Dates of one text are equal and hash alike; those of another text are not equal."""
    one, other = PartialDate(text), PartialDate(str(text))
    assert one == other
    assert hash(one) == hash(other)
    assert [each for each in TEXTS if PartialDate(each) == one] == [text]


def test_equal_to_nothing_else() -> None:
    """A date is never equal to its text, its day or None, so that dictionaries do not mix them."""
    when = PartialDate("2013-07-01")
    assert all(when != other for other in ("2013-07-01", date(2013, 7, 1), None, 2013))
    assert len({when, "2013-07-01", date(2013, 7, 1)}) == 3
    assert hash(when) != hash("2013-07-01")


@pytest.mark.parametrize("text", TEXTS)
def test_copies_are_equal(text: str) -> None:
    """Every pickle protocol, copy and deepcopy give an equal date with the same days."""
    when = PartialDate(text)
    copies = [pickle.loads(pickle.dumps(when, protocol)) for protocol in range(6)]
    for back in (*copies, copy.copy(when), copy.deepcopy(when)):
        assert type(back) is PartialDate
        assert back == when
        assert back.spans == when.spans
        assert back.qualifier == when.qualifier


@pytest.mark.parametrize("name", ["earliest", "precision", "spans", "_text", "_reading", "anything"])
def test_nothing_can_be_set_or_deleted(name: str) -> None:
    """A date is immutable: no attribute can be set, made or deleted, and the error names it."""
    when = PartialDate("2013-07-01")
    with pytest.raises(AttributeError, match=f"PartialDate is immutable, so '{name}'"):
        setattr(when, name, "x")
    with pytest.raises(AttributeError, match=f"PartialDate is immutable, so '{name}'"):
        delattr(when, name)
    assert when == PartialDate("2013-07-01")
    assert not hasattr(when, "__dict__")


class _Text(str):
    """A text of another type."""

    __slots__ = ()


@pytest.mark.parametrize(
    "value", [None, True, 2013, 2013.0, date(2013, 7, 1), b"2013", ["2013"], PartialDate("2013"), _Text("2013")]
)
def test_only_plain_text_is_read(value: object) -> None:
    """What is no plain text is refused with a message that shows it; the door for other types is `to_partial_date`."""
    with pytest.raises(InvalidDateError, match="is not EDTF text") as caught:
        PartialDate(value)  # type: ignore[arg-type]
    assert repr(value) in str(caught.value)
    assert caught.value.value is value


def test_refusals_come_from_the_reader() -> None:
    """Both kinds of refusal reach the caller as they are."""
    with pytest.raises(InvalidDateError, match="'2013-02-29' is not a day of the calendar"):
        PartialDate("2013-02-29")
    with pytest.raises(UnsupportedDateError, match="'-1985'"):
        PartialDate("-1985")


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
