"""Texts at the edge of what is read."""

from __future__ import annotations

import pytest

from iom_partners import PartialDate, UnsupportedDateError


@pytest.mark.parametrize("text", ["0000-01-01T10:00:00", "0000-12-31T23:59:59Z"])
def test_the_year_0_with_a_time_is_unsupported(text: str) -> None:
    """The standard has a year 0, so a day of it with a time is refused as unsupported, as without the time."""
    with pytest.raises(UnsupportedDateError, match="years before 0001"):
        PartialDate(text)
