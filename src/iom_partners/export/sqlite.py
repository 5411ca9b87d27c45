"""A SQLite database: every table with labels, keys and indexes, the answers of each day, and a full-text index.

It comes with a file for Datasette, which then shows names for ids, describes columns, and asks the questions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..dates.days import Day
from ..errors import DataFileError
from ..progress import tracked
from ..store.record_types import REFERENCES
from .database import QUESTIONS, VIEWS, Sql, database_tables

if TYPE_CHECKING:
    from ..exchange.losses import Export
    from ..tables.table import Column, Table

__all__ = ["make_sqlite"]

_TYPES = {"string": "TEXT", "boolean": "INTEGER", "integer": "INTEGER", "number": "ANY", "date": "TEXT"}
_LIMITS = {"first": "'0001-01-01'", "last": "'9999-12-31'"}
#: The key of each table; of those that are not here, the id.
_KEYS = {
    "names": ("table", "record_id", "field", "position"),
    "identifiers": ("table", "record_id", "field", "position"),
    "citations": ("table", "record_id", "field", "position"),
    "list_items": ("table", "record_id", "field", "position"),
    "timeline": ("about_type", "about_id", "position"),
    "member_counts": (),
    "contribution_sums": (),
    "info": ("name",),
    "spells": (),
}
#: What else is looked up by.
_INDEXES = {
    "spells": (("of", "body_id", "first_day"), ("agent_id",)),
    "list_items": (("value",),),
    "member_counts": (("body_id", "first_day"),),
}
#: The columns of the texts that are searched.
_SEARCHED = ("name", "acronym", "title", "text", "summary", "as_stated", "note")
_SEARCH = {
    "search_names": Sql(
        "records whose names or texts have the words",
        "SELECT record_type, record_id, name FROM search WHERE search MATCH :words ORDER BY rank",
        ("words",),
    ),
}


def make_sqlite(export: Export) -> Mapping[str, bytes]:
    """Return the database, and after it the metadata of Datasette."""
    import sqlite3

    tables = database_tables(export)
    base = sqlite3.connect(":memory:")
    try:
        base.executescript("\n".join(_script(tables)))
        for name, table in tracked(tables.items(), "tables"):
            marks = ", ".join("?" * len(table.columns))
            base.executemany(f"INSERT INTO {name} VALUES ({marks})", map(_cells, table.rows))  # noqa: S608
        base.executemany("INSERT INTO search VALUES (?, ?, ?, ?)", _searched(tables))
        base.executescript("INSERT INTO search(search) VALUES ('optimize'); ANALYZE; VACUUM;")
        made = base.serialize()
    except sqlite3.IntegrityError as error:
        reason = f"the data break a rule of the database: {error}"
        raise DataFileError(reason, value=export.name, field=export.name, hint="see data.check()") from None
    finally:
        base.close()
    return {"": made, ".metadata.json": _metadata(export, tables)}


def _script(tables: Mapping[str, Table]) -> Iterator[str]:
    for name, table in tables.items():
        key = _KEYS.get(name, ("id",))
        lines = [_column(column) for column in table.columns]
        if key:
            lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, key))})")
        for column in table.columns:
            target = _target(column, name)
            if target is not None:
                lines.append(f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {target} (id)")
        yield f"CREATE TABLE {name} ({', '.join(lines)}) STRICT{', WITHOUT ROWID' if key else ''};"
        references = [(column.name,) for column in table.columns if _is_reference(column) and key != (column.name,)]
        for place, columns in enumerate((*references, *_INDEXES.get(name, ()))):
            yield f"CREATE INDEX {name}_{place} ON {name} ({', '.join(map(_quoted, columns))});"
    for name, view in VIEWS.items():
        yield f"CREATE VIEW {name} AS {view.sql.format(**_LIMITS)};"
    yield (
        "CREATE VIRTUAL TABLE search USING fts5"
        "(record_type UNINDEXED, record_id UNINDEXED, name, text, tokenize = 'unicode61 remove_diacritics 2');"
    )


def _quoted(name: str) -> str:
    return f'"{name}"'


def _column(column: Column) -> str:
    checks = f" CHECK ({_quoted(column.name)} IN (0, 1))" if column.type == "boolean" else ""
    needed = " NOT NULL" if column.is_required else ""
    return f"{_quoted(column.name)} {_TYPES[column.type]}{needed}{checks}"


def _target(column: Column, table: str) -> str | None:
    """Return the table that a column refers to; None if it may refer to several, or holds several ids."""
    if column.name == "source_id":
        return "sources"
    kinds = REFERENCES.get(column.name, ()) if table not in _KEYS and _is_reference(column) else ()
    return kinds[0] if len(kinds) == 1 else None


def _is_reference(column: Column) -> bool:
    return column.name == "place" or column.name.endswith("_id")


def _cells(row: tuple[Any, ...]) -> list[Any]:
    return [_cell(each) for each in row]


def _cell(value: Any) -> Any:
    """Return a value as the database holds it; an amount as a number where that is exact, else as text."""
    if isinstance(value, date | Day):
        return value.isoformat()
    if isinstance(value, Decimal):
        if value == value.to_integral_value() and abs(value) < 2**63:
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    return value


def _searched(tables: Mapping[str, Table]) -> Iterator[tuple[str, str, str | None, str]]:
    """Yield what is searched: of each record that has any text, the texts, with its other names."""
    names: dict[tuple[str, str], list[str]] = {}
    named = tables["names"]
    for of, record_id, text in zip(named["table"], named["record_id"], named["text"], strict=True):
        names.setdefault((of, record_id), []).append(text)
    for name, table in tables.items():
        heads = table.column_names
        places = [heads.index(each) for each in _SEARCHED if each in heads]
        if name in _KEYS or not places:
            continue
        label = _label_column(table)
        shown = heads.index(label) if label else 0
        for row in table.rows:
            texts = [row[place] for place in places if row[place]] + names.get((name, row[0]), [])
            if texts:
                yield name, row[0], row[shown], "\n".join(dict.fromkeys(texts))


def _metadata(export: Export, tables: Mapping[str, Table]) -> bytes:
    """Return what Datasette shows beside the data: titles, meanings of columns, labels of rows, questions."""
    described: dict[str, Any] = {
        name: {
            "description": f"{len(table):,} {table.name}.",
            "columns": {column.name: column.description for column in table.columns},
            **({"label_column": label} if (label := _label_column(table)) else {}),
        }
        for name, table in tables.items()
    }
    described |= {name: {"description": view.what[0].upper() + view.what[1:] + "."} for name, view in VIEWS.items()}
    told = {
        "title": "Who was in what, in which role, when, and who says so",
        "description": f"Version {export.version} of the data." if export.version else "",
        "databases": {
            export.name.rpartition(".")[0]: {"tables": described, "queries": {
                name: {"title": question.what[0].upper() + question.what[1:], "sql": question.sql}
                for name, question in (QUESTIONS | _SEARCH).items()
            }},
        },
    }  # fmt: skip
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def _label_column(table: Table) -> str | None:
    return next((each for each in ("name", "title") if each in table.column_names), None)
