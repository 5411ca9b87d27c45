"""`Source`: a document that records cite."""

import attrs

from ..dates.partial import PartialDate
from .evidence import Citation
from .record import Record

__all__ = ["Source"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Source(Record):
    """A document that records cite.

    Attributes:
        id: slug.
        title: as printed.
        publisher: who published it.
        url: of the original document; None if that was not seen.
        published: when; None if the document has no date.
        seen: when it was last consulted.
        derived_from_id: id of the `Source` that it copies or retells: both together say no more than that one alone.
        citations: always empty; every record type has this field.
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
    derived_from_id: str | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None
