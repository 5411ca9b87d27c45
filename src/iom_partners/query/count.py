"""`Count`: how many there were, as a range, beside the figures that sources give."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NoReturn

from ..dates.certainty import Certainty
from ..dates.coerce import NOT_GIVEN
from ..dates.period import Period
from ..errors import UndecidedError
from ..model.happenings import Figure
from ..tables.table import Shown, Tabular, Unchanging
from ..worlds.asked import Asked, read_time
from .evidence import Evidence
from .explain import evidence
from .roster import Roster
from .wording import say_asked

if TYPE_CHECKING:
    from ..model.happenings import Figure
    from ..store.store import Store
    from ..tables.table import Table

__all__ = ["Count", "count_members", "count_range", "say_range"]


class Count(Unchanging, Tabular):
    """How many there were: at least ``lower``, at most ``upper``, and the figures that sources give.

    Attributes:
        lower: how many are certain.
        upper: how many are certain or possible; None where not all are known.
        reported: figures that sources state for that time.
        why: one plain sentence.

    >>> import iom_partners
    >>> print(iom_partners.load().member_count("GMG", on="2007-11-15"))
    between 10 and 14
    """

    __slots__ = ("_asked", "_roster", "lower", "reported", "upper", "why")

    lower: int
    upper: int | None
    reported: tuple[Figure, ...]
    why: str
    _roster: Roster[Any]
    _asked: Asked

    def __init__(
        self, lower: int, upper: int | None, reported: tuple[Figure, ...], why: str, roster: Roster[Any], asked: Asked
    ) -> None:
        made = (("lower", lower), ("upper", upper), ("reported", reported), ("why", why))
        for name, value in (*made, ("_roster", roster), ("_asked", asked)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a count is immutable, so {name!r} cannot be set")

    @property
    def _told(self) -> tuple[int, int | None, tuple[Figure, ...], str]:
        return self.lower, self.upper, self.reported, self.why

    def __reduce__(self) -> tuple[Any, ...]:
        return Count, (*self._told, self._roster.to_pickle(self._asked), self._asked)

    def __eq__(self, other: object) -> bool:
        return self._told == other._told if isinstance(other, Count) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._told)

    @property
    def evidence(self) -> tuple[Evidence[Any], ...]:
        """One for each record counted, for what makes the list complete, and for each stated figure.

        >>> import iom_partners
        >>> len(iom_partners.load().member_count("GMG", on="2004-01-01").evidence) >= 6
        True
        """
        proofs = evidence(self._roster, self._asked, self._roster.outcome_of(self._asked))
        told = (
            Evidence(None, each, Certainty.CERTAIN, each.citations, f"stated: {say_figure(each)}")
            for each in self.reported
        )
        return (*proofs, *told)

    def __int__(self) -> int:
        if self.lower == self.upper:
            return self.lower
        raise UndecidedError(f"the number is {self}, not one number", value=str(self), hint="see .lower and .upper")

    def __bool__(self) -> bool | UndecidedError:  # As in `Certainty`.
        if self.lower > 0 or self.upper == 0:
            return self.lower > 0
        raise UndecidedError(
            f"whether there were any is undecided: {self}", value=str(self), hint="see .lower and .upper"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the count as plain values for JSON.

        >>> import iom_partners
        >>> iom_partners.load().member_count("GMG", on="2008-12-03").to_dict()["lower"]
        14
        """
        reported = [{"lower": f.lower, "upper": f.upper, "when": str(f.when), "figure_id": f.id} for f in self.reported]
        return {"lower": self.lower, "upper": self.upper, "reported": reported, "why": self.why}

    def to_table(self, *, labels: bool = False) -> Table:
        """Return a row for what is counted, then one for each figure that a source states; the note says why.

        Args:
            labels: add columns of names, and of dates in words.

        >>> import iom_partners
        >>> table = iom_partners.load().member_count("GMG", on="2008-12-03").to_table()
        >>> list(zip(table["by"], table["lower"], table["upper"]))
        [('count', 14, 14), ('source', 14, 14)]
        """
        from ..store.labels import known_to
        from ..store.table_schemas import BOUNDS, bounds_of, source_ids
        from ..tables.table import Column, Table

        columns = (
            Column("by", "string", "whether the records are counted or a source states it", ("count", "source"), True),
            Column("lower", "integer", "at least; empty means no limit"),
            Column("upper", "integer", "at most; empty where not all are known, or no limit"),
            Column("qualifier", "string", "over, about ... as the source puts it"),
            Column("when", "string", "the time that the source speaks of, EDTF"),
            *BOUNDS,
            Column("figure_id", "string", "the record of what the source states"),
            Column("source_ids", "string", "who states it; several are separated by |"),
        )
        rows: list[tuple[Any, ...]] = [("count", self.lower, self.upper, *(None,) * 10)]
        for each in self.reported:
            when = None if each.when is None else str(each.when)
            told = ("source", each.lower, each.upper, each.qualifier, when)
            rows.append((*told, *bounds_of(each.when), each.id, source_ids(each.citations)))
        table = Table("numbers", columns, rows, note=self.why)
        return known_to(table, self._roster.store).to_table(labels=labels)

    def _shown(self, most: int) -> Shown:
        from ..store.table_schemas import trimmed

        table = self.to_table()
        return *trimmed(table.column_names, table.rows[:most]), len(table), f"{self}: {self.why}"

    def __str__(self) -> str:
        return say_range(self.lower, self.upper)

    def __repr__(self) -> str:
        from ..tables.text import plain

        return plain(f"<Count {self}: {self.why}>")


def say_range(lower: int, upper: int | None) -> str:
    """Return in words how many there were, at least and at most.

    >>> say_range(10, 14), say_range(3, 3), say_range(3, None)
    ('between 10 and 14', '3', 'at least 3')
    """
    if upper is None:
        return f"at least {lower}"
    return str(lower) if lower == upper else f"between {lower} and {upper}"


def count_range(roster: Roster[Any], asked: Asked) -> tuple[int, int | None]:
    """Return how many there were, at least and at most; at most None where not all are known."""
    if asked.keyword != "on":
        certain, possible, _, _ = roster.outcome_of(asked)
        unknown = roster.unknown_beside(asked)
        return len(certain), None if unknown is None else len(certain) + len(possible) + unknown
    starts, sure, _, most = roster.sweep.counts
    first, last = asked.bounds.possible
    begin, end = bisect_right(starts, first) - 1, bisect_right(starts, last)
    # The days of a set need not touch each era between its first and its last day.
    ends = (*(following - 1 for following in starts[begin + 1 : end]), last)
    eras = [at for at, until in enumerate(ends, begin) if asked.meets((starts[at], until))]
    uppers = [each for at in eras if (each := most[at]) is not None]
    return min(sure[at] for at in eras), max(uppers) if len(uppers) == len(eras) else None


def count_members(
    roster: Roster[Any], figures: Store | None, on: Any, during: Any = NOT_GIVEN, throughout: Any = NOT_GIVEN
) -> Count:
    """Count the members on a day, on one unknown day of a partial date, or during a period."""
    asked = read_time(on, during, throughout, roster.question.listing)
    about = figures.select("figures", about_id=roster.question.body_id) if figures else ()
    lower, upper = count_range(roster, asked)
    stated = tuple(each for each in about if each.unit == "members" and _speaks_of(each, asked))
    return Count(lower, upper, stated, _why(roster, asked, lower, upper, stated), roster, asked)


def _speaks_of(figure: Figure, asked: Asked) -> bool:
    if figure.when is None:
        return False
    return asked.meets(*((figure.when.bounds.possible,) if isinstance(figure.when, Period) else figure.when.spans))


def say_figure(figure: Figure) -> str:
    """Return the number of a figure in words, with its qualifier.

    >>> say_figure(Figure(id="f", about_id="gmg", unit="members", lower=16, upper=16))
    '16 members'
    """
    if figure.lower == figure.upper:
        number = str(figure.lower)
    elif figure.upper is None:
        number = f"at least {figure.lower}"
    else:
        number = f"at most {figure.upper}" if figure.lower is None else f"{figure.lower} to {figure.upper}"
    return f"{figure.qualifier + ' ' if figure.qualifier else ''}{number} {figure.unit}"


_NOUNS = ("member", "members"), ("holder", "holders")


def _why(roster: Roster[Any], asked: Asked, lower: int, upper: int | None, stated: tuple[Figure, ...]) -> str:
    body, time, office = roster.question.body, say_asked(asked), roster.question.office
    one, many = (f"{noun} of the office “{office}”" if office else noun for noun in _NOUNS[bool(office)])
    certain = f"{lower} {one if lower == 1 else many} of {body} {'is' if lower == 1 else 'are'} certain {time}"
    if upper is None:
        counted = f"{certain}, and the data do not claim to know all"
    elif upper == 0:
        counted = f"{body} had no {many} {time}, and all are known"
    elif lower == upper:
        counted = (
            f"the 1 {one} of {body} is known {time}" if lower == 1 else f"all {lower} {many} of {body} are known {time}"
        )
    else:
        counted = f"{certain} and up to {upper} possible, nobody else"
    return f"{counted}; stated: {', '.join(map(_say_stated, stated))}" if stated else counted


def _say_stated(figure: Figure) -> str:
    sources = list(dict.fromkeys(each.source_id for each in figure.citations if not each.denies))
    return say_figure(figure) + (f" ({', '.join(sources[:3])})" if sources else "")
