"""What is not known of who was in a body, ranked by how much would become decided if it were known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import accumulate, chain, pairwise
from typing import Any, Literal, NamedTuple

from ..dates.days import AFTER_ALL, BEFORE_ALL, EVER, Span, Spans, intersect, subtract, to_date, union
from ..dates.describe import say_day
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..model.agents import Organization
from ..model.ties import ChairTerm, Coverage, Membership
from ..progress import tracked
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..query.wording import say_tie
from ..store.collection import RecordList
from ..store.store import Store
from ..tables.text import plain
from ..worlds.claims import Claim, Link, life_of

__all__ = ["Board", "Gap", "Side", "UncertainDate", "find_gaps"]


Side = Literal["start", "end", "founded", "ended"]
Of = Literal["members", "chairs"]
_Row = tuple[Of, str]


class UncertainDate(NamedTuple):
    """A date of a record that may be several days.

    Attributes:
        record: the record.
        side: which of its dates.
        days: the days that it may be; a side without limit reaches one step outside the calendar.
    """

    record: Membership | ChairTerm | Organization
    side: Side
    days: Spans


class Board:
    """The table of one body, and what of it would become decided if more were known.

    Attributes:
        body: the body.
        label: returns the short name of an agent.
        frame: first and last day of the table; last before first where there is none.
    """

    def __init__(self, store: Store, body_id: str, known: int) -> None:
        """Take a body; the table reaches to the day ``known`` at least."""
        self.body: Any = store.agent(body_id)
        self._directory = store.directory
        self.label = self._directory.label
        self._near = _neighborhood(store, body_id)
        self._rosters = self._made(self._near)
        self._claims: dict[_Row, tuple[Claim, ...]] = dict(_rows(self._rosters))
        links = [link for claims in self._claims.values() for claim in claims for link in claim.links]
        records: list[Any] = [link.record for link in links]
        self._records: list[Any] = list({(type(each), each.id): each for each in records}.values())
        ends = [day for link in links for day in link.bounds]
        for each in self._near["coverages"]:
            ends += [day.toordinal() for day in (each.first_day, each.last_day) if day is not None]
        finite = [day for day in ends if BEFORE_ALL < day < AFTER_ALL]
        self.frame: Span = (min(finite), max(*finite, known)) if finite else (1, 0)
        self._collectives = {tie.organization_id for tie in self._near["memberships"]}
        cuts = {day for roster in self._rosters.values() for day in roster.sweep.cuts} | {*ends, *self.frame}
        self._stops = _beside(cuts)
        self._undecided = {
            row: subtract((self.frame,), _decided(claims, self._rosters[row[0]].known_complete_through))
            for row, claims in self._claims.items()
        }
        self._open: dict[Of, _Area] = {}

    def _made(self, records: dict[str, list[Any]], of: Iterable[Of] = ("members", "chairs")) -> dict[Of, Roster[Any]]:
        rosters = Rosters(Store.of_records(chain.from_iterable(records.values()), self._directory))
        body_id = self.body.id
        return {each: rosters.chairs(body_id) if each == "chairs" else rosters.members(body_id) for each in of}

    def uncertain_dates(self) -> Iterator[UncertainDate]:
        """Return every date within bounds that the table rests on."""
        # A side without limit stands for one day, just outside the table.
        here = ((max(self.frame[0] - 1, BEFORE_ALL + 1), min(self.frame[1] + 1, AFTER_ALL - 1)),)
        for record in self._records:
            for side, days in _dates_of(record):
                run = intersect(days, here)
                if _count(run) > 1:
                    yield UncertainDate(record, side, run)

    def uncovered(self) -> Iterator[tuple[Of, Span]]:
        """Return every run of days on which not all are known."""
        if self._claims:
            for of, roster in self._rosters.items():
                for run in subtract((self.frame,), roster.known_complete):
                    yield of, run

    def decided_by_covering(self, of: Of, span: Span) -> int:
        """Count the cells that would be decided if all members, or chairs, of some days were known."""
        area = self._open.get(of)
        if area is None:
            # Were all days covered, these would rule out who is not possible; some days rule out their share of it.
            every = Coverage(id="gap", organization_id=self.body.id, of=of)
            roster = self._made({**self._near, "coverages": [*self._near["coverages"], every]}, (of,))[of]
            area = self._open[of] = _Area(
                run
                for row, claims in self._claims.items()
                if row[0] == of
                for run in intersect(self._undecided[row], _decided(claims, roster.known_complete_through))
            )
        return area.within(span)

    def decided_over(self, date: UncertainDate) -> tuple[int, int, int]:
        """Count the cells that would be decided by each day that a date may be: the sum, how many days, the least.

        As the day moves between two neighboring bounds of all records, each cell changes with its place relative to
        that day alone, so the count is linear there; it is taken at both ends of each such stretch.
        """
        near = self._near_of(date.record)
        total, every = 0, list[int]()
        for first, last in date.days:
            between = near[bisect_right(near, first) : bisect_left(near, last)]
            stops = list(dict.fromkeys((first, *between, last)))
            counts = [self._decided_by(date, stop) for stop in stops]
            every += counts
            total += counts[0]
            for (begin, end), (lower, upper) in zip(pairwise(stops), pairwise(counts), strict=True):
                # An arithmetic series from the day after the one stop to the other.
                step = (upper - lower) // (end - begin)
                total += (lower + step + upper) * (end - begin) // 2
        return total, _count(date.days), min(every)

    def _near_of(self, record: Membership | ChairTerm | Organization) -> list[int]:
        """Return the bounds, and the days beside them, at which what a date decides may turn."""
        if not self._is_alone(record):
            return self._stops
        row = _row_of(record)
        runs = (*self._undecided[row], *self._rosters[row[0]].known_complete_through, self.frame)
        bounds = [day for claim in self._claims[row] for link in claim.links for day in link.bounds]
        return _beside({*bounds, *(day for first, last in runs for day in (first, last + 1))})

    def _decided_by(self, date: UncertainDate, day: int) -> int:
        """Count the cells that would be decided if a date were a day."""
        old, new = date.record, _dated(date, day)
        if self._is_alone(old):
            # Only the row of the one agent rests on it, and what is covered does not.
            row = _row_of(old)
            claims = [_with(claim, old, new) for claim in self._claims[row]]
            return self._gain_of(row, _decided(claims, self._rosters[row[0]].known_complete_through))
        replaced = {
            name: [new if each.id == old.id and type(each) is type(old) else each for each in records]
            for name, records in self._near.items()
        }
        if isinstance(old, ChairTerm):
            # Seats bear on no chair.
            replaced["memberships"] = [tie for tie in replaced["memberships"] if tie.role == "unit"]
        made = self._made(replaced, ("members", "chairs") if isinstance(old, Organization) else (_row_of(old)[0],))
        return sum(
            self._gain_of((of, item), _decided(claims, made[of].known_complete_through))
            for (of, item), claims in _rows(made)
        )

    def _is_alone(self, record: Membership | ChairTerm | Organization) -> bool:
        """Return whether a record bears on the row of one agent alone."""
        if isinstance(record, ChairTerm):
            # One chair sits at a time, so a chair's days cover those of all others.
            return record.role not in ("chair", "interim-chair")
        if isinstance(record, Membership):
            # What may be a member through a collective rests on when that is one.
            return record.member_id not in self._collectives
        return False

    def _gain_of(self, row: _Row, decided: Spans) -> int:
        return _count(intersect(self._undecided[row], decided))


def _rows(rosters: dict[Of, Roster[Any]]) -> Iterator[tuple[_Row, tuple[Claim, ...]]]:
    for of, roster in rosters.items():
        for item in dict.fromkeys([*roster.claims, *roster.indirect]):
            yield (of, item), roster.claims_of(item)


def _decided(claims: Iterable[Claim], covered: Spans) -> Spans:
    """Return the days on which it is certain or ruled out that one of the claims holds."""
    claims = tuple(claims)
    ruled_out = subtract(covered, union(claim.possible for claim in claims))
    return union((*(claim.certain for claim in claims), *ruled_out))


def _count(spans: Spans) -> int:
    return sum(last - first + 1 for first, last in spans)


class _Area:
    """How many cells lie on which days, so that those of any run are one look-up."""

    def __init__(self, spans: Iterable[Span]) -> None:
        steps = Counter[int]()
        for first, last in spans:
            steps[first] += 1
            steps[last + 1] -= 1
        self._days = [BEFORE_ALL, *sorted(steps)]
        self._depths = [0, *accumulate(steps[day] for day in self._days[1:])]
        widths = (end - begin for begin, end in pairwise(self._days))
        self._sums = [0, *accumulate(depth * width for depth, width in zip(self._depths, widths, strict=False))]

    def within(self, span: Span) -> int:
        """Count the cells of a run of days."""
        return self._before(span[1] + 1) - self._before(span[0])

    def _before(self, day: int) -> int:
        at = bisect_right(self._days, day) - 1
        return self._sums[at] + self._depths[at] * (day - self._days[at])


def _beside(days: Iterable[int]) -> list[int]:
    return sorted({day + step for day in days for step in (-1, 0, 1)})


def _row_of(record: Any) -> _Row:
    """Return the row of the agent of a tie."""
    return ("chairs", record.holder_id) if isinstance(record, ChairTerm) else ("members", record.member_id)


def _with(claim: Claim, old: Any, new: Any) -> Claim:
    links = [Link(new, new.period.bounds) if link.record is old else link for link in claim.links]
    return Claim(claim.item, claim.record, links)


def _dates_of(record: Membership | ChairTerm | Organization) -> Iterator[tuple[Side, Spans]]:
    """Return the days that each date of a record may be, where a start or end is stated to exist."""
    if isinstance(record, Organization):
        s0, s1, e0, e1 = life_of(record) or EVER * 2
        if record.founded:
            yield "founded", intersect(record.founded.spans, ((s0, s1),))
        if record.ended:
            yield "ended", intersect(record.ended.spans, ((e0, e1),))
        return
    period = record.period
    s0, s1, e0, e1 = period.bounds
    if not period.starts_open:
        yield "start", intersect(period.start.spans if period.start else (EVER,), ((s0, s1),))
    if not period.ends_open:
        yield "end", intersect(period.end.spans if period.end else (EVER,), ((e0, e1),))


def _dated(date: UncertainDate, day: int) -> Any:
    """Return the record with one of its dates known to the day."""
    from attrs import evolve

    record, text = date.record, str(to_date(day))
    if isinstance(record, Organization):
        founded, ended = (
            (PartialDate(text), record.ended) if date.side == "founded" else (record.founded, PartialDate(text))
        )
        return evolve(record, founded=founded, ended=ended)
    left, right = str(record.period).split("/")
    return evolve(record, period=Period(f"{text}/{right}" if date.side == "start" else f"{left}/{text}"))


def _neighborhood(store: Store, body_id: str) -> dict[str, list[Any]]:
    """Return the records that the table of a body rests on, so that it can be made anew without all others."""
    seats = [tie for tie in store.select("memberships", organization_id=body_id) if tie.role == "member"]
    parts = [
        part
        for seat in seats
        for part in store.select("memberships", organization_id=seat.member_id)
        if part.role == "component"
    ]
    collectives = dict.fromkeys(part.organization_id for part in parts)
    bodies = {body.id: body for each in (body_id, *collectives) for body in store.bodies_above(each)}
    units = [tie for each in bodies for tie in store.select("memberships", member_id=each) if tie.role == "unit"]
    return {
        "organizations": list(bodies.values()),
        "memberships": list({tie.id: tie for tie in (*seats, *parts, *units)}.values()),
        "chair_terms": list(store.select("chair_terms", organization_id=body_id)),
        "coverages": [
            each
            for of, covered in (("chairs", (body_id,)), ("members", (body_id, *collectives)))
            for body in covered
            for each in store.select("coverages", organization_id=body)
            if each.of == of
        ],
    }


class Gap(NamedTuple):
    """One thing that is not known: a date within bounds only, or whether all are known on some days.

    The *table* of a body has a cell for each agent and day: for every agent that a record makes a member of it, itself
    or through a collective, how sure it is that it was one (`is_member`); and for every holder of its chair, how sure
    it is that it held it (`chair_of`). Its days are those from the first to the last that a record behind these answers
    names, up to `Dataset.horizon` at least. A cell is decided if it is certain or ruled out.

    Attributes:
        kind: start or end of a membership or term; founded or ended of an organization; uncovered, for days on which
            the data do not claim to know all.
        body: the body in whose table it makes cells undecided.
        record: whose date it is; None for uncovered days.
        of: of uncovered days, what may not all be known: members or chairs; None for a date.
        first_day: first day that it may be, or first uncovered day; None where there is no limit, or where the table
            begins.
        last_day: last day, in the same way.
        decides: how many cells that are undecided now would be decided, were the date known to the day: the mean over
            all days that it may be. A side without limit counts as one day beyond the table. For uncovered days: were
            they covered.
        at_least: the same for the day that decides fewest.
        what: one plain sentence on what is not known, and what would settle it.
    """

    kind: Literal["start", "end", "founded", "ended", "uncovered"]
    body: Organization
    record: Membership | ChairTerm | Organization | None
    of: Literal["members", "chairs"] | None
    first_day: date | None
    last_day: date | None
    decides: Fraction
    at_least: int
    what: str

    def __repr__(self) -> str:
        return plain(f"<Gap {self.what}>")


def find_gaps(store: Store, body_ids: Iterable[str] | None) -> RecordList[Gap]:
    """Return the gaps of some bodies, or of all that have members or chairs; what decides most comes first."""
    if body_ids is None:
        body_ids = dict.fromkeys([*store.bodies(), *(term.organization_id for term in store["chair_terms"])])
    horizon = store.horizon()
    known = horizon.toordinal() if horizon else BEFORE_ALL
    found = [gap for body_id in body_ids for gap in _of_body(Board(store, body_id, known))]
    return RecordList(sorted(found, key=_order), "gaps")


def _order(gap: Gap) -> tuple[Any, ...]:
    record_id = gap.record.id if gap.record else ""
    return (-gap.decides, -gap.at_least, gap.body.id, record_id, gap.kind, gap.of or "", str(gap.first_day or ""))


def _of_body(board: Board) -> Iterator[Gap]:
    body, (begin, end) = board.body, board.frame
    for date_ in tracked(list(board.uncertain_dates()), f"gaps of {plain(body.label)}"):
        total, number, least = board.decided_over(date_)
        mean = Fraction(total, number)
        first, last = (to_date(day) if begin <= day <= end else None for day in (date_.days[0][0], date_.days[-1][1]))
        verb = {"founded": "was founded", "start": "began"}.get(date_.side, "ended")
        what = (
            f"it is not known on which day {say_tie(date_.record, board.label)} {verb}{_say_bounds(first, last)}: "
            f"the day would decide {_say_days(mean)} of {body.label}"
        )
        yield Gap(date_.side, body, date_.record, None, first, last, mean, least, what)
    for of, (since, until) in board.uncovered():
        count = board.decided_by_covering(of, (since, until))
        first, last = to_date(since) if since > begin else None, to_date(until) if until < end else None
        what = (
            f"it is not known whether these are all {of} of {body.label}{_say_bounds(first, last)}: "
            f"a source that names them all would decide {_say_days(Fraction(count))}"
        )
        yield Gap("uncovered", body, None, of, first, last, Fraction(count), count, what)


def _say_bounds(first: date | None, last: date | None) -> str:
    """Return in words from when to when, with a comma or space before it.

    >>> _say_bounds(date(2010, 9, 30), date(2010, 11, 8)), _say_bounds(None, date(2010, 11, 8)), _say_bounds(None, None)
    (', from 30 September 2010 to 8 November 2010', ', up to 8 November 2010', '')
    """
    if first and last:
        return f", on {say_day(first)}" if first == last else f", from {say_day(first)} to {say_day(last)}"
    if first:
        return f", from {say_day(first)} on"
    return f", up to {say_day(last)}" if last else ""


def _say_days(count: Fraction) -> str:
    """Return in words how many cells, rounded to a tenth where they are a mean.

    >>> _say_days(Fraction(1)), _say_days(Fraction(39)), _say_days(Fraction(100, 3))
    ('1 body-member-day', '39 body-member-days', 'about 33.3 body-member-days')
    """
    number = str(count) if count.denominator == 1 else f"about {float(count):.1f}"
    return f"{number} body-member-day{'' if count == 1 else 's'}"
