"""The tables that timelines are drawn from: who was in the chair or a member, in runs of days of one certainty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import AFTER_ALL, BEFORE_ALL, Span, Spans, intersect, subtract, to_date, union
from ..dates.period import Period
from ..errors import InvalidQuestionError, one_of
from ..history.eras import cut_into_eras
from ..query.explain import about, proof, whole
from ..query.roster import Outcome, Roster
from ..query.rosters import Rosters
from ..store.table_schemas import CERTAINTIES, joined, source_ids, told_apart
from ..tables.table import Column, Table
from ..worlds.asked import Asked, exact_days
from ..worlds.claims import Claim

__all__ = ["NOT_KNOWN", "SPELLS", "find_spells", "roster_of", "throughout"]

#: The label of the row of days on which others than those in the table are not ruled out.
NOT_KNOWN = "not known"

SPELLS = (
    Column("row", "string", "the label of the row; no two ids share one", is_required=True),
    Column("id", "string", "the agent; empty in the row of days on which others are not ruled out"),
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
    Column("record_ids", "string", "the records that decide; several are parted by |"),
    Column("source_ids", "string", "the sources that those records cite; several are parted by |"),
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


def roster_of(rosters: Rosters, body: object, of: str, role: str | None = None) -> Roster[Any]:
    """Return what is asked about: the chairs or the members of a body.

    Raises:
        InvalidQuestionError: it is neither, or members are asked for by a role of chairs.
    """
    if of == "chairs":
        return rosters.of("chairs", body, role)
    one_of(of, ("chairs", "members"), "of", "a valid value")
    if role is not None:
        hint = "leave it out, or ask of='chairs'"
        raise InvalidQuestionError("members do not have chair roles", value=role, field="role", hint=hint)
    return rosters.of("members", body)


def find_spells(roster: Roster[Any], during: Any = NOT_GIVEN) -> Table:
    """Cut the history of each chair or member into runs of days; see `Stats.spells`."""
    asked = exact_days(during)
    labels = told_apart({item: roster.label(item) for item in roster.claims}, NOT_KNOWN)
    rows = [
        _row(label, item, run, roster)
        for item, label in labels.items()
        for run in _runs(roster, item, asked)
    ]  # fmt: skip
    unknown = 0
    for first, following, (answer,) in cut_into_eras((roster,)):
        if answer.is_complete:
            continue
        for span in intersect(((_ordinal(first, BEFORE_ALL), _ordinal(following, AFTER_ALL)),), (asked,)):
            outcome = (answer.certain, answer.possible, False, answer.verdict)
            rows.append(_unknown_row(span, outcome, roster))
            unknown += 1
    what, body = roster.question.kind, roster.question.body
    note = f"{what} of {body}; a day without a spell is ruled out for its row"
    note += f", or unknown where the row “{NOT_KNOWN}” has it" if unknown else ""
    return Table("spells", SPELLS, rows, note=note)


def throughout(span: Span) -> Asked:
    """Ask about every day of a run of days."""
    first, last = map(to_date, span)
    return Asked.over("throughout", Period(f"{first or '..'}/{last or '..'}"))


def _runs(roster: Roster[Any], item: str, asked: Span) -> Iterator[_Run]:
    """Return the runs of one agent: certain, possible, and unknown where that is known of all others."""
    claims = roster.claims_of(item)
    possible = union(claim.possible for claim in claims)
    # Whoever may be part of a collective whose parts are not all known may be a member through it.
    hidden = subtract(subtract(roster.known_complete, roster.known_complete_through), possible)
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
    runs += [_Run(span, Certainty.UNKNOWN, ()) for span in hidden]
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


def _unknown_row(span: Span, outcome: Outcome[Any], roster: Roster[Any]) -> tuple[Any, ...]:
    words = whole(roster, throughout(span), outcome)
    return NOT_KNOWN, None, *map(to_date, span), Certainty.UNKNOWN.value, words, None, None


def _ordinal(day: date | None, no_limit: int) -> int:
    return no_limit if day is None else day.toordinal()
