"""A column of dates answers as the dates do one by one, whatever kind of column it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom_partners import Dataset
from strategies import clubs, datasets, examples, optional, partial_texts
from worlds import NUMBER, Club, day, org, term, world

pl, pa = optional("polars"), optional("pyarrow")

Make = Callable[[list[date]], Any]

#: Late in the evening in one zone and early in the morning in another it is another day in Greenwich.
LATE, EARLY = timezone(timedelta(hours=-9)), timezone(timedelta(hours=9))


def at(zone: timezone | None, hour: int) -> Callable[[date], datetime]:
    return lambda day: datetime.combine(day, time(hour, 30), zone)


def times(days: list[date], zone: timezone | None = None, hour: int = 23) -> list[datetime]:
    return [at(zone, hour)(each) for each in days]


def numpy_times(unit: str) -> Make:
    """Times of half past one at night, in a unit."""
    half_past_one = np.timedelta64(90, "m")
    return lambda days: (np.array(days, "datetime64[D]") + half_past_one).astype(f"datetime64[{unit}]")


def arrow_times(unit: str, zone: str | None = None) -> Make:
    hours = {"+09:00": at(EARLY, 0), "-09:00": at(LATE, 23), None: at(None, 1)}[zone]
    return lambda days: pa.array([hours(each) for each in days], pa.timestamp(unit, zone))


def polars_zone(days: list[date]) -> Any:
    return pl.Series("asked", times(days), pl.Datetime("us")).dt.replace_time_zone("America/Anchorage")


def texts(days: list[date]) -> list[str]:
    return [each.isoformat() for each in days]


def named(column: Any) -> Any:
    return pd.Series(column, index=[f"row-{number}" for number in range(len(column))], name="asked")


PLAIN: dict[str, Make] = {
    "dates": list,
    "times": times,
    "times of zones": lambda days: [at((LATE, EARLY)[each.day % 2], (23, 0)[each.day % 2])(each) for each in days],
    "texts": texts,
    "mixed": lambda days: [
        (each, each.isoformat(), pd.Timestamp(each), np.datetime64(each))[each.day % 4] for each in days
    ],
}
NUMPY: dict[str, Make] = {
    **{f"numpy {unit}": numpy_times(unit) for unit in ("D", "h", "m", "s", "ms", "us", "ns")},
    "numpy big-endian": lambda days: np.array(days, ">M8[D]"),
    "numpy objects": lambda days: np.array([*days, None], dtype=object)[:-1],
    "numpy texts": lambda days: np.array(texts(days), dtype="U10"),
    "numpy every other": lambda days: np.repeat(np.array(days, "datetime64[s]"), 2)[::2],
    "numpy masked": lambda days: np.ma.MaskedArray(np.array(days, "datetime64[D]"), mask=[False] * len(days)),
}
PANDAS: dict[str, Make] = {
    **{f"pandas {unit}": lambda days, unit=unit: named(numpy_times(unit)(days)) for unit in ("s", "ms", "us", "ns")},
    "pandas late": lambda days: named(pd.DatetimeIndex(times(days, LATE), tz=LATE)),
    "pandas early": lambda days: named(pd.DatetimeIndex(times(days, EARLY, 0), tz=EARLY)),
    "pandas objects": lambda days: named(np.array([*days, None], dtype=object)[:-1]),
    "pandas texts": lambda days: named(pd.array(texts(days), dtype="str")),
    "pandas string": lambda days: named(pd.array(texts(days), dtype="string")),
    "pandas category": lambda days: named(pd.Categorical(texts(days))),
    "pandas index": lambda days: pd.DatetimeIndex(numpy_times("us")(days), name="asked"),
    "pandas index late": lambda days: pd.DatetimeIndex(times(days, LATE), tz=LATE, name="asked"),
    "pandas index of texts": lambda days: pd.Index(texts(days), dtype="str", name="asked"),
}
PANDAS_ON_ARROW: dict[str, Make] = {
    "pandas arrow dates": lambda days: named(pd.array(days, dtype=pd.ArrowDtype(pa.date32()))),
    "pandas arrow times": lambda days: named(
        pd.array(numpy_times("us")(days), dtype=pd.ArrowDtype(pa.timestamp("us")))
    ),
    "pandas arrow zone": lambda days: named(
        pd.array(times(days, LATE), dtype=pd.ArrowDtype(pa.timestamp("us", "-09:00")))
    ),
    "pandas arrow named zone": lambda days: named(
        pd.array(
            pa.array([at(None, 12)(each) for each in days], pa.timestamp("us", "America/Anchorage")),
            dtype=pd.ArrowDtype(pa.timestamp("us", "America/Anchorage")),
        )
    ),
    "pandas arrow texts": lambda days: named(pd.array(texts(days), dtype=pd.ArrowDtype(pa.string()))),
    "pandas index of arrow": lambda days: pd.Index(
        pd.array(numpy_times("us")(days), dtype=pd.ArrowDtype(pa.timestamp("us"))), name="asked"
    ),
}
POLARS: dict[str, Make] = {
    "polars dates": lambda days: pl.Series("asked", days, pl.Date),
    **{
        f"polars {unit}": lambda days, unit=unit: pl.Series("asked", times(days), pl.Datetime(unit))
        for unit in ("ms", "us", "ns")
    },
    "polars zone": polars_zone,
    "polars texts": lambda days: pl.Series("asked", texts(days), pl.String),
    "polars categories": lambda days: pl.Series("asked", texts(days), pl.Categorical),
}
ARROW: dict[str, Make] = {
    "arrow date32": lambda days: pa.array(days, pa.date32()),
    "arrow date64": lambda days: pa.array(days, pa.date64()),
    **{f"arrow {unit}": arrow_times(unit) for unit in ("s", "ms", "us", "ns")},
    "arrow late": arrow_times("us", "-09:00"),
    "arrow early": arrow_times("us", "+09:00"),
    "arrow texts": lambda days: pa.array(texts(days), pa.string()),
    "arrow large texts": lambda days: pa.array(texts(days), pa.large_string()),
    "arrow dictionary": lambda days: pa.array(texts(days), pa.string()).dictionary_encode(),
    "arrow chunks": lambda days: pa.chunked_array([days[:2], days[2:]], pa.date32()),
    "arrow chunks of texts": lambda days: pa.chunked_array([texts(days)], pa.string()),
}
COLUMNS = {**PLAIN, **NUMPY, **PANDAS, **(POLARS if pl else {}), **({**PANDAS_ON_ARROW, **ARROW} if pa else {})}


def out(column: Any) -> list[Any]:
    """Return the cells of a column of any kind, None where one is empty."""
    if hasattr(column, "to_pylist"):
        return column.to_pylist()
    if pl and isinstance(column, pl.Series):
        return column.to_list()
    return [None if not isinstance(each, str) and (each is None or pd.isna(each)) else each for each in column]


def of_others(cells: list[Any]) -> list[Any]:
    """Return columns of the libraries that the tests can do without."""
    return [*([pl.Series("asked", cells)] if pl else []), *([pa.array(cells)] if pa else [])]


def check_kind(given: Any, found: Any, *, is_text: bool) -> None:
    """What comes out is of the kind that came in, of the same length, and has its index and name."""
    assert len(found) == len(given)
    if isinstance(given, (list, tuple)):
        assert type(found) is type(given)
    elif isinstance(given, np.ndarray):
        assert type(found) is np.ndarray
        assert found.dtype == (object if is_text else float)
    elif isinstance(given, pd.Series):
        assert found.index.equals(given.index)
        assert found.name == given.name == "asked"
        assert isinstance(found.dtype, pd.CategoricalDtype) if is_text else found.dtype == "Int64"
    elif isinstance(given, pd.Index):
        assert isinstance(found, pd.Index)
        assert found.name == given.name == "asked"
        assert isinstance(found.dtype, pd.CategoricalDtype) if is_text else found.dtype == "Int64"
    elif pl and isinstance(given, pl.Series):
        assert found.name == given.name == "asked"
        assert isinstance(found.dtype, pl.Enum) if is_text else found.dtype == pl.Int64
    else:
        assert isinstance(found, pa.ChunkedArray if isinstance(given, pa.ChunkedArray) else pa.Array)
        assert found.type == (pa.dictionary(pa.int32(), pa.string()) if is_text else pa.int64())


def said_of(data: Dataset, on: Any, role: Any = None) -> dict[str, Any]:
    """Return what is to be said of one date, by questions about it alone."""
    body = "club" if "club" in data.organizations.ids else "gmg"
    answer, count = data.chair_of(body, on=on, role=role), data.member_count(body, on=on)
    return {
        "chair": "|".join(each.id for each in answer.certain) or None,
        "label": "|".join(each.label for each in answer.certain) or None,
        "possible": "|".join(each.id for each in answer.possible) or None,
        "verdict": answer.verdict.value,
        "count": count.lower if count.lower == count.upper else None,
        "lower": count.lower,
        "upper": count.upper,
    }


def check_answers(data: Dataset, body: str, column: Any, said: list[dict[str, Any]], role: Any = None) -> None:
    """All that can be given of a column, in order and of its kind, is what is said of each of its dates."""
    for give in ("chair", "label", "possible", "verdict"):
        found = data.stats.chairs_on(body, column, give=give, role=role)  # type: ignore[arg-type]
        assert out(found) == [each[give] for each in said], give
        check_kind(column, found, is_text=True)
    for give in ("count", "lower", "upper"):
        numbers = data.stats.member_counts_on(body, column, give=give)  # type: ignore[arg-type]
        assert out(numbers) == [each[give] for each in said], give
        check_kind(column, numbers, is_text=False)


#: Days around the changes of `datasets`, and far from them.
DAYS = [date(2004, 2, 1) + timedelta(days=29 * step) for step in range(66)] + [date(1700, 2, 28), date(2200, 3, 1)]


@given(datasets(), st.sampled_from([None, "chair", "co-chair"]), st.permutations(sorted(COLUMNS)))
@examples(0.25)
def test_columns_answer_as_their_dates_do(data: Dataset, role: Any, kinds: list[str]) -> None:
    """On random worlds six kinds of columns a time give, in order, what each date alone is answered."""
    said = [said_of(data, each, role) for each in DAYS]
    for kind in kinds[:6]:
        check_answers(data, "club", COLUMNS[kind](DAYS), said, role)


#: Days over all years of the GMG.
GROUP_DAYS = [date(2002, 1, 1) + timedelta(days=17 * step) for step in range(400)]


@pytest.fixture(scope="module")
def said(curated: Dataset) -> list[dict[str, Any]]:
    """What is to be said of each of these days."""
    return [said_of(curated, each) for each in GROUP_DAYS]


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_kind_answers_for_the_group(curated: Dataset, said: list[dict[str, Any]], kind: str) -> None:
    """For each kind of column, the GMG's chairs and counts are those of each date alone, over all its years."""
    check_answers(curated, "GMG", COLUMNS[kind](GROUP_DAYS), said)


@pytest.mark.bulk
def test_every_day_of_the_group_is_answered(curated: Dataset) -> None:
    """On every single day from 2002 to 2019, an array, a Series and a list say what the day alone is answered."""
    days = [date(2002, 1, 1) + timedelta(days=step) for step in range(6574)]
    array = np.array(days, "datetime64[D]")
    said = [said_of(curated, each) for each in days]
    chairs, counts = ([each[give] for each in said] for give in ("chair", "count"))
    for column in (days, array, pd.Series(array.astype("datetime64[us]")), *of_others(days)):
        assert out(curated.stats.chairs_on("GMG", column)) == chairs
        assert out(curated.stats.member_counts_on("GMG", column)) == counts


@given(clubs(terms=3))
def test_small_worlds_are_answered_as_their_days_are(club: Club) -> None:
    """With collectives and lives, chairs and counts by day are those of each day alone."""
    days = [day(place) for place in range(-1, NUMBER + 1)]
    said = [said_of(club.data, each) for each in days]
    for column in (days, np.array(days, "M8[s]")):
        check_answers(club.data, "club", column, said)


@given(datasets(), st.lists(partial_texts(), max_size=5))
@examples(0.6)
def test_partial_dates_are_asked_as_such(data: Dataset, texts: list[str]) -> None:
    """A text that names several days is asked as `on=` of it, in a list and in each library's texts."""
    asked = [*texts, "2005", "2006-07", "2007-XX-01"]
    said = [said_of(data, each) for each in asked]
    objects = np.array([*asked, 0], dtype=object)[:-1]
    for column in (asked, tuple(asked), objects, named(asked), *of_others(asked)):
        check_answers(data, "club", column, said)


@pytest.mark.parametrize(
    ("unit", "asked"), [("Y", ["2005", "2006"]), ("M", ["2005-03", "2006-11"]), ("W", ["[2005-03-03..2005-03-09]"])]
)
def test_longer_units_of_numpy_are_partial_dates(curated: Dataset, unit: str, asked: list[str]) -> None:
    """A year, month or week of NumPy is asked as what it is, not as its first day."""
    column = np.array([each.strip("[").partition("..")[0] for each in asked], f"datetime64[{unit}]")
    said = [said_of(curated, each)["upper"] for each in asked]
    assert out(curated.stats.member_counts_on("GMG", column, give="upper")) == said


def test_a_partial_date_may_have_a_chair_that_no_day_has_alone() -> None:
    """Where one of two chairs sat all year and the others half of it, only the one is certain of a day of the year."""
    spans = {"north": "2005-01-01/2005-12-31", "south": "2005-01-01/2005-06-30", "east": "2005-07-01/2005-12-31"}
    terms = [term(who, span, of="club", role="co-chair") for who, span in spans.items()]
    data = world(*map(org, ("club", *spans)), *terms)
    asked = ["2005-02-01", "2005", "2005-08-01"]
    said = ["north|south", "north", "north|east"]
    for column in (asked, pd.Series(asked), *of_others(asked)):
        assert out(data.stats.chairs_on("club", column)) == said
    assert list(data.stats.chairs_on("club", pd.Series(asked)).cat.categories) == ["north|south", "north|east", "north"]


def test_categories_are_those_of_the_body(curated: Dataset) -> None:
    """Categories do not depend on the dates asked about, so that columns can be put together."""
    days = (date(2013, 9, 1), date(1990, 1, 1))
    one, other = (curated.stats.chairs_on("GMG", pd.Series(pd.to_datetime([each]))) for each in days)
    assert isinstance(pd.concat([one, other]).dtype, pd.CategoricalDtype)
    if pl:
        one, other = (curated.stats.chairs_on("GMG", pl.Series([each])) for each in days)
        assert pl.concat([one, other]).to_list() == ["iom", None]
    verdicts = curated.stats.chairs_on("GMG", pd.Series(pd.to_datetime(["2013-09-01"])), give="verdict")
    assert list(verdicts.cat.categories) == ["certain", "possible", "ruled_out", "unknown"]


def test_columns_of_duckdb_are_answered(curated: Dataset) -> None:
    """A column that DuckDB gives as Arrow is answered, and DuckDB reads what comes out."""
    pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    days = duckdb.sql("select unnest(range(date '2013-06-01', date '2013-09-01', interval 1 month))::date as day")
    chairs = curated.stats.chairs_on("GMG", days.to_arrow_table()["day"])
    with duckdb.connect() as base:
        base.register("answered", pa.table({"chair": chairs}))
        read = base.sql("select chair::varchar, count(*) from answered group by 1 order by 1").fetchall()
    assert read == [("iom", 2), ("un-regional-commissions", 1)]
