"""What a citation states of a field, and what several statements have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args, get_origin

import attrs

from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds, Span, Spans, intersect, within
from ..dates.edtf import date_text
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError, shorten
from ..model.evidence import Citation

__all__ = ["common", "empty_value", "hull", "is_coarser", "reading_of", "side_of", "stated_fields"]

#: Fields of which no source speaks: they belong to the record, or carry citations of their own.
_OWN = frozenset(("id", "citations", "note", "names", "identifiers"))
#: Fields with a default that nonetheless say what a record is about, or how it is shown: silence does not empty them.
_IDENTITY = frozenset(("acronym", "language", "role"))


def stated_fields(record: Any) -> list[Any]:
    """Give the attrs fields of a record that sources state, in order."""
    return [field for field in attrs.fields(type(record)) if field.name not in _OWN]


def empty_value(record: Any, field: Any) -> Any:
    """Give the value of a field of which nothing is stated: its default, or the record's own where it can have none."""
    keeps = field.name in _IDENTITY or field.default is attrs.NOTHING
    return getattr(record, field.name) if keeps else field.default


def reading_of(record: Any, field: Any, citation: Citation) -> tuple[Any, ...]:
    """Give what a citation states of a field: one value, or none where it is silent.

    Raises:
        DataFileError: what it says can be no value of the field.
    """
    if field.name in citation.states:
        return (getattr(record, field.name),)
    return tuple(_parse(said.value, field) for said in citation.says if said.field == field.name)


def _parse(text: str, field: Any) -> Any:
    """Read the text of a `Said` as a value of a field's type."""
    kind = str(field.type)
    try:
        if "PartialDate" in kind or "Period" in kind:
            if "PartialDate" in kind and not ("/" in text and "Period" in kind):
                return PartialDate(text)
            return Period(text)
        if kind == "datetime.date | None":
            return _one_of(text, {str(PartialDate(text).earliest): PartialDate(text).earliest})
        if "Decimal" in kind:
            from ..io.codec import read_amount

            return read_amount(text)
        if kind == "int | None":
            return _one_of(text, {str(int(text)): int(text)})
        if kind == "<class 'bool'>":
            return _one_of(text, {"true": True, "false": False})
    except ValueError as error:
        raise DataFileError(f"{shorten(text)} can be no {field.name}: {error}", value=text, field=field.name) from None
    if get_origin(field.type) is Literal and text not in get_args(field.type):
        raise DataFileError(f"{shorten(text)} can be no {field.name}", value=text, field=field.name)
    return tuple(text.split()) if kind.startswith("tuple") else text


def _one_of(text: str, written: dict[str, Any]) -> Any:
    """Give the value of the one way to write it; every other way is refused, as in the data files."""
    if text not in written:
        raise ValueError(f"write {' or '.join(written)}")
    return written[text]


def common(values: Sequence[Any]) -> Any:
    """Give the common reading of statements: dates within all their bounds, the longest of lists, others if equal.

    Returns:
        The reading, or None where there is none.
    """
    first = values[0]
    if all(value == first for value in values):
        return first
    if all(isinstance(value, PartialDate) for value in values):
        spans: Spans = ((BEFORE_ALL, AFTER_ALL),)
        for value in values:
            spans = intersect(spans, value.spans)
        # One of the statements is taken as it is written where it says no more than all of them together.
        same = next((value for value in values if value.spans == spans), None)
        return same or (PartialDate(date_text(spans[0][0], spans[-1][1])) if spans else None)
    if all(isinstance(value, Period) for value in values):
        return _common_period(values)
    if all(isinstance(value, tuple) for value in values):
        # Of lists, the one that names all that the others name.
        return next((value for value in values if all(set(value) >= set(each) for each in values)), None)
    if all(isinstance(value, (PartialDate, Period)) for value in values):
        # A date and a period of one happening: the one whose days lie within those of all others.
        days = [_days(value) for value in values]
        return next(
            (value for value, own in zip(values, days, strict=True) if all(within(own, each) for each in days)), None
        )
    return None


def _days(value: PartialDate | Period) -> Spans:
    return (value.bounds.possible,) if isinstance(value, Period) else value.spans


def _common_period(values: Sequence[Period]) -> Period | None:
    starts, ends = [side_of(value, "start") for value in values], [side_of(value, "end") for value in values]
    s0, s1 = max(each[0] for each in starts), min(each[1] for each in starts)
    e0, e1 = max(each[0] for each in ends), min(each[1] for each in ends)
    if s0 > s1 or e0 > e1 or s0 > e1:
        return None
    same = next(
        (value for value in values if (side_of(value, "start"), side_of(value, "end")) == ((s0, s1), (e0, e1))), None
    )
    return same or Period.from_bounds(Bounds(s0, s1, e0, e1))


def side_of(period: Period, side: str) -> Span:
    """Give the days that a period states for one of its ends, before start <= end tightens them."""
    when = period.start if side == "start" else period.end
    if when is not None:
        return when.span
    if side == "start":
        return (BEFORE_ALL, BEFORE_ALL) if period.starts_open else (BEFORE_ALL, AFTER_ALL)
    return (AFTER_ALL, AFTER_ALL) if period.ends_open else (BEFORE_ALL, AFTER_ALL)


def hull(values: Sequence[Any]) -> Any:
    """Give what holds all statements of a date, period or list; of other values, the first."""
    if all(isinstance(value, PartialDate) for value in values):
        first, last = min(value.span[0] for value in values), max(value.span[1] for value in values)
        text = date_text(first, last)
        return PartialDate(text) if text else None
    if all(isinstance(value, Period) for value in values):
        starts, ends = [side_of(value, "start") for value in values], [side_of(value, "end") for value in values]
        return Period.from_bounds(
            Bounds(
                min(each[0] for each in starts), max(each[1] for each in starts),
                min(each[0] for each in ends), max(each[1] for each in ends),
            )
        )  # fmt: skip
    if all(isinstance(value, tuple) for value in values):
        return tuple(dict.fromkeys(each for value in values for each in value))
    return values[0]


def is_coarser(one: Any, other: Any) -> bool:
    """Tell whether the days of one statement hold those of the other and more, or its list lacks some of the other."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) < set(other)
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.spans != other.spans and intersect(one.spans, other.spans) == other.spans
    if isinstance(one, Period) and isinstance(other, Period):
        sides = [(side_of(one, side), side_of(other, side)) for side in ("start", "end")]
        return any(a != b for a, b in sides) and all(a[0] <= b[0] and b[1] <= a[1] for a, b in sides)
    if isinstance(one, (PartialDate, Period)) and isinstance(other, (PartialDate, Period)):
        return _days(one) != _days(other) and within(_days(other), _days(one))
    return False
