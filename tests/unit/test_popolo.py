"""Popolo JSON: the terms that are written, what is told of the rest, and what is read of anyone's file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hostile import HOSTILE
from iom_partners import (
    Certainty,
    ChairTerm,
    Citation,
    Dataset,
    Event,
    Membership,
    Organization,
    PartialDate,
    Period,
    Person,
    Place,
    Said,
    Source,
)
from iom_partners.errors import DataFileError, InvalidRecordError
from iom_partners.exchange.losses import Imported
from iom_partners.exchange.popolo_reader import read_popolo
from iom_partners.model import Identifier, Name, Word
from iom_partners.model.own_sources import NARROWING_ID
from popolo_schema import faults_of

HOUSE = Organization(id="house", name="House")
ANN = Person(id="ann", name="Ann")


def export(records: Any, folder: Path) -> tuple[dict[str, Any], dict[tuple[str, str], set[str]]]:
    """Return the file of some records, and the reasons of the report by record type and field."""
    data = records if isinstance(records, Dataset) else Dataset.from_records(records, strict=False)
    path = folder / "x.popolo.json"
    told: dict[tuple[str, str], set[str]] = {}
    for loss in data.export(path):
        told.setdefault((loss.record_type, loss.field), set()).add(loss.reason)
    return json.loads(path.read_text(encoding="utf-8")), told


def read(**lists: Any) -> Imported:
    """Return what is read of some lists."""
    return read_popolo(json.dumps(lists).encode(), "x.popolo.json")


def tie(**terms: Any) -> Any:
    """Return the only tie of a file with one membership of Ann in the House."""
    lists = {"persons": [{"id": "ann", "name": "Ann"}], "organizations": [{"id": "house", "name": "House"}]}
    more = {name: terms.pop(name) for name in ("events", "posts", "areas") if name in terms}
    found = read(**lists, **more, memberships=[{"person_id": "ann", "organization_id": "house", **terms}]).records
    return next(each for each in found if isinstance(each, Membership | ChairTerm))


def faults(told: object) -> list[str]:
    """Return the faults of a file without its name."""
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    with pytest.raises(DataFileError) as caught:
        read_popolo(data, "x.popolo.json")
    return [str(each).removeprefix("x.popolo.json: ") for each in caught.value.faults]


# Out.


def test_the_terms_of_each_class(tmp_path: Path) -> None:
    """Each record is written in the terms of the specification, with its other fields in one more property."""
    records = [
        Place(id="geneva", name="Geneva", kind="city", country="CH"),
        Source(id="s", title="Minutes", url="https://x.example/1"),
        Source(id="book", title="Book"),
        Organization(
            id="club", name="Kite Club", acronym="KC", kind="association", place="geneva", website="https://kite.example",
            founded=PartialDate("2003-04"), ended=PartialDate("[2006-01..2006-06]"),
            names=(
                Name(text="Kite Club", kind="official"),
                Name(text="Flyers", kind="former", language="fr", period=Period("2003-04/2004")),
            ),
            identifiers=(Identifier(scheme="wikidata", value="Q1"),),
            citations=(
                Citation(source_id="s", states="all"), Citation(source_id="book"), Citation(source_id="s", denies=True),
            ),
            note="Flies.",
        ),
        Organization(id="un", name="UN"),
        Person(id="ann", name="Ann", position="Chair", born=PartialDate("1960"), died=PartialDate("2001~")),
        Membership(id="m1", member_id="un", organization_id="club", period=Period("2003-04-01/..")),
        Membership(id="m2", member_id="ann", organization_id="club", office="Whip", is_founder=True),
        Membership(id="m3", member_id="un", organization_id="club", role="observer", office="Guest"),
        Membership(id="m4", member_id="un", organization_id="club", is_doubtful=True),
        ChairTerm(id="t1", organization_id="club", holder_id="ann", role="vice-chair",
                  period=Period("2003/2004-02-29")),
        ChairTerm(id="t2", organization_id="club", holder_id=None),
        Event(id="e", name="Start", kind="founding", when=PartialDate("2003-04-01"), place="geneva",
              organization_id="club", participant_ids=("ann", "un"), status="planned"),
        Event(id="f", name="Days", when=Period("2004-01-30/2004-02")),
    ]  # fmt: skip
    told, lost = export(Dataset.from_records(records, version="1.2.0"), tmp_path)
    assert faults_of(told) == []
    club = dict(told["organizations"][0])
    extra = club.pop("iom_partners")
    assert club == {
        "id": "club", "name": "Kite Club", "classification": "association", "area_id": "geneva",
        "founding_date": "2003-04", "dissolution_date": "2006",
        "other_names": [
            {"name": "Flyers", "note": "former", "start_date": "2003-04", "end_date": "2004"},
            {"name": "KC", "note": "acronym"},
        ],
        "identifiers": [{"identifier": "Q1", "scheme": "wikidata"}],
        "links": [{"url": "https://kite.example", "note": "website"}],
        "sources": [{"url": "https://x.example/1", "note": "Minutes"}],
    }  # fmt: skip
    assert set(extra) == {"acronym", "website", "ended", "names", "identifiers", "citations", "note"}
    assert told["persons"] == [
        {"id": "ann", "name": "Ann", "birth_date": "1960", "iom_partners": {"position": "Chair", "died": "2001~"}}
    ]
    assert [{term: each[term] for term in each if term != "iom_partners"} for each in told["memberships"]] == [
        {"id": "m2", "role": "Whip", "person_id": "ann", "organization_id": "club"},
        {"id": "m3", "role": "observer", "organization_id": "club", "label": "Guest",
         "member": {"@type": "Organization", "id": "un"}},
        {"id": "m1", "role": "member", "organization_id": "club", "member": {"@type": "Organization", "id": "un"},
         "start_date": "2003-04-01"},
        {"id": "t1", "role": "vice-chair", "person_id": "ann", "organization_id": "club",
         "post_id": "club/vice-chair", "start_date": "2003", "end_date": "2004-02-29"},
    ]  # fmt: skip
    assert told["memberships"][-1]["iom_partners"] == {}
    assert told["posts"] == [
        {"id": "club/vice-chair", "label": "Vice-chair of KC", "role": "vice-chair", "organization_id": "club"}
    ]
    event, days = ({term: each[term] for term in each if term != "iom_partners"} for each in told["events"])
    assert event == {
        "id": "e", "name": "Start", "classification": "founding", "organization_id": "club", "location": "Geneva",
        "start_date": "2003-04-01", "end_date": "2003-04-01", "status": "planned", "attendees": [{"id": "ann"}],
    }  # fmt: skip
    assert days == {"id": "f", "name": "Days", "start_date": "2004-01-30", "end_date": "2004-02"}
    rest = told["iom_partners"]
    assert (rest["version"], list(rest)) == ("1.2.0", ["version", "memberships", "chair_terms", "sources"])
    assert (rest["memberships"][0]["id"], rest["chair_terms"][0]["holder_id"]) == ("m4", None)

    only = "only in the property iom_partners"
    assert lost["Organization", "ended"] == {f"written as the day, month or year that holds it; as it is {only}"}
    assert lost["Person", "died"] == {f"{only}: the format has no marks for what is uncertain or approximate"}
    assert lost["Membership", "period"] == {f"{only}: the format cannot tell an open start or end from an unknown one"}
    assert lost["Membership", ""] == {f"{only}: the format cannot tell what may never have been from what was"}
    assert lost["ChairTerm", ""] == {f"{only}: the format has no vacancies"}
    assert lost["Event", "participant_ids"] == {f"organizations that took part are {only}: only persons attend events"}
    assert lost["Organization", "names"] == {f"their languages and sources are {only}"}
    assert lost["Organization", "citations"] == {
        f"written as addresses and titles of sources; what each of them states is {only}",
        f"{only}: the format names a source by its address",
        f"{only}: the format has no sources that deny",
    }
    untermed = {("Organization", "note"), ("Place", "country"), ("Person", "position"), ("Membership", "is_founder")}
    assert all(lost[each] == {f"{only}: the format has no term for it"} for each in untermed)
    assert ("ChairTerm", "period") not in lost

    again = Dataset.read(tmp_path / "x.popolo.json")
    assert (again, again.version, again.assumed) == (Dataset.from_records(records), "1.2.0", ())


def test_the_shipped_data_are_valid_and_come_back(curated: Dataset, tmp_path: Path) -> None:
    """Our own data keep to the schema, and only what the report calls left out is gone when they are read again."""
    told, _ = export(curated, tmp_path)
    assert faults_of(told) == []
    path = tmp_path / "x.popolo.json"
    again = Dataset.read(path)
    report = curated.export(path)
    gone = {(loss.record_type, each) for loss in report for each in loss.ids if loss.reason.startswith("left out")}
    for name in ("organizations", "people", "memberships", "chair_terms", "events", "places", "sources", "words"):
        records = getattr(again, name)
        assert len(records) == len(getattr(curated, name)) > 0
        assert all(each in records or (type(each).__name__, each.id) in gone for each in getattr(curated, name))
    assert sum(loss.record_count for loss in report if not loss.field and loss.reason.startswith("left out")) == sum(
        len(getattr(curated, name))
        for name in ("projects", "works", "participations", "partnerships", "agreements", "contributions", "statements",
                     "figures", "coverages", "rules")
    )  # fmt: skip
    assert ("Project", "gmg") not in gone
    with pytest.raises(DataFileError, match="leave out strict=True"):
        curated.export(path, strict=True)


def test_references_to_nothing_are_left_out_and_told(tmp_path: Path) -> None:
    """What refers to what is not in the file is left out, with what citations state of it."""
    records = [
        HOUSE, Source(id="s", title="S"),
        Person(id="ann", name="Ann", organization_id="nowhere", identifiers=(
            Identifier(scheme="x", value="1", citations=(Citation(source_id="gone"),)),
        )),
        Membership(id="m", member_id="nobody", organization_id="house"),
        Event(id="e", name="E", about_ids=("p", "ann"), place="moon", citations=(
            Citation(source_id="s", states=("place", "name"), says=(
                Said(field="about_ids", value="p"), Said(field="name", value="F"),
            )),
        )),
    ]  # fmt: skip
    told, lost = export(records, tmp_path)
    dangling = {"left out where it refers to what is not in the file"}
    assert {key for key, reasons in lost.items() if reasons & dangling} == {
        ("Person", "organization_id"), ("Person", "citations"), ("Membership", ""), ("Event", "about_ids"),
        ("Event", "place"), ("Event", "citations"),
    }  # fmt: skip
    event = Dataset.read(tmp_path / "x.popolo.json").events[0]
    assert (event.about_ids, event.place) == (("ann",), None)
    said = (Said(field="name", value="F"),)
    assert event.citations == (Citation(source_id="s", states=("name",), says=said),)
    assert told["memberships"] == []


def test_hostile_texts_come_back(tmp_path: Path) -> None:
    """Any text is written and read as it is; half of a surrogate pair is refused with the one typed error."""
    texts = [each for each in HOSTILE if each.isprintable() or not any("\ud800" <= mark <= "\udfff" for mark in each)]
    records = [
        Organization(id=f"o{place}", name=text, website=text, note=text, names=(Name(text=text, kind="alias"),))
        for place, text in enumerate(texts)
    ]
    told, lost = export(records, tmp_path)
    assert faults_of(told) == []
    assert ("Organization", "website") in lost
    assert Dataset.read(tmp_path / "x.popolo.json") == Dataset.from_records(records)
    with pytest.raises(DataFileError, match="surrogate"):
        export([Organization(id="x", name="a\ud800")], tmp_path)


# Our own files, changed by others.


def test_a_term_that_someone_changed_is_refused_where_our_property_says_otherwise(tmp_path: Path) -> None:
    """Where only a term holds a field, a change counts; where our property holds it too, both have to be changed."""
    seat = Membership(id="m", member_id="ann", organization_id="house", period=Period("2003-04/.."))
    told, _ = export([ANN, HOUSE, seat], tmp_path)
    told["persons"][0] |= {"name": "Anna", "birth_date": "1960", "email": "a@x.example"}
    told["persons"].append({"id": "bo", "name": "Bo", "memberships": [{"organization_id": "house"}]})
    found = read(**told)
    assert found.records[1] == Person(id="ann", name="Anna", born=PartialDate("1960"))
    assert found.assumed[-1] == "left out of persons: email (1)"
    assert len(found.records) == 5
    told["memberships"][0] |= {"end_date": "2010", "start_date": "2004", "person_id": "who"}
    assert faults(told) == [
        "memberships[0].person_id: no person has the id 'who' (add it to persons, or correct the id)"
    ]
    told["memberships"][0]["person_id"] = "ann"
    hint = "(change it in both, or remove iom_partners from the object)"
    assert faults(told) == [
        f"memberships[0].start_date: '2004' is not what iom_partners has there: '2003-04' {hint}",
        f"memberships[0].end_date: '2010' is not what iom_partners has there: None {hint}",
    ]
    del told["memberships"][0]["iom_partners"]
    assert read(**told).records[-2].period == Period("2004/2010")


def test_a_property_of_ours_that_is_not_ours_is_refused() -> None:
    """What stands where our property belongs is checked like a data file."""
    own = {"version": "1\x1b", "words": [{"id": "w"}, {"id": "w"}, {"id": 3}], "sources": [{"id": "s"}],
           "memberships": [{"id": "m"}, 5]}  # fmt: skip
    found = faults({"persons": [{"id": "a", "iom_partners": 1}], "iom_partners": own})
    assert [each.split(": ")[0] for each in found] == [
        "iom_partners.version",
        "iom_partners.words[1].id",
        "iom_partners.words[2]",
        "iom_partners.memberships[0]",
        "iom_partners.memberships[1]",
        "persons[0].iom_partners",
        "iom_partners.sources",
    ]
    assert len(faults({"persons": [], "iom_partners": {"other": 1}})) == 1
    dead = {"id": "a", "name": "A", "iom_partners": {"born": None, "died": "2001-02-30"}}
    assert "2001-02-30" in faults({"persons": [dead]})[0]


# In: the files of others.


def test_a_file_of_a_parliament() -> None:
    """Persons, parties, areas, terms and sources of a file in the manner of EveryPolitician."""
    found = read(
        persons=[{
            "id": "5f2c", "name": "Ann Lee", "birth_date": "1960-05", "gender": "female", "email": "a@x.example",
            "other_names": [{"name": "Ann L.", "lang": "fr", "note": "multilingual"},
                            {"name": "Ann Roe", "note": "Former", "end_date": "1990"}],
            "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}, {"identifier": 7}, {"scheme": "x"}],
            "links": [{"url": "https://en.wikipedia.org/wiki/A", "note": "Wikipedia (en)"}],
            "sources": [{"url": "https://parl.example/ann"}], "images": [{"url": "https://x.example"}],
            "contact_details": [],
        }],
        organizations=[
            {"id": "house", "name": "House", "classification": "legislature", "seats": 2, "area_id": "area/n",
             "links": [{"url": "https://house.example", "note": "Website"}]},
            {"id": "party/kite", "name": "Kite", "classification": "Political Party", "founding_date": "1900"},
        ],
        areas=[{"id": "area/n", "name": "North", "type": "constituency"}],
        events=[{"id": "term/1", "name": "1st House", "classification": "legislative period", "start_date": "2010",
                 "end_date": "2014-06-30", "organization_id": "house"}],
        memberships=[{"person_id": "5f2c", "organization_id": "house", "role": "member", "area_id": "area/n",
                      "on_behalf_of_id": "party/kite", "legislative_period_id": "term/1", "end_date": "2012-02-01",
                      "sources": [{"url": "https://parl.example/ann"}]}],
        meta={"sources": ["https://parl.example"]},
    )  # fmt: skip
    data = Dataset.from_records(found.records)
    page = Citation(source_id="https-parl-example-ann", states="all")
    assert data.people[0] == Person(
        id="5f2c", name="Ann Lee", born=PartialDate("1960-05"),
        names=(Name(text="Ann L.", kind="alias", language="fr"),
               Name(text="Ann Roe", kind="former", period=Period("/1990"))),
        identifiers=(Identifier(scheme="wikidata", value="Q1"), Identifier(scheme="unknown", value="7")),
        citations=(page, Citation(source_id="https-en-wikipedia-org-wiki-a")),
    )  # fmt: skip
    assert list(data.organizations) == [
        Organization(id="house", name="House", kind="legislature", place="area/n", website="https://house.example"),
        Organization(id="party/kite", name="Kite", kind="political-party", founded=PartialDate("1900")),
    ]
    bound = "[2010-01-01..2014-06-30]"
    derived = Citation(source_id=NARROWING_ID, locator="legislative period 1st House", states=("period",))
    said = (Said(field="period", value="/2012-02-01"),)
    seat, behalf = data.memberships
    assert seat == Membership(
        id="house-member-5f2c-term/1", member_id="5f2c", organization_id="house", period=Period(f"{bound}/2012-02-01"),
        citations=(
            Citation(source_id=page.source_id, states=("role", "member_id", "organization_id"), says=said), derived,
        ),
        note="Area: North. Legislative period: 1st House.",
    )  # fmt: skip
    assert (behalf.organization_id, behalf.role, behalf.period) == ("party/kite", "on-behalf-of", seat.period)
    assert behalf.note == "In House."
    assert {each.id: each.kind for each in (*data.places, *data.events)} == {
        "area/n": "constituency", "term/1": "legislative-period",
    }  # fmt: skip
    assert data.events[0].when == Period("2010/2014-06-30")
    assert data.words["political-party"].definition == "As a file has it: Political Party"
    assert data.is_member("Ann Lee", "House", on="2012-01-01") is not Certainty.CERTAIN
    assert [each for each in data.check() if each.severity == "error"] == []
    assert found.assumed == (
        "each source of an object is taken to state all that is read of it (2)",
        "links are read as sources that state nothing (1)",
        "where a membership has no start or end of its own, the dates of its legislative period are its bounds (1)",
        "areas and legislative periods of memberships stand in their notes (1)",
        "who is in a body on behalf of another has in that one the role on-behalf-of (1)",
        "left out of the file: meta (1)",
        "left out of organizations: seats (1)",
        "left out of persons: other_names.note (1), gender (1), email (1), images (1)",
    )


TERM = {"id": "t", "name": "T", "start_date": "2010-03-01", "end_date": "2014-02"}


@pytest.mark.parametrize(
    ("own", "term", "period"),
    [
        ({}, {}, "[2010-03-01..2014-02-28]/[2010-03-01..2014-02-28]"),
        ({"start_date": "2011"}, {}, "2011/[2010-03-01..2014-02-28]"),
        ({"start_date": "2011", "end_date": "2012"}, {}, "2011/2012"),
        ({}, {"end_date": ""}, "[2010-03-01..]/"),  # It goes on, or nobody wrote its end.
        ({}, {"start_date": None}, "/[..2014-02-28]"),
        ({}, {"start_date": None, "end_date": None}, "/"),
        ({"start_date": "2014-05-29"}, {}, "2014-05-29/"),  # Own dates win over a period that they contradict.
        ({"end_date": "2009"}, {}, "/2009"),
        ({"end_date": "9999-12-31"}, {}, "[2010-03-01..2014-02-28]/.."),
    ],
)
def test_a_legislative_period_bounds_what_a_membership_does_not_say(
    own: dict[str, Any], term: dict[str, Any], period: str
) -> None:
    """The dates of the period are bounds of a start or end that is not given, cited as derived; own dates win."""
    seat = tie(**own, legislative_period_id="t", events=[TERM | term])
    assert seat.period == Period(period)
    stated = f"{own.get('start_date', '')}/{own.get('end_date', '').replace('9999-12-31', '..')}"
    assert [each.source_id for each in seat.citations] == ([] if stated == period else [NARROWING_ID])


def test_the_bounds_of_a_legislative_period_of_ours_count_too(tmp_path: Path) -> None:
    """A membership that someone adds to a file of ours is read as all others are."""
    told, _ = export([ANN, HOUSE, Event(id="t", name="T", when=PartialDate("2010"))], tmp_path)
    told["memberships"].append({"person_id": "ann", "organization_id": "house", "legislative_period_id": "t"})
    assert read(**told).records[-2].period == Period("2010/2010")


@pytest.mark.parametrize(
    ("terms", "kind", "role", "office"),
    [
        ({}, Membership, "member", None),
        ({"role": "Member", "label": "Member of the House"}, Membership, "member", None),
        ({"role": "observer"}, Membership, "observer", None),
        ({"role": "Chairwoman"}, ChairTerm, "chair", None),
        ({"role": "Vice Chair"}, ChairTerm, "vice-chair", None),
        ({"role": "Deputy Mayor"}, Membership, "member", "Deputy Mayor"),
        ({"role": "PPS (Treasury)"}, Membership, "member", "PPS (Treasury)"),
        ({"role": "Candidate", "post_id": "p", "organization_id": None}, Membership, "candidate", "Seat 1"),
        ({"post_id": "p", "organization_id": ""}, Membership, "member", "Seat 1"),
        ({"post_id": "q"}, ChairTerm, "chair", None),
        ({"label": "Whip of the House"}, Membership, "member", "Whip of the House"),
    ],
)
def test_a_role_is_one_of_ours_or_an_office(
    terms: dict[str, Any], kind: type[Any], role: str, office: str | None
) -> None:
    """A role that the library knows is read as it, any other as the office of a member; that of a post likewise."""
    posts = [{"id": "p", "label": "Seat 1", "role": "MP", "organization_id": "house"},
             {"id": "q", "role": "Chair", "organization_id": "house"}]  # fmt: skip
    found = tie(posts=posts, **terms)
    assert (type(found), found.role, getattr(found, "office", None)) == (kind, role, office)


def test_a_label_or_role_that_is_not_kept_is_told() -> None:
    """Of several labels of one membership, those that are not read are counted."""
    found = read(
        persons=[{"id": "ann", "name": "Ann"}], organizations=[{"id": "house", "name": "House"}],
        posts=[{"id": "p", "label": "Seat 1", "organization_id": "house", "area_id": "n"}, {"id": "unused"}],
        areas=[{"id": "n", "name": "North"}],
        memberships=[{"person_id": "ann", "post_id": "p", "role": "MP", "label": "MP in the House"}],
    )  # fmt: skip
    assert found.records[-1].note == "Area: North."
    assert found.assumed == (
        "an end that is not given is taken as unknown: a membership may go on or not (1)",
        "roles are read as offices of members, such as 'Seat 1' (1)",
        "areas and legislative periods of memberships stand in their notes (1)",
        "posts that no membership refers to are left out (1)",
        "left out of memberships: role (1), label (1)",
    )


@pytest.mark.parametrize(
    ("value", "period"),
    [
        ("", "/"), (None, "/"), ("  ", "/"), ("2013", "2013/"), ("2013-07", "2013-07/"),
        (" 2013-07-01 ", "2013-07-01/"),
        ("2013-07-01T10:00:00Z", "2013-07-01/"), ("2013-07-01 10:00", "2013-07-01/"), ("0001-01-01", "/"),
    ],
)  # fmt: skip
def test_dates(value: object, period: str) -> None:
    """A start is a year, a month or a day, of which a time of day is cut; nothing, and what stands for it, is none."""
    assert tie(start_date=value).period == Period(period)


@pytest.mark.parametrize(
    "value",
    ["2013-02-30", "2013-13", "2021-22", "2013-00-00", "20130701", "1/7/2013", "2013-7-1", "2013~", "2013-07-01T99",
     "٢٠١٣", 2013, True, [], {}],
)  # fmt: skip
def test_what_is_not_a_date_is_refused(value: object) -> None:
    """Anything else is refused, with its place."""
    seat = {"person_id": "ann", "organization_id": "house", "start_date": value}
    found = faults({"persons": [{"id": "ann", "name": "A"}], "organizations": [{"id": "house", "name": "H"}],
                    "memberships": [seat]})  # fmt: skip
    assert [each.split(": ")[0] for each in found] == ["memberships[0].start_date"]


def test_all_faults_are_told_at_once() -> None:
    """Every fault of a file is told with the path to its value."""
    found = faults({
        "persons": [{"id": "ann", "name": 5}, {"id": "ann", "name": "Other"}, {}, 7, {"name": " "},
                    {"id": "bo", "other_names": [{"name": 7}, 3], "identifiers": {}, "sources": [{"note": "x"}],
                     "birth_date": "1960-02-30"}],
        "organizations": {"id": "house"},
        "events": [{"id": "e", "start_date": "2012", "end_date": "2011", "organization_id": "x",
                    "attendees": [{"id": "y"}]}],
        "posts": [{"id": "p"}],
        "memberships": [
            {"person_id": "who", "organization_id": "what", "post_id": "which", "on_behalf_of_id": "z", "area_id": "a",
             "legislative_period_id": "l"},
            {}, {"person_id": "ann", "legislative_period_id": []}, {"post_id": "p", "person_id": "ann"},
            {"person": {"id": "nobody"}, "post_id": "p"},
        ],
    })  # fmt: skip
    assert sorted(each.split(": ")[0] for each in found) == sorted([
        "persons[1].id", "persons[2].id", "persons[3]", "persons[4].id", "organizations", "persons[0].name",
        "persons[5].birth_date", "persons[5].other_names[0].name", "persons[5].other_names[1]",
        "persons[5].identifiers",
        "persons[5].sources[0].url", "memberships[0].area_id",
        "events[0].end_date", "events[0].organization_id", "events[0].attendees[0].id",
        "memberships[0].post_id", "memberships[0].organization_id", "memberships[0].person_id",
        "memberships[0].on_behalf_of_id", "memberships[0].legislative_period_id",
        "memberships[1].organization_id", "memberships[1].person_id", "memberships[2].organization_id",
        "memberships[2].legislative_period_id",
        "memberships[3].organization_id", "memberships[4].organization_id", "memberships[4].person_id",
    ])  # fmt: skip
    many = faults({"memberships": [{}] * 2_000})
    assert len(many) == 1_000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>", "is not JSON"), (b"", "is not JSON"), (b"[]", "not an object with lists of persons"),
        (b'{"people": []}', "not an object with lists of persons"), (b'{"persons": [], "persons": []}', "occurs twice"),
        (b'{"persons": NaN}', "is not JSON"), (b"\xff", "is not UTF-8"), (b"[" * 100 + b"]" * 100, "limits"),
    ],
)  # fmt: skip
def test_another_file_is_refused(data: bytes, reason: str) -> None:
    """What is not Popolo is refused with one fault that says what to write."""
    (fault,) = faults(data)
    assert reason in fault


def test_embedded_objects() -> None:
    """Objects within others are read as those in the lists; what is repeated is read once."""
    found = read(
        organizations=[{
            "id": "house", "name": "House",
            "posts": [{"id": "chair", "role": "Chair",
                       "memberships": [{"person": {"name": "Cy"}, "start_date": "2001"}]}],
            "memberships": [
                {"id": "m1", "person_id": "ann", "person": {"id": "ann", "name": "Ann"}},
                {"id": "m2", "organization_id": "un", "role": "observer"},
                {"member": {"@type": "Organization", "id": "club"}},
                {"member": {"id": "club"}}, {"member": {"id": "ann"}, "person_id": "ann"},
            ],
            "children": [{"id": "sub", "name": "Sub", "parent": {"id": "house"}}],
            "area": {"id": "n", "name": "North", "classification": "city"},
        }],
        persons=[{"id": "ann", "name": "Ann", "memberships": [
            {"id": "m1", "organization_id": "house", "person_id": "ann"},
            {"organization": {"id": "un", "name": "UN", "seats": 3}, "on_behalf_of": {"id": "club", "name": "Club"},
             "legislative_period": {"id": "t", "name": "T"}},
        ]}, {"id": "ann", "name": "Ann", "memberships": [
            {"id": "m1", "organization_id": "house", "person_id": "ann"},
            {"organization": {"id": "un", "name": "UN", "seats": 3}, "on_behalf_of": {"id": "club", "name": "Club"},
             "legislative_period": {"id": "t", "name": "T"}},
        ]}],
        memberships=[{"organization": {"id": "un", "name": "UN", "email": "x"}, "person_id": "ann", "id": "m9"}],
        events=[{"id": "e", "name": "E", "start_date": "2001", "end_date": "2001", "description": "Notes.",
                 "status": "tentative", "attendees": [{"id": "ann"}, {"name": "Di"}]}],
    )  # fmt: skip
    data = Dataset.from_records(found.records)
    ties = {(each.member_id, each.organization_id, each.role) for each in data.memberships}
    assert ties == {
        ("ann", "house", "member"), ("house", "un", "observer"), ("club", "house", "member"), ("sub", "house", "unit"),
        ("ann", "un", "member"), ("ann", "club", "on-behalf-of"),
    }  # fmt: skip
    assert (data.chair_terms[0].holder_id, data.chair_terms[0].organization_id) == ("cy", "house")
    assert [each.name for each in data.people] == ["Ann", "Cy", "Di"]
    assert data.organizations["house"].place == "n"
    event = data.events["e"]
    assert (event.when, event.status, event.note) == (PartialDate("2001"), "planned", "Notes.")
    assert event.participant_ids == ("ann", "di")
    told = set(found.assumed)
    assert "objects that are in the file twice, word for word, are read once, such as 'ann' (1)" in told
    assert "events of another status than confirmed are read as planned, such as 'tentative' (1)" in told
    assert "organizations are read as units of their parents, at unknown times (1)" in told
    assert "left out of organizations: seats (1), email (1)" in told
    assert "left out of memberships: member (1)" in told


def test_ids() -> None:
    """Ids are kept; those that cannot be ids here, or that two lists share, become others, and are kept beside them."""
    found = read(
        organizations=[{"id": 1, "name": "House"}, {"id": "a\tb", "name": "Tab"}, {"id": "x" * 1_200, "name": "Long"}],
        persons=[{"id": "1", "name": "Ann"}, {"name": "Bo Roe"}, {"id": "3"}],
        areas=[{"id": "1", "name": "North"}, {"id": "area-1", "name": "South"}],
        events=[{"id": "area-1", "name": "E"}],
        memberships=[
            {"id": " m", "person_id": 1, "organization_id": 1, "start_date": "2001"},
            {"id": "m2", "member_id": "a\tb", "organization_id": 1},
            {"person_id": 1, "organization_id": 1, "end_date": "2003"},
            {"person_id": 1, "organization_id": 1, "end_date": "2005"},
            {"person_id": 1, "organization_id": 1, "end_date": "2005"},
        ],
    )  # fmt: skip
    data = Dataset.from_records(found.records)
    popolo = {each.id: [known.value for known in each.identifiers] for each in (*data.organizations, *data.people)}
    assert popolo == {"1": [], "a-b": ["a\tb"], "x" * 100: ["x" * 1_200], "person-1": ["1"], "bo-roe": [], "3": []}
    assert [each.id for each in (*data.events, *data.places)] == ["area-1", "area-1-2", "area-area-1"]
    assert {each.id: (each.member_id, str(each.period)) for each in data.memberships} == {
        "m": ("person-1", "2001/"),
        "m2": ("a-b", "/"),
        "1-member-person-1-unknown-2003": ("person-1", "/2003"),
        "1-member-person-1-unknown-2005": ("person-1", "/2005"),
        "1-member-person-1-unknown-2005-2": ("person-1", "/2005"),
    }
    assert "objects without a name are called by their ids, such as '3' (1)" in found.assumed


def test_names_in_parts() -> None:
    """A name that is given in parts is read as a whole; one that other parts make up is left out and told."""
    parts = {"given_name": "Ann", "family_name": "Lee"}
    found = read(persons=[
        {"id": "1", **parts}, {"id": "2", "name": "Bo Roe", "given_name": "Bo"},
        {"id": "3", "other_names": [{"honorific_prefix": "Dame"}, parts | {"note": "Main"}]},
    ])  # fmt: skip
    assert [each.name for each in found.records] == ["Ann Lee", "Bo Roe", "Ann Lee"]
    assert found.assumed == ("left out of persons: given_name (1), other_names (1), other_names.note (1)",)


def test_addresses_of_sources() -> None:
    """Addresses of the same words are different sources; one that no browser opens is a title."""
    links = [{"url": "https://x.example/a-b", "note": "One"}, {"url": "https://x.example/a_b", "label": "Two"},
             {"url": "javascript:alert(1)", "note": "Bad"}]  # fmt: skip
    found = read(persons=[{"id": "ann", "name": "Ann", "sources": links, "links": links[:1]}])
    sources = {each.id: (each.title, each.url) for each in found.records if isinstance(each, Source)}
    assert sources == {
        "https-x-example-a-b": ("One", "https://x.example/a-b"),
        "https-x-example-a-b-2": ("https://x.example/a_b", "https://x.example/a_b"),
        "javascript-alert-1": ("javascript:alert(1)", None),
    }
    assert "left out of persons: sources.label (1)" in found.assumed


def test_words_that_a_file_of_ours_declares_are_roles(tmp_path: Path) -> None:
    """A role that a file of ours declares is that role for whoever adds a membership."""
    told, _ = export([ANN, HOUSE, Word(id="whip")], tmp_path)
    told["memberships"].append({"person_id": "ann", "organization_id": "house", "role": "Whip"})
    told["organizations"].append({"id": "x", "name": "X", "classification": "Partei (e.V.)"})
    found = {type(each): each for each in read(**told).records}
    assert found[Membership].role == "whip"
    assert found[Organization].kind == "partei-e-v"


def test_a_circle_of_parents_is_refused_by_the_dataset() -> None:
    """What holds between records is checked where they become a dataset."""
    found = read(organizations=[{"id": "a", "name": "A", "parent_id": "b"}, {"id": "b", "name": "B", "parent_id": "a"}])
    with pytest.raises(InvalidRecordError, match="part of itself"):
        Dataset.from_records(found.records)
