"""Rows in every way to write dates against the same rows in ISO text; what is ambiguous is read as nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import DataFileError, Dataset
from strategies import days


class Way(NamedTuple):
    """A way to write a day: the cell, what has to be declared, and whether it says all by itself."""

    write: Callable[[date], Any]
    how: dict[str, Any] = {}


def _excel(day: date) -> int:
    """Count days as Excel does, from the one that is number 1; it has a 29 February 1900."""
    number = (day - date(1899, 12, 31)).days
    return number + (day >= date(1900, 3, 1))


WAYS = {
    "day": Way(lambda day: day),
    "time": Way(lambda day: datetime.combine(day, time(23, 59), UTC)),
    "numpy": Way(np.datetime64),
    "pandas period": Way(lambda day: pd.Period(day, "D")),
    "stamp": Way(lambda day: f"{day}T10:00:00.000Z"),
    "blanks": Way(lambda day: f"\u00a0{day}\n"),
    "basic": Way(lambda day: day.strftime("%Y%m%d").zfill(8)),
    "ordinal": Way(lambda day: f"{day.year:04}-{day.timetuple().tm_yday:03}"),
    "week": Way(lambda day: "{:04}-W{:02}-{}".format(*day.isocalendar())),
    "dmy": Way(lambda day: f"{day.day}.{day.month}.{day.year:04}", {"dates": "dmy"}),
    "mdy": Way(lambda day: f"{day.month:02}/{day.day:02}/{day.year:04}", {"dates": "mdy"}),
    "ymd": Way(lambda day: f"{day.year:04}/{day.month}/{day.day}", {"dates": "ymd"}),
    "words": Way(lambda day: f"{day.day} {day:%B} {day.year:04}", {"dates": "words"}),
    "excel": Way(_excel, {"numbers": "excel"}),
    "unix": Way(lambda day: (day - date(1970, 1, 1)).days * 86_400 + 86_399, {"numbers": "unix"}),
    "function": Way(lambda day: f"{day:%d%m%Y}", {"dates": lambda cell: f"{cell[4:]}-{cell[2:4]}-{cell[:2]}"}),
}
#: Days that every way can write: unix seconds are plausible, Excel counts from 1900, and no day is a year in seconds.
DAYS = days(date(1900, 1, 1), date(2199, 12, 31)).filter(lambda day: day != date(1970, 1, 1))


def periods(rows: list[dict[str, Any]], **how: Any) -> list[str]:
    """The periods of rows of one body, in order of their ids."""
    data = Dataset.from_rows([{"member": "A", "body": "B", "id": f"{n:03}"} | row for n, row in enumerate(rows)], **how)
    return [str(tie.period) for tie in sorted(data.memberships, key=lambda tie: tie.id)]


@given(
    spans=st.lists(st.tuples(DAYS, st.integers(0, 5_000)), min_size=1, max_size=4),
    way=st.sampled_from(sorted(WAYS)),
    ends=st.sampled_from(["inclusive", "exclusive"]),
)
def test_every_way_gives_the_same_days(spans: list[tuple[date, int]], way: str, ends: Any) -> None:
    """A day is the same day however it is written, once it is declared how."""
    write, how = WAYS[way]
    pairs = [
        (first, min(first + timedelta(more + 1), date(2199, 12, 31))) for first, more in spans if first.year < 2199
    ]
    rows = [{"start": write(first), "end": write(last)} for first, last in pairs]
    plain = [{"start": str(first), "end": str(last)} for first, last in pairs]
    if way != "unix" or not any(0 <= row[side] < 10_000 for row in rows for side in row):
        assert periods(rows, ends=ends, **how) == periods(plain, ends=ends)
    one_cell = [{"period": f"{first}/{last}"} for first, last in pairs]
    assert periods(one_cell, ends=ends) == periods(plain, ends=ends)


@given(day=DAYS, way=st.sampled_from(["dmy", "mdy", "ymd", "words", "excel", "unix"]), collected=st.booleans())
def test_nothing_is_read_from_what_is_not_declared(day: date, way: str, collected: bool) -> None:
    """A cell that does not say by itself what it means gives no date, whatever its numbers are."""
    rows = [{"start": WAYS[way].write(day)}, {"start": "2001-01-01"}]
    if collected:
        assert periods(rows, errors="collect") == ["2001-01-01/"]
    else:
        with pytest.raises(DataFileError):
            periods(rows)


@given(day=DAYS, way=st.sampled_from(["dmy", "mdy", "ymd"]), other=st.sampled_from(["dmy", "mdy", "ymd"]))
def test_no_order_is_ever_swapped(day: date, way: str, other: Any) -> None:
    """A cell in another order than the declared one is either read in the declared one or refused."""
    cell = WAYS[way].write(day)
    try:
        [read] = periods([{"start": cell}], dates=other)
    except DataFileError:
        assert way != other
    else:
        first, second = (day.month, day.day) if way == other else (day.day, day.month)
        assert read == f"{day.year:04}-{first:02}-{second:02}/"


@given(year=st.integers(1, 9997), month=st.integers(1, 12), sign=st.sampled_from(["-", "/"]), is_long=st.booleans())
def test_years_that_lie_in_two(year: int, month: int, sign: str, is_long: bool) -> None:
    """A year that lies in two is the twelve months from the declared one on; undeclared it is at most a month."""
    if year in {2998, 2999} or month == 1:
        return
    text = f"{year:04}{sign}{year + 1:04}" if is_long else f"{year:04}{sign}{(year + 1) % 100:02}"
    [read] = periods([{"start": text, "end": text}], years_begin=f"{month:02}", coarse_dates="whole")
    last = date(year + 1, month, 1) - timedelta(1)
    assert read == f"{date(year, month, 1)}/{last}"
    is_month = sign == "-" and not is_long and 1 <= (year + 1) % 100 <= 12
    if is_month:
        assert periods([{"start": text}], coarse_dates="within") == [f"{text}/"]
    else:
        with pytest.raises(DataFileError, match="years_begin="):
            periods([{"start": text}], coarse_dates="within")
