"""`Dataset`: the records and everything that can be asked of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, Generic, Literal, Never, NoReturn, TypeVar, Unpack, overload

from .dates.coerce import NOT_GIVEN, DateLike, PeriodLike
from .dates.days import AnyDay
from .files.limits import fault_of_version
from .query.answer import ask
from .query.rosters import Rosters
from .store.record_types import RECORD_TYPES
from .store.store import Store
from .tables.table import Unchanging, missing
from .worlds.asked import misplaced_time

if TYPE_CHECKING:
    from .charts.accessor import Plots
    from .checks.problem import Problem
    from .dates.certainty import Certainty
    from .engine.ready import EngineTables
    from .errors import DataFileError
    from .exchange.losses import LossReport
    from .exchange.reading import ReadFormat
    from .exchange.wikidata_statements import PropertyUse
    from .export.formats import FormatName
    from .export.pages import Card
    from .history.derived import DerivedRole
    from .history.eras import Era, NameEra
    from .history.gaps import Gap
    from .history.succession import Succession
    from .history.tenure import Tenure
    from .history.timeline import TimelineEntry
    from .ids import AgentRef, BodyRef
    from .inference.narrow import Contradiction, NarrowedDate, Narrowing
    from .inference.rules import InOrder, SameDay
    from .io.package_reader import Extra
    from .io.rows import KindOfRows, RowOptions
    from .model.agents import Agent, NameKind, Organization
    from .model.dealings import Agreement, Contribution, Partnership, Statement
    from .model.happenings import Event, Figure, Place
    from .model.people import Person
    from .model.sources import Source
    from .model.ties import ChairTerm, Coverage, Membership, Rule, Word
    from .model.works import Participation, Project, Work
    from .provenance.answer_citation import AnswerCitation, CitationCheck
    from .provenance.answer_diff import AnswerChanges
    from .provenance.conflicts import Conflict
    from .provenance.dataset_citation import CitationFormat
    from .provenance.diff import Changes, Fact
    from .provenance.merge import OnConflict
    from .provenance.reliance import Reliance
    from .provenance.resolve import ConflictPolicy
    from .query.answer import Answer
    from .query.count import Count
    from .query.lineage import Lineage
    from .query.project_rosters import ProjectRosters
    from .query.totals import Total
    from .stats.accessor import Stats
    from .stats.pairs import SharedPeriod
    from .store.collection import Collection, RecordList
    from .store.record_types import AnyRecord, NamedRecord
    from .tables.table import Table

__all__ = ["Dataset", "Narrowed"]

T = TypeVar("T")
_D = TypeVar("_D", bound="Dataset")


class _Attribute(Generic[T]):
    """A read-only attribute of a dataset: by default the collection of its name.

    It is not a property, because IPython does not evaluate properties for completion.
    """

    def __init__(self, doc: str, get: Callable[[Dataset], T] | None = None) -> None:
        self.__doc__ = doc
        self._get = get

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, data: None, owner: type) -> _Attribute[T]: ...
    @overload
    def __get__(self, data: Dataset, owner: type) -> T: ...

    def __get__(self, data: Dataset | None, owner: type) -> _Attribute[T] | T:
        if data is None:
            return self
        found: Any = self._get(data) if self._get else data._store[self._name]
        return found  # type: ignore[no-any-return]  # A store knows its collections by name only.

    def __set__(self, data: Dataset, value: object) -> NoReturn:
        raise AttributeError(f"a dataset is immutable, so {self._name!r} cannot be set")


def _make_stats(data: Dataset) -> Stats:
    if data._stats is None:
        from .stats.accessor import Stats

        data._stats = Stats(data._project_rosters())
    return data._stats


def _make_plots(data: Dataset) -> Plots:
    from .charts.accessor import Plots

    return Plots(data.stats)


class Dataset(Unchanging):
    """Immutable records of organizations, their ties and their history, and the questions they answer.

    `iom_partners.load` returns the curated data, `Dataset.read` anyone's files, `Dataset.from_records` and
    `Dataset.from_rows` anyone's records and tables.

    >>> import iom_partners
    >>> data = iom_partners.load()

    **Records** are held in collections, in time order, and by id:

    >>> data.organizations["gmg"].founded
    PartialDate("2003-04")
    >>> data.contributions.where(donor="Chevron")
    <3 contributions: chevron-angola-partnership-initiative-2002, chevron-angola-2004, chevron-myanmar-2008>

    **Questions** take exactly one of three keywords. ``on=`` asks about one day (with a partial date: one unknown day
    within it), ``during=`` about at least one day of a period, ``throughout=`` about every day of it. Text for the
    latter two means whole units: "2013" is 1 January to 31 December; a `Period` keeps its uncertain ends.

    >>> data.chair_of("GMG", on="2013-09-01").one().acronym
    'IOM'
    >>> data.is_member("WHO", "GMG", on="2010-10-15")
    Certainty.POSSIBLE

    Every question raises `MissingTimeError` without a time or with several, `InvalidDateError` or `InvalidPeriodError`
    for one that cannot be read, `UnknownNameError` for a name that is not found, and `AmbiguousNameError` for one that
    several records bear.

    **Histories** need no time; `stats` returns them as tables, `plot` as charts:

    >>> len(data.eras("GMG")), len(data.succession("GMG"))
    (36, 20)
    >>> data.stats.member_counts("GMG").rows[2][2:4]
    (6, 6)

    **Views** are datasets with the same calls that hold only what some of the sources state:

    >>> data.according_to("iom-partners-and-friends").chair_of("GMG", on="2010-03-01").verdict
    Certainty.UNKNOWN
    """

    __slots__ = (
        "__weakref__",
        "_assumed",
        "_chairs",
        "_extras",
        "_faults",
        "_members",
        "_origin",
        "_projects",
        "_rosters",
        "_stats",
        "_store",
        "_told",
        "_version",
        "_views",
    )

    organizations: _Attribute[Collection[Organization]] = _Attribute("All organizations.")
    people: _Attribute[Collection[Person]] = _Attribute("All persons: holders of public offices and awards only.")
    memberships: _Attribute[Collection[Membership]] = _Attribute("All memberships, of every role.")
    chair_terms: _Attribute[Collection[ChairTerm]] = _Attribute(
        "All terms of chairs, co-chairs, interim chairs and co-conveners."
    )
    projects: _Attribute[Collection[Project]] = _Attribute("All projects, programmes, campaigns and schemes.")
    works: _Attribute[Collection[Work]] = _Attribute("All films, advertisements, performances and publications.")
    participations: _Attribute[Collection[Participation]] = _Attribute(
        "Who took part in which project or work, in which role."
    )
    partnerships: _Attribute[Collection[Partnership]] = _Attribute("All ties that are wider than one project.")
    agreements: _Attribute[Collection[Agreement]] = _Attribute("All agreements that were signed.")
    contributions: _Attribute[Collection[Contribution]] = _Attribute("All contributions of money, goods and services.")
    statements: _Attribute[Collection[Statement]] = _Attribute(
        "What organizations and holders of offices say: aims, judgements, commitments."
    )
    events: _Attribute[Collection[Event]] = _Attribute("All events.")
    figures: _Attribute[Collection[Figure]] = _Attribute("All numbers that sources state about something.")
    coverages: _Attribute[Collection[Coverage]] = _Attribute("What is known completely, and on which days.")
    rules: _Attribute[Collection[Rule]] = _Attribute("What the rules of bodies say of their chairs.")
    words: _Attribute[Collection[Word]] = _Attribute("The roles and kinds of their own that the records use.")
    places: _Attribute[Collection[Place]] = _Attribute("All places.")
    sources: _Attribute[Collection[Source]] = _Attribute("All documents that records cite.")

    stats: _Attribute[Stats] = _Attribute(
        "The histories as tables for statistics: spells, counts, panels, pairs, networks, columns of dates.",
        _make_stats,
    )
    plot: _Attribute[Plots] = _Attribute(
        "The pictures that can be drawn, as Altair charts; this needs the extra ``plot``.", _make_plots
    )

    def __init__(
        self,
        store: Store,
        *,
        version: str | None = None,
        origin: Store | None = None,
        extras: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
    ) -> None:
        """Keep a store of records; users call `load`, `read`, `from_records`, `from_rows` or `from_frame` instead.

        Args:
            store: the records.
            version: of the data.
            origin: for a view, the records as they were entered. A view of a view is made from them too; otherwise a
                statement of one source would pass for that of another.
            extras: fields that no record type defines, by collection and id.
        """
        self._store = store
        self._version = version
        self._origin = origin or store
        self._extras = extras or {}
        self._rosters = Rosters(store)
        self._chairs, self._members = self._rosters.chairs_by_name, self._rosters.members_by_name
        self._projects: ProjectRosters | None = None
        self._stats: Stats | None = None
        self._faults: tuple[DataFileError, ...] = ()
        self._assumed: tuple[str, ...] = ()
        #: What the descriptor says of the data, for `cite`; and the calls that made a view of them.
        self._told: Mapping[str, Any] = {}
        self._views: tuple[str, ...] = ()

    # Made from files, records and tables.

    @classmethod
    def from_records(
        cls,
        records: Iterable[AnyRecord],
        *,
        source: Source | str | None = None,
        version: str | None = None,
        strict: bool = True,
        closed_world: bool = False,
    ) -> Dataset:
        """Return a dataset of records of any types, in any order.

        Args:
            records: organizations, memberships, chair terms, coverages ...
            source: where they come from: a `Source`, or its title, from which its id is made. Records that cite nothing
                then cite it for all of their fields, so that views and conflicts can tell them from other records.
            version: the version of the data, if it has one.
            strict: whether to refuse unreliable data: dangling or duplicate ids, circular references, and words that
                are neither built in nor declared by a `Word`. If False, `check` reports them.
            closed_world: whether the records list all chairs, members and units of their bodies; every reason then says
                that the caller declares it.

        Raises:
            InvalidQuestionError: a value is not a record, or the source or the version is not valid.
            InvalidRecordError: ``strict`` refuses the data; the error lists all faults.

        >>> from iom_partners import Organization
        >>> len(Dataset.from_records([Organization(id="x", name="X")]).organizations)
        1
        >>> data = Dataset.from_records([Organization(id="x", name="X")], source="Members file")
        >>> data.according_to("members-file") == data
        True
        """
        if source is not None:
            from .provenance.citing import cite_all

            records = cite_all(records, source)
        if closed_world:
            from .io.closed_world import declare_closed

            records = declare_closed(records, closed_world=closed_world)
        if version is not None and (fault := fault_of_version(version)):
            from .errors import InvalidQuestionError

            raise InvalidQuestionError(fault, value=version, field="version")
        store = Store.of_records(records)
        if strict:
            from .checks.checks import refuse_errors

            refuse_errors(store)
        return Dataset(store, version=version)

    @classmethod
    def read(
        cls,
        path: str | PathLike[str],
        *,
        extra: Extra = "refuse",
        strict: bool = True,
        closed_world: bool = False,
        max_bytes: int | None = None,
        format: ReadFormat | None = None,  # noqa: A002 # As in `export`.
        source: Source | str | None = None,
    ) -> Dataset:
        """Read a data package, or a file of a foreign format; every record is checked at once.

        A data package is a folder, a ``datapackage.json`` or a zip of one. These formats that `export` writes are read
        back: datapackage, popolo (``.popolo.json``), jsonld (``.jsonld``) and turtle (``.ttl``).

        Files are treated as untrusted: no link or path leads out of the package, nothing is fetched, a zip is never
        unpacked to disk, the limits of docs/own-data.md hold, and a file that differs from the size or hash that the
        descriptor declares is refused.

        Args:
            path: the package; files of record types that it lacks count as empty.
            extra: what to do with fields that no record type defines: "refuse", or "keep" for `extra_fields` and
                `write`.
            strict: whether to refuse unreliable data, as `from_records` does.
            closed_world: whether the package lists all chairs, members and units of its bodies; every reason then says
                that the caller declares it.
            max_bytes: the largest size of one file, in bytes; by default 64 MiB.
            format: popolo, jsonld or turtle, if the ending of the path does not tell. `assumed` lists what such a file
                does not state, and what was left out.
            source: for a foreign file, where it comes from, as in `from_records`.

        Raises:
            InvalidQuestionError: an argument is not in its vocabulary.
            DataFileError: it holds no data, or files or records cannot be read; the message names file, record and
                field of each, and `faults` holds them one by one.

        >>> from iom_partners import Dataset
        >>> Dataset.read("no/such/folder")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        iom_partners.errors.DataFileError: no/such/folder: is not a folder, a datapackage.json or a zip of one (...)
        """
        from .exchange.reading import foreign_format, read_foreign

        foreign = foreign_format(path, format)
        if foreign is not None:
            found = read_foreign(path, foreign, max_bytes)
            data = cls.from_records(
                found.records, source=source, strict=strict, closed_world=closed_world, version=found.version
            )
            data._assumed = found.assumed
            return data
        from .io.package_reader import open_package
        from .io.records import read_whole

        package = open_package(path, extra=extra, max_bytes=max_bytes)
        store = read_whole(package)
        if strict:
            from .checks.checks import refuse_errors

            refuse_errors(store)
        if closed_world:
            from .io.closed_world import declare_closed

            store = Store.of_records(declare_closed(store.records(), closed_world=closed_world))
        data = Dataset(store, version=package.version(), extras=package.extras)
        data._told = package.told()
        data._assumed = tuple(
            f"the resource {each!r} is left out: no record type has this name" for each in package.left_out
        )
        return data

    @classmethod
    def from_rows(
        cls, rows: Iterable[Mapping[str, Any]], kind: KindOfRows = "memberships", **how: Unpack[RowOptions]
    ) -> Dataset:
        """Return a dataset made from rows of a table, one tie per row; members and bodies are made from names.

        A row tells when by ``start`` and ``end``, by one ``period``, or by four bounds (``start_earliest``,
        ``start_latest``, ``end_earliest``, ``end_latest``, with ``starts_open`` and ``ends_open``): EDTF or ISO text,
        dates, timestamps of NumPy, or dates, periods and intervals of pandas. Ambiguous cells are refused until a
        keyword says what they mean: ``12/03/2010``, ``early 2006``, the number 2013, ``2021-22``.

        Args:
            rows: mappings of column names to cells.
            kind: what a row is: one of "memberships", "chair_terms" (the member is the holder), "participations" (the
                body is a project).
            columns: your column names, by the names used here: ``{"member": "Country", "start": "Joined"}``. Names in
                common use are recognised without it; `assumed` tells which.
            coarse_dates: what a date coarser than a day means: "whole" (a start means its first day, an end its last)
                or "within" (some day of it). Required as soon as there is one.
            dates: how dates are written besides ISO: "dmy", "mdy" or "ymd", "words" (English, as
                `PartialDate.from_words` reads it), or a function that takes a text or number and returns a date, EDTF
                text, or None for no date.
            numbers: what a number is: "years" (astronomical: 0 is 1 BC), "excel" (days as Excel counts them), "unix"
                (seconds since 1970, UTC).
            years_begin: the first day of a playing, school or financial year, such as "07-01"; then ``2021-22`` is one.
            written_on: the day, month or year in which the table was written. With it, ``dates="words"`` reads "1950 to
                present": it had not ended before that time.
            seasons: whether ``2021-22`` and the like are the seasons and other parts of a year of EDTF.
            no_date: what stands for an empty cell: ``("9999-12-31", "n/a")``. Well-known stand-ins such as 9999-12-31
                are refused until they are named here.
            ends: whether the day of an end is the last one ("inclusive") or the first one after ("exclusive").
            missing_start: what an empty start means: "unknown", or "open" (there was none).
            missing_end: what an empty end means: "unknown", or "ongoing".
            defaults: values of columns that are not there, and of empty cells: ``{"body": "Parliament"}``.
            roles: roles of this library by those of the table; None leaves out the rows of that role.
            words: roles and kinds of your own that the rows use, as texts or `Word` records. What ``roles`` and
                ``defaults`` hold need not be repeated here.
            vacant: for chair terms, names that mean that nobody held the chair: ``("vacant", "")``.
            ids: ids by name, where those made from names are not wanted.
            members: whether members are organizations or people; by default organizations, unless the column says
                "person".
            closed_world: whether the rows list all members and units of their bodies (for chair terms: all chairs);
                every reason then says that the caller declares it.
            source: the source that all records cite; a text is its title.
            extra: what to do with unknown columns: "refuse" or "ignore".
            errors: what to do with faulty rows: "raise", or "collect" (leave them out and list them in `faults`;
                ``closed_world`` is then not declared, because rows are missing).
            version: of the data, if they have one.

        Raises:
            DataFileError: cells cannot be read, dates are reversed, ids occur twice, or two names make one id; the
                error lists all faults, each with its row and column.
            InvalidQuestionError: an argument is not in its vocabulary.

        >>> from iom_partners import Dataset
        >>> rows = [{"Country": "Chile", "Joined": "1951"}, {"Country": "Peru", "Joined": "15/11/1966"}]
        >>> data = Dataset.from_rows(
        ...     rows, defaults={"body": "Coffee Club"}, dates="dmy", coarse_dates="within", missing_end="ongoing"
        ... )
        >>> data.is_member("Chile", "Coffee Club", on="1951-06-01")
        Certainty.POSSIBLE
        >>> data.is_member("Peru", "Coffee Club", on="1990-01-01")
        Certainty.CERTAIN
        """
        if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
            from .errors import InvalidQuestionError, shorten

            raise InvalidQuestionError(f"{shorten(rows)} is not a list of rows", value=rows, field="rows")
        size = len(rows) if isinstance(rows, Sized) else None
        return cls._of_rows(enumerate(rows), kind, how, size=size)

    @classmethod
    def from_frame(cls, frame: Any, kind: KindOfRows = "memberships", **how: Unpack[RowOptions]) -> Dataset:
        """Return a dataset made from a frame of pandas, Polars or Arrow, or from anything that exports an Arrow stream.

        Args:
            frame: the frame; an index is not read as a column.
            kind: as in `from_rows`.
            how: all other keywords of `from_rows`.

        Raises:
            DataFileError: cells cannot be read, as in `from_rows`.
            InvalidQuestionError: it is not a frame, or an argument is not in its vocabulary.

        >>> import pandas as pd
        >>> frame = pd.DataFrame({"member": ["Ada"], "body": ["Club"], "start": pd.PeriodIndex(["2001-03"], freq="M")})
        >>> Dataset.from_frame(frame, coarse_dates="within").memberships[0].period
        Period("2001-03/")
        """
        from .tables.sheets import rows_of_frame

        return cls.from_rows(rows_of_frame(frame), kind, **how)

    @classmethod
    def from_csv(
        cls,
        file: str | PathLike[str] | IO[bytes] | IO[str],
        kind: KindOfRows = "memberships",
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        max_bytes: int | None = None,
        **how: Unpack[RowOptions],
    ) -> Dataset:
        r"""Return a dataset made from the rows of a CSV file; errors name a row by its line.

        Args:
            file: a path, or an open file.
            kind: as in `from_rows`.
            encoding: of the text; by default that of the byte order mark, else UTF-8.
            delimiter: by default the comma, semicolon or tab that is most frequent in the first line.
            max_bytes: the largest size of the file, in bytes; by default 64 MiB.
            how: all other keywords of `from_rows`.

        Raises:
            DataFileError: the file cannot be read or decoded, or cells cannot be read, as in `from_rows`.
            InvalidQuestionError: an argument is not in its vocabulary.

        >>> import io
        >>> file = io.StringIO("Name;Organisation;From\nAda;Kite Club;26.3.1994\n")
        >>> Dataset.from_csv(file, dates="dmy", members="people").memberships[0].period
        Period("1994-03-26/")
        """
        from .files.reading import read_input
        from .tables.sheets import rows_of_csv

        data, name = read_input(file, max_bytes)
        return cls._of_rows(rows_of_csv(data, name, encoding=encoding, delimiter=delimiter), kind, how, "line {}")

    @classmethod
    def from_excel(
        cls,
        file: str | PathLike[str] | IO[bytes],
        kind: KindOfRows = "memberships",
        *,
        sheet: str | None = None,
        max_bytes: int | None = None,
        **how: Unpack[RowOptions],
    ) -> Dataset:
        """Return a dataset made from the rows of an Excel sheet (.xlsx); this needs the extra ``excel``.

        The first row that is not empty holds the names of the columns. Errors name a row by its number in the sheet.

        Args:
            file: a path, or an open file.
            kind: as in `from_rows`.
            sheet: the name of the sheet; it can be left out if only one has rows.
            max_bytes: the largest size of the file, and of each part of it unpacked, in bytes; by default 64 MiB.
            how: all other keywords of `from_rows`.

        Raises:
            MissingExtraError: openpyxl is not installed.
            DataFileError: the file cannot be read, or cells cannot be read, as in `from_rows`; a formula whose value
                the file does not hold counts as one.
            InvalidQuestionError: an argument is not in its vocabulary, or there is no such sheet.

        >>> Dataset.from_excel("no/such/book.xlsx")
        Traceback (most recent call last):
        ...
        iom_partners.errors.DataFileError: no/such/book.xlsx: cannot be read: No such file or directory
        """
        from .files.reading import check_workbook, read_input
        from .tables.sheets import rows_of_sheet

        data, name = read_input(file, max_bytes)
        if isinstance(data, str):
            from .errors import DataFileError

            raise DataFileError("is open as text", value=name, field=name, hint="open it with mode 'rb'")
        check_workbook(data, name, max_bytes)
        rows = rows_of_sheet(data, name, sheet, needs_1900=how.get("numbers") == "excel")
        return cls._of_rows(rows, kind, how, "row {}")

    @classmethod
    def from_wikidata(
        cls,
        rows: Iterable[Mapping[str, Any]] | Mapping[str, Any],
        *,
        properties: Mapping[str, PropertyUse | None] | None = None,
        columns: Mapping[str, str] | None = None,
        defaults: Mapping[str, Any] | None = None,
        missing_end: Literal["unknown", "ongoing"] = "unknown",
        deprecated: Literal["doubtful", "ignore"] = "doubtful",
        ids: Mapping[str, str] | None = None,
        source: Source | str | None = None,
        errors: Literal["raise", "collect"] = "raise",
        strict: bool = True,
        version: str | None = None,
    ) -> Dataset:
        """Return a dataset made from Wikidata statements in SPARQL results; nothing is fetched.

        docs/exchanging.md has a query that gives all columns. Several rows may be about one statement: one for each
        reference. The precision of a time is kept. Months and years of the Julian calendar become the days that they
        cover. A statement without a reference cites Wikidata, any other the documents that it refers to. A deprecated
        statement becomes a doubtful record that Wikidata denies. Items whose labels make one id are told apart by their
        numbers. `assumed` lists what was assumed, and what was left out.

        Args:
            rows: mappings with the columns ``subject``, ``property`` and ``value``, and those of docs/exchanging.md,
                from `csv.DictReader` or SPARQL bindings; or the JSON of an endpoint, as `json.load` returns it.
            properties: the meaning of other properties, or another meaning of known ones: a kind of rows, a role, and
                the side of the statement that has the role, such as ``{"P3320": ("memberships", "board-member",
                "value")}``; None leaves a property out.
            columns: your names of columns, by the names used here: ``{"subject": "org"}``.
            defaults: values of columns that are not there, and of empty cells: ``{"property": "P463"}``.
            missing_end: what a missing end means: "unknown", or "ongoing".
            deprecated: what becomes of deprecated ties: "doubtful", or "ignore" (leave them out).
            ids: ids by the numbers of items, where those made from labels are not wanted: ``{"Q7817": "who"}``.
            source: the source that stands for Wikidata, for example a `Source` with the day of the query as ``seen``.
            errors: what to do with faulty statements: "raise", or "collect" (leave them out; `faults` lists them).
            strict: whether to refuse unreliable data, as `from_records` does.
            version: of the data, if they have one.

        Raises:
            DataFileError: cells cannot be read, times have no precision, or a statement ends before it begins; the
                error lists all faults, each with its row and column.
            InvalidRecordError: ``strict`` refuses the data: something is a part or a successor of itself.
            InvalidQuestionError: an argument is not in its vocabulary.

        >>> row = {"subject": "Q7817", "subjectLabel": "WHO", "property": "P463", "value": "Q1", "valueLabel": "GMG",
        ...        "start": "2010-01-01T00:00:00Z", "startPrecision": "9"}
        >>> data = Dataset.from_wikidata([row], missing_end="ongoing")
        >>> data.memberships[0].period, data.is_member("WHO", "GMG", on="2010-05-01")
        (Period("2010/.."), Certainty.POSSIBLE)
        """
        from .exchange.wikidata import records_of_statements

        found = records_of_statements(
            rows, properties=properties, columns=columns, defaults=defaults, missing_end=missing_end,
            deprecated=deprecated, ids=ids, source=source, errors=errors,
        )  # fmt: skip
        data = cls.from_records(found.records, strict=strict, version=version)
        data._faults, data._assumed = found.faults, found.assumed
        return data

    @staticmethod
    def _of_rows(
        rows: Iterable[tuple[int, Any]],
        kind: KindOfRows,
        how: Mapping[str, Any],
        place: str = "rows[{}]",
        size: int | None = None,
    ) -> Dataset:
        from .io.rows import Layout, records_of_rows

        layout = Layout.of(kind, how)
        found = records_of_rows(rows, layout, place, size)
        data = Dataset.from_records(found.records, version=layout.version)
        data._faults, data._assumed = found.faults, found.assumed
        return data

    @property
    def faults(self) -> tuple[DataFileError, ...]:
        """The faulty rows that ``errors="collect"`` left out, each with its ``row``, ``column``, ``reason``, ``value``.

        >>> rows = [{"member": "Peru", "body": "Club", "start": "1951-13-01"}, {"member": "Chile", "body": "Club"}]
        >>> data = Dataset.from_rows(rows, errors="collect")
        >>> [(fault.row, fault.column, fault.value) for fault in data.faults], data.memberships[0].member_id
        ([(0, 'start', '1951-13-01')], 'chile')
        """
        return self._faults

    @property
    def assumed(self) -> tuple[str, ...]:
        """What a table or foreign file does not state and how it was read, and what was left out.

        >>> Dataset.from_rows([{"member": "Peru", "Organisation": "Club"}]).assumed[0]
        "the column 'Organisation' is read as 'body'"
        """
        return self._assumed

    # The data as a whole.

    @property
    def version(self) -> str | None:
        """The version of the data (not of the code); None for data that state none.

        >>> import iom_partners
        >>> iom_partners.load().version
        '1.1.0'
        """
        return self._version

    @property
    def horizon(self) -> AnyDay | None:
        """The last day, up to today, that any coverage, tie or event reaches; nothing is known of the days after it.

        >>> import iom_partners
        >>> iom_partners.load().horizon
        datetime.date(2026, 1, 31)
        """
        return self._store.horizon()

    @property
    def tables(self) -> dict[str, Table]:
        """Every record as flat tables, by name: one per record type, then names, identifiers and citations.

        Together they hold all that the records do; the last three name the record that each row belongs to.

        >>> import iom_partners
        >>> tables = iom_partners.load().tables
        >>> tables["citations"].column_names[:4]
        ('table', 'record_id', 'field', 'position')
        """
        from .store.labels import known_to
        from .store.table_schemas import all_tables

        made = all_tables({name: self._store[name] for name in RECORD_TYPES})
        return {name: known_to(table, self._store) for name, table in made.items()}

    def engine_tables(self, of: Literal["members", "chairs"] = "members", *, role: str | None = None) -> EngineTables:
        """Return the tables that the functions of `iom_partners.engine` need, about every body.

        The functions answer as `members_of` and `chair_of` do: the time of each membership or chair term is cut to the
        lives of those concerned, and what no record says is ruled out or unknown. Each table becomes a frame:
        ``tables.memberships.to_polars()``.

        Args:
            of: members (a collective counts as one) or chairs.
            role: this role only, as in `members_of` and `chair_of`.

        Returns:
            Tables called ``memberships`` (body_id, agent_id, four bounds, two flags, is_doubtful, record_id),
            ``coverage`` (body_id, first_day, last_day) and ``names`` (id, name).

        Raises:
            InvalidQuestionError: the data have no such role.

        >>> import iom_partners
        >>> tables = iom_partners.load().engine_tables()
        >>> [row for row in tables.coverage if row[0] == "gmg"][0][0]
        'gmg'
        """
        from .engine.ready import engine_tables

        return engine_tables(self._rosters, of, role)

    # Names.

    def agent(self, ref: AgentRef) -> Organization | Person:
        """Return one organization or person by any of its names, acronyms, former names or identifiers.

        Args:
            ref: in any case, with or without accents and hyphens; or a record.

        Raises:
            UnknownNameError: nothing bears that name; the message lists the nearest.
            AmbiguousNameError: several records bear it.

        >>> import iom_partners
        >>> iom_partners.load().agent("geneva migration group").id
        'gmg'
        """
        return self._store.agent(self._store.directory.resolve(ref))

    def organization(self, ref: BodyRef) -> Organization:
        """Return one organization as `agent` does.

        Raises:
            UnknownNameError: nothing, or a person, bears that name.
            AmbiguousNameError: several records bear it.

        >>> import iom_partners
        >>> iom_partners.load().organization("un desa").id
        'undesa'
        """
        found: Organization = self._store.named(ref, "organization", "organizations")
        return found

    def person(self, ref: AgentRef) -> Person:
        """Return one person as `agent` does.

        Raises:
            UnknownNameError: nothing, or an organization, bears that name.
            AmbiguousNameError: several records bear it.
        """
        found: Person = self._store.named(ref, "person", "people")
        return found

    def project(self, ref: str | Project) -> Project:
        """Return one project by its id, name, acronym or any other name.

        Args:
            ref: in any case, with or without accents and hyphens; or a record.

        Raises:
            UnknownNameError: no project bears that name; the message lists the nearest.
            AmbiguousNameError: several records bear it.

        >>> import iom_partners
        >>> iom_partners.load().project("PRAESIDIUM").id
        'praesidium'
        """
        found: Project = self._store.named(ref, "project", "projects")
        return found

    def work(self, ref: str | Work) -> Work:
        """Return one film, advertisement, performance or publication by its id or title.

        Args:
            ref: in any case, with or without accents and hyphens; or a record.

        Raises:
            UnknownNameError: no work bears that title; the message lists the nearest.
            AmbiguousNameError: several records bear it.

        >>> import iom_partners
        >>> iom_partners.load().work("man on ground").kind
        'film'
        """
        found: Work = self._store.named(ref, "work", "works")
        return found

    def find(self, text: str, limit: int = 5, record_type: str | None = None) -> RecordList[NamedRecord]:
        """Search names tolerantly and return the nearest records, best first; an empty tuple where nothing is near.

        Args:
            text: free text: misspelt, partial, in any order.
            limit: how many at most.
            record_type: only records of one collection: organizations, people, projects, works, events or places; by
                default all of these.

        Raises:
            InvalidQuestionError: the text is not a text, the limit is not a positive number, or records of that type
                have no names.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.find("migration grp")[0].id
        'gmg'
        >>> data.find("presidium", record_type="projects")[0].id
        'praesidium'
        """
        return self._store.find(text, limit, record_type)

    def show(self, ref: AnyRecord | str) -> Card:
        """Return all that is known of one record: a card in a notebook, and text where it is printed.

        It has the fields, who took part, money, figures, what is not known, and the sources. `timeline` lists all that
        is dated, and `export` writes the same to a file, with a picture.

        Args:
            ref: an id of any type of record, any name, or a record.

        Raises:
            UnknownNameError: no record has that id, and none bears that name; the message lists the nearest.
            AmbiguousNameError: several bear it.

        >>> import iom_partners
        >>> iom_partners.load().show("gmg-chair-iom-2013")
        <Card of Chair term gmg-chair-iom-2013: Who says so, Sources>
        """
        from .export.pages import make_card

        return make_card(self._project_rosters(), self._version, ref)

    # Questions. To type checkers each takes exactly one of the three times, or at most one: hence the overloads.

    @overload
    def chair_of(
        self, body: BodyRef, *, on: DateLike, role: str | None = ..., lineage: bool = ...
    ) -> Answer[Agent]: ...
    @overload
    def chair_of(
        self, body: BodyRef, *, during: PeriodLike, role: str | None = ..., lineage: bool = ...
    ) -> Answer[Agent]: ...
    @overload
    def chair_of(
        self, body: BodyRef, *, throughout: PeriodLike, role: str | None = ..., lineage: bool = ...
    ) -> Answer[Agent]: ...
    def chair_of(
        self,
        body: BodyRef,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        role: str | None = None,
        lineage: bool = False,
    ) -> Answer[Agent]:
        """Return who held the chair of a body: several if there were co-chairs, nobody if the chair was vacant.

        Args:
            body: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            role: only this role: chair, co-chair, interim-chair or co-convener; or another office: vice-chair, or a
                `Word` of the data.
            lineage: whether to ask about every body that `lineage` lists.

        Raises:
            InvalidQuestionError: there is no such role.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.chair_of("GMG", on="2013-09-01").one().acronym
        'IOM'
        >>> data.chair_of("UN Network on Migration", on="2013-09-01", lineage=True).one().acronym
        'IOM'
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        if lineage:
            body_id = self._store.directory.resolve(body, "body")
            return ask(self._project_rosters().chairs_of_line(body_id, role), on, during, throughout)
        if type(body) is str and role is None:
            return ask(self._chairs[body], on, during, throughout)
        return ask(self._rosters.of("chairs", body, role), on, during, throughout)

    @overload
    def members_of(
        self, body: BodyRef, *, on: DateLike, role: str = ..., office: str | None = ..., components: bool = ...
    ) -> Answer[Agent]: ...
    @overload
    def members_of(
        self, body: BodyRef, *, during: PeriodLike, role: str = ..., office: str | None = ..., components: bool = ...
    ) -> Answer[Agent]: ...
    @overload
    def members_of(
        self, body: BodyRef, *, throughout: PeriodLike,
        role: str = ..., office: str | None = ..., components: bool = ...,
    ) -> Answer[Agent]: ...  # fmt: skip
    def members_of(
        self,
        body: BodyRef,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        role: str = "member",
        office: str | None = None,
        components: bool = False,
    ) -> Answer[Agent]:
        """Return who was a member of a body, or was in it in another role, each once.

        Args:
            body: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            role: only this role: observer ..., or a `Word` of the data.
            office: only those who held this office, in the words of the data.
            components: list the parts of a collective in its place; else it counts as one.

        Raises:
            InvalidQuestionError: the data have no such role or office.

        >>> import iom_partners
        >>> answer = iom_partners.load().members_of("GMG", on="2010-10-15")
        >>> len(answer.certain), [member.acronym for member in answer.possible]
        (14, ['UN Women', 'WHO'])
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        if type(body) is str and not components and role == "member" and office is None:
            return ask(self._members[body], on, during, throughout)
        return ask(self._rosters.of("members", body, bool(components), role, office), on, during, throughout)

    @overload
    def is_member(
        self, agent: AgentRef, body: BodyRef, *, on: DateLike, role: str = ..., office: str | None = ...
    ) -> Certainty: ...
    @overload
    def is_member(
        self, agent: AgentRef, body: BodyRef, *, during: PeriodLike, role: str = ..., office: str | None = ...
    ) -> Certainty: ...
    @overload
    def is_member(
        self, agent: AgentRef, body: BodyRef, *, throughout: PeriodLike, role: str = ..., office: str | None = ...
    ) -> Certainty: ...
    def is_member(
        self,
        agent: AgentRef,
        body: BodyRef,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        role: str = "member",
        office: str | None = None,
    ) -> Certainty:
        """Return the certainty that an agent was a member of a body, itself or as a component of a collective.

        Args:
            agent: by any of its names.
            body: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            role: whether it was in this role.
            office: whether it held this office, in the words of the data.

        Returns:
            The certainty; `members_of(...).about(agent)` also has the reason.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.is_member("WHO", "GMG", on="2010-06-30")
        Certainty.RULED_OUT
        >>> data.according_to("iom-partners-and-friends").is_member("WHO", "GMG", on="2010-06-30")
        Certainty.POSSIBLE
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        roster = self._rosters.of("members", body, False, role, office)
        return roster.judge_at(self._store.directory.resolve(agent), on, during, throughout)

    @overload
    def member_count(self, body: BodyRef, *, on: DateLike, role: str = ..., office: str | None = ...) -> Count: ...
    @overload
    def member_count(
        self, body: BodyRef, *, during: PeriodLike, role: str = ..., office: str | None = ...
    ) -> Count: ...
    @overload
    def member_count(
        self, body: BodyRef, *, throughout: PeriodLike, role: str = ..., office: str | None = ...
    ) -> Count: ...
    def member_count(
        self,
        body: BodyRef,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        role: str = "member",
        office: str | None = None,
    ) -> Count:
        """Return how many members a body had, as a range, with the figures that sources report.

        Args:
            body: by any of its names.
            on: one day; with a partial date, one unknown day within it.
            during: how many were members on at least one day of a period.
            throughout: how many were members on every day of a period.
            role: how many were in this role.
            office: how many held this office, in the words of the data.

        >>> import iom_partners
        >>> count = iom_partners.load().member_count("GMG", on="2007-11-15")
        >>> count.lower, count.upper
        (10, 14)
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        from .query.count import count_members

        # What sources count are members, not those of one role or office.
        figures = self._store if role == "member" and office is None else None
        return count_members(self._rosters.of("members", body, False, role, office), figures, on, during, throughout)

    @overload
    def groups_of(self, agent: AgentRef, *, on: DateLike) -> Answer[Organization]: ...
    @overload
    def groups_of(self, agent: AgentRef, *, during: PeriodLike) -> Answer[Organization]: ...
    @overload
    def groups_of(self, agent: AgentRef, *, throughout: PeriodLike) -> Answer[Organization]: ...
    def groups_of(
        self,
        agent: AgentRef,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
    ) -> Answer[Organization]:
        """Return the bodies in which an agent was a member, itself or as a component of a collective.

        Args:
            agent: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.

        >>> import iom_partners
        >>> [body.acronym for body in iom_partners.load().groups_of("ILO", on="2010-01-01").certain]
        ['GMG']
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        return ask(self._rosters.of("groups", agent), on, during, throughout)

    @overload
    def units_of(self, body: BodyRef, *, on: DateLike, kind: str | None = ...) -> Answer[Organization]: ...
    @overload
    def units_of(self, body: BodyRef, *, during: PeriodLike, kind: str | None = ...) -> Answer[Organization]: ...
    @overload
    def units_of(self, body: BodyRef, *, throughout: PeriodLike, kind: str | None = ...) -> Answer[Organization]: ...
    def units_of(
        self,
        body: BodyRef,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        kind: str | None = None,
    ) -> Answer[Organization]:
        """Return the working groups, task forces, organs and branches of a body.

        Args:
            body: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            kind: only this kind of organization: working-group, task-force, organ ...

        >>> import iom_partners
        >>> answer = iom_partners.load().units_of("GMG", on="2014-01-01", kind="task-force")
        >>> [unit.id for unit in answer.certain]
        ['tf-capacity-development', 'tf-decent-work']
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        return ask(self._rosters.of("units", body, kind), on, during, throughout)

    @overload
    def name_of(self, agent: AgentRef, *, on: DateLike, language: str = ..., kind: NameKind = ...) -> Answer[str]: ...
    @overload
    def name_of(
        self, agent: AgentRef, *, during: PeriodLike, language: str = ..., kind: NameKind = ...
    ) -> Answer[str]: ...
    @overload
    def name_of(
        self, agent: AgentRef, *, throughout: PeriodLike, language: str = ..., kind: NameKind = ...
    ) -> Answer[str]: ...
    def name_of(
        self,
        agent: AgentRef,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        language: str = "en",
        kind: NameKind = "official",
    ) -> Answer[str]:
        """Return what an agent was called.

        Args:
            agent: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            language: ISO 639-1 code.
            kind: official, acronym, former, native, spelling or alias.

        Raises:
            InvalidQuestionError: there is no such kind or language.

        >>> import iom_partners
        >>> iom_partners.load().name_of("GMG", on="2004-01-01").one()
        'Geneva Migration Group'
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        return ask(self._rosters.of("names", agent, language, kind), on, during, throughout)

    @overload
    def projects_of(
        self, agent: AgentRef | None = ..., *, on: DateLike,
        role: str | None = ..., country: str | None = ..., theme: str | None = ...,
    ) -> Answer[Project]: ...  # fmt: skip
    @overload
    def projects_of(
        self, agent: AgentRef | None = ..., *, during: PeriodLike,
        role: str | None = ..., country: str | None = ..., theme: str | None = ...,
    ) -> Answer[Project]: ...  # fmt: skip
    @overload
    def projects_of(
        self, agent: AgentRef | None = ..., *, throughout: PeriodLike,
        role: str | None = ..., country: str | None = ..., theme: str | None = ...,
    ) -> Answer[Project]: ...  # fmt: skip
    def projects_of(
        self,
        agent: AgentRef | None = None,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        role: str | None = None,
        country: str | None = None,
        theme: str | None = None,
    ) -> Answer[Project]:
        """Return the projects in which an agent took part; without an agent, those that were under way.

        A participation counts only while its project runs. Taking part in a `Work` is not taking part in a project.

        Args:
            agent: by any of its names; None for the projects of anyone.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            role: only in this role: implementer, funder, partner ...; without an agent, the projects in which someone
                had it.
            country: only projects with a place in it, ISO 3166-1 alpha-2.
            theme: only projects about it, a slug.

        Raises:
            InvalidQuestionError: no record has that role or theme, or there is no such country.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> [project.id for project in data.projects_of("UNHCR", on="2015-01-01").possible]
        ['praesidium']
        >>> data.projects_of(on="1990-01-01").about("Praesidium").certainty
        Certainty.RULED_OUT
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        agent_id = None if agent is None else self._store.directory.resolve(agent)
        return ask(self._project_rosters().projects(agent_id, role, country, theme), on, during, throughout)

    @overload
    def partners_of(
        self, agent_or_project: AgentRef | Project, *, on: DateLike, kind: str | None = ..., role: str | None = ...
    ) -> Answer[Agent]: ...
    @overload
    def partners_of(
        self, agent_or_project: AgentRef | Project, *, during: PeriodLike,
        kind: str | None = ..., role: str | None = ...,
    ) -> Answer[Agent]: ...  # fmt: skip
    @overload
    def partners_of(
        self, agent_or_project: AgentRef | Project, *, throughout: PeriodLike,
        kind: str | None = ..., role: str | None = ...,
    ) -> Answer[Agent]: ...  # fmt: skip
    def partners_of(
        self,
        agent_or_project: AgentRef | Project,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        throughout: PeriodLike = NOT_GIVEN,
        kind: str | None = None,
        role: str | None = None,
    ) -> Answer[Agent]:
        """Return who took part in a project, or with whom an agent shared a project or a partnership.

        Two agents share a project on the days on which the participations of both and the project hold. An agreement
        does not make partners here: it ties its parties on the day on which they signed, and says nothing about other
        days.

        Args:
            agent_or_project: by any of its names.
            on: one day.
            during: at least one day of a period.
            throughout: every day of a period.
            kind: only this kind of organization: company, ngo, un-agency ...
            role: only who took part in the project in this role; a partnership has no roles, so it does not count then.

        Raises:
            InvalidQuestionError: no record has that kind or role.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.partners_of("UNHCR", on="2015-01-01").about("IOM").certainty
        Certainty.POSSIBLE
        >>> data.partners_of("Praesidium", on="1990-01-01").verdict
        Certainty.RULED_OUT
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        return ask(
            self._project_rosters().partners_or_participants(agent_or_project, kind, role), on, during, throughout
        )

    @overload
    def total_of(
        self, contributions: Iterable[Contribution] | None = ..., *, on: DateLike = ...,
        donor: AgentRef | None = ..., recipient: AgentRef | None = ..., project: str | Project | Work | None = ...,
        country: str | None = ..., theme: str | None = ..., role: str | None = ...,
    ) -> Total: ...  # fmt: skip
    @overload
    def total_of(
        self, contributions: Iterable[Contribution] | None = ..., *, during: PeriodLike,
        donor: AgentRef | None = ..., recipient: AgentRef | None = ..., project: str | Project | Work | None = ...,
        country: str | None = ..., theme: str | None = ..., role: str | None = ...,
    ) -> Total: ...  # fmt: skip
    def total_of(
        self,
        contributions: Iterable[Contribution] | None = None,
        *_misplaced: Never,
        on: DateLike = NOT_GIVEN,
        during: PeriodLike = NOT_GIVEN,
        donor: AgentRef | None = None,
        recipient: AgentRef | None = None,
        project: str | Project | Work | None = None,
        country: str | None = None,
        theme: str | None = None,
        role: str | None = None,
    ) -> Total:
        """Add up contributions of money, exactly, by currency; what cannot be added is listed separately.

        Nothing is converted, and no amount is divided: a contribution over a longer time than is asked about is only
        possible. So is one that was only planned, whatever the time.

        Args:
            contributions: those to add, such as ``data.contributions.where(...)``; by default all.
            on: only those given on one day.
            during: only those given within a period.
            donor: by any of its names.
            recipient: by any of its names.
            project: the project or work that they were for.
            country: only for projects with a place in this country, ISO 3166-1 alpha-2.
            theme: only for projects about this theme, a slug.
            role: only from donors with this role in the project.

        Raises:
            InvalidQuestionError: a value is not a contribution, its amount is not a number, or as for `projects_of`.

        >>> import iom_partners
        >>> print(iom_partners.load().total_of(country="CO"))
        1,000,000 EUR
        """
        if _misplaced:
            raise misplaced_time(_misplaced)
        from .query.totals import total

        fields = {"donor": donor, "recipient": recipient, "project": project, "country": country, "theme": theme,
            "role": role}  # fmt: skip
        return total(self._store, contributions, fields, on, during)

    # Listings.

    def chair_terms_of(self, body: BodyRef) -> RecordList[ChairTerm]:
        """Return the chair terms of a body, in time order.

        >>> import iom_partners
        >>> len(iom_partners.load().chair_terms_of("GMG"))
        21
        """
        return self._store.select("chair_terms", organization_id=self._store.directory.resolve(body, "body"))

    def terms_held_by(self, agent: AgentRef) -> RecordList[ChairTerm]:
        """Return the chair terms that an agent held, in any body, in time order.

        >>> import iom_partners
        >>> [term.organization_id for term in iom_partners.load().terms_held_by("UNU")]
        ['gmg']
        """
        return self._store.select("chair_terms", holder_id=self._store.directory.resolve(agent))

    def memberships_in(self, body: BodyRef) -> RecordList[Membership]:
        """Return the memberships in a body, of every role, in time order: members, observers, components, units.

        >>> import iom_partners
        >>> terms = iom_partners.load().memberships_in("GMG")
        >>> len([term for term in terms if term.role == "member"])
        19
        """
        return self._store.select("memberships", organization_id=self._store.directory.resolve(body, "body"))

    def memberships_of(self, agent: AgentRef) -> RecordList[Membership]:
        """Return the memberships that an agent had, in any body, in time order.

        >>> import iom_partners
        >>> [tie.organization_id for tie in iom_partners.load().memberships_of("ECA")]
        ['un-regional-commissions']
        """
        return self._store.select("memberships", member_id=self._store.directory.resolve(agent))

    def shared_periods(self, a: AgentRef, b: AgentRef, body: BodyRef) -> RecordList[SharedPeriod]:
        """Return the times during which two agents were members of a body together, directly or through a collective.

        Args:
            a: one agent.
            b: the other.
            body: the body.

        Returns:
            One entry for each pair of memberships that may have overlapped, in time order; the body's life cuts each.

        >>> import iom_partners
        >>> [(str(each.period), each.certainty) for each in iom_partners.load().shared_periods("IOM", "WHO", "GMG")]
        [('[2010-09-30..2010-11-08]/[2014-01-01..2018-12-31]', Certainty.CERTAIN)]
        """
        from .stats.pairs import find_shared_periods

        one, other = (self._store.directory.resolve(each) for each in (a, b))
        return find_shared_periods(self._rosters.of("members", body), one, other)

    # Histories.

    def lineage(self, body: BodyRef) -> RecordList[Lineage]:
        """Return a body with its predecessors and successors, direct and indirect, in order.

        Args:
            body: by any of its names.

        >>> import iom_partners
        >>> [(each.body.id, each.relation) for each in iom_partners.load().lineage("GMG")]
        [('gmg', 'itself'), ('un-network-on-migration', 'successor')]
        """
        from .query.lineage import find_lineage

        return find_lineage(self._store, self._store.directory.resolve(body, "body"))

    def eras(self, body: BodyRef) -> RecordList[Era]:
        """Return the history of a body, cut at every possible change of its chairs or members.

        Args:
            body: by any of its names.

        Returns:
            The eras in order, without gaps, from the beginning of the calendar to its end. On every day of an era,
            `chair_of` and `members_of` answer what the era says.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> era = next(era for era in data.eras("GMG") if str(era.first_day) == "2013-07-01")
        >>> era.last_day, era.chairs.one().acronym, len(era.members.certain)
        (datetime.date(2013, 12, 31), 'IOM', 16)
        """
        from .history.eras import body_eras

        return body_eras(self._rosters.of("chairs", body), self._rosters.of("members", body))

    def name_eras(self, agent: AgentRef, *, language: str = "en", kind: NameKind = "official") -> RecordList[NameEra]:
        """Return the names of an agent, cut at every possible change.

        Args:
            agent: by any of its names.
            language: ISO 639-1 code.
            kind: official, acronym, former, native, spelling or alias.

        Returns:
            The eras in order, without gaps; on every day of one, `name_of` answers what it says.

        Raises:
            InvalidQuestionError: there is no such kind or language.

        >>> import iom_partners
        >>> eras = iom_partners.load().name_eras("GMG")
        >>> next(era.names.certain for era in eras if str(era.first_day) == "2003-04-30")
        ('Geneva Migration Group',)
        """
        from .history.eras import name_eras

        return name_eras(self._rosters.of("names", agent, language, kind))

    def timeline(self, ref: AgentRef | Project | Work) -> RecordList[TimelineEntry]:
        """Return everything that is recorded about an agent, project or work, in chronological order.

        That is its names, founding and end, memberships, terms, projects, works, participations, partnerships,
        agreements, contributions, statements, events and figures.

        Args:
            ref: an agent by any of its names; a project or work by its id, name or acronym; or a record.

        Returns:
            The entries, sorted by first possible day, or by the first attested day where no first day is stated; then
            by last possible start, first possible end and last possible end. Entries of the same time are sorted by
            kind, id and sentence. Undated entries come last.

        Raises:
            UnknownNameError: nothing bears that name.
            AmbiguousNameError: several records bear it.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> next(entry.what for entry in data.timeline("GMG") if entry.record == data.organization("GMG"))
        'GMG was founded in April 2003.'
        """
        from .history.timeline import find_timeline

        return find_timeline(self._store, ref)

    def tenure(
        self,
        agent: AgentRef,
        body: BodyRef,
        *,
        role: str = "member",
        office: str | None = None,
        during: PeriodLike = NOT_GIVEN,
    ) -> Tenure:
        """Return how many days an agent was in a body, as a range, and as a share of a period.

        Args:
            agent: by any of its names.
            body: by any of its names.
            role: member (itself or through a collective), observer, unit; chair, co-chair, interim-chair, co-convener,
                any-chair (any of these four), vice-chair; or a `Word` of the data.
            office: only while it held this office, in the words of the data.
            during: count only the days of this period, whose ends are exact; by default all.

        Raises:
            InvalidQuestionError: there is no such role.
            InvalidPeriodError: the period has uncertain ends.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> tenure = data.tenure("IOM", "GMG", role="any-chair")
        >>> tenure.lower, tenure.upper
        (487, 730)
        >>> str(data.tenure("WHO", "GMG", during="2010").share.upper)
        '93/365'
        """
        from .history.tenure import find_tenure

        return find_tenure(self._rosters, self._store.directory.resolve(agent), body, role, office, during)

    def succession(self, body: BodyRef, *, role: str | None = None) -> RecordList[Succession]:
        """Return who came after whom in the chair of a body.

        One term came next after another if it began after the other had ended, or on its last day, and nobody held the
        chair between. Terms that share more than that day do not follow each other. Each co-chair follows whoever came
        before.

        Args:
            body: by any of its names.
            role: look at this role alone: chair, co-chair, interim-chair or co-convener.

        Returns:
            Every pair that is certain or possible, in the order of the earlier term, then of the later.

        Raises:
            InvalidQuestionError: there is no such role.

        >>> import iom_partners
        >>> pairs = iom_partners.load().succession("GMG")
        >>> [(pair.before.acronym, pair.after.acronym, pair.gap.upper, pair.certainty) for pair in pairs][5]
        ('UNCTAD', 'UNITAR', 151, Certainty.POSSIBLE)
        """
        from .history.succession import find_succession

        return find_succession(self._rosters.of("chairs", body, role))

    def derived_roles(self, body: BodyRef | None = None) -> RecordList[DerivedRole]:
        """Return the roles that follow from the rules of a body, and the stated ties that contradict them.

        A `Rule` is a record: a troika of the previous, the present and the next chair, a fixed order of holders, a
        fixed length of terms. No answer uses these roles unless it is asked of `with_derived_roles`.

        Args:
            body: by any of its names; by default all bodies.

        Returns:
            One entry for each role that follows, with how sure that is and whether the same is stated; then one for
            each stated tie that contradicts its rule.

        >>> import iom_partners
        >>> roles = iom_partners.load().derived_roles("GFMD")
        >>> [(each.agent.name, each.position) for each in roles if each.agreement == "agrees"][:1]
        [('Sweden', 'present')]
        """
        from .history.derived import find_derived_roles

        return find_derived_roles(self._rosters, None if body is None else self._store.directory.resolve(body, "body"))

    def with_derived_roles(self) -> Dataset:
        """Return the dataset with the ties that follow from its rules, cited to the source ``iom-partners-rules``.

        What follows for certain from terms on record is certain there; what does not is doubtful. A tie that would
        contradict what is stated is left out.

        >>> import iom_partners
        >>> data = iom_partners.load().with_derived_roles()
        >>> data.is_member("Bangladesh", "gfmd-troika", on="2016-06-01")
        Certainty.CERTAIN
        """
        from .history.derived import with_derived_roles

        made = Dataset(with_derived_roles(self._rosters), version=self._version, extras=self._extras)
        return self._seen(made, "with_derived_roles()")

    def gaps(self, body: BodyRef | None = None) -> RecordList[Gap]:
        """Return what is not known about the members and chairs of a body, the most decisive gaps first.

        A gap is a date that is known only within bounds, or a run of days on which the data do not claim to be
        complete. They are ranked by `Gap.decides`: how many body-member-days would become decided.

        Args:
            body: by any of its names; by default all bodies.

        >>> import iom_partners
        >>> gap = next(each for each in iom_partners.load().gaps("GMG") if each.kind == "founded")
        >>> gap.first_day, gap.last_day, gap.decides > gap.at_least
        (datetime.date(2003, 4, 1), datetime.date(2003, 4, 30), True)
        """
        from .history.gaps import find_gaps

        return find_gaps(self._store, None if body is None else [self._store.directory.resolve(body, "body")])

    # Who says so.

    def according_to(self, *source_ids: str) -> Dataset:
        """Return the dataset as these sources alone state it; it has the same calls.

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
        from .provenance.views import known_sources, seen_by

        kept = known_sources(self.sources.ids, source_ids, at_least_one=True)
        return self._view(seen_by(self._origin, kept), "according_to", *sorted(kept))

    def without_sources(self, *source_ids: str) -> Dataset:
        """Return the dataset as all its other sources state it: what would be known without these.

        Records that cite no source are left out. Without any id it is the dataset itself.

        Args:
            source_ids: ids of `sources`.

        Raises:
            UnknownSourceError: there is no such source.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.without_sources("iom-partners-and-friends").members_of("GMG", on="2005-01-01").is_complete
        False
        """
        from .provenance.views import known_sources, seen_by

        left_out = known_sources(self.sources.ids, source_ids)
        if not left_out:
            return self._view(self._store)
        kept = frozenset(self.sources.ids) - left_out
        return self._view(seen_by(self._origin, kept), "without_sources", *sorted(left_out))

    def known_at(self, day: DateLike) -> Dataset:
        """Return the dataset as stated by the sources that were certainly published by a day.

        A source without a date of publication, or whose date may lie after the day, is left out. So are the inferences
        of `iom-partners-curation` and of `narrow`, which have no date because they also draw on later sources. What a
        source said about the future is kept.

        Args:
            day: the day; for a partial date, whichever day of it is meant.

        Raises:
            InvalidDateError: it is not a date.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.chair_of("GMG", on="2010-03-01").verdict
        Certainty.CERTAIN
        >>> data.known_at("2009-01-01").chair_of("GMG", on="2010-03-01").verdict
        Certainty.POSSIBLE
        """
        from .dates.coerce import to_partial_date
        from .provenance.views import published_by, seen_by

        seen = seen_by(self._origin, published_by(self._store, day))
        return self._view(seen, "known_at", str(to_partial_date(day, "day")))

    def reliance(self, answer: Answer[Any]) -> Reliance:
        """Return on which sources an answer rests: the minimal sets of sources whose loss changes it.

        An answer changes if someone who was certain no longer is, or, if nobody was, if its verdict changes. A source
        is lost with all sources that copy it (`Source.derived_from_id`). Our own inference counts as a source,
        ``iom-partners-curation``. `Stats.reliance` has the same for every chair.

        If all sets are tried, they are exactly those for which `without_sources` gives another answer, with two
        exceptions. A value that no source states is not lost. A source that states another holder, body, project, role,
        office or kind than the record is not followed there.

        Args:
            answer: an answer of this dataset.

        Raises:
            InvalidQuestionError: it is not an answer, or belongs to other data.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.reliance(data.chair_of("GFMD", on="2018-01-01")).sets
        (('gfmd-berlin2017', 'gfmd-marrakesh2018'),)
        """
        from .provenance.reliance import find_reliance

        return find_reliance(self._project_rosters(), answer)

    # To cite.

    def cite(self, format: CitationFormat = "apa") -> str:  # noqa: A002 # As in `export`.
        """Return the citation of this version of the dataset, made from its descriptor alone.

        A view is cited as its dataset.

        Args:
            format: "apa" (a line of a list of references), "bibtex" (an entry that BibTeX and BibLaTeX read), or "csl"
                (CSL-JSON, which Zotero, Pandoc and others read).

        Raises:
            InvalidQuestionError: there is no such format.
            DataFileError: the data have no title, or the descriptor has something else where a text belongs.

        >>> import iom_partners
        >>> iom_partners.load().cite().partition(" (Version")[0]
        'The iom-partners developers. (n.d.). Partners of IOM and the history of the Global Migration Group'
        """
        from .provenance.dataset_citation import cite_dataset

        return cite_dataset(format, self._told, self._version)

    def cite_answer(self, answer: Answer[Any] | Count) -> AnswerCitation:
        """Return the citation of one answer: a text for a footnote, and a token that `verify_citation` reads.

        The token holds the version of the data, the question, the answer and each fact on which it rests.

        Args:
            answer: an answer of this dataset, or the count of `member_count`. A `Certainty` does not hold its question,
                so cite the answer that it is part of: for `is_member` that of `members_of`.

        Raises:
            InvalidQuestionError: it is not an answer, or belongs to other data.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> cited = data.cite_answer(data.chair_of("GMG", on="2013-09-01"))
        >>> cited.token[:74]
        'iom-partners-answer:1;data=1.1.0;view=;ask=chair_of(gmg,on=2013-09-01);ver'
        """
        from .provenance.answer_citation import cite_answer

        title = self._told.get("title")
        return cite_answer(
            self._project_rosters(), answer, title=title if isinstance(title, str) else "", version=self._version,
            views=self._views,
        )  # fmt: skip

    def verify_citation(self, text: str | AnswerCitation) -> CitationCheck:
        """Ask the question of a cited answer again, and return whether it is the same, changed or withdrawn.

        Any version of the data can be asked, and so can other data. A view answers for citations of the same view.
        `iom_partners.verify` is about something else: whether the files of a package are intact.

        Args:
            text: the citation, or a text that holds its token; line breaks and blanks in it do not matter.

        Raises:
            InvalidQuestionError: the text holds no token, several, or a damaged one; or it is of another view.

        >>> from iom_partners import Dataset, Membership, Organization
        >>> bodies = [Organization(id="x", name="X"), Organization(id="y", name="Y")]
        >>> def seat(period): return Membership(id="m", member_id="x", organization_id="y", period=period)
        >>> old, new = (Dataset.from_records([*bodies, seat(each)]) for each in ("2001/2002", "2001-05/2002"))
        >>> check = new.verify_citation(old.cite_answer(old.members_of("Y", during="2001")))
        >>> check.status, check.before, check.after
        ('changed', Certainty.CERTAIN, Certainty.CERTAIN)
        >>> print(check.changes)
        ### Changed
        <BLANKLINE>
        - `memberships/m/period`: `2001/2002` → `2001-05/2002`
        """
        from .provenance.answer_citation import verify_citation

        return verify_citation(self._project_rosters(), text, version=self._version, views=self._views)

    # What disagrees.

    def conflicts(self) -> RecordList[Conflict]:
        """Return every place where citations of one record state different things; the data keep both.

        >>> import iom_partners
        >>> {conflict.kind for conflict in iom_partners.load().conflicts()} >= {"contradiction", "coarser"}
        True
        """
        from .provenance.conflicts import find_conflicts

        return find_conflicts(self._store)

    def resolve_conflicts(
        self, policy: ConflictPolicy | None = None, *, prefer: str | Sequence[str] | None = None
    ) -> Dataset:
        """Return the dataset with every field in conflict decided by a policy that the caller chooses.

        A field is in conflict if `conflicts` reports a contradiction, or one statement coarser than another. What is
        decided is cited to the source ``iom-partners-policy`` with the policy's name, so that every answer that rests
        on it says so in its evidence; all other sources still say what they said.

        Args:
            policy: ``"most_precise"``: the statement that leaves the fewest days open, or the longest list; the
                record's own value among equals and for all other fields. ``"keep_all"``: dates widen to the span of all
                statements, lists hold all, a coverage shrinks to what all allow; for all other fields the record's own
                value stays.
            prefer: the id of a source, or several in order of preference: the first that states a field decides. A
                record that it denies is left out. Where none states the field, the record's own value stays.

        Raises:
            InvalidQuestionError: neither is given, or both, or there is no such policy.
            UnknownSourceError: there is no such source.

        >>> import iom_partners
        >>> widest = iom_partners.load().resolve_conflicts("keep_all")
        >>> term = widest.chair_terms["gmg-chair-unodc-2012"]
        >>> term.citations[-1].source_id, term.citations[-1].locator
        ('iom-partners-policy', 'policy: keep_all')
        """
        from .provenance.resolve import read_policy, resolve

        chosen = read_policy(policy, prefer, self.sources.ids)
        made = Dataset(resolve(self._store, chosen), version=self._version)
        how = f"{policy!r}" if policy else f"prefer={prefer!r}"
        return self._seen(made, f"resolve_conflicts({how})")

    def narrow(self, *links: SameDay | InOrder, rules: Sequence[str] | None = None) -> Narrowed:
        """Return the dataset with every date narrowed to what follows from all records together.

        A date keeps only the days that it has in some world in which all records, rules and links hold. No other call
        narrows dates. The rules assume that the records are complete: a chair is a member by its one recorded
        membership, although an unrecorded second one would change that.

        Args:
            links: what else is known: `SameDay`, `InOrder`.
            rules: which rules are followed; by default all: a body has members and chairs only during its life
                ("within-life"), a founder is a member from the founding on ("founders-at-founding"), a chair is a
                member ("chair-is-member"), one chair sits at a time ("one-chair-at-a-time").

        Returns:
            A dataset with the same calls, and with `narrowed` and `contradictions`. Records that cannot all hold are
            left as they are.

        Raises:
            InvalidQuestionError: a rule is unknown, or something is not a link.
            UnknownNameError: a link names a date that no record states.

        >>> import iom_partners
        >>> from iom_partners import SameDay
        >>> data = iom_partners.load()
        >>> narrower = data.narrow(SameDay("gmg-member-who.start", "gmg-member-un-women.start"))
        >>> narrower.contradictions
        ()
        """
        from .inference.narrow import narrow

        made = Narrowed(narrow(self._store, links, rules), version=self._version)
        how = [*map(repr, links), *([] if rules is None else [f"rules={tuple(rules)!r}"])]
        return self._seen(made, f"narrow({', '.join(how)})")

    # Own data.

    def with_records(self, *records: AnyRecord) -> Dataset:
        """Return the dataset with more records; what they refer to must be in it, or among them.

        Raises:
            DataFileError: an id is already taken, or a record refers to an id that nothing has; the error lists all
                faults.
            InvalidQuestionError: something is not a record.

        >>> from iom_partners import Dataset, Membership, Organization
        >>> data = Dataset.from_records([Organization(id="x", name="X"), Organization(id="y", name="Y")])
        >>> len(data.with_records(Membership(id="m", member_id="x", organization_id="y")).memberships)
        1
        """
        from .checks.checks import refuse_errors

        store = Store.of_records([*self._store.records(), *records])
        refuse_errors(store, known=self._store)
        return Dataset(store, version=None if records else self._version, extras=self._extras)

    def merge(self, other: Dataset, *, on_conflict: OnConflict = "report", same_name: bool = False) -> Dataset:
        """Return both datasets as one; nothing of either is dropped silently.

        Records of one id become one record, with the citations of both. Where the two differ, each citation keeps what
        it said, so that `conflicts` shows it. Where the merged data are less certain than one of the two was (it listed
        all members, and the other has one more), the record in question is a conflict too.

        Args:
            other: the other dataset.
            on_conflict: the value where both state one and differ. "report": for dates the common reading, or if there
                is none the span that holds both, for periods end by end; for lists, all; else ours. "ours" or "theirs":
                that side's. "refuse": raise an error.
            same_name: whether records of different ids and one name (organizations, people, projects, works, places)
                are one; they take our id. Case, accents and punctuation are ignored, signs such as + and # are not.

        Raises:
            DataFileError: an id belongs to an organization on one side and to a person on the other, several records
                bear a name, or ("refuse") records differ; the error lists all faults.
            InvalidQuestionError: there is no such policy, or the other is not a dataset.

        >>> from iom_partners import Dataset, Organization, PartialDate
        >>> ours = Dataset.from_records([Organization(id="x", name="X", founded=PartialDate("1951"))])
        >>> theirs = Dataset.from_records([Organization(id="x", name="X", founded=PartialDate("1953"))])
        >>> both = ours.merge(theirs)
        >>> both.organizations["x"].founded, [each.values for each in both.conflicts()]
        (PartialDate("[1951-01-01..1953-12-31]"), [('1951', '1953')])
        """
        from .provenance.merge import merge, merge_extras

        store = merge(self._rosters, _of_dataset(other)._rosters, on_conflict, same_name=same_name)
        made = Dataset(store, version=self._version, extras=merge_extras(self._extras, other._extras))
        if made != self:
            made._version = None
            return made
        return self._seen(made, "")

    def diff(self, other: Dataset) -> Changes:
        """Return what changed from another, older dataset to this one, fact by fact; printed, it is a release note.

        >>> from iom_partners import Dataset, Organization
        >>> old = Dataset.from_records([Organization(id="x", name="X")])
        >>> new = Dataset.from_records([Organization(id="x", name="X", country="CH")])
        >>> print(new.diff(old))
        ### Added
        <BLANKLINE>
        - `organizations/x/country`: `CH`
        """
        from .provenance.diff import find_changes

        return find_changes(self._store, _of_dataset(other)._store)

    def answer_diff(self, other: Dataset) -> AnswerChanges:
        """Return which answers differ between another, older dataset and this one, on every day of the calendar.

        Who was chair or member, in any role, which units and official names there were, and who took part in which
        project: every run of days on which the two datasets give one agent different certainties.

        Args:
            other: the older dataset.

        Returns:
            The runs by question, body and agent; printed, they are a release note with the number of body-days.

        >>> from iom_partners import Dataset, Membership, Organization
        >>> bodies = [Organization(id="x", name="X"), Organization(id="y", name="Y")]
        >>> def seat(period): return Membership(id="m", member_id="x", organization_id="y", period=period)
        >>> old, new = (Dataset.from_records([*bodies, seat(each)]) for each in ("2001/2002", "2001-05/2002"))
        >>> print(new.answer_diff(old))
        - possible → certain: 1 run, 214 body-days
        - possible → unknown: 1 run, 120 body-days
        <BLANKLINE>
        No flip.
        """
        from .provenance.answer_diff import find_answer_changes

        return find_answer_changes(self._project_rosters(), _of_dataset(other)._project_rosters())

    def facts(self) -> Iterator[Fact]:
        """Return every field of every record as a fact with an id of its own, its value as text, and its citations.

        >>> import iom_partners
        >>> facts = {fact.id: fact for fact in iom_partners.load().facts()}
        >>> facts["chair_terms/gmg-chair-ilo-2014/period"].value
        '2014-01-01/2014-12-31'
        """
        from .provenance.diff import find_facts

        return find_facts(self._store)

    def check(self) -> RecordList[Problem]:
        """Return every problem in the data, errors first; empty if the data are sound.

        >>> import iom_partners
        >>> iom_partners.load().check()
        ()
        """
        from .checks.checks import find_problems

        return find_problems(self._store, self._rosters)

    def extra_fields(self, record: AnyRecord) -> Mapping[str, Any]:
        """Return the fields that a record had in its file but its type does not define.

        `Dataset.read` keeps them if asked to.

        >>> import iom_partners
        >>> data = iom_partners.load()
        >>> data.extra_fields(data.organizations["iom"])
        {}
        """
        from copy import deepcopy

        name = next((name for name in RECORD_TYPES if record in self._store[name]), "")
        return deepcopy(dict(self._extras.get(name, {}).get(getattr(record, "id", ""), {})))

    def write(self, path: str | PathLike[str], *, with_tables: bool = False, strict: bool = True) -> None:
        """Write the data as a data package: JSON files in canonical form, and a descriptor with their hashes.

        The descriptor says of the data what that of the package says from which they were read (title, licenses,
        contributors ...); what a descriptor in the folder says of them stays. Other data than were read do not get the
        id of the package, nor the day on which it was created.

        Args:
            path: the folder, which is created if it does not exist; or a file whose name ends with ``.zip``. Files of
                the same names are replaced together, and links are not followed. The same data give the same bytes; for
                a zip, with the same zlib.
            with_tables: whether each table is written as CSV too, with its schema, and the JSON Schema of each record.
            strict: whether to refuse what `read` would refuse by default; see `from_records`.

        Raises:
            DataFileError: it cannot be written, and older files stay as they were; or ``strict`` refuses the data.
        """
        if strict:
            from .checks.checks import refuse_errors

            refuse_errors(self._store)
        from .io.package_writer import write_package

        collections = {name: self._store[name] for name in RECORD_TYPES}
        of_package = () if self._store is self._origin and not self._views else ("id", "created")
        about = {key: value for key, value in self._told.items() if key not in of_package}
        write_package(path, collections, self._version, with_tables=with_tables, extras=self._extras, about=about)

    def export(
        self,
        path: str | PathLike[str],
        format: FormatName | None = None,  # noqa: A002 # The word that everyone would write.
        *,
        about: AgentRef | Project | Work | None = None,
        strict: bool = False,
    ) -> LossReport:
        """Write the data in a foreign format, and return what that format could not hold.

        The same data give the same bytes. An older file stays intact until the new one is complete. `read` restores
        what `write` writes without any loss; docs/exporting.md explains what each format is good for.

        Args:
            path: the file; for parquet and datapackage the folder, or a file that ends with ``.zip``. Files of the same
                names are replaced.
            format: by default what the ending of the path says: sqlite (``.sqlite``, ``.db``), excel (``.xlsx``),
                popolo (``.popolo.json``), ftm (``.ftm.json``), jsonld, turtle (``.ttl``), graphml, gexf, icalendar
                (``.ics``), mermaid (``.mmd``), markdown (``.md``), html.
            about: for mermaid, markdown and html, and optionally for icalendar: one organization, person, project or
                work by any of its names.
            strict: refuse to write if anything would be lost.

        Returns:
            One `Loss` for each field and reason; empty if nothing is lost.

        Raises:
            InvalidQuestionError: neither ``format`` nor the ending of the path names a format; or ``about`` is missing
                where a format needs it, or given where it takes none.
            DataFileError: it cannot be written, and an older file is as it was; or something is lost, by ``strict``.
            MissingExtraError: a library that the format needs is not installed.
            UnknownNameError: nothing bears the name ``about``.
            AmbiguousNameError: several records do.

        >>> import tempfile, iom_partners
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     print(iom_partners.load().export(f"{folder}/partners.sqlite"))
        Nothing is lost.
        """
        from .export.formats import export_data

        return export_data(
            self._project_rosters(), path, format, self._version, about, extras=self._extras, strict=strict
        )

    # What Python asks.

    def _view(self, store: Store, call: str = "", *given: str) -> Dataset:
        """Return a view made from this dataset, by a call; without one it is the dataset itself."""
        made = Dataset(store, version=self._version, origin=self._origin)
        return self._seen(made, call and f"{call}({', '.join(map(repr, given))})")

    def _seen(self, made: _D, call: str) -> _D:
        """Return a dataset that a call made of this one, with what is told of both."""
        made._told = self._told
        made._views = (*self._views, call) if call else self._views
        return made

    def _project_rosters(self) -> ProjectRosters:
        if self._projects is None:
            from .query.project_rosters import ProjectRosters

            self._projects = ProjectRosters(self._rosters)
        return self._projects

    def __eq__(self, other: object) -> bool:
        return self._store == other._store if isinstance(other, Dataset) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._store)

    def __reduce__(self) -> tuple[Any, ...]:
        read = self._faults, self._assumed, self._told, self._views
        return _restore, (self._store, self._version, self._origin, self._extras, read)

    def __repr__(self) -> str:
        sizes = ((len(self._store[name]), name.replace("_", " ")) for name in RECORD_TYPES)
        counts = ", ".join(f"{size} {name}" for size, name in sizes if size)
        version = f" version {self._version}" if self._version else ""
        until = f", up to {self.horizon}" if self.horizon else ""
        return f"<{type(self).__name__}{version}{until}: {counts or 'no records'}>"

    def _repr_html_(self) -> str:
        from .store.overview import overview

        return overview(self._store, self._version)


class Narrowed(Dataset):
    """A dataset whose dates are narrowed to what follows from all records; `Dataset.narrow` returns it."""

    __slots__ = ("_found",)

    def __init__(self, found: Narrowing, *, version: str | None = None) -> None:
        """Initialize from what was found."""
        super().__init__(found.store, version=version)
        self._found = found

    @property
    def narrowed(self) -> tuple[NarrowedDate, ...]:
        """Every date that is sharper now, with the reason."""
        return self._found.dates

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Minimal sets of records that cannot all hold; they stay as they are, the others are narrowed without them."""
        return self._found.contradictions

    @property
    def open_choices(self) -> int:
        """How many orders of two terms were too many to try; 0 where all bounds are exact."""
        return self._found.open_choices

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_narrowed, (self._found, self._version, self._told, self._views)


def _missing(data: Dataset, name: str) -> Any:
    """Raise the error for a name that a dataset does not have, with the nearest that it or an accessor has."""
    if name.startswith("_") or hasattr(Dataset, name):
        return missing(data, name)
    from .charts.accessor import Plots
    from .errors import no_attribute
    from .stats.accessor import Stats

    accessors = (("plot", Plots), ("stats", Stats))
    elsewhere = (f"{of}.{each}" for of, kind in accessors for each in dir(kind) if not each.startswith("_"))
    raise no_attribute(data, name, elsewhere)


if hasattr(sys, "ps1"):  # pragma: no cover # Tested in a process of its own.
    # Only in an interactive session, such as a notebook: it makes each attribute slower, and tracebacks of programs
    # have a hint of Python itself.
    Dataset.__getattr__ = _missing  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def _of_dataset(other: object) -> Dataset:
    if isinstance(other, Dataset):
        return other
    from .errors import InvalidQuestionError, shorten

    hint = "give a Dataset; Dataset.read(path) makes one of files"
    raise InvalidQuestionError(f"{shorten(other)} is not a dataset", value=other, field="other", hint=hint)


def _restore(
    store: Store, version: str | None, origin: Store, extras: Mapping[str, Any], read: tuple[Any, ...]
) -> Dataset:
    data = Dataset(store, version=version, origin=origin, extras=extras)
    data._faults, data._assumed, data._told, data._views = read
    return data


def _restore_narrowed(
    found: Narrowing, version: str | None, told: Mapping[str, Any], views: tuple[str, ...]
) -> Narrowed:
    data = Narrowed(found, version=version)
    data._told, data._views = told, views
    return data
