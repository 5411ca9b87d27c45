"""Panels and chairs by unit say, cell by cell, what the questions answer; their days are those of all worlds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iom_partners import Dataset, PartialDate, Period
from iom_partners.model.vocabulary import CHAIRING_ROLES
from iom_partners.results import Table
from iom_partners.stats.units import Freq
from strategies import clubs, datasets, examples, less_sure
from worlds import NUMBER, Club, day

FREQS = get_args(Freq)


def days_of(cell: dict[str, Any]) -> Iterator[date]:
    """Yield each day of the unit of a cell."""
    yield from (cell["first_day"] + timedelta(days=step) for step in range(cell["days"]))


def check_unit(cell: dict[str, Any]) -> str:
    """The text of the unit means its days; they are given back as a period to ask about."""
    written = Period(cell["period"]) if "/" in cell["period"] else PartialDate(cell["period"])
    first, last = (written.start_earliest, written.end_latest) if isinstance(written, Period) else (
        written.earliest, written.latest)  # fmt: skip
    assert (first, last) == (cell["first_day"], cell["last_day"])
    assert cell["days"] == (last - first).days + 1
    return f"{first}/{last}"


def check_cells(data: Dataset, panel: Table, of: str = "members", every: int = 1) -> None:
    """Each cell, or each of so many, is what the questions and the tenure say of its unit, and of each of its days."""
    for cell in panel.to_dicts()[::every]:
        agent, body, unit = cell["agent_id"], cell["body_id"], check_unit(cell)
        if of == "members":
            said = [data.is_member(agent, body, **{word: unit}) for word in ("during", "throughout")]
        else:
            said = [data.chair_of(body, **{word: unit}).about(agent).certainty for word in ("during", "throughout")]
        assert [cell["certainty"], cell["certainty_throughout"]] == [each.value for each in said], cell
        tenure = data.tenure(agent, body, role="member" if of == "members" else "any-chair", during=unit)
        assert (cell["days_lower"], cell["days_upper"]) == (tenure.lower, tenure.upper), cell
        assert (cell["is_exact"], cell["is_complete"]) == (tenure.is_exact, tenure.is_complete), cell
        if cell["days"] < 32 or (of == "members" and cell["days"] < 400):
            ask = (
                data.is_member if of == "members" else lambda who, where, on: data.chair_of(where, on=on).about(who)[2]
            )
            told = [ask(agent, body, on=each).value for each in days_of(cell)]
            assert cell["days_known"] == told.count("certain") + told.count("ruled_out"), cell


@given(clubs(), st.booleans())
@examples(1.5)
def test_cells_of_small_worlds_are_what_the_questions_say(club: Club, components: bool) -> None:
    """In worlds of five days around a turn of the year, each cell of each kind of unit is what is asked of it."""
    for freq in FREQS:
        during = f"{day(0)}/{day(NUMBER - 1)}"
        check_cells(club.data, club.data.stats.panel("club", freq=freq, during=during, components=components))


@given(datasets() | less_sure(datasets()), st.sampled_from(["members", "chairs"]), st.sampled_from(FREQS))
@examples(0.6)
def test_cells_of_years_are_what_the_questions_say(data: Dataset, of: Any, freq: Any) -> None:
    """In clubs with dates over four years, each cell is what is asked of it; of days, one in seventeen is looked at."""
    check_cells(data, data.stats.panel("club", freq=freq, of=of, during="2004/2009"), of, 17 if freq == "day" else 1)


@given(clubs())
def test_days_are_those_of_all_worlds(club: Club) -> None:
    """Least and most days of a month are those that the worlds give, and no world denies what is certain of it."""
    assume(club.size("north") <= 3_000)
    worlds = [days for (days,) in club.worlds("north")]
    panel = club.data.stats.panel("club", freq="month", during=f"{day(0)}/{day(NUMBER - 1)}", components=True)
    for cell in panel.to_dicts():
        if cell["agent_id"] == "north":
            inside = [place for place in range(NUMBER) if cell["first_day"] <= day(place) <= cell["last_day"]]
            counts = {sum(days >> place & 1 for place in inside) for days in worlds}
            if cell["certainty"] == "certain":
                assert min(counts) > 0
            if cell["certainty"] == "ruled_out":
                assert max(counts) == 0
            # Of the days of the month beyond the calendar the records say the same in all worlds of it.
            lower, upper = _beyond(club, inside, cell)
            assert cell["days_lower"] - lower == min(counts)
            assert cell["days_upper"] - upper == max(counts)


def _beyond(club: Club, inside: list[int], cell: dict[str, Any]) -> tuple[int, int]:
    """Count the certain and the possible days of a month that lie beyond the calendar."""
    month = [cell["first_day"] + timedelta(days=step) for step in range(cell["days"])]
    beyond = [each for each in month if each not in {day(place) for place in inside}]
    told = [club.data.is_member("north", "club", on=each).value for each in beyond]
    return told.count("certain"), len([each for each in told if each in {"certain", "possible"}])


@pytest.mark.parametrize("of", ["members", "chairs"])
@pytest.mark.parametrize(
    ("freq", "every"),
    [
        ("year", 1), ("day", 293),
        pytest.param("month", 2, marks=pytest.mark.slow), pytest.param("day", 97, marks=pytest.mark.slow),
    ],
)  # fmt: skip
@pytest.mark.bulk
def test_cells_of_the_group_are_what_the_questions_say(curated: Dataset, freq: Any, every: int, of: Any) -> None:
    """The cells of the GMG's panel of every year, every other month and some days are what each question says."""
    check_cells(curated, curated.stats.panel("GMG", freq=freq, of=of), of, every)


@given(datasets(), st.sampled_from(FREQS))
@examples(0.4)
def test_a_panel_is_balanced_and_in_order(data: Dataset, freq: Any) -> None:
    """All agents that are ever possible have the same units, which follow each other without gap."""
    panel = data.stats.panel("club", freq=freq, during="2005-02/2006-03")
    agents = list(dict.fromkeys(panel["agent_id"]))
    answer = data.members_of("club", during="../..")
    assert set(agents) == {each.id for each in (*answer.certain, *answer.possible)}
    units = [row[3:6] for row in panel.rows[: len(panel) // max(len(agents), 1)]]
    assert [row[3:6] for row in panel.rows] == units * len(agents)
    assert [row[1] for row in panel.rows] == [agent for agent in agents for _ in units]
    for one, following in zip(units, units[1:], strict=False):
        assert one[2] + timedelta(days=1) == following[1]
    if units:
        assert units[0][1] <= date(2005, 2, 1) <= units[0][2]
        assert units[-1][1] <= date(2006, 3, 31) <= units[-1][2]


def test_a_panel_reaches_over_the_life_of_the_body(curated: Dataset) -> None:
    """By default the GMG's panel begins in the month of its founding and ends in that of its latest possible end."""
    panel = curated.stats.panel("GMG", freq="month")
    assert (panel["period"][0], panel["period"][-1]) == ("2003-04", "2018-12")
    assert len(panel) == 19 * (15 * 12 + 9)


# Chairs by unit.


def say(days: list[date], of: list[date]) -> str:
    """Count some days of a unit in words: in months, where they are all days of these, and of more than one in all."""
    months = [list(each) for _, each in groupby(of, key=lambda day: (day.year, day.month))]
    whole = [each for each in months if set(each) <= set(days)]
    is_whole = sum(map(len, whole)) == len(days) and len(months) > 1
    number, every, noun = (len(whole), len(months), "months") if is_whole else (len(days), len(of), "days")
    return f"{number} of {every} {noun if every > 1 else 'day'}"


def check_chairs(data: Dataset, table: Table, role: str | None = None) -> None:
    """Each row is what `chair_of` answers during its unit, and its days are those of the answers of each day."""
    for row in table.to_dicts():
        answer = data.chair_of(row["body_id"], during=check_unit(row), role=role)
        for name in ("certain", "possible"):
            assert (row[f"chairs_{name}"] or "") == "|".join(each.id for each in getattr(answer, name)), row
        every = list(days_of(row))
        answers = [(each, data.chair_of(row["body_id"], on=each, role=role)) for each in every]
        open_days = [(day, told) for day, told in answers if told.possible or not told.is_complete]
        assert row["days_known"] == row["days"] - len(open_days), row
        unknown = [day for day, told in open_days if not told.certain]
        partly = [day for day, told in open_days if told.certain]
        words = [f"{say(unknown, every)} not known"] * bool(unknown) + [f"{say(partly, every)} known in part"] * bool(
            partly
        )
        assert row["words"] == ("; ".join(words) or "every day known"), row
        # The verdict of the unit says so too, but for what all of its days have in common.
        part = [each for each, days in zip(words[-1:], [partly], strict=False) if days and len(partly) == len(every)]
        noted = [each for each in words if each not in part]
        note = f" ({'; '.join(noted)})" if noted and answer.certain and len(every) > 1 else ""
        assert answer.why.count(" known in part)") + answer.why.count(" not known)") == bool(note), answer.why
        assert note in answer.why


@given(datasets() | less_sure(datasets()), st.sampled_from(FREQS))
@examples(0.4)
def test_chairs_by_unit_are_what_is_answered(data: Dataset, freq: Any) -> None:
    """In clubs with dates over four years, each row is what is asked of it, and of each of its days."""
    check_chairs(data, data.stats.chairs_by(freq, "club", during="2006-11/2007-03"))


@pytest.mark.parametrize("freq", FREQS)
@pytest.mark.bulk
def test_chairs_of_the_group_by_unit_are_what_is_answered(curated: Dataset, freq: Any) -> None:
    """Over all days of the GMG, each row is what `chair_of` answers."""
    table = curated.stats.chairs_by(freq, body="GMG")
    check_chairs(curated, table)
    assert (table["first_day"][0] <= date(2003, 4, 1), table["last_day"][-1]) == (
        True,
        date(2018 + (freq == "decade"), 12, 31),
    )


def test_nobody_knows_who_chaired_the_group_from_january_to_may_2009(curated: Dataset) -> None:
    """Five of six months are not known, and the sixth has a chair; with labels the row says who."""
    table = curated.stats.chairs_by("half-year", body="GMG", during="2009-02-03")
    (row,) = table.to_dicts(labels=True)
    assert (row["period"], row["period_words"], row["body_name"]) == ("2009-40", "first half of 2009", "GMG")
    assert (row["chairs_certain"], row["chairs_certain_names"], row["chairs_possible_names"]) == (
        "unitar",
        "UNITAR",
        None,
    )
    assert (row["days"], row["days_known"], row["words"]) == (181, 30, "5 of 6 months not known")


@pytest.mark.slow
def test_chairs_of_every_body_by_year_are_what_is_answered(curated: Dataset) -> None:
    """By default all bodies with a chair on record are there, by id, each over its own time."""
    table = curated.stats.chairs_by("year")
    check_chairs(curated, table)
    sitting = {term.organization_id for term in curated.chair_terms if term.role in CHAIRING_ROLES}
    assert list(dict.fromkeys(table["body_id"])) == sorted(sitting)
