"""Golden answers about the bodies before, beside and after the Global Migration Group, written out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import iom_partners
from iom_partners import Certainty, Dataset
from worlds import ids

A_DAY = timedelta(days=1)
COMMITTEE = "unnm-executive-committee"


@pytest.fixture(scope="module")
def data() -> Dataset:
    """Return the curated data."""
    return iom_partners.load()


def standing(data: Dataset, term_id: str, on: date | str) -> str:
    """Whether the holder of a term was certainly or possibly in its office on a day, or is not named for it."""
    term = data.chair_terms[term_id]
    answer = data.chair_of(term.organization_id, on=on, role=term.role)
    if term.holder_id in ids(answer.certain):
        return "certain"
    return "possible" if term.holder_id in ids(answer.possible) else "not named"


#: Term, first and last certain day, the day before, the day after, reason.
TERMS = [
    ("gfmd-chair-belgium-2007", "2007-07-09", "2007-07-11", "possible", "possible", "host; no handover is told"),
    ("gfmd-chair-philippines-2008", "2008-10-27", "2008-10-30", "possible", "possible", "host; no handover is told"),
    ("gfmd-chair-greece-2009", "2009-11-02", "2009-11-04", "possible", "possible", "on one of two days"),
    ("gfmd-chair-mexico-2010", "2009-11-05", "2010-12-03", "possible", "not named", "both handovers are told"),
    ("gfmd-chair-switzerland-2011", "2010-12-03", "2011-12-02", "not named", "possible", "its end is not told"),
    ("gfmd-chair-mauritius-2012", "2012-11-19", "2012-11-22", "possible", "possible", "host; Sweden came in 2013"),
    ("gfmd-chair-sweden-2013", "2013-01-01", "2014-06-30", "not named", "not named", "both days are told"),
    ("gfmd-chair-turkiye-2014", "2014-07-01", "2015-10-16", "not named", "possible", "handed a plaque, still incoming"),
    ("gfmd-chair-bangladesh-2016", "2016-02-29", "2016-12-12", "possible", "possible", "attested in February 2016"),
    ("gfmd-chair-germany-2017", "2017-01-01", "2018-12-31", "not named", "not named", "both days are told"),
    ("gfmd-chair-morocco-2017", "2017-01-01", "2018-12-31", "not named", "not named", "both days are told"),
    ("gfmd-chair-ecuador-2019", "2019-01-01", "2020-01-31", "not named", "not named", "until the UAE took over"),
    ("gfmd-chair-united-arab-emirates-2020", "2020-02-01", "2021-01-26", "not named", "possible", "2021 is disputed"),
    ("gfmd-chair-france-2022", "2022-07-01", "2024-01-25", "not named", "possible", "Colombia began on 1 April"),
    ("gfmd-chair-colombia-2024", "2024-04-01", "2025-09-04", "not named", "possible", "attested to its meeting"),
    ("iom-director-general-hugh-gibson-1952", "1952-10-12", "1954-12-12", "possible", "not named", "died in office"),
    ("iom-director-general-harold-tittmann-1956", "1956-10-10", "1958-05-07", "possible", "possible", "attested"),
    ("iom-director-general-bastiaan-haveman-1962", "1962-04-12", "1969-01-01", "possible", "possible", "a speech"),
    ("iom-director-general-james-purcell-1988", "1988-12-31", "1998-01-01", "possible", "possible", "only years"),
    ("iom-director-general-brunson-mckinley-1998", "1998-10-31", "2008-06-20", "possible", "possible", "in October"),
    ("iom-director-general-william-lacy-swing-2008", "2008-10-01", "2018-09-30", "not named", "not named", "two terms"),
    ("iom-director-general-antonio-vitorino-2018", "2018-10-01", "2023-09-30", "not named", "not named", "one term"),
    ("iom-director-general-amy-pope-2023", "2023-10-01", "2024-01-05", "not named", "possible", "five years announced"),
    ("un-network-on-migration-coordinator-iom", "2019-05-11", "2023-11-28", "possible", "possible", "attested"),
    ("migration-mptf-steering-committee-chair-iom", "2019-11-15", "2019-11-15", "possible", "possible", "attested"),
    ("gcm-champions-chair-morocco", "2023-11-28", "2024-02-14", "possible", "possible", "attested twice"),
    ("gcm-champions-chair-el-salvador", "2023-11-28", "2024-02-14", "possible", "possible", "attested twice"),
    ("gfmd-mayors-mechanism-chair-iom", "2018-12-08", "2022-12-01", "possible", "possible", "launch and newsletter"),
    ("gfmd-mayors-mechanism-chair-mayors-migration-council", "2018-12-08", "2022-12-01", "not named", "possible", ""),
    ("gfmd-mayors-mechanism-chair-united-cities-and-local-governments", "2018-12-08", "2022-12-01", "possible",
     "possible", "the same"),
    ("gfmd-civil-society-mechanism-coordinator-icmc", "2011-12-31", "2024-09-03", "possible", "possible", "since 2011"),
]  # fmt: skip

#: Terms without a certain day: the term, days on which it may have held, days on which it did not, reason.
MAYBE = [
    ("iom-director-general-marcus-daly-1958", ("1958-05-07", "1962-04-12"), ("1958-05-06", "1962-04-13"),
     "elected on 7 May 1958; the next director is named on 12 April 1962"),
    ("iom-director-general-james-carlin-1983", ("1976-04-14", "1983-04-01", "1988-12-31"), ("1976-04-13", "1989-01-01"),
     "one document of April 1983 names him, one of 13 April 1976 another"),
    ("gfmd-chair-morocco-2021", ("2021-01-27", "2021-12-31", "2022-06-30"), ("2021-01-26", "2022-07-01"), "announced"),
    ("gfmd-chair-ecuador-2021", ("2021-01-27", "2021-12-31", "2022-06-30"), ("2021-01-26", "2022-07-01"), "announced"),
    ("gfmd-chair-senegal-2022", ("2022-06-30", "2022-11-30", "2024-03-31"), ("2022-06-29", "2024-04-01"), "disputed"),
    ("unnm-core-working-group-2-1-chair-iom", ("2021-01-01", "2022-01-01", "2022-12-31"), (), "workplan 2021-2022"),
    ("unnm-core-working-group-2-1-chair-undp", ("2021-01-01", "2022-01-01", "2022-12-31"), (), "workplan 2021-2022"),
    ("unnm-core-working-group-2-2-chair-iom", ("2021-01-01", "2022-01-01", "2022-12-31"), (), "workplan 2021-2022"),
    ("unnm-core-working-group-2-2-chair-ohchr", ("2021-01-01", "2022-01-01", "2022-12-31"), (), "workplan 2021-2022"),
    ("unnm-core-working-group-2-2-chair-undp", ("2021-01-01", "2022-01-01", "2022-12-31"), (), "workplan 2021-2022"),
    ("unnm-wg-alternatives-to-detention-chair-unicef", ("2020-05-15",), (), "one mention, in May 2020"),
    ("unnm-wg-alternatives-to-detention-chair-unhcr", ("2020-05-15",), (), "one mention, in May 2020"),
    ("unnm-wg-alternatives-to-detention-chair-international-detention-coalition", ("2020-05-15",), (), "the same"),
    ("gfmd-business-mechanism-coordinator-international-organisation-of-employers", ("2016-06-01",), ("2015-10-13",),
     "at the latest in the course of 2016"),
    ("gfmd-business-mechanism-coordinator-world-economic-forum", ("2016-06-01",), ("2015-10-13",), "the same"),
]  # fmt: skip


@pytest.mark.parametrize(("term_id", "first", "last", "before", "after", "reason"), TERMS)
def test_terms_at_their_edges(
    data: Dataset, term_id: str, first: str, last: str, before: str, after: str, reason: str
) -> None:
    """Of each term, the first and last certain day, the day before and the day after are as written here."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    period = data.chair_terms[term_id].period
    assert (period.start_latest, period.end_earliest) == (start, end), reason
    found = [standing(data, term_id, on) for on in (start - A_DAY, start, end, end + A_DAY)]
    assert found == [before, "certain", "certain", after], reason


@pytest.mark.parametrize(("term_id", "within", "outside", "reason"), MAYBE)
def test_terms_without_a_certain_day(
    data: Dataset, term_id: str, within: tuple[str, ...], outside: tuple[str, ...], reason: str
) -> None:
    """They may have held on some days, on none for certain, and did not outside."""
    assert {standing(data, term_id, on) for on in within} == {"possible"}, reason
    assert {standing(data, term_id, on) for on in outside} <= {"not named"}, reason


def test_the_tables_have_every_term(data: Dataset) -> None:
    """Every term of these bodies stands in one of the tables."""
    bodies = ("gfmd", "iom", "unnm-", "un-network", "migration-mptf", "gcm-")
    found = {term.id for term in data.chair_terms if term.organization_id.startswith(bodies)}
    assert found == {row[0] for row in (*TERMS, *MAYBE)}


#: Day, who certainly and who possibly chaired the Global Forum, verdict, reason.
FORUM = [
    ("2006-01-01", [], [], Certainty.RULED_OUT, "the forum was not founded"),
    ("2008-03-01", [], ["state-belgium", "state-philippines"], Certainty.POSSIBLE, "the handover is not told"),
    ("2009-11-04", ["state-greece"], ["state-mexico"], Certainty.CERTAIN, "handed over on this day or the next"),
    ("2009-11-05", ["state-mexico"], ["state-greece"], Certainty.CERTAIN, "handed over on this day or the eve"),
    ("2010-12-03", ["state-mexico", "state-switzerland"], [], Certainty.CERTAIN, "the day of the handover is in both"),
    ("2015-12-01", [], ["state-turkiye", "state-bangladesh"], Certainty.POSSIBLE, "between plaque and year"),
    ("2018-12-07", ["state-germany", "state-morocco"], [], Certainty.CERTAIN, "two together"),
    ("2018-12-31", ["state-germany", "state-morocco"], [], Certainty.CERTAIN, "their last day"),
    ("2019-01-01", ["state-ecuador"], [], Certainty.CERTAIN, "its first day, as told in February"),
    ("2020-01-25", ["state-ecuador"], [], Certainty.CERTAIN, "a newspaper has the UAE since the 23rd"),
    ("2021-09-01", [], ["state-united-arab-emirates", "state-ecuador", "state-morocco"], Certainty.POSSIBLE,
     "one announcement against the later pages"),
    ("2023-01-01", ["state-france"], ["state-senegal"], Certainty.CERTAIN, "alone, or with Senegal"),
    ("2026-06-01", [], ["state-colombia"], Certainty.POSSIBLE, "who came next is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("on", "certain", "possible", "verdict", "reason"), FORUM)
def test_chairs_of_the_forum_on_telling_days(
    data: Dataset, on: str, certain: object, possible: object, verdict: Certainty, reason: str
) -> None:
    """Where handovers, disputes and unknown days decide, the chairs are as written here."""
    answer = data.chair_of("GFMD", on=on)
    assert (ids(answer.certain), ids(answer.possible), answer.verdict) == (certain, possible, verdict), reason


@pytest.mark.parametrize("on", ["1969-12-31", "1970-06-01", "1976-04-13"])
def test_the_gap_of_directors(data: Dataset, on: str) -> None:
    """From 1970 to 13 April 1976 no director is in the data, and nothing claims that there was none."""
    answer = data.chair_of("IOM", on=on, role="director-general")
    assert not answer.certain
    assert answer.verdict is (Certainty.POSSIBLE if on.startswith("1969") else Certainty.UNKNOWN)


def test_heads_are_neither_chairs_nor_members(data: Dataset) -> None:
    """The office has a role of its own: it says nothing of a chair of IOM, and its holder is not a member."""
    assert data.chair_of("IOM", on="2010-01-01").verdict is Certainty.UNKNOWN
    assert all(each.id.startswith("state-") for each in data.members_of("IOM", on="2010-01-01").certain)
    assert data.chair_of("IOM", on="2010-01-01", role="director-general").one().name == "William Lacy Swing"


#: Figure, number, when, reason.
COUNTS = [
    ("migration-conference-governments-1951", 27, "1951-11-26/1951-12-05", "eight as observers"),
    ("iom-founding-governments-1951", 15, "1951-12", "those that set it up"),
    ("picmme-governments-1952-10", 20, "1952-10-13/1952-10-21", "with one not yet confirmed"),
    ("iom-member-states-1953-04", 22, "1953-04", "twenty-one came"),
    ("iom-member-states-1998-12-22", 67, "1998-12-22", ""),
    ("iom-member-states-2003-03-27", 98, "2003-03-27", ""),
    ("iom-member-states-2006-11-28", 120, "2006-11-28", ""),
    ("iom-member-states-2007-11-27", 122, "2007-11-27", ""),
    ("iom-member-states-2008-06-18", 125, "2008-06-18", ""),
    ("iom-member-states-2011-12-05", 146, "2011-12-05", "fourteen joined"),
    ("iom-member-states-2015-11-24", 157, "2015-11-24", ""),
    ("iom-member-states-2016-06-30", 165, "2016-06-30", ""),
    ("iom-member-states-2018-06-29", 171, "2018-06-29", ""),
    ("iom-member-states-2019-11-26", 173, "2019-11-26", ""),
    ("unnm-executive-committee-members-2019", 8, "[2019-05-01..2019-05-11]", "eight heads"),
    ("unnm-executive-committee-members-2021-12-27", 9, "2021-12-27", "with WHO"),
    ("unnm-annual-meeting-2019-participants", 160, "2019-12", "about"),
    ("unnm-country-networks-2021-03", 45, "[..2021-06-24]", "told in June"),
    ("unnm-country-networks-2021-06-24", 52, "2021-06-24", ""),
    ("gcm-champions-2021-03", 20, "2021-03", ""),
    ("gcm-champions-2021-06-24", 23, "2021-06-24", ""),
    ("gcm-champions-accra-2023-countries", 28, "2023-11-28/2023-11-30", ""),
    ("migration-mptf-first-programmes", 6, "None", "undated"),
    ("gfmd-summit-2008-states", 163, "None", ""),
    ("gfmd-summit-2009-states", 142, "None", ""),
    ("gfmd-summit-2010-states", 131, "None", ""),
    ("gfmd-summit-2012-states", 129, "None", ""),
    ("gfmd-summit-2015-states", 150, "None", ""),
    ("gfmd-summit-2024-states", 123, "None", ""),
    ("gfmd-summit-2025-states", 71, "None", ""),
]


@pytest.mark.parametrize(("figure_id", "number", "when", "reason"), COUNTS)
def test_stated_counts(data: Dataset, figure_id: str, number: int, when: str, reason: str) -> None:
    """Each count is the number that its source states, for the time that it states."""
    figure = data.figures[figure_id]
    assert (figure.lower, figure.upper, str(figure.when)) == (number, number, when), reason


#: Record, field, one value, the other.
CONFLICTS = [
    ("gfmd-chair-france-2022", "role", "chair", "co-chair"),
    ("gfmd-chair-france-2022", "period", "2022-07-01/", "2022-06-30/"),
    ("gfmd-chair-senegal-2022", "record", "denied", "held"),
    ("gfmd-troika-member-senegal-2022", "record", "denied", "held"),
    ("gfmd-chair-morocco-2021", "record", "denied", "held"),
    ("gfmd-chair-ecuador-2021", "record", "denied", "held"),
    ("gfmd-chair-united-arab-emirates-2020", "period", "2020-02-01/", "2020-01-23/"),
    ("gfmd-chair-ecuador-2019", "period", "/2020-01-23", "2019-01-01/2020-01-31"),
    ("gfmd-chair-ecuador-2019", "period", "/2020-01-23", "2019-01-01/2019-12-31"),
    ("gfmd-chair-mexico-2010", "period", "[2009-11-04..2009-11-05]/", "2010/"),
    ("gfmd-chair-sweden-2013", "period", "2013-01-01/2014-06-30", "2012-11-22/"),
    ("gfmd-chair-sweden-2013", "period", "2013-01-01/2014-06-30", "2013-01-01/2014-05"),
    ("gfmd-civil-society-days-2008", "when", "2008-10-27/2008-10-28", "2008-10-08/2008-10-09"),
    ("gfmd-summit-2009", "when", "2009-11-02/2009-11-05", "2009-11-04/2009-11-05"),
    ("gfmd-summit-2010", "when", "2010-11-08/2010-11-11", "2010-11-10/2010-11-11"),
    ("gfmd-summit-2011", "when", "2011-12-01/2011-12-02", "2011-11-29/2011-12-02"),
    ("gfmd-summit-2012", "when", "2012-11-19/2012-11-22", "2012-11-21/2012-11-22"),
    ("gfmd-summit-2020", "when", "2020-01-20/2020-01-24", "2019-11-19/2019-11-22"),
    ("gfmd-summit-2024", "when", "2024-01-23/2024-01-25", "2024-02"),
    ("gfmd-summit-2008-states", "lower", "163", "164"),
    ("gfmd-summit-2009-states", "lower", "142", "130"),
    ("gfmd-unit-gfmd-support-unit", "period", "2008/2021", "2009/"),
    ("migration-mptf", "founded", "2019-07-16", "[2019-05-01..2019-05-11]"),
    ("migration-conference-governments-1951", "lower", "27", "16"),
    ("iom-renamed-icem-1952", "when", "[1952-10-13..1952-10-21]", "1953"),
    ("iom-renamed-icem-1952", "when", "[1952-10-13..1952-10-21]", "[1952-01..1952-06]"),
    ("iom-renamed-icem-1952", "when", "[1952-10-13..1952-10-21]", "1951"),
    ("iom-renamed-icm-1980", "when", "1980", "1988"),
]


@pytest.mark.parametrize(("record_id", "field", "one", "other"), CONFLICTS)
def test_conflicts_are_kept(data: Dataset, record_id: str, field: str, one: str, other: str) -> None:
    """Where sources contradict each other, both values can be found."""
    found = [set(each.values) for each in data.conflicts() if (each.record.id, each.field) == (record_id, field)]
    assert {one, other} in found


#: Day, whether WHO was on the Executive Committee, how many members there were at least, and at most, reason.
SEATS = [
    ("2019-05-10", Certainty.UNKNOWN, 0, None, "the eight may have been named on the next day"),
    ("2019-11-14", Certainty.UNKNOWN, 8, None, "eight met in New York"),
    ("2020-03-04", Certainty.UNKNOWN, 8, None, "a briefing leaves WHO out"),
    ("2020-03-05", Certainty.POSSIBLE, 8, None, "it may have joined the day after"),
    ("2021-12-26", Certainty.POSSIBLE, 8, None, "the eve of the report"),
    ("2021-12-27", Certainty.CERTAIN, 9, 9, "the report names nine"),
    ("2021-12-28", Certainty.POSSIBLE, 0, None, "nothing was found after the report"),
]


@pytest.mark.parametrize(("on", "who", "lower", "upper", "reason"), SEATS)
def test_the_executive_committee(
    data: Dataset, on: str, who: Certainty, lower: int, upper: int | None, reason: str
) -> None:
    """Eight members, then nine: WHO joined between a briefing and a report."""
    count = data.member_count(COMMITTEE, on=on)
    assert (data.is_member("WHO", COMMITTEE, on=on), count.lower, count.upper) == (who, lower, upper), reason


def test_working_groups_of_the_network(data: Dataset) -> None:
    """The members of both core groups are those of the workplan; it does not tell on which days."""
    one = ids(data.members_of("unnm-core-working-group-2-1", on="2022-01-01").possible)
    two = ids(data.members_of("unnm-core-working-group-2-2", on="2022-01-01").possible)
    un = {"iom", "undp", "ilo", "ohchr", "unhcr", "unitar", "unodc", "unu", "who"}
    both = {"act-alliance", "international-organisation-of-employers", "oecd", "united-cities-and-local-governments"}
    assert set(one) == un | both | {"migrant-forum-in-asia", "odi"}
    rest = {"alianza-americas", "picum", "ganhri", "quaker-united-nations-office"}
    assert set(two) == un | both | rest
    assert ids(data.chair_of("unnm-core-working-group-2-2", on="2022-01-01").possible) == ["iom", "ohchr", "undp"]


#: Day, the certain names and the possible ones of what is now IOM, reason.
PICMME = "Provisional Intergovernmental Committee for the Movement of Migrants from Europe"
ICEM = "Intergovernmental Committee for European Migration"
NAMES = [
    ("1952-06-01", {PICMME}, set(), "before the session that changed the name"),
    ("1952-10-15", set(), {PICMME, ICEM}, "during the session: the day of the vote is not told"),
    ("1952-10-22", {ICEM}, set(), "after the session"),
    ("1990-01-01", {"International Organization for Migration"}, set(), "the present name"),
]


@pytest.mark.parametrize(("on", "certain", "possible", "reason"), NAMES)
def test_names_of_the_committee(data: Dataset, on: str, certain: set[str], possible: set[str], reason: str) -> None:
    """The provisional committee took its second name in October 1952."""
    answer = data.name_of("IOM", on=on)
    assert (set(map(str, answer.certain)), set(map(str, answer.possible))) == (certain, possible), reason


def test_states_have_codes_and_are_not_governments(data: Dataset) -> None:
    """Each state that held a chair has its code of ISO 3166-1, and is another record than its government."""
    states = data.organizations.where(kind="state")
    assert all(each.id.startswith("state-") and each.country for each in states)
    holders = {term.holder_id for term in data.chair_terms_of("GFMD")}
    assert holders <= set(ids(states))
    assert data.organization("Turkey") == data.organization("Türkiye")
    assert data.organization("Mauritius").id != data.organization("Government of Mauritius").id


def test_only_the_swiss_list_makes_chairs_complete(data: Dataset) -> None:
    """One source names all chairs, up to its own day; nothing claims that later ones are all known."""
    (claim,) = [each for each in data.coverages if each.organization_id == "gfmd"]
    assert (str(claim.first_day), str(claim.last_day), claim.of) == ("2007-07-09", "2011-02-18", "chairs")
    assert data.chair_of("GFMD", on="2008-03-01").is_complete
    assert not data.chair_of("GFMD", on="2015-12-01").is_complete


#: Day, the certain and the possible members of the Troika of the Global Forum, reason.
TROIKA = [
    ("2011-03-01", ["mexico", "sweden"], [], "Sweden is named, although Mauritius was the next chair"),
    ("2014-11-21", ["sweden", "turkiye", "bangladesh"], [], "it is complete again"),
    ("2014-11-24", ["sweden", "turkiye", "bangladesh"], [], "the chair before, the chair, the next one"),
    (
        "2020-01-22",
        ["morocco"],
        ["germany", "bangladesh", "united-arab-emirates", "france", "senegal"],
        "one is named; the lists before and after bound the others",
    ),
    ("2022-06-30", ["united-arab-emirates", "france"], ["senegal"], "Senegal is disputed"),
    ("2024-09-03", ["united-arab-emirates", "france", "colombia"], [], "all three are named"),
]


@pytest.mark.parametrize(("on", "certain", "possible", "reason"), TROIKA)
def test_the_troika(data: Dataset, on: str, certain: list[str], possible: list[str], reason: str) -> None:
    """Who is named as a member of the Troika, on the days on which it is told."""
    answer = data.members_of("gfmd-troika", on=on)
    found = [{each.removeprefix("state-") for each in ids(part)} for part in (answer.certain, answer.possible)]
    assert found == [set(certain), set(possible)], reason


def test_the_group_has_a_successor_with_a_committee(data: Dataset) -> None:
    """The network replaced the group, and the committee is a unit of it."""
    assert data.organizations["gmg"].successor_ids == ("un-network-on-migration",)
    assert COMMITTEE in ids(data.units_of("un-network-on-migration", on="2020-06-01").certain)
