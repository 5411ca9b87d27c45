"""Reading days, months and years in English: "1st of May 2006", "May 1, 2006", and "1 to 9 May 2006"."""

from __future__ import annotations

from typing import NamedTuple

from .calendar import days_of_month
from .edtf import read
from .notation import date_text
from .tokens import Walker
from .vocabulary import MONTH_OF

__all__ = ["Unit", "UnitReader"]


class Unit(NamedTuple):
    """A day, month or year; in "1 to 9 May 2006" the first of two lacks what the second gives."""

    year: str = ""
    month: int = 0
    day: int = 0
    at: int = 0

    @property
    def text(self) -> str:
        """The date in EDTF."""
        return "-".join([self.year, *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def is_month(self) -> bool:
        """Whether it is a month."""
        return self.month > 0 and self.day == 0

    def filled_from(self, other: Unit) -> Unit:
        """Take the year, and the month of a lone day, from the date that follows, which must be as exact."""
        if not self.year and ((self.day and not other.day) or not other.month):
            return self
        return self._replace(year=self.year or other.year, month=self.month or (other.month if self.day else 0))


class UnitReader:
    """Reads a day, month or year from where a walk over a phrase stands.

    Attributes:
        walk: the walk.
    """

    def __init__(self, walk: Walker) -> None:
        self.walk = walk

    def unit(self) -> Unit:
        """Read a day, month or year; year and month may be missing where another date gives them."""
        walk = self.walk
        at = walk.at
        walk.take("the year")
        if year := walk.number(4):
            if walk.peek() == "-" and len(walk.peek(1)) == 2 and walk.peek(1).isdigit():
                if walk.peek(2) != "-":
                    walk.fail("a month in words: 2004-05 may also be two years")
                return self._iso(year, at)
            return Unit(year, at=at)
        walk.take("the")
        day = self._day_number()
        if day:
            walk.take("of")
        month = MONTH_OF.get(walk.peek(), 0)
        if not month:
            if day and walk.peek() in ("to", "-", "and", "or", "until", "till", "through"):
                return Unit(day=day, at=at)
            walk.fail("a month" if day else "a date")
        walk.place += 1
        walk.take(".")
        if not day:
            walk.take("the")
            day = self._day_number()
        walk.take("of", ",")
        return Unit(walk.number(4) or "", month, day, at)

    def _day_number(self) -> int:
        text = self.walk.peek().removesuffix("th")
        if not (text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31):
            return 0
        self.walk.place += 1
        return int(text)

    def _iso(self, year: str, at: int) -> Unit:
        walk = self.walk
        walk.take("-")
        month = walk.number(2) or ""
        walk.take("-")
        day = walk.number(2) or ""
        if not ("01" <= month <= "12" and "01" <= day <= "31"):
            walk.fail("a day of the form YYYY-MM-DD")
        return Unit(year, int(month), int(day), at)

    def year(self) -> str:
        """Take a year of four digits."""
        year = self.walk.number(4)
        if not year or year == "0000":
            self.walk.fail("a year of four digits, from 0001 to 9999")
        return year

    def complete(self, unit: Unit) -> Unit:
        """Make sure that a day, month or year is said in full, and is in the calendar."""
        if not unit.year or (unit.day and not unit.month):
            self.walk.fail(
                "a month and a year of four digits" if unit.day and not unit.month else "a year of four digits"
            )
        if unit.year == "0000":
            self.walk.fail("a year from 0001 to 9999")
        if unit.day and not unit.day <= days_of_month(int(unit.year), unit.month):
            self.walk.fail(f"a day of that month, which has {days_of_month(int(unit.year), unit.month)}", unit.at)
        return unit

    def whole(self) -> Unit:
        """Take a day, month or year that is said in full."""
        return self.complete(self.unit())

    def range_from(self, first: Unit) -> str:
        """Take the second of two, and give a one-of range; the first may lack what it gives."""
        last = self.whole()
        first = self.complete(first.filled_from(last))
        if (first.month > 0, first.day > 0) == (last.month > 0, last.day > 0):
            return f"[{first.text}..{last.text}]"
        # EDTF has no range between a year and a month: it is one between their days.
        return date_text(read(first.text).first, read(last.text).last)
