"""The oracle against the enumeration of all worlds, and against answers worked out by hand.

These tests need nothing of the library. The full enumeration below shares no idea with the
oracle but the definition of a world: it picks a day for every end there is, notes the days on
which each record holds, and looks at all worlds together.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from oracle import (
    FUTURE,
    PAST,
    Oracle,
    Span,
    asked_days,
    common_date,
    common_period,
    day_traces,
    period,
    possible_days,
    shortest_traces,
)
from strategies import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

# What tests the oracle alone says nothing of the library.
pytestmark = pytest.mark.slow

Json = dict[str, Any]

# ---------------------------------------------------------------------------------------------
# All worlds of a small made-up history
# ---------------------------------------------------------------------------------------------

ORIGIN = date(2000, 1, 1)
DAYS = range(4)  # The days that the made-up records mention, counted from the origin.
ASKED = range(-1, 5)  # The days that are asked about: these and one more on either side.
# The days that an end may be: one more again, which stands for all further ones, so that an end
# without a limit may lie beyond everything that is asked.
WINDOW = range(-2, 6)
OPEN, UNKNOWN = "open", "unknown"

End = tuple[int | None, int | None] | str  # First and last possible day, or one of the two words.


def iso(day: int) -> str:
    """Write a made-up day as a date."""
    return (ORIGIN + timedelta(days=day)).isoformat()


def edtf(end: End) -> str:
    """Write a made-up end as EDTF text."""
    if isinstance(end, str):
        return {OPEN: "..", UNKNOWN: ""}[end]
    first, last = end
    if first == last and first is not None:
        return iso(first)
    return f"[{'' if first is None else iso(first)}..{'' if last is None else iso(last)}]"


def all_days(end: End, beyond: int) -> list[int]:
    """Return every day that an end may be, or the one day beyond if it goes on for ever."""
    if end == OPEN:
        return [beyond]
    if isinstance(end, str):
        return list(WINDOW)
    first = WINDOW[0] if end[0] is None else end[0]
    last = WINDOW[-1] if end[1] is None else end[1]
    return list(range(first, last + 1))


@dataclass(frozen=True)
class Ends:
    """A made-up period or life."""

    start: End
    end: End

    @property
    def text(self) -> str:
        """Write the period as EDTF text."""
        return f"{edtf(self.start)}/{edtf(self.end)}"

    def worlds(self) -> list[frozenset[int]]:
        """Return the days that it holds, once for each start and end that fit."""
        return [
            frozenset(range(start, end + 1))
            for start in all_days(self.start, WINDOW[0])
            for end in all_days(self.end, WINDOW[-1])
            if start <= end
        ]


@dataclass(frozen=True)
class Record:
    """A made-up record: an item tied to a body."""

    body: str
    item: str
    role: str
    ends: Ends


@dataclass(frozen=True)
class History:
    """A made-up history of the body "x", which may be a unit of "p", with a collective "c"."""

    question: str
    lives: dict[str, Ends]
    records: tuple[Record, ...]
    has_parent: bool = False
    coverages: tuple[tuple[str, str, int | None, int | None], ...] = field(default=())

    def write(self, folder: Path) -> None:
        """Write the history as the JSON files of a data folder."""
        organizations: list[Json] = []
        for agent in ("x", "p", "c", "a", "b"):
            row: Json = {"id": agent}
            if agent in self.lives:
                for name, end in (("founded", self.lives[agent].start), ("ended", self.lives[agent].end)):
                    # A life that is not stated has no limit, which is what `OPEN` says here.
                    if end != OPEN:
                        row[name] = edtf(end)
            row["names"] = [
                {"text": r.item, "kind": "official", "period": r.ends.text}
                for r in self.records
                if r.role == "name" and r.body == agent
            ]
            organizations.append(row)
        memberships: list[Json] = []
        chair_terms: list[Json] = []
        if self.has_parent:
            memberships.append({"id": "m-p", "member_id": "x", "organization_id": "p", "role": "unit"})
        for number, r in enumerate(self.records):
            row = {"id": f"r{number}", "organization_id": r.body, "role": r.role}
            row["period"] = r.ends.text
            if r.role in ("chair", "interim-chair", "co-chair"):
                chair_terms.append({**row, "holder_id": r.item})
            elif r.role != "name":
                memberships.append({**row, "member_id": r.item})
        coverages: list[Json] = []
        for number, (body, of, first, last) in enumerate(self.coverages):
            row = {"id": f"v{number}", "organization_id": body, "of": of}
            row |= {} if first is None else {"first_day": iso(first)}
            row |= {} if last is None else {"last_day": iso(last)}
            coverages.append(row)
        for name, rows in (
            ("organizations", organizations),
            ("memberships", memberships),
            ("chair_terms", chair_terms),
            ("coverages", coverages),
        ):
            (folder / f"{name}.json").write_text(json.dumps(rows), "utf-8")


class FullEnumeration:
    """Everything that holds in each world of a made-up history."""

    def __init__(self, history: History) -> None:
        """Pick a day for every end there is, in all ways that fit."""
        self.history = history
        lives = sorted(history.lives)
        choices = [history.lives[each].worlds() for each in lives]
        choices += [record.ends.worlds() for record in history.records]
        self.worlds: list[tuple[dict[str, frozenset[int]], list[frozenset[int]]]] = [
            (dict(zip(lives, world, strict=False)), list(world[len(lives) :])) for world in itertools.product(*choices)
        ]
        self.all_held: dict[tuple[str, bool], list[list[frozenset[int]]]] = {}
        self.all_covered: dict[tuple[str, int], bool] = {}

    def life(self, body: str, lives: dict[str, frozenset[int]]) -> frozenset[int]:
        """Return the days on which the body exists in one world."""
        days = lives.get(body, frozenset(WINDOW))
        if body == "x" and self.history.has_parent:
            days &= lives.get("p", frozenset(WINDOW))
        return days

    def held(self, item: str, through: bool) -> list[list[frozenset[int]]]:
        """Return for each world the days held by each record, or pair of records, of the item."""
        if (item, through) not in self.all_held:
            self.all_held[item, through] = list(self.each_held(item, through))
        return self.all_held[item, through]

    def each_held(self, item: str, through: bool) -> Iterator[list[frozenset[int]]]:
        """Go through the worlds once; `held` keeps what is found."""
        records = self.history.records
        roles = {
            "chairs": ("chair", "interim-chair", "co-chair"),
            "members": ("member",),
            "units": ("unit",),
            "names": ("name",),
        }[self.history.question]
        for lives, held in self.worlds:
            days: list[frozenset[int]] = []
            for record, when in zip(records, held, strict=True):
                if record.body != "x" or record.role not in roles:
                    continue
                here = when & self.life("x", lives)
                if record.item == item:
                    days.append(here)
                for part, then in zip(records, held, strict=True):
                    is_part = (part.role, part.body, part.item) == ("component", record.item, item)
                    if through and is_part:
                        days.append(here & then & self.life(part.body, lives))
            yield days

    def is_covered(self, body: str, day: int) -> bool:
        """Return whether the data claim to know everything of the body on the day."""
        if (body, day) not in self.all_covered:
            self.all_covered[body, day] = self.find_covered(body, day)
        return self.all_covered[body, day]

    def find_covered(self, body: str, day: int) -> bool:
        """Look through all worlds once; `is_covered` keeps what is found."""
        of = self.history.question
        if all(day not in self.life(body, lives) for lives, _ in self.worlds):
            return True
        for covered, kind, first, last in self.history.coverages:
            if (covered, kind) == (body, of) and ((first is None or first <= day) and (last is None or day <= last)):
                return True
        return of == "chairs" and any(
            record.role in ("chair", "interim-chair")
            and all(day in held[n] and day in self.life("x", lives) for lives, held in self.worlds)
            for n, record in enumerate(self.history.records)
        )

    def is_covered_for(self, day: int, through: bool) -> bool:
        """Return whether an unrecorded item is ruled out on the day."""
        if not self.is_covered("x", day):
            return False
        parts = [r for r in self.history.records if r.role == "component"]
        if self.history.question != "members" or not through or not parts:
            return True
        is_possible = any(day in days for world in self.held("c", False) for days in world)
        return not is_possible or self.is_covered("c", day)

    def verdict(self, item: str, keyword: str, asked: range, through: bool) -> str:
        """Answer from all worlds."""
        worlds = self.held(item, through)
        together = [frozenset().union(*days) for days in worlds]
        wanted = frozenset(asked)
        if keyword == "during":
            one_record = any(all(world[n] & wanted for world in worlds) for n in range(len(worlds[0])))
            is_certain = one_record
        else:
            is_certain = all(wanted <= days for days in together)
        if is_certain:
            return "certain"
        if keyword == "throughout":
            is_possible = any(wanted <= days for days in together)
        else:
            is_possible = any(wanted & days for days in together)
        if is_possible:
            return "possible"
        covered = {day for day in asked if self.is_covered_for(day, through)}
        if keyword == "throughout":
            some_world = frozenset().union(*together)
            return "ruled_out" if covered - some_world else "unknown"
        return "ruled_out" if covered == wanted else "unknown"


@st.composite
def ends(draw: st.DrawFn) -> Ends:
    """Draw a period: exact, ranged, one-sided, open or unknown at either end."""

    def one(side: int) -> End:
        kind = draw(st.sampled_from(["exact", "exact", "range", "range", "side", OPEN, UNKNOWN]))
        if kind in (OPEN, UNKNOWN):
            return kind
        first = draw(st.sampled_from(DAYS))
        if kind == "side":
            return (None, first) if side == 0 else (first, None)
        return (first, first if kind == "exact" else draw(st.integers(first, DAYS[-1])))

    found = Ends(one(0), one(1))
    assume(found.worlds())
    return found


@st.composite
def lives(draw: st.DrawFn) -> Ends:
    """Draw a life, which has no unknown end: what is not stated is no limit."""
    found = draw(ends())
    assume(UNKNOWN not in (found.start, found.end))
    return found


def coverage(draw: st.DrawFn, body: str, of: str) -> tuple[str, str, int | None, int | None]:
    """Draw a coverage, with or without limits."""
    first = draw(st.none() | st.sampled_from(DAYS))
    last = draw(st.none() | st.integers(first or 0, DAYS[-1]))
    return (body, of, first, last)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a history that is small enough to enumerate."""
    question = draw(st.sampled_from(["chairs", *["members"] * 3, "units", "names"]))
    role = {"members": "member", "units": "unit", "names": "name"}.get(question)
    records: list[Record] = []
    life = {"x": draw(lives())} if draw(st.booleans()) else {}
    covered = [coverage(draw, "x", question)] if draw(st.booleans()) else []
    if question == "members" and draw(st.booleans()):
        records.append(Record("x", "c", "member", draw(ends())))
        records.append(Record("c", "a", "component", draw(ends())))
        if draw(st.booleans()):
            life["c"] = draw(lives())
        if draw(st.booleans()):
            covered.append(coverage(draw, "c", "members"))
    for _ in range(draw(st.integers(0 if records else 1, 2))):
        item = draw(st.sampled_from("ab"))
        chair = draw(st.sampled_from(["chair", "interim-chair", "co-chair"]))
        records.append(Record("x", item, role or chair, draw(ends())))
    has_parent = draw(st.booleans())
    if has_parent and draw(st.booleans()):
        life["p"] = draw(lives())
    size = 1
    for each in (*life.values(), *(record.ends for record in records)):
        size *= len(each.worlds())
    assume(size <= 1500)
    return History(question, life, tuple(records), has_parent, tuple(covered))


@examples(
    1.5,
    # Each example writes over the same few files, which is what is wanted of the folder.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(history=histories(), data=st.data())
def test_reduction_equals_full_enumeration(tmp_path: Path, history: History, data: st.DataObject) -> None:
    """On small made-up data the oracle says what the enumeration of all worlds says."""
    history.write(tmp_path)
    oracle = Oracle(tmp_path)
    full = FullEnumeration(history)
    for _ in range(4):
        first = data.draw(st.sampled_from(ASKED), label="first asked day")
        last = data.draw(st.integers(first, ASKED[-1]), label="last asked day")
        asked = range(first, last + 1)
        for keyword, item, through in itertools.product(
            ("on", "during", "throughout"), ("a", "b", "c", "nobody"), (True, False)
        ):
            when = f"[{iso(first)}..{iso(last)}]" if keyword == "on" else f"{iso(first)}/{iso(last)}"
            answer = oracle.verdict(history.question, "x", item, keyword, when, through_collectives=through)
            assert answer == full.verdict(item, keyword, asked, through), (keyword, when, item)
    if history.question == "members":
        on = data.draw(st.sampled_from(ASKED), label="day of the count")
        verdicts = [full.verdict(i, "on", range(on, on + 1), False) for i in ("a", "b", "c")]
        lower = verdicts.count("certain")
        upper = lower + verdicts.count("possible") if full.is_covered("x", on) else None
        assert oracle.count("x", iso(on)) == (lower, upper)


@examples(10)
@given(span=ends(), first=st.sampled_from(ASKED), length=st.integers(0, 5))
def test_traces_are_those_of_all_worlds(span: Ends, first: int, length: int) -> None:
    """Clipped choices of the ends leave exactly the traces that all days of the ends leave."""
    asked = range(first, min(first + length, ASKED[-1]) + 1)
    origin = ORIGIN.toordinal()
    bounds = period(span.text)
    for day in asked:
        assert day_traces(bounds, origin + day) == {day in world for world in span.worlds()}
    traces = {world & frozenset(asked) for world in span.worlds()}
    shortest = {trace for trace in traces if not any(other < trace for other in traces)}
    assert {
        frozenset(range(t[0] - origin, t[1] - origin + 1)) if t else frozenset()
        for t in shortest_traces(bounds, (origin + asked[0], origin + asked[-1]))
    } == shortest


# ---------------------------------------------------------------------------------------------
# Answers worked out by hand
# ---------------------------------------------------------------------------------------------


def test_dates_and_periods_are_read_as_the_format_defines() -> None:
    """Each notation of the data format has the bounds that a person would write down."""

    def day(text: str) -> int:
        return date.fromisoformat(text).toordinal()

    assert possible_days("2012") == (day("2012-01-01"), day("2012-12-31"))
    assert possible_days("2012-02") == (day("2012-02-01"), day("2012-02-29"))
    assert possible_days("[2006-01..2006-06]") == (day("2006-01-01"), day("2006-06-30"))
    assert possible_days("[..2006-05-09]") == (PAST, day("2006-05-09"))
    assert possible_days("[2014..]") == (day("2014-01-01"), FUTURE)
    assert possible_days("2006-04~") == possible_days("2006-04")
    assert period("/") == Span(PAST, FUTURE, PAST, FUTURE)
    assert period("../2013") == Span(PAST, PAST, day("2013-01-01"), day("2013-12-31"))
    assert period("2007-11/..") == Span(day("2007-11-01"), day("2007-11-30"), FUTURE, FUTURE)
    assert asked_days("during", "2013-07/2014-02") == (day("2013-07-01"), day("2014-02-28"))
    assert asked_days("on", "2013-07") == (day("2013-07-01"), day("2013-07-31"))
    for wrong in ("2013-13", "13", "2013-07-01/", "[2014..2013]", "201X", ""):
        with pytest.raises(ValueError, match=r"\S"):
            possible_days(wrong)
    with pytest.raises(ValueError, match="fit"):
        period("2014/2013")


def test_common_readings() -> None:
    """Several dates read as the days that all allow; if none, as the span that holds them all."""
    assert common_date(["2006", "[2006-01..2006-06]"]) == possible_days("[2006-01..2006-06]")
    assert common_date(["2006-04", "2006-06"]) == possible_days("[2006-04..2006-06]")
    assert common_period(["2012/", "2012-06/"]) == Span(*possible_days("2012-06"), date(2012, 6, 1).toordinal(), FUTURE)
    assert common_period(["2012/2012-12", "2012-07/2013-03"]) == period("2012-07/[2012-12-01..2013-03-31]")


PAGE, FILES, NOTES = "page", "files", "notes"


def cited(source: str, *states: str, denies: bool = False, **says: str) -> Json:
    """Write a citation."""
    row: Json = {"source_id": source, "states": list(states)}
    row["says"] = [{"field": name, "value": value} for name, value in says.items()]
    return row | ({"denies": True} if denies else {})


WHO = "[2010-09-30..2010-11-08]/[2014-01-01..]"

GROUP: dict[str, list[Json]] = {
    "organizations": [
        {
            "id": "group",
            "founded": "2003-04",
            "ended": "[2018-05-02..2018-12-31]",
            "names": [
                {
                    "text": "Geneva Group",
                    "kind": "official",
                    "period": "2003-04/[2006-01-01..2006-05-09]",
                    "citations": [
                        cited(PAGE, "text", "kind", period="2003/[2006-01..2006-06]"),
                        cited(NOTES, "period"),
                    ],
                },
                {
                    "text": "Global Group",
                    "kind": "official",
                    "period": "[2006-01-01..2006-05-09]/[2018-05-02..]",
                    "citations": [cited(FILES, "text", "kind", period="2006-04/"), cited(NOTES, "period")],
                },
                {"text": "GG", "kind": "acronym", "citations": [cited(PAGE, "text", "kind")]},
            ],
            "citations": [cited(PAGE, founded="2003"), cited(NOTES, "founded", "ended")],
        },
        {"id": "regions", "citations": [cited(PAGE, "id")]},
        {"id": "team", "founded": "2010", "citations": [cited(NOTES, "founded")]},
    ],
    "memberships": [
        {
            "id": "ilo-in-group",
            "member_id": "ilo",
            "organization_id": "group",
            "period": "2003-04/[2014-01-01..]",
            "citations": [cited(PAGE, "member_id", "organization_id", "role", "period")],
        },
        {
            "id": "who-in-group",
            "member_id": "who",
            "organization_id": "group",
            "period": WHO,
            "citations": [
                cited(PAGE, "member_id", "organization_id", "role", period="2010/"),
                cited(PAGE, denies=True),
                cited(FILES, denies=True),
                cited(NOTES, "period"),
            ],
        },
        {
            "id": "regions-in-group",
            "member_id": "regions",
            "organization_id": "group",
            "period": "2007-11/[2014-01-01..]",
            "citations": [cited(PAGE, "member_id", "organization_id", "role", "period")],
        },
        {
            "id": "eca-in-regions",
            "member_id": "eca",
            "organization_id": "regions",
            "role": "component",
            "period": "1958-04-29/[2018-12-31..]",
            "citations": [cited(NOTES, "member_id", "organization_id", "role", "period")],
        },
        {
            "id": "team-in-group",
            "member_id": "team",
            "organization_id": "group",
            "role": "unit",
            "period": "2010/",
            "citations": [cited(NOTES, "member_id", "organization_id", "role", "period")],
        },
    ],
    "chair_terms": [
        {
            "id": "iom-2013",
            "organization_id": "group",
            "holder_id": "iom",
            "period": "2013-07-01/2013-12-31",
            "citations": [cited(PAGE, "organization_id", "holder_id", "role", "period")],
        },
        {
            "id": "ilo-2014",
            "organization_id": "group",
            "holder_id": "ilo",
            "period": "2014-01-01/2014-12-31",
            "citations": [
                cited(PAGE, "organization_id", "holder_id", "role", "period"),
                cited(FILES, "period", holder_id="iom"),
            ],
        },
        {
            "id": "ilo-of-team",
            "organization_id": "team",
            "holder_id": "ilo",
            "role": "co-chair",
            "period": "2012/..",
            "citations": [cited(NOTES, "organization_id", "holder_id", "role", "period")],
        },
    ],
    "coverages": [
        {
            "id": "all-members",
            "organization_id": "group",
            "of": "members",
            "first_day": "2003-04-01",
            "last_day": "2014-01-01",
            "citations": [cited(PAGE, "organization_id", "of", "first_day", "last_day")],
        },
        {
            "id": "all-regions",
            "organization_id": "regions",
            "of": "members",
            "last_day": "2012-12-31",
            "citations": [cited(PAGE, "organization_id", "of", "last_day")],
        },
    ],
    "sources": [{"id": PAGE}, {"id": FILES}, {"id": NOTES}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the made-up group to a folder."""
    for name, rows in GROUP.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(rows), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("question", "item", "keyword", "when", "expected"),
    [
        # The World Health Organization joined on one of forty days of 2010.
        ("members", "who", "on", "2010-06-30", "ruled_out"),
        ("members", "who", "on", "2010-09-29", "ruled_out"),
        ("members", "who", "on", "2010-09-30", "possible"),
        ("members", "who", "on", "2010-10-15", "possible"),
        ("members", "who", "on", "2010-11-07", "possible"),
        ("members", "who", "on", "2010-11-08", "certain"),
        ("members", "who", "on", "2010", "possible"),
        ("members", "who", "on", "2011", "certain"),
        ("members", "who", "during", "2010", "certain"),
        ("members", "who", "during", "2010-10", "possible"),
        ("members", "who", "during", "2010-01/2010-08", "ruled_out"),
        ("members", "who", "throughout", "2010", "ruled_out"),
        ("members", "who", "throughout", "2010-10/2010-12", "possible"),
        ("members", "who", "throughout", "2011/2013", "certain"),
        # It is attested up to the day of the list; nothing says how long it stayed.
        ("members", "who", "on", "2014-01-02", "possible"),
        ("members", "who", "throughout", "2014", "possible"),
        # The group ended on some day of 2018, and had not been founded before April 2003.
        ("members", "who", "on", "2018-12-31", "possible"),
        ("members", "who", "on", "2019-01-01", "ruled_out"),
        ("members", "ilo", "on", "2003-03-31", "ruled_out"),
        ("members", "ilo", "on", "2003-04-01", "possible"),
        ("members", "ilo", "during", "2003", "certain"),
        # A part of a collective is a member through it, from the day that the collective is.
        ("members", "eca", "on", "2007-10-31", "ruled_out"),
        ("members", "eca", "on", "2007-11", "possible"),
        ("members", "eca", "on", "2007-11-30", "certain"),
        ("members", "eca", "on", "2014-01-02", "possible"),
        # Nobody else is a member, as long as the lists of the group and of the collective last.
        ("members", "wfp", "on", "2012-12-31", "ruled_out"),
        ("members", "wfp", "on", "2013-01-01", "unknown"),
        ("members", "wfp", "during", "2012/2013", "unknown"),
        ("members", "wfp", "throughout", "2012/2013", "ruled_out"),
        ("members", "wfp", "on", "2014-01-02", "unknown"),
        # One chair sits at a time, so its certain days leave nobody else.
        ("chairs", "iom", "on", "2013-09-01", "certain"),
        ("chairs", "ilo", "on", "2013-09-01", "ruled_out"),
        ("chairs", "ilo", "on", "2014-12-31", "certain"),
        ("chairs", "iom", "throughout", "2013", "unknown"),
        ("chairs", "iom", "throughout", "2013-07/2014-02", "ruled_out"),
        ("chairs", "iom", "during", "2013", "certain"),
        ("chairs", "iom", "on", "2013", "possible"),
        ("chairs", "iom", "on", "2013-06-30", "unknown"),
        ("chairs", "iom", "on", "2019", "ruled_out"),
        # A unit is named from 2010, its end is not told.
        ("units", "team", "on", "2010-05-05", "possible"),
        ("units", "team", "on", "2011-05-05", "possible"),
        ("units", "team", "on", "2009-12-31", "unknown"),
        ("units", "team", "during", "2010", "certain"),
        ("units", "team", "on", "2019-01-01", "ruled_out"),
        # On the day of the renaming both names hold, for both end days belong to a period.
        ("names", "Geneva Group", "on", "2005-12-31", "certain"),
        ("names", "Geneva Group", "on", "2006-05-09", "possible"),
        ("names", "Global Group", "on", "2006-05-09", "certain"),
        ("names", "Geneva Group", "on", "2006-05-10", "unknown"),
        ("names", "GG", "on", "2006-05-10", "unknown"),
    ],
)
def test_answers_worked_out_by_hand(
    folder: Path, question: str, item: str, keyword: str, when: str, expected: str
) -> None:
    """The oracle gives the answer that a reader of the records works out by hand."""
    assert Oracle(folder).verdict(question, "group", item, keyword, when) == expected


def test_unit_lives_within_its_parent(folder: Path) -> None:
    """What a unit has is cut to the life of the unit and of its parent."""
    oracle = Oracle(folder)
    answers = {
        when: oracle.verdict("chairs", "team", "ilo", "on", when)
        for when in ("2009-12-31", "2011-06-30", "2012-06-30", "2013-01-01", "2018-05-03")
    }
    assert answers == {
        "2009-12-31": "ruled_out",
        "2011-06-30": "unknown",
        "2012-06-30": "possible",
        "2013-01-01": "certain",
        "2018-05-03": "possible",
    }
    assert oracle.verdict("chairs", "team", "ilo", "on", "2019-01-01") == "ruled_out"


def test_part_of_a_collective_lives_within_the_collective(folder: Path) -> None:
    """A part is a member only while its collective exists, whatever the dates of both ties."""
    path = folder / "organizations.json"
    rows: list[Json] = json.loads(path.read_text("utf-8"))
    regions = next(row for row in rows if row["id"] == "regions")
    regions["founded"] = "[2008-01-01..2008-01-02]"
    regions["ended"] = "2012-06-01"
    path.write_text(json.dumps(rows), "utf-8")
    oracle = Oracle(folder)
    answers = {
        when: oracle.verdict("members", "group", "eca", "on", when)
        for when in ("2007-12-31", "2008-01-01", "2008-01-02", "2012-06-01", "2012-06-02")
    }
    assert answers == {
        "2007-12-31": "ruled_out",
        "2008-01-01": "possible",
        "2008-01-02": "certain",
        "2012-06-01": "certain",
        "2012-06-02": "ruled_out",
    }
    # The tie of the collective itself is cut to the life of the group alone.
    assert oracle.verdict("members", "group", "regions", "on", "2012-06-02") == "certain"


def test_counts_worked_out_by_hand(folder: Path) -> None:
    """A count runs from the certain members to all possible ones, where all are known."""
    oracle = Oracle(folder)
    assert oracle.count("group", date(2003, 3, 31)) == (0, 0)
    assert oracle.count("group", date(2003, 4, 1)) == (0, 1)
    assert oracle.count("group", date(2007, 6, 1)) == (1, 1)
    assert oracle.count("group", date(2010, 10, 15)) == (2, 3)
    assert oracle.count("group", date(2010, 11, 8)) == (3, 3)
    assert oracle.count("group", "2010") == (2, 3)
    assert oracle.count("group", "[2009..2011]") == (2, 3)
    assert oracle.count("group", date(2014, 1, 2)) == (0, None)
    assert oracle.count("group", "2014-01") == (0, None)
    assert oracle.count("group", date(2019, 1, 1)) == (0, 0)


def test_views_worked_out_by_hand(folder: Path) -> None:
    """A view knows what its own sources state or say, and nothing that only others do."""
    page = Oracle(folder, {PAGE})
    # The page says "2010" for the start and nothing of the end.
    assert page.verdict("members", "group", "who", "on", "2010-06-30") == "possible"
    assert page.verdict("members", "group", "who", "on", "2009-12-31") == "ruled_out"
    assert page.verdict("members", "group", "who", "during", "2010") == "certain"
    assert page.verdict("members", "group", "who", "on", "2012-01-01") == "possible"
    # It dates the founding to the year 2003 and does not know the end.
    assert page.verdict("members", "group", "ilo", "on", "2003-04-30") == "possible"
    assert page.verdict("members", "group", "ilo", "on", "2004-01-01") == "certain"
    assert page.verdict("members", "group", "ilo", "on", "2019-01-01") == "possible"
    # It names no part of the collective, and knows that there is none besides those it names.
    assert page.verdict("members", "group", "eca", "on", "2010-01-01") == "ruled_out"
    assert page.verdict("names", "group", "Geneva Group", "on", "2006-06-30") == "possible"
    assert page.verdict("names", "group", "Global Group", "on", "2007-01-01") == "unknown"

    files = Oracle(folder, {FILES})
    # A citation that denies supports nothing, so the record is not there.
    assert files.items("members", "group") == []
    assert files.verdict("members", "group", "who", "on", "2012-01-01") == "unknown"
    # Where it names another holder, the view has that one.
    assert files.verdict("chairs", "group", "iom", "on", "2014-05-01") == "certain"
    assert files.verdict("chairs", "group", "ilo", "on", "2014-05-01") == "ruled_out"

    both = Oracle(folder, {PAGE, FILES})
    # With the page, which states the holder as the record has it, the record's own value holds.
    assert both.verdict("chairs", "group", "ilo", "on", "2014-05-01") == "certain"

    notes = Oracle(folder, {NOTES})
    assert notes.verdict("members", "group", "who", "on", "2010-10-15") == "possible"
    assert notes.verdict("members", "group", "who", "on", "2010-06-30") == "unknown"

    everything = Oracle(folder, {PAGE, FILES, NOTES})
    whole = Oracle(folder)
    assert everything.ties == whole.ties
    assert everything.lives == whole.lives
    assert everything.coverages == whole.coverages


def test_record_that_no_world_fits_is_refused(tmp_path: Path) -> None:
    """The oracle refuses an impossible record, for every answer would hold in no world at all."""
    rows = [{"id": "x", "founded": "2014", "ended": "2013"}]
    (tmp_path / "organizations.json").write_text(json.dumps(rows), "utf-8")
    with pytest.raises(ValueError, match="the life of x"):
        Oracle(tmp_path)
