"""What is not known of who was in a body, ranked by how much would become decided if it were known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..dates.days import BEFORE_ALL, to_date
from ..dates.describe import say_day
from ..model.agents import Agent, Organization
from ..model.ties import ChairTerm, Membership
from ..progress import tracked
from ..query.wording import say_tie
from ..store.listing import Listing
from ..tables.text import plain
from .board import Board

if TYPE_CHECKING:
    from ..store.directory import Directory
    from ..store.store import Store

__all__ = ["Gap", "find_gaps"]


class Gap(NamedTuple):
    """One thing that is not known: a date within bounds only, or whether all are known on some days.

    The *table* of a body has a cell for each agent and day: for every agent that a record makes a member of it, itself
    or through a collective, how sure it is that it was one (`is_member`); and for every holder of its chair, how sure
    it is that it held it (`chair_of`). Its days are those from the first to the last that a record behind these answers
    names, up to `as_of` at least. A cell is decided if it is certain or ruled out.

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


def find_gaps(
    store: Store, directory: Directory, agent: Callable[[str], Agent], body_ids: Iterable[str] | None
) -> Listing[Gap]:
    """Give the gaps of some bodies, or of all that have members or chairs; what decides most comes first."""
    if body_ids is None:
        members = (tie.organization_id for tie in store["memberships"] if tie.role == "member")
        body_ids = dict.fromkeys([*members, *(term.organization_id for term in store["chair_terms"])])
    as_of = store.as_of()
    known = as_of.toordinal() if as_of else BEFORE_ALL
    found = [gap for body_id in body_ids for gap in _of_body(Board(store, directory, agent, body_id, known))]
    return Listing(sorted(found, key=_order), "gaps")


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
    """Say from when to when, with a comma or space before it.

    >>> _say_bounds(date(2010, 9, 30), date(2010, 11, 8)), _say_bounds(None, date(2010, 11, 8)), _say_bounds(None, None)
    (', from 30 September 2010 to 8 November 2010', ', up to 8 November 2010', '')
    """
    if first and last:
        return f", on {say_day(first)}" if first == last else f", from {say_day(first)} to {say_day(last)}"
    if first:
        return f", from {say_day(first)} on"
    return f", up to {say_day(last)}" if last else ""


def _say_days(count: Fraction) -> str:
    """Say how many cells, rounded to a tenth where they are a mean.

    >>> _say_days(Fraction(1)), _say_days(Fraction(39)), _say_days(Fraction(100, 3))
    ('1 body-member-day', '39 body-member-days', 'about 33.3 body-member-days')
    """
    number = str(count) if count.denominator == 1 else f"about {float(count):.1f}"
    return f"{number} body-member-day{'' if count == 1 else 's'}"
