"""The questions of `iom_partners.engine`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

from ..dates.coerce import DateLike, to_partial_date
from ..dates.days import Day
from ..errors import (
    InvalidDateError,
    InvalidQuestionError,
    UnknownNameError,
    UnsupportedDateError,
    listed,
    one_of,
    shorten,
)
from .columns import FRAMES, columns_of, roles_of
from .dialects import DIALECTS, FIRST
from .libraries import library_of
from .text import TABLE, Asked, name_beside, statement

__all__ = [
    "Roles", "counts_on", "eras", "join_on", "members_during", "members_on", "overlaps", "spells", "sql",
]  # fmt: skip

#: A frame of pandas, Polars (eager or lazy), DuckDB or Spark; the answer is one of the same library.
Frame = TypeVar("Frame")
#: The roles that count.
Roles = str | Sequence[str] | None
By = Literal["body_id", "agent_id"]
Bodies = Literal["any", "small"]

_QUESTIONS = ("counts_on", "eras", "join_on", "members_during", "members_on", "overlaps", "spells")
_KEYS, _BY_KEYS = ("body_id", "agent_id"), ("join_on", "overlaps")
_BY_DATES, _BETWEEN = ("join_on", "counts_on"), {"members_on": ("day",), "members_during": ("first", "last")}
_STANDARD = tuple(dict.fromkeys(need.name for needs in FRAMES.values() for need in needs))


def members_on(
    frame: Frame,
    day: DateLike,
    *,
    roles: Roles = None,
    coverage: Frame | None = None,
    names: Frame | None = None,
    columns: Mapping[str, str] | None = None,
) -> Frame:
    """Return who was a member of each body on a day.

    Args:
        frame: one row for each membership; see `iom_partners.engine` for its columns.
        day: a day; a month or year is asked with `members_during`.
        roles: those that count; see `iom_partners.engine`.
        coverage: one row for each body and run of days on which all its members are in ``frame``: body_id, first_day,
            last_day; empty means no limit. Where it is given, and a body is not covered on the day, the body has one
            more row, without an agent: others are not ruled out.
        names: a frame of id and name; a column of names is added after each column of ids.
        columns: the names of columns in these frames, by standard name.

    Returns:
        body_id, agent_id, certain: true where it holds in every reading of the dates, false where it holds in some,
        empty in the rows of what is not known. One row for each body and agent, in no order. A lazy frame stays lazy.
        Without ``coverage``, an agent without a row is ruled out only if the rows are complete.

    Raises:
        UnknownNameError: a column is not there.
        InvalidQuestionError: it is not a frame of a known library, or a column is not of the kind that it must be.
        InvalidDateError: it is not a day.
        InvalidRecordError: the bounds of a row cross. A lazy frame raises the error of its library when it is read.
        MissingExtraError: the library is too old; or DuckDB is missing, which frames of pandas need.

    >>> import iom_partners
    >>> tables = iom_partners.load().engine_tables("chairs")
    >>> found = members_on(tables.memberships.to_polars(), "2013-09-01")
    >>> [agent for body, agent, certain in found.rows() if body == "gmg" and certain]
    ['iom']
    """
    return _answer("members_on", frame, {"coverage": coverage, "names": names}, columns, roles, day=day)


def members_during(
    frame: Frame,
    first: DateLike,
    last: DateLike,
    *,
    roles: Roles = None,
    coverage: Frame | None = None,
    names: Frame | None = None,
    columns: Mapping[str, str] | None = None,
) -> Frame:
    """Return who was a member of each body on some day of a run of days.

    It is certain where, in every reading of the dates, there is such a day, even if it is not the same in all.

    Args:
        frame: as in `members_on`.
        first: the first day.
        last: the last day, which belongs to the run.
        roles: as in `members_on`.
        coverage: as there; a body is covered where it is on every day of the run.
        names: as there.
        columns: as there.

    Returns:
        As `members_on`.

    Raises:
        InvalidDateError: it is not a day, or the last is before the first.
        IomPartnersError: as in `members_on`.

    >>> import iom_partners
    >>> tables = iom_partners.load().engine_tables("chairs")
    >>> found = members_during(tables.memberships.to_polars(), "2013-01-01", "2013-12-31")
    >>> sorted(agent for body, agent, certain in found.rows() if body == "gmg" and certain)
    ['iom', 'un-regional-commissions']
    """
    others = {"coverage": coverage, "names": names}
    return _answer("members_during", frame, others, columns, roles, first=first, last=last)


def join_on(
    frame: Frame,
    dates: Frame,
    *,
    by: By = "body_id",
    bodies: Bodies = "any",
    roles: Roles = None,
    coverage: Frame | None = None,
    names: Frame | None = None,
    columns: Mapping[str, str] | None = None,
) -> Frame:
    """Return each row of dates with each member that its body had on its date.

    Args:
        frame: as in `members_on`.
        dates: a body and a date in each row (body_id, date), and any other columns.
        by: "agent_id" if the rows of ``dates`` have an agent in place of a body; then the answer has the bodies.
        bodies: "small" promises that no body (or agent) has more than a few thousand rows. Then bodies alone are
            compared, which is faster, but extremely slow if the promise does not hold.
        roles: as in `members_on`.
        coverage: as there; a row of dates that is not covered comes once more, without an agent.
        names: as there.
        columns: as there.

    Returns:
        All columns of ``dates``, then agent_id (or body_id) and certain, as in `members_on`. A row of dates without a
        member is left out, and so is one without a body or a date.

    Raises:
        IomPartnersError: as in `members_on`; also if the dates have a column with the name of one of the answer.

    >>> import iom_partners
    >>> import polars as pl
    >>> from datetime import date
    >>> tables = iom_partners.load().engine_tables("chairs")
    >>> talks = pl.DataFrame({"body_id": ["gmg"], "date": [date(2013, 9, 1)], "talk": ["A"]})
    >>> join_on(tables.memberships.to_polars(), talks).select("talk", "agent_id", "certain").rows()
    [('A', 'iom', True)]
    """
    one_of(by, _KEYS, "by", "a key")
    others = {"dates": dates, "coverage": coverage, "names": names}
    return _answer("join_on", frame, others, columns, roles, by=by, bodies=bodies)


def counts_on(
    frame: Frame,
    dates: Frame,
    *,
    roles: Roles = None,
    coverage: Frame | None = None,
    names: Frame | None = None,
    columns: Mapping[str, str] | None = None,
) -> Frame:
    """Return how many members each body had on each date.

    Args:
        frame: as in `members_on`.
        dates: a body and a date in each row: body_id, date.
        roles: as in `members_on`.
        coverage: as there.
        names: as there.
        columns: as there.

    Returns:
        body_id, date, lower, upper: one row for each pair that is asked. An agent with several memberships counts once.
        Lower is how many are certain, upper how many are certain or possible by these rows. Upper is a true maximum
        only if the rows are complete. With ``coverage``, upper is empty where not all are known, and a column ``named``
        has the number of those who are certain or possible.

    Raises:
        IomPartnersError: as in `members_on`.

    >>> import iom_partners
    >>> import polars as pl
    >>> from datetime import date
    >>> tables = iom_partners.load().engine_tables()
    >>> asked = pl.DataFrame({"body_id": ["gmg", "gmg"], "date": [date(2004, 1, 1), date(2013, 9, 1)]})
    >>> sorted(counts_on(tables.memberships.to_polars(), asked).rows())[1][2:]
    (16, 16)
    """
    return _answer("counts_on", frame, {"dates": dates, "coverage": coverage, "names": names}, columns, roles)


def eras(
    frame: Frame,
    *,
    roles: Roles = None,
    coverage: Frame | None = None,
    names: Frame | None = None,
    columns: Mapping[str, str] | None = None,
) -> Frame:
    """Return how many members each body had, in runs of days on which nobody comes or goes for certain or possibly.

    Args:
        frame: as in `members_on`.
        roles: as there.
        coverage: as there.
        names: as there.
        columns: as there.

    Returns:
        body_id, first_day, last_day (which belongs to the run), lower, upper, as in `counts_on`. A day is empty where
        there is no limit. Before the first and after the last change there is no row, but with ``coverage`` the rows
        of a body reach over all days.

    Raises:
        IomPartnersError: as in `members_on`.

    >>> import iom_partners
    >>> tables = iom_partners.load().engine_tables()
    >>> found = eras(tables.memberships.to_polars()).sort("first_day").rows()
    >>> [(str(first), lower) for body, first, last, lower, upper in found if body == "gmg"][0]
    ('2003-04-01', 0)
    """
    return _answer("eras", frame, {"coverage": coverage, "names": names}, columns, roles)


def overlaps(
    left: Frame,
    right: Frame | None = None,
    *,
    by: By = "body_id",
    bodies: Bodies = "any",
    roles: Roles = None,
    names: Frame | None = None,
    columns: Mapping[str, str] | None = None,
) -> Frame:
    """Return which memberships of one body overlapped, and when.

    Args:
        left: as ``frame`` in `members_on`.
        right: other memberships; by default the same ones, and then each pair of different agents comes once, in the
            order of their ids.
        by: "agent_id" for memberships of one agent in two bodies.
        bodies: as in `join_on`.
        roles: as in `members_on`, of both.
        names: as there.
        columns: as there.

    Returns:
        body_id, agent_id, agent_id_right, certain (whether they share a day in every reading), and the four bounds and
        two flags of the days that they share, in the readings in which they do. Where they need not share any,
        is_doubtful is true, so that the answer can be asked again as memberships. One row for each pair of memberships.

    Raises:
        IomPartnersError: as in `members_on`.

    >>> import iom_partners
    >>> tables = iom_partners.load().engine_tables("chairs")
    >>> found = overlaps(tables.memberships.to_polars())
    >>> found.columns[:4]
    ['body_id', 'agent_id', 'agent_id_right', 'certain']
    """
    one_of(by, _KEYS, "by", "a key")
    return _answer("overlaps", left, {"right": right, "names": names}, columns, roles, by=by, bodies=bodies)


def spells(
    frame: Frame,
    *,
    roles: Roles = None,
    coverage: Frame | None = None,
    names: Frame | None = None,
    columns: Mapping[str, str] | None = None,
) -> Frame:
    """Return who was a member of each body, in runs of days of one certainty, none of which overlap.

    Args:
        frame: as in `members_on`.
        roles: as there.
        coverage: as there; the runs of days that are not covered come without an agent.
        names: as there.
        columns: as there.

    Returns:
        body_id, agent_id, first_day, last_day (which belongs to the run), certain. A day is empty where there is no
        limit.

    Raises:
        IomPartnersError: as in `members_on`.

    >>> import iom_partners
    >>> tables = iom_partners.load().engine_tables("chairs")
    >>> found = spells(tables.memberships.to_polars())
    >>> [tuple(map(str, row[2:])) for row in sorted(found.rows(), key=str) if row[:2] == ("gmg", "iom")][2:]
    [('2018-01-01', '2018-05-02', 'True'), ('2018-05-03', '2018-12-31', 'False')]
    """
    return _answer("spells", frame, {"coverage": coverage, "names": names}, columns, roles)


def sql(
    question: str,
    dialect: str,
    *,
    day: DateLike | None = None,
    first: DateLike | None = None,
    last: DateLike | None = None,
    by: By = "body_id",
    bodies: Bodies = "any",
    roles: Roles = None,
    coverage: bool = False,
    names: bool = False,
    right: bool = False,
    columns: Mapping[str, str | None] | None = None,
) -> str:
    """Return a question as SQL text, to run on tables in a database or warehouse.

    Args:
        question: the name of a function of `iom_partners.engine`.
        dialect: duckdb, polars or spark.
        day: for members_on. Without it, the text has a named parameter: ``$day`` in DuckDB, ``:day`` in Spark.
        first: for members_during, likewise.
        last: for members_during, likewise.
        by: as in `join_on`.
        bodies: as there.
        roles: those that count; then the memberships need a column ``role``.
        coverage: whether there is a table ``coverage``.
        names: whether there is a table ``names``.
        right: for overlaps, whether there is a table ``right_memberships``.
        columns: the names of columns in the tables, by standard name; None where the memberships have no column
            ``is_doubtful``.

    Returns:
        A SELECT from the tables ``memberships`` and, where the question needs them, ``dates``, ``coverage``, ``names``
        and ``right_memberships``, whose columns are those of `Dataset.engine_tables`.

    Raises:
        InvalidQuestionError: there is no such question or dialect.
        InvalidDateError: it is not a day; or it is missing, and the dialect has no parameters.

    >>> print(sql("members_on", "duckdb", day="2013-09-01").splitlines()[-1])  # doctest: +ELLIPSIS
    SELECT k AS body_id, o AS agent_id, MAX(...) = 1 AS certain FROM m WHERE p0 <= 15949 AND p1 >= 15949 GROUP BY k, o
    """
    one_of(question, _QUESTIONS, "question", "a question")
    one_of(dialect, ("duckdb", "polars", "spark"), "dialect", "a dialect")
    one_of(by, _KEYS if question in _BY_KEYS else _KEYS[:1], "by", f"a key of {question}")
    for name in columns or ():
        one_of(name, _STANDARD, "columns", "the standard name of a column")
    if (right and question != "overlaps") or (coverage and question == "overlaps"):
        field = "right" if right else "coverage"
        hint = "leave it out"
        raise InvalidQuestionError(f"{question} has no table {field}", value=True, field=field, hint=hint)
    _covers_bodies(by, is_covered=coverage)
    renamed = {"is_doubtful": "is_doubtful", **(columns or {})}
    renamed |= {"role": renamed.get("role") or "role"} if roles is not None else {}
    wanted = {
        "memberships": True, "dates": question in _BY_DATES, "coverage": coverage, "names": names, "right": right,
    }  # fmt: skip
    found = {
        name: {
            need.name: renamed.get(need.name) or need.name
            for need in FRAMES[name]
            if not need.is_optional or renamed.get(need.name)
            if name != "dates" or need.name in {by, "date"}
        }
        for name, is_there in wanted.items()
        if is_there
    }
    words = DIALECTS[dialect]
    given = {"day": day, "first": first, "last": last}
    fields = _BETWEEN.get(question, ())
    if fields and words.parameter and all(given[each] is None for each in fields):
        parameters = [words.days.format(words.parameter.format(each)) for each in fields]
        days = parameters[0], parameters[-1]
    else:
        days = _days_of(question, **given)
    kept = (found["dates"][by], found["dates"]["date"]) if question == "join_on" else ()
    asked = Asked(question, found, by, _is_small(bodies), roles_of(found["memberships"], roles), days, kept)
    # A word of SQL is not the name of a table.
    return statement(asked, words).replace(f"{TABLE}right", "right_memberships").replace(TABLE, "")


def _answer(
    question: str,
    frame: Frame,
    others: Mapping[str, Frame | None],
    columns: Mapping[str, str] | None,
    roles: Roles,
    *,
    by: str = "body_id",
    bodies: str = "any",
    **days: Any,
) -> Frame:
    """Check everything, and run a question."""
    asked_days, is_small = _days_of(question, **days), _is_small(bodies)
    frames = {"memberships": frame, **{name: each for name, each in others.items() if each is not None}}
    libraries = {name: library_of(frame, name) for name, frame in frames.items()}
    library = libraries["memberships"]
    for name, other in libraries.items():
        if other.name != library.name:
            raise InvalidQuestionError(
                f"a frame of {other.name} beside one of {library.name}", value=frames[name], field=name,
                hint=f"make it one of {library.name}",
            )  # fmt: skip
    _covers_bodies(by, is_covered="coverage" in frames)
    kinds = {name: library.kinds(frame) for name, frame in frames.items()}
    renamed = _renamed(columns, kinds)
    only = {"dates": (by, "date")}
    found = {name: columns_of(name, each, renamed, library.casts, only.get(name, ())) for name, each in kinds.items()}
    _compare(found, kinds, by, is_strict=library.is_strict)
    kept = tuple(kinds["dates"]) if question == "join_on" else ()
    _not_twice(kept, by, found)
    asked = Asked(question, found, by, is_small, roles_of(found["memberships"], roles), asked_days, kept)
    made: Frame = library.run(asked, frames)
    return made


def _days_of(question: str, **given: Any) -> tuple[str, str]:
    """Return the first and last day asked about, as numbers in SQL; empty texts where the question has no days."""
    fields = _BETWEEN.get(question, ())
    if not fields:
        return "", ""
    numbers = []
    for field in fields:
        when = to_partial_date(given[field], field)
        first, last = when.span
        if first != last or when.earliest is None:
            hint = "give one day, such as '2013-09-01'; members_during asks about several"
            raise InvalidDateError(
                f"{shorten(given[field])} is not one day", value=given[field], field=field, hint=hint
            )
        if isinstance(when.earliest, Day):
            reason = f"{shorten(given[field])} is outside the years 0001 to 9999 of the engines"
            hint = "ask the dataset: chair_of, members_of"
            raise UnsupportedDateError(reason, value=given[field], field=field, hint=hint)
        numbers.append(first + FIRST)
    if numbers[0] > numbers[-1]:
        hint = "give the earlier day first"
        raise InvalidDateError("the last day is before the first", value=given["last"], field="last", hint=hint)
    return str(numbers[0]), str(numbers[-1])


def _is_small(bodies: str) -> bool:
    one_of(bodies, ("any", "small"), "bodies", "a size of bodies")
    return bodies == "small"


def _renamed(columns: Mapping[str, str] | None, kinds: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return the names that the caller gives, checked."""
    if columns is None:
        return {}
    for name, column in columns.items():
        one_of(name, _STANDARD, "columns", "the standard name of a column")
        if not any(column in each for each in kinds.values()):
            there = listed(dict.fromkeys(str(each) for found in kinds.values() for each in found), ", ")
            hint = f"the columns are {there}"
            raise UnknownNameError(f"there is no column {shorten(column)}", value=column, field="columns", hint=hint)
    return columns


def _covers_bodies(by: str, *, is_covered: bool) -> None:
    if by != "body_id" and is_covered:
        hint = "leave coverage= out, or join by bodies"
        raise InvalidQuestionError("a coverage is about bodies", value=by, field="by", hint=hint)


def _compare(
    found: Mapping[str, Mapping[str, str]], kinds: Mapping[str, Mapping[str, str]], by: str, *, is_strict: bool
) -> None:
    """Check that what is joined is of one kind."""
    for name, columns in found.items():
        # Of bodies and agents, which all names are joined to; of the dates, the one that they have.
        pairs = [("id", "body_id"), ("id", "agent_id")] if name == "names" else [(by, by)]
        for key, ours in pairs:
            own, other = kinds["memberships"][found["memberships"][ours]], kinds[name][columns[key]]
            is_other = own != other if is_strict else (own == "text") != (other == "text")
            if is_other and "empty" not in {own, other}:
                raise InvalidQuestionError(
                    f"{key} is {other} here, and {ours} is {own} in the memberships", value=other,
                    field=f"{name}.{key}", hint=f"make both {own}",
                )  # fmt: skip


def _not_twice(kept: Sequence[str], by: str, found: Mapping[str, Mapping[str, str]]) -> None:
    """Check that the dates have no column that the answer has too."""
    own = ["certain", "agent_id" if by == "body_id" else "body_id"]
    if kept and "names" in found:
        own += [name_beside(each) for each in (own[1], str(found["dates"][by]))]
    for column in kept:
        name = str(column).lower()
        if name in own or name.startswith("iom_"):
            hint = f"rename it before: {column}_of_date, say"
            raise InvalidQuestionError(
                f"the answer has a column {column!r} of its own", value=column, field="dates", hint=hint
            )
