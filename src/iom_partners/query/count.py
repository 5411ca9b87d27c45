"""`Count`: how many there were, as a range, beside the figures that sources give."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import UndecidedError
from ..tables.tabular import Shown, Tabular

if TYPE_CHECKING:
    from ..model.happenings import Figure
    from ..tables.table import Table
    from .evidence import Evidence

__all__ = ["Count"]


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
        from ..store.columns import source_ids
        from ..store.table_schemas import BOUNDS, bounds_of
        from ..tables.column import Column
        from ..tables.table import Table

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
