"""Data packages of CSV files: written whole, read to equal records, and every fault of them named."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from iom_partners import (
    ChairTerm,
    Citation,
    Contribution,
    DataFileError,
    Dataset,
    Figure,
    Identifier,
    Membership,
    Organization,
    Period,
    Place,
    Source,
)
from iom_partners.checks import files
from iom_partners.exchange.csv_package import make_datapackage
from iom_partners.exchange.losses import Export
from iom_partners.io.shipped import Shipped
from iom_partners.model import Name
from strategies import foreign, needs, optional

CLUB = Organization(
    id="club", name="Kite Flyers Club", founded="2001-03", website="https://example.org",
    names=(
        Name(text="Kites", kind="former", period="2001/2002", citations=(Citation(source_id="page"),)),
        Name(text="KFC", kind="acronym"),
    ),
    identifiers=(Identifier(scheme="ror", value="x", citations=(Citation(source_id="page", denies=True),)),),
    citations=(Citation(source_id="page", states=("name", "founded")), Citation(source_id="page", as_of="2004")),
)  # fmt: skip
NORTH = Organization(id="north", name="Northern Chapter", acronym="NC")
SEAT = Membership(id="north-in-club", member_id="north", organization_id="club", period="2001-03-01/[2004..2005]")
VACANT = ChairTerm(id="vacant", organization_id="club", holder_id=None, period="2002/..")
PAGE = Source(id="page", title="The page")
DATA = Dataset.from_records([CLUB, NORTH, SEAT, VACANT, PAGE], version="2.0.0")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A sound package."""
    assert not DATA.export(tmp_path / "kites", "datapackage")
    return tmp_path / "kites"


def descriptor(folder: Path) -> dict[str, Any]:
    """Return what the descriptor says."""
    told: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return told


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file by hand, and take its hash and that of the descriptor out of the descriptor."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    told = descriptor(folder)
    told.pop("descriptorHash", None)
    for each in told["resources"]:
        if each["path"] == name:
            each.pop("hash", None)
            each.pop("bytes", None)
    (folder / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")


def made(folder: Path, files: dict[str, str], **more: Any) -> Path:
    """Write a package as others do: files and a descriptor that names them."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    resources = [{"name": name.removesuffix(".csv"), "path": name, **more} for name in files]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return folder


# Written and read.


@pytest.mark.bulk
def test_curated_data_come_back(tmp_path: Path, curated: Dataset) -> None:
    """Folder, descriptor and zip give the curated data; nothing is lost, and the same data make the same bytes."""
    folder = tmp_path / "all"
    assert not curated.export(folder, "datapackage", strict=True)
    again = make_datapackage(Export(curated._project_rosters(), curated.version))
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as target:
        for file in sorted(folder.iterdir()):
            assert file.read_bytes() == again[file.name]
            target.write(file, f"all/{file.name}")
    for path in (folder, folder / "datapackage.json", tmp_path / "x.zip"):
        data = Dataset.read(path)
        assert data == curated
        assert data.version == curated.version
    assert len(files.verify(folder)) == 22
    assert files.problems_of_package(folder)[1] == []
    assert [each["name"] for each in descriptor(folder)["licenses"]] == ["CC-BY-4.0"]
    assert json.loads(again["croissant.json"])["license"] == ["https://creativecommons.org/licenses/by/4.0/"]


def test_licence_is_that_of_the_curated_data_only(curated: Dataset) -> None:
    """Data that are not those, but for their version, do not get their licence."""
    records = {"organizations": curated.organizations}
    assert Shipped().told_of(records, curated.version)["licenses"]
    assert not Shipped().told_of(records, "0.9.0")
    assert not Shipped().told_of({"organizations": curated.organizations[1:]}, curated.version)
    assert not Shipped().told_of({"organizations": [*curated.organizations[1:], NORTH]}, curated.version)


def test_tables_have_names_beside_ids_and_a_vacancy_is_an_empty_cell(package: Path) -> None:
    """Who opens a table reads names and words too; dates have their bounds."""
    with (package / "memberships.csv").open(encoding="utf-8", newline="") as file:
        [seat] = csv.DictReader(file)
    assert (seat["member_name"], seat["organization_name"], seat["period"]) == (
        "NC",
        "Kite Flyers Club",
        SEAT.period.__str__(),
    )
    assert (seat["start_latest"], seat["end_latest"], seat["ends_open"]) == ("2001-03-01", "2005-12-31", "false")
    with (package / "chair_terms.csv").open(encoding="utf-8", newline="") as file:
        [term] = csv.DictReader(file)
    assert term["holder_id"] == term["holder_name"] == ""
    assert Dataset.read(package) == DATA


def test_fields_of_dates_say_what_they_are(package: Path) -> None:
    """A field of dates is a string to everyone, and EDTF to who knows that; what goes beyond EDTF is told."""
    schemas = {each["name"]: each.get("schema") for each in descriptor(package)["resources"]}
    fields = {(name, each["name"]): each for name, schema in schemas.items() if schema for each in schema["fields"]}
    founded, seat, term, name = (
        fields[each] for each in
        (("organizations", "founded"), ("memberships", "period"), ("chair_terms", "period"), ("names", "period"))
    )  # fmt: skip
    assert founded["type"] == seat["type"] == "string"
    assert founded["rdfType"] == term["rdfType"] == "http://id.loc.gov/datatypes/edtf/EDTF"
    assert founded["edtf"] == {"level": 2, "bounds": ["founded_earliest", "founded_latest"], "extensions": []}
    assert seat["edtf"]["bounds"][0] == "start_earliest"
    assert seat["edtf"]["extensions"] == ["set-as-end"]
    assert name["edtf"]["extensions"] == ["unknown-start-and-end"]
    assert "rdfType" not in seat
    assert "edtf" not in fields["memberships", "period_words"]
    assert schemas["names"]["primaryKey"] == ["table", "record_id", "field", "position"]
    assert {"fields": ["part_of_id"], "reference": {"fields": ["id"]}} in schemas["projects"]["foreignKeys"]
    assert {"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["id"]}} in schemas["citations"][
        "foreignKeys"
    ]


def test_what_is_lost_is_told(tmp_path: Path) -> None:
    """Halves of characters, numbers that no file holds, and parts of a second record with the same id."""
    data = Dataset.from_records(
        [
            Organization(id="a", name="A\ud800", names=(Name(text="B\udfff", kind="alias"),), note="x|y"),
            Place(id="p", name="One"), Place(id="p", name="Two", citations=(Citation(source_id="s"),)),
            Contribution(id="c", donor_id="a", amount=Decimal(-5)),
            Contribution(id="d", donor_id="a", amount=Decimal("1E+40")),
            Contribution(id="e", donor_id="a", amount=Decimal("1.1") / 3 + 10**27),
            Figure(id="f", about_id="a", unit="x", lower=10**40, upper=-7),
        ],
        strict=False,
    )  # fmt: skip
    lost = data.export(tmp_path, "datapackage")
    told = {(each.record_type, each.field): each.ids for each in lost}
    assert told == {
        ("Organization", "name"): ("a",), ("Organization", "names"): ("a",), ("Place", "citations"): ("p",),
        ("Contribution", "amount"): ("c", "d"), ("Figure", "lower"): ("f",),
    }  # fmt: skip
    again = Dataset.read(tmp_path, strict=False)
    assert again.organizations[0].name == "A\ufffd"
    assert again.organizations[0].names[0].text == "B\ufffd"
    assert [(each.name, each.citations) for each in again.places] == [("One", ()), ("Two", ())]
    assert [each.amount for each in again.contributions] == [None, None, data.contributions["e"].amount]
    assert (again.figures[0].lower, again.figures[0].upper) == (None, -7)


@pytest.mark.parametrize("amount", ["1E+3", "0E+2", "-0", "400000.00"])
def test_amounts_are_written_without_exponent(tmp_path: Path, amount: str) -> None:
    """However a decimal is written, CSV and JSON give it back."""
    data = Dataset.from_records([NORTH, Contribution(id="c", donor_id="north", amount=Decimal(amount))])
    data.export(tmp_path / "csv", "datapackage")
    assert Dataset.read(tmp_path / "csv") == data
    if amount != "-0":
        data.write(tmp_path / "json")
        assert Dataset.read(tmp_path / "json") == data


def test_a_vacancy_goes_through_every_table(tmp_path: Path) -> None:
    """A chair that nobody held is a record without a holder, in the schemas too."""
    jsonschema = pytest.importorskip("jsonschema")
    DATA.write(tmp_path / "json", with_tables=True)
    schema = json.loads((tmp_path / "json" / "schemas" / "chairterm.schema.json").read_text(encoding="utf-8"))
    [row] = json.loads((tmp_path / "json" / "chair_terms.json").read_text(encoding="utf-8"))
    jsonschema.validate(row, schema)
    assert row["holder_id"] is None
    DATA.export(tmp_path / "x.sqlite")


@pytest.mark.slow
def test_hashes_of_python_do_not_matter(tmp_path: Path) -> None:
    """Another seed of hashes makes the same bytes."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[2]); from unit.test_csv_package import DATA;"
        "DATA.export(sys.argv[1], 'datapackage')"
    )
    for seed in "12":
        command = [sys.executable, "-c", script, str(tmp_path / seed), str(Path(__file__).parents[1])]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    for file in (tmp_path / "1").iterdir():
        assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes()


# Judged by others.


@pytest.mark.slow
@needs("frictionless")
def test_frictionless_finds_every_table_as_described(tmp_path: Path, package: Path, curated: Dataset) -> None:
    """The schemas, keys, hashes and sizes hold, of the curated data and of data with a vacancy."""
    curated.export(tmp_path / "all", "datapackage")
    for folder in (package, tmp_path / "all"):
        done = subprocess.run(
            [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"],
            cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"},
        )  # fmt: skip
        report = json.loads(done.stdout)
        assert report["valid"], report
        assert len(report["tasks"]) == 22


@foreign("mlcroissant")
@pytest.mark.filterwarnings("ignore")  # Its libraries warn of each other.
def test_mlcroissant_reads_every_record(tmp_path: Path, curated: Dataset) -> None:
    """``croissant.json`` is valid, and each table has as many records as rows."""
    croissant = optional("mlcroissant")
    curated.export(tmp_path, "datapackage")
    found = croissant.Dataset(jsonld=str(tmp_path / "croissant.json"))
    assert not found.metadata.issues.errors
    # Nobody cites the data in one way, and they have no day of publication.
    assert sorted(each.rpartition("/")[2].partition('"')[0] for each in found.metadata.issues.warnings) == [
        "citeAs", "datePublished",
    ]  # fmt: skip
    sizes = {name: len(table) for name, table in curated.tables.items()}
    assert {each.name: sum(1 for _ in found.records(each.uuid)) for each in found.metadata.record_sets} == sizes
    first = next(iter(found.records("coverages")))
    coverage = curated.coverages[0]
    assert first["coverages/id"].decode() == coverage.id
    assert first["coverages/organization_id"].decode() == coverage.organization_id


# Changed by hand.


def test_text_of_a_date_counts(package: Path) -> None:
    """Who changes a period empties its bounds, or makes them right."""
    bounds = "2001-03-01,2001-03-01,2004-01-01,2005-12-31,false,false"
    edit(package, "memberships.csv", "2001-03-01/[2004..2005]", "2003/2004")
    with pytest.raises(DataFileError) as caught:
        Dataset.read(package)
    assert [fault.column for fault in caught.value.faults] == ["start_earliest", "start_latest", "end_latest"]
    first = caught.value.faults[0]
    assert (first.row, first.value) == (2, "2001-03-01")
    assert first.field == f"{package / 'memberships.csv'}, line 2.start_earliest"
    assert "differs from that of period '2003/2004': 2003-01-01" in str(first)
    edit(package, "memberships.csv", bounds, ",,,,,")
    assert Dataset.read(package).memberships[0].period == Period("2003/2004")
    edit(package, "memberships.csv", ",,,,,,", ",2003-01-01,2003-12-31,2004-01-01,2004-12-31,FALSE,")
    assert Dataset.read(package).memberships[0].period == Period("2003/2004")


def test_names_beside_ids_are_passed_over(package: Path) -> None:
    """Labels follow from ids: without them, or with others, the same is read."""
    edit(package, "memberships.csv", "NC", "someone else")
    assert Dataset.read(package) == DATA


@pytest.mark.parametrize(("name", "old", "new", "told"), [
    ("memberships.csv", "2001-03-01/[", "2001-13-01/[", "line 2.period: '2001-13-01' has no month 13"),
    ("memberships.csv", "member,,false", "member,,no", "line 2.is_founder: 'no' is neither true nor false"),
    ("memberships.csv", "north-in-club,north,", "north-in-club,,", "line 2.member_id: is empty (every row has a value"),
    ("memberships.csv", "north-in-club,north,", "north-in-club,north,,", "line 2: has 20 cells, and there are 19"),
    ("memberships.csv", ",member_id,", ",member,", "has no column 'member_id' (a table of another shape is read by"),
    ("memberships.csv", ",note", ",remark", "has the unknown column 'remark' (extra='keep' keeps it; a table of"),
    ("memberships.csv", "done", "over", "memberships.csv[0].status: 'over' is not one of done, planned"),
    ("organizations.csv", "2001-03-01,", "2002-03-01,", "line 2.founded_earliest: '2002-03-01' differs from that of"),
    ("organizations.csv", "Northern Chapter", '"Northern" Chapter', "line 3: is not CSV"),
    ("organizations.csv", "id,name", "id,id", "the column 'id' occurs twice"),
    ("chair_terms.csv", "2002/..", "2002", "line 2.period: '2002'"),
    ("names.csv", "club,Kite Flyers Club,names,0", "club,Kite Flyers Club,names,zero",
     "line 2.position: 'zero' is not a whole number"),
    ("names.csv", "club,Kite Flyers Club,names,1", "club,Kite Flyers Club,names,0", "line 3.position: 0 stands twice"),
    ("names.csv", "organizations,club,Kite Flyers Club,names,1", "people,club,Kite Flyers Club,names,1",
     "line 3.record_id: no record of people has"),
    ("names.csv", "organizations,club,Kite Flyers Club,names,1", "clubs,club,Kite Flyers Club,names,1",
     "line 3.table: 'clubs' is not a table of"),
    ("names.csv", "club,Kite Flyers Club,names,1", "club,Kite Flyers Club,acronym,1",
     "line 3.field: 'acronym' does not hold names here"),
    ("names.csv", "organizations,club,Kite Flyers Club,names,1", "organizations,klub,Kite Flyers Club,names,1",
     "line 3.record_id: no record of"),
    ("citations.csv", "names[0]", "names[7]", "'names[7]' does not hold citations here"),
    ("citations.csv", "names[0]", "names[-1]", "'names[-1]' does not hold citations here"),
    ("citations.csv", "names[0]", "citations[0]", "'citations[0]' does not hold citations here"),
    ("citations.csv", "names[0]", "notes[0]", "'notes[0]' does not hold citations here"),
])  # fmt: skip
def test_fault_is_told_with_its_line_and_column(package: Path, name: str, old: str, new: str, told: str) -> None:
    """Each change that makes no sense is named with file, line and column, and what to write instead."""
    edit(package, name, old, new)
    with pytest.raises(DataFileError) as caught:
        Dataset.read(package)
    assert told in str(caught.value)
    assert len(caught.value.faults) == 1
    assert str(package / name) in str(caught.value)


def test_what_a_citation_says_otherwise_is_field_and_value(package: Path) -> None:
    """A pair without an equals sign is refused; the reader does not guess."""
    edit(package, "citations.csv", "name|founded,false,", "name|founded,false,founded")
    with pytest.raises(DataFileError, match=r"\.says: 'founded' is not field=value"):
        Dataset.read(package)


def test_changed_file_is_refused_by_its_hash(package: Path) -> None:
    """Size and hash hold for CSV as for JSON, also of the tables that belong to others."""
    for name in ("memberships.csv", "citations.csv"):
        whole = (package / name).read_bytes()
        (package / name).write_bytes(whole + b"\n")
        with pytest.raises(DataFileError, match="its size differs") as caught:
            Dataset.read(package)
        assert len(caught.value.faults) == 1
        (package / name).write_bytes(whole)
    (package / "names.csv").unlink()
    with pytest.raises(DataFileError, match="does not exist"):
        Dataset.read(package)


def test_extra_columns_are_kept_on_request(package: Path) -> None:
    """A column that no record has is refused, or kept as text."""
    edit(package, "organizations.csv", "Northern Chapter,NC", "Northern Chapter,NC")
    text = (package / "organizations.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"{line},{more}" for line, more in zip(text, ("motto", "", "Up"), strict=True)]
    (package / "organizations.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(DataFileError, match="unknown column 'motto'"):
        Dataset.read(package)
    data = Dataset.read(package, extra="keep")
    assert data == DATA
    assert data.extra_fields(data.organizations["north"]) == {"motto": "Up"}
    assert data.extra_fields(data.organizations["club"]) == {}


# Of others.


def test_package_of_others_is_read(tmp_path: Path) -> None:
    """Resource names and columns suffice: no bounds, no labels, no other tables, columns in any order."""
    files = {
        "memberships.csv": "period,organization_id,member_id,id\r\n2001/..,club,north,m\r\n\r\n,club,south,n\r\n",
        "organizations.csv": '\ufeffid,name\nclub,"The ""Kites"",\nand more"\nnorth,N\nsouth,S\n,\n',
    }
    data = Dataset.read(made(tmp_path / "p", files))
    assert data.organizations["club"].name == 'The "Kites",\nand more'
    assert [(each.id, str(each.period)) for each in data.memberships] == [("m", "2001/.."), ("n", "/")]
    rows = {"organizations.csv": "id;name\nclub;A,B\n"}
    data = Dataset.read(made(tmp_path / "q", rows, dialect={"delimiter": ";", "header": True}, encoding="UTF-8"))
    assert data.organizations["club"].name == "A,B"


def test_records_may_be_json_and_csv(tmp_path: Path) -> None:
    """Each type is in a file of its own, so that one may be of either kind; parts belong to those in CSV."""
    made(tmp_path, {"organizations.csv": "id,name\nclub,Club\n", "names.csv": (
        "table,record_id,field,position,text,kind\norganizations,club,names,7,Kites,alias\n"
        "organizations,club,names,3,KFC,acronym\n"
    )})  # fmt: skip
    (tmp_path / "places.json").write_text('[{"id": "port", "name": "Port"}]', encoding="utf-8")
    data = Dataset.read(tmp_path)
    assert [each.text for each in data.organizations["club"].names] == ["KFC", "Kites"]
    assert data.places.ids == ("port",)
    (tmp_path / "names.csv").write_text("table,record_id,field,position,text,kind\nplaces,port,names,0,P,alias\n")
    with pytest.raises(DataFileError, match="'places' is not a table of records here"):
        Dataset.read(tmp_path)


@pytest.mark.parametrize(("more", "told"), [
    ({"encoding": "latin-1"}, "the encoding 'latin-1'"),
    ({"encoding": 5}, "the encoding 5"),
    ({"schema": {"missingValues": ["", "NA"]}}, "only an empty cell is read as no value"),
    ({"dialect": "dialect.json"}, "its dialect in another file"),
    ({"dialect": {"header": False}}, "a dialect of CSV that is not read here: {'header': False}"),
    ({"dialect": {"delimiter": "||"}}, "a dialect of CSV that is not read here: '||'"),
    ({"dialect": {"delimiter": '"'}}, "a dialect of CSV"),
])  # fmt: skip
def test_file_that_would_be_misread_is_refused(tmp_path: Path, more: dict[str, Any], told: str) -> None:
    """What a descriptor says of a CSV file is followed, or the file is not read."""
    with pytest.raises(DataFileError, match=r"resources\[0\]") as caught:
        Dataset.read(made(tmp_path / "p", {"places.csv": "id,name\n"}, **more))
    assert told in str(caught.value)


@pytest.mark.parametrize(("text", "told"), [
    (b"", "has no line of column names"),
    (b"\n\n", "has no line of column names"),
    (b"id,,name\n", "has no line of column names"),
    (b"id,name\na,\xff\n", "line 2: the byte 0xff is not UTF-8"),
    (b'id,name\na,"b\n', "line 2: is not CSV"),
    (b'id,name\na,"b"c\n', "line 2: is not CSV"),
    (b"id,name\na,b\nc\nd,e,f\n", "2 faults"),
])  # fmt: skip
def test_file_that_is_not_a_table(tmp_path: Path, text: bytes, told: str) -> None:
    """Bytes that are not a CSV file of UTF-8 with column names are refused, with the line."""
    made(tmp_path, {"places.csv": "id,name\n"})
    assert len(Dataset.read(tmp_path).places) == 0
    (tmp_path / "places.csv").write_bytes(text)
    with pytest.raises(DataFileError, match=r"places\.csv") as caught:
        Dataset.read(tmp_path)
    assert told in str(caught.value)


def test_many_faults_end(tmp_path: Path) -> None:
    """A file of nothing but faults does not make more of them than anyone reads."""
    rows = "".join(f"m{number},a,b,x,x\n" for number in range(3_000))
    made(tmp_path, {"memberships.csv": f"id,member_id,organization_id,is_founder,is_doubtful\n{rows}"})
    with pytest.raises(DataFileError, match="more than 1,000 faults") as caught:
        Dataset.read(tmp_path)
    assert len(caught.value.faults) == 1000
    made(tmp_path, {"places.csv": "id,name\n" + "a\n" * 3_000})
    with pytest.raises(DataFileError, match="more than 1,000 faults"):
        Dataset.read(tmp_path)


def test_hostile_cells_are_read_in_one_pass(tmp_path: Path) -> None:
    """Long cells and many escapes take no time worth telling, and no cell is too long."""
    rows = [
        "p,P," + "x\\|" * 1_000_000,
        f'q,"{"y" * 2_000_000}",\\\\',
        "r,R," + "\\" * 1_000_001,
        "s,S," + "|" * 100_000,
    ]
    made(tmp_path, {"projects.csv": "id,name,activities\n" + "\n".join(rows)})
    data = Dataset.read(tmp_path)
    assert data.projects["p"].activities == ("x|" * 1_000_000,)
    assert len(data.projects["q"].name) == 2_000_000
    assert data.projects["q"].activities == ("",)
    assert data.projects["r"].activities == ("\\" * 500_000,)
    assert len(data.projects["s"].activities) == 100_001


def test_more_cells_than_any_table_has_are_refused(tmp_path: Path) -> None:
    """A file of nothing but commas is refused before it fills the memory."""
    made(tmp_path, {"places.csv": "id,name\n" + "," * 5_000_000})
    with pytest.raises(DataFileError, match="has more than 4000000 cells"):
        Dataset.read(tmp_path)
