"""A column of dates in, a column of what holds on each of them out, of the same kind."""

from __future__ import annotations

from typing import Any

from ..errors import InvalidQuestionError, shorten
from .lookup import ByDay, elements

__all__ = ["column_like"]


def column_like(by_day: ByDay, dates: Any, *, nulls: str = "raise") -> Any:
    """Say what holds on each date of a column, as a column of the same kind.

    Args:
        by_day: what holds when.
        dates: a list or tuple, a NumPy array, a pandas Series or Index, a Polars Series, a PyArrow Array or
            ChunkedArray; of dates of any kind that is accepted as one date.
        nulls: what an empty cell is: an error ("raise"), or empty in what comes out ("keep").

    Raises:
        InvalidQuestionError: it is no such column.
        InvalidDateError: something in it is no date; the field says at which place, counted from 0.

    >>> from iom_partners.tables.lookup import ByDay
    >>> by_day = ByDay([1, 735000], [None, "iom"], ("iom",), lambda when: None)
    >>> column_like(by_day, ["2013-05-11", "2013-05-12"])
    [None, 'iom']
    """
    if nulls not in {"raise", "keep"}:
        hint = "raise or keep"
        raise InvalidQuestionError(
            f"{shorten(nulls)} is no way with empty cells", value=nulls, field="nulls", hint=hint
        )
    keep = nulls == "keep"
    if isinstance(dates, (list, tuple)):
        found = elements(by_day, dates, keep=keep)
        return found if isinstance(dates, list) else tuple(found)
    # The kinds are told by name, so that none of the libraries is imported for it.
    kinds = {(each.__module__.partition(".")[0], each.__name__) for each in type(dates).__mro__}
    if ("numpy", "ndarray") in kinds:
        from .lookup_numpy import in_numpy

        return in_numpy(by_day, dates, keep=keep)
    if kinds & {("pandas", "Series"), ("pandas", "Index")}:
        from .lookup_numpy import in_pandas

        return in_pandas(by_day, dates, keep=keep)
    if ("polars", "Series") in kinds:
        from .lookup_arrow import in_polars

        return in_polars(by_day, dates, keep=keep)
    if kinds & {("pyarrow", "Array"), ("pyarrow", "ChunkedArray")}:
        from .lookup_arrow import in_arrow

        return in_arrow(by_day, dates, keep=keep)
    raise InvalidQuestionError(
        f"{type(dates).__name__} is no column of dates",
        value=dates,
        field="dates",
        hint="give a list, a tuple, a NumPy array, a pandas or Polars Series, or a PyArrow array; of one day, ask on=",
    )
