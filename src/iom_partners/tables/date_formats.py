"""Dates of anyone's tables: what a caller declares about how they are written, and what stands for no date.

`coerce` reads what says itself what it means. A number, `12/03/2010` or `2021-22` does not: each is read as declared,
or refused with a hint that names what to declare. Nothing is guessed from other cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from numbers import Number
from typing import Any, Literal, NamedTuple

from ..dates.calendar import month_day, year_over_two
from ..dates.coerce import ORDERS, DateLike, day_of_time, in_order, numbers_of, to_partial_date
from ..dates.describe import MONTH_OF
from ..dates.edtf import date_text, year_text
from ..dates.partial import PartialDate, day_of_writing
from ..dates.period import Period
from ..errors import InvalidDateError, InvalidQuestionError, UnsupportedDateError, one_of, shorten

__all__ = ["DateFormat", "Found", "HowDates", "Numbers"]

#: How dates are written: the order of day, month and year; in English; or a function that reads a cell.
HowDates = Literal["dmy", "mdy", "ymd", "words"] | Callable[[Any], object]
#: What a number counts.
Numbers = Literal["years", "excel", "unix"]

#: Marks that are not seen, which spreadsheets and pages of the web leave at the ends of a cell.
_UNSEEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202c"
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
#: Years whose days stand for "no end", and days that stand for "no date": the greatest of pandas, the least of .NET.
_FAR = (9999, 2999)
_LIMITS = ("2262-04-11", "0001-01-01")
_ZEROS = ("0000", "0000-00-00", "00/00/0000", "00.00.0000", "00-00-0000", "0000/00/00", "00000000")
_GROUPS = {"season", "quarter", "quadrimester", "semester"}

_HOW = "give dates='dmy', 'mdy', 'ymd' or 'words', or a function"


class Found(NamedTuple):
    """A date of a cell.

    Attributes:
        date: as it is read.
        is_unit: whether all its days are those of one unit, such as a year, a quarter or a week, named in full.
    """

    date: PartialDate
    is_unit: bool


class DateFormat:
    """How a table writes dates.

    Args:
        dates: the order of day, month and year; "words" for English; or a function that takes a text or number and
            returns a date, EDTF text, or None for no date. What is ISO text is read in any order.
        numbers: what numbers are: years, days as Excel counts them, or seconds since 1970 in UTC. Years are
            astronomical: 0 is 1 BC, and -43 is 44 BC.
        years_begin: the first day of a playing, school or financial year, "07-01"; such a year is `2021-22`.
        seasons: whether codes from 21 to 41 in place of a month are the seasons and other groupings of EDTF.
        no_date: texts, dates or numbers that stand for an empty cell, such as "9999-12-31".
        written_on: when the table was written; "to the present" means that something had not ended before.

    Attributes:
        takes_days: whether a plain day is read as it is, unless it is one of ``unsure``.
        unsure: texts of days that are not taken at their word.
        doubts_months: whether 2010-11 is refused, which may be a month or a year that lies in two.

    Raises:
        InvalidQuestionError: an argument is not in its vocabulary.

    >>> DateFormat(dates="dmy").read("26.3.1994").date, DateFormat(numbers="years").read(1994).date
    (PartialDate("1994-03-26"), PartialDate("1994"))
    """

    def __init__(
        self,
        *,
        dates: HowDates | None = None,
        numbers: Numbers | None = None,
        years_begin: str | None = None,
        seasons: bool = False,
        no_date: Iterable[Any] = (),
        written_on: DateLike | None = None,
    ) -> None:
        if not callable(dates):
            one_of(dates, (None, *ORDERS, "words"), "dates", "a way to write dates")
        one_of(numbers, (None, "years", "excel", "unix"), "numbers", "a meaning of numbers")
        if seasons and years_begin is not None:
            reason = "2021-22 cannot be a playing year and a season in one table"
            raise InvalidQuestionError(reason, value=seasons, field="seasons", hint="give years_begin= or seasons=")
        if isinstance(no_date, str | bytes) or not isinstance(no_date, Iterable):
            reason = f"{shorten(no_date)} is not a list of values"
            raise InvalidQuestionError(reason, value=no_date, field="no_date", hint="give no_date=('9999-12-31',)")
        self._ask: Callable[[Any], object] | None = None if isinstance(dates, str) else dates
        self.takes_days: bool = self._ask is None
        self._dates = dates if isinstance(dates, str) else None
        self._numbers = numbers
        self._begin = None if years_begin is None else month_day(years_begin)
        self._seasons = seasons
        written = None if written_on is None else day_of_writing(to_partial_date(written_on, "written_on"))
        self._told: dict[str, Any] = {"years_begin": years_begin, "written_on": written}
        self.doubts_months = False
        #: Cells such as 2010-11, whether other months were met, and whether 2012-13 was.
        self._twofold: dict[str, None] = {}
        self._met_month = self._met_two = False
        self._empty_texts: set[str] = set()
        self._empty_numbers: set[Any] = set()
        self._empty_spans: set[tuple[int, int]] = set()
        for each in no_date:
            self._empty_texts.add(str(each).strip().casefold())
            if isinstance(each, Number):
                self._empty_numbers.add(each)
                continue
            try:
                self._empty_spans.add(to_partial_date(each).span)
            except InvalidDateError:
                continue
        days = [*_LIMITS, *(str(date.fromordinal(first)) for first, last in self._empty_spans if first == last)]
        far = (date(year, 1, 1) + timedelta(day) for year in _FAR for day in range(365))
        self.unsure: frozenset[str] = frozenset((*days, *map(str, far)))

    @property
    def twofold(self) -> tuple[str, ...]:
        """The cells that were read as months although the table seems to hold years that lie in two.

        2010-11 may be either. It is not a month in a table with 2012-13, nor in one in which no other month is plain.

        >>> years = DateFormat()
        >>> [str(years.read(text).date) for text in ("2009-10", "2010-11")], years.twofold
        (['2009-10', '2010-11'], ('2009-10', '2010-11'))
        """
        are_declared = self._seasons or self._dates == "ymd"
        are_alike = len(self._twofold) > 1 and not self._met_month and not are_declared
        return tuple(self._twofold) if self._met_two or are_alike else ()

    def read(self, value: Any) -> Found | None:
        """Return the date of a cell; None if it stands for no date.

        Raises:
            InvalidDateError: it is not a date, or its meaning is not declared; the hint says how to declare it.

        >>> DateFormat(no_date=["9999-12-31"]).read("9999-12-31") is None
        True
        """
        asked = value
        if self._is_no_date(value):
            return None
        if self._ask is not None and (isinstance(value, str) or _is_number(value)):
            answer = _answer_of(self._ask, value)
            found = (
                None if answer is None or (isinstance(answer, str) and not answer) else _found(_date_of(answer, value))
            )
        else:
            found = self._found(value)
        if found is None or found.date.span in self._empty_spans:
            return None
        if _is_stand_in(found.date):
            raise _stand_in(asked)
        return found

    def sides(self, value: Any) -> Period | tuple[Any, Any]:
        """Return start and end of a cell that holds a period, for `read`; or the period, if it says what it means.

        Raises:
            InvalidDateError: it is not a period, or its meaning is not declared.

        >>> DateFormat(dates="words").sides("July to December 2013"), DateFormat().sides("2013/2014")
        (Period("2013-07-01/2013-12-31"), ('2013', '2014'))
        """
        if self._ask is not None and (isinstance(value, str) or _is_number(value)) and not self._is_no_date(value):
            answer = _answer_of(self._ask, value)
            if isinstance(answer, Period):
                return answer
            left, slash, right = answer.partition("/") if isinstance(answer, str) else (answer, "", None)
            sides = (left, right) if slash else (left, left)
            # As dates, so that the function is not asked again.
            return tuple(  # type: ignore[return-value]
                side if side in (None, "", "..") else to_partial_date(side) for side in sides
            )
        if isinstance(value, Period):
            return value
        if _is_of_pandas(value, "Interval"):
            return _of_interval(value)
        if not isinstance(value, str) or self._is_no_date(value):
            return value, value
        text = _plain(str.__str__(value))
        left, slash, right = text.partition("/")
        over_two = year_over_two("".join(text.split())) if slash else None
        if over_two is not None and self._begin is not None and len(right.strip()) == 4:
            hint = f"write {over_two}/{right.strip()[2:]} for one year, or the first and the last day"
            raise _fault(text, "may be one year that lies in two, or both years", hint)
        if over_two is not None and len(right.strip()) == 2:
            return text, text
        numbers = numbers_of(text)
        if numbers is not None and any(in_order(numbers, order) for order in ORDERS):
            return text, text
        if slash and "/" not in right and not self._is_phrase(text):
            return left, right
        if self._dates in ORDERS:
            for sign in (" to ", " - ", "\u2013", "\u2014"):
                left, found, right = text.partition(sign)
                if found:
                    return left, right
        if self._dates == "words":
            try:
                self.read(text)
            except InvalidDateError:
                return Period.from_words(text, **self._told)
        return text, text

    def _is_phrase(self, text: str) -> bool:
        """Return whether the slash of a text is that of a year that lies in two: since 2021/22."""
        if self._dates != "words" or " " not in text:
            return False
        try:
            return bool(Period.from_words(text, **self._told))
        except InvalidDateError:
            return False

    def _is_no_date(self, value: Any) -> bool:
        if isinstance(value, str):
            return _plain(value).casefold() in self._empty_texts
        return _is_number(value) and value in self._empty_numbers

    def _found(self, value: Any) -> Found | None:
        if isinstance(value, str):
            text = _plain(str.__str__(value))
            return self._of_text(text) if text else None
        if _is_number(value):
            return _found(PartialDate(self._of_number(value)))
        if isinstance(value, Period) or _is_of_pandas(value, "Interval"):
            raise _fault(value, "is a period, not a date", "put it in the column 'period'")
        span = _span_of_pandas(value)
        if span is not None:
            return Found(PartialDate(date_text(*span)), True)
        return _found(to_partial_date(value))

    def _of_text(self, text: str) -> Found:
        if text[:10] in _ZEROS:
            raise _stand_in(text)
        if text[0] == "+" and "T" in text:
            hint = "give dates= a function that calls PartialDate.from_wikidata(time, precision)"
            raise _fault(text, "is a time of Wikidata, whose precision stands beside it", hint)
        bare = text.translate(_DASHES)
        over_two = year_over_two("".join(bare.split()))
        if over_two is not None and (found := self._year_over_two(text, over_two)):
            return found
        if self._numbers is not None and (number := self._number_in(bare)) is not None:
            return _found(PartialDate(self._of_number(number)))
        try:
            when = PartialDate(text)
        except InvalidDateError as error:
            return self._of_other(text, bare, error)
        if over_two is None and when.precision == "month":
            self._met_month = True
        if when.precision in _GROUPS and not self._seasons:
            hint = "give seasons=True if it is, or years_begin= for playing, school or financial years"
            raise _fault(text, "would be a season or another part of a year in EDTF", hint)
        return _found(when)

    def _year_over_two(self, text: str, year: int) -> Found | None:
        """Return the playing, school or financial year; None if it may only be a month or a season as well."""
        if self._begin is not None:
            first = date(year, *self._begin)
            last = date(year + 1, *self._begin) - timedelta(1)
            return Found(PartialDate(f"[{first}..{last}]"), True)
        code = text[5:] if len(text) == 7 and text[4] == "-" else "/"
        if "01" <= code <= "12" and not self.doubts_months:
            self._twofold[text] = None
            return None
        if self._seasons and code in {f"{number}" for number in range(21, 42)}:
            return None
        self._met_two = True
        hint = f"give years_begin= with its first day, such as '07-01': {year}-07-01/{year + 1}-06-30"
        season = ", or seasons=True for the seasons of EDTF" if "21" <= code <= "41" else ""
        raise _fault(text, "names a year that lies in two", hint + season)

    def _of_other(self, text: str, bare: str, error: InvalidDateError) -> Found:
        """Read what is not EDTF."""
        day = day_of_time(text)
        if day is not None:
            return _found(day)
        unit = _other_iso(text)
        if unit is not None:
            return unit
        if _is_interval(text):
            raise _fault(text, "is a period, not a date", "put it in the column 'period'")
        numbers = numbers_of(bare)
        if numbers is not None:
            return _found(PartialDate(self._ordered(text, numbers)))
        try:
            found = _found(PartialDate.from_words(text, **self._told))
            if self._dates == "words":
                return found
        except InvalidDateError as wrong:
            is_said = isinstance(error, UnsupportedDateError)
            if not is_said and (self._dates == "words" or isinstance(wrong, UnsupportedDateError)):
                error = wrong
        if isinstance(error, UnsupportedDateError):
            error.hint = (
                f"give no_date=({shorten(text)},) to read it as empty, or errors='collect' to leave out such rows"
            )
        error.hint = error.hint or self._hint(text)
        error.value = text
        try:
            raise error
        finally:
            del error  # A frame that held its own error would be garbage that only the collector frees.

    def _ordered(self, text: str, numbers: list[str]) -> str:
        """Return the day or month of two or three numbers, in the order that is declared."""
        orders = {order: day for order in ORDERS if (day := in_order(numbers, order))}
        order = self._dates
        if order in orders:
            return orders[order]
        if all(len(number) < 3 for number in numbers):
            hint = "write the year in four digits, or give a function as dates="
            raise _fault(text, "has no year of four digits", hint)
        told = " or ".join(f"dates={name!r} ({day})" for name, day in orders.items())
        if order in ORDERS:
            hint = f"{told} would read it; a function as dates= reads what is mixed" if told else ""
            raise _fault(text, f"contradicts dates={order!r}", hint)
        if len(numbers) == 2 and len(set(orders.values())) == 1:
            told = f"dates={next(iter(orders))!r} ({next(iter(orders.values()))})"
        raise _fault(text, "does not say which number is the day", f"give {told}" if told else self._hint(text))

    def _hint(self, text: str) -> str:
        words = "".join(char if char.isalpha() else " " for char in text).lower().split()
        if any(word in MONTH_OF for word in words) and not any(
            part.isdigit() and len(part) == 4 for part in "".join(c if c.isdigit() else " " for c in text).split()
        ):
            return "write the year in four digits, or give a function as dates="
        if self._dates != "words":
            try:
                return f"give dates='words' ({PartialDate.from_words(text, **self._told)})"
            except InvalidDateError:
                pass
        if text[0] in "-\u2212" and text[1:].isdigit():
            return "give numbers='years' if it is an astronomical year, of which 0 is 1 BC, or write “44 BC” as words"
        if text.replace(".", "", 1).isdigit():
            if text.isdigit() and len(text) < 4:
                return "write a year in four digits, or give a function as dates="
            return "give numbers='years', 'excel' or 'unix' if it is a number"
        if words and words[0] in {"present", "current", "now", "today", "ongoing", "incumbent", "date"}:
            return f"give no_date=({shorten(text)},) and missing_end='ongoing'"
        return f"write YYYY-MM-DD, or {_HOW}; no_date= names what stands for no date"

    def _number_in(self, text: str) -> float | None:
        """Return the number that a text of digits holds; a year of four digits is none."""
        whole, dot, part = text.partition(".")
        is_negative = self._numbers == "years" and whole[0:1] == "-"
        whole = whole[is_negative:]
        if not text.isascii() or not whole.isdigit() or (dot and not part.isdigit()) or len(text) > 30:
            return None
        if is_negative:
            return None if part.strip("0") else float(text)
        if self._numbers == "years":
            # A text of one to three digits may lack the others; one with a minus cannot.
            return float(text) if len(whole) == 4 and dot and not part.strip("0") else None
        if dot and len(whole) < 5:
            return None
        if not dot and len(whole) in {4, 8}:
            hint = "write it as a number, or as YYYY-MM-DD"
            raise _fault(text, f"may be a date or a number, as numbers={self._numbers!r} says", hint)
        return float(text)

    def _of_number(self, value: Any) -> str:
        """Return the year or day of a number, in EDTF."""
        number = _float(value)
        if self._numbers is None or number is None:
            reason = "is not a date: a number may be a year, a count of days or of seconds"
            raise _fault(value, reason, "give numbers='years', 'excel' or 'unix', or write it as text")
        if self._numbers == "years":
            if number != int(number) or number > 9999:
                raise _fault(
                    value, "is not a year up to 9999", "write a day as text, YYYY-MM-DD, and a later year Y12000"
                )
            if number == -9999:
                raise _stand_in(value)
            return year_text(int(number))
        if self._numbers == "unix":
            # A few thousand are a year, very many are milliseconds.
            if date(1700, 1, 1) <= (day := _day_of_seconds(number)) < date(2200, 1, 1) and not 0 < number < 10_000:
                return str(day)
            raise _fault(
                value, "is not a plausible count of seconds", "divide milliseconds by 1,000, or write dates as text"
            )
        # Excel has a 29 February 1900, number 60, that never was; the days before it are counted from one day later.
        days = int(number)
        if not 1 <= number < 2_958_466 or days == 60:
            reason = "is the 29 February 1900 of Excel, a day that never was" if days == 60 else "is not a day of Excel"
            raise _fault(value, reason, "Excel counts the days from 1900 on: 1 to 2958465")
        return str(date(1899, 12, 31 if days < 60 else 30) + timedelta(days))


def _of_interval(value: Any) -> Period:
    """Return the days of an interval of pandas, each side heeded as closed or not."""
    left: Any = value.left
    right: Any = value.right
    if not (_is_of_pandas(left, "Timestamp") and _is_of_pandas(right, "Timestamp")):
        raise _fault(value, "is not an interval of days", "give one of timestamps")
    first, last = (to_partial_date(side).span[0] for side in (left, right))
    # An open side at midnight leaves out its day; at any other time a part of that day is in.
    first += bool(value.open_left and left == left.normalize())
    last -= bool(value.open_right and right == right.normalize())
    return Period(f"{date.fromordinal(first)}/{date.fromordinal(last)}")


def _span_of_pandas(value: Any) -> tuple[int, int] | None:
    """Return the first and last day of a year, quarter, month, week or day of pandas; None for anything else."""
    if not _is_of_pandas(value, "Period"):
        return None
    # As days, for in nanoseconds the calendar of pandas is shorter.
    first, last = value.asfreq("D", how="start"), value.asfreq("D", how="end")
    try:
        return tuple(date(day.year, day.month, day.day).toordinal() for day in (first, last))  # type: ignore[return-value]
    except ValueError:
        raise _fault(value, "lies outside the years 0001 to 9999", "") from None


def _is_of_pandas(value: Any, name: str) -> bool:
    kind = type(value)
    return kind.__name__ == name and kind.__module__.startswith("pandas")


def _other_iso(text: str) -> Found | None:
    """Return the date of the forms of ISO 8601 that EDTF leaves out, and the quarter of pandas; None for others."""
    from re import ASCII, fullmatch

    form = (
        r"(\d{4})(?:(?P<basic>\d{4})|-?(?P<day>\d{3})|-?W(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?|-?Q(?P<quarter>[1-4]))"
    )
    found = fullmatch(form, text, ASCII)
    if found is None:
        return None
    year, part = int(found[1]), found.groupdict()
    try:
        if part["basic"]:
            return _found(PartialDate(f"{found[1]}-{part['basic'][:2]}-{part['basic'][2:]}"))
        if part["day"]:
            day = date(year, 1, 1) + timedelta(int(part["day"]) - 1)
            if day.year != year:
                raise ValueError  # noqa: TRY301 # One message for all days that a calendar lacks.
            return _found(PartialDate(day))
        if part["quarter"]:
            return _found(PartialDate(f"{found[1]}-{32 + int(part['quarter'])}"))
        first = date.fromisocalendar(year, int(part["week"]), int(part["weekday"] or 1))
        if part["weekday"]:
            return _found(PartialDate(first))
        return Found(PartialDate(f"[{first}..{first + timedelta(6)}]"), True)
    except (ValueError, OverflowError):
        raise _fault(text, "is not a day of the calendar", "write YYYY-MM-DD") from None


def _found(when: PartialDate) -> Found:
    # The codes of quarters and halves name their months in full; those of seasons leave their days open.
    is_unit = when.is_whole_unit or when.precision in {"quarter", "quadrimester", "semester"}
    return Found(when, is_unit)


def _plain(text: str) -> str:
    """Return a text without blanks and unseen marks at its ends, and with plain blanks inside."""
    return " ".join(text.strip(_UNSEEN).split()).strip(_UNSEEN)


def _is_number(value: Any) -> bool:
    return isinstance(value, Number) and not isinstance(value, bool)


def _float(value: Any) -> float | None:
    """Return a number as a float; None for one that is not finite or not real."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None


def _answer_of(ask: Callable[[Any], object], value: Any) -> object:
    """Return what a caller's function makes of a cell."""
    try:
        return ask(value)
    except Exception as error:
        reason = f"cannot be read by the function of dates=: {type(error).__name__}: {error}"
        raise _fault(value, reason, "let it return None for no date") from error


def _date_of(answer: object, value: Any) -> PartialDate:
    """Return the date that a caller's function gave for a cell."""
    try:
        return to_partial_date(answer)
    except InvalidDateError:
        reason = f"is read by the function of dates= as {shorten(answer)}, which is not a date"
        raise _fault(value, reason, "let it return a date, EDTF text, or None for no date") from None


def _day_of_seconds(number: float) -> date:
    """Return the day of so many seconds after the start of 1970 in UTC; the last of the calendar for very many."""
    return date(1970, 1, 1) + timedelta(number // 86_400) if -6e10 < number < 2e11 else date.max


def _is_stand_in(when: PartialDate) -> bool:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return False
    return (first.year == last.year and first.year in _FAR) or (first == last and str(first) in _LIMITS)


def _is_interval(text: str) -> bool:
    try:
        return "/" in text and bool(Period(text))
    except InvalidDateError:
        return False


def _stand_in(value: Any) -> InvalidDateError:
    shown = value if isinstance(value, str) or _is_number(value) else str(value)
    hint = f"give no_date=({shown!r},) to read such cells as empty, and missing_end='ongoing' if an empty end goes on"
    return _fault(value, "stands for no date in many tables, and is never taken at its word", hint)


def _fault(value: Any, reason: str, hint: str) -> InvalidDateError:
    return InvalidDateError(f"{shorten(value)} {reason}", value=value, hint=hint)
