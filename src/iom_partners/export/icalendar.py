"""An iCalendar of terms, ties and events, in which what is certain and what is only possible are entries apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.days import BEFORE_ALL, AnyDay, Bounds
from ..dates.describe import say_day
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..history.timeline import find_timeline, say_life, say_record
from ..model.agents import Name, Organization
from ..model.happenings import Event
from ..model.vocabulary import is_unsure
from ..model.works import Project, Work
from ..progress import tracked
from ..store.record_types import RECORD_TYPES, REFERENCES
from ..tables.optional import needed
from .held import cited, days_held, runs_of, say_timeless, told_legibly

if TYPE_CHECKING:
    from ..exchange.losses import Export

__all__ = ["make_icalendar"]

#: The records that make entries, and what one is called.
_DATED = {
    "Organization": "organization",
    "Membership": "membership",
    "ChairTerm": "chair-term",
    "Project": "project",
    "Work": "work",
    "Participation": "participation",
    "Partnership": "partnership",
    "Agreement": "agreement",
    "Contribution": "contribution",
    "Statement": "statement",
    "Event": "event",
}
#: The fields that an entry does not hold, or has properties for.
_APART = frozenset(("id", "name", "names", "identifiers", "citations", "period", "when"))

_CERTAIN = "Certain on each of these days."
_POSSIBLE = "Possible on these days, not certain."
_ONE_DAY = "On one of these days; which one is not known."
_SHOWN_UNTIL = "The last day is not on record; the entry ends with {}."

_NO_TIME = "left out: a calendar has only what has a time"
_LIFE_ONLY = "left out except its founding and end: a calendar has only what has a time"
_NO_DAY = "left out: an entry needs a first day, and none is known"
_OUTSIDE = "without some days: a calendar has the years 0001 to 9999"
_LIMITS = date.min.toordinal(), date.max.toordinal()
_NO_START = "without its first days: an entry needs a first day, and none is known"
_NO_END = "shown up to the last day that the data reach: an entry needs a last day, and none is known"
_HOLES = "shown from the first to the last day of a set: an entry has no gaps"
_TWICE = "left out: another record has its id"
_ONE_NAME = "left out: an entry has one name"
_CITATIONS = "only the titles of the sources are kept: an entry has no citations"
_MENDED = "with a blank between a backslash and N, and without a first byte order mark: readers change both"


class _Entry(NamedTuple):
    """What makes up to three entries: possible days, certain ones, and possible ones again.

    Attributes:
        uid: the stem of their ids.
        record: that they are about.
        summary: what it is, without its time.
        sentence: what it is, with its time.
        when: its time as the record has it.
        held: the bounds of its days.
    """

    uid: str
    record: Any
    summary: str
    sentence: str
    when: PartialDate | Period
    held: Bounds


class _Part(NamedTuple):
    """The days of one entry.

    Attributes:
        name: the end of its id.
        first: the first day.
        last: the last day.
        is_certain: whether it is certain on each of them.
        is_cut: whether the last day is only the last that the data reach.
    """

    name: str
    first: date
    last: date
    is_certain: bool
    is_cut: bool


def make_icalendar(export: Export) -> bytes:
    """Return an iCalendar of all records that have a time, or of those about one agent, project or work.

    Every entry lasts whole days. One of days that are certain is confirmed; one of days that are only possible is
    tentative, and its title says so. The stamp of every entry is the last day that the data reach, or the first of 1970
    where they reach none.

    Raises:
        MissingExtraError: the library icalendar is not installed.
    """
    library = needed("icalendar", "calendar")
    horizon = export.store.horizon()
    reach = horizon or date(1970, 1, 1)
    stamp = datetime(reach.year, reach.month, reach.day, tzinfo=UTC)
    made: dict[str, tuple[date, Any]] = {}
    for entry in tracked(list(_entries(export)), "entries"):
        for part in _parts(export, entry, horizon):
            uid = f"{entry.uid}/{part.name}@iom-partners"
            if uid in made:
                export.lose(entry.record, "", _TWICE)
                continue
            event = library.Event()
            for name, value in _properties(export, entry, part).items():
                event.add(name, value)
            event.add("uid", uid)
            event.add("dtstamp", stamp)
            made[uid] = part.first, event
    calendar = library.Calendar()
    about = export.about
    title = "Terms and events" if about is None else _text(export, about, "name", getattr(about, "label", about.name))
    properties = {"prodid": "-//iom-partners//EN", "version": "2.0", "name": title, "x-wr-calname": title}
    for name, text in properties.items():
        calendar.add(name, text)
    for _, (_, event) in sorted(made.items(), key=lambda each: (each[1][0], each[0])):
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _entries(export: Export) -> Iterator[_Entry]:
    """Yield what makes entries, and tell what does not."""
    label = export.store.directory.label
    for record in _records(export):
        kind = _DATED.get(type(record).__name__)
        held = days_held(export.projects, record) if kind else None
        if held is None:
            export.lose(record, "", _NO_TIME)
        elif isinstance(record, Organization):
            export.lose(record, "", _LIFE_ONLY)
            for side, what in (("founded", "was founded"), ("ended", "ended")):
                when = getattr(record, side)
                if when is not None:
                    told = f"{record.label} {what}", say_life(record, side, label)
                    yield _Entry(f"{kind}/{record.id}/{side}", record, *told, when, Bounds(*when.span, *when.span))
        else:
            when = record.period if hasattr(record, "period") else record.when
            if str(when) == "/":
                export.lose(record, "", _NO_TIME)
                continue
            for field, reason in (("names", _ONE_NAME), ("identifiers", _ONE_NAME), ("citations", _CITATIONS)):
                if getattr(record, field, ()):
                    export.lose(record, field, reason)
            told = _summary(record, label), say_record(record, label)
            yield _Entry(f"{kind}/{record.id}", record, *told, when, held)


def _records(export: Export) -> list[Any]:
    """Return the records that the calendar is about."""
    if export.about is None:
        return [record for name in RECORD_TYPES for record in export.store[name]]
    found = [each.record for each in find_timeline(export.store, export.about) if not isinstance(each.record, Name)]
    found += [each for each in export.store["coverages"] if export.about.id in {each.organization_id, each.project_id}]
    return list({(type(each), each.id): each for each in (export.about, *found)}.values())


def _summary(record: Any, label: Callable[[str], str]) -> str:
    """Return what an entry is called."""
    if isinstance(record, (Event, Project, Work)):
        return f"{'Planned: ' if is_unsure(record) else ''}{record.name}"
    return say_timeless(record, label)


def _parts(export: Export, entry: _Entry, horizon: AnyDay | None) -> Iterator[_Part]:
    """Yield the days of each entry, and tell which days cannot be shown."""
    record, runs = entry.record, runs_of(entry.held)
    field = "period" if hasattr(record, "period") else "when" if hasattr(record, "when") else ""
    if "," in str(entry.when):
        export.lose(record, field, _HOLES)
    if not any(first > BEFORE_ALL for (first, _), _ in runs):
        export.lose(record, field, _NO_DAY)
        return
    certain = next((span for span, is_certain in runs if is_certain), None)
    reach = horizon.toordinal() if horizon else BEFORE_ALL
    for span, is_certain in runs:
        first, last = span
        if first >= _LIMITS[1] or BEFORE_ALL < first < _LIMITS[0]:
            export.lose(record, field, _OUTSIDE)
            continue
        name = "certain" if is_certain else "possible" if certain is None else "before" if span < certain else "after"
        # No day comes after the last one of the calendar, so that an entry cannot end with it.
        is_cut = last >= _LIMITS[1]
        if is_cut:
            export.lose(record, field, _NO_END)
        if first == BEFORE_ALL:
            export.lose(record, field, _NO_START)
        elif not (is_cut and name == "after" and first > reach):
            last = max(first, reach) if is_cut else last
            yield _Part(name, date.fromordinal(first), date.fromordinal(last), is_certain, is_cut)


def _properties(export: Export, entry: _Entry, part: _Part) -> dict[str, Any]:
    """Return the properties of an entry."""
    record = entry.record
    is_day = isinstance(entry.when, PartialDate)
    added = "" if part.is_certain else " (on one of these days)" if is_day else " (possibly on these days)"
    told: dict[str, Any] = {
        "summary": _text(export, record, "", entry.summary + added),
        "description": _text(export, record, "", "\n".join(_lines(export, entry, part))),
        "categories": [entry.uid.partition("/")[0]],
        "dtstart": part.first,
        "dtend": part.last + timedelta(1),
        "status": "CONFIRMED" if part.is_certain else "TENTATIVE",
        "transp": "TRANSPARENT",
    }
    places = getattr(record, "places", ()) or filter(None, (getattr(record, "place", None),))
    if where := "; ".join(map(export.store.directory.label, places)):
        told["location"] = _text(export, record, "", where)
    sources = (export.store["sources"].get(each) for each in cited(record))
    urls = (each.url for each in sources if each and each.url and _is_url(each.url))
    if url := next(urls, None):
        told["url"] = url
    return told


def _lines(export: Export, entry: _Entry, part: _Part) -> Iterator[str]:
    """Yield the lines of a description: what it is, how sure that is, what else the record holds, who says so."""
    record, label = entry.record, export.store.directory.label
    yield entry.sentence
    yield _CERTAIN if part.is_certain else _ONE_DAY if isinstance(entry.when, PartialDate) else _POSSIBLE
    if part.is_cut:
        yield _SHOWN_UNTIL.format(say_day(part.last))
    yield f"EDTF: {entry.when}"
    if not isinstance(record, Organization):
        for field in record.__attrs_attrs__:
            value = getattr(record, field.name)
            if field.name in _APART or value is None or value == field.default:
                continue
            values = value if isinstance(value, tuple) else (value,)
            text = ", ".join(map(label, values) if field.name in REFERENCES else map(str, values))
            if text not in entry.sentence:
                name = field.name.removesuffix("_ids").removesuffix("_id").removeprefix("is_").replace("_", " ")
                yield f"{name}: {'yes' if value is True else text}"
    for source_id in cited(record):
        source = export.store["sources"].get(source_id)
        told = (source.title, source.publisher, source.url) if source else (source_id,)
        yield f"Source: {', '.join(filter(None, told))}"


def _text(export: Export, record: Any, field: str, text: str) -> str:
    """Return a text that readers take as it is."""
    shown = told_legibly(export, record, field, text)
    mended = shown.replace("\\N", "\\ N").lstrip("\ufeff")
    if mended != shown:
        export.lose(record, field, _MENDED)
    return mended


def _is_url(text: str) -> bool:
    return text.startswith(("http://", "https://")) and text.isprintable() and " " not in text
