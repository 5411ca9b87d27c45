"""The Model Context Protocol with tools alone: JSON-RPC 2.0 messages in UTF-8, one per line.

A client begins in one of two ways, and may use both. Since revision 2026-07-28 every request carries its revision in
``_meta``, and `server/discover` lists those that are served. Before, `initialize` settles one for the whole connection.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any, NoReturn

from ..errors import shorten

__all__ = ["LONGEST_LINE", "REVISIONS", "Session", "serve"]

#: The revisions that are served, newest first. Of the first, each request says so itself; the others are settled once.
REVISIONS = ("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
#: The most bytes of a line that is read; the rest of a longer one is skipped.
LONGEST_LINE = 1 << 20

#: The revisions of which a line may hold several messages, and how many are answered.
_BATCHING, _LONGEST_BATCH = ("2025-03-26", "2024-11-05"), 100
#: What of a tool and of its result these revisions do not know.
_NEWER = ("title", "outputSchema", "structuredContent")

_PARSE_ERROR, _INVALID_REQUEST, _UNKNOWN_METHOD, _INVALID_PARAMS, _INTERNAL_ERROR = (
    -32700,
    -32600,
    -32601,
    -32602,
    -32603,
)
_UNSUPPORTED_REVISION = -32022

_PREFIX = "io.modelcontextprotocol/"
#: What a client may keep: the tools are the same for everybody as long as the server runs.
_KEPT = {"ttlMs": 3_600_000, "cacheScope": "public"}
#: What some readers take for the end of a line; JSON has them in texts only.
_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class _RefusedError(Exception):
    """A message that is not answered with a result."""

    def __init__(self, code: int, message: str, data: object = None) -> None:
        super().__init__(message)
        self.error = {"code": code, "message": message} | ({} if data is None else {"data": data})


class Session:
    r"""What is said to one client, line by line.

    Args:
        tools: the tools as they are listed: name, title, description, schemas, annotations.
        call: answers a call of a tool, by its name and arguments, with a result of the protocol.
        info: name and version of the server.
        instructions: how the tools are to be used.

    >>> session = Session([], lambda name, arguments: {}, {"name": "x", "version": "1"}, "Ask.")
    >>> session.reply(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}')
    b'{"jsonrpc":"2.0","id":1,"result":{}}\n'
    """

    def __init__(
        self,
        tools: Sequence[Mapping[str, Any]],
        call: Callable[[str, Mapping[str, Any]], dict[str, Any]],
        info: Mapping[str, str],
        instructions: str,
    ) -> None:
        self._tools = {each["name"]: each for each in tools}
        self._call = call
        self._info = info
        self._instructions = instructions
        self._settled: str | None = None

    def reply(self, line: bytes) -> bytes | None:
        """Return the line that answers a line; None where nothing is to be said.

        Args:
            line: of any bytes; what is not a message, or too long, is answered with an error.
        """
        if not line.strip():
            return None
        try:
            message = _read(line)
        except _RefusedError as refused:
            return _write(_failure(None, refused.error))
        if not isinstance(message, list) or self._settled not in _BATCHING or not message:
            answer: Any = self._answer(message)
        elif len(message) > _LONGEST_BATCH:
            answer = _failure(None, {"code": _INVALID_REQUEST, "message": f"more than {_LONGEST_BATCH} messages"})
        else:
            answer = [each for each in (self._answer(part, alone=False) for part in message) if each is not None]
        return _write(answer) if answer else None

    def _answer(self, message: Any, *, alone: bool = True) -> dict[str, Any] | None:
        """Return the response to a message; None to notifications and to responses, which nobody asked for."""
        if not isinstance(message, dict):
            several = "; send one message a line" if isinstance(message, list) else ""
            return _failure(None, {"code": _INVALID_REQUEST, "message": f"a message is one JSON object{several}"})
        method, key = message.get("method"), message.get("id")
        if "method" not in message and ("result" in message or "error" in message):
            return None
        if isinstance(key, bool) or not isinstance(key, str | int):
            key = None
        try:
            if message.get("jsonrpc") != "2.0" or not isinstance(method, str):
                _refuse(_INVALID_REQUEST, 'a message has "jsonrpc": "2.0" and the name of a method')
            if "id" not in message:
                return None
            if key is None:
                _refuse(_INVALID_REQUEST, "the id of a request is a text or a whole number")
            if method == "initialize" and not alone:
                _refuse(_INVALID_REQUEST, "initialize stands alone")
            return {"jsonrpc": "2.0", "id": key, "result": self._result(method, message.get("params"))}
        except _RefusedError as refused:
            return _failure(key, refused.error)
        except Exception:
            from traceback import print_exc

            with suppress(OSError):
                print_exc()
            return _failure(key, {"code": _INTERNAL_ERROR, "message": "a fault of the server; see its log"})

    def _result(self, method: str, params: Any) -> dict[str, Any]:
        params = {} if params is None else params
        if not isinstance(params, dict):
            _refuse(_INVALID_PARAMS, "params is an object")
        if method == "initialize":
            return self._initialize(params)
        meta = params.get("_meta")
        if isinstance(meta, dict) and f"{_PREFIX}protocolVersion" in meta:
            return self._result_alone(method, params, meta)
        if method == "ping":
            return {}
        if self._settled is None:
            meta = f"{_PREFIX}protocolVersion and {_PREFIX}clientCapabilities"
            _refuse(_INVALID_PARAMS, f"begin with initialize, or send {meta} in the _meta of each request")
        result = self._use(method, params)
        if self._settled not in _BATCHING:
            return result
        if method == "tools/list":
            return {"tools": [{key: each[key] for key in each if key not in _NEWER} for each in result["tools"]]}
        texts = [each for each in result["content"] if each["type"] == "text"]
        return {key: value for key, value in result.items() if key not in _NEWER} | {"content": texts}

    def _initialize(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Settle the revision of the connection: the one asked for, or else the newest that is settled in this way."""
        asked = params.get("protocolVersion")
        if not isinstance(asked, str):
            _refuse(_INVALID_PARAMS, "protocolVersion is a text", {"supported": REVISIONS})
        self._settled = asked if asked in REVISIONS[1:] else REVISIONS[1]
        return {
            "protocolVersion": self._settled,
            "capabilities": {"tools": {}},
            "serverInfo": self._info,
            "instructions": self._instructions,
        }

    def _result_alone(self, method: str, params: Mapping[str, Any], meta: Mapping[str, Any]) -> dict[str, Any]:
        """Return the result of a request that states its own revision."""
        asked = meta[f"{_PREFIX}protocolVersion"]
        if not isinstance(asked, str) or not isinstance(meta.get(f"{_PREFIX}clientCapabilities"), dict):
            _refuse(_INVALID_PARAMS, f"_meta has {_PREFIX}protocolVersion, a text, and {_PREFIX}clientCapabilities")
        if asked != REVISIONS[0]:
            told = {"supported": REVISIONS, "requested": asked}
            _refuse(_UNSUPPORTED_REVISION, "Unsupported protocol version", told)
        if method == "server/discover":
            found = {"supportedVersions": REVISIONS, "capabilities": {"tools": {}}, "instructions": self._instructions}
        else:
            found = self._use(method, params)
        kept = {} if method == "tools/call" else _KEPT
        return found | kept | {"resultType": "complete", "_meta": {f"{_PREFIX}serverInfo": self._info}}

    def _use(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """List the tools, or call one."""
        if method == "tools/list":
            if params.get("cursor") is not None:
                _refuse(_INVALID_PARAMS, "there is no cursor, for all tools are listed at once")
            return {"tools": list(self._tools.values())}
        if method != "tools/call":
            _refuse(_UNKNOWN_METHOD, f"there is no method {shorten(method)}")
        name, arguments = params.get("name"), params.get("arguments")
        if not isinstance(name, str) or name not in self._tools:
            _refuse(_INVALID_PARAMS, f"Unknown tool: {shorten(name)}; one of {', '.join(self._tools)}")
        if not isinstance(arguments, dict | None):
            _refuse(_INVALID_PARAMS, "arguments is an object")
        return self._call(name, arguments or {})


def serve(session: Session, source: IO[bytes], sink: IO[bytes]) -> None:
    r"""Answer line by line until the source ends.

    Args:
        session: what answers.
        source: where lines are read.
        sink: where answers are written, each at once; nothing else is.

    Raises:
        OSError: the sink is closed, or the source cannot be read.

    >>> from io import BytesIO
    >>> sink = BytesIO()
    >>> serve(Session([], lambda name, arguments: {}, {}, ""), BytesIO(b"x" * LONGEST_LINE + b"y\n"), sink)
    >>> sink.getvalue()
    b'{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"a line has at most 1048576 bytes"}}\n'
    """
    while line := source.readline(LONGEST_LINE + 1):
        rest = line
        while len(line) > LONGEST_LINE and rest and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE)
        answer = session.reply(line)
        if answer is not None:
            sink.write(answer)
            sink.flush()


def _read(line: bytes) -> Any:
    """Return the value of a line of JSON."""
    if len(line) > LONGEST_LINE:
        _refuse(_PARSE_ERROR, f"a line has at most {LONGEST_LINE} bytes")
    try:
        return json.loads(line.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else shorten(str(error), 200)
        _refuse(_PARSE_ERROR, f"the line is not JSON in UTF-8: {reason}")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _write(message: object) -> bytes:
    """Return a message as one line; halves of a character, which UTF-8 does not have, become question marks."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_BREAKS).encode(errors="replace") + b"\n"


def _refuse(code: int, message: str, data: object = None) -> NoReturn:
    raise _RefusedError(code, message, data)


def _failure(key: str | int | None, error: Mapping[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": key, "error": error}
