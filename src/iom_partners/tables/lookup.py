"""Look up what holds on each date of a column, and return a column of the same kind.

What holds changes on a few days only. For NumPy, pandas, Polars and PyArrow it is written out once, with one cell for
each day; a column is then turned into days, looked up at once in the library's own arrays, and given back. Each library
uses its own arrays alone, so that no other need be installed. Lists need no library.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, pairwise, repeat
from numbers import Number
from typing import Any, Literal, TypeVar

from ..dates.coerce import to_partial_date
from ..dates.days import AFTER_ALL, BEFORE_ALL, EPOCH
from ..dates.partial import PartialDate
from ..errors import InvalidDateError, InvalidQuestionError, one_of, shorten
from .optional import needed

__all__ = ["ByDay", "Nulls", "column_like", "is_null"]

T = TypeVar("T")
#: What an empty cell is: an error, or empty in what comes out.
Nulls = Literal["raise", "keep"]

#: The ends of the calendar, counted from 1970 as all libraries do.
_FIRST, _LAST = BEFORE_ALL + 1 - EPOCH, AFTER_ALL - 1 - EPOCH
#: This many days on each side of the changes are written out too, so that few columns have to be clipped.
_CENTURY = 36_525
#: What holds on more days than ten thousand years have is not written out: each day is then looked up by itself.
_MOST_WRITTEN = 3_652_425


class ByDay:
    """What holds on each day of the calendar.

    Attributes:
        starts: the first day of each run, as an ordinal; the first run starts with the calendar.
        cells: what holds in each run: a text or an integer; None for nothing.
        categories: of texts, all that may hold on a day; None for integers.
        ask: returns what holds on one unknown day of a partial date; perhaps a text outside the categories.
        base: the first day that is written out, counted from 1970; all days before are like it.
        last: the last such day; all days after are like it.
        is_long: whether there are too many such days to be written out.

    >>> by_day = ByDay([1, 735000], [None, "iom"], ("iom",), lambda when: None)
    >>> by_day.on(734999), by_day.on(735000)
    (None, 'iom')
    """

    __slots__ = ("_made", "ask", "base", "categories", "cells", "is_long", "last", "starts")

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
        self.categories: tuple[str, ...] | None = categories
        self.ask: Callable[[PartialDate], Any] = ask
        changes = self.starts[1:] or [EPOCH]
        self.base: int = max(changes[0] - 1 - _CENTURY - EPOCH, _FIRST)
        self.last: int = min(changes[-1] + _CENTURY - EPOCH, _LAST)
        self.is_long: bool = self.last - self.base > _MOST_WRITTEN
        self._made: dict[str, Any] = {}

    def each(self, days: Iterable[int | None]) -> list[Any]:
        """Return what holds on each of some days, counted from 1970; None for None."""
        return [None if day is None else self.on(day + EPOCH) for day in days]

    def on(self, ordinal: int) -> Any:
        """Return what holds on a day."""
        return self.cells[bisect_right(self.starts, ordinal) - 1]

    @property
    def lengths(self) -> list[int]:
        """How many of the days that are written out each run has."""
        ends = (self.base + EPOCH, *self.starts[1:], self.last + EPOCH + 1)
        return [following - start for start, following in pairwise(ends)]

    def written_out(self) -> list[Any]:
        """Return what holds on each day from ``base`` to ``last``."""
        return list(chain.from_iterable(map(repeat, self.cells, self.lengths)))

    def once(self, library: str, make: Callable[[], T]) -> T:
        """Return what is written out for a library, made when it is first needed."""
        made: T | None = self._made.get(library)
        return made if made is not None else self._made.setdefault(library, make())

    def categories_with(self, cells: Iterable[Any]) -> list[str]:
        """Return the categories, followed by what else some cells hold."""
        return list(dict.fromkeys((*(self.categories or ()), *(cell for cell in cells if cell is not None))))


def column_like(by_day: ByDay, dates: Any, *, nulls: str = "raise") -> Any:
    """Return what holds on each date of a column, as a column of the same kind.

    Args:
        by_day: what holds when.
        dates: a list or tuple, a NumPy array, a pandas Series or Index, a Polars Series, a PyArrow Array or
            ChunkedArray; of dates of any kind that is accepted as one date.
        nulls: how an empty cell is treated: as an error ("raise"), or as empty in the result ("keep").

    Raises:
        InvalidQuestionError: it is not such a column.
        InvalidDateError: a cell is not a date; the field has its position, counted from 0.

    >>> by_day = ByDay([1, 735000], [None, "iom"], ("iom",), lambda when: None)
    >>> column_like(by_day, ["2013-05-11", "2013-05-12"])
    [None, 'iom']
    """
    one_of(nulls, ("raise", "keep"), "nulls", "a way to treat empty cells")
    keep = nulls == "keep"
    if isinstance(dates, (list, tuple)):
        found = _one_by_one(by_day, dates, keep=keep)
        return found if isinstance(dates, list) else tuple(found)
    # The classes are compared by name, so that no library is imported for it.
    for each in type(dates).__mro__:
        answer = _ANSWERS.get((each.__module__.partition(".")[0], each.__name__))
        if answer is not None:
            return answer(by_day, dates, keep=keep)
    raise InvalidQuestionError(
        f"{type(dates).__name__} is not a column of dates", value=dates, field="dates",
        hint="give a list, a tuple, a NumPy array, a pandas or Polars Series, or a PyArrow array; for one day, ask on=",
    )  # fmt: skip


class _Remembered(dict[Any, Any]):
    """What holds on dates and texts that were met before."""

    def __init__(self, by_day: ByDay) -> None:
        self.by_day = by_day

    def __missing__(self, value: Any) -> Any:
        found = self[value] = _one(self.by_day, value, "dates")
        return found


def _one_by_one(by_day: ByDay, values: Sequence[Any], *, keep: bool) -> list[Any]:
    kinds = set(map(type, values))
    # Equal texts or days are one date; times of two zones may be equal and lie on two days.
    if kinds <= {str, date, datetime}:
        known = [each.date() if type(each) is datetime else each for each in values] if datetime in kinds else values
        try:
            return list(map(_Remembered(by_day).__getitem__, known))
        except InvalidDateError:
            pass  # The loop below finds the place.
    found: list[Any] = []
    for place, value in enumerate(values):
        if not is_null(value):
            found.append(_one(by_day, value, f"dates[{place}]"))
        elif keep:
            found.append(None)
        else:
            raise _null_error(place, value)
    return found


def _one(by_day: ByDay, value: Any, field: str) -> Any:
    when = to_partial_date(value, field)
    first, last = when.span
    return by_day.on(first) if first == last else by_day.ask(when)


def is_null(value: Any) -> bool:
    """Return whether a value means an empty cell: None, NaN, NaT, pandas.NA, or a text of blanks alone."""
    if isinstance(value, str):
        return not value or value.isspace()
    if value is None or type(value).__name__ == "NAType":
        return True
    # Only NaN and NaT differ from themselves. Arrays compare to arrays; the reader of dates refuses those.
    try:
        differs = value != value  # noqa: PLR0124 # See the line above.
    except Exception:
        # A signaling NaN cannot be compared.
        return isinstance(value, Number)
    return differs is True or (type(differs).__name__ in {"bool", "bool_"} and bool(differs))


def _null_error(place: int, value: object) -> InvalidDateError:
    hint = "an empty cell never means today; nulls='keep' keeps it empty"
    return InvalidDateError(f"{shorten(value)} is not a date", value=value, field=f"dates[{place}]", hint=hint)


def _must_clip(by_day: ByDay, ends: Sequence[int | None], listed: Callable[[], list[int | None]], cells: Any) -> bool:
    """Return whether days go beyond those that are written out.

    Args:
        by_day: what is written out.
        ends: the first and the last of the days, counted from 1970; None if all cells are empty.
        listed: returns the days of all cells.
        cells: the column, if its library can write every day as a date; else None.

    Raises:
        InvalidDateError: a day is outside the calendar.
    """
    low, high = ends
    if low is None or high is None:
        return False
    if low < _FIRST or high > _LAST:
        place, day = next(
            (place, day) for place, day in enumerate(listed()) if day is not None and not _FIRST <= day <= _LAST
        )
        value = day if cells is None else cells[place]
        told = f"the day {day:,} days after 1970-01-01" if cells is None else shorten(str(value))
        raise InvalidDateError(f"{told} lies more than a quadrillion years away", value=value, field=f"dates[{place}]")
    return low < by_day.base or high > by_day.last


def _in_numpy(by_day: ByDay, column: Any, *, keep: bool) -> Any:
    """Answer a NumPy array by an object array of texts and None, or by float64 with NaN for integers."""
    numpy = needed("numpy", "pandas")
    if column.ndim != 1:
        raise InvalidQuestionError(
            f"an array of {column.ndim} dimensions is not a column", value=column, field="dates",
            hint="give an array of one dimension",
        )  # fmt: skip

    def made(cells: list[Any]) -> Any:
        array = numpy.empty(len(cells), dtype=float if by_day.categories is None else object)
        array[:] = cells
        return array

    return _looked_up(by_day, column, made, "numpy", keep=keep)


def _in_pandas(by_day: ByDay, column: Any, *, keep: bool) -> Any:
    """Answer a pandas Series by a Series with its index and name, an Index by an Index: categories, or ``Int64``."""
    pandas, kind, plain = needed("pandas", "pandas"), column.dtype, column
    if isinstance(kind, pandas.DatetimeTZDtype):
        # A time of a zone lies on its own day there.
        plain = (column.dt if isinstance(column, pandas.Series) else column).tz_localize(None)
    if isinstance(kind, pandas.ArrowDtype):
        # By Arrow itself, because pandas 2 would return the times of Greenwich.
        array = _local_times(column.array.__arrow_array__()).to_numpy(zero_copy_only=False)
    else:
        array = plain.to_numpy()

    def made(cells: list[Any]) -> Any:
        if by_day.categories is None:
            return pandas.array(cells, dtype="Int64")
        return pandas.Categorical(cells, categories=by_day.categories_with(cells))

    found = _looked_up(by_day, array, made, "pandas", keep=keep)
    if isinstance(column, pandas.Index):
        return pandas.Index(found, name=column.name)
    return pandas.Series(found, index=column.index, name=column.name, copy=False)


#: The length of a day in each unit of NumPy; longer units (weeks, months, years) are asked as partial dates.
_IN_A_DAY = {
    "D": 1, "h": 24, "m": 1_440, "s": 86_400, "ms": 86_400 * 10**3, "us": 86_400 * 10**6, "ns": 86_400 * 10**9,
    "ps": 86_400 * 10**12,
}  # fmt: skip


def _looked_up(by_day: ByDay, column: Any, made: Callable[[list[Any]], Any], library: str, *, keep: bool) -> Any:
    """Look up the days of a NumPy array in what ``made`` makes of the cells."""
    numpy = needed("numpy", "pandas")
    unit, number = numpy.datetime_data(column.dtype) if column.dtype.kind == "M" else ("", 0)
    masked = numpy.ma.getmaskarray(column) if isinstance(column, numpy.ma.MaskedArray) else None
    column = numpy.asarray(column)
    if number != 1 or unit not in _IN_A_DAY:
        # As a list, because `tolist` makes integers of times in nanoseconds.
        values = list(column) if unit else column.tolist()
        if masked is not None:
            values = [None if hidden else value for value, hidden in zip(values, masked, strict=True)]
        return made(_one_by_one(by_day, values, keep=keep))
    plain = column.astype(column.dtype.newbyteorder("="), copy=False).view("int64")
    missing: Any = masked
    if len(plain) and plain.min() == numpy.iinfo("int64").min:  # NaT.
        missing = numpy.isnat(column) if masked is None else numpy.isnat(column) | masked
    if missing is not None and not missing.any():
        missing = None
    if missing is not None and not keep:
        place = int(missing.argmax())
        raise _null_error(place, None if masked is not None and masked[place] else column[place])
    # Rounded down, so that times before 1970 lie on their own day too.
    days = plain if unit == "D" else plain // _IN_A_DAY[unit]
    if missing is not None:
        days = numpy.where(missing, by_day.base, days)
    if _must_clip(by_day, (days.min(), days.max()) if len(days) else (None, None), days.tolist, column):
        days = numpy.clip(days, by_day.base, by_day.last)
    if by_day.is_long:
        hidden = missing.tolist() if missing is not None else repeat(False)
        return made(by_day.each(None if gone else day for gone, day in zip(hidden, days.tolist(), strict=False)))
    found = by_day.once(library, lambda: made(by_day.cells).repeat(by_day.lengths)).take(days - by_day.base)
    if missing is not None:
        found[missing] = None
    return found


def _in_polars(by_day: ByDay, column: Any, *, keep: bool) -> Any:
    """Answer a Polars Series by a Series of the same name: ``Enum``, or ``Int64``."""
    polars = needed("polars", "polars")

    def made(cells: list[Any]) -> Any:
        kind = polars.Int64 if by_day.categories is None else polars.Enum(by_day.categories_with(cells))
        return polars.Series(column.name, cells, dtype=kind)

    if column.dtype == polars.Datetime:
        # A time of a zone lies on its own day there.
        column = column.dt.replace_time_zone(None).dt.date()
    if column.dtype != polars.Date:
        return made(_one_by_one(by_day, column.to_list(), keep=keep))
    if not keep and column.null_count():
        raise _null_error(int(column.is_null().arg_max()), None)
    days = column.to_physical()
    if _must_clip(by_day, (days.min(), days.max()), days.to_list, None):
        days = days.clip(by_day.base, by_day.last)
    if by_day.is_long:
        return made(by_day.each(days.to_list()))
    table = by_day.once("polars", lambda: made(by_day.written_out()))
    return table.gather((days - by_day.base).cast(polars.UInt32, wrap_numerical=True)).alias(column.name)


def _in_arrow(by_day: ByDay, column: Any, *, keep: bool) -> Any:
    """Answer a PyArrow Array or ChunkedArray by one of dictionaries with indices ``int32``, or of ``int64``."""
    arrow, compute = needed("pyarrow", "arrow"), needed("pyarrow.compute", "arrow")

    def made(cells: list[Any]) -> Any:
        if by_day.categories is None:
            return arrow.array(cells, type=arrow.int64())
        texts = by_day.categories_with(cells)
        codes: dict[Any, int | None] = {each: code for code, each in enumerate(texts)}
        indices = arrow.array(map(codes.get, cells), type=arrow.int32())
        return arrow.DictionaryArray.from_arrays(indices, arrow.array(texts, type=arrow.string()))

    if arrow.types.is_timestamp(column.type):
        # Rounded down, so that times before 1970 lie on their own day too.
        column = compute.floor_temporal(_local_times(column), unit="day")
    elif not arrow.types.is_date(column.type):
        found = made(_one_by_one(by_day, column.to_pylist(), keep=keep))
        return arrow.chunked_array([found]) if isinstance(column, arrow.ChunkedArray) else found
    if not keep and column.null_count:
        raise _null_error(compute.index(column.is_null(), value=True).as_py(), None)
    days = column.cast(arrow.date32()).cast(arrow.int32())
    if _must_clip(by_day, [end.as_py() for end in compute.min_max(days).values()], days.to_pylist, None):
        days = compute.max_element_wise(days, by_day.base, skip_nulls=False)
        days = compute.min_element_wise(days, by_day.last, skip_nulls=False)
    if by_day.is_long:
        found = made(by_day.each(days.to_pylist()))
        return arrow.chunked_array([found]) if isinstance(column, arrow.ChunkedArray) else found
    table = by_day.once("arrow", lambda: made(by_day.written_out()))
    return compute.take(table, compute.subtract(days, by_day.base), boundscheck=False)


def _local_times(column: Any) -> Any:
    """Return the times of a zone, of an Array or ChunkedArray, as a clock there shows them; other cells as they are."""
    arrow, compute = needed("pyarrow", "arrow"), needed("pyarrow.compute", "arrow")
    if not arrow.types.is_timestamp(column.type) or column.type.tz is None:
        return column
    zone, unit = column.type.tz, column.type.unit
    if zone[0] not in "+-":
        return compute.local_timestamp(column)
    # A plain offset is added here, because PyArrow before version 23 looked it up among the names of zones.
    minutes = int(f"{zone[0]}1") * (60 * int(zone[1:3]) + int(zone[-2:]))
    offset = arrow.scalar(timedelta(minutes=minutes), arrow.duration(unit))
    return compute.add(column.cast(arrow.timestamp(unit)), offset)


#: What answers a column, by the library and name of its class.
_ANSWERS: dict[tuple[str, str], Callable[..., Any]] = {
    ("numpy", "ndarray"): _in_numpy,
    ("pandas", "Series"): _in_pandas,
    ("pandas", "Index"): _in_pandas,
    ("polars", "Series"): _in_polars,
    ("pyarrow", "Array"): _in_arrow,
    ("pyarrow", "ChunkedArray"): _in_arrow,
}
