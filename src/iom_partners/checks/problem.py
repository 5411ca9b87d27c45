"""`Problem`: something in a dataset that is wrong, or that a curator should look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..errors import DataFileError

__all__ = ["Problem", "refuse"]


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


def refuse(problems: Iterable[Problem]) -> None:
    """Refuse data that cannot be relied on.

    Raises:
        DataFileError: there is a problem; all of them are in it.
    """
    faults = [DataFileError(problem.reason, field=problem.path) for problem in problems]
    if faults:
        raise DataFileError.of(faults)
