"""A slow, independent oracle: it answers the questions of iom-partners by enumerating worlds.

It reads the JSON files of a data folder and shares no line with the library. Days are ordinals
(`date.toordinal`), plus two far days that stand for "for ever" in either direction.

**Worlds.** A world picks one start and one end (start <= end) for each record and for the life of
each body, all independently. A member of a collective, a unit of a parent: each question names
its *chains*, and a chain holds on a day if every span in it does. Someone is a chair (member,
unit, name) on a day if one of the chains holds.

**The reduction.** Full enumeration explodes, so three things are cut short. `test_oracle_itself`
holds each of them against the enumeration of all worlds and all days of small made-up data.

1. *Distinct choices.* Of a span only its *trace* matters: which of the asked days a..b it holds.
   A start before a, on a, or an end after b, on b, leave the same trace whichever day it is, so
   each end is clipped to a-1..b+1. Clipping keeps order, and a clipped start <= end always comes
   from days that fit: if the two differ, any days behind them do; if they are equal inside a..b,
   they are the days themselves; if both lie outside on one side, the first possible start before
   a goes with the last possible end before a (and the same after b), and these fit because the
   span itself is possible. So the traces are exactly those of all worlds.
2. *Day by day.* "Every day holds in every world" needs only one day at a time. "Some day holds in
   some world" too. For one day a trace is in or out, and all combinations are enumerated.
   `throughout` is possible if each day is: the world with all starts earliest and all ends latest
   holds every possible day at once. Between two neighbouring cut days (the bounds of all records)
   no bound lies, so all days there get the same answer, and one of them is asked.
3. *Shortest traces.* "One record meets the days in every world" is the only question on several
   days at once. A longer trace meets whatever a shorter one within it meets, so a world that does
   not meet them exists if and only if one exists that is made of shortest traces alone.

**Views.** See `Oracle`. Readings of the contract that are choices are marked with "Read as".
"""

from __future__ import annotations

import itertools
import json
import re
from bisect import bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

QUESTIONS = ("chairs", "members", "units", "names")
KEYWORDS = ("on", "during", "throughout")

# Two days beyond every date of the calendar. They stand for "for ever" and for "no limit".
PAST = -(10**9)
FUTURE = 10**9

Days = tuple[int, int]  # The first and the last of a run of days, both belonging to it.
Row = Mapping[str, Any]


class Span(NamedTuple):
    """The bounds of a period: between which days it starts, between which days it ends."""

    first_start: int
    last_start: int
    first_end: int
    last_end: int


def in_turn(one: Span, other: Span) -> bool:
    """Return whether one period may end by the day on which another begins; two of the same single day may not."""
    return one.first_end <= other.last_start and one.first_start < other.last_end


class Tie(NamedTuple):
    """One record that ties an item (a holder, member, unit, component or name) to a body."""

    key: str
    question: str  # One of QUESTIONS, or "components".
    body: str
    item: str
    role: str
    span: Span
    is_doubtful: bool = False


Chain = tuple[tuple[str, str], ...]  # ("tie", key of a tie) and ("life", id of an organization).

# Dates.

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def one_date(text: str) -> Days:
    """Return the first and the last day of `2013`, `2013-07` or `2013-07-01`."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date that the oracle reads: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    last = date(year, last_month, day or monthrange(year, last_month)[1])
    return first.toordinal(), last.toordinal()


def possible_days(text: str) -> Days:
    """Return the first and last day that a date may be: `2013-07`, `[a..b]`, `[..b]`, `[a..]`."""
    # A qualifier says how sure the source is and does not move the bounds.
    text = re.sub(r"[?~%]", "", text)
    if not text.startswith("["):
        return one_date(text)
    if not text.endswith("]") or text.count("..") != 1:
        raise ValueError(f"not a date that the oracle reads: {text!r}")
    left, right = text[1:-1].split("..")
    first = one_date(left)[0] if left else PAST
    last = one_date(right)[1] if right else FUTURE
    if first > last:
        raise ValueError(f"no day fits {text!r}")
    return first, last


def period(text: str) -> Span:
    """Return the bounds of a period `start/end`; `..` is for ever, an empty end is any day."""
    left, right = text.split("/")
    ever = {"": (PAST, FUTURE)}
    start = {**ever, "..": (PAST, PAST)}.get(left) or possible_days(left)
    end = {**ever, "..": (FUTURE, FUTURE)}.get(right) or possible_days(right)
    return sound(Span(*start, *end), text)


def sound(span: Span, what: str) -> Span:
    """Return the span back, or say that no world fits it: an oracle must not answer from none."""
    if span.first_start > span.last_end or span.first_start > span.last_start:
        raise ValueError(f"no start and end fit: {what}")
    if span.first_end > span.last_end:
        raise ValueError(f"no end fits: {what}")
    return span


def asked_days(keyword: str, when: date | str) -> Days:
    """Return the days that are asked about: one of them (`on`), any of them, or all of them."""
    if isinstance(when, date):
        return when.toordinal(), when.toordinal()
    if keyword == "on":
        return possible_days(when)
    # A text given for a period means whole units, so both outer days are known exactly.
    if "/" not in when:
        return one_date(when)
    left, right = when.split("/")
    first = PAST if left == ".." else one_date(left)[0]
    last = FUTURE if right == ".." else one_date(right)[1]
    if first > last:
        raise ValueError(f"no day lies in {when!r}")
    return first, last


# Worlds.


def _choices(first: int, last: int, days: Days) -> range:
    """Return the choices of one end that differ for the asked days (reduction 1)."""
    lower, upper = days[0] - 1, days[1] + 1
    return range(min(max(first, lower), upper), min(max(last, lower), upper) + 1)


def _trace(start: int, end: int, days: Days) -> Days | None:
    """Return the asked days that a period from start to end holds, None if it holds none."""
    first, last = max(start, days[0]), min(end, days[1])
    return (first, last) if first <= last else None


@cache
def day_traces(span: Span, day: int) -> frozenset[bool]:
    """Return whether the day lies in the span in some world, outside it in some, or both."""
    days = (day, day)
    return frozenset(
        _trace(start, end, days) is not None
        for start in _choices(span.first_start, span.last_start, days)
        for end in _choices(span.first_end, span.last_end, days)
        if start <= end
    )


@cache
def shortest_traces(span: Span, days: Days) -> frozenset[Days | None]:
    """Return the traces of one span on the asked days that hold no shorter one (reduction 3)."""
    ends = _choices(span.first_end, span.last_end, days)
    traces: set[Days | None] = set()
    for start in _choices(span.first_start, span.last_start, days):
        # With the same start, an end later than the first that fits only adds days.
        end = max(start, ends[0])
        if end <= ends[-1]:
            traces.add(_trace(start, end, days))
    if None in traces:
        return frozenset({None})
    # A trace is kept unless another lies within it. Seen from the latest start backwards, that
    # other one is met before it, and it ends no later.
    kept: list[Days] = []
    for first, last in sorted((t for t in traces if t), key=lambda t: (-t[0], t[1])):
        if all(last < other[1] for other in kept):
            kept.append((first, last))
    return frozenset(kept)


# Views.


def _common(bounds: Sequence[Days]) -> Days | None:
    """Return the days within all bounds, None if there is none."""
    first, last = max(b[0] for b in bounds), min(b[1] for b in bounds)
    return (first, last) if first <= last else None


def _hull(bounds: Sequence[Days]) -> Days:
    """Return the shortest run of days that holds all bounds."""
    return min(b[0] for b in bounds), max(b[1] for b in bounds)


def common_date(texts: Sequence[str]) -> Days:
    """Return the common reading of several dates: what all allow, else what holds them all."""
    bounds = [possible_days(text) for text in texts]
    return _common(bounds) or _hull(bounds)


def common_period(texts: Sequence[str]) -> Span:
    """Return the common reading of several periods.

    Read as: each of the two ends by itself, from bounds that start <= end has tightened; if the
    two then fit no world, there is no common reading, and both ends take the span of them all.
    """
    spans = [period(text) for text in texts]
    starts = [(s.first_start, min(s.last_start, s.last_end)) for s in spans]
    ends = [(max(s.first_end, s.first_start), s.last_end) for s in spans]
    start = _common(starts) or _hull(starts)
    end = _common(ends) or _hull(ends)
    if start[0] > end[1]:
        start, end = _hull(starts), _hull(ends)
    return sound(Span(*start, *end), " and ".join(texts))


class _Reader:
    """Reads the fields of one record as all sources, or only some, give them."""

    def __init__(self, record: Row, sources: Collection[str] | None) -> None:
        """Keep the citations of these sources, of all with None."""
        self.record = record
        self.all_sources = sources is None
        # A denying citation supports nothing, so what else it states or says is not kept either.
        self.citations: list[Row] = [
            citation
            for citation in record.get("citations", ())
            if sources is not None and citation["source_id"] in sources and not citation.get("denies", False)
        ]

    @property
    def is_kept(self) -> bool:
        """Return whether the record stays in the view."""
        return self.all_sources or bool(self.citations)

    def states(self, field: str) -> bool:
        """Return whether a kept citation states the field as the record has it."""
        return self.all_sources or any(field in c.get("states", ()) for c in self.citations)

    def said(self, field: str) -> list[str]:
        """Return what the kept citations say of the field otherwise or coarser."""
        return [
            said["value"] for citation in self.citations for said in citation.get("says", ()) if said["field"] == field
        ]

    def period(self) -> Span:
        """Return the period: the record's own, else the common reading, else `/`."""
        if self.states("period"):
            return period(self.record.get("period", "/"))
        said = self.said("period")
        return common_period(said) if said else period("/")

    def date(self, field: str) -> Days | None:
        """Return the bounds of a date, None if the record (or the view) has none."""
        if self.states(field):
            own = self.record.get(field)
            return possible_days(own) if own is not None else None
        said = self.said(field)
        return common_date(said) if said else None

    def is_unsure(self) -> bool:
        """Return whether the tie may never have held: it is doubtful, or only planned."""
        return self.record.get("is_doubtful", False) or self.word("status", "done") == "planned"

    def word(self, field: str, default: str | None = None) -> str:
        """Return an id, role, kind, language or text.

        Read as: such a field has no empty value that would say nothing (a role left to its
        default would turn a component into a member), so where the kept citations neither state
        nor say it, the record keeps its own.
        """
        own: str = self.record[field] if default is None else self.record.get(field, default)
        said = self.said(field)
        return said[0] if said and not self.states(field) else own


class Oracle:
    """Answers about one data folder; with `sources`, as only these sources tell it.

    A record is kept if a citation of these sources supports it, which is one that does not deny
    it. Each field takes the record's own value if a kept citation states it; else the common
    reading of what the kept citations say; else its empty value. An organization that is not kept
    has no known founding and end. Read as: a name is kept by its own citations, whether or not
    its organization's record is.
    """

    def __init__(self, folder: Path | str, sources: Collection[str] | None = None) -> None:
        """Read the JSON files of a data folder."""
        self.folder = Path(folder)
        self.ties: dict[str, Tie] = {}
        self.lives: dict[str, Span] = {}
        self.coverages: list[tuple[str, str, Days, frozenset[str]]] = []  # Body, kind, days, who is excepted.
        self.vacancies: list[Tie] = []
        self.agents: set[str] = set()
        self._read_agents(sources)
        self._read_ties(sources)
        self._read_coverages(sources)
        self._cuts = self._all_cuts()
        self._truths: dict[tuple[str, str, str, int, bool], tuple[bool, bool]] = {}
        self._covered: dict[tuple[str, str, int, str], bool] = {}
        self._chains: dict[tuple[str, str, str, bool], tuple[Chain, ...]] = {}
        self._by_body: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        for tie in self.ties.values():
            self._by_body[tie.question, tie.body].append(tie)

    # Reading.

    def _rows(self, name: str) -> list[Row]:
        path = self.folder / f"{name}.json"
        rows: list[Row] = json.loads(path.read_text("utf-8")) if path.exists() else []
        return rows

    def _add(self, tie: Tie) -> None:
        if tie.key in self.ties:
            raise ValueError(f"two records are called {tie.key}")
        self.ties[tie.key] = tie

    def _read_agents(self, sources: Collection[str] | None) -> None:
        for row in [*self._rows("organizations"), *self._rows("people")]:
            agent: str = row["id"]
            self.agents.add(agent)
            reader = _Reader(row, sources)
            is_person = row in self._rows("people")
            founded = reader.date("born" if is_person else "founded") if reader.is_kept else None
            ended = reader.date("died" if is_person else "ended") if reader.is_kept else None
            life = Span(*(founded or (PAST, PAST)), *(ended or (FUTURE, FUTURE)))
            self.lives[agent] = sound(life, f"the life of {agent}")
            for number, name in enumerate(row.get("names", ())):
                reader = _Reader(name, sources)
                is_asked = (reader.word("kind", "official"), reader.word("language", "en")) == ("official", "en")
                if reader.is_kept and is_asked:
                    key = f"name {number} of {agent}"
                    text = reader.word("text")
                    self._add(Tie(key, "names", agent, text, "name", reader.period()))

    def _read_ties(self, sources: Collection[str] | None) -> None:
        questions = {"member": "members", "unit": "units", "component": "components"}
        for row in self._rows("memberships"):
            reader = _Reader(row, sources)
            role = reader.word("role", "member")
            # An observer is in none of the four questions.
            if reader.is_kept and role in questions:
                body, item = reader.word("organization_id"), reader.word("member_id")
                key = f"membership {row['id']}"
                self._add(Tie(key, questions[role], body, item, role, reader.period(), reader.is_unsure()))
        for row in self._rows("chair_terms"):
            reader = _Reader(row, sources)
            if reader.is_kept:
                body, item = reader.word("organization_id"), row.get("holder_id") and reader.word("holder_id")
                key, role = f"chair term {row['id']}", reader.word("role", "chair")
                tie = Tie(key, "chairs", body, item or "", role, reader.period(), reader.is_unsure())
                # Who holds an office beside the chair is not in the chair.
                if role in ("chair", "co-chair", "interim-chair", "co-convener"):
                    self._add(tie) if item else self.vacancies.append(tie)

    def _read_coverages(self, sources: Collection[str] | None) -> None:
        for row in self._rows("coverages"):
            reader = _Reader(row, sources)
            fields = [field for field in ("first_day", "last_day") if row.get(field) is not None]
            # Read as: a limit that the kept citations neither state nor say must not become
            # "no limit", for that would rule out what no source rules out. It covers no day.
            if not reader.is_kept or not all(reader.states(f) or reader.said(f) for f in fields):
                continue
            first, last = reader.date("first_day"), reader.date("last_day")
            days = (first[1] if first else PAST, last[0] if last else FUTURE)
            # Read as: who is excepted, or that another role is meant, is part of what is claimed.
            if "organization_id" in row and "role" not in row:
                excepted = frozenset(row.get("except_ids", ()))
                self.coverages.append((reader.word("organization_id"), reader.word("of"), days, excepted))

    def _all_cuts(self) -> list[int]:
        """Return every day that begins a run of days which no bound parts (reduction 2)."""
        bounds: set[int] = {0}
        for span in (*self.lives.values(), *(tie.span for tie in (*self.ties.values(), *self.vacancies))):
            bounds.update(span)
        for _, _, days, _ in self.coverages:
            bounds.update(days)
        finite = {bound for bound in bounds if PAST < bound < FUTURE}
        return sorted(finite | {bound + 1 for bound in finite})

    # What there is to ask.

    def bodies(self, question: str) -> list[str]:
        """Return every body that has a record of this kind."""
        return sorted({tie.body for tie in self.ties.values() if tie.question == question})

    def items(self, question: str, body: str) -> list[str]:
        """Return every item of the body's records, for members also the parts of collectives."""
        items = {tie.item for tie in self._by_body[question, body]}
        if question == "members":
            items.update(self.components(body))
        return sorted(items)

    def components(self, body: str) -> list[str]:
        """Return every agent that is or was part of a collective member of the body."""
        collectives = {tie.item for tie in self._by_body["members", body]}
        return sorted({part.item for each in collectives for part in self._by_body["components", each]})

    def cut_days(self, question: str, body: str) -> list[date]:
        """Return each bound of the records behind these answers, and the days beside it."""
        bounds: set[int] = set()
        for item in self.items(question, body):
            for chain in self.chains(question, body, item):
                for variable in chain:
                    bounds.update(self._span(variable))
        for covered, of, days, _ in self.coverages:
            if covered == body and of == question:
                bounds.update(days)
        near = {bound + step for bound in bounds for step in (-1, 0, 1)}
        calendar = range(date.min.toordinal(), date.max.toordinal() + 1)
        return [date.fromordinal(day) for day in sorted(near) if day in calendar]

    # Chains and worlds.

    def _life(self, body: str) -> Chain:
        """Return the lives within which the body's ties exist: its own and that of its parent, upwards.

        A unit of several bodies, one after the other, is bounded by none of them: no tie says which held when.
        """
        found: list[str] = []
        waiting = [body]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.append(each)
                parents = {tie.body for tie in self.ties.values() if tie.question == "units" and tie.item == each}
                waiting += parents if len(parents) == 1 else ()
        return tuple(("life", each) for each in found)

    def chains(self, question: str, body: str, item: str, *, through_collectives: bool = True) -> tuple[Chain, ...]:
        """Return every way in which the item can be the body's: what must hold together."""
        key = (question, body, item, through_collectives)
        if key not in self._chains:
            self._chains[key] = tuple(self._find_chains(question, body, item, through_collectives))
        return self._chains[key]

    def _find_chains(self, question: str, body: str, item: str, through_collectives: bool) -> Iterator[Chain]:
        for tie in self._by_body[question, body]:
            here = (("tie", tie.key), *self._life(body))
            if tie.item == item:
                # Nobody takes part in anything outside its own life; a name has none.
                yield tuple(dict.fromkeys((*here, *([] if question == "names" else [("life", item)]))))
            if question == "members" and through_collectives:
                for part in self._by_body["components", tie.item]:
                    if part.item == item:
                        # A life that is in both halves is one choice, so it is named once.
                        both = (*here, ("tie", part.key), *self._life(tie.item), ("life", item))
                        yield tuple(dict.fromkeys(both))

    def _span(self, variable: tuple[str, str]) -> Span:
        kind, key = variable
        if kind == "tie":
            return self.ties[key].span
        return self.lives.get(key, Span(PAST, PAST, FUTURE, FUTURE))

    def _in_worlds(self, chains: Sequence[Chain], day: int) -> Iterator[bool]:
        """Yield for each world whether one of the chains holds on the day."""
        variables = list(dict.fromkeys(itertools.chain.from_iterable(chains)))
        traces = [self._traces(variable, day) for variable in variables]
        for world in itertools.product(*traces):
            holds = dict(zip(variables, world, strict=True))
            yield any(all(holds[variable] for variable in chain) for chain in chains)

    def _traces(self, variable: tuple[str, str], day: int) -> list[bool]:
        traces = day_traces(self._span(variable), day)
        # In some world a doubtful tie never held.
        return sorted({*traces, False} if self._is_doubtful(variable) else traces)

    def _is_doubtful(self, variable: tuple[str, str]) -> bool:
        return variable[0] == "tie" and self.ties[variable[1]].is_doubtful

    def _same(self, day: int) -> int:
        """Return the one day that stands for all days between the same two cuts (reduction 2)."""
        place = bisect_right(self._cuts, day)
        return self._cuts[place - 1] if place else self._cuts[0] - 1

    def _run(self, days: Days) -> list[int]:
        """Return one day of each run that the asked days meet."""
        first = self._same(days[0])
        return [first, *(cut for cut in self._cuts if days[0] < cut <= days[1])]

    def truth(
        self, question: str, body: str, item: str, day: int, *, through_collectives: bool = True
    ) -> tuple[bool, bool]:
        """Return whether it holds on this day in every world, and whether it does in some world."""
        day = self._same(day)
        key = (question, body, item, day, through_collectives)
        if key not in self._truths:
            chains = self.chains(question, body, item, through_collectives=through_collectives)
            worlds = list(self._in_worlds(chains, day))
            self._truths[key] = (all(worlds), any(worlds))
        return self._truths[key]

    def _meets_always(self, chain: Chain, days: Days) -> bool:
        """Return whether the chain holds on at least one of the days in every world."""
        if days == (PAST, FUTURE):
            # Read as: of all time, what one record says held at all, and so within the lives of all concerned.
            ties = tuple(variable for variable in chain if variable[0] == "tie")
            chain = ties if len(ties) == 1 else chain
        # Beyond all cuts nothing changes, so days that go on for ever may stop there.
        if any(map(self._is_doubtful, chain)):
            return False
        first = min(self._cuts[0] - 1, days[1]) if days[0] == PAST else days[0]
        last = max(self._cuts[-1] + 1, first) if days[1] == FUTURE else days[1]
        traces = [shortest_traces(self._span(variable), (first, last)) for variable in chain]
        return all(
            None not in world and max(t[0] for t in world if t) <= min(t[1] for t in world if t)
            for world in itertools.product(*traces)
        )

    # Coverage.

    def is_covered(self, question: str, body: str, day: int, item: str) -> bool:
        """Return whether all chairs (members, units, names) that the body had that day are known, and so the item."""
        day = self._same(day)
        key = (question, body, day, item)
        if key not in self._covered:
            self._covered[key] = self._find_covered(question, body, day, item)
        return self._covered[key]

    def _find_covered(self, question: str, body: str, day: int, item: str) -> bool:
        if question != "names" and not any(self._in_worlds([(("life", item),)], day)):
            return True  # It had not begun to live, or had ceased to, in every world.
        if not any(self._in_worlds([self._life(body)], day)):
            return True  # The body had not been founded, or had ended, in every world.
        if any(
            covered == body and of == question and first <= day <= last and item not in excepted
            for covered, of, (first, last), excepted in self.coverages
        ):
            return True
        # One chair sits at a time, so one that is certain leaves room for no other. Of two holders the one must come
        # after the other in some world; they may share the day on which the one ends and the other begins.
        if question != "chairs":
            return False
        sole = [
            tie
            for tie in self._by_body["chairs", body]
            if tie.role in ("chair", "interim-chair")
            and all(self._in_worlds([(("tie", tie.key), *self._life(body), ("life", tie.item))], day))
        ]
        # A vacant chair leaves nobody in it.
        sole += [
            tie
            for tie in self.vacancies
            if tie.body == body and tie.role == "chair" and not tie.is_doubtful and self._is_vacant(tie, day)
        ]
        held = [(tie.item, self._within_life(tie)) for tie in sole]
        pairs = [(one[1], other[1]) for one, other in itertools.combinations(held, 2) if one[0] != other[0]]
        return bool(sole) and all(in_turn(a, b) or in_turn(b, a) for a, b in pairs)

    def _within_life(self, tie: Tie) -> Span:
        """Return the bounds of a tie within the life of who has it."""
        spans = [tie.span, self.lives.get(tie.item, Span(PAST, PAST, FUTURE, FUTURE))]
        starts, ends = zip(*((each[:2], each[2:]) for each in spans), strict=True)
        return Span(*map(max, zip(*starts, strict=True)), *map(min, zip(*ends, strict=True)))

    def _is_vacant(self, tie: Tie, day: int) -> bool:
        lives = all(self._in_worlds([self._life(tie.body)], day))
        return lives and False not in day_traces(tie.span, day)

    def is_covered_for(
        self, question: str, body: str, day: int, item: str, *, through_collectives: bool = True
    ) -> bool:
        """Return whether the day is covered so that an item is ruled out where no record makes it an answer."""
        if not self.is_covered(question, body, day, item):
            return False
        if question != "members" or not through_collectives:
            return True
        if not any(self._in_worlds([(("life", item),)], day)):
            return True
        # The item could be an unrecorded part of any collective that is possibly a member.
        return all(
            self.is_covered("members", tie.item, day, item)
            for tie in self._by_body["members", body]
            if self._by_body["components", tie.item]
            and self.truth("members", body, tie.item, day, through_collectives=False)[1]
        )

    # Answers.

    def verdict(
        self, question: str, body: str, item: str, keyword: str, when: date | str, *, through_collectives: bool = True
    ) -> str:
        """Return "certain", "possible", "ruled_out" or "unknown" for one item.

        With `through_collectives=False` a part of a collective is not a member: only records of role
        member count, as in `members_of(..., components=False)` and in counts.
        """
        if question not in QUESTIONS or keyword not in KEYWORDS:
            raise ValueError(f"no such question: {question}, {keyword}")
        through = through_collectives
        days = asked_days(keyword, when)
        run = self._run(days)
        truths = {day: self.truth(question, body, item, day, through_collectives=through) for day in run}
        if keyword == "during":
            chains = self.chains(question, body, item, through_collectives=through)
            is_certain = any(self._meets_always(chain, days) for chain in chains)
        else:
            is_certain = all(certain for certain, _ in truths.values())
        if is_certain:
            return "certain"
        possible = [day for day in run if truths[day][1]]
        if len(possible) == len(run) if keyword == "throughout" else possible:
            return "possible"

        def covers(day: int) -> bool:
            return self.is_covered_for(question, body, day, item, through_collectives=through)

        if keyword == "throughout":
            # One day on which it certainly did not hold is enough.
            ruled_out = any(covers(day) for day in run if day not in possible)
        else:
            ruled_out = all(covers(day) for day in run)
        return "ruled_out" if ruled_out else "unknown"

    def is_complete(self, question: str, body: str, keyword: str, when: date | str) -> bool:
        """Return whether all that is neither certain nor possible is ruled out.

        That concerns an item of no record at all, and each recorded one: a whole period can be
        ruled out for a stranger by one covered day on which a recorded item did hold. A
        collective counts as one here.
        """
        nobody = "\N{REPLACEMENT CHARACTER} nobody"
        items = {nobody, *(tie.item for tie in self._by_body[question, body]), *self._excepted(question, body)}
        return all(
            self.verdict(question, body, item, keyword, when, through_collectives=False) != "unknown" for item in items
        )

    def _excepted(self, question: str, body: str) -> set[str]:
        return {
            item
            for covered, of, _, excepted in self.coverages
            if (covered, of) == (body, question)
            for item in excepted
        }

    def answers(self, question: str, body: str, keyword: str, when: date | str) -> tuple[set[str], set[str]]:
        """Return the certain and the possible items, a collective counting as one."""
        found: dict[str, set[str]] = {"certain": set(), "possible": set()}
        for item in {tie.item for tie in self._by_body[question, body]}:
            verdict = self.verdict(question, body, item, keyword, when, through_collectives=False)
            if verdict in found:
                found[verdict].add(item)
        return found["certain"], found["possible"]

    def count(self, body: str, on: date | str) -> tuple[int, int | None]:
        """Return the least and the greatest number of members on a day, or on one day of several."""
        lowers: list[int] = []
        highs: list[int | None] = []
        items = {tie.item for tie in self._by_body["members", body]}
        for day in self._run(asked_days("on", on)):
            truths = {item: self.truth("members", body, item, day, through_collectives=False) for item in items}
            lowers.append(sum(certain for certain, _ in truths.values()))
            is_known = self.is_covered("members", body, day, "\N{REPLACEMENT CHARACTER} nobody")
            maybe = {item for item, (_, possible) in truths.items() if possible}
            maybe |= {
                item for item in self._excepted("members", body) if not self.is_covered("members", body, day, item)
            }
            highs.append(len(maybe) if is_known else None)
        known = [upper for upper in highs if upper is not None]
        return min(lowers), max(known) if len(known) == len(highs) else None


def source_ids(folder: Path | str) -> list[str]:
    """Return the ids of all sources of a data folder."""
    rows: Iterable[Row] = json.loads((Path(folder) / "sources.json").read_text("utf-8"))
    return sorted(row["id"] for row in rows)
