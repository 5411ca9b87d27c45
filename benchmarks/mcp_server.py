"""Start of the server for assistants to its first answer, against the same tools on FastMCP, in one run.

Run it with the Python of an environment that has iom-partners and `mcp` or `fastmcp` installed. Each round starts each
server anew and in turn: `initialize`, then one call of `chair_of`, answered. FastMCP is the class of that name in
`fastmcp` and in `mcp` before 2; `mcp` calls it MCPServer since. There the tools are the same functions, which return
the same objects; the schemas are those that it makes of their types.
"""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 15
OURS = [sys.executable, "-m", "iom_partners", "serve-mcp"]
PEER = """
{imported}
import iom_partners
from iom_partners.mcp_server.tools import call, listing

server, data = Server("iom-partners"), iom_partners.load()

def tool(name):
    def ask(arguments: dict[str, object]) -> dict[str, object]:
        return call(data, name, arguments)["structuredContent"]
    return ask

for each in listing():
    server.tool(name=each["name"], description=each["description"])(tool(each["name"]))
server.run({run})
"""
QUIET = 'transport="stdio", show_banner=False'
PEERS = {
    "FastMCP of fastmcp": ("from fastmcp import FastMCP as Server", QUIET),
    "MCPServer of mcp": ("from mcp.server.mcpserver import MCPServer as Server", '"stdio"'),
    "FastMCP of mcp": ("from mcp.server.fastmcp import FastMCP as Server", '"stdio"'),
}
CLIENT = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "benchmark", "version": "1"}}
CHAIR = {"body": "GMG", "on": "2013-09-01"}


def first_answer(command: list[str], arguments: dict[str, object]) -> float:
    """Return the seconds from the start of a server to the answer to one question."""
    start = perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        messages = (
            {"id": 0, "method": "initialize", "params": CLIENT},
            {"method": "notifications/initialized"},
            {"id": 1, "method": "tools/call", "params": {"name": "chair_of", "arguments": arguments}},
        )
        for message in messages:
            program.stdin.write(json.dumps({"jsonrpc": "2.0"} | message).encode() + b"\n")
            program.stdin.flush()
            if "id" in message:
                told = json.loads(program.stdout.readline())
        spent = perf_counter() - start
        assert told["result"]["structuredContent"]["verdict"] == "certain", told
        program.communicate()
    return spent


def main() -> None:
    """Print the median and the least time of each server, and ours as a share of each peer's."""
    commands: dict[str, tuple[list[str], dict[str, object]]] = {"iom-partners serve-mcp": (OURS, CHAIR)}
    for name, (imported, run) in PEERS.items():
        if not subprocess.run([sys.executable, "-c", imported], check=False, capture_output=True).returncode:
            code = PEER.format(imported=imported, run=run)
            commands[name] = ([sys.executable, "-c", code], {"arguments": CHAIR})
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, (command, arguments) in commands.items():
            times[name].append(first_answer(command, arguments))
    ours = times["iom-partners serve-mcp"]
    for name, spent in times.items():
        share = f"; ours takes {median(ours) / median(spent):.2f} of it" if spent is not ours else ""
        print(f"{name:24} median {median(spent) * 1e3:5.0f} ms, least {min(spent) * 1e3:5.0f} ms{share}")


if __name__ == "__main__":
    main()
