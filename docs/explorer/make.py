"""Write the explorer: one page, without a server, that shows who was in what on any day.

``python docs/explorer/make.py OUT.html`` writes that of the curated data; a path of a package before it writes that of
other data. The page holds the tables of `Dataset.stats.spells`, so what it shows of a day is what they say of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import iom_partners
from iom_partners import Dataset

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
    return {
        "version": data.version,
        "horizon": data.horizon and data.horizon.isoformat(),
        "bodies": bodies,
        "projects": list(find_projects(data)),
        "sources": {each.id: [each.title, each.url] for each in data.sources},
        "names": find_names(data, {body["id"] for body in bodies}),
        "texts": texts,
    }


def find_bodies(data: Dataset, texts: Texts) -> Iterator[dict[str, Any]]:
    """Yield each body that has a chair or member on record, with its spells."""
    conflicts = data.conflicts()
    for body in data.organizations:
        made: dict[str, Any] = {}
        for of in ("chairs", "members"):
            rows = data.stats.spells(body.id, of=of).rows
            if any(agent for _, agent, *_ in rows):
                made[of] = [
                    [row, agent, first and first.isoformat(), last and last.isoformat(), certainty, texts.number(words),
                     texts.number(sources)]
                    for row, agent, first, last, certainty, words, _, sources in rows
                ]  # fmt: skip
        if made:
            own = {each.id for each in (*data.chair_terms_of(body), *data.memberships_in(body))} | {body.id}
            told = [each.why for each in conflicts if each.record.id in own and each.kind == "contradiction"]
            yield {"id": body.id, "label": body.label, "name": body.name, "conflicts": told, **made}


def find_projects(data: Dataset) -> Iterator[dict[str, Any]]:
    """Yield each project with its countries and partners."""
    countries = {each.country: each.name for each in data.places if each.kind == "country"}
    places = {each.id: each for each in data.places}
    for project in data.projects:
        codes = sorted({country for each in project.places if (country := places[each].country)})
        takes_part = [
            [data.agent(each.agent_id).label, each.role]
            for each in data.participations
            if each.project_id == project.id
        ]
        yield {
            "id": project.id, "name": project.name, "when": project.period.describe(), "summary": project.summary,
            "countries": [countries.get(code, code) for code in codes], "partners": takes_part,
            "sources": list(dict.fromkeys(each.source_id for each in project.citations)),
        }  # fmt: skip


def find_names(data: Dataset, bodies: set[str]) -> list[list[str]]:
    """Return every name that can be looked for: the text, its id, and what it is of."""
    found = {}
    for agent in (*data.organizations, *data.people):
        kind = "body" if agent.id in bodies else "agent"
        texts = [agent.name, getattr(agent, "acronym", None), *(each.text for each in agent.names)]
        found.update({(text, agent.id): kind for text in texts if text})
    found.update({(text, each.id): "project" for each in data.projects for text in (each.name, each.acronym) if text})
    return sorted([text, record, kind] for (text, record), kind in found.items())


def page(data: Dataset) -> str:
    """Return the page as HTML that needs nothing else."""
    made = (FOLDER / "page.html").read_text(encoding="utf-8")
    # In a script, "</" would end it; in JSON it may be written like this.
    told = json.dumps(content(data), ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    parts = {"style": "explorer.css", "timeline": "timeline.js", "script": "explorer.js"}
    texts = {name: (FOLDER / file).read_text(encoding="utf-8") for name, file in parts.items()} | {"data": told}
    for name, text in texts.items():
        before, _, after = made.partition(f"/*{name}*/")
        made = before + text + after
    return made


def main(*words: str) -> None:
    """Write the page."""
    *package, out = words
    Path(out).write_text(page(Dataset.read(package[0]) if package else iom_partners.load()), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
