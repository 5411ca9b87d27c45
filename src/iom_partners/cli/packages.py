"""What the command does with whole data packages: check, format and diff."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from ..checks.files import package_problems, read_or_problems
from ..checks.problem import Problem
from ..dataset import Dataset
from ..errors import DataFileError
from ..io.codec import DESCRIPTOR
from ..io.shipped import data_path
from ..loading import load
from ..store.record_types import RECORD_TYPES

__all__ = ["check", "diff", "format"]

Print = Callable[[Any], None]


def check(args: argparse.Namespace, say: Print, say_json: Print) -> int:
    """Print every problem of a package, errors first, each with file, record and field."""
    with nullcontext(Path(args.folder)) if args.folder else data_path() as folder:
        store, found = read_or_problems(folder)
        if store is not None:
            problems = (*package_problems(folder, store), *map(_with_file, Dataset(store).check()))
            found = tuple(sorted(problems, key=lambda problem: problem.severity))
    if args.json:
        say_json([problem._asdict() for problem in found])
    else:
        for problem in found:
            say(f"{problem.severity}: {problem.path}: {problem.reason}")
        say(f"{len(found)} problems" if found else "no problems")
    return 2 if any(problem.severity == "error" for problem in found) else 1 if found else 0


def _with_file(problem: Problem) -> Problem:
    return problem._replace(path=problem.path.replace("[", ".json[", 1))


def format(args: argparse.Namespace, say: Print, _: Print) -> int:  # noqa: A001 # It is the name of the command.
    """Write a package anew, and say which of its files changed."""
    folder = Path(args.folder)
    if not folder.is_dir():
        raise DataFileError("is no folder", value=args.folder, field=args.folder)
    data = Dataset.read(folder, strict=False)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    with_tables = args.tables or (folder / "tables").is_dir()
    records = [record for name in RECORD_TYPES for record in data._store[name]]
    Dataset.from_records(records, version=data.version).write(folder, with_tables=with_tables)
    changed = [file for file in sorted(folder.rglob("*")) if file.is_file() and before.get(file) != file.read_bytes()]
    for file in changed:
        say(str(file))
    say(f"{len(changed)} files written anew; {DESCRIPTOR} holds their hashes" if changed else "nothing to change")
    return 0


def diff(args: argparse.Namespace, say: Print, say_json: Print) -> int:
    """Print what changed from one package to another."""
    new = Dataset.read(args.new, strict=False) if args.new else load()
    changes = new.diff(Dataset.read(args.old, strict=False))
    if args.json:
        say_json([change._asdict() for change in changes])
    else:
        for line in str(changes).splitlines():
            say(line)
    return 1 if changes else 0
