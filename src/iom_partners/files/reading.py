"""Reading untrusted files: regular files only, within limits, and no link or name leads out of a folder.

Nothing is fetched, unpacked to disk, or opened by a name that was not checked. The limits are those of `limits`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ..errors import DataFileError, InvalidQuestionError, shorten
from .limits import MOST_BYTES, MOST_ENTRIES, MOST_FILES, MOST_RATIO
from .locks import locked

if TYPE_CHECKING:
    import zipfile

__all__ = ["Archive", "Files", "Folder", "check_workbook", "most_bytes", "read_file", "read_input"]

T = TypeVar("T")


class Files(Protocol):
    """The files of a folder or of an archive."""

    #: What errors call it.
    name: str

    def read(self, place: str) -> bytes | None:
        """Return a file by its checked path; None if it does not exist."""
        ...

    def steady(self) -> AbstractContextManager[None]:
        """Return a context in which no other process of this library swaps the files."""
        ...


def most_bytes(max_bytes: int | None) -> int:
    """Return how many bytes one file may have.

    Args:
        max_bytes: what the caller allows; by default `MOST_BYTES`.

    Raises:
        InvalidQuestionError: it is not a positive number.

    >>> most_bytes(None)
    67108864
    """
    if max_bytes is None:
        return MOST_BYTES
    if type(max_bytes) is not int or max_bytes < 1:
        reason = f"{shorten(max_bytes)} is not a positive number of bytes"
        raise InvalidQuestionError(reason, value=max_bytes, field="max_bytes")
    return max_bytes


def read_input(source: Any, max_bytes: int | None) -> tuple[Any, str]:
    """Return what a single file holds, and what errors call it.

    Args:
        source: a path, or an open file of bytes or text.
        max_bytes: how many bytes it may have; by default `MOST_BYTES`.

    Raises:
        DataFileError: it cannot be read or is too long.
        InvalidQuestionError: ``max_bytes`` is not a positive number.
    """
    most = most_bytes(max_bytes)
    if not hasattr(source, "read"):
        try:
            name = os.fsdecode(source)
            return read_file(name, most, name), os.path.basename(name)
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
    archive = Archive(name, data, most_bytes(max_bytes))
    for place in archive.places:
        # In UTF-16, every other byte is zero.
        text = (archive.read(place) or b"").replace(b"\0", b"")
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise DataFileError("declares types or entities of its own", value=place, field=f"{name}/{place}")


class Folder:
    """The files of a folder: each opened step by step from it, so that no link leads out of it."""

    def __init__(self, path: str, most: int) -> None:
        """Take its path, and how many bytes one file in it may have."""
        self.name = path
        self._most = most
        self._left = most * MOST_FILES
        self._root = os.path.realpath(path)

    def steady(self) -> AbstractContextManager[None]:
        """Return a context in which no other process of this library swaps the files."""
        return locked(self._root, shared=True)

    def read(self, place: str) -> bytes | None:
        """Return a file by its checked path; None if it does not exist."""
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
            data = read_file(real, self._most, shown)
        else:
            data = _read_in(self._root, steps, self._most, shown)
        self._left -= len(data)
        if self._left < 0:
            reason = f"the files have more than {self._most * MOST_FILES} bytes in all"
            raise DataFileError(reason, value=place, field=shown, hint="max_bytes= allows more")
        return data


def _read_in(root: str, steps: Sequence[str], most: int, shown: str) -> bytes:
    """Read a file below a folder; the path is resolved, so a link in it was made since, and is not followed."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for step in steps[:-1]:
            below = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = below
        return read_file(steps[-1], most, shown, folder)
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", value=shown, field=shown) from error
    finally:
        os.close(folder)


def read_file(path: str, most: int, shown: str, folder: int | None = None) -> bytes:
    """Read a regular file up to a number of bytes; never wait for a pipe or device."""
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


class Archive:
    """The entries of a zip, read in memory by exact name; one unsafe entry makes the whole zip refused."""

    def __init__(self, name: str, data: bytes, most: int) -> None:
        """Take what errors call it, the whole of it, and how many bytes one entry may unpack to."""
        import io
        import zipfile

        self.name = name
        self._most = most
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
        size = sum(entry.file_size for entry in self._entries.values())
        if size > most * MOST_FILES:
            reason = f"unpacks to {size} bytes, more than {most * MOST_FILES}"
            faults.append(DataFileError(reason, value=name, field=name))
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

    def steady(self) -> AbstractContextManager[None]:
        """Return a context that does nothing: the archive is in memory."""
        return nullcontext()

    def read(self, place: str) -> bytes | None:
        """Return a file by its exact name, unpacked; None if there is none."""
        entry = self._entries.get(place)
        return None if entry is None else _guarded(lambda: self._unpack(entry), f"{self.name}/{place}")

    def _unpack(self, entry: Any) -> bytes:
        with self._archive.open(entry) as file:
            # With a limit it unpacks no more than that, whatever size the entry claims.
            data: bytes = file.read(entry.file_size + 1)
        if len(data) != entry.file_size:
            raise ValueError("an entry has another size than it claims")
        return data


def _guarded(do: Callable[[], T], name: str) -> T:
    """Raise one kind of error for all that the zip reader raises for a damaged file."""
    try:
        return do()
    except Exception as error:
        reason = shorten(str(error)).strip("'\"") or type(error).__name__
        raise DataFileError(f"is not a sound zip: {reason}", value=name, field=name) from None
