"""`OwnData`: datasets with more records, merged with others, and written."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DataFileError, InvalidQuestionError, shorten
from ..store.record_types import KINDS
from ..store.store import NAMED, Store
from .making import Making

if TYPE_CHECKING:
    from ..provenance.merge import OnConflict
    from .dataset import Dataset

__all__ = ["OwnData"]


class OwnData(Making):
    """Extending, merging and writing of datasets."""

    __slots__ = ()

    def with_records(self, *records: Any) -> Dataset:
        """Give the dataset with more records; what they refer to must be in it, or among them.

        Raises:
            DataFileError: an id stands already, or nothing has the id that a record refers to; all at once.
            InvalidQuestionError: something is no record.

        >>> from iom_partners import Dataset, Membership, Organization
        >>> data = Dataset.from_records([Organization(id="x", name="X"), Organization(id="y", name="Y")])
        >>> len(data.with_records(Membership(id="m", member_id="x", organization_id="y")).memberships)
        1
        """
        from ..checks.checks import find_errors
        from ..io.closed_world import refuse

        own = [record for name in KINDS for record in self._store[name]]
        made = type(self).from_records([*own, *records], version=None if records else self._version)
        old = set(find_errors(self._store))
        refuse(problem for problem in find_errors(made._store) if problem not in old)
        made._extras = self._extras
        return made

    def merge(self, other: Dataset, *, on_conflict: OnConflict = "report", same_name: bool = False) -> Dataset:
        """Give both datasets as one; nothing of either is dropped silently.

        Records of one id become one record: its citations are those of both, and where the two differ, each citation
        still says what it said, so that `conflicts` shows it. Where the merge decides something against what one of
        the two knew (it knew all members, and the other has one more), the record in question is a conflict too.

        Args:
            other: the other dataset.
            on_conflict: the value where both say something and differ. "report": of dates the common reading, or
                where there is none the span that holds both; of lists, all; else ours. "ours" or "theirs": that side's.
                "refuse": raises.
            same_name: whether records of different ids and one name (organizations, people, projects, works, places)
                are one; they take our id.

        Raises:
            DataFileError: an id is of an organization here and of a person there, a name is borne by several, or
                ("refuse") records differ; all at once.
            InvalidQuestionError: there is no such policy, or the other is no dataset.

        >>> from iom_partners import Dataset, Organization, PartialDate
        >>> ours = Dataset.from_records([Organization(id="x", name="X", founded=PartialDate("1951"))])
        >>> theirs = Dataset.from_records([Organization(id="x", name="X", founded=PartialDate("1953"))])
        >>> both = ours.merge(theirs)
        >>> both.organizations["x"].founded, [each.values for each in both.conflicts()]
        (PartialDate("[1951-01-01..1953-12-31]"), [('1951', '1953')])
        """
        from ..provenance.merge import OURS_ID, POLICIES, THEIRS_ID, merge_records, merge_sources, renamed
        from ..provenance.merge_denials import Known, deny_flips

        if not isinstance(other, OwnData):
            raise InvalidQuestionError(f"{shorten(other)} is no dataset", value=other, field="other")
        if on_conflict not in POLICIES:
            hint = f"one of {', '.join(POLICIES)}"
            raise InvalidQuestionError(
                f"{shorten(on_conflict)} is no policy", value=on_conflict, field="on_conflict", hint=hint
            )
        ours, theirs = ({name: tuple(each._store[name]) for name in KINDS} for each in (self, other))
        if same_name:
            theirs = {name: tuple(records) for name, records in renamed(theirs, ours).items()}
        _check_types(ours, theirs)
        records = merge_records(ours, theirs, on_conflict)
        merged = self._made(Store.of_records(records))
        second = self._made(Store.of_records(theirs)) if same_name else other
        sides = (Known(self._store, self._ready(), OURS_ID), Known(second._store, second._ready(), THEIRS_ID))
        count = deny_flips(records, *sides, Known(merged._store, merged._ready()))
        if count and on_conflict == "refuse":
            raise DataFileError(f"{count} records hold here and are ruled out there, or back", field="on_conflict")
        merge_sources(records)
        made = type(self).from_records((each for name in KINDS for each in records[name]), version=self._version)
        if made != self:
            made._version = None
        made._extras = _merge_extras(self._extras, other._extras)
        return made

    def extra_fields(self, record: Any) -> Mapping[str, Any]:
        """Give the fields that a record had in its file and that no record has; `Dataset.read` keeps them if asked to.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.extra_fields(data.organizations["iom"])
        {}
        """
        name = next((name for name in KINDS if record in self._store[name]), "")
        return dict(self._extras.get(name, {}).get(getattr(record, "id", ""), {}))

    def write(self, path: str | PathLike[str], *, with_tables: bool = False) -> None:
        """Write the data as a data package: JSON files in canonical form, and a descriptor with their hashes.

        Args:
            path: the folder, made if it is not there; or a file whose name ends with ``.zip``. Files of the same names
                are replaced, each as a whole. The same data give the same bytes, of a zip with the same zlib.
            with_tables: whether each table is written as CSV too, with its schema, and the JSON Schema of each record.

        Raises:
            DataFileError: it cannot be written.
        """
        from ..io.package_writer import write_package

        collections = {name: self._store[name] for name in KINDS}
        write_package(Path(path), collections, self._version, with_tables=with_tables, extras=self._extras)


def _check_types(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    """Refuse an id that names things of two types."""
    of = {record.id: name for name in NAMED for record in ours[name]}
    faults = [
        DataFileError(f"it is an id of {of[record.id]} here", value=record.id, field=f"{name}[{record.id}].id")
        for name in NAMED
        for record in theirs[name]
        if of.get(record.id, name) != name
    ]
    if faults:
        raise DataFileError.of(faults)


_Extras = Mapping[str, Mapping[str, Mapping[str, Any]]]


def _merge_extras(ours: _Extras, theirs: _Extras) -> dict[str, dict[str, dict[str, Any]]]:
    """Keep the extra fields of both.

    Raises:
        DataFileError: they differ; nothing in a record could show that.
    """
    merged: dict[str, dict[str, dict[str, Any]]] = {
        name: {record_id: dict(fields) for record_id, fields in records.items()} for name, records in ours.items()
    }
    faults: list[DataFileError] = []
    for name, records in theirs.items():
        for record_id, fields in records.items():
            own = merged.setdefault(name, {}).setdefault(record_id, {})
            for field, value in fields.items():
                if own.setdefault(field, value) != value:
                    reason = f"{shorten(own[field])} here, {shorten(value)} there"
                    faults.append(DataFileError(reason, value=value, field=f"{name}[{record_id}].{field}"))
    if faults:
        raise DataFileError.of(faults)
    return merged
