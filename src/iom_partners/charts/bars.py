"""Bars: money by year with a panel for each currency, and projects by country; possible ones are dashed and pale."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..tables.table import Table
from . import theme

if TYPE_CHECKING:
    from altair import Chart, FacetChart, LayerChart

__all__ = ["by_country", "by_year"]

_UNDATED = "undated"
_NO_COUNTRY = "no country stated"


def by_year(table: Table, words: theme.Words) -> FacetChart | Chart:
    """Return a chart of sums of money by year, with a panel and an axis for each currency.

    Args:
        table: of year, currency, lower, upper, contributions, contribution_ids.
        words: title, caption and description.
    """
    every = theme.rows_of(table, "year", "currency", "lower", "upper", "contributions", "contribution_ids")
    rows = [row for row in every if row[3] is not None]
    if not rows:
        return theme.nothing(words, "No contribution has an amount that can be added.")
    alt = theme.altair()
    years = [row[0] for row in rows if row[0] is not None]
    labels = [f"{year:04}" for year in range(min(years), max(years) + 1)] if years else []
    labels += [_UNDATED] if None in table["year"] else []
    drawn = [record for row in rows for record in _amounts(row)]
    told = "; ".join(f"{row[1]} {_say_year(row[0])}: {_say_sum(row[2], row[3])}" for row in rows)
    axis = alt.Axis(labelAngle=0, labelOverlap=True, domainColor=theme.GRAY, ticks=False, labelPadding=5)
    x = alt.X("year:N", title="year", scale=alt.Scale(domain=labels), axis=axis)
    y = alt.Y("from:Q", title="amount", axis=alt.Axis(format="~s", tickCount=4, domain=False, gridColor=theme.GRID))
    tooltip = theme.tooltip(("currency", "year", "sum", "contributions", "certainty"))
    bars = alt.Chart().mark_bar(strokeWidth=1).encode(
        x=x, y=y, y2="to:Q", tooltip=tooltip, description="about:N", **theme.states(drawn)
    )  # fmt: skip
    header = alt.Header(title=None, labelAngle=0, labelAlign="left", labelFontSize=13, labelFontWeight="bold")
    panels = bars.properties(width=max(480, min(900, 44 * len(labels))), height=120).facet(
        row=alt.Row("currency:N", header=header), data=theme.inline(drawn)
    )
    chart: FacetChart = theme.titled(panels.resolve_scale(y="independent"), words.described(f"{told}."))
    return chart


def _say_year(year: int | None) -> str:
    return _UNDATED if year is None else f"in {year:04}"


def _say_sum(lower: Decimal, upper: Decimal) -> str:
    return f"{lower:,f}" if lower == upper else f"{lower:,f} to {upper:,f}"


def _amounts(row: tuple[Any, ...]) -> list[dict[str, Any]]:
    year, currency, lower, upper, number, ids = row
    label = _UNDATED if year is None else f"{year:04}"
    told = {
        "currency": currency,
        "year": label,
        "sum": f"{_say_sum(lower, upper)} {currency}",
        "contributions": number,
        "ids": ids,
    }
    # Heights are only drawn, so they need not be exact; the sums in the tooltips are.
    parts = [(theme.CERTAIN, theme.CERTAIN, min(lower, Decimal(0)), max(lower, Decimal(0)))] if lower == upper else []
    if lower != upper:
        least, most = sorted((lower, upper))
        parts = [(theme.CERTAIN, theme.CERTAIN, Decimal(0), lower)] if lower > 0 else []
        parts.append((theme.POSSIBLE, "possible: of unknown year", least, most))
    about = f"{currency} {label}: {told['sum']}"
    return [
        {**told, "state": state, "certainty": certainty, "from": float(least), "to": float(most), "about": about}
        for state, certainty, least, most in parts
    ]


def by_country(table: Table, words: theme.Words) -> LayerChart | Chart:
    """Return a chart of how many projects ran in each country.

    Args:
        table: of country, name, certain, possible, project_ids, possible_ids.
        words: title, caption and description.
    """
    rows = theme.rows_of(table, "country", "name", "certain", "possible", "project_ids", "possible_ids")
    if not rows:
        return theme.nothing(words, "No project is recorded.")
    alt = theme.altair()
    somewhere = sorted((row for row in rows if row[0]), key=lambda row: (-row[2] - row[3], -row[2], row[1] or row[0]))
    if len(somewhere) > theme.MOST_ROWS:
        every = theme.counted(len(somewhere), "country", "countries")
        words = words.above(f"{theme.MOST_ROWS} of {every} are drawn, those with most projects.")
    drawn = [*somewhere[: theme.MOST_ROWS], *(row for row in rows if not row[0])]
    records = [record for order, row in enumerate(drawn) for record in _projects(row, order, rows)]
    told = "; ".join(f"{_country(row, rows)} {_say_count(row)}" for row in drawn)
    y = theme.row_axis("country", "country", labelLimit=240, maxExtent=270, labelPadding=6)
    most = max(row[2] + row[3] for row in drawn)
    top = most + max(1, most // 12)
    axis = alt.Axis(values=theme.whole_numbers(top), format="d", gridColor=theme.GRID, domainColor=theme.GRAY)
    x = alt.X("from:Q", title="projects", axis=axis, scale=alt.Scale(domain=[0, top], nice=False))
    base, tooltip = alt.Chart().encode(y=y), theme.tooltip(("country", "count", "projects"))
    bars = base.mark_bar(height={"band": 0.66}, strokeWidth=1).encode(
        x=x, x2="to:Q", tooltip=tooltip, description="about:N", **theme.states(records)
    )
    numbers = base.transform_filter(alt.datum.last == True).mark_text(  # noqa: E712 # An expression of Vega, not of Python.
        align="left", dx=5, color=theme.GRAY, fontSize=11, aria=False
    )
    layers, words = (bars, numbers.encode(x=alt.X("to:Q"), text="count:N")), words.described(f"{told}.")
    return theme.layered(layers, words, data=theme.inline(records), width=520, height=21 * len(drawn))


def _country(row: tuple[Any, ...], rows: list[tuple[Any, ...]]) -> str:
    """Return the name of a country, with its code if two countries have that name."""
    code, name = row[:2]
    if not code:
        return _NO_COUNTRY
    if not name:
        return str(code)
    return name if [each[1] for each in rows].count(name) == 1 and name != _NO_COUNTRY else f"{name} ({code})"


def _say_count(row: tuple[Any, ...]) -> str:
    _, _, certain, possible, *_ = row
    return f"{certain}" if not possible else f"{certain} to {certain + possible}"


def _projects(row: tuple[Any, ...], order: int, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    _, _, certain, possible, sure, maybe = row
    country = _country(row, rows)
    parts = [(theme.CERTAIN, 0, certain, sure), (theme.POSSIBLE, certain, certain + possible, maybe)]
    parts = [part for part in parts if part[2] > part[1]]
    return [
        {
            "country": country,
            "order": order,
            "count": _say_count(row),
            "state": state,
            "from": least,
            "to": most,
            "last": most == certain + possible,
            "projects": theme.listed(ids),
            "about": f"{country}: {_say_count(row)} projects",
        }
        for state, least, most, ids in parts
    ]
