"""What all records share: fields that are checked when it is made; equality, hash and repr by these fields."""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from .fields import check_fields

__all__ = ["Record"]


class Record:
    """Base of every record: equal if of the same class with equal fields.

    The repr is code without the defaults; of citations, other names, long lists and long texts it has the number or the
    start, in angle brackets. A notebook shows a card.

    Every field is checked when the record is made. Where a date or period belongs, EDTF text, a `datetime.date` and,
    for a period, a pair of a start and an end are read as one; where a tuple belongs, so is a list.

    Defined once here, because attrs would take half of the time that it needs for a class to write these methods.

    Raises:
        InvalidRecordError: a field cannot hold what is given.

    >>> from iom_partners.model import Place
    >>> Place(id="geneva", name="Geneva")
    Place(id='geneva', name='Geneva')
    """

    __slots__ = ()
    __attrs_attrs__: Any

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def _values(self) -> tuple[Any, ...]:
        kind: Any = type(self)  # To mypy a class is not hashable if its instances have a hash of their own.
        return _getter(kind)(self)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self is other or self._values() == other._values()

    def __hash__(self) -> int:
        # Equal records have equal ids, and all fields would be long to hash at each look-up.
        return hash((type(self), getattr(self, "id", None) or self._values()))

    def __repr__(self) -> str:
        told = ((field, getattr(self, field.name)) for field in self.__attrs_attrs__)
        given = ", ".join(_brief(field.name, value) for field, value in told if value != field.default)
        return f"{type(self).__name__}({given})"

    def _repr_html_(self) -> str:
        from ..cards import record_card

        return record_card(self)


@cache
def _getter(kind: type[Record]) -> Callable[[Record], tuple[Any, ...]]:
    """Return what reads all fields of a record of a class at once."""
    return attrgetter(*(field.name for field in kind.__attrs_attrs__))


#: The repr has only the number of these; of other lists up to a few, and of texts the start.
_COUNTED = ("citations", "names", "identifiers")
_MOST, _LONGEST = 6, 100


def _brief(name: str, value: Any) -> str:
    """Return a field of a record for its repr.

    >>> _brief("name", "Geneva"), _brief("names", ("a", "b")), _brief("note", "x" * 200)[:9]
    ("name='Geneva'", '<2 names>', "note=<'xx")
    """
    if isinstance(value, tuple) and (name in _COUNTED or len(value) > _MOST):
        return f"<{len(value)} {name}>" if len(value) > 1 else f"<1 {name.removesuffix('s')}>"
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{name}=<{value[:_LONGEST]!r}… {len(value):,} characters>"
    return f"{name}={value!r}"
