"""A network on a circle: nodes by their number of ties, edges by their weight, labels that never overlap.

The places are worked out here, so that they are the same on every machine: no simulation, no seed, no library.
"""

from __future__ import annotations

from math import cos, degrees, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

from ..table import Table
from .look import (
    BLUE, CERTAIN, GRAY, MOST_ROWS, ORANGE, POSSIBLE, Words, altair, counted, cut, inline, nothing, state_of, titled,
)  # fmt: skip

if TYPE_CHECKING:
    from altair import Chart, LayerChart

__all__ = ["network"]

_SIZE = 640
#: The circle, within a picture that is 200 wide and high to each side of its middle.
_RADIUS = 112
_LABEL = 30

_Edge = tuple[str, str, str, str, Any, str, str]


def network(table: Table, words: Words, *, center: str | None = None) -> LayerChart | Chart:
    """Draw who has ties with whom.

    Args:
        table: of source_id, target_id, source, target, weight, certainty, words; each pair once.
        words: title, caption and description.
        center: the id that stands in the middle; by default all stand on the circle.
    """
    names = ("source_id", "target_id", "source", "target", "weight", "certainty", "words")
    edges: list[_Edge] = list(zip(*(table[name] for name in names), strict=True))
    if not edges:
        return nothing(words, "No record tells of a tie.")
    labels = {key: label for edge in edges for key, label in (edge[0:3:2], edge[1:4:2])}
    degree = dict.fromkeys(labels, 0)
    for edge in edges:
        for key in edge[:2]:
            degree[key] += 1
    around = sorted((key for key in labels if key != center), key=lambda key: (-degree[key], labels[key], key))
    if len(around) > MOST_ROWS:
        more = f"{MOST_ROWS} of {counted(len(around), 'node')} around are drawn, those with most ties."
        words = words._replace(caption=(more, *words.caption))
    kept = set(around[:MOST_ROWS]) | ({center} & set(labels))
    shown = [edge for edge in edges if edge[0] in kept and edge[1] in kept]
    places = _places([key for key in around if key in kept], shown, center)
    nodes = [_node(key, labels[key], degree[key], center, places[key]) for key in (*places,)]
    lines = [_line(edge, places) for edge in shown]
    sure = sum(edge[5] == CERTAIN for edge in shown)
    told = f"{counted(len(nodes), 'node')}, {counted(len(shown), 'tie')}, {sure} of them certain."
    most = sorted(places, key=lambda key: (-degree[key], labels[key], key))[:5]
    told += f" Most ties: {', '.join(f'{labels[key]} ({degree[key]})' for key in most)}."
    return _layers(nodes, lines, words._replace(description=f"{words.description} {told}"))


def _places(around: list[str], edges: list[_Edge], center: str | None) -> dict[str, tuple[float, float, float]]:
    """Give each node its place and angle: the neighbors of a node stand beside it, as far as that can be."""
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
                # The heaviest is visited next, which makes groups of those who share most.
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
    # A label to the right begins at its node, one to the left ends there; neither stands on its head.
    turn = 0.0 if key == center else -angle if side == "right" else 180 - angle
    gap = 1 + 9 / _RADIUS
    label_at = (0.0, 0.0) if key == center else (round(x * gap, 3), round(y * gap, 3))
    return {
        "id": key,
        "name": label,
        "label": cut(label, _LABEL),
        "ties": ties,
        "x": x,
        "y": y,
        "label_x": label_at[0],
        "label_y": label_at[1],
        "side": side,
        "turn": round(turn % 360, 3),
        "about": f"{label}: {counted(ties, 'tie')}",
    }


def _line(edge: _Edge, places: dict[str, tuple[float, float, float]]) -> dict[str, Any]:
    source_id, target_id, source, target, weight, certainty, why = edge
    (x, y, _), (x2, y2, _) = places[source_id], places[target_id]
    tie = f"{source} and {target}"
    return {
        "tie": tie,
        "weight": weight,
        "state": state_of(certainty),
        "why": why,
        "x": x,
        "y": y,
        "x2": x2,
        "y2": y2,
        "about": f"{tie}: {weight} shared, {certainty}",
    }


def _layers(nodes: list[dict[str, Any]], lines: list[dict[str, Any]], words: Words) -> LayerChart:
    alt = altair()
    scale = alt.Scale(domain=[-200, 200], nice=False, zero=False)
    x, y = (alt.X("x:Q", scale=scale, axis=None), alt.Y("y:Q", scale=scale, axis=None))
    present = [each for each in (CERTAIN, POSSIBLE) if any(line["state"] == each for line in lines)]
    dashes = {CERTAIN: [1, 0], POSSIBLE: [5, 4]}
    tones = {CERTAIN: BLUE, POSSIBLE: "#7FB2D4"}
    legend = alt.Legend(title="tie", orient="bottom", symbolType="stroke", symbolSize=300, symbolStrokeWidth=2)
    heaviest = max(line["weight"] for line in lines)
    ties = alt.Chart(inline(lines)).mark_rule(strokeCap="butt", opacity=0.75).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q",
        stroke=alt.Stroke("state:N", scale=alt.Scale(domain=present, range=[tones[e] for e in present]), legend=legend),
        strokeDash=alt.StrokeDash(
            "state:N", scale=alt.Scale(domain=present, range=[dashes[e] for e in present]), legend=legend
        ),
        strokeWidth=alt.StrokeWidth(
            "weight:Q", scale=alt.Scale(domain=[1, max(2, heaviest)], range=[1, 5]),
            legend=alt.Legend(
                title="shared", orient="bottom", values=_steps(heaviest), format="d", symbolStrokeColor=GRAY
            ) if heaviest > 1 else None,
        ),
        tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in (
            ("tie", "tie"), ("weight", "shared"), ("state", "certainty"), ("why", "why"))],
        description="about:N",
    )  # fmt: skip
    base = alt.Chart(inline(nodes))
    most = max(node["ties"] for node in nodes)
    area = alt.Scale(domain=[0, most], range=[20, 40 + 10 * sqrt(most) * 8])
    points = base.mark_circle(color=ORANGE, opacity=1, stroke="white", strokeWidth=1).encode(
        x=x, y=y, size=alt.Size("ties:Q", scale=area, legend=None),
        tooltip=[alt.Tooltip("name:N", title="name"), alt.Tooltip("ties:Q", title="ties")], description="about:N",
    )  # fmt: skip
    layers = [ties, points]
    for side, align in (("right", "left"), ("left", "right"), ("center", "center")):
        if any(node["side"] == side for node in nodes):
            mark = {"align": align, "baseline": "middle", "fontSize": 11, "color": "#222222", "aria": False}
            if side == "center":
                mark |= {"dy": -16, "fontWeight": "bold", "fontSize": 12, "stroke": "white", "strokeWidth": 0}
            text = base.transform_filter(alt.datum.side == side).mark_text(**mark)
            angle = alt.Angle("turn:Q", scale=None)
            layers.append(text.encode(x=alt.X("label_x:Q"), y=alt.Y("label_y:Q"), text="label:N", angle=angle))
    chart = alt.layer(*layers).properties(width=_SIZE, height=_SIZE, view=alt.ViewBackground(stroke=None))
    layered: LayerChart = titled(chart, words)
    return layered


def _steps(heaviest: int) -> list[int]:
    """Give the weights that the legend shows."""
    return sorted({1, (1 + heaviest) // 2, heaviest})
