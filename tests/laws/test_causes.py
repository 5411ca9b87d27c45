"""What limits a project: it runs within the one that it is a part of, and not before what it responds to."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Certainty, Citation, Dataset, Event, Organization, Participation, Period, Place, Project
from iom_partners.model import Name

CLUB, NORTH = Organization(id="club", name="Club", kind="company"), Organization(id="north", name="North", kind="bank")
#: The days of these worlds: 1 to 8 January 2010.
DAYS = range(1, 9)


def day(number: int) -> str:
    """Return a day as text."""
    return f"2010-01-{number:02}"


def within(span: tuple[int, int]) -> str:
    """Return that something was on one day of a run."""
    return f"[{day(span[0])}..{day(span[1])}]" if span[0] < span[1] else day(span[0])


spans = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda pair: (min(pair), max(pair)))
#: A start and an end, each within a run of days, that can be in order.
periods = st.tuples(spans, spans).filter(lambda pair: pair[0][0] <= pair[1][1])


def worlds_of(period: tuple[tuple[int, int], tuple[int, int]]) -> list[set[int]]:
    """Return the days of a period in each of its worlds."""
    (first, last), (begin, end) = period
    pairs = product(range(first, last + 1), range(begin, end + 1))
    return [set(range(one, other + 1)) for one, other in pairs if one <= other]


@given(periods, st.none() | periods, st.none() | spans, st.none() | spans, st.booleans())
def test_projects_hold_in_worlds(own: Any, above: Any, event: Any, above_event: Any, has_part: bool) -> None:
    """On each day a project is certain in all worlds, possible in some, and ruled out in none, for all who ask."""
    records: list[Any] = [CLUB, Project(
        id="p", name="P", period=Period("/".join(map(within, own))), part_of_id=above and "whole",
        response_to_id=event and "flood",
    )]  # fmt: skip
    if above:
        records.append(Project(
            id="whole", name="Whole", period=Period("/".join(map(within, above))),
            response_to_id=above_event and "quake",
        ))  # fmt: skip
    events = {"flood": event, "quake": above_event}
    records += [Event(id=name, name=name, when=within(when)) for name, when in events.items() if when]
    if has_part:
        records.append(Participation(id="c", project_id="p", agent_id="club", role="partner", period="../.."))
    data = Dataset.from_records(records)

    worlds = [worlds_of(own)]
    if above:
        worlds.append(worlds_of(above))
    began = [when for when in (event, above_event if above else None) if when]
    worlds += [[set(range(each, 9)) for each in range(first, last + 1)] for first, last in began]
    held = [set.intersection(*world) for world in product(*worlds)]
    for number in DAYS:
        expected = (
            Certainty.CERTAIN if all(number in each for each in held)
            else Certainty.POSSIBLE if any(number in each for each in held) else Certainty.RULED_OUT
        )  # fmt: skip
        answers = [data.projects_of(on=day(number)).about("p")]
        if has_part:
            answers.append(data.projects_of("club", on=day(number)).about("p"))
            answers.append(data.partners_of("p", on=day(number)).about("club"))
        assert {each.certainty for each in answers} == {expected}, (number, answers[0].why)


def test_the_reason_names_what_limits() -> None:
    """Reasons say what a project responds to, and when that began."""
    quake = Event(id="quake", name="Quake", when="2010-01-12/2010-01-13")
    part = Project(id="p", name="Aid", response_to_id="quake")
    took = Participation(id="c", project_id="p", agent_id="club", role="host")
    data = Dataset.from_records([quake, part, CLUB, took])
    assert data.projects_of(on="2009").about("p").why == (
        "no one says when Aid began or ended, and one day of 2009 may lie outside; what it responds to (Quake) began "
        "on 12 January 2010, and one day of 2009 lies before that"
    )
    assert data.partners_of("p", on="2009").why == (
        "Nobody took part in Aid on one day of 2009: what it responds to (Quake) began on 12 January 2010, and one day "
        "of 2009 lies before that."
    )
    assert data.partners_of("p", on="2010").possible == (CLUB,)
    assert data.stats.network().number_of_edges() == 0
    dated = attrs.evolve(quake, citations=(Citation(source_id="seismograph", states=("name", "when")),))
    for when, cited in (("2010", ["seismograph"]), ("2011", [])):
        known = Dataset.from_records([dated, part, CLUB, took], strict=False)
        evidence = known.partners_of("p", on=when).about("club")
        assert [each.source_id for each in evidence.citations] == cited
    name = Organization(
        id="o", name="O", names=(Name(text="Old", kind="official", period="[..2005-12-31]/[2005-01-01..]"),)
    )
    borne = Dataset.from_records([name]).name_of("o", on="2005-06-01").why
    assert "the name “Old” was borne at some time in 2005, start and end not stated" in borne
    # Whoever says that something ran at all says that it did within what limits it.
    whole = Project(id="whole", name="Whole", period="2010/2012")
    told = Dataset.from_records([whole, Project(id="p", name="P", part_of_id="whole", period="../..")])
    assert told.projects_of(during="../..").about("p").certainty is Certainty.CERTAIN
    circle = [Project(id=one, name=one, part_of_id=other) for one, other in (("a", "b"), ("b", "a"))]
    assert len(Dataset.from_records(circle, strict=False).projects_of(on="2010").possible) == 2


UNSTATED = "start and end not stated, and"


@pytest.mark.parametrize(("period", "when", "why"), [
    ("[..2005-12-31]/[2005-01-01..]", "2003-01-01", f"at some time in 2005, {UNSTATED} 1 January 2003"),
    ("[..2005-12-31]/[2005-01-01..]", "2005-06", f"at some time in 2005, {UNSTATED} one day of June 2005"),
    ("[..2005-05-20]/[2005-05-03..]", "2005-05-07", f"on some day from 3 to 20 May 2005, {UNSTATED} 7 May 2005"),
])  # fmt: skip
def test_some_time_is_not_told_as_a_start_or_an_end(period: str, when: str, why: str) -> None:
    """What ran at some time of a year is told as that, not as attested up to a day that no source names."""
    data = Dataset.from_records([Project(id="p", name="Aid", period=period)])
    assert data.projects_of(on=when).about("p").why == f"Aid ran {why} may lie outside"
    during = data.projects_of(during="2005").about("p")
    assert (during.certainty, "lies inside" in during.why) == (Certainty.CERTAIN, False)


def test_what_the_record_says_rules_out_what_a_filter_asks() -> None:
    """A project elsewhere or about something else, and an agent of another kind, are ruled out by their own records."""
    data = Dataset.from_records([
        CLUB, NORTH, Place(id="it", name="Rome", country="IT"), Place(id="fr", name="Paris", country="FR"),
        Project(id="here", name="Here", places=("it",), themes=("health",)), Project(id="nowhere", name="Nowhere"),
        *(Participation(id=each, project_id="here", agent_id=each, role="partner") for each in ("club", "north")),
    ])  # fmt: skip
    for asked in ({"country": "FR"}, {"country": "IT", "theme": "health"}, {}):
        expected = Certainty.RULED_OUT if asked == {"country": "FR"} else Certainty.POSSIBLE
        assert data.projects_of("club", on="2010", **asked).about("here").certainty is expected
        assert data.projects_of(on="2010", **asked).about("here").certainty is expected
    assert data.projects_of(on="2010", country="FR").about("nowhere").certainty is Certainty.UNKNOWN
    other = data.partners_of("here", on="2010", kind="company").about("north")
    assert other.certainty is Certainty.RULED_OUT
    assert other.why.endswith("North does not fit what is asked about, by its own record")
    assert data.partners_of("club", on="2010", kind="company").about("north").certainty is Certainty.RULED_OUT
