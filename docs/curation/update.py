"""Bring every file that is made from the curated data up to date, after an edit of `src/iom_partners/data`.

Run it by hand: .venv/bin/python docs/curation/update.py

It stops at the first problem of the data.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "-m iom_partners format --tables src/iom_partners/data",  # canonical form, CSV tables, schemas, hashes
    "-m iom_partners check src/iom_partners/data",
    "docs/curation/datasheet.py",  # the numbers of docs/datasheet.md
    "docs/curation/release_note.py",  # docs/releases/data-VERSION.md
    "tests/make_ids.py",  # the ids that editors complete
    "tests/make_sbom.py",  # the version of the data in the bill of materials
    "-m pytest -p no:cacheprovider -q tests/curated/test_snapshot.py",  # the answers that the tests compare
)


def main() -> int:
    """Run each command; return the exit status of the last one that ran."""
    for command in COMMANDS:
        print(f"python {command}", flush=True)
        run = subprocess.run(  # noqa: S603 # The commands above.
            [sys.executable, *command.split()], cwd=ROOT, env=os.environ | {"SNAPSHOT": "write"}, check=False
        )
        if run.returncode:
            return run.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
