"""Who was in the chair of each body in each unit of time, and on how many of its days that is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, get_args

from ..dates.coerce import NOT_GIVEN
from ..dates.days import Span, intersect, near
from ..dates.period import Period
from ..errors import one_of
from ..model.vocabulary import CHAIRING_ROLES
from ..progress import tracked
from ..query.wording import say_part
from ..store.table_schemas import BAR, joined
from ..tables.table import Column, Table, required
from ..worlds.asked import Asked, exact_days
from .units import UNIT, Freq, Unit, limits, reach, units

if TYPE_CHECKING:
    from ..query.roster import Roster
    from ..query.rosters import Rosters

__all__ = ["find_chairs_by"]

_EACH = f"; several are separated by {BAR}"
_COLUMNS = (
    required("body_id", "string", "the body"),
    *UNIT,
    Column("chairs_certain", "string", f"ids of who was certainly in the chair at some time of the unit{_EACH}"),
    Column("chairs_possible", "string", f"ids of others who may have been{_EACH}"),
    required("days", "integer", "how many days the unit has"),
    required("days_known", "integer", "on how many of them it is decided of everyone who was in the chair"),
    required("words", "string", "how many of its months or days are not known, or known in part"),
)


def find_chairs_by(
    rosters: Rosters, freq: str, body_ids: Sequence[str] | None, role: str | None = None, during: Any = NOT_GIVEN
) -> Table:
    """Return one row for each body and unit; see `Stats.chairs_by`.

    Args:
        rosters: of the dataset.
        freq: decade, year, half-year, quarter, month or day.
        body_ids: the bodies; None for all that have such chairs on record.
        role: in this role only.
        during: the units that hold a day of it; its ends are exact or open. By default the life of each body.
    """
    one_of(freq, get_args(Freq), "freq", "a valid unit")
    if role is not None:
        rosters.directory.word("term_role", role)
    window = exact_days(during)
    if body_ids is None:
        roles = CHAIRING_ROLES if role is None else (role,)
        body_ids = sorted({term.organization_id for term in rosters.store["chair_terms"] if term.role in roles})
    rows: list[tuple[Any, ...]] = []
    spans: list[Span] = []
    for body_id in tracked(body_ids, "chairs"):
        roster = rosters.chairs(body_id, role)
        spans.append(limits(rosters, roster, body_id, window))
        rows += _rows(roster, list(units(freq, spans[-1])))
    note = f"who was in the chair, {reach(spans, is_asked=during is not NOT_GIVEN)}"
    return Table(f"{freq}s", _COLUMNS, rows, note=note)


def _rows(roster: Roster[Any], cells: Sequence[Unit]) -> Iterator[tuple[Any, ...]]:
    # Between two neighboring bounds of all links, every day of a unit is answered as its first; see `panel`.
    links = (link for claim in roster.by_time.claims for link in claim.links)
    cuts = sorted({*roster.sweep.cuts, *(day for link in links for day in _cuts(*link.bounds))})
    unknown, partly = roster.undecided(cells[0][3], cells[-1][4]) if cells else ((), ())
    for text, first_day, last_day, first, last in cells:
        if bisect_right(cuts, first) == bisect_right(cuts, last):
            certain, possible, *_ = roster.outcome_on(first)
        else:
            certain, possible, *_ = roster.outcome_of(Asked.over("during", Period(f"{first_day}/{last_day}")))
        span = first, last
        missing = [intersect(near(spans, *span), (span,)) for spans in (unknown, partly)]
        days = last - first + 1
        words = "; ".join(
            f"{say_part(spans, span)} {what}"
            for spans, what in zip(missing, ("not known", "known in part"), strict=True)
            if spans
        )
        yield (
            roster.question.body_id, text, first_day, last_day, joined(certain), joined(possible), days,
            days - sum(map(_length, (*missing[0], *missing[1]))), words or "every day known",
        )  # fmt: skip


def _cuts(s0: int, s1: int, e0: int, e1: int) -> tuple[int, ...]:
    return s0, s1, e0 + 1, e1 + 1


def _length(span: Span) -> int:
    return span[1] - span[0] + 1
