"""One record of one plain row, without cattrs: for the first answer, to which importing cattrs would add a third.

It reads what `codec.structure` reads, to equal records, and refuses whatever that refuses; only the latter says why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from ..model.vocabulary import States
from .json_text import read_value

__all__ = ["reader_of"]

Reader = Callable[[Any], Any]


@cache
def reader_of(kind: Any) -> Reader:
    """Return what makes a value of a type from plain JSON; it raises any exception where that does not fit.

    Args:
        kind: a record class, or the type of a field of one.

    >>> from iom_partners.model import Place
    >>> reader_of(Place)({"id": "geneva", "name": "Geneva"})
    Place(id='geneva', name='Geneva')
    """
    if hasattr(kind, "__attrs_attrs__"):
        return _record_reader(kind)
    if kind is str or kind is bool or kind is int:
        return lambda value: value if type(value) is kind else _refuse(value)  # Not isinstance: a bool is an int to it.
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return lambda value: value if type(value) is str and value in args else _refuse(value)
    if origin is tuple:
        read = reader_of(args[0])
        return lambda value: tuple(map(read, value)) if type(value) is list else _refuse(value)
    if kind == States:
        names = reader_of(args[0])
        return lambda value: value if value == "all" else names(value)
    if origin is UnionType and len(args) == 2:
        some = reader_of(args[0])
        return lambda value: None if value is None else some(value)
    return lambda value: read_value(value, kind)


def _record_reader(kind: Any) -> Reader:
    types = {field.name: field.type for field in kind.__attrs_attrs__}
    readers: dict[str, Reader] = {}

    def read(row: Any) -> Any:
        values: dict[str, Any] = {}
        for name, value in (row if type(row) is dict else _refuse(row)).items():
            # Made when a row first has the field: most have few of them.
            reader = readers.get(name) or readers.setdefault(name, reader_of(types[name]))
            values[name] = reader(value)
        return kind(**values)

    return read


def _refuse(value: object) -> Any:
    raise TypeError(value)
