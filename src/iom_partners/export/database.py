"""What SQLite and DuckDB get alike: the tables, the views of them, and the questions as SQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..history.timeline import find_timeline
from ..progress import tracked
from ..stats.spells import SPELLS, find_spells
from ..store.labels import with_labels
from ..store.record_types import NAMED, RECORD_TYPES, record_class
from ..store.table_schemas import all_tables, layout_of
from ..tables.table import Column, Table, required

if TYPE_CHECKING:
    from ..exchange.losses import Export
    from ..query.roster import Roster

__all__ = ["QUESTIONS", "VIEWS", "Sql", "database_tables", "spells_table"]


class Sql(NamedTuple):
    """A view or a question.

    Attributes:
        what: what it returns, in one sentence.
        sql: a SELECT. Its parameters start with a colon; {first} and {last} stand for the limits of the calendar.
    """

    what: str
    sql: str


_ON = (
    "SELECT body_id, body_name, {agent}, certainty, coalesce(first_day, {{first}}) AS from_day, "
    "coalesce(last_day, {{last}}) AS until_day, words AS why, record_ids, source_ids "
    "FROM spells WHERE of = '{of}' AND role IS NULL"
)
_WHO = "agent_id, agent_name"

#: The views by name.
VIEWS: dict[str, Sql] = {
    "chair_on": Sql(
        "who was in the chair of a body, in runs of days from from_day to until_day",
        _ON.format(of="chairs", agent=_WHO),
    ),
    "members_on": Sql(
        "who was a member of a body, in runs of days from from_day to until_day", _ON.format(of="members", agent=_WHO)
    ),
    "agents": Sql(
        "organizations and persons",
        "SELECT id, name, acronym, kind, 'organization' AS type FROM organizations "
        "UNION ALL SELECT id, name, acronym, NULL, 'person' FROM people",
    ),
}

_DAY = "body_id = :body AND :day BETWEEN from_day AND until_day"
_SET = "SELECT agent_name, certainty, why FROM {view} WHERE " + _DAY + " ORDER BY certainty, agent_name"
_VERDICT = (
    "SELECT CASE WHEN sum(certainty = 'certain') > 0 THEN 'certain' WHEN sum(certainty = 'possible') > 0 "
    "THEN 'possible' WHEN count(*) > 0 THEN 'unknown' ELSE 'ruled_out' END AS verdict FROM {view} WHERE " + _DAY
)

#: The questions by name. A row without an agent says that others are not ruled out.
QUESTIONS: dict[str, Sql] = {
    "who_chaired": Sql("who was in the chair of a body on a day", _SET.format(view="chair_on")),
    "who_was_member": Sql("who was a member of a body on a day", _SET.format(view="members_on")),
    "was_anyone_in_the_chair": Sql("how sure it is that someone was in the chair", _VERDICT.format(view="chair_on")),
    "how_many_members": Sql(
        "how many members a body had on a day; no upper number where not all are known",
        "SELECT coalesce(sum(certainty = 'certain'), 0) AS lower, CASE WHEN coalesce(sum(agent_id IS NULL), 0) = 0 "
        "THEN coalesce(sum(certainty IN ('certain', 'possible')), 0) END AS upper FROM members_on WHERE " + _DAY,
    ),
    "timeline_of": Sql(
        "everything dated about one organization, person, project or work",
        'SELECT "when", what, record_type, record_id FROM timeline WHERE about_id = :id ORDER BY position',
    ),
    "search_names": Sql(
        "records whose names or texts have the words",
        "SELECT record_type, record_id, name FROM search WHERE search MATCH :words ORDER BY rank",
    ),
}

_BODY = (
    required("of", "string", "chairs or members", ("chairs", "members")),
    Column("role", "string", "this role only; empty for chairs in any role, and for members"),
    required("body_id", "string", "the body"),
)
_SPELLS = (
    *_BODY,
    *(
        column._replace(name={"id": "agent_id"}.get(column.name, column.name))
        for column in SPELLS
        if column.name != "row"
    ),
)
_TIMELINE = (
    required("about_type", "string", "the table of what it is about"),
    required("about_id", "string", "what it is about"),
    required("about_name", "string", "its acronym or name"),
    required("position", "integer", "its place in the order of time, from 0"),
    *layout_of("timeline").columns,
)
_ITEMS = (
    required("table", "string", "the table of the record"),
    required("record_id", "string", "the record"),
    required("field", "string", "the field, of which a cell of that table holds all values"),
    required("position", "integer", "which one of the field it is, from 0"),
    required("value", "string", "one value: an id or a word"),
)
_INFO = (
    required("name", "string", "what is told"),
    Column("value", "string", "what there is to tell"),
)


def database_tables(export: Export) -> list[Table]:
    """Return every table of a database, with labels.

    They are those of `Dataset.tables`; ``list_items`` with one row for each value of a field that holds several;
    ``spells``, of which `VIEWS` are made; ``timeline``; and ``info``.
    """
    store = export.store
    tables = list(all_tables({name: store[name] for name in RECORD_TYPES}).values())
    tables += [
        Table("list_items", _ITEMS, _items(export)),
        spells_table(export),
        Table("timeline", _TIMELINE, _timeline(export)),
    ]
    info = {
        "version of the data": export.version,
        "last day that the data reach": str(store.horizon() or "") or None,
        "how to read dates": "first and last possible day of the start, first and last possible day of the end; "
        "empty means no limit; certain days run from start_latest to end_earliest, possible ones from start_earliest "
        "to end_latest",
    }
    return [*(with_labels(table, store) for table in tables), Table("info", _INFO, info.items())]


def spells_table(export: Export) -> Table:
    """Return who was in the chair or a member of each body, in runs of days of one certainty."""
    return Table("spells", _SPELLS, _spells(export))


def _items(export: Export) -> Iterator[tuple[Any, ...]]:
    for name in RECORD_TYPES:
        fields = [each.name for each in record_class(name).__attrs_attrs__ if "tuple[str" in str(each.type)]
        for record in export.store[name]:
            for field in fields:
                values = getattr(record, field)
                for position, value in enumerate((values,) if isinstance(values, str) else values):
                    yield name, record.id, field, position, value


def _spells(export: Export) -> Iterator[tuple[Any, ...]]:
    for body_id, of, role, roster in tracked(list(_rosters(export)), "spells"):
        for row in find_spells(roster):
            yield of, role, body_id, *row[1:]


def _rosters(export: Export) -> Iterator[tuple[str, str, str | None, Roster[Any]]]:
    """Yield body, chairs or members, role and roster of every question that the records answer."""
    store, rosters = export.store, export.rosters
    asked: dict[tuple[str, str, str | None], None] = {}
    for each in store["coverages"]:
        if each.organization_id is not None and each.of in {"chairs", "members"}:
            asked[each.organization_id, each.of, each.role] = None
    for term in store["chair_terms"]:
        asked[term.organization_id, "chairs", None] = None
        if term.role not in {"chair", "co-chair", "interim-chair", "co-convener"}:
            asked[term.organization_id, "chairs", term.role] = None
    for tie in store["memberships"]:
        asked[tie.organization_id, "members", None if tie.role == "member" else tie.role] = None
    for body_id, of, role in sorted(asked, key=lambda each: (each[1], each[0], each[2] or "")):
        made = rosters.chairs(body_id, role) if of == "chairs" else rosters.members(body_id, False, role or "member")
        yield body_id, of, role, made


def _timeline(export: Export) -> Iterator[tuple[Any, ...]]:
    store = export.store
    row = layout_of("timeline").row
    subjects = [(name, each) for name in ("organizations", "people", "projects", "works") for each in store[name]]
    for name, subject in tracked(subjects, "timelines"):
        for position, entry in enumerate(find_timeline(store, subject)):
            yield name, subject.id, getattr(subject, "label", subject.name), position, *row(entry)
