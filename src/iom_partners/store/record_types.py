"""The record types, by the name of their collection and file, and which fields refer to which of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..model.agents import Organization
    from ..model.dealings import Agreement, Contribution, Partnership, Statement
    from ..model.happenings import Event, Figure, Place
    from ..model.people import Person
    from ..model.sources import Source
    from ..model.ties import ChairTerm, Coverage, Membership, Rule, Word
    from ..model.works import Participation, Project, Work

    #: A record of a type that has names, of one that has a time, and of any type: for annotations.
    NamedRecord = Organization | Person | Project | Work | Event | Place
    DatedRecord = (
        Membership | ChairTerm | Project | Work | Participation | Partnership | Agreement | Contribution | Statement
        | Event | Figure
    )  # fmt: skip
    AnyRecord = NamedRecord | DatedRecord | Coverage | Rule | Word | Source

__all__ = ["AGENTS", "NAMED", "RECORD_TYPES", "REFERENCES", "record_class", "refer", "references_of"]

#: Record types by the name of their collection and file, in the order in which they are read and written. They are
#: named, not imported: a question makes only the classes that it needs.
RECORD_TYPES: dict[str, str] = {
    "organizations": "agents.Organization",
    "people": "people.Person",
    "memberships": "ties.Membership",
    "chair_terms": "ties.ChairTerm",
    "projects": "works.Project",
    "works": "works.Work",
    "participations": "works.Participation",
    "partnerships": "dealings.Partnership",
    "agreements": "dealings.Agreement",
    "contributions": "dealings.Contribution",
    "statements": "dealings.Statement",
    "events": "happenings.Event",
    "figures": "happenings.Figure",
    "coverages": "ties.Coverage",
    "rules": "ties.Rule",
    "words": "ties.Word",
    "places": "happenings.Place",
    "sources": "sources.Source",
}


def record_class(name: str) -> type[Any]:
    """Return the record class of a collection.

    >>> record_class("places").__name__
    'Place'
    """
    module, _, kind = RECORD_TYPES[name].partition(".")
    found: type[Any] = getattr(import_module(f"iom_partners.model.{module}"), kind)
    return found


#: The types whose records can be members, chairs, donors ...
AGENTS = ("organizations", "people")
_DONE = ("projects", "works")
#: The types that one field may refer to together, so that their ids are all different.
NAMED = ("organizations", "people", "projects", "works", "events", "places")

#: The fields that refer to other records, and to which types.
REFERENCES: dict[str, tuple[str, ...]] = {
    "member_id": AGENTS,
    "except_ids": (*AGENTS, *_DONE),
    "organization_id": ("organizations",),
    "holder_id": AGENTS,
    "agent_id": AGENTS,
    "donor_id": AGENTS,
    "recipient_id": AGENTS,
    "speaker_id": AGENTS,
    "party_ids": AGENTS,
    "participant_ids": AGENTS,
    "successor_ids": ("organizations",),
    "into_id": ("organizations",),
    "order_ids": AGENTS,
    "project_id": _DONE,
    "part_of_id": ("projects",),
    "response_to_id": ("events",),
    "agreement_id": ("agreements",),
    "derived_from_id": ("sources",),
    "about_id": NAMED,
    "about_ids": NAMED,
    "place": ("places",),
    "places": ("places",),
}


def refer(record: object) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Return every reference of a record as (field, id, types that it may be of).

    >>> from iom_partners.model import Membership
    >>> list(refer(Membership(id="m", member_id="who", organization_id="gmg")))[0]
    ('member_id', 'who', ('organizations', 'people'))
    """
    kind: Any = type(record)
    for field, kinds in references_of(kind):
        value = getattr(record, field, None)
        for each in (value,) if isinstance(value, str) else value or ():
            yield field, each, kinds


@cache
def references_of(kind: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the references that objects of a class may have; all of them where the class does not tell.

    >>> from iom_partners.model import Organization
    >>> references_of(Organization)
    (('successor_ids', ('organizations',)), ('place', ('places',)))
    """
    is_record = hasattr(kind, "__attrs_attrs__")
    return tuple((field, kinds) for field, kinds in REFERENCES.items() if not is_record or hasattr(kind, field))
