"""Everything dated about one agent, project or work, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..dates.days import AFTER_ALL
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..store.home import Home
from ..store.listing import Listing
from ..store.store import NAMED, Store
from ..tables.text import plain
from .telling import Label, tell, tell_life, tell_name

__all__ = ["TimelineEntry", "find_timeline"]

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
    "contributions": ("giver_id", "receiver_id", "project_id"),
    "statements": ("speaker_id", "about_ids"),
    "events": ("organization_id", "about_ids", "participant_ids"),
    "figures": ("about_id",),
}


class TimelineEntry(NamedTuple):
    """One thing that is told of an agent, project or work.

    Attributes:
        when: when it was, as the record has it; None where no one says.
        what: one plain sentence, with its time.
        record: the record that tells it: also a `Name`, and the organization itself for its founding and end.
    """

    when: PartialDate | Period | None
    what: str
    record: Any

    def __repr__(self) -> str:
        """Give it as its sentence; the fields hold the record whole."""
        return plain(f"<{self.what}>")


def find_timeline(home: Home, ref: object) -> Listing[TimelineEntry]:
    """Give what is told of an agent, project or work, dated things first.

    Raises:
        UnknownNameError: nothing bears the name.
        AmbiguousNameError: several do.
    """
    subject = home.titles("organizations", "people", "projects", "works").resolve(ref)
    label = home.titles(*NAMED).label
    found = [
        ((*_bounds(entry.when), kind, getattr(entry.record, "id", ""), entry.what), entry)
        for kind, entry in _entries(home.store, subject, label)
    ]
    return Listing((entry for _, entry in sorted(found, key=lambda each: each[0])), "timeline")


def _bounds(when: PartialDate | Period | None) -> tuple[int, ...]:
    """Give the four bounds to sort by; those of nothing stand after all others."""
    if when is None:
        return (AFTER_ALL + 1,) * 4
    return tuple(when.bounds) if isinstance(when, Period) else (*when.span, *when.span)


def _entries(store: Store, subject: str, label: Label) -> Iterator[tuple[int, TimelineEntry]]:
    """Give each entry with the place of its kind among those of one time."""
    last = len(_DATED) + 1
    for body in store["organizations"]:
        if body.id == subject and body.founded is not None:
            yield 0, TimelineEntry(body.founded, tell_life(body, "founded", label), body)
        if body.ended is not None and subject in (body.id, *body.successor_ids):
            yield last, TimelineEntry(body.ended, tell_life(body, "ended", label), body)
    for kind in ("organizations", "people", "projects"):
        bearer = store[kind].get(subject)
        for name in bearer.names if bearer else ():
            yield last + 1, _entry(name, tell_name(bearer, name))
    for number, (kind, fields) in enumerate(_DATED.items(), 1):
        collection = store[kind]
        for place, row in enumerate(collection.rows):
            if any(_refers(row, field, subject) for field in fields):
                record = collection[place]
                yield number, _entry(record, tell(record, label))


def _entry(record: Any, what: str) -> TimelineEntry:
    when = record.period if hasattr(record, "period") else record.when
    # A period of which neither end is stated says nothing.
    return TimelineEntry(None if isinstance(when, Period) and str(when) == "/" else when, what, record)


def _refers(row: Any, field: str, subject: str) -> bool:
    """Tell whether a field of a plain row, or of a record, refers to the subject, alone or among others."""
    value = row.get(field) if isinstance(row, dict) else getattr(row, field, None)
    return value == subject or (not isinstance(value, str) and value is not None and subject in value)
