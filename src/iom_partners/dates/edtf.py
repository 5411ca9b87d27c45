"""Reading one EDTF date, of levels 0, 1 and 2, into the days that it may be.

The notation is that of the Library of Congress specification (4 February 2019), a profile of ISO 8601-2:2019. Reading
is strict: ASCII only, no blanks, real calendar days. Text that is EDTF and lies outside the years 0001 to 9999 raises
`UnsupportedDateError`; text that is none raises `InvalidDateError` with the position and what was expected.
"""

from __future__ import annotations

from .plain import read_plain
from .reading import Reading, invalid, unsupported

__all__ = ["LONGEST_DATE", "LONGEST_SET", "read"]

#: No date of the calendar is written with more characters; longer text is refused before it is looked at.
LONGEST_DATE = 64
#: Longer sets are refused before they are looked at: one of 5,000 days has 55,000 characters.
LONGEST_SET = 65_536


def read(text: str) -> Reading:
    """Read one EDTF date.

    Args:
        text: the date, not an interval.

    Returns:
        Its days, precision and qualifiers.

    Raises:
        UnsupportedDateError: it is EDTF and lies outside the years 0001 to 9999, or is a set that is too long.
        InvalidDateError: it is no EDTF date.

    >>> read("2007-11").precision
    'month'
    """
    plain = read_plain(text)
    if plain is not None:
        return plain
    size = len(text)
    if not text:
        raise invalid(text, "is empty", 0, "a date")
    if not text.isascii():
        at = next(i for i, mark in enumerate(text) if mark > "\x7f")
        raise invalid(text, "has a character that is not ASCII", at, "ASCII digits and marks only")
    # What most dates do not need is loaded when the first date needs it.
    if text[0] in "[{":
        if size > LONGEST_SET:
            raise unsupported(text, f"a set of more than {LONGEST_SET:,} characters")
        from .sets import read_set

        return read_set(text)
    if size > LONGEST_DATE and "Y" not in text[:2]:
        raise invalid(text, "is too long for a date", LONGEST_DATE, f"at most {LONGEST_DATE} characters")
    from .edtf_grammar import read_date

    return read_date(text, 0, size, time=True)
