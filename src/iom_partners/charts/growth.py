"""Growth: a step line of the certain number, a band up to the highest, and what sources state as points."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..tables.table import Table
from .axis import Frame, axis_of_days, frame_of, say_days
from .theme import (  # fmt: skip
    BLUE,
    CERTAIN,
    GRAY,
    NOT_KNOWN,
    ORANGE,
    POSSIBLE,
    Words,
    altair,
    inline,
    nothing,
    states,
    titled,
    whole_numbers,
)

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["growth"]

_STATED = "stated by a source"


def growth(
    table: Table, stated: Table, words: Words, *, frame: Frame | None = None, until: date | None = None
) -> LayerChart | Chart:
    """Draw how many there were.

    Args:
        table: of first_day, last_day, lower, upper, named, without gaps.
        stated: of first_day, last_day, lower, upper, words, source_ids: the numbers that sources give.
        words: title, caption and description.
        frame: the days to show; by default all on which something changes or is stated.
        until: a day to be shown besides, where no frame is given.
    """
    runs = list(zip(*(table[name] for name in ("first_day", "last_day", "lower", "upper", "named")), strict=True))
    names = ("first_day", "last_day", "lower", "upper", "words", "source_ids")
    figures = list(zip(*(stated[name] for name in names), strict=True))
    dated = [each for each in figures if each[:2] != (None, None)]
    if not any(run[4] for run in runs) and not dated:
        return nothing(words, "No record tells of a member.")
    frame = frame or frame_of([*((run[0], run[1]) for run in runs if run[4]), *(each[:2] for each in dated)], until)
    if frame is None:
        return nothing(words, "No day is stated.")
    runs = [run for run in runs if frame.shows(run[0], run[1])]
    dated = [each for each in dated if frame.shows(each[0], each[1])]
    top = max([1, *(run[4] for run in runs), *(number for each in dated for number in each[2:4] if number is not None)])
    top += max(1, top // 12)
    areas = [record for run in runs for record in _areas(run, frame, top)]
    undated = len(figures) - sum(each[:2] != (None, None) for each in figures)
    if undated:
        words = words._replace(caption=(f"Not drawn: {undated} stated without a day.", *words.caption))
    if any(run[3] is None for run in runs):
        gray = "Gray with “?”: not all members are known then; there may have been more than are named."
        words = words._replace(caption=(gray, *words.caption))
    told = "; ".join(f"{say_days(run[0], run[1])}: {_count(run)}" for run in runs)
    return _layers(areas, runs, dated, frame, top, words._replace(description=f"{words.description} {told}."))


def _count(run: tuple[Any, ...]) -> str:
    _, _, lower, upper, named = run
    if upper is None:
        return f"at least {lower} ({named} named)"
    return str(lower) if lower == upper else f"{lower} to {upper}"


def _areas(run: tuple[Any, ...], frame: Frame, top: int) -> list[dict[str, Any]]:
    """Give what is certain, what is possible above it, and what is not known above that."""
    first, last, lower, upper, named = run
    days = say_days(first, last)
    about = f"{days}: {_count(run)} members"
    told = {"start": frame.start(first), "end": frame.end(last), "days": days, "members": _count(run), "about": about}
    found = [(CERTAIN, 0, lower), (POSSIBLE, lower, named), (NOT_KNOWN, named, named if upper is not None else top)]
    return [{**told, "state": state, "from": least, "to": most} for state, least, most in found if most > least]


def _layers(
    areas: list[dict[str, Any]],
    runs: list[tuple[Any, ...]],
    stated: list[tuple[Any, ...]],
    frame: Frame,
    top: int,
    words: Words,
) -> LayerChart:
    alt = altair()
    x = axis_of_days(frame, title="date")
    axis = alt.Axis(values=whole_numbers(top), format="d", domainColor=GRAY, tickColor=GRAY, gridColor="#E3E3E3")
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("from:Q", title="members", scale=scale, axis=axis)
    tooltip = [alt.Tooltip("days:N", title="days"), alt.Tooltip("members:N", title="members")]
    present = sorted({each["state"] for each in areas})
    layers = []
    if areas:
        base = alt.Chart(inline(areas)).encode(x=x, x2="end:T", y=y, y2="to:Q")
        # Without strokes: the lines below tell the edges that matter, and the legend has the strokes all the same.
        drawn = base.mark_bar(strokeWidth=0)
        layers.append(drawn.encode(**states(present), tooltip=tooltip, description="about:N"))
    line = [{"start": frame.start(run[0]), "lower": run[2], "named": run[4]} for run in runs]
    line.append({**line[-1], "start": frame.end(runs[-1][1])})
    steps = alt.Chart(inline(line)).encode(x=x)
    for field, look in (("named", {"strokeWidth": 1.2, "strokeDash": [4, 2]}), ("lower", {"strokeWidth": 2.5})):
        drawn = steps.mark_line(interpolate="step-after", color=BLUE, aria=False, **look)
        layers.append(drawn.encode(y=alt.Y(f"{field}:Q", title="members", scale=scale, axis=axis)))
    gaps = _gaps(runs, frame, top)
    if gaps:
        marks = alt.Chart(inline(gaps)).mark_text(text="?", color=GRAY, fontWeight="bold", fontSize=14, aria=False)
        layers.append(marks.encode(x=alt.X("start:T"), y=alt.Y("at:Q")))
    if stated:
        layers += _points(stated, frame)
    chart = alt.layer(*layers).properties(width=640, height=300)
    layered: LayerChart = titled(chart, words)
    return layered


def _gaps(runs: list[tuple[Any, ...]], frame: Frame, top: int) -> list[dict[str, Any]]:
    """Give one mark for each stretch of days of which not all members are known."""
    gaps: list[dict[str, Any]] = []
    for is_known, stretch in groupby(runs, key=lambda run: run[3] is not None):
        if not is_known:
            of_it = list(stretch)
            start, end = max(of_it[0][0] or date.min, frame.first), min(of_it[-1][1] or date.max, frame.last)
            highest = max(run[4] for run in of_it)
            gaps.append({"start": (start + (end - start) / 2).isoformat(), "at": (highest + top) / 2})
    return gaps


def _points(stated: list[tuple[Any, ...]], frame: Frame) -> list[Any]:
    """Give a point for each stated number, with a line along the days that it may speak of and up to its highest."""
    alt = altair()
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
                "sources": (sources or "").replace("|", ", "),
                "about": f"{words} stated, {say_days(first, last)}",
            }
        )
    legend = alt.Legend(title=None, orient="bottom", symbolFillColor=ORANGE, symbolStrokeColor="white", symbolSize=90)
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=[_STATED], range=["diamond"]), legend=legend)
    tooltip = [alt.Tooltip(f"{name}:N", title=title) for name, title in (
        ("words", "stated"), ("days", "days"), ("sources", "sources"))]  # fmt: skip
    base = alt.Chart(inline(rows))
    along = base.mark_rule(color=ORANGE, strokeWidth=2, aria=False).encode(x="start:T", x2="end:T", y="lower:Q")
    up = base.mark_rule(color=ORANGE, strokeWidth=2, aria=False).encode(x="middle:T", y="lower:Q", y2="upper:Q")
    point = base.mark_point(filled=True, fill=ORANGE, stroke="white", strokeWidth=1, size=90, opacity=1)
    return [along, up, point.encode(x="middle:T", y="lower:Q", shape=shape, tooltip=tooltip, description="about:N")]
