"""On which sources an answer rests, against every way to lose some of them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iom_partners
from iom_partners import (
    Citation,
    Dataset,
    InvalidQuestionError,
    PartialDate,
    Said,
    Source,
)
from iom_partners.model.evidence import MEANT
from iom_partners.provenance.statements import PARTS, stated_fields
from iom_partners.results import Answer
from strategies import RARELY, Ask, asks, chair_records, examples, member_records, project_records, stretches
from worlds import NUMBER, day, organization, seat, term, world


@st.composite
def cited(draw: st.DrawFn, topics: st.SearchStrategy[list[Any]]) -> Dataset:
    """The records of a topic as up to five sources tell them, of which some copy others.

    Each value is stated by one of them at least; others may say another time, be silent, or deny.
    """
    ids = [f"s{number}" for number in range(draw(st.integers(2, 5)))]
    made: list[Any] = []
    for place, each in enumerate(ids):
        above = draw(st.sampled_from([None, None, *ids[:place]]))
        made.append(Source(id=each, title=each, derived_from_id=above))
    for record in draw(topics):
        # A name cites sources of its own, or is told with its agent.
        named = getattr(record, "names", ())
        names = tuple(_cite(draw, each, ids) if draw(st.booleans()) else each for each in named)
        made.append(_cite(draw, attrs.evolve(record, names=names) if names else record, ids))
    return world(*made)


_OTHERWISE = {
    "period": stretches().map(lambda each: str(each.period)),
    "is_doubtful": st.sampled_from(["true", "false"]),
}
_OTHERWISE |= {
    each: st.integers(0, NUMBER - 1).map(lambda place: str(day(place))) for each in ("founded", "ended", "first_day")
}


def _cite(draw: st.DrawFn, record: Any, ids: list[str]) -> Any:
    """Return a record or a name with citations."""
    known = [field.name for field in stated_fields(record)] + [each for each in PARTS if getattr(record, each, ())]
    filled = [each for each in known if each in MEANT or each in PARTS or getattr(record, each)]
    citations: list[Citation] = []
    for source in draw(st.lists(st.sampled_from(ids), max_size=3)):
        if draw(RARELY):
            citations.append(Citation(source_id=source, denies=True))
            continue
        stated = draw(st.sets(st.sampled_from(filled))) | ({"period"} & set(known) if draw(st.booleans()) else set())
        silent = sorted(set(known) & set(_OTHERWISE) - stated)
        told = [each for each in silent if draw(RARELY) and getattr(record, each) is not None]
        says = tuple(Said(field=each, value=draw(_OTHERWISE[each])) for each in told)
        citations.append(Citation(source_id=source, states=tuple(sorted(stated)), says=says))
    spoken = {each for one in citations for each in (*one.states, *(said.field for said in one.says))}
    missing = {*filled, *spoken} - {each for one in citations for each in one.states}
    last = Citation(source_id=draw(st.sampled_from(ids)), states=tuple(sorted(missing)))
    return attrs.evolve(record, citations=(*citations, last))


def families(data: Dataset) -> list[tuple[str, ...]]:
    """Return each source that copies none, with all that copy it."""
    above = {each.id: each.derived_from_id for each in data.sources}

    def top(source: str) -> str:
        higher = above[source]
        return top(higher) if higher else source

    return [(each, *(one for one in above if one != each and top(one) == each)) for each in above if not above[each]]


def losses(data: Dataset) -> Iterator[tuple[frozenset[str], Dataset]]:
    """Yield every way to lose families of sources, the smallest first, each with what is left."""
    groups = families(data)
    for lost in chain.from_iterable(combinations(groups, number) for number in range(1, len(groups) + 1)):
        yield frozenset(each[0] for each in lost), data.without_sources(*chain.from_iterable(lost))


def has_changed(before: Answer[Any], after: Answer[Any]) -> bool:
    """Return whether someone certain is so no longer; where nobody was, whether the verdict is another."""
    if before.certain:
        keys = {getattr(each, "id", each) for each in after.certain}
        return any(getattr(each, "id", each) not in keys for each in before.certain)
    return before.verdict is not after.verdict


def least(data: Dataset, ask: Ask, left: list[tuple[frozenset[str], Dataset]]) -> tuple[tuple[str, ...], ...]:
    """Return the least losses after which an answer has changed, by trying them all."""
    before = ask(data)
    found: list[frozenset[str]] = []
    for lost, view in left:
        if not any(each <= lost for each in found) and has_changed(before, ask(view)):
            found.append(lost)
    return tuple(sorted((tuple(sorted(each)) for each in found), key=lambda each: (len(each), each)))


def _compare(data: Dataset, topic: str) -> None:
    assert [each for each in data.check() if each.severity == "error"] == []
    assert data.without_sources() == data
    left = list(losses(data))
    for ask in asks(data, topic):
        found = data.reliance(ask(data))
        assert found.is_exhaustive
        assert found.sets == least(data, ask, left), (ask, ask(data).why)


@examples(1)
@given(data=cited(chair_records()))
def test_chairs_rest_on_the_least_losses_that_change_them(data: Dataset) -> None:
    """The chairs of a body and of a line rest on just the sets of sources whose loss, when tried, changes them."""
    _compare(data, "chairs")


@examples(1)
@given(data=cited(member_records()))
def test_members_rest_on_the_least_losses_that_change_them(data: Dataset) -> None:
    """So do members, by themselves or through a group, observers, offices, units, groups and names."""
    _compare(data, "members")


@examples(0.25)
@given(data=cited(project_records()))
def test_projects_rest_on_the_least_losses_that_change_them(data: Dataset) -> None:
    """So do projects and who took part in them, within all that limits them."""
    _compare(data, "projects")


@examples(1)
@given(data=cited(chair_records()))
def test_table_of_chairs_tells_the_least_losses_of_every_day(data: Dataset) -> None:
    """Each certain holder has just one row for each day up to the horizon, with the least of all losses that count."""
    table = data.stats.reliance()
    last = data.horizon
    days = [day(each) for each in range(-3, NUMBER + 3) if last is not None and day(each) <= last]
    left = list(losses(data))
    told: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for body, _, role, agent, _, first, end, number, least_number, ids, is_exhaustive in table.rows:
        assert (number, is_exhaustive) == (first and (end - first).days + 1, True)
        for each in days:
            if (first is None or first <= each) and each <= end:
                assert (body, role, agent, each) not in told
                told[body, role, agent, each] = (least_number, ids)
    expected = {}
    bodies = dict.fromkeys(each.organization_id for each in data.chair_terms)
    roles = {each.role for each in data.chair_terms}
    for body, role in product(bodies, [None, *(roles & {"vice-chair"})]):
        for each in days:

            def ask(of: Dataset) -> Answer[Any]:
                return of.chair_of(body, on=each, role=role)

            for agent in ask(data).certain:
                sets = [lost for lost, view in left if agent.id not in {one.id for one in ask(view).certain}]
                number = min(map(len, sets), default=None)
                found = sorted((sorted(lost) for lost in sets if len(lost) == number), key=lambda one: (len(one), one))
                expected[body, role, agent.id, each] = (number, "|".join(map("+".join, found)) or None)
    assert told == expected


# Single cases.


def told_by(*source_ids: str, **fields: Any) -> tuple[Citation, ...]:
    """Return citations of some sources, each of which states all of a record."""
    return tuple(Citation(source_id=each, states="all", **fields) for each in source_ids)


CLUB, NORTH = (organization(each, citations=told_by("own")) for each in ("club", "north"))
OWN = Source(id="own", title="Own")


def test_twelve_sources_that_say_the_same() -> None:
    """What twelve sources say alike is told until all are lost."""
    sources = [Source(id=f"s{number:02}", title="S") for number in range(12)]
    ids = [each.id for each in sources]
    held = term("north", "2001/2009", of="club", citations=told_by(*ids))
    data = world(CLUB, NORTH, OWN, *sources, held)
    found = data.reliance(data.chair_of("club", on="2005-01-01"))
    assert (found.sets, found.is_exhaustive, found.least, found.single) == ((tuple(ids),), True, 12, ())
    assert str(found).startswith("<Reliance: the loss of s00 and s01 and ")


def test_six_times_two_sources() -> None:
    """Of six terms that follow each other, each told by two sources of its own, the loss of any two ends the whole."""
    sources = [Source(id=f"s{number:02}", title="S") for number in range(12)]
    terms = [
        term("north", f"200{number}-01-01/200{number}-12-31", of="club", id=f"t{number}",
             citations=told_by(f"s{2 * number:02}", f"s{2 * number + 1:02}"))
        for number in range(6)
    ]  # fmt: skip
    data = world(CLUB, NORTH, OWN, *sources, *terms)
    found = data.reliance(data.chair_of("club", throughout="2000/2005"))
    assert found.sets == tuple((f"s{number:02}", f"s{number + 1:02}") for number in range(0, 12, 2))
    assert found.is_exhaustive


def test_what_bounds_a_body_two_steps_above_counts() -> None:
    """Who chairs a unit of a unit is ruled out once the whole has ended, until that or one of the ties is lost."""
    ended = attrs.evolve(organization("hall"), ended=PartialDate("2003"), citations=told_by("c"))
    ties = [
        seat(each, "2001/..", of=above, role="unit", citations=told_by(source))
        for each, above, source in (("club", "house", "a"), ("house", "hall", "b"))
    ]
    house, sources = organization("house", citations=told_by("own")), [Source(id=each, title=each) for each in "abc"]
    held = term("north", "2001-01-01/2009-12-31", of="club", citations=told_by("own"))
    data = world(CLUB, NORTH, house, ended, *ties, OWN, *sources, held)
    answer = data.chair_of("club", on="2005-01-01")
    assert answer.verdict is iom_partners.Certainty.RULED_OUT
    assert data.reliance(answer).sets == (("a",), ("b",), ("c",))


def test_of_more_than_twelve_only_small_sets_are_tried() -> None:
    """Of fourteen that each say another time no set of up to three ends the term, and it is told that more were not."""
    sources = [Source(id=f"s{number:02}", title="S") for number in range(14)]
    said = [
        Citation(source_id=each.id, says=(Said(field="period", value=f"20{number:02}/2020"),))
        for number, each in enumerate(sources)
    ]
    held = term("north", "2000/2020", of="club", citations=(*told_by("own"), *said))
    data = world(CLUB, NORTH, OWN, *sources, held)
    found = data.reliance(data.chair_of("club", on="2020-01-01"))
    assert (found.sets, found.is_exhaustive, found.least) == ((), False, None)


def test_copies_count_once() -> None:
    """Who copies is lost with what it copies, over whatever steps; those in a circle count once too."""
    page, copy = Source(id="page", title="Page"), Source(id="copy", title="Copy", derived_from_id="page")
    again, letter = Source(id="again", title="Again", derived_from_id="copy"), Source(id="letter", title="Letter")
    held = term("north", "2001/2009", of="club", citations=told_by("again", "copy", "letter"))
    data = world(CLUB, NORTH, OWN, page, copy, again, letter, held)
    answer = data.chair_of("club", on="2005-01-01")
    assert data.reliance(answer).sets == (("letter", "page"),)
    circle = attrs.evolve(page, derived_from_id="again")
    data = world(CLUB, NORTH, OWN, circle, copy, again, letter, held)
    assert data.reliance(data.chair_of("club", on="2005-01-01")).sets == (("again", "letter"),)


@pytest.mark.parametrize("thing", [None, 5, "IOM", (), iom_partners.Certainty.CERTAIN])
def test_what_is_no_answer_is_refused(curated: Dataset, thing: Any) -> None:
    """Only an answer rests on sources; a certainty does not tell what was asked."""
    with pytest.raises(InvalidQuestionError, match="is not an answer") as caught:
        curated.reliance(thing)
    assert (caught.value.field, caught.value.value) == ("answer", thing)


def test_answer_of_other_data_is_refused(curated: Dataset) -> None:
    """An answer of a view, of other data, of equal data and of a pickle of one's own data is one of other data."""
    held = term("north", "2001/2009", of="club", citations=told_by("own"))
    data, equal = world(CLUB, NORTH, OWN, held), world(CLUB, NORTH, OWN, held)
    answer = data.chair_of("club", on="2005-01-01")
    pickled = pickle.loads(pickle.dumps(answer))
    for whose, foreign in (
        (equal, answer), (data.without_sources(), answer), (data, pickled), (curated, answer),
        (data, curated.chair_of("GMG", on="2013-09-01")),
        (data, curated.members_of("GMG", on="2013-09-01", role="observer")),
    ):  # fmt: skip
        with pytest.raises(InvalidQuestionError, match="belongs to other data") as caught:
            whose.reliance(foreign)
        assert caught.value.hint == "ask the dataset itself for the answer"
    assert data.reliance(answer).sets == (("own",),)


@pytest.mark.bulk
def test_unpickled_answer_of_the_curated_data_is_their_own(curated: Dataset) -> None:
    """Of the curated data an answer is theirs again where it arrives; so is that of an era, and one by role."""
    for answer in (
        curated.chair_of("GMG", on="2013-09-01"), curated.chair_of("GMG", on="2013-09-01", lineage=True),
        curated.members_of("GMG", on="2013-09-01", role="observer"), curated.eras("GMG")[9].chairs,
    ):  # fmt: skip
        again = pickle.loads(pickle.dumps(answer))
        assert again == answer
        assert curated.reliance(again) == curated.reliance(answer)
