"""Checks of a data package as files: whether it matches its descriptor, is canonical, and has the right tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import DataFileError, shorten
from ..io.codec import dump_rows
from ..io.json_text import DESCRIPTOR
from ..io.package_files import package_files
from ..io.package_reader import open_package
from ..io.records import read_whole
from ..store.record_types import RECORD_TYPES
from ..store.store import Store
from .problem import Problem, error, warning

__all__ = ["package_problems", "read_or_problems"]


def read_or_problems(path: Path) -> tuple[Store | None, tuple[Problem, ...]]:
    """Return the records of a package; where it cannot be read, every fault of every file as a problem."""
    try:
        return read_whole(open_package(path, is_told=False)), ()
    except DataFileError as caught:
        return None, tuple(error(fault.field, fault.reason, "unreadable-file") for fault in caught.faults)


def package_problems(path: Path, store: Store) -> Iterator[Problem]:
    """Yield a problem for every file that differs from the descriptor, or from what the library writes.

    Args:
        path: the folder of the package.
        store: the records that were read from it.
    """
    if path.is_file():
        return  # What lies inside a zip is checked as it is read.
    ordered = Store.of_records(store.records())
    for name in RECORD_TYPES:
        file = path / f"{name}.json"
        if file.exists() and file.read_bytes() != dump_rows(ordered[name]).encode():
            yield warning(file, "it is not in canonical form: run `iom-partners format`", "not-canonical")
    if not (path / DESCRIPTOR).exists():
        yield warning(path / DESCRIPTOR, "there is no descriptor: run `iom-partners format`", "wrong-descriptor")
        return
    listed = _resources(path / DESCRIPTOR)
    if listed is None:
        yield error(path / DESCRIPTOR, "it is not a descriptor of a data package", "wrong-descriptor")
        return
    for resource in listed:
        yield from _of_resource(path, resource, store)
    if any(str(resource.get("path")).startswith("tables/") for resource in listed):
        collections = {name: ordered[name] for name in RECORD_TYPES}
        for name, text in package_files(collections, with_tables=True):
            if "/" in name and (not (path / name).is_file() or (path / name).read_bytes() != text.encode()):
                reason = "it differs from what the records give: run `iom-partners format`"
                yield warning(path / name, reason, "not-canonical")


def _resources(path: Path) -> list[dict[str, Any]] | None:
    try:
        listed = json.loads(path.read_bytes()).get("resources")
    except (ValueError, AttributeError, RecursionError):
        return None
    return listed if isinstance(listed, list) and all(isinstance(each, dict) for each in listed) else None


def _of_resource(path: Path, resource: dict[str, Any], store: Store) -> Iterator[Problem]:
    from hashlib import sha256

    place = resource.get("path")
    where = f"{path / DESCRIPTOR}[{resource.get('name')}]"
    if not isinstance(place, str) or not _is_inside(place):
        yield error(f"{where}.path", f"{shorten(place)} is not a path inside the package", "wrong-descriptor")
        return
    file = path / place
    if not file.is_file():
        yield error(file, "the descriptor lists it, but it is missing", "wrong-descriptor")
        return
    data = file.read_bytes()
    for field, what, found in (("bytes", "size", len(data)), ("hash", "hash", f"sha256:{sha256(data).hexdigest()}")):
        if field in resource and resource[field] != found:
            yield error(file, f"its {what} differs from the descriptor", "wrong-descriptor")
    name = place.removesuffix(".json")
    if "records" in resource and name in RECORD_TYPES and resource["records"] != len(store[name]):
        reason = f"it has {len(store[name])} records, but the descriptor says {shorten(resource['records'])}"
        yield error(file, reason, "wrong-descriptor")


def _is_inside(place: str) -> bool:
    parts = place.split("/")
    return bool(place) and not any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts)
