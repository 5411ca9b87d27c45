"""The records: frozen, hashable, plain values that refer to each other by id."""

from __future__ import annotations

from .agents import Agent, Identifier, Name, NameKind, Organization, Person
from .evidence import Citation, Said, Source
from .happenings import Event, Figure, Place
from .ties import ChairRole, ChairTerm, Coverage, CoverageOf, Membership, MembershipRole

__all__ = [
    "Agent",
    "ChairRole",
    "ChairTerm",
    "Citation",
    "Coverage",
    "CoverageOf",
    "Event",
    "Figure",
    "Identifier",
    "Membership",
    "MembershipRole",
    "Name",
    "NameKind",
    "Organization",
    "Person",
    "Place",
    "Said",
    "Source",
]
