"""The formats that data can be exported to, and the one call that writes any of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..errors import DataFileError, InvalidQuestionError, one_of, shorten
from ..exchange.losses import Export, LossReport
from ..files.writing import write_file, write_files
from ..io.package_writer import FILES, zipped
from ..store.record_types import AGENTS

if TYPE_CHECKING:
    from ..io.package_files import Extras
    from ..query.project_rosters import ProjectRosters

__all__ = ["FORMATS", "Format", "FormatName", "export_data"]

FormatName = Literal[
    "sqlite", "parquet", "excel", "datapackage", "popolo", "ftm", "jsonld", "turtle", "graphml", "gexf", "icalendar",
    "mermaid", "markdown", "html",
]  # fmt: skip


class Format(NamedTuple):
    """A format.

    Attributes:
        make: returns the bytes of the file; or of several files by what their names have after that of the first, as
            "" and ".metadata.json"; or the files of a folder by their paths in it.
        suffixes: how names of its files end; none for a folder.
        about: whether it is about all records ("all"), about one that must be named ("one"), or either ("any").
        what: what it is, for help.
        endings: what its files may end with besides, if the format is named.
    """

    make: Callable[[Export], bytes | Mapping[str, bytes]]
    suffixes: tuple[str, ...]
    about: Literal["all", "one", "any"]
    what: str
    endings: tuple[str, ...] = ()


def _sqlite(export: Export) -> Mapping[str, bytes]:
    from .sqlite import make_sqlite

    return make_sqlite(export)


def _parquet(export: Export) -> Mapping[str, bytes]:
    from .parquet import make_parquet

    return make_parquet(export)


def _excel(export: Export) -> bytes:
    from .excel import make_excel

    return make_excel(export)


def _datapackage(export: Export) -> Mapping[str, bytes]:
    from ..exchange.csv_package import make_datapackage

    return make_datapackage(export)


def _popolo(export: Export) -> bytes:
    from ..exchange.popolo import make_popolo

    return make_popolo(export)


def _ftm(export: Export) -> Mapping[str, bytes]:
    from .ftm import make_ftm

    return make_ftm(export)


def _jsonld(export: Export) -> bytes:
    from ..exchange.rdf import make_jsonld

    return make_jsonld(export)


def _turtle(export: Export) -> bytes:
    from ..exchange.rdf import make_turtle

    return make_turtle(export)


def _graphml(export: Export) -> bytes:
    from .graphs import make_graphml

    return make_graphml(export)


def _gexf(export: Export) -> bytes:
    from .graphs import make_gexf

    return make_gexf(export)


def _icalendar(export: Export) -> bytes:
    from .icalendar import make_icalendar

    return make_icalendar(export)


def _mermaid(export: Export) -> bytes:
    from .mermaid import make_mermaid

    return make_mermaid(export)


def _markdown(export: Export) -> bytes:
    from .pages import make_markdown

    return make_markdown(export)


def _html(export: Export) -> bytes:
    from .pages import make_html

    return make_html(export)


#: Every format by its name. What it needs is imported when it is written.
FORMATS: dict[str, Format] = {
    "sqlite": Format(_sqlite, (".sqlite", ".sqlite3", ".db"), "all", "a database with views and full-text search"),
    "parquet": Format(_parquet, (), "all", "a folder of Parquet files with views for DuckDB"),
    "excel": Format(_excel, (".xlsx",), "all", "a workbook with a sheet for each kind of record"),
    "datapackage": Format(_datapackage, (), "all", "a folder of CSV files described by a Data Package (version 2)"),
    "popolo": Format(
        _popolo, (".popolo.json",), "all", "Popolo JSON: persons, organizations, memberships, posts", (".json",)
    ),
    "ftm": Format(
        _ftm, (".ftm.json", ".ftm.jsonl"), "all", "entities of FollowTheMoney, one on each line", (".json", ".jsonl")
    ),
    "jsonld": Format(_jsonld, (".jsonld",), "all", "JSON-LD in the terms of W3C ORG, PROV and schema.org", (".json",)),
    "turtle": Format(_turtle, (".ttl",), "all", "the same as Turtle"),
    "graphml": Format(_graphml, (".graphml",), "all", "GraphML: agents, bodies and projects, and their ties"),
    "gexf": Format(_gexf, (".gexf",), "all", "the same as GEXF, for Gephi"),
    "icalendar": Format(_icalendar, (".ics",), "any", "terms and events as an iCalendar"),
    "mermaid": Format(_mermaid, (".mmd",), "one", "a timeline in the language of Mermaid"),
    "markdown": Format(_markdown, (".md",), "one", "a timeline in Markdown"),
    "html": Format(_html, (".html", ".htm"), "one", "a page that stands alone"),
}


def export_data(
    rosters: ProjectRosters,
    path: str | os.PathLike[str],
    format: FormatName | None,  # noqa: A002 # As in Dataset.export.
    version: str | None,
    about: Any,
    *,
    extras: Extras,
    strict: bool,
) -> LossReport:
    """Write the data in a format; see `Dataset.export`."""
    name = _format_of(path, format)
    whole = os.fsdecode(path)
    folder, file = os.path.split(whole)
    export = Export(rosters, version, _about(rosters, about, name), file)
    for kind, kept in extras.items():
        for record_id, more in kept.items():
            for field in more if export.about in {None, rosters.store[kind].get(record_id)} else ():
                export.lose(
                    rosters.store[kind][record_id], field, "left out: only Dataset.write keeps fields of others"
                )
    try:
        made = FORMATS[name].make(export)
    except (UnicodeEncodeError, OverflowError) as error:  # Half of a surrogate pair; a number without end.
        raise DataFileError(f"the data do not fit in {name}: {error}", value=whole, field=whole) from None
    if strict:
        export.refuse_losses()
    if isinstance(made, bytes):
        write_file(whole, made)
    elif not FORMATS[name].suffixes and not whole.lower().endswith(".zip"):
        write_files(whole, made)
    elif not os.path.isdir(folder or os.curdir):
        raise DataFileError(f"cannot be written: there is no folder {shorten(folder)}", value=whole, field=whole)
    elif FORMATS[name].suffixes:
        write_files(folder or os.curdir, {f"{file}{more}": data for more, data in made.items()})
    else:
        write_file(whole, zipped(made))
    return export.report()


def _format_of(path: str | os.PathLike[str], name: str | None) -> str:
    """Return the name of the format that a caller names, or that the name of the file tells.

    Raises:
        InvalidQuestionError: there is no such format, or the ending of the name is that of none.
        DataFileError: the path is not a path.
    """
    try:
        whole = os.fsdecode(path).lower()
    except TypeError:
        raise DataFileError(f"{shorten(path)} is not a path", value=path, field="path") from None
    endings = {suffix: each for each, told in FORMATS.items() for suffix in told.suffixes}
    longest = sorted(filter(whole.endswith, endings), key=len, reverse=True)
    if name is None and longest:
        return endings[longest[0]]
    if name is None:
        hint = f"end it with one of {', '.join(sorted(endings))}, or give format= one of {', '.join(FORMATS)}"
        raise InvalidQuestionError(
            f"the ending of {shorten(path)} names no format", value=path, field="path", hint=hint
        )
    one_of(name, FORMATS, "format", "a format")
    ending = os.path.splitext(whole)[1]
    other = endings[longest[0]] if longest else ending in FILES and ending not in FORMATS[name].endings and ending[1:]
    if other and other != name:
        reason = f"{shorten(path)} is the name of a file of {other}, not of {name}"
        raise InvalidQuestionError(
            reason, value=path, field="path", hint="give another ending, or leave out the format"
        )
    return name


def _about(rosters: ProjectRosters, about: object, name: str) -> Any:
    """Return the record that an export is about; None for all records.

    Raises:
        InvalidQuestionError: the format needs one, or takes none.
        UnknownNameError: nothing bears the name.
        AmbiguousNameError: several records do.
    """
    allowed = FORMATS[name].about
    if about is None:
        if allowed == "one":
            hint = "name an organization, a person, a project or a work"
            raise InvalidQuestionError(f"{name} is about one record", value=about, field="about", hint=hint)
        return None
    if allowed == "all":
        hint = "leave it out"
        raise InvalidQuestionError(f"{name} holds all records", value=about, field="about", hint=hint)
    store = rosters.store
    found = store.directory.resolve(about, "about", (*AGENTS, "projects", "works"))
    record_type = store.directory.record_type(found)
    return store[record_type].get(found) or store.directory.bare(found, record_type)
