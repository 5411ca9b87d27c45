"""Who says so: `Citation`, and `Said` for what it states otherwise."""

import attrs

from ..dates.partial import PartialDate
from .record import Record

__all__ = ["Citation", "Said"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Said(Record):
    """What a source states about one field differently, or more coarsely, than the record.

    Attributes:
        field: the name of the record's field.
        value: what the source states, as text; dates in EDTF.

    >>> Said(field="period", value="2010/").value
    '2010/'
    """

    field: str
    value: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Citation(Record):
    """One passage of one source about a record; it is silent on any field in neither ``states`` nor ``says``.

    Attributes:
        source_id: id of the `Source`.
        locator: heading and paragraph, or the name of the rule that we followed.
        as_stated: a few words as in the source: a date phrase, a name, an amount.
        as_of: the time that the passage speaks of as the present.
        states: names of the fields that the source states as the record has them.
        says: what it states differently or more coarsely.
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
