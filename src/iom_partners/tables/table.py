"""`Table`: fixed, described columns and rows of plain values; and `Tabular`, what everything that is a table can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from ..errors import InvalidDateError, InvalidQuestionError, UnknownNameError, no_attribute, shorten

if TYPE_CHECKING:
    from os import PathLike
    from typing import TextIO

    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Column", "Shown", "Table", "Tabular", "Unchanging", "dated", "missing", "required", "without_names"]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: the heading.
        type: a type of Table Schema: string, boolean, integer, number or date.
        description: what the column holds.
        values: every value that a cell may have, if they are fixed; frames make a category of them.
        is_required: whether every cell has a value.
    """

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()
    is_required: bool = False


def required(name: str, type: str, description: str, values: tuple[str, ...] = ()) -> Column:  # noqa: A002 # As in Column.
    """Return a column in which every cell has a value."""
    return Column(name, type, description, values, is_required=True)


#: Headings, the first rows, the number of all rows, and a caption.
Shown = tuple[Sequence[str], Sequence[Sequence[object]], int, str]


def missing(self: object, name: str) -> Any:
    """Raise the error for a name that is not there, with the nearest; of one that is, the error that it raised."""
    if hasattr(type(self), name):
        return object.__getattribute__(self, name)
    raise no_attribute(self, name)


def dated(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> list[tuple[object, ...]]:
    """Return rows with EDTF cells read as dates, so that they can be shown in words."""
    are_dates = ["EDTF" in each.description for each in columns]
    if not any(are_dates):
        return list(map(tuple, rows))
    from ..dates.partial import PartialDate
    from ..dates.period import Period

    def read(cell: Any) -> object:
        if not isinstance(cell, str):
            return cell
        try:
            return Period(cell) if "/" in cell else PartialDate(cell)
        except InvalidDateError:
            return cell  # The table is anyone's.

    return [tuple(read(cell) if each else cell for cell, each in zip(row, are_dates, strict=True)) for row in rows]


class Unchanging:
    """Base of immutable objects: a copy, shallow or deep, is the object itself, with all that it has cached."""

    __slots__ = ()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


class Tabular:
    """Anything that is one table: a collection, an answer, a record list, or a `Table` itself.

    Each frame library is an extra, imported by the call that needs it; if it is missing, `MissingExtraError` says what
    to install. Libraries that read Arrow (Polars, DuckDB, PyArrow, ``pandas.DataFrame.from_arrow``) take a `Table` or
    an `Answer` directly. Collections and record lists are sequences too, which some libraries check first: pass
    ``to_table()`` to be sure.

    With ``labels=True``, each way out has columns that people can read beside those of ids, countries and dates:
    ``donor_name`` beside ``donor_id``, ``party_names`` beside ``party_ids``, ``country_name`` beside ``country``,
    ``period_words`` beside ``period``. Something that has left its dataset, such as a pickle, raises
    `InvalidQuestionError` if it has ids whose names are gone.
    """

    __slots__ = ()

    if not TYPE_CHECKING:  # pragma: no branch
        # Not for type checkers, to which a name that is not there is an error.
        __getattr__ = missing

    def to_table(self, *, labels: bool = False) -> Table:
        """Return the table: fixed, described columns of plain values.

        Args:
            labels: add columns of names, and of dates in words.

        >>> import iom_partners
        >>> table = iom_partners.load().places.to_table()
        >>> table.column_names
        ('id', 'name', 'kind', 'country', 'subdivision', 'note')
        """
        raise NotImplementedError

    def to_dicts(self, *, labels: bool = False) -> list[dict[str, Any]]:
        """Return one dict per row; dates are `datetime.date`, amounts `decimal.Decimal`, empty cells None.

        Args:
            labels: add columns of names, and of dates in words.

        >>> import iom_partners
        >>> terms = iom_partners.load().chair_terms
        >>> terms.to_dicts()[0]["holder_id"], terms.to_dicts(labels=True)[0]["holder_name"]
        ('unctad', 'UNCTAD')
        """
        table = self.to_table(labels=labels)
        return [dict(zip(table.column_names, row, strict=True)) for row in table.rows]

    def to_pandas(self, *, labels: bool = False) -> pd.DataFrame:
        """Return a pandas DataFrame; its types do not depend on the rows.

        Dates are ``datetime64[s]``, which holds every year of the calendar; an open end is NaT. Texts with fixed values
        are categories, integers ``Int64`` and flags ``boolean`` where a cell may be empty, amounts exact
        `decimal.Decimal` objects.

        Args:
            labels: add columns of names, and of dates in words.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        from .frames import to_pandas

        table = self.to_table(labels=labels)
        frame: pd.DataFrame = to_pandas(table.columns, table.rows)
        return frame

    def to_polars(self, *, labels: bool = False) -> pl.DataFrame:
        """Return a Polars DataFrame; its types do not depend on the rows.

        Dates are ``Date``; an open end is null. Texts with fixed values are ``Enum``, amounts ``Decimal``.

        Args:
            labels: add columns of names, and of dates in words.

        Raises:
            MissingExtraError: Polars is not installed.
        """
        from .frames import to_polars

        table = self.to_table(labels=labels)
        frame: pl.DataFrame = to_polars(table.columns, table.rows)
        return frame

    def to_arrow(self, *, labels: bool = False) -> pa.Table:  # pyright: ignore[reportUnknownParameterType] # Without its stubs.
        """Return a PyArrow table with a description for each field; its types do not depend on the rows.

        Dates are ``date32``; an open end is null. Texts with fixed values are dictionaries, amounts decimals.

        Args:
            labels: add columns of names, and of dates in words.

        Raises:
            MissingExtraError: PyArrow is not installed.
        """
        from .frames import to_arrow

        table = self.to_table(labels=labels)
        made: pa.Table = to_arrow(table.columns, table.rows, table.name)
        return made

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the table as a stream of the Arrow C interface, which every library that reads Arrow accepts.

        Raises:
            MissingExtraError: neither PyArrow nor Polars is installed.
        """
        from .frames import arrow_stream

        table = self.to_table()
        return arrow_stream(table.columns, table.rows, table.name, requested_schema)

    def to_csv(
        self,
        path: str | PathLike[str] | TextIO | None = None,
        *,
        exact: bool = False,
        encoding: str = "utf-8",
        labels: bool = False,
    ) -> str | None:
        r"""Write CSV (RFC 4180, UTF-8, lines end in ``\n``); an empty cell means no value, such as an open end.

        Text that a spreadsheet would run as a formula is prefixed with an apostrophe, as is text that already starts
        with one; stripping one leading apostrophe restores every value. Digits such as ``-0044``, and values other than
        text, stay as they are.

        Args:
            path: the file, which is overwritten, or an open one; by default the text is returned.
            exact: write every text as it is, for programs.
            encoding: of the file; "utf-8-sig" starts it with the mark by which Excel knows UTF-8. It has no effect on
                an open file, or on the text that is returned.
            labels: add columns of names, and of dates in words.

        Raises:
            DataFileError: the file cannot be written; an older one is as it was. A link, a pipe or a device is one.
            InvalidQuestionError: there is no such encoding, or it does not have a character of the text; nothing is
                written.

        Returns:
            The text, if no path is given.

        >>> import iom_partners
        >>> print(iom_partners.load().places.to_csv().splitlines()[0])
        id,name,kind,country,subdivision,note
        """
        from .files import csv_text, write_text

        table = self.to_table(labels=labels)
        text = csv_text(table.columns, table.rows, exact=exact)
        if path is None:
            return text
        write_text(path, text, encoding)
        return None

    def to_parquet(self, path: str | PathLike[str], *, labels: bool = False) -> None:
        """Write a Parquet file with PyArrow or Polars, whichever is installed.

        Args:
            path: the file, which is overwritten.
            labels: add columns of names, and of dates in words.

        Raises:
            DataFileError: the file cannot be written; an older one is as it was.
            MissingExtraError: neither is installed.
        """
        from .files import write_parquet

        table = self.to_table(labels=labels)
        write_parquet(table.columns, table.rows, table.name, path)

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        # Without it, the older protocols of pickle take no slots.
        slots: Iterable[str] = type(self).__slots__
        return None, {each: getattr(self, each) for each in slots}

    def _shown(self, most: int) -> Shown:
        """Return the headings, the first rows, the number of all rows, and a caption."""
        return self.to_table()._shown(most)

    def _first_shown(self) -> Shown:
        """Return the first ten rows, or eleven where a line would stand for the last of them."""
        shown = self._shown(10)
        return self._shown(11) if shown[2] == len(shown[1]) + 1 else shown

    def _as_text(self) -> str:
        from .text import text_table

        columns, rows, count, caption = self._first_shown()
        return text_table(columns, rows, caption=caption, most=len(rows), count=count)

    def _repr_html_(self) -> str:
        from .html import html_table, reordered

        columns, rows, count, caption = self._first_shown()
        return html_table(*reordered(columns, rows), caption=caption, most=len(rows), count=count)

    def __dir__(self) -> list[str]:
        """Return the public names, for completion."""
        return sorted(each for each in super().__dir__() if not each.startswith("_"))


_CODEBOOK = (
    required("column", "string", "the heading"),
    required("type", "string", "a type of Table Schema: string, boolean, integer, number or date"),
    Column("values", "string", "every value that a cell may have, if they are fixed, separated by |"),
    required("description", "string", "what it holds"),
)


def without_names(what: str) -> InvalidQuestionError:
    """Return the error for rows whose ids have no names here.

    >>> without_names("chair terms").hint
    'ask the dataset for them again'
    """
    return InvalidQuestionError(
        f"these {what} have left their dataset, which has the names of their ids",
        value=True, field="labels", hint="ask the dataset for them again",
    )  # fmt: skip


class Table(Unchanging, Tabular):
    """Rows of plain values under fixed columns: immutable, and shown as a table in notebooks and terminals.

    A cell is a text, an integer, an exact `decimal.Decimal`, a `datetime.date`, a bool, or None for no value: an open
    end is None, never a date in the far future.

    Attributes:
        name: what the rows are, in the plural.
        columns: a `Column` for each, with type and description.
        rows: a tuple for each, in order.
        note: one sentence about the table, shown above it; may be empty.

    >>> table = Table("places", [Column("name", "string", "what it is called")], [("Geneva",), ("Bern",)])
    >>> table
    2 places
    name
    Geneva
    Bern
    >>> table["name"]
    ('Geneva', 'Bern')
    """

    __slots__ = ("_labeled", "columns", "name", "note", "rows")

    #: Returns the table with labels; None where nothing is known of its ids.
    _labeled: Callable[[Table], Table] | None

    def __init__(self, name: str, columns: Iterable[Column], rows: Iterable[Sequence[Any]], *, note: str = "") -> None:
        """Make a table of rows with one cell for each column."""
        self._labeled = None
        self.name: str = name
        self.columns: tuple[Column, ...] = tuple(columns)
        self.rows: tuple[tuple[Any, ...], ...] = tuple(map(tuple, rows))
        self.note: str = note

    @property
    def column_names(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(column.name for column in self.columns)

    def to_table(self, *, labels: bool = False) -> Table:
        """Return the table itself; or one with more columns, of names and of dates in words.

        Args:
            labels: add these columns; see `Tabular`.

        Raises:
            InvalidQuestionError: ``labels`` is set for a table that no dataset has made, or that was pickled.

        >>> import iom_partners
        >>> table = iom_partners.load().stats.chairs_by("year", body="GMG", during="2013").to_table(labels=True)
        >>> table["body_name"], table["period_words"], table["chairs_certain_names"]
        (('GMG',), ('2013',), ('United Nations Regional Commissions; IOM',))
        """
        if not labels:
            return self
        if self._labeled is None:
            raise without_names(self.name)
        return self._labeled(self)

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        # Not what labels it: a few rows would take a whole dataset with them.
        _, kept = super().__getstate__()
        return None, {**kept, "_labeled": None}

    def codebook(self) -> Table:
        """Return what each column means, as a table.

        >>> import iom_partners
        >>> iom_partners.load().places.to_table().codebook().rows[3][:2]
        ('country', 'string')
        """
        rows = [(each.name, each.type, "|".join(each.values) or None, each.description) for each in self.columns]
        return Table("columns", _CODEBOOK, rows, note=f"the columns of {self.name}")

    def __getitem__(self, name: str) -> tuple[Any, ...]:
        """Return the cells of one column.

        Raises:
            UnknownNameError: there is no such column; the hint lists the columns.
        """
        if name not in self.column_names:
            hint = f"the columns are {', '.join(self.column_names)}"
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
        return self.column_names, dated(self.columns, self.rows[:most]), len(self), caption

    def __repr__(self) -> str:
        return self._as_text()

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.column_names)
