"""Diagrams of Mermaid against the questions asked day by day: no day looks surer than it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Dataset
from iom_partners.exchange.losses import Export
from iom_partners.export.mermaid import make_mermaid
from iom_partners.export.page_charts import find_groups, frame_of
from strategies import clubs, datasets, examples, less_sure

#: What the style of a bar says.
STYLES = {"": "certain", "active": "possible", "done": "not known"}
WORDS = {"certain": {"certain", "✓"}, "possible": {"possibly", "?"}, "not known": {"not known", "?"}}


def worlds() -> st.SearchStrategy[Dataset]:
    """Clubs around 2005 to 2008, and on a calendar of five days, with groups and their parts; some ties are unsure."""
    return less_sure(datasets() | clubs(terms=3).map(lambda club: club.data), excepts=False)


def bars(text: str) -> Iterator[tuple[str, str, date, date]]:
    """Yield of each bar its section, what its style says, and its days."""
    section = ""
    for line in text.splitlines():
        if line.startswith("    section "):
            section = line.removeprefix("    section ")
        elif line.startswith("        "):
            word, _, data = line.strip().partition(" :")
            *tag, first, last = data.split(", ")
            state = STYLES["".join(tag)]
            assert word.strip("← →") in WORDS[state]
            yield section, state, date.fromisoformat(first), date.fromisoformat(last)


@given(worlds())
@examples(2)
def test_a_diagram_says_of_each_day_what_the_data_say(data: Dataset) -> None:
    """A bar is solid on the days that are certain, light on those that are possible, and there is none on others.

    A gray bar of others is there on the days on which not all are known, and on no other.
    """
    export = Export(data._project_rosters(), None, data.organization("club"))
    frame = frame_of(find_groups(export), data.horizon)
    text = make_mermaid(export).decode()
    if frame is None:
        assert text.startswith("timeline\n")
        return
    drawn = list(bars(text))
    ends = {day + timedelta(days=step) for _, _, *both in drawn for day in both for step in (-1, 0, 1)}
    for day in sorted(day for day in ends if frame.first <= day <= frame.last):
        shown = [(section, state) for section, state, first, last in drawn if first <= day <= last]
        assert len(set(shown)) == len(shown)
        chairs, members = data.chair_of("club", on=day), data.members_of("club", on=day)
        for word, answer, ties in (
            ("chair", chairs, {each.holder_id for each in data.chair_terms}),
            ("member", members, {each.member_id for each in data.memberships if each.organization_id == "club"}),
        ):
            rows = {data.agent(each) for each in ties if each}
            told = {(f"{each.label} ({word})", str(answer.about(each).certainty)) for each in rows}
            if rows and not answer.is_complete:
                told.add((f"others ({word})", "not known"))
            found = {each for each in shown if each[0].endswith(f"({word})")}
            # Who may be a member as a part of a group has a gray bar; who is simply not known, that of others.
            assert {each for each in told if each[1] in STYLES.values()} <= found
            assert {each for each in found if each[1] != "not known" or "others" in each[0]} <= told
