"""The inventory of the page: every fact of it is held by records, and the datasheet's numbers are those of the data."""

from __future__ import annotations

import importlib.util
import json
import os
import runpy
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import iom_partners
from iom_partners import Dataset
from iom_partners.store.record_types import RECORD_TYPES

ROOT = Path(__file__).resolve().parents[2]
CURATION = ROOT / "docs" / "curation"
INVENTORY: list[dict[str, Any]] = json.loads((CURATION / "inventory.json").read_text(encoding="utf-8"))
PAGE = "iom-partners-and-friends"

#: Kinds of facts that are not layout, and so must be held by a record, each and every one.
HELD = {
    *("activity", "agreement", "award", "body", "chair", "claim", "contribution", "event", "inconsistency"),
    *("membership", "organization", "participation", "partnership", "person-role", "place", "project", "theme", "work"),
}


def records_of(data: Dataset) -> dict[str, Any]:
    """Every record of the data by its id."""
    return {record.id: record for name in RECORD_TYPES for record in getattr(data, name)}


def sources_of(record: Any) -> set[str]:
    """Who is cited on a record, its names and identifiers; a source speaks for itself."""
    if isinstance(record, iom_partners.Source):
        return {record.id}
    inner = (*getattr(record, "names", ()), *getattr(record, "identifiers", ()))
    return {citation.source_id for each in (record, *inner) for citation in each.citations}


def test_every_fact_has_one_id_and_its_finders() -> None:
    """The inventory is whole: ids in order of section, each found by one reading or both, or when they were settled."""
    ids = [fact["id"] for fact in INVENTORY]
    assert len(set(ids)) == len(ids) > 700
    assert all(fact["id"].startswith(fact["section"] + "-") for fact in INVENTORY)
    assert all(set(fact["found_by"]) <= {"a", "b"} for fact in INVENTORY)


def test_every_fact_of_the_page_is_held(curated: Dataset) -> None:
    """Each fact that is not a heading points to records of the data, one of which cites the page."""
    records = records_of(curated)
    for fact in INVENTORY:
        if fact["kind"] in HELD:
            assert fact["records"], fact["id"]
        assert not set(fact["records"]) - set(records), fact["id"]
        # An inconsistency may be told by a record that rests on our own reasoning.
        if fact["records"] and fact["kind"] != "inconsistency":
            assert any(PAGE in sources_of(records[each]) for each in fact["records"]), fact["id"]
    bare = Counter(fact["kind"] for fact in INVENTORY if not fact["records"])
    assert set(bare) <= {"name", "figure", "link"}
    assert sum(bare.values()) < 0.03 * len(INVENTORY)


def test_records_that_rest_on_the_page_alone_are_in_the_inventory(curated: Dataset) -> None:
    """Nothing is attributed to the page that its inventory does not have: such a record would be an invention."""
    told = {each for fact in INVENTORY for each in fact["records"]}
    for name in set(RECORD_TYPES) - {"sources", "coverages", "places", "organizations", "memberships"}:
        for record in getattr(curated, name):
            if sources_of(record) == {PAGE}:
                assert record.id in told, f"{name}[{record.id}]"


@pytest.mark.bulk
def test_numbers_of_the_datasheet_are_those_of_the_data() -> None:
    """The script that writes the datasheet would change nothing."""
    spec = importlib.util.spec_from_file_location("datasheet", CURATION / "datasheet.py")
    assert spec is not None
    assert spec.loader is not None
    script: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    sheet = script.SHEET.read_text(encoding="utf-8")
    assert script.written(sheet) == sheet, "run python docs/curation/datasheet.py"


def test_the_release_note_is_that_of_the_data(curated: Dataset) -> None:
    """The script that writes the release note would change nothing, and no answer flipped."""
    script = runpy.run_path(str(CURATION / "release_note.py"))
    note = script["note"](curated, Dataset.read(script["OLD"]))
    kept = (CURATION.parent / "releases" / f"data-{curated.version}.md").read_text(encoding="utf-8")
    assert note == kept, "run python docs/curation/release_note.py"
    assert "No flip." in note


def test_a_minor_version_keeps_the_ids(curated: Dataset) -> None:
    """Every record of 1.0.0 is still there under its id, as docs/stability.md promises: none was withdrawn."""
    old = Dataset.read(ROOT / "tests/fixtures/page-1.0.0.zip")
    assert (old.version, curated.version.split(".")[0]) == ("1.0.0", "1")
    for name in RECORD_TYPES:
        assert set(getattr(old, name).ids) <= set(getattr(curated, name).ids), name


@pytest.mark.slow
def test_one_script_writes_all_that_is_made_from_the_data(tmp_path: Path) -> None:
    """After `docs/curation/update.py`, a new record and version of the data leave no file behind that tests compare."""
    for name in ("src", "docs", "tests", ".ci"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "conftest.py", "iom-partners.cdx.json"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    data = tmp_path / "src/iom_partners/data"
    places = json.loads((data / "places.json").read_text(encoding="utf-8"))
    places.append({**places[0], "id": "zenith", "name": "Zenith"})
    (data / "places.json").write_text(json.dumps(places), encoding="utf-8")
    package = (data / "datapackage.json").read_text(encoding="utf-8")
    version = iom_partners.load().version
    (data / "datapackage.json").write_text(package.replace(f'"{version}"', '"1.99.0"', 1), encoding="utf-8")

    def run(*command: str) -> str:
        # A test that has passed before still has to write its snapshot.
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "src"), "SNAPSHOT": "", "PASSED_BEFORE": ""}
        done = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
        return done.stdout

    assert "no problems" in run("docs/curation/update.py")
    tests = ("curated/test_inventory.py", "curated/test_snapshot.py", "surface/test_ids.py", "surface/test_supply.py")
    names = "datasheet or release_note or snapshot or ids or bill_of_materials_is"
    run("-m", "pytest", "-p", "no:cacheprovider", "-q", "-k", names, *(f"tests/{each}" for each in tests))
    assert "zenith" in (tmp_path / "src/iom_partners/ids.py").read_text(encoding="utf-8")
    assert "1.99.0" in (tmp_path / "docs/releases/data-1.99.0.md").read_text(encoding="utf-8")


def test_money_of_the_page() -> None:
    """The three sums that the page names, to the cent where another document has it."""
    gifts = iom_partners.load().contributions
    told = {each.id: (str(each.amount), each.currency) for each in gifts if each.amount is not None}
    assert told["chevron-myanmar-2008"] == ("400000", "USD")
    assert told["chevron-angola-2004"] == ("850000", "USD")
    assert told["aig-pakistan-2006"] == ("1016627.82", "USD")


#: Units that count people, each with the ids of what its figures are about: the project, body or event of the source.
PEOPLE = {
    "Colombian workers employed": {"maple-leaf-labour-migration"},
    "Honduran workers employed": {"maple-leaf-labour-migration"},
    "Salvadorian workers employed": {"maple-leaf-labour-migration"},
    "workers recruited": {"maple-leaf-labour-migration"},
    "employees": {"maple-leaf-foods"},
    "participants": {"unnm-annual-meeting-2019"},
    "coffee growing families planned": {"narino-coffee-second-project"},
    "coffee growing families": {
        "narino-coffee-families-programme", "valle-del-cauca-coffee-project",
    },
    "dead and missing": {"cyclone-nargis-2008"},
    "displaced people reached": {"galkayo-gbv-awareness-event", "iom-somalia-drought-response"},
    "entrepreneurs directly helped": {"paz-y-vida"},
    "people displaced": {"xenophobic-violence-2008"},
    "people killed": {"xenophobic-violence-2008"},
    "people severely affected or displaced": {"cyclone-nargis-2008"},
    "people with projects that earn an income": {"paz-y-vida"},
    "primary school children": {"dow-pakistan-schools-2007"},
    "vulnerable women/heads of household": {"ubs-indonesia-trafficking-prevention"},
}  # fmt: skip
#: Units that do not count people.
THINGS = {
    "members", "original members", "observer states", "new member states", "EUR", "USD",
    "Carrefour stores that sell the products", "IOM Councils with an invitation",
    "OKKO filling stations with billboards", "clinics supplied by Americares with equipment and medicines",
    "coffee sales associations", "district health training facilities", "dormitory buildings", "facilities",
    "long-term working groups", "municipalities", "organizations", "parties to the agreement", "partner organizations",
    "partners with an entry of their own under Private Sector", "prefabricated school units",
    "professional training sessions", "projects with IOM Indonesia", "provinces with Peace Monitors",
    "regional commissions named", "solar lanterns", "states and divisions", "states and divisions devastated",
    "stores in Colombia", "support hubs", "time-bound task forces",
    "working groups and task forces of the GMG led jointly", "years of hire", "countries", "countries represented",
    "country networks", "governments that attended", "governments that took part as members",
    "governments that took part in establishing it", "joint programmes selected first", "member states",
    "states represented",
}  # fmt: skip


def test_numbers_of_people_are_about_what_the_source_names(curated: Dataset) -> None:
    """A number of people stands at the project, body or event of its source, never at a place, and is not made finer.

    Each unit is judged by hand: a new one is added above, to one list or the other.
    """
    found: dict[str, set[str]] = {}
    for figure in curated.figures:
        assert figure.unit in {*PEOPLE, *THINGS}, f"does it count people? {figure.unit}"
        if figure.unit in PEOPLE:
            found.setdefault(figure.unit, set()).add(figure.about_id)
            assert figure.about_id not in curated.places, figure.id
            assert any(each.as_stated for each in figure.citations), figure.id
    assert found == PEOPLE
