"""A dataset as tables: one for each type of record, and those of names, identifiers and citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store.record_types import KINDS
from .records import Records

if TYPE_CHECKING:
    from ..tables.table import Table

__all__ = ["Tabled"]


class Tabled(Records):
    """The records of a dataset as tables."""

    __slots__ = ()

    @property
    def tables(self) -> dict[str, Table]:
        """Every record as flat tables, by name: one a type of record, then names, identifiers and citations.

        Together they hold all that the records do; the last three name the record that each row belongs to.

        >>> import iom_partners
        >>> tables = iom_partners.load().tables
        >>> tables["citations"].column_names[:4]
        ('table', 'record_id', 'field', 'position')
        """
        from ..model.agents import Identifier, Name
        from ..model.evidence import Citation
        from ..tables.flat import nested_rows
        from ..tables.table import Table

        collections = {name: self._store[name] for name in KINDS}
        made = {name: collection.to_table() for name, collection in collections.items()}
        for name, kind in (("names", Name), ("identifiers", Identifier), ("citations", Citation)):
            made[name] = Table(name, *nested_rows(collections.items(), name, kind))
        return made
