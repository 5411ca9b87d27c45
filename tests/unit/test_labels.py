"""Labels: names beside ids, words beside dates, in every way out of every table."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import iom_partners
from iom_partners import (
    Agreement,
    Citation,
    Contribution,
    Dataset,
    Event,
    InvalidQuestionError,
    PartialDate,
    Place,
    Project,
    Source,
    Work,
)
from iom_partners.results import Column, RecordList, Table
from iom_partners.store.record_types import NAMED
from worlds import body, org, seat, term, world


def small() -> Dataset:
    """Return a body with a chair and two members, a project with all kinds of references, and one dangling id."""
    cited = (Citation(source_id="s"), Citation(source_id="gone"))
    return Dataset.from_records([
        body(acronym="GRP"), org("aaa", acronym="A", place="bern", country="CH"),
        org("bbb", name="Bees; or wasps", acronym=None),
        seat("aaa", "2010/2012", id="m"), seat("bbb", "2011/..", id="n"), seat("lost", "2011/..", id="o"),
        term("aaa", "2010/2011", id="t", citations=cited),
        Place(id="bern", name="Bern", country="CH"), Place(id="oslo", name="Oslo", country="NO"),
        Place(id="swiss", name="Switzerland", kind="country", country="CH"), Event(id="flood", name="Flood"),
        Agreement(id="pact", party_ids=("aaa", "bbb"), when=PartialDate("2010-05")),
        Agreement(id="bare", party_ids=("aaa",)),
        Project(id="p", name="Play", places=("bern", "oslo"), response_to_id="flood", agreement_id="pact"),
        Project(id="q", name="Quest", part_of_id="p", agreement_id="bare"), Work(id="w", name="Film", project_id="q"),
        Contribution(id="c", donor_id="aaa", project_id="w"), Project(id="r", name="Rest", agreement_id="gone"),
        Source(id="s", title="Report", derived_from_id="base"),
        Source(id="base", title="Register"),
    ], strict=False)  # fmt: skip


def added(thing: Any) -> dict[str, tuple[Any, ...]]:
    """Return the columns that labels add; the others are left as they are, in the same order."""
    plain, labeled = thing.to_table(), thing.to_table(labels=True)
    names = [name for name in labeled.column_names if name not in plain.column_names]
    assert tuple(name for name in labeled.column_names if name not in names) == plain.column_names
    for column in plain.columns:
        assert column in labeled.columns
        assert labeled[column.name] == plain[column.name]
    assert (labeled.name, labeled.note) == (plain.name, plain.note)
    assert labeled.to_table(labels=True) == labeled
    return {name: labeled[name] for name in names}


def test_every_reference_has_a_name() -> None:
    """Beside each id stands the acronym or name; of an agreement the parties and the time; else the id itself."""
    data = small()
    assert added(data.memberships) == {
        "member_name": ("A", "Bees; or wasps", "lost"), "organization_name": ("GRP",) * 3,
        "period_words": ("from 2010 to 2012", "from 2011 on", "from 2011 on"),
    }  # fmt: skip
    unknown = "from a day that no one states to a day that no one states"
    projects = {name: dict(zip(data.projects.ids, cells, strict=True)) for name, cells in added(data.projects).items()}
    assert projects == {
        "place_names": {"p": "Bern; Oslo", "q": None, "r": None}, "period_words": dict.fromkeys("pqr", unknown),
        "part_of_name": {"p": None, "q": "Play", "r": None}, "response_to_name": {"p": "Flood", "q": None, "r": None},
        "agreement_name": {"p": "A, Bees; or wasps (May 2010)", "q": "A", "r": "gone"},
    }  # fmt: skip
    assert added(data.contributions)["project_name"] == ("Film",)
    assert added(data.sources)["derived_from_name"] == (None, "Register")
    assert added(data.organizations)["country_name"][:1] == ("Switzerland",)
    assert set(added(data.places)["country_name"]) == {"Switzerland", "NO"}
    assert added(data.tables["citations"])["source_name"] == ("Report", "gone")
    assert set(added(data.tables["citations"])) == {"record_name", "source_name", "as_of_words"}
    assert added(data.tables["words"]) == {}


def test_the_name_of_a_record_goes_by_its_type() -> None:
    """A record is named by the collection that its row tells, so a term and a body of one id are told apart."""
    data = world(body(), org("aaa", acronym="A"), org("t", acronym="T"), term("aaa", "2010/2011", id="t"))
    line = {row["record_type"]: row for row in data.timeline("aaa").to_dicts(labels=True)}
    assert (line["ChairTerm"]["record_id"], line["ChairTerm"]["record_name"]) == ("t", None)
    tied = small().stats.network_edges(by=("agreements", "bodies")).to_dicts(labels=True)
    assert {(row["by"], row["record_id"], row["record_name"]) for row in tied} >= {
        ("agreements", "pact", "A, Bees; or wasps (May 2010)"), ("bodies", "grp", "GRP"),
    }  # fmt: skip


#: Results beside the collections, and some of what labels add to them.
RESULTS: list[tuple[Callable[[Dataset], Any], set[str]]] = [
    (lambda data: data.chair_of("grp", on="2010-06-01"), {"period_words", "source_names"}),
    (lambda data: data.chair_of("grp", on="2010-06-01").certain, {"country_name"}),
    (lambda data: data.eras("grp"), {"chairs_certain_names", "members_possible_names"}),
    (lambda data: data.name_eras("grp"), set()),
    (lambda data: data.timeline("aaa"), {"record_name", "when_words"}),
    (lambda data: data.succession("grp"), {"before_name", "after_name"}),
    (lambda data: data.gaps("grp"), {"body_name"}),
    (lambda data: data.conflicts(), {"record_name", "first_source_names"}),
    (lambda data: data.lineage("grp"), {"body_name", "founded_words", "before_names"}),
    (lambda data: data.derived_roles(), {"agent_name", "body_name"}),
    (lambda data: data.answer_diff(world(body())), {"body_name", "item_name"}),
    (lambda data: data.shared_periods("aaa", "bbb", "grp"), {"period_words"}),
    (lambda data: data.find("grp"), {"country_name"}),
    (lambda data: data.check(), set()),
    (lambda data: data.member_count("grp", on="2010-06-01"), {"when_words", "source_names"}),
    (lambda data: data.total_of(), set()),
    (lambda data: data.tenure("aaa", "grp"), set()),
    (lambda data: data.memberships_in("grp")[:1], {"member_name"}),
    (lambda data: data.stats.spells("grp"), {"source_names"}),
    (lambda data: data.stats.reliance("grp"), {"body_name", "agent_name", "source_names"}),
    (lambda data: data.stats.reported_counts("grp"), {"source_names"}),
    (lambda data: data.stats.member_counts("grp"), set()),
    (lambda data: data.stats.panel("grp", during="2011"), {"body_name", "agent_name", "period_words"}),
    (lambda data: data.stats.chairs_by("year", during="2011"), {"body_name", "chairs_certain_names"}),
    (lambda data: data.stats.co_membership("grp"), {"body_name", "agent_name", "other_name"}),
    (lambda data: data.stats.co_membership("grp", by="pair"), {"body_names", "agent_name", "other_name"}),
    (lambda data: data.stats.network_edges(by="bodies"), {"agent_name", "other_name", "record_name"}),
    (lambda data: data.stats.contributions(("donor", "project")), {"donor_name", "project_name", "source_names"}),
    (lambda data: data.stats.contributions_by_year(), {"source_names"}),
    (lambda data: data.stats.projects_by_country(), {"country_name", "project_names", "possible_names"}),
]


@pytest.mark.parametrize(("make", "names"), RESULTS)
def test_every_result_has_labels(make: Callable[[Dataset], Any], names: set[str]) -> None:
    """Answers, listings, counts and tables of statistics know the names of what they hold."""
    found = added(make(small()))
    assert found.keys() >= names
    assert bool(names) == bool(found)


def test_every_listed_id_of_the_curated_data_is_named(curated: Dataset) -> None:
    """Each id of a named record has its acronym or name, each source its title, and each date is in words."""
    named = {each.id: getattr(each, "acronym", None) or each.name for name in NAMED for each in getattr(curated, name)}
    titles = {each.id: each.title for each in curated.sources}
    for name, table in curated.tables.items():
        for label, cells in added(table).items():
            stem, _, kind = label.rpartition("_")
            of = next(each for each in (f"{stem}_id", f"{stem}_ids", f"{stem}s", stem) if each in table.column_names)
            for cell, text, row in zip(table[of], cells, table.to_dicts(), strict=True):
                about = row["table"] if of == "record_id" else ""
                known = titles if of in {"source_id", "derived_from_id"} or about == "sources" else named
                if cell is None or kind == "words" or of in {"country", "agreement_id"} or about == "agreements":
                    assert (cell is None) == (text is None), (name, label)
                elif about in {"", "sources", *NAMED}:
                    assert text == "; ".join(known[each] for each in cell.split("|")), (name, label)
                else:
                    assert text is None, (name, label)


def test_every_way_out_has_labels(tmp_path: Path) -> None:
    """Dicts, frames and files all hold the columns of labels, with the same cells; without the word, none does."""
    terms = small().chair_terms
    told = {"holder_name": "A", "organization_name": "GRP", "period_words": "from 2010 to 2011"}
    (row,) = terms.to_dicts(labels=True)
    frames = [row]
    terms.to_csv(tmp_path / "t.csv", labels=True)
    head, line = (tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()
    assert (head.split(","), terms.to_csv(labels=True)) == ([*row], f"{head}\n{line}\n")
    pl, pa = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    terms.to_parquet(tmp_path / "t.parquet", labels=True)
    frames += [
        terms.to_pandas(labels=True).to_dict("records")[0], terms.to_polars(labels=True).to_dicts()[0],
        terms.to_arrow(labels=True).to_pylist()[0], pl.read_parquet(tmp_path / "t.parquet").to_dicts()[0],
    ]  # fmt: skip
    for frame in frames:
        assert [*frame] == [*row]
        assert {name: frame[name] for name in told} == told
    assert terms.to_arrow(labels=True).field("holder_name").metadata == {
        b"description": b"the acronym or name of holder_id"
    }
    for plain in (terms.to_pandas(), terms.to_polars(), pa.table(terms.to_table()).to_pandas()):
        assert "holder_name" not in plain.columns


def test_names_that_start_like_formulas_are_safe() -> None:
    """A label is a text like any other: a spreadsheet does not run it."""
    data = world(body(), org("aaa", acronym="=1+1"), term("aaa", "2010/2011", id="t"))
    assert ",'=1+1," in str(data.chair_terms.to_csv(labels=True))


def test_what_has_left_its_dataset_says_so() -> None:
    """A pickle takes no dataset along: with ids it raises a typed error, without them it has what it can have."""
    data = small()
    for thing in (data.chair_terms, data.memberships_in("grp"), data.eras("grp"), data.chair_of("grp", on="2010-06-01"),
                  data.stats.spells("grp"), data.tables["projects"]):  # fmt: skip
        again = pickle.loads(pickle.dumps(thing))
        with pytest.raises(InvalidQuestionError, match=r"^labels: these .* have left their dataset") as caught:
            again.to_dicts(labels=True)
        assert caught.value.hint == "ask the dataset for them again"
        assert again.to_dicts() == thing.to_dicts()
        assert len(pickle.dumps(thing)) < 6_000
        assert copy.deepcopy(thing).to_table(labels=True) == copy.copy(thing).to_table(labels=True)
    assert pickle.loads(pickle.dumps(data.shared_periods("aaa", "bbb", "grp"))).to_dicts(labels=True)[0]["period_words"]
    assert pickle.loads(pickle.dumps(data.total_of())).to_dicts(labels=True) == []
    assert len(pickle.loads(pickle.dumps(data)).chair_terms.to_dicts(labels=True)) == 1


def test_a_pickled_answer_of_the_curated_data_finds_its_names_again(curated: Dataset) -> None:
    """Where it is read, the curated data are at hand."""
    answer = iom_partners.load().chair_of("GMG", on="2013-09-01")
    again = pickle.loads(pickle.dumps(answer))
    assert again.to_dicts(labels=True) == curated.chair_of("GMG", on="2013-09-01").to_dicts(labels=True)


def test_a_table_of_nobody_has_no_labels() -> None:
    """A table that a caller makes knows no dataset, and a listing made without one has no names."""
    with pytest.raises(InvalidQuestionError, match="^labels: these things have left"):
        Table("things", [Column("n", "integer", "how many")], [(1,)]).to_dicts(labels=True)
    with pytest.raises(InvalidQuestionError, match="^labels: these agents have left"):
        RecordList((), "agents").to_table(labels=True)
    assert RecordList((), "problems").to_dicts(labels=True) == []


def test_a_view_names_what_its_sources_are_silent_of(curated: Dataset) -> None:
    """Views have the names of the whole data, so that no id is left without one."""
    view = curated.according_to("iom-partners-and-friends")
    assert set(view.chair_terms.to_table(labels=True)["holder_name"]) <= set(
        curated.chair_terms.to_table(labels=True)["holder_name"]
    )
