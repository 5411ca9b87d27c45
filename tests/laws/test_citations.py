"""What is cited of an answer is what it rests on: nothing else changes it, and whatever changes it is told."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Dataset, InvalidRecordError, IomPartnersError, PartialDate, Participation, Period, Word, Work
from iom_partners.provenance.diff import facts_of
from iom_partners.results import Answer, Count
from iom_partners.store.record_types import RECORD_TYPES, record_class, refer
from strategies import Ask, asks, chair_records, examples, member_records, project_records
from worlds import day, ids, org, seat, world

TABLES = {record_class(name): name for name in RECORD_TYPES}
#: So that every word of a question stays one of the data, whatever becomes of the other records.
WORDS = [
    *(Word(id=each) for each in ("observer", "component", "vice-chair")),
    org("other", kind="ngo", country="IT"), org("elsewhere"), Work(id="film", name="Film", themes=("health",)),
    *(Participation(id=each, project_id="film", agent_id="other", role=each) for each in ("funder", "partner")),
    seat("other", "/", of="elsewhere", office="Whip", id="whip"),
]  # fmt: skip


def path_of(record: Any) -> str:
    """Return the beginning of the ids of the facts of a record."""
    return f"{TABLES[type(record)]}/{record.id}"


def told(data: Dataset, ask: Ask) -> Any:
    """Return what an answer says, by ids, and the range of a count; None where the question cannot be asked."""
    try:
        answer: Any = ask(data)
    except IomPartnersError:
        return None
    if isinstance(answer, Count):
        certain, possible, is_complete, verdict = answer._roster.outcome_of(answer._asked)
        return verdict, sorted(ids(certain)), sorted(ids(possible)), is_complete, answer.lower, answer.upper
    return answer.verdict, sorted(ids(answer.certain)), sorted(ids(answer.possible)), answer.is_complete


def bare(record: Any, cited: set[str]) -> Any:
    """Return a record with its cited fields, and those without which there is none."""
    path = path_of(record)
    kept = {}
    for field in record.__attrs_attrs__:
        value = getattr(record, field.name)
        if field.name == "names":
            facts = [fact for fact in facts_of(path, record) if "/names/" in fact.id]
            value = tuple(each for each, fact in zip(value, facts, strict=True) if fact.id in cited)
        elif field.default is not attrs.NOTHING and f"{path}/{field.name}" not in cited:
            value = field.default.factory() if isinstance(field.default, attrs.Factory) else field.default
        kept[field.name] = value
    return type(record)(**kept)


#: Other values of fields, of every sort.
OTHERS: dict[str, list[Any]] = {
    "period": [Period("/"), Period(f"{day(1)}/{day(3)}"), Period(f"{day(2)}/"), Period("1900/1901")],
    "founded": [PartialDate(str(day(2))), None], "ended": [PartialDate(str(day(3))), None],
    "when": [PartialDate(str(day(3))), None], "status": ["planned", "done"], "is_doubtful": [True, False],
    "role": ["observer", "component", "member", "chair", "co-chair", "vice-chair", "funder", "partner"],
    "member_id": ["north", "south", "wg"], "holder_id": ["north", None], "agent_id": ["north", "wg"],
    "organization_id": ["club", "group", "house"], "successor_ids": [(), ("heir",)], "kind": ["ngo", None],
    "office": ["Whip", None], "first_day": [day(0), day(4), None], "last_day": [day(1), None],
    "except_ids": [("north",), ()], "of": ["members", "chairs", "groups"], "part_of_id": ["top", None],
    "agreement_id": ["pact", None], "response_to_id": ["flood", None], "places": [("it",), ()],
    "themes": [("health",), ()], "country": ["IT", "CH"], "party_ids": [("north", "wg")], "name": ["Other"],
    "acronym": ["OTH"], "note": ["of another kind"], "is_founder": [True], "names": [()],
}  # fmt: skip


def changes(random: Random, data: Dataset) -> Iterator[tuple[Any, Any]]:
    """Yield each record, with None in its place or with another value of one field."""
    for record in data._store.records():
        if record in WORDS:
            continue
        yield record, None
        name = random.choice([each.name for each in record.__attrs_attrs__ if each.name in OTHERS] or ["note"])
        with suppress(InvalidRecordError):  # Not every value is one of each record.
            yield record, attrs.evolve(record, **{name: random.choice(OTHERS[name])})


def less_than(data: Dataset, answer: Answer[Any] | Count, fact_ids: set[str]) -> Dataset:
    """Return a dataset of nothing but some facts, whom they refer to, and whom the answer is about."""
    paths = {"/".join(each.split("/")[:2]) for each in fact_ids}
    about = answer._roster.question.body_id
    found = [each for each in data._store.records() if path_of(each) in paths or each.id == about]
    referred = {other for each in found for _, other, _ in refer(each)} - set(ids(found))
    found += [each for each in (*data.organizations, *data.projects) if each.id in referred]
    return world(*(bare(each, fact_ids) for each in found if each not in WORDS), *WORDS)


def law(draw: st.DrawFn, records: st.SearchStrategy[list[Any]], topic: str) -> None:
    """Cite some answers of some records, and hold the citation of one against every dataset near them."""
    data = world(*draw(records), *WORDS)
    random = Random(draw(st.integers(0, 10**9)))
    for ask in random.choices(list(asks(data, topic)), k=10):
        answer = ask(data)
        cited = data.cite_answer(answer)
        fact_ids = set(cited.fact_ids)
        # In the same data, also in a pickle of them, it is the same; so it is in those that hold only what is cited.
        assert cited == data.cite_answer(ask(data)) == pickle.loads(pickle.dumps(cited))
        assert data.verify_citation(f"See {cited}.").status == "same"
        less = less_than(data, answer, fact_ids)
        assert told(less, ask) == told(data, ask), (cited.token, answer.why)
        assert less.verify_citation(cited), (cited.token, less.verify_citation(cited))
    for record, other in changes(random, data):
        rest = [each for each in data._store.records() if each is not record]
        later = world(*rest, *([] if other is None else [other]))
        check = later.verify_citation(cited.token)
        own = {each.id: each.value for each in facts_of(path_of(record), record) if each.id in fact_ids}
        now = {} if other is None else {each.id: each.value for each in facts_of(path_of(record), other)}
        differ = {each for each, value in own.items() if now.get(each) != value}
        asked = told(later, ask)
        is_gone = (other is None and bool(own)) or asked is None
        is_same = not differ and asked == told(data, ask)
        assert check.status == ("withdrawn" if is_gone else "same" if is_same else "changed"), (cited.token, other)
        assert bool(check) is (check.status == "same")
        assert (check.before, check.after) == (told(data, ask)[0], asked[0] if asked else None)
        assert {each.fact_id for each in check.changes if each.kind != "added"} & fact_ids == differ


@examples(1)
@given(data=st.data())
def test_chairs_are_cited_by_what_they_rest_on(data: st.DataObject) -> None:
    """Chairs of a body and of a line: the cited facts alone give the answer, and only what changes it is told."""
    law(data.draw, chair_records(), "chairs")  # type: ignore[arg-type]


@examples(1)
@given(data=st.data())
def test_members_are_cited_by_what_they_rest_on(data: st.DataObject) -> None:
    """So do members, through a group too, observers, offices, units, groups and names."""
    law(data.draw, member_records(), "members")  # type: ignore[arg-type]


@examples(1)
@given(data=st.data())
def test_counts_are_cited_by_what_they_rest_on(data: st.DataObject) -> None:
    """So do numbers of members, of those in a role and of the holders of an office."""
    law(data.draw, member_records(), "counts")  # type: ignore[arg-type]


@examples(1)
@given(data=st.data())
def test_projects_are_cited_by_what_they_rest_on(data: st.DataObject) -> None:
    """So do projects, who took part in them, and partners."""
    law(data.draw, project_records(), "projects")  # type: ignore[arg-type]
