"""Statements of Wikidata against an independent reading of the same rows, day by day.

Times are written on a calendar of a few days with the precision of a day, a month or a year, in RDF or in JSON, and in
the Julian calendar too, which in these years is thirteen days behind. What each says is kept as plain days beside its
text, and answers are found by trying every start and end. Nothing of the library reads dates here.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from iom_partners import Dataset
from strategies import examples

DAYS = [date(2012, 6, 28) + timedelta(each) for each in range(6)] + [
    date(2012, 12, 29) + timedelta(each) for each in range(6)
]
ASKED = sorted({day + timedelta(step) for day in DAYS for step in (-1, 0, 1)} | {date(2012, 9, 1), date(2016, 1, 1)})
FIRST, LAST = date(1900, 1, 1), date(2100, 1, 1)
Span = tuple[date, date]

WHO = {"Q101": "ann", "Q102": "ben"}
BODY = "Q9"
#: The limits of start and end: which columns hold them, and which bound they set.
LIMITS = {"earliestStart": (0, 0), "latestStart": (0, 1), "earliestEnd": (1, 0), "latestEnd": (1, 1)}


class Time(NamedTuple):
    """A time as it is written, with the days that it may mean; and none where a value stands for it."""

    cells: dict[str, str]
    days: Span | None = None


class Fact(NamedTuple):
    """A statement as plain data: who, in which role, and the days between which it starts and ends."""

    who: str
    role: str
    start: list[Span]
    end: list[Span]
    is_deprecated: bool
    rows: list[dict[str, str]]


def unit(day: date, precision: int) -> Span:
    """Return the days of a day, a month or a year."""
    if precision == 11:
        return day, day
    if precision == 10:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


@st.composite
def times(draw: st.DrawFn, field: str) -> Time:
    """Times of a column, with their precision and calendar."""
    day, precision = draw(st.sampled_from(DAYS)), draw(st.sampled_from([11, 11, 10, 9]))
    first, last = unit(day, precision)
    is_json, is_julian = draw(st.booleans()), draw(st.integers(0, 3)) == 0
    text = f"{'+' if is_json else ''}{day}T00:00:00Z"
    cells = {field: text, f"{field}Precision": str(precision)}
    if is_julian:
        cells[f"{field}Calendar"] = "http://www.wikidata.org/entity/Q1985786"
        if is_json or precision < 11:
            first, last = first + timedelta(13), last + timedelta(13)
    elif draw(st.booleans()):
        cells[f"{field}Calendar"] = "http://www.wikidata.org/entity/Q1985727"
    return Time(cells, (first, last))


def snaks(field: str) -> st.SearchStrategy[Time]:
    """What stands for a start or end."""
    return st.sampled_from([Time({}), Time({}), Time({field: "somevalue"}), Time({field: "novalue"})])


@st.composite
def facts(draw: st.DrawFn, number: int, far_end: date | None) -> Fact | None:
    """Statements, in one row or several; None for one that no start and end fit."""
    sides: list[list[Span]] = []
    forms: list[list[dict[str, str]]] = []
    # A point in time is about what has no start, or no end.
    point = draw(times("pointInTime")) if draw(st.integers(0, 4)) == 4 else Time({})
    more = dict(point.cells)
    for place, field in enumerate(("start", "end")):
        far = (FIRST, LAST)[place]
        given_times = draw(st.lists(times(field), max_size=2)) or [draw(snaks(field))]
        told = [each.days for each in given_times if each.days]
        mark = given_times[0].cells.get(field)
        forms.append([each.cells for each in given_times])
        if mark == "novalue":
            sides.append([(far, far)])
            continue
        low, high = FIRST, LAST
        for column, (of, bound) in LIMITS.items():
            if of == place and draw(st.integers(0, 4)) == 4:
                limit = draw(times(column))
                more |= limit.cells
                low, high = (limit.days[0], high) if bound == 0 else (low, limit.days[1])
        if point.days and mark is None:
            low, high = (low, min(high, point.days[1])) if place == 0 else (max(low, point.days[0]), high)
        is_bare = (low, high) == (FIRST, LAST)
        if place == 1 and mark is None and is_bare and far_end:
            sides.append([(far_end, far_end)])
            continue
        spans = [(max(a, low), min(b, high)) for a, b in told or [(FIRST, LAST)]]
        sides.append([(a, b) for a, b in spans if a <= b])
    start, end = sides
    if not start or not end or min(a for a, _ in start) > max(b for _, b in end):
        return None
    who, role = draw(st.sampled_from(sorted(WHO))), draw(st.sampled_from(["P463", "P1037"]))
    rank = draw(st.sampled_from(["normal", "preferred", "deprecated", "http://wikiba.se/ontology#NormalRank", ""]))
    subject, value = (who, BODY) if role == "P463" else (BODY, who)
    base = {"subject": subject, "property": role, "value": value, "rank": rank, "statement": f"s{number}"} | more
    rows = [base | one | other for one, other in product(*forms)]
    rows += [rows[0] | {"reference": f"https://{number}.example"}] * draw(st.integers(0, 2))
    return Fact(WHO[who], role, start, end, rank == "deprecated", rows)


def holds(fact: Fact, day: date) -> set[bool]:
    """Return whether a day lies in a statement in some world, outside it in some, or both."""
    told = {False} if fact.is_deprecated else set()
    near = [day + timedelta(step) for step in (-1, 0, 1)]
    # Days between the bounds and beyond the neighbours of the day make no other world.
    starts, ends = (
        {each for first, last in side for each in (first, last, *(at for at in near if first <= at <= last))}
        for side in (fact.start, fact.end)
    )
    told |= {start <= day <= end for start, end in product(starts, ends) if start <= end}
    return told


def verdict(told: list[set[bool]]) -> str:
    """Return what several statements say together; what none says is not known."""
    return "certain" if {True} in told else "possible" if any(True in each for each in told) else "unknown"


def checked(data: Dataset, all_facts: list[Fact]) -> Iterator[tuple[Any, ...]]:
    """Yield what the library says on each day, and what the rows say."""
    for day in ASKED:
        for name in {fact.who for fact in all_facts}:
            for role in ("P463", "P1037"):
                told = [holds(fact, day) for fact in all_facts if (fact.who, fact.role) == (name, role)]
                if not told:
                    continue
                if role == "P463":
                    answer = data.members_of("forum", on=day)
                else:
                    answer = data.chair_of("forum", on=day, role="director")
                yield day, name, role, answer.about(name).certainty.value, verdict(told)


QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@examples(3, suppress_health_check=QUIET)
@given(st.data(), st.sampled_from(["unknown", "ongoing"]), st.integers(0, 99))
def test_statements(data: st.DataObject, missing_end: Any, seed: int) -> None:
    """On each day the library says of members and directors what the rows say, in whatever order they come."""
    far_end = LAST if missing_end == "ongoing" else None
    drawn = [data.draw(facts(number, far_end)) for number in range(data.draw(st.integers(1, 4)))]
    kept = [each for each in drawn if each is not None]
    rows = [row for fact in kept for row in fact.rows]
    Random(seed).shuffle(rows)
    ids = {**WHO, BODY: "forum"}
    made = Dataset.from_wikidata(rows, missing_end=missing_end, ids=ids)
    assert len(made.memberships) + len(made.chair_terms) <= len(kept)
    for day, name, role, said, expected in checked(made, kept):
        assert said == expected, (day, name, role)
