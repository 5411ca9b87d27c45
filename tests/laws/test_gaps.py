"""What is not known: each figure of `gaps` against the dataset made anew with every day that the date may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import ChairTerm, Coverage, Dataset, Membership, Organization, PartialDate, Period
from iom_partners.results import Gap
from strategies import clubs, examples
from worlds import FIRST, covers, organization, records_of, seat, world

Cell = tuple[str, str, date]


def parts_of(data: Dataset, body: str) -> dict[str, list[Membership]]:
    """Return the parts of each collective that is a member."""
    seats = {tie.member_id for tie in data.memberships if tie.organization_id == body and tie.role == "member"}
    return {
        seat: [tie for tie in data.memberships if tie.organization_id == seat and tie.role == "component"]
        for seat in seats
    }


def rows(data: Dataset, body: str) -> list[tuple[str, str]]:
    """Return who has a row in the table of a body."""
    parts = parts_of(data, body)
    members = [*parts, *(part.member_id for each in parts.values() for part in each)]
    chairs = [term.holder_id for term in data.chair_terms if term.organization_id == body and term.holder_id]
    return [*dict.fromkeys(("members", each) for each in members), *dict.fromkeys(("chairs", each) for each in chairs)]


def undecided(data: Dataset, body: str, table: list[tuple[str, str]], days: list[date]) -> Iterator[Cell]:
    """Return the cells that are neither certain nor ruled out, by the public questions."""
    for each in days:
        chair = data.chair_of(body, on=each)
        for of, item in table:
            if of == "chairs":
                is_decided = chair.about(item).certainty.is_decided
            else:
                is_decided = data.is_member(item, body, on=each).is_decided
            if not is_decided:
                yield of, item, each


def frame(data: Dataset, body: str) -> tuple[date, date] | None:
    """Return the first and the last day of the table; None where no record names a day."""
    parts = parts_of(data, body)
    near = {body, *(each for each, ties in parts.items() if ties)}
    houses = {tie.organization_id for tie in data.memberships if tie.role == "unit"}
    found: set[date] = set()
    for record in records_of(data):
        if isinstance(record, Organization) and record.id in near | houses:
            life = Period(f"{record.founded or '..'}/{record.ended or '..'}")
            found.update(each for each in bounds(life) if each)
        if isinstance(record, Membership | ChairTerm) and record.organization_id in near:
            found.update(each for each in bounds(record.period) if each)
        if isinstance(record, Coverage) and record.organization_id in near:
            found.update(each for each in (record.first_day, record.last_day) if each)
    return (min(found), max(*found, data.horizon or date.min)) if found else None


def days_of(table: tuple[date, date]) -> list[date]:
    """Return every day of the table."""
    return [table[0] + timedelta(days=step) for step in range((table[1] - table[0]).days + 1)]


def bounds(period: Period) -> list[date | None]:
    """Return the four bounds of a period."""
    return [period.start_earliest, period.start_latest, period.end_earliest, period.end_latest]


def choices(gap: Gap, table: tuple[date, date]) -> list[date]:
    """Return each day that the date of a gap may be; a side without limit counts as one day beyond the table."""
    record: Any = gap.record
    if gap.kind in ("founded", "ended", "born", "died"):
        stated: Any = getattr(record, gap.kind)
        sides = ("founded", "ended") if isinstance(record, Organization) else ("born", "died")
        life = Period("/".join(str(getattr(record, side) or "..") for side in sides))
        first, _, _, last = bounds(life)
        near = bounds(life)[:2] if gap.kind == sides[0] else bounds(life)[2:]
    else:
        stated = getattr(record.period, gap.kind)
        near = bounds(record.period)[:2] if gap.kind == "start" else bounds(record.period)[2:]
    first = near[0] or table[0] - timedelta(days=1)
    last = near[1] or table[1] + timedelta(days=1)
    return [each for each in days_of((first, last)) if stated is None or stated.could_be(each)]


def settled(data: Dataset, gap: Gap, when: date) -> Dataset:
    """Make the dataset anew with the date of a gap known to the day."""
    record: Any = gap.record
    if gap.kind in ("founded", "ended", "born", "died"):
        known = attrs.evolve(record, **{gap.kind: PartialDate(str(when))})
    else:
        left, right = str(record.period).split("/")
        known = attrs.evolve(record, period=Period(f"{when}/{right}" if gap.kind == "start" else f"{left}/{when}"))
    return world(*(known if each == record else each for each in records_of(data)))


def check(data: Dataset, body: str, gaps: tuple[Gap, ...], days: list[date], table: tuple[date, date]) -> None:
    """Check each gap by trying each of its days and counting the cells that change."""
    row = rows(data, body)
    before = set(undecided(data, body, row, days))
    for gap in gaps:
        if gap.kind == "uncovered":
            covered = [gap.first_day or table[0], gap.last_day or table[1]]
            known = covers(gap.of or "members", *covered, body=body, id="new")
            after = set(undecided(world(*records_of(data), known), body, row, days))
            assert gap.decides == gap.at_least == len(before - after)
            continue
        figures = [
            len(before - set(undecided(settled(data, gap, each), body, row, days))) for each in choices(gap, table)
        ]
        assert len(figures) > 1
        assert gap.decides == Fraction(sum(figures), len(figures)), gap
        assert gap.at_least == min(figures)


def worlds() -> st.SearchStrategy[Dataset]:
    """Clubs with a collective and its parts, terms in the chair, and a house of which the club may be a unit."""
    return clubs(terms=2, is_unit=True).map(lambda club: club.data)


@given(worlds())
@examples(1.5)
def test_gaps_decide_what_is_decided_with_each_day(data: Dataset) -> None:
    """A gap's figure is the mean, and its floor the least, of the cells that become decided as each day is tried."""
    table = frame(data, "club")
    if table is None or not rows(data, "club"):
        assert data.gaps("club") == ()
    else:
        check(data, "club", data.gaps("club"), days_of(table), table)


def spread(data: Dataset) -> Dataset:
    """Return the same club on a longer calendar, on which no two records share a bound."""

    def moved(record: Any, when: date) -> date:
        place = (when - FIRST).days
        return FIRST + timedelta(days=7 * place + sum(map(ord, record.id)) % 6)

    def text(record: Any, value: object) -> str:
        return re.sub(r"\d{4}-\d\d-\d\d", lambda m: str(moved(record, date.fromisoformat(m[0]))), str(value))

    records: list[Any] = []
    for record in records_of(data):
        changes: dict[str, Any] = {}
        if isinstance(record, Organization):
            changes = {f: PartialDate(text(record, v)) for f in ("founded", "ended") if (v := getattr(record, f))}
        elif isinstance(record, Coverage):
            changes = {f: moved(record, v) for f in ("first_day", "last_day") if (v := getattr(record, f))}
        elif isinstance(record, Membership | ChairTerm):
            changes = {"period": Period(text(record, record.period))}
        records.append(attrs.evolve(record, **changes))
    return world(*records)


@given(worlds().map(spread))
@examples(0.4)
def test_gaps_count_every_day_between_bounds(data: Dataset) -> None:
    """The figures hold on a calendar of weeks too, where most days lie between the bounds of all records."""
    table = frame(data, "club")
    if rows(data, "club") and table is not None:
        check(data, "club", data.gaps("club"), days_of(table), table)


@given(worlds())
@examples(1.5)
def test_every_uncertain_date_and_uncovered_day_is_a_gap(data: Dataset) -> None:
    """Every seat and term with more than one day for a side has a gap; a day is in one if not all are known then."""
    table = frame(data, "club")
    if not rows(data, "club") or table is None:
        return
    gaps = data.gaps("club")
    listed = {(gap.record.id, gap.kind) for gap in gaps if gap.record}
    for tie in (*data.memberships_in("club"), *data.chair_terms_of("club")):
        s0, s1, e0, e1 = bounds(tie.period)
        assert ((tie.id, "start") in listed) == (not tie.period.starts_open and (s0 is None or s0 != s1))
        assert ((tie.id, "end") in listed) == (not tie.period.ends_open and (e1 is None or e0 != e1))
    first, last = table
    rosters: Any = data._rosters
    for of in ("members", "chairs"):
        spans = [(gap.first_day or first, gap.last_day or last) for gap in gaps if gap.of == of]
        for each in days_of(table):
            known = any(a <= each.toordinal() <= b for a, b in getattr(rosters, of)("club").known_complete)
            assert any(a <= each <= b for a, b in spans) is not known


@given(worlds())
def test_gaps_are_ranked(data: Dataset) -> None:
    """What decides most comes first, and the gaps of a body are those of all bodies that are about it."""
    gaps = data.gaps()
    figures = [(gap.decides, gap.at_least) for gap in gaps]
    assert figures == sorted(figures, reverse=True)
    assert set(data.gaps("club")) == {gap for gap in gaps if gap.body.id == "club"}
    assert all(str(gap.what) in repr(gap) for gap in gaps)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("start", "[2013-01-02,2013-01-03,2013-01-09]/2013-01-31"),
        ("end", "2013-01-01/[2013-01-02,2013-01-03,2013-01-09]"),
    ],
)
def test_dates_that_leave_out_days(kind: str, text: str) -> None:
    """A date that is one of several days is tried on these alone."""
    data = world(organization("club"), organization("north"), seat("north", text, of="club"))
    gap = next(gap for gap in data.gaps("club") if gap.kind == kind)
    table = frame(data, "club")
    assert table is not None
    assert choices(gap, table) == [date(2013, 1, each) for each in (2, 3, 9)]
    check(data, "club", (gap,), [date(2013, 1, each) for each in range(2, 32)], table)


@pytest.mark.parametrize(
    ("kind", "text", "founded"),
    [
        ("start", "[2013-01-02..2013-01-20]/[2013-01-05,2013-01-12,2013-01-24]", None),
        ("end", "[2013-01-02,2013-01-09,2013-01-14]/[2013-01-04..2013-01-24]", None),
        ("founded", "[2013-01-02..2013-01-20]/2013-01-31", "[2013-01-03,2013-01-08,2013-01-28]"),
    ],
)
def test_the_other_date_leaves_out_days(kind: str, text: str, founded: str | None) -> None:
    """Where the other date is one of several days, knowing the one moves it to the next of these."""
    ended = PartialDate("2013-01-26") if founded else None
    club = attrs.evolve(organization("club"), founded=PartialDate(founded) if founded else None, ended=ended)
    seat = Membership(id="m", member_id="north", organization_id="club", period=Period(text))
    known = Coverage(id="c", organization_id="club", of="members", first_day=date(2013, 1, 6))
    data = Dataset.from_records([club, organization("north"), seat, known])
    gap = next(gap for gap in data.gaps("club") if gap.kind == kind)
    table = frame(data, "club")
    assert table is not None
    days = [table[0] + timedelta(days=step) for step in range((table[1] - table[0]).days + 1)]
    check(data, "club", (gap,), days, table)


@pytest.mark.parametrize("kind", ["start", "uncovered"])
@pytest.mark.bulk
def test_gaps_of_the_curated_group(curated: Dataset, kind: str) -> None:
    """For the Global Migration Group the shortest gap of a kind equals the count on every day of the table."""
    gaps = [gap for gap in curated.gaps("GMG") if gap.kind == kind and gap.first_day and gap.last_day]
    gap: Any = min(gaps, key=lambda each: (each.last_day - each.first_day, each.record is None))
    keep = {"gmg", "un-regional-commissions"}
    records: list[Any] = [
        each
        for name in ("memberships", "chair_terms", "coverages")
        for each in getattr(curated, name)
        if each.organization_id in keep
    ]
    ids = {getattr(each, "member_id", getattr(each, "holder_id", "gmg")) for each in records}
    records += [each for each in curated.organizations if each.id in ids | keep]
    data = world(*records, *curated.sources)
    gap = next(
        each
        for each in data.gaps("gmg")
        if (each.kind, each.record, each.of, each.first_day) == (gap.kind, gap.record, gap.of, gap.first_day)
    )
    table = frame(data, "gmg")
    assert table is not None
    cuts = {table[0]}
    for of, item in rows(data, "gmg"):
        roster: Any = getattr(data._rosters, of)("gmg")
        for claim in roster.claims_of(item):
            for link in claim.links:
                for bound in link.bounds:
                    cuts.update(date.fromordinal(each) for each in (bound, bound + 1) if 0 < each < 3_600_000)
    # Between two cuts of all records no cell changes, but where the date tried lies between them.
    near = {gap.first_day + timedelta(days=step) for step in range(-1, (gap.last_day - gap.first_day).days + 2)}
    # Far from the gap nothing is decided by it, so a part of the days there tells as much as all.
    starts = sorted(each for each in {*near, table[0], *sorted(cuts)[::6]} if table[0] <= each <= table[1])
    lengths = {a: (b - a).days for a, b in zip(starts, [*starts[1:], table[1] + timedelta(days=1)], strict=True)}
    row = rows(data, "gmg")
    before = set(undecided(data, "gmg", row, starts))
    if kind == "uncovered":
        known = covers(gap.of, gap.first_day, gap.last_day, body="gmg", id="n")
        made = [world(*records, *curated.sources, known)]
    else:
        made = [settled(data, gap, each) for each in choices(gap, table)]
    figures = [sum(lengths[each] for _, _, each in before - set(undecided(one, "gmg", row, starts))) for one in made]
    assert gap.decides == Fraction(sum(figures), len(figures))
    assert gap.at_least == min(figures)
