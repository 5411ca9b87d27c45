"""A network on a circle: nodes sized by their number of ties, edges by their weight, labels that never overlap.

The layout needs no simulation, seed or library, so it is the same on every machine.
"""

from __future__ import annotations

from math import cos, degrees, pi, sin
from typing import TYPE_CHECKING, Any

from ..tables.table import Table
from . import theme

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["network"]

#: The radius of the circle and the gap to the labels, in pixels; the most letters of a label and the width of one.
_RADIUS, _GAP = 200, 14
_LABEL, _LETTER = 30, 5.5

_LABELS: dict[str, dict[str, Any]] = {
    "right": {"align": "left", "baseline": "middle", "fontSize": 11},
    "left": {"align": "right", "baseline": "middle", "fontSize": 11},
    "center": {"align": "center", "baseline": "middle", "fontSize": 12, "fontWeight": "bold"},
}

#: White is legible on it: their contrast is 4.9.
_PLATE = "#B84F00"

_LINES = {theme.CERTAIN: (theme.BLUE, [1, 0]), theme.POSSIBLE: (theme.BLUE, [5, 4])}

#: The cells of one row of the table.
_Edge = tuple[Any, ...]


def network(table: Table, words: theme.Words, *, center: str | None = None) -> LayerChart | Chart:
    """Return a chart of who has ties with whom.

    Args:
        table: of source_id, target_id, source, target, weight, certainty, words; each pair once.
        words: title, caption and description.
        center: the id in the middle; by default all are on the circle.
    """
    names = ("source_id", "target_id", "source", "target", "weight", "certainty", "words")
    edges = theme.rows_of(table, *names)
    if not edges:
        return theme.nothing(words, "No tie is recorded.")
    labels: dict[str, str] = {key: label for edge in edges for key, label in ((edge[0], edge[2]), (edge[1], edge[3]))}
    degree = dict.fromkeys(labels, 0)
    for edge in edges:
        for key in edge[:2]:
            degree[key] += 1
    around = sorted((key for key in labels if key != center), key=lambda key: (-degree[key], labels[key], key))
    if len(around) > theme.MOST_ROWS:
        every = theme.counted(len(around), "node")
        words = words.above(f"{theme.MOST_ROWS} of {every} around are drawn, those with most ties.")
    kept = set(around[: theme.MOST_ROWS]) | ({center} & set(labels))
    shown = [edge for edge in edges if edge[0] in kept and edge[1] in kept]
    places = _places([key for key in around if key in kept], shown, center)
    nodes = [_node(key, labels[key], degree[key], center, places[key]) for key in (*places,)]
    lines = [_line(edge, places) for edge in shown]
    sure = sum(edge[5] == theme.CERTAIN for edge in shown)
    told = f"{theme.counted(len(nodes), 'node')}, {theme.counted(len(shown), 'tie')}, {sure} of them certain."
    most = sorted(places, key=lambda key: (-degree[key], labels[key], key))[:5]
    told += f" Most ties: {', '.join(f'{labels[key]} ({degree[key]})' for key in most)}."
    return _layers(nodes, lines, words.described(told))


def _places(around: list[str], edges: list[_Edge], center: str | None) -> dict[str, tuple[float, float, float]]:
    """Return the place and angle of each node; neighbors are next to each other as far as possible."""
    neighbors: dict[str, dict[str, Any]] = {key: {} for key in around}
    for source, target, _, _, weight, _, _ in edges:
        if center not in {source, target}:
            neighbors[source][target] = neighbors[target][source] = weight
    order: dict[str, None] = {}
    for key in around:
        waiting = [key]
        while waiting:
            each = waiting.pop()
            if each not in order:
                order[each] = None
                # The heaviest edge is followed next, so that those who share most form groups.
                waiting += sorted(neighbors[each], key=lambda other: (neighbors[each][other], other))
    places: dict[str, tuple[float, float, float]] = {}
    for place, key in enumerate(order):
        angle = pi / 2 - 2 * pi * (place + 0.5) / len(order)
        places[key] = round(_RADIUS * cos(angle), 3), round(_RADIUS * sin(angle), 3), round(degrees(angle), 3)
    if center is not None and any(center in edge[:2] for edge in edges):
        places[center] = (0.0, 0.0, 0.0)
    return places


def _node(key: str, label: str, ties: int, center: str | None, place: tuple[float, float, float]) -> dict[str, Any]:
    x, y, angle = place
    side = "center" if key == center else "right" if x >= 0 else "left"
    # A label on the right begins at its node, one on the left ends there, so that neither is upside down.
    turn = 0.0 if key == center else -angle if side == "right" else 180 - angle
    gap = 1 + _GAP / _RADIUS
    label_at = (0.0, 0.0) if key == center else (round(x * gap, 3), round(y * gap, 3))
    text = theme.cut(label, _LABEL)
    wide = round(_LETTER * len(text) * 0.65 + 8)
    plate = {"left": -wide, "right": wide, "low": -10, "high": 10} if key == center else {}
    return {
        "id": key, "name": label, "label": text, "ties": ties, "x": x, "y": y,
        "label_x": label_at[0], "label_y": label_at[1], "side": side, "turn": round(turn % 360, 3),
        "about": f"{label}: {theme.counted(ties, 'tie')}", **plate,
    }  # fmt: skip


def _line(edge: _Edge, places: dict[str, tuple[float, float, float]]) -> dict[str, Any]:
    source_id, target_id, source, target, weight, certainty, why = edge
    (x, y, _), (x2, y2, _) = places[source_id], places[target_id]
    tie = f"{source} and {target}"
    return {
        "tie": tie,
        "weight": weight,
        "state": theme.state_of(certainty),
        "why": why,
        "x": x,
        "y": y,
        "x2": x2,
        "y2": y2,
        "about": f"{tie}: {weight} shared, {certainty}",
    }


def _layers(nodes: list[dict[str, Any]], lines: list[dict[str, Any]], words: theme.Words) -> LayerChart:
    alt = theme.altair()
    # As wide and high as the labels reach, at one scale.
    across, up = (max(_reach(node, axis) for node in nodes) for axis in ("x", "y"))
    scales = [alt.Scale(domain=[-half, half], nice=False, zero=False) for half in (across, up)]
    x, y = alt.X("x:Q", scale=scales[0], axis=None), alt.Y("y:Q", scale=scales[1], axis=None)
    base = alt.Chart(theme.inline(nodes))
    area = alt.Scale(domain=[0, max(8, *(node["ties"] for node in nodes))], range=[25, 420])
    points = base.mark_circle(color=theme.ORANGE, opacity=1).encode(
        x=x,
        y=y,
        size=alt.Size("ties:Q", scale=area, legend=None),
        tooltip=[alt.Tooltip("name:N", title="name"), alt.Tooltip("ties:Q", title="ties")],
        description="about:N",
    )
    layers = [_ties(lines).encode(x=x, y=y), points]
    for side, look in _LABELS.items():
        if any(node["side"] == side for node in nodes):
            text = base.transform_filter(alt.datum.side == side).encode(
                x=alt.X("label_x:Q"), y=alt.Y("label_y:Q"), text="label:N", angle=alt.Angle("turn:Q", scale=None)
            )
            if side == "center":
                # Lines pass behind this label, so it stands on a plate, which is dark on every page.
                plate = text.mark_rect(color=_PLATE, cornerRadius=4, opacity=1, aria=False)
                layers.append(plate.encode(x="left:Q", x2="right:Q", y="low:Q", y2="high:Q"))
            layers.append(text.mark_text(**look, color="white" if side == "center" else theme.INK, aria=False))
    return theme.layered(layers, words, width=2 * across, height=2 * up, view=alt.ViewBackground(stroke=None))


def _ties(lines: list[dict[str, Any]]) -> Any:
    """Return the lines: solid or dashed by certainty, and wide by weight."""
    alt = theme.altair()
    present = [state for state in _LINES if any(line["state"] == state for line in lines)]
    tones, dashes = zip(*(_LINES[state] for state in present), strict=True)
    below = {"orient": "bottom", "padding": 6}
    legend = alt.Legend(
        title="tie", columnPadding=14, symbolType="stroke", symbolSize=300, symbolStrokeWidth=2, **below
    )
    heaviest = max(line["weight"] for line in lines)
    weights = alt.Legend(
        title="shared",
        values=sorted({1, (1 + heaviest) // 2, heaviest}),
        format="d",
        symbolStrokeColor=theme.INK,
        **below,
    )
    domain = alt.Scale(domain=[1, max(2, heaviest)], range=[1, 5])
    return (
        alt.Chart(theme.inline(lines))
        .mark_rule(opacity=0.9)
        .encode(
            x2="x2:Q",
            y2="y2:Q",
            stroke=alt.Stroke("state:N", scale=alt.Scale(domain=present, range=list(tones)), legend=legend),
            strokeDash=alt.StrokeDash("state:N", scale=alt.Scale(domain=present, range=list(dashes)), legend=legend),
            strokeWidth=alt.StrokeWidth("weight:Q", scale=domain, legend=weights if heaviest > 1 else None),
            tooltip=theme.tooltip({"tie": "tie", "weight": "shared", "state": "certainty", "why": "why"}),
            description="about:N",
        )
    )


def _reach(node: dict[str, Any], axis: str) -> int:
    """Return how far a node and its label reach from the middle."""
    reach: float = abs(node[axis]) / _RADIUS * (_RADIUS + _GAP + _LETTER * len(node["label"]))
    return round(reach) + _GAP
