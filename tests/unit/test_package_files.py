"""Data packages as files: written whole, checked whole, and every fault of them named."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import iom_partners
from iom_partners import DataFileError, Dataset, Membership, Organization
from iom_partners.cli import main
from iom_partners.store.record_types import RECORD_TYPES
from strategies import needs


@pytest.fixture
def package(tmp_path: Path, tiny: Dataset) -> Path:
    """A sound package with tables."""
    tiny.write(tmp_path / "kites", with_tables=True)
    return tmp_path / "kites"


def found(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Check a package, and give the exit status and what was printed."""
    status = main(["check", str(folder)])
    return status, capsys.readouterr().out


def edit(path: Path, old: str, new: str) -> None:
    """Change a file by hand."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
@needs("frictionless")
def test_curated_package_is_valid_by_another_program() -> None:
    """`frictionless validate` finds every resource of the shipped package as its descriptor says."""
    folder = iom_partners.data_path()
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert report["valid"], report
    assert len(report["tasks"]) == 2 * len(RECORD_TYPES) + 3
    folder = iom_partners.data_path()
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["title"] for each in told["sources"]] == [each.title for each in iom_partners.load().sources]


def test_curated_package_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    """What is shipped is canonical, as its descriptor says, and sound."""
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "no problems\n"


def test_sound_package_and_its_second_writing(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was written reads back the same, and writing it again changes no byte."""
    before = {file: file.read_bytes() for file in package.rglob("*") if file.is_file()}
    assert main(["format", str(package)]) == 0
    assert capsys.readouterr().out == "nothing to change\n"
    assert {file: file.read_bytes() for file in package.rglob("*") if file.is_file()} == before
    status, out = found(package, capsys)
    assert "hash" not in out
    assert status < 2


@pytest.mark.parametrize(("name", "old", "new", "told"), [
    ("organizations.json", '"Kite Flyers Club"', '"Kite Fliers Club"', "its hash differs from the descriptor"),
    ("organizations.json", "[\n", "[\n\n", "it is not in canonical form"),
    ("memberships.json", '"club"', '"clubb"', "memberships.json[north-in-club].organization_id: nothing has the id"),
    ("tables/memberships.csv", "north", "norht", "its hash differs from the descriptor"),
    ("tables/memberships.csv", "north", "norht", "it differs from what the records give"),
    ("datapackage.json", '"records": 3', '"records": 4', "has 3 records, but the descriptor says 4"),
    ("datapackage.json", "organizations.json", "../organizations.json", "leads out of the package"),
    ("datapackage.json", "organizations.json", "C:/organizations.json", "a character that plain paths do not have"),
    ("datapackage.json", "organizations.json", "gone.json", "the descriptor lists it, but it does not exist"),
    ("datapackage.json", '"resources": [', '"resources": [5, ', "5 is not a resource"),
    ("datapackage.json", '"bytes": ', '"bytes": 1', "its size differs from the descriptor"),
])  # fmt: skip
def test_change_by_hand_is_found(
    package: Path, name: str, old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each file that is not as it was written is named, with what is wrong."""
    edit(package / name, old, new)
    status, out = found(package, capsys)
    assert told in out
    assert status > 0


def test_package_without_descriptor_or_table(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is gone is missed."""
    (package / "tables" / "places.csv").unlink()
    assert "places.csv" in found(package, capsys)[1]
    (package / "datapackage.json").write_text("{", encoding="utf-8")
    assert "is not the descriptor" in found(package, capsys)[1]
    (package / "datapackage.json").unlink()
    assert "there is no descriptor" in found(package, capsys)[1]


def test_broken_descriptor_is_not_written_over(package: Path) -> None:
    """What a descriptor says of its package is kept, so one that cannot be read is not replaced."""
    (package / "datapackage.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DataFileError, match="is not the descriptor"):
        Dataset.from_records([]).write(package)
    (package / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataFileError, match="is not the descriptor"):
        Dataset.from_records([]).write(package)


def test_descriptor_keeps_what_it_says_of_itself(package: Path, tiny: Dataset) -> None:
    """Name, title and licences are the owner's; version and resources are those of the data."""
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    (package / "datapackage.json").write_text(json.dumps(told | {"title": "Kites", "version": "1"}), encoding="utf-8")
    tiny.write(package)
    again = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    by_name = {each.pop("name"): each for each in map(dict, told["resources"])}
    assert all(each.pop("bytes") and each.pop("hash").startswith("sha256:") for each in by_name.values())
    assert by_name["organizations"] == {
        "path": "organizations.json", "format": "json", "encoding": "utf-8", "mediatype": "application/json",
        "records": 3, "jsonSchema": "schemas/organization.schema.json",
    }  # fmt: skip
    assert by_name["organizations-table"] == {
        "path": "tables/organizations.csv", "format": "csv", "encoding": "utf-8", "type": "table",
        "mediatype": "text/csv", "schema": "schemas/organizations.table.json",
    }  # fmt: skip
    assert (again["title"], "version" in again, len(again["resources"])) == ("Kites", False, len(RECORD_TYPES))


@pytest.mark.parametrize("name", ["copy", "copy.zip"])
def test_what_was_read_is_written_with_its_title(package: Path, tmp_path: Path, name: str) -> None:
    """Title, licences and contributors go with the data; a descriptor that is there says otherwise."""
    said = {
        "name": "kites", "id": "https://doi.org/10.5555/kites", "title": "Kites", "description": "Who flew.",
        "keywords": ["kites"], "created": "2020-01-01", "homepage": "https://example.org", "version": "1.0.0",
        "contributors": [{"title": "A. Flyer"}], "licenses": [{"name": "CC-BY-4.0"}],
    }  # fmt: skip
    told = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    del told["descriptorHash"]
    (package / "datapackage.json").write_text(json.dumps(told | said), encoding="utf-8")
    data = Dataset.read(package)
    target = tmp_path / name

    def written() -> dict[str, Any]:
        if target.is_dir():
            return json.loads((target / "datapackage.json").read_text(encoding="utf-8"))
        with ZipFile(target) as archive:
            return json.loads(archive.read("datapackage.json"))

    data.write(target)
    assert said.items() <= written().items()
    again = Dataset.read(target)
    assert again == data
    assert [again.cite(each) for each in ("apa", "bibtex", "csl")] == [
        data.cite(each) for each in ("apa", "bibtex", "csl")
    ]
    first = target.read_bytes() if target.is_file() else (target / "datapackage.json").read_bytes()
    again.write(target)
    assert first == (target.read_bytes() if target.is_file() else (target / "datapackage.json").read_bytes())
    # A view holds other data than the package of that id.
    pickle.loads(pickle.dumps(data.narrow())).write(target.with_stem("view"))
    assert Dataset.read(target.with_stem("view")).cite() == data.cite().replace("(2020)", "(n.d.)").replace(
        " https://doi.org/10.5555/kites", " https://example.org"
    )
    if target.is_dir():
        (target / "datapackage.json").write_text('{"title": "Ours", "licenses": []}', encoding="utf-8")
        data.write(target)
        assert (written()["title"], written()["licenses"], written()["name"]) == ("Ours", [], "kites")


def test_all_faults_of_all_files_at_once(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reading tells every fault with file and record, not only the first."""
    edit(package / "organizations.json", '"acronym": "NC"', '"acronym": 5')
    edit(package / "memberships.json", '"period": "2001-03-01', '"period": "2001-13-01')
    (package / "events.json").write_text("[", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        Dataset.read(package)
    fields = [Path(fault.field).name for fault in caught.value.faults]
    assert sorted(field.split("[")[0] for field in fields) == ["events.json", "memberships.json", "organizations.json"]
    assert all(field in str(caught.value) for field in fields)
    status, out = found(package, capsys)
    assert (status, out.count("error: ")) == (2, 3)
    assert main(["check", str(package), "--json"]) == 2
    assert len(json.loads(capsys.readouterr().out)) == 3


def test_many_faults_are_cut_in_the_message() -> None:
    """A message of a thousand faults would be none; the error holds them all."""
    error = DataFileError.of([DataFileError("is gone", field=str(index)) for index in range(1000)])
    assert len(error.faults) == 1000
    assert len(str(error)) < 500
    endless = DataFileError.of(DataFileError("is gone", field=str(index)) for index in count())
    assert (len(endless.faults), endless.reason[:22]) == (1000, "more than 1,000 faults")
    huge = DataFileError("x" * 10_000_000, field="y" * 10_000_000, hint="z" * 10_000_000)
    assert len(str(huge)) < 10_000


def test_format_puts_an_untidy_folder_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files in any layout become canonical, with descriptor, and tables where they are wanted."""
    rows = [{"name": "B", "id": "b"}, {"id": "a", "name": "A"}]
    (tmp_path / "organizations.json").write_text(json.dumps(rows), encoding="utf-8")
    assert main(["format", str(tmp_path), "--tables"]) == 0
    out = capsys.readouterr().out
    assert "organizations.json" in out
    assert "files rewritten" in out
    text = (tmp_path / "organizations.json").read_text(encoding="utf-8")
    assert text.index('"a"') < text.index('"b"')
    assert (tmp_path / "tables" / "organizations.csv").read_text(encoding="utf-8").splitlines()[1].startswith("a,A,")


def test_package_without_tables_is_sound(tmp_path: Path, tiny: Dataset, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables are made for those who want them; a package without any is sound."""
    tiny.write(tmp_path)
    assert "tables" not in found(tmp_path, capsys)[1]


def test_diff_of_two_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints a release note, or JSON, and its status says whether anything changed."""
    old, new = tmp_path / "old", tmp_path / "new"
    club = Organization(id="club", name="Club")
    Dataset.from_records([club]).write(old)
    Dataset.from_records([club, Membership(id="m", member_id="club", organization_id="club")], strict=False).write(
        new, strict=False
    )
    assert main(["diff", str(old), str(new)]) == 1
    assert "- `memberships/m`, 3 facts" in capsys.readouterr().out
    assert main(["diff", str(old), str(new), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "added"
    assert main(["diff", str(old), str(old)]) == 0
    folder = iom_partners.data_path()
    assert main(["diff", str(folder)]) == 0
