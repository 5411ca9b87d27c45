"""The one call that writes every foreign format, and what all of them have in common."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

import iom_partners
from iom_partners import Dataset, Figure, InvalidQuestionError, Organization, Place, Project
from iom_partners.cli import main
from iom_partners.cli.parser import FORMAT_NAMES
from iom_partners.errors import AmbiguousNameError, DataFileError, UnknownNameError
from iom_partners.exchange.losses import Export
from iom_partners.exchange.reading import READERS
from iom_partners.export.formats import FORMATS, FormatName
from strategies import needs

CLUB = Organization(id="club", name="Kite Flyers Club", acronym="KFC", founded="2003-04")
DATA = Dataset.from_records(
    [
        CLUB,
        Project(id="fair", name="Kite Fair"),
        Place(id="geneva", name="Geneva"),
        Figure(id="f", about_id="club", unit="kites", lower=3),
    ]
)
#: The libraries that formats need; the others need none.
NEEDS = {"parquet": "pyarrow", "excel": "openpyxl", "turtle": "rdflib", "icalendar": "icalendar"}
EVERY = [pytest.param(name, marks=needs(*filter(None, [NEEDS.get(name)])), id=name) for name in FORMATS]


def target(folder: Path, name: str) -> Path:
    """Return a path for a file of a format."""
    return folder / f"kites{(FORMATS[name].suffixes or ('',))[0]}"


def about(name: str) -> dict[str, Any]:
    """Return what else a format needs to be told."""
    return {"about": "KFC"} if FORMATS[name].about == "one" else {}


def made(folder: Path) -> dict[str, bytes]:
    """Return what each file below a folder holds."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def test_the_names_of_formats_are_the_same_everywhere() -> None:
    """The registry, the type that editors know, and the help of the command list the same formats."""
    assert tuple(FORMATS) == get_args(FormatName) == tuple(FORMAT_NAMES.split(", "))
    assert {name: FORMATS[name].suffixes[:1] for name in READERS} == {
        name: (ending,) for name, (ending, _) in READERS.items()
    }


@pytest.mark.parametrize("name", EVERY)
def test_every_format_is_written(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ending or the caller names the format; `strict` writes nothing if something is lost; the command tells it."""
    path = target(tmp_path, name)
    lost = DATA.export(path, None if FORMATS[name].suffixes else name, **about(name))  # type: ignore[arg-type]
    first = made(tmp_path)
    assert first
    assert all(first.values())
    assert pickle.loads(pickle.dumps(lost)) == lost
    assert len(str(lost).splitlines()) == max(1, len(lost))
    (tmp_path / "mine").write_text("mine")
    asked = ["--about", "KFC"] if about(name) else []
    package = tmp_path / "package.zip"
    DATA.write(package)
    assert main(["export", name, str(path), "--data", str(package), *asked]) == 0
    told = capsys.readouterr().out
    assert all(each.reason in told for each in lost)
    assert told.endswith(f"{path} is written\n" if lost else f"{path} is written; nothing is lost\n")
    assert made(tmp_path) == first | {"mine": b"mine", "package.zip": package.read_bytes()}
    assert main(["export", name, str(path), "--data", str(package), "--json", *asked]) == 0
    assert capsys.readouterr().out.startswith("[")
    again = tmp_path / "again"
    again.mkdir()
    if not lost:
        assert DATA.export(target(again, name), name, strict=True, **about(name)) == ()  # type: ignore[arg-type]
        return
    with pytest.raises(DataFileError, match="leave out strict=True") as caught:
        DATA.export(target(again, name), name, strict=True, **about(name))  # type: ignore[arg-type]
    assert len(caught.value.faults) == len(lost)
    assert made(again) == {}


@pytest.mark.parametrize("name", EVERY)
def test_data_without_records(name: str, tmp_path: Path) -> None:
    """Every format that holds all records holds none as well."""
    if FORMATS[name].about != "one":
        assert Dataset.from_records([]).export(target(tmp_path, name), name) == ()  # type: ignore[arg-type]
        assert made(tmp_path)


def test_what_is_not_a_format_is_refused(tmp_path: Path) -> None:
    """An ending that names no format, or another one than the caller; and a record where none belongs, or none."""
    for path, how, told in (
        ("kites", {}, "names no format .end it with one of .db, .ftm.json"),
        ("kites.pdf", {}, "names no format"),
        ("kites.xlsx", {"format": "sqlite"}, "is the name of a file of excel, not of sqlite"),
        ("kites.xls", {"format": "excel"}, "is the name of a file of xls, not of excel"),
        ("kites.txt", {"format": "sqlite"}, "is the name of a file of txt, not of sqlite"),
        ("kites.csv", {"format": "datapackage"}, "is the name of a file of csv, not of datapackage"),
        ("kites", {"format": "pdf"}, "'pdf' is not a format .one of sqlite, parquet"),
        ("kites.html", {}, "html is about one record .name an organization"),
        ("kites.sqlite", {"about": "KFC"}, "sqlite holds all records .leave it out"),
    ):
        with pytest.raises(InvalidQuestionError, match=told):
            DATA.export(tmp_path / path, **how)  # type: ignore[arg-type]
    with pytest.raises(DataFileError, match="5 is not a path"):
        DATA.export(5)  # type: ignore[arg-type]
    with pytest.raises(DataFileError, match="there is no folder"):
        DATA.export(tmp_path / "none" / "kites.sqlite")
    with pytest.raises(UnknownNameError, match="did you mean 'Kite Flyers Club'"):
        DATA.export(tmp_path / "kites.md", about="Kite Flyer Club")
    twins = Dataset.from_records([Organization(id=each, name="Twin") for each in ("a", "b")])
    with pytest.raises(AmbiguousNameError):
        twins.export(tmp_path / "kites.md", about="Twin")
    (tmp_path / "link.sqlite").symlink_to("mine")
    with pytest.raises(DataFileError, match="is a link"):
        DATA.export(tmp_path / "link.sqlite")
    assert made(tmp_path) == {}
    with pytest.raises(InvalidQuestionError, match="'excel' is not a format that can be read .one of popolo"):
        Dataset.read(tmp_path, format="excel")  # type: ignore[arg-type]


def test_texts_and_numbers_that_fit_in_no_file(tmp_path: Path) -> None:
    """Half of a surrogate pair, or a number of more than 64 bits in a database, is a typed error."""
    half = Dataset.from_records([Organization(id="x", name="a\ud800")])
    for name in ("sqlite", "popolo"):
        with pytest.raises(DataFileError, match=r"kites.*surrogate"):
            half.export(target(tmp_path, name))
    vast = Dataset.from_records([CLUB, Figure(id="f", about_id="club", unit="kites", lower=2**70)])
    with pytest.raises(DataFileError, match="do not fit in sqlite: .*too large"):
        vast.export(tmp_path / "kites.sqlite")


def test_files_of_one_ending_and_the_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A general ending is taken if the format is named; the command writes no file that is called as the output is."""
    for name in ("popolo", "ftm", "jsonld"):
        DATA.export(tmp_path / f"{name}.json", name)
    assert main(["export", "jsonld", "-"]) == 2
    assert "export needs a file, not the output" in capsys.readouterr().err


def test_what_holds_no_records_is_refused(tmp_path: Path) -> None:
    """A file or folder of something else is not read as a dataset without records; the error says how to read it."""
    DATA.export(tmp_path / "a.json", "popolo")
    (tmp_path / "map.json").write_text('{"type": "FeatureCollection", "features": []}')
    (tmp_path / "gdp.json").write_text('{"resources": [{"name": "gdp", "path": "gdp.csv"}]}')
    (tmp_path / "empty").mkdir()
    for place, told in (
        ("a.json", "lists no records that are known here .*format=popolo"),
        ("map.json", "lists no records that are known here"),
        ("gdp.json", "lists no records"),
        ("empty", "holds no file of a data package"),
    ):
        with pytest.raises(DataFileError, match=told):
            Dataset.read(tmp_path / place)
    assert Dataset.read(tmp_path / "a.json", format="popolo").organizations == DATA.organizations


def test_tables_of_others_are_told(tmp_path: Path) -> None:
    """A package with records and other tables is read, and says which tables are left out."""
    DATA.export(tmp_path, "datapackage")
    place = tmp_path / "datapackage.json"
    told = json.loads(place.read_text(encoding="utf-8"))
    del told["descriptorHash"]
    told["resources"].append({"name": "gdp", "path": "gdp.csv"})
    place.write_text(json.dumps(told), encoding="utf-8")
    found = Dataset.read(tmp_path)
    assert found == DATA
    DATA.export(tmp_path / "packed.zip", "datapackage")
    assert Dataset.read(tmp_path / "packed.zip") == DATA
    assert found.assumed == ("the resource 'gdp' is left out: no record type has this name",)
    assert Dataset.read(iom_partners.data_path()).assumed == ()
    assert main(["format", str(tmp_path)]) == 2


def test_data_that_break_a_key(tmp_path: Path) -> None:
    """Of data that are read without `strict`, two records of one id do not go into a database in silence."""
    twice = Dataset.from_records([CLUB, CLUB], strict=False)
    with pytest.raises(DataFileError, match="break a rule of the database: UNIQUE constraint failed: organizations.id"):
        twice.export(tmp_path / "kites.sqlite")


def test_fields_of_others_are_told(tmp_path: Path) -> None:
    """Fields that `read` keeps for `write` go into no other format, which the report says."""
    (tmp_path / "organizations.json").write_text('[{"id": "a", "name": "A", "color": "red"}, {"id": "b", "name": "B"}]')
    kept = Dataset.read(tmp_path, extra="keep")
    for path, how, fields in (
        ("x.sqlite", {}, ["color"]),
        ("a.md", {"about": "A"}, ["color"]),
        ("b.md", {"about": "B"}, []),
    ):
        lost = kept.export(tmp_path / path, **how)
        assert [each.field for each in lost if "fields of others" in each.reason] == fields


def test_losses_are_counted_once(tmp_path: Path) -> None:
    """A loss has every record once, in the order in which they were told, and fields that are empty lose nothing."""
    export = Export(DATA._project_rosters(), None, name="kites.x")
    for _ in range(2):
        export.lose(CLUB, "founded", "left out")
    export.lose_fields([CLUB, DATA.projects[0]], ("acronym", "names"), "left out")
    assert [each[:2] + each[3:] for each in export.report()] == [
        ("Organization", "founded", 1, ("club",)), ("Organization", "acronym", 1, ("club",)),
    ]  # fmt: skip
    with pytest.raises(
        DataFileError, match="2 faults: Organization.founded: 1 Organization record of kites.x: left out"
    ):
        export.refuse_losses()
    assert str(export.report()) == "Organization.founded, 1 record: left out\nOrganization.acronym, 1 record: left out"
    assert "1 loss<" in export.report()[:1]._repr_html_()


EXPORT = """
import sys, hashlib
from pathlib import Path
import iom_partners
from iom_partners.export.formats import FORMATS
data = iom_partners.load().according_to("iom-partners-and-friends")
folder = Path(sys.argv[1])
for name, kind in FORMATS.items():
    path = folder / f"page-{name}{(kind.suffixes or ('',))[0]}"
    data.export(path, name, **({"about": "GMG"} if kind.about == "one" else {}))
for each in sorted(folder.rglob("*")):
    if each.is_file():
        print(each.relative_to(folder), hashlib.sha256(each.read_bytes()).hexdigest())
"""


@pytest.mark.slow
@needs(*NEEDS.values())
def test_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """R49: hash seed, zone, locale and clock change no byte of any format."""
    told = set()
    for seed, zone, locale in (
        ("0", "UTC", "C"),
        ("1", "Pacific/Kiritimati", "C.UTF-8"),
        ("77", "America/St_Johns", "POSIX"),
    ):
        folder = tmp_path / seed
        folder.mkdir()
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "0"}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", EXPORT, str(folder)],
            capture_output=True,
            text=True,
            check=False,
            env=env,
        )
        assert done.returncode == 0, done.stderr
        told.add(done.stdout)
    (lines,) = told
    assert len(lines.splitlines()) > len(FORMATS)
