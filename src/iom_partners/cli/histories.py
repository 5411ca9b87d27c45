"""The commands that list: timeline, gaps, conflicts and reliance."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from ..dataset import Dataset
from ..dates.period import Period
from ..errors import InvalidQuestionError
from ..history.timeline import say_stretch
from ..store.collection import RecordList
from ..store.labels import known_to
from ..store.record_types import AGENTS, NAMED, refer
from ..store.table_schemas import say_kinds
from ..tables.flat import split_texts
from ..tables.table import Table, required
from ..tables.text import counted
from .asked import data_of, time_of
from .output import (
    Numbered,
    cut,
    number_sources,
    origin,
    print_json,
    print_rows,
    print_sources,
    print_text,
    sentence,
    tell_rows,
)
from .questions import status_of

__all__ = ["conflicts", "gaps", "reliance", "timeline"]


def timeline(args: Namespace) -> int:
    """Print everything that is recorded about one agent, project or work, in chronological order."""
    data = data_of(args)
    entries = data.timeline(args.ref)
    shown = cut(args, entries)
    whom = _label(data, args.ref, (*AGENTS, "projects", "works"))
    heading = f"{counted(len(entries), 'entries')} about {whom}, by first possible or first attested day"
    sources = Numbered(data)
    lines = [f"{each.what} {sources.cite(each.record.citations)}" for each in shown]
    if not print_rows(args, shown, heading, sources):
        tell_rows(entries, lines, heading, sources)
    return 0


def gaps(args: Namespace) -> int:
    """Print what is not known of who was in a body and in its chair, the most decisive gaps first."""
    data = data_of(args)
    found = data.gaps(args.body)
    shown = cut(args, found)
    of = f" of {_label(data, args.body)}" if args.body is not None else ""
    heading = f"{counted(len(found), 'gaps')}{of}, the most decisive first"
    # What is not known has no source: those cited tell what is known of the record.
    sources = number_sources(data, (cited for each in shown if each.record for cited in each.record.citations))
    if not print_rows(args, shown, heading, sources):
        tell_rows(found, (sentence(each.what) for each in shown), heading, Numbered(data))
    return 0


def conflicts(args: Namespace) -> int:
    """Print every place where sources of one record state different things."""
    data = data_of(args)
    kept = [each for each in data.conflicts() if args.kind in {None, each.kind}]
    about = ""
    if args.ref is not None:
        wanted = data._store.directory.resolve(args.ref, "ref", NAMED)
        kept = [each for each in kept if wanted in {each.record.id, *(of for _, of, _ in refer(each.record))}]
        about = f" about {data._store.directory.label(wanted)}"
    rows = RecordList(kept, "conflicts", data._store)
    shown = cut(args, rows)
    kinds = f": {say_kinds(rows)}" if rows else ""
    heading = f"{counted(len(rows), 'conflicts')} between statements of sources{about}{kinds}"
    sources = number_sources(data, (cited for each in shown for side in each.citations for cited in side))
    if not print_rows(args, shown, heading, sources):
        tell_rows(rows, (f"{each.kind}: {each.why}" for each in shown), heading, sources)
    return 0


def reliance(args: Namespace) -> int:
    """Print on which sources an answer rests, or without a time each chair of a body."""
    data = data_of(args)
    asked = time_of(args)
    if asked:
        ask: Any = data.chair_of if args.of == "chair" else data.members_of
        return _rests(args, data, ask(args.body, **asked))
    if args.of != "chair":
        hint = "add a time, such as --on 2013-09-01"
        raise InvalidQuestionError("the sources of members need a time", value=args.of, field="of", hint=hint)
    every = data.stats.reliance(args.body)
    shown = known_to(Table(every.name, every.columns, cut(args, every.rows), note=every.note), data._store)
    heading = f"The sources on which each chair of {_label(data, args.body)} rests: {every.note}"
    sources = Numbered(data)
    lines = []
    for row in shown.to_dicts():
        when = say_stretch(Period(f"{row['first_day'] or '..'}/{row['last_day']}"))
        run = f"{row['agent']}, {row['role'] or 'chair'}{when}"
        sets = [each.split("+") for each in split_texts(row["source_ids"])]
        lines.append(f"{run}: {_say_sets(sources, sets, is_exhaustive=row['is_exhaustive'])}")
    if not print_rows(args, shown, heading, sources):
        tell_rows(every.rows, lines, heading, sources)
    return 0


def _rests(args: Namespace, data: Dataset, answer: Any) -> int:
    """Print on which sources one answer rests; the exit status is that of the answer."""
    found = data.reliance(answer)
    sources = Numbered(data)
    told = _say_sets(sources, found.sets, is_exhaustive=found.is_exhaustive)
    if args.output == "json":
        sets = {"sets": found.sets, "least": found.least, "is_exhaustive": found.is_exhaustive}
        print_json({**sets, "answer": answer.to_dict(), "sources": sources.to_dicts(), **origin(data)})
        return status_of(answer)
    columns = (
        required("sources", "integer", "how many sources"),
        required("source_ids", "string", "sources whose loss together changes the answer; several are separated by |"),
    )
    table = known_to(Table("sets", columns, [(len(ids), "|".join(ids)) for ids in found.sets]), data._store)
    if not print_rows(args, table, answer.why, sources):
        print_text(answer.why)
        print_text(sentence(told))
        print_sources(sources)
    return status_of(answer)


def _say_sets(sources: Numbered, sets: Iterable[Iterable[str]], *, is_exhaustive: bool) -> str:
    """Describe which losses of sources change an answer, with the numbers of the sources."""
    told = [" and ".join(f"[{sources.number(each)}]" for each in ids) for ids in sets]
    if not told:
        return f"no loss of sources{'' if is_exhaustive else ' that was tried'} changes the answer"
    more = "" if is_exhaustive else "; larger sets were not all tried"
    return f"the loss of {', or of '.join(told)} changes the answer{more}"


def _label(data: Dataset, ref: str, among: tuple[str, ...] = AGENTS) -> str:
    directory = data._store.directory
    return directory.label(directory.resolve(ref, "ref", among))
