"""Golden answers about the Global Migration Group, each written out by hand from the sourced facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import iom_partners
from iom_partners import Certainty, Dataset
from worlds import ids

NOBODY: tuple[list[str], list[str]] = ([], [])


@pytest.fixture(scope="module")
def data() -> Dataset:
    """Return the curated data."""
    return iom_partners.load()


def sure(*holders: str) -> tuple[list[str], list[str]]:
    """Certain answers and no possible ones."""
    return list(holders), []


def maybe(*holders: str) -> tuple[list[str], list[str]]:
    """Possible answers and no certain ones."""
    return [], list(holders)


#: Term, first and last certain day, who is certain and possible (the day before; on both days; the day after), reason.
TERMS = [
    ("gmg-chair-unctad-2006", "2006-05-09", "2006-05-09", maybe("unctad"), sure("unctad"), maybe("unctad"),
     "attested on one day; since when is not said, and it may have lasted to the next term"),
    ("gmg-chair-unhcr-2006", "2006-07-01", "2006-12-31", maybe("unctad"), sure("unhcr"), sure("iom"),
     "UNCTAD may have sat until the eve of it"),
    ("gmg-chair-iom-2007", "2007-01-01", "2007-06-30", sure("unhcr"), sure("iom"), sure("undesa"), "half a year"),
    ("gmg-chair-undesa-2007", "2007-07-01", "2007-12-31", sure("iom"), sure("undesa"), sure("unfpa"), "half a year"),
    ("gmg-chair-unfpa-2008", "2008-01-01", "2008-06-30", sure("undesa"), sure("unfpa"), sure("unctad"), "half a year"),
    ("gmg-chair-unctad-2008", "2008-07-01", "2008-12-31", sure("unfpa"), sure("unctad"), NOBODY,
     "no holder is documented from January 2009"),
    ("gmg-chair-unitar-2009", "2009-06-01", "2009-12-31", NOBODY, sure("unitar"), sure("undp"),
     "it took over on 1 June 2009, after the gap"),
    ("gmg-chair-undp-2010", "2010-01-01", "2010-06-30", sure("unitar"), sure("undp"), sure("ohchr"), "half a year"),
    ("gmg-chair-ohchr-2010", "2010-07-01", "2010-12-31", sure("undp"), sure("ohchr"), sure("unicef"), "half a year"),
    ("gmg-chair-unicef-2011", "2011-01-01", "2011-06-30", sure("ohchr"), sure("unicef"), sure("unesco"), "half a year"),
    ("gmg-chair-unesco-2011", "2011-07-01", "2011-12-31", sure("unicef"), sure("unesco"), sure("unesco"),
     "it stayed on as interim chair"),
    ("gmg-chair-unesco-2012-interim", "2012-01-01", "2012-05-31", sure("unesco"), sure("unesco"), maybe("unodc"),
     "interim chair from January to May; mid-2012 may be 1 June"),
    ("gmg-chair-unodc-2012", "2012-07-01", "2012-12-31", maybe("unodc"), sure("unodc"), sure("un-regional-commissions"),
     "sources say July and mid-2012: it sat by 1 July at the latest"),
    ("gmg-chair-un-regional-commissions-2013", "2013-01-01", "2013-06-30", sure("unodc"),
     sure("un-regional-commissions"), sure("iom"), "the five commissions held one chair together"),
    ("gmg-chair-iom-2013", "2013-07-01", "2013-12-31", sure("un-regional-commissions"), sure("iom"), sure("ilo"),
     "July to December 2013"),
    ("gmg-chair-ilo-2014", "2014-01-01", "2014-12-31", sure("iom"), sure("ilo"), sure("world-bank"),
     "a full year from 1 January 2014"),
    ("gmg-chair-world-bank-2015", "2015-01-01", "2015-12-31", sure("ilo"), sure("world-bank"), sure("un-women"),
     "an office named by a year is the whole year"),
    ("gmg-chair-un-women-2016", "2016-01-01", "2016-12-31", sure("world-bank"), sure("un-women"), sure("unu"),
     "both days are stated"),
    ("gmg-chair-unu-2017", "2017-01-01", "2017-12-31", sure("un-women"), sure("unu"), sure("fao", "iom"),
     "both days are stated"),
    ("gmg-chair-fao-2018", "2018-01-01", "2018-05-02", sure("unu"), sure("fao", "iom"), maybe("fao", "iom"),
     "co-chairs until the group ended, some day after its last dated meeting"),
    ("gmg-chair-iom-2018", "2018-01-01", "2018-05-02", sure("unu"), sure("fao", "iom"), maybe("fao", "iom"),
     "co-chairs until the group ended, some day after its last dated meeting"),
]  # fmt: skip


@pytest.mark.parametrize(("term_id", "first", "last", "before", "inside", "after", "reason"), TERMS)
def test_chairs_at_the_edges_of_each_term(
    data: Dataset, term_id: str, first: str, last: str, before: object, inside: object, after: object, reason: str
) -> None:
    """Of each term, the day before, the first and last certain day and the day after are answered as written here."""
    a_day = timedelta(days=1)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    bounds = data.chair_terms[term_id].period
    assert (bounds.start_latest, bounds.end_earliest) == (start, end), reason
    for day, expected in ((start - a_day, before), (start, inside), (end, inside), (end + a_day, after)):
        answer = data.chair_of("GMG", on=day)
        assert (ids(answer.certain), ids(answer.possible)) == expected, (day, reason)
        verdict = Certainty.CERTAIN if expected[0] else Certainty.POSSIBLE if expected[1] else Certainty.UNKNOWN
        assert answer.verdict is verdict, (day, reason)


def test_the_table_has_every_term(data: Dataset) -> None:
    """The 21 recorded terms of the chair are those of the table, in the order of time."""
    assert ids(data.chair_terms_of("GMG")) == [row[0] for row in TERMS]
    assert len(TERMS) == 21


#: Time, who is certain, who is possible, verdict, whether complete, reason.
CHAIRS = [
    ("2003-03-31", [], [], Certainty.RULED_OUT, True, "the group was not founded"),
    ("2003-05-01", [], ["unctad"], Certainty.POSSIBLE, False, "since when UNCTAD sat is not said"),
    ("2006-06-30", [], ["unctad"], Certainty.POSSIBLE, False, "until when UNCTAD sat is not said"),
    ("2009-01-01", [], [], Certainty.UNKNOWN, False, "first day of the gap"),
    ("2009-03-15", [], [], Certainty.UNKNOWN, False, "inside the gap"),
    ("2009-05-31", [], [], Certainty.UNKNOWN, False, "last day of the gap"),
    ("2012-06-01", [], ["unodc"], Certainty.POSSIBLE, False, "first day that mid-2012 may be"),
    ("2012-06-15", [], ["unodc"], Certainty.POSSIBLE, False, "mid-2012 may be earlier or later"),
    ("2012-06-30", [], ["unodc"], Certainty.POSSIBLE, False, "eve of the date that UNSCEB states"),
    ("2013-09-01", ["iom"], [], Certainty.CERTAIN, True, "one chair sits at a time"),
    ("2013", [], ["un-regional-commissions", "iom"], Certainty.POSSIBLE, True, "one day of 2013: either half-year"),
    ("2014", ["ilo"], [], Certainty.CERTAIN, True, "one day of 2014: the same chair all year"),
    ("2018-05-02", ["fao", "iom"], [], Certainty.CERTAIN, True, "last dated meeting"),
    ("2018-05-03", [], ["fao", "iom"], Certainty.POSSIBLE, True, "the group may have ended on 2 May"),
    ("2018-12-31", [], ["fao", "iom"], Certainty.POSSIBLE, True, "last day on which the group may have ended"),
    ("2019-01-01", [], [], Certainty.RULED_OUT, True, "the group had ended"),
]


@pytest.mark.parametrize(("on", "certain", "possible", "verdict", "complete", "reason"), CHAIRS)
def test_chairs_on_telling_days(
    data: Dataset, on: str, certain: object, possible: object, verdict: Certainty, complete: bool, reason: str
) -> None:
    """On days where a rule decides, chair, verdict and completeness are as written here."""
    answer = data.chair_of("GMG", on=on)
    found = (ids(answer.certain), ids(answer.possible), answer.verdict, answer.is_complete)
    assert found == (certain, possible, verdict, complete), reason


def test_the_gap_of_2009_is_a_gap_in_every_way_of_asking(data: Dataset) -> None:
    """For January to May 2009 nobody knows the chair: on no day, at no time, and not throughout."""
    assert data.chair_of("GMG", during="2009-01/2009-05").verdict is Certainty.UNKNOWN
    assert data.chair_of("GMG", throughout="2009-01/2009-05").verdict is Certainty.UNKNOWN
    assert ids(data.chair_of("GMG", during="2009").certain) == ["unitar"]
    assert ids(data.chair_of("GMG", during="2008-12-31/2009-06-01").certain) == ["unctad", "unitar"]


FOUNDERS = ["ilo", "iom", "ohchr", "unctad", "unhcr", "unodc"]
OF_2006 = ["undesa", "undp", "unfpa", "world-bank"]
OF_2007 = ["un-regional-commissions", "unesco", "unicef", "unitar"]
OF_2010 = ["un-women", "who"]

#: Day, who is certain, who is possible, whether complete, reason.
MEMBERS = [
    ("2003-03-31", [], [], True, "the group was not founded"),
    ("2003-05-01", FOUNDERS, [], True, "six founders in April 2003"),
    ("2006-03-01", FOUNDERS, OF_2006, True, "four joined at the renaming, by 9 May 2006"),
    ("2006-05-09", [*FOUNDERS, *OF_2006], [], True, "first meeting under the new name"),
    ("2007-11-15", [*FOUNDERS, *OF_2006], OF_2007, True, "four admitted in November 2007, no day given"),
    ("2008-06-01", [*FOUNDERS, *OF_2006, *OF_2007], [], True, "fourteen members"),
    ("2010-10-15", [*FOUNDERS, *OF_2006, *OF_2007], OF_2010, True, "14 on 30 September, 16 on 8 November 2010"),
    ("2014-01-01", [*FOUNDERS, *OF_2006, *OF_2007, *OF_2010], [], True, "sixteen on the day the page speaks of"),
    ("2016-01-01", ["fao", "iom", "un-women", "unu"],
     ["ilo", "ohchr", "unctad", "unhcr", "unodc", *OF_2006, *OF_2007, "wfp", "who"], False,
     "attested up to a later day are only those who chaired later; of all others the end is open to doubt"),
    ("2019-01-01", [], [], True, "the group had ended"),
]  # fmt: skip


@pytest.mark.parametrize(("on", "certain", "possible", "complete", "reason"), MEMBERS)
def test_members_on_telling_days(
    data: Dataset, on: str, certain: list[str], possible: list[str], complete: bool, reason: str
) -> None:
    """On days around each admission, the members are as written here."""
    answer = data.members_of("GMG", on=on)
    found = (sorted(ids(answer.certain)), sorted(ids(answer.possible)), answer.is_complete)
    assert found == (sorted(certain), sorted(possible), complete), reason


#: Figure, day or month of it, number that the source states, least and most by the records, reason.
COUNTS = [
    ("gmg-members-2003-04", "2003-04", 6, 0, 6, "on its first days the group may not have been there"),
    ("gmg-members-2006-11", "[2006-11-01..2006-11-28]", 10, 10, 10, "founders and four"),
    ("gmg-members-2007-07-10", "2007-07-10", 10, 10, 10, "before the admissions of November"),
    ("gmg-members-2008-12", "2008-12", 14, 14, 14, "after them"),
    ("gmg-members-2009-11-12", "2009-11-12", 14, 14, 14, "no one joined in 2009"),
    ("gmg-members-2010-05-28", "2010-05-28", 14, 14, 14, "before WHO and UN Women"),
    ("gmg-members-2010-09-30", "2010-09-30", 14, 14, 16, "the two may have joined on that very day"),
    ("gmg-members-2010", "[2010-09-30..2010-11-08]", 16, 14, 16, "the day after which it holds is not known"),
    ("gmg-members-2010-11-08", "2010-11-08", 16, 16, 16, "by now they had"),
    ("gmg-members-2011-05-17", "2011-05-17", 16, 16, 16, "no one joined in 2011"),
    ("gmg-members-2011-11-15", "2011-11-15", 16, 16, 16, "no one joined in 2011"),
    ("gmg-members-2013-07-2013-12", "[2013-07-01..2013-12-31]", 16, 16, 16, "no one joined in 2013"),
    ("gmg-members-2013-08", "2013-08", 16, 16, 16, "no one joined in 2013"),
    ("gmg-members-2014-01-01", "2014-01-01", 16, 16, 16, "the day the page speaks of"),
    ("gmg-members-2015-04-30", "2015-04-30", 18, 5, None, "attested beyond it: FAO, IOM, UN Women, UNU, World Bank"),
    ("gmg-members-2017-01-12", "2017-01-12", 21, 3, None, "attested beyond it: FAO, IOM, UNU"),
    ("gmg-members-2017", "2017", 22, 3, None, "attested to the end of it: FAO, IOM, UNU"),
    ("gmg-members-2018-05-02", "2018-05-02", 22, 2, None, "only the co-chairs are attested on that day"),
]


@pytest.mark.parametrize(("figure_id", "on", "stated", "lower", "upper", "reason"), COUNTS)
def test_counts_agree_with_what_sources_state(
    data: Dataset, figure_id: str, on: str, stated: int, lower: int, upper: int | None, reason: str
) -> None:
    """Each number of members that a source states lies within the range of the records for its time."""
    figure = data.figures[figure_id]
    count = data.member_count("GMG", on=on)
    assert (figure.lower, figure.upper, str(figure.when)) == (stated, stated, on)
    assert (count.lower, count.upper) == (lower, upper), reason
    assert figure in count.reported
    assert lower <= stated
    assert upper is None or stated <= upper


def test_the_table_has_every_figure(data: Dataset) -> None:
    """Every dated number of members in the data is held against the records above."""
    assert sorted(row[0] for row in COUNTS) == sorted(ids(data.figures.where(about_id="gmg", unit="members")))


GENEVA, GLOBAL = "Geneva Migration Group", "Global Migration Group"

#: Day, certain names, possible names, reason.
NAMES = [
    ("2003-03-31", [], [], "the group was not founded"),
    ("2003-05-01", [GENEVA], [], "the founding name"),
    ("2005-12-18", [GENEVA], [], "still used in print"),
    ("2006-01-01", [GENEVA], [GLOBAL], "first day of the year of the renaming: the last day of a name belongs to it"),
    ("2006-03-01", [], [GENEVA, GLOBAL], "early 2006 and no day given"),
    ("2006-05-09", [GLOBAL], [GENEVA], "first meeting under the new name"),
    ("2006-05-10", [GLOBAL], [], "the renaming was over"),
    ("2018-05-02", [GLOBAL], [], "the last dated meeting"),
    ("2018-12-31", [], [GLOBAL], "the group may have ended before"),
    ("2019-01-01", [], [], "the group had ended"),
]


@pytest.mark.parametrize(("on", "certain", "possible", "reason"), NAMES)
def test_names_around_the_renaming(data: Dataset, on: str, certain: object, possible: object, reason: str) -> None:
    """Around the renaming, the name of the group is as written here, and no other can have been."""
    answer = data.name_of("GMG", on=on)
    assert (list(answer.certain), list(answer.possible), answer.is_complete) == (certain, possible, True), reason


#: Unit, and who led it on 1 January 2014, as the page says.
UNITS = [
    ("wg-mainstreaming", ["iom", "undp"]),
    ("wg-data-research", ["iom", "undesa"]),
    ("wg-human-rights-gender", ["ohchr", "un-women", "unicef"]),
    ("tf-capacity-development", ["iom", "unitar"]),
    ("tf-decent-work", ["ilo", "iom"]),
]


@pytest.mark.parametrize(("unit", "chairs"), UNITS)
def test_units_and_who_led_them(data: Dataset, unit: str, chairs: list[str]) -> None:
    """On 1 January 2014 each working group and task force was led by the agencies that the page names, and no other."""
    answer = data.chair_of(unit, on="2014-01-01")
    assert (sorted(ids(answer.certain)), answer.possible, answer.is_complete) == (chairs, (), True)


def test_units_on_the_day_of_the_page(data: Dataset) -> None:
    """On 1 January 2014 the group had three working groups, two task forces and two meetings; others are not ruled out.

    A secretariat was recommended in 2012, and no source says whether there was one: the list is not complete.
    """
    answer = data.units_of("GMG", on="2014-01-01")
    meetings = ["gmg-principals-meeting", "gmg-working-level-meeting"]
    assert sorted(ids(answer.certain)) == sorted([*meetings, *(unit for unit, _ in UNITS)])
    assert (answer.possible, answer.is_complete) == ((), False)
    by_kind = {
        kind: data.units_of("GMG", on="2014-01-01", kind=kind) for kind in ("working-group", "task-force", "organ")
    }
    assert {kind: len(found.certain) for kind, found in by_kind.items()} == {
        "working-group": 3,
        "task-force": 2,
        "organ": 2,
    }


#: Day, how sure it is that the Economic Commission for Africa was a member, reason.
ECA = [
    ("2007-10-31", Certainty.RULED_OUT, "before the commissions were admitted"),
    ("2007-11-15", Certainty.POSSIBLE, "admitted in November, no day given"),
    ("2007-12-01", Certainty.CERTAIN, "admitted"),
    ("2014-01-01", Certainty.CERTAIN, "the page lists the commissions and their parts"),
    ("2014-01-02", Certainty.POSSIBLE, "the commissions are attested up to the day before"),
    ("2019-01-01", Certainty.RULED_OUT, "the group had ended"),
]


@pytest.mark.parametrize(("on", "certainty", "reason"), ECA)
def test_a_commission_is_a_member_through_the_five(data: Dataset, on: str, certainty: Certainty, reason: str) -> None:
    """ECA is as surely a member as the commissions together are."""
    assert data.is_member("ECA", "GMG", on=on) is certainty, reason
    assert data.is_member("UN Regional Commissions", "GMG", on=on) is certainty, reason
    assert data.members_of("GMG", on=on).about("ECA").certainty is certainty, reason
    assert ("gmg" in ids(data.groups_of("ECA", on=on).certain)) is certainty.is_certain, reason


def test_the_five_count_as_one_member(data: Dataset) -> None:
    """ECA has no seat of its own: it is listed only among the parts, where it stands in place of the commissions."""
    whole, parts = (data.members_of("GMG", on="2014-01-01", components=each) for each in (False, True))
    five = {"eca", "ece", "eclac", "escap", "escwa"}
    assert set(ids(whole.certain)) - set(ids(parts.certain)) == {"un-regional-commissions"}
    assert set(ids(parts.certain)) - set(ids(whole.certain)) == five
    assert (len(whole.certain), len(parts.certain), parts.is_complete) == (16, 20, True)
    assert [(tie.organization_id, tie.role) for tie in data.memberships_of("ECA")] == [
        ("un-regional-commissions", "component")
    ]


def test_the_data_is_large_enough(data: Dataset) -> None:
    """The data holds at least what the source page and the facts told: terms, memberships, units, events."""
    assert len(data.chair_terms_of("GMG")) >= 21
    assert len([tie for tie in data.memberships_in("GMG") if tie.role == "member"]) == 19
    assert sum(tie.is_founder for tie in data.memberships_in("GMG")) == 6
    led = [unit.id for unit in data.units_of("GMG", during="2003/2018").certain if data.chair_terms_of(unit)]
    assert len(led) == 5
    assert len([event for event in data.events if event.when is not None]) >= 30


def test_every_record_is_cited(data: Dataset) -> None:
    """Every record but a source rests on at least one source of the data that supports it."""
    known = set(data.sources.ids)
    collections = [
        data.organizations, data.people, data.memberships, data.chair_terms, data.events, data.figures,
        data.coverages, data.places,
    ]  # fmt: skip
    for record in (record for collection in collections for record in collection):
        assert any(not citation.denies for citation in record.citations), record.id
        nested = [*getattr(record, "names", ()), *getattr(record, "identifiers", ())]
        for each in nested:
            assert each.citations, (record.id, each)
        for citation in (citation for each in (record, *nested) for citation in each.citations):
            assert citation.source_id in known, record.id


def test_the_page_alone_knows_less(data: Dataset) -> None:
    """By the source page alone the chair of March 2010 is unknown, that of 2013 is not; the whole data knows both."""
    page = data.according_to("iom-partners-and-friends")
    assert page.chair_of("GMG", on="2010-03-01").verdict is Certainty.UNKNOWN
    assert page.chair_of("GMG", on="2013-09-01").one().id == "iom"
    assert data.chair_of("GMG", on="2010-03-01").one().id == "undp"
    assert page.is_member("WHO", "GMG", on="2010-06-30") is Certainty.POSSIBLE
    assert data.is_member("WHO", "GMG", on="2010-06-30") is Certainty.RULED_OUT
