"""FollowTheMoney: entities, one on each line; and in a file beside them every statement, with the source that makes it.

An entity holds what its record holds. The statements hold besides what sources say otherwise, each as a value of the
dataset that stands for its source; with the words of the source, where the citation has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from ..dates.days import to_date
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError
from ..model.agents import Agent
from ..model.codes import COUNTRIES, fault_of_identifier
from ..model.evidence import Citation
from ..model.people import Person
from ..model.sources import Source
from ..model.vocabulary import is_unsure
from ..progress import tracked
from ..provenance.statements import reading_of, stating
from ..store.record_types import AGENTS, NAMED, RECORD_TYPES, REFERENCES
from ..store.search import slug
from .held import say_timeless

if TYPE_CHECKING:
    from ..exchange.losses import Export

__all__ = ["make_ftm"]

#: The kinds of organizations that have a schema of their own.
_KINDS = {
    **dict.fromkeys(("company", "bank"), "Company"),
    **dict.fromkeys(
        (
            "state", "country", "region", "province", "county", "municipality", "city", "government",
            "government-unit", "public-broadcaster", "parliament", "legislature", "chamber", "cabinet", "ministry",
            "court", "tribunal", "military",
        ),
        "PublicBody",
    ),
}  # fmt: skip
#: The schemas of records, by collection; those of others depend on what they hold.
_SCHEMAS = {
    "organizations": "Organization", "people": "Person", "projects": "Project", "works": "Project", "events": "Event",
    "places": "Address", "memberships": "Membership", "participations": "ProjectParticipant", "agreements": "Event",
    "sources": "Article",
}  # fmt: skip
#: The schemas of ties: they have neither notes, keywords nor places.
_TIES = frozenset(("Membership", "Occupancy", "ProjectParticipant", "Payment", "UnknownLink"))

#: How a field is written, and as which property; first as all records have it, then as those of a schema have it.
_FIELDS: dict[str, tuple[str, str]] = {
    "name": ("text", "name"), "acronym": ("text", "abbreviation"), "kind": ("text", "keywords"),
    "country": ("country", "country"), "place": ("places", "addressEntity"), "places": ("places", "addressEntity"),
    "subdivision": ("told", "description"), "website": ("url", "website"), "founded": ("date", "incorporationDate"),
    "ended": ("date", "dissolutionDate"), "born": ("date", "birthDate"), "died": ("date", "deathDate"),
    "position": ("text", "position"), "reason": ("text", "summary"), "themes": ("text", "keywords"),
    "beneficiaries": ("told", "description"), "activities": ("told", "description"), "summary": ("text", "summary"),
    "period": ("time", "description"), "when": ("time", "description"), "status": ("status", "status"),
    "is_doubtful": ("status", "status"), "is_founder": ("told", "description"), "role": ("text", "role"),
    "office": ("text", "role"), "member_id": ("agents", "member"), "holder_id": ("agents", "member"),
    "organization_id": ("organizations", "organization"), "agent_id": ("agents", "participant"),
    "project_id": ("projects", "project"), "agreement_id": ("told", "description"),
    "party_ids": ("agents", "involved"), "participant_ids": ("agents", "involved"), "donor_id": ("agents", "payer"),
    "recipient_id": ("agents", "beneficiary"), "amount": ("amount", "amount"), "currency": ("text", "currency"),
    "goods": ("told", "description"), "quantity": ("told", "description"), "unit": ("told", "description"),
    "qualifier": ("told", "description"), "title": ("text", "title"), "publisher": ("text", "publisher"),
    "url": ("url", "sourceUrl"), "published": ("date", "publishedAt"), "seen": ("date", "retrievedAt"),
    "note": ("text", "notes"),
}  # fmt: skip
_ELSEWHERE = ("", "")
_SPECIAL: dict[str, dict[str, tuple[str, str]]] = {
    "Person": {"organization_id": _ELSEWHERE},
    "Project": {"acronym": ("text", "weakAlias"), "project_id": _ELSEWHERE, "agreement_id": _ELSEWHERE},
    "Event": {"organization_id": _ELSEWHERE, "project_id": _ELSEWHERE, "status": _ELSEWHERE},
    "Address": {"name": ("text", "full")},
    "Occupancy": {"holder_id": ("agents", "holder"), "organization_id": _ELSEWHERE, "role": _ELSEWHERE},
    "Payment": {"kind": ("told", "description"), "status": _ELSEWHERE},
    "UnknownLink": {
        "donor_id": ("agents", "subject"), "recipient_id": ("agents", "object"), "project_id": ("told", "description"),
        "amount": ("told", "description"), "currency": ("told", "description"), "party_ids": _ELSEWHERE,
    },
}  # fmt: skip
#: The fields that are links, and the role of one.
_LINKS = {
    ("projects", "part_of_id"): "part of",
    ("projects", "response_to_id"): "response to",
    ("projects", "agreement_id"): "rests on",
    ("works", "project_id"): "part of",
    ("events", "organization_id"): "part of the history of",
    ("events", "about_ids"): "concerns",
    ("agreements", "project_id"): "concerns",
    ("sources", "derived_from_id"): "derived from",
}
_IDENTIFIERS = {"wikidata": "wikidataId", "lei": "leiCode"}
_OF_COMPANIES = {"isin": "isinCode", "cik": "cikCode"}
_NAMES = frozenset(("name", "alias", "previousName", "weakAlias", "abbreviation"))
_NUMBERS = frozenset((
    "incorporationDate", "dissolutionDate", "birthDate", "deathDate", "startDate", "endDate", "date", "publishedAt",
    "retrievedAt", "amount",
))  # fmt: skip
#: The most characters of a property; of all others 1,024.
_LIMITS = {
    **dict.fromkeys(_NAMES, 384),
    **dict.fromkeys(("summary", "notes", "description"), 65_000),
    **dict.fromkeys(("full", "location", "amount"), 250),
    **dict.fromkeys(("sourceUrl", "website"), 4_096),
}
_MOST_OF_ID = 200
#: Codes of countries that no longer exist, of which the format has some in another form.
_FORMER = {
    "XK": "xk", "SU": "suhh", "SUHH": "suhh", "YU": "yucs", "YUCS": "yucs", "CSXX": "csxx", "CSHH": "cshh", "DD": "dd",
    "DDDE": "dd", "ZR": "zr", "ZRCD": "zr",
}  # fmt: skip
#: ISO 639-1 and 639-3.
_LANGUAGES = {
    pair[:2]: pair[3:]
    for pair in """
    af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces da:dan de:deu el:ell en:eng es:spa et:est
    fa:fas fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat km:khm kn:kan
    ko:kor lo:lao lt:lit lv:lav mk:mkd mn:mon ms:msa mt:mlt my:mya nl:nld no:nor pl:pol ps:pus pt:por ro:ron ru:rus
    si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl tr:tur uk:ukr ur:urd uz:uzb
    vi:vie zh:zho
    """.split()  # noqa: SIM905 # As a list, it would be a page long.
}
#: The dataset of what no source states.
_UNSOURCED = "unsourced"
#: Characters that the format takes out, and those that it takes for blanks.
_REMOVED = dict.fromkeys((
    *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, *range(0x200B, 0x2010),
    *range(0x2060, 0x2065), 0xFEFF, *range(0xD800, 0xE000),
))  # fmt: skip
_BLANKS = dict.fromkeys((*range(0x2000, 0x200B), 0x2028, 0x2029, 0x0A00, 0x1680, 0x202F, 0x205F, 0x3000), " ")

_AS_TEXT = "kept as text: the format has no property for it"
_EDTF = "dates are written as far as they are precise, and whole as text: the format has no ranges and no open ends"
_STATUS = "written as a status: the format does not tell a doubtful or planned tie from a sure one"
_TIMELESS = "kept without their kinds, times and rare languages: the format has names, former names and abbreviations"
_UNSAID = "without some of what sources say otherwise: the format has nothing like it"
_UNSEEN = "without control characters, marks that are not seen, line breaks of names, and quotes around them"
_NOTHING_LIKE_IT = "left out: the format has nothing like it"


class _Value(NamedTuple):
    """A value of a property, and for a name its language."""

    prop: str
    text: str
    lang: str | None = None


class _Entity(NamedTuple):
    """An entity: its values with the citations of each; and those that only sources give."""

    id: str
    schema: str
    values: dict[_Value, dict[Citation, None]]
    said: dict[_Value, dict[Citation, None]]


def make_ftm(export: Export) -> Mapping[str, bytes]:
    """Return the entities, and after them the statements, both as lines of JSON.

    Doubtful and planned ties have a status; events that were only planned are left out, for they can have none.
    """
    from json import dumps

    writer = _Writer(export)
    for name in RECORD_TYPES:
        for record in tracked(export.store[name], name.replace("_", " ")):
            writer.write(name, record)
    files: dict[str, list[str]] = {"": [], ".statements.json": []}
    for entity in writer.entities.values():
        statements = list(writer.statements(entity))
        properties: dict[str, list[str]] = {}
        for prop, text, _ in entity.values:
            properties.setdefault(prop, []).append(text)
        told = {
            "id": entity.id,
            "schema": entity.schema,
            "properties": {prop: list(dict.fromkeys(texts)) for prop, texts in properties.items()},
            "datasets": sorted({each["dataset"] for each in statements}),
        }
        files[""].append(dumps(told, ensure_ascii=False))
        files[".statements.json"] += (dumps(each, ensure_ascii=False) for each in statements)
    return {name: "".join(f"{line}\n" for line in lines).encode() for name, lines in files.items()}


class _Writer:
    """Makes entities of records.

    Attributes:
        entities: by id, in order.
    """

    def __init__(self, export: Export) -> None:
        self.entities: dict[str, _Entity] = {}
        self._export = export
        self._store = export.store
        self._label = export.store.directory.label
        self._ids: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()
        self._datasets: dict[str, str] = {"": _UNSOURCED}
        self._named = {_UNSOURCED}
        #: Each record that was met, by collection and id.
        self._written: set[tuple[str, str]] = set()
        for name in NAMED:
            for record in self._store[name]:
                self._id(name, record.id)

    def write(self, name: str, record: Any) -> None:
        """Make the entities of a record."""
        if (name, record.id) in self._written:
            self._export.lose(record, "", "left out: another record has its id")
            return
        self._written.add((name, record.id))
        if any(each.denies for each in record.citations):
            self._export.lose(record, "citations", "without denials: the format has only what sources state")
        if name == "partnerships":
            pairs = list(combinations(dict.fromkeys(record.party_ids), 2))
            if not pairs:
                self._export.lose(record, "", "left out: a link needs two parties")
            for number, pair in enumerate(pairs, 1):
                self._fill(self._link(record, "party_ids", number, pair, (AGENTS, AGENTS), "partnership"), record)
        elif name == "chair_terms":
            self._write_term(record)
        elif name == "contributions":
            self._write_contribution(record)
        elif name not in _SCHEMAS:
            self._export.lose(record, "", _NOTHING_LIKE_IT)
        elif name == "events" and is_unsure(record):
            self._export.lose(record, "", "left out: the format does not tell a planned event from one that happened")
        else:
            self._write_plain(name, record)

    def _write_plain(self, name: str, record: Any) -> None:
        schema = _KINDS.get(record.kind, "Organization") if name == "organizations" else _SCHEMAS[name]
        entity = self._entity(self._id(name, record.id), schema)
        if name == "works":
            self._export.lose(record, "", "written as a project: the format has no works")
        if name == "agreements":
            self._add(entity, record, "", "name", say_timeless(record, self._label), stating(record, "party_ids"))
        if name == "events" and record.place:
            self._add(entity, record, "place", "location", self._label(record.place), stating(record, "place"))
        self._fill(entity, record)
        self._names(entity, record)
        for field, role in ((field, role) for (of, field), role in _LINKS.items() if of == name):
            for number, target in enumerate(_several(getattr(record, field)), 1):
                event = self._store["events"].get(target) if "events" in REFERENCES[field] else None
                if event is not None and is_unsure(event):
                    self._export.lose(record, field, "left out: what it refers to is left out")
                else:
                    self._link(record, field, number, (record.id, target), ((name,), REFERENCES[field]), role)
        if isinstance(record, Person) and record.organization_id:
            self._write_office(record)
        for number, successor_id in enumerate(getattr(record, "successor_ids", ()), 1):
            tie = self._entity(self._id("succession", record.id, str(number)), "Succession")
            for prop, each in (("predecessor", record.id), ("successor", successor_id)):
                target = self._reference(each, ("organizations",))
                self._add(tie, record, "successor_ids", prop, target, stating(record, "successor_ids"))
            self._cite(tie, record)

    def _write_term(self, record: Any) -> None:
        if record.holder_id is None:
            self._export.lose(record, "", "left out: the format has no vacant seats")
            return
        is_person = self._kind_of(record.holder_id, AGENTS) == "people"
        entity = self._entity(self._id("chair-term", record.id), "Occupancy" if is_person else "Membership")
        if is_person:
            self._post(entity, record, record.role.replace("-", " "), ("organization_id", "role"))
        self._fill(entity, record)

    def _write_office(self, record: Person) -> None:
        """Make the entity of the office for which a person is named."""
        if record.position is None:
            ends = record.id, str(record.organization_id)
            self._link(record, "organization_id", 1, ends, (("people",), ("organizations",)), "office")
            return
        entity = self._entity(self._id("office", record.id), "Occupancy")
        holder = self._reference(record.id, ("people",))
        self._add(entity, record, "organization_id", "holder", holder, stating(record, "organization_id"))
        self._post(entity, record, record.position, ("organization_id", "position"))
        self._cite(entity, record)

    def _post(self, entity: _Entity, record: Any, office: str, fields: tuple[str, str]) -> None:
        """Make the position that one holds, and tell who says that one does."""
        body_id = record.organization_id
        cited = list(dict.fromkeys(each for field in fields for each in stating(record, field)))
        post = self._entity(self._id("position", body_id, office), "Position")
        self._add(post, record, fields[1], "name", f"{office[:1].upper()}{office[1:]} of {self._label(body_id)}", cited)
        body = self._reference(body_id, ("organizations",))
        self._add(post, record, "organization_id", "organization", body, stating(record, "organization_id"))
        self._add(entity, record, fields[1], "post", post.id, cited)

    def _write_contribution(self, record: Any) -> None:
        """Make a payment of money that one certainly paid to another; a link of all else."""
        is_money = record.kind == "money" or (record.kind is None and record.amount is not None)
        if is_money and record.recipient_id is not None and not is_unsure(record):
            self._fill(self._entity(self._id("contribution", record.id), "Payment"), record)
            return
        target = record.recipient_id or record.project_id
        if target is None:
            self._export.lose(record, "", "left out: a link needs a recipient or a project")
            return
        entity = self._entity(self._id("contribution", record.id), "UnknownLink")
        self._add(entity, record, "donor_id", "role", "contribution", stating(record, "donor_id"))
        if record.recipient_id is None:
            found = self._reference(target, REFERENCES["project_id"])
            self._add(entity, record, "project_id", "object", found, stating(record, "project_id"))
        self._fill(entity, record)

    def _link(
        self,
        record: Any,
        field: str,
        number: int,
        ends: tuple[str, str],
        kinds: tuple[tuple[str, ...], tuple[str, ...]],
        role: str,
    ) -> _Entity:
        """Make the link of two entities that a field of a record tells of."""
        entity = self._entity(self._id(role.replace(" ", "-"), record.id, field, str(number)), "UnknownLink")
        cited = stating(record, field)
        for prop, end, among in zip(("subject", "object"), ends, kinds, strict=True):
            self._add(entity, record, field, prop, self._reference(end, among), cited)
        self._add(entity, record, field, "role", role, cited)
        self._add(entity, record, "id", "recordId", record.id, ())
        self._cite(entity, record)
        return entity

    # Parts of an entity.

    def _entity(self, entity_id: str, schema: str) -> _Entity:
        return self.entities.setdefault(entity_id, _Entity(entity_id, schema, {}, {}))

    def _fill(self, entity: _Entity, record: Any) -> None:
        """Write the fields of a record, and what its sources say otherwise of them."""
        special = _SPECIAL.get(entity.schema, {})
        for field in record.__attrs_attrs__:
            how, prop = special.get(field.name) or _FIELDS.get(field.name, _ELSEWHERE)
            if field.name == "kind" and type(record).__name__ == "Organization":
                prop = "classification"
            if entity.schema in _TIES:
                how = "told" if prop in {"keywords", "addressEntity"} else how
                prop = "description" if prop in {"notes", "keywords", "addressEntity"} else prop
            cited = self._stating(record, field.name)
            for name, text in self._values(record, field.name, getattr(record, field.name), how, prop):
                self._add(entity, record, field.name, name, text, cited)
            for citation, value in self._said(record, field):
                # A status that a source gave it once would be taken for that of the record.
                other = ("told", "description") if how == "status" else (how, prop)
                found = list(self._values(record, field.name, value, *other))
                for name, text in found:
                    self._add(entity, record, field.name, name, text, (citation,), is_said=True)
                if not found:
                    self._export.lose(record, "citations", _UNSAID)
        if entity.schema in _TIES or entity.schema in {"Event", "Project"}:
            self._add(entity, record, "id", "recordId", record.id, ())
        self._cite(entity, record)

    def _stating(self, record: Any, field: str) -> tuple[Citation, ...]:
        """Return the citations that state a field; a source states its own."""
        return (Citation(source_id=record.id),) if isinstance(record, Source) else stating(record, field)

    def _said(self, record: Any, field: Any) -> Iterator[tuple[Citation, Any]]:
        """Yield what sources say otherwise of a field."""
        for citation in record.citations:
            if not citation.denies and any(said.field == field.name for said in citation.says):
                try:
                    values = reading_of(record, field, citation)
                except DataFileError:
                    self._export.lose(record, "citations", _UNSAID)
                else:
                    yield from ((citation, value) for value in values)

    def _values(self, record: Any, field: str, value: Any, how: str, prop: str) -> Iterator[tuple[str, Any]]:
        """Yield the properties and texts of a value of a field."""
        if not how or value in (None, ()) or value is False or (how, value) == ("status", "done"):
            return
        values = _several(value)
        match how:
            case "text":
                yield from ((prop, each) for each in values)
            case "status":
                self._export.lose(record, field, _STATUS)
                yield prop, "doubtful" if value is True else value
            case "told":
                yield from ((prop, text) for text in self._told(record, field, values))
            case "date":
                yield from self._date(record, field, value, prop)
            case "time":
                yield from self._time(record, field, value)
            case "country" if value in COUNTRIES or value in _FORMER:
                yield prop, _FORMER.get(value, value.lower())
            case "url" if url := _url(value):
                yield prop, url
            case "amount" if record.qualifier is None and len(format(value, "f")) <= _LIMITS["amount"]:
                yield prop, format(value, "f")
            case "country" | "url" | "amount":
                yield from (("description", text) for text in self._told(record, field, values))
            case "places":
                found = [self._store["places"].get(each) for each in values]
                yield from ((prop, self._reference(each, ("places",))) for each in values)
                yield from (("country", each.country.lower()) for each in found if each and each.country in COUNTRIES)
            case _:
                kinds = {"agents": AGENTS, "projects": REFERENCES["project_id"]}.get(how, (how,))
                yield from ((prop, self._reference(each, kinds)) for each in values)

    def _told(self, record: Any, field: str, values: Iterable[Any]) -> Iterator[str]:
        """Yield values as text, because no property is for them."""
        self._export.lose(record, field, _AS_TEXT)
        name = field.removesuffix("_ids").removesuffix("_id").removeprefix("is_").replace("_", " ")
        for each in values:
            shown = "yes" if each is True else self._label(each) if field in REFERENCES else str(each)
            yield f"{name[:1].upper()}{name[1:]}: {shown}"

    def _date(self, record: Any, field: str, when: PartialDate, prop: str) -> Iterator[tuple[str, str]]:
        date = _prefix(when)
        if date:
            yield prop, date
        if date != str(when):
            yield from self._whole(record, field, when)

    def _time(self, record: Any, field: str, when: PartialDate | Period) -> Iterator[tuple[str, str]]:
        """Yield when something was; of a tie that is certain on some days, also the first and last of these."""
        if isinstance(when, PartialDate):
            yield from self._date(record, field, when, "date")
            return
        start, end = (each and _prefix(each) for each in (when.start, when.end))
        yield from ((name, date) for name, date in (("startDate", start), ("endDate", end)) if date)
        first, last = when.bounds.certain
        if first <= last and not is_unsure(record):
            days = [day for day, date in ((first, start), (last, end)) if not date]
            attested = (_prefix(PartialDate(day)) for day in map(to_date, days) if day)
            yield from (("date", date) for date in attested if date)
        if f"{start or ''}/{end or ''}" != str(when):
            yield from self._whole(record, field, when)

    def _whole(self, record: Any, field: str, when: PartialDate | Period) -> Iterator[tuple[str, str]]:
        self._export.lose(record, field, _EDTF)
        yield "description", f"{field[:1].upper()}{field[1:]}: {when} ({when.describe()})"

    def _names(self, entity: _Entity, record: Any) -> None:
        """Write the names and identifiers of a record, each with its own citations or those that state them all."""
        for name in getattr(record, "names", ()):
            was = name.kind == "former" or (name.period.end is not None and name.period.end.latest is not None)
            prop = "previousName" if was else "alias"
            if name.kind == "acronym" and not was:
                prop = "abbreviation" if isinstance(record, Agent) else "weakAlias"
            if prop == "alias" and name.text == record.name:
                prop = "name"
            if str(name.period) != "/" or name.kind in {"native", "spelling"} or name.language not in _LANGUAGES:
                self._export.lose(record, "names", _TIMELESS)
            cited = [each for each in name.citations if not each.denies] or stating(record, "names")
            self._add(entity, record, "names", prop, name.text, cited, _LANGUAGES.get(name.language))
            if any(each.denies or each.says for each in name.citations):
                self._export.lose(record, "names", "without what sources deny or say otherwise of a name")
        for each in getattr(record, "identifiers", ()):
            known = _IDENTIFIERS | (_OF_COMPANIES if entity.schema == "Company" else {})
            prop, text = known.get(each.scheme, ""), each.value
            if not prop or fault_of_identifier(each.scheme, each.value):
                self._export.lose(record, "identifiers", _AS_TEXT)
                prop, text = "description", f"{each.scheme}: {each.value}"
            cited = [one for one in each.citations if not one.denies] or stating(record, "identifiers")
            self._add(entity, record, "identifiers", prop, text, cited)

    def _cite(self, entity: _Entity, record: Any) -> None:
        """Write which sources support a record."""
        for citation in record.citations:
            if citation.denies:
                continue
            proof = self._reference(citation.source_id, ("sources",))
            self._add(entity, record, "citations", "proof", proof, (citation,))
            source = self._store["sources"].get(citation.source_id)
            url = _url(source.url) if source and source.url else ""
            if url:
                self._add(entity, record, "citations", "sourceUrl", url, (citation,))

    def _add(
        self,
        entity: _Entity,
        record: Any,
        field: str,
        prop: str,
        text: str,
        cited: Iterable[Citation],
        lang: str | None = None,
        *,
        is_said: bool = False,
    ) -> None:
        """Add a value to an entity; with what the format does not hold of it told."""
        shown = _clean(text, prop)
        limit = _LIMITS.get(prop, 1024)
        if len(shown) > limit:
            self._export.lose(record, field, f"cut: the format holds at most {limit:,} characters")
            shown = _clean(f"{shown[: limit - 1]}…", prop)
        elif normalize("NFC", text).strip() != shown:
            self._export.lose(record, field, _UNSEEN)
        if not shown and prop in {"name", "full", "title"}:
            shown = entity.id
        if shown:
            into = entity.said if is_said else entity.values
            into.setdefault(_Value(prop, shown, lang), {}).update(dict.fromkeys(cited))

    # Ids.

    def _id(self, kind: str, *parts: str) -> str:
        """Return the id of an entity: that of its record where records of all types share ids, else with its kind."""
        key = kind, *parts
        found = self._ids.get(key)
        if found is None:
            legal = [part if _is_id(part) else slug(part) for part in parts]
            found = "-".join(legal if kind in NAMED else (kind.removesuffix("s"), *legal))
            if len(found) > _MOST_OF_ID or found in self._taken or not _is_id(found):
                found = sha1("\0".join(key).encode(), usedforsecurity=False).hexdigest()
            self._ids[key] = found
            self._taken.add(found)
        return found

    def _kind_of(self, record_id: str, kinds: tuple[str, ...]) -> str:
        """Return the collection of a record; of one that the data lack, the one where it would be."""
        found = next((kind for kind in kinds if self._store[kind].get(record_id) is not None), None)
        known = self._store.directory.record_type(record_id)
        return found or (known if known in kinds else kinds[0])

    def _reference(self, record_id: str, kinds: tuple[str, ...]) -> str:
        """Return the id of the entity of a record; of one that the data lack, an entity is made with its name alone."""
        kind = self._kind_of(record_id, kinds)
        made = self._id(kind, record_id)
        if self._store[kind].get(record_id) is None and made not in self.entities:
            entity = self._entity(made, _SCHEMAS[kind])
            prop = {"places": "full", "sources": "title"}.get(kind, "name")
            name = self._store.directory.bare(record_id, kind).name if kind in NAMED else record_id
            entity.values[_Value(prop, _clean(name, prop) or made)] = {}
        return made

    # Statements.

    def statements(self, entity: _Entity) -> Iterator[dict[str, Any]]:
        """Yield every value of an entity once for each source that states it, or says it where the record does not."""
        words = _words(entity)
        for value in entity.values | entity.said:
            by_source: dict[str, list[Citation]] = {}
            for each in entity.values.get(value, {}) | entity.said.get(value, {}):
                by_source.setdefault(each.source_id, []).append(each)
            for source_id, found in by_source.items() or (("", list[Citation]()),):
                dataset = self._dataset(source_id)
                key = f"{dataset}.{entity.id}.{value.prop}.{value.text}" + (f"@{value.lang}" if value.lang else "")
                source = self._store["sources"].get(source_id)
                original = _joined(words.get((value, each)) for each in found)
                yield {
                    "canonical_id": entity.id,
                    "entity_id": entity.id,
                    "prop": value.prop,
                    "schema": entity.schema,
                    "value": value.text,
                    "dataset": dataset,
                    "lang": value.lang,
                    "original_value": None if original == value.text else original,
                    "first_seen": None,
                    "last_seen": _prefix(source.seen) if source and source.seen else None,
                    "external": False,
                    "origin": _joined(map(_origin, found)),
                    "id": sha1(key.encode(), usedforsecurity=False).hexdigest(),
                }

    def _dataset(self, source_id: str) -> str:
        """Return the name of the dataset that stands for a source."""
        found = self._datasets.get(source_id)
        if found is None:
            found = source_id.replace("-", "_")
            parts = found.split("_")
            is_name = found == found.lower() and all(each.isascii() and each.isalnum() for each in parts)
            if not is_name or found in self._named:
                found = f"source_{sha1(source_id.encode(), usedforsecurity=False).hexdigest()}"
            self._datasets[source_id] = found
            self._named.add(found)
        return found


def _words(entity: _Entity) -> dict[tuple[_Value, Citation], str]:
    """Return the words of sources for values, by value and citation.

    A citation has the words of a passage, which may state several values: words with digits are taken for those of the
    dates and amounts among these, all others for those of the rest.
    """
    stated: dict[Citation, list[_Value]] = {}
    for values in (entity.values, entity.said):
        for value, citations in values.items():
            for each in citations:
                if each.as_stated:
                    stated.setdefault(each, []).append(value)
    found: dict[tuple[_Value, Citation], str] = {}
    for each, supported in stated.items():
        words = each.as_stated or ""
        content = [value for value in supported if value.prop not in {"proof", "sourceUrl"}] or supported
        is_number = any(map(str.isdigit, words))
        fitting = [value for value in content if (value.prop in _NUMBERS) == is_number] or content
        found |= {(value, each): words for value in fitting}
    return found


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _origin(citation: Citation) -> str:
    """Return where in its source a passage is, and which time it speaks of."""
    return _joined((citation.locator, citation.as_of and f"as of {citation.as_of}"), ", ") or ""


def _joined(texts: Iterable[str | None], mark: str = "; ") -> str | None:
    return _clean(mark.join(dict.fromkeys(filter(None, texts))), "") or None


def _prefix(when: PartialDate) -> str | None:
    """Return a date as a year, month or day that holds all days which it may be; None where there is none.

    >>> [_prefix(PartialDate(text)) for text in ("2007-05", "[2006-01..2006-06]", "2006~", "[2006..2007]")]
    ['2007-05', '2006', None, None]
    """
    first, last = when.earliest, when.latest
    # The format has years of four digits from 1000 to 2999.
    if first is None or last is None or any(when.qualifiers) or when.means_all or not 1000 <= first.year < 3000:
        return None
    texts = first.isoformat(), last.isoformat()
    return next((texts[0][:size] for size in (10, 7, 4) if texts[0][:size] == texts[1][:size]), None)


def _url(text: str) -> str:
    """Return an address of the web as the format has it; empty if it is not one.

    >>> _url("https://www.iom.int"), _url("javascript:alert(1)"), _url("http://x/a b")
    ('https://www.iom.int/', '', '')
    """
    scheme, _, rest = text.partition("://")
    host = rest
    for mark in "/?#":
        host = host.partition(mark)[0]
    name, _, port = host.partition(":")
    labels = name.lower().split(".")
    is_host = all(len(each) < 64 and any(map(str.isalnum, each)) and _is_id(each.replace("_", "-")) for each in labels)
    is_named = len(labels) > 1 and len(labels[-1]) > 1 and not labels[-1].isdigit()
    is_text = rest.isprintable() and not any(map(str.isspace, rest)) and len(text) < _LIMITS["website"]
    if scheme not in {"http", "https"} or not (is_host and is_named and is_text) or not (port or "0").isdigit():
        return ""
    tail = rest[len(host) :]
    return f"{scheme}://{host}{tail if tail.startswith('/') else f'/{tail}'}"


def _is_id(text: str) -> bool:
    """Return whether the format takes a text as the id of an entity."""
    return (
        text.isascii()
        and text[:1].isalnum()
        and text[-1:].isalnum()
        and all(mark.isalnum() or mark in ".-" for mark in text)
    )


def _clean(text: str, prop: str) -> str:
    """Return a text as the format itself cleans it: composed, without what is not seen; a name on one line."""
    shown = normalize("NFC", normalize("NFC", text).translate(_REMOVED).translate(_BLANKS)).strip()
    if prop in _NAMES or prop in {"full", "location"}:
        shown = " ".join(shown.split())
        while len(shown) > 1 and shown[0] in "\"'" and shown[-1] in "\"'":
            shown = shown[1:-1].strip()
    return shown
