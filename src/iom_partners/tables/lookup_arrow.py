"""Columns of dates of Polars and PyArrow, answered by one look-up in an array with one cell for each day.

Each uses its own arrays alone, so that NumPy need not be installed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ..errors import InvalidDateError
from .lookup import FIRST, LAST, ByDay, check_range, elements, null_error
from .optional import needed

__all__ = ["in_arrow", "in_polars", "local_times"]


def in_polars(by_day: ByDay, column: Any, *, keep: bool) -> Any:
    """Answer a Polars Series.

    Returns:
        A Series of the same name: ``Enum``, or ``Int64``.
    """
    polars = needed("polars", "polars")
    days = _polars_days(polars, column)
    if days is None:
        cells = elements(by_day, column.to_list(), keep=keep)
        return _polars_series(polars, by_day, column.name, cells)
    if not keep and days.null_count():
        raise null_error(int(days.is_null().arg_max()), None)
    low, high = days.min(), days.max()
    if low is None:
        return _polars_series(polars, by_day, column.name, [None] * len(days))
    if not check_range(low, high):
        place = int((~days.is_between(FIRST, LAST)).fill_null(value=False).arg_max())
        raise _outside(place, days[place])
    if low < by_day.base or high > by_day.last:
        days = days.clip(by_day.base, by_day.last)
    table = by_day.once("polars", lambda: _polars_series(polars, by_day, "", by_day.written_out(by_day.cells)))
    return table.gather((days - by_day.base).cast(polars.UInt32, wrap_numerical=True)).alias(column.name)


def _polars_days(polars: Any, column: Any) -> Any:
    """Give the days of a Series, counted from 1970; None where it does not hold days."""
    if column.dtype == polars.Datetime:
        # A time of a zone lies on its own day there.
        column = column.dt.replace_time_zone(None).dt.date()
    return column.to_physical() if column.dtype == polars.Date else None


def _polars_series(polars: Any, by_day: ByDay, name: str, cells: list[Any]) -> Any:
    kind = polars.Int64 if by_day.categories is None else polars.Enum(by_day.with_categories_of(cells))
    return polars.Series(name, cells, dtype=kind)


def in_arrow(by_day: ByDay, column: Any, *, keep: bool) -> Any:
    """Answer a PyArrow Array or ChunkedArray.

    Returns:
        An Array or ChunkedArray: a dictionary of texts with indices ``int32``, or ``int64``.
    """
    arrow, compute = needed("pyarrow", "arrow"), needed("pyarrow.compute", "arrow")
    days = _arrow_days(arrow, compute, column)
    if days is None:
        cells = elements(by_day, column.to_pylist(), keep=keep)
        made = _arrow_array(arrow, by_day, cells)
        return arrow.chunked_array([made]) if isinstance(column, arrow.ChunkedArray) else made
    if not keep and days.null_count:
        raise null_error(compute.index(days.is_null(), value=True).as_py(), None)
    low, high = (end.as_py() for end in compute.min_max(days).values())
    if low is not None:
        if not check_range(low, high):
            inside = compute.and_(compute.greater_equal(days, FIRST), compute.less_equal(days, LAST))
            place = compute.index(inside, value=False).as_py()
            raise _outside(place, days[place].as_py())
        if low < by_day.base or high > by_day.last:
            days = compute.max_element_wise(days, by_day.base, skip_nulls=False)
            days = compute.min_element_wise(days, by_day.last, skip_nulls=False)
    table = by_day.once("arrow", lambda: _arrow_table(arrow, by_day))
    found = compute.take(table, compute.subtract(days, by_day.base), boundscheck=False)
    if by_day.categories is None:
        return found
    texts = arrow.array(by_day.categories, type=arrow.string())
    if isinstance(found, arrow.ChunkedArray):
        kind = arrow.dictionary(arrow.int32(), arrow.string())
        return arrow.chunked_array([arrow.DictionaryArray.from_arrays(each, texts) for each in found.chunks], type=kind)
    return arrow.DictionaryArray.from_arrays(found, texts)


def _arrow_days(arrow: Any, compute: Any, column: Any) -> Any:
    """Give the days of an array, counted from 1970; None where it does not hold days."""
    if arrow.types.is_timestamp(column.type):
        if column.type.tz is not None:
            # A time of a zone lies on its own day there.
            column = local_times(column)
        # In whole days, downwards, so that times before 1970 lie on their own day too.
        column = compute.floor_temporal(column, unit="day")
    elif not arrow.types.is_date(column.type):
        return None
    return column.cast(arrow.date32()).cast(arrow.int32())


def local_times(column: Any) -> Any:
    """Give the times of a zone, of an Array or ChunkedArray of PyArrow, as its own clock shows them."""
    arrow, compute = needed("pyarrow", "arrow"), needed("pyarrow.compute", "arrow")
    zone, unit = column.type.tz, column.type.unit
    if zone[0] not in "+-":
        return compute.local_timestamp(column)
    # A plain offset is added here, for PyArrow looked it up among the names of zones before its version 23.
    minutes = int(f"{zone[0]}1") * (60 * int(zone[1:3]) + int(zone[-2:]))
    offset = arrow.scalar(timedelta(minutes=minutes), arrow.duration(unit))
    return compute.add(column.cast(arrow.timestamp(unit)), offset)


def _arrow_array(arrow: Any, by_day: ByDay, cells: list[Any]) -> Any:
    if by_day.categories is None:
        return arrow.array(cells, type=arrow.int64())
    texts = by_day.with_categories_of(cells)
    codes: dict[Any, int | None] = {each: code for code, each in enumerate(texts)}
    indices = arrow.array([codes.get(cell) for cell in cells], type=arrow.int32())
    return arrow.DictionaryArray.from_arrays(indices, arrow.array(texts, type=arrow.string()))


def _arrow_table(arrow: Any, by_day: ByDay) -> Any:
    if by_day.categories is None:
        return arrow.array(by_day.written_out(by_day.cells), type=arrow.int64())
    codes = [None if code < 0 else code for code in by_day.codes]
    return arrow.array(by_day.written_out(codes), type=arrow.int32())


def _outside(place: int, day: int) -> InvalidDateError:
    # The libraries cannot give such a cell as a date.
    reason = f"the day {day:,} days from 1970-01-01 on lies outside the years 1 to 9999"
    return InvalidDateError(reason, value=day, field=f"dates[{place}]")
