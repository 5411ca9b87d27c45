"""Optional libraries, imported when they are needed; the error for a missing one says how to install it."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ..errors import MissingExtraError

__all__ = ["first_of", "needed"]


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
    (pip install "iom-partners[plot]", or no_such_lib itself)
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        top = module.partition(".")[0]
        if error.name != top:
            raise  # The library is installed, but something that it needs is not; its own message says what.
        hint = f'pip install "iom-partners[{extra}]", or {top} itself'
        raise MissingExtraError(f"{top} is not installed", value=top, hint=hint) from None


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
    hint = f'pip install "iom-partners[{extra}]", or one of them itself'
    raise MissingExtraError(f"neither {' nor '.join(modules)} is installed", value=modules, hint=hint)
