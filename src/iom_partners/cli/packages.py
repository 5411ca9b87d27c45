"""The commands for whole data packages: export, check, format, verify and diff."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from ..checks import files
from ..checks.problem import Problem
from ..dataset import Dataset
from ..errors import DataFileError, InvalidQuestionError
from ..files.hashes import fault_of_bytes, fault_of_seal
from ..io.json_text import DESCRIPTOR
from ..io.package_reader import open_package
from ..io.package_writer import write_package
from ..io.records import read_whole
from ..io.shipped import data_path
from ..loading import load
from ..provenance.diff import Change
from ..store.collection import RecordList
from ..store.record_types import RECORD_TYPES
from ..store.table_schemas import EXAMPLES, tally
from ..tables.table import Column, Table, required
from .asked import data_of
from .output import print_csv, print_json, print_line, print_markdown, print_text

__all__ = ["check", "diff", "export", "format", "verify"]


def export(args: Namespace) -> int:
    """Write the data in a format, and print what it cannot hold."""
    if args.path == "-":
        hint = "name a file"
        raise InvalidQuestionError("export needs a file, not the output", value=args.path, field="path", hint=hint)
    lost = data_of(args).export(args.path, args.format, about=args.about, strict=args.strict)
    if args.output == "json":
        print_json(lost.to_dicts())
    elif args.output == "csv":
        print_csv(lost)
    else:
        for line in str(lost).splitlines() if lost else ():
            print_text(line, "- " if args.output == "md" else "", "  ")
        print_text(f"{args.path} is written" if lost else f"{args.path} is written; nothing is lost")
    return 0


def check(args: Namespace) -> int:
    """Print every problem of a package, errors first, each with file, record and field."""
    store, found = files.problems_of_package(args.folder or data_path())
    if store is not None:
        # Problems of records name the collection; here the file is named.
        found += [each._replace(path=each.path.replace("[", ".json[", 1)) for each in Dataset(store).check()]
    found.sort(key=lambda each: each.severity)
    if args.output != "table":
        _print_table(args, RecordList(found, "problems").to_table(), tally(found))
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
            print_text(f"{problem.severity}: {problem.path}: {problem.reason}", "", "  ")
        if len(shown) < len(problems):
            is_cut = True
            print_text(f"… and {len(problems) - len(shown):,} more warnings of the kind {kind}", "  ", "    ")
    print_text((tally(found) if found else "no problems") + ("; --json prints all" if is_cut else ""))


def format(args: Namespace) -> int:  # noqa: A001 # The function is called as the command is.
    """Rewrite a package in canonical form, and print which of its files changed."""
    if not os.path.isdir(args.folder):
        raise DataFileError("is not a folder", value=args.folder, field=args.folder)
    package = open_package(args.folder, is_held=False)
    if tables := [
        each for each, told in package.listed.items() if told.get("name") in RECORD_TYPES and each.endswith(".csv")
    ]:
        hint = "export them again, or remove bytes and hash of a file that was changed from the descriptor"
        raise DataFileError(
            "is a package of CSV files, which have no canonical form", value=tables[0], field=args.folder, hint=hint
        )
    records = Dataset.from_records(read_whole(package).records())._store
    # Else a damaged file, once its new hash is declared, would look like one that was changed on purpose.
    altered = [DESCRIPTOR] if fault_of_seal(package.read(DESCRIPTOR) or b"") else []
    altered += [each for each, told in package.listed.items() if fault_of_bytes(package.read(each) or b"", told)]
    with_tables = args.tables or os.path.isdir(os.path.join(args.folder, "tables"))
    collections = {name: records[name] for name in RECORD_TYPES}
    changed = write_package(args.folder, collections, package.version(), with_tables=with_tables)
    if args.output != "table":
        rows = [("altered", package.path_of(each)) for each in altered]
        rows += [("rewritten", os.path.join(args.folder, each)) for each in sorted(changed)]
        columns = (
            required(
                "what", "string", "changed since its hash was declared, or rewritten now", ("altered", "rewritten")
            ),
            required("file", "string", "its path"),
        )
        _print_table(args, Table("files", columns, rows), f"{len(changed)} files rewritten")
        return 0
    for place in altered:
        print_text(f"{package.path_of(place)}: changed since its hash was declared; taken as it is")
    for file in sorted(changed):
        print_text(os.path.join(args.folder, file))
    print_text(f"{len(changed)} files rewritten; {DESCRIPTOR} has their hashes" if changed else "nothing to change")
    return 0


def verify(args: Namespace) -> int:
    """Print how many files of a package are as its descriptor declares; as JSON the hash of each."""
    hashes = files.verify(args.folder)
    told = f"{len(hashes)} files are as {DESCRIPTOR} declares"
    if args.output == "json":
        print_json(hashes)
    elif args.output == "table":
        print_text(told)
    else:
        columns = required("file", "string", "its path in the package"), required("hash", "string", "as declared")
        _print_table(args, Table("files", columns, hashes.items()), told)
    return 0


def diff(args: Namespace) -> int:
    """Print the facts that differ between two packages."""
    new = Dataset.read(args.new, strict=False) if args.new else load()
    changes = new.diff(Dataset.read(args.old, strict=False))
    if args.output in {"json", "csv"}:
        columns = [Column(each, "string", "") for each in Change._fields]
        _print_table(args, Table("changes", columns, changes), "")
    elif args.output == "md":
        for line in str(changes).splitlines():
            print_line(line)
    else:
        for line in str(changes).splitlines():
            print_text(line, "", "  ")
    return 1 if changes else 0


def _print_table(args: Namespace, table: Table, heading: str) -> None:
    """Print a table in the form of a program."""
    if args.output == "json":
        print_json(table.to_dicts())
    elif args.output == "csv":
        print_csv(table)
    else:
        print_markdown(heading, table)
