"""The command ``iom-partners``: the questions of the library from a terminal.

Exit status: 0 certain, 1 ruled out, 2 usage or bad data, 3 undecided.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

from .. import __version__
from ..errors import InvalidQuestionError, IomPartnersError, UndecidedError

__all__ = ["main"]

_STATUS = {"certain": 0, "ruled_out": 1, "possible": 3, "unknown": 3}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iom-partners",
        description="Who was in what, in which role, when, and who says so.",
        epilog="Exit status: 0 certain, 1 ruled out, 2 usage or bad data, 3 undecided.",
    )
    parser.add_argument("--version", action="version", version=f"iom-partners {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, help_text in (
        ("chair", "who held the chair of a body"),
        ("members", "who was a member of a body"),
        ("name", "what an organization was called"),
    ):
        command = commands.add_parser(name, help=help_text, description=help_text.capitalize() + ".")
        command.add_argument("body", help="an id, acronym, name or former name")
        time = command.add_mutually_exclusive_group(required=True)
        time.add_argument("--on", metavar="DAY", help="one day, or an EDTF date: 2013-09-01, 2013-09")
        time.add_argument("--during", metavar="PERIOD", help="at least one day of it: 2013, 2013-07/2013-12")
        time.add_argument("--throughout", metavar="PERIOD", help="every day of it")
        if name == "members":
            time.add_argument("--count", metavar="DAY", help="how many there were on a day, at least and at most")
            command.add_argument(
                "--components", action="store_true", help="list the parts of a collective in its place"
            )
        _common(command)
    find = commands.add_parser("find", help="search names, tolerantly", description="Search names, tolerantly.")
    find.add_argument("text", help="free text, also misspelt or partial")
    find.add_argument("--limit", type=int, default=5, help="how many at most (default: 5)")
    _common(find)
    check = commands.add_parser(
        "check",
        help="say all that is wrong with a data package",
        description="Say all that is wrong with a data package. Exit status: 0 nothing, 1 warnings, 2 errors.",
    )
    check.add_argument("folder", nargs="?", help="the data package (default: the curated data)")
    check.add_argument("--json", action="store_true", help="print JSON")
    tidy = commands.add_parser(
        "format",
        help="write a data package in canonical form, with hashes",
        description="Write a data package in canonical form: files in order, and the descriptor with their hashes.",
    )
    tidy.add_argument("folder", help="the data package")
    tidy.add_argument("--tables", action="store_true", help="write CSV tables and schemas too")
    changes = commands.add_parser(
        "diff",
        help="say what changed between two data packages",
        description="Say what changed between two data packages, fact by fact. Exit status: 0 nothing, 1 something.",
    )
    changes.add_argument("old", help="the older data package")
    changes.add_argument("new", nargs="?", help="the newer one (default: the curated data)")
    changes.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", metavar="FOLDER", help="a folder of data files, instead of the curated data")
    command.add_argument(
        "--according-to", metavar="SOURCE", action="append", help="by this source alone; may be repeated"
    )
    command.add_argument("--json", action="store_true", help="print JSON")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status.

    >>> main(["name", "GMG", "--on", "2004-01-01"])  # doctest: +ELLIPSIS
    certain: Geneva Migration Group
    ...
    0
    """
    try:
        args = _parser().parse_args(argv)
        status = _run(args)
        sys.stdout.flush()
    except IomPartnersError as error:
        print(f"iom-partners: {_plain(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader went away (| head); what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return status


def _run(args: argparse.Namespace) -> int:
    if args.command in ("check", "format", "diff"):
        from . import packages

        run: Any = getattr(packages, args.command)
        status: int = run(args, _print, _print_json)
        return status
    return _ask(args)


def _ask(args: argparse.Namespace) -> int:
    from ..dataset import Dataset
    from ..loading import load

    data = Dataset.read(args.data) if args.data else load()
    if args.according_to:
        data = data.according_to(*args.according_to)
    if args.command == "find":
        return _find(data, args)
    if args.command == "members" and args.count is not None:
        return _count(data, args)
    time = {each: value for each in ("on", "during", "throughout") if (value := getattr(args, each)) is not None}
    ask: Any = {"chair": data.chair_of, "members": data.members_of, "name": data.name_of}[args.command]
    if args.command == "members":
        time["components"] = args.components
    answer = ask(args.body, **time)
    told = answer.to_dict() | _of(data)
    if args.json:
        _print_json(told)
    else:
        for word in ("certain", "possible"):
            for item in told[word]:
                _print(f"{word}: {_line(item)}")
        _print(told["why"])
        sources = dict.fromkeys(each["source_id"] for proof in told["evidence"] for each in proof["citations"])
        if sources:
            _print(f"sources: {', '.join(sources)}")
    return _STATUS[told["verdict"]]


def _count(data: Any, args: argparse.Namespace) -> int:
    if args.components:
        raise InvalidQuestionError("a collective counts as one", field="--count", hint="leave out --components")
    count = data.member_count(args.body, on=args.count)
    if args.json:
        _print_json(count.to_dict() | _of(data))
    else:
        _print(str(count))
        _print(count.why)
    try:
        int(count)
    except UndecidedError:
        return _STATUS["possible"]
    return _STATUS["certain"]


def _of(data: Any) -> dict[str, Any]:
    """Say which data an answer is from."""
    return {"data": {"version": data.version, "horizon": data.horizon and str(data.horizon)}}


def _find(data: Any, args: argparse.Namespace) -> int:
    records = data.find(args.text, args.limit)
    found = [{"id": each.id, "name": each.name, "acronym": getattr(each, "acronym", None)} for each in records]
    if args.json:
        _print_json(found)
    else:
        for item in found:
            _print(f"{item['id']}: {_line(item)}")
    return _STATUS["certain" if found else "ruled_out"]


def _line(item: Any) -> str:
    if isinstance(item, str):
        return item
    return f"{item['acronym']} – {item['name']}" if item["acronym"] else str(item["name"])


def _print_json(value: object) -> None:
    text = json.dumps(value, indent=2, ensure_ascii=_encoding().lower().replace("-", "") != "utf8")
    # Marks that steer a terminal are escaped as JSON escapes them, so that nothing is lost.
    print("".join(json.dumps(mark)[1:-1] if mark != "\n" and _steers(mark) else mark for mark in text))


def _print(text: str) -> None:
    print(_plain(text).encode(_encoding(), "replace").decode(_encoding()))


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def _steers(mark: str) -> bool:
    """Whether a mark is a control or a direction: text of a file must not steer the terminal."""
    return unicodedata.category(mark) in ("Cc", "Cf")


def _plain(text: str) -> str:
    """Make marks that steer a terminal visible, line breaks among them: a name makes no line of its own."""
    return "".join(f"\\u{ord(mark):04x}" if _steers(mark) else mark for mark in text)
