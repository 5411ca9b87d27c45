"""Progress bars: seen on a terminal and in a notebook when work takes long, silent everywhere else."""

from __future__ import annotations

import importlib.util
import io
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from iom_partners import Dataset, progress
from iom_partners.progress import tracked


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make it look as if a terminal stood behind the test, on which every bar shows at once.

    It is not a fixture, for pytest puts its own standard error in place between the fixtures and the test.
    """
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    return made


def in_notebook(monkeypatch: pytest.MonkeyPatch, *, widgets: bool) -> None:
    """Make it look as if a kernel ran the program."""
    shell = SimpleNamespace(get_ipython=lambda: SimpleNamespace(config={"IPKernelApp": {}}))
    monkeypatch.setitem(sys.modules, "IPython", shell)
    real = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: widgets or None if name == "ipywidgets" else real(name)
    )


def test_a_terminal_sees_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar names the work and how far it is, and goes away at the end."""
    terminal = on_terminal(monkeypatch)
    assert list(tracked([1, 2, 3], "counting")) == [1, 2, 3]
    shown = terminal.getvalue()
    assert "counting" in shown
    assert "/3" in shown
    assert shown.endswith("\r")


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is done within a second never writes a bar."""
    terminal = on_terminal(monkeypatch)
    monkeypatch.setattr(progress, "_PATIENCE", 1.0)
    list(tracked(range(100), "counting"))
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None], ids=["file", "no stream"])
def test_nothing_is_written_to_a_file(stream: io.StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard error is not a terminal, or is missing, the very items come back."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    items = [1, 2]
    assert tracked(items, "counting") is items
    assert not stream or stream.getvalue() == ""


def test_without_tqdm_the_work_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar is an extra: without it nothing is shown and nothing fails."""
    terminal = on_terminal(monkeypatch)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    items = [1, 2]
    assert tracked(items, "counting") is items
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("value", "is_shown"), [("", True), ("1", False)], ids=["on", "off"])
def test_it_can_be_turned_off(value: str, is_shown: bool) -> None:
    """With `TQDM_DISABLE=1` in the environment nothing is written where a bar is written without it."""
    code = """
import io, sys
class Terminal(io.StringIO):
    isatty = lambda self: True
sys.stderr = Terminal()
from iom_partners import progress
progress._PATIENCE = 0.0
assert list(progress.tracked([1, 2], "counting")) == [1, 2]
print("counting" in sys.stderr.getvalue())
"""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TQDM_DISABLE": value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.strip() == str(is_shown), ran.stderr


def test_a_notebook_without_widgets_gets_a_bar_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel's standard error is not a terminal, yet the reader sees it."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    in_notebook(monkeypatch, widgets=False)
    assert list(tracked([1, 2, 3], "counting")) == [1, 2, 3]
    assert "counting" in stream.getvalue()


def test_a_notebook_with_widgets_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the widgets are installed, the bar is that of tqdm for notebooks."""
    in_notebook(monkeypatch, widgets=True)
    asked = []
    monkeypatch.setattr("importlib.import_module", lambda name: asked.append(name) or SimpleNamespace(tqdm=list))
    assert progress._bar() is list
    assert asked == ["tqdm.notebook"]


def test_ipython_in_a_terminal_is_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """IPython alone is not a notebook: the terminal decides."""
    terminal = on_terminal(monkeypatch)
    shell = SimpleNamespace(get_ipython=lambda: SimpleNamespace(config={"TerminalIPythonApp": {}}))
    monkeypatch.setitem(sys.modules, "IPython", shell)
    list(tracked([1], "counting"))
    assert "counting" in terminal.getvalue()


def test_long_work_of_the_library_shows_bars(monkeypatch: pytest.MonkeyPatch, tiny: Dataset, tmp_path: Any) -> None:
    """Reading files, rows and checks tell how far they are."""
    terminal = on_terminal(monkeypatch)
    tiny.write(tmp_path / "own")
    Dataset.read(tmp_path / "own").check()
    Dataset.from_rows([{"member": "A", "body": "B"}], "memberships")
    shown = terminal.getvalue()
    assert all(word in shown for word in ("reading", "checking", "rows"))
