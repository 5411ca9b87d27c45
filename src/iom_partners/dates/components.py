"""Taking one date apart into year, month and day, each with its marks and its place in the text."""

from __future__ import annotations

from typing import NamedTuple

from .reading import NO_QUALIFIERS, Qualifier, Qualifiers, both, invalid

__all__ = ["Component", "Components", "take_apart", "take_number"]

_MARKS: dict[str, Qualifier] = {"?": "?", "~": "~", "%": "%"}
_DIGITS = frozenset("0123456789X")
_NAMES = ("year", "month", "day")


class Component(NamedTuple):
    """A year, month or day as it is written.

    Attributes:
        digits: digits or X.
        at: where in the text they begin.
        left: the mark before it, which speaks of it alone.
        right: the mark after it, which speaks of it and of all before it.
    """

    digits: str
    at: int
    left: Qualifier | None
    right: Qualifier | None


class Components(NamedTuple):
    """A date taken apart.

    Attributes:
        parts: year, month and day, as many as are written.
        is_negative: whether a minus stands before the year.
        significant: the number after S, or an empty text.
        significant_at: where in the text it begins.
    """

    parts: tuple[Component, ...]
    is_negative: bool
    significant: str
    significant_at: int

    @property
    def is_marked(self) -> bool:
        """Whether any component bears a mark."""
        return any(part.left or part.right for part in self.parts)

    @property
    def qualifiers(self) -> Qualifiers:
        """The mark of each component, as those around it and after it say together."""
        if not self.is_marked:
            return NO_QUALIFIERS
        marks: list[Qualifier | None] = [None, None, None]
        after: Qualifier | None = None
        for index in reversed(range(len(self.parts))):
            part = self.parts[index]
            after = both(after, part.right)
            marks[index] = both(after, part.left)
        return Qualifiers(*marks)

    @property
    def qualifier(self) -> Qualifier | None:
        """The mark that all components bear, or None."""
        marks = set(self.qualifiers[: len(self.parts)])
        return marks.pop() if len(marks) == 1 else None


def take_apart(text: str, start: int, end: int) -> Components:
    """Take a date of years 0000 to 9999, positive or negative, apart.

    Args:
        text: all that the caller wrote, for the message.
        start: where in it the date begins.
        end: where it ends.

    Raises:
        InvalidDateError: it is not of that form.

    >>> [part.digits for part in take_apart("2004-06~-11", 0, 11).parts]
    ['2004', '06', '11']
    """
    parts: list[Component] = []
    at, is_negative, significant, significant_at = start, False, "", end
    while True:
        name = _NAMES[len(parts)]
        left = _MARKS.get(text[at:end][:1])
        at += left is not None
        if name == "year" and text[at:end][:1] == "-":
            is_negative = True
            at += 1
        width = 4 if name == "year" else 2
        digits = text[at : min(at + width, end)]
        for index, mark in enumerate(digits):
            if mark not in _DIGITS:
                raise invalid(text, "has a character that is no digit", at + index, f"a {name} of {width} digits")
        if len(digits) < width:
            raise invalid(text, f"has a {name} that is too short", at + len(digits), f"a {name} of {width} digits")
        begin, at = at, at + width
        if name == "year" and text[at:end][:1] == "S":
            significant_at = at + 1
            significant, at = take_number(text, significant_at, end, "number of significant digits")
        right = _MARKS.get(text[at:end][:1])
        at += right is not None
        parts.append(Component(digits, begin, left, right))
        if at == end:
            return Components(tuple(parts), is_negative, significant, significant_at)
        if name == "day" or significant:
            raise invalid(text, "goes on after its end", at, "nothing more")
        if text[at] != "-":
            raise invalid(text, "is not of the form YYYY, YYYY-MM or YYYY-MM-DD", at, "a hyphen or the end")
        at += 1


def take_number(text: str, at: int, end: int, name: str) -> tuple[str, int]:
    """Take the digits of a positive number, and tell where they end.

    Raises:
        InvalidDateError: there are none, or the first of them is 0.

    >>> take_number("Y17E7", 1, 5, "year")
    ('17', 3)
    """
    rest = text[at:end]
    digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    if not digits or digits[0] == "0":
        raise invalid(text, f"has no {name}", at, "digits, the first of them no 0")
    return digits, at + len(digits)
