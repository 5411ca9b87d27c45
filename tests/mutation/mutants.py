"""Small changes of source code, one at a time: a test suite that is worth its name fails for each."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
#: Arguments and variables whose texts are messages of errors: what they say is judged by reading.
_MESSAGES = {"hint", "reason", "fault", "message"}
#: Calls of which one argument is such a text, or describes a column, and the place of that argument.
_DESCRIBED = {"Column": 2, "required": 2, "one_of": 3}
#: Parts of the syntax tree that mean nothing when the code runs, or only what the type checkers hold.
_SKIPPED = {"annotation", "returns", "decorator_list", "bases", "type_params"}


class Mutant(NamedTuple):
    """One change of one file.

    Attributes:
        path: the file, relative to the package.
        line: its line.
        key: the file, the text of the line, and the change: the same when lines above come or go.
        number: which of the changes of its file it is.
    """

    path: str
    line: int
    key: str
    number: int


class _Change(NamedTuple):
    line: int
    told: str
    apply: Callable[[], None]


def mutants(package: Path, path: Path) -> list[Mutant]:
    """Return the mutants of a file, in its order."""
    text = path.read_text(encoding="utf-8")
    lines, name = text.splitlines(), path.relative_to(package).as_posix()
    seen: Counter[str] = Counter()
    found = []
    for number, change in enumerate(_changes(ast.parse(text), is_message=False)):
        key = f"{name}: {lines[change.line - 1].strip()} [{change.told}]"
        seen[key] += 1
        found.append(Mutant(name, change.line, key if seen[key] == 1 else f"{key} #{seen[key]}", number))
    return found


def mutated(path: Path, number: int) -> ast.Module:
    """Return the syntax tree of a file with one of its changes made."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for index, change in enumerate(_changes(tree, is_message=False)):
        if index == number:
            change.apply()
            return ast.fix_missing_locations(tree)
    raise IndexError(number)


def named_in(path: Path, line: int) -> list[int]:
    """Return the lines on which what a statement of a module assigns on a line is named."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        each.id
        for made in tree.body
        if isinstance(made, (ast.Assign, ast.AnnAssign)) and made.lineno <= line <= (made.end_lineno or line)
        for each in ast.walk(made)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }
    return [each.lineno for each in ast.walk(tree) if isinstance(each, ast.Name) and each.id in names]


def _changes(node: ast.AST, *, is_message: bool) -> Iterator[_Change]:
    """Yield the changes below a node; to apply one ends the iteration."""
    for field, value in ast.iter_fields(node):
        if field in _SKIPPED:
            continue
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _means_nothing(node, child):
                continue

            silent = is_message or isinstance(child, ast.Raise) or _is_message(child)
            for new in () if is_message else _instead(node, field, child, is_message=silent):
                put = partial(_put, node, field, index if isinstance(value, list) else None, new)
                yield _Change(getattr(child, "lineno", 0), f"{_text(child)} -> {_text(new)}", put)
            yield from _changes(child, is_message=silent)


def _put(node: ast.AST, field: str, index: int | None, new: ast.AST | None) -> None:
    """Put something in the place of a child of a node, or nothing."""
    if index is None:
        setattr(node, field, new)
    elif new:
        getattr(node, field)[index] = new
    else:
        del getattr(node, field)[index]


def _text(node: ast.AST | None) -> str:
    """Return the code of a node in one short line."""
    if isinstance(node, ast.If):
        return f"if {_text(node.test)}"
    text = " ".join(ast.unparse(node).split()) if node else "(left out)"
    return text if len(text) <= 70 else f"{text[:67]}..."


def _is_message(node: ast.AST) -> bool:
    named = node.arg if isinstance(node, ast.keyword) else None
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        named = node.targets[0].id
    return named in _MESSAGES


def _means_nothing(parent: ast.AST, node: ast.AST) -> bool:
    """Return whether nothing that a node does shows when the code runs."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # A docstring, or three dots.
    if isinstance(node, ast.Assign) and isinstance(parent, ast.Module):
        names = {each.id for each in node.targets if isinstance(each, ast.Name)}
        is_alias = isinstance(node.value, (ast.BinOp, ast.Subscript)) and "Constant(" not in ast.dump(node.value)
        return "__all__" in names or is_alias or "TypeVar" in ast.dump(node.value)
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test)
    if isinstance(node, ast.keyword):
        return node.arg == "strict"  # Of `zip`: an assertion.
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id in _DESCRIBED:
        return node in parent.args[_DESCRIBED[parent.func.id] :][:1]
    return isinstance(node, (ast.Assert, ast.Import, ast.ImportFrom, ast.MatchValue))


def _instead(parent: ast.AST, field: str, node: ast.AST, *, is_message: bool) -> Iterator[ast.AST | None]:
    """Yield what may stand in the place of a node; None where it may be left out."""

    def other(**fields: Any) -> ast.AST:
        new = copy.copy(node)
        for name, value in fields.items():
            setattr(new, name, value)
        return new

    match node:
        case ast.Compare(ops=ops):
            for index, op in enumerate(ops):
                if type(op) in _SWAPS:
                    yield other(ops=[*ops[:index], _SWAPS[type(op)](), *ops[index + 1 :]])
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _SWAPS:
            yield other(op=_SWAPS[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=str(value)) if not is_message:
            yield ast.Constant(f"{value}XX")
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.If():
            yield from (other(test=ast.Constant(True)), other(test=ast.Constant(False)))
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            yield other(func=ast.Name(_CALLS[name], ast.Load()))
        case ast.keyword(arg=str()) if not is_message and isinstance(parent, ast.Call):
            yield None
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield other(value=ast.Constant(None))
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case _:
            pass
    if field == "ifs":
        yield ast.Constant(True)
