"""What is released: the sdist and the wheel, what they say of themselves, the runbook, the forms of the repository."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from check_release import ROOT, faults, texts_of, told
from iom_partners.store.record_types import RECORD_TYPES
from strategies import needs

BILL = "iom-partners.cdx.json"
FOLDERS = ("src", "tests", "docs", "benchmarks", ".ci", ".github")


def build(home: Path, mode: int, stamp: int, **env: str) -> tuple[Path, Path]:
    """Build sdist and wheel in a copy of the sources with these modes and times; return where they are."""
    for name in FOLDERS:
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
    """Path, modes, umask, times of files, time zone and hash seed do not show; all files are in, and no others."""
    first, second = tmp_path / "a", tmp_path / "elsewhere" / "and deeper"
    first.mkdir()
    second.mkdir(parents=True)
    ours = build(first, 0o644, 1_700_000_000, TZ="UTC", PYTHONHASHSEED="1")
    theirs = build(second, 0o600, 1_000_000_000, TZ="Pacific/Kiritimati", PYTHONHASHSEED="2")
    assert [hashlib.sha256(each.read_bytes()).hexdigest() for each in ours] == [
        hashlib.sha256(each.read_bytes()).hexdigest() for each in theirs
    ]
    sources, shipped = texts_of(*ours)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    kept = {each.relative_to(ROOT) for name in FOLDERS for each in (ROOT / name).rglob("*") if each.is_file()}
    alone = {
        "CHANGELOG.md",
        "CITATION.cff",
        "CODE_OF_CONDUCT.md",
        "LICENSE",
        "LICENSE-DATA",
        "README.md",
        "SECURITY.md",
    }
    alone |= {".gitignore", "PKG-INFO", "conftest.py", "pyproject.toml", BILL}
    assert set(sources) == alone | {each.as_posix() for each in kept if "__pycache__" not in each.parts}
    home = f"iom_partners-{project['version']}.dist-info/"
    package = {name.removeprefix("src/") for name in sources if name.startswith("src/")}
    of_wheel = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSE-DATA"}
    of_wheel |= {"extra_metadata/CITATION.cff", f"sboms/{BILL}"}
    assert set(shipped) == package | {home + each for each in of_wheel}
    assert shipped[home + "extra_metadata/CITATION.cff"] == (ROOT / "CITATION.cff").read_bytes()
    metadata, bill = told(shipped[home + "METADATA"]), json.loads(shipped[f"{home}sboms/{BILL}"])
    # No index takes a file whose metadata are newer than it knows.
    assert (metadata["Metadata-Version"], metadata["Requires-Python"]) == ("2.4", project["requires-python"])
    itself = bill["metadata"]["component"]
    assert (itself["name"], itself["version"]) == (metadata["Name"], metadata["Version"])
    assert itself["licenses"] == [{"expression": metadata["License-Expression"]}]
    assert {f"{each['name']}{each['versionRange'].removeprefix('vers:pypi/')}" for each in bill["components"]} == {
        each for each in metadata.get_all("Requires-Dist") if "extra ==" not in each
    }
    # The check of the release workflow finds fault with nothing but what is set when the repository has an address.
    tag, address = f"v{project['version']}", "https://example.org/iom-partners"
    assert {each.split()[0] for each in faults(ours[0].parent, tag, address)} <= {
        "CHANGELOG.md",
        "CITATION.cff",
        "README.md",
        "[project.urls]",
    }
    (other,) = faults(ours[0].parent, "v99", address)
    assert "asks for" in other


def test_a_release_is_ready_when_all_versions_and_addresses_agree(tmp_path: Path) -> None:
    """And each one that differs is named."""
    address, version = "https://example.org/iom-partners", "1.2.3"
    agreed = {
        "pyproject.toml": f'[project]\nversion = "{version}"\n',
        "iom-partners.cdx.json": json.dumps({"metadata": {"component": {"version": version}}}),
        "CITATION.cff": f"abstract: of data (version 4.5.6)\nversion: {version}\ndate-released: 2030-01-02\n"
        f'repository-code: "{address}"\n',
        "CHANGELOG.md": f"# Changelog\n\n## Code {version}, data 4.5.6: 2030-01-02\n",
        "PKG-INFO": f"Name: iom-partners\nProject-URL: Repository, {address}\n\n",
        "src/iom_partners/__init__.py": f'__version__ = "{version}"\n',
        "src/iom_partners/data/datapackage.json": '{"version": "4.5.6"}',
    }

    def told_of(changes: dict[str, str]) -> list[str]:
        made = tmp_path / "made"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        pack(made, agreed | changes, version)
        return faults(made, f"v{version}", address)

    assert told_of({}) == []
    for name, wrong in {
        "pyproject.toml": '[project]\nversion = "1.2.4"\n',
        "iom-partners.cdx.json": '{"metadata": {"component": {"version": "1.2.2"}}}',
        "CHANGELOG.md": f"## Code {version}, data 4.5.6: 2030-01-03\n",
        "src/iom_partners/__init__.py": '__version__ = "1.2.4"\n',
        "PKG-INFO": "Name: iom-partners\nProject-URL: Repository, https://example.org/else\n\n[x](https://example.org)",
        "CITATION.cff": agreed["CITATION.cff"].replace("4.5.6", "4.5.5"),
    }.items():
        (fault,) = told_of({name: wrong})
        assert {"src/iom_partners/__init__.py": "__version__", "PKG-INFO": "[project.urls]"}.get(name, name) in fault
    (fault,) = told_of({"PKG-INFO": agreed["PKG-INFO"] + "[a](#b) [c](https://example.org) [d](docs/e.md)"})
    assert fault.startswith("README.md has 1 relative")
    assert len(told_of({"CITATION.cff": agreed["CITATION.cff"].replace("example.org/iom", "example.org/of")})) == 1


def pack(folder: Path, files: dict[str, str], version: str) -> None:
    """Write a sdist and a wheel of these files, in the shapes that the build gives them."""
    import io
    import tarfile
    import zipfile

    with tarfile.open(folder / f"iom_partners-{version}.tar.gz", "w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"iom_partners-{version}/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    with zipfile.ZipFile(folder / f"iom_partners-{version}-py3-none-any.whl", "w") as archive:
        archive.writestr(f"iom_partners-{version}.dist-info/METADATA", files["PKG-INFO"])
        for name, text in files.items():
            if name.startswith("src/"):
                archive.writestr(name.removeprefix("src/"), text)


@pytest.mark.parametrize(
    "page",
    ["docs/releasing.md", "docs/stability.md", "SECURITY.md", "CODE_OF_CONDUCT.md", ".github/PULL_REQUEST_TEMPLATE.md"],
)
def test_what_a_page_names_is_there(page: str) -> None:
    """Every file that a sentence or a command names, and every relative link of a sentence."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"(?<![\w./])(?:docs|tests|src|benchmarks|\.ci|\.github)/[\w./-]*\w", text)
    named += re.findall(r"`([\w.-]+\.(?:md|toml|cff))`", text)
    linked = re.findall(r"^(?! {4}).*?\]\((?!https?:)([^)#]+)", text, flags=re.MULTILINE)
    places = {*(ROOT / each for each in named), *((ROOT / page).parent / each for each in linked)}
    gone = sorted(str(each) for each in places if not each.exists())
    assert gone == []
    assert places


@needs("yaml")
def test_forms_ask_for_what_a_curator_needs() -> None:
    """All forms can be read, each field has one id, and the kinds of records are those of the data."""
    import yaml

    forms = {}
    for each in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml")):
        form = yaml.safe_load(each.read_text(encoding="utf-8"))
        assert {"name", "description", "title", "labels", "body"} == set(form)
        fields = [field for field in form["body"] if field["type"] != "markdown"]
        assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown", "checkboxes"}
        ids = [field["id"] for field in fields]
        assert len(set(ids)) == len(ids)
        forms[form["name"]] = {field["id"]: field for field in fields}
    assert list(forms) == ["Correct a fact", "Report a wrong answer", "Ask"]
    fact = forms["Correct a fact"]
    kinds = fact["record-type"]["attributes"]["options"]
    assert kinds == ["not sure", *(each.replace("_", " ") for each in RECORD_TYPES)]
    asked = {name for name, field in fact.items() if field.get("validations", {}).get("required")}
    assert {"data-version", "record-id", "should", "source", "address", "published", "place-in-source"} <= asked
    assert all(each["required"] for each in fact["checked"]["attributes"]["options"])


@needs("yaml")
def test_only_the_job_that_publishes_can_sign() -> None:
    """And it runs nothing but pinned actions, after the checks of what was built; no password is stored."""
    import yaml

    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert [name for name, job in jobs.items() if "id-token" in job["permissions"]] == ["publish"]
    publish = jobs["publish"]
    assert (publish["needs"], publish["environment"]) == ("build", "pypi")
    assert all(re.search("@[0-9a-f]{40}$", step["uses"]) for step in publish["steps"])
    assert any("tests/check_release.py" in step.get("run", "") for step in jobs["build"]["steps"])
    assert "secrets." not in text
    assert "password" not in [key for step in publish["steps"] for key in step.get("with", {})]
