"""`Dataset`: records and the questions they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import InvalidQuestionError, shorten
from ..store.record_types import KINDS, kind_of
from ..store.store import Store
from .analyses import Analyses
from .dealings import Dealings
from .histories import Histories
from .own_data import OwnData
from .pictures import Pictures
from .tabled import Tabled

if TYPE_CHECKING:
    from ..checks.problem import Problem
    from ..inference.narrow import Contradiction, NarrowedDate, Narrowing
    from ..inference.rules import InOrder, SameDay
    from ..provenance.conflicts import Conflict
    from ..provenance.diff import Changes, Fact
    from ..store.collection import Listing
    from ..store.directory import Directory

__all__ = ["Dataset", "Narrowed"]


class Dataset(OwnData, Dealings, Histories, Analyses, Pictures, Tabled):
    """Immutable records of organizations, their ties and their history, and the questions they answer.

    `iom_partners.load` gives the curated data, `Dataset.read` anyone's files, `Dataset.from_records` anyone's records.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> data.chair_of("GMG", on="2013-09-01").one().acronym
    'IOM'
    """

    __slots__ = ()

    @classmethod
    def from_records(
        cls, records: Iterable[Any], *, version: str | None = None, strict: bool = False, closed_world: bool = False
    ) -> Dataset:
        """Make a dataset of records of any types, in any order.

        Args:
            records: organizations, memberships, chair terms, coverages ...
            version: the version of the data, if it has one.
            strict: whether data that cannot be relied on are refused: dangling or double ids, circles; without it
                `check` tells them.
            closed_world: whether the records know all chairs, members and units of their bodies; as the caller
                declares it, every reason says so.

        Raises:
            InvalidQuestionError: something is no record.
            DataFileError: data are refused, by ``strict``; all faults at once.

        >>> from iom_partners import Organization
        >>> len(Dataset.from_records([Organization(id="x", name="X")]).organizations)
        1
        """
        sorted_out: dict[str, list[Any]] = {name: [] for name in KINDS}
        names = {kind_of(name): name for name in KINDS}
        if closed_world:
            from ..io.closed_world import declare_closed

            records = declare_closed(records)
        for record in records:
            name = names.get(type(record))
            if name is None:
                raise InvalidQuestionError(f"{shorten(record)} is no record", value=record, field="records")
            sorted_out[name].append(record)
        store = Store.of_records(sorted_out)
        if strict:
            from ..checks.checks import find_errors
            from ..io.closed_world import refuse

            refuse(find_errors(store))
        return cls._of(store, version)

    @classmethod
    def _of(cls, store: Store, version: str | None) -> Dataset:
        return cls(store, version=version)

    def _made(self, store: Store, **known: Any) -> Dataset:
        return Dataset(store, version=self._version, **known)

    def conflicts(self) -> Listing[Conflict]:
        """Give every place where citations of one record state different things; both stand in the data.

        >>> import iom_partners
        >>> {conflict.kind for conflict in iom_partners.load().conflicts()} >= {"contradiction", "coarser"}
        True
        """
        from ..provenance.conflicts import find_conflicts

        return find_conflicts(self._store)

    def narrow(self, *links: SameDay | InOrder, rules: Sequence[str] | None = None) -> Narrowed:
        """Give the dataset with every date narrowed to what follows from all records together.

        A date keeps just the days that it has in some world in which all records, rules and links hold. Nothing is
        narrowed unless it is asked for here. The rules take the records for all there are: a chair is a member by the
        one membership that is recorded, which a second one that no record tells would change.

        Args:
            links: what is known besides: `SameDay`, `InOrder`.
            rules: which rules are followed; by default all: a body has members and chairs only during its life
                ("within-life"), a founder is a member from the founding on ("founders-at-founding"), a chair is a
                member ("chair-is-member"), one chair sits at a time ("one-chair-at-a-time").

        Returns:
            A dataset with the same calls, and with `narrowed` and `contradictions`. Records that cannot all hold are
            left as they are.

        Raises:
            InvalidQuestionError: there is no such rule, or a link is none.
            UnknownNameError: a link names a date that there is not.

        >>> import iom_partners
        >>> from iom_partners import SameDay
        >>> data = iom_partners.load()
        >>> narrower = data.narrow(SameDay("gmg-member-who.start", "gmg-member-un-women.start"))
        >>> narrower.contradictions
        ()
        """
        from ..inference.narrow import narrow
        from ..inference.rules import RULES, Rulebook

        book = Rulebook(self._store, links, tuple(RULES) if rules is None else rules)
        found = narrow(self._store, book, self._names().label)
        return Narrowed(found, version=self._version, directory=self._names())

    def check(self) -> Listing[Problem]:
        """Give every problem of the data, errors first; empty when it is sound.

        >>> import iom_partners
        >>> iom_partners.load().check()
        ()
        """
        from ..checks.checks import find_problems

        return find_problems(self._store, self._ready())

    def facts(self) -> Iterator[Fact]:
        """Give every field of every record as a fact with an id of its own, its value as text, and its citations.

        >>> import iom_partners
        >>> facts = {fact.id: fact for fact in iom_partners.load().facts()}
        >>> facts["chair_terms/gmg-chair-ilo-2014/period"].value
        '2014-01-01/2014-12-31'
        """
        from ..provenance.diff import find_facts

        return find_facts(self._store)

    def diff(self, other: Dataset) -> Changes:
        """Give what changed from another, older dataset to this one, fact by fact; printed, it is a release note.

        >>> from iom_partners import Organization
        >>> old = Dataset.from_records([Organization(id="x", name="X")])
        >>> new = Dataset.from_records([Organization(id="x", name="X", country="CH")])
        >>> print(new.diff(old))
        ### Added
        <BLANKLINE>
        - `organizations/x/country`: CH
        """
        from ..provenance.diff import find_changes

        return find_changes(self._store, other._store)

    def _remade(self, store: Store) -> Dataset:
        return Dataset(store, version=self._version, directory=self._names())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self._store is other._store or all(self._store[name] == other._store[name] for name in KINDS)

    def __hash__(self) -> int:
        return hash(tuple(self._store[name].ids for name in KINDS))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, ({name: tuple(self._store[name]) for name in KINDS}, self._version, self._extras)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(self._store[name])} {name.replace('_', ' ')}" for name in KINDS if len(self._store[name])
        )
        version = f" version {self._version}" if self._version else ""
        until = f", up to {self.as_of}" if self.as_of else ""
        return f"<Dataset{version}{until}: {counts or 'no records'}>"

    def _repr_html_(self) -> str:
        from ..store.overview import overview

        return overview(self)


class Narrowed(Dataset):
    """A dataset of which every date is narrowed to what follows from all records; `Dataset.narrow` gives it."""

    __slots__ = ("_found",)

    def __init__(self, found: Narrowing, *, version: str | None = None, directory: Directory | None = None) -> None:
        """Take what was found, and the directory of the data that were narrowed, so that every name still resolves."""
        super().__init__(found.store, version=version, directory=directory)
        self._found = found

    @classmethod
    def _of(cls, store: Store, version: str | None) -> Dataset:
        # What is read or made is as it was entered: nothing of it is narrowed.
        return Dataset(store, version=version)

    @property
    def narrowed(self) -> tuple[NarrowedDate, ...]:
        """Every date that is sharper now, with the reason."""
        return self._found.dates

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Least sets of records that cannot all hold; they are left as they are, the others narrowed without them."""
        return self._found.contradictions

    @property
    def open_choices(self) -> int:
        """How many orders of two terms were too many to try; 0 where all bounds are exact."""
        return self._found.open_choices

    def __reduce__(self) -> tuple[Any, ...]:
        records = {name: tuple(self._store[name]) for name in KINDS}
        return _restore_narrowed, (records, self._found[1:], self._version)

    def __repr__(self) -> str:
        return super().__repr__().replace("<Dataset", "<Narrowed", 1)


def _restore(records: dict[str, tuple[Any, ...]], version: str | None, extras: dict[str, Any] | None = None) -> Dataset:
    made = Dataset(Store.of_records(records), version=version)
    made._extras = extras or {}
    return made


def _restore_narrowed(records: dict[str, tuple[Any, ...]], found: tuple[Any, ...], version: str | None) -> Narrowed:
    from ..inference.narrow import Narrowing

    return Narrowed(Narrowing(Store.of_records(records), *found), version=version)
