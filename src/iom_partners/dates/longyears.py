"""Years written with Y, with an exponent, or with significant digits: Y17E7, Y171010000S3, 1950S2."""

from __future__ import annotations

from .calendar import year_span
from .components import take_number
from .reading import Marked, Qualifier, Qualifiers, Reading, both, invalid, unsupported

__all__ = ["OUTSIDE", "read_long_year", "read_significant"]

#: What is said of a year that the calendar of Python has not.
OUTSIDE = "years outside 0001 to 9999"


def read_long_year(text: str, start: int, end: int) -> Reading:
    """Read a year that begins with Y; only with an exponent can it lie within the calendar.

    Args:
        text: all that the caller wrote.
        start: where in it the year begins.
        end: where it ends.

    Raises:
        UnsupportedDateError: it lies outside the years 0001 to 9999.
        InvalidDateError: it is no such year.

    >>> read_long_year("Y17E2", 0, 5).first == read_long_year("Y17E2S4", 0, 7).first
    True
    """
    left: Qualifier | None = next((each for each in ("?", "~", "%") if text[start] == each), None)
    at = start + 1 + (left is not None)
    is_negative = text[at:end][:1] == "-"
    digits, at = take_number(text, at + is_negative, end, "year")
    exponent = significant = ""
    if text[at:end][:1] == "E":
        exponent, at = take_number(text, at + 1, end, "exponent")
    elif len(digits) < 5:
        raise invalid(text, "has a Y before a year of four digits or less", start, "a year of more digits, or no Y")
    digits_at = at + 1
    if text[at:end][:1] == "S":
        significant, at = take_number(text, at + 1, end, "number of significant digits")
    right: Qualifier | None = next((each for each in ("?", "~", "%") if text[at:end] == each), None)
    mark = both(left, right)
    if at + (right is not None) != end:
        raise invalid(text, "goes on after its end", at, "nothing more: such a year has no month")
    # Longer numbers are not worked out: an exponent of a million would be a number of a million digits.
    places = len(digits) + (int(exponent or 0) if len(exponent) < 5 else 10_000)
    if len(significant) > 6 or int(significant or 1) > places:
        raise invalid(text, "has more significant digits than digits", digits_at, f"1 to {places}")
    if is_negative or places > 4:
        raise unsupported(text, OUTSIDE)
    year = digits + "0" * (places - len(digits))
    return read_significant(year, significant or str(places), text, digits_at, mark, Qualifiers(mark))


def read_significant(
    year: str, significant: str, text: str, at: int, qualifier: Qualifier | None, qualifiers: Qualifiers
) -> Reading:
    """Read a year of which only the first digits are significant: it may be any year that begins with them.

    Args:
        year: its digits.
        significant: how many of them are significant.
        text: all that the caller wrote.
        at: where in it the number of significant digits stands.
        qualifier: the mark on it.
        qualifiers: the same, by component.

    Raises:
        UnsupportedDateError: it may be the year 0.
        InvalidDateError: there are not so many digits.

    >>> read_significant("1950", "2", "1950S2", 5, None, Qualifiers()).first == year_span(1900)[0]
    True
    """
    count = int(significant) if len(significant) == 1 else len(year) + 1
    if count > len(year):
        raise invalid(text, "has more significant digits than digits", at, f"1 to {len(year)}")
    first, last = int(year[:count].ljust(len(year), "0")), int(year[:count].ljust(len(year), "9"))
    if first == 0:
        raise unsupported(text, OUTSIDE)
    return Marked(
        ((year_span(first)[0], year_span(last)[1]),),
        "year",
        first == last,
        qualifier=qualifier,
        qualifiers=qualifiers,
    )
