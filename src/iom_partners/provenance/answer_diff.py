"""Which answers differ between two datasets, on every day of the calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from ..dates.certainty import Certainty
from ..dates.days import AFTER_ALL, BEFORE_ALL, AnyDay, Span, Spans, to_date, union
from ..dates.describe import say_day
from ..model.vocabulary import CHAIRING_ROLES
from ..progress import tracked
from ..query.project_rosters import ProjectRosters
from ..query.roster import Roster
from ..store.collection import RecordList
from ..store.store import Store

__all__ = ["AnswerChange", "AnswerChanges", "find_answer_changes"]

#: What each kind of question is called, with its body.
_ASKS = {
    "chairs": "chair of",
    "members": "member of",
    "units": "unit of",
    "names": "name of",
    "participants": "participant in",
}


class AnswerChange(NamedTuple):
    """A run of days on which two datasets answer one question about one agent differently.

    Attributes:
        of: chairs, members, units, names (official English ones) or participants of a project.
        body_id: the body, agent or project asked about.
        role: the role asked about, beside that of chairs and members; None for these.
        item_id: who the answer is about, or the text of a name; None for anyone who is in neither dataset.
        first_day: the first day; None where the run has no limit.
        last_day: the last day; None where the run has no limit.
        before: what the older dataset answers; None where it does not have the body.
        after: what the newer one answers; None where it does not have the body.

    >>> from datetime import date
    >>> change = AnswerChange(
    ...     "members", "gmg", None, "who", date(2010, 10, 1), date(2010, 10, 31), Certainty.POSSIBLE, Certainty.CERTAIN
    ... )
    >>> change.days, change.is_flip
    (31, False)
    """

    of: Literal["chairs", "members", "units", "names", "participants"]
    body_id: str
    role: str | None
    item_id: str | None
    first_day: AnyDay | None
    last_day: AnyDay | None
    before: Certainty | None
    after: Certainty | None

    @property
    def days(self) -> int | None:
        """How many days the run has; None where it has no limit."""
        if self.first_day is None or self.last_day is None:
            return None
        return self.last_day.toordinal() - self.first_day.toordinal() + 1

    @property
    def is_flip(self) -> bool:
        """Whether what was certain is ruled out now, or the other way round."""
        return {self.before, self.after} == {Certainty.CERTAIN, Certainty.RULED_OUT}


class AnswerChanges(RecordList[AnswerChange]):
    """All changes of answers; printed, they are a release note."""

    def __reduce__(self) -> tuple[Any, ...]:
        return AnswerChanges, (tuple(self), self._kind)

    def __str__(self) -> str:
        """Return a Markdown list: how many body-days changed in each way, then every flip."""
        if not self:
            return "No answer changed."
        days: Counter[tuple[str, str]] = Counter()
        runs: Counter[tuple[str, str]] = Counter()
        for each in self:
            way = _said(each.before), _said(each.after)
            runs[way] += 1
            days[way] += each.days or 0
        unlimited = Counter((_said(each.before), _said(each.after)) for each in self if each.days is None)
        lines = [
            f"- {before} → {after}: {_counted(runs[before, after], 'run')}, {days[before, after]:,} body-days"
            + (f", {unlimited[before, after]} without limit" if unlimited[before, after] else "")
            for before, after in sorted(runs)
        ]
        flips = [each for each in self if each.is_flip]
        lines += ["", "### Flips", "", *map(_line, flips)] if flips else ["", "No flip."]
        return "\n".join(lines)


def _said(certainty: Certainty | None) -> str:
    return "not in the data" if certainty is None else str(certainty).replace("_", " ")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _line(each: AnswerChange) -> str:
    first = say_day(each.first_day) if each.first_day else "the beginning"
    last = say_day(each.last_day) if each.last_day else "the end"
    role = f" (role {each.role})" if each.role else ""
    who = f"`{each.item_id}`" if each.item_id else "anyone else"
    return f"- {who} as {_ASKS[each.of]} `{each.body_id}`{role}, {first} to {last}: {each.before} → {each.after}"


def find_answer_changes(new: ProjectRosters, old: ProjectRosters) -> AnswerChanges:
    """Return every run of days on which an answer about one agent differs, by question, body, agent and time."""
    asked = dict.fromkeys([*_questions(old.store), *_questions(new.store)])
    found = [
        AnswerChange(of, body_id, role, item, *_days(span), before, after)  # type: ignore[arg-type]
        for of, body_id, role in tracked(sorted(asked, key=str), "comparing answers")
        for item, span, before, after in _compare(_roster(old, of, body_id, role), _roster(new, of, body_id, role))
    ]
    changes: Any = AnswerChanges(found, "answer_changes", new.store)
    return changes  # type: ignore[no-any-return]  # `RecordList.__new__` names its own class.


def _questions(store: Store) -> Iterator[tuple[str, str, str | None]]:
    """Yield every question that some record of a dataset bears on."""
    for tie in store["memberships"]:
        if tie.role == "unit":
            yield "units", tie.organization_id, None
        else:
            yield "members", tie.organization_id, None if tie.role == "member" else tie.role
    for term in store["chair_terms"]:
        yield "chairs", term.organization_id, None if term.role in CHAIRING_ROLES else term.role
    for name in ("organizations", "people"):
        yield from (("names", agent.id, None) for agent in store[name] if agent.names)
    for part in store["participations"]:
        if part.project_id not in store["works"]:
            yield "participants", part.project_id, None
    for coverage in store["coverages"]:
        if coverage.of in ("members", "chairs", "units"):
            yield coverage.of, coverage.organization_id, coverage.role


def _roster(rosters: ProjectRosters, of: str, body_id: str, role: str | None) -> Roster[Any] | None:
    """Return a roster of a dataset; None where it does not know the body, or the role."""
    store = rosters.store
    if not any(body_id in store[name] for name in ("organizations", "people", "projects")):
        return None
    if of == "participants":
        return rosters.participants(body_id)
    if of == "names":
        return rosters.rosters.names(body_id, "en", "official")
    if of == "units":
        return rosters.rosters.units(body_id)
    if of == "chairs":
        known = store.directory.vocabulary("term_role")
        return rosters.rosters.chairs(body_id, role) if role is None or role in known else None
    known = store.directory.vocabulary("membership_role")
    return rosters.rosters.members(body_id, False, role or "member") if role is None or role in known else None


#: That something was so, for certain or possibly.
_HELD = (Certainty.CERTAIN, Certainty.POSSIBLE)
_Runs = list[tuple[Span, Certainty | None]]
#: The first and last day of the calendar; on those beyond, which stand for no limit, nothing is asked.
_FIRST, _LAST = BEFORE_ALL + 1, AFTER_ALL - 1


def _days(span: Span) -> tuple[AnyDay | None, AnyDay | None]:
    """Return the first and last day of a run; None where it reaches the end of the calendar."""
    first, last = span
    return to_date(first if first > _FIRST else BEFORE_ALL), to_date(last if last < _LAST else AFTER_ALL)


def _compare(
    old: Roster[Any] | None, new: Roster[Any] | None
) -> Iterator[tuple[str | None, Span, Certainty | None, Certainty | None]]:
    items = dict.fromkeys(item for roster in (old, new) if roster for item in (*roster.claims, *roster.indirect))
    for item in (*sorted(items), None):
        yield from ((item, *each) for each in _differences(_runs(old, item), _runs(new, item)))


def _runs(roster: Roster[Any] | None, item: str | None) -> _Runs:
    """Return the calendar in runs of one certainty: of one agent, or of whoever has no record."""
    if roster is None:
        return [((_FIRST, _LAST), None)]
    claims = roster.claims_of(item) if item is not None else ()
    certain, possible = (union(getattr(each, side) for each in claims) for side in ("certain", "possible"))
    covered = roster.known_of_others if item is None else roster.covered_for(item)
    days = [(certain, Certainty.CERTAIN), (possible, Certainty.POSSIBLE), (covered, Certainty.RULED_OUT)]
    cuts = {_FIRST, _LAST + 1}
    for spans, _ in days:
        cuts.update(cut for first, last in spans for cut in (first, last + 1) if _FIRST < cut <= _LAST)
    runs: _Runs = []
    for first, following in pairwise(sorted(cuts)):
        told = next((each for spans, each in days if _holds(spans, first)), Certainty.UNKNOWN)
        if runs and runs[-1][1] is told:
            runs[-1] = (runs[-1][0][0], following - 1), told
        else:
            runs.append(((first, following - 1), told))
    return runs


def _holds(spans: Spans, day: int) -> bool:
    return any(first <= day <= last for first, last in spans)


def _differences(one: _Runs, other: _Runs) -> Iterator[tuple[Span, Certainty | None, Certainty | None]]:
    """Yield the runs of days on which two histories differ."""
    starts = sorted({span[0] for span, _ in (*one, *other)})
    at, beside = 0, 0
    for start, following in pairwise([*starts, _LAST + 1]):
        while one[at][0][1] < start:
            at += 1
        while other[beside][0][1] < start:
            beside += 1
        before, after = one[at][1], other[beside][1]
        # That a body is new, and nothing is known of someone in it, does not count as a change.
        if before is after or (None in (before, after) and {before, after}.isdisjoint(_HELD)):
            continue
        yield (start, following - 1), before, after
