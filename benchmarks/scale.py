"""From a thousand to a million memberships: to read, to hold, to ask; against the parse alone and peers, in one run.

Each size runs in an interpreter of its own, on files that are made up here: bodies of very different sizes (the
largest has an eighth of all memberships), dates to the day, month or year, half of them open. Peers that are not
installed are left out. A million is asked for with ``--million``: it takes minutes and about 3 GB.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from peers import in_intervaltree, in_pandas, in_sqlite

FIRST = date(1950, 1, 1)
DAYS = 27_000
FILES = ("organizations", "memberships", "chair_terms", "coverages")


def bodies_of(size: int) -> int:
    return max(10, size // 100)


def agents_of(size: int) -> int:
    return max(20, size // 20)


def make(folder: Path, size: int, *, cited: bool) -> None:
    """Write a folder of made-up data with so many memberships."""
    made = random.Random(size)
    citation = ', "citations": [{"source_id": "register", "locator": "page 12", "states": ["member_id", "period"]}]'
    cites = citation if cited else ""

    def organizations() -> Iterator[str]:
        for kind, count in (("body", bodies_of(size)), ("agent", agents_of(size))):
            for number in range(count):
                yield f'{{"id": "{kind}-{number}", "name": "The {kind} of number {number}"}}'

    def memberships() -> Iterator[str]:
        for number in range(size):
            body = 0 if number % 10 == 0 else int(bodies_of(size) * made.random() ** 2)
            who = made.randrange(agents_of(size)) if number % 10 else number // 10 % agents_of(size)
            yield (
                f'{{"id": "tie-{number}", "member_id": "agent-{who}", "organization_id": "body-{body}", '
                f'"period": "{period(made)}"{cites}}}'
            )

    def chair_terms() -> Iterator[str]:
        for body in range(bodies_of(size)):
            start = FIRST + timedelta(made.randrange(15_000))
            for number in range(10):
                end = start + timedelta(made.randrange(100, 1000))
                who = made.randrange(agents_of(size))
                yield (
                    f'{{"id": "term-{body}-{number}", "organization_id": "body-{body}", "holder_id": "agent-{who}", '
                    f'"period": "{start}/{end}"}}'
                )
                start = end + timedelta(1)

    def coverages() -> Iterator[str]:
        for body in range(0, bodies_of(size), 3):
            yield f'{{"id": "all-{body}", "organization_id": "body-{body}", "of": "members", "last_day": "2000-12-31"}}'

    for name, rows in zip(FILES, (organizations, memberships, chair_terms, coverages), strict=True):
        (folder / f"{name}.json").write_text("[\n  " + ",\n  ".join(rows()) + "\n]\n")


def period(made: random.Random) -> str:
    """Return a period: of ten, six begin on a day, two in a month, two in a year; five go on."""
    start = FIRST + timedelta(made.randrange(DAYS))
    end = start + timedelta(made.randrange(400, 9000))
    cut = made.choice((10, 10, 10, 10, 10, 10, 7, 7, 4, 4))
    return f"{str(start)[:cut]}/{'..' if made.random() < 0.5 else str(end)[:cut]}"


def least(call: Callable[[], object], times: int) -> float:
    """Return the least CPU seconds of some calls."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        kept = call()
        spent.append(time.process_time() - start)
        del kept
    return min(spent)


def each_of(call: Callable[..., object], arguments: list[tuple[Any, ...]]) -> float:
    """Return the microseconds of one of many calls."""
    start = time.process_time()
    for given in arguments:
        call(*given)
    return (time.process_time() - start) / len(arguments) * 1e6


def measure(folder: Path, size: int) -> dict[str, Any]:
    """Measure all ways on one folder."""
    from iom_partners import Dataset

    times = 5 if size <= 10_000 else 2
    found: dict[str, Any] = parse([(folder / f"{name}.json").read_bytes() for name in FILES], times)
    found["read"] = least(lambda: Dataset.read(folder), times)
    data = Dataset.read(folder)
    found |= collect([*data.organizations, *data.memberships, *data.chair_terms, *data.coverages], size, times)
    small = f"body-{bodies_of(size) - 1}"
    found["index"] = least(
        lambda: (data.members_of(small, on="2001-01-01"), data.groups_of("agent-1", on="2001-01-01"),
        data.chair_of(small, on="2001-01-01")), 1
    )  # fmt: skip
    ask(data, size, found)
    peers(data, size, found)
    return found


def parse(texts: list[bytes], times: int) -> dict[str, Any]:
    """Parse alone."""
    found: dict[str, Any] = {"parse": least(lambda: [json.loads(text) for text in texts], times), "orjson": None}
    with suppress(ImportError):
        import orjson

        found["orjson"] = least(lambda: [orjson.loads(text) for text in texts], times)
    return found


def collect(records: list[Any], size: int, times: int) -> dict[str, Any]:
    """Make datasets of records that are there already."""
    from iom_partners import Dataset

    shuffled = random.Random(size).sample(records, len(records))
    return {
        "from_records": least(lambda: Dataset.from_records(records), times),
        "from_shuffled": least(lambda: Dataset.from_records(shuffled), times),
    }


def ask(data: Any, size: int, found: dict[str, Any]) -> None:
    """Ask about eight bodies of about a hundred memberships, whatever the size of all, and about the greatest."""
    made = random.Random(1)

    def days(count: int) -> list[date]:
        return [FIRST + timedelta(made.randrange(DAYS)) for _ in range(count)]

    members = {f"body-{each}": len(data.memberships_in(f"body-{each}")) for each in range(1, bodies_of(size))}
    some = sorted(sorted(members, key=lambda body: abs(members[body] - 100))[:8])
    agents = [f"agent-{made.randrange(agents_of(size))}" for _ in range(100)]
    asked = [(made.choice(some), day) for day in days(2000)]
    sought = [(made.choice(agents), *each) for each in asked]

    def members_of(body: str, on: date) -> object:
        return data.members_of(body, on=on).certain

    def chair_of(body: str, on: date) -> object:
        return data.chair_of(body, on=on).certain

    def is_member(agent: str, body: str, on: date) -> object:
        return data.is_member(agent, body, on=on)

    def groups_of(agent: str, on: date) -> object:
        return data.groups_of(agent, on=on).certain

    one_day = days(1)[0]
    in_groups = [(each[0], each[2]) for each in sought]
    for words, call, given in (
        ("members_of, first on a body", members_of, [(body, one_day) for body in some]),
        ("members_of, a new day", members_of, asked),
        ("members_of, again", members_of, asked),
        ("chair_of, first on a body", chair_of, [(body, one_day) for body in some]),
        ("chair_of, a new day", chair_of, asked),
        ("chair_of, again", chair_of, asked),
        ("is_member, new names", is_member, sought),
        ("is_member, again", is_member, sought),
        ("groups_of, first on an agent", groups_of, [(agent, one_day) for agent in dict.fromkeys(agents)]),
        ("groups_of, a new day", groups_of, in_groups),
        ("groups_of, again", groups_of, in_groups),
    ):
        found[words] = each_of(call, given)
    great = [(f"agent-{made.randrange(agents_of(size))}", "body-0", day) for day in days(2000)]
    found["greatest, is_member, first"] = each_of(is_member, great[:1])
    found["greatest, is_member, new names"] = each_of(is_member, great)
    found["greatest, is_member, again"] = each_of(is_member, great)
    found["greatest, chair_of, a new day"] = each_of(chair_of, [("body-0", day) for day in days(500)])
    found["greatest, members_of, first"] = each_of(members_of, [("body-0", one_day)])
    answers = [data.members_of("body-0", on=day) for day in days(10)]
    held = sum(len(answer.certain) + len(answer.possible) for answer in answers)
    found["greatest, members on a day"] = held / 10
    again = each_of(members_of, [("body-0", day) for day in days(20)])
    found["greatest, members_of, for each member"] = again / found["greatest, members on a day"]
    found["asked"] = asked[:300]


def peers(data: Any, size: int, found: dict[str, Any]) -> None:
    """Ask the peers who may have been a member of a body on a day: the same records, their possible days."""
    rows = []
    for tie in data.memberships:
        first, last = tie.period.bounds.possible
        rows.append((tie.organization_id, tie.member_id, first, last))
    asked = [(body, day.toordinal()) for body, day in found.pop("asked")]
    for words, way in (("intervaltree", in_intervaltree), ("sqlite", in_sqlite), ("pandas", in_pandas)):
        if words == "intervaltree" and size > 100_000:
            continue  # It takes many minutes and gigabytes to build.
        try:
            start = time.process_time()
            run = way(rows)
            found[f"{words}, built"] = time.process_time() - start
            found[words] = each_of(run, asked if words != "pandas" or size < 100_000 else asked[:10])
        except ImportError:
            found[words] = None


def weigh(folder: Path, size: int) -> dict[str, Any]:
    """Return the bytes that the dataset holds: when read, with the indexes, and with the rosters of all bodies."""
    import gc
    import resource
    import tracemalloc

    from iom_partners import Dataset

    (Dataset.read(folder) if size <= 1000 else Dataset.from_records([])).find("x")  # So that no module counts.
    tracemalloc.start()
    data = Dataset.read(folder)
    gc.collect()
    found: dict[str, Any] = {"bytes read": tracemalloc.get_traced_memory()[0]}
    data.members_of("body-1", on="2001-01-01")
    data.groups_of("agent-1", on="2001-01-01")
    data.chair_of("body-1", on="2001-01-01")
    gc.collect()
    found["bytes indexed"] = tracemalloc.get_traced_memory()[0]
    for body in range(bodies_of(size)):
        data.is_member("agent-1", f"body-{body}", on="2001-01-01")
    gc.collect()
    found["bytes with rosters"] = tracemalloc.get_traced_memory()[0]
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found


def child(task: str, folder: Path, size: int) -> dict[str, Any]:
    """Run one task in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--task", task, str(folder), str(size)], check=True, stdout=subprocess.PIPE
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print one column for each size."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--million", action="store_true", help="also a million memberships")
    reader.add_argument("--cited", action="store_true", help="each membership with a citation")
    reader.add_argument("--task", nargs=3, help=argparse.SUPPRESS)
    given = reader.parse_args()
    if given.task:
        task, folder, size = given.task
        print(json.dumps({"measure": measure, "weigh": weigh}[task](Path(folder), int(size))))
        return
    sizes = (1_000, 10_000, 100_000, *((1_000_000,) if given.million else ()))
    columns = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            print(f"{size:,} memberships: writing", end="", file=sys.stderr, flush=True)
            make(Path(name), size, cited=given.cited)
            print(", timing", end="", file=sys.stderr, flush=True)
            found = child("measure", Path(name), size)
            print(", weighing", file=sys.stderr, flush=True)
            columns.append(found | child("weigh", Path(name), size))
    show(sizes, columns)


def show(sizes: tuple[int, ...], columns: list[dict[str, Any]]) -> None:
    def line(words: str, values: list[float | None], form: str = ",.2f") -> None:
        print(f"{words:44}" + "".join(f"{'-' if value is None else format(value, form):>12}" for value in values))

    line("memberships", list(sizes), ",d")
    print("\njson.loads of the same files = 1")
    for words in ("orjson", "read", "from_records", "from_shuffled", "index"):
        line(words, [each[words] and each[words] / each["parse"] for each in columns])
    line("read and index", [(each["read"] + each["index"]) / each["parse"] for each in columns])
    print("\nbytes for each membership (everything that the dataset holds, shared out)")
    for words in ("bytes read", "bytes indexed", "bytes with rosters"):
        line(words, [each[words] / size for each, size in zip(columns, sizes, strict=True)], ",.0f")
    print("\nmicroseconds a question; in brackets, how much it grows from size to size")
    keys = [key for key in columns[0] if "," in key]
    for words in [key for key in keys if "built" not in key]:
        values = [each[words] for each in columns]
        grown = " ".join(f"{b / a:.1f}" for a, b in pairwise(values))
        line(f"{words} [x {grown}]", values)
    print("\npeers: to build (json.loads = 1), then a question (members_of, a new day = 1)")
    for words in ("intervaltree", "sqlite", "pandas"):
        line(f"{words}, built", [(b := each.get(f"{words}, built")) and b / each["parse"] for each in columns])
        line(words, [(q := each.get(words)) and q / each["members_of, a new day"] for each in columns])


if __name__ == "__main__":
    main()
