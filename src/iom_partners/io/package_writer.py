"""Writing a data package to a folder or a zip."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from ..errors import DataFileError
from .limits import MOST_RATIO

__all__ = ["write_package"]

Extras = Mapping[str, Mapping[str, Mapping[str, Any]]]


def write_package(
    path: str | PathLike[str],
    collections: Mapping[str, Sequence[Any]],
    version: str | None,
    *,
    with_tables: bool = False,
    extras: Extras | None = None,
) -> None:
    """Write collections as canonical JSON files, to a folder or to a zip; each file replaces an older one as a whole.

    What the descriptor of a folder says of itself (name, title, licenses ...) stays; the descriptor is written last.

    Args:
        path: the folder, or a file whose name ends with ``.zip``.
        collections: the records by the name of their collection.
        version: of the data.
        with_tables: whether CSV twins and schemas are written too.
        extras: fields that no record has, by collection and id.
    """
    from .package_files import DESCRIPTOR, descriptor, package_files

    path = Path(path)
    is_zip = path.name.lower().endswith(".zip") and not path.is_dir()
    try:
        (path.parent if is_zip else path).mkdir(parents=True, exist_ok=True)
        told = {} if is_zip else _told(path / DESCRIPTOR)
        if version is None:
            told.pop("version", None)
        else:
            told["version"] = version
        if collections["sources"]:
            told["sources"] = [_source(each) for each in collections["sources"]]
        written = {}
        for name, text in package_files(collections, with_tables=with_tables, extras=extras):
            written[name] = text.encode()
            if not is_zip:
                (path / name).parent.mkdir(exist_ok=True)
                _replace(path / name, written[name])
        counts = {name: len(records) for name, records in collections.items()}
        last = descriptor(written, counts, told).encode()
        if is_zip:
            _replace(path, _zipped({DESCRIPTOR: last} | written))
        else:
            _replace(path / DESCRIPTOR, last)
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise DataFileError("a text has half of a character", value=half, field=str(path)) from None
    except OSError as error:
        raise DataFileError(f"cannot be written: {error.strerror}", value=str(path), field=str(path)) from error


def _source(source: Any) -> dict[str, str]:
    """Give a source as the descriptor lists it."""
    return {"title": source.title} | ({"path": source.url} if source.url else {})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files; the same files give the same bytes, whenever and by whomever they are packed."""
    import io
    import zipfile
    import zlib

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # Its time is the first that a zip can hold.
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            # What packs too well would be taken for a bomb when it is read again, and is kept as it is.
            packs_well = len(data) > MOST_RATIO * len(zlib.compress(data, 6))
            entry.compress_type = zipfile.ZIP_STORED if packs_well else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=6)
    return packed.getvalue()


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


def _replace(path: Path, data: bytes) -> None:
    # Written beside it and moved over it, so that a reader finds the old file or the new one.
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
