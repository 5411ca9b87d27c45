"""What type checkers see of panels, networks and columns of dates."""

from typing import Any, assert_type

import altair as alt
import networkx as nx
import numpy as np
import pandas as pd
import polars as pl

import iom_partners
from iom_partners import Certainty
from iom_partners.results import Table

data = iom_partners.load()
assert_type(data.stats.panel("GMG"), Table)
assert_type(data.stats.panel(["GMG", data.organization("IOM")], freq="day", of="chairs", during="2010"), Table)
assert_type(data.stats.panel("GMG", freq="half-year"), Table)
assert_type(data.stats.chairs_by("half-year", body="GMG", role="co-chair", during="2010"), Table)
assert_type(data.stats.chairs_by("decade", ["GMG", data.organization("IOM")]), Table)
assert_type(data.stats.contributions(by=("donor", "country"), currency="USD", during="2010"), Table)
assert_type(data.stats.contributions("year", data.contributions.where(donor="Chevron")), Table)
assert_type(data.stats.co_membership(), Table)
assert_type(data.stats.co_membership("GMG", throughout="2010", components=True), Table)
assert_type(data.stats.co_membership(by="pair"), Table)
assert_type(data.stats.network_edges(by="bodies", certainty=Certainty.CERTAIN), Table)
assert_type(data.stats.network(by=("projects", "agreements"), certainty="certain"), nx.Graph[str])
assert_type(data.stats.chairs_on("GMG", ["2013-09-01"]), list[str | None])
assert_type(data.stats.chairs_on("GMG", ("2013-09-01",), give="verdict", role="co-chair"), tuple[str | None, ...])
assert_type(data.stats.member_counts_on("GMG", ["2013-09-01"], give="upper"), list[int | None])
assert_type(data.stats.member_counts_on("GMG", ("2013-09-01",), nulls="keep"), tuple[int | None, ...])


def columns(numbers: np.ndarray[Any, Any], series: pd.Series, index: pd.Index, other: pl.Series) -> None:
    """A column comes back as one of its kind; without pandas-stubs, all are Any to mypy."""
    assert_type(data.stats.chairs_on("GMG", numbers), np.ndarray[Any, Any])  # type: ignore[assert-type, unused-ignore]
    assert_type(data.stats.chairs_on("GMG", series, nulls="keep"), pd.Series)  # type: ignore[assert-type, unused-ignore]
    assert_type(data.stats.member_counts_on("GMG", index), pd.Index)  # type: ignore[assert-type, unused-ignore]
    assert_type(data.stats.member_counts_on("GMG", other), pl.Series)  # type: ignore[assert-type, unused-ignore]


# Frames and charts. Where a library has no types of its own and no stubs are installed, mypy sees Any.
assert_type(data.projects.to_pandas(), pd.DataFrame)
assert_type(data.chair_of("GMG", on="2010").to_polars(), pl.DataFrame)
assert_type(data.chair_of("GMG", on="2010").to_polars(labels=True), pl.DataFrame)
assert_type(data.projects.to_table(labels=True), Table)
assert_type(data.memberships_in("GMG").to_dicts(labels=True), list[dict[str, Any]])
assert_type(data.plot.timeline("GMG"), alt.LayerChart | alt.Chart)
