"""Who was in what, in bars of days; and a picture of them for a page."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.days import (
    AFTER_ALL,
    BEFORE_ALL,
    EVER,
    AnyDay,
    Bounds,
    Span,
    Spans,
    day_at,
    meet,
    ordinal,
    subtract,
    to_date,
    union,
)
from ..dates.describe import say_year
from ..dates.period import Period
from ..errors import printable
from ..model.agents import Agent, Organization
from ..model.vocabulary import CHAIRING_ROLES
from ..model.works import Project
from ..query.wording import say_period_asked
from ..stats.spells import NOT_KNOWN, find_spells
from ..tables.flat import BAR
from ..worlds.claims import Claim, life_of

if TYPE_CHECKING:
    from ..exchange.losses import Export
    from ..query.roster import Roster

__all__ = [
    "Bar", "Frame", "Group", "Row", "clean", "find_groups", "frame_of", "make_svg", "say_run", "say_word",
    "within_frame",
]  # fmt: skip

#: Joiners that writing in some scripts needs, and hyphens where a word may be broken: none of them is seen.
_KEPT = "\u200c\u200d\u00ad"


class Bar(NamedTuple):
    """A run of days of one certainty; None where it has no limit.

    Attributes:
        state: certain, possible or not known.
        record_ids: the records that decide.
        why: of days on which others are not ruled out, a sentence that says so; else empty.
    """

    first: AnyDay | None
    last: AnyDay | None
    state: str
    record_ids: tuple[str, ...] = ()
    why: str = ""


class Row(NamedTuple):
    """The bars of one agent, body or project; with an empty label, of those who are not on record."""

    label: str
    bars: list[Bar]


class Group(NamedTuple):
    """The rows that answer one question.

    Attributes:
        title: a heading: "Chairs".
        word: what each row is: "chair".
        rows: the last of them, with an empty label, tells on which days others are not ruled out.
    """

    title: str
    word: str
    rows: list[Row]


class Frame(NamedTuple):
    """The first and the last day that a chart shows."""

    first: AnyDay
    last: AnyDay

    @property
    def days(self) -> int:
        """How many days it has; none or fewer where the last comes before the first."""
        return self.last.toordinal() - self.first.toordinal() + 1


def clean(text: str) -> str:
    r"""Return a text in one line, with blanks made one and what is not seen written out, but for joiners of letters.

    >>> clean("Kite\n  Flyers \x1b[0m")
    'Kite Flyers \\x1b[0m'
    """
    return "".join(mark if mark in _KEPT else printable(mark) for mark in " ".join(text.split()))


def say_run(first: AnyDay | None, last: AnyDay | None) -> str:
    """Return a run of days in words, with a preposition.

    >>> from datetime import date
    >>> say_run(date(2009, 1, 1), date(2009, 5, 31)), say_run(None, date(2009, 1, 1)), say_run(None, None)
    ('from 1 January to 31 May 2009', 'up to 1 January 2009', 'always')
    """
    return say_period_asked(Period(f"{first or '..'}/{last or '..'}"))


def say_word(slug: str) -> str:
    """Return a role or kind in words.

    >>> say_word("interim-chair"), say_word("co-chair"), say_word("in-kind-donor")
    ('interim chair', 'co-chair', 'in-kind donor')
    """
    words = slug.replace("-", " ")
    for start in ("co", "in", "inter", "vice"):
        words = words.replace(f"{start} ", f"{start}-") if words.startswith(f"{start} ") else words
    return words


# What there is to draw.


def find_groups(export: Export) -> list[Group]:
    """Return the bars of all that have a part in the record that an export is about, and of all that it has one in."""
    about = export.about
    found: list[Group] = []
    if isinstance(about, Organization):
        found += _of_body(export, about.id)
    if isinstance(about, Agent):
        found += _of_agent(export, about.id)
    if isinstance(about, Project):
        found.append(_group("Who took part", "participant", export.projects.participants(about.id)))
    found = [each for each in found if each.rows]
    life = _life(export) if found else []
    return [Group("", "", [Row(about.label, life)]), *found] if life else found


def _of_body(export: Export, body_id: str) -> Iterator[Group]:
    """Yield who was in a body: in its chair, in offices beside it, and as what else."""
    store, rosters = export.store, export.rosters
    terms = dict.fromkeys(each.role for each in store.select("chair_terms", organization_id=body_id))
    if any(role in CHAIRING_ROLES for role in terms):
        yield _group("Chairs", "chair", rosters.chairs(body_id))
    for role in terms:
        if role not in CHAIRING_ROLES:
            yield _group(_title(role), say_word(role), rosters.chairs(body_id, role))
    roles = dict.fromkeys(each.role for each in store.select("memberships", organization_id=body_id))
    for role in sorted(roles, key=lambda each: each != "member"):
        roster = rosters.units(body_id) if role == "unit" else rosters.members(body_id, False, role)
        yield _group(_title(role), say_word(role), roster)


def _of_agent(export: Export, agent_id: str) -> Iterator[Group]:
    """Yield in what an agent was: bodies, offices, projects."""
    store, rosters = export.store, export.rosters
    yield _group("Member of", "body", rosters.groups(agent_id))
    held: dict[tuple[str, str], Roster[Any]] = {}
    for tie in store.select("memberships", member_id=agent_id):
        body, role = tie.organization_id, tie.role
        if role not in {"member", "component"}:
            held[role, body] = rosters.units(body) if role == "unit" else rosters.members(body, False, role)
    for term in store.select("chair_terms", holder_id=agent_id):
        only = None if term.role in CHAIRING_ROLES else term.role
        held[only or "chair", term.organization_id] = rosters.chairs(term.organization_id, only)
    rows = []
    for (role, body), roster in held.items():
        bars = [bar for item, _, bar in _bars(roster) if item == agent_id]
        rows.append(Row(f"{store.directory.label(body)}: {say_word(role)}", bars))
    yield Group("Offices and other roles", "", rows)
    yield _group("Projects", "project", export.projects.projects(agent_id))


def _title(role: str) -> str:
    word = say_word(role)
    return f"{word[:1].upper()}{word[1:]}{'s' if role in {'member', 'observer', 'component', 'unit'} else ''}"


def _bars(roster: Roster[Any]) -> Iterator[tuple[str | None, str, Bar]]:
    """Yield whose each run is, its label, and the run."""
    for label, item, first, last, certainty, words, records, _ in find_spells(roster).rows:
        state = NOT_KNOWN if certainty == "unknown" else certainty
        yield item, label, Bar(first, last, state, tuple(records.split(BAR) if records else ()), "" if item else words)


def _group(title: str, word: str, roster: Roster[Any]) -> Group:
    """Return the rows of a roster; none where nobody is on record."""
    rows: dict[str, list[Bar]] = {}
    unknown: list[Bar] = []
    for item, label, bar in _bars(roster):
        if item is None:
            unknown.append(bar)
        else:
            rows.setdefault(label, []).append(bar)
    found = [Row(label, bars) for label, bars in rows.items()]
    standing = union(_span(bar) for row in found for bar in row.bars)
    others = _merged(unknown, standing, title)
    return Group(title, word, [*found, *([Row("", others)] if others else [])] if roster.claims else [])


def _merged(unknown: Sequence[Bar], standing: Spans, title: str) -> list[Bar]:
    """Return the days on which others are not ruled out; adjoining ones on which someone is on record are one run."""
    runs = [(_span(bar), bar) for bar in unknown]
    found = [(span, bar) for span, bar in runs if not meet((span,), standing)]
    for span in union(span for span, _ in runs if meet((span,), standing)):
        first, last = map(to_date, span)
        when = "at any time" if span == EVER else say_run(first, last)
        why = f"Under “{title}”, others than those listed are not ruled out {when}."
        found.append((span, Bar(first, last, NOT_KNOWN, (), why)))
    return [bar for _, bar in sorted(found, key=lambda each: each[0])]


def _span(bar: Bar) -> Span:
    first, last = bar.first, bar.last
    return first.toordinal() if first else BEFORE_ALL, last.toordinal() if last else AFTER_ALL


def _life(export: Export) -> list[Bar]:
    """Return the days from the founding to the end of an organization, or from the start to the end of a project."""
    about = export.about
    bounds: Bounds | None = None
    if isinstance(about, Project):
        bounds = Claim(about.id, about, export.projects.frame(about)).bounds
    elif isinstance(about, Organization):
        bounds = life_of(about)
    if bounds is None or bounds.possible == EVER:
        return []
    certain = union([bounds.certain])
    runs = [(span, "certain") for span in certain]
    runs += [(span, "possible") for span in subtract(union([bounds.possible]), certain)]
    return [Bar(to_date(first), to_date(last), state) for (first, last), state in sorted(runs)]


def frame_of(groups: Sequence[Group], horizon: AnyDay | None) -> Frame | None:
    """Return the days to draw: those that are stated, and some more at a side on which a bar has no limit.

    Args:
        groups: what is drawn.
        horizon: the last day that the data reach; bars without end go on to it.

    Returns:
        None if no day is stated.
    """
    bars = [bar for group in groups if group.title for row in group.rows for bar in row.bars]
    stated = [day.toordinal() for bar in bars for day in (bar.first, bar.last) if day]
    if not stated:
        return None
    first, last = min(stated), max(stated)
    room = max(30, (last - first) // 20)
    if last - first < room or any(bar.first is None for bar in bars):
        first -= room
    if last - first < 2 * room or any(bar.last is None for bar in bars):
        last = max(last + room, horizon.toordinal() if horizon else BEFORE_ALL)
    return Frame(day_at(max(first, BEFORE_ALL + 1)), day_at(min(last, AFTER_ALL - 1)))


# A picture.

_WIDTH, _LABELS, _HEIGHT, _TOP = 760, 210, 20, 26
_PATTERNS = (
    '<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="stripe" d="M0 0V6"/></pattern>'
    '<pattern id="dotted" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<circle class="dot" cx="2.5" cy="2.5" r="1"/></pattern></defs>'
)
#: How many rows of one group are drawn, and how long a label may be.
_MOST_ROWS, _LONGEST = 40, 30


def make_svg(groups: Sequence[Group], frame: Frame, title: str) -> str:
    """Return a picture of bars: certain days solid, possible ones hatched, unknown ones dotted.

    Its classes get their colors from the style sheet of the page.
    """
    parts: list[str] = []
    y = _TOP
    for group in groups:
        if group.title:
            parts.append(f'<text class="head" x="0" y="{y + 15}">{_escaped(group.title)}</text>')
            y += _HEIGHT + 2
        for row in _drawn(group):
            parts += _svg_row(row, frame, y)
            y += _HEIGHT
        y += 6
    ticks = list(_ticks(frame))
    lines = [f'<path class="grid" d="M{_at(day, frame)} {_TOP - 6}V{y}"/>' for day, _ in ticks]
    years = [f'<text class="tick" x="{_at(day, frame)}" y="14">{words}</text>' for day, words in ticks]
    told = f"Bars {say_run(*frame)}. What they show is said in the tables of this page."
    size = f'viewBox="0 0 {_WIDTH} {y + 4}" width="{_WIDTH}" height="{y + 4}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="chart-title chart-text">'
    names = f'<title id="chart-title">{_escaped(title)}</title><desc id="chart-text">{_escaped(told)}</desc>'
    return "\n".join([head, names, _PATTERNS, *lines, *years, *parts, "</svg>"])


def _drawn(group: Group) -> Iterator[Row]:
    """Yield the first rows of a group, and that of others; a row without bars counts those that are left out."""
    named = [row for row in group.rows if row.label]
    yield from named[:_MOST_ROWS]
    if len(named) > _MOST_ROWS:
        yield Row(f"… and {len(named) - _MOST_ROWS:,} more", [])
    yield from (row._replace(label="others: not known") for row in group.rows if not row.label)


def _svg_row(row: Row, frame: Frame, y: int) -> Iterator[str]:
    label = clean(row.label)
    shown = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    named = f"{_escaped(shown)}<title>{_escaped(label)}</title>"
    yield f'<text class="label" x="{_LABELS - 10}" y="{y + 14}">{named}</text>'
    for bar in row.bars:
        left, right = within_frame(bar, frame)
        if left > right:
            continue
        x, end = _at(left.toordinal(), frame), _at(right.toordinal() + 1, frame)
        told = _escaped(f"{label}: {bar.state} {say_run(bar.first, bar.last)}")
        kind = bar.state.replace(" ", "-")
        width = max(round(end - x, 1), 2)
        yield f'<rect class="{kind}" x="{x}" y="{y + 3}" width="{width}" height="14"><title>{told}</title></rect>'
        if bar.last is None or bar.last > frame.last:
            yield f'<path class="on" d="M{x + width + 2} {y + 5}l6 5l-6 5z"/>'
        if bar.first is None or bar.first < frame.first:
            yield f'<path class="on" d="M{x - 1} {y + 5}l-6 5l6 5z"/>'


def within_frame(bar: Bar, frame: Frame) -> Frame:
    """Return the days of a bar that a frame shows; the last before the first where there are none."""
    return Frame(max(bar.first or frame.first, frame.first), min(bar.last or frame.last, frame.last))


def _at(day: int, frame: Frame) -> float:
    share = (day - frame.first.toordinal()) / frame.days
    return round(_LABELS + share * (_WIDTH - _LABELS - 12), 1)


def _ticks(frame: Frame) -> Iterator[tuple[int, str]]:
    """Yield the days that the axis labels: the first of a fixed number of months, ten at most, with its year."""
    first, last = (day.year * 12 + day.month - 1 for day in frame)
    step = next(each for each in (1, 3, 6, *(12 * n for n in _YEARS)) if (last - first) // each < 10)
    for month in range(-(-(first + (frame.first.day > 1)) // step) * step, last + 1, step):
        year, number = divmod(month, 12)
        words = say_year(year)
        yield ordinal(year, number + 1, 1), words if step >= 12 else f"{words}-{number + 1:02}"


_YEARS = tuple(digit * 10**zeros for zeros in range(16) for digit in (1, 2, 5))


def _escaped(text: str) -> str:
    return html.escape(clean(text))
