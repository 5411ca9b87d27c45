"""Rows of anyone's table as records: agents made from their names, ties with the times that the cells give."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypedDict, TypeVar, get_args

from attrs import evolve

from ..dates.coerce import DateLike
from ..errors import MOST_FAULTS, DataFileError, InvalidQuestionError, one_of, shorten
from ..model.agents import Name, Organization
from ..model.evidence import Citation
from ..model.people import Person
from ..model.sources import Source
from ..model.ties import ChairTerm, Membership, Word
from ..model.vocabulary import KNOWN_WORDS, is_word
from ..model.works import Participation, Project
from ..progress import tracked
from ..store.search import fold, slug
from ..store.store import pause_collector
from ..tables.date_formats import DateFormat, HowDates, Numbers
from .cells import TIMES, CellError, Reading, RowTime, TimeReader, is_empty, read_flag, read_id, read_text
from .closed_world import declare_closed

__all__ = ["COLUMNS", "KindOfRows", "Layout", "RowOptions", "RowsRead", "end_words", "records_of_rows"]

KindOfRows = Literal["memberships", "chair_terms", "participations"]

#: The columns that a row may have, unless the caller maps others to them.
COLUMNS = (
    "id", "member", "member_id", "member_kind", "body", "body_id", "body_kind", "role", "office", "is_founder",
    "is_doubtful", "status", *TIMES, "note",
)  # fmt: skip

#: Other names of columns, which are recognised in any case, with blanks, hyphens or underlines.
_ALIASES = {
    "member": "name, member name, person, person name, full name, holder, holder name, agent, country, member state",
    "member_id": "person id, holder id, agent id",
    "member_kind": "member type",
    "body": "organization, organisation, organization name, organisation name, company, institution, group, committee",
    "body_id": "organization id, organisation id, group id, project id",
    "body_kind": "body type, organization type, organisation type",
    "role": "member role",
    "is_founder": "founder, founding member",
    "is_doubtful": "doubtful",
    "start": "from, start date, date from, from date, begin, began, begins, joined, since, valid from",
    "end": "to, end date, date to, to date, until, till, left, ended, ends, valid to, valid until",
    "note": "notes, remark, remarks, comment, comments",
    "id": "membership id",
}
#: Names of what one was in a body: an office beside the role of a member, but the role of who chairs or takes part.
_OFFICES = "position, title, post, function, job title"
_PERSONS = frozenset(("person", "personname", "personid"))

#: What a file that is read in another encoding, or by bytes, has before its first column.
_MARKS = ("\ufeff", "\u00ef\u00bb\u00bf")

#: What a row may say besides who, where, in which role and when.
_MORE = ("is_founder", "is_doubtful", "status", "office", "note")

#: The role of a row that the caller leaves out.
_SKIP = ""

#: Names in place of a holder that say that there was none.
_VACANT = frozenset(("vacant", "vacancy", "(vacant)", "[vacant]", "vacant seat"))
#: How ids call the ends of a period that are not dates.
_ENDS = {"": "unknown", "..": "open"}
#: Arguments that map one to another, with an example of each.
_MAPPINGS = {
    "columns": "{'member': 'Party'}",
    "defaults": "{'body': 'Club'}",
    "roles": "{'MP': 'member'}",
    "ids": "{'UN': 'un'}",
}
#: Takes from a date the signs around it and in it that no id can have.
_BARE = str.maketrans("[]{},", "     ", "?~%")

T = TypeVar("T")


class _Kind(NamedTuple):
    """What a kind of rows makes: the record, its fields for member and body, the usual role, and the known ones."""

    record: type[Any]
    member: str
    body: str
    usual: str | None
    roles: tuple[str, ...]


_KINDS = {
    "memberships": _Kind(Membership, "member_id", "organization_id", "member", KNOWN_WORDS["Membership.role"]),
    "chair_terms": _Kind(ChairTerm, "holder_id", "organization_id", "chair", KNOWN_WORDS["ChairTerm.role"]),
    "participations": _Kind(Participation, "agent_id", "project_id", None, KNOWN_WORDS["Participation.role"]),
}


class RowOptions(TypedDict, total=False):
    """What a caller says about a table; `Dataset.from_rows` explains each keyword."""

    columns: Mapping[str, str] | None
    coarse_dates: Reading | None
    dates: HowDates | None
    numbers: Numbers | None
    years_begin: str | None
    written_on: DateLike | None
    seasons: bool
    no_date: Sequence[Any] | None
    ends: Literal["inclusive", "exclusive"]
    missing_start: Literal["unknown", "open"]
    missing_end: Literal["unknown", "ongoing"]
    defaults: Mapping[str, Any] | None
    roles: Mapping[str, str | None] | None
    words: Sequence[str | Word] | None
    vacant: Sequence[str] | None
    ids: Mapping[str, str] | None
    members: Literal["organizations", "people"] | None
    closed_world: bool
    source: Source | str | None
    extra: Literal["refuse", "ignore"]
    errors: Literal["raise", "collect"]
    version: str | None


class Layout(NamedTuple):
    """What a caller says about a table, with all that is left out; `Dataset.from_rows` explains each field."""

    kind: KindOfRows
    columns: Mapping[str, str] = {}
    coarse_dates: Reading | None = None
    dates: HowDates | None = None
    numbers: Numbers | None = None
    years_begin: str | None = None
    written_on: DateLike | None = None
    seasons: bool = False
    no_date: Sequence[Any] = ()
    ends: Literal["inclusive", "exclusive"] = "inclusive"
    missing_start: Literal["unknown", "open"] = "unknown"
    missing_end: Literal["unknown", "ongoing"] = "unknown"
    defaults: Mapping[str, Any] = {}
    roles: Mapping[str, str | None] = {}
    words: Sequence[str | Word] = ()
    vacant: Sequence[str] = ()
    ids: Mapping[str, str] = {}
    members: Literal["organizations", "people"] | None = None
    closed_world: bool = False
    source: Source | str | None = None
    extra: Literal["refuse", "ignore"] = "refuse"
    errors: Literal["raise", "collect"] = "raise"
    version: str | None = None

    @classmethod
    def of(cls, kind: KindOfRows, how: Mapping[str, Any]) -> Layout:
        """Return what a caller says, after checking it against the vocabularies.

        Raises:
            TypeError: there is no such keyword.
            InvalidQuestionError: an argument is not in its vocabulary.
        """
        unknown = [name for name in how if name == "kind" or name not in cls._fields]
        if unknown:
            near = get_close_matches(unknown[0], cls._fields[1:], 1)
            told = f"; did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"rows of a table take no keyword {unknown[0]!r}{told}")
        lists = {"columns", "defaults", "roles", "ids", "words", "vacant", "no_date"}
        given: dict[str, Any] = {name: value for name, value in how.items() if value is not None or name not in lists}
        layout = cls(kind, **given)
        layout._check()
        return layout

    def _check(self) -> None:
        one_of(self.kind, get_args(KindOfRows), "kind", "a kind of rows")
        one_of(self.coarse_dates, (None, *get_args(Reading)), "coarse_dates", "a meaning of coarse dates")
        one_of(self.members, (None, "organizations", "people"), "members", "a kind of members")
        one_of(self.ends, ("inclusive", "exclusive"), "ends", "a meaning of the day of an end")
        one_of(self.missing_start, ("unknown", "open"), "missing_start", "a meaning of an empty start")
        one_of(self.missing_end, ("unknown", "ongoing"), "missing_end", "a meaning of an empty end")
        one_of(self.extra, ("refuse", "ignore"), "extra", "a way to treat unknown columns")
        one_of(self.errors, ("raise", "collect"), "errors", "a way to treat faulty rows")
        for field in ("closed_world", "seasons"):
            one_of(getattr(self, field), (False, True), field, "True or False")
        for field, example in _MAPPINGS.items():
            value = getattr(self, field)
            if not isinstance(value, Mapping) or not all(isinstance(each, Hashable) for each in value.values()):
                reason = f"{shorten(value)} is not a mapping of plain values"
                raise InvalidQuestionError(reason, value=value, field=field, hint=f"give {field}={example}")
        for field in ("columns", "defaults"):
            for column in getattr(self, field):
                one_of(column, COLUMNS, field, "a column of rows")
        for field in ("words", "vacant"):
            value = getattr(self, field)
            if isinstance(value, str) or not isinstance(value, Collection):
                reason = f"{shorten(value)} is not a list"
                raise InvalidQuestionError(reason, value=value, field=field, hint=f"give {field}=({shorten(value)},)")
        for each in self.vacant:
            if not isinstance(each, str):
                raise InvalidQuestionError(f"{shorten(each)} is not text", value=each, field="vacant")
        if not isinstance(self.source, str | Source | None):
            reason = f"{shorten(self.source)} is neither a title nor a Source"
            raise InvalidQuestionError(reason, value=self.source, field="source")
        if self.closed_world and self.kind == "participations":
            reason = "closed_world does not apply to participations: they belong to projects, not to bodies"
            raise InvalidQuestionError(reason, value=self.closed_world, field="closed_world")
        if self.vacant and self.kind != "chair_terms":
            reason = "only the chair of a body can be vacant"
            raise InvalidQuestionError(reason, value=self.vacant, field="vacant", hint="read the rows as 'chair_terms'")


class RowsRead(NamedTuple):
    """What the rows of a table give.

    Attributes:
        records: of the rows that could be read.
        faults: of the other rows, which are left out.
        assumed: what the caller did not say and the table seems to mean.
    """

    records: list[Any]
    faults: tuple[DataFileError, ...]
    assumed: tuple[str, ...]


def records_of_rows(
    rows: Iterable[tuple[int, Any]], layout: Layout, place: str = "rows[{}]", size: int | None = None
) -> RowsRead:
    """Return the records that the rows of a table make.

    Args:
        rows: mappings of column names to cells, each with its number.
        layout: how the caller describes them.
        place: how errors call a row by its number.
        size: how many rows there are, if that is known.

    Raises:
        DataFileError: cells cannot be read; it holds all of them, each with its row and column.
        InvalidQuestionError: an argument is not in its vocabulary.
    """
    is_collected = layout.errors == "collect"
    if is_collected:
        # They may have to be read again.
        rows = list(rows)
    dates = DateFormat(
        dates=layout.dates, numbers=layout.numbers, years_begin=layout.years_begin,
        written_on=layout.written_on, seasons=layout.seasons, no_date=layout.no_date,
    )  # fmt: skip
    reader = _Reader(layout, place, dates)
    reader.read_all(rows, size)
    if is_collected and dates.twofold:
        dates.doubts_months = True
        reader = _Reader(layout, place, dates)
        reader.read_all(rows, size)
    elif dates.twofold:
        reader.refuse_months(dates.twofold)
    if reader.table_faults or (reader.faults and not is_collected):
        raise DataFileError.of(reader.table_faults or reader.faults)
    records = reader.records()
    if layout.closed_world and reader.faults:
        reader.assumed["closed_world is not declared, for faulty rows are left out"] = None
    elif layout.closed_world:
        records = declare_closed(records, ("chairs",) if layout.kind == "chair_terms" else ("members", "units"))
    return RowsRead(records, tuple(reader.faults), tuple(reader.assumed))


class _Reader:
    """Reads row after row, and collects agents, ties and faults."""

    def __init__(self, layout: Layout, place: str, dates: DateFormat) -> None:
        self.faults: list[DataFileError] = []
        #: Faults of the table as a whole.
        self.table_faults: list[DataFileError] = []
        #: What the caller did not say, each once.
        self.assumed: dict[str, None] = {}
        self._layout = layout
        self._place = place
        source = layout.source
        self._source = Source(id=slug(source), title=source) if isinstance(source, str) else source
        self._kind = _KINDS[layout.kind]
        self._times = TimeReader(layout.coarse_dates, layout.missing_start, layout.missing_end, layout.ends, dates)
        self._agents: dict[str, Any] = {}
        self._spellings: dict[str, dict[str, None]] = {}
        #: The spellings that the row at hand has added.
        self._fresh: list[tuple[str, str]] = []
        self._ties: dict[str, Any] = {}
        #: Ids of several ties of one member, body, role and start, by what they would all be called.
        self._twins: dict[str, list[str]] = {}
        self._aliases = _aliases_of(layout.kind)
        #: The columns of the last row; those of them that are read, by field; and by names of columns.
        self._heads: list[Any] | None = None
        self._read: list[tuple[str, Any]] = []
        self._column_of: dict[str, Any] = {}
        self._resolved: dict[tuple[Any, ...], list[tuple[str, Any]]] = {}
        #: All names of columns that some row has.
        self._met: dict[Any, Any] = {}
        self._members = layout.members
        #: Ids of agents by side and name, of rows that give no more of them.
        self._named: dict[str, dict[Any, str]] = {"member": {}, "body": {}}
        #: The faults of which one report is enough.
        self._reported: set[object] = set()
        self._vacant = frozenset(each.strip().casefold() for each in layout.vacant)
        self._words = _Words(layout, self._kind)

    def read_all(self, rows: Iterable[tuple[int, Any]], size: int | None) -> None:
        """Read all rows; after many faults the rest is left, unless faulty rows are collected."""
        count = 0
        with pause_collector():
            for number, row in tracked(rows, "rows", total=size):
                count += 1
                self.read(number, row)
                if len(self.faults) > MOST_FAULTS and self._layout.errors == "raise":
                    return
        if count:
            self._check_mapped()

    def read(self, number: int, row: Any) -> None:
        """Make the records of one row."""
        if not isinstance(row, Mapping):
            self._add_fault(number, f"{shorten(row)} is not a row with named columns", row)
            return
        heads = list(row)
        if heads != self._heads:
            self._heads = None
            if not self._find_columns(row, number):
                return
            self._heads = heads
        cells = {
            field: value
            for field, column in self._read
            if (value.strip() if type(value := row[column]) is str else not is_empty(value))
        }
        for field, value in self._layout.defaults.items():
            if field not in cells and not is_empty(value):
                cells[field] = value
        before = len(self._agents)
        try:
            self._records_of(cells, number)
        except CellError:
            # Each part of the row again, alone, so that every fault of it is found.
            self._faults_of(cells, number)
            self._forget(cells, before)
        if self._fresh:
            self._fresh.clear()

    def _records_of(self, cells: Mapping[str, Any], where: int) -> None:
        role = self._role(cells)
        if role != _SKIP:
            is_vacant = self._vacant and self._is_vacant(cells)
            member = "vacant" if is_vacant else self._agent("member", cells, where)
            body = self._agent("body", cells, where)
            self._tie(cells, where, (member, body, role, self._times.read(cells)), self._more(cells))
            if is_vacant:
                last = next(reversed(self._ties))
                self._ties[last] = evolve(self._ties[last], **{self._kind.member: None})

    def _faults_of(self, cells: Mapping[str, Any], where: int) -> None:
        role = self._try(where, lambda: self._role(cells))
        is_vacant = bool(self._vacant) and self._is_vacant(cells)
        member = "vacant" if is_vacant else self._try(where, lambda: self._agent("member", cells, where))
        body = self._try(where, lambda: self._agent("body", cells, where))
        time = self._try(where, lambda: self._times.read(cells))
        more = self._try(where, lambda: self._more(cells))
        if role and member and body and time and more is not None:
            self._try(where, lambda: self._tie(cells, where, (member, body, role, time), more))

    def _try(self, where: int, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except CellError as error:
            if error.once is None or error.once not in self._reported or self._layout.errors == "collect":
                self._reported.add(error.once)
                column = self._column_of.get(error.field, self._layout.columns.get(error.field, error.field))
                self._add_fault(where, error.reason, error.value, str(column), error.hint)
            return None

    def _add_fault(self, number: int, reason: str, value: object, column: str = "", hint: str = "") -> None:
        where = self._place.format(number)
        fault = DataFileError(reason, value=value, field=f"{where}.{column}" if column else where, hint=hint)
        fault.row, fault.column = number, column
        self.faults.append(fault)

    def _forget(self, cells: Mapping[str, Any], before: int) -> None:
        """Undo what a faulty row has added: it may be left out."""
        for agent_id, name in self._fresh:
            del self._spellings[agent_id][name]
        while len(self._agents) > before:
            agent_id, _ = self._agents.popitem()
            for side, named in self._named.items():
                text = cells.get(side)
                if type(text) is str and named.get(text) == agent_id:
                    del named[text]

    # Columns.

    def _find_columns(self, row: Mapping[Any, Any], number: int) -> bool:
        """Find which column holds which field, and return whether the row can be read."""
        self._met.update(row)
        if None in row:
            # `csv.DictReader` puts the cells beyond the last column there.
            self._add_fault(number, "has more cells than there are columns", row[None])
            return False
        heads = tuple(row)
        if heads not in self._resolved:
            self._resolved[heads] = self._resolve(heads, number)
        self._read = self._resolved[heads]
        self._column_of = dict(self._read)
        return True

    def _resolve(self, heads: tuple[Any, ...], number: int) -> list[tuple[str, Any]]:
        bare = {_without_mark(head) if place == 0 else head: head for place, head in enumerate(heads)}
        found: dict[str, Any] = {}
        for field, column in self._layout.columns.items():
            if column in bare:
                found[field] = bare[column]
                self._met[column] = None
        free = [field for field in COLUMNS if field not in self._layout.columns]
        found.update((field, bare[field]) for field in free if field in bare and bare[field] not in found.values())
        used = set(found.values())
        likely: dict[str, list[Any]] = {}
        for name, head in bare.items():
            alias = self._aliases.get(fold(name), "") if isinstance(name, str) else ""
            if head not in used and alias in free and alias not in found:
                likely.setdefault(alias, []).append(head)
        for field, names in likely.items():
            if len(names) > 1 and ("columns", field) not in self._reported:
                self._reported.add(("columns", field))
                reason = f"the columns {' and '.join(map(shorten, names))} may both be {field!r}"
                hint = f"say which: columns={{{field!r}: {names[0]!r}}}"
                self._add_table_fault(self._place.format(number), reason, tuple(names), hint)
            found[field] = names[0]
            used.update(names)
            self.assumed[f"the column {shorten(names[0])} is read as {field!r}"] = None
        used.update(found.values())
        extra = [head for head in heads if head not in used]
        if extra and self._layout.extra == "refuse" and "extra" not in self._reported:
            self._reported.add("extra")
            self._refuse_columns(extra, found, number)
        self._assume(found)
        return [(field, found[field]) for field in COLUMNS if field in found]

    def _refuse_columns(self, extra: Sequence[Any], found: Mapping[str, Any], number: int) -> None:
        reason = f"unknown columns {', '.join(shorten(each) for each in extra[:20])}"
        known = {name: field for name, field in self._aliases.items() if field not in found}
        near = {
            head: known[close[0]]
            for head in extra[:20]
            if isinstance(head, str)
            and fold(head) not in self._aliases
            and (close := get_close_matches(fold(head[:80]), known, 1, 0.75))
        }
        told = "; ".join(f"did you mean {field!r} by {shorten(head)}?" for head, field in near.items())
        hint = f"{told + ' Else ' if told else ''}name them in columns=, or give extra='ignore'"
        self._add_table_fault(self._place.format(number), reason, tuple(extra), hint)

    def _check_mapped(self) -> None:
        """Refuse a table in which no row has a column that the caller names."""
        heads = [each for each in self._met if isinstance(each, str)]
        for field, column in self._layout.columns.items():
            if column in self._met:
                continue
            near = get_close_matches(str(column), heads, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"the columns are {', '.join(map(shorten, heads[:20]))}"
            reason = f"no row has the column {shorten(column)}"
            self._add_table_fault(f"columns[{field!r}]", reason, column, hint)

    def refuse_months(self, months: Sequence[str]) -> None:
        """Refuse a table in which every month may as well be a year that spans two."""
        reason = f"{', '.join(map(shorten, months[:3]))} may be months or years that lie in two"
        hint = "give years_begin= with their first day, such as '07-01', or dates='ymd' if they are months"
        self._add_table_fault("rows", reason, tuple(months), hint)

    def _add_table_fault(self, where: str, reason: str, value: object, hint: str) -> None:
        faults = self.table_faults if self._layout.errors == "collect" else self.faults
        faults.append(DataFileError(reason, value=value, field=where, hint=hint))

    def _assume(self, found: Mapping[str, Any]) -> None:
        """Note what the caller does not say and the columns do not tell."""
        if self._members is None:
            names = {fold(str(found.get(field, ""))) for field in ("member", "member_id")}
            is_person = not names.isdisjoint(_PERSONS)
            self._members = "people" if is_person else "organizations"
            self.assumed[f"members are {self._members} (members=)"] = None
        if "role" not in found and "role" not in self._layout.defaults and self._kind.usual:
            self.assumed[f"the role is {self._kind.usual!r} (defaults={{'role': ...}})"] = None

    # Cells.

    def _role(self, cells: Mapping[str, Any]) -> str:
        given = read_text(cells.get("role"), "role")
        if given is None:
            if self._kind.usual is None:
                raise CellError("role", "is missing", None)
            return self._kind.usual
        role = self._layout.roles.get(given, given)
        return _SKIP if role is None else self._words.role(role, given)

    def _says_vacant(self, name: str) -> bool:
        """Return whether a name of chair terms is likely none, and the caller has not said what it is."""
        is_said = self._layout.kind != "chair_terms" or name in self._layout.ids
        return not is_said and name.casefold() in _VACANT

    def _is_vacant(self, cells: Mapping[str, Any]) -> bool:
        """Return whether nobody holds the office of a row."""
        name = cells.get("member", "")
        return "member_id" not in cells and isinstance(name, str) and name.strip().casefold() in self._vacant

    def _agent(self, side: str, cells: Mapping[str, Any], where: int) -> str:
        """Return the id of a member or body, and keep its record."""
        name = cells.get(side)
        if type(name) is not str or f"{side}_id" in cells or f"{side}_kind" in cells:
            return self._agent_anew(side, cells, where)
        named = self._named[side]
        agent_id = named.get(name)
        if agent_id is None:
            agent_id = named[name] = self._agent_anew(side, cells, where)
        return agent_id

    def _agent_anew(self, side: str, cells: Mapping[str, Any], where: int) -> str:
        name, given = read_text(cells.get(side), side), read_id(cells.get(f"{side}_id"), f"{side}_id")
        kind = read_text(cells.get(f"{side}_kind"), f"{side}_kind")
        if side == "member" and given is None and name is not None and self._says_vacant(name):
            hint = f"give vacant=({name!r},) if nobody held it, ids={{{name!r}: ...}} if it is a name"
            raise CellError(side, f"{shorten(name)} may say that nobody held the office", name, hint, ("vacant", name))
        if name is None and given is None:
            told = ", ".join(f"{shorten(column)} as {field!r}" for field, column in self._read)
            hint = (
                f"name the column in columns=, or give defaults=; the columns read are {told}"
                if side not in self._column_of
                else ""
            )
            raise CellError(side, "is missing", None, hint)
        agent_id = given or self._layout.ids.get(name or "") or slug(name or "")
        name = name or agent_id
        of: type[Any] = Organization
        if side == "body" and self._layout.kind == "participations":
            of = Project
        elif side == "member" and self._members == "people":
            of = Person
        if kind and of is Person:
            raise CellError(f"{side}_kind", f"{name} is a person, and has no kind", kind)
        if kind:
            kind = self._words.kind(of, kind, f"{side}_kind")
        made = self._agents.get(agent_id)
        if made is None:
            stated = {"name": name} | ({"kind": kind} if kind else {})
            self._agents[agent_id] = of(id=agent_id, citations=self._cite(where, tuple(stated)), **stated)
            return agent_id
        if type(made) is not of:
            raise CellError(side, f"{agent_id!r} is already the id of {type(made).__name__} {made.name!r}", name)
        if name not in {made.name, agent_id}:
            if not given and name not in self._layout.ids:
                reason = f"{shorten(name)} and {made.name!r} give the same id {agent_id!r}"
                hint = f"give ids={{{name!r}: ...}}: that id if they are one, another if they are two"
                raise CellError(side, reason, name, hint, ("name", name))
            spellings = self._spellings.setdefault(agent_id, {})
            if name not in spellings:
                spellings[name] = None
                self._fresh.append((agent_id, name))
        if kind and getattr(made, "kind", None) not in {None, kind}:
            raise CellError(f"{side}_kind", f"{made.name} is {made.kind!r} in another row", kind)
        return agent_id

    def _more(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        more: dict[str, Any] = {}
        if cells.keys().isdisjoint(_MORE):
            return more
        if read_flag(cells.get("is_founder"), "is_founder"):
            if self._layout.kind != "memberships":
                raise CellError("is_founder", f"{self._layout.kind} have no founders", True)
            more["is_founder"] = True
        if read_flag(cells.get("is_doubtful"), "is_doubtful"):
            more["is_doubtful"] = True
        status = read_text(cells.get("status"), "status")
        if status and status.lower() == "planned":
            more["status"] = "planned"
        elif status and status.lower() != "done" and self._layout.extra == "refuse":
            hint = "write done or planned; if the column says something else, give extra='ignore'"
            raise CellError("status", f"{shorten(status)} is neither done nor planned", status, hint)
        if office := read_text(cells.get("office"), "office"):
            self._add_office(office, more)
        if note := read_text(cells.get("note"), "note"):
            more["note"] = note
        return more

    def _add_office(self, office: str, more: dict[str, Any]) -> None:
        if self._layout.kind != "memberships":
            raise CellError("office", f"{self._layout.kind} have no office beside their role", office)
        role = _folded(office)
        if self._column_of.get("office") != "office" and role in self._kind.roles:
            # A column such as "Position" may hold roles as well as offices.
            if role != self._kind.usual:
                column = self._column_of.get("office")
                hint = f"give columns={{'role': {column!r}}} if the column holds roles, {{'office': {column!r}}} if not"
                raise CellError("office", f"{shorten(office)} is a role of memberships", office, hint)
            return
        more["office"] = office

    def _tie(
        self, cells: Mapping[str, Any], where: int, of: tuple[str, str, str, RowTime], more: dict[str, Any]
    ) -> None:
        member, body, role, time = of
        kind = self._kind
        given = read_id(cells.get("id"), "id")
        office = f"-{slug(more['office'])}" if more.get("office") else ""
        start = end_words(str(time.period).partition("/")[0])
        tie_id = given or f"{body}-{role}-{member or 'vacant'}{office}-{start}"
        if tie_id in self._ties:
            if given:
                raise CellError("id", f"the id {shorten(given)} occurs twice", given)
            tie_id = self._twin(tie_id)
        citations: tuple[Citation, ...] = ()
        if self._source is not None:
            stated = [kind.member, kind.body, "role", *(field for field in more if field != "note")]
            if str(time.period) != "/":
                stated.append("period")
            citations = self._cite(where, tuple(stated), time.as_stated)
        self._ties[tie_id] = kind.record(
            **{"id": tie_id, kind.member: member, kind.body: body},
            role=role,
            period=time.period,
            citations=citations,
            **more,
        )

    def _twin(self, base: str) -> str:
        """Return an id for one more tie of the same start; once all rows are read, the ends tell such ties apart."""
        twins = self._twins.setdefault(base, [base])
        number = len(twins) + 1
        while f"{base}-{number}" in self._ties:
            number += 1
        twins.append(f"{base}-{number}")
        return twins[-1]

    def _ids_of_twins(self) -> dict[str, str]:
        """Return new ids of ties of one start, which do not depend on the order of the rows."""
        ids: dict[str, str] = {}
        taken = set(self._ties).difference(*self._twins.values())
        for base, twins in self._twins.items():
            plain = {tie_id: evolve(self._ties[tie_id], id=base, citations=()) for tie_id in twins}
            for tie_id in sorted(twins, key=lambda each: repr(plain[each])):
                first = made = f"{base}-to-{end_words(str(plain[tie_id].period).partition('/')[2])}"
                number = 1
                while made in taken:
                    number += 1
                    made = f"{first}-{number}"
                taken.add(made)
                ids[tie_id] = made
        return ids

    def _cite(self, where: int | None, stated: tuple[str, ...], as_stated: str | None = None) -> tuple[Citation, ...]:
        if self._source is None:
            return ()
        locator = self._place.format(where) if where is not None else ""
        return (Citation(source_id=self._source.id, locator=locator, as_stated=as_stated, states=stated),)

    def records(self) -> list[Any]:
        """Return the records of all rows."""
        made = []
        for agent_id, agent in self._agents.items():
            names = tuple(
                Name(text=text, kind="spelling", citations=self._cite(None, ("text", "kind")))
                for text in self._spellings.get(agent_id, ())
            )
            made.append(evolve(agent, names=names) if names else agent)
        ids = self._ids_of_twins()
        ties = (evolve(tie, id=ids[tie_id]) if tie_id in ids else tie for tie_id, tie in self._ties.items())
        return [*made, *ties, *self._words.records(), *([self._source] if self._source else [])]


@lru_cache(maxsize=4096)
def end_words(end: str) -> str:
    """Return the start or end of a period as part of an id.

    >>> end_words("[2006-01..2006-06]"), end_words("")
    ('2006-01-to-2006-06', 'unknown')
    """
    if end in _ENDS:
        return _ENDS[end]
    sign = "minus-" if end.lstrip("[{.").startswith("-") else ""
    # A newer table may be sure of what was uncertain, so the marks of that do not count.
    return sign + slug(end.translate(_BARE).replace("..", " to "))


class _Words:
    """The roles and kinds that a table may use: those that the library knows, and those that the caller declares."""

    def __init__(self, layout: Layout, kind: _Kind) -> None:
        self._layout = layout
        self._known_roles = kind.roles
        self._declared = {each.id: each for each in map(_word_of, layout.words)}
        #: Words of `roles` and `defaults`, which the caller has written too.
        self._said: dict[str, set[str]] = {"role": set(), "member_kind": set(), "body_kind": set()}
        self._said["role"].update(each for each in layout.roles.values() if each is not None)
        for field, said in self._said.items():
            word = layout.defaults.get(field)
            if isinstance(word, str):
                said.add(layout.roles.get(word, word) or "" if field == "role" else word)
        self._used: dict[str, Word] = {}

    def role(self, role: str, given: str) -> str:
        """Return a role as records have it.

        Raises:
            CellError: it is neither known nor declared.
        """
        hint = f"give roles={{{given!r}: ...}}, one of {', '.join(self._known_roles)}, or None to leave such rows out"
        return self._read(role, "role", self._known_roles, f"a role of {self._layout.kind}", hint)

    def kind(self, of: type[Any], kind: str, field: str) -> str:
        """Return a kind of organization or project as records have it.

        Raises:
            CellError: it is neither known nor declared.
        """
        known = KNOWN_WORDS[f"{of.__name__}.kind"]
        return self._read(kind, field, known, "a kind that the library knows", "")

    def _read(self, word: str, field: str, known: Sequence[str], what: str, hint: str) -> str:
        plain = _folded(word)
        if word in known or word in self._declared:
            return word
        if plain in known or plain in self._declared:
            return plain
        near = get_close_matches(plain, (*known, *self._declared), 1, 0.8)
        if word in self._said[field] and is_word(word) and not near:
            self._used[word] = Word(id=word)
            return word
        meant = f"did you mean {near[0]!r}? " if near else ""
        other = f"words=({plain!r},) declares a word of your own" if is_word(plain) else ""
        told = "; ".join(filter(None, (hint, other)))
        raise CellError(field, f"{shorten(word)} is not {what}", word, meant + told, (field, word))

    def records(self) -> list[Word]:
        """Return the words that the caller declares, and those that he has written and the rows use."""
        return [*self._declared.values(), *self._used.values()]


def _word_of(word: str | Word) -> Word:
    if isinstance(word, Word):
        return word
    if isinstance(word, str) and word and is_word(word):
        return Word(id=word)
    hint = f"write {_folded(word)!r}" if isinstance(word, str) and is_word(_folded(word)) else ""
    raise InvalidQuestionError(f"{shorten(word)} is not a word", value=word, field="words", hint=hint)


def _folded(text: str) -> str:
    """Return a role or kind as the library writes it: "Vice Chair" is vice-chair."""
    return "-".join(text.lower().replace("_", " ").replace("-", " ").split())


def _aliases_of(kind: KindOfRows) -> dict[str, str]:
    """Return the fields by the names of columns, folded."""
    aliases = _ALIASES | {"office" if kind == "memberships" else "role": _OFFICES}
    if kind == "participations":
        aliases["body"] += ", project, project name, programme, program"
    found = {fold(name): field for field, names in aliases.items() for name in names.split(", ")}
    return found | {fold(field): field for field in COLUMNS}


def _without_mark(head: Any) -> Any:
    """Return the name of a first column without a byte order mark that was read as a part of it."""
    for mark in _MARKS:
        if isinstance(head, str) and head.startswith(mark):
            return head[len(mark) :].strip('"')
    return head
