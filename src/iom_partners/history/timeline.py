"""Everything dated about one agent, project or work, in chronological order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.days import AFTER_ALL, BEFORE_ALL
from ..dates.describe import is_exact, say_day
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..model.agents import Agent, Name, Organization
from ..model.dealings import Agreement, Contribution, Partnership, Statement
from ..model.happenings import Event, Figure
from ..model.ties import ChairTerm, Membership
from ..model.works import Participation, Project
from ..query.count import say_figure
from ..query.wording import say_list, say_office, say_some_time, say_when
from ..store.collection import RecordList
from ..store.store import Store
from ..tables.text import plain

if TYPE_CHECKING:
    from ..store.record_types import DatedRecord

__all__ = [
    "TimelineEntry", "all_timelines", "find_timeline", "first_day_of", "say_gift", "say_life", "say_name",
    "say_record", "say_stretch",
]  # fmt: skip


Label = Callable[[str], str]

_ROLES = {
    "member": "a member of",
    "observer": "an observer in",
    "component": "one of those that hold the joint seat of",
    "unit": "a unit of",
    "chair": "chair of",
    "co-chair": "co-chair of",
    "interim-chair": "interim chair of",
    "co-convener": "co-convener of",
}
_NAMES = {
    "official": "the official name",
    "acronym": "the acronym",
    "former": "the former name",
    "native": "the native name",
    "spelling": "the spelling",
    "alias": "the name",
}


def say_name(bearer: Any, name: Name) -> str:
    """Return the sentence that an agent or project bore a name.

    >>> say_name(Organization(id="x", name="X Agency"), Name(text="The X", kind="alias", period=Period("2004/..")))
    'X Agency bore the name “The X” from 2004 on.'
    """
    return f"{_label_of(bearer)} bore {_NAMES[name.kind]} “{name.text}”{say_stretch(name.period)}."


def say_life(body: Organization, side: str, label: Label) -> str:
    """Return the sentence on when an organization was founded, or ended and what took its place.

    >>> say_life(Organization(id="x", name="X Agency", founded=PartialDate("2004")), "founded", str)
    'X Agency was founded in 2004.'
    """
    if side == "founded":
        return f"{body.label} was founded {say_when(body.founded)}."
    heirs = say_list([label(each) for each in body.successor_ids])
    return f"{body.label} ended {say_when(body.ended)}{f'; {heirs} took its place' if heirs else ''}."


def say_record(record: Any, label: Label) -> str:
    """Return the sentence that a record makes, with its time.

    Args:
        record: of any type that has a time.
        label: returns the short name of an id.

    >>> term = ChairTerm(id="t", holder_id="iom", organization_id="gmg", period=Period("2013-07-01/2013-12-31"))
    >>> say_record(term, str.upper)
    'IOM was chair of GMG from 1 July to 31 December 2013.'
    """
    told = _say_record(record, label)
    is_plan = getattr(record, "status", "done") == "planned"
    return f"Planned, and not known to have come about: {told}" if is_plan else told


def _say_record(record: Any, label: Label) -> str:
    match record:
        case Membership():
            return _tie(label(record.member_id), record, label)
        case ChairTerm(holder_id=None, role=role):
            office = say_office(role).replace("the ", "The ", 1)
            return f"{office} of {label(record.organization_id)} was vacant{say_stretch(record.period)}."
        case ChairTerm(holder_id=str(holder_id)):
            return _tie(label(holder_id), record, label)
        case Participation():
            role = f"as {record.role.replace('-', ' ')}"
            who = label(record.agent_id)
            return f"{who} took part in {label(record.project_id)} {role}{say_stretch(record.period)}."
        case Project():
            part = f", a part of {label(record.part_of_id)}," if record.part_of_id else ""
            return f"{record.name}{part} ran{say_stretch(record.period)}."
        case Partnership():
            parties = say_list([label(each) for each in record.party_ids])
            return f"{parties} worked together{say_stretch(record.period)}."
        case Agreement():
            kind = (record.kind or "agreement").replace("-", " ")
            kind = kind if kind in ("agreement", "framework") or kind.startswith("memorandum") else f"{kind} agreement"
            article = "an" if kind[0] in "aeio" else "a"
            return (
                f"{say_list([label(each) for each in record.party_ids])} signed {article} {kind}{_time(record.when)}."
            )
        case Contribution():
            return _contribution(record, label)
        case Statement():
            who = f"{label(record.speaker_id)}{f' ({record.office})' if record.office else ''}"
            summary = f": {record.summary.rstrip('.')}" if record.summary else ""
            return f"{who} said{_time(record.when)}{summary}."
        case Event():
            time = f"{_time(record.when)}".strip()
            return f"{record.name}{f', {time}' if time else ''}."
        case Figure():
            return f"{label(record.about_id)}: {say_figure(record)}{_time(record.when)}."
        case _:
            return f"{record.name} came out{_time(record.when)}."


def _label_of(bearer: Any) -> str:
    return bearer.label if isinstance(bearer, Agent) else bearer.name


def _tie(who: str, record: Membership | ChairTerm, label: Label) -> str:
    perhaps = "perhaps " if record.is_doubtful else ""
    role = _ROLES.get(record.role) or f"{record.role.replace('-', ' ')} of"
    office = f" as {record.office}" if isinstance(record, Membership) and record.office else ""
    return f"{who} was {perhaps}{role} {label(record.organization_id)}{office}{say_stretch(record.period)}."


def say_gift(record: Contribution) -> str:
    """Describe what was given.

    >>> say_gift(Contribution(id="x", donor_id="d", quantity=4, unit="trucks", goods="trucks for Nias"))
    'trucks for Nias (4 trucks)'
    """
    if record.amount is not None:
        amount = f"{record.amount:,f}"
        return f"{record.qualifier + ' ' if record.qualifier else ''}{record.currency or ''} {amount}".strip()
    if record.quantity is not None:
        number = f"{record.qualifier + ' ' if record.qualifier else ''}{record.quantity:,} {record.unit or ''}".strip()
        return f"{record.goods} ({number})" if record.goods else number
    return record.goods or record.kind or "something"


def _contribution(record: Contribution, label: Label) -> str:
    to = f" to {label(record.recipient_id)}" if record.recipient_id else ""
    purpose = f" for {label(record.project_id)}" if record.project_id else ""
    return f"{label(record.donor_id)} gave {say_gift(record)}{to}{purpose}{_time(record.when)}."


def _time(when: PartialDate | Period | None) -> str:
    """Return a time in words, with a space before it; nothing where none is stated."""
    if when is None:
        return ""
    return say_stretch(when) if isinstance(when, Period) else f" {say_when(when)}"


def say_stretch(period: Period) -> str:
    """Return a period in words, with a space before it; nothing where neither end is stated.

    >>> [say_stretch(Period(text)) for text in ("/", "2010/", "2003-04/..")]
    ['', ' from 2010, with no end stated', ' from April 2003 on']
    >>> say_stretch(Period("[..2006-05-09]/[2014-01-01..]"))
    ' from 9 May 2006 at the latest, up to 1 January 2014 at the earliest'
    >>> say_stretch(Period("[..2005-12]/[2004-01..]"))
    ' at some time from 1 January 2004 to 31 December 2005, start and end not stated'
    """
    start, end = period.start, period.end
    if start is None and end is None and not period.is_open:
        return ""
    if start and is_exact(period):
        return f" {say_when(start)}" if start == end else f" from {period.describe()}"
    if start is None and end is None:
        return f" {period.describe()}"
    if some := say_some_time(start, end, period.bounds):
        return f" {some}"
    begun = "always" if period.starts_open else ""
    if start:
        is_attested = start.earliest is None and start.latest is not None
        begun = f"from {say_day(start.latest)} at the latest" if is_attested else f"from {start.describe()}"  # type: ignore[arg-type]
    if period.ends_open:
        return f" {begun} on"
    if end is None:
        return f" {begun}, with no end stated"
    is_attested = end.latest is None and end.earliest is not None
    ended = f"up to {say_day(end.earliest)} at the earliest" if is_attested else f"up to {end.describe()}"  # type: ignore[arg-type]
    return f" {begun}, {ended}" if begun else f" {ended}"


#: The kinds of records that have a time of their own, in the order of entries of one time; founding comes before, end
#: and names come after all of them.
_DATED: dict[str, tuple[str, ...]] = {
    "memberships": ("member_id", "organization_id"),
    "chair_terms": ("holder_id", "organization_id"),
    "projects": ("id", "part_of_id"),
    "works": ("id", "project_id"),
    "participations": ("agent_id", "project_id"),
    "partnerships": ("party_ids",),
    "agreements": ("party_ids", "project_id"),
    "contributions": ("donor_id", "recipient_id", "project_id"),
    "statements": ("speaker_id", "about_ids"),
    "events": ("organization_id", "about_ids", "participant_ids"),
    "figures": ("about_id",),
}


_SUBJECTS = ("organizations", "people", "projects", "works")


class TimelineEntry(NamedTuple):
    """One thing that is recorded about an agent, project or work.

    Attributes:
        when: when it was, as the record has it; None where no one says.
        what: one plain sentence, with its time.
        record: the record that says so: also a `Name`, and the organization itself for its founding and end.
    """

    when: PartialDate | Period | None
    what: str
    record: DatedRecord | Name | Organization

    def __repr__(self) -> str:
        """Return it as its sentence; the fields hold the record whole."""
        return plain(f"<{self.what}>")


def find_timeline(store: Store, ref: object) -> RecordList[TimelineEntry]:
    """Return what is recorded about an agent, project or work, dated entries first.

    Raises:
        UnknownNameError: nothing bears the name.
        AmbiguousNameError: several do.
    """
    subject = store.directory.resolve(ref, "ref", _SUBJECTS)
    return _in_order((entry for _, *entry in _entries(store, subject)), store)


def all_timelines(store: Store) -> Iterator[tuple[str, Any, RecordList[TimelineEntry]]]:
    """Yield every agent, project and work, with the name of its collection and what is recorded about it.

    >>> import iom_partners
    >>> data = iom_partners.load()
    >>> next(all_timelines(data._store))[2] == data.timeline(data.organizations[0])
    True
    """
    found: dict[str, list[Sequence[Any]]] = {}
    for subjects, *entry in _entries(store, None):
        for subject in subjects:
            found.setdefault(subject, []).append(entry)
    for kind in _SUBJECTS:
        for subject in store[kind]:
            yield kind, subject, _in_order(found.get(subject.id, ()), store)


def _in_order(found: Iterable[Sequence[Any]], store: Store) -> RecordList[TimelineEntry]:
    """Return entries in the order of time; those of one time by the place of their kind."""
    keyed = [
        ((*_bounds(entry.when), kind, getattr(entry.record, "id", ""), entry.what), entry) for kind, entry in found
    ]
    return RecordList((entry for _, entry in sorted(keyed, key=lambda each: each[0])), "timeline", store)


def _bounds(when: PartialDate | Period | None) -> tuple[int, ...]:
    """Return the first day and the four bounds to sort by; those of nothing stand after all others."""
    if when is None:
        return (AFTER_ALL + 1,) * 5
    return first_day_of(when), *(when.bounds if isinstance(when, Period) else (*when.span, *when.span))


def first_day_of(when: PartialDate | Period) -> int:
    """Return the first day on which something may have been; where none is stated, that on which it is first attested.

    >>> from datetime import date
    >>> [date.fromordinal(first_day_of(Period(text))).isoformat() for text in ("2006/", "[..2006-05-09]/")]
    ['2006-01-01', '2006-05-09']
    """
    start, latest, earliest, end = when.bounds if isinstance(when, Period) else (*when.span, *when.span)
    if start != BEFORE_ALL or latest == BEFORE_ALL:
        return start
    return next((each for each in sorted((latest, earliest)) if BEFORE_ALL < each < AFTER_ALL), end)


def _entries(store: Store, only: str | None) -> Iterator[tuple[Iterable[str], int, TimelineEntry]]:
    """Yield each entry with whom it is about and the place of its kind among those of one time.

    Args:
        store: all records.
        only: entries about this agent, project or work; None for all.
    """
    label = store.directory.label
    last = len(_DATED) + 1
    for body in store["organizations"]:
        if body.founded is not None and only in {None, body.id}:
            yield (body.id,), 0, TimelineEntry(body.founded, say_life(body, "founded", label), body)
        concerned = {body.id, *body.successor_ids}
        if body.ended is not None and (only is None or only in concerned):
            yield concerned, last, TimelineEntry(body.ended, say_life(body, "ended", label), body)
    for kind in ("organizations", "people", "projects"):
        for bearer in store[kind] if only is None else filter(None, (store[kind].get(only),)):
            for name in bearer.names:
                yield (bearer.id,), last + 1, _entry(name, say_name(bearer, name))
    for number, (kind, fields) in enumerate(_DATED.items(), 1):
        collection = store[kind]
        for place, row in enumerate(collection._rows):
            concerned = {each for field in fields for each in _referred(row, field)}
            if concerned if only is None else only in concerned:
                record = collection[place]
                yield concerned, number, _entry(record, say_record(record, label))


def _entry(record: Any, what: str) -> TimelineEntry:
    when = record.period if hasattr(record, "period") else record.when
    # A period of which neither end is stated says nothing.
    return TimelineEntry(None if isinstance(when, Period) and str(when) == "/" else when, what, record)


def _referred(row: Any, field: str) -> Iterable[str]:
    """Return the ids that a field of a plain row, or of a record, holds."""
    value = row.get(field) if isinstance(row, dict) else getattr(row, field, None)
    return (value,) if isinstance(value, str) else value or ()
