"""The files of a data package: canonical JSON, its tables as CSV, schemas, and the descriptor with their hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..files.hashes import hash_of, seal
from ..model.agents import Identifier, Name
from ..model.evidence import Citation
from ..store.record_types import REFERENCES, record_class
from ..tables.files import csv_text
from ..tables.flat import columns_of, flat_rows, nested_rows
from ..tables.schemas import json_schema, table_schema
from ..tables.table import Column
from .codec import dump_rows
from .migrate import SCHEMA_VERSION

__all__ = ["PROFILE", "Extras", "describe", "package_files"]

#: Fields that no record has, by collection and id.
Extras = Mapping[str, Mapping[str, Mapping[str, Any]]]

#: What a descriptor is one of.
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
#: What the writer makes anew.
_MADE = frozenset(("descriptorHash", "resources", "schemas", "schemaVersion"))
_NESTED: tuple[tuple[str, type[Any]], ...] = (("names", Name), ("identifiers", Identifier), ("citations", Citation))
#: The resources that fields refer to; lists of ids and references to several types are not foreign keys of a table.
_FOREIGN = {
    field: f"{kinds[0]}-table" for field, kinds in REFERENCES.items() if len(kinds) == 1 and not field.endswith("s")
}


def package_files(
    collections: Mapping[str, Iterable[Any]], *, with_tables: bool, extras: Extras | None = None
) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a package except its descriptor.

    Args:
        collections: the records by the name of their collection.
        with_tables: whether to make CSV tables and schemas beside the JSON files.
        extras: fields that no record has, by collection and id; only the JSON files hold them.
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
    yield f"schemas/{name}.table.json", _json(table_schema(columns, _FOREIGN))
    yield f"tables/{name}.csv", csv_text(columns, rows, exact=True)


def _schema_path(name: str) -> str:
    return f"schemas/{record_class(name).__name__.lower()}.schema.json"


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def describe(files: Mapping[str, bytes], counts: Mapping[str, int], told: Mapping[str, Any]) -> str:
    """Return the descriptor of a package: what is told about it, then one resource a file, with size and SHA-256.

    The schemas and the descriptor itself are hashed too.

    Args:
        files: every file of it, by path.
        counts: how many records each JSON file has.
        told: name, title, version, licenses ...; what is made here is left out.
    """
    made = {"$schema": PROFILE, "name": "iom-partners-dataset"} | {k: v for k, v in told.items() if k not in _MADE}
    resources: list[dict[str, Any]] = []
    schemas: list[dict[str, Any]] = []
    for path, data in files.items():
        held = {"bytes": len(data), "hash": hash_of(data)}
        folder, _, file_name = path.rpartition("/")
        name, _, ending = file_name.partition(".")
        if folder == "schemas":
            schemas.append({"path": path} | held)  # Not data; the resources name them.
            continue
        resource: dict[str, Any] = {"name": name, "path": path, "format": ending, "encoding": "utf-8"}
        if folder:
            resource |= {"name": f"{name}-table", "type": "table", "mediatype": "text/csv"}
            resource["schema"] = f"schemas/{name}.table.json"
        else:
            resource |= {"mediatype": "application/json", "records": counts[name]}
            if len(files) > len(counts):
                resource["jsonSchema"] = _schema_path(name)
        resources.append(resource | held)
    made |= {"schemaVersion": SCHEMA_VERSION, "resources": resources} | ({"schemas": schemas} if schemas else {})
    return seal(_json(made))
