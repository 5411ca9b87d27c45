"""Printing text and JSON in which no character of the data can control the terminal."""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

from ..errors import InvalidDateError, IomPartnersError

__all__ = ["plain", "print_json", "print_text", "say_error"]

#: What shows that a hint is meant for Python.
_OF_PYTHON = ("data.", "datetime", "iom_partners", "pandas", "PartialDate", "Period(", "()")


def print_text(text: str) -> None:
    """Print one line; what the terminal cannot encode becomes a question mark."""
    print(plain(text).encode(_encoding(), "replace").decode(_encoding()))


def print_json(value: object) -> None:
    """Print a value as JSON; control characters are escaped as JSON escapes them, so that nothing is lost."""
    import json

    text = json.dumps(value, indent=2, ensure_ascii=_encoding().lower().replace("-", "") != "utf8")
    print("".join(json.dumps(mark)[1:-1] if mark != "\n" and _is_control(mark) else mark for mark in text))


def plain(text: str) -> str:
    r"""Return a text with control characters written out, line breaks too: a name cannot start a line of its own.

    >>> plain("a\nb")
    'a\\u000ab'
    """
    return "".join(f"\\u{ord(mark):04x}" if _is_control(mark) else mark for mark in text)


def say_error(error: IomPartnersError, args: Any) -> str:
    """Return an error in words for the terminal: with the options of the command, and no calls of Python.

    Args:
        error: the error, of which the field and the hint are replaced.
        args: the arguments of the command; None before they are read.
    """
    option = {"source_ids": "according-to"}.get(error.field, error.field)
    if option == "on" and getattr(args, "count", None) is not None:
        option = "count"
    if hasattr(args, option.replace("-", "_")) and option not in {"body", "text", "folder", "old", "new", "format"}:
        error.field = f"--{option}"
    if any(word in error.hint for word in _OF_PYTHON):
        error.hint = _hint(error)
    return plain(str(error))


def _hint(error: IomPartnersError) -> str:
    if error.field in {"--during", "--throughout"}:
        return "write 2013, 2013-09-01 or 2013-07/2013-12"
    if isinstance(error, InvalidDateError):
        return "write 2013-09-01, 2013-09, 2013 or today"
    if error.field == "--according-to":
        return "answers name the ids of their sources"
    from shlex import quote

    return f"search with: iom-partners find {quote(str(error.value))}" if "find" in error.hint else ""


def _is_control(mark: str) -> bool:
    """Whether a character controls the terminal or the direction of text, or is half of one."""
    return unicodedata.category(mark) in ("Cc", "Cf", "Cs")


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"
