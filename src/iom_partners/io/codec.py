"""Records to and from JSON: the one module that uses cattrs.

cattrs structures rows without its detailed validation, which is twice as fast; a row that fails is then walked field by
field, so that the error names every fault with its path. Nothing is coerced: ``5`` is not text, ``"5"`` not a number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, Literal, TypeVar, get_args, get_origin

import attrs
import cattrs

from ..dates.days import AnyDay, Day
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError, InvalidRecordError, listed, shorten
from ..model.fields import fault_of
from ..model.vocabulary import States
from .json_text import When, read_amount, read_day, read_when

__all__ = ["dump_rows", "plain_rows", "structure"]

T = TypeVar("T")


def _strict(kind: type[T]) -> Callable[[Any, Any], T]:
    def hook(value: Any, _: Any) -> T:
        # Not isinstance: a bool is an int to it.
        if type(value) is not kind:
            raise DataFileError(f"{shorten(value)} is not of type {kind.__name__}", value=value)
        return value

    return hook


def _is_of(origin: object) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


def _tuple_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    """Read a list as a tuple of one type; cattrs itself would accept a text or a dict as a list."""
    of = get_args(kind)[0]
    read: Any = converter.get_structure_hook(of)

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise DataFileError(f"{shorten(value)} is not a list", value=value)
        return tuple([read(each, of) for each in value])

    return hook


def _read_states(value: Any, _: Any = None) -> States:
    if value == "all":
        return "all"
    if type(value) is not list:
        raise DataFileError(f"{shorten(value)} is neither a list nor 'all'", value=value)
    return tuple([_strict(str)(each, str) for each in value])


def _literal_hook(kind: Any) -> Callable[[Any, Any], str]:
    words = get_args(kind)

    def hook(value: Any, _: Any) -> str:
        if type(value) is not str or value not in words:
            raise DataFileError(f"{shorten(value)} is not one of {', '.join(words)}", value=value)
        return value

    return hook


def _is_decimal(kind: Any) -> bool:
    return getattr(kind, "__module__", "") == "decimal"  # Not imported here: few questions need amounts.


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=False, forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_structure_hook_factory(_is_of(tuple), _tuple_hook)
    converter.register_structure_hook_factory(_is_of(Literal), _literal_hook)
    converter.register_structure_hook(PartialDate, lambda value, _: PartialDate(value))
    converter.register_structure_hook(Period, lambda value, _: Period(value))
    converter.register_structure_hook_func(
        lambda kind: kind == AnyDay | None, lambda value, _: None if value is None else read_day(value)
    )
    converter.register_structure_hook_func(lambda kind: kind == When, read_when)
    converter.register_structure_hook_func(lambda kind: kind == States, _read_states)
    converter.register_structure_hook_func(_is_decimal, read_amount)
    converter.register_unstructure_hook_func(_is_decimal, lambda value: f"{value:f}")  # Never 1E+3, which is refused.
    for dated in (PartialDate, Period, date, Day):
        converter.register_unstructure_hook(dated, str)
    converter.register_unstructure_hook_func(
        lambda kind: kind == When, lambda value: None if value is None else str(value)
    )
    return converter


_converter = _make_converter()


def structure(row: Any, kind: type[T], path: str) -> T:
    """Return the record that a plain row holds.

    Args:
        row: a dict of plain JSON values.
        kind: the record class.
        path: where the row is, such as ``memberships.json[3]``, for errors.

    Raises:
        DataFileError: the row does not fit; the message names every fault with its path.
    """
    try:
        return _converter.structure(row, kind)
    except Exception:
        # Of a record with many faults, the first are looked for.
        faults = list(islice(_faults(row, kind, path), 50)) or list(_whole(row, kind, path))
        raise DataFileError(
            listed(f"{where}: {reason}" if where != path else reason for where, reason, _ in faults),
            value=faults[0][2],
            field=path,
            hint="every field is described in docs/data.md",
        ) from None


def _whole(row: Any, kind: Any, path: str) -> Iterator[tuple[str, str, object]]:
    """Yield the fault of a record whose fields are each fine by type."""
    try:
        _converter.structure(row, kind)
    except InvalidRecordError as error:
        yield f"{path}.{error.field.rpartition('.')[2]}", f"{error.reason} ({error.hint})", error.value


def _faults(value: Any, kind: Any, path: str) -> Iterator[tuple[str, str, object]]:
    """Yield every fault of a value as (path, reason, value)."""
    if attrs.has(kind):
        if type(value) is not dict:
            yield path, f"{shorten(value)} is not an object", value
            return
        fields = attrs.fields(kind)
        for field in fields:
            if field.name in value:
                own, given = f"{path}.{field.name}", value[field.name]
                found = list(_faults(given, field.type, own))
                if not found and type(given) is str:
                    reason = fault_of(kind, field.name, _converter.structure(given, field.type))
                    found = [(own, reason, given)] if reason else []
                yield from found
            elif field.default is attrs.NOTHING:
                yield f"{path}.{field.name}", "is missing", None
        unknown = sorted(set(value) - {field.name for field in fields})
        if unknown:
            yield path, f"unknown field {listed(map(shorten, unknown), ', ')}", tuple(unknown)
    elif type(value) is list and (kind == States or get_origin(kind) is tuple):
        of = str if kind == States else get_args(kind)[0]
        for index, each in enumerate(value):
            yield from _faults(each, of, f"{path}[{index}]")
    else:
        try:
            _converter.structure(value, kind)
        except Exception as error:
            yield path, getattr(error, "reason", str(error)), value


def plain_rows(records: Iterable[Any]) -> list[dict[str, Any]]:
    """Return records as plain JSON values: the rows that `structure` reads, with keys in field order, without defaults.

    >>> from iom_partners.model import Place
    >>> plain_rows([Place(id="geneva", name="Geneva")])
    [{'id': 'geneva', 'name': 'Geneva'}]
    """
    return [_converter.unstructure(record) for record in records]


def dump_rows(records: Iterable[Any], extras: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """Return records in the canonical form of the data files.

    Keys are in field order, defaults are left out, the indent is two spaces.

    Args:
        records: of one type.
        extras: fields that no record has, by id; they follow the others.

    >>> from iom_partners.model import Place
    >>> print(dump_rows([Place(id="geneva", name="Geneva")]), end="")
    [
      {
        "id": "geneva",
        "name": "Geneva"
      }
    ]
    """
    kept = extras or {}
    found = list(records)
    rows = [{**row, **kept.get(record.id, {})} for record, row in zip(found, plain_rows(found), strict=True)]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
