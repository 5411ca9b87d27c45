"""The line of a body, and who was in the chair of any body of it, against asking each body."""

from __future__ import annotations

import pickle
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Certainty, Citation, Dataset, InvalidRecordError, Said, Source
from strategies import CHAIR_ROLES, RARELY, examples, lives, stretches
from worlds import ALWAYS, NUMBER, covers, day, organization, term, world

pytestmark = pytest.mark.bulk

BODIES = "abcde"
HOLDERS = ("north", "south")
ROLES = (None, "chair", "vice-chair")
_STRETCHES = stretches() | stretches(exact=True)


@st.composite
def lines(draw: st.DrawFn) -> Dataset:
    """Five bodies of which each may be replaced by some that come later: merges, splits and lines apart; and chairs."""
    lived = st.just(ALWAYS) | lives()
    records: list[Any] = [organization(each, draw(lived)) for each in HOLDERS]
    for place, each in enumerate(BODIES):
        heirs = sorted(draw(st.sets(st.sampled_from(BODIES[place + 1 :]), max_size=2))) if BODIES[place + 1 :] else []
        records.append(organization(each, draw(lived), successor_ids=tuple(heirs)))
    for number in range(draw(st.integers(1, 4))):
        holder, role = draw(st.sampled_from([*HOLDERS, None])), draw(st.sampled_from([*CHAIR_ROLES, "vice-chair"]))
        of, doubt = draw(st.sampled_from(BODIES)), draw(RARELY)
        records.append(term(holder, draw(_STRETCHES), of=of, role=role, id=f"term-{number}", is_doubtful=doubt))  # type: ignore[arg-type]
    for each in sorted(draw(st.sets(st.sampled_from(BODIES)))):
        first, last = sorted(draw(st.tuples(*[st.integers(0, NUMBER - 1)] * 2)))
        excepted = draw(st.sampled_from([(), (), ("north",)]))
        records.append(covers("chairs", day(first), day(last), body=each, except_ids=excepted))
    return world(*records)


def beyond(data: Dataset, body: str, *, later: bool) -> dict[str, int]:
    """Return what a body led to, or came from, with the least number of steps; itself left out."""
    pairs = [(each.id, heir) for each in data.organizations for heir in each.successor_ids]
    steps = pairs if later else [(heir, each) for each, heir in pairs]
    found, number = {body: 0}, 0
    while more := {to for of, to in steps if of in found} - found.keys():
        number += 1
        found |= dict.fromkeys(more, number)
    del found[body]
    return found


@given(data=lines())
def test_a_line_is_what_came_before_and_after(data: Dataset) -> None:
    """A line has all that a body came from, the farthest first, itself, and all that came of it, the farthest last."""
    for body in BODIES:
        line = data.lineage(body)
        before, after = (beyond(data, body, later=each) for each in (False, True))
        expected = {**dict.fromkeys(before, "predecessor"), body: "itself", **dict.fromkeys(after, "successor")}
        assert {each.body.id: each.relation for each in line} == expected
        assert len(line) == len(expected)
        far = [-before[each.body.id] if each.body.id in before else after.get(each.body.id, 0) for each in line]
        assert all(one <= other for one, other in pairwise(far))
        for each in line:
            assert each.body == data.organizations[each.body.id]
            assert each.after_ids == each.body.successor_ids
            assert {*each.before_ids} == {one.id for one in data.organizations if each.body.id in one.successor_ids}
            assert all(data.organizations[one].label in each.why for one in (*each.before_ids, *each.after_ids))


def _ids(agents: Any) -> set[str]:
    return {each.id for each in agents}


@examples(1)
@given(data=lines())
def test_chairs_of_a_line_are_those_of_its_bodies(data: Dataset) -> None:
    """On each day and during each period, who chaired a line for certain, or possibly, so chaired one of its bodies.

    Who did not is ruled out just where it is ruled out for each body by itself.
    """
    times = [{"on": day(each)} for each in range(-2, NUMBER + 2)]
    times += [{"during": f"{day(one)}/{day(other)}"} for one, other in ((0, 2), (1, 4), (3, 3))]
    for body in BODIES:
        line = [body, *beyond(data, body, later=False), *beyond(data, body, later=True)]
        for role in ROLES:
            for time in times:
                answer = data.chair_of(body, role=role, lineage=True, **time)
                own = [data.chair_of(each, role=role, **time) for each in line]
                certain = set().union(*(_ids(each.certain) for each in own))
                possible = set().union(*(_ids(each.possible) for each in own)) - certain
                assert (_ids(answer.certain), _ids(answer.possible)) == (certain, possible)
                for agent in {*HOLDERS} - certain - possible:
                    judged = {each.about(agent).certainty for each in own}
                    expected = Certainty.RULED_OUT if judged == {Certainty.RULED_OUT} else Certainty.UNKNOWN
                    assert answer.about(agent).certainty is expected
                if not any(each.except_ids for each in data.coverages) and "on" in time:
                    assert answer.is_complete is all(each.is_complete for each in own)


@given(data=lines())
def test_chairs_of_a_line_all_the_time_are_those_of_every_day(data: Dataset) -> None:
    """Who chaired a line on each day of a period did so throughout, though one body passed into another meanwhile."""
    for body in BODIES:
        for first, last in ((0, 1), (1, 3), (0, NUMBER - 1)):
            answer = data.chair_of(body, throughout=f"{day(first)}/{day(last)}", lineage=True)
            daily = [data.chair_of(body, on=day(each), lineage=True) for each in range(first, last + 1)]
            certain = set.intersection(*(_ids(each.certain) for each in daily))
            held = set.intersection(*(_ids((*each.certain, *each.possible)) for each in daily))
            assert (_ids(answer.certain), _ids(answer.possible)) == (certain, held - certain)


@given(data=lines())
def test_answers_about_a_line_survive_a_pickle(data: Dataset) -> None:
    """An answer across the seams says the same where it arrives, of each holder too; so does the line."""
    for body in BODIES[:3]:
        for answer in (data.chair_of(body, on=day(1), lineage=True), data.chair_of(body, during="../..", lineage=True)):
            again = pickle.loads(pickle.dumps(answer))
            assert (again, again.why) == (answer, answer.why)
            for each in (*answer.certain, *answer.possible):
                assert again.about(each) == answer.about(each)
        assert pickle.loads(pickle.dumps(data.lineage(body))) == data.lineage(body)


# Single cases.


def test_who_chaired_across_the_seam_chaired_throughout() -> None:
    """One who chaired a body to its last day, and what replaced it from the next, chaired the line all the time."""
    data = world(
        organization("a", successor_ids=("b",)), organization("b"), organization("north"),
        term("north", "2001-01-01/2005-12-31", of="a"), term("north", "2006-01-01/2009-12-31", of="b"),
    )  # fmt: skip
    for body in ("a", "b"):
        assert data.chair_of(body, throughout="2004/2007", lineage=True).one().id == "north"
        assert data.chair_of(body, throughout="2004/2007").verdict is Certainty.UNKNOWN


def test_two_bodies_that_became_one_are_not_of_one_line() -> None:
    """What was replaced by the same body, or came of the same one, is in the line of that body alone."""
    heirs = {"a": ("c",), "b": ("c",), "c": ("d", "e")}
    data = world(*(organization(each, successor_ids=heirs.get(each, ())) for each in BODIES))
    lines = {each: [one.body.id for one in data.lineage(each)] for each in BODIES}
    assert lines == {"a": [*"acde"], "b": [*"bcde"], "c": [*"bacde"], "d": [*"bacd"], "e": [*"bace"]}


@pytest.mark.parametrize("circle", ["ab", "abc", "a"])
def test_a_circle_of_successors_is_refused_and_ends(circle: str) -> None:
    """What replaced itself is refused by id and field; with ``strict=False`` its line ends, each body once."""
    heirs = dict(zip(circle, circle[1:] + circle[0], strict=True))
    heirs["d"] = "a"
    bodies = [organization(each, successor_ids=(heirs[each],) if each in heirs else ()) for each in BODIES]
    with pytest.raises(InvalidRecordError, match="it is a successor of itself") as caught:
        Dataset.from_records(bodies)
    named = {each.field for each in caught.value.faults}
    assert named == {f"organizations[{each}].successor_ids" for each in circle}
    data = world(*bodies, organization("north"), term("north", "2001/..", of=circle[-1]))
    for body in circle:
        assert sorted(each.body.id for each in data.lineage(body)) == sorted({*circle, "d"})
        assert data.chair_of(body, on="2005-01-01", lineage=True).one().id == "north"


def test_a_line_cites_who_states_it() -> None:
    """Who says by what a body was replaced stands with both bodies; who denies it or is silent does not."""
    cited = (
        Citation(source_id="page", states=("name", "successor_ids")),
        Citation(source_id="letter", states=("name",), says=(Said(field="successor_ids", value="c"),)),
        Citation(source_id="list", states=("name",)), Citation(source_id="file", states="all", denies=True),
    )  # fmt: skip
    sources = [Source(id=each, title=each) for each in ("page", "letter", "list", "file")]
    first = attrs.evolve(organization("a", successor_ids=("b",)), citations=cited)
    line = world(first, organization("b"), organization("c"), *sources).lineage("b")
    assert [(each.body.id, [one.source_id for one in each.citations]) for each in line] == [
        ("a", ["page", "letter"]), ("b", ["page", "letter"]),
    ]  # fmt: skip
