"""Found: NumPy days that get an untyped error, a false exactness, or an error without its parameter."""

from __future__ import annotations

import numpy as np
import pytest

from iom_partners import InvalidDateError, UnsupportedDateError
from iom_partners.dates.door import to_partial_date


@pytest.mark.parametrize("text", ["9999-12-31", "0000-06-01", "-0044-03-15", "12013-01-01"])
def test_weeks_at_the_edge_of_the_calendar_get_a_typed_error(text: str) -> None:
    """A week that reaches out of the years 0001 to 9999 is refused with the library's error, not with OverflowError or ValueError."""
    with pytest.raises(InvalidDateError):
        to_partial_date(np.datetime64(text, "W"))


@pytest.mark.parametrize(
    ("value", "last"),
    [
        (np.datetime64("2013-07", "3M"), "2013-09-30"),
        (np.datetime64("2010", "10Y"), "2019-12-31"),
        (np.datetime64("2013-07-01", "7D"), None),
        (np.datetime64("2013-07-01", "2W"), None),
    ],
)
def test_multiples_of_a_unit_are_not_taken_for_one(value: np.datetime64, last: str | None) -> None:
    """A datetime64 of several units is read as all its days or refused, never as the first unit alone."""
    try:
        when = to_partial_date(value)
    except InvalidDateError:
        return
    end = (value + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    assert str(when.latest) == str(end)
    assert last is None or str(when.latest) == last


@pytest.mark.parametrize("text", ["0000-01-01", "-0044-03-15", "12013-01-01"])
def test_numpy_days_out_of_range_name_the_parameter(text: str) -> None:
    """The error about a NumPy day names the caller's parameter, the caller's value and a hint, like every other one."""
    value = np.datetime64(text, "D")
    with pytest.raises(InvalidDateError) as caught:
        to_partial_date(value, "asked")
    assert caught.value.field == "asked"
    assert caught.value.hint


@pytest.mark.parametrize("text", ["-0044-03-15", "-0001-12-31", "-1985-04-12"])
def test_numpy_years_below_zero_are_unsupported(text: str) -> None:
    """NumPy writes the year -44 as "-044"; its days are refused as outside the calendar, not as no date."""
    with pytest.raises(UnsupportedDateError, match="years"):
        to_partial_date(np.datetime64(text, "D"))
