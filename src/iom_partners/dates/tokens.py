"""Cutting an English phrase into words, numbers and marks, and walking over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, NoReturn

from ..errors import InvalidDateError, shorten

__all__ = ["Token", "Walker"]

_LONGEST = 200
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\u00a0": " "})
_ASCII = "".join(map(chr, range(128)))


class Token(NamedTuple):
    """A word in lower case, a number, or one mark.

    Attributes:
        text: as it is compared; a number without "st" or "th".
        at: where in the phrase it begins.
    """

    text: str
    at: int


def _suffix(number: int) -> str:
    """Give what stands after a number that counts a place: 1st, 2nd, 3rd, 4th, 11th."""
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


class Walker:
    """A phrase, cut up, with a place in it.

    Args:
        words: the phrase.

    Raises:
        InvalidDateError: it is no text, or too long.

    >>> walker = Walker("Early 2006")
    >>> walker.take("early"), walker.number(4)
    (True, '2006')
    """

    def __init__(self, words: str) -> None:
        if type(words) is not str:
            raise InvalidDateError(f"{shorten(words)} is no text", value=words, field="words", hint="give a phrase")
        self.words = words
        if len(words) > _LONGEST:
            self.fail(f"at most {_LONGEST} characters", at=_LONGEST)
        self.text = words.translate(_DASHES)
        if not self.text.isascii():
            self.fail("letters from a to z, digits and marks", at=len(self.text) - len(self.text.lstrip(_ASCII)))
        self.tokens = list(self._cut())
        self.place = 0

    def _cut(self) -> Iterator[Token]:
        text, at = self.text, 0
        while at < len(text):
            mark, begin = text[at], at
            if mark == " ":
                at += 1
            elif mark.isalpha():
                at = self._past(str.isalpha, at)
                yield Token(text[begin:at].lower(), begin)
            elif mark.isdigit():
                at = digits_end = self._past(str.isdigit, at)
                suffix_end = self._past(str.isalpha, at)
                if text[digits_end:suffix_end].lower() == _suffix(int(text[begin:digits_end])):
                    at = suffix_end
                yield Token(text[begin:digits_end] + "th" * (at > digits_end), begin)
            else:
                at += 1
                yield Token(mark, begin)

    def _past(self, belongs: Callable[[str], bool], at: int) -> int:
        while at < len(self.text) and belongs(self.text[at]):
            at += 1
        return at

    @property
    def at(self) -> int:
        """Where in the phrase the next token begins; after the last, the end."""
        return len(self.words) if self.is_done else self.tokens[self.place].at

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.place == len(self.tokens)

    def peek(self, ahead: int = 0) -> str:
        """Give the text of a token without taking it; empty after the last."""
        index = self.place + ahead
        return self.tokens[index].text if index < len(self.tokens) else ""

    def take(self, *phrases: str) -> bool:
        """Take the first of some phrases that stands here, and tell whether one does."""
        return self.take_one(*phrases) is not None

    def take_one(self, *phrases: str) -> str | None:
        """Take the first of some phrases that stands here, and give it."""
        for phrase in phrases:
            words = phrase.split()
            if [self.peek(ahead) for ahead in range(len(words))] == words:
                self.place += len(words)
                return phrase
        return None

    def number(self, width: int) -> str | None:
        """Take a number of just so many digits, and give it."""
        text = self.peek()
        if len(text) == width and text.isdigit():
            self.place += 1
            return text
        return None

    def take_text(self) -> str:
        """Take everything up to the next blank as it is written."""
        if self.is_done:
            self.fail("EDTF text")
        at = self.tokens[self.place].at
        text = self.words[at:].split(" ", 1)[0]
        while not self.is_done and self.tokens[self.place].at < at + len(text):
            self.place += 1
        return text

    def fail(self, expected: str, at: int | None = None) -> NoReturn:
        """Refuse the phrase from here on.

        Raises:
            InvalidDateError: always.
        """
        if at is None:
            at = self.at
        raise InvalidDateError(f"{shorten(self.words)} is not understood", value=self.words).at(at, expected)
