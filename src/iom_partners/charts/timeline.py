"""A timeline as a Gantt chart: certain days solid, possible ones dashed, thin and fading, unknown ones with a "?"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.days import AnyDay, to_date, union, within
from ..tables.table import Table
from . import theme
from .axis import Frame, axis_of_days, frame_of, say_days, written

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["timeline"]

_FADES = {"in": (0.0, 0.85), "out": (0.85, 0.0)}
_HEIGHTS = {theme.CERTAIN: 0.66, theme.POSSIBLE: 0.4, theme.NOT_KNOWN: 0.66}


class _Segment(NamedTuple):
    row: str
    id: str | None
    first: AnyDay | None
    last: AnyDay | None
    state: str
    why: str
    sources: str


def timeline(
    table: Table, words: theme.Words, *, who: str, frame: Frame | None = None, until: AnyDay | None = None
) -> LayerChart | Chart:
    """Return a chart of spells, with one row for each agent.

    Args:
        table: of row, id, first_day, last_day, certainty, words, source_ids; the row "not known" has no id.
        words: title, caption and description.
        who: what the rows are: "chair".
        frame: the days to show; by default all that are stated.
        until: another day to show if no frame is given.
    """
    columns = ("row", "id", "first_day", "last_day", "certainty", "words", "source_ids")
    every = [
        _Segment(row, key, first, last, theme.state_of(certainty), why, theme.listed(sources))
        for row, key, first, last, certainty, why, sources in theme.rows_of(table, *columns)
    ]
    named = [each for each in every if each.id is not None]
    wide = frame or _frame_of(every, until)
    if named and wide is not None and _is_all_unknown(every, wide):
        # Gray all over would tell nothing.
        every, wide = named, frame or _frame_of(named, until)
        words = words.above("On every day, there may have been others than those shown.")
    frame = wide
    shown = [each for each in every if frame is not None and frame.shows(each.first, each.last)]
    if frame is None or not shown:
        return theme.nothing(words, f"No {who} is recorded." if not every else "No day is stated or shown.")
    rows = list(dict.fromkeys(each.row for each in shown if each.id is not None))
    kept = {*rows[: theme.MOST_ROWS], *(each.row for each in shown if each.id is None)}
    drawn = [each for each in shown if each.row in kept]
    if (left_out := len(rows) - theme.MOST_ROWS) > 0:
        cut = (
            f"{theme.MOST_ROWS} of {theme.counted(len(rows), who)} are drawn, the first in time; {left_out:,} are not."
        )
        words = words.above(cut)
    if any(each.state == theme.NOT_KNOWN for each in drawn):
        words = words.above("Gray days with “?”: there may have been others than those shown.")
    told = f"{theme.counted(len(kept), 'row')} from {say_days(*frame)}: {_count_states(drawn)}."
    return _layers(drawn, frame, who, words.described(told))


def _frame_of(every: list[_Segment], until: AnyDay | None) -> Frame | None:
    return frame_of([(each.first, each.last) for each in every], until if every else None)


def _is_all_unknown(every: list[_Segment], frame: Frame) -> bool:
    """Return whether others are not ruled out on any day of a chart."""
    spans = union(frame.clip(each.first, each.last) for each in every if each.id is None)
    return within((frame.clip(None, None),), spans)


def _count_states(drawn: list[_Segment]) -> str:
    found = [each.state for each in drawn]
    names = ((theme.CERTAIN, theme.CERTAIN), (theme.POSSIBLE, theme.POSSIBLE), (theme.NOT_KNOWN, "not fully known"))
    return ", ".join(f"{theme.counted(found.count(state), 'run')} {name}" for state, name in names if state in found)


def _layers(drawn: list[_Segment], frame: Frame, who: str, words: theme.Words) -> LayerChart:
    alt = theme.altair()
    order = {row: place for place, row in enumerate(dict.fromkeys(each.row for each in drawn))}
    middles = _middles(drawn, frame)
    records = [_record(each, drawn, frame, order, middles.get(each)) for each in drawn]
    x = axis_of_days(frame, title="date")
    y = theme.row_axis("row", who, labelLimit=400, maxExtent=430, labelPadding=9, grid=True)
    tooltip = theme.tooltip({"row": who, "days": "days", "state": "certainty", "why": "why", "sources": "sources"})
    present = {each.state for each in drawn}
    bands = alt.Chart().encode(x=x, x2="end:T")
    bars = bands.encode(y=y)
    layers = []
    if theme.NOT_KNOWN in present:
        layers.append(bands.transform_filter(_is(theme.NOT_KNOWN)).mark_rect(color=theme.HAZE, opacity=1, aria=False))
    layers += [
        bars.transform_filter(_is(state))
        .mark_bar(height={"band": _HEIGHTS[state]}, strokeWidth=1)
        .encode(**theme.states(records), tooltip=tooltip, description="about:N")
        for state in (theme.CERTAIN, theme.POSSIBLE, theme.NOT_KNOWN)
        if state in present
    ]
    fades = {_fade(each, drawn) for each in drawn} - {""}
    layers += [
        bars.transform_filter(alt.datum.fade == fade).mark_bar(
            height={"band": _HEIGHTS[theme.POSSIBLE]}, color=_gradient(*_FADES[fade]), aria=False
        )
        for fade in sorted(fades)
    ]
    if theme.NOT_KNOWN in present:
        marks = bars.transform_filter(alt.datum.mark == theme.NOT_KNOWN).mark_text(
            text="?", color=theme.INK, fontWeight="bold", aria=False
        )
        layers.append(marks.encode(x=alt.X("middle:T"), x2=alt.Undefined))
    layers += _arrows(bars, {mark for each in drawn for mark in _beyond(each, frame)})
    return theme.layered(layers, words, data=theme.inline(records), width=640, height=21 * len(order))


def _middles(drawn: list[_Segment], frame: Frame) -> dict[_Segment, int]:
    """Return the middle of each stretch of days that are not known, by its first run: a stretch has one mark."""
    middles: dict[_Segment, int] = {}
    begun: _Segment | None = None
    before: int | None = None
    for each in drawn:
        if each.state != theme.NOT_KNOWN:
            continue
        first, last = frame.clip(each.first, each.last)
        if begun is None or each.row != begun.row or before is None or first != before + 1:
            begun = each
        middles[begun], before = (frame.clip(begun.first, None)[0] + last) // 2, last
    return middles


def _record(
    each: _Segment, drawn: list[_Segment], frame: Frame, order: dict[str, int], middle: int | None
) -> dict[str, Any]:
    days = say_days(each.first, each.last)
    return {
        "row": each.row,
        "order": order[each.row],
        "start": frame.start(each.first),
        "end": frame.end(each.last),
        "middle": None if middle is None else written(middle, "12:00:00"),
        "state": each.state,
        "mark": "" if middle is None else theme.NOT_KNOWN,
        "fade": _fade(each, drawn),
        "beyond": " ".join(_beyond(each, frame)),
        "days": days,
        "why": each.why,
        "sources": each.sources,
        "about": f"{each.row}, {days}: {each.state}",
    }


def _fade(each: _Segment, drawn: list[_Segment]) -> str:
    """Return how a possible run fades: away from the certain days that it adjoins on one side."""
    if each.state != theme.POSSIBLE:
        return ""
    sure = [other for other in drawn if other.row == each.row and other.state == theme.CERTAIN]
    begins, ends = {other.first for other in sure}, {other.last for other in sure}
    before = each.first is not None and to_date(each.first.toordinal() - 1) in ends
    after = each.last is not None and to_date(each.last.toordinal() + 1) in begins
    return "" if before == after else "out" if before else "in"


def _beyond(each: _Segment, frame: Frame) -> list[str]:
    """Return the sides on which a run goes on outside the chart."""
    left = each.first is None or each.first < frame.first
    right = each.last is None or each.last > frame.last
    return ["left"] * left + ["right"] * right


def _arrows(bars: Any, sides: set[str]) -> list[Any]:
    alt = theme.altair()
    field = {"left": "start:T", "right": "end:T"}
    return [
        bars.transform_filter(alt.expr.indexof(alt.datum.beyond, side) >= 0)
        .mark_point(
            shape=f"triangle-{side}", size=70, fill=theme.INK, strokeWidth=0, opacity=1, aria=False,
            xOffset={"left": -3, "right": 3}[side],
        )
        .encode(x=alt.X(field[side]), x2=alt.Undefined)
        for side in sorted(sides)
    ]  # fmt: skip


def _is(state: str) -> Any:
    return theme.altair().datum.state == state


def _gradient(left: float, right: float) -> Any:
    alt = theme.altair()
    red, green, blue = (int(theme.BLUE[place : place + 2], 16) for place in (1, 3, 5))
    stops = [
        alt.GradientStop(color=f"rgba({red},{green},{blue},{opacity})", offset=offset)
        for offset, opacity in ((0, left), (1, right))
    ]
    return alt.Gradient(gradient="linear", stops=stops, x1=0, x2=1, y1=0, y2=0)
