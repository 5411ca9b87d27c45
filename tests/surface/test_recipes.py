"""The recipes are short: each maps a file to records in under forty lines of code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

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
