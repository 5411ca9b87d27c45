"""The files of a data package: canonical JSON, its tables as CSV, schemas, and the descriptor with their hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model.agents import Identifier, Name
from ..model.evidence import Citation
from ..store.record_types import REFERENCES, record_class
from ..tables.files import csv_text
from ..tables.flat import columns_of, flat_rows, nested_rows
from ..tables.schemas import json_schema, table_schema
from ..tables.table import Column
from .codec import dump_rows

__all__ = ["DESCRIPTOR", "descriptor", "package_files"]

DESCRIPTOR = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_NESTED: tuple[tuple[str, type[Any]], ...] = (("names", Name), ("identifiers", Identifier), ("citations", Citation))


def package_files(
    collections: Mapping[str, Iterable[Any]],
    *,
    with_tables: bool,
    extras: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
) -> Iterator[tuple[str, str]]:
    """Give path and text of every file of a package but its descriptor.

    Args:
        collections: the records by the name of their collection.
        with_tables: whether CSV twins and schemas are made beside the JSON files.
        extras: fields that no record has, by collection and id; they stand in the JSON files alone.
    """
    for name, records in collections.items():
        yield f"{name}.json", dump_rows(records, (extras or {}).get(name))
    if not with_tables:
        return
    for name, records in collections.items():
        kind = record_class(name)
        yield _schema_path(name), _json(json_schema(kind))
        yield from _table(name, columns_of(kind), flat_rows(records, kind))
    for nested, kind in _NESTED:
        yield from _table(nested, *nested_rows(collections.items(), nested, kind))


def _table(name: str, columns: tuple[Column, ...], rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    foreign = {
        field: _resource(kinds[0]) for field, kinds in REFERENCES.items() if len(kinds) == 1 and not _is_list(field)
    }
    yield f"schemas/{name}.table.json", _json(table_schema(columns, foreign))
    yield f"tables/{name}.csv", csv_text(columns, rows, exact=True)


def _schema_path(name: str) -> str:
    return f"schemas/{record_class(name).__name__.lower()}.schema.json"


def _resource(table: str) -> str:
    return f"{table}-table"


def _is_list(field: str) -> bool:
    return field.endswith("s")


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def descriptor(files: Mapping[str, bytes], counts: Mapping[str, int], told: Mapping[str, Any]) -> str:
    """Write the descriptor of a package.

    Args:
        files: every file of it, by path.
        counts: how many records each JSON file has.
        told: what else it says: name, title, version, licenses ...; its old resources are left out.

    Returns:
        JSON: what is told, then one resource a file, with size and SHA-256.
    """
    from hashlib import sha256

    made = {"$schema": _PROFILE, "name": "iom-partners-dataset"} | {k: v for k, v in told.items() if k != "resources"}
    resources: list[dict[str, Any]] = []
    for path, data in files.items():
        folder, _, file_name = path.rpartition("/")
        name, _, ending = file_name.partition(".")
        if folder == "schemas":
            continue  # Made from the classes, and named by the resources that they are of.
        resource: dict[str, Any] = {"name": name, "path": path, "format": ending, "encoding": "utf-8"}
        if folder:
            resource |= {"name": _resource(name), "type": "table", "mediatype": "text/csv"}
            resource["schema"] = f"schemas/{name}.table.json"
        else:
            resource |= {"mediatype": "application/json", "records": counts[name]}
            if len(files) > len(counts):
                resource["jsonSchema"] = _schema_path(name)
        resources.append(resource | {"bytes": len(data), "hash": f"sha256:{sha256(data).hexdigest()}"})
    return _json(made | {"resources": resources})
