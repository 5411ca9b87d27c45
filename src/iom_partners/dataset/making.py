"""`Making`: datasets read from anyone's files, and made of the rows of anyone's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from ..errors import InvalidQuestionError
from ..io.limits import MOST_BYTES
from ..model.sources import Source
from ..store.record_types import KINDS
from ..store.store import Store
from .viewing import Views

if TYPE_CHECKING:
    from ..io.cells import Edge, Reading
    from ..io.package_reader import Extra
    from ..io.rows import KindOfRows
    from .dataset import Dataset

__all__ = ["Making"]


class Making(Views):
    """What makes a dataset of files, rows and frames."""

    __slots__ = ()

    if TYPE_CHECKING:

        @classmethod
        def from_records(  # noqa: D102 # It stands in `Dataset`.
            cls, records: Iterable[Any], *, version: str | None = None, strict: bool = False, closed_world: bool = False
        ) -> Dataset: ...

        @classmethod
        def _of(cls, store: Store, version: str | None) -> Dataset: ...

    @classmethod
    def read(
        cls,
        path: str | PathLike[str],
        *,
        extra: Extra = "refuse",
        strict: bool = True,
        closed_world: bool = False,
        max_bytes: int = MOST_BYTES,
    ) -> Dataset:
        """Read a data package: a folder, a ``datapackage.json`` or a zip of one; every record is checked at once.

        Files are taken for hostile: no link or path leads out of the package, nothing is fetched, a zip is never
        unpacked to disk, and limits hold that docs/own-data.md lists.

        Args:
            path: the package; files of record types that it lacks count as empty.
            extra: what becomes of fields that no record has: "refuse", or "keep" for `extra_fields` and `write`.
            strict: whether data that cannot be relied on are refused: dangling or double ids, circles; without it
                `check` tells them.
            closed_world: whether the package knows all chairs, members and units of its bodies; as the caller
                declares it, every reason says so.
            max_bytes: how many bytes one file may have.

        Raises:
            DataFileError: it holds no data, or files or records cannot be read; the message names file, record and
                field of each, and `faults` holds them one by one.

        >>> from iom_partners import Dataset
        >>> Dataset.read("no/such/folder")
        Traceback (most recent call last):
        ...
        iom_partners.errors.DataFileError: no/such/folder: is no folder, no datapackage.json and no zip of one
        """
        from ..io.package_reader import open_package
        from ..store.store import read_whole

        package = open_package(path, extra=extra, most_bytes=max_bytes)
        store = read_whole(package)
        if strict:
            from ..checks.checks import find_errors
            from ..io.closed_world import refuse

            refuse(find_errors(store))
        if closed_world:
            from ..io.closed_world import declare_closed

            made = cls.from_records(
                declare_closed(record for name in KINDS for record in store[name]), version=package.version()
            )
        else:
            made = cls._of(store, package.version())
        for (name, record_id), fields in package.extras.items():
            made._extras.setdefault(name, {})[record_id] = fields
        return made

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Mapping[str, Any]],
        kind: KindOfRows = "memberships",
        *,
        columns: Mapping[str, str] | None = None,
        reading: Reading | None = None,
        closed_world: bool = False,
        defaults: Mapping[str, Any] | None = None,
        roles: Mapping[str, str | None] | None = None,
        ids: Mapping[str, str] | None = None,
        members: Literal["organizations", "people"] = "organizations",
        empty_start: Edge = "unknown",
        empty_end: Edge = "unknown",
        source: Source | str | None = None,
        extra: Literal["refuse", "ignore"] = "refuse",
        version: str | None = None,
    ) -> Dataset:
        """Make a dataset of the rows of a table, one tie a row; members and bodies are made from their names.

        A row tells when by ``start`` and ``end``, by one ``period``, or by four bounds (``start_earliest``,
        ``start_latest``, ``end_earliest``, ``end_latest``, with ``starts_open`` and ``ends_open``): EDTF or ISO text,
        dates, or timestamps of NumPy and pandas. Numbers are refused: they may be years or counts.

        Args:
            rows: mappings of column names to cells, such as those of `csv.DictReader`.
            kind: what a row is: one of "memberships", "chair_terms" (the member is who chairs), "participations" (the
                body is a project).
            columns: the names of your columns by ours: ``{"member": "Country", "start": "Joined"}``.
            reading: what a date coarser than a day means: "whole" (a start means its first day, an end its last) or
                "within" (some day of it). Required as soon as there is one.
            closed_world: whether the rows know all members and units of their bodies (of chair terms: all chairs); as
                the caller declares it, every reason says so.
            defaults: values of columns that are not there, and of empty cells: ``{"body": "Parliament"}``.
            roles: roles of ours by those of the table; None leaves rows of that role out.
            ids: ids by name, where those made from names are not to be used.
            members: whether members are organizations or people.
            empty_start: what an empty start means: "unknown", or "open" (there was none).
            empty_end: what an empty end means: "unknown", or "open" (it goes on).
            source: the source that all records cite; a text is its title.
            extra: what becomes of columns that are not known: "refuse" or "ignore".
            version: of the data, if they have one.

        Raises:
            DataFileError: cells cannot be read, dates are reversed, ids stand twice, two names give one id; all of
                them at once, each with its row and column.
            InvalidQuestionError: an argument is out of its vocabulary.

        >>> from iom_partners import Dataset
        >>> rows = [{"Country": "Chile", "Joined": "1951"}, {"Country": "Peru", "Joined": "1966-11-15"}]
        >>> data = Dataset.from_rows(
        ...     rows,
        ...     columns={"member": "Country", "start": "Joined"},
        ...     defaults={"body": "Coffee Club"},
        ...     reading="within",
        ...     empty_end="open",
        ... )
        >>> data.is_member("Chile", "Coffee Club", on="1951-06-01")
        Certainty.POSSIBLE
        >>> data.is_member("Peru", "Coffee Club", on="1990-01-01")
        Certainty.CERTAIN
        """
        from ..io.closed_world import declare_closed
        from ..io.rows import Table, records_of_rows
        from ..store.search import slug

        if isinstance(source, str):
            source = Source(id=slug(source), title=source)
        table = Table(
            kind=kind, columns=columns or {}, defaults=defaults or {}, roles=roles or {}, ids=ids or {},
            reading=reading, members=members, empty_start=empty_start, empty_end=empty_end, source=source, extra=extra,
        )  # fmt: skip
        if closed_world and kind == "participations":
            reason = "participations have no bodies of which all could be known"
            raise InvalidQuestionError(reason, value=closed_world, field="closed_world")
        records = records_of_rows(rows, table)
        if closed_world:
            records = declare_closed(records, ("chairs",) if kind == "chair_terms" else ("members", "units"))
        return cls.from_records(records, version=version, strict=True)

    @classmethod
    def from_frame(cls, frame: Any, kind: KindOfRows = "memberships", **how: Any) -> Dataset:
        """Make a dataset of the rows of a frame of pandas, Polars, Arrow, or of what exports itself as an Arrow stream.

        Args:
            frame: the frame; an index is no column.
            kind: as in `from_rows`.
            how: all other keywords of `from_rows`.

        Raises:
            DataFileError: cells cannot be read, as in `from_rows`.
            InvalidQuestionError: it is no frame, or an argument is out of its vocabulary.
        """
        from ..io.rows import rows_of_frame

        return cls.from_rows(rows_of_frame(frame), kind, **how)
