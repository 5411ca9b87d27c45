"""Who held the chair on each of a million dates: this library beside a plain gather and beside other libraries.

The limit is NumPy's gather from an array with one cell for each day. All answer the same dates about the same terms,
which follow each other without gaps; preparing the terms is not timed. Libraries that are not installed are left out. A
very slow one answers only some of the dates.
"""

from __future__ import annotations

import sys
import timeit
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np

from iom_partners import ChairTerm, Dataset, Organization, Period

NUMBER = 1_000_000
RANDOM = np.random.default_rng(2013)
Run = tuple[Callable[[], object], int]


class Case:
    """A body with terms of equal length, one after the other, and random dates within them."""

    def __init__(self, terms: int, days_each: int, holders: int) -> None:
        first = date(1930, 1, 1)
        self.starts = np.array([first.toordinal() - 719_163 + number * days_each for number in range(terms)])
        self.codes = np.arange(terms, dtype=np.int32) % holders
        self.until = int(self.starts[-1]) + days_each
        self.days = RANDOM.integers(self.starts[0], self.until, NUMBER).astype("datetime64[D]")
        self.ends = np.append(self.starts[1:], self.until) - 1
        records: list[Any] = [Organization(id=f"h{number:05}", name=f"Holder {number}") for number in range(holders)]
        for number in range(terms):
            begin = first + timedelta(days=number * days_each)
            period = Period(f"{begin}/{begin + timedelta(days=days_each - 1)}")
            holder = f"h{number % holders:05}"
            records.append(ChairTerm(id=f"t{number:05}", organization_id="body", holder_id=holder, period=period))
        self.data = Dataset.from_records([Organization(id="body", name="Body"), *records])


def gather(case: Case) -> Run:
    base = int(case.starts[0])
    table = np.repeat(case.codes, case.ends - case.starts + 1)
    numbers = case.days.view("int64")
    return lambda: table[numbers - base], NUMBER


def looked_up(case: Case) -> Run:
    """Return the codes as the library does inside: the range checked, one look-up."""
    import pandas as pd

    case.data.stats.chairs_on("body", pd.Series(case.days[:1].astype("datetime64[s]")))
    by_day = next(iter(case.data.stats._by_day.values()))
    table, base = by_day.once("pandas", lambda: None).codes, by_day.base

    def run() -> object:
        days = case.days.view("int64")
        assert by_day.base <= days.min() <= days.max() <= by_day.last
        return table.take(days - base)

    return run, NUMBER


def ours(make: Callable[[Any], Any]) -> Callable[[Case], Run]:
    def ready(case: Case) -> Run:
        column = make(case.days)
        return lambda: case.data.stats.chairs_on("body", column), NUMBER

    return ready


def in_pandas(days: Any) -> Any:
    import pandas as pd

    return pd.Series(days.astype("datetime64[s]"))


def in_polars(days: Any) -> Any:
    import polars as pl

    return pl.Series(days)


def in_arrow(days: Any) -> Any:
    import pyarrow as pa

    return pa.array(days)


def searchsorted(case: Case) -> Run:
    numbers = case.days.view("int64")
    return lambda: case.codes[np.searchsorted(case.starts, numbers, side="right") - 1], NUMBER


def join_asof(days: Callable[[Case], Any]) -> Callable[[Case], Run]:
    def ready(case: Case) -> Run:
        import polars as pl

        left = pl.DataFrame({"day": days(case)})
        right = pl.DataFrame({"day": case.starts.astype("datetime64[D]"), "code": case.codes}).set_sorted("day")
        if days is in_order:
            left = left.set_sorted("day")
            return lambda: left.join_asof(right, on="day"), NUMBER
        return lambda: left.with_row_index().sort("day").join_asof(right, on="day").sort("index"), NUMBER

    return ready


def merge_asof(case: Case) -> Run:
    import pandas as pd

    left = pd.DataFrame({"day": in_order(case).astype("datetime64[s]")})
    right = pd.DataFrame({"day": case.starts.astype("datetime64[D]").astype("datetime64[s]"), "code": case.codes})
    return lambda: pd.merge_asof(left, right, on="day"), NUMBER


def interval_index(case: Case) -> Run:
    import pandas as pd

    index = pd.IntervalIndex.from_arrays(case.starts, case.ends, closed="both")
    numbers = case.days.view("int64")
    return lambda: case.codes[index.get_indexer(numbers)], NUMBER


def duckdb_asof(case: Case) -> Run:
    import duckdb
    import pyarrow as pa

    base = duckdb.connect()
    base.execute("set enable_progress_bar = false")
    for name, columns in (
        ("asked", {"day": pa.array(case.days)}),
        ("term", {"first": pa.array(case.starts.astype("datetime64[D]")), "code": pa.array(case.codes)}),
    ):
        base.register("given", pa.table(columns))
        base.execute(f"create table {name} as select * from given")
        base.unregister("given")
    query = "select code from asked asof join term on asked.day >= term.first"
    return lambda: base.execute(query).fetchnumpy(), NUMBER


def tree(case: Case) -> Run:
    from intervaltree import IntervalTree

    made = IntervalTree.from_tuples(zip(case.starts, case.ends + 1, case.codes, strict=True))
    part = case.days.view("int64")[:10_000].tolist()
    return lambda: [made[day] for day in part], len(part)


def bisect(case: Case) -> Run:
    from bisect import bisect_right

    starts, codes = case.starts.tolist(), case.codes.tolist()
    days = case.days.view("int64").tolist()
    return lambda: [codes[bisect_right(starts, day) - 1] for day in days], NUMBER


def in_order(case: Case) -> Any:
    return np.sort(case.days)


def shuffled(case: Case) -> Any:
    return case.days


WAYS: tuple[tuple[str, Callable[[Case], Run]], ...] = (
    ("ours: codes of a NumPy array", looked_up),
    ("ours: pandas Series to categories", ours(in_pandas)),
    ("ours: Polars Series to Enum", ours(in_polars)),
    ("ours: PyArrow array to dictionary", ours(in_arrow)),
    ("ours: NumPy array to objects", ours(lambda days: days)),
    ("ours: list of dates to list", ours(lambda days: days.tolist())),
    ("numpy searchsorted", searchsorted),
    ("polars join_asof, sorted before", join_asof(in_order)),
    ("polars join_asof, any order", join_asof(shuffled)),
    ("pandas merge_asof, sorted before", merge_asof),
    ("pandas IntervalIndex", interval_index),
    ("duckdb ASOF join", duckdb_asof),
    ("intervaltree", tree),
    ("Python bisect", bisect),
)


def seconds(run: Run) -> float:
    """Return the least time for all dates, extrapolated if only some are answered."""
    call, number = run
    call()
    return min(timeit.repeat(call, number=1, repeat=7)) * NUMBER / number


def main() -> None:
    """Print each time as a multiple of the limit."""
    for words, case in (("20 terms", Case(20, 365, 7)), ("10,000 terms", Case(10_000, 3, 200))):
        limit = seconds(gather(case))
        print(f"{words}, 1,000,000 dates: gather from an array by day (limit) = 1 ({limit * 1e3:.2f} ms here)")
        for way, make in WAYS:
            if sys.stderr.isatty():
                print(f"\r{way:40}", end="\r", file=sys.stderr)
            try:
                run = make(case)
            except ImportError:
                print(f"{way:40} not installed")
            else:
                print(f"{way:40} {seconds(run) / limit:8.1f}")


if __name__ == "__main__":
    main()
