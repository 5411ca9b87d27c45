"""Rows of anyone's table against an independent reading of the same rows.

Tables are written on a calendar of a few days, in the forms in which people write dates. What each cell says is kept as
plain numbers beside its text, and answers are found by trying every start and end (see `worlds`). Nothing of the
library reads dates here.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from itertools import product
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from iom_partners import Dataset
from strategies import examples
from worlds import records_of

pytestmark = pytest.mark.bulk

#: All days of the tables: they lie on both sides of the turn of a year, of a month, and of a playing year.
DAYS = [date(2012, 6, 28) + timedelta(each) for each in range(6)] + [
    date(2012, 12, 29) + timedelta(each) for each in range(6)
]
ASKED = sorted(
    {day + timedelta(step) for day in DAYS for step in (-1, 0, 1)}
    | {date(2012, 9, 1), date(2010, 1, 1), date(2016, 1, 1)}
)
FAR = (date(1900, 1, 1), date(2100, 1, 1))
MONTHS = [f"{date(2001, month, 1):%B}" for month in range(1, 13)]

#: The first and last day that a cell may mean, and whether it is a coarse unit, as plain days.
Span = tuple[date, date]


class Cell(NamedTuple):
    """A date as it is written, the days that it names, and whether these are one of several by its own account."""

    written: object
    first: date
    last: date
    is_set: bool = False


def _month(day: date) -> Span:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _year(day: date) -> Span:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _playing_year(day: date) -> Span:
    year = day.year if day >= date(day.year, 7, 1) else day.year - 1
    return date(year, 7, 1), date(year + 1, 6, 30)


def _over_two(day: date, sign: str) -> str:
    first, last = _playing_year(day)
    return f"{first.year}{sign}{last:%y}"


def _of_span(write: Callable[[date], object], span: Callable[[date], Span]) -> Callable[[date], Cell]:
    return lambda day: Cell(write(day), *span(day))


def _exact(write: Callable[[date], object]) -> Callable[[date], Cell]:
    return lambda day: Cell(write(day), day, day)


def _zoned(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 30, tzinfo=timezone(timedelta(hours=-11)))


_ISO = [
    _exact(lambda day: day.isoformat()),
    _exact(lambda day: day.strftime("%Y%m%d")),
    _exact(lambda day: day.strftime("%Y-%j")),
    _exact(lambda day: "{}-W{:02}-{}".format(*day.isocalendar())),
    _exact(lambda day: day.isoformat() + "T23:59:59.000Z"),
    _exact(lambda day: day.isoformat() + " 00:00:00"),
    _exact(lambda day: day.isoformat() + "T00:10+14:00"),
    _exact(lambda day: day),
    _exact(_zoned),
    _exact(lambda day: f"\u00a0{day} "),
]
_COARSE = [
    _of_span(lambda day: day.strftime("%Y-%m"), _month),
    _of_span(lambda day: day.strftime("%Y"), _year),
    lambda day: Cell(f"[{day}..{day + timedelta(2)}]", day, day + timedelta(2), is_set=True),
]


class Way(NamedTuple):
    """How a table writes its dates: the keywords that say so, and the forms of its cells."""

    how: dict[str, Any]
    forms: list[Callable[[date], Cell]]


_MONTHS_OF_DMY = _of_span(lambda day: f"{day.month}/{day.year}", _month)
WAYS = [
    Way({}, _ISO + _COARSE),
    Way({"dates": "dmy"}, [*_ISO, *_COARSE, _exact(lambda day: f"{day.day}.{day.month}.{day.year}"), _MONTHS_OF_DMY,
                           _exact(lambda day: f"{day:%d/%m/%Y}"), _exact(lambda day: f"{day:%d-%m-%Y}")]),
    Way({"dates": "mdy"}, [*_ISO, *_COARSE, _exact(lambda day: f"{day.month}/{day.day}/{day.year}"), _MONTHS_OF_DMY]),
    Way({"dates": "ymd"}, [*_ISO, *_COARSE, _exact(lambda day: f"{day.year}/{day.month}/{day.day}")]),
    Way({"dates": "words"}, [*_ISO, *_COARSE, _exact(lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}"),
                             _of_span(lambda day: f"{MONTHS[day.month - 1][:3]} {day.year}", _month)]),
    Way({"dates": lambda text: datetime.strptime(text, "%d|%m|%y") if isinstance(text, str) else None},
        [_exact(lambda day: f"{day:%d|%m|%y}"), _exact(lambda day: day)]),
    # A text of eight digits may be a number there, and is refused.
    Way({"numbers": "excel"}, [*_ISO[:1], *_ISO[2:], _exact(lambda day: (day - date(1899, 12, 30)).days),
                               _exact(lambda day: (day - date(1899, 12, 30)).days + 0.75)]),
    Way({"numbers": "unix"}, [_exact(lambda day: (day - date(1970, 1, 1)).days * 86_400 + 86_399)]),
    Way({"numbers": "years"}, [*_ISO, _of_span(lambda day: day.year, _year),
                               _of_span(lambda day: float(day.year), _year)]),
    Way({"years_begin": "07-01"}, [*_ISO, _of_span(lambda day: _over_two(day, "-"), _playing_year),
                                   _of_span(lambda day: _over_two(day, "/"), _playing_year)]),
]  # fmt: skip
#: What no way of reading takes for a date.
NONSENSE = ("soon", "31.02.2012", "2012-13-01", True, "2012-06-31")
NO_DATES = ("9999-12-31", "n/a", date(2999, 12, 31), "-")


class Row(NamedTuple):
    """A row as plain data: who, in what role, and between which days it starts and ends."""

    member: str
    role: str
    start: Span
    end: Span
    is_doubtful: bool
    is_faulty: bool


class Table(NamedTuple):
    """Rows as they are written, what they say, and what the caller says of them."""

    cells: list[dict[str, Any]]
    rows: list[Row]
    kind: Any
    how: dict[str, Any]
    lives: dict[str, tuple[Span, Span]]


MEMBERS = {"Ann Lee": "ann-lee", "José Ruiz": "jose-ruiz", "Иван Петров": "", "Cy & Co+": ""}
ROLES = {"memberships": ("member", "observer", "whip"), "chair_terms": ("chair", "co-chair", "vice-chair")}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of one body, written in one of the ways that people have."""
    kind = draw(st.sampled_from(["memberships", "chair_terms"]))
    way = draw(st.sampled_from(WAYS))
    how: dict[str, Any] = {"members": "people", "words": ("whip",), "no_date": NO_DATES, **way.how}
    how["coarse_dates"] = reading = draw(st.sampled_from(["whole", "within"]))
    how["ends"] = ends = draw(st.sampled_from(["inclusive", "exclusive"]))
    how["missing_start"] = draw(st.sampled_from(["unknown", "open"]))
    how["missing_end"] = draw(st.sampled_from(["unknown", "ongoing"]))
    how["closed_world"] = draw(st.booleans())
    how["errors"] = "collect"
    if kind == "chair_terms":
        how["vacant"] = ("vacant", "")
    names = [*MEMBERS, *(["vacant", ""] if kind == "chair_terms" else [])]
    cells: list[dict[str, Any]] = []
    rows: list[Row] = []
    for _ in range(draw(st.integers(1, 5))):
        days = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
        member, role = draw(st.sampled_from(names)), draw(st.sampled_from(ROLES[kind]))
        is_doubtful = draw(st.sampled_from([False, False, True]))
        written: dict[str, Any] = {
            "Name": member,
            "Role": role.title(),
            "Organisation": "The Club",
            "doubtful": is_doubtful or "",
        }
        spans: list[Span] = []
        is_faulty = False
        for side, day in zip(("start", "end"), days, strict=True):
            which = draw(
                st.sampled_from(
                    [*way.forms, *way.forms, "empty", "stand-in", *(["nonsense"] if draw(st.booleans()) else [])]
                )
            )
            if which == "nonsense":
                written[side], is_faulty = draw(st.sampled_from(NONSENSE)), True
                spans.append(FAR)
            elif isinstance(which, str):
                written[side] = draw(
                    st.sampled_from(NO_DATES if which == "stand-in" else ("", None, "  ", float("nan")))
                )
                is_open = how["missing_start"] == "open" if side == "start" else how["missing_end"] == "ongoing"
                far = FAR[side == "end"]
                spans.append((far, far) if is_open else FAR)
            else:
                cell = which(day)
                written[side] = cell.written
                first, last = cell.first, cell.last
                if first != last and not cell.is_set and reading == "whole":
                    # Of a coarse end, it is not clear which day is the first after it.
                    is_faulty |= side == "end" and ends == "exclusive"
                    first = last = first if side == "start" else last
                shift = timedelta(side == "end" and ends == "exclusive")
                spans.append((first - shift, last - shift))
        start, end = spans
        is_faulty |= start[0] > end[1]
        cells.append(written)
        rows.append(Row(member, role, start, end, is_doubtful, is_faulty))
    lives: dict[str, tuple[Span, Span]] = {}
    for name in draw(
        st.sets(st.sampled_from(sorted({row.member for row in rows if not row.is_faulty} & MEMBERS.keys()) or [""]))
    ):
        born, died = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
        if name and born < died:
            one = (born, born) if draw(st.booleans()) else (FAR[0], FAR[0])
            lives[name] = one, (died, died) if draw(st.booleans()) else (FAR[1], FAR[1])
    return Table(cells, rows, kind, how, lives)


def with_lives(data: Dataset, table: Table) -> Dataset:
    """Return the data with the lives of some people."""
    for name, ends in table.lives.items():
        person = data.person(name)
        dates = {key: str(day) for key, (day, _) in zip(("born", "died"), ends, strict=True) if day not in FAR}
        others = [each for each in records_of(data) if each is not person]
        data = Dataset.from_records([*others, attrs.evolve(person, **dates)])
    return data


# The independent reading.


def _holds(row: Row, life: tuple[Span, Span], day: date) -> set[bool]:
    """Return whether the day lies in the row in some world, outside it in some, or both."""
    told = {False} if row.is_doubtful else set()
    near = [day + timedelta(step) for step in (-1, 0, 1)]
    # Days between the bounds and beyond the neighbours of the day make no other world.
    choices = [
        {first, last, *(each for each in near if first <= each <= last)} for first, last in (row.start, row.end, *life)
    ]
    for start, end, born, died in product(*choices):
        if start <= end and born <= died:
            told.add(max(start, born) <= day <= min(end, died))
    return told


def expected(table: Table, name: str, day: date, roles: tuple[str, ...]) -> str:
    """Return what the rows say of one person on one day, in one of some roles, before completeness."""
    life = life_of(table, name)
    told = [_holds(row, life, day) for row in sound(table) if row.member == name and row.role in roles]
    if {True} in told:
        return "certain"
    return "possible" if any(True in each for each in told) else "no"


def sound(table: Table) -> list[Row]:
    """Return the rows that can be read."""
    return [row for row in table.rows if not row.is_faulty]


def is_closed(table: Table) -> bool:
    """Return whether the rows are declared to be all, and all are read."""
    return table.how["closed_world"] and not any(row.is_faulty for row in table.rows)


def is_declared(table: Table, roles: tuple[str, ...]) -> bool:
    """Return whether all in some roles are declared to be known: of other than the usual ones, where a row has it."""
    is_usual = roles in {("member",), IN_CHAIR}
    return is_closed(table) and (is_usual or any(row.role in roles for row in table.rows))


def life_of(table: Table, name: str) -> tuple[Span, Span]:
    """Return between which days someone was born and died."""
    return table.lives.get(name, ((FAR[0],) * 2, (FAR[1],) * 2))


def lives_on(table: Table, name: str, day: date) -> bool:
    """Return whether someone may have lived on a day."""
    born, died = life_of(table, name)
    return born[0] <= day <= died[1]


SOLE = ("chair",)
IN_CHAIR = ("chair", "co-chair")


def verdict(table: Table, name: str, day: date, roles: tuple[str, ...]) -> str:
    """Return the answer about one person: what no row says is ruled out where all is known, else unknown."""
    told = expected(table, name, day, roles)
    if told != "no":
        return told
    nobody = any(expected(table, each, day, roles[:1]) == "certain" for each in ("vacant", ""))
    if roles == ("vice-chair",):
        # There may be several; a vacancy says that there was none only where none is told.
        alone = nobody and all(expected(table, each, day, roles) == "no" for each in MEMBERS)
    else:
        sits = nobody or any(expected(table, each, day, SOLE) == "certain" for each in MEMBERS)
        alone = "chair" in roles and sits and not is_contested(table, day)
    is_known = is_declared(table, roles) or alone or not lives_on(table, name, day)
    return "ruled_out" if is_known else "unknown"


def is_contested(table: Table, day: date) -> bool:
    """Return whether two certainly are the one chair on a day, and neither can have taken over from the other on it."""
    terms: list[tuple[str, Span, bool]] = []
    for row in sound(table):
        born, died = life_of(table, row.member)
        first = max(min(row.start[1], row.end[1]), born[1])
        last = min(max(row.end[0], row.start[0]), died[0])
        if row.role == "chair" and not row.is_doubtful and first <= day <= last:
            possible = max(row.start[0], born[0]), min(row.end[1], died[1])
            terms.append((row.member or "vacant", (first, last), possible == (day, day)))
    for (one, (start, end), is_brief), (other, (begin, last), is_short) in product(terms, terms):
        is_turn = end == begin or last == start
        if one != other and (not is_turn or (is_brief and is_short)):
            return True
    return False


QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@examples(3, suppress_health_check=QUIET)
@given(tables())
def test_own_rows(table: Table) -> None:
    """On each day, of each person, the library says of a table what its rows say."""
    data = Dataset.from_rows(table.cells, table.kind, **table.how)
    assert {fault.row for fault in data.faults} == {number for number, row in enumerate(table.rows) if row.is_faulty}
    if not sound(table):
        assert not data.memberships and not data.chair_terms
        return
    data = with_lives(data, table)
    names = {row.member for row in sound(table)} & MEMBERS.keys()
    for day in ASKED:
        if table.kind == "memberships":
            check_members(data, table, names, day)
        else:
            check_chairs(data, table, names, day)


def told_of(answer: Any, names: set[str]) -> dict[str, str]:
    """Return the verdict of an answer about each person."""
    return {name: answer.about(name).certainty.value for name in names}


def check_members(data: Dataset, table: Table, names: set[str], day: date) -> None:
    """Compare all that is said of the members, of each role, on one day."""
    said = {name: verdict(table, name, day, ("member",)) for name in names}
    assert {name: data.is_member(name, "The Club", on=day).value for name in names} == said, day
    assert told_of(data.members_of("The Club", on=day), names) == said, day
    count = data.member_count("The Club", on=day)
    certain, possible = (
        sum(each in kinds for each in said.values()) for kinds in (("certain",), ("certain", "possible"))
    )
    assert (count.lower, count.upper) == (certain, possible if is_closed(table) else None), day
    for role in ("observer", "whip"):
        others = {name: verdict(table, name, day, (role,)) for name in names}
        assert told_of(data.members_of("The Club", on=day, role=role), names) == others, (day, role)


def check_chairs(data: Dataset, table: Table, names: set[str], day: date) -> None:
    """Compare all that is said of the chairs, of each role, on one day."""
    said = {name: verdict(table, name, day, IN_CHAIR) for name in names}
    assert told_of(data.chair_of("The Club", on=day), names) == said, day
    vice = {name: verdict(table, name, day, ("vice-chair",)) for name in names}
    assert told_of(data.chair_of("The Club", on=day, role="vice-chair"), names) == vice, day
