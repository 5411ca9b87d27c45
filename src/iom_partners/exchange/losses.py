"""What every writer of a foreign format takes, and the report of what the format could not hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import DataFileError
from ..store.collection import RecordList
from ..store.record_types import RECORD_TYPES, record_class
from ..tables.text import counted, plain

if TYPE_CHECKING:
    from ..query.project_rosters import ProjectRosters
    from ..query.rosters import Rosters
    from ..store.store import Store

__all__ = ["Export", "Imported", "Loss", "LossReport"]


class Loss(NamedTuple):
    """What a format could not hold of some records.

    Attributes:
        record_type: the class of the records.
        field: which field; empty for the whole record.
        reason: what became of it, in one plain sentence.
        record_count: how many records it concerns.
        ids: which ones.

    >>> Loss("Figure", "", "left out: the format has no numbers", 1, ("gmg-members-2003-04",)).record_count
    1
    """

    record_type: str
    field: str
    reason: str
    record_count: int
    ids: tuple[str, ...]


class LossReport(RecordList[Loss]):
    """What a format could not hold; empty if nothing is lost. Printed, it is a table."""

    def __reduce__(self) -> tuple[Any, ...]:
        return LossReport, (tuple(self), self._kind)

    def __str__(self) -> str:
        """Return a line for each loss."""
        lines = (
            f"{'.'.join(filter(None, (each.record_type, each.field)))}, {counted(each.record_count, 'records')}: "
            + each.reason
            for each in self
        )
        return "\n".join(map(plain, lines)) if self else "Nothing is lost."


class Imported(NamedTuple):
    """What a reader found in a file.

    Attributes:
        records: all of them.
        assumed: what the file does not state and how it was read, and what was left out; one sentence each.
        version: what the file states of its version.
    """

    records: list[Any]
    assumed: tuple[str, ...] = ()
    version: str | None = None


class Export:
    """What a writer takes: the records, the name of the file, and where losses are reported.

    Attributes:
        rosters: the rosters of projects and partners; its ``rosters`` are those of bodies.
        version: of the data; None for data that state none.
        about: the organization, person, project or work to write about; None for all records.
        name: the name of the file or folder.
    """

    __slots__ = ("_lost", "about", "name", "projects", "rosters", "store", "version")

    def __init__(self, projects: ProjectRosters, version: str | None, about: Any = None, name: str = "") -> None:
        self.projects: ProjectRosters = projects
        self.rosters: Rosters = projects.rosters
        self.store: Store = projects.store
        self.version: str | None = version
        self.about: Any = about
        self.name: str = name
        self._lost: dict[tuple[str, str, str], dict[str, None]] = {}

    def lose(self, record: Any, field: str, reason: str) -> None:
        """Report that the format does not hold a field of a record as it is, or with an empty field the whole record.

        Args:
            record: with its id.
            field: the name of the field; empty for the whole record.
            reason: what became of it: the same sentence for all records that share the reason.
        """
        self._lost.setdefault((type(record).__name__, field, reason), {})[record.id] = None

    def lose_fields(self, records: Iterable[Any], fields: Iterable[str], reason: str) -> None:
        """Report that the format does not hold some fields, of each record in which they are not empty."""
        names = tuple(fields)
        for record in records:
            for name in names:
                if getattr(record, name) not in {None, ()}:
                    self.lose(record, name, reason)

    def lose_cell(self, table: str, row: Sequence[Any], column: str, reason: str) -> None:
        """Report that the format does not hold a cell of a table of `Dataset.tables` as it is.

        What follows from other cells, such as a label or a bound, is not reported.

        Args:
            table: the name of the table.
            row: of the table.
            column: the name of the column.
            reason: as in `lose`.
        """
        from ..tables.csv_rows import NESTED_KINDS

        kind: Any = NESTED_KINDS.get(table) or (record_class(table) if table in RECORD_TYPES else None)
        if kind is None or all(each.name != column for each in kind.__attrs_attrs__):
            return
        holder, field = ((row[0], row[1]), table) if table in NESTED_KINDS else ((table, row[0]), column)
        self.lose(self.store[holder[0]].get(holder[1]), field, reason)

    def report(self) -> LossReport:
        """Return all losses, in the order in which they were reported."""
        losses = (Loss(*key, len(ids), tuple(ids)) for key, ids in self._lost.items())
        report: Any = LossReport(losses, "losses")
        return report  # type: ignore[no-any-return]  # A list of records makes one of its own class.

    def refuse_losses(self) -> None:
        """Raise an error that lists every loss, if there is any.

        Raises:
            DataFileError: something is lost; `faults` has one for each loss.
        """
        faults = [
            DataFileError(
                f"{counted(each.record_count, f'{each.record_type} records')} of {self.name}: {each.reason}",
                value=each.ids[:5],
                field=f"{each.record_type}.{each.field}" if each.field else each.record_type,
            )
            for each in self.report()
        ]
        if faults:
            error = DataFileError.of(faults)
            error.hint = "leave out strict=True to write the rest"
            raise error
