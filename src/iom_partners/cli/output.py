"""Printing text, tables and JSON in which no character of the data can control the terminal."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import TextIO

    from ..dataset import Dataset
    from ..model.evidence import Citation
    from ..tables.table import Table, Tabular

__all__ = [
    "Numbered", "cut", "number_sources", "origin", "plain", "print_csv", "print_error", "print_json", "print_line",
    "print_markdown", "print_rows", "print_sources", "print_text", "sentence", "tell_rows",
]  # fmt: skip

#: The most rows of a table that are printed where nothing is said of it.
_MOST = 20
#: Narrower than this, hardly a word would fit.
_NARROWEST = 20
#: What a broken message keeps on one line: a quoted value, and an option with its value.
_WHOLE = r"""(?<!\w)(['"])(?:(?!\1)[^\\]|\\.)*\1(?!\w)|“[^”]*”|--[a-z-]+ [\d'\[](?:[^ ,)]|,(?! ))*"""


# Text.


def print_text(text: str, first: str = "", indent: str = "") -> None:
    """Print one paragraph in lines that fit the terminal; what the terminal cannot encode becomes a question mark.

    The width is that of the variable COLUMNS, else of the terminal. In a pipe or a file no line is broken.

    Args:
        text: of any length.
        first: what the first line begins with.
        indent: what all other lines begin with.
    """
    from ..tables.text import wrapped

    width = _width(sys.stdout) or len(first) + 2 * len(text)  # A character takes two columns at most.
    for line in wrapped(plain(text), width, first=first, indent=indent).split("\n"):
        print_line(line)


def print_error(text: str) -> None:
    """Print one message to the errors, in lines that fit their terminal; quoted values and options stay whole.

    The message has no control characters. In a pipe or a file it is one line.
    """
    from re import sub

    from ..tables.text import wrapped

    whole = sub(_WHOLE, lambda found: found[0].replace(" ", "\0"), text)
    width = _width(sys.stderr) or 2 * len(text) + 1
    print(wrapped(whole, width, indent="  ").replace("\0", " "), file=sys.stderr, flush=True)


def _width(stream: TextIO) -> int:
    """Return the width of a line; 0 where it has no limit."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and 0 < len(given) < 7 and int(given):
        return max(int(given), _NARROWEST)
    with suppress(OSError, ValueError):  # What is not a terminal, or is closed.
        # A terminal that no one has given a size says 0.
        columns = os.get_terminal_size(stream.fileno()).columns
        return columns and max(columns, _NARROWEST)
    return 0


def print_line(text: str) -> None:
    """Print one line of any width; what the terminal cannot encode becomes a question mark."""
    print(plain(text).encode(_encoding(), "replace").decode(_encoding()))


def plain(text: str) -> str:
    r"""Return a text with control characters written out, line breaks too: a name cannot start a line of its own.

    >>> plain("a\nb")
    'a\\u000ab'
    """
    return "".join(f"\\u{ord(mark):04x}" if _is_control(mark) else mark for mark in text)


def _is_control(mark: str) -> bool:
    """Return whether a character controls the terminal or the direction of text, or is half of one."""
    return unicodedata.category(mark) in ("Cc", "Cf", "Cs")


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def sentence(text: str) -> str:
    """Return a text as a sentence.

    >>> sentence("it is not known")
    'It is not known.'
    """
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


# The forms of a program.


def print_json(value: object) -> None:
    """Print a value as JSON; control characters are escaped as JSON escapes them, so that nothing is lost.

    Days are ISO text, and amounts are text too, for numbers of JSON would be rounded.
    """
    import json

    is_ascii = _encoding().lower().replace("-", "") != "utf8"
    text = json.dumps(value, indent=2, ensure_ascii=is_ascii, default=str)
    print("".join(json.dumps(mark)[1:-1] if mark != "\n" and _is_control(mark) else mark for mark in text))


def print_csv(rows: Tabular) -> None:
    """Print a table as CSV, with a column of names beside each one of ids; control characters are written out."""
    for line in (_labeled(rows).to_csv() or "").rstrip("\n").split("\n"):
        print_line(line)


def print_markdown(heading: str, rows: Tabular, sources: Numbered | None = None) -> None:
    """Print a paragraph, a table without empty columns, and a numbered list of sources, in Markdown."""
    from ..export.pages import marked
    from ..store.table_schemas import trimmed

    table = _labeled(rows)
    heads, rows_shown = trimmed(table.column_names, table.rows)
    places = [place for place, head in enumerate(heads) if not _is_said(head, heads)]
    columns = [heads[place] for place in places]
    cells = [[row[place] for place in places] for row in rows_shown]
    lines = [marked(heading)]
    if cells:
        shown = [columns, ["---"] * len(columns)]
        shown += [["" if cell is None else marked(str(cell)) for cell in row] for row in cells]
        lines += ["", *(f"| {' | '.join(row)} |" for row in shown)]
    for number, told, url in sources.told() if sources else ():
        # A link of another kind than the web could run something.
        link = f" <{url}>" if url and url.startswith(("http://", "https://")) and not set("<> ") & set(url) else ""
        lines += ["", "Sources:", ""] if number == 1 else []
        lines.append(f"{number}. {marked(told)}{link}")
    for line in lines:
        print_line(line)


def _is_said(head: str, heads: Sequence[str]) -> bool:
    """Return whether another column tells the same to people: the names of these ids, or this time in words."""
    return f"{head}_words" in heads or (head.endswith(("_id", "_ids")) and head.replace("_id", "_name") in heads)


def _labeled(rows: Tabular) -> Table:
    """Return the table, with names where it has ids of records."""
    from ..tables.table import Table

    return rows if isinstance(rows, Table) and rows._labeled is None else rows.to_table(labels=True)


def print_rows(args: Namespace, rows: Tabular, heading: str, sources: Numbered) -> bool:
    """Print a table in the form of a program, if one is wanted; return whether one was."""
    if args.output == "json":
        print_json(_labeled(rows).to_dicts())
    elif args.output == "csv":
        print_csv(rows)
    elif args.output == "md":
        print_markdown(heading, rows, sources)
    return bool(args.output != "table")


def cut(args: Namespace, rows: Any) -> Any:
    """Return the first rows: as many as ``--limit`` says, else twenty of what is printed as text and all of the rest.

    Of 21 rows all are printed: a line that one is left out would take its place.

    Raises:
        InvalidQuestionError: it is not a positive number.
    """
    limit = args.limit
    if limit is not None and limit < 1:
        from ..errors import InvalidQuestionError

        raise InvalidQuestionError(f"{limit} is not a positive number", value=limit, field="limit")
    most = limit or (_MOST + (len(rows) == _MOST + 1))
    return rows[:most] if limit or args.output == "table" else rows


def tell_rows(rows: Sequence[Any], lines: Iterable[str], heading: str, sources: Numbered) -> None:
    """Print a list of sentences under a heading, with how many more there are, and their sources."""
    print_text(heading)
    shown = 0
    for line in lines:
        print_text(line, "- ", "  ")
        shown += 1
    if shown < len(rows):
        print_text(f"… and {len(rows) - shown:,} more; --limit {len(rows)} prints all")
    print_sources(sources)


# Sources.


class Numbered:
    """The sources that are cited, by a number for each, in the order in which they were first cited."""

    __slots__ = ("_numbers", "_stating", "_store")

    def __init__(self, data: Dataset) -> None:
        self._store = data.sources
        self._numbers: dict[str, int] = {}
        self._stating: set[str] = set()

    def number(self, source_id: str, *, denies: bool = False) -> int:
        """Return the number of a source, which states something or denies it."""
        if not denies:
            self._stating.add(source_id)
        return self._numbers.setdefault(source_id, len(self._numbers) + 1)

    def cite(self, citations: Iterable[Citation]) -> str:
        """Return the numbers of the sources of some citations, as they stand after a sentence.

        Those that say that it is not so are told apart.
        """
        from ..cards import denied_in

        told: dict[str, None] = {}
        cited = list(citations)
        places = denied_in(cited)
        for each in cited:
            number = self.number(each.source_id, denies=each.denies)
            told[f"[{number} denies it{places.get(each.source_id, '')}]" if each.denies else f"[{number}]"] = None
        return "".join(told)

    def told(self) -> Iterable[tuple[int, str, str | None]]:
        """Yield each number, with the title, publisher, date and id of the source, and its address."""
        for source_id, number in self._numbers.items():
            source = self._store.get(source_id)
            told = []
            if source is not None:
                more = [source.publisher, source.published and source.published.describe()]
                told = [sentence(source.title), *filter(None, [", ".join(filter(None, more))])]
                told[1:] = [f"{each}." for each in told[1:]]
            denial = "" if source_id in self._stating else "; it denies this"
            address = "" if source is None or source.url else "; no address"
            yield number, " ".join((*told, f"({source_id}{denial}{address})")), source.url if source else None

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return each source as a dict for JSON."""
        found = ((each, self._store.get(each)) for each in self._numbers)
        return [
            {
                "id": source_id,
                "title": source and source.title,
                "publisher": source and source.publisher,
                "published": source and source.published and str(source.published),
                "url": source and source.url,
            }
            for source_id, source in found
        ]


def number_sources(data: Dataset, citations: Iterable[Citation]) -> Numbered:
    """Return the sources of some citations, numbered."""
    numbered = Numbered(data)
    numbered.cite(citations)
    return numbered


def print_sources(sources: Numbered) -> None:
    """Print the sources: number, title, publisher, date and id, and below it the address, which is never broken."""
    for number, told, url in sources.told():
        if number == 1:
            print_text("sources:")
        print_text(told, f"  [{number}] ", "      ")
        if url:
            print_text(url, "      ", "      ")


def origin(data: Dataset) -> Mapping[str, Any]:
    """Return which data an answer comes from, for JSON."""
    return {"data": {"version": data.version, "horizon": data.horizon and str(data.horizon)}}
