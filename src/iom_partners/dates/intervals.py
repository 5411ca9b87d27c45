"""Reading an interval: a start and an end with a slash between them."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from ..errors import InvalidDateError, InvalidPeriodError, shorten
from .days import AFTER_ALL, BEFORE_ALL, Bounds
from .partial import PartialDate
from .reading import read_each

__all__ = ["Interval", "read_interval"]


class Interval(NamedTuple):
    """What an interval says; the fields are those of `Period`."""

    start: PartialDate | None
    end: PartialDate | None
    starts_open: bool
    ends_open: bool
    bounds: Bounds


def read_interval(text: str) -> Interval:
    """Read an interval.

    Raises:
        InvalidPeriodError: it is none, or it ends before it starts in every reading.
        InvalidDateError: an end is no EDTF date (`UnsupportedDateError`: it lies outside the years 0001 to 9999).

    >>> read_interval("2003-04/..").ends_open
    True
    """
    if text.count("/") != 1:
        hint = "write start/end, such as '2003-04/..'"
        raise InvalidPeriodError(f"{shorten(text)} is not a period", value=text, hint=hint)
    slash = text.index("/")
    left, right = text[:slash], text[slash + 1 :]
    start, end = read_each([partial(_read_end, left, text, 0), partial(_read_end, right, text, slash + 1)])
    s0, s1 = start.span if start else (BEFORE_ALL, BEFORE_ALL if left == ".." else AFTER_ALL)
    e0, e1 = end.span if end else (AFTER_ALL if right == ".." else BEFORE_ALL, AFTER_ALL)
    if s0 > e1:
        raise InvalidPeriodError(f"{shorten(text)} ends before it starts in every reading", value=text)
    # The start is no later than the end, and each is a day that it may be.
    if s1 > e1:
        s1 = start.nearest(e1, before=True) if start else e1
    if e0 < s0:
        e0 = end.nearest(s0, before=False) if end else s0
    return Interval(start, end, left == "..", right == "..", Bounds(s0, s1, e0, e1))


def _read_end(side: str, text: str, at: int) -> PartialDate | None:
    """Read one side of an interval; None where it is open or unknown."""
    if side in ("", ".."):
        return None
    # "By some day" and "some day or later" are written without brackets in an interval (ISO 8601-2, 10.6).
    one_sided = side[0] not in "[{" and (side.startswith("..") or side.endswith(".."))
    try:
        when = PartialDate(f"[{side}]" if one_sided else side)
    except InvalidDateError as error:
        error.field = f"period {shorten(text)}"
        if error.position is not None:
            error.position += at - one_sided
        raise
    if "T" in side or "{" in side:
        raise InvalidPeriodError(
            f"{shorten(text)} has an end that is a time of day or a set of several dates", value=text
        ).at(at, "a date, two dots or nothing")
    return when
