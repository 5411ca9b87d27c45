"""English phrases for dates and periods, read into EDTF; a phrase that is not understood to its end is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, NoReturn, TypeVar

from ..errors import InvalidDateError, UnsupportedDateError, shorten
from .calendar import year_over_two
from .days import AFTER_ALL, BEFORE_ALL, days_of_month, last_of_months
from .describe import GROUPS, MARKS, MONTH_OF, NOBODY, ORDINALS, SEASONS
from .edtf import date_text, read

__all__ = ["VAGUE", "Vague", "date_of_words", "end_after", "merged", "period_of_words", "vague_text"]

T = TypeVar("T")

#: For each vague word the first and last month of a year, day of a month and year of a decade or century that it may
#: mean.
Vague = Mapping[str, Mapping[str, tuple[int, int]]]


class _Fixed(Mapping[str, T]):
    """A mapping that nobody can change; unlike that of `types`, it can be pickled and copied."""

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[str, T]) -> None:
        self._held = dict(held)

    def __getitem__(self, key: str) -> T:
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __repr__(self) -> str:
        return repr(self._held)

    def __reduce__(self) -> tuple[type[_Fixed[T]], tuple[dict[str, T]]]:
        return type(self), (self._held,)


#: What vague words mean by default: *early* and *late* the first and second half, *mid* the second and third quarter.
#: Halves are the widest reading; a narrower one would be our invention.
VAGUE: Vague = _Fixed(
    {
        "early": _Fixed({"year": (1, 6), "month": (1, 15), "decade": (0, 4), "century": (1, 50)}),
        "mid": _Fixed({"year": (4, 9), "month": (8, 23), "decade": (2, 7), "century": (26, 75)}),
        "late": _Fixed({"year": (7, 12), "month": (16, 31), "decade": (5, 9), "century": (51, 100)}),
    }
)
#: The least and greatest number of each unit in the table.
_LIMITS = {"year": (1, 12), "month": (1, 31), "decade": (0, 9), "century": (1, 100)}
_SAME_AS = {"beginning of": "early", "start of": "early", "middle of": "mid", "end of": "late"}

_LONGEST = 200
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\u00a0": " "})
_ASCII = "".join(map(chr, range(128)))

_SEASONS = {name: 21 + index for index, name in enumerate(SEASONS)} | {"fall": 23}
_ORDINALS = {name: number for number, name in enumerate(ORDINALS, 1)} | {
    f"{number}th": number for number in range(1, 5)
}
_ABOUT = (
    "on or about", "or about", "about", "around", "approximately", "roughly", "circa", "ca .", "ca", "c .", "c",
    "approx .", "approx",
)  # fmt: skip
_PERHAPS = ("possibly", "perhaps", "probably", "maybe")
_MARKED = {f"( {words} )": mark for mark, words in MARKS.items()} | {"( approx . )": "~", "( approx )": "~", "?": "?"}
_FITS = ("a day that fits edtf", "all days that fit edtf")
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
_AFTER_CHRIST = ("ad", "a . d .", "ce", "c . e .")
_BEFORE_CHRIST = ("bc", "b . c .", "bce", "b . c . e .")
_PRESENT = ("the present day", "the present", "present", "date", "now", "today", "ongoing")
_COUNTS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def date_of_words(words: str, vague: Vague | None, kind: Callable[[str], T]) -> T:
    """Return the date that a phrase means.

    Args:
        words: the phrase.
        vague: what vague words mean.
        kind: makes the result from EDTF text.

    Raises:
        InvalidDateError: the phrase is not a date.

    >>> date_of_words("by 2010", None, str), date_of_words("mid-May 1999", None, str)
    ('[..2010]', '[1999-05-08..1999-05-23]')
    """
    reader = _Reader(words, vague)
    return reader.finish(reader.date, kind)


def period_of_words(words: str, vague: Vague | None, kind: Callable[[str], T]) -> T:
    """Return the period that a phrase means.

    Args:
        words: the phrase.
        vague: what vague words mean.
        kind: makes the result from the text of an interval.

    Raises:
        InvalidDateError: the phrase is not a period.

    >>> period_of_words("July to December 2013", None, str), period_of_words("in 2004 - 2005", None, str)
    ('2013-07-01/2013-12-31', '2004/2005')
    """
    reader = _Reader(words, vague)
    return reader.finish(reader.period, kind)


def merged(vague: Vague | None) -> dict[str, dict[str, tuple[int, int]]]:
    """Return the table of vague words with the changes of a caller, unit by unit.

    Raises:
        InvalidDateError: what the caller gave is not such a table.

    >>> merged({"early": {"year": (1, 4)}})["early"]["year"], merged(None)["early"]["year"]
    ((1, 4), (1, 6))
    """
    table = {word: dict(units) for word, units in VAGUE.items()}
    try:
        for word, units in (vague or {}).items():
            for unit, (first, last) in units.items():
                least, most = _LIMITS[unit]
                if type(first) is not int or type(last) is not int or not least <= first <= last <= most:
                    raise ValueError  # noqa: TRY301 # One message for everything that is wrong with a table.
                table.setdefault(word.lower(), {})[unit] = first, last
    except (AttributeError, KeyError, TypeError, ValueError):
        reason = f"{shorten(vague)} is not a table of vague words"
        hint = "write only what differs from {'early': {'year': (1, 6), 'month': (1, 15), 'decade': (0, 4)}}"
        raise InvalidDateError(reason, value=vague, field="vague", hint=hint) from None
    return table


def vague_text(unit: str, part: tuple[int, int]) -> str:
    """Return a part of a year, month, decade or century in EDTF.

    Args:
        unit: the year, month, decade or century in EDTF ("199X", "[1801..1900]").
        part: its first and last month, day or year.

    >>> vague_text("2006", (1, 6)), vague_text("2006-02", (16, 31)), vague_text("199X", (0, 4))
    ('[2006-01..2006-06]', '[2006-02-16..2006-02-28]', '[1990..1994]')
    """
    if unit.endswith("X"):
        left, right = (f"{unit[:3]}{each}" for each in part)
    elif unit.endswith("]"):
        left, right = (f"{int(unit[1:5]) - 1 + each:04}" for each in part)
    else:
        most = 12 if len(unit) == 4 else days_of_month(int(unit[:4]), int(unit[5:]))
        left, right = (f"{unit}-{min(each, most):02}" for each in part)
    return left if left == right else f"[{left}..{right}]"


def end_after(first: int, count: int, unit: str) -> int | None:
    """Return the last of so many days, weeks, months or years from a day on.

    Months and years end on the day before the one of the same number; if a month has no such day, on its last day.

    Args:
        first: ordinal of the first day.
        count: how many.
        unit: day, week, month or year.

    Returns:
        The ordinal of the last day, or None if it would lie outside the calendar.

    >>> civil(end_after(ordinal(2014, 1, 1), 1, "year")), civil(end_after(ordinal(2013, 1, 31), 1, "month"))
    ((2014, 12, 31), (2013, 2, 28))
    """
    if not BEFORE_ALL < first < AFTER_ALL:
        return None
    if unit in ("day", "week"):
        last = first + count * (7 if unit == "week" else 1) - 1
    else:
        last = last_of_months(first, count * (12 if unit == "year" else 1))
    return last if last < AFTER_ALL else None


class _Unit(NamedTuple):
    """A day, month or year; in "1 to 9 May 2006" the first of two lacks what the second states."""

    year: str = ""
    month: int = 0
    day: int = 0
    at: int = 0

    @property
    def text(self) -> str:
        return "-".join([self.year, *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def is_month(self) -> bool:
        return self.month > 0 and self.day == 0

    def filled_from(self, other: _Unit) -> _Unit:
        """Take the year, and the month of a lone day, from the date that follows, which must be as precise."""
        if not self.year and ((self.day and not other.day) or not other.month):
            return self
        return self._replace(year=self.year or other.year, month=self.month or (other.month if self.day else 0))


class _Reader:
    """A phrase cut into tokens, with a place among them; methods read from there on and move it.

    A token is a word in lower case, a number (with "th" after one that has its right suffix) or a single mark.
    """

    def __init__(self, words: str, vague: Vague | None) -> None:
        if type(words) is not str:
            raise InvalidDateError(f"{shorten(words)} is not text", value=words, field="words", hint="write a phrase")
        self.words = words
        if len(words) > _LONGEST:
            self.fail(f"at most {_LONGEST} characters", at=_LONGEST)
        text = words.translate(_DASHES)
        if not text.isascii():
            self.fail("letters from a to z, digits and marks", at=len(text) - len(text.lstrip(_ASCII)))
        self.tokens = list(_tokens(text))
        self.place = 0
        self.table = merged(vague)
        #: Whether the last date had "about" or "possibly" before it.
        self.is_unsure = False

    def finish(self, read_phrase: Callable[[], str], kind: Callable[[str], T]) -> T:
        """Read the whole phrase; what it says may still be impossible."""
        try:
            text = read_phrase()
            if self.place < len(self.tokens):
                self.fail("the end of the phrase")
            return kind(text)
        except InvalidDateError as error:
            if error.value != self.words:
                # The position is one in EDTF that the caller never saw.
                error.value, error.field, error.position, error.expected = self.words, "words", None, ""
            error.hint = error.hint or self.hint()
            raise

    def hint(self) -> str:
        """Return what to write in place of a year that lies in two, such as 2003/04; else an empty text."""
        for word in self.words.translate(_DASHES).split():
            year = year_over_two(word)
            if year is not None:
                return f"write the first and the last day, such as {year}-07-01/{year + 1}-06-30"
        return ""

    # Whole phrases.

    def date(self) -> str:
        if self.take(*_BETWEEN):
            return self.between()
        if self.take(*_BY):
            self.take("the end of")
            text = self.text_of(self.point())
            reading = read(text)
            return f"[..{text}]" if reading.is_whole_unit else date_text(BEFORE_ALL, reading.last)
        if self.take(*_NOT_BEFORE):
            return f"[{self.whole().text}..]"
        if self.take("before the end of"):
            return f"[..{self.whole().text}]"
        if self.take("before", "prior to"):
            day = read(self.whole().text).first
            return date_text(BEFORE_ALL, day - 1) or self.fail("a day that others come before", 0)
        if self.take("after"):
            day = read(self.whole().text).last
            return date_text(day + 1, AFTER_ALL) or self.fail("a day that others come after", 0)
        is_within = self.take(*_IN)
        first = self.point()
        if isinstance(first, _Unit):
            if is_within and not self.is_unsure and self.take(*_TO):
                return self.range_from(first)
            if self.take("or later", "or after"):
                return f"[{self.complete(first).text}..]"
            if self.take("or earlier", "or before"):
                return f"[..{self.complete(first).text}]"
            if self.take("or"):
                second = self.whole()
                return f"[{self.complete(first.filled_from(second)).text},{second.text}]"
        return self.text_of(first)

    def between(self) -> str:
        """Read two dates with "and" between them, from the first day of the one to the last day of the other."""
        first = self.point()
        if not self.take("and"):
            self.fail("“and”")
        if isinstance(first, _Unit) and not self.is_unsure:
            start = self.place
            second = self.point()
            if isinstance(second, _Unit):
                self.place = start
                return self.range_from(first)
            return date_text(read(self.complete(first).text).first, read(second).last)
        return date_text(read(self.text_of(first)).first, read(self.text_of(self.point())).last)

    def period(self) -> str:
        if self.take("always"):
            return f"../{self.end()}" if self.take("up to") else "../.."
        if self.take("throughout", "all of", "the whole of", "the whole year", "for the whole of"):
            return self.all_of(self.text_of(self.point()))
        if (length := self.length_from()) is not None:
            return self.lasting(self.text_of(self.point()), length)
        if self.take(*_SINCE):
            text = self.text_of(self.point())
            if self.take("to", "until") and not self.take(*_PRESENT):
                self.fail("“the present”: what is said with “since” has no end")
            return f"{text}/"
        if self.take("until", "till", "up to", "up until", "through"):
            return f"/{self.end()}"
        if self.take(*_BETWEEN):
            text = self.between()
            return f"{text}/{text}"
        is_from = self.take("from")
        if not is_from and self.take(*_IN):
            self.take("from")
        start: _Unit | str = "" if is_from and self.take(NOBODY) else self.point()
        if self.take("for"):
            return self.lasting(self.text_of(start), self.length() or self.fail("a length such as “a full year”"))
        if self.peek() in ("to", "until", "till", "through", "thru", "up", "-") and self.is_unsure:
            self.fail("a mark on each of the two dates")
        if self.take(*_TO):
            return self.from_to(start)
        if self.take(*_ON):
            return f"{self.text_of(start)}/.."
        return f"{self.text_of(start)}/" if is_from else f"{self.text_of(start)}/{self.text_of(start)}"

    def end(self) -> str:
        return "" if self.take(NOBODY, *_PRESENT) else self.text_of(self.point())

    def all_of(self, text: str) -> str:
        reading = read(text)
        is_group = reading.precision in ("quarter", "quadrimester", "semester") and not reading.qualifier
        if any(reading.qualifiers) or not (reading.is_whole_unit or is_group):
            self.fail("a day, month, year, quarter or half that can be whole")
        return f"{date_text(reading.first, reading.first)}/{date_text(reading.last, reading.last)}"

    def from_to(self, start: _Unit | str) -> str:
        if self.take(NOBODY, *_PRESENT):
            return f"{self.text_of(start)}/"
        end = self.point()
        if isinstance(start, _Unit) and isinstance(end, _Unit):
            start = start.filled_from(end)
            if start.is_month and end.is_month and not self.take("( days not stated )"):
                first, last = (read(self.complete(each).text) for each in (start, end))
                self.take("inclusive")
                return f"{date_text(first.first, first.first)}/{date_text(last.last, last.last)}"
        text = f"{self.text_of(start)}/{self.text_of(end)}"
        self.take("inclusive")
        return text

    def length_from(self) -> tuple[int, str] | None:
        """Read a length and "from" or "since"; None if no length stands here."""
        place, is_said = self.place, self.take("for a period of", "for")
        length = self.length()
        self.take(",")
        if length is not None and self.take("from", *_SINCE):
            return length
        if is_said and self.peek() not in ("the", "period"):
            self.fail("a length such as “a full year”" if length is None else "“from” and a date")
        self.place = place
        return None

    def length(self) -> tuple[int, str] | None:
        """Read a count and a unit of time."""
        count = self.take_one(*_COUNTS, "an")
        number = (1 if count == "an" else max(1, _COUNTS.index(count))) if count else 0
        if not number and self.peek().isdigit() and len(self.peek()) <= 4:
            number = int(self.peek())
            self.place += 1
        self.take("full", "whole")
        unit = self.take_one(*(f"{each}{s}" for each in ("day", "week", "month", "year") for s in ("", "s")))
        return (number, unit.removesuffix("s")) if number and unit else None

    def lasting(self, start: str, length: tuple[int, str]) -> str:
        reading = read(start)
        ends = [end_after(each, *length) for each in (reading.first, reading.last)]
        if ends[0] is None or ends[1] is None:
            self.fail("a shorter length")
        return f"{start}/{date_text(ends[0], ends[1])}"

    # What stands for one date: a day, month or year as a `_Unit`, anything else as EDTF text.

    def text_of(self, point: _Unit | str) -> str:
        return point if isinstance(point, str) else self.complete(point).text

    def point(self) -> _Unit | str:
        """Read what stands for one date, with all that makes it vague or unsure."""
        perhaps = self.take(*_PERHAPS)
        about = self.take(*_ABOUT)
        self.is_unsure = perhaps or about
        point = self.core()
        said = self.take_one(*_MARKED)
        mark = _MARKED[said] if said else "%" if perhaps and about else "?" if perhaps else "~" if about else ""
        if not mark:
            if isinstance(point, _Unit) and point.day and point.month and self.take("at"):
                return self.complete(point).text + self.clock()
            return point
        text = self.text_of(point)
        if text[0] == "[" or (said and (perhaps or about)):
            self.fail("a single day, month, year or season to be unsure of")
        return text + mark

    def clock(self) -> str:
        parts = [self.number(2)]
        while len(parts) < 3 and self.take(":"):
            parts.append(self.number(2))
        if len(parts) < 3 or None in parts:
            self.fail("a time of the form HH:MM:SS")
        clock = f"T{parts[0]}:{parts[1]}:{parts[2]}"
        if not self.take("utc"):
            return clock
        sign = self.take_one("+", "-")
        if not sign:
            return f"{clock}Z"
        hours = self.number(2) or self.fail("hours of two digits")
        minutes = (self.number(2) or self.fail("minutes of two digits")) if self.take(":") else ""
        return f"{clock}{sign}{hours}{':' + minutes if minutes else ''}"

    def core(self) -> _Unit | str:
        if self.take(*_FITS):
            return self.edtf()
        if self.take("some day from"):
            first = self.unit()
            if self.take("on"):
                return f"[{self.complete(first).text}..]"
            if not self.take("to"):
                self.fail("“to” or “on”")
            return self.range_from(first)
        if self.take("some day up to"):
            return f"[..{self.whole().text}]"
        if self.take("some day of some month of"):
            return f"{self.year()}-XX-XX"
        if self.take("some month of"):
            return f"{self.year()}-XX"
        if self.take("some day of"):
            unit = self.whole()
            return f"{unit.text}-XX" if unit.is_month else self.fail("a month and a year before this place")
        if self.take("some year from"):
            return self.some_year()
        start = self.place
        self.take("the")
        text = self.named_part() or self.vague_part()
        if text:
            return text
        self.place = start
        return self.unit()

    def edtf(self) -> str:
        """Read everything up to the next blank as it is written."""
        at = self.at
        if at == len(self.words):
            self.fail("EDTF text")
        text = self.words[at:].split(" ", 1)[0]
        while self.place < len(self.tokens) and self.at < at + len(text):
            self.place += 1
        return text

    def some_year(self) -> str:
        first = self.year()
        if not self.take("to"):
            self.fail("“to”")
        last = self.year()
        for digits in (3, 2, 1):
            if first == f"{first[:digits]:0<4}" and last == f"{first[:digits]:9<4}":
                return f"{first[:digits]:X<4}"
        return f"[{first}..{last}]"

    def named_part(self) -> str:
        """Read a season, quarter, half, decade or century; an empty text if none stands here."""
        place = self.place
        side = self.take_one("northern", "southern")
        season = self.take_one(*_SEASONS)
        if season:
            self.take("of", ",")
            year = self.year()
            if self.peek() == "-" and len(self.peek(1)) == 4 and self.peek(1).isdigit():
                self.fail("one year: a season over the turn of two is named by one of them")
            return f"{year}-{_SEASONS[season] + (4 if side == 'northern' else 8 if side else 0)}"
        if side:
            self.fail("a season")
        group = self.take_one("q", "h")
        number = self.number(1) if group else None
        code, count = GROUPS["quarter" if group == "q" else "half"]
        if number and 1 <= int(number) <= count:
            return self.group(code, int(number))
        self.place = place
        if (ordinal := self.take_one(*_ORDINALS, "last")) and (part := self.take_one(*GROUPS)):
            code, count = GROUPS[part]
            rank = count if ordinal == "last" else _ORDINALS[ordinal]
            if rank > count:
                self.fail(f"one of the {count} in a year", self.tokens[place][1])
            return self.group(code, rank)
        self.place = place
        return self.century() or self.decade()

    def century(self) -> str:
        """Read a century: the 17th ends with the year 1700."""
        number = self.peek().removesuffix("th")
        if self.peek(1) != "century" or not number.isdigit() or not 0 < int(number) < 100:
            return ""
        self.place += 2
        self.take_era()
        return f"[{int(number) * 100 - 99:04}..{int(number) * 100:04}]"

    def take_era(self) -> bool:
        """Pass over what says that years are counted from the first on; refuse years before it."""
        if self.take(*_BEFORE_CHRIST):
            reason = f"{shorten(self.words)} needs years before 0001, which are not supported"
            raise UnsupportedDateError(reason, value=self.words)
        return self.take(*_AFTER_CHRIST)

    def group(self, code: int, number: int) -> str:
        self.take("of", ",")
        return f"{self.year()}-{code + number - 1}"

    def decade(self) -> str:
        at = self.at
        if self.peek(1) != "s" or not (year := self.number(4)):
            return ""
        if not year.endswith("0") or year.endswith("00"):
            self.fail("a decade such as 1990s; the 1900s may be ten years or a hundred", at)
        self.take("s")
        return f"{year[:3]}X"

    def vague_part(self) -> str:
        word = self.take_one(*self.table, *_SAME_AS)
        if not word:
            return ""
        self.take("-", "in", "of")
        self.take("the")
        century = self.century()
        decade = century or self.decade()
        unit = None if decade else self.whole()
        kind = "century" if century else "decade" if unit is None else "month" if unit.is_month else "year"
        parts = self.table[_SAME_AS.get(word, word)]
        if (unit and unit.day) or kind not in parts:
            self.fail(f"a {' or a '.join(parts)} after “{word}”")
        return vague_text(unit.text if unit else decade, parts[kind])

    # Days, months and years.

    def unit(self) -> _Unit:
        """Read a day, month or year; year and month may be missing where another date states them."""
        at = self.at
        self.take("the year")
        if of_era := self.year_of_era():
            return _Unit(of_era, at=at)
        if year := self.number(4):
            if self.peek() == "-" and len(self.peek(1)) == 2 and self.peek(1).isdigit():
                if self.peek(2) != "-":
                    self.fail("a month in words: 2004-05 may also be two years")
                return self.iso(year, at)
            return _Unit(year, at=at)
        self.take("the")
        day = self.day()
        is_joined = False
        if day:
            self.take("of")
            # In 4-Mar-2010 both hyphens join; May-2003 may be a range.
            is_joined = self.peek(1) in MONTH_OF and self.take("-")
        month = MONTH_OF.get(self.peek(), 0)
        if not month:
            if day and self.peek() in ("to", "-", "and", "or", "until", "till", "through"):
                return _Unit(day=day, at=at)
            self.fail("a month" if day else "a date")
        self.place += 1
        self.take(".")
        if not day:
            self.take("the")
            day = self.day()
        self.take("of", ",")
        if is_joined:
            self.take("-")
        return _Unit(self.year_of_era() or self.number(4) or "", month, day, at)

    def year_of_era(self) -> str:
        """Read a year with its era, "800 CE" or "AD 800"; an empty text if none stands here."""
        place, is_said = self.place, self.take("ad")
        number = self.peek()
        if number.isdigit() and len(number) <= 4:
            self.place += 1
            if self.take_era() or is_said:
                return f"{number:0>4}"
        self.place = place
        return ""

    def iso(self, year: str, at: int) -> _Unit:
        self.take("-")
        month = self.number(2) or ""
        self.take("-")
        day = self.number(2) or ""
        if not ("01" <= month <= "12" and "01" <= day <= "31"):
            self.fail("a day of the form YYYY-MM-DD")
        return _Unit(year, int(month), int(day), at)

    def day(self) -> int:
        text = self.peek().removesuffix("th")
        if not (text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31):
            return 0
        self.place += 1
        return int(text)

    def year(self) -> str:
        year = self.number(4)
        if not year or year == "0000":
            self.fail("a year of four digits, from 0001 to 9999")
        return year

    def whole(self) -> _Unit:
        """Read a day, month or year that is stated in full."""
        return self.complete(self.unit())

    def complete(self, unit: _Unit) -> _Unit:
        """Check that a day, month or year is stated in full and is in the calendar."""
        is_lone_day = unit.day and not unit.month
        if not unit.year or is_lone_day:
            self.fail("a month and a year of four digits" if is_lone_day else "a year of four digits")
        if unit.year == "0000":
            self.fail("a year from 0001 to 9999")
        if unit.day and unit.day > (days := days_of_month(int(unit.year), unit.month)):
            self.fail(f"a day of that month, which has {days}", unit.at)
        return unit

    def range_from(self, first: _Unit) -> str:
        """Read the second of two, and return a one-of range; the first may lack what the second states."""
        last = self.whole()
        first = self.complete(first.filled_from(last))
        if (first.month > 0, first.day > 0) == (last.month > 0, last.day > 0):
            return f"[{first.text}..{last.text}]"
        # EDTF has no range between a year and a month, but one between their days.
        return date_text(read(first.text).first, read(last.text).last)

    # Tokens.

    @property
    def at(self) -> int:
        """Where in the phrase the next token begins; after the last one, the end."""
        return self.tokens[self.place][1] if self.place < len(self.tokens) else len(self.words)

    def peek(self, ahead: int = 0) -> str:
        index = self.place + ahead
        return self.tokens[index][0] if index < len(self.tokens) else ""

    def take(self, *phrases: str) -> bool:
        return self.take_one(*phrases) is not None

    def take_one(self, *phrases: str) -> str | None:
        """Take the first of some phrases that stands here."""
        here = self.peek()
        for phrase in phrases:
            if not phrase.startswith(here):
                continue
            words = phrase.split()
            if [self.peek(ahead) for ahead in range(len(words))] == words:
                self.place += len(words)
                return phrase
        return None

    def number(self, width: int) -> str | None:
        """Take a number of exactly so many digits."""
        text = self.peek()
        if len(text) == width and text.isdigit():
            self.place += 1
            return text
        return None

    def fail(self, expected: str, at: int | None = None) -> NoReturn:
        """Refuse the phrase from here on, or from a position."""
        reason = f"{shorten(self.words)} is not understood"
        raise InvalidDateError(reason, value=self.words).at(self.at if at is None else at, expected)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield each token of a phrase and where it begins."""
    at = 0
    while at < len(text):
        char, begin = text[at], at
        if char == " ":
            at += 1
        elif char.isalpha():
            at = _past(text, str.isalpha, at)
            yield text[begin:at].lower(), begin
        elif char.isdigit():
            at = digits_end = _past(text, str.isdigit, at)
            suffix_end = _past(text, str.isalpha, at)
            if text[digits_end:suffix_end].lower() == _suffix(int(text[begin:digits_end])):
                at = suffix_end
            yield text[begin:digits_end] + "th" * (at > digits_end), begin
        else:
            at += 1
            yield char, begin


def _past(text: str, belongs: Callable[[str], bool], at: int) -> int:
    while at < len(text) and belongs(text[at]):
        at += 1
    return at


def _suffix(number: int) -> str:
    """Return what stands after a number that counts a place: 1st, 2nd, 3rd, 4th, 11th."""
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
