"""Reading one EDTF date, of levels 0, 1 and 2, into the days that it may be.

The notation is that of the Library of Congress specification (4 February 2019), a profile of ISO 8601-2:2019. Reading
is strict: ASCII only, no blanks, real calendar days. Text that is EDTF and lies outside the years 0001 to 9999 raises
`UnsupportedDateError`; text that is none raises `InvalidDateError` with the position and what was expected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from ..errors import InvalidDateError, UnsupportedDateError, shorten
from .calendar import days_of_month, month_span, year_span
from .days import Spans, meet, to_date, within

if TYPE_CHECKING:
    from .masks import Masked

__all__ = [
    "LONGEST_DATE",
    "LONGEST_SET",
    "NO_QUALIFIERS",
    "Precision",
    "Qualifier",
    "Qualifiers",
    "Reading",
    "both",
    "date_text",
    "invalid",
    "read",
    "read_each",
    "read_plain",
    "spans_text",
    "unsupported",
]


T = TypeVar("T")

#: The unit that a date is written in. A date with unspecified digits keeps the unit written ("1985-04-XX" is a day),
#: save for years of which only the rightmost digits are unspecified; "range" is a one-of range such as
#: ``[2006-01..2006-06]``, "set" every other set.
Precision = Literal[
    "day", "month", "season", "quarter", "quadrimester", "semester", "year", "decade", "century", "millennium",
    "range", "set",
]  # fmt: skip
#: ``?`` uncertain, ``~`` approximate, ``%`` both.
Qualifier = Literal["?", "~", "%"]


class Qualifiers(NamedTuple):
    """The marks on the components of a date; None where there is none.

    Attributes:
        year: on the year.
        month: on the month, season or other grouping.
        day: on the day.
    """

    year: Qualifier | None = None
    month: Qualifier | None = None
    day: Qualifier | None = None


NO_QUALIFIERS = Qualifiers()


def both(one: Qualifier | None, other: Qualifier | None) -> Qualifier | None:
    """Give the mark that says what two marks say together.

    >>> both("?", "~")
    '%'
    """
    if one == other or other is None:
        return one
    return other if one is None else "%"


class Reading:
    """What one date text means.

    Attributes:
        first: ordinal of the first day that it may be; one step outside the calendar where there is no limit.
        last: ordinal of the last day that it may be.
        precision: the unit it is written in.
        is_whole_unit: whether the days are those of one year, month or day that is named in full.
        qualifier: the mark that all components bear, or None.
        qualifiers: the mark of each component.
        means_all: whether all members of a set are meant, not one of them.
    """

    __slots__ = ("_days", "first", "is_whole_unit", "last", "precision")

    # Most dates have no marks and are no sets; only `Marked` has places for these.
    qualifier: Qualifier | None = None
    qualifiers: Qualifiers = NO_QUALIFIERS
    means_all: bool = False

    def __init__(self, days: Spans | Masked, precision: Precision, is_whole_unit: bool = False) -> None:
        self._days = days
        self.first, self.last = (days[0][0], days[-1][1]) if isinstance(days, tuple) else (days.first, days.last)
        self.precision: Precision = precision
        self.is_whole_unit = is_whole_unit

    @property
    def comes_again(self) -> bool:
        """Whether its days come again from year to year, so that there may be very many runs of them."""
        return not isinstance(self._days, tuple) and self._days.comes_again

    @property
    def spans(self) -> Spans:
        """The days it may be, as sorted runs of ordinals."""
        return self._days if isinstance(self._days, tuple) else self._days.spans

    def holds(self, day: int) -> bool:
        """Tell whether it may be the day of an ordinal."""
        if isinstance(self._days, tuple):
            return any(first <= day <= last for first, last in self._days)
        return self._days.holds(day)

    def nearest(self, day: int, *, before: bool) -> int:
        """Give the last day that it may be up to a day, or the first from it on, where there is one.

        Args:
            day: an ordinal from `first` to `last`.
            before: whether the last one up to it is asked for.
        """
        if not isinstance(self._days, tuple):
            return self._days.nearest(day, before=before)
        if before:
            return next(min(last, day) for first, last in reversed(self._days) if first <= day)
        return next(max(first, day) for first, last in self._days if last >= day)

    def meets(self, spans: Spans) -> bool:
        """Tell whether it may be one of the days of some runs."""
        return meet(self._days, spans) if isinstance(self._days, tuple) else self._days.meets(spans)

    def lies_within(self, spans: Spans) -> bool:
        """Tell whether every day that it may be is one of the days of some runs."""
        return within(self._days, spans) if isinstance(self._days, tuple) else self._days.lies_within(spans)


class Marked(Reading):
    """What a date with marks means, or a set."""

    __slots__ = ("means_all", "qualifier", "qualifiers")

    def __init__(
        self,
        days: Spans | Masked,
        precision: Precision,
        is_whole_unit: bool = False,
        *,
        qualifier: Qualifier | None = None,
        qualifiers: Qualifiers = NO_QUALIFIERS,
        means_all: bool = False,
    ) -> None:
        super().__init__(days, precision, is_whole_unit)
        self.qualifier: Qualifier | None = qualifier
        self.qualifiers: Qualifiers = qualifiers
        self.means_all: bool = means_all


def invalid(text: str, problem: str, position: int, expected: str) -> InvalidDateError:
    """Give the error for text that is no EDTF."""
    return InvalidDateError(f"{shorten(text)} {problem}", value=text).at(position, expected)


def unsupported(text: str, feature: str) -> UnsupportedDateError:
    """Give the error for EDTF that lies outside of what is read."""
    return UnsupportedDateError(f"{shorten(text)} needs {feature}, which is not supported", value=text)


def read_each(reads: Iterable[Callable[[], T]]) -> list[T]:
    """Read several parts of one text; what is no EDTF at all is told before what is only not supported.

    >>> read_each([lambda: 1, lambda: 2])
    [1, 2]
    """
    found: list[T] = []
    later: UnsupportedDateError | None = None
    for read in reads:
        try:
            found.append(read())
        except UnsupportedDateError as error:
            later = later or error
    if later:
        raise later
    return found


def date_text(first: int, last: int) -> str:
    """Write a run of days as one EDTF date: a day, month or year where it is one, else a one-of range.

    Without any limit, the text is empty.

    >>> date_text(732981, 733010)
    '2007-11'
    """
    lower, upper = to_date(first), to_date(last)
    if lower is None or upper is None:
        if lower is None and upper is None:
            return ""
        return f"[{lower or ''}..{upper or ''}]"
    if lower == upper:
        return lower.isoformat()
    if (lower.month, lower.day, upper.month, upper.day) == (1, 1, 12, 31) and lower.year == upper.year:
        return f"{lower.year:04}"
    if (lower.year, lower.month, lower.day) == (upper.year, upper.month, 1) and upper.day == days_of_month(
        upper.year, upper.month
    ):
        return f"{lower.year:04}-{lower.month:02}"
    return f"[{lower}..{upper}]"


def spans_text(spans: Spans) -> str:
    """Write days as one EDTF date: as `date_text` does where they are one run, else a one-of set of their runs.

    >>> spans_text(((732981, 733010),)), spans_text(((732981, 733010), (733012, 733013)))
    ('2007-11', '[2007-11,2007-12-02..2007-12-03]')
    """
    texts = [date_text(first, last) for first, last in spans]
    return texts[0] if len(texts) == 1 else f"[{','.join(text.strip('[]') for text in texts)}]"


def read_plain(body: str) -> Reading | None:
    """Read a year, month or day without any mark the short way; None where it is anything else, or wrong.

    >>> read_plain("2007-11").precision, read_plain("2007-13")
    ('month', None)
    """
    size = len(body)
    if size == 10 and body[4] == "-" == body[7]:
        try:
            at = date.fromisoformat(body).toordinal()
        except ValueError:
            return None
        return Reading(((at, at),), "day", True)
    if not body.isascii():
        return None  # Python takes the digits of all scripts for digits.
    if size == 4 and body.isdigit() and body != "0000":
        return Reading((year_span(int(body)),), "year", True)
    digits = body[:4] + body[5:]
    if size == 7 and body[4] == "-" and digits.isdigit() and "01" <= body[5:] <= "12" and body[:4] != "0000":
        return Reading((month_span(int(body[:4]), int(body[5:])),), "month", True)
    return None


#: No date of the calendar is written with more characters; longer text is refused before it is looked at.
LONGEST_DATE = 64
#: Longer sets are refused before they are looked at: one of 5,000 days has 55,000 characters.
LONGEST_SET = 65_536


def read(text: str) -> Reading:
    """Read one EDTF date.

    Args:
        text: the date, not an interval.

    Returns:
        Its days, precision and qualifiers.

    Raises:
        UnsupportedDateError: it is EDTF and lies outside the years 0001 to 9999, or is a set that is too long.
        InvalidDateError: it is no EDTF date.

    >>> read("2007-11").precision
    'month'
    """
    plain = read_plain(text)
    if plain is not None:
        return plain
    size = len(text)
    if not text:
        raise invalid(text, "is empty", 0, "a date")
    if not text.isascii():
        at = next(i for i, mark in enumerate(text) if mark > "\x7f")
        raise invalid(text, "has a character that is not ASCII", at, "ASCII digits and marks only")
    # What most dates do not need is loaded when the first date needs it.
    if text[0] in "[{":
        if size > LONGEST_SET:
            raise unsupported(text, f"a set of more than {LONGEST_SET:,} characters")
        from .edtf_grammar import read_set

        return read_set(text)
    if size > LONGEST_DATE and "Y" not in text[:2]:
        raise invalid(text, "is too long for a date", LONGEST_DATE, f"at most {LONGEST_DATE} characters")
    from .edtf_grammar import read_date

    return read_date(text, 0, size, time=True)
