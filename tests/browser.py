"""Pages in a browser without a window: what a script says in them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
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
