"""Pages in a browser without a window: what a script says in them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import unquote

import pytest

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
#: These tests have a step of their own in CI, which installs the programs.
needs_browser = [pytest.mark.programs, pytest.mark.skipif(BROWSER is None, reason="without Chromium")]

#: So that it starts anywhere, and asks no network for anything.
_QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
_DUMP = ["--virtual-time-budget=60000", "--dump-dom"]


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
        [str(BROWSER), *_QUIET, f"--user-data-dir={folder / 'profile'}", *_DUMP, address],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    page = done.stdout.decode()
    found = re.search('<pre id="told">(.*?)</pre>', page)
    assert found, page[-2000:]
    return json.loads(unquote(found[1]))


#: Keys that make no letter: their codes.
_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39,
         "ArrowDown": 40}  # fmt: skip


class Window:
    """A page in a browser that takes real keys, as opened by `opened`."""

    def __init__(self, asks: int, answers: int) -> None:
        self._asks, self._answers, self._numbers, self._rest = asks, answers, count(1), b""
        self._session: str | None = None
        (page,) = [each for each in self.call("Target.getTargets")["targetInfos"] if each["type"] == "page"]
        found = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = found["sessionId"]

    def call(self, method: str, **params: Any) -> Any:
        """Return what a command of the DevTools protocol returns."""
        number = next(self._numbers)
        asked = {"id": number, "method": method, "params": params}
        asked |= {"sessionId": self._session} if self._session else {}
        os.write(self._asks, json.dumps(asked).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                part = os.read(self._answers, 1 << 20)
                assert part, "the browser ended"
                self._rest += part
            text, _, self._rest = self._rest.partition(b"\0")
            answer = json.loads(text)
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]

    def go(self, address: str) -> None:
        """Open an address and wait until the page is there."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def look(self, width: int = 1000, height: int = 900, scheme: str = "light") -> None:
        """Set the size of the window and its color scheme."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def read(self, script: str) -> Any:
        """Return the value of an expression."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def wait(self, script: str) -> None:
        """Wait until an expression is true."""
        until = monotonic() + 30
        while not self.read(script):
            assert monotonic() < until, script
            sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys one after the other: names such as "Tab", or letters and digits."""
        for key in keys:
            text = {"Enter": "\r"}.get(key, "" if key in _KEYS else key)
            code = _KEYS.get(key) or ord(key.upper())
            about = {"key": key, "windowsVirtualKeyCode": code, "code": key if key in _KEYS else ""}
            self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
            self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    def picture(self, file: Path) -> None:
        """Write what the window shows as a picture."""
        data = self.call("Page.captureScreenshot")["data"]
        file.write_bytes(b64decode(data))


@contextmanager
def opened(folder: Path) -> Iterator[Window]:
    """Start a browser, which is told what to do through two pipes, and end it.

    Args:
        folder: for its profile.
    """
    import fcntl

    (hears, asks), (answers, speaks) = os.pipe(), os.pipe()
    # The browser reads 3 and writes 4, which the pipes themselves may be.
    far = [fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, 10) for each in (hears, speaks)]

    def pass_on() -> None:
        for each, number in zip(far, (3, 4), strict=True):
            os.dup2(each, number)

    command = [str(BROWSER), *_QUIET, "--remote-debugging-pipe", f"--user-data-dir={folder / 'profile'}", "about:blank"]
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=silent, stderr=silent, close_fds=False, preexec_fn=pass_on) as browser:  # noqa: PLW1509
        for each in (hears, speaks, *far):
            os.close(each)
        try:
            window = Window(asks, answers)
            window.look()
            yield window
            window._session = None
            window.call("Browser.close")
            browser.wait(20)
        finally:
            browser.kill()
            os.close(asks)
            os.close(answers)
