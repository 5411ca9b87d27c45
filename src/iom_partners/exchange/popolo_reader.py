"""Anyone's Popolo JSON as records, with what it does not say and what of it is left out; and our own without loss.

The fields in the property ``iom_partners`` of an object of our own count, and its terms must say the same. All other
objects are read by the specification, and by what others have added to it: legislative periods, languages of names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..dates.days import AFTER_ALL, BEFORE_ALL, Span
from ..dates.edtf import date_text
from ..dates.period import Period
from ..errors import DataFileError, InvalidDateError, shorten
from ..files.limits import fault_of_version
from ..io.codec import structure
from ..io.json_text import load_json
from ..model.agents import NAME_KINDS
from ..model.fields import fault_of
from ..model.happenings import Place
from ..model.own_sources import NARROWING_ID
from ..model.people import Person
from ..model.sources import Source
from ..model.vocabulary import KNOWN_WORDS, is_word
from ..progress import tracked
from ..store.record_types import record_class
from ..store.search import slug
from ..store.store import pause_collector
from .losses import Imported
from .popolo import EXTRA, SAME, TERMS, Around, Row, rows_of, terms_of, time_of
from .popolo_file import ALL_LISTS, FileObject, PopoloFile, has

__all__ = ["read_popolo"]

_TABLES = {"organizations": "organizations", "persons": "people", "events": "events", "areas": "places"}
#: What stands beside the lists in a file of ours.
_REST = ("sources", "words", "memberships", "chair_terms")
#: The terms that are read.
_CITED = ("@type", "links", "sources")
_AGENT = ("id", "name", "other_names", "identifiers", *_CITED)
_READ: dict[str, tuple[str, ...]] = {
    "organizations": (*_AGENT, "classification", "parent_id", "area_id", "founding_date", "dissolution_date"),
    "persons": (*_AGENT, "birth_date", "death_date"),
    "events": (
        "id", "name", "description", "start_date", "end_date", "status", "classification", "organization_id",
        "attendees", *_CITED,
    ),
    "areas": ("id", "name", "classification", "type", *_CITED),
    "posts": ("@type", "id", "label", "role", "organization_id", "area_id"),
    "memberships": (
        "id", "role", "label", "person_id", "member_id", "organization_id", "post_id", "on_behalf_of_id", "area_id",
        "start_date", "end_date", "legislative_period_id", *_CITED,
    ),
}  # fmt: skip

#: The parts of a name that is not given as a whole.
_PARTS = ("given_name", "additional_name", "family_name")

_CHAIRS = {"chairman": "chair", "chairwoman": "chair", "chairperson": "chair"}
_CHAIR_ROLES, _MEMBER_ROLES = KNOWN_WORDS["ChairTerm.role"], KNOWN_WORDS["Membership.role"]
#: Roles of who is not a member, with what they mean.
_CANDIDATE, _ON_BEHALF = "candidate", "on-behalf-of"
_MEANT = {_CANDIDATE: "Stands for election.", _ON_BEHALF: "Is in another body on behalf of it."}
_SITES = ("website", "web site", "official website", "site", "homepage", "home page")
_DONE = ("done", "confirmed", "passed")
_DERIVED: Row = {"id": NARROWING_ID, "title": "What follows from all records together", "publisher": "iom-partners"}
_ANY: Span = (BEFORE_ALL, AFTER_ALL)

_UNKNOWN_END = "an end that is not given is taken as unknown: a membership may go on or not"
_BOUNDED = "where a membership has no start or end of its own, the dates of its legislative period are its bounds"
_OUTSIDE = "dates of memberships outside of their legislative period are kept, and the period bounds nothing"
_OFFICES = "roles are read as offices of members"
_TERMS_READ = "chairs are read as chair terms"
_STATE_ALL = "each source of an object is taken to state all that is read of it"
_LINKED = "links are read as sources that state nothing"
_BEHALF = f"who is in a body on behalf of another has in that one the role {_ON_BEHALF}"
_NOTED = "areas and legislative periods of memberships stand in their notes"
_UNITS = "organizations are read as units of their parents, at unknown times"
_NAMELESS = "objects without a name are called by their ids"
_PLANNED = "events of another status than confirmed are read as planned"
_UNUSED_POSTS = "posts that no membership refers to are left out"


class _Tie(NamedTuple):
    """A membership of someone else's, as the fields of one of ours without its id.

    Attributes:
        table: memberships or chair_terms.
        path: where it is.
        row: its fields.
        given: the id that it has in the file; None if it has none.
        key: what tells it from others; empty for one that follows from the one before.
        more: what tells it from those of the same key.
    """

    table: str
    path: str
    row: Row
    given: str | None
    key: str
    more: str = ""


def read_popolo(data: bytes, name: str) -> Imported:
    """Return the records of a Popolo file.

    Args:
        data: the content of the file.
        name: its name, for errors.

    Raises:
        DataFileError: it is not JSON, or not Popolo; dates, types or references in it are wrong: all faults at once.

    >>> found = read_popolo(b'{"persons": [{"id": "ann", "name": "Ann", "gender": "female"}]}', "x.popolo.json")
    >>> found.records, found.assumed
    ([Person(id='ann', name='Ann')], ('left out of persons: gender (1)',))
    """
    told = load_json(data, name)
    if not isinstance(told, dict) or told.keys().isdisjoint(ALL_LISTS):
        reason = f"{shorten(told)} is not an object with lists of persons, organizations or memberships"
        hint = 'write {"persons": [...], "organizations": [...], "memberships": [...]}'
        raise DataFileError(reason, value=told, field=name, hint=hint)
    with pause_collector():
        reader = _Reader(PopoloFile(told, name))
        records = reader.read()
    if reader.file.faults:
        raise DataFileError.of(reader.file.faults)
    return Imported(records, reader.file.assumed(), reader.version)


class _Reader:
    """Makes records of the objects of a file."""

    def __init__(self, file: PopoloFile) -> None:
        self.file = file
        self.version: str | None = None
        self._records: list[Any] = []
        #: Names by our ids.
        self._called: dict[str, str] = {}
        #: Objects of ours and their records, by collection.
        self._ours: defaultdict[str, list[tuple[FileObject, Any]]] = defaultdict(list)
        self._ties: list[_Tie] = []
        self._sources: dict[str, Row] = {}
        #: Ids of sources by address.
        self._addresses: dict[str, str] = {}
        self._words: dict[str, Row] = {}
        #: The words that a file of ours declares.
        self._declared: frozenset[str] = frozenset()
        #: The first and last day of events, by their ids in the file.
        self._bounds: dict[str, Span] = {}
        self._used_posts: set[str] = set()

    def read(self) -> list[Any]:
        """Return all records."""
        self._take_rest()
        readers: dict[str, Callable[[FileObject], None]] = {
            "organizations": self._read_organization, "persons": self._read_person, "areas": self._read_area,
            "events": self._read_event, "posts": self._read_post, "memberships": self._read_membership,
        }  # fmt: skip
        for of, read in readers.items():
            for each in tracked(list(self.file.objects[of].values()), of):
                if each.is_ours and of != "posts":
                    self._read_ours(each)
                else:
                    read(each)
                    self.file.leave_rest(of, each.body, (*_READ[of], *_unnamed(each.body)))
        for _ in self.file.objects["posts"].keys() - self._used_posts:
            self.file.assume(_UNUSED_POSTS)
        self._add_ties()
        for table, rows in (("words", self._words), ("sources", self._sources)):
            for row in rows.values():
                self._add(table, row, f"{EXTRA}.{table}")
        if not self.file.faults:
            self._check_ours()
        return self._records

    def _add(self, table: str, row: Row, path: str) -> Any:
        """Make a record of a row, and return it; None if that fails."""
        try:
            record = structure(row, record_class(table), self.file.path(path))
        except DataFileError as error:
            self.file.keep(error)
            return None
        self._records.append(record)
        if hasattr(record, "name"):
            self._called[record.id] = record.name
        return record

    # What is ours.

    def _take_rest(self) -> None:
        """Take what stands beside the lists in a file of ours."""
        rest = self.file.told.get(EXTRA, {})
        if not isinstance(rest, dict) or not rest.keys() <= {"version", *_REST}:
            self.file.fault(EXTRA, f"{shorten(rest)} is not what we write", rest, "remove it, or export the data again")
            return
        self.version = rest.get("version")
        if self.version is not None and (fault := fault_of_version(self.version)):
            self.file.fault(f"{EXTRA}.version", fault, self.version)
        for table in _REST:
            rows = {"sources": self._sources, "words": self._words}.get(table)
            for path, row in self.file.items(rest, table, EXTRA):
                if rows is None or not isinstance(row.get("id"), str):
                    self._add(table, row, path)
                elif row["id"] in rows:
                    self.file.fault(f"{path}.id", f"the id {shorten(row['id'])} occurs twice", row["id"])
                else:
                    rows[row["id"]] = row
                    if isinstance(row.get("url"), str):
                        self._addresses.setdefault(row["url"], row["id"])
        self._declared = frozenset(self._words)

    def _read_ours(self, each: FileObject) -> None:
        extra, terms = each.given[EXTRA], {term: value for term, value in each.given.items() if term != EXTRA}
        if not isinstance(extra, dict):
            self.file.fault(f"{each.path}.{EXTRA}", f"{shorten(extra)} is not an object", extra)
            return
        table = _TABLES.get(each.of, "chair_terms" if "post_id" in terms else "memberships")
        row = {field: terms[term] for field, term in SAME[table].items() if term in terms}
        field, text = time_of(table, terms)
        if text is not None and each.of in ("memberships", "events"):
            row[field] = text
        record = self._add(table, row | extra, each.path)
        if record is None:
            return
        if each.of == "events":
            self._keep_bounds(each, record)
        if each.of == "memberships":
            self._post_of(each)
            self.file.member(each)
            self.file.ref(each, "organization_id", "organizations")
        self._ours[table].append((each, record))

    def _check_ours(self) -> None:
        """Check that the terms of each object of ours say what its own property says: someone may have changed them."""
        people = frozenset(each.id for each in self._records if isinstance(each, Person))
        places = {each.id: each.name for each in self._records if isinstance(each, Place)}
        sources = [each for each in self._records if isinstance(each, Source)]
        around = Around(people, places, {row["id"]: row for row in rows_of(sources)})
        for table, ours in self._ours.items():
            objects, records = zip(*ours, strict=True)
            for each, row in tracked(list(zip(objects, rows_of(records), strict=True)), table):
                self._check_terms(each, terms_of(table, row, around, lambda *_: None))

    def _check_terms(self, each: FileObject, terms: Row) -> None:
        # What is embedded was taken out of the body.
        given = {term: value for term, value in each.given.items() if term in each.body or term in TERMS}
        self.file.leave_rest(each.of, given, (*TERMS, EXTRA))
        for term in TERMS:
            found, meant = given.get(term), terms.get(term)
            if found != meant:
                reason = f"{shorten(found)} is not what {EXTRA} has there: {shorten(meant)}"
                hint = f"change it in both, or remove {EXTRA} from the object"
                self.file.fault(f"{each.path}.{term}", reason, found, hint)

    # What is not: objects with a name.

    def _named(self, each: FileObject) -> Row:
        """Return what all objects with a name have."""
        name = self._name_of(each.body, each.path)
        if name is None:
            others = self.file.items(each.body, "other_names", each.path)
            name = next(filter(None, (self._name_of(item, path) for path, item in others)), None)
        if name is None:
            self.file.assume(_NAMELESS, each.id)
        return {
            "id": self.file.ids[each.of][each.id],
            "name": name or each.id,
            "citations": _citations(self._cited(each)),
        }

    def _name_of(self, body: Row, path: str) -> str | None:
        """Return a name, which may be given in parts."""
        parts = (self.file.text(body, term, path) for term in _PARTS)
        return self.file.text(body, "name", path) or " ".join(filter(None, parts)) or None

    def _agent(self, each: FileObject, **dates: str) -> Row:
        """Return what organizations and persons have, with dates by the terms for them."""
        row = self._named(each)
        for field, term in dates.items():
            if date := self.file.date(each.body, term, each.path):
                row[field] = date
        row["names"] = list(self._other_names(each))
        found = [] if row["id"] == each.id else [{"scheme": "popolo", "value": each.id}]
        for path, item in self.file.items(each.body, "identifiers", each.path):
            scheme = self.file.text(item, "scheme", path) or "unknown"
            if (value := self.file.id_of(item, "identifier", path)) is not None:
                found.append({"scheme": scheme, "value": value})
            self.file.leave_rest(each.of, item, ("scheme", "identifier"), "identifiers.")
        return row | {"identifiers": found}

    def _other_names(self, each: FileObject) -> Iterator[Row]:
        for path, item in self.file.items(each.body, "other_names", each.path):
            text = self._name_of(item, path)
            if text is None:
                self.file.leave(each.of, "other_names")
                continue
            kind, language = _folded(self.file.text(item, "note", path) or ""), self.file.text(item, "lang", path)
            is_known = kind in NAME_KINDS
            yield {
                "text": text,
                "kind": kind if is_known else "alias",
                "period": "/".join(self.file.period(item, path)),
                **({"language": language} if language else {}),
            }
            read = ("name", "lang", "start_date", "end_date", *(["note"] if is_known else []), *_unnamed(item))
            self.file.leave_rest(each.of, item, read, "other_names.")

    def _word(self, each: FileObject, field: str, *terms: str) -> Row:
        """Return the kind of an object as a word of ours, which is declared where the library does not know it."""
        texts = (self.file.text(each.body, term, each.path) for term in terms)
        text = next((text for text in texts if text), None)
        if text is None:
            return {}
        word = _folded(text)
        if not is_word(word):
            word = slug(text)
        if word not in KNOWN_WORDS[field]:
            self._words.setdefault(word, {"id": word, "definition": f"As a file has it: {text}"})
        return {"kind": word}

    def _read_person(self, each: FileObject) -> None:
        self._add("people", self._agent(each, born="birth_date", died="death_date"), each.path)

    def _read_organization(self, each: FileObject) -> None:
        row = self._agent(each, founded="founding_date", ended="dissolution_date")
        row |= self._word(each, "Organization.kind", "classification")
        if place := self.file.ref(each, "area_id", "areas"):
            row["place"] = place
        if site := _site_of(each):
            row["website"] = site["url"]
        self._add("organizations", row, each.path)
        if parent := self.file.ref(each, "parent_id", "organizations"):
            self.file.assume(_UNITS)
            unit = {"member_id": row["id"], "organization_id": parent, "role": "unit"}
            self._ties.append(_Tie("memberships", each.path, unit, None, f"{parent}-unit-{row['id']}"))

    def _read_area(self, each: FileObject) -> None:
        row = self._named(each) | self._word(each, "Place.kind", "classification", "type")
        self._add("places", row, each.path)

    def _read_event(self, each: FileObject) -> None:
        row = self._named(each) | self._word(each, "Event.kind", "classification")
        status = self.file.text(each.body, "status", each.path)
        if status and _folded(status) not in _DONE:
            self.file.assume(_PLANNED, status)
            row["status"] = "planned"
        start, end = self.file.period(each.body, each.path)
        _, when = time_of("events", {"start_date": start, "end_date": end})
        if when and when != "..":
            row["when"] = when
        if note := self.file.text(each.body, "description", each.path):
            row["note"] = note
        if body := self.file.ref(each, "organization_id", "organizations"):
            row["organization_id"] = body
        attending = [
            FileObject("persons", "", f"{each.path}.attendees[{place}]", {}, item)
            for place, item in enumerate(each.body.get("attendees", ()))
        ]
        row["participant_ids"] = [found for item in attending if (found := self.file.ref(item, "id", "persons"))]
        self._keep_bounds(each, self._add("events", row, each.path))

    def _keep_bounds(self, each: FileObject, event: Any) -> None:
        """Keep the first and last day that an event may have, for memberships whose legislative period it is."""
        when = getattr(event, "when", None)
        if isinstance(when, Period):
            self._bounds[each.id] = when.bounds.start_earliest, when.bounds.end_latest
        elif when is not None:
            self._bounds[each.id] = when.span

    def _read_post(self, each: FileObject) -> None:
        """Check a post; what it says is read with its memberships."""
        self.file.ref(each, "organization_id", "organizations")

    # Sources.

    def _cited(self, each: FileObject) -> dict[str, bool]:
        """Return ids of what an object cites, with whether it is one of its sources or a link."""
        made: dict[str, bool] = {}
        for path, item in self.file.items(each.body, "sources", each.path):
            if source_id := self._source(each, "sources", item, path):
                self.file.assume(_STATE_ALL)
                made[source_id] = True
        site = _site_of(each)
        for path, item in self.file.items(each.body, "links", each.path):
            if item is not site and (source_id := self._source(each, "links", item, path)):
                self.file.assume(_LINKED)
                made.setdefault(source_id, False)
        return made

    def _source(self, each: FileObject, term: str, item: Row, path: str) -> str | None:
        """Return the id of the source that a link leads to."""
        address, note = self.file.text(item, "url", path), self.file.text(item, "note", path)
        self.file.leave_rest(each.of, item, ("url", "note"), f"{term}.")
        if address is None:
            self.file.fault(f"{path}.url", "is missing", item, "write the address")
            return None
        if address not in self._addresses:
            source_id = self.file.free(slug(address)[:100], self._sources)
            is_of_web = address.startswith(("http://", "https://"))
            row = {"id": source_id, "title": note if note and is_of_web else address}
            self._sources[source_id] = row | ({"url": address} if is_of_web else {})
            self._addresses[address] = source_id
        return self._addresses[address]

    # Memberships.

    def _read_membership(self, each: FileObject) -> None:
        body, path = each.body, each.path
        post = self._post_of(each)
        at = each if post is None or has(body, "organization_id") else post
        if not has(at.body, "organization_id"):
            hint = "write the id of an organization or post"
            self.file.fault(f"{path}.organization_id", "is missing", each.given, hint)
        organization_id, member_id = self.file.ref(at, "organization_id", "organizations"), self.file.member(each)
        behalf = self.file.ref(each, "on_behalf_of_id", "organizations")
        own, period = self._periods(each)
        table, row = self._role(each, post)
        note = self._note(each, post)
        cited = self._cited(each)
        if organization_id is None or member_id is None:
            return
        row |= {
            "holder_id" if table == "chair_terms" else "member_id": member_id, "organization_id": organization_id,
            "period": period,
        }  # fmt: skip
        row |= {"citations": self._citations_of(each, row, cited, own)} | ({"note": note} if note else {})
        start, end = own.split("/")
        when = start or self.file.id_of(body, "legislative_period_id", path) or "unknown"
        key = "-".join((organization_id, slug(row.get("office") or row["role"]), member_id, when))
        more = "-".join(filter(None, (behalf, end)))
        self._ties.append(_Tie(table, path, row, self.file.id_of(body, "id", path), key, more))
        if behalf is not None:
            self.file.assume(_BEHALF)
            self._declare(_ON_BEHALF)
            other: Row = {"member_id": member_id, "organization_id": behalf, "role": _ON_BEHALF, "period": period}
            other["citations"] = self._citations_of(each, other, cited, own)
            other["note"] = f"In {self._called.get(organization_id, organization_id)}."
            self._ties.append(_Tie("memberships", path, other, None, ""))

    def _post_of(self, each: FileObject) -> FileObject | None:
        found = self.file.id_of(each.body, "post_id", each.path)
        post = self.file.objects["posts"].get(found or "")
        if post is not None:
            self._used_posts.add(post.id)
        elif found is not None:
            self.file.fault(f"{each.path}.post_id", f"no post has the id {shorten(found)}", found, "add it to posts")
        return post

    def _role(self, each: FileObject, post: FileObject | None) -> tuple[str, Row]:
        """Return the collection that a membership belongs to, and its role and office."""
        label = self.file.text(each.body, "label", each.path)
        text = self.file.text(each.body, "role", each.path)
        of_post = None
        if post is not None:
            text = text or self.file.text(post.body, "role", post.path)
            of_post = self.file.text(post.body, "label", post.path)
        role = _folded(text or "")
        role = _CHAIRS.get(role, role)
        table, row, office = "memberships", {"role": role}, of_post
        if role in _CHAIR_ROLES:
            self.file.assume(_TERMS_READ, text or "")
            table, office = "chair_terms", None
        elif role == _CANDIDATE:
            self._declare(_CANDIDATE)
        elif role not in _MEMBER_ROLES and role not in self._declared:
            # A membership says that someone is a member, and its role, as what.
            row, office = {"role": "member"}, of_post or text or label
        if office:
            row["office"] = office
            self.file.assume(_OFFICES, office)
        if text not in (None, office) and role != row["role"]:
            self.file.leave(each.of, "role")
        for of, value in ((each.of, label), ("posts", of_post)):
            if value not in (None, office):
                self.file.leave(of, "label")
        return table, row

    def _declare(self, word: str) -> None:
        self._words.setdefault(word, {"id": word, "definition": _MEANT[word]})

    def _term_of(self, each: FileObject) -> FileObject | None:
        """Return the legislative period of a membership."""
        return self.file.objects["events"].get(self.file.id_of(each.body, "legislative_period_id", each.path) or "")

    def _periods(self, each: FileObject) -> tuple[str, str]:
        """Return the period that the own dates of a membership give, and that which it has by its legislative one."""
        start, end = self.file.period(each.body, each.path)
        left, right = start, end
        if self.file.ref(each, "legislative_period_id", "events") and (term := self._term_of(each)):
            first, last = self._bounds.get(term.id, _ANY)
            left = start or (date_text(first, last) if first > BEFORE_ALL else "")
            right = end or (date_text(first, last) if last < AFTER_ALL else "")
        try:
            Period(f"{left}/{right}")
        except InvalidDateError:
            self.file.assume(_OUTSIDE)
            left, right = start, end
        if not right:
            self.file.assume(_UNKNOWN_END)
        if (left, right) != (start, end):
            self.file.assume(_BOUNDED)
        return f"{start}/{end}", f"{left}/{right}"

    def _citations_of(self, each: FileObject, row: Row, cited: dict[str, bool], own: str) -> list[Row]:
        """Return what a membership cites, with its legislative period for what is derived from it."""
        term = self._term_of(each)
        if term is None or row["period"] == own:
            return _citations(cited)
        self._sources.setdefault(NARROWING_ID, _DERIVED)
        found = _citations(cited, [field for field in row if field != "period"], "" if own == "/" else own)
        locator = f"legislative period {term.body.get('name') or term.id}"
        return [*found, {"source_id": NARROWING_ID, "locator": locator, "states": ["period"]}]

    def _note(self, each: FileObject, post: FileObject | None) -> str:
        area = self.file.ref(each if post is None or has(each.body, "area_id") else post, "area_id", "areas")
        told = [f"Area: {self._called.get(area, area)}."] if area else []
        if (term := self._term_of(each)) is not None:
            told.append(f"Legislative period: {term.body.get('name') or term.id}.")
        if told:
            self.file.assume(_NOTED)
        return " ".join(told)

    def _add_ties(self) -> None:
        """Make the memberships and terms of others, each with an id of its own."""
        keys = Counter(tie.key for tie in self._ties if tie.given is None)
        taken = {tie.given for tie in self._ties} | {each.id for ours in self._ours.values() for _, each in ours}
        last = ""
        for tie in tracked(self._ties, "memberships"):
            if tie.given is not None and not fault_of(Place, "id", tie.given):
                last = tie.given
            else:
                key = tie.key if keys[tie.key] == 1 else f"{tie.key}-{tie.more}"
                behalf = f"{last}-{_ON_BEHALF}-{tie.row['organization_id']}"
                last = self.file.free(slug(tie.given)[:100] if tie.given else key if tie.key else behalf, taken)
                taken.add(last)
            self._add(tie.table, {"id": last} | tie.row, tie.path)


def _citations(cited: dict[str, bool], states: Any = "all", says: str = "") -> list[Row]:
    """Return citations of sources, which state some fields and may say another period, and of links, which do not."""
    said = {"says": [{"field": "period", "value": says}]} if says else {}
    return [
        {"source_id": source_id, **({"states": states} | said if is_source else {})}
        for source_id, is_source in cited.items()
    ]


def _unnamed(body: Row) -> tuple[str, ...]:
    """Return the terms that are read where there is no name as a whole."""
    return () if has(body, "name") else _PARTS


def _site_of(each: FileObject) -> Row | None:
    """Return the link of an organization that leads to its own site."""
    links = each.body.get("links") if each.of == "organizations" else None
    found: list[Row] = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    sites = (link for link in found if str(link.get("note")).strip().lower() in _SITES)
    return next((link for link in sites if isinstance(link.get("url"), str)), None)


def _folded(text: str) -> str:
    """Return a role or kind as the library writes it: "Vice Chair" is vice-chair."""
    return "-".join(text.lower().replace("_", " ").replace("-", " ").split())
