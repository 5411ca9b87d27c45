"""`Collection`: an immutable sequence of records of one type, also by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Never, NoReturn, Protocol, SupportsIndex, TypeVar, overload

from ..dates.coerce import NOT_GIVEN
from ..errors import UnknownNameError, shorten
from ..tables.table import Shown, Tabular, Unchanging
from .record_types import NAMED, record_class

if TYPE_CHECKING:
    from ..dates.certainty import Certainty
    from ..dates.coerce import DateLike, PeriodLike
    from ..tables.table import Table
    from .directory import Context

__all__ = ["Collection", "RecordList", "brief"]


T_co = TypeVar("T_co", covariant=True)

#: So many items that are not records are all in the repr; of more, and of records the ids, the first few.
_MOST, _FIRST = 10, 5


def brief(kind: str, ids: Sequence[str], count: int) -> str:
    """Write records in one line: how many, and the ids of the first.

    >>> brief("chair_terms", ["a", "b"], 2)
    '<2 chair terms: a, b>'
    """
    from ..tables.text import counted, plain

    more = ", …" if count > _FIRST else ""
    return plain(f"<{counted(count, kind.replace('_', ' '))}: {', '.join(ids[:_FIRST])}{more}>")


class RecordList(tuple[T_co, ...], Unchanging, Tabular):  # noqa: SLOT001 # A tuple has no room for slots, and it keeps its kind.
    """A tuple of records, eras, gaps ... that is also a table: what every listing of a dataset returns.

    It equals, hashes and unpacks as the tuple does, and a slice is a listing too. Printed, and in a notebook, it is a
    table; the columns of `to_table` depend only on the kind of items, even when there are none. No table is made before
    one is asked for.

    >>> import iom_partners
    >>> terms = iom_partners.load().terms_held_by("ILO")
    >>> terms == tuple(terms), type(terms[:1]).__name__
    (True, 'RecordList')
    >>> print(terms)
    2 chair terms
    id                       organization             holder  role         period
    tf-decent-work-chair-i…  Task Force on Migratio…  ILO     co-convener  [..2014-01-01]/[2014-01-01..]
    gmg-chair-ilo-2014       GMG                      ILO     chair        2014-01-01/2014-12-31
    """

    _kind: str
    _store: Context | None

    def __new__(cls, items: Iterable[T_co], kind: str, store: Context | None = None) -> RecordList[T_co]:
        """Take items, the name of what they are, and for records the store that knows what they refer to.

        Args:
            items: all of one kind.
            kind: the name of a collection, such as ``chair_terms``; or eras, name_eras, timeline, successions, lineage,
                derived_roles, gaps, conflicts, answer_changes, problems, shared_periods or agents.
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
    def __getitem__(self, key: slice, /) -> RecordList[T_co]: ...

    def __getitem__(self, key: SupportsIndex | slice, /) -> T_co | RecordList[T_co]:
        if isinstance(key, slice):
            return RecordList(super().__getitem__(key), self._kind, self._store)
        return super().__getitem__(key)

    def __reduce__(self) -> tuple[Any, ...]:
        # Not the store: a few records would take a whole dataset with them.
        return RecordList, (tuple(self), self._kind)

    def __repr__(self) -> str:
        if self and hasattr(self[0], "__attrs_attrs__"):
            return brief(self._kind, [str(getattr(each, "id", "")) for each in self[:_FIRST]], len(self))
        if len(self) <= _MOST:
            return super().__repr__()
        if self._kind == "problems":
            return self._as_text()
        return f"({', '.join(map(repr, self[:_FIRST]))}, … and {len(self) - _FIRST:,} more)"

    def __str__(self) -> str:
        return self._as_text()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))

    def to_table(self, *, labels: bool = False) -> Table:
        """Return the table: of records the flat one as `Collection.to_table` does; of all else see ``docs/showing.md``.

        Args:
            labels: add columns of names, and of dates in words.

        >>> import iom_partners
        >>> gaps = iom_partners.load().gaps("GMG").to_table()
        >>> gaps.column_names[:3]
        ('kind', 'body_id', 'record_id')
        """
        from .labels import known_to
        from .table_schemas import layout_of

        return known_to(layout_of(self._kind).table(self), self._store).to_table(labels=labels)

    def _shown(self, most: int) -> Shown:
        from .table_schemas import layout_of

        return layout_of(self._kind).shown(self, most, self._store)


class _Record(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Record)
D = TypeVar("D")


class Collection(Sequence[R], Unchanging, Tabular, Generic[R]):
    """Records of one type in time order: an immutable sequence, also by id.

    A record that comes from a file is made when it is first looked at. Printed, and in a notebook, it is a table of the
    first ones; the repr stays one line.

    >>> import iom_partners
    >>> terms = iom_partners.load().chair_terms
    >>> terms["gmg-chair-iom-2013"].holder_id
    'iom'
    >>> terms.get("no-such-term") is None
    True
    """

    __slots__ = ("_by_field", "_by_id", "_made", "_make", "_name", "_rows", "_store")

    def __init__(
        self,
        name: str,
        rows: Sequence[Any],
        make: Callable[[Any, int], R] | None = None,
        *,
        store: Context | None = None,
    ) -> None:
        """Take records, or plain rows with what makes a record of one; and the store by which `where` finds names."""
        self._store = store
        self._name = name
        # Not public: a plain row can be changed, and records made later would be of what it is then.
        self._rows = tuple(rows)
        self._make = make
        self._made: dict[int, R] = {}
        self._by_id: dict[str, Any] | None = None
        self._by_field: dict[str, dict[Any, list[Any]]] = {}

    def _at(self, index: int) -> R:
        if self._make is None:
            record: R = self._rows[index]
            return record
        made = self._made.get(index)
        if made is None:
            # `setdefault` keeps one object when two threads make the same record.
            made = self._made.setdefault(index, self._make(self._rows[index], index))
        return made

    def _reader(self, field: str) -> Callable[[Any], Any]:
        """Return what reads a field of a record, or of a row, which leaves out what is at its default."""
        if self._make is None:
            return lambda record: getattr(record, field, None)
        defaults = {each.name: each.default for each in record_class(self._name).__attrs_attrs__}
        return lambda row: row.get(field, defaults.get(field))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order.

        >>> import iom_partners
        >>> "geneva" in iom_partners.load().places.ids
        True
        """
        if self._make is None:
            return tuple([row.id for row in self._rows])
        return tuple([row.get("id") for row in self._rows])

    @overload
    def get(self, record_id: str) -> R | None: ...
    @overload
    def get(self, record_id: str, default: D) -> R | D: ...

    def get(self, record_id: str, default: D | None = None) -> R | D | None:
        """Return the record of an id, or the default.

        >>> import iom_partners
        >>> iom_partners.load().places.get("atlantis") is None
        True
        """
        if self._by_id is None:
            places = range(len(self._rows)) if self._make else self._rows
            self._by_id = dict(zip(self.ids, places, strict=True))
        place = self._by_id.get(record_id)
        if place is None:
            return default
        return self._at(place) if self._make else place

    def _select(self, fields: Mapping[str, str]) -> RecordList[R]:
        """Return the records whose fields equal these texts, in order; see `Store.select`."""
        lists = [self._places(*each) for each in fields.items()]
        found = min(lists, key=len, default=[])
        if len(lists) > 1:
            rows = ((each, self._rows[each] if self._make else each) for each in found)
            readers = [(self._reader(key), wanted) for key, wanted in fields.items()]
            found = [each for each, row in rows if all(read(row) == wanted for read, wanted in readers)]
        return RecordList(map(self._at, found) if self._make else found, self._name, self._store)

    def _places(self, field: str, wanted: str) -> list[Any]:
        """Return the positions at which a field has a value; the records themselves where they are made already.

        A list of records takes a quarter of the memory of one of positions, for each large number is an object.
        """
        index = self._by_field.get(field)
        if index is None:
            places = range(len(self._rows)) if self._make else self._rows
            index, read = {}, self._reader(field)
            for place, row in zip(places, self._rows, strict=True):
                index.setdefault(read(row), []).append(place)
            # Other threads may have made an equal one.
            self._by_field[field] = index
        return index.get(wanted, [])

    @overload
    def where(
        self, predicate: Callable[[R], bool] | None = ..., /, *, on: DateLike = ..., during: Never = ...,
        certainty: str | Certainty | None = ..., **fields: Any,
    ) -> Collection[R]: ...  # fmt: skip
    @overload
    def where(
        self, predicate: Callable[[R], bool] | None = ..., /, *, during: PeriodLike, on: Never = ...,
        certainty: str | Certainty | None = ..., **fields: Any,
    ) -> Collection[R]: ...  # fmt: skip
    def where(
        self,
        predicate: Callable[[R], bool] | None = None,
        /,
        *,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        certainty: str | Certainty | None = None,
        **fields: Any,
    ) -> Collection[R]:
        """Return the records that fit, in order, as a collection; all conditions must hold.

        A field equals the value; a list holds it. References are named without ``_id`` or with it and resolve by any
        name: ``donor="Chevron"``, ``organization="GMG"``, ``party=``, ``project=``, ``place=``. ``country=`` goes
        through the places, ``theme=`` through the project where the record has none, ``agent_kind=`` is the kind of
        who is in the record. ``name=``, ``acronym=`` and ``id=`` of records that have names find what is spelled
        exactly so, else what a question would find. A word of a vocabulary (``kind=``, ``role=``, ``currency=`` ...)
        has to be in the dataset. A record that does not state a field does not fit.

        Args:
            predicate: keeps the records for which it is true.
            on: one day: keeps what *possibly* held then, including undated records.
            during: keeps what possibly held at some time of a period.
            certainty: "certain" keeps only what held in every reading of the dates; "possible" is the default.
            fields: the conditions.

        Raises:
            InvalidQuestionError: the records have no such field, no dates, or no such word; the message lists them.
            UnknownNameError: nothing bears the name.
            AmbiguousNameError: several records bear it.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> [each.id for each in data.contributions.where(donor="Chevron", on="2008-05-15")]
        ['chevron-myanmar-2008']
        >>> len(data.organizations.where(lambda body: body.acronym == "IOM"))
        1
        """
        from .filters import kept

        found = kept(self._name, self, self._select, self._store, predicate, (on, during, certainty), fields)
        return Collection(self._name, found, store=self._store)

    @overload
    def __getitem__(self, key: int | str) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> RecordList[R]: ...

    def __getitem__(self, key: int | str | slice) -> R | RecordList[R]:
        if isinstance(key, str):
            record = self.get(key)
            if record is None:
                raise UnknownNameError(
                    f"no record has the id {shorten(key)}", value=key, field=self._name, hint=self._near(key)
                )
            return record
        if isinstance(key, slice):
            records = map(self._at, range(*key.indices(len(self._rows))))
            return RecordList(records, self._name, self._store)
        return self._at(range(len(self._rows))[key])

    def _near(self, key: str) -> str:
        """Return a hint at the ids that may have been meant, or at the record that the key names."""
        names = ""
        if self._store is not None and self._name in NAMED:
            names = " Brackets take ids, data.find() takes names"
            near = self._store.directory.near_ids(self._name, key)
            if key in near:
                return "other records of the dataset have it, those of this collection do not"
        else:
            from difflib import get_close_matches

            # Of very many ids the comparison would take long.
            near = tuple(get_close_matches(key[:200], self.ids[:10_000], 3))
        near = tuple(each for each in near if self.get(each) is not None)
        if near:
            return f"did you mean {' or '.join(map(repr, near))}?{names}"
        return self._store.directory.hint_of(key) if self._store is not None else ""

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows) if self._make is None else map(self._at, range(len(self._rows)))

    def __contains__(self, record: object) -> bool:
        """Return whether a record, or the id of one, is in it."""
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
        return brief(self._name, self.ids, len(self))

    def __str__(self) -> str:
        return self._as_text()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)

    def to_table(self, *, labels: bool = False) -> Table:
        """Return the flat table of the records; names, identifiers and citations are tables of `Dataset.tables`.

        Args:
            labels: add columns of names, and of dates in words.

        >>> import iom_partners
        >>> iom_partners.load().chair_terms.to_table()["holder_id"][:2]
        ('unctad', 'iom')
        """
        from .labels import known_to
        from .table_schemas import layout_of

        return known_to(layout_of(self._name).table(self), self._store).to_table(labels=labels)

    def _shown(self, most: int) -> Shown:
        from .table_schemas import layout_of

        return layout_of(self._name).shown(self, most, self._store)
