"""Checks what was built before it is published, and prints each fault: the release workflow runs it.

python tests/check_release.py FOLDER --tag v0.1.0 --address https://...
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).parents[1]


def texts_of(sdist: Path, wheel: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files of a sdist and of a wheel by their names, that of a sdist without its first folder."""
    with tarfile.open(sdist) as archive:
        sources = {
            each.name.partition("/")[2]: archive.extractfile(each).read()
            for each in archive.getmembers()
            if each.isfile()
        }
    with zipfile.ZipFile(wheel) as archive:
        return sources, {name: archive.read(name) for name in archive.namelist()}


def told(metadata: bytes) -> Message:
    """Return the metadata of a distribution."""
    return message_from_bytes(metadata)


def faults(folder: Path, tag: str, address: str) -> list[str]:
    """Return what forbids to publish the sdist and the wheel of a folder under a tag, from a repository's address."""
    version = tag.removeprefix("v")
    names = sorted(each.name for each in folder.iterdir())
    wanted = [f"iom_partners-{version}-py3-none-any.whl", f"iom_partners-{version}.tar.gz"]
    if not tag.startswith("v") or names != wanted:
        return [f"the folder holds {names}, and the tag {tag} asks for {wanted}"]
    sources, shipped = texts_of(folder / wanted[1], folder / wanted[0])
    home = f"iom_partners-{version}.dist-info"
    text = {name: sources[name].decode() for name in ("CITATION.cff", "CHANGELOG.md", "pyproject.toml")}
    cited = dict(re.findall(r"^([a-z-]+): \"?([^\"\n]+)\"?$", text["CITATION.cff"], flags=re.MULTILINE))
    data = json.loads(shipped["iom_partners/data/datapackage.json"])["version"]
    found = []
    for where, got in {
        "pyproject.toml": tomllib.loads(text["pyproject.toml"])["project"]["version"],
        "iom_partners.__version__": re.search(r'__version__ = "(.+)"', shipped["iom_partners/__init__.py"].decode())[1],
        "CITATION.cff": cited["version"],
        "iom-partners.cdx.json": json.loads(sources["iom-partners.cdx.json"])["metadata"]["component"]["version"],
    }.items():
        if got != version:
            found.append(f"{where} has the version {got}, and the tag {version}")
    if not re.search(rf"[( ]version:? {re.escape(data)}\b", text["CITATION.cff"]):  # Not at the start of a line.
        found.append(f"CITATION.cff does not name the version of the data, {data}")
    heading = f"## Code {version}, data {data}: {cited['date-released']}"
    if heading not in text["CHANGELOG.md"].splitlines():
        found.append(f"CHANGELOG.md has no heading {heading!r}, with the day that CITATION.cff names")
    if shipped[f"{home}/METADATA"] != sources["PKG-INFO"]:
        found.append("the metadata of wheel and sdist differ")
    if f"Repository, {address}" not in (told(sources["PKG-INFO"]).get_all("Project-URL") or ()):
        found.append(f"[project.urls] of pyproject.toml does not name Repository = {address!r}")
    shown = told(sources["PKG-INFO"]).get_payload()
    if relative := re.findall(r"\]\((?!https?:|#)([^)]+)\)", shown):
        found.append(f"README.md has {len(relative)} relative links, which lead nowhere on an index: {relative[0]} ...")
    if cited.get("repository-code") != address:
        found.append(f"CITATION.cff does not name repository-code: {address}")
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tag", required=True)
    parser.add_argument("--address", required=True)
    asked = parser.parse_args()
    complaints = faults(asked.folder, asked.tag, asked.address)
    print("\n".join(complaints) or "ready to publish")
    sys.exit(bool(complaints))
