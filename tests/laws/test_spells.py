"""The tables that pictures are drawn from, against the questions asked day by day, year by year and place by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Contribution, Dataset, PartialDate, Period, Place, Project
from iom_partners.results import Table
from strategies import clubs, datasets, examples, less_sure
from worlds import NUMBER, day, organization, world

#: Every day of the small calendar and some around it, and both ends of the whole.
SMALL = [date.min, *(day(place) for place in range(-2, NUMBER + 2)), date.max]


def small() -> st.SearchStrategy[Dataset]:
    """Clubs with a group and its parts and with chairs, on a calendar of five days; some ties may not have held."""
    sure = clubs(terms=3).map(lambda club: club.data)
    return sure | less_sure(sure, excepts=False)


def on(table: Table, key: str | None, when: date) -> list[dict[str, Any]]:
    """Return the runs of a row that a day lies in."""
    return [
        row
        for row in table.to_dicts()
        if row["id"] == key
        and (row["first_day"] is None or row["first_day"] <= when)
        and (row["last_day"] is None or when <= row["last_day"])
    ]


def by_day(table: Table, key: str | None, days: Iterable[date]) -> Iterator[tuple[date, dict[str, Any] | None]]:
    """Return the run of a row for each of some days in order, looking at each run once."""
    rows = [row for row in table.to_dicts() if row["id"] == key]
    rows.sort(key=lambda row: row["first_day"] or date.min)
    for when in days:
        while rows and rows[0]["last_day"] is not None and rows[0]["last_day"] < when:
            rows.pop(0)
        inside = rows and (rows[0]["first_day"] is None or rows[0]["first_day"] <= when)
        yield when, rows[0] if inside else None


def check_rows(table: Table) -> None:
    """No two runs of a row share a day, a row has one id, and none ends before it begins."""
    for label in set(table["row"]):
        rows = [row for row in table.to_dicts() if row["row"] == label]
        assert len({row["id"] for row in rows}) == 1
        spans = sorted((row["first_day"] or date.min, row["last_day"] or date.max) for row in rows)
        assert all(first <= last for first, last in spans)
        assert all(one[1] < other[0] for one, other in zip(spans, spans[1:], strict=False))
    assert len(set(table["row"])) == len(set(table["id"]))


def lives_on(agent: Any, when: date) -> bool:
    """Return whether an organization may live on a day: outside its life nobody has a tie, whoever else is known."""
    begun = agent.founded is None or agent.founded.earliest is None or agent.founded.earliest <= when
    return begun and (agent.ended is None or agent.ended.latest is None or agent.ended.latest >= when)


def check_days(data: Dataset, body: str, of: str, days: list[date]) -> None:
    """On each day each row has the certainty that is answered for it, by the records that decide."""
    table = data.stats.spells(body, of=of)
    check_rows(table)
    unknown = dict(by_day(table, None, days))
    ask = data.chair_of if of == "chairs" else data.members_of
    for when in days:
        answer: Any = ask(body, on=when)
        assert (unknown[when] is None) == answer.is_complete
    for key in {key for key in table["id"] if key}:
        for when, row in by_day(table, key, days):
            is_open = unknown[when] and lives_on(data.agent(key), when)
            told = row["certainty"] if row else "unknown" if is_open else "ruled_out"
            answer = ask(body, on=when)
            expected = answer.about(key).certainty if of == "chairs" else data.is_member(key, body, on=when)
            assert told == expected.value
            if row and told != "unknown":
                record: Any = answer.about(key).record
                assert row["record_ids"].split("|")[0] == record.id
            if row and told != "unknown" and of == "chairs":
                proofs = [each for each in answer.evidence if each.item and each.item.id == key]
                deciding = {each.record.id for each in proofs if each.certainty.value == told}
                assert set(row["record_ids"].split("|")) == deciding


@given(small())
@examples(3)
def test_spells_say_what_is_answered_on_each_day_of_a_small_calendar(data: Dataset) -> None:
    """On every day of small worlds, with collectives and lives, each row says what is answered for it."""
    for of in ("chairs", "members"):
        check_days(data, "club", of, SMALL)


@given(datasets())
@examples(0.4)
def test_spells_say_what_is_answered_around_each_change(data: Dataset) -> None:
    """In worlds of years each row says what is answered, on the days around every change and on some between."""
    for of in ("chairs", "members"):
        table = data.stats.spells("club", of=of)
        edges = {day for day in (*table["first_day"], *table["last_day"]) if day is not None}
        ordinals = {edge.toordinal() + step for edge in edges for step in (-1, 0, 1)}
        around = {date.fromordinal(each) for each in ordinals if 0 < each <= date.max.toordinal()}
        between = {date(2004, 1, 1) + timedelta(days=step) for step in range(0, 2192, 97)}
        check_days(data, "club", of, sorted({date.min, date.max, *around, *between}))


@pytest.mark.slow
@pytest.mark.parametrize("of", ["chairs", "members"])
@pytest.mark.bulk
def test_spells_of_the_gmg_say_what_is_answered_on_each_day(curated: Dataset, of: str) -> None:
    """On every day of 2003 to 2019 each row of the GMG has the certainty that is answered for it."""
    table = curated.stats.spells("GMG", of=of)
    check_rows(table)
    days = [date(2003, 1, 1) + timedelta(days=step) for step in range(17 * 365 + 4)]
    unknown = dict(by_day(table, None, days))
    rows = {key: dict(by_day(table, key, days)) for key in dict.fromkeys(table["id"]) if key}
    assert len(rows) >= 17
    for when in days:
        answer: Any = (curated.chair_of if of == "chairs" else curated.members_of)("GMG", on=when)
        for word in ("certain", "possible"):
            told = {key for key, row in rows.items() if row[when] is not None and row[when]["certainty"] == word}  # type: ignore[index]
            assert told == {each.id for each in getattr(answer, word)}
        assert (unknown[when] is None) == answer.is_complete
        for key in [*rows][when.toordinal() % 5 :: 5]:
            row = rows[key][when]
            is_open = unknown[when] and lives_on(curated.agent(key), when)
            told_here = row["certainty"] if row else "unknown" if is_open else "ruled_out"
            assert told_here == answer.about(key).certainty.value


@given(small(), st.integers(-2, NUMBER + 1), st.integers(0, 4), st.sampled_from(["chairs", "members"]))
def test_spells_of_a_period_are_those_of_all_time_cut_to_it(data: Dataset, place: int, more: int, of: str) -> None:
    """Within a period each row has the same certainty on each day as over all time, and outside it no run."""
    first, last = day(place), day(place + more)
    every, cut = data.stats.spells("club", of=of), data.stats.spells("club", of=of, during=Period(f"{first}/{last}"))
    check_rows(cut)
    for when in SMALL:
        for key in dict.fromkeys(every["id"]):
            inside = [row["certainty"] for row in on(every, key, when)] if first <= when <= last else []
            assert [row["certainty"] for row in on(cut, key, when)] == inside
    assert set(cut["id"]) <= set(every["id"])


@given(small())
def test_spells_of_a_role_are_those_of_that_role(data: Dataset) -> None:
    """By a role of chairs, each row says what is answered for that role."""
    for role in ("chair", "co-chair"):
        table = data.stats.spells("club", role=role)  # type: ignore[arg-type]
        for when in SMALL:
            answer = data.chair_of("club", on=when, role=role)  # type: ignore[arg-type]
            assert bool(on(table, None, when)) is not answer.is_complete
            for word in ("certain", "possible"):
                told = {
                    row["id"]
                    for row in table.to_dicts()
                    if row["certainty"] == word and row in on(table, row["id"], when)
                }
                assert told == {each.id for each in getattr(answer, word)}


# Member counts.


def check_counts(data: Dataset, body: str, days: list[date]) -> None:
    """The runs follow each other without gap, differ, and say on each day what `member_count` answers."""
    rows = data.stats.member_counts(body).to_dicts()
    assert rows[0]["first_day"] is None
    assert rows[-1]["last_day"] is None
    for one, following in zip(rows, rows[1:], strict=False):
        assert one["last_day"] + timedelta(days=1) == following["first_day"]
        assert any(one[name] != following[name] for name in ("lower", "upper", "named"))
    for when in days:
        while rows[0]["last_day"] is not None and rows[0]["last_day"] < when:
            rows.pop(0)
        count, answer = data.member_count(body, on=when), data.members_of(body, on=when)
        assert (rows[0]["lower"], rows[0]["upper"]) == (count.lower, count.upper)
        assert rows[0]["named"] == len(answer.certain) + len(answer.possible)


@given(small())
def test_member_counts_are_those_of_each_day(data: Dataset) -> None:
    """On every day of small worlds the run has the numbers that are answered."""
    check_counts(data, "club", SMALL)


def test_member_counts_of_the_gmg_are_those_of_each_day(curated: Dataset) -> None:
    """On every day of 2003 to 2019 the run of the GMG has the numbers that are answered."""
    check_counts(curated, "GMG", [date(2003, 1, 1) + timedelta(days=step) for step in range(17 * 365 + 4)])


# Money and countries.


def whens() -> st.SearchStrategy[PartialDate | Period | None]:
    """Times of gifts: days, years, ranges, sets with holes, one-sided, over two years, none."""
    shapes = st.sampled_from(["{0}", "{0}-05-06", "[..{0}]", "[{0}..]", "[{0},{1}]", "{0}/{1}", "{0}/..", "/"])
    texts = st.builds(lambda shape, year: shape.format(year, year + 3), shapes, st.integers(2001, 2006))
    return st.none() | texts.map(lambda text: Period(text) if "/" in text else PartialDate(text))


@st.composite
def gifts(draw: st.DrawFn) -> Contribution:
    """One gift; its id is given later."""
    return Contribution(
        id="gift",
        donor_id="north",
        kind=draw(st.sampled_from(["money", "money", "goods", None])),
        amount=draw(st.none() | st.decimals(-5, 1000, places=2)),
        currency=draw(st.sampled_from([None, "USD", "EUR"])),
        qualifier=draw(st.sampled_from([None, None, "over"])),
        when=draw(whens()),
    )


@given(st.lists(gifts(), max_size=7))
def test_money_of_a_year_is_what_total_of_adds(given_: list[Contribution]) -> None:
    """Each row has the sum of `total_of` for its year, over the gifts that have a date, and every gift is in a row."""
    numbered = [attrs.evolve(gift, id=f"gift-{number}") for number, gift in enumerate(given_)]
    data = world(organization("north"), *numbered)
    table = data.stats.contributions_by_year()
    undated = [each for each in data.contributions if each.when is None or each.when == Period("/")]
    dated = [each for each in data.contributions if each not in undated]
    for year in (*range(1999, 2012), None):
        rows = [row for row in table.to_dicts() if row["year"] == year]
        total = data.total_of(undated) if year is None else data.total_of(dated, during=f"{year}")
        added = [row for row in rows if row["lower"] is not None]
        sums = {row["currency"]: (row["lower"], row["upper"], row["contributions"]) for row in added}
        known = {row["year"] for row in table.to_dicts() if row["year"] is not None}
        if year is None or (known and min(known) <= year <= max(known)):
            assert sums == {each.currency: (each.lower, each.upper, each.contributions) for each in total.sums}
            for group in ("possible", "qualified", "unstated", "in_kind"):
                expected = len(getattr(total, group)) if group != "possible" or year is not None else 0
                assert sum(row[group] for row in rows) == expected
    ids = {each for cell in table["contribution_ids"] for each in cell.split("|")}
    assert ids == set(data.contributions.ids)
    assert all(isinstance(row["lower"], Decimal) for row in table.to_dicts() if row["lower"] is not None)


PLACES = (Place(id="bern", name="Bern", country="CH"), Place(id="oslo", name="Oslo", country="NO"),
          Place(id="sea", name="Sea"))  # fmt: skip
#: Projects of no place, one, several, and one without a country.
PROJECTS = tuple(
    Project(id=f"p{n}", name=f"P{n}", places=where, themes=themes)
    for n, (where, themes) in enumerate(
        [((), ()), (("bern",), ("b", "a")), (("oslo", "bern"), ("a",)), (("sea", "oslo"), ("b",)), (("sea",), ())]
    )
)
KEYS = {"donor": "donor_id", "recipient": "recipient_id", "project": "project_id"}


def key_of(each: Contribution, name: str) -> str | None:
    """Return what a plain reader would sort a gift under."""
    if name not in {"country", "theme"}:
        value: str | None = getattr(each, KEYS.get(name, name))
        return value
    project = next((project for project in PROJECTS if project.id == each.project_id), PROJECTS[0])
    codes = {place.country for place in PLACES if place.id in project.places and place.country}
    return "|".join(sorted(codes if name == "country" else project.themes)) or None


def group_of(each: Contribution) -> str:
    """Return in which column a gift is counted."""
    if each.kind not in {None, "money"}:
        return "in_kind"
    if each.amount is None or each.currency is None:
        return "unstated"
    return "qualified" if each.qualifier else "contributions"


def sure(each: Contribution, first: date, last: date) -> bool | None:
    """Return whether a gift was made wholly from a first day to a last one; None where that is not possible."""
    when = each.when
    if when is None:
        return False
    begin, end = (when.start_earliest, when.end_latest) if isinstance(when, Period) else (when.earliest, when.latest)
    if begin is not None and end is not None and first <= begin and end <= last:
        return each.status == "done"
    days = [(begin, end)]
    if isinstance(when, PartialDate) and str(when).count(","):
        days = [(date(int(year), 1, 1), date(int(year), 12, 31)) for year in str(when)[1:-1].split(",")]
    is_met = any((a or date.min) <= last and (b or date.max) >= first for a, b in days)
    return False if is_met else None


@given(
    st.lists(st.tuples(gifts(), st.sampled_from(["north", "south"]), st.sampled_from([None, *(p.id for p in PROJECTS)]),
                       st.sampled_from(["done", "done", "planned"])), max_size=7),
    st.lists(st.sampled_from(["donor", "recipient", "project", "country", "theme", "kind", "year"]), min_size=1,
             max_size=3, unique=True),
    st.sampled_from([None, "USD"]),
    st.sampled_from([None, ("2003-01-01", "2003-12-31"), ("2002-05-01", "2004-12-31"), ("2004-02-01", "2004-02-29")]),
)  # fmt: skip
@examples(5)
def test_sums_are_those_of_a_plain_reader(
    drawn: list[Any], by: list[Any], currency: str | None, during: tuple[str, str] | None
) -> None:
    """Each row has the sums and counts that plain arithmetic gives, and each gift is in a row or in the note."""
    numbered = [
        attrs.evolve(gift, id=f"gift-{n}", donor_id=donor, project_id=project, status=status, currency=gift.currency)
        for n, (gift, donor, project, status) in enumerate(drawn)
    ]
    spare = Contribution(id="spare", donor_id="north", currency="USD", when=PartialDate("1950"))
    data = world(organization("north"), organization("south"), *PLACES, *PROJECTS, *numbered, spare)
    every = [each for each in data.contributions if each.id != "spare"]
    asked = {} if during is None else {"during": during}
    table = data.stats.contributions(by, every, currency=currency, **asked)
    limits = (date.min, date.max) if during is None else tuple(map(date.fromisoformat, during))
    ends = [
        each.when and (each.when.bounds.possible if isinstance(each.when, Period) else each.when.span) for each in every
    ]
    dated = {date.fromordinal(day).year for both in ends for day in both or () if 0 < day < date.max.toordinal() + 1}
    cells: dict[tuple[Any, ...], list[tuple[Contribution, bool]]] = {}
    for each in every:
        is_dated = each.when not in {None, Period("/")}
        years = range(min(dated), max(dated) + 1) if is_dated else [None]
        for year in years if "year" in by else [None]:
            first, last = limits if year is None else (
                max(limits[0], date(year, 1, 1)), min(limits[1], date(year, 12, 31)))  # fmt: skip
            if first > last:
                continue
            held = each.status == "done" if (first, last) == (date.min, date.max) else sure(each, first, last)
            if held is not None:
                code = each.currency if group_of(each) in {"contributions", "qualified"} else None
                key = *(year if name == "year" else key_of(each, name) for name in by), code
                cells.setdefault(key, []).append((each, held))
    expected = []
    for key, grouped in cells.items():
        if currency not in {None, key[-1]}:
            continue
        added = [(each.amount, is_sure) for each, is_sure in grouped if group_of(each) == "contributions"]
        sums = [
            sum((amount for amount, is_sure in added if is_sure or beside(amount)), Decimal(0))
            for beside in (lambda amount: amount < 0, lambda amount: amount > 0)
        ]
        counts = [sum(group_of(each) == name for each, _ in grouped) for name in ("qualified", "unstated", "in_kind")]
        ids = "|".join(each.id for each, _ in grouped)
        maybe = sum(not is_sure for _, is_sure in added)
        expected.append((*key, *(sums if added else (None, None)), len(added), maybe, *counts, ids))
    order = [[(cell is None, cell) for cell in row[: len(by) + 1]] for row in expected]
    assert [row[:-1] for row in table] == [
        row for _, row in sorted(zip(order, expected, strict=True), key=lambda e: e[0])
    ]
    left_out = {each.id for key, grouped in cells.items() if currency not in {None, key[-1]} for each, _ in grouped}
    told = table.note.partition("; left out: ")[2]
    assert sum(int(word) for word in told.split() if word.isdigit()) == len(left_out)


@given(st.lists(st.tuples(gifts(), st.sampled_from([None, *(p.id for p in PROJECTS)])), max_size=7))
def test_sums_by_country_are_those_of_total_of(drawn: list[Any]) -> None:
    """The rows with a country have together what `total_of` adds for it; those of years are `contributions_by_year`."""
    numbered = [attrs.evolve(gift, id=f"gift-{n}", project_id=project) for n, (gift, project) in enumerate(drawn)]
    data = world(organization("north"), *PLACES, *PROJECTS, *numbered)
    table = data.stats.contributions("country").to_dicts()
    for code in ("CH", "NO"):
        mine = [row for row in table if row["lower"] is not None and code in (row["country"] or "").split("|")]
        total = data.total_of(country=code)
        for each in total.sums:
            assert sum(row["lower"] for row in mine if row["currency"] == each.currency) == each.lower
            assert sum(row["upper"] for row in mine if row["currency"] == each.currency) == each.upper
        assert {row["currency"] for row in mine} == {each.currency for each in total.sums}
    assert data.stats.contributions("year") == data.stats.contributions_by_year()


@given(
    st.lists(st.tuples(st.sets(st.sampled_from(["bern", "oslo", "sea"]), max_size=2), whens()), max_size=5),
    st.sampled_from([None, "2003", "2001/2002"]),
)
def test_countries_count_the_projects_that_are_answered(drawn: list[tuple[set[str], Any]], during: str | None) -> None:
    """A country has the certain and the possible projects that `projects_of` answers; the rest have no country."""
    places = [Place(id="bern", name="Bern", country="CH"), Place(id="oslo", name="Oslo", country="NO")]
    projects = [
        Project(
            id=f"p{n}",
            name=f"P{n}",
            places=tuple(sorted(where)),
            period=when if isinstance(when, Period) else Period("/"),
        )
        for n, (where, when) in enumerate(drawn)
    ]
    data = world(*places, Place(id="sea", name="Sea"), *projects)
    table = data.stats.projects_by_country() if during is None else data.stats.projects_by_country(during=during)
    found = {row["country"]: row for row in table.to_dicts()}
    for code in ("CH", "NO"):
        if during is None:
            certain, possible = {each.id for each in data.projects.where(country=code)}, set[str]()
        else:
            answer = data.projects_of(country=code, during=during)
            certain, possible = {each.id for each in answer.certain}, {each.id for each in answer.possible}
        row = found.get(code, {"certain": 0, "possible": 0, "project_ids": None, "possible_ids": None})
        assert (row["certain"], row["possible"]) == (len(certain), len(possible))
        assert set((row["project_ids"] or "").split("|")) - {""} == certain
        assert set((row["possible_ids"] or "").split("|")) - {""} == possible
    nowhere = {each.id for each in projects if not set(each.places) & {"bern", "oslo"}}
    row = found.get(None, {"project_ids": None, "possible_ids": None})
    told = {each for name in ("project_ids", "possible_ids") for each in (row[name] or "").split("|")} - {""}
    if during is not None:
        answer = data.projects_of(during=during)
        nowhere &= {each.id for each in (*answer.certain, *answer.possible)}
    assert told == nowhere
