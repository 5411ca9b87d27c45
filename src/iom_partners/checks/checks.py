"""Checks of a whole dataset: ids, references, citations and times that do not fit together."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from itertools import chain
from operator import attrgetter, eq
from types import SimpleNamespace
from typing import Any

from ..dates.certainty import Certainty
from ..dates.days import meet
from ..errors import InvalidRecordError, IomPartnersError, shorten
from ..model.evidence import Citation, states_of
from ..model.own_sources import DECLARED_ID
from ..model.sources import Source
from ..model.ties import Word
from ..model.vocabulary import KNOWN_WORDS, SOLE_CHAIR_ROLES, is_unsure
from ..progress import tracked
from ..provenance.statements import PARTS, parts_of, reading_of, spoken_fields, stated_fields, stating
from ..query.rosters import Rosters
from ..store.collection import RecordList
from ..store.record_types import NAMED, RECORD_TYPES, record_class, refer, references_of
from ..store.store import Store, pause_collector
from ..worlds.claims import hands_over, life_dates
from .problem import Problem, error, warning
from .times import problems_of_times
from .values import problems_of_values

__all__ = ["find_problems", "refuse_errors"]

#: More than any number of a record.
_DONE = sys.maxsize
#: The roles that make a body a part of another.
_PART_ROLES = ("unit", "component")


def find_problems(store: Store, rosters: Rosters) -> RecordList[Problem]:
    """Return every problem of a dataset, errors first; empty if the data are sound."""
    every = (
        _ids, _slugs, problems_of_values, _references, _words, _circles, _memberships, _citations, _unsupported, _lives,
        problems_of_times,
    )  # fmt: skip
    with pause_collector():
        checks = [check(store) for check in every]
        found = [problem for check in tracked([*checks, _chairs(store, rosters)], "checking") for problem in check]
        return RecordList(sorted(found, key=lambda problem: problem.severity), "problems", store)


def refuse_errors(store: Store, known: Store | None = None) -> None:
    """Refuse data that cannot be relied on.

    Args:
        store: the records.
        known: records whose errors do not count: those that were there before.

    Raises:
        InvalidRecordError: there is an error; all of them are in it, up to the thousandth.
    """
    old = set(_errors(known)) if known else set()
    faults = (InvalidRecordError(each.reason, field=each.path) for each in _errors(store) if each not in old)
    for first in faults:
        raise InvalidRecordError.of(chain([first], faults))


def _errors(store: Store) -> Iterator[Problem]:
    for check in tracked([check(store) for check in (_ids, *_OF_ERRORS)], "checking"):
        yield from (problem for problem in check if problem.severity == "error")


def _ids(store: Store) -> Iterator[Problem]:
    """An id names one record among those of its type, and among all types that one reference may point to."""
    named: dict[str, str] = {}
    for name in RECORD_TYPES:
        ids = store[name].ids
        seen = named if name in NAMED else dict[str, str]()
        fresh = dict.fromkeys(ids, name)
        if len(fresh) == len(ids) and seen.keys().isdisjoint(fresh):
            seen.update(fresh)
            continue
        for record_id in ids:
            if record_id in seen:
                other = seen[record_id]
                path = f"{name}[{record_id}].id"
                reason = "the id occurs twice" if other == name else f"it is also an id of {other}"
                yield error(path, reason, "double-id")
            seen.setdefault(record_id, name)


def _slugs(store: Store) -> Iterator[Problem]:
    """An id is a lower-case slug."""
    for name in RECORD_TYPES:
        for each in store[name].ids:
            if each != each.lower() or not each.replace("-", "").isalnum() or not each.isascii():
                yield warning(f"{name}[{each}].id", "the id is not a lower-case slug", "not-a-slug")


def _references(store: Store) -> Iterator[Problem]:
    """What a record refers to or cites is in the dataset, and nothing is part of itself."""
    ids = _ids_of(store)
    for name in RECORD_TYPES:
        for record in () if _all_refer_well(name, store[name], ids) else store[name]:
            for field, missing in _missing(ids, record):
                yield error(f"{name}[{record.id}].{field}", f"nothing has the id {missing!r}", "missing-record")
            if getattr(record, "member_id", "") == getattr(record, "organization_id", None):
                yield error(f"{name}[{record.id}].member_id", "nothing is part of itself", "circle")
            for _, part in parts_of(record):
                for citation in part.citations:
                    if citation.source_id not in ids["sources"]:
                        reason = f"no source has the id {citation.source_id!r}"
                        yield error(f"{name}[{record.id}].citations", reason, "missing-record")


def _all_refer_well(name: str, records: Sequence[Any], ids: Mapping[str, frozenset[str]]) -> bool:
    """Return whether no record refers to what is not there: column by column, many times as fast as one by one."""
    kind: Any = record_class(name)
    for field, kinds in references_of(kind):
        referred = set(map(attrgetter(field), records)) - {None}
        if any(isinstance(each, tuple) for each in referred):
            referred = set(chain.from_iterable(referred))
        if not referred <= frozenset().union(*(ids[each] for each in kinds)):
            return False
    if hasattr(kind, "member_id"):
        members, bodies = (map(attrgetter(field), records) for field in ("member_id", "organization_id"))
        if any(map(eq, members, bodies)):
            return False
    parts = (map(attrgetter(field), records) for field in PARTS if hasattr(kind, field))
    cited = map(attrgetter("citations"), chain(records, *map(chain.from_iterable, parts)))
    return {citation.source_id for citation in chain.from_iterable(cited)} <= ids["sources"]


def _words(store: Store) -> Iterator[Problem]:
    """A role or kind is a word that the library knows or that the data declare."""
    declared = frozenset(store["words"].ids)
    for name in RECORD_TYPES:
        kind: Any = record_class(name)
        for field in ("role", "kind"):
            known = KNOWN_WORDS.get(f"{kind.__name__}.{field}")
            if known is None or set(map(attrgetter(field), store[name])) <= {None, *known, *declared}:
                continue
            for record in store[name]:
                word = getattr(record, field)
                if word is not None and word not in known and word not in declared:
                    near = get_close_matches(word, (*known, *declared), 1, 0.7)
                    meant = f"did you mean {near[0]!r}? Else " if near else ""
                    reason = f"{shorten(word)} is not a {field} that the library knows: {meant}add Word(id={word!r})"
                    yield error(f"{name}[{record.id}].{field}", reason, "unknown-word")


def _ids_of(store: Store) -> dict[str, frozenset[str]]:
    return {name: frozenset(store[name].ids) for name in RECORD_TYPES}


def _missing(ids: Mapping[str, frozenset[str]], record: Any) -> Iterator[tuple[str, str]]:
    for field, referred, kinds in refer(record):
        if not any(referred in ids[kind] for kind in kinds):
            yield field, referred


def _circles(store: Store) -> Iterator[Problem]:
    """Nothing is, directly or indirectly, a part, a successor or a copy of itself."""
    parts = _steps(store, _PART_ROLES)
    above = {each.id: [each.part_of_id] for each in store["projects"] if each.part_of_id}
    later = {each.id: list(each.successor_ids) for each in store["organizations"] if each.successor_ids}
    copied = {each.id: [each.derived_from_id] for each in store["sources"] if each.derived_from_id}
    for table, field, steps, what in (
        ("organizations", "id", parts, "a part"), ("projects", "part_of_id", above, "a part"),
        ("organizations", "successor_ids", later, "a successor"), ("sources", "derived_from_id", copied, "a copy"),
    ):  # fmt: skip
        for start in _in_circles(steps):
            beyond = "" if start in steps[start] else ", through others"
            yield error(f"{table}[{start}].{field}", f"it is {what} of itself{beyond}", "circle")


def _memberships(store: Store) -> Iterator[Problem]:
    """A body may be a member of one that is a member of it, but rarely is; those in a circle of parts are errors."""
    parts = set(_in_circles(_steps(store, _PART_ROLES)))
    for start in _in_circles(_steps(store, (*_PART_ROLES, "member"))):
        if start not in parts:
            yield warning(f"organizations[{start}].id", "it is a member of itself, through others", "circle")


def _steps(store: Store, roles: Sequence[str]) -> dict[str, list[str]]:
    """Return the bodies that each body belongs to in some roles, without itself; what has no members leads nowhere."""
    ties = [tie for tie in store["memberships"] if tie.role in roles]
    bodies = {tie.organization_id for tie in ties}
    steps: dict[str, list[str]] = {}
    for tie in ties:
        if tie.member_id in bodies and tie.member_id != tie.organization_id:
            steps.setdefault(tie.member_id, []).append(tie.organization_id)
    return steps


def _in_circles(steps: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what leads to itself, in linear time: members of strongly connected components (Tarjan 1972)."""
    lowest: dict[str, int] = {}  # The first of those met that each leads to; `_DONE` once its component is complete.
    found: set[str] = set()
    path: list[str] = []
    for start in steps:
        turns = [(start, iter(steps[start]), len(lowest))] if start not in lowest else []
        while turns:
            here, rest, number = turns[-1]
            if here not in lowest:
                lowest[here] = number
                path.append(here)
            below = next((each for each in rest if each not in lowest), None)
            if below is not None:
                turns.append((below, iter(steps.get(below, ())), len(lowest)))
                continue
            turns.pop()
            lowest[here] = min([number, *(lowest[each] for each in steps.get(here, ()))])
            if lowest[here] == number:
                component = [path.pop()]
                while component[-1] != here:
                    component.append(path.pop())
                if len(component) > 1 or here in steps.get(here, ()):
                    found.update(component)
                lowest.update(dict.fromkeys(component, _DONE))
    return (each for each in steps if each in found)


def _citations(store: Store) -> Iterator[Problem]:
    """A citation speaks of fields that the record has, and says of them what they can hold."""
    ids = _ids_of(store)
    for path, parts in _cited(store):
        known = {field.name for field in stated_fields(parts[0])}.union(
            each for each in PARTS if hasattr(parts[0], each)
        )
        citations = list(chain.from_iterable(map(attrgetter("citations"), parts)))
        stated = chain.from_iterable(each.states for each in citations if each.states != "all")
        if known.issuperset(stated) and not any(map(attrgetter("says"), citations)):
            continue
        for place, part in enumerate(parts):
            for citation in part.citations:
                for name in spoken_fields(citation, part):
                    if name not in known:
                        reason = f"{citation.source_id} speaks of a field {name!r} that the record does not have"
                        yield error(f"{path(place)}.citations", reason, "wrong-citation")
            if any(citation.says for citation in part.citations):
                yield from _said(ids, part, path(place))


def _unsupported(store: Store) -> Iterator[Problem]:
    """Every non-empty field of a record must be stated by a citation; names and identifiers carry their own."""
    groups = list(_cited(store))
    cited = chain.from_iterable(map(attrgetter("citations"), chain.from_iterable(parts for _, parts in groups)))
    if {citation.source_id for citation in cited} <= {DECLARED_ID}:
        if groups:
            yield warning("sources", "nothing cites a source: give source=", "no-citation")
        return
    for path, parts in groups:
        # A field at its default says nothing, but for the role, which makes a tie what it is.
        fields = stated_fields(parts[0])
        defaults = {field.name: None if field.name == "role" else field.default for field in fields}
        unstated: dict[tuple[str, ...], dict[str, Any]] = {}
        for place, part in enumerate(parts):
            if len(part.citations) == 1 and not part.citations[0].denies and not part.citations[0].says:
                states = part.citations[0].states
                if states == "all":
                    continue
                left = unstated.get(states)
                if left is None:
                    left = unstated[states] = {name: each for name, each in defaults.items() if name not in states}
                if all(getattr(part, name) == default for name, default in left.items()):
                    continue
            yield from _unstated(part, path(place), defaults)


def _cited(store: Store) -> Iterator[tuple[Callable[[int], str], Sequence[Any]]]:
    """Yield all of one class that citations belong to, with what writes the path of each: few paths are needed."""
    for name in RECORD_TYPES:
        kind, records = record_class(name), store[name]
        if kind not in (Source, Word) and records:
            yield partial(_path, name, records), records
            for field in PARTS:
                if hasattr(kind, field):
                    inner = [
                        (f"{name}[{record.id}].{field}[{place}]", part)
                        for record in records
                        for place, part in enumerate(getattr(record, field))
                        # Who states the record with its names states those that cite nothing.
                        if part.citations or not stating(record, field)
                    ]
                    if inner:
                        paths, parts = zip(*inner, strict=True)
                        yield paths.__getitem__, parts


def _path(name: str, records: Sequence[Any], place: int) -> str:
    return f"{name}[{records[place].id}]"


def _said(ids: Mapping[str, frozenset[str]], record: Any, path: str) -> Iterator[Problem]:
    """What a citation says of a field must be something that the field can hold."""
    for citation in record.citations:
        says = Citation(source_id="", says=citation.says)
        for field in stated_fields(record):
            try:
                values = reading_of(record, field, says)
            except IomPartnersError as fault:
                yield error(f"{path}.citations", f"{citation.source_id}: {fault.reason}", "wrong-citation")
                continue
            known = KNOWN_WORDS.get(f"{type(record).__name__}.{field.name}")
            for value in values:
                if value and known and value not in known and value not in ids["words"]:
                    reason = f"{citation.source_id} says {value!r} of {field.name}, and the data declare no such word"
                    yield error(f"{path}.citations", reason, "wrong-citation")
                if value == "":
                    reason = f"{citation.source_id} says nothing of {field.name}"
                    yield error(f"{path}.citations", reason, "wrong-citation")
                for _, missing in _missing(ids, SimpleNamespace(**{field.name: value})):
                    reason = f"{citation.source_id} says {missing!r} of {field.name}, and nothing has that id"
                    yield error(f"{path}.citations", reason, "wrong-citation")


def _unstated(record: Any, path: str, defaults: Mapping[str, Any]) -> Iterator[Problem]:
    if all(citation.denies for citation in record.citations):
        yield warning(path, "no citation supports it", "no-citation")
        return
    stated = {name for citation in record.citations if not citation.denies for name in states_of(citation, record)}
    said = {said.field for citation in record.citations for said in citation.says}
    for name, default in defaults.items():
        # A status is never empty: that what one source announced was done, another one has to state.
        is_empty = getattr(record, name) == default and not (name == "status" and name in said)
        if not is_empty and name not in stated:
            yield warning(f"{path}.{name}", "no citation states it", "unstated-field")
        if is_empty and name in said:
            yield warning(f"{path}.{name}", "a citation says what it is, but the record leaves it empty", "left-empty")


def _lives(store: Store) -> Iterator[Problem]:
    """An end does not lie before the start."""
    for coverage in store["coverages"]:
        if coverage.first_day and coverage.last_day and coverage.first_day > coverage.last_day:
            yield error(f"coverages[{coverage.id}].last_day", "it lies before the first day", "reversed")
    for name, field, start in (("organizations", "ended", "founding"), ("people", "died", "birth")):
        for agent in store[name]:
            first, last = life_dates(agent)
            if first and last and first.is_after(last) is Certainty.CERTAIN:
                yield error(f"{name}[{agent.id}].{field}", f"it lies before the {start}", "reversed")


#: Besides that of ids, the checks that find errors.
_OF_ERRORS = (_references, _words, _circles, _citations, _lives)


def _chairs(store: Store, rosters: Rosters) -> Iterator[Problem]:
    """A chair is a member where the members are known, and one chair sits at a time but for a day of handover."""
    for body_id in dict.fromkeys(term.organization_id for term in store["chair_terms"]):
        every = store.select("chair_terms", organization_id=body_id)
        # One that may never have been keeps nobody out, and need not have had a seat.
        terms = [term for term in every if not is_unsure(term)]
        alone = [term for term in terms if term.role in SOLE_CHAIR_ROLES]
        alone.sort(key=lambda term: term.period.bounds.start_earliest)
        for index, term in enumerate(alone):
            for other in alone[index + 1 :]:
                if other.period.bounds.start_earliest > term.period.bounds.end_earliest:
                    break  # Every later one begins after this one may have ended.
                one, two = term.period.bounds, other.period.bounds
                if (
                    term.holder_id != other.holder_id
                    and meet((one.certain,), (two.certain,))
                    and not (hands_over(one, two) or hands_over(two, one))
                ):
                    yield warning(f"chair_terms[{other.id}].period", f"it overlaps the term {term.id}", "overlap")
        members = rosters.members(body_id)
        for term in terms if members.claims else ():
            first, last = term.period.bounds.certain
            is_seated = any(meet((seat.possible,), ((first, last),)) for seat in members.claims_of(term.holder_id))
            if not is_seated and first <= last and meet(((first, last),), members.known_complete):
                reason = f"{term.holder_id} is not a member of {body_id} then"
                yield warning(f"chair_terms[{term.id}].holder_id", reason, "no-member")
