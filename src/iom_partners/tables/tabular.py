"""`Tabular`: whatever can be written as one table, and so becomes a frame, a file or a page of a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from os import PathLike
    from typing import TextIO

    from .table import Table

__all__ = ["Shown", "Tabular"]

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
