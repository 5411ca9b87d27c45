"""Data packages of anyone's: a folder, a `datapackage.json`, or a zip of one, read as what may be hostile.

Nothing is fetched, unpacked to disk or opened by a name that was not checked. The limits are those of `limits`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from ..errors import DataFileError, InvalidQuestionError, shorten
from ..store.record_types import RECORD_TYPES, record_class
from .codec import parse_json
from .limits import MOST_BYTES, MOST_ENTRIES, MOST_RATIO, check_json, fault_of_path

if TYPE_CHECKING:
    import zipfile

__all__ = ["DESCRIPTOR", "Extra", "Package", "Zip", "open_package"]


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
            if any(f"{folder}{name}.json" in self._entries for name in RECORD_TYPES):
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


Extra = Literal["refuse", "keep"]
_EXTRA = ("refuse", "keep")
_LINK = "it is a link, or leads through one, to what lies outside the package"


class _Files(Protocol):
    #: What errors call it.
    name: str
    #: The descriptor's place in it; empty where there is none.
    descriptor: str

    def read(self, place: str) -> bytes | None:
        """Give a file by its checked path; None where it is not there."""
        ...


def open_package(
    path: str | os.PathLike[str],
    *,
    extra: Extra = "refuse",
    most_bytes: int | None = None,
    is_told: bool = True,
) -> Package:
    """Open a package.

    Args:
        path: a folder, a ``datapackage.json`` or a zip.
        extra: what becomes of fields that no record has.
        most_bytes: how many bytes one file may have; by default `MOST_BYTES`.
        is_told: whether the descriptor says where the files lie; else it is not looked at.

    Raises:
        DataFileError: it is none of the three, or not to be trusted.
    """
    if extra not in _EXTRA:
        raise InvalidQuestionError(f"{shorten(extra)} is none of {', '.join(_EXTRA)}", value=extra, field="extra")
    if most_bytes is None:
        most_bytes = MOST_BYTES
    if type(most_bytes) is not int or most_bytes < 1:
        raise InvalidQuestionError(f"{shorten(most_bytes)} is no number of bytes", value=most_bytes, field="max_bytes")
    try:
        name = os.fsdecode(path)
        is_there = os.path.exists(name)
    except (TypeError, ValueError):
        raise DataFileError(f"{shorten(path)} is no path", value=path, field="path") from None
    if os.path.isdir(name):
        return Package(_Folder(name, "", most_bytes), extra, is_told)
    data = _read_file(name, most_bytes, name) if is_there else b""
    folder, file_name = os.path.split(name)
    if file_name.lower().endswith(".json") and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return Package(_Folder(folder, file_name, most_bytes), extra, is_told)
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return Package(Zip(name, data, most_bytes), extra, is_told)
    raise DataFileError("is no folder, no datapackage.json and no zip of one", value=name, field=name)


class Package:
    """The data files of a package, and what its descriptor says of them."""

    def __init__(self, files: _Files, extra: Extra, is_told: bool) -> None:
        self._files = files
        self._extra = extra
        #: Fields that no record has, by collection and id, where they are kept.
        self.extras: dict[str, dict[str, dict[str, Any]]] = {}
        self._told = _read_descriptor(files) if is_told else {}
        self._places = _places(self._told, self._name(files.descriptor or DESCRIPTOR))
        self._folder = os.path.dirname(files.descriptor)

    def _name(self, place: str) -> str:
        return os.path.join(self._files.name, place)

    def rows(self, name: str) -> tuple[Sequence[Any], str]:
        """Give the plain rows of one record type, and its path for errors; none where the file is not there."""
        place = self._places.get(name, f"{name}.json")
        place = f"{self._folder}/{place}" if self._folder else place
        path = self._name(place)
        text = self._files.read(place)
        if text is None:
            if name in self._places:
                raise DataFileError("the descriptor lists it and it is not there", value=place, field=path)
            return [], path
        rows = parse_json(text, path)
        if self._extra == "keep":
            self._keep(name, rows)
        return rows, path

    def _keep(self, name: str, rows: list[Any]) -> None:
        """Set aside what no record of the type has."""
        fields = {field.name for field in record_class(name).__attrs_attrs__}
        for row in rows:
            more = {key: row.pop(key) for key in list(row) if key not in fields}
            if more:
                self.extras.setdefault(name, {})[row["id"]] = more

    def version(self) -> str | None:
        """Give the version that the descriptor states; None without one."""
        version = self._told.get("version")
        return version if isinstance(version, str) else None


def _read_descriptor(files: _Files) -> Mapping[str, Any]:
    import json

    text = files.read(files.descriptor or DESCRIPTOR)
    if text is None:
        return {}
    path = os.path.join(files.name, files.descriptor or DESCRIPTOR)
    reason = "is no descriptor of a data package"
    try:
        check_json(text, path)
        told = json.loads(text.removeprefix(b"\xef\xbb\xbf").decode())
    except DataFileError as error:
        raise DataFileError(f"{reason}: {error.reason}", field=path) from None
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"{reason}: {error}", field=path) from None
    if not isinstance(told, dict):
        raise DataFileError(f"{reason}: it is no object", field=path)
    return told


def _places(told: Mapping[str, Any], path: str) -> dict[str, str]:
    """Give where the descriptor says that each collection lies.

    Raises:
        DataFileError: a path of it leads out of the package, or it lists records in a way that is not read here.
    """
    listed = told.get("resources", [])
    if not isinstance(listed, list):
        raise DataFileError("its resources are no list", value=listed, field=path)
    places: dict[str, str] = {}
    faults: list[DataFileError] = []
    for index, resource in enumerate(listed):
        where = f"{path}.resources[{index}]"
        reason, value = _fault_of_resource(resource, places)
        if reason:
            faults.append(DataFileError(reason, value=value, field=where))
        elif resource.get("name") in RECORD_TYPES:
            places[resource["name"]] = resource["path"]
    if faults:
        raise DataFileError.of(faults)
    return places


def _fault_of_resource(resource: Any, places: Mapping[str, str]) -> tuple[str, Any]:
    if not isinstance(resource, dict):
        return f"{shorten(resource)} is no resource", resource
    place, name = resource.get("path"), resource.get("name")
    for each in place if isinstance(place, list) else [place] if "path" in resource else ():
        if fault := fault_of_path(each):
            return fault, each
    if not isinstance(name, str) or name not in RECORD_TYPES:
        return "", None
    if name in places:
        return f"{name} is listed twice", name
    if not isinstance(place, str) or not place.lower().endswith(".json"):
        return f"{name} is no one JSON file: give rows of a table to Dataset.from_rows", place
    return "", None


class _Folder:
    """The files of a folder: each opened step by step from it, so that no link leads out of it."""

    def __init__(self, path: str, descriptor: str, most_bytes: int) -> None:
        self.name = path
        self.descriptor = descriptor
        self._most = most_bytes
        self._root = os.path.realpath(path)

    def read(self, place: str) -> bytes | None:
        whole = os.path.join(self._root, *place.split("/"))
        shown = os.path.join(self.name, place)
        if not os.path.lexists(whole):
            return None
        real = os.path.realpath(whole)
        if os.path.commonpath((real, self._root)) != self._root:
            raise DataFileError(f"cannot be read: {_LINK}", value=place, field=shown)
        steps = os.path.relpath(real, self._root).split(os.sep)
        if os.open not in os.supports_dir_fd:
            # Where steps cannot be opened one by one, what was resolved is opened as a whole.
            return _read_file(real, self._most, shown)
        return _read_in(self._root, steps, self._most, shown)


def _read_in(root: str, steps: Sequence[str], most: int, shown: str) -> bytes:
    """Read a file below a folder; the path was resolved, so a link in it was put there since, and is not followed."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for step in steps[:-1]:
            below = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = below
        return _read_file(steps[-1], most, shown, folder)
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", value=shown, field=shown) from error
    finally:
        os.close(folder)


def _read_file(path: str, most: int, shown: str, folder: int | None = None) -> bytes:
    """Read a regular file of no more than so many bytes; a pipe or device is not waited for."""
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))
    opened = -1
    try:
        opened = os.open(path, flags if folder is None else flags | os.O_NOFOLLOW, dir_fd=folder)
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            raise DataFileError("cannot be read: it is no regular file", value=path, field=shown)
        if status.st_size > most:
            reason = f"has {status.st_size} bytes, more than {most}"
            raise DataFileError(reason, value=path, field=shown, hint="max_bytes= allows more")
        # What grew since then is cut: it is no whole file, and is refused as such.
        with open(opened, "rb", closefd=False) as file:
            return file.read(most)
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", value=path, field=shown) from error
    finally:
        if opened >= 0:
            os.close(opened)
