"""Narrowing: what follows for dates from all records together, with reasons, and records that cannot all hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from ..dates.constraints import Solution, is_feasible, solve_choices
from ..dates.days import AFTER_ALL, BEFORE_ALL, Span, intersect, to_date
from ..dates.describe import say_day
from ..dates.edtf import spans_text
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..model.evidence import Citation, restate, states_of
from ..model.own_sources import NARROWING_ID
from ..model.sources import Source
from ..query.wording import say_life, say_list, say_tie, say_when
from ..store.record_types import RECORD_TYPES
from ..store.store import Store
from .rules import LIFE_SIDES, RULES, Fact, InOrder, Rulebook, SameDay, System, Var

if TYPE_CHECKING:
    from ..store.record_types import AnyRecord

__all__ = ["Contradiction", "NarrowedDate", "Narrowing", "narrow"]

Label = Callable[[str], str]


class NarrowedDate(NamedTuple):
    """One date that all records together make sharper than its own record states it.

    Attributes:
        collection: the collection of the record.
        record: the record as it was.
        side: start, end, founded, ended, born or died.
        before: what the record states; None where it states nothing.
        after: what follows; it has no qualifier.
        why: one plain sentence for each bound that moved.
    """

    collection: str
    record: AnyRecord
    side: str
    before: PartialDate | None
    after: PartialDate
    why: str


class Contradiction(NamedTuple):
    """Records that cannot all hold; without any one of them, the others can.

    Attributes:
        records: the records.
        rules: the names of the rules, and the links, that they break; without any one of these, all could hold.
        why: one plain sentence.
    """

    records: tuple[AnyRecord, ...]
    rules: tuple[str, ...]
    why: str


class Narrowing(NamedTuple):
    """The records with their narrowed dates, and what was found about them."""

    store: Store
    dates: tuple[NarrowedDate, ...]
    contradictions: tuple[Contradiction, ...]
    open_choices: int


def narrow(store: Store, links: Sequence[SameDay | InOrder], rules: Sequence[str] | None = None) -> Narrowing:
    """Return the records with every date narrowed to the days that it has in some world in which all rules hold.

    Records that cannot all hold are left as they are; the others are narrowed without them.
    """
    book = Rulebook(store, links, tuple(RULES) if rules is None else rules)
    say = _Words(store, store.directory.label)
    found: list[NarrowedDate] = []
    contradictions: list[Contradiction] = []
    open_choices = 0
    for part in _parts(book):
        told, facts = _contradictions(book, part, say)
        contradictions.extend(told)
        system = book.system(facts)
        solution = solve_choices(system.days, system.constraints, system.choices)
        open_choices += solution.open_choices
        found.extend(each for var in system.days if (each := _narrowed(var, solution, system, say)))
    found.sort(key=lambda each: (list(RECORD_TYPES).index(each.collection), each.record.id))
    return Narrowing(_rewritten(store, found), tuple(found), tuple(contradictions), open_choices)


def _parts(book: Rulebook) -> list[list[Fact]]:
    """Return the facts in groups that do not bear on each other."""
    root: dict[Fact, Fact] = {fact: fact for fact in book.facts}

    def find(fact: Fact) -> Fact:
        while root[fact] != fact:
            root[fact] = root[root[fact]]
            fact = root[fact]
        return fact

    for one, other in book.together():
        root[find(one)] = find(other)
    parts: dict[Fact, list[Fact]] = {}
    for fact in book.facts:
        parts.setdefault(find(fact), []).append(fact)
    return list(parts.values())


# What cannot all hold.


def _is_sound(system: System) -> bool:
    """Return whether all can hold; where that cannot be found out, they count as able to."""
    return is_feasible(system.days, system.constraints, system.choices) is not False


def _contradictions(book: Rulebook, facts: list[Fact], say: _Words) -> tuple[list[Contradiction], list[Fact]]:
    """Return minimal sets of facts that cannot all hold, found one after the other, and the facts that are left."""
    found: list[Contradiction] = []
    while not _is_sound(system := book.system(facts)):
        needed = _core(book, system, facts)
        for fact in tuple(needed):
            fewer = [each for each in needed if each != fact]
            if not _is_sound(book.system(fewer)):
                needed = fewer
        found.append(_contradiction(book.system(needed), needed, say))
        facts = [each for each in facts if each not in needed]
    return found, facts


def _core(book: Rulebook, system: System, facts: list[Fact]) -> list[Fact]:
    """Return a few facts among which the fault lies, where the bounds that crossed show them; else all."""
    solution = solve_choices(system.days, system.constraints, system.choices)
    pushed: list[Fact] = []
    for pushes in solution.pushes:
        var = solution.empty
        while var is not None and len(pushed) <= len(facts):
            pushed.append(var[0])
            push = pushes.get(var)
            var = push.of if push else None
    near = [fact for fact in facts if fact in pushed]
    return near if near and not _is_sound(book.system(near)) else facts


def _contradiction(system: System, facts: Sequence[Fact], say: _Words) -> Contradiction:
    whys = dict.fromkeys(each.why for each in system.constraints)
    whys |= dict.fromkeys(each.why for choice in system.choices for each in choice)
    broken = list(whys)
    for why in whys:
        fewer = [each for each in broken if each != why]
        constraints = [each for each in system.constraints if each.why in fewer]
        choices = [each for each in system.choices if each[0].why in fewer]
        if not _is_sound(System(system.days, constraints, choices)):
            broken = fewer
    names = {said: name for name, said in RULES.items()}
    records = tuple(say.record(fact) for fact in facts)
    why = f"These cannot all hold: {'; '.join([*map(say.fact, facts), *broken])}."
    return Contradiction(records, tuple(names.get(each, each) for each in broken), why)


# What follows.


def _narrowed(var: Var, solution: Solution[Var], system: System, say: _Words) -> NarrowedDate | None:
    """Return a date that is known more sharply; None where it is not, or where no date could be so."""
    (collection, _), side = var
    record = say.record(var[0])
    first, last = _days(solution.bounds[var])
    stated = _days((system.days[var][0][0], system.days[var][-1][1]))
    own = getattr(record, side, None) if collection in LIFE_SIDES else getattr(record.period, side)
    moved = [which for which in (0, 1) if (first, last)[which] != stated[which]]
    if not moved or first > AFTER_ALL - 1 or last < BEFORE_ALL + 1 or (own is not None and own.comes_again):
        return None
    left = intersect(system.days[var], ((first, last),))
    runs = tuple(_days(run) for run in left)
    why = "; ".join(say.because(var, which, solution) for which in moved)
    return NarrowedDate(collection, record, side, own, PartialDate(spans_text(runs)), why)


def _days(span: Span) -> Span:
    return max(span[0], BEFORE_ALL), min(span[1], AFTER_ALL)


class _Words:
    """Facts and bounds in English."""

    def __init__(self, store: Store, label: Label) -> None:
        self.store = store
        self.label = label

    def record(self, fact: Fact) -> Any:
        """Return the record that states a fact."""
        return self.store[fact[0]][fact[1]]

    def fact(self, fact: Fact) -> str:
        """Return what a record states of its dates."""
        record = self.record(fact)
        if fact[0] in LIFE_SIDES:
            verbs = zip(LIFE_SIDES[fact[0]], say_life(record), strict=True)
            told = [f"{verb} {say_when(when)}" for side, verb in verbs if (when := getattr(record, side))]
            return f"{record.label} {say_list(told)}"
        return f"{say_tie(record, self.label)} ({record.id}): {record.period.describe()}"

    def because(self, var: Var, which: int, solution: Solution[Var]) -> str:
        """Return why a bound moved, step by step back to what a record states."""
        told, joint, met = self.bound(var, which, solution), ", because ", {var}
        while (push := solution.pushes[which].get(var)) is not None:
            if push.of is None:
                # Either order of two terms leaves it so.
                names = say_list([say_tie(self.record(each[0]), self.label) for each in push.constraint[:2]])
                return f"{told}, whichever of {names} came first ({push.constraint.why})"
            if push.of in met:
                # Of sets of days with gaps, each may have pushed the other on until one day suited both.
                return f"{told}, and no {('earlier', 'later')[which]} day suits all of them"
            var = push.of
            met.add(var)
            told += f"{joint}{self.bound(var, which, solution)} ({push.constraint.why})"
            joint = ", and that because "
        return told

    def bound(self, var: Var, which: int, solution: Solution[Var]) -> str:
        """Return a sentence on the first or last possible day of a date."""
        verbs = {"start": "began", "end": "ended", "founded": "was founded", "ended": "ended"}
        verb = (verbs | {"born": "was born", "died": "died"})[var[1]]
        day = to_date(_days(solution.bounds[var])[which])
        when = f"on {say_day(day)} at the {('earliest', 'latest')[which]}" if day else "at any time"
        return f"{say_tie(self.record(var[0]), self.label)} {verb} {when}"


# The narrowed records.


def _rewritten(store: Store, found: Iterable[NarrowedDate]) -> Store:
    """Return the records with their narrowed dates; what their sources state is kept as what they say otherwise."""
    changes: dict[Fact, dict[str, PartialDate]] = {}
    for each in found:
        changes.setdefault((each.collection, each.record.id), {})[each.side] = each.after
    records = {
        name: [_rewrite(record, changes.get((name, record.id))) for record in store[name]] for name in RECORD_TYPES
    }
    if changes and NARROWING_ID not in store["sources"].ids:
        title = "What follows from all records together"
        records["sources"].append(Source(id=NARROWING_ID, title=title, publisher="iom-partners"))
    return Store.of_records(chain.from_iterable(records.values()), store.directory)


def _rewrite(record: Any, sides: dict[str, PartialDate] | None) -> Any:
    if not sides:
        return record
    values: dict[str, Any] = dict(sides)
    if hasattr(record, "period"):
        left, right = str(record.period).split("/")
        values = {"period": Period(f"{sides.get('start', left)}/{sides.get('end', right)}")}
    stated = [field for each in record.citations if each.source_id == NARROWING_ID for field in states_of(each, record)]
    citations = [restate(each, record, values) for each in record.citations if each.source_id != NARROWING_ID]
    citations.append(Citation(source_id=NARROWING_ID, states=tuple(dict.fromkeys([*stated, *values]))))
    return attrs.evolve(record, citations=tuple(citations), **values)
