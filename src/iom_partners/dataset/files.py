"""Where data files lie: inside the installed package, or in a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DataFileError
from .codec import parse_json

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = ["Folder", "Shipped", "data_path", "write_folder"]

_DESCRIPTOR = "datapackage.json"


class Shipped:
    """The data files of the installed package, also inside a zip."""

    def _bytes(self, name: str) -> bytes:
        package = import_module("iom_partners")
        loader: Any = package.__spec__ and package.__spec__.loader
        try:
            if package.__file__ and hasattr(loader, "get_data"):
                # The loader that read the code reads the data too, from a folder or a zip; importing
                # importlib-resources first would cost a fifth of a cold first answer (docs/decisions/0002).
                data: bytes = loader.get_data(os.path.join(os.path.dirname(package.__file__), "data", name))
                return data
            from importlib_resources import files

            return (files("iom_partners") / "data" / name).read_bytes()
        except OSError as error:
            raise DataFileError(f"cannot be read: {error}", field=name, hint="install iom-partners again") from error

    def rows(self, name: str) -> tuple[Sequence[Any], str]:
        """Give the plain rows of one record type, and its path for errors."""
        path = f"{name}.json"
        return parse_json(self._bytes(path), path, is_ours=True), path

    def version(self) -> str | None:
        """Give the version that the descriptor states."""
        return _version(self._bytes(_DESCRIPTOR), _DESCRIPTOR)


def data_path() -> AbstractContextManager[Path]:
    """Give the folder of the curated data files, for programs that read them by path: a context manager.

    From a zip, the files are there as long as the context lasts.

    >>> with data_path() as folder:
    ...     (folder / "memberships.json").exists()
    True
    """
    from importlib_resources import as_file, files

    folder: AbstractContextManager[Path] = as_file(files("iom_partners") / "data")
    return folder


class Folder:
    """The data files of a folder of anyone's."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise DataFileError("is no folder", value=str(path), field=str(path))
        self._path = path

    def rows(self, name: str) -> tuple[Sequence[Any], str]:
        """Give the plain rows of one record type, and its path for errors; none where the file is not there."""
        path = self._path / f"{name}.json"
        return (parse_json(_read(path), str(path)) if path.exists() else []), str(path)

    def version(self) -> str | None:
        """Give the version that the descriptor states; None without one."""
        path = self._path / _DESCRIPTOR
        return _version(_read(path), str(path)) if path.exists() else None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", value=str(path), field=str(path)) from error


def _version(text: bytes, path: str) -> str | None:
    try:
        descriptor = json.loads(text)
        version = descriptor.get("version")
    except (ValueError, AttributeError, RecursionError) as error:
        raise DataFileError(f"is no descriptor of a data package: {error}", field=path) from None
    return version if isinstance(version, str) else None


def write_folder(
    path: Path, collections: Mapping[str, Sequence[Any]], version: str | None, *, with_tables: bool = False
) -> None:
    """Write collections as canonical JSON files; each replaces an older one as a whole, or not at all.

    What the descriptor of the folder says of itself (name, title, licenses ...) stays; the descriptor is written last.

    Args:
        path: the folder.
        collections: the records by the name of their collection.
        version: of the data.
        with_tables: whether CSV twins and schemas are written too.
    """
    from .package import DESCRIPTOR, descriptor, package_files

    try:
        path.mkdir(parents=True, exist_ok=True)
        told = _told(path / DESCRIPTOR)
        if version is None:
            told.pop("version", None)
        else:
            told["version"] = version
        if collections["sources"]:
            told["sources"] = [_source(each) for each in collections["sources"]]
        written = {}
        for name, text in package_files(collections, with_tables=with_tables):
            (path / name).parent.mkdir(exist_ok=True)
            written[name] = _replace(path / name, text)
        counts = {name: len(records) for name, records in collections.items()}
        _replace(path / DESCRIPTOR, descriptor(written, counts, told))
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise DataFileError("a text has half of a character", value=half, field=str(path)) from None
    except OSError as error:
        raise DataFileError(f"cannot be written: {error.strerror}", value=str(path), field=str(path)) from error


def _source(source: Any) -> dict[str, str]:
    """Give a source as the descriptor lists it."""
    return {"title": source.title} | ({"path": source.url} if source.url else {})


def _told(path: Path) -> dict[str, Any]:
    """Give what a descriptor that is there already says; nothing where there is none."""
    if not path.exists():
        return {}
    try:
        told = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise DataFileError("is no descriptor of a data package", field=str(path), hint="remove it, or mend it")
    return told


def _replace(path: Path, text: str) -> bytes:
    # Written beside it and moved over it, so that a reader finds the old file or the new one.
    beside = path.with_name(f".{path.name}.part")
    data = text.encode()
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return data
