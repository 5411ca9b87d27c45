"""Writing a data package to a folder or a zip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from ..errors import DataFileError
from .json_text import DESCRIPTOR, parse_descriptor
from .limits import MOST_RATIO
from .package_files import Extras, describe, package_files

__all__ = ["write_package"]


#: Endings of files that a caller may expect to be written, which are none of ours.
_FILES = (".csv", ".db", ".feather", ".json", ".parquet", ".sqlite", ".tsv", ".ttl", ".txt", ".xls", ".xlsx", ".xml")


def write_package(
    path: str | PathLike[str],
    collections: Mapping[str, Sequence[Any]],
    version: str | None,
    *,
    with_tables: bool = False,
    extras: Extras | None = None,
) -> None:
    """Write collections as canonical JSON files to a folder or a zip; each file replaces an older one as a whole.

    The descriptor of a folder keeps what it says about itself (name, title, licenses ...); it is written last.

    Args:
        path: the folder, or a file whose name ends with ``.zip``.
        collections: the records by the name of their collection.
        version: of the data.
        with_tables: whether to write CSV tables and schemas too.
        extras: fields that no record has, by collection and id.

    Raises:
        DataFileError: it cannot be written, or the descriptor in the folder cannot be read.
    """
    path = Path(path)
    is_zip = path.name.lower().endswith(".zip") and not path.is_dir()
    if path.suffix.lower() in _FILES and not path.is_dir():
        reason = f"is the name of a {path.suffix} file, and data are written to a folder or a zip"
        raise DataFileError(reason, value=str(path), field=str(path), hint=f"give {path.with_suffix('.zip').name!r}")
    try:
        (path.parent if is_zip else path).mkdir(parents=True, exist_ok=True)
        older = path / DESCRIPTOR
        told = parse_descriptor(older.read_bytes(), str(older)) if not is_zip and older.exists() else {}
        if version is None:
            told.pop("version", None)
        else:
            told["version"] = version
        if collections["sources"]:
            told["sources"] = [
                {"title": each.title} | ({"path": each.url} if each.url else {}) for each in collections["sources"]
            ]
        written = {}
        for name, text in package_files(collections, with_tables=with_tables, extras=extras):
            written[name] = text.encode()
            if not is_zip:
                (path / name).parent.mkdir(exist_ok=True)
                _replace(path / name, written[name])
        counts = {name: len(records) for name, records in collections.items()}
        last = describe(written, counts, told).encode()
        if is_zip:
            _replace(path, _zipped({DESCRIPTOR: last} | written))
        else:
            _replace(path / DESCRIPTOR, last)
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise DataFileError("a text has half of a surrogate pair", value=half, field=str(path)) from None
    except OSError as error:
        raise DataFileError(f"cannot be written: {error.strerror}", value=str(path), field=str(path)) from error


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files; the same files give the same bytes, whenever and by whomever they are packed."""
    import io
    import zipfile
    import zlib

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # Dated 1980, the earliest time of a zip.
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            # Data that compress too well would be refused as a zip bomb when read again, so they are stored as is.
            packs_well = len(data) > MOST_RATIO * len(zlib.compress(data, 6))
            entry.compress_type = zipfile.ZIP_STORED if packs_well else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=6)
    return packed.getvalue()


def _replace(path: Path, data: bytes) -> None:
    # Written beside it and then moved over it, so that a reader finds either the old file or the new one.
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
