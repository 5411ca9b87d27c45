"""What connects agents: `Partnership`, `Agreement`, `Contribution`, and what they say: `Statement`."""

from decimal import Decimal

import attrs

from ..dates.partial import PartialDate
from ..dates.period import Period
from .evidence import Citation
from .record import Record
from .vocabulary import Status

__all__ = ["Agreement", "Contribution", "Partnership", "Statement"]

_ALWAYS = Period("/")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Partnership(Record):
    """A tie between agents beyond a single project: "working together since 2005".

    Attributes:
        id: slug.
        party_ids: ids of the partners, two or more.
        themes: what it is about, as slugs.
        places: ids of the `Place` records where it is active.
        agreement_id: id of the `Agreement` that it rests on: it does not hold before that was signed.
        period: when; ``/`` if no source says.
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
    agreement_id: str | None = None
    period: Period = _ALWAYS
    summary: str | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Agreement(Record):
    """Something that several parties signed.

    Attributes:
        id: slug.
        party_ids: ids of those who signed, two or more.
        kind: memorandum-of-understanding, bilateral, trilateral, agreement ...
        themes: what it is about, as slugs.
        places: ids of the `Place` records that it concerns.
        when: when it was signed.
        project_id: id of the project that it is for.
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
    """Something given: money, as exact as the source, or goods and services in kind.

    Attributes:
        id: slug.
        donor_id: id of who gave.
        recipient_id: id of who received.
        project_id: id of the `Project` or `Work` that it was for.
        kind: money, goods, services or discount.
        status: "done", or "planned" if no source says that it was carried out; then it counts as possible only.
        amount: exact; None if no source states it.
        currency: ISO 4217: "USD".
        goods: what was given in kind, in a few words of our own.
        quantity: how many units, None if no source states it.
        unit: of the quantity: "school units".
        qualifier: over, about ... as in the source.
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
    status: Status = "done"
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
    """What an organization or an office says: an aim, a judgment, a commitment; never a fact by itself.

    Attributes:
        id: slug.
        speaker_id: id of the organization that speaks, or whose office speaks; or of the `Person` in a public office.
        office: the office that speaks, if its holder is not named.
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
