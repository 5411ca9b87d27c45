"""The histories as pictures, and the tables of segments that they are drawn from."""

from __future__ import annotations

from .listings import Listings

__all__ = ["Pictures"]


class Pictures(Listings):
    """Pictures of bodies, partners and money."""

    __slots__ = ()
