"""Optional libraries, imported when they are needed; the error for a missing one says how to install it."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ..errors import MissingExtraError

__all__ = ["first_of", "needed", "to_install"]


def needed(module: str, extra: str) -> Any:
    """Return a module of an optional library.

    Args:
        module: its full name.
        extra: the extra that installs the library.

    Raises:
        MissingExtraError: the library is not installed; the hint is the command that installs it.

    >>> needed("no_such_lib", "plot")  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    iom_partners.errors.MissingExtraError: no_such_lib is not installed
    (install the extra plot: pip install "altair>=5.4" "vl-convert-python>=1.7")
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        top = module.partition(".")[0]
        if error.name != top:
            raise  # The library is installed, but something that it needs is not; its own message says what.
        raise MissingExtraError(f"{top} is not installed", value=top, hint=to_install(extra)) from None


def first_of(*modules: str, extra: str) -> str:
    """Return the name of the first of these libraries that is installed.

    Raises:
        MissingExtraError: none of them is installed; the hint is the command that installs the first.

    >>> first_of("no_such_library", "json", extra="arrow")
    'json'
    """
    for module in modules:
        if find_spec(module) is not None:
            return module
    raise MissingExtraError(f"neither {' nor '.join(modules)} is installed", value=modules, hint=to_install(extra))


def to_install(extra: str) -> str:
    """Return how to install the libraries of an extra, which the metadata of the installed package list.

    >>> to_install("arrow")
    'install the extra arrow: pip install "pyarrow>=16"'
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        listed = [each.partition(";") for each in requires("iom-partners") or ()]
    except PackageNotFoundError:  # The code runs from a folder, without being installed.
        listed = []
    libraries = [name.strip() for name, _, when in listed if when.replace('"', "'").endswith(f"extra == '{extra}'")]
    command = ": pip install " + " ".join(f'"{each}"' for each in libraries) if libraries else ""
    return f"install the extra {extra}{command}"
