"""The table that the picture of growth is drawn from: how many members there were, in runs of days."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from ..dates.days import to_date
from ..dates.period import Period
from ..history.eras import Roll, _eras
from ..model.happenings import Figure
from ..query.count import say_figure
from ..query.roster import Ledger
from ..store.table_schemas import source_ids
from ..tables.table import Column, Table

__all__ = ["GROWTH", "STATED", "find_growth", "find_stated"]

GROWTH = (
    Column("first_day", "date", "the first day; empty in the first run, which has no limit"),
    Column("last_day", "date", "the last day, which belongs to the run; empty in the last run, which has no limit"),
    Column("low", "integer", "how many members are certain on each day of the run", is_required=True),
    Column("high", "integer", "how many there are at most; empty where not all are known"),
    Column("named", "integer", "how many are named at all, certain or possible", is_required=True),
)

STATED = (
    Column("figure_id", "string", "the figure", is_required=True),
    Column("first_day", "date", "the first day that it may speak of; empty where it states none"),
    Column("last_day", "date", "the last day that it may speak of; empty where it states none"),
    Column("low", "integer", "the number, or the least of a range; empty where there is no least"),
    Column("high", "integer", "the number, or the most of a range; empty where there is no most"),
    Column("words", "string", "what is stated, with its qualifier", is_required=True),
    Column("source_ids", "string", "the sources that state it; several are parted by |"),
)


def find_growth(ledger: Ledger[Any]) -> Table:
    """Cut the history of a body into runs of days of one number of members; see `Pictures.growth`."""
    runs = [list(run) for _, run in groupby(_eras((ledger,)), key=lambda era: _numbers(era[2][0]))]
    rows = [(run[0][0], run[-1][1], *_numbers(run[0][2][0])) for run in runs]
    return Table("runs of days", GROWTH, rows, note=f"how many members {ledger.topic.body} had")


def _numbers(roll: Roll[Any]) -> tuple[int, int | None, int]:
    low, named = len(roll.certain), len(roll.certain) + len(roll.possible)
    return low, named if roll.is_complete else None, named


def find_stated(figures: Iterable[Figure], body: str) -> Table:
    """Give the numbers of members that sources state; see `Pictures.stated_counts`."""
    rows = [
        (each.id, *_days(each), each.low, each.high, say_figure(each), source_ids(each.citations))
        for each in figures
        if each.unit == "members"
    ]
    return Table("stated numbers", STATED, rows, note=f"how many members of {body} sources count")


def _days(figure: Figure) -> tuple[Any, Any]:
    if figure.when is None:
        return None, None
    first, last = figure.when.bounds.possible if isinstance(figure.when, Period) else figure.when.span
    return to_date(first), to_date(last)
