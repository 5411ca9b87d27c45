"""English both ways: what is described reads back to the same value; what is not understood is refused."""

from __future__ import annotations

import calendar
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import InvalidDateError, PartialDate, Period
from strategies import (
    days,
    far_range_texts,
    far_texts,
    level_2_texts,
    low_level_texts,
    partial_dates,
    periods,
    range_texts,
    unit_texts,
)

_LOW = low_level_texts() | range_texts() | far_texts() | far_range_texts()
#: What an English phrase may say at an end of a period.
_END = st.sampled_from(["", ".."]) | _LOW.filter(lambda text: "T" not in text)


@given(_LOW)
def test_dates_of_levels_0_and_1_read_back(text: str) -> None:
    """Every date of levels 0 and 1, and every range, is described in words that give the same text again."""
    assert PartialDate.from_words(PartialDate(text).describe()) == PartialDate(text)


@given(far_texts() | far_range_texts())
def test_no_year_is_said_that_is_not_meant(text: str) -> None:
    """What is said without quoting EDTF names the years of the first and the last day, each with its era."""
    when = PartialDate(text)
    words = when.describe().split(" at ")[0]
    if "EDTF" in words or when.precision in {"season", "quarter", "quadrimester", "semester"}:
        return
    found = _YEAR.findall(words.replace("0s", "0"))
    said = {1 - int(before) if before else int(after or plain) for after, before, plain in found}
    meant = {day.year for day in (when.earliest, when.latest) if day}
    assert said == ({meant.pop() // 10 * 10} if words.startswith("the ") else meant)


@given(_END, _END)
def test_periods_of_levels_0_and_1_read_back(left: str, right: str) -> None:
    """So is every period of them, with open and unknown ends."""
    try:
        period = Period(f"{left}/{right}")
    except InvalidDateError:
        return
    assert Period.from_words(period.describe()) == period


@given(level_2_texts())
def test_dates_of_level_2_read_back_or_are_refused(text: str) -> None:
    """Words for level 2 give the same text again, save those for marks on single components, which are refused."""
    when = PartialDate(text)
    if any(when.qualifiers) and when.qualifier is None and "fits EDTF" not in when.describe():
        with pytest.raises(InvalidDateError, match="the end of the phrase"):
            PartialDate.from_words(when.describe())
    else:
        again = PartialDate.from_words(when.describe())
        # Marks on all components are one mark on the whole in words.
        assert again == when or (again.spans == when.spans and again.qualifier == when.qualifier)


_YEAR = re.compile(r"AD (\d+)|(\d+) BC|\b(\d{4,})\b")

_WORDS = (
    "since", "from", "to", "early", "2006", "May", "1", "by", "in", "the", "of", "-", "2004", "a", "year", "for",
    "44", "BC", "AD", "5th", "century", "between", "and", "190", "s", "c.", "2021/22", "10", "000", "present", ",",
)  # fmt: skip


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """Date phrases as people write them."""
    day = draw(days())
    month = calendar.month_name[day.month]
    unit = draw(st.sampled_from([f"{day.year:04}", f"{month} {day.year:04}", f"{day.day} {month} {day.year:04}"]))
    before = draw(st.sampled_from(["early ", "mid-", "late ", "the end of ", "spring ", "Q3 ", "first half of ", ""]))
    if before:
        unit = f"{day.year:04}" if before in ("spring ", "Q3 ", "first half of ") else unit.split(" ", 1)[-1]
        unit = unit if unit[0].isalpha() or len(unit) == 4 else f"{day.year:04}"
    front = draw(st.sampled_from(["by ", "in ", "not before ", ""])) if not before else ""
    return f"{front}{before}{unit}"


@given(phrases())
def test_what_is_read_is_described_and_read_again(phrase: str) -> None:
    """Whatever a phrase gives, its description gives again."""
    when = PartialDate.from_words(phrase)
    assert PartialDate.from_words(when.describe()) == when


@given(
    phrases(),
    phrases(),
    st.sampled_from(["since {}", "until {}", "from {}", "from {} on", "from {} to {}", "{} to {}"]),
)
def test_stretches_are_described_and_read_again(first: str, second: str, shape: str) -> None:
    """So for stretches of time."""
    try:
        period = Period.from_words(shape.format(first, second))
    except InvalidDateError:
        return
    assert Period.from_words(period.describe()) == period


@given(st.text(max_size=40) | st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_any_phrase_is_read_or_refused(words: str) -> None:
    """Any phrase is read or refused with a typed error, and what is read is described and read again."""
    for kind in (PartialDate, Period):
        try:
            value = kind.from_words(words)
        except InvalidDateError as error:
            assert len(str(error)) < 400
        else:
            assert kind.from_words(value.describe()) == value


@given(unit_texts())
def test_a_phrase_is_no_narrower_than_its_words(text: str) -> None:
    """ "Early", "mid" and "late" in a month or year stay within it, and leave none of its days out between them."""
    unit = PartialDate(text)
    if unit.precision == "day" or "EDTF" in unit.describe():
        return  # Days have no parts, and years outside 0001 to 9999 no words.
    parts = [PartialDate.from_words(f"{word} {unit.describe()}") for word in ("early", "late")]
    assert parts[0].earliest == unit.earliest
    assert parts[1].latest == unit.latest
    assert parts[0].span[1] + 1 >= parts[1].span[0]
    assert PartialDate.from_words(f"mid {unit.describe()}").lies_within(unit.spans)


@given(partial_dates() | periods())
def test_words_are_one_line_of_ascii(when: PartialDate | Period) -> None:
    """What is said of a date or a period is one line that any terminal shows."""
    assert when.describe().isascii() and when.describe().isprintable()
