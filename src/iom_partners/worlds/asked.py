"""The time of a question: one of ``on=``, ``during=`` and ``throughout=``, read into days."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NamedTuple

from ..dates.coerce import NOT_GIVEN, to_partial_date, to_period
from ..dates.days import AFTER_ALL, BEFORE_ALL, EVER, AnyDay, Bounds, Span, day_at, meet, within
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidPeriodError, MissingTimeError, shorten

__all__ = ["Asked", "exact_days", "misplaced_time", "plain_day", "read_time"]


class Asked(NamedTuple):
    """The time that a question asks about.

    Attributes:
        keyword: on (one day), during (at least one day of), throughout (every day of).
        when: the date or period as asked.
        bounds: of a period, its four bounds; of a date, its first and last possible day, twice.
    """

    keyword: Literal["on", "during", "throughout"]
    when: AnyDay | PartialDate | Period
    bounds: Bounds

    @classmethod
    def on(cls, when: AnyDay | PartialDate) -> Asked:
        """Ask about one day, or about one unknown day of a partial date."""
        if not isinstance(when, PartialDate):
            return cls.on_ordinal(when.toordinal())
        first, last = when.span
        return cls("on", when, Bounds(first, last, first, last))

    @classmethod
    def on_ordinal(cls, ordinal: int) -> Asked:
        """Ask about one day by its ordinal, also one step outside the calendar."""
        day = day_at(min(max(ordinal, BEFORE_ALL + 1), AFTER_ALL - 1))
        return cls("on", day, Bounds(ordinal, ordinal, ordinal, ordinal))

    @classmethod
    def over(cls, keyword: Literal["during", "throughout"], when: Period) -> Asked:
        """Ask about a period; its uncertain ends stay uncertain."""
        return cls(keyword, when, when.bounds)

    def meets(self, *spans: Span) -> bool:
        """Return whether one of the days that may be meant is in some runs, which are sorted."""
        if isinstance(self.when, PartialDate):
            return self.when.meets(spans)
        return meet((self.bounds.possible,), spans)

    def lies_within(self, *spans: Span) -> bool:
        """Return whether all days that may be meant are in some runs, which are sorted."""
        if isinstance(self.when, PartialDate):
            return self.when.lies_within(spans)
        return within((self.bounds.possible,), spans)


def plain_day(on: Any) -> date | None:
    """Return the day of the two commonest ways to write one; None leaves it to the full reader."""
    if on.__class__ is date:
        day: date = on
        return day
    if on.__class__ is str and len(on) == 10 and on[4] == on[7] == "-":
        try:
            return date.fromisoformat(on)
        except ValueError:
            return None
    return None


def read_time(on: Any, during: Any, throughout: Any, listing: str) -> Asked:
    """Return the one time of a question; see `ask`."""
    if during is NOT_GIVEN and throughout is NOT_GIVEN and (day := plain_day(on)) is not None:
        return Asked.on(day)
    times = {"on": on, "during": during, "throughout": throughout}
    given = [keyword for keyword, value in times.items() if value is not NOT_GIVEN]
    if len(given) != 1:
        found = f", not {' and '.join(f'{keyword}=' for keyword in given)}" if given else ""
        raise MissingTimeError(
            f"give exactly one of on=, during= and throughout={found}",
            value=tuple(given),
            hint=f"to list without a time, use {listing}; iom_partners.today() says today",
        )
    if on is not NOT_GIVEN:
        return Asked.on(to_partial_date(on))
    if during is not NOT_GIVEN:
        return Asked.over("during", to_period(during, "during"))
    return Asked.over("throughout", to_period(throughout, "throughout"))


def misplaced_time(values: tuple[object, ...]) -> MissingTimeError:
    """Return the error for a time without its keyword.

    >>> misplaced_time(("2013-09-01",)).hint
    "write on='2013-09-01', or during= for a period"
    """
    value = values[0]
    is_period = isinstance(value, (Period, tuple)) or (isinstance(value, str) and "/" in value)
    hint = f"write during={shorten(value)}" if is_period else f"write on={shorten(value)}, or during= for a period"
    return MissingTimeError("the time of a question is given by its keyword", value=value, hint=hint)


def exact_days(during: Any, field: str = "during") -> Span:
    """Return the first and last day of a period with exact or open ends; all days where none is given.

    Raises:
        InvalidPeriodError: it is not a period, or its ends are uncertain, so nobody knows which days are meant.

    >>> from ..dates.days import to_date
    >>> [to_date(day) for day in exact_days("2010")]
    [datetime.date(2010, 1, 1), datetime.date(2010, 12, 31)]
    """
    if during is NOT_GIVEN:
        return EVER
    period = to_period(during, field)
    first, first_latest, last_earliest, last = period.bounds
    if (first, last) != (first_latest, last_earliest):
        hint = "give exact days, or text for whole units"
        raise InvalidPeriodError(f"{shorten(str(period))} has uncertain ends", value=during, field=field, hint=hint)
    return first, last
