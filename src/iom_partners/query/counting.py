"""Counting members on a day: the range that the records allow, beside what sources state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..dates.certainty import Certainty
from ..dates.period import Period
from ..model.happenings import Figure
from .claims import Asked
from .count import Count
from .evidence import Evidence
from .explain import evidence
from .roster import Ledger
from .wording import say_asked

__all__ = ["count_members"]


def count_members(ledger: Ledger[Any], asked: Asked, figures: Iterable[Figure]) -> Count:
    """Count the members on a day, or on one day of a partial date, not known which; or those of a period."""
    cells = ledger.cells_over(asked) if asked.keyword == "on" else [ledger.cell_of(asked)]
    low = min(len(certain) for certain, _, _, _ in cells)
    is_complete = all(complete for _, _, complete, _ in cells)
    high = max(len(certain) + len(possible) for certain, possible, _, _ in cells) if is_complete else None
    stated = tuple(each for each in figures if each.unit == "members" and _speaks_of(each, asked))

    def prove() -> tuple[Evidence[Any], ...]:
        proofs = evidence(ledger, asked, ledger.cell_of(asked))
        told = (
            Evidence(None, each, Certainty.CERTAIN, each.citations, f"stated: {say_figure(each)}") for each in stated
        )
        return (*proofs, *told)

    return Count(low, high, stated, prove, _why(ledger, asked, low, high, stated))


def _speaks_of(figure: Figure, asked: Asked) -> bool:
    if figure.when is None:
        return False
    return asked.meets(*((figure.when.bounds.possible,) if isinstance(figure.when, Period) else figure.when.spans))


def say_figure(figure: Figure) -> str:
    """Say the number of a figure with its qualifier.

    >>> say_figure(Figure(id="f", about_id="gmg", unit="members", low=16, high=16))
    '16 members'
    """
    if figure.low == figure.high:
        number = str(figure.low)
    elif figure.high is None:
        number = f"at least {figure.low}"
    else:
        number = f"at most {figure.high}" if figure.low is None else f"{figure.low} to {figure.high}"
    return f"{figure.qualifier + ' ' if figure.qualifier else ''}{number} {figure.unit}"


def _why(ledger: Ledger[Any], asked: Asked, low: int, high: int | None, stated: tuple[Figure, ...]) -> str:
    body, time = ledger.topic.body, say_asked(asked)
    certain = f"{low} {'member' if low == 1 else 'members'} of {body} {'is' if low == 1 else 'are'} certain {time}"
    if high is None:
        counted = f"{certain}, and the data does not claim to know all"
    elif high == 0:
        counted = f"{body} had no members {time}, and all are known"
    elif low == high:
        counted = (
            f"the 1 member of {body} is known {time}" if low == 1 else f"all {low} members of {body} are known {time}"
        )
    else:
        counted = f"{certain} and up to {high} possible, nobody else"
    return f"{counted}; stated: {', '.join(map(_say_stated, stated))}" if stated else counted


def _say_stated(figure: Figure) -> str:
    sources = list(dict.fromkeys(each.source_id for each in figure.citations if not each.denies))
    return say_figure(figure) + (f" ({', '.join(sources[:3])})" if sources else "")
