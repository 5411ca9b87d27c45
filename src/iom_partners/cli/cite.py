"""The command that tells how to cite the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asked import data_of
from .output import print_line

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["cite"]


def cite(args: Namespace) -> int:
    """Print how to cite the data."""
    for line in data_of(args).cite(args.style).splitlines():
        print_line(line)
    return 0
