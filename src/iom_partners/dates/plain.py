"""Reading the dates that most dates are, without anything that the other features of EDTF need."""

from __future__ import annotations

from datetime import date

from .calendar import month_span, year_span
from .reading import Reading

__all__ = ["read_plain"]


def read_plain(body: str) -> Reading | None:
    """Read a year, month or day without any mark the short way; None where it is anything else, or wrong.

    >>> read_plain("2007-11").precision, read_plain("2007-13")
    ('month', None)
    """
    size = len(body)
    if size == 10 and body[4] == "-" == body[7]:
        try:
            at = date.fromisoformat(body).toordinal()
        except ValueError:
            return None
        return Reading(((at, at),), "day", True)
    if not body.isascii():
        return None  # Python takes the digits of all scripts for digits.
    if size == 4 and body.isdigit() and body != "0000":
        return Reading((year_span(int(body)),), "year", True)
    digits = body[:4] + body[5:]
    if size == 7 and body[4] == "-" and digits.isdigit() and "01" <= body[5:] <= "12" and body[:4] != "0000":
        return Reading((month_span(int(body[:4]), int(body[5:])),), "month", True)
    return None
