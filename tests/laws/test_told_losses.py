"""What a format does not hold is told: two datasets that make the same bytes differ only in what was told as lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from full import FULL, changes
from iom_partners import Dataset
from iom_partners.exchange.losses import Export
from iom_partners.export.formats import make as make_format
from strategies import needs

FORMATS_OF_ALL = ["ftm", "graphml", "gexf", pytest.param("icalendar", marks=needs("icalendar"))]
CHANGES = [(place, *each) for place, record in enumerate(FULL) for each in changes(record)]


def make(records: list[Any], name: str) -> tuple[dict[str, bytes], Export]:
    """Write records in a format, and return the files and what was told."""
    export = Export(Dataset.from_records(records, strict=False)._project_rosters(), "1", name="x")
    made = make_format(name, export)
    return (dict(made) if isinstance(made, Mapping) else {"": made}), export


@pytest.mark.parametrize("name", FORMATS_OF_ALL)
def test_nothing_is_lost_in_silence(name: str) -> None:
    """If another value of a field makes the same file, the report tells that the record, or this field, is lost.

    The quick profile tries every fifth value of 467.
    """
    whole, before = make(list(FULL), name)
    reports = before.report()
    assert len(CHANGES) == 467
    silent = []
    for place, field, other in CHANGES[:: 5 if settings().max_examples < 100 else 1]:
        made, export = make([*FULL[:place], other, *FULL[place + 1 :]], name)
        kind = type(other).__name__
        told = {
            each.field for each in (*reports, *export.report()) if each.record_type == kind and other.id in each.ids
        }
        if made == whole and not told & {field, ""}:
            silent.append((other.id, field, other))
    assert silent == []


SCRIPT = """
import sys, hashlib, pathlib, iom_partners
data = iom_partners.load()
for name in sys.argv[2:]:
    path = pathlib.Path(sys.argv[1], f"x.{name}")
    data.export(path, name)
    for each in sorted(path.parent.glob(f"{path.name}*")):
        print(each.name, hashlib.sha256(each.read_bytes()).hexdigest())
"""


@pytest.mark.slow
@needs("icalendar")
@pytest.mark.bulk
def test_the_same_data_make_the_same_bytes(tmp_path: Path) -> None:
    """Neither the order of hashes nor the zone or locale changes a byte."""
    worlds = [("0", "UTC", "C"), ("1", "Pacific/Kiritimati", "C.UTF-8"), ("2", "America/Lima", "POSIX")]
    found = set()
    for seed, zone, locale in worlds:
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", SCRIPT, str(tmp_path), "ftm", "graphml", "gexf", "icalendar"]
        found.add(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1
    assert found.pop().count("x.") == 5
