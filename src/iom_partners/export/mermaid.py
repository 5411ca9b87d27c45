"""What was when, in the language of Mermaid: a Gantt diagram of who was in what, else a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..dates.days import Day
from ..history.timeline import find_timeline
from ..model.agents import Name
from ..model.ties import ChairTerm, Membership
from ..model.works import Participation
from ..stats.spells import NOT_KNOWN
from .page_charts import Frame, Group, Row, clean, find_groups, frame_of, within_frame
from .page_content import SHOWN, tell_losses

if TYPE_CHECKING:
    from ..exchange.losses import Export
    from ..history.timeline import TimelineEntry

__all__ = ["make_mermaid"]

_DRAWN = "left out: the diagram shows who was in what, and when"
_SAID = "left out: the diagram shows what was when, in one sentence each"
_TOO_LONG = "left out: Mermaid draws no diagram of more than 50,000 characters"
#: The most characters of what is drawn; the head of a diagram takes some more.
_MOST = 48_000

#: What would end a text, begin a comment or a directive, or be read as an entity.
_CODES = {ord(mark): f"#{ord(mark)};" for mark in '#;:%<>&"`{}\\|\ufb02\u00b6'}
_TAGS = {"certain": "", "possible": "active, ", NOT_KNOWN: "done, "}
_WORDS = {"certain": ("certain", "✓"), "possible": ("possibly", "?"), NOT_KNOWN: ("not known", "?")}
#: From this share of the width on, a bar has room for a word.
_ROOM = 0.1
_LONGEST = 48
_KEY = (
    "Solid bars are certain, light ones possible, gray ones not known. "
    "Days without a bar are ruled out, or not known where a gray bar says so."
)


def make_mermaid(export: Export) -> bytes:
    """Return a diagram of what a record had a part in; where nothing of that is dated, its timeline."""
    about, store = export.about, export.store
    entries = find_timeline(store, about)
    records = {each.id: each for each in (entry.record for entry in entries) if not isinstance(each, Name)}
    records.pop(about.id, None)
    groups = find_groups(export)
    frame = frame_of(groups, store.horizon())
    # A Gantt diagram has no years before 0001 or after 9999.
    if frame is None or any(isinstance(day, Day) for day in frame):
        lines, left_out = _timeline(entries, about.name)
        drawn = set(records)
        shown, reason = SHOWN, _SAID
        own: tuple[str, ...] = ("name", "founded", "ended", "period", "status", "when", "names")
    else:
        lines, left_out = _gantt(groups, frame, about.name)
        drawn = {each for group in groups for row in group.rows for bar in row.bars for each in bar.record_ids}
        shown, reason = {kind: SHOWN[kind] for kind in (Membership, ChairTerm, Participation)}, _DRAWN
        own = ("name", "founded", "ended", "period", "status")
    for record_id, record in records.items():
        if record_id not in drawn:
            export.lose(record, "", reason)
        elif record_id in left_out:
            export.lose(record, "", _TOO_LONG)
        else:
            tell_losses(export, [record], shown, reason)
    tell_losses(export, [about], {type(about): own}, reason)
    for rule in store.select("rules", organization_id=about.id):
        export.lose(rule, "", reason)
    return "\n".join([*lines, ""]).encode()


def _gantt(groups: Sequence[Group], frame: Frame, title: str) -> tuple[list[str], set[str]]:
    """Return bars as a Gantt diagram, and the ids of the records for which it has no room.

    Each row is a section, and ``displayMode: compact`` keeps the bars of one section in one line; a program that does
    not know this mode draws a line for each bar. Days are exact: those of which it is not sure are bars of their own.
    """
    rows = [(row, group.word) for group in groups for row in group.rows]
    sections: dict[str, list[str]] = {}
    left_out: set[str] = set()
    # Days on which others are not ruled out are never left out: without them, a diagram would say more than is known.
    size = sum(len("".join(_tasks(row, frame))) for row, _ in rows if not row.label)
    number = 0
    for row, word in rows:
        name = _section(row, word, sections)
        tasks = list(_tasks(row, frame))
        size += len(name) + 20 + (sum(map(len, tasks)) if row.label else 0)
        if size > _MOST and row.label:
            left_out.update(each for bar in row.bars for each in bar.record_ids)
            number += 1
        elif tasks:
            sections[name] = tasks
    title += f" ({number:,} of {len(rows):,} rows left out)" if number else ""
    years = frame.days / 365
    head = [
        "---", "displayMode: compact", "config:", "  gantt:",
        f"    leftPadding: {30 + 6 * min(max(map(len, sections)), _LONGEST)}", "---", "gantt",
        f"    title {_text(title)}", f"    accTitle: {_text(title)}", f"    accDescr: {_KEY}",
        "    dateFormat YYYY-MM-DD", "    inclusiveEndDates",
        f"    axisFormat {'%Y' if years > 8 else '%Y-%m' if years > 1 else '%Y-%m-%d'}", "    todayMarker off",
    ]  # fmt: skip
    return [*head, *(line for name, tasks in sections.items() for line in (f"    section {name}", *tasks))], left_out


def _section(row: Row, word: str, taken: dict[str, list[str]]) -> str:
    """Return a name that no other section has, for Mermaid makes those of one name one."""
    label = clean(row.label or "others")
    label = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    found = _text(f"{label} ({word})" if word else label)
    number = 1
    while found in taken:
        number += 1
        found = _text(f"{label} ({word} {number})")
    return found


def _tasks(row: Row, frame: Frame) -> Iterator[str]:
    for bar in row.bars:
        part = within_frame(bar, frame)
        first, last = part
        share = part.days / frame.days
        if share <= 0:
            continue
        word = _WORDS[bar.state][share < _ROOM]
        left = "← " if bar.first is None or bar.first < frame.first else ""
        right = " →" if bar.last is None or bar.last > frame.last else ""
        # Mermaid takes a year before 100 for one of the twentieth century, unless it begins a bar.
        until = last if last.year >= 100 else f"{part.days}d"
        yield f"        {left}{word}{right} :{_TAGS[bar.state]}{first}, {until}"


def _timeline(entries: Iterable[TimelineEntry], title: str) -> tuple[list[str], set[str]]:
    """Return sentences as a timeline, and the ids of the records for which it has no room."""
    told: dict[str, list[str]] = {}
    left_out: set[str] = set()
    size = 0
    for entry in entries:
        size += len(what := _text(entry.what)) + 40
        if size > _MOST:
            left_out.add(getattr(entry.record, "id", ""))
            continue
        # A colon would end the time.
        when = entry.when.describe().replace(":", ".") if entry.when else "not dated"
        told.setdefault(when, []).append(what)
    lines = ["timeline", f"    title {_text(title)}"]
    for when, first, *others in ((when, *whats) for when, whats in told.items()):
        lines += [f"    {when} : {first}", *(f"        : {what}" for what in others)]
    return lines, left_out


def _text(text: str) -> str:
    """Return a text that Mermaid shows as it is, wherever a text may stand.

    >>> _text("A: 50% <b>")
    'A#58; 50#37; #60;b#62;'
    """
    return clean(text).translate(_CODES)
