"""Run each notebook of this folder in a fresh kernel, and write its outputs back.

``python docs/notebooks/run.py`` writes them; the tests run them in the same way and compare the outputs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent

#: Metadata that every run changes.
_CHANGING = ("execution", "collapsed", "scrolled")


def run(path: Path) -> Any:
    """Return a notebook with the outputs of a fresh run; an error in a cell is raised."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
        for name in _CHANGING:
            cell.metadata.pop(name, None)
    return notebook


def main() -> None:
    """Run and write every notebook."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        nbformat.write(run(path), path)
        print(path.name)


if __name__ == "__main__":
    main()
