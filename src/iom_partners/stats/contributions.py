"""Sums of contributions by donor, country, year ...: each is that of `total`, and what is in none is counted beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from ..dates.calendar import year_span
from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import EVER, Span, to_date
from ..dates.period import Period
from ..errors import InvalidQuestionError, one_of, shorten
from ..model.dealings import Contribution
from ..query.totals import Total, given, taken, total
from ..query.wording import say_list
from ..store.filters import places_of
from ..store.table_schemas import BAR, joined, source_ids
from ..tables.table import Column, Table, required
from ..worlds.asked import Asked, exact_days

if TYPE_CHECKING:
    from ..store.store import Store

__all__ = ["Dimension", "beyond", "find_contributions", "years_of"]

Dimension = Literal["donor", "recipient", "project", "country", "theme", "kind", "year"]

_EACH = f"; several are separated by {BAR}"
_DIMENSIONS = {
    "donor": required("donor_id", "string", "who gave"),
    "recipient": Column("recipient_id", "string", "who received; empty where no source says"),
    "project": Column("project_id", "string", "the project or work that it was for; empty where no source says"),
    "country": Column(
        "country",
        "string",
        f"ISO 3166-1 alpha-2, of the places of its project{_EACH}, as no amount is divided; empty where none is known",
    ),
    "theme": Column("theme", "string", f"what its project is about{_EACH}; empty where that is not stated"),
    "kind": Column("kind", "string", "money, goods, services or discount; empty where no source says"),
    "year": Column("year", "integer", "the year; empty for contributions without a date"),
}
_SUMS = (
    Column("currency", "string", "ISO 4217; empty for contributions in kind, or without an amount or a currency"),
    Column("lower", "number", "the sum of contributions that certainly belong here; empty if none is added"),
    Column("upper", "number", "the sum with those that possibly belong here; empty if none is added"),
    required("contributions", "integer", "how many contributions the upper sum adds"),
    required("possible", "integer", "how many of these may be of another time, or were only planned"),
    required("qualified", "integer", "how many have an amount such as “over” or “about” something"),
    required("unstated", "integer", "how many contributions of money have no stated amount or currency"),
    required("in_kind", "integer", "how many are goods, services or discounts"),
    required("contribution_ids", "string", "the ids of all of these; several are separated by |"),
    Column("source_ids", "string", "the sources of these; several are separated by |"),
)
#: Of a contribution without an amount that is added: why not.
_APART = ("qualified", "unstated", "in_kind")


def find_contributions(
    store: Store, by: Any, contributions: Any = None, currency: str | None = None, during: Any = NOT_GIVEN
) -> Table:
    """Add up contributions by some dimensions and currency; see `Stats.contributions`.

    Args:
        store: what names and places are found in, and the contributions if none are given.
        by: one dimension or several.
        contributions: which; None for all.
        currency: sums in this currency only.
        during: only what was, or may have been, given in a period with exact ends.
    """
    dimensions = _read(by)
    every = store["contributions"] if contributions is None else taken(contributions)
    total(store, every, {})  # Raises for what is not a contribution or an amount.
    if currency is not None:
        known = {each.currency for each in every} | store.directory.words("contributions", "currency")
        one_of(currency, sorted(filter(None, known)), "currency", "a currency of the contributions")
    window = exact_days(during)
    asked_of = cache(lambda year: _asked(year, window))
    groups: dict[tuple[Any, ...], list[Contribution]] = {}
    for each, year in _of_years(every, window) if "year" in dimensions else ((each, None) for each in every):
        if given(each, asked_of(year)) is not Certainty.RULED_OUT:
            cells = [year if name == "year" else _READERS[name](store, each) for name in dimensions]
            groups.setdefault(tuple(cells), []).append(each)
    rows: list[tuple[Any, ...]] = []
    shown: dict[int, Contribution] = {}
    left_out: dict[int, str | None] = {}
    for key, group in sorted(groups.items(), key=lambda item: [(cell is None, cell) for cell in item[0]]):
        asked = asked_of(dict(zip(dimensions, key, strict=True)).get("year"))
        found = total(store, group, {}, during=NOT_GIVEN if asked is None else asked.when)
        for code, mine, sums in _rows(group, found):
            if currency in {None, code}:
                rows.append((*key, code, *sums))
                shown.update((id(each), each) for each in mine)
            else:
                left_out.update((id(each), code) for each in mine)
    table = Table("sums", (*(_DIMENSIONS[name] for name in dimensions), *_SUMS), rows)
    table.note = _note(table, dimensions, shown.values(), list(left_out.values()))
    return table


def _read(by: Any) -> tuple[str, ...]:
    """Return the dimensions that are asked for, each once, in the order given."""
    names = (by,) if isinstance(by, str) or not isinstance(by, Iterable) else tuple(by)
    for name in names:
        one_of(name, get_args(Dimension), "by", "a dimension of contributions")
    if not names:
        hint = f"one or several of {', '.join(get_args(Dimension))}"
        raise InvalidQuestionError(f"{shorten(by)} holds no dimension", value=by, field="by", hint=hint)
    return tuple(dict.fromkeys(names))


def _countries(store: Store, contribution: Contribution) -> str | None:
    places = (store["places"].get(each) for each in places_of(store, contribution))
    return joined(sorted({place.country for place in places if place is not None and place.country}))


def _themes(store: Store, contribution: Contribution) -> str | None:
    return joined(sorted(getattr(store.undertaking(contribution.project_id), "themes", ())))


_READERS: dict[str, Callable[[Store, Contribution], str | None]] = {
    "donor": lambda _, each: each.donor_id,
    "recipient": lambda _, each: each.recipient_id,
    "project": lambda _, each: each.project_id,
    "country": _countries,
    "theme": _themes,
    "kind": lambda _, each: each.kind,
}


def _asked(year: int | None, window: Span) -> Asked | None:
    """Return the days of a year, or all days, that lie within some others; None for all days."""
    first, last = window
    if year is not None:
        begin, end = year_span(year)
        first, last = max(first, begin), min(last, end)
    if (first, last) == EVER:
        return None
    return Asked.over("during", Period(f"{to_date(first) or '..'}/{to_date(last) or '..'}"))


#: All years of four digits, and some more. A list of as many rows for one contribution is of no use.
_MOST_YEARS = 20_000


def _of_years(every: Iterable[Contribution], window: Span) -> Iterator[tuple[Contribution, int | None]]:
    """Yield each contribution with each year that meets some days and may be its own; one without a date once.

    One without a limit reaches as far as the others.
    """
    ends = [(each, years_of(each)) for each in every]
    known = [year for _, both in ends for year in both if year is not None]
    first_asked, last_asked = ([day.year] if day else [] for day in map(to_date, window))
    for each, (first, last) in ends:
        if first is None and last is None:
            yield each, None
            continue
        begin = max((min(known) if first is None else first, *first_asked))
        end = min((max(known) if last is None else last, *last_asked))
        if end - begin > _MOST_YEARS:
            reason = f"the contribution {each.id} may be of any of {end - begin + 1:,} years"
            raise InvalidQuestionError(reason, value=each.when, field="by", hint="give during= a shorter period")
        yield from ((each, year) for year in range(begin, end + 1))


def years_of(contribution: Contribution) -> tuple[int | None, int | None]:
    """Return the first and the last year that a contribution may be of; None where there is no limit, or no date."""
    when = contribution.when
    if when is None:
        return None, None
    first, last = map(to_date, when.bounds.possible if isinstance(when, Period) else when.span)
    return first.year if first else None, last.year if last else None


def beyond(contributions: Iterable[Contribution]) -> int:
    """Return how many contributions may be of any year before, or any year after, the one that a source states."""
    return sum(years_of(each).count(None) == 1 for each in contributions)


def _rows(
    contributions: list[Contribution], found: Total
) -> Iterator[tuple[str | None, list[Contribution], tuple[Any, ...]]]:
    """Yield the currency of each row of some contributions, which ones it is of, and its other cells.

    One row is of those without a currency.
    """
    groups = {id(each): name for name in _APART for each in getattr(found, name)}
    by_currency: dict[str | None, list[Contribution]] = {}
    for each in contributions:
        is_money = groups.get(id(each)) in {None, "qualified"}
        by_currency.setdefault(each.currency if is_money else None, []).append(each)
    sums = {each.currency: (each.lower, each.upper) for each in found.sums}
    maybe = {id(each) for each in found.possible}
    for currency in sorted(by_currency, key=lambda each: (each is None, each)):
        mine = by_currency[currency]
        grouped = [groups.get(id(each)) for each in mine]
        counted = (grouped.count(None), sum(id(each) in maybe for each in mine))
        cited = source_ids(citation for each in mine for citation in each.citations)
        lower, upper = sums.get(currency, (None, None)) if currency else (None, None)
        yield currency, mine, (lower, upper, *counted, *map(grouped.count, _APART), joined(mine), cited)


def _note(table: Table, dimensions: tuple[str, ...], shown: Iterable[Contribution], left_out: list[str | None]) -> str:
    """Describe how the sums are made, and what is not in the table."""
    told = f"contributions by {say_list([*dimensions, 'currency'])}; nothing is converted or divided"
    if "year" in dimensions and any(table["possible"]):
        told += ", so a contribution of unknown year stands in each of these years that it may be of"
        if number := beyond(shown):
            told += f"; {number} may be of an earlier or later year"
    for name, several in (("country", "countries"), ("theme", "themes")):
        if name in dimensions and any(BAR in cell for cell in table[name] if cell):
            told += f"; one for a project of several {several} stands under all of them together, in one row"
    without = left_out.count(None)
    parts = (len(left_out) - without, "in other currencies"), (without, "in kind, or without an amount or a currency")
    others = [f"{number} {what}" for number, what in parts if number]
    return f"{told}; left out: {say_list(others)}" if others else told
