"""Tables that people can read: a column of names beside each column of ids, and of words beside each one of dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..tables.flat import split_texts
from ..tables.table import Column, Table
from .record_types import REFERENCES

if TYPE_CHECKING:
    from .store import Store

__all__ = ["with_labels"]

#: Columns of ids beside those that are fields of records.
_MORE = frozenset(("body_id", "body_ids", "holder_id", "item_id", "source_id", "source_ids", "before_ids", "after_ids"))
#: Columns of which the ids are those of sources, which have titles.
_SOURCES = frozenset(("source_id", "source_ids", "derived_from_id"))
#: Between several names in one cell, in which bars do not stand.
_AND = "; "


def with_labels(table: Table, store: Store) -> Table:
    """Return a table with a column of labels after each column of ids or countries, and of words after each of dates.

    The column is called ``donor_name`` beside ``donor_id``, ``party_names`` beside ``party_ids``, ``country_name``
    beside ``country``, ``period_words`` beside ``period``. Columns that are there are left as they are; several names
    are separated by semicolons.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> table = with_labels(data.contributions.to_table(), data._store)
    >>> table.column_names[1:5], table.rows[0][2]
    (('donor_id', 'donor_name', 'recipient_id', 'recipient_name'), 'Chevron')
    """
    columns: list[Column] = []
    cells: list[tuple[int, Callable[[Any], Any] | None]] = []
    for place, column in enumerate(table.columns):
        columns.append(column)
        cells.append((place, None))
        for name, description, say in _labels(column, store):
            if name not in table.column_names:
                columns.append(Column(name, "string", description))
                cells.append((place, say))
    rows = [tuple([row[place] if say is None else say(row[place]) for place, say in cells]) for row in table.rows]
    return Table(table.name, columns, rows, note=table.note)


def _labels(column: Column, store: Store) -> Iterator[tuple[str, str, Callable[[Any], Any]]]:
    """Yield name, description and reader of the column that makes another one readable."""
    name = column.name
    if name == "country":
        names = {each.country: each.name for each in store["places"] if each.kind == "country" and each.country}
        yield "country_name", "the name of the country, where the data have a place of that kind", names.get
    elif name in _MORE or (name in REFERENCES and REFERENCES[name] != ("agreements",)):
        stem = name.removesuffix("_ids").removesuffix("_id").removesuffix("s" if name == "places" else "_")
        is_one = name == "place" or name.endswith("_id")
        yield (
            f"{stem}_name{'' if is_one else 's'}",
            f"{'the acronym or name' if is_one else 'the acronyms or names'} of {name}"
            if name not in _SOURCES
            else f"{'the title' if is_one else 'the titles'} of {name}",
            _names(store, name in _SOURCES, is_one),
        )
    elif "EDTF" in column.description:
        yield f"{name}_words", f"{name} in words", _in_words


def _names(store: Store, are_sources: bool, is_one: bool) -> Callable[[str | None], str | None]:
    """Return what makes one cell of names of one of ids."""

    @cache
    def name_of(each: str) -> str:
        if not are_sources:
            return store.directory.label(each)
        source = store["sources"].get(each)
        return each if source is None else str(source.title)

    return lambda cell: cell and (name_of(cell) if is_one else _AND.join(map(name_of, split_texts(cell))))


@lru_cache(4096)
def _in_words(text: str | None) -> str | None:
    if text is None:
        return None
    return (Period(text) if "/" in text else PartialDate(text)).describe()
