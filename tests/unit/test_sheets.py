"""Rows of CSV files and of sheets of Excel: marks, delimiters, encodings, places of faults, untrusted files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from iom_partners import DataFileError, Dataset, InvalidQuestionError, MissingExtraError
from iom_partners.files.limits import MOST_BYTES

ROWS = "Name{0}Organisation{0}From\r\nJosé{0}Kite Club{0}2004-03-01\r\n"


def read(text: str | bytes, **how: Any) -> Dataset:
    """Read a CSV file that is open, as bytes or as text."""
    return Dataset.from_csv(io.StringIO(text) if isinstance(text, str) else io.BytesIO(text), **how)


# CSV.


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(("encoding", "said"), [
    ("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("cp1252", "cp1252"), ("utf-8-sig", "utf-8"), (None, None),
])  # fmt: skip
def test_csv(delimiter: str, encoding: str | None, said: str | None) -> None:
    """A file is read whatever divides its cells; its encoding is that of its mark, or is said."""
    text = ROWS.format(delimiter)
    data = read(text.encode(encoding) if encoding else f"\ufeff{text}", encoding=said)
    assert [(each.member_id, str(each.period)) for each in data.memberships] == [("jose", "2004-03-01/")]
    assert data.organization("José").name == "José"


def test_csv_by_its_path(tmp_path: Path) -> None:
    """A path is read, and errors and citations name the line of a row, and its column by its own name."""
    path = tmp_path / "people.csv"
    path.write_bytes(
        b'Name,Organisation,From\n\n"Ann\tB",Kite Club,2004-03-01\n"Bo","Kite\nClub",x\nCy,Kite Club,y\n,,\n'
    )
    with pytest.raises(DataFileError) as caught:
        Dataset.from_csv(path)
    assert [(each.row, each.column) for each in caught.value.faults] == [
        (3, "Name"), (4, "Organisation"), (4, "From"), (6, "From")
    ]  # fmt: skip
    assert str(caught.value.faults[-1]).startswith("line 6.From: 'y' has a character")
    path.write_bytes(b"Name,Organisation\n\nAnn,Kite Club\n")
    data = Dataset.from_csv(str(path), source="A list", members="people", extra="refuse")
    assert data.memberships[0].citations[0].locator == "line 3"


@pytest.mark.parametrize(("text", "how", "told"), [
    ("Name\nJosé\n".encode("cp1252"), {}, "line 2: the byte 0xe9 is not utf-8 (give its encoding=, such as 'cp1252'"),
    ("Name".encode("utf-16")[:-1], {}, "is not utf-16"),
    ("Name\n".encode("utf-16-le"), {}, "has a NUL character, as no table has (give encoding='utf-16'"),
    ("a,b,a\n1,2,3", {}, "the column 'a' occurs twice"),
    ("", {}, "has no line of column names"),
    ("\n,,\n", {}, "has no line of column names"),
    ("<html>\n", {}, "has no line below that of the column names: '<html>'"),
    (",".join(map("c{}".format, range(50_000))) + "\n1", {}, "unknown columns 'c0', 'c1'"),
    ('a,b\n"1,2\n', {}, "line 2: is not CSV"),
    ("member,body\nA," + "x" * 1_000_000 + "\n", {}, "line 2: is not CSV: field larger than field limit"),
    ('member,body\n"A,B\n' + "C,D\n" * 250_000, {}, "line 2: is not CSV"),  # A quotation mark that is not closed.
    ("member,body\nA,B,C\n", {}, "line 2: has more cells than there are columns"),
    ("member;body\nA;B\n", {"delimiter": ","}, "unknown columns 'member;body'"),
    ("a" * 50, {"max_bytes": 20}, "has more than 20 bytes (max_bytes= allows more)"),
])  # fmt: skip
def test_csv_that_cannot_be_read(text: str | bytes, how: dict[str, Any], told: str) -> None:
    """What is not a table of text is refused, with the line and what to say."""
    # Frictionless raises the limit for the whole process.
    before = csv.field_size_limit(131_072)
    try:
        with pytest.raises(DataFileError) as caught:
            read(text, **how)
    finally:
        csv.field_size_limit(before)
    assert told in str(caught.value)


@pytest.mark.parametrize("how", [
    {"delimiter": ""}, {"delimiter": ";;"}, {"delimiter": '"'}, {"delimiter": "\0"},
    {"encoding": "nope"}, {"encoding": 5}, {"encoding": "a\0b"}, {"encoding": ""},
])  # fmt: skip
def test_csv_arguments(how: dict[str, Any]) -> None:
    """A delimiter is one character, an encoding one that Python knows."""
    with pytest.raises(InvalidQuestionError) as caught:
        read(b"member,body\n", **how)
    assert caught.value.field in how


def test_csv_short_rows_and_empty_columns() -> None:
    """A row may end early, and a last column without a name may be empty."""
    data = read("member,body,start,\nPeru,Club\nChile,Club,2001-01-01,\n")
    assert [str(each.period) for each in data.memberships] == ["/", "2001-01-01/"]
    assert "unknown columns ''" in str(pytest.raises(DataFileError, read, ",member,body\n0,Peru,Club\n").value)
    assert read("member|body\nA|B\n", delimiter="|").organizations.ids == ("a", "b")


@pytest.mark.parametrize(("file", "told"), [
    ("no/such/file.csv", "cannot be read: No such file"),
    ("a\0b", "is not a path"),
    (5, "5 is not a path"),
    (".", "it is not a regular file"),
])  # fmt: skip
def test_paths_that_are_none(file: Any, told: str) -> None:
    """A path that leads to no file is told as such."""
    for make in (Dataset.from_csv, Dataset.from_excel):
        with pytest.raises(DataFileError, match=told):
            make(file)


def test_files_that_cannot_be_read() -> None:
    """What has a method `read` has to give bytes or text."""

    class Silent:
        name = 5

        def read(self, size: int) -> None:
            assert size == MOST_BYTES + 1

    with pytest.raises(DataFileError, match="the file: is not open for reading"):
        Dataset.from_csv(Silent())  # type: ignore[arg-type]
    closed = io.StringIO("member,body")
    closed.close()
    with pytest.raises(DataFileError, match="the file: cannot be read: I/O operation on closed file"):
        Dataset.from_csv(closed)


# Excel.

HEADS = ["Name", "Position", "Company", "From", "To"]
HOW: dict[str, Any] = {"numbers": "years", "dates": "dmy", "coarse_dates": "whole", "members": "people"}


def book(*rows: list[Any], **sheets: list[list[Any]]) -> bytes:
    """Write a workbook with a first sheet of these rows, and others."""
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.active.title = "People"
    for row in rows:
        made.active.append(row)
    for title, others in sheets.items():
        sheet = made.create_sheet(title)
        for row in others:
            sheet.append(row)
    made.create_sheet("Empty")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def sheet(data: bytes, **how: Any) -> Dataset:
    """Read the chairs of a workbook."""
    return Dataset.from_excel(io.BytesIO(data), "chair_terms", **HOW | how)


ADA = ["Ada", "Chair", "Kite Club", 2013, "31/12/2017"]


def test_excel(tmp_path: Path) -> None:
    """Years as numbers, dates of Excel and dates as text are read; blank rows and columns are passed over."""
    rows = [[], HEADS, ADA, [None, ""], ["Bo", "Chair", "Kite Club", datetime(2018, 1, 1), date(2019, 1, 1), None, ""]]
    path = tmp_path / "chairs.xlsx"
    path.write_bytes(book(*rows))
    data = Dataset.from_excel(path, "chair_terms", **HOW)
    assert [str(each.period) for each in data.chair_terms] == ["2013-01-01/2017-12-31", "2018-01-01/2019-01-01"]
    assert data.chair_of("Kite Club", on="2015-01-01").one().name == "Ada"
    assert Dataset.from_excel(path, "chair_terms", sheet="People", **HOW) == data


def test_faults_in_a_sheet() -> None:
    """Errors name the row of the sheet and the column; a value that the file does not hold is a fault, not empty."""
    rows = [HEADS, ADA, [], ["Bo", "Chair", "Kite Club", "=YEAR(1)"], ["Cy", "Chair", "Kite Club", time(10, 0)],
            ["#N/A", "Chair", "Kite Club"], ["Di", "Chair", "Kite Club", None, None, "more"]]  # fmt: skip
    data = sheet(book(*rows), errors="collect")
    assert [each.holder_id for each in data.chair_terms] == ["ada"]
    assert [(each.row, each.column) for each in data.faults] == [(4, "From"), (5, "From"), (6, "Name"), (7, "")]
    assert "the formula '=YEAR(1)' without its value" in data.faults[0].reason
    assert "the error #N/A of Excel" in data.faults[2].reason
    assert sheet(book(HEADS, ADA), source="A sheet").chair_terms[0].citations[0].locator == "row 2"


def test_days_that_excel_does_not_have() -> None:
    """A number below zero that is formatted as a date is shown as signs by Excel, and is not a day."""
    openpyxl = pytest.importorskip("openpyxl")
    made, file = openpyxl.Workbook(), io.BytesIO()
    made.active.append(["member", "body", "start"])
    made.active.append(["Ada", "Kite Club", -5])
    made.active["C2"].number_format = "yyyy-mm-dd"
    made.save(file)
    with pytest.raises(DataFileError, match=r"row 2.start: <the day 1899-12-25, which Excel does not have>"):
        Dataset.from_excel(io.BytesIO(file.getvalue()))


def epoch_1904() -> bytes:
    """Write a workbook that counts days as old Macintoshes did."""
    utils = pytest.importorskip("openpyxl.utils.datetime")
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.epoch = utils.CALENDAR_MAC_1904
    made.active.append(HEADS)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("data", "how", "told"), [
    (lambda: book(HEADS, ADA, More=[HEADS]), {}, "has 2 sheets with rows (give sheet= one of 'People', 'More')"),
    (lambda: book(HEADS, ADA), {"sheet": "people"}, "has no sheet 'people' (give sheet= one of 'People', 'Empty')"),
    (lambda: book(HEADS, ADA), {"sheet": 0}, "has no sheet 0"),
    (epoch_1904, {"numbers": "excel"}, "counts days from 1904"),
])  # fmt: skip
def test_sheets_that_are_not_clear(data: Any, how: dict[str, Any], told: str) -> None:
    """Which sheet is meant, and from when a workbook counts days, is never guessed."""
    with pytest.raises(InvalidQuestionError) as caught:
        sheet(data(), **how)
    assert told in str(caught.value)


def changed(data: bytes, place: str, change: Any) -> bytes:
    """Rewrite a part of a workbook."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == place else part)
        new.writestr("folder/", b"")
    return file.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    """Return a workbook in which the text of the first sheet is changed."""
    return changed(book(HEADS, ADA), "xl/worksheets/sheet1.xml", lambda part: part.replace(old, new))


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(("data", "how", "told"), [
    (lambda: b"Name,From\n", {}, "is not a workbook of Excel"),
    (lambda: b"\xd0\xcf\x11\xe0 old", {}, "save it as .xlsx"),
    (book, {}, "has no row of column names"),
    (lambda: book(HEADS), {}, "has no row below that of the column names: 'Name', 'Position'"),
    pytest.param(lambda: in_sheet(b'r="2"', b'r="2000000000"'), {}, "has a cell beyond the last row or column of Excel",
                 marks=pytest.mark.bulk),
    (lambda: in_sheet(b'r="E2"', b'r="ZZZ2"'), {}, "has a cell beyond the last row or column of Excel"),
    (lambda: in_sheet(b'r="A2"', b'r="??"'), {}, "sheet People, after row 1: is damaged"),
    (lambda: in_sheet(b"</row>", b""), {}, "sheet People, after row 0: is damaged"),
    (lambda: changed(book(HEADS), "xl/workbook.xml", lambda part: re.sub(b"<sheet .*?/>", b"", part)), {},
     "has no sheet of cells"),
    (lambda: book(["a", "a"]), {}, "the column 'a' occurs twice"),
    (lambda: book(HEADS, ADA)[:-30], {}, "is not a sound zip"),
    (lambda: book(HEADS, ADA), {"max_bytes": 10}, "has more than 10 bytes"),
    (lambda: book(HEADS, ["x" * 200] * 5) + b" " * 9, {"max_bytes": 9_000}, "unpacks to"),
    (lambda: changed(book(HEADS, ADA), "xl/workbook.xml", lambda part: BOMB + part), {}, "declares types or entities"),
    (lambda: changed(book(HEADS, ADA), "xl/workbook.xml", lambda part: (BOMB + part).decode().encode("utf-16")), {},
     "declares types or entities"),
    (lambda: changed(book(HEADS, ADA), "xl/workbook.xml", lambda part: b"<!DOCTYPE x>" + part), {}, "declares types"),
    (lambda: changed(book(HEADS, ADA), "xl/workbook.xml", lambda part: b"<!ENTITY a ''>" + part), {}, "declares types"),
    (lambda: changed(book(HEADS, ADA), "xl/styles.xml", lambda part: b" " * 10**6), {}, "more than 100 times its size"),
])  # fmt: skip
def test_workbooks_that_are_refused(data: Any, how: dict[str, Any], told: str) -> None:
    """A file that is not a workbook, damaged, too large, or not to be trusted is refused before a library reads it."""
    with pytest.raises(DataFileError) as caught:
        sheet(data(), **how)
    assert told in str(caught.value)


def test_a_size_that_a_sheet_states_of_itself() -> None:
    """What a sheet says of its size takes no memory."""
    data = changed(book(HEADS, ADA), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"A1:E2", b"A1:XFD1048576"))
    assert len(sheet(data).chair_terms) == 1


def test_excel_as_text() -> None:
    """A workbook that is open as text is told so."""
    with pytest.raises(DataFileError, match="open it with mode 'rb'"):
        Dataset.from_excel(io.StringIO("x"))  # type: ignore[arg-type]


def test_excel_needs_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without openpyxl the error names the extra."""
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"the extra excel"):
        sheet(b"PK")
