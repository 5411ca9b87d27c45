"""Why an answer is what it is, in one plain sentence.

Every sentence names the record that decides, its dates as exactly as they are known, and where the day asked about
lies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..dates.days import BEFORE_ALL, EVER, Bounds, Span, Spans, day_at, days_of_month, to_date
from ..dates.describe import is_exact, say_day
from ..dates.edtf import date_text
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..model.agents import Agent, Name, Organization
from ..model.dealings import Agreement, Partnership
from ..model.happenings import Event
from ..model.own_sources import DECLARED_ID
from ..model.ties import ChairTerm, Coverage, Membership
from ..model.vocabulary import is_unsure
from ..model.works import Participation, Project
from ..worlds.asked import Asked
from ..worlds.claims import Claim, Completeness, Link, dates_of, life_dates

if TYPE_CHECKING:
    from ..worlds.claims import Tie

__all__ = [
    "is_life",
    "say_asked",
    "say_claim",
    "say_completeness",
    "say_life",
    "say_list",
    "say_office",
    "say_part",
    "say_period_asked",
    "say_point",
    "say_some_time",
    "say_tie",
    "say_together",
    "say_when",
]

Label = Callable[[str], str]

_ROLES = {
    "chair": "term as chair of",
    "co-chair": "term as co-chair of",
    "interim-chair": "term as interim chair of",
    "co-convener": "term as co-convener of",
    "vice-chair": "term as vice-chair of",
    "member": "membership of",
    "observer": "observer status in",
    "component": "part in the joint seat of",
    "unit": "existence as a unit of",
}


def say_list(items: Sequence[Any], most: int = 6, say: Callable[[Any], str] = str) -> str:
    """Join words with commas and "and"; of a long list the first are said, and the others counted.

    >>> say_list(["WHO", "UN Women"])
    'WHO and UN Women'
    """
    words = [say(each) for each in (items if len(items) <= most else items[: most - 1])]
    if len(items) > most:
        return f"{', '.join(words)} and {len(items) - most + 1} more"
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def say_asked(asked: Asked) -> str:
    """Return the time of a question in words, with its preposition.

    >>> from datetime import date
    >>> from datetime import date
    >>> say_asked(Asked.on(date(2013, 9, 1)))
    'on 1 September 2013'
    >>> say_asked(Asked.on(PartialDate("2007-11")))
    'on one day of November 2007'
    """
    if isinstance(asked.when, Period):
        stretch = say_period_asked(asked.when)
        if stretch.startswith("on "):
            return stretch  # One day, at some time of it or all of it.
        much = "at some time" if asked.keyword == "during" else "all the time"
        return much if stretch == "always" else f"{much} {stretch}"
    return f"on {say_point(asked)}"


def say_period_asked(period: Period) -> str:
    """Describe which days a question asks about."""
    words = period.describe()
    if words.startswith(("from", "always")):
        return words.removeprefix("always ")
    return f"on {words}" if period.start == period.end else f"from {words}"


def say_part(spans: Spans, whole: Span) -> str:
    """Describe how much of a run of days some of them are: in months, where all are whole months.

    >>> from datetime import date
    >>> half = date(2009, 1, 1).toordinal(), date(2009, 6, 30).toordinal()
    >>> say_part(((half[0], half[0] + 30),), half), say_part(((half[0], half[0] + 29),), half)
    ('1 of 6 months', '30 of 181 days')
    """
    every = _months(whole)
    parts = [_months(span) for span in spans]
    if every is not None and every > 1 and None not in parts:
        return f"{sum(filter(None, parts))} of {every} months"
    days, some = (sum(last - first + 1 for first, last in each) for each in ((whole,), spans))
    return f"{some} of {days} {'day' if days == 1 else 'days'}"


def _months(span: Span) -> int | None:
    """Return how many months a run of days is; None where it is not of whole months."""
    first, last = map(day_at, span)
    if first.day != 1 or last.day != days_of_month(last.year, last.month):
        return None
    return 12 * (last.year - first.year) + last.month - first.month + 1


def say_point(asked: Asked) -> str:
    """Return the time asked about as a noun."""
    if isinstance(asked.when, Period):
        return asked.when.describe().removeprefix("from ")
    if not isinstance(asked.when, PartialDate):
        return say_day(asked.when)
    words = asked.when.describe()
    return words if _is_day(asked.when, words) else f"one day of {words}"


def _is_day(when: PartialDate, words: str) -> bool:
    """Return whether the words for a date name a day, known or not, rather than a month, year or season."""
    return when.precision == "day" or words.startswith(("some day", "a day"))


def is_life(link: Link, claim: Claim) -> bool:
    """Return whether a link is a life, or the time of a project or of what limits it, not a tie of its own."""
    is_project = isinstance(link.record, Project) and link.record != claim.record
    return link.is_frame or is_project or isinstance(link.record, Agent)


def is_unit(link: Link) -> bool:
    """Return whether a link says that one was a unit of another, which perhaps took part through it."""
    return link.is_frame and isinstance(link.record, Membership)


def say_tie(record: Tie | Agent | Event | Agreement, label: Label) -> str:
    """Return a record as the subject of a sentence.

    >>> say_tie(ChairTerm(id="t", organization_id="gmg", holder_id="iom"), str.upper)
    "IOM's term as chair of GMG"
    """
    match record:
        case ChairTerm():
            body = label(record.organization_id)
            if record.holder_id is None:
                return f"the vacancy of {say_office(record.role)} of {body}"
            return f"{_of(label(record.holder_id))} {_role(record.role)} {body}"
        case Membership():
            as_office = f" as {record.office}" if record.office else ""
            body = label(record.organization_id)
            return f"{_of(label(record.member_id))} {_role(record.role)} {body}{as_office}"
        case Name():
            return f"the name “{record.text}”"
        case Participation():
            role = record.role.replace("-", " ")
            return f"{_of(label(record.agent_id))} participation as {role} in {label(record.project_id)}"
        case Partnership():
            return f"the partnership of {say_list([label(each) for each in record.party_ids])}"
        case Event():
            return f"what it responds to ({record.name})"
        case Agreement():
            return f"the {(record.kind or 'agreement').replace('-', ' ')} on which this rests"
        case _:
            return record.label


def _of(holder: str) -> str:
    """Return the possessive of a name."""
    return f"{holder}'" if holder.endswith("s") else f"{holder}'s"


def say_office(role: str) -> str:
    """Return the name of the office of a role.

    >>> say_office("chair"), say_office("vice-chair")
    ('the chair', 'the office of vice chair')
    """
    return "the chair" if role == "chair" else f"the office of {role.replace('-', ' ')}"


def _role(role: str) -> str:
    return _ROLES.get(role, f"role of {role.replace('-', ' ')} in")


def say_claim(claim: Claim, asked: Asked, label: Label) -> str:
    """Describe how the time asked about lies relative to the dates of a claim."""
    chain = [link.record for link in claim.links if isinstance(link.record, Membership)]
    through = f"through {label(chain[-1].member_id)}: " if len(chain) > 1 else ""
    is_met = asked.keyword == "during" and claim.certainly_meets(asked.bounds)
    limits = [] if is_met else [link for link in claim.links if _limit(link, asked, label)]
    if limits:
        if all(map(is_unit, limits)):
            through = f"{say_tie(claim.record, label)}: "
        return through + "; ".join(_limit(link, asked, label) for link in limits)
    ties = [link for link in claim.links if not is_life(link, claim)]
    told = "; ".join(_inside(link, label) for link in ties)
    if len(ties) == 1 and _is_that_day(ties[0], asked):
        return f"{told}, the day asked about"
    lies = "overlaps it" if is_met else "lies inside"
    both = {"overlaps it": "overlaps both", "lies inside": "lies inside both"}
    return f"{through}{told}, and {say_point(asked)} {both[lies] if len(ties) > 1 else lies}"


def say_together(claims: Sequence[Claim], label: Label) -> str:
    """Describe how claims that hold on some days only together follow each other, in order of time."""
    ties = [[link for link in claim.links if not is_life(link, claim)] for claim in claims]
    told = dict.fromkeys(_inside(link, label) for chain in ties for link in chain)
    kinds = {type(chain[0].record) for chain in ties}
    what = "terms" if kinds == {ChairTerm} else "memberships" if kinds == {Membership} else "periods"
    steps = {_step(one, other) for one, other in pairwise(ties)}
    step = steps.pop() if len(steps) == 1 else None
    if step is None:
        together = "together they leave out no day"
    else:
        number, each = ("two", "the second") if len(ties) == 2 else (str(len(ties)), "each")
        before = "the first" if len(ties) == 2 else "the one before it"
        when = "on the day after" if step else "on the day on which"
        together = f"these are {number} {what}, of which {each} began {when} {before} ended"
    return "; ".join([*told, together])


def _step(one: Sequence[Link], other: Sequence[Link]) -> int | None:
    """Return by how many days, 0 or 1, one tie begins after another ended; None if it is not known, or another."""
    if len(one) > 1 or len(other) > 1:
        return None
    (_, _, earliest, end), (start, latest, _, _) = one[0].bounds, other[0].bounds
    return start - end if earliest == end and start == latest and start - end in (0, 1) else None


def _is_that_day(link: Link, asked: Asked) -> bool:
    """Return whether a tie is of one day, and that day is asked about."""
    first, _, _, last = link.bounds
    return first == last and asked.bounds.possible == (first, last)


def _inside(link: Link, label: Label) -> str:
    """Describe from when to when a tie held."""
    subject, period = say_tie(link.record, label), link.record.period  # type: ignore[union-attr]
    start, end = period.start, period.end
    if is_exact(period):
        verb = "was" if start == end else "was borne" if isinstance(link.record, Name) else "ran"
        return f"{subject} {verb} {say_period_asked(period)}"
    if some := _at_some_time(link):
        return f"{subject} {some}"
    if start and start.earliest is None and start.latest:
        begun = f"had begun by {say_day(start.latest)}"
    else:
        begun = "has always held" if period.starts_open else f"began {say_when(start)}"
    if end and end.latest is None and end.earliest:
        return f"{subject} {begun} and is attested up to {say_day(end.earliest)}"
    return f"{subject} {begun} and {'goes on' if period.ends_open else f'ended {say_when(end)}'}"


def _at_some_time(link: Link) -> str:
    """State that something without a stated start or end ran at some time of a stretch."""
    some = say_some_time(*dates_of(link), link.bounds)
    verb = "was borne" if isinstance(link.record, Name) else "ran"
    return some and f"{verb} {some}"


def say_some_time(start: PartialDate | None, end: PartialDate | None, bounds: Bounds) -> str:
    """Describe a time of which it is only known that it began by one day and had not ended before an earlier one.

    Args:
        start: as it is stated.
        end: as it is stated.
        bounds: of both.

    Returns:
        The words, or an empty text for any other time.

    >>> when = Period("[..2005-12-31]/[2004-01-01..]")
    >>> say_some_time(when.start, when.end, when.bounds)
    'at some time from 1 January 2004 to 31 December 2005, start and end not stated'
    """
    first, last = bounds.end_earliest, bounds.start_latest
    if not (start and end and start.earliest is None and end.latest is None) or first >= last:
        return ""
    when = say_when(PartialDate(date_text(first, last)))
    return f"at some time {when.removeprefix('on some day ')}, start and end not stated"


def _limit(link: Link, asked: Asked, label: Label) -> str:
    """Describe which side of a link keeps the time asked about from lying surely inside; empty if none does."""
    record, bounds, (first, last) = link.record, link.bounds, asked.bounds.possible
    if isinstance(record, Membership) and is_unit(link):
        if asked.meets((bounds.start_earliest, bounds.end_latest)):
            unit, whole = label(record.member_id), label(record.organization_id)
            return f"{unit} was a unit of {whole}, and no source says whether it acted for {whole}"
        bounds = record.period.bounds
        link = link._replace(bounds=bounds)
    if is_unsure(record):
        if asked.meets((bounds.start_earliest, bounds.end_latest)):
            is_plan = getattr(record, "status", "done") == "planned"
            doubt = "was planned, and no source says that it came about" if is_plan else "may never have held"
            return f"{say_tie(record, label)} {doubt}"
        bounds = record.period.bounds  # type: ignore[union-attr] # It is a tie.
        link = link._replace(bounds=bounds)
    sides = [first < bounds.start_latest, last > bounds.end_earliest]
    if not any(sides):
        return ""
    if some := _at_some_time(link):
        return f"{say_tie(record, label)} {some}, and {say_point(asked)} may lie outside"
    if all(sides):
        return _between(link, asked, label)
    if sides[0]:
        told, where = _at_start(link, asked, label)
    else:
        told, where = _at_end(link, asked, label)
    return f"{told}{'; ' if ', and' in told else ', and '}{say_point(asked)} {where}"


def _between(link: Link, asked: Asked, label: Label) -> str:
    """Describe what is known of a link when neither side is sure."""
    subject, start, end = say_tie(link.record, label), _side(link, "start"), _side(link, "end")
    if start is None and end is None:
        verbs = f"{_began(link.record)} or {_ended(link.record)}"
        return f"no one says when {subject} {verbs}, and {say_point(asked)} may lie outside"
    if start and end and start.earliest and end.latest:
        told = f"{subject} {_began(link.record)} {say_when(start)} and {_ended(link.record)} {say_when(end)}"
        is_outside = _is_partly_outside(link, asked, "start") or _is_partly_outside(link, asked, "end")
        where = "lies partly outside" if is_outside else "may lie before or after that"
        return f"{told}, and {say_point(asked)} {where}"
    (begun, before), (ended, after) = _at_start(link, asked, label), _at_end(link, asked, label)
    if before.startswith("may") and after.startswith("may"):
        return f"{begun}; {ended}; {say_point(asked)} {before} or {after.removeprefix('may ')}"
    return f"{begun}; {ended}; {say_point(asked)} {before} and {after}"


def _at_start(link: Link, asked: Asked, label: Label) -> tuple[str, str]:
    last = asked.bounds.end_latest
    is_before = last < link.bounds.start_earliest
    subject, start = say_tie(link.record, label), _side(link, "start")
    verb = _began(link.record)
    if start is None:
        return f"no one says when {subject} {verb}", "may lie before that"
    if is_before or _is_partly_outside(link, asked, "start"):
        return f"{subject} {verb} {say_when(start)}", f"lies {'' if is_before else 'partly '}before that"
    if start.earliest is None and start.latest and isinstance(link.record, Event | Agreement):
        return f"{subject} {verb} by {say_day(start.latest)}", "may lie before that"
    if start.earliest is None and start.latest:
        attested = f"{subject} is first attested on {say_day(start.latest)}, and no one says since when it ran"
        return attested, "lies before that day" if last < link.bounds.start_latest else "may lie before that day"
    return f"{subject} {verb} {say_when(start)}", "may lie before that"


def _at_end(link: Link, asked: Asked, label: Label) -> tuple[str, str]:
    first = asked.bounds.start_earliest
    is_after = first > link.bounds.end_latest
    subject, end = say_tie(link.record, label), _side(link, "end")
    verb = _ended(link.record)
    if end is None:
        return f"no one says when {subject} {verb}", "may lie after that"
    if is_after or _is_partly_outside(link, asked, "end"):
        return f"{subject} {verb} {say_when(end)}", f"lies {'' if is_after else 'partly '}after that"
    if end.latest is None and end.earliest:
        attested = f"{subject} is attested up to {say_day(end.earliest)}, and no one says how much longer it went on"
        return attested, "lies after that day" if first > link.bounds.end_earliest else "may lie after that day"
    return f"{subject} {verb} {say_when(end)}", "may lie after that"


def say_life(agent: Agent) -> tuple[str, str]:
    """Return the verbs for the beginning and the end of the life of an organization or person.

    >>> say_life(Organization(id="x", name="X"))
    ('was founded', 'ended')
    """
    return ("was founded", "ended") if isinstance(agent, Organization) else ("was born", "died")


def _began(record: object) -> str:
    if isinstance(record, Agreement):
        return "was signed"
    return say_life(record)[0] if isinstance(record, Agent) else "began"


def _ended(record: object) -> str:
    return say_life(record)[1] if isinstance(record, Agent) else "ended"


def _is_partly_outside(link: Link, asked: Asked, side: str) -> bool:
    """Return whether a question about every day of a period surely asks for one beyond a side of a link."""
    first, last = asked.bounds.certain
    beyond = first < link.bounds.start_earliest if side == "start" else last > link.bounds.end_latest
    return asked.keyword == "throughout" and first <= last and beyond


def _side(link: Link, side: str) -> PartialDate | None:
    return dates_of(link)[side == "end"]


def say_when(when: PartialDate | None) -> str:
    """Return a date in words, with its preposition.

    >>> say_when(PartialDate("2007-11")), say_when(PartialDate("2013-07-01")), say_when(None)
    ('in November 2007', 'on 1 July 2013', 'on a day that no one states')
    """
    if when is None:
        return "on a day that no one states"
    words = when.describe()
    return f"on {words}" if _is_day(when, words) else f"in {words}"


def say_completeness(completion: Completeness, kind: str, body: str, asked: Asked) -> str:
    """Explain why nobody else can be an answer on the days of a completion."""
    record = completion.record
    match record:
        case Coverage():
            lower, upper = to_date(completion.span[0]), to_date(completion.span[1])
            left = f" from {say_day(lower)}" if lower else ""
            right = f" up to {say_day(upper)}" if upper else ""
            declared = any(each.source_id == DECLARED_ID for each in record.citations)
            but = f" but for {len(record.except_ids)}" if record.except_ids else ""
            declares = ", as the caller declares" if declared else ""
            return f"all {kind} of {body} are known{but}{left}{right}{declares}"
        case ChairTerm(holder_id=None):
            return f"{say_office(record.role)} of {body} was vacant"
        case ChairTerm():
            return f"one chair of {body} sits at a time"
        case Project() | Agent() if completion.span == EVER:
            return f"{record.label} does not fit what is asked about, by its own record"
        case Project():
            start, end = record.period.start, record.period.end
            if completion.span[0] == BEFORE_ALL:
                return f"{record.label} began {say_when(start)}, and {_part(completion, asked)} lies before that"
            return f"{record.label} ended {say_when(end)}, and {_part(completion, asked)} lies after that"
        case Event() | Agreement():
            when, _ = dates_of(Link(record, Bounds(0, 0, 0, 0)))
            began = f"{say_tie(record, str)} {_began(record)} {say_when(when)}"
            return f"{began}, and {_part(completion, asked)} lies before that"
        case _:
            is_before = completion.span[0] == BEFORE_ALL
            when = life_dates(record)[not is_before]
            verb = _began(record) if is_before else _ended(record)
            side = "before" if is_before else "after"
            return f"{record.label} {verb} {say_when(when)}, and {_part(completion, asked)} lies {side} that"


def _part(completion: Completeness, asked: Asked) -> str:
    """Describe the time asked about, or state that only a part of it is meant."""
    return say_point(asked) if asked.lies_within(completion.span) else f"a part of {say_point(asked)}"
