"""The record types, by the name of their collection and file."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["KINDS", "kind_of"]

#: Record types by the name of their collection and file, in the order in which they are read and written. They are
#: named, not imported: a question makes only the classes that it needs.
KINDS: dict[str, str] = {
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
    "places": "happenings.Place",
    "sources": "sources.Source",
}


def kind_of(name: str) -> type[Any]:
    """Give the record class of a collection.

    >>> kind_of("places").__name__
    'Place'
    """
    module, _, kind = KINDS[name].partition(".")
    found: type[Any] = getattr(import_module(f"iom_partners.model.{module}"), kind)
    return found
