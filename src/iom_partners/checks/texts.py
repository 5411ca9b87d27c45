"""Checks of texts that people read: invisible marks, mixed scripts, formulas, and letters damaged in reading a file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import name as letter_name

from ..errors import shorten
from ..store.search import invisible

if TYPE_CHECKING:
    import re

__all__ = ["damage_of", "fault_of_text"]

#: What the bytes from 0x80 on become where UTF-8 is read as Windows-1252; five of them have no letter there, and stay.
_AS_READ = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)]
_BYTES = {chr(byte): byte for byte in range(0x80, 0xA0)} | {mark: 0x80 + at for at, mark in enumerate(_AS_READ)}


#: What a single one may stand for: letters with accents, punctuation, signs and pictures. Of the others, which rare but
#: sound texts hold by chance, two in a row are needed.
_LIKELY = (
    range(0xA0, 0x180), range(0x218, 0x21C), range(0x1E00, 0x1F00), range(0x2010, 0x2C00), range(0x1F000, 0x20000),
)  # fmt: skip
#: Marks that may rightly follow a word.
_AFTER_WORDS = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u203a\u00bb\u00a0")


def fault_of_text(text: str) -> str:
    """Return why a text is not fit to be read, or an empty text: invisible marks, letters that look like others ...

    >>> fault_of_text("Club "), fault_of_text("Club")
    ('is empty or has surrounding blanks', '')
    """
    if not text or text != text.strip():
        return "is empty or has surrounding blanks"
    if invisible(text):
        return "has invisible characters"
    if text[0] in "=+-@|":
        return "begins like a formula of a spreadsheet"
    if text.isascii():
        return ""
    words = text.split()
    scripts = [{letter_name(mark, "?").split()[0] for mark in word if mark.isalpha()} for word in words]
    return "mixes scripts" if any(len(each & {"LATIN", "CYRILLIC", "GREEK"}) > 1 for each in scripts) else ""


def damage_of(text: str) -> str:
    """Return how letters were damaged when a text was read with the wrong encoding, or an empty text.

    >>> damage_of("Ren\u00c3\u00a9"), damage_of("Ren\u00e9")
    ("has damaged letters: read as UTF-8 it is 'René'", '')
    """
    if text.isascii():
        return ""
    if "\ufffd" in text:
        return "has a letter that was lost when it was read (U+FFFD)"
    mended = _damaged().sub(_mend, text)
    return "" if mended == text else f"has damaged letters: read as UTF-8 it is {shorten(mended)}"


@cache
def _damaged() -> re.Pattern[str]:
    """Return the pattern of characters beyond ASCII, each as the two to four that its bytes are read as."""
    import re

    def any_of(first: int, last: int) -> str:
        return "[" + "".join(re.escape(mark) for mark, byte in _BYTES.items() if first <= byte <= last) + "]"

    rest = any_of(0x80, 0xBF)
    two, three, four = any_of(0xC2, 0xDF), any_of(0xE0, 0xEF), any_of(0xF0, 0xF4)
    return re.compile(f"(?:{two}{rest}|{three}{rest}{{2}}|{four}{rest}{{3}})+")


def _mend(found: re.Match[str]) -> str:
    marks, text = found[0], found.string
    try:
        mended = bytes(map(_BYTES.__getitem__, marks)).decode()
    except UnicodeDecodeError:
        return marks
    if len(mended) == 1:
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        ends_word = _AFTER_WORDS.issuperset(marks[1:]) and (not after.isalpha() or marks[-1] == "\u2019")
        is_sound = ends_word and (marks[0].islower() or before.isupper())
        if is_sound or not any(ord(mended) in each for each in _LIKELY):
            return marks
    return mended
