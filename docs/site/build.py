"""Build the site: ``python docs/site/build.py [OUT]``, by default into ``build/site``. It needs no network.

The pages of ``docs`` are copied beside pages that are made here: the reference, the data dictionary, the lists of
contents. Links to other files of the repository become links to copies of these. Then Sphinx runs, and every warning is
an error. `CONTENTS` says where a page stands; a page that stands nowhere is put under "More" and fails a test.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from tempfile import TemporaryDirectory
from types import FunctionType, MethodType
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

#: The sections of the site and their pages, in order; those that are not there are left out. ``*`` stands for all.
CONTENTS: dict[str, list[str]] = {
    "Start": [
        "install",
        "notebooks/first-steps",
        "which-call",
        "showing",
        "command",
        "assistants",
        "explorer",
        "browser",
    ],
    "How to": [
        "questions",
        "partners",
        "histories",
        "frames",
        "panels",
        "pictures",
        "own-data",
        "recipes",
        "exporting",
        "exchanging",
        "r-and-excel",
        "citing",
        "editors",
        "faq",
    ],
    "Any size": ["engines", "spark", "sql", "engine-report"],
    "Explanations": ["certainty", "dates", "edtf", "date-libraries", "sources-and-conflicts", "comparison", "glossary"],
    "Studies": ["notebooks/global-migration-group", "notebooks/private-sector", "notebooks/engines"],
    "Data": ["data", "dictionary", "datasheet", "releases/*"],
    "Reference": ["reference/*"],
    "Project": [
        "changelog",
        "stability",
        "contributing",
        "releasing",
        "decisions/index",
        "benchmarks",
        "reliability",
        "mutation",
        "fuzzing",
        "threat-model",
        "security",
    ],
}
#: Pages that stand elsewhere in the repository.
_ELSEWHERE = {"CHANGELOG.md": "changelog.md", "SECURITY.md": "security.md", "README.md": "index.md"}
#: A page that another script writes beside the others.
_EXPLORER = "explorer-page.html"
#: A code block, which has no links, or a link.
_LINK = re.compile(r"^(`{3,}).*?^\1`*$|(?<=\]\()[^()\s]+(?=\))", re.MULTILINE | re.DOTALL)

#: The pages of the reference: title, and the module whose names they hold. A name stands on the first that has it.
REFERENCE = {
    "errors": ("Errors", "iom_partners"),
    "dates": ("Dates", "iom_partners.dates"),
    "records": ("Records", "iom_partners.model"),
    "statistics": ("Statistics and pictures", "iom_partners.results"),
    "results": ("Answers and lists", "iom_partners.results"),
    "engine": ("Engines", "iom_partners.engine"),
    "dataset": ("Dataset", "iom_partners"),
}
#: The first sentence of pages that do not hold all names of their module; others begin with its docstring.
_SENTENCES = {
    "errors": "What goes wrong raises a subclass of `iom_partners.IomPartnersError`.",
    "statistics": "``data.stats`` is a `Stats`, and ``data.plot`` a `Plots`.",
}
_WANTED = {"errors": lambda name: name.endswith("Error"), "statistics": lambda name: name in {"Plots", "Stats"}}
#: The order in which they are listed.
_ORDER = ["dataset", "results", "statistics", "records", "dates", "engine", "errors"]
_MODULES = ["iom_partners", "iom_partners.dates", "iom_partners.model", "iom_partners.results", "iom_partners.engine"]


def public_names() -> dict[str, list[str]]:
    """Return each public object by the name under which it is documented, with its other public names."""
    found: dict[int, str] = {}
    names: dict[str, list[str]] = {}
    for module in _MODULES:
        for name in import_module(module).__all__:
            value = getattr(import_module(module), name)
            first = found.setdefault(id(value), f"{module}.{name}")
            names.setdefault(first, []).append(f"{module}.{name}")
    return names


def stage(source: Path) -> None:
    """Write all pages into an empty folder, from which Sphinx reads them."""
    pages = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "docs").rglob("*.md"))}
    pages |= {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "docs").rglob("*.ipynb"))}
    where = {name: name.removeprefix("docs/") for name in pages} | _ELSEWHERE
    for name in ("CHANGELOG.md", "SECURITY.md"):
        pages[name] = ROOT / name
    for name, path in pages.items():
        target = source / where[name]
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            text = _notebook(json.loads(text), name, where, source)
        else:
            text = _relinked(text, name, where, source)
        target.write_text(text, encoding="utf-8")
    _write(source / "dictionary.md", _dictionary())
    _write(source / "decisions/index.md", _list_of(source / "decisions", "Decisions", "Each decision has its reasons."))
    for page, text in _reference().items():
        _write(source / f"reference/{page}.rst", text)
    index = source / "index.md"
    _write(index, index.read_text(encoding="utf-8") + _contents(source))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _relinked(text: str, name: str, where: dict[str, str], source: Path) -> str:
    """Return the text of a page with its links led to pages of the site, and to copies of other files."""

    def led(found: re.Match[str]) -> str:
        target, mark, anchor = found[0].partition("#")
        if found[1]:  # A blank line ends the output of an example, and stands for nothing in a page.
            return re.sub(r"\n\n(`+)\Z", r"\n\1", found[0])
        if not target or re.match(r"[a-z]+:", target):
            return found[0]
        file = normpath(f"{PurePosixPath(name).parent}/{target}")
        page = where.get(file) or ("decisions/index.md" if file == "docs/decisions" else file.removeprefix("docs/"))
        if file not in where and (ROOT / file).is_file():
            (source / page).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, source / page)
        # The scheme, of which conf.py knows, says that there is no source of the page.
        scheme = "made:" if page == _EXPLORER else ""
        return scheme + relpath(page, PurePosixPath(where[name]).parent.as_posix()) + mark + anchor

    return _LINK.sub(led, text)


def _notebook(notebook: dict[str, Any], name: str, where: dict[str, str], source: Path) -> str:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _relinked("".join(cell["source"]), name, where, source)
        for shown in (output.get("data", {}) for output in cell.get("outputs", ())):
            if "image/svg+xml" in shown:  # A chart has its description beside it.
                cell["metadata"].setdefault("mystnb", {"image": {"alt": "".join(shown["text/plain"])}})
    return json.dumps(notebook)


def _contents(source: Path) -> str:
    """Return the lists of contents, which make the side bar; what `CONTENTS` does not name stands under "More"."""
    there = {
        path.relative_to(source).with_suffix("").as_posix() for path in source.rglob("*.*") if path.suffix in _PAGES
    }
    left, parts = there - {"index"}, []
    for section, names in CONTENTS.items():
        pages = [page for name in names for page in _matching(name, there)]
        left -= set(pages)
        parts.append(_toctree(section, pages))
    left = {page for page in left if not page.startswith("decisions/")}
    if left:
        parts.append(_toctree("More", sorted(left)))
    return "\n" + "\n".join(parts)


_PAGES = {".md", ".rst", ".ipynb"}


def _matching(name: str, there: set[str]) -> list[str]:
    folder = name.removesuffix("*")
    if folder == name:
        return [name] if name in there else []
    if name == "reference/*":
        return [f"reference/{page}" for page in _ORDER]
    return sorted((page for page in there if page.startswith(folder)), reverse=True)


def _toctree(caption: str, pages: list[str]) -> str:
    return "\n".join(["```{toctree}", ":hidden:", ":titlesonly:", f":caption: {caption}", "", *pages, "```", ""])


def _list_of(folder: Path, title: str, sentence: str) -> str:
    names = sorted(path.stem for path in folder.glob("*.md"))
    return "\n".join([f"# {title}", "", sentence, "", "```{toctree}", ":maxdepth: 1", "", *names, "```", ""])


def _dictionary() -> str:
    """Return the page on every column of every table of the data."""
    from iom_partners import data_path, load

    tables = load().tables
    lines = [
        "# Data dictionary",
        "",
        "Every column of every table that the data ship with, as the schemas of `schemas/*.table.json` describe it.",
        'The same columns are those of `data.tables["memberships"]` and of frames. A date column holds EDTF text',
        "([EDTF](edtf.md)); the columns after it hold its bounds. [The data](data.md) explains the fields of evidence.",
        "",
    ]
    for path in sorted((data_path() / "schemas").glob("*.table.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".table.json")
        refers = {of: key["reference"] for key in schema.get("foreignKeys", []) for of in _listed(key["fields"])}
        lines += [f"## {name}", "", f"{len(tables[name]):,} rows.", "", "| column | type | holds |", "|---|---|---|"]
        for field in schema["fields"]:
            limits = field.get("constraints", {})
            kind = field["type"] + (", required" if limits.get("required") else "")
            meaning = _cell(field["description"].rstrip("."))
            if limits.get("enum"):
                meaning += f"; one of {', '.join(map(str, limits['enum']))}"
            if field["name"] in refers:
                table = refers[field["name"]]["resource"].removesuffix("-table") or name
                meaning += f"; refers to [{table}](#{table.replace('_', '-')})"
            lines.append(f"| `{field['name']}` | {kind} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _cell(text: str) -> str:
    """Return plain text as it stands in a cell of a table: only its code is markup."""
    parts = re.split(r"(`[^`]+`)", " ".join(text.split()))
    return "".join(part if part[:1] == "`" else re.sub(r"([\\*_<>\[\]#])", r"\\\1", part) for part in parts).replace(
        "|", "\\|"
    )


def _reference() -> dict[str, str]:
    """Return the pages of the reference, each public name on one of them."""
    names, taken, pages = public_names(), set[str](), {}
    for page, (title, module) in REFERENCE.items():
        wanted = _WANTED.get(page, bool)
        here = [
            name
            for name, others in names.items()
            if name not in taken and any(each.rpartition(".")[0] == module for each in others)
            if wanted(name.rpartition(".")[2])
        ]
        taken |= set(here)
        intro = _SENTENCES.get(page, f".. automodule:: {module}")
        lines = [title, "=" * len(title), "", intro, "", ".. autosummary::", "   :nosignatures:", ""]
        inside = "" if page in _SENTENCES else f"{module}."  # After its docstring, the names of a module stand alone.
        lines += [f"   ~{name.removeprefix(inside)}" for name in here if _is_described(_resolved(name))] + [""]
        for name in here:
            lines += _entry(name, names[name], inside)
        pages[page] = "\n".join(lines)
    return pages


def _resolved(name: str) -> Any:
    module, _, short = name.rpartition(".")
    return getattr(import_module(module), short)


def _is_described(value: Any) -> bool:
    """Return whether it is a class, a call or an attribute, which have a sentence of their own."""
    own = isinstance(value, (type, property, FunctionType, MethodType)) or type(value).__name__ == "_Attribute"
    return own and value.__doc__ is not None


def _entry(name: str, others: list[str], inside: str) -> list[str]:
    """Return the lines that document one name: all public members of a class, also those that it inherits."""
    summary: list[str] = []
    value, short = _resolved(name), name.rpartition(".")[2]
    if not isinstance(value, type):
        kind = "autofunction" if callable(value) and hasattr(value, "__code__") else "autodata"
        lines = [f".. {kind}:: {name}"] + ["   :no-value:"] * isinstance(value, (str, Mapping))
    else:
        kind = "autoexception" if issubclass(value, Exception) else "autoclass"
        hidden = "ImportError, BaseException" if kind == "autoexception" else "str, tuple, Enum, Sequence, Dataset"
        lines = [f".. {kind}:: {name}", "   :members:", f"   :inherited-members: {hidden}"]
        members = [each for each in vars(value) if each[0] != "_" and _is_described(getattr(value, each))]
        if len(members) > 5 and kind == "autoclass" and not hasattr(value, "__attrs_attrs__"):
            summary = [".. autosummary::", "   :nosignatures:", ""]
            summary += [f"   ~{name.removeprefix(inside)}.{each}" for each in members]
            summary += [""]
    also = [f"``{each}``" for each in others if each != name]
    return [
        short,
        "-" * len(short),
        "",
        *summary,
        *lines,
        "",
        *([f"Also public as {', '.join(also)}.", ""] if also else []),
    ]


def build(out: Path) -> int:
    """Build the site into a folder; return the exit status of Sphinx."""
    from sphinx.cmd.build import main as sphinx

    if out.exists():
        shutil.rmtree(out)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        stage(source)
        status = sphinx(
            ["-q", "-W", "--keep-going", "-b", "html", "-c", str(HERE), "-d", f"{folder}/trees", str(source), str(out)]
        )
    sys.path.insert(0, str(HERE.parent / "explorer"))
    import_module("make").main(str(out / _EXPLORER), docs="explorer.html")
    return status


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1] if len(sys.argv) > 1 else "build/site").resolve()))
