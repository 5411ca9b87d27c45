"""A panel says, cell by cell, what the questions answer; its days are those of all worlds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iom_partners import Dataset
from iom_partners.results import Table
from strategies import clubs, datasets, examples, less_sure
from worlds import NUMBER, Club, day

FREQS = ("year", "month", "day")


def check_cells(data: Dataset, panel: Table, of: str = "members", every: int = 1) -> None:
    """Each cell, or each of so many, is what the questions and the tenure say of its unit."""
    for cell in panel.to_dicts()[::every]:
        agent, body, unit = cell["agent_id"], cell["body_id"], cell["period"]
        if of == "members":
            said = [data.is_member(agent, body, **{word: unit}) for word in ("during", "throughout")]
        else:
            said = [data.chair_of(body, **{word: unit}).about(agent).certainty for word in ("during", "throughout")]
        assert [cell["certainty"], cell["certainty_throughout"]] == [each.value for each in said], cell
        tenure = data.tenure(agent, body, role="member" if of == "members" else "any-chair", during=unit)
        assert (cell["days_lower"], cell["days_upper"]) == (tenure.lower, tenure.upper), cell
        assert (cell["is_exact"], cell["is_complete"]) == (tenure.is_exact, tenure.is_complete), cell
        assert cell["days"] == (cell["last_day"] - cell["first_day"]).days + 1
        assert cell["first_day"].isoformat().startswith(unit)


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
        pytest.param("month", 1, marks=pytest.mark.slow), pytest.param("day", 97, marks=pytest.mark.slow),
    ],
)  # fmt: skip
def test_cells_of_the_group_are_what_the_questions_say(curated: Dataset, freq: Any, every: int, of: Any) -> None:
    """The cells of the GMG's panel of every year, every month and some days are what each question says."""
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
