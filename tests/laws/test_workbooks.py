"""Every cell of a workbook reads back as the cell of the table, but for what is told; and no cell is a formula."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import HOSTILE
from iom_partners import Dataset
from iom_partners.exchange.losses import Export
from iom_partners.export.excel import make_excel
from strategies import any_records, examples, needs

TEXTS = st.sampled_from([*HOSTILE, "_x000D_", "a_x0041_x0042_", "_x005F_", "#N/A", "#REF!", "2013-07-01", "=", "==1"])


def is_same(value: Any, cell: Any) -> bool:
    """Return whether what a cell holds is a value of a table."""
    held = cell.value
    if isinstance(value, bool) or value is None:
        return held is value
    if isinstance(value, (int, Decimal)):
        number = Decimal(value).normalize()
        is_long = len(number.as_tuple().digits) > 15 or abs(number.adjusted()) > 15
        return Decimal(str(held)) == value and isinstance(held, str) == is_long
    if isinstance(held, datetime):
        return str(held.date()) == str(value) and held.date() >= date(1900, 3, 1) and held.time().hour == 0
    # As Excel reads codes of characters.
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), held) == str(value)


@needs("openpyxl")
@examples(0.5)
@given(records=any_records(TEXTS))
@pytest.mark.bulk
def test_every_cell_reads_back(records: list[Any]) -> None:
    """Whatever the records hold: numbers of any length, days of any year, texts that are formulas or errors."""
    openpyxl = pytest.importorskip("openpyxl")
    data = Dataset.from_records(records, strict=False)
    export = Export(data._project_rosters(), None)
    book = openpyxl.load_workbook(BytesIO(make_excel(export)))
    lost = {(each.record_type, each.field): set(each.ids) for each in export.report()}
    told = {(kind, field) for kind, field in lost}
    assert all(cell.data_type in "nsbd" for sheet in book for row in sheet for cell in row)
    for name, table in data.tables.items():
        if not len(table):
            assert name.replace("_", " ") not in book.sheetnames
            continue
        heads, *rows = book[name.replace("_", " ")]
        places = {cell.value: place for place, cell in enumerate(heads)}
        assert len(rows) == len(table)
        for column in table.column_names:
            for value, row, first in zip(table[column], rows, table.rows, strict=True):
                cell = row[places[column]]
                if name in ("names", "identifiers", "citations"):
                    is_told = any(field == name for _, field in told)
                else:
                    is_told = any(field == column and first[0] in ids for (_, field), ids in lost.items())
                if not is_same(value, cell):
                    assert is_told, (name, column, value, cell.value)
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "@")):
                    assert cell.quotePrefix
