"""A history cut into eras: runs of days on which the answers stay the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from ..dates.days import AFTER_ALL, BEFORE_ALL, to_date
from ..dates.period import Period
from ..progress import tracked
from ..query.claims import Claim
from ..query.evidence import shown
from ..query.roster import Ledger
from ..store.collection import Listing
from ..tables.text import plain

if TYPE_CHECKING:
    from ..model.agents import Agent

__all__ = ["Era", "NameEra", "Roll", "body_eras", "name_eras"]

T = TypeVar("T")


class Roll(NamedTuple, Generic[T]):
    """Who or what is an answer on every day of an era.

    Attributes:
        certain: what is an answer in every reading of the dates, in time order.
        possible: what is an answer in some reading only, in time order.
        is_complete: whether nothing outside both can be an answer.
    """

    certain: tuple[T, ...]
    possible: tuple[T, ...]
    is_complete: bool

    def __repr__(self) -> str:
        told = [
            f"{word}: {', '.join(map(shown, items))}"
            for word, items in (("certain", self.certain), ("possible", self.possible))
            if items
        ]
        others = "no other can be" if self.is_complete else "others are not ruled out"
        return plain(f"<Roll {'; '.join([*told, others])}>")


class Era(NamedTuple):
    """A run of days on which a body had the same chairs and the same members, as far as is known.

    Attributes:
        first_day: first day of it; None in the first era, which has no limit.
        last_day: last day of it; None in the last era, which has no limit.
        chairs: what `chair_of` answers on each of its days.
        members: what `members_of` answers on each of its days.
    """

    first_day: date | None
    last_day: date | None
    chairs: Roll[Agent]
    members: Roll[Agent]

    @property
    def period(self) -> Period:
        """The era as a period, to ask further questions with.

        >>> import iom_partners
        >>> iom_partners.load().eras("GMG")[0].period
        Period("../2003-03-31")
        """
        return _period(self.first_day, self.last_day)


class NameEra(NamedTuple):
    """A run of days on which an agent had the same names, as far as is known.

    Attributes:
        first_day: first day of it; None in the first era, which has no limit.
        last_day: last day of it; None in the last era, which has no limit.
        names: what `name_of` answers on each of its days.
    """

    first_day: date | None
    last_day: date | None
    names: Roll[str]

    @property
    def period(self) -> Period:
        """The era as a period, to ask further questions with.

        >>> import iom_partners
        >>> iom_partners.load().names_over_time("GMG")[-1].period.ends_open
        True
        """
        return _period(self.first_day, self.last_day)


def _period(first: date | None, last: date | None) -> Period:
    return Period(f"{first or '..'}/{last or '..'}")


def body_eras(chairs: Ledger[Any], members: Ledger[Any]) -> Listing[Era]:
    """Cut the history of a body at every possible change of its chairs or members."""
    return Listing((Era(first, last, *rolls) for first, last, rolls in _eras((chairs, members))), "eras")


def name_eras(names: Ledger[str]) -> Listing[NameEra]:
    """Cut the history of an agent at every possible change of its names."""
    return Listing((NameEra(first, last, *rolls) for first, last, rolls in _eras((names,))), "name_eras")


def _eras(ledgers: Sequence[Ledger[Any]]) -> list[tuple[date | None, date | None, tuple[Roll[Any], ...]]]:
    """Give first day, last day and rolls of each era; neighbors with the same answers are one."""
    # What lies outside the calendar is no day.
    cuts = sorted({max(cut, BEFORE_ALL + 1) for ledger in ledgers for cut in ledger.cuts if cut < AFTER_ALL})
    starts: list[int] = []
    rolls: list[tuple[Roll[Any], ...]] = []
    rolled = zip(cuts, *(_rolls(ledger, cuts) for ledger in ledgers), strict=True)
    for cut, *here_and_here in tracked(rolled, "eras", total=len(cuts)):
        here = tuple(here_and_here)
        # The order within an era is that of its first day: a holder's next term changes the order, not the answer.
        if not rolls or _answered(ledgers, here) != _answered(ledgers, rolls[-1]):
            starts.append(cut)
            rolls.append(here)
    runs = pairwise([*starts, AFTER_ALL])
    return [
        (None if number == 0 else to_date(first), to_date(following - 1) if following < AFTER_ALL else None, here)
        for number, ((first, following), here) in enumerate(zip(runs, rolls, strict=True))
    ]


def _rolls(ledger: Ledger[Any], cuts: Sequence[int]) -> Iterator[Roll[Any]]:
    """Give what is answered on each of some days, in order, looking at the claims that bear on it alone.

    It is what `Ledger.cell_on` answers, which judges every item anew on each day.
    """
    coming = sorted((c for claims in ledger.claims.values() for c in claims), key=lambda c: -c.possible[0])
    bearing: list[Claim] = []
    covered = list(reversed(ledger.covered))
    for day in cuts:
        while covered and covered[-1][1] < day:
            covered.pop()
        bearing = [claim for claim in bearing if claim.possible[1] >= day]
        while coming and coming[-1].possible[0] <= day:
            claim = coming.pop()
            if claim.possible[1] >= day:
                bearing.append(claim)
        orders: dict[str, tuple[int, int, str]] = {}
        for claim in bearing:
            orders[claim.item] = min(claim.sort_key, orders.get(claim.item, claim.sort_key))
        sure = {claim.item for claim in bearing if claim.certain[0] <= day <= claim.certain[1]}
        found: tuple[list[Any], list[Any]] = [], []
        for item in sorted(orders, key=orders.__getitem__):
            found[item not in sure].append(ledger.resolve(item))
        yield Roll(tuple(found[0]), tuple(found[1]), bool(covered) and covered[-1][0] <= day)


def _answered(ledgers: Sequence[Ledger[Any]], rolls: tuple[Roll[Any], ...]) -> list[Any]:
    return [
        (frozenset(map(ledger.key_of, roll.certain)), frozenset(map(ledger.key_of, roll.possible)), roll.is_complete)
        for ledger, roll in zip(ledgers, rolls, strict=True)
    ]
