"""JSON texts to plain rows, and single texts to values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import DataFileError, InvalidDateError, shorten
from ..files.limits import MOST_DIGITS, check_json, fault_of_version

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "DESCRIPTOR",
    "When",
    "load_json",
    "may_hold_twice",
    "parse_descriptor",
    "parse_json",
    "read_amount",
    "read_day",
    "read_value",
    "read_when",
    "stated_version",
    "told_of_all",
]

#: The file that describes a data package.
DESCRIPTOR = "datapackage.json"

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

When = PartialDate | Period | None


def read_day(value: Any, _: Any = None) -> date:
    """Return an exact day.

    >>> read_day("2007-11-01")
    datetime.date(2007, 11, 1)
    """
    if type(value) is str and len(value) == 10 and value[4] == value[7] == "-" and value.isascii():
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise InvalidDateError(f"{shorten(value)} is not an exact day", value=value, hint="write YYYY-MM-DD")


def read_when(value: Any, _: Any = None) -> When:
    """Return a date, or a period; None for None.

    >>> read_when("2007-11/..")
    Period("2007-11/..")
    """
    if value is None:
        return None
    # A slash tells a period from a date.
    return Period(value) if type(value) is str and "/" in value else PartialDate(value)


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


def read_value(text: Any, kind: Any) -> Any:
    """Return the date, day, period or amount that one text holds.

    Args:
        text: the text of the value.
        kind: its type: that of a field of a record.

    >>> read_value("2007-11", PartialDate)
    PartialDate("2007-11")
    """
    if kind is PartialDate or kind is Period:
        return kind(text)
    return (read_day if kind is date else read_when if kind == When else read_amount)(text)


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
    rows = load_json(text, path, is_ours=is_ours)
    if not isinstance(rows, list):
        raise DataFileError("is not an array of objects", value=rows, field=path)
    if not set(map(type, rows)) - {dict} and not {type(row.get("id")) for row in rows} - {str}:
        return rows
    index, row = next(
        (index, row) for index, row in enumerate(rows) if type(row) is not dict or type(row.get("id")) is not str
    )
    raise DataFileError(f"{shorten(row)} is not an object with an id", value=row, field=f"{path}[{index}]")


def load_json(text: bytes, path: str, *, is_ours: bool = False) -> Any:
    """Return the value of a JSON text.

    Args:
        text: the content of the file.
        path: its name, for errors.
        is_ours: whether it belongs to the installed package, whose files are trusted.

    Raises:
        DataFileError: it is not UTF-8, not JSON, repeats a key, or exceeds the limits on untrusted input.

    >>> load_json(b'{"persons": []}', "x.json")
    {'persons': []}
    """
    if not is_ours:
        check_json(text, path)
    try:
        decoded = text.removeprefix(_BYTE_ORDER_MARK).decode()
        value = json.loads(decoded, parse_constant=_refuse_constant)
        if not is_ours and may_hold_twice(decoded, value):
            json.loads(decoded, object_pairs_hook=_refuse_repeated_keys)
        if b"\\u" in text and b"\\ud" in text.lower():
            # An escaped half of a surrogate pair is valid JSON, but such a text could not be written again.
            json.dumps(value, ensure_ascii=False).encode()
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
    return value


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


def stated_version(descriptor: Mapping[str, Any], path: str) -> str | None:
    """Return the version that a descriptor states, or None.

    Args:
        descriptor: what it says.
        path: its name, for errors.

    Raises:
        DataFileError: it is too long, or has characters that a terminal would obey.
    """
    version = descriptor.get("version")
    if not isinstance(version, str):
        return None
    if fault := fault_of_version(version):
        raise DataFileError(fault, value=version, field=f"{path}.version")
    return version


def told_of_all(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a descriptor says of the data as a whole, as far as other data made of them may say it too.

    >>> told_of_all({"title": "Kites", "resources": []})
    {'title': 'Kites'}
    """
    held = {
        "name", "id", "title", "description", "keywords", "created", "homepage", "contributors", "licenses",
    }  # fmt: skip
    return {key: value for key, value in descriptor.items() if key in held}


#: The colon between key and value follows a quotation mark or whitespace.
_COLONS = ('":', " :", "\t:", "\n:", "\r:")


def may_hold_twice(text: str, parsed: Any) -> bool:
    """Return whether a key may occur twice in an object of a JSON text; False is certain, True is not.

    Only one of repeated keys is left in the parsed value. Texts may contain colons like those counted here, so the
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
