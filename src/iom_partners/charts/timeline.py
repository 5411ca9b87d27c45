"""A timeline as a Gantt: certain days solid, possible ones dashed, thin and fading, what is not known with a "?"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ..tables.table import Table
from .axis import Frame, axis_of_days, frame_of, say_days
from .theme import (  # fmt: skip
    BLUE,
    CERTAIN,
    GRAY,
    MOST_ROWS,
    NOT_KNOWN,
    POSSIBLE,
    Words,
    altair,
    counted,
    inline,
    nothing,
    state_of,
    states,
    titled,
)

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["timeline"]

_FADES = {"in": (0.0, 0.85), "out": (0.85, 0.0)}
_HEIGHTS = {CERTAIN: 0.66, POSSIBLE: 0.4, NOT_KNOWN: 0.66}


class _Segment(NamedTuple):
    row: str
    id: str | None
    first: date | None
    last: date | None
    state: str
    why: str
    sources: str


def timeline(
    table: Table, words: Words, *, who: str, frame: Frame | None = None, until: date | None = None
) -> LayerChart | Chart:
    """Draw segments, one row each.

    Args:
        table: of row, id, first_day, last_day, certainty, words, source_ids; the row of what is not known has no id.
        words: title, caption and description.
        who: what the rows are: "chair".
        frame: the days to show; by default all that are stated.
        until: a day to be shown besides, where no frame is given.
    """
    columns = ("row", "id", "first_day", "last_day", "certainty", "words", "source_ids")
    every = [
        _Segment(row, key, first, last, state_of(certainty), why, (sources or "").replace("|", ", "))
        for row, key, first, last, certainty, why, sources in zip(*(table[name] for name in columns), strict=True)
    ]
    frame = frame or frame_of([(each.first, each.last) for each in every], until if every else None)
    shown = [each for each in every if frame is not None and frame.shows(each.first, each.last)]
    if frame is None or not shown:
        return nothing(words, f"No record tells of a {who}." if not every else "No day of these is stated or shown.")
    rows = list(dict.fromkeys(each.row for each in shown if each.id is not None))
    left_out = len(rows) - MOST_ROWS
    kept = {*rows[:MOST_ROWS], *(each.row for each in shown if each.id is None)}
    drawn = [each for each in shown if each.row in kept]
    if left_out > 0:
        more = f"{MOST_ROWS} of {counted(len(rows), who)} are drawn, the first in time; {left_out:,} are not."
        words = words._replace(caption=(more, *words.caption))
    if any(each.state == NOT_KNOWN for each in drawn):
        gray = "Gray days with “?”: others than those shown are not ruled out."
        words = words._replace(caption=(gray, *words.caption))
    told = f"{words.description} {counted(len(kept), 'row')} from {say_days(*frame)}: {_count_states(drawn)}."
    return _layers(drawn, frame, who, words._replace(description=told))


def _count_states(drawn: list[_Segment]) -> str:
    found = [each.state for each in drawn]
    names = ((CERTAIN, CERTAIN), (POSSIBLE, POSSIBLE), (NOT_KNOWN, "not fully known"))
    return ", ".join(f"{counted(found.count(state), 'run')} {name}" for state, name in names if state in found)


def _layers(drawn: list[_Segment], frame: Frame, who: str, words: Words) -> LayerChart:
    alt = altair()
    order = {row: place for place, row in enumerate(dict.fromkeys(each.row for each in drawn))}
    middles = _middles(drawn, frame)
    data = inline(_record(each, drawn, frame, order, middles.get(each)) for each in drawn)
    x = axis_of_days(frame, title="date (a bar ends with the end of its last day)")
    y = alt.Y(
        "row:N",
        title=who,
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(
            labelLimit=400,
            maxExtent=430,
            labelPadding=9,
            domain=False,
            ticks=False,
            labelFontSize=11,
            grid=True,
            gridColor="#F0F0F0",
        ),
    )
    told = {"row": who, "days": "days", "state": "certainty", "why": "why", "sources": "sources"}
    tooltip = [alt.Tooltip(f"{name}:N", title=title) for name, title in told.items()]
    present = {each.state for each in drawn}
    bands = alt.Chart().encode(x=x, x2="end:T")
    bars = bands.encode(y=y)
    layers = []
    if NOT_KNOWN in present:
        layers.append(bands.transform_filter(_is(NOT_KNOWN)).mark_rect(color="#000000", opacity=0.06, aria=False))
    layers += [
        bars.transform_filter(_is(state))
        .mark_bar(height={"band": _HEIGHTS[state]}, strokeWidth=1)
        .encode(**states(sorted(present)), tooltip=tooltip, description="about:N")
        for state in (CERTAIN, POSSIBLE, NOT_KNOWN)
        if state in present
    ]
    fades = {_fade(each, drawn) for each in drawn} - {""}
    layers += [
        bars.transform_filter(alt.datum.fade == fade).mark_bar(
            height={"band": _HEIGHTS[POSSIBLE]}, color=_gradient(*_FADES[fade]), aria=False
        )
        for fade in sorted(fades)
    ]
    if NOT_KNOWN in present:
        marks = bars.transform_filter(alt.datum.mark == NOT_KNOWN).mark_text(
            text="?", color=GRAY, fontWeight="bold", aria=False
        )
        layers.append(marks.encode(x=alt.X("middle:T"), x2=alt.Undefined))
    layers += _arrows(bars, {mark for each in drawn for mark in _beyond(each, frame)})
    chart = alt.layer(*layers, data=data).properties(width=640, height=21 * len(order))
    layered: LayerChart = titled(chart, words)
    return layered


def _middles(drawn: list[_Segment], frame: Frame) -> dict[_Segment, date]:
    """Give the middle of each stretch of days that are not known, by its first run: it has one mark only."""
    middles: dict[_Segment, date] = {}
    begun: _Segment | None = None
    before: date | None = None
    for each in drawn:
        if each.state != NOT_KNOWN:
            continue
        first, last = max(each.first or date.min, frame.first), min(each.last or date.max, frame.last)
        if begun is None or each.row != begun.row or before is None or first != before + timedelta(days=1):
            begun = each
        start = max(begun.first or date.min, frame.first)
        middles[begun], before = start + (last - start) / 2, last
    return middles


def _record(
    each: _Segment, drawn: list[_Segment], frame: Frame, order: dict[str, int], middle: date | None
) -> dict[str, Any]:
    days = say_days(each.first, each.last)
    start, end = frame.start(each.first), frame.end(each.last)
    return {
        "row": each.row,
        "order": order[each.row],
        "start": start,
        "end": end,
        "middle": None if middle is None else f"{middle}T12:00:00Z",
        "state": each.state,
        "mark": "" if middle is None else NOT_KNOWN,
        "fade": _fade(each, drawn),
        "beyond": " ".join(_beyond(each, frame)),
        "days": days,
        "why": each.why,
        "sources": each.sources,
        "about": f"{each.row}, {days}: {each.state}",
    }


def _fade(each: _Segment, drawn: list[_Segment]) -> str:
    """Tell to which side a possible run is more likely: to that of certain days which it adjoins."""
    if each.state != POSSIBLE:
        return ""
    sure = [other for other in drawn if other.row == each.row and other.state == CERTAIN]
    before = each.first is not None and any(other.last == each.first - timedelta(days=1) for other in sure)
    after = each.last is not None and any(other.first == each.last + timedelta(days=1) for other in sure)
    return "" if before == after else "out" if before else "in"


def _beyond(each: _Segment, frame: Frame) -> list[str]:
    """Tell on which sides a run goes on outside the picture."""
    sides = []
    if each.first is None or each.first < frame.first:
        sides.append("left")
    if each.last is None or each.last > frame.last:
        sides.append("right")
    return sides


def _arrows(bars: Any, sides: set[str]) -> list[Any]:
    alt = altair()
    field = {"left": "start:T", "right": "end:T"}
    return [
        bars.transform_filter(alt.expr.indexof(alt.datum.beyond, side) >= 0)
        .mark_point(
            shape=f"triangle-{side}",
            size=70,
            fill=GRAY,
            stroke="white",
            strokeWidth=1,
            opacity=1,
            aria=False,
            xOffset={"left": -3, "right": 3}[side],
        )
        .encode(x=alt.X(field[side]), x2=alt.Undefined)
        for side in sorted(sides)
    ]


def _is(state: str) -> Any:
    return altair().datum.state == state


def _gradient(left: float, right: float) -> Any:
    alt = altair()
    red, green, blue = (int(BLUE[place : place + 2], 16) for place in (1, 3, 5))
    stops = [
        alt.GradientStop(color=f"rgba({red},{green},{blue},{opacity})", offset=offset)
        for offset, opacity in ((0, left), (1, right))
    ]
    return alt.Gradient(gradient="linear", stops=stops, x1=0, x2=1, y1=0, y2=0)
