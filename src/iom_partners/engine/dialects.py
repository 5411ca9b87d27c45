"""Where the SQL of the engines differs: days as numbers, quoted names, failures, several rows of one, running sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["CROSSED", "DIALECTS", "FIRST", "LAST", "Dialect"]

#: Days are counted from 1970-01-01. No limit is one step outside the calendar, whose days are 0001-01-01 to 9999-12-31.
FIRST, LAST = -719_163, 2_932_897

#: What a row is called whose bounds cannot be; an engine that works lazily fails with this text.
CROSSED = (
    "bounds cross: a start is after the end, an earliest bound is after its latest, or a side that is open has a bound"
)


class Dialect(NamedTuple):
    """The words of one engine. In each text, {} is what it is about.

    Attributes:
        name: what callers call it.
        days: the number of a day.
        date: the day of a number.
        quote: what stands on each side of a name.
        failure: a number, so that the engine fails with a text; {} is a condition.
        parameter: a date that is given when a text runs; {} is its name. Empty if there are none.
        has_explode: whether an array makes several rows of one, so that a table is read once. A UNION of four would
            read it four times.
        is_duckdb: whether it is DuckDB, in which one running sum over all groups is faster than one in each, joins by
            ranges are slow beside other tables of a text, and a window over all rows takes much memory.
    """

    name: str
    days: str
    date: str
    quote: str
    failure: str
    parameter: str = ""
    has_explode: bool = False
    is_duckdb: bool = False

    def quoted(self, name: str) -> str:
        """Return a name as the engine reads it.

        >>> DIALECTS["spark"].quoted("a `b`")
        '`a ``b```'
        """
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def rows(self, source: str, kept: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
        """Return the SQL that makes several rows of each row.

        Args:
            source: the table.
            kept: the columns that stay, with commas.
            names: of the columns that are made.
            rows: a condition, empty for none, and the cells of each row.

        >>> DIALECTS["duckdb"].rows("t", "k", ("day", "up"), [("", ("f", "1")), ("l < 9", ("l + 1", "-1"))])
        'SELECT k, f AS day, 1 AS up FROM t UNION ALL SELECT k, l + 1 AS day, -1 AS up FROM t WHERE l < 9'
        """
        if not self.has_explode:
            return " UNION ALL ".join(
                f"SELECT {kept}, {', '.join(f'{cell} AS {name}' for cell, name in zip(cells, names, strict=True))} "
                f"FROM {source}" + (f" WHERE {condition}" if condition else "")
                for condition, cells in rows
            )
        made = []
        for condition, cells in rows:
            row = ", ".join(f"'{name}', {cell}" for cell, name in zip(cells, names, strict=True))
            made.append(f"CASE WHEN {condition or 'TRUE'} THEN NAMED_STRUCT({row}) END")
        shown = ", ".join(f"made.{name} AS {name}" for name in names)
        array = f"FILTER(ARRAY({', '.join(made)}), each -> each IS NOT NULL)"
        return f"SELECT {kept}, {shown} FROM {source} LATERAL VIEW EXPLODE({array}) AS made"

    def running(self, group: str, day: str = "day") -> str:
        """Return the window of a running sum whose changes add up to zero in each group.

        >>> DIALECTS["duckdb"].running("k, o"), DIALECTS["polars"].running("k, o")
        ('ORDER BY k, o, day ROWS UNBOUNDED PRECEDING', 'PARTITION BY k, o ORDER BY day ROWS UNBOUNDED PRECEDING')
        """
        frame = "ROWS UNBOUNDED PRECEDING"
        if self.is_duckdb:
            return f"ORDER BY {group}, {day} {frame}"
        return f"PARTITION BY {group} ORDER BY {day} {frame}"


_FAILURE = f"CAST(CASE WHEN {{}} THEN '{CROSSED}' END AS INT)"

DIALECTS = {
    each.name: each
    for each in (
        Dialect(
            "duckdb",
            "({} - DATE '1970-01-01')",
            "(DATE '1970-01-01' + CAST({} AS INT))",
            '"',
            _FAILURE,
            "CAST(${} AS DATE)",
            is_duckdb=True,
        ),
        Dialect("polars", "CAST({} AS INT)", "CAST({} AS DATE)", '"', _FAILURE),
        Dialect(
            "spark",
            "UNIX_DATE({})",
            "DATE_FROM_UNIX_DATE({})",
            "`",
            # A cast fails only where ANSI mode is on.
            f"CASE WHEN {{}} THEN CAST(RAISE_ERROR('{CROSSED}') AS INT) END",
            "CAST(:{} AS DATE)",
            has_explode=True,
        ),
        # DuckDB on frames of pandas, whose days are numbers before they come in and become dates after.
        Dialect("pandas", "{}", "{}", '"', _FAILURE, is_duckdb=True),
    )
}
