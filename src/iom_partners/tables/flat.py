"""Flat tables of records: fixed columns of plain values, one row per record, and what the columns mean.

A field with several plain values is one text, separated by bars; a bar or backslash within a value has a backslash
before it, and a backslash alone is one empty value. A date is its EDTF text, then its first and last possible day. The
time of a record (``period`` or ``when``) is its text, then four bounds and two flags: every day from ``start_latest``
to ``end_earliest`` is certain, every day from ``start_earliest`` to ``end_latest`` is possible; an empty bound means no
limit. Names, identifiers and citations have their own tables, which refer back to the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, Literal, NamedTuple, get_args, get_origin

from ..dates.days import AnyDay
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..model.vocabulary import States
from .table import Column, required

__all__ = [
    "BAR", "BOUNDS", "NESTED", "bounds_of", "columns_of", "descriptions_of", "flat_rows", "is_needed", "joined_texts",
    "nested_rows", "plain_type", "split_pairs", "split_texts",
]  # fmt: skip

#: Fields with tables of their own.
NESTED = ("names", "identifiers", "citations")
#: Between several texts in one cell, and what stands before one that is part of a text.
BAR = "|"
_ESCAPE = "\\"
#: The columns of the four bounds and two flags of a time.
BOUNDS = (
    Column("start_earliest", "date", "first day on which it may have begun"),
    Column("start_latest", "date", "last day on which it may have begun"),
    Column("end_earliest", "date", "first day on which it may have ended"),
    Column("end_latest", "date", "last day on which it may have ended"),
    Column("starts_open", "boolean", "whether it goes back without a beginning"),
    Column("ends_open", "boolean", "whether it goes on without an end"),
)

#: Returns the cell of a record.
Reader = Callable[[Any], Any]


def joined_texts(texts: Iterable[str]) -> str | None:
    r"""Return several texts as one cell; None without any.

    >>> print(joined_texts(["a", "b|c"]))
    a|b\|c
    """
    parts = list(map(_escaped, texts))
    return (BAR.join(parts) or _ESCAPE) if parts else None


def _escaped(text: str, marks: str = BAR) -> str:
    for mark in _ESCAPE + marks:
        text = text.replace(mark, _ESCAPE + mark)
    return text


def split_texts(cell: str) -> list[str]:
    r"""Return the texts that `joined_texts` made a cell of.

    >>> split_texts("a|b\\|c"), split_texts("\\")
    (['a', 'b|c'], [''])
    """
    return [_plain(part) for part in _parts(cell, BAR)] if _ESCAPE in cell else cell.split(BAR)


def split_pairs(cell: str) -> list[tuple[str, str | None]]:
    r"""Return the pairs of a cell that says what a citation states otherwise; a pair without an equals sign has None.

    >>> split_pairs("period=2010/|name=A\\|B")
    [('period', '2010/'), ('name', 'A|B')]
    """
    pairs = [_parts(part, "=") for part in _parts(cell, BAR)]
    return [(_plain(field), _plain("=".join(value)) if value else None) for field, *value in pairs]


def _parts(cell: str, mark: str) -> list[str]:
    """Return what stands between the marks of a cell that no backslash makes a part of a text."""
    parts: list[str] = []
    held: list[str] = []
    for piece in cell.split(mark):
        held.append(piece)
        # Each pair of backslashes is one; the last of an odd number belongs to the mark after it.
        if (len(piece) - len(piece.rstrip(_ESCAPE))) % 2 == 0:
            parts.append(mark.join(held))
            held = []
    return [*parts, mark.join(held)] if held else parts


def _plain(part: str) -> str:
    return _ESCAPE.join(each.replace(_ESCAPE, "") for each in part.split(_ESCAPE * 2))


def bounds_of(when: Any) -> tuple[Any, ...]:
    """Return the cells of `BOUNDS` for a period or date; all are None without one.

    >>> bounds_of(PartialDate("2004-05"))[2:4]
    (datetime.date(2004, 5, 1), datetime.date(2004, 5, 31))
    """
    if isinstance(when, PartialDate):
        return when.earliest, when.latest, when.earliest, when.latest, False, False
    return tuple(None if when is None else getattr(when, bound.name) for bound in BOUNDS)


def descriptions_of(kind: type[Any]) -> dict[str, str]:
    """Return what the docstrings of a record class and its bases say of each field.

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
    depth = len(section) - len(section.lstrip(" "))  # 8 as written; from Python 3.13 on, the compiler takes 4 away.
    name = ""
    for line in section.partition(">>>")[0].splitlines():
        head, colon, rest = line.strip().partition(": ")
        if colon and len(line) - len(line.lstrip(" ")) == depth:
            name, found[head] = head, rest
        elif name and line.strip():
            found[name] += " " + line.strip()


def columns_of(kind: type[Any]) -> tuple[Column, ...]:
    """Return the columns of the flat table of a record class, in order.

    >>> from iom_partners.model import Membership
    >>> [column.name for column in columns_of(Membership)][-7:]
    ['start_earliest', 'start_latest', 'end_earliest', 'end_latest', 'starts_open', 'ends_open', 'note']
    """
    return tuple(column for column, _ in _read_columns(kind))


def _read_columns(kind: type[Any]) -> Iterator[tuple[Column, Reader]]:
    """Yield the columns of a record class, each with its reader."""
    meanings = descriptions_of(kind)
    for field in kind.__attrs_attrs__:
        if field.name not in NESTED:
            yield from _columns(field, meanings.get(field.name, ""))


def is_needed(field: Any) -> bool:
    """Return whether an attrs field has no default, without importing attrs for it."""
    return type(field.default).__name__ == "_Nothing"


def _columns(field: Any, meaning: str) -> Iterator[tuple[Column, Reader]]:
    name, kind = field.name, str(field.type)
    is_required = is_needed(field) and not kind.endswith("None")  # Who holds a vacant chair is given as None.
    values = tuple(get_args(field.type)) if get_origin(field.type) is Literal else ()
    if "PartialDate" in kind or "Period" in kind:
        text = Column(name, "string", f"{meaning} EDTF.", (), is_required)
        yield text, lambda record: _text(getattr(record, name))
        if name in ("period", "when"):
            yield from ((column, _bound_reader(name, place)) for place, column in enumerate(BOUNDS))
            return
        for index, side in enumerate(("earliest", "latest")):
            what = f"{('first', 'last')[index]} day that {name} may be"
            yield Column(f"{name}_{side}", "date", what), _day_reader(name, side)
    elif "tuple" in kind:
        what = f"{meaning} Several are separated by {BAR}"
        read = _states if field.type == States else joined_texts
        yield Column(name, "string", what), lambda record: read(getattr(record, name))
    else:
        yield Column(name, plain_type(kind), meaning, values, is_required), attrgetter(name)


def plain_type(kind: str) -> str:
    """Return the type of Table Schema for the annotation of a plain field, which is given as text."""
    words = {
        "<class 'bool'>": "boolean",
        "int": "integer",
        "decimal.Decimal": "number",
        "datetime.date | iom_partners.dates.days.Day": "date",
    }
    return words.get(kind.removesuffix(" | None"), "string")


def _states(value: States) -> str | None:
    """Return what a citation states as a cell; a field that is called "all" is told from the word for all of them."""
    if value in ("all", ("all",)):
        return "all" if isinstance(value, str) else _ESCAPE + "all"
    return joined_texts(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day_reader(name: str, side: str) -> Callable[[Any], AnyDay | None]:
    def read(record: Any) -> AnyDay | None:
        when = getattr(record, name)
        return None if when is None else getattr(when, side)

    return read


def _bound_reader(name: str, place: int) -> Reader:
    bound = BOUNDS[place].name

    def read(record: Any) -> AnyDay | bool | None:
        when = getattr(record, name)
        # Most times are periods, and a period is asked for one bound alone.
        value: AnyDay | bool | None = getattr(when, bound) if isinstance(when, Period) else bounds_of(when)[place]
        return value

    return read


def flat_rows(records: Iterable[Any], kind: type[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the flat table of records of one class.

    >>> from iom_partners.model import Place
    >>> list(flat_rows([Place(id="geneva", name="Geneva", country="CH")], Place))
    [('geneva', 'Geneva', None, 'CH', None, None)]
    """
    readers = [read for _, read in _read_columns(kind)]
    for record in records:
        yield tuple(read(record) for read in readers)


class _Nested(NamedTuple):
    """A nested record and its place."""

    table: str
    record_id: str
    field: str
    position: int
    inner: Any


def nested_rows(
    collections: Iterable[tuple[str, Iterable[Any]]], nested: str, kind: type[Any]
) -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    """Return the columns and rows of all names, identifiers or citations of a dataset.

    Args:
        collections: name and records of each collection.
        nested: names, identifiers or citations.
        kind: the class of the nested records.

    Returns:
        The columns (table, record id, field and position, then its own) and the rows. The field of a citation of a name
        is the path of the name: ``names[0]``.

    >>> from iom_partners.model import Name, Organization
    >>> gmg = Organization(id="gmg", name="GMG", names=(Name(text="GMG", kind="acronym"),))
    >>> nested_rows([("organizations", [gmg])], "names", Name)[1][0][:6]
    ('organizations', 'gmg', 'names', 0, 'GMG', 'acronym')
    """
    own = [(column, _inner_reader(read)) for column, read in _read_columns(kind) if column.name != "says"]
    if any(field.name == "says" for field in kind.__attrs_attrs__):
        said = "what it states otherwise: field=value; several are separated by "
        own.append((Column("says", "string", said + BAR), _said))
    columns = (*_WHERE, *own)
    found = [each for table, records in collections for record in records for each in _inner(table, record, nested)]
    rows = [tuple(read(each) for _, read in columns) for each in found]
    return tuple(column for column, _ in columns), rows


#: The place of a nested record.
_WHERE: tuple[tuple[Column, Reader], ...] = (
    (required("table", "string", "the table of the record"), attrgetter("table")),
    (required("record_id", "string", "the id of the record"), attrgetter("record_id")),
    (required("field", "string", "the field of the record that it stands in"), attrgetter("field")),
    (required("position", "integer", "which one of the field it is, from 0"), attrgetter("position")),
)


def _inner_reader(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda each: read(each.inner)


def _said(each: _Nested) -> str | None:
    pairs = (f"{_escaped(said.field, '=' + BAR)}={_escaped(said.value)}" for said in each.inner.says)
    return BAR.join(pairs) or None


def _inner(table: str, record: Any, nested: str) -> Iterator[_Nested]:
    for position, each in enumerate(getattr(record, nested, ())):
        yield _Nested(table, record.id, nested, position, each)
    if nested == "citations":
        for field in ("names", "identifiers"):
            for index, holder in enumerate(getattr(record, field, ())):
                for position, each in enumerate(holder.citations):
                    yield _Nested(table, record.id, f"{field}[{index}]", position, each)
