"""Completion inside the quotation marks of a call, for IPython and Jupyter: ``%load_ext iom_partners``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

from .dataset import Dataset
from .store.record_types import AGENTS, NAMED, RECORD_TYPES, REFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from IPython.core.completer import CompletionContext, SimpleMatcherResult

__all__ = ["add_matcher", "offers", "remove_matcher"]

_UNDERTAKINGS = ("projects", "works")
#: The collections of the records that a parameter takes by name.
_TAKEN = {
    "body": ("organizations",), "agent": AGENTS, "a": AGENTS, "b": AGENTS, "donor": AGENTS, "recipient": AGENTS,
    "agent_or_project": (*AGENTS, "projects"), "project": _UNDERTAKINGS, "about": (*AGENTS, *_UNDERTAKINGS),
    "text": NAMED, "source_ids": ("sources",),
}  # fmt: skip
#: The same of ``ref``, by the name of the call.
_REFS = {
    "agent": AGENTS, "organization": ("organizations",), "person": ("people",), "project": ("projects",),
    "work": ("works",), "timeline": (*AGENTS, *_UNDERTAKINGS), "show": NAMED,
}  # fmt: skip


def add_matcher(shell: Any) -> None:
    """Make a shell complete ids and names inside the quotation marks of the calls of a dataset.

    Args:
        shell: an ``InteractiveShell`` of IPython.
    """
    remove_matcher(shell)
    shell.Completer.custom_matchers.append(_make_matcher(shell))


def remove_matcher(shell: Any) -> None:
    """Undo `add_matcher`.

    Args:
        shell: the same one.
    """
    matchers = shell.Completer.custom_matchers
    matchers[:] = [each for each in matchers if each.__module__ != __name__]


def _make_matcher(shell: Any) -> Callable[[CompletionContext], SimpleMatcherResult]:
    from IPython.core.completer import SimpleCompletion, context_matcher

    @context_matcher()  # type: ignore[untyped-decorator]
    def iom_partners_names(context: CompletionContext) -> SimpleMatcherResult:
        lines = context.full_text.split("\n")[: context.cursor_line + 1]
        lines[-1] = lines[-1][: context.cursor_position]
        typed, found = offers("\n".join(lines), shell.user_ns)
        made = [SimpleCompletion(each, type="id or name") for each in found]
        return {"completions": made, "matched_fragment": typed, "suppress": bool(made), "ordered": True}

    made: Callable[[CompletionContext], SimpleMatcherResult] = iom_partners_names
    return made


def offers(code: str, names: Mapping[str, object]) -> tuple[str, list[str]]:
    """Return what is typed since the quotation mark, and the ids and names that begin so, those of most use first.

    Args:
        code: up to the cursor.
        names: the variables; nothing is evaluated but the attributes of a dataset.

    >>> import iom_partners
    >>> offers('data.chair_of("Global Mig', {"data": iom_partners.load()})
    ('Global Mig', ['Global Migration Group'])
    """
    call = _open_call(code)
    if call is None:
        return "", []
    path, argument, typed, quote = call
    data = names.get(path[0])
    if not isinstance(data, Dataset):
        return typed, []
    among = _taken(data, path[1:], argument)
    wanted = typed.casefold()
    fitting = (each for each in _names(data, among) if each.casefold().startswith(wanted))
    return typed, [each for each in fitting if each.isprintable() and quote not in each and "\\" not in each]


def _open_call(code: str) -> tuple[list[str], int | str, str, str] | None:
    """Return the call whose text argument is being typed: its path, the argument, what is typed, the quotation mark.

    The argument is its position, or its keyword.
    """
    quote, since = "", 0
    # Of each open bracket: itself, where it stands, how many commas follow, and where the last one stands.
    opened: list[list[Any]] = []
    place = 0
    while place < len(code):
        mark = code[place]
        if quote:
            place += mark == "\\"
            quote = "" if mark == quote else quote
        elif mark in "'\"":
            quote, since = mark, place + 1
        elif mark == "#":
            place = code.find("\n", place)
            if place < 0:
                break
        elif mark in "([{":
            opened.append([mark, place, 0, place])
        elif mark in ")]}" and opened:
            opened.pop()
        elif mark == "," and opened:
            opened[-1][2:] = [opened[-1][2] + 1, place]
        place += 1
    if not quote or not opened or opened[-1][0] != "(":
        return None
    _, at, count, last = opened[-1]
    before = code[last + 1 : since - 1].strip()
    keyword = before.removesuffix("=").strip()
    if before and not (before.endswith("=") and keyword.isidentifier()):
        return None
    start = at
    while start and (code[start - 1].isidentifier() or code[start - 1] in ".0123456789"):
        start -= 1
    path = code[start:at].split(".")
    return (path, keyword or count, code[since:], quote) if len(path) > 1 else None


def _taken(data: Dataset, path: list[str], argument: int | str) -> tuple[str, ...]:
    """Return the collections of the records that an argument takes; none if it takes no record."""
    *accessors, name = path
    owner: Any = data
    if accessors:
        if len(accessors) > 1 or accessors[0] not in {"stats", "plot", *RECORD_TYPES}:
            return ()
        owner = getattr(data, accessors[0])
    if accessors and accessors[0] in RECORD_TYPES:
        fields = {"id", "name", "acronym"} if accessors[0] in NAMED else set()
        if name != "where" or argument in fields:
            return (accessors[0],) if name in {"where", "get"} and argument in {*fields, 0} else ()
        return next(
            (REFERENCES[f"{argument}{end}"] for end in ("_id", "_ids", "s", "") if f"{argument}{end}" in REFERENCES), ()
        )
    call = getattr(type(owner), name, None)
    if not callable(call):
        return ()
    parameters = list(signature(call).parameters.values())[1:]
    if isinstance(argument, int):
        several = [each for each in parameters if each.kind is Parameter.VAR_POSITIONAL]
        places = [each for each in parameters if each.kind is Parameter.POSITIONAL_OR_KEYWORD]
        argument = next((each.name for each in (*places[argument : argument + 1], *several)), "")
    return _REFS.get(name, ()) if argument == "ref" else _TAKEN.get(argument, ())


def _names(data: Dataset, among: Iterable[str]) -> list[str]:
    """Return the labels of records, then their other names and ids; bodies with members or chairs come first."""
    records: list[Any] = [record for name in among for record in getattr(data, name)]
    bodies = {tie.organization_id for tie in data.memberships} | {tie.organization_id for tie in data.chair_terms}
    records.sort(key=lambda record: record.id not in bodies)
    labels = [getattr(each, "acronym", None) or getattr(each, "name", each.id) for each in records]
    full = [getattr(each, "name", each.id) for each in records]
    others = [name.text for each in records for name in getattr(each, "names", ())]
    return list(dict.fromkeys([*labels, *full, *(each.id for each in records), *others]))
