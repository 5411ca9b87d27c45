"""Cells of results of SPARQL, as Wikidata and other Wikibases write them: items, times with a precision, references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..dates.days import AFTER_ALL, BEFORE_ALL, EVER, Span, intersect, union
from ..dates.edtf import spans_text
from ..dates.partial import PartialDate
from ..errors import InvalidDateError, InvalidQuestionError, UnsupportedDateError, shorten
from ..io.cells import CellError, is_empty, read_text
from ..store.search import fold
from ..tables.sheets import rows_of_frame

__all__ = [
    "COLUMNS",
    "NO_VALUE",
    "REFERENCE",
    "SNAKS",
    "SOME_VALUE",
    "TIMES",
    "Cell",
    "field_of",
    "plain_cell",
    "read_item",
    "read_number",
    "read_time",
    "rows_of_results",
    "side_of",
]

#: The columns that a row may have, with other names for each; case, blanks and low lines do not count.
COLUMNS: dict[str, str] = {
    "subject": "item",
    "subjectLabel": "itemLabel",
    "subjectIsPerson": "",
    "property": "",
    "value": "",
    "valueLabel": "",
    "valueIsPerson": "",
    "valuePrecision": "",
    "valueCalendar": "",
    "valueLanguage": "",
    "valueCountry": "P297",
    "statement": "statementId",
    "rank": "",
    "start": "startTime P580",
    "startPrecision": "",
    "startCalendar": "",
    "end": "endTime P582",
    "endPrecision": "",
    "endCalendar": "",
    "pointInTime": "P585",
    "pointInTimePrecision": "",
    "pointInTimeCalendar": "",
    "earliestStart": "earliestDate P1319",
    "earliestStartPrecision": "earliestDatePrecision",
    "earliestStartCalendar": "earliestDateCalendar",
    "latestStart": "P8555",
    "latestStartPrecision": "",
    "latestStartCalendar": "",
    "earliestEnd": "P8554",
    "earliestEndPrecision": "",
    "earliestEndCalendar": "",
    "latestEnd": "latestDate P1326",
    "latestEndPrecision": "latestDatePrecision",
    "latestEndCalendar": "latestDateCalendar",
    "precision": "",
    "calendar": "",
    "of": "P642",
    "ofLabel": "",
    "reference": "references",
    "referenceURL": "P854",
    "statedIn": "P248",
    "statedInLabel": "",
    "importedFrom": "P143",
    "importedFromLabel": "",
    "title": "P1476",
    "published": "P577",
    "publishedPrecision": "",
    "publishedCalendar": "",
    "retrieved": "P813",
    "retrievedPrecision": "",
    "retrievedCalendar": "",
}
#: The columns that tell of a reference, so that several rows may be about one statement.
REFERENCE = tuple(COLUMNS)[list(COLUMNS).index("reference") :]
#: The columns that tell when a statement holds, each with a precision and a calendar.
TIMES = ("start", "end", "pointInTime", "earliestStart", "latestStart", "earliestEnd", "latestEnd")
_FIELDS = {fold(name): field for field, more in COLUMNS.items() for name in (field, *more.split())}

#: What a cell holds in place of a value: it is not known, or there is none.
SOME_VALUE, NO_VALUE = "somevalue", "novalue"
SNAKS = (SOME_VALUE, NO_VALUE)

#: Whether a calendar is the Julian one, by its item and name.
_CALENDARS = {"q1985727": False, "q1985786": True, "gregorian": False, "julian": True}
_UNITS = {"year": 9, "month": 10, "day": 11}
_NO_PRECISION = (
    "select wikibase:timePrecision beside it, as the query of the documentation does, "
    "or give defaults={'precision': 11} if all such times are exact to the day"
)


class Cell(NamedTuple):
    """A cell, however the results write it.

    Attributes:
        text: what it holds; `SOME_VALUE` or `NO_VALUE` in place of a value.
        language: of a text with a language.
    """

    text: str
    language: str = ""


def rows_of_results(rows: object) -> tuple[Iterable[Any], str]:
    """Return the rows of what a caller gives, and how errors call a row by its number.

    Args:
        rows: an iterable of mappings, a frame, or a JSON result of SPARQL 1.1 as it was parsed.

    Raises:
        InvalidQuestionError: it is neither.

    >>> rows_of_results({"head": {}, "results": {"bindings": [{}]}})
    ([{}], 'results.bindings[{}]')
    """
    found: object = rows
    if hasattr(rows, "columns") or hasattr(rows, "to_pylist"):
        return rows_of_frame(rows), "rows[{}]"
    if isinstance(rows, Mapping):
        results = rows.get("results")
        found = results.get("bindings") if isinstance(results, Mapping) else None
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable):
        hint = "give an iterable of mappings, or the JSON of an endpoint as json.load returns it"
        raise InvalidQuestionError(f"{shorten(rows)} is not rows of results", value=rows, field="rows", hint=hint)
    return found, "rows[{}]" if found is rows else "results.bindings[{}]"


def field_of(column: object) -> str:
    """Return which of `COLUMNS` a column is; an empty text if none.

    >>> field_of("start_time"), field_of("itemLabel"), field_of("colour")
    ('start', 'subjectLabel', '')
    """
    return _FIELDS.get(fold(column.lstrip("?\ufeff")), "") if isinstance(column, str) else ""


def plain_cell(value: Any, field: str) -> Cell | None:
    """Return a cell that a row gives; None if it is empty.

    Args:
        value: text, a number, a date, or a binding such as ``{"type": "uri", "value": "..."}``.
        field: its column, for errors.

    Raises:
        CellError: it is none of these.

    >>> plain_cell({"type": "literal", "value": "Peru", "xml:lang": "en"}, "subjectLabel")
    Cell(text='Peru', language='en')
    """
    kind = language = ""
    if isinstance(value, Mapping):
        kind, language = (str(value.get(key) or "") for key in ("type", "xml:lang"))
        value = value.get("value")
    if isinstance(value, bool):
        return Cell(str(value).lower())
    if isinstance(value, int | float) and not is_empty(value):
        return Cell(f"{value:.15g}" if isinstance(value, float) else str(value))
    if isinstance(value, date) and not is_empty(value):
        return Cell(f"{value.year:04}-{value.month:02}-{value.day:02}T00:00:00Z")
    text = read_text(value, field)
    if text is None:
        return None
    return Cell(_snak(text, kind) or text, language)


def _snak(text: str, kind: str) -> str:
    """Return `SOME_VALUE` or `NO_VALUE` for the ways in which results write them, else an empty text."""
    if text in SNAKS:
        return text
    if (
        kind == "bnode"
        or text.startswith("_:")
        or "/.well-known/genid/" in text
        or (not kind and text[0] == "t" and text[1:].isdecimal())
    ):
        return SOME_VALUE
    return NO_VALUE if "/prop/novalue/" in text else ""


def read_item(cell: Cell, field: str, letter: str = "Q") -> str:
    """Return the id of an item, or with the letter P that of a property.

    Raises:
        CellError: it is not one.

    >>> read_item(Cell("http://www.wikidata.org/entity/Q7817"), "value"), read_item(Cell("ps:P463"), "property", "P")
    ('Q7817', 'P463')
    """
    name = _last_part(cell.text)
    if name[:1] == letter and name[1:].isdecimal() and name.isascii() and name[1] != "0":
        return name
    what = "an item" if letter == "Q" else "a property"
    hint = f"give {letter} and its number, or the address that ends with it"
    raise CellError(field, f"{shorten(cell.text)} is not {what} of Wikidata", cell.text, hint)


def read_number(cell: Cell, field: str) -> int:
    """Return a whole number.

    Raises:
        CellError: it is not one.
    """
    if cell.text.isdecimal() and cell.text.isascii() and len(cell.text) < 3:
        return int(cell.text)
    hint = "11 day, 10 month, 9 year, 8 decade, 7 century, 6 millennium"
    raise CellError(field, f"{shorten(cell.text)} is not a precision of Wikidata", cell.text, hint)


def read_time(cell: Cell, precision: Cell | None, calendar: Cell | None, field: str) -> PartialDate:
    """Return the date of a time, written as in RDF (2013-01-01T00:00:00Z), as in JSON (+2013-...), or in EDTF.

    RDF has the days of the Julian calendar as days of the Gregorian one already, but months and years as they are;
    JSON has all of them as they are.

    Args:
        cell: the time.
        precision: its precision; a time in EDTF that has none is as precise as it is written.
        calendar: its calendar; Gregorian if there is none.
        field: the column, for errors.

    Raises:
        CellError: it is not a time, lies outside the years 0001 to 9999, or has no precision.

    >>> read_time(Cell("1700-01-01T00:00:00Z"), Cell("9"), Cell("wd:Q1985786"), "start")
    PartialDate("[1700-01-11..1701-01-11]")
    """
    is_julian = calendar is not None and _is_julian(calendar, f"{field}Calendar")
    text, clock, _ = cell.text.partition("T")
    try:
        if precision is None:
            if clock or text[0] == "+":
                raise CellError(field, f"{shorten(cell.text)} has no precision", cell.text, _NO_PRECISION)
            when = PartialDate(text)
            if is_julian and when.precision == "day":
                reason = f"{shorten(text)} may be a day of the Julian calendar, or one that was converted from it"
                hint = f"write +{text}T00:00:00Z for the first, {text}T00:00:00Z for the second, with the precision 11"
                raise CellError(field, reason, cell.text, hint)
        elif text.count("-") < 2:
            when = PartialDate(text)
            number = read_number(precision, f"{field}Precision")
            if number != _UNITS.get(when.precision):
                raise CellError(field, f"{shorten(text)} is not a time of precision {number}", cell.text)
        elif text[0] == "-":
            reason = f"{shorten(text)} counts the years from 1 BC in JSON, and from the year 0 in RDF"
            raise CellError(field, reason, cell.text, "write the date in EDTF without a precision: 44 BC is -0043")
        else:
            number = read_number(precision, f"{field}Precision")
            is_as_written = number < 11 or text[0] == "+"
            return PartialDate.from_wikidata(
                text, number, calendar="julian" if is_julian and is_as_written else "gregorian"
            )
        return PartialDate.from_julian(text) if is_julian else when
    except InvalidDateError as error:
        hint = error.hint
        if isinstance(error, UnsupportedDateError):
            hint = "errors='collect' leaves out such statements"
        raise CellError(field, error.reason, cell.text, hint) from None


def _is_julian(cell: Cell, field: str) -> bool:
    found = _CALENDARS.get(_last_part(cell.text).lower())
    if found is None:
        hint = "give Q1985727 (Gregorian) or Q1985786 (Julian)"
        raise CellError(field, f"{shorten(cell.text)} is not a calendar of Wikidata", cell.text, hint)
    return found


def _last_part(address: str) -> str:
    """Return the name in an address or in a name with a prefix."""
    return address.rpartition("/")[2].rpartition(":")[2]


def side_of(
    side: str, times: Iterable[PartialDate], earliest: Sequence[PartialDate], latest: Sequence[PartialDate]
) -> str:
    """Return the text of a start or end: one of some dates, within limits; empty if nothing is said of it.

    Args:
        side: which it is, for errors.
        times: the dates that are stated.
        earliest: of these dates, it does not lie before the first day of any.
        latest: it does not lie after the last day of any.

    Raises:
        CellError: no day is left.

    >>> side_of("start", [PartialDate("201X")], [PartialDate("2013-06")], [])
    '[2013-06-01..2019-12-31]'
    """
    stated = list(dict.fromkeys(times))
    days = union(_spans(stated)) if stated else (EVER,)
    first = max((each.span[0] for each in earliest), default=BEFORE_ALL)
    last = min((each.span[1] for each in latest), default=AFTER_ALL)
    left = intersect(days, ((first, last),)) if first <= last else ()
    if not left:
        told = ", ".join(map(str, (*stated, *earliest, *latest)))
        raise CellError(side, f"no day is left by {told}", told)
    return str(stated[0]) if left == days and len(stated) == 1 else spans_text(left)


def _spans(dates: Iterable[PartialDate]) -> Iterator[Span]:
    for each in dates:
        # What comes again every so many years is one run as far as this is concerned.
        yield from (each.span,) if each.comes_again else each.spans
