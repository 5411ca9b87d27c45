"""Contributions by year and currency: the table behind the chart of contributions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..dates.days import to_date
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..model.dealings import Contribution
from ..query.totals import Total, taken, total
from ..store.store import Store
from ..store.table_schemas import joined, source_ids
from ..tables.table import Column, Table, required

__all__ = ["BY_YEAR", "beyond", "find_by_year"]

BY_YEAR = (
    Column("year", "integer", "the year; empty for contributions without a date"),
    Column("currency", "string", "ISO 4217; empty for contributions in kind, or without an amount or a currency"),
    Column("lower", "number", "the sum of contributions certainly made within the year; empty if none is added"),
    Column("upper", "number", "the sum with those that may have been made within it; empty if none is added"),
    required("contributions", "integer", "how many contributions the upper sum adds"),
    required("possible", "integer", "how many of these may have been made in another year, or were only planned"),
    required("qualified", "integer", "how many have an amount such as “over” or “about” something"),
    required("unstated", "integer", "how many contributions of money have no stated amount or currency"),
    required("in_kind", "integer", "how many are goods, services or discounts"),
    required("contribution_ids", "string", "the ids of all of these; several are parted by |"),
    Column("source_ids", "string", "the sources of these; several are parted by |"),
)


def find_by_year(store: Store, contributions: Any = None) -> Table:
    """Add up contributions by year and currency; see `Stats.contributions_by_year`."""
    every = store["contributions"] if contributions is None else taken(contributions)
    total(store, every, {})  # Raises for what is not a contribution or an amount.
    dated = [each for each in every if _years(each) != (None, None)]
    undated = [each for each in every if _years(each) == (None, None)]
    rows: list[tuple[Any, ...]] = []
    for year, of_year in sorted(_by_year(dated).items()):
        rows += _rows(year, of_year, total(store, of_year, {}, during=f"{year:04}"))
    if undated:
        rows += _rows(None, undated, total(store, undated, {}))
    note = "contributions by year and currency; nothing is converted or divided"
    if any(row[5] for row in rows):
        note += ", so a contribution of unknown year stands in each of these years that it may be of"
        if number := beyond(dated):
            note += f"; {number} may be of an earlier or later year"
    return Table("sums", BY_YEAR, rows, note=note)


def beyond(contributions: Iterable[Contribution]) -> int:
    """Return how many contributions may be of any year before, or any year after, the one that a source states."""
    return sum(_years(each).count(None) == 1 for each in contributions)


def _by_year(contributions: list[Contribution]) -> dict[int, list[Contribution]]:
    """Return the contributions that may be of each year; one without a limit reaches as far as the others."""
    ends = [_years(each) for each in contributions]
    known = [year for both in ends for year in both if year is not None]
    by_year: dict[int, list[Contribution]] = {}
    for each, (first, last) in zip(contributions, ends, strict=True):
        for year in range(min(known) if first is None else first, (max(known) if last is None else last) + 1):
            if _meets(each, year):
                by_year.setdefault(year, []).append(each)
    return by_year


def _years(contribution: Contribution) -> tuple[int | None, int | None]:
    when = contribution.when
    if when is None:
        return None, None
    first, last = map(to_date, when.bounds.possible if isinstance(when, Period) else when.span)
    return first.year if first else None, last.year if last else None


def _meets(contribution: Contribution, year: int) -> bool:
    """Return whether a contribution may be of a year between its first and last one: a set of dates may skip it."""
    days = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return contribution.when.meets((days,)) if isinstance(contribution.when, PartialDate) else True


def _rows(year: int | None, contributions: list[Contribution], found: Total) -> list[tuple[Any, ...]]:
    """Return one row for each currency of some contributions, and one for those without."""
    names = ("qualified", "unstated", "in_kind")
    groups = {id(each): name for name in names for each in getattr(found, name)}
    by_currency: dict[str | None, list[Contribution]] = {}
    for each in contributions:
        is_money = groups.get(id(each)) in {None, "qualified"}
        by_currency.setdefault(each.currency if is_money else None, []).append(each)
    sums = {each.currency: (each.lower, each.upper) for each in found.sums}
    maybe = {id(each) for each in found.possible}
    rows: list[tuple[Any, ...]] = []
    for currency in sorted(by_currency, key=lambda each: (each is None, each)):
        mine = by_currency[currency]
        grouped = [groups.get(id(each)) for each in mine]
        counted = (grouped.count(None), sum(id(each) in maybe for each in mine))
        apart = map(grouped.count, names)
        cited = source_ids(citation for each in mine for citation in each.citations)
        lower, upper = sums.get(currency, (None, None)) if currency else (None, None)
        rows.append((year, currency, lower, upper, *counted, *apart, joined(mine), cited))
    return rows
