"""`Person`: a holder of a public office or award."""

import attrs

from ..dates.partial import PartialDate
from .agents import Agent, Identifier, Name
from .evidence import Citation

__all__ = ["Person"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Person(Agent):
    """The holder of a public office or public award; no one else is named in the curated data.

    Attributes:
        organization_id: id of the organization of the office.
        position: name of the office.
        reason: why the person is named.
        born: the first day of the person's life.
        died: the last day of it; None if no source says that the person died.
        citations: in order of weight.
        note: in our own words.

    >>> Person(id="chair", name="A. Chair", position="Chair", reason="public office").position
    'Chair'
    """

    organization_id: str | None = None
    position: str | None = None
    reason: str | None = None
    born: PartialDate | None = None
    died: PartialDate | None = None
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str | None = None
