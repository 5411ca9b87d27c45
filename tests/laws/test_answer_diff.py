"""Which answers differ between two datasets, against asking both on every day; and what a merge may turn round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Certainty, ChairTerm, Coverage, Dataset, PartialDate
from iom_partners.model.vocabulary import CHAIRING_ROLES
from iom_partners.provenance.merge import POLICIES
from iom_partners.worlds.asked import Asked
from strategies import chair_records, cited_datasets, datasets, examples, member_records, project_records
from worlds import NUMBER, covers, day, organization, records_of, seat, world

#: Of nobody in the made-up data there is a record but that they are.
STRANGER = organization("stranger")
#: All days of the calendar of `worlds`, some around it, and the first and last of all.
DAYS = [date.min, *(day(each) for each in range(-2, NUMBER + 2)), date.max]

Question = tuple[str, str, str | None]
Told = dict[tuple[Question, str | None, date], tuple[Certainty | None, Certainty | None]]


def questions(*sides: Dataset) -> set[Question]:
    """Return what is asked: each body and role that some record is about, each project and each agent with names."""
    found: set[Question] = set()
    for data in sides:
        usual = {"member": None, "unit": None}
        for tie in data.memberships:
            found.add(
                ("units" if tie.role == "unit" else "members", tie.organization_id, usual.get(tie.role, tie.role))
            )
        found |= {
            ("chairs", each.organization_id, None if each.role in CHAIRING_ROLES else each.role)
            for each in data.chair_terms
        }
        found |= {("names", each.id, None) for each in data.organizations if each.names}
        found |= {("participants", each.project_id, None) for each in data.participations}
        known = ("members", "chairs", "units")
        found |= {(each.of, each.organization_id, each.role) for each in data.coverages if each.of in known}
    return found


def _roster(data: Dataset, of: str, body: str, role: str | None) -> Any:
    """Return what answers a question; None where the data do not know the body."""
    if body not in data.organizations and body not in data.projects:
        return None
    rosters = data._project_rosters()
    if of == "participants":
        return rosters.participants(body)
    if of == "names":
        return rosters.rosters.names(body, "en", "official")
    made = getattr(rosters.rosters, of)
    return made(body) if role is None else made(body, role) if of == "chairs" else made(body, False, role)


def differences(new: Dataset, old: Dataset) -> Told:
    """Return what both answer on every day on which they differ, by asking both."""
    found: Told = {}
    for question in questions(new, old):
        rosters = [_roster(each, *question) for each in (old, new)]
        tied = {item for each in rosters if each for item in (*each.claims, *each.indirect)}
        for item in (*tied, None):
            asked = ("another name" if question[0] == "names" else "stranger") if item is None else item
            for each in DAYS:
                before, after = (roster and roster.judge(asked, Asked.on(each)) for roster in rosters)
                is_held = {before, after} & {Certainty.CERTAIN, Certainty.POSSIBLE}
                if before is not after and (is_held or None not in {before, after}):
                    found[question, item, each] = (before, after)
    return found


def told(new: Dataset, old: Dataset) -> Told:
    """Return the same as it is reported, run by run."""
    found: Told = {}
    ends: dict[Any, tuple[date | None, Any]] = {}
    for run in new.answer_diff(old):
        question: Question = (run.of, run.body_id, run.role)
        first, last = run.first_day or date.min, run.last_day or date.max
        assert first <= last
        assert run.days == (None if run.first_day is None or run.last_day is None else (last - first).days + 1)
        for each in DAYS:
            if first <= each <= last:
                assert (question, run.item_id, each) not in found
                found[question, run.item_id, each] = (run.before, run.after)
        # A run is as long as it can be: the next begins later, or tells something else.
        ended, said = ends.get((question, run.item_id), (None, None))
        assert ended is None or (first - ended).days > 1 or said != (run.before, run.after)
        ends[question, run.item_id] = last, (run.before, run.after)
    return found


def _two_sides() -> st.SearchStrategy[tuple[Dataset, Dataset]]:
    """Return two datasets of one topic, of which either may lack some records of the other, or hold them otherwise."""

    @st.composite
    def sides(draw: st.DrawFn, topic: Any) -> tuple[Dataset, Dataset]:
        one, other = draw(topic), draw(topic)
        mixed = {(type(each), each.id): each for each in [*one, *(each for each in other if draw(st.booleans()))]}
        # A body that no tie concerns may be in one of them alone.
        gone = draw(st.sampled_from(["", "", "house", "heir"]))
        left = [each for each in one if gone not in vars_of(each)]
        return world(STRANGER, *left), world(STRANGER, *mixed.values())

    return st.one_of(*(sides(each()) for each in (chair_records, member_records, project_records)))


def vars_of(record: Any) -> set[Any]:
    """Return the id of a record, and the ids of the bodies that it is about."""
    return {record.id, *(getattr(record, each, None) for each in ("organization_id", "member_id", "holder_id"))}


@examples(5)
@given(sides=_two_sides())
@pytest.mark.bulk
def test_runs_are_the_days_on_which_both_answer_otherwise(sides: tuple[Dataset, Dataset]) -> None:
    """Every day on which an answer about someone differs lies in one run, with both answers; no other day does."""
    old, new = sides
    assert told(new, old) == differences(new, old)


@given(sides=_two_sides())
def test_the_other_way_round_before_and_after_change_places(sides: tuple[Dataset, Dataset]) -> None:
    """The older of two is compared with the newer as the newer is with the older; with themselves nothing differs."""
    old, new = sides
    turned = {each._replace(before=each.after, after=each.before) for each in old.answer_diff(new)}
    assert {*new.answer_diff(old)} == turned
    assert new.answer_diff(new) == world(*records_of(new)).answer_diff(new) == ()
    assert str(new.answer_diff(new)) == "No answer changed."


# A new source.


def flips(new: Dataset, old: Dataset) -> Iterator[Any]:
    """Yield the runs on which what was certain is ruled out."""
    sure = Certainty.CERTAIN, Certainty.RULED_OUT
    return (each for each in new.answer_diff(old) if (each.before, each.after) == sure)


def _concerned(record: Any) -> set[str]:
    """Return whom a record is about; a coverage is about all, and so is a sole chair about all chairs."""
    if isinstance(record, Coverage):
        return {record.of}
    if isinstance(record, ChairTerm):
        return {"chairs", record.holder_id or ""}
    return {getattr(record, "member_id", record.id)}


@examples(3)
@pytest.mark.parametrize("policy", POLICIES[:3])
@given(base=datasets() | cited_datasets(), other=datasets() | cited_datasets())
@pytest.mark.bulk
def test_no_source_turns_certain_into_ruled_out_without_a_conflict(policy: Any, base: Dataset, other: Dataset) -> None:
    """What was certain and is ruled out once more is known is in conflict, and a conflict names whom that is about."""
    merged = base.merge(other, on_conflict=policy)
    named = {each for one in merged.conflicts() for each in (*_concerned(one.record), *one.values)}
    for flip in flips(merged, base):
        assert named & {flip.of, flip.item_id, flip.body_id}, flip


_CLUB, _NORTH = organization("club"), organization("north")
_WHOLE = seat("north", "2005-01-01/2006-12-31", of="club", id="m")


@pytest.mark.parametrize(("ours", "theirs", "first_day"), [
    ([_CLUB, _WHOLE], [attrs.evolve(_CLUB, founded=PartialDate("2006"))], "2005-01-01"),
    ([_CLUB, _WHOLE], [_CLUB, attrs.evolve(_NORTH, ended=PartialDate("2005"))], "2006-01-01"),
    ([_CLUB, _WHOLE, covers("members", body="club")],
     [_CLUB, seat("north", "2006-01-01/2006-12-31", of="club", id="m")], "2005-01-01"),
])  # fmt: skip
def test_a_life_or_time_that_rules_out_is_in_conflict(ours: list[Any], theirs: list[Any], first_day: str) -> None:
    """Where what is merged in turns certain into ruled out, the flip is told, and the record in conflict is named."""
    base = world(_NORTH, *ours)
    merged = base.merge(world(*{each.id: each for each in (_NORTH, *theirs)}.values()), on_conflict="theirs")
    changes = merged.answer_diff(base)
    (flip,) = flips(merged, base)
    assert (flip.item_id, str(flip.first_day), flip.days, flip.is_flip) == ("north", first_day, 365, True)
    assert [each.record.id for each in merged.conflicts()] == ["m"]
    assert str(changes).endswith(f"### Flips\n\n- `north` as member of `club`, {_said(flip)}: certain → ruled out")


def _said(flip: Any) -> str:
    return f"1 January {flip.first_day.year} to 31 December {flip.last_day.year}"
