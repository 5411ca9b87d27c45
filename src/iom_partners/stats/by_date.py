"""Who held the chair, and how many members there were, on each day: what a column of dates is looked up in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, Literal, get_args

from ..dates.days import AFTER_ALL, BEFORE_ALL, Span, union
from ..errors import one_of
from ..query.count import count_range
from ..query.roster import Outcome, Roster
from ..query.rosters import Rosters
from ..store.table_schemas import BAR, CERTAINTIES, told_apart
from ..tables.lookup import ByDay
from ..worlds.asked import Asked

__all__ = ["GiveChair", "GiveCount", "chairs_by_day", "counts_by_day"]

GiveChair = Literal["chair", "label", "possible", "verdict"]
GiveCount = Literal["count", "lower", "upper"]


def chairs_by_day(roster: Roster[Any], give: str) -> ByDay:
    """Give what to say of the chairs of each day.

    Args:
        roster: who held the chair.
        give: "chair": the ids of the certain ones; "label": their labels; "possible": the ids of the possible ones;
            "verdict": how sure it is that there was one.

    Raises:
        InvalidQuestionError: there is no such thing to give.
    """
    one_of(give, get_args(GiveChair), "give", "a valid value")
    say = _SAYING[give] if give != "label" else _saying_labels(roster)
    starts = _starts(roster)
    cells = [say(roster, roster.outcome_on(start)) for start in starts]
    # In time order, and the same whatever is asked of this body.
    categories = CERTAINTIES if give == "verdict" else tuple(dict.fromkeys(filter(None, cells)))
    return ByDay(starts, cells, categories, lambda when: say(roster, roster.outcome_of(Asked.on(when))))


def counts_by_day(rosters: Rosters, body_id: str, give: str) -> ByDay:
    """Give the number of members of each day.

    Args:
        rosters: of the dataset.
        body_id: whose members.
        give: "count": the number where it is decided; "lower" or "upper": the least or the most.

    Raises:
        InvalidQuestionError: there is no such thing to give.
    """
    one_of(give, get_args(GiveCount), "give", "a valid value")
    roster, choose = rosters.members(body_id), _CHOOSING[give]
    starts = _starts(roster)
    lowers, highs = (_depths(roster, starts, certain=each) for each in (True, False))
    covered = _held(roster.known_complete, starts)
    cells = [
        choose(lower, upper if known else None) for lower, upper, known in zip(lowers, highs, covered, strict=True)
    ]
    return ByDay(starts, cells, None, lambda when: choose(*count_range(roster, Asked.on(when))))


def _saying_labels(roster: Roster[Any]) -> Callable[[Roster[Any], Outcome[Any]], str | None]:
    """Give what says the short names of the certain chairs."""
    shown = told_apart({key: roster.label(key) for key in roster.claims})
    return lambda _, outcome: BAR.join(shown[roster.key_of(each)] for each in outcome[0]) or None


def _ids(roster: Roster[Any], items: tuple[Any, ...]) -> str | None:
    return BAR.join(map(roster.key_of, items)) or None


def _decided(lower: int, upper: int | None) -> int | None:
    return lower if lower == upper else None


_SAYING: dict[str, Callable[[Roster[Any], Outcome[Any]], str | None]] = {
    "chair": lambda roster, outcome: _ids(roster, outcome[0]),
    "possible": lambda roster, outcome: _ids(roster, outcome[1]),
    "verdict": lambda _, outcome: outcome[3].value,
}

_CHOOSING: dict[str, Callable[[int, int | None], int | None]] = {
    "count": _decided,
    "lower": lambda lower, _: lower,
    "upper": lambda _, upper: upper,
}


def _starts(roster: Roster[Any]) -> list[int]:
    """Give the first day of each era that lies in the calendar; what begins before it begins with it."""
    return sorted({max(cut, BEFORE_ALL + 1) for cut in roster.cuts if cut < AFTER_ALL})


def _depths(roster: Roster[Any], starts: list[int], *, certain: bool) -> Iterator[int]:
    """Give how many items are certain, or at least possible, on each of some days: each item once."""
    steps = Counter[int]()
    for claims in roster.claims.values():
        for first, last in union(claim.certain if certain else claim.possible for claim in claims):
            steps[max(first, BEFORE_ALL + 1)] += 1
            steps[last + 1] -= 1
    return accumulate(steps[start] for start in starts)


def _held(spans: tuple[Span, ...], starts: list[int]) -> Iterator[bool]:
    """Tell of each of some days whether it lies in runs of days."""
    left = list(reversed(spans))
    for start in starts:
        while left and left[-1][1] < start:
            left.pop()
        yield bool(left) and left[-1][0] <= start
