"""Data files: what is read, what is refused with which message, and how files are written."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

import iom_partners
from iom_partners import (
    Agreement,
    ChairTerm,
    Citation,
    Contribution,
    Coverage,
    DataFileError,
    Dataset,
    Event,
    Figure,
    Identifier,
    IomPartnersError,
    Membership,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    Rule,
    Said,
    Source,
    Statement,
    Word,
    Work,
    data_path,
)
from iom_partners.io import codec
from iom_partners.io.codec import dump_rows, structure
from iom_partners.io.shipped import Shipped
from iom_partners.model import Name
from iom_partners.store.record_types import RECORD_TYPES, record_class

MEMBERSHIP = {"id": "m", "member_id": "north", "organization_id": "club"}
FIGURE = {"id": "f", "about_id": "club", "unit": "members"}
ORGANIZATION = {"id": "club", "name": "Kite Flyers Club"}
EVENT = {"id": "e", "name": "First flight"}
COVERAGE = {"id": "c", "organization_id": "club", "of": "members"}
SOURCE = {"id": "s", "title": "A page"}
GIFT = {"id": "k", "donor_id": "north", "currency": "USD"}
#: A sound row of each, before the one that is tried.
SOUND = {
    name: row | {"id": "sound"}
    for name, row in {
        "memberships": MEMBERSHIP, "figures": FIGURE, "organizations": ORGANIZATION, "events": EVENT,
        "coverages": COVERAGE, "sources": SOURCE,
    }.items()
}  # fmt: skip

#: One record of every type, with every kind of field filled.
EVERY_KIND = (
    Word(id="whip", definition="Who counts the votes."),
    Organization(id="club", name="Kite Flyers Club", acronym="KFC", kind="igo", country="CH", place="geneva",
        website="https://example.org", founded=PartialDate("2003-04"), ended=PartialDate("[2018-05-02..2018-12-31]"),
        successor_ids=("north", "south"),
        names=(
            Name(text="Club des cerfs-volants", kind="native", language="fr", period=Period("[2006-01..2006-06]/.."),
                citations=(Citation(source_id="page", states=("text",)),)),),
        identifiers=(Identifier(scheme="wikidata", value="Q0"),),
        citations=(
            Citation(source_id="page", locator="heading", as_stated="early 2006", as_of=PartialDate("2014-01-01"),
                states=("name", "kind"), says=(Said(field="founded", value="2003"),), denies=True),),
        note="A note with “signs”, a \\ and a\nline."),
    Person(id="president", name="The President", organization_id="club", position="President", reason="public office"),
    Membership(id="m", member_id="north", organization_id="club", role="observer", is_founder=True,
        period=Period("2007-11/")),
    ChairTerm(id="t", organization_id="club", holder_id="north", role="co-chair",
        period=Period("2013-07-01/2013-12-31")),
    Project(id="p", name="Kites for All", acronym="KFA", kind="programme", themes=("kites", "wind"), places=("geneva",),
        period=Period("2005/"), part_of_id="p", response_to_id="e-day", beneficiaries=("children",),
        activities=("flying, and learning how to",), summary="Kites.",
        names=(Name(text="Cerfs-volants", kind="native", language="fr"),)),
    Work(id="w", name="Wind", kind="film", themes=("wind",), places=("geneva",), when=PartialDate("2005"),
        project_id="p", summary="A film.", identifiers=(Identifier(scheme="isbn", value="9789290686163"),)),
    Participation(id="pp", project_id="w", agent_id="president", role="producer", period=Period("2005/2006")),
    Partnership(id="ps", party_ids=("club", "north"), themes=("kites",), places=("geneva",), period=Period("2005/"),
        summary="S."),
    Agreement(id="a", party_ids=("club", "north"), kind="bilateral", themes=("kites",), places=("geneva",),
        when=Period("2005/2006"), project_id="p", summary="S."),
    Contribution(id="k", donor_id="north", recipient_id="club", project_id="p", kind="money",
        amount=Decimal("1016627.820"), currency="USD", goods="string", quantity=2, unit="rolls", qualifier="about",
        when=PartialDate("2005")),
    Statement(id="s", speaker_id="north", office="spokesperson", kind="quotation", about_ids=("p", "w"),
        when=PartialDate("2005"), summary="S."),
    Event(id="e-day", name="Day", when=PartialDate("2006-05-09"), participant_ids=("north",)),
    Event(id="e-days", name="Days", when=Period("2006-05-09/2006-05-10")), Event(id="e-never", name="Undated"),
    Figure(id="f", about_id="club", unit="members", lower=0, upper=16, qualifier="over", when=PartialDate("2014")),
    Coverage(id="c", organization_id="club", of="members", first_day=date(2003, 4, 1), last_day=date(2014, 1, 1)),
    Rule(id="r", organization_id="club", kind="term", role="chair", months=12),
    Place(id="geneva", name="Genève", kind="city", country="CH", subdivision="CH-GE"),
    Source(id="page", title="Page", publisher="P", published=PartialDate("2010"), seen=PartialDate("2024-05-01")),
)  # fmt: skip


def read(folder: Path, name: str, text: str | bytes) -> Dataset:
    """Read a folder that holds one file."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return Dataset.read(folder)


def refused(folder: Path, name: str, text: str | bytes) -> DataFileError:
    """Return the error with which a file is refused, after seeing that it names the file."""
    with pytest.raises(DataFileError) as caught:
        read(folder, name, text)
    assert str(folder / name) in str(caught.value)
    assert isinstance(caught.value, IomPartnersError)
    assert isinstance(caught.value, ValueError)
    return caught.value


@pytest.mark.parametrize(("text", "told"), [
    (b"", "is not JSON"),
    (b"{", "line 1, column 2"),
    (b'[\n{"id": "a",}]', "line 2, column"),  # A comma too many.
    (b"[{'id': 'a'}]", "is not JSON"),  # Quotes of Python.
    (b'[{"id": "a"}] x', "Extra data"),
    (b'[{"id": "a", "lower": NaN}]', "NaN is not a JSON number"),  # Python reads NaN, the standard has none.
    (b'[{"id": "a", "lower": Infinity}]', "Infinity is not a JSON number"),
    (b'[{"id": "a", "lower": -Infinity}]', "-Infinity is not a JSON number"),
    (b'[{"id": "a", "lower": ' + b"9" * 5000 + b"}]", "is not JSON"),  # More digits than Python converts.
    (b'[{"id": "\xff"}]', "is not UTF-8 from byte 9 on"),
    (b'[{"id": "a\xe9"}]', "is not UTF-8 from byte 10 on"),  # Latin-1.
    ('[{"id": "a"}]'.encode("utf-16"), "is not UTF-8 from byte 0 on"),
    (b'[{"id": "\xed\xa0\x80"}]', "is not UTF-8"),  # Half of a surrogate pair.
    (b'[{"id": "a\nb"}]', "Invalid control character"),
    (b'[{"id": "a\x00b"}]', "Invalid control character"),
    (b"\xef\xbb\xbf\xef\xbb\xbf[]", "is not JSON"),  # One byte order mark is allowed, two are not.
    (b"{}", "is not an array of objects"),
    (b"null", "is not an array of objects"),
    (b'"text"', "is not an array of objects"),
    (b"5", "is not an array of objects"),
    (b'[{"id": "club", "name": "K\\ud800"}]', "surrogate"),  # An escape that stands for half a character.
    (b"[" * 100_000, "is not JSON"),
    (b'[{"id": "a", "note": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]", "is not JSON"),
])  # fmt: skip
def test_file_that_is_not_a_json_array_is_refused(tmp_path: Path, text: bytes, told: str) -> None:
    """What is not UTF-8, not JSON or not an array is refused with the file and the place in it."""
    assert told in str(refused(tmp_path, "figures.json", text))


@pytest.mark.parametrize(
    "element", ["5", "null", "true", '"a"', "[]", "{}", '{"id": 5}', '{"id": null}', '{"name": "x"}']
)
def test_element_that_is_not_an_object_with_an_id_is_refused(tmp_path: Path, element: str) -> None:
    """Each element of the array is an object whose id is a text; the message names which is not, and shows it."""
    error = refused(tmp_path, "figures.json", f"[{json.dumps(FIGURE)}, {element}]")
    assert error.field == f"{tmp_path / 'figures.json'}[1]"
    assert f"{json.loads(element)!r} is not an object with an id" in str(error)
    assert error.value == json.loads(element)


@pytest.mark.parametrize(("name", "row", "path", "shown"), [
    # Wrong types: nothing is coerced.
    ("figures", FIGURE | {"lower": True}, ".lower", "True"),
    ("figures", FIGURE | {"lower": "5"}, ".lower", "'5'"),
    ("figures", FIGURE | {"lower": 5.0}, ".lower", "5.0"),
    ("figures", FIGURE | {"lower": 5.9}, ".lower", "5.9"),
    ("figures", FIGURE | {"lower": [5]}, ".lower", "[5]"),
    ("figures", FIGURE | {"unit": None}, ".unit", "None"),
    ("figures", FIGURE | {"unit": 5}, ".unit", "5"),
    ("figures", FIGURE | {"qualifier": 5}, ".qualifier", "5"),
    ("figures", FIGURE | {"note": ["a"]}, ".note", "['a']"),
    ("memberships", MEMBERSHIP | {"is_founder": 1}, ".is_founder", "1"),
    ("memberships", MEMBERSHIP | {"is_founder": "true"}, ".is_founder", "'true'"),
    ("memberships", MEMBERSHIP | {"is_founder": None}, ".is_founder", "None"),
    ("memberships", MEMBERSHIP | {"citations": "page"}, ".citations", "'page'"),
    ("memberships", MEMBERSHIP | {"citations": {"source_id": "page"}}, ".citations", "{'source_id': 'page'}"),
    ("memberships", MEMBERSHIP | {"citations": None}, ".citations", "None"),
    ("organizations", ORGANIZATION | {"successor_ids": "north"}, ".successor_ids", "'north'"),
    ("organizations", ORGANIZATION | {"successor_ids": ["north", 5]}, ".successor_ids[1]", "5"),
    # Fields that are not there, and fields that must be.
    ("memberships", MEMBERSHIP | {"since": 2003}, "", "unknown field 'since'"),
    ("memberships", MEMBERSHIP | {"Role": "member"}, "", "unknown field 'Role'"),
    ("memberships", MEMBERSHIP | {"b": 1, "a": 2}, "", "unknown field 'a', 'b'"),
    ("memberships", {"id": "m", "organization_id": "club"}, ".member_id", "is missing"),
    ("organizations", ORGANIZATION | {"names": [{"kind": "alias"}]}, ".names[0].text", "is missing"),
    ("organizations", ORGANIZATION | {"names": [{"text": "A", "kind": "alias", "x": 1}]}, ".names[0]",
     "unknown field 'x'"),
    # Vocabularies.
    ("memberships", MEMBERSHIP | {"role": "Boss"}, ".role", "Boss"),
    ("memberships", MEMBERSHIP | {"role": "Member"}, ".role", "Member"),
    ("memberships", MEMBERSHIP | {"role": None}, ".role", "None"),
    ("memberships", MEMBERSHIP | {"role": ["member"]}, ".role", "['member']"),
    ("coverages", COVERAGE | {"of": "all"}, ".of", "all"),
    ("organizations", ORGANIZATION | {"names": [{"text": "A", "kind": "nick"}]}, ".names[0].kind", "nick"),
    # Dates and periods.
    ("memberships", MEMBERSHIP | {"period": "2014/2013"}, ".period", "'2014/2013' ends before it starts"),
    ("memberships", MEMBERSHIP | {"period": "2014"}, ".period", "'2014'"),
    ("memberships", MEMBERSHIP | {"period": "2014-13/"}, ".period", "'2014-13'"),
    ("memberships", MEMBERSHIP | {"period": "2013-02-29/"}, ".period", "2013-02-29"),
    ("memberships", MEMBERSHIP | {"period": 2014}, ".period", "2014"),
    ("memberships", MEMBERSHIP | {"period": None}, ".period", "None"),
    ("organizations", ORGANIZATION | {"founded": "soon"}, ".founded", "'soon'"),
    ("organizations", ORGANIZATION | {"founded": ""}, ".founded", "''"),
    ("organizations", ORGANIZATION | {"founded": 2003}, ".founded", "2003"),
    ("organizations", ORGANIZATION | {"founded": "2003/2004"}, ".founded", "'2003/2004'"),
    ("organizations", ORGANIZATION | {"founded": "٢٠١٣"}, ".founded", "'٢٠١٣'"),  # Digits of another script.
    ("events", EVENT | {"when": 2003}, ".when", "2003"),
    ("events", EVENT | {"when": ["2003"]}, ".when", "['2003']"),
    ("events", EVENT | {"when": "2003/2002"}, ".when", "'2003/2002'"),
    ("coverages", COVERAGE | {"first_day": "2003"}, ".first_day", "'2003' is not an exact day"),
    ("coverages", COVERAGE | {"first_day": "2003-02-29"}, ".first_day", "'2003-02-29' is not an exact day"),
    ("coverages", COVERAGE | {"first_day": "2003-W01-1"}, ".first_day", "'2003-W01-1' is not an exact day"),
    ("coverages", COVERAGE | {"first_day": "20030401"}, ".first_day", "'20030401' is not an exact day"),
    # Full-width digits.
    ("coverages", COVERAGE | {"first_day": "２００３-04-01"}, ".first_day", "is not an exact day"),
    ("coverages", COVERAGE | {"last_day": 20030401}, ".last_day", "20030401 is not an exact day"),
    ("sources", SOURCE | {"seen": "2024-5"}, ".seen", "'2024-5'"),
    # Deep inside.
    ("figures", FIGURE | {"lower": json.loads("[" * 60 + "]" * 60)}, ".lower", "[[[["),
    ("organizations", ORGANIZATION | {"names": [{"text": "A", "kind": "alias",
         "citations": [{"source_id": "s", "says": [{"field": 5, "value": "x"}]}]}]},
     ".names[0].citations[0].says[0].field", "5"),
])  # fmt: skip
def test_record_that_does_not_fit_is_refused(tmp_path: Path, name: str, row: Any, path: str, shown: str) -> None:
    """The message names the file, the record by its index, the path to the field, and shows the value."""
    error = refused(tmp_path, f"{name}.json", json.dumps([SOUND[name], row]))
    where = f"{tmp_path / name}.json[1]"
    assert error.field == where
    assert where + path in str(error)
    assert shown in str(error).replace(str(tmp_path), "")


#: Plain JSON values, of which few are right in any one field.
VALUES = (
    None, True, False, 0, -1, 7, 10**30, 5.0, -0.0, math.nan, math.inf, "", "x", "5", "2013-02-30", "all", [], ["x"],
    [None], [[]], {}, {"a": 1},
)  # fmt: skip


def every_object(value: Any) -> Iterator[Any]:
    """Return every record in a value, and the names, identifiers and citations within."""
    for each in value if isinstance(value, tuple) else ():
        yield from every_object(each)
    if attrs.has(type(value)):
        yield value
        yield from every_object(tuple(getattr(value, field.name) for field in attrs.fields(type(value))))


@pytest.mark.parametrize("kind", [*map(record_class, RECORD_TYPES), Name, Identifier, Citation, Said])
def test_no_field_of_any_class_coerces(kind: type[Any]) -> None:
    """Of 22 values each field refuses 16 or more, with its path, and keeps the others as they are written."""
    plain = codec._converter.unstructure
    sound = plain(next(each for each in every_object(EVERY_KIND) if type(each) is kind))
    for field in attrs.fields(kind):
        refused = 0
        for value in VALUES:
            try:
                made = structure(sound | {field.name: value}, kind, "row")
            except DataFileError as error:
                # Both are at fault where a coverage is about a body and a project.
                either = "(project|organization)_id" if (kind, field.name) == (Coverage, "project_id") else field.name
                assert re.search(rf"row\.{either}\b", str(error))
                refused += 1
            else:
                assert json.dumps(plain(getattr(made, field.name))) == json.dumps(value), field.name
        assert refused >= 16, field.name


@pytest.mark.parametrize("kind", [*map(record_class, RECORD_TYPES), Name, Identifier, Citation, Said])
@pytest.mark.parametrize("field", ["color", "id ", "ID", "", "__class__"])
def test_no_class_takes_an_unknown_field(kind: type[Any], field: str) -> None:
    """A field that a class does not have is refused by its name, also without a value."""
    sound = codec._converter.unstructure(next(each for each in every_object(EVERY_KIND) if type(each) is kind))
    assert structure(sound, kind, "row")
    for value in (None, "x"):
        with pytest.raises(DataFileError, match=f"row: unknown field '{field}'"):
            structure(sound | {field: value}, kind, "row")


def test_all_faults_of_a_record_are_named_at_once(tmp_path: Path) -> None:
    """A person who mends a file sees every fault of a record in one message, each with its path."""
    row = {
        "id": "m",
        "organization_id": 5,
        "role": "Boss",
        "period": "2014/2013",
        "since": 1,
        "citations": [{"source_id": "s", "states": ["a", 6]}, {"denies": "no", "by": "x", "states": "some"}],
    }
    error = refused(tmp_path, "memberships.json", json.dumps([row]))
    where = f"{tmp_path / 'memberships.json'}[0]"
    for fault in (
        f"{where}.member_id: is missing",
        f"{where}.organization_id: 5 is not of type str",
        f"{where}.role: 'Boss' is not a role",
        f"{where}.period: '2014/2013' ends before it starts in every reading",
        f"{where}.citations[0].states[1]: 6 is not of type str",
        f"{where}.citations[1].source_id: is missing",
        f"{where}.citations[1].states: 'some' is neither a list nor 'all'",
        f"{where}.citations[1].denies: 'no' is not of type bool",
        f"{where}.citations[1]: unknown field 'by'",
        "unknown field 'since'",
    ):
        assert fault in str(error)
    assert "docs/data.md" in error.hint


@pytest.mark.parametrize(("name", "text", "value", "told"), [
    ("figures", json.dumps([FIGURE | {"lower": "5"}]), "5", "[0].lower"),
    ("figures", json.dumps([FIGURE])[:-2] + ', "lower": 1e999}]', float("inf"), "[0].lower: inf is not of type int"),
    ("figures", json.dumps([FIGURE])[:-2] + ', "lower": -1e999}]', float("-inf"), "[0].lower: -inf is not of type int"),
    ("figures", json.dumps([FIGURE])[:-2] + ', "lower": -0.0}]', -0.0, "[0].lower: -0.0 is not of type int"),
    ("contributions", json.dumps([GIFT | {"amount": "-0"}]), "-0", "[0].amount: '-0' is not an amount"),
    ("contributions", json.dumps([GIFT | {"amount": "1e999"}]), "1e999", "[0].amount: '1e999' is not an amount"),
    ("contributions", json.dumps([GIFT])[:-2] + ', "amount": 1e999}]', float("inf"), ".amount: inf is not an amount"),
    ("memberships", json.dumps([MEMBERSHIP | {"role": "Boss"}]), "Boss", "[0].role"),
])  # fmt: skip
def test_value_of_an_error_is_the_offending_one(tmp_path: Path, name: str, text: str, value: object, told: str) -> None:
    """The error carries the value itself, so that a program can look at it."""
    error = refused(tmp_path, f"{name}.json", text)
    assert error.value == value
    assert told in str(error)


def test_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    """A message stays readable however long the value is."""
    assert len(str(refused(tmp_path, "figures.json", json.dumps([FIGURE | {"lower": "5" * 100_000}])))) < 500
    assert len(str(refused(tmp_path, "memberships.json", json.dumps([MEMBERSHIP | {"role": "X" * 100_000}])))) < 900


@pytest.mark.parametrize(
    "text",
    [
        b'\xef\xbb\xbf[{"id": "club", "name": "Kite Flyers Club"}]',  # With a byte order mark, as Windows writes it.
        b'[\r\n{"id": "club",\r\n"name": "Kite Flyers Club"}\r\n]\r\n',  # Line ends of Windows.
        b'[{"name":"Kite Flyers Club","id":"club"}]',  # Another order of keys, no blanks.
        b'[{"id": "club", "name": "Kite Flyers Club", "note": null, "names": []}]',  # Defaults written out.
        b'[{"id": "c\\u006cub", "name": "Kite Flyers Club"}]',  # An escape.
    ],
)
def test_other_writings_of_the_same_data_are_read(tmp_path: Path, text: bytes) -> None:
    """Byte order mark, line ends, order of keys, escapes and written-out defaults change nothing."""
    assert read(tmp_path, "organizations.json", text).organizations[0] == Organization(**ORGANIZATION)
    # A date that is written out as null is one that nobody states.
    assert read(tmp_path, "events.json", json.dumps([EVENT | {"when": None}])).events[0] == Event(**EVENT)
    # -0 is how JSON may write zero; it is not kept apart.
    figures = read(tmp_path, "figures.json", json.dumps([FIGURE])[:-2] + ', "lower": -0}]').figures
    assert '"lower": 0\n' in dump_rows(figures)


def test_sound_lists_beside_a_fault_are_not_blamed(tmp_path: Path) -> None:
    """Only what is wrong is named, though the record is read again as a whole to find it."""
    row = MEMBERSHIP | {"role": "Boss", "citations": [{"source_id": "s", "states": ["role"]}]}
    error = refused(tmp_path, "memberships.json", json.dumps([row]))
    assert ".role: 'Boss'" in str(error)
    assert ".citations" not in str(error)


@pytest.mark.parametrize("text", [
    '[{"id": "club", "name": "Kites", "name": "Kites of Geneva"}]',
    '[{"id": "club", "name": "Kites", "names": [{"text": "A", "kind": "alias", "kind": "former"}]}]',
])  # fmt: skip
def test_key_that_stands_twice_is_refused(tmp_path: Path, text: str) -> None:
    """Of two values under one key, at any depth, none is dropped silently; the message names the key."""
    error = refused(tmp_path, "organizations.json", text)
    assert "name" in str(error) or "kind" in str(error)


@pytest.mark.parametrize("citation", [7, "page", None, ["page"]])
def test_nested_value_that_is_not_an_object_is_shown(tmp_path: Path, citation: object) -> None:
    """The message shows the value that stands where an object should, not an inner error of Python."""
    error = refused(tmp_path, "memberships.json", json.dumps([MEMBERSHIP | {"citations": [citation]}]))
    assert "memberships.json[0].citations[0]" in str(error)
    assert repr(citation) in str(error)
    assert "attribute" not in str(error)
    assert "iterable" not in str(error)


def test_files_that_are_not_there_count_as_empty(tmp_path: Path) -> None:
    """A folder need not hold every type of record, nor a descriptor."""
    with pytest.raises(DataFileError, match="holds no file of a data package"):
        Dataset.read(str(tmp_path))  # A path may be text.
    data = read(tmp_path, "organizations.json", json.dumps([ORGANIZATION]))
    assert (len(data.organizations), len(data.memberships), data.version) == (1, 0, None)


@pytest.mark.parametrize("name", ["figures.json", "datapackage.json"])
def test_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    """What is there but cannot be read is not taken for absent."""
    (tmp_path / name).mkdir()
    with pytest.raises(DataFileError, match="cannot be read") as caught:
        Dataset.read(tmp_path)
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "version"), [('{"version": "1.2.3"}', "1.2.3"), ("{}", None), ('{"version": 5}', None)]
)
def test_version_of_a_descriptor(tmp_path: Path, text: str, version: str | None) -> None:
    """The version is that of the descriptor; data without one state none."""
    (tmp_path / "places.json").write_text("[]")
    assert read(tmp_path, "datapackage.json", text).version == version


# Writing.


def test_written_data_read_again_are_equal(tmp_path: Path) -> None:
    """Every type of record and every kind of field comes back as it was written."""
    data = Dataset.from_records(EVERY_KIND, version="1.0.0", strict=False)
    data.write(tmp_path / "a" / "b", strict=False)  # The folder is made, and the one above it.
    again = Dataset.read(tmp_path / "a" / "b", strict=False)
    assert again == data
    assert again.version == "1.0.0"
    for name in RECORD_TYPES:
        assert tuple(getattr(again, name)) == tuple(getattr(data, name))
    assert len({type(record) for record in EVERY_KIND}) == len(RECORD_TYPES)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_curated_data_are_written_as_they_are_shipped(tmp_path: Path, curated: Dataset) -> None:
    """The shipped files are in canonical form: read and written they are the same to the byte."""
    curated.write(tmp_path)
    again = Dataset.read(tmp_path)
    assert again == curated
    assert again.version == curated.version
    shipped = data_path()
    for name in RECORD_TYPES:
        assert (tmp_path / f"{name}.json").read_bytes() == (shipped / f"{name}.json").read_bytes(), name
    again.write(tmp_path / "again")
    assert _bytes(tmp_path / "again") == {name: (tmp_path / name).read_bytes() for name in _bytes(tmp_path / "again")}


def test_canonical_form() -> None:
    """Keys stand in field order, defaults but nought are left out, letters stand as they are, a line end closes."""
    assert dump_rows(
        [Membership(member_id="a", note="é", role="unit", organization_id="b", id="m", is_founder=False)]
    ) == (
        '[\n  {\n    "id": "m",\n    "member_id": "a",\n    "organization_id": "b",\n'
        '    "role": "unit",\n    "note": "é"\n  }\n]\n'
    )
    assert dump_rows([]) == "[]\n"
    assert json.loads(dump_rows([Figure(id="f", about_id="a", unit="u", lower=0)]))[0]["lower"] == 0


def test_files_have_unix_line_ends_and_no_byte_order_mark(tmp_path: Path) -> None:
    """The same bytes are written on every system."""
    Dataset.from_records(EVERY_KIND, strict=False).write(tmp_path, strict=False)
    for content in _bytes(tmp_path).values():
        assert b"\r" not in content
        assert content[:1] in (b"[", b"{")
        assert content[-2:] in (b"]\n", b"}\n")


def test_descriptor_names_the_files_and_the_version(tmp_path: Path) -> None:
    """The descriptor lists every file, and states the version of data that have one."""
    for version in ("2.0.0", None):
        Dataset.from_records([], version=version, strict=False).write(tmp_path)
        descriptor = json.loads((tmp_path / "datapackage.json").read_text())
        assert descriptor.get("version", "none") == (version or "none")
        resources = {(each["name"], each["path"]) for each in descriptor["resources"]}
        assert resources == {(name, f"{name}.json") for name in RECORD_TYPES}


def test_writing_replaces_older_files_and_leaves_others(tmp_path: Path) -> None:
    """Files of the same names are replaced, also by empty ones; nothing else in the folder is touched."""
    Dataset.from_records(EVERY_KIND, strict=False).write(tmp_path, strict=False)
    (tmp_path / "readme.txt").write_text("mine")
    Dataset.from_records([]).write(tmp_path)
    assert Dataset.read(tmp_path) == Dataset.from_records([])
    assert (tmp_path / "readme.txt").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {
        *(f"{name}.json" for name in (*RECORD_TYPES, "datapackage")),
        "readme.txt",
    }


def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """A file in the place of the folder, or of one above it, is not overwritten."""
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(DataFileError, match="cannot be written") as caught:
            Dataset.from_records([]).write(path)
        assert caught.value.field == str(path)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("records", [EVERY_KIND, None])
def test_failed_write_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: Any
) -> None:
    """A write that fails when the new file would take its place leaves the old data, and no part of the new."""
    if records:
        Dataset.from_records(records, strict=False).write(tmp_path, strict=False)
    before = _bytes(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(DataFileError, match="cannot be written: No space left on device"):
        Dataset.from_records([]).write(tmp_path)
    assert _bytes(tmp_path) == before


def test_text_that_cannot_be_written_raises_a_typed_error(tmp_path: Path) -> None:
    """A record with half a character cannot be written, and says so as a `DataFileError`, not a UnicodeEncodeError."""
    with pytest.raises(DataFileError):
        Dataset.from_records([Organization(id="club", name="K\ud800")], strict=False).write(tmp_path)


def test_data_without_a_version_do_not_take_that_of_older_files(tmp_path: Path) -> None:
    """Written over versioned data, data without a version are read back without one."""
    Dataset.from_records([], version="1.0.0", strict=False).write(tmp_path)
    Dataset.from_records([]).write(tmp_path)
    assert Dataset.read(tmp_path).version is None


# The shipped files.


def test_data_path_gives_the_shipped_folder() -> None:
    """The shipped files can be read by path, and are the curated data."""
    folder = data_path()
    assert Dataset.read(folder) == iom_partners.load()


def test_shipped_file_that_is_missing_is_named() -> None:
    """A file that an installation lacks is named, with what to do."""
    with pytest.raises(DataFileError, match=r"nothing\.json: cannot be read.*install iom-partners again"):
        Shipped().rows("nothing")


def test_shipped_files_without_a_loader_that_reads_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package knows no file of its own, its resources are asked for instead."""
    expected = Shipped().rows("places")
    monkeypatch.setattr(iom_partners, "__file__", None)
    assert Shipped().rows("places") == expected
    with pytest.raises(DataFileError, match=r"nothing\.json"):
        Shipped().rows("nothing")


ASK = "import iom_partners as p; d = p.load(); print(d.members_of('GMG', on='2010-10-15').verdict, d.version)"


def _ask(path: Path, code: str = ASK) -> subprocess.CompletedProcess[str]:
    """Ask a question of a copy of the package, in a process of its own that sees no other copy."""
    site = [entry for entry in sys.path if entry.endswith("site-packages")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(path), *site]), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("COVERAGE_PROCESS_START", None)
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=environment, cwd=path.parent,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with a blank and accents in its name that holds a copy of the package."""
    lib = tmp_path / "lib é"
    package = Path(iom_partners.__file__).parent
    shutil.copytree(package, lib / "iom_partners", ignore=shutil.ignore_patterns("__pycache__"))
    return lib


@pytest.mark.parametrize(
    ("name", "damage", "told"),
    [
        ("memberships.json", lambda content: None, "memberships.json: cannot be read"),
        ("memberships.json", lambda content: content[: len(content) // 2], "memberships.json: its size differs"),
        ("organizations.json", lambda content: content.replace(b'"kind"', b'"kinD"', 1), ".json: its hash differs"),
        ("datapackage.json", lambda content: content.replace(b'"1.1.0"', b'"1.1.1"'), ".json: it has changed since"),
        ("datapackage.json", lambda content: content[:-4], "datapackage.json: is not the descriptor"),
    ],
    ids=["gone", "cut", "field", "version", "descriptor"],
)
@pytest.mark.slow
def test_damaged_shipped_file_is_named(copied: Path, name: str, damage: Any, told: str) -> None:
    """A file of the installed package that is gone, cut or changed gives an error that names it, never an answer."""
    path = copied / "iom_partners" / "data" / name
    content = path.read_bytes()
    damaged = damage(content)
    path.unlink()
    if damaged is not None:
        assert damaged != content
        path.write_bytes(damaged)
    code = ASK.replace("print(", "[tuple(getattr(d, n)) for n in ('organizations', 'memberships')]; print(")
    done = _ask(copied, code)
    assert done.stdout == ""
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("iom_partners.errors.DataFileError: "), done.stderr
    assert told in last
    assert name in last


def test_a_file_read_row_by_row_gives_the_same_records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is not read by columns is read by rows, and no less: nulls, dates and periods among it."""
    rows = [
        {"id": "a", "party_ids": ["x", "y"], "when": None},
        {"id": "b", "party_ids": ["x", "y"], "when": "2007-05", "note": None},
        {"id": "c", "party_ids": ["x", "y"], "when": "2007-05/.."},
    ]
    (tmp_path / "agreements.json").write_text(json.dumps(rows))
    at_once = Dataset.read(tmp_path, strict=False)
    monkeypatch.setattr("iom_partners.io.codec_columns.structure_all", lambda _rows, _kind: None)
    one_by_one = Dataset.read(tmp_path, strict=False)
    assert one_by_one == at_once
    assert [str(each.when) for each in one_by_one.agreements] == ["None", "2007-05", "2007-05/.."]


@pytest.mark.parametrize("text", [b"[]", b"{", b"\xff"])
def test_a_damaged_descriptor_of_the_installed_package_is_named(text: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installed descriptor is read like any other: what is not one is refused, with its name."""
    monkeypatch.setattr(Shipped, "_bytes", lambda _self, _name: text)
    with pytest.raises(DataFileError, match="is not the descriptor of a data package"):
        Shipped().version()


def test_what_is_right_is_not_blamed_beside_a_fault(tmp_path: Path) -> None:
    """An amount is text in a file; a row with another fault is told of that fault alone."""
    row = {"id": "a", "donor_id": "b", "amount": "400000", "currency": "EUR", "when": "2010", "of": 5}
    (tmp_path / "contributions.json").write_text(json.dumps([row]))
    with pytest.raises(DataFileError) as caught:
        Dataset.read(tmp_path)
    assert caught.value.reason == "unknown field 'of'"
