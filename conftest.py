"""What holds for all tests and examples: one whose library is not installed is skipped; ids stay the same."""

from __future__ import annotations

import doctest
import os
import re
import sys
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path

import pytest

#: The libraries that examples use and that the library does without.
OPTIONAL = {
    "altair",
    "convertdate",
    "duckdb",
    "icalendar",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "polars",
    "pyarrow",
    "rdflib",
    "tqdm",
}
#: What Sphinx runs; and the script that runs the notebooks, which needs what runs them.
collect_ignore = ["docs/browser/cell.py", "docs/site/conf.py", "docs/site/links.py", "docs/site/shown.py"]
collect_ignore += [] if find_spec("nbformat") else ["docs/notebooks/run.py"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count no coverage in what runs in bulk, nor in the pages of the documentation: it takes most of their time.

    The marker of pytest-cov for this has no effect in the processes of pytest-xdist.
    """
    trace = sys.gettrace()
    if item.get_closest_marker("bulk") or item.path.suffix == ".md":
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Skip an example from the line on that needs a library which is not installed."""
    try:
        return (yield)
    except doctest.UnexpectedException as failure:
        error = failure.exc_info[1]
        missing = {name for name in OPTIONAL if not find_spec(name)}
        if isinstance(error, ImportError) and any(name in str(error) for name in missing):
            pytest.skip(str(error))
        raise


_PASSED: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note which tests passed."""
    if report.when == "call" and report.passed:
        _PASSED.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down which tests passed, where PASSED_TO names a file."""
    if (file := os.environ.get("PASSED_TO")) and not hasattr(session.config, "workerinput"):
        Path(file).write_text("\n".join(sorted(_PASSED)), encoding="utf-8")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse a test id with a memory address, and leave out the tests that the file of PASSED_BEFORE names."""
    for item in items:
        if re.search("0x[0-9a-f]{6}", item.nodeid):
            raise pytest.UsageError(f"a test id holds a memory address: {item.nodeid}")
    if file := os.environ.get("PASSED_BEFORE"):
        before = set(Path(file).read_text(encoding="utf-8").split("\n"))
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in before])
        items[:] = [item for item in items if item.nodeid not in before]
