"""Who says so: `Source`, `Citation`, and what a citation states."""

from __future__ import annotations

import attrs

from ..dates.partial import PartialDate

__all__ = ["Citation", "Said", "Source"]


@attrs.frozen(kw_only=True)
class Said:
    """What a source states of one field otherwise, or more coarsely, than the record has it.

    Attributes:
        field: the name of the record's field.
        value: what the source states, as text; dates in EDTF.

    >>> Said(field="period", value="2010/").value
    '2010/'
    """

    field: str
    value: str


@attrs.frozen(kw_only=True)
class Citation:
    """One passage of one source that bears on a record. On a field in neither ``states`` nor ``says`` it is silent.

    Attributes:
        source_id: the `Source`.
        locator: heading and paragraph, or the name of the rule that we followed.
        as_stated: the source's own few words.
        as_of: when the passage speaks.
        states: names of the fields that the source states as the record has them.
        says: what it states otherwise or more coarsely.
        denies: whether the source says or implies that the record does not hold.

    >>> Citation(source_id="iom-partners-and-friends", states=("period",)).denies
    False
    """

    source_id: str
    locator: str | None = None
    as_stated: str | None = None
    as_of: PartialDate | None = None
    states: tuple[str, ...] = ()
    says: tuple[Said, ...] = ()
    denies: bool = False


@attrs.frozen(kw_only=True)
class Source:
    """A document that records cite.

    Attributes:
        id: slug.
        title: as printed.
        publisher: who published it.
        url: of the original document, None where that was not seen.
        published: when, None where the document carries no date.
        seen: when we last looked at it.
        citations: always empty; every record type has the field.
        note: in our own words.

    >>> Source(id="page", title="Partners & Friends").publisher is None
    True
    """

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    seen: PartialDate | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None
