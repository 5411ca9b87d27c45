"""Cells of anyone's table: what is empty, what is a text or a flag, and which time the cells of a row tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from ..dates.coerce import to_partial_date
from ..dates.days import AFTER_ALL, BEFORE_ALL
from ..dates.edtf import date_text
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidDateError, shorten

__all__ = ["BOUNDS", "TIMES", "CellError", "Reading", "Told", "is_empty", "read_flag", "read_text", "read_time"]

#: What a date coarser than a day means: all of it, from its first day to its last, or some day of it.
Reading = Literal["whole", "within"]

BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
TIMES = ("start", "end", "period", *BOUNDS, "starts_open", "ends_open")


class CellError(ValueError):
    """A cell that cannot be read.

    Attributes:
        field: which of the row.
        reason: what is wrong.
        value: the cell.
        hint: what to do instead.
        once: what many cells of a table share, of which it is enough to say it once; None where each counts.
    """

    def __init__(self, field: str, reason: str, value: object, hint: str = "", once: object = None) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.value = value
        self.hint = hint
        self.once = once


class Told(NamedTuple):
    """The time that a row tells.

    Attributes:
        period: as it is read.
        as_stated: as it is written, where that had to be read one way or the other; else None.
    """

    period: Period
    as_stated: str | None


def is_empty(value: object) -> bool:
    """Tell whether a cell holds nothing: None, NaN, NaT, NA or blanks.

    >>> is_empty(float("nan")), is_empty(" "), is_empty(0)
    (True, True, False)
    """
    if value is None or type(value).__name__ == "NAType":
        return True
    if isinstance(value, str):
        return not value.strip()
    # NaN and NaT alone differ from themselves.
    kind = type(value).__name__
    return (isinstance(value, float) or kind in {"NaTType", "datetime64"}) and bool(value != value)  # noqa: PLR0124


def read_text(value: object, field: str) -> str | None:
    """Give the text of a cell without blanks at its ends; None where it is empty.

    Raises:
        CellError: it holds something else than text.
    """
    if is_empty(value):
        return None
    if not isinstance(value, str):
        raise CellError(field, f"{shorten(value)} is no text", value)
    text = str.__str__(value).strip()
    if not text.isprintable():
        raise CellError(field, f"{shorten(text)} has invisible marks", value)
    return text


def read_flag(value: object, field: str) -> bool:
    """Give the truth value of a cell: true, false, or empty for false.

    Raises:
        CellError: it is neither.
    """
    if is_empty(value):
        return False
    if isinstance(value, bool) or type(value).__name__ in {"bool_", "bool"}:
        return bool(value)
    words = {"true": True, "false": False}
    text = value.strip().lower() if isinstance(value, str) else ""
    if text not in words:
        raise CellError(field, f"{shorten(value)} is neither true nor false", value)
    return words[text]


class _Clock(NamedTuple):
    """How dates of a table are read."""

    reading: Reading | None
    edges: Mapping[str, str]

    def end(self, value: object, side: str, field: str) -> tuple[str, bool]:
        """Give the text of one end of a period, and whether the cell had to be read one way or the other."""
        if is_empty(value):
            return self.edges[side], False
        if isinstance(value, str) and value == "..":
            return "..", False
        date = _read_date(value, field)
        first, last = date.span
        # A set says of itself that one of its days is meant; of a time of day, the day alone is.
        if first == last or str(date)[0] == "[":
            return str(date.earliest if "T" in str(date) else date), False
        if self.reading is None:
            hint = (
                "give coarse_dates='whole' (a start means its first day, an end its last) or 'within' (some day of it)"
            )
            raise CellError(field, f"{shorten(value)} is coarser than a day", value, hint, "coarse_dates")
        if self.reading == "within":
            return str(date), True
        if not date.is_whole_unit:
            raise CellError(field, f"{shorten(value)} is no whole year or month, so it cannot be read as one", value)
        return str(date.earliest if side == "start" else date.latest), True


def _read_date(value: object, field: str) -> PartialDate:
    try:
        return to_partial_date(value, field)
    except InvalidDateError as error:
        reason = error.reason
        if isinstance(value, (int, float)):
            reason = f"{reason}: a number may be a year, a day count or seconds; write it as text"
        raise CellError(field, reason, value) from None


def read_time(cells: Mapping[str, Any], reading: Reading | None, start: str, end: str) -> Told:
    """Give the time that the cells of a row tell, in one of three ways: start and end, one period, or four bounds.

    A period with bounds, as our own tables have both, is read as its text says, and the bounds have to agree.

    Args:
        cells: by field.
        reading: what a date coarser than a day means.
        start: what an empty start means: unknown or open.
        end: what an empty end means: unknown or ongoing.

    Raises:
        CellError: a cell is no date, or they contradict each other.

    >>> read_time({"start": "2003", "end": "2005-06-30"}, "whole", "unknown", "unknown").period
    Period("2003-01-01/2005-06-30")
    """
    edges = {"start": ".." if start == "open" else "", "end": ".." if end == "ongoing" else ""}
    clock = _Clock(reading, edges)
    given = [field for field in TIMES if not is_empty(cells.get(field))]
    ways = {"period": _of_period, "bounds": _of_bounds, "ends": _of_ends}
    kinds = dict.fromkeys("period" if each == "period" else "ends" if each in {"start", "end"} else "bounds"
                          for each in given if not _is_no(each, cells))  # fmt: skip
    if set(kinds) == {"period", "bounds"}:
        return Told(_of_both(cells), None)
    if len(kinds) > 1:
        raise CellError(given[-1], "it is told in two ways: give start and end, one period, or four bounds", None)
    way: Callable[[Mapping[str, Any], _Clock], tuple[str, bool]] = ways[next(iter(kinds), "ends")]
    text, is_read = way(cells, clock)
    if isinstance(cells.get("period"), Period):
        period: Period = cells["period"]
        return Told(period, None)
    try:
        period = Period(text)
    except InvalidDateError as error:
        raise CellError(given[-1], error.reason, text) from None
    return Told(period, "; ".join(f"{field}: {cells[field]}" for field in given) if is_read else None)


def _is_no(field: str, cells: Mapping[str, Any]) -> bool:
    """Tell whether a cell is a flag that is not set, which tells no time."""
    return field.endswith("s_open") and not read_flag(cells[field], field)


def _of_ends(cells: Mapping[str, Any], clock: _Clock) -> tuple[str, bool]:
    start, one = clock.end(cells.get("start"), "start", "start")
    end, other = clock.end(cells.get("end"), "end", "end")
    return f"{start}/{end}", one or other


def _of_period(cells: Mapping[str, Any], clock: _Clock) -> tuple[str, bool]:
    value = cells["period"]
    if isinstance(value, Period):
        return str(value), False
    left, slash, right = value.partition("/") if isinstance(value, str) else (value, "", "")
    start, one = clock.end(left, "start", "period")
    end, other = clock.end(right if slash else left, "end", "period")
    # A period that leaves an end empty says so itself: what the caller says of empty cells does not bear on it.
    return f"{start if not is_empty(left) else ''}/{end if not slash or not is_empty(right) else ''}", one or other


def _of_both(cells: Mapping[str, Any]) -> Period:
    """Give the period of a row of our own tables, which has its text and, for those who filter, its bounds."""
    try:
        period = cells["period"] if isinstance(cells["period"], Period) else Period(cells["period"])
    except InvalidDateError as error:
        raise CellError("period", error.reason, cells["period"]) from None
    for field in (*BOUNDS, "starts_open", "ends_open"):
        value = cells.get(field)
        if not is_empty(value):
            told = _read_date(value, field).earliest if field in BOUNDS else read_flag(value, field)
            if told != getattr(period, field):
                raise CellError(field, f"it is not that of the period {str(period)!r}", value)
    return period


def _of_bounds(cells: Mapping[str, Any], clock: _Clock) -> tuple[str, bool]:
    days: dict[str, int | None] = {}
    for field in BOUNDS:
        value = cells.get(field)
        if is_empty(value):
            days[field] = None
            continue
        first, last = _read_date(value, field).span
        if first != last:
            raise CellError(field, f"{shorten(value)} is no exact day, as a bound must be", value)
        days[field] = first
    texts = []
    for side in ("start", "end"):
        flag = f"{side}s_open"
        earliest, latest = days[f"{side}_earliest"], days[f"{side}_latest"]
        if read_flag(cells.get(flag), flag):
            # The one bound that an open side may still have says nothing of it: it lies beyond all days.
            texts.append("..")
        elif earliest is not None and latest is not None and earliest > latest:
            raise CellError(f"{side}_latest", f"it lies before {side}_earliest", cells[f"{side}_latest"])
        else:
            low, high = BEFORE_ALL if earliest is None else earliest, AFTER_ALL if latest is None else latest
            texts.append(date_text(low, high) or clock.edges[side])
    return "/".join(texts), False
