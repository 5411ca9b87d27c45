"""Panels: one row for each body, each agent and each unit of time, the ruled out and the unknown among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from ..dates.calendar import month_span, year_span
from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import AFTER_ALL, BEFORE_ALL, Span, Spans, meet, near, subtract, to_date, union, within
from ..dates.period import Period
from ..errors import MissingTimeError, one_of
from ..progress import tracked
from ..store.table_schemas import CERTAINTIES
from ..tables.table import Column, Table
from ..worlds.asked import Asked, exact_days
from ..worlds.claims import Claim, judge
from ..worlds.measure import measure
from .spells import roster_of

if TYPE_CHECKING:
    from ..query.roster import Roster
    from ..query.rosters import Rosters

__all__ = ["Freq", "PanelOf", "make_panel"]

Freq = Literal["year", "month", "day"]
PanelOf = Literal["members", "chairs"]

_COLUMNS = (
    Column("body_id", "string", "the id of the body", is_required=True),
    Column("agent_id", "string", "the id of the member, or of the holder of the chair", is_required=True),
    Column("label", "string", "the short name of that agent", is_required=True),
    Column("period", "string", "the unit of time in EDTF: a year, month or day", is_required=True),
    Column("first_day", "date", "the first day of the unit", is_required=True),
    Column("last_day", "date", "the last day of the unit", is_required=True),
    Column(
        "certainty",
        "string",
        "how sure it is that it held on at least one day of the unit",
        CERTAINTIES,
        is_required=True,
    ),
    Column(
        "certainty_throughout",
        "string",
        "how sure it is that it held on every day of it",
        CERTAINTIES,
        is_required=True,
    ),
    Column("days", "integer", "how many days the unit has", is_required=True),
    Column("days_lower", "integer", "on no fewer of these days it held, by what the records say", is_required=True),
    Column("days_upper", "integer", "on no more of these days it held, by what the records say", is_required=True),
    Column("is_exact", "boolean", "whether it may have held on no more than days_lower", is_required=True),
    Column(
        "is_complete",
        "boolean",
        "whether the data know all ties on these days; else one that is not recorded may add days beyond days_upper",
        is_required=True,
    ),
)


class _Unit(NamedTuple):
    """A year, month or day: its EDTF text, its first and last day as dates and as ordinals."""

    text: str
    first_day: date
    last_day: date
    first: int
    last: int


class _State(NamedTuple):
    """What is said of an agent and a unit."""

    certainty: Certainty
    throughout: Certainty
    lower: int
    upper: int
    is_exact: bool
    is_complete: bool


def make_panel(
    rosters: Rosters,
    body_ids: Sequence[str],
    freq: str,
    of: str,
    only: tuple[str | None, str | None] = (None, None),
    during: Any = NOT_GIVEN,
    *,
    components: bool,
) -> Table:
    """Return the panel of some bodies.

    Args:
        rosters: of the dataset.
        body_ids: of which bodies.
        freq: year, month or day.
        of: members or chairs.
        only: in one role, or one office in words.
        during: the units that hold a day of it; its ends are exact or open. By default the life of each body.
        components: list the parts of a collective in its place.

    Raises:
        InvalidQuestionError: there is no such unit, or no such question.
        MissingTimeError: a side of a body has no limit, and ``during`` sets none.
    """
    one_of(freq, get_args(Freq), "freq", "a valid unit")
    one_of(of, get_args(PanelOf), "of", "a valid value")
    window = exact_days(during)
    rows: list[tuple[Any, ...]] = []
    spans: list[Span] = []
    for body_id in tracked(body_ids, "panel"):
        roster = roster_of(rosters, body_id, of, *only)
        listed = rosters.members(body_id, components) if of == "members" and only == (None, None) else roster
        items = [item for item, claims in listed.claims.items() if union(claim.possible for claim in claims)]
        if items:
            spans.append(_limits(rosters, roster, body_id, window))
            units = list(_units(freq, spans[-1]))
            usual = _Covered(roster.known_of_others)
            for item in tracked(items, f"panel of {body_id}"):
                covered = roster.covered_for(item)
                rows += _rows(
                    roster, item, units, usual if covered is usual.days or covered == usual.days else _Covered(covered)
                )
    first, last = (min(first for first, _ in spans), max(last for _, last in spans)) if spans else (1, 0)
    reach = f"from {to_date(first)} to {to_date(last)}" if first <= last else "of no day"
    how = reach if during is not NOT_GIVEN else f"{reach}, as far as the data state; give during= for other days"
    return Table(f"cells of a panel of {of} by {freq}", _COLUMNS, rows, note=how)


def _limits(rosters: Rosters, roster: Roster[Any], body_id: str, window: Span) -> Span:
    """Return the first and the last day that a panel reaches."""
    first, last = window
    lives = [link.bounds for link in rosters.lives(body_id)]
    if first == BEFORE_ALL:
        first = max((life.start_earliest for life in lives), default=BEFORE_ALL)
        if first == BEFORE_ALL:
            # A start without limit is possible on every day of what is stated.
            stated = (day for claim in roster.by_time.claims for day in claim.bounds if BEFORE_ALL < day < AFTER_ALL)
            first = min(stated, default=BEFORE_ALL)
    if last == AFTER_ALL:
        last = min((life.end_latest for life in lives), default=AFTER_ALL)
        horizon = rosters.store.horizon()
        last = last if last < AFTER_ALL else horizon.toordinal() if horizon else AFTER_ALL
    if first == BEFORE_ALL or last == AFTER_ALL:
        side = "first" if first == BEFORE_ALL else "last"
        raise MissingTimeError(
            f"the data set no {side} day for {roster.question.body}, so a panel of it needs a period",
            value=body_id,
            field="during",
            hint="give during='2005/2010'",
        )
    return first, last


def _units(freq: str, span: Span) -> Iterator[_Unit]:
    """Return the units that hold a day of a run of days, in order."""
    if span[0] > span[1]:
        return
    first_day, last_day = map(date.fromordinal, span)
    if freq == "day":
        for ordinal in range(span[0], span[1] + 1):
            day = date.fromordinal(ordinal)
            yield _Unit(day.isoformat(), day, day, ordinal, ordinal)
        return
    for year in range(first_day.year, last_day.year + 1):
        if freq == "year":
            yield _unit(f"{year:04}", year_span(year))
            continue
        begin = first_day.month if year == first_day.year else 1
        end = last_day.month if year == last_day.year else 12
        for month in range(begin, end + 1):
            yield _unit(f"{year:04}-{month:02}", month_span(year, month))


class _Covered:
    """The days on which an agent is ruled out where no record makes it an answer.

    Attributes:
        days: these days.
        cuts: the first day of each run of them, and the day after it.
        apart: what is said of a unit that no claim bears on, by its first day; it is the same for all such agents.
    """

    def __init__(self, days: Spans) -> None:
        self.days = days
        self.cuts = [day for first, last in days for day in (first, last + 1)]
        self.apart: dict[int, _State] = {}


def _unit(text: str, span: Span) -> _Unit:
    first, last = span
    first_day = date.fromordinal(first)
    return _Unit(text, first_day, first_day + timedelta(days=last - first), first, last)


def _rows(roster: Roster[Any], item: str, units: Sequence[_Unit], ruled_out: _Covered) -> Iterator[tuple[Any, ...]]:
    """Return the rows of one agent.

    Between two neighboring bounds of all links of its claims, and of the days on which it is ruled out otherwise, each
    link holds on all days, on none, or is uncertain on all of them at once; then some world has it miss the whole unit.
    So a unit without a bound inside is answered as its first day is, and all units up to the next bound alike.
    """
    claims = roster.claims_of(item)
    covered, known_cuts, apart = ruled_out.days, ruled_out.cuts, ruled_out.apart
    bounds = [link.bounds for claim in claims for link in claim.links]
    cuts = sorted({day for s0, s1, e0, e1 in bounds for day in (s0, s1, e0 + 1, e1 + 1)})
    known, state = None, _State(Certainty.UNKNOWN, Certainty.UNKNOWN, 0, 0, is_exact=True, is_complete=False)
    body_id, label = roster.question.body_id, roster.label(item)
    for text, first_day, last_day, first, last in units:
        at = bisect_right(cuts, first), bisect_right(known_cuts, first)
        days = last - first + 1
        if at != (bisect_right(cuts, last), bisect_right(known_cuts, last)):
            bearing = [each for each in claims if meet((each.possible,), ((first, last),))]
            asked = None if bearing else apart.get(first)
            if asked is None:
                asked = _asked(bearing, covered, Period(f"{first_day}/{last_day}"))
                if not bearing:
                    apart[first] = asked
            known, state = None, asked
            lower, upper = state.lower, state.upper
        else:
            if at != known:
                known, state = at, _on(claims, covered, first)
            lower, upper = state.lower * days, state.upper * days
        yield (
            body_id, item, label, text, first_day, last_day, state.certainty.value, state.throughout.value, days,
            lower, upper, state.is_exact, state.is_complete,
        )  # fmt: skip


def _on(claims: Sequence[Claim], covered: Spans, day: int) -> _State:
    """Return what holds on one day, and so on each day up to the next bound; least and most are those of one day."""
    certainty = judge(claims, covered, Asked.on_ordinal(day))
    is_possible = certainty in {Certainty.CERTAIN, Certainty.POSSIBLE}
    is_complete = certainty is not Certainty.UNKNOWN
    return _State(
        certainty,
        certainty,
        int(certainty is Certainty.CERTAIN),
        int(is_possible),
        is_exact=True,
        is_complete=is_complete,
    )


def _asked(claims: Sequence[Claim], covered: Spans, unit: Period) -> _State:
    """Return what holds in a unit that a bound lies in, by the claims that bear on it; see `is_member` and `tenure`."""
    span = unit.bounds.possible
    found = measure(claims, span)
    least, most = found.lower, found.upper
    assert least is not None
    assert most is not None
    outside = subtract((span,), union(claim.possible for claim in claims))
    return _State(
        judge(claims, covered, Asked.over("during", unit)),
        judge(claims, covered, Asked.over("throughout", unit)),
        least,
        most,
        is_exact=found.is_exact,
        is_complete=within(outside, near(covered, *span)),
    )
