"""The table that the picture of money is drawn from: what was given in each year, by currency."""

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
from ..tables.table import Column, Table

__all__ = ["BY_YEAR", "beyond", "find_by_year"]

BY_YEAR = (
    Column("year", "integer", "the year; empty for contributions of which no source says when they were given"),
    Column(
        "currency", "string", "ISO 4217; empty for contributions that have no amount, or no currency, or are in kind"
    ),
    Column(
        "lower", "number", "the sum of contributions that were certainly given within the year; empty if none is added"
    ),
    Column("upper", "number", "with those that may have been given within it; empty if none is added"),
    Column("contributions", "integer", "how many contributions the highest sum adds", is_required=True),
    Column("possible", "integer", "how many of these may have been given in another year", is_required=True),
    Column("qualified", "integer", "how many have an amount such as “over” or “about” something", is_required=True),
    Column(
        "unstated", "integer", "how many contributions of money have no stated amount or currency", is_required=True
    ),
    Column("in_kind", "integer", "how many are goods, services or discounts", is_required=True),
    Column("contribution_ids", "string", "all of these contributions; several are parted by |", is_required=True),
    Column("source_ids", "string", "the sources that tell of them; several are parted by |"),
)


def find_by_year(store: Store, contributions: Any = None) -> Table:
    """Add up contributions by year and currency; see `Stats.contributions_by_year`."""
    every = store["contributions"] if contributions is None else taken(contributions)
    total(store, every, {})  # It refuses what is not a contribution, or not an amount.
    dated = [each for each in every if _years(each) != (None, None)]
    undated = [each for each in every if _years(each) == (None, None)]
    rows: list[tuple[Any, ...]] = []
    for year, of_year in sorted(_by_year(dated).items()):
        rows += _rows(year, of_year, total(store, of_year, {}, during=f"{year:04}"))
    if undated:
        rows += _rows(None, undated, total(store, undated, {}))
    note = "contributions by year and currency; nothing is converted or divided"
    if any(row[5] for row in rows):
        note += ", so a contribution of which the year is not known stands in each of these years that it may be of"
        note += _beyond(dated)
    return Table("sums", BY_YEAR, rows, note=note)


def _beyond(contributions: Iterable[Contribution]) -> str:
    """Return in words how many contributions may be of years outside the table: a side has no limit."""
    number = beyond(contributions)
    return f"; {number} may be of a year before or after them" if number else ""


def beyond(contributions: Iterable[Contribution]) -> int:
    """Count the contributions that may be of any year before, or any year after, the one that a source tells."""
    return sum(_years(each).count(None) == 1 for each in contributions)


def _by_year(contributions: list[Contribution]) -> dict[int, list[Contribution]]:
    """Return the contributions that each year may have seen; one that has no limit reaches as far as the others."""
    ends = [_years(each) for each in contributions]
    known = [year for both in ends for year in both if year is not None]
    by_year: dict[int, list[Contribution]] = {}
    for contribution, (first, last) in zip(contributions, ends, strict=True):
        for year in range(min(known) if first is None else first, (max(known) if last is None else last) + 1):
            if _meets(contribution, year):
                by_year.setdefault(year, []).append(contribution)
    return by_year


def _years(contribution: Contribution) -> tuple[int | None, int | None]:
    when = contribution.when
    if when is None:
        return None, None
    first, last = map(to_date, when.bounds.possible if isinstance(when, Period) else when.span)
    return first.year if first else None, last.year if last else None


def _meets(contribution: Contribution, year: int) -> bool:
    """Return whether a contribution may be of a year within its span: a set of dates may leave it out."""
    days = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return contribution.when.meets((days,)) if isinstance(contribution.when, PartialDate) else True


def _rows(year: int | None, contributions: list[Contribution], found: Total) -> list[tuple[Any, ...]]:
    """Return one row for each currency of some contributions, and one for those without."""
    groups = {id(each): group for group in ("qualified", "unstated", "in_kind") for each in getattr(found, group)}
    by_currency: dict[str | None, list[Contribution]] = {}
    for contribution in contributions:
        is_money = groups.get(id(contribution)) in {None, "qualified"}
        by_currency.setdefault(contribution.currency if is_money else None, []).append(contribution)
    sums = {each.currency: (each.lower, each.upper) for each in found.sums}
    maybe = {id(contribution) for contribution in found.possible}
    rows: list[tuple[Any, ...]] = []
    for currency in sorted(by_currency, key=lambda each: (each is None, each)):
        mine = by_currency[currency]
        named = [groups.get(id(contribution)) for contribution in mine]
        counted = (named.count(None), sum(id(contribution) in maybe for contribution in mine))
        apart = (named.count(group) for group in ("qualified", "unstated", "in_kind"))
        cited = source_ids(citation for contribution in mine for citation in contribution.citations)
        lower, upper = sums.get(currency, (None, None)) if currency else (None, None)
        rows.append(
            (year, currency, lower, upper, *counted, *apart, joined(contribution.id for contribution in mine), cited)
        )
    return rows
