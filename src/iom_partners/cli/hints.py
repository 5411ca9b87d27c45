"""Errors worded for a shell: with the options of the command instead of calls of Python."""

from __future__ import annotations

from contextlib import suppress
from shlex import quote
from typing import TYPE_CHECKING

from ..errors import InvalidDateError, IomPartnersError
from .output import plain
from .parser import option_of

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["say_error"]

#: What a hint for Python says, and what it means on a command line; an empty text leaves the hint out.
_IN_A_SHELL = (
    ("give another ending, or leave out the format", "give another ending"),
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
        error: the error, whose field and hint are replaced.
        args: the arguments of the command.
    """
    field = {"source_ids": "according_to", "agent_kind": "kind"}.get(error.field, error.field)
    error.field = option_of(args.command, field) or error.field
    if isinstance(error, InvalidDateError) and error.field.startswith("--"):
        error.hint = _say_date(error)
    for of_python, told in _IN_A_SHELL:
        error.hint = error.hint.replace(of_python, told)
    if "data.find()" in error.hint:
        error.hint = f"search with: iom-partners find {quote(str(error.value))}"
    elif _is_of_python(error.hint):
        error.hint = ""
    return plain(str(error))


def _is_of_python(hint: str) -> bool:
    return any(word in hint for word in _OF_PYTHON)


def _say_date(error: InvalidDateError) -> str:
    """Return how the date or period is written, if the text says it in words; else examples."""
    from ..dates.partial import PartialDate
    from ..dates.period import Period

    text, option = str(error.value), error.field
    is_day = option == "--on"
    if error.hint.startswith("write '") and not _is_of_python(
        error.hint
    ):  # Which of its numbers is the day, no one else can know.
        return error.hint.replace("write '", f"write {option} '", 1)
    with suppress(InvalidDateError):
        read: object = PartialDate.from_words(text) if is_day else Period.from_words(text)
        return f"write {option} {quote(str(read))}"
    if not is_day:
        return f"write {option} 2013, {option} 2013-09-01 or {option} 2013-07/2013-12"
    if "/" in text:
        return f"for a period write --during {text} or --throughout {text}"
    return "write --on 2013-09-01, --on 2013-09, --on 2013 or --on today"
