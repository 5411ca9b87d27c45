"""Locks between processes: on a folder while its files are swapped, and on a temporary file while it is written."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from time import monotonic, sleep

__all__ = ["holds", "locked"]

#: How long a lock is waited for, in seconds. Whoever holds it longer has stopped, or wants to stop us.
_PATIENCE = 10.0


def holds(opened: int, *, shared: bool = False) -> bool:
    """Take the lock on an open file or folder until it is closed, and return whether nobody else holds it.

    Where the system has no such locks, it is always taken.

    Args:
        opened: the file descriptor.
        shared: whether others may hold it too, if they share it.

    >>> import tempfile
    >>> with tempfile.TemporaryFile() as file:
    ...     holds(file.fileno())
    True
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover  # Windows.
        return True
    try:
        fcntl.flock(opened, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # A file system without locks.
    return True


@contextmanager
def locked(folder: str, *, shared: bool = False) -> Generator[None]:
    """Keep a folder locked in a context; go on without the lock where it is not free within ten seconds.

    Args:
        folder: its path.
        shared: whether others may hold it too: who reads.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, locked(folder):
    ...     os.listdir(folder)
    []
    """
    try:
        opened = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        # A folder that may not be listed cannot be locked, nor can any on Windows.
        yield
        return
    try:
        last = monotonic() + _PATIENCE
        while not holds(opened, shared=shared) and monotonic() < last:
            sleep(0.01)
        yield
    finally:
        os.close(opened)
