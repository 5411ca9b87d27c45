"""`Collection`: an immutable sequence of records of one type, also by id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar, overload

from ..errors import UnknownNameError

__all__ = ["Collection"]


class _Record(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Record)
D = TypeVar("D")


class Collection(Sequence[R], Generic[R]):
    """Records of one type in time order: an immutable sequence, also by id.

    A record that comes from a file is made when it is first looked at.

    >>> import iom_partners
    >>> terms = iom_partners.load().chair_terms
    >>> terms["gmg-chair-iom-2013"].holder_id
    'iom'
    >>> terms.get("no-such-term") is None
    True
    """

    __slots__ = ("_by_field", "_made", "_make", "_name", "_positions", "_rows")

    def __init__(self, name: str, rows: Sequence[Any], make: Callable[[Any, int], R] | None = None) -> None:
        """Take records, or plain rows with what makes a record of one."""
        self._name = name
        self._rows = tuple(rows)
        self._make = make
        self._made: dict[int, R] = {} if make else dict(enumerate(rows))
        self._positions: dict[str, int] | None = None
        self._by_field: dict[str, dict[str, list[int]]] = {}

    def _at(self, index: int) -> R:
        made = self._made.get(index)
        if made is None:
            assert self._make is not None
            # `setdefault` keeps one object when two threads make the same record.
            made = self._made.setdefault(index, self._make(self._rows[index], index))
        return made

    def _value(self, index: int, field: str) -> Any:
        row = self._rows[index]
        return row.get(field) if self._make else getattr(row, field, None)

    @property
    def rows(self) -> tuple[Any, ...]:
        """The plain rows, or the records where there are none: for looking through many without making them."""
        return self._rows

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order.

        >>> import iom_partners
        >>> "geneva" in iom_partners.load().places.ids
        True
        """
        return tuple(self._value(index, "id") for index in range(len(self._rows)))

    def get(self, record_id: str, default: D | None = None) -> R | D | None:
        """Give the record of an id, or the default.

        >>> import iom_partners
        >>> iom_partners.load().places.get("atlantis") is None
        True
        """
        if self._positions is None:
            self._positions = {each: index for index, each in enumerate(self.ids)}
        index = self._positions.get(record_id)
        return default if index is None else self._at(index)

    def having(self, **fields: str) -> tuple[R, ...]:
        """Give the records of which a field equals a text, in order; meant for references.

        >>> import iom_partners
        >>> [term.id for term in iom_partners.load().chair_terms.having(holder_id="unu")]
        ['gmg-chair-unu-2017']
        """
        found: list[int] | None = None
        for field, wanted in fields.items():
            if field not in self._by_field:
                index: dict[str, list[int]] = {}
                for position in range(len(self._rows)):
                    index.setdefault(self._value(position, field), []).append(position)
                self._by_field[field] = index
            positions = self._by_field[field].get(wanted, [])
            found = positions if found is None else [each for each in found if each in positions]
        return tuple(self._at(position) for position in found or ())

    @overload
    def __getitem__(self, key: int | str) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[R, ...]: ...

    def __getitem__(self, key: int | str | slice) -> R | tuple[R, ...]:
        if isinstance(key, str):
            record = self.get(key)
            if record is None:
                raise UnknownNameError(f"no record has the id {key!r}", value=key, field=self._name)
            return record
        if isinstance(key, slice):
            return tuple(self._at(index) for index in range(*key.indices(len(self._rows))))
        return self._at(range(len(self._rows))[key])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return (self._at(index) for index in range(len(self._rows)))

    def __contains__(self, record: object) -> bool:
        """Tell whether a record, or the id of one, is in it."""
        if isinstance(record, str):
            return self.get(record) is not None
        found = self.get(getattr(record, "id", ""))
        return found is not None and found == record

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Collection) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._name, self.ids))

    def __reduce__(self) -> tuple[type[Collection[R]], tuple[str, tuple[R, ...]]]:
        return Collection, (self._name, tuple(self))

    def __repr__(self) -> str:
        ids = ", ".join(self.ids[:5]) + (", …" if len(self) > 5 else "")
        return f"<{len(self)} {self._name.replace('_', ' ')}: {ids}>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)

    def _repr_html_(self) -> str:
        from ..tables.html import html_table

        columns = [name for name in dir_fields(self) if name not in ("citations", "names", "identifiers", "note")]
        rows = [[_cell(getattr(record, name)) for name in columns] for record in self[:50]]
        rest = len(self) - len(rows)
        more = f", the first {len(rows)} shown" if rest else ""
        return html_table(columns, rows, caption=f"{len(self)} {self._name.replace('_', ' ')}{more}")


def dir_fields(collection: Collection[Any]) -> list[str]:
    """Give the field names of the records, in order; empty for an empty collection."""
    return [field.name for field in type(collection[0]).__attrs_attrs__] if len(collection) else []


def _cell(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value
