"""The same questions of memberships in tables of any size: on pandas, Polars, DuckDB and Spark, eagerly or lazily.

Each function takes frames and returns one of the same library: a DataFrame of pandas or Spark, a DataFrame or LazyFrame
of Polars, a relation on the user's own connection to DuckDB. Nothing lazy is collected, no session is made and no
setting changed. A frame of memberships has one row for each, as `Dataset.engine_tables` and `Dataset.tables` return it:

* body_id (or organization_id), agent_id (or member_id, or holder_id): of any type that compares. A row without either
  is left out: of a vacant office nobody is a member;
* start_earliest, start_latest, end_earliest, end_latest: dates; empty means that nothing is known, or no limit;
* starts_open, ends_open: whether it goes back without a beginning, goes on without an end. A start or end that is empty
  and not open is one that is not known, so it may be any day;
* is_doubtful, if it is there: whether it may never have held; then no day is certain. So it is where a column status
  has "planned";
* role, if it is there. Of the tables ``memberships`` and ``chair_terms`` of a dataset, those that `Dataset.members_of`
  and `Dataset.chair_of` count; of other frames all; ``roles=`` says otherwise.

>>> import iom_partners
>>> from iom_partners import engine
>>> tables = iom_partners.load().engine_tables("chairs")
>>> found = engine.members_on(tables.memberships.to_polars(), "2013-09-01", names=tables.names.to_polars())
>>> [row for row in found.rows() if row[0] == "gmg"]
[('gmg', 'GMG', 'iom', 'IOM', True)]
"""

from .questions import counts_on, eras, join_on, members_during, members_on, overlaps, spells, sql

__all__ = ["counts_on", "eras", "join_on", "members_during", "members_on", "overlaps", "spells", "sql"]
