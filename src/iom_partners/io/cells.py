"""Cells of anyone's table: texts, flags, and the time that the cells of a row give."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Number
from typing import Any, Literal, NamedTuple

from ..dates.coerce import to_partial_date
from ..dates.days import AFTER_ALL, BEFORE_ALL, AnyDay, Bounds, Spans
from ..dates.edtf import date_text, spans_text
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidDateError, shorten
from ..store.search import invisible, written
from ..tables.date_formats import DateFormat, Found
from ..tables.lookup import is_null
from ..worlds.asked import plain_day

__all__ = ["TIMES", "CellError", "Reading", "RowTime", "TimeReader", "is_empty", "read_flag", "read_id", "read_text"]

#: What a date coarser than a day means: all of it, from its first day to its last, or some day of it.
Reading = Literal["whole", "within"]

_BOUNDS = Bounds._fields
_FLAGS = ("starts_open", "ends_open")
_LESS_USUAL = ("period", *_BOUNDS, *_FLAGS)
_FLAG_WORDS = dict.fromkeys(("true", "yes", "y", "1"), True) | dict.fromkeys(("false", "no", "n", "0"), False)
TIMES = ("start", "end", "period", *_BOUNDS, *_FLAGS)


class CellError(ValueError):
    """A cell that cannot be read.

    Attributes:
        field: which cell of the row.
        reason: what is wrong.
        value: the cell.
        hint: what to do instead.
        once: what many cells of a table have in common, if it is enough to report the first; None if each counts.
    """

    def __init__(self, field: str, reason: str, value: object, hint: str = "", once: object = None) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.value = value
        self.hint = hint
        self.once = once


class RowTime(NamedTuple):
    """The time that a row gives.

    Attributes:
        period: as it is read.
        as_stated: as it is written, if the caller decided how to read it; else None.
    """

    period: Period
    as_stated: str | None


def is_empty(value: object) -> bool:
    """Return whether a cell holds nothing: None, NaN, NaT, NA or blanks.

    >>> is_empty(float("nan")), is_empty(" "), is_empty(0)
    (True, True, False)
    """
    return not value.strip() if isinstance(value, str) else is_null(value)


def read_text(value: object, field: str) -> str | None:
    """Return the text of a cell as it is `written`; None if it is empty.

    Raises:
        CellError: it holds something other than text, or characters that no one sees.
    """
    if value is None or is_empty(value):
        return None
    if not isinstance(value, str):
        raise CellError(field, f"{shorten(value)} is not text", value)
    text = written(str.__str__(value))
    if invisible(text):
        raise CellError(field, f"{shorten(text)} has invisible characters", value)
    return text


def read_id(value: object, field: str) -> str | None:
    """Return the text of an id; a whole number, also one that pandas holds as a float, is its digits.

    >>> read_id(42.0, "id"), read_id(" a ", "id")
    ('42', 'a')

    Raises:
        CellError: it is neither.
    """
    if value is None:
        return None
    whole = _whole_number(value)
    return read_text(value, field) if whole is None else str(whole)


def _whole_number(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, Number) or is_empty(value):
        return None
    try:
        whole = int(value)  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        return None
    return whole if whole == value else None


def read_flag(value: object, field: str) -> bool:
    """Return the truth value of a cell: true, yes or 1, false, no or 0; false if it is empty.

    Raises:
        CellError: it is neither.
    """
    if value is None or is_empty(value):
        return False
    if isinstance(value, bool) or type(value).__name__ in {"bool_", "bool"}:
        return bool(value)
    text = value.strip().lower() if isinstance(value, str) else str(_whole_number(value))
    if text not in _FLAG_WORDS:
        hint = "write true or false, yes or no, 1 or 0"
        raise CellError(field, f"{shorten(value)} is neither true nor false", value, hint)
    return _FLAG_WORDS[text]


class TimeReader(NamedTuple):
    """How a table writes times.

    Attributes:
        coarse_dates: what a date coarser than a day means; None if there is none.
        missing_start: what an empty start means.
        missing_end: what an empty end means.
        ends: whether the day of an end is the last, or the first after it.
        dates: how dates are written.
    """

    coarse_dates: Reading | None
    missing_start: Literal["unknown", "open"] = "unknown"
    missing_end: Literal["unknown", "ongoing"] = "unknown"
    ends: Literal["inclusive", "exclusive"] = "inclusive"
    dates: DateFormat = DateFormat()

    def read(self, cells: Mapping[str, Any]) -> RowTime:
        """Return the time that the cells of a row give in one of three ways: start and end, a period, or four bounds.

        A period with bounds, as our own tables have both, is read as its text says; the bounds have to agree.

        Args:
            cells: by field.

        Raises:
            CellError: a cell is not a date, or cells contradict each other.

        >>> TimeReader("whole").read({"start": "2003", "end": "2005-06-30"}).period
        Period("2003-01-01/2005-06-30")
        """
        if cells.keys().isdisjoint(_LESS_USUAL):
            return self._made(*self._of_ends(cells), [field for field in ("start", "end") if field in cells], cells)
        given = [field for field in TIMES if not is_empty(cells.get(field))]
        # A flag that is false gives no time.
        ways = {
            "ends" if field in {"start", "end"} else "period" if field == "period" else "bounds"
            for field in given
            if field not in _FLAGS or read_flag(cells[field], field)
        }
        if ways == {"period", "bounds"}:
            return self._shifted(self._checked_period(cells))
        if len(ways) > 1:
            raise CellError(given[-1], "the time is given in two ways: give start and end, a period, or bounds", None)
        if ways == {"bounds"}:
            return self._shifted(self._made(self._of_bounds(cells), False, given, cells).period)
        if ways == {"period"}:
            sides = self._sides(cells["period"])
            if isinstance(sides, Period):
                # It says itself what it means; words are kept.
                return RowTime(sides, f"period: {cells['period']}" if isinstance(cells["period"], str) else None)
            return self._made(*self._of_period(*sides), given, cells)
        return self._made(*self._of_ends(cells), given, cells)

    def _made(self, text: str, is_read: bool, given: list[str], cells: Mapping[str, Any]) -> RowTime:
        try:
            period = Period(text)
        except InvalidDateError as error:
            hint = "with ends='exclusive' an end is the first day after" if self.ends == "exclusive" else error.hint
            raise CellError(given[-1], error.reason, text, hint) from None
        if not is_read:
            return RowTime(period, None)
        return RowTime(period, "; ".join(f"{field}: {cells[field]}" for field in given if not is_empty(cells[field])))

    def _missing(self, side: str) -> str:
        """Return the text of an empty start or end."""
        is_open = self.missing_start == "open" if side == "start" else self.missing_end == "ongoing"
        return ".." if is_open else ""

    def _side(self, value: object, side: str, field: str) -> tuple[str, bool]:
        """Return the text of a start or end, and whether ``coarse_dates`` or ``dates`` decided how to read it."""
        if value is None:
            return self._missing(side), False
        is_first_after = side == "end" and self.ends == "exclusive"
        if not is_first_after and (day := plain_day(value)) is not None and self.dates.takes_days:
            text = str(day)
            if text not in self.dates.unsure:
                return text, False
        if isinstance(value, str) and value.strip() == "..":
            return "..", False
        found = self._found(value, field)
        if found is None:
            return self._missing(side), True
        when = found.date
        first, last = when.span
        # A set says itself that one of its days is meant; of a time of day, only the day counts.
        is_set = not found.is_unit and str(when)[0] == "["
        is_read = value != str(when) if isinstance(value, str) else isinstance(value, Number)
        if first == last or is_set:
            text = str(when.earliest if "T" in str(when) else when)
        elif self.coarse_dates is None:
            hint = (
                "give coarse_dates='whole' (a start means its first day, an end its last) or 'within' (some day of it)"
            )
            raise CellError(field, f"{shorten(value)} is coarser than a day", value, hint, "coarse_dates")
        elif self.coarse_dates == "within":
            text, is_read = str(when), True
        elif not found.is_unit:
            reason = f"{shorten(value)} is not a whole year or month, so it cannot be read as one"
            raise CellError(field, reason, value)
        elif is_first_after:
            reason = f"{shorten(value)} is not the first day after an end: it is coarser than a day"
            hint = "give coarse_dates='within' if it is some day of it, or write the day"
            raise CellError(field, reason, value, hint)
        else:
            text, is_read = str(when.earliest if side == "start" else when.latest), True
        return (_day_before(PartialDate(text), value, field), True) if is_first_after else (text, is_read)

    def _found(self, value: object, field: str) -> Found | None:
        try:
            return self.dates.read(value)
        except InvalidDateError as error:
            raise CellError(field, error.reason, value, error.hint) from error

    def _of_ends(self, cells: Mapping[str, Any]) -> tuple[str, bool]:
        start, one = self._side(cells.get("start"), "start", "start")
        end, other = self._side(cells.get("end"), "end", "end")
        return f"{start}/{end}", one or other

    def _sides(self, value: object) -> Period | tuple[object, object]:
        try:
            return self.dates.sides(value)
        except InvalidDateError as error:
            raise CellError("period", error.reason, value, error.hint) from None

    def _of_period(self, left: object, right: object) -> tuple[str, bool]:
        # A period that leaves a side empty says itself that it is unknown: `missing_start` is about empty cells.
        start, one = ("", False) if is_empty(left) else self._side(left, "start", "period")
        end, other = ("", False) if is_empty(right) else self._side(right, "end", "period")
        return f"{start}/{end}", one or other

    def _shifted(self, period: Period) -> RowTime:
        """Return a period whose end is written as the table writes ends."""
        if self.ends == "inclusive" or period.end is None:
            return RowTime(period, None)
        left = str(period).partition("/")[0]
        text = f"{left}/{_day_before(period.end, str(period), 'period')}"
        return RowTime(self._made(text, False, ["period"], {}).period, str(period))

    def _of_bounds(self, cells: Mapping[str, Any]) -> str:
        days: dict[str, int] = {}
        for field in _BOUNDS:
            value = cells.get(field)
            found = None if is_empty(value) else self._found(value, field)
            if found is None:
                days[field] = BEFORE_ALL if field.endswith("earliest") else AFTER_ALL
                continue
            first, last = found.date.span
            if first != last:
                raise CellError(field, f"{shorten(value)} is not an exact day, as a bound must be", value)
            days[field] = first
        texts = []
        for side in ("start", "end"):
            earliest, latest = days[f"{side}_earliest"], days[f"{side}_latest"]
            if read_flag(cells.get(f"{side}s_open"), f"{side}s_open"):
                # An open side lies beyond all days, whatever its other bound says.
                texts.append("..")
            elif earliest > latest:
                raise CellError(f"{side}_latest", f"it lies before {side}_earliest", cells[f"{side}_latest"])
            else:
                texts.append(date_text(earliest, latest) or self._missing(side))
        return "/".join(texts)

    @staticmethod
    def _checked_period(cells: Mapping[str, Any]) -> Period:
        """Return the period of a row of our own tables, which has its text and, for those who filter, its bounds."""
        try:
            period = cells["period"] if isinstance(cells["period"], Period) else Period(cells["period"])
        except InvalidDateError as error:
            raise CellError("period", error.reason, cells["period"]) from None
        for field in (*_BOUNDS, *_FLAGS):
            value = cells.get(field)
            if not is_empty(value):
                stated = read_flag(value, field) if field in _FLAGS else _bound_of(value, field)
                if stated != getattr(period, field):
                    raise CellError(field, f"it differs from that of the period {str(period)!r}", value)
        return period


def _bound_of(value: object, field: str) -> AnyDay | None:
    try:
        return to_partial_date(value, field).earliest
    except InvalidDateError as error:
        raise CellError(field, error.reason, value) from None


def _day_before(when: PartialDate, value: object, field: str) -> str:
    """Return the text of the days before those of a date."""
    spans: Spans = (when.span,) if when.comes_again else when.spans
    moved = tuple((first - (first > BEFORE_ALL), last - (last < AFTER_ALL)) for first, last in spans)
    if moved[0][1] <= BEFORE_ALL:
        raise CellError(field, f"{shorten(value)} has no day before it", value)
    return spans_text(moved)
