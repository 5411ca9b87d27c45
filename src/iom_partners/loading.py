"""`load`: the curated data, read once."""

from __future__ import annotations

import os
from _thread import allocate_lock  # `threading` itself would cost a tenth of a cold first answer.
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from .dataset import Dataset
from .io.records import read_lazily
from .io.shipped import Shipped

if TYPE_CHECKING:
    from .query.project_rosters import ProjectRosters

__all__ = ["load", "today"]

_lock = allocate_lock()
_loaded: list[Dataset] = []


def load() -> Dataset:
    """Return the curated data: the same immutable dataset on every call, in every thread.

    Files are read when a question first needs them.

    Raises:
        DataFileError: a file of the installed package is missing or damaged.

    >>> load() is load()
    True
    """
    if not _loaded:
        with _lock:
            if not _loaded:
                shipped = Shipped()
                data = Dataset(read_lazily(shipped), version=shipped.version())
                data._rosters.shared = partial(_shared, data.version)
                _loaded.append(data)
    return _loaded[0]


def _shared(version: str | None) -> ProjectRosters | None:
    """Return what answers from the curated data, for answers that were pickled; None where their version differs."""
    data = load()
    return data._project_rosters() if data.version == version else None


def _renew_lock() -> None:
    global _lock
    _lock = allocate_lock()


if hasattr(os, "register_at_fork"):
    # A child forked while another thread loads would wait forever for the lock that the thread holds.
    os.register_at_fork(after_in_child=_renew_lock)


def today() -> date:
    """Return the present day: the only way to say "today", which no call ever assumes.

    >>> today() == date.today()
    True
    """
    return date.today()
