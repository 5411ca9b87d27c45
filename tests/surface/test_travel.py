"""Whatever is public can be pickled, copied and compared, also by other processes; its HTML is left as it is."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import os
import pickle
import subprocess
import sys
import tempfile
from abc import ABCMeta
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from enum import EnumType
from functools import cache, partial
from importlib.util import find_spec
from multiprocessing import get_all_start_methods, get_context
from operator import methodcaller
from pathlib import Path
from typing import Any

import pytest

import iom_partners
from iom_partners import (
    Agent,
    Certainty,
    Citation,
    DataFileError,
    Dataset,
    Identifier,
    InOrder,
    InvalidDateError,
    IomPartnersError,
    Organization,
    PartialDate,
    Period,
    Said,
    SameDay,
    UndecidedError,
    UnknownNameError,
    Word,
    loading,
)  # fmt: skip
from iom_partners.dates import VAGUE, Day, DayRange, Qualifiers, Relation, Span
from iom_partners.io.records import read_lazily
from iom_partners.io.shipped import Shipped
from iom_partners.query import roster
from iom_partners.results import Answer, Collection, Plots, RecordList, Stats, Table
from iom_partners.store import store
from iom_partners.store.record_types import RECORD_TYPES
from strategies import needs
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
        "from_wikidata": lambda _: Dataset.from_wikidata(
            [{"subject": "Q1", "property": "P463", "value": "Q2", "rank": "deprecated", "reference": "https://a.org"}]),
        "from_excel": None,  # It needs a workbook, and gives what `from_rows` gives.
        # Errors are compared by what they tell.
        "faults": lambda _: [str(each) for each in Dataset.from_rows([{"member": "A"}], errors="collect").faults],
        "assumed": lambda _: Dataset.from_rows([{"name": "A", "body": "B"}]).assumed,
        "read": None,  # It gives what the others give.
        "write": None,
        "export": lambda data: exported(data),  # noqa: PLW0108 # It stands below.
        "version": lambda data: data.version,
        "horizon": lambda data: data.horizon,
        "tables": lambda data: data.tables,
        "agent": lambda data: data.agent("IOM"),
        "organization": lambda data: data.organization("IOM"),
        "person": lambda data: data.people[0],
        "project": lambda data: data.project("praesidium"),
        "work": lambda data: data.works[0],
        "find": lambda data: data.find("migration grp"),
        "show": lambda data: data.show("Praesidium"),
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
        "lineage": lambda data: data.lineage("GMG"),
        "derived_roles": lambda data: data.derived_roles("GFMD"),
        "with_derived_roles": lambda _: own().with_derived_roles(),
        "eras": lambda data: data.eras("GMG")[:12],
        "name_eras": lambda data: data.name_eras("GMG"),
        "timeline": lambda data: data.timeline("GMG"),
        "tenure": lambda data: data.tenure("WHO", "GMG", during="2010"),
        "succession": lambda data: data.succession("GMG"),
        "gaps": lambda data: data.gaps("GMG"),
        "according_to": lambda data: data.according_to(PAGE),
        "without_sources": lambda data: data.without_sources(PAGE),
        "known_at": lambda data: data.known_at("2013-01-01"),
        "reliance": lambda data: data.reliance(data.chair_of("GMG", on="2013-09-01")),
        "cite": lambda data: data.cite("csl") if data is iom_partners.load() else None,
        "cite_answer": lambda data: data.cite_answer(data.members_of("GMG", on="2010-10-15")),
        "verify_citation": lambda data: own().verify_citation(data.cite_answer(data.chair_of("GMG", on="2013-09-01"))),
        "conflicts": lambda data: data.conflicts(),
        "resolve_conflicts": lambda data: data.resolve_conflicts("keep_all"),
        "narrow": lambda data: data.narrow(),
        "with_records": lambda _: own().with_records(Organization(id="x", name="X")),
        "merge": lambda _: own().merge(Dataset.from_records([Organization(id="x", name="X")])),
        "diff": lambda data: data.diff(Dataset.from_records(data.organizations[1:], strict=False)),
        "answer_diff": lambda _: own().answer_diff(world(*own().organizations, *own().memberships[1:])),
        "engine_tables": lambda data: data.engine_tables("chairs"),
        "facts": lambda data: tuple(data.facts())[:50],
        "check": lambda data: Dataset.from_records([*data.organizations, *data.memberships[:3]], strict=False).check(),
        "extra_fields": None,  # A view of a dict, which is written down in the dataset.
    },
    Stats: {
        "store": None,
        "spells": lambda stats: stats.spells("GMG"),
        "member_counts": lambda stats: stats.member_counts("GMG"),
        "reliance": lambda stats: stats.reliance("GMG"),
        "reported_counts": lambda stats: stats.reported_counts("GMG"),
        "panel": lambda stats: stats.panel("GMG", during="2010"),
        "chairs_by": lambda stats: stats.chairs_by("half-year", "GMG"),
        "co_membership": lambda stats: stats.co_membership("GMG"),
        "network_edges": lambda stats: stats.network_edges(by="projects"),
        "network": lambda stats: sorted(stats.network(by="projects").nodes),
        "contributions": lambda stats: stats.contributions(by=("donor", "country"), currency="USD"),
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
        "save": None,  # It writes a file, and returns nothing.
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


def small() -> dict[str, Any]:
    """Return datasets that a user makes, and what they give: of records, of rows with faults, of files, of views."""
    made, day = own(), {"on": "2010-03-01"}
    rows = [{"member": "A", "body": "B", "start": "2001"}, {"member": "C", "body": "B", "start": "2003-13"}]
    of_rows = Dataset.from_rows(rows, coarse_dates="within", errors="collect")
    found: dict[str, Any] = {"own": made, "of_rows": of_rows, "narrowed": made.narrow(), "merged": made.merge(of_rows)}
    found["sourced"] = Dataset.from_records(made.organizations, source="Own file", strict=False)
    found["view"] = found["sourced"].according_to("own-file").without_sources()
    for kind, data in tuple(found.items()):
        found |= {f"{kind}.{each}": getattr(data, each) for each in ("organizations", "stats", "plot", "tables")}
    for whom, data in (("grp", made), ("grp", found["narrowed"]), ("B", of_rows)):
        for each in ("chair_of", "members_of", "member_count", "name_of", "units_of"):
            found[f"{whom}.{each}.{len(found)}"] = getattr(data, each)(whom, **day)
        found[f"{whom}.line"], found[f"{whom}.observers"] = (
            data.chair_of(whom, lineage=True, **day), data.members_of(whom, role="observer", **day)
        )  # fmt: skip
    return found


def one_of_each(results: dict[str, Any]) -> dict[type, Any]:
    """Return an object of each public class that can have one of just that class."""
    data, plain = results["Dataset"], {"id": "x", "name": "X"}
    made: list[Any] = [each[0] for name in RECORD_TYPES if (each := results[name])]
    made += [Agent(**plain), Word(id="ally"), data.organizations["gmg"].names[0]]
    said = Said(field="kind", value="ngo")
    made += [said, Citation(source_id="s", locator="p. 1", says=(said,)), Identifier(scheme="ror", value="1")]
    made += [Certainty.POSSIBLE, Relation.BEFORE, Qualifiers(year="?"), PartialDate("2007-1X")]
    made += [
        Period("2007-11/.."),
        DayRange(1, None),
        Span(months=18, days=-1),
        Day("-0043-03-15"),
        SameDay("a.start", "b.end", "who"),
        InOrder("a.start", "b.end", 2),
    ]
    made += [data, *(results[f"Dataset.{each}"] for each in (
        "chair_of", "member_count", "total_of", "diff", "narrow", "tenure", "find", "reliance", "answer_diff", "export",
        "cite_answer", "show", "verify_citation",
    )), data.stats, data.plot, data.places, results["Stats.spells"], results["Stats.spells"].columns[0]]  # fmt: skip
    made += [results[f"Dataset.{each}"][0] for each in (
        "eras", "name_eras", "timeline", "succession", "gaps", "conflicts", "facts", "check", "shared_periods",
        "lineage", "derived_roles", "answer_diff", "export",
    )]  # fmt: skip
    apart = world(body(), org("aaa", founded="2010", ended="2001"), seat("aaa", "2011/2012")).narrow()
    made += [results["Dataset.chair_of"].evidence[0], results["Dataset.total_of"].sums[0], apart.contradictions[0]]
    made += [results["Dataset.narrow"].narrowed[0], results["Dataset.tenure"].share, results["Dataset.diff"][0]]
    return {type(each): each for each in made} | {kind: fault(kind) for kind in public_classes() if of_errors(kind)}


def fault(kind: type[IomPartnersError]) -> IomPartnersError:
    """Return an error with everything that it can hold."""
    made = kind("is not a date", value=["2013-13"], field="on", hint="write EDTF")
    made.add_note("in row 5")
    if isinstance(made, InvalidDateError):
        made.at(5, "01 to 12")
    if isinstance(made, DataFileError):
        made = type(made).of([made, kind("is empty", field="a")])
        made.row, made.column = 3, "start"
    return made


def of_errors(kind: type) -> bool:
    """Return whether it is a class of errors."""
    return issubclass(kind, Exception)


MODULES = (iom_partners, iom_partners.dates, iom_partners.model, iom_partners.results)


def public_classes() -> set[type]:
    """Return every class among the public names."""
    names = ((module, name) for module in MODULES for name in module.__all__)
    return {value for module, name in names if type(value := getattr(module, name)) in {type, ABCMeta, EnumType}}


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    """What every public call gives, of the curated data; what it gives of a user's; and one of each public class."""
    found = given(iom_partners.load())
    each = one_of_each(found)
    assert set(each) == public_classes()
    names = {f"{module.__name__}.{name}": getattr(module, name) for module in MODULES for name in module.__all__}
    return found | small() | {f"one {kind.__name__}": value for kind, value in each.items()} | names


def told(value: Any) -> Any:
    """Return all that an object says of itself, apart from its repr: what another one that is equal to it says too."""
    if isinstance(value, type):
        return value
    if isinstance(value, BaseException):
        faults = getattr(value, "faults", ())
        return str(value), value.args, {**vars(value), "_faults": ()}, [*map(vars, faults if len(faults) > 1 else ())]
    # A listing leaves the dataset, and the labels, behind.
    is_listing, page = isinstance(value, Collection | RecordList), getattr(value, "_repr_html_", str)
    texts = () if is_listing else (str(value), page())
    reads = ("why", "evidence", "assumed", "version", "horizon", "narrowed", "contradictions", "open_choices")
    held = {each: getattr(value, each) for each in reads if hasattr(value, each)}
    held["faults"] = [*map(told, getattr(value, "faults", ()))]
    return texts, held, [getattr(value, each)() for each in ("to_dict", "to_dicts") if hasattr(value, each)]


def same(place: str, value: Any, again: Any) -> None:
    """Check that what has traveled is what it was."""
    assert type(again) is type(value), place
    assert repr(again) == repr(value), place
    assert told(again) == told(value), place
    if isinstance(value, BaseException):
        return
    assert again == value, place
    assert value != object(), place
    if isinstance(value, Hashable) and not isinstance(value, tuple):
        assert hash(again) == hash(value), place
    if isinstance(value, Dataset) and value.organizations:
        whom = value.organizations[0].id
        assert again.name_of(whom, on="2010") == value.name_of(whom, on="2010"), place
    if isinstance(value, Stats):
        assert again.network_edges() == value.network_edges(), place
    if isinstance(value, Plots):
        assert again.countries().to_dict() == value.countries().to_dict(), place


@pytest.mark.parametrize("protocol", [
    0, pytest.param(2, marks=[pytest.mark.slow, pytest.mark.bulk]), pytest.param(5, marks=pytest.mark.bulk),
])  # fmt: skip
def test_everything_public_survives_a_pickle(results: dict[str, Any], protocol: int) -> None:
    """What is unpickled is of the same type, equal, says the same, and still answers."""
    for place, value in results.items():
        same(place, value, pickle.loads(pickle.dumps(value, protocol)))


@pytest.mark.bulk
@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
def test_everything_public_can_be_copied(results: dict[str, Any], make: Callable[[Any], Any]) -> None:
    """A copy is of the same type, equal, says the same, and still answers; one of a listing keeps its labels."""
    for place, value in results.items():
        again = make(value)
        same(place, value, again)
        if isinstance(value, Collection | RecordList):
            assert again._repr_html_() == value._repr_html_(), place


def test_pickles_take_no_dataset_along() -> None:
    """What is sent is as large as what it says, not as the dataset; that of the curated data is half a megabyte."""
    data = iom_partners.load()
    whole = len(pickle.dumps(data))
    assert whole > 400_000
    for most, value in (
        (2_000, data.terms_held_by("UNU")),
        (1_000, data.total_of(donor="Chevron")),
        (30_000, data.chair_of("GMG", on="2013-09-01")),
        (10_000, data.members_of("GMG", on="2010-10-15").to_table()),
        (whole / 8, data.member_count("GMG", on="2010-10-15")),
        (whole / 8, data.projects_of("IOM", during="2007")),
        (whole / 4, data.eras("GMG")),
    ):
        assert len(pickle.dumps(value)) < most, value


def test_records_keep_their_order(tmp_path: Path) -> None:
    """A dataset of files that are not in order of time travels in the order of the files."""
    (tmp_path / "organizations.json").write_text('[{"id": "b", "name": "B"}, {"id": "a", "name": "A"}]')
    data = Dataset.read(tmp_path)
    assert pickle.loads(pickle.dumps(data)).organizations.ids == data.organizations.ids == ("b", "a")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("method", get_all_start_methods())
@pytest.mark.bulk
def test_everything_public_travels_between_processes(results: dict[str, Any], method: str) -> None:
    """Another process takes each object, copies it, and sends it back; it answers with what it was sent, and loads."""
    data, made = iom_partners.load(), own()
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        for (place, value), again in zip(results.items(), pool.map(copy.copy, results.values()), strict=True):
            same(place, value, again)
        for ask in (methodcaller("chair_of", "GMG", on="2013-09-01"), methodcaller("members_of", "GMG", during="2010"),
                    methodcaller("member_count", "GMG", on="2007-11-15"), methodcaller("projects_of", "IOM", on="2007"),
                    methodcaller("conflicts"), methodcaller("according_to", PAGE)):  # fmt: skip
            # What a dataset that travelled answers has left it, and shows the ids of sources.
            apart = pickle.loads(pickle.dumps(ask(pickle.loads(pickle.dumps(data)))))
            same(repr(ask), apart, pool.submit(ask, data).result())
        same("load", data, pool.submit(iom_partners.load).result())
        words = [*pool.map(partial(PartialDate.from_words, vague=VAGUE), ["early 2006", "late May 2007"])]
        assert words == [PartialDate.from_words("early 2006"), PartialDate.from_words("late May 2007")]
        for answer in pool.map(methodcaller("members_of", "grp", on="2011"), [made, made.narrow()]):
            same("own", made.members_of("grp", on="2011"), answer)
        with pytest.raises(UnknownNameError) as caught:
            pool.submit(made.organization, "nobody").result()
        assert caught.value.field == "organization"


def test_no_html_is_taken_for_mathematics(results: dict[str, Any]) -> None:
    """The outer element of every HTML has the classes that MathJax leaves alone, also without rows."""
    shown = {told: value._repr_html_() for told, value in results.items()
             if hasattr(value, "_repr_html_") and not isinstance(value, type)}  # fmt: skip
    shown["nothing"] = Dataset.from_records([])._repr_html_()
    assert {"Dataset", "Stats", "Plots", "organizations", "Dataset.chair_of", "Dataset.tenure", "Stats.spells"} < {
        *shown
    }
    for told, page in shown.items():
        outer = page.partition(">")[0].partition(" style=")[0]
        assert outer in {f'<{tag} class="mathjax_ignore tex2jax_ignore"' for tag in ("div", "p")}, told


# What neither a caller nor the clock changes.

#: Calls that give lists and dicts of their own.
PLAIN = {"to_dict", "to_dicts", "to_table", "codebook"}


def spoil(value: Any, seen: dict[int, Any], deep: int = 8) -> None:
    """Overwrite all that lets itself be overwritten, in a value and in what is reached from it in a few steps."""
    if not deep or id(value) in seen or isinstance(value, str | type) or callable(value):
        return
    seen[id(value)] = value
    # The store of the tables is not documented.
    public = [each for each in dir(value) if not each.startswith("_") and each != "store"]
    inner = [getattr(value, each)() for each in PLAIN if each in public]
    for each in public:
        with contextlib.suppress(UndecidedError):  # Of a sum that is not known.
            inner.append(getattr(value, each))
    if isinstance(value, dict):
        inner += [*value, *value.values()]
    elif isinstance(value, list | tuple | set | frozenset | Collection):
        inner += [*value]
    for each in inner:
        spoil(each, seen, deep - 1)
    for each in public:
        with contextlib.suppress(AttributeError, TypeError):
            setattr(value, each, "spoiled")
    if isinstance(value, dict | list | set):
        value.clear()


def fresh() -> Dataset:
    """Return the curated data, read anew."""
    shipped = Shipped()
    return Dataset(read_lazily(shipped), version=shipped.version())


def everything(data: Dataset) -> dict[str, str]:
    """Return what every public call says, as text that nothing can change, and what is written of the data."""
    return {place: f"{told(value)} {value!r}" for place, value in given(data).items()}


@cache
def everything_now() -> dict[str, str]:
    """Return what every public call says at the time of the test."""
    return everything(fresh())


@pytest.mark.slow
@pytest.mark.bulk
def test_whatever_a_caller_changes_the_data_stay(tmp_path: Path) -> None:
    """After all that was returned is overwritten as far as it lets itself, every call says what it said before."""
    (tmp_path / "organizations.json").write_text('[{"id": "a", "name": "A", "color": {"hue": ["red"]}}]')
    kept = Dataset.read(tmp_path, extra="keep")
    data, seen = fresh(), {}
    before = everything_now()
    results = given(data)
    assert {place: f"{told(value)} {value!r}" for place, value in results.items()} == before
    for value in (*results.values(), kept.extra_fields(kept.organizations[0])):
        spoil(value, seen)
    assert {dict, list, Table} <= {type(each) for each in seen.values()}
    after = everything(data)
    assert {place: text for place, text in after.items() if text != before[place]} == {}
    assert kept.extra_fields(kept.organizations[0]) == {"color": {"hue": ["red"]}}


@pytest.mark.slow
@pytest.mark.parametrize("year", [1970, 2013, 2100])
@pytest.mark.bulk
def test_no_question_asks_the_clock(year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another year all questions are answered alike: after the last record everything is as it was.

    Before that, only the horizon differs, which is never later than today, and what reaches up to it: datasets, gaps,
    what chairs rest on, and pictures.
    """

    class Clock(date):
        @classmethod
        def today(cls) -> date:
            return date(year, 1, 2)

        fromordinal = date.fromordinal

    expected, horizon = everything_now(), iom_partners.load().horizon
    is_before = horizon is not None and date(year, 1, 2) < horizon
    for module in (loading, store):
        monkeypatch.setattr(module, "date", Clock)
    assert iom_partners.today() == date(year, 1, 2)
    found = everything(fresh())
    differing = {place for place, text in found.items() if text != expected[place] and "'horizon'" not in text}
    assert differing - {f"Plots.{each}" for each in CALLS[Plots]} == (
        {"Dataset.horizon", "Dataset.gaps", "Stats.reliance"} if is_before else set()
    )
    assert is_before or found == expected


LISTEN = """
import sys
heard = []
sys.addaudithook(lambda event, args: heard.append(event) if event.partition(".")[0] in NETWORK else None)
import io, runpy
sys.path.insert(0, TESTS)
calls = runpy.run_path(TESTS + "/surface/test_travel.py")
from iom_partners import Dataset, load
from iom_partners.cli import main
from iom_partners.results import Table
data = load()
for place, value in calls["given"](data).items():
    calls["told"](value)
    if isinstance(value, Table):
        value.to_pandas()
        value.to_csv(io.StringIO())
data.write(HOME + "/folder", with_tables=True)
data.write(HOME + "/data.zip")
assert Dataset.read(HOME + "/folder") == Dataset.read(HOME + "/data.zip") == data
assert data.check() == ()
statuses = [main([each, HOME + "/folder"]) for each in ("check", "verify", "diff", "format")]
data.plot.save(data.plot.timeline("GMG"), HOME + "/chairs." + PICTURE)
before = heard[:]
import socket
socket.socket().close()
print(statuses, before, heard != before, file=sys.stderr)
"""


@pytest.mark.slow
@needs("pandas", "altair", "networkx")
def test_nothing_opens_a_connection(tmp_path: Path) -> None:
    """In a process of its own that is listened to, no call makes a socket or asks for an address or a name."""
    given = {
        "NETWORK": {"socket", "urllib", "http", "ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib"},
        "TESTS": str(Path(__file__).parents[1]),
        "HOME": str(tmp_path),
        "PICTURE": "svg" if find_spec("vl_convert") else "json",
    }
    code = "".join(f"{name} = {value!r}\n" for name, value in given.items()) + LISTEN
    environment = {**os.environ, "PYTHONPATH": str(Path(iom_partners.__file__).parents[1])}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "[0, 0, 0, 0] [] True\n")


# Answers and counts.


def exported(data: Dataset) -> Any:
    """Return what GraphML cannot hold of the data."""
    with tempfile.TemporaryDirectory() as folder:
        return data.export(f"{folder}/x.graphml")


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
    made = [value for value in results.values() if not isinstance(value, type)]
    tables = [value.to_table(labels=each) for value in made if hasattr(value, "to_table") for each in (False, True)]
    assert len(tables) > 80
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
        assert len(text) < 90_000
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
