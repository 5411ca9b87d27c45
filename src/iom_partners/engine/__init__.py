"""The same questions of memberships in tables of any size: on pandas, Polars, DuckDB and Spark, eagerly or lazily.

Each function takes frames and returns one of the same library: a DataFrame of pandas or Spark, a DataFrame or LazyFrame
of Polars, a relation on the user's own connection to DuckDB. Nothing lazy is collected, no session is made and no
setting changed. A frame of memberships has one row for each, as `Dataset.engine_tables` and `Dataset.tables` return it:

* body_id (or organization_id), agent_id (or member_id, or holder_id): of any type that can be compared. A row without
  one of them, such as a vacant office, is left out;
* start_earliest, start_latest, end_earliest, end_latest: dates; empty means that nothing is known, or no limit;
* starts_open, ends_open: whether it has no beginning, and whether it goes on without an end. A start or end that is
  empty and not open is not known, so it may be any day;
* is_doubtful, optional: whether it may never have held; then no day is certain. The same holds where a column status
  has "planned";
* role, optional. In the tables ``memberships`` and ``chair_terms`` of a dataset, the roles count that
  `Dataset.members_of` and `Dataset.chair_of` count; in other frames all roles count. ``roles=`` chooses others.

>>> import iom_partners
>>> from iom_partners import engine
>>> tables = iom_partners.load().engine_tables("chairs")
>>> found = engine.members_on(tables.memberships.to_polars(), "2013-09-01", names=tables.names.to_polars())
>>> [row for row in found.rows() if row[0] == "gmg"]
[('gmg', 'GMG', 'iom', 'IOM', True)]
"""

from .questions import counts_on, eras, join_on, members_during, members_on, overlaps, spells, sql

__all__ = ["counts_on", "eras", "join_on", "members_during", "members_on", "overlaps", "spells", "sql"]
