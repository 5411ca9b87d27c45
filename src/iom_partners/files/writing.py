"""Writing files so that an old or a new one is there, whole: after an error, a full disk, a kill or a second writer.

A file is written under a random name beside its target, brought to the disk, and then moved over the target. Several
files are moved only when all of them are written.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import Any

from ..errors import DataFileError, shorten
from .locks import holds, locked

__all__ = ["typed", "write_file", "write_files"]

#: What a temporary file is called: hidden, short enough beside any name, and known to the next writer, who cleans up.
_PREFIX, _SUFFIX = ".iom-partners-", ".part"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_BINARY"))
#: A folder opened so is never reached through a link; one that may not be listed can still be written to.
_BELOW = sum(getattr(os, name, 0) for name in ("O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC"))
_BY_STEPS = os.open in os.supports_dir_fd and os.name == "posix"


def write_file(path: str | bytes | os.PathLike[Any], data: bytes) -> None:
    """Write one file as a whole, over an older one if there is one.

    Args:
        path: its place, in a folder that exists. It may not be a link, a folder, a pipe or a device.
        data: all of it.

    Raises:
        DataFileError: it cannot be written; an older file is as it was.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(f"{folder}/a.txt", b"kites")
    ...     os.listdir(folder)
    ['a.txt']
    """
    whole = _text_of(path)
    folder, name = os.path.split(whole)
    with typed(whole):
        _swap(folder or os.curdir, {name: data}, whole)


def write_files(folder: str | bytes | os.PathLike[Any], files: Mapping[str, bytes]) -> list[str]:
    """Write several files of one folder, which are moved to their places together, in the given order.

    If one cannot be moved, those that were are moved back. Other processes of this library wait meanwhile.

    Args:
        folder: where they go; it is made if it is not there. Folders in it are made too, and may not be links.
        files: what each holds, by its path in the folder, with at most one slash.

    Returns:
        The paths whose content is new or has changed.

    Raises:
        DataFileError: they cannot be written; older files are as they were.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_files(folder, {"tables/a.csv": b"a", "last.json": b"{}"})
    ...     write_files(folder, {"tables/a.csv": b"b", "last.json": b"{}"})
    ['tables/a.csv', 'last.json']
    ['tables/a.csv']
    """
    whole = _text_of(folder)
    with typed(whole):
        os.makedirs(whole, exist_ok=True)
        return _swap(whole, files, whole)


def _text_of(path: object) -> str:
    try:
        return os.fsdecode(path)  # type: ignore[arg-type]
    except TypeError:
        raise DataFileError(f"{shorten(path)} is not a path", value=path, field="path") from None


@contextmanager
def typed(path: str) -> Generator[None]:
    """Raise one kind of error for all that goes wrong in writing.

    Args:
        path: what errors call the file.

    Raises:
        DataFileError: it cannot be written.

    >>> with typed("a.txt"):
    ...     raise OSError(28, "No space left on device")
    Traceback (most recent call last):
    ...
    iom_partners.errors.DataFileError: a.txt: cannot be written: No space left on device
    """
    try:
        yield
    except DataFileError:
        raise
    except OSError as error:
        raise DataFileError(f"cannot be written: {error.strerror or error}", value=path, field=path) from error
    except (TypeError, ValueError) as error:  # Not a path, or a file that is closed or open for bytes.
        raise DataFileError(f"cannot be written: {error}", value=path, field=path) from None


class _Folder:
    """An open folder, whose files are reached from it and not by their whole path, so that no link can be put between.

    Where the system cannot do that, whole paths are used.
    """

    def __init__(self, path: str, above: _Folder | None = None) -> None:
        self.path = path
        self._kept: list[str] = []
        name = os.path.basename(path) if above else path
        if above:
            with suppress(FileExistsError):
                os.mkdir(above.at(name), dir_fd=above.opened)
            if not stat.S_ISDIR(os.stat(above.at(name), dir_fd=above.opened, follow_symlinks=False).st_mode):
                raise DataFileError("is not a folder, or is a link to one", value=path, field=path)
        flags = _BELOW if above else _BELOW & ~getattr(os, "O_NOFOLLOW", 0)
        above_opened = above.opened if above else None
        self.opened: int | None = (
            os.open(name, flags | getattr(os, "O_PATH", os.O_RDONLY), dir_fd=above_opened) if _BY_STEPS else None
        )

    def at(self, name: str) -> str:
        """Return what to call a file in it, beside `opened`."""
        return name if self.opened is not None else os.path.join(self.path, name)

    def close(self) -> None:
        for second in self._kept:
            self.remove(second)
        if self.opened is not None:
            os.close(self.opened)

    def mode_of(self, name: str) -> int | None:
        """Return the permissions of a file that may be replaced; None if there is none.

        Raises:
            DataFileError: it is there, but is not a plain file.
        """
        try:
            mode = os.stat(self.at(name), dir_fd=self.opened, follow_symlinks=False).st_mode
        except FileNotFoundError:
            return None
        if stat.S_ISREG(mode):
            return stat.S_IMODE(mode)
        shown = os.path.join(self.path, name)
        if stat.S_ISLNK(mode):
            raise DataFileError("is a link, which is not followed", value=shown, field=shown, hint="name its target")
        if stat.S_ISDIR(mode):
            raise DataFileError("cannot be written: it is a folder", value=shown, field=shown)
        hint = "name a regular file"
        raise DataFileError("cannot be written: it is not a regular file", value=shown, field=shown, hint=hint)

    def has(self, name: str, data: bytes) -> bool:
        """Return whether a file is there and holds these bytes, and no others."""
        flags = os.O_RDONLY | sum(getattr(os, each, 0) for each in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
        try:
            opened = os.open(self.at(name), flags, dir_fd=self.opened)
            with open(opened, "rb") as file:
                return os.fstat(opened).st_size == len(data) and file.read(len(data) + 1) == data
        except OSError:
            return False

    def move(self, old: str, new: str) -> None:
        os.replace(self.at(old), self.at(new), src_dir_fd=self.opened, dst_dir_fd=self.opened)

    def remove(self, name: str) -> None:
        with suppress(OSError):
            os.unlink(self.at(name), dir_fd=self.opened)

    def make(self) -> tuple[str, int]:
        """Make an empty temporary file, and return its name and its descriptor, which holds its lock."""
        while True:
            name = f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
            opened = os.open(self.at(name), _NEW, 0o666, dir_fd=self.opened)
            is_ours = False
            try:
                # Another writer may have taken it for a stale one in between.
                is_ours = holds(opened) and os.fstat(opened).st_nlink > 0
            finally:
                if not is_ours:
                    os.close(opened)
                    self.remove(name)
            if is_ours:
                return name, opened

    def keep(self, name: str) -> Callable[[], None]:
        """Return what takes the replacement of a file back; the old one is kept under a second name until then.

        Where the system has no second names, a replacement stays.
        """
        second = f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
        try:
            os.link(self.at(name), self.at(second), src_dir_fd=self.opened, dst_dir_fd=self.opened)
        except FileNotFoundError:
            return partial(self.remove, name)
        except (AttributeError, OSError):  # The Python of a browser has no `os.link`.
            return lambda: None
        self._kept.append(second)
        return partial(self.move, second, name)

    def clean(self) -> None:
        """Remove the temporary files that killed writers left."""
        with suppress(OSError):
            for name in os.listdir(self.path):
                if name.startswith(_PREFIX) and name.endswith(_SUFFIX):
                    self._clean(name)

    def _clean(self, name: str) -> None:
        flags = os.O_RDONLY | sum(getattr(os, each, 0) for each in ("O_NOFOLLOW", "O_NONBLOCK"))
        with suppress(OSError):
            opened = os.open(self.at(name), flags, dir_fd=self.opened)
            try:
                if holds(opened):  # Whoever still writes it has the lock.
                    self.remove(name)
            finally:
                os.close(opened)

    def settle(self) -> None:
        """Bring the new names to the disk."""
        if not _BY_STEPS:
            return
        try:
            opened = os.open(os.curdir, os.O_RDONLY, dir_fd=self.opened)
        except PermissionError:
            return
        try:
            os.fsync(opened)
        except OSError as error:
            if error.errno != errno.EINVAL:  # Some file systems need no such thing.
                raise
        finally:
            os.close(opened)


def _swap(folder: str, files: Mapping[str, bytes], shown: str) -> list[str]:
    """Write files under other names, then move those to their places that differ from what is there; return which."""
    with ExitStack() as stack:
        folders: dict[str, _Folder] = {}
        places: dict[str, tuple[_Folder, str]] = {}
        for place in files:
            below, _, name = place.rpartition("/")
            if name in {"", os.curdir, os.pardir}:
                raise DataFileError(f"{shorten(shown)} is not the name of a file", value=shown, field="path")
            for step in ("", below):
                if step not in folders:
                    home = _Folder(os.path.join(folder, step), folders[""]) if step else _Folder(folder)
                    stack.callback(home.close)
                    folders[step] = home
            places[place] = folders[below], name
        with locked(folder):
            for home in folders.values():
                home.clean()
        staged = [(home, _stage(home, name, files[place], stack), name) for place, (home, name) in places.items()]
        with locked(folder):
            changed = [place for place, (home, name) in places.items() if not home.has(name, files[place])]
            _move([each for place, each in zip(places, staged, strict=True) if place in changed])
        for home in folders.values():
            home.settle()
    return changed


def _stage(home: _Folder, name: str, data: bytes, stack: ExitStack) -> str:
    """Write a temporary file, which the stack removes unless it was moved, and return its name."""
    mode = home.mode_of(name)
    temporary, opened = home.make()
    stack.callback(home.remove, temporary)
    if _BY_STEPS:
        stack.callback(os.close, opened)  # Open until it is moved, for its lock is on what is open.
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(opened, rest) :]
        if mode is not None and hasattr(os, "fchmod"):
            with suppress(OSError):
                os.fchmod(opened, mode)
        os.fsync(opened)
    finally:
        if not _BY_STEPS:  # Windows moves no file that is open.
            os.close(opened)
    return temporary


def _move(staged: list[tuple[_Folder, str, str]]) -> None:
    """Move each temporary file to its place; where one cannot be moved, move the older files back."""
    undo = [home.keep(name) for home, _, name in staged] if len(staged) > 1 else []
    moved = 0
    try:
        for home, temporary, name in staged:
            home.move(temporary, name)
            moved += 1
    except BaseException:
        for take_back in reversed(undo[:moved]):
            with suppress(OSError):
                take_back()
        raise
