"""A history cut into eras: runs of days on which the answers stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.days import AFTER_ALL, BEFORE_ALL, AnyDay, day_at, to_date
from ..dates.period import Period
from ..query.answer import Answer, EraAnswer
from ..query.roster import Roster
from ..store.collection import RecordList
from ..tables.text import plain

if TYPE_CHECKING:
    from ..model.agents import Agent

__all__ = ["Era", "NameEra", "body_eras", "name_eras"]


class Era(NamedTuple):
    """A run of days on which a body had the same chairs and the same members, as far as is known.

    Attributes:
        first_day: first day of it; None in the first era, which has no limit.
        last_day: last day of it; None in the last era, which has no limit.
        chairs: what `chair_of` answers on each of its days.
        members: what `members_of` answers on each of its days.
    """

    first_day: AnyDay | None
    last_day: AnyDay | None
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

    def __repr__(self) -> str:
        """Return one line.

        >>> import iom_partners
        >>> iom_partners.load().eras("GMG")[10]
        <Era 2007-11-30/2007-12-31: chairs certain: UNDESA; members certain: 14>
        """
        return plain(f"<Era {self.period}: chairs {_brief(self.chairs)}; members {_brief(self.members)}>")


class NameEra(NamedTuple):
    """A run of days on which an agent had the same names, as far as is known.

    Attributes:
        first_day: first day of it; None in the first era, which has no limit.
        last_day: last day of it; None in the last era, which has no limit.
        names: what `name_of` answers on each of its days.
    """

    first_day: AnyDay | None
    last_day: AnyDay | None
    names: Answer[str]

    @property
    def period(self) -> Period:
        """The era as a period, to ask further questions with.

        >>> import iom_partners
        >>> iom_partners.load().name_eras("GMG")[-1].period.ends_open
        True
        """
        return _period(self.first_day, self.last_day)

    def __repr__(self) -> str:
        """Return one line.

        >>> import iom_partners
        >>> iom_partners.load().name_eras("GMG")[2]
        <NameEra 2003-04-30/2005-12-31: certain: Geneva Migration Group>
        """
        return plain(f"<NameEra {self.period}: {_brief(self.names)}>")


def _brief(answer: Answer[Any]) -> str:
    """Describe an answer: its items, or how many they are."""
    told = [
        f"{word}: {', '.join(answer._names(items)) if len(items) <= 3 else len(items)}"
        for word, items in (("certain", answer.certain), ("possible", answer.possible))
        if items
    ]
    return ", ".join(told) or str(answer.verdict)


def _period(first: AnyDay | None, last: AnyDay | None) -> Period:
    return Period(f"{first or '..'}/{last or '..'}")


def body_eras(chairs: Roster[Any], members: Roster[Any]) -> RecordList[Era]:
    """Cut the history of a body at every possible change of its chairs or members."""
    return RecordList((Era(*era) for era in _eras(chairs, members)), "eras", chairs.store)


def name_eras(names: Roster[str]) -> RecordList[NameEra]:
    """Cut the history of an agent at every possible change of its names."""
    return RecordList((NameEra(*era) for era in _eras(names)), "name_eras", names.store)


def _eras(*rosters: Roster[Any]) -> Iterator[tuple[Any, ...]]:
    """Return the first day, the last day and the answers of each era; neighbors with the same answers are one.

    The order within an era is that of its first day: a holder's next term changes the order, not the answer.
    """
    # What lies outside the calendar is not a day.
    begin = {max(first, BEFORE_ALL + 1) for roster in rosters for first, *_ in roster.sweep.eras()}
    starts = sorted(begin)
    for number, (start, following) in enumerate(pairwise([*starts, AFTER_ALL])):
        # The first era has no first day; it is asked on the first day of 0001, or on its last day before that.
        day = day_at(start if number else min(date.min.toordinal(), following - 1))
        last_day = to_date(following - 1) if following < AFTER_ALL else None
        yield (day if number else None, last_day, *(EraAnswer(roster, day) for roster in rosters))
