"""Reading English phrases for dates and stretches of time into EDTF; what is not understood to the end is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import InvalidDateError
from .edtf import read
from .lengths import end_after
from .notation import date_text
from .points import PointReader
from .spans import AFTER_ALL, BEFORE_ALL
from .tokens import Walker
from .units import Unit
from .vague import Vague

__all__ = ["date_of_words", "period_of_words"]

T = TypeVar("T")

_IN = ("at some time in", "some time in", "sometime in", "in the course of", "during", "in", "on")
_BY = ("by", "no later than", "not later than", "on or before", "in or before")
_NOT_BEFORE = ("not before", "no earlier than", "not earlier than", "on or after", "in or after")
_TO = ("to", "until", "till", "through", "-")
_SINCE = ("since", "as of", "as from", "starting in", "starting on", "starting", "beginning in", "beginning on")
_NOBODY = "a day that no one states"
_PRESENT = ("the present", "present", "date", "now")
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
        if walk.take("between"):
            return self.range(("and",))
        if walk.take(*_BY):
            return f"[..{self.whole().text}]"
        if walk.take(*_NOT_BEFORE):
            return f"[{self.whole().text}..]"
        if walk.take("before"):
            return date_text(BEFORE_ALL, read(self.whole().text).first - 1)
        if walk.take("after"):
            return date_text(read(self.whole().text).last + 1, AFTER_ALL)
        is_within = walk.take(*_IN)
        first = self.point()
        if isinstance(first, Unit):
            if is_within and walk.take(*_TO, "and"):
                return self.range_from(first)
            first = self.complete(first)
        return first if isinstance(first, str) else first.text

    def period(self) -> str:
        walk = self.walk
        if walk.take("always"):
            return f"../{self._end()}" if walk.take("up to") else "../.."
        if walk.take("throughout", "all of", "the whole of", "the whole year", "for the whole of"):
            return self._whole_of(self._text(self.point()))
        if walk.take("for"):
            length = self._length() or walk.fail("a length such as “a full year”")
            if not walk.take("from", *_SINCE):
                walk.fail("“from” and a date")
            return self._lasting(self._text(self.point()), length)
        if walk.take(*_SINCE):
            return f"{self._text(self.point())}/"
        if walk.take("until", "till", "up to", "through"):
            return f"/{self._end()}"
        if walk.take("between"):
            text = self.range(("and",))
            return f"{text}/{text}"
        is_from = walk.take("from")
        is_within = not is_from and walk.take(*_IN)
        start: Unit | str = "" if is_from and walk.take(_NOBODY) else self.point()
        if walk.take("for"):
            return self._lasting(self._text(start), self._length() or walk.fail("a length such as “a full year”"))
        if walk.take(*_TO, *(("and",) if is_within else ())):
            return self._from_to(start)
        if is_from:
            return f"{self._text(start)}/{'..' if walk.take('on', 'onward', 'onwards', '( without end )') else ''}"
        return f"{self._text(start)}/{self._text(start)}"

    def _text(self, point: Unit | str) -> str:
        return point if isinstance(point, str) else self.complete(point).text

    def _end(self) -> str:
        return "" if self.walk.take(_NOBODY, *_PRESENT) else self._text(self.point())

    def _from_to(self, start: Unit | str) -> str:
        if self.walk.take(_NOBODY, *_PRESENT):
            return f"{self._text(start)}/"
        end = self.point()
        if isinstance(start, Unit) and isinstance(end, Unit):
            start = start.filled_from(end)
            if start.is_month and end.is_month and not self.walk.take("( days not stated )"):
                first, last = (read(self.complete(each).text) for each in (start, end))
                return f"{date_text(first.first, first.first)}/{date_text(last.last, last.last)}"
        return f"{self._text(start)}/{self._text(end)}"

    def _whole_of(self, text: str) -> str:
        reading = read(text)
        if len(reading.spans) > 1 or text[0] == "[":
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
