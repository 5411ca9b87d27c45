"""Tables that people can read: a column of names beside each column of ids, and of words beside each of dates."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..tables.flat import split_texts
from ..tables.table import Column, Table, without_names
from .record_types import NAMED, RECORD_TYPES, REFERENCES

if TYPE_CHECKING:
    from .directory import Context

    _Kind = Literal["words", "country", "source", "agreement", "name", "record"]

__all__ = ["known_to", "with_labels"]

#: Columns of the ids of agents, projects, works, events or places beside those that are fields of records.
_MORE = frozenset((
    "body_id", "body_ids", "other_id", "item_id", "before_id", "after_id", "before_ids", "after_ids", "project_ids",
    "possible_ids", "chairs_certain", "chairs_possible", "members_certain", "members_possible",
))  # fmt: skip
#: Columns of the ids of sources. The ids of sources that count together are joined by a plus sign.
_SOURCES = frozenset(("source_id", "source_ids", "first_source_ids", "second_source_ids", "derived_from_id"))
#: Columns that name in each row the type of the record of ``record_id``.
_TYPES = ("table", "record_type", "by")
_COLLECTIONS = {
    "bodies": "organizations",
    **{name: name for name in RECORD_TYPES},
    **{of.rpartition(".")[2]: name for name, of in RECORD_TYPES.items()},
}
#: Between several names in one cell, in which bars do not stand.
_AND = "; "


def known_to(table: Table, store: Context | None) -> Table:
    """Return the table itself, after telling it where ``labels=True`` finds the names of its ids.

    Args:
        table: made of the records of the store.
        store: the records; None for a table without ids, and for what has left its dataset.
    """
    table._labeled = partial(with_labels, store=store)
    return table


def with_labels(table: Table, store: Context | None) -> Table:
    """Return a table with a column of labels after each column of ids or countries, and of words after each of dates.

    The column is called ``donor_name`` beside ``donor_id``, ``party_names`` beside ``party_ids``, ``country_name``
    beside ``country``, ``chairs_certain_names`` beside ``chairs_certain``, ``period_words`` beside ``period``. A label
    is an acronym or a name, of a source the title, of an agreement the parties and the time, and the id itself where
    the data have none of these. Several labels are separated by semicolons. Ids of records that have no names, such as
    memberships, get no column, and columns that are there are left as they are.

    Raises:
        InvalidQuestionError: there is no store, and a column needs one.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> table = with_labels(data.contributions.to_table(), data._store)
    >>> table.column_names[1:5], table.rows[0][2]
    (('donor_id', 'donor_name', 'recipient_id', 'recipient_name'), 'Americares')
    """
    names = table.column_names
    types = next((place for place, name in enumerate(names) if name in _TYPES), None)
    columns: list[Column] = []
    cells: list[tuple[int, Callable[[str, Any], str | None] | None]] = []
    for place, column in enumerate(table.columns):
        columns.append(column)
        cells.append((place, None))
        kind = _kind_of(column, is_typed=types is not None)
        if kind is None or (label := _label_of(column, kind)).name in names:
            continue
        if store is None and kind != "words":
            raise without_names(table.name)
        columns.append(label)
        cells.append((place, _reader(kind, store, is_one=column.name.endswith("_id"))))
    told = types or 0
    rows = [
        tuple([row[place] if read is None else row[place] and read(row[place], row[told]) for place, read in cells])
        for row in table.rows
    ]
    return known_to(Table(table.name, columns, rows, note=table.note), store)


def _kind_of(column: Column, *, is_typed: bool) -> _Kind | None:
    """Return what a column holds that has labels; None for all else."""
    name = column.name
    if "EDTF" in column.description:
        return "words"
    if name == "record_id" and is_typed:
        return "record"
    if name in {"country", "agreement_id"}:
        return "country" if name == "country" else "agreement"
    if name in _SOURCES:
        return "source"
    return "name" if name in REFERENCES or name in _MORE else None


def _label_of(column: Column, kind: _Kind) -> Column:
    """Return the column of labels beside another one."""
    name = column.name
    if kind == "words":
        return Column(f"{name}_words", "string", f"{name} in words")
    is_one = name in {"country", "place"} or name.endswith("_id")
    stem = "place" if name == "places" else name.removesuffix("_ids").removesuffix("_id")
    what = {
        "country": "the name, where the data have a place of that kind,",
        "source": "the title",
        "agreement": "the parties and the time",
        "name": "the acronym or name",
        "record": "the acronym, name or title, if it has one,",
    }[kind]
    of = name if is_one else f"each of {name}; several are separated by ;"
    return Column(f"{stem}_name{'' if is_one else 's'}", "string", f"{what} of {of}")


def _reader(kind: _Kind, store: Any, *, is_one: bool) -> Callable[[str, Any], str | None]:
    """Return what makes a label of a cell, given also the cell that tells the type of a record."""
    if kind == "words":
        return lambda cell, _: _in_words(cell)
    if kind == "record":
        by_type = {name: cache(partial(_FINDERS[of], store)) for name, of in _COLLECTIONS.items() if of in _FINDERS}
        return lambda cell, told: by_type[told](cell) if told in by_type else None
    if kind == "country":
        places = {each.country: each.name for each in store["places"] if each.kind == "country" and each.country}
        return lambda cell, _: _AND.join(places.get(code, code) for code in split_texts(cell))
    find = cache(partial(_FINDERS[{"source": "sources", "agreement": "agreements"}.get(kind, "organizations")], store))
    if is_one:
        return lambda cell, _: find(cell)
    return lambda cell, _: _AND.join(map(find, split_texts(cell)))


def _name(store: Context, record_id: str) -> str:
    return store.directory.label(record_id)


def _title(store: Context, record_id: str) -> str:
    sources = [(store["sources"].get(each), each) for each in record_id.split("+")]
    return " + ".join(each if source is None else source.title for source, each in sources)


def _pact(store: Context, record_id: str) -> str:
    pact = store["agreements"].get(record_id)
    if pact is None:
        return record_id
    parties = ", ".join(map(store.directory.label, pact.party_ids))
    return f"{parties} ({pact.when.describe()})" if pact.when else parties


#: What finds the label of an id, by the collection of the record; of the others records have no names.
_FINDERS: dict[str, Callable[[Any, str], str]] = {
    **dict.fromkeys(NAMED, _name), "sources": _title, "agreements": _pact,
}  # fmt: skip


@lru_cache(4096)
def _in_words(text: str) -> str:
    return (Period(text) if "/" in text else PartialDate(text)).describe()
