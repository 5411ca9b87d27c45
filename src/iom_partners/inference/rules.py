"""Rules between records: what they imply for each other's dates, as differences between days.

A *fact* is a record that states dates; a *rule* holds between records whoever states them; a *link* is what else a
caller knows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..dates.constraints import Choice, Constraint
from ..dates.days import AFTER_ALL, BEFORE_ALL, Span, Spans, intersect
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidQuestionError, UnknownNameError, one_of, shorten
from ..model.ties import ChairTerm, Membership
from ..model.vocabulary import SOLE_CHAIR_ROLES, is_unsure
from ..store.store import Store
from ..worlds.claims import hands_over

__all__ = ["RULES", "Fact", "InOrder", "Rulebook", "SameDay", "System", "Var"]

#: The rules by name, each with what it says.
RULES: dict[str, str] = {
    "within-life": "a body has members and chairs only during its life and theirs",
    "founders-at-founding": "a founder is a member from the founding on",
    "chair-is-member": "a chair is a member",
    "one-chair-at-a-time": "one chair sits at a time",
}
#: The collections whose records state dates that rules and links bear on.
_DATED = ("memberships", "chair_terms", "organizations", "people")
#: The dates of a life, by collection.
LIFE_SIDES = {"organizations": ("founded", "ended"), "people": ("born", "died")}
#: "No limit" reaches farther than any sum of gaps, and an open side farther than that.
_NO_LIMIT, _OPEN = 10**19, 10**22
#: The days of a date with more separate runs than these are taken as one stretch.
_MOST_RUNS = 1_000
_CALENDAR = AFTER_ALL - BEFORE_ALL

#: A record that states dates, by its collection and id.
Fact = tuple[str, str]
#: One date: a fact, and "start" or "end" of its period, "founded" or "ended" of an organization, "born" or "died" of a
#: person.
Var = tuple[Fact, str]


class SameDay(NamedTuple):
    """The link that two dates are one day, whichever it is.

    Attributes:
        one: a date of a record: its id, a dot, and start, end, founded, ended, born or died.
        other: another.
        why: who says so.

    >>> SameDay("gmg-member-who.start", "gmg-member-un-women.start").other
    'gmg-member-un-women.start'
    """

    one: str
    other: str
    why: str = ""

    def said(self) -> str:
        """Return what holds, and who says so."""
        return f"{self.one} and {self.other} are one day{f' ({self.why})' if self.why else ''}"


class InOrder(NamedTuple):
    """The link that one date comes after another, by at least a number of days.

    Attributes:
        first: a date of a record: its id, a dot, and start, end, founded or ended.
        second: the later one.
        gap: the least number of days from the first to the second; 0 allows the same day.
        why: who says so.

    >>> InOrder("gmg-chair-iom-2013.end", "gmg-chair-ilo-2014.start", 1).gap
    1
    """

    first: str
    second: str
    gap: int = 0
    why: str = ""

    def said(self) -> str:
        """Return what holds, and who says so."""
        days = f"{self.gap} days after" if self.gap > 1 else "a day after" if self.gap else "on the day of"
        late = f"{self.second} is {days} {self.first} or later"
        return f"{late}{f' ({self.why})' if self.why else ''}"


class System(NamedTuple):
    """Dates, what they may be, and what holds between them.

    Attributes:
        days: of each date, the days that its record states, as sorted runs.
        constraints: what holds in any case.
        choices: pairs of which one holds.
    """

    days: dict[Var, Spans]
    constraints: list[Constraint[Var]]
    choices: list[Choice[Var]]


class Rulebook:
    """The records of a dataset with the rules and links between them, from which it makes systems.

    Args:
        store: the records.
        links: what else a caller knows.
        rules: the names of the rules to follow.

    Raises:
        InvalidQuestionError: a rule is unknown, or something is not a link.
        UnknownNameError: a link names a date that no record states.
    """

    def __init__(self, store: Store, links: Sequence[SameDay | InOrder], rules: Sequence[str]) -> None:
        if isinstance(rules, str) or not isinstance(rules, Collection):
            hint = f"give a list of some of {', '.join(RULES)}"
            raise InvalidQuestionError(
                f"{shorten(rules)} is not a list of rules", value=rules, field="rules", hint=hint
            )
        for rule in rules:
            one_of(rule, tuple(RULES), "rules", "a rule")
        self._store, self._rules = store, rules
        self._links = [_checked(link) for link in links]
        # A doubtful or planned tie may never have held, so nothing follows from it.
        self.facts: list[Fact] = [
            (kind, record.id) for kind in _DATED for record in store[kind] if not is_unsure(record)
        ]
        dates = {var for fact in self.facts for var in self._dates(fact)}
        for text in (text for link in self._links for text in link[:2]):
            if _var(dates, text) is None:
                reason = f"{shorten(text)} does not name a stated date"
                raise UnknownNameError(reason, value=text, field="links", hint=_SIDES)

    def _dates(self, fact: Fact) -> dict[Var, Spans]:
        """Return the dates that a record states, with their days."""
        record = self._store[fact[0]][fact[1]]
        if fact[0] in LIFE_SIDES:
            sides = LIFE_SIDES[fact[0]]
            return {(fact, side): _runs(when, when.span) for side in sides if (when := getattr(record, side))}
        period: Period = record.period
        s0, s1, e0, e1 = period.bounds
        start = _runs(period.start, (s0, s1)) if not period.starts_open else ((-_OPEN, -_OPEN),)
        end = _runs(period.end, (e0, e1)) if not period.ends_open else ((_OPEN, _OPEN),)
        return {(fact, "start"): start, (fact, "end"): end}

    def together(self) -> Iterator[tuple[Fact, Fact]]:
        """Yield the facts that bear on each other, two by two."""
        system = self.system(self.facts)
        for each in (*system.constraints, *(choice[0] for choice in system.choices)):
            yield each.earlier[0], each.later[0]
        for term in (each for each in self._store["chair_terms"] if not is_unsure(each)):
            # A term that is open on both sides bears on the membership by the dates of the body alone.
            for seat in _seat_of(self._store, term):
                yield ("chair_terms", term.id), ("memberships", seat.id)

    def system(self, facts: Sequence[Fact]) -> System:
        """Return the system of some records, with the rules and links between them."""
        system = System({}, [], [])
        terms: list[ChairTerm] = []
        for fact in facts:
            dates = self._dates(fact)
            system.days.update(dates)
            if len(dates) == 2:
                first, last = dates
                system.constraints.append(Constraint(first, last, 0, "nothing ends before it starts"))
        for fact in facts:
            if fact[0] not in LIFE_SIDES:
                tie = self._store[fact[0]][fact[1]]
                system.constraints.extend(self._on_one(system, fact, tie))
                if isinstance(tie, ChairTerm):
                    terms.append(tie)
                    system.constraints.extend(self._seated(system, tie))
        if "one-chair-at-a-time" in self._rules:
            system.choices.extend(_sole_chairs(terms))
        for link in self._links:
            one, other = _var(system.days, link[0]), _var(system.days, link[1])
            if one and other and isinstance(link, SameDay):
                system.constraints.extend(_same(one, other, link.said()))
            elif one and other and isinstance(link, InOrder):
                system.constraints.append(Constraint(one, other, link.gap, link.said()))
        return system

    def _on_one(self, system: System, fact: Fact, tie: Membership | ChairTerm) -> Iterator[Constraint[Var]]:
        """Yield the rules between a tie, its member or holder, its body, and the bodies of which that is a unit."""
        if "within-life" in self._rules:
            member = tie.member_id if isinstance(tie, Membership) else tie.holder_id
            above = (body.id for body in self._store.bodies_above(tie.organization_id))
            for each in (*above, *([member] if member else [])):
                founded, ended = _life(system, each)
                # What is open is cut by the life of the body, as in every question.
                if founded and not tie.period.starts_open:
                    yield Constraint(founded, (fact, "start"), 0, RULES["within-life"])
                if ended and not tie.period.ends_open:
                    yield Constraint((fact, "end"), ended, 0, RULES["within-life"])
        founded, _ = _life(system, tie.organization_id)
        is_founder = isinstance(tie, Membership) and tie.is_founder and not tie.period.starts_open
        if "founders-at-founding" in self._rules and is_founder and founded:
            yield from _same(founded, (fact, "start"), RULES["founders-at-founding"])

    def _seated(self, system: System, term: ChairTerm) -> Iterator[Constraint[Var]]:
        """Yield the rule that a chair is a member; open sides reach to the founding and the end of the body."""
        if "chair-is-member" not in self._rules or term.holder_id is None:
            return
        for seat in _seat_of(self._store, term):
            sides = [(_reach(system, seat, side), _reach(system, term, side)) for side in ("start", "end")]
            for index, (of_seat, of_term) in enumerate(sides):
                earlier, later = (of_seat, of_term) if index == 0 else (of_term, of_seat)
                if earlier in system.days and later in system.days and earlier != later:
                    yield Constraint(earlier, later, 0, RULES["chair-is-member"])


_SIDES = (
    "write the id of a membership or chair term with .start or .end, that of an organization with .founded or .ended, "
    "or that of a person with .born or .died, where that is stated"
)


def _checked(link: SameDay | InOrder) -> SameDay | InOrder:
    """Refuse what is not a link, or has anything but text and a number of days in it."""
    is_link = isinstance(link, (SameDay, InOrder)) and isinstance(link.why, str)
    if not is_link or (isinstance(link, InOrder) and not (type(link.gap) is int and 0 <= link.gap <= _CALENDAR)):
        hint = "write SameDay('a.start', 'b.start') or InOrder('a.end', 'b.start', 1)"
        raise InvalidQuestionError(f"{shorten(link)} is not a link", value=link, field="links", hint=hint)
    return link


def _runs(when: PartialDate | None, within: Span) -> Spans:
    """Return the days of a date, within its bounds; "no limit" is a far day."""
    runs = intersect(when.spans, (within,)) if when and not when.comes_again else (within,)
    runs = runs if len(runs) <= _MOST_RUNS else (within,)
    first, last = runs[0][0], runs[-1][1]
    if first == BEFORE_ALL:
        runs = ((-_NO_LIMIT, runs[0][1]), *runs[1:])
    return runs if last < AFTER_ALL else (*runs[:-1], (runs[-1][0], _NO_LIMIT))


def _life(system: System, agent_id: str) -> tuple[Var | None, Var | None]:
    """Return the founding and the end of an organization, the birth and death of a person, each where it is stated."""
    for kind, sides in LIFE_SIDES.items():
        first, last = (((kind, agent_id), side) for side in sides)
        if first in system.days or last in system.days:
            return first if first in system.days else None, last if last in system.days else None
    return None, None


def _reach(system: System, tie: Membership | ChairTerm, side: str) -> Var:
    """Return the date that a side of a tie reaches to: its own, or where it is open, that of the body, if stated."""
    cut = _life(system, tie.organization_id)[side == "end"]
    is_open = tie.period.ends_open if side == "end" else tie.period.starts_open
    return cut if is_open and cut else _side(tie, side)


def _side(tie: Membership | ChairTerm, side: str) -> Var:
    return ("memberships" if isinstance(tie, Membership) else "chair_terms", tie.id), side


def _same(one: Var, other: Var, why: str) -> tuple[Constraint[Var], Constraint[Var]]:
    return Constraint(one, other, 0, why), Constraint(other, one, 0, why)


def _var(dates: Collection[Var], text: object) -> Var | None:
    """Return the date that a link names, None where no record states it."""
    record_id, _, side = text.rpartition(".") if isinstance(text, str) else ("", "", "")
    return next((var for kind in _DATED if (var := ((kind, record_id), side)) in dates), None)


def _seat_of(store: Store, term: ChairTerm) -> tuple[Membership, ...]:
    """Return the memberships that a chair must have had; empty if there are several ways, or none is sure."""
    seats = [tie for tie in store.select("memberships", organization_id=term.organization_id) if tie.role == "member"]
    parts = [tie for tie in store.select("memberships", member_id=term.holder_id or "") if tie.role == "component"]
    ways: list[tuple[Membership, ...]] = [(seat,) for seat in seats if seat.member_id == term.holder_id]
    ways.extend((part, seat) for part in parts for seat in seats if seat.member_id == part.organization_id)
    return ways[0] if len(ways) == 1 and not any(map(is_unsure, ways[0])) else ()


def _sole_chairs(terms: Iterable[ChairTerm]) -> Iterator[Choice[Var]]:
    """Yield, for each pair of terms of sole chairs that may overlap, the two orders in which they may come."""
    of_body: dict[str, list[ChairTerm]] = {}
    for term in sorted(terms, key=lambda each: each.period.sort_key):
        if term.role in SOLE_CHAIR_ROLES:
            of_body.setdefault(term.organization_id, []).append(term)
    why = RULES["one-chair-at-a-time"]
    for of_one in of_body.values():
        for index, one in enumerate(of_one):
            for other in of_one[index + 1 :]:
                if one.period.bounds.end_latest < other.period.bounds.start_earliest:
                    break  # They are in time order, so every later one begins after this one has ended.
                if one.holder_id != other.holder_id:
                    yield _in_turn(one, other, why), _in_turn(other, one, why)


def _in_turn(one: ChairTerm, other: ChairTerm, why: str) -> Constraint[Var]:
    """Return the constraint that one term ends before another begins, or on that day if both state that day."""
    gap = 0 if hands_over(one.period.bounds, other.period.bounds) else 1
    return Constraint(_side(one, "end"), _side(other, "start"), gap, why)
