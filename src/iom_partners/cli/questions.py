"""The commands that ask: chair, members, name, projects, partners and total."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from ..dataset import Dataset
from ..model.dealings import Contribution
from ..query.totals import Total
from ..store.table_schemas import told_apart
from ..tables.text import counted
from .asked import data_of, time_of
from .output import (
    Numbered,
    number_sources,
    origin,
    print_csv,
    print_json,
    print_markdown,
    print_sources,
    print_text,
    sentence,
)

__all__ = ["chair", "members", "name", "partners", "projects", "status_of", "total"]

_LISTED = ("certain", "possible")
_STATUS = {"certain": 0, "ruled_out": 1, "possible": 3, "unknown": 3}


def chair(args: Namespace) -> int:
    """Print who held the chair of a body."""
    data = data_of(args)
    return _print(args, data, data.chair_of(args.body, **time_of(args), role=args.role, lineage=args.lineage))


def members(args: Namespace) -> int:
    """Print who was a member of a body, or how many there were."""
    data = data_of(args)
    asked: dict[str, Any] = {**time_of(args), "role": args.role, "office": args.office}
    if args.count:
        return _count(args, data, data.member_count(args.body, **asked))
    return _print(args, data, data.members_of(args.body, **asked, components=args.components))


def name(args: Namespace) -> int:
    """Print what an organization was called."""
    data = data_of(args)
    return _print(args, data, data.name_of(args.agent, **time_of(args), language=args.language, kind=args.kind))


def projects(args: Namespace) -> int:
    """Print the projects in which someone took part."""
    data = data_of(args)
    asked: dict[str, Any] = {each: getattr(args, each) for each in ("role", "country", "theme")}
    return _print(args, data, data.projects_of(args.agent, **time_of(args), **asked))


def partners(args: Namespace) -> int:
    """Print who took part in a project, or with whom someone shared one or a partnership."""
    data = data_of(args)
    return _print(args, data, data.partners_of(args.agent_or_project, **time_of(args), kind=args.kind, role=args.role))


def total(args: Namespace) -> int:
    """Print what contributions of money add up to, with each contribution that may belong to it."""
    data = data_of(args)
    fields = ("donor", "recipient", "project", "country", "theme", "role")
    asked: dict[str, Any] = {each: value for each in fields if (value := getattr(args, each)) is not None}
    asked |= time_of(args)
    summed = data.total_of(**asked)
    given = [*(data.contributions.where(**asked) if asked else data.contributions), *summed.unsorted]
    sources = Numbered(data)
    if args.output != "table":
        sources.cite(cited for each in given for cited in each.citations)
    if args.output == "json":
        print_json({**summed.to_dict(), "sources": sources.to_dicts(), **origin(data)})
    elif args.output == "csv":
        print_csv(summed)
    elif args.output == "md":
        print_markdown(sentence(summed.why), summed, sources)
    else:
        _print_total(data, summed, given, sources)
    return _STATUS["certain" if summed.is_whole and summed.sums else "possible"]


#: What is said of a contribution that is not wholly in the sums, by the attribute of the total that holds it.
_NOT_ADDED = {
    "possible": "it may not belong here",
    "qualified": "not added: the amount is not exact",
    "unstated": "not added: no amount is stated",
    "in_kind": "not added: it was given in kind",
    "unsorted": "not added: no source says whether it belongs here",
}


def _print_total(data: Dataset, summed: Total, given: Sequence[Contribution], sources: Numbered) -> None:
    """Print sums of money, and each contribution with what keeps it out of them."""
    from ..history.timeline import say_record

    left_out = {each.id: words for group, words in _NOT_ADDED.items() for each in getattr(summed, group)}
    count = sum(len(getattr(summed, group)) for group in _NOT_ADDED if group != "possible")
    print_text(f"{summed}, without {counted(count, 'contributions')} that cannot be added" if count else str(summed))
    print_text(sentence(summed.why))
    for each in given:
        told = f" ({left_out[each.id]})" if each.id in left_out else ""
        said = say_record(each, data._store.directory.label)
        print_text(f"{said.removesuffix('.')}{told}. {sources.cite(each.citations)}", "- ", "  ")
    print_sources(sources)


def status_of(answer: Any) -> int:
    """Return the exit status that tells a verdict."""
    return _STATUS[answer.verdict.value]


def _print(args: Namespace, data: Dataset, answer: Any) -> int:
    told = answer.to_dict()
    sources = number_sources(data, (cited for proof in answer.evidence for cited in proof.citations))
    if args.output == "json":
        print_json({**told, "sources": sources.to_dicts(), **origin(data)})
    elif args.output == "csv":
        print_csv(answer)
    elif args.output == "md":
        print_markdown(answer.why, answer, sources)
    else:
        labels = told_apart({_key(each): _label(each) for word in _LISTED for each in told[word]})
        for word in _LISTED:
            names = [labels[_key(each)] for each in told[word]]
            if len(names) > 1:
                print_text(f"{word} ({len(names)}):")
            for each in names:
                print_text(each, f"{word}: " if len(names) == 1 else "  ", "    ")
        print_text(told["why"])
        print_sources(sources)
    return status_of(answer)


def _count(args: Namespace, data: Dataset, count: Any) -> int:
    sources = number_sources(data, (cited for proof in count.evidence for cited in proof.citations))
    if args.output == "json":
        print_json({**count.to_dict(), "sources": sources.to_dicts(), **origin(data)})
    elif args.output == "csv":
        print_csv(count)
    elif args.output == "md":
        print_markdown(f"{count}: {sentence(count.why)}", count, sources)
    else:
        print_text(str(count))
        print_text(sentence(count.why))
        print_sources(sources)
    return _STATUS["certain" if count.lower == count.upper else "possible"]


def _key(item: Any) -> str:
    return item if isinstance(item, str) else str(item["id"])


def _label(item: Any) -> str:
    if isinstance(item, str):
        return item
    return f"{item['acronym']} – {item['name']}" if item["acronym"] else str(item["name"])
