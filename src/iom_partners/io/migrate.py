"""Versions of the fields of records: data of an older version are read as those of today, newer ones are refused.

A version counts up when a field is renamed or changes what it means. A new field changes no version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import DataFileError, shorten

__all__ = ["SCHEMA_VERSION", "migrate", "schema_version"]

#: The version of the fields that this library reads and writes: the property ``schemaVersion`` of a descriptor.
SCHEMA_VERSION = 2

#: What fields are called since a version, by collection: their older names and those of today.
_RENAMED: dict[int, dict[str, dict[str, str]]] = {
    2: {
        "contributions": {"giver_id": "donor_id", "receiver_id": "recipient_id"},
        "figures": {"low": "lower", "high": "upper"},
    },
}


def schema_version(descriptor: Mapping[str, Any], path: str) -> int:
    """Return the version of the fields of a package; 1, the oldest, where its descriptor does not state it.

    Args:
        descriptor: what it says.
        path: what errors call it.

    Raises:
        DataFileError: it is newer than this library, or not a version.

    >>> schema_version({}, "datapackage.json"), schema_version({"schemaVersion": 2}, "datapackage.json")
    (1, 2)
    """
    version = descriptor.get("schemaVersion", 1)
    if type(version) is not int or version < 1:
        reason = f"{shorten(version)} is not a version of the fields of records: 1 to {SCHEMA_VERSION}"
        raise DataFileError(reason, value=version, field=f"{path}.schemaVersion")
    if version > SCHEMA_VERSION:
        reason = f"the records have fields of version {version}, and this library reads versions 1 to {SCHEMA_VERSION}"
        hint = "install a newer version of iom-partners"
        raise DataFileError(reason, value=version, field=f"{path}.schemaVersion", hint=hint)
    return version


def migrate(name: str, rows: Sequence[dict[str, Any]], version: int) -> None:
    """Rename the fields of rows of an older version, also where citations speak of them.

    Args:
        name: of the collection.
        rows: its plain rows, which are changed.
        version: of their fields. Rows of a later one that was not stated have no older name, and stay as they are.

    >>> rows = [{"id": "a", "low": 6, "citations": [{"source_id": "s", "states": ["low"]}]}]
    >>> migrate("figures", rows, 1)
    >>> rows
    [{'id': 'a', 'citations': [{'source_id': 's', 'states': ['lower']}], 'lower': 6}]
    """
    for since, tables in _RENAMED.items():
        renamed = tables.get(name) if version < since else None
        for row in rows if renamed else ():
            _rename(row, renamed or {})


def _rename(row: dict[str, Any], renamed: Mapping[str, str]) -> None:
    for old, new in renamed.items():
        if old in row and new not in row:
            row[new] = row.pop(old)
    # What is not as it should be stays, and is reported when the record is made.
    citations = row.get("citations")
    for citation in citations if isinstance(citations, list) else ():
        if not isinstance(citation, dict):
            continue
        states, says = citation.get("states"), citation.get("says")
        if isinstance(states, list):
            citation["states"] = [renamed.get(each, each) if isinstance(each, str) else each for each in states]
        for said in says if isinstance(says, list) else ():
            if isinstance(said, dict) and isinstance(said.get("field"), str):
                said["field"] = renamed.get(said["field"], said["field"])
