"""The page that runs the library in a browser, from the wheel and the runtime of npm alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from browser import needs_browser, telling, told
from strategies import needs

pytestmark = [*needs_browser, needs("build", "hatchling")]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve the folder on this machine alone; return its address and where it is."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "browser"))
    try:
        import_module("build_page").build(tmp_path / "out")
    finally:
        sys.path.pop(0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path / "out")))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", tmp_path / "out"
    server.shutdown()
    server.server_close()


def test_cells_run_in_a_browser(served: tuple[str, Path], tmp_path: Path) -> None:
    """The first cell runs by itself; others show a table, a text or an error; nothing is asked of any other server."""
    address, folder = served
    script = """
      const find = (id) => document.getElementById(id);
      for (let tries = 0; tries < 600 && !/^(Ready|It did)/.test(find("state").textContent); tries++) {
        await new Promise((ready) => setTimeout(ready, 100));
      }
      const outs = () => [...document.querySelectorAll(".out")];
      const asked = ["print(data.member_count('GMG', on='2007-11-15'))", "data.memberships_in('GMG')",
        "data.chair_of('GMGG', on='2013-09-01')"];
      for (const code of asked) addCell(code).start();
      const shown = outs().filter((each) => each.textContent)
        .map((each) => [each.querySelectorAll("table").length, each.textContent]);
      const hosts = performance.getEntriesByType("resource").map((each) => new URL(each.name).host);
      const wide = document.documentElement.scrollWidth > innerWidth;
      return { state: find("state").textContent, shown, hosts: [...new Set(hosts)], wide };
    """
    page = folder / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</body>", f"{telling(script)}</body>"), encoding="utf-8")
    found = told(tmp_path, address)
    assert found["state"].startswith("Ready: Python 3.")
    first, count, table, error = found["shown"]
    assert first[0] == 1
    assert first[1].startswith("certain: IOM was certainly chair of GMG on 1 September 2013")
    assert count == [0, "between 10 and 14\n"]
    assert table[0] == 1
    assert "UnknownNameError" in error[1]
    assert "GMG" in error[1]
    assert "cell.py" not in error[1]
    assert [address] == [f"http://{host}/" for host in found["hosts"]]
    assert not found["wide"]
