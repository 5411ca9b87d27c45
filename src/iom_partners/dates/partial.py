"""`PartialDate`: one date, as precise as its source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, final

from ..errors import InvalidDateError, UnsupportedDateError, shorten
from .calendar import julian_civil, julian_day, julian_spans, ordinal_of
from .certainty import Certainty
from .days import (
    AFTER_ALL,
    BEFORE_ALL,
    AnyDay,
    Day,
    Span,
    Spans,
    Textual,
    civil,
    meet,
    nearest,
    text_of_day,
    to_date,
    within,
)
from .edtf import LONGEST_DATE, date_text, read, spans_text, whole_unit, year_text
from .masks import Masked

if TYPE_CHECKING:
    from . import arithmetic  # Its `Span` is a length of time, not a run of days.
    from .days import DayRange
    from .edtf import Precision, Qualifier, Qualifiers, Reading

__all__ = ["PartialDate", "day_of_writing"]


@final
class PartialDate(Textual):
    """One date, as precise as its source: a day, a month, a year, or one of several of them.

    Use it for a day that is only partly known. It reads all of EDTF (Library of Congress profile of ISO 8601-2), levels
    0, 1 and 2. Equality and hash follow the text: ``2007`` and ``2007-XX`` stand for the same days but are different
    statements. Recently read texts are cached, so the same text usually returns the same object.

    Args:
        text: the date in EDTF; proleptic Gregorian, astronomical years: 0000 is 1 BC. A `datetime.date` or a `Day` is
            that day.

    Raises:
        UnsupportedDateError: the text is EDTF but lies more than a quadrillion years away.
        InvalidDateError: the text is not an EDTF date; the error says where and what was expected.

    >>> admitted = PartialDate("2007-11")
    >>> admitted.earliest, admitted.latest
    (datetime.date(2007, 11, 1), datetime.date(2007, 11, 30))
    >>> print(admitted)
    2007-11
    """

    __slots__ = ("_reading",)

    #: What the text means; of a day, the day.
    _reading: Reading | date

    def __new__(cls, text: str | AnyDay) -> PartialDate:
        """Read the text, or return the date that was read from the same text before."""
        if type(text) is str:
            return _find(text) or _make(text)
        # pandas.NaT is a date too; it alone differs from itself.
        if isinstance(text, date) and text == text:  # noqa: PLR0124
            return cls(text_of_day(text))
        if isinstance(text, Day):
            return cls(str(text))
        raise InvalidDateError(
            f"{shorten(text)} is not EDTF text", value=text, hint="write a date as text, such as '2007-11'"
        )

    def _read(self) -> Reading:
        """Return what the text means; of a day, this is made when it is first needed, for most days are only held."""
        reading = self._reading
        if isinstance(reading, date):
            day = reading.toordinal()
            reading = whole_unit(day, day, "day")
            _set_reading(self, reading)
        return reading

    @classmethod
    def from_words(
        cls,
        words: str,
        *,
        vague: Mapping[str, Mapping[str, tuple[int, int]]] | None = None,
        years_begin: str | None = None,
        written_on: str | AnyDay | PartialDate | None = None,
    ) -> PartialDate:
        """Return the date that an English phrase means: "early 2006", "by 2010", "autumn 2010", "about May 1999".

        Args:
            words: the phrase; one that is not understood to its last word is refused, never guessed.
            vague: what vague words mean where that differs from `iom_partners.dates.VAGUE`: for each word the first
                and last month of a year, day of a month and year of a decade, century or millennium.
            years_begin: the first day of school, financial or playing years, "07-01"; such a year is "2021/22".
            written_on: when the phrase was written; only phrases for periods need it.

        Raises:
            InvalidDateError: the phrase is not a date; the error says from where on it is not understood.
            InvalidQuestionError: ``years_begin`` is not a month and day.

        >>> PartialDate.from_words("early 2006")
        PartialDate("[2006-01..2006-06]")
        >>> PartialDate.from_words("early 2006", vague={"early": {"year": (1, 4)}})
        PartialDate("[2006-01..2006-04]")
        >>> PartialDate.from_words("15 March 44 BC"), PartialDate.from_words("2021/22", years_begin="07-01")
        (PartialDate("-0043-03-15"), PartialDate("[2021-07-01..2022-06-30]"))
        """
        from .english import Told, date_of_words

        written = None if written_on is None else day_of_writing(written_on)
        return date_of_words(words, Told(vague, years_begin, written), cls)

    @classmethod
    def between(cls, first: str | AnyDay, last: str | AnyDay) -> PartialDate:
        """Return some day from the first day of one date to the last day of another, of whatever precision they are.

        Use it for "some day of the legislative period"; an EDTF range needs both in one precision.

        Args:
            first: EDTF text or a day.
            last: EDTF text or a day, not before the first.

        Raises:
            InvalidDateError: one of them is not a date, or the last lies before the first.

        >>> PartialDate.between("2010", "2015-04-30")
        PartialDate("[2010-01-01..2015-04-30]")
        """
        start, end = cls(first).span[0], cls(last).span[1]
        if start > end:
            reason = f"{str(cls(last))!r} lies before {str(cls(first))!r}"
            raise InvalidDateError(reason, value=last, field="PartialDate.between", hint="give the earlier date first")
        text = date_text(start, end)
        if not text:
            raise InvalidDateError("neither date sets a limit", value=last, field="PartialDate.between")
        return cls(text)

    @classmethod
    def from_julian(cls, text: str) -> PartialDate:
        """Return the days of the Gregorian calendar on which a date of the Julian calendar falls.

        Use it for Old Style dates: "25 October 1917 OS" is ``1917-10-25``. The year begins on 1 January, and every
        fourth year is a leap year, even before 8 AD, when the leap years of Rome were others.

        Args:
            text: a day in EDTF, or what consists of whole months or years: ``1700-02``, ``1700``, ``170X``,
                ``[1700..1702]``. A qualifier of the whole is kept.

        Raises:
            UnsupportedDateError: it lies more than a quadrillion years away.
            InvalidDateError: it is not such a date, or the Julian calendar does not have the day.

        >>> PartialDate.from_julian("1917-10-25"), PartialDate.from_julian("1700-02")
        (PartialDate("1917-11-07"), PartialDate("[1700-02-11..1700-03-11]"))
        """
        if type(text) is not str:
            raise InvalidDateError(f"{shorten(text)} is not EDTF text", value=text, field="PartialDate.from_julian")
        mark = text[-1:] if text.endswith(("?", "~", "%")) else ""
        day = julian_day(text.removesuffix(mark))
        if day is not None:
            runs: Spans = ((day, day),)
        else:
            when = cls(text)
            mark = when.qualifier or ""
            if _states_days(when) or when.means_all or (any(when.qualifiers) and not mark):
                reason = f"{shorten(text)} is not a day, or whole months or years, of the Julian calendar"
                hint = "write a day, month or year such as '1700-02'"
                raise InvalidDateError(reason, value=text, field="PartialDate.from_julian", hint=hint)
            runs = julian_spans(when.spans)
        if not BEFORE_ALL < runs[0][0] <= runs[-1][1] < AFTER_ALL:
            raise UnsupportedDateError(f"{shorten(text)} needs a year more than a quadrillion years away", value=text)
        from re import sub

        return cls(sub(r"(?<=\d)(?![-\d])", mark, spans_text(runs)))

    def to_julian(self) -> str:
        """Return the day of the Julian calendar that an exact day is.

        Raises:
            InvalidDateError: it is not one day.

        >>> PartialDate("1917-11-07").to_julian(), PartialDate("-0043-03-13").to_julian()
        ('1917-10-25', '-0043-03-15')
        """
        first, last = self.span
        if first != last:
            raise InvalidDateError(f"{shorten(self._text)} is not an exact day", value=self._text)
        year, month, day = julian_civil(first)
        return f"{year_text(year)}-{month:02}-{day:02}".replace("Y", "+" if year > 0 else "", 1)

    @classmethod
    def from_wikidata(cls, time: str, precision: int, *, calendar: str = "gregorian") -> PartialDate:
        """Return the date of a time value of Wikidata, as precise as its precision says.

        Wikidata has no year 0: "-0044" is 44 BC, which is -0043 in EDTF.

        Args:
            time: the text of the value, such as "+2004-00-00T00:00:00Z".
            precision: 11 day (12 to 14, parts of one, count as such), 10 month, 9 year, 8 decade, 7 century (the
                nineteenth is 1801 to 1900, as Wikidata shows it), 6 millennium, 5 to 0 ten thousand to a billion years.
            calendar: "gregorian" or "julian", or the ``calendarmodel`` of the value. Dates of the Julian calendar are
                converted. Use it for JSON; in RDF, Wikidata has converted days already, though not months and years.

        Raises:
            UnsupportedDateError: the date lies more than a quadrillion years away.
            InvalidDateError: the text is not such a time, or states less than its precision.

        >>> PartialDate.from_wikidata("+2004-00-00T00:00:00Z", 9), PartialDate.from_wikidata("+1850-01-01T00:00:00Z", 7)
        (PartialDate("2004"), PartialDate("[1801..1900]"))
        >>> PartialDate.from_wikidata("-0044-03-15T00:00:00Z", 11)
        PartialDate("-0043-03-15")
        >>> PartialDate.from_wikidata("+1917-10-25T00:00:00Z", 11, calendar="http://www.wikidata.org/entity/Q1985786")
        PartialDate("1917-11-07")
        """
        from re import ASCII, fullmatch

        found = (
            fullmatch(r"([+-]?)0*(\d{1,16})-(\d\d)-(\d\d)(T[\d:]{8}Z?)?", time, ASCII) if type(time) is str else None
        )
        if found is None:
            hint = "give its text, such as '+2004-00-00T00:00:00Z'"
            raise InvalidDateError(f"{shorten(time)} is not a time of Wikidata", value=time, field="time", hint=hint)
        if type(precision) is not int or not 0 <= precision <= 14:
            hint = "11 day, 10 month, 9 year, 8 decade, 7 century, 6 millennium"
            reason = f"{shorten(precision)} is not a precision of Wikidata"
            raise InvalidDateError(reason, value=precision, field="precision", hint=hint)
        model = _CALENDARS.get(calendar.rpartition("/")[2].lower()) if type(calendar) is str else None
        if model is None:
            reason, hint = f"{shorten(calendar)} is not a calendar of Wikidata", "give 'gregorian' or 'julian'"
            raise InvalidDateError(reason, value=calendar, field="calendar", hint=hint)
        made = cls.from_julian if model == "julian" else cls
        sign, digits, month, day, _ = found.groups()
        year = int(digits)
        if not year:
            reason = f"{shorten(time)} names the year 0, which Wikidata does not have"
            raise InvalidDateError(reason, value=time, field="time", hint="1 BC is -0001 there")
        if precision < 9:
            # Rounded to so many years; of so coarse a unit as ten thousand, in either direction.
            years = 10 ** (9 - precision)
            first = year - years + 1 if precision < 6 else year - (year - (precision < 8)) % years
            last = year + years - 1 if precision < 6 else first + years - 1
            ends = [1 - last, 1 - max(first, 1)] if sign == "-" else [max(first, 1), last]
            is_decade = precision == 8 and sign != "-" and 10 <= year < 10_000
            text = f"{year // 10:03}X" if is_decade else f"[{'..'.join(map(year_text, ends))}]"
        else:
            year = 1 - year if sign == "-" else year
            text = "-".join((year_text(year), month, day)[: precision - 8])
            if abs(year) > 9999 and precision > 9:
                text = f"{'+' if year > 0 else ''}{text.removeprefix('Y')}"
        try:
            return made(text)
        except InvalidDateError as error:
            error.value, error.field = time, "time"
            error.reason = f"{shorten(time)} of precision {precision}: {error.reason}"
            if not isinstance(error, UnsupportedDateError):
                error.hint = "zeros stand for what is not stated: 9 is the precision of a year, 10 that of a month"
            raise

    def describe(self) -> str:
        """Return the date in English; `from_words` reads it back, except qualifiers on single components.

        >>> PartialDate("[2010-09-30..2010-11-08]").describe()
        'some day from 30 September to 8 November 2010'
        """
        from .describe import say_reading

        return say_reading(self._text, self._read())

    @property
    def earliest(self) -> AnyDay | None:
        """The first day that it may be, a `Day` outside the years 1 to 9999; None where the notation sets no limit.

        >>> PartialDate("[..2006-05-09]").earliest is None, PartialDate("-0043").earliest
        (True, Day("-0043-01-01"))
        """
        reading = self._reading
        return reading if isinstance(reading, date) else to_date(reading.first)

    @property
    def latest(self) -> AnyDay | None:
        """The last day that it may be, a `Day` outside the years 1 to 9999; None where the notation sets no limit.

        >>> PartialDate("[..2006-05-09]").latest
        datetime.date(2006, 5, 9)
        """
        reading = self._reading
        return reading if isinstance(reading, date) else to_date(reading.last)

    @property
    def precision(self) -> Precision:
        """The unit it is written in: "day" to "millennium", a season or other grouping, "range" or "set".

        >>> PartialDate("201X").precision, PartialDate("2010-33").precision
        ('decade', 'quarter')
        """
        return self._read().precision

    @property
    def qualifier(self) -> Qualifier | None:
        """``?`` (uncertain), ``~`` (approximate) or ``%`` (both) on the whole date, or None; it moves no bound.

        >>> PartialDate("2006~").qualifier
        '~'
        """
        return self._read().qualifier

    @property
    def qualifiers(self) -> Qualifiers:
        """The qualifier of each component; for a set, those of its members combined.

        >>> PartialDate("2004-06~-11").qualifiers
        Qualifiers(year='~', month='~', day=None)
        """
        return self._read().qualifiers

    @property
    def is_whole_unit(self) -> bool:
        """Whether it names one year, month or day in full, and so can also stand for all its days.

        >>> PartialDate("2013").is_whole_unit, PartialDate("201X").is_whole_unit
        (True, False)
        """
        return self._read().is_whole_unit

    @property
    def means_all(self) -> bool:
        """Whether all members of a set are meant (``{...}``); questions still ask about one of its days.

        >>> PartialDate("{1960,1961-12}").means_all
        True
        """
        return self._read().means_all

    @property
    def comes_again(self) -> bool:
        """Whether it comes again from year to year (``XXXX-12-25``), so that its `spans` may be very numerous.

        >>> PartialDate("156X-12-25").comes_again
        True
        """
        days = self._read().days
        return isinstance(days, Masked) and days.comes_again

    @property
    def spans(self) -> Spans:
        """The days that it may be, as sorted runs of (first, last) ordinals; up to 480,000 for ``XXXX-XX-X1``.

        >>> PartialDate("0001-01").spans
        ((1, 31),)
        """
        return self._read().spans

    @property
    def span(self) -> Span:
        """The first and last ordinal that it may be; one step outside the calendar where there is no limit.

        >>> PartialDate("0001-01").span
        (1, 31)
        """
        reading = self._reading
        if isinstance(reading, date):
            day = reading.toordinal()
            return day, day
        return reading.first, reading.last

    def could_be(self, day: AnyDay) -> bool:
        """Whether it may be that very day; days that the notation leaves out in between are excluded.

        Raises:
            InvalidDateError: ``day`` is not an exact day.

        >>> PartialDate("2006-21").could_be(date(2006, 8, 1))  # spring, of either hemisphere
        False
        """
        at, days = ordinal_of(day), self._read().days
        return days.holds(at) if isinstance(days, Masked) else any(first <= at <= last for first, last in days)

    def nearest(self, day: int, *, before: bool) -> int:
        """Return the last ordinal up to a day, or the first one from it on, that it may be.

        Args:
            day: an ordinal within its bounds.
            before: whether to look back.

        >>> date.fromordinal(PartialDate("156X-12-25").nearest(date(1565, 1, 1).toordinal(), before=False))
        datetime.date(1565, 12, 25)
        """
        days = self._read().days
        return days.nearest(day, before=before) if isinstance(days, Masked) else nearest(days, day, before=before)

    def meets(self, spans: Spans) -> bool:
        """Whether it may be one of the days of sorted runs of ordinals.

        >>> PartialDate("XXXX-12-25").meets(((1, 358),))
        False
        """
        days = self._read().days
        return days.meets(spans) if isinstance(days, Masked) else meet(days, spans)

    def lies_within(self, spans: Spans) -> bool:
        """Whether every day that it may be is one of the days of sorted runs of ordinals.

        >>> PartialDate("0001").lies_within(((1, 100), (101, 400)))
        False
        """
        days = self._read().days
        return days.lies_within(spans) if isinstance(days, Masked) else within(days, spans)

    def same_days(self, other: PartialDate) -> bool:
        """Whether both stand for exactly the same days, however they are written.

        >>> PartialDate("2007").same_days(PartialDate("2007-XX"))
        True
        """
        return self.span == _span_of(other) and self.spans == other.spans

    def is_before(self, other: PartialDate) -> Certainty:
        """Return how certain it is that this day comes before the other; the two are chosen independently.

        >>> PartialDate("2006").is_before(PartialDate("2006-05"))
        Certainty.POSSIBLE
        """
        (first, last), (other_first, other_last) = self.span, _span_of(other)
        if last < other_first:
            return Certainty.CERTAIN
        return Certainty.RULED_OUT if first >= other_last else Certainty.POSSIBLE

    def is_after(self, other: PartialDate) -> Certainty:
        """Return how certain it is that this day comes after the other.

        >>> PartialDate("2007").is_after(PartialDate("2006"))
        Certainty.CERTAIN
        """
        _span_of(other)
        return other.is_before(self)

    def is_on_or_before(self, other: PartialDate) -> Certainty:
        """Return how certain it is that this day is the other or comes before it.

        >>> PartialDate("2006").is_on_or_before(PartialDate("[2006-12-31..]"))
        Certainty.CERTAIN
        """
        return ~self.is_after(other)

    def is_on_or_after(self, other: PartialDate) -> Certainty:
        """Return how certain it is that this day is the other or comes after it.

        >>> PartialDate("2006").is_on_or_after(PartialDate("2006-01-01"))
        Certainty.CERTAIN
        """
        return ~self.is_before(other)

    def is_same_day(self, other: PartialDate) -> Certainty:
        """Return how certain it is that both are the same day; two dates known to the day always decide it.

        >>> PartialDate("2006-05").is_same_day(PartialDate("2006"))
        Certainty.POSSIBLE
        """
        first, last = _span_of(other)
        if self.span == (first, first) == (last, last):
            return Certainty.CERTAIN
        shared = other.meets((self.span,)) and meet(self.spans, other.spans)
        return Certainty.POSSIBLE if shared else Certainty.RULED_OUT

    def __add__(self, span: arithmetic.Span) -> PartialDate:
        """Return the date moved by a span: it may be each day that one of its days becomes, and no other.

        Months are added first, then days; a day that its new month lacks becomes the last day of that month. A date of
        several days may therefore have gaps afterwards: of some day in February, the next month has 1 to 28 March. The
        result is a day, month or year where its days are those of one, otherwise a set. A qualifier of any component is
        kept on the whole, because each component rests on all of them; a time of day is left out.

        Gaps are not written in a run without limit on one side, in one of more than a thousand years, or where there
        would be more than a thousand. The bounds are exact then too.

        Raises:
            UnsupportedDateError: the result lies more than a quadrillion years away, or has more than a thousand runs
                of days, as of ``XXXX-12-25``.

        >>> from iom_partners.dates import Span
        >>> PartialDate("2007-11") + Span(months=3), PartialDate("2013-02") + Span(months=1)
        (PartialDate("2008-02"), PartialDate("[2013-03-01..2013-03-28]"))
        """
        from . import arithmetic

        if not isinstance(span, arithmetic.Span):
            return NotImplemented
        return PartialDate(arithmetic.moved_text(self._text, self._read(), span))

    def __sub__(self, span: arithmetic.Span) -> PartialDate:
        """Return the date moved back by a span, by the rules of addition: first months, then days.

        >>> from iom_partners.dates import Span
        >>> PartialDate("2012-03-31") - Span(months=1)
        PartialDate("2012-02-29")
        """
        from . import arithmetic

        return self + -span if isinstance(span, arithmetic.Span) else NotImplemented

    def days_until(self, other: PartialDate) -> DayRange:
        """Return how many days later another date is, the two chosen independently; negative if it is earlier.

        >>> PartialDate("2007-11-05").days_until(PartialDate("2007-12"))
        DayRange(lower=26, upper=56)
        """
        from .arithmetic import days_between

        return days_between(self.span, _span_of(other))

    def months_until(self, other: PartialDate) -> DayRange:
        """Return how many whole months lie from this day to another, negative if that one is earlier.

        They are the most months that can be added to this day, or taken from it, without passing the other.

        >>> PartialDate("2013-01-31").months_until(PartialDate("2013-02-28"))
        DayRange(lower=1, upper=1)
        >>> PartialDate("2007-11").months_until(PartialDate("2013-07-01"))
        DayRange(lower=67, upper=68)
        """
        from .arithmetic import months_between

        return months_between(self.span, _span_of(other), 1)

    def years_until(self, other: PartialDate) -> DayRange:
        """Return how many whole years lie from this day to another, as `months_until` does for months.

        >>> PartialDate("1951-12-05").years_until(PartialDate("2016-09"))
        DayRange(lower=64, upper=64)
        """
        from .arithmetic import months_between

        return months_between(self.span, _span_of(other), 12)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A total order: by first possible day, then last possible day, then text.

        No limit sorts outermost. Days left out in between, qualifiers and the kind of set count only through the text.

        >>> sorted(["2006-05", "2006", "2005-12-31"], key=lambda t: PartialDate(t).sort_key)
        ['2005-12-31', '2006', '2006-05']
        """
        return (*self.span, self._text)


#: The calendars of Wikidata by name and item.
_CALENDARS = {"gregorian": "gregorian", "q1985727": "gregorian", "julian": "julian", "q1985786": "julian"}

#: Dates by text. It is a plain dict because `lru_cache` takes longer to look up a text than this to read a day.
_known: dict[str, PartialDate] = {}
_find = _known.get
_MOST_KNOWN = 8_192

_new = object.__new__
_set_text = vars(Textual)["_text"].__set__
_set_reading = vars(PartialDate)["_reading"].__set__
_day_of = date.fromisoformat


def day_of_writing(when: object) -> str:
    """Return the EDTF text of the day, month or year in which a text was written.

    Raises:
        InvalidDateError: it is not a whole day, month or year.

    >>> day_of_writing(date(2024, 5, 1)), day_of_writing("1990")
    ('2024-05-01', '1990')
    """
    made = when if isinstance(when, PartialDate) else PartialDate(when)  # type: ignore[arg-type]
    if made.is_whole_unit and not any(made.qualifiers):
        return str(made)
    reason = f"{str(made)!r} is not a whole day, month or year"
    raise InvalidDateError(reason, value=when, field="written_on", hint="write a day such as '2024-05-01'")


def _make(text: str) -> PartialDate:
    made = _new(PartialDate)
    _set_text(made, text)
    reading: Reading | date
    try:
        # Most texts are days, which the standard library reads; it refuses any other text that looks like one.
        reading = _day_of(text) if len(text) == 10 and text[4] == text[7] == "-" else read(text)
    except InvalidDateError:
        raise
    except ValueError:
        reading = read(text)
    _set_reading(made, reading)
    # Long texts are not kept, or a few thousand hostile ones would stay in memory.
    if len(text) > LONGEST_DATE:
        return made
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    # Another thread may have read the same text.
    return _known.setdefault(text, made)


def _span_of(other: PartialDate) -> Span:
    if isinstance(other, PartialDate):
        return other.span
    raise InvalidDateError(f"{shorten(other)} is not a PartialDate", value=other, hint="write PartialDate(text)")


def _states_days(when: PartialDate) -> bool:
    """Whether days are stated, or the date is anything else than one or several whole months."""
    from re import split

    if when.comes_again or any(part.count("-", 1) > 1 for part in split(r"\.\.|,", str(when).strip("[]{}"))):
        return True
    return any(
        first <= BEFORE_ALL or last >= AFTER_ALL or (civil(first)[2], civil(last + 1)[2]) != (1, 1)
        for first, last in when.spans
    )
