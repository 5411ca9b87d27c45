"""Found: sentences that say more than the date does."""

from __future__ import annotations

import pytest

from iom_partners import PartialDate, Period
from iom_partners.dates.words import say_date, say_period


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("1985-XX-XX?", "1 January 1985"),  # Any day of 1985 may be meant.
        ("1985-04-XX%", "1 April 1985"),
        ("2004-XX~", "January 2004"),
    ],
)
def test_unspecified_and_qualified_dates_are_not_said_as_one_unit(text: str, false: str) -> None:
    """A date with unspecified digits is never said as one exact day or month, also with a qualifier."""
    assert not say_date(PartialDate(text)).startswith(false + " ")


@pytest.mark.parametrize("text", ["1985-04-XX/1985-05-01", "1985-04-01/1985-05-XX", "1985-04-XX/1985-04-XX"])
def test_unspecified_ends_are_not_said_as_days(text: str) -> None:
    """A period whose end is a day not known which says so: "some day from"."""
    assert "some day from" in say_period(Period(text))
