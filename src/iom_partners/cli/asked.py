"""What the arguments of a command mean: the data, and the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dataset import Dataset
from ..loading import load, today

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["data_of", "time_of"]


def data_of(args: Namespace) -> Dataset:
    """Return the curated data or the package that is named, as the sources that are named tell it."""
    data = Dataset.read(args.data) if args.data else load()
    return data.according_to(*args.according_to) if args.according_to else data


def time_of(args: Namespace) -> dict[str, Any]:
    """Return the time as a question takes it; today only where the user says so."""
    given = {each: getattr(args, each, None) for each in ("on", "during", "throughout")}
    return {each: today().isoformat() if text == "today" else text for each, text in given.items() if text is not None}
