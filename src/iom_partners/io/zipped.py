"""A zip of a data package, read in memory; nothing of it is ever unpacked to disk."""

from __future__ import annotations

import stat
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import DataFileError, shorten
from ..store.record_types import KINDS
from .limits import MOST_ENTRIES, MOST_RATIO, fault_of_path

if TYPE_CHECKING:
    import zipfile

__all__ = ["DESCRIPTOR", "Zip"]

DESCRIPTOR = "datapackage.json"

T = TypeVar("T")


class Zip:
    """The entries of a zip, read in memory by exact name; it is refused whole where one of them is not safe."""

    def __init__(self, name: str, data: bytes, most_bytes: int) -> None:
        import io
        import zipfile

        self.name = name
        self._most = most_bytes
        # Each entry that the directory lists has this mark, so there are no more entries than marks.
        if data.count(b"PK\x01\x02") > MOST_ENTRIES:
            raise DataFileError(f"has more than {MOST_ENTRIES} entries", value=name, field=name)
        self._archive = _guarded(lambda: zipfile.ZipFile(io.BytesIO(data)), name)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        faults: list[DataFileError] = []
        for entry in self._archive.infolist():
            reason = self._fault_of(entry)
            if reason:
                faults.append(DataFileError(reason, value=entry.filename, field=f"{name}/{entry.filename[:200]}"))
            self._entries[entry.filename] = entry
        if faults:
            raise DataFileError.of(faults)
        self.descriptor = self._find_descriptor()

    def _fault_of(self, entry: Any) -> str:
        """Say why an entry makes the archive one that is not read."""
        place: str = entry.orig_filename
        steps = place.rstrip("/").split("/")
        # Of names that are never opened only those are refused that lead out of a folder; others may be hidden.
        if not place.isprintable() or "\\" in place or ":" in place or ".." in steps or place.startswith(("/", "~")):
            return f"{shorten(place)} leads out of the package"
        if entry.filename in self._entries:
            return f"{shorten(place)} stands twice"
        if stat.S_ISLNK(entry.external_attr >> 16):
            return "is a link"
        if entry.flag_bits & 0x1:
            return "is encrypted"
        if entry.compress_type not in {0, 8}:
            return "is packed in another way than deflate"
        if entry.file_size > self._most:
            return f"unpacks to {entry.file_size} bytes, more than {self._most}"
        if entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            return f"unpacks to more than {MOST_RATIO} times its size"
        return ""

    def _find_descriptor(self) -> str:
        """Give where the descriptor lies: at the top, or in the one folder at the top; there must be some data."""
        heads = {place.split("/")[0] for place in self._entries if "/" in place}
        folders = ["", *(f"{head}/" for head in sorted(heads) if not fault_of_path(head))]
        for folder in folders:
            if f"{folder}{DESCRIPTOR}" in self._entries:
                return f"{folder}{DESCRIPTOR}"
        for folder in folders:
            if any(f"{folder}{name}.json" in self._entries for name in KINDS):
                return f"{folder}{DESCRIPTOR}"
        raise DataFileError(
            "holds no file of a data package", value=self.name, field=self.name, hint="a zip inside is not opened"
        )

    def read(self, place: str) -> bytes | None:
        """Give an entry by its exact name; None where it is not there."""
        entry = self._entries.get(place)
        return None if entry is None else _guarded(lambda: self._unpack(entry), f"{self.name}/{place}")

    def _unpack(self, entry: Any) -> bytes:
        with self._archive.open(entry) as file:
            # Told how much it may give, it unpacks no more than that, whatever the entry claims.
            data: bytes = file.read(entry.file_size + 1)
        if len(data) != entry.file_size:
            raise ValueError("an entry has another size than it claims")
        return data


def _guarded(do: Callable[[], T], name: str) -> T:
    """Turn whatever the reader of archives raises for a damaged one into one error."""
    try:
        return do()
    except Exception as error:
        reason = shorten(str(error)).strip("'\"") or type(error).__name__
        raise DataFileError(f"is no sound zip: {reason}", value=name, field=name) from None
