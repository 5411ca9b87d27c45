"""Fuzzing of the date readers: any text is read, or refused with the library's own error, at once.

Run it by hand (pip install atheris):

    python tests/fuzz/fuzz_dates.py -runs=20000000 -timeout=1 -rss_limit_mb=512 -max_len=64 -dict=tests/fuzz/edtf.dict

What was found, and when, stands in docs/fuzzing.md.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports():
    from iom_partners.dates import PartialDate, Period, describe, english
    from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL, Day, ordinal
    from iom_partners.errors import InvalidDateError

assert all((describe, english))  # They are imported here to be instrumented, or they would be at their first use.


def check_date(text: str) -> None:
    """Read a text as a date and hold it against what must be true of every date."""
    try:
        when = PartialDate(text)
    except InvalidDateError as error:
        assert error.value == text
        assert error.position is None or 0 <= error.position <= len(text)
        assert len(str(error)) < 400
        return
    assert str(when) == text
    first, last = when.span
    assert BEFORE_ALL <= first <= last <= AFTER_ALL
    for day in (when.earliest, when.latest):
        if day is not None:
            assert when.could_be(day)
            assert day.toordinal() == ordinal(day.year, day.month, day.day)
            assert not isinstance(day, Day) or Day(day.isoformat()) == day
    try:
        again = PartialDate.from_words(when.describe())
    except InvalidDateError:
        # Only words for marks on single components are not read back; long sets are too long for a phrase.
        assert any(when.qualifiers) or len(when.describe()) > 200
    else:
        assert again.span == when.span


def check_period(text: str) -> None:
    """Read a text as a period and hold it against what must be true of every period."""
    try:
        period = Period(text)
    except InvalidDateError as error:
        assert len(str(error)) < 600
        return
    assert str(period) == text
    start_earliest, start_latest, end_earliest, end_latest = period.bounds
    assert start_earliest <= start_latest <= end_latest
    assert start_earliest <= end_earliest <= end_latest
    assert period.describe()
    assert any(not each.is_ruled_out for each in period.relations_to(period).values())


def check_words(text: str) -> None:
    """Read a text as English and hold what it gives against its own description."""
    for kind in (PartialDate, Period):
        try:
            value = kind.from_words(text)
        except InvalidDateError as error:
            assert len(str(error)) < 600
        else:
            # Only what was quoted in EDTF may have marks on single components, whose words are not read back.
            assert "edtf" in text.lower() or kind.from_words(value.describe()) == value


CHECKS = (check_date, check_date, check_period, check_words)


def one_input(data: bytes) -> None:
    """Take the first byte for the reader, the rest for the text."""
    if data:
        CHECKS[data[0] % len(CHECKS)](data[1:].decode("utf-8", "replace"))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
