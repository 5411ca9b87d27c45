"""Who says so: `Citation`, and `Said` for what it states otherwise."""

from collections.abc import Collection
from typing import Any

import attrs

from ..dates.partial import PartialDate
from .record import Record

__all__ = ["Citation", "Said", "restate", "value_text"]


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


def value_text(value: Any, separator: str = " ") -> str:
    """Return the value of a field as text, as a `Said` has it: dates in EDTF, lists with spaces between entries.

    >>> value_text(("a", "b")), value_text(True)
    ('a b', 'true')
    """
    if isinstance(value, tuple):
        return separator.join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def restate(citation: Citation, record: Any, fields: Collection[str]) -> Citation:
    """Return a citation of a record that still states the same once some fields of the record have other values.

    What it states of these fields becomes what it says otherwise; an empty value has no text, so it is left out.

    >>> from iom_partners.model import Place
    >>> restate(Citation(source_id="s", states=("name",)), Place(id="p", name="Geneva"), {"name"})
    Citation(source_id='s', says=(Said(field='name', value='Geneva'),))
    """
    moved = [name for name in citation.states if name in fields]
    if not moved:
        return citation
    values = ((name, getattr(record, name)) for name in moved)
    says = [Said(field=name, value=value_text(value)) for name, value in values if value is not None]
    kept = tuple(name for name in citation.states if name not in moved)
    return attrs.evolve(citation, states=kept, says=(*citation.says, *says))
