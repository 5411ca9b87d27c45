"""What agents did together: `Project`, `Work`, and their `Participation` in them."""

import attrs

from ..dates.partial import PartialDate
from ..dates.period import Period
from .agents import Identifier, Name
from .evidence import Citation
from .record import Record
from .vocabulary import Status

__all__ = ["Participation", "Project", "Work"]

_ALWAYS = Period("/")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Project(Record):
    """A project, program, campaign, study or scheme.

    Attributes:
        id: slug.
        name: in English; our own words if no source names it.
        acronym: label for display, or None.
        kind: project, programme, campaign, government-programme, study, initiative, response ...
        status: "done", or "planned" if no source says that it was carried out; then nothing of it is certain.
        themes: what it is about, as slugs: "counter-trafficking".
        places: ids of the `Place` records where it runs.
        period: when; ``/`` if no source says.
        part_of_id: id of the project that it is a part or phase of.
        response_to_id: id of the `Event` that it responds to.
        agreement_id: id of the `Agreement` that it rests on: it does not run before that was signed.
        beneficiaries: for whom, as slugs: "victims-of-trafficking".
        activities: what is done, each in a few words of our own.
        summary: what it is for, in our own words.
        names: other names, dated and cited.
        citations: in order of weight.
        note: in our own words.

    >>> Project(id="p", name="Praesidium", kind="project", period=Period("2006-03-01/")).period.start
    PartialDate("2006-03-01")
    """

    id: str
    name: str
    acronym: str | None = None
    kind: str | None = None
    status: Status = "done"
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    period: Period = _ALWAYS
    part_of_id: str | None = None
    response_to_id: str | None = None
    agreement_id: str | None = None
    beneficiaries: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    summary: str | None = None
    names: tuple[Name, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str | None = None

    @property
    def label(self) -> str:
        """The acronym, or the name if there is none: the project as sentences call it.

        >>> Project(id="p", name="Praesidium").label
        'Praesidium'
        """
        return self.acronym or self.name


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Work(Record):
    """Something made and published: a film, an advertisement, a performance, a publication.

    Attributes:
        id: slug.
        name: its title; our own words if no source gives one.
        kind: film, television-advertisement, performance, publication, photograph ...
        themes: what it is about, as slugs.
        places: ids of the `Place` records where it was made or shown.
        when: when it came out.
        project_id: id of the project that it belongs to.
        summary: what it is about, in our own words.
        identifiers: those in registers, such as isbn.
        citations: in order of weight.
        note: in our own words.

    >>> Work(id="man-on-ground", name="Man on Ground", kind="film").kind
    'film'
    """

    id: str
    name: str
    kind: str | None = None
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    when: PartialDate | Period | None = None
    project_id: str | None = None
    summary: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Participation(Record):
    """One organization or person in a project or work, in a role, for a time.

    Attributes:
        id: slug.
        project_id: id of the `Project` or `Work`.
        agent_id: id of the organization or person.
        role: implementer, partner, funder, in-kind-donor, host, researcher, coordinator, employer,
            government-partner, media, producer, backer, broadcaster ...; or a `Word` of the dataset.
        is_doubtful: whether it may never have held: then no day of it is certain.
        status: "done", or "planned" if no source says that it was carried out; then nothing of it is certain.
        agreement_id: id of the `Agreement` that it rests on: it does not hold before that was signed.
        period: when; ``/`` if no source says.
        citations: in order of weight.
        note: in our own words.

    >>> Participation(id="x", project_id="p", agent_id="unhcr", role="partner", period=Period("2006/")).role
    'partner'
    """

    id: str
    project_id: str
    agent_id: str
    role: str
    is_doubtful: bool = False
    status: Status = "done"
    agreement_id: str | None = None
    period: Period = _ALWAYS
    citations: tuple[Citation, ...] = ()
    note: str | None = None
