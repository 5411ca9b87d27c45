"""Why an `Answer` is what it is: the reason for the whole, the evidence for each item.

All of this is worked out only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from ..dates.certainty import Certainty
from ..dates.days import AFTER_ALL, BEFORE_ALL, union
from ..dates.period import Period, joint_period
from ..model.dealings import Agreement
from ..model.evidence import Citation, spoken_fields
from ..model.happenings import Event
from ..model.ties import ChairTerm
from ..model.vocabulary import SOLE_CHAIR_ROLES
from ..model.works import Project
from ..worlds.asked import Asked
from ..worlds.claims import Claim, Completeness, hands_over, is_maybe, judge
from .evidence import Evidence
from .roster import Outcome, Question, Roster
from .wording import is_life, say_asked, say_claim, say_completeness, say_list, say_part, say_together

__all__ = ["about", "evidence", "handover", "proof", "whole"]

T = TypeVar("T")


class _Words(NamedTuple):
    """How the relation of a body to its answers is said; ``{}`` is the body.

    Attributes:
        one: of one answer: "IOM was ... ".
        many: of several: "IOM and FAO ...".
        all: the whole list.
        unknown: "It is not known ...".
        none: when nobody and nothing is an answer.
    """

    one: str
    many: str
    all: str
    unknown: str
    none: str


_SAID = {
    "chairs": _Words("chair of {}", "chaired {}", "chairs", "who was chair of {}", "Nobody was chair of {}"),
    "members": _Words(
        "a member of {}", "were members of {}", "members", "who was a member of {}", "Nobody was a member of {}"
    ),
    "units": _Words("a unit of {}", "were units of {}", "units", "which units {} had", "{} had no unit"),
    "names": _Words("the name of {}", "were names of {}", "names", "what {} was called", "{} had no known name"),
    "projects": _Words(
        "a project of {}",
        "were projects of {}",
        "projects",
        "in which projects {} took part",
        "{} took part in no project",
    ),
    "participants": _Words(
        "a participant in {}", "took part in {}", "participants", "who took part in {}", "Nobody took part in {}"
    ),
    "partners": _Words(
        "a partner of {}", "were partners of {}", "partners", "who was a partner of {}", "{} had no partner"
    ),
    "running": _Words(
        "under way{}", "were under way{}", "projects", "which projects were under way{}", "No project was under way{}"
    ),
    "groups": _Words("a group of {}", "were groups of {}", "groups", "which groups {} was in", "{} was in no group"),
}


def _words(question: Question) -> _Words:
    """Return how the relation of a question is said."""
    office = question.office
    if not office:
        return _SAID[question.kind]
    return _Words(
        f"{office} of {{}}", f"were each {office} of {{}}", f"holders of the office “{office}”",
        f"who was {office} of {{}}", f"Nobody was {office} of {{}}",
    )  # fmt: skip


def whole(roster: Roster[Any], asked: Asked, outcome: Outcome[Any]) -> str:
    """Return the reason for the whole answer in one sentence."""
    certain, possible, is_complete, verdict = outcome
    words, time = _words(roster.question), say_asked(asked)
    others = _others(roster, asked, is_complete)
    if certain and asked.keyword == "during":
        time += _unknown_part(roster, asked)
    if not certain and not possible:
        return _nobody(roster, asked, verdict)
    if len(certain) + len(possible) == 1:
        item = (*certain, *possible)[0]
        sure = "certainly" if certain else "possibly"
        body = words.one.format(roster.question.body)
        was = f"{_named(item, roster)} was {sure} {body} {time}"
        if roster.question.kind == "names":
            was = f"The name of {roster.question.body} {time} was {sure} “{item}”"
        return f"{was}: {about(roster, asked, roster.key_of(item)).why}{others}."
    told = []
    if certain:
        told.append(f"{_list(certain, roster) if len(certain) <= 6 else len(certain)} certainly")
    if possible:
        names = _list(possible, roster)
        told.append(f"{len(possible)} possibly ({names})" if certain else f"{names} possibly")
    came = _handover_of(roster, asked)
    if came:
        came = f": {came}"
        if is_complete and all(isinstance(each.record, ChairTerm) for each in _completing(roster, asked)):
            others = "; nobody else can have been"
    return f"{' and '.join(told)} {words.many.format(roster.question.body)} {time}{came}{others}."


def _unknown_part(roster: Roster[Any], asked: Asked) -> str:
    """Describe for how much of a period with exact ends the answer is not known; empty if for no day.

    A certain answer at some time of a period does not mean that the rest of the period is known.
    """
    first, last = asked.bounds.certain
    if asked.bounds.possible != (first, last) or not BEFORE_ALL < first < last < AFTER_ALL:
        return ""
    period = first, last
    unknown, partly = roster.undecided(first, last)
    if roster.question.kind != "chairs":
        unknown, partly = (), union([*unknown, *partly])
    # That others are not ruled out on any day is said at the end of the sentence.
    parts = (unknown, "not known"), (partly if partly != (period,) else (), "known in part")
    told = "; ".join(f"{say_part(spans, period)} {what}" for spans, what in parts if spans)
    return told and f" ({told})"


def handover(terms: Iterable[tuple[str, object]]) -> str:
    """Describe who took over from whom on one day; empty if nobody did, or it is not clear who.

    Args:
        terms: the names of the chairs who are certain on that day, each with its record.

    >>> one = ChairTerm(id="a", organization_id="b", holder_id="a", period=Period("2001-01-03/2003-01-03"))
    >>> other = ChairTerm(id="b", organization_id="b", holder_id="b", period=Period("2003-01-03/2005-01-03"))
    >>> handover([("Bo", other), ("Ann", one)])
    'Bo took over from Ann'
    """
    sole = [(name, term) for name, term in terms if isinstance(term, ChairTerm) and term.role in SOLE_CHAIR_ROLES]
    sole.sort(key=lambda each: each[1].period.bounds)
    told: list[str] = []
    for (left, one), (came, other) in pairwise(sole):
        if one.holder_id != other.holder_id:
            (start, _, end, _), (_, begin, _, last) = one.period.bounds, other.period.bounds
            if end > begin or start >= last:
                return ""
            took = "took" if hands_over(one.period.bounds, other.period.bounds) else "may have taken"
            told.append(f"{came} {took} over from {left}")
    return say_list(told)


def _handover_of(roster: Roster[Any], asked: Asked) -> str:
    """Describe who took over from whom on the one day asked about."""
    day, last = asked.bounds.possible
    if roster.question.kind != "chairs" or day != last:
        return ""
    sure = (each for each in roster.by_time.meeting(day, day) if each.certain[0] <= day <= each.certain[1])
    told = handover((roster.label(each.item), each.record) for each in sure)
    return told and f"{told} on that day"


def _named(item: Any, roster: Roster[Any]) -> str:
    return roster.label(roster.key_of(item))


def _list(items: Sequence[Any], roster: Roster[Any]) -> str:
    return say_list(items, say=lambda item: _named(item, roster))


def _others(roster: Roster[Any], asked: Asked, is_complete: bool) -> str:
    every = _words(roster.question).all
    if not is_complete:
        return f"; others are not ruled out, for the data do not claim to know all {every} then"
    return f"; nobody else can have been: {_why_complete(roster, asked)}" if every != "names" else ""


def _nobody(roster: Roster[Any], asked: Asked, verdict: Certainty) -> str:
    words, time = _words(roster.question), say_asked(asked)
    if verdict is Certainty.RULED_OUT:
        return f"{words.none.format(roster.question.body)} {time}: {_why_complete(roster, asked)}."
    return (
        f"It is not known {words.unknown.format(roster.question.body)} {time}: no record says so, and the data do "
        f"not claim to know all {words.all} then{_nearest(roster, asked)}{roster.question.hint}."
    )


def _why_complete(roster: Roster[Any], asked: Asked, key: str | None = None) -> str:
    question = roster.question
    came = _handover_of(roster, asked)
    reasons = [
        came
        if came and isinstance(each.record, ChairTerm)
        else say_completeness(each, _words(question).all, question.body, asked)
        for each in _completing(roster, asked, key)
    ]
    return say_list(list(dict.fromkeys(reasons)), most=3)


def _completing(roster: Roster[Any], asked: Asked, key: str | None = None) -> list[Completeness]:
    """Return what rules out others, or one key, at the time asked about; where one covers it all, that one alone."""
    every = roster.completeness if key is None else roster.ruling_out(key)
    bearing = [each for each in every if asked.meets(each.span)]
    first, last = asked.bounds.possible
    return next(([each] for each in bearing if each.span[0] <= first and last <= each.span[1]), bearing)


def _nearest(roster: Roster[Any], asked: Asked) -> str:
    """Describe the last record before the time asked about and the first after it."""
    claims = roster.sweep.nearest(*asked.bounds.possible)
    near = [f"{roster.label(each.item)} ({_time_of(each).describe()})" for each in claims if each]
    return f"; the nearest record{'s are' if len(near) > 1 else ' is'} {say_list(near)}" if near else ""


def _time_of(claim: Claim) -> Period:
    """Return the time of a claim as its record tells it; of a chain of ties, the time of them together."""
    ties = [link.bounds for link in claim.links if isinstance(link.record, Project) or not is_life(link, claim)]
    return claim.record.period if len(ties) == 1 else joint_period(ties)


def evidence(roster: Roster[T], asked: Asked, outcome: Outcome[T]) -> tuple[Evidence[T], ...]:
    """Return the evidence of every record that bears on the time asked about, then that of completeness."""
    certain, possible, is_complete, _ = outcome
    proofs: list[Evidence[T]] = []
    for item in (*certain, *possible):
        claims = roster.claims_of(roster.key_of(item))
        proofs.extend(proof(item, claim, roster, asked) for claim in claims if asked.meets(claim.possible))
    if is_complete:
        question = roster.question
        sole = {id(proof.record) for proof in proofs}
        for each in _completing(roster, asked):
            if id(each.record) not in sole:
                why = say_completeness(each, _words(question).all, question.body, asked)
                proofs.append(Evidence(None, each.record, Certainty.RULED_OUT, each.record.citations, why))
    return tuple(proofs)


def proof(item: Any, claim: Claim, roster: Roster[Any], asked: Asked) -> Evidence[Any]:
    """Return what one claim says of an item."""
    certainty = judge((claim,), (), asked)
    why = say_claim(claim, asked, roster.label)
    # That one is a unit of another limits a claim, and is a tie that someone states.
    ties = [link.record for link in claim.links if is_maybe(link) or not is_life(link, claim)]
    citations = [citation for tie in ties for citation in tie.citations if not citation.denies]
    # Most participations are dated by their project alone, so who dates the project says so too.
    # So does who dates an event that the project responds to, or what it rests on, where it may not have come yet.
    limiting = [
        link.record
        for link in claim.links
        if isinstance(link.record, Project)
        or (isinstance(link.record, Event | Agreement) and asked.bounds.start_earliest < link.bounds.start_latest)
    ]
    citations += [each for record in limiting for each in record.citations if _dates(each, record)]
    return Evidence(item, claim.record, certainty, tuple(dict.fromkeys(citations)), why)


def about(roster: Roster[T], asked: Asked, key: str) -> Evidence[T]:
    """Return the evidence for one item, certain, possible, ruled out or unknown."""
    certainty = roster.judge(key, asked)
    if certainty is Certainty.UNKNOWN and roster.counterpart is not None:
        # Whether a group had this member may be settled by what is known of the group.
        other, other_key = roster.counterpart(key)
        if other.judge(other_key, asked) is Certainty.RULED_OUT:
            settled = about(other, asked, other_key)
            return Evidence(roster.item_of(key), settled.record, settled.certainty, settled.citations, settled.why)
    claims = roster.claims_of(key)
    item = roster.item_of(key)
    if certainty is Certainty.CERTAIN or certainty is Certainty.POSSIBLE:
        bearing = [each for each in claims if asked.meets(each.possible)]
        proofs = [proof(item, each, roster, asked) for each in bearing]
        alone = [proof for proof in proofs if proof.certainty is certainty] or proofs
        why = "; ".join(proof.why for proof in alone)
        if certainty is Certainty.CERTAIN and certainty is not alone[0].certainty:
            why = say_together([each for each in bearing if asked.meets(each.certain)], roster.label)
        return alone[0]._replace(certainty=certainty, why=why)
    question = roster.question
    words = _words(question)
    near = min(claims, key=lambda each: _distance(each, asked), default=None)
    said = say_claim(near, asked, roster.label) if near else ""
    if certainty is Certainty.UNKNOWN:
        body = words.one.format(question.body)
        no_record = said or f"no record says that {roster.label(key)} was {body} {say_asked(asked)}"
        why = f"{no_record}; the data do not claim to know all {_every(question)} then"
        return Evidence(item, near.record if near else None, certainty, near.record.citations if near else (), why)
    completing = _completing(roster, asked, key)
    said = said or f"{roster.label(key)} is not among the {_every(question)} {say_asked(asked)}"
    complete = _why_complete(roster, asked, key)
    whole_why = said if complete in said else f"{said}; {complete}"
    deciding = [*([near.record] if near else []), *(each.record for each in completing)]
    record = completing[0].record if completing else deciding[0] if deciding else None
    cited = [citation for each in deciding for citation in each.citations]
    return Evidence(item, record, certainty, tuple(dict.fromkeys(cited)), whole_why)


def _every(question: Question) -> str:
    """Describe all answers: "members of GMG", or the projects of nobody in particular."""
    every = _words(question).all
    return f"{every} of {question.body}" if question.kind != "running" else f"{every}{question.body}"


def _dates(citation: Citation, record: Project | Event | Agreement) -> bool:
    """Return whether a citation says when its record held."""
    field = "period" if isinstance(record, Project) else "when"
    return not citation.denies and field in spoken_fields(citation, record)


def _distance(claim: Claim, asked: Asked) -> int:
    first, last = asked.bounds.possible
    return max(claim.possible[0] - last, first - claim.possible[1])
