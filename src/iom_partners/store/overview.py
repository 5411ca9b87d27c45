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
    "organizations": 'data.find("..."), data.organization("..."), data.show("..."), data.timeline("...")',
    "people": 'data.person("..."), data.show("..."), data.terms_held_by("...")',
    "memberships": 'data.members_of("...", on="2013-09-01"), data.memberships_in("..."), data.gaps("...")',
    "chair_terms": 'data.chair_of("...", on="2013-09-01"), data.succession("..."), data.plot.timeline("...")',
    "projects": 'data.projects_of("...", on="2013-09-01"), data.project("..."), data.show("...")',
    "works": 'data.work("..."), data.works.where(kind="film")',
    "participations": 'data.partners_of("...", on="2013-09-01"), data.participations.where(project="...")',
    "partnerships": 'data.partners_of("...", during="2013"), data.plot.network("...")',
    "agreements": 'data.agreements.where(party="...")',
    "contributions": 'data.total_of(donor="...", during="2013"), data.contributions.where(country="...")',
    "statements": 'data.statements.where(speaker="...")',
    "events": 'data.events.where(during="2013"), data.timeline("...")',
    "figures": 'data.figures.where(about="..."), data.member_count("...", on="2013-09-01")',
    "coverages": 'data.coverages.where(organization="..."), data.gaps("...")',
    "rules": 'data.derived_roles("...")',
    "words": 'data.memberships.where(role="...")',
    "places": 'data.projects.where(place="..."), data.stats.projects_by_country()',
    "sources": 'data.according_to("..."), data.conflicts(), data.reliance(...)',
}


def overview(store: Store, version: str | None) -> str:
    """Return a dataset as an HTML table of its collections.

    >>> from .store import Store
    >>> overview(Store.of_records([]), None)
    '<p class="mathjax_ignore tex2jax_ignore">Dataset without records</p>'
    """
    counts = [(name, len(store[name])) for name in RECORD_TYPES]
    rows = [(f"data.{name}", f"{count:,}", _NEXT[name]) for name, count in counts if count]
    numbered = f" version {version}" if version else ""
    horizon = store.horizon()
    until = f"; nothing is known of the days after {say_day(horizon)}" if horizon else ""
    return html_table(
        ["collection", "records", "to ask next"],
        rows,
        caption=f"Dataset{numbered}{until}" if rows else "Dataset without records",
    )
