"""`Column`: what one column of a table holds."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Column"]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: its heading.
        type: of Table Schema: string, boolean, integer, number or date.
        description: what it holds.
        values: every value that it may have, where they are fixed; else empty. Frames get a category of these.
        is_required: whether no cell of it is empty.
    """

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()
    is_required: bool = False
