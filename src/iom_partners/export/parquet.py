"""A folder of Parquet files, one for each table, with the views and questions as SQL for DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..progress import tracked
from ..tables.files import parquet_bytes
from .database import QUESTIONS, VIEWS, database_tables

if TYPE_CHECKING:
    from ..exchange.losses import Export

__all__ = ["make_parquet"]

_LIMITS = {"first": "DATE '0001-01-01'", "last": "DATE '9999-12-31'"}


def make_parquet(export: Export) -> Mapping[str, bytes]:
    """Return the files of the folder by name."""
    tables = database_tables(export)
    made = {
        f"{name}.parquet": parquet_bytes(table.columns, table.rows, table.name)
        for name, table in tracked(tables.items(), "tables")
    }
    return made | {"views.sql": "\n".join(_script(tables)).encode()}


def _script(tables: Iterable[str]) -> Iterator[str]:
    yield "-- For DuckDB. Run this first, with the path of the folder: SET file_search_path = 'partners';"
    for name in tables:
        yield f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet('{name}.parquet');"
    for name, view in VIEWS.items():
        yield f"CREATE OR REPLACE VIEW {name} AS {view.sql.format(**_LIMITS)};"
    for name, question in QUESTIONS.items():
        sql = question.sql
        for each in question.parameters:  # Else they would be taken for columns of the same name.
            sql = sql.replace(f":{each}", f"asked_{each}")
        parameters = ", ".join(f"asked_{each}" for each in question.parameters)
        yield f"CREATE OR REPLACE MACRO {name}({parameters}) AS TABLE {sql};"
    yield ""
