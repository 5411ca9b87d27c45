"""On which sources an answer rests: the minimal sets of sources whose loss changes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, combinations, pairwise
from math import comb
from typing import Any, NamedTuple

import attrs

from ..dates.certainty import Certainty
from ..dates.days import Span, intersect, union
from ..dates.period import Period
from ..errors import InvalidQuestionError, shorten
from ..model.agents import Agent
from ..model.dealings import Partnership
from ..model.happenings import Place
from ..model.ties import ChairTerm, Coverage, Membership
from ..model.works import Participation, Project
from ..query.answer import Answer
from ..query.lineage import find_lineage
from ..query.project_rosters import ProjectRosters
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..store.record_types import RECORD_TYPES, record_class, refer
from ..store.store import Store
from ..tables.text import plain
from ..worlds.asked import Asked
from ..worlds.claims import Claim, life_of
from .statements import parts_of, spoken_fields
from .views import keep_referred, seen_record

__all__ = ["Reliance", "Views", "find_reliance", "reliance_by_day"]

#: Up to this many groups of sources, all sets are tried; with more, sets of up to three, if they are not too many.
_ALL_OF, _MOST, _MOST_SETS = 12, 3, 10_000
#: Up to this many sources of a record, all its views are looked at.
_MOST_VIEWED = 8
#: Fields that no answer depends on.
_SILENT = frozenset((
    "name", "acronym", "website", "place", "summary", "beneficiaries", "activities", "is_founder", "identifiers",
    "country",
))  # fmt: skip
#: Fields that some questions depend on.
_AT_TIMES = frozenset(("kind", "successor_ids", "names"))
#: By question, the place in its key of what narrows it by the records of its items: a kind, a country, a theme.
_NARROWED = {"units": (2,), "participants": (2,), "partners": (2,), "projects": (3, 4)}


class Reliance(NamedTuple):
    """On which sources an answer rests.

    Attributes:
        sets: the minimal sets of sources whose loss changes the answer, the smallest first. A source stands for its
            copies too: they are lost with it.
        is_exhaustive: whether all sets were tried. Sources that say the same of all records that bear on the answer
            form a group and are lost together. With more than twelve groups, sets of up to three are tried (of up to
            two, where there are more than ten thousand), and all sets of the groups that speak of the time asked about,
            if these are twelve at most.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> data.reliance(data.chair_of("GMG", on="2013-09-01"))
    <Reliance: the loss of iom-partners-and-friends changes the answer>
    >>> Reliance((), is_exhaustive=False)
    <Reliance: no loss of sources that was tried changes the answer>
    """

    sets: tuple[tuple[str, ...], ...]
    is_exhaustive: bool

    @property
    def least(self) -> int | None:
        """The least number of sources whose loss changes the answer; None if no loss that was tried does.

        >>> Reliance((("a",), ("b", "c")), True).least
        1
        """
        return min(map(len, self.sets), default=None)

    @property
    def single(self) -> tuple[str, ...]:
        """The sources whose loss alone changes the answer.

        >>> Reliance((("a",), ("b", "c")), True).single
        ('a',)
        """
        return tuple(each for ids in self.sets if len(ids) == 1 for each in ids)

    def __repr__(self) -> str:
        told = " or of ".join(" and ".join(ids) for ids in self.sets)
        if not told:
            tried = "" if self.is_exhaustive else " that was tried"
            return f"<Reliance: no loss of sources{tried} changes the answer>"
        more = "" if self.is_exhaustive else "; larger sets were not all tried"
        return plain(f"<Reliance: the loss of {told} changes the answer{more}>")


def find_reliance(rosters: ProjectRosters, answer: Any) -> Reliance:
    """Return the minimal sets of sources whose loss changes an answer; see `Dataset.reliance`.

    Raises:
        InvalidQuestionError: it is not an answer, or belongs to other data.
    """
    if not isinstance(answer, Answer):
        hint = "ask chair_of, members_of or another question that returns an Answer"
        raise InvalidQuestionError(f"{shorten(answer)} is not an answer", value=answer, field="answer", hint=hint)
    if not rosters.rosters.has(answer._roster):
        hint = "ask the dataset itself for the answer"
        raise InvalidQuestionError("the answer belongs to other data", value=answer, field="answer", hint=hint)
    found: set[frozenset[str]] = set()
    is_exhaustive = True
    views = Views(rosters.store)
    for records, holds in _conditions(rosters, answer._roster, answer.asked, views):
        without = _Without(rosters.store, answer._roster, records, views)
        least, is_all = _least(without, answer.asked, holds)
        found |= least
        is_exhaustive = is_exhaustive and is_all
    return _reliance(found, is_exhaustive=is_exhaustive)


def _root(source_id: str, above: Mapping[str, str]) -> str:
    path = [source_id]
    while (higher := above.get(path[-1])) is not None:
        if higher in path:
            return min(path[path.index(higher) :])  # Of a circle, which `check` reports, whichever comes first.
        path.append(higher)
    return path[-1]


def reliance_by_day(
    store: Store, roster: Roster[Any], item: str, span: Span, views: Views
) -> Iterator[tuple[Span, Reliance]]:
    """Yield runs of days on which one item is certain, each with the sources that this rests on on every day of it.

    Args:
        store: the records of the dataset.
        roster: one of the dataset.
        item: who.
        span: the days that count.
        views: what its records are without some of their sources; one for all calls, so that each is made once.
    """
    claims = roster.claims_of(item)
    certain = intersect(union(claim.certain for claim in claims), (span,))
    without = _Without(store, roster, _bearing(store, roster, claims), views)
    bounds = {cut for view in without.views() for first, last in _spans_of(view) for cut in (first, last + 1)}
    runs: list[tuple[Span, Reliance]] = []
    for first, last in certain:
        for day, following in pairwise(sorted({first, last + 1, *(cut for cut in bounds if first < cut <= last)})):
            asked = Asked.on_ordinal(day)
            least, is_all = _least(without, asked, partial(_is_certain, item, asked), only_first=True)
            found = _reliance(least, is_exhaustive=is_all)
            is_same = bool(runs) and runs[-1][1] == found and runs[-1][0][1] + 1 == day
            runs.append(((runs.pop()[0][0] if is_same else day, following - 1), found))
    yield from runs


def _spans_of(record: Any) -> list[Span]:
    """Return the certain and the possible days of a tie, or of a life."""
    bounds = life_of(record) if isinstance(record, Agent) else getattr(record, "period", Period("/")).bounds
    return [] if bounds is None else [bounds.certain, bounds.possible]


def _reliance(found: Collection[frozenset[str]], *, is_exhaustive: bool) -> Reliance:
    """Return the minimal ones of some sets, in order."""
    minimal = (tuple(sorted(ids)) for ids in found if not any(other < ids for other in found))
    return Reliance(tuple(sorted(minimal, key=lambda ids: (len(ids), ids))), is_exhaustive)


def _conditions(
    rosters: ProjectRosters, roster: Roster[Any], asked: Asked, views: Views
) -> Iterator[tuple[list[Any], Callable[[Roster[Any]], bool]]]:
    """Yield what an answer rests on: records, and what must hold of them for the answer to stay the same."""
    store = rosters.store
    certain, possible, _, verdict = roster.outcome_of(asked)
    # A project to which someone refers is one though nobody tells of it.
    referring = _referring(store) if roster.question.kind == "running" else {}
    for item in map(roster.key_of, certain):
        claims = _meeting(roster.claims[item], asked, views)
        yield _bearing(store, roster, claims, referring.get(item, ())), partial(_is_certain, item, asked)
    if certain:
        return
    wider = rosters.again(*_wider(roster))
    items = [*wider.claims, *(wider.indirect if _is_of_parts(roster) else ())]
    may_be = {item: kept for item in items if (kept := _meeting(wider.claims_of(item), asked, views))}
    every = list(chain.from_iterable(may_be.values()))
    completing = [] if possible else list(_completing(rosters, roster, every, asked, views))
    completing += chain.from_iterable(referring.get(item, ()) for item in may_be)
    # Who has parts at any time is not listed.
    for item in may_be if _is_of_parts(roster) else ():
        completing += store.select("memberships", organization_id=item, role="component")
    # Who was one on some of several days decides, too, whether it is known that nobody was on all of them.
    if possible or wider is not roster or asked.keyword == "throughout":
        yield _bearing(store, roster, every, completing), partial(_has_verdict, verdict, asked)
        return
    # Nobody was one: someone may become one, or it may be known no more, or only then, that nobody was.
    for item, own in may_be.items():
        yield _bearing(store, roster, own), partial(_is_unlisted, item, asked)
    yield _bearing(store, roster, [], completing), partial(_has_verdict, verdict, asked)


def _has_verdict(verdict: Certainty, asked: Asked, made: Roster[Any]) -> bool:
    return made.outcome_of(asked)[3] is verdict


def _is_certain(item: str, asked: Asked, made: Roster[Any]) -> bool:
    return item in map(made.key_of, made.outcome_of(asked)[0])


def _is_unlisted(item: str, asked: Asked, made: Roster[Any]) -> bool:
    certain, possible, *_ = made.outcome_of(asked)
    return item not in map(made.key_of, (*certain, *possible))


def _is_of_parts(roster: Roster[Any]) -> bool:
    """Return whether a roster lists the parts of collectives in their place."""
    kind, *asked = roster.key or ("",)
    return kind == "members" and asked[1] is True


def _wider(roster: Roster[Any]) -> tuple[Any, ...]:
    """Return the key of the roster of the same question without a kind, a country, a theme, an office, or parts."""
    key: tuple[Any, ...] = roster.key or ()
    if key[0] == "members":
        return (*key[:-1], None) if len(key) > 3 else (*key[:-1], False)
    return tuple(None if place in _NARROWED.get(key[0], ()) else each for place, each in enumerate(key))


def _meeting(claims: Iterable[Claim], asked: Asked, views: Views) -> list[Claim]:
    """Return the claims whose ties all meet a time in some view."""
    return [claim for claim in claims if all(views.may_meet(link.record, asked) for link in claim.links)]


def _least(
    without: _Without, asked: Asked, holds: Callable[[Roster[Any]], bool], *, only_first: bool = False
) -> tuple[set[frozenset[str]], bool]:
    """Return the minimal sets of sources without which something does not hold, and whether all were tried.

    With too many groups, all sets are tried of those that speak of the time asked about, and small sets of the others.
    """
    groups = without.groups(asked)
    is_exhaustive = len(groups) <= _ALL_OF
    near = groups
    if not is_exhaustive:
        told = frozenset[str]().union(*without.groups(asked, is_now=True))
        near = [each for each in groups if each & told]
        near = near if len(near) <= _ALL_OF else []
    found: set[frozenset[str]] = set()
    for number in range(1, max(len(near), 0 if is_exhaustive else _MOST) + 1):
        is_small = number <= _MOST and comb(len(groups), number) <= _MOST_SETS
        for some in combinations(groups if is_small or is_exhaustive else near, number):
            ids = frozenset().union(*some)
            if not any(each <= ids for each in found) and not holds(without.roster(ids)):
                found.add(ids)
        # A group may have several sources, so sets of fewer groups may be larger.
        if only_first and found and min(map(len, found)) <= number:
            break
    return found, is_exhaustive


class Views:
    """What the records of a dataset are without some of their sources, each made once.

    Args:
        store: the records.
    """

    def __init__(self, store: Store) -> None:
        above = {each.id: each.derived_from_id for each in store["sources"] if each.derived_from_id}
        self._root_of = {each: _root(each, above) for each in store["sources"].ids}
        self._cited: dict[tuple[Any, str], frozenset[str]] = {}
        self._seen: dict[tuple[Any, ...], Any] = {}
        self._views_of: dict[tuple[Any, str], list[Any]] = {}

    def root(self, source_id: str) -> str:
        """Return the original that a source copies, directly or indirectly; of an original itself."""
        return self._root_of.get(source_id, source_id)

    def without(self, record: Any, lost: Collection[str]) -> Any:
        """Return a record without some sources and their copies; None where no other supports it."""
        whose = type(record), record.id
        cited = self._cited.get(whose)
        if cited is None:
            cited = self._cited[whose] = frozenset(each.source_id for each in _citations(record))
        kept = frozenset(each for each in cited if self.root(each) not in lost)
        if kept == cited:
            return record
        key = *whose, kept
        if key not in self._seen:
            seen = seen_record(record, kept)
            # Who says so does not count from here on: of equal views there is one object.
            bare = seen and attrs.evolve(seen, citations=())
            same = self._views_of.setdefault(whose, [])
            self._seen[key] = next((each for each in same if each == bare), bare)
            if self._seen[key] is bare:
                same.append(bare)
        return self._seen[key]

    def of(self, record: Any) -> Iterator[Any]:
        """Yield what a record is without some of its sources; of many, without each and without all others."""
        roots = sorted({self.root(each.source_id) for each in _citations(record)})
        sizes: Iterable[int] = range(len(roots)) if len(roots) <= _MOST_VIEWED else {0, 1, len(roots) - 1}
        lost = chain.from_iterable(combinations(roots, size) for size in sizes)
        return (view for some in lost if (view := self.without(record, some)) is not None)

    def may_meet(self, record: Any, asked: Asked) -> bool:
        """Return whether a record meets a time in some view; what is not a tie, or has many sources, always may."""
        if not hasattr(record, "period") or not hasattr(record, "id") or isinstance(record, Project):
            return True  # A project of which nobody tells has no limits.
        if len({each.source_id for each in record.citations}) > _MOST_VIEWED:
            return True
        return any(asked.meets(view.period.bounds.possible) for view in self.of(record))


class _Without:
    """What a roster is without some sources, from the records that bear on it."""

    def __init__(self, store: Store, roster: Roster[Any], records: list[Any], views: Views) -> None:
        self._store = store
        self._key = roster.key or ()
        self._records = records
        self._of_views = views
        self._names = {record_class(name): name for name in RECORD_TYPES}
        kind = roster.question.kind
        asked = {"names"} if kind == "names" else {"successor_ids"} if _is_of_line(roster) else set()
        if kind in _NARROWED:
            asked.add("kind")
        self._silent = _SILENT | (_AT_TIMES - asked)
        self._is_of_names, self._is_of_projects = kind == "names", kind == "running"
        self._made: dict[tuple[int, ...], Roster[Any]] = {}

    def groups(self, asked: Asked, *, is_now: bool = False) -> list[frozenset[str]]:
        """Return the sources that matter, grouped by what they say of each record: losing one of a group loses nothing.

        Args:
            asked: the time asked about.
            is_now: whether only those that tell of a tie which meets it, as it is told now.
        """
        told: dict[str, list[Any]] = {}
        for place, record in enumerate(self._records):
            # Of what a body is a unit, whether a body has parts, and who refers to a project are asked without a time.
            is_timeless = isinstance(record, Membership) and record.role in {"unit", "component"}
            if not (is_timeless or self._is_of_projects or self._of_views.may_meet(record, asked)):
                continue
            if is_now and not (hasattr(record, "period") and asked.meets(record.period.bounds.possible)):
                continue
            parts: Iterable[tuple[str, Any]] = parts_of(record) if self._is_of_names else [("", record)]
            for part_place, part in parts:
                for citation in part.citations:
                    if said := self._said(citation, part):
                        root = self._of_views.root(citation.source_id)
                        told.setdefault(root, []).append((place, part_place, *said))
        groups: dict[Any, list[str]] = {}
        for root, all_said in told.items():
            groups.setdefault(frozenset(all_said), []).append(root)
        return sorted((frozenset(roots) for roots in groups.values()), key=lambda roots: (len(roots), sorted(roots)))

    def views(self) -> Iterator[Any]:
        """Yield what each record is without some of its sources."""
        return chain.from_iterable(map(self._of_views.of, self._records))

    def _said(self, citation: Any, part: Any) -> tuple[Any, ...]:
        """Return what a citation says that an answer may depend on; nothing if it says nothing of that."""
        silent = self._silent - {"country"} if isinstance(part, Place) else self._silent
        fields = tuple(sorted(set(spoken_fields(citation, part)) - silent))
        says = tuple((said.field, said.value) for said in citation.says if said.field not in silent)
        if isinstance(part, Agent | Place) and not fields:
            return ()  # Nobody vanishes because nobody tells of him.
        return fields, says, citation.denies

    def roster(self, lost: frozenset[str]) -> Roster[Any]:
        """Return the roster without some sources and their copies. Records that cite nothing stay."""
        views = [self._of_views.without(record, lost) for record in self._records]
        made = self._made.get(key := tuple(map(id, views)))
        if made is None:
            kept: dict[str, list[Any]] = {name: [] for name in RECORD_TYPES}
            for seen in views:
                if seen is not None:
                    kept[self._names[type(seen)]].append(seen)
            keep_referred(kept, self._store)
            store = Store.of_records(chain.from_iterable(kept.values()), self._store.directory)
            made = self._made[key] = ProjectRosters(Rosters(store)).again(*self._key)
        return made


def _citations(record: Any) -> Iterator[Any]:
    return (citation for _, part in parts_of(record) for citation in part.citations)


def _completing(
    rosters: ProjectRosters, roster: Roster[Any], claims: Iterable[Claim], asked: Asked, views: Views
) -> Iterator[Any]:
    """Yield the records that tell when all answers are known: coverages, terms of who sits alone, lives, projects."""
    store, question = rosters.store, roster.question
    parts = [claim.item for claim in claims] if _is_of_parts(roster) else []
    for body_id in dict.fromkeys([*_bodies_asked(store, roster), *parts]):
        yield from (each for name in RECORD_TYPES if (each := store[name].get(body_id)) is not None)
        for coverage in (
            *store.select("coverages", organization_id=body_id), *store.select("coverages", project_id=body_id)
        ):  # fmt: skip
            if coverage.of in {question.kind, "offices", "partners"}:
                yield coverage
        for term in store.select("chair_terms", organization_id=body_id) if question.kind == "chairs" else ():
            if views.may_meet(term, asked):
                yield term


def _referring(store: Store) -> dict[str, list[Any]]:
    """Return the records that refer to each project."""
    found: dict[str, list[Any]] = {}
    for record in store.records():
        for _, referred, kinds in refer(record):
            if "projects" in kinds:
                found.setdefault(referred, []).append(record)
    return found


def _bodies_asked(store: Store, roster: Roster[Any]) -> list[str]:
    """Return the id of the body that is asked about; of a line, those of all its bodies."""
    body_id = roster.question.body_id
    return [each.body.id for each in find_lineage(store, body_id)] if _is_of_line(roster) else [body_id]


def _is_of_line(roster: Roster[Any]) -> bool:
    return roster.key is not None and roster.key[0] == "chairs_of_line"


def _bearing(store: Store, roster: Roster[Any], claims: Iterable[Claim], more: Iterable[Any] = ()) -> list[Any]:
    """Return the records that bear on claims: theirs, the lives within which they hold, and what bounds these."""
    waiting: list[Any] = [*more, *(link.record for claim in claims for link in claim.links)]
    bodies = _bodies_asked(store, roster)
    waiting += [each for body_id in bodies if (each := store["organizations"].get(body_id)) is not None]
    if roster.question.kind == "names":
        waiting.append(store.agent(roster.question.body_id))
    waiting += [tie for each in bodies for tie in store.select("memberships", member_id=each, role="unit")]
    found: dict[tuple[Any, str], Any] = {}
    for each in waiting:
        if not hasattr(each, "id") or (type(each), each.id) in found:
            continue
        found[type(each), each.id] = each
        if isinstance(each, ChairTerm | Coverage | Membership | Participation | Partnership | Project):
            for _, referred, kinds in refer(each):
                waiting += [other for kind in kinds if (other := store[kind].get(referred)) is not None]
        # Of what a body is a unit decides within whose lives it lives.
        below = [getattr(each, "organization_id", None)]
        if isinstance(each, Membership) and each.role == "unit":
            below.append(each.member_id)
        for body_id in filter(None, below):
            waiting += store.select("memberships", member_id=body_id, role="unit")
    return list(found.values())
