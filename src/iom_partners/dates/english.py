"""Reading English phrases for dates and stretches of time into EDTF; what is not understood to the end is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, NoReturn, TypeVar

from ..errors import InvalidDateError, shorten
from .calendar import LAST_YEAR, days_of_month
from .days import AFTER_ALL, BEFORE_ALL
from .describe import GROUPS, MARKS, MONTH_OF, NOBODY, ORDINALS, SEASONS
from .edtf import date_text, read

__all__ = [
    "UNITS",
    "VAGUE",
    "PointReader",
    "Token",
    "Unit",
    "UnitReader",
    "Vague",
    "Walker",
    "date_of_words",
    "end_after",
    "merged",
    "period_of_words",
    "vague_text",
]


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


#: For each vague word the first and last month of a year, day of a month and year of a decade that it may mean.
Vague = Mapping[str, Mapping[str, tuple[int, int]]]

#: What vague words mean unless a caller says otherwise: *early* and *late* the first and second half, *mid* the second
#: and third quarter. Halves are the widest reading; a narrower one would be our invention.
VAGUE: Vague = MappingProxyType(
    {
        "early": MappingProxyType({"year": (1, 6), "month": (1, 15), "decade": (0, 4)}),
        "mid": MappingProxyType({"year": (4, 9), "month": (8, 23), "decade": (2, 7)}),
        "late": MappingProxyType({"year": (7, 12), "month": (16, 31), "decade": (5, 9)}),
    }
)

#: Least and greatest number of each unit in the table.
UNITS = {"year": (1, 12), "month": (1, 31), "decade": (0, 9)}


def merged(vague: Vague | None) -> dict[str, dict[str, tuple[int, int]]]:
    """Lay a caller's table over ours, unit by unit.

    Raises:
        InvalidDateError: it is no such table.

    >>> merged({"early": {"year": (1, 4)}})["early"]["year"], merged(None)["early"]["year"]
    ((1, 4), (1, 6))
    """
    table = {word: dict(units) for word, units in VAGUE.items()}
    try:
        for word, units in (vague or {}).items():
            for unit, (first, last) in units.items():
                least, most = UNITS[unit]
                if type(first) is not int or type(last) is not int or not least <= first <= last <= most:
                    raise ValueError  # noqa: TRY301 # One message for all that is wrong with a table.
                table.setdefault(word.lower(), {})[unit] = first, last
    except (AttributeError, KeyError, TypeError, ValueError):
        hint = "write {'early': {'year': (1, 6), 'month': (1, 15), 'decade': (0, 4)}}, each as far as it differs"
        raise InvalidDateError(
            f"{shorten(vague)} is no table of vague words", value=vague, field="vague", hint=hint
        ) from None
    return table


def vague_text(unit: str, part: tuple[int, int]) -> str:
    """Write a part of a year, month or decade in EDTF.

    Args:
        unit: EDTF of the year, month or decade ("199X").
        part: first and last month, day or year of it.

    >>> vague_text("2006", (1, 6)), vague_text("2006-02", (16, 31)), vague_text("199X", (0, 4))
    ('[2006-01..2006-06]', '[2006-02-16..2006-02-28]', '[1990..1994]')
    """
    first, last = part
    if unit.endswith("X"):
        left, right = f"{unit[:3]}{first}", f"{unit[:3]}{last}"
    elif len(unit) == 4:
        left, right = f"{unit}-{first:02}", f"{unit}-{last:02}"
    else:
        most = days_of_month(int(unit[:4]), int(unit[5:]))
        left, right = f"{unit}-{min(first, most):02}", f"{unit}-{min(last, most):02}"
    return left if left == right else f"[{left}..{right}]"


def end_after(first: int, count: int, unit: str) -> int | None:
    """Give the last day of so many days, weeks, months or years that begin on a day.

    Months and years end on the day before the one of the same number; where a month has no such day, on its last day.

    Args:
        first: ordinal of the first day.
        count: how many.
        unit: day, week, month or year.

    Returns:
        The ordinal of the last day, or None where it would lie outside the calendar.

    >>> str(date.fromordinal(end_after(date(2014, 1, 1).toordinal(), 1, "year")))
    '2014-12-31'
    >>> str(date.fromordinal(end_after(date(2013, 1, 31).toordinal(), 1, "month")))
    '2013-02-28'
    """
    if not BEFORE_ALL < first < AFTER_ALL:
        return None
    if unit in ("day", "week"):
        last = first + count * (7 if unit == "week" else 1) - 1
        return last if last < AFTER_ALL else None
    start = date.fromordinal(first)
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    if year > LAST_YEAR:
        # The last day of the calendar is reached by what would go on on 1 January 10000, and by nothing later.
        return AFTER_ALL - 1 if (year, month, start.day) == (LAST_YEAR + 1, 1, 1) else None
    days = days_of_month(year, month)
    last = date(year, month, min(start.day, days)).toordinal()
    return last if start.day > days else last - 1


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


T = TypeVar("T")

_IN = (
    "at some time in", "some time in", "sometime in", "at some point in", "in the course of", "in the years",
    "during the years", "in the period", "for the period", "over the period", "during the period", "during", "in", "on",
    "at",
)  # fmt: skip
_BETWEEN = ("between", "sometime between", "some time between", "at some time between")
_BY = ("by", "no later than", "not later than", "not after", "on or before", "in or before", "up to and including")
_NOT_BEFORE = ("not before", "no earlier than", "not earlier than", "on or after", "in or after")
_TO = ("to", "until", "till", "through to", "through", "thru", "up to", "up until", "-")
_SINCE = (
    "since", "as from", "with effect from", "effective", "starting in", "starting on", "starting", "beginning in",
    "beginning on", "beginning",
)  # fmt: skip
_ON = ("on", "onward", "onwards", "( without end )")
_PRESENT = ("the present day", "the present", "present", "date", "now", "today", "ongoing")
_COUNTS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def date_of_words(words: str, vague: Vague | None, kind: Callable[[str], T]) -> T:
    """Read a date phrase.

    Args:
        words: the phrase.
        vague: what vague words mean.
        kind: what to make of the EDTF text.

    Raises:
        InvalidDateError: it is none.

    >>> date_of_words("by 2010", None, str), date_of_words("mid-May 1999", None, str)
    ('[..2010]', '[1999-05-08..1999-05-23]')
    """
    reader = _PhraseReader(Walker(words), vague)
    return reader.finish(reader.date, kind)


def period_of_words(words: str, vague: Vague | None, kind: Callable[[str], T]) -> T:
    """Read a phrase for a stretch of time.

    Args:
        words: the phrase.
        vague: what vague words mean.
        kind: what to make of the text of the interval.

    Raises:
        InvalidDateError: it is none.

    >>> period_of_words("July to December 2013", None, str), period_of_words("in 2004 - 2005", None, str)
    ('2013-07-01/2013-12-31', '2004/2005')
    """
    reader = _PhraseReader(Walker(words), vague)
    return reader.finish(reader.period, kind)


class _PhraseReader(PointReader):
    def finish(self, read_phrase: Callable[[], str], kind: Callable[[str], T]) -> T:
        """Read the whole phrase; what it says may still be impossible."""
        try:
            text = read_phrase()
            if not self.walk.is_done:
                self.walk.fail("the end of the phrase")
            return kind(text)
        except InvalidDateError as error:
            if error.value != self.walk.words:
                # The place is one in EDTF that the caller never saw.
                error.value, error.field, error.position, error.expected = self.walk.words, "words", None, ""
            raise

    def date(self) -> str:
        walk = self.walk
        if walk.take(*_BETWEEN):
            return self._between()
        if walk.take(*_BY):
            walk.take("the end of")
            return self._up_to(self._text(self.point()))
        if walk.take(*_NOT_BEFORE):
            return f"[{self.whole().text}..]"
        if walk.take("before the end of"):
            return f"[..{self.whole().text}]"
        if walk.take("before", "prior to"):
            day = read(self.whole().text).first
            return date_text(BEFORE_ALL, day - 1) or walk.fail("a day that others come before", 0)
        if walk.take("after"):
            day = read(self.whole().text).last
            return date_text(day + 1, AFTER_ALL) or walk.fail("a day that others come after", 0)
        is_within = walk.take(*_IN)
        first = self.point()
        if isinstance(first, Unit):
            if is_within and not self.is_unsure and walk.take(*_TO):
                return self.range_from(first)
            if walk.take("or later", "or after"):
                return f"[{self.complete(first).text}..]"
            if walk.take("or earlier", "or before"):
                return f"[..{self.complete(first).text}]"
            if walk.take("or"):
                second = self.whole()
                return f"[{self.complete(first.filled_from(second)).text},{second.text}]"
        return self._text(first)

    def _up_to(self, text: str) -> str:
        reading = read(text)
        return f"[..{text}]" if reading.is_whole_unit else date_text(BEFORE_ALL, reading.last)

    def _between(self) -> str:
        """Take two dates with "and" between, and give the days from the first of the one to the last of the other."""
        first = self.point()
        if not self.walk.take("and"):
            self.walk.fail("“and”")
        if isinstance(first, Unit) and not self.is_unsure:
            start = self.walk.place
            second = self.point()
            if isinstance(second, Unit):
                self.walk.place = start
                return self.range_from(first)
            return date_text(read(self.complete(first).text).first, read(second).last)
        return date_text(read(self._text(first)).first, read(self._text(self.point())).last)

    def period(self) -> str:
        walk = self.walk
        if walk.take("always"):
            return f"../{self._end()}" if walk.take("up to") else "../.."
        if walk.take("throughout", "all of", "the whole of", "the whole year", "for the whole of"):
            return self._whole_of(self._text(self.point()))
        if (length := self._length_from()) is not None:
            return self._lasting(self._text(self.point()), length)
        if walk.take(*_SINCE):
            text = self._text(self.point())
            if walk.take("to", "until") and not walk.take(*_PRESENT):
                walk.fail("“the present”: what is said with “since” has no end")
            return f"{text}/"
        if walk.take("until", "till", "up to", "up until", "through"):
            return f"/{self._end()}"
        if walk.take(*_BETWEEN):
            text = self._between()
            return f"{text}/{text}"
        is_from = walk.take("from")
        if not is_from and walk.take(*_IN):
            walk.take("from")
        start: Unit | str = "" if is_from and walk.take(NOBODY) else self.point()
        if walk.take("for"):
            return self._lasting(self._text(start), self._length() or walk.fail("a length such as “a full year”"))
        if walk.peek() in ("to", "until", "till", "through", "thru", "up", "-") and self.is_unsure:
            walk.fail("a mark on each of the two dates")
        if walk.take(*_TO):
            return self._from_to(start)
        if walk.take(*_ON):
            return f"{self._text(start)}/.."
        return f"{self._text(start)}/" if is_from else f"{self._text(start)}/{self._text(start)}"

    def _length_from(self) -> tuple[int, str] | None:
        """Take a length and "from" or "since"; None where no length stands here."""
        walk = self.walk
        place, is_said = walk.place, walk.take("for a period of", "for")
        length = self._length()
        walk.take(",")
        if length is not None and walk.take("from", *_SINCE):
            return length
        if is_said and walk.peek() not in ("the", "period"):
            walk.fail("a length such as “a full year”" if length is None else "“from” and a date")
        walk.place = place
        return None

    def _text(self, point: Unit | str) -> str:
        return point if isinstance(point, str) else self.complete(point).text

    def _end(self) -> str:
        return "" if self.walk.take(NOBODY, *_PRESENT) else self._text(self.point())

    def _from_to(self, start: Unit | str) -> str:
        if self.walk.take(NOBODY, *_PRESENT):
            return f"{self._text(start)}/"
        end = self.point()
        if isinstance(start, Unit) and isinstance(end, Unit):
            start = start.filled_from(end)
            if start.is_month and end.is_month and not self.walk.take("( days not stated )"):
                first, last = (read(self.complete(each).text) for each in (start, end))
                self.walk.take("inclusive")
                return f"{date_text(first.first, first.first)}/{date_text(last.last, last.last)}"
        text = f"{self._text(start)}/{self._text(end)}"
        self.walk.take("inclusive")
        return text

    def _whole_of(self, text: str) -> str:
        reading = read(text)
        is_group = reading.precision in ("quarter", "quadrimester", "semester") and not reading.qualifier
        if any(reading.qualifiers) or not (reading.is_whole_unit or is_group):
            self.walk.fail("a day, month, year, quarter or half that can be whole")
        return f"{date_text(reading.first, reading.first)}/{date_text(reading.last, reading.last)}"

    def _length(self) -> tuple[int, str] | None:
        """Read a length: a count and a unit of time."""
        walk = self.walk
        count = walk.take_one(*_COUNTS, "an")
        number = (1 if count == "an" else max(1, _COUNTS.index(count))) if count else 0
        if not number and walk.peek().isdigit() and len(walk.peek()) <= 4:
            number = int(walk.peek())
            walk.place += 1
        walk.take("full", "whole")
        unit = walk.take_one(*(f"{each}{s}" for each in ("day", "week", "month", "year") for s in ("", "s")))
        return (number, unit.removesuffix("s")) if number and unit else None

    def _lasting(self, start: str, length: tuple[int, str]) -> str:
        reading = read(start)
        ends = [end_after(each, *length) for each in (reading.first, reading.last)]
        if ends[0] is None or ends[1] is None:
            self.walk.fail("a length that ends before the year 10000")
        return f"{start}/{date_text(ends[0], ends[1])}"
