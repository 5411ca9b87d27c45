"""The timeline: what is on it, in which order, and in which words."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from iom_partners import (
    Agreement,
    AmbiguousNameError,
    Contribution,
    Dataset,
    Event,
    Figure,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Project,
    Statement,
    UnknownNameError,
    Work,
)
from iom_partners.history.timeline import say_life, say_name, say_record
from worlds import body, name, org, seat, term, world

DATED = [
    "memberships", "chair_terms", "projects", "works", "participations", "partnerships", "agreements", "contributions",
    "statements", "events", "figures",
]  # fmt: skip
REFERENCES = [
    "id", "member_id", "organization_id", "holder_id", "agent_id", "donor_id", "recipient_id", "speaker_id",
    "party_ids", "participant_ids", "project_id", "part_of_id", "about_id", "about_ids",
]  # fmt: skip


def about(record: Any, subject: str) -> bool:
    """Return whether a record is about a subject."""
    values = [getattr(record, field, None) for field in REFERENCES]
    return any(subject == each or (isinstance(each, tuple) and subject in each) for each in values)


def time_of(when: Any) -> tuple[int, ...]:
    """Return the day that a timeline is sorted by, and the four bounds of a time."""
    bounds = tuple(when.bounds) if isinstance(when, Period) else (*when.span, *when.span)
    start, start_latest, end_earliest, _ = bounds
    is_unstated = start <= 0 < start_latest
    return (min(each for each in (start_latest, end_earliest) if each > 0) if is_unstated else start, *bounds)


@pytest.mark.bulk
def test_a_timeline_has_every_record_about_it_once(curated: Dataset) -> None:
    """For every agent, project and work: each record that refers to it, its names, founding and end, each once."""
    for subject in (*curated.organizations, *curated.people, *curated.projects, *curated.works):
        entries = curated.timeline(subject)
        expected = [each for name in DATED for each in getattr(curated, name) if about(each, subject.id)]
        expected += list(getattr(subject, "names", ()))
        expected += [subject for field in ("founded", "ended") if getattr(subject, field, None)]
        expected += [each for each in curated.organizations if each.ended and subject.id in each.successor_ids]
        assert sorted(map(repr, (each.record for each in entries))) == sorted(map(repr, expected))


def test_a_timeline_is_in_order(curated: Dataset) -> None:
    """Dated entries are sorted by first possible or first attested day, undated ones last; every sentence is one."""
    for subject in (*curated.organizations, *curated.projects, *curated.works):
        entries = curated.timeline(subject)
        dated = [each for each in entries if each.when is not None]
        assert list(entries[: len(dated)]) == dated
        assert [time_of(each.when) for each in dated] == sorted(time_of(each.when) for each in dated)
        for each in entries:
            assert each.what.endswith(".")
            assert "None" not in each.what
            assert "  " not in each.what


def test_the_order_does_not_depend_on_the_order_of_records(curated: Dataset) -> None:
    """The same records in another order have the same timeline."""
    records = [each for name in ("organizations", "projects", "works", *DATED) for each in getattr(curated, name)]
    records = list(dict.fromkeys(records))
    random.Random(1).shuffle(records)
    assert Dataset.from_records(records, strict=False).timeline("GMG") == curated.timeline("GMG")


def test_subjects_are_found_by_id_name_and_record(curated: Dataset) -> None:
    """A project is found by its record, id, name in any case, and an agent by any name."""
    project = curated.projects["praesidium"]
    assert curated.timeline(project) == curated.timeline("praesidium") == curated.timeline("PRAESIDIUM")
    assert curated.timeline("Geneva Migration Group") == curated.timeline(curated.organization("gmg"))
    work = curated.works["man-on-ground"]
    assert curated.timeline("Man on Ground") == curated.timeline(work)


@pytest.mark.parametrize("ref", ["no such thing at all", 5, None, ""])
def test_what_is_nothing_is_refused(curated: Dataset, ref: Any) -> None:
    """A name that nothing bears raises."""
    with pytest.raises(UnknownNameError) as caught:
        curated.timeline(ref)
    assert caught.value.field == "ref"


def test_what_may_be_two_things_is_refused() -> None:
    """A name that an agent and a project bear raises; the id of one of them does not."""
    data = world(org("who", name="Health"), Project(id="h", name="Health", acronym="HH"), Project(id="i", name="I"))
    with pytest.raises(AmbiguousNameError):
        data.timeline("health")
    assert data.timeline("h")[0].record.id == "h"
    assert data.timeline("hh")[0].record.id == "h"


def test_entries_of_one_time() -> None:
    """Of one time the founding comes first, then the kinds of records in their order, the end last but for names."""
    day = PartialDate("2005")
    group = body(founded="2005", ended="2005", names=(name("Group", "2005/2005"),))
    figure = Figure(id="f", about_id="grp", unit="members", lower=1, upper=1, when=day)
    event = Event(id="e", name="Fair", when=day, organization_id="grp")
    records = [group, org("who"), figure, event, term("who", "2005/2005"), seat("who", "2005/2005")]
    kinds = [type(each.record).__name__ for each in world(*records).timeline("grp")]
    assert kinds == ["Organization", "Membership", "ChairTerm", "Event", "Figure", "Organization", "Name"]


def test_the_heir_of_a_body_is_told_of_its_end() -> None:
    """The end of a body stands on its own timeline, and on that of what took its place."""
    data = world(body(ended="2018", successor_ids=("who",)), org("who"))
    told = "GRP ended in 2018; WHO took its place."
    assert [each.what for each in data.timeline("grp")] == [each.what for each in data.timeline("who")] == [told]


@pytest.mark.parametrize(("record", "told"), [
    (seat("who", "/"), "WHO was a member of GRP."),
    (seat("who", "2005/2010", role="observer"), "WHO was an observer in GRP from 2005, up to 2010."),
    (seat("who", "../2010", role="unit"), "WHO was a unit of GRP always, up to 2010."),
    (seat("who", "../..", role="component"), "WHO was one of those that hold the joint seat of GRP always."),
    (seat("who", "/2010"), "WHO was a member of GRP up to 2010."),
    (seat("who", "/.."), "WHO was a member of GRP from a day that no one states on."),
    (seat("who", "../"), "WHO was a member of GRP always up to a day that no one states."),
    (seat("who", "/2010.."), "WHO was a member of GRP up to 1 January 2010 at the earliest."),
    (seat("who", "..2010/.."), "WHO was a member of GRP from 31 December 2010 at the latest on."),
    (term("who", "2010-01-05/2010-01-05"), "WHO was chair of GRP on 5 January 2010."),
    (term("who", "2010-01-05/2011-02-06", role="co-chair"),
     "WHO was co-chair of GRP from 5 January 2010 to 6 February 2011."),
    (Project(id="p", name="Wells", period=Period("2005/")), "Wells ran from 2005, with no end stated."),
    (Project(id="p", name="Wells", part_of_id="who"), "Wells, a part of WHO, ran."),
    (Work(id="w", name="Film", when=PartialDate("2005-03")), "Film came out in March 2005."),
    (Work(id="w", name="Film"), "Film came out."),
    (Participation(id="p", project_id="grp", agent_id="who", role="in-kind-donor"),
     "WHO took part in GRP as in kind donor."),
    (Partnership(id="p", party_ids=("who", "grp"), period=Period("2005/..")),
     "WHO and GRP worked together from 2005 on."),
    (Agreement(id="a", party_ids=("who", "grp"), when=PartialDate("2005-03-04")),
     "WHO and GRP signed an agreement on 4 March 2005."),
    (Agreement(id="a", party_ids=("who", "grp"), kind="memorandum-of-understanding"),
     "WHO and GRP signed a memorandum of understanding."),
    (Agreement(id="a", party_ids=("who", "grp"), kind="bilateral"), "WHO and GRP signed a bilateral agreement."),
    (Contribution(id="c", donor_id="who", amount=Decimal("1016627.82"), currency="USD", qualifier="over",
         recipient_id="grp", when=Period("2005/2006")), "WHO gave over USD 1,016,627.82 to GRP from 2005, up to 2006."),
    (Contribution(id="c", donor_id="who", amount=Decimal(5)), "WHO gave 5."),
    (Contribution(id="c", donor_id="who", goods="medicine", quantity=25, unit="tons", project_id="grp"),
     "WHO gave medicine (25 tons) for GRP."),
    (Contribution(id="c", donor_id="who", quantity=1250, unit="tents", qualifier="about"),
     "WHO gave about 1,250 tents."),
    (Contribution(id="c", donor_id="who", quantity=3), "WHO gave 3."),
    (Contribution(id="c", donor_id="who", goods="tents"), "WHO gave tents."),
    (Contribution(id="c", donor_id="who", kind="services"), "WHO gave services."),
    (Contribution(id="c", donor_id="who"), "WHO gave something."),
    (Statement(id="s", speaker_id="who", office="spokesperson", summary="All is well."),
     "WHO (spokesperson) said: All is well."),
    (Statement(id="s", speaker_id="who", when=PartialDate("2005")), "WHO said in 2005."),
    (Event(id="e", name="Fair", when=PartialDate("2005")), "Fair, in 2005."),
    (Event(id="e", name="Fair"), "Fair."),
    (Figure(id="f", about_id="grp", unit="members", lower=3, upper=3), "GRP: 3 members."),
])  # fmt: skip
def test_sentences(record: Any, told: str) -> None:
    """Each kind of record is told in one sentence, with its time where one is stated."""
    assert say_record(record, str.upper) == told


def test_sentences_of_names_and_lives() -> None:
    """Names and lives are told of their bearers."""
    assert (
        say_name(Project(id="p", name="Wells"), name("The Wells", "2005/.."))
        == "Wells bore the official name “The Wells” from 2005 on."
    )
    assert say_life(org("who", ended="2005"), "ended", str.upper) == "WHO ended in 2005."


def test_places_and_events_have_their_names() -> None:
    """A figure about an event is told by the event's name."""
    data = world(
        org("who"),
        Event(id="e", name="Flood", participant_ids=("who",)),
        Project(id="p", name="Wells"),
        Statement(id="s", speaker_id="who", about_ids=("e",)),
        Figure(id="f", about_id="p", unit="wells", lower=2),
    )
    assert [each.what for each in data.timeline("who")] == ["WHO said.", "Flood."]
    assert [each.what for each in data.timeline("p")] == ["Wells ran.", "Wells: at least 2 wells."]


def test_an_entry_is_shown_as_its_sentence(curated: Dataset) -> None:
    """A timeline can be read in a notebook: no record is printed whole."""
    first = curated.timeline("GMG")[0]
    assert repr(first) == f"<{first.what}>"


def test_what_is_the_same_but_for_its_record_stands_in_the_order_of_the_records() -> None:
    """One name in two languages is two entries of one time and one sentence."""
    both = (name("Old", "2001/2002", language="fr"), name("Old", "2001/2002", language="en"))
    entries = [each for each in world(org("who", names=both)).timeline("who") if "Old" in each.what]
    assert [each.record.language for each in entries] == ["fr", "en"]
