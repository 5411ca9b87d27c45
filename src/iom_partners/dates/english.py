"""English phrases for dates and periods, read into EDTF; a phrase that is not understood to its end is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, NoReturn, TypeVar

from ..errors import InvalidDateError, shorten
from .calendar import julian_civil, julian_ordinal, julian_spans, month_day, year_over_two
from .days import AFTER_ALL, BEFORE_ALL, civil, days_of_month, last_of_months, ordinal, to_date
from .describe import GROUPS, MARKS, MONTH_OF, NOBODY, ORDINALS, SEASONS, parts_of, say_year
from .edtf import date_text, read, year_text

__all__ = [
    "VAGUE",
    "Told",
    "Vague",
    "date_of_words",
    "end_after",
    "merged",
    "period_of_words",
    "unit_text",
    "vague_text",
]

T = TypeVar("T")

#: For each vague word the first and last month of a year, day of a month and year of a decade, century or millennium
#: that it may mean.
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
        "early": _Fixed(
            {"year": (1, 6), "month": (1, 15), "decade": (0, 4), "century": (1, 50), "millennium": (1, 500)}
        ),
        "mid": _Fixed(
            {"year": (4, 9), "month": (8, 23), "decade": (2, 7), "century": (26, 75), "millennium": (251, 750)}
        ),
        "late": _Fixed(
            {"year": (7, 12), "month": (16, 31), "decade": (5, 9), "century": (51, 100), "millennium": (501, 1000)}
        ),
    }
)
#: The least and greatest number of each unit in the table.
_LIMITS = {"year": (1, 12), "month": (1, 31), "decade": (0, 9), "century": (1, 100), "millennium": (1, 1000)}
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
_AD = ("ad", "a . d .", "a . d")
_AFTER_CHRIST = (*_AD, "ce", "c . e .", "c . e")
_BEFORE_CHRIST = ("bc", "b . c . e .", "b . c . e", "b . c .", "b . c", "bce")
#: What says that a date is one of the Julian calendar.
_OLD_STYLE = tuple(
    form.format(said) for said in ("os", "o . s .", "o . s", "old style") for form in ("{}", "( {} )", ", {}")
)
#: What may follow the first of two dates.
_JOINS = frozenset({"to", "-", "and", "or", "until", "till", "through", "thru", "up"})
_CENTURY = ("century", "centuries", "cent .", "cent", "c .", "c")
#: What a year that lies in two may be called.
_NAMES_OF_YEARS = (
    "school year", "academic year", "financial year", "fiscal year", "tax year", "playing year", "season",
)  # fmt: skip
_ERA_OF_EACH = "write the era of each year, as in “27 BC to AD 14”, or four digits after Christ, as in 0014"
_PRESENT = ("the present day", "the present", "present", "date", "now", "today", "ongoing")
_COUNTS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Told(NamedTuple):
    """What a caller states about a phrase, beside its words.

    Attributes:
        vague: what vague words mean.
        years_begin: the first day of years that lie in two, such as "07-01".
        written_on: when the phrase was written, in EDTF.
    """

    vague: Vague | None = None
    years_begin: str | None = None
    written_on: str | None = None


def date_of_words(words: str, told: Told, kind: Callable[[str], T]) -> T:
    """Return the date that a phrase means.

    Args:
        words: the phrase.
        told: what the caller states about it.
        kind: makes the result from EDTF text.

    Raises:
        InvalidDateError: the phrase is not a date.

    >>> date_of_words("by 2010", Told(), str), date_of_words("mid-May 1999", Told(), str)
    ('[..2010]', '[1999-05-08..1999-05-23]')
    """
    reader = _Reader(words, told)
    return reader.finish(reader.date, kind)


def period_of_words(words: str, told: Told, kind: Callable[[str], T]) -> T:
    """Return the period that a phrase means.

    Args:
        words: the phrase.
        told: what the caller states about it.
        kind: makes the result from the text of an interval.

    Raises:
        InvalidDateError: the phrase is not a period.

    >>> period_of_words("July to December 2013", Told(), str), period_of_words("from 27 BC to AD 14", Told(), str)
    ('2013-07-01/2013-12-31', '-0026/0014')
    """
    reader = _Reader(words, told, is_period=True)
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
    """Return a part of a year, month, decade, century or millennium in EDTF.

    Args:
        unit: the year, month, decade, century or millennium in EDTF ("199X", "[1801..1900]").
        part: its first and last month, day or year.

    >>> vague_text("2006", (1, 6)), vague_text("2006-02", (16, 31)), vague_text("[-0099..0000]", (1, 50))
    ('[2006-01..2006-06]', '[2006-02-16..2006-02-28]', '[-0099..-0050]')
    """
    if parts := parts_of(unit):
        year, month, _ = parts
        most = days_of_month(year, month) if month else 12
        left, right = (unit_text(year, *(filter(None, (month, min(each, most))))) for each in part)
    else:
        first, last = (civil(day)[0] for day in _span_of(unit))
        # The years of a decade are counted from 0, those of a century from 1.
        left, right = (year_text(first + each - (last - first > 9)) for each in part)
    return left if left == right else f"[{left}..{right}]"


def unit_text(year: int, month: int = 0, day: int = 0) -> str:
    """Return a year, month or day in EDTF; a number from 21 on in place of a month is a season or other grouping.

    >>> unit_text(-43), unit_text(-43, 3, 15), unit_text(12_000, 21)
    ('-0043', '-0043-03-15', '+12000-21')
    """
    text = year_text(year)
    if not month:
        return text
    if text[0] == "Y":
        text = f"{'+' if year > 0 else ''}{text[1:]}"
    return "-".join((text, *(f"{part:02}" for part in (month, day) if part)))


def _span_of(text: str) -> tuple[int, int]:
    reading = read(text)
    return reading.first, reading.last


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
    """A day, month or year; in "1 to 9 May 2006" the first of two lacks what the second states.

    Attributes:
        year: the astronomical year; None if it is not stated, or only by a number whose era is not.
        month: the month, or 0.
        day: the day, or 0.
        at: where in the phrase it begins.
        bare: the number of a year without its era; of a number alone, which may be a day or such a year.
        era: "AD" or "BC" where it stands after the number, and so may hold for the one before it too.
        digits: the number to which an era belongs, as it is written.
    """

    year: int | None = None
    month: int = 0
    day: int = 0
    at: int = 0
    bare: str = ""
    era: str = ""
    digits: str = ""

    @property
    def text(self) -> str:
        assert self.year is not None
        return unit_text(self.year, self.month, self.day)

    @property
    def is_month(self) -> bool:
        return self.month > 0 and self.day == 0

    def filled_from(self, other: _Unit) -> _Unit:
        """Take the year, and the month of a lone day, from the date that follows, which must be as precise.

        A number without an era takes the one of the date that follows: in "27 to 23 BC" both are before Christ.
        """
        is_lone = self.year is None and not self.month
        if self.bare and other.era and not (is_lone and other.month):
            number = int(self.bare)
            return self._replace(year=1 - number if other.era == "BC" else number, day=0 if is_lone else self.day)
        if self.year is None and (not other.month or (not self.day if is_lone else self.bare)):
            return self
        if self.year is None and self.day and not other.day:
            return self
        year = other.year if self.year is None else self.year
        return self._replace(year=year, month=self.month or (other.month if self.day else 0))


class _Reader:
    """A phrase cut into tokens, with a place among them; methods read from there on and move it.

    A token is a word in lower case, a number (with "th" after one that has its right suffix) or a single mark.
    """

    def __init__(self, words: str, told: Told, *, is_period: bool = False) -> None:
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
        self.table = merged(told.vague)
        self.begin = None if told.years_begin is None else month_day(told.years_begin)
        self.written_on = told.written_on
        self.is_period = is_period
        #: Whether a year is counted from the birth of Christ, so that numbers of fewer than four digits may be years.
        self.has_era = self.finds_era()
        #: Whether AD stood before a number; it also holds for the second of two.
        self.is_after_christ = False
        #: Whether the last date had "about" or "possibly" before it, and its mark.
        self.is_unsure = False
        self.mark = ""
        #: Whether a dash stood between two dates.
        self.is_dashed = False
        #: The years and the era of the last century or millennium.
        self.counted = 100, ""
        #: The last decade, century, part of one, or year that lies in two: it can be whole, as a year can.
        self.stretch = ""

    def finds_era(self) -> bool:
        """Return whether a year is counted from the birth of Christ somewhere in the phrase."""
        return any(self.is_era(ahead) for ahead in range(len(self.tokens)))

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
                if self.has_era and "ends before" in error.reason:
                    error.hint = _ERA_OF_EACH
            error.hint = error.hint or self.hint()
            raise

    def hint(self) -> str:
        """Return what to write in place of a year that lies in two, such as 2003/04; else an empty text."""
        for word in self.words.translate(_DASHES).split():
            year = year_over_two(word.rstrip(".,;"))
            if year is not None:
                days = f"the first and the last day, such as {year}-07-01/{year + 1}-06-30"
                return f"write {days}" if self.begin else f"give years_begin= with its first day, or write {days}"
        return ""

    # Whole phrases.

    def date(self) -> str:
        if self.take(*_BETWEEN):
            return self.between()
        if self.take(*_BY):
            self.take("the end of")
            text = self.text_of(self.point())
            reading = read(text)
            return f"[..{text}]" if reading.is_whole_unit else self.days_between(BEFORE_ALL, reading.last, self.mark)
        if self.take(*_NOT_BEFORE):
            return f"[{self.whole().text}..]"
        if self.take("before the end of"):
            return f"[..{self.whole().text}]"
        if self.take("before", "prior to"):
            return date_text(BEFORE_ALL, _span_of(self.whole().text)[0] - 1)
        if self.take("after"):
            return date_text(_span_of(self.whole().text)[1] + 1, AFTER_ALL)
        is_within = self.take(*_IN)
        first = self.point()
        if isinstance(first, _Unit):
            if is_within and not self.is_unsure and self.take_to():
                both = self.centuries(first)
                return f"{both[0].split('..')[0]}..{both[1].split('..')[1]}" if both else self.range_from(first)
            if self.take("or later", "or after"):
                return f"[{self.complete(first).text}..]"
            if self.take("or earlier", "or before"):
                return f"[..{self.complete(first).text}]"
            if self.take("or"):
                second = self.whole()
                return f"[{self.complete(first.filled_from(second)).text},{second.text}]"
            if first.bare and first.year is None and self.peek() in _JOINS:
                self.fail("the end of the phrase", hint="write “between … and …” for some day within them")
        elif is_within and not self.is_unsure and (last := self.later_decade(first)):
            return f"[{first[:3]}0..{last[:3]}9]"
        return self.text_of(first)

    def between(self) -> str:
        """Read two dates with "and" between them, from the first day of the one to the last day of the other."""
        first, is_unsure, mark = self.point(), self.is_unsure, self.mark
        if not self.take("and"):
            self.fail("“and”")
        start = self.place
        if isinstance(first, _Unit) and not is_unsure and (both := self.centuries(first)):
            return f"{both[0].split('..')[0]}..{both[1].split('..')[1]}"
        second = self.point()
        if isinstance(first, _Unit) and isinstance(second, _Unit):
            self.place = start
            return self.range_from(first)
        texts = self.text_of(first), self.text_of(second)
        if (mark or self.mark) and all(parts_of(text.rstrip("?~%")) for text in texts):
            readings = [read(text) for text in texts]
            if readings[0].precision == readings[1].precision:
                return f"[{texts[0]}..{texts[1]}]"
        return self.days_between(_span_of(texts[0])[0], _span_of(texts[1])[1], mark, self.mark)

    def days_between(self, first: int, last: int, *marks: str) -> str:
        """Return the days from the first to the last, which may each have a mark."""
        if not any(marks):
            return date_text(first, last)
        left, right = (
            f"{day}{mark}" if (day := to_date(each)) else ""
            for each, mark in zip((first, last), (marks[0], marks[-1]), strict=True)
        )
        return f"[{left}..{right}]"

    def later_decade(self, first: str) -> str:
        """Read the second of two decades, "1950s to 1960s" or "1950s-60s"; an empty text if none follows."""
        start = self.place
        if len(first) == 4 and first[3] == "X" and self.take(*_TO):
            if self.peek(1) == "s" and len(self.peek()) == 2 and self.peek().isdigit() and self.peek()[1] == "0":
                second = f"{first[:2]}{self.peek()[0]}X"
                if second <= first:
                    self.fail("a decade of four digits")
                self.place += 2
                return second
            if (second := self.decade()) and second[3:] == "X":
                return second
        self.place = start
        return ""

    def period(self) -> str:
        if self.take("always"):
            return f"../{self.end()}" if self.take("up to") else "../.."
        if self.take("throughout", "all of", "the whole of", "the whole year", "for the whole of"):
            return self.all_of(self.text_of(self.point()))
        if (length := self.length_from()) is not None:
            return self.lasting(self.text_of(self.point()), length)
        if self.peek(1) != "of" and self.take(*_SINCE):
            text = self.text_of(self.point())
            if not self.take("to", "until"):
                return f"{text}/"
            text = self.until_present(text)
            return text or self.fail("“the present”: what is said with “since” has no end")
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
        if isinstance(start, str) and not self.is_unsure and (last := self.later_decade(start)):
            return f"{start}/{last}"
        if self.take_to():
            return self.from_to(start)
        if self.take(*_ON):
            return f"{self.text_of(start)}/.."
        return f"{self.text_of(start)}/" if is_from else f"{self.text_of(start)}/{self.text_of(start)}"

    def end(self) -> str:
        if self.take(NOBODY):
            return ""
        return self.until_present("").removeprefix("/") or self.text_of(self.point())

    def until_present(self, start: _Unit | str) -> str:
        """Read "the present", before which something had not ended; an empty text if it does not stand here."""
        at = self.at
        if not self.take(*_PRESENT):
            return ""
        text = self.text_of(start) if start else ""
        if self.written_on is None:
            hint = "give written_on= with the day on which this was written"
            since = f", or write “since {text}”, which leaves the end unknown" if text.isdigit() else ""
            self.fail("a date, or written_on= beside the phrase", at, hint + since)
        if text and _span_of(text)[0] > _span_of(self.written_on)[1]:
            self.fail("a start before this was written", 0)
        return f"{text}/[{self.written_on}..]"

    def all_of(self, text: str) -> str:
        reading = read(text)
        is_group = reading.precision in ("quarter", "quadrimester", "semester") and not reading.qualifier
        if any(reading.qualifiers) or not (reading.is_whole_unit or is_group or text == self.stretch):
            self.fail("a day, month, year, decade, century, quarter or half that can be whole")
        return f"{date_text(reading.first, reading.first)}/{date_text(reading.last, reading.last)}"

    def from_to(self, start: _Unit | str) -> str:
        if self.take(NOBODY):
            return f"{self.text_of(start)}/"
        if text := self.until_present(start):
            return text
        if isinstance(start, _Unit) and (both := self.centuries(start)):
            return "/".join(both)
        end = self.point()
        if isinstance(start, _Unit) and isinstance(end, _Unit):
            start = self.filled(start, end)
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
            self.fail("a length from a day that has a limit")
        return f"{start}/{date_text(ends[0], ends[1])}"

    # What stands for one date: a day, month or year as a `_Unit`, anything else as EDTF text.

    def text_of(self, point: _Unit | str) -> str:
        return point if isinstance(point, str) else self.complete(point).text

    def point(self) -> _Unit | str:
        """Read what stands for one date, with all that makes it vague or unsure."""
        perhaps = self.take(*_PERHAPS)
        about = self.take(*_ABOUT)
        self.is_unsure = perhaps or about
        is_quoted = self.peek() in ("a", "all")
        point = self.core()
        if isinstance(point, _Unit) and point.year is not None and self.take(*_OLD_STYLE):
            point = self.old_style(point)
        said = self.take_one(*_MARKED)
        self.mark = _MARKED[said] if said else "%" if perhaps and about else "?" if perhaps else "~" if about else ""
        if not self.mark:
            if isinstance(point, _Unit) and point.day and point.month and self.take("at"):
                return self.complete(point).text + self.clock()
            return point
        if said and (perhaps or about):
            self.fail("a single day, month, year or season to be unsure of")
        text = self.text_of(point)
        if text[0] != "[":
            return text + self.mark
        if is_quoted or "," in text:
            self.fail("a single day, month, year or season to be unsure of")
        # EDTF has no mark for a range as a whole, but one for each of its ends.
        return f"[{'..'.join(end and end + self.mark for end in text[1:-1].split('..'))}]"

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
            return f"{unit_text(self.year(), 1)[:-2]}XX-XX"
        if self.take("some month of"):
            return f"{unit_text(self.year(), 1)[:-2]}XX"
        if self.take("some day of"):
            unit = self.whole()
            return f"{unit.text}-XX" if unit.is_month else self.fail("a month and a year before this place")
        if self.take("some year from"):
            return self.some_year()
        start = self.place
        self.take("the")
        text = self.year_over_two() or self.named_part() or self.vague_part()
        if text:
            return text
        self.place = start
        return self.unit()

    def old_style(self, unit: _Unit) -> str:
        """Return the Gregorian days of a day, month or year of the Julian calendar."""
        year = self.complete(unit._replace(day=0)).year
        assert year is not None
        if not unit.day:
            [span] = julian_spans((_span_of(unit.text),))
            return date_text(*span)
        day = julian_ordinal(year, unit.month, unit.day)
        if julian_civil(day) != (year, unit.month, unit.day):
            self.fail("a day that the month has in the Julian calendar", unit.at)
        return date_text(day, day)

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
        left, right = year_text(first), year_text(last)
        for digits in (1, 2, 3):
            masked = f"{right[:-digits]}{'X' * digits}"
            if masked[0] != "Y" and _span_of(masked) == (ordinal(first, 1, 1), ordinal(last, 12, 31)):
                return masked
        return f"[{left}..{right}]"

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
            return unit_text(year, _SEASONS[season] + (4 if side == "northern" else 8 if side else 0))
        if side:
            self.fail("a season")
        if text := self.lettered():
            return text
        if (ordinal := self.take_one(*_ORDINALS, "last")) and (part := self.take_one(*GROUPS)):
            count = GROUPS[part][1]
            rank = count if ordinal == "last" else _ORDINALS[ordinal]
            if rank > count:
                self.fail(f"one of the {count} in a year", self.tokens[place][1])
            return self.share(part, rank)
        self.place = place
        return self.century() or self.decade()

    def lettered(self) -> str:
        """Read a quarter or half that a letter names, "Q3 2013" or "2013-Q3"; an empty text if none stands here."""
        start = self.place
        year = self.number(4)
        if year:
            self.take("-")
        letter, number = self.take_one("q", "h"), int(self.number(1) or 0)
        code, count = GROUPS["half" if letter == "h" else "quarter"]
        if not letter or not 1 <= number <= count or year == "0000":
            self.place = start
            return ""
        if not year:
            self.take("of", ",")
        return unit_text(int(year) if year else self.year(), code + number - 1)

    def share(self, part: str, rank: int) -> str:
        """Read what a half or quarter is of: a year, or a month, decade, century or millennium of such equal parts."""
        self.take("of", ",")
        self.take("the")
        at = self.at
        text, kind = self.parted()
        code, count = GROUPS[part]
        if kind == "year":
            return unit_text(civil(_span_of(text)[0])[0], code + rank - 1)
        # A month has halves as it has an early and a late part.
        sizes = {"month": 2, "decade": 10, "century": 100, "millennium": 1000}
        if kind not in sizes or sizes[kind] % count:
            self.fail(f"a year that has a {part}", at)
        first, last = _LIMITS[kind]
        step = 15 if kind == "month" else sizes[kind] // count
        begin = first + (rank - 1) * step
        self.stretch = vague_text(text, (begin, last if rank == count else begin + step - 1))
        return self.stretch

    def parted(self) -> tuple[str, str]:
        """Read a day, month, year, decade, century or millennium; return its text and which of these it is."""
        start = self.place
        if text := self.century():
            is_longer = any(word == "millennium" for word, _ in self.tokens[start : self.place])
            return text, "millennium" if is_longer else "century"
        if text := self.decade():
            return text, "decade"
        unit = self.whole()
        return unit.text, "day" if unit.day else "month" if unit.month else "year"

    def century(self) -> str:
        """Read a century or millennium: the 17th century ends with the year 1700, the 1st before Christ with 1 BC."""
        start = self.place
        is_th = self.peek().endswith("th")
        number = self.peek().removesuffix("th")
        self.place += 1
        if self.peek(1) in ("century", "millennium"):
            self.take("-")
        years = 1000 if self.take("millennium") else 100 if self.take(*_CENTURY[: None if is_th else 2]) else 0
        if not years or not number.isdigit() or not 0 < int(number) < 100:
            self.place = start
            return ""
        self.counted = years, self.take_era()
        self.stretch = _century_text(int(number), *self.counted)
        return self.stretch

    def centuries(self, first: _Unit) -> tuple[str, str] | None:
        """Read the second of two centuries, "5th to 4th century BC"; None if none stands here."""
        start = self.place
        self.take("the")
        if first.day and not first.month and not first.bare and (last := self.century()):
            return _century_text(first.day, *self.counted), last
        self.place = start
        return None

    def take_era(self) -> str:
        """Pass over what says from when years are counted; return "AD", "BC" or an empty text."""
        return "BC" if self.take(*_BEFORE_CHRIST) else "AD" if self.take(*_AFTER_CHRIST) else ""

    def decade(self) -> str:
        """Read a decade: the 1990s, or the 190s BC, which are 199 BC to 190 BC."""
        at, digits = self.at, self.peek()
        if self.peek(1) != "s" or not digits.isdigit() or len(digits) > 4:
            return ""
        self.place += 2
        era, number = self.take_era(), int(digits)
        if number % 10 or not number or not (era or len(digits) == 4):
            expected = "a decade such as 1990s, or one with its era such as 190s BC"
            self.fail(expected, at)
        if number % 100 == 0:
            ends = [(number, number + years - 1) for years in (10, 100)]
            if era == "BC":
                ends = [(1 - last, 1 - first) for first, last in ends]
            told = " or ".join(f"“some year from {say_year(first)} to {say_year(last)}”" for first, last in ends)
            self.fail("a decade such as 1990s; the 1900s may be ten years or a hundred", at, f"write {told}")
        is_before = era == "BC"
        self.stretch = f"[{year_text(-8 - number)}..{year_text(1 - number)}]" if is_before else f"{number:04}"[:3] + "X"
        return self.stretch

    def year_over_two(self) -> str:
        """Read a school, financial or playing year, which lies in two: 2021/22; an empty text if none stands here."""
        start = self.place
        named = self.take(*_NAMES_OF_YEARS)
        first, sign, second = (self.peek(ahead) for ahead in range(3))
        year = year_over_two(f"{first}{sign}{second}") if len(first) == 4 and sign in ("/", "-") else None
        if year is None or self.peek(3) == "-" or self.is_era(3):
            if named:
                self.fail("a year that lies in two, such as 2021/22")
            return ""
        self.place += 3
        named = self.take(*_NAMES_OF_YEARS) or named
        if self.begin is None or (len(second) == 4 and not named and (sign == "-" or self.is_period)):
            self.place = start
            if self.begin is None and named:
                self.fail("a year that begins in January")
            if self.begin is not None and sign == "/":
                self.fail(
                    "a year that lies in two, such as 2021/22", hint=f"write {first}/{second[2:]} for one such year"
                )
            return ""
        begun, ended = (ordinal(each, *self.begin) for each in (year, year + 1))
        self.stretch = date_text(begun, ended - 1)
        return self.stretch

    def vague_part(self) -> str:
        word = self.take_one(*self.table, *_SAME_AS)
        if not word:
            return ""
        self.take("-", "in", "of")
        self.take("the")
        text, kind = self.parted()
        parts = self.table[_SAME_AS.get(word, word)]
        if kind not in parts:
            self.fail(f"a {' or a '.join(parts)} after “{word}”")
        return vague_text(text, parts[kind])

    # Days, months and years.

    def unit(self) -> _Unit:
        """Read a day, month or year; year and month may be missing where another date states them."""
        at = self.at
        self.take("the year")
        if found := self.year_of_era():
            return found._replace(at=at)
        if year := self.number(4):
            if self.peek() == "-" and len(self.peek(1)) == 2 and self.peek(1).isdigit() and not self.is_era(2):
                if self.peek(2) != "-":
                    self.fail("a month in words: 2004-05 may also be two years")
                return self.iso(year, at)
            return _Unit(int(year), at=at, bare=year)
        if self.has_era and (lone := self.lone_number(at)):
            return lone
        self.take("the")
        day = self.day()
        is_joined = False
        if day:
            self.take("of")
            # In 4-Mar-2010 both hyphens join; May-2003 may be a range.
            is_joined = self.peek(1) in MONTH_OF and self.take("-")
        month = MONTH_OF.get(self.peek(), 0)
        if not month:
            if day and self.peek() in _JOINS:
                return _Unit(day=day, at=at)
            is_number = day or self.peek().isdigit()
            self.fail("a month" if day else "a date", hint=_ERA_OF_EACH if is_number and self.has_era else "")
        self.place += 1
        self.take(".")
        if not day:
            # "March 15 BC" has no day.
            if found := self.year_of_era(may_have_groups=False):
                return found._replace(month=month, at=at)
            self.take("the")
            day = self.day()
        self.take("of", ",")
        if is_joined:
            self.take("-")
        found = self.year_of_era() or self.year_without_era()
        return found._replace(month=month, day=day, at=at)

    def year_of_era(self, *, may_have_groups: bool = True) -> _Unit | None:
        """Read a year with its era, "800 CE" or "AD 800"; None if none stands here."""
        start = self.place
        is_said = self.take(*_AD)
        at = self.at
        digits = self.digits(may_have_groups=may_have_groups)
        era = "AD" if digits and is_said else self.take_era() if digits else ""
        if digits and self.is_after_christ and not era and self.peek() not in {*MONTH_OF, ",", "-", "of", ":", "s"}:
            era = "AD"
        if not era:
            self.place = start
            return None
        self.is_after_christ = self.is_after_christ or is_said
        number = int(digits)
        if not number:
            self.fail("a year of an era, which is counted from 1 on", at)
        # AD before the second of two numbers does not tell the era of the first.
        return _Unit(1 - number if era == "BC" else number, era="" if is_said else era, digits=digits)

    def year_without_era(self) -> _Unit:
        """Read a year of four digits, or a shorter number whose era the second of two dates states."""
        if year := self.number(4):
            return _Unit(int(year), bare=year)
        if self.has_era and self.peek().isdigit() and len(self.peek()) < 4:
            self.place += 1
            return _Unit(bare=self.tokens[self.place - 1][0])
        return _Unit()

    def lone_number(self, at: int) -> _Unit | None:
        """Read a number before another date that says whether it is a day or a year; None if none stands here."""
        start = self.place
        digits = self.digits()
        if not digits or self.peek() not in _JOINS or (self.peek() == "-" and self.peek(1) in MONTH_OF):
            self.place = start
            return None
        return _Unit(day=int(digits) if len(digits) < 3 and 0 < int(digits) < 32 else 0, at=at, bare=digits)

    def digits(self, *, may_have_groups: bool = True) -> str:
        """Take a number, perhaps in groups of three, 10 000 or 10,000; an empty text if none stands here."""
        digits = self.peek()
        if not digits.isdigit():
            return ""
        self.place += 1
        may_have_groups = may_have_groups and len(digits) < 4
        while may_have_groups:
            last, at = self.tokens[self.place - 1]
            comma = int(self.peek() == "," and at + len(last) == self.at == self.ahead_at(1) - 1)
            group = self.peek(comma)
            may_have_groups = len(group) == 3 and group.isdigit()
            if may_have_groups:
                digits += group
                self.place += 1 + comma
        return digits

    def is_era(self, ahead: int) -> bool:
        """Return whether an era stands so many tokens ahead."""
        start = self.place
        self.place += ahead
        found = self.take(*_BEFORE_CHRIST, *_AFTER_CHRIST)
        self.place = start
        return found

    def iso(self, year: str, at: int) -> _Unit:
        self.take("-")
        month = self.number(2) or ""
        self.take("-")
        day = self.number(2) or ""
        if year == "0000" or not ("01" <= month <= "12" and "01" <= day <= "31"):
            self.fail("a day of the form YYYY-MM-DD")
        return _Unit(int(year), int(month), int(day), at)

    def day(self) -> int:
        text = self.peek().removesuffix("th")
        if not (text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31):
            return 0
        self.place += 1
        return int(text)

    def year(self) -> int:
        """Read a year of four digits, or one with its era."""
        if (found := self.year_of_era()) and found.year is not None:
            return found.year
        year = self.number(4)
        if not year or year == "0000":
            self.fail("a year of four digits, from 0001 to 9999, or one with its era")
        return int(year)

    def whole(self) -> _Unit:
        """Read a day, month or year that is stated in full."""
        return self.complete(self.unit())

    def complete(self, unit: _Unit) -> _Unit:
        """Check that a day, month or year is stated in full and is in the calendar."""
        if unit.year is None:
            is_lone_day = unit.day and not unit.month
            expected = "a month and a year of four digits" if is_lone_day else "a year of four digits"
            self.fail(f"{expected}, or its era" if unit.bare else expected, hint=_ERA_OF_EACH if unit.bare else "")
        if unit.bare == "0000":
            self.fail("a year from 0001 to 9999")
        if unit.day and unit.day > (days := days_of_month(unit.year, unit.month)):
            self.fail(f"a day of that month, which has {days}", unit.at)
        return unit

    def take_to(self) -> bool:
        """Take what stands between the first day of a stretch of time and the last."""
        self.is_dashed = self.peek() == "-"
        return self.take(*_TO)

    def filled(self, first: _Unit, last: _Unit) -> _Unit:
        """Return the first of two dates with what the second states of both."""
        short = len(last.digits) < min(3, len(first.bare))
        if self.is_dashed and short and last.era == "BC" and not (first.month or last.month):
            full = first.bare[: -len(last.digits)] + last.digits
            if int(full) < int(first.bare):
                told = f"“{first.bare} to {full} BC” or “{first.bare} BC to {int(last.digits)} BC”"
                self.fail("two years in full", first.at, f"write {told}")
        return first.filled_from(last)

    def range_from(self, first: _Unit) -> str:
        """Read the second of two, and return a one-of range; the first may lack what the second states."""
        last = self.whole()
        first = self.complete(self.filled(first, last))
        if (first.month > 0, first.day > 0) == (last.month > 0, last.day > 0):
            return f"[{first.text}..{last.text}]"
        # EDTF has no range between a year and a month, but one between their days.
        return date_text(_span_of(first.text)[0], _span_of(last.text)[1])

    # Tokens.

    @property
    def at(self) -> int:
        """Where in the phrase the next token begins; after the last one, the end."""
        return self.ahead_at(0)

    def ahead_at(self, ahead: int) -> int:
        index = self.place + ahead
        return self.tokens[index][1] if index < len(self.tokens) else len(self.words)

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

    def fail(self, expected: str, at: int | None = None, hint: str = "") -> NoReturn:
        """Refuse the phrase from here on, or from a position."""
        reason = f"{shorten(self.words)} is not understood"
        raise InvalidDateError(reason, value=self.words, hint=hint).at(self.at if at is None else at, expected)


def _century_text(number: int, years: int, era: str) -> str:
    """Return a century, or another number of years that are counted from the birth of Christ."""
    last = years - number * years if era == "BC" else number * years
    return f"[{year_text(last - years + 1)}..{year_text(last)}]"


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
