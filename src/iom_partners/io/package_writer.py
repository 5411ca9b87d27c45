"""Writing a data package to a folder or a zip."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import DataFileError, shorten
from ..files.limits import MOST_BYTES, MOST_RATIO
from ..files.reading import Folder
from ..files.writing import write_files
from .json_text import DESCRIPTOR, parse_descriptor
from .package_files import Extras, describe, package_files

__all__ = ["FILES", "write_package", "zipped"]


#: Endings of files that a caller may expect to be written, which are none of ours.
FILES = (
    ".csv", ".db", ".feather", ".gexf", ".graphml", ".htm", ".html", ".ics", ".json", ".jsonl", ".jsonld", ".md",
    ".mmd", ".nt", ".ods", ".parquet", ".rdf", ".sqlite", ".sqlite3", ".tsv", ".ttl", ".txt", ".xls", ".xlsx", ".xml",
)  # fmt: skip


def write_package(
    path: str | os.PathLike[str],
    collections: Mapping[str, Sequence[Any]],
    version: str | None,
    *,
    with_tables: bool = False,
    extras: Extras | None = None,
    about: Mapping[str, Any] | None = None,
) -> list[str]:
    """Write collections as canonical JSON files to a folder or a zip.

    The files of a folder are moved to their places together, the descriptor last. It keeps what it says about itself
    (name, title, licenses ...).

    Args:
        path: the folder, or a file whose name ends with ``.zip``.
        collections: the records by the name of their collection.
        version: of the data.
        with_tables: whether to write CSV tables and schemas too.
        extras: fields that no record has, by collection and id.
        about: name, title, licenses ... where no descriptor in the folder says them.

    Returns:
        The files that were written: in a folder, those whose content is new or has changed.

    Raises:
        DataFileError: it cannot be written, or the descriptor in the folder cannot be read; older files are as they
            were.
    """
    whole = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
    if not whole:
        raise DataFileError(f"{shorten(path)} is not a path", value=path, field="path")
    path = Path(whole)
    is_folder = os.path.isdir(whole)
    if path.suffix.lower() in FILES and not is_folder:
        reason = f"is the name of a {path.suffix} file, and data are written to a folder or a zip"
        raise DataFileError(
            reason,
            value=whole,
            field=whole,
            hint=f"write {path.with_suffix('.zip').name!r}, or call export for other formats",
        )
    is_zip = path.suffix.lower() == ".zip" and not is_folder
    older = _told(whole) if is_folder else {}
    told = {**older, **{key: value for key, value in (about or {}).items() if key not in older}}
    if version is None:
        told.pop("version", None)
    else:
        told["version"] = version
    if collections["sources"]:
        told["sources"] = [
            {"title": each.title} | ({"path": each.url} if each.url else {}) for each in collections["sources"]
        ]
    try:
        files = package_files(collections, with_tables=with_tables, extras=extras)
        written = {name: text.encode() for name, text in files}
        counts = {name: len(records) for name, records in collections.items()}
        last = {DESCRIPTOR: describe(written, counts, told).encode()}
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise DataFileError("a text has half of a surrogate pair", value=half, field=whole) from None
    if not is_zip:
        return write_files(whole, written | last)
    folder, name = os.path.split(whole)
    return write_files(folder or os.curdir, {name: zipped(last | written)})


def _told(folder: str) -> dict[str, Any]:
    """Return what the descriptor in a folder says of its package."""
    older = Folder(folder, MOST_BYTES).read(DESCRIPTOR)
    return {} if older is None else parse_descriptor(older, os.path.join(folder, DESCRIPTOR))


def zipped(files: Mapping[str, bytes]) -> bytes:
    r"""Return files as a zip; the same files give the same bytes, whenever and by whomever they are packed.

    >>> zipped({"a.txt": b"kites"})[:4]
    b'PK\x03\x04'
    """
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
