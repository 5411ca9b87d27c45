"""On which sources each chair rests, in runs of days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..dates.days import BEFORE_ALL, to_date
from ..model.vocabulary import CHAIRING_ROLES
from ..progress import tracked
from ..provenance.reliance import Views, reliance_by_day
from ..query.rosters import Rosters
from ..store.table_schemas import BAR
from ..tables.table import Column, Table, required

__all__ = ["find_reliance_of_chairs"]

_COLUMNS = (
    required("body_id", "string", "the body"), required("body", "string", "its acronym or name"),
    Column("role", "string", "the role, beside that of a chair"),
    required("agent_id", "string", "who certainly held it"), required("agent", "string", "its acronym or name"),
    Column("first_day", "date", "first day of the run; empty means no limit"),
    required("last_day", "date", "last day of the run"),
    Column("days", "integer", "how many days it has; empty without a first day"),
    Column("least", "integer", "the least number of sources whose loss changes the answer; empty if no loss does"),
    Column("source_ids", "string", "the least sets of sources; several are separated by |, the sources of one by +"),
    required("is_exhaustive", "boolean", "whether all sets of sources were tried"),
)  # fmt: skip


def find_reliance_of_chairs(rosters: Rosters, body_ids: list[str] | None) -> Table:
    """Return the table of all chairs, or of those of some bodies; see `Stats.reliance`."""
    terms = rosters.store["chair_terms"]
    ids = dict.fromkeys(term.organization_id for term in terms) if body_ids is None else body_ids
    views = Views(rosters.store)
    rows = [row for body_id in tracked(sorted(ids), "reliance") for row in _rows(rosters, body_id, views)]
    return Table("reliance", _COLUMNS, rows, note="a source stands for those that copy it too")


def _rows(rosters: Rosters, body_id: str, views: Views) -> Iterator[tuple[Any, ...]]:
    store, label = rosters.store, rosters.directory.label
    horizon = store.horizon()
    terms = store.select("chair_terms", organization_id=body_id)
    roles = dict.fromkeys(None if term.role in CHAIRING_ROLES else term.role for term in terms)
    if horizon is None:
        return
    for role in roles:
        roster = rosters.chairs(body_id, role)
        span = BEFORE_ALL + 1, horizon.toordinal()
        for agent_id in roster.claims:
            for (first, last), found in reliance_by_day(store, roster, agent_id, span, views):
                sets = [each for each in found.sets if len(each) == found.least]
                told = BAR.join("+".join(each) for each in sets) or None
                begun, days = (None, None) if first == span[0] else (to_date(first), last - first + 1)
                yield (
                    body_id, label(body_id), role, agent_id, label(agent_id), begun, to_date(last), days, found.least,
                    told, found.is_exhaustive,
                )  # fmt: skip
