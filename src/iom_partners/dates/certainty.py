"""How certain an answer is: four values, combined by Kleene's strong logic."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from ..errors import UndecidedError

__all__ = ["Certainty"]


class Certainty(enum.Enum):
    """How certain it is that something holds, given dates that are only partly known.

    ``&``, ``|`` and ``~`` follow Kleene's strong logic with both undecided values in the middle; where the two meet,
    the result is ``UNKNOWN``. The operators cannot see that two certainties rest on the same date: ``c | ~c`` stays
    undecided. Queries therefore work with days instead. The docs ("Dates") list the laws that hold and those that do
    not.

    Attributes:
        CERTAIN: true in every reading of the stated dates.
        POSSIBLE: true in some readings of the stated dates, not in all.
        RULED_OUT: true in no reading.
        UNKNOWN: no record says yes, and the data do not claim to know.

    >>> Certainty.CERTAIN & Certainty.POSSIBLE
    Certainty.POSSIBLE
    >>> Certainty.POSSIBLE | Certainty.UNKNOWN
    Certainty.UNKNOWN
    >>> bool(Certainty.RULED_OUT)
    False
    """

    CERTAIN = "certain"
    POSSIBLE = "possible"
    RULED_OUT = "ruled_out"
    UNKNOWN = "unknown"

    @classmethod
    def all_of(cls, certainties: Iterable[Certainty]) -> Certainty:
        """Return the certainty that all of them hold; with none at all it is certain.

        >>> Certainty.all_of([Certainty.CERTAIN, Certainty.POSSIBLE])
        Certainty.POSSIBLE
        """
        result = cls.CERTAIN
        for each in certainties:
            result = result & each
        return result

    @classmethod
    def any_of(cls, certainties: Iterable[Certainty]) -> Certainty:
        """Return the certainty that at least one of them holds; with none at all it is ruled out.

        >>> Certainty.any_of([Certainty.RULED_OUT, Certainty.POSSIBLE])
        Certainty.POSSIBLE
        """
        result = cls.RULED_OUT
        for each in certainties:
            result = result | each
        return result

    @property
    def is_certain(self) -> bool:
        """Whether it is true in every reading.

        >>> Certainty.POSSIBLE.is_certain
        False
        """
        return self is Certainty.CERTAIN

    @property
    def is_ruled_out(self) -> bool:
        """Whether it is true in no reading.

        >>> Certainty.UNKNOWN.is_ruled_out
        False
        """
        return self is Certainty.RULED_OUT

    @property
    def is_decided(self) -> bool:
        """Whether it is certain or ruled out, so that ``bool()`` works.

        >>> Certainty.RULED_OUT.is_decided
        True
        """
        return self is Certainty.CERTAIN or self is Certainty.RULED_OUT

    # No error is returned. Pyright wants a plain bool in a condition, so it reports `if certainty:`, which may raise,
    # and not `bool(certainty)`. With `NoReturn`, code after it would be unreachable to mypy.
    def __bool__(self) -> bool | UndecidedError:
        if self.is_decided:
            return self is Certainty.CERTAIN
        raise UndecidedError(
            f"the truth of {self!r} is undecided",
            value=self,
            hint="ask .is_certain or .is_ruled_out, which are plain bools",
        )

    def __and__(self, other: Certainty) -> Certainty:
        if not isinstance(other, Certainty):
            return NotImplemented
        if self is Certainty.RULED_OUT or other is Certainty.RULED_OUT:
            return Certainty.RULED_OUT
        if self is Certainty.CERTAIN:
            return other
        if other is Certainty.CERTAIN or self is other:
            return self
        return Certainty.UNKNOWN

    def __or__(self, other: Certainty) -> Certainty:
        if not isinstance(other, Certainty):
            return NotImplemented
        return ~(~self & ~other)

    def __invert__(self) -> Certainty:
        if self is Certainty.CERTAIN:
            return Certainty.RULED_OUT
        if self is Certainty.RULED_OUT:
            return Certainty.CERTAIN
        return self

    def __repr__(self) -> str:
        return f"Certainty.{self.name}"

    def __str__(self) -> str:
        return self.value.replace("_", " ")
