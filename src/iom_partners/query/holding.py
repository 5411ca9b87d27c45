"""Whether a record held at a time, on its own: what `Collection.where` keeps of a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.days import AFTER_ALL, BEFORE_ALL, EVER, Bounds
from ..dates.partial import PartialDate
from ..dates.period import Period
from ..errors import InvalidQuestionError, shorten
from .claims import Asked, Claim, Link, judge, life_of

if TYPE_CHECKING:
    from ..store.home import Home

__all__ = ["holds", "read_wanted"]

_TIMES = ("period", "when", "first_day", "founded")
_ALWAYS = Bounds(EVER[0], EVER[1], EVER[0], EVER[1])


def read_wanted(kind: type[Any], on: Any, during: Any, certainty: Any) -> tuple[Asked | None, tuple[Certainty, ...]]:
    """Read the time and the certainties that are wanted of records of a class.

    Raises:
        InvalidQuestionError: the records have no dates, or there is no such certainty.
        MissingTimeError: two times are given.
    """
    from .answer import read_time

    wanted = certainty.value if isinstance(certainty, Certainty) else certainty
    if wanted not in {None, "certain", "possible"}:
        hint = "certain, or possible: what is certain is possible too"
        raise InvalidQuestionError(
            f"{shorten(certainty)} can not be asked for", value=certainty, field="certainty", hint=hint
        )
    if on is NOT_GIVEN and during is NOT_GIVEN:
        if wanted is not None:
            hint = "give on= or during= too"
            raise InvalidQuestionError("a certainty is that of a time", value=certainty, field="certainty", hint=hint)
        return None, ()
    if not any(hasattr(kind, each) for each in _TIMES):
        raise InvalidQuestionError(
            f"a {kind.__name__} has no dates to ask about",
            value=kind.__name__,
            field="on" if during is NOT_GIVEN else "during",
        )
    asked = read_time(on, during, NOT_GIVEN, "where() without a time")
    return asked, (Certainty.CERTAIN,) if wanted == "certain" else (Certainty.CERTAIN, Certainty.POSSIBLE)


def holds(record: Any, asked: Asked, home: Home | None) -> Certainty:
    """Say how sure it is that a record held at the time asked about, within the life of its body or project.

    Returns:
        Certain or possible; else unknown, for another record may hold then.
    """
    spans: tuple[tuple[int, int], ...] = (EVER,)
    when = getattr(record, "period", None) or getattr(record, "when", None)
    if isinstance(when, Period):
        bounds = [when.bounds]
    elif isinstance(when, PartialDate):
        first, last = when.span
        bounds, spans = [Bounds(first, last, first, last)], when.spans
    elif hasattr(record, "first_day"):
        first = record.first_day.toordinal() if record.first_day else BEFORE_ALL
        last = record.last_day.toordinal() if record.last_day else AFTER_ALL
        bounds = [Bounds(first, first, last, last)]
    elif hasattr(record, "founded"):
        bounds = [life_of(record) or _ALWAYS]
    else:
        bounds = [_ALWAYS]
    if home is not None:
        bounds += _lives(record, home)
    claim = Claim("", record, [Link(record, each) for each in bounds])
    certainty = judge((claim,), (), asked)
    if certainty is Certainty.POSSIBLE and not asked.meets(*spans):
        return Certainty.UNKNOWN
    return certainty


def _lives(record: Any, home: Home) -> list[Bounds]:
    """Give the lives that a record holds within: of its body, or of its project."""
    if hasattr(record, "founded"):
        return home.lives(record.id)
    if not hasattr(record, "period"):
        return []
    if hasattr(record, "organization_id"):
        return home.lives(record.organization_id)
    project = home.store["projects"].get(getattr(record, "project_id", ""))
    return [] if project is None else [project.period.bounds]
