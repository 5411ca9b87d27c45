"""Reading what stands for one date in English: a day, month or year, and all that is vaguer than that."""

from __future__ import annotations

from .tokens import Walker
from .units import Unit, UnitReader
from .vague import Vague, merged, vague_text

__all__ = ["PointReader"]

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = {"first": 1, "1th": 1, "second": 2, "2th": 2, "third": 3, "3th": 3, "fourth": 4, "4th": 4}
_PARTS = {"quarter": (33, 4), "quadrimester": (37, 3), "half": (40, 2)}
_SAME_AS = {"beginning of": "early", "start of": "early", "middle of": "mid", "end of": "late"}
_ABOUT = ("about", "around", "approximately", "circa", "ca .", "ca", "c .")
_PERHAPS = ("possibly", "perhaps", "probably", "maybe")
_MARKED = {"( uncertain )": "?", "( approximate )": "~", "( uncertain and approximate )": "%"}
_FITS = "a day that fits edtf"


class PointReader(UnitReader):
    """Reads what stands for one date.

    Attributes:
        walk: the walk over the phrase.
        table: what vague words mean.
    """

    def __init__(self, walk: Walker, vague: Vague | None) -> None:
        super().__init__(walk)
        self.table = merged(vague)

    def point(self) -> Unit | str:
        """Read a day, month or year, or anything that is said in their place, with what makes it vague or unsure."""
        walk = self.walk
        perhaps = walk.take(*_PERHAPS)
        about = walk.take(*_ABOUT)
        point = self._core()
        said = walk.take_one(*_MARKED)
        mark = _MARKED[said] if said else "%" if perhaps and about else "?" if perhaps else "~" if about else ""
        if not mark:
            if isinstance(point, Unit) and point.day and point.month and walk.take("at"):
                return self.complete(point).text + self._clock()
            return point
        text = point if isinstance(point, str) else self.complete(point).text
        if text[0] == "[" or (said and (perhaps or about)):
            walk.fail("a single day, month, year or season to be unsure of")
        return text + mark

    def _clock(self) -> str:
        parts = [self.walk.number(2)]
        while len(parts) < 3 and self.walk.take(":"):
            parts.append(self.walk.number(2))
        if len(parts) < 3 or None in parts:
            self.walk.fail("a time of the form HH:MM:SS")
        clock = f"T{parts[0]}:{parts[1]}:{parts[2]}"
        if not self.walk.take("utc"):
            return clock
        sign = self.walk.take_one("+", "-")
        if not sign:
            return f"{clock}Z"
        hours = self.walk.number(2) or self.walk.fail("hours of two digits")
        minutes = (self.walk.number(2) or self.walk.fail("minutes of two digits")) if self.walk.take(":") else ""
        return f"{clock}{sign}{hours}{':' + minutes if minutes else ''}"

    def _core(self) -> Unit | str:
        walk = self.walk
        if walk.take(_FITS):
            return walk.take_text()
        if walk.take("some day from"):
            first = self.unit()
            if walk.take("on"):
                return f"[{self.complete(first).text}..]"
            if not walk.take("to"):
                walk.fail("“to” or “on”")
            return self.range_from(first)
        if walk.take("some day up to"):
            return f"[..{self.whole().text}]"
        if walk.take("some day of some month of"):
            return f"{self.year()}-XX-XX"
        if walk.take("some month of"):
            return f"{self.year()}-XX"
        if walk.take("some day of"):
            unit = self.whole()
            return f"{unit.text}-XX" if unit.is_month else walk.fail("a month and a year before this place")
        if walk.take("some year from"):
            return self._some_year()
        start = walk.place
        walk.take("the")
        return self._named_part() or self._vague_part() or self._unit_again(start)

    def _unit_again(self, start: int) -> Unit:
        self.walk.place = start
        return self.unit()

    def _some_year(self) -> str:
        first = self.year()
        if not self.walk.take("to"):
            self.walk.fail("“to”")
        last = self.year()
        for digits in (3, 2, 1):
            if first == f"{first[:digits]:0<4}" and last == f"{first[:digits]:9<4}":
                return f"{first[:digits]:X<4}"
        return f"[{first}..{last}]"

    def _named_part(self) -> str:
        """Read a season, quarter, half, decade or century; an empty text where none stands here."""
        walk = self.walk
        place = walk.place
        side = walk.take_one("northern", "southern")
        season = walk.take_one(*_SEASONS)
        if season:
            walk.take("of", ",")
            return f"{self.year()}-{_SEASONS[season] + (4 if side == 'northern' else 8 if side else 0)}"
        if side:
            walk.fail("a season")
        if walk.take("q") and (number := walk.number(1)) and "1" <= number <= "4":
            walk.take("of", ",")
            return f"{self.year()}-{32 + int(number)}"
        walk.place = place
        if (ordinal := walk.take_one(*_ORDINALS, "last")) and (part := walk.take_one(*_PARTS)):
            code, count = _PARTS[part]
            number_ = count if ordinal == "last" else _ORDINALS[ordinal]
            if number_ > count:
                walk.fail(f"no more than {count} of them in a year", walk.tokens[place].at)
            walk.take("of", ",")
            return f"{self.year()}-{code + number_ - 1}"
        walk.place = place
        if walk.peek(1) == "century" and walk.peek().endswith("th") and 0 < int(walk.peek()[:-2] or 0) < 100:
            century = int(walk.peek()[:-2])
            walk.place += 2
            return f"[{century * 100 - 99:04}..{century * 100:04}]"
        return self._decade()

    def _decade(self) -> str:
        walk = self.walk
        if walk.peek(1) != "s" or not (year := walk.number(4)):
            return ""
        if not year.endswith("0") or year.endswith("00"):
            walk.fail("a decade such as 1990s; the 1900s may be ten years or a hundred", walk.tokens[walk.place - 1].at)
        walk.take("s")
        return f"{year[:3]}X"

    def _vague_part(self) -> str:
        walk = self.walk
        word = walk.take_one(*self.table, *_SAME_AS)
        if not word:
            return ""
        walk.take("-", "in", "of")
        walk.take("the")
        decade = self._decade()
        unit = None if decade else self.whole()
        kind = "decade" if unit is None else "month" if unit.is_month else "year"
        parts = self.table[_SAME_AS.get(word, word)]
        if (unit and unit.day) or kind not in parts:
            walk.fail(f"a {' or a '.join(parts)} after “{word}”")
        return vague_text(decade or unit.text, parts[kind])  # type: ignore[union-attr]
