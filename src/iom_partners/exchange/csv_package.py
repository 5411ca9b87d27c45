"""A Data Package (version 2) of CSV files, which `Dataset.read` reads to equal records.

Each table has names beside ids, words beside dates, and the bounds of dates. A field of dates is a string, so that
every reader takes it as text. What it is more is said by ``rdfType``, where every cell is EDTF as the Library of
Congress has it, and by the property ``edtf``: the level, the columns of the bounds, and what goes beyond EDTF.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..files.hashes import hash_of, seal
from ..files.limits import MOST_DIGITS
from ..io.json_text import DESCRIPTOR
from ..io.migrate import SCHEMA_VERSION
from ..io.package_files import PROFILE
from ..io.shipped import Shipped
from ..progress import tracked
from ..store.labels import with_labels
from ..store.record_types import RECORD_TYPES, REFERENCES, record_class
from ..tables.csv_rows import NESTED_KINDS, csv_cells
from ..tables.files import csv_text
from ..tables.flat import BOUNDS, NESTED, nested_rows
from ..tables.schemas import table_schema
from ..tables.table import Table
from .croissant import make_croissant

if TYPE_CHECKING:
    from .losses import Export

__all__ = ["make_datapackage"]

#: The type of EDTF texts in RDF.
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_TITLE = "Who was in what, in which role, when, and who says so"
#: The tables that columns of ids refer to; lists of ids and references to several types are not foreign keys.
_FOREIGN = {field: kinds[0] for field, kinds in REFERENCES.items() if len(kinds) == 1 and not field.endswith("s")}
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_KEY = ["table", "record_id", "field", "position"]


def make_datapackage(export: Export) -> Mapping[str, bytes]:
    """Return the files of the folder: a CSV file for each table, ``croissant.json``, and the descriptor."""
    store = export.store
    collections = {name: store[name] for name in RECORD_TYPES}
    tables = [(name, with_labels(collections[name].to_table(), store)) for name in RECORD_TYPES]
    holders = list(_holders(export, collections))
    tables += [
        (name, with_labels(Table(name, *nested_rows(holders, name, NESTED_KINDS[name])), store)) for name in NESTED
    ]
    made = dict(_file(export, name, table) for name, table in tracked(tables, "tables"))
    files = {f"{name}.csv": data for name, (data, _) in made.items()}
    told = {"name": "iom-partners-dataset", "title": _TITLE} | Shipped().told_of(collections, export.version)
    if export.version is not None:
        told["version"] = export.version
    croissant = make_croissant(told, [(name, made[name][1], made[name][0]) for name, _ in tables])
    resources = [_resource(name, table, *made[name]) for name, table in tables]
    resources.append({
        "name": "croissant", "path": "croissant.json", "format": "json",
        "mediatype": "application/ld+json", "encoding": "utf-8", **_held(croissant),
    })  # fmt: skip
    descriptor = {"$schema": PROFILE, **told, "schemaVersion": SCHEMA_VERSION, "resources": resources}
    sealed = seal(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode()
    return {**files, "croissant.json": croissant, DESCRIPTOR: sealed}


def _holders(export: Export, collections: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the records of each type whose names, identifiers and citations can be found by their ids."""
    for name, records in collections.items():
        first = {record.id: record for record in reversed(records)}
        others = [record for record in records if first[record.id] is not record]
        fields = {field.name for field in record_class(name).__attrs_attrs__}
        held = [field for field in NESTED if field in fields]
        export.lose_fields(others, held, "left out: another record has the same id")
        yield name, [record for record in records if first[record.id] is record]


def _file(export: Export, name: str, table: Table) -> tuple[str, tuple[bytes, dict[str, Any]]]:
    """Return a table as CSV, and its schema."""
    numbers = [place for place, column in enumerate(table.columns) if column.type in {"integer", "number"}]
    rows = [
        row if all(_is_read(row[place]) for place in numbers) else _without(export, name, table, row, numbers)
        for row in table.rows
    ]
    text = csv_text(table.columns, map(csv_cells, rows), exact=True)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        rows = [_encodable(export, name, table, row) for row in rows]
        data = csv_text(table.columns, map(csv_cells, rows), exact=True).encode()
    return name, (data, _schema(name, table))


def _is_read(number: int | Decimal | None) -> bool:
    """Return whether files of this library hold a number."""
    if number is None or isinstance(number, int):
        return number is None or abs(number) < 10**MOST_DIGITS
    if number < 0 or abs(number.adjusted()) > MOST_DIGITS:
        return False
    return sum(map(str.isdigit, f"{number:f}")) <= MOST_DIGITS


def _without(export: Export, name: str, table: Table, row: Sequence[Any], numbers: Iterable[int]) -> Sequence[Any]:
    """Return a row without the numbers that are not read."""
    cells = list(row)
    for place in numbers:
        if not _is_read(row[place]):
            cells[place] = None
            reason = f"left out: a number has at most {MOST_DIGITS} digits, and an amount no sign"
            export.lose_cell(name, row, table.columns[place].name, reason)
    return cells


def _encodable(export: Export, name: str, table: Table, row: Sequence[Any]) -> Sequence[Any]:
    """Return a row whose texts can all be encoded."""
    cells = list(row)
    for place, cell in enumerate(row):
        if isinstance(cell, str) and (whole := cell.translate(_HALVES)) != cell:
            cells[place] = whole
            reason = "written with U+FFFD for half of a surrogate pair, which no file holds"
            export.lose_cell(name, row, table.columns[place].name, reason)
    return cells


def _schema(name: str, table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table."""
    foreign = {**_FOREIGN, **({"source_id": "sources"} if name == "citations" else {})}
    schema = table_schema(table.columns, {field: "" if of == name else of for field, of in foreign.items()})
    if name in NESTED:
        schema["primaryKey"] = _KEY
    for field, column in zip(schema["fields"], table.columns, strict=True):
        if "EDTF" in column.description:
            field.update(_edtf(column.name, set(table[column.name])))
    return schema


def _edtf(name: str, cells: set[str | None]) -> dict[str, Any]:
    """Return what a field of dates says of itself; of a period, an end may be a set, and none of both may be known."""
    texts = [cell for cell in cells if cell is not None]
    ways = {
        "set-as-end": any("/" in text and "[" in text for text in texts),
        "unknown-start-and-end": "/" in texts,
    }
    extensions = [way for way, is_used in ways.items() if is_used]
    bounds = [each.name for each in BOUNDS] if name in {"period", "when"} else [f"{name}_earliest", f"{name}_latest"]
    told: dict[str, Any] = {"edtf": {"level": 2, "bounds": bounds, "extensions": extensions}}
    return told if extensions else {"rdfType": _EDTF, **told}


def _resource(name: str, table: Table, data: bytes, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name, "type": "table", "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "records": len(table), **_held(data), "schema": schema,
    }  # fmt: skip


def _held(data: bytes) -> dict[str, Any]:
    return {"bytes": len(data), "hash": hash_of(data)}
