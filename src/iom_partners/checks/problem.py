"""`Problem`: something in a dataset that is wrong, or that a curator should look at."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["Problem"]


class Problem(NamedTuple):
    """Something in a dataset that is wrong, or that a curator should look at.

    Attributes:
        severity: error (the data cannot be relied on) or warning.
        path: collection, record and field, such as ``memberships[gmg-member-who].period``; for a file that cannot be
            read, the file.
        reason: one plain sentence.
    """

    severity: Literal["error", "warning"]
    path: str
    reason: str
