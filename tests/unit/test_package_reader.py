"""Packages of anyone's, untrusted until read: folders, descriptors, paths, links, limits and archives."""

from __future__ import annotations

import json
import os
import pickle
import socket
import stat
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from iom_partners import DataFileError, Dataset, InvalidQuestionError, Membership, Organization, PartialDate, Place
from iom_partners.files import reading
from iom_partners.files.limits import MOST_BYTES, MOST_DEPTH, MOST_DIGITS, MOST_VALUES, check_json, fault_of_path
from iom_partners.io.migrate import migrate
from strategies import cited_datasets, datasets

CLUB, NORTH = Organization(id="club", name="Club"), Organization(id="north", name="North")
PLACE = Place(id="port", name="Port")
TIE = Membership(id="m", member_id="north", organization_id="club")
DATA = Dataset.from_records([CLUB, NORTH, TIE], version="2.0.0")
ROWS = '[{"id": "club", "name": "Club"}]'


def refused(path: object, **how: Any) -> DataFileError:
    """Return the error with which a package is refused, after seeing that its message is short."""
    with pytest.raises(DataFileError) as caught:
        Dataset.read(path, **how)
    assert len(str(caught.value)) < 5_000
    return caught.value


def packed(path: Path, entries: dict[str, bytes | str], **how: Any) -> Path:
    """Write a zip."""
    with zipfile.ZipFile(path, "w", how.pop("method", zipfile.ZIP_DEFLATED)) as target:
        for name, data in entries.items():
            target.writestr(name, data)
    return path


# Folder, descriptor, zip.


@given(data=datasets() | cited_datasets())
@pytest.mark.bulk
def test_written_and_read_in_each_form(tmp_path_factory: pytest.TempPathFactory, data: Dataset) -> None:
    """A folder, its descriptor and a zip give the data that were written, which are the same bytes each time."""
    folder = tmp_path_factory.mktemp("written")
    data.write(folder / "plain")
    data.write(folder / "one.zip")
    data.write(folder / "two.ZIP", with_tables=True)
    data.write(folder / "three.zip")
    for path in ("plain", "plain/datapackage.json", "one.zip", "two.ZIP"):
        assert Dataset.read(folder / path) == data
    assert (folder / "one.zip").read_bytes() == (folder / "three.zip").read_bytes()
    Dataset.read(folder / "plain").write(folder / "again")
    for file in (folder / "plain").iterdir():
        assert file.read_bytes() == (folder / "again" / file.name).read_bytes()


def test_curated_data_as_a_zip(tmp_path: Path, curated: Dataset) -> None:
    """The shipped data go through a zip with all their tables, and keep their version."""
    curated.write(tmp_path / "all.zip", with_tables=True)
    again = Dataset.read(tmp_path / "all.zip")
    assert again == curated
    assert again.version == curated.version


def test_data_that_pack_too_well_are_read_again(tmp_path: Path) -> None:
    """What would unpack to more than 100 times its size is written as it is."""
    data = Dataset.from_records([Organization(id="club", name="Club", note="a" * 100_000)])
    data.write(tmp_path / "x.zip")
    assert Dataset.read(tmp_path / "x.zip") == data


def test_folder_named_like_a_zip_is_a_folder(tmp_path: Path) -> None:
    """A folder that is there is written to, whatever its name."""
    (tmp_path / "x.zip").mkdir()
    DATA.write(tmp_path / "x.zip")
    assert Dataset.read(tmp_path / "x.zip") == DATA
    assert (tmp_path / "x.zip" / "datapackage.json").is_file()


@pytest.mark.parametrize("folder", ["", "kites-1.0/"])
@pytest.mark.parametrize("told", [True, False])
def test_zip_of_a_folder(tmp_path: Path, folder: str, told: bool) -> None:
    """The package may lie in the one folder at the top, as archives of repositories have it; junk is not read."""
    entries: dict[str, bytes | str] = {
        f"{folder}organizations.json": ROWS,
        "__MACOSX/._x": b"junk",
        f"{folder}sub/": "",
    }
    if told:
        entries[f"{folder}datapackage.json"] = '{"version": "1"}'
    data = Dataset.read(packed(tmp_path / "x.zip", entries))
    assert (data.organizations.ids, data.version) == (("club",), "1" if told else None)


def test_resources_of_a_descriptor_are_followed(tmp_path: Path) -> None:
    """A file lies where the descriptor says, under any name of its own; other resources are not looked at."""
    told = {
        "resources": [
            {"name": "organizations", "path": "data/bodies.json"},
            {"name": "pictures", "path": ["a.png", "b.png"]},
            {"name": "inline", "data": [1]},
        ]
    }
    files = {"datapackage.json": json.dumps(told), "data/bodies.json": ROWS, "organizations.json": "not read"}
    for name, text in files.items():
        (tmp_path / "p" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "p" / name).write_text(text)
    for path in (tmp_path / "p", tmp_path / "p" / "datapackage.json", packed(tmp_path / "x.zip", dict(files))):
        assert Dataset.read(path).organizations.ids == ("club",)
    (tmp_path / "p" / "data" / "bodies.json").unlink()
    assert "does not exist" in str(refused(tmp_path / "p"))


def test_descriptor_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare file name is one in the folder where the program runs."""
    DATA.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert Dataset.read("datapackage.json") == DATA
    (tmp_path / "organizations.json").write_text("{}")
    assert str(refused("datapackage.json")).startswith("organizations.json: ")


@pytest.mark.parametrize(("resources", "told"), [
    ("5", "are not a list"),
    ("[5]", "is not a resource"),
    ('[{"name": "organizations", "data": []}]', "not a single JSON or CSV file"),
    ('[{"name": "organizations", "path": "x.ods"}]', "from_rows"),
    ('[{"name": "organizations", "path": "x.csv"}]', "does not exist"),
    ('[{"name": "organizations", "path": ["x.json", "y.json"]}]', "not a single JSON or CSV file"),
    ('[{"name": "organizations", "path": 5}]', "is not a path"),
    ('[{"name": "organizations", "path": "x.json"}, {"name": "organizations", "path": "y.json"}]', "listed twice"),
    ('[{"name": "organizations", "path": "https://example.org/x.json"}]', "nothing is ever fetched"),
    ('[{"name": "other", "path": "../x.png"}]', "leads out"),  # Also where it would not be read.
])  # fmt: skip
def test_resource_that_is_not_read_here_is_refused(tmp_path: Path, resources: str, told: str) -> None:
    """A descriptor that lists records in another way is refused, not half followed."""
    (tmp_path / "datapackage.json").write_text(f'{{"resources": {resources}}}')
    assert told in str(refused(tmp_path))


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"5", b"\xff", b"[" * 100_000, b'{"a": ' + b"[" * 65 + b"]" * 65 + b"}"]
)
def test_broken_descriptor(tmp_path: Path, text: bytes) -> None:
    """A descriptor is refused in a zip as in a folder, and by the same limits."""
    path = packed(tmp_path / "x.zip", {"datapackage.json": text}, method=zipfile.ZIP_STORED)
    (tmp_path / "datapackage.json").write_bytes(text)
    for each in (path, tmp_path):
        assert "is not the descriptor of a data package" in str(refused(each))


@pytest.mark.parametrize("path", [5, None, "a\0b", b"\0", object()])
def test_what_is_not_a_path_is_refused(path: object) -> None:
    """A number, None or a text with NUL is not a path."""
    assert "is not a " in str(refused(path))


@pytest.mark.parametrize(
    "name", ["gone", "list.json", "text.txt", "https://example.org/x.zip", "https://example.org/datapackage.json"]
)
def test_what_is_not_a_package_is_refused(tmp_path: Path, name: str) -> None:
    """What is not there, a file of records by itself, and an address, are not packages."""
    (tmp_path / "list.json").write_text(ROWS)
    (tmp_path / "text.txt").write_text("{}")
    path = str(tmp_path / name) if "//" not in name else name
    error = refused(path)
    assert "is not a folder, a datapackage.json or a zip of one" in str(error)
    assert error.field == error.value == path


@pytest.mark.parametrize(
    ("how", "field"),
    [({"extra": "drop"}, "extra"), ({"max_bytes": 0}, "max_bytes"), ({"max_bytes": True}, "max_bytes")],
)
def test_keyword_out_of_its_vocabulary(tmp_path: Path, how: dict[str, Any], field: str) -> None:
    """A slip in a keyword is told before anything is read."""
    with pytest.raises(InvalidQuestionError) as caught:
        Dataset.read(tmp_path, **how)
    assert caught.value.field == field


# Paths.

BAD_PATHS = [
    "", "/etc/passwd", "//server/share/x.json", "..", "../x.json", "a/../../b.json", "a/../b.json", "./x.json",
    "a//b.json", "a/./b.json", "a/", "..\\x.json", "a\\b.json", "\\\\server\\share", "C:\\x.json", "C:/x.json",
    "c:x.json", "x.json:stream", "~/x.json", "~root/x.json", "a/~b.json", "$HOME/x.json", "${HOME}/x.json",
    "%APPDATA%/x.json", "http://example.org/x.json", "HTTPS://example.org", "ftp://example.org", "file:///etc/passwd",
    "file:x.json", "data:application/json,[]", ".hidden.json", "a/.git/config.json", "a\0b.json", "a\nb.json",
    "\u202egnp.json", "con", "CON.json", "a/nul.json", "com1.txt.json", "LPT9.json", "aux /x.json", "x.json.",
    "x.json ", " x.json", "a/ b.json", "/dev/stdin", "x?.json", "x*.json", "a" * 1001, "<x>.json", "x|y.json",
]  # fmt: skip


@pytest.mark.parametrize("path", [*BAD_PATHS, 5, None, ["x"]], ids=lambda path: ascii(path)[:30])
def test_path_out_of_the_package_is_refused_before_any_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Any
) -> None:
    """A path that leads out on any system is refused on every one, and only the descriptor was opened."""
    assert fault_of_path(path)
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [{"name": "organizations", "path": path}]}))
    opened: list[str] = []
    real = reading.read_file
    monkeypatch.setattr(reading, "read_file", lambda name, *rest: opened.append(name) or real(name, *rest))
    error = refused(tmp_path)
    assert error.field == str(tmp_path / "datapackage.json.resources[0]")
    assert opened == ["datapackage.json"]


@pytest.mark.parametrize("path", ["s3://bucket/x.json", "http:x.json", "DATA:,", "file:///x"])
def test_an_address_is_told_as_one(path: str) -> None:
    """The reason says that nothing is fetched."""
    assert fault_of_path(path) == f"{path!r} is a URL: nothing is ever fetched"


@pytest.mark.parametrize(
    "path",
    ["x.json", "a/b/c.json", "a b.json", "données.json", "console.json", "a..b.json", "a-b_c(1).json", "a/INDEX"],
)
def test_plain_path_is_taken(path: str) -> None:
    """Blanks, letters of any language and dots within a name are plain."""
    assert fault_of_path(path) == ""


# Links and other files.


def test_link_out_of_the_package_is_refused(tmp_path: Path) -> None:
    """Whatever shape a link has, a file outside is not read through it."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "organizations.json").write_text(ROWS)
    outside = tmp_path / "secret" / "organizations.json"
    for number, make in enumerate(
        (
            lambda folder: (folder / "organizations.json").symlink_to(outside),
            lambda folder: (folder / "organizations.json").symlink_to("../secret/organizations.json"),
            lambda folder: (folder / "data").symlink_to(tmp_path / "secret"),
            lambda folder: (
                (folder / "hop").symlink_to(tmp_path),
                (folder / "organizations.json").symlink_to("hop/secret/organizations.json"),
            ),
            lambda folder: (folder / "organizations.json").symlink_to("/dev/stdin"),
        )
    ):
        folder = tmp_path / f"package-{number}"
        folder.mkdir()
        make(folder)
        if (folder / "data").exists():
            told = {"resources": [{"name": "organizations", "path": "data/organizations.json"}]}
            (folder / "datapackage.json").write_text(json.dumps(told))
        assert "outside the package" in str(refused(folder)), number


@pytest.mark.parametrize("step_by_step", [True, False])
def test_link_inside_the_package_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step_by_step: bool
) -> None:
    """A link to a file of the same package is read, also where steps cannot be opened one by one."""
    if not step_by_step:
        monkeypatch.setattr(os, "supports_dir_fd", set())
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "bodies.json").write_text(ROWS)
    (tmp_path / "organizations.json").symlink_to("v1/bodies.json")
    assert Dataset.read(tmp_path).organizations.ids == ("club",)
    (tmp_path / "v1" / "bodies.json").unlink()
    assert "cannot be read" in str(refused(tmp_path))  # The link leads nowhere.


def test_package_that_is_itself_a_link_is_read(tmp_path: Path) -> None:
    """The caller's own path may lead through links: it is the caller who named it."""
    DATA.write(tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    assert Dataset.read(tmp_path / "link") == DATA


@pytest.mark.parametrize("what", ["file", "folder"])
def test_link_put_in_place_after_the_check_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """What becomes a link between check and open is not followed."""
    package, secret = tmp_path / "package", tmp_path / "secret"
    for folder in (package / "data", secret):
        folder.mkdir(parents=True)
        (folder / "o.json").write_text(ROWS)
    (package / "datapackage.json").write_text('{"resources": [{"name": "organizations", "path": "data/o.json"}]}')
    real = os.path.relpath

    def swap(path: str, start: str) -> str:
        found = real(path, start)
        if found.endswith("o.json"):
            moved = package / "data" if what == "folder" else package / "data" / "o.json"
            moved.rename(tmp_path / "old")
            moved.symlink_to(secret if what == "folder" else secret / "o.json")
        return found

    monkeypatch.setattr(os.path, "relpath", swap)
    assert "cannot be read" in str(refused(package))


@pytest.mark.parametrize("what", ["pipe", "folder", "socket"])
def test_what_is_not_a_regular_file_is_refused_without_waiting(tmp_path: Path, what: str) -> None:
    """A pipe that nobody writes to, a folder and a socket are refused at once."""
    path = tmp_path / "organizations.json"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        made = socket.socket(socket.AF_UNIX)
        made.bind(str(path))
        made.close()
    assert "cannot be read" in str(refused(tmp_path))
    if what == "pipe":
        assert "not a regular file" in str(refused(path))


def test_file_handles_are_closed(tmp_path: Path) -> None:
    """Whatever is refused, no file stays open."""
    (tmp_path / "organizations.json").mkdir()
    (tmp_path / "datapackage.json").write_text("{")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        refused(tmp_path)
        refused(tmp_path / "datapackage.json")
    assert len(list(Path("/proc/self/fd").iterdir())) == before


# Size, depth and digits.


def test_file_of_more_bytes_than_the_limit(tmp_path: Path) -> None:
    """A file over the limit is refused before it is read; the caller may allow more, or less."""
    path = tmp_path / "organizations.json"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    before = time.process_time()
    assert f"more than {MOST_BYTES}" in str(refused(tmp_path))
    assert time.process_time() - before < 1
    path.write_text(ROWS)
    assert "more than 10" in str(refused(tmp_path, max_bytes=10))
    assert len(Dataset.read(tmp_path, max_bytes=len(ROWS)).organizations) == 1


@pytest.mark.parametrize("inner", ["[]", "{}"])
def test_depth_limit(inner: str) -> None:
    """64 levels are taken for JSON, 65 are not; brackets within texts do not count."""
    open_, close = inner
    for levels in (1, MOST_DEPTH):
        check_json((open_ * levels + close * levels).encode(), "p")
    with pytest.raises(DataFileError, match="nests deeper than 64"):
        check_json((open_ * (MOST_DEPTH + 1) + close * (MOST_DEPTH + 1)).encode(), "p")
    check_json(b'["' + open_.encode() * 1000 + b'", "\\"' + open_.encode() * 1000 + b'"]', "p")


@pytest.mark.parametrize(("number", "is_long"), [
    ("9" * MOST_DIGITS, False),
    ("9" * (MOST_DIGITS + 1), True),
    ("0." + "1" * 32, True),
    ("-1." + "1" * 31, False),
    ("1" * 20 + "e" + "1" * 13, True),
    ('"' + "9" * 100 + '"', False),
    (",".join(["1"] * 100), False),
])  # fmt: skip
def test_digit_limit(number: str, is_long: bool) -> None:
    """A number has at most 32 digits, wherever its point; digits in a text do not count."""
    if is_long:
        with pytest.raises(DataFileError, match="more than 32 digits"):
            check_json(f"[{number}]".encode(), "p")
    else:
        check_json(f"[{number}]".encode(), "p")


@pytest.mark.parametrize(
    "text",
    [b"[" * 10_000_000, b'{"a":' * 3_000_000, b'"' + b'\\"' * 5_000_000, b'"' * 10_000_001, b"9" * 10_000_000,
     b"[]" * 5_000_000, b"\\" * 10_000_000, b"[}" * 5_000_000, b"1." * 5_000_000],
    ids=["arrays", "objects", "escapes", "quotes", "digits", "pairs", "backslashes", "mismatched", "points"],
)  # fmt: skip
@pytest.mark.slow
def test_hostile_text_is_refused_in_little_time(tmp_path: Path, text: bytes) -> None:
    """Ten million bytes of any one kind are refused in well under the time that a reader would take."""
    (tmp_path / "organizations.json").write_bytes(text)
    before = time.process_time()
    refused(tmp_path)
    assert time.process_time() - before < 5


@pytest.mark.parametrize("text", [b"[]", b"5", b'"a"', b'{"id":"a"}', b'"a,b"'])
def test_value_limit(tmp_path: Path, text: bytes) -> None:
    """More values than memory is meant for are refused before they are read; commas in texts count as well."""
    most = MOST_VALUES // (text + b",").translate(None, bytes(set(range(256)) - set(b",[{"))).__len__()
    check_json(b"[" + b",".join([text] * (most - 1)) + b"]", "x.json")
    with pytest.raises(DataFileError, match="more than 4000000 commas and brackets"):
        check_json(b"[" + b",".join([text] * (most + 1)) + b"]", "x.json")


def test_limit_of_a_whole_package(tmp_path: Path) -> None:
    """Files that are small enough one by one are refused together, in a folder and in a zip."""
    rows = json.dumps([{"id": f"place-{each}", "name": "x" * 50} for each in range(100)]).encode()
    for name in ("places", "works", "projects", "events", "people"):
        (tmp_path / f"{name}.json").write_bytes(rows)
    packed(tmp_path / "all.zip", {f"{name}.json": rows for name in ("places", "works", "projects", "events", "people")})
    for path, told in ((tmp_path, f"more than {4 * len(rows)} bytes in all"), (tmp_path / "all.zip", "unpacks to")):
        assert told in str(refused(path, max_bytes=len(rows)))
        assert told not in str(refused(path, max_bytes=2 * len(rows)))


def test_faults_of_a_file_are_bounded(tmp_path: Path) -> None:
    """R24: whatever is wrong with two megabytes, the error is short, holds a thousand faults, and is soon there."""

    def package(rows: object, name: str = "organizations") -> DataFileError:
        (tmp_path / f"{name}.json").write_text(json.dumps(rows))
        error = refused(tmp_path)
        (tmp_path / f"{name}.json").unlink()
        assert len(str(error)) < 5_000
        assert sum(len(str(each)) for each in error.faults) < 400_000
        return error

    club = {"id": "club", "name": "Club"}
    before = time.process_time()
    assert ", …" in str(package([club | {"k" * each: 1 for each in range(1, 2000)}]))
    package([club | {"x" * 2_000_000: 1}])
    package([club | {"id": "a" * 1_900_000}])
    package([club | {"names": [{"name": 5, "kind": "q"}] * 50_000}])
    many = package([club | {"id": f"a{each}", "name": 5} for each in range(30_000)])
    assert (many.reason.split(":")[0], len(many.faults)) == ("more than 1,000 faults", 1_000)
    ties = [{"id": f"m{each}", "member_id": "x", "organization_id": "y"} for each in range(30_000)]
    assert package(ties, "memberships").reason.startswith("more than 1,000 faults: memberships[m0].member_id: nothing")
    assert package([club | {"id": f"m{each % 3}"} for each in range(30_000)]).reason.startswith(
        "more than 1,000 faults"
    )
    assert time.process_time() - before < 20


@pytest.mark.parametrize("name", [["organizations"], {"a": 1}, 5, True])
def test_a_resource_whose_name_is_not_text(tmp_path: Path, name: object) -> None:
    """A name that is a list is a typed error, as any other that is not text."""
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [{"name": name, "path": "x.json"}]}))
    assert "is not the name of a resource" in str(refused(tmp_path))


@pytest.mark.parametrize("path", ["../x.json", "/etc/passwd", 5])
def test_a_schema_out_of_the_package(tmp_path: Path, path: object) -> None:
    """What `verify` would open is checked as what `read` opens."""
    (tmp_path / "datapackage.json").write_text(json.dumps({"schemas": [{"path": path}]}))
    assert refused(tmp_path).field == str(tmp_path / "datapackage.json.schemas[0]")


@pytest.mark.parametrize("version", ["\x1b[31m1", "1\n2", "1" * 101, "\u202e1"])
def test_a_version_cannot_steer_a_terminal(tmp_path: Path, version: str) -> None:
    """A version stands in the repr of data and in every answer, so it is plain and short, from wherever it comes."""
    (tmp_path / "datapackage.json").write_text(json.dumps({"version": version}))
    assert "is not a version" in str(refused(tmp_path))
    with pytest.raises(InvalidQuestionError, match="is not a version"):
        Dataset.from_records([CLUB], version=version)


# Versions of the schema.

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_data_of_older_schemas_are_migrated() -> None:
    """R32: what earlier releases wrote is read, with the names of fields of today."""
    first, second, third = (
        Dataset.read(FIXTURES / f"{name}.zip") for name in ("bodies-0.1.0", "page-0.1.0", "page-1.0.0")
    )
    assert (first.version, second.version, third.version) == ("0.1.0", "0.1.0", "1.0.0")
    assert (len(first.figures), len(second.contributions)) == (17, 25)
    assert {each.lower for each in first.figures if each.when == PartialDate("2003-04")} == {6}
    assert not second.diff(third)
    for data in (first, second, third):
        assert [each for each in data.check() if each.severity == "error"] == []
        assert data.chair_of("GMG", on="2013-09-01").one().acronym == "IOM"


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (3, "have fields of version 3, and this library reads versions 1 to 2 (install a newer version"),
        (0, "0 is not a version of the fields"),
        ("2", "'2' is not a version of the fields"),
        (True, "True is not a version of the fields"),
        (2.0, "2.0 is not a version of the fields"),
    ],
)
def test_data_of_newer_schemas_are_refused(tmp_path: Path, version: object, told: str) -> None:
    """R32: a newer schema is refused by its number, before its records are read."""
    (tmp_path / "organizations.json").write_text('[{"id": "club", "title": "Club"}]')
    (tmp_path / "datapackage.json").write_text(json.dumps({"schemaVersion": version}))
    error = refused(tmp_path)
    assert told in str(error)
    assert error.field == str(tmp_path / "datapackage.json.schemaVersion")


def test_what_cannot_be_migrated_is_reported_as_it_is(tmp_path: Path) -> None:
    """Old rows that are wrong besides keep what is wrong, for the error; a field of today is not written over."""
    citations: Any = [5, {"source_id": "s", "states": 5, "says": 5}, {"states": ["low", 5], "says": [5, {"field": 5}]}]
    rows: list[Any] = [
        {"id": "a", "low": 1, "lower": 2, "citations": citations}, {"id": "b", "high": 3, "citations": 5},
        {"id": "c", "citations": [{"says": [{"field": "high", "value": 1}]}]},
    ]  # fmt: skip
    migrate("figures", rows, 1)
    assert rows == [
        {"id": "a", "low": 1, "lower": 2, "citations": [
            5, {"source_id": "s", "states": 5, "says": 5}, {"states": ["lower", 5], "says": [5, {"field": 5}]}]},
        {"id": "b", "upper": 3, "citations": 5}, {"id": "c", "citations": [{"says": [{"field": "upper", "value": 1}]}]},
    ]  # fmt: skip
    migrate("figures", rows, 2)
    migrate("places", rows, 1)
    assert rows[1] == {"id": "b", "upper": 3, "citations": 5}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory as Linux has them")
@pytest.mark.slow
def test_hostile_files_take_little_memory(tmp_path: Path) -> None:
    """Deep JSON, very many values and a zip bomb are refused under 512 MB of address space."""
    deep, many, bomb = tmp_path / "deep", tmp_path / "many", tmp_path / "bomb.zip"
    for folder, text in ((deep, b"[" * 60_000_000), (many, b"[" + b'"a",' * 15_000_000 + b"5]")):
        folder.mkdir()
        (folder / "organizations.json").write_bytes(text)
    packed(bomb, {"organizations.json": b"0" * 300_000_000})
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))\n"
        "from iom_partners import Dataset, DataFileError\n"
        "for path in sys.argv[1:]:\n"
        "    try: Dataset.read(path)\n"
        "    except DataFileError as error: print('refused', error.reason[:40])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(deep), str(many), str(bomb)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.count("refused") == 3, done.stderr


# Archives.


def _flagged(path: Path, offset: int, mark: bytes) -> Path:
    """Set bits in the one entry of an archive, in its own header and in the directory."""
    data = bytearray(path.read_bytes())
    for signature, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = data.index(signature) + offset + shift
        data[at : at + len(mark)] = mark
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "name", ["../x.json", "/etc/x.json", "a/../../x.json", "C:/x.json", "a\\..\\x.json", "~/x.json", "a\nb"]
)
def test_entry_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    """An archive made to write outside its folder is not read at all, though nothing would be written."""
    path = packed(tmp_path / "x.zip", {"organizations.json": ROWS, name: "x"})
    assert "leads out of the package" in str(refused(path))
    assert [each.name for each in tmp_path.iterdir()] == ["x.zip"]


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    """Of two entries of one name no one can say which is meant."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as target:
        target.writestr("organizations.json", ROWS)
        with pytest.warns(UserWarning, match="Duplicate"):
            target.writestr("organizations.json", "[]")
    assert "occurs twice" in str(refused(tmp_path / "x.zip"))


def test_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    """A link is not followed, and its text is not taken for data."""
    entry = zipfile.ZipInfo("organizations.json")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as target:
        target.writestr(entry, "/etc/passwd")
    assert "is a link" in str(refused(tmp_path / "x.zip"))


def test_encrypted_entry_is_refused(tmp_path: Path) -> None:
    """No password is asked for."""
    path = _flagged(packed(tmp_path / "x.zip", {"organizations.json": ROWS}), 6, b"\x01")
    assert "is encrypted" in str(refused(path))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_refused(tmp_path: Path, method: int) -> None:
    """Only what deflate packs is unpacked: of other methods the limits would not hold."""
    path = packed(tmp_path / "x.zip", {"organizations.json": ROWS}, method=method)
    assert "another method than deflate" in str(refused(path))


def test_bombs_are_refused_before_they_go_off(tmp_path: Path) -> None:
    """By ratio, by size, and where the entry lies about its size."""
    path = packed(tmp_path / "ratio.zip", {"organizations.json": b" " * 10_000_000 + b"[]"})
    assert "more than 100 times" in str(refused(path))
    path = packed(tmp_path / "size.zip", {"organizations.json": b"0" * 1000}, method=zipfile.ZIP_STORED)
    _flagged(path, 22, struct.pack("<L", MOST_BYTES + 1))
    assert f"bytes, more than {MOST_BYTES}" in str(refused(path))
    path = packed(tmp_path / "lies.zip", {"organizations.json": b" " * 20_000_000})
    _flagged(path, 22, struct.pack("<L", 1000))
    assert "is not a sound zip" in str(refused(path))


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    """1,000 entries are read, 1,001 are refused before their directory is."""
    entries: dict[str, bytes | str] = {f"junk/{number}": "" for number in range(999)}
    path = packed(tmp_path / "x.zip", entries | {"organizations.json": ROWS})
    assert len(Dataset.read(path).organizations) == 1
    path = packed(tmp_path / "y.zip", entries | {"organizations.json": ROWS, "one more": ""})
    assert "more than 1000 entries" in str(refused(path))


def test_nested_archive_is_not_opened(tmp_path: Path) -> None:
    """A zip within a zip is not data."""
    packed(tmp_path / "inner.zip", {"organizations.json": ROWS})
    path = packed(tmp_path / "x.zip", {"inner.zip": (tmp_path / "inner.zip").read_bytes()})
    assert "holds no file of a data package" in str(refused(path))
    assert "holds no file" in str(refused(packed(tmp_path / "empty.zip", {})))


def test_wrong_sum_is_found(tmp_path: Path) -> None:
    """An entry whose check sum is wrong is refused."""
    path = packed(tmp_path / "x.zip", {"organizations.json": ROWS})
    _flagged(path, 14, struct.pack("<L", zlib.crc32(b"other")))
    assert "is not a sound zip" in str(refused(path))


def test_every_cut_and_every_changed_byte_is_refused_or_harmless(tmp_path: Path) -> None:
    """A zip cut short anywhere is refused, and of one with a changed byte no other data are read."""
    DATA.write(tmp_path / "x.zip")
    whole = (tmp_path / "x.zip").read_bytes()
    for size in range(0, len(whole), 37):
        (tmp_path / "cut.zip").write_bytes(whole[:size])
        refused(tmp_path / "cut.zip")
    read = 0
    for place in range(0, len(whole), 7):
        (tmp_path / "bad.zip").write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            # A name of an entry that no longer fits is a file that is not there, as the descriptor says.
            assert Dataset.read(tmp_path / "bad.zip") == DATA
            read += 1
        except DataFileError:
            pass
    assert read < len(whole) / 7


def test_entry_shorter_than_it_claims(tmp_path: Path) -> None:
    """An entry that ends early without a wrong check sum is refused too."""
    path = packed(tmp_path / "x.zip", {"organizations.json": ROWS}, method=zipfile.ZIP_STORED)
    assert "is not a sound zip" in str(refused(_flagged(path, 22, struct.pack("<L", len(ROWS) + 1))))


# What cannot be relied on, and fields that no record has.


def test_data_that_cannot_be_relied_on_are_refused_at_once(tmp_path: Path) -> None:
    """All dangling and double ids are in one error; without strict they are read, and check tells the same."""
    loose = Dataset.from_records(
        [CLUB, CLUB, TIE, Membership(id="n", member_id="club", organization_id="nowhere")], strict=False
    )
    with pytest.raises(DataFileError, match="3 faults"):
        loose.write(tmp_path)
    loose.write(tmp_path, strict=False)
    error = refused(tmp_path)
    told = [str(each) for each in error.faults]
    assert told == [
        "organizations[club].id: the id occurs twice",
        "memberships[m].member_id: nothing has the id 'north'",
        "memberships[n].organization_id: nothing has the id 'nowhere'",
    ]
    again = Dataset.read(tmp_path, strict=False)
    assert again == loose
    assert [f"{each.path}: {each.reason}" for each in again.check() if each.severity == "error"] == told
    with pytest.raises(DataFileError, match="3 faults"):
        Dataset.from_records([CLUB, CLUB, TIE, Membership(id="n", member_id="club", organization_id="nowhere")])
    assert Dataset.from_records([CLUB, NORTH, TIE]) == DATA


def test_unknown_fields_are_refused_or_kept(tmp_path: Path) -> None:
    """By default an unknown field is refused; kept, it is given back, written and pickled."""
    rows = [
        {"id": "club", "name": "Club", "colour": "red", "seats": [1, {"a": None}]},
        {"id": "north", "name": "North"},
    ]
    (tmp_path / "organizations.json").write_text(json.dumps(rows))
    assert "unknown field 'colour'" in str(refused(tmp_path))
    data = Dataset.read(tmp_path, extra="keep")
    club = data.organizations["club"]
    assert data.extra_fields(club) == {"colour": "red", "seats": [1, {"a": None}]}
    assert data.extra_fields(data.organizations["north"]) == {}
    assert data.extra_fields("no record") == {}
    data.write(tmp_path / "again.zip")
    for again in (
        Dataset.read(tmp_path / "again.zip", extra="keep"),
        pickle.loads(pickle.dumps(data)),
        data.with_records(PLACE),
    ):
        assert again.extra_fields(club) == data.extra_fields(club)
    assert data.merge(data).extra_fields(club) == data.extra_fields(club)
    data.extra_fields(club).clear()  # A copy: the dataset is as it was.
    assert data.extra_fields(club)
    rows[0]["names"] = [{"text": "x", "kind": "alias", "by": "me"}]
    (tmp_path / "organizations.json").write_text(json.dumps(rows))
    assert "unknown field 'by'" in str(refused(tmp_path, extra="keep"))  # Within a record there is no place to keep it.


def test_kept_fields_that_differ_are_not_merged(tmp_path: Path) -> None:
    """Nothing could show which of two kept fields stood on which side, so that a merge of them is refused."""
    for folder, colour in (("a", "red"), ("b", "blue")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "organizations.json").write_text(json.dumps([{"id": "x", "name": "X", "colour": colour}]))
    one, other = (Dataset.read(tmp_path / folder, extra="keep") for folder in "ab")
    with pytest.raises(DataFileError, match="'red' here, 'blue' there"):
        one.merge(other)


def test_closed_world_is_told_by_every_reason(tmp_path: Path) -> None:
    """What is ruled out because the caller declares so is ruled out in the caller's name."""
    DATA.write(tmp_path)
    assert Dataset.read(tmp_path).members_of("club", on="2010-01-01").is_complete is False
    data = Dataset.read(tmp_path, closed_world=True)
    for answer in (data.chair_of("club", on="2010-01-01"), data.units_of("club", on="2010-01-01")):
        assert answer.verdict.is_ruled_out
        assert "as the caller declares" in answer.why
    assert "as the caller declares" in data.members_of("club", on="2010-01-01").about("club").why
    assert data.sources["declared-by-the-caller"].publisher == "the caller"
    assert Dataset.from_records([CLUB, NORTH, TIE], closed_world=True) == data
    data.write(tmp_path / "again")
    assert Dataset.read(tmp_path / "again", closed_world=True) == data  # Declared once.
    assert Dataset.from_records([CLUB], closed_world=True) == Dataset.from_records([CLUB])
    for make in (partial(Dataset.read, tmp_path), partial(Dataset.from_records, [CLUB])):
        with pytest.raises(InvalidQuestionError, match="'no' is not True or False"):
            make(closed_world="no")
    assert [each for each in data.check() if each.severity == "error"] == []


def test_check_of_a_zip_is_quiet(tmp_path: Path) -> None:
    """The command checks what a zip holds, and does not look for files beside it; it formats folders only."""
    from iom_partners.cli import main

    DATA.write(tmp_path / "x.zip")
    assert main(["check", str(tmp_path / "x.zip")]) == 1  # That nobody is cited is a warning.
    assert main(["format", str(tmp_path / "x.zip")]) == 2
