"""Organizations and what they share with persons: `Organization`, its base `Agent`, `Name` and `Identifier`."""

from typing import Literal, get_args

import attrs

from ..dates.partial import PartialDate
from ..dates.period import Period
from .evidence import Citation
from .record import Record

__all__ = ["NAME_KINDS", "Agent", "Identifier", "Name", "NameKind", "Organization"]

NameKind = Literal["official", "acronym", "former", "native", "spelling", "alias"]
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)

_ALWAYS = Period("/")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Name(Record):
    """One name of an agent, with the time it was in use and its sources.

    Attributes:
        text: the name.
        kind: official, acronym, former, native, spelling (a variant in a source) or alias.
        language: ISO 639-1 code.
        period: when it was in use; ``/`` if no source says.
        citations: in order of weight.

    >>> Name(text="Geneva Migration Group", kind="official", period=Period("2003-04/2006-04")).language
    'en'
    """

    text: str
    kind: NameKind
    language: str = "en"
    period: Period = _ALWAYS
    citations: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Identifier(Record):
    """The identifier of an agent or work in a register.

    Attributes:
        scheme: wikidata, ror, lei, isni ...
        value: the identifier itself.
        citations: in order of weight.

    >>> Identifier(scheme="wikidata", value="Q7817").scheme
    'wikidata'
    """

    scheme: str
    value: str
    citations: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Agent(Record):
    """Base of `Organization` and `Person`: what can be a member, a chair or a partner.

    Attributes:
        id: slug, stable across versions of the data.
        name: label for display; undated, never evidence.
        acronym: label for display, or None.
        names: all names, dated and cited.
        identifiers: those in registers.
        citations: in order of weight.
        note: in our own words.

    >>> Agent(id="iom", name="International Organization for Migration", acronym="IOM").label
    'IOM'
    """

    id: str
    name: str
    acronym: str | None = None
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str | None = None

    @property
    def label(self) -> str:
        """The acronym, or the name if there is none: the agent as sentences call it.

        >>> Agent(id="x", name="Red Cross").label
        'Red Cross'
        """
        return self.acronym or self.name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Organization(Agent):
    """A body, agency, company, group or other organization; one that was renamed has several dated names.

    Attributes:
        kind: inter-agency-group, un-agency, igo, ngo, company, working-group, task-force,
            collective ...
        country: of its seat, ISO 3166-1 alpha-2.
        place: id of the `Place` of its seat.
        website: URL of its own site.
        founded: its first day.
        ended: its last day; None if no source says that it ended.
        successor_ids: ids of the organizations that replaced it.
        citations: in order of weight.
        note: in our own words.

    >>> Organization(id="gmg", name="Global Migration Group", founded=PartialDate("2003-04")).ended is None
    True
    """

    kind: str | None = None
    country: str | None = None
    place: str | None = None
    website: str | None = None
    founded: PartialDate | None = None
    ended: PartialDate | None = None
    successor_ids: tuple[str, ...] = ()
    # Repeated so that short fields precede long ones, here and in the files.
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str | None = None
