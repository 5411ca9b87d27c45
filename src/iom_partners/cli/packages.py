"""The commands for whole data packages: check, format and diff."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from ..checks.files import package_problems, read_or_problems
from ..checks.problem import Problem
from ..dataset import Dataset
from ..errors import DataFileError
from ..io.json_text import DESCRIPTOR
from ..io.shipped import data_path
from ..loading import load
from ..store.table_schemas import EXAMPLES, tally
from .output import print_json, print_text

__all__ = ["check", "diff", "format"]


def check(args: argparse.Namespace) -> int:
    """Print every problem of a package, errors first, each with file, record and field."""
    with nullcontext(Path(args.folder)) if args.folder else data_path() as folder:
        store, found = read_or_problems(folder)
        if store is not None:
            # Problems of records name the collection; here the file is named.
            of_records = (each._replace(path=each.path.replace("[", ".json[", 1)) for each in Dataset(store).check())
            found = tuple(sorted((*package_problems(folder, store), *of_records), key=lambda each: each.severity))
    if args.json:
        print_json([problem._asdict() for problem in found])
    else:
        _print_problems(found)
    return 2 if any(problem.severity == "error" for problem in found) else 1 if found else 0


def _print_problems(found: Sequence[Problem]) -> None:
    """Print every error, and of each kind of warning the first ones and how many there are."""
    kinds: dict[str, list[Problem]] = {}
    for problem in found:
        kinds.setdefault("" if problem.severity == "error" else problem.kind, []).append(problem)
    is_cut = False
    for kind, problems in kinds.items():
        shown = problems[:EXAMPLES] if kind else problems
        for problem in shown:
            print_text(f"{problem.severity}: {problem.path}: {problem.reason}")
        if len(shown) < len(problems):
            is_cut = True
            print_text(f"  … and {len(problems) - len(shown):,} more warnings of the kind {kind}")
    print_text((tally(found) if found else "no problems") + ("; --json prints all" if is_cut else ""))


def format(args: argparse.Namespace) -> int:  # noqa: A001 # The function is called as the command is.
    """Rewrite a package in canonical form, and print which of its files changed."""
    folder = Path(args.folder)
    if not folder.is_dir():
        raise DataFileError("is not a folder", value=args.folder, field=args.folder)
    data = Dataset.read(folder, strict=False)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    with_tables = args.tables or (folder / "tables").is_dir()
    Dataset.from_records(data._store.records(), version=data.version).write(folder, with_tables=with_tables)
    changed = [file for file in sorted(folder.rglob("*")) if file.is_file() and before.get(file) != file.read_bytes()]
    for file in changed:
        print_text(str(file))
    print_text(f"{len(changed)} files rewritten; {DESCRIPTOR} has their hashes" if changed else "nothing to change")
    return 0


def diff(args: argparse.Namespace) -> int:
    """Print the facts that differ between two packages."""
    new = Dataset.read(args.new, strict=False) if args.new else load()
    changes = new.diff(Dataset.read(args.old, strict=False))
    if args.json:
        print_json([change._asdict() for change in changes])
    else:
        for line in str(changes).splitlines():
            print_text(line)
    return 1 if changes else 0
