"""One warm question against the cheapest look-up that gives the answer, and against peers, in one run.

The cheapest look-up is the table of eras: one bisection, the ready tuple. Peers that are not installed are left out.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta

from ratios import microseconds

import iom_partners

DATA = iom_partners.load()
RANDOM = random.Random(2013)
DAYS = [date(2003, 1, 1) + timedelta(RANDOM.randrange(6209)) for _ in range(1000)]
TERMS = [term for term in DATA.chair_terms_of("GMG") if term.period.start_latest and term.period.end_earliest]


def eras() -> Callable[[], None]:
    """Return a call that does the least there is: one bisection in the cuts, the ready tuple."""
    cuts = sorted({day for term in TERMS for day in (term.period.start_latest, term.period.end_earliest)})
    ready = [tuple(t for t in TERMS if t.period.start_latest <= cut <= t.period.end_earliest) for cut in cuts]

    def run() -> None:
        for day in DAYS:
            ready[bisect_right(cuts, day) - 1]

    return run


def asked(
    question: Callable[..., iom_partners.results.Answer[iom_partners.Agent]], days: list[date] | list[str]
) -> Callable[[], None]:
    """Ask and look at the verdict and both tuples."""

    def run() -> None:
        for day in days:
            answer = question("GMG", on=day)
            _ = answer.verdict, answer.certain, answer.possible

    return run


def in_intervaltree() -> Callable[[], None]:
    """Ask an interval tree of the same terms."""
    from intervaltree import IntervalTree

    tree = IntervalTree()
    for term in TERMS:
        tree[term.period.start_latest.toordinal() : term.period.end_earliest.toordinal() + 1] = term

    def run() -> None:
        for day in DAYS:
            tree[day.toordinal()]

    return run


def in_pandas() -> Callable[[], None]:
    """Mask a frame of the same terms."""
    import pandas as pd

    frame = pd.DataFrame(
        {
            "start": [t.period.start_latest.toordinal() for t in TERMS],
            "end": [t.period.end_earliest.toordinal() for t in TERMS],
        }
    )

    def run() -> None:
        for day in DAYS[:50]:
            frame[(frame.start <= day.toordinal()) & (frame.end >= day.toordinal())]

    return run


def in_sqlite() -> Callable[[], None]:
    """Ask an indexed table in memory."""
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.execute("create table term (id text, first int, last int)")
    rows = [(t.id, t.period.start_latest.toordinal(), t.period.end_earliest.toordinal()) for t in TERMS]
    base.executemany("insert into term values (?, ?, ?)", rows)
    base.execute("create index span on term (first, last)")

    def run() -> None:
        for day in DAYS:
            base.execute(
                "select id from term where first <= ? and last >= ?", (day.toordinal(), day.toordinal())
            ).fetchall()

    return run


def main() -> None:
    """Print each way as a multiple of the limit."""
    limit = microseconds(eras(), 20, len(DAYS))
    texts = [day.isoformat() for day in DAYS]
    print(f"table of eras (limit) = 1 ({limit:.3f} microseconds here), {len(TERMS)} terms, 1,000 days")
    ours = (
        ("chair_of, a date", asked(DATA.chair_of, DAYS)),
        ("chair_of, a text", asked(DATA.chair_of, texts)),
        ("members_of, a date", asked(DATA.members_of, DAYS)),
    )
    for words, run in ours:
        print(f"{words:30} {microseconds(run, 20, len(DAYS)) / limit:8.2f}")
    for words, make, each in (
        ("sqlite, indexed", in_sqlite, 1000),
        ("intervaltree", in_intervaltree, 1000),
        ("pandas mask", in_pandas, 50),
    ):
        try:
            run = make()
        except ImportError:
            print(f"{words:30} not installed")
        else:
            print(f"{words:30} {microseconds(run, 3, each) / limit:8.2f}")


if __name__ == "__main__":
    main()
