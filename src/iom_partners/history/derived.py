"""Roles that follow from the rules of a body, and the stated ties that agree with them or contradict them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import chain
from typing import Any, Literal, NamedTuple

from ..dates.certainty import Certainty
from ..dates.days import (
    AFTER_ALL,
    BEFORE_ALL,
    EVER,
    Bounds,
    Span,
    Spans,
    intersect,
    last_of_months,
    meet,
    subtract,
    to_date,
    union,
    within,
)
from ..dates.describe import say_day
from ..dates.period import Period, joint_period
from ..model.agents import Agent
from ..model.evidence import Citation
from ..model.own_sources import RULES_ID, is_derived
from ..model.sources import Source
from ..model.ties import ChairTerm, Membership, Rule
from ..model.vocabulary import CHAIRING_ROLES, is_unsure
from ..query.rosters import Rosters
from ..query.wording import say_list, say_tie
from ..store.collection import RecordList
from ..store.store import Store
from ..tables.text import plain
from ..worlds.claims import link_of
from .succession import find_succession

__all__ = ["DerivedRole", "find_derived_roles", "with_derived_roles"]

#: No id of a tie that follows is longer.
_LONGEST = 200


class DerivedRole(NamedTuple):
    """One role that follows from a rule, or one that is stated and contradicts it.

    Attributes:
        rule: the rule.
        agent: who has the role.
        position: of a troika, previous, present or next; else next (rotation) or present (term); None of a
            contradiction.
        record: the tie that follows, cited to ``iom-partners-rules``; of a contradiction, the one that is stated.
        certainty: whether it follows for certain, or possibly, from the terms on record. A stated tie that contradicts
            a troika is unknown, because a term may be unrecorded. A term or a next holder that a stated tie contradicts
            is ruled out.
        agreement: agrees (the same is stated), possible (it may be what is stated), unstated (nobody says so), or
            contradicts.
        stated: what is stated of it.
        why: one plain sentence.

    >>> import iom_partners
    >>> odd = [each for each in iom_partners.load().derived_roles() if each.agreement == "contradicts"]
    >>> [(each.agent.name, each.rule.id) for each in odd]
    [('Sweden', 'gfmd-troika-rule')]
    """

    rule: Rule
    agent: Agent
    position: Literal["previous", "present", "next"] | None
    record: Membership | ChairTerm
    certainty: Certainty
    agreement: Literal["agrees", "possible", "unstated", "contradicts"]
    stated: tuple[Membership | ChairTerm, ...]
    why: str

    def __repr__(self) -> str:
        return plain(f"<DerivedRole {self.agreement}: {self.why}>")


def with_derived_roles(rosters: Rosters) -> Store:
    """Return the records with the roles that follow from the rules, each cited to a source that stands for them."""
    made = {each.record.id: each.record for each in find_derived_roles(rosters) if each.agreement != "contradicts"}
    source = Source(id=RULES_ID, title="What follows from the rules of the bodies", publisher="iom-partners")
    # What followed from the rules before follows again, or no longer.
    old = [each for each in _stated(rosters).store.records() if each.id != RULES_ID and each.id not in made]
    return Store.of_records([*old, *made.values(), source] if made else old)


def find_derived_roles(rosters: Rosters, body_id: str | None = None) -> RecordList[DerivedRole]:
    """Return what follows from the rules of a body, or of all, rule by rule: first the roles, then contradictions."""
    find = {"troika": _of_troika, "rotation": _of_rotation, "term": _of_terms}
    rosters = _stated(rosters)
    found = (
        each
        for rule in rosters.store["rules"]
        if body_id in {None, rule.organization_id}
        for each in find[rule.kind](rosters, rule)
    )
    return RecordList(found, "derived_roles", rosters.store)


def _stated(rosters: Rosters) -> Rosters:
    """Return rosters without what followed from rules before: nothing follows from that again."""
    store = rosters.store
    followed = {id(each) for kind in ("memberships", "chair_terms") for each in store[kind] if is_derived(each)}
    if not followed:
        return rosters
    return Rosters(Store.of_records(each for each in store.records() if id(each) not in followed))


def _id(rule: Rule, position: str, holder_id: str, term: ChairTerm) -> str:
    """Return the id of a tie that follows; where it would be long, a short one that stands for the same."""
    text = f"{rule.id}-{position}-{holder_id}-{term.id}"
    if len(text) <= _LONGEST:
        return text
    from hashlib import sha256

    return f"{RULES_ID}-{sha256(text.encode()).hexdigest()[:32]}"


def _cited(rule: Rule) -> tuple[Citation, ...]:
    return (Citation(source_id=RULES_ID, locator=f"rule {rule.id}", states="all"),)


# The troika.


class _Place(NamedTuple):
    """That someone has a position while a term lasts.

    Attributes:
        term: which.
        certainty: how sure it is by the order of the terms.
        why: in words.
        span: the first and last day on which the order lets it be.
    """

    term: ChairTerm
    certainty: Certainty
    why: str
    span: Span

    def joined(self, other: _Place) -> _Place:
        """Return what is known if either of two holds: what the surer one tells, on the days of both."""
        surer = self if self.certainty is Certainty.CERTAIN else other
        span = min(self.span[0], other.span[0]), max(self.span[1], other.span[1])
        return surer._replace(span=span)


def _of_troika(rosters: Rosters, rule: Rule) -> Iterator[DerivedRole]:
    """Yield who was in a body as previous, present or next chair, while each term lasted."""
    roster = rosters.chairs(rule.organization_id)
    pairs = find_succession(roster)
    terms: list[Any] = sorted(chain.from_iterable(roster.claims.values()), key=lambda claim: claim.sort_key)
    # Of a term that may never have been, the bounds are those of the worlds in which it was.
    held = {
        claim.record.id: [claim.record.period.bounds, *(link.bounds for link in claim.links[1:])] for claim in terms
    }  # fmt: skip
    places: dict[tuple[Any, str, str], _Place] = {}
    for claim in terms:
        sure = Certainty.POSSIBLE if is_unsure(claim.record) else Certainty.CERTAIN
        told = f"its own term, {claim.record.period.describe()}"
        places[claim.item, "present", claim.record.id] = _Place(claim.record, sure, told, EVER)
    for pair in pairs:
        before, after = pair.records
        if before.holder_id != after.holder_id:
            # The later term starts no sooner than the earlier one may end, and that ends when the later may start.
            since = min(each.end_earliest for each in held[before.id]), AFTER_ALL
            until = BEFORE_ALL, max(each.start_latest for each in held[after.id])
            for key, place in (
                ((before.holder_id, "previous", after.id), _Place(after, pair.certainty, pair.why, since)),
                ((after.holder_id, "next", before.id), _Place(before, pair.certainty, pair.why, until)),
            ):
                # Either of two terms of one holder may have come next to a third.
                places[key] = place.joined(places[key]) if key in places else place
    into = rule.into_id or rule.organization_id
    ties: Sequence[Membership] = rosters.store.select("memberships", organization_id=into, role=rule.role)
    derived: list[tuple[str, Membership]] = []
    for (holder_id, position, _), (term, followed, why, (first, last)) in places.items():
        within_all = [term.period.bounds, rule.period.bounds, Bounds(first, first, last, last)]
        if position not in rule.positions or max(each[0] for each in within_all) > min(each[3] for each in within_all):
            continue
        period = joint_period(within_all)
        is_certain = followed is Certainty.CERTAIN and not is_unsure(term) and _surely_meets(term, rule)
        certainty = Certainty.CERTAIN if is_certain else Certainty.POSSIBLE
        record = Membership(
            id=_id(rule, position, holder_id, term),
            member_id=holder_id,
            organization_id=into,
            role=rule.role,
            is_doubtful=not is_certain,
            period=period,
            citations=_cited(rule),
        )
        derived.append((position, record))
        same = [each for each in ties if each.member_id == holder_id and _may_be_one(each, record)]
        is_sure = any(meet((link_of(each).bounds.certain,), (link_of(record).bounds.certain,)) for each in same)
        agreement: Any = "agrees" if is_sure else "possible" if same else "unstated"
        was = f"was {'certainly' if is_certain else 'possibly'} in {roster.label(into)} as {position} chair"
        told = f"{roster.label(holder_id)} {was} by {rule.id}: {why}"
        agent = rosters.store.agent(holder_id)
        yield DerivedRole(rule, agent, position, record, certainty, agreement, tuple(same), told)  # type: ignore[arg-type]
    yield from _contradictions(rosters, rule, ties, derived)


def _meets(term: ChairTerm, rule: Rule) -> bool:
    return meet((term.period.bounds.possible,), (rule.period.bounds.possible,))


def _surely_meets(term: ChairTerm, rule: Rule) -> bool:
    """Return whether a term shares a day with the time of its rule in every reading of the dates."""
    one, other = term.period.bounds, rule.period.bounds
    return one.start_latest <= other.end_earliest and other.start_latest <= one.end_earliest


def _may_be_one(one: Membership, other: Membership) -> bool:
    return meet((one.period.bounds.possible,), (other.period.bounds.possible,))


def _contradictions(
    rosters: Rosters, rule: Rule, ties: Sequence[Membership], derived: list[tuple[str, Membership]]
) -> Iterator[DerivedRole]:
    """Yield each stated tie that has days on which the rule fills every place with others."""
    # The days on which each place has someone in it.
    places = (
        union(record.period.bounds.possible for position, record in derived if position == place)
        for place in rule.positions
    )
    filled: Spans = reduce(intersect, places, (EVER,))
    for tie in ties:
        first, last = tie.period.bounds.certain
        # Of a tie that is attested on one day of several, all of them must contradict.
        asked: Spans = ((min(first, last), max(first, last)),)
        own = union(record.period.bounds.possible for _, record in derived if record.member_id == tie.member_id)
        odd = intersect(subtract(asked, own), filled)
        if not odd or is_unsure(tie) or (first > last and not within(asked, odd)):
            continue
        label = rosters.directory.label
        others = [label(record.member_id) for _, record in derived if meet((record.period.bounds.possible,), odd[:1])]
        days = " and ".join(_say_run(*run) for run in odd)
        told = say_list(list(dict.fromkeys(others)))
        why = f"{say_tie(tie, label)} is on record {days}; by {rule.id}, the terms on record put {told} there"
        agent = rosters.store.agent(tie.member_id)
        yield DerivedRole(rule, agent, None, tie, Certainty.UNKNOWN, "contradicts", (tie,), why)


def _say_run(first: int, last: int) -> str:
    one, other = to_date(first), to_date(last)
    if one and one == other:
        return f"on {say_day(one)}"
    return " ".join([f"from {say_day(one)}" if one else "always", f"to {say_day(other)}" if other else "on"])


# Rotations and terms of a fixed length: of the chair itself.


def _of_rotation(rosters: Rosters, rule: Rule) -> Iterator[DerivedRole]:
    """Yield who comes next after each term, in the order of the rule."""
    terms = [term for term in _terms(rosters, rule) if term.holder_id in rule.order_ids]
    if not terms:
        return
    roster = rosters.chairs(rule.organization_id, None if rule.role in CHAIRING_ROLES else rule.role)
    pairs = find_succession(roster)
    for term in terms:
        place = rule.order_ids.index(str(term.holder_id)) + 1
        heir = rule.order_ids[place % len(rule.order_ids)]
        _, _, end_earliest, end_latest = term.period.bounds
        # The heir takes over on the last day of the term or on the next one, while the rule holds.
        first = max(end_earliest, rule.period.bounds.start_earliest)
        latest = min(end_latest + 1, rule.period.bounds.end_latest)
        if first > latest or term.period.ends_open:
            continue
        record = _term(rule, heir, "next", term, Period.from_bounds(Bounds(first, latest, BEFORE_ALL, AFTER_ALL)))
        after = [pair for pair in pairs if pair.records[0].id == term.id]
        stated = tuple(pair.records[1] for pair in after)
        kept = [pair.certainty for pair in after if pair.after.id == heir]
        agreement: Any = "unstated"
        if kept:
            agreement = "agrees" if Certainty.CERTAIN in kept else "possible"
        elif after and all(pair.is_complete for pair in after) and not is_unsure(term):
            agreement = "contradicts"
        named = say_list(list(dict.fromkeys(pair.after.label for pair in after)))
        told = f"by {rule.id}, {roster.label(heir)} comes next after {say_tie(term, roster.label)}"
        did = "did" if any(pair.certainty is Certainty.CERTAIN for pair in after) else "may have done so"
        why = f"{told}, and {named} {did}" if agreement == "contradicts" else told
        yield _found(rosters, rule, "next", record, agreement, stated, why)


def _of_terms(rosters: Rosters, rule: Rule) -> Iterator[DerivedRole]:
    """Yield until when each term lasts by the length that the rule gives it."""
    label = rosters.directory.label
    for term in _terms(rosters, rule):
        start, (first, latest, *own) = term.period.start, term.period.bounds
        if start is None or start.earliest is None or start.latest is None:
            continue
        first_end, last_end = (min(last_of_months(day, rule.months or 0), AFTER_ALL) for day in (first, latest))
        ends = first_end, last_end
        record = _term(rule, str(term.holder_id), "present", term, Period.from_bounds(Bounds(first, latest, *ends)))
        agreement: Any = "agrees" if tuple(own) == ends else "possible"
        if term.period.end is None:
            agreement = "unstated"
        elif not is_unsure(term) and not meet((tuple(own),), (ends,)):  # type: ignore[arg-type]
            agreement = "contradicts"
        told = (
            f"by {rule.id}, {say_tie(term, label)} would have lasted {rule.months} months: {record.period.describe()}"
        )
        why = f"{told}; it is stated as {term.period.describe()}" if agreement == "contradicts" else told
        yield _found(rosters, rule, "present", record, agreement, (term,), why)


def _terms(rosters: Rosters, rule: Rule) -> Iterator[ChairTerm]:
    """Yield the terms on record that a rule is about."""
    terms: Any = rosters.store.select("chair_terms", organization_id=rule.organization_id, role=rule.role)
    for term in terms:
        if term.holder_id is not None and _meets(term, rule):
            yield term


def _term(rule: Rule, holder_id: str, position: str, term: ChairTerm, period: Period) -> ChairTerm:
    return ChairTerm(
        id=_id(rule, position, holder_id, term),
        organization_id=rule.organization_id,
        holder_id=holder_id,
        role=rule.role,
        is_doubtful=True,  # That a rule was kept is not known.
        period=period,
        citations=_cited(rule),
    )


def _found(
    rosters: Rosters, rule: Rule, position: Any, record: ChairTerm, agreement: Any, stated: Any, why: str
) -> DerivedRole:
    agent: Any = rosters.store.agent(str(record.holder_id))
    certainty = Certainty.RULED_OUT if agreement == "contradicts" else Certainty.POSSIBLE
    return DerivedRole(rule, agent, position, record, certainty, agreement, stated, why)
