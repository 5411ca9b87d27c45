"""Who acts: `Organization`, on the base `Agent`, with its names and identifiers."""

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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Identifier(Record):
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Agent(Record):
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


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Organization(Agent):
    """A body, agency, company, group or other organization. A renaming is one organization with two dated names.

    Attributes:
        kind: of the vocabulary: inter-agency-group, un-agency, igo, ngo, company, working-group, task-force,
            collective ...
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
    # Said again so that the short fields stand before the long ones, here and in the files.
    names: tuple[Name, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str | None = None
