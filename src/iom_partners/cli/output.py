"""Printing text and JSON in which no character of the data can control the terminal."""

from __future__ import annotations

import sys
import unicodedata

__all__ = ["plain", "print_json", "print_text"]


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


def _is_control(mark: str) -> bool:
    """Whether a character controls the terminal or the direction of text."""
    return unicodedata.category(mark) in ("Cc", "Cf")


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"
