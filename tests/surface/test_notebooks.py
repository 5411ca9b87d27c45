"""The notebooks run from a fresh kernel, give what is written in them, and their prose says what they compute."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from strategies import needs

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

#: What is drawn is looked at, not compared: other versions of the drawing library may draw other bytes.
DRAWN = ("image/png", "image/svg+xml")


def outputs(notebook: Any) -> list[list[Any]]:
    """The outputs of each code cell: kinds and texts, of pictures the kind alone."""
    return [
        [
            {kind: "drawn" if kind in DRAWN else text for kind, text in each["data"].items()}
            if "data" in each
            else each["text"]
            for each in cell["outputs"]
        ]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


@pytest.fixture(scope="module")
def run() -> Any:
    """What runs a notebook; pytest would else collect the folder of the docs as tests."""
    sys.path.insert(0, str(FOLDER))
    try:
        from run import run as made
    finally:
        sys.path.remove(str(FOLDER))
    return made


def test_there_are_four() -> None:
    """The engines, first steps, a study of a body, and one of partners."""
    assert [path.stem for path in NOTEBOOKS] == ["engines", "first-steps", "global-migration-group", "private-sector"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.slow
@needs("nbclient", "ipykernel")
def test_a_fresh_run_gives_what_is_written(path: Path, run: Any) -> None:
    """Each cell runs without error, and gives the very texts and tables that the file holds."""
    written = json.loads(path.read_text(encoding="utf-8"))
    for cell in written["cells"]:
        cell["outputs"] = [{**each, **_joined(each)} for each in cell.get("outputs", [])]
    assert outputs(run(path)) == outputs(written)


def _joined(output: dict[str, Any]) -> dict[str, Any]:
    """Lines of a text that the file holds apart, as one."""
    joined = {kind: "".join(text) if isinstance(text, list) else text for kind, text in output.get("data", {}).items()}
    return {"data": joined} if "data" in output else {"text": "".join(output["text"])}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_number_of_the_prose_is_computed(path: Path) -> None:
    """Each number and year that the text between the cells tells stands in what a cell gave or asked."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    shown = "".join(json.dumps(cell.get("outputs", [])) + "".join(cell["source"])
                    for cell in notebook["cells"] if cell["cell_type"] == "code")  # fmt: skip
    known = set(re.findall(r"\d+", shown.replace(",", "")))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            prose = re.sub(r"\]\([^)]*\)", "]", "".join(cell["source"])).replace(",", "")
            assert set(re.findall(r"\d+", prose)) <= known, "".join(cell["source"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_no_script_and_no_path(path: Path) -> None:
    """What is shown needs no script, and nothing tells of the machine that ran it."""
    text = path.read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.search(r"/(home|tmp|root|work|usr)/", text)
    assert str(Path.home()) not in text
