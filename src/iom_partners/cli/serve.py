"""The command that answers assistants: serve-mcp."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from functools import partial
from typing import TYPE_CHECKING

from .. import __version__
from ..mcp_server.protocol import Session, serve
from ..mcp_server.tools import INSTRUCTIONS, call, listing
from .asked import data_of

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["serve_mcp"]


def serve_mcp(args: Namespace) -> int:
    """Answer one client by the Model Context Protocol, from the input to the output, until the input ends."""
    data = data_of(args)
    source, sink = (getattr(stream, "buffer", None) for stream in (sys.stdin, sys.stdout))
    if source is None or sink is None:
        raise OSError("the input or the output is closed")
    session = Session(listing(), partial(call, data), {"name": "iom-partners", "version": __version__}, INSTRUCTIONS)
    with redirect_stdout(sys.stderr):  # The output holds the protocol alone, whatever else would print.
        serve(session, source, sink)
    return 0
