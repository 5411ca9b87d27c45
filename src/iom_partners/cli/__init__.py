"""The command ``iom-partners``: the questions of the library from a terminal.

Exit status: 0 certain, 1 ruled out, 2 usage error or bad data, 3 undecided; 70 a fault of the program, 74 what it says
cannot be written.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout, suppress
from io import StringIO

from .. import __version__
from ..errors import IomPartnersError

TYPE_CHECKING = False  # Known to type checkers; importing `typing` would slow every start.
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Any

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        argv: the arguments; by default those of the program.

    >>> main(["name", "GMG", "--on", "2004-01-01"])  # doctest: +ELLIPSIS
    certain: Geneva Migration Group
    ...
    0
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    with ExitStack() as streams:
        # Python has None for what was closed from the start, and would print errors to the output instead.
        if sys.stderr is None:
            streams.enter_context(redirect_stderr(StringIO()))
        if sys.stdout is not None:
            return _guarded(arguments)
        unread = streams.enter_context(redirect_stdout(StringIO()))
        try:
            status = _guarded(arguments)
        except SystemExit as done:  # Of help, which prints as well, or of wrong usage.
            status = int(done.code or 0)
        if unread.getvalue():
            _tell("the output is closed")
            return 74
        return status


def _guarded(argv: list[str]) -> int:
    """Run the command; no error leaves with the status of an answer."""
    try:
        try:
            return _run(argv)
        finally:
            # Here, because what is flushed at the end of the program can be reported no more.
            sys.stdout.flush()
    except BrokenPipeError:
        _drop(sys.stdout)  # The reader has gone away (| head).
        return 141
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        from .output import plain

        _tell(plain(str(error)))
        _drop(sys.stdout)
        return 74
    except Exception:
        from traceback import print_exc

        with suppress(OSError):
            print_exc()
        return 70


def _tell(message: str) -> None:
    """Print one message to the errors, if they can be written."""
    from .output import print_error

    try:
        print_error(f"iom-partners: {message}")
    except OSError:
        _drop(sys.stderr)


def _drop(stream: Any) -> None:
    """Send what is not yet written nowhere, so that flushing it at exit does not raise again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(argv: list[str]) -> int:
    if argv == ["--version"]:  # Before anything is imported that takes time.
        print(f"iom-partners {__version__}")
        return 0
    from .parser import COMMANDS, read_arguments

    args = read_arguments(argv)
    try:
        return _run_command(COMMANDS[args.command].module, args)
    except IomPartnersError as error:
        from .hints import say_error

        _tell(say_error(error, args))
        return 2


def _run_command(module: str, args: Namespace) -> int:
    """Run one command, whose module is imported now: help and wrong usage load no data."""
    from importlib import import_module

    status: int = getattr(import_module(f".{module}", __name__), args.command.replace("-", "_"))(args)
    return status
