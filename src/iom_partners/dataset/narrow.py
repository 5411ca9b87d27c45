"""Narrowing: what follows for the dates of all records together, each with its reason, and what cannot all hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import attrs

from ..dates.differences import Solution, solve_choices
from ..dates.notation import date_text
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..dates.spans import AFTER_ALL, BEFORE_ALL, Span, to_date
from ..dates.words import say_day
from ..model.agents import Organization
from ..model.evidence import Citation, Said
from ..model.sources import Source
from .rules import Fact, Rulebook, System, Var
from .store import KINDS, Store
from .wording import say_list, say_tie

__all__ = ["SOURCE_ID", "Contradiction", "NarrowedDate", "Narrowing", "narrow"]

#: The source that narrowed dates are cited to, so that no view attributes our inference to anyone else.
SOURCE_ID = "iom-partners-narrowing"
Label = Callable[[str], str]


class NarrowedDate(NamedTuple):
    """One date that follows more sharply from all records together than its own record states it.

    Attributes:
        kind: the collection of the record.
        record: the record as it was.
        side: start, end, founded or ended.
        before: what the record states; empty where it states nothing.
        after: what follows.
        why: one plain sentence for each bound that moved.
    """

    kind: str
    record: Any
    side: str
    before: str
    after: PartialDate
    why: str


class Contradiction(NamedTuple):
    """Records whose dates cannot all hold; without any one of them, the others can.

    Attributes:
        records: the records.
        rules: the rules and links without which they could.
        why: one plain sentence.
    """

    records: tuple[Any, ...]
    rules: tuple[str, ...]
    why: str


class Narrowing(NamedTuple):
    """What was found: the records that are narrowed, and what was found of them."""

    store: Store
    dates: tuple[NarrowedDate, ...]
    contradictions: tuple[Contradiction, ...]
    open_choices: int


def narrow(store: Store, book: Rulebook, label: Label) -> Narrowing:
    """Narrow every date to the days that it has in some world in which all facts and rules hold.

    Dates of records that cannot all hold are left as they are, with all that depends on them.

    Raises:
        UnknownNameError: a link names a date that there is not.
    """
    found: list[NarrowedDate] = []
    contradictions: list[Contradiction] = []
    open_choices = 0
    say = _Words(store, label)
    for part in _parts(book.whole()):
        solution = solve_choices(part.bounds, part.constraints, part.choices)
        if solution.empty is not None:
            contradictions.extend(_contradictions(book, list(part.stated), say))
            continue
        open_choices += solution.open_choices
        for var, span in solution.bounds.items():
            if _days(span) != _days(part.bounds[var]):
                found.append(_narrowed(var, solution, part, say))
    found.sort(key=lambda each: (list(KINDS).index(each.kind), each.record.id, each.side != "start"))
    return Narrowing(_rewritten(store, found), tuple(found), tuple(contradictions), open_choices)


def _parts(system: System) -> list[System]:
    """Take the system apart into parts that have nothing to do with each other."""
    root: dict[Var, Var] = {var: var for var in system.bounds}

    def find(var: Var) -> Var:
        while root[var] != var:
            root[var] = root[root[var]]
            var = root[var]
        return var

    pairs = [(each.earlier, each.later) for each in system.constraints]
    pairs += [(one.earlier, other.earlier) for one, other in system.choices]
    pairs += [(one.earlier, one.later) for one, _ in system.choices]
    for one, other in pairs:
        root[find(one)] = find(other)
    parts: dict[Var, System] = {}
    for var, span in system.bounds.items():
        parts.setdefault(find(var), System({}, {}, [], [])).bounds[var] = span
    for fact, dates in system.stated.items():
        for var in dates:
            # A body's founding and end may lie in different parts.
            stated = parts[find(var)].stated
            stated[fact] = (*stated.get(fact, ()), var)
    for each in system.constraints:
        parts[find(each.earlier)].constraints.append(each)
    for choice in system.choices:
        parts[find(choice[0].earlier)].choices.append(choice)
    return [part for part in parts.values() if len(part.bounds) > 1]


# What cannot all hold.


def _is_sound(system: System) -> bool:
    return solve_choices(system.bounds, system.constraints, system.choices).empty is None


def _contradictions(book: Rulebook, facts: list[Fact], say: _Words) -> list[Contradiction]:
    """Find least sets of facts that cannot all hold, one after the other, until the rest can."""
    found: list[Contradiction] = []
    left = list(facts)

    def holds(kept: Sequence[Fact]) -> bool:
        return _is_sound(book.system(facts, set(facts).difference(kept)))

    while not holds(left):
        needed = list(left)
        for fact in left:
            fewer = [each for each in needed if each != fact]
            if not holds(fewer):
                needed = fewer
        found.append(_contradiction(book.system(facts, set(facts).difference(needed)), needed, say))
        if not needed:
            break  # The links contradict each other, whatever the records state.
        left = [each for each in left if each not in needed]
    return found


def _contradiction(system: System, facts: Sequence[Fact], say: _Words) -> Contradiction:
    rules = dict.fromkeys(each.why for each in system.constraints)
    rules |= dict.fromkeys(each.why for choice in system.choices for each in choice)
    needed = [
        rule
        for rule in rules
        if _is_sound(
            system._replace(
                constraints=[each for each in system.constraints if each.why != rule],
                choices=[each for each in system.choices if each[0].why != rule],
            )
        )
    ]
    why = f"cannot all hold: {'; '.join([*map(say.fact, facts), *needed])}"
    return Contradiction(tuple(say.record(fact) for fact in facts), tuple(needed), why)


# What follows.


def _narrowed(var: Var, solution: Solution[Var], part: System, say: _Words) -> NarrowedDate:
    (kind, _), side = var
    record = say.record(var[0])
    first, last = solution.bounds[var]
    moved = [which for which in (0, 1) if solution.bounds[var][which] != part.bounds[var][which]]
    reasons = [say.because(var, which, solution) for which in moved]
    own = getattr(record, side) if kind == "organizations" else str(record.period).split("/")[side == "end"]
    return NarrowedDate(kind, record, side, str(own), PartialDate(date_text(*_days((first, last)))), "; ".join(reasons))


def _days(span: Span) -> Span:
    return max(span[0], BEFORE_ALL), min(span[1], AFTER_ALL)


class _Words:
    """Says facts and bounds in English."""

    def __init__(self, store: Store, label: Label) -> None:
        self.store = store
        self.label = label

    def record(self, fact: Fact) -> Any:
        """Give the record that states a fact."""
        return self.store[fact[0]][fact[1]]

    def fact(self, fact: Fact) -> str:
        """Say what a record states of its dates."""
        record = self.record(fact)
        if fact[0] == "organizations":
            sides = [f"{side} {when.describe()}" for side in ("founded", "ended") if (when := getattr(record, side))]
            return f"{record.label}: {say_list(sides)}"
        return f"{say_tie(record, self.label)} ({record.id}): {record.period.describe()}"

    def because(self, var: Var, which: int, solution: Solution[Var]) -> str:
        """Follow what pushed a bound back to what a record states."""
        pushes = (solution.raised, solution.lowered)[which]
        told = [self.bound(var, which, solution)]
        while (push := pushes.get(var)) is not None and push.of != var:
            var = push.of
            told.append(f"{self.bound(var, which, solution)} ({push.constraint.why})")
        either = ""
        if push is not None:
            # Either order of two terms leaves it so.
            terms = [self.record(each[0]) for each in (push.constraint.earlier, push.constraint.later)]
            names = say_list([say_tie(term, self.label) for term in terms])
            either = f", whichever of {names} came first ({push.constraint.why})"
        return ", because ".join(told) + either

    def bound(self, var: Var, which: int, solution: Solution[Var]) -> str:
        """Say the first or last day of a date."""
        verb = {"start": "began", "end": "ended", "founded": "was founded", "ended": "ended"}[var[1]]
        day = to_date(_days(solution.bounds[var])[which])
        when = f"on {say_day(day)} at the {('earliest', 'latest')[which]}" if day else "on any day"
        return f"{say_tie(self.record(var[0]), self.label)} {verb} {when}"


# The narrowed records.


def _rewritten(store: Store, found: Sequence[NarrowedDate]) -> Store:
    """Give the records with their narrowed dates; each keeps what its sources state, as what they say otherwise."""
    changes: dict[tuple[str, str], dict[str, PartialDate]] = {}
    for each in found:
        changes.setdefault((each.kind, each.record.id), {})[each.side] = each.after
    records = {name: [_rewrite(record, changes.get((name, record.id))) for record in store[name]] for name in KINDS}
    if changes and SOURCE_ID not in store["sources"].ids:
        title = "What follows from all records together"
        records["sources"].append(Source(id=SOURCE_ID, title=title, publisher="iom-partners"))
    return Store.of_records(records)


def _rewrite(record: Any, sides: dict[str, PartialDate] | None) -> Any:
    if not sides:
        return record
    if isinstance(record, Organization):
        values: dict[str, Any] = dict(sides)
    else:
        left, right = str(record.period).split("/")
        values = {"period": Period(f"{sides.get('start', left)}/{sides.get('end', right)}")}
    citations = [_restated(each, record, values) for each in record.citations]
    citations.append(Citation(source_id=SOURCE_ID, states=tuple(values)))
    return attrs.evolve(record, citations=tuple(citations), **values)


def _restated(citation: Citation, record: Any, values: dict[str, Any]) -> Citation:
    """What a source states of a narrowed field it states no longer as the record has it."""
    moved = [field for field in citation.states if field in values]
    if not moved:
        return citation
    says = (*citation.says, *(Said(field=field, value=str(getattr(record, field))) for field in moved))
    return attrs.evolve(citation, states=tuple(each for each in citation.states if each not in moved), says=says)
