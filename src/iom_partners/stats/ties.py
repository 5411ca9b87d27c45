"""Pairs of agents with all their ties: what the picture of a network is drawn from, made of `Dataset.network_edges`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..dates.certainty import Certainty
from ..store.columns import joined, told_apart
from ..tables.column import Column
from ..tables.table import Table
from .pairs import HELD

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["TIES", "pairs_of"]

TIES = (
    Column("source_id", "string", "one agent, the first of both by id", is_required=True),
    Column("target_id", "string", "the other", is_required=True),
    Column("source", "string", "the label of the one", is_required=True),
    Column("target", "string", "the label of the other", is_required=True),
    Column("weight", "integer", "how many ties both have, certain or possible", is_required=True),
    Column("certainty", "string", "how sure the surest of them is", HELD, is_required=True),
    Column("words", "string", "the ties, each with its time and how sure it is", is_required=True),
    Column("shared_ids", "string", "the records of the ties; several are parted by |", is_required=True),
    Column("source_ids", "string", "the sources that say so; several are parted by |"),
)


def pairs_of(edges: Table, agent_id: str | None = None) -> Table:
    """Join the ties of each two agents.

    Args:
        edges: what `Dataset.network_edges` gives.
        agent_id: only this agent, its partners, and what these share among each other; by default all.
    """
    rows = edges.to_dicts()
    if agent_id is not None:
        near = {each for row in rows if agent_id in _ends(row) for each in _ends(row)}
        rows = [row for row in rows if near.issuperset(_ends(row))]
    labels = _labels(rows)
    found: list[tuple[Any, ...]] = []
    for ends, grouped in groupby(rows, key=_ends):
        ties = list(grouped)
        is_certain = any(tie["certainty"] == Certainty.CERTAIN.value for tie in ties)
        certainty = Certainty.CERTAIN if is_certain else Certainty.POSSIBLE
        cited = joined(each for tie in ties for each in (tie["source_ids"] or "").split("|") if each)
        shared = "|".join(tie["record_id"] for tie in ties)
        words = "; ".join(map(_said, ties))
        found.append((*ends, *(labels[end] for end in ends), len(ties), certainty.value, words, shared, cited))
    return Table("pairs", TIES, found, note="agents that have ties with each other")


def _ends(row: dict[str, Any]) -> tuple[str, str]:
    return row["agent_id"], row["other_id"]


def _said(tie: dict[str, Any]) -> str:
    """Say one tie: what it is, when it held, how sure that is.

    >>> _said({"by": "projects", "record_id": "praesidium", "period": "2006/2011", "certainty": "possible"})
    'project praesidium, 2006/2011 (possible)'
    """
    what = {"bodies": "body"}.get(tie["by"], tie["by"].removesuffix("s"))
    when = "no time stated" if tie["period"] == "/" else tie["period"]
    return f"{what} {tie['record_id']}, {when} ({tie['certainty']})"


def _labels(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Give a label of its own to each agent."""
    labels = {
        row[f"{side}_id"]: row[name] for row in rows for side, name in (("agent", "label"), ("other", "other_label"))
    }
    return told_apart(labels)
