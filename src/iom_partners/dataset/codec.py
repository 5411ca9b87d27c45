"""Records to and from plain JSON values: the one place that knows cattrs.

Shipped rows are structured without cattrs' detailed validation, which is twice as fast; a row that fails is read
again with it, so that the error names the path to the fault. Nothing is coerced: ``5`` is no text and ``"5"`` no
number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar, get_args, get_origin

import cattrs
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError, IterableValidationError, IterableValidationNote

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError, InvalidDateError, IomPartnersError, shorten

__all__ = ["dump_rows", "parse_json", "structure"]

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

T = TypeVar("T")
When = PartialDate | Period | None


def _strict(kind: type[T]) -> Callable[[Any, Any], T]:
    def hook(value: Any, _: Any) -> T:
        # Not isinstance: a bool is an int to it.
        if type(value) is not kind:
            raise DataFileError(f"{shorten(value)} is not of type {kind.__name__}", value=value)
        return value

    return hook


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _note(index: int, of: Any) -> IterableValidationNote:
    make: Any = IterableValidationNote  # It is a str with two more arguments, which its stubs do not say.
    note: IterableValidationNote = make(f"at index {index}", index, of)
    return note


def _tuple_hook(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    """Read a list as a tuple of one type; cattrs' own way would also take a text or a dict for a list."""
    of = get_args(kind)[0]
    read: Any = converter.get_structure_hook(of)

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise DataFileError(f"{shorten(value)} is no list", value=value)
        if not converter.detailed_validation:
            return tuple([read(each, of) for each in value])
        made, faults = [], []
        for index, each in enumerate(value):
            try:
                made.append(read(each, of))
            except Exception as error:
                error.add_note(_note(index, of))
                faults.append(error)
        if faults:
            raise IterableValidationError("faults in a list", faults, kind)
        return tuple(made)

    return hook


def _read_day(value: Any, _: Any) -> date:
    if type(value) is str and len(value) == 10 and value[4] == value[7] == "-" and value.isascii():
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise InvalidDateError(f"{shorten(value)} is no exact day", value=value, hint="write YYYY-MM-DD")


def _read_when(value: Any, _: Any) -> When:
    if value is None:
        return None
    # A slash tells a period from a date.
    return Period(value) if type(value) is str and "/" in value else PartialDate(value)


def _converter(*, detailed: bool) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=detailed, forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    converter.register_structure_hook(PartialDate, lambda value, _: PartialDate(value))
    converter.register_structure_hook(Period, lambda value, _: Period(value))
    converter.register_structure_hook(date, _read_day)
    converter.register_structure_hook_func(lambda kind: kind == When, _read_when)
    for dated in (PartialDate, Period, date):
        converter.register_unstructure_hook(dated, str)
    converter.register_unstructure_hook_func(
        lambda kind: kind == When, lambda value: None if value is None else str(value)
    )
    return converter


_fast = _converter(detailed=False)
_detailed: list[cattrs.Converter] = []


def structure(row: Any, kind: type[T], path: str) -> T:
    """Make one record of a plain row.

    Args:
        row: a dict of plain JSON values.
        kind: the record class.
        path: where the row stands, such as ``memberships.json[3]``, for errors.

    Raises:
        DataFileError: the row does not fit; all faults in it are named with their paths.
    """
    try:
        return _fast.structure(row, kind)
    except Exception:
        if not _detailed:
            _detailed.append(_converter(detailed=True))
        try:
            return _detailed[0].structure(row, kind)
        except Exception as error:
            faults = list(_faults(error, path))
            raise DataFileError(
                "; ".join(f"{where}: {reason}" if where != path else reason for where, reason, _ in faults),
                value=faults[0][2],
                field=path,
                hint="every field is described in docs/data.md",
            ) from None


def _faults(error: BaseException, path: str) -> Iterable[tuple[str, str, object]]:
    """Flatten cattrs' nested errors to (path, reason, value)."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            notes = [
                note for note in getattr(inner, "__notes__", ()) if hasattr(note, "name") or hasattr(note, "index")
            ]
            step = "".join(f".{note.name}" if hasattr(note, "name") else f"[{note.index}]" for note in notes)
            yield from _faults(inner, path + step)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield path, f"unknown field {', '.join(sorted(map(repr, error.extra_fields)))}", tuple(error.extra_fields)
    elif isinstance(error, IomPartnersError):
        yield path, error.reason, error.value
    elif isinstance(error, KeyError):
        yield path, "is missing", None
    else:
        # Literal vocabularies and shapes that are no object or list.
        yield path, shorten(str(error), 120).strip("'\""), getattr(error, "value", None)


def parse_json(text: bytes, path: str) -> list[Any]:
    """Read a data file: a JSON array of objects.

    Raises:
        DataFileError: it is no UTF-8, no JSON, has a number that is none, or is no array of objects.
    """
    try:
        rows = json.loads(text.removeprefix(_BYTE_ORDER_MARK).decode(), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise DataFileError(
            f"is not UTF-8 from byte {error.start} on", value=text[error.start : error.end], field=path
        ) from None
    except json.JSONDecodeError as error:
        raise DataFileError(
            f"is no JSON: {error.msg} at line {error.lineno}, column {error.colno}",
            value=error.doc[error.pos :][:40],
            field=path,
        ) from None
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"is no JSON: {error}", field=path) from None
    if not isinstance(rows, list):
        raise DataFileError("is no array of objects", value=rows, field=path)
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or type(row.get("id")) is not str:
            raise DataFileError(f"{shorten(row)} is no object with an id", value=row, field=f"{path}[{index}]")
    return rows


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def dump_rows(records: Iterable[object]) -> str:
    """Write records in the canonical form of the data files.

    Keys stand in field order, defaults are left out, the indent is two blanks.

    >>> from iom_partners.model import Place
    >>> print(dump_rows([Place(id="geneva", name="Geneva")]), end="")
    [
      {
        "id": "geneva",
        "name": "Geneva"
      }
    ]
    """
    rows = [_fast.unstructure(record) for record in records]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
