"""Growth: a step line of the certain number, a band up to the highest one, and reported numbers as points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..dates.days import AnyDay
from ..tables.table import Table
from . import theme
from .axis import Frame, axis_of_days, frame_of, say_days, written

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["growth"]

_STATED = "stated by a source"
#: The size of the picture, and how far its slanted lines are apart, in pixels.
_WIDTH, _HEIGHT, _APART = 640, 300, 9
#: A run is too narrow to be seen if this many of its length fit.
_NARROW = 320
#: How much of the width and height of the picture the words need.
_ROOM, _LEAST = 0.27, 0.1


def growth(
    table: Table, stated: Table, words: theme.Words, *, frame: Frame | None = None, until: AnyDay | None = None
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
    if undated:
        words = words.above(f"Not drawn: {undated} stated without a day.")
    told = "; ".join(f"{say_days(run[0], run[1])}: {_count(run)}" for run in runs)
    drawn = _without_spikes(runs, frame)
    gaps = _gaps(drawn, frame, top)
    if gaps:
        hatched = " Hatched: named, but not known to have been members." if _hatching(drawn, frame, top) else ""
        words = words.above(f"Gray: not all members are known then, and there may have been more.{hatched}")
    return _layers(drawn, gaps, dated, frame, top, words.described(f"{told}."))


def _count(run: tuple[Any, ...]) -> str:
    _, _, lower, upper, named = run
    if upper is None:
        return f"at least {lower} ({named} named)"
    return str(lower) if lower == upper else f"{lower} to {upper}"


def _without_spikes(runs: list[tuple[Any, ...]], frame: Frame) -> list[tuple[Any, ...]]:
    """Return runs without those too narrow to be seen in which more are certain than before and after.

    Where not all are known, two members are certain together on the one day on which the attested time of one ends and
    that of another begins: a peak that nothing in the world has.
    """
    made = list(runs)
    least = max(1, (frame.days - 1) // _NARROW)
    for place in range(1, len(runs) - 1):
        before, run, after = made[place - 1], runs[place], runs[place + 1]
        near = max(before[2], after[2])
        is_unknown = before[3] is run[3] is after[3] is None
        if is_unknown and run[2] > near and run[1].toordinal() - run[0].toordinal() < least:
            made[place] = (*run[:2], near, *run[3:])
    return made


def _areas(runs: list[tuple[Any, ...]], frame: Frame, top: int) -> list[dict[str, Any]]:
    """Return what is certain, what is possible above it, and what is not known above that: the corners of areas.

    An area goes on from run to run, so no seam shows where the number changes; a new one begins where it has no height.
    """
    corners: list[dict[str, Any]] = []
    for state in (theme.CERTAIN, theme.POSSIBLE, theme.NOT_KNOWN):
        part, before = 0, ""
        for first, last, lower, upper, named in runs:
            least, most = {
                theme.CERTAIN: (0, lower),
                theme.POSSIBLE: (lower, named),
                theme.NOT_KNOWN: (named, named if upper is not None else top),
            }[state]
            if most > least:
                start, end = frame.start(first), frame.end(last)
                part += start != before
                area = {"state": state, "part": f"{state} {part}", "from": least, "to": most}
                corners += [{**area, "start": start}, {**area, "start": end}]
                before = end
    return corners


def _bars(runs: list[tuple[Any, ...]], frame: Frame, top: int) -> list[dict[str, Any]]:
    """Return what each run says, over its whole height: the places to point at."""
    found = []
    for run in runs:
        days = say_days(run[0], run[1])
        told = {"days": days, "members": _count(run), "about": f"{days}: {_count(run)} members"}
        if run[4] or run[3] is None:
            found.append({**told, "start": frame.start(run[0]), "end": frame.end(run[1]), "from": 0, "to": top})
    return found


def _hatching(runs: list[tuple[Any, ...]], frame: Frame, top: int) -> list[dict[str, Any]]:
    """Return slanted lines over those who are named, but not known to have been members then.

    The lines are parts of one grid, so that they go on from run to run.
    """
    lines: list[dict[str, Any]] = []
    days = frame.days
    across, up = days / _WIDTH, top / _HEIGHT
    for first, last, lower, upper, named in runs:
        if upper is not None or named <= lower:
            continue
        begin, end = (day - frame.first.toordinal() for day in frame.clip(first, last))
        left, right = begin / across, (end + 1) / across
        low, high = lower / up, named / up
        for number in range(int((left + low) // _APART) + 1, int((right + high) // _APART) + 1):
            total = number * _APART
            ends = max(left, total - high), min(right, total - low)
            x, x2 = (_moment(frame, each * across) for each in ends)
            y, y2 = (round((total - each) * up, 4) for each in ends)
            lines.append({"start": x, "end": x2, "from": y, "to": y2})
    return lines


def _moment(frame: Frame, days: float) -> str:
    """Return the moment a number of days after the first one, as the chart reads it."""
    whole, hours = divmod(round(days * 24), 24)
    return written(frame.first.toordinal() + whole, f"{hours:02}:00:00")


def _layers(
    runs: list[tuple[Any, ...]], gaps: list[dict[str, Any]], stated: list[tuple[Any, ...]], frame: Frame, top: int,
    words: theme.Words,
) -> LayerChart:  # fmt: skip
    alt = theme.altair()
    areas = _areas(runs, frame, top)
    x = axis_of_days(frame, title="date")
    axis = alt.Axis(values=theme.whole_numbers(top), format="d")
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("from:Q", title="members", scale=scale, axis=axis)
    layers = []
    if areas:
        base = alt.Chart(theme.inline(areas)).encode(x=x, y=y, y2="to:Q", detail="part:N")
        layers += [
            base.transform_filter(alt.datum.state == state).mark_area(
                interpolate="step-after", color=theme.fill_of(state), opacity=1, aria=False
            )
            for state in dict.fromkeys(each["state"] for each in areas)
        ]
        # Bars of no size make the legend, whose squares have the strokes of the other pictures.
        none = alt.Chart(theme.inline([{**each, "end": each["start"], "to": each["from"]} for each in areas]))
        sized = none.mark_bar(strokeWidth=0, aria=False).encode(x=x, x2="end:T", y=y, y2="to:Q")
        layers.append(sized.encode(**theme.states(areas)))
    if hatching := _hatching(runs, frame, top):
        slanted = alt.Chart(theme.inline(hatching)).mark_rule(color=theme.BLUE, opacity=0.55, aria=False)
        layers.append(slanted.encode(x=x, x2="end:T", y=y, y2="to:Q"))
    layers += [_line(each, x, scale, axis) for each in _lines(runs, frame)]
    if gaps:
        told = alt.Chart(theme.inline(gaps)).encode(x=alt.X("start:T"), y=alt.Y("at:Q"), text="text:N")
        layers.append(told.mark_text(color=theme.INK, fontWeight="bold", fontSize=12, aria=False))
    if bars := _bars(runs, frame, top):
        shown = alt.Chart(theme.inline(bars)).mark_bar(fillOpacity=0, strokeOpacity=0)
        tooltip = theme.tooltip(("days", "members"))
        layers.append(shown.encode(x=x, x2="end:T", y=y, y2="to:Q", tooltip=tooltip, description="about:N"))
    if stated:
        layers += _points(stated, frame)
    return theme.layered(layers, words, width=_WIDTH, height=_HEIGHT)


def _lines(runs: list[tuple[Any, ...]], frame: Frame) -> Iterator[tuple[str, bool, list[dict[str, Any]]]]:
    """Return the lines along how many are certain, and how many are named; they break where others become unknown.

    The certain number falls where the sources end, which does not mean that members left.
    """
    for is_known, stretch in groupby(runs, key=lambda run: run[3] is not None):
        of_it = list(stretch)
        for field, place in (("named", 4), ("lower", 2)):
            points = [{"start": frame.start(run[0]), field: run[place]} for run in of_it]
            yield field, is_known, [*points, {**points[-1], "start": frame.end(of_it[-1][1])}]


def _line(line: tuple[str, bool, list[dict[str, Any]]], x: Any, scale: Any, axis: Any) -> Any:
    alt = theme.altair()
    field, is_known, points = line
    look = {"strokeWidth": 1.2, "strokeDash": [4, 2]} if field == "named" else {"strokeWidth": 2.5 if is_known else 1}
    drawn = alt.Chart(theme.inline(points)).mark_line(interpolate="step-after", color=theme.BLUE, aria=False, **look)
    return drawn.encode(x=x, y=alt.Y(f"{field}:Q", title="members", scale=scale, axis=axis))


def _gaps(runs: list[tuple[Any, ...]], frame: Frame, top: int) -> list[dict[str, Any]]:
    """Return what is written over each stretch of days on which not all members are known.

    A stretch that follows days on which all are known has the words for it, if it is wide enough; any other has a "?".
    """
    gaps: list[dict[str, Any]] = []
    days, is_after = frame.days, False
    for is_known, stretch in groupby(runs, key=lambda run: run[3] is not None):
        of_it = list(stretch)
        if not is_known:
            start, end = frame.clip(of_it[0][0], of_it[-1][1])
            middle = (start + end) // 2
            lower, named = next((run[2], run[4]) for run in of_it if run[1] is None or run[1].toordinal() >= middle)
            told = "not known who remained" if is_after else "not known who were members"
            is_wide = (end - start + 1) / days > _ROOM and (named - lower) / top > _LEAST
            at = (lower + named) / 2 if is_wide else (max(run[4] for run in of_it) + top) / 2
            gaps.append({"start": written(middle), "at": at, "text": told if is_wide else "?"})
        is_after = is_known and any(run[4] for run in of_it)
    return gaps


def _points(stated: list[tuple[Any, ...]], frame: Frame) -> list[Any]:
    """Return a point for each reported number, a line along the days it may refer to, and one up to its highest."""
    alt = theme.altair()
    rows = []
    for first, last, lower, upper, words, sources in stated:
        start, end = frame.clip(first, last)
        least, most = (lower if lower is not None else upper), (upper if upper is not None else lower)
        rows.append(
            {
                "start": frame.start(first),
                "end": frame.end(last),
                "middle": written((start + end) // 2, "12:00:00"),
                "lower": least,
                "upper": most,
                "kind": _STATED,
                "words": words,
                "days": say_days(first, last),
                "sources": theme.listed(sources),
                "about": f"{words} stated, {say_days(first, last)}",
            }
        )
    legend = alt.Legend(title=None, orient="bottom", symbolFillColor=theme.ORANGE, symbolStrokeWidth=0, symbolSize=90)
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=[_STATED], range=["diamond"]), legend=legend)
    tooltip = theme.tooltip({"words": "stated", "days": "days", "sources": "sources"})
    base = alt.Chart(theme.inline(rows))
    along = base.mark_rule(color=theme.ORANGE, strokeWidth=2, aria=False).encode(x="start:T", x2="end:T", y="lower:Q")
    up = base.mark_rule(color=theme.ORANGE, strokeWidth=2, aria=False).encode(x="middle:T", y="lower:Q", y2="upper:Q")
    point = base.mark_point(filled=True, fill=theme.ORANGE, strokeWidth=0, size=90, opacity=1)
    return [along, up, point.encode(x="middle:T", y="lower:Q", shape=shape, tooltip=tooltip, description="about:N")]
