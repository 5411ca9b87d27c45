"""What citations state of a field, and how statements of one field compare and join."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any, Literal, NamedTuple, get_args, get_origin

import attrs

from ..dates.days import AFTER_ALL, BEFORE_ALL, AnyDay, Bounds, Spans, intersect, within
from ..dates.edtf import date_text
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError, shorten
from ..model.evidence import NO_LIMIT, PARTS, Citation, spoken_fields, states_of, value_text
from ..model.own_sources import INFERENCE_IDS
from ..model.sources import Source
from ..model.ties import Coverage

__all__ = [
    "PARTS",
    "add_cited",
    "common",
    "differing",
    "empty_value",
    "hull",
    "is_coarser",
    "key_of",
    "most_precise",
    "parts_of",
    "reading_of",
    "settle",
    "spoken_fields",
    "stated_fields",
    "statements_of",
    "stating",
    "supporting",
    "widest",
]

#: Fields that no source speaks of: they belong to the record, or carry citations of their own.
_OWN = frozenset(("id", "citations", "note", *PARTS))
#: Fields with a default that nonetheless say what a record is about, or how it is shown: silence does not empty them.
_IDENTITY = frozenset(("acronym", "language", "role", "office", "is_doubtful", "status", "except_ids"))


# A record, its parts and its citations.


def parts_of(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield a record, then each of its names and identifiers, all with their place in it: "", "names[0]" ..."""
    yield "", record
    for field in PARTS:
        for index, part in enumerate(getattr(record, field, ())):
            yield f"{field}[{index}]", part


def key_of(record: Any) -> tuple[Any, ...]:
    """Return what tells a record, a name or an identifier from all others of its type."""
    fields = ("id",), ("scheme", "value"), ("text", "kind", "language")
    return type(record), *next(
        tuple(getattr(record, each) for each in key) for key in fields if hasattr(record, key[0])
    )


def supporting(record: Any) -> list[Citation]:
    """Return the citations that support a record, without what follows from others: nobody states that."""
    return [each for each in record.citations if not each.denies and each.source_id not in INFERENCE_IDS]


def stating(record: Any, name: str) -> tuple[Citation, ...]:
    """Return the citations that state a field of a record as the record has it."""
    return tuple(each for each in record.citations if not each.denies and name in states_of(each, record))


def add_cited(records: Mapping[str, list[Any]], *sources: Source) -> None:
    """Add those of some sources that records cite and do not hold yet."""
    cited = {
        citation.source_id
        for found in records.values()
        for record in found
        for _, part in parts_of(record)
        for citation in part.citations
    }
    cited -= {source.id for source in records["sources"]}
    records["sources"].extend(source for source in sources if source.id in cited)


# What is stated of a field.


def stated_fields(record: Any) -> list[Any]:
    """Return the attrs fields of a record that sources state, in order."""
    return [field for field in attrs.fields(type(record)) if field.name not in _OWN]


def empty_value(record: Any, field: Any) -> Any:
    """Return the value of a field that nobody states: its default, or the record's own where it cannot be empty."""
    is_about = isinstance(record, Coverage) and field.name in {"organization_id", "project_id"}
    keeps = is_about or field.name in _IDENTITY or field.default is attrs.NOTHING
    return getattr(record, field.name) if keeps else field.default


def statements_of(record: Any, field: Any, citations: Iterable[Citation]) -> list[tuple[Any, Citation]]:
    """Return every value that some citations state of a field, each with its citation."""
    return [(value, each) for each in citations for value in reading_of(record, field, each)]


def differing(record: Any) -> Iterator[tuple[Any, list[tuple[Any, Citation]]]]:
    """Yield each field for which the supporting citations state different values, with every statement."""
    citations = supporting(record)
    if any(each.says for each in citations):  # Else each states the record's own values, or nothing.
        for field in stated_fields(record):
            told = statements_of(record, field, citations)
            if any(value != told[0][0] for value, _ in told):
                yield field, told


def reading_of(record: Any, field: Any, citation: Citation) -> tuple[Any, ...]:
    """Return what a citation states of a field: nothing where it is silent.

    Raises:
        DataFileError: the field cannot hold what the citation says.
    """
    if field.name in states_of(citation, record):
        return (getattr(record, field.name),)
    return tuple(_read(said.value, field) for said in citation.says if said.field == field.name)


def _read(text: str, field: Any) -> Any:
    try:
        if get_origin(field.type) is Literal:
            return _written(text, *get_args(field.type))
        return _READERS.get(field.type, str)(text)
    except ValueError as error:
        reason = f"{shorten(text)} is not a valid {field.name}: {error}"
        raise DataFileError(reason, value=text, field=field.name) from None


def _written(text: str, *values: Any) -> Any:
    """Return the one of some values that is written so; other ways to write it are refused, as in the data files."""
    for value in values:
        if value_text(value) == text:
            return value
    raise ValueError(f"write {' or '.join(map(value_text, values))}")


def _read_amount(text: str) -> Decimal:
    from ..io.json_text import read_amount

    return read_amount(text)


def _read_day(text: str) -> AnyDay:
    from ..io.json_text import read_day

    return read_day(text)


#: How the text of a `Said` is read, by the type of its field; all other fields hold text.
_READERS: dict[Any, Callable[[str], Any]] = {
    Period: Period,
    PartialDate | None: PartialDate,
    PartialDate | Period | None: lambda text: Period(text) if "/" in text else PartialDate(text),
    AnyDay | None: lambda text: None if text == NO_LIMIT else _written(text, _read_day(text)),
    int | None: lambda text: _written(text, int(text)),
    bool: lambda text: _written(text, True, False),
    Decimal | None: _read_amount,
    tuple[str, ...]: lambda text: tuple(text.split()),
}


# What several statements of one field come to: of dates by their days, of lists by their entries. All other values only
# agree or differ.


def common(values: Sequence[Any]) -> Any:
    """Return the common reading of statements: dates within all their bounds, the longest of lists, others if equal.

    Returns:
        The reading, or None where there is none.
    """
    if all(value == values[0] for value in values):
        return values[0]
    if _are(tuple, values):
        return next((one for one in values if all(set(one) >= set(each) for each in values)), None)
    if (form := _form(values)) is None:
        return None
    shared = tuple(reduce(intersect, side) for side in zip(*map(form.sides, values), strict=True))
    # A statement that says no more than all of them together is taken as it is written.
    same = next((value for value in values if form.sides(value) == shared), None)
    return same or (form.make(*shared) if form.make and all(shared) else None)


def hull(values: Sequence[Any]) -> Any:
    """Return what holds all statements of a date, period or list; of other values, the first."""
    if _are(tuple, values):
        return tuple(dict.fromkeys(entry for value in values for entry in value))
    if (form := _form(values)) is None or form.make is None:
        return values[0]
    sides = zip(*map(form.sides, values), strict=True)
    return form.make(*(((min(each[0][0] for each in side), max(each[-1][1] for each in side)),) for side in sides))


def settle(values: Sequence[Any]) -> Any:
    """Return the common reading of statements, or what holds them all where there is none; of periods end by end.

    >>> settle([Period("1998-01-01/2017-04-08"), Period("2011-01-01/2017")])
    Period("[1998-01-01..2011-01-01]/2017-04-08")
    """
    shared = common(values)
    if shared is not None:
        return shared
    held = hull(values)
    if not _are(Period, values):
        return held
    ends = str(held).split("/")
    agreed = [reduce(intersect, side) for side in zip(*map(_sides, values), strict=True)]
    if all(agreed):
        return held  # Start and end agree each alone, but not in this order.
    for index, days in enumerate(agreed):
        if days:
            # As one of the statements writes it, else as the days are written.
            written = (str(value).split("/")[index] for value in values if _sides(value)[index] == days)
            ends[index] = next(written, date_text(days[0][0], days[-1][1]))
    return Period("/".join(ends))


def is_coarser(one: Any, other: Any) -> bool:
    """Return whether one statement has all days of the other and more, or its list lacks some of the other."""
    if _are(tuple, (one, other)):
        return set(one) < set(other)
    if (form := _form((one, other))) is None:
        return False
    own, others = form.sides(one), form.sides(other)
    return own != others and all(map(within, others, own))


def most_precise(own: Any, values: Sequence[Any]) -> Any:
    """Return the statement that leaves the fewest days open, or the longest of lists; the record's own among equals."""
    values = [own, *values] if own in values else values
    if _are(tuple, values):
        return max(values, key=len)
    return min(values, key=_openness) if _form(values) else own


def widest(own: Any, values: Sequence[Any]) -> Any:
    """Return what holds the record's own value and all statements of a date, period or list; of others, its own."""
    dated = [value for value in (own, *values) if value is not None]
    form = _form(dated)
    if form is None:
        return hull([own, *values])
    if form.make is None:
        spans = {when: when.span for when in dated if isinstance(when, PartialDate)}
        dated = [Period.from_bounds(Bounds(*spans[when], *spans[when])) if when in spans else when for when in dated]
    # No text but that of any year stands for any day at all.
    return hull(dated) or PartialDate("XXXX")


class _Form(NamedTuple):
    """Dates of one type as the days that each of their sides may be.

    Attributes:
        sides: takes a date apart.
        make: makes one of its sides; None where dates and periods stand together, of which one is taken as it is.
    """

    sides: Callable[[Any], tuple[Spans, ...]]
    make: Callable[..., Any] | None


def _sides(when: PartialDate | Period) -> tuple[Spans, ...]:
    """Return the days of a date, or of the start and the end of a period before start <= end tightens them."""
    if isinstance(when, PartialDate):
        return (when.spans,)
    start = when.start.span if when.start else (BEFORE_ALL, BEFORE_ALL if when.starts_open else AFTER_ALL)
    end = when.end.span if when.end else (AFTER_ALL if when.ends_open else BEFORE_ALL, AFTER_ALL)
    return (start,), (end,)


def _all_days(when: PartialDate | Period) -> tuple[Spans, ...]:
    return (when.spans if isinstance(when, PartialDate) else (when.bounds.possible,),)


def _date_of(days: Spans) -> PartialDate | None:
    text = date_text(days[0][0], days[-1][1])
    return PartialDate(text) if text else None


def _period_of(start: Spans, end: Spans) -> Period | None:
    return Period.from_bounds(Bounds(*start[0], *end[0])) if start[0][0] <= end[0][1] else None


#: A happening may be given a date by one source and a period by another.
_FORMS: dict[Any, _Form] = {
    PartialDate: _Form(_sides, _date_of),
    Period: _Form(_sides, _period_of),
    (PartialDate, Period): _Form(_all_days, None),
}


def _are(kind: Any, values: Sequence[Any]) -> bool:
    return all(isinstance(value, kind) for value in values)


def _form(values: Sequence[Any]) -> _Form | None:
    return next((form for kind, form in _FORMS.items() if _are(kind, values)), None)


def _openness(when: PartialDate | Period) -> tuple[int, int]:
    """Return on how many sides a date has no limit, and how many days it may be beyond one on each."""
    sides = _sides(when)
    runs = [run for side in sides for run in side]
    unlimited = sum((first == BEFORE_ALL) + (last == AFTER_ALL) for first, last in runs if first != last)
    return unlimited, sum(last - first + 1 for first, last in runs) - len(sides)
