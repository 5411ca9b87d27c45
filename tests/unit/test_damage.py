"""Damaged files: whatever byte has changed, it is told, or changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import iom_partners
from iom_partners import DataFileError, Dataset
from iom_partners.cli import main
from iom_partners.files.hashes import fault_of_bytes, fault_of_seal, seal
from iom_partners.files.limits import MOST_BYTES
from iom_partners.files.reading import Folder
from iom_partners.io.package_reader import open_package
from iom_partners.io.shipped import Shipped
from iom_partners.store.record_types import RECORD_TYPES

#: How many times as much as in every run is done; docs/reliability.md says what a campaign found.
TIMES = int(os.environ.get("CAMPAIGN", "1"))

_folder = iom_partners.data_path()
SOUND = {str(file.relative_to(_folder)): file.read_bytes() for file in _folder.rglob("*.*")}
#: What `load` and `Dataset.read` read.
READ = {name: data for name, data in SOUND.items() if "/" not in name}
ROWS = {name: json.loads(SOUND[f"{name}.json"]) for name in RECORD_TYPES}


def damaged(files: dict[str, bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Flip bits at random places, then cut each file at every kibibyte, and leave a byte out or put one in."""
    draw = Random(seed)
    names = list(files)
    for name in draw.choices(names, weights=[len(files[name]) for name in names], k=count):
        data = bytearray(files[name])
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        yield name, bytes(data)
    for name, data in files.items():
        for size in range(0, len(data), 1024):
            yield name, data[:size]
        place = draw.randrange(len(data))
        yield name, data[:place] + data[place + 1 :]
        yield name, data[:place] + b" " + data[place:]


def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Let the files of the curated data be read from a dict, which the test changes."""
    files = dict(SOUND)
    monkeypatch.setattr(Shipped, "_bytes", lambda _, name: files[name])
    monkeypatch.setattr(Folder, "read", lambda _, place: files[place])
    return files


def told(name: str, read: Any) -> bool:
    """Return whether damage is told by an error that names the file; else all that is read has to be as it was."""
    try:
        version, rows = read(RECORD_TYPES if name == "datapackage.json" else [name.removesuffix(".json")])
    except DataFileError as error:
        assert name in str(error)
        return True
    assert version == iom_partners.load().version
    assert rows == {each: ROWS[each] for each in rows}
    return False


def read_shipped(names: list[str]) -> Any:
    """Read as `load` does."""
    shipped = Shipped()
    return shipped.version(), {each: shipped.rows(each)[0] for each in names}


def read_folder(names: list[str]) -> Any:
    """Read as `Dataset.read` does."""
    folder = iom_partners.data_path()
    package = open_package(folder)
    return package.version(), {each: package.rows(each)[0] for each in names}


@pytest.mark.parametrize("read", [read_shipped, pytest.param(read_folder, marks=pytest.mark.bulk)])
def test_every_flip_and_every_cut_is_told_or_harmless(
    monkeypatch: pytest.MonkeyPatch, record_property: Any, read: Any
) -> None:
    """R31: 2,000 flipped bits and a cut at every kibibyte: an error that names the file, or the same data."""
    files = held(monkeypatch)
    count = silent = 0
    for name, data in damaged(READ, 2_000 * TIMES, 1):
        files[name] = data
        count += 1
        silent += not told(name, read)
        files[name] = SOUND[name]
    record_property("flips and cuts", count)
    record_property("flips and cuts without an error, data unchanged", silent)
    # Harmless is only what hits the name of the descriptor's own hash, so that it has none.
    assert silent <= 3 * TIMES


@pytest.mark.bulk
def test_every_flip_of_any_file_is_told_by_verify(monkeypatch: pytest.MonkeyPatch) -> None:
    """R65: tables and schemas too, which `load` does not read."""
    files = held(monkeypatch)
    rest = {name: data for name, data in SOUND.items() if "/" in name}
    for name, data in damaged(rest, 100, 2):
        files[name] = data
        with pytest.raises(DataFileError, match=name):
            iom_partners.verify()
        files[name] = SOUND[name]
    assert set(iom_partners.verify()) == set(SOUND) - {"datapackage.json"}


def test_a_package_of_ones_own_is_held_against_its_hashes(
    tmp_path: Path, tiny: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed name is told on reading, from a folder and a zip; `format` accepts a change that was meant."""
    tiny.write(tmp_path / "kites", with_tables=True)
    file = tmp_path / "kites" / "organizations.json"
    file.write_bytes(file.read_bytes().replace(b"Kite Flyers", b"Kite Fliers"))
    with zipfile.ZipFile(tmp_path / "kites.zip", "w") as packed:
        for each in (tmp_path / "kites").rglob("*.*"):
            packed.write(each, each.relative_to(tmp_path / "kites"))
    for path in (tmp_path / "kites", tmp_path / "kites.zip"):
        for strict in (True, False):
            with pytest.raises(DataFileError, match=r"organizations\.json: its hash differs .*iom-partners format"):
                Dataset.read(path, strict=strict)
        with pytest.raises(DataFileError, match=r"organizations\.json: its hash differs"):
            iom_partners.verify(path)
    assert main(["format", str(tmp_path / "kites")]) == 0
    told = f"{file}: changed since its hash was declared; taken as it is"
    assert told in capsys.readouterr().out.splitlines()
    assert main(["format", str(tmp_path / "kites")]) == 0
    assert capsys.readouterr().out == "nothing to change\n"
    assert Dataset.read(tmp_path / "kites").organizations["club"].name == "Kite Fliers Club"
    assert len(iom_partners.verify(tmp_path / "kites")) == 18 + 18 + 3 + 18 + 21
    described = tmp_path / "kites" / "datapackage.json"
    described.write_bytes(described.read_bytes().replace(b"people.json", b"peoples.json", 1))
    with pytest.raises(DataFileError, match=r"datapackage\.json: it has changed since it was written"):
        Dataset.read(tmp_path / "kites")


def test_verify_tells_everything_at_once(tmp_path: Path, tiny: Dataset, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing, damaged or has no hash is a fault each; the command ends with 2 then, and with 0 else."""
    with pytest.raises(DataFileError, match="lists no file with its hash"):
        (tmp_path / "organizations.json").write_text("[]")
        iom_partners.verify(tmp_path)
    tiny.write(tmp_path)
    assert main(["verify", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "18 files are as datapackage.json declares\n"
    assert main(["verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == dict(iom_partners.verify())
    (tmp_path / "places.json").unlink()
    (tmp_path / "people.json").write_text("[]")
    descriptor = tmp_path / "datapackage.json"
    lines = descriptor.read_text().splitlines()
    descriptor.write_text("\n".join(line for line in lines if "descriptorHash" not in line).replace("],\n}", "]\n}"))
    told = json.loads(descriptor.read_text())
    del told["resources"][0]["hash"]
    descriptor.write_text(json.dumps(told))
    with pytest.raises(DataFileError) as caught:
        iom_partners.verify(tmp_path)
    assert [(Path(each.field).name, each.reason.split(":")[0]) for each in caught.value.faults] == [
        ("organizations.json", "the descriptor declares no hash of it"),
        ("people.json", "its size differs from the descriptor"),
        ("places.json", "the descriptor lists it, but it does not exist"),
    ]
    assert main(["verify", str(tmp_path)]) == 2
    assert "3 faults" in capsys.readouterr().err


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "SHA256", "sha512", "blake2b"])
def test_hashes_of_other_programs(algorithm: str) -> None:
    """Each algorithm that the standard library has is held against; without a name it is MD5, by the standard."""
    digits = hashlib.new(algorithm.lower(), b"kites").hexdigest()
    stated = digits if algorithm == "md5" else f"{algorithm}:{digits.upper()}"
    assert fault_of_bytes(b"kites", {"hash": stated}) == ""
    assert fault_of_bytes(b"mites", {"hash": stated}) == "its hash differs from the descriptor"


@pytest.mark.parametrize(
    ("resource", "told"),
    [
        ({"hash": "crc32:5f2a"}, "its hash cannot be checked: 'crc32:5f2a' is not one of md5, sha1"),
        ({"hash": 5}, "its hash cannot be checked: 5 is"),
        ({"hash": ""}, "its hash cannot be checked: '' is"),
        ({"bytes": 6}, "its size differs from the descriptor: 5 bytes, not 6"),
        ({"bytes": "5"}, "its size differs from the descriptor: 5 bytes, not '5'"),
        ({"bytes": True}, "its size differs from the descriptor: 5 bytes, not True"),
    ],
)
def test_what_cannot_be_held_is_refused(resource: dict[str, Any], told: str) -> None:
    """A declaration that cannot be checked is not passed over."""
    assert fault_of_bytes(b"kites", resource).startswith(told)


def test_a_descriptor_that_was_laid_out_anew_is_told() -> None:
    """Its own hash is of its text; the same content in another layout has another."""
    sealed = seal('{\n  "name": "kites"\n}\n')
    assert fault_of_seal(sealed.encode()) == ""
    assert fault_of_seal(json.dumps(json.loads(sealed)).encode()) != ""


def test_checks_keep_the_limits_of_reading(tmp_path: Path, tiny: Dataset, capsys: pytest.CaptureFixture[str]) -> None:
    """R24: `check` and `verify` tell of a pipe, a link that leads out and a file over the limit, and open none."""
    tiny.write(tmp_path / "kites", with_tables=True)
    tables, secret = tmp_path / "kites" / "tables", tmp_path / "secret"
    secret.write_text("mine")
    for name in ("places.csv", "people.csv", "events.csv"):
        (tables / name).unlink()
    os.mkfifo(tables / "places.csv")
    (tables / "people.csv").symlink_to(secret)
    with (tables / "events.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    told = (
        "places.csv: cannot be read: it is not a regular file",
        "people.csv: cannot be read: it is a link",
        f"events.csv: has {MOST_BYTES + 1} bytes",
    )
    assert main(["check", str(tmp_path / "kites")]) == 2
    found = capsys.readouterr().out
    assert all(each in found for each in told)
    assert main(["verify", str(tmp_path / "kites")]) == 2
    found = capsys.readouterr().err
    assert all(each in found for each in told)
    # What is written over is not read, and a link or a pipe is not written over.
    assert main(["format", str(tmp_path / "kites")]) == 2
    assert secret.read_text() == "mine"
    descriptor = tmp_path / "kites" / "datapackage.json"
    with descriptor.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for command in ("check", "format", "verify"):
        assert main([command, str(tmp_path / "kites")]) == 2
        assert f"has {MOST_BYTES + 1} bytes" in "".join(capsys.readouterr())
