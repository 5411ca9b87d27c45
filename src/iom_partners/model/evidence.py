"""Who says so: `Citation`, and `Said` for what it states otherwise."""

from collections.abc import Collection
from typing import Any

import attrs

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidDateError
from .record import Record
from .vocabulary import States

__all__ = ["MEANT", "NO_LIMIT", "PARTS", "Citation", "Said", "restate", "spoken_fields", "states_of", "value_text"]

#: The fields of a record whose entries may cite sources of their own.
PARTS = ("names", "identifiers")
#: How a citation says that a coverage has no first or last day.
NO_LIMIT = ".."
#: The fields whose default says something too: the usual role of a tie, a coverage without limits ...
MEANT = ("role", "is_doubtful", "status", "first_day", "last_day", "except_ids")
#: The fields that hold a date or a period.
_TIMES = frozenset((
    "born", "died", "ended", "first_day", "founded", "last_day", "period", "published", "seen", "when",
))  # fmt: skip
#: The fields that no source speaks of: they belong to the record.
_OWN = ("id", "citations", "note")


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

    def describe(self) -> str:
        """Return the value in plain English: a date or period as its own class describes it, all else as it is.

        >>> Said(field="founded", value="2006-01~").describe(), Said(field="name", value="1951").describe()
        ('January 2006 (approximate)', '1951')
        """
        if self.field not in _TIMES or self.value == NO_LIMIT:
            return self.value
        try:
            return Period(self.value).describe() if "/" in self.value else PartialDate(self.value).describe()
        except InvalidDateError:
            return self.value  # `check` reports it.


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Citation(Record):
    """One passage of one source about a record; it is silent on any field in neither ``states`` nor ``says``.

    Attributes:
        source_id: id of the `Source`.
        locator: heading and paragraph, or the name of the rule that we followed.
        as_stated: a few words as in the source: a date phrase, a name, an amount.
        as_of: the time that the passage speaks of as the present.
        states: names of the fields that the source states as the record has them, or "all": those that the record
            fills, but for those in ``says``. Of names and identifiers it states those that cite no source themselves.
        says: what it states differently or more coarsely.
        denies: whether the source says or implies that the record does not hold.

    >>> Citation(source_id="iom-partners-and-friends", states=("period",)).denies
    False
    >>> Citation(source_id="members-file", states="all").states
    'all'
    """

    source_id: str
    locator: str | None = None
    as_stated: str | None = None
    as_of: PartialDate | None = None
    states: States = ()
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


def states_of(citation: Citation, record: Any) -> tuple[str, ...]:
    """Return the names of the fields that a citation of a record states as the record has them.

    >>> from iom_partners.model import Place
    >>> states_of(Citation(source_id="s", states="all"), Place(id="geneva", name="Geneva", country="CH"))
    ('name', 'country')
    """
    if citation.states != "all":
        return citation.states
    apart = {*_OWN, *(said.field for said in citation.says)}
    fields = (field for field in record.__attrs_attrs__ if field.name not in apart)
    return tuple(field.name for field in fields if field.name in MEANT or getattr(record, field.name) != field.default)


def spoken_fields(citation: Citation, record: Any) -> tuple[str, ...]:
    """Return the names of the fields that a citation of a record speaks of."""
    return (*states_of(citation, record), *(said.field for said in citation.says))


def restate(citation: Citation, record: Any, fields: Collection[str]) -> Citation:
    """Return a citation of a record that still states the same once some fields of the record have other values.

    What it states of these fields becomes what it says otherwise. An empty value has no text, so it is left out, but
    for a coverage without limit. A citation that states all names its fields from then on, for it does not state what
    the record holds anew.

    >>> from iom_partners.model import Place
    >>> restate(Citation(source_id="s", states=("name",)), Place(id="p", name="Geneva"), {"name"})
    Citation(source_id='s', says=(Said(field='name', value='Geneva'),))
    """
    states = states_of(citation, record)
    moved = [name for name in states if name in fields]
    if not moved and (not fields or citation.states != "all"):
        return citation
    values = {name: getattr(record, name) for name in moved if name not in PARTS}
    says = [
        Said(field=name, value=NO_LIMIT if value is None else value_text(value))
        for name, value in values.items()
        if value is not None or name in ("first_day", "last_day")
    ]
    kept = tuple(name for name in states if name not in moved)
    return attrs.evolve(citation, states=kept, says=(*citation.says, *says))
