"""Who was in what, in which role, when: `Membership`, `ChairTerm`, `Word`, `Coverage` for what is all known, `Rule`."""

from typing import Literal

import attrs

from ..dates.days import AnyDay
from ..dates.period import Period
from ..errors import InvalidRecordError
from .evidence import Citation
from .record import Record
from .vocabulary import CHAIRING_ROLES, KNOWN_WORDS, Status

__all__ = ["ChairTerm", "Coverage", "CoverageOf", "Membership", "Rule", "Word"]

CoverageOf = Literal["chairs", "members", "units", "names", "groups", "projects", "partners", "offices"]

_ALWAYS = Period("/")

#: Whose turn it is when one chairs: who chaired before, who does, who comes after.
_POSITIONS = ("previous", "present", "next")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Membership(Record):
    """One organization or person in an organization, in a role, for a time.

    Attributes:
        id: slug.
        member_id: id of the member.
        organization_id: id of the body.
        role: member; observer; component (one of several that share one seat); unit (working group, organ,
            branch); or a `Word` of the dataset.
        office: what the member was in the body, in any words: "Parliamentary Secretary".
        is_founder: whether it was a member from the founding.
        is_doubtful: whether it may never have held: then no day of it is certain.
        status: "done", or "planned" if no source says that it was carried out; then nothing of it is certain.
        period: when; ``/`` if no source says.
        citations: in order of weight.
        note: in our own words.

    >>> Membership(id="m", member_id="who", organization_id="gmg", period=Period("2010/")).role
    'member'
    """

    id: str
    member_id: str
    organization_id: str
    role: str = "member"
    office: str | None = None
    is_founder: bool = False
    is_doubtful: bool = False
    status: Status = "done"
    period: Period = _ALWAYS
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ChairTerm(Record):
    """One holder of the chair of a body or of an office beside it, for a time, alone or with others; or a vacancy.

    Attributes:
        id: slug.
        organization_id: id of the body.
        holder_id: id of the holder; None if the office was vacant.
        role: chair, co-chair, interim-chair, co-convener; vice-chair; or a `Word` of the dataset.
        is_doubtful: whether it may never have held: then no day of it is certain.
        status: "done", or "planned" if no source says that it was carried out; then nothing of it is certain.
        period: when; ``/`` if no source says.
        citations: in order of weight.
        note: in our own words.

    >>> ChairTerm(id="t", organization_id="gmg", holder_id="iom", period=Period("2013-07-01/2013-12-31")).role
    'chair'
    """

    id: str
    organization_id: str
    holder_id: str | None
    role: str = "chair"
    is_doubtful: bool = False
    status: Status = "done"
    period: Period = _ALWAYS
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Coverage(Record):
    """The claim that the data know *all* chairs (members, units ...) of a body on each day of a time.

    Without coverage, a day outside every record is unknown, never ruled out.

    Attributes:
        id: slug.
        organization_id: id of the body; None where it is about a project.
        project_id: id of the project of which all partners are known; None where it is about a body.
        of: chairs, members, units, names, groups, projects, partners; offices, that is the `Membership.office` of
            every member.
        role: of chairs and members, another role than theirs: all observers, all vice-chairs ...
        first_day: the first such day; None means no limit.
        last_day: the last such day; None means no limit.
        except_ids: ids of those who are excepted: the data do not claim to know of them.
        citations: in order of weight.
        note: in our own words.

    >>> from datetime import date
    >>> Coverage(id="c", organization_id="gmg", of="members", last_day=date(2014, 1, 1)).first_day is None
    True
    """

    id: str
    organization_id: str | None = None
    project_id: str | None = None
    of: CoverageOf
    role: str | None = None
    first_day: AnyDay | None = None
    last_day: AnyDay | None = None
    except_ids: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if (self.organization_id is None) == (self.project_id is None):
            raise InvalidRecordError(
                "it is about one body or one project",
                value=(self.organization_id, self.project_id),
                field="Coverage.organization_id",
                hint="give organization_id= or project_id=",
            )
        usual = {"members": ("member",), "chairs": CHAIRING_ROLES}.get(self.of)
        if self.role is not None and (usual is None or self.role in usual):
            means = "members and chairs have roles" if usual is None else f"of={self.of!r} already means it"
            raise InvalidRecordError(
                f"{self.role!r} is not another role of {self.of}",
                value=self.role,
                field="Coverage.role",
                hint=f"leave it out: {means}",
            )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Word(Record):
    """A role or kind of one's own, which the records of a dataset may use once the dataset holds it.

    Attributes:
        id: the word itself, a slug: whip.
        definition: what it means, in our own words.
        citations: in order of weight.
        note: in our own words.

    >>> from iom_partners import Dataset, Membership, Organization, Person
    >>> house, ann = Organization(id="house", name="House"), Person(id="ann", name="Ann")
    >>> seat = Membership(id="m", member_id="ann", organization_id="house", role="whip", period="2001/..")
    >>> data = Dataset.from_records([house, ann, seat, Word(id="whip")])
    >>> data.members_of("House", on="2005-01-01", role="whip").one().name
    'Ann'
    """

    id: str
    definition: str | None = None
    citations: tuple[Citation, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rule(Record):
    """What the rules of a body say of its chair: roles follow from it and the terms on record.

    Attributes:
        id: slug.
        organization_id: id of the body whose chair it is about.
        kind: troika (who chaired before, who chairs and who comes next are together in a body), rotation (the chair
            passes in a fixed order), or term (a term has a fixed length).
        role: the role that it gives: of a troika that of a membership, else that of a chair term; or a `Word` of the
            dataset.
        into_id: of a troika, id of the body that the three are in; None where it is the same.
        positions: of a troika, which of previous, present and next it holds.
        order_ids: of a rotation, ids of the holders in order; after the last comes the first.
        months: of a term, its length in months.
        period: when the rule held; ``/`` if no source says.
        citations: in order of weight.
        note: in our own words.

    >>> Rule(id="r", organization_id="gfmd", kind="troika", role="member", into_id="gfmd-troika").positions
    ('previous', 'present', 'next')
    """

    id: str
    organization_id: str
    kind: Literal["troika", "rotation", "term"]
    role: str
    into_id: str | None = None
    positions: tuple[str, ...] = _POSITIONS
    order_ids: tuple[str, ...] = ()
    months: int | None = None
    period: Period = _ALWAYS
    citations: tuple[Citation, ...] = ()
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if odd := [each for each in self.positions if each not in _POSITIONS]:
            raise InvalidRecordError(
                f"{odd[0]!r} is not a position",
                value=odd[0],
                field="Rule.positions",
                hint=f"one of {', '.join(_POSITIONS)}",
            )
        given, other = ("Membership", "ChairTerm") if self.kind == "troika" else ("ChairTerm", "Membership")
        if self.role in set(KNOWN_WORDS[f"{other}.role"]).difference(KNOWN_WORDS[f"{given}.role"]):
            raise InvalidRecordError(
                f"a rule of the kind {self.kind} gives a role of a {given}, and {self.role!r} is one of a {other}",
                value=self.role,
                field="Rule.role",
                hint=f"one of {', '.join(KNOWN_WORDS[f'{given}.role'])}, or a Word of the dataset",
            )
        if not self.positions:
            raise InvalidRecordError(
                "a troika without a position gives no role to anyone",
                value=self.positions,
                field="Rule.positions",
                hint=f"one or several of {', '.join(_POSITIONS)}",
            )
        number = len(self.order_ids)
        if (self.kind == "rotation") != (number > 1) or len(set(self.order_ids)) < number:
            raise InvalidRecordError(
                "a rotation, and nothing else, has an order of two or more different holders",
                value=self.order_ids,
                field="Rule.order_ids",
                hint="give the ids of the holders in order, or another kind",
            )
        if (self.kind == "term") != (self.months is not None) or (self.months is not None and self.months < 1):
            raise InvalidRecordError(
                "a rule of terms, and nothing else, has a length of one month or more",
                value=self.months,
                field="Rule.months",
                hint="give months=12 for a year, or another kind",
            )
