"""The page on reliability names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_test_that_the_page_names_exists() -> None:
    """Each of the seventy rows is there, and each `file::test` in them is a function of that file."""
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| R(\d+) ", page, flags=re.MULTILINE) == [str(number) for number in range(1, 71)]
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?", page)
    assert len(named) > 100
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file() or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8") + "def ("
    ]
    assert missing == []
