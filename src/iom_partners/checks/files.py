"""Checks of a data package as files: whether it matches its descriptor, is canonical, and has the right tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from typing import Any

from ..errors import DataFileError, shorten
from ..files.hashes import fault_of_bytes, fault_of_seal
from ..io.json_text import DESCRIPTOR
from ..io.package_files import package_files
from ..io.package_reader import Package, open_package
from ..io.records import read_whole
from ..io.shipped import data_path
from ..store.record_types import RECORD_TYPES
from ..store.store import Store
from .problem import Problem, error, warning

__all__ = ["problems_of_package", "verify"]

_FORMAT = "run `iom-partners format`"


def verify(path: str | PathLike[str] | None = None) -> Mapping[str, str]:
    """Check every file of a data package against the size and hash that its descriptor declares.

    Args:
        path: a folder, a ``datapackage.json`` or a zip; by default the curated data as they are installed.

    Returns:
        The hash of each file, by its path in the package.

    Raises:
        DataFileError: a file is damaged, missing, or has no declared hash; `faults` holds all of them.

    >>> import iom_partners
    >>> sorted(iom_partners.verify())[0]
    'agreements.json'
    """
    package = open_package(data_path() if path is None else path)
    faults = [
        DataFileError(reason, value=each, field=package.path_of(each))
        for each, told in package.listed.items()
        if (reason := _fault_of(package, each, told))
    ]
    if not package.listed:
        faults = [DataFileError("lists no file with its hash", value=DESCRIPTOR, field=package.path_of(DESCRIPTOR))]
    if faults:
        raise DataFileError.of(faults)
    return {each: told["hash"] for each, told in package.listed.items()}


def _fault_of(package: Package, place: str, told: Mapping[str, Any]) -> str:
    """Return what is wrong with a file that the descriptor lists; an empty text if it is as it says."""
    try:
        data = package.read(place)
    except DataFileError as caught:
        return caught.reason
    if data is None:
        return "the descriptor lists it, but it does not exist"
    return fault_of_bytes(data, told) if "hash" in told else "the descriptor declares no hash of it"


def problems_of_package(path: str | PathLike[str]) -> tuple[Store | None, list[Problem]]:
    """Return the records of a package, None where they cannot be read, and every problem of its files."""
    found: list[Problem] = []
    try:
        package = open_package(path, is_held=False)
    except DataFileError as caught:
        found += [error(fault.field, fault.reason, "wrong-descriptor") for fault in caught.faults]
        package = open_package(path, is_told=False)
    try:
        store = read_whole(package)
    except DataFileError as caught:
        return None, [*found, *(error(fault.field, fault.reason, "unreadable-file") for fault in caught.faults)]
    return store, [*found, *([] if found else _problems(package, store))]


def _problems(package: Package, store: Store) -> Iterator[Problem]:
    """Yield a problem for every file that differs from the descriptor, or from what the library writes."""
    told, path = package.read(DESCRIPTOR), package.path_of(DESCRIPTOR)
    if told is None:
        yield warning(path, f"there is no descriptor: {_FORMAT}", "wrong-descriptor")
    elif fault := fault_of_seal(told):
        yield error(path, fault, "wrong-descriptor")
    for place, resource in package.listed.items():
        if fault := _fault_of(package, place, {"hash": None} | resource):
            yield error(package.path_of(place), fault, "wrong-descriptor")
        name = resource.get("name")
        if "records" in resource and name in RECORD_TYPES and resource["records"] != len(store[name]):
            reason = f"it has {len(store[name])} records, but the descriptor says {shorten(resource['records'])}"
            yield error(package.path_of(place), reason, "wrong-descriptor")
    ordered = Store.of_records(store.records())
    collections = {name: ordered[name] for name in RECORD_TYPES}
    has_tables = any(place.startswith("tables/") for place in package.listed)
    for place, text in package_files(collections, with_tables=has_tables):
        try:
            data = package.read(place)
        except DataFileError as caught:
            yield error(caught.field, caught.reason, "unreadable-file")
            continue
        if "/" not in place and data not in {None, text.encode()}:
            yield warning(package.path_of(place), f"it is not in canonical form: {_FORMAT}", "not-canonical")
        if "/" in place and data != text.encode():
            yield warning(package.path_of(place), f"it differs from what the records give: {_FORMAT}", "not-canonical")
