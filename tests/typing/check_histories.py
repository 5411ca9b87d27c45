"""Never run: mypy and pyright read it and hold the types of the histories that users see."""

from fractions import Fraction
from typing import assert_type

import iom_partners
from iom_partners import (
    Agent,
    Agreement,
    Certainty,
    ChairTerm,
    Contribution,
    Dataset,
    Event,
    Figure,
    Membership,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Project,
    Statement,
    Work,
)
from iom_partners.dates import AnyDay
from iom_partners.model import Name
from iom_partners.results import (
    Answer,
    Count,
    DayRange,
    Era,
    Gap,
    NameEra,
    RecordList,
    ShareRange,
    Succession,
    Tenure,
    TimelineEntry,
)

data = iom_partners.load()
assert_type(data.eras("GMG"), RecordList[Era])
assert_type(data.eras("GMG")[0].chairs, Answer[Agent])
assert_type(data.eras("GMG")[0].members.certain, tuple[Agent, ...])
assert_type(data.eras("GMG")[0].first_day, AnyDay | None)
assert_type(data.name_eras("GMG"), RecordList[NameEra])
assert_type(data.name_eras("GMG", language="fr", kind="native")[0].names.possible, tuple[str, ...])
assert_type(data.timeline("GMG"), RecordList[TimelineEntry])
assert_type(data.timeline("GMG")[0].when, PartialDate | Period | None)
assert_type(
    data.timeline("GMG")[0].record,
    Membership | ChairTerm | Project | Work | Participation | Partnership | Agreement | Contribution | Statement
    | Event | Figure | Name | Organization,
)  # fmt: skip
assert_type(data.tenure("IOM", "GMG", role="any-chair"), Tenure)
assert_type(data.tenure("IOM", "GMG").upper, int | None)
assert_type(data.tenure("IOM", "GMG", during="2010").share, ShareRange | None)
assert_type(data.succession("GMG"), RecordList[Succession])
assert_type(data.succession("GMG")[0].before, Agent)
assert_type(data.succession("GMG")[0].gap, DayRange)
assert_type(data.succession("GMG")[0].certainty, Certainty)
assert_type(data.succession("GMG")[0].records, tuple[ChairTerm, ChairTerm])
assert_type(data.gaps(), RecordList[Gap])
assert_type(data.gaps("GMG")[0].decides, Fraction)
assert_type(data.member_count("GMG", during="2010"), Count)
assert_type(data.resolve_conflicts("keep_all"), Dataset)
assert_type(data.resolve_conflicts(prefer=("iom-partners-and-friends",)), Dataset)
