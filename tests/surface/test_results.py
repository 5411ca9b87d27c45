"""Whatever the library gives can be pickled, copied and compared, and its HTML is left as it is by notebooks."""

from __future__ import annotations

import copy
import inspect
import io
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from functools import partial
from multiprocessing import get_context
from typing import Any

import pytest

import iom_partners
from iom_partners import Certainty, Dataset, Organization, Period, UnknownNameError
from iom_partners.query import roster
from iom_partners.results import Answer, Count, Plots, Stats
from iom_partners.store.record_types import RECORD_TYPES
from worlds import body, covers, name, org, seat, term, world

PAGE = "iom-partners-and-friends"
DAYS = ["2013-09-01", "2004-01"]

#: Every public call of each class, with arguments: a call that is not here fails the test below.
CALLS: dict[type, dict[str, Callable[[Any], Any]]] = {
    Dataset: {
        "from_records": lambda data: Dataset.from_records(data.organizations, strict=False),
        "from_rows": lambda _: Dataset.from_rows([{"member": "A", "body": "B", "start": "2001-02-03"}]),
        "from_frame": lambda data: Dataset.from_frame(data.stats.panel("GMG").to_pandas()[:0].rename(
            columns={"label": "member", "body_id": "body"})[["member", "body"]]),
        "from_csv": lambda _: Dataset.from_csv(io.StringIO("member,body\nA,B\n")),
        "from_excel": None,  # It needs a workbook, and gives what `from_rows` gives.
        # Errors are compared by what they tell.
        "faults": lambda _: [str(each) for each in Dataset.from_rows([{"member": "A"}], errors="collect").faults],
        "assumed": lambda _: Dataset.from_rows([{"name": "A", "body": "B"}]).assumed,
        "read": None,  # It gives what the others give.
        "write": None,
        "version": lambda data: data.version,
        "horizon": lambda data: data.horizon,
        "tables": lambda data: data.tables,
        "agent": lambda data: data.agent("IOM"),
        "organization": lambda data: data.organization("IOM"),
        "person": lambda data: data.people[0],
        "project": lambda data: data.project("praesidium"),
        "work": lambda data: data.works[0],
        "find": lambda data: data.find("migration grp"),
        "chair_of": lambda data: data.chair_of("GMG", on="2018-06-01"),
        "members_of": lambda data: data.members_of("GMG", during="2010", components=True),
        "is_member": lambda data: data.is_member("WHO", "GMG", on="2010-10-15"),
        "member_count": lambda data: data.member_count("GMG", on="2008-12-03"),
        "groups_of": lambda data: data.groups_of("WHO", on="2010-10-15"),
        "units_of": lambda data: data.units_of("GMG", on="2013-10-15"),
        "name_of": lambda data: data.name_of("GMG", on="2006-03-01"),
        "projects_of": lambda data: data.projects_of("IOM", during="2007"),
        "partners_of": lambda data: data.partners_of("IOM", throughout="2007"),
        "total_of": lambda data: data.total_of(donor="Chevron", during="2004"),
        "chair_terms_of": lambda data: data.chair_terms_of("GMG"),
        "terms_held_by": lambda data: data.terms_held_by("ILO"),
        "memberships_in": lambda data: data.memberships_in("GMG"),
        "memberships_of": lambda data: data.memberships_of("WHO"),
        "shared_periods": lambda data: data.shared_periods("WHO", "IOM", "GMG"),
        "eras": lambda data: data.eras("GMG")[:12],
        "name_eras": lambda data: data.name_eras("GMG"),
        "timeline": lambda data: data.timeline("GMG"),
        "tenure": lambda data: data.tenure("WHO", "GMG", during="2010"),
        "succession": lambda data: data.succession("GMG"),
        "gaps": lambda data: data.gaps("GMG"),
        "according_to": lambda data: data.according_to(PAGE),
        "without_sources": lambda data: data.without_sources(PAGE),
        "known_at": lambda data: data.known_at("2013-01-01"),
        "conflicts": lambda data: data.conflicts(),
        "resolve_conflicts": lambda data: data.resolve_conflicts("keep_all"),
        "narrow": lambda data: data.narrow(),
        "with_records": lambda data: data.with_records(Organization(id="x", name="X")),
        "merge": lambda data: data.merge(Dataset.from_records([Organization(id="x", name="X")])),
        "diff": lambda data: data.diff(Dataset.from_records(data.organizations[1:], strict=False)),
        "facts": lambda data: tuple(data.facts())[:50],
        "check": lambda data: Dataset.from_records([*data.organizations, *data.memberships[:3]], strict=False).check(),
        "extra_fields": None,  # A view of a dict, which is written down in the dataset.
    },
    Stats: {
        "store": None,
        "spells": lambda stats: stats.spells("GMG"),
        "member_counts": lambda stats: stats.member_counts("GMG"),
        "reported_counts": lambda stats: stats.reported_counts("GMG"),
        "panel": lambda stats: stats.panel("GMG", during="2010"),
        "co_membership": lambda stats: stats.co_membership("GMG"),
        "network_edges": lambda stats: stats.network_edges(),
        "network": lambda stats: sorted(stats.network().nodes),
        "contributions_by_year": lambda stats: stats.contributions_by_year(),
        "projects_by_country": lambda stats: stats.projects_by_country(),
        "chairs_on": lambda stats: stats.chairs_on("GMG", DAYS),
        "member_counts_on": lambda stats: stats.member_counts_on("GMG", DAYS),
    },
    # Charts are Altair's own; the dicts of them are plain.
    Plots: {
        "timeline": lambda plot: plot.timeline("GMG").to_dict(),
        "growth": lambda plot: plot.growth("GMG").to_dict(),
        "network": lambda plot: plot.network("IOM").to_dict(),
        "contributions": lambda plot: plot.contributions().to_dict(),
        "countries": lambda plot: plot.countries().to_dict(),
    },
}  # fmt: skip


def public(of: type) -> Iterator[str]:
    """Return the public methods, properties and slots of a class, not the collections of a dataset."""
    for each, value in inspect.getmembers_static(of):
        if not each.startswith("_") and type(value).__name__ != "_Attribute":
            yield each


def given(data: Dataset) -> dict[str, Any]:
    """Return what every public call gives."""
    made = {Dataset: data, Stats: data.stats, Plots: data.plot}
    found = {each.__name__: value for each, value in made.items()} | {
        each: getattr(data, each) for each in RECORD_TYPES
    }
    for of, calls in CALLS.items():
        found |= {f"{of.__name__}.{each}": call(made[of]) for each, call in calls.items() if call}
    return found


def test_every_public_call_is_tried() -> None:
    """A new public call is added to those that are pickled below."""
    for of, calls in CALLS.items():
        assert set(public(of)) == set(calls), of


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    """What every public call gives, of the curated data."""
    return given(iom_partners.load())


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_result_survives_a_pickle(results: dict[str, Any], protocol: int) -> None:
    """What is unpickled is equal, of the same type, with the same repr and the same hash."""
    for told, value in results.items():
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(again) is type(value), told
        assert again == value, told
        assert repr(again) == repr(value), told
        if getattr(value, "__hash__", None) and not isinstance(value, tuple | dict | list):
            assert hash(again) == hash(value), told


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
def test_every_result_can_be_copied(results: dict[str, Any], make: Callable[[Any], Any]) -> None:
    """A copy is equal and of the same type; nothing is equal to something else."""
    for told, value in results.items():
        again = make(value)
        assert type(again) is type(value), told
        assert again == value, told
        assert value != object(), told


def test_no_html_is_taken_for_mathematics(results: dict[str, Any]) -> None:
    """The outer element of every HTML has the classes that MathJax leaves alone, also without rows."""
    shown = {told: value._repr_html_() for told, value in results.items() if hasattr(value, "_repr_html_")}
    shown["nothing"] = Dataset.from_records([])._repr_html_()
    assert {"Dataset", "Stats", "Plots", "organizations", "Dataset.chair_of", "Dataset.tenure", "Stats.spells"} < {
        *shown
    }
    for told, page in shown.items():
        outer = page.partition(">")[0]
        assert outer in {f'<{tag} class="mathjax_ignore tex2jax_ignore"' for tag in ("div", "p")}, told


def test_every_type_of_results_is_tried(results: dict[str, Any]) -> None:
    """No type that the library names for annotations is left out; the parts of a result count too."""
    met: set[str] = set()
    for value in results.values():
        for each in (value, *(value if isinstance(value, tuple) else ())):
            met.update(kind.__name__ for kind in type(each).__mro__)
            met.update(type(getattr(each, name, None)).__name__ for name in ("share", "gap"))
    answer, total, narrowed = (results[f"Dataset.{each}"] for each in ("chair_of", "total_of", "narrow"))
    apart = world(body(), org("aaa", founded="2010", ended="2001"), seat("aaa", "2011/2012")).narrow().contradictions
    for each in (answer.evidence, total.sums, narrowed.narrowed, apart, total.to_table().columns):
        met.add(type(each[0]).__name__)
        assert pickle.loads(pickle.dumps(each)) == copy.deepcopy(each) == each
    assert set(iom_partners.results.__all__) - met == set()


# Answers and counts.


def own() -> Dataset:
    """Return a body with members, chairs, names, a unit, a collective and two people of one name."""
    return world(
        body(founded="2003-04", names=(name("Old", "2003-04/2005-12-31"), name("New", "2006-01-01/.."))),
        *(org(each) for each in ("aaa", "bbb", "ccc", "col", "wg", "zzz")),
        org("two", name="Aaa Agency", acronym="AAA"),
        seat("aaa", "2005-01-01/2012-12-31"), seat("bbb", "2010/.."), seat("two", "2011-01-01/2011-12-31"),
        seat("col", "2008-01-01/.."), seat("ccc", "2008-01-01/..", of="col", role="component"),
        seat("wg", "2010-01-01/..", role="unit"), term("aaa", "2010-01-01/2010-06-30"),
        covers("members", "2009-01-01", "2011-12-31"), covers("members", "2008-01-01", body="col"), covers("names"),
        org("out"), seat("out", "2001/2002", of="sub"), org("sub", ended="2005"),
    )  # fmt: skip


def asked(data: Dataset) -> list[Answer[Any]]:
    """Return answers of every kind, sure and not, with and without items."""
    times: list[dict[str, Any]] = [
        {"on": "2010-03-01"}, {"on": "2011"}, {"during": "2012"}, {"throughout": Period("2004/2010")}, {"on": "1990"},
    ]  # fmt: skip
    calls = [
        *(partial(getattr(data, each), "grp") for each in ("chair_of", "members_of", "units_of", "name_of")),
        partial(data.members_of, "grp", components=True),
        *(partial(data.groups_of, each) for each in ("aaa", "ccc", "out")),
    ]
    return [call(**time) for call in calls for time in times] + [
        answer for era in data.eras("grp") for answer in (era.chairs, era.members)
    ]


@pytest.mark.parametrize("most", [roster._MOST_KEPT, 0])
def test_an_unpickled_answer_explains_itself(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another process an answer says the same of all that bear on it, without the dataset; it can be sent on."""
    monkeypatch.setattr(roster, "_MOST_KEPT", most)
    data = own()
    for answer in asked(data):
        again = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(answer))))
        assert again == answer
        assert (again.why, again.evidence, repr(again)) == (answer.why, answer.evidence, repr(answer))
        assert again._repr_html_() == answer._repr_html_()
        for item in (*answer.certain, *answer.possible):
            assert again.about(item) == answer.about(item)
    count = data.member_count("grp", on="2011-06-01")
    assert pickle.loads(pickle.dumps(count)).evidence == count.evidence


def test_an_unpickled_answer_knows_whoever_has_a_record() -> None:
    """Whoever has a record there can be asked about, when ruled out and when unknown; of others it says to ask."""
    data = own()
    for answer in asked(data):
        again = pickle.loads(pickle.dumps(answer))
        known = answer._roster.claims | answer._roster.indirect
        for each in known:
            assert again.about(each) == answer.about(each), (answer, each)
    members = pickle.loads(pickle.dumps(data.members_of("grp", on="2010-03-01")))
    for ref in ("zzz", None):
        with pytest.raises(UnknownNameError, match="is not in this answer, which was pickled"):
            members.about(ref)
    names = pickle.loads(pickle.dumps(data.name_of("grp", on="2010-03-01")))
    assert names.about("old") == data.name_of("grp", on="2010-03-01").about("Old")
    assert names.about("Other").item == "Other"


def test_an_unpickled_answer_knows_who_may_be_part_of_a_member() -> None:
    """As long as not all parts of a collective are known, one that left may be back as a part of it."""
    data = world(
        body(), org("aaa"), org("bbb"), org("col"), seat("aaa", "2001-01-01/2002-12-31"), seat("col", "2001-01-01/.."),
        seat("bbb", "2001-01-01/2001-12-31", of="col", role="component"),
        covers("members", "2000-01-01", "2010-12-31"), covers("members", "2004-01-01", "2006-12-31", body="col"),
    )  # fmt: skip
    for components in (False, True):
        for year, certainty in ((2003, Certainty.UNKNOWN), (2005, Certainty.RULED_OUT), (2007, Certainty.UNKNOWN)):
            answer = data.members_of("grp", on=f"{year}-03-01", components=components)
            for each in ("aaa", "bbb"):
                assert answer.about(each).certainty is certainty
                assert pickle.loads(pickle.dumps(answer)).about(each) == answer.about(each)


TYPES = {"string": str, "boolean": bool, "integer": int, "number": Decimal, "date": date}


def test_every_cell_is_what_its_column_says(results: dict[str, Any]) -> None:
    """Of every table, each cell has the type of its column and one of its values; none that is required is empty."""
    tables = [value.to_table() for value in results.values() if hasattr(value, "to_table")]
    assert len(tables) > 40
    for table in tables:
        for column, *cells in zip(table.columns, *table.rows, strict=True):
            kind, told = TYPES[column.type], (table.name, column.name)
            assert not column.is_required or None not in cells, told
            assert all(type(cell) is kind for cell in cells if cell is not None), told
            assert not column.values or {*cells} <= {None, *column.values}, told


def test_an_answer_of_the_curated_data_knows_everybody() -> None:
    """Where the curated data are of the same version, an answer asks them; else it tells what it took along."""
    data = iom_partners.load()
    for answer in (
        data.chair_of("GMG", on="2013-09-01"),
        data.projects_of("IOM", on="2007-06-01"),
        data.projects_of(during="2007"),
        data.partners_of("praesidium", during="2008"),
        data.groups_of("WHO", on="2010"),
    ):
        text = pickle.dumps(answer)
        assert len(text) < 60_000
        again = pickle.loads(text)
        assert again._roster is answer._roster
        for ref in ("WHO", "Chevron") if answer._roster.question.kind in {"chairs", "participants"} else ():
            assert again.about(ref) == answer.about(ref)
    version = data._version
    try:
        data._version = "0.0.0"
        other = pickle.loads(text)
    finally:
        data._version = version
    assert other._roster is not answer._roster
    assert (other, other.why) == (answer, answer.why)


def test_counts_compare_by_what_they_say() -> None:
    """Two counts of equal numbers at equal times are equal; a count cannot be changed."""
    one, two, later = (own().member_count("grp", on=each) for each in ("2011-06-01", "2011-06-01", "2011-06-02"))
    assert (one, hash(one)) == (two, hash(two))
    assert one != later
    assert one != 4
    with pytest.raises(AttributeError, match="a count is immutable"):
        one.lower = 0  # type: ignore[misc]


def test_an_unpickled_view_resolves_every_name() -> None:
    """Labels and names that only other sources state are known after a pickle too."""
    view = iom_partners.load().according_to(PAGE)
    again: Dataset = pickle.loads(pickle.dumps(view))
    for call in (
        lambda data: data.groups_of("ECOSOC", on="2010"),
        lambda data: data.members_of("GMG", on="2010-06-01"),
    ):
        assert call(again) == call(view)
    assert again.known_at("2018") == view.known_at("2018")


def _in_another_process(day: str) -> tuple[Answer[Any], Count]:
    data = iom_partners.load()
    return data.members_of("GMG", on=day), data.member_count("GMG", on=day)


def _of_own_data(day: str) -> Answer[Any]:
    return own().members_of("grp", on=day)


@pytest.mark.slow
def test_answers_come_from_other_processes() -> None:
    """A pool of processes that are started anew takes questions and gives answers back."""
    data, days = iom_partners.load(), ["2010-10-15", "2013-09-01"]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for day, (answer, count) in zip(days, pool.map(_in_another_process, days), strict=True):
            assert answer == data.members_of("GMG", on=day)
            assert answer.about("WHO") == data.members_of("GMG", on=day).about("WHO")
            assert count == data.member_count("GMG", on=day)
        assert list(pool.map(_of_own_data, ["2011"])) == [own().members_of("grp", on="2011")]
