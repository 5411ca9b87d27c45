"""The histories as data for statistics: panels, pairs, networks, and questions about a column of dates."""

from __future__ import annotations

from .listings import Listings

__all__ = ["Analyses"]


class Analyses(Listings):
    """Panels, pairs and networks of bodies and agents, and questions about many days at once."""

    __slots__ = ()
