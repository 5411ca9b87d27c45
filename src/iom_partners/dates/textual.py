"""Values that are their text: equal, hashed, shown, formatted and pickled by it, and never changed."""

from __future__ import annotations

from typing import NoReturn

__all__ = ["Textual"]


class Textual:
    """Base of values that are made of one text and are equal exactly if their texts are.

    >>> from iom_partners import Period
    >>> f"{Period('2003-04/..'):>12}"
    '  2003-04/..'
    """

    __slots__ = ("_text",)

    _text: str

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Textual) and type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self._text))

    def __str__(self) -> str:
        return self._text

    def __format__(self, spec: str) -> str:
        return format(self._text, spec)

    def __repr__(self) -> str:
        return f'{type(self).__name__}("{self._text}")'

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable, so {name!r} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable, so {name!r} cannot be deleted")

    def __reduce__(self) -> tuple[type[Textual], tuple[str]]:
        return type(self), (self._text,)
