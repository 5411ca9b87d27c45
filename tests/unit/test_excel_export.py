"""Workbooks of Excel: what the sheets hold, how they look, and that nothing in them is run or made up."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from iom_partners import (
    ChairTerm,
    Citation,
    Contribution,
    DataFileError,
    Dataset,
    Event,
    Figure,
    Membership,
    Organization,
    Place,
    Source,
    Word,
)
from iom_partners.exchange.losses import Export
from iom_partners.export import excel
from iom_partners.export.excel import make_excel
from iom_partners.model import Name

openpyxl = pytest.importorskip("openpyxl")

CLUB = Organization(id="club", name="Kite Flyers Club", names=(Name(text="Kites", kind="former"),))
NORTH = Organization(id="north", name="Northern Chapter", acronym="NC", note="=1+1")


def opened(data: Dataset) -> tuple[Any, Export]:
    """Return the workbook of a dataset, and what it lost."""
    export = Export(data._project_rosters(), data.version)
    return openpyxl.load_workbook(BytesIO(make_excel(export))), export


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet by its headings."""
    heads, *others = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heads, each, strict=True)) for each in others]


def cell(book: Any, sheet: str, column: str, row: int = 2) -> Any:
    """Return a cell below a heading."""
    heads = [each.value for each in book[sheet][1]]
    return book[sheet].cell(row, heads.index(column) + 1)


@pytest.fixture(scope="module")
def curated_book(tmp_path_factory: pytest.TempPathFactory, curated: Dataset) -> tuple[Any, Path]:
    """The workbook of the curated data."""
    path = tmp_path_factory.mktemp("books") / "all.xlsx"
    assert not curated.export(path, strict=True)
    return openpyxl.load_workbook(path), path


@pytest.mark.bulk
def test_sheets_of_the_curated_data(curated_book: tuple[Any, Path], curated: Dataset) -> None:
    """A sheet for each table, with a row for each of its rows, a frozen, filtered head, and columns of fair width."""
    book, _ = curated_book
    tables = {name.replace("_", " "): table for name, table in curated.tables.items()}
    assert book.sheetnames == ["How to read", "columns", "spells", "member counts", "contribution sums", *tables]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert all(each.font.bold for each in sheet[1])
        widths = [each.width for each in sheet.column_dimensions.values()]
        assert len(widths) == sheet.max_column
        assert all(8 <= width <= 60 for width in widths)
        assert widths[0] <= 36
        assert all(each.alignment.wrap_text and each.alignment.vertical == "top" for each in sheet[2] if each.value)
    for name, table in tables.items():
        assert book[name].max_row == len(table) + 1
        heads = [each.value for each in book[name][1]]
        assert set(heads) >= set(table.column_names)
        assert {(row["sheet"], row["column"]) for row in rows(book, "columns")} >= {(name, head) for head in heads}
    assert all(row["meaning"] for row in rows(book, "columns"))


def test_first_sheet_tells_how_to_read(curated_book: tuple[Any, Path]) -> None:
    """Version, reach, licence, the sheets, dates and certainty are explained in words."""
    told = {row["about"]: row["how to read it"] for row in rows(curated_book[0], "How to read")}
    assert (told["version of the data"], told["last day that the data reach"]) == ("1.1.0", "2026-01-31")
    assert told["licence"] == (
        "Creative Commons Attribution 4.0 International: https://creativecommons.org/licenses/by/4.0/"
    )
    assert (
        told["sheet “memberships”"]
        == "One organization or person in an organization, in a role, for a time. Rows: 321."
    )
    assert "EDTF" in told["dates"]
    assert all(word in told["certainty"] for word in ("certain", "possible", "unknown", "ruled out"))
    assert "not held as it is" not in told


def test_names_come_first_and_ids_last(curated_book: tuple[Any, Path]) -> None:
    """Who reads a row from the left meets names; ids are there, but at the end."""
    heads = {sheet.title: [each.value for each in sheet[1]] for sheet in curated_book[0]}
    assert heads["memberships"][:3] == ["member_name", "organization_name", "role"]
    assert heads["memberships"][-3:] == ["id", "member_id", "organization_id"]
    assert heads["contributions"][:6] == ["donor_name", "recipient_name", "project_name", "kind", "status", "amount"]
    assert heads["spells"][:5] == ["body_name", "agent_name", "of", "role", "first_day"]
    assert heads["names"][:5] == ["record_name", "table", "field", "position", "text"]
    assert rows(curated_book[0], "names")[0]["record_name"] == "ADD"


def test_spells_tell_who_chaired_when(curated_book: tuple[Any, Path], curated: Dataset) -> None:
    """The runs of days of each chair, with the certainty of the answers."""
    found = [
        (row["agent_name"], row["certainty"]) for row in rows(curated_book[0], "spells")
        if row["body_name"] == "GMG" and row["of"] == "chairs" and row["role"] is None and row["agent_name"]
        and (row["first_day"] or datetime.min) <= datetime(2013, 9, 1) <= (row["last_day"] or datetime.max)
    ]  # fmt: skip
    answer = curated.chair_of("GMG", on="2013-09-01")
    assert found == [(answer.one().acronym, "certain")]


def test_memberships_are_read_back(curated_book: tuple[Any, Path], curated: Dataset) -> None:
    """`Dataset.from_excel` takes the sheet, bounds and all, and gives the same ids, roles and periods."""
    data = Dataset.from_excel(
        curated_book[1], "memberships", sheet="memberships", extra="ignore",
        columns={"member": "member_id", "body": "organization_id"},
    )  # fmt: skip

    def told(of: Dataset) -> list[tuple[str, ...]]:
        return [(each.id, each.role, each.member_id, str(each.period)) for each in of.memberships]

    assert told(data) == told(curated)


def test_a_day_is_a_date_where_it_is_exact_and_excel_has_it() -> None:
    """Other dates are EDTF text; bounds are dates, or texts before 1 March 1900; nothing of that is a loss."""
    days = [
        "2006-05-09",
        "2006-05",
        "2006-05-09?",
        "[2006-05-09..2006-06-30]",
        "1900-03-01",
        "1900-02-28",
        "0099-12-31",
    ]
    days += ["2006-05-09/2006-05-09", "2006-05-09T10:00:00", "9999-12-31"]
    data = Dataset.from_records([Event(id=f"e{place}", name="E", when=when) for place, when in enumerate(days)])
    book, export = opened(data)
    found = {row["id"]: row for row in rows(book, "events")}
    exact = {"2006-05-09", "1900-03-01", "9999-12-31"}
    for place, when in enumerate(days):
        expected = datetime.fromisoformat(when) if when in exact else when
        assert found[f"e{place}"]["when"] == expected
    assert found["e1"]["start_latest"] == datetime(2006, 5, 31)
    assert found["e5"]["start_latest"] == "1900-02-28"
    assert found["e6"]["end_latest"] == "0099-12-31"
    assert cell(book, "events", "start_latest", 2).number_format == "General"
    assert cell(book, "events", "start_latest", 11).number_format == "yyyy-mm-dd"
    assert not export.report()


@pytest.mark.parametrize(("amount", "held", "shown"), [
    ("400000", 400000, "#,##0"), ("1016627.82", 1016627.82, "#,##0.00##########"), ("4E+5", 400000, "#,##0"),
    ("123456789012345", 123456789012345, "#,##0"), ("-0.5", -0.5, "#,##0.00##########"),
    ("1234567890123456", "1234567890123456", "General"), ("1.0000000000000000000000000000001",) * 2 + ("General",),
    ("1E+16", "10000000000000000", "General"),
])  # fmt: skip
def test_amounts_are_numbers_where_excel_holds_them(amount: str, held: Any, shown: str) -> None:
    """Excel keeps fifteen digits; a longer number is a text, and that is told."""
    data = Dataset.from_records([CLUB, Contribution(id="c", donor_id="club", amount=Decimal(amount))], strict=False)
    book, export = opened(data)
    found = cell(book, "contributions", "amount")
    assert (found.value, type(found.value), found.number_format) == (held, type(held), shown)
    told = [(each.record_type, each.field, each.ids) for each in export.report()]
    assert told == ([("Contribution", "amount", ("c",))] if isinstance(held, str) else [])


def test_every_number_and_date_fits_its_column() -> None:
    """What is too wide for its column would be shown as number signs; texts are wrapped."""
    gifts = [Contribution(id=f"c{each}", donor_id="club", amount=1, when="2013") for each in range(20)]  # type: ignore[arg-type]
    gifts.append(Contribution(id="d", donor_id="club", amount=Decimal(123456789012345), when="2013-07-01"))  # type: ignore[arg-type]
    sheet = opened(Dataset.from_records([CLUB, *gifts], strict=False))[0]["contributions"]
    widths = {each.value: sheet.column_dimensions[each.column_letter].width for each in sheet[1]}
    assert widths["amount"] > len("123,456,789,012,345")
    assert widths["when"] > len("2013-07-01")


def test_long_counts_are_texts() -> None:
    """A count is a number up to fifteen digits."""
    book, export = opened(
        Dataset.from_records([Figure(id="f", about_id="x", unit="u", lower=5, upper=10**15 + 1)], strict=False)
    )
    assert (cell(book, "figures", "lower").value, cell(book, "figures", "upper").value) == (5, "1000000000000001")
    assert export.report()[0].reason == "written as text: Excel keeps 15 digits of a number"


@pytest.mark.parametrize(("text", "held", "reason"), [
    ("=A1()", "=A1()", ""), ("+1", "+1", ""), ("@x", "@x", ""), ("#N/A", "#N/A", ""), ("0044", "0044", ""),
    ("a\nb\tc", "a\nb\tc", ""), ("  x ", "  x ", ""), ("<b>&amp;\"'", "<b>&amp;\"'", ""), ("é😀", "é😀", ""),
    ("a\x00b\x1f", "a\ufffdb\ufffd", "characters that a workbook cannot hold"), ("\ud800x", "\ufffdx", "cannot hold"),
    ("\ufffe\uffff", "\ufffd\ufffd", "cannot hold"), ("a\r\nb\rc", "a\nb\nc", "line breaks of another kind"),
    ("_x000D_ _x00e9_ _x_", "_x005F_x000D_ _x005F_x00e9_ _x_", ""),  # The code of an underscore, for Excel reads codes.
    ("x" * 32_767, "x" * 32_767, ""), ("x" * 32_768, "x" * 32_766 + "…", "at most 32,767 characters"),
    ("😀" * 16_384, "😀" * 16_383 + "…", "at most 32,767 characters"), ("", None, "an empty text is an empty one"),
])  # fmt: skip
def test_texts_are_texts(text: str, held: str | None, reason: str) -> None:
    """No text is run, and what a workbook cannot hold of one is told."""
    data = Dataset.from_records([Organization(id="a", name=text, note=text)], strict=False)
    book, export = opened(data)
    found = cell(book, "organizations", "note")
    assert found.value == held
    assert found.data_type == ("s" if text else "n")
    assert bool(found.quotePrefix) == text.startswith(("=", "+", "@"))
    assert [(each.field, each.ids) for each in export.report()] == (
        [("name", ("a",)), ("note", ("a",))] if reason else []
    )
    assert all(reason in each.reason for each in export.report())
    notes = {row["how to read it"] for row in rows(book, "How to read") if row["about"] == "not held as it is"}
    assert len(notes) == (2 if reason else 0)


def test_what_is_lost_of_a_citation_is_told_of_its_record() -> None:
    """A name or citation is told of by the record that has it."""
    cited = Organization(
        id="a", name="A", names=(Name(text="x\x01", kind="alias"),), citations=(Citation(source_id="s"),)
    )
    _, export = opened(Dataset.from_records([cited, Source(id="s", title="S\x02")]))
    assert [(each.record_type, each.field) for each in export.report()] == [
        ("Source", "title"),
        ("Organization", "names"),
    ]


def test_words_keep_their_id_in_front_and_a_vacancy_has_no_holder() -> None:
    """A table without names starts with its ids; nobody in the chair is an empty cell."""
    data = Dataset.from_records([
        CLUB, NORTH, Word(id="whip", definition="keeps order"),
        Membership(id="m", member_id="north", organization_id="club", role="whip", is_doubtful=True),
        ChairTerm(id="t", organization_id="club", holder_id=None),
    ])  # fmt: skip
    book, _ = opened(data)
    assert [each.value for each in book["words"][1]] == ["id", "definition", "note"]
    assert rows(book, "chair terms")[0]["holder_name"] is None
    assert rows(book, "memberships")[0]["is_doubtful"] is True
    assert cell(book, "organizations", "note", 3).value == "=1+1"
    told = {row["about"]: row["how to read it"] for row in rows(book, "How to read")}
    assert (told["version of the data"], told["licence"]) == (
        "The data state none.",
        "The data state none: ask who made them.",
    )


def test_data_without_records_have_a_workbook() -> None:
    """The sheets that explain are always there."""
    book, _ = opened(Dataset.from_records([]))
    assert book.sheetnames == ["How to read", "columns"]
    assert ("last day that the data reach", "The data have no dates.") in book["How to read"].iter_rows(
        values_only=True
    )


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The error says how many there are and what to write instead; no file is left."""
    monkeypatch.setattr(excel, "_MOST_ROWS", 30)
    data = Dataset.from_records([Place(id=f"o{number}", name="O") for number in range(31)])
    with pytest.raises(DataFileError, match=r"places: has 31 rows, .* \(export to sqlite or parquet\)"):
        data.export(tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


def test_no_clock_in_the_file(curated_book: tuple[Any, Path], tmp_path: Path) -> None:
    """The same data make the same bytes; no entry of the zip and no part has a time."""
    data = Dataset.from_records([CLUB, NORTH])
    for name in ("a.xlsx", "b.xlsx"):
        data.export(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(curated_book[1]) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        core = archive.read("docProps/core.xml").decode()
        assert str(date.today().year) not in core
        assert "<dc:title>" in core


@pytest.mark.slow
def test_hashes_of_python_do_not_matter(tmp_path: Path) -> None:
    """Another seed of hashes makes the same bytes."""
    script = "import sys, iom_partners; iom_partners.load().export(sys.argv[1])"
    for seed in "12":
        command = [sys.executable, "-c", script, str(tmp_path / f"{seed}.xlsx")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"})
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
