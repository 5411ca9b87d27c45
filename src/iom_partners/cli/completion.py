"""Completion in a shell: a script made from the parser, which starts no program when a key is pressed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..loading import load
from ..model.ties import ChairTerm, Membership
from .parser import COMMANDS, FORMAT_NAMES, make_parser, parser_of

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
    ties: list[Membership | ChairTerm] = [*data.memberships, *data.chair_terms]
    seats = {each.organization_id for each in ties}
    agents = (*data.organizations.ids, *data.people.ids)
    directory = data._store.directory
    words: dict[str, Sequence[str]] = {
        "commands": tuple(COMMANDS),
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
    parser = make_parser()
    every = [each for made in (parser, *(parser_of(parser, name) for name in COMMANDS)) for each in made._actions]
    for each in every:
        if each.choices and not isinstance(each, argparse._SubParsersAction):
            words[_completed_by(each)] = tuple(each.choices)
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
    if action.choices:
        return "_".join(("choice", *map(str, action.choices))).replace("-", "_")
    return _COMPLETED_BY.get(action.dest, "any")


def _variables(words: Mapping[str, Sequence[str]], assign: str, end: str) -> Iterator[str]:
    """Yield the lists of words as variables of a shell; every word is a slug or a code, so none needs quotes."""
    for name, each in words.items():
        yield f"{assign.format(name)}{' '.join(each)}{end}"


def _by_value(commands: Mapping[str, _Command]) -> dict[str, list[str]]:
    """Return what completes the value after ``command option``, with the patterns for which it does."""
    found: dict[str, list[str]] = {}
    for name, command in commands.items():
        for option in command.options:
            if option.completed_by:
                found.setdefault(option.completed_by, []).extend(f"{name}:{each}" for each in option.names)
    return found


# Bash.

_BASH_HEAD = """\
# Completion of iom-partners for bash: source <(iom-partners completion bash)
_iom_partners_words() {
    local list=_iom_partners_$1 IFS=$' \\t\\n'
    case "$1" in
        any) ;;
        files)
            compopt -o filenames 2>/dev/null
            IFS=$'\\n'
            COMPREPLY=($(compgen -f -- "$2")) ;;
        *) COMPREPLY=($(compgen -W "${!list}" -- "$2")) ;;
    esac
}
_iom_partners() {
    local current="${COMP_WORDS[COMP_CWORD]}" before="" command="" place=0 at word value
    COMPREPLY=()
    for ((at = 1; at < COMP_CWORD; at++)); do
        word="${COMP_WORDS[at]}"
        # Bash takes --option=value as three words.
        [[ $word == = ]] && continue
        if [[ -n $before ]]; then before=""; continue; fi
        value=""
        [[ $word == -* ]] && _iom_partners_value "$command:$word"
        if [[ -n $value ]]; then before="$word"
        elif [[ $word == -* ]]; then :
        elif [[ -z $command ]]; then command="$word"
        else place=$((place + 1)); fi
    done
    [[ $current == = ]] && current=""
    if [[ -n $before ]]; then
        _iom_partners_value "$command:$before"
        _iom_partners_words "$value" "$current"
        return
    fi
    if [[ $current == -* ]]; then
        case "$command" in"""
_BASH_MIDDLE = """\
        esac
        return
    fi
    case "$command:$place" in"""
_BASH_END = """\
    esac
}
complete -F _iom_partners iom-partners"""


def _bash(words: Mapping[str, Sequence[str]], commands: Mapping[str, _Command]) -> Iterator[str]:
    """Yield the lines of the script for bash, from version 3.2 on."""
    yield from _variables(words, "_iom_partners_{}='", "'")
    yield "_iom_partners_value() {"
    yield '    case "$1" in'
    for kind, patterns in _by_value(commands).items():
        yield f"        {'|'.join(patterns)}) value={kind} ;;"
    yield "    esac"
    yield "}"
    yield from _BASH_HEAD.split("\n")
    for name, command in commands.items():
        options = " ".join(each for option in command.options for each in option.names)
        yield f"""            "{name}") COMPREPLY=($(compgen -W "{options}" -- "$current")) ;;"""
    yield from _BASH_MIDDLE.split("\n")
    yield '        ":0") _iom_partners_words commands "$current" ;;'
    for name, command in commands.items():
        for place, kind in enumerate(command.arguments):
            yield f'        "{name}:{place}") _iom_partners_words {kind} "$current" ;;'
    yield from _BASH_END.split("\n")


# Zsh.


def _zsh(words: Mapping[str, Sequence[str]], commands: Mapping[str, _Command]) -> Iterator[str]:
    """Yield the lines of the script for zsh."""
    yield "#compdef iom-partners"
    yield "# Completion of iom-partners for zsh: source <(iom-partners completion zsh), after compinit"
    for name, each in words.items():
        yield f"_iom_partners_{name}() {{ compadd -- {' '.join(each)} }}"
    yield "_iom_partners_any() { _message 'text' }"
    yield "_iom_partners_commands() {"
    yield "    local -a found=("
    for name, command in commands.items():
        if name:
            yield f"        {_quoted(f'{name}:{command.help}')}"
    yield "    )"
    yield "    _describe command found"
    yield "}"
    yield "_iom_partners() {"
    yield "    local context state state_descr line"
    yield "    typeset -A opt_args"
    yield "    _arguments -C \\"
    for option in commands[""].options:
        yield from _zsh_option(option)
    yield "        '1: :_iom_partners_commands' '*:: :->rest' && return"
    yield '    case "$line[1]" in'
    for name, command in commands.items():
        if name:
            yield f"        {name}) _arguments \\"
            for option in command.options:
                yield from _zsh_option(option)
            places = (f"'{place}: :{_zsh_action(kind)}'" for place, kind in enumerate(command.arguments, 1))
            yield f"            {' '.join(places)} ;;"
    yield "    esac"
    yield "}"
    # In a file on the path of functions it is called; where it is sourced, it is declared.
    yield "if [[ ${funcstack[1]} == _iom-partners ]]; then"
    yield '    _iom_partners "$@"'
    yield "else"
    yield "    compdef _iom_partners iom-partners"
    yield "fi"


def _zsh_option(option: _Option) -> Iterator[str]:
    told = option.help.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
    for name in option.names:
        value = f": :{_zsh_action(option.completed_by)}" if option.completed_by else ""
        many, sign = ("*" if name == "--according-to" else ""), ("=" if value and name.startswith("--") else "")
        yield f"            {_quoted(f'{many}{name}{sign}[{told}]{value}')} \\"


def _zsh_action(kind: str) -> str:
    return "_files" if kind == "files" else f"_iom_partners_{kind}"


def _quoted(text: str) -> str:
    """Return a text in single quotes of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


# Fish.


def _fish(words: Mapping[str, Sequence[str]], commands: Mapping[str, _Command]) -> Iterator[str]:
    """Yield the lines of the script for fish."""
    yield "# Completion of iom-partners for fish: iom-partners completion fish | source"
    yield "complete -c iom-partners -f"
    yield from _variables(words, "set -g _iom_partners_{} ", "")
    valued = dict.fromkeys(
        each
        for command in commands.values()
        for option in command.options
        if option.completed_by
        for each in option.names
    )
    yield f"set -g _iom_partners_valued {' '.join(valued)}"
    yield from _FISH.split("\n")
    for name, command in commands.items():
        if name:
            told = _fish_quoted(command.help)
            yield f"complete -c iom-partners -n '_iom_partners_at \"\" 0' -a {name} -d {told}"
        for option in command.options:
            names = " ".join(f"-l {each[2:]}" if each.startswith("--") else f"-s {each[1:]}" for each in option.names)
            line = f"complete -c iom-partners -n '_iom_partners_in \"{name}\"' {names} -d {_fish_quoted(option.help)}"
            yield line + ("" if option.completed_by is None else _fish_value(option.completed_by, "-x"))
        for place, kind in enumerate(command.arguments):
            if kind != "any":
                yield f"complete -c iom-partners -n '_iom_partners_at {name} {place}'{_fish_value(kind, '')}"


#: Which command stands on the line, and how many arguments after it: options that take a value are followed by one.
_FISH = """\
function _iom_partners_parse
    set -l words (commandline -opc)
    set -e words[1]
    set -g _iom_partners_command ""
    set -g _iom_partners_place 0
    set -l skip 0
    for word in $words
        if test $skip = 1
            set skip 0
        else if contains -- $word $_iom_partners_valued
            set skip 1
        else if string match -q -- '-*' $word
            continue
        else if test -z "$_iom_partners_command"
            set -g _iom_partners_command $word
        else
            set -g _iom_partners_place (math $_iom_partners_place + 1)
        end
    end
end
function _iom_partners_in
    _iom_partners_parse
    test "$_iom_partners_command" = "$argv[1]"
end
function _iom_partners_at
    _iom_partners_in $argv[1]; and test "$_iom_partners_place" = "$argv[2]"
end"""


def _fish_value(kind: str, option: str) -> str:
    told = f" {option}" if option else ""
    if kind == "files":
        return " -r -F"
    return told if kind == "any" else f"{told} -a '$_iom_partners_{kind}'"


def _fish_quoted(text: str) -> str:
    """Return a text in single quotes of fish."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
