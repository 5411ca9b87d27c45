"""`Table`: fixed, described columns and rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..errors import UnknownNameError, shorten
from .column import Column
from .tabular import Shown, Tabular

__all__ = ["Table"]

_CODEBOOK = (
    Column("column", "string", "the heading", is_required=True),
    Column("type", "string", "of Table Schema: string, boolean, integer, number or date", is_required=True),
    Column("values", "string", "every value that it may have, where they are fixed; several are parted by |"),
    Column("description", "string", "what it holds", is_required=True),
)


class Table(Tabular):
    """Rows of plain values under fixed columns: immutable, and shown as a table in a notebook and in a terminal.

    A cell is text, a whole number, an exact `decimal.Decimal`, a `datetime.date`, a bool, or None where there is no
    value: an open end is None, never a far day.

    Attributes:
        name: what the rows are.
        columns: one `Column` each, with type and description.
        rows: one tuple each, in order.
        note: one sentence on the whole, shown above it; may be empty.

    >>> table = Table("places", [Column("name", "string", "what it is called")], [("Geneva",), ("Bern",)])
    >>> table
    2 places
    name
    Geneva
    Bern
    >>> table["name"]
    ('Geneva', 'Bern')
    """

    __slots__ = ("columns", "name", "note", "rows")

    def __init__(self, name: str, columns: Iterable[Column], rows: Iterable[Sequence[Any]], *, note: str = "") -> None:
        """Take a name, columns, and as many cells a row as there are columns."""
        self.name = name
        self.columns = tuple(columns)
        self.rows: tuple[tuple[Any, ...], ...] = tuple(map(tuple, rows))
        self.note = note

    @property
    def column_names(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(column.name for column in self.columns)

    def to_table(self) -> Table:
        """Give the table itself."""
        return self

    def codebook(self) -> Table:
        """Give what each column means, as a table.

        >>> import iom_partners
        >>> iom_partners.load().places.to_table().codebook().rows[3][:2]
        ('country', 'string')
        """
        rows = [(each.name, each.type, "|".join(each.values) or None, each.description) for each in self.columns]
        return Table("columns", _CODEBOOK, rows, note=f"the columns of {self.name}")

    def __getitem__(self, name: str) -> tuple[Any, ...]:
        """Give the cells of one column.

        Raises:
            UnknownNameError: there is no such column; the hint lists them.
        """
        if name not in self.column_names:
            hint = f"there are {', '.join(self.column_names)}"
            raise UnknownNameError(f"there is no column {shorten(name)}", value=name, field=self.name, hint=hint)
        place = self.column_names.index(name)
        return tuple(row[place] for row in self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return (self.name, self.columns, self.rows) == (other.name, other.columns, other.rows)

    def __hash__(self) -> int:
        return hash((self.name, self.columns, self.rows))

    def _shown(self, most: int) -> Shown:
        from .text import counted

        caption = counted(len(self), self.name) + (f": {self.note}" if self.note else "")
        return self.column_names, self.rows[:most], len(self), caption

    def __repr__(self) -> str:
        return self._as_text()

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.column_names)
