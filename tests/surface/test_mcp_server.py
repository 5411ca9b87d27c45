"""The server for assistants as a program: the official client is served, and no end of a pipe leaves a trace."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import iom_partners
from iom_partners import Dataset
from iom_partners.cli import main
from strategies import needs

SOURCE = Path(iom_partners.__file__).parents[1]
COMMAND = [sys.executable, "-W", "error", "-m", "iom_partners", "serve-mcp"]
CHAIR = {"name": "chair_of", "arguments": {"body": "GMG", "on": "2013-09-01"}}
BEGIN = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}


def lines(*requests: tuple[str, Any]) -> bytes:
    """Return requests as lines, numbered from 0."""
    asked = [{"jsonrpc": "2.0", "id": at, "method": each, "params": told} for at, (each, told) in enumerate(requests)]
    return b"".join(json.dumps(each).encode() + b"\n" for each in asked)


class Stream(io.TextIOWrapper):
    """A stream of text over bytes, as those of a program are."""

    def __init__(self, held: bytes = b"") -> None:
        super().__init__(io.BytesIO(held), encoding="ascii")


def served(monkeypatch: pytest.MonkeyPatch, sent: bytes, *args: str) -> tuple[int, list[Any]]:
    """Return the exit status of the command and its answers."""
    source, sink = Stream(sent), Stream()
    monkeypatch.setattr(sys, "stdin", source)
    monkeypatch.setattr(sys, "stdout", sink)
    status = main(["serve-mcp", *args])
    held: Any = sink.buffer
    return status, [json.loads(line) for line in held.getvalue().splitlines()]


def test_the_command_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers until the input ends, with the version of the library."""
    status, told = served(monkeypatch, lines(("initialize", BEGIN), ("tools/call", CHAIR)))
    assert status == 0
    assert told[0]["result"]["serverInfo"] == {"name": "iom-partners", "version": iom_partners.__version__}
    assert told[1]["result"]["structuredContent"]["certain"][0]["id"] == "iom"


def test_own_data_are_served(monkeypatch: pytest.MonkeyPatch, tiny: Dataset, tmp_path: Path) -> None:
    """With ``--data`` the answers are of that package; a faulty one ends the command before anything is served."""
    tiny.write(tmp_path / "own")
    call = {"name": "chair_of", "arguments": {"body": "KFC", "on": "2006-05-01"}}
    _, told = served(monkeypatch, lines(("initialize", BEGIN), ("tools/call", call)), "--data", str(tmp_path / "own"))
    assert [each["id"] for each in told[1]["result"]["structuredContent"]["certain"]] == ["north"]
    assert served(monkeypatch, b"", "--data", str(tmp_path / "none")) == (2, [])


def test_what_prints_goes_to_the_log(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The output holds the protocol alone, even where something prints."""
    tools = import_module("iom_partners.mcp_server.tools")
    monkeypatch.setattr(
        "iom_partners.cli.serve.call", lambda *_: print("stray") or tools.call(iom_partners.load(), *_[1:])
    )
    monkeypatch.setattr("iom_partners.cli.serve.listing", tools.listing)
    _, told = served(monkeypatch, lines(("initialize", BEGIN), ("tools/call", CHAIR)))
    assert [each["id"] for each in told] == [0, 1]
    assert "stray" in capsys.readouterr().err


def test_closed_streams(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an input or an output there is nobody to serve, and the command says so."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["serve-mcp"]) == 74
    assert capsys.readouterr().err == "iom-partners: the input or the output is closed\n"


def started(**pipes: Any) -> subprocess.Popen[bytes]:
    """Start the command as a program, in a locale that has ASCII only."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG"))}
    given = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | pipes
    return subprocess.Popen(COMMAND, env=clean | {"PYTHONPATH": str(SOURCE), "LC_ALL": "C", "PYTHONUTF8": "0"}, **given)


@pytest.mark.slow
def test_each_line_is_answered_at_once() -> None:
    """An answer comes while the input stays open; at its end the program ends, and has logged nothing."""
    with started() as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for sent in (b"{\n", *lines(("initialize", BEGIN), ("tools/call", CHAIR)).splitlines(keepends=True)):
            program.stdin.write(sent)
            program.stdin.flush()
            told = json.loads(program.stdout.readline())
        assert "“Put migrants" in told["result"]["content"][0]["text"]
        assert program.communicate(timeout=60) == (b"", b"")
        assert program.returncode == 0


@pytest.mark.slow
def test_a_client_that_goes_away() -> None:
    """A client that closes the output ends the program, without a traceback."""
    with started() as program:
        assert program.stdout is not None
        program.stdout.close()
        _, err = program.communicate(lines(("ping", {}), ("ping", {})), timeout=60)
        assert (program.returncode, err) == (141, b"")


@pytest.mark.slow
@needs("mcp", "anyio")
@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_official_client_is_served(mode: str) -> None:
    """The client of the package `mcp` begins in either way, lists the tools, and takes each result by its schema."""
    mcp, client_of = import_module("mcp"), import_module("mcp.client.client")
    stdio = import_module("mcp.client.stdio")
    asked = {
        "chair_of": {"body": "GMG", "on": "2009-03-15"},
        "members_of": {"body": "GMG", "on": "2010-10-15"},
        "is_member": {"agent": "WHO", "body": "GMG", "on": "2010-10-15"},
        "timeline": {"about": "Praesidium"},
        "conflicts": {"about": "GMG"},
        "find": {"text": "migration grp"},
    }

    async def talk() -> dict[str, Any]:
        server = mcp.StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env={"PYTHONPATH": str(SOURCE)})
        async with client_of.Client(stdio.stdio_client(server), mode=mode) as client:
            assert client.protocol_version == {"auto": "2026-07-28", "legacy": "2025-11-25"}[mode]
            assert client.server_info.name == "iom-partners"
            assert "only `certain` is a yes" in client.instructions
            tools = {each.name: each for each in (await client.list_tools()).tools}
            assert list(tools) == list(asked)
            assert all(each.annotations.read_only_hint for each in tools.values())
            # The client checks each structured result against the output schema of its tool.
            found = {name: await client.call_tool(name, arguments) for name, arguments in asked.items()}
            wrong = await client.call_tool("chair_of", {"body": "GMG"})
            assert wrong.is_error
            assert wrong.content[0].text.startswith("No answer")
            with pytest.raises(mcp.MCPError, match="Unknown tool"):
                await client.call_tool("drop", {})
            return found

    found = import_module("anyio").run(talk)
    assert {name: each.structured_content["verdict"] for name, each in found.items()} == {
        "chair_of": "unknown", "members_of": "certain", "is_member": "possible", "timeline": "recorded",
        "conflicts": "recorded", "find": "recorded",
    }  # fmt: skip
    links = [str(each.uri) for each in found["timeline"].content if each.type == "resource_link"]
    assert links == [each["url"] for each in found["timeline"].structured_content["sources"] if each["url"]]
