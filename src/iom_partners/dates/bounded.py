"""What follows from the four bounds of a stretch of time and its two open sides."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .days import AFTER_ALL, BEFORE_ALL, Bounds, to_date

__all__ = ["Bounded", "Duration"]


class Duration(NamedTuple):
    """How many days a period has; None is without limit.

    Attributes:
        shortest: in the reading in which it has fewest.
        longest: in the reading in which it has most.
    """

    shortest: int | None
    longest: int | None


class Bounded:
    """A stretch of time with four bounds, as `Period` has them.

    Attributes:
        starts_open: whether it has always been going on.
        ends_open: whether it goes on without end.
        bounds: the four bounds as day ordinals, for computing.
    """

    __slots__ = ()

    starts_open: bool
    ends_open: bool
    bounds: Bounds

    @property
    def start_earliest(self) -> date | None:
        """The first day on which it may have started; None is no limit.

        >>> from iom_partners import Period
        >>> Period("2013/..").start_earliest
        datetime.date(2013, 1, 1)
        """
        return to_date(self.bounds.start_earliest)

    @property
    def start_latest(self) -> date | None:
        """The last day on which it may have started; None is no limit (or an open start).

        >>> from iom_partners import Period
        >>> Period("/2013").start_latest
        datetime.date(2013, 12, 31)
        """
        return to_date(self.bounds.start_latest)

    @property
    def end_earliest(self) -> date | None:
        """The first day on which it may have ended; None is no limit (or an open end).

        >>> from iom_partners import Period
        >>> Period("2005/").end_earliest
        datetime.date(2005, 1, 1)
        """
        return to_date(self.bounds.end_earliest)

    @property
    def end_latest(self) -> date | None:
        """The last day on which it may have ended; None is no limit.

        >>> from iom_partners import Period
        >>> Period("2005/[2006-01..2007-03]").end_latest
        datetime.date(2007, 3, 31)
        """
        return to_date(self.bounds.end_latest)

    @property
    def is_open(self) -> bool:
        """Whether one side is open.

        >>> from iom_partners import Period
        >>> Period("2003-04/..").is_open
        True
        """
        return self.starts_open or self.ends_open

    @property
    def duration(self) -> Duration:
        """How many days it has, at least and at most.

        >>> from iom_partners import Period
        >>> Period("2013-07-01/2013-12").duration
        Duration(shortest=154, longest=184)
        """
        s0, s1, e0, e1 = self.bounds
        shortest = None if self.is_open else max(1, e0 - s1 + 1)
        return Duration(shortest, None if s0 == BEFORE_ALL or e1 == AFTER_ALL else e1 - s0 + 1)
