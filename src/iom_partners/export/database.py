"""What SQLite and DuckDB get alike: the tables, the views of them, and the questions as SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.days import AnyDay, Day
from ..history.timeline import all_timelines
from ..model.vocabulary import CHAIRING_ROLES
from ..progress import tracked
from ..stats.contributions import find_contributions
from ..stats.counts import MEMBER_COUNTS, find_member_counts
from ..stats.spells import SPELLS, find_spells
from ..store.collection import RecordList
from ..store.labels import with_labels
from ..store.record_types import RECORD_TYPES, record_class
from ..store.table_schemas import all_tables
from ..tables.table import Column, Table, required

if TYPE_CHECKING:
    from ..exchange.losses import Export
    from ..query.roster import Roster

__all__ = ["QUESTIONS", "VIEWS", "Sql", "database_tables", "member_counts_table", "spells_table"]


class Sql(NamedTuple):
    """A view or a question.

    Attributes:
        what: what it returns, in a few words.
        sql: a SELECT. Its parameters start with a colon; {first} and {last} stand for the limits of the calendar.
        parameters: the names of its parameters.
    """

    what: str
    sql: str
    parameters: tuple[str, ...] = ()


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
    "member_count_on": Sql(
        "how many members a body had, in runs of days from from_day to until_day",
        "SELECT body_id, body_name, lower, upper, coalesce(first_day, {first}) AS from_day, "
        "coalesce(last_day, {last}) AS until_day FROM member_counts",
    ),
    "agents": Sql(
        "organizations and persons",
        "SELECT id, name, acronym, kind, 'organization' AS type FROM organizations "
        "UNION ALL SELECT id, name, acronym, NULL, 'person' FROM people",
    ),
}

#: The id of a body that an id, or a name of one body alone, stands for; NULL for what is not a body.
_BODY_ID = (
    "coalesce((SELECT id FROM organizations WHERE id = :body), "
    "(SELECT min(id) FROM organizations WHERE :body IN (acronym, name) HAVING count(*) = 1))"
)
_DAY = f"body_id = {_BODY_ID} AND :day BETWEEN from_day AND until_day"
_SET = "SELECT agent_name, certainty, why FROM {view} WHERE " + _DAY + " ORDER BY certainty, agent_name"
_VERDICT = (
    "SELECT CASE WHEN sum(certainty = 'certain') > 0 THEN 'certain' WHEN sum(certainty = 'possible') > 0 "
    f"THEN 'possible' WHEN count(*) > 0 THEN 'unknown' WHEN {_BODY_ID} IS NOT NULL THEN 'ruled_out' END AS verdict "
    f"FROM {{view}} WHERE {_DAY}"
)

#: The questions by name. A row without an agent says that others are not ruled out.
QUESTIONS: dict[str, Sql] = {
    "who_chaired": Sql("who was in the chair of a body on a day", _SET.format(view="chair_on"), ("body", "day")),
    "who_was_member": Sql("who was a member of a body on a day", _SET.format(view="members_on"), ("body", "day")),
    "was_anyone_in_the_chair": Sql(
        "how sure it is that someone was in the chair; empty for what is not a body",
        _VERDICT.format(view="chair_on"),
        ("body", "day"),
    ),
    "how_many_members": Sql(
        "how many members a body had on a day; no upper number where not all are known",
        "SELECT lower, upper FROM member_count_on WHERE " + _DAY,
        ("body", "day"),
    ),
    "who_gave_where": Sql(
        "which donors gave money in which country, in a currency",
        "SELECT donor_name, country_name, lower, upper, contributions FROM contribution_sums "
        "WHERE currency = :currency AND country IS NOT NULL ORDER BY upper DESC, donor_name",
        ("currency",),
    ),
    "timeline_of": Sql(
        "everything dated about one organization, person, project or work",
        'SELECT "when", what, record_type, record_id FROM timeline WHERE about_id = :id ORDER BY position',
        ("id",),
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
    *RecordList((), "timeline").to_table().columns,
)
_ITEMS = (
    required("table", "string", "the table of the record"),
    required("record_id", "string", "the record"),
    required("field", "string", "the field, of which a cell of that table holds all values"),
    required("position", "integer", "which one of the field it is, from 0"),
    required("value", "string", "one value: an id or a word"),
)
_COUNTS = (required("body_id", "string", "the body"), *MEMBER_COUNTS)
_INFO = (
    required("name", "string", "what is told"),
    Column("value", "string", "what there is to tell"),
)


def database_tables(export: Export) -> dict[str, Table]:
    """Return every table of a database by its name, with labels.

    They are those of `Dataset.tables`; ``list_items`` with one row for each value of a field that holds several;
    ``spells`` and ``member_counts``, from which `VIEWS` are made; ``contribution_sums`` by donor and country;
    ``timeline``; and ``info``.
    """
    store = export.store
    tables = all_tables({name: store[name] for name in RECORD_TYPES})
    tables["list_items"] = Table("values", _ITEMS, _items(export))
    tables["spells"] = spells_table(export)
    tables["member_counts"] = member_counts_table(export)
    tables["contribution_sums"] = find_contributions(store, ("donor", "country"))
    tables["timeline"] = Table("entries", _TIMELINE, _timeline(export))
    info = {
        "version of the data": export.version,
        "last day that the data reach": str(store.horizon() or "") or None,
        "how to read dates": "first and last possible day of the start, first and last possible day of the end; "
        "empty means no limit. Certain days run from start_latest to end_earliest, possible ones from start_earliest "
        "to end_latest; where ends_open is set, it goes on. Of what is doubtful or planned, no day is certain",
    }
    made = {name: with_labels(table, store) for name, table in tables.items()}
    return made | {"info": Table("facts", _INFO, info.items())}


def member_counts_table(export: Export) -> Table:
    """Return how many members each body had, in runs of days."""
    return Table("runs of days", _COUNTS, _counts(export))


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
        for _, item, first, last, *told in find_spells(roster, is_direct=True):
            for run in _in_years(first, last):
                yield of, role, body_id, item, *run, *told


def _in_years(first: AnyDay | None, last: AnyDay | None) -> Iterator[tuple[date | None, date | None]]:
    """Yield a run of days as the views compare it, in the years 0001 to 9999; nothing where it lies outside."""
    if (first is None or first <= date.max) and (last is None or last >= date.min):
        yield None if isinstance(first, Day) else first, None if isinstance(last, Day) else last


def _rosters(export: Export) -> Iterator[tuple[str, str, str | None, Roster[Any]]]:
    """Yield body, chairs or members, role and roster: of every body, and of every role that records have there."""
    store, rosters = export.store, export.rosters
    asked: set[tuple[str, str, str | None]] = {
        (body.id, of, None) for body in store["organizations"] for of in ("chairs", "members")
    }
    asked |= {(each.organization_id, each.of, each.role) for each in store["coverages"] if each.role is not None}
    asked |= {
        (term.organization_id, "chairs", term.role) for term in store["chair_terms"] if term.role not in CHAIRING_ROLES
    }
    asked |= {(tie.organization_id, "members", tie.role) for tie in store["memberships"] if tie.role != "member"}
    for body_id, of, role in sorted(asked, key=lambda each: (each[1], each[0], each[2] or "")):
        made = rosters.chairs(body_id, role) if of == "chairs" else rosters.members(body_id, False, role or "member")
        yield body_id, of, role, made


def _timeline(export: Export) -> Iterator[tuple[Any, ...]]:
    for name, subject, entries in tracked(list(all_timelines(export.store)), "timelines"):
        for position, row in enumerate(entries.to_table()):
            yield name, subject.id, getattr(subject, "label", subject.name), position, *row


def _counts(export: Export) -> Iterator[tuple[Any, ...]]:
    for body in tracked(export.store["organizations"], "numbers of members"):
        for first, last, *told in find_member_counts(export.rosters.members(body.id)):
            for run in _in_years(first, last):
                yield body.id, *run, *told
