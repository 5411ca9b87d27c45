"""What the library is made of: its dependencies, the versions that CI pins, the bill of materials, what is written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
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
    """After a change of the dependencies, make the files of .ci anew, as docs/contributing.md says."""
    whole = "".join(
        (ROOT / f".ci/{each}.txt").read_text(encoding="utf-8")
        for each in ("requirements", "foreign", "install", "release", "spark")
    )
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


EXPORTS = """
import hashlib, io, json, sys
from pathlib import Path
import networkx
from iom_partners import Dataset, load
data, home = load(), Path(sys.argv[1])
old = Dataset.from_records([each for each in data.organizations if each.id != "who"], strict=False)
data.write(home / "folder", with_tables=True)
data.write(home / "data.zip")
answer, table = data.members_of("GMG", during="2010"), data.stats.panel("GMG", during="2010")
table.to_csv(home / "panel.csv")
shown = {
    "folder": [(each.name, each.read_bytes()) for each in sorted((home / "folder").rglob("*.*"))],
    "zip": (home / "data.zip").read_bytes(),
    "CSV": (home / "panel.csv").read_bytes(),
    "HTML": [each._repr_html_() for each in (data, answer, table, data.projects, data.gaps("GMG"))],
    "repr": [repr(each) for each in (data, answer, table, data.find("migration"), *data.conflicts())],
    "texts": [str(data.projects), json.dumps(answer.to_dict())],
    "diff": str(data.diff(old)),
    "merge": repr([*old.merge(data).facts()]),
    "views": [repr([*each.facts()]) for each in (data.known_at("2013"), data.resolve_conflicts("keep_all"))],
    "graph": "".join(networkx.generate_graphml(data.stats.network())),
    "charts": json.dumps([each.to_dict() for each in (data.plot.timeline("GMG"), data.plot.network("IOM"))]),
}
for name, value in shown.items():
    print(name, hashlib.sha256(repr(value).encode()).hexdigest())
"""


@pytest.mark.slow
@needs("networkx", "altair")
def test_exports_are_the_same_everywhere(tmp_path: Path) -> None:
    """Hash seed, time zone and locale do not show in what is written, printed, compared, merged or drawn."""
    made = []
    for seed, zone, language in (
        ("0", "UTC", "C.UTF-8"),
        ("1", "Pacific/Kiritimati", "C"),
        ("4294967295", "America/St_Johns", "C.UTF-8"),
    ):
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        env |= {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
        home = tmp_path / seed
        home.mkdir()
        command = [sys.executable, "-c", EXPORTS, str(home)]
        made.append(subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=300).stdout)
    assert made[0].count("\n") == 11
    assert set(made) == {made[0]}
