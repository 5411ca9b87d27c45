"""Libraries that are not required: imported when they are needed, and missed in words that help."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ..errors import MissingExtraError

__all__ = ["first_of", "needed"]


def needed(module: str, extra: str) -> Any:
    """Import a library of an extra.

    Args:
        module: what to import.
        extra: the extra of this library that installs it.

    Raises:
        MissingExtraError: it is not installed; the hint is the command that installs it.

    >>> needed("no_such_lib", "plot")  # doctest: +NORMALIZE_WHITESPACE
    Traceback (most recent call last):
    ...
    iom_partners.errors.MissingExtraError: no_such_lib is not installed
    (pip install "iom-partners[plot]", or no_such_lib itself)
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        top = module.partition(".")[0]
        if error.name != top:
            raise  # It is there, and something that it needs is not: its own message says more.
        hint = f'pip install "iom-partners[{extra}]", or {top} itself'
        raise MissingExtraError(f"{top} is not installed", value=top, hint=hint) from None


def first_of(*modules: str, extra: str) -> str:
    """Give the first of some libraries that is installed, by name.

    Raises:
        MissingExtraError: none is; the hint installs the first of them.

    >>> first_of("no_such_library", "json", extra="arrow")
    'json'
    """
    for module in modules:
        if find_spec(module) is not None:
            return module
    hint = f'pip install "iom-partners[{extra}]", or one of them itself'
    raise MissingExtraError(f"none of {' and '.join(modules)} is installed", value=modules, hint=hint)
