"""Records to and from plain JSON values: the one place that knows cattrs.

Rows are structured without cattrs' detailed validation, which is twice as fast; one that fails is read again with it,
so that the error names the path to the fault. Nothing is coerced: ``5`` is no text and ``"5"`` no number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError, InvalidDateError, IomPartnersError, shorten
from .limits import MOST_DIGITS, check_json

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["dump_rows", "may_hold_twice", "parse_json", "read_amount", "read_text", "structure"]


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


def _origin(kind: Any) -> Any:
    return get_origin(kind)


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
            grouped: Any = IterableValidationError  # Its stubs do not know of the class as third argument.
            raise grouped("faults in a list", faults, kind)
        return tuple(made)

    return hook


def _literal_hook(kind: Any) -> Callable[[Any, Any], str]:
    words = get_args(kind)

    def hook(value: Any, _: Any) -> str:
        if type(value) is not str or value not in words:
            raise DataFileError(f"{shorten(value)} is none of {', '.join(words)}", value=value)
        return value

    return hook


def _object_hook(kind: type[T], converter: cattrs.Converter) -> Callable[[Any, Any], T]:
    """Say of what is no object that it is none, before a field of it is looked for."""
    read: Any = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def hook(value: Any, _: Any) -> T:
        if type(value) is not dict:
            raise DataFileError(f"{shorten(value)} is no object", value=value)
        made: T = read(value, kind)
        return made

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


def _is_decimal(kind: Any) -> bool:
    return getattr(kind, "__module__", "") == "decimal"  # Not imported here: few questions need amounts.


def read_amount(value: Any, _: Any = None) -> Decimal:
    """Read a decimal number from text: as a number of JSON it would have been rounded by most readers."""
    from decimal import Decimal

    whole, point, part = value.partition(".") if type(value) is str else ("", "", "")
    digits = whole + part
    if not (
        digits.isdecimal() and digits.isascii() and whole and len(digits) <= MOST_DIGITS and bool(point) == bool(part)
    ):
        raise DataFileError(f"{shorten(value)} is no amount: write digits and one point as text", value=value)
    return Decimal(value)


def _converter(*, detailed: bool) -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=detailed, forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, bool, int):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_structure_hook_factory(lambda kind: _origin(kind) is tuple, _tuple_hook)
    converter.register_structure_hook_factory(lambda kind: _origin(kind) is Literal, _literal_hook)
    if detailed:
        converter.register_structure_hook_factory(attrs.has, _object_hook)
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


def read_text(text: str, kind: Any) -> Any:
    """Read one text as a date, a day, a period or an amount.

    >>> read_text("2007-11", PartialDate)
    PartialDate("2007-11")
    """
    return _fast.structure(text, kind)


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
    else:  # pragma: no cover # Every hook of ours raises one of the above; this is for what cattrs may raise one day.
        yield path, shorten(str(error), 120).strip("'\""), getattr(error, "value", None)


def parse_json(text: bytes, path: str, *, is_ours: bool = False) -> list[Any]:
    """Read a data file: a JSON array of objects.

    Args:
        text: the file.
        path: its name, for errors.
        is_ours: whether it is a file of the installed package, in which no key stands twice.

    Raises:
        DataFileError: it is no UTF-8, no JSON, has a number that is none, a key twice, or is no array of objects; or
            it is beyond the limits of what is read from outside.
    """
    if not is_ours:
        check_json(text, path)
    try:
        decoded = text.removeprefix(_BYTE_ORDER_MARK).decode()
        rows = json.loads(decoded, parse_constant=_refuse_constant)
        if not is_ours and may_hold_twice(decoded, rows):
            json.loads(decoded, object_pairs_hook=_refuse_twice)
        if b"\\u" in text and b"\\ud" in text.lower():
            # An escaped half of a character is JSON, and no text that could be written again.
            json.dumps(rows, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        found = text[error.start : error.end]
        raise DataFileError(f"is not UTF-8 from byte {error.start} on", value=found, field=path) from None
    except UnicodeEncodeError as error:
        raise DataFileError("has half of a character", value=error.object[error.start], field=path) from None
    except json.JSONDecodeError as error:
        reason = f"is no JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise DataFileError(reason, value=error.doc[error.pos :][:40], field=path) from None
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"is no JSON: {error}", field=path) from None
    if not isinstance(rows, list):
        raise DataFileError("is no array of objects", value=rows, field=path)
    if not set(map(type, rows)) - {dict} and not {type(row.get("id")) for row in rows} - {str}:
        return rows
    is_sound = [type(row) is dict and type(row.get("id")) is str for row in rows]
    index = is_sound.index(False)
    raise DataFileError(f"{shorten(rows[index])} is no object with an id", value=rows[index], field=f"{path}[{index}]")


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {shorten(next(key for key in keys if keys.count(key) > 1))} stands twice")
    return made


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def dump_rows(records: Iterable[Any], extras: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """Write records in the canonical form of the data files.

    Keys stand in field order, defaults are left out, the indent is two blanks.

    Args:
        records: of one type.
        extras: fields that no record has, by id; they stand behind the others.

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
    rows = [_fast.unstructure(record) | kept.get(record.id, {}) for record in records]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


_HOLDERS = (dict, list)
#: The colon between key and value follows a quotation mark or a blank.
_COLONS = ('":', " :", "\t:", "\n:", "\r:")


def may_hold_twice(text: str, parsed: Any) -> bool:
    """Tell whether a key may stand twice in an object of a JSON text; no is sure, yes is not.

    Of keys that stand twice only one is left in what was parsed. Texts may hold colons like those counted here, so
    their number is the most pairs that there can have been.

    Args:
        text: the JSON text.
        parsed: what the standard library made of it.

    >>> may_hold_twice('{"a": 1, "b": 2}', {"a": 1, "b": 2}), may_hold_twice('{"a": 1, "a": 2}', {"a": 2})
    (False, True)
    """
    count = _count_pairs(parsed, text.count("{") + text.count("["))
    return count < text.count(":") and count < sum(map(text.count, _COLONS))


def _count_pairs(value: Any, most: int) -> int:
    """Count the keys of all objects, level by level: what is deeply nested must not end in a RecursionError.

    Args:
        value: what was parsed.
        most: how many objects and lists there can be; when all are counted, the levels below need not be looked at.
    """
    count, seen, level = 0, 0, [value]
    while level:
        dicts = [each for each in level if type(each) is dict]
        lists = [each for each in level if type(each) is list] if len(dicts) < len(level) else []
        count += sum(map(len, dicts))
        seen += len(dicts) + len(lists)
        if seen == most:
            break
        level = [inner for each in dicts for inner in each.values() if type(inner) in _HOLDERS]
        level += [inner for each in lists for inner in each if type(inner) in _HOLDERS]
    return count
