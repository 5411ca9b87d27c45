"""Conflicts resolved by the caller's policy: each field takes the value that the policy chooses, and cites it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, combinations
from typing import Any, Literal, NamedTuple, get_args

import attrs

from ..errors import InvalidQuestionError, one_of, shorten
from ..model.evidence import Citation, restate, states_of
from ..model.own_sources import POLICY_ID
from ..model.sources import Source
from ..store.record_types import RECORD_TYPES
from ..store.store import Store
from .statements import (
    PARTS,
    add_cited,
    common,
    differing,
    is_coarser,
    most_precise,
    settle,
    widest,
)
from .views import keep_referred, known_sources

__all__ = ["ConflictPolicy", "Policy", "read_policy", "resolve"]

ConflictPolicy = Literal["most_precise", "keep_all"]


class Policy(NamedTuple):
    """How conflicts are resolved.

    Attributes:
        name: name of the policy; None where sources are preferred.
        prefer: ids of sources, first the one that counts most.
    """

    name: ConflictPolicy | None
    prefer: tuple[str, ...]

    def __str__(self) -> str:
        return self.name or f"prefer {', '.join(self.prefer)}"


def read_policy(policy: object, prefer: object, known: Collection[str]) -> Policy:
    """Return the policy that a caller names.

    Args:
        policy: its name, or None.
        prefer: one id of a source or several, or None.
        known: the ids of all sources.

    Raises:
        InvalidQuestionError: neither is given, or both, or the policy is unknown.
        UnknownSourceError: no source has one of the ids.
    """
    names = get_args(ConflictPolicy)
    if (policy is None) == (prefer is None):
        hint = f"give one of {', '.join(names)}, or prefer= with the ids of sources"
        raise InvalidQuestionError("exactly one policy is needed", value=(policy, prefer), field="policy", hint=hint)
    if prefer is None:
        one_of(policy, names, "policy", "a policy")
        return Policy(next(name for name in names if name == policy), ())
    ids: Any = (prefer,) if isinstance(prefer, str) else prefer
    if not isinstance(ids, (list, tuple)) or not ids:
        hint = "give ids of sources; see data.sources"
        raise InvalidQuestionError(f"{shorten(prefer)} names no source", value=prefer, field="prefer", hint=hint)
    known_sources(known, ids, "prefer")
    return Policy(None, tuple(ids))


def resolve(store: Store, policy: Policy) -> Store:
    """Return the records with every field in conflict decided by a policy.

    Returns:
        A store of its own. What was decided is cited to a source that names the policy, and every other source says
        what it said. A record, or a name, that the first preferred source to speak of it denies is left out.
    """
    kept = {
        name: [decided for record in store[name] if (decided := _decided(record, policy)) is not None]
        for name in RECORD_TYPES
    }
    title = "Conflicts resolved by a policy that the caller chose"
    add_cited(kept, Source(id=POLICY_ID, title=title, publisher="iom-partners"))
    keep_referred(kept, store)
    return Store.of_records(chain.from_iterable(kept.values()), store.directory)


def _decided(record: Any, policy: Policy) -> Any:
    """Return a record, or a part of one, with its conflicts decided; None where the policy leaves it out."""
    if any(each.denies for each in record.citations) and _is_denied(record, policy):
        return None
    changes: dict[str, Any] = {}
    for field in PARTS:
        if parts := getattr(record, field, ()):
            changes[field] = tuple(each for part in parts if (each := _decided(part, policy)) is not None)
    decided = {field.name: _decide(record, field.name, told, policy) for field, told in _conflicts(record)}
    if decided:
        changes |= decided | {"citations": _citations(record, decided, policy)}
    if not changes:
        return record
    made = attrs.evolve(record, **changes)
    first, last = getattr(made, "first_day", None), getattr(made, "last_day", None)
    # A coverage of no day covers nothing.
    return None if first and last and first > last else made


def _is_denied(record: Any, policy: Policy) -> bool:
    """Return whether the first preferred source that speaks of a record denies it, and nowhere supports it."""
    for source_id in policy.prefer:
        own = [each.denies for each in record.citations if each.source_id == source_id]
        if own:
            return all(own)
    return False


_Told = list[tuple[Any, Citation]]


def _conflicts(record: Any) -> Iterator[tuple[Any, _Told]]:
    """Yield each field whose citations differ, so that one is coarser or both cannot hold."""
    for field, told in differing(record):
        pairs = combinations(dict.fromkeys(value for value, _ in told), 2)
        if any(common(pair) is None or is_coarser(*pair) or is_coarser(*reversed(pair)) for pair in pairs):
            yield field, told


def _decide(record: Any, field: str, told: _Told, policy: Policy) -> Any:
    """Return the value of a field in conflict."""
    own, values = getattr(record, field), [value for value, _ in told]
    if isinstance(own, tuple) and any(" " in each for each in own):
        # A citation writes a list with spaces between its entries, so it could not say this one otherwise.
        return own
    if policy.prefer:
        return _preferred(record, field, told, policy.prefer)
    return most_precise(own, values) if policy.name == "most_precise" else _widest(own, field, values)


def _preferred(record: Any, field: str, told: _Told, prefer: Sequence[str]) -> Any:
    """Return what the first preferred source that speaks of a field states, as a view of it alone would."""
    own = getattr(record, field)
    for source_id in prefer:
        said = [(value, each) for value, each in told if each.source_id == source_id]
        if said:
            is_own = any(field in states_of(each, record) for _, each in said)
            return own if is_own else settle([value for value, _ in said])
    return own


#: Of exact days and numbers, which one leaves more open: fewer days of a coverage rule out less.
_WIDER: dict[str, Callable[..., Any]] = {"first_day": max, "last_day": min, "lower": min, "upper": max}


def _widest(own: Any, field: str, values: Sequence[Any]) -> Any:
    """Return what holds all statements and the record's own value, so that nothing becomes more certain by it."""
    if field not in _WIDER:
        return widest(own, values)
    values = [own, *values]
    # A number without a limit is the widest; a coverage without one is not.
    if None in values and field in ("lower", "upper"):
        return None
    return _WIDER[field](value for value in values if value is not None)


def _citations(record: Any, decided: dict[str, Any], policy: Policy) -> tuple[Citation, ...]:
    """Return the citations of a record: each source states what it stated, and the policy what it decided."""
    changed = {field for field, value in decided.items() if value != getattr(record, field)}
    citations: list[Citation] = []
    for each in record.citations:
        if each.source_id != POLICY_ID:
            citations.append(restate(each, record, changed))
        # What an earlier policy decided, and this one decides again, no one else states.
        elif states := tuple(field for field in states_of(each, record) if field not in decided):
            citations.append(attrs.evolve(each, states=states))
    return (*citations, Citation(source_id=POLICY_ID, locator=f"policy: {policy}", states=tuple(decided)))
