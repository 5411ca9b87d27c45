"""On which sources an answer rests: the least sets of sources whose loss changes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from ..dates.certainty import Certainty
from ..errors import InvalidQuestionError, shorten
from ..query.answer import Answer
from ..query.project_rosters import ProjectRosters
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..store.record_types import RECORD_TYPES
from ..store.store import Store
from ..tables.text import plain
from ..worlds.asked import Asked
from .statements import parts_of
from .views import seen_record

__all__ = ["Reliance", "Sources", "find_reliance"]

#: Of so many sources all sets are tried; of more, sets of up to three.
_ALL_OF, _MOST = 12, 3


class Reliance(NamedTuple):
    """On which sources an answer rests.

    Attributes:
        sets: the least sets of sources whose loss changes the answer, the smallest first. A source stands for its
            copies too: they are lost with it.
        is_exhaustive: whether all sets were tried; else those of up to three sources.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> data.reliance(data.chair_of("GMG", on="2013-09-01")).least
    3
    """

    sets: tuple[tuple[str, ...], ...]
    is_exhaustive: bool

    @property
    def least(self) -> int | None:
        """How many sources at least must be lost for another answer; None if no loss that was tried changes it.

        >>> Reliance((("a",), ("b", "c")), True).least
        1
        """
        return min(map(len, self.sets), default=None)

    @property
    def single(self) -> tuple[str, ...]:
        """The sources of which each alone carries the answer.

        >>> Reliance((("a",), ("b", "c")), True).single
        ('a',)
        """
        return tuple(each for ids in self.sets if len(ids) == 1 for each in ids)

    def __repr__(self) -> str:
        told = " or ".join(" and ".join(ids) for ids in self.sets) or "no set of sources"
        return plain(f"<Reliance: the loss of {told} changes the answer{'' if self.is_exhaustive else '; …'}>")


class Sources:
    """The sources of a dataset, and what its records are without some of them.

    Attributes:
        store: the records.
        root_of: by the id of a source, that of what it copies, over whatever steps; else its own.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        above = {each.id: each.derived_from_id for each in store["sources"] if each.derived_from_id}
        self.root_of = {each: _root(each, above) for each in store["sources"].ids}
        self._citing: dict[str, list[tuple[str, int]]] = {}
        for name in RECORD_TYPES:
            for place, record in enumerate(store[name]):
                for source_id in _cited([record]):
                    self._citing.setdefault(self.root_of.get(source_id, source_id), []).append((name, place))
        self._made: dict[frozenset[str], ProjectRosters] = {}

    def without(self, roots: frozenset[str]) -> ProjectRosters:
        """Return the rosters of the dataset without some sources and their copies; see `Dataset.without_sources`.

        Records that cite nothing stay, for the loss of a source says nothing of them.
        """
        made = self._made.get(roots)
        if made is None:
            places: dict[str, set[int]] = {}
            for root in roots:
                for name, place in self._citing.get(root, ()):
                    places.setdefault(name, set()).add(place)
            changed = {name: list(self._seen(name, found, roots)) for name, found in places.items()}
            store = Store(
                lambda name: (changed[name], None) if name in changed else (tuple(self.store[name]), None),
                self.store.directory,
            )
            made = self._made[roots] = ProjectRosters(Rosters(store))
        return made

    def _seen(self, name: str, places: Collection[int], lost: Collection[str]) -> Iterator[Any]:
        for place, record in enumerate(self.store[name]):
            if place not in places:
                yield record
                continue
            kept = {each for each in _cited([record]) if self.root_of.get(each, each) not in lost}
            seen = seen_record(record, kept)
            if seen is not None:
                yield seen

    def roots(self, records: Iterable[Any]) -> list[str]:
        """Return the sources that records cite, each copy as what it copies."""
        return sorted({self.root_of.get(each, each) for each in _cited(records)})


def _root(source_id: str, above: Mapping[str, str]) -> str:
    seen = {source_id}
    while (higher := above.get(source_id)) is not None and higher not in seen:
        seen.add(higher)
        source_id = higher
    return source_id


def _cited(records: Iterable[Any]) -> set[str]:
    return {
        citation.source_id for record in records for _, part in parts_of(record) for citation in part.citations
    }  # fmt: skip


def find_reliance(rosters: ProjectRosters, answer: Any, sources: Sources | None = None) -> Reliance:
    """Return the least sets of sources whose loss changes an answer; see `Dataset.reliance`.

    Args:
        rosters: of the dataset.
        answer: of that dataset.
        sources: of the dataset, where they are at hand.

    Raises:
        InvalidQuestionError: it is not an answer, or one of other data.
    """
    if not isinstance(answer, Answer):
        raise InvalidQuestionError(f"{shorten(answer)} is not an answer", value=answer, field="answer")
    roster, asked = answer._roster, answer.asked
    if roster.key is None or rosters.again(*roster.key) is not roster:
        hint = "ask the dataset itself for the answer"
        raise InvalidQuestionError("the answer is one of other data", value=answer, field="answer", hint=hint)
    return reliance_of(rosters, roster, asked, sources or Sources(rosters.store))


def reliance_of(rosters: ProjectRosters, roster: Roster[Any], asked: Asked, sources: Sources) -> Reliance:
    """Return the least sets of sources whose loss changes what a roster answers at a time."""
    certain, _, _, verdict = roster.outcome_of(asked)
    key = roster.key or ()
    found: set[frozenset[str]] = set()
    is_exhaustive = True
    for item in map(roster.key_of, certain):
        # Whoever is certain may cease to be.
        def holds(lost: frozenset[str], item: str = item) -> bool:
            return sources.without(lost).again(*key).judge(item, asked) is Certainty.CERTAIN

        least, is_all = _least(holds, sources.roots(_bearing(rosters.store, roster, item)))
        found |= least
        is_exhaustive &= is_all
    if not certain:

        def stays(lost: frozenset[str]) -> bool:
            return bool(sources.without(lost).again(*key).outcome_of(asked)[3] is verdict)

        found, is_exhaustive = _least(stays, sources.roots(_bearing(rosters.store, roster)))
    minimal = [ids for ids in found if not any(other < ids for other in found)]
    return Reliance(tuple(sorted((tuple(sorted(ids)) for ids in minimal), key=lambda ids: (len(ids), ids))), is_exhaustive)


def _least(holds: Callable[[frozenset[str]], bool], roots: list[str]) -> tuple[set[frozenset[str]], bool]:
    """Return the least sets of sources without which something does not hold, and whether all sets were tried."""
    found: set[frozenset[str]] = set()
    is_exhaustive = len(roots) <= _ALL_OF
    for size in range(1, (len(roots) if is_exhaustive else _MOST) + 1):
        for ids in map(frozenset, combinations(roots, size)):
            if not any(each <= ids for each in found) and not holds(ids):
                found.add(ids)
    return found, is_exhaustive


def _bearing(store: Store, roster: Roster[Any], item: str | None = None) -> list[Any]:
    """Return the records that bear on what a roster says of one item, or of anyone."""
    body_id = roster.question.body_id
    claims = (
        roster.claims_of(item)
        if item is not None
        else [each for grouped in (roster.claims, roster.indirect) for of in grouped.values() for each in of]
    )
    records = [link.record for claim in claims for link in claim.links]
    if item is None:
        records += [each.record for each in roster.completeness]
        for name, field in (("chair_terms", "organization_id"), ("memberships", "organization_id")):
            records += store.select(name, **{field: body_id})
    if roster.question.kind == "names":
        records.append(store.agent(body_id))
    # Of what a body is a unit decides within whose lives it lives.
    bodies = {getattr(each, "organization_id", None) for each in records} | {body_id}
    for body in bodies - {None}:
        above = [each.id for each in store.bodies_above(str(body))]
        records += [tie for each in above for tie in store.select("memberships", member_id=each, role="unit")]
    return [each for each in records if hasattr(each, "id")]
