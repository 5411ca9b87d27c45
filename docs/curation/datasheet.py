"""Write the numbers of docs/datasheet.md from the data and the inventory.

Run it by hand: python docs/curation/datasheet.py

It replaces the text between the two marks. A test checks that this text is up to date.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import iom_partners
from iom_partners import Dataset
from iom_partners.store.record_types import RECORD_TYPES

FOLDER = Path(__file__).parent
SHEET = FOLDER.parent / "datasheet.md"
INVENTORY = FOLDER / "inventory.json"
BEGIN, END = "<!-- numbers: begin -->\n", "<!-- numbers: end -->\n"


def numbers(data: Dataset, inventory: list[dict[str, object]]) -> str:
    """Return the generated part of the datasheet."""
    parts = (
        _records(data), _agreement(inventory), _found(inventory), _money(data), _reliance(data), _rules(data),
        _conflicts(data),
    )  # fmt: skip
    return "\n".join(line for part in parts for line in part)


def _table(*headings: str) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"


def _records(data: Dataset) -> Iterator[str]:
    yield f"### Records by type (version {data.version})\n"
    yield from _table("type", "records", "citing the page", "citing another source")
    for name in RECORD_TYPES:
        records = list(getattr(data, name))
        by_page = sum(
            any(each.source_id == "iom-partners-and-friends" for each in record.citations) for record in records
        )
        other = sum(
            any(not each.source_id.startswith("iom-partners-") for each in record.citations) for record in records
        )
        cited = (by_page, other) if name != "sources" else ("-", "-")
        yield f"| {name.replace('_', ' ')} | {len(records)} | {cited[0]} | {cited[1]} |"
    yield f"\nTogether they hold {sum(1 for _ in data.facts()):,} facts, each with its own id.\n"


def _agreement(inventory: list[dict[str, object]]) -> Iterator[str]:
    yield "### Two readings of the page\n"
    yield from _table("section", "found by both", "by the first only", "by the second only", "in the comparison only")
    sections = list(dict.fromkeys(fact["section"] for fact in inventory))
    sums: Counter[str] = Counter()
    for section in sections:
        own = Counter(_finders(fact) for fact in inventory if fact["section"] == section)
        sums.update(own)
        yield f"| {section} | {own['a b']} | {own['a']} | {own['b']} | {own['']} |"
    yield f"| all | {sums['a b']} | {sums['a']} | {sums['b']} | {sums['']} |\n"
    total = sum(sums.values())
    yield f"Both readings found {sums['a b'] / total:.1%} of the {total} facts in the final list.\n"


def _finders(fact: dict[str, object]) -> str:
    found: list[str] = fact["found_by"]  # type: ignore[assignment]
    return " ".join(found)


def _found(inventory: list[dict[str, object]]) -> Iterator[str]:
    bare = [fact for fact in inventory if not fact["records"]]
    held = len(inventory) - len(bare)
    yield f"Records hold {held} of the {len(inventory)}; the other {len(bare)} are headings and layout.\n"


def _money(data: Dataset) -> Iterator[str]:
    yield "### Contributions\n"
    yield from _table("kind", "contributions", "with an amount", "sum")
    for kind in sorted({each.kind or "-" for each in data.contributions}):
        own = [each for each in data.contributions if (each.kind or "-") == kind]
        sums: Counter[str] = Counter()
        for each in own:
            if each.amount is not None:
                sums[each.currency or "?"] += each.amount  # type: ignore[assignment]
        total = ", ".join(f"{currency} {amount:,}" for currency, amount in sorted(sums.items())) or "-"
        yield f"| {kind} | {len(own)} | {sum(each.amount is not None for each in own)} | {total} |"
    yield ""


def _reliance(data: Dataset) -> Iterator[str]:
    rows = data.stats.reliance().to_dicts()
    yield "### How many sources a chair rests on\n"
    yield "The days on which someone certainly chaired or headed a body, by the number of sources that must be lost"
    yield "before this is no longer certain. A source and its copies count as one, as does our own inference.\n"
    yield from _table("body", "days", "one source", "of these our inference", "two", "three or more")
    names = dict.fromkeys((row["body_id"], row["body"]) for row in rows)
    for body_id, label in [*sorted(names), (None, "all")]:
        own = [row for row in rows if body_id in {None, row["body_id"]}]
        days = sum(row["days"] for row in own)
        shares = [
            sum(row["days"] for row in own if test(row)) / days
            for test in (
                lambda row: row["least"] == 1,
                lambda row: row["least"] == 1 and "iom-partners-curation" in row["source_ids"].split("|"),
                lambda row: row["least"] == 2,
                lambda row: row["least"] is None or row["least"] > 2,
            )
        ]
        yield f"| {label} | {days:,} | {' | '.join(f'{share:.0%}' for share in shares)} |"
    yield ""


def _rules(data: Dataset) -> Iterator[str]:
    roles = [each for each in data.derived_roles() if each.rule.kind == "troika"]
    counts = Counter(each.agreement for each in roles)
    yield "### Troikas: by the rule, and as stated\n"
    yield f"{len(roles)} roles follow from the rule. No source states {counts['unstated']} of them. The others:\n"
    yield from _table("who", "in", "place", "certainty by the rule", "stated as", "agreement")
    for each in roles:
        if each.agreement != "unstated":
            stated = ", ".join(str(tie.period) for tie in each.stated)
            body = each.record.organization_id
            place = f"{each.position or '-'} | {each.certainty}".replace("_", " ")
            yield f"| {each.agent.label} | {body} | {place} | {stated} | {each.agreement} |"
    yield ""


def _conflicts(data: Dataset) -> Iterator[str]:
    found = data.conflicts()
    counts = Counter(each.kind for each in found)
    yield f"### Contradictions ({counts['contradiction']}, beside {counts['coarser']:,} coarser statements)\n"
    yield from _table("record", "field", "one value", "the other value")
    for each in found:
        if each.kind == "contradiction":
            values = [f"{value} ({', '.join(sorted({c.source_id for c in cited}))})" for value, cited in
                    zip(each.values, each.citations, strict=True)]  # fmt: skip
            yield f"| {each.record.id} | {each.field} | {values[0]} | {values[1]} |"
    yield ""


def written(sheet: str) -> str:
    """Return the datasheet with the current numbers in it."""
    head, _, rest = sheet.partition(BEGIN)
    _, _, tail = rest.partition(END)
    inventory = json.loads(INVENTORY.read_text(encoding="utf-8"))
    return f"{head}{BEGIN}\n{numbers(iom_partners.load(), inventory)}\n{END}{tail}"


if __name__ == "__main__":
    SHEET.write_text(written(SHEET.read_text(encoding="utf-8")), encoding="utf-8")
