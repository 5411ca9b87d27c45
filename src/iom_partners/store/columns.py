"""What the tables of a dataset have in common: certainties, several ids in one cell, labels that are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..dates.certainty import Certainty

if TYPE_CHECKING:
    from ..model.evidence import Citation

__all__ = ["BAR", "CERTAINTIES", "joined", "source_ids", "told_apart"]

#: Between several texts in one cell.
BAR = "|"
#: Every value of a column of certainties.
CERTAINTIES = tuple(each.value for each in Certainty)


def joined(ids: Iterable[str]) -> str | None:
    """Write several ids in one cell, each once; None where there are none.

    >>> joined(["iom", "ilo", "iom"])
    'iom|ilo'
    """
    return BAR.join(dict.fromkeys(ids)) or None


def source_ids(citations: Iterable[Citation]) -> str | None:
    """Write the sources that say so in one cell; one that denies it does not count."""
    return joined(each.source_id for each in citations if not each.denies)


def told_apart(labels: Mapping[str, str], *taken: str) -> dict[str, str]:
    """Give each id a label of its own: those of one label, and of one that is taken, get their id behind it.

    >>> told_apart({"a": "Ada", "b": "Ada", "c": "Eve"})
    {'a': 'Ada (a)', 'b': 'Ada (b)', 'c': 'Eve'}
    """
    borne = Counter([*labels.values(), *taken])
    return {key: label if borne[label] == 1 else f"{label} ({key})" for key, label in labels.items()}
