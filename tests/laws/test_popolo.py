"""Popolo JSON: what is written is valid, claims no more than the records, and comes back but for what is told.

No file, however damaged, raises anything but the one typed error.
"""

from __future__ import annotations

import json
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Dataset, Event, PartialDate, Person, Source
from iom_partners.errors import DataFileError
from iom_partners.exchange.losses import Export, LossReport
from iom_partners.exchange.popolo import make_popolo
from iom_partners.exchange.popolo_reader import read_popolo
from iom_partners.model import ChairTerm, Citation, Membership, Name, Organization, Said
from popolo_schema import faults_of
from strategies import (
    chair_records,
    cited_datasets,
    datasets,
    examples,
    less_sure,
    member_records,
    partial_texts,
    period_texts,
    project_records,
)
from worlds import records_of, world

#: The record types that a file holds.
HELD = {"Organization", "Person", "Membership", "ChairTerm", "Event", "Place", "Source", "Word"}


def written(data: Dataset) -> tuple[bytes, LossReport]:
    """Return a dataset as a file, and the report."""
    export = Export(data._project_rosters(), data.version)
    return make_popolo(export), export.report()


@st.composite
def anything(draw: st.DrawFn) -> Dataset:
    """Datasets of all topics, with dates of every shape, and with references to what is not there."""
    made = draw(
        less_sure(cited_datasets()).map(records_of)
        | less_sure(datasets()).map(records_of)
        | chair_records()
        | member_records()
        | project_records()
    )
    records = []
    for record in made:
        changes: dict[str, Any] = {}
        if draw(st.integers(0, 2)) == 0:
            if isinstance(record, Membership | ChairTerm):
                changes["period"] = draw(period_texts())
            if isinstance(record, Membership):
                changes["status"] = draw(st.sampled_from(["done", "planned"]))
                changes["office"] = draw(st.sampled_from([None, "Whip", "chair", "member"]))
            if isinstance(record, Organization):
                changes["founded"] = draw(st.none() | partial_texts().map(PartialDate))
                changes["successor_ids"] = draw(st.sampled_from([(), ("nowhere",)]))
                changes["names"] = tuple(
                    Name(
                        text=draw(st.sampled_from([record.name, "Other"])), kind="official", period=draw(period_texts())
                    )
                    for _ in range(draw(st.integers(0, 2)))
                )
            if isinstance(record, Event):
                changes["when"] = draw(period_texts() | partial_texts())
                changes["about_ids"] = draw(st.sampled_from([(), ("p",), ("p", "north"), ("nowhere",)]))
                changes["participant_ids"] = draw(st.sampled_from([(), ("north", "ann")]))
                said = (Said(field="about_ids", value="p"), Said(field="name", value="Deluge"))
                changes["citations"] = draw(
                    st.sampled_from(
                        [
                            (),
                            (Citation(source_id="paper", states=("about_ids", "name")),),
                            (Citation(source_id="nowhere"),),
                            (Citation(source_id="paper", says=said, denies=True),),
                        ]
                    )
                )
        records.append(attrs.evolve(record, **changes))
    ids = {each.id for each in records if isinstance(each, Source)}
    records += [Person(id="ann", name="Ann", born=draw(partial_texts()))]  # type: ignore[arg-type]
    records += [] if "paper" in ids else [Source(id="paper", title="Paper", url=draw(st.sampled_from(URLS)))]
    return world(*records)


URLS = [None, "https://paper.example/1", "javascript:alert(1)", "http://", "https://a b"]


@given(anything())
def test_what_is_written_is_read_back_but_for_what_the_report_tells(data: Dataset) -> None:
    """Every record comes back as it was, unless the report says that the record or a field of it is left out."""
    file, report = written(data)
    left_out: dict[tuple[str, str], set[str]] = {}
    for loss in report:
        for record_id in loss.ids if loss.reason.startswith("left out") else ():
            left_out.setdefault((loss.record_type, record_id), set()).add(loss.field)
    found = read_popolo(file, "x.popolo.json")
    assert found.assumed == ()
    back = {(type(each).__name__, each.id): each for each in found.records}
    for record in records_of(data):
        key = type(record).__name__, record.id
        gone = left_out.get(key, set())
        if type(record).__name__ not in HELD:
            assert gone == {""}
        if "" in gone:
            assert key not in back
            continue
        again = back.pop(key)
        for field in attrs.fields(type(record)):
            own, read = getattr(record, field.name), getattr(again, field.name)
            assert own == read or field.name in gone, field.name
    assert back == {}
    assert written(world(*found.records))[0] == file


@given(anything())
def test_no_term_claims_more_than_the_record(data: Dataset) -> None:
    """A date holds all days that the record leaves possible; what may never have been is not a membership."""
    file, _ = written(data)
    told = json.loads(file)
    assert faults_of(told) == []
    ties = {each.id: each for each in records_of(data) if isinstance(each, Membership | ChairTerm)}
    for each in told["memberships"]:
        tie = ties[each["id"]]
        assert not tie.is_doubtful
        assert tie.status == "done"
        assert getattr(tie, "holder_id", "") is not None
        for term, when in (("start_date", tie.period.start), ("end_date", tie.period.end)):
            if term in each:
                held = PartialDate(each[term])
                assert held.span[0] <= when.span[0] <= when.span[1] <= held.span[1]
                assert not any(when.qualifiers)
            else:
                years = {day and day.year for day in (when.earliest, when.latest)} if when else set()
                # The format has years of four digits.
                is_said = len(years) != 1 or years == {None} or any(when.qualifiers)
                assert is_said or not 1 <= min(years) <= 9999


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", " ", "a", "id", "2013-02-30", "2013", "..", "/", "\x00", "term/1", "x" * 1_100])
    | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["id", "name", "url", "person_id", "iom_partners", "@type"]), inner, max_size=2),
    max_leaves=3,
)  # fmt: skip


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a JSON value, as what holds it and its key."""
    inner = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, key) for key, _ in inner] + [each for _, below in inner for each in _places(below)]


FOREIGN = {
    "persons": [{
        "id": "ann", "name": "Ann", "birth_date": "1960", "other_names": [{"name": "A", "lang": "fr", "note": "alias"}],
        "identifiers": [{"identifier": "Q1", "scheme": "wikidata"}], "links": [{"url": "https://x.example"}],
        "sources": [{"url": "https://y.example"}], "memberships": [{"organization_id": "house", "role": "Whip"}],
    }],
    "organizations": [
        {"id": "house", "name": "House", "classification": "chamber", "area": {"id": "a", "name": "A"},
         "memberships": [{"member": {"@type": "Organization", "id": "club", "name": "Club"}}],
         "children": [{"name": "Committee"}], "links": [{"url": "https://z.example", "note": "Website"}]},
    ],
    "events": [{"id": "term/1", "name": "First", "start_date": "2010", "end_date": "2014-05", "status": "confirmed",
                "classification": "legislative period", "organization_id": "house", "attendees": [{"id": "ann"}]}],
    "posts": [{"id": "chair", "role": "Chair", "organization_id": "house", "area_id": "a"}],
    "memberships": [
        {"id": "m", "person_id": "ann", "organization_id": "house", "legislative_period_id": "term/1",
         "on_behalf_of_id": "club", "area_id": "a", "end_date": "2012-01-01"},
        {"person_id": "ann", "post_id": "chair", "start_date": "2011-01-01T10:00:00Z"},
    ],
    "areas": [],
}  # fmt: skip


@examples(10)
@given(st.data(), st.booleans(), st.integers(1, 3))
def test_no_damage_raises_anything_but_the_typed_error(data: st.DataObject, is_ours: bool, count: int) -> None:
    """A file with anything in any of its places is read, or refused by the one error of data files."""
    told = json.loads(json.dumps(FOREIGN))
    if is_ours:
        told = json.loads(written(Dataset.from_records(read_popolo(json.dumps(told).encode(), "x").records))[0])
    for _ in range(count):
        holder, key = data.draw(st.sampled_from(_places(told)))
        holder[key] = data.draw(JUNK)
    try:
        read_popolo(json.dumps(told).encode(), "x.popolo.json")
    except DataFileError as error:
        assert all(str(fault).startswith("x.popolo.json") for fault in error.faults)
