"""A history cut into eras: runs of days on which the answers stay the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.coerce import NOT_GIVEN
from ..dates.days import AFTER_ALL, BEFORE_ALL, to_date
from ..dates.period import Period
from ..progress import tracked
from ..query.answer import Answer, ask
from ..query.roster import Roster
from ..store.collection import RecordList

if TYPE_CHECKING:
    from ..model.agents import Agent

__all__ = ["Era", "NameEra", "body_eras", "cut_into_eras", "name_eras"]


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
    chairs: Answer[Agent]
    members: Answer[Agent]

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
    names: Answer[str]

    @property
    def period(self) -> Period:
        """The era as a period, to ask further questions with.

        >>> import iom_partners
        >>> iom_partners.load().name_eras("GMG")[-1].period.ends_open
        True
        """
        return _period(self.first_day, self.last_day)


def _period(first: date | None, last: date | None) -> Period:
    return Period(f"{first or '..'}/{last or '..'}")


def body_eras(chairs: Roster[Any], members: Roster[Any]) -> RecordList[Era]:
    """Cut the history of a body at every possible change of its chairs or members."""
    return RecordList((Era(first, last, *answers) for first, last, answers in cut_into_eras((chairs, members))), "eras")


def name_eras(names: Roster[str]) -> RecordList[NameEra]:
    """Cut the history of an agent at every possible change of its names."""
    eras = (NameEra(first, last, *answers) for first, last, answers in cut_into_eras((names,)))
    return RecordList(eras, "name_eras")


def cut_into_eras(
    rosters: Sequence[Roster[Any]],
) -> list[tuple[date | None, date | None, tuple[Answer[Any], ...]]]:
    """Return first day, last day and answers of each era; neighbors with the same answers are one."""
    # What lies outside the calendar is not a day.
    cuts = sorted({max(cut, BEFORE_ALL + 1) for roster in rosters for cut in roster.cuts if cut < AFTER_ALL})
    starts: list[int] = []
    answers: list[tuple[Answer[Any], ...]] = []
    for cut in tracked(cuts, "eras"):
        here = tuple(ask(roster, date.fromordinal(cut), NOT_GIVEN, NOT_GIVEN) for roster in rosters)
        # The order within an era is that of its first day: a holder's next term changes the order, not the answer.
        if not answers or _answered(rosters, here) != _answered(rosters, answers[-1]):
            starts.append(cut)
            answers.append(here)
    runs = pairwise([*starts, AFTER_ALL])
    return [
        (None if number == 0 else to_date(first), to_date(following - 1) if following < AFTER_ALL else None, here)
        for number, ((first, following), here) in enumerate(zip(runs, answers, strict=True))
    ]


def _answered(rosters: Sequence[Roster[Any]], answers: tuple[Answer[Any], ...]) -> list[Any]:
    return [
        (frozenset(map(roster.key_of, each.certain)), frozenset(map(roster.key_of, each.possible)), each.is_complete)
        for roster, each in zip(rosters, answers, strict=True)
    ]
