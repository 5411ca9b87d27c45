"""Completion in a shell: a script made from the parser, which starts no program when a key is pressed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..loading import load
from .parser import COMMANDS, FORMAT_NAMES, SHELLS, make_parser, parser_of

__all__ = ["completion"]

#: What completes an argument, by its name: the name of a list of words, or ``files``.
_COMPLETED_BY = {
    "body": "bodies", "agent": "agents", "agent_or_project": "subjects", "ref": "subjects", "about": "subjects",
    "donor": "agents", "recipient": "agents", "project": "projects", "first_sources": "sources",
    "according_to": "sources", "theme": "themes", "country": "countries", "data": "files", "folder": "files",
    "path": "files", "old": "files", "new": "files", "on": "days",
}  # fmt: skip


def completion(args: argparse.Namespace) -> int:
    """Print the script for a shell."""
    scripts = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    for line in scripts[args.shell](_words(), _commands()):
        print(line)
    return 0


class _Option(NamedTuple):
    """An option: how it is written, what it does, and what completes its value; empty where it takes none."""

    names: tuple[str, ...]
    help: str
    completed_by: str | None


class _Command(NamedTuple):
    """A command: its options, and what completes its other arguments in their order."""

    help: str
    options: list[_Option]
    arguments: list[str]


def _words() -> dict[str, Sequence[str]]:
    """Return the lists of words; ids are those of the curated data."""
    data = load()
    seats = {each.organization_id for each in (*data.memberships, *data.chair_terms)}
    agents = (*data.organizations.ids, *data.people.ids)
    directory = data._store.directory
    words: dict[str, Sequence[str]] = {
        "commands": tuple(COMMANDS),
        "shells": SHELLS,
        "formats": FORMAT_NAMES.split(", "),
        "bodies": [each for each in data.organizations.ids if each in seats],
        "agents": agents,
        "projects": (*data.projects.ids, *data.works.ids),
        "subjects": (*agents, *data.projects.ids, *data.works.ids),
        "sources": data.sources.ids,
        "themes": directory.vocabulary("theme"),
        "countries": directory.vocabulary("country"),
        "days": ("today",),
    }
    for command in _commands().values():
        for option in command.options:
            if option.completed_by and option.completed_by not in {*words, "files", "any"}:
                words[option.completed_by] = option.completed_by.split("_")[1:]
    return words


def _commands() -> dict[str, _Command]:
    """Return what can be completed after each command; under an empty name what stands before one."""
    parser = make_parser()
    parsers = {"": parser, **{name: parser_of(parser, name) for name in COMMANDS}}
    return {
        name: _Command(
            COMMANDS[name].help if name else "",
            [
                _Option(tuple(each.option_strings), str(each.help), _completed_by(each) if each.nargs != 0 else None)
                for each in made._actions
                if each.option_strings
            ],
            [
                _completed_by(each)
                for each in made._actions
                if not each.option_strings and not isinstance(each, argparse._SubParsersAction)
            ],
        )
        for name, made in parsers.items()
    }


def _completed_by(action: argparse.Action) -> str:
    """Return the name of what completes an argument: ``any`` where nothing does."""
    if action.dest == "format":
        return "formats"
    if action.dest == "shell":
        return "shells"
    if action.choices:
        return "_".join(("choice", *map(str, action.choices)))
    return _COMPLETED_BY.get(action.dest, "any")
