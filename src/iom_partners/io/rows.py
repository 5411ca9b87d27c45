"""Rows of anyone's table as records: agents made from their names, ties with the times that the cells tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from attrs import evolve

from ..errors import DataFileError, InvalidQuestionError, one_of, shorten
from ..model.agents import Name, Organization
from ..model.evidence import Citation
from ..model.people import Person
from ..model.sources import Source
from ..model.ties import CHAIR_ROLES, ChairTerm, Membership, MembershipRole
from ..model.works import Participation, Project
from ..progress import tracked
from ..store.search import slug
from .cells import TIMES, CellError, Reading, Told, is_empty, read_flag, read_text, read_time
from .closed_world import declare_closed

__all__ = ["COLUMNS", "KindOfRows", "Layout", "records_of_rows", "rows_of_frame"]


KindOfRows = Literal["memberships", "chair_terms", "participations"]

#: What a row may tell, by the name of its column unless the caller maps another to it.
COLUMNS = (
    "id", "member", "member_id", "member_kind", "body", "body_id", "body_kind", "role", "is_founder", *TIMES, "note",
)  # fmt: skip

#: After so many faults no more are looked for.
_MOST_FAULTS = 1_000

#: Says of a row that the caller leaves its role out.
_SKIP = ""

T = TypeVar("T")

#: The record of each kind of rows, and its fields for the member and the body.
_CLASSES: dict[str, tuple[type[Any], str, str]] = {
    "memberships": (Membership, "member_id", "organization_id"),
    "chair_terms": (ChairTerm, "holder_id", "organization_id"),
    "participations": (Participation, "agent_id", "project_id"),
}

_MEMBER_ROLES: tuple[str, ...] = get_args(MembershipRole)


class Layout(NamedTuple):
    """How a caller describes a table; `Dataset.from_rows` says what each means."""

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

    def check(self) -> Layout:
        """Refuse what is in no vocabulary.

        Raises:
            InvalidQuestionError: something is not.
        """
        words: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
            ("kind", self.kind, get_args(KindOfRows)),
            ("coarse_dates", self.coarse_dates, (None, *get_args(Reading))),
            ("members", self.members, ("organizations", "people")),
            ("missing_start", self.missing_start, ("unknown", "open")),
            ("missing_end", self.missing_end, ("unknown", "ongoing")),
            ("extra", self.extra, ("refuse", "ignore")),
        )
        for field, value, known in words:
            one_of(value, known, field, "known here")
        for name, given in (("columns", self.columns), ("defaults", self.defaults)):
            for field in given:
                one_of(field, COLUMNS, name, "a column of rows")
        if self.closed_world and self.kind == "participations":
            reason = "closed_world does not apply to participations: they belong to projects, not to bodies"
            raise InvalidQuestionError(reason, value=self.closed_world, field="closed_world")
        return self


def records_of_rows(rows: Iterable[Mapping[str, Any]], layout: Layout) -> list[Any]:
    """Make the records of a table.

    Raises:
        DataFileError: cells cannot be read; all of them are in it, each with its row and column.
        InvalidQuestionError: the table is described wrongly, or the rows are none.
    """
    reader = _Reader(layout.check())
    if isinstance(rows, (str, bytes, Mapping)):
        raise InvalidQuestionError(f"{shorten(rows)} is no list of rows", value=rows, field="rows")
    try:
        every = iter(rows)
    except TypeError:
        raise InvalidQuestionError(f"{shorten(rows)} is no list of rows", value=rows, field="rows") from None
    for index, row in enumerate(tracked(every, "rows", total=getattr(rows, "__len__", lambda: None)())):
        reader.take(index, row)
        if len(reader.faults) >= _MOST_FAULTS:
            break
    if reader.faults:
        raise DataFileError.of(reader.faults)
    records = reader.records()
    if not layout.closed_world:
        return records
    return declare_closed(records, ("chairs",) if layout.kind == "chair_terms" else ("members", "units"))


class _Reader:
    """Takes row after row, and keeps what was made and what could not be."""

    def __init__(self, layout: Layout) -> None:
        self.faults: list[DataFileError] = []
        self._layout = layout
        source = layout.source
        self._source = Source(id=slug(source), title=source) if isinstance(source, str) else source
        self._agents: dict[str, Any] = {}
        self._spellings: dict[str, dict[str, None]] = {}
        self._ties: dict[str, Any] = {}
        self._column = {field: layout.columns.get(field, field) for field in COLUMNS}
        self._known = frozenset(self._column.values())
        self._vocabulary = {"memberships": _MEMBER_ROLES, "chair_terms": CHAIR_ROLES}.get(layout.kind, ())
        self._told: set[object] = set()

    def take(self, index: int, row: Any) -> None:
        """Make the records of one row."""
        where = f"rows[{index}]"
        if not isinstance(row, Mapping):
            self.faults.append(DataFileError(f"{shorten(row)} is no row with named columns", value=row, field=where))
            return
        self._check_columns(row, where)
        cells = {field: row[column] for field, column in self._column.items() if column in row}
        cells |= {field: value for field, value in self._layout.defaults.items() if is_empty(cells.get(field))}
        cells = {field: value for field, value in cells.items() if not is_empty(value)}
        role = self._try(where, lambda: self._role(cells))
        if role == _SKIP:
            return
        member = self._try(where, lambda: self._agent("member", cells, where))
        body = self._try(where, lambda: self._agent("body", cells, where))
        time = self._try(where, lambda: self._time(cells))
        more = self._try(where, lambda: self._more(cells))
        if role and member and body and time and more is not None:
            self._try(where, lambda: self._tie(cells, where, (member, body, role, time), more))

    def _try(self, where: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except CellError as error:
            # Of what the call itself leaves out, or of one name, the first cell says all.
            once = error.once
            if once is None or once not in self._told:
                self._told.add(once)
                column = self._column.get(error.field, error.field)
                fault = DataFileError(error.reason, value=error.value, field=f"{where}.{column}", hint=error.hint)
                self.faults.append(fault)
            return None

    def _check_columns(self, row: Mapping[Any, Any], where: str) -> None:
        extra = [column for column in row if column not in self._known]
        if None in extra:
            # So `csv.DictReader` gives what stands beyond the last column.
            reason = "has more cells than there are columns"
            self.faults.append(DataFileError(reason, value=row[None], field=where))
        elif extra and self._layout.extra == "refuse" and "columns" not in self._told:
            self._told.add("columns")
            reason = f"unknown columns {', '.join(shorten(each) for each in extra[:20])}"
            hint = "name them in columns=, or give extra='ignore'"
            self.faults.append(DataFileError(reason, value=tuple(extra), field=where, hint=hint))

    def _role(self, cells: Mapping[str, Any]) -> str:
        first = self._vocabulary[0] if self._vocabulary else None
        given = read_text(cells.get("role"), "role")
        role = self._layout.roles.get(given, given) if given else first
        if role is None and given:
            return _SKIP
        if role is None:
            raise CellError("role", "is missing", None)
        if self._vocabulary and role not in self._vocabulary:
            hint = (
                f"give roles={{{given!r}: ...}}, one of {', '.join(self._vocabulary)}, or None to leave such rows out"
            )
            raise CellError("role", f"{shorten(role)} is no role of {self._layout.kind}", given, hint, ("role", role))
        return role

    def _agent(self, side: str, cells: Mapping[str, Any], where: str) -> str:
        """Give the id of a member or body, and keep its record."""
        name, given = read_text(cells.get(side), side), read_text(cells.get(f"{side}_id"), f"{side}_id")
        kind = read_text(cells.get(f"{side}_kind"), f"{side}_kind")
        if name is None and given is None:
            raise CellError(side, "is missing", None)
        agent_id = given or self._layout.ids.get(name or "") or slug(name or "")
        name = name or agent_id
        made = self._agents.get(agent_id)
        is_done = side == "body" and self._layout.kind == "participations"
        of: type[Any] = (
            Project if is_done else Person if side == "member" and self._layout.members == "people" else Organization
        )
        if kind and of is Person:
            raise CellError(f"{side}_kind", f"{name} is a person, and has no kind", kind)
        if made is None:
            kinds: dict[str, Any] = {} if of is Person else {"kind": kind}
            stated = ("name", "kind") if kind else ("name",)
            self._agents[agent_id] = of(id=agent_id, name=name, citations=self._cite(where, stated), **kinds)
            return agent_id
        if type(made) is not of:
            raise CellError(side, f"{agent_id!r} is the id of {type(made).__name__} {made.name!r} already", name)
        if name not in {made.name, agent_id}:
            if not given and name not in self._layout.ids:
                reason = f"{shorten(name)} and {made.name!r} give the same id {agent_id!r}"
                hint = f"give ids={{{name!r}: ...}}: that id if they are one, another if they are two"
                raise CellError(side, reason, name, hint, ("name", name))
            self._spellings.setdefault(agent_id, {})[name] = None
        if kind and getattr(made, "kind", None) not in {None, kind}:
            raise CellError(f"{side}_kind", f"{made.name} is {made.kind!r} in another row", kind)
        return agent_id

    def _time(self, cells: Mapping[str, Any]) -> Told:
        layout = self._layout
        return read_time(cells, layout.coarse_dates, layout.missing_start, layout.missing_end)

    def _more(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        more: dict[str, Any] = {}
        if read_flag(cells.get("is_founder"), "is_founder"):
            if self._layout.kind != "memberships":
                raise CellError("is_founder", f"{self._layout.kind} have no founders", True)
            more["is_founder"] = True
        if note := read_text(cells.get("note"), "note"):
            more["note"] = note
        return more

    def _tie(self, cells: Mapping[str, Any], where: str, of: tuple[str, str, str, Told], more: dict[str, Any]) -> None:
        member, body, role, time = of
        kind, one, other = _CLASSES[self._layout.kind]
        given = read_text(cells.get("id"), "id")
        base = given or f"{body}-{role}-{member}"
        tie_id, number = base, 1
        while tie_id in self._ties:
            if given:
                raise CellError("id", f"the id {shorten(given)} stands twice", given)
            number += 1
            tie_id = f"{base}-{number}"
        stated = [one, other, "role", *(field for field in more if field != "note")]
        if str(time.period) != "/":
            stated.append("period")
        self._ties[tie_id] = kind(
            **{"id": tie_id, one: member, other: body, "role": role, "period": time.period},
            citations=self._cite(where, tuple(stated), time.as_stated),
            **more,
        )

    def _cite(self, where: str, stated: tuple[str, ...], as_stated: str | None = None) -> tuple[Citation, ...]:
        if self._source is None:
            return ()
        return (Citation(source_id=self._source.id, locator=where, as_stated=as_stated, states=stated),)

    def records(self) -> list[Any]:
        """Give the records of all rows taken."""
        made = []
        for agent_id, agent in self._agents.items():
            names = tuple(
                Name(text=text, kind="spelling", citations=agent.citations and self._cite("", ("text", "kind")))
                for text in self._spellings.get(agent_id, ())
            )
            made.append(evolve(agent, names=names) if names else agent)
        return [*made, *self._ties.values(), *([self._source] if self._source else [])]


def rows_of_frame(frame: Any) -> Iterable[Mapping[str, Any]]:
    """Give the rows of a frame: of Polars, Arrow, pandas, or of what exports itself as an Arrow stream.

    Raises:
        InvalidQuestionError: it is no such frame, or two of its columns have one name.
    """
    columns: list[Any] = list(getattr(frame, "column_names", getattr(frame, "columns", ())))
    twice = [column for column in columns if columns.count(column) > 1]
    if twice:
        raise InvalidQuestionError(f"the column {shorten(twice[0])} stands twice", value=twice[0], field="frame")
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
        rows = _arrow(frame).to_pylist()
    else:
        hint = "give a frame of pandas, Polars or Arrow; rows go to from_rows"
        raise InvalidQuestionError(f"{shorten(frame)} is no frame", value=frame, field="frame", hint=hint)
    return rows  # type: ignore[no-any-return]


def _arrow(frame: Any) -> Any:
    from importlib import import_module

    try:
        return import_module("pyarrow").table(frame)
    except ImportError:
        raise InvalidQuestionError(
            f"{type(frame).__name__} exports itself to Arrow only", value=frame, field="frame",
            hint="install pyarrow, or give rows to from_rows",
        ) from None  # fmt: skip
