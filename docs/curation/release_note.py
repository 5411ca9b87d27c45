"""Write docs/releases/data-VERSION.md: what changed in the data since the version before, and in their answers.

Run it by hand: python docs/curation/release_note.py

The version before is a fixture of the tests. A test checks that the note is up to date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import iom_partners
from iom_partners import Dataset
from iom_partners.store.record_types import RECORD_TYPES

DOCS = Path(__file__).parents[1]
OLD = DOCS.parent / "tests" / "fixtures" / "page-1.0.0.zip"


def note(new: Dataset, old: Dataset) -> str:
    """Return the release note of the newer of two datasets."""
    return "\n".join([f"# Data {new.version}\n", *_records(new, old), *_facts(new, old), *_answers(new, old)])


def _records(new: Dataset, old: Dataset) -> Iterator[str]:
    yield f"What changed since version {old.version}. `python docs/curation/release_note.py` writes this page.\n"
    yield "## Records\n"
    yield f"| type | {old.version} | {new.version} | new | gone |"
    yield "|---|---|---|---|---|"
    for name in RECORD_TYPES:
        before, after = (set(getattr(each, name).ids) for each in (old, new))
        gone = len(before - after)
        yield f"| {name.replace('_', ' ')} | {len(before)} | {len(after)} | {len(after - before)} | {gone} |"
    yield ""


def _facts(new: Dataset, old: Dataset) -> Iterator[str]:
    counts = Counter(each.kind for each in new.diff(old))
    yield "## Facts\n"
    told = ", ".join(f"{counts[kind]:,} {kind}" for kind in sorted(counts))
    yield f"`new.diff(old)` lists these facts: {told}.\n"
    yield "A cited fact has the same value, but other citations.\n"
    conflicts = [Counter(each.kind for each in data.conflicts()) for data in (old, new)]
    for kind, name in (("contradiction", "contradictions"), ("coarser", "coarser statements")):
        yield f"- {name}: {conflicts[0][kind]:,} before, {conflicts[1][kind]:,} now"
    yield ""


def _answers(new: Dataset, old: Dataset) -> Iterator[str]:
    changes = new.answer_diff(old)
    yield "## Answers\n"
    yield "`new.answer_diff(old)` compares the answers for every day: chairs and members in any role, units and names"
    yield "of bodies, and participants of projects. A run is a span of days on which one answer about one agent changed"
    yield "in one way. A flip is a change between certain and ruled out.\n"
    yield f"{changes}\n"
    known = set(old.organizations.ids) | set(old.projects.ids) | set(old.people.ids)
    counts: Counter[tuple[str, str, str]] = Counter()
    days: Counter[tuple[str, str, str]] = Counter()
    for each in changes:
        if each.body_id in known:
            sides = (each.before, each.after)
            key = each.body_id, *("not in the data" if side is None else f"{side}".replace("_", " ") for side in sides)
            counts[key] += 1
            days[key] += each.days or 0
    yield "### Bodies and projects that were in the data before\n"
    yield "| of | before | after | runs | days in runs with limits |"
    yield "|---|---|---|---|---|"
    for key in sorted(counts):
        yield f"| {' | '.join(key)} | {counts[key]} | {days[key]:,} |"
    yield ""


if __name__ == "__main__":
    data = iom_partners.load()
    path = DOCS / "releases" / f"data-{data.version}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(note(data, Dataset.read(OLD)), encoding="utf-8")
