"""The commands about records: find, show and info."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from .. import __version__
from ..dataset import Dataset
from ..dates.describe import say_day
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import UnknownNameError, shorten
from ..store.collection import RecordList
from ..store.record_types import AGENTS, NAMED, RECORD_TYPES
from ..store.table_schemas import layout_of
from ..tables.table import Column, Table, required
from ..tables.text import counted
from .asked import data_of
from .output import (
    Numbered,
    number_sources,
    origin,
    print_csv,
    print_json,
    print_line,
    print_markdown,
    print_rows,
    print_sources,
    print_text,
)

__all__ = ["find", "info", "show"]


def find(args: Namespace) -> int:
    """Print the records whose names are nearest to a text, best first."""
    data = data_of(args)
    found = data.find(args.text, args.limit, args.record_type)
    of = "record" if args.record_type is None else counted(1, args.record_type).removeprefix("1 ")
    nothing = f"no {of} has a name like {args.text!r}"
    if not print_rows(args, found, counted(len(found), "records") if found else nothing, Numbered(data)):
        for each in found:
            acronym = getattr(each, "acronym", None)
            name = f"{acronym} – {each.name}" if acronym else each.name
            print_text(f"{each.id}: {name} ({type(each).__name__.lower()})", "", "  ")
        if not found:
            print_text(nothing)
    return 0 if found else 1


def show(args: Namespace) -> int:
    """Print all about one record, with its sources."""
    data = data_of(args)
    kind, record = _record(data, args.ref)
    row = RecordList([record], kind, data._store)
    if args.output == "json":
        from ..io.codec import plain_rows

        sources = number_sources(data, record.citations)
        print_json({"record_type": kind, **plain_rows([record])[0], "sources": sources.to_dicts(), **origin(data)})
    elif args.output == "csv":
        print_csv(row)
    elif kind in (*AGENTS, "projects", "works"):
        _print_page(args, data, record)
    else:
        _print_fields(args, data, kind, row)
    return 0


def info(args: Namespace) -> int:
    """Print the versions of the program and the data, how far the data reach, and how many records they hold."""
    data = data_of(args)
    counts = {name: len(data._store[name]) for name in RECORD_TYPES}
    columns = required("name", "string", "what is told"), Column("value", "string", "what it is")
    until = data.horizon and data.horizon.isoformat()
    python = ".".join(map(str, sys.version_info[:3]))
    told = {"program": __version__, "python": python, "data": data.version, "horizon": until}
    if args.output == "json":
        print_json({**told, "records": counts, "assumed": data.assumed})
        return 0
    rows = [*told.items(), *((name, str(count)) for name, count in counts.items())]
    if not print_rows(args, Table("facts", columns, rows), "iom-partners", Numbered(data)):
        of = f"version {data.version}" if data.version else "no version"
        reach = f"; nothing is known of the days after {say_day(data.horizon)}" if data.horizon else ""
        print_text(f"iom-partners {__version__}, Python {python}")
        print_text(f"data: {of}{reach}")
        for name, count in counts.items():
            print_text(name.replace("_", " "), f"{count:>7,} ")
        for each in data.assumed:
            print_text(f"assumed: {each}")
    return 0


def _record(data: Dataset, ref: str) -> tuple[str, Any]:
    """Return a record by any of its names, or by its id, and the name of its collection.

    Raises:
        UnknownNameError: nothing is called so; the hint lists the nearest names.
        AmbiguousNameError: several things are.
    """
    directory = data._store.directory
    try:
        found = directory.resolve(ref, "ref", NAMED)
    except UnknownNameError as error:
        for kind in RECORD_TYPES:
            if (record := data._store[kind].get(ref)) is not None:
                return kind, record
        error.reason = f"no record is called {shorten(ref)} and none has it as its id"
        raise
    kind = directory.record_type(found)
    return kind, data._store[kind].get(found) or directory.bare(found, kind)


def _print_page(args: Namespace, data: Dataset, record: Any) -> None:
    """Print the page of an agent, a project or a work."""
    from ..exchange.losses import Export
    from ..export.page_content import Chart, Grid, make_page
    from ..export.pages import make_markdown

    export = Export(data._project_rosters(), data.version, record)
    if args.output == "md":
        for line in make_markdown(export).decode().rstrip("\n").split("\n"):
            print_line(line)
        return
    page, sources = make_page(export), Numbered(data)
    print_text(page.title)
    for section in page.sections:
        blocks = [each for each in section.blocks if not isinstance(each, Chart)]
        if section.title in {"Timeline", "Sources"} or not blocks:
            continue
        if section.title:
            print_text(f"{section.title}:")
        for block in blocks:
            rows: Any = block.rows if isinstance(block, Grid) else block.lines
            start = "" if not isinstance(block, Grid) and block.kind == "paragraph" else "- "
            mark = "; " if isinstance(block, Grid) else " "
            if not isinstance(block, Grid) and block.heading:
                print_text(f"{block.heading}:")
            for row in rows:
                print_text(_joined(row, mark, page.source_ids, sources), start, "  " if start else "")
    print_text(f"Everything dated, in order: iom-partners timeline {record.id}")
    print_sources(sources)


def _joined(row: Iterable[Any], mark: str, source_ids: Sequence[str], sources: Numbered) -> str:
    """Return the parts of a line or row as one text, with the numbers of the sources."""
    from ..export.page_content import Cited, Mark, Web

    told = ""
    for part in row:
        if isinstance(part, Cited):
            cited = [f"[{sources.number(source_ids[each - 1])}]" for each in part.numbers]
            for number, where in part.denied:
                cited.append(f"[{sources.number(source_ids[number - 1], denies=True)} denies it{where}]")
            text, mark_here = "".join(cited), " "
        else:
            text, mark_here = (
                part.words if isinstance(part, Mark) else part.url if isinstance(part, Web) else part,
                mark,
            )
        told += (mark_here if told and text else "") + text
    return told


def _print_fields(args: Namespace, data: Dataset, type_name: str, row: RecordList[Any]) -> None:
    """Print the fields of any other record."""
    record = row[0]
    title = getattr(record, "name", None) or getattr(record, "title", None) or record.id
    sources = number_sources(data, record.citations)
    if args.output == "md":
        print_markdown(title, row, sources)
        return
    print_text(title)
    heads, cells, *_ = layout_of(type_name).shown(row, 1, data._store)
    for head, cell in zip(heads, cells[0], strict=True):
        told = cell.describe() if isinstance(cell, PartialDate | Period) else str(cell)
        told = "no date stated" if isinstance(cell, Period) and str(cell) == "/" else told
        print_text(f"{head.replace('_', ' ')}: {told}", "- ", "  ")
    if type_name == "sources" and not record.url:
        print_text("url: no address", "- ", "  ")
    if note := getattr(record, "note", None):
        print_text(f"note: {note}", "- ", "  ")
    print_sources(sources)
