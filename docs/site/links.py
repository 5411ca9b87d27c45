"""Make links of names: those in single backticks, the types in signatures, and the calls in the pages; and list links.

Beside the pages stand ``llms.txt``, a line for each page, and ``links.txt``, every address that leads out of the site.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from build import public_names

_DATASET, _STATS, _PLOTS, _ENGINE = (
    "iom_partners.Dataset",
    "iom_partners.results.Stats",
    "iom_partners.results.Plots",
    "iom_partners.engine",
)
#: What pages call things by, and what documents them.
_STARTS = {
    "data.stats.": _STATS,
    "data.plot.": _PLOTS,
    "data.": _DATASET,
    "stats.": _STATS,
    "plot.": _PLOTS,
    "engine.": _ENGINE,
}
#: Where a call without anything before it is looked for, in this order.
_BARE = [
    _DATASET,
    _STATS,
    "iom_partners.results.Answer",
    "iom_partners.results.Collection",
    "iom_partners.results.Table",
]
_BARE_ON = {"engines": [_ENGINE], "spark": [_ENGINE], "sql": [_ENGINE], "pictures": [_PLOTS, *_BARE]}


@cache
def _names() -> dict[str, str]:
    """Return the name under which a public one is documented, by each of its names, with and without its module."""
    every = public_names()
    short = {name.rpartition(".")[2]: name for name in reversed(every)}
    return short | {other: name for name, others in every.items() for other in others}


def documented(text: str) -> str:
    """Return the name under which a public name, or a member of one, is documented; other texts as they are."""
    parts = text.split(".")
    for size in range(len(parts), 0, -1):
        if (start := ".".join(parts[:size])) in _names():
            return ".".join([_names()[start], *parts[size:]])
    return text


def link_names(app: Any, env: Any, node: Any, inner: Any) -> Any:
    """Return the link of a name that Sphinx itself did not find; one that nothing public bears stays plain text."""
    from sphinx.util.nodes import make_refnode

    if node.get("refdomain") != "py":
        return None
    objects, target = env.domains.python_domain.objects, node["reftarget"].lstrip("~.")
    around = documented(str(node.get("py:class")))
    for name in (documented(target), f"{around}.{target}", f"{_DATASET}.{target}"):
        if name in objects:
            found = objects[name]
            return make_refnode(app.builder, node["refdoc"], found.docname, found.node_id, inner, name)
    return inner


def link_calls(app: Any, tree: Any) -> None:
    """Make each call that stands as code in a page a reference to its documentation."""
    from docutils import nodes
    from sphinx.addnodes import desc_annotation, pending_xref

    for types in tree.findall(desc_annotation):  # `_Attribute[X]` is how a collection is made; what it is, is an X.
        of = [each.get("reftarget") if isinstance(each, pending_xref) else None for each in types.children]
        if "_Attribute" in of:
            start = of.index("_Attribute")
            types.children = [*types.children[:start], *types.children[start + 2 : -1]]
    page = app.env.current_document.docname
    for literal in list(tree.findall(nodes.literal)):
        if isinstance(literal.parent, (nodes.title, nodes.reference, pending_xref)):
            continue
        if target := _target(literal.astext(), _BARE_ON.get(page, _BARE)):
            where = {"refdomain": "py", "reftype": "obj", "reftarget": target, "refdoc": page}
            literal.replace_self(pending_xref("", literal.deepcopy(), **where))


def _target(text: str, bare: list[str]) -> str | None:
    """Return what documents the call or name with which a piece of code begins."""
    found = re.match(r"[A-Za-z_]+(?:\.[A-Za-z_]+)*(\()?", text)
    if not found:
        return None
    name = found[0].rstrip("(")
    for start, home in _STARTS.items():
        if name.startswith(start):
            return f"{home}.{name.removeprefix(start).partition('.')[0]}"
    if found[1] and "." not in name:
        for home in bare:
            if callable(getattr(_resolved(home), name, None)):
                return f"{home}.{name}"
    target = documented(name)
    return target if target.startswith("iom_partners.") else None


@cache
def _resolved(name: str) -> object:
    """Return a public module or class by its name."""
    if name == _ENGINE:
        return import_module(name)
    module, _, short = name.rpartition(".")
    return getattr(import_module(module), short)


def write_lists(app: Any, error: Exception | None) -> None:
    """Write the lists of pages and of addresses."""
    from docutils import nodes
    from sphinx.addnodes import toctree

    if error is not None:
        return
    trees = {page: app.env.get_doctree(page) for page in sorted(app.env.found_docs)}

    def lines(page: str) -> list[str]:
        inner = [each for node in trees[page].findall(toctree) for _, each in node["entries"]]
        text = f"- [{app.env.titles[page].astext()}]({page}.html): {_first_sentence(trees[page])}"
        return [text, *(line for each in inner for line in lines(each))]

    parts = ["# iom-partners", f"> {_first_sentence(trees['index'])}"]
    parts.append("The Markdown of the page NAME.html is in _sources/NAME.md.txt, except for the reference.")
    for node in trees["index"].findall(toctree):
        parts.append(f"## {node['caption']}")
        parts.append("\n".join(line for _, page in node["entries"] for line in lines(page)))
    Path(app.outdir, "llms.txt").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    found = {node["refuri"] for tree in trees.values() for node in tree.findall(nodes.reference) if "refuri" in node}
    addresses = sorted(each for each in found if re.match(r"https?:", each))
    Path(app.outdir, "links.txt").write_text("".join(f"{each}\n" for each in addresses), encoding="utf-8")


def _first_sentence(tree: Any) -> str:
    from docutils import nodes

    texts = (each.astext() for each in tree.findall(nodes.paragraph) if not isinstance(each.parent, nodes.entry))
    return re.split(r"(?<=[.?!])\s", " ".join(next(texts).split()), maxsplit=1)[0]
