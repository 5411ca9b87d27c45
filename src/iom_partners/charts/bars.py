"""Bars: money by year with a panel for each currency, and projects by country; possible ones are dashed and pale.

A contribution of unknown year is one line over all its years, and one without any date stands apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..dates.describe import say_year
from ..tables.table import Table
from . import theme

if TYPE_CHECKING:
    from altair import Chart, FacetChart, LayerChart

__all__ = ["by_country", "by_year"]

_UNDATED = "undated"
#: A short upright line; how many lines over several years have a label.
_CAP, _MOST_LABELED = "M0,-0.8L0,0.8", 12
#: Of more years, only those with a contribution have a place.
_MOST_YEARS = 20_000
_NO_COUNTRY = "no country stated"


def by_year(table: Table, once: Sequence[tuple[Any, ...]], words: theme.Words) -> FacetChart | Chart:
    """Return a chart of sums of money by year, with a panel and an axis for each currency.

    Args:
        table: of year, currency, lower, upper, contributions, contribution_ids.
        once: currency, amount, first and last year, and id of each contribution of unknown year, which is in no sum: it
            is one mark over all its years. A year is None where there is no limit.
        words: title, caption and description.
    """
    every = theme.rows_of(table, "year", "currency", "lower", "upper", "contributions", "contribution_ids")
    rows = [row for row in every if row[3] is not None]
    if not rows and not once:
        return theme.nothing(words, "No contribution has an amount that can be added.")
    alt = theme.altair()
    years = [
        year for year in (*(row[0] for row in rows), *(year for row in once for year in row[2:4])) if year is not None
    ]
    first, last = min(years, default=1), max(years, default=0)
    shown = range(first, last + 1) if last - first < _MOST_YEARS else sorted(set(years))
    labels = [say_year(year) for year in shown]
    # What has no year stands apart, so that nobody takes it for the last one.
    labels += [*([" "] if labels else []), _UNDATED] if any(row[0] is None for row in rows) else []
    tops = {code: max(abs(row[3]) for row in rows if row[1] == code) for code in {row[1] for row in rows}}
    drawn = [record for row in rows for record in _amounts(row)]
    drawn += [_once(row, years, tops.get(row[0], 0), is_labeled=len(once) <= _MOST_LABELED) for row in once]
    told = "; ".join([
        *(f"{row[1]} {_say_year(row[0])}: {_say_sum(row[2], row[3])}" for row in rows),
        *(record["about"] for record in drawn if record["state"] == theme.ONCE),
    ])  # fmt: skip
    panels = alt.layer(*_money(drawn, labels), data=theme.inline(drawn)).properties(
        width=max(480, min(900, 44 * len(labels))), height=120
    )
    header = alt.Header(title=None, labelAngle=0, labelAlign="left", labelFontSize=13, labelFontWeight="bold")
    panels = panels.facet(row=alt.Row("currency:N", header=header))
    chart: FacetChart = theme.titled(panels.resolve_scale(y="independent"), words.described(f"{told}."))
    return chart


def _money(drawn: list[dict[str, Any]], labels: list[str]) -> Iterator[Any]:
    """Return the layers of each panel: bars of one year, and lines over several."""
    alt = theme.altair()
    axis = alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, labelPadding=5)
    x = alt.X("year:N", title="year", scale=alt.Scale(domain=labels), axis=axis)
    y = alt.Y("from:Q", title="amount", axis=alt.Axis(format="~s", tickCount=4, domain=False))
    tooltip = theme.tooltip(("currency", "year", "sum", "contributions", "certainty"))
    base, looks = alt.Chart().encode(x=x, y=y), theme.states(drawn)
    of_year = base.transform_filter(alt.datum.state != theme.ONCE)
    yield of_year.mark_bar(strokeWidth=1).encode(y2="to:Q", tooltip=tooltip, description="about:N", **looks)
    if any(each["state"] == theme.NOT_KNOWN for each in drawn):
        unknown = base.transform_filter(alt.datum.state == theme.NOT_KNOWN)
        yield unknown.mark_text(text="?", fontWeight="bold", color=theme.INK, baseline="top", dy=4, aria=False).encode(
            y="to:Q"
        )
    once = alt.Chart().transform_filter(alt.datum.state == theme.ONCE)
    if any(each["state"] == theme.ONCE for each in drawn):
        ends = {"x": alt.X("year:N", bandPosition=0), "x2": alt.X2("until:N", bandPosition=1)}
        lines = {name: look for name, look in looks.items() if name != "fill"}
        yield once.mark_rule(strokeWidth=2).encode(**ends, y="to:Q", tooltip=tooltip, description="about:N", **lines)
        for side, field, place in (("left", "year", 0), ("right", "until", 1)):
            for is_open, shape in ((False, _CAP), (True, f"triangle-{side}")):
                if any(each.get(side) is is_open for each in drawn):
                    marks = once.transform_filter(getattr(alt.datum, side) == is_open).mark_point(
                        shape=shape, size=90, color=theme.BLUE, strokeWidth=2, filled=is_open, opacity=1, aria=False
                    )
                    yield marks.encode(x=alt.X(f"{field}:N", bandPosition=place), y="to:Q")
        for is_high, look in ((True, {"baseline": "top", "dy": 5}), (False, {"baseline": "bottom", "dy": -5})):
            if any(each.get("is_high") is is_high and each["label"] for each in drawn):
                texts = once.transform_filter(alt.datum.is_high == is_high)
                texts = texts.mark_text(color=theme.INK, fontSize=11, align="left", aria=False, dx=6, **look)
                yield texts.encode(x=alt.X("year:N", bandPosition=0), y="to:Q", text="label:N")


def _once(row: tuple[Any, ...], years: list[int], top: Decimal, *, is_labeled: bool) -> dict[str, Any]:
    """Return one contribution of unknown year: a line over all years that it may be of."""
    currency, amount, first, last, key = row
    when = f"by {last:04}" if first is None else f"{first:04} or later" if last is None else f"{first:04} to {last:04}"
    label = f"{amount:,f} {currency}, once, {when}"
    return {
        "currency": currency,
        "year": f"{min(years) if first is None else first:04}",
        "until": f"{max(years) if last is None else last:04}",
        "left": first is None,
        "right": last is None,
        "sum": f"{amount:,f} {currency}",
        "contributions": 1,
        "ids": key,
        "state": theme.ONCE,
        "certainty": "possible in each of these years",
        "to": float(amount),
        "is_high": 2 * abs(amount) > top,
        "label": label if is_labeled else "",
        "about": label,
    }


def _say_year(year: int | None) -> str:
    return _UNDATED if year is None else f"in {say_year(year)}"


def _say_sum(lower: Decimal, upper: Decimal) -> str:
    return f"{lower:,f}" if lower == upper else f"{lower:,f} to {upper:,f}"


def _amounts(row: tuple[Any, ...]) -> list[dict[str, Any]]:
    year, currency, lower, upper, number, ids = row
    label = _UNDATED if year is None else say_year(year)
    told = {
        "currency": currency,
        "year": label,
        "sum": f"{_say_sum(lower, upper)} {currency}",
        "contributions": number,
        "ids": ids,
    }
    # Heights are only drawn, so they need not be exact; the sums in the tooltips are.
    sure = (theme.CERTAIN, theme.CERTAIN) if year is not None else (theme.NOT_KNOWN, "of unknown year")
    parts = [(*sure, min(lower, Decimal(0)), max(lower, Decimal(0)))] if lower == upper else []
    if lower != upper:
        least, most = sorted((lower, upper))
        parts = [(*sure, Decimal(0), lower)] if lower > 0 else []
        parts.append((theme.POSSIBLE, "possible: only planned", least, most))
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
    axis = alt.Axis(values=theme.whole_numbers(top), format="d")
    x = alt.X("from:Q", title="projects", axis=axis, scale=alt.Scale(domain=[0, top], nice=False))
    base, tooltip = alt.Chart().encode(y=y), theme.tooltip(("country", "count", "projects"))
    bars = base.mark_bar(height={"band": 0.66}, strokeWidth=1).encode(
        x=x, x2="to:Q", tooltip=tooltip, description="about:N", **theme.states(records)
    )
    numbers = base.transform_filter(alt.datum.last == True).mark_text(  # noqa: E712 # An expression of Vega, not of Python.
        align="left", dx=5, color=theme.INK, fontSize=11, aria=False
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
