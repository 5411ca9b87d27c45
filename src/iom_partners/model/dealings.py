"""What agents had with each other: `Partnership`, `Agreement`, `Contribution`, and what they said: `Statement`."""

from decimal import Decimal

import attrs

from ..dates.partial import PartialDate
from ..dates.period import Period
from .evidence import Citation
from .record import Record

__all__ = ["Agreement", "Contribution", "Partnership", "Statement"]

_ALWAYS = Period("/")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Partnership(Record):
    """A tie between agents that is wider than one project: "working together since 2005".

    Attributes:
        id: slug.
        party_ids: who, two or more.
        themes: what it is about, as slugs.
        places: ids of the `Place` records where it is lived.
        period: when; ``/`` where no one says.
        summary: what they do together, in our own words.
        citations: in order of weight.
        note: in our own words.

    >>> Partnership(id="x", party_ids=("iom", "americares"), period=Period("2005/")).party_ids
    ('iom', 'americares')
    """

    id: str
    party_ids: tuple[str, ...]
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    period: Period = _ALWAYS
    summary: str | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Agreement(Record):
    """Something that parties signed.

    Attributes:
        id: slug.
        party_ids: who signed, two or more.
        kind: memorandum-of-understanding, bilateral, trilateral, agreement ...
        themes: what it is about, as slugs.
        places: ids of the `Place` records that it concerns.
        when: when it was signed.
        project_id: the project that it is for.
        summary: what was agreed, in our own words.
        citations: in order of weight.
        note: in our own words.

    >>> Agreement(id="x", party_ids=("iom", "carrefour"), when=PartialDate("2007-05")).when
    PartialDate("2007-05")
    """

    id: str
    party_ids: tuple[str, ...]
    kind: str | None = None
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    when: PartialDate | Period | None = None
    project_id: str | None = None
    summary: str | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Contribution(Record):
    """What someone gave: money to the last cent that is told, or things and services in kind.

    Attributes:
        id: slug.
        donor_id: who gave.
        recipient_id: who received.
        project_id: for which `Project` or `Work`.
        kind: money, goods, services or discount.
        amount: exact; None where no source tells it.
        currency: ISO 4217: "USD".
        goods: what was given in kind, in a few words of our own.
        quantity: how many units, None where no source tells it.
        unit: of the quantity: "school units".
        qualifier: over, about ... as the source puts it.
        when: when it was given.
        citations: in order of weight.
        note: in our own words.

    >>> Contribution(id="x", donor_id="chevron", kind="money", amount=Decimal("400000"), currency="USD").amount
    Decimal('400000')
    """

    id: str
    donor_id: str
    recipient_id: str | None = None
    project_id: str | None = None
    kind: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    goods: str | None = None
    quantity: int | None = None
    unit: str | None = None
    qualifier: str | None = None
    when: PartialDate | Period | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Statement(Record):
    """What an organization or the holder of an office says: an aim, a judgement, a commitment; never a fact by itself.

    Attributes:
        id: slug.
        speaker_id: the organization that speaks, or for which an office speaks; or the `Person` in a public office.
        office: the office that speaks, where the holder is not named.
        kind: quotation, aim, judgement, commitment, description ...
        about_ids: ids of the records that it is about.
        when: when it was said.
        summary: what is said, in our own words.
        citations: in order of weight.
        note: in our own words.

    >>> Statement(id="x", speaker_id="ubs", office="spokesperson", kind="quotation").office
    'spokesperson'
    """

    id: str
    speaker_id: str
    office: str | None = None
    kind: str | None = None
    about_ids: tuple[str, ...] = ()
    when: PartialDate | Period | None = None
    summary: str | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None
