"""Pages in a browser without a window: what a script says in them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
#: These tests have a step of their own in CI, which installs the programs.
needs_browser = [pytest.mark.programs, pytest.mark.skipif(BROWSER is None, reason="without Chromium")]

#: So that it starts anywhere, and asks no network for anything.
_QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=60000",
]  # fmt: skip


def telling(script: str) -> str:
    """Return the element that runs a script, perhaps with `await`, and writes down what it returns."""
    return (
        "<script type='module'>const told = document.createElement('pre'); told.id = 'told';"
        f"const found = await (async () => {{{script}}})();"
        "told.textContent = encodeURIComponent(JSON.stringify(found)); document.body.append(told);</script>"
    )


#: What notebooks lay on tables: that of JupyterLab.
_NOTEBOOK = (
    "body{margin:0;font:14px sans-serif} table{border-collapse:collapse;border-spacing:0;font-size:13px} "
    "td,th{padding:.5em;line-height:normal;white-space:normal}"
)


def beyond_the_edge(folder: Path, pages: Mapping[str, str], widths: Sequence[int] = (700, 900)) -> list[list[Any]]:
    """Return which pages are wider than a cell of a notebook: the width of the cell, the name, and by how much.

    Args:
        folder: for the page, and for the profile of the browser.
        pages: HTML by a name.
        widths: of the cell, in pixels.
    """
    script = f"""
      const found = [];
      for (const width of {list(widths)}) for (const cell of document.querySelectorAll("section")) {{
        cell.style.width = `${{width}}px`;
        const over = [cell, ...cell.querySelectorAll("div")].map((each) => each.scrollWidth - each.clientWidth);
        if (Math.max(...over) > 0) found.push([width, cell.title, Math.max(...over)]);
      }}
      return found;
    """
    cells = (f'<section title="{escape(name)}">{page}</section>' for name, page in pages.items())
    head = f'<!doctype html><meta charset="utf-8"><style>{_NOTEBOOK}</style>'
    file = folder / "page.html"
    file.write_text(f"{head}<body>{''.join(cells)}{telling(script)}</body>", encoding="utf-8")
    found: list[list[Any]] = told(folder, file.as_uri())
    return found


def told(folder: Path, address: str) -> Any:
    """Return what `telling` wrote down in a page.

    Args:
        folder: for the profile of the browser.
        address: of the page.
    """
    done = subprocess.run(
        [str(BROWSER), *_QUIET, f"--user-data-dir={folder / 'profile'}", "--dump-dom", address],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    page = done.stdout.decode()
    found = re.search('<pre id="told">(.*?)</pre>', page)
    assert found, page[-2000:]
    return json.loads(unquote(found[1]))
