"""Errors in the words of a shell: with the options of the command, and no calls of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidDateError, IomPartnersError
from .output import plain
from .parser import option_of

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["say_error"]

#: What a hint for Python says, and what it means on a command line; an empty text leaves the hint out.
_IN_A_SHELL = (
    ("during= or throughout=", "--during or --throughout"),
    ("format= one of", "one of the formats"),
    ("strict=True", "--strict"),
    ("the name of a country that data.places has", "the name of a country in the data"),
    ("see data.sources", "iom-partners show lists the sources of a record with their ids"),
    ("see data.check()", "iom-partners check lists the problems of a data package"),
    ("themes of data.projects", "themes that iom-partners show lists for a project"),
    ("offices of data.memberships", "offices that iom-partners show lists for a body"),
)
#: What shows that a text is meant for Python.
_OF_PYTHON = ("data.", "datetime", "iom_partners", "pandas", "Partial", "Period", "Dataset", "from_", "()", "=", "Word")


def say_error(error: IomPartnersError, args: Namespace) -> str:
    """Return an error in words for the terminal.

    Args:
        error: the error, of which the field and the hint are replaced.
        args: the arguments of the command.
    """
    field = {"source_ids": "according_to"}.get(error.field, error.field)
    error.field = option_of(args.command, field) or error.field
    if not any(word in error.hint for word in _OF_PYTHON):
        return plain(str(error))
    for of_python, told in _IN_A_SHELL:
        error.hint = error.hint.replace(of_python, told)
    if any(word in error.hint for word in _OF_PYTHON):
        error.hint = _hint(error)
    return plain(str(error))


def _hint(error: IomPartnersError) -> str:
    """Return a hint in place of one that only Python users understand; empty where there is none."""
    if error.field in {"--during", "--throughout"}:
        return f"write {error.field} 2013, {error.field} 2013-09-01 or {error.field} 2013-07/2013-12"
    if isinstance(error, InvalidDateError):
        return "write --on 2013-09-01, --on 2013-09, --on 2013 or --on today"
    if "data.find" not in error.hint:
        return ""
    from shlex import quote

    return f"search with: iom-partners find {quote(str(error.value))}"
