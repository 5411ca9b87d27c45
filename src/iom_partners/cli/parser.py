"""The arguments of every command, for argparse: also what help and completion are made from."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from shutil import get_terminal_size
from typing import Any, NamedTuple, NoReturn

from .. import __version__
from ..errors import shorten
from .output import plain, print_error

__all__ = ["COMMANDS", "FORMAT_NAMES", "SHELLS", "Command", "add_time", "make_parser", "option_of", "read_arguments"]

#: The formats of export, for help: to read them where they are defined would slow every start.
FORMAT_NAMES = (
    "sqlite, parquet, excel, datapackage, popolo, ftm, jsonld, turtle, graphml, gexf, icalendar, mermaid, markdown, "
    "html"
)
#: The shells for which there is completion.
SHELLS = ("bash", "zsh", "fish")
#: How data are cited.
_STYLES = ("apa", "bibtex", "csl")
_OUTPUTS = ("table", "json", "csv", "md")
_WIDTH = "Lines are broken at the width of the terminal, or of the variable COLUMNS."
_STATUS = (
    "Exit status: 0 certain, 1 ruled out, 2 usage error or bad data, 3 undecided; 70 a fault of the program, 74 the "
    "output cannot be written."
)
#: An option and its value, with the brackets around both.
_WITH_VALUE = r"[\[(]?--[a-z-]+ (?:[A-Z]+|\{[a-z,]+\})[\])]?"
_DAY = "on one day; of a partial date, one day of it: 2013-09-01, 2013-09, today"


class Command(NamedTuple):
    """A command.

    Attributes:
        module: the module of this package that has a function of its name (with ``_`` for ``-``), which takes the
            parsed arguments and returns the exit status.
        help: what it does, in a few words.
        add: adds its arguments to its parser.
        more: sentences for its help.
        takes_data: whether it takes ``--data`` and ``--according-to``.
        has_output: whether it takes ``--format``.
    """

    module: str
    help: str
    add: Callable[[argparse.ArgumentParser], None]
    more: str = ""
    takes_data: bool = True
    has_output: bool = True


class _Parser(argparse.ArgumentParser):
    """A parser that takes options in full only, and does not hide that its help cannot be written."""

    def __init__(self, **more: Any) -> None:
        # A shortened option of today could be another one tomorrow.
        super().__init__(**more, allow_abbrev=False)

    def format_usage(self) -> str:
        """Return the usage; argparse does not break a group of options of which one is needed."""
        return _narrowed(super().format_usage())

    def format_help(self) -> str:
        """Return the help, with its usage in lines that fit."""
        usage = super().format_usage()
        return f"{_narrowed(usage)}{super().format_help().removeprefix(usage)}"

    def error(self, message: str) -> NoReturn:
        """Print the usage and an error, and exit."""
        if "--on" in message and message.endswith("is required"):
            message = f"{message} (for example --on 2013-09-01)"
        self.print_usage(sys.stderr)
        with suppress(OSError):  # As argparse does, so that the status stays that of wrong usage.
            print_error(plain(f"{self.prog}: error: {message}"))
        raise SystemExit(2)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Check one of several values; of all commands, only the nearest are listed."""
        if not isinstance(action, argparse._SubParsersAction) or value in action.choices:
            super()._check_value(action, value)
            return
        from difflib import get_close_matches

        near = get_close_matches(value[:80], action.choices)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "iom-partners --help lists all commands"
        self.error(f"no command is called {shorten(value)} ({hint})")

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout:
            file.write(message)
        else:
            super()._print_message(message, file)


def _narrowed(usage: str) -> str:
    """Return a usage that fits the terminal; each option stays on one line with its value."""
    from re import sub

    from ..tables.text import wrapped

    width = get_terminal_size().columns - 2
    if all(len(line) <= width for line in usage.split("\n")):
        return usage
    whole = sub(_WITH_VALUE, lambda found: found[0].replace(" ", "\0"), " ".join(usage.split()))
    return f"{wrapped(whole, width, indent=' ' * len('usage: '))}\n".replace("\0", " ")


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return the parsed arguments; help and wrong usage exit.

    >>> args = read_arguments(["--json", "chair", "GMG", "--on", "2013-09-01"])
    >>> args.command, args.output, args.on
    ('chair', 'json', '2013-09-01')
    """
    parser = make_parser()
    args = parser.parse_args(argv)
    if args.command is None:
        _list_commands(parser)
        raise SystemExit(2)
    args.according_to = [*args.first_sources, *getattr(args, "according_to", ())]
    command = COMMANDS[args.command]
    if (args.data or args.according_to) and not command.takes_data:
        parser.error(f"{args.command} takes neither --data nor --according-to")
    if args.output is not None and not command.has_output:
        parser.error(f"{args.command} takes no --format")
    args.output = args.output or "table"
    return args


def _list_commands(parser: argparse.ArgumentParser) -> None:
    """Print every command to the errors, with what it does."""
    from ..tables.text import wrapped

    width = get_terminal_size().columns - 2
    lines = [wrapped(each.help, width, first=f"  {name:<12}", indent=" " * 14) for name, each in COMMANDS.items()]
    more = wrapped("iom-partners --help lists all options, and iom-partners COMMAND --help those of a command.", width)
    parser._print_message("\n".join([parser.format_usage(), *lines, "", more, ""]), sys.stderr)


def option_of(command: str, field: str) -> str:
    """Return how an argument is written on the command line: the option, or what help calls a positional argument.

    >>> option_of("chair", "on"), option_of("members", "body"), option_of("chair", "colour")
    ('--on', 'BODY', '')
    """
    for action in parser_of(make_parser(), command)._actions:
        if action.dest == field:
            return action.option_strings[-1] if action.option_strings else str(action.metavar)
    return ""


def parser_of(parser: argparse.ArgumentParser, command: str) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    commands: Any = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    found: argparse.ArgumentParser = commands.choices[command]
    return found


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands.

    >>> make_parser().prog
    'iom-partners'
    """
    parser = _Parser(
        prog="iom-partners",
        description="Who was in what, in which role, when, and who says so.",
        epilog=f"{_STATUS} {_WIDTH}",
    )
    parser.add_argument("--version", action="version", version=f"iom-partners {__version__}")
    _add_data(parser, {"dest": "first_sources", "default": []}, default=None)
    _add_output(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in COMMANDS.items():
        described = f"{command.help[0].upper()}{command.help[1:]}.{command.more}"
        made = commands.add_parser(name, help=command.help, description=described)
        command.add(made)
        # The same options may stand before the command: what is not given here leaves them as they are.
        if command.takes_data:
            _add_data(made, {"default": argparse.SUPPRESS}, default=argparse.SUPPRESS)
        if command.has_output:
            _add_output(made, default=argparse.SUPPRESS)
    return parser


def _add_data(parser: argparse.ArgumentParser, sources: dict[str, Any], *, default: Any) -> None:
    parser.add_argument(
        "--data", metavar="PACKAGE", default=default, help="a folder or zip of data (default: the curated data)"
    )
    parser.add_argument(
        "--according-to", metavar="SOURCE", action="append", help="use only this source; may be repeated", **sources
    )


def _add_output(parser: argparse.ArgumentParser, *, default: Any) -> None:
    parser.add_argument(
        "--format", dest="output", choices=_OUTPUTS, default=default, help="how to print it (default: table)"
    )
    parser.add_argument(
        "--json", dest="output", action="store_const", const="json", default=default, help="the same as --format json"
    )


def add_time(parser: argparse.ArgumentParser, *, is_required: bool = True, has_throughout: bool = True) -> None:
    """Add the options for the time of a question, of which one is given."""
    time = parser.add_mutually_exclusive_group(required=is_required)
    time.add_argument("--on", metavar="DAY", help=_DAY)
    time.add_argument("--during", metavar="PERIOD", help="on at least one day: 2013, 2013-07/2013-12")
    if has_throughout:
        time.add_argument("--throughout", metavar="PERIOD", help="on every day: 2013, 2013-07/2013-12")


def _add_body(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("body", metavar="BODY", help="its id, acronym, name or former name")


def _add_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=int, metavar="N", help="the most rows to print (default: of the table 20, of all else all)"
    )


def _chair(parser: argparse.ArgumentParser) -> None:
    _add_body(parser)
    add_time(parser)
    parser.add_argument("--role", help="only this role, such as co-chair; or another office, such as vice-chair")
    parser.add_argument(
        "--lineage", action="store_true", help="also ask about the bodies that it replaced or that replaced it"
    )


def _members(parser: argparse.ArgumentParser) -> None:
    _add_body(parser)
    add_time(parser)
    parser.add_argument("--role", default="member", help="only this role, such as observer (default: member)")
    parser.add_argument("--office", help="only who held this office, in the words of the data")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--components", action="store_true", help="list the components of a collective instead of it")
    kind.add_argument("--count", action="store_true", help="only how many there were")


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("agent", metavar="WHO", help="an organization or person, by any of its names")
    add_time(parser)
    parser.add_argument("--language", metavar="CODE", default="en", help="ISO 639-1 code (default: en)")
    parser.add_argument(
        "--kind",
        choices=("official", "acronym", "former", "native", "spelling", "alias"),
        default="official",
        help="the kind of name (default: official)",
    )


def _projects(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "agent", metavar="WHO", nargs="?", help="who took part (default: the projects that were under way)"
    )
    add_time(parser)
    parser.add_argument("--role", help="only in this role, such as implementer, funder or partner")
    _add_country_and_theme(parser)


def _add_country_and_theme(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--country", metavar="CODE", help="only projects with a place in it, ISO 3166-1 alpha-2: CO")
    parser.add_argument("--theme", help="only projects about it, such as coffee")


def _partners(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("agent_or_project", metavar="WHO", help="an organization, person or project")
    add_time(parser)
    parser.add_argument("--kind", help="only this kind of organization, such as company, ngo or un-agency")
    parser.add_argument("--role", help="only who took part in a project in this role")


def _total(parser: argparse.ArgumentParser) -> None:
    add_time(parser, is_required=False, has_throughout=False)
    parser.add_argument("--donor", metavar="WHO", help="only what it gave")
    parser.add_argument("--recipient", metavar="WHO", help="only what it received")
    parser.add_argument("--project", help="only what was for this project or work")
    _add_country_and_theme(parser)
    parser.add_argument("--role", help="only of donors with this role in the project")


def _timeline(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="NAME", help="an organization, person, project or work")
    _add_limit(parser)


def _gaps(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("body", metavar="BODY", nargs="?", help="its id or any of its names (default: all bodies)")
    _add_limit(parser)


def _conflicts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="NAME", nargs="?", help="only those about this organization, project ...")
    parser.add_argument(
        "--kind", choices=("contradiction", "coarser", "duplicate"), help="only this kind (default: all three)"
    )
    _add_limit(parser)


def _reliance(parser: argparse.ArgumentParser) -> None:
    _add_body(parser)
    add_time(parser, is_required=False)
    parser.add_argument(
        "--of", choices=("chair", "members"), default="chair", help="the answer to examine (default: chair)"
    )
    _add_limit(parser)


def _find(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="free text, possibly misspelled or partial")
    parser.add_argument("--limit", type=int, default=5, metavar="N", help="the most results to print (default: 5)")
    parser.add_argument(
        "--type",
        dest="record_type",
        choices=("organizations", "people", "projects", "works", "events", "places"),
        help="only records of this type (default: all)",
    )


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="NAME", help="any of its names, or the id of any record or source")


def _info(_: argparse.ArgumentParser) -> None:
    pass


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="PACKAGE", nargs="?", help="the data package (default: the curated data)")


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="PACKAGE", help="the data package")
    parser.add_argument("--tables", action="store_true", help="write CSV tables and schemas too")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", help=f"one of {FORMAT_NAMES}")
    parser.add_argument("path", metavar="OUT", help="the file; of datapackage and parquet the folder, or a .zip of it")
    parser.add_argument("--about", metavar="NAME", help="the organization, person, project or work to write about")
    parser.add_argument("--strict", action="store_true", help="write nothing if anything would be lost")


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the older data package")
    parser.add_argument("new", metavar="NEW", nargs="?", help="the newer data package (default: the curated data)")


def _cite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "style", metavar="STYLE", nargs="?", choices=_STYLES, default="apa", help="apa, bibtex or csl (default: apa)"
    )


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=f"one of {', '.join(SHELLS)}")


#: Every command by its name, in the order of help. One more is a module, a line here and a function for its arguments.
COMMANDS: dict[str, Command] = {
    "chair": Command("questions", "who held the chair of a body", _chair),
    "members": Command("questions", "who was a member of a body", _members),
    "name": Command("questions", "what an organization was called", _name),
    "projects": Command("questions", "the projects in which someone took part", _projects),
    "partners": Command("questions", "who took part in a project, or shared one with someone", _partners),
    "total": Command(
        "questions", "what contributions of money add up to", _total,
        " Exit status: 0 if the sums hold every contribution, 3 if not, or if there are none.",
    ),
    "timeline": Command("histories", "everything dated about one organization, person, project or work", _timeline),
    "gaps": Command("histories", "what is not known of the chairs and members of a body", _gaps),
    "conflicts": Command("histories", "where sources state different things", _conflicts),
    "reliance": Command(
        "histories", "on which sources an answer rests", _reliance,
        " Without a time: on which sources each chair of the body rests.",
    ),
    "find": Command("records", "search names, tolerating misspellings", _find, " Exit status: 0 found, 1 not."),
    "show": Command("records", "all about one record, with its sources", _show),
    "info": Command("records", "the versions of program and data, and how much they hold", _info),
    "export": Command(
        "packages", "write the data in a format of other programs", _export, " It prints what the format cannot hold."
    ),
    "check": Command(
        "packages", "report all problems of a data package", _check, " Exit status: 0 none, 1 warnings, 2 errors.",
        takes_data=False,
    ),
    "format": Command(
        "packages", "rewrite a data package in canonical form", _format,
        " Its descriptor gets the hash of each file.", takes_data=False,
    ),
    "verify": Command(
        "packages", "check every file of a data package against its hash", _check,
        " Exit status: 0 whole, 2 damaged.", takes_data=False,
    ),
    "diff": Command(
        "packages", "list the facts that differ between two data packages", _diff,
        " Exit status: 0 none, 1 some.", takes_data=False,
    ),
    "cite": Command("cite", "how to cite the data", _cite, has_output=False),
    "serve-mcp": Command(
        "serve", "answer the questions of assistants", _info,
        " It speaks the Model Context Protocol from input to output until the input ends, and logs to the errors.",
        has_output=False,
    ),
    "completion": Command(
        "completion", "print what completes commands, options and names in a shell", _completion,
        " For bash, put this into ~/.bashrc: source <(iom-partners completion bash)",
        takes_data=False, has_output=False,
    ),
}  # fmt: skip
