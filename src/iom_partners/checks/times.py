"""Checks of times: ties outside a life, dates that stand for no date, and persons who cannot be one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import Any

from ..dates.days import AFTER_ALL, Bounds, meet
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..model.vocabulary import is_unsure
from ..store.limits import rests_on
from ..store.record_types import RECORD_TYPES, record_class
from ..store.store import Store
from ..worlds.claims import life_dates, life_of
from .problem import Problem, warning

__all__ = ["problems_of_times"]

#: What has a period within lives, and the fields that name who lives.
_TIES = {
    "memberships": ("organization_id", "member_id"),
    "chair_terms": ("organization_id", "holder_id"),
    "participations": ("agent_id",),
    "partnerships": ("party_ids",),
}
#: A record, a date of it, and the first and last day that the date may be.
_Dated = tuple[Any, Any, int, int]
_YEAR = 366
#: Before the one and from the other on no date is meant.
_YEAR_TWO, _FAR = date(2, 1, 1).toordinal(), date(2200, 1, 1).toordinal()
#: What is never meant from here on stands for an end that has not come.
_LATE = date(2038, 1, 1).toordinal()
#: Days that programs write where there is none: the limits of their calendars.
_NEVER_MEANT = {date(*day).toordinal() for day in ((1677, 9, 21), (1899, 12, 30), (2038, 1, 19), (2099, 12, 31))}
#: The same, but days on which something may have begun: told only of many records.
_SELDOM_MEANT = [
    date(*day).toordinal() for day in ((1601, 1, 1), (1753, 1, 1), (1899, 12, 31), (1900, 1, 1), (1970, 1, 1))
]
#: Such a day is reported if this many bodies share it, and it has over this many times the records of a year off.
_MANY, _TIMES = 3, 5
#: No public life lasts longer, and nobody comes back after longer, in years.
_LONGEST, _LONGEST_PAUSE = 100, 60


def problems_of_times(store: Store) -> Iterator[Problem]:
    """Yield ties outside the life of their body or member, dates that stand for none, and two persons as one."""
    yield from _outside(store)
    yield from _stand_ins(store)
    yield from _two_people(store)


def _outside(store: Store) -> Iterator[Problem]:
    """A tie lies within the lives of its body and its member, a participation within the time of its project.

    What rests on an agreement does not end before that was signed.
    """
    lives: dict[str, tuple[Bounds, str, str, str]] = {}
    for table, began, ended in (("organizations", "was founded", "ended"), ("people", "was born", "died")):
        for agent in store[table]:
            if (life := life_of(agent)) is not None:
                first, last = life_dates(agent)
                lives[agent.id] = life, f"the life of {agent.id}", f"{began} ({first})", f"{ended} ({last})"
                for place, name in enumerate(agent.names):
                    path = f"{table}[{agent.id}].names[{place}].period"
                    yield from _beyond(path, name.period.bounds, *lives[agent.id], agent.id)
    for name, fields in _TIES.items() if lives else ():
        for tie in store[name]:
            for field in fields:
                value = getattr(tie, field)
                for agent_id in value if isinstance(value, tuple) else (value,):
                    if agent_id in lives:
                        yield from _beyond(f"{name}[{tie.id}].period", tie.period.bounds, *lives[agent_id], agent_id)
    for tie in store["participations"]:
        done = store["projects"].get(tie.project_id)
        if done is not None and not meet((done.period.bounds.possible,), (tie.period.bounds.possible,)):
            reason = f"it lies outside the time of {done.id}"
            yield warning(f"participations[{tie.id}].period", reason, "outside-life")
    for name in ("projects", "participations", "partnerships"):
        for record in store[name] if store["agreements"] else ():
            for link in rests_on(store, record):
                if record.period.bounds.end_latest < link.bounds.start_earliest:
                    reason = f"it ends before {record.agreement_id}, which it rests on, was signed"
                    yield warning(f"{name}[{record.id}].period", reason, "outside-life")


def _beyond(path: str, own: Bounds, life: Bounds, what: str, began: str, ended: str, who: str) -> Iterator[Problem]:
    """Yield that a time lies wholly outside another, or that an end of it does, in every reading of the dates."""
    if not meet((life.possible,), (own.possible,)):
        yield warning(path, f"it lies outside {what}", "outside-life")
        return
    if own.start_latest < life.start_earliest:
        yield warning(path, f"it begins before {who} {began}", "outside-life")
    if own.end_earliest > life.end_latest:
        yield warning(path, f"it goes on after {who} {ended}", "outside-life")


def _stand_ins(store: Store) -> Iterator[Problem]:
    """A date that programs write where there is none is not meant as a date."""
    for table in RECORD_TYPES:
        body = "organization_id" if "organization_id" in _TIES.get(table, ()) else "id"
        for field in record_class(table).__attrs_attrs__:
            if any(each in str(field.type) for each in ("PartialDate", "Period", "datetime.date")):
                dated = [(record, getattr(record, field.name)) for record in store[table]]
            elif field.name == "names":
                dated = [(record, name.period) for record in store[table] for name in record.names]
            else:
                continue
            for side, column in _columns_of(dated).items():
                for record, reason in _in_column(side, column, body):
                    yield warning(f"{table}[{record.id}].{field.name}", reason, "stand-in")


def _columns_of(dated: list[tuple[Any, Any]]) -> dict[str, list[_Dated]]:
    """Return the dates of records, apart for each side of a period, with their first and last possible day."""
    columns: dict[str, list[_Dated]] = {"start": [], "end": [], "": []}
    starts, ends, dates = columns.values()
    for record, when in dated:
        if isinstance(when, Period):
            s0, s1, e0, e1 = when.bounds
            if when.start:
                starts.append((record, when.start, s0, s1))
            if when.end:
                ends.append((record, when.end, e0, e1))
        elif isinstance(when, PartialDate):
            dates.append((record, when, *when.span))
        elif when:
            dates.append((record, when, when.toordinal(), when.toordinal()))
    return columns


def _in_column(side: str, column: list[_Dated], body: str) -> Iterator[tuple[Any, str]]:
    counts = Counter(first for _, _, first, last in column if first == last)
    told = set(_NEVER_MEANT)
    for day in _SELDOM_MEANT:
        usual = max(counts[near] for off in (365, 366) for near in (day - off, day + off))
        if counts[day] > max(_TIMES * usual, _MANY - 1):
            bodies = {getattr(record, body) for record, _, first, last in column if first == last == day}
            told.update([day] if len(bodies) >= _MANY else [])
    for record, when, first, last in column:
        if _FAR <= last < AFTER_ALL or 0 < last < _YEAR_TWO or (first == last and first in told):
            text = str(when)
            if first < _FAR <= last and "X" in text:
                continue  # Any day that fits a pattern.
            stands_for, hint = (
                (f"an unknown {side}", f"leave the {side} empty") if side else ("no date", "leave it out")
            )
            if side == "end" and last >= _LATE:
                stands_for, hint = "'no end'", "write '..'"
            yield record, f"{text!r} looks like a stand-in for {stands_for}: {hint}"


def _two_people(store: Store) -> Iterator[Problem]:
    """What one person held lies within one life, and is held once at a time."""
    held: dict[str, list[Any]] = {each: [] for each in store["people"].ids}
    for name, field in (("memberships", "member_id"), ("chair_terms", "holder_id"), ("participations", "agent_id")):
        for tie in store[name] if held else ():
            found = held.get(getattr(tie, field))
            if found is not None and not is_unsure(tie):
                found.append(tie)
    for person_id, ties in held.items():
        if reason := _more_than_a_life([tie.period.bounds for tie in ties]):
            yield warning(f"people[{person_id}]", f"{reason}: these may be two people of one name", "two-people")
        yield from _at_once(ties)


def _more_than_a_life(ties: list[Bounds]) -> str:
    """Return why ties are too far apart for one life in every reading of the dates, or an empty text."""
    seen = [day for each in ties for day in (each.start_earliest, each.end_earliest) if _YEAR_TWO <= day < _FAR]
    begun = [day for each in ties for day in (each.start_latest, each.end_latest) if _YEAR_TWO <= day < _FAR]
    years = (max(seen) - min(begun)) // _YEAR if seen and begun else 0
    if years >= _LONGEST:
        return f"its ties span {years} years or more"
    ordered = sorted(ties)
    reached = accumulate((each.end_latest for each in ordered), max)
    pause = max((after.start_earliest - day for after, day in zip(ordered[1:], reached, strict=False)), default=0)
    return f"{pause // _YEAR} years or more lie between two of its ties" if pause >= _LONGEST_PAUSE * _YEAR else ""


def _at_once(ties: list[Any]) -> Iterator[Problem]:
    """Yield each membership that shares more than a day of handover with an earlier one of the same kind."""
    seats: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for tie in ties:
        if hasattr(tie, "member_id"):
            seats[tie.organization_id, tie.role, tie.office].append(tie)
    for (body_id, *_), stints in seats.items():
        last = None
        for tie in sorted(stints, key=lambda each: each.period.bounds.certain):
            first_day, last_day = tie.period.bounds.certain
            if last is not None and min(last_day, last.period.bounds.end_earliest) > first_day:
                reason = f"it overlaps {last.id}, so that {tie.member_id} is twice in {body_id}: are these two people?"
                yield warning(f"memberships[{tie.id}].period", reason, "two-people")
            if last is None or last_day > last.period.bounds.end_earliest:
                last = tie
