"""Panels: one row for each body, each agent and each unit of time, the ruled out and the unknown among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import Span, Spans, intersect, meet, near, subtract, union, within
from ..dates.period import Period
from ..errors import one_of
from ..progress import tracked
from ..store.table_schemas import CERTAINTIES
from ..tables.table import Column, Table
from ..worlds.asked import Asked, exact_days
from ..worlds.claims import Claim, judge
from ..worlds.measure import measure
from .spells import roster_of
from .units import UNIT, Freq, Unit, limits, reach, units

if TYPE_CHECKING:
    from ..query.roster import Roster
    from ..query.rosters import Rosters

__all__ = ["PanelOf", "make_panel"]

PanelOf = Literal["members", "chairs"]

_COLUMNS = (
    Column("body_id", "string", "the id of the body", is_required=True),
    Column("agent_id", "string", "the id of the member, or of the holder of the chair", is_required=True),
    Column("label", "string", "the short name of that agent", is_required=True),
    *UNIT,
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
    Column("days_lower", "integer", "lower bound of the days on which it held, by the records", is_required=True),
    Column("days_upper", "integer", "upper bound of the days on which it held, by the records", is_required=True),
    Column("is_exact", "boolean", "whether it may have held on just days_lower", is_required=True),
    Column(
        "is_complete",
        "boolean",
        "whether the data know all ties on these days; else one that is not recorded may add days beyond days_upper",
        is_required=True,
    ),
    Column(
        "days_known",
        "integer",
        "on how many of these days it is certain or ruled out, not possible or unknown",
        is_required=True,
    ),
)


class _State(NamedTuple):
    """What is said of an agent and a unit."""

    certainty: Certainty
    throughout: Certainty
    lower: int
    upper: int
    is_exact: bool
    is_complete: bool
    known: int


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
        body_ids: the bodies.
        freq: decade, year, half-year, quarter, month or day.
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
            spans.append(limits(rosters, roster, body_id, window))
            cells = list(units(freq, spans[-1]))
            usual = _Covered(roster.known_of_others)
            for item in tracked(items, f"panel of {body_id}"):
                covered = roster.covered_for(item)
                rows += _rows(
                    roster, item, cells, usual if covered is usual.days or covered == usual.days else _Covered(covered)
                )
    how = reach(spans, is_asked=during is not NOT_GIVEN)
    return Table(f"cells of a panel of {of} by {freq}", _COLUMNS, rows, note=how)


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


def _rows(roster: Roster[Any], item: str, cells: Sequence[Unit], ruled_out: _Covered) -> Iterator[tuple[Any, ...]]:
    """Return the rows of one agent.

    Between two neighboring bounds of all links of its claims, and of the days on which it is ruled out otherwise, each
    link holds on all days, on none, or is uncertain on all of them at once; then some world has it miss the whole unit.
    So a unit without a bound inside is answered as its first day is, and all units up to the next bound alike.
    """
    claims = roster.claims_of(item)
    covered, known_cuts, apart = ruled_out.days, ruled_out.cuts, ruled_out.apart
    bounds = [link.bounds for claim in claims for link in claim.links]
    cuts = sorted({day for s0, s1, e0, e1 in bounds for day in (s0, s1, e0 + 1, e1 + 1)})
    known, state = None, _State(Certainty.UNKNOWN, Certainty.UNKNOWN, 0, 0, is_exact=True, is_complete=False, known=0)
    body_id, label = roster.question.body_id, roster.label(item)
    for text, first_day, last_day, first, last in cells:
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
            lower, upper, decided = state.lower, state.upper, state.known
        else:
            if at != known:
                known, state = at, _on(claims, covered, first)
            lower, upper, decided = state.lower * days, state.upper * days, state.known * days
        yield (
            body_id, item, label, text, first_day, last_day, state.certainty.value, state.throughout.value, days,
            lower, upper, state.is_exact, state.is_complete, decided,
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
        known=int(certainty in {Certainty.CERTAIN, Certainty.RULED_OUT}),
    )


def _asked(claims: Sequence[Claim], covered: Spans, unit: Period) -> _State:
    """Return what holds in a unit that a bound lies in, by the claims that bear on it; see `is_member` and `tenure`."""
    span = unit.bounds.possible
    found = measure(claims, span)
    least, most = found.lower, found.upper
    assert least is not None
    assert most is not None
    possible, covered_then = union(claim.possible for claim in claims), near(covered, *span)
    outside = subtract((span,), possible)
    decided = union((*(claim.certain for claim in claims), *subtract(covered_then, possible)))
    return _State(
        judge(claims, covered, Asked.over("during", unit)),
        judge(claims, covered, Asked.over("throughout", unit)),
        least,
        most,
        is_exact=found.is_exact,
        is_complete=within(outside, covered_then),
        known=sum(last - first + 1 for first, last in intersect(decided, (span,))),
    )
