"""Found: texts that the reader takes for what they are not."""

from __future__ import annotations

import pytest

from iom_partners import InvalidDateError, PartialDate, UnsupportedDateError


@pytest.mark.parametrize("zone", ["Z05", "Z05:00", "Z00"])
def test_z_takes_no_offset(zone: str) -> None:
    """`Z` stands alone: a time zone of Z and hours is no EDTF."""
    with pytest.raises(InvalidDateError, match="no time zone"):
        PartialDate(f"2004-01-01T10:10:10{zone}")


@pytest.mark.parametrize("text", ["Y-17E7", "Y17E8", "Y17E8S2"])
def test_exponential_years_are_unsupported(text: str) -> None:
    """A year with an exponent is EDTF of level 2 (`Y-17E7` is the standard's example), so its refusal names the feature."""
    with pytest.raises(UnsupportedDateError, match="exponents"):
        PartialDate(text)


@pytest.mark.parametrize(
    "text",
    [
        # No qualifier may follow another, and none makes a date of what is none.
        "2004??", "2004~?", "~?", "wh?at", "no ~ date", "2013-13?-01", "2013-?",
        # No month 13 and no day 45 at any level.
        "2013-13-XX", "2013-1X-45", "20XX-99", "2013-XX-32",
        # A season has no unspecified day.
        "2013-21-XX",
        # Years of fewer or more than four digits need Y, and Y needs more than four.
        "-1", "-5", "-20130", "Y1", "--1985", "YY12345", "Y--12345",
        # Days that do not exist before the year 1 either.
        "-1985-13-45",
        "2004E", "2013S", "2013SE-X",
        # Sets without a well-formed date in them.
        "{", "{x", "[,]", "[....]", "[--]", "[2006.2007]", "[XX]",
    ],
)  # fmt: skip
def test_what_is_no_edtf_of_any_level_is_not_called_unsupported(text: str) -> None:
    """`UnsupportedDateError` is kept for what the standard allows; all other text is plainly invalid."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert type(caught.value) is InvalidDateError


def test_too_long_a_text_is_told_to_be_too_long() -> None:
    """The refusal of a long text gives its length as the reason, not characters that are all fine."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate("[2006-01-01.." + "2006-06-30" * 10 + "]")
    assert "has characters that no EDTF date has" not in caught.value.reason
    assert "long" in caught.value.reason
