"""Rows of anyone's tables: frames, CSV files and Excel sheets. Files are treated as untrusted."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from itertools import zip_longest
from typing import Any

from ..dates.days import EPOCH, Day, to_date
from ..errors import DataFileError, InvalidQuestionError, shorten
from .optional import needed

__all__ = ["rows_of_csv", "rows_of_frame", "rows_of_sheet"]

#: Byte order marks, and the encodings that pass over them.
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
#: How a workbook of the time before 2007 begins, and an encrypted one.
_OLD = b"\xd0\xcf\x11\xe0"
#: Rows and columns of a sheet of Excel; a hostile file numbers its cells as it likes.
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


def rows_of_csv(
    data: bytes | str, name: str, *, encoding: str | None = None, delimiter: str | None = None
) -> Iterator[tuple[int, Mapping[Any, Any]]]:
    r"""Yield the rows of a CSV file, each with the number of its first line.

    Args:
        data: what the file holds.
        name: what errors call it.
        encoding: of bytes; by default that of the byte order mark, else UTF-8.
        delimiter: by default the comma, semicolon or tab that is most frequent in the first line.

    Raises:
        DataFileError: it cannot be decoded, has no line of column names or no row, or two columns have one name.
        InvalidQuestionError: there is no such encoding, or the delimiter is not one character.

    >>> list(rows_of_csv(b"member;start\nPeru;1951\n", "x.csv"))
    [(2, {'member': 'Peru', 'start': '1951'})]
    """
    text = (data if isinstance(data, str) else _decoded(data, name, encoding)).removeprefix("\ufeff")
    if delimiter is not None and (not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n\0'):
        raise InvalidQuestionError(f"{shorten(delimiter)} is not one character", value=delimiter, field="delimiter")
    if "\0" in text:
        hint = "give encoding='utf-16' if it is that"
        raise DataFileError("has a NUL character, as no table has", value="\0", field=name, hint=hint)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter or _delimiter_of(text), strict=True)
    heads: list[str] | None = None
    before = rows = 0
    try:
        for cells in reader:
            first, before = before + 1, reader.line_num
            if not any(cells):
                continue
            if heads is None:
                heads = _checked_heads(cells, name)
                continue
            rows += 1
            yield first, _row(heads, cells)
    except csv.Error as error:
        raise DataFileError(f"is not CSV: {error}", value=name, field=f"{name}, line {before + 1}") from None
    _check_filled(heads, rows, name, "line")


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    used = next((each for mark, each in _MARKS.items() if data.startswith(mark)), "utf-8")
    if encoding is not None:
        used = encoding
    try:
        return data.decode(used)
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        line = data.count(b"\n", 0, at) + 1
        reason = f"the byte 0x{data[at]:02x} is not {used}" if at < len(data) else f"is not {used}"
        hint = "give its encoding=, such as 'cp1252' of Windows in western Europe"
        raise DataFileError(reason, value=data[at : at + 1], field=f"{name}, line {line}", hint=hint) from None
    except (LookupError, TypeError, ValueError):
        told = f"{shorten(encoding)} is not an encoding"
        raise InvalidQuestionError(told, value=encoding, field="encoding", hint="such as 'cp1252'") from None


def _delimiter_of(text: str) -> str:
    """Return the comma, semicolon or tab that is most frequent in the first line that is not empty."""
    line = next((line for line in text[:65_536].splitlines() if line.strip()), "")
    # What stands between quotation marks does not divide cells.
    bare = "".join(line.split('"')[::2])
    return max(",;\t", key=bare.count)


def _checked_heads(cells: Sequence[Any], name: str) -> list[Any]:
    heads = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
    while heads and heads[-1] in {None, ""}:
        heads.pop()
    twice = _first_twice(heads)
    if twice is not None:
        raise DataFileError(f"the column {shorten(twice)} occurs twice", value=twice, field=name)
    return heads


def _first_twice(heads: Iterable[Any]) -> Any:
    """Return the first name that several columns have; None if there is none."""
    return next((head for head, number in Counter(heads).items() if number > 1), None)


def _check_filled(heads: Sequence[Any] | None, rows: int, name: str, kind: str) -> None:
    """Refuse a file without rows: it is likely not the file that is meant."""
    if heads is None:
        raise DataFileError(f"has no {kind} of column names", value=name, field=name)
    if not rows:
        told = ", ".join(map(shorten, heads[:5]))
        raise DataFileError(f"has no {kind} below that of the column names: {told}", value=heads[:5], field=name)


def _row(heads: Sequence[Any], cells: Sequence[Any]) -> dict[Any, Any]:
    """Return a row by the names of its columns; cells beyond the last are under None, as `csv.DictReader` has it."""
    row: dict[Any, Any] = dict(zip_longest(heads, cells[: len(heads)]))
    more = [cell for cell in cells[len(heads) :] if cell not in {None, ""}]
    if more:
        row[None] = more
    return row


class _NoValue:
    """A cell whose value the workbook does not hold."""

    def __init__(self, told: str) -> None:
        self._told = told

    def __repr__(self) -> str:
        return f"<{self._told}>"


def rows_of_sheet(
    data: bytes, name: str, sheet: str | None, *, needs_1900: bool
) -> Iterator[tuple[int, Mapping[Any, Any]]]:
    """Yield the rows of a sheet of Excel, each with its number there.

    Args:
        data: the workbook, whose zip has been checked.
        name: what errors call it.
        sheet: the name of the sheet; None for the only one that is not empty.
        needs_1900: whether numbers are days counted from 1900.

    Raises:
        MissingExtraError: openpyxl is not installed.
        DataFileError: it is not a workbook, has no row of column names or none below it, or two columns have one name.
        InvalidQuestionError: there is no such sheet, or several that may be meant.
    """
    books = [_workbook(data, name, with_formulas) for with_formulas in (False, True)]
    try:
        if needs_1900 and books[0].epoch.year != 1899:
            hint = "format the cells as dates in Excel: they are then read without numbers="
            raise InvalidQuestionError(f"{name} counts days from 1904", value="excel", field="numbers", hint=hint)
        title = _sheet_of(books[0], name, sheet)
        sheets = (_cells_of(book[title], name) for book in books)
        yield from _rows_of(zip(*sheets, strict=True), f"{name}, sheet {title}")
    finally:
        for book in books:
            book.close()


def _workbook(data: bytes, name: str, with_formulas: bool) -> Any:
    openpyxl = needed("openpyxl", "excel")
    try:
        return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=not with_formulas, keep_links=False)
    except Exception as error:
        hint = "save it as .xlsx" if data.startswith(_OLD) else "use from_csv for CSV" if data[:2] != b"PK" else ""
        raise DataFileError(f"is not a workbook of Excel: {error}", value=name, field=name, hint=hint) from None


def _sheet_of(book: Any, name: str, sheet: str | None) -> str:
    """Return the name of the sheet that is meant."""
    titles: list[str] = [each.title for each in book.worksheets]
    if sheet is None:
        filled: list[str] = [
            each.title for each in book.worksheets if each.sheet_state == "visible" and _is_filled(each, name)
        ]
        if len(filled) < 2:
            if not titles:
                raise DataFileError("has no sheet of cells", value=name, field=name)
            return filled[0] if filled else titles[0]
        reason, titles = f"{name} has {len(filled)} sheets with rows", filled
    elif sheet in titles:
        return sheet
    else:
        reason = f"{name} has no sheet {shorten(sheet)}"
    hint = f"give sheet= one of {', '.join(map(shorten, titles[:20]))}"
    raise InvalidQuestionError(reason, value=sheet, field="sheet", hint=hint)


def _is_filled(sheet: Any, name: str) -> bool:
    return any(cell.value is not None for row in _cells_of(sheet, name) for cell in row)


def _cells_of(sheet: Any, name: str) -> Iterator[Sequence[Any]]:
    """Yield the cells of each row of a sheet.

    Raises:
        DataFileError: its XML is damaged, or a row or column lies beyond the last that Excel has.
    """
    place = f"{name}, sheet {sheet.title}"
    # The size that a file states of itself may be any.
    sheet.reset_dimensions()
    number = 0
    try:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if number > _MOST_ROWS or len(cells) > _MOST_COLUMNS:
                break
            yield cells
        else:
            return
    except Exception as error:
        reason = f"is damaged: {error}"
        raise DataFileError(reason, value=name, field=f"{place}, after row {number}") from None
    raise DataFileError("has a cell beyond the last row or column of Excel", value=number, field=place)


def _rows_of(rows: Iterable[tuple[Any, Any]], name: str) -> Iterator[tuple[int, Mapping[Any, Any]]]:
    heads: list[Any] | None = None
    filled = 0
    for number, (values, formulas) in enumerate(rows, 1):
        cells = [_value_of(*pair) for pair in zip(values, formulas, strict=True)]
        if all(cell is None or cell == "" for cell in cells):
            continue
        if heads is None:
            heads = _checked_heads(cells, name)
        else:
            filled += 1
            yield number, _row(heads, cells)
    _check_filled(heads, filled, name, "row")


def _value_of(cell: Any, formula: Any) -> Any:
    value = cell.value
    if isinstance(value, date) and value.year < 1900:
        return _NoValue(f"the day {value:%Y-%m-%d}, which Excel does not have")
    if value is None and formula.value is not None:
        return _NoValue(f"the formula {shorten(formula.value)} without its value: open and save the workbook in Excel")
    return _NoValue(f"the error {value} of Excel") if cell.data_type == "e" else value


def rows_of_frame(frame: Any) -> Iterable[Mapping[str, Any]]:
    """Return the rows of a frame of pandas, Polars or Arrow, or of anything that exports an Arrow stream.

    Raises:
        InvalidQuestionError: it is not such a frame, or two of its columns have the same name.
    """
    columns: list[Any] = list(getattr(frame, "column_names", getattr(frame, "columns", ())))
    twice = _first_twice(columns)
    if twice is not None:
        raise InvalidQuestionError(f"the column {shorten(twice)} occurs twice", value=twice, field="frame")
    if hasattr(frame, "collect") and not hasattr(frame, "iter_rows"):
        raise InvalidQuestionError(
            f"{type(frame).__name__} is lazy", value=frame, field="frame", hint="give frame.collect()"
        )
    rows: Any
    if hasattr(frame, "iter_rows"):
        rows = _rows_of_polars(frame)
    elif hasattr(frame, "to_pylist"):
        rows = _rows_of_arrow(frame)
    elif hasattr(frame, "to_dict"):
        rows = frame.to_dict("records")
    elif hasattr(frame, "__arrow_c_stream__"):
        from importlib import import_module

        try:
            rows = _rows_of_arrow(import_module("pyarrow").table(frame))
        except ImportError:
            reason, hint = f"{type(frame).__name__} exports only Arrow", "install pyarrow, or pass rows to from_rows"
            raise InvalidQuestionError(reason, value=frame, field="frame", hint=hint) from None
    else:
        hint = "give a frame of pandas, Polars or Arrow; pass rows to from_rows"
        raise InvalidQuestionError(f"{shorten(frame)} is not a frame", value=frame, field="frame", hint=hint)
    return rows  # type: ignore[no-any-return]


# Neither library makes a Python object of a day before the year 1 or after 9999.


def _rows_of_polars(frame: Any) -> Iterable[Mapping[str, Any]]:
    # Others have rows, but not the columns of Polars.
    kinds = getattr(frame, "schema", {})
    dates = {name: frame[name].to_physical() for name, kind in kinds.items() if str(kind) == "Date"}
    far = {name: days.to_list() for name, days in dates.items() if _are_far(days.min(), days.max())}
    if not far:
        return frame.iter_rows(named=True)  # type: ignore[no-any-return]
    plain = frame.drop(far)
    return _with_days(plain.to_dicts() if plain.width else [{}] * frame.height, far)


def _rows_of_arrow(table: Any) -> Iterable[Mapping[str, Any]]:
    from importlib import import_module

    if not hasattr(table, "schema"):
        return table.to_pylist()  # type: ignore[no-any-return]
    arrow = import_module("pyarrow")
    far: dict[str, list[int | None]] = {}
    for name in (each.name for each in table.schema if arrow.types.is_date32(each.type)):
        days = table[name].cast(arrow.int32()).to_pylist()
        known = [day for day in days if day is not None]
        if known and _are_far(min(known), max(known)):
            far[name] = days
    if not far:
        return table.to_pylist()  # type: ignore[no-any-return]
    plain = table.drop_columns(list(far))
    return _with_days(plain.to_pylist() if plain.num_columns else [{}] * len(table), far)


def _are_far(first: int | None, last: int | None) -> bool:
    return any(isinstance(to_date(day + EPOCH), Day) for day in (first, last) if day is not None)


def _with_days(rows: Iterable[dict[str, Any]], cells: Mapping[str, list[int | None]]) -> Iterator[Mapping[str, Any]]:
    for row, *days in zip(rows, *cells.values(), strict=True):
        yield row | {name: None if day is None else to_date(day + EPOCH) for name, day in zip(cells, days, strict=True)}
