"""The site of the documentation: built without a warning, whole, and without anything from elsewhere."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from html import unescape
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import iom_partners
from iom_partners import Dataset, MissingExtraError, Organization, engine
from iom_partners.results import Plots, Stats
from strategies import needs

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PUBLIC = ["iom_partners", "iom_partners.dates", "iom_partners.engine", "iom_partners.model", "iom_partners.results"]
CALL = re.compile(r"`((?:data|Dataset|engine|iom_partners)\.[^`]+)`")


class Page(HTMLParser):
    """The ids, links and assets of a page, and the texts of its pictures and its code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.assets: list[str] = []
        self.pictures: list[str] = []
        self.code = [unescape(re.sub("<[^>]*>", "", each)) for each in re.findall("<pre>(.*?)</pre>", text, re.DOTALL)]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        self.ids |= {has["id"]} if "id" in has else set()
        if tag == "img":
            self.pictures.append(has.get("alt", ""))
        if tag == "a":
            self.links += [has["href"]] if "href" in has else []
        else:
            self.assets += [
                has[name] for name in ("src", "srcset", "href", "xlink:href", "data", "poster") if name in has
            ]
            self.assets += re.findall(r"url\(([^)]*)\)", has.get("style", ""))


def members(kind: type) -> list[str]:
    """Return the public members of a class that say what they are."""
    found = {name: getattr(kind, name) for name in dir(kind) if name[0] != "_"}
    plain = (str, int, tuple, kind)
    return [name for name, value in found.items() if getattr(value, "__doc__", None) and not isinstance(value, plain)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built by the command that the contributors' page names."""
    out = tmp_path_factory.mktemp("site") / "out"
    command = [sys.executable, str(DOCS / "site/build.py"), str(out)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    assert (run.returncode, run.stderr) == (0, ""), run.stderr[-3000:]
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.name != "explorer-page.html"  # Its own tests read it.
    }


def slow(test: Any) -> Any:
    return pytest.mark.slow(needs("sphinx", "furo", "myst_nb", "sphinx_copybutton")(test))


@slow
def test_nothing_comes_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    """No page, style or picture loads anything with an address, and no script names a host that serves scripts."""
    outside = [(name, each) for name, page in pages.items() for each in page.assets if re.match(r"\s*(\w+:)?//", each)]
    assert not [each for each in outside if not each[1].startswith("data:")]
    for path in (*site.rglob("*.css"), *site.rglob("*.svg")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:@import|url\()\s*['\"]?\s*(?:https?:)?//|href=\"(?:https?:)?//", text), path
    for path in (*site.rglob("*.js"), *site.rglob("*.html")):
        assert not re.search(r"jsdelivr|unpkg|cdnjs|googleapis|gstatic", path.read_text(encoding="utf-8")), path


@slow
def test_every_link_leads_somewhere(site: Path, pages: dict[str, Page]) -> None:
    """Each link inside the site leads to a file and a place in it that are there; others are listed."""
    listed = set((site / "links.txt").read_text(encoding="utf-8").split())
    # Notebooks show answers, which link to their sources.
    listed |= {each.url for each in iom_partners.load().sources if each.url}
    for name, page in pages.items():
        for link in page.links + page.assets:
            to = urlsplit(link)
            if to.scheme or to.netloc:
                assert to.scheme in {"data", "mailto"} or link in listed or "pradyunsg" in link, (name, link)
                continue
            target = normpath(f"{PurePosixPath(name).parent}/{unquote(to.path)}") if to.path else name
            assert (site / target).is_file(), (name, link)
            if to.fragment and target in pages:
                assert unquote(to.fragment) in pages[target].ids, (name, link)


def test_every_anchor_is_a_heading_of_its_page() -> None:
    """In the repository, too, a link to a place in a page leads to a heading, by the rules of GitHub."""
    pages = [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]
    code = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
    texts = {path: code.sub("", path.read_text(encoding="utf-8")) for path in pages}
    count = 0
    for path, text in texts.items():
        for target, anchor in re.findall(r"\]\(([^()\s#:]*)#([^()\s]+)\)", text):
            to = (path.parent / target).resolve() if target else path
            headings = re.findall(r"^#+ (.+)$", texts[to], re.MULTILINE)
            slugs = [re.sub(r"[^\w\- ]", "", re.sub(r"\]\([^)]*\)", "", each)).lower() for each in headings]
            assert anchor in [each.replace(" ", "-") for each in slugs], (path.name, target, anchor)
            count += 1
    assert count > 20


@slow
def test_every_picture_is_described(pages: dict[str, Page]) -> None:
    """No picture has its file name, or nothing, in place of a description."""
    alts = [each for page in pages.values() for each in page.pictures]
    assert len(alts) > 10
    assert not [each for each in alts if each.endswith((".svg", ".png")) or len(each) < 20]


@slow
def test_code_that_wraps_is_copied_as_it_is(pages: dict[str, Page]) -> None:
    """A block of code is the text of the page, although each of its lines is an element that may wrap."""
    for path in DOCS.glob("*.md"):
        text = re.sub(r" *# doctest:.*", "", path.read_text(encoding="utf-8").replace("<BLANKLINE>", ""))
        blocks = re.findall(r"^```python\n(.*?)\n*^```$", text, re.MULTILINE | re.DOTALL)
        assert [each for each in blocks if each + "\n" not in pages[f"{path.stem}.html"].code] == []


@slow
def test_the_explorer_is_linked_both_ways(site: Path, pages: dict[str, Page]) -> None:
    """Its page and the front page link to the explorer, which names the address of its page."""
    for name in ("index.html", "explorer.html"):
        assert "explorer-page.html" in pages[name].links
    assert '"docs":"explorer.html"' in (site / "explorer-page.html").read_text(encoding="utf-8")


@slow
def test_every_page_has_its_place(site: Path, pages: dict[str, Page]) -> None:
    """Every page of the docs is on the site, in a section, and in `llms.txt` with its first sentence."""
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert "## More" not in text, "say in docs/site/build.py, CONTENTS, where the pages under More belong"
    lines = re.findall(r"^- \[(.+?)\]\((.+?)\): (.{3,})$", text, re.MULTILINE)
    assert sorted(page for _, page, _ in lines) == sorted(pages.keys() - {"index.html", "genindex.html", "search.html"})
    assert len(lines) == text.count("\n- ")
    for path in (*DOCS.rglob("*.md"), *DOCS.rglob("*.ipynb")):
        assert path.relative_to(DOCS).with_suffix(".html").as_posix() in pages
    assert {"changelog.html", "security.html", "dictionary.html"} <= pages.keys()


@slow
def test_every_public_name_is_documented(pages: dict[str, Page]) -> None:
    """Each public name, and each public member of a class, stands in the reference under one of its public names.

    Members that it inherits from Python's own classes, as an enum of texts does, do not.
    """
    ids = set().union(*(page.ids for name, page in pages.items() if name.startswith("reference/")))
    for name in {name for module in PUBLIC for name in import_module(module).__all__}:
        homes = [module for module in PUBLIC if hasattr(import_module(module), name)]
        home = [each for each in homes if f"{each}.{name}" in ids]
        assert home, name
        value = getattr(import_module(home[0]), name)
        for member in members(value) if isinstance(value, type) else ():
            owner = next(each for each in value.__mro__ if member in vars(each))
            if not owner.__module__.startswith("iom_partners"):
                assert f"{home[0]}.{name}.{member}" not in ids, (name, member)
            elif value.__name__ != "Narrowed":
                assert f"{home[0]}.{name}.{member}" in ids, (name, member)


@slow
def test_every_column_is_in_the_dictionary(site: Path) -> None:
    """The data dictionary has each table that ships, with each of its columns in order."""
    text = (site / "_sources/dictionary.md.txt").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    with_files = {path.stem: path for path in (iom_partners.data_path() / "tables").glob("*.csv")}
    assert parts.keys() == with_files.keys()
    for name, path in with_files.items():
        with path.open(encoding="utf-8", newline="") as file:
            assert re.findall(r"^\| `(\w+)`", parts[name], re.MULTILINE) == next(csv.reader(file))


@slow
def test_the_search_knows_the_texts(site: Path) -> None:
    """The index that the search reads is a script beside the pages, with words of pages, notebooks and docstrings."""
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert index.startswith("Search.setIndex(")
    assert all(f'"{word}"' in index for word in ("handov", "chevron", "questions", "notebooks/first-steps"))


def test_every_call_is_among_the_questions() -> None:
    """The page "Which call do I need?" has every public call of a dataset, its statistics, pictures and engines."""
    text = (DOCS / "which-call.md").read_text(encoding="utf-8")
    calls = [call for row in CALL.findall(text) for call in re.findall(r"[A-Za-z_.]+", row)]
    for start, names in {
        "data": members(Dataset),
        "data.stats": members(Stats),
        "data.plot": members(Plots),
        "engine": engine.__all__,
    }.items():
        for name in names:
            assert f"{start}.{name}" in calls or f"Dataset.{name}" in calls or name in {"stats", "plot"}, (
                f"{start}.{name}"
            )


@pytest.mark.slow
@needs("pandas", "polars", "openpyxl")
@pytest.mark.bulk
def test_every_call_of_the_questions_runs(curated: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call of the page "Which call do I need?" runs as it stands, in the order of the page."""
    import openpyxl
    import pandas as pd
    import polars as pl

    monkeypatch.chdir(tmp_path)
    rows = [{"member": "Chile", "body": "Coffee Club", "start": "1951"}]
    (tmp_path / "members.csv").write_text("member,body,start\nChile,Coffee Club,1951\n", encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (["member", "body", "start"], ["Chile", "Coffee Club", "1951"]):
        book.active.append(row)
    book.save("members.xlsx")
    names = {
        "data": curated,
        "iom_partners": iom_partners,
        "Dataset": Dataset,
        "engine": engine,
        "rows": rows,
        "frame": pd.DataFrame(rows),
        "statements": [
            {"subject": "Q7817", "subjectLabel": "WHO", "property": "P463", "value": "Q1", "valueLabel": "GMG"}
        ],
        "organization": Organization(id="club", name="Coffee Club"),
        "members": curated.engine_tables("members").memberships.to_polars(),
        "days": pl.DataFrame({"body_id": ["gmg"], "date": [date(2013, 9, 1)]}),
    }
    calls = CALL.findall((DOCS / "which-call.md").read_text(encoding="utf-8"))
    for call in calls:
        try:
            eval(call, names)  # noqa: S307 # It is a line of our own page.
        except MissingExtraError:
            continue
    assert len(calls) > 100


def test_the_install_page_names_every_extra() -> None:
    """The page has a row for each extra that can be installed."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    text = (DOCS / "install.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)[-1] == "all"
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == extras.keys()


def test_the_figures_of_the_comparison_were_measured() -> None:
    """Each row of figures stands in the same form among the benchmarks."""
    measured = set((DOCS / "benchmarks.md").read_text(encoding="utf-8").splitlines())
    rows = [
        row for row in (DOCS / "comparison.md").read_text(encoding="utf-8").splitlines() if re.match(r"\|.*\|.*\d", row)
    ]
    assert len(rows) > 20
    assert set(rows) <= measured
