"""Never run: mypy and pyright read it and hold the types that users see."""

from datetime import date
from typing import assert_type

import iom_partners
from iom_partners import Agent, Answer, Certainty, ChairTerm, Count, Dataset, Organization, PartialDate, Period

data = iom_partners.load()
assert_type(data, Dataset)
assert_type(data.chair_of("GMG", on="2013-09-01"), Answer[Agent])
assert_type(data.chair_of("GMG", on=date(2013, 9, 1)).one(), Agent)
assert_type(data.members_of("GMG", during=Period("2013-01-01/..")).certain, tuple[Agent, ...])
assert_type(data.units_of("GMG", on="2014-01-01").certain, tuple[Organization, ...])
assert_type(data.groups_of("IOM", throughout="2013").one_or_none(), Organization | None)
assert_type(data.is_member("WHO", "GMG", on=PartialDate("2010")), Certainty)
assert_type(data.member_count("GMG", on="2010"), Count)
assert_type(data.name_of("GMG", on="2010").one(), str)
assert_type(data.chair_terms_of("GMG"), tuple[ChairTerm, ...])
assert_type(data.organization("GMG"), Organization)
assert_type(data.according_to("iom-partners-and-friends"), Dataset)
assert_type(data.chair_terms[0].period, Period)
assert_type(data.organizations.get("gmg"), Organization | None)
