"""The oracle against the enumeration of all worlds, and against answers worked out by hand.

These tests ask the library nothing; it only writes the files. The full enumeration below shares no idea with the oracle
but the definition of a world: it picks a day for every end there is, notes the days on which each record holds, and
looks at all worlds together.
"""

from __future__ import annotations

import itertools
import json
from datetime import date
from math import prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from oracle import (
    FUTURE,
    PAST,
    Oracle,
    Span,
    asked_days,
    common_date,
    common_period,
    day_traces,
    period,
    possible_days,
    shortest_traces,
)
from strategies import CHAIR_ROLES, clubs, examples, stretches
from worlds import FIRST, NUMBER, Club, Stretch, day

# What tests the oracle alone says nothing of the library.
pytestmark = pytest.mark.slow

Json = dict[str, Any]

# All worlds of a club.

ASKED = range(-1, NUMBER + 1)  # The days that are asked about: those of the calendar and one more on either side.
ROLES = {"chairs": CHAIR_ROLES, "members": ("member",), "units": ("unit",), "names": ("name",)}
ITEMS = {"chairs": ("north", "south"), "members": ("north", "south", "group"), "units": ("club",), "names": ("Kites",)}


def spans(stretch: Stretch) -> set[frozenset[int]]:
    """Return the days that a stretch holds in each world; an end without a limit may lie beyond all that is asked."""
    return {frozenset(range(start, end + 1)) for start, end in stretch.pairs(2)}


class FullEnumeration:
    """Everything that holds in each world of a club, for one question about one body."""

    def __init__(self, club: Club, question: str) -> None:
        """Pick a day for every end there is, in all ways that fit."""
        self.club, self.question = club, question
        self.body = "house" if question == "units" else "club"
        lives = () if question == "names" else ("north", "group", "club")
        keys = {*lives, self.body, *club.life(self.body), *club.ties, *(tie.body for tie in club.ties.values())}
        choices = {key: spans(club.times[key]) for key in keys}
        assume(prod(map(len, choices.values())) <= 1500)
        self.worlds = [dict(zip(choices, days, strict=True)) for days in itertools.product(*choices.values())]

    def held(self, item: str, through: bool) -> list[list[frozenset[int]]]:
        """Return for each world the days on which each chain of the item holds."""
        chains = self.club.chains(item, self.body, ROLES[self.question])
        kept = [chain for chain in chains if through or self.club.ties[chain[0]].role != "component"]
        return [[frozenset.intersection(*map(world.__getitem__, chain)) for chain in kept] for world in self.worlds]

    def is_covered(self, of: str, place: int) -> bool:
        """Return whether the data claim to know everything of a body on a day."""
        life = self.club.life(of)
        if not any(all(place in world[each] for each in life) for world in self.worlds):
            return True
        for each in self.club.data.coverages:
            first, last = each.first_day or date.min, each.last_day or date.max
            if (each.organization_id, each.of) == (of, self.question) and first <= day(place) <= last:
                return True
        if self.question != "chairs":
            return False
        sole = [
            key
            for key, tie in self.club.ties.items()
            if tie.role in ("chair", "interim-chair")
            # Within the life of the body, and of the holder if it has one.
            and all(
                place in world[each] for world in self.worlds for each in (key, *life, *({tie.item} & world.keys()))
            )
        ]
        # Two holders on one day are in contradiction, unless they may come in turn.
        two = [pair for pair in itertools.combinations(sole, 2) if len({self.club.ties[key].item for key in pair}) == 2]
        return bool(sole) and all(self.in_turn(one, other) or self.in_turn(other, one) for one, other in two)

    def in_turn(self, one: str, other: str) -> bool:
        """Return whether in some world one term ends by the day on which another begins, and they differ."""
        return any(
            end <= begin and start < last
            for (start, end), (begin, last) in itertools.product(
                self.club.times[one].pairs(), self.club.times[other].pairs()
            )
        )

    def is_covered_for_anyone(self, place: int, through: bool) -> bool:
        """Return whether an unrecorded item is ruled out on a day."""
        parts = any(tie.role == "component" for tie in self.club.ties.values())
        is_known = self.is_covered(self.body, place)
        if not is_known or self.question != "members" or not through or not parts:
            return is_known
        is_possible = any(place in days for world in self.held("group", False) for days in world)
        return not is_possible or self.is_covered("group", place)

    def verdict(self, item: str, keyword: str, asked: range, through: bool) -> str:
        """Answer from all worlds."""
        worlds = self.held(item, through)
        together = [frozenset().union(*days) for days in worlds]
        wanted = frozenset(asked)
        if keyword == "during":
            is_certain = any(all(world[number] & wanted for world in worlds) for number in range(len(worlds[0])))
        else:
            is_certain = all(wanted <= days for days in together)
        if is_certain:
            return "certain"
        if any(wanted <= days if keyword == "throughout" else wanted & days for days in together):
            return "possible"
        covered = {place for place in asked if self.is_covered_for_anyone(place, through)}
        if self.question != "names" and item in self.club.times:
            # Outside its own life nobody is an answer, whoever else is known.
            covered |= {place for place in asked if not any(place in world[item] for world in self.worlds)}
        if keyword == "throughout":
            return "ruled_out" if covered - frozenset().union(*together) else "unknown"
        return "ruled_out" if covered == wanted else "unknown"


SMALL = {
    "chairs": clubs(ties=0, terms=2, is_unit=True),
    "members": clubs(ties=3, is_unit=True),
    "units": clubs(ties=0, is_unit=True),
    "names": clubs(ties=0, names=2, is_unit=True),
}


@examples(
    1.5,
    # Each example writes over the same few files, which is what is wanted of the folder.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@pytest.mark.parametrize("question", SMALL)
@given(data=st.data())
def test_reduction_equals_full_enumeration(tmp_path: Path, question: str, data: st.DataObject) -> None:
    """On small made-up data the oracle says what the enumeration of all worlds says."""
    club = data.draw(SMALL[question])
    full = FullEnumeration(club, question)
    club.data.write(tmp_path)
    oracle = Oracle(tmp_path)
    for _ in range(4):
        first = data.draw(st.sampled_from(ASKED), label="first asked day")
        last = data.draw(st.integers(first, ASKED[-1]), label="last asked day")
        items = (*ITEMS[question], "nobody")
        for keyword, item, through in itertools.product(("on", "during", "throughout"), items, (True, False)):
            when = f"[{day(first)}..{day(last)}]" if keyword == "on" else f"{day(first)}/{day(last)}"
            answer = oracle.verdict(question, full.body, item, keyword, when, through_collectives=through)
            assert answer == full.verdict(item, keyword, range(first, last + 1), through), (keyword, when, item)
        if question == "members":
            verdicts = [full.verdict(item, "on", range(first, first + 1), False) for item in ITEMS["members"]]
            lower = verdicts.count("certain")
            upper = lower + verdicts.count("possible") if full.is_covered("club", first) else None
            assert oracle.count("club", day(first)) == (lower, upper)


@examples(10)
@given(span=stretches() | stretches(exact=True), first=st.sampled_from(ASKED), length=st.integers(0, NUMBER + 1))
def test_traces_are_those_of_all_worlds(span: Stretch, first: int, length: int) -> None:
    """Clipped choices of the ends leave exactly the traces that all days of the ends leave."""
    asked = range(first, min(first + length, ASKED[-1]) + 1)
    origin = FIRST.toordinal()
    bounds = period(str(span.period))
    for place in asked:
        assert day_traces(bounds, origin + place) == {place in world for world in spans(span)}
    traces = {world & frozenset(asked) for world in spans(span)}
    shortest = {trace for trace in traces if not any(other < trace for other in traces)}
    assert {
        frozenset(range(t[0] - origin, t[1] - origin + 1)) if t else frozenset()
        for t in shortest_traces(bounds, (origin + asked[0], origin + asked[-1]))
    } == shortest


# Answers worked out by hand.


def test_dates_and_periods_are_read_as_the_format_defines() -> None:
    """Each notation of the data format has the bounds that a person would write down."""

    def day(text: str) -> int:
        return date.fromisoformat(text).toordinal()

    assert possible_days("2012") == (day("2012-01-01"), day("2012-12-31"))
    assert possible_days("2012-02") == (day("2012-02-01"), day("2012-02-29"))
    assert possible_days("[2006-01..2006-06]") == (day("2006-01-01"), day("2006-06-30"))
    assert possible_days("[..2006-05-09]") == (PAST, day("2006-05-09"))
    assert possible_days("[2014..]") == (day("2014-01-01"), FUTURE)
    assert possible_days("2006-04~") == possible_days("2006-04")
    assert period("/") == Span(PAST, FUTURE, PAST, FUTURE)
    assert period("../2013") == Span(PAST, PAST, day("2013-01-01"), day("2013-12-31"))
    assert period("2007-11/..") == Span(day("2007-11-01"), day("2007-11-30"), FUTURE, FUTURE)
    assert asked_days("during", "2013-07/2014-02") == (day("2013-07-01"), day("2014-02-28"))
    assert asked_days("on", "2013-07") == (day("2013-07-01"), day("2013-07-31"))
    for wrong in ("2013-13", "13", "2013-07-01/", "[2014..2013]", "201X", ""):
        with pytest.raises(ValueError, match=r"\S"):
            possible_days(wrong)
    with pytest.raises(ValueError, match="fit"):
        period("2014/2013")


def test_common_readings() -> None:
    """Several dates read as the days that all allow; if none, as the span that holds them all."""
    assert common_date(["2006", "[2006-01..2006-06]"]) == possible_days("[2006-01..2006-06]")
    assert common_date(["2006-04", "2006-06"]) == possible_days("[2006-04..2006-06]")
    assert common_period(["2012/", "2012-06/"]) == Span(*possible_days("2012-06"), date(2012, 6, 1).toordinal(), FUTURE)
    assert common_period(["2012/2012-12", "2012-07/2013-03"]) == period("2012-07/[2012-12-01..2013-03-31]")


PAGE, FILES, NOTES = "page", "files", "notes"
TIE = ("member_id", "organization_id", "role", "period")
CHAIR = ("organization_id", "holder_id", "role", "period")


def cited(source: str, *states: str, denies: bool = False, **says: str) -> Json:
    """Return a citation."""
    row: Json = {"source_id": source, "states": list(states)}
    row["says"] = [{"field": name, "value": value} for name, value in says.items()]
    return row | ({"denies": True} if denies else {})


def tie(who: str, when: str, *citations: Json, of: str = "group", role: str = "member") -> Json:
    """Return a membership."""
    row = {"id": f"{who}-in-{of}", "member_id": who, "organization_id": of, "role": role, "period": when}
    return row | {"citations": list(citations)}


def chairs(who: str, when: str, *citations: Json, of: str = "group", role: str = "chair") -> Json:
    """Return a chair term."""
    row = {"id": f"{who}-of-{of}-{when[:4]}", "holder_id": who, "organization_id": of, "role": role, "period": when}
    return row | {"citations": list(citations)}


def called(text: str, when: str, *citations: Json, kind: str = "official") -> Json:
    """Return a name."""
    return {"text": text, "kind": kind, "period": when, "citations": list(citations)}


RENAMED = "[2006-01-01..2006-05-09]"
NAMES = [
    called(
        "Geneva Group",
        f"2003-04/{RENAMED}",
        cited(PAGE, "text", "kind", period="2003/[2006-01..2006-06]"),
        cited(NOTES, "period"),
    ),
    called(
        "Global Group",
        f"{RENAMED}/[2018-05-02..]",
        cited(FILES, "text", "kind", period="2006-04/"),
        cited(NOTES, "period"),
    ),
    called("GG", "/", cited(PAGE, "text", "kind"), kind="acronym"),
]
GROUP: dict[str, list[Json]] = {
    "organizations": [
        {
            "id": "group",
            "founded": "2003-04",
            "ended": "[2018-05-02..2018-12-31]",
            "names": NAMES,
            "citations": [cited(PAGE, founded="2003"), cited(NOTES, "founded", "ended")],
        },
        {"id": "regions", "citations": [cited(PAGE, "id")]},
        {"id": "team", "founded": "2010", "citations": [cited(NOTES, "founded")]},
    ],
    "memberships": [
        tie("ilo", "2003-04/[2014-01-01..]", cited(PAGE, *TIE)),
        tie(
            "who",
            "[2010-09-30..2010-11-08]/[2014-01-01..]",
            cited(PAGE, *TIE[:3], period="2010/"),
            cited(PAGE, denies=True),
            cited(FILES, denies=True),
            cited(NOTES, "period"),
        ),
        tie("regions", "2007-11/[2014-01-01..]", cited(PAGE, *TIE)),
        tie("eca", "1958-04-29/[2018-12-31..]", cited(NOTES, *TIE), of="regions", role="component"),
        tie("team", "2010/", cited(NOTES, *TIE), role="unit"),
    ],
    "chair_terms": [
        chairs("iom", "2013-07-01/2013-12-31", cited(PAGE, *CHAIR)),
        chairs("ilo", "2014-01-01/2014-12-31", cited(PAGE, *CHAIR), cited(FILES, "period", holder_id="iom")),
        chairs("ilo", "2012/..", cited(NOTES, *CHAIR), of="team", role="co-chair"),
    ],
    "coverages": [
        {
            "id": "all-members",
            "organization_id": "group",
            "of": "members",
            "first_day": "2003-04-01",
            "last_day": "2014-01-01",
            "citations": [cited(PAGE, "organization_id", "of", "first_day", "last_day")],
        },
        {
            "id": "all-regions",
            "organization_id": "regions",
            "of": "members",
            "last_day": "2012-12-31",
            "citations": [cited(PAGE, "organization_id", "of", "last_day")],
        },
    ],
    "sources": [{"id": PAGE}, {"id": FILES}, {"id": NOTES}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the made-up group to a folder."""
    for name, rows in GROUP.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(rows), "utf-8")
    return tmp_path


#: By question, item and keyword: the verdicts, and the times for which a reader of the records works them out.
BY_HAND: dict[tuple[str, str, str], dict[str, str]] = {
    # The World Health Organization joined on one of forty days of 2010. It is attested up to the day of the list;
    # nothing says how long it stayed. The group ended on some day of 2018.
    ("members", "who", "on"): {
        "ruled_out": "2010-06-30 2010-09-29 2019-01-01",
        "possible": "2010-09-30 2010-10-15 2010-11-07 2010 2014-01-02 2018-12-31",
        "certain": "2010-11-08 2011",
    },
    ("members", "who", "during"): {"certain": "2010", "possible": "2010-10", "ruled_out": "2010-01/2010-08"},
    ("members", "who", "throughout"): {
        "ruled_out": "2010",
        "possible": "2010-10/2010-12 2014",
        "certain": "2011/2013",
    },
    # The group had not been founded before April 2003.
    ("members", "ilo", "on"): {"ruled_out": "2003-03-31", "possible": "2003-04-01"},
    ("members", "ilo", "during"): {"certain": "2003"},
    # A part of a collective is a member through it, from the day that the collective is.
    ("members", "eca", "on"): {
        "ruled_out": "2007-10-31",
        "possible": "2007-11 2014-01-02",
        "certain": "2007-11-30",
    },
    # Nobody else is a member, as long as the lists of the group and of the collective last.
    ("members", "wfp", "on"): {"ruled_out": "2012-12-31", "unknown": "2013-01-01 2014-01-02"},
    ("members", "wfp", "during"): {"unknown": "2012/2013"},
    ("members", "wfp", "throughout"): {"ruled_out": "2012/2013"},
    # One chair sits at a time, so its certain days leave nobody else.
    ("chairs", "iom", "on"): {
        "certain": "2013-09-01",
        "possible": "2013",
        "unknown": "2013-06-30",
        "ruled_out": "2019",
    },
    ("chairs", "iom", "during"): {"certain": "2013"},
    ("chairs", "iom", "throughout"): {"unknown": "2013", "ruled_out": "2013-07/2014-02"},
    ("chairs", "ilo", "on"): {"ruled_out": "2013-09-01", "certain": "2014-12-31"},
    # A unit is named from 2010, its end is not told.
    ("units", "team", "on"): {
        "possible": "2010-05-05 2011-05-05",
        "ruled_out": "2009-12-31 2019-01-01",
    },
    # The team was founded in 2010 too: by its dates alone, the tie may have ended before that.
    ("units", "team", "during"): {"possible": "2010"},
    # On the day of the renaming both names hold, for both end days belong to a period.
    ("names", "Geneva Group", "on"): {"certain": "2005-12-31", "possible": "2006-05-09", "unknown": "2006-05-10"},
    ("names", "Global Group", "on"): {"certain": "2006-05-09"},
    ("names", "GG", "on"): {"unknown": "2006-05-10"},
}


@pytest.mark.parametrize(("question", "item", "keyword"), BY_HAND)
def test_answers_worked_out_by_hand(folder: Path, question: str, item: str, keyword: str) -> None:
    """The oracle gives the answers that a reader of the records works out by hand."""
    oracle = Oracle(folder)
    for expected, times in BY_HAND[question, item, keyword].items():
        for when in times.split():
            assert oracle.verdict(question, "group", item, keyword, when) == expected, when


def check_days(oracle: Oracle, question: str, body: str, item: str, expected: dict[str, str]) -> None:
    """The oracle gives these verdicts on these days."""
    assert {when: oracle.verdict(question, body, item, "on", when) for when in expected} == expected


def test_unit_lives_within_its_parent(folder: Path) -> None:
    """What a unit has is cut to the life of the unit and of its parent."""
    expected = {
        "2009-12-31": "ruled_out",
        "2011-06-30": "unknown",
        "2012-06-30": "possible",
        "2013-01-01": "certain",
        "2018-05-03": "possible",
        "2019-01-01": "ruled_out",
    }
    check_days(Oracle(folder), "chairs", "team", "ilo", expected)


def test_part_of_a_collective_lives_within_the_collective(folder: Path) -> None:
    """A part is a member only while its collective exists, whatever the dates of both ties."""
    group, regions, team = GROUP["organizations"]
    rows = [group, regions | {"founded": "[2008-01-01..2008-01-02]", "ended": "2012-06-01"}, team]
    (folder / "organizations.json").write_text(json.dumps(rows), "utf-8")
    oracle = Oracle(folder)
    expected = {
        "2007-12-31": "ruled_out",
        "2008-01-01": "possible",
        "2008-01-02": "certain",
        "2012-06-01": "certain",
        "2012-06-02": "ruled_out",
    }
    check_days(oracle, "members", "group", "eca", expected)
    # So is the tie of the collective itself.
    assert oracle.verdict("members", "group", "regions", "on", "2012-06-02") == "ruled_out"


def test_counts_worked_out_by_hand(folder: Path) -> None:
    """A count runs from the certain members to all possible ones, where all are known."""
    oracle = Oracle(folder)
    expected = {
        "2003-03-31": (0, 0),
        "2003-04-01": (0, 1),
        "2007-06-01": (1, 1),
        "2010-10-15": (2, 3),
        "2010-11-08": (3, 3),
        "2010": (2, 3),
        "[2009..2011]": (2, 3),
        "2014-01-02": (0, None),
        "2014-01": (0, None),
        "2019-01-01": (0, 0),
    }
    assert {when: oracle.count("group", when) for when in expected} == expected
    assert oracle.count("group", date(2014, 1, 2)) == (0, None)


def test_views_worked_out_by_hand(folder: Path) -> None:
    """A view knows what its own sources state or say, and nothing that only others do."""
    page = Oracle(folder, {PAGE})
    # The page says "2010" for the start and nothing of the end.
    assert page.verdict("members", "group", "who", "on", "2010-06-30") == "possible"
    assert page.verdict("members", "group", "who", "on", "2009-12-31") == "ruled_out"
    assert page.verdict("members", "group", "who", "during", "2010") == "certain"
    assert page.verdict("members", "group", "who", "on", "2012-01-01") == "possible"
    # It dates the founding to the year 2003 and does not know the end.
    assert page.verdict("members", "group", "ilo", "on", "2003-04-30") == "possible"
    assert page.verdict("members", "group", "ilo", "on", "2004-01-01") == "certain"
    assert page.verdict("members", "group", "ilo", "on", "2019-01-01") == "possible"
    # It names no part of the collective, and knows that there is none besides those it names.
    assert page.verdict("members", "group", "eca", "on", "2010-01-01") == "ruled_out"
    assert page.verdict("names", "group", "Geneva Group", "on", "2006-06-30") == "possible"
    assert page.verdict("names", "group", "Global Group", "on", "2007-01-01") == "unknown"

    files = Oracle(folder, {FILES})
    # A citation that denies supports nothing, so the record is not there.
    assert files.items("members", "group") == []
    assert files.verdict("members", "group", "who", "on", "2012-01-01") == "unknown"
    # Where it names another holder, the view has that one.
    assert files.verdict("chairs", "group", "iom", "on", "2014-05-01") == "certain"
    assert files.verdict("chairs", "group", "ilo", "on", "2014-05-01") == "ruled_out"

    both = Oracle(folder, {PAGE, FILES})
    # With the page, which states the holder as the record has it, the record's own value holds.
    assert both.verdict("chairs", "group", "ilo", "on", "2014-05-01") == "certain"

    notes = Oracle(folder, {NOTES})
    assert notes.verdict("members", "group", "who", "on", "2010-10-15") == "possible"
    assert notes.verdict("members", "group", "who", "on", "2010-06-30") == "unknown"

    everything = Oracle(folder, {PAGE, FILES, NOTES})
    whole = Oracle(folder)
    assert everything.ties == whole.ties
    assert everything.lives == whole.lives
    assert everything.coverages == whole.coverages


def test_record_that_no_world_fits_is_refused(tmp_path: Path) -> None:
    """The oracle refuses an impossible record, for every answer would hold in no world at all."""
    rows = [{"id": "x", "founded": "2014", "ended": "2013"}]
    (tmp_path / "organizations.json").write_text(json.dumps(rows), "utf-8")
    with pytest.raises(ValueError, match="the life of x"):
        Oracle(tmp_path)
