"""Columns of dates of NumPy and pandas, answered by one look-up in an array with one cell for each day."""

from __future__ import annotations

from typing import Any

from ..errors import InvalidDateError, InvalidQuestionError, shorten
from .lookup import FIRST, LAST, ByDay, check_range, elements, null_error
from .lookup_arrow import local_times
from .optional import needed

__all__ = ["in_numpy", "in_pandas"]

#: How many of each unit a day has; a longer unit (a week, month or year) is no day, and is asked as what it is.
_IN_A_DAY = {
    "D": 1, "h": 24, "m": 1_440, "s": 86_400, "ms": 86_400 * 10**3, "us": 86_400 * 10**6, "ns": 86_400 * 10**9,
    "ps": 86_400 * 10**12,
}  # fmt: skip


def in_numpy(by_day: ByDay, column: Any, *, keep: bool) -> Any:
    """Answer a NumPy array.

    Returns:
        An object array of texts and None; for numbers, float64 with NaN.
    """
    numpy = needed("numpy", "pandas")
    if column.ndim != 1:
        hint = "give an array of one dimension"
        raise InvalidQuestionError(f"an array of {column.ndim} dimensions is no column", value=column, field="dates",
                                   hint=hint)  # fmt: skip
    masked = None
    if isinstance(column, numpy.ma.MaskedArray):
        masked, column = numpy.ma.getmaskarray(column), column.data
    days = _days(numpy, column)
    if days is None:
        values = list(column) if column.dtype.kind == "M" else column.tolist()
        if masked is not None:
            values = [None if hidden else value for value, hidden in zip(values, masked, strict=True)]
        cells = elements(by_day, values, keep=keep)
        made = numpy.empty(len(cells), dtype=float if by_day.categories is None else object)
        made[:] = cells
        return made
    missing = _missing(numpy, days, column, masked, keep=keep)
    if by_day.categories is None:
        table = by_day.once("numpy", lambda: _written_out(numpy, by_day, by_day.cells, float))
        empty: Any = numpy.nan
    else:
        table, empty = by_day.once("numpy", lambda: _written_out(numpy, by_day, by_day.cells, object)), None
    found = _gather(by_day, table, days)
    if missing is not None:
        found[missing] = empty
    return found


def in_pandas(by_day: ByDay, column: Any, *, keep: bool) -> Any:
    """Answer a pandas Series or Index.

    Returns:
        A Series with the same index and name, or an Index with the same name: of categories, or ``Int64``.
    """
    numpy, pandas = needed("numpy", "pandas"), needed("pandas", "pandas")
    days, missing = _pandas_days(numpy, pandas, column, keep=keep)
    made: Any
    if days is None:
        values = elements(by_day, list(column), keep=keep)
        if by_day.categories is None:
            made = pandas.array(values, dtype="Int64")
        else:
            made = pandas.Categorical(values, categories=by_day.with_categories_of(values))
    elif by_day.categories is None:
        made = _integers(numpy, pandas, by_day, days, missing)
    else:
        table, kind = by_day.once("pandas", lambda: _categories(numpy, pandas, by_day))
        codes = _gather(by_day, table, days)
        if missing is not None:
            codes[missing] = -1
        made = pandas.Categorical.from_codes(codes, dtype=kind)
    if isinstance(column, pandas.Index):
        return pandas.Index(made, name=column.name)
    return pandas.Series(made, index=column.index, name=column.name, copy=False)


def _days(numpy: Any, column: Any) -> Any:
    """Give the days of an array, counted from 1970; None where it does not hold days. NaT comes before them all."""
    if column.dtype.kind != "M":
        return None
    unit, number = numpy.datetime_data(column.dtype)
    if number != 1 or unit not in _IN_A_DAY:
        return None
    plain = column.astype(column.dtype.newbyteorder("="), copy=False).view("int64")
    # The rest of the division is never negative: times before 1970 lie on their own day too.
    return plain if unit == "D" else plain // _IN_A_DAY[unit]


def _day_of_nat(numpy: Any, column: Any) -> int:
    """Give the day that NaT becomes by division: in small units it is one that the calendar has."""
    smallest: int = numpy.iinfo("int64").min
    return smallest // _IN_A_DAY[numpy.datetime_data(column.dtype)[0]]


def _missing(numpy: Any, days: Any, column: Any, masked: Any, *, keep: bool) -> Any:
    """Give which cells are empty, None where none is; refuse what is no day of the calendar."""
    if masked is None and (
        not len(days) or (check_range(days.min(), days.max()) and days.min() > _day_of_nat(numpy, column))
    ):
        return None
    missing = numpy.isnat(column)
    if masked is not None:
        missing |= masked
    if not keep and missing.any():
        place = int(missing.argmax())
        raise null_error(place, None if masked is not None and masked[place] else column[place])
    outside = ~missing & ~((days >= FIRST) & (days <= LAST))
    if outside.any():
        place = int(outside.argmax())
        raise InvalidDateError(
            f"{shorten(str(column[place]))} lies outside the years 1 to 9999",
            value=column[place],
            field=f"dates[{place}]",
        )
    return missing


def _gather(by_day: ByDay, table: Any, days: Any) -> Any:
    # What lies outside is like the first or the last day that is written out.
    return table.take(days - by_day.base, mode="clip")


def _written_out(numpy: Any, by_day: ByDay, cells: list[Any], kind: Any) -> Any:
    """Write out what holds on each day."""
    per_run = numpy.empty(len(cells), dtype=kind)
    per_run[:] = cells
    return numpy.repeat(per_run, by_day.lengths)


def _categories(numpy: Any, pandas: Any, by_day: ByDay) -> tuple[Any, Any]:
    """Give the code of each day, in the type that pandas itself takes for so many categories, and their type."""
    number = len(by_day.categories or ())
    size = "int8" if number < 2**7 else "int16" if number < 2**15 else "int32"
    return _written_out(numpy, by_day, by_day.codes, size), pandas.CategoricalDtype(list(by_day.categories or ()))


def _integers(numpy: Any, pandas: Any, by_day: ByDay, days: Any, missing: Any) -> Any:
    def make() -> tuple[Any, Any]:
        numbers = _written_out(numpy, by_day, [cell or 0 for cell in by_day.cells], "int64")
        return numbers, _written_out(numpy, by_day, [cell is None for cell in by_day.cells], bool)

    numbers, empty = (_gather(by_day, table, days) for table in by_day.once("pandas", make))
    if missing is not None:
        empty |= missing
    return pandas.arrays.IntegerArray(numbers, empty)


def _pandas_days(numpy: Any, pandas: Any, column: Any, *, keep: bool) -> tuple[Any, Any]:
    """Give the days of a column of pandas, None where it does not hold days; and which cells are empty."""
    kind = column.dtype
    if isinstance(kind, pandas.DatetimeTZDtype):
        # A time of a zone lies on its own day there.
        column = (column.dt if isinstance(column, pandas.Series) else column).tz_localize(None)
    elif isinstance(kind, pandas.ArrowDtype):
        column = _from_arrow(column)
    array = column.to_numpy() if isinstance(column.dtype, numpy.dtype) else None
    days = None if array is None else _days(numpy, array)
    if days is None:
        return None, None
    return days, _missing(numpy, days, array, None, keep=keep)


def _from_arrow(column: Any) -> Any:
    """Give a column of Arrow's own dates or times as one of NumPy's; any other as it is."""
    arrow = needed("pyarrow", "arrow")
    kind = column.dtype.pyarrow_dtype
    if arrow.types.is_date(kind):
        return column.astype("datetime64[s]")
    if arrow.types.is_timestamp(kind):
        if kind.tz is None:
            return column.astype(f"datetime64[{kind.unit}]")
        # By Arrow itself, for pandas 2 would give the times of Greenwich.
        local = local_times(column.array.__arrow_array__())
        return needed("pandas", "pandas").Series(local.to_numpy())
    return column
