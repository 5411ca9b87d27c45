"""Who held the chair, and how many members there were, on each day: what a column of dates is looked up in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, Literal, get_args

from ..dates.days import AFTER_ALL, BEFORE_ALL, Span, union
from ..dates.partial import PartialDate
from ..errors import InvalidQuestionError, shorten
from ..query.claims import Asked
from ..query.roster import Cell, Ledger
from ..store.table_schemas import BAR, CERTAINTIES, told_apart
from ..tables.lookup import ByDay

__all__ = ["GiveChair", "GiveCount", "chairs_by_day", "counts_by_day"]

GiveChair = Literal["chair", "label", "possible", "verdict"]
GiveCount = Literal["count", "low", "high"]


def chairs_by_day(ledger: Ledger[Any], give: str) -> ByDay:
    """Give what to say of the chairs of each day.

    Args:
        ledger: who held the chair.
        give: "chair": the ids of the certain ones; "label": their labels; "possible": the ids of the possible ones;
            "verdict": how sure it is that there was one.

    Raises:
        InvalidQuestionError: there is no such thing to give.
    """
    _check(give, get_args(GiveChair))
    say = _SAYING[give] if give != "label" else _saying_labels(ledger)
    starts = _starts(ledger)
    cells = [say(ledger, ledger.cell_on(start)) for start in starts]
    # In time order, and the same whatever is asked of this body.
    categories = CERTAINTIES if give == "verdict" else tuple(dict.fromkeys(filter(None, cells)))
    return ByDay(starts, cells, categories, lambda when: say(ledger, ledger.cell_of(Asked.on(when))))


def counts_by_day(ledger: Ledger[Any], give: str, count: Callable[[PartialDate], tuple[int, int | None]]) -> ByDay:
    """Give the number of members of each day.

    Args:
        ledger: who was a member.
        give: "count": the number where it is decided; "low" or "high": the least or the most.
        count: gives least and most on one day of a partial date, not known which.

    Raises:
        InvalidQuestionError: there is no such thing to give.
    """
    _check(give, get_args(GiveCount))
    choose = _CHOOSING[give]
    starts = _starts(ledger)
    lows, highs = (_depths(ledger, starts, certain=each) for each in (True, False))
    covered = _held(ledger.covered, starts)
    cells = [choose(low, high if known else None) for low, high, known in zip(lows, highs, covered, strict=True)]
    return ByDay(starts, cells, None, lambda when: choose(*count(when)))


def _check(give: object, known: tuple[str, ...]) -> None:
    if give not in known:
        hint = f"one of {', '.join(known)}"
        raise InvalidQuestionError(f"{shorten(give)} cannot be given", value=give, field="give", hint=hint)


def _saying_labels(ledger: Ledger[Any]) -> Callable[[Ledger[Any], Cell[Any]], str | None]:
    """Give what says the short names of the certain chairs."""
    shown = told_apart({key: ledger.label(key) for key in ledger.claims})
    return lambda _, cell: BAR.join(shown[ledger.key_of(each)] for each in cell[0]) or None


def _ids(ledger: Ledger[Any], items: tuple[Any, ...]) -> str | None:
    return BAR.join(map(ledger.key_of, items)) or None


def _decided(low: int, high: int | None) -> int | None:
    return low if low == high else None


_SAYING: dict[str, Callable[[Ledger[Any], Cell[Any]], str | None]] = {
    "chair": lambda ledger, cell: _ids(ledger, cell[0]),
    "possible": lambda ledger, cell: _ids(ledger, cell[1]),
    "verdict": lambda _, cell: cell[3].value,
}

_CHOOSING: dict[str, Callable[[int, int | None], int | None]] = {
    "count": _decided,
    "low": lambda low, _: low,
    "high": lambda _, high: high,
}


def _starts(ledger: Ledger[Any]) -> list[int]:
    """Give the first day of each era that lies in the calendar; what begins before it begins with it."""
    return sorted({max(cut, BEFORE_ALL + 1) for cut in ledger.cuts if cut < AFTER_ALL})


def _depths(ledger: Ledger[Any], starts: list[int], *, certain: bool) -> Iterator[int]:
    """Give how many items are certain, or at least possible, on each of some days: each item once."""
    steps = Counter[int]()
    for claims in ledger.claims.values():
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
