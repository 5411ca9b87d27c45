"""Frames of any library as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import InvalidQuestionError, shorten

__all__ = ["rows_of_frame"]


def rows_of_frame(frame: Any) -> Iterable[Mapping[str, Any]]:
    """Give the rows of a frame: of Polars, Arrow, pandas, or of what exports itself as an Arrow stream.

    Raises:
        InvalidQuestionError: it is no such frame, or two of its columns have one name.
    """
    columns: list[Any] = list(getattr(frame, "column_names", getattr(frame, "columns", ())))
    twice = [column for column in columns if columns.count(column) > 1]
    if twice:
        raise InvalidQuestionError(f"the column {shorten(twice[0])} stands twice", value=twice[0], field="frame")
    if hasattr(frame, "collect") and not hasattr(frame, "iter_rows"):
        raise InvalidQuestionError(
            f"{type(frame).__name__} is lazy", value=frame, field="frame", hint="give frame.collect()"
        )
    rows: Any
    if hasattr(frame, "iter_rows"):
        rows = frame.iter_rows(named=True)
    elif hasattr(frame, "to_pylist"):
        rows = frame.to_pylist()
    elif hasattr(frame, "to_dict"):
        rows = frame.to_dict("records")
    elif hasattr(frame, "__arrow_c_stream__"):
        rows = _arrow(frame).to_pylist()
    else:
        hint = "give a frame of pandas, Polars or Arrow; rows go to from_rows"
        raise InvalidQuestionError(f"{shorten(frame)} is no frame", value=frame, field="frame", hint=hint)
    return rows  # type: ignore[no-any-return]


def _arrow(frame: Any) -> Any:
    from importlib import import_module

    try:
        return import_module("pyarrow").table(frame)
    except ImportError:
        raise InvalidQuestionError(
            f"{type(frame).__name__} exports itself to Arrow only", value=frame, field="frame",
            hint="install pyarrow, or give rows to from_rows",
        ) from None  # fmt: skip
