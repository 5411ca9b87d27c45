"""What a notebook shows of a dataset: how much it holds, how far it reaches, and what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dates.describe import say_day
from ..tables.html import html_table
from .record_types import RECORD_TYPES

if TYPE_CHECKING:
    from .store import Store

__all__ = ["overview"]

#: What is asked of records first, by collection.
_NEXT = {
    "organizations": 'data.find("..."), data.organization("..."), data.timeline("...")',
    "memberships": 'data.members_of("...", on="2013-09-01"), data.memberships_in("...")',
    "chair_terms": 'data.chair_of("...", on="2013-09-01"), data.succession("...")',
    "projects": 'data.projects_of("...", on="2013-09-01"), data.project("...")',
    "partnerships": 'data.partners_of("...", during="2013")',
    "contributions": 'data.total_of(donor="...", during="2013")',
    "coverages": 'data.gaps("...")',
    "rules": 'data.derived_roles("...")',
    "sources": 'data.according_to("..."), data.conflicts(), data.reliance(...)',
}


def overview(store: Store, version: str | None) -> str:
    """Return a dataset as an HTML table of its collections.

    >>> from .store import Store
    >>> overview(Store.of_records([]), None)
    '<p class="mathjax_ignore tex2jax_ignore">Dataset without records</p>'
    """
    counts = [(name, len(store[name])) for name in RECORD_TYPES]
    rows = [(f"data.{name}", f"{count:,}", _NEXT.get(name)) for name, count in counts if count]
    numbered = f" version {version}" if version else ""
    horizon = store.horizon()
    until = f"; nothing is known of the days after {say_day(horizon)}" if horizon else ""
    return html_table(
        ["collection", "records", "to ask next"],
        rows,
        caption=f"Dataset{numbered}{until}" if rows else "Dataset without records",
    )
