"""Closed-world declarations: that the records know all chairs, members and units of their bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..errors import one_of
from ..model.evidence import Citation
from ..model.own_sources import DECLARED_ID
from ..model.sources import Source
from ..model.ties import ChairTerm, Coverage, CoverageOf, Membership

__all__ = ["declare_closed"]

_ALL: tuple[CoverageOf, ...] = ("chairs", "members", "units")


def declare_closed(records: Iterable[Any], of: Sequence[CoverageOf] = _ALL, *, closed_world: bool = True) -> list[Any]:
    """Return the records with coverages for each body that has ties in them: its chairs, members and units are known.

    Each coverage cites the source `DECLARED_ID`, so that every reason says whose claim it is.

    Args:
        records: of any types.
        of: what is known completely.
        closed_world: what the caller said, which is not false: a text such as "no" is no truth value.

    Raises:
        InvalidQuestionError: ``closed_world`` is not a truth value.
    """
    one_of(closed_world, (True,), "closed_world", "True or False")
    given = list(records)
    bodies = dict.fromkeys(each.organization_id for each in given if isinstance(each, (Membership, ChairTerm)))
    cited = (Citation(source_id=DECLARED_ID, states=("organization_id", "of")),)
    made: list[Any] = [
        Coverage(id=f"declared-{body}-{what}", organization_id=body, of=what, citations=cited)
        for body in bodies
        for what in of
    ]
    if made:
        made.append(Source(id=DECLARED_ID, title="What the caller declares", publisher="the caller"))
    # Data that were declared closed before, written and read again have these records already.
    present = {(type(each), each.id) for each in given}
    return [*given, *(each for each in made if (type(each), each.id) not in present)]
