"""Never run: mypy and pyright read it and hold the types that users see."""

from datetime import date
from pathlib import Path
from typing import assert_type

import iom_partners
from iom_partners import (
    Agent,
    Agreement,
    Certainty,
    ChairTerm,
    Contribution,
    Coverage,
    DataFileError,
    Dataset,
    Event,
    Figure,
    Membership,
    Organization,
    PartialDate,
    Participation,
    Partnership,
    Period,
    Person,
    Place,
    Project,
    Source,
    Statement,
    Work,
)
from iom_partners.dates import AnyDay, DayRange, Span
from iom_partners.ids import OrganizationId, SourceId
from iom_partners.results import (
    Answer,
    Changes,
    Collection,
    Conflict,
    Contradiction,
    Count,
    Evidence,
    Fact,
    Narrowed,
    NarrowedDate,
    Problem,
    RecordList,
    SharedPeriod,
    Sum,
    Table,
    Total,
)

data = iom_partners.load()
assert_type(data, Dataset)
assert_type(Dataset.read("folder"), Dataset)
assert_type(Dataset.read(Path("folder")), Dataset)
assert_type(Dataset.from_rows([{"member": "x"}], "chair_terms", dates="dmy", numbers="years", columns=None), Dataset)
assert_type(Dataset.from_rows([], dates=lambda cell: str(cell)[:10], words=["whip"], errors="collect"), Dataset)
assert_type(Dataset.from_csv("x.csv", encoding="cp1252", ends="exclusive"), Dataset)
assert_type(Dataset.from_excel(Path("x.xlsx"), sheet="People", no_date=["9999-12-31"]), Dataset)
assert_type(Dataset.from_wikidata({"results": {"bindings": []}}, errors="collect"), Dataset)
assert_type(Dataset.from_wikidata([], properties={"P2388": ("chair_terms", "speaker", "value"), "P17": None}), Dataset)
assert_type(data.faults, tuple[DataFileError, ...])
assert_type(data.assumed, tuple[str, ...])
assert_type(Dataset.from_records([Organization(id="x", name="X")], version="1.0.0"), Dataset)

# Arithmetic of dates and periods.
assert_type(PartialDate("2013-01-31") + Span(months=1), PartialDate)
assert_type(PartialDate("2013-01-31") - Span(years=1, days=-3), PartialDate)
assert_type(PartialDate("2013").months_until(PartialDate("2014")), DayRange)
assert_type(Period("2013/2014").shift(-Span(weeks=2)), Period)
assert_type(Period("2013/2014").split_by("half-year"), dict[Period, Certainty])
assert_type(Period("2013/2014").except_(Period("2014/..")), dict[Period, Certainty])
assert_type(Period.collapse([Period("2013/2014")]), tuple[Period, ...])

# Questions.
assert_type(data.chair_of("GMG", on="2013-09-01"), Answer[Agent])
assert_type(data.chair_of("GMG", on=date(2013, 9, 1)).one(), Agent)
assert_type(data.members_of("GMG", during=Period("2013-01-01/..")).certain, tuple[Agent, ...])
assert_type(data.units_of("GMG", on="2014-01-01").certain, tuple[Organization, ...])
assert_type(data.groups_of("IOM", throughout="2013").one_or_none(), Organization | None)
assert_type(data.is_member("WHO", "GMG", on=PartialDate("2010")), Certainty)
assert_type(data.member_count("GMG", on="2010"), Count)
assert_type(data.name_of("GMG", on="2010").one(), str)

# Answers and what they hold.
answer = data.members_of("GMG", on="2010-10-15")
assert_type(answer.verdict, Certainty)
assert_type(answer.is_complete, bool)
assert_type(answer.why, str)
assert_type(answer.evidence, tuple[Evidence[Agent], ...])
assert_type(answer.about("WHO").certainty, Certainty)
assert_type(answer.about("WHO").item, Agent | None)
assert_type(data.member_count("GMG", on="2010").upper, int | None)
assert_type(data.member_count("GMG", on="2010").reported, tuple[Figure, ...])

# Names.
assert_type(data.agent("GMG"), Organization | Person)
assert_type(data.organization("GMG"), Organization)
assert_type(data.project("Praesidium"), Project)
assert_type(data.work("Man on Ground"), Work)
assert_type(data.projects_of("UNHCR", on="2007-01-01").certain, tuple[Project, ...])
assert_type(data.projects_of(during="2007", theme="health"), Answer[Project])
assert_type(data.partners_of("UNHCR", throughout="2007"), Answer[Agent])
assert_type(data.partners_of(data.project("Praesidium"), on="2007").one(), Agent)
assert_type(data.contributions.where(donor="Chevron", on="2008"), Collection[Contribution])
assert_type(data.contributions.where(lambda gift: gift.amount is None)[0], Contribution)
assert_type(data.total_of(data.contributions.where(donor="Chevron")), Total)
assert_type(data.total_of(donor="Chevron")["USD"], Sum)
assert_type(data.according_to("iom-partners-and-friends"), Dataset)
assert_type(data.person("Hawa Aden Mohamed"), Person)
assert_type(data.find("migration grp", limit=3), RecordList[Organization | Person | Project | Work | Event | Place])

# Collections.
assert_type(data.organizations, Collection[Organization])
assert_type(data.people, Collection[Person])
assert_type(data.memberships, Collection[Membership])
assert_type(data.chair_terms, Collection[ChairTerm])
assert_type(data.projects, Collection[Project])
assert_type(data.works, Collection[Work])
assert_type(data.participations, Collection[Participation])
assert_type(data.partnerships, Collection[Partnership])
assert_type(data.agreements, Collection[Agreement])
assert_type(data.contributions, Collection[Contribution])
assert_type(data.statements, Collection[Statement])
assert_type(data.events, Collection[Event])
assert_type(data.figures, Collection[Figure])
assert_type(data.coverages, Collection[Coverage])
assert_type(data.places, Collection[Place])
assert_type(data.sources, Collection[Source])
assert_type(data.chair_terms[0].period, Period)
assert_type(data.chair_terms[:2], RecordList[ChairTerm])
assert_type(data.projects["praesidium"], Project)
assert_type(data.organizations.get("gmg"), Organization | None)
assert_type(data.organizations.get("gmg", "none"), Organization | str)
assert_type(data.organizations.ids, tuple[str, ...])
assert_type(data.chair_terms.where(holder="unu"), Collection[ChairTerm])
assert_type([term.holder_id for term in data.chair_terms], list[str | None])

# Listings.
assert_type(data.chair_terms_of("GMG"), RecordList[ChairTerm])
assert_type(data.terms_held_by("UNU"), RecordList[ChairTerm])
assert_type(data.memberships_in("GMG"), RecordList[Membership])
assert_type(data.memberships_of("ECA"), RecordList[Membership])
assert_type(data.shared_periods("IOM", "WHO", "GMG"), RecordList[SharedPeriod])
assert_type(data.shared_periods("IOM", "WHO", "GMG")[0].certainty, Certainty)

# Views, and what is told of the whole.
assert_type(data.according_to("iom-partners-and-friends"), Dataset)
assert_type(data.conflicts(), RecordList[Conflict])
assert_type(data.check(), RecordList[Problem])
assert_type(data.narrow(), Narrowed)
assert_type(data.narrow().narrowed, tuple[NarrowedDate, ...])
assert_type(data.narrow().contradictions, tuple[Contradiction, ...])
assert_type(next(iter(data.facts())), Fact)
assert_type(data.diff(data), Changes)
assert_type(data.version, str | None)
assert_type(data.horizon, AnyDay | None)

# The ids of the curated data: every call takes them, and any other text; a misspelt one is not an `OrganizationId`.
body: OrganizationId = "gmg"
source: SourceId = "iom-partners-and-friends"
assert_type(data.chair_of(body, on="2013-09-01"), Answer[Agent])
assert_type(data.chair_of("a body of my own", on="2013-09-01"), Answer[Agent])
assert_type(data.chair_of(data.organizations[0], on="2013-09-01"), Answer[Agent])
assert_type(data.according_to(source, "a source of my own"), Dataset)

# Listings are tuples and tables.
listed: tuple[ChairTerm, ...] = data.chair_terms_of("GMG")
assert_type(data.chair_terms_of("GMG")[0], ChairTerm)
assert_type(data.chair_terms_of("GMG")[:2], RecordList[ChairTerm])
assert_type(data.chair_terms_of("GMG").to_table(), Table)
assert_type(data.chair_of("GMG", on="2010").to_table(), Table)
assert_type(data.member_count("GMG", on="2010").to_table(), Table)
assert_type(data.total_of(donor="Chevron").to_table(), Table)
