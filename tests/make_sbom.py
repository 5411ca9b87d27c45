"""Writes `iom-partners.cdx.json`, the bill of materials that the wheel carries: run it when pyproject.toml changed.

python tests/make_sbom.py
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / "iom-partners.cdx.json"


def text() -> str:
    """The bill, in CycloneDX: neither a clock nor chance has a part in it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    data = json.loads((ROOT / "src/iom_partners/data/datapackage.json").read_text(encoding="utf-8"))
    needed = [re.fullmatch(r"([a-z-]+)(>=[\d.]+)", each).groups() for each in project["dependencies"]]
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
                "purl": f"pkg:pypi/{project['name']}@{project['version']}",
                "components": [
                    {
                        "type": "data",
                        "bom-ref": f"{data['name']}-data",
                        "name": data["title"],
                        "version": data["version"],
                        "licenses": [{"license": {"id": each["name"]}} for each in data["licenses"]],
                    },
                ],
            },
        },
        "components": [
            {
                "type": "library",
                "bom-ref": name,
                "name": name,
                "versionRange": f"vers:pypi/{bound}",
                "isExternal": True,
                "purl": f"pkg:pypi/{name}",
            }
            for name, bound in needed
        ],
        "dependencies": [{"ref": project["name"], "dependsOn": [name for name, _ in needed]}],
    }
    return json.dumps(bill, indent=2) + "\n"


if __name__ == "__main__":
    HOME.write_text(text(), encoding="utf-8", newline="\n")
