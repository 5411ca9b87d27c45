"""One question about one body, made ready: who can be an answer on which days.

A day is answered from the body's *eras*: its history cut at every bound of every record. Finding the era is one
bisection; what it answers is worked out when it is first asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from ..dates.certainty import Certainty
from ..dates.spans import AFTER_ALL, BEFORE_ALL, Spans, union
from .claims import Asked, Claim, Completion, judge

__all__ = ["Cell", "Ledger", "Topic"]

T = TypeVar("T")

#: Certain answers, possible answers, whether nobody else can be one, and the verdict.
Cell = tuple[tuple[T, ...], tuple[T, ...], bool, Certainty]


class Topic(NamedTuple):
    """What a ledger answers.

    Attributes:
        kind: chairs, members, units, names or groups.
        body_id: of whom or what.
        body: its label, for sentences.
        listing: the call that lists without a time, for the error when none is given.
    """

    kind: Literal["chairs", "members", "units", "names", "groups"]
    body_id: str
    body: str
    listing: str


class Ledger(Generic[T]):
    """The claims and the completeness of one question about one body.

    Attributes:
        topic: what it answers.
        cuts: the first day of each era, as ordinals.
        cells: what is answered in each era; None until it is first asked for.
        ready: answers given before, by the day as it was written.
        claims: by item, in time order.
        hidden: claims by item that decide `about` though the item itself is not listed (parts of a collective).
        completions: why nobody else can be an answer on which days.
        covered: the days of the completions.
        covered_deep: the days on which an item that is neither listed nor hidden is ruled out.
        resolve: gives the item of a key (an id, or the text of a name).
        label: gives the short name of a key, for sentences.
        find: gives the key of what a caller names.
        elsewhere: gives another ledger, and a key in it, that may settle what is unknown here.
    """

    __slots__ = (
        "cells", "claims", "completions", "covered", "covered_deep", "cuts",
        "elsewhere", "find", "hidden", "label", "ready", "resolve", "topic",
    )  # fmt: skip

    def __init__(
        self,
        topic: Topic,
        claims: Iterable[Claim],
        completions: Iterable[Completion],
        *,
        resolve: Callable[[str], T],
        label: Callable[[str], str],
        find: Callable[[object], str],
        elsewhere: Callable[[str], tuple[Ledger[Any], str]] | None = None,
        hidden: Iterable[Claim] = (),
        covered_deep: Callable[[Spans], Spans] | None = None,
    ) -> None:
        self.topic = topic
        self.ready: dict[Any, Any] = {}
        self.claims = _by_item(claims)
        self.hidden = _by_item(hidden)
        self.completions = tuple(completions)
        self.covered = union(each.span for each in self.completions)
        self.covered_deep = covered_deep(self.covered) if covered_deep else self.covered
        self.resolve = resolve
        self.label = label
        self.find = find
        self.elsewhere = elsewhere
        cuts = {BEFORE_ALL}
        runs = [run for of_item in self.claims.values() for claim in of_item for run in (claim.certain, claim.possible)]
        for first, last in (*runs, *self.covered):
            if first <= last:
                cuts.update((first, last + 1))
        self.cuts = sorted(cuts)
        self.cells: list[Cell[T] | None] = [None] * len(self.cuts)

    def cell_on(self, ordinal: int) -> Cell[T]:
        """Give what is answered on one day."""
        index = bisect_right(self.cuts, ordinal) - 1
        cell = self.cells[index]
        if cell is None:
            # Two threads may make the same cell; both are equal and either may stay.
            cell = self.cells[index] = self.cell_of(Asked.on_ordinal(self.cuts[index]))
        return cell

    def cells_over(self, asked: Asked) -> list[Cell[T]]:
        """Give what is answered on the days asked about: once for each era that they touch."""
        first, last = asked.bounds.possible
        cuts = self.cuts[bisect_right(self.cuts, first) - 1 : bisect_right(self.cuts, last)]
        eras = zip(cuts, (*cuts[1:], AFTER_ALL + 1), strict=True)
        return [self.cell_on(cut) for cut, following in eras if asked.meets((cut, following - 1))]

    def cell_of(self, asked: Asked) -> Cell[T]:
        """Work out what is answered for any time."""
        found: dict[Certainty, list[tuple[tuple[int, int, str], str]]] = {each: [] for each in Certainty}
        for item, claims in self.claims.items():
            # What stands first is decided by the claims that bear on this time: a holder's earlier terms do not count.
            order = min((each.sort_key for each in claims if asked.meets(each.possible)), default=claims[0].sort_key)
            found[judge(claims, self.covered, asked)].append((order, item))
        certain, possible = (
            tuple(self.resolve(item) for _, item in sorted(found[each]))
            for each in (Certainty.CERTAIN, Certainty.POSSIBLE)
        )
        is_complete = not found[Certainty.UNKNOWN] and judge((), self.covered, asked) is Certainty.RULED_OUT
        if certain:
            verdict = Certainty.CERTAIN
        elif possible:
            verdict = Certainty.POSSIBLE
        else:
            verdict = Certainty.RULED_OUT if is_complete else Certainty.UNKNOWN
        return certain, possible, is_complete, verdict

    def judge(self, item: str, asked: Asked) -> Certainty:
        """Say how sure it is that one item is an answer, through a collective or not."""
        return judge(self.claims_of(item), self.covered_deep, asked)

    def claims_of(self, item: str) -> tuple[Claim, ...]:
        """Give the claims of one item, through a collective or not, in time order."""
        return self.claims.get(item, ()) + self.hidden.get(item, ())

    def key_of(self, item: T) -> str:
        """Give the key of an item: its id, or the text of a name."""
        return item if isinstance(item, str) else item.id  # type: ignore[attr-defined]


def _by_item(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    grouped: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda each: each.sort_key):
        grouped.setdefault(claim.item, []).append(claim)
    return {item: tuple(of_item) for item, of_item in grouped.items()}
