"""Who held the chair, and how many members there were, on each day: what columns of dates are looked up in."""

from __future__ import annotations

from typing import Any, Literal, get_args

from ..dates.days import AFTER_ALL, BEFORE_ALL
from ..errors import one_of
from ..query.count import count_range
from ..query.roster import Outcome, Roster
from ..query.rosters import Rosters
from ..store.table_schemas import CERTAINTIES, joined, told_apart
from ..tables.lookup import ByDay
from ..worlds.asked import Asked

__all__ = ["GiveChair", "GiveCount", "chairs_by_day", "counts_by_day"]

GiveChair = Literal["chair", "label", "possible", "verdict"]
GiveCount = Literal["count", "lower", "upper"]


def chairs_by_day(roster: Roster[Any], give: str) -> ByDay:
    """Return what there is to say of the chairs of each day.

    Args:
        roster: who held the chair.
        give: "chair": the ids of the certain ones; "label": their labels; "possible": the ids of the possible ones;
            "verdict": how sure it is that there was one.

    Raises:
        InvalidQuestionError: ``give`` is none of these.
    """
    one_of(give, get_args(GiveChair), "give", "a kind of result")
    labels = told_apart({key: roster.label(key) for key in roster.claims}) if give == "label" else {}

    def say(outcome: Outcome[Any]) -> str | None:
        if give == "verdict":
            return outcome[3].value
        keys = map(roster.key_of, outcome[1] if give == "possible" else outcome[0])
        return joined(labels.get(key, key) for key in keys)

    # Within an era the order changes where a holder's next term begins.
    starts = sorted({max(cut, BEFORE_ALL + 1) for cut in roster.sweep.cuts if cut < AFTER_ALL})
    cells = [say(roster.outcome_on(start)) for start in starts]
    # In order of time, and the same for every column that is asked of this body.
    categories = CERTAINTIES if give == "verdict" else tuple(dict.fromkeys(filter(None, cells)))
    return ByDay(starts, cells, categories, lambda when: say(roster.outcome_of(Asked.on(when))))


def counts_by_day(rosters: Rosters, body_id: str, give: str) -> ByDay:
    """Return the number of members on each day.

    Args:
        rosters: of the dataset.
        body_id: whose members.
        give: "count": the number if it is decided; "lower" or "upper": the least or the most.

    Raises:
        InvalidQuestionError: ``give`` is none of these.
    """
    one_of(give, get_args(GiveCount), "give", "a kind of result")

    def choose(lower: int, upper: int | None) -> int | None:
        if give == "count":
            return lower if lower == upper else None
        return lower if give == "lower" else upper

    roster = rosters.members(body_id)
    starts, cells = list[int](), list[int | None]()
    for first, _, lower, _, upper, _ in roster.sweep.eras():
        starts.append(max(first, BEFORE_ALL + 1))
        cells.append(choose(lower, upper))
    return ByDay(starts, cells, None, lambda when: choose(*count_range(roster, Asked.on(when))))
