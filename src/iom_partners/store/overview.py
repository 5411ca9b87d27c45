"""What a notebook shows of a dataset: how much it holds, how far it reaches, and what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dates.describe import say_day
from ..tables.html import html_table
from .record_types import KINDS

if TYPE_CHECKING:
    from ..dataset.dataset import Dataset

__all__ = ["overview"]

#: What is asked of records first, by collection.
_NEXT = {
    "organizations": 'data.find("..."), data.organization("..."), data.timeline("...")',
    "memberships": 'data.members_of("...", on="2013-09-01"), data.memberships_in("...")',
    "chair_terms": 'data.chair_of("...", on="2013-09-01"), data.succession("...")',
    "projects": 'data.projects_of("...", on="2013-09-01"), data.project("...")',
    "partnerships": 'data.partners_of("...", during="2013")',
    "contributions": 'data.total_of(giver="...", during="2013")',
    "coverages": 'data.gaps("...")',
    "sources": 'data.according_to("..."), data.conflicts()',
}


def overview(data: Dataset) -> str:
    """Give a dataset as an HTML table of its collections.

    >>> from .dataset import Dataset
    >>> overview(Dataset.from_records([]))
    '<p>Dataset without records</p>'
    """
    counts = [(name, len(getattr(data, name))) for name in KINDS]
    rows = [(f"data.{name}", f"{count:,}", _NEXT.get(name)) for name, count in counts if count]
    version = f" version {data.version}" if data.version else ""
    until = f"; nothing is known of the days after {say_day(data.as_of)}" if data.as_of else ""
    return html_table(
        ["collection", "records", "to ask next"],
        rows,
        caption=f"Dataset{version}{until}" if rows else "Dataset without records",
    )
