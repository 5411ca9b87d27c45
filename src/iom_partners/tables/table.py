"""`Table`: fixed, described columns and rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import UnknownNameError, shorten

if TYPE_CHECKING:
    from os import PathLike
    from typing import TextIO

__all__ = ["Column", "Shown", "Table", "Tabular"]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: its heading.
        type: of Table Schema: string, boolean, integer, number or date.
        description: what it holds.
        values: every value that it may have, where they are fixed; else empty. Frames get a category of these.
        is_required: whether no cell of it is empty.
    """

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()
    is_required: bool = False


#: Headings, the first rows, how many rows there are in all, and a line above them.
Shown = tuple[Sequence[str], Sequence[Sequence[object]], int, str]


class Tabular:
    """Something that is one table: a collection, an answer, a listing, a panel, or a `Table` itself.

    Each frame library is an extra and is imported by the call that needs it; without it, `MissingExtraError` says what
    to install. What reads Arrow (Polars, DuckDB, PyArrow, ``pandas.DataFrame.from_arrow``) takes a `Table` or an
    `Answer` as it is. A collection is a sequence and a listing a tuple besides, and some libraries look at that first:
    ``to_table()`` leaves no doubt.
    """

    __slots__ = ()

    def to_table(self) -> Table:
        """Give the table: fixed columns of plain values, each described.

        >>> import iom_partners
        >>> table = iom_partners.load().places.to_table()
        >>> table.column_names
        ('id', 'name', 'kind', 'country', 'subdivision', 'note')
        """
        raise NotImplementedError

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give one dict a row; dates are `datetime.date`, amounts `decimal.Decimal`, empty cells None.

        >>> import iom_partners
        >>> iom_partners.load().chair_terms.to_dicts()[0]["holder_id"]
        'unctad'
        """
        table = self.to_table()
        return [dict(zip(table.column_names, row, strict=True)) for row in table.rows]

    def to_pandas(self) -> Any:
        """Give a pandas DataFrame, with the same types whatever the rows are.

        Dates are ``datetime64[s]``, which holds every year of the calendar; an open end is NaT. Texts with fixed values
        are categories, whole numbers ``Int64`` and flags ``boolean`` where a cell may be empty, amounts exact
        `decimal.Decimal` objects.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        from .frames import to_pandas

        return to_pandas(self.to_table())

    def to_polars(self) -> Any:
        """Give a Polars DataFrame, with the same types whatever the rows are.

        Dates are ``Date``; an open end is null. Texts with fixed values are ``Enum``, amounts ``Decimal``.

        Raises:
            MissingExtraError: Polars is not installed.
        """
        from .frames import to_polars

        return to_polars(self.to_table())

    def to_arrow(self) -> Any:
        """Give a PyArrow table, with the same types whatever the rows are, each field with its description.

        Dates are ``date32``; an open end is null. Texts with fixed values are dictionaries, amounts decimals.

        Raises:
            MissingExtraError: PyArrow is not installed.
        """
        from .frames import to_arrow

        return to_arrow(self.to_table())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table over as a stream of Arrow's C interface, which every library that reads Arrow takes.

        Raises:
            MissingExtraError: neither PyArrow nor Polars is installed, one of which makes the stream.
        """
        from .frames import arrow_stream

        return arrow_stream(self.to_table(), requested_schema)

    def to_csv(self, path: str | PathLike[str] | TextIO | None = None, *, exact: bool = False) -> str | None:
        r"""Write CSV (RFC 4180, UTF-8, lines end in ``\n``); an empty cell is no value, such as an open end.

        A spreadsheet would run a text that begins like a formula, so such a text gets an apostrophe before it, and so
        does a text that begins with one: taking one away from each that has one gives all back. Texts of digits such as
        ``-0044``, and what is no text, stay as they are.

        Args:
            path: the file, which is written anew, or an open one; by default the text is given back.
            exact: leave every text as it is, for programs.

        Returns:
            The text where no path is given.

        >>> import iom_partners
        >>> print(iom_partners.load().places.to_csv().splitlines()[0])
        id,name,kind,country,subdivision,note
        """
        from .files import csv_text, write_text

        text = csv_text(self.to_table(), exact=exact)
        if path is None:
            return text
        write_text(path, text)
        return None

    def to_parquet(self, path: str | PathLike[str]) -> None:
        """Write a Parquet file, with PyArrow or Polars, whichever is installed.

        Args:
            path: the file, which is written anew.

        Raises:
            MissingExtraError: neither is installed.
        """
        from .files import write_parquet

        write_parquet(self.to_table(), path)

    def _shown(self, most: int) -> Shown:
        """Give what is shown: headings, the first rows, how many there are in all, and a line above them."""
        return self.to_table()._shown(most)

    def _as_text(self) -> str:
        from .text import text_table

        columns, rows, count, caption = self._shown(10)
        return text_table(columns, rows, caption=caption, count=count)

    def _repr_html_(self) -> str:
        from .html import html_table

        columns, rows, count, caption = self._shown(50)
        return html_table(columns, rows, caption=caption, count=count)

    def __dir__(self) -> list[str]:
        """List what callers may use, for completion."""
        return sorted(each for each in super().__dir__() if not each.startswith("_"))


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
