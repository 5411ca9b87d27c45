"""Frames and files: whatever a table holds comes back from pandas, Polars, PyArrow, DuckDB, CSV and Parquet."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from iom_partners import Dataset, InvalidQuestionError, Period
from iom_partners.results import Column, Table
from strategies import needs, optional, periods
from worlds import org, seat, world

pl, pa, duckdb = optional("polars"), optional("pyarrow"), optional("duckdb")
parquet = optional("pyarrow.parquet") if pa else None

WORDS = ("certain", "possible", "ruled out", "unknown")
COLUMNS = (
    Column("text", "string", "any text"),
    Column("word", "string", "one of four", WORDS),
    Column("day", "date", "a day"),
    Column("count", "integer", "how many"),
    Column("is_so", "boolean", "whether"),
    Column("amount", "number", "how much"),
    Column("every_count", "integer", "how many, always told", is_required=True),
    Column("every_flag", "boolean", "whether, always told", is_required=True),
)
INT64 = st.integers(-(2**63), 2**63 - 1)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with a column of each type, empty cells, and days from the first year to the last."""
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    row = st.tuples(
        st.none() | texts,
        st.none() | st.sampled_from(WORDS),
        st.none() | st.dates() | st.sampled_from([date.min, date.max, date(1677, 9, 20), date(2262, 4, 12)]),
        st.none() | INT64,
        st.none() | st.booleans(),
        st.none() | st.decimals(-(10**20), 10**20, allow_nan=False, places=4),
        INT64,
        st.booleans(),
    )
    return Table("draws", COLUMNS, draw(st.lists(row, max_size=6)))


def plain(value: Any) -> Any:
    """A cell of a pandas frame as the plain value it stands for."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return date(value.year, value.month, value.day)
    return value.item() if hasattr(value, "item") else value


def of_pandas(frame: Any) -> list[dict[str, Any]]:
    """The rows of a pandas frame as plain dicts."""
    names = list(frame.columns)
    return [dict(zip(names, map(plain, row), strict=True)) for row in frame.itertuples(index=False, name=None)]


@given(table=tables())
def test_pandas_gives_every_cell_back(table: Table) -> None:
    """A pandas frame holds the cells and nothing else; a missing one is missing, never a far day."""
    assert of_pandas(table.to_pandas()) == table.to_dicts()


@given(table=tables(), unit=st.sampled_from(["s", "ms", "us"]))
def test_pandas_days_survive_every_unit(table: Table, unit: str) -> None:
    """Days stay what they are in seconds, milliseconds and microseconds."""
    days = table.to_pandas()["day"].astype(f"datetime64[{unit}]")
    assert [plain(day) for day in days] == list(table["day"])


@given(table=tables())
def test_nanoseconds_refuse_what_they_cannot_hold(table: Table) -> None:
    """In nanoseconds a day is itself or an error of pandas, and never wraps to another year."""
    for day, cell in zip(table["day"], table.to_pandas()["day"], strict=True):
        if day is not None:
            try:
                assert plain(cell.as_unit("ns")) == day
            except pd.errors.OutOfBoundsDatetime:
                assert not 1678 <= day.year <= 2261


@needs("polars", "pyarrow")
@given(table=tables())
def test_polars_and_arrow_give_every_cell_back(table: Table) -> None:
    """Polars frames and PyArrow tables hold the cells with their exact values."""
    assert table.to_polars().to_dicts() == table.to_dicts()
    assert table.to_arrow().to_pylist() == table.to_dicts()


@needs("polars", "pyarrow", "duckdb")
@given(table=tables())
def test_what_reads_arrow_reads_a_table(table: Table) -> None:
    """PyArrow, Polars and DuckDB take the object itself, and pandas takes it by `from_arrow`."""
    told, table_ = table.to_dicts(), table
    assert pa.table(table).to_pylist() == told
    assert pl.DataFrame(table).to_dicts() == told
    # DuckDB finds a table by the name of the variable.
    assert duckdb.connect().sql("select * from table_").fetchall() == list(table_.rows)


@given(table=tables())
def test_types_do_not_hang_on_the_rows(table: Table) -> None:
    """Every frame of one kind of table has the same types, also one without rows."""
    empty = Table("none", COLUMNS, [])
    assert table.to_pandas().dtypes.drop("amount").equals(empty.to_pandas().dtypes.drop("amount"))
    if pl:
        assert table.to_polars().drop("amount").schema == empty.to_polars().drop("amount").schema
    if pa:
        assert table.to_arrow().drop_columns("amount").schema == empty.to_arrow().drop_columns("amount").schema


TYPED = Table("none", COLUMNS, [(None, None, None, None, None, Decimal("1.50"), 1, True)])


def test_the_types_of_pandas_are_those_promised() -> None:
    """Days are days, texts with fixed values categories, flags and numbers may be missing where they may."""
    frame = TYPED.to_pandas().dtypes
    assert str(frame["day"]) == "datetime64[s]"
    assert frame["word"].categories.tolist() == list(WORDS)
    assert [str(frame[name]) for name in ("count", "is_so", "every_count", "every_flag", "amount")] == [
        "Int64", "boolean", "int64", "bool", "object",
    ]  # fmt: skip


@needs("polars", "pyarrow")
def test_the_types_of_polars_and_arrow_are_those_promised() -> None:
    """They are as narrow as the columns allow, and a field of Arrow tells what it holds."""
    other, arrow = TYPED.to_polars().schema, TYPED.to_arrow().schema
    assert [other[name] for name in ("day", "word", "amount")] == [pl.Date, pl.Enum(WORDS), pl.Decimal(38, 2)]
    assert arrow.field("day").type == pa.date32()
    assert pa.types.is_dictionary(arrow.field("word").type)
    assert arrow.field("amount").type == pa.decimal128(38, 2)
    assert arrow.field("amount").metadata == {b"description": b"how much"}
    assert [arrow.field(name).nullable for name in ("count", "every_count")] == [True, False]


@given(table=tables())
def test_csv_gives_every_text_back(table: Table) -> None:
    """Exact CSV read with the standard library tells each cell; an empty cell means no value or an empty text."""
    text = table.to_csv(exact=True)
    assert text is not None
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert tuple(head) == table.column_names
    assert rows == [[told(cell) for cell in row] for row in table.rows]


def test_csv_goes_into_an_open_file() -> None:
    """An open file gets the text that is given back without one."""
    table, stream = Table("texts", [Column("text", "string", "any")], [("a",), ("b",)]), io.StringIO()
    assert table.to_csv(stream) is None
    assert stream.getvalue() == table.to_csv()
    wrong: Any = 5
    with pytest.raises(InvalidQuestionError, match="path: 5 is neither a path nor an open file"):
        table.to_csv(wrong)


def test_na_is_a_country_for_pandas_too(tmp_path: Path) -> None:
    """CSV read as the docs say keeps the text NA, and an empty cell is missing."""
    table = Table("places", [Column("country", "string", "ISO 3166-1")], [("NA",), (None,), ("CH",)])
    table.to_csv(tmp_path / "places.csv")
    found = pd.read_csv(tmp_path / "places.csv", keep_default_na=False, na_values=[""], skip_blank_lines=False)
    assert [plain(cell) for cell in found["country"]] == ["NA", None, "CH"]


def told(cell: Any) -> str:
    """A cell as CSV writes it."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


@needs("polars", "pyarrow", "duckdb")
@given(table=tables())
def test_parquet_gives_every_cell_back(table: Table, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A Parquet file read by PyArrow, Polars, pandas or DuckDB holds the cells."""
    path = tmp_path_factory.mktemp("parquet") / "table.parquet"
    table.to_parquet(path)
    told = table.to_dicts()
    assert parquet.read_table(path).to_pylist() == told
    assert pl.read_parquet(path).to_dicts() == told
    rows = duckdb.connect().execute("select * from read_parquet(?)", [str(path)]).fetchall()
    assert rows == list(table.rows)


@needs("polars", "pyarrow")
def test_parquet_by_polars_holds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyArrow is not installed, Polars writes the file and makes the stream."""
    monkeypatch.setattr("iom_partners.tables.files.first_of", lambda *names, extra: "polars")
    monkeypatch.setattr("iom_partners.tables.frames.first_of", lambda *names, extra: "polars")
    row = ("a", "certain", date.max, 1, True, Decimal("0.1"), 2, False)
    table = Table("one", COLUMNS, [row, (None,) * 6 + (1, True)])
    table.to_parquet(tmp_path / "table.parquet")
    assert parquet.read_table(tmp_path / "table.parquet").to_pylist() == table.to_dicts()
    assert pa.table(table).to_pylist() == table.to_dicts()


@needs("polars", "pyarrow")
def test_amounts_beyond_what_arrow_holds_are_refused() -> None:
    """Amounts of 39 digits together raise a typed error that names the column; pandas and dicts still hold them."""
    amounts = [(Decimal(10) ** 30,), (Decimal("0.000000001"),)]
    table = Table("sums", [Column("amount", "number", "how much")], amounts)
    for call in (table.to_arrow, table.to_polars):
        with pytest.raises(InvalidQuestionError, match="amount: a decimal of 40 digits") as caught:
            call()
        assert caught.value.field == "amount"
    assert of_pandas(table.to_pandas()) == table.to_dicts()


def test_every_table_of_the_curated_data_goes_round(curated: Dataset) -> None:
    """All tables of the shipped data come back whole, and no open end is written as a far day."""
    for name, table in curated.tables.items():
        told = table.to_dicts()
        if pl:
            assert table.to_polars().to_dicts() == told, name
        if pa:
            assert table.to_arrow().to_pylist() == told, name
        assert of_pandas(table.to_pandas()) == told, name
        days = {cell for row in table.rows for cell in row if isinstance(cell, date)}
        assert not any(day.year in {1, 9999} for day in days)


WAYS = ["dicts", "pandas", *(["polars"] if pl else []), *(["arrow"] if pa else [])]
MINE = {"member_id": "member_id", "body_id": "organization_id"}


@given(times=st.lists(periods(), min_size=1, max_size=5), way=st.sampled_from(WAYS))
def test_memberships_come_back_from_every_frame(times: list[Period], way: str) -> None:
    """A frame of our own memberships, read as rows of anyone's, gives the same ids and the very same periods."""
    ties = [seat("a", time, of="b", id=f"m{n}") for n, time in enumerate(times)]
    data = world(org("a"), org("b"), *ties)
    try:
        frame = getattr(data.memberships, f"to_{way}")()
    except InvalidQuestionError as error:
        assert "outside the dates" in error.reason
        reject()
    read = Dataset.from_rows if way == "dicts" else Dataset.from_frame
    again = read(frame, "memberships", columns=MINE, extra="ignore")
    assert {tie.id: tie.period for tie in again.memberships} == {tie.id: tie.period for tie in ties}


@given(times=st.lists(periods(), min_size=1, max_size=5), day=st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_the_filters_of_the_docs_say_what_members_of_says(times: list[Period], day: date) -> None:
    """Bounds and flags of a frame, filtered as the page on frames says, keep those that the question gives."""
    ties = [seat(f"a{n}", time, of="b") for n, time in enumerate(times)]
    data = world(org("b"), *(org(tie.member_id) for tie in ties), *ties)
    try:
        f = data.memberships.to_pandas()
    except InvalidQuestionError as error:
        assert "outside the dates" in error.reason
        reject()
    on = pd.Timestamp(day).as_unit("s")
    certain = f[((f.start_latest <= on) | f.starts_open) & ((f.end_earliest >= on) | f.ends_open)]
    possible = f[((f.start_earliest <= on) | f.start_earliest.isna()) & ((f.end_latest >= on) | f.end_latest.isna())]
    answer = data.members_of("B", on=day)
    assert set(certain.member_id) == {each.id for each in answer.certain}
    assert set(possible.member_id) == {each.id for each in (*answer.certain, *answer.possible)}


def test_open_ends_are_missing(curated: Dataset) -> None:
    """A membership that goes on has no last day in any frame, and its EDTF text says so."""
    [row] = [row for row in curated.memberships.to_dicts() if row["id"] == "gmg-member-iom"]
    frame = curated.memberships.to_pandas().set_index("id").loc["gmg-member-iom"]
    assert (row["end_latest"] is None) == (frame["end_latest"] is pd.NaT)
    open_ended = world().memberships.to_pandas()
    assert open_ended.empty
    assert list(open_ended.columns) == list(curated.memberships.to_pandas().columns)


def test_a_changed_frame_changes_nothing_here(curated: Dataset) -> None:
    """What a caller does to a dict, a frame or an Arrow table never reaches the records."""
    before = curated.chair_terms.to_dicts()
    frame = curated.chair_terms.to_pandas()
    frame.loc[:, "holder_id"] = "nobody"
    frame["start_earliest"] = pd.NaT
    curated.chair_terms.to_dicts()[0]["id"] = "changed"
    assert curated.chair_terms.to_dicts() == before
