"""Reading what stands for one date in English: a day, month or year, and all that is vaguer than that."""

from __future__ import annotations

from .tokens import Walker
from .units import Unit, UnitReader
from .vague import Vague, merged, vague_text
from .vocabulary import GROUPS, MARKS, ORDINALS, SEASONS

__all__ = ["PointReader"]

_SEASONS = {name: 21 + index for index, name in enumerate(SEASONS)} | {"fall": 23}
_ORDINALS = {name: number for number, name in enumerate(ORDINALS, 1)} | {
    f"{number}th": number for number in range(1, 5)
}
_SAME_AS = {"beginning of": "early", "start of": "early", "middle of": "mid", "end of": "late"}
_ABOUT = ("on or about", "or about", "about", "around", "approximately", "roughly", "circa", "ca .", "ca", "c .")
_PERHAPS = ("possibly", "perhaps", "probably", "maybe")
_MARKED = {f"( {words} )": mark for mark, words in MARKS.items()} | {"( approx . )": "~", "( approx )": "~", "?": "?"}
_FITS = ("a day that fits edtf", "all days that fit edtf")


class PointReader(UnitReader):
    """Reads what stands for one date.

    Attributes:
        walk: the walk over the phrase.
        table: what vague words mean.
        is_unsure: whether the last date had "about" or "possibly" before it.
    """

    def __init__(self, walk: Walker, vague: Vague | None) -> None:
        super().__init__(walk)
        self.table = merged(vague)
        self.is_unsure = False

    def point(self) -> Unit | str:
        """Read a day, month or year, or anything that is said in their place, with what makes it vague or unsure."""
        walk = self.walk
        perhaps = walk.take(*_PERHAPS)
        about = walk.take(*_ABOUT)
        self.is_unsure = perhaps or about
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
        if walk.take(*_FITS):
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
            year = self.year()
            if walk.peek() == "-" and len(walk.peek(1)) == 4 and walk.peek(1).isdigit():
                walk.fail("one year: a season over the turn of two is named by one of them")
            return f"{year}-{_SEASONS[season] + (4 if side == 'northern' else 8 if side else 0)}"
        if side:
            walk.fail("a season")
        group = walk.take_one("q", "h")
        number = walk.number(1) if group else None
        code, count = GROUPS["quarter" if group == "q" else "half"]
        if number and 1 <= int(number) <= count:
            walk.take("of", ",")
            return f"{self.year()}-{code + int(number) - 1}"
        walk.place = place
        if (ordinal := walk.take_one(*_ORDINALS, "last")) and (part := walk.take_one(*GROUPS)):
            code, count = GROUPS[part]
            number_ = count if ordinal == "last" else _ORDINALS[ordinal]
            if number_ > count:
                walk.fail(f"one of the {count} in a year", walk.tokens[place].at)
            walk.take("of", ",")
            return f"{self.year()}-{code + number_ - 1}"
        walk.place = place
        century = walk.peek().removesuffix("th")
        if walk.peek(1) == "century" and century.isdigit() and 0 < int(century) < 100:
            walk.place += 2
            return f"[{int(century) * 100 - 99:04}..{int(century) * 100:04}]"
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
