"""What the fields of records may hold: each is checked, and read where it is written another way, by its type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, Literal, NoReturn, get_args, get_origin

from ..dates.coerce import to_partial_date
from ..dates.days import AnyDay
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidDateError, InvalidRecordError, shorten
from .vocabulary import KNOWN_WORDS, States, is_word

__all__ = ["all_fit", "check_fields", "fault_of"]

#: Ids stand in every error and path; no id in use comes near.
_LONGEST_ID = 1_000
#: Returns the value of a field as a record holds it, or raises `_FaultError`.
_Read = Callable[[Any], Any]

_DATE_HINT = "write EDTF text such as '2013-07-01' or '2013', or give a datetime.date or a PartialDate"
_PERIOD_HINT = (
    "write start/end such as '2003-04-01/2005', with '..' for no limit and nothing where it is unknown; "
    "or give a Period or a pair of dates"
)


class _FaultError(Exception):
    """A value that a field cannot hold, and what to write instead."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def check_fields(record: Any) -> None:
    """Check the fields of a new record, and put what was read of other ways to write them in their places.

    Args:
        record: of attrs.

    Raises:
        InvalidRecordError: a field cannot hold what it was given.
    """
    kind: Any = type(record)
    for name, plain, read in _readers(kind):
        value = getattr(record, name)
        if type(value) in plain:
            continue
        try:
            held = read(value)
        except _FaultError as fault:
            whose = getattr(record, "id", None)
            told = f", in the record {shorten(whose)}" if isinstance(whose, str) and name != "id" else ""
            field = f"{kind.__name__}.{name}"
            raise InvalidRecordError(fault.reason + told, value=value, field=field, hint=fault.hint) from None
        if held is not value:
            object.__setattr__(record, name, held)


def fault_of(kind: Any, name: str, value: Any) -> str:
    """Return what is wrong with a value of a field, and what to write instead; an empty text if nothing is.

    >>> from .ties import Coverage
    >>> fault_of(Coverage, "of", "Members").partition(":")[0]
    "'Members' is not a word of this field (one of chairs, members, units, names, groups, projects, partners, offices)"
    """
    plain, read = next((plain, read) for each, plain, read in _readers(kind) if each == name)
    try:
        if type(value) not in plain:
            read(value)
    except _FaultError as fault:
        return f"{fault.reason} ({fault.hint})"
    return ""


def all_fit(kind: Any, name: str, values: Iterable[Any]) -> bool:
    """Return whether a field of a record class can hold each of some values of its type as it is.

    >>> from .ties import Membership
    >>> all_fit(Membership, "role", ["observer"]), all_fit(Membership, "role", ["observer", "Boss"])
    (True, False)
    """
    plain, read = next((plain, read) for each, plain, read in _readers(kind) if each == name)
    try:
        return all(type(value) in plain or read(value) is value for value in values)
    except _FaultError:
        return False


@cache
def _readers(kind: Any) -> tuple[tuple[str, frozenset[type[Any]], _Read], ...]:
    """Return for each field its name, the types whose values are all fine, and what reads all other values."""
    return tuple((field.name, *_reader(f"{kind.__name__}.{field.name}", field.type)) for field in kind.__attrs_attrs__)


def _reader(where: str, kind: Any) -> tuple[frozenset[type[Any]], _Read]:
    name = where.rpartition(".")[2]
    if where in KNOWN_WORDS:
        return frozenset(), _word_reader(name, frozenset(KNOWN_WORDS[where]), is_optional=NoneType in get_args(kind))
    if name == "country":
        return frozenset((NoneType,)), _read_country
    if name == "id":
        return frozenset(), _read_id
    if where == "Citation.states":
        return frozenset(), _read_states
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return frozenset(), _literal_reader(args)
    if origin is tuple:
        return frozenset(), _tuple_reader(args[0])
    if origin is UnionType:
        some = [each for each in args if each is not NoneType]
        read = _READERS.get(reduce(or_, some), _read_amount)
        # Some decimals, such as NaN, are not numbers.
        return frozenset(args) - {some[0]} if read is _read_amount else frozenset(args), _optional(read)
    return frozenset((kind,)), _READERS[kind]


def _optional(read: _Read) -> _Read:
    return lambda value: None if value is None else read(value)


def _refuse(value: object, what: str, hint: str) -> NoReturn:
    raise _FaultError(f"{shorten(value)} is not {what}", hint)


def _read_text(value: Any) -> str:
    # A subclass, such as that of NumPy, is read as the plain text it is.
    return str.__str__(value) if isinstance(value, str) else _refuse(value, "text", "give text")


def _read_id(value: Any) -> str:
    text = _read_text(value)
    if not text or text != text.strip() or not text.isprintable() or len(text) > _LONGEST_ID:
        _refuse(value, "an id", "write lower-case letters, digits and hyphens, such as 'world-bank'")
    return text


def _read_flag(value: Any) -> bool:
    if type(value).__name__ in {"bool", "bool_"}:
        return bool(value)
    _refuse(value, "true or false", "give True or False")


def _read_int(value: Any) -> int:
    if type(value).__name__.startswith("int") or type(value).__name__.startswith("uint"):
        return int(value)  # Those of NumPy too.
    _refuse(value, "a whole number", "give an int")


def _read_amount(value: Any) -> Any:
    from decimal import Decimal

    if type(value) is int:
        return Decimal(value)
    if isinstance(value, Decimal) and value.is_finite():
        return value
    _refuse(value, "an exact amount", 'give a Decimal, such as Decimal("400000")')


def _read_day(value: Any) -> AnyDay:
    day = _read_date(value)
    if day.earliest is None or day.earliest != day.latest:
        _refuse(value, "an exact day", "write YYYY-MM-DD, or give a datetime.date")
    return day.earliest


def _read_date(value: Any) -> PartialDate:
    try:
        return to_partial_date(value)
    except InvalidDateError as error:
        raise _FaultError(f"{shorten(value)} is not a date: {error.reason}", error.hint or _DATE_HINT) from None


def _read_period(value: Any) -> Period:
    if isinstance(value, str) and "/" in value:
        text = str.__str__(value)
    elif isinstance(value, (tuple, list)):
        if len(value) != 2:
            _refuse(value, "a period", _PERIOD_HINT)
        text = "/".join(each if each in ("", "..") else str(_read_date(each)) for each in value)
    else:
        day = _read_date(value)
        if day.earliest is None or day.earliest != day.latest:
            hint = f"write '{day}/{day}' for a start and an end some time in it, or whole days: 'YYYY-MM-DD/YYYY-MM-DD'"
            _refuse(value, "a period", hint)
        text = f"{day}/{day}"
    try:
        return Period(text)
    except InvalidDateError as error:
        raise _FaultError(f"{shorten(value)} is not a period: {error.reason}", error.hint or _PERIOD_HINT) from None


def _read_when(value: Any) -> PartialDate | Period:
    is_period = isinstance(value, (tuple, list)) or (isinstance(value, str) and "/" in value)
    return _read_period(value) if is_period else _read_date(value)


def _read_country(value: Any) -> str:
    from .codes import COUNTRIES, OTHER_COUNTRIES  # Not at the top: they are long.

    if isinstance(value, str) and (value in COUNTRIES or value in OTHER_COUNTRIES):
        return str.__str__(value)
    _refuse(value, "a country code", "write an ISO 3166-1 alpha-2 code, such as CO")


_READERS: dict[Any, _Read] = {
    str: _read_text,
    bool: _read_flag,
    int: _read_int,
    # Of several types, without that of None.
    AnyDay: _read_day,
    PartialDate | Period: _read_when,
    PartialDate: _read_date,
    Period: _read_period,
}


def _word_reader(name: str, known: frozenset[str], *, is_optional: bool) -> _Read:
    def read(value: Any) -> Any:
        if value is None and is_optional:
            return None
        if type(value) is str and (value in known or is_word(value)):
            return value
        if isinstance(value, str):
            plain = "-".join(value.lower().split())
            first = f"write {shorten(plain)}; " if is_word(plain) else ""
        else:
            first = ""
        hint = f"{first}one of {', '.join(sorted(known))}, or a Word that the dataset declares"
        _refuse(value, f"a {name}", hint)

    return read


def _literal_reader(words: tuple[Any, ...]) -> _Read:
    def read(value: Any) -> Any:
        if type(value) is str and value in words:
            return value
        _refuse(value, "a word of this field", f"one of {', '.join(words)}")

    return read


def _read_states(value: Any) -> States:
    if not isinstance(value, str):
        states: States = _tuple_reader(str)(value)
        return states
    if value == "all":
        return "all"
    _refuse(value, "names of fields", f"write ({shorten(value)},), or 'all'")


def _tuple_reader(of: Any) -> _Read:
    what = "texts" if of is str else f"records of {of.__name__}"

    def read(value: Any) -> Any:
        if type(value) not in (tuple, list) or not all(isinstance(each, of) for each in value):
            _refuse(value, f"a tuple of {what}", f"give a tuple, or a list, of {what}")
        return value if type(value) is tuple else tuple(value)

    return read
