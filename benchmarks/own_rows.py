"""`Dataset.from_rows` of a CSV file of 100,000 made-up rows against the plainest loop that reads its dates.

Run it with the Python of an environment that has iom-partners installed. Both read the same file in the same run; each
row has a member, a body, a start to the day and, in half of the rows, an end.
"""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from iom_partners import Dataset

ROWS = 100_000


def write(path: Path) -> None:
    """Write the file."""
    made = random.Random(1)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["member", "body", "start", "end"])
        for _ in range(ROWS):
            start = date(1950, 1, 1) + timedelta(made.randrange(27_000))
            end = start + timedelta(made.randrange(400, 9_000)) if made.random() < 0.5 else ""
            member, body = made.randrange(ROWS // 20), int(ROWS // 100 * made.random() ** 2)
            writer.writerow([f"Agent {member}", f"Body {body}", start, end])


def plain(path: Path) -> object:
    """Read the file with the standard library alone."""
    read = date.fromisoformat
    with path.open(newline="") as file:
        return [
            (row["member"], row["body"], read(row["start"]), read(row["end"]) if row["end"] else None)
            for row in csv.DictReader(file)
        ]


def ours(path: Path) -> object:
    """Read the file as a dataset, whose records are checked."""
    with path.open(newline="") as file:
        return Dataset.from_rows(csv.DictReader(file))


def seconds(call: Callable[[Path], object], path: Path) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    kept = call(path)
    spent = time.process_time() - start
    del kept
    return spent


def main() -> None:
    """Print the ratio of the least times of five turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        write(path)
        turns = [(seconds(plain, path), seconds(ours, path)) for _ in range(5)]
    unit, own = map(min, zip(*turns, strict=True))
    print(f"csv.DictReader and date.fromisoformat = 1 ({unit / ROWS * 1e6:.1f} us a row here)")
    print(f"  Dataset.from_rows, {ROWS:,} rows     {own / unit:5.1f}")


if __name__ == "__main__":
    main()
