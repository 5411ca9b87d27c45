"""Write a folder with a page that runs the library in a browser, by a Python of its own (Pyodide).

``python docs/browser/build_page.py OUT`` makes the wheel of this copy, and takes what it needs from the registries of
pip and npm; afterwards the page asks no other server. Serve the folder, for a browser reads no such files without a
server: ``python -m http.server --directory OUT``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: The runtime, of which later ones may read other files.
RUNTIME = "pyodide@314.0.7"
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
#: What the wheel needs; all of it is plain Python.
NEEDED = ("attrs", "cattrs", "importlib-resources", "typing-extensions")


def run(*words: str, folder: Path = ROOT) -> None:
    """Run a command; its output is shown where it fails."""
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 # Its words are constants and paths.
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}: {done.stdout}{done.stderr}")


def build(out: Path, wheel: Path | None = None, runtime: Path | None = None) -> None:
    """Write the folder.

    Args:
        out: the folder, which is emptied before.
        wheel: of the library; made of this copy by default.
        runtime: a folder with the package of npm; taken from the registry by default.
    """
    shutil.rmtree(out, ignore_errors=True)
    wheels = out / "wheels"
    wheels.mkdir(parents=True)
    if wheel is None:
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels))
    else:
        shutil.copy(wheel, wheels)
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:")
    run(*pip, "--dest", str(wheels), *NEEDED)
    with tempfile.TemporaryDirectory() as made:
        if runtime is None:
            run("npm", "install", "--no-save", "--ignore-scripts", "--prefix", made, RUNTIME)
            runtime = Path(made, "node_modules", "pyodide")
        (out / "pyodide").mkdir()
        for name in FILES:
            shutil.copy(runtime / name, out / "pyodide")
    names = json.dumps(sorted(each.name for each in wheels.iterdir()))
    shutil.copy(Path(__file__).with_name("cell.py"), out)
    for name in ("index.html", "cell.mjs"):
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        (out / name).write_text(text.replace("/*wheels*/[]", names), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
