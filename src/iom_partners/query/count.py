"""`Count`: how many there were, as a range, beside the figures that sources give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ..dates.certainty import Certainty
from ..dates.period import Period
from ..errors import UndecidedError
from ..model.happenings import Figure
from ..tables.table import Shown, Tabular
from .claims import Asked
from .evidence import Evidence
from .explain import evidence
from .roster import Ledger
from .wording import say_asked

if TYPE_CHECKING:
    from ..model.happenings import Figure
    from ..tables.table import Table

__all__ = ["Count", "count_members"]


class Count(Tabular):
    """How many there were: at least ``low``, at most ``high``, and the figures that sources give.

    Attributes:
        low: how many are certain.
        high: how many are certain or possible; None where not all are known.
        stated: figures that sources give for that time.
        why: one plain sentence.

    >>> import iom_partners
    >>> print(iom_partners.load().member_count("GMG", on="2007-11-15"))
    between 10 and 14
    """

    __slots__ = ("_prove", "high", "low", "stated", "why")

    def __init__(
        self,
        low: int,
        high: int | None,
        stated: tuple[Figure, ...],
        prove: Callable[[], tuple[Evidence[Any], ...]],
        why: str,
    ) -> None:
        self.low = low
        self.high = high
        self.stated = stated
        self.why = why
        self._prove = prove

    @property
    def evidence(self) -> tuple[Evidence[Any], ...]:
        """One for each record counted, for what makes the list complete, and for each stated figure.

        >>> import iom_partners
        >>> len(iom_partners.load().member_count("GMG", on="2004-01-01").evidence) >= 6
        True
        """
        return self._prove()

    def __int__(self) -> int:
        if self.low == self.high:
            return self.low
        raise UndecidedError(f"the number is {self}, not one number", value=str(self), hint="see .low and .high")

    def __bool__(self) -> bool:
        if self.low > 0 or self.high == 0:
            return self.low > 0
        raise UndecidedError(f"whether there were any is undecided: {self}", value=str(self), hint="see .low and .high")

    def to_dict(self) -> dict[str, Any]:
        """Give the count as plain values for JSON.

        >>> import iom_partners
        >>> iom_partners.load().member_count("GMG", on="2008-12-03").to_dict()["low"]
        14
        """
        stated = [{"low": f.low, "high": f.high, "when": str(f.when), "figure_id": f.id} for f in self.stated]
        return {"low": self.low, "high": self.high, "stated": stated, "why": self.why}

    def to_table(self) -> Table:
        """Give a row for what is counted, then one for each figure that a source states; the note says why.

        >>> import iom_partners
        >>> table = iom_partners.load().member_count("GMG", on="2008-12-03").to_table()
        >>> list(zip(table["by"], table["low"], table["high"]))
        [('count', 14, 14), ('source', 14, 14)]
        """
        from ..store.table_schemas import BOUNDS, bounds_of, source_ids
        from ..tables.table import Column, Table

        columns = (
            Column("by", "string", "whether the records are counted or a source states it", ("count", "source"), True),
            Column("low", "integer", "at least; empty is no limit"),
            Column("high", "integer", "at most; empty where not all are known, or no limit"),
            Column("qualifier", "string", "over, about ... as the source puts it"),
            Column("when", "string", "the time that the source speaks of, EDTF"),
            *BOUNDS,
            Column("figure_id", "string", "the record of what the source states"),
            Column("source_ids", "string", "who states it; several are parted by |"),
        )
        rows: list[tuple[Any, ...]] = [("count", self.low, self.high, *(None,) * 10)]
        for each in self.stated:
            when = None if each.when is None else str(each.when)
            told = ("source", each.low, each.high, each.qualifier, when)
            rows.append((*told, *bounds_of(each.when), each.id, source_ids(each.citations)))
        return Table("numbers", columns, rows, note=self.why)

    def _shown(self, most: int) -> Shown:
        from ..store.table_schemas import trimmed

        table = self.to_table()
        return *trimmed(table.column_names, table.rows[:most]), len(table), f"{self}: {self.why}"

    def __str__(self) -> str:
        if self.high is None:
            return f"at least {self.low}"
        return str(self.low) if self.low == self.high else f"between {self.low} and {self.high}"

    def __repr__(self) -> str:
        from ..tables.text import plain

        return plain(f"<Count {self}: {self.why}>")


def count_members(ledger: Ledger[Any], asked: Asked, figures: Iterable[Figure]) -> Count:
    """Count the members on a day, or on one day of a partial date, not known which; or those of a period."""
    cells = ledger.cells_over(asked) if asked.keyword == "on" else [ledger.cell_of(asked)]
    low = min(len(certain) for certain, _, _, _ in cells)
    is_complete = all(complete for _, _, complete, _ in cells)
    high = max(len(certain) + len(possible) for certain, possible, _, _ in cells) if is_complete else None
    stated = tuple(each for each in figures if each.unit == "members" and _speaks_of(each, asked))

    def prove() -> tuple[Evidence[Any], ...]:
        proofs = evidence(ledger, asked, ledger.cell_of(asked))
        told = (
            Evidence(None, each, Certainty.CERTAIN, each.citations, f"stated: {say_figure(each)}") for each in stated
        )
        return (*proofs, *told)

    return Count(low, high, stated, prove, _why(ledger, asked, low, high, stated))


def _speaks_of(figure: Figure, asked: Asked) -> bool:
    if figure.when is None:
        return False
    return asked.meets(*((figure.when.bounds.possible,) if isinstance(figure.when, Period) else figure.when.spans))


def say_figure(figure: Figure) -> str:
    """Say the number of a figure with its qualifier.

    >>> say_figure(Figure(id="f", about_id="gmg", unit="members", low=16, high=16))
    '16 members'
    """
    if figure.low == figure.high:
        number = str(figure.low)
    elif figure.high is None:
        number = f"at least {figure.low}"
    else:
        number = f"at most {figure.high}" if figure.low is None else f"{figure.low} to {figure.high}"
    return f"{figure.qualifier + ' ' if figure.qualifier else ''}{number} {figure.unit}"


def _why(ledger: Ledger[Any], asked: Asked, low: int, high: int | None, stated: tuple[Figure, ...]) -> str:
    body, time = ledger.topic.body, say_asked(asked)
    certain = f"{low} {'member' if low == 1 else 'members'} of {body} {'is' if low == 1 else 'are'} certain {time}"
    if high is None:
        counted = f"{certain}, and the data does not claim to know all"
    elif high == 0:
        counted = f"{body} had no members {time}, and all are known"
    elif low == high:
        counted = (
            f"the 1 member of {body} is known {time}" if low == 1 else f"all {low} members of {body} are known {time}"
        )
    else:
        counted = f"{certain} and up to {high} possible, nobody else"
    return f"{counted}; stated: {', '.join(map(_say_stated, stated))}" if stated else counted


def _say_stated(figure: Figure) -> str:
    sources = list(dict.fromkeys(each.source_id for each in figure.citations if not each.denies))
    return say_figure(figure) + (f" ({', '.join(sources[:3])})" if sources else "")
