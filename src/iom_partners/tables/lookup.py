"""What holds on each day of the calendar, as runs of days; and what holds on each of a list of dates.

What holds on a day changes a few times. For NumPy, pandas, Polars and PyArrow it is written out once as an array with
one cell for each day, so that a whole column is answered by one look-up in the library's own arrays. Lists need no
library at all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import chain, pairwise, repeat
from typing import Any, TypeVar

from ..dates.coerce import to_partial_date
from ..dates.partial import PartialDate
from ..errors import InvalidDateError, shorten

__all__ = ["EPOCH", "FIRST", "LAST", "ByDay", "check_range", "elements", "is_null", "null_error"]

T = TypeVar("T")

#: The ordinal of 1970-01-01, from which all libraries count.
EPOCH = date(1970, 1, 1).toordinal()
#: The first and last day of the calendar, counted from there.
FIRST, LAST = 1 - EPOCH, date.max.toordinal() - EPOCH
_CENTURY = 36_525


class ByDay:
    """What holds on each day of the calendar.

    Attributes:
        starts: the first day of each run, as an ordinal; the first run begins with the calendar.
        cells: what holds in each run: a text, or a whole number; None where nothing is to be said.
        categories: for texts, all that may hold on a day; None for numbers.
        ask: says what holds on one day of a partial date, not known which; it may be a text of no category.

    >>> by_day = ByDay([1, 735000], [None, "iom"], ("iom",), lambda when: None)
    >>> by_day.on(734999), by_day.on(735000)
    (None, 'iom')
    """

    __slots__ = ("_made", "ask", "categories", "cells", "starts")

    def __init__(
        self,
        starts: Iterable[int],
        cells: Iterable[Any],
        categories: tuple[str, ...] | None,
        ask: Callable[[PartialDate], Any],
    ) -> None:
        """Take runs in order; neighbors that hold the same become one."""
        self.starts: list[int] = []
        self.cells: list[Any] = []
        for start, cell in zip(starts, cells, strict=True):
            if not self.cells or cell != self.cells[-1]:
                self.starts.append(start)
                self.cells.append(cell)
        self.categories = categories
        self.ask = ask
        self._made: dict[str, Any] = {}

    def on(self, ordinal: int) -> Any:
        """Give what holds on a day."""
        return self.cells[bisect_right(self.starts, ordinal) - 1]

    @property
    def codes(self) -> list[int]:
        """The place of each cell among the categories; -1 for None."""
        places: dict[Any, int] = {each: place for place, each in enumerate(self.categories or ())}
        return [places.get(cell, -1) for cell in self.cells]

    @property
    def base(self) -> int:
        """The first day that is written out, counted from 1970; all days before are like it.

        A century on each side is written out with what changes, so that few columns need a second look at their ends.
        """
        return max(self._changes[0] - 1 - _CENTURY, 1) - EPOCH

    @property
    def last(self) -> int:
        """The last day that is written out, counted from 1970; all days after are like it."""
        return min(self._changes[-1] + _CENTURY, LAST + EPOCH) - EPOCH

    @property
    def _changes(self) -> list[int]:
        return self.starts[1:] or [EPOCH]

    @property
    def lengths(self) -> list[int]:
        """How many of the days that are written out each run has."""
        ends = (self.base + EPOCH, *self.starts[1:], self.last + EPOCH + 1)
        return [following - start for start, following in pairwise(ends)]

    def written_out(self, cells: Iterable[T]) -> list[T]:
        """Give the cell of each day, from one for each run."""
        return list(chain.from_iterable(map(repeat, cells, self.lengths)))

    def once(self, library: str, make: Callable[[], T]) -> T:
        """Give what is made of it for a library, made when it is first needed."""
        made: T | None = self._made.get(library)
        return made if made is not None else self._made.setdefault(library, make())

    def with_categories_of(self, cells: Iterable[Any]) -> list[str]:
        """Give the categories, and behind them what some cells hold besides."""
        return list(dict.fromkeys((*(self.categories or ()), *(cell for cell in cells if cell is not None))))


class _Remembered(dict[Any, Any]):
    """What holds on dates and texts that were met before."""

    def __init__(self, by_day: ByDay) -> None:
        self.by_day = by_day

    def __missing__(self, value: Any) -> Any:
        found = self[value] = _one(self.by_day, value, "dates")
        return found


def elements(by_day: ByDay, values: Sequence[Any], *, keep: bool) -> list[Any]:
    """Say what holds on each of some dates, one by one.

    Args:
        by_day: what holds when.
        values: dates of any kind.
        keep: whether an empty cell stays empty; else it is an error.

    Raises:
        InvalidDateError: something is no date; the field says at which place.
    """
    kinds = set(map(type, values))
    # Only of texts and days are equal values surely one date: times of two zones may be equal and lie on two days.
    if kinds <= {str, date, datetime}:
        known = [each.date() if type(each) is datetime else each for each in values] if datetime in kinds else values
        try:
            return list(map(_Remembered(by_day).__getitem__, known))
        except InvalidDateError:
            pass  # Below it is found out where.
    found: list[Any] = []
    for place, value in enumerate(values):
        field = f"dates[{place}]"
        if is_null(value):
            if not keep:
                raise null_error(place, value)
            found.append(None)
        else:
            found.append(_one(by_day, value, field))
    return found


def _one(by_day: ByDay, value: Any, field: str) -> Any:
    when = to_partial_date(value, field)
    first, last = when.span
    return by_day.on(first) if first == last else by_day.ask(when)


def is_null(value: Any) -> bool:
    """Tell whether a value stands for an empty cell: None, NaN, NaT and pandas.NA.

    >>> is_null(None), is_null(float("nan")), is_null("")
    (True, True, False)
    """
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    # Arrays compare to arrays; they are no dates, and the reader of dates says so.
    differs = value != value  # noqa: PLR0124 # It asks for NaN and NaT, which alone differ from themselves.
    return differs is True or (type(differs).__name__ in {"bool", "bool_"} and bool(differs))


def null_error(place: int, value: object) -> InvalidDateError:
    """Make the error for an empty cell."""
    hint = "an empty cell never means today; nulls='keep' keeps it empty"
    return InvalidDateError(f"{shorten(value)} is no date", value=value, field=f"dates[{place}]", hint=hint)


def check_range(low: int, high: int) -> bool:
    """Tell whether days, counted from 1970, lie within the years 1 to 9999.

    >>> check_range(0, 20_000), check_range(0, 4_000_000)
    (True, False)
    """
    return low >= FIRST and high <= LAST
