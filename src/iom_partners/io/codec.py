"""Records to and from JSON: the one module that knows cattrs.

cattrs structures rows without its detailed validation, which is twice as fast; a row that fails is then walked field by
field, so that the error names every fault with its path. Nothing is coerced: ``5`` is not text, ``"5"`` not a number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import attrs
import cattrs

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError, InvalidDateError, shorten
from .limits import MOST_DIGITS, check_json

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "DESCRIPTOR",
    "dump_rows",
    "may_hold_twice",
    "parse_descriptor",
    "parse_json",
    "read_amount",
    "read_value",
    "stated_version",
    "structure",
]

#: The file that describes a data package.
DESCRIPTOR = "datapackage.json"

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


def _literal_hook(kind: Any) -> Callable[[Any, Any], str]:
    words = get_args(kind)

    def hook(value: Any, _: Any) -> str:
        if type(value) is not str or value not in words:
            raise DataFileError(f"{shorten(value)} is not one of {', '.join(words)}", value=value)
        return value

    return hook


def _read_day(value: Any, _: Any) -> date:
    if type(value) is str and len(value) == 10 and value[4] == value[7] == "-" and value.isascii():
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise InvalidDateError(f"{shorten(value)} is not an exact day", value=value, hint="write YYYY-MM-DD")


def _read_when(value: Any, _: Any) -> When:
    if value is None:
        return None
    # A slash tells a period from a date.
    return Period(value) if type(value) is str and "/" in value else PartialDate(value)


def _is_decimal(kind: Any) -> bool:
    return getattr(kind, "__module__", "") == "decimal"  # Not imported here: few questions need amounts.


def read_amount(value: Any, _: Any = None) -> Decimal:
    """Read a decimal number from text; most readers would round a JSON number.

    >>> read_amount("1016627.82")
    Decimal('1016627.82')
    """
    from decimal import Decimal

    whole, point, part = value.partition(".") if type(value) is str else ("", "", "")
    digits = whole + part
    if not (
        digits.isdecimal() and digits.isascii() and whole and len(digits) <= MOST_DIGITS and bool(point) == bool(part)
    ):
        raise DataFileError(
            f"{shorten(value)} is not an amount: write digits and at most one point, as text", value=value
        )
    return Decimal(value)


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=False, forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_structure_hook_factory(_is_of(tuple), _tuple_hook)
    converter.register_structure_hook_factory(_is_of(Literal), _literal_hook)
    converter.register_structure_hook(PartialDate, lambda value, _: PartialDate(value))
    converter.register_structure_hook(Period, lambda value, _: Period(value))
    converter.register_structure_hook(date, _read_day)
    converter.register_structure_hook_func(lambda kind: kind == When, _read_when)
    converter.register_structure_hook_func(_is_decimal, read_amount)
    converter.register_unstructure_hook_func(_is_decimal, str)
    for dated in (PartialDate, Period, date):
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
        faults = list(_faults(row, kind, path))
        raise DataFileError(
            "; ".join(f"{where}: {reason}" if where != path else reason for where, reason, _ in faults),
            value=faults[0][2],
            field=path,
            hint="every field is described in docs/data.md",
        ) from None


def _faults(value: Any, kind: Any, path: str) -> Iterator[tuple[str, str, object]]:
    """Yield every fault of a value as (path, reason, value)."""
    if attrs.has(kind):
        if type(value) is not dict:
            yield path, f"{shorten(value)} is not an object", value
            return
        fields = attrs.fields(kind)
        for field in fields:
            if field.name in value:
                yield from _faults(value[field.name], field.type, f"{path}.{field.name}")
            elif field.default is attrs.NOTHING:
                yield f"{path}.{field.name}", "is missing", None
        unknown = sorted(set(value) - {field.name for field in fields})
        if unknown:
            yield path, f"unknown field {', '.join(map(repr, unknown))}", tuple(unknown)
    elif type(value) is list and get_origin(kind) is tuple:
        for index, each in enumerate(value):
            yield from _faults(each, get_args(kind)[0], f"{path}[{index}]")
    else:
        try:
            _converter.structure(value, kind)
        except Exception as error:
            yield path, getattr(error, "reason", str(error)), value


def read_value(text: str, kind: Any) -> Any:
    """Return the date, day, period or amount that one text holds.

    >>> read_value("2007-11", PartialDate)
    PartialDate("2007-11")
    """
    return _converter.structure(text, kind)


def parse_json(text: bytes, path: str, *, is_ours: bool = False) -> list[Any]:
    """Return the rows of a data file: a JSON array of objects.

    Args:
        text: the content of the file.
        path: its name, for errors.
        is_ours: whether it belongs to the installed package, whose files are trusted.

    Raises:
        DataFileError: it is not UTF-8, not JSON, not an array of objects with ids, repeats a key, or exceeds the
            limits on untrusted input.
    """
    if not is_ours:
        check_json(text, path)
    try:
        decoded = text.removeprefix(_BYTE_ORDER_MARK).decode()
        rows = json.loads(decoded, parse_constant=_refuse_constant)
        if not is_ours and may_hold_twice(decoded, rows):
            json.loads(decoded, object_pairs_hook=_refuse_repeated_keys)
        if b"\\u" in text and b"\\ud" in text.lower():
            # An escaped half of a surrogate pair is valid JSON, but such a text could not be written again.
            json.dumps(rows, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        found = text[error.start : error.end]
        raise DataFileError(f"is not UTF-8 from byte {error.start} on", value=found, field=path) from None
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise DataFileError("has half of a surrogate pair", value=half, field=path) from None
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise DataFileError(reason, value=error.doc[error.pos :][:40], field=path) from None
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"is not JSON: {error}", field=path) from None
    if not isinstance(rows, list):
        raise DataFileError("is not an array of objects", value=rows, field=path)
    if not set(map(type, rows)) - {dict} and not {type(row.get("id")) for row in rows} - {str}:
        return rows
    index, row = next(
        (index, row) for index, row in enumerate(rows) if type(row) is not dict or type(row.get("id")) is not str
    )
    raise DataFileError(f"{shorten(row)} is not an object with an id", value=row, field=f"{path}[{index}]")


def _refuse_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {shorten(next(key for key in keys if keys.count(key) > 1))} occurs twice")
    return made


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def parse_descriptor(text: bytes, path: str, *, is_ours: bool = False) -> dict[str, Any]:
    """Return what a descriptor says: a JSON object.

    Args:
        text: the content of the file.
        path: its name, for errors.
        is_ours: whether it belongs to the installed package, whose files are trusted.

    Raises:
        DataFileError: it is not a JSON object, or exceeds the limits on untrusted input.
    """
    try:
        if not is_ours:
            check_json(text, path)
        told = json.loads(text.removeprefix(_BYTE_ORDER_MARK).decode())
        if isinstance(told, dict):
            return told
        fault = "it is not an object"
    except DataFileError as error:
        fault = error.reason
    except (ValueError, RecursionError) as error:
        fault = str(error)
    hint = "install iom-partners again" if is_ours else "correct it, or remove it"
    raise DataFileError(f"is not the descriptor of a data package: {fault}", field=path, hint=hint)


def stated_version(descriptor: Mapping[str, Any]) -> str | None:
    """Return the version that a descriptor states, or None."""
    version = descriptor.get("version")
    return version if isinstance(version, str) else None


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
    rows = [_converter.unstructure(record) | kept.get(record.id, {}) for record in records]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


#: The colon between key and value follows a quotation mark or whitespace.
_COLONS = ('":', " :", "\t:", "\n:", "\r:")


def may_hold_twice(text: str, parsed: Any) -> bool:
    """Return whether a key may occur twice in an object of a JSON text; False is certain, True is not.

    Of repeated keys only one is left in the parsed value. Texts may contain colons like those counted here, so the
    count is an upper bound on the number of pairs.

    Args:
        text: the JSON text.
        parsed: the value that the standard library reads from it.

    >>> may_hold_twice('{"a": 1, "b": 2}', {"a": 1, "b": 2}), may_hold_twice('{"a": 1, "a": 2}', {"a": 2})
    (False, True)
    """
    count = _count_pairs(parsed, text.count("{") + text.count("["))
    return count < text.count(":") and count < sum(map(text.count, _COLONS))


def _count_pairs(value: Any, most: int) -> int:
    """Count the keys of all objects, level by level, so that deep nesting cannot raise RecursionError.

    Args:
        value: the parsed value.
        most: an upper bound on the objects and lists in it; once so many are counted, no deeper level is visited.
    """
    count, seen, level = 0, 0, [value]
    while level:
        dicts = [each for each in level if type(each) is dict]
        lists = [each for each in level if type(each) is list] if len(dicts) < len(level) else []
        count += sum(map(len, dicts))
        seen += len(dicts) + len(lists)
        if seen == most:
            break
        level = [inner for each in dicts for inner in each.values() if type(inner) in (dict, list)]
        level += [inner for each in lists for inner in each if type(inner) in (dict, list)]
    return count
