"""The data files of the installed package."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import DataFileError
from ..files.hashes import fault_of_bytes, fault_of_seal, hash_of
from ..store.once import once
from .json_text import DESCRIPTOR, parse_descriptor, parse_json, stated_version, told_of_all

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Shipped", "data_path"]

_AGAIN = "install iom-partners again"


class Shipped:
    """The data files of the installed package, also when it is imported from a zip."""

    def __init__(self) -> None:
        # Not cached properties: until Python 3.12 these have locks, which a forked child would wait for.
        self._made: dict[str, Mapping[str, Any]] = {}

    def _bytes(self, name: str) -> bytes:
        package = import_module("iom_partners")
        loader: Any = package.__spec__ and package.__spec__.loader
        try:
            if package.__file__ and hasattr(loader, "get_data"):
                # The loader of the code reads the data too, from a folder or a zip; importing importlib-resources
                # first would cost a fifth of a cold first answer (docs/decisions/0002).
                data: bytes = loader.get_data(os.path.join(os.path.dirname(package.__file__), "data", name))
                return data
            from importlib_resources import files

            return (files("iom_partners") / "data" / name).read_bytes()
        except OSError as error:
            raise DataFileError(f"cannot be read: {error}", field=name, hint=_AGAIN) from error

    def rows(self, name: str) -> tuple[Sequence[Any], str]:
        """Return the plain rows of one record type, and the path that errors name.

        Raises:
            DataFileError: the file is missing, or is not the one that the descriptor declares.
        """
        path = f"{name}.json"
        data = self._bytes(path)
        declared = self._listed.get(path)
        # Every file that is shipped is listed with its size and hash.
        if fault := "it is not listed" if declared is None else fault_of_bytes(data, declared):
            raise DataFileError(fault, value=path, field=path, hint=_AGAIN)
        return parse_json(data, path, is_ours=True), path

    def told_of(self, collections: Mapping[str, Sequence[Any]], version: str | None) -> dict[str, Any]:
        """Return what the descriptor says of the curated data if some records are all of those; nothing for others.

        Args:
            collections: the records by the name of their collection.
            version: of the data that they are.

        Returns:
            Name, title, description, licenses and the like.

        >>> from iom_partners import load
        >>> from iom_partners.store.record_types import RECORD_TYPES
        >>> data = load()
        >>> told = Shipped().told_of({name: data._store[name] for name in RECORD_TYPES}, data.version)
        >>> [each["name"] for each in told["licenses"]]
        ['CC-BY-4.0']
        """
        from .codec import dump_rows

        told = self._told
        is_ours = told["version"] == version and all(
            each["records"] == len(records) and each["hash"] == hash_of(dump_rows(records).encode("utf-8", "replace"))
            for each, records in ((self._listed[f"{name}.json"], records) for name, records in collections.items())
        )
        apart = {"$schema", "descriptorHash", "resources", "schemas", "schemaVersion"}
        return {key: value for key, value in told.items() if key not in apart} if is_ours else {}

    def version(self) -> str | None:
        """Return the version that the descriptor states."""
        return stated_version(self._told, DESCRIPTOR)

    def told(self) -> dict[str, Any]:
        """Return what the descriptor says of the data as a whole."""
        return told_of_all(self._told)

    @property
    def _told(self) -> Mapping[str, Any]:
        return once(self._made, "told", self._read_descriptor)

    @property
    def _listed(self) -> Mapping[str, Mapping[str, Any]]:
        return once(self._made, "listed", lambda: {each["path"]: each for each in self._told.get("resources", ())})

    def _read_descriptor(self) -> Mapping[str, Any]:
        data = self._bytes(DESCRIPTOR)
        told = parse_descriptor(data, DESCRIPTOR, is_ours=True)
        if fault := fault_of_seal(data):
            raise DataFileError(fault, value=DESCRIPTOR, field=DESCRIPTOR, hint=_AGAIN)
        return told


def data_path() -> Path:
    """Return the folder of the curated data files, for programs that read them by path.

    If the package is imported from a zip, it is a temporary copy, which is removed when the program ends.

    >>> (data_path() / "memberships.json").exists()
    True
    """
    return once(_unpacked, "data", _unpack)


#: The folder, once it is needed; of a package in a zip, that of this process.
_unpacked: dict[str, Path] = {}


def _unpack() -> Path:
    import atexit
    from contextlib import ExitStack

    from importlib_resources import as_file, files

    kept, process = ExitStack(), os.getpid()
    # A forked child does not take away what its parent still reads.
    atexit.register(lambda: kept.close() if os.getpid() == process else None)
    folder: Path = kept.enter_context(as_file(files("iom_partners") / "data"))
    return folder
