"""Two agents together: in one body, one project, one tie; when, for how long, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds, to_date
from ..dates.period import Period, joint_period
from ..model.ties import Membership
from ..progress import tracked
from ..store.collection import RecordList
from ..tables import flat
from ..tables.table import Column, Table
from ..worlds.asked import Asked, exact_days, read_time
from ..worlds.claims import Claim, judge
from ..worlds.measure import ALWAYS, Measure, measure

if TYPE_CHECKING:
    from ..query.roster import Roster
    from ..query.rosters import Rosters

__all__ = [
    "BOUNDS",
    "EVER_ASKED",
    "HELD",
    "Pair",
    "SharedPeriod",
    "find_shared_periods",
    "make_co_membership",
    "pairs_in",
    "read_any_time",
    "stretch_cells",
    "stretch_of",
    "sure_of",
]

#: Whether it held at any time.
EVER_ASKED = Asked.over("during", Period("../.."))
#: What a column of certainties may hold where only what is certain or possible is listed.
HELD = (Certainty.CERTAIN.value, Certainty.POSSIBLE.value)
#: The columns of a stretch of time.
BOUNDS = (
    Column("period", "string", "from the first day to the last one in EDTF; if only possible, provided it held at all"),
    *flat.BOUNDS[:4],
)

_COLUMNS = (
    Column("body_id", "string", "the id of the body", is_required=True),
    Column("agent_id", "string", "the id of the one, which comes first in the alphabet", is_required=True),
    Column("label", "string", "the short name of the one", is_required=True),
    Column("other_id", "string", "the id of the other", is_required=True),
    Column("other_label", "string", "the short name of the other", is_required=True),
    Column("certainty", "string", "how sure it is that both were members at once", HELD, is_required=True),
    *BOUNDS,
    Column("stretches", "integer", "how many stretches of time it is made of", is_required=True),
    Column("days_lower", "integer", "on no fewer days they were together; empty: on days without limit"),
    Column("days_upper", "integer", "on no more days they were together; empty: no limit"),
    Column("is_exact", "boolean", "whether it may have been no more than days_lower", is_required=True),
)


class Pair(NamedTuple):
    """Two agents, and the claims that they were together, by first possible start.

    Attributes:
        one_id: the one, by the alphabet.
        other_id: the other.
        claims: one for each two ties that may have held at once.
    """

    one_id: str
    other_id: str
    claims: tuple[Claim, ...]


def pairs_in(roster: Roster[Any], *, items: Sequence[str]) -> Iterator[Pair]:
    """Return each two members of a body that may have been so at once."""
    held = [(item, [each for each in roster.claims_of(item) if _may_hold(each)]) for item in sorted(items)]
    number = len(held) * (len(held) - 1) // 2
    for (one_id, ones), (other_id, others) in tracked(combinations(held, 2), "pairs", total=number):
        claims = [
            both for one in ones for other in others if _meet(one, other) and _may_hold(both := _joined(one, other))
        ]
        if claims:
            yield Pair(one_id, other_id, tuple(sorted(claims, key=lambda each: each.bounds)))


def _may_hold(claim: Claim) -> bool:
    return claim.possible[0] <= claim.possible[1]


def _meet(one: Claim, other: Claim) -> bool:
    return max(one.possible[0], other.possible[0]) <= min(one.possible[1], other.possible[1])


def _joined(one: Claim, other: Claim) -> Claim:
    links = [*one.links, *(link for link in other.links if link not in one.links)]
    return Claim(other.item, one.record, links)


def sure_of(claims: Sequence[Claim], asked: Asked) -> Certainty | None:
    """Return how sure it is that one of some claims held at a time; None where none may have held."""
    certainty = judge(claims, (), asked)
    return None if certainty is Certainty.UNKNOWN else certainty


def stretch_of(claims: Sequence[Claim]) -> Period:
    """Return the time from the first to the last day on which one of some claims held, provided that one did.

    Of a claim that surely held, its start is no earlier than the first day of all; so the earliest of these latest
    starts limits it. Where none surely held, some one of them did, and it may be the one that starts last.
    """
    if len(claims) == 1:
        return Period.from_bounds(claims[0].bounds)
    sure = [each for each in claims if each.certainly_meets(EVER_ASKED.bounds)]
    # A claim that holds begins before it ends.
    starts = [min(each.bounds.start_latest, each.bounds.end_latest) for each in sure or claims]
    ends = [max(each.bounds.end_earliest, each.bounds.start_earliest) for each in sure or claims]
    return Period.from_bounds(
        Bounds(
            min(each.bounds.start_earliest for each in claims),
            min(starts) if sure else max(starts),
            max(ends) if sure else min(ends),
            max(each.bounds.end_latest for each in claims),
        )
    )


def _days_of(claims: Sequence[Claim], asked: Asked, certainty: Certainty) -> Measure:
    """Measure for how many of the days asked about one of some claims held; of one day, whether on it.

    Raises:
        InvalidPeriodError: the period has uncertain ends.
    """
    if asked.keyword == "on":
        return Measure(int(certainty is Certainty.CERTAIN), 1, is_exact=True)
    if asked is EVER_ASKED:
        return measure(claims, ALWAYS)
    assert isinstance(asked.when, Period)
    return measure(claims, exact_days(asked.when))


def stretch_cells(period: Period) -> tuple[Any, ...]:
    """Return the cells of the columns `BOUNDS`.

    >>> stretch_cells(Period("2010/.."))
    ('2010/..', datetime.date(2010, 1, 1), datetime.date(2010, 12, 31), None, None)
    """
    return (str(period), *map(to_date, period.bounds))


def read_any_time(on: Any, during: Any, throughout: Any, listing: str) -> Asked:
    """Return the time of a listing, which may have none."""
    if on is NOT_GIVEN and during is NOT_GIVEN and throughout is NOT_GIVEN:
        return EVER_ASKED
    return read_time(on, during, throughout, listing)


def make_co_membership(rosters: Rosters, body_ids: Sequence[str], asked: Asked, *, components: bool) -> Table:
    """Return the table of all that were members of a body together.

    Args:
        rosters: of the dataset.
        body_ids: of which bodies.
        asked: when; `EVER_ASKED` for any time.
        components: list the parts of a collective in its place.

    Raises:
        InvalidPeriodError: the period asked about has uncertain ends.
    """
    rows: list[tuple[Any, ...]] = []
    for body_id in body_ids:
        roster = rosters.members(body_id)
        for one_id, other_id, claims in pairs_in(roster, items=list(rosters.members(body_id, components).claims)):
            certainty = sure_of(claims, asked)
            if certainty is None:
                continue
            names = one_id, roster.label(one_id), other_id, roster.label(other_id)
            days = _days_of(claims, asked, certainty)
            when = stretch_cells(stretch_of(claims))
            rows.append((body_id, *names, certainty.value, *when, len(claims), days.lower, days.upper, days.is_exact))
    return Table("pairs of members", _COLUMNS, rows, note="those who were, or may have been, members at once")


class SharedPeriod(NamedTuple):
    """A time during which two agents were members of one body together.

    Attributes:
        period: from the later start to the earlier end, each with its bounds; where the certainty is possible, provided
            that they overlapped at all.
        certainty: whether they were members together on some day in every reading of the dates, or in some
            reading only.
        records: the memberships that it comes from, first the one's, then the other's.
        why: one plain sentence.
    """

    period: Period
    certainty: Certainty
    records: tuple[Membership, ...]
    why: str


def find_shared_periods(roster: Roster[Any], one_id: str, other_id: str) -> RecordList[SharedPeriod]:
    """Return the times during which two agents were members of a body together; see `Dataset.shared_periods`."""
    labels = (roster.label(one_id), roster.label(other_id), roster.question.body)
    shared = [_share(one, other, labels) for one in roster.claims_of(one_id) for other in roster.claims_of(other_id)]
    return RecordList(
        sorted((each for each in shared if each), key=lambda each: each.period.sort_key), "shared_periods"
    )


def _share(one: Claim, other: Claim, labels: tuple[str, str, str]) -> SharedPeriod | None:
    links: list[Any] = [*one.links, *(link for link in other.links if link not in one.links)]
    if max(one.possible[0], other.possible[0]) > min(one.possible[1], other.possible[1]):
        return None
    period = joint_period([link.bounds for link in links])
    both = Claim(one.item, one.record, links)
    certainty = (
        Certainty.CERTAIN
        if both.certainly_meets(Bounds(BEFORE_ALL, BEFORE_ALL, AFTER_ALL, AFTER_ALL))
        else Certainty.POSSIBLE
    )
    records = tuple(dict.fromkeys(link.record for link in links if isinstance(link.record, Membership)))
    sure = "were" if certainty is Certainty.CERTAIN else "may have been"
    why = f"{labels[0]} and {labels[1]} {sure} members of {labels[2]} together: {period.describe()}"
    return SharedPeriod(period, certainty, records, why)
