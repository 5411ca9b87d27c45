"""Frames of each library that the engines take, and the rows of what they return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest

from iom_partners.tables.table import Column, Table
from strategies import needs, optional

BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "starts_open", "ends_open")
_KINDS = {
    **dict.fromkeys((*BOUNDS[:4], "date", "first_day", "last_day"), "date"),
    **dict.fromkeys((*BOUNDS[4:], "is_doubtful"), "boolean"),
    "number": "integer",
}


def table(names: str, rows: Iterable[tuple[Any, ...]]) -> Table:
    """Return a table whose columns have the usual types."""
    return Table("rows", [Column(name, _KINDS.get(name, "string"), name) for name in names.split()], rows)


def plain(cell: Any) -> Any:
    """Return a cell as a plain value."""
    if type(cell).__name__ in {"NoneType", "NaTType", "NAType"} or cell != cell:
        return None
    cell = cell.item() if hasattr(cell, "item") else cell
    return cell.date() if hasattr(cell, "date") else cell


@cache
def connection() -> Any:
    return optional("duckdb").connect()


@cache
def session() -> Any:
    """Return a session of Spark that is made for small work."""
    from pyspark.sql import SparkSession

    lean = {
        "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.default.parallelism": "1",
        "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false", "spark.shuffle.compress": "false", "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1", "spark.log.level": "OFF",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss4m",
    }  # fmt: skip
    builder = SparkSession.builder.master("local[1]")
    for key, value in lean.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


FRAMES: dict[str, Callable[[Table], Any]] = {
    "pandas": lambda made: made.to_pandas(),
    "polars": lambda made: made.to_polars(),
    "polars lazy": lambda made: made.to_polars().lazy(),
    "duckdb": lambda made: connection().from_arrow(made.to_arrow()),
    "spark": lambda made: session().createDataFrame(made.to_arrow()),
}
ROWS: dict[str, Callable[[Any], Iterable[Any]]] = {
    "pandas": lambda found: found.itertuples(index=False),
    "polars": lambda found: found.rows(),
    "polars lazy": lambda found: found.collect(engine="streaming").rows(),
    "duckdb": lambda found: found.fetchall(),
    "spark": lambda found: (each.values() for each in found.toArrow().to_pylist()),
}
ENGINES = [
    pytest.param("pandas", marks=needs("pandas", "duckdb")),
    pytest.param("polars", marks=needs("polars")),
    pytest.param("polars lazy", marks=needs("polars")),
    pytest.param("duckdb", marks=needs("duckdb", "pyarrow")),
    pytest.param("spark", marks=[pytest.mark.slow, needs("pyspark", "pyarrow")]),
]


def told(library: str, found: Any) -> Counter[tuple[Any, ...]]:
    """Return how often each row comes in an answer."""
    return Counter(tuple(map(plain, each)) for each in ROWS[library](found))
