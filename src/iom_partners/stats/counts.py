"""The table that the picture of growth is drawn from: how many members there were, in runs of days."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

from ..dates.days import to_date
from ..dates.period import Period
from ..model.happenings import Figure
from ..query.count import say_figure
from ..query.roster import Roster
from ..store.store import Store
from ..store.table_schemas import source_ids
from ..tables.table import Column, Table

__all__ = ["MEMBER_COUNTS", "REPORTED_COUNTS", "find_member_counts", "find_reported_counts"]

MEMBER_COUNTS = (
    Column("first_day", "date", "the first day; empty in the first run, which has no limit"),
    Column("last_day", "date", "the last day, which belongs to the run; empty in the last run, which has no limit"),
    Column("lower", "integer", "how many members are certain on each day of the run", is_required=True),
    Column("upper", "integer", "how many there are at most; empty where not all are known"),
    Column("named", "integer", "how many are named at all, certain or possible", is_required=True),
)

REPORTED_COUNTS = (
    Column("figure_id", "string", "the figure", is_required=True),
    Column("first_day", "date", "the first day that it may speak of; empty where it states none"),
    Column("last_day", "date", "the last day that it may speak of; empty where it states none"),
    Column("lower", "integer", "the number, or the least of a range; empty where there is no least"),
    Column("upper", "integer", "the number, or the most of a range; empty where there is no most"),
    Column("words", "string", "what is stated, with its qualifier", is_required=True),
    Column("source_ids", "string", "the sources that state it; several are separated by |"),
)


def find_member_counts(roster: Roster[Any]) -> Table:
    """Cut the history of a body into runs of days of one number of members; see `Stats.member_counts`."""
    rows: list[tuple[Any, ...]] = []
    for numbers, run in groupby(roster.sweep.eras(), key=itemgetter(2, 3, 4)):
        eras = list(run)
        lower, named, upper = numbers
        rows.append((to_date(eras[0][0]), to_date(eras[-1][1]), lower, upper, named))
    return Table("runs of days", MEMBER_COUNTS, rows, note=f"how many members {roster.question.body} had")


def find_reported_counts(store: Store, body_id: str) -> Table:
    """Return the numbers of members that sources state; see `Stats.reported_counts`."""
    rows = [
        (each.id, *_days(each), each.lower, each.upper, say_figure(each), source_ids(each.citations))
        for each in store.select("figures", about_id=body_id)
        if each.unit == "members"
    ]
    return Table(
        "stated numbers",
        REPORTED_COUNTS,
        rows,
        note=f"how many members of {store.directory.label(body_id)} sources count",
    )


def _days(figure: Figure) -> tuple[Any, Any]:
    if figure.when is None:
        return None, None
    first, last = figure.when.bounds.possible if isinstance(figure.when, Period) else figure.when.span
    return to_date(first), to_date(last)
