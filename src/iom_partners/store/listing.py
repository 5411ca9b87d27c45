"""`Listing`: a tuple that is also a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, SupportsIndex, TypeVar, overload

from ..tables.tabular import Shown, Tabular

if TYPE_CHECKING:
    from ..query.filters import HasHome
    from ..tables.table import Table

__all__ = ["Listing", "brief"]

T_co = TypeVar("T_co", covariant=True)

#: So many items that are no records are all in the repr; of more, and of records the ids, the first few.
_MOST, _FIRST = 10, 5


def brief(kind: str, ids: Sequence[str], count: int) -> str:
    """Write records in one line: how many, and the ids of the first.

    >>> brief("chair_terms", ["a", "b"], 2)
    '<2 chair terms: a, b>'
    """
    from ..tables.text import counted, plain

    more = ", …" if count > _FIRST else ""
    return plain(f"<{counted(count, kind.replace('_', ' '))}: {', '.join(ids[:_FIRST])}{more}>")


class Listing(tuple[T_co, ...], Tabular):  # noqa: SLOT001  # A tuple has no room for slots, and it keeps its kind.
    """A tuple of records, eras, gaps ... that is also a table: what every listing of a dataset gives.

    It equals, hashes and unpacks as the tuple does, and a slice is a listing too. Printed, and in a notebook, it is a
    table; which columns `to_table` gives is fixed by what the items are, also when there are none. No table is made
    before one is asked for.

    >>> import iom_partners
    >>> terms = iom_partners.load().terms_held_by("ILO")
    >>> terms == tuple(terms), type(terms[:1]).__name__
    (True, 'Listing')
    >>> print(terms)
    2 chair terms
    id                       organization             holder  role         period
    tf-decent-work-chair-i…  Task Force on Migratio…  ILO     co-convener  [..2014-01-01]/[2014-01-01..]
    gmg-chair-ilo-2014       GMG                      ILO     chair        2014-01-01/2014-12-31
    """

    _kind: str
    _store: HasHome | None

    def __new__(cls, items: Iterable[T_co], kind: str, store: HasHome | None = None) -> Listing[T_co]:
        """Take items, the name of what they are, and for records the store that knows what they refer to.

        Args:
            items: all of one kind.
            kind: the name of a collection, such as ``chair_terms``; or eras, name_eras, timeline, successions, gaps,
                conflicts, problems, shared_periods or agents.
            store: where the labels of references are found.
        """
        made = tuple.__new__(cls, items)
        # Past `__setattr__`, and all at once: a listing costs little more than its tuple.
        kept = made.__dict__
        kept["_kind"] = kind
        kept["_store"] = store
        return made

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a listing is immutable, so {name!r} cannot be set")

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> T_co: ...
    @overload
    def __getitem__(self, key: slice, /) -> Listing[T_co]: ...

    def __getitem__(self, key: SupportsIndex | slice, /) -> T_co | Listing[T_co]:
        if isinstance(key, slice):
            return Listing(super().__getitem__(key), self._kind, self._store)
        return super().__getitem__(key)

    def __reduce__(self) -> tuple[Any, ...]:
        # Not the store: a few records would take a whole dataset with them.
        return Listing, (tuple(self), self._kind)

    def __repr__(self) -> str:
        if self and hasattr(self[0], "__attrs_attrs__"):
            return brief(self._kind, [str(getattr(each, "id", "")) for each in self[:_FIRST]], len(self))
        if len(self) <= _MOST:
            return super().__repr__()
        return f"({', '.join(map(repr, self[:_FIRST]))}, … and {len(self) - _FIRST:,} more)"

    def __str__(self) -> str:
        return self._as_text()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))

    def to_table(self) -> Table:
        """Give the table: of records the flat one as `Collection.to_table` does; of all else see ``docs/showing.md``.

        >>> import iom_partners
        >>> gaps = iom_partners.load().gaps("GMG").to_table()
        >>> gaps.column_names[:3]
        ('kind', 'body_id', 'record_id')
        """
        from .table_schemas import layout_of

        return layout_of(self._kind).table(self)

    def _shown(self, most: int) -> Shown:
        from .table_schemas import layout_of

        return layout_of(self._kind).shown(self[:most], len(self), self._store)
