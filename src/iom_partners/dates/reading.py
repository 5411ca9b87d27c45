"""What one date text means, and how a text is refused: shared by all readers of EDTF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from ..errors import InvalidDateError, UnsupportedDateError, shorten
from .days import Spans, meet, within

__all__ = [
    "NO_QUALIFIERS",
    "Precision",
    "Qualifier",
    "Qualifiers",
    "Reading",
    "both",
    "invalid",
    "read_each",
    "unsupported",
]

if TYPE_CHECKING:
    from .masks import Masked

T = TypeVar("T")

#: The unit that a date is written in. A date with unspecified digits keeps the unit written ("1985-04-XX" is a day),
#: save for years of which only the rightmost digits are unspecified; "range" is a one-of range such as
#: ``[2006-01..2006-06]``, "set" every other set.
Precision = Literal[
    "day", "month", "season", "quarter", "quadrimester", "semester", "year", "decade", "century", "millennium",
    "range", "set",
]  # fmt: skip
#: ``?`` uncertain, ``~`` approximate, ``%`` both.
Qualifier = Literal["?", "~", "%"]


class Qualifiers(NamedTuple):
    """The marks on the components of a date; None where there is none.

    Attributes:
        year: on the year.
        month: on the month, season or other grouping.
        day: on the day.
    """

    year: Qualifier | None = None
    month: Qualifier | None = None
    day: Qualifier | None = None


NO_QUALIFIERS = Qualifiers()


def both(one: Qualifier | None, other: Qualifier | None) -> Qualifier | None:
    """Give the mark that says what two marks say together.

    >>> both("?", "~")
    '%'
    """
    if one == other or other is None:
        return one
    return other if one is None else "%"


class Reading:
    """What one date text means.

    Attributes:
        first: ordinal of the first day that it may be; one step outside the calendar where there is no limit.
        last: ordinal of the last day that it may be.
        precision: the unit it is written in.
        is_whole_unit: whether the days are those of one year, month or day that is named in full.
        qualifier: the mark that all components bear, or None.
        qualifiers: the mark of each component.
        means_all: whether all members of a set are meant, not one of them.
    """

    __slots__ = ("_days", "first", "is_whole_unit", "last", "precision")

    # Most dates have no marks and are no sets; only `Marked` has places for these.
    qualifier: Qualifier | None = None
    qualifiers: Qualifiers = NO_QUALIFIERS
    means_all: bool = False

    def __init__(self, days: Spans | Masked, precision: Precision, is_whole_unit: bool = False) -> None:
        self._days = days
        self.first, self.last = (days[0][0], days[-1][1]) if isinstance(days, tuple) else (days.first, days.last)
        self.precision: Precision = precision
        self.is_whole_unit = is_whole_unit

    @property
    def comes_again(self) -> bool:
        """Whether its days come again from year to year, so that there may be very many runs of them."""
        return not isinstance(self._days, tuple) and self._days.comes_again

    @property
    def spans(self) -> Spans:
        """The days it may be, as sorted runs of ordinals."""
        return self._days if isinstance(self._days, tuple) else self._days.spans

    def holds(self, day: int) -> bool:
        """Tell whether it may be the day of an ordinal."""
        if isinstance(self._days, tuple):
            return any(first <= day <= last for first, last in self._days)
        return self._days.holds(day)

    def nearest(self, day: int, *, before: bool) -> int:
        """Give the last day that it may be up to a day, or the first from it on, where there is one.

        Args:
            day: an ordinal from `first` to `last`.
            before: whether the last one up to it is asked for.
        """
        if not isinstance(self._days, tuple):
            return self._days.nearest(day, before=before)
        if before:
            return next(min(last, day) for first, last in reversed(self._days) if first <= day)
        return next(max(first, day) for first, last in self._days if last >= day)

    def meets(self, spans: Spans) -> bool:
        """Tell whether it may be one of the days of some runs."""
        return meet(self._days, spans) if isinstance(self._days, tuple) else self._days.meets(spans)

    def lies_within(self, spans: Spans) -> bool:
        """Tell whether every day that it may be is one of the days of some runs."""
        return within(self._days, spans) if isinstance(self._days, tuple) else self._days.lies_within(spans)


class Marked(Reading):
    """What a date with marks means, or a set."""

    __slots__ = ("means_all", "qualifier", "qualifiers")

    def __init__(
        self,
        days: Spans | Masked,
        precision: Precision,
        is_whole_unit: bool = False,
        *,
        qualifier: Qualifier | None = None,
        qualifiers: Qualifiers = NO_QUALIFIERS,
        means_all: bool = False,
    ) -> None:
        super().__init__(days, precision, is_whole_unit)
        self.qualifier: Qualifier | None = qualifier
        self.qualifiers: Qualifiers = qualifiers
        self.means_all: bool = means_all


def invalid(text: str, problem: str, position: int, expected: str) -> InvalidDateError:
    """Give the error for text that is no EDTF."""
    return InvalidDateError(f"{shorten(text)} {problem}", value=text).at(position, expected)


def unsupported(text: str, feature: str) -> UnsupportedDateError:
    """Give the error for EDTF that lies outside of what is read."""
    return UnsupportedDateError(f"{shorten(text)} needs {feature}, which is not supported", value=text)


def read_each(reads: Iterable[Callable[[], T]]) -> list[T]:
    """Read several parts of one text; what is no EDTF at all is told before what is only not supported.

    >>> read_each([lambda: 1, lambda: 2])
    [1, 2]
    """
    found: list[T] = []
    later: UnsupportedDateError | None = None
    for read in reads:
        try:
            found.append(read())
        except UnsupportedDateError as error:
            later = later or error
    if later:
        raise later
    return found
