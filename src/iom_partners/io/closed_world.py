"""Closed-world declarations: that the records list all chairs, members and units of their bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..errors import one_of
from ..model.evidence import Citation
from ..model.own_sources import DECLARED_ID
from ..model.sources import Source
from ..model.ties import ChairTerm, Coverage, CoverageOf, Membership
from ..model.vocabulary import CHAIRING_ROLES

__all__ = ["declare_closed"]

_ALL: tuple[CoverageOf, ...] = ("chairs", "members", "units")
#: The roles that a coverage of members, units or chairs means by itself; a part of a collective is known with that.
_USUAL = frozenset(("member", "unit", "component", *CHAIRING_ROLES))


def declare_closed(records: Iterable[Any], of: Sequence[CoverageOf] = _ALL, *, closed_world: bool = True) -> list[Any]:
    """Return the records with coverages for each body that has ties in them: its chairs, members and units are known.

    So are those in every other role that some of these ties have; of memberships, also the offices in words.

    Each coverage cites the source `DECLARED_ID`, so that every reason says whose claim it is.

    Args:
        records: of any types.
        of: what is known completely.
        closed_world: what the caller said, which is not false: a text such as "no" is not a truth value.

    Raises:
        InvalidQuestionError: ``closed_world`` is not a truth value.
    """
    one_of(closed_world, (True,), "closed_world", "True or False")
    given = list(records)
    ties = [each for each in given if isinstance(each, (Membership, ChairTerm))]
    bodies = dict.fromkeys(each.organization_id for each in ties)
    known: dict[tuple[CoverageOf, str | None], None] = dict.fromkeys((what, None) for what in of)
    for tie in ties:
        what: CoverageOf = "members" if isinstance(tie, Membership) else "chairs"
        if what in of and tie.role not in _USUAL:
            known[what, tie.role] = None
        if isinstance(tie, Membership) and what in of and tie.office:
            known["offices", None] = None
    made: list[Any] = [
        Coverage(
            id=f"declared-{body}-{what}{f'-{role}' if role else ''}",
            organization_id=body,
            of=what,
            role=role,
            citations=(Citation(source_id=DECLARED_ID, states=("organization_id", "of", *(["role"] if role else []))),),
        )
        for body in bodies
        for what, role in known
    ]
    if made:
        made.append(Source(id=DECLARED_ID, title="What the caller declares", publisher="the caller"))
    # Data that were declared closed before, written and read again have these records already.
    present = {(type(each), each.id) for each in given}
    return [*given, *(each for each in made if (type(each), each.id) not in present)]
