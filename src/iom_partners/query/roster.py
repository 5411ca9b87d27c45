"""One question about one body, made ready: who can be an answer on which days.

A day is answered from the body's history, cut at every bound of every record: finding the run of days that it lies in
is one bisection, and what is answered on these is worked out when it is first asked for.

A pickle of a roster holds its claims and whom they are about, not the dataset. One of the curated data becomes that of
`load` again, where the data have the same version.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import starmap
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from ..dates.certainty import Certainty
from ..dates.days import Span, Spans, subtract, union
from ..errors import UnknownNameError, shorten
from ..store.collection import RecordList
from ..store.once import once
from ..store.record_types import AGENTS
from ..store.search import fold
from ..store.store import Store
from ..tables.table import Unchanging
from ..worlds.asked import Asked, read_time
from ..worlds.claims import Claim, Completeness, Link, judge, outside_life
from ..worlds.sweep import ClaimIndex, Sweep

__all__ = ["Outcome", "Question", "Roster"]

T = TypeVar("T")

#: How many items the outcomes that a roster keeps may hold together: some thousands, and so many more for each claim.
_LEAST_ROOM, _ROOM_EACH = 65_536, 8

#: How many items a roster may have that goes into the pickle of an answer as a whole.
_MOST_KEPT = 1_024

#: The topics whose items are projects, not agents.
_OF_PROJECTS = ("projects", "running")

#: Certain answers, possible answers, whether nobody else can be one, and the verdict.
Outcome = tuple[tuple[T, ...], tuple[T, ...], bool, Certainty]


class Question(NamedTuple):
    """What a roster answers.

    Attributes:
        kind: chairs, members, units, names, groups; projects of an agent, participants of a project, partners of an
            agent, or (running) the projects of anyone.
        body_id: the id of what is asked about; empty where it is nobody in particular.
        body: its label, for sentences.
        listing: the call that lists without a time, for the error when none is given.
        office: of a role beside member and chair, or an office in words: what it is called.
        hint: what to ask instead where the answer is unknown.
    """

    kind: Literal["chairs", "members", "units", "names", "groups", "projects", "participants", "partners", "running"]
    body_id: str
    body: str
    listing: str
    office: str = ""
    hint: str = ""


class Roster(Unchanging, Generic[T]):
    """The claims and the completeness of one question about one body.

    Attributes:
        question: what it answers.
        claims: by item, in time order.
        by_time: the same claims by time, for listing those that bear on some days.
        outcomes: what is answered on each run of days, by its number, as far as it was asked for and there is room.
        answers: those returned before, by the time as it was written; see `ask`.
        indirect: claims by item that decide `about` though the item itself is not listed (parts of a collective).
        completeness: why nobody else can be an answer on which days.
        known_complete: the days of these, without those that except some item.
        known_complete_through: the days of `known_complete` on which an item is also ruled out as an indirect one.
        item_of: the item of a key (an id, or the text of a name).
        resolve: the key of what a caller names.
        counterpart: another roster, and a key in it, that may settle what is unknown here.
        origin: of the curated data, what returns their rosters in any process, and the question in them.
        key: the question in the rosters of its dataset; None of a roster that was pickled with other data.
        store: the records of that dataset, which have the names for tables; None likewise.
    """

    __slots__ = (
        "_borne", "_covered", "_excepted", "_label", "_most", "_older", "_others", "_outside", "_room", "_swept",
        "_through", "answers", "by_time", "claims", "completeness", "counterpart", "indirect", "item_of",
        "key", "known_complete", "known_complete_through", "origin", "outcomes", "question", "resolve", "store",
    )  # fmt: skip

    def __init__(
        self,
        question: Question,
        claims: Iterable[Claim],
        completeness: Iterable[Completeness],
        *,
        item_of: Callable[[str], T],
        label: Callable[[str], str],
        resolve: Callable[[object], str],
        counterpart: Callable[[str], tuple[Roster[Any], str]] | None = None,
        indirect: Iterable[Claim] = (),
        known_complete_through: Callable[[Spans, str | None], Spans] | None = None,
        outside: Callable[[str], Iterable[Completeness]] | None = None,
    ) -> None:
        """Take claims and completeness.

        Args:
            question: what it answers.
            claims: those of the items that are listed.
            completeness: why nobody else can be an answer on which days.
            item_of: returns the item of a key.
            label: returns the short name of a key.
            resolve: returns the key of what a caller names.
            counterpart: returns the roster, and the key in it, that may settle what is unknown of a key.
            indirect: claims of items that are not listed.
            known_complete_through: takes from days on which the list is complete those on which a key, or anyone, may
                be an indirect item.
            outside: returns why a key alone is ruled out on which days: those outside its life.
        """
        self.question: Question = question
        ordered = sorted(claims, key=_time_order)
        self.claims: dict[str, tuple[Claim, ...]] = _by_item(ordered)
        self.by_time: ClaimIndex = ClaimIndex(ordered)
        self.indirect: dict[str, tuple[Claim, ...]] = _by_item(sorted(indirect, key=_time_order))
        self.completeness: tuple[Completeness, ...] = tuple(completeness)
        self.known_complete: Spans = union(each.span for each in self.completeness if not each.except_ids)
        self._through = known_complete_through
        self.known_complete_through: Spans = self._reaching(self.known_complete)
        self._excepted = frozenset(item for each in self.completeness for item in each.except_ids)
        self._outside = outside
        self._covered: dict[str, Spans] = {}
        self._others: Spans | None = None
        self.item_of: Callable[[str], T] = item_of
        self._label = label
        self._borne: Counter[str] | None = None
        self.resolve: Callable[[object], str] = resolve
        self.counterpart: Callable[[str], tuple[Roster[Any], str]] | None = counterpart
        self.key: tuple[Any, ...] | None = None
        self.store: Store | None = None
        self.origin: tuple[Callable[[], Any], tuple[object, ...]] | None = None
        self._swept: dict[str, Sweep] = {}
        self.answers: dict[Any, Any] = {}
        self.outcomes: dict[int, Outcome[T]] = {}
        self._older: dict[int, Outcome[T]] = {}
        self._room = self._most = (_LEAST_ROOM + _ROOM_EACH * len(ordered)) // 2

    @property
    def sweep(self) -> Sweep:
        """All changes in time order, made when they are first needed."""
        return once(self._swept, "sweep", lambda: Sweep(self.claims, self.known_complete, self._unknown()))

    def _reaching(self, known: Spans, item: str | None = None) -> Spans:
        return self._through(known, item) if self._through else known

    def _unknown(self) -> tuple[Spans, dict[str, Spans]]:
        """Return the days on which all but some items are known, and of each of these the days on which it is not."""
        if not self._excepted:
            return (), {}
        every = union(each.span for each in self.completeness)
        but_some = subtract(every, self.known_complete)
        return but_some, {item: subtract(but_some, self.covered_for(item)) for item in sorted(self._excepted)}

    def ruling_out(self, item: str) -> list[Completeness]:
        """Return why an item is ruled out on days on which no record makes it an answer."""
        known = [each for each in self.completeness if item not in each.except_ids]
        return [*known, *(self._outside(item) if self._outside else ())]

    def covered_for(self, item: str) -> Spans:
        """Return the days on which an item is ruled out unless a record makes it an answer."""
        covered = self._covered.get(item)
        if covered is None:
            known = self._reaching(self._every_for(item), item)
            own = [each.span for each in self._outside(item)] if self._outside else []
            covered = self._covered[item] = union([*known, *own]) if own else known
        return covered

    def _every_for(self, item: str) -> Spans:
        """Return the days of completeness that does not except an item."""
        if item in self._excepted:
            return union(each.span for each in self.completeness if item not in each.except_ids)
        if self._others is None:
            self._others = union(each.span for each in self.completeness) if self._excepted else self.known_complete
        return self._others

    @property
    def known_of_others(self) -> Spans:
        """The days on which whoever is excepted nowhere is ruled out unless a record makes it an answer."""
        return self._reaching(self._every_for(""), "")

    def outcome_on(self, ordinal: int) -> Outcome[T]:
        """Return what is answered on one day."""
        cuts = (self._swept.get("sweep") or self.sweep).cuts
        index = bisect_right(cuts, ordinal) - 1
        outcome = self.outcomes.get(index)
        if outcome is None:
            # Two threads may make the same outcome; both are equal and either may stay.
            outcome = self._older.get(index) or self.outcome_of(Asked.on_ordinal(cuts[index]))
            self.take_room(outcome)
            self.outcomes[index] = outcome
        return outcome

    def take_room(self, outcome: Outcome[T]) -> None:
        """Make room for an outcome that is to be kept.

        Where many stay for long, all outcomes together would be as large as the square of their number. So once half
        of the room is full, what is kept grows old, and what was old is forgotten unless it was asked for since.
        """
        self._room -= len(outcome[0]) + len(outcome[1])
        if self._room < 0:
            self._older, self.outcomes, self.answers, self._room = self.outcomes, {}, {}, self._most

    def outcome_of(self, asked: Asked) -> Outcome[T]:
        """Work out what is answered for any time."""
        first, last = asked.bounds.possible
        bearing = self.by_time.meeting(first, last)
        judged = _on_day(bearing, first) if first == last else self._judged(bearing, asked)
        certain, possible = (
            self._listed([self.item_of(item) for item, sure in judged.items() if sure is each])
            for each in (Certainty.CERTAIN, Certainty.POSSIBLE)
        )
        # Of an item with no claim that bears on this time the data say what they say of one with no claim at all.
        is_complete = self._unknown_beside(judged, asked) == 0
        if certain:
            verdict = Certainty.CERTAIN
        elif possible:
            verdict = Certainty.POSSIBLE
        else:
            verdict = Certainty.RULED_OUT if is_complete else Certainty.UNKNOWN
        return certain, possible, is_complete, verdict

    def undecided(self, first: int, last: int) -> tuple[Spans, Spans]:
        """Return the days on which nobody is certain and someone can be, and those on which others can be beside."""
        found: tuple[list[Span], list[Span]] = [], []
        for begin, end, certain, _, most, _ in self.sweep.eras(first, last):
            if certain != most:
                found[certain > 0].append((max(begin, first), min(end, last)))
        return union(found[0]), union(found[1])

    def unknown_beside(self, asked: Asked) -> int | None:
        """Return for how many items it is not known whether they are answers; None where that may be anyone."""
        first, last = asked.bounds.possible
        return self._unknown_beside(self._judged(self.by_time.meeting(first, last), asked), asked)

    def _unknown_beside(self, judged: Mapping[str, Certainty], asked: Asked) -> int | None:
        every = union(each.span for each in self.completeness) if self._excepted else self.known_complete
        if judge((), every, asked) is not Certainty.RULED_OUT:
            return None
        unknown = {item for item, certainty in judged.items() if certainty is Certainty.UNKNOWN}
        for item in self._excepted.difference(judged):
            if judge((), self._listed_for(item), asked) is Certainty.UNKNOWN:
                unknown.add(item)
        return len(unknown)

    def _listed(self, items: list[T]) -> tuple[T, ...]:
        """Return a tuple of items; of records one that shows itself as a table."""
        kind = self.question.kind
        if kind == "names":
            return tuple(items)
        return RecordList(items, "projects" if kind in _OF_PROJECTS else "agents", self.store)

    def _judged(self, bearing: Iterable[Claim], asked: Asked) -> dict[str, Certainty]:
        """Judge the items of claims that bear on a time.

        The items stand in the order of the first of these claims: a holder's earlier terms do not count.
        """
        grouped: dict[str, list[Claim]] = {}
        for claim in bearing:
            if asked.meets(claim.possible):
                grouped.setdefault(claim.item, []).append(claim)
        return {item: judge(claims, self._listed_for(item), asked) for item, claims in grouped.items()}

    def _listed_for(self, item: str) -> Spans:
        """Return the days on which an item is ruled out as a listed one."""
        own = [each.span for each in self._outside(item)] if self._outside else []
        if item not in self._excepted:
            every = union(each.span for each in self.completeness) if self._excepted else self.known_complete
            return union([*every, *own]) if own else every
        return union([*(each.span for each in self.completeness if item not in each.except_ids), *own])

    def judge(self, item: str, asked: Asked) -> Certainty:
        """Return how sure it is that one item is an answer, through a collective or not."""
        first, last = asked.bounds.possible
        if first == last:
            certainty = _on_day(self.claims_of(item), first).get(item)
            return judge((), self.covered_for(item), asked) if certainty is None else certainty
        return judge(self.claims_of(item), self.covered_for(item), asked)

    def judge_at(self, item: str, on: Any, during: Any, throughout: Any) -> Certainty:
        """Return how sure it is that one item is an answer at the one time that is given; see `judge`."""
        return self.judge(item, read_time(on, during, throughout, self.question.listing))

    def claims_of(self, item: str) -> tuple[Claim, ...]:
        """Return the claims of one item, through a collective or not, in time order."""
        return self.claims.get(item, ()) + self.indirect.get(item, ())

    def key_of(self, item: T) -> str:
        """Return the key of an item: its id, or the text of a name."""
        return item if isinstance(item, str) else item.id  # type: ignore[attr-defined]

    def label(self, key: str) -> str:
        """Return the short name of a key, for sentences; where another item or the body bears it too, with the id."""
        text, body_id = self._label(key), self.question.body_id
        if key == body_id:
            return text
        if self._borne is None:
            self._borne = Counter(map(self._label, {**dict.fromkeys(self._keys()), body_id: None}))
        is_item = key in self.claims or key in self.indirect
        return f"{text} ({key})" if self._borne[text] > is_item else text

    def _keys(self) -> Iterator[str]:
        """Return the keys of all items that have a claim."""
        return iter({**self.claims, **self.indirect})

    def _only(self, keys: Iterable[str], completeness: Iterable[Completeness]) -> Roster[T]:
        """Return what is known of some items alone, and by some of what makes it complete."""
        kept = list(keys)
        return Roster(
            self.question,
            [claim for key in kept for claim in self.claims.get(key, ())],
            completeness,
            item_of=self.item_of,
            label=self.label,
            resolve=self.resolve,
            counterpart=self.counterpart,
            indirect=[claim for key in kept for claim in self.indirect.get(key, ())],
            known_complete_through=_kept_through(*self._through_of(kept)),
            outside=self._outside,
        )

    def _through_of(self, keys: Iterable[str]) -> tuple[Spans, dict[str, Spans]]:
        """Return on which days anyone, and each of some keys, is ruled out as an indirect item too."""
        return self.known_complete_through, {key: self._reaching(self._every_for(key), key) for key in keys}

    def to_pickle(self, asked: Asked) -> Roster[T]:
        """Return what an answer takes into its pickle: all of a small roster, of others what bears on its time.

        For the curated data that is enough, because the whole roster is usually at hand where the pickle is read.
        """
        if self.origin is None and len(self.claims) + len(self.indirect) <= _MOST_KEPT:
            return self
        first, last = asked.bounds.possible
        bearing = [*self.by_time.meeting(first, last), *filter(None, self.sweep.nearest(first, last))]
        completing = [each for each in self.completeness if asked.meets(each.span)]
        made = self._only(dict.fromkeys(claim.item for claim in bearing), completing)
        made.origin = self.origin
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        told = [
            [(claim.item, claim.record, tuple(claim.links)) for of_item in grouped.values() for claim in of_item]
            for grouped in (self.claims, self.indirect)
        ]
        ids = {self.question.body_id, *self._keys()}
        ids.update(each for claims in told for _, _, links in claims for link in links for each in _mentioned(link))
        items = () if self.question.kind == "names" else tuple(map(self.item_of, self._keys()))
        labels = {each: self.label(each) for each in sorted(ids)}
        others: dict[str, tuple[Roster[Any], str]] = {}
        if self.counterpart is not None:
            for key in self._keys():
                whole, other_key = self.counterpart(key)
                other = whole._only([other_key], whole.completeness)
                other.counterpart = None
                others[key] = other, other_key
        through = self._through_of(self._keys())
        kept = (self.question, *told, self.completeness, through, items, labels, others)
        return _restored, (self.origin, kept)


def _mentioned(link: Link) -> Iterator[str]:
    """Return the ids of those that a sentence about a link may name."""
    for field in ("member_id", "organization_id", "holder_id", "agent_id", "project_id"):
        if isinstance(found := getattr(link.record, field, None), str):
            yield found
    yield from getattr(link.record, "party_ids", ())


def _restored(origin: tuple[Callable[[], Any], tuple[Any, ...]] | None, kept: tuple[Any, ...]) -> Roster[Any]:
    """Return the roster of a pickle: that of the curated data where they are the same, else one of what it kept."""
    if origin is not None:
        shared, key = origin
        rosters = shared()
        if rosters is not None:
            found: Roster[Any] = rosters.again(*key)
            return found
    question, claims, indirect, completeness, through, items, labels, others = kept
    store = Store.of_records(items)
    is_of_names, is_of_projects = question.kind == "names", question.kind in _OF_PROJECTS
    among = ("projects",) if is_of_projects else AGENTS

    spelled: dict[str, str] = {fold(item): item for item, *_ in claims} if is_of_names else {}

    def resolve(ref: object) -> str:
        if is_of_names:
            return spelled.get(fold(str(ref)), str(ref))
        try:
            return store.directory.resolve(ref, "ref", among)
        except UnknownNameError:
            raise UnknownNameError(
                f"{shorten(ref)} is not in this answer, which was pickled",
                value=ref, field="ref", hint="ask the dataset",
            ) from None  # fmt: skip

    def label(key: str) -> str:
        return labels.get(key) or (f"“{key}”" if is_of_names else key)

    return Roster(
        question,
        starmap(Claim, claims),
        completeness,
        item_of=str if is_of_names else store.project if is_of_projects else store.agent,
        label=label,
        resolve=resolve,
        counterpart=others.get if others else None,
        indirect=starmap(Claim, indirect),
        known_complete_through=_kept_through(*through),
        outside=None if is_of_names or is_of_projects else lambda key: outside_life(store.agent(key)),
    )


def _kept_through(anyone: Spans, by_key: Mapping[str, Spans]) -> Callable[[Spans, str | None], Spans]:
    """Return what tells on which days a key is ruled out as an indirect item too, as it was found before."""
    return lambda _, item: anyone if item is None else by_key.get(item, anyone)


def _time_order(claim: Claim) -> tuple[int, int, str]:
    return claim.bounds[0], claim.bounds[1], claim.item


def _on_day(bearing: Iterable[Claim], day: int) -> dict[str, Certainty]:
    """Judge the items of claims on one day, as far as one may hold: the short way, for what is asked most."""
    judged: dict[str, Certainty] = {}
    for claim in bearing:
        earliest, start, end, latest = claim.bounds
        if start <= day <= end:
            judged[claim.item] = Certainty.CERTAIN
        elif earliest <= day <= latest:
            judged.setdefault(claim.item, Certainty.POSSIBLE)
    return judged


def _by_item(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    """Group claims, which are in time order."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.item, []).append(claim)
    return {item: tuple(of_item) for item, of_item in grouped.items()}
