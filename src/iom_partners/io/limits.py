"""What is let in from outside: limits on files, on JSON, and on the paths that a package names.

All of it is checked before anything is opened, or before memory is taken for it.
"""

from __future__ import annotations

from ..errors import DataFileError, shorten

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_DIGITS",
    "MOST_ENTRIES",
    "MOST_RATIO",
    "check_json",
    "fault_of_path",
]

#: How many bytes one file may have, in a folder, as an archive, or unpacked from one: 64 MiB.
MOST_BYTES = 64 * 1024 * 1024
#: How many times its packed size an entry of an archive may unpack to.
MOST_RATIO = 100
#: How many entries an archive may have.
MOST_ENTRIES = 1_000
#: How deep arrays and objects may nest.
MOST_DEPTH = 64
#: How many digits a number may have.
MOST_DIGITS = 32

#: A text of JSON, closed or not. Its quantifiers give nothing back, so that a hostile file is read in one pass.
_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_LONG_NUMBER = rb"[0-9](?:[.eE+-]*+[0-9]){%d}"
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))

#: Names that Windows takes for devices, whatever their ending.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10)))
)
_LONGEST_PATH = 1_000


def check_json(text: bytes, path: str) -> None:
    """Refuse JSON that nests too deep, or has a number of too many digits, before it is read.

    Args:
        text: the file.
        path: its name, for errors.

    Raises:
        DataFileError: it does; the limits are `MOST_DEPTH` and `MOST_DIGITS`.

    >>> check_json(b'[{"a": [1, "[[[["]}]', "x.json")
    """
    import re

    bare = re.sub(_TEXT, b" ", text, flags=re.DOTALL)
    found = re.search(_LONG_NUMBER % MOST_DIGITS, bare)
    if found:
        number = bare[found.start() : found.start() + 200].decode("ascii", "replace")
        raise DataFileError(f"is no JSON that is read here: a number of more than {MOST_DIGITS} digits",
                            value=number, field=path)  # fmt: skip
    brackets = bare.translate(_ONE_KIND, _NOT_BRACKETS)
    for _ in range(MOST_DEPTH):
        # The innermost pairs: each turn takes one level off.
        left = brackets.replace(b"[]", b"")
        if len(left) == len(brackets):
            break
        brackets = left
    # What is left of brackets that match nests deeper still; of others, the reader of JSON says where they do not.
    if b"[]" in brackets or b"[" * (MOST_DEPTH + 1) in brackets:
        raise DataFileError(
            f"is no JSON that is read here: it nests deeper than {MOST_DEPTH} levels", value=brackets[:40], field=path
        )


def fault_of_path(path: object) -> str:
    """Say why a path that a package names is refused; empty if it lies inside the package on every system.

    The rules are those of all systems at once, so that a package is read on each of them or on none.

    >>> fault_of_path("data/members.json"), fault_of_path("../members.json")
    ('', "'../members.json' leads out of the package")
    """
    shown = shorten(path)
    if not isinstance(path, str) or not path or len(path) > _LONGEST_PATH:
        return f"{shown} is no path of 1 to {_LONGEST_PATH} characters"
    if "://" in path or path.lower().startswith(("file:", "data:", "http:", "https:", "ftp:")):
        return f"{shown} is an address: nothing is ever fetched"
    if not path.isprintable() or any(mark in path for mark in '\\:*?"<>|$%~'):
        return f"{shown} has a mark that is no part of a plain path"
    for part in path.split("/"):
        if part in {"", "..", "."}:
            return f"{shown} leads out of the package" if part != "." else f"{shown} has an empty step"
        if part.startswith("."):
            return f"{shown} is hidden"
        if part[-1] in ". " or part[0] == " " or part.partition(".")[0].strip().lower() in _DEVICES:
            return f"{shown} is no name of a file on every system"
    return ""
