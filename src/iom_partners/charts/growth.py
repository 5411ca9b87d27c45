"""Growth: a step line of the certain number, a band up to the highest one, and reported numbers as points."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..tables.table import Table
from . import theme
from .axis import Frame, axis_of_days, frame_of, say_days

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["growth"]

_STATED = "stated by a source"


def growth(
    table: Table, stated: Table, words: theme.Words, *, frame: Frame | None = None, until: date | None = None
) -> LayerChart | Chart:
    """Return a chart of how many there were.

    Args:
        table: of first_day, last_day, lower, upper, named, without gaps.
        stated: of first_day, last_day, lower, upper, words, source_ids: the numbers that sources report.
        words: title, caption and description.
        frame: the days to show; by default all on which something changes or is stated.
        until: another day to show if no frame is given.
    """
    runs = theme.rows_of(table, "first_day", "last_day", "lower", "upper", "named")
    figures = theme.rows_of(stated, "first_day", "last_day", "lower", "upper", "words", "source_ids")
    dated = [each for each in figures if each[:2] != (None, None)]
    undated = len(figures) - len(dated)
    if not any(run[4] for run in runs) and not dated:
        return theme.nothing(words, "No member is recorded.")
    frame = frame or frame_of([*((run[0], run[1]) for run in runs if run[4]), *(each[:2] for each in dated)], until)
    if frame is None:
        return theme.nothing(words, "No day is stated.")
    runs = [run for run in runs if frame.shows(run[0], run[1])]
    dated = [each for each in dated if frame.shows(each[0], each[1])]
    top = max([1, *(run[4] for run in runs), *(number for each in dated for number in each[2:4] if number is not None)])
    top += max(1, top // 12)
    areas = [record for run in runs for record in _areas(run, frame, top)]
    if undated:
        words = words.above(f"Not drawn: {undated} stated without a day.")
    if any(run[3] is None for run in runs):
        words = words.above("Gray with “?”: not all members are known then; there may have been more than are named.")
    told = "; ".join(f"{say_days(run[0], run[1])}: {_count(run)}" for run in runs)
    return _layers(areas, runs, dated, frame, top, words.described(f"{told}."))


def _count(run: tuple[Any, ...]) -> str:
    _, _, lower, upper, named = run
    if upper is None:
        return f"at least {lower} ({named} named)"
    return str(lower) if lower == upper else f"{lower} to {upper}"


def _areas(run: tuple[Any, ...], frame: Frame, top: int) -> list[dict[str, Any]]:
    """Return what is certain, what is possible above it, and what is not known above that."""
    first, last, lower, upper, named = run
    days = say_days(first, last)
    about = f"{days}: {_count(run)} members"
    told = {"start": frame.start(first), "end": frame.end(last), "days": days, "members": _count(run), "about": about}
    found = [
        (theme.CERTAIN, 0, lower),
        (theme.POSSIBLE, lower, named),
        (theme.NOT_KNOWN, named, named if upper is not None else top),
    ]
    return [{**told, "state": state, "from": least, "to": most} for state, least, most in found if most > least]


def _layers(
    areas: list[dict[str, Any]], runs: list[tuple[Any, ...]], stated: list[tuple[Any, ...]], frame: Frame, top: int,
    words: theme.Words,
) -> LayerChart:  # fmt: skip
    alt = theme.altair()
    x = axis_of_days(frame, title="date")
    axis = alt.Axis(
        values=theme.whole_numbers(top), format="d", domainColor=theme.GRAY, tickColor=theme.GRAY, gridColor=theme.GRID
    )
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("from:Q", title="members", scale=scale, axis=axis)
    layers = []
    if areas:
        base = alt.Chart(theme.inline(areas)).encode(x=x, x2="end:T", y=y, y2="to:Q")
        # Without strokes, because the lines below are the edges that matter; the legend has the strokes all the same.
        bars, tooltip = base.mark_bar(strokeWidth=0), theme.tooltip(("days", "members"))
        layers.append(bars.encode(**theme.states(areas), tooltip=tooltip, description="about:N"))
    line = [{"start": frame.start(run[0]), "lower": run[2], "named": run[4]} for run in runs]
    line.append({**line[-1], "start": frame.end(runs[-1][1])})
    steps = alt.Chart(theme.inline(line)).encode(x=x)
    for field, look in (("named", {"strokeWidth": 1.2, "strokeDash": [4, 2]}), ("lower", {"strokeWidth": 2.5})):
        drawn = steps.mark_line(interpolate="step-after", color=theme.BLUE, aria=False, **look)
        layers.append(drawn.encode(y=alt.Y(f"{field}:Q", title="members", scale=scale, axis=axis)))
    gaps = _gaps(runs, frame, top)
    if gaps:
        marks = alt.Chart(theme.inline(gaps)).mark_text(
            text="?", color=theme.GRAY, fontWeight="bold", fontSize=14, aria=False
        )
        layers.append(marks.encode(x=alt.X("start:T"), y=alt.Y("at:Q")))
    if stated:
        layers += _points(stated, frame)
    return theme.layered(layers, words, width=640, height=300)


def _gaps(runs: list[tuple[Any, ...]], frame: Frame, top: int) -> list[dict[str, Any]]:
    """Return one mark for each stretch of days on which not all members are known."""
    gaps: list[dict[str, Any]] = []
    for is_known, stretch in groupby(runs, key=lambda run: run[3] is not None):
        if not is_known:
            of_it = list(stretch)
            start, end = max(of_it[0][0] or date.min, frame.first), min(of_it[-1][1] or date.max, frame.last)
            highest = max(run[4] for run in of_it)
            gaps.append({"start": (start + (end - start) / 2).isoformat(), "at": (highest + top) / 2})
    return gaps


def _points(stated: list[tuple[Any, ...]], frame: Frame) -> list[Any]:
    """Return a point for each reported number, a line along the days it may refer to, and one up to its highest."""
    alt = theme.altair()
    rows = []
    for first, last, lower, upper, words, sources in stated:
        start, end = max(first or date.min, frame.first), min(last or date.max, frame.last)
        least, most = (lower if lower is not None else upper), (upper if upper is not None else lower)
        rows.append(
            {
                "start": frame.start(first),
                "end": frame.end(last),
                "middle": f"{start + (end - start) / 2}T12:00:00Z",
                "lower": least,
                "upper": most,
                "kind": _STATED,
                "words": words,
                "days": say_days(first, last),
                "sources": theme.listed(sources),
                "about": f"{words} stated, {say_days(first, last)}",
            }
        )
    legend = alt.Legend(
        title=None, orient="bottom", symbolFillColor=theme.ORANGE, symbolStrokeColor="white", symbolSize=90
    )
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=[_STATED], range=["diamond"]), legend=legend)
    tooltip = theme.tooltip({"words": "stated", "days": "days", "sources": "sources"})
    base = alt.Chart(theme.inline(rows))
    along = base.mark_rule(color=theme.ORANGE, strokeWidth=2, aria=False).encode(x="start:T", x2="end:T", y="lower:Q")
    up = base.mark_rule(color=theme.ORANGE, strokeWidth=2, aria=False).encode(x="middle:T", y="lower:Q", y2="upper:Q")
    point = base.mark_point(filled=True, fill=theme.ORANGE, stroke="white", strokeWidth=1, size=90, opacity=1)
    return [along, up, point.encode(x="middle:T", y="lower:Q", shape=shape, tooltip=tooltip, description="about:N")]
