"""Checks of a whole dataset: ids, references, citations and times that do not fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter, eq
from types import SimpleNamespace
from typing import Any

from ..dates.certainty import Certainty
from ..dates.days import meet
from ..errors import DataFileError, IomPartnersError
from ..model.evidence import Citation
from ..model.sources import Source
from ..model.ties import SOLE_CHAIR_ROLES
from ..progress import tracked
from ..provenance.statements import PARTS, parts_of, reading_of, spoken_fields, stated_fields
from ..query.rosters import Rosters
from ..store.collection import RecordList
from ..store.record_types import NAMED, RECORD_TYPES, record_class, refer, references_of
from ..store.store import Store
from ..worlds.claims import hands_over, life_of
from .problem import Problem, error, warning
from .values import problems_of_values

__all__ = ["find_problems", "refuse_errors"]


def find_problems(store: Store, rosters: Rosters) -> RecordList[Problem]:
    """Return every problem of a dataset, errors first; empty if the data are sound."""
    every = _ids, _slugs, problems_of_values, _references, _circles, _citations, _unsupported, _lives
    checks = [check(store) for check in every]
    found = [problem for check in tracked([*checks, _chairs(store, rosters)], "checking") for problem in check]
    return RecordList(sorted(found, key=lambda problem: problem.severity), "problems")


def refuse_errors(store: Store, known: Store | None = None) -> None:
    """Refuse data that cannot be relied on.

    Args:
        store: the records.
        known: records of which the errors do not count: those that were there before.

    Raises:
        DataFileError: there is an error; all of them are in it.
    """
    old = set(_errors(known)) if known else set()
    faults = [DataFileError(each.reason, field=each.path) for each in _errors(store) if each not in old]
    if faults:
        raise DataFileError.of(faults)


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
                yield error(path, "the id occurs twice" if other == name else f"it is also an id of {other}")
            seen.setdefault(record_id, name)


def _slugs(store: Store) -> Iterator[Problem]:
    """An id is a lower-case slug."""
    for name in RECORD_TYPES:
        for each in store[name].ids:
            if each != each.lower() or not each.replace("-", "").isalnum() or not each.isascii():
                yield warning(f"{name}[{each}].id", "the id is not a lower-case slug")


def _references(store: Store) -> Iterator[Problem]:
    """What a record refers to or cites is in the dataset, and nothing is part of itself."""
    ids = _ids_of(store)
    for name in RECORD_TYPES:
        for record in () if _all_refer_well(name, store[name], ids) else store[name]:
            for field, missing in _missing(ids, record):
                yield error(f"{name}[{record.id}].{field}", f"nothing has the id {missing!r}")
            if getattr(record, "member_id", "") == getattr(record, "organization_id", None):
                yield error(f"{name}[{record.id}].member_id", "nothing is part of itself")
            for _, part in parts_of(record):
                for citation in part.citations:
                    if citation.source_id not in ids["sources"]:
                        reason = f"no source has the id {citation.source_id!r}"
                        yield error(f"{name}[{record.id}].citations", reason)


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


def _ids_of(store: Store) -> dict[str, frozenset[str]]:
    return {name: frozenset(store[name].ids) for name in RECORD_TYPES}


def _missing(ids: Mapping[str, frozenset[str]], record: Any) -> Iterator[tuple[str, str]]:
    for field, referred, kinds in refer(record):
        if not any(referred in ids[kind] for kind in kinds):
            yield field, referred


def _circles(store: Store) -> Iterator[Problem]:
    """Nothing is, over whatever steps, a part or a successor of itself."""
    units: dict[str, list[str]] = {}
    for tie in store["memberships"]:
        if tie.role == "unit":
            units.setdefault(tie.member_id, []).append(tie.organization_id)
    above = {each.id: [each.part_of_id] for each in store["projects"] if each.part_of_id}
    later = {each.id: list(each.successor_ids) for each in store["organizations"] if each.successor_ids}
    for table, field, steps in (
        ("organizations", "id", units), ("projects", "part_of_id", above), ("organizations", "successor_ids", later)
    ):  # fmt: skip
        for start in steps:
            reached, next_ids = set[str](), list(steps[start])
            while next_ids:
                each = next_ids.pop()
                if each not in reached:
                    reached.add(each)
                    next_ids.extend(steps.get(each, ()))
            if start in reached:
                yield error(f"{table}[{start}].{field}", "it is a part or a successor of itself, through others")


def _citations(store: Store) -> Iterator[Problem]:
    """A citation speaks of fields that the record has, and says of them what they can hold."""
    ids = _ids_of(store)
    for where, part in _cited(store, only_cited=True):
        if part.citations:
            known = {field.name for field in stated_fields(part)}
            for citation in part.citations:
                for name in spoken_fields(citation):
                    if name not in known:
                        reason = f"{citation.source_id} speaks of a field {name!r} that the record does not have"
                        yield error(f"{where()}.citations", reason)
            yield from _said(ids, part, where())


def _unsupported(store: Store) -> Iterator[Problem]:
    """Every non-empty field of a record must be stated by a citation; names and identifiers carry their own."""
    for where, part in _cited(store):
        yield from _unstated(part, where())


def _cited(store: Store, *, only_cited: bool = False) -> Iterator[tuple[Callable[[], str], Any]]:
    """Yield all that citations belong to, with what writes its path: few of very many paths are needed."""
    for name in RECORD_TYPES:
        for record in store[name]:
            if not isinstance(record, Source) and (not only_cited or record.citations or hasattr(record, "names")):
                for place, part in parts_of(record):
                    yield partial(_path, name, record.id, place), part


def _path(name: str, record_id: str, place: str) -> str:
    return f"{name}[{record_id}].{place}" if place else f"{name}[{record_id}]"


def _said(ids: Mapping[str, frozenset[str]], record: Any, path: str) -> Iterator[Problem]:
    """What a citation says of a field must be something that the field can hold."""
    for citation in record.citations:
        says = Citation(source_id="", says=citation.says)
        for field in stated_fields(record):
            try:
                values = reading_of(record, field, says)
            except IomPartnersError as fault:
                yield error(f"{path}.citations", f"{citation.source_id}: {fault.reason}")
                continue
            for value in values:
                if value in {None, ""}:
                    yield error(f"{path}.citations", f"{citation.source_id} says nothing of {field.name}")
                for _, missing in _missing(ids, SimpleNamespace(**{field.name: value})):
                    reason = f"{citation.source_id} says {missing!r} of {field.name}, and nothing has that id"
                    yield error(f"{path}.citations", reason)


def _unstated(record: Any, path: str) -> Iterator[Problem]:
    if all(citation.denies for citation in record.citations):
        yield warning(path, "no citation supports it")
        return
    stated = {name for citation in record.citations if not citation.denies for name in citation.states}
    for field in stated_fields(record):
        name = field.name
        # A field at its default says nothing, but for the role, which makes a tie what it is.
        is_empty = name != "role" and getattr(record, name) == field.default
        if not is_empty and name not in stated:
            yield warning(f"{path}.{name}", "no citation states it")
        if is_empty and any(said.field == name for citation in record.citations for said in citation.says):
            yield warning(f"{path}.{name}", "a citation says what it is, but the record leaves it empty")


def _lives(store: Store) -> Iterator[Problem]:
    """A tie lies within the life of its body, a participation within its project, an end after the start."""
    lives = {body.id: life for body in store["organizations"] if (life := life_of(body)) is not None}
    for name in ("memberships", "chair_terms") if lives else ():
        for tie in store[name]:
            life = lives.get(tie.organization_id)
            if life is not None and not meet((life.possible,), (tie.period.bounds.possible,)):
                yield warning(f"{name}[{tie.id}].period", f"it lies outside the life of {tie.organization_id}")
    for tie in store["participations"]:
        done = store["projects"].get(tie.project_id)
        if done is not None and not meet((done.period.bounds.possible,), (tie.period.bounds.possible,)):
            yield warning(f"participations[{tie.id}].period", f"it lies outside the time of {done.id}")
    for coverage in store["coverages"]:
        if coverage.first_day and coverage.last_day and coverage.first_day > coverage.last_day:
            yield error(f"coverages[{coverage.id}].last_day", "it lies before the first day")
    for body in store["organizations"]:
        if body.founded and body.ended and body.founded.is_after(body.ended) is Certainty.CERTAIN:
            yield error(f"organizations[{body.id}].ended", "it lies before the founding")


#: Besides that of ids, the checks that find errors.
_OF_ERRORS = (_references, _circles, _citations, _lives)


def _chairs(store: Store, rosters: Rosters) -> Iterator[Problem]:
    """A chair is a member where the members are known, and one chair sits at a time but for a day of handover."""
    for body_id in dict.fromkeys(term.organization_id for term in store["chair_terms"]):
        terms = store.select("chair_terms", organization_id=body_id)
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
                    yield warning(f"chair_terms[{other.id}].period", f"it overlaps the term {term.id}")
        members = rosters.members(body_id)
        for term in terms if members.claims else ():
            first, last = term.period.bounds.certain
            is_seated = any(meet((seat.possible,), ((first, last),)) for seat in members.claims_of(term.holder_id))
            if not is_seated and first <= last and meet(((first, last),), members.known_complete):
                yield warning(
                    f"chair_terms[{term.id}].holder_id", f"{term.holder_id} is not a member of {body_id} then"
                )
