"""Reading English phrases for dates and stretches of time into EDTF; what is not understood to the end is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import InvalidDateError
from .days import AFTER_ALL, BEFORE_ALL
from .edtf import read
from .lengths import end_after
from .notation import date_text
from .points import PointReader
from .tokens import Walker
from .units import Unit
from .vague import Vague
from .vocabulary import NOBODY

__all__ = ["date_of_words", "period_of_words"]

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
