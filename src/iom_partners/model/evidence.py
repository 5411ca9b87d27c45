"""Who says so: `Citation`, and what it states."""

import attrs

from ..dates.partial import PartialDate
from .record import Record

__all__ = ["Citation", "Said"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Said(Record):
    """What a source states of one field otherwise, or more coarsely, than the record has it.

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
