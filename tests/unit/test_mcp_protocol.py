"""The protocol of the server for assistants: which line is answered how, and that no line whatsoever breaks it."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners.mcp_server.protocol import LONGEST_LINE, REVISIONS, Session, serve
from strategies import examples

PREFIX = "io.modelcontextprotocol/"
META = {f"{PREFIX}protocolVersion": REVISIONS[0], f"{PREFIX}clientCapabilities": {}}
INFO = {"name": "server", "version": "1"}
TOOL = {
    "name": "echo", "title": "Echo", "description": "Echoes.", "inputSchema": {"type": "object"},
    "outputSchema": {"type": "object"}, "annotations": {"readOnlyHint": True},
}  # fmt: skip


def echo(name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a tool that echoes returns; without an argument it fails."""
    link = {"type": "resource_link", "uri": "https://x.org", "name": "x"}
    text = {"type": "text", "text": f"{name}: {arguments['say']}"}
    return {"content": [text, link], "structuredContent": dict(arguments), "isError": False}


def session(revision: str | None = None) -> Session:
    """Return a session; with a revision, one that has settled it."""
    made = Session([TOOL], echo, INFO, "Ask.")
    if revision is not None:
        reply = say(made, "initialize", {"protocolVersion": revision, "capabilities": {}, "clientInfo": INFO})
        assert reply["result"] == {
            "protocolVersion": revision, "capabilities": {"tools": {}}, "serverInfo": INFO, "instructions": "Ask.",
        }  # fmt: skip
    return made


def send(made: Session, message: Any) -> Any:
    """Return the answer to a message, which may be any value or bytes; None where there is none."""
    line = message if isinstance(message, bytes) else json.dumps(message).encode()
    reply = made.reply(line)
    if reply is None:
        return None
    assert reply.endswith(b"\n")
    assert len(reply.decode().splitlines()) == 1
    return json.loads(reply, parse_constant=pytest.fail)


def say(made: Session, method: str, params: Any = None) -> Any:
    """Return the answer to a request."""
    return send(made, {"jsonrpc": "2.0", "id": 7, "method": method} | ({} if params is None else {"params": params}))


CALL = {"name": "echo", "arguments": {"say": "hello"}}

#: Each line, the code of the error, and why.
FAULTS = [
    (b"{", -32700, "not JSON"),
    (b"\xff\xfe{\x00}\x00", -32700, "not UTF-8"),
    (b'\xef\xbb\xbf{"jsonrpc":"2.0","id":1,"method":"ping"}', -32700, "a byte order mark is not JSON"),
    (b'{"jsonrpc":"2.0","id":NaN,"method":"ping"}', -32700, "NaN is not JSON"),
    (b"[" * 100_000, -32700, "nested too deeply"),
    (b'{"id":1' + b"0" * 5_000 + b"}", -32700, "a number that is too long to be read"),
    (b" " * LONGEST_LINE + b"1", -32700, "too long"),
    (1, -32600, "not an object"),
    ([], -32600, "an empty batch"),
    ([{"jsonrpc": "2.0", "id": 1, "method": "ping"}], -32600, "a batch before its revision is settled"),
    ({}, -32600, "no method"),
    ({"jsonrpc": "1.0", "id": 1, "method": "ping"}, -32600, "another version of JSON-RPC"),
    ({"jsonrpc": "2.0", "id": 1, "method": 5}, -32600, "a method is a text"),
    ({"jsonrpc": "2.0", "id": None, "method": "ping"}, -32600, "an id is not null"),
    ({"jsonrpc": "2.0", "id": True, "method": "ping"}, -32600, "true is not a number"),
    ({"jsonrpc": "2.0", "id": 1.5, "method": "ping"}, -32600, "an id is whole"),
    ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}, -32602, "parameters have names"),
    ({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, -32602, "neither initialized nor of a revision of its own"),
    ({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}, -32602, "no revision is asked for"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "code", "reason"), FAULTS, ids=[each[2] for each in FAULTS])
def test_faults_are_answered(message: Any, code: int, reason: str) -> None:
    """A faulty line is answered with the code that JSON-RPC has for it, and the next one is served."""
    made = session()
    reply = send(made, message)
    assert (reply["jsonrpc"], reply["error"]["code"]) == ("2.0", code)
    assert reply["id"] == (1 if isinstance(message, dict) and type(message.get("id")) is int else None)
    assert say(made, "ping") == {"jsonrpc": "2.0", "id": 7, "result": {}}


@pytest.mark.parametrize(
    "message",
    [b"", b"\r\n", {"jsonrpc": "2.0", "method": "tools/call"},
     {"jsonrpc": "2.0", "method": "notifications/initialized"},
     {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": 5}, {"jsonrpc": "2.0", "id": 1, "result": {}},
     {"jsonrpc": "2.0", "id": None, "error": {"code": 1, "message": ""}}],
)  # fmt: skip
def test_notifications_and_responses_are_not_answered(message: Any) -> None:
    """Nothing is said to an empty line, to a notification of any kind, and to a response."""
    assert send(session(), message) is None


@pytest.mark.parametrize(
    ("asked", "settled"), [*zip(REVISIONS[1:], REVISIONS[1:]), (REVISIONS[0], REVISIONS[1]), ("1999", REVISIONS[1])]
)  # fmt: skip
def test_the_revision_is_negotiated(asked: str, settled: str) -> None:
    """`initialize` settles the revision asked for, or else the newest that it can settle."""
    made = session()
    assert say(made, "initialize", {"protocolVersion": asked})["result"]["protocolVersion"] == settled
    listed = say(made, "tools/list")["result"]
    result = say(made, "tools/call", CALL)["result"]
    if settled in {"2025-11-25", "2025-06-18"}:
        assert (listed, result) == ({"tools": [TOOL]}, echo("echo", {"say": "hello"}))
    else:  # Links, objects and titles are of later revisions.
        assert listed == {"tools": [{key: TOOL[key] for key in TOOL if key not in {"title", "outputSchema"}}]}
        assert result == {"content": [{"type": "text", "text": "echo: hello"}], "isError": False}


def test_a_request_may_say_its_revision_itself() -> None:
    """Since 2026-07-28 nothing is settled: each request has its revision, and each result says what it is."""
    made, stamp = session(), {"resultType": "complete", "_meta": {f"{PREFIX}serverInfo": INFO}}
    kept = {"ttlMs": 3_600_000, "cacheScope": "public"}
    found = say(made, "server/discover", {"_meta": META})["result"]
    assert found == stamp | kept | {
        "supportedVersions": list(REVISIONS), "capabilities": {"tools": {}}, "instructions": "Ask.",
    }  # fmt: skip
    assert say(made, "tools/list", {"_meta": META})["result"] == stamp | kept | {"tools": [TOOL]}
    assert say(made, "tools/call", {"_meta": META} | CALL)["result"] == stamp | echo("echo", {"say": "hello"})
    assert say(made, "ping", {"_meta": META})["error"]["code"] == -32601
    assert say(made, "tools/list", {})["error"]["code"] == -32602
    # Both ways may be used on one connection.
    say(made, "initialize", {"protocolVersion": "2025-06-18"})
    assert say(made, "tools/list", {"_meta": {"progressToken": 1}})["result"] == {"tools": [TOOL]}
    assert say(made, "server/discover", {})["error"]["code"] == -32601
    assert send(made, {"jsonrpc": "2.0", "id": 7, "method": "tools/list", "params": None})["result"] == {
        "tools": [TOOL]
    }
    assert "ttlMs" in say(made, "tools/list", {"_meta": META})["result"]


@pytest.mark.parametrize(
    ("meta", "code"),
    [({f"{PREFIX}protocolVersion": "2026-07-28"}, -32602), (META | {f"{PREFIX}clientCapabilities": None}, -32602),
     (META | {f"{PREFIX}protocolVersion": 5}, -32602), (META | {f"{PREFIX}protocolVersion": "2025-11-25"}, -32022),
     (META | {f"{PREFIX}protocolVersion": "2099-01-01"}, -32022)],
)  # fmt: skip
def test_other_revisions_are_refused(meta: Mapping[str, Any], code: int) -> None:
    """A request of a revision that is not served in this way is refused with those that are."""
    error = say(session(), "tools/list", {"_meta": meta})["error"]
    assert error["code"] == code
    told = {"supported": list(REVISIONS), "requested": meta[f"{PREFIX}protocolVersion"]}
    assert code != -32022 or error["data"] == told


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [("resources/list", {}, -32601), ("tools/list", {"cursor": "2"}, -32602), ("tools/call", {}, -32602),
     ("tools/call", {"name": "eval"}, -32602), ("tools/call", {"name": ["echo"]}, -32602),
     ("tools/call", {"name": "echo", "arguments": [1]}, -32602), ("tools/call", {"name": "echo"}, -32603)],
)  # fmt: skip
def test_what_cannot_be_called(method: str, params: Any, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Unknown methods and tools are errors of the protocol; a fault of a tool goes to the log alone."""
    assert say(session("2025-11-25"), method, params)["error"]["code"] == code
    out, err = capsys.readouterr()
    assert (out, "KeyError: 'say'" in err) == ("", code == -32603)


def test_batches_are_of_two_revisions() -> None:
    """A list of messages is answered with the list of answers, where the revision has that; not without end."""
    made = session("2025-03-26")
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    told = send(made, [ping, {"jsonrpc": "2.0", "method": "x"}, 5, ping | {"method": "initialize", "id": "b"}])
    assert [(each["id"], each.get("error", {}).get("code")) for each in told] == [
        (1, None),
        (None, -32600),
        ("b", -32600),
    ]
    assert send(made, [{"jsonrpc": "2.0", "method": "x"}]) is None
    assert send(made, [ping] * 101)["error"]["code"] == -32600
    assert send(session("2025-06-18"), [ping])["error"]["code"] == -32600


def test_lines_are_lines() -> None:
    """No text makes a second line, not even for readers that end one at marks of Unicode; halves of characters go."""
    made = session("2025-11-25")
    text = "a\nb\r\u0085\u2028\u2029\x0b\x0c\x1c\U0001f600\ud800"
    told = say(made, "tools/call", {"name": "echo", "arguments": {"say": text}})["result"]["content"][0]["text"]
    assert told == "echo: " + text[:-1] + "?"


def test_serving_reads_to_the_end() -> None:
    """Lines are answered in their order; one that is too long is skipped whole, and the last needs no end."""
    ping = b'{"jsonrpc":"2.0","id":%d,"method":"ping"}'
    sink = io.BytesIO()
    serve(session(), io.BytesIO(ping % 1 + b"\n" + b"x" * (3 * LONGEST_LINE) + b"\n\n" + ping % 2), sink)
    assert [json.loads(line)["id"] for line in sink.getvalue().splitlines()] == [1, None, 2]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text(st.characters(categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip
MESSAGES = st.fixed_dictionaries(
    {},
    optional={
        "jsonrpc": st.just("2.0") | VALUES,
        "id": st.integers() | st.text() | VALUES,
        "method": st.sampled_from(
            ["initialize", "ping", "tools/list", "tools/call", "server/discover", "notifications/cancelled"]
        ) | VALUES,
        "params": st.fixed_dictionaries({}, optional={
            "_meta": st.just(META) | VALUES, "name": st.just("echo") | VALUES,
            "arguments": st.just({"say": 1}) | VALUES, "protocolVersion": st.sampled_from(REVISIONS) | VALUES,
            "cursor": VALUES,
        }) | VALUES,
        "result": VALUES, "error": VALUES,
    },
)  # fmt: skip
LINES = (
    st.one_of(MESSAGES, VALUES, st.lists(MESSAGES, max_size=4)).map(lambda each: json.dumps(each).encode())
    | st.binary()
)  # fmt: skip


@examples(10)
@given(st.lists(LINES.map(lambda line: line.replace(b"\n", b"")), max_size=6))
@pytest.mark.bulk
def test_no_line_breaks_it(lines: list[bytes]) -> None:
    """Whatever is sent, each answer is one message with a result or an error, and the server goes on."""
    made = session()
    for line in lines:
        told = send(made, line)
        for each in told if isinstance(told, list) else [told] if told else []:
            assert each["jsonrpc"] == "2.0"
            assert ("result" in each) != ("error" in each)
            assert each["id"] is None or type(each["id"]) in {int, str}
            assert "result" not in each or each["id"] is not None
    assert say(made, "ping") == {"jsonrpc": "2.0", "id": 7, "result": {}}
