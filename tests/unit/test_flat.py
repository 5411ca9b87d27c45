"""Flat tables: the bounds of a row are those of its record, and nothing but layout is lost."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given

import iom_partners
from iom_partners import (
    Citation,
    DataFileError,
    Dataset,
    Event,
    Identifier,
    Membership,
    PartialDate,
    Period,
    Place,
    Said,
)
from iom_partners.io.codec import structure
from iom_partners.model import Name
from iom_partners.store.record_types import RECORD_TYPES, record_class
from iom_partners.tables.flat import (
    columns_of,
    descriptions_of,
    flat_rows,
    joined_texts,
    nested_rows,
    split_pairs,
    split_texts,
)
from iom_partners.tables.schemas import json_schema, table_schema
from strategies import periods


def row(record: Any) -> dict[str, Any]:
    """The row of one record, by the names of its columns."""
    [cells] = flat_rows([record], type(record))
    return dict(zip((column.name for column in columns_of(type(record))), cells, strict=True))


@given(period=periods())
def test_bounds_of_a_row_are_those_of_its_period(period: Period) -> None:
    """Text, four bounds and two flags tell the period whole."""
    told = row(Membership(id="m", member_id="a", organization_id="b", period=period))
    assert Period(told["period"]) == period
    for name in ("start_earliest", "start_latest", "end_earliest", "end_latest", "starts_open", "ends_open"):
        assert told[name] == getattr(period, name)


@pytest.mark.parametrize(("when", "bounds"), [
    (None, (None, None, None, None, None, None)),
    (PartialDate("2005-02"), (date(2005, 2, 1), date(2005, 2, 28)) * 2 + (False, False)),
    (PartialDate("[..2005]"), (None, date(2005, 12, 31)) * 2 + (False, False)),
    (Period("2005/.."), (date(2005, 1, 1), date(2005, 12, 31), None, None, False, True)),
])  # fmt: skip
def test_bounds_of_a_happening(when: PartialDate | Period | None, bounds: tuple[Any, ...]) -> None:
    """A happening of one day starts and ends within its date; one without a date has none of the cells."""
    assert tuple(row(Event(id="e", name="E", when=when)).values())[5:11] == bounds


def test_every_field_of_every_record_has_a_column_and_a_meaning() -> None:
    """No field is forgotten, none is undocumented, and no heading stands twice."""
    for name in RECORD_TYPES:
        kind = record_class(name)
        columns = [column.name for column in columns_of(kind)]
        assert len(set(columns)) == len(columns)
        own = [field.name for field in attrs.fields(kind) if field.name not in ("names", "identifiers", "citations")]
        assert [column for column in columns if column in own] == own
        assert all(column.description for column in columns_of(kind))
        assert set(descriptions_of(kind)) >= set(own)


def test_values_of_a_list_are_parted_by_bars_and_none_is_an_empty_cell() -> None:
    """A list without values is not an empty text, so that readers see a null."""
    told = row(Event(id="e", name="E", participant_ids=("a", "b")))
    assert (told["participant_ids"], told["about_ids"]) == ("a|b", None)


@pytest.mark.parametrize(("texts", "cell"), [
    ((), None), (("",), "\\"), (("", ""), "|"),
    (("a|b", "c"), "a\\|b|c"), (("a\\", "b"), "a\\\\|b"), (("a\\|",), "a\\\\\\|"),
])  # fmt: skip
def test_bars_and_backslashes_within_a_value_are_told_from_those_between(texts: tuple[str, ...], cell: str) -> None:
    """Every list of texts has a cell of its own, which is read back."""
    assert joined_texts(texts) == cell
    assert cell is None or split_texts(cell) == list(texts)


def test_a_field_called_all_is_told_from_all_fields() -> None:
    """Even a citation that makes no sense keeps what it says, and so do odd pairs."""
    cells = [
        nested_rows([("places", [Place(id="p", name="P", citations=(each,))])], "citations", Citation)[1][0]
        for each in (
            Citation(source_id="s", states="all"), Citation(source_id="s", states=("all",)),
            Citation(source_id="s", says=(Said(field="a=b|", value="c=d|\\"), Said(field="", value=""))),
        )
    ]  # fmt: skip
    assert [each[-3] for each in cells] == ["all", "\\all", None]
    assert split_texts("\\all") == ["all"]
    assert cells[2][-1] == "a\\=b\\|=c=d\\|\\\\|="
    assert split_pairs(cells[2][-1]) == [("a=b|", "c=d|\\"), ("", "")]
    assert split_pairs("a|b=") == [("a", None), ("b", "")]


def test_nested_tables_tell_where_each_citation_stands() -> None:
    """A citation of a name has the path of the name, and says what it states otherwise."""
    name = Name(text="X", kind="acronym", citations=(Citation(source_id="s", denies=True, states="all"),))
    said = iom_partners.Said(field="founded", value="1999")
    body = iom_partners.Organization(
        id="x", name="X", names=(name,), identifiers=(Identifier(scheme="lei", value="L"),),
        citations=(Citation(source_id="s", states=("kind", "country"), says=(said,)),),
    )  # fmt: skip
    columns, rows = nested_rows([("organizations", [body])], "citations", Citation)
    told = [dict(zip((column.name for column in columns), each, strict=True)) for each in rows]
    assert [(each["record_id"], each["field"], each["says"], each["states"], each["denies"]) for each in told] == [
        ("x", "citations", "founded=1999", "kind|country", False),
        ("x", "names[0]", None, "all", True),
    ]


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_json_schema_takes_the_shipped_records_and_refuses_others(name: str, curated: Dataset) -> None:
    """A schema made of a class takes every file of it, and neither a field too many nor one of another type."""
    schema = json_schema(record_class(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    folder = iom_partners.data_path()
    rows = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    rows = rows or [
        {"id": "whip", "definition": "Who counts the votes"}
    ]  # The curated data need no words of their own.
    assert not [error.message for each in rows for error in check.iter_errors(each)]
    for states, is_right in (("all", True), (["name"], True), ("some", False)):
        errors = list(check.iter_errors(rows[0] | {"citations": [{"source_id": "s", "states": states}]}))
        assert bool(errors) is not is_right
    assert list(check.iter_errors(rows[0] | {"colour": "red"}))
    assert list(check.iter_errors(rows[0] | {"id": 5}))
    assert list(check.iter_errors({key: value for key, value in rows[0].items() if key != "id"}))


@pytest.mark.parametrize("text", [
    "", "2013-02-29", "1.7.2013", "20130701", "2013-W27-1", " 2013-07-01", "2013-07-01\n", "٢٠١٣-٠٧-٠١", "2013–07–01",
    "2013-13-01", "-0000-01-01", "2013-7-1", "2013", "+2013-07-01", 20130701, 2013.0, True, ["2013-07-01"],
])  # fmt: skip
@pytest.mark.parametrize(("name", "field", "right"), [
    ("coverages", "first_day", "2013-07-01"),
    ("memberships", "period", "2013-07-01/"),
    ("organizations", "founded", "2013-07-01"),
    ("events", "when", "2013-07-01"),
])  # fmt: skip
def test_json_schema_refuses_what_is_not_a_date(name: str, field: str, right: str, text: object) -> None:
    """What a schema lets pass, the reader refuses: of dates that may be known in part, most texts that are wrong."""
    check = jsonschema.Draft202012Validator(
        json_schema(record_class(name)), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    row: dict[str, Any] = {
        "coverages": {"id": "c", "organization_id": "b", "of": "members"},
        "memberships": {"id": "m", "member_id": "a", "organization_id": "b"},
        "organizations": {"id": "o", "name": "O"},
        "events": {"id": "e", "name": "E"},
    }[name]
    assert check.is_valid(row | {field: right})
    is_left_to_the_reader = name in {"organizations", "events"} and isinstance(text, str) and text != ""
    # A schema sees the form of a day alone; Python's patterns let a line end pass.
    days = ("2013-02-29", "2013-13-01", "-0000-01-01", "+2013-07-01", "2013-07-01\n")
    is_of_the_form = field == "first_day" and text in days
    assert check.is_valid(row | {field: text}) is (is_left_to_the_reader or is_of_the_form)
    if text != "2013" or not is_left_to_the_reader:
        with pytest.raises(DataFileError):
            structure(row | {field: text}, record_class(name), "row")


def test_table_schema_points_to_other_tables() -> None:
    """A column of ids of one table is a foreign key."""
    assert "foreignKeys" not in table_schema(columns_of(Place), {"colour": "colours-table"})
    schema = table_schema(columns_of(Place), {"country": "countries-table", "colour": "colours-table"})
    assert schema["foreignKeys"] == [
        {"fields": ["country"], "reference": {"resource": "countries-table", "fields": ["id"]}}
    ]


def test_shipped_tables_are_what_the_records_give(curated: Dataset) -> None:
    """The CSV files hold the rows of the records, one each, and read back to their texts."""
    folder = iom_partners.data_path()
    for name in RECORD_TYPES:
        text = (folder / "tables" / f"{name}.csv").read_text(encoding="utf-8")
        heads, *rows = csv.reader(io.StringIO(text))
        kind = record_class(name)
        assert heads == [column.name for column in columns_of(kind)]
        expected = [
            ["" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell) for cell in cells]
            for cells in flat_rows(getattr(curated, name), kind)
        ]
        assert rows == expected
    assert Path(folder / "tables" / "citations.csv").exists()
