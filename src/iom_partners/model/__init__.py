"""The record types: frozen, hashable values that refer to each other by id."""

from __future__ import annotations

TYPE_CHECKING = False  # Known to type checkers; each module is loaded when a name of it is first used.
if TYPE_CHECKING:
    from .agents import Agent, Identifier, Name, NameKind, Organization
    from .dealings import Agreement, Contribution, Partnership, Statement
    from .evidence import Citation, Said
    from .happenings import Event, Figure, Place
    from .people import Person
    from .sources import Source
    from .ties import ChairTerm, Coverage, CoverageOf, Membership, Rule, Word
    from .works import Participation, Project, Work

__all__ = [
    "Agent",
    "Agreement",
    "ChairTerm",
    "Citation",
    "Contribution",
    "Coverage",
    "CoverageOf",
    "Event",
    "Figure",
    "Identifier",
    "Membership",
    "Name",
    "NameKind",
    "Organization",
    "Participation",
    "Partnership",
    "Person",
    "Place",
    "Project",
    "Rule",
    "Said",
    "Source",
    "Statement",
    "Word",
    "Work",
]

_HOMES = {
    "agents": ("Agent", "Identifier", "Name", "NameKind", "Organization"),
    "dealings": ("Agreement", "Contribution", "Partnership", "Statement"),
    "evidence": ("Citation", "Said"),
    "happenings": ("Event", "Figure", "Place"),
    "people": ("Person",),
    "sources": ("Source",),
    "ties": ("ChairTerm", "Coverage", "CoverageOf", "Membership", "Rule", "Word"),
    "works": ("Participation", "Project", "Work"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
