"""What is not known about who was in a body, ranked by how much would be decided if it were known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import accumulate, pairwise
from math import floor
from typing import Any, Literal, NamedTuple

from ..dates.days import (
    AFTER_ALL,
    BEFORE_ALL,
    EVER,
    AnyDay,
    Bounds,
    Span,
    Spans,
    intersect,
    near,
    subtract,
    to_date,
    union,
    within,
)
from ..dates.describe import say_day
from ..model.agents import Agent, Organization
from ..model.ties import ChairTerm, Membership
from ..model.vocabulary import SOLE_CHAIR_ROLES, is_unsure
from ..progress import tracked
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..query.wording import say_tie
from ..store.collection import RecordList
from ..store.store import Store
from ..tables.text import plain
from ..worlds.claims import Claim, TieClaim, contested, life_dates, life_of, link_of

__all__ = ["BodyTable", "Gap", "Side", "UncertainDate", "find_gaps"]


Side = Literal["start", "end", "founded", "ended", "born", "died"]
Of = Literal["members", "chairs"]
_Row = tuple[Of, str]
#: The sides that begin a time.
_FIRST = ("start", "founded", "born")
#: What holds whenever it is asked.
_ALWAYS = Bounds(BEFORE_ALL, BEFORE_ALL, AFTER_ALL, AFTER_ALL)


class UncertainDate(NamedTuple):
    """A date of a record that may be several days.

    Attributes:
        record: the record.
        side: which of its dates.
        days: the days that it may be; a side without limit reaches one step outside the calendar.
    """

    record: Membership | ChairTerm | Agent
    side: Side
    days: Spans

    @property
    def bounds(self) -> Bounds:
        """The bounds of the record's time, as it is."""
        return _time_of(self.record)

    def bounds_on(self, day: int) -> Bounds:
        """Return the bounds of the record's time if the date were a day."""
        record, (s0, s1, e0, e1) = self.record, self.bounds
        period = None if isinstance(record, Agent) else record.period
        if not isinstance(record, Agent) and is_unsure(record):
            # However its dates are known, it may never have held.
            return Bounds(day, s1, e0, e1) if self.side == "start" else Bounds(s0, s1, e0, day)
        if self.side in _FIRST:
            if e0 < day:
                e0 = period.end.nearest(day, before=False) if period and period.end else day
            return Bounds(day, day, e0, e1)
        if s1 > day:
            s1 = period.start.nearest(day, before=True) if period and period.start else day
        return Bounds(s0, s1, day, day)

    def turns(self) -> Iterator[int]:
        """Return the days at which these bounds may turn or jump, besides what they meet."""
        yield from self.bounds
        if not isinstance(self.record, Agent):
            other = self.record.period.end if self.side == "start" else self.record.period.start
            if other is not None:
                yield from _ends_of(near(other.spans, self.days[0][0], self.days[-1][1]))


class _Part(NamedTuple):
    """A claim that rests on a record, and the bounds of all that it rests on besides."""

    claim: Claim
    rest: Bounds

    def bounds_with(self, bounds: Bounds) -> Bounds:
        """Return the bounds of the claim if those of the record were these."""
        return _joint(self.rest, bounds)


#: Days that may become covered: where the time of a record is certain, before it, and after it.
_Newly = tuple[Spans, Spans, Spans]


class BodyTable:
    """The table of one body, and what of it would become decided if more were known.

    A cell outside the days on which its agent may be a member, or chair, is decided once its day is *covered*: all
    members, or chairs, of the day are known. How many cells that are, is a matter of the days alone. A cell on one of
    these days turns with the claims of its own row. So a date is tried on all its days for each row that rests on it,
    at the few days at which that row may turn, and once for all rows by the days that become covered.

    Attributes:
        body: the body.
        label: returns the short name of an agent.
        frame: first and last day of the table; last before first where there is none.
    """

    def __init__(self, rosters: Rosters, body_id: str, known: int) -> None:
        """Take a body; the table reaches to the day ``known`` at least."""
        self.body: Any = rosters.store.agent(body_id)
        self.label: Callable[[str], str] = rosters.directory.label
        made: dict[Of, Roster[Any]] = {"members": rosters.members(body_id), "chairs": rosters.chairs(body_id)}
        self._rosters = made
        self._claims: dict[_Row, tuple[Claim, ...]] = {
            (of, item): roster.claims_of(item)
            for of, roster in made.items()
            for item in dict.fromkeys([*roster.claims, *roster.indirect])
        }
        self._possible = {row: union(each.possible for each in claims) for row, claims in self._claims.items()}
        #: By record: the rows that rest on it, with their claims that do.
        self._resting: dict[Any, dict[_Row, list[_Part]]] = {}
        #: What of each row is decided otherwise than by covering: where it may hold, or is ruled out alone.
        self._apart = dict(self._possible)
        for (of, item), possible in self._possible.items():
            own, usual = made[of].covered_for(item), made[of].known_complete_through
            if own is not usual:
                self._apart[of, item] = union([*possible, *subtract(own, usual)])
        #: Who is ruled out alone on some days.
        self._lone = {row[1] for row, apart in self._apart.items() if apart != self._possible[row]}
        ends: list[int] = []
        for row, claims in self._claims.items():
            for claim in claims:
                links = claim.links
                # Whoever has a row may have lived long before and after.
                ends += (day for link in links if getattr(link.record, "id", "") != row[1] for day in link.bounds)
                for record in dict.fromkeys(link.record for link in links):
                    rest = _joint(_ALWAYS, *(each.bounds for each in links if each.record is not record))
                    self._resting.setdefault(record, {}).setdefault(row, []).append(_Part(claim, rest))
        members = made["members"]
        parts: Any = [part.record for of in members.indirect.values() for part in of]
        collectives = dict.fromkeys(part.organization_id for part in parts)
        self._above = {link.record for link in rosters.lives(body_id)}
        self._collectives_under: dict[Any, set[str]] = {}
        #: Of each collective: the days on which all its parts are known.
        self._parts_known: dict[str, Spans] = {}
        for each in collectives:
            self._parts_known[each] = rosters.members(each).known_complete
            for link in rosters.lives(each):
                self._collectives_under.setdefault(link.record, set()).add(each)
        for of, covered in (("chairs", (body_id,)), ("members", (body_id, *collectives))):
            days = (
                day
                for each in covered
                for claim in rosters.coverages(each, of)
                for day in (claim.first_day, claim.last_day)
            )
            ends += [day.toordinal() for day in days if day is not None]
        finite = [day for day in ends if BEFORE_ALL < day < AFTER_ALL]
        self.frame: Span = (min(finite), max(*finite, known)) if finite else (1, 0)
        self._uncovered = {of: subtract((self.frame,), roster.known_complete_through) for of, roster in made.items()}
        terms: Any = [claim for of_item in made["chairs"].claims.values() for claim in of_item]
        sole = [claim for claim in terms if claim.record.role in SOLE_CHAIR_ROLES]
        lives = rosters.lives(body_id)
        every = rosters.store.select("chair_terms", organization_id=body_id)
        vacant = [TieClaim("", each, lives) for each in every if each.holder_id is None and each.role == "chair"]
        self._uncontested = subtract(self._uncovered["chairs"], contested([*sole, *vacant]))
        self._number = Counter(of for of, _ in self._claims)
        self._areas = {of: self._area(of) for of in made}

    def _area(self, of: Of) -> _Area:
        """Return how many agents only covering can rule out as member, or chair, on which days."""
        rows = [apart for row, apart in self._apart.items() if row[0] == of]
        spans = [(run, -1) for possible in rows for run in intersect(possible, (self.frame,))]
        return _Area([(self.frame, len(rows)), *spans])

    def uncertain_dates(self) -> Iterator[UncertainDate]:
        """Return every date within bounds that the table rests on."""
        # A side without limit stands for one day, just outside the table.
        first, last = max(self.frame[0] - 1, BEFORE_ALL + 1), min(self.frame[1] + 1, AFTER_ALL - 1)
        for record in self._resting:
            for side, days in _dates_of(record):
                here = (
                    first if days[0][0] == BEFORE_ALL else BEFORE_ALL,
                    last if days[-1][1] == AFTER_ALL else AFTER_ALL,
                )
                run = intersect(days, (here,))
                if _count(run) > 1:
                    yield UncertainDate(record, side, run)

    def uncovered(self) -> Iterator[tuple[Of, Span]]:
        """Return every run of days on which not all are known."""
        if self._claims:
            for of, roster in self._rosters.items():
                for run in subtract((self.frame,), roster.known_complete):
                    yield of, run

    def decided_by_covering(self, of: Of, span: Span) -> tuple[int, Counter[Of]]:
        """Count the cells that would be decided if all members, or chairs, of some days were known, and their rows."""
        holes = self._holes(without=(self.body.id,)) if of == "members" else ()
        days = subtract(intersect(self._uncovered[of], (span,)), holes)
        number = self._number[of] - len(self._spared(of, days)) if days else 0
        return sum(map(self._areas[of].within, days)), Counter({of: number} if days else {})

    def _holes(self, without: Iterable[str] = (), but: Any = None) -> Spans:
        """Return the days on which a collective may be a member whose parts are not all known.

        Args:
            without: collectives that are left out.
            but: a seat that is left out.
        """
        seats = self._rosters["members"].claims
        return union(
            run
            for each, known in self._parts_known.items()
            if each not in without
            for run in subtract(union(claim.possible for claim in seats[each] if claim.record is not but), known)
        )

    def _spared(self, of: Of, days: Spans) -> set[_Row]:
        """Return the rows for which covering decides nothing on some days."""
        roster, first = self._rosters[of], days[0][0]
        near_by = {claim.item for claim in roster.by_time.meeting(first, first)} | roster.indirect.keys() | self._lone
        return {(of, item) for item in near_by if (of, item) in self._apart and within(days, self._apart[of, item])}

    def decided_over(self, date: UncertainDate) -> Decided:
        """Count the cells that would be decided by each day that a date may be."""
        first, last = date.days[0][0], date.days[-1][1]
        bounds = cache(date.bounds_on)
        turns = list(date.turns())
        newly = self._newly_covered(date)
        lines = _Lines(first, last)
        settled = set[_Row]()
        for row, parts in self._resting[date.record].items():
            share = self._share_of(row, parts, date, newly.get(row[0]), bounds)
            if share is not None and lines.add([*turns, *share[0]], share[1]):
                settled.add(row)
        rows = Counter[Of](of for of, _ in settled)
        for of, covered in newly.items():
            area = self._areas[of]
            runs = [_Runs(area, each) for each in covered]

            def value(day: int, runs: list[_Runs] = runs) -> int:
                zones = _zones(bounds(day), bounds(day))
                return sum(each.within(zone) for each, zone in zip(runs, zones, strict=True))

            lines.add([*turns, *area.turns(first, last), *(day for each in covered for day in _ends_of(each))], value)
            days = union(
                run
                for begin, end in date.days
                for each, zone in zip(covered, _zones(bounds(begin), bounds(end)), strict=True)
                for run in _clip(each, zone)
            )
            if days:
                rows[of] = self._number[of] - len(self._spared(of, days) - settled)
        return Decided(*lines.sums(date.days), _count(date.days), +rows)

    def _newly_covered(self, date: UncertainDate) -> dict[Of, _Newly]:
        """Return the days without cover that some day of a date would cover."""
        record: Any = date.record
        sole = (
            _meet(part.rest.certain, date.bounds.possible)
            for (of, _), parts in self._resting[record].items()
            if of == "chairs"
            for part in parts
            if isinstance(part.claim.record, ChairTerm) and part.claim.record.role in SOLE_CHAIR_ROLES
        )
        # One chair sits at a time, so a chair's certain days are covered for all others, but for contested ones.
        alone = union(run for span in union(sole) for run in _clip(self._uncontested, span))
        if isinstance(record, ChairTerm):
            return {"chairs": (alone, (), ())} if alone else {}
        members, known = self._uncovered["members"], self._rosters["members"].known_complete
        if isinstance(record, Membership):
            if record.organization_id != self.body.id or record.member_id not in self._parts_known:
                return {}
            # Before and after its seat, nobody is a member as part of a collective.
            days = intersect(members, subtract(known, self._holes(but=record)))
            return {"members": ((), days, days)}

        def outside(days: Spans) -> tuple[Spans, Spans]:
            return (days, ()) if date.side in _FIRST else ((), days)

        if record in self._above:
            # Nobody is a member, or chair, of what has not been founded or has ended.
            return {"members": ((), *outside(members)), "chairs": (alone, *outside(self._uncovered["chairs"]))}
        if record not in self._collectives_under:
            return {}  # The life of a member bounds nobody else.
        days = intersect(members, subtract(known, self._holes(self._collectives_under[record])))
        return {"members": ((), *outside(days))}

    def _share_of(
        self,
        row: _Row,
        parts: list[_Part],
        date: UncertainDate,
        newly: _Newly | None,
        bounds: Callable[[int], Bounds],
    ) -> tuple[list[int], Callable[[int], int]] | None:
        """Return how many cells a day decides among those on which a claim that rests on a date may hold.

        Returns:
            The days at which the number may turn, and the number by the day; None if none is ever decided.
        """
        region = _turning(date, bounds)
        claims = self._claims[row]
        possible = union(_meet(part.claim.possible, region) for part in parts)
        certain = union(claim.certain for claim in claims)
        undecided = _clip(subtract(possible, certain), self.frame)
        # Outside its own life nobody is a member, or chair, whoever else is known.
        own: Spans = ()
        if getattr(date.record, "id", None) == row[1]:
            own = _clip(subtract((region,), self._rosters[row[0]].covered_for(row[1])), self.frame)
            own = subtract(own, certain)
            undecided = union([*undecided, *own])
        if not undecided:
            return None
        span = undecided[0][0], undecided[-1][1]
        resting = {id(part.claim) for part in parts}
        fixed = [claim.bounds for claim in claims if id(claim) not in resting and _lies(claim.possible, span)]
        covered = near(self._rosters[row[0]].covered_for(row[1]), *span)
        some = tuple(near(each, *span) for each in newly or ())

        def value(day: int) -> int:
            held = [*fixed, *(part.bounds_with(bounds(day)) for part in parts)]
            zones = _zones(bounds(day), bounds(day))
            newly_known = union(run for each, zone in zip(some, zones, strict=bool(some)) for run in _clip(each, zone))
            outside = (run for zone in zones[1:] for run in _clip(own, zone))
            known = union((*covered, *newly_known, *outside))
            ruled_out = subtract(known, union(each.possible for each in held))
            decided = intersect(undecided, union((*(each.certain for each in held), *ruled_out)))
            # What covering decides of this row is counted with that of all rows.
            return _count(decided) - _count(intersect(subtract(decided, self._apart[row]), newly_known))

        turns = [day for each in (*fixed, *(part.rest for part in parts)) for day in each]
        turns += [
            day for each in (undecided, covered, self._apart[row] if own else (), *some) for day in _ends_of(each)
        ]
        return turns, value


class Decided(NamedTuple):
    """How many cells the days of a date decide.

    Attributes:
        total: the sum over all days.
        least: by the day that decides fewest.
        days: how many days there are.
        rows: how many members and chairs have one of these cells.
    """

    total: int
    least: int
    days: int
    rows: Counter[Of]


class _Lines:
    """A sum of whole numbers by day, each on a straight line between the days at which it turns."""

    def __init__(self, first: int, last: int) -> None:
        self._first, self._last = first, last
        self._base = 0
        self._slopes = Counter[int]()

    def add(self, turns: Iterable[int], value: Callable[[int], int]) -> bool:
        """Add a number; return whether it is ever more than 0.

        Args:
            turns: the days at which it may turn, or one that adjoins them; others do no harm.
            value: the number by the day.
        """
        first, last = self._first, self._last
        stops = sorted(
            {first, last, *(day + step for day in set(turns) for step in _BESIDE if first < day + step < last)}
        )
        values = [value(day) for day in stops]
        self._base += values[0]
        for (begin, end), (lower, upper) in zip(pairwise(stops), pairwise(values), strict=True):
            slope = (upper - lower) // (end - begin)
            self._slopes[begin] += slope
            self._slopes[end] -= slope
        return any(values)

    def sums(self, runs: Spans) -> tuple[int, int]:
        """Return the sum over some days, and the least."""
        stops = sorted({*self._slopes, *(day for run in runs for day in run)})
        rates = accumulate(self._slopes[day] for day in stops)
        steps = (rate * (end - begin) for rate, (begin, end) in zip(rates, pairwise(stops), strict=False))
        values = [*accumulate(steps, initial=self._base)]
        total, least = 0, list[int]()
        for first, last in runs:
            part = slice(bisect_left(stops, first), bisect_right(stops, last))
            least.append(min(values[part]))
            total += values[part][0]
            for (begin, end), (lower, upper) in zip(pairwise(stops[part]), pairwise(values[part]), strict=True):
                # An arithmetic series from the day after the one stop to the other.
                step = (upper - lower) // (end - begin)
                total += (lower + step + upper) * (end - begin) // 2
        return total, min(least)


#: An end that follows the date by a day meets a turn up to two days later.
_BESIDE = (-1, 0, 1, 2)


class _Area:
    """How many cells lie on which days, so that those of any run are one look-up."""

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        """Take runs of days, each with how many cells it adds to each of its days."""
        steps = Counter[int]()
        for (first, last), number in spans:
            steps[first] += number
            steps[last + 1] -= number
        self._days = [BEFORE_ALL, *sorted(steps)]
        self._depths = [0, *accumulate(steps[day] for day in self._days[1:])]
        widths = (end - begin for begin, end in pairwise(self._days))
        self._sums = [0, *accumulate(depth * width for depth, width in zip(self._depths, widths, strict=False))]

    def turns(self, first: int, last: int) -> list[int]:
        """Return the days, of those from a first to a last one and beside them, at which their number changes."""
        return self._days[bisect_left(self._days, first - 1) : bisect_right(self._days, last + 1)]

    def within(self, span: Span) -> int:
        """Count the cells of a run of days."""
        return self._before(span[1] + 1) - self._before(span[0])

    def _before(self, day: int) -> int:
        at = bisect_right(self._days, day) - 1
        return self._sums[at] + self._depths[at] * (day - self._days[at])


class _Runs:
    """Some of the days of an area, so that their cells within any run are one look-up."""

    def __init__(self, area: _Area, runs: Spans) -> None:
        self._area, self._runs = area, runs
        self._sums = [0, *accumulate(map(area.within, runs))]

    def within(self, span: Span) -> int:
        """Count the cells of a run of days, which may be empty."""
        first, last = span
        begin = bisect_right(self._runs, (first, AFTER_ALL)) - 1
        begin += begin < 0 or self._runs[begin][1] < first
        end = bisect_right(self._runs, (last, AFTER_ALL))
        if begin >= end or first > last:
            return 0
        # What the first and the last run have outside.
        left, right = (self._runs[begin][0], first - 1), (last + 1, self._runs[end - 1][1])
        cut = sum(self._area.within(each) for each in (left, right) if each[0] <= each[1])
        return self._sums[end] - self._sums[begin] - cut


def _time_of(record: Membership | ChairTerm | Agent) -> Bounds:
    return (life_of(record) or _ALWAYS) if isinstance(record, Agent) else link_of(record).bounds


def _turning(date: UncertainDate, bounds: Callable[[int], Bounds]) -> Span:
    """Return the days on which the time of a record may hold otherwise once a date is known."""
    old, first, last = date.bounds, date.days[0][0], date.days[-1][1]
    start, end = bounds(first).start_latest, bounds(last).end_earliest
    if date.side in _FIRST:
        # The life of a body may limit its latest start to a day that the date itself leaves out.
        return first, max(last, old.start_latest, BEFORE_ALL if end == old.end_earliest else end)
    return min(first, old.end_earliest, AFTER_ALL if start == old.start_latest else start), last


def _zones(first: Bounds, last: Bounds) -> tuple[Span, Span, Span]:
    """Return the days on which a time holds for certain, those before it, and those after it.

    Args:
        first: its bounds if a date were one day.
        last: the same for that day or a later one. The runs are those of all days from the one to the other.
    """
    certain = first.start_latest, last.end_earliest
    return certain, (BEFORE_ALL, last.start_earliest - 1), (first.end_latest + 1, AFTER_ALL)


def _joint(*bounds: Bounds) -> Bounds:
    s0, s1, e0, e1 = zip(*bounds, strict=True)
    return Bounds(max(s0), max(s1), min(e0), min(e1))


def _meet(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])


def _lies(span: Span, other: Span) -> bool:
    return span[0] <= other[1] and other[0] <= span[1]


def _clip(days: Spans, span: Span) -> Spans:
    """Return the days of a set within one run; few looks at a large set."""
    return intersect(near(days, *span), (span,)) if span[0] <= span[1] else ()


def _ends_of(spans: Spans) -> Iterator[int]:
    """Return the first day of each run, and the day after its last."""
    return (day for first, last in spans for day in (first, last + 1))


def _count(spans: Spans) -> int:
    return sum(last - first + 1 for first, last in spans)


def _dates_of(record: Membership | ChairTerm | Agent) -> Iterator[tuple[Side, Spans]]:
    """Return the days that each date of a record may be; what is open has one, outside the calendar."""
    if isinstance(record, Agent):
        s0, s1, e0, e1 = life_of(record) or EVER * 2
        first, last = life_dates(record)
        sides: tuple[Side, Side] = ("founded", "ended") if isinstance(record, Organization) else ("born", "died")
        if first:
            yield sides[0], intersect(first.spans, ((s0, s1),))
        if last:
            yield sides[1], intersect(last.spans, ((e0, e1),))
        return
    period = record.period
    s0, s1, e0, e1 = period.bounds
    yield "start", intersect(period.start.spans if period.start else (EVER,), ((s0, s1),))
    yield "end", intersect(period.end.spans if period.end else (EVER,), ((e0, e1),))


class Gap(NamedTuple):
    """One thing that is not known: a date that has only bounds, or whether all are known on some days.

    The *table* of a body has a cell for each agent and day: for every agent that a record makes a member of it, itself
    or through a collective, how sure it is that it was one (`is_member`); and for every holder of its chair, how sure
    it is that it held it (`chair_of`). Its days are those from the first to the last that a record behind these answers
    names, up to `Dataset.horizon` at least. A cell is decided if it is certain or ruled out.

    Attributes:
        kind: start or end of a membership or term; founded or ended of an organization; born or died of a person;
            uncovered, for days on which the data do not claim to know all.
        body: the body in whose table it makes cells undecided.
        record: whose date it is; None for uncovered days.
        of: of uncovered days, what may not all be known: members or chairs; None for a date.
        first_day: first day that it may be, or first uncovered day; None where there is no limit, or where the table
            begins.
        last_day: last day, in the same way.
        decides: how many cells that are undecided now would be decided, were the date known to the day: the mean over
            all days that it may be. A side without limit counts as one day beyond the table. For uncovered days: if
            they were covered.
        at_least: the same for the day that decides fewest.
        what: one plain sentence on what is not known, and what would settle it.
    """

    kind: Literal["start", "end", "founded", "ended", "born", "died", "uncovered"]
    body: Organization
    record: Membership | ChairTerm | Agent | None
    of: Literal["members", "chairs"] | None
    first_day: AnyDay | None
    last_day: AnyDay | None
    decides: Fraction
    at_least: int
    what: str

    def __repr__(self) -> str:
        return plain(f"<Gap {self.what}>")


def find_gaps(store: Store, body_ids: Iterable[str] | None) -> RecordList[Gap]:
    """Return the gaps of some bodies, or of all that have members or chairs; what decides most comes first."""
    if body_ids is None:
        body_ids = dict.fromkeys([*store.bodies(), *(term.organization_id for term in store["chair_terms"])])
    horizon, rosters = store.horizon(), Rosters(store)
    known = horizon.toordinal() if horizon else BEFORE_ALL
    found = [gap for body_id in body_ids for gap in _of_body(BodyTable(rosters, body_id, known))]
    return RecordList(sorted(found, key=_order), "gaps", store)


def _order(gap: Gap) -> tuple[Any, ...]:
    record_id = gap.record.id if gap.record else ""
    return (-gap.decides, -gap.at_least, gap.body.id, record_id, gap.kind, gap.of or "", str(gap.first_day or ""))


def _of_body(table: BodyTable) -> Iterator[Gap]:
    body, (begin, end) = table.body, table.frame
    for date_ in tracked(list(table.uncertain_dates()), f"gaps of {plain(body.label)}"):
        decided = table.decided_over(date_)
        mean = Fraction(decided.total, decided.days)
        first, last = (to_date(day) if begin <= day <= end else None for day in (date_.days[0][0], date_.days[-1][1]))
        verb = {"founded": "was founded", "start": "began", "born": "was born", "died": "died"}.get(date_.side, "ended")
        what = (
            f"it is not known on which day {say_tie(date_.record, table.label)} {verb}{_say_bounds(first, last)}: "
            f"the day would settle {_say_settled(mean, decided.rows)} of {body.label}"
        )
        yield Gap(date_.side, body, date_.record, None, first, last, mean, decided.least, what)
    for of, (since, until) in table.uncovered():
        count, rows = table.decided_by_covering(of, (since, until))
        first, last = to_date(since) if since > begin else None, to_date(until) if until < end else None
        what = (
            f"it is not known whether these are all {of} of {body.label}{_say_bounds(first, last)}: "
            f"a source that names them all would settle {_say_settled(Fraction(count), rows)}"
        )
        yield Gap("uncovered", body, None, of, first, last, Fraction(count), count, what)


def _say_bounds(first: AnyDay | None, last: AnyDay | None) -> str:
    """Describe a run of days, with a comma or space before it.

    >>> from datetime import date
    >>> _say_bounds(date(2010, 9, 30), date(2010, 11, 8)), _say_bounds(None, date(2010, 11, 8)), _say_bounds(None, None)
    (', from 30 September 2010 to 8 November 2010', ', up to 8 November 2010', '')
    """
    if first and last:
        return f", on {say_day(first)}" if first == last else f", from {say_day(first)} to {say_day(last)}"
    if first:
        return f", from {say_day(first)} on"
    return f", up to {say_day(last)}" if last else ""


def _say_settled(cells: Fraction, rows: Counter[Of]) -> str:
    """Describe how long is settled for each of some members and chairs, rounded.

    >>> _say_settled(Fraction(39), Counter(members=1)), _say_settled(Fraction(18304), Counter(members=5))
    ('39 days for 1 member', 'about 10 years for each of 5 members')
    """
    if not cells:
        return "nothing"
    number = rows.total()
    who = " and ".join(f"{rows[of]} {of if rows[of] > 1 else of[:-1]}" for of in sorted(rows, reverse=True))
    return f"{_say_time(cells / number)} for {who if number == 1 else f'each of {who}'}"


def _say_time(days: Fraction) -> str:
    """Return a number of days in words, in the unit that a reader would use.

    >>> _say_time(Fraction(1)), _say_time(Fraction(29, 2)), _say_time(Fraction(400)), _say_time(Fraction(1, 3))
    ('1 day', 'about 15 days', 'about 13 months', 'less than a day')
    >>> _say_time(Fraction(487)), _say_time(Fraction(7305)), _say_time(Fraction(60)), _say_time(Fraction(61))
    ('16 months', '20 years', '60 days', 'about 2 months')
    """
    if days < 1:
        return "less than a day"
    unit, length = next((each for each in _UNITS if days >= 2 * each[1]), ("day", Fraction(1)))
    number = floor(days / length + Fraction(1, 2))
    return f"{'' if number * length == days else 'about '}{number} {unit}{'' if number == 1 else 's'}"


#: A time is told in the longest unit of which it has two.
_UNITS = (("year", Fraction(1461, 4)), ("month", Fraction(487, 16)))
