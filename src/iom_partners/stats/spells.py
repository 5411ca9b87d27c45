"""The tables that timelines are drawn from: chairs, members, partners ... in runs of days of one certainty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import AFTER_ALL, BEFORE_ALL, Span, Spans, intersect, subtract, to_date, union
from ..dates.period import Period
from ..errors import InvalidQuestionError, one_of
from ..progress import tracked
from ..query.explain import about, proof, whole
from ..query.roster import Roster
from ..query.rosters import Rosters
from ..store.table_schemas import CERTAINTIES, joined, source_ids, told_apart
from ..tables.table import Column, Table
from ..worlds.asked import Asked, exact_days
from ..worlds.claims import Claim

if TYPE_CHECKING:
    from ..query.project_rosters import ProjectRosters
    from ..worlds.sweep import Place

__all__ = ["NOT_KNOWN", "SPELLS", "SpellsOf", "find_spells", "roster_of", "subject_roster_of", "throughout"]

SpellsOf = Literal["chairs", "members", "memberships", "projects", "partners"]

#: The label of the row of days on which others than those in the table are not ruled out.
NOT_KNOWN = "not known"

SPELLS = (
    Column("row", "string", "the label of the row; no two ids share one", is_required=True),
    Column("id", "string", "the agent or project; empty in the row of days on which others are not ruled out"),
    Column("first_day", "date", "the first day; empty where the run has no limit"),
    Column("last_day", "date", "the last day, which belongs to the run; empty where it has no limit"),
    Column(
        "certainty",
        "string",
        "how sure it is on every day of the run",
        CERTAINTIES,
        is_required=True,
    ),
    Column("words", "string", "why, in one plain sentence", is_required=True),
    Column("record_ids", "string", "the records that decide; several are separated by |"),
    Column("source_ids", "string", "the sources that those records cite; several are separated by |"),
)


#: The first day of the calendar, and all its days.
_FIRST = BEFORE_ALL + 1
_CALENDAR: Span = (_FIRST, AFTER_ALL - 1)

_DECIDED = (Certainty.CERTAIN, Certainty.POSSIBLE)


class _Run(NamedTuple):
    """A run of days on which the same claims decide."""

    span: Span
    certainty: Certainty
    claims: tuple[Claim, ...]


def roster_of(
    rosters: Rosters, body: object, of: str, role: str | None = None, office: str | None = None
) -> Roster[Any]:
    """Return what is asked about: the chairs or the members of a body, or those of one role or office.

    Raises:
        InvalidQuestionError: it is neither, or the data have no such role or office of it.
    """
    one_of(of, ("chairs", "members"), "of", "a valid value")
    if of == "members":
        return rosters.of("members", body, False, role or "member", office)
    _no_office(office)
    return rosters.of("chairs", body, role)


def subject_roster_of(
    rosters: ProjectRosters, subject: object, of: str, role: str | None = None, office: str | None = None
) -> Roster[Any]:
    """Return also the memberships, projects or partners of an agent, or the partners in a project; see `roster_of`.

    Raises:
        InvalidQuestionError: it is none of these, or the data have no such role or office.
    """
    one_of(of, get_args(SpellsOf), "of", "a valid value")
    if of in {"chairs", "members"}:
        return roster_of(rosters.rosters, subject, of, role, office)
    _no_office(office)
    if of == "partners":
        return rosters.partners_or_participants(subject, None, role)
    if of == "projects":
        return rosters.projects(rosters.store.directory.resolve(subject), role)
    if role is not None:
        hint = "leave it out, or ask of='members' of the body"
        raise InvalidQuestionError("memberships have no other role", value=role, field="role", hint=hint)
    return rosters.rosters.of("groups", subject)


def _no_office(office: str | None) -> None:
    if office is not None:
        hint = "leave it out, or ask of='members'"
        raise InvalidQuestionError("only members have offices in words", value=office, field="office", hint=hint)


def find_spells(roster: Roster[Any], during: Any = NOT_GIVEN, *, is_direct: bool = False) -> Table:
    """Cut the history of each chair, member ... into runs of days; see `Stats.spells`.

    Args:
        roster: of a body, agent or project.
        during: as there.
        is_direct: whether who is also a member through a collective counts as itself only, as in `Dataset.members_of`.
    """
    asked = exact_days(during)
    labels = told_apart({item: roster.label(item) for item in roster.claims}, NOT_KNOWN)
    # Whoever may be part of a collective whose parts are not all known may be a member through it.
    hidden = () if is_direct else subtract(roster.known_complete, roster.known_complete_through)
    rows = [
        _row(label, item, run, roster)
        for item, label in tracked(labels.items(), "spells")
        for run in _runs(roster, item, roster.claims[item] if is_direct else roster.claims_of(item), asked, hidden)
    ]
    unknown = [
        _unknown_row(span, sure, maybe, roster)
        for first, last, is_known, sure, maybe in roster.sweep.standing()
        if not is_known
        for span in intersect(((first, last),), (asked,))
    ]
    what, body = roster.question.kind.replace("groups", "memberships"), roster.question.body
    note = f"{what} of {body}; a day without a spell is ruled out for its row"
    note += f", or unknown where the row “{NOT_KNOWN}” has it" if unknown else ""
    return Table("spells", SPELLS, [*rows, *unknown], note=note)


def throughout(span: Span) -> Asked:
    """Ask about every day of a run of days."""
    first, last = map(to_date, span)
    return Asked.over("throughout", Period(f"{first or '..'}/{last or '..'}"))


def _runs(roster: Roster[Any], item: str, claims: Sequence[Claim], asked: Span, hidden: Spans) -> Iterator[_Run]:
    """Return the runs of one agent: certain, possible, and unknown where that is known of all others."""
    spans = [span for claim in claims for span in (claim.certain, claim.possible) if span[0] <= span[1]]
    # What lies outside the calendar is not a day.
    marks = {min(max(mark, _FIRST), AFTER_ALL) for first, last in spans for mark in (first, last + 1)}
    runs: list[_Run] = []
    coming, bearing = sorted(claims, key=lambda claim: -claim.possible[0]), list[Claim]()
    for first, following in pairwise(sorted(marks)):
        while coming and coming[-1].possible[0] <= first:
            bearing.append(coming.pop())
        bearing = [claim for claim in bearing if claim.possible[1] >= first]
        run = _decided((first, following - 1), sorted(bearing, key=claims.index) if len(bearing) > 1 else bearing)
        if run is None:
            continue
        if runs and runs[-1][1:] == run[1:] and runs[-1].span[1] + 1 == first:
            run = run._replace(span=(runs.pop().span[0], following - 1))
        runs.append(run)
    runs = [run._replace(span=_widened(run)) for run in runs]
    if hidden:
        # Outside its own life it is ruled out, whatever collective it may have been a part of.
        unknown = subtract(hidden, union((*(claim.possible for claim in claims), *roster.covered_for(item))))
        runs += [_Run(span, Certainty.UNKNOWN, ()) for span in unknown]
    for run in runs:
        cut: Spans = intersect(intersect((run.span,), (asked,)), (_CALENDAR,))
        for first, last in cut:
            # A run without limit stays without.
            span = run.span[0] if first == _FIRST else first, run.span[1] if last == AFTER_ALL - 1 else last
            yield run._replace(span=(max(span[0], asked[0]), min(span[1], asked[1])))


def _decided(span: Span, claims: Sequence[Claim]) -> _Run | None:
    """Return what is decided on days between two changes, and by which claims; None where no claim bears on them."""
    for certainty in _DECIDED:
        deciding = tuple(
            claim for claim in claims if _days(claim, certainty)[0] <= span[0] <= _days(claim, certainty)[1]
        )
        if deciding:
            return _Run(span, certainty, deciding)
    return None


def _days(claim: Claim, certainty: Certainty) -> Span:
    return claim.certain if certainty is Certainty.CERTAIN else claim.possible


def _widened(run: _Run) -> Span:
    """Return the days of a run, without limit where a claim that decides has none."""
    first, last = run.span
    spans = [_days(claim, run.certainty) for claim in run.claims]
    return (
        BEFORE_ALL if first == _FIRST and any(span[0] == BEFORE_ALL for span in spans) else first,
        AFTER_ALL if last == AFTER_ALL - 1 and any(span[1] == AFTER_ALL for span in spans) else last,
    )


def _row(label: str, item: str, run: _Run, roster: Roster[Any]) -> tuple[Any, ...]:
    asked = throughout(run.span)
    proofs = [proof(None, claim, roster, asked) for claim in run.claims] or [about(roster, asked, item)]
    words = "; ".join(proof.why for proof in proofs)
    deciding: list[Any] = [proof.record for proof in proofs if proof.record]  # Of an unknown one there may be none.
    cited = source_ids(citation for proof in proofs for citation in proof.citations)
    ids = joined(record.id for record in deciding)
    return label, item, *map(to_date, run.span), run.certainty.value, words, ids, cited


class _Items(Sequence[Any]):
    """The items of some places; only those that a sentence names are looked up."""

    def __init__(self, places: Sequence[Place], roster: Roster[Any]) -> None:
        self._places = places
        self._roster = roster

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return [self._roster.item_of(item) for _, _, item in self._places[key]]
        return self._roster.item_of(self._places[key][2])


def _unknown_row(span: Span, sure: list[Place], maybe: list[Place], roster: Roster[Any]) -> tuple[Any, ...]:
    verdict = Certainty.CERTAIN if sure else Certainty.POSSIBLE if maybe else Certainty.UNKNOWN
    outcome: Any = (_Items(sure, roster), _Items(maybe, roster), False, verdict)
    words = whole(roster, throughout(span), outcome)
    return NOT_KNOWN, None, *map(to_date, span), Certainty.UNKNOWN.value, words, None, None
