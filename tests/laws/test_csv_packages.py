"""Data packages of CSV files hold all records: what is read of them equals what was written, but for what is told."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import HOSTILE
from iom_partners import Dataset
from iom_partners.exchange.csv_package import make_datapackage
from iom_partners.exchange.losses import Export
from strategies import any_records, examples

#: Texts that pages, terminals and spreadsheets take for more than text; some have half of a surrogate pair.
TEXTS = st.sampled_from([each for each in HOSTILE if len(each) < 99])


def through_csv(data: Dataset, path: Path) -> tuple[Dataset, Export]:
    """Write a dataset as a zip of CSV files and read it again."""
    export = Export(data._project_rosters(), data.version)
    with zipfile.ZipFile(path, "w") as target:
        for name, text in make_datapackage(export).items():
            target.writestr(name, text)
    return Dataset.read(path, strict=False), export


@examples(0.5)
@given(records=any_records() | any_records(TEXTS))
def test_every_record_comes_back(tmp_path_factory: pytest.TempPathFactory, records: list[Any]) -> None:
    """Whatever the fields hold: bars, backslashes, quotation marks, line ends and empty texts among it."""
    data = Dataset.from_records(records, strict=False)
    again, export = through_csv(data, tmp_path_factory.mktemp("csv") / "x.zip")
    lost = export.report()
    for name, table in data.tables.items():
        assert len(again.tables[name]) == len(table)
    if lost:
        assert {each.reason for each in lost} == {
            "written with U+FFFD for half of a surrogate pair, which no file holds"
        }
    else:
        assert again == data
