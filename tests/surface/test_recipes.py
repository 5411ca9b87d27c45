"""The recipes are short: each maps a file to records in under forty lines of code."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from typing import Any

import pytest

from strategies import needs

RECIPES = sorted((Path(__file__).resolve().parents[2] / "docs" / "recipes").glob("*.py"))


def test_there_are_nine() -> None:
    """None is lost when the folder is tidied, and each stands in the page with its data."""
    page = (RECIPES[0].parents[1] / "recipes.md").read_text(encoding="utf-8")
    assert [recipe.stem for recipe in RECIPES] == [
        "board", "calendars", "emperors", "heads_of_state", "ministers", "parliament", "seats", "terms",
        "treaty_bodies",
    ]  # fmt: skip
    assert all(f"recipes/{recipe.name}" in page for recipe in RECIPES)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda each: each.stem)
def test_recipe_is_short(recipe: Path) -> None:
    """The mapping takes under forty lines, beside its docstring with the example."""
    text = recipe.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text), clean=False) or ""
    lines = [line for line in text.replace(docstring, "").splitlines() if line.strip()]
    assert len(lines) <= 40
    assert ">>>" in docstring


@needs("convertdate")
@pytest.mark.parametrize(("of", "text"), [
    (("french_republican", 1, "Vendémiaire", 1), "1792-09-22"),
    (("french_republican", 2, "Thermidor", 9), "1794-07-27"),
    (("french_republican", 14, "Nivôse", 10), "1805-12-31"),
    (("french_republican", 8), "[1799-09-23..1800-09-22]"),
    (("french_republican", 3, 13), "[1795-09-17..1795-09-22]"),
    (("hebrew", 5708, "Iyyar", 5), "1948-05-14"),
    (("hebrew", 5784, "Tishri"), "[2023-09-16..2023-10-15]"),
    (("hebrew", 5783), "[2022-09-26..2023-09-15]"),
    (("islamic", 1, 1, 1), "0622-07-19"),
    (("islamic", 1444, "Ramaḍān"), "[2023-03-23..2023-04-21]"),
])  # fmt: skip
@pytest.mark.bulk
def test_calendars(of: tuple[Any, ...], text: str) -> None:
    """Days, months and years of other calendars are the days that histories and almanacs give."""
    assert str(runpy.run_path(str(RECIPES[1]))["days"](*of)) == text


@needs("convertdate")
@pytest.mark.parametrize("of", [
    ("french_republican", 2, 13, 6), ("hebrew", 5784, "Iyyar", 30), ("hebrew", 5783, 13), ("islamic", 1444, 13),
    ("islamic", 1444, "Ramadan"), ("islamic", 1444, 9, 31),
])  # fmt: skip
def test_days_that_a_calendar_has_not(of: tuple[Any, ...]) -> None:
    """What a calendar does not have is refused, not moved to another day."""
    with pytest.raises(ValueError, match="has no"):
        runpy.run_path(str(RECIPES[1]))["days"](*of)
