"""What type checkers see of panels, networks and columns of dates."""

from typing import Any, assert_type

import iom_partners
from iom_partners import Certainty
from iom_partners.results import Table

data = iom_partners.load()
assert_type(data.stats.panel("GMG"), Table)
assert_type(data.stats.panel(["GMG", data.organization("IOM")], freq="day", of="chairs", during="2010"), Table)
assert_type(data.stats.co_membership(), Table)
assert_type(data.stats.co_membership("GMG", throughout="2010", components=True), Table)
assert_type(data.stats.co_membership(by="pair"), Table)
assert_type(data.stats.network_edges(by="bodies", certainty=Certainty.CERTAIN), Table)
assert_type(data.stats.network(by=("projects", "agreements"), certainty="certain"), Any)
assert_type(data.stats.chairs_on("GMG", ["2013-09-01"]), list[str | None])
assert_type(data.stats.chairs_on("GMG", ("2013-09-01",), give="verdict", role="co-chair"), Any)
assert_type(data.stats.member_counts_on("GMG", ["2013-09-01"], give="upper"), list[int | None])
assert_type(data.stats.member_counts_on("GMG", ("2013-09-01",), nulls="keep"), Any)
data.stats.panel("GMG", freq="week")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] # There is no such unit.
data.stats.network(by="friends")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] # There is no such tie.
