"""Roles that follow from rules: a troika against brute force over worlds of chair terms; terms and rotations."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import permutations, product
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Certainty, Dataset, Period
from iom_partners.model import Rule
from strategies import days, examples, stretches
from worlds import ALWAYS, HIGH, LOW, NUMBER, Stretch, body, covers, day, org, organization, seat, term, world

HOLDERS = ("north", "south", "east")
#: The start and the end of each term that was.
Held = dict[str, tuple[int, int]]
#: A position, who has it, and by which term.
Place = tuple[str, str, str]


class Troika(NamedTuple):
    """A body with chair terms and a troika, and the times of its records in plain values."""

    data: Dataset
    terms: dict[str, tuple[str, Stretch, bool]]  # Holder, time, whether it may never have been.
    rule: Stretch
    positions: tuple[str, ...]

    def worlds(self) -> Iterator[Held]:
        """Yield each world of the terms."""
        choices = [
            [*({key: pair} for pair in time.pairs()), *([{}] if is_unsure else [])]
            for key, (_, time, is_unsure) in self.terms.items()
        ]
        return ({key: pair for each in held for key, pair in each.items()} for held in product(*choices))

    def places(self, held: Held) -> set[Place]:
        """Return who has which position in a world, by the terms that there are."""
        found = {("present", self.terms[key][0], key) for key in held}
        for one, other in permutations(held, 2):
            before, after = self.terms[one][0], self.terms[other][0]
            if before != after and is_next(held, one, other):
                found |= {("previous", before, other), ("next", after, one)}
        return {each for each in found if each[0] in self.positions}

    def may_rule(self, place: int) -> bool:
        """Return whether the rule may hold on a day."""
        return any(start <= place <= end for start, end in self.rule.pairs())

    def surely_rules(self, place: int) -> bool:
        """Return whether the rule holds on a day in every world."""
        return all(start <= place <= end for start, end in self.rule.pairs())


def precedes(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether a term ends by the day on which another starts, unless both are of the same single day."""
    return one[1] <= other[0] and not (one == other and one[0] == one[1])


def is_next(held: Held, one: str, other: str) -> bool:
    """Return whether one term comes directly before another in a world."""
    before, after = held[one], held[other]
    rest = [each for key, each in held.items() if key not in (one, other)]
    return precedes(before, after) and not any(
        max(each[0], before[1] + 1) <= min(each[1], after[0] - 1) or (precedes(before, each) and precedes(each, after))
        for each in rest
    )


@st.composite
def troikas(draw: st.DrawFn) -> Troika:
    """Draw up to three terms, of which all may be known, a rule, and up to two stated ties."""
    time = stretches(exact=True) | stretches(exact=True) | stretches(limited=True)
    terms: dict[str, tuple[str, Stretch, bool]] = {}
    records: list[Any] = [body(), organization("trio"), *map(organization, (*HOLDERS, "west"))]
    for number in range(draw(st.integers(1, 3))):
        key, doubt = f"term-{number}", draw(st.sampled_from(["", "", "", "", "is_doubtful", "status"]))
        who, when = draw(st.sampled_from(HOLDERS)), draw(time)
        terms[key] = who, when, bool(doubt)
        more: dict[str, Any] = {"": {}, "is_doubtful": {"is_doubtful": True}, "status": {"status": "planned"}}[doubt]
        records.append(term(who, when, id=key, **more))
    for number in range(draw(st.integers(0, 2))):
        who = draw(st.sampled_from([*HOLDERS, "west"]))
        records.append(seat(who, draw(time), of="trio", id=f"seat-{number}"))
    if draw(st.booleans()):
        records.append(covers("chairs"))
    unknown = Stretch((LOW, HIGH), (LOW, HIGH))
    rule = draw(st.sampled_from([ALWAYS, ALWAYS, unknown]) | stretches())
    positions = tuple(draw(st.lists(st.sampled_from(["previous", "present", "next"]), min_size=1, unique=True)))
    fields: Any = {"kind": "troika", "role": "member", "into_id": "trio", "positions": positions}
    records.append(Rule(id="rule", organization_id="grp", period=rule.period, **fields))
    return Troika(world(*records), terms, rule, positions)


@given(troikas())
@examples(4)
def test_what_follows_holds_in_worlds(troika: Troika) -> None:
    """What is certain holds in every world that keeps the rule, what is possible in some; what is neither, in none."""
    roles = [each for each in troika.data.derived_roles("grp") if each.agreement != "contradicts"]
    assert len({each.record.id for each in roles}) == len(roles)
    worlds = [(held, troika.places(held)) for held in troika.worlds()]
    ids: dict[str, Place] = {
        f"rule-{position}-{who}-{key}": (position, who, key) for _, places in worlds for position, who, key in places
    }
    assert {each.record.id for each in roles} <= ids.keys()
    found = {ids[each.record.id]: each for each in roles}
    for each, role in found.items():
        first, last = role.record.period.bounds.certain
        sure = [place for place in range(NUMBER) if first <= day(place).toordinal() <= last]
        assert role.certainty is (Certainty.POSSIBLE if role.record.is_doubtful else Certainty.CERTAIN)
        if role.certainty is Certainty.CERTAIN:
            assert all(each in places for _, places in worlds)
            assert all(held[each[2]][0] <= place <= held[each[2]][1] for held, _ in worlds for place in sure)
            assert all(map(troika.surely_rules, sure))
            # It was at some time, whatever the dates are.
            for held, _ in worlds:
                assert all(held[each[2]][0] <= end and start <= held[each[2]][1] for start, end in troika.rule.pairs())
    for place in filter(troika.may_rule, range(NUMBER)):
        for held, places in worlds:
            for each in places:
                if held[each[2]][0] <= place <= held[each[2]][1]:
                    first, last = found[each].record.period.bounds.possible
                    assert first <= day(place).toordinal() <= last


@given(troikas())
@examples(5)
def test_the_dataset_with_them_is_as_sure_as_all_worlds(troika: Troika) -> None:
    """Who is certainly in the troika by the rule has a place in every world; and to derive again changes nothing."""
    data = troika.data.with_derived_roles()
    again = data.with_derived_roles()
    assert [*again.memberships] == [*data.memberships]
    assert [each.why for each in data.derived_roles()] == [each.why for each in troika.data.derived_roles()]
    stated = {tie.member_id for tie in troika.data.memberships}
    worlds = [(held, troika.places(held)) for held in troika.worlds()]
    for who, place in product(set(HOLDERS) - stated, range(NUMBER)):
        has = [
            troika.surely_rules(place)
            and any(who == one and held[key][0] <= place <= held[key][1] for _, one, key in places)
            for held, places in worlds
        ]
        sure = data.is_member(who, "trio", on=day(place))
        assert all(has) or sure is not Certainty.CERTAIN
        assert troika.data.is_member(who, "trio", on=day(place)) is Certainty.UNKNOWN


@given(troikas())
@examples(4)
def test_a_contradiction_has_no_place_in_any_reading(troika: Troika) -> None:
    """A stated tie contradicts only on days on which no reading gives it a place, and each place may be filled."""
    roles = [each for each in troika.data.derived_roles("grp") if each.agreement == "contradicts"]
    if not roles:
        return
    worlds = [(held, troika.places(held)) for held in troika.worlds()]

    def on(place: int) -> tuple[set[str], set[str]]:
        """Return who may have a place on a day, and which places may be filled."""
        if not troika.may_rule(place):
            return set(), set()
        had = {
            each for held, places in worlds for each in places if held[each[2]][0] <= place <= held[each[2]][1]
        }  # fmt: skip
        return {who for _, who, _ in had}, {position for position, *_ in had}

    for role in roles:
        assert role.certainty is Certainty.UNKNOWN
        first, last = role.record.period.bounds.certain
        asked = [place for place in range(NUMBER) if min(first, last) <= day(place).toordinal() <= max(first, last)]
        odd = [role.agent.id not in on(place)[0] and on(place)[1] == set(troika.positions) for place in asked]
        assert any(odd) if first <= last else all(odd), role.why


# Terms.


def rule(kind: str, **fields: Any) -> Rule:
    """Return a rule of the chair of GRP that always held."""
    made: Any = {"id": "rule", "organization_id": "grp", "role": "chair", "period": "../..", "kind": kind}
    return Rule(**made | fields)


@given(days(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_a_term_lasts_calendar_months(first: date, months: int) -> None:
    """It ends on the day before the same day of the month, or with the month where that has no such day."""
    (role,) = world(body(), org("aaa"), term("aaa", f"{first}/"), rule("term", months=months)).derived_roles()
    end = role.record.period.end
    assert end is not None
    assert end.earliest == end.latest
    after = end.latest + timedelta(days=1)  # type: ignore[operator]
    assert (after.year * 12 + after.month) - (first.year * 12 + first.month) in (months, months + 1)
    if after.day != first.day:
        # The month has too few days, so the term ends with its last day.
        assert after.day == 1
        assert first.day > monthrange(end.latest.year, end.latest.month)[1]  # type: ignore[union-attr]
    assert role.agreement == "unstated"


@pytest.mark.parametrize(("start", "months", "end"), [
    ("2011-01-31", 1, "2011-02-28"), ("2012-01-31", 1, "2012-02-29"), ("2012-02-29", 12, "2013-02-28"),
    ("2012-02-29", 48, "2016-02-28"), ("2011-02-28", 12, "2012-02-27"), ("2010-07-01", 6, "2010-12-31"),
    ("2010-12-01", 1, "2010-12-31"), ("9999-12-31", 12, "+10000-12-30"), ("+1000000000000000-06-01", 12, ".."),
])  # fmt: skip
def test_ends_of_terms(start: str, months: int, end: str) -> None:
    """Ends of months, leap days, and an end beyond the calendar."""
    (role,) = world(body(), org("aaa"), term("aaa", f"{start}/"), rule("term", months=months)).derived_roles()
    assert str(role.record.period) == f"{start}/{end}"


@pytest.mark.parametrize(("when", "more", "agreement"), [
    ("2010-01-01/2010-12-31", {}, "agrees"), ("2010-01-01/2010", {}, "possible"),
    ("2010-01/2010-12-31", {}, "possible"),
    ("2010-01-01/2010-11-30", {}, "contradicts"), ("2010-01-01/2010-11-30", {"status": "planned"}, "possible"),
    ("2010-01-01/", {}, "unstated"),
])  # fmt: skip
def test_a_term_agrees_or_contradicts(when: str, more: dict[str, Any], agreement: str) -> None:
    """The stated end is that of the rule, may be, or is not; what was only planned contradicts nothing."""
    (role,) = world(body(), org("aaa"), term("aaa", when, **more), rule("term", months=12)).derived_roles()
    assert role.agreement == agreement
    assert (role.certainty is Certainty.RULED_OUT) == (agreement == "contradicts")
    assert ("it is stated as" in role.why) == (agreement == "contradicts")


# Rotations.


def test_the_order_of_a_rotation_wraps_round() -> None:
    """After each comes the next, after the last the first; who is not in the order has no heir."""
    order = ("aaa", "bbb", "ccc")
    holders = [*order, "aaa", "ddd"]
    terms = [term(who, f"{2001 + year}-01-01/{2001 + year}-12-31") for year, who in enumerate(holders)]
    data = world(body(), *map(org, {*holders}), *terms, rule("rotation", order_ids=order))
    roles = data.derived_roles()
    told = [(each.stated[0].holder_id, each.agent.id, each.agreement, str(each.record.period)) for each in roles]
    assert told == [
        ("bbb", "bbb", "agrees", "[2001-12-31..2002-01-01]/"),
        ("ccc", "ccc", "agrees", "[2002-12-31..2003-01-01]/"),
        ("aaa", "aaa", "agrees", "[2003-12-31..2004-01-01]/"),
        ("ddd", "bbb", "contradicts", "[2004-12-31..2005-01-01]/"),
    ]
    assert roles[3].why.endswith("BBB comes next after AAA's term as chair of GRP, and DDD did")
    assert {each.position for each in roles} == {"next"}
    # What contradicts is left out, what follows is doubtful.
    made = data.with_derived_roles()
    assert len(made.chair_terms) == len(terms) + 3
    assert [*made.with_derived_roles().chair_terms] == [*made.chair_terms]
    assert made.chair_of("grp", on="2004-06-01").certain == data.chair_of("grp", on="2004-06-01").certain


@pytest.mark.parametrize(("after", "known", "agreement"), [
    (None, False, "unstated"),
    ("bbb 2002-01-01/2002-12-31", False, "agrees"),
    ("bbb 2003-01-01/2003-12-31", False, "possible"),
    ("ccc 2002-01-01/2002-12-31", False, "contradicts"),
    # Nobody says who sat in between: it may be the heir.
    ("ccc 2003-01-01/2003-12-31", False, "unstated"),
    ("ccc 2003-01-01/2003-12-31", True, "contradicts"),
])  # fmt: skip
def test_a_rotation_agrees_or_contradicts(after: str | None, known: bool, agreement: str) -> None:
    """Another one contradicts the order only where the heir cannot have sat between."""
    who = [term(*after.split())] if after else []
    every = [covers("chairs", "2001-01-01", "2003-12-31")] if known else []
    order = rule("rotation", order_ids=("aaa", "bbb"))
    data = world(body(), *map(org, ("aaa", "bbb", "ccc")), term("aaa", "2001-01-01/2001-12-31"), *who, *every, order)
    role = next(each for each in data.derived_roles() if each.record.id.endswith("2001-12-31"))
    assert role.agreement == agreement


def test_a_rotation_ends_with_its_rule() -> None:
    """Nobody comes next after a term that goes on, or that ends when the rule no longer holds."""
    order = {"order_ids": ("aaa", "bbb")}
    bodies = [body(), org("aaa"), org("bbb")]
    assert not world(*bodies, term("aaa", "2001/.."), rule("rotation", **order)).derived_roles()
    ended = rule("rotation", period=Period("2001/2002-06-30"), **order)
    assert not world(*bodies, term("aaa", "2001/2003-01-31"), ended).derived_roles()
    (role,) = world(*bodies, term("aaa", "2001/"), ended).derived_roles()
    assert str(role.record.period) == "[2001-01-01..2002-06-30]/"
    vice = [term("aaa", "2001-01-01/2001-12-31", role="vice-chair"), term("bbb", "2002-01-01/2002", role="vice-chair")]
    first, _ = world(*bodies, *vice, rule("rotation", role="vice-chair", **order)).derived_roles()
    assert (first.agreement, first.stated) == ("agrees", (vice[1],))


def test_long_ids_are_made_short() -> None:
    """A role that follows has an id of its own, whatever the length of those that it follows from."""
    first, second = "a" * 180, "b" * 180
    order = rule("rotation", order_ids=(first, second))
    data = world(body(), org(first), org(second), term(first, "2001-01-01/2001-12-31"), order)
    (role,) = data.derived_roles()
    assert role.record.holder_id == second
    assert re.fullmatch("iom-partners-rules-[0-9a-f]{32}", role.record.id)
