"""How code and tables are shown: code wraps, and on a phone the rows of a table with sentences are cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from docutils import nodes
from pygments.formatters import HtmlFormatter
from sphinx.writers.html5 import HTML5Translator

#: A line of a table of text, which must not wrap; comments behind code may.
_ALIGNED = re.compile(r"\S {2,}(?!#|--)\S")
_PROMPT = re.compile(r"(?:>>> |\.\.\. |\$ )? *")
#: A cell with more characters is a sentence.
_SENTENCE = 45


class Code(HtmlFormatter[str]):
    """Code with each line in an element of its own, which knows how far to indent what does not fit."""

    def wrap(self, source: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """Yield the lines of a block."""
        return super().wrap((is_code, _line(line) if is_code else line) for is_code, line in source)


def _line(line: str) -> str:
    text = unescape(re.sub(r"<[^>]*>", "", line))
    start = _PROMPT.match(text)
    indent = len(start[0]) if start else 0
    kind = "line aligned" if _ALIGNED.search(text, indent) else "line"
    return f'<span class="{kind}" style="--indent:{indent + 2}ch">{line}</span>'


class Translator(HTML5Translator):
    """Pages whose cells hold the heading of their column, which a phone shows above each."""

    def starttag(self, node: Any, *args: Any, **attributes: Any) -> str:
        """Return a tag with its attributes."""
        if isinstance(node, nodes.entry) and "heading" in node:
            attributes["data-heading"] = node["heading"]
        return super().starttag(node, *args, **attributes)


def stack_tables(_app: Any, tree: Any) -> None:
    """Mark the tables whose rows become cards on a phone: those of three or more columns, with a sentence."""
    for table in tree.findall(nodes.tgroup):
        head = [each.astext() for row in table.findall(nodes.thead) for each in row.findall(nodes.entry)]
        cells = [each for body in table.findall(nodes.tbody) for each in body.findall(nodes.entry)]
        texts = (each.astext() for place, each in enumerate(cells) if place % len(head))
        if len(head) < 3 or all(len(each) <= _SENTENCE for each in texts):
            continue
        table.parent["classes"].append("stacked")
        for place, cell in enumerate(cells):
            if cell.astext():
                cell["heading"] = head[place % len(head)]
