"""`Dataset`: records and the questions they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InvalidQuestionError, UnknownSourceError, shorten
from . import files
from .listings import Listings
from .store import KINDS, Store, kind_of, read_whole

if TYPE_CHECKING:
    from .conflicts import Conflict
    from .directory import Directory
    from .facts import Changes, Fact
    from .narrow import Contradiction, NarrowedDate, Narrowing
    from .problem import Problem
    from .rules import InOrder, SameDay

__all__ = ["Dataset", "Narrowed"]


class Dataset(Listings):
    """Immutable records of organizations, their ties and their history, and the questions they answer.

    `iom_partners.load` gives the curated data, `Dataset.read` anyone's files, `Dataset.from_records` anyone's records.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> data.chair_of("GMG", on="2013-09-01").one().acronym
    'IOM'
    """

    __slots__ = ()

    @classmethod
    def from_records(cls, records: Iterable[Any], *, version: str | None = None) -> Dataset:
        """Make a dataset of records of any types, in any order.

        Args:
            records: organizations, memberships, chair terms, coverages ...
            version: the version of the data, if it has one.

        Raises:
            InvalidQuestionError: something is no record.

        >>> from iom_partners import Organization
        >>> len(Dataset.from_records([Organization(id="x", name="X")]).organizations)
        1
        """
        sorted_out: dict[str, list[Any]] = {name: [] for name in KINDS}
        names = {kind_of(name): name for name in KINDS}
        for record in records:
            name = names.get(type(record))
            if name is None:
                raise InvalidQuestionError(f"{shorten(record)} is no record", value=record, field="records")
            sorted_out[name].append(record)
        return cls(Store.of_records(sorted_out), version=version)

    @classmethod
    def read(cls, path: str | Path) -> Dataset:
        """Read a dataset from a folder of JSON files in the form of the curated ones; every record is checked at once.

        Args:
            path: the folder; files of record types that it lacks count as empty.

        Raises:
            DataFileError: the folder holds no data, or files or records cannot be read; the message names file,
                record and field of each, and `faults` holds them one by one.

        >>> Dataset.read("no/such/folder")
        Traceback (most recent call last):
        ...
        iom_partners.errors.DataFileError: no/such/folder: is no folder
        """
        source = files.Folder(Path(path))
        return cls(read_whole(source), version=source.version())

    def write(self, path: str | Path, *, with_tables: bool = False) -> None:
        """Write the data as a data package: JSON files in canonical form, and a descriptor with their hashes.

        Args:
            path: the folder; made if it is not there. Files of the same names in it are replaced, each as a whole.
            with_tables: whether each table is written as CSV too, with its schema, and the JSON Schema of each record.

        Raises:
            DataFileError: it cannot be written.
        """
        collections = {name: self._store[name] for name in KINDS}
        files.write_folder(Path(path), collections, self._version, with_tables=with_tables)

    def according_to(self, *source_ids: str) -> Dataset:
        """Give the dataset as these sources alone tell it; a dataset with the same calls.

        A record stays if a citation of these sources supports it; each field takes the record's own value if they
        state it, else what they say, else it is empty. Every name still resolves.

        Args:
            source_ids: one or more ids of `sources`.

        Raises:
            UnknownSourceError: there is no such source, or none is given.

        >>> import iom_partners
        >>> page = iom_partners.load().according_to("iom-partners-and-friends")
        >>> page.chair_of("GMG", on="2010-03-01").verdict
        Certainty.UNKNOWN
        """
        from .views import seen_by

        if not source_ids:
            raise UnknownSourceError(
                "no source is given", value=source_ids, field="source_ids", hint="see data.sources"
            )
        known = set(self.sources.ids)
        for source_id in source_ids:
            if not isinstance(source_id, str) or source_id not in known:
                raise UnknownSourceError(
                    f"no source has the id {shorten(source_id)}",
                    value=source_id,
                    field="source_ids",
                    hint="see data.sources",
                )
        seen = seen_by(self._origin, frozenset(source_ids), self._names())
        return Dataset(seen, version=self._version, directory=self._names(), origin=self._origin)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Give every place where citations of one record state different things; both stand in the data.

        >>> import iom_partners
        >>> {conflict.kind for conflict in iom_partners.load().conflicts()} >= {"contradiction", "coarser"}
        True
        """
        from .conflicts import find_conflicts

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
        from .narrow import narrow
        from .rules import RULES, Rulebook

        book = Rulebook(self._store, links, tuple(RULES) if rules is None else rules)
        found = narrow(self._store, book, self._names().label)
        return Narrowed(found, version=self._version, directory=self._names())

    def check(self) -> tuple[Problem, ...]:
        """Give every problem of the data, errors first; empty when it is sound.

        >>> import iom_partners
        >>> iom_partners.load().check()
        ()
        """
        from .checks import find_problems

        return find_problems(self._store, self._ready())

    def facts(self) -> Iterator[Fact]:
        """Give every field of every record as a fact with an id of its own, its value as text, and its citations.

        >>> import iom_partners
        >>> facts = {fact.id: fact for fact in iom_partners.load().facts()}
        >>> facts["chair_terms/gmg-chair-ilo-2014/period"].value
        '2014-01-01/2014-12-31'
        """
        from .facts import find_facts

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
        from .facts import find_changes

        return find_changes(self._store, other._store)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self._store is other._store or all(self._store[name] == other._store[name] for name in KINDS)

    def __hash__(self) -> int:
        return hash(tuple(self._store[name].ids for name in KINDS))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, ({name: tuple(self._store[name]) for name in KINDS}, self._version)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(self._store[name])} {name.replace('_', ' ')}" for name in KINDS if len(self._store[name])
        )
        version = f" version {self._version}" if self._version else ""
        until = f", up to {self.as_of}" if self.as_of else ""
        return f"<Dataset{version}{until}: {counts or 'no records'}>"


class Narrowed(Dataset):
    """A dataset of which every date is narrowed to what follows from all records; `Dataset.narrow` gives it."""

    __slots__ = ("_found",)

    def __init__(self, found: Narrowing, *, version: str | None = None, directory: Directory | None = None) -> None:
        """Take what was found, and the directory of the data that were narrowed, so that every name still resolves."""
        super().__init__(found.store, version=version, directory=directory)
        self._found = found

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


def _restore(records: dict[str, tuple[Any, ...]], version: str | None) -> Dataset:
    return Dataset(Store.of_records(records), version=version)


def _restore_narrowed(records: dict[str, tuple[Any, ...]], found: tuple[Any, ...], version: str | None) -> Narrowed:
    from .narrow import Narrowing

    return Narrowed(Narrowing(Store.of_records(records), *found), version=version)
