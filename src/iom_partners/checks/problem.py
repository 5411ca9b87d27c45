"""`Problem`: something in a dataset that is wrong, or that a curator should look at."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["Problem", "error", "warning"]


class Problem(NamedTuple):
    """Something in a dataset that is wrong, or that a curator should look at.

    Attributes:
        severity: error (the data cannot be relied on) or warning.
        path: collection, record and field, such as ``memberships[gmg-member-who].period``; for a file that cannot be
            read, the file.
        reason: one plain sentence.
        kind: what problems of one sort share, such as ``overlap``; ``docs/data.md`` lists them.
    """

    severity: Literal["error", "warning"]
    path: str
    reason: str
    kind: str = "other"


def error(path: object, reason: str, kind: str = "other") -> Problem:
    """Return a problem for which the data cannot be relied on."""
    return Problem("error", str(path), reason, kind)


def warning(path: object, reason: str, kind: str = "other") -> Problem:
    """Return a problem that a curator should look at."""
    return Problem("warning", str(path), reason, kind)
