"""Rows of anyone's table as records: agents made from their names, ties with the times that the cells give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from attrs import evolve

from ..errors import DataFileError, InvalidQuestionError, one_of, shorten
from ..model.agents import Name, Organization
from ..model.evidence import Citation
from ..model.people import Person
from ..model.sources import Source
from ..model.ties import ChairTerm, Membership
from ..model.vocabulary import KNOWN_WORDS
from ..model.works import Participation, Project
from ..progress import tracked
from ..store.search import slug
from ..store.store import pause_collector
from .cells import TIMES, CellError, Reading, RowTime, TimeReader, is_empty, read_flag, read_text
from .closed_world import declare_closed

__all__ = ["COLUMNS", "KindOfRows", "Layout", "records_of_rows", "rows_of_frame"]

KindOfRows = Literal["memberships", "chair_terms", "participations"]

#: The columns that a row may have, unless the caller maps others to them.
COLUMNS = (
    "id", "member", "member_id", "member_kind", "body", "body_id", "body_kind", "role", "is_founder", *TIMES, "note",
)  # fmt: skip

#: After so many faults the rest of the table is not read.
_MOST_FAULTS = 1_000

#: The role of a row that the caller leaves out.
_SKIP = ""

T = TypeVar("T")


class _Kind(NamedTuple):
    """What a kind of rows makes: the record, its fields for member and body, and its roles, the usual one first."""

    record: type[Any]
    member: str
    body: str
    roles: tuple[str, ...]


_KINDS = {
    "memberships": _Kind(Membership, "member_id", "organization_id", KNOWN_WORDS["Membership.role"]),
    "chair_terms": _Kind(ChairTerm, "holder_id", "organization_id", KNOWN_WORDS["ChairTerm.role"]),
    "participations": _Kind(Participation, "agent_id", "project_id", ()),
}


class Layout(NamedTuple):
    """How a caller describes a table; `Dataset.from_rows` explains each field."""

    kind: KindOfRows
    columns: Mapping[str, str]
    defaults: Mapping[str, Any]
    roles: Mapping[str, str | None]
    ids: Mapping[str, str]
    coarse_dates: Reading | None
    members: Literal["organizations", "people"]
    missing_start: Literal["unknown", "open"]
    missing_end: Literal["unknown", "ongoing"]
    source: Source | str | None
    extra: Literal["refuse", "ignore"]
    closed_world: bool

    def check(self) -> None:
        """Check the arguments against their vocabularies.

        Raises:
            InvalidQuestionError: one is not in its vocabulary.
        """
        one_of(self.kind, get_args(KindOfRows), "kind", "a kind of rows")
        one_of(self.coarse_dates, (None, *get_args(Reading)), "coarse_dates", "a meaning of coarse dates")
        one_of(self.members, ("organizations", "people"), "members", "a kind of members")
        one_of(self.missing_start, ("unknown", "open"), "missing_start", "a meaning of an empty start")
        one_of(self.missing_end, ("unknown", "ongoing"), "missing_end", "a meaning of an empty end")
        one_of(self.extra, ("refuse", "ignore"), "extra", "a way to treat unknown columns")
        for field in ("columns", "defaults"):
            for column in getattr(self, field):
                one_of(column, COLUMNS, field, "a column of rows")
        if self.closed_world and self.kind == "participations":
            reason = "closed_world does not apply to participations: they belong to projects, not to bodies"
            raise InvalidQuestionError(reason, value=self.closed_world, field="closed_world")


def records_of_rows(rows: Iterable[Mapping[str, Any]], layout: Layout) -> list[Any]:
    """Return the records that the rows of a table make.

    Args:
        rows: mappings of column names to cells.
        layout: how the caller describes them.

    Raises:
        DataFileError: cells cannot be read; it holds all of them, each with its row and column.
        InvalidQuestionError: an argument is not in its vocabulary, or ``rows`` is not a list of rows.
    """
    layout.check()
    try:
        every = None if isinstance(rows, (str, bytes, Mapping)) else iter(rows)
    except TypeError:
        every = None
    if every is None:
        raise InvalidQuestionError(f"{shorten(rows)} is not a list of rows", value=rows, field="rows")
    reader = _Reader(layout)
    with pause_collector():
        for index, row in enumerate(tracked(every, "rows", total=getattr(rows, "__len__", lambda: None)())):
            reader.read(index, row)
            if len(reader.faults) >= _MOST_FAULTS:
                break
    if reader.faults:
        raise DataFileError.of(reader.faults)
    if not layout.closed_world:
        return reader.records()
    return declare_closed(reader.records(), ("chairs",) if layout.kind == "chair_terms" else ("members", "units"))


class _Reader:
    """Reads row after row, and collects agents, ties and faults."""

    def __init__(self, layout: Layout) -> None:
        self.faults: list[DataFileError] = []
        self._layout = layout
        source = layout.source
        self._source = Source(id=slug(source), title=source) if isinstance(source, str) else source
        self._kind = _KINDS[layout.kind]
        self._times = TimeReader(layout.coarse_dates, layout.missing_start, layout.missing_end)
        self._agents: dict[str, Any] = {}
        self._spellings: dict[str, dict[str, None]] = {}
        self._ties: dict[str, Any] = {}
        self._columns = {field: layout.columns.get(field, field) for field in COLUMNS}
        self._known = frozenset(self._columns.values())
        #: The columns of the last row in which all was well with them, and those of them that are read.
        self._heads: list[Any] = []
        self._read: list[tuple[str, str]] = []
        #: Ids of agents by side and name, of rows that give no more of them.
        self._named: dict[str, dict[Any, str]] = {"member": {}, "body": {}}
        #: The faults of which the first is enough.
        self._reported: set[object] = set()

    def read(self, index: int, row: Any) -> None:
        """Make the records of one row."""
        where = f"rows[{index}]"
        if not isinstance(row, Mapping):
            reason = f"{shorten(row)} is not a row with named columns"
            self.faults.append(DataFileError(reason, value=row, field=where))
            return
        heads = list(row)
        if heads != self._heads:
            self._heads = heads if self._check_columns(row, where) else []
            self._read = [(field, column) for field, column in self._columns.items() if column in row]
        cells = {
            field: value
            for field, column in self._read
            if (value.strip() if type(value := row[column]) is str else not is_empty(value))
        }
        for field, value in self._layout.defaults.items():
            if field not in cells and not is_empty(value):
                cells[field] = value
        try:
            self._records_of(cells, where)
        except CellError:
            # Each part of the row again, alone, so that every fault of it is found.
            self._faults_of(cells, where)

    def _records_of(self, cells: Mapping[str, Any], where: str) -> None:
        role = self._role(cells)
        if role != _SKIP:
            member, body = self._agent("member", cells, where), self._agent("body", cells, where)
            self._tie(cells, where, (member, body, role, self._times.read(cells)), self._more(cells))

    def _faults_of(self, cells: Mapping[str, Any], where: str) -> None:
        role = self._try(where, lambda: self._role(cells))
        member = self._try(where, lambda: self._agent("member", cells, where))
        body = self._try(where, lambda: self._agent("body", cells, where))
        time = self._try(where, lambda: self._times.read(cells))
        more = self._try(where, lambda: self._more(cells))
        if role and member and body and time and more is not None:
            self._try(where, lambda: self._tie(cells, where, (member, body, role, time), more))

    def _try(self, where: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except CellError as error:
            if error.once is None or error.once not in self._reported:
                self._reported.add(error.once)
                field = f"{where}.{self._columns.get(error.field, error.field)}"
                self.faults.append(DataFileError(error.reason, value=error.value, field=field, hint=error.hint))
            return None

    def _check_columns(self, row: Mapping[Any, Any], where: str) -> bool:
        """Check the names of the columns, and return whether each row with the same ones is as well."""
        extra = [column for column in row if column not in self._known]
        if None in extra:
            # `csv.DictReader` puts the cells beyond the last column there.
            reason = "has more cells than there are columns"
            self.faults.append(DataFileError(reason, value=row[None], field=where))
        elif extra and self._layout.extra == "refuse" and "columns" not in self._reported:
            self._reported.add("columns")
            reason = f"unknown columns {', '.join(shorten(each) for each in extra[:20])}"
            hint = "name them in columns=, or give extra='ignore'"
            self.faults.append(DataFileError(reason, value=tuple(extra), field=where, hint=hint))
        return None not in extra

    def _role(self, cells: Mapping[str, Any]) -> str:
        roles = self._kind.roles
        given = read_text(cells.get("role"), "role")
        if given is None:
            if not roles:
                raise CellError("role", "is missing", None)
            return roles[0]
        role = self._layout.roles.get(given, given)
        if role is None:
            return _SKIP
        if roles and role not in roles:
            hint = f"give roles={{{given!r}: ...}}, one of {', '.join(roles)}, or None to leave such rows out"
            raise CellError(
                "role", f"{shorten(role)} is not a role of {self._layout.kind}", given, hint, ("role", role)
            )
        return role

    def _agent(self, side: str, cells: Mapping[str, Any], where: str) -> str:
        """Return the id of a member or body, and keep its record."""
        name = cells.get(side)
        if type(name) is not str or f"{side}_id" in cells or f"{side}_kind" in cells:
            return self._agent_anew(side, cells, where)
        named = self._named[side]
        agent_id = named.get(name)
        if agent_id is None:
            agent_id = named[name] = self._agent_anew(side, cells, where)
        return agent_id

    def _agent_anew(self, side: str, cells: Mapping[str, Any], where: str) -> str:
        name, given = read_text(cells.get(side), side), read_text(cells.get(f"{side}_id"), f"{side}_id")
        kind = read_text(cells.get(f"{side}_kind"), f"{side}_kind")
        if name is None and given is None:
            raise CellError(side, "is missing", None)
        agent_id = given or self._layout.ids.get(name or "") or slug(name or "")
        name = name or agent_id
        of: type[Any] = Organization
        if side == "body" and self._layout.kind == "participations":
            of = Project
        elif side == "member" and self._layout.members == "people":
            of = Person
        if kind and of is Person:
            raise CellError(f"{side}_kind", f"{name} is a person, and has no kind", kind)
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
            self._spellings.setdefault(agent_id, {})[name] = None
        if kind and getattr(made, "kind", None) not in {None, kind}:
            raise CellError(f"{side}_kind", f"{made.name} is {made.kind!r} in another row", kind)
        return agent_id

    def _more(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        more: dict[str, Any] = {}
        if read_flag(cells.get("is_founder"), "is_founder"):
            if self._layout.kind != "memberships":
                raise CellError("is_founder", f"{self._layout.kind} have no founders", True)
            more["is_founder"] = True
        if note := read_text(cells.get("note"), "note"):
            more["note"] = note
        return more

    def _tie(
        self, cells: Mapping[str, Any], where: str, of: tuple[str, str, str, RowTime], more: dict[str, Any]
    ) -> None:
        member, body, role, time = of
        kind = self._kind
        given = read_text(cells.get("id"), "id")
        base = given or f"{body}-{role}-{member}"
        tie_id, number = base, 1
        while tie_id in self._ties:
            if given:
                raise CellError("id", f"the id {shorten(given)} occurs twice", given)
            number += 1
            tie_id = f"{base}-{number}"
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

    def _cite(self, where: str, stated: tuple[str, ...], as_stated: str | None = None) -> tuple[Citation, ...]:
        if self._source is None:
            return ()
        return (Citation(source_id=self._source.id, locator=where, as_stated=as_stated, states=stated),)

    def records(self) -> list[Any]:
        """Return the records of all rows."""
        made = []
        for agent_id, agent in self._agents.items():
            names = tuple(
                Name(text=text, kind="spelling", citations=self._cite("", ("text", "kind")))
                for text in self._spellings.get(agent_id, ())
            )
            made.append(evolve(agent, names=names) if names else agent)
        return [*made, *self._ties.values(), *([self._source] if self._source else [])]


def rows_of_frame(frame: Any) -> Iterable[Mapping[str, Any]]:
    """Return the rows of a frame of pandas, Polars or Arrow, or of anything that exports an Arrow stream.

    Raises:
        InvalidQuestionError: it is not such a frame, or two of its columns have the same name.
    """
    columns: list[Any] = list(getattr(frame, "column_names", getattr(frame, "columns", ())))
    twice = [column for column in columns if columns.count(column) > 1]
    if twice:
        raise InvalidQuestionError(f"the column {shorten(twice[0])} occurs twice", value=twice[0], field="frame")
    if hasattr(frame, "collect") and not hasattr(frame, "iter_rows"):
        raise InvalidQuestionError(
            f"{type(frame).__name__} is lazy", value=frame, field="frame", hint="give frame.collect()"
        )
    rows: Any
    if hasattr(frame, "iter_rows"):
        rows = frame.iter_rows(named=True)
    elif hasattr(frame, "to_pylist"):
        rows = frame.to_pylist()
    elif hasattr(frame, "to_dict"):
        rows = frame.to_dict("records")
    elif hasattr(frame, "__arrow_c_stream__"):
        from importlib import import_module

        try:
            rows = import_module("pyarrow").table(frame).to_pylist()
        except ImportError:
            reason, hint = f"{type(frame).__name__} exports only Arrow", "install pyarrow, or pass rows to from_rows"
            raise InvalidQuestionError(reason, value=frame, field="frame", hint=hint) from None
    else:
        hint = "give a frame of pandas, Polars or Arrow; pass rows to from_rows"
        raise InvalidQuestionError(f"{shorten(frame)} is not a frame", value=frame, field="frame", hint=hint)
    return rows  # type: ignore[no-any-return]
