"""What a page about one record shows, in sections of sentences and tables: written once for Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..cards import denied_in, fields_of, said_by, title_of
from ..dates.days import to_date
from ..dates.describe import say_year
from ..dates.period import Period
from ..history.gaps import find_gaps
from ..history.timeline import find_timeline, first_day_of, say_gift, say_life, say_name, say_record, say_stretch
from ..model.agents import Name, Organization
from ..model.dealings import Agreement, Contribution, Partnership, Statement
from ..model.evidence import Citation
from ..model.happenings import Event, Figure
from ..model.sources import Source
from ..model.ties import ChairTerm, Coverage, Membership
from ..model.vocabulary import CHAIRING_ROLES
from ..model.works import Participation, Project, Work
from ..query.count import say_figure
from ..query.wording import say_list, say_when
from ..store.collection import RecordList
from ..store.record_types import refer
from ..store.table_schemas import told_apart
from ..worlds.claims import Claim, link_of
from .page_charts import Frame, Group, find_groups, frame_of, say_run, say_word

if TYPE_CHECKING:
    from ..exchange.losses import Export
    from ..history.timeline import TimelineEntry

__all__ = [
    "SHOWN", "Chart", "Cited", "Grid", "Lines", "Mark", "Page", "Piece", "Section", "Web", "make_page",
    "make_record_page", "tell_losses",
]  # fmt: skip


# What pages are made of.


class Mark(NamedTuple):
    """How sure something is: certain, partly certain, possible or ruled out; and the words for it."""

    state: str
    words: str


class Cited(NamedTuple):
    """The numbers of the sources that say something, and of those that deny it; the latter with where, if elsewhere."""

    numbers: tuple[int, ...]
    denied: tuple[tuple[int, str], ...] = ()


class Web(NamedTuple):
    """The address of a page, to be shown as a link where it is one of http or https."""

    url: str


Piece = str | Mark | Cited | Web


class Lines(NamedTuple):
    """Lines of text, as a list or as paragraphs; or as a numbered list of sources."""

    kind: str
    lines: list[tuple[Piece, ...]]
    heading: str = ""


class Grid(NamedTuple):
    """A table: the first column is the heading of its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Piece, ...]]


class Chart(NamedTuple):
    """Bars of days, and the frame to draw them in."""

    groups: list[Group]
    frame: Frame


class Section(NamedTuple):
    """A part of a page; the first one has no title."""

    title: str
    blocks: list[Lines | Grid | Chart]


class Page(NamedTuple):
    """A page; `urls` has the address of each source by its number, None where it has none, and `source_ids` its id."""

    title: str
    sections: list[Section]
    urls: list[str | None]
    source_ids: list[str]


# What is left out.

_ABRIDGED = "left out: a page shows who, what and when, with the numbers of the sources"
_WHERE = "shown as the numbers of sources: a page leaves out where in them it stands, in which words, and since when"
_STATED = "left out: a page shows what is stated, not what follows from rules"

_TIE = ("role", "is_doubtful", "status", "period")
#: The fields of each type that a sentence or a row of a table shows.
SHOWN: dict[type[Any], tuple[str, ...]] = {
    Membership: ("member_id", "organization_id", "office", "is_founder", *_TIE),
    ChairTerm: ("organization_id", "holder_id", *_TIE),
    Participation: ("project_id", "agent_id", *_TIE),
    Project: ("name", "acronym", "kind", "status", "period", "part_of_id"),
    Work: ("name", "kind", "when", "project_id"),
    Partnership: ("party_ids", "period", "summary"),
    Agreement: ("party_ids", "kind", "when", "summary"),
    Contribution: (
        "donor_id", "recipient_id", "project_id", "status", "amount", "currency", "goods", "quantity", "unit",
        "qualifier", "when",
    ),
    Statement: ("speaker_id", "office", "kind", "when", "summary"),
    Figure: ("about_id", "unit", "lower", "upper", "qualifier", "when"),
    Event: ("name", "status", "when"),
    Coverage: ("organization_id", "project_id", "of", "role", "first_day", "last_day", "except_ids"),
    Source: ("title", "publisher", "url", "published", "seen"),
}  # fmt: skip


def tell_losses(
    export: Export, records: Iterable[Any], shown: Mapping[type[Any], tuple[str, ...]], reason: str
) -> None:
    """Report which fields of some records are not shown, as far as these fill them.

    Args:
        export: where to tell it.
        records: of any types; of one that is not in ``shown`` nothing is told.
        shown: the names of the fields that are shown, by type.
        reason: what became of the others.
    """
    for record in records:
        fields = shown.get(type(record))
        if fields is None:
            continue
        for field in record.__attrs_attrs__:
            if field.name not in {"id", *fields} and getattr(record, field.name) not in {None, field.default}:
                export.lose(record, field.name, reason)


def _has_details(record: Any) -> bool:
    return any(each.locator or each.as_stated or each.as_of or each.says for each in record.citations)


# What a page says.


def make_page(export: Export) -> Page:
    """Return the page of the record that an export is about, and tell what it leaves out."""
    entries = find_timeline(export.store, export.about)
    maker = _Maker(export, entries)
    groups = find_groups(export)
    activities: list[tuple[Piece, ...]] = [(each,) for each in getattr(export.about, "activities", ())]
    sections = [maker.lead(), Section("Activities", [Lines("list", activities)])]
    if (frame := frame_of(groups, export.store.horizon())) is not None:
        sections.append(Section("At a glance", [Chart(groups, frame)]))
    sections += maker.tables()
    sections += [maker.names(), maker.unknown(groups), maker.timeline()]
    sections.append(maker.sources())
    for rule in export.store.select("rules", organization_id=export.about.id):
        export.lose(rule, "", _STATED)
    own = (entry.record for entry in entries if not isinstance(entry.record, Name))
    records: list[Any] = [each for each in dict.fromkeys(own) if each.id != export.about.id]
    records += [*maker.coverages, *filter(None, maker.cited_sources)]
    tell_losses(export, records, {kind: (*fields, "citations") for kind, fields in SHOWN.items()}, _ABRIDGED)
    for each in (export.about, *records):
        if _has_details(each):
            export.lose(each, "citations", _WHERE)
    if any(map(_has_details, getattr(export.about, "names", ()))):
        export.lose(export.about, "names", _WHERE)
    shown = [each for each in sections if any(isinstance(block, Chart) or block[1] for block in each.blocks)]
    urls = [each.url if each else None for each in maker.cited_sources]
    return Page(maker.full(export.about.id), shown, urls, maker.source_ids)


def make_record_page(export: Export) -> Page:
    """Return the page of a record of any other type: its fields, which records refer to it, and who says so."""
    about, label = export.about, export.store.directory.label
    maker = _Maker(export, RecordList((), "timeline"))
    facts: list[tuple[Piece, ...]] = [
        (f"{head}:", Web(text)) if head == "Url" else (f"{head}: {text}",) for head, text in fields_of(about, label)
    ]
    note: list[tuple[Piece, ...]] = [(f"Note: {about.note}",)] if about.note else []
    said: list[tuple[Piece, ...]] = [(maker.cited([each]), said_by(each)) for each in getattr(about, "citations", ())]
    rows: list[tuple[Piece, ...]] = [
        (say_record(each, label) if type(each) in _TOLD else title_of(each), maker.cited(each.citations))
        for each in export.store.records()
        if hasattr(each, "citations") and about.id in _named(each, is_source=isinstance(about, Source))
    ]
    sections = [
        Section("", [Lines("list", facts), Lines("paragraph", note)]), Section("Who says so", [Lines("list", said)]),
        Section("Records that name it", [Grid(("What", "Sources"), rows)]), maker.sources(),
    ]  # fmt: skip
    shown = [each for each in sections if any(block[1] for block in each.blocks)]
    urls = [each.url if each else None for each in maker.cited_sources]
    return Page(title_of(about), shown, urls, maker.source_ids)


def _named(record: Any, *, is_source: bool) -> set[str]:
    """Return the ids of the sources that a record cites, or of all other records that it refers to."""
    if is_source:
        return {each.source_id for each in record.citations}
    return {record_id for _, record_id, _ in refer(record)}


class _Maker:
    """Makes the sections of a page; sources are numbered in the order in which they are first cited."""

    def __init__(self, export: Export, entries: RecordList[TimelineEntry]) -> None:
        self.export = export
        self.store = export.store
        self.about = export.about
        self.entries = entries
        self._numbers: dict[str, int] = {}
        records = [self.about, *(entry.record for entry in entries)]
        ids = {each: None for one in records for field, each, _ in refer(one) if field not in _NOT_IN_TABLES}
        self._full = told_apart({each: self.full(each) for each in {self.about.id: None, **ids}})

        field = "project_id" if isinstance(self.about, Project) else "organization_id"
        self.coverages = self.store.select("coverages", **{field: self.about.id})

    @property
    def source_ids(self) -> list[str]:
        """The ids of the sources in the order of their numbers."""
        return list(self._numbers)

    @property
    def cited_sources(self) -> list[Source | None]:
        """The sources in the order of their numbers; None for one that the data do not have."""
        return [self.store["sources"].get(each) for each in self._numbers]

    def full(self, record_id: str) -> str:
        """Return the name of a record with its acronym."""
        record, label = self.store.directory.bare(record_id), self.label(record_id)
        return record.name if label == record.name else f"{record.name} ({label})"

    def label(self, record_id: str) -> str:
        """Return the short name of a record."""
        return self.store.directory.label(record_id)

    def who(self, record_id: str | None) -> str:
        """Return the name of a record, by which a table tells it from all others; empty for none."""
        return "" if record_id is None else self._full[record_id]

    def cited(self, citations: Iterable[Citation]) -> Cited:
        """Return the numbers of sources."""
        every = list(citations)
        numbers = {each.source_id: self._numbers.setdefault(each.source_id, len(self._numbers) + 1) for each in every}
        denying = {each.source_id for each in every if each.denies}
        stating = {each.source_id for each in every if not each.denies}
        places = denied_in(every)
        denied = sorted((number, places.get(each, "")) for each, number in numbers.items() if each in denying)
        return Cited(tuple(sorted(number for each, number in numbers.items() if each in stating)), tuple(denied))

    # The head.

    def lead(self) -> Section:
        """Return what a page begins with: a paragraph of sentences, and a list of facts."""
        about = self.about
        told: list[Piece] = [_ended(each) for each in (getattr(about, "summary", None),) if each]
        if isinstance(about, Organization):
            sides = [side for side in ("founded", "ended") if getattr(about, side)]
            told += [say_life(about, side, self.label) for side in sides]
        elif isinstance(about, Project):
            told.append(say_record(about, self.label))
        for name in sorted(getattr(about, "names", ()), key=lambda each: each.period.bounds):
            if name.kind in {"official", "former"} and name.language == "en" and str(name.period) != "/":
                told += [say_name(about, name), self.cited(name.citations)]
        if not self.entries and not told:
            told.append(f"Nothing beyond this page is recorded about {about.name}.")
        facts: list[tuple[Piece, ...]] = [
            (f"{head}: {each}",) if isinstance(each, str) else (f"{head}:", each) for head, each in self.facts()
        ]
        note = Lines("paragraph", [(f"Note: {about.note}",)] if about.note else [])
        return Section("", [Lines("paragraph", [tuple(told)] if told else []), Lines("list", facts), note])

    def facts(self) -> Iterator[tuple[str, Piece]]:
        """Yield what the record itself holds, each with what it is."""
        about, store = self.about, self.store
        for head in ("kind", "position", "reason"):
            if value := getattr(about, head, None):
                yield head.capitalize(), _kind(value) if head == "kind" else value
        if office := getattr(about, "organization_id", None):
            yield "Organization", self.who(office)
        for head, field in (("Born", "born"), ("Died", "died")):
            if value := getattr(about, field, None):
                yield head, say_when(value)
        if isinstance(about, Work):
            yield "Came out", _when(about)
        if seat := self._places([getattr(about, "place", None)], getattr(about, "country", None)):
            yield ("Country" if getattr(about, "kind", None) in {"state", "country"} else "Seat"), seat
        if getattr(about, "status", "done") == "planned":
            yield "Status", "planned, and no source says that it came about"
        for head, name, field in (("Part of", "projects", "part_of_id"), ("Belongs to", "projects", "project_id"),
                                  ("Responds to", "events", "response_to_id")):  # fmt: skip
            if value := getattr(about, field, None):
                found = store[name].get(value)
                yield head, found.name if found else value
        if agreement := store["agreements"].get(getattr(about, "agreement_id", None) or ""):
            yield "Rests on", say_record(agreement, self.label)
        for field in ("themes", "beneficiaries"):
            if value := getattr(about, field, ()):
                yield field.capitalize(), ", ".join(map(say_word, value))
        if places := self._places(getattr(about, "places", ())):
            yield "Places", places
        if website := getattr(about, "website", None):
            yield "Website", Web(website)
        for each in getattr(about, "identifiers", ()):
            yield each.scheme, each.value
        if about.citations:
            yield "Sources", self.cited(about.citations)

    def _places(self, ids: Iterable[str | None], country: str | None = None) -> str:
        """Return the names of places, each with its country where it is a smaller one."""
        countries = {each.country: each.name for each in self.store["places"] if each.kind == "country"}
        told = []
        for each in ids:
            place = each and self.store["places"].get(each)
            told += [place.name if place else each] if each else []
        if country is not None:
            told.append(countries.get(country, country))
        return ", ".join(dict.fromkeys(told))

    # The tables.

    def tables(self) -> Iterator[Section]:
        """Yield a table for each kind of tie and dealing; empty columns are left out."""
        records: list[Any] = [entry.record for entry in self.entries]
        for title, kind, field, is_unit, columns in _TABLES:
            heads = columns.split()
            rows = [
                [self.cell(each, head) for head in heads]
                for each in records
                if isinstance(each, kind)
                and (not field or getattr(each, field) == self.about.id)
                and (is_unit is None or (each.role == "unit") == is_unit)
            ]
            kept = [place for place in range(len(heads)) if not place or any(row[place] for row in rows)]
            names = tuple(heads[place].partition(":")[0].replace("_", " ") for place in kept)
            yield Section(title, [Grid(names, [tuple(row[place] for place in kept) for row in rows])])

    def cell(self, record: Any, head: str) -> Piece:
        """Return what a record says under the head of a column: a word for it, or one and the field that it is of."""
        name, _, field = head.partition(":")
        if field.endswith("_id"):
            return self.who(getattr(record, field)) or ("nobody (vacant)" if field == "holder_id" else "")
        if field:
            return getattr(record, field) or ""
        match name:
            case "Role":
                founding = "founding " if getattr(record, "is_founder", False) else ""
                return founding + say_word(record.role)
            case "Kind":
                return _kind(record.kind or "")
            case "With" | "Parties":
                return "; ".join(self.who(each) for each in record.party_ids if name != "With" or each != self.about.id)
            case "What":
                return say_gift(record)
            case "Number":
                return say_figure(record)
            case "When":
                return _when(record)
            case "Certainty":
                return self.certainty(record)
            case _:
                return self.cited(record.citations)

    def names(self) -> Section:
        """Return all names of the record."""
        rows: list[tuple[Piece, ...]] = [
            (each.text, each.kind, each.language, _when(each), self.cited(each.citations))
            for each in getattr(self.about, "names", ())
        ]
        return Section("Names", [Grid(("Name", "Kind", "Language", "When", "Sources"), rows)])

    def certainty(self, record: Any) -> Mark:
        """Return how sure it is that a record holds, and on which days."""
        if getattr(record, "status", "done") == "planned":
            return Mark("possible", "possible: planned, and no source says that it came about")
        if getattr(record, "is_doubtful", False):
            return Mark("possible", "possible: it may never have been")
        if not hasattr(record, "period"):
            return Mark("certain", "certain")
        claim = self._claim(record)
        bounds = claim.bounds
        if bounds.start_earliest > bounds.end_latest:
            return Mark("ruled out", "ruled out by the time of those concerned")
        if bounds.start_latest > bounds.end_earliest:
            is_sure = claim.certainly_meets(_ALWAYS)
            return Mark("possible", f"possible on any day{', certain on some' if is_sure else ''}")
        if bounds.certain == bounds.possible:
            return Mark("certain", "certain")
        first, last = map(to_date, bounds.certain)
        return Mark("partly", f"certain {say_run(first, last)}, beyond that possible")

    def _claim(self, record: Any) -> Claim:
        """Return the claim of a tie, within the lives of those concerned."""
        projects, rosters = self.export.projects, self.export.rosters
        claims: Mapping[str, Sequence[Claim]] = {}
        item = ""
        match record:
            case Project():
                return Claim(record.id, record, projects.frame(record))
            case ChairTerm():
                only = None if record.role in CHAIRING_ROLES else record.role
                item, claims = record.holder_id or "", rosters.chairs(record.organization_id, only).claims
            case Membership(role="unit"):
                item, claims = record.member_id, rosters.units(record.organization_id).claims
            case Membership():
                item, claims = record.member_id, rosters.members(record.organization_id, False, record.role).claims
            case Participation() if projects.project(record.project_id):
                item, claims = record.agent_id, projects.participants(record.project_id).claims
            case _:
                pass
        return next(
            (each for each in claims.get(item, ()) if each.record == record), Claim("", record, [link_of(record)])
        )

    # The text.

    def unknown(self, groups: Sequence[Group]) -> Section:
        """Return what is known completely, and what is not known."""
        known: list[tuple[Piece, ...]] = []
        for each in self.coverages:
            of = f"{each.of} in the role of {say_word(each.role)}" if each.role else each.of
            but = f", but for {say_list([self.label(one) for one in each.except_ids])}" if each.except_ids else ""
            told = f"All {of} are known {say_run(each.first_day, each.last_day)}{but}."
            known.append((told.replace(" always", " at all times"), self.cited(each.citations)))
        others = [bar.why for group in groups for row in group.rows if not row.label for bar in row.bars]
        dates = (
            [gap.what for gap in find_gaps(self.store, [self.about.id]) if gap.of is None] if _is_body(groups) else []
        )
        lines: list[tuple[Piece, ...]] = [(each,) for each in others]
        most = _MOST_DATES + (len(dates) == _MOST_DATES + 1)  # A line that one is left out would take its place.
        lines += [(f"{each[0].upper()}{each[1:]}.",) for each in dates[:most]]
        if len(dates) > most:
            lines.append((f"{len(dates) - most:,} more dates are known only within limits.",))
        blocks = [Lines("list", known, "Known"), Lines("list", lines, "Not known")]
        return Section("What is known, and what is not", [each for each in blocks if each.lines])

    def timeline(self) -> Section:
        """Return all that is recorded, under the year in which each may have begun first, or is first attested."""
        years: dict[str, list[tuple[Piece, ...]]] = {}
        for entry in self.entries:
            when = entry.when
            first = when and to_date(first_day_of(when))
            year = say_year(first.year) if first else "Since when is not known" if when else "Not dated"
            years.setdefault(year, []).append((entry.what, self.cited(entry.record.citations)))
        return Section("Timeline", [Lines("list", lines, year) for year, lines in years.items()])

    def sources(self) -> Section:
        """Return the sources that are cited, in the order of their numbers."""
        lines: list[tuple[Piece, ...]] = []
        for each, source in zip(self._numbers, self.cited_sources, strict=True):
            told: list[Piece] = [_ended(source.title if source else each)]
            if source:
                dates = ("Published", source.published), ("Seen", source.seen)
                told += [_ended(source.publisher)] if source.publisher else []
                told += [f"{what} {say_when(when)}." for what, when in dates if when]
                told.append(Web(source.url) if source.url else "No address.")
            lines.append(tuple(told))
        return Section("Sources", [Lines("sources", lines)])


_ALWAYS = Period("../..").bounds
#: The types of records that a sentence tells.
_TOLD = {
    Membership, ChairTerm, Participation, Project, Work, Partnership, Agreement, Contribution, Statement, Event, Figure,
}  # fmt: skip
#: The fields of records that no table names.
_NOT_IN_TABLES = ("about_id", "about_ids", "participant_ids", "place", "places", "response_to_id", "agreement_id")
#: How many sentences on single dates a page has; those that would settle most come first.
_MOST_DATES = 10


def _is_body(groups: Sequence[Group]) -> bool:
    return any(each.title in {"Chairs", "Members"} for each in groups)


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text}."


def _kind(slug: str) -> str:
    """Return a kind in words, with its acronyms in capitals."""
    return " ".join(part.upper() if part in {"igo", "ngo", "un", "iom"} else part for part in say_word(slug).split())


def _when(record: Any) -> str:
    """Return the time of a record in words."""
    when = record.period if hasattr(record, "period") else record.when
    told = say_stretch(when).strip() if isinstance(when, Period) else say_when(when) if when else ""
    return told or "not stated"


_SURE = "When Certainty Sources"
#: The tables in their order: title, type, which field must hold the id of what the page is about, whether they are
#: units, and the heads of the columns, some with the field that they show.
_TABLES: tuple[tuple[str, type[Any], str, bool | None, str], ...] = (
    ("Chairs and other offices", ChairTerm, "organization_id", None, f"Who:holder_id Role {_SURE}"),
    ("Members", Membership, "organization_id", False, f"Member:member_id Role Office:office {_SURE}"),
    ("Units", Membership, "organization_id", True, f"Unit:member_id {_SURE}"),
    ("Who took part", Participation, "project_id", None, f"Who:agent_id Role {_SURE}"),
    ("Parts", Project, "part_of_id", None, f"Project:name Kind {_SURE}"),
    ("Works", Work, "project_id", None, "Work:name Kind When Sources"),
    ("Member of", Membership, "member_id", False, f"Body:organization_id Role Office:office {_SURE}"),
    ("Unit of", Membership, "member_id", True, f"Body:organization_id {_SURE}"),
    ("Offices held", ChairTerm, "holder_id", None, f"Body:organization_id Role {_SURE}"),
    ("Projects and works", Participation, "agent_id", None, f"Project_or_work:project_id Role {_SURE}"),
    ("Partnerships", Partnership, "", None, f"With What:summary {_SURE}"),
    ("Agreements", Agreement, "", None, "Parties Kind What:summary When Sources"),
    ("Money and goods", Contribution, "", None, f"From:donor_id To:recipient_id What For:project_id {_SURE}"),
    ("Figures", Figure, "", None, "Number When Sources"),
    ("Statements", Statement, "", None, "Who:speaker_id Office:office Kind What:summary When Sources"),
)
