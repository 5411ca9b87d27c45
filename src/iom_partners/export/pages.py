"""Pages about one record: in Markdown, and in HTML that stands alone."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.describe import say_day
from ..exchange.losses import Export
from ..markup import NO_MATH, address, escaped, linked
from ..model.agents import Agent
from ..model.works import Project, Work
from ..store.record_types import NAMED, RECORD_TYPES
from ..tables.html import html_table
from ..tables.text import plain, text_table
from .page_charts import clean, make_svg
from .page_content import Chart, Cited, Grid, Lines, Mark, Page, Piece, Web, make_page, make_record_page

if TYPE_CHECKING:
    from ..query.project_rosters import ProjectRosters

__all__ = ["Card", "make_card", "make_html", "make_markdown", "marked"]


# Markdown.

_PUNCTUATION = {ord(mark): f"\\{mark}" for mark in "\\`*_[]<>|~&#$@"}


def make_markdown(export: Export) -> bytes:
    """Return a page in Markdown: CommonMark with the tables of GitHub; sources are numbered links."""
    page = make_page(export)
    lines = [f"# {marked(page.title)}", ""]
    for section in page.sections:
        blocks = [each for each in section.blocks if not isinstance(each, Chart)]
        if section.title and blocks:
            lines += [f"## {section.title}", ""]
        for block in blocks:
            lines += _marked_grid(block) if isinstance(block, Grid) else _marked_lines(block)
            lines += [""] if block[1] else []
    lines += [marked(each) for each in _colophon(export)]
    addresses = [(number, address(url)) for number, url in enumerate(page.urls, 1)]
    lines += ["", *(f"[{number}]: <{url}>" for number, url in addresses if url)]
    return "\n".join([*lines, ""]).encode()


def marked(text: str) -> str:
    r"""Return a text escaped so that Markdown shows it unchanged.

    >>> marked("1. *Ada* <b>"), marked("see https://x.org")
    ('1\\. \\*Ada\\* \\<b\\>', 'see https\\://x.org')
    """
    told = clean(text).translate(_PUNCTUATION).replace("://", "\\://")
    if "www." in told.lower():
        told = told.replace(".", "\\.")
    digits = len(told) - len(told.lstrip("0123456789"))
    # At the start of a line, these begin a list.
    if digits < len(told) and told[digits] in (".)" if digits else "+-"):
        told = f"{told[:digits]}\\{told[digits:]}"
    return told


def _marked_piece(piece: Piece) -> str:
    match piece:
        case Mark():
            return piece.words
        case Cited():
            return _numbers(piece, lambda number: f"[{number}]", marked)
        case Web():
            return f"<{piece.url}>" if address(piece.url) else marked(piece.url)
        case _:
            return marked(piece)


def _marked_lines(block: Lines) -> Iterator[str]:
    if block.heading:
        yield from (f"### {block.heading}", "")
    for number, line in enumerate(block.lines, 1):
        start = {"paragraph": "", "list": "- ", "sources": f"{number}. "}[block.kind]
        yield start + " ".join(filter(None, map(_marked_piece, line)))


def _marked_grid(block: Grid) -> Iterator[str]:
    rows = [tuple(map(_marked_piece, row)) for row in block.rows]
    for row in (block.columns, ("---",) * len(block.columns), *rows) if rows else ():
        yield f"| {' | '.join(row)} |"


# HTML.

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2127; --soft: #525c68; --page: #fff; --line: #d5dae0; --blue: #1b5a9c;
  --band: #f4f6f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --soft: #a9b3be; --page: #15191e; --line: #3a424c;
  --blue: #82b6f0; --band: #1d232a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 56rem; color: var(--ink); background: var(--page);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
a { color: var(--blue); overflow-wrap: anywhere; }
ul, ol { padding-left: 1.4rem; margin: .4rem 0; }
li { margin: .2rem 0; }
nav { background: var(--band); padding: .75rem 1rem; margin: 1.5rem 0; border-radius: .4rem; }
nav h2 { font-size: 1rem; margin: 0 0 .25rem; border: 0; padding: 0; }
nav ul { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem .4rem; border-bottom: 1px solid var(--line);
  min-width: 4.5rem; font-weight: 400; overflow-wrap: normal; }
thead th { font-weight: 600; color: var(--soft); border-bottom-width: 2px; }
tbody th { font-weight: 600; min-width: 9rem; }
tbody tr:nth-child(even) { background: var(--band); }
.mark::before, .key i { content: ""; display: inline-block; width: .85em; height: .85em; margin-right: .4em;
  border: 1px solid var(--blue); vertical-align: -.08em; }
.mark.certain::before, .key i.certain { background: var(--blue); }
.mark.possible::before, .key i.possible { background: repeating-linear-gradient(135deg, var(--blue) 0 1.5px,
  transparent 1.5px 4px); }
.mark.partly::before { background: repeating-linear-gradient(135deg, var(--blue) 0 1.5px, transparent 1.5px 4px)
  100% 0 / 50% 100% no-repeat, linear-gradient(var(--blue) 0 0) 0 0 / 50% 100% no-repeat; }
.mark.ruled-out::before { border-color: var(--soft); }
.key i.not-known { border: 1px dotted var(--soft); background: radial-gradient(var(--soft) 1px, transparent 1.3px) 0 0 /
  5px 5px; }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; color: var(--soft); font-size: .9rem; margin: .5rem 0; }
svg { display: block; width: 100%; min-width: 40rem; height: auto; }
svg text { font: 12px system-ui, "Segoe UI", Roboto, Arial, sans-serif; fill: var(--ink); }
svg .head { font-weight: 600; }
svg .label { text-anchor: end; }
svg .tick { fill: var(--soft); text-anchor: middle; }
svg .grid { stroke: var(--line); }
svg .certain { fill: var(--blue); }
svg .possible { fill: url(#hatched); stroke: var(--blue); }
svg .not-known { fill: url(#dotted); stroke: var(--soft); stroke-dasharray: 2 2; }
svg .stripe { stroke: var(--blue); stroke-width: 3; }
svg .dot, svg .on { fill: var(--soft); }
@media (max-width: 40rem) { table { min-width: 36rem; } }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: .9rem; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; }
  .scroll { overflow: visible; } tr, li, svg { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .mark::before, .key i, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
_HEAD = (
    '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_KEY = (
    '<p class="key"><span><i class="certain"></i>certain</span><span><i class="possible"></i>possible</span>'
    '<span><i class="not-known"></i>not known: others are not ruled out</span></p>'
)


def make_html(export: Export) -> bytes:
    """Return a page of HTML that stands alone: without scripts, and without any other file."""
    page = make_page(export)
    title = _escaped(page.title)
    parts = ["<!DOCTYPE html>", '<html lang="en">', "<head>", _HEAD, f"<title>{title}</title>"]
    parts += [f"<style>{_STYLE}</style>", "</head>", "<body>", "<header>", f"<h1>{title}</h1>", "</header>", "<main>"]
    for section in page.sections:
        name = _anchor(section.title)
        if section.title:
            parts += ["<section>", f'<h2 id="{name}">{section.title}</h2>']
        for block in section.blocks:
            parts += _html_block(block, name, page.title)
        parts.append("</section>" if section.title else _contents(page))
    parts += ["</main>", "<footer>", *(f"<p>{_escaped(each)}</p>" for each in _colophon(export)), "</footer>"]
    return "\n".join([*parts, "</body>", "</html>", ""]).encode()


def _contents(page: Page) -> str:
    titles = [each.title for each in page.sections if each.title]
    links = "".join(f'<li><a href="#{_anchor(each)}">{each}</a></li>' for each in titles)
    return f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ul>{links}</ul></nav>' if links else ""


def _anchor(title: str) -> str:
    return "-".join(title.lower().replace(",", "").split())


def _html_block(block: Lines | Grid | Chart, name: str, title: str) -> Iterator[str]:
    if isinstance(block, Chart):
        yield f'<div class="scroll" role="region" aria-labelledby="{name}" tabindex="0">'
        yield from (make_svg(block.groups, block.frame, f"Timeline of {title}"), "</div>", _KEY)
    elif isinstance(block, Grid):
        yield from _html_grid(block, name) if block.rows else ()
    elif block.lines:
        yield from _html_lines(block)


def _html_grid(block: Grid, name: str) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{each}</th>' for each in block.columns)
    yield f'<div class="scroll" role="region" aria-labelledby="{name}" tabindex="0">'
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for first, *others in block.rows:
        cells = "".join(f"<td>{_html_piece(each)}</td>" for each in others)
        yield f'<tr><th scope="row"><bdi>{_html_piece(first)}</bdi></th>{cells}</tr>'
    yield "</tbody></table></div>"


def _html_lines(block: Lines) -> Iterator[str]:
    if block.heading:
        yield f"<h3>{block.heading}</h3>"
    lines = [" ".join(filter(None, map(_html_piece, line))) for line in block.lines]
    if block.kind == "paragraph":
        yield from (f"<p>{line}</p>" for line in lines)
    elif block.kind == "sources":
        yield "<ol>" + "".join(f'<li id="source-{at}">{line}</li>' for at, line in enumerate(lines, 1)) + "</ol>"
    else:
        yield "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def _html_piece(piece: Piece) -> str:
    match piece:
        case Mark():
            return f'<span class="mark {piece.state.replace(" ", "-")}">{piece.words}</span>'
        case Cited():
            return _numbers(piece, lambda number: f'<a href="#source-{number}">{number}</a>', _escaped)
        case Web():
            told = _escaped(piece.url)
            return f'<a href="{told}">{told}</a>' if address(piece.url) else told
        case _:
            return _escaped(piece)


# Both.


def _escaped(text: str) -> str:
    return html.escape(clean(text))


def _numbers(cited: Cited, say: Callable[[int], str], escape: Callable[[str], str]) -> str:
    """Return the numbers of sources; those that deny what is said stand apart."""
    told = ", ".join(map(say, cited.numbers))
    denied = ", ".join(f"{say(number)}{escape(where)}" for number, where in cited.denied)
    denied = f"denied by {denied}" if denied else ""
    return "; ".join(filter(None, (told, denied)))


def _colophon(export: Export) -> list[str]:
    """Return the line that states where a page comes from."""
    horizon = export.store.horizon()
    told = f"from version {export.version} of the data" if export.version else "from data without a version"
    return [f"Made by iom-partners {told}{f', which reach {say_day(horizon)}' if horizon else ''}."]


# Cards.

#: So many rows of a table are on a card.
_MOST_ROWS = 20


class Card(NamedTuple):
    """What a dataset holds about one record; `Dataset.show` returns it. A notebook shows it, and so does ``print``.

    Attributes:
        page: its title, sections and sources.

    >>> import iom_partners
    >>> print(str(iom_partners.load().show("gmg-chair-iom-2013")).splitlines()[2])
    - Organization: GMG
    """

    page: Page

    def __repr__(self) -> str:
        return plain(f"<Card of {self.page.title}: {', '.join(title for title, _ in self._sections() if title)}>")

    def __str__(self) -> str:
        lines = [plain(self.page.title), ""]
        for title, blocks in self._sections():
            lines += [title, "-" * len(title)] if title else []
            for block in blocks:
                if isinstance(block, Grid):
                    lines.append(
                        text_table(block.columns, [tuple(map(_plain_piece, row)) for row in block.rows], most=20)
                    )
                else:
                    lines += _plain_lines(block)
                lines.append("")
        return "\n".join(lines).rstrip()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        parts = [f'<div{NO_MATH} style="overflow-wrap:break-word"><p><b>{escaped(self.page.title)}</b></p>']
        for title, blocks in self._sections():
            is_folded = title == "Sources"
            parts.append(
                f"<details><summary>{title}</summary>" if is_folded else f"<p><b>{title}</b></p>" if title else ""
            )
            for block in blocks:
                if isinstance(block, Grid):
                    parts.append(
                        html_table(block.columns, [tuple(map(_card_piece, row)) for row in block.rows], most=20)
                    )
                else:
                    parts += _card_lines(block)
            parts.append("</details>" if is_folded else "")
        return "".join([*parts, "</div>"])

    def _sections(self) -> Iterator[tuple[str, list[Lines | Grid]]]:
        """Yield what a card shows of its page: not the picture, and not again all that is dated."""
        for section in self.page.sections:
            blocks = [each for each in section.blocks if not isinstance(each, Chart) and each[1]]
            if blocks and section.title != "Timeline":
                yield section.title, blocks


def _card_piece(piece: Piece) -> object:
    match piece:
        case Mark():
            return piece.words
        case Cited():
            told = _numbers(piece, str, str)
            return f"[{told}]" if told else ""
        case Web():
            return linked(piece.url, piece.url)
        case _:
            return piece


def _card_lines(block: Lines) -> Iterator[str]:
    yield f"<p>{escaped(block.heading)}</p>" if block.heading else ""
    tag = {"paragraph": "div", "list": "ul", "sources": "ol"}[block.kind]
    item = "p" if tag == "div" else "li"
    lines = (" ".join(escaped(_card_piece(each)) for each in line) for line in block.lines)
    yield f"<{tag}>{''.join(f'<{item}>{line}</{item}>' for line in lines)}</{tag}>"


def _plain_piece(piece: Piece) -> str:
    return plain(piece.url if isinstance(piece, Web) else _card_piece(piece))


def _plain_lines(block: Lines) -> Iterator[str]:
    if block.heading:
        yield plain(block.heading)
    for number, line in enumerate(block.lines, 1):
        start = {"paragraph": "", "list": "- ", "sources": f"{number}. "}[block.kind]
        yield start + " ".join(filter(None, map(_plain_piece, line)))


def make_card(rosters: ProjectRosters, version: str | None, ref: object) -> Card:
    """Return the card of a record.

    Args:
        rosters: of the dataset.
        version: of the data.
        ref: a record, its id, or any of its names.

    Raises:
        UnknownNameError: no record has that id, and none bears the name.
        AmbiguousNameError: several bear it.
    """
    store = rosters.store
    record_id = ref if isinstance(ref, str) else getattr(ref, "id", None)
    about: Any = None
    if isinstance(record_id, str):
        about = next(filter(None, (store[name].get(record_id) for name in RECORD_TYPES if name not in NAMED)), None)
    if about is None:
        found = store.directory.resolve(ref, "ref", NAMED)
        name = store.directory.record_type(found)
        about = store[name].get(found) or store.directory.bare(found, name)
    export = Export(rosters, version, about)
    return Card((make_page if isinstance(about, (Agent, Project, Work)) else make_record_page)(export))
