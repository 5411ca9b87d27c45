"""Limits on untrusted input: file size, JSON depth and number length, and the paths in a package.

Each is checked before a file is opened or memory is taken for it.
"""

from __future__ import annotations

from ..errors import DataFileError, shorten

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_DIGITS",
    "MOST_ENTRIES",
    "MOST_FILES",
    "MOST_RATIO",
    "MOST_VALUES",
    "check_json",
    "fault_of_path",
    "fault_of_version",
]

#: Bytes of one file, in a folder, as an archive or unpacked from one: 64 MiB.
MOST_BYTES = 64 * 1024 * 1024
#: Bytes of all files of a package, in multiples of what one may have: 256 MiB.
MOST_FILES = 4
#: Size of an unpacked entry of an archive, in multiples of its packed size.
MOST_RATIO = 100
#: Entries of an archive.
MOST_ENTRIES = 1_000
#: Commas and opening brackets of a JSON text, or one for every twelve bytes of a long one: each stands for a value,
#: which takes much more memory than its text.
MOST_VALUES = 4_000_000
#: Levels of nested arrays and objects.
MOST_DEPTH = 64
#: Digits of a number.
MOST_DIGITS = 32

#: A JSON text, closed or not. Its possessive quantifiers never backtrack, so a hostile file is read in one pass.
#: Those that follow one another are taken at once, for each match takes memory.
_TEXTS = rb'(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"?[^"\[\]{}0-9]*+)++'
_LONG_NUMBER = rb"[0-9](?:[.eE+-]*+[0-9]){%d}"
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))

#: Names that Windows reserves for devices, with any extension.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10)))
)
_LONGEST_PATH = 1_000
_LONGEST_VERSION = 100


def check_json(text: bytes, path: str) -> None:
    """Refuse JSON that nests too deeply or has too many values or too long a number, before it is parsed.

    Args:
        text: the content of the file.
        path: its name, for errors.

    Raises:
        DataFileError: it exceeds `MOST_DEPTH`, `MOST_DIGITS` or `MOST_VALUES`.

    >>> check_json(b'[{"a": [1, "[[[["]}]', "x.json")
    """
    import re

    most = max(MOST_VALUES, len(text) // 12)
    if sum(map(text.count, (b",", b"[", b"{"))) > most:
        reason = f"is not JSON within the limits: it has more than {most} commas and brackets"
        raise DataFileError(reason, field=path)
    bare = re.sub(_TEXTS, b" ", text, flags=re.DOTALL)
    found = re.search(_LONG_NUMBER % MOST_DIGITS, bare)
    if found:
        number = bare[found.start() : found.start() + 200].decode("ascii", "replace")
        raise DataFileError(
            f"is not JSON within the limits: a number has more than {MOST_DIGITS} digits", value=number, field=path
        )
    brackets = bare.translate(_ONE_KIND, _NOT_BRACKETS)
    for _ in range(MOST_DEPTH):
        # Each turn removes the innermost pairs: one level.
        left = brackets.replace(b"[]", b"")
        if len(left) == len(brackets):
            break
        brackets = left
    # Matching brackets that are left nest deeper still; where brackets do not match, the JSON parser says so.
    if b"[]" in brackets or b"[" * (MOST_DEPTH + 1) in brackets:
        raise DataFileError(
            f"is not JSON within the limits: it nests deeper than {MOST_DEPTH} levels", value=brackets[:40], field=path
        )


def fault_of_version(version: object) -> str:
    r"""Return why something is not the version of data, which stands in every answer; an empty text if it is.

    >>> fault_of_version("1.0.0"), fault_of_version("1\x1b[31m")
    ('', "'1\\x1b[31m' is not a version of at most 100 plain characters")
    """
    if isinstance(version, str) and version.isprintable() and len(version) <= _LONGEST_VERSION:
        return ""
    return f"{shorten(version)} is not a version of at most {_LONGEST_VERSION} plain characters"


def fault_of_path(path: object) -> str:
    """Return why a path that a package names is refused; an empty text if it lies inside the package on every system.

    The rules of all systems apply at once, so that a package is read on each of them or on none.

    >>> fault_of_path("data/members.json"), fault_of_path("../members.json")
    ('', "'../members.json' leads out of the package")
    """
    shown = shorten(path)
    if not isinstance(path, str) or not path or len(path) > _LONGEST_PATH:
        return f"{shown} is not a path of 1 to {_LONGEST_PATH} characters"
    if "://" in path or path.lower().startswith(("file:", "data:", "http:", "https:", "ftp:")):
        return f"{shown} is a URL: nothing is ever fetched"
    if not path.isprintable() or any(mark in path for mark in '\\:*?"<>|$%~'):
        return f"{shown} has a character that plain paths do not have"
    for part in path.split("/"):
        if part == ".":
            return f"{shown} has an empty step"
        if part in {"", ".."}:
            return f"{shown} leads out of the package"
        if part.startswith("."):
            return f"{shown} is hidden"
        if part[-1] in ". " or part[0] == " " or part.partition(".")[0].strip().lower() in _DEVICES:
            return f"{shown} is not a file name on every system"
    return ""
