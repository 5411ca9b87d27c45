"""Rows of results of SPARQL as statements of Wikidata: several rows of one statement are one, and each is checked."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple, TypeVar

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import MOST_FAULTS, DataFileError, InvalidDateError, shorten
from ..io.cells import CellError, read_flag
from ..io.rows import KindOfRows
from ..model.agents import Organization
from ..model.codes import fault_of_identifier
from ..model.fields import fault_of
from ..store.search import slug
from .wikidata_cells import (
    COLUMNS,
    NO_VALUE,
    REFERENCE,
    SNAKS,
    SOME_VALUE,
    TIMES,
    Cell,
    field_of,
    plain_cell,
    read_item,
    read_time,
    side_of,
)

__all__ = ["NAMES", "PROPERTIES", "SCHEMES", "PropertyUse", "Reference", "Statement", "StatementReader", "Tie"]

T = TypeVar("T")

#: What a property makes: a kind of tie, the role in it, and which side of the statement has the role.
PropertyUse = tuple[KindOfRows, str, Literal["subject", "value"]]

#: The properties that make ties.
PROPERTIES: dict[str, PropertyUse] = {
    "P463": ("memberships", "member", "subject"),  # member of
    "P102": ("memberships", "member", "subject"),  # member of political party
    "P4100": ("memberships", "member", "subject"),  # parliamentary group
    "P361": ("memberships", "unit", "subject"),  # part of
    "P749": ("memberships", "unit", "subject"),  # parent organization
    "P527": ("memberships", "unit", "value"),  # has part(s)
    "P355": ("memberships", "unit", "value"),  # has subsidiary
    "P3320": ("memberships", "board-member", "value"),
    "P39": ("memberships", "officeholder", "subject"),  # position held
    "P1308": ("memberships", "officeholder", "value"),
    "P488": ("chair_terms", "chair", "value"),  # chairperson
    "P35": ("chair_terms", "head-of-state", "value"),
    "P6": ("chair_terms", "head-of-government", "value"),
    "P169": ("chair_terms", "chief-executive", "value"),
    "P1037": ("chair_terms", "director", "value"),
    "P3975": ("chair_terms", "secretary-general", "value"),
    "P710": ("participations", "participant", "value"),
    "P1344": ("participations", "participant", "subject"),
    "P8324": ("participations", "funder", "value"),
    "P859": ("participations", "backer", "value"),  # sponsor
    "P664": ("participations", "coordinator", "value"),  # organizer
}
#: The side of a property that is a person, unless the rows say otherwise.
_PEOPLE: dict[str, str] = {
    each: side
    for side, properties in (
        ("subject", "P39 P102 P4100 P569 P570"),
        ("value", "P1308 P3320 P488 P35 P6 P169 P1037 P3975"),
    )
    for each in properties.split()
}

#: The kinds of names, and the registers, of which there are properties.
NAMES = ("official", "acronym", "native")
SCHEMES = ("isni", "lei", "ror")
#: The properties that say something of the subject alone, and what.
_FACTS = {
    "P571": "founded",
    "P580": "founded",
    "P576": "ended",
    "P582": "ended",
    "P569": "born",
    "P570": "died",
    "P17": "country",
    "P856": "website",
    "P31": "kind",
    "P1366": "successor",
    "P1365": "predecessor",
    "P1448": "official",
    "P1813": "acronym",
    "P1705": "native",
    "P213": "isni",
    "P1278": "lei",
    "P6782": "ror",
}
_DATES = ("founded", "ended", "born", "died")
#: What has no time of its own, so that only what still holds is taken.
_TIMELESS = ("country", "website", "kind")
_HUMAN = "Q5"
_ANY_DAY = PartialDate("XXXX")
_ALWAYS = Period("/")
_RANKS = ("preferred", "normal", "deprecated")
_SIDES = (("start", "earliestStart", "latestStart"), ("end", "earliestEnd", "latestEnd"))


class Reference(NamedTuple):
    """A document that a statement refers to.

    Attributes:
        key: its address, or the item or title where it has none.
        title: as the rows give it, or something that stands for it.
        published: when it was published.
        retrieved: when it was looked up.
    """

    key: str
    title: str
    published: PartialDate | None = None
    retrieved: PartialDate | None = None


class Tie(NamedTuple):
    """Who has which role where.

    Attributes:
        kind: of rows: memberships, chair_terms or participations.
        role: the role in it.
        member: the item of who has it; None if nobody has.
        body: the item of the body or project.
        office: the item of the position, if the body is another one.
    """

    kind: KindOfRows
    role: str
    member: str | None
    body: str
    office: str | None = None


class Statement(NamedTuple):
    """A statement that has been read.

    Attributes:
        property: its property.
        locator: how a citation finds it.
        rank: preferred, normal or deprecated.
        subject: the item that it is about.
        what: a tie, or the name of what is said of the subject.
        value: of the latter: an item, a date or a text.
        language: of a name.
        period: when it holds.
        references: the documents that it refers to.
    """

    property: str
    locator: str
    rank: str
    subject: str
    what: Tie | str
    value: Any
    language: str
    period: Period
    references: tuple[Reference, ...]


class _Group:
    """What the rows about one statement hold: cells and times by column, and the documents that it refers to."""

    __slots__ = ("cells", "references", "row", "times")

    def __init__(self, row: int) -> None:
        self.row = row
        self.cells: dict[str, dict[Cell, None]] = {}
        self.times: dict[str, dict[PartialDate | str, None]] = {}
        self.references: dict[Reference, None] = {}

    def one(self, field: str) -> Cell | None:
        """Return the only cell of a column; None if there is none.

        Raises:
            CellError: the rows differ.
        """
        found = list(self.cells.get(field, ()))
        if len(found) > 1:
            told = " and ".join(shorten(each.text) for each in found[:2])
            raise CellError(field, f"the rows of one statement differ: {told}", tuple(each.text for each in found))
        return found[0] if found else None

    def needed(self, field: str) -> Cell:
        """Return the only cell of a column.

        Raises:
            CellError: there is none, or the rows differ.
        """
        found = self.one(field)
        if found is None:
            raise CellError(field, "is missing", None)
        return found

    def dates(self, field: str) -> list[PartialDate]:
        """Return the dates of a column, without what stands for one."""
        return [each for each in self.times.get(field, ()) if isinstance(each, PartialDate)]


class StatementReader:
    """Reads rows of results, of which several may be about one statement.

    Args:
        uses: what properties make; None for one that is left out without a word.
        columns: the caller's names of columns.
        defaults: what columns that are not there, and empty cells, hold.
        missing_end: the text of an end that is missing.
        keeps_deprecated: whether deprecated ties are statements too.
        place: how errors call a row by its number.

    Attributes:
        faults: what cannot be read.
        labels: of each item its labels.
        people: of some items, whether they are persons by what the rows say.
        likely_people: the items that are persons if the rows do not say otherwise.
    """

    def __init__(
        self,
        uses: Mapping[str, PropertyUse | None],
        columns: Mapping[str, str],
        defaults: Mapping[str, Any],
        missing_end: str,
        keeps_deprecated: bool,
        place: str,
    ) -> None:
        self.faults: list[DataFileError] = []
        self.labels: dict[str, dict[str, None]] = {}
        self.people: dict[str, bool] = {}
        self.likely_people: set[str] = set()
        self._uses, self._columns, self._defaults = uses, columns, defaults
        self._missing_end, self._keeps_deprecated, self._place = missing_end, keeps_deprecated, place
        self._groups: dict[Hashable, _Group] = {}
        #: Statements of which some row cannot be read.
        self._broken: set[Hashable] = set()
        #: The columns that are read, by the columns of a row; the last name of each; and all that are not read.
        self._found: dict[tuple[Any, ...], list[tuple[str, Any]]] = {}
        self._column_of: dict[str, str] = {}
        self._unread: dict[str, None] = {}
        self._told: dict[str, int] = {}

    def tell(self, what: str, count: int = 1) -> None:
        """Note how something was taken, or that it was left out, with the number of times."""
        self._told[what] = self._told.get(what, 0) + count

    def leave(self, property_id: str, why: str) -> None:
        """Note that a statement is left out."""
        self.tell(f"left out of {property_id}, {why}")

    def assumed(self) -> Iterator[str]:
        """Yield all that was noted, and the columns that are not read."""
        for column in self._unread:
            near = get_close_matches(column[:80], COLUMNS, 1, 0.8)
            yield f"the column {shorten(column)} is not read" + (f" (did you mean {near[0]!r}?)" if near else "")
        for what, count in self._told.items():
            yield f"{what}: {count:,}"

    # Rows.

    def read(self, number: int, row: object) -> None:
        """Add a row to those of its statement."""
        if not isinstance(row, Mapping):
            self._add_fault(number, CellError("", f"{shorten(row)} is not a row with named columns", row))
            return
        if None in row:
            # `csv.DictReader` puts the cells beyond the last column there.
            self._add_fault(number, CellError("", "has more cells than there are columns", row[None]))
            return
        before = len(self.faults)
        cells: dict[str, Cell] = {}
        listed: Sequence[Any] = ()
        for field, column in self._columns_of(row):
            value = row.get(column)
            if field == "reference" and isinstance(value, list | tuple):
                listed = value
                continue
            cell = self._try(number, plain_cell, value, field)
            if cell is None and field in self._defaults:
                cell = plain_cell(self._defaults[field], field)
            if cell is not None:
                cells[field] = cell
        times = {field: self._try(number, _time_of, cells, field) for field in TIMES if field in cells}
        references = self._try(number, _references_of, cells, listed)
        key = _key_of(cells)
        if len(self.faults) > before:
            self._broken.add(key)
            return
        group = self._groups.setdefault(key, _Group(number))
        for field, when in times.items():
            if when is not None:
                group.times.setdefault(field, {})[when] = None
        for field, cell in cells.items():
            group.cells.setdefault(field, {})[cell] = None
        group.references.update(dict.fromkeys(references or ()))

    def _columns_of(self, row: Mapping[Any, Any]) -> list[tuple[str, Any]]:
        """Return the columns that are read, each with its name in the row, or None for one that only has a default."""
        heads = tuple(row)
        if heads not in self._found:
            named = {column: field for field, column in self._columns.items()}
            found: dict[str, Any] = {}
            for head in heads:
                field = named.get(head) or field_of(head)
                if not field or field in found or (field in self._columns and head not in named):
                    self._unread[str(head)] = None
                else:
                    found[field] = head
                    self._column_of[field] = str(head)
            self._found[heads] = [*found.items(), *((each, None) for each in self._defaults if each not in found)]
        return self._found[heads]

    def _try(self, number: int, read: Callable[..., T], *args: Any) -> T | None:
        """Return what a function reads; None, with a fault, if it cannot."""
        try:
            return read(*args)
        except CellError as error:
            self._add_fault(number, error)
            return None

    def _add_fault(self, number: int, error: CellError) -> None:
        if len(self.faults) <= MOST_FAULTS:
            where = self._place.format(number)
            column = self._column_of.get(error.field, error.field)
            field = f"{where}.{column}" if column else where
            fault = DataFileError(error.reason, value=error.value, field=field, hint=error.hint)
            fault.row, fault.column = number, column
            self.faults.append(fault)

    # Statements.

    def statements(self) -> list[Statement]:
        """Return the statements of all rows that could be read, and that some record may hold.

        Raises:
            DataFileError: no row has one of the columns without which there is no statement.
        """
        for field in ("subject", "property", "value") if self._found else ():
            if field not in self._column_of and field not in self._defaults:
                heads = ", ".join(shorten(each) for each in self._unread)
                hint = f"name it: columns={{{field!r}: ...}}" + (f", one of {heads}" if heads else "")
                raise DataFileError(f"no row has the column {field!r}", value=field, field="rows", hint=hint)
        made = (
            self._try(group.row, self._statement, group)
            for key, group in self._groups.items()
            if key not in self._broken
        )
        return [each for each in made if each is not None]

    def _statement(self, group: _Group) -> Statement | None:
        """Return the statement of a group; None if it is left out."""
        property_id = read_item(group.needed("property"), "property", "P")
        use = self._uses.get(property_id)
        fact = "" if property_id in self._uses else _FACTS.get(property_id, "")
        if use is None and not fact:
            if property_id not in self._uses:
                self.leave(property_id, "for no record holds it (properties=)")
            return None
        subject = self._item(group, "subject", property_id)
        rank = _rank_of(group)
        if rank == "deprecated" and (use is None or not self._keeps_deprecated):
            self.leave(property_id, "for the statement is deprecated")
            return None
        what: Tie | str | None = fact
        value, language, period = None, "", _ALWAYS
        if use is not None:
            what = self._tie(group, property_id, use, subject)
        else:
            value, language = self._value(group, property_id, fact, subject)
        if what is None or (what == fact and value is None):
            return None
        if use is not None or fact in NAMES:
            period = self._period(group)
        elif group.times and fact not in _DATES:
            self.tell(f"times of {property_id} that no record holds")
        locator = _locator(group, property_id, subject, rank)
        return Statement(property_id, locator, rank, subject, what, value, language, period, tuple(group.references))

    def _item(self, group: _Group, field: str, property_id: str = "") -> str:
        """Return the item of a column, and note its labels and whether it is a person."""
        item = read_item(group.needed(field), field)
        labels = self.labels.setdefault(item, {})
        for label in group.cells.get(f"{field}Label", ()):
            if label.text != item:
                labels[label.text] = None
        flag = group.one(f"{field}IsPerson")
        if flag is not None:
            self.people[item] = self.people.get(item, False) or read_flag(flag.text, f"{field}IsPerson")
        if _PEOPLE.get(property_id) == field:
            self.likely_people.add(item)
        return item

    def _tie(self, group: _Group, property_id: str, use: PropertyUse, subject: str) -> Tie | None:
        kind, role, side = use
        cell = group.needed("value")
        if cell.text == NO_VALUE and kind == "chair_terms" and side == "value":
            return Tie(kind, role, None, subject)
        if cell.text in SNAKS:
            why = "for it says that there is none" if cell.text == NO_VALUE else "for its value is not known"
            self.leave(property_id, why)
            return None
        value = self._item(group, "value", property_id)
        if value == subject:
            raise CellError("value", "nothing is part of itself", cell.text)
        member, body = (subject, value) if side == "subject" else (value, subject)
        of = group.one("of")
        if of is None or of.text in SNAKS:
            return Tie(kind, role, member, body)
        if role == "officeholder":
            return Tie(kind, role, member, self._item(group, "of"), body)
        self.tell(f"qualifiers 'of' of {property_id} that no record holds")
        return Tie(kind, role, member, body)

    def _period(self, group: _Group) -> Period:
        """Return when a statement holds."""
        seen = group.dates("pointInTime")
        texts = []
        for side, earliest, latest in _SIDES:
            given = group.times.get(side, {})
            low, high = group.dates(earliest), group.dates(latest)
            # On a point in time it had begun and not ended.
            if not given:
                low, high = (low, [*high, *seen]) if side == "start" else ([*low, *seen], high)
            dates = group.dates(side)
            if len(given) > 1:
                self.tell("several starts or ends of one statement, of which one is meant")
                dates = dates if len(dates) == len(given) else []
            text = ".." if list(given) == [NO_VALUE] else side_of(side, dates, low, high)
            if side == "end" and not text and not given:
                text = self._missing_end
                self.tell(f"ends that are missing, and taken as {'ongoing' if text else 'unknown'} (missing_end=)")
            texts.append(text)
        try:
            return Period("/".join(texts))
        except InvalidDateError as error:
            raise CellError("end", error.reason, "/".join(texts), error.hint) from None

    def _value(self, group: _Group, property_id: str, fact: str, subject: str) -> tuple[Any, str]:
        """Return what a statement says of its subject alone, and in which language; None if it is left out."""
        cell = group.needed("value")
        if cell.text in SNAKS and not (fact in {"ended", "died"} and cell.text == SOME_VALUE):
            why = "for it says that there is none" if cell.text == NO_VALUE else "for its value is not known"
            self.leave(property_id, why)
            return None, ""
        if fact in _TIMELESS and group.times.get("end", {}).keys() - {NO_VALUE}:
            self.leave(property_id, "for it has an end")
            return None, ""
        if fact in _DATES:
            dates = [when] if isinstance(when := _time_of(_row_of(group), "value"), PartialDate) else []
            text = side_of("value", dates, group.dates("earliestStart"), group.dates("latestEnd"))
            return PartialDate(text) if text else _ANY_DAY, ""
        if fact in {"successor", "predecessor"}:
            return self._item(group, "value"), ""
        if fact == "kind":
            return self._kind(group, property_id, subject), ""
        if fact == "country":
            code = group.one("valueCountry")
            if code is None:
                self.leave(property_id, "for the rows do not tell the code of the country (valueCountry)")
                return None, ""
            if fault := fault_of(Organization, "country", code.text):
                raise CellError("valueCountry", fault, code.text)
            return code.text, ""
        if fact in SCHEMES:
            text = "".join(cell.text.split())
            if fault := fault_of_identifier(fact, text):
                raise CellError("value", fault, cell.text)
            return text, ""
        if fact == "website" and "://" not in cell.text:
            raise CellError("value", f"{shorten(cell.text)} is not the address of a page", cell.text)
        language = group.one("valueLanguage")
        return cell.text, (language.text if language else cell.language).partition("-")[0].lower() or "und"

    def _kind(self, group: _Group, property_id: str, subject: str) -> str | None:
        """Return what a thing is, as a word; None for a person and where the rows have no word for it."""
        item = read_item(group.needed("value"), "value")
        if item == _HUMAN:
            self.people[subject] = True
            return None
        label = group.one("valueLabel")
        if label is None:
            self.leave(property_id, "for the rows do not tell the label of the value")
        return slug(label.text) if label else None


def _key_of(cells: Mapping[str, Cell]) -> Hashable:
    """Return what tells a statement from others: its id, or all that a row tells but for labels and references."""
    if (cell := cells.get("statement")) is not None:
        return cell.text.rpartition("/")[2].rpartition(":")[2].replace("$", "-", 1).casefold()
    told = ((field, cell.text) for field, cell in cells.items() if field not in REFERENCE and field[-5:] != "Label")
    return tuple(sorted(told))


def _rank_of(group: _Group) -> str:
    cell = group.one("rank")
    if cell is None:
        return "normal"
    rank = cell.text.rpartition("#")[2].rpartition(":")[2].removesuffix("Rank").lower()
    if rank not in _RANKS:
        raise CellError("rank", f"{shorten(cell.text)} is not a rank", cell.text, f"one of {', '.join(_RANKS)}")
    return rank


def _locator(group: _Group, property_id: str, subject: str, rank: str) -> str:
    """Return how a citation finds a statement in Wikidata."""
    statement = next(iter(group.cells.get("statement", ())), None)
    told = f"statement {statement.text.rpartition('/')[2]}" if statement else f"statement of {subject}"
    return f"{told}, {property_id}" + ("" if rank == "normal" else f", {rank} rank")


def _row_of(group: _Group) -> dict[str, Cell]:
    """Return the cells that tell the value of a statement."""
    fields = ("value", "valuePrecision", "valueCalendar", "precision", "calendar")
    return {field: cell for field in fields if (cell := group.one(field)) is not None}


def _time_of(cells: Mapping[str, Cell], field: str) -> PartialDate | str:
    """Return the time of a column of a row, or what stands for one."""
    cell = cells[field]
    if cell.text in SNAKS:
        return cell.text
    precision = cells.get(f"{field}Precision") or cells.get("precision")
    calendar = cells.get(f"{field}Calendar") or cells.get("calendar")
    return read_time(cell, precision, calendar, field)


def _references_of(cells: Mapping[str, Cell], listed: Sequence[Any] = ()) -> list[Reference]:
    """Return the documents that the cells of a row tell of.

    Args:
        cells: of the row, by column.
        listed: in place of one cell, a list of references: texts, or mappings by column.
    """
    if listed:
        return [found for each in listed for found in _references_of(_cells_of(each))]
    dates = [
        when if field in cells and isinstance(when := _time_of(_dated(cells), field), PartialDate) else None
        for field in ("published", "retrieved")
    ]
    node = cells["reference"].text if "reference" in cells else ""
    given = [cells["referenceURL"].text] if "referenceURL" in cells else node.replace("|", " ").split()
    title = cells["title"].text if "title" in cells else ""
    urls = [each for each in given if "://" in each and "/reference/" not in each]
    if urls:
        return [Reference(each, title or each.partition("://")[2].partition("/")[0], *dates) for each in urls]
    if "referenceURL" in cells:
        raise CellError("referenceURL", f"{shorten(given[0])} is not the address of a page", given[0])
    for field in ("statedIn", "importedFrom"):
        if field in cells and cells[field].text not in SNAKS:
            item = read_item(cells[field], field)
            label = cells.get(f"{field}Label")
            return [Reference(item, title or (label.text if label else item), *dates)]
    if title:
        return [Reference(title, title, *dates)]
    # Only the name of the reference is told, by which it can be looked up.
    name = node.rpartition("/")[2].rpartition(":")[2]
    return [Reference(name, f"Reference {name} of Wikidata", *dates)] if name else []


def _cells_of(value: Any) -> dict[str, Cell]:
    """Return the cells of one of a list of references: a text, or a mapping by column."""
    if isinstance(value, Mapping) and "value" not in value:
        found = {field: plain_cell(each, field) for key, each in value.items() if (field := field_of(key))}
    else:
        found = {"reference": plain_cell(value, "reference")}
    return {field: cell for field, cell in found.items() if cell is not None}


def _dated(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells of a row, with the precision of a page that was looked up, which is a day."""
    return {"retrievedPrecision": Cell("11")} | dict(cells)
