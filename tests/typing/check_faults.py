"""Never run: faults of callers, each of which mypy and pyright report.

Where a fault is no longer reported, its ignore is not needed, which is an error of both. Of a fault that one of them
cannot see, the comment says so.
"""

from datetime import date
from typing import assert_type

import iom_partners
from iom_partners import Certainty, Dataset, PartialDate
from iom_partners.ids import OrganizationId
from iom_partners.results import Answer

data = iom_partners.load()

# No time.
data.chair_of("GMG")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.members_of("GMG", role="observer")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.is_member("WHO", "GMG")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.member_count("GMG")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.groups_of("IOM")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.units_of("GMG", kind="organ")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.name_of("GMG")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.projects_of()  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.partners_of("IOM")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]

# Several times.
data.chair_of("GMG", on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.members_of("GMG", on="2010", throughout="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.is_member("WHO", "GMG", on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.member_count("GMG", during="2010", throughout="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.groups_of("IOM", on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.units_of("GMG", on="2010", throughout="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.name_of("GMG", on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.projects_of(during="2010", throughout="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.partners_of("IOM", on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.total_of(on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.contributions.where(on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue, reportArgumentType]
data.stats.co_membership("GMG", on="2010", throughout="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.stats.network_edges(on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.stats.network(on="2010", during="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]

# A time that is none, by position, or under a wrong name.
data.chair_of("GMG", on=2013)  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
data.chair_of("GMG", on=None)  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
data.chair_of("GMG", "2013-09-01")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.chair_of("GMG", at="2013-09-01")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
data.total_of(throughout="2010")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]

# An answer is not a list of who was it, and a record not its name.
list(data.members_of("GMG", on="2010"))  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
len(data.members_of("GMG", on="2010"))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
data.chair_of("GMG", on="2010").name  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
data.chair_of("GMG", on="2010").one_or_none().label  # type: ignore[union-attr] # pyright: ignore[reportOptionalMemberAccess]
data.chair_of("GMG", on="2010").one().upper()  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
data.timeline("GMG")[0].record.id  # type: ignore[union-attr] # pyright: ignore[reportAttributeAccessIssue]
data.organisations  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
data.projects.to_polars().to_frame()  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]

# Words and ids that are none.
data.name_of("GMG", on="2010", kind="nickname")  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
data.stats.panel("GMG", freq="week")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
data.stats.chairs_by("week")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
data.stats.contributions("giver")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
data.stats.network(by="friends")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
data.stats.chairs_on("GMG", ["2010"], nulls="drop")  # type: ignore[call-overload] # pyright: ignore[reportArgumentType, reportCallIssue]
data.stats.chairs_on("GMG", "2010")  # type: ignore[call-overload, unused-ignore] # pyright: ignore[reportArgumentType, reportCallIssue] # mypy: with pandas-stubs.
Dataset.from_rows([], dates="dym")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
Dataset.from_csv("x.csv", colums={})  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
Dataset.from_wikidata([], missing_end="open")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
Dataset.from_records(["x"])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
misspelt: OrganizationId = "gmgg"  # type: ignore[assignment] # pyright: ignore[reportAssignmentType]

# A condition that raises where it is undecided: mypy has no check for it, and `bool` says that it is meant.
if data.is_member("WHO", "GMG", on="2010"):  # pyright: ignore[reportGeneralTypeIssues]
    pass
if not data.is_member("WHO", "GMG", on="2010"):  # pyright: ignore[reportGeneralTypeIssues]
    pass
print("yes" if data.chair_of("GMG", on="2010") else "no")  # pyright: ignore[reportGeneralTypeIssues]
print([each for each in "x" if data.member_count("GMG", on="2010")])  # pyright: ignore[reportGeneralTypeIssues]
while data.total_of(on="2010"):  # pyright: ignore[reportGeneralTypeIssues]
    pass
assert_type(bool(data.is_member("WHO", "GMG", on="2010")), bool)
assert_type(data.is_member("WHO", "GMG", on="2010").is_certain, bool)
assert_type(data.is_member("WHO", "GMG", on="2010") or Certainty.CERTAIN, Certainty)  # Neither reports "and" and "or".


def asked(times: dict[str, str], day: date | PartialDate, keyword: str) -> None:
    """What is not a fault: a time whose keyword is known at run time only."""
    assert_type(data.groups_of("WHO", **times).verdict, Certainty)
    assert_type(data.is_member("WHO", "GMG", **{keyword: "2010"}), Certainty)
    assert_type(data.name_of("GMG", on=day), Answer[str])
