"""The command that tells how to cite the data."""

from __future__ import annotations

import argparse

from ..dataset import Dataset
from ..loading import load
from .output import print_text

__all__ = ["cite"]


def cite(args: argparse.Namespace) -> int:
    """Print how to cite the data."""
    data = Dataset.read(args.data) if args.data else load()
    for line in data.cite(args.format).splitlines():
        print_text(line)
    return 0
