"""What all records share: equality, hash and repr by their fields."""

from typing import Any

__all__ = ["Record"]


class Record:
    """Base of every record: equal if of the same class with equal fields; the repr is code without the defaults.

    Defined once here, because attrs would take half of the time that it needs for a class to write these methods.

    >>> from iom_partners.model import Place
    >>> Place(id="geneva", name="Geneva")
    Place(id='geneva', name='Geneva')
    """

    __slots__ = ()
    __attrs_attrs__: Any

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in self.__attrs_attrs__)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self is other or self._values() == other._values()

    def __hash__(self) -> int:
        # Equal records have equal ids, and all fields would be long to hash at each look-up.
        return hash((type(self), getattr(self, "id", None) or self._values()))

    def __repr__(self) -> str:
        told = ((field, getattr(self, field.name)) for field in self.__attrs_attrs__)
        given = ", ".join(f"{field.name}={value!r}" for field, value in told if value != field.default)
        return f"{type(self).__name__}({given})"
