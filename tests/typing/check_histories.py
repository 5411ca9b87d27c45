"""Never run: mypy and pyright read it and hold the types of the histories that users see."""

from datetime import date
from fractions import Fraction
from typing import assert_type

import iom_partners
from iom_partners import (
    Agent,
    Certainty,
    ChairTerm,
    Count,
    Dataset,
    Days,
    Era,
    Gap,
    Listing,
    NameEra,
    PartialDate,
    Period,
    Roll,
    Share,
    Succession,
    Tenure,
    TimelineEntry,
)

data = iom_partners.load()
assert_type(data.eras("GMG"), Listing[Era])
assert_type(data.eras("GMG")[0].chairs, Roll[Agent])
assert_type(data.eras("GMG")[0].members.certain, tuple[Agent, ...])
assert_type(data.eras("GMG")[0].first_day, date | None)
assert_type(data.names_over_time("GMG"), Listing[NameEra])
assert_type(data.names_over_time("GMG", language="fr", kind="native")[0].names.possible, tuple[str, ...])
assert_type(data.timeline("GMG"), Listing[TimelineEntry])
assert_type(data.timeline("GMG")[0].when, PartialDate | Period | None)
assert_type(data.tenure("IOM", "GMG", role="any-chair"), Tenure)
assert_type(data.tenure("IOM", "GMG").most, int | None)
assert_type(data.share_of_time("IOM", "GMG", during="2010"), Share)
assert_type(data.share_of_time("IOM", "GMG", during="2010").least, Fraction)
assert_type(data.succession("GMG"), Listing[Succession])
assert_type(data.succession("GMG")[0].before, Agent)
assert_type(data.succession("GMG")[0].gap, Days)
assert_type(data.succession("GMG")[0].certainty, Certainty)
assert_type(data.succession("GMG")[0].records, tuple[ChairTerm, ChairTerm])
assert_type(data.gaps(), Listing[Gap])
assert_type(data.gaps("GMG")[0].decides, Fraction)
assert_type(data.member_count("GMG", during="2010"), Count)
assert_type(data.resolved("keep_all"), Dataset)
assert_type(data.resolved(prefer=("iom-partners-and-friends",)), Dataset)
