"""What the library is made of: its dependencies, the versions that CI pins, the bill of materials, the build."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from make_sbom import HOME, ROOT, text
from strategies import needs

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_three_dependencies_without_an_upper_bound() -> None:
    """So the library stands beside any later release of them."""
    needed = [Requirement(each) for each in SETTINGS["project"]["dependencies"]]
    assert [each.name for each in needed] == ["attrs", "cattrs", "importlib-resources"]
    assert {bound.operator for each in needed for bound in each.specifier} == {">="}


def test_ci_pins_all_that_is_asked_for_by_version_and_hash() -> None:
    """After a change of the dependencies, make .ci/requirements.txt anew, as docs/contributing.md says."""
    whole = (ROOT / ".ci/requirements.txt").read_text(encoding="utf-8")
    pins: dict[str, list[str]] = {}
    for entry in whole.replace("\\\n", "").splitlines():
        pinned = re.fullmatch(r"([a-z0-9-]+)==([^ ]+)( ; [^@:]+?)?((?: +--hash=sha256:[0-9a-f]{64})+)", entry)
        assert pinned, f"this is not a version with its hashes alone: {entry[:80]}"
        pins.setdefault(pinned[1], []).append(pinned[2])
    extras = SETTINGS["project"]["optional-dependencies"].values()
    groups = SETTINGS["dependency-groups"].values()
    asked = [*SETTINGS["project"]["dependencies"], *(each for some in (*extras, *groups) for each in some)]
    for each in map(Requirement, (each for each in asked if isinstance(each, str))):
        if each.name != SETTINGS["project"]["name"]:
            assert each.name in pins
            assert [version for version in pins[each.name] if version not in each.specifier] == []


def test_bill_of_materials_is_that_of_the_project() -> None:
    """After a change of pyproject.toml or of the version of the data, run ``python tests/make_sbom.py``."""
    assert HOME.read_text(encoding="utf-8") == text(), "run python tests/make_sbom.py"


def build(home: Path, mode: int, stamp: int, **env: str) -> tuple[Path, Path]:
    """Build sdist and wheel in a copy of the sources with these modes and times; return where they are."""
    names = ("src", "tests", "docs", "benchmarks", ".ci")
    for name in names:
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    for each in (*ROOT.glob("*.*"), ROOT / "LICENSE", ROOT / "LICENSE-DATA", ROOT / ".gitignore"):
        if each.is_file():
            shutil.copy(each, home / each.name)
    for each in home.rglob("*"):
        each.chmod(mode | 0o100 if each.is_dir() else mode)
        os.utime(each, (stamp, stamp))
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", "made"]
    umask = 0o777 & ~(mode | 0o100)
    subprocess.run(command, cwd=home, env=clean | env, umask=umask, check=True, capture_output=True, timeout=300)
    (sdist,), (wheel,) = (home / "made").glob("*.tar.gz"), (home / "made").glob("*.whl")
    return sdist, wheel


@pytest.mark.slow
@needs("build", "hatchling")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_builds_are_the_same_everywhere_and_say_what_they_hold(tmp_path: Path) -> None:
    """Path, modes, umask, times of files, time zone and hash seed do not show; the wheel has the bill and all files."""
    first, second = tmp_path / "a", tmp_path / "elsewhere" / "and deeper"
    first.mkdir()
    second.mkdir(parents=True)
    ours = build(first, 0o644, 1_700_000_000, TZ="UTC", PYTHONHASHSEED="1")
    theirs = build(second, 0o600, 1_000_000_000, TZ="Pacific/Kiritimati", PYTHONHASHSEED="2")
    assert [hashlib.sha256(each.read_bytes()).hexdigest() for each in ours] == [
        hashlib.sha256(each.read_bytes()).hexdigest() for each in theirs
    ]
    sdist, wheel = ours
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"SECURITY.md", "LICENSE", "LICENSE-DATA", HOME.name, ".ci/run", "tests/surface/test_supply.py"} <= held
    with zipfile.ZipFile(wheel) as archive:
        (inside,) = (name for name in archive.namelist() if ".dist-info/sboms/" in name)
        bill = json.loads(archive.read(inside))
        told = message_from_bytes(archive.read(f"{inside.partition('/')[0]}/METADATA"))
        shipped = {name.partition("/")[2] for name in archive.namelist() if name.startswith("iom_partners/")}
    itself = bill["metadata"]["component"]
    assert (itself["name"], itself["version"]) == (told["Name"], told["Version"])
    assert itself["licenses"] == [{"expression": told["License-Expression"]}]
    assert {f"{each['name']}{each['versionRange'].removeprefix('vers:pypi/')}" for each in bill["components"]} == {
        each for each in told.get_all("Requires-Dist") if "extra ==" not in each
    }
    sources = ROOT / "src/iom_partners"
    assert shipped == {
        each.relative_to(sources).as_posix()
        for each in sources.rglob("*")
        if each.is_file() and "__pycache__" not in each.parts
    }
