"""What happened, where, and the numbers that sources give: `Event`, `Place`, `Figure`."""

import attrs

from ..dates.partial import PartialDate
from ..dates.period import Period
from .evidence import Citation
from .record import Record
from .vocabulary import Status

__all__ = ["Event", "Figure", "Place"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Place(Record):
    """A place that records refer to.

    Attributes:
        id: slug.
        name: in English.
        kind: city, country, region ...
        country: ISO 3166-1 alpha-2.
        subdivision: ISO 3166-2, where there is one.
        citations: in order of weight.
        note: in our own words.

    >>> Place(id="geneva", name="Geneva", country="CH").country
    'CH'
    """

    id: str
    name: str
    kind: str | None = None
    country: str | None = None
    subdivision: str | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Event(Record):
    """Something that happened.

    Attributes:
        id: slug.
        name: what, in our own words.
        kind: founding, renaming, admission, meeting, statement, publication, review, award, disaster, launch, end ...
        status: "done", or "planned" if no source says that it was carried out; then nothing of it is certain.
        when: a date, or a period for what took several days.
        place: id of the `Place`.
        organization_id: id of the body whose history it belongs to.
        about_ids: ids of the projects, works or other records that it concerns.
        participant_ids: ids of those who took part.
        citations: in order of weight.
        note: in our own words.

    >>> Event(id="first", name="First meeting", when=PartialDate("2006-05-09")).when
    PartialDate("2006-05-09")
    """

    id: str
    name: str
    kind: str | None = None
    status: Status = "done"
    when: PartialDate | Period | None = None
    place: str | None = None
    organization_id: str | None = None
    about_ids: tuple[str, ...] = ()
    participant_ids: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Figure(Record):
    """A number that a source gives about something.

    Attributes:
        id: slug.
        about_id: id of the record that it is about, of any type.
        unit: what is counted: "members".
        lower: the number, or the lower end of a range; None means no limit.
        upper: the number, or the upper end of a range; None means no limit.
        qualifier: over, about ... as in the source.
        when: the day or time that it refers to.
        citations: in order of weight.
        note: in our own words.

    >>> Figure(id="f", about_id="gmg", unit="members", lower=16, upper=16).lower
    16
    """

    id: str
    about_id: str
    unit: str
    lower: int | None = None
    upper: int | None = None
    qualifier: str | None = None
    when: PartialDate | Period | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None
