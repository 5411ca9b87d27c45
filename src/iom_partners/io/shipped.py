"""The data files of the installed package."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import DataFileError
from .json_text import DESCRIPTOR, parse_descriptor, parse_json, stated_version

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

__all__ = ["Shipped", "data_path"]


class Shipped:
    """The data files of the installed package, also when it is imported from a zip."""

    def _bytes(self, name: str) -> bytes:
        package = import_module("iom_partners")
        loader: Any = package.__spec__ and package.__spec__.loader
        try:
            if package.__file__ and hasattr(loader, "get_data"):
                # The loader of the code reads the data too, from a folder or a zip; importing importlib-resources
                # first would cost a fifth of a cold first answer (docs/decisions/0002).
                data: bytes = loader.get_data(os.path.join(os.path.dirname(package.__file__), "data", name))
                return data
            from importlib_resources import files

            return (files("iom_partners") / "data" / name).read_bytes()
        except OSError as error:
            raise DataFileError(f"cannot be read: {error}", field=name, hint="install iom-partners again") from error

    def rows(self, name: str) -> tuple[Sequence[Any], str]:
        """Return the plain rows of one record type, and the path that errors name."""
        path = f"{name}.json"
        return parse_json(self._bytes(path), path, is_ours=True), path

    def version(self) -> str | None:
        """Return the version that the descriptor states."""
        return stated_version(parse_descriptor(self._bytes(DESCRIPTOR), DESCRIPTOR, is_ours=True))


def data_path() -> AbstractContextManager[Path]:
    """Return a context manager of the folder of the curated data files, for programs that read them by path.

    If the package is imported from a zip, the files exist as long as the context lasts.

    >>> with data_path() as folder:
    ...     (folder / "memberships.json").exists()
    True
    """
    from importlib_resources import as_file, files

    folder: AbstractContextManager[Path] = as_file(files("iom_partners") / "data")
    return folder
