"""On which sources an answer rests: the least sets of sources whose loss changes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, combinations, pairwise
from typing import Any, NamedTuple

import attrs

from ..dates.certainty import Certainty
from ..dates.days import Span, intersect, union
from ..dates.period import Period
from ..errors import InvalidQuestionError, shorten
from ..model.agents import Agent
from ..query.answer import Answer
from ..query.project_rosters import ProjectRosters
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..store.store import Store
from ..tables.text import plain
from ..worlds.asked import Asked
from ..worlds.claims import Claim, judge, life_of
from .statements import parts_of, spoken_fields
from .views import seen_record

__all__ = ["Reliance", "find_reliance", "reliance_by_day", "roots_of"]

#: Of so many groups of sources all sets are tried; of more, sets of up to three.
_ALL_OF, _MOST = 12, 3
#: Of a record with so many sources all views are looked at.
_MOST_VIEWED = 8
#: Fields that no answer depends on.
_SILENT = frozenset((
    "name", "acronym", "website", "place", "summary", "beneficiaries", "activities", "is_founder", "identifiers",
    "successor_ids", "country",
))  # fmt: skip
#: The questions whose answers may be narrowed by the kind of an organization.
_BY_KIND = ("units", "participants", "partners")


class Reliance(NamedTuple):
    """On which sources an answer rests.

    Attributes:
        sets: the least sets of sources whose loss changes the answer, the smallest first. A source stands for its
            copies too: they are lost with it.
        is_exhaustive: whether all sets were tried. Sources that say the same of all records that bear on the answer
            are lost together; of more than twelve such groups, only sets of up to three are tried.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> data.reliance(data.chair_of("GMG", on="2013-09-01"))
    <Reliance: the loss of iom-partners-and-friends changes the answer>
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
        """The sources of which the loss of one alone changes the answer.

        >>> Reliance((("a",), ("b", "c")), True).single
        ('a',)
        """
        return tuple(each for ids in self.sets if len(ids) == 1 for each in ids)

    def __repr__(self) -> str:
        told = " or of ".join(" and ".join(ids) for ids in self.sets)
        if not told:
            return "<Reliance: no loss of sources changes the answer>"
        return plain(f"<Reliance: the loss of {told} changes the answer{'' if self.is_exhaustive else '; …'}>")


def find_reliance(rosters: ProjectRosters, answer: Any) -> Reliance:
    """Return the least sets of sources whose loss changes an answer; see `Dataset.reliance`.

    Raises:
        InvalidQuestionError: it is not an answer, or one of other data.
    """
    if not isinstance(answer, Answer):
        raise InvalidQuestionError(f"{shorten(answer)} is not an answer", value=answer, field="answer")
    roster = answer._roster
    if roster.key is None or rosters.again(*roster.key) is not roster:
        hint = "ask the dataset itself for the answer"
        raise InvalidQuestionError("the answer is one of other data", value=answer, field="answer", hint=hint)
    return _reliance_of(rosters.store, roster, answer.asked, roots_of(rosters.store))


def roots_of(store: Store) -> dict[str, str]:
    """Return by the id of each source that of what it copies, over whatever steps; of an original its own."""
    above = {each.id: each.derived_from_id for each in store["sources"] if each.derived_from_id}
    return {each: _root(each, above) for each in store["sources"].ids}


def _root(source_id: str, above: Mapping[str, str]) -> str:
    seen = {source_id}
    while (higher := above.get(source_id)) is not None and higher not in seen:
        seen.add(higher)
        source_id = higher
    return source_id


def _reliance_of(store: Store, roster: Roster[Any], asked: Asked, root_of: Mapping[str, str]) -> Reliance:
    """Return the least sets of sources whose loss changes what a roster answers at a time."""
    found: set[frozenset[str]] = set()
    is_exhaustive = True
    for records, holds in _conditions(store, roster, asked):
        without = _Without(store, roster, records, root_of)
        least, is_all = _least(partial(_stays, without, holds), without.groups(asked))
        found |= least
        is_exhaustive = is_exhaustive and is_all
    return _reliance(found, is_exhaustive=is_exhaustive)


def reliance_by_day(
    store: Store, roster: Roster[Any], item: str, span: Span, root_of: Mapping[str, str]
) -> Iterator[tuple[Span, Reliance]]:
    """Yield runs of days on which one item is certain, each with the sources that this rests on on every day of it.

    Args:
        store: the records of the dataset.
        roster: one of the dataset.
        item: who.
        span: the days that count.
        root_of: what `roots_of` returns.
    """
    claims = roster.claims_of(item)
    certain = intersect(union(claim.certain for claim in claims), (span,))
    without = _Without(store, roster, _bearing(store, roster, claims), root_of)
    bounds = {cut for view in without.views() for first, last in _spans_of(view) for cut in (first, last + 1)}
    runs: list[tuple[Span, Reliance]] = []
    for first, last in certain:
        for day, following in pairwise(sorted({first, last + 1, *(cut for cut in bounds if first < cut <= last)})):
            asked = Asked.on_ordinal(day)
            least, is_all = _least(
                partial(_stays, without, partial(_is, item, asked, (Certainty.CERTAIN,))), without.groups(asked)
            )
            found = _reliance(least, is_exhaustive=is_all)
            is_same = bool(runs) and runs[-1][1] == found and runs[-1][0][1] + 1 == day
            runs.append(((runs.pop()[0][0] if is_same else day, following - 1), found))
    yield from runs


def _spans_of(record: Any) -> list[Span]:
    """Return the certain and the possible days of a tie, or of a life."""
    bounds = life_of(record) if isinstance(record, Agent) else getattr(record, "period", Period("/")).bounds
    return [] if bounds is None else [bounds.certain, bounds.possible]


def _reliance(found: Collection[frozenset[str]], *, is_exhaustive: bool) -> Reliance:
    """Return the least of some sets, in order."""
    minimal = (tuple(sorted(ids)) for ids in found if not any(other < ids for other in found))
    return Reliance(tuple(sorted(minimal, key=lambda ids: (len(ids), ids))), is_exhaustive)


def _stays(without: _Without, holds: Callable[[Roster[Any]], bool], lost: frozenset[str]) -> bool:
    return holds(without.roster(lost))


def _conditions(
    store: Store, roster: Roster[Any], asked: Asked
) -> Iterator[tuple[list[Any], Callable[[Roster[Any]], bool]]]:
    """Yield what an answer rests on: records, and what must hold of them for the answer to stay the same."""
    certain, possible, _, verdict = roster.outcome_of(asked)
    if certain:
        for item in map(roster.key_of, certain):
            claims = [each for each in roster.claims_of(item) if asked.meets(each.possible)]
            yield _bearing(store, roster, claims), partial(_is, item, asked, (Certainty.CERTAIN,))
        return
    if possible:
        claims = [each for item in map(roster.key_of, possible) for each in roster.claims_of(item)]
        yield _bearing(store, roster, claims), lambda made: made.outcome_of(asked)[3] is verdict
        return
    # Nobody was one: someone may become one, or it may be known no more that nobody was.
    for item, own in roster.claims.items():
        is_none = partial(_is, item, asked, (Certainty.RULED_OUT, Certainty.UNKNOWN))
        yield _bearing(store, roster, own), is_none
    completing: list[Any] = [each.record for each in roster.completeness]
    for name in ("chair_terms", "coverages") if roster.question.body_id in store["organizations"] else ():
        completing += store.select(name, organization_id=roster.question.body_id)
    records = _bearing(store, roster, [], completing)
    yield records, lambda made: judge((), made.known_of_others, asked) is verdict


def _is(item: str, asked: Asked, certainties: Collection[Certainty], made: Roster[Any]) -> bool:
    return made.judge(item, asked) in certainties


def _least(holds: Callable[[frozenset[str]], bool], groups: list[frozenset[str]]) -> tuple[set[frozenset[str]], bool]:
    """Return the least sets of sources without which something does not hold, and whether all sets were tried."""
    found: set[frozenset[str]] = set()
    is_exhaustive = len(groups) <= _ALL_OF
    for number in range(1, (len(groups) if is_exhaustive else _MOST) + 1):
        for some in combinations(groups, number):
            ids = frozenset().union(*some)
            if not any(each <= ids for each in found) and not holds(ids):
                found.add(ids)
    return found, is_exhaustive


class _Without:
    """What a roster is without some sources, from the records that bear on it."""

    def __init__(self, store: Store, roster: Roster[Any], records: list[Any], root_of: Mapping[str, str]) -> None:
        self._directory = store.directory
        self._key = roster.key or ()
        self._records = records
        self._root_of = root_of
        self._silent = _SILENT if roster.question.kind in _BY_KIND else _SILENT | {"kind"}
        self._is_of_names = roster.question.kind == "names"
        self._cited = [frozenset(self._root(each.source_id) for each in _citations(record)) for record in records]
        self._views_of: list[list[Any]] = [[] for _ in records]
        self._rosters: dict[tuple[int, ...], Roster[Any]] = {}
        self._seen: dict[tuple[int, frozenset[str]], Any] = {}

    def groups(self, asked: Asked) -> list[frozenset[str]]:
        """Return the sources that matter, those together that say the same of each record: the loss of one is none."""
        told: dict[str, list[Any]] = {}
        for place, record in enumerate(self._records):
            parts: Iterable[tuple[str, Any]] = parts_of(record) if self._is_of_names else [("", record)]
            for part_place, part in parts if self._may_meet(place, asked) else ():
                for citation in part.citations:
                    if said := self._said(citation, part):
                        told.setdefault(self._root(citation.source_id), []).append((place, part_place, *said))
        groups: dict[Any, list[str]] = {}
        for root, all_said in told.items():
            groups.setdefault(frozenset(all_said), []).append(root)
        return sorted((frozenset(roots) for roots in groups.values()), key=lambda roots: (len(roots), sorted(roots)))

    def _may_meet(self, place: int, asked: Asked) -> bool:
        """Return whether a record meets a time in some view; without a period, or by many sources, it always may."""
        record = self._records[place]
        if not hasattr(record, "period") or len(self._cited[place]) > _MOST_VIEWED:
            return True
        return any(asked.meets(view.period.bounds.possible) for view in self._views(place))

    def views(self) -> Iterator[Any]:
        """Yield what each record is without some of its sources; of many, without each and without all others."""
        return chain.from_iterable(map(self._views, range(len(self._records))))

    def _views(self, place: int) -> Iterator[Any]:
        roots = sorted(self._cited[place])
        sizes: Iterable[int] = range(len(roots)) if len(roots) <= _MOST_VIEWED else {0, 1, len(roots) - 1}
        lost = chain.from_iterable(combinations(roots, size) for size in sizes)
        return (view for some in lost if (view := self._view(place, frozenset(some))) is not None)

    def _said(self, citation: Any, part: Any) -> tuple[Any, ...]:
        """Return what a citation says that an answer may depend on; nothing if it says nothing of that."""
        fields = tuple(sorted(set(spoken_fields(citation, part)) - self._silent))
        says = tuple((said.field, said.value) for said in citation.says if said.field not in self._silent)
        if isinstance(part, Agent) and not citation.denies and not set(fields) - {"names"}:
            return ()  # Nobody vanishes because nobody tells of him.
        return fields, says, citation.denies

    def roster(self, lost: frozenset[str]) -> Roster[Any]:
        """Return the roster without some sources and their copies. Records that cite nothing stay."""
        records = [seen for place in range(len(self._records)) if (seen := self._view(place, lost)) is not None]
        key = tuple(map(id, records))
        if key not in self._rosters:
            made = ProjectRosters(Rosters(Store.of_records(records, self._directory)))
            self._rosters[key] = made.again(*self._key)
        return self._rosters[key]

    def _view(self, place: int, lost: frozenset[str]) -> Any:
        """Return what a record is without some sources: of equal views, always the same object."""
        kept = self._cited[place] - lost
        if kept == self._cited[place]:
            return self._records[place]
        key = place, kept
        if key not in self._seen:
            record = self._records[place]
            ids = {each.source_id for each in _citations(record) if self._root(each.source_id) in kept}
            seen = seen_record(record, ids)
            # Who says so does not count any more.
            bare = seen and attrs.evolve(seen, citations=())
            same = self._views_of[place]
            self._seen[key] = next((each for each in same if each == bare), bare)
            same.append(self._seen[key])
        return self._seen[key]

    def _root(self, source_id: str) -> str:
        return self._root_of.get(source_id, source_id)


def _citations(record: Any) -> Iterator[Any]:
    return (citation for _, part in parts_of(record) for citation in part.citations)


def _bearing(store: Store, roster: Roster[Any], claims: Iterable[Claim], more: Iterable[Any] = ()) -> list[Any]:
    """Return the records that bear on claims: theirs, the lives within which they hold, and what bounds these."""
    body_id = roster.question.body_id
    records: list[Any] = [*more, *(link.record for claim in claims for link in claim.links)]
    records += [store.agent(body_id)] if roster.question.kind == "names" else []
    # Of what a body is a unit decides within whose lives it lives.
    bodies = {getattr(each, "organization_id", None) for each in records} | {body_id}
    for body in sorted(filter(None, bodies)):
        above = [each.id for each in store.bodies_above(body)]
        records += [tie for each in above for tie in store.select("memberships", member_id=each, role="unit")]
    return list(_once(each for each in records if hasattr(each, "id")))


def _once(records: Iterable[Any]) -> Iterable[Any]:
    """Return each record once."""
    return {(type(each), each.id): each for each in records}.values()
