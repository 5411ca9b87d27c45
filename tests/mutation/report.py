"""The report of a mutation run."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from mutants import Mutant

#: The packages that are tried, each with the share of mutants that tests should kill, without equivalent ones.
PACKAGES = {
    "dates": 95, "query": 95, "history": 95, "provenance": 95, "inference": 95, "io": 95, "files": 95,
    "tables": 90, "charts": 90,
}  # fmt: skip
PAGE = Path(__file__).parents[2] / "docs" / "mutation.md"
JUDGEMENTS = Path(__file__).with_name("judgements.json")

_HEAD = """# Mutation testing

`tests/mutation/mutate.py` changes the code a little, one change at a time: a comparison, an operator, a number by one,
a text, a condition, an argument, a statement left out. A change that no test notices is a gap in the tests, unless it
changes nothing that shows: then it is *equivalent*. Each mutant is tried in a process of its own, by the quick tests
and examples that run the changed line, cheapest first, and then by others that run its module, for at most {limit:.0f}
measured seconds in all; so a survivor may be one that a slower test would kill. Not changed are annotations,
docstrings, decorators, imports, assertions (`strict=True` of `zip` among them), the texts of errors and the
descriptions of columns. To see what runs and how long, each law is tried with two examples; the mutants with 20.

    pip install pytest-cov   # it is in the group `whole`
    {command}

It draws {each} mutants of each package for each seed, the same as long as the code is the same. Mutants that were
killed are remembered as long as their file is the same, so a second run tries the survivors alone, longer with
`--limit`. This page is what it wrote on {date}, with Python {python}, pytest {pytest} and hypothesis {hypothesis}.
`judgements.json`, beside the script, says why a survivor is equivalent, or why it is left.

{note}

"""


def write_report(
    results: Mapping[tuple[int, str], Sequence[tuple[Mutant, str]]], limit: float, seeds: Sequence[int]
) -> None:
    """Write the page."""
    judged = json.loads(JUDGEMENTS.read_text(encoding="utf-8"))
    each = max(map(len, results.values()))
    command = f"python tests/mutation/mutate.py {' '.join(f'--seed {seed}' for seed in seeds)} --each {each}"
    parts = [
        _HEAD.format(
            limit=limit, command=command, each=each, date=datetime.now(UTC).date(),
            python=platform.python_version(), pytest=version("pytest"), hypothesis=version("hypothesis"),
            note=judged["note"],
        ),
        "| seed | package | mutants | killed | equivalent | left | killed of all but equivalent | aim |\n",
        "|---|---|---|---|---|---|---|---|\n",
    ]  # fmt: skip
    survivors: dict[str, Mutant] = {}
    for seed in seeds:
        totals = [0, 0, 0]
        for name, aim in PACKAGES.items():
            tried = results[seed, name]
            alive = [mutant for mutant, outcome in tried if outcome == "survived"]
            survivors |= {mutant.key: mutant for mutant in alive}
            same = sum(mutant.key in judged["equivalent"] for mutant in alive)
            counts = [len(tried), len(tried) - len(alive), same]
            totals = [one + other for one, other in zip(totals, counts, strict=True)]
            parts.append(f"| {seed} | {name} {_row(counts)} {aim} % |\n")
        parts.append(f"| {seed} | *all* {_row(totals)} |\n")
    for title, kind in (("Left", "left"), ("Equivalent", "equivalent")):
        here = {key: mutant for key, mutant in survivors.items() if (key in judged["equivalent"]) == (title != "Left")}
        parts.append(f"\n## {title}\n\n" if here else f"\n## {title}\n\nNone.\n")
        for key, mutant in sorted(here.items(), key=lambda each: each[1]):
            change = key.partition(": ")[2]
            parts.append(f"- {mutant.path}:{mutant.line} `` {change} ``: {judged[kind].get(key, 'not judged yet')}\n")
    PAGE.write_text("".join(parts), encoding="utf-8")


def _row(counts: Sequence[int]) -> str:
    tried, killed, same = counts
    share = 100 * killed / max(tried - same, 1)
    return f"| {tried} | {killed} | {same} | {tried - killed - same} | {share:.1f} % |"
