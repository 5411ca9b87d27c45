r"""CSV files of flat tables, which hold all that the tables do: what their cells are, and how they are read as records.

An empty cell stands for nothing. A text of nothing but backslashes, such as the empty one, has one more of them in its
cell. What is read are plain rows, as JSON files have them; files are treated as untrusted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..dates.days import AnyDay
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import MOST_FAULTS, DataFileError, InvalidDateError, listed, shorten
from ..files.limits import MOST_DIGITS, MOST_VALUES
from ..model.agents import Identifier, Name
from ..model.evidence import Citation
from ..model.vocabulary import States
from .flat import BOUNDS, NESTED, bounds_of, is_needed, plain_type, split_pairs, split_texts

__all__ = ["NESTED_KINDS", "CsvTable", "NestedRows", "csv_cells", "plain_rows", "read_csv"]

#: The classes of the records that have tables of their own, by the names of these.
NESTED_KINDS: dict[str, type[Any]] = {"names": Name, "identifiers": Identifier, "citations": Citation}
_ESCAPE = "\\"
_ABSENT = object()
_FLAGS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "1": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "0": False,
}
_HINT = "a table of another shape is read by Dataset.from_csv or Dataset.from_rows"


def csv_cells(row: Iterable[Any]) -> tuple[Any, ...]:
    r"""Return the cells of a row of a flat table as a CSV file has them.

    >>> csv_cells(["a", "", "\\", None, Decimal("1E+3")])
    ('a', '\\', '\\\\', None, '1000')
    """
    return tuple([_cell(value) for value in row])


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.strip(_ESCAPE) else value + _ESCAPE
    if isinstance(value, Decimal):
        return f"{value or abs(value):f}"  # Zero without a sign, and no number with an exponent.
    return value


class CsvTable(NamedTuple):
    """A CSV file with a line of column names.

    Attributes:
        path: what errors call it.
        lines: the number of the first line of each row.
        columns: the cells of each column by its name.
    """

    path: str
    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]

    def fault(self, line: int, column: str, reason: str, value: object, hint: str = "") -> DataFileError:
        """Return the error for a cell."""
        made = DataFileError(reason, value=value, field=f"{self.path}, line {line}.{column}", hint=hint)
        made.row, made.column = line, column
        return made


def read_csv(data: bytes, path: str, delimiter: str = ",") -> CsvTable:
    r"""Read a CSV file in UTF-8.

    Args:
        data: all of it.
        path: what errors call it.
        delimiter: between cells.

    Raises:
        DataFileError: it is not UTF-8 or not CSV, has too many cells, no line of column names, two columns with one
            name, or a row that is longer or shorter.

    >>> read_csv(b"id,name\na,\"A, B\"\n", "x.csv").columns
    {'id': ('a',), 'name': ('A, B',)}
    """
    most = max(MOST_VALUES, len(data) // 6)
    if sum(map(data.count, (delimiter.encode(), b"\n", b"\r"))) > most:
        raise DataFileError(f"has more than {most} cells", value=len(data), field=path)
    # Not the csv module: its limit for a cell holds for the whole process, and it is less than a text may have.
    rows = _rows_of(_decoded(data, path), delimiter, path)
    _, heads = next(rows, (0, [""]))
    twice = next((head for head, number in Counter(heads).items() if number > 1), None)
    if "" in heads or twice is not None:
        reason = "has no line of column names" if "" in heads else f"the column {shorten(twice)} occurs twice"
        raise DataFileError(reason, value=heads[:20], field=path)
    lines: list[int] = []
    cells: list[list[str]] = []
    faults: list[DataFileError] = []
    for line, row in rows:
        if len(row) == len(heads):
            lines.append(line)
            cells.append(row)
        elif len(faults) <= MOST_FAULTS:
            reason = f"has {len(row)} cells, and there are {len(heads)} columns"
            faults.append(DataFileError(reason, value=row[:20], field=f"{path}, line {line}"))
    if faults:
        raise DataFileError.of(faults)
    return CsvTable(
        path, lines, dict(zip(heads, zip(*cells, strict=True) if cells else ((),) * len(heads), strict=True))
    )


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = data[error.start : error.start + 1]
        reason = f"the byte 0x{found[0]:02x} is not UTF-8"
        raise DataFileError(reason, value=found, field=f"{path}, line {line}", hint="save it as UTF-8") from None


def _rows_of(text: str, delimiter: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the number of its first line."""
    import re

    mark = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]++|"")*+)"|([^"{mark}\r\n]*+))({mark}|\r\n|\n|\r|\Z)')
    line, first, cells = 1, 1, list[str]()
    for found in iter(cell.scanner(text).match, None):  # type: ignore[attr-defined]  # Not in the stubs.
        quoted, bare, end = found.groups()
        if quoted is None:
            cells.append(bare)
        else:
            cells.append(quoted.replace('""', '"'))
            line += quoted.count("\n") + quoted.count("\r") - quoted.count("\r\n")
        if end == delimiter:
            continue
        if any(cells):
            yield first, cells
        if found.end() == len(text):
            return
        cells = []
        line = first = line + 1
    hint = "put a cell with quotation marks in quotation marks, and double each of its own"
    raise DataFileError("is not CSV", value=path, field=f"{path}, line {line}", hint=hint)


class _Field(NamedTuple):
    """How a column is read.

    Attributes:
        name: of the field and the column.
        read: returns the plain value of a cell that is not empty, or raises ValueError.
        is_filled: whether no cell may be empty.
        empty: the value of an empty cell; without one the row does not have the field.
        bounds: the columns that follow from it.
        expected: returns their cells for a cell.
    """

    name: str
    read: Callable[[str], Any]
    is_filled: bool = False
    empty: Any = _ABSENT
    bounds: tuple[str, ...] = ()
    expected: Callable[[str], Sequence[str]] = tuple


def _fields_of(kind: Any) -> Iterator[_Field]:
    for field in kind.__attrs_attrs__:
        text = str(field.type)
        how = _Field(field.name, _reader(field))
        if is_needed(field):
            empty = None if text.endswith("None") else [] if "tuple" in text else _ABSENT
            how = how._replace(is_filled=empty is _ABSENT, empty=empty)
        if "PartialDate" in text or "Period" in text:
            is_time = field.name in ("period", "when")
            names = (
                tuple(each.name for each in BOUNDS) if is_time else (f"{field.name}_earliest", f"{field.name}_latest")
            )
            how = how._replace(bounds=names, expected=_bounds if is_time else _limits)
        if field.name not in NESTED:
            yield how


def _reader(field: Any) -> Callable[[str], Any]:
    if field.name == "says":
        return _read_pairs
    if field.type == States:
        return lambda cell: cell if cell == "all" else split_texts(cell)
    kind = str(field.type)
    if "tuple" in kind:
        return split_texts
    if "Period" in kind:
        return lambda cell: str(_when(cell) if "PartialDate" in kind else Period(cell))
    if "PartialDate" in kind:
        return lambda cell: str(PartialDate(cell))
    return {"boolean": _read_flag, "integer": _read_number}.get(plain_type(kind), str)


def _when(cell: str) -> PartialDate | Period:
    return Period(cell) if "/" in cell else PartialDate(cell)


def _read_pairs(cell: str) -> list[dict[str, str]]:
    pairs = split_pairs(cell)
    if any(value is None for _, value in pairs):
        raise ValueError(f"{shorten(cell)} is not field=value")
    return [{"field": field, "value": str(value)} for field, value in pairs]


def _read_flag(cell: str) -> bool:
    if cell not in _FLAGS:
        raise ValueError(f"{shorten(cell)} is neither true nor false")
    return _FLAGS[cell]


def _read_number(cell: str) -> int:
    digits = cell.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        raise ValueError(f"{shorten(cell)} is not a whole number of at most {MOST_DIGITS} digits")
    return int(cell)


def _bounds(cell: str) -> tuple[str, ...]:
    return tuple(map(_bound, bounds_of(_when(cell) if cell else None)))


def _limits(cell: str) -> tuple[str, ...]:
    when = PartialDate(cell) if cell else None
    return tuple(_bound(when and getattr(when, side)) for side in ("earliest", "latest"))


def _bound(value: AnyDay | bool | None) -> str:
    return "" if value is None else str(value).lower()


def plain_rows(
    table: CsvTable, kind: type[Any], derived: Collection[str], *, keep: bool = False, more: Iterable[_Field] = ()
) -> list[dict[str, Any]]:
    r"""Return the rows of a flat table as plain rows of records, without what has tables of its own.

    Args:
        table: the file.
        kind: the class of the records.
        derived: columns that follow from others and are passed over. Those of the bounds of a date are not: they have
            to agree with its text where they are not empty.
        keep: whether other columns are kept as texts; else they are refused.
        more: columns beside the fields.

    Raises:
        DataFileError: a column is missing or unknown, a cell cannot be read, is empty where there has to be a value, or
            contradicts another.

    >>> from ..model.happenings import Place
    >>> plain_rows(read_csv(b"id,name,kind\ngeneva,Geneva,\n", "places.csv"), Place, ())
    [{'id': 'geneva', 'name': 'Geneva'}]
    """
    fields = [*more, *_fields_of(kind)]
    bounds = {name for field in fields for name in field.bounds}
    known = {field.name for field in fields} | bounds | set(derived)
    unknown = [head for head in table.columns if head not in known]
    missing = [field.name for field in fields if field.is_filled and field.name not in table.columns]
    for names, what in ((missing, "has no column"), (() if keep else unknown, "has the unknown column")):
        if names:
            reason = f"{what}{'s' if len(names) > 1 else ''} {listed(map(shorten, names), ', ')}"
            hint = _HINT if what == "has no column" else f"extra='keep' keeps it; {_HINT}"
            raise DataFileError(reason, value=tuple(names), field=table.path, hint=hint)
    rows: list[dict[str, Any]] = [{} for _ in table.lines]
    faults: list[DataFileError] = []
    for field in (*fields, *(_Field(name, str) for name in unknown)):
        faults += _fill(rows, table, field)
        if len(faults) > MOST_FAULTS:
            break
    if faults:
        raise DataFileError.of(faults)
    return rows


def _fill(rows: Sequence[dict[str, Any]], table: CsvTable, field: _Field) -> Iterator[DataFileError]:
    """Put the values of one column into the rows, and yield the fault of each cell."""
    name = field.name
    cells = table.columns.get(name, ("",) * len(rows))
    read: dict[str, Any] = {}
    faults: dict[str, tuple[str, str]] = {}
    for cell in set(cells) - {""}:
        try:
            read[cell] = field.read(cell if cell.strip(_ESCAPE) else cell[1:])
        except InvalidDateError as error:
            faults[cell] = error.reason, error.hint
        except ValueError as error:
            faults[cell] = str(error), ""
    if field.is_filled and name in table.columns:
        faults[""] = "is empty", "every row has a value here"
    for row, cell in zip(rows, cells, strict=True):
        if cell in read:
            row[name] = read[cell]
        elif field.empty is not _ABSENT:
            row[name] = field.empty
    if faults:
        for line, cell in zip(table.lines, cells, strict=True):
            if cell in faults:
                yield table.fault(line, name, faults[cell][0], cell, faults[cell][1])
    yield from _contradictions(table, field, cells, read)


def _contradictions(
    table: CsvTable, field: _Field, cells: Sequence[str], read: Mapping[str, Any]
) -> Iterator[DataFileError]:
    """Yield the faults of bounds that are not those of their date; empty ones are passed over."""
    given = [each for each in field.bounds if each in table.columns]
    if not given:
        return
    expected = {cell: dict(zip(field.bounds, field.expected(cell), strict=True)) for cell in {*read, ""}}
    for column in given:
        for line, cell, bound in zip(table.lines, cells, table.columns[column], strict=True):
            if not bound or cell not in expected:
                continue
            right = expected[cell][column]
            if bound != right and bound.lower() != right:
                told = f"that of {field.name} {shorten(cell)}: {right}" if right else f"{field.name}: it has none"
                hint = f"correct {field.name}, which counts, and leave its bounds empty"
                yield table.fault(line, column, f"{shorten(bound)} differs from {told}", bound, hint)


#: What the tables of names, identifiers and citations say of the record that a row belongs to.
_WHERE = tuple(_Field(name, read, is_filled=True) for name, read in (
    ("table", str), ("record_id", str), ("field", str), ("position", _read_number),
))  # fmt: skip


class NestedRows:
    """The names, identifiers and citations of the records of some tables."""

    def __init__(self, tables: Mapping[str, CsvTable], records: Collection[str], derived: Collection[str]) -> None:
        """Read the tables of them.

        Args:
            tables: by name.
            records: the tables that they may belong to.
            derived: columns that are passed over.

        Raises:
            DataFileError: something cannot be read, or stands twice, or belongs to nothing that there is.
        """
        #: By table and id: by field and position the row, and where it stands.
        self._found: dict[tuple[str, str], dict[str, dict[int, dict[str, Any]]]] = {}
        self._lines: dict[tuple[str, str], tuple[CsvTable, int]] = {}
        faults: list[DataFileError] = []
        for name in NESTED:
            if name in tables:
                faults += self._read(name, tables[name], records, derived)
        if faults:
            raise DataFileError.of(faults)

    def _read(
        self, name: str, table: CsvTable, records: Collection[str], derived: Collection[str]
    ) -> Iterator[DataFileError]:
        rows = plain_rows(table, NESTED_KINDS[name], derived, more=_WHERE)
        for line, row in zip(table.lines, rows, strict=True):
            key = row.pop("table"), row.pop("record_id")
            field, position = row.pop("field"), row.pop("position")
            if key[0] not in records:
                yield table.fault(line, "table", f"{shorten(key[0])} is not a table of records here", key[0])
                continue
            self._lines.setdefault(key, (table, line))
            of = self._found.setdefault(key, {each: {} for each in NESTED})
            holder = of.get(field) if field == name else None
            if name == "citations" and field.endswith("]"):
                what, _, place = field[:-1].partition("[")
                parts = of.get(what, {}) if what != name else {}
                holder = parts[int(place)].setdefault(name, {}) if place.isdecimal() and int(place) in parts else None
            if holder is None:
                yield table.fault(line, "field", f"{shorten(field)} does not hold {name} here", field)
            elif position in holder:
                yield table.fault(line, "position", f"{position} stands twice", position)
            else:
                holder[position] = row

    def add_to(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """Put them into the rows of a table; of several rows with one id, into the first.

        Raises:
            DataFileError: some belong to a record that is not there.
        """
        for row in rows:
            for field, found in self._found.pop((name, row["id"]), {}).items():
                if found:
                    row[field] = _in_order(found)
                for each in row.get(field, ()):
                    if "citations" in each:
                        each["citations"] = _in_order(each["citations"])
        left = (self._lines[key] for key in self._found if key[0] == name)
        faults = [table.fault(line, "record_id", f"no record of {name} has this id", None) for table, line in left]
        if faults:
            raise DataFileError.of(faults)


def _in_order(found: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return [found[position] for position in sorted(found)]
