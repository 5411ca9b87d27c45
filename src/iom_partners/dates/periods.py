"""Many periods at once: each of their dates is read once, however often it stands in them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, TypeVar

from .days import Bounds
from .edtf import read
from .partial import PartialDate
from .period import Period

__all__ = ["read_periods"]

T = TypeVar("T")

#: A date or None, whether the side is open, first and last possible day.
_Side = tuple[PartialDate | None, bool, int, int]


def read_periods(texts: Iterable[str]) -> dict[str, Period]:
    """Read many periods; equal dates among their starts and ends are one object.

    Raises:
        InvalidPeriodError: one of them is no interval, or it ends before it starts in every reading.
        InvalidDateError: an end is no EDTF date (`UnsupportedDateError`: it lies outside the years 0001 to 9999).

    >>> read = read_periods(["2007-11/..", "/2007-11"])
    >>> read["2007-11/.."].start is read["/2007-11"].end
    True
    """
    parts = [(text, *text.partition("/")) for text in texts]
    lefts, rights = dict.fromkeys(each[1] for each in parts), dict.fromkeys(each[3] for each in parts)
    dates = _read_dates(side for side in lefts | rights if _is_plain(side))
    starts = {side: dates.get(side) or _start_of(side) for side in lefts}
    ends = {side: dates.get(side) or _end_of(side) for side in rights}
    found: dict[str, Period] = {}
    regular: list[str] = []
    sides: list[tuple[_Side, _Side]] = []
    bounds: list[Bounds] = []
    for text, left, slash, right in parts:
        start, end = starts[left], ends[right]
        (_, _, s0, s1), (_, _, e0, e1) = start, end
        if slash and (s1 <= e1 or start[0] is None) and (s0 <= e0 or end[0] is None):
            regular.append(text)
            sides.append((start, end))
            # A side that is unknown is bounded by the other one.
            bounds.append(Bounds(s0, min(s1, e1), max(s0, e0), e1))
        else:
            found[text] = Period(text)  # One date bounds the other, or the text is wrong as a whole.
    made = _make_all(
        Period,
        _text=regular,
        start=[start[0] for start, _ in sides],
        end=[end[0] for _, end in sides],
        starts_open=[start[1] for start, _ in sides],
        ends_open=[end[1] for _, end in sides],
        bounds=bounds,
    )
    found.update(zip(regular, made, strict=True))
    return found


def _make_all(kind: type[T], **columns: Sequence[Any]) -> list[T]:
    """Make values by writing their slots, column by column, as their own readers do one by one."""
    made = list(map(object.__new__, repeat(kind, len(next(iter(columns.values()))))))
    for slot, column in columns.items():
        deque(map(getattr(kind, slot).__set__, made, column), maxlen=0)
    return made


def _is_plain(side: str) -> bool:
    """Tell whether a side is a date as it may stand alone: no set, no time of day, not one-sided."""
    return side[:1].isdigit() and "." not in side and "T" not in side


def _read_dates(texts: Iterable[str]) -> dict[str, _Side]:
    texts = list(texts)
    readings = [read(text) for text in texts]
    dates = _make_all(PartialDate, _text=texts, _reading=readings)
    return {
        text: (date, False, reading.first, reading.last)
        for text, date, reading in zip(texts, dates, readings, strict=True)
    }


def _start_of(side: str) -> _Side:
    period = Period(f"{side}/..")
    return period.start, period.starts_open, period.bounds.start_earliest, period.bounds.start_latest


def _end_of(side: str) -> _Side:
    period = Period(f"../{side}")
    return period.end, period.ends_open, period.bounds.end_earliest, period.bounds.end_latest
