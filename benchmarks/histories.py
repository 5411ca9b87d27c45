"""Histories of bodies of any size: eras, counts, spells, who met whom, gaps; how they grow, and peers, in one run.

Each body is made up: about 500 members on any day of forty years, however many there were in all; of ten dates seven to
the day, three to the month; all members are known for thirty years. Processor time, each call on a dataset of its own.
What would take more than five minutes by the growth before is left out, and so are peers that are not installed.
A hundred thousand members are asked for with ``--large``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any

from iom_partners import ChairTerm, Coverage, Dataset, Membership, Organization, PartialDate, Period

FIRST, DAYS, THERE = date(1980, 1, 1).toordinal(), 14_610, 500
DAY = date(2001, 5, 9)
#: A call that may take longer than so many seconds is left out.
PATIENCE = 300.0


def body(size: int) -> Dataset:
    """Make a body with so many members, and 200 terms in its chair."""
    made = random.Random(size)
    length = THERE * DAYS // size

    def day(ordinal: int) -> str:
        return str(date.fromordinal(ordinal))[: 7 if made.random() < 0.3 else 10]

    def records() -> Iterator[Any]:
        yield Organization(id="body", name="The body", founded=PartialDate("1980"))
        yield Coverage(
            id="all", organization_id="body", of="members", first_day=date(1985, 1, 1), last_day=date(2014, 12, 31)
        )
        for number in range(size):
            who = f"agent-{number}"
            begun = FIRST + made.randrange(DAYS)
            ended = begun + made.randrange(length // 2, length * 3 // 2) + 31
            period = f"{day(begun)}/{day(ended) if ended < FIRST + DAYS else '..'}"
            yield Organization(id=who, name=f"Agent {number}")
            yield Membership(id=f"tie-{number}", member_id=who, organization_id="body", period=Period(period))
        for number in range(200):
            first = FIRST + number * 73
            period = f"{date.fromordinal(first)}/{date.fromordinal(first + 72)}"
            yield ChairTerm(
                id=f"term-{number}", holder_id=f"agent-{number}", organization_id="body", period=Period(period)
            )

    return Dataset.from_records(records())


def rows_of(data: Dataset) -> list[tuple[int, int, int, int]]:
    """Return the four bounds of each membership: what a peer is given, ready made."""
    return [tuple(tie.period.bounds) for tie in data.memberships]


# Ours: each takes a dataset and returns how many rows it made.


def eras(data: Dataset) -> int:
    made = data.eras("body")
    for each in made[:: max(1, len(made) // 50)]:
        assert len(each.members.certain) + len(each.members.possible) >= 0
    return len(made)


def member_counts(data: Dataset) -> int:
    return len(data.stats.member_counts("body"))


def spells(data: Dataset) -> int:
    return len(data.stats.spells("body", of="members"))


def met_on_a_day(data: Dataset) -> int:
    return len(data.stats.co_membership("body", on=DAY))


def ever_met(data: Dataset) -> int:
    return len(data.stats.co_membership("body"))


def gaps(data: Dataset) -> int:
    return len(data.gaps("body"))


# Peers: each takes the bounds and returns how many rows it made. They know possible days, the counts also certain ones.


def eras_in_portion(rows: list[tuple[int, int, int, int]]) -> int:
    """Return the runs of days with the same possible members, all of them made."""
    import portion

    found = portion.IntervalDict()
    for number, (first, _, _, last) in enumerate(rows):
        one = portion.IntervalDict({portion.closedopen(first, last + 1): frozenset([number])})
        found = found.combine(one, how=lambda left, right: left | right)
    return len(found)


def days_in_intervaltree(rows: list[tuple[int, int, int, int]]) -> int:
    """Return who may have been a member on each of 50 days."""
    from intervaltree import Interval, IntervalTree

    tree = IntervalTree(Interval(first, last + 1, number) for number, (first, _, _, last) in enumerate(rows))
    return sum(len(tree[FIRST + step * DAYS // 50]) for step in range(50))


def counts_in_pandas(rows: list[tuple[int, int, int, int]]) -> int:
    """Return how many were certain and how many possible, in runs of days."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=["s0", "s1", "e0", "e1"])
    sure = frame[frame.s1 <= frame.e0]
    steps = pd.concat([
        pd.DataFrame({"day": frame.s0, "named": 1, "certain": 0}),
        pd.DataFrame({"day": frame.e1 + 1, "named": -1, "certain": 0}),
        pd.DataFrame({"day": sure.s1, "named": 0, "certain": 1}),
        pd.DataFrame({"day": sure.e0 + 1, "named": 0, "certain": -1}),
    ])  # fmt: skip
    found = steps.groupby("day").sum().cumsum()
    return len(found[(found.diff() != 0).any(axis=1)])


def counts_in_duckdb(rows: list[tuple[int, int, int, int]]) -> int:
    """Return the same by a window over the changes."""
    import duckdb
    import pandas as pd

    base = duckdb.connect(config={"threads": 1})
    base.register("ties", pd.DataFrame(rows, columns=["s0", "s1", "e0", "e1"]))
    return len(
        base.execute("""
            with steps as (
                select s0 as day, 1 as named, 0 as certain from ties
                union all select e1 + 1, -1, 0 from ties
                union all select s1, 0, 1 from ties where s1 <= e0
                union all select e0 + 1, 0, -1 from ties where s1 <= e0
            ), days as (select day, sum(named) as named, sum(certain) as certain from steps group by day)
            select day, sum(named) over (order by day), sum(certain) over (order by day) from days
            where named != 0 or certain != 0
        """).fetchall()
    )


def met_in_intervaltree(rows: list[tuple[int, int, int, int]]) -> int:
    """Return every two who may have been members on a day."""
    from itertools import combinations

    from intervaltree import Interval, IntervalTree

    tree = IntervalTree(Interval(first, last + 1, number) for number, (first, _, _, last) in enumerate(rows))
    return len(list(combinations(tree[DAY.toordinal()], 2)))


def met_in_ncls(rows: list[tuple[int, int, int, int]]) -> int:
    """Return every two who may have been members on one day, by number."""
    import numpy as np
    from ncls import NCLS

    bounds = np.array(rows, dtype=np.int64)
    first, last, number = (
        np.ascontiguousarray(each) for each in (bounds[:, 0], bounds[:, 3] + 1, np.arange(len(rows)))
    )
    one, other = NCLS(first, last, number).all_overlaps_both(first, last, number)
    return int((one < other).sum())


TASKS: tuple[tuple[str, Callable[[Dataset], int], tuple[tuple[str, Callable[[Any], int]], ...]], ...] = (
    (
        "`eras`, made and 50 read",
        eras,
        (("intervaltree, 50 days read", days_in_intervaltree), ("portion, all made", eras_in_portion)),
    ),
    ("`stats.member_counts`", member_counts, (("pandas", counts_in_pandas), ("DuckDB, window", counts_in_duckdb))),
    ("`stats.spells`", spells, ()),
    ("`stats.co_membership(on=day)`", met_on_a_day, (("intervaltree, pairs", met_in_intervaltree),)),
    ("`stats.co_membership`, all who met", ever_met, (("ncls, pairs by number", met_in_ncls),)),
    ("`gaps`", gaps, ()),
)


#: What grows too fast, or is asked so in the aims, is called at no more members than these.
MOST = {"`gaps`": 3_000, "... portion, all made": 200}

#: Seconds and rows, by words and number of members.
Spent = dict[str, dict[int, tuple[float, int]]]


def main() -> None:
    """Print a table with a row for each call and peer, and a column for each size."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--large", action="store_true", help="also a hundred thousand members")
    sizes = (1_000, 10_000, *((100_000,) if reader.parse_args().large else ()))
    spent: Spent = {}
    for size in sizes:
        for words, ours, peers in TASKS:
            run(spent, words, size, ours, lambda data: data)
            for name, peer in peers:
                run(spent, f"... {name}", size, peer, rows_of)
    show(sizes, spent)


def run(spent: Spent, words: str, size: int, call: Callable[[Any], int], given: Callable[[Dataset], Any]) -> None:
    """Run a call if, by the size before, it ends in time."""
    size = min(size, MOST.get(words, size))
    found = spent.setdefault(words, {})
    before = list(found.items())
    if size in found or (before and before[-1][1][0] * (size / before[-1][0]) ** 2 > PATIENCE):
        return
    print(f"{size:,}: {words}", file=sys.stderr, flush=True)
    data = body(size)
    data.is_member("agent-1", "body", on=DAY)
    value = given(data)
    with suppress(ImportError):
        call(given(body(20)))  # So that no import counts.
        start = time.process_time()
        made = call(value)
        found[size] = time.process_time() - start, made


def show(sizes: tuple[int, ...], spent: Spent) -> None:
    """Print seconds, growth and rows as a table in Markdown."""
    print(f"| members | {' | '.join(f'{size:,}' for size in sizes)} | growth | rows | a million rows |")
    print(f"|---|{'---|' * (len(sizes) + 3)}")
    for words, found in spent.items():
        if not found:
            continue
        cells = [
            f"{seconds:.3g} s" + (f" ({size:,})" if size not in sizes else "") for size, (seconds, _) in found.items()
        ]
        cells += ["-"] * (len(sizes) - len(cells))
        growth = ", ".join(f"{b[0] / a[0]:.1f}" for a, b in pairwise(found.values()) if a[0])
        seconds, made = list(found.values())[-1]
        print(f"| {words} | {' | '.join(cells)} | {growth or '-'} | {made:,} | {seconds / made * 1e6:.3g} s |")


if __name__ == "__main__":
    main()
