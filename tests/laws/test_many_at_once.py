"""What is read, found or judged in bulk is what is read, found and judged one by one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Certainty, DataFileError, Dataset, PartialDate, Period
from iom_partners.dates.days import near
from iom_partners.dates.period import read_periods
from iom_partners.io.codec import dump_rows, structure
from iom_partners.io.codec_columns import structure_all
from iom_partners.io.json_text import may_hold_twice, parse_json
from iom_partners.io.record_reader import reader_of
from iom_partners.query import roster as roster_module
from iom_partners.query.roster import Roster
from iom_partners.store.record_types import RECORD_TYPES, record_class
from iom_partners.worlds.asked import Asked
from iom_partners.worlds.claims import TieClaim, judge
from iom_partners.worlds.sweep import ClaimIndex
from strategies import datasets, period_texts, unit_texts
from worlds import covers, ids, org, seat, term, world

# Reading.


def one_by_one(rows: list[Any], kind: type[Any]) -> list[Any] | None:
    """The slow reader: None where it refuses a row."""
    try:
        return [structure(row, kind, "row") for row in rows]
    except Exception:
        return None


def without_cattrs(rows: list[Any], kind: type[Any]) -> list[Any] | None:
    """The reader of a first answer: None where it leaves a row to the slow one."""
    try:
        return [reader_of(kind)(row) for row in rows]
    except Exception:
        return None


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_the_curated_rows_are_read_at_once_as_one_by_one(curated: Dataset, name: str) -> None:
    """Every type of record is read by columns, and without cattrs, to the same records."""
    rows, kind = json.loads(dump_rows(getattr(curated, name))), record_class(name)
    assert structure_all(rows, kind) == one_by_one(rows, kind) == list(getattr(curated, name))
    assert without_cattrs(rows, kind) == one_by_one(rows, kind)


VALUES = st.sampled_from(
    ["", "x", "2007", "2007/..", "2009/2007", "a/b/c", "member", "1.50", 5, 0, True, None, 1.5]
    + [[], ["x"], [5], [["x"]], {}]
    + [[{"source_id": "s"}], [{"source_id": 5}], [{"source_id": "s", "as_of": "2007-13"}], [{"states": ["id"]}]]
    + [[{"source_id": "s", "says": [{"field": "period", "value": "2007/"}], "denies": True}], [None], {"id": "x"}]
)


@given(data=st.data())
def test_a_changed_row_is_read_as_one_by_one_or_left_to_it(curated: Dataset, data: st.DataObject) -> None:
    """Whatever stands in a field, or is missing, or is there too much: nothing is read that the slow reader refuses."""
    name = data.draw(st.sampled_from(list(RECORD_TYPES)))
    kind = record_class(name)
    rows = json.loads(dump_rows(getattr(curated, name)[:6]))
    for row in data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=2)):
        field = data.draw(st.sampled_from([each.name for each in kind.__attrs_attrs__] + ["unheard-of"]))
        if data.draw(st.booleans()):
            row.pop(field, None)
        else:
            row[field] = data.draw(VALUES)
    assert structure_all(rows, kind) == one_by_one(rows, kind) == without_cattrs(rows, kind)


def test_no_rows_are_no_records() -> None:
    """An empty file is read."""
    assert [structure_all([], record_class(name)) for name in RECORD_TYPES] == [[]] * len(RECORD_TYPES)


def test_equal_values_are_one_object(tmp_path: Any) -> None:
    """Texts, dates, periods and citations that many records share are held once, and no row is kept beside a record."""
    cited = [{"source_id": "register", "states": ["period"]}]
    rows = [
        {"id": f"m{each}", "member_id": "a", "organization_id": "b", "period": "2001-01-01/..", "citations": cited}
        for each in range(3)
    ]
    (tmp_path / "memberships.json").write_text(json.dumps(rows))
    ties = Dataset.read(tmp_path, strict=False).memberships
    for one, other in pairwise(ties):
        assert one.member_id is other.member_id
        assert one.period is other.period
        assert one.citations[0] is other.citations[0]
    assert ties._rows[0] is ties[0]


def periods_one_by_one(texts: list[str]) -> dict[str, Period] | None:
    """The slow reader of periods: None where it refuses a text."""
    try:
        return {text: Period(text) for text in texts}
    except ValueError:
        return None


def periods_at_once(texts: list[str]) -> dict[str, Period] | None:
    """The fast reader of periods: None where it refuses a text."""
    try:
        return read_periods(texts)
    except ValueError:
        return None


def told(periods: dict[str, Period] | None) -> Any:
    """All that a period says."""
    return periods and {
        text: (str(each), each.bounds, each.start, each.end, each.starts_open, each.ends_open, type(each.bounds))
        for text, each in periods.items()
    }


SIDES = st.one_of(
    unit_texts(), st.sampled_from(["", "..", "2006-21", "2006-05?", "[2006-01..2006-03]", "..2006", "2006.."])
)
ODD = st.sampled_from(
    ["", "/", "2007", "2007/2008/2009", "2009/2007", "x/2007", "2007/x", "2007T/..", "2007-01-01T10:00/"]
)


@given(st.lists(st.one_of(period_texts(), st.tuples(SIDES, SIDES).map("/".join), ODD), max_size=8))
def test_periods_are_read_at_once_as_one_by_one(texts: list[str]) -> None:
    """Bounds, dates and open sides are the same, and so is what is refused."""
    assert told(periods_at_once(texts)) == told(periods_one_by_one(texts))


def written(value: Any) -> str:
    """Write JSON of pairs, so that a key may stand twice."""
    if isinstance(value, tuple):
        return "{" + ", ".join(f"{json.dumps(key)}{colon} {written(inner)}" for key, colon, inner in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value)


TREES = st.recursive(
    st.sampled_from(["", "a", 'a":', " :", "x:", "{", "[", "\\"]) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(
            st.tuples(
                st.sampled_from(["a", "b", 'c":', "d\\", "{"]), st.sampled_from([":", " :", "\n:", "\t \r:"]), inner
            ),
            max_size=3,
        ).map(tuple)
    ),
    max_leaves=12,
)


@given(TREES)
def test_a_key_that_stands_twice_is_never_missed(tree: Any) -> None:
    """Counting says "no" only where the reader of each pair finds none either."""
    found: list[bool] = []

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found.append(len(dict(pairs)) < len(pairs))
        return dict(pairs)

    text = written(tree)
    json.loads(text, object_pairs_hook=look)
    assert may_hold_twice(text, json.loads(text)) or not any(found)


@pytest.mark.parametrize("before", ["", " ", "\t", "\n", "\r", " \t", "\t\n"])
@pytest.mark.parametrize("after", ["", "\t"])
def test_a_key_that_stands_twice_is_found_beside_any_whitespace(before: str, after: str) -> None:
    """JSON has four kinds of whitespace, and each may part a key from its colon."""
    once, twice = (
        "[{" + ", ".join(f'"{key}"{before}:{after}"x"' for key in keys) + "}]" for keys in (["id"], ["id", "id"])
    )
    assert not may_hold_twice(once, json.loads(once))
    assert may_hold_twice(twice, json.loads(twice))
    assert parse_json(once.encode(), "x.json") == [{"id": "x"}]
    with pytest.raises(DataFileError, match="the key 'id' occurs twice"):
        parse_json(twice.encode(), "x.json")


def test_common_texts_are_settled_by_counting() -> None:
    """Addresses and times of day do not send a file to the slow reader."""
    text = json.dumps([{"id": "x", "url": "https://example.org", "when": "10:30", "of": [{"a": 1}, {"b": {"c": []}}]}])
    assert not may_hold_twice(text, json.loads(text))


# Finding.

SPANS = st.lists(st.tuples(st.integers(1, 400), st.integers(-5, 60)), max_size=60)


@given(SPANS, st.integers(0, 420), st.integers(0, 60))
def test_runs_near_some_days_are_found(pairs: list[tuple[int, int]], first: int, length: int) -> None:
    """Of disjoint runs those are found that share a day, and of few runs perhaps more."""
    runs, after = [], 0
    for gap, size in pairs:
        runs.append((after + gap, after + gap + max(size, 0)))
        after = runs[-1][1] + 1
    last = first + length
    sharing = tuple(run for run in runs if run[0] <= last and run[1] >= first)
    found = near(tuple(runs), first, last)
    assert found == sharing or (len(runs) <= 8 and set(sharing) <= set(found))


def claims_of(bounds: list[tuple[int, int]]) -> list[TieClaim]:
    """Claims with the given possible days, in time order."""
    made = []
    for index, (first, last) in enumerate(sorted(bounds)):
        claim = TieClaim(f"m{index}", seat(f"m{index}", "/"), ())
        claim.bounds = claim.bounds._replace(start_earliest=first, end_latest=last)
        made.append(claim)
    return made


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 511, 512, 513, 9000])
def test_claims_that_may_hold_are_found_at_any_number(count: int) -> None:
    """The tree of ends gives what a look at each claim gives, in the same order; claims of no world are left out."""
    bounds = [(n * 7919 % 1000, n * 7919 % 1000 + n * 104729 % 97 - 5) for n in range(count)]
    claims = claims_of(bounds)
    index = ClaimIndex(claims)
    for first, last in ((0, 0), (500, 500), (998, 1100), (1099, 2000), (2000, 3000), (300, 310), (0, 5000)):
        expected = [
            each
            for each in claims
            if each.bounds[0] <= each.bounds[3] and each.bounds[0] <= last and each.bounds[3] >= first
        ]
        assert index.meeting(first, last) == expected


# Judging.


def by_all(roster: Roster[Any], asked: Asked) -> tuple[list[str], list[str], bool]:
    """The slow answer: judge every item by all its claims, in the order of the first that bears on the time."""
    found: dict[Certainty, list[Any]] = {each: [] for each in Certainty}
    for item, claims in roster.claims.items():
        keys = [each.sort_key for each in claims if asked.meets(each.possible)]
        found[judge(claims, roster.known_complete, asked)].append((min(keys, default=claims[0].sort_key), item))
    complete = not found[Certainty.UNKNOWN] and judge((), roster.known_complete, asked) is Certainty.RULED_OUT
    certain, possible = ([item for _, item in sorted(found[each])] for each in (Certainty.CERTAIN, Certainty.POSSIBLE))
    return certain, possible, complete


WHEN = st.sampled_from(["2005-06-30", "2006", "2006-02", "[2005..2008]", "XXXX-12-25", "1990-01-01", "2007-1X-01"])


@given(datasets(), st.sampled_from(["on", "during", "throughout"]), WHEN)
def test_answers_are_those_of_judging_everyone(data: Dataset, keyword: Any, when: str) -> None:
    """Only claims that bear on the time are looked at, and the answer is the same as if all were."""
    period = Period(f"{when}/2008") if when[0] not in "X[" else Period("2005-11/2006-02-03")
    asked = Asked.on(PartialDate(when)) if keyword == "on" else Asked.over(keyword, period)
    for body_id in data.organizations.ids:
        for roster in (data._rosters.members(body_id), data._rosters.chairs(body_id)):
            certain, possible, is_complete, _ = roster.outcome_of(asked)
            assert (ids(certain), ids(possible), is_complete) == by_all(roster, asked)


def crowd(count: int) -> Dataset:
    """A body that someone joins each week; every other member stays, the others leave after ten weeks."""
    joined = [(f"m{n}", date(1990, 1, 1) + timedelta(days=7 * n)) for n in range(count)]
    seats = [seat(who, f"{day}/{'..' if n % 2 else day + timedelta(days=70)}") for n, (who, day) in enumerate(joined)]
    terms = [term(who, f"{day}/{day + timedelta(days=5)}") for who, day in joined]
    return world(org("grp"), *(org(who) for who, _ in joined), *seats, *terms, covers("members", last="1995-01-01"))


def test_a_crowd_is_answered_as_by_judging_everyone() -> None:
    """So it is where the tree has several floors and the eras do not all find room."""
    roster = crowd(700)._rosters.members("grp")
    for day in range(date(1989, 12, 1).toordinal(), date(2004, 1, 1).toordinal(), 97):
        certain, possible, is_complete, _ = roster.outcome_on(day)
        assert (ids(certain), ids(possible), is_complete) == by_all(roster, Asked.on_ordinal(day))


def test_eras_that_are_kept_have_bounded_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where members stay, the eras kept ready hold no more items than a multiple of the memberships."""
    monkeypatch.setattr(roster_module, "_LEAST_ROOM", 0)
    data = crowd(300)
    roster = data._rosters.members("grp")
    largest = 0
    for day in range(date(1990, 1, 1).toordinal(), date(1996, 1, 1).toordinal(), 7):
        asked = date.fromordinal(day)
        assert data.members_of("grp", on=asked) is data.members_of("grp", on=asked)
        kept = sum(len(certain) + len(possible) for certain, possible, _, _ in roster.outcomes.values())
        largest = max(largest, kept)
        shared = {id(certain) for certain, _, _, _ in roster.outcomes.values()}
        assert {id(answer.certain) for answer in roster.answers.values()} <= shared
    assert 300 < largest <= 9 * 300


def steps(call: Callable[[], object]) -> int:
    """Count the calls, of Python and of C, that a call makes."""
    count = 0

    def look(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count


def test_questions_on_one_item_do_not_touch_the_others() -> None:
    """`is_member` takes as many steps in a body of thousands as in one of few, and so does a chair among thousands."""
    few, many = crowd(60), crowd(3000)
    for ask in (
        lambda data, on: data.is_member("m3", "grp", on=on),
        lambda data, on: data.is_member("m3", "grp", during=on),
        lambda data, on: data.chair_of("grp", on=on).verdict,
        lambda data, on: data.groups_of("m7", on=on).verdict,
    ):
        counted = []
        for data in (few, many):
            ask(data, "1990-02-01")
            counted.append(steps(lambda data=data, ask=ask: ask(data, "1990-03-02")))
        assert counted[1] <= counted[0] + 30
    assert few.is_member("m3", "grp", on="1990-03-02") is many.is_member("m3", "grp", on="1990-03-02")


def test_a_question_touches_only_those_who_may_be_the_answer() -> None:
    """A new day of a body of thousands whose members leave takes few steps more than one of a small body."""

    def passing(count: int) -> Dataset:
        days = [date(1900, 1, 1) + timedelta(days=7 * n) for n in range(count)]
        return world(org("grp"), *(seat(f"m{n}", f"{day}/{day + timedelta(days=70)}") for n, day in enumerate(days)))

    counted = []
    for count in (60, 5000):
        data = passing(count)
        assert len(data.members_of("grp", on="1900-06-01").certain) in (10, 11)
        counted.append(steps(lambda data=data: data.members_of("grp", on="1900-09-01")))
    assert counted[1] <= counted[0] + 60
