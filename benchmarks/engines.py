"""Measure the questions of `iom_partners.engine` on Polars, DuckDB, pandas and Spark, and other ways to answer them.

All memberships are made up here, with a fixed seed, and written as Parquet into a temporary folder. Each measurement
runs in a separate process, so that its peak memory can be read. Ways that are compared take turns, and the shortest
time of each is kept. Answers are counted and summed, not kept, and the sums of compared answers must be equal.

    python benchmarks/engines.py                # the parts that take minutes: text join few equi overlaps peers
    python benchmarks/engines.py counts spark   # ten million memberships, Spark
    python benchmarks/engines.py huge           # a hundred million: 3 GB on disk for the table, 20 GB to spill

Needs polars, duckdb, pandas, numpy and ncls; spark needs pyspark and Java 17. polars-bio is left out where it is not
installed.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

DAY = date(2013, 9, 1)
NUMBER = (DAY - date(1970, 1, 1)).days
#: No limit, as the engine has it inside.
FIRST, LAST = -719_163, 2_932_897
#: From 1915 to 2014, in days since 1970.
SPAN = (-20_000, 16_525)
#: The days of one body lie this far from those of the next, where both are one number.
APART = 2**22
QUESTIONS = ("members_on", "join_on", "counts_on", "eras")
ENGINES = ("polars", "duckdb")


# What is made up.


class Made(NamedTuple):
    """What to make up: how many memberships, in how many bodies, of how many days; and how many dates."""

    rows: int
    bodies: int
    days: tuple[int, int] = (30, 4000)
    is_sure: bool = False
    has_texts: bool = True
    dates: int = 100_000

    def write(self, folder: Path) -> Path:
        """Write memberships, ten million a file, and dates; return their folder."""
        import polars as pl

        made = np.random.default_rng(2013)
        note(f"making {self.rows:,} memberships in {self.bodies:,} bodies")
        for name in ("rows", "dates"):
            (folder / name).mkdir(parents=True)
        ids = pl.String if self.has_texts else pl.Int64
        for start in range(0, self.rows, 10_000_000):
            size = min(10_000_000, self.rows - start)
            self.memberships(made, start, size, ids).write_parquet(folder / "rows" / f"{start:09}.parquet")
        body, day = made.integers(0, self.bodies, self.dates), made.integers(*SPAN, self.dates)
        dates = pl.DataFrame({"body_id": pl.Series(body).cast(ids), "date": days(day), "row": np.arange(self.dates)})
        dates.write_parquet(folder / "dates" / "0.parquet")
        return folder

    def memberships(self, made: np.random.Generator, first: int, size: int, ids: Any) -> Any:
        """Return some memberships; unless all are sure, a tenth are a second one and some bounds are vague or open."""
        import polars as pl

        body, agent = made.integers(0, self.bodies, size), np.arange(size)
        begin, ends_open = made.integers(*SPAN, size), np.zeros(size, dtype=bool)
        end = begin + made.integers(*self.days, size)
        vague = [np.zeros(size, dtype=np.int64)] * 2
        if not self.is_sure:
            second = made.random(size) < 0.1
            agent[second] = made.integers(0, size, second.sum())
            body[second] = body[agent[second]]
            vague = [made.integers(0, 200, size) * (made.random(size) < 0.5) for _ in range(2)]
            ends_open = made.random(size) < 0.1
        frame = pl.DataFrame(
            {
                "body_id": pl.Series(body).cast(ids), "agent_id": pl.Series(agent + first).cast(ids),
                "start_earliest": days(begin), "start_latest": days(begin + vague[0]),
                "end_earliest": days(end), "end_latest": days(end + vague[1]),
                "starts_open": np.zeros(size, dtype=bool), "ends_open": ends_open,
            }
        )  # fmt: skip
        return frame.with_columns(pl.when(~pl.col("ends_open")).then(pl.col("end_earliest", "end_latest")))


def days(numbers: Any) -> Any:
    import polars as pl

    return pl.Series(numbers.astype("int32")).cast(pl.Date)


# How it is measured.


class Measured(NamedTuple):
    """The shortest time in seconds, the peak memory of the process in bytes, and the sums of the answer."""

    seconds: float
    peak: int
    found: Any
    is_cut: bool = False


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure(folder: Path, task: str, *arguments: Any, times: int = 3, limit: float | None = None) -> Measured:
    """Run a task in a process of its own; one that takes longer than the limit is cut off."""
    command = [sys.executable, __file__, "--task", str(folder), str(times), task, *map(str, arguments)]
    try:
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=limit)
    except subprocess.TimeoutExpired:
        made = Measured(limit or 0, 0, None, is_cut=True)
    else:
        made = Measured(*json.loads(done.stdout.splitlines()[-1]))
    note(f"  {' '.join(command[5:])}: {'> ' * made.is_cut}{made.seconds:.2f} s, {made.peak / 1e9:.2f} GB")
    return made


def beside(folder: Path, *tasks: Sequence[Any], turns: int = 3, times: int = 2, limit: float = 30) -> list[Measured]:
    """Return the best of each of several tasks that take turns; their answers must be the same."""
    made: dict[int, Measured] = {}
    for _ in range(turns):
        for place, task in enumerate(tasks):
            before = made.get(place)
            if not (before and before.is_cut):
                found = measure(folder, *task, times=times, limit=limit * times)
                if found.is_cut:
                    found = found._replace(seconds=limit)
                made[place] = min(before or found, found, key=lambda one: one.seconds)
    answers = {json.dumps(each.found) for each in made.values() if not each.is_cut}
    assert len(answers) <= 1, answers
    return [made[place] for place in range(len(tasks))]


def run_task(folder: Path, times: int, task: str, *arguments: str) -> None:
    """Print what `measure` reads."""
    run, least, found = globals()[task](folder, *arguments), float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        found = run()
        least = min(least, time.perf_counter() - start)
    print(json.dumps([least, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, found], default=str))


def table(title: str, *heads: str) -> None:
    print(f"\n{title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)


def row(*cells: Any) -> None:
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def aimed(one: float, other: float, aim: float, *, is_least: bool = False, sign: str = "") -> tuple[str, str, str]:
    """Return three cells: a ratio, its aim, and whether the aim is reached."""
    is_reached = one / other >= aim if is_least else one / other <= aim
    return sign + number(one / other), f"{'at least' if is_least else 'at most'} {aim:g}", told(is_reached)


def told(is_reached: bool) -> str:
    return "reached" if is_reached else "not reached"


def number(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}"


def sign(one: Measured, other: Measured) -> str:
    """Return what to print before a ratio if one side was cut off."""
    if one.is_cut and other.is_cut:
        return "both cut off: "
    return "> " if one.is_cut else "< " if other.is_cut else ""


# The frames, and the sums of an answer.


def scan(folder: Path, name: str) -> Any:
    import polars as pl

    return pl.scan_parquet(folder / name / "*.parquet")


def summed_polars(frame: Any) -> Any:
    import polars as pl

    kinds = frame.collect_schema()
    cells = [
        pl.col(name).cast(pl.Int64).sum() if kind.is_numeric() or kind == pl.Boolean else pl.col(name).max()
        for name, kind in kinds.items()
    ]
    return frame.select(pl.len().alias("n"), *cells).collect(engine="streaming").row(0)


def summed_duckdb(relation: Any) -> Any:
    cells = ", ".join(summed(name, str(kind)) for name, kind in zip(relation.columns, relation.types, strict=True))
    return relation.aggregate(f"COUNT(*), {cells}").fetchall()[0]


def summed(name: str, kind: str) -> str:
    return f"MAX({name})" if kind in {"VARCHAR", "DATE", "string", "date"} else f"SUM(CAST({name} AS BIGINT))"


class Duck(NamedTuple):
    """A connection, and its relations of memberships and dates."""

    connection: Any
    rows: Any
    dates: Any


def duck(folder: Path, *, is_loaded: bool = False) -> Duck:
    """Return relations of the Parquet files, or of tables that they are read into."""
    import duckdb

    connection = duckdb.connect()
    for name in ("rows", "dates"):
        kind = "TABLE" if is_loaded else "VIEW"
        connection.sql(f"CREATE {kind} {name} AS FROM read_parquet('{folder / name}/*.parquet')")
    return Duck(connection, connection.table("rows"), connection.table("dates"))


def ask(question: str, rows: Any, dates: Any, **more: Any) -> Any:
    from iom_partners import engine

    given = {"members_on": (rows, DAY), "eras": (rows,), "overlaps": (rows,)}.get(question, (rows, dates))
    return getattr(engine, question)(*given, **more)


def ours(folder: Path, engine: str, question: str, bodies: str = "any") -> Callable[[], Any]:
    more = {"bodies": bodies} if question in {"join_on", "overlaps"} else {}
    if engine == "duckdb":
        made = duck(folder)
        return lambda: summed_duckdb(ask(question, made.rows, made.dates, **more))
    rows, dates = scan(folder, "rows"), scan(folder, "dates")
    return lambda: summed_polars(ask(question, rows, dates, **more))


# The same questions written by hand.


def by_hand(folder: Path, engine: str, question: str) -> Callable[[], Any]:
    if engine == "duckdb":
        connection = duck(folder).connection
        return lambda: summed_duckdb(in_duckdb(connection, question))
    rows, dates = scan(folder, "rows"), scan(folder, "dates")
    return lambda: summed_polars(in_polars(question, rows, dates))


IN_DUCKDB = f"""
m AS (
    SELECT body_id AS k, agent_id AS o, coalesce(start_earliest - DATE '1970-01-01', {FIRST}) AS p0,
        coalesce(end_latest - DATE '1970-01-01', {LAST}) AS p1,
        CASE WHEN starts_open THEN {FIRST}
            ELSE coalesce(least(start_latest, end_latest) - DATE '1970-01-01', {LAST}) END AS c0,
        CASE WHEN ends_open THEN {LAST}
            ELSE coalesce(greatest(start_earliest, end_earliest) - DATE '1970-01-01', {FIRST}) END AS c1
    FROM rows
),
counted AS (SELECT *, c0 <= c1 AS sure, count(*) OVER (PARTITION BY k, o) AS n FROM m),
one AS (FROM counted WHERE n = 1),
many AS (FROM counted WHERE n > 1),
events AS (
    SELECT k, o, day, sum(up) AS up, sum(upc) AS upc
    FROM (
        SELECT k, o, p0 AS day, 1 AS up, 0 AS upc FROM many UNION ALL SELECT k, o, p1 + 1, -1, 0 FROM many
        UNION ALL SELECT k, o, c0, 0, 1 FROM many WHERE sure UNION ALL SELECT k, o, c1 + 1, 0, -1 FROM many WHERE sure
    )
    GROUP BY ALL
),
sums AS (
    SELECT *, sum(up) OVER run AS p, sum(upc) OVER run AS c FROM events
    WINDOW run AS (ORDER BY k, o, day ROWS UNBOUNDED PRECEDING)
),
merged AS (
    SELECT k, o, day, p > 0 AS p, c > 0 AS c, (p > 0)::INT - (p > up)::INT AS up, (c > 0)::INT - (c > upc)::INT AS upc
    FROM sums WHERE (p > 0) <> (p > up) OR (c > 0) <> (c > upc)
),
changes AS (
    SELECT k, p0 AS day, 1 AS up, 0 AS upc FROM one UNION ALL SELECT k, p1 + 1, -1, 0 FROM one
    UNION ALL SELECT k, c0, 0, 1 FROM one WHERE sure UNION ALL SELECT k, c1 + 1, 0, -1 FROM one WHERE sure
    UNION ALL SELECT k, day, up, upc FROM merged
),
runs AS (
    SELECT k, o, p0 AS f, p1 AS l, FALSE AS certain FROM one WHERE NOT sure
    UNION ALL SELECT k, o, p0, c0 - 1, FALSE FROM one WHERE sure AND p0 < c0
    UNION ALL SELECT k, o, c0, c1, TRUE FROM one WHERE sure
    UNION ALL SELECT k, o, c1 + 1, p1, FALSE FROM one WHERE sure AND c1 < p1
    UNION ALL SELECT k, o, f, l, certain FROM (
        SELECT k, o, day AS f, lead(day) OVER (PARTITION BY k, o ORDER BY day) - 1 AS l, p, c AS certain FROM merged
    ) WHERE p
)
"""
BY_QUESTION = {
    "members_on": (
        f"SELECT k AS body_id, o AS agent_id, bool_or(c0 <= {NUMBER} AND c1 >= {NUMBER}) AS certain "
        f"FROM m WHERE p0 <= {NUMBER} AND p1 >= {NUMBER} GROUP BY ALL"
    ),
    "counts_on": (
        "SELECT k AS body_id, DATE '1970-01-01' + day::INT AS date, lower, upper FROM ("
        "SELECT k, day, asked, sum(upc) OVER run AS lower, sum(up) OVER run AS upper FROM ("
        "SELECT k, day, sum(up) AS up, sum(upc) AS upc, sum(asked) AS asked FROM (SELECT *, 0 AS asked FROM changes "
        "UNION ALL SELECT body_id, date - DATE '1970-01-01', 0, 0, 1 FROM dates) GROUP BY k, day) "
        "WINDOW run AS (ORDER BY k, day ROWS UNBOUNDED PRECEDING)) WHERE asked > 0"
    ),
    "eras": (
        f"SELECT k AS body_id, CASE WHEN day > {FIRST} THEN DATE '1970-01-01' + day::INT END AS first_day, "
        f"CASE WHEN until < {LAST} THEN DATE '1970-01-01' + until::INT END AS last_day, lower, upper FROM ("
        "SELECT k, day, sum(upc) OVER run AS lower, sum(up) OVER run AS upper, "
        "lead(day) OVER (ORDER BY k, day) - 1 AS until, lead(k) OVER (ORDER BY k, day) AS next FROM ("
        "SELECT k, day, sum(up) AS up, sum(upc) AS upc FROM changes GROUP BY k, day) "
        "WINDOW run AS (ORDER BY k, day ROWS UNBOUNDED PRECEDING)) WHERE next = k"
    ),
}


#: DuckDB has its fast join by ranges only where nothing in the whole query is read twice, so there are three tables.
JOINED = (
    (
        "CREATE OR REPLACE TEMP TABLE codes AS SELECT k, row_number() OVER () AS n FROM (SELECT DISTINCT body_id AS k "
        "FROM dates)"
    ),
    (
        f"CREATE OR REPLACE TEMP TABLE points AS SELECT dates.*, n * {APART} + (date - DATE '1970-01-01') AS place "
        "FROM dates JOIN codes ON k = body_id"
    ),
    (
        f"CREATE OR REPLACE TEMP TABLE spans AS WITH {IN_DUCKDB} "
        f"SELECT o, certain, n * {APART} + f AS f, n * {APART} + l AS l FROM runs JOIN codes USING (k)"
    ),
)


def in_duckdb(connection: Any, question: str) -> Any:
    """Return the answer in DuckDB's SQL."""
    if question != "join_on":
        return connection.sql(f"WITH {IN_DUCKDB} {BY_QUESTION[question]}")
    for text in JOINED:
        connection.sql(text)
    return connection.sql(
        "SELECT body_id, date, row, o AS agent_id, certain FROM points JOIN spans ON f <= place AND place <= l"
    )


def in_polars(question: str, rows: Any, dates: Any) -> Any:
    """Return the answer in expressions of Polars."""
    import polars as pl

    c = pl.col

    def of(name: str) -> Any:
        return c(name).cast(pl.Int32)

    def steps(frame: Any, *keys: str) -> list[Any]:
        sure = frame.filter("sure")
        return [
            frame.select(*keys, day="p0", up=1, upc=0), frame.select(*keys, day=c("p1") + 1, up=-1, upc=0),
            sure.select(*keys, day="c0", up=0, upc=1), sure.select(*keys, day=c("c1") + 1, up=0, upc=-1),
        ]  # fmt: skip

    def dated(day: str) -> Any:
        return pl.when(c(day).is_between(FIRST, LAST, closed="none")).then(day).cast(pl.Date)

    starts = pl.min_horizontal(of("start_latest"), of("end_latest")).fill_null(LAST)
    ends = pl.max_horizontal(of("start_earliest"), of("end_earliest")).fill_null(FIRST)
    ties = rows.select(
        k="body_id", o="agent_id", p0=of("start_earliest").fill_null(FIRST),
        p1=of("end_latest").fill_null(LAST), c0=pl.when("starts_open").then(FIRST).otherwise(starts),
        c1=pl.when("ends_open").then(LAST).otherwise(ends),
    ).with_columns(sure=c("c0") <= c("c1"))  # fmt: skip
    if question == "members_on":
        there = ties.filter(c("p0") <= NUMBER, c("p1") >= NUMBER)
        is_sure = ((c("c0") <= NUMBER) & (c("c1") >= NUMBER)).any()
        return there.group_by(body_id="k", agent_id="o").agg(certain=is_sure)
    counted = ties.with_columns(n=pl.len().over("k", "o"))
    one, many = counted.filter(c("n") == 1), counted.filter(c("n") > 1)
    events = pl.concat(steps(many, "k", "o")).group_by("k", "o", "day").agg(pl.sum("up", "upc")).sort("k", "o", "day")
    levels = events.with_columns(p=c("up").cum_sum(), c=c("upc").cum_sum()).select(
        "k", "o", "day", p=c("p") > 0, c=c("c") > 0, up=(c("p") > 0).cast(int) - (c("p") > c("up")).cast(int),
        upc=(c("c") > 0).cast(int) - (c("c") > c("upc")).cast(int),
    )  # fmt: skip
    merged = levels.filter((c("up") != 0) | (c("upc") != 0))
    asked = dates.select("row", "date", k="body_id", day=of("date"))
    if question == "join_on":
        run = merged.with_columns(l=c("day").shift(-1).over("k", "o", order_by="day") - 1).filter("p")
        sure = one.filter("sure")
        runs = [
            one.filter(~c("sure")).select("k", "o", f="p0", l="p1", certain=False),
            sure.filter(c("p0") < c("c0")).select("k", "o", f="p0", l=c("c0") - 1, certain=False),
            sure.select("k", "o", f="c0", l="c1", certain=True),
            sure.filter(c("c1") < c("p1")).select("k", "o", f=c("c1") + 1, l="p1", certain=False),
            run.select("k", "o", f="day", l="l", certain="c"),
        ]
        codes = asked.select("k").unique().with_row_index("n").with_columns(n=c("n").cast(pl.Int64) * APART)
        spans = pl.concat(runs).join(codes, on="k").select("o", "certain", f=c("n") + c("f"), l=c("n") + c("l"))
        points = asked.join(codes, on="k").select("k", "date", "row", at=c("n") + c("day"))
        met = points.join_where(spans, c("f") <= c("at"), c("l") >= c("at"))
        return met.select("date", "row", "certain", body_id="k", agent_id="o").select(
            "body_id", "date", "row", "agent_id", "certain"
        )
    parts = [*steps(one, "k"), merged.select("k", "day", c("up", "upc").cast(pl.Int32))]
    sums = ["up", "upc"]
    if question == "counts_on":
        parts = [*(each.with_columns(asked=0) for each in parts), asked.select("k", "day", up=0, upc=0, asked=1)]
        sums.append("asked")
    changed = pl.concat(parts).group_by("k", "day").agg(c(sums).sum().cast(pl.Int64)).sort("k", "day")
    numbers = changed.with_columns(lower=c("upc").cum_sum(), upper=c("up").cum_sum())
    if question == "counts_on":
        shown = numbers.filter(c("asked") > 0)
        return shown.select(body_id="k", date=dated("day"), lower="lower", upper="upper")
    numbers = numbers.with_columns(until=c("day").shift(-1) - 1, next=c("k").shift(-1)).filter(c("next") == c("k"))
    return numbers.select(body_id="k", first_day=dated("day"), last_day=dated("until"), lower="lower", upper="upper")


# The other ways to find points in spans, each the rows of memberships and of dates that meet.


def spans_of(rows: Any, dates: Any) -> tuple[Any, ...]:
    """Return first days, last days and dates as numbers, far from each other for each two bodies, and the agents.

    No number is below zero: ncls would take it for another strand.
    """
    import polars as pl

    def folded(frame: Any, day: str, otherwise: int) -> Any:
        return frame.select(
            pl.col("body_id").cast(pl.Int64) * APART + pl.col(day).cast(pl.Int32).fill_null(otherwise) - FIRST
        ).to_series().to_numpy()  # fmt: skip

    return (
        folded(rows, "start_earliest", FIRST), folded(rows, "end_latest", LAST), folded(dates, "date", 0),
        rows["agent_id"].cast(pl.Int64).to_numpy(),
    )  # fmt: skip


def with_numpy(rows: Any, dates: Any) -> Callable[[], Any]:
    """Sort the dates, and find the first and last one of each span."""
    starts, ends, days, agents = spans_of(rows, dates)

    def run() -> Any:
        order = np.argsort(days, kind="stable")
        first, after = np.searchsorted(days[order], starts), np.searchsorted(days[order], ends, "right")
        each = after - first
        places = np.arange(each.sum()) + np.repeat(first - each.cumsum() + each, each)
        return order[places], np.repeat(agents, each)

    return run


def with_ncls(rows: Any, dates: Any) -> Callable[[], Any]:
    from ncls import NCLS

    starts, ends, days, agents = spans_of(rows, dates)

    def run() -> Any:
        tree = NCLS(starts, ends + 1, np.arange(len(starts)))
        met, found = tree.all_overlaps_both(days, days + 1, np.arange(len(days)))
        return met, agents[found]

    return run


def peer(folder: Path, way: str, kept: str = "") -> Callable[[], Any]:
    """Return what finds, and counts and sums, the rows that meet in another way."""
    run = globals()[f"with_{way}"](scan(folder, "rows").collect(), scan(folder, "dates").collect())

    def summed_up() -> Any:
        made, agents = run()
        return len(made) if kept else (len(made), int(np.sum(made)), int(np.sum(agents)))

    return summed_up


def joined(folder: Path, engine: str, bodies: str = "any") -> Callable[[], Any]:
    """Return what joins tables in memory, and counts and sums as `peer` does."""
    import polars as pl

    if engine == "duckdb":
        made = duck(folder, is_loaded=True)
        sums = "COUNT(*), SUM(row), SUM(CAST(agent_id AS BIGINT))"

        def run() -> Any:
            return ask("join_on", made.rows, made.dates, bodies=bodies).aggregate(sums).fetchall()[0]

        return run
    rows, dates = (scan(folder, name).collect() for name in ("rows", "dates"))
    if engine == "pandas":
        rows, dates = rows.to_pandas(), dates.to_pandas()
        return lambda: len(ask("join_on", rows, dates, bodies=bodies))
    rows, dates = rows.lazy(), dates.lazy()

    def run_polars() -> Any:
        found = ask("join_on", rows, dates, bodies=bodies)
        return found.select(pl.len(), pl.sum("row"), c=pl.col("agent_id").cast(pl.Int64).sum()).collect(
            engine="streaming"
        ).row(0)  # fmt: skip

    return run_polars


def with_ours(rows: Any, dates: Any) -> Callable[[], Any]:
    def run() -> Any:
        found = ask("join_on", rows, dates)
        return found["row"].to_numpy(), found["agent_id"].cast(int).to_numpy()

    return run


def wide(rows: Any) -> Any:
    """Return the memberships with the widest days that they may have: a peer knows one start and one end."""
    import polars as pl

    return rows.select(
        "body_id",
        "agent_id",
        first=pl.col("start_earliest").fill_null(date.min),
        last=pl.col("end_latest").fill_null(date.max),
    )


def found_in(frame: Any) -> tuple[Any, Any]:
    return frame["row"].to_numpy(), frame["agent_id"].cast(int).to_numpy()


def with_join_where(rows: Any, dates: Any) -> Callable[[], Any]:
    import polars as pl

    spans, points = wide(rows).lazy(), dates.lazy()
    c = pl.col

    def run() -> Any:
        met = points.join_where(
            spans, c("body_id") == c("body_id_right"), c("first") <= c("date"), c("last") >= c("date")
        )
        return found_in(met.select("row", "agent_id").collect(engine="streaming"))

    return run


def with_sql(kind: str) -> Callable[[Any, Any], Callable[[], Any]]:
    def ready(rows: Any, dates: Any) -> Callable[[], Any]:
        import duckdb

        connection = duckdb.connect()
        for name, frame in (("spans", wide(rows)), ("points", dates)):
            connection.register("given", frame.to_arrow())
            connection.sql(f"CREATE TABLE {name} AS FROM given")
        text = f"SELECT row, agent_id::BIGINT AS agent_id FROM points p {kind} JOIN spans s "
        text += "ON p.body_id = s.body_id AND s.first <= p.date " + ("WHERE" if kind else "AND") + " p.date <= s.last"

        def run() -> Any:
            found = connection.sql(text).fetchnumpy()
            return found["row"], found["agent_id"]

        return run

    return ready


with_duckdb, with_asof = with_sql(""), with_sql("ASOF")


def with_join_asof(rows: Any, dates: Any) -> Callable[[], Any]:
    import polars as pl

    spans, points = wide(rows).sort("first"), dates.sort("date")

    def run() -> Any:
        met = points.join_asof(spans, left_on="date", right_on="first", by="body_id", check_sortedness=False)
        return found_in(met.filter(pl.col("last") >= pl.col("date")))

    return run


def with_merge_asof(rows: Any, dates: Any) -> Callable[[], Any]:
    import pandas as pd

    spans, points = in_pandas(wide(rows)).sort_values("first"), in_pandas(dates).sort_values("date")

    def run() -> Any:
        met = pd.merge_asof(points, spans, left_on="date", right_on="first", by="body_id")
        met = met[met["last"] >= met["date"]]
        return met["row"].to_numpy(), met["agent_id"].to_numpy().astype(int)

    return run


def with_interval_index(rows: Any, dates: Any) -> Callable[[], Any]:
    import pandas as pd

    spans = {
        body: (pd.IntervalIndex.from_arrays(one["first"], one["last"], closed="both"), one["agent_id"].to_numpy())
        for body, one in in_pandas(wide(rows)).groupby("body_id")
    }
    points = in_pandas(dates)

    def run() -> Any:
        found = []
        for body, day in zip(points["body_id"], points["date"], strict=True):
            index, agents = spans[body]
            found.append(agents[index.contains(day)])
        return np.repeat(points["row"].to_numpy(), [len(each) for each in found]), np.concatenate(found).astype(int)

    return run


def in_pandas(frame: Any) -> Any:
    """Return a frame whose days are seconds, which reach from the year 1 to 9999."""
    made = frame.to_pandas()
    return made.astype({name: "datetime64[s]" for name in ("first", "last", "date") if name in made})


def with_polars_bio(rows: Any, dates: Any) -> Callable[[], Any]:
    import polars as pl
    import polars_bio

    spans = wide(rows).with_columns(pl.col("first", "last").cast(pl.Int32) - FIRST)
    points = dates.with_columns(first=pl.col("date").cast(pl.Int32) - FIRST).with_columns(last="first")
    columns = ["body_id", "first", "last"]

    def run() -> Any:
        # Positions count from one, and both ends belong to a span.
        met = polars_bio.overlap(points, spans, cols1=columns, cols2=columns, output_type="polars.DataFrame")
        return met["row_1"].to_numpy(), met["agent_id_2"].cast(int).to_numpy()

    return run


PEERS = {
    "ours": "`join_on` of Polars frames", "join_where": "Polars `join_where`", "duckdb": "DuckDB, inequality join",
    "numpy": "NumPy, sort and `searchsorted`", "ncls": "ncls", "polars_bio": "polars-bio",
    "interval_index": "pandas `IntervalIndex`", "join_asof": "Polars `join_asof`", "asof": "DuckDB `ASOF`",
    "merge_asof": "pandas `merge_asof`",
}  # fmt: skip


def judged(folder: Path, way: str) -> Callable[[], Any]:
    """Return what compares the answers of a way with those of a plain loop.

    It counts the answers that are right, that are only possible but called certain, that are wrong, and that come
    twice; and those that are missing, of the certain and of the possible ones. An answer is right if its certainty is.
    """
    rows, dates = scan(folder, "rows").collect(), scan(folder, "dates").collect()
    if way == "ours":
        found = ask("join_on", rows, dates).select("row", "agent_id", "certain").rows()
        pairs = {(row, int(agent)): certain for row, agent, certain in found}
    else:
        made, agents = globals()[f"with_{way}"](rows, dates)()
        found = list(zip(made.tolist(), agents.tolist(), strict=True))
        pairs = dict.fromkeys(found, True)
    truth = in_a_loop(rows.to_dicts(), dates.to_dicts())

    def run() -> Any:
        right = sum(truth.get(pair) is certain for pair, certain in pairs.items())
        falsely = sum(certain and truth.get(pair) is False for pair, certain in pairs.items())
        wrong, missing = len(pairs.keys() - truth.keys()), truth.keys() - pairs.keys()
        certain = sum(truth[pair] for pair in missing)
        return right, falsely, wrong, len(found) - len(pairs), certain, len(missing) - certain, len(truth)

    return run


def in_a_loop(rows: Sequence[Mapping[str, Any]], dates: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], bool]:
    """Return who may be a member on each date, and whether that is certain, from one row after the other."""
    by_body: dict[str, list[Mapping[str, Any]]] = {}
    for each in rows:
        by_body.setdefault(each["body_id"], []).append(each)
    truth: dict[tuple[int, int], bool] = {}
    for asked in dates:
        for tie in by_body.get(asked["body_id"], ()):
            first, last = tie["start_earliest"] or date.min, tie["end_latest"] or date.max
            if first <= asked["date"] <= last:
                begun = tie["start_latest"] is not None and tie["start_latest"] <= asked["date"]
                lasts = tie["ends_open"] or (tie["end_earliest"] is not None and asked["date"] <= tie["end_earliest"])
                pair = (asked["row"], int(tie["agent_id"]))
                truth[pair] = truth.get(pair, False) or (begun and lasts)
    return truth


# The parts.


class Places(NamedTuple):
    """A folder for all, in which each table is made once."""

    folder: Path

    def of(self, made: Made) -> Path:
        """Return the folder of a table."""
        folder = self.folder / "-".join(map(str, (*made[:2], *made.days, *made[3:])))
        return folder if folder.exists() else made.write(folder)


MANY = Made(1_000_000, 1000)


def text(places: Places) -> None:
    table("A million memberships in 1,000 bodies; hand-written = 1", "question", "engine", "ratio", "aim", "")
    for question in QUESTIONS:
        for engine in ENGINES:
            one, other = beside(places.of(MANY), ("ours", engine, question), ("by_hand", engine, question), times=5)
            row(f"`{question}`", engine, *aimed(one.seconds, other.seconds, 1.1, sign=sign(one, other)))


def join(places: Places) -> None:
    for size, length, hits in ((100_000, 36, "10"), (1_000_000, 4, "10"), (1_000_000, 18, "50")):
        folder = places.of(Made(size, 1, (length // 2, length * 3 // 2 + 1), is_sure=True, has_texts=False))
        title = f"`join_on`: {size:,} memberships of one body, 100,000 dates, {hits} million answers"
        table(title, "way", "time, ncls = 1", "aim", "", "time, NumPy = 1", "aim", "", "peak, ncls = 1", "aim", "")
        for kept, ways in (("", ENGINES), ("kept", ("pandas",))):
            tasks = [("joined", way) for way in ways]
            *found, ncls, numpy = beside(folder, *tasks, ("peer", "ncls", kept), ("peer", "numpy", kept), limit=10)
            for way, each in zip(ways, found, strict=True):
                row(
                    f"{way}{', answers kept' * bool(kept)}",
                    *aimed(each.seconds, ncls.seconds, 1.0, sign=sign(each, ncls)),
                    *aimed(each.seconds, numpy.seconds, 1.5, sign=sign(each, numpy)),
                    *(aimed(each.peak, ncls.peak, 0.3) if hits == "50" else (number(each.peak / ncls.peak), "", "")),
                )


def counts(places: Places) -> None:
    title = "Time with ten million memberships, with one million = 1; 1,000 bodies"
    table(title, "question", "engine", "ratio", "aim", "", "peak, GB")
    for question in ("counts_on", "eras"):
        for engine in ENGINES:
            small, great = (places.of(MANY._replace(rows=size)) for size in (1_000_000, 10_000_000))
            one = min((measure(small, "ours", engine, question) for _ in range(2)), key=lambda each: each.seconds)
            ten = measure(great, "ours", engine, question, times=2)
            row(f"`{question}`", engine, *aimed(ten.seconds, one.seconds, 13), f"{ten.peak / 1e9:.1f}")


def limited(folder: Path, limit: str) -> Callable[[], Any]:
    made = duck(folder)
    made.connection.sql(f"SET memory_limit = '{limit}'; SET preserve_insertion_order = false")
    made.connection.sql(f"SET temp_directory = '{folder / 'spilled'}'")
    return lambda: summed_duckdb(ask("eras", made.rows, made.dates))


def few(places: Places, size: int = 10_000_000) -> None:
    folder = places.of(Made(size, 20, has_texts=False))
    title = f"`eras` of {size:,} memberships in 20 bodies: DuckDB on Parquet files"
    table(title, "`memory_limit`", "peak of the process, GB", "aim", "")
    for limit in ("1500MB", "3GB", "6GB", "12GB"):
        try:
            found = measure(folder, "limited", limit, times=1, limit=1200)
        except subprocess.CalledProcessError:
            row(limit, "out of memory", "at most 2", told(False))
            continue
        shown = "cut off" if found.is_cut else f"{found.peak / 1e9:.2f}"
        row(limit, shown, "at most 2", told(found.peak <= 2e9 and not found.is_cut))
        break


def huge(places: Places) -> None:
    few(places, 100_000_000)


def equi(places: Places) -> None:
    folder = places.of(Made(100_000, 1, (18, 55), is_sure=True, has_texts=False))
    title = '`join_on`: 100,000 memberships of one body, 100,000 dates; join on bodies alone, `bodies="any"` = 1'
    table(title, "engine", "ratio", "aim", "")
    for engine in ENGINES:
        any_, small = beside(folder, ("joined", engine), ("joined", engine, "small"), turns=1, limit=40)
        row(engine, *aimed(small.seconds, any_.seconds, 50, is_least=True, sign=sign(small, any_)))


def overlaps(places: Places) -> None:
    table('`overlaps`; join on bodies alone (`bodies="small"`) = 1', "memberships", "engine", "pairs", "ratio")
    for words, made in (
        ("a million in 50,000 bodies", Made(1_000_000, 50_000, is_sure=True)),
        ("100,000 in one body", Made(100_000, 1, (1, 6), is_sure=True)),
    ):
        for engine in ENGINES:
            tasks = (("ours", engine, "overlaps", bodies) for bodies in ("any", "small"))
            any_, small = beside(places.of(made), *tasks, turns=2, times=1)
            pairs = next((f"{each.found[0]:,}" for each in (any_, small) if each.found), "")
            row(words, engine, pairs, sign(any_, small) + number(any_.seconds / small.seconds))


def peers(places: Places) -> None:
    sure = places.of(Made(100_000, 1000, is_sure=True, dates=20_000))
    vague = places.of(Made(5000, 50, dates=2000))
    heads = ("time", "right", "called certain, but only possible", "wrong", "returned twice", "missing, certain")
    heads += ("missing, possible",)
    table(
        "Who was a member on each date: times for 100,000 certain memberships, the rest for 5,000 vague ones",
        "way",
        *heads,
    )
    first = None
    for way, words in PEERS.items():
        try:
            timed = measure(sure, "peer", way)
            right, *rest, total = measure(vague, "judged", way, times=1).found
        except subprocess.CalledProcessError:
            row(words, "not installed")
            continue
        first = first or timed
        row(words, number(timed.seconds / first.seconds), f"{right / total:.1%}", *(f"{each:,}" for each in rest))


# Spark.


def sparked(folder: Path, question: str) -> Callable[[], Any]:
    """Return what asks Spark; it also reads the plan that was run in the end."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]").config("spark.driver.memory", "6g")
        .config("spark.sql.shuffle.partitions", "8").config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false").getOrCreate()
    )  # fmt: skip
    session.sparkContext.setLogLevel("ERROR")
    session.range(10).count()
    rows, dates = (session.read.parquet(str(folder / name)) for name in ("rows", "dates"))

    def run() -> Any:
        found = ask(question, rows, dates)
        cells = [summed(each.name, each.dataType.simpleString()) for each in found.schema.fields]
        summed_up = found.selectExpr("COUNT(*)", *cells)
        sums = summed_up.collect()
        plan = summed_up._jdf.queryExecution().executedPlan().toString()
        final = plan.partition("== Final Plan ==")[2].partition("== Initial Plan ==")[0] or plan
        # The last exchange to one task is that of the sums here.
        return [
            str(tuple(sums[0])), len(re.findall(r"FileScan parquet", final)), final.count("ReusedExchange"),
            len(re.findall(r"Exchange SinglePartition", final)) - 1,
        ]  # fmt: skip

    return run


def spark(places: Places, sizes: Sequence[int] = (100_000, 1_000_000, 10_000_000)) -> None:
    heads = ("memberships", "ratio to the previous size", "scans", "exchanges reused", "exchanges to one task")
    table("Spark, `local[2]`, 6 GB, 8 partitions; 1,000 bodies, 10,000 dates", "question", *heads)
    for question in ("counts_on", "eras", "join_on"):
        before = None
        for size in sizes:
            folder = places.of(MANY._replace(rows=size, dates=10_000))
            found = measure(folder, "sparked", question, times=2 if size < 10_000_000 else 1, limit=900)
            ratio = ("> " * found.is_cut + number(found.seconds / before.seconds)) if before else "1"
            row(f"`{question}`", f"{size:,}", ratio, *(found.found[1:4] if found.found else ()))
            before = found
            if found.is_cut:
                break


PARTS: dict[str, Callable[[Places], None]] = {
    each.__name__: each for each in (text, join, counts, few, equi, overlaps, peers, spark, huge)
}
SHORT = ("text", "join", "few", "equi", "overlaps", "peers")


def main() -> None:
    """Print the tables of the chosen parts."""
    if sys.argv[1:2] == ["--task"]:
        folder, times, task, *arguments = sys.argv[2:]
        run_task(Path(folder), int(times), task, *arguments)
        return
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS), default=SHORT)
    given = reader.parse_args()
    unknown = set(given.parts) - set(PARTS)
    if unknown:
        reader.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as name:
        for part in given.parts:
            PARTS[part](Places(Path(name)))


if __name__ == "__main__":
    main()
