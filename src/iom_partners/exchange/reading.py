"""The foreign formats that data can be read from, by the ending of a file or by name."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Literal

from ..errors import one_of
from ..files.reading import most_bytes, read_file
from .losses import Imported

__all__ = ["READERS", "ReadFormat", "foreign_format", "read_foreign"]

ReadFormat = Literal["popolo", "jsonld", "turtle"]


#: By name: the ending of its files, and the module that reads them in a function called `read_` and that name.
READERS: dict[str, tuple[str, str]] = {
    "popolo": (".popolo.json", "popolo_reader"),
    "jsonld": (".jsonld", "rdf_reader"),
    "turtle": (".ttl", "rdf_reader"),
}


def foreign_format(path: object, format: str | None) -> str | None:  # noqa: A002 # As in Dataset.read.
    """Return the name of a foreign format that a caller names, or that the ending of a path tells; None for neither.

    >>> foreign_format("parties.popolo.json", None), foreign_format("folder", None)
    ('popolo', None)
    """
    if format is not None:
        one_of(format, READERS, "format", "a format that can be read")
        return format
    whole = os.fsdecode(path).lower() if isinstance(path, str | bytes | os.PathLike) else ""
    return next((name for name, (ending, _) in READERS.items() if whole.endswith(ending)), None)


def read_foreign(path: str | os.PathLike[str], format: str, max_bytes: int | None) -> Imported:  # noqa: A002
    """Read a file of a foreign format.

    Raises:
        DataFileError: it cannot be read, or is not of that format.
    """
    name = os.fsdecode(path)
    home = import_module(f".{READERS[format][1]}", __package__)
    found: Imported = getattr(home, f"read_{format}")(read_file(name, most_bytes(max_bytes), name), name)
    return found
