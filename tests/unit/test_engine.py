"""What the engines take and return: frames of each library, and what is said of those that are not right."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

import iom_partners
from engines import BOUNDS, ENGINES, FRAMES, connection, plain, session, table, told
from iom_partners import (
    InvalidDateError,
    InvalidQuestionError,
    InvalidRecordError,
    IomPartnersError,
    MissingExtraError,
    UnknownNameError,
    engine,
)
from iom_partners.engine.crossed import told_if_crossed
from iom_partners.engine.dialects import CROSSED
from iom_partners.engine.text import Asked
from strategies import needs

D = date.fromisoformat
#: From some day of 2001 on, without an end; from a known to a known day; vacant.
ROWS = [
    ("b", "x", D("2001-01-01"), D("2001-12-31"), None, None, False, True),
    ("b", "y", D("2005-03-01"), D("2005-03-01"), D("2006-06-30"), D("2006-06-30"), False, False),
    ("b", None, D("2000-01-01"), D("2000-01-01"), D("2000-12-31"), D("2000-12-31"), False, False),
]
NAMES = f"body_id agent_id {' '.join(BOUNDS)}"
TIES = table(NAMES, ROWS)


def without(changes: dict[int, Any], row: int = 1) -> Any:
    """Return the table with some cells of a row changed."""
    made = list(ROWS[row])
    for place, cell in changes.items():
        made[place] = cell
    return table(NAMES, [*ROWS[:row], tuple(made), *ROWS[row + 1 :]])


@pytest.mark.parametrize("library", ENGINES)
def test_what_comes_in_goes_out(library: str) -> None:
    """The answer is a frame of the same class, also of nothing; columns and types are those that are told."""
    ties = FRAMES[library](TIES)
    found = engine.members_on(ties, "2005-03-01")
    assert type(found) is type(ties)
    assert list(found.collect_schema() if "lazy" in library else found.columns) == ["body_id", "agent_id", "certain"]
    assert told(library, found) == Counter([("b", "x", True), ("b", "y", True)])
    empty = FRAMES[library](table(NAMES, []))
    for answer in (
        engine.spells(empty),
        engine.eras(empty),
        engine.overlaps(empty),
        engine.members_on(empty, "2005-03-01"),
    ):
        assert type(answer) is type(ties)
        assert told(library, answer) == Counter()


@pytest.mark.parametrize("library", ENGINES)
def test_a_question_is_asked_of_what_an_engine_answers(library: str) -> None:
    """Overlaps are memberships again, and spells can be asked with other names."""
    ties = FRAMES[library](TIES)
    pairs = engine.overlaps(ties)
    assert told(library, pairs) == Counter(
        [("b", "x", "y", True, *(D("2005-03-01"),) * 2, *(D("2006-06-30"),) * 2, False, False, False)]
    )
    again = engine.members_on(pairs, "2006-06-30", columns={"agent_id": "agent_id_right"})
    assert told(library, again) == Counter([("b", "y", True)])


@pytest.mark.parametrize("library", ENGINES)
def test_an_overlap_that_may_not_be_is_never_certain(library: str) -> None:
    """Two who can share one day only, and need not share it: asked again, it is possible on that day."""
    day = D("2005-01-01")
    late = ("b", "x", D("2001-01-01"), D("2001-01-01"), D("2003-01-01"), day, False, False)
    early = ("b", "y", day, D("2006-01-01"), D("2007-01-01"), D("2007-01-01"), False, False)
    pairs = engine.overlaps(FRAMES[library](table(NAMES, [late, early])))
    assert told(library, pairs) == Counter([("b", "x", "y", False, day, day, day, day, False, False, True)])
    assert told(library, engine.members_on(pairs, day)) == Counter([("b", "x", False)])


@pytest.mark.parametrize("library", ENGINES)
def test_other_names(library: str) -> None:
    """Columns may be called anything, by a mapping or as in the tables of a dataset."""
    renamed = {"body_id": 'the "body" {0}', "agent_id": "`who` 'is'", "start_earliest": "from", "date": "select"}
    columns = [renamed.get(name, name) for name in NAMES.split()]
    ties = FRAMES[library](type(TIES)("rows", [c._replace(name=n) for c, n in zip(TIES.columns, columns)], ROWS))
    asked = table(
        "number date body_id place",
        [(7, D("2005-03-01"), "b", "1"), (8, None, "b", "1"), (9, D("2005-03-01"), None, "1")],
    )
    asked = type(asked)("rows", [c._replace(name=renamed.get(c.name, c.name)) for c in asked.columns], asked.rows)
    dates = FRAMES[library](asked)
    found = engine.join_on(ties, dates, columns=renamed)
    assert told(library, found) == Counter([(7, D("2005-03-01"), "b", "1", who, True) for who in "xy"])
    usual = type(TIES)(
        "rows", [c._replace(name={"body_id": "organization_id", "agent_id": "holder_id"}.get(c.name, c.name))
                 for c in TIES.columns], ROWS,
    )  # fmt: skip
    assert told(library, engine.members_on(FRAMES[library](usual), D("2004-01-01"))) == Counter([("b", "x", True)])


@pytest.mark.parametrize("library", ENGINES)
def test_by_agents(library: str) -> None:
    """Dates of agents are joined to the bodies that they were in, and overlaps are of two bodies."""
    ties = FRAMES[library](table(NAMES, [*ROWS, ("c", "x", *ROWS[1][2:])]))
    dates = FRAMES[library](table("agent_id date number", [("x", D("2006-06-30"), 1), ("x", D("2000-01-01"), 2)]))
    for bodies in ("any", "small"):
        found = engine.join_on(ties, dates, by="agent_id", bodies=bodies)
        assert told(library, found) == Counter([("x", D("2006-06-30"), 1, body, True) for body in "bc"])
    assert [row[:4] for row in told(library, engine.overlaps(ties, by="agent_id"))] == [("x", "b", "c", True)]


@pytest.mark.parametrize("library", ENGINES)
def test_two_frames_overlap(library: str) -> None:
    """With a frame on the right, everyone there is compared, also with itself."""
    right = FRAMES[library](table(NAMES, [("b", "x", *ROWS[1][2:]), ("z", "x", *ROWS[1][2:])]))
    for bodies in ("any", "small"):
        found = engine.overlaps(FRAMES[library](TIES), right, bodies=bodies)
        assert Counter(row[1:4] for row in told(library, found)) == Counter([("x", "x", True), ("y", "x", True)])


@pytest.mark.parametrize("library", ENGINES)
def test_coverage_and_names(library: str) -> None:
    """What is not covered comes without an agent; ids get names, and those without a name none."""
    coverage = FRAMES[library](
        table("body_id first_day last_day", [("b", None, D("2005-12-31")), ("b", D("2005-01-01"), D("2006-01-31"))])
    )
    names = FRAMES[library](table("id name", [("b", "The Body"), ("x", "Mrs. X"), ("x", "Mr. X")]))
    ties = FRAMES[library](TIES)
    found = engine.members_on(ties, "2006-02-01", coverage=coverage, names=names)
    assert told(library, found) == Counter(
        [("b", "The Body", "x", "Mr. X", True), ("b", "The Body", "y", None, True), ("b", "The Body", None, None, None)]
    )
    rest = engine.spells(ties, coverage=coverage)
    assert [row for row in told(library, rest) if row[1] is None] == [("b", None, D("2006-02-01"), None, None)]
    whole = engine.members_during(ties, "2004-01-01", "2006-01-31", coverage=coverage)
    assert None not in {row[1] for row in told(library, whole)}
    overlaps = engine.overlaps(ties, names=names)
    assert [row[:6] for row in told(library, overlaps)] == [("b", "The Body", "x", "Mr. X", "y", None)]


@pytest.mark.parametrize("library", ENGINES)
def test_the_roles_that_count(library: str) -> None:
    """Of memberships of a dataset members count, of chair terms chairs, of other frames all, or those asked for."""
    more = [(*row, role) for row, role in zip(ROWS, ("member", "observer", "member"), strict=True)]
    for agent, roles, who in (
        ("member_id", None, "x"), ("holder_id", None, ""), ("agent_id", None, "xy"), ("member_id", "observer", "y"),
        ("agent_id", ("observer", "it's"), "y"),
    ):  # fmt: skip
        ties = FRAMES[library](table(f"{NAMES.replace('agent_id', agent)} role", more))
        found = engine.members_on(ties, "2005-03-01", roles=roles)
        assert {row[1] for row in told(library, found)} == set(who), (agent, roles)
    with pytest.raises(InvalidQuestionError, match="no column of roles"):
        engine.members_on(FRAMES[library](TIES), "2005-03-01", roles="observer")
    with pytest.raises(InvalidQuestionError, match="is not a role"):
        engine.members_on(FRAMES[library](table(f"{NAMES} role", more)), "2005-03-01", roles=())


@pytest.mark.parametrize("library", ENGINES)
def test_what_is_doubtful_or_planned_is_never_certain(library: str) -> None:
    more = [(*row, flag, status) for row, flag, status in zip(ROWS, (True, None, False), (None, "planned", "done"))]
    ties = FRAMES[library](table(f"{NAMES} is_doubtful status", more))
    assert told(library, engine.members_on(ties, "2005-03-01")) == Counter([("b", "x", False), ("b", "y", False)])


CROSSING = [
    without({2: D("2005-03-02")}), without({4: D("2006-07-01")}), without({5: D("2005-02-28"), 4: None}),
    without({6: True}), without({7: True}),
]  # fmt: skip


@pytest.mark.parametrize("library", ENGINES)
def test_bounds_that_cross(library: str) -> None:
    """They are never taken: at once with the row, or where they are read with the text."""
    for ties in CROSSING if library != "spark" else CROSSING[:1]:
        if library in {"pandas", "polars"}:
            with pytest.raises(InvalidRecordError, match=r"memberships: bounds cross.*body_id b, agent_id y") as found:
                engine.eras(FRAMES[library](ties))
            assert found.value.value["agent_id"] == "y"
        else:
            lazy = engine.eras(FRAMES[library](ties))
            with pytest.raises(Exception, match="bounds cross"):
                told(library, lazy)
    usual, other = FRAMES[library](TIES), FRAMES[library](CROSSING[0])
    coverage = FRAMES[library](table("body_id first_day last_day", [("b", D("2005-12-31"), D("2005-01-01"))]))
    for ask in (lambda: engine.overlaps(usual, other), lambda: engine.spells(usual, coverage=coverage)):
        with pytest.raises(Exception, match="bounds cross") as found:
            told(library, ask())
        assert library not in {"pandas", "polars"} or found.type is InvalidRecordError


@pytest.mark.parametrize("library", ENGINES)
def test_bounds_are_tightened(library: str) -> None:
    """A start is no later than the end, and an end no earlier than the start: then its last day is certain."""
    ties = FRAMES[library](without({3: None, 2: None}))
    assert told(library, engine.members_on(ties, "2006-06-30"))["b", "y", True] == 1
    assert told(library, engine.members_on(ties, "2006-06-29"))["b", "y", False] == 1


@pytest.mark.parametrize("library", ENGINES)
def test_all_days_of_the_calendar(library: str) -> None:
    """The first and the last day are days, not the lack of a limit."""
    first, last = D("0001-01-01"), D("9999-12-31")
    ties = FRAMES[library](table(NAMES, [("b", "x", first, first, last, last, False, False)]))
    assert told(library, engine.spells(ties)) == Counter([("b", "x", first, last, True)])
    assert told(library, engine.eras(ties)) == Counter([("b", first, last, 1, 1)])
    dates = FRAMES[library](table("body_id date", [("b", first), ("b", last)]))
    assert sum(told(library, engine.join_on(ties, dates)).values()) == 2
    # Of no limit beside the last day, there is nothing between.
    ties = FRAMES[library](
        table(NAMES, [("b", "x", first, first, last, last, False, False), ("b", "y", *[None] * 4, True, True)])
    )
    assert told(library, engine.eras(ties)) == Counter([("b", first, last, 2, 2)])
    coverage = FRAMES[library](table("body_id first_day last_day", [("b", first, last)]))
    assert {row[1] for row in told(library, engine.spells(ties, coverage=coverage))} == {"x", "y"}
    maybe = FRAMES[library](table(NAMES, [("b", "x", None, first, last, None, False, False)]))
    assert told(library, engine.spells(maybe)) == Counter([("b", "x", first, last, True)])


@pytest.mark.parametrize("library", ENGINES)
def test_columns_that_are_not_right(library: str) -> None:
    """The error names the column, and what to write."""
    make = FRAMES[library]
    texts = table(NAMES.replace("start_latest", "s"), [])
    with pytest.raises(
        UnknownNameError, match=r'memberships: there is no column start_latest .*columns=\{"start_latest"'
    ):
        engine.eras(make(texts))
    with pytest.raises(UnknownNameError, match="columns: there is no column 'zzz'"):
        engine.eras(make(TIES), columns={"body_id": "zzz"})
    with pytest.raises(InvalidQuestionError, match="columns: 'body' is not the standard name"):
        engine.eras(make(TIES), columns={"body": "body_id"})
    swapped = {"start_earliest": "agent_id", "agent_id": "start_earliest"}
    with pytest.raises(InvalidQuestionError, match=r"memberships.start_earliest: column 'agent_id' is text, not a day"):
        engine.eras(make(TIES), columns=swapped)
    with pytest.raises(InvalidQuestionError, match="ends_open: column 'start_latest' is date, not true or false"):
        engine.eras(make(TIES), columns={"ends_open": "start_latest"})
    for name in ("certain", "agent_id", "iom_day", "agent_name"):
        dates = make(table(f"body_id date {name}", [("b", D("2005-03-01"), "here")]))
        names = make(table("id name", []))
        with pytest.raises(InvalidQuestionError, match=f"dates: the answer has a column '{name}' of its own"):
            engine.join_on(make(TIES), dates, names=names)
    several = make(table("body_id first_day last_day of", [("b", None, None, "chairs")]))
    with pytest.raises(InvalidQuestionError, match="coverage: a column 'of' says"):
        engine.eras(make(TIES), coverage=several)
    numbers = make(table("number date", [(1, D("2005-03-01"))]))
    with pytest.raises(InvalidQuestionError, match="dates.body_id: body_id is .* here, and body_id is text in"):
        engine.counts_on(make(TIES), numbers, columns={"body_id": "number"})
    coverage = make(table("body_id first_day last_day", []))
    dates = make(table("agent_id date", []))
    with pytest.raises(InvalidQuestionError, match="by: a coverage is about bodies"):
        engine.join_on(make(TIES), dates, by="agent_id", coverage=coverage)


@needs("polars", "pandas", "duckdb", "pyarrow")
def test_times_are_not_days() -> None:
    """A column of times is refused with what to write; of pandas only where a time is not midnight."""
    import pandas as pd
    import polars as pl

    noon = datetime(2005, 3, 1, 12)
    polars = TIES.to_polars().with_columns(start_latest=pl.lit(noon))
    with pytest.raises(InvalidQuestionError, match=r"column 'start_latest' is time.*cast\(pl.Date\)"):
        engine.eras(polars)
    with pytest.raises(InvalidQuestionError, match=r'column .start_latest. is time.*CAST\("start_latest" AS DATE\)'):
        engine.eras(connection().from_arrow(polars.to_arrow()))
    for cells in (pd.Timestamp(noon), noon, pd.Timestamp("2005-03-01", tz="UTC")):
        frame = TIES.to_pandas()
        frame["start_latest"] = [cells] * len(frame)
        with pytest.raises(InvalidQuestionError, match=r"column 'start_latest' is time.*normalize"):
            engine.eras(frame)


@needs("polars", "pandas", "pyarrow")
def test_what_is_not_a_frame() -> None:
    import pandas as pd
    import polars as pl

    polars = TIES.to_polars()
    for odd, hint in (
        (TIES, "to_polars"), (TIES.to_arrow(), "from_arrow"), ([1], "give a DataFrame"), (None, "give a DataFrame"),
        (polars["body_id"], "give a DataFrame"), (pd.Series([1]), "give a DataFrame"),
    ):  # fmt: skip
        with pytest.raises(InvalidQuestionError, match=f"memberships: .*is not a frame of a known library.*{hint}"):
            engine.eras(odd)
    with pytest.raises(InvalidQuestionError, match="dates: a frame of pandas beside one of Polars"):
        engine.counts_on(polars, pd.DataFrame({"body_id": ["b"], "date": [pd.Timestamp("2005-03-01")]}))
    for days in (("2005", "2006-01-01"), ("2005-01-01", "2005-03"), ("2005-01-02", "2005-01-01"), ("2005-01-01", None)):
        with pytest.raises(InvalidDateError):
            engine.members_during(polars, *days)
    with pytest.raises(InvalidDateError, match=r"day: '2005-03' is not one day \(give one day"):
        engine.members_on(polars, "2005-03")
    for wrong in ({"by": "body"}, {"bodies": "large"}):
        with pytest.raises(InvalidQuestionError):
            engine.join_on(polars, pl.DataFrame({"body_id": ["b"], "date": [D("2005-03-01")]}), **wrong)


@needs("polars")
def test_nothing_lazy_is_collected() -> None:
    """A lazy frame that fails when it is read is not read; eager dates beside it do not change that."""
    import polars as pl

    def fail(_: Any) -> Any:
        raise AssertionError

    lazy = TIES.to_polars().lazy().map_batches(fail, schema=TIES.to_polars().schema)
    dates = pl.DataFrame({"body_id": ["b"], "date": [D("2005-03-01")]})
    answers = [
        engine.members_on(lazy, "2005-03-01"), engine.join_on(lazy, dates), engine.counts_on(lazy, dates.lazy()),
        engine.join_on(TIES.to_polars(), dates.lazy()), engine.eras(lazy), engine.overlaps(lazy), engine.spells(lazy),
    ]  # fmt: skip
    assert {type(each) for each in answers} == {pl.LazyFrame}


@needs("polars")
def test_other_errors_stay() -> None:
    """Polars tells its whole plan with an error, and with it the text for bounds that cross."""
    import polars as pl

    def fail(*_: Any) -> Any:
        raise ValueError(f"no column zzz in {CROSSED}")

    with pytest.raises(ValueError, match="no column zzz"):
        told_if_crossed(Asked("eras", {}), {}, fail, list)
    ties = TIES.to_polars()
    with pytest.raises(InvalidQuestionError, match="names.id: id is Int64 here, and body_id is text"):
        engine.spells(ties, names=pl.DataFrame({"id": [1], "name": ["x"]}))


@needs("polars")
def test_categories_of_polars() -> None:
    import polars as pl

    ties = TIES.to_polars().with_columns(
        pl.col("body_id").cast(pl.Categorical), pl.col("agent_id").cast(pl.Enum(["x", "y"]))
    )
    dates = pl.DataFrame({"body_id": pl.Series(["b"], dtype=pl.Enum(["b", "c"])), "date": [D("2005-03-01")]})
    assert Counter(engine.join_on(ties, dates)["agent_id"]) == Counter("xy")


@needs("duckdb", "pyarrow")
def test_a_relation_stays_on_its_connection() -> None:
    """Tables of the user that are called as ours do not get in the way, and it can be queried on."""
    import duckdb

    own = duckdb.connect()
    for name in ("memberships", "dates", "coverage", "raw", "m"):
        own.execute(f"CREATE TABLE {name} (nothing INT)")
    ties = own.from_arrow(TIES.to_arrow())
    found = engine.counts_on(ties, own.sql("SELECT 'b' AS body_id, DATE '2005-03-01' AS date"))
    assert found.query("found", "SELECT upper + 1 FROM found").fetchall() == [(3,)]
    # Before version 2, DuckDB leaves a view behind.
    assert len(own.sql("SELECT * FROM duckdb_tables()").fetchall()) == 5
    enum = own.sql("SELECT * REPLACE (body_id::ENUM ('b') AS body_id) FROM ties")
    assert len(engine.members_on(enum, "2005-03-01").fetchall()) == 2


@needs("pandas", "duckdb")
def test_what_pandas_keeps() -> None:
    """Rows of dates keep their columns of any type; keys keep theirs; empty cells get types that have them."""
    import pandas as pd

    ties = TIES.to_pandas().set_index(pd.Index([5, 5, 7]))
    ties["agent_id"] = pd.Series(["x", "y", None], index=ties.index, dtype="category")
    ties["body_id"] = [10, 10, 10]
    asked = {"date": [D("2005-03-01"), None], "body_id": [10, 11], "thing": [{"a": 1}, object], 3: [1.5, 2.5]}
    found = engine.join_on(ties, pd.DataFrame(asked, index=["r", "s"]))
    assert found.columns.tolist() == ["date", "body_id", "thing", 3, "agent_id", "certain"]
    assert found["thing"].tolist() == [{"a": 1}] * 2
    assert (str(found["body_id"].dtype), str(found["agent_id"].dtype)) == ("int64", "category")
    coverage = pd.DataFrame({"body_id": [10], "first_day": [pd.NaT], "last_day": [pd.Timestamp("2004-12-31")]})
    rest = engine.members_on(ties, "2005-03-01", coverage=coverage)
    assert str(rest["certain"].dtype) == "boolean"
    counts = engine.eras(ties, coverage=coverage)
    assert [str(kind) for kind in counts.dtypes[1:]] == ["datetime64[s]", "datetime64[s]", "int64", "Int64", "int64"]
    objects = TIES.to_pandas().astype(dict.fromkeys(BOUNDS, object))
    for name in BOUNDS[:4]:
        objects[name] = [None if pd.isna(each) else each.date() for each in objects[name]]
    assert len(engine.members_on(objects, "2005-03-01")) == 2
    twice = pd.concat([TIES.to_pandas(), TIES.to_pandas()[["body_id"]]], axis="columns")
    with pytest.raises(InvalidQuestionError, match="two columns are called 'body_id'"):
        engine.eras(twice)
    thing = object()  # It cannot be put in order.
    mixed = TIES.to_pandas().astype({"agent_id": object})
    mixed["agent_id"] = [thing, 7, None]
    assert set(engine.members_on(mixed, "2005-03-01")["agent_id"]) == {thing, 7}


@needs("pandas", "duckdb", "pyarrow")
def test_dates_of_arrow_in_pandas() -> None:
    import pandas as pd
    import pyarrow as pa

    frame = TIES.to_pandas().astype({name: pd.ArrowDtype(pa.date32()) for name in BOUNDS[:4]})
    assert told("pandas", engine.spells(frame)) == told("pandas", engine.spells(TIES.to_pandas()))


@needs("polars")
def test_a_library_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polars.__version__", "1.41.9")
    with pytest.raises(MissingExtraError, match=r"Polars 1.41.9 is older than 1.42 .*the extra polars"):
        engine.eras(TIES.to_polars())

    # A frame of Spark before version 4, as far as it is looked at.
    frame = type("DataFrame", (), {"__module__": "pyspark.sql.dataframe"})()
    frame.sparkSession = SimpleNamespace(version="3.5.9")
    with pytest.raises(MissingExtraError, match=r"Spark 3.5.9 is older than 4.0 .*the extra spark.*Java 17"):
        engine.eras(frame)
    on_spark: Any = type("DataFrame", (), {"__module__": "pyspark.pandas.frame"})()
    with pytest.raises(InvalidQuestionError, match=r"pyspark.DataFrame is not .*\.to_spark\(\)"):
        engine.eras(on_spark)


@needs("pandas")
def test_pandas_needs_duckdb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"duckdb is not installed .*the extra duckdb"):
        engine.eras(TIES.to_pandas())


@needs("polars", "duckdb", "pandas")
def test_tables_of_a_dataset_as_they_are() -> None:
    """The tables of memberships and chair terms give what the library says, but for the lives of those concerned."""
    data = iom_partners.load()
    for name, ask in (("memberships", data.members_of), ("chair_terms", data.chair_of)):
        answer: Any = ask("GMG", on="2013-09-01")
        there = {(each.id, sure) for sure in (True, False) for each in (answer.certain if sure else answer.possible)}
        for library in ("pandas", "polars"):
            found = engine.members_on(FRAMES[library](data.tables[name]), "2013-09-01")
            assert {row[1:] for row in told(library, found) if row[0] == "gmg"} == there


def test_texts_for_a_warehouse() -> None:
    """Each question has a text in each dialect; those that cannot be are refused."""
    for dialect in ("duckdb", "polars", "spark"):
        for question in engine.__all__[:-1]:
            days = {"members_on": {"day": "2005-03-01"}, "members_during": {"first": "2005-03-01", "last": date.max}}
            text = engine.sql(question, dialect, **days.get(question, {}))
            assert text.startswith("WITH raw AS (SELECT ")
            assert "iom_partners" not in text
    for wrong in (("chair_on", "duckdb"), ("eras", "oracle"), ("members_on", "polars")):
        with pytest.raises(IomPartnersError):
            engine.sql(*wrong)
    how: dict[str, Any]
    for question, how in (
        ("eras", {"columns": {"agent": "who"}}), ("join_on", {"by": "agent_id", "coverage": True}),
        ("eras", {"by": "agent_id"}), ("eras", {"right": True}), ("overlaps", {"coverage": True}),
    ):  # fmt: skip
        with pytest.raises(InvalidQuestionError):
            engine.sql(question, "duckdb", **how)


@needs("duckdb", "pyarrow")
def test_the_text_gives_the_same() -> None:
    """The text on tables of these names equals the call, with everything that it may be told."""
    import duckdb

    own, tables = duckdb.connect(), iom_partners.load().engine_tables("chairs")
    for name, each in tables._asdict().items():
        own.from_arrow(each.to_arrow()).create(name)
    own.execute("CREATE TABLE dates AS SELECT 'gmg' AS body_id, DATE '2013-09-01' AS date, 5 AS more")
    frames = {each: own.table(each) for each in ("coverage", "names")}
    how = {"coverage": True, "names": True}
    text = engine.sql("members_on", "duckdb", day="2013-09-01", **how)
    ties = own.table("memberships")
    assert own.sql(text).columns == ["body_id", "body_name", "agent_id", "agent_name", "certain"]
    assert Counter(own.sql(text).fetchall()) == Counter(engine.members_on(ties, "2013-09-01", **frames).fetchall())
    own.execute("CREATE VIEW right_memberships AS FROM memberships")
    text = engine.sql("overlaps", "duckdb", right=True)
    assert Counter(own.sql(text).fetchall()) == Counter(engine.overlaps(ties, ties).fetchall())
    text = engine.sql("members_during", "duckdb")
    days = {"first": "2013-01-01", "last": date(2013, 12, 31)}
    assert Counter(own.execute(text, days).fetchall()) == Counter(engine.members_during(ties, **days).fetchall())
    text = engine.sql("join_on", "duckdb", columns={"is_doubtful": None})
    assert own.sql(text).fetchall() == [("gmg", date(2013, 9, 1), "iom", True)]
    own.execute("ALTER TABLE memberships ADD COLUMN as_what VARCHAR DEFAULT 'chair'")
    text = engine.sql("overlaps", "duckdb", roles="chair", columns={"role": "as_what"}, bodies="small")
    assert Counter(own.sql(text).fetchall()) == Counter(engine.overlaps(ties).fetchall())


@pytest.mark.slow
@needs("pyspark", "pyarrow")
def test_no_setting_of_spark_is_changed() -> None:
    before = dict(session().sparkContext.getConf().getAll())
    views = session().catalog.listTables()
    plain(engine.eras(FRAMES["spark"](TIES)).count())
    assert dict(session().sparkContext.getConf().getAll()) == before
    assert session().catalog.listTables() == views
