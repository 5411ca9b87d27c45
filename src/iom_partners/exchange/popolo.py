"""Popolo JSON: persons, organizations, memberships, posts, events and areas, in the terms of the specification.

What these terms cannot hold stands beside them in one more property, ``iom_partners``: by the fields of the record, in
the JSON form of the data files. `read_popolo` reads it; other programs pass over it, so the report tells all of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.days import Day, to_date
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError
from ..io.codec import plain_rows
from ..io.json_text import read_when
from ..model.evidence import PARTS
from ..model.vocabulary import is_unsure
from ..progress import tracked
from ..store.record_types import RECORD_TYPES, REFERENCES, references_of
from ..tables.flat import is_needed

if TYPE_CHECKING:
    from .losses import Export

__all__ = ["EXTRA", "LISTS", "SAME", "TERMS", "Around", "Row", "make_popolo", "rows_of", "terms_of", "time_of"]

Row = dict[str, Any]
#: Takes a field and what became of it.
Tell = Callable[[str, str], None]

#: The property that holds what the terms of the format cannot.
EXTRA = "iom_partners"
#: The lists of a file, by the collection whose records they hold.
LISTS = {
    "people": "persons",
    "organizations": "organizations",
    "memberships": "memberships",
    "chair_terms": "memberships",
    "events": "events",
    "places": "areas",
}
#: The terms of fields that are written as they are, and of dates that are if they are days, months or years.
SAME: dict[str, dict[str, str]] = {
    "people": {"id": "id", "name": "name", "born": "birth_date", "died": "death_date"},
    "organizations": {
        "id": "id", "name": "name", "kind": "classification", "place": "area_id", "founded": "founding_date",
        "ended": "dissolution_date",
    },
    "memberships": {
        "id": "id", "role": "role", "member_id": "person_id", "organization_id": "organization_id",
    },
    "chair_terms": {
        "id": "id", "role": "role", "holder_id": "person_id", "organization_id": "organization_id",
    },
    "events": {"id": "id", "name": "name", "kind": "classification", "organization_id": "organization_id"},
    "places": {"id": "id", "name": "name", "kind": "classification"},
}  # fmt: skip
#: All terms of objects of ours.
TERMS = tuple(
    dict.fromkeys(
        (
            *(term for terms in SAME.values() for term in terms.values()), "other_names", "identifiers", "links",
            "sources", "start_date", "end_date", "location", "status", "attendees", "member", "post_id", "label",
        )
    )
)  # fmt: skip
_LIVES = ("born", "died", "founded", "ended")
_MEMBERS = {"memberships": "member_id", "chair_terms": "holder_id"}
#: The collections that a file holds; the last two are in its property alone.
_HELD = (*LISTS, "sources", "words")
#: The fields for which the format has no term.
_NO_TERM = ("country", "subdivision", "successor_ids", "position", "reason", "is_founder", "about_ids", "note")

_ONLY = f"only in the property {EXTRA}"
_UNTERMED = f"{_ONLY}: the format has no term for it"
_COARSER = f"written as the day, month or year that holds it; as it is {_ONLY}"
_UNDATED = f"{_ONLY}: no year holds it"
_FAR = f"{_ONLY}: the format has the years 0001 to 9999"
_MARKED = f"{_ONLY}: the format has no marks for what is uncertain or approximate"
_OPEN = f"{_ONLY}: the format cannot tell an open start or end from an unknown one"
_UNSURE = f"{_ONLY}: the format cannot tell what may never have been from what was"
_VACANT = f"{_ONLY}: the format has no vacancies"
_CITED = f"written as addresses and titles of sources; what each of them states is {_ONLY}"
_UNADDRESSED = f"{_ONLY}: the format names a source by its address"
_DENIED = f"{_ONLY}: the format has no sources that deny"
_PARTS = f"their languages and sources are {_ONLY}"
_GROUPS = f"organizations that took part are {_ONLY}: only persons attend events"
_SOURCE = f"written where it is cited, by its address and title; all else is {_ONLY}"
_WORD = f"{_ONLY}: the format does not define words"
_DANGLING = "left out where it refers to what is not in the file"

#: What an address may hold besides letters and digits, by RFC 3986.
_IN_ADDRESSES = frozenset("-._~:/?#[]@!$&'()*+,;=%")


class Around(NamedTuple):
    """What the terms of one record need to know of others.

    Attributes:
        people: ids of the persons.
        places: names by id.
        sources: plain rows by id.
    """

    people: frozenset[str]
    places: Mapping[str, str]
    sources: Mapping[str, Row]


def make_popolo(export: Export) -> bytes:
    """Return the file.

    Raises:
        DataFileError: a text has half of a surrogate pair, so that it cannot be written.

    >>> from iom_partners import Dataset, Person
    >>> from iom_partners.exchange.losses import Export
    >>> data = Dataset.from_records([Person(id="ann", name="Ann")])
    >>> make_popolo(Export(data._project_rosters(), None)).decode().splitlines()[2].strip()
    '{"id": "ann", "name": "Ann", "iom_partners": {}}'
    """
    rows = _held_rows(export)
    people, places = rows["people"], rows["places"]
    sources = {source.id: row for source, row in rows["sources"]}
    around = Around(frozenset(each.id for each, _ in people), {each.id: each.name for each, _ in places}, sources)
    made: dict[str, Any] = {
        name: [] for name in ("persons", "organizations", "memberships", "posts", "events", "areas")
    }
    posts: dict[str, Row] = {}
    rest: dict[str, Any] = {} if export.version is None else {"version": export.version}
    for table in LISTS:
        for record, row in tracked(rows[table], table):
            if table in _MEMBERS and (reason := _no_membership(record)):
                export.lose(record, "", reason)
                rest.setdefault(table, []).append(row)
                continue
            terms = terms_of(table, row, around, partial(export.lose, record))
            made[LISTS[table]].append({**terms, EXTRA: _extra(table, row, terms)})
            if table == "chair_terms" and terms["post_id"] not in posts:
                posts[terms["post_id"]] = {
                    "id": terms["post_id"],
                    "label": f"{record.role.capitalize()} of {export.store.directory.label(record.organization_id)}",
                    "role": record.role,
                    "organization_id": record.organization_id,
                }
    made["posts"] = list(posts.values())
    for table, reason in (("sources", _SOURCE), ("words", _WORD)):
        for record, row in rows[table]:
            export.lose(record, "", reason)
            rest.setdefault(table, []).append(row)
    for table in RECORD_TYPES:
        for record in () if table in _HELD else export.store[table]:
            export.lose(record, "", f"left out: the format has no {table.replace('_', ' ')}")
    try:
        return _file_of(made | {EXTRA: rest}).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise DataFileError("a text has half of a surrogate pair", value=half, field=export.name) from None


def _file_of(made: Row) -> str:
    """Return the text of a file with one object on each line."""
    parts = []
    for name, value in made.items():
        lines = [f"    {json.dumps(each, ensure_ascii=False)}" for each in value] if isinstance(value, list) else []
        text = "[\n" + ",\n".join(lines) + "\n  ]" if lines else json.dumps(value, ensure_ascii=False)
        parts.append(f'  "{name}": {text}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _no_membership(tie: Any) -> str:
    """Return why a membership of the format would say more than the record does; an empty text if it would not."""
    if is_unsure(tie):
        return _UNSURE
    return "" if getattr(tie, "holder_id", "") is not None else _VACANT


# The rows of records, without what the file cannot refer to.


def _held_rows(export: Export) -> dict[str, list[tuple[Any, Row]]]:
    """Return every record that a file holds with its plain row, by collection."""
    ids = {table: set(export.store[table].ids) if table in _HELD else set[str]() for table in RECORD_TYPES}
    made: dict[str, list[tuple[Any, Row]]] = {}
    for table in _HELD:
        records = export.store[table]
        rows = rows_of(records)
        made[table] = [pair for pair in zip(records, rows, strict=True) if _refers_well(export, *pair, ids)]
    return made


def rows_of(records: Iterable[Any]) -> list[Row]:
    """Return records of one type in the JSON form of the data files; ties always with their role.

    >>> from iom_partners.model import Place
    >>> rows_of([Place(id="geneva", name="Geneva")])
    [{'id': 'geneva', 'name': 'Geneva'}]
    """
    found = list(records)
    rows = plain_rows(found)
    return [{"role": each.role} | row if hasattr(each, "role") else row for each, row in zip(found, rows, strict=True)]


def _refers_well(export: Export, record: Any, row: Row, ids: Mapping[str, set[str]]) -> bool:
    """Take from a row what refers to nothing in the file; return whether it still is a record."""
    kind: Any = type(record)
    fields = {field.name: field for field in kind.__attrs_attrs__}
    gone: list[str] = []
    for field, kinds in references_of(kind):
        value = row.get(field)
        kept = [each for each in _listed(value) if _is_among(each, kinds, ids)]
        if kept == _listed(value):
            continue
        export.lose(record, "" if is_needed(fields[field]) else field, _DANGLING)
        if is_needed(fields[field]):
            return False
        row[field] = kept if isinstance(value, list) else None
        if not kept:
            del row[field]
            gone.append(field)
    parts: list[Row] = [row, *(each for name in PARTS for each in row.get(name, ()))]
    for part in parts:
        cited: list[Row] = part.get("citations", [])
        known = [each for each in cited if each["source_id"] in ids["sources"]]
        are_whole = [_says_well(each, gone, ids) for each in known]
        if len(known) < len(cited) or not all(are_whole):
            export.lose(record, "citations", _DANGLING)
            part |= {"citations": known}
        if not known:
            part.pop("citations", None)
    return True


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_among(record_id: str, kinds: tuple[str, ...], ids: Mapping[str, set[str]]) -> bool:
    return any(record_id in ids[kind] for kind in kinds)


def _says_well(citation: Row, gone: list[str], ids: Mapping[str, set[str]]) -> bool:
    """Take from a citation what it states of fields that are gone, or of records; return whether nothing was taken."""
    states, says = citation.get("states", []), citation.get("says", [])
    if states != "all":
        citation["states"] = [field for field in states if field not in gone]
    citation["says"] = [
        each
        for each in says
        if (kinds := REFERENCES.get(each["field"])) is None
        or all(_is_among(said, kinds, ids) for said in each["value"].split())
    ]
    is_whole = bool(citation.get("states", states) == states and citation["says"] == says)
    for field in ("states", "says"):
        if not citation.get(field):
            citation.pop(field, None)
    return is_whole


# The terms of a row.


def terms_of(table: str, row: Row, around: Around, tell: Tell) -> Row:
    """Return a record in the terms of the specification.

    Args:
        table: its collection.
        row: the record in the JSON form of the data files.
        around: what its terms need to know of other records.
        tell: takes each field that the terms do not hold as it is, and what became of it.

    >>> terms_of("places", {"id": "geneva", "name": "Geneva"}, Around(frozenset(), {}, {}), print)
    {'id': 'geneva', 'name': 'Geneva'}
    """
    made = {term: row[field] for field, term in SAME[table].items() if field in row}
    for field in _LIVES:
        if field in row:
            term = SAME[table][field]
            made |= {term: _reduced(PartialDate(row[field]), partial(tell, field))}
    if table in _MEMBERS:
        made |= _of_tie(table, row, around)
        made |= _of_period(Period(row.get("period", "/")), partial(tell, "period"))
    elif table == "events":
        made |= _of_event(row, around, tell)
    made["other_names"] = _other_names(row, tell)
    made["identifiers"] = [
        {"identifier": each["value"], "scheme": each["scheme"]} for each in row.get("identifiers", ())
    ]
    if any(each.keys() - {"value", "scheme"} for each in row.get("identifiers", ())):
        tell("identifiers", _PARTS)
    if "website" in row:
        made["links"] = _links("website", row["website"], "website", tell)
    made["sources"] = _sources(row, around, tell)
    untermed = (*_NO_TERM, *(["organization_id"] if table == "people" else []))
    for field in untermed:
        if field in row:
            tell(field, _UNTERMED)
    return {term: value for term, value in made.items() if value not in (None, [])}


def time_of(table: str, terms: Row) -> tuple[str, str | None]:
    """Return the field of a tie or event that its two dates give, and its text; None where they give none.

    >>> time_of("memberships", {"start_date": "2010"}), time_of("events", {"start_date": "2010", "end_date": "2010"})
    (('period', '2010/'), ('when', '2010'))
    """
    start, end = terms.get("start_date", ""), terms.get("end_date", "")
    if table in _MEMBERS:
        return "period", f"{start}/{end}"
    return "when", (start if start == end else f"{start}/{end}") or None


def _extra(table: str, row: Row, terms: Row) -> Row:
    """Return the fields of a row that its terms do not give back."""
    same = SAME[table]
    extra = {field: value for field, value in row.items() if field not in same or terms.get(same[field]) != value}
    field, text = time_of(table, terms)
    if extra.get(field) == text:
        extra.pop(field, None)
    return extra


def _of_tie(table: str, row: Row, around: Around) -> Row:
    role, office, member_id = row["role"], row.get("office"), row[_MEMBERS[table]]
    made: Row = {}
    if member_id not in around.people:
        made = {"person_id": None, "member": {"@type": "Organization", "id": member_id}}
    if table == "chair_terms":
        made["post_id"] = f"{row['organization_id']}/{role}"
    elif office:
        # A role of the format is an office in any words; that of a member goes without saying.
        made |= {"role": office} if role == "member" else {"label": office}
    return made


def _of_event(row: Row, around: Around, tell: Tell) -> Row:
    when = read_when(row.get("when"))
    made: Row = {}
    if isinstance(when, Period):
        made = _of_period(when, partial(tell, "when"))
    elif when is not None:
        day = _reduced(when, partial(tell, "when"))
        made = {"start_date": day, "end_date": day}
    taking_part = row.get("participant_ids", [])
    persons = [each for each in taking_part if each in around.people]
    if len(persons) < len(taking_part):
        tell("participant_ids", _GROUPS)
    return made | {
        "location": around.places.get(row.get("place", "")),
        "status": row.get("status"),
        "attendees": [{"id": each} for each in persons],
    }


def _of_period(period: Period, tell: Callable[[str], None]) -> Row:
    if period.is_open:
        tell(_OPEN)
    return {
        term: _reduced(when, tell)
        for term, when in (("start_date", period.start), ("end_date", period.end))
        if when is not None
    }


def _reduced(when: PartialDate, tell: Callable[[str], None]) -> str | None:
    """Return the day, month or year that holds a date; None where none does, or where the date is not certain."""
    first, last = map(to_date, when.span)
    if any(when.qualifiers) or first is None or last is None or first.year != last.year:
        tell(_MARKED if any(when.qualifiers) else _UNDATED)
        return None
    if isinstance(first, Day):
        tell(_FAR)  # The format has years of four digits, without a sign.
        return None
    text = str(first) if first == last else str(first)[: 7 if first.month == last.month else 4]
    if text != str(when):
        tell(_COARSER)
    return text


def _other_names(row: Row, tell: Tell) -> list[Row]:
    made = []
    names = row.get("names", [])
    for name in names:
        if name.keys() & {"citations", "language"}:
            tell("names", _PARTS)
        if (name["text"], name["kind"]) == (row["name"], "official") and "period" not in name:
            continue
        period = Period(name.get("period", "/"))
        made.append({"name": name["text"], "note": name["kind"]} | _of_period(period, partial(tell, "names")))
    acronym = row.get("acronym")
    if acronym is not None and all(each["text"] != acronym for each in names):
        made.append({"name": acronym, "note": "acronym"})
    return [{term: value for term, value in each.items() if value is not None} for each in made]


def _links(field: str, address: str, note: str, tell: Tell) -> list[Row]:
    """Return an address as a link, if it is one."""
    start, _, rest = address.partition("://")
    if (
        start in ("http", "https")
        and rest
        and all((mark.isascii() and mark.isalnum()) or mark in _IN_ADDRESSES for mark in address)
    ):
        return [{"url": address, "note": note}]
    tell(field, _UNADDRESSED)
    return []


def _sources(row: Row, around: Around, tell: Tell) -> list[Row]:
    made: list[Row] = []
    for citation in row.get("citations", ()):
        tell("citations", _CITED)
        source = around.sources.get(citation["source_id"], {"title": ""})
        if citation.get("denies"):
            tell("citations", _DENIED)
            continue
        made += _links("citations", source.get("url", ""), source["title"], tell)
    return [each for place, each in enumerate(made) if each not in made[:place]]
