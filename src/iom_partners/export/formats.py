"""The formats that data can be exported to, and the one call that writes any of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..errors import DataFileError, InvalidQuestionError, one_of, shorten
from ..exchange.losses import Export, LossReport
from ..files.writing import write_file, write_files
from ..io.package_writer import FILES, zipped
from ..store.record_types import AGENTS

if TYPE_CHECKING:
    from ..io.package_files import Extras
    from ..query.project_rosters import ProjectRosters

__all__ = ["FORMATS", "Format", "FormatName", "export_data", "make"]

FormatName = Literal[
    "sqlite", "parquet", "excel", "datapackage", "popolo", "ftm", "jsonld", "turtle", "graphml", "gexf", "icalendar",
    "mermaid", "markdown", "html",
]  # fmt: skip


class Format(NamedTuple):
    """A format.

    Attributes:
        home: the module that writes it, in a function named `make_` and the name of the format.
        suffixes: how names of its files end; none for a folder.
        about: whether it is about all records ("all"), about one that must be named ("one"), or either ("any").
        endings: what its files may end with besides, if the format is named.
    """

    home: str
    suffixes: tuple[str, ...]
    about: Literal["all", "one", "any"] = "all"
    endings: tuple[str, ...] = ()


#: Every format by its name. What it needs is imported when it is written.
FORMATS: dict[str, Format] = {
    "sqlite": Format("export.sqlite", (".sqlite", ".sqlite3", ".db")),
    "parquet": Format("export.parquet", ()),
    "excel": Format("export.excel", (".xlsx",)),
    "datapackage": Format("exchange.csv_package", ()),
    "popolo": Format("exchange.popolo", (".popolo.json",), endings=(".json",)),
    "ftm": Format("export.ftm", (".ftm.json", ".ftm.jsonl"), endings=(".json", ".jsonl")),
    "jsonld": Format("exchange.rdf", (".jsonld",), endings=(".json",)),
    "turtle": Format("exchange.rdf", (".ttl",)),
    "graphml": Format("export.graphs", (".graphml",)),
    "gexf": Format("export.graphs", (".gexf",)),
    "icalendar": Format("export.icalendar", (".ics",), "any"),
    "mermaid": Format("export.mermaid", (".mmd",), "one"),
    "markdown": Format("export.pages", (".md",), "one"),
    "html": Format("export.pages", (".html", ".htm"), "one"),
}


def make(name: str, export: Export) -> bytes | Mapping[str, bytes]:
    """Return the bytes of the file of a format; or the bytes of several files.

    The files of a folder are named by their paths in it, other ones by what their names have after that of the first,
    as "" and ".metadata.json".
    """
    home = import_module(f"iom_partners.{FORMATS[name].home}")
    made: bytes | Mapping[str, bytes] = getattr(home, f"make_{name}")(export)
    return made


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
        made = make(name, export)
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
    """Return the format that a caller names, or that the name of the file implies.

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
