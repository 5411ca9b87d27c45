"""Ids of sources that stand for no document."""

from __future__ import annotations

__all__ = ["DECLARED_ID"]

#: The source that coverages are cited to which a caller declares, so that every reason says whose claim it is.
DECLARED_ID = "declared-by-the-caller"
