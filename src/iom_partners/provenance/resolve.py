"""Conflicts resolved by the caller's policy: records whose fields take the value that it says, and cite it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, combinations
from typing import Any, Literal, NamedTuple, get_args

from ..dates.days import AFTER_ALL, BEFORE_ALL, Bounds
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidQuestionError, UnknownSourceError, shorten
from ..model.evidence import Citation, Said
from ..model.own_sources import INFERENCE_IDS, POLICY_ID
from ..model.sources import Source
from ..store.record_types import RECORD_TYPES
from ..store.store import Store
from .statements import common, hull, is_coarser, reading_of, side_of, stated_fields
from .views import keep_referred

__all__ = ["ConflictPolicy", "Policy", "read_policy", "resolve"]

ConflictPolicy = Literal["most_precise", "keep_all"]


class Policy(NamedTuple):
    """How conflicts are resolved.

    Attributes:
        name: of a policy; None where sources are preferred.
        prefer: ids of sources, first the one that counts most.
    """

    name: ConflictPolicy | None
    prefer: tuple[str, ...]

    def __str__(self) -> str:
        return self.name or f"prefer {', '.join(self.prefer)}"


def read_policy(policy: object, prefer: object, known: Iterable[str]) -> Policy:
    """Read what a caller gave for a policy.

    Args:
        policy: its name, or None.
        prefer: one id of a source or several, or None.
        known: the ids of all sources.

    Raises:
        InvalidQuestionError: neither is given, or both, or there is no such policy.
        UnknownSourceError: there is no such source.
    """
    if (policy is None) == (prefer is None):
        hint = f"give one of {', '.join(get_args(ConflictPolicy))}, or prefer= with the ids of sources"
        raise InvalidQuestionError("one policy is needed", value=(policy, prefer), field="policy", hint=hint)
    if prefer is None:
        for name in get_args(ConflictPolicy):
            if policy == name:
                return Policy(name, ())
        hint = f"one of {', '.join(get_args(ConflictPolicy))}"
        raise InvalidQuestionError(f"{shorten(policy)} is no policy", value=policy, field="policy", hint=hint)
    ids: Any = (prefer,) if isinstance(prefer, str) else prefer
    ids = tuple(ids) if isinstance(ids, (list, tuple)) else ()
    if not ids:
        hint = "give ids of sources; see data.sources"
        raise InvalidQuestionError(f"{shorten(prefer)} names no source", value=prefer, field="prefer", hint=hint)
    every = set(known)
    for each in ids:
        if not isinstance(each, str) or each not in every:
            hint = "see data.sources"
            raise UnknownSourceError(f"no source has the id {shorten(each)}", value=each, field="prefer", hint=hint)
    return Policy(None, ids)


def resolve(store: Store, policy: Policy) -> Store:
    """Give the records with every field in conflict decided by a policy.

    Returns:
        A store of its own. What was decided is cited to a source that names the policy, and every other source says
        what it said. A record, or a name, that the first preferred source to speak of it denies is left out.
    """
    kept = {
        name: [decided for record in store[name] if (decided := _decided(record, policy)) is not None]
        for name in RECORD_TYPES
    }
    changed = [record for records in kept.values() for record in records if _is_cited(record)]
    if changed and POLICY_ID not in store["sources"].ids:
        title = "Conflicts resolved by a policy that the caller chose"
        kept["sources"].append(Source(id=POLICY_ID, title=title, publisher="iom-partners"))
    keep_referred(kept, store)
    return Store.of_records(chain.from_iterable(kept.values()), store.directory)


def _is_cited(record: Any) -> bool:
    nested = [each for field in ("names", "identifiers") for each in getattr(record, field, ())]
    return any(cited.source_id == POLICY_ID for each in (record, *nested) for cited in each.citations)


def _decided(record: Any, policy: Policy) -> Any:
    """Give a record, or a name in one, with its conflicts decided; None where the policy leaves it out."""
    if any(each.denies for each in record.citations) and _is_denied(record, policy):
        return None
    changes: dict[str, Any] = {}
    for field in ("names", "identifiers"):
        if nested := getattr(record, field, ()):
            changes[field] = tuple(each for one in nested if (each := _decided(one, policy)) is not None)
    decided: dict[str, Any] = {}
    for field, told in _conflicts(record):
        own = getattr(record, field.name)
        if isinstance(own, tuple) and any(" " in each for each in own):
            # A citation writes a list with spaces between its items, so it could not say this one otherwise.
            decided[field.name] = own
        elif policy.prefer:
            decided[field.name] = _preferred(own, field.name, told, policy.prefer)
        elif policy.name == "most_precise":
            decided[field.name] = _most_precise(own, [value for value, _ in told])
        else:
            decided[field.name] = _widest(own, field.name, [value for value, _ in told])
    if decided:
        changes |= decided | {"citations": _citations(record, decided, policy)}
    if not changes:
        return record
    from attrs import evolve

    made = evolve(record, **changes)
    first, last = getattr(made, "first_day", None), getattr(made, "last_day", None)
    # A coverage of no day covers nothing.
    return None if first and last and first > last else made


def _is_denied(record: Any, policy: Policy) -> bool:
    """Tell whether the first preferred source that speaks of a record denies it, and nowhere supports it."""
    for source_id in policy.prefer:
        own = [each.denies for each in record.citations if each.source_id == source_id]
        if own:
            return all(own)
    return False


_Told = list[tuple[Any, Citation]]


def _conflicts(record: Any) -> Iterator[tuple[Any, _Told]]:
    """Give each field of which citations state different things, of which one is coarser or both cannot hold."""
    supporting = [each for each in record.citations if not each.denies and each.source_id not in INFERENCE_IDS]
    if len(supporting) < 2 and not any(len(each.says) > 0 for each in supporting):
        return
    for field in stated_fields(record):
        told = [(value, each) for each in supporting for value in reading_of(record, field, each)]
        values = list(dict.fromkeys(value for value, _ in told))
        if any(
            common(pair) is None or is_coarser(*pair) or is_coarser(*reversed(pair)) for pair in combinations(values, 2)
        ):
            yield field, told


def _preferred(own: Any, field: str, told: _Told, prefer: Sequence[str]) -> Any:
    """Give what the first preferred source that speaks of a field states, as a view of it alone would."""
    for source_id in prefer:
        said = [(value, each) for value, each in told if each.source_id == source_id]
        if any(field in each.states for _, each in said):
            return own
        if values := [value for value, _ in said]:
            shared = common(values)
            return shared if shared is not None else hull(values)
    return own


def _most_precise(own: Any, values: Sequence[Any]) -> Any:
    """Give the statement that leaves fewest days open, or the longest of lists; the record's own among equals."""
    values = [own, *values] if own in values else values
    if all(isinstance(value, (PartialDate, Period)) for value in values):
        return min(values, key=_open_days)
    if all(isinstance(value, tuple) for value in values):
        return max(values, key=len)
    return own


def _open_days(value: PartialDate | Period) -> tuple[int, int]:
    """Say how much a date leaves open: on how many sides it has no limit, and how many days it may be beyond one."""
    ends = (side_of(value, "start"), side_of(value, "end")) if isinstance(value, Period) else (value.span,)
    sides = sum((first == BEFORE_ALL) + (last == AFTER_ALL) for first, last in ends if first != last)
    if isinstance(value, PartialDate):
        return sides, sum(last - first + 1 for first, last in value.spans) - 1
    return sides, sum(last - first for first, last in ends)


def _widest(own: Any, field: str, values: Sequence[Any]) -> Any:
    """Give what holds all statements and the record's own value, so that nothing becomes more certain by it."""
    values = [own, *values]
    if field in ("first_day", "last_day"):
        # The fewer days a coverage covers, the less it rules out.
        days: list[date] = [value for value in values if value is not None]
        return max(days) if field == "first_day" else min(days)
    if field in ("lower", "upper"):
        return None if None in values else min(values) if field == "lower" else max(values)
    dated = [value for value in values if value is not None]
    if all(isinstance(value, PartialDate) for value in dated):
        # No text stands for "any day at all" but that of any year.
        return hull(dated) or PartialDate("XXXX")
    if all(isinstance(value, (PartialDate, Period)) for value in dated):
        return hull([value if isinstance(value, Period) else _as_period(value) for value in dated])
    return hull(values) if isinstance(own, tuple) else own


def _as_period(value: PartialDate) -> Period:
    """Give the period of one day that a date stands for."""
    return Period.from_bounds(Bounds(*value.span, *value.span))


def _citations(record: Any, decided: dict[str, Any], policy: Policy) -> tuple[Citation, ...]:
    """Give the citations of a record: each source states what it stated, and the policy what it decided."""
    from attrs import evolve

    citations: list[Citation] = []
    for each in record.citations:
        if each.source_id == POLICY_ID:
            # What an earlier policy decided, and this one decides again, no one else states.
            states = tuple(field for field in each.states if field not in decided)
            if states:
                citations.append(evolve(each, states=states))
            continue
        moved = [field for field in each.states if decided.get(field, _SAME) not in (_SAME, getattr(record, field))]
        says = [
            Said(field=field, value=_text(getattr(record, field)))
            for field in moved
            if getattr(record, field) is not None
        ]
        states = tuple(field for field in each.states if field not in moved)
        citations.append(evolve(each, states=states, says=(*each.says, *says)) if moved else each)
    return (*citations, Citation(source_id=POLICY_ID, locator=f"policy: {policy}", states=tuple(decided)))


_SAME: Any = object()


def _text(value: Any) -> str:
    """Write a value as the text of a `Said`."""
    if isinstance(value, tuple):
        return " ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
