"""`load`: the curated data, read once."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from .dataset import Dataset
from .io.records import read_lazily
from .io.shipped import Shipped
from .store.once import once

if TYPE_CHECKING:
    from .query.project_rosters import ProjectRosters

__all__ = ["load", "today"]

_loaded: dict[str, Dataset] = {}


def load() -> Dataset:
    """Return the curated data: the same immutable dataset on every call, in every thread.

    Files are read when a question first needs them.

    Raises:
        DataFileError: a file of the installed package is missing or damaged.

    >>> load() is load()
    True
    """
    return _loaded.get("curated") or once(_loaded, "curated", _load)


def _load() -> Dataset:
    shipped = Shipped()
    data = Dataset(read_lazily(shipped), version=shipped.version())
    data._told = shipped.told()
    data._rosters.shared = partial(_shared, data.version)
    return data


def _shared(version: str | None) -> ProjectRosters | None:
    """Return what answers from the curated data, for answers that were pickled; None where their version differs."""
    data = load()
    return data._project_rosters() if data.version == version else None


def today() -> date:
    """Return today's date, which no call ever assumes.

    >>> today() == date.today()
    True
    """
    return date.today()
