"""Golden answers about the consultation mechanisms on migration and their chairs, written out from the sources."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from iom_partners import Certainty, Dataset
from iom_partners.results import Answer
from worlds import ids

#: Body and how it is called, year of its founding as the sources have it.
BODIES = [
    ("igc", "IGC", "1985"),
    ("rcm", "Puebla Process", "[1996-02-01..1996-03-14]"),
    ("sacm", "Conferencia Suramericana sobre Migraciones", "2000-05"),
    ("midsa", "MIDSA", "2000"),
    ("khartoum-process", "EU-Horn of Africa Migration Route Initiative", "2014-11-28"),
    ("rabat-process", "Euro-African Dialogue on Migration and Development", "2006-07"),
    ("colombo-process", "Colombo Process", "2003"),
    ("abu-dhabi-dialogue", "ADD", "[2008-01-21..2008-01-22]"),
    ("budapest-process", "Budapest Process", "1993"),
    ("almaty-process", "Almaty Process", "2013-06-05"),
    ("arcp", "ARCP", "[2015-10-21..2015-10-22]"),
    ("cmc", "CMC", "2016-01"),
]

#: Body, holder, first and last certain day. Of a pair of years, that is the turn of the year.
CERTAIN = [
    *(
        ("igc", holder, f"{year}-12-31", f"{year + 1}-01-01")
        for year, holder in {
            2000: "australia", 2001: "united-kingdom", 2002: "belgium", 2003: "norway", 2004: "canada",
            2005: "netherlands", 2006: "ireland", 2007: "sweden", 2009: "finland", 2010: "united-states",
            2011: "germany", 2012: "new-zealand", 2013: "denmark", 2014: "australia", 2015: "belgium", 2017: "norway",
            2018: "spain", 2019: "canada", 2023: "sweden",
        }.items()
    ),
    ("igc", "switzerland", "2008-12-31", "2009-06-04"),  # its slides of 4 June 2009 name it
    ("rcm", "el-salvador", "1999-01-28", "1999-01-29"),  # this and the next four: the host presides
    ("rcm", "united-states", "2000-03-23", "2000-03-24"),
    ("rcm", "costa-rica", "2001-03-22", "2001-03-23"),
    ("rcm", "guatemala", "2002-05-30", "2002-05-31"),
    ("rcm", "mexico", "2003-05-29", "2003-05-30"),
    ("rcm", "united-states", "2007-10-29", "2007-10-29"),
    ("rcm", "dominican-republic", "2011-03-31", "2011-11-16"),
    ("rcm", "panama", "2011-11-30", "2012-11-04"),
    ("rcm", "costa-rica", "2012-12-31", "2013-01-01"),
    ("rcm", "nicaragua", "2014-06-26", "2014-11-24"),  # host of June, and the handover was in Managua
    ("rcm", "mexico", "2014-11-30", "2015-11-11"),  # the host presides
    ("rcm", "honduras", "2016-11-17", "2016-11-18"),  # the host presides
    ("rcm", "el-salvador", "2017-11-27", "2017-11-27"),
    ("rcm", "panama", "2017-11-30", "2018-05-08"),
    ("rcm", "guatemala", "2019-11-12", "2019-11-14"),
    ("rcm", "costa-rica", "2020-12-01", "2020-12-01"),  # the host presides
    ("rcm", "mexico", "2020-12-04", "2021-12-02"),
    ("rcm", "el-salvador", "2021-12-03", "2022-01-01"),
    ("rcm", "belize", "2024-07-16", "2024-07-17"),
    ("sacm", "bolivia", "2004-11-25", "2004-11-26"),
    ("sacm", "paraguay", "2006-05-04", "2006-05-05"),
    ("sacm", "uruguay", "2008-09-17", "2008-09-19"),
    ("sacm", "ecuador", "2009-09-21", "2010-10-01"),
    ("sacm", "chile", "2012-11-04", "2012-11-06"),
    ("sacm", "colombia", "2013-12-03", "2013-12-03"),
    ("sacm", "paraguay", "2016-11-03", "2016-11-04"),
    ("sacm", "uruguay", "2017-12-31", "2018-05-08"),
    ("sacm", "bolivia", "2018-11-22", "2019-01-01"),
    ("sacm", "peru", "2019-12-31", "2020-01-01"),
    ("sacm", "chile", "2022-10-12", "2022-10-14"),
    ("sacm", "peru", "2023-08-23", "2023-12-06"),
    ("sacm", "colombia", "2024-01-22", "2024-01-22"),
    ("sacm", "brazil", "2025-11-18", "2025-11-19"),
    ("midsa", "malawi", "2022-11-07", "2022-11-07"),
    ("khartoum-process", "egypt", "2014-11-28", "2014-11-28"),
    ("khartoum-process", "united-kingdom", "2016-12-15", "2016-12-15"),
    ("khartoum-process", "ethiopia", "2016-12-16", "2017-04-06"),
    ("khartoum-process", "italy", "2018-12-31", "2019-03-07"),
    ("khartoum-process", "eritrea", "2019-03-07", "2020-03-05"),
    ("khartoum-process", "netherlands", "2020-03-05", "2022-03-22"),
    ("khartoum-process", "south-sudan", "2022-03-23", "2023-03-16"),
    ("khartoum-process", "germany", "2023-03-16", "2024-04-17"),
    ("khartoum-process", "egypt", "2024-04-17", "2025-04-09"),
    ("khartoum-process", "france", "2025-04-09", "2025-04-09"),
    ("rabat-process", "mali", "2017-03-21", "2017-03-21"),
    ("rabat-process", "belgium", "2017-03-21", "2018-05-02"),
    ("rabat-process", "burkina-faso", "2018-05-02", "2019-06-03"),
    ("rabat-process", "france", "2019-06-03", "2020-12-07"),
    ("rabat-process", "equatorial-guinea", "2020-12-07", "2021-11-18"),
    ("rabat-process", "spain", "2021-11-18", "2022-12-14"),
    ("rabat-process", "morocco", "2022-12-14", "2024-02-01"),
    ("rabat-process", "portugal", "2024-02-01", "2025-01-30"),
    ("rabat-process", "nigeria", "2025-01-30", "2026-01-01"),
    ("rabat-process", "switzerland", "2026-01-31", "2026-01-31"),
    ("colombo-process", "sri-lanka", "2013-10-31", "2017-03-29"),
    ("colombo-process", "nepal", "2017-03-29", "2018-11-04"),
    ("colombo-process", "india", "2024-05-29", "2024-06-28"),
    ("abu-dhabi-dialogue", "sri-lanka", "2017-09-13", "2017-09-13"),
    ("abu-dhabi-dialogue", "united-arab-emirates", "2020-12-31", "2021-10-27"),
    ("abu-dhabi-dialogue", "pakistan", "2021-10-28", "2023-01-01"),
    ("budapest-process", "hungary", "1993-12-31", "2006-01-01"),
    ("budapest-process", "turkiye", "2006-01-31", "2021-01-01"),
    ("budapest-process", "hungary", "2006-01-31", "2021-01-01"),  # as co-chair
    ("almaty-process", "kazakhstan", "2013-06-05", "2016-10-01"),
    ("almaty-process", "kyrgyzstan", "2016-11-30", "2018-09-28"),
    ("almaty-process", "tajikistan", "2018-11-30", "2020-01-01"),
    ("almaty-process", "turkiye", "2021-01-31", "2022-01-01"),
    ("almaty-process", "azerbaijan", "2023-03-28", "2025-04-24"),
    ("almaty-process", "kazakhstan", "2025-04-24", "2025-04-24"),
]  # fmt: skip

#: Body, holder, a day on which it is possible; no day of the term is certain.
POSSIBLE = [
    ("igc", "united-kingdom", "2021-06-30"),
    ("igc", "netherlands", "2022-06-30"),
    ("igc", "united-states", "2023-06-30"),
    ("igc", "switzerland", "2025-01-01"),
    ("rcm", "el-salvador", "2006-07-18"),
    ("rcm", "honduras", "2008-06-30"),  # this and the next: the host presides
    ("rcm", "mexico", "2010-06-30"),
    ("rcm", "panama", "2023-06-30"),
    ("sacm", "argentina", "2000-05-15"),
    ("sacm", "chile", "2001-04-15"),
    ("sacm", "ecuador", "2002-08-15"),
    ("sacm", "uruguay", "2003-11-15"),
    ("sacm", "venezuela", "2007-07-08"),
    ("sacm", "bolivia", "2010-10-15"),
    ("sacm", "brazil", "2011-10-19"),
    ("sacm", "peru", "2014-10-15"),
    ("sacm", "chile", "2015-09-15"),
    ("sacm", "argentina", "2021-06-30"),
    ("midsa", "democratic-republic-of-the-congo", "2009-06-30"),
    ("midsa", "namibia", "2010-06-30"),
    ("midsa", "angola", "2011-06-30"),
    ("midsa", "mozambique", "2012-06-30"),
    ("midsa", "malawi", "2013-06-30"),
    ("midsa", "zimbabwe", "2014-06-30"),
    ("midsa", "botswana", "2015-06-30"),
    ("midsa", "eswatini", "2016-06-30"),
    ("midsa", "south-africa", "2017-06-30"),
    ("midsa", "namibia", "2019-06-30"),
    ("midsa", "united-republic-of-tanzania", "2020-06-30"),
    ("midsa", "mozambique", "2021-10-25"),
    ("midsa", "democratic-republic-of-the-congo", "2023-06-30"),
    ("midsa", "angola", "2024-06-30"),
    ("midsa", "madagascar", "2025-06-30"),
    ("rabat-process", "morocco", "2015-06-30"),
    ("rabat-process", "portugal", "2016-06-30"),
    ("abu-dhabi-dialogue", "united-arab-emirates", "2008-01-22"),
    ("abu-dhabi-dialogue", "philippines", "2013-06-30"),
    ("colombo-process", "sri-lanka", "2003-12-31"),
    ("colombo-process", "philippines", "2005-01-01"),
    ("colombo-process", "indonesia", "2008-01-01"),
    ("colombo-process", "bangladesh", "2011-06-30"),
    ("colombo-process", "afghanistan", "2021-06-30"),
]

#: Body, day, who is certain, who is possible, whether all chairs of that day are known, reason.
DAYS = [
    ("igc", "2001-06-30", [], ["australia", "united-kingdom"], True, "in which month a chair changes is not said"),
    ("igc", "2016-09-01", [], ["belgium"], False, "nobody is listed for 2016-2017"),
    ("igc", "2017-01-01", [], ["norway"], False, "nobody is listed for 2016-2017"),
    ("igc", "1999-12-31", [], [], False, "the list begins with 2000-2001"),
    ("rcm", "2013-06-30", [], ["costa-rica", "nicaragua"], False, "when Costa Rica handed over is not known"),
    ("rcm", "2017-11-30", ["panama"], ["el-salvador"], True, "the day of the handover was announced only"),
    ("midsa", "2018-06-30", [], ["namibia", "south-africa"], False, "the list has no 2018"),
    ("khartoum-process", "2014-11-27", [], [], True, "it was not set up"),
    ("khartoum-process", "2019-12-31", ["eritrea"], [], True, "both handovers have a day"),
    ("khartoum-process", "2021-09-29", ["netherlands"], [], True, "both handovers have a meeting"),
    ("khartoum-process", "2023-03-16", ["germany", "south-sudan"], [], True, "day of a handover"),
    ("rabat-process", "2018-05-02", ["belgium", "burkina-faso"], [], True, "day of a handover"),
    ("rabat-process", "2022-06-30", ["spain"], [], True, "both handovers have a day"),
    ("rabat-process", "2014-06-30", [], ["morocco"], False, "since when Morocco chaired is not said"),
    ("colombo-process", "2012-06-30", [], ["bangladesh", "indonesia", "philippines", "sri-lanka"], True,
     "the order of the chairs is told, not their years"),
    ("colombo-process", "2022-06-30", [], ["afghanistan", "nepal"], False, "when Afghanistan took over is not known"),
    ("abu-dhabi-dialogue", "2021-08-09", ["united-arab-emirates"], [], True, "although the press called another one"),
    ("abu-dhabi-dialogue", "2025-01-01", [], ["pakistan"], False, "who followed Pakistan is not known"),
    ("budapest-process", "2013-04-19", ["hungary", "turkiye"], [], True, "chair and co-chair"),
    ("almaty-process", "2016-06-30", ["kazakhstan"], [], True, "Kyrgyzstan began in October or November"),
    ("almaty-process", "2018-10-15", [], ["kyrgyzstan", "tajikistan"], False, "sources differ on the handover"),
    ("igc", "2020-06-30", [], ["canada", "united-kingdom"], False, "nobody is listed for 2020-2021"),
    ("almaty-process", "2025-01-01", ["azerbaijan"], [], True, "it stayed until the handover in April"),
    ("cmc", "2019-12-05", [], [], False, "nobody is named as chair"),
]  # fmt: skip

#: Record, field, what is said against what.
CONFLICTS = {
    ("budapest-process", "founded", "1991", "1993"),
    ("sacm", "founded", "1999", "2000-05"),
    ("sacm", "founded", "1999", "2000"),
    ("arcp-chair-league-of-arab-states-2015", "record", "denied", "held"),
    ("abu-dhabi-dialogue-chair-united-arab-emirates-2019", "holder_id", "state-sri-lanka",
     "state-united-arab-emirates"),
    ("abu-dhabi-dialogue-chair-pakistan-2021", "period", "2022/2023", "[2021-10-27..2021-10-28]/"),
    ("abu-dhabi-dialogue-chair-pakistan-2021", "period", "2022/2023", "[2021-10-27..2021-10-28]/[2023..]"),
    ("almaty-process-chair-azerbaijan-2023", "period", "/2025-04-24", "2023/2024"),
    ("almaty-process-chair-azerbaijan-2023", "period", "2023/2024", "[2023-01-01..2023-03-28]/2025-04-24"),
    ("almaty-process-chair-kyrgyzstan-2016", "period", "2016-11/2018-11", "2016/[2018-09-27..2018-09-28]"),
    ("almaty-process-chair-kyrgyzstan-2016", "period", "2016-10/2018-09", "2016-11/2018-11"),
    ("almaty-process-chair-tajikistan-2018", "period", "2018-11/2021-01", "2018/2020"),
    ("almaty-process-chair-tajikistan-2018", "period", "2018-11/2021-01", "[2018-09-27..2018-09-28]/"),
    ("rabat-process-chair-portugal-2024", "period", "2024-01/2025-01", "2024-02-01/"),
    ("rabat-process-chair-portugal-2024", "period", "2024-01/2025-01", "2024-02-01/2025-01-30"),
    ("rabat-process-chair-portugal-2024", "period", "2024-01/2025-01", "2024-02-01/[2025-01-29..2025-01-30]"),
}  # fmt: skip


def short(agents: list[str]) -> list[str]:
    """Ids without the mark of a state, sorted."""
    return sorted(each.removeprefix("state-") for each in agents)


def told(answer: Answer[Any]) -> tuple[list[str], list[str]]:
    """Who is certain and who is possible."""
    return short(ids(answer.certain)), short(ids(answer.possible))


@pytest.mark.parametrize(("body", "called", "founded"), BODIES)
def test_each_body_has_its_names_and_its_founding(curated: Dataset, body: str, called: str, founded: str) -> None:
    """Each mechanism is a forum, is found under its names, and is as old as the sources say."""
    found = curated.organizations[curated.agent(called).id]
    assert (found.id, found.kind, str(found.founded)) == (body, "forum", founded)


@pytest.mark.parametrize(("body", "holder", "first", "last"), CERTAIN)
def test_certain_days_of_each_term(curated: Dataset, body: str, holder: str, first: str, last: str) -> None:
    """A holder is certain from the first to the last day written here, and on neither day beside them."""
    start, end, a_day = date.fromisoformat(first), date.fromisoformat(last), timedelta(days=1)
    for day, is_certain in ((start - a_day, False), (start, True), (end, True), (end + a_day, False)):
        assert (holder in told(curated.chair_of(body, on=day))[0]) is is_certain, day


@pytest.mark.parametrize(("body", "holder", "day"), POSSIBLE)
def test_possible_days_of_each_other_term(curated: Dataset, body: str, holder: str, day: str) -> None:
    """A holder of whom no day is certain is possible on the day written here."""
    certain, possible = told(curated.chair_of(body, on=day))
    assert holder in possible
    assert certain == []


def test_the_tables_have_every_term(curated: Dataset) -> None:
    """Each term with a certain day is in the first table, each other one in the second, and one has its own test."""
    sure, others = [], []
    for body, *_ in BODIES:
        for term in curated.chair_terms_of(body):
            period, [holder] = term.period, short([term.holder_id or ""])
            start, end = period.start_latest, period.end_earliest
            if start and end and start <= end:
                sure.append((body, holder, str(start), str(end)))
            else:
                others.append((body, holder))
    others.remove(("arcp", "league-of-arab-states"))
    assert sorted(sure) == sorted(CERTAIN)
    assert sorted(others) == sorted((body, holder) for body, holder, _ in POSSIBLE)
    assert len(CERTAIN) + len(POSSIBLE) + 1 == 132


def test_a_body_without_chairing_state(curated: Dataset) -> None:
    """One version of a page calls the League of Arab States the permanent chair, a later one knows no chair."""
    [term] = curated.chair_terms_of("ARCP")
    assert (term.holder_id, str(term.period)) == ("league-of-arab-states", "[2015-10-21..2015-10-22]/")
    answer = curated.chair_of("ARCP", on="2020-01-01")
    assert (answer.verdict, *told(answer)) == (Certainty.POSSIBLE, [], ["league-of-arab-states"])


@pytest.mark.parametrize(("body", "on", "certain", "possible", "complete", "reason"), DAYS)
def test_chairs_on_telling_days(
    curated: Dataset, body: str, on: str, certain: list[str], possible: list[str], complete: bool, reason: str
) -> None:
    """On days where a rule decides, chairs and completeness are as written here."""
    answer = curated.chair_of(body, on=on)
    assert (*told(answer), answer.is_complete) == (certain, possible, complete), reason


def test_holders_are_states_with_a_country(curated: Dataset) -> None:
    """Every holder but one is a state, with a country of its own."""
    bodies = {body for body, *_ in BODIES}
    holders = {term.holder_id or "" for term in curated.chair_terms if term.organization_id in bodies}
    states = [curated.organizations[each] for each in holders - {"league-of-arab-states"}]
    assert {each.kind for each in states} == {"state"}
    assert len({each.country for each in states} - {None}) == len(states) == 72


def test_conflicts_are_kept(curated: Dataset) -> None:
    """Where sources contradict each other about these bodies, each contradiction stands, and no other."""
    bodies = {body for body, *_ in BODIES}
    found = {
        (each.record.id, each.field, *sorted(each.values))
        for each in curated.conflicts()
        if each.kind != "coarser"
        and (each.record.id in bodies or getattr(each.record, "organization_id", None) in bodies)
    }
    assert found == CONFLICTS
