"""Rows of files as records: each made when it is first accessed, or all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ..errors import MOST_FAULTS, DataFileError
from ..store.record_types import RECORD_TYPES, record_class
from ..store.store import Store, pause_collector
from .record_reader import reader_of

__all__ = ["Files", "read_lazily", "read_whole"]


class Files(Protocol):
    """Data files, such as those of a package."""

    def rows(self, name: str) -> tuple[Sequence[Any], str]:
        """Return the plain rows of one record type, and the path that errors name."""
        ...


def read_lazily(files: Files) -> Store:
    """Return a store that reads each file when it is first needed, and makes each record when it is first accessed."""

    def read(name: str) -> tuple[Sequence[Any], Callable[[Any, int], Any]]:
        if name not in RECORD_TYPES:
            raise KeyError(name)
        with pause_collector():
            rows, path = files.rows(name)
        return rows, lambda row, index: _read_one(name, row, f"{path}[{index}]")

    return Store(read)


def _read_one(name: str, row: Any, path: str) -> Any:
    kind: Any = record_class(name)
    try:
        return reader_of(kind)(row)
    except Exception:  # Whatever it is, the other reader names every fault.
        from .codec import structure

        return structure(row, kind, path)


def read_whole(files: Files) -> Store:
    """Return a store of all records, read at once, so that no fault shows up in the middle of a question.

    Raises:
        DataFileError: something cannot be read; it holds all faults of all files, up to the thousandth.
    """
    from ..progress import tracked

    records: dict[str, list[Any]] = {}
    errors: list[DataFileError] = []
    with pause_collector():
        for name in tracked(RECORD_TYPES, "reading"):
            try:
                records[name] = _read_all(name, *files.rows(name))
            except DataFileError as error:
                errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise DataFileError.of(fault for error in errors for fault in error.faults)
    return Store(lambda name: (records[name], None))


def _read_all(name: str, rows: Sequence[Any], path: str) -> list[Any]:
    """Make all records of a file, by columns if that works; else row by row, which reports every fault."""
    from ..progress import tracked
    from .codec import structure
    from .codec_columns import structure_all

    kind = record_class(name)
    at_once = structure_all(rows, kind)
    if at_once is not None:
        return at_once
    records: list[Any] = []
    faults: list[DataFileError] = []
    for index, row in enumerate(tracked(rows, f"reading {path}")):
        try:
            records.append(structure(row, kind, f"{path}[{index}]"))
        except DataFileError as error:
            faults.append(error)
            if len(faults) > MOST_FAULTS:
                break
    if faults:
        raise DataFileError.of(faults)
    return records
