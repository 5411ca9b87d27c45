"""Two agents together: in one body, one project, one tie; when, for how long, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import EVER, Bounds, Span, to_date
from ..dates.edtf import date_text
from ..dates.period import Period
from ..errors import one_of
from ..model.ties import Membership
from ..progress import tracked
from ..store.collection import RecordList
from ..store.table_schemas import joined
from ..tables import flat
from ..tables.table import Column, Table
from ..worlds.asked import Asked, exact_days, read_time
from ..worlds.claims import Claim, judge
from ..worlds.measure import ALWAYS, Measure, measure
from ..worlds.overlaps import JointClaim, meeting_groups, overlapping

if TYPE_CHECKING:
    from ..query.roster import Roster
    from ..query.rosters import Rosters

__all__ = [
    "BOUNDS",
    "EVER_ASKED",
    "HELD",
    "TWO_AGENTS",
    "Pair",
    "PairsBy",
    "SharedPeriod",
    "find_shared_periods",
    "make_co_membership",
    "pairs_in",
    "read_any_time",
    "stretch_cells",
    "stretch_of",
    "sure_of",
]

_Cells = tuple[Any, ...]
#: One row for each pair and body, or for each pair.
PairsBy = Literal["body", "pair"]

#: Whether it held at any time.
EVER_ASKED = Asked.over("during", Period("../.."))
#: What a column of certainties may hold where only what is certain or possible is listed.
HELD = (Certainty.CERTAIN.value, Certainty.POSSIBLE.value)
#: The columns of two agents.
TWO_AGENTS = (
    Column("agent_id", "string", "the id of the one, which comes first in the alphabet", is_required=True),
    Column("label", "string", "the short name of the one", is_required=True),
    Column("other_id", "string", "the id of the other", is_required=True),
    Column("other_label", "string", "the short name of the other", is_required=True),
)
#: The columns of a stretch of time.
BOUNDS = (
    Column("period", "string", "from the first day to the last one in EDTF; if only possible, provided it held at all"),
    *flat.BOUNDS[:4],
)

_BODY = Column("body_id", "string", "the id of the body", is_required=True)
_BODIES = Column("body_ids", "string", "the ids of the bodies; several are separated by |", is_required=True)
_COLUMNS = (
    *TWO_AGENTS,
    Column("certainty", "string", "how sure it is that both were members at once", HELD, is_required=True),
    *BOUNDS,
    Column("stretches", "integer", "how many stretches of time it is made of", is_required=True),
    Column("days_lower", "integer", "lower bound of the days together; empty: on days without limit"),
    Column("days_upper", "integer", "upper bound of the days together; empty: no limit"),
    Column("is_exact", "boolean", "whether it may have been just days_lower", is_required=True),
)


class Pair(NamedTuple):
    """Two agents, and the claims that they were together, by first possible start.

    Attributes:
        one_id: the one, by the alphabet.
        other_id: the other.
        claims: one for each pair of ties that may have held at once.
    """

    one_id: str
    other_id: str
    claims: tuple[Claim, ...]


def pairs_in(roster: Roster[Any], *, items: Sequence[str], window: Span = EVER) -> Iterator[Pair]:
    """Yield the pairs of members of a body that may have been so at once, by both ids.

    Args:
        roster: the members.
        items: the ids of those that are paired.
        window: only pairs that may have been so on one of these days.
    """
    ids = sorted(items)
    own = [roster.claims_of(item) for item in ids]
    for one, other in tracked(meeting_groups(own, window), "pairs"):
        yield Pair(ids[one], ids[other], claims_together(own[one], own[other]))


def claims_together(ones: Sequence[Claim], others: Sequence[Claim]) -> tuple[JointClaim, ...]:
    """Return a claim for each pair that may hold at once, one of each side, by their bounds."""
    if len(ones) == 1 == len(others):
        both = JointClaim(ones[0], others[0])
        return (both,) if both.bounds[0] <= both.bounds[3] else ()
    order = {id(each): number for number, each in enumerate((*ones, *others))}
    met = sorted(
        ((one, other) for (_, one), (_, other) in overlapping((ones, others))),
        key=lambda each: (order[id(each[0])], order[id(each[1])]),
    )
    return tuple(sorted((JointClaim(*each) for each in met), key=lambda each: each.bounds))


def sure_of(claims: Sequence[Claim], asked: Asked) -> Certainty | None:
    """Return how sure it is that one of some claims held at a time; None where none may have held."""
    first, first_latest, last_earliest, last = asked.bounds
    if len(claims) == 1 and asked.keyword != "throughout" and (first, last) == (first_latest, last_earliest):
        # Most pairs have one claim, and most times exact ends.
        earliest, start, end, latest = claims[0].bounds
        if earliest > last or first > latest:
            return None
        if start <= end:
            is_certain = start <= last and first <= end
        else:
            is_certain = asked.keyword == "during" and claims[0].certainly_meets(asked.bounds)
        return Certainty.CERTAIN if is_certain else Certainty.POSSIBLE
    certainty = judge(claims, (), asked)
    return None if certainty is Certainty.UNKNOWN else certainty


def stretch_of(claims: Sequence[Claim]) -> Bounds:
    """Return the bounds of the time from the first to the last day on which a claim held, provided that one did.

    A claim that surely held starts no earlier than the first day of all; so the earliest of these latest starts limits
    it. Where none surely held, some one of them did, and it may be the one that starts last.
    """
    if len(claims) == 1:
        return claims[0].bounds
    sure = [each for each in claims if each.certainly_meets(EVER_ASKED.bounds)]
    # A claim that holds begins before it ends.
    starts = [min(each.bounds.start_latest, each.bounds.end_latest) for each in sure or claims]
    ends = [max(each.bounds.end_earliest, each.bounds.start_earliest) for each in sure or claims]
    return Bounds(
        min(each.bounds.start_earliest for each in claims),
        min(starts) if sure else max(starts),
        max(ends) if sure else min(ends),
        max(each.bounds.end_latest for each in claims),
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


def stretch_cells(bounds: Bounds) -> tuple[Any, ...]:
    """Return the cells of the columns `BOUNDS`: what `Period.from_bounds` would say, without making a period.

    >>> stretch_cells(Period("2010/..").bounds)
    ('2010/..', datetime.date(2010, 1, 1), datetime.date(2010, 12, 31), None, None)
    """
    s0, s1, e0, e1 = _limited(bounds)
    left, start_earliest, start_latest = _side_cells(s0, s1)
    right, end_earliest, end_latest = _side_cells(e0, e1)
    return f"{left}/{right}", start_earliest, start_latest, end_earliest, end_latest


def _limited(bounds: Bounds) -> Bounds:
    """Return bounds whose start is no later than the end: each limits the other, in words too.

    >>> from datetime import date
    >>> first, second = date(2010, 5, 1).toordinal(), date(2010, 5, 2).toordinal()
    >>> Period.from_bounds(_limited(Bounds(second, second, first, second)))
    Period("2010-05-02/2010-05-02")
    """
    s0, s1, e0, e1 = bounds
    return Bounds(s0, min(s1, e1), max(e0, s0), e1)


# Many stretches share a start or an end.
@lru_cache(maxsize=65536)
def _side_cells(first: int, last: int) -> tuple[str, date | None, date | None]:
    text = ".." if first == last and first in EVER else date_text(first, last)
    return text, to_date(first), to_date(last)


def read_any_time(on: Any, during: Any, throughout: Any, listing: str) -> Asked:
    """Return the time of a listing, which may have none."""
    if on is NOT_GIVEN and during is NOT_GIVEN and throughout is NOT_GIVEN:
        return EVER_ASKED
    return read_time(on, during, throughout, listing)


def make_co_membership(
    rosters: Rosters, body_ids: Sequence[str], asked: Asked, *, components: bool, by: PairsBy = "body"
) -> Table:
    """Return the table of all that were members of a body together.

    Args:
        rosters: of the dataset.
        body_ids: the bodies.
        asked: when; `EVER_ASKED` for any time.
        components: list the parts of a collective in its place.
        by: a row for each pair and body, or for each pair.

    Raises:
        InvalidQuestionError: there is no such row.
        InvalidPeriodError: the period asked about has uncertain ends.
    """
    one_of(by, get_args(PairsBy), "by", "a row of pairs")
    label = cache(rosters.directory.label)

    def row(body: str | None, pair: Pair, certainty: Certainty) -> _Cells:
        one_id, other_id, claims = pair
        names = one_id, label(one_id), other_id, label(other_id)
        days = _days_of(claims, asked, certainty)
        when = stretch_cells(stretch_of(claims))
        return (body, *names, certainty.value, *when, len(claims), days.lower, days.upper, days.is_exact)

    found: Iterable[tuple[str | None, Pair]] = (
        (body_id, pair)
        for body_id in body_ids
        for pair in _pairs_of_body(rosters, body_id, asked, components=components)
    )
    if by == "pair":
        found = _over_bodies(found, asked)
    rows = [row(body, pair, sure) for body, pair in found if (sure := sure_of(pair.claims, asked)) is not None]
    note = "those who were, or may have been, members at once"
    return Table("pairs of members", (_BODY if by == "body" else _BODIES, *_COLUMNS), rows, note=note)


def _over_bodies(found: Iterable[tuple[str | None, Pair]], asked: Asked) -> Iterator[tuple[str | None, Pair]]:
    """Yield each pair once, by both ids, with the ids and the claims of all bodies in which it may meet that time."""
    bodies: dict[tuple[str, str], list[tuple[str | None, Pair]]] = {}
    for body_id, pair in found:
        if any(asked.meets(claim.possible) for claim in pair.claims):
            bodies.setdefault(pair[:2], []).append((body_id, pair))
    for ids, shared in sorted(bodies.items()):
        claims = tuple(claim for _, pair in shared for claim in pair.claims)
        yield joined(body_id for body_id, _ in shared), Pair(*ids, claims)


def _pairs_of_body(rosters: Rosters, body_id: str, asked: Asked, *, components: bool) -> Iterator[Pair]:
    items = list(rosters.members(body_id, components).claims)
    return pairs_in(rosters.members(body_id), items=items, window=asked.bounds.possible)


class SharedPeriod(NamedTuple):
    """A time during which two agents were members of one body together.

    Attributes:
        period: from the later start to the earlier end, each with its bounds; where the certainty is possible, provided
            that they overlapped at all.
        certainty: whether they were members together on some day in every reading of the dates, or in some
            reading only.
        records: the two memberships, that of the first agent first.
        why: one plain sentence.
    """

    period: Period
    certainty: Certainty
    records: tuple[Membership, ...]
    why: str


def find_shared_periods(roster: Roster[Any], one_id: str, other_id: str) -> RecordList[SharedPeriod]:
    """Return the times during which two agents were members of a body together; see `Dataset.shared_periods`."""
    labels = (roster.label(one_id), roster.label(other_id), roster.question.body)
    shared = [_share(both, labels) for both in claims_together(roster.claims_of(one_id), roster.claims_of(other_id))]
    return RecordList(sorted(shared, key=lambda each: each.period.sort_key), "shared_periods", roster.store)


def _share(both: JointClaim, labels: tuple[str, str, str]) -> SharedPeriod:
    period = Period.from_bounds(_limited(both.bounds))
    is_certain = both.certainly_meets(EVER_ASKED.bounds)
    records = tuple(dict.fromkeys(link.record for link in both.links if isinstance(link.record, Membership)))
    sure = "were" if is_certain else "may have been"
    why = f"{labels[0]} and {labels[1]} {sure} members of {labels[2]} together: {period.describe()}"
    return SharedPeriod(period, Certainty.CERTAIN if is_certain else Certainty.POSSIBLE, records, why)
