"""The command that tells how to cite the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asked import data_of
from .output import print_line, print_text

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["cite"]


def cite(args: Namespace) -> int:
    """Print how to cite the data."""
    tell = print_text if args.style == "apa" else print_line  # The others are for programs.
    for line in data_of(args).cite(args.style).splitlines():
        tell(line)
    return 0
