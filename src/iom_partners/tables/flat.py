"""Flat tables of records: fixed columns of plain values, one row a record, and what the columns mean.

A field with several plain values is one text with a bar between them. A date is its EDTF text, then its first and last
possible day. What says when a record holds (``period`` or ``when``) is its text, then four bounds and two flags: from
``start_latest`` to ``end_earliest`` every day is certain, from ``start_earliest`` to ``end_latest`` every day possible;
an empty bound is no limit. Names, identifiers and citations are tables of their own, which point back to their record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, Literal, NamedTuple, get_args, get_origin

from ..dates.partial import PartialDate
from ..dates.period import Period
from .table import Column

__all__ = ["NESTED", "columns_of", "descriptions_of", "flat_rows", "is_needed", "nested_rows", "plain_type"]

#: Fields that are tables of their own.
NESTED = ("names", "identifiers", "citations")
BAR = "|"

_WHEN = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_OPEN = ("starts_open", "ends_open")
_BOUND_MEANINGS = {
    "start_earliest": "first day on which it may have begun",
    "start_latest": "last day on which it may have begun",
    "end_earliest": "first day on which it may have ended",
    "end_latest": "last day on which it may have ended",
    "starts_open": "whether it goes back without a beginning",
    "ends_open": "whether it goes on without an end",
}


#: Gives the cell of a record.
Reader = Callable[[Any], Any]


def descriptions_of(kind: type[Any]) -> dict[str, str]:
    """Give what the docstrings of a record class, and of the classes it is made on, say of each field.

    >>> from iom_partners.model import Place
    >>> descriptions_of(Place)["subdivision"]
    'ISO 3166-2, where there is one.'
    """
    found: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        _describe(each.__doc__ or "", found)
    return found


def _describe(text: str, found: dict[str, str]) -> None:
    _, _, section = text.partition("Attributes:\n")
    name = ""
    for line in section.partition(">>>")[0].splitlines():
        head, colon, rest = line.strip().partition(": ")
        if line.startswith(" " * 8) and not line.startswith(" " * 9) and colon:
            name, found[head] = head, rest
        elif name and line.strip():
            found[name] += " " + line.strip()


def columns_of(kind: type[Any]) -> tuple[Column, ...]:
    """Give the columns of the flat table of a record class, in order.

    >>> from iom_partners.model import Membership
    >>> [column.name for column in columns_of(Membership)][-7:]
    ['start_earliest', 'start_latest', 'end_earliest', 'end_latest', 'starts_open', 'ends_open', 'note']
    """
    return tuple(column for column, _ in _read_columns(kind))


def _read_columns(kind: type[Any]) -> Iterator[tuple[Column, Reader]]:
    """Give the columns of a record class, each with what reads its cell."""
    meanings = descriptions_of(kind)
    for field in kind.__attrs_attrs__:
        if field.name not in NESTED:
            yield from _columns(field, meanings.get(field.name, ""))


def is_needed(field: Any) -> bool:
    """Tell whether an attrs field has no default, without importing attrs for it."""
    return type(field.default).__name__ == "_Nothing"


def _columns(field: Any, meaning: str) -> Iterator[tuple[Column, Reader]]:
    name, kind = field.name, str(field.type)
    is_required = is_needed(field)
    values = tuple(get_args(field.type)) if get_origin(field.type) is Literal else ()
    if "PartialDate" in kind or "Period" in kind:
        text = Column(name, "string", f"{meaning} EDTF.", (), is_required)
        yield text, lambda record: _text(getattr(record, name))
        if name in ("period", "when"):
            yield from _bounds(name)
            return
        for index, side in enumerate(("earliest", "latest")):
            what = f"{('first', 'last')[index]} day that {name} may be"
            yield Column(f"{name}_{side}", "date", what), _day_reader(name, side)
    elif kind.startswith("tuple"):
        what = f"{meaning} Several are parted by {BAR}"
        yield Column(name, "string", what), lambda record: BAR.join(getattr(record, name)) or None
    else:
        yield Column(name, plain_type(kind), meaning, values, is_required), attrgetter(name)


def plain_type(kind: str) -> str:
    """Give the type of Table Schema for the annotation of a plain field, as text."""
    words = {"<class 'bool'>": "boolean", "int": "integer", "decimal.Decimal": "number", "datetime.date": "date"}
    return words.get(kind.removesuffix(" | None"), "string")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day_reader(name: str, side: str) -> Callable[[Any], date | None]:
    def read(record: Any) -> date | None:
        when = getattr(record, name)
        return None if when is None else getattr(when, side)

    return read


def _bounds(name: str) -> Iterator[tuple[Column, Reader]]:
    for bound in (*_WHEN, *_OPEN):
        kind = "date" if bound in _WHEN else "boolean"
        yield Column(bound, kind, _BOUND_MEANINGS[bound]), _bound_reader(name, bound)


def _bound_reader(name: str, bound: str) -> Callable[[Any], date | bool | None]:
    def read(record: Any) -> date | bool | None:
        when = getattr(record, name)
        if isinstance(when, Period):
            value: date | bool | None = getattr(when, bound)
            return value
        if isinstance(when, PartialDate) and bound in _WHEN:
            return when.earliest if bound.endswith("earliest") else when.latest
        return None if when is None or bound in _WHEN else False

    return read


def flat_rows(records: Iterable[Any], kind: type[Any]) -> Iterator[tuple[Any, ...]]:
    """Give the rows of the flat table of records of one class.

    >>> from iom_partners.model import Place
    >>> list(flat_rows([Place(id="geneva", name="Geneva", country="CH")], Place))
    [('geneva', 'Geneva', None, 'CH', None, None)]
    """
    readers = [read for _, read in _read_columns(kind)]
    for record in records:
        yield tuple(read(record) for read in readers)


class _Nested(NamedTuple):
    """A nested record, with where it stands."""

    table: str
    record_id: str
    field: str
    position: int
    inner: Any


def nested_rows(
    collections: Iterable[tuple[str, Iterable[Any]]], nested: str, kind: type[Any]
) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    """Give the columns and rows of all names, identifiers or citations of a dataset.

    Args:
        collections: name and records of each collection.
        nested: names, identifiers or citations.
        kind: the class of what is nested.

    Returns:
        The columns: table, id of the record, field and position that it belongs to, then its own; and the rows. A
        citation of a name has the path of the name as its field: ``names[0]``.

    >>> from iom_partners.model import Name, Organization
    >>> gmg = Organization(id="gmg", name="GMG", names=(Name(text="GMG", kind="acronym"),))
    >>> nested_rows([("organizations", [gmg])], "names", Name)[1][0][:6]
    ('organizations', 'gmg', 'names', 0, 'GMG', 'acronym')
    """
    own = [(column, _inner_reader(read)) for column, read in _read_columns(kind) if column.name != "says"]
    if any(field.name == "says" for field in kind.__attrs_attrs__):
        said = "what it states otherwise: field=value; several are parted by "
        own.append((Column("says", "string", said + BAR), _said))
    columns = (*_WHERE, *own)
    found = [each for table, records in collections for record in records for each in _inner(table, record, nested)]
    rows = [tuple(read(each) for _, read in columns) for each in found]
    return tuple(column for column, _ in columns), rows


#: Where a nested record stands.
_WHERE: tuple[tuple[Column, Reader], ...] = (
    (Column("table", "string", "the table of the record", (), True), attrgetter("table")),
    (Column("record_id", "string", "the id of the record", (), True), attrgetter("record_id")),
    (Column("field", "string", "the field of the record that it stands in", (), True), attrgetter("field")),
    (Column("position", "integer", "which one of the field it is, from 0", (), True), attrgetter("position")),
)


def _inner_reader(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda each: read(each.inner)


def _said(each: _Nested) -> str | None:
    return BAR.join(f"{said.field}={said.value}" for said in each.inner.says) or None


def _inner(table: str, record: Any, nested: str) -> Iterator[_Nested]:
    for position, each in enumerate(getattr(record, nested, ())):
        yield _Nested(table, record.id, nested, position, each)
    if nested == "citations":
        for field in ("names", "identifiers"):
            for index, holder in enumerate(getattr(record, field, ())):
                for position, each in enumerate(holder.citations):
                    yield _Nested(table, record.id, f"{field}[{index}]", position, each)
