"""Write the explorer: one page, without a server, that shows who was in what on any day.

``python docs/explorer/make.py OUT.html`` writes that of the curated data; a path of a package before it writes that of
other data. The page holds the tables of `Dataset.stats.spells`, so what it shows of a day is what they say of it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import iom_partners
from iom_partners import Dataset, PartialDate, Period
from iom_partners.dates import AnyDay, Day

FOLDER = Path(__file__).parent


class Texts(list[str]):
    """Texts by number, each once: most sentences and ids come often."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, int] = {}

    def number(self, text: str | None) -> int | None:
        """Return the number of a text; None for no text."""
        if text is None:
            return None
        if text not in self.places:
            self.places[text] = len(self)
            self.append(text)
        return self.places[text]


def content(data: Dataset) -> dict[str, Any]:
    """Return what the page knows: texts, sources, bodies with their spells, conflicts, projects and names."""
    texts = Texts()
    bodies = list(find_bodies(data, texts))
    projects = list(find_projects(data))
    listed = {row[1] for body in bodies for of in ("chairs", "members") for row in body.get(of, ())}
    listed |= {partner[0] for project in projects for partner in project["partners"]}
    return {
        "version": data.version,
        "horizon": data.horizon and data.horizon.isoformat(),
        "bodies": bodies,
        "projects": projects,
        "sources": {each.id: [each.title, each.url] for each in data.sources},
        "names": list(find_names(data, {body["id"] for body in bodies}, listed)),
        "texts": texts,
    }


def find_bodies(data: Dataset, texts: Texts) -> Iterator[dict[str, Any]]:
    """Yield each body that has a chair or member on record, with its spells."""
    conflicts = [each for each in data.conflicts() if each.kind == "contradiction"]
    named = (*data.organizations, *data.people, *data.projects, *data.places)
    labels = {each.id: getattr(each, "label", each.name) for each in named}
    for body in data.organizations:
        made: dict[str, Any] = {}
        for of in ("chairs", "members"):
            rows = data.stats.spells(body.id, of=of).rows
            if any(agent for _, agent, *_ in rows):
                made[of] = [
                    [row, agent, first and _day(first), last and _day(last), certainty, texts.number(words),
                     texts.number(sources)]
                    for row, agent, first, last, certainty, words, _, sources in rows
                ]  # fmt: skip
        if made:
            own = {each.id for each in (*data.chair_terms_of(body), *data.memberships_in(body))} | {body.id}
            told = [_conflict(each, labels) for each in conflicts if each.record.id in own]
            yield {"id": body.id, "label": body.label, "name": body.name, "conflicts": told, **made}


def _day(day: AnyDay) -> str:
    """Return a day as the page compares it: as text, whose order is that of time in the years 0001 to 9999 alone."""
    if isinstance(day, Day):
        reason = f"{day} is outside the years 0001 to 9999 of the explorer"
        raise iom_partners.UnsupportedDateError(reason, value=day)
    return day.isoformat()


def _conflict(conflict: Any, labels: dict[str, str]) -> list[Any]:
    """Return what a contradiction is about, and each of its two statements in words with the sources that make it."""
    record, (path, _, field) = conflict.record, conflict.field.rpartition(".")
    about = labels.get(record.id, record.id)
    if hasattr(record, "organization_id"):
        agent = getattr(record, "holder_id", None) or record.member_id
        body = labels.get(record.organization_id, record.organization_id)
        about = f"{labels.get(agent, agent)}, {record.role.replace('-', ' ')} of {body}, {when(record.period)}"
    part = re.match(r"(names|identifiers)\[(\d+)\]$", path)
    if part:
        held = getattr(record, part[1])[int(part[2])]
        about += f", name “{held.text}”" if part[1] == "names" else f", identifier {held.value}"
    if field == "record":
        values = [{"denied": "denied", "held": "stated"}[each] for each in conflict.values]
        return [about, "", *_sides(values, conflict)]
    kind = str(next((each.type for each in (held if part else record).__attrs_attrs__ if each.name == field), ""))
    is_date, refers = "Period" in kind or "PartialDate" in kind, field.endswith(("_id", "_ids")) or field == "place"
    values = list(conflict.values)
    if is_date:
        values = [when(Period(each)) if "/" in each else PartialDate(each).describe() for each in values]
    elif refers:
        values = [", ".join(labels.get(one, one) for one in each.split(", ")) for each in values]
    head = field.removesuffix("_ids").removesuffix("_id").replace("_", " ")
    return [about, {"period": "time"}.get(head, head), *_sides(values, conflict)]


def _sides(values: list[str], conflict: Any) -> list[list[Any]]:
    cited = ([each.source_id for each in side] for side in conflict.citations)
    return [[value, list(dict.fromkeys(ids))] for value, ids in zip(values, cited, strict=True)]


def when(period: Period) -> str:
    """Return a time in words, briefly where sources leave an end open.

    >>> [when(Period(text)) for text in ("/", "[..2005-12-31]/[2004-01-01..]")]
    ['no date stated', 'began by 31 December 2005, ended not before 1 January 2004']
    """
    if str(period) == "/":
        return "no date stated"
    start, end = _limited(period.start, "began"), _limited(period.end, "ended")
    has_ends = (period.start or period.starts_open) and (period.end or period.ends_open)
    if start is None and end is None and has_ends:
        return period.describe()
    first = "always" if period.starts_open else f"from {period.start.describe()}" if period.start else "no start stated"
    last = "goes on" if period.ends_open else f"until {period.end.describe()}" if period.end else "no end stated"
    return f"{start or first}, {end or last}"


def _limited(date: PartialDate | None, verb: str) -> str | None:
    """Return in words when something began or ended, if no more is known than a first or last day; None for others."""
    found = re.fullmatch(r"\[([^.,]*)\.\.([^.,]*)\]", str(date))
    if date is None or not found:
        return None
    if found[1] and found[2]:
        return f"{verb} on {date.describe()}"
    limit = PartialDate(found[1] or found[2]).describe()
    return f"{verb} not before {limit}" if found[1] else f"{verb} by {limit}"


def find_projects(data: Dataset) -> Iterator[dict[str, Any]]:
    """Yield each project with its countries and partners."""
    countries = {each.country: each.name for each in data.places if each.kind == "country"}
    places = {each.id: each for each in data.places}
    for project in data.projects:
        codes = sorted({country for each in project.places if (country := places[each].country)})
        takes_part = [
            [each.agent_id, data.agent(each.agent_id).label, each.role.replace("-", " ")]
            for each in data.participations
            if each.project_id == project.id
        ]
        yield {
            "id": project.id, "name": project.name, "when": when(project.period), "summary": project.summary,
            "countries": [countries.get(code, code) for code in codes], "partners": takes_part,
            "sources": list(dict.fromkeys(each.source_id for each in project.citations)),
        }  # fmt: skip


def find_names(data: Dataset, bodies: set[str], listed: set[str]) -> Iterator[list[Any]]:
    """Yield each record that can be looked for: its id, what it is, its label, its names, the preferred one first."""
    projects = {each.id for each in data.projects}
    for each in (*data.organizations, *data.people, *data.projects):
        kind = "project" if each.id in projects else "body" if each.id in bodies else "agent"
        if kind != "agent" or each.id in listed:
            texts = [each.name, getattr(each, "acronym", None), *(name.text for name in getattr(each, "names", ()))]
            yield [each.id, kind, getattr(each, "label", each.name), list(dict.fromkeys(filter(None, texts)))]


def page(data: Dataset, docs: str | None = None) -> str:
    """Return the page as HTML that needs nothing else.

    Args:
        data: what it shows.
        docs: the address of the documentation, to which the page links.
    """
    made = (FOLDER / "page.html").read_text(encoding="utf-8")
    # In a script, "</" would end it; in JSON it may be written like this.
    known = content(data) | {"docs": docs}
    told = json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    parts = {"style": "explorer.css", "search": "search.js", "timeline": "timeline.js", "script": "explorer.js"}
    texts = {name: (FOLDER / file).read_text(encoding="utf-8") for name, file in parts.items()} | {"data": told}
    for name, text in texts.items():
        before, _, after = made.partition(f"/*{name}*/")
        made = before + text + after
    return made


def main(*words: str, docs: str | None = None) -> None:
    """Write the page."""
    *package, out = words
    data = Dataset.read(package[0]) if package else iom_partners.load()
    Path(out).write_text(page(data, docs), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
