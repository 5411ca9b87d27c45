"""Found: public methods that ask about a day meet a wrong value with an AttributeError."""

from __future__ import annotations

import pandas as pd
import pytest

from iom_partners import InvalidDateError, PartialDate, Period


@pytest.mark.parametrize("value", [None, True, 2013, 2013.0, pd.NaT], ids=repr)
@pytest.mark.parametrize("ask", [Period("2013/2014").contains, PartialDate("2013").could_be])
def test_what_is_no_day_is_refused_with_a_typed_error(ask: object, value: object) -> None:
    """None, bools, numbers and NaT get the library's error from every public method that takes a day."""
    with pytest.raises(InvalidDateError):
        ask(value)  # type: ignore[operator]
