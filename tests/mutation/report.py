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

`tests/mutation/mutate.py` makes small changes in the code, one at a time: it changes a comparison, an operator, a
number, a text, a condition or an argument, or removes a statement. Each changed version is a *mutant*. If a test fails,
the mutant is *killed*. A mutant that survives shows a gap in the tests, unless its behavior is the same: then it is
*equivalent*.

Each mutant runs in a separate process. First the quick tests and examples that run the changed line are tried, fastest
first; then others that run its module. The limit is {limit:.0f} measured seconds, so a slower test might kill some of
the survivors. The script does not change annotations, docstrings, decorators, imports, assertions (such as
`strict=True` of `zip`), error texts and column descriptions. With two examples each, the script finds which lines the
laws run and how long they take; against mutants, laws run with 20 examples.

    pip install pytest-cov   # it is in the group `whole`
    {command}

For each seed it draws {each} mutants from each package. The draw is the same as long as the code is the same. Killed
mutants are remembered as long as their file does not change, so a second run tries only the survivors; `--limit` gives
it more time. The script wrote this page on {date}, with Python {python}, pytest {pytest} and hypothesis {hypothesis}.
`judgements.json`, next to the script, explains why a survivor is equivalent or why it is left.

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
