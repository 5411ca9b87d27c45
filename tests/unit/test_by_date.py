"""Columns of dates: limits, errors and odd input, whatever library the column is of."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from iom_partners import Dataset, InvalidDateError, InvalidQuestionError, Period, UnknownNameError
from iom_partners.dates.days import EPOCH, day_at
from strategies import optional
from worlds import body, org, seat, term, world

pl, pa = optional("polars"), optional("pyarrow")


def club(*more: Any) -> Dataset:
    """A body with two members, one chair and a second body."""
    return world(
        body(), *(org(each) for each in ("aaa", "bbb", "two")), seat("aaa", "2010-03/2012", id="m1"),
        seat("bbb", "2011/..", id="m2"), seat("aaa", "2010/2010-06-30", of="two", id="m3"),
        term("aaa", "2011-01-01/2011-06-30", id="t1"), *more,
    )  # fmt: skip


@pytest.mark.parametrize(
    "dates",
    [
        "2010-01-01", date(2010, 1, 1), None, 5, {"2010-01-01": 1}, {"2010-01-01"}, range(3), pd.Timestamp("2010"),
        pd.DataFrame({"day": [date(2010, 1, 1)]}), *([pl.DataFrame({"day": [date(2010, 1, 1)]})] if pl else []),
        np.datetime64("2010"), np.array([["2010-01-01"]], "M8[D]"), np.array("2010-01-01", "M8[D]"),
    ],
)  # fmt: skip
def test_what_is_not_a_column_is_refused(dates: Any) -> None:
    """One date, a frame, an array of two dimensions: no length or order could be kept."""
    with pytest.raises(InvalidQuestionError, match="^dates: .* is not a column"):
        club().stats.chairs_on("grp", dates)


@pytest.mark.parametrize("give", ["who", None, ["chair"]])
def test_what_cannot_be_given_is_refused(give: Any) -> None:
    """The error lists what can be given."""
    with pytest.raises(
        InvalidQuestionError, match=r"^give: .* is not a kind of result \(one of chair, label, possible, verdict\)"
    ):
        club().stats.chairs_on("grp", [], give=give)
    with pytest.raises(InvalidQuestionError, match=r"^give: .* is not a kind of result \(one of count, lower, upper\)"):
        club().stats.member_counts_on("grp", [], give=give)


def test_other_arguments_of_columns_are_checked() -> None:
    """An unknown role, body, or way with empty cells is refused before any date is looked at."""
    data = club()
    with pytest.raises(InvalidQuestionError, match="^role: 'king'"):
        data.stats.chairs_on("grp", [], role="king")  # type: ignore[call-overload]
    with pytest.raises(UnknownNameError):
        data.stats.member_counts_on("nowhere", [])
    with pytest.raises(
        InvalidQuestionError, match=r"^nulls: 'drop' is not a way to treat empty cells \(one of raise, keep\)"
    ):
        data.stats.member_counts_on("grp", [], nulls="drop")


def cells(column: Any) -> list[Any]:
    """Return the cells of a column as plain values."""
    return list(column.to_pylist() if hasattr(column, "to_pylist") else column)


EMPTY_AT_1: list[Any] = [
    ["2010-01-01", None], ("2010-01-01", float("nan")), ["2010-01-01", pd.NaT], ["2010-01-01", pd.NA],
    ["2010-01-01", ""], ["2010-01-01", " \t"], np.array(["2010-01-01", ""]),
    pd.Series(["2010-01-01", ""], dtype=object),
    [datetime(2010, 1, 1), np.datetime64("NaT", "D")], np.array(["2010-01-01", "NaT"], "M8[D]"),
    np.array(["2010-01-01", "NaT"], "M8[ns]"), np.array(["2010", "NaT"], "M8[Y]"),
    np.array(["2010-01-01", None], dtype=object),
    np.ma.MaskedArray(np.array(["2010-01-01", "2011-01-01"], "M8[D]"), mask=[False, True]),
    np.ma.MaskedArray(np.array(["2010-01-01", "2011-01-01"], "U10"), mask=[False, True]),
    pd.Series(["2010-01-01", None], dtype="datetime64[s]"),
    pd.Series(["2010-01-01", None], dtype="datetime64[ns, UTC]"), pd.Series(["2010-01-01", None], dtype=object),
    pd.Series(["2010-01-01", None], dtype="str"), pd.Series(["2010-01-01", None], dtype="string"),
    pd.DatetimeIndex(["2010-01-01", None]),
]  # fmt: skip
if pl:
    EMPTY_AT_1 += [
        pl.Series([date(2010, 1, 1), None]),
        pl.Series([datetime(2010, 1, 1), None]),
        pl.Series(["2010-01-01", None]),
    ]
if pa:
    EMPTY_AT_1 += [
        pd.Series([date(2010, 1, 1), None], dtype=pd.ArrowDtype(pa.date32())),
        pd.Series([datetime(2010, 1, 1), None], dtype=pd.ArrowDtype(pa.timestamp("us"))),
        pa.array([date(2010, 1, 1), None]),
        pa.array([datetime(2010, 1, 1), None]),
        pa.array(["2010-01-01", None]),
        pa.array(["2010-01-01", " "]),
        pa.chunked_array([[date(2010, 1, 1)], [None]], pa.date32()),
    ]


@pytest.mark.parametrize("column", EMPTY_AT_1, ids=lambda each: f"{type(each).__name__} {getattr(each, 'dtype', '')}")
def test_an_empty_cell_is_an_error_or_stays_empty(column: Any) -> None:
    """It never means today: by default the error names its place, and on request it is empty in what comes out."""
    data = club()
    for ask in (data.stats.chairs_on, data.stats.member_counts_on):
        with pytest.raises(InvalidDateError, match=r"^dates\[1\]: .* is not a date .*nulls='keep'"):
            ask("grp", column)
    kept = [
        data.stats.member_counts_on("grp", column, give="lower", nulls="keep"),
        data.stats.chairs_on("grp", column, give="verdict", nulls="keep"),
        data.stats.chairs_on("grp", column, nulls="keep"),
    ]
    for found in kept:
        kinds = {type(column), np.ndarray, pd.CategoricalIndex, pd.Index}
        assert type(found) in kinds | ({pa.DictionaryArray, pa.Int64Array} if pa else set())
        assert pd.isna(cells(found)[1])
    assert cells(kept[1])[0] == "unknown"


@pytest.mark.parametrize(
    "column",
    [
        np.array(["NaT", "NaT"], "M8[s]"), pd.Series([pd.NaT, pd.NaT]), [None, None],
        *([pl.Series([None, None], dtype=pl.Date), pl.Series([None, None])] if pl else []),
        *([pa.array([None, None], pa.date32()), pa.nulls(2)] if pa else []),
    ],
)  # fmt: skip
def test_a_column_of_empty_cells_stays_empty(column: Any) -> None:
    """Where no cell holds a date, none of what comes out holds a value."""
    found = club().stats.chairs_on("grp", column, nulls="keep")
    assert all(pd.isna(each) for each in cells(found))
    with pytest.raises(InvalidDateError, match=r"^dates\[0\]"):
        club().stats.chairs_on("grp", column)


NO_DATES: list[tuple[Any, str]] = [
    (["2010-01-01", "2010-13-01"], r"dates\[1\]: '2010-13-01'"),
    (["2010-01-01", True], r"dates\[1\]: True is not a date"),
    ([date(2010, 1, 1), 20100101], r"dates\[1\]: 20100101 is not a date"),
    ([1.5], r"dates\[0\]: 1.5 is not a date"),
    ([["2010-01-01"]], r"dates\[0\]: \['2010-01-01'\] is not a date"),
    ([np.array(["2010", "2011"], "M8[D]")], r"dates\[0\]: array"),
    ([Period("2010/2011")], r"dates\[0\]: Period"),
    (["10000-01-01"], r"dates\[0\]: '10000-01-01'"),
    (np.array([0, 10**18], "M8[D]"), r"dates\[1\]: .* lies more than a quadrillion years away"),
    (np.array(["NaT", "10000-01-01"], "M8[D]"), r"dates\[0\]: .*NaT"),
    (np.array([5, 6]), r"dates\[0\]: 5 is not a date"),
    (np.array(["2010-01-01"], "M8[25s]"), r"dates\[0\]: .* is not a date"),
    (np.array([10**17], "M8[Y]"), r"dates\[0\]"),
    (pd.Series([20100101]), r"dates\[0\]: .*20100101.* is not a date"),
    (pd.Series([pd.Period("2010-01", "M")]), r"dates\[0\]: Period"),
]
if pl:
    NO_DATES += [(pl.Series([1, 2]), r"dates\[0\]: 1 is not a date")]
if pa:
    NO_DATES += [(pa.array([1, 2]), r"dates\[0\]: 1 is not a date")]


@pytest.mark.parametrize(("column", "told"), NO_DATES)
def test_what_is_not_a_date_is_refused_with_its_place(column: Any, told: str) -> None:
    """The error is that of one date, and its field says at which place of the column it stands."""
    with pytest.raises(InvalidDateError, match=f"^{told}"):
        club().stats.chairs_on("grp", column)


def test_days_out_of_the_calendar_are_refused_beside_empty_cells() -> None:
    """Where empty cells are kept, a day that is too far away still is an error at its own place."""
    with pytest.raises(InvalidDateError, match=r"^dates\[1\]: .*quadrillion"):
        club().stats.chairs_on("grp", np.array(["NaT", 10**18], "M8[D]"), nulls="keep")


@pytest.mark.parametrize(
    "ends", ["-0043-03-15/0014-08-19", "-0043-03-15/..", "Y-4000000/-0030", "Y-4000000/0014", "../.."]
)
@pytest.mark.parametrize("has_null", [False, True])
@pytest.mark.parametrize(
    "make",
    [
        lambda days: np.array(days, "M8[D]"),
        lambda days: pd.Series(np.array(days, "M8[D]").astype("M8[s]")),
        *([lambda days: pl.Series(days, dtype=pl.Int32).cast(pl.Date)] if pl else []),
        *([lambda days: pa.array(days, pa.int32()).cast(pa.date32())] if pa else []),
        *([lambda days: pa.chunked_array([days], pa.int32()).cast(pa.date32())] if pa else []),
    ],
)
def test_days_of_any_year_are_looked_up(make: Any, ends: str, has_null: bool) -> None:
    """A column of days before the year 1, or after 9999, is answered as one day is, however long the history."""
    data = world(body(), org("who"), term("who", ends))
    days = [-1_461_000_000, -16_500, -15_997, -11_000, 0, 1, 700_000, 4_000_000, *([None] if has_null else [])]
    answers = [None if day is None else data.chair_of("grp", on=day_at(day)) for day in days]
    expected = [None if one is None or not one.certain else "who" for one in answers]
    found = data.stats.chairs_on("grp", make([None if day is None else day - EPOCH for day in days]), nulls="keep")
    assert [None if pd.isna(cell) else cell for cell in cells(found)] == expected


FAR = [date(1, 1, 1), date(1700, 1, 1), date(2011, 3, 1), date(2500, 1, 1), date(9999, 12, 31)]


@pytest.mark.parametrize(
    "make",
    [
        list, lambda days: np.array(days, "M8[D]"), lambda days: pd.Series(np.array(days, "M8[s]")),
        *([pl.Series] if pl else []), *([pa.array] if pa else []),
    ],
)  # fmt: skip
def test_days_far_from_all_changes_are_those_of_the_ends(make: Any) -> None:
    """The first and the last day of the calendar are answered as every day before and after all changes."""
    data = club()
    found = data.stats.member_counts_on("grp", make(FAR), give="lower")
    assert cells(found) == [data.member_count("grp", on=each).lower for each in FAR] == [0, 0, 1, 1, 1]
    chairs = data.stats.chairs_on("grp", make(FAR))
    assert [None if pd.isna(each) else each for each in cells(chairs)] == [None, None, "aaa", None, None]


EMPTY: list[Any] = [
    [], (), np.array([], "M8[D]"), np.array([], dtype=object), pd.Series([], dtype="M8[s]"),
    pd.Series([], dtype=object), pd.DatetimeIndex([]),
    *([pl.Series([], dtype=pl.Date), pl.Series([], dtype=pl.String)] if pl else []),
    *([pa.array([], pa.date32()), pa.array([], pa.string())] if pa else []),
    *([pa.chunked_array([], pa.date32()), pa.chunked_array([], pa.string())] if pa else []),
]  # fmt: skip


@pytest.mark.parametrize("column", EMPTY)
def test_an_empty_column_gives_an_empty_one(column: Any) -> None:
    """It has no cells, and the type that it always has."""
    data = club()
    chairs, numbers = data.stats.chairs_on("grp", column), data.stats.member_counts_on("grp", column)
    assert len(chairs) == len(numbers) == 0
    if pa and isinstance(column, (pa.Array, pa.ChunkedArray)):
        assert (chairs.type, numbers.type) == (pa.dictionary(pa.int32(), pa.string()), pa.int64())
    if pl and isinstance(column, pl.Series):
        assert chairs.dtype == pl.Enum(["aaa"])


@pytest.mark.parametrize(
    "column",
    [
        [date(2010, 1, 1)], np.array(["2010-01-01"], "M8[D]"), pd.Series(["2010-01-01"], dtype="M8[s]"),
        pd.Series(["2010-01-01"]),
        *([pl.Series([date(2010, 1, 1)]), pl.Series(["2010-01-01"])] if pl else []),
        *([pa.array([date(2010, 1, 1)]), pa.array(["2010-01-01"])] if pa else []),
    ],
)  # fmt: skip
def test_a_body_without_chairs_has_no_categories(column: Any) -> None:
    """Nobody is known ever to have chaired it, so every cell is empty, and the verdict says that it is unknown."""
    data = club()
    chairs, verdicts = (data.stats.chairs_on("two", column, give=give) for give in ("chair", "verdict"))
    assert list(data.stats.member_counts_on("aaa", [date(2010, 1, 1)], give="lower")) == [0]
    assert pd.isna(cells(chairs)[0])
    assert cells(verdicts) == ["unknown"]


def test_units_below_the_nanosecond_are_read() -> None:
    """Picoseconds are days of 1970 by division, femtoseconds one by one; both lie on their own day."""
    data = world(body(), org("aaa"), seat("aaa", "1970-01-01/1970-01-01", id="m"))
    for unit, near in (
        ("ps", ["1969-12-31T23", "1970-01-01T01", "1970-01-02T01"]),
        ("fs", ["1969-12-31T23", "1970-01-01T01"]),
    ):
        found = data.stats.member_counts_on("grp", np.array(near, f"M8[{unit}]"), give="lower")
        assert found.tolist() == [0, 1, 0][: len(near)]


def test_many_chairs_have_wider_codes() -> None:
    """Two hundred holders do not fit the smallest codes of pandas; each day still has its own."""
    number = 200
    records: list[Any] = [
        term(
            f"h{each:03}",
            f"2010-{each // 28 + 1:02}-{each % 28 + 1:02}/2010-{each // 28 + 1:02}-{each % 28 + 1:02}",
            id=f"t{each}",
        )
        for each in range(number)
    ]
    data = world(body(), *(org(f"h{each:03}") for each in range(number)), *records)
    days = [date(2010, each // 28 + 1, each % 28 + 1) for each in range(number)]
    said = [f"h{each:03}" for each in range(number)]
    assert list(data.stats.chairs_on("grp", pd.Series(np.array(days, "M8[s]")))) == said
    if pl:
        assert data.stats.chairs_on("grp", pl.Series(days)).to_list() == said


#: What a fresh process without NumPy begins with.
WITHOUT_NUMPY = "import sys; sys.modules['numpy'] = None; from datetime import date; import iom_partners\n"


def printed(code: str) -> list[str]:
    """Return the lines that code prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_lists_need_no_library() -> None:
    """Neither NumPy nor a frame library is imported for a list."""
    code = (
        f"{WITHOUT_NUMPY}data = iom_partners.load()\n"
        "print(data.stats.chairs_on('GMG', [date(2013, 9, 1), '2009-03-15']))\n"
        "print(data.stats.member_counts_on('GMG', ('2013-09-01', '2007-11')))\n"
        "print([each for each in ('numpy', 'pandas', 'polars', 'pyarrow') if sys.modules.get(each)])\n"
    )
    assert printed(code) == ["['iom', None]", "(16, None)", "[]"]


def test_polars_needs_no_numpy() -> None:
    """A column of Polars is answered where there is no NumPy."""
    pytest.importorskip("polars")
    code = (
        f"{WITHOUT_NUMPY}import polars as pl\n"
        "asked = pl.Series([date(2013, 9, 1), date(2009, 3, 15)])\n"
        "print(iom_partners.load().stats.chairs_on('GMG', asked).to_list())\n"
    )
    assert printed(code) == ["['iom', None]"]


def test_what_is_made_is_made_once() -> None:
    """The array by day is kept, so a second column finds it; other arguments have their own."""
    data = club()
    column = pd.Series(pd.to_datetime(["2011-01-01"]))
    first = data.stats.chairs_on("grp", column)
    kept = len(data.stats._by_day)
    assert data.stats.chairs_on("GRP", column.copy()).equals(first)
    assert len(data.stats._by_day) == kept
    data.stats.chairs_on("grp", [date(2011, 1, 1)], give="label")
    assert len(data.stats._by_day) == kept + 1


def test_chairs_of_one_name_stay_two() -> None:
    """Two holders of one short name are told apart by their ids, so that no table makes them one."""
    agents = (org(f"a{n}", acronym=acronym) for n, acronym in enumerate(("ADA", "ADA", "EVE")))
    data = world(body(), *agents, *(term(f"a{n}", f"200{n}-01-01/200{n}-12-31") for n in range(3)))
    found = data.stats.chairs_on("GRP", ["2000-05-05", "2001-05-05", "2002-05-05", "2003-05-05"], give="label")
    assert found == ["ADA (a0)", "ADA (a1)", "EVE", None]


def test_a_masked_cell_is_an_empty_one(curated: Dataset) -> None:
    """The error about a masked cell names no value, for the one under the mask was not asked."""
    days = np.ma.array(np.array(["2018-03-01"], dtype="M8[D]"), mask=[True])
    with pytest.raises(InvalidDateError, match="None is not a date"):
        curated.stats.chairs_on("GMG", days)
    assert curated.stats.chairs_on("GMG", days, nulls="keep").tolist() == [None]
    some = np.ma.array(np.array(["NaT", "2018-03-01", "2018-03-01"], dtype="M8[D]"), mask=[False, True, False])
    kept = curated.stats.chairs_on("GMG", some, nulls="keep").tolist()
    assert kept[:2] == [None, None] != [kept[2]] * 2
    days = np.ma.array(np.array(["2018-03-01"], dtype="M8[D]"), mask=[False])
    assert curated.stats.chairs_on("GMG", days).tolist() == curated.stats.chairs_on("GMG", days.data).tolist()


def test_a_list_may_mix_days_times_and_texts(curated: Dataset) -> None:
    """Each is the day that it is alone."""
    days = [date(2013, 9, 1), datetime(2013, 9, 1, 12), "2013-09-01", date(2010, 1, 1)]
    alone = [curated.stats.chairs_on("GMG", [day])[0] for day in days]
    assert curated.stats.chairs_on("GMG", days) == alone
    assert alone[:3] == ["iom"] * 3
