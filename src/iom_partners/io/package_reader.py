"""Reading a data package of anyone's: a folder, a `datapackage.json` or a zip of one, treated as untrusted.

Nothing is fetched, unpacked to disk, or opened by a name that was not checked. The limits are those of `limits`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, get_args

from ..errors import DataFileError, InvalidQuestionError, one_of, shorten
from ..store.record_types import RECORD_TYPES, record_class
from .json_text import DESCRIPTOR, parse_descriptor, parse_json, stated_version
from .limits import MOST_BYTES, MOST_ENTRIES, MOST_RATIO, fault_of_path

if TYPE_CHECKING:
    import zipfile

__all__ = ["Extra", "Package", "check_workbook", "open_package", "read_input"]

Extra = Literal["refuse", "keep"]

T = TypeVar("T")


class _Files(Protocol):
    #: What errors call it.
    name: str
    #: The place of the descriptor in it; empty for the usual one.
    descriptor: str

    def read(self, place: str) -> bytes | None:
        """Return a file by its checked path; None if it does not exist."""
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
        extra: what to do with fields that no record has.
        most_bytes: how many bytes one file may have; by default `MOST_BYTES`.
        is_told: whether to follow the descriptor; else it is ignored.

    Raises:
        DataFileError: it is none of the three, or not to be trusted.
        InvalidQuestionError: an argument is not in its vocabulary.
    """
    one_of(extra, get_args(Extra), "extra", "a way to treat extra fields")
    most_bytes = _most(most_bytes)
    try:
        name = os.fsdecode(path)
        exists = os.path.exists(name)
    except (TypeError, ValueError):
        raise DataFileError(f"{shorten(path)} is not a path", value=path, field="path") from None
    if os.path.isdir(name):
        return Package(_Folder(name, "", most_bytes), extra, is_told)
    data = _read_file(name, most_bytes, name) if exists else b""
    folder, file_name = os.path.split(name)
    if file_name.lower().endswith(".json") and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return Package(_Folder(folder, file_name, most_bytes), extra, is_told)
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return Package(_Zip(name, data, most_bytes), extra, is_told)
    raise DataFileError("is not a folder, a datapackage.json or a zip of one", value=name, field=name)


def _most(most_bytes: int | None) -> int:
    """Return how many bytes one file may have."""
    if most_bytes is None:
        return MOST_BYTES
    if type(most_bytes) is not int or most_bytes < 1:
        reason = f"{shorten(most_bytes)} is not a positive number of bytes"
        raise InvalidQuestionError(reason, value=most_bytes, field="max_bytes")
    return most_bytes


def read_input(source: Any, max_bytes: int | None) -> tuple[Any, str]:
    """Return what a single file holds, and what errors call it.

    Args:
        source: a path, or an open file of bytes or text.
        max_bytes: how many bytes it may have; by default `MOST_BYTES`.

    Raises:
        DataFileError: it cannot be read or is too long.
        InvalidQuestionError: ``max_bytes`` is not a positive number.
    """
    most = _most(max_bytes)
    if not hasattr(source, "read"):
        try:
            name = os.fsdecode(source)
            return _read_file(name, most, name), os.path.basename(name)
        except (TypeError, ValueError) as error:
            if isinstance(error, DataFileError):
                raise
            raise DataFileError(f"{shorten(source)} is not a path", value=source, field="path") from None
    named = getattr(source, "name", None)
    name = os.path.basename(named) if isinstance(named, str) else "the file"
    try:
        data = source.read(most + 1)
    except Exception as error:
        raise DataFileError(f"cannot be read: {error}", value=name, field=name) from error
    if not isinstance(data, (bytes, str)):
        raise DataFileError("is not open for reading", value=name, field=name)
    if len(data) > most:
        raise DataFileError(f"has more than {most} bytes", value=name, field=name, hint="max_bytes= allows more")
    return data, name


def check_workbook(data: bytes, name: str, max_bytes: int | None) -> None:
    """Check the zip of a workbook before a library reads it.

    Args:
        data: the file; what is not a zip is left to that library.
        name: what errors call it.
        max_bytes: how many bytes one part may unpack to; by default `MOST_BYTES`.

    Raises:
        DataFileError: it is unsafe or damaged, or its XML declares entities.
    """
    if data[:4] != b"PK\x03\x04":
        return
    archive = _Archive(name, data, _most(max_bytes))
    for place in archive.places:
        # In UTF-16, every other byte is zero.
        text = (archive.read(place) or b"").replace(b"\0", b"")
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise DataFileError("declares types or entities of its own", value=place, field=f"{name}/{place}")


class Package:
    """The data files of a package, and what its descriptor says about them."""

    def __init__(self, files: _Files, extra: Extra, is_told: bool) -> None:
        self._files = files
        self._extra = extra
        #: Fields that no record has, by collection and id, if they are kept.
        self.extras: dict[str, dict[str, dict[str, Any]]] = {}
        place = files.descriptor or DESCRIPTOR
        text = files.read(place) if is_told else None
        self._descriptor = {} if text is None else parse_descriptor(text, self._name(place))
        self._places = _places(self._descriptor, self._name(place))
        self._folder = os.path.dirname(files.descriptor)

    def _name(self, place: str) -> str:
        return os.path.join(self._files.name, place)

    def rows(self, name: str) -> tuple[Sequence[Any], str]:
        """Return the plain rows of one record type, and the path that errors name; no rows if there is no file."""
        place = self._places.get(name, f"{name}.json")
        place = f"{self._folder}/{place}" if self._folder else place
        path = self._name(place)
        text = self._files.read(place)
        if text is None:
            if name in self._places:
                raise DataFileError("the descriptor lists it, but it does not exist", value=place, field=path)
            return [], path
        rows = parse_json(text, path)
        if self._extra == "keep":
            self._keep(name, rows)
        return rows, path

    def _keep(self, name: str, rows: list[Any]) -> None:
        """Move the fields that no record of the type has from the rows to `extras`."""
        fields = {field.name for field in record_class(name).__attrs_attrs__}
        for row in rows:
            more = {key: row.pop(key) for key in list(row) if key not in fields}
            if more:
                self.extras.setdefault(name, {})[row["id"]] = more

    def version(self) -> str | None:
        """Return the version that the descriptor states; None without one."""
        return stated_version(self._descriptor)


def _places(descriptor: Mapping[str, Any], path: str) -> dict[str, str]:
    """Return the path of each collection that the descriptor lists.

    Raises:
        DataFileError: a path leads out of the package, or records are listed in a form that is not supported.
    """
    listed = descriptor.get("resources", [])
    if not isinstance(listed, list):
        raise DataFileError("its resources are not a list", value=listed, field=path)
    places: dict[str, str] = {}
    faults: list[DataFileError] = []
    for index, resource in enumerate(listed):
        reason, value = _fault_of_resource(resource, places)
        if reason:
            faults.append(DataFileError(reason, value=value, field=f"{path}.resources[{index}]"))
        elif resource.get("name") in RECORD_TYPES:
            places[resource["name"]] = resource["path"]
    if faults:
        raise DataFileError.of(faults)
    return places


def _fault_of_resource(resource: Any, places: Mapping[str, str]) -> tuple[str, Any]:
    if not isinstance(resource, dict):
        return f"{shorten(resource)} is not a resource", resource
    place, name = resource.get("path"), resource.get("name")
    for each in place if isinstance(place, list) else [place] if "path" in resource else ():
        if fault := fault_of_path(each):
            return fault, each
    if not isinstance(name, str) or name not in RECORD_TYPES:
        return "", None
    if name in places:
        return f"{name} is listed twice", name
    if not isinstance(place, str) or not place.lower().endswith(".json"):
        return f"{name} is not a single JSON file: pass rows of a table to Dataset.from_rows", place
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
            reason = "cannot be read: it is a link, or leads through one, to what lies outside the package"
            raise DataFileError(reason, value=place, field=shown)
        steps = os.path.relpath(real, self._root).split(os.sep)
        if os.open not in os.supports_dir_fd:
            # The system cannot open a path step by step, so the resolved path is opened as a whole.
            return _read_file(real, self._most, shown)
        return _read_in(self._root, steps, self._most, shown)


def _read_in(root: str, steps: Sequence[str], most: int, shown: str) -> bytes:
    """Read a file below a folder; the path is resolved, so a link in it was made since, and is not followed."""
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
    """Read a regular file of at most so many bytes; never wait for a pipe or device."""
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))
    opened = -1
    try:
        opened = os.open(path, flags if folder is None else flags | os.O_NOFOLLOW, dir_fd=folder)
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            raise DataFileError("cannot be read: it is not a regular file", value=path, field=shown)
        if status.st_size > most:
            reason = f"has {status.st_size} bytes, more than {most}"
            raise DataFileError(reason, value=path, field=shown, hint="max_bytes= allows more")
        # A file that has grown since is cut, so that it is refused as damaged.
        with open(opened, "rb", closefd=False) as file:
            return file.read(most)
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", value=path, field=shown) from error
    finally:
        if opened >= 0:
            os.close(opened)


class _Archive:
    """The entries of a zip, read in memory by exact name; one unsafe entry makes the whole zip refused."""

    def __init__(self, name: str, data: bytes, most_bytes: int) -> None:
        import io
        import zipfile

        self.name = name
        self._most = most_bytes
        # Each entry in the directory has this signature, so there are no more entries than signatures.
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

    @property
    def places(self) -> Sequence[str]:
        """The names of the files in it."""
        return [place for place in self._entries if not place.endswith("/")]

    def _fault_of(self, entry: Any) -> str:
        """Return why an entry makes the zip refused; an empty text if it is safe."""
        place: str = entry.orig_filename
        steps = place.rstrip("/").split("/")
        # A name that is never opened is refused only if it leads out of a folder; it may be hidden, for example.
        if not place.isprintable() or "\\" in place or ":" in place or ".." in steps or place.startswith(("/", "~")):
            return f"{shorten(place)} leads out of the package"
        if entry.filename in self._entries:
            return f"{shorten(place)} occurs twice"
        if stat.S_ISLNK(entry.external_attr >> 16):
            return "is a link"
        if entry.flag_bits & 0x1:
            return "is encrypted"
        if entry.compress_type not in {0, 8}:
            return "is compressed by another method than deflate"
        if entry.file_size > self._most:
            return f"unpacks to {entry.file_size} bytes, more than {self._most}"
        if entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            return f"unpacks to more than {MOST_RATIO} times its size"
        return ""

    def read(self, place: str) -> bytes | None:
        entry = self._entries.get(place)
        return None if entry is None else _guarded(lambda: self._unpack(entry), f"{self.name}/{place}")

    def _unpack(self, entry: Any) -> bytes:
        with self._archive.open(entry) as file:
            # With a limit it unpacks no more than that, whatever size the entry claims.
            data: bytes = file.read(entry.file_size + 1)
        if len(data) != entry.file_size:
            raise ValueError("an entry has another size than it claims")
        return data


class _Zip(_Archive):
    """A package in a zip."""

    def __init__(self, name: str, data: bytes, most_bytes: int) -> None:
        super().__init__(name, data, most_bytes)
        self.descriptor = self._find_descriptor()

    def _find_descriptor(self) -> str:
        """Return the place of the descriptor: at the top, or in a folder at the top; there must be some data."""
        heads = {place.split("/")[0] for place in self._entries if "/" in place}
        folders = ["", *(f"{head}/" for head in sorted(heads) if not fault_of_path(head))]
        for names in ((DESCRIPTOR,), [f"{name}.json" for name in RECORD_TYPES]):
            for folder in folders:
                if any(f"{folder}{name}" in self._entries for name in names):
                    return f"{folder}{DESCRIPTOR}"
        raise DataFileError(
            "holds no file of a data package", value=self.name, field=self.name, hint="a zip inside is not opened"
        )


def _guarded(do: Callable[[], T], name: str) -> T:
    """Raise one kind of error for all that the zip reader raises for a damaged file."""
    try:
        return do()
    except Exception as error:
        reason = shorten(str(error)).strip("'\"") or type(error).__name__
        raise DataFileError(f"is not a sound zip: {reason}", value=name, field=name) from None
