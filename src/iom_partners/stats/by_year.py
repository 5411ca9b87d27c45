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
    Column("year", "integer", "the year; empty for gifts of which no source says when they were given"),
    Column("currency", "string", "ISO 4217; empty for gifts that have no amount, or no currency, or are in kind"),
    Column("lower", "number", "the sum of gifts that were certainly given within the year; empty if none is added"),
    Column("upper", "number", "with those that may have been given within it; empty if none is added"),
    Column("gifts", "integer", "how many gifts the highest sum adds", is_required=True),
    Column("possible", "integer", "how many of these may have been given in another year", is_required=True),
    Column("qualified", "integer", "how many have an amount such as “over” or “about” something", is_required=True),
    Column("unstated", "integer", "how many gifts of money have no stated amount or currency", is_required=True),
    Column("in_kind", "integer", "how many are goods, services or discounts", is_required=True),
    Column("contribution_ids", "string", "all of these gifts; several are parted by |", is_required=True),
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
        note += ", so a gift of which the year is not known stands in each of these years that it may be of"
        note += _beyond(dated)
    return Table("sums", BY_YEAR, rows, note=note)


def _beyond(gifts: Iterable[Contribution]) -> str:
    """Say how many gifts may be of years outside the table, for one of their sides has no limit."""
    number = beyond(gifts)
    return f"; {number} may be of a year before or after them" if number else ""


def beyond(gifts: Iterable[Contribution]) -> int:
    """Count the gifts that may be of any year before, or any year after, the one that a source tells."""
    return sum(_years(each).count(None) == 1 for each in gifts)


def _by_year(gifts: list[Contribution]) -> dict[int, list[Contribution]]:
    """Give the gifts that each year may have seen; one that has no limit reaches as far as the others."""
    ends = [_years(each) for each in gifts]
    known = [year for both in ends for year in both if year is not None]
    by_year: dict[int, list[Contribution]] = {}
    for gift, (first, last) in zip(gifts, ends, strict=True):
        for year in range(min(known) if first is None else first, (max(known) if last is None else last) + 1):
            if _meets(gift, year):
                by_year.setdefault(year, []).append(gift)
    return by_year


def _years(gift: Contribution) -> tuple[int | None, int | None]:
    when = gift.when
    if when is None:
        return None, None
    first, last = map(to_date, when.bounds.possible if isinstance(when, Period) else when.span)
    return first.year if first else None, last.year if last else None


def _meets(gift: Contribution, year: int) -> bool:
    """Tell whether a gift may be of a year between its first and its last one: a set of dates may leave it out."""
    days = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return gift.when.meets((days,)) if isinstance(gift.when, PartialDate) else True


def _rows(year: int | None, gifts: list[Contribution], found: Total) -> list[tuple[Any, ...]]:
    """Give one row for each currency of some gifts, and one for those without."""
    groups = {
        id(gift): group for group in ("qualified", "unstated", "in_kind") for gift in getattr(found, group)
    }  # fmt: skip
    by_currency: dict[str | None, list[Contribution]] = {}
    for gift in gifts:
        is_money = groups.get(id(gift)) in {None, "qualified"}
        by_currency.setdefault(gift.currency if is_money else None, []).append(gift)
    sums = {each.currency: (each.lower, each.upper) for each in found.sums}
    maybe = {id(gift) for gift in found.possible}
    rows: list[tuple[Any, ...]] = []
    for currency in sorted(by_currency, key=lambda each: (each is None, each)):
        mine = by_currency[currency]
        named = [groups.get(id(gift)) for gift in mine]
        counted = (named.count(None), sum(id(gift) in maybe for gift in mine))
        apart = (named.count(group) for group in ("qualified", "unstated", "in_kind"))
        cited = source_ids(citation for gift in mine for citation in gift.citations)
        lower, upper = sums.get(currency, (None, None)) if currency else (None, None)
        rows.append((year, currency, lower, upper, *counted, *apart, joined(gift.id for gift in mine), cited))
    return rows
