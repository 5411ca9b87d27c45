"""The library against the oracle: every answer about bodies equals the one from all worlds.

The oracle reads the same JSON files and enumerates worlds and days (see `tests/oracle.py`). What
is asked here is chosen by fixed seeds, so that a failure comes back on the next run.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import iom_partners
from iom_partners import Dataset
from oracle import KEYWORDS, QUESTIONS, Oracle, source_ids
from strategies import clubs, datasets, examples, less_sure, scaled

FOLDER = Path(iom_partners.__file__).parent / "data"
FIRST, LAST = date(2003, 1, 1), date(2019, 12, 31)
ASK = {"chairs": "chair_of", "members": "members_of", "units": "units_of", "names": "name_of"}

When = date | str
Place = tuple[str, str]  # A question and a body.


@cache
def views(source: str | None) -> tuple[Any, Oracle]:
    """Return the library's and the oracle's view of one source, or of all with None."""
    data = iom_partners.load()
    if source is None:
        return data, Oracle(FOLDER)
    return data.according_to(source), Oracle(FOLDER, {source})


@cache
def sources() -> list[str]:
    """Return the ids of all sources in the curated data."""
    return source_ids(FOLDER)


@cache
def places(source: str | None = None) -> list[Place]:
    """Return every question with every body that has records of its kind."""
    _, oracle = views(source)
    return [(question, body) for question in QUESTIONS for body in oracle.bodies(question)]


@cache
def items(question: str, body: str) -> list[str]:
    """Return every item of the body's records in the whole data, and three of none of them."""
    _, oracle = views(None)
    own = oracle.items(question, body)
    if question == "names":
        others = {text for each in oracle.bodies("names") for text in oracle.items("names", each)}
    else:
        others = oracle.agents - {body}
    strangers = sorted(others - set(own))
    # Texts and hashes of strings differ from run to run, a seed made of text does not.
    return own + random.Random(f"{question} {body}").sample(strangers, min(3, len(strangers)))


def label(item: object) -> str:
    """Return the id of an agent, or the text of a name."""
    return item if isinstance(item, str) else str(item.id)  # type: ignore[attr-defined]


def question_of(view: Any, question: str, body: str, keyword: str, when: When, **more: bool) -> Any:
    """Ask the library one question."""
    return getattr(view, ASK[question])(body, **{keyword: when}, **more)


def compared(
    view: Dataset, oracle: Oracle, question: str, body: str, keyword: str, when: When, asked: Sequence[str]
) -> list[tuple[object, ...]]:
    """Compare all that library and oracle say to one question, of some items too; what differs comes back."""
    found: list[tuple[object, ...]] = []

    def compare(what: str, answer: object, expected: object) -> None:
        if answer != expected:
            found.append((question, body, keyword, str(when), what, "library", answer, "oracle", expected))

    answer = question_of(view, question, body, keyword, when)
    certain, possible = oracle.answers(question, body, keyword, when)
    compare("certain", sorted(map(label, answer.certain)), sorted(certain))
    compare("possible", sorted(map(label, answer.possible)), sorted(possible))
    compare("complete", answer.is_complete, oracle.is_complete(question, body, keyword, when))
    # A part of a collective is a member through it, but stands in no tuple of this answer.
    parts = set(oracle.components(body)) if question == "members" else set()
    verdicts = {item: oracle.verdict(question, body, item, keyword, when) for item in {*asked, *parts}}
    if question == "members":
        # With components, a collective is not listed itself.
        own = {tie.item for tie in oracle.ties.values() if (tie.question, tie.body) == ("members", body)}
        listed = question_of(view, question, body, keyword, when, components=True)
        for item in asked:
            compare(f"is_member {item}", view.is_member(item, body, **{keyword: when}).value, verdicts[item])
        for item in parts | (set(asked) - own):
            compare(f"part {item}", listed.about(item).certainty.value, verdicts[item])
        if keyword == "on":
            count = view.member_count(body, on=when)
            compare("count", (count.lower, count.upper), oracle.count(body, when))
    for item in asked:
        if item not in parts:
            compare(f"about {item}", answer.about(item).certainty.value, verdicts[item])
    return found


def differences(source: str | None, question: str, body: str, keyword: str, when: When) -> list[tuple[object, ...]]:
    """Compare what library and oracle say in the view of a source."""
    found = compared(*views(source), question, body, keyword, when, items(question, body))
    return [(source, *each) for each in found]


def some_whens(keyword: str, number: int, chance: random.Random) -> list[When]:
    """Return days, months, years and runs of them from 2003 to 2019, with a fixed seed."""
    span = (LAST - FIRST).days
    whens: list[When] = []
    for _ in range(number):
        first = FIRST + timedelta(days=chance.randrange(span))
        last = first + timedelta(days=chance.choice([0, 1, 30, 200, 800]))
        month, year = f"{first:%Y-%m}", f"{first:%Y}"
        if keyword == "on":
            kinds: list[When] = [first, month, year, f"[{first}..{last}]"]
        else:
            kinds = [f"{first}/{last}", month, year, f"{month}/{last:%Y-%m}", f"{year}/{last:%Y}"]
        whens.append(chance.choice(kinds))
    return whens


def cuts(question: str, body: str, source: str | None = None) -> list[date]:
    """Return each bound of the body's records, with the days beside it, in the asked years."""
    _, oracle = views(source)
    near = oracle.cut_days(question, body)
    # Beyond the asked years only the outermost days are kept: they stand for all further ones.
    return [day for day in near if FIRST <= day <= LAST] + near[:3] + near[-3:]


def check(found: list[tuple[object, ...]]) -> None:
    """Fail with the first differences, one a line."""
    assert not found, "\n".join(str(each) for each in [f"{len(found)} differ", *found[:20]])


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.bulk
def test_whole_data_on_every_cut_day(question: str) -> None:
    """On each day at or beside a bound of a record the library says what all worlds say."""
    found: list[tuple[object, ...]] = []
    for body in views(None)[1].bodies(question):
        for day in cuts(question, body):
            found += differences(None, question, body, "on", day)
    check(found)


@pytest.mark.parametrize("keyword", ["on", "during", "throughout"])
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.bulk
def test_whole_data_over_spans(question: str, keyword: str) -> None:
    """Over spans between bounds, and random ones, the library says what all worlds say."""
    found: list[tuple[object, ...]] = []
    bodies = views(None)[1].bodies(question)
    # Names are many and simple: outside the group, a sixth of them tells as much as all.
    for body in ["gmg", *bodies[::6]] if question == "names" else bodies:
        chance = random.Random(f"{question} {keyword} {body}")
        number = scaled(0.6 if body == "gmg" else 0.06)
        days = [day for day in cuts(question, body) if FIRST <= day <= LAST] or [FIRST, LAST]
        whens = some_whens(keyword, number, chance)
        for _ in range(number):
            first, last = sorted(chance.choices(days, k=2))
            whens.append(f"[{first}..{last}]" if keyword == "on" else f"{first}/{last}")
        for when in whens:
            found += differences(None, question, body, keyword, when)
    check(found)


@pytest.mark.slow
@pytest.mark.parametrize("keyword", ["on", "during", "throughout"])
@pytest.mark.bulk
def test_group_in_every_year_and_some_months(keyword: str) -> None:
    """For the Global Migration Group each year, and every third month, equals the oracle."""
    years = [str(year) for year in range(FIRST.year, LAST.year + 1)]
    months = [f"{year}-{month:02}" for year in years for month in (1, 4, 7, 10)]
    found: list[tuple[object, ...]] = []
    for question in QUESTIONS:
        for when in [*years, *months]:
            found += differences(None, question, "gmg", keyword, when)
    check(found)


@pytest.mark.slow
@pytest.mark.bulk
def test_group_on_every_day() -> None:
    """On each of the 6,209 days from 2003 to 2019 chairs and members equal the oracle."""
    view, oracle = views(None)
    days = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
    assert len(days) == 6209
    found: list[tuple[object, ...]] = []
    for question in ("chairs", "members"):
        for day in days:
            answer = question_of(view, question, "gmg", "on", day)
            said = (set(map(label, answer.certain)), set(map(label, answer.possible)), answer.is_complete)
            expected = (*oracle.answers(question, "gmg", "on", day), oracle.is_complete(question, "gmg", "on", day))
            if said != expected:
                found.append((question, str(day), "library", said, "oracle", expected))
    check(found)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.slow
@pytest.mark.bulk
def test_each_view_of_a_single_source(question: str) -> None:
    """In the view of each source, answers equal those of worlds that know this source alone."""
    found: list[tuple[object, ...]] = []
    everywhere = [body for each, body in places() if each == question]
    # A tenth of the sources, others for each question; the laws of views draw of all.
    for source in random.Random(question).sample(sources(), len(sources()) // 10):
        chance = random.Random(f"{question} {source}")
        own = [body for each, body in places(source) if each == question]
        # A body of which the source says nothing has the same answers everywhere: one is enough.
        others = sorted(set(everywhere) - set(own))
        bodies = [*own, *chance.sample(others, min(1, len(others)))]
        for body in bodies:
            # Names are many and simple: outside the group, few days tell as much as many.
            number = 2 if question == "names" and body != "gmg" else 4
            days = cuts(question, body, source)
            for day in chance.sample(days, min(2 * number, len(days))):
                found += differences(source, question, body, "on", day)
            for keyword in KEYWORDS:
                for when in some_whens(keyword, number, chance):
                    found += differences(source, question, body, keyword, when)
    check(found)


@examples(3, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_question_in_any_view(data: st.DataObject) -> None:
    """Whatever view, body, keyword and days are drawn, library and oracle say the same."""
    source = data.draw(st.none() | st.sampled_from(sources()), label="source")
    question, body = data.draw(st.sampled_from(places()), label="question and body")
    keyword = data.draw(st.sampled_from(KEYWORDS), label="keyword")
    near = [day for day in cuts(question, body) if FIRST <= day <= LAST] or [FIRST]
    days = st.dates(FIRST, LAST) | st.sampled_from(near)
    first, last = sorted((data.draw(days, label="a day"), data.draw(days, label="another day")))
    unit = data.draw(st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]), label="unit")
    start, end = first.strftime(unit), last.strftime(unit)
    when = start if start == end else f"[{start}..{end}]" if keyword == "on" else f"{start}/{end}"
    check(differences(source, question, body, keyword, when))


# Made-up data, for what the curated data happen not to hold.

CLUBS = clubs(terms=3, names=2, is_unit=True).map(lambda club: club.data)


@pytest.mark.parametrize(
    "worlds",
    [CLUBS, datasets(), less_sure(CLUBS), less_sure(datasets())],
    ids=["clubs", "years", "unsure clubs", "unsure years"],
)
@examples(
    1,
    # Each example writes over the same few files, which is what is wanted of the folder.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_anyones_own_data(tmp_path: Path, worlds: st.SearchStrategy[Dataset], data: st.DataObject) -> None:
    """On made-up data, written and read again, library and oracle say the same."""
    made = data.draw(worlds)
    made.write(tmp_path)
    view, oracle = Dataset.read(tmp_path), Oracle(tmp_path)
    for _ in range(2):
        body = data.draw(st.sampled_from(["club", *({"group", "house"} & set(made.organizations.ids))]), label="body")
        for question in QUESTIONS:
            near = st.sampled_from(oracle.cut_days(question, body) or [date(2013, 1, 1)])
            first, last = sorted((data.draw(near), data.draw(near)))
            asked = sorted({*oracle.items(question, body), *oracle.agents} - {body})
            for when in (first, last, f"[{first}..{last}]"):
                check(compared(view, oracle, question, body, "on", when, asked))
            for keyword in ("during", "throughout"):
                check(compared(view, oracle, question, body, keyword, f"{first}/{last}", asked))
