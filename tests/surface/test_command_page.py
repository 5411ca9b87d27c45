"""The page on the command shows what the command prints; ``SNAPSHOT=write`` writes it anew."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import iom_partners
from iom_partners.cli import main
from iom_partners.cli.parser import COMMANDS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command.md"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def run(line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a shell prints of one line: a command, perhaps a filter, perhaps its exit status."""
    shows_status = line.endswith("; echo $?")
    line = line.removesuffix("; echo $?")
    call, *filters = line.split(" | ")
    words = shlex.split(call)
    width = words.pop(0).removeprefix("COLUMNS=") if words[0].startswith("COLUMNS=") else "80"
    assert words.pop(0) == "iom-partners"
    monkeypatch.setenv("COLUMNS", width)
    status = main(words)
    lines = "".join(capsys.readouterr()).splitlines()
    for each in filters:
        tool, option, value = each.split()
        assert (tool, option) in {("head", "-n"), ("grep", "-v")}
        lines = lines[: int(value)] if tool == "head" else [told for told in lines if value not in told]
    return "\n".join([*lines, *([str(status)] if shows_status else [])])


def told(block: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the lines of a block: each command and what it prints."""
    for line in block.splitlines():
        if line.startswith("$ "):
            yield line
            if out := run(line[2:], capsys, monkeypatch):
                yield out


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="paths and line ends differ")
def test_the_page_shows_what_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of the page that begins with a dollar prints what stands below it, and every command is there."""
    page = PAGE.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    iom_partners.load().write(tmp_path / "PACKAGE")
    new = BLOCK.sub(lambda block: "\n".join(told(block[0], capsys, monkeypatch)) + "\n", page)
    if os.environ.get("SNAPSHOT") == "write":
        PAGE.write_text(new, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == new
    shown = {line.split("iom-partners ")[1].split()[0] for line in new.splitlines() if line.startswith("$ ")}
    assert set(COMMANDS) - shown == {"completion", "serve-mcp"}
