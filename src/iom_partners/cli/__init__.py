"""The command ``iom-partners``: the questions of the library from a terminal.

Exit status: 0 certain, 1 ruled out, 2 usage error or bad data, 3 undecided; 70 a fault of the program, 74 what it says
cannot be written.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout, suppress
from io import StringIO
from typing import Any

from .. import __version__
from ..errors import IomPartnersError
from .output import plain, say_error

__all__ = ["FORMAT_NAMES", "main"]

#: The formats of export, for help: to read them where they are defined would slow every start.
FORMAT_NAMES = (
    "sqlite, parquet, excel, datapackage, popolo, ftm, jsonld, turtle, graphml, gexf, icalendar, mermaid, markdown, "
    "html"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        argv: the arguments; by default those of the program.

    >>> main(["name", "GMG", "--on", "2004-01-01"])  # doctest: +ELLIPSIS
    certain: Geneva Migration Group
    ...
    0
    """
    with ExitStack() as streams:
        # Python has None for what was closed from the start, and would print errors to the output instead.
        if sys.stderr is None:
            streams.enter_context(redirect_stderr(StringIO()))
        if sys.stdout is not None:
            return _guarded(argv)
        unread = streams.enter_context(redirect_stdout(StringIO()))
        try:
            status = _guarded(argv)
        except SystemExit as done:  # Of help and version, which print as well, or of wrong usage.
            status = int(done.code or 0)
        if unread.getvalue():
            _tell("the output is closed")
            return 74
        return status


def _guarded(argv: Sequence[str] | None) -> int:
    """Run the command; no error leaves with the status of an answer."""
    args = None
    try:
        try:
            args = _parser().parse_args(argv)
            return _run(args)
        finally:
            # Here, because what is flushed at the end of the program can be reported no more.
            sys.stdout.flush()
    except IomPartnersError as error:
        _tell(say_error(error, args))
        return 2
    except BrokenPipeError:
        _drop(sys.stdout)  # The reader has gone away (| head).
        return 141
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        _tell(plain(str(error)))
        _drop(sys.stdout)
        return 74
    except Exception:
        from traceback import print_exc

        with suppress(OSError):
            print_exc()
        return 70


def _tell(message: str) -> None:
    """Print one line to the errors, if they can be written."""
    try:
        print(f"iom-partners: {message}", file=sys.stderr, flush=True)
    except OSError:
        _drop(sys.stderr)


def _drop(stream: Any) -> None:
    """Send what is not yet written nowhere, so that flushing it at exit does not raise again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(args: argparse.Namespace) -> int:
    # Imported here, so that help and usage errors load no data, and questions nothing that only packages need.
    run: Callable[[argparse.Namespace], int]
    if args.command in {"check", "format", "verify", "diff"}:
        from . import packages

        run = getattr(packages, args.command)
    elif args.command == "cite":
        from . import cite

        run = cite.cite
    else:
        from . import commands

        run = getattr(commands, args.command)
    return run(args)


class _Parser(argparse.ArgumentParser):
    """A parser that does not hide that its help cannot be written."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout:
            file.write(message)
        else:
            super()._print_message(message, file)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="iom-partners",
        description="Who was in what, in which role, when, and who says so.",
        epilog="Exit status: 0 certain, 1 ruled out, 2 usage error or bad data, 3 undecided; "
        "70 a fault of the program, 74 the output cannot be written.",
    )
    parser.add_argument("--version", action="version", version=f"iom-partners {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    def add(name: str, text: str, more: str = "") -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=f"{text.capitalize()}.{more}")

    for name, text in (
        ("chair", "who held the chair of a body"),
        ("members", "who was a member of a body"),
        ("name", "what an organization was called"),
    ):
        command = add(name, text)
        command.add_argument("body", help="its id, acronym, name or former name")
        time = command.add_mutually_exclusive_group(required=True)
        time.add_argument(
            "--on", metavar="DAY", help="on one day; of a partial date, one day of it: 2013-09-01, 2013-09, today"
        )
        time.add_argument("--during", metavar="PERIOD", help="on at least one day: 2013, 2013-07/2013-12")
        time.add_argument("--throughout", metavar="PERIOD", help="on every day: 2013, 2013-07/2013-12")
        if name == "members":
            time.add_argument("--count", metavar="DAY", help="only how many there were on one day")
            command.add_argument(
                "--components", action="store_true", help="list the components of a collective instead of it"
            )
        _add_data(command)
    find = add("find", "search names, tolerating misspellings")
    find.add_argument("text", help="free text, possibly misspelled or partial")
    find.add_argument("--limit", type=int, default=5, help="the most results to print (default: 5)")
    _add_data(find)
    check = add("check", "report all problems of a data package", " Exit status: 0 none, 1 warnings, 2 errors.")
    check.add_argument("folder", nargs="?", help="the data package (default: the curated data)")
    _add_json(check)
    tidy = add("format", "rewrite a data package in canonical form", " Its descriptor gets the hash of each file.")
    tidy.add_argument("folder", help="the data package")
    tidy.add_argument("--tables", action="store_true", help="write CSV tables and schemas too")
    whole = add("verify", "hold every file of a data package against its hash", " Exit status: 0 whole, 2 damaged.")
    whole.add_argument("folder", nargs="?", help="the data package (default: the curated data)")
    _add_json(whole)
    export = add(
        "export",
        "write the data in a format of other programs",
        " It prints what the format cannot hold.",
    )
    export.add_argument("format", help=f"one of {FORMAT_NAMES}")
    export.add_argument("out", help="the file; of datapackage and parquet the folder, or a .zip of it")
    export.add_argument("--about", metavar="NAME", help="the organization, person, project or work to write about")
    export.add_argument("--strict", action="store_true", help="write nothing if anything would be lost")
    _add_data(export)
    cite = add("cite", "how to cite the data")
    cite.add_argument("--format", choices=["apa", "bibtex", "csl"], default="apa", help="the form (default: apa)")
    cite.add_argument("--data", metavar="PACKAGE", help="a folder or zip of data (default: the curated data)")
    diff = add("diff", "list the facts that differ between two data packages", " Exit status: 0 none, 1 some.")
    diff.add_argument("old", help="the older data package")
    diff.add_argument("new", nargs="?", help="the newer data package (default: the curated data)")
    _add_json(diff)
    return parser


def _add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", metavar="PACKAGE", help="a folder or zip of data (default: the curated data)")
    command.add_argument(
        "--according-to", metavar="SOURCE", action="append", help="use only this source; may be repeated"
    )
    _add_json(command)


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")
