"""Who acts: `Organization` and `Person`, on the common base `Agent`, with their names and identifiers."""

from __future__ import annotations

from typing import Literal

import attrs

from ..dates.partial import PartialDate
from ..dates.period import Period
from .evidence import Citation

__all__ = ["Agent", "Identifier", "Name", "NameKind", "Organization", "Person"]

NameKind = Literal["official", "acronym", "former", "native", "spelling", "alias"]

_ALWAYS = Period("/")


@attrs.frozen(kw_only=True)
class Name:
    """One name of an agent, with the time it was borne and who says so.

    Attributes:
        text: the name.
        kind: official, acronym, former, native, spelling (a variant in a source) or alias.
        language: ISO 639-1 code.
        period: when it was borne; ``/`` where no one says.
        citations: in order of weight.

    >>> Name(text="Geneva Migration Group", kind="official", period=Period("2003-04/2006-04")).language
    'en'
    """

    text: str
    kind: NameKind
    language: str = "en"
    period: Period = _ALWAYS
    citations: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class Identifier:
    """What a register calls an agent.

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


@attrs.frozen(kw_only=True)
class Agent:
    """What can be a member, a holder of a chair or a partner: the base of `Organization` and `Person`.

    Attributes:
        id: slug, stable over versions of the data.
        name: label for display; undated, never evidence.
        acronym: label for display, or None.
        names: every name, dated and cited.
        identifiers: what registers call it.
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
        """The acronym, or the name where there is none: what sentences call it.

        >>> Agent(id="x", name="Red Cross").label
        'Red Cross'
        """
        return self.acronym or self.name


@attrs.frozen(kw_only=True)
class Organization(Agent):
    """A body, agency, company, group or other organization. A renaming is one organization with two dated names.

    Attributes:
        kind: of the vocabulary: inter-agency-group, un-agency, igo, ngo, company, working-group, task-force, collective ...
        country: of its seat, ISO 3166-1 alpha-2.
        place: id of the `Place` of its seat.
        website: address of its own site.
        founded: first day of its life.
        ended: last day of its life; None where no one says that it ended.
        successor_ids: organizations that took its place.
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
    # Said again so that evidence stands last in the fields and in the files.
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True)
class Person(Agent):
    """The holder of a public office or public award; no one else is named in the curated data.

    Attributes:
        organization_id: where the office is.
        position: the office.
        reason: why the person is named.
        citations: in order of weight.
        note: in our own words.

    >>> Person(id="chair", name="A. Chair", position="Chair", reason="public office").position
    'Chair'
    """

    organization_id: str | None = None
    position: str | None = None
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None
