"""Crossing bounds: an engine fails where it reads them; the error of an eager question names the row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..errors import InvalidRecordError
from ..tables.lookup import is_null
from .dialects import CROSSED
from .text import Asked

__all__ = ["Frames", "told_if_crossed"]

#: Frames by the name of the parameter.
Frames = Mapping[str, Any]
_MEND = "leave unknown bounds empty, and both bounds of an open side"


def told_if_crossed(
    asked: Asked,
    frames: Frames,
    run: Callable[[Asked, Frames], Any],
    rows: Callable[[Any], Sequence[Mapping[str, Any]]],
) -> Any:
    """Run a question at once; where it fails because bounds cross, name the first row.

    Args:
        asked: the question.
        frames: its frames.
        run: runs a question.
        rows: returns the rows of what that returns.

    Raises:
        InvalidRecordError: the bounds of a row cross.
    """
    try:
        return run(asked, frames)
    except Exception as error:
        if CROSSED not in str(error):
            raise
        failure = error
    for name in ("memberships", "right", "coverage"):
        if name in frames:
            first = Asked("crossed", {name: asked.frames[name]}, roles=asked.roles)
            for row in rows(run(first, {name: frames[name]})):
                told = ", ".join(f"{column} {cell}" for column, cell in row.items() if not is_null(cell))
                raise InvalidRecordError(f"{CROSSED}, as in {told}", value=row, field=name, hint=_MEND)
    # An engine may tell the whole text with an error of another kind.
    raise failure
