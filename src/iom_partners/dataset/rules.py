"""Rules between records: what they say of each other's dates, as differences between days.

A *fact* is a record's own statement of its dates; a *rule* holds between records whoever states them; a *link* is what
a caller knows besides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..dates.differences import Choice, Constraint
from ..dates.spans import AFTER_ALL, BEFORE_ALL, Span
from ..errors import InvalidQuestionError, UnknownNameError, shorten
from ..model.ties import ChairTerm, Membership
from .store import Store

__all__ = ["RULES", "Fact", "InOrder", "Rulebook", "SameDay", "System", "Var"]

#: The rules by name, each with what it says.
RULES: dict[str, str] = {
    "within-life": "a body has members and chairs only during its life",
    "founders-at-founding": "a founder is a member from the founding on",
    "chair-is-member": "a chair is a member",
    "one-chair-at-a-time": "one chair sits at a time",
}
_SOLE = ("chair", "interim-chair")
#: "No limit" reaches farther than any sum of gaps, and an open side farther than that.
_NO_LIMIT, _OPEN = 10**6, 10**9

#: What a record states of its dates: the collection and id of the record.
Fact = tuple[str, str]
#: One date: a fact, and "start" or "end" of its period, or "founded" or "ended" of an organization.
Var = tuple[Fact, str]


class SameDay(NamedTuple):
    """That two dates are one day, whichever it is.

    Attributes:
        one: a date of a record: its id, a dot, and start, end, founded or ended.
        other: another.
        why: who says so.

    >>> SameDay("gmg-member-who.start", "gmg-member-un-women.start").other
    'gmg-member-un-women.start'
    """

    one: str
    other: str
    why: str = "both are one day"


class InOrder(NamedTuple):
    """That one date comes after another, by so many days at least.

    Attributes:
        first: a date of a record: its id, a dot, and start, end, founded or ended.
        second: the later one.
        gap: by how many days at least; 0 allows the same day.
        why: who says so.

    >>> InOrder("gmg-chair-iom-2013.end", "gmg-chair-ilo-2014.start", 1).gap
    1
    """

    first: str
    second: str
    gap: int = 0
    why: str = "the one comes before the other"


class System(NamedTuple):
    """Dates, what is stated of them, and what holds between them.

    Attributes:
        bounds: of each date.
        stated: of each fact, its dates.
        constraints: what holds in any case.
        choices: pairs of which one holds.
    """

    bounds: dict[Var, Span]
    stated: dict[Fact, tuple[Var, ...]]
    constraints: list[Constraint[Var]]
    choices: list[Choice[Var]]


class Rulebook:
    """Makes systems of the records of a dataset.

    Args:
        store: the records.
        links: what a caller knows besides.
        rules: the names of the rules to follow.

    Raises:
        InvalidQuestionError: there is no such rule, or a link is none.
    """

    def __init__(self, store: Store, links: Sequence[SameDay | InOrder], rules: Sequence[str]) -> None:
        for rule in rules:
            if rule not in RULES:
                hint = f"one of {', '.join(RULES)}"
                raise InvalidQuestionError(f"{shorten(rule)} is no rule", value=rule, field="rules", hint=hint)
        for link in links:
            if not isinstance(link, (SameDay, InOrder)):
                hint = "write SameDay('a.start', 'b.start') or InOrder('a.end', 'b.start', 1)"
                raise InvalidQuestionError(f"{shorten(link)} is no link", value=link, field="links", hint=hint)
        self._store, self._links, self._rules = store, links, rules

    def whole(self) -> System:
        """Put all dated ties and bodies into one system.

        Raises:
            UnknownNameError: a link names a date that there is not.
        """
        kinds = ("memberships", "chair_terms", "organizations")
        system = self.system([(kind, record.id) for kind in kinds for record in self._store[kind]])
        for link in self._links:
            for text in (link[0], link[1]):
                if _var(system, text) is None:
                    hint = (
                        "write the id of a membership or chair term with .start or .end, "
                        "of an organization with .founded or .ended"
                    )
                    raise UnknownNameError(
                        f"{shorten(text)} names no stated date", value=text, field="links", hint=hint
                    )
        return system

    def system(self, facts: Sequence[Fact], freed: Iterable[Fact] = ()) -> System:
        """Put some records into one system.

        Args:
            facts: the records.
            freed: of them, those of which the dates shall count as not stated.
        """
        system, freed = System({}, {}, [], []), set(freed)
        ties: list[tuple[Fact, Membership | ChairTerm]] = []
        for fact in facts:
            record = self._store[fact[0]][fact[1]]
            if fact[0] == "organizations":
                dates = {side: when.span for side in ("founded", "ended") if (when := getattr(record, side))}
            else:
                s0, s1, e0, e1 = record.period.bounds
                dates = {"start": (s0, s1), "end": (e0, e1)}
                ties.append((fact, record))
            _state(system, fact, dict.fromkeys(dates, _ANY) if fact in freed else {s: _span(*dates[s]) for s in dates})
        sides = {fact: _open_sides(system, tie) if fact not in freed else _Sides() for fact, tie in ties}
        for fact, tie in ties:
            system.constraints.extend(self._on_one(system, fact, tie, sides[fact]))
        if "chair-is-member" in self._rules:
            for fact, tie in ties:
                for seat in _seat_of(self._store, tie) if isinstance(tie, ChairTerm) else ():
                    seated = ("memberships", seat.id)
                    system.constraints.extend(_holds_during(seated, fact, sides[seated], sides[fact]))
        if "one-chair-at-a-time" in self._rules:
            system.choices.extend(
                _sole_chairs([(fact, tie) for fact, tie in ties if isinstance(tie, ChairTerm)], freed)
            )
        for link in self._links:
            one, other = _var(system, link[0]), _var(system, link[1])
            if one and other and isinstance(link, SameDay):
                system.constraints.extend(_same(one, other, link.why))
            elif one and other and isinstance(link, InOrder):
                system.constraints.append(Constraint(one, other, link.gap, link.why))
        return system

    def _on_one(
        self, system: System, fact: Fact, tie: Membership | ChairTerm, sides: _Sides
    ) -> Iterator[Constraint[Var]]:
        """Give the rules between a tie and its body."""
        founded, ended = _life(system, tie)
        if "within-life" in self._rules:
            if founded and not sides.starts_open:
                yield Constraint(founded, (fact, "start"), 0, RULES["within-life"])
            if ended and not sides.ends_open:
                yield Constraint((fact, "end"), ended, 0, RULES["within-life"])
        if "founders-at-founding" in self._rules and isinstance(tie, Membership) and tie.is_founder and founded:
            yield from _same(founded, (fact, "start"), RULES["founders-at-founding"])


class _Sides(NamedTuple):
    """The open sides of a tie, and what cuts them, as it does in every question: the life of the body."""

    starts_open: bool = False
    ends_open: bool = False
    founded: Var | None = None
    ended: Var | None = None


def _open_sides(system: System, tie: Membership | ChairTerm) -> _Sides:
    return _Sides(tie.period.starts_open, tie.period.ends_open, *_life(system, tie))


def _life(system: System, tie: Membership | ChairTerm) -> tuple[Var | None, Var | None]:
    body = ("organizations", tie.organization_id)
    founded, ended = (body, "founded"), (body, "ended")
    return founded if founded in system.bounds else None, ended if ended in system.bounds else None


def _holds_during(seat: Fact, term: Fact, seat_sides: _Sides, term_sides: _Sides) -> Iterator[Constraint[Var]]:
    """Give the constraints that a membership holds during a term; open sides reach to the body's founding and end."""
    why = RULES["chair-is-member"]
    if not (seat_sides.starts_open and seat_sides.founded):
        start = term_sides.founded if term_sides.starts_open and term_sides.founded else (term, "start")
        yield Constraint((seat, "start"), start, 0, why)
    if not (seat_sides.ends_open and seat_sides.ended):
        end = term_sides.ended if term_sides.ends_open and term_sides.ended else (term, "end")
        yield Constraint(end, (seat, "end"), 0, why)


def _span(first: int, last: int) -> Span:
    if last == BEFORE_ALL:
        return BEFORE_ALL - _OPEN, BEFORE_ALL - _OPEN
    if first == AFTER_ALL:
        return AFTER_ALL + _OPEN, AFTER_ALL + _OPEN
    return first if first > BEFORE_ALL else BEFORE_ALL - _NO_LIMIT, last if last < AFTER_ALL else AFTER_ALL + _NO_LIMIT


_ANY: Span = (BEFORE_ALL - _OPEN, AFTER_ALL + _OPEN)


def _state(system: System, fact: Fact, dates: dict[str, Span]) -> None:
    """Put in what a record states of its dates; the first of two does not come after the second."""
    named: dict[Var, Span] = {(fact, side): span for side, span in dates.items()}
    if named:
        system.bounds.update(named)
        system.stated[fact] = tuple(named)
    if len(named) == 2:
        first, last = named
        system.constraints.append(Constraint(first, last, 0, "nothing ends before it starts"))


def _same(one: Var, other: Var, why: str) -> tuple[Constraint[Var], Constraint[Var]]:
    return Constraint(one, other, 0, why), Constraint(other, one, 0, why)


def _var(system: System, text: str) -> Var | None:
    """Find the date that a link names."""
    record_id, _, side = text.rpartition(".") if isinstance(text, str) else ("", "", "")
    kinds = ("memberships", "chair_terms", "organizations")
    return next((var for kind in kinds if (var := ((kind, record_id), side)) in system.bounds), None)


def _seat_of(store: Store, term: ChairTerm) -> tuple[Membership, ...]:
    """Give the memberships that a chair must have had; none where there are several ways, or none is known."""
    seats = [tie for tie in store["memberships"].having(organization_id=term.organization_id) if tie.role == "member"]
    parts = [tie for tie in store["memberships"].having(member_id=term.holder_id) if tie.role == "component"]
    ways: list[tuple[Membership, ...]] = [(seat,) for seat in seats if seat.member_id == term.holder_id]
    ways.extend((part, seat) for part in parts for seat in seats if seat.member_id == part.organization_id)
    return ways[0] if len(ways) == 1 else ()


def _sole_chairs(terms: Sequence[tuple[Fact, ChairTerm]], freed: Collection[Fact]) -> Iterator[Choice[Var]]:
    """Give, of each two terms of sole chairs that may overlap, the two orders in which they may come."""
    of_body: dict[str, list[tuple[Fact, ChairTerm]]] = {}
    for fact, term in terms:
        if term.role in _SOLE:
            of_body.setdefault(term.organization_id, []).append((fact, term))
    why = RULES["one-chair-at-a-time"]
    for of_one in of_body.values():
        for index, (one, term) in enumerate(of_one):
            for other, later in of_one[index + 1 :]:
                is_apart = term.period.bounds.end_latest < later.period.bounds.start_earliest
                if is_apart and not freed:
                    break  # They are in time order, so every later one begins after this one has ended.
                if term.holder_id != later.holder_id:
                    yield (
                        Constraint((one, "end"), (other, "start"), 1, why),
                        Constraint((other, "end"), (one, "start"), 1, why),
                    )
