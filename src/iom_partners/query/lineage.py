"""The lineage of a body: its predecessors and successors, and who was in the chair of any of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..dates.days import intersect
from ..model.agents import Agent, Organization
from ..model.evidence import Citation, spoken_fields
from ..store.collection import RecordList
from ..store.store import Store
from ..tables.text import plain
from ..worlds.claims import Completeness
from .wording import say_list, say_when

if TYPE_CHECKING:
    from .roster import Roster
    from .rosters import Rosters

__all__ = ["Lineage", "chairs_of_line", "find_lineage"]


class Lineage(NamedTuple):
    """One body of a lineage.

    Attributes:
        body: the organization.
        relation: what it is to the body asked about: predecessor, itself or successor, directly or indirectly.
        before_ids: ids of the bodies that it replaced, in the data.
        after_ids: ids of the bodies that replaced it.
        citations: those that state that these bodies were replaced.
        why: one plain sentence.

    >>> import iom_partners
    >>> iom_partners.load().lineage("GMG")[-1].before_ids
    ('gmg',)
    """

    body: Organization
    relation: Literal["predecessor", "itself", "successor"]
    before_ids: tuple[str, ...]
    after_ids: tuple[str, ...]
    citations: tuple[Citation, ...]
    why: str

    def __repr__(self) -> str:
        return plain(f"<{self.why}>")


def find_lineage(store: Store, body_id: str) -> RecordList[Lineage]:
    """Return a body with its predecessors, the farthest first, and its successors, the farthest last."""
    earlier: dict[str, list[str]] = {}
    later = {each.id: list(each.successor_ids) for each in store["organizations"] if each.successor_ids}
    for each_id, heirs in later.items():
        for heir in heirs:
            earlier.setdefault(heir, []).append(each_id)
    before, after = _beyond(body_id, earlier), _beyond(body_id, later)
    line: list[tuple[str, Literal["predecessor", "itself", "successor"]]] = [
        *((each, "predecessor") for each in reversed(before)),
        (body_id, "itself"),
        # In a circle, which `check` reports, a body is both; it stands once.
        *((each, "successor") for each in after if each not in before),
    ]
    found = []
    for each, relation in line:
        body: Any = store.agent(each)
        after_ids, before_ids = tuple(later.get(each, ())), tuple(earlier.get(each, ()))
        replacing = [store.agent(one) for one in before_ids]
        stating = (one for bearer in (*replacing, body) for one in bearer.citations if _speaks_of_heirs(one, bearer))
        why = _say(body, [one.label for one in replacing], [store.directory.label(one) for one in after_ids])
        found.append(Lineage(body, relation, before_ids, after_ids, tuple(dict.fromkeys(stating)), why))
    return RecordList(found, "lineage", store)


def _speaks_of_heirs(citation: Citation, bearer: Any) -> bool:
    return not citation.denies and "successor_ids" in spoken_fields(citation, bearer)


def _beyond(start: str, steps: dict[str, list[str]]) -> list[str]:
    """Return what some steps lead to, the nearest first, each once."""
    found, waiting = dict[str, None](), [start]
    for each in waiting:
        for other in steps.get(each, ()):
            if other != start and other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)


def _say(body: Organization, origins: list[str], heirs: list[str]) -> str:
    told = [f"was founded {say_when(body.founded)}"] if body.founded else []
    told += [f"replaced {say_list(origins)}"] if origins else []
    told += [f"ended {say_when(body.ended)}"] if body.ended else []
    told += [f"was replaced by {say_list(heirs)}"] if heirs else []
    return f"{body.label} {say_list(told) or 'has no dates on record'}"


def chairs_of_line(rosters: Rosters, body_id: str, role: str | None) -> Roster[Agent]:
    """Return who was in the chair of a body or of any that it replaced or that replaced it.

    A day is complete where it is complete for each body of the line.
    """
    line = find_lineage(rosters.store, body_id)
    each = [rosters.chairs(one.body.id, role) for one in line]
    claims = [claim for roster in each for grouped in roster.claims.values() for claim in grouped]
    known = reduce(_both, (list(roster.completeness) for roster in each))
    own = rosters.chairs(body_id, role).question
    question = own._replace(
        body=_label(line) + own.body.removeprefix(rosters.directory.label(body_id)),
        listing="data.lineage(body) and data.chair_terms_of(body)",
        hint="".join(roster.question.hint for roster in each),
    )
    return rosters.of_agents(question, claims, known)


def _both(one: list[Completeness], other: list[Completeness]) -> list[Completeness]:
    """Return on which days two bodies are both complete, and by which record: a term or coverage before a life."""
    found = []
    for mine in one:
        for theirs in other:
            for span in intersect((mine.span,), (theirs.span,)):
                told = theirs if isinstance(mine.record, Agent) and not isinstance(theirs.record, Agent) else mine
                excepted = tuple(dict.fromkeys((*mine.except_ids, *theirs.except_ids)))
                found.append(told._replace(span=span, except_ids=excepted))
    return found


def _label(line: Iterable[Lineage]) -> str:
    """Describe the body and those around it."""
    told = dict[str, list[str]](itself=[], predecessor=[], successor=[])
    for each in line:
        told[each.relation].append(each.body.label)
    words = [
        f"its {relation}{'s' if len(told[relation]) > 1 else ''} {say_list(told[relation])}"
        for relation in ("predecessor", "successor")
        if told[relation]
    ]
    return " or ".join([*told["itself"], *words])
