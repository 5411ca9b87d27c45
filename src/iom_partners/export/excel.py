"""A workbook of Excel: a sheet for each kind of record, one of who was in what when, and one on how to read them.

Texts are never formulas. A day is a date of Excel where it is exact and Excel has it; every other date is EDTF text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..dates.days import AnyDay
from ..errors import DataFileError
from ..io.package_writer import zipped
from ..io.shipped import Shipped
from ..progress import tracked
from ..stats.contributions import find_contributions
from ..store.labels import with_labels
from ..store.record_types import RECORD_TYPES, record_class
from ..store.table_schemas import all_tables
from ..tables.csv_rows import NESTED_KINDS
from ..tables.files import is_formula
from ..tables.flat import BAR, NESTED
from ..tables.optional import needed
from ..tables.table import Column, Table
from .database import member_counts_table, spells_table

if TYPE_CHECKING:
    from ..exchange.losses import Export

__all__ = ["make_excel"]

_TITLE = "Who was in what, in which role, when, and who says so"
#: Rows below the head that a sheet has, and UTF-16 units that a cell has.
_MOST_ROWS, _MOST_UNITS = 1_048_575, 32_767
#: Digits of a number that Excel keeps.
_MOST_DIGITS = 15
#: Before it, programs count the days of Excel in different ways, and there are none before 1900.
_FIRST_DAY = date(1900, 3, 1)
#: Characters that XML does not have.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
#: How wide a column is, in characters; the first one, which stays in view; and how many rows are looked at for that.
_NARROWEST, _WIDEST, _WIDEST_FIRST, _LOOKED_AT = 8, 60, 36, 1_000
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_TITLE}</dc:title></cp:coreProperties>'
)

_NOTES = {
    "names and ids": (
        "Names, words and bounds are for reading. The ids, at the right, say exactly which record is meant. A row of "
        "names, identifiers or citations belongs to the record with its record_id in the sheet that its table says."
    ),
    "dates": (
        "period, when, founded and the like: a date where the exact day is known, else a text in EDTF, the notation of "
        "the Library of Congress. 2010-05: some day of May 2010. 2010/2012: it began in 2010 and ended in 2012. "
        "[2006-01..2006-06]: one day of these months. Two dots instead of an end: it goes on. Nothing instead of an "
        "end: it is not known. The column after it, whose heading ends with _words, says the same in words."
    ),
    "start_earliest to end_latest": (
        "First and last possible day of the start, first and last possible day of the end; empty means no limit. It "
        "lasted for certain from start_latest to end_earliest, and may have lasted from start_earliest to end_latest. "
        "Days before 1 March 1900 are texts, for programs count the earlier days of Excel in different ways."
    ),
    "certainty": (
        "In the sheet “spells”, certain: it was so on every day of the run; possible: it may have been so on each of "
        "them; unknown: the data cannot tell. What is ruled out has no row. A row without an agent: on these days, "
        "others than those listed are not ruled out."
    ),
    "is_doubtful, status": (
        "What is doubtful may never have been. What is planned may not have happened: no source says that it did."
    ),
    "several values": f"In one cell, ids and words are separated by {BAR}, names by semicolons.",
    "formulas": "There are none. A text that looks like one is a text.",
}
_LONG = f"written as text: Excel keeps {_MOST_DIGITS} digits of a number"
_MEANINGS = (
    Column("sheet", "string", "the name of the sheet"),
    Column("column", "string", "its heading"),
    Column("type", "string", "of its cells"),
    Column("values", "string", "every value, where they are fixed"),
    Column("meaning", "string", "what it holds"),
)
#: What the sheets are that are not tables of records.
_OF_MORE = {
    "spells": "Who was in the chair or a member of each body, in runs of days of one certainty.",
    "member_counts": "How many members a body had, at least and at most, in runs of days.",
    "contribution_sums": "Who gave how much, by country and currency.",
}
_NOTE = (Column("about", "string", "what the row is about"), Column("how to read it", "string", "in words"))
#: Columns that come first.
_FIRST = {"record_name", "body_name", "agent_name"}


def make_excel(export: Export) -> bytes:
    """Return the workbook.

    Raises:
        MissingExtraError: openpyxl is not installed.
        DataFileError: a table has more rows than a sheet.
    """
    workbook = needed("openpyxl", "excel").Workbook
    tables = {name: table for name, table in _tables(export) if len(table)}
    for name, table in tables.items():
        if len(table) > _MOST_ROWS:
            reason = f"has {len(table):,} rows, and a sheet of Excel has {_MOST_ROWS:,} below its head"
            raise DataFileError(reason, value=len(table), field=name, hint="export to sqlite or parquet")
    book = workbook(write_only=True)
    sheets = {name: book.create_sheet(name.replace("_", " ")) for name in ("How to read", "columns", *tables)}
    meanings = [
        (name.replace("_", " "), each.name, each.type, ", ".join(each.values) or None, each.description)
        for name, table in tables.items()
        for each in (table.columns[place] for place in _order(table))
    ]
    for name, table in {"columns": Table("columns", _MEANINGS, meanings), **tables}.items():
        _fill(sheets[name], table, export, name)
    notes = Table("notes", _NOTE, _notes(export, tables))  # Last, for it tells what the other sheets do not hold.
    _fill(sheets["How to read"], notes, export, "notes")
    made = BytesIO()
    book.save(made)
    return _packed(made.getvalue())


def _tables(export: Export) -> Iterator[tuple[str, Table]]:
    """Yield every table by its name, with labels."""
    store = export.store
    spells = spells_table(export)
    told = {(row[0], row[2]) for row in spells.rows if row[3] is not None}
    # Of a body of which the data know neither chair nor member, a row for each would say that and no more.
    yield (
        "spells",
        with_labels(Table("spells", spells.columns, [row for row in spells if (row[0], row[2]) in told]), store),
    )
    counts = member_counts_table(export)
    kept = [row for row in counts.rows if ("members", row[0]) in told]
    yield "member_counts", with_labels(Table("runs of days", counts.columns, kept), store)
    yield "contribution_sums", with_labels(find_contributions(store, ("donor", "country")), store)
    for name, table in all_tables({name: store[name] for name in RECORD_TYPES}).items():
        yield name, with_labels(table, store)


def _order(table: Table) -> list[int]:
    """Return the places of the columns in the order of a sheet: names first where there are some, ids last."""
    names = table.column_names
    has_names = any(name in {"name", "title"} or name.endswith("_name") for name in names)
    is_id = [has_names and (name == "id" or name.endswith(("_id", "_ids"))) for name in names]
    return sorted(range(len(names)), key=lambda place: (names[place] not in _FIRST, is_id[place]))


def _notes(export: Export, tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """Yield what the first sheet tells."""
    store = export.store
    told = Shipped().told_of({name: store[name] for name in RECORD_TYPES}, export.version)
    licences = ", ".join(f"{each['title']}: {each['path']}" for each in told.get("licenses", ()))
    yield "what this is", f"{told.get('title', _TITLE)}."
    yield "version of the data", export.version or "The data state none."
    yield "last day that the data reach", str(store.horizon() or "The data have no dates.")
    yield "licence", licences or "The data state none: ask who made them."
    for name, table in tables.items():
        what = _OF_MORE.get(name)
        if what is None:
            kind = NESTED_KINDS[name] if name in NESTED else record_class(name)
            what = (kind.__doc__ or "").partition("\n")[0].replace("``", "").replace("*", "")
        yield f"sheet “{name.replace('_', ' ')}”", f"{what} Rows: {len(table):,}."
    yield "sheet “columns”", "What each column means."
    yield from _NOTES.items()
    for loss in export.report():
        where = f"{loss.record_type}.{loss.field}" if loss.field else loss.record_type
        yield "not held as it is", f"{where}, {loss.record_count:,} records: {loss.reason}"


def _fill(sheet: Any, table: Table, export: Export, name: str) -> None:
    """Write a table to an empty sheet."""
    places = _order(table)
    letter_of = needed("openpyxl.utils", "excel").get_column_letter
    letters = [letter_of(number) for number in range(1, len(places) + 1)]
    for letter, place in zip(letters, places, strict=True):
        sheet.column_dimensions[letter].width = _width(table, place, _WIDEST if letter != "A" else _WIDEST_FIRST)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{letters[-1]}{len(table) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    cells = _Cells(sheet)
    sheet.append([cells.of(place, "head", table.column_names[place]) for place in places])
    makers = [_maker(table.columns[place]) for place in places]
    for row in tracked(table.rows, name.replace("_", " ")):
        made: list[Any] = []
        for place, make in zip(places, makers, strict=True):
            if row[place] is None:
                made.append(None)
                continue
            value, style, lost = make(row[place])
            for reason in lost:
                export.lose_cell(name, row, table.columns[place].name, reason)
            made.append(cells.of(place, style, value))
        sheet.append(made)


def _width(table: Table, place: int, widest: int) -> int:
    """Return how wide a column is: nine in ten texts fit, and the others are wrapped; numbers and dates all fit."""
    column = table.columns[place]
    texts = (str(row[place]) for row in table.rows[:_LOOKED_AT] if row[place] is not None)
    lengths = sorted(max(map(len, text.splitlines()), default=0) for text in texts) or [0]
    usual = lengths[(len(lengths) - 1) * 9 // 10]
    if column.type in {"integer", "number"}:
        usual = max((len(f"{row[place]:,}") for row in table.rows if row[place] is not None), default=0)
    elif column.type == "date" or "EDTF" in column.description:
        usual = max(usual, len("2013-07-01"))
    # Beside a heading stands the button of the filter.
    return min(max(usual + 2, len(column.name) + 4, _NARROWEST), widest)


class _Cells:
    """The cells of a sheet: one for each column and style, which is used again in each row, for making one is slow."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[tuple[int, str], Any] = {}

    def of(self, place: int, style: str, value: Any) -> Any:
        """Return a cell with a value."""
        cell = self._made.get((place, style))
        if cell is None:
            cell = self._made[place, style] = self._make(style)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # Whatever it looks like: a formula, or an error.
        return cell

    def _make(self, style: str) -> Any:
        styles = needed("openpyxl.styles", "excel")
        cell = needed("openpyxl.cell", "excel").WriteOnlyCell(self._sheet)
        cell.alignment = styles.Alignment(vertical="top", wrap_text=True)
        if style == "head":
            cell.font, cell.fill = styles.Font(bold=True), styles.PatternFill("solid", fgColor="DDE6F0")
        elif style == "formula":
            cell.quotePrefix = True  # Also when someone edits the cell.
        elif style != "text":
            cell.number_format = style
        return cell


#: What stands in a cell, its style, and why it is not quite what the table has.
_Content = tuple[Any, str, tuple[str, ...]]


def _maker(column: Column) -> Callable[[Any], _Content]:
    """Return what makes the content of the cells of a column."""
    if "EDTF" in column.description:
        return _edtf
    plain: dict[str, Callable[[Any], _Content]] = {
        "boolean": lambda flag: (flag, "General", ()), "integer": _number, "number": _number, "date": _day,
    }  # fmt: skip
    return plain.get(column.type, _text)


def _day(day: AnyDay) -> _Content:
    return (day, "yyyy-mm-dd", ()) if isinstance(day, date) and day >= _FIRST_DAY else _text(str(day))


def _edtf(text: str) -> _Content:
    is_day = len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal()
    return _day(date.fromisoformat(text)) if is_day else _text(text)


def _number(number: int | Decimal) -> _Content:
    exact = Decimal(number)
    digits = "".join(map(str, exact.as_tuple().digits)).rstrip("0")  # Not of what is normalized, which is rounded.
    if len(digits) > _MOST_DIGITS or abs(exact.adjusted()) > _MOST_DIGITS:
        return f"{exact:f}", "text", (_LONG,)
    if isinstance(number, int):
        return number, "General", ()
    is_whole = number == number.to_integral_value()
    return int(number) if is_whole else number, "#,##0" if is_whole else "#,##0.00##########", ()


def _text(text: str) -> _Content:
    if not text:
        return None, "text", ("left empty: a cell with an empty text is an empty one",)
    lost: list[str] = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        lost.append("written with line breaks of another kind: Excel has one kind")
    clean = text.translate(_FORBIDDEN)
    if clean != text:
        lost.append("written with U+FFFD for characters that a workbook cannot hold")
    if "_x" in clean:
        import re

        # Excel reads such a code as a character, unless its first mark is a code itself.
        clean = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", clean)
    units = clean.encode("utf-16-le") if len(clean) > _MOST_UNITS // 2 else b""
    if len(units) > 2 * _MOST_UNITS:
        clean = units[: 2 * (_MOST_UNITS - 1)].decode("utf-16-le", "ignore") + "…"
        lost.append(f"cut: a cell of Excel has at most {_MOST_UNITS:,} characters")
    return clean, "formula" if is_formula(clean) else "text", tuple(lost)


def _packed(book: bytes) -> bytes:
    """Return a workbook packed again, without the time at which it was made."""
    import zipfile

    with zipfile.ZipFile(BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = "[Content_Types].xml"
    return zipped({types: parts.pop(types)} | parts | {"docProps/core.xml": _CORE.encode()})
