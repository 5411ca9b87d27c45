"""Rows and frames of anyone's: dates as they are written, names, roles, and all faults at once."""

from __future__ import annotations

import csv
import io
import math
import pickle
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import permutations
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iom_partners import (
    Certainty,
    Citation,
    DataFileError,
    Dataset,
    InvalidQuestionError,
    PartialDate,
    Period,
    Person,
    Project,
    Source,
    Word,
)
from iom_partners.dates.days import to_date
from strategies import days, periods

BODY = {"body": "Coffee Club"}
#: The last day before those years whose days may stand for no date.
LAST = date(2998, 12, 31)


def made(*rows: dict[Any, Any], **how: Any) -> Dataset:
    """Make memberships in one body."""
    return Dataset.from_rows(rows, defaults=BODY | how.pop("defaults", {}), **how)


def period_of(row: dict[str, Any], **how: Any) -> str:
    """The period of the one membership of a row."""
    return str(made({"member": "Peru"} | row, **how).memberships[0].period)


def faults(*rows: Any, **how: Any) -> list[str]:
    """What is wrong with rows, fault by fault."""
    with pytest.raises(DataFileError) as caught:
        made(*rows, **how)
    return [str(each) for each in caught.value.faults]


def is_plausible(period: Period) -> bool:
    """Whether no bound of a period is a day that stands for no date."""
    return not {str(to_date(day)) for day in period.bounds} & {"0001-01-01", "2262-04-11"} and not any(
        day and day.year in {2999, 9999} for day in map(to_date, period.bounds)
    )


# Times.


@pytest.mark.parametrize(("start", "end", "reading", "period"), [
    ("1951-04-05", "1960-01-31", None, "1951-04-05/1960-01-31"),
    ("1951", "1960", "whole", "1951-01-01/1960-12-31"),
    ("1951", "1960", "within", "1951/1960"),
    ("1951-04", "1960-02", "whole", "1951-04-01/1960-02-29"),
    ("1951-04", "1960-02", "within", "1951-04/1960-02"),
    ("1951", "1960-02-03", "whole", "1951-01-01/1960-02-03"),
    ("2013", "2013", "whole", "2013-01-01/2013-12-31"),
    ("2013", "2013", "within", "2013/2013"),
    ("195X", "1975?", "within", "195X/1975?"),
    ("[1951-01..1951-06]", "", None, "[1951-01..1951-06]/"),  # A set says of itself that one of its days is meant.
    ("[1951-01..1951-06]", "", "whole", "[1951-01..1951-06]/"),
    ("..", "..", None, "../.."),
    (None, None, None, "/"),
    (" ", "\t", None, "/"),
    (date(1951, 4, 5), datetime(1960, 1, 31, 23, 59), None, "1951-04-05/1960-01-31"),
    (datetime(1951, 4, 5, 23, 30, tzinfo=UTC), None, None, "1951-04-05/"),
    ("1951-04-05T10:00:00Z", "1951-04-06T10:00:00+02", None, "1951-04-05/1951-04-06"),
    (np.datetime64("1951-04-05T12"), np.datetime64("NaT", "D"), None, "1951-04-05/"),
    (np.datetime64("1951"), np.datetime64("1952-03"), "whole", "1951-01-01/1952-03-31"),
    (pd.Timestamp("1951-04-05 10:00"), pd.NaT, None, "1951-04-05/"),
    (pd.NA, float("nan"), None, "/"),
    (PartialDate("1951"), np.float64("nan"), "within", "1951/"),
    (np.str_("1951"), None, "whole", "1951-01-01/"),
])  # fmt: skip
def test_start_and_end(start: Any, end: Any, reading: Any, period: str) -> None:
    """Text, dates and timestamps are read as they are; a coarse one as the caller says; what is empty is unknown."""
    assert period_of({"start": start, "end": end}, coarse_dates=reading) == period


@pytest.mark.parametrize(("period", "reading", "read"), [
    ("1951-04-05/1960-01-31", None, "1951-04-05/1960-01-31"),
    ("1951/1960", "whole", "1951-01-01/1960-12-31"),
    ("1951/1960", "within", "1951/1960"),
    ("1951", "whole", "1951-01-01/1951-12-31"),
    ("1951-04-05", None, "1951-04-05/1951-04-05"),
    ("1951-04-05/", None, "1951-04-05/"),
    ("/1951-04-05", None, "/1951-04-05"),
    ("../..", None, "../.."),
    (date(1951, 4, 5), None, "1951-04-05/1951-04-05"),
    (Period("1951/1960"), None, "1951/1960"),  # It says itself what it means.
    (None, None, "/"),
])  # fmt: skip
def test_one_period(period: Any, reading: Any, read: str) -> None:
    """A period is an interval, a date for all its days, or a `Period`; an end that it leaves empty is unknown."""
    assert period_of({"period": period}, coarse_dates=reading) == read
    if period is not None:
        assert period_of({"period": period}, coarse_dates=reading, missing_start="open", missing_end="ongoing") == read


def test_empty_ends_as_the_caller_says() -> None:
    """An empty cell is not a statement: that it means "until now" only the caller knows."""
    assert period_of({"start": "1951-04-05"}, missing_end="ongoing") == "1951-04-05/.."
    assert period_of({"end": "1951-04-05"}, missing_start="open") == "../1951-04-05"
    assert period_of({}, missing_start="open", missing_end="ongoing") == "../.."
    assert period_of({"start_earliest": "1951-04-05"}, missing_end="ongoing") == "[1951-04-05..]/.."


def test_cells_that_cannot_be_compared() -> None:
    """A NaN that signals is empty like others; an object that refuses to be compared is neither a date nor a name."""

    class Odd:
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, other: object) -> bool:
            raise RuntimeError

    assert period_of({"start": Decimal("sNaN")}) == "/"
    assert [each.partition(": ")[0] for each in faults({"member": Odd(), "start": Odd()})] == [
        "rows[0].member",
        "rows[0].start",
    ]


@given(period=periods().filter(is_plausible))
@example(period=Period("../2014-06"))
@example(period=Period("2013-02/.."))
def test_four_bounds_go_round(period: Period) -> None:
    """A period told by its bounds and open sides, as the tables of a package tell it, has the same bounds again."""
    row = {
        name: getattr(period, name)
        for name in ("start_earliest", "start_latest", "end_earliest", "end_latest", "starts_open", "ends_open")
    }
    assert Period(period_of(row)).bounds == period.bounds


@given(first=days(date(1, 1, 2), LAST), last=days(date(1, 1, 2), LAST))
def test_whole_years_hold_more_than_some_day_of_them(first: date, last: date) -> None:
    """Read as whole, years hold every day that they may hold when read as some day of them."""
    first, last = sorted((first, last))
    row = {"start": f"{first.year:04}", "end": f"{last.year:04}"}
    whole, within = (Period(period_of(row, coarse_dates=reading)) for reading in ("whole", "within"))
    assert (whole.start_earliest, whole.end_latest) == (within.start_earliest, within.end_latest)
    assert whole.bounds.certain == whole.bounds.possible == within.bounds.possible


def test_coarse_date_needs_a_reading() -> None:
    """The first coarse cell is shown, once, beside all other faults; a second one adds nothing."""
    rows = [
        {"member": "Peru", "start": "1951-01-01"},
        {"member": "Chile", "start": "1951"},
        {"member": "Cuba", "end": "1960-02"},
    ]
    (told,) = faults(*rows)
    assert told.startswith("rows[1].start: '1951' is coarser than a day")
    assert "coarse_dates='whole'" in told
    assert "'within'" in told
    assert len(faults(*rows, {"member": 5})) == 2


@pytest.mark.parametrize(("row", "where", "told"), [
    ({"start": "yesterday"}, "start", "'yesterday'"),
    ({"start": "2013-02-30"}, "start", "2013-02-30"),
    ({"start": "01/02/2013"}, "start", "01/02/2013"),
    ({"start": "2013-02-03 x"}, "start", "2013"),
    ({"start": 2013}, "start", "write it as text"),
    ({"start": 2013.0}, "start", "write it as text"),
    ({"start": True}, "start", "True is not a date"),
    ({"start": np.int64(2013)}, "start", "is not a date"),
    ({"start": "2014-01-01", "end": "2013-01-01"}, "end", "ends before it starts"),
    ({"start": "2014", "end": "2013"}, "end", "ends before it starts"),
    ({"period": "2014/2013"}, "period", "ends before it starts"),
    ({"period": "2014/x"}, "period", "'x'"),
    ({"period": 5}, "period", "is not a date"),
    ({"start": "201X"}, "start", "not a whole year or month"),
    ({"start": "{2013,2014}"}, "start", "not a whole year or month"),
    ({"start_earliest": "2013"}, "start_earliest", "not an exact day"),
    ({"start_earliest": "2013-02-01", "start_latest": "2013-01-01"}, "start_latest", "before start_earliest"),
    ({"start_earliest": "2013-02-01", "end_latest": "2013-01-01"}, "end_latest", "ends before it starts"),
    ({"starts_open": "perhaps"}, "starts_open", "neither true nor false"),
    ({"starts_open": 2}, "starts_open", "neither true nor false"),
    ({"start": "2013-01-01", "period": "2013"}, "period", "given in two ways"),
    ({"start": "2013-01-01", "end_latest": "2014-01-01"}, "end_latest", "given in two ways"),
    ({"start": "2013-01-01", "ends_open": True}, "ends_open", "given in two ways"),
    ({"period": "2013/2014", "start_latest": "2013-06-01"}, "start_latest",
     "differs from that of the period '2013/2014'"),
    ({"period": "2013/2014", "ends_open": True}, "ends_open", "differs from that of the period '2013/2014'"),
    ({"period": "2013/x", "start_latest": "2013-06-01"}, "period", "'x'"),
    ({"period": "2013/2014", "start_latest": "x"}, "start_latest", "'x'"),
    ({"body": ["Club"]}, "body", "is not text"),
    ({"member": 5}, "member", "5 is not text"),
    ({"member": None}, "member", "is missing"),
    ({"member": "Pe\u202eru"}, "member", "invisible characters"),
    ({"body_kind": 5}, "body_kind", "5 is not text"),
    ({"is_founder": "perhaps"}, "is_founder", "neither true nor false"),
    ({"is_founder": math.inf}, "is_founder", "neither true nor false"),
    ({"role": "boss"}, "role", "'boss' is not a role of memberships"),
    ({"id": 5.5}, "id", "5.5 is not text"),
    ({"id": 1j}, "id", "1j is not text"),
    ({"id": True}, "id", "True is not text"),
    ({"member_kind": "ngoo"}, "member_kind", "did you mean 'ngo'?"),
    ({"member_kind": "Book Club"}, "member_kind", "words=('book-club',) declares a word of your own"),
    ({"note": 5}, "note", "5 is not text"),
])  # fmt: skip
def test_cell_that_cannot_be_read(row: dict[str, Any], where: str, told: str) -> None:
    """Nothing is guessed: the error names row and column and shows the cell."""
    (fault,) = faults({"member": "Chile"}, {"member": "Peru"} | row, coarse_dates="whole")
    assert fault.startswith(f"rows[1].{where}: ")
    assert told in fault


def test_all_faults_are_told_at_once() -> None:
    """Every fault of a table is in one error, each with row and column as the table calls it."""
    rows = [
        {"Country": "Peru", "From": "2013-13", "To": "x"},
        {"Country": "", "From": "2014-01-01", "To": "2013-01-01"},
        5,
        {"Country": "Chile", "From": "2014-01-01", "Code": 5},
    ]
    told = faults(*rows, columns={"member": "Country", "start": "From", "end": "To"})
    places = [each.partition(": ")[0] for each in told]
    assert places == ["rows[0].From", "rows[1].Country", "rows[1].To", "rows[2]", "rows[3]"]
    assert "unknown columns 'Code'" in told[-1]
    assert len(faults(*[{"member": 5}] * 2_000)) == 1_000  # After so many no more are looked for.


@pytest.mark.parametrize("rows", ["text", b"text", {"member": "Peru"}, 5, None])
def test_what_is_not_a_list_of_rows(rows: Any) -> None:
    """One row alone, a text or a number is not a table."""
    with pytest.raises(InvalidQuestionError, match="is not a list of rows"):
        Dataset.from_rows(rows)


@pytest.mark.parametrize(("how", "field"), [
    ({"kind": "countries"}, "kind"),
    ({"coarse_dates": "some"}, "coarse_dates"),
    ({"members": "dogs"}, "members"),
    ({"missing_end": ".."}, "missing_end"),
    ({"missing_start": None}, "missing_start"),
    ({"extra": "keep"}, "extra"),
    ({"columns": {"country": "x"}}, "columns"),
    ({"defaults": {"country": "x"}}, "defaults"),
    ({"kind": "participations", "closed_world": True}, "closed_world"),
    ({"ends": "open"}, "ends"),
    ({"errors": "ignore"}, "errors"),
    ({"dates": "dym"}, "dates"),
    ({"numbers": "days"}, "numbers"),
    ({"years_begin": "13-01"}, "years_begin"),
    ({"years_begin": "01-01"}, "years_begin"),
    ({"years_begin": 7}, "years_begin"),
    ({"years_begin": "07-01", "seasons": True}, "seasons"),
    ({"no_date": "9999-12-31"}, "no_date"),
    ({"no_date": 5}, "no_date"),
    ({"words": "whip"}, "words"),
    ({"words": ["Party whip"]}, "words"),
    ({"words": [5]}, "words"),
    ({"vacant": "vacant"}, "vacant"),
    ({"vacant": ["vacant"]}, "vacant"),
    ({"vacant": [5], "kind": "chair_terms"}, "vacant"),
    ({"vacant": 5}, "vacant"),
    ({"columns": 5}, "columns"),
    ({"columns": {"member": ["x"]}}, "columns"),
    ({"roles": ["MP"]}, "roles"),
    ({"ids": "un"}, "ids"),
    ({"source": 5}, "source"),
    ({"no_date": b"x"}, "no_date"),
    ({"years_begin": "+7-+1"}, "years_begin"),
    ({"closed_world": "no"}, "closed_world"),
    ({"seasons": "no"}, "seasons"),
])  # fmt: skip
def test_argument_out_of_its_vocabulary(how: dict[str, Any], field: str) -> None:
    """A slip in an argument is told by its name, before any row is read."""
    with pytest.raises(InvalidQuestionError) as caught:
        Dataset.from_rows([5], **how)
    assert caught.value.field == field


def test_no_rows() -> None:
    """A table without rows gives a dataset without records."""
    assert Dataset.from_rows([]) == Dataset.from_records([])


# Columns.


def test_unknown_columns() -> None:
    """A column that is not known may be a slip of the pen for one that is: it is refused unless the caller says so."""
    row = {"member": "Peru", "strat": "1951-01-01"}
    (told,) = faults(row, row)
    assert told.startswith("rows[0]: unknown columns 'strat' (")
    assert made(row, extra="ignore").memberships[0].period == Period("/")
    assert period_of({"strat": "1951-01-01"}, columns={"start": "strat"}) == "1951-01-01/"
    assert "unknown columns 'start'" in faults({"member": "Peru", "start": "1951"}, columns={"start": "strat"})[0]


def test_rows_of_a_csv_file() -> None:
    """Rows of the standard reader are read; a cell too many is told, one too few is empty."""
    table = ["member,start", "Peru,1951-01-01", "Chile", "Cuba,1951-01-01,1960", ""]
    (told,) = faults(*csv.DictReader(table))
    assert told == "rows[2]: has more cells than there are columns"
    data = made(*csv.DictReader(table[:3]))
    assert [str(each.period) for each in data.memberships] == ["/", "1951-01-01/"]


def test_defaults_fill_empty_cells() -> None:
    """A default stands where the cell is empty or not there, never where something is."""
    data = made({"member": "Peru", "role": ""}, {"member": "Chile", "role": "member"}, defaults={"role": "observer"})
    assert {each.member_id: each.role for each in data.memberships} == {"peru": "observer", "chile": "member"}


F8 = {"Name": "Ada", "Position": "Chair", "Company": "Kite Club", "From": 2013, "To": "31/12/2017"}


def test_columns_in_common_use() -> None:
    """Names of columns are recognised in any case and spelling, and the dataset tells which were."""
    how: dict[str, Any] = {"numbers": "years", "dates": "dmy", "coarse_dates": "whole"}
    data = Dataset.from_rows([F8], "chair_terms", members="people", **how)
    assert str(data.chair_terms[0].period) == "2013-01-01/2017-12-31"
    assert data.chair_of("Kite Club", on="2015-01-01").one().name == "Ada"
    assert data.assumed == tuple(
        f"the column {column!r} is read as {field!r}"
        for column, field in zip(F8, ("member", "role", "body", "start", "end"), strict=True)
    )
    data = Dataset.from_rows([F8], **how)
    assert (data.memberships[0].role, data.memberships[0].office) == ("member", "Chair")
    assert data.assumed[-2:] == (
        "members are organizations (members=)",
        "the role is 'member' (defaults={'role': ...})",
    )
    row = {"PERSON": "Ada", "person_id": 7, "Group": "Kite Club", "Start Date": "2001-01-01", "end-date": "2002-01-01"}
    data = Dataset.from_rows([row])
    assert (data.people["7"].name, str(data.memberships[0].period)) == ("Ada", "2001-01-01/2002-01-01")
    assert "members are people (members=)" in data.assumed
    assert not Dataset.from_rows([row], members="organizations").people
    assert Dataset.from_rows([{"member": "Ada", "body": "Club", "role": "member"}], members="people").assumed == ()


@pytest.mark.parametrize(("row", "how", "told"), [
    ({"Name": "A", "Person": "B"}, {}, "the columns 'Name' and 'Person' may both be 'member'"),
    ({"Name": "A", "Person": "B"}, {"errors": "collect"}, "say which: columns={'member': 'Name'}"),
    ({"Start": "2001", "START": "2002"}, {}, "may both be 'start'"),
    ({"member": "A", "Person": "B"}, {}, "unknown columns 'Person'"),  # An own name of a column wins.
    ({"member": "A", "strat": "2001"}, {}, "did you mean 'start' by 'strat'?"),
    ({"member": "A", "joind": "2001"}, {"errors": "collect"}, "did you mean 'start' by 'joind'?"),
    ({"member": "A", 5: "2001"}, {}, "unknown columns 5"),
    ({"member": "A"}, {"columns": {"start": "Jioned"}}, "no row has the column 'Jioned' (the columns are 'member')"),
    ({"member": "A", "Joined": ""}, {"columns": {"start": "Jioned"}, "extra": "ignore"}, "did you mean 'Joined'?"),
    ({"organisation": "A"}, {}, "or give defaults=; the columns read are 'organisation' as 'body'"),
    ({"member": "A", "Position": "Observer"}, {}, "'Observer' is a role of memberships"),
    ({"member": "A", "office": "Treasurer"}, {"kind": "chair_terms"}, "have no office beside their role"),
])  # fmt: skip
def test_columns_that_are_not_clear(row: dict[Any, Any], how: dict[str, Any], told: str) -> None:
    """Two columns for one field, an unknown one and one that is not there are refused with the names to write."""
    assert told in faults(row, **how)[0]


def test_a_column_that_is_not_known_is_told_once() -> None:
    """However many rows have it, and whether or not faults are collected."""
    rows = [{"member": name, "strange": "x"} for name in ("A", "B", "C")]
    for errors in ("raise", "collect"):
        with pytest.raises(DataFileError) as caught:
            made(*rows, errors=errors)
        assert str(caught.value).count("unknown columns 'strange'") == 1
        assert "rows[1]" not in str(caught.value)


@pytest.mark.parametrize(("head", "cell", "field", "value"), [
    ("Member type", "company", "member_kind", "company"), ("Agent-ID", "ann", "member_id", "ann"),
    ("Member role", "observer", "role", "observer"), ("FOUNDING MEMBER", "yes", "is_founder", True),
    ("Doubtful", "yes", "is_doubtful", True), ("valid_from", "2001-02-03", "period", "2001-02-03/"),
    ("Date to", "2001-02-03", "period", "/2001-02-03"), ("Remarks", "none", "note", "none"),
    ("Membership ID", "one", "id", "one"),
])  # fmt: skip
def test_other_names_of_columns(head: str, cell: str, field: str, value: object) -> None:
    """A column is known by what tables call it, in any case, with blanks, hyphens or underlines."""
    data = made({"name": "Ann", head: cell})
    found = data.agent("Ann").kind if field == "member_kind" else getattr(data.memberships[0], field)
    assert (str(found) if field == "period" else found) == value


def test_roles_in_a_column_of_positions() -> None:
    """A member who is called one in a column of positions holds no office; the column may hold roles alone."""
    assert made({"name": "A", "Position": "Member"}).memberships[0].office is None
    assert made({"name": "A", "office": "Observer"}).memberships[0].office == "Observer"
    assert made({"name": "A", "Position": "Observer"}, columns={"role": "Position"}).memberships[0].role == "observer"


@pytest.mark.parametrize("mark", ["\ufeff", "\u00ef\u00bb\u00bf"])
@pytest.mark.parametrize("columns", [None, {"member": "Land"}])
def test_mark_before_the_first_column(mark: str, columns: Any) -> None:
    """A byte order mark that was read as a part of the first name is passed over."""
    name = columns["member"] if columns else "member"
    rows = csv.DictReader(io.StringIO(f"{mark}{name};start\nPeru;1951-01-01\n"), delimiter=";")
    assert made(*rows, columns=columns).organization("Peru").name == "Peru"
    assert made({f'{mark}"{name}"': "Peru"}, columns=columns).memberships.ids == ("coffee-club-member-peru-unknown",)


@pytest.mark.parametrize(("number", "text"), [(42, "42"), (42.0, "42"), (np.int64(42), "42"), ("042", "042")])
def test_numbers_as_ids(number: Any, text: str) -> None:
    """Whole numbers are ids as well, also where pandas holds them as floats."""
    data = made({"member": "Peru", "member_id": number, "id": number})
    assert (data.organizations[text].name, data.memberships.ids) == ("Peru", (text,))


@pytest.mark.parametrize(("flag", "is_founder"), [
    (1, True), (0, False), (1.0, True), (np.int64(1), True), (True, True), (np.bool_(True), True), ("yes", True),
    ("No", False), ("Y", True), ("0", False), ("TRUE", True), ("", False), (float("nan"), False),
])  # fmt: skip
def test_flags(flag: Any, is_founder: bool) -> None:
    """A flag is true or false, yes or no, 1 or 0; an empty cell is false."""
    assert made({"member": "Peru", "is_founder": flag}).memberships[0].is_founder is is_founder


def test_doubtful_rows() -> None:
    """A tie that a row doubts is never certain."""
    data = made({"member": "Peru", "start": "1951-01-01", "is_doubtful": True}, missing_end="ongoing")
    assert data.is_member("Peru", "Coffee Club", on="1960-01-01") is Certainty.POSSIBLE


# Faulty rows that are left out.


def test_collected_faults() -> None:
    """Faulty rows are left out as if they were not there, and each is listed with row, column, reason and value."""
    good = [{"member": "Peru", "start": "1951-01-01"}, {"member": "Chile", "body": "Club", "note": "Second."}]
    bad: list[Any] = [
        {"member": "Cuba", "body": "Other", "start": "1951-13-01"},
        {"member": "Cuba", "role": "boss"},
        {"member": "Haiti", "role": "boss", "end": "x"},
        {"member": "PERU", "start": "1951"},
        {"member": "Peru", "start": "1951"},
        5,
    ]
    data = made(good[0], *bad, good[1], errors="collect")
    assert data == made(*good)
    assert [(each.row, each.column, each.value) for each in data.faults] == [
        (1, "start", "1951-13-01"), (2, "role", "boss"), (3, "role", "boss"), (3, "end", "x"),
        (4, "member", "PERU"), (4, "start", "1951"), (5, "start", "1951"), (6, "", 5),
    ]  # fmt: skip
    assert all(each.reason and str(each).startswith(f"rows[{each.row}]") for each in data.faults)
    again = pickle.loads(pickle.dumps(data))
    assert ([str(each) for each in again.faults], again.assumed) == ([str(each) for each in data.faults], data.assumed)
    assert made(*good, errors="collect").faults == made(*good).faults == ()
    assert len(made(*[5] * 1_200, errors="collect").faults) == 1_200
    circle = [{"member": "A", "body": "B", "role": "unit"}, {"member": "B", "body": "A", "role": "unit"}]
    with pytest.raises(DataFileError, match="circle|itself"):  # No single row is at fault.
        made(*circle, errors="collect")


def test_nobody_in_a_faulty_row_is_ruled_out() -> None:
    """Rows of which some are left out are not all, whatever the caller declares of the whole table."""
    rows = [{"member": "Peru", "start": "1951-01-01"}, {"member": "Cuba", "start": "x"}]
    data = made(*rows, errors="collect", closed_world=True)
    assert data.members_of("Coffee Club", on="1940-01-01").verdict is Certainty.UNKNOWN
    assert "closed_world is not declared, for faulty rows are left out" in data.assumed
    whole = made(rows[0], errors="collect", closed_world=True)
    assert whole.members_of("Coffee Club", on="1940-01-01").verdict is Certainty.RULED_OUT


def test_rows_without_a_usual_form() -> None:
    """A row with too many cells, an empty one and one with a list in a cell leave the rows beside them as they are."""
    rows: list[Any] = [{"name": "Peru"}, {"name": "Cuba", None: ["x"]}, {}, {"name": "Haiti", "group": ["Club"]}]
    data = made(*rows, {"name": "Chile"}, columns={"member": "name"}, errors="collect")
    assert [(each.row, each.reason.partition("[")[0]) for each in data.faults] == [
        (1, "has more cells than there are columns"), (2, "is missing"), (3, ""),
    ]  # fmt: skip
    assert {each.id for each in data.organizations} == {"peru", "chile", "coffee-club"}
    assert made(rows[1], columns={"member": "name"}, errors="collect").faults[0].row == 0


def test_faulty_rows_leave_no_spelling_behind() -> None:
    """A spelling that only a faulty row has is forgotten with it; one of a good row stays."""
    rows = [{"member": "Perú", "member_id": "per"}, {"member": "Peru", "member_id": "per", "start": "x"}]
    assert made(*rows, errors="collect").organizations["per"].names == ()
    rows.insert(1, {"member": "Peru", "member_id": "per"})
    assert [each.text for each in made(*rows, errors="collect").organizations["per"].names] == ["Peru"]


def test_no_day_to_come_moves_the_horizon() -> None:
    """An end that is planned, or that stands for none, says nothing of the days up to it."""
    rows = [{"member": "A", "start": "2003-05-06", "end": "2999-01-01"}, {"member": "B", "start": "2002-01-01"}]
    ends = [made(rows[0] | {"end": end}, rows[1]).horizon for end in (None, "2004-01-01", "2998-12-31")]
    assert ends == [date(2003, 5, 6), date(2004, 1, 1), date(2003, 5, 6)]
    assert made({"member": "A", "start": "2998-01-01"}).horizon is None


def test_months_that_may_be_years() -> None:
    """Beside 2012-13, which is not a month, 2010-11 is not one either: both rows are left out."""
    rows = [{"member": "A", "start": "2010-11"}, {"member": "B", "start": "2012-13"}, {"member": "C", "start": "2010"}]
    data = made(*rows, coarse_dates="within", errors="collect")
    assert [each.value for each in data.faults] == ["2010-11", "2012-13"]
    assert [each.member_id for each in data.memberships] == ["c"]
    assert made(rows[0], rows[2], coarse_dates="within", errors="collect").faults == ()


def test_tables_of_which_each_month_may_be_a_year() -> None:
    """Several cells that are all of the form of 2010-11 are refused, unless another month or the caller tells."""
    rows = [{"member": "A", "start": "2008-09", "end": "2010-11"}, {"member": "B", "start": "2001-01-01"}]
    how: dict[str, Any] = {"coarse_dates": "within"}
    (told,) = faults(*rows, **how)
    assert told.startswith("rows: '2008-09', '2010-11' may be months or years that lie in two (give years_begin=")
    assert [each.value for each in made(*rows, errors="collect", **how).faults] == ["2008-09"]
    months = "2008-09/2010-11"
    assert (
        str(next(each.period for each in made(*rows, dates="ymd", **how).memberships if each.member_id == "a"))
        == months
    )
    assert (
        str(next(each.period for each in made(*rows, seasons=True, **how).memberships if each.member_id == "a"))
        == months
    )
    plain = made(*rows, {"member": "C", "start": "2010-05"}, **how)
    assert str(next(each.period for each in plain.memberships if each.member_id == "a")) == months
    assert made(rows[0] | {"end": "2008-09"}, **how).memberships  # One month alone is one.
    years = made(*rows, years_begin="07", coarse_dates="whole")
    assert str(next(each.period for each in years.memberships if each.member_id == "a")) == "2008-07-01/2011-06-30"


def test_unknown_keyword() -> None:
    """A misspelt keyword is told with the nearest."""
    with pytest.raises(TypeError, match="no keyword 'colums'; did you mean 'columns'"):
        made(colums={})
    with pytest.raises(TypeError, match="no keyword 'zzz'$"):
        made(zzz=1)


# Agents.


def test_agents_are_made_of_their_names() -> None:
    """Each name gives one agent, with an id that does not depend on the other rows."""
    rows = [{"member": "Côte d'Ivoire"}, {"member": "Perú", "member_kind": "Country"}, {"member": "中国"}]
    data = made(*rows, words=["country"])
    assert {each.name: each.id for each in data.organizations} == {
        "Coffee Club": "coffee-club", "Côte d'Ivoire": "cote-d-ivoire", "Perú": "peru", "中国": "x-f0e95216",
    }  # fmt: skip
    assert data.organization("peru").kind == "country"
    assert made({"member": "中国"}).memberships[0].member_id == "x-f0e95216"
    assert [each.id for each in data.memberships if each.member_id == "peru"] == ["coffee-club-member-peru-unknown"]


def test_words_of_ones_own() -> None:
    """Kinds and roles may be the caller's own words, which the dataset then declares; what is nearly known is not."""
    data = made({"member": "Reds", "member_kind": "Party"}, defaults={"body_kind": "tea-house"})
    assert {each.kind for each in data.organizations} == {"party", "tea-house"}
    assert data.words.ids == ("tea-house",)
    rows = [{"member": "Reds", "project": "Bridge", "role": "Ribbon cutter"}]
    parts = Dataset.from_rows(rows, "participations", words=(Word(id="ribbon-cutter", definition="Cuts."),))
    assert isinstance(parts.projects["bridge"], Project)
    assert parts.participations[0].role == "ribbon-cutter"
    assert parts.words["ribbon-cutter"].definition == "Cuts."
    assert made({"member": "A", "role": "W"}, roles={"W": "whip"}).words.ids == ("whip",)
    assert "did you mean 'member'?" in faults({"member": "A"}, defaults={"role": "memebr"})[0]
    assert "did you mean 'member'?" in faults({"member": "A", "role": "M"}, roles={"M": "memebr"})[0]


@pytest.mark.parametrize(("given", "kind", "role"), [
    ("Member", "memberships", "member"),
    ("OBSERVER ", "memberships", "observer"),
    ("Vice-Chair", "chair_terms", "vice-chair"),
    ("vice chair", "chair_terms", "vice-chair"),
    ("Interim_Chair", "chair_terms", "interim-chair"),
    ("In-kind donor", "participations", "in-kind-donor"),
])  # fmt: skip
def test_roles_in_any_spelling(given: str, kind: Any, role: str) -> None:
    """A role that the library knows may be written in any case, and with blanks."""
    data = made({"member": "A", "role": given}, kind=kind)
    assert getattr(data, kind)[0].role == role


def test_vacancies() -> None:
    """A row of chair terms may say that nobody held the chair: by a name, or by an empty cell."""
    rows = [
        {"member": "Vacant", "start": "2001-01-01", "end": "2001-05-31"},
        {"member": "", "start": "2001-06-01", "end": "2001-06-30"},
        {"member": "Ada", "start": "2001-07-01"},
    ]
    data = made(*rows, kind="chair_terms", vacant=("vacant", ""))
    assert [each.holder_id for each in data.chair_terms] == [None, None, "ada"]
    assert data.chair_of("Coffee Club", on="2001-06-15").verdict is Certainty.RULED_OUT
    assert faults(*rows, kind="chair_terms", vacant=("vacant",)) == ["rows[1].member: is missing"]
    assert len(faults({"member": "vacant", "start": "x"}, kind="chair_terms", vacant=("vacant",))) == 1


def test_a_holder_called_vacant() -> None:
    """Nobody becomes a certain chair because the caller has not said that the name says nobody."""
    (told,) = faults({"member": "Vacant"}, {"member": "Vacant"}, kind="chair_terms")
    assert told.startswith("rows[0].member: 'Vacant' may say that nobody held the office (give vacant=('Vacant',) if")
    data = made({"member": "Vacant"}, kind="chair_terms", ids={"Vacant": "vacant"})
    assert [each.holder_id for each in data.chair_terms] == ["vacant"]
    assert made({"member": "Vacant", "member_id": 5}, kind="chair_terms").chair_terms[0].holder_id == "5"


def test_people_as_members() -> None:
    """Members may be people; a person who is also a body is told."""
    data = made({"member": "Ada Byron", "start": "1840-01-01"}, members="people")
    assert isinstance(data.people["ada-byron"], Person)
    assert data.is_member("Ada Byron", "Coffee Club", on="1840-01-01") is Certainty.CERTAIN
    assert "has no kind" in faults({"member": "Ada", "member_kind": "poet"}, members="people")[0]
    (told,) = faults({"member": "Ada", "body": "Club"}, {"member": "Bo", "body": "Ada"}, members="people")
    assert told.startswith("rows[1].body: 'ada' is already the id of Person 'Ada'")


def test_two_names_of_one_id() -> None:
    """Two spellings are one agent, or two, only if the caller says so; the fault is told once for each name."""
    rows = [{"member": "UN-DESA"}, {"member": "UN DESA"}, {"member": "UN DESA"}]
    (told,) = faults(*rows)
    assert told.startswith("rows[1].member: 'UN DESA' and 'UN-DESA' give the same id 'un-desa'")
    one = made(*rows, ids={"UN-DESA": "undesa", "UN DESA": "undesa"}, source="A list")
    assert [(each.text, each.kind) for each in one.organizations["undesa"].names] == [("UN DESA", "spelling")]
    assert one.organization("UN DESA").id == "undesa"
    two = made(*rows, ids={"UN DESA": "other"})
    assert {each.id for each in two.organizations} == {"coffee-club", "un-desa", "other"}


@pytest.mark.parametrize(("name", "read"), [
    ("Ann\u00a0Lee", "Ann Lee"), ("Ann\u202fLee", "Ann Lee"), ("Ann\u2009Lee", "Ann Lee"),
    ("\tAnn Lee\u00a0", "Ann Lee"),
    ("علی\u200cرضا", "علی\u200cرضا"), ("क\u094d\u200dष", "क\u094d\u200dष"),
    ("Narin\u0303o", "Nariño"), ("👩\u200d🚀", "👩\u200d🚀"),
    ("😀", "😀"), ("+", "+"), ("…", "…"),
])  # fmt: skip
def test_names_as_they_come(name: str, read: str) -> None:
    """Blanks of any width are blanks, joiners of a script are kept, and a member is found by the name of its cell."""
    data = made({"member": name, "start": "2001-01-01"}, missing_end="ongoing")
    assert {each.name for each in data.organizations} == {"Coffee Club", read}
    assert data.is_member(name, "Coffee Club", on="2001-02-01") is Certainty.CERTAIN
    assert data.is_member(read, "Coffee Club", on="2001-02-01") is Certainty.CERTAIN


@pytest.mark.parametrize("name", ["I\u200dOM", "Ann\u200bLee", "Ann\tLee", "Ann\nLee", "علی\u200c", "Pe\u00adru"])
def test_characters_that_hide_are_refused(name: str) -> None:
    """What no one sees and no script needs is refused."""
    assert "invisible characters" in faults({"member": name})[0]


@pytest.mark.parametrize(("one", "other"), [
    ("Иван Петров", "ИВАН ПЕТРОВ"), ("Smith", "SMITH"), ("Οδός", "ΟΔΟΣ"), ("Straße", "STRASSE"), ("C++", "c++"),
])  # fmt: skip
def test_spellings_of_one_id_are_refused_in_every_script(one: str, other: str) -> None:
    """Two names that differ in case or accents make one id, which the caller has to decide."""
    (fault,) = faults({"member": one}, {"member": other})
    assert "give the same id" in fault


@pytest.mark.parametrize(
    ("one", "other"), [("Canal+", "Canal"), ("C++", "C"), ("C++", "C#"), ("A&B", "A B"), ("+", "-")]
)
def test_names_with_signs_are_two(one: str, other: str) -> None:
    """A sign that belongs to a name makes another name, and each is found by its own."""
    data = made({"member": one, "start": "2001-01-01"}, {"member": other, "start": "2005-01-01"}, missing_end="ongoing")
    assert data.is_member(one, "Coffee Club", on="2002-01-01") is Certainty.CERTAIN
    assert data.is_member(other, "Coffee Club", on="2002-01-01") is Certainty.UNKNOWN


def test_ids_of_the_table() -> None:
    """Ids in columns are taken as they are; a name may be missing where there is an id."""
    row = {"member_id": "PER", "body_id": "club", "id": "m1"}
    data = made(row, {"member": "Peru", "member_id": "PER", "body_id": "club"})
    assert (data.memberships["m1"].member_id, data.organizations["PER"].name) == ("PER", "PER")
    assert data.organizations["PER"].names[0].text == "Peru"
    (told,) = faults(row, row)
    assert told == "rows[1].id: the id 'm1' occurs twice"
    assert (
        "is 'ngo' in another row"
        in faults({"member": "P", "member_kind": "ngo"}, {"member": "P", "member_kind": "company"})[0]
    )


@pytest.mark.parametrize(("start", "words"), [
    ("1951-01-01", "1951-01-01"),
    ("1951", "1951"),
    ("1951~", "1951"),  # A newer table may be sure of it.
    ("[..1951]", "to-1951"),
    ("[1951..]", "1951-to"),
    ("[1951..1953]", "1951-to-1953"),
    ("[1951-01-01,1952]", "1951-01-01-1952"),
    ("..", "open"),
    ("", "unknown"),
])  # fmt: skip
def test_start_belongs_to_the_id(start: str, words: str) -> None:
    """Stints of one member are told apart by their starts, whatever other rows the table has and in which order."""
    row = {"member": "Peru", "start": start, "end": "1960-01-01"}
    more = {"member": "Peru", "start": "1970-01-01"}
    for rows in ([row], [row, more], [more, row], [row | {"end": "1961-01-01", "note": "x"}]):
        ids = [each.id for each in made(*rows, coarse_dates="within").memberships if each.period.start_earliest != more]
        assert f"coffee-club-member-peru-{words}" in ids


def test_rows_of_one_start_are_told_apart_by_their_ends() -> None:
    """Their ids do not depend on the order of the rows either; of equal rows only the places differ."""
    row = {"member": "Peru", "start": "1951-01-01"}
    rows = [row | {"end": "1952-01-01"}, row | {"end": "1953-01-01"}, row | {"note": "a"}, row | {"note": "b"}]
    base = "coffee-club-member-peru-1951-01-01-to"
    ids = {f"{base}-1952-01-01": None, f"{base}-1953-01-01": None, f"{base}-unknown": "a", f"{base}-unknown-2": "b"}
    for each in permutations(rows):
        assert {tie.id: tie.note for tie in made(*each).memberships} == ids
    given = [row | {"id": f"{base}-1952-01-01", "member": "Chile"}, row | {"id": f"{base[:-3]}-2", "member": "Chile"}]
    assert made(*given, *rows).memberships.ids.count(f"{base}-1952-01-01-2") == 1
    assert len(set(made(*given, *rows).memberships.ids)) == 6


# Roles.


def test_roles_of_the_table() -> None:
    """Roles are mapped to ours, or left out with their rows; each that is not is told once, with ours beside it."""
    rows = [
        {"member": "A", "role": "MP"},
        {"member": "B", "role": "Clerk", "start": "bad"},
        {"member": "C", "role": "MP"},
    ]
    told = faults(*rows)
    assert [each.partition(": ")[0] for each in told] == ["rows[0].role", "rows[1].role", "rows[1].start"]
    assert "member, observer, component, unit" in told[0]
    assert made(*rows, roles={"MP": "member", "Clerk": None}).memberships.ids == (
        "coffee-club-member-a-unknown",
        "coffee-club-member-c-unknown",
    )


@pytest.mark.parametrize("how", [{"kind": "participations"}, {"kind": "participations", "roles": {"x": "y"}}])
def test_role_in_a_project_is_needed(how: dict[str, Any]) -> None:
    """There is no usual role in a project, so that none is assumed."""
    assert faults({"member": "A"}, **how) == ["rows[0].role: is missing"]


def test_chair_terms() -> None:
    """The member of a row of chairs is who chairs; founders are of memberships alone."""
    rows = [
        {"member": "Ada", "start": "2013-01-01", "end": "2013-06-30"},
        {"member": "Bo", "role": "interim-chair", "start": "2013-07-01"},
    ]
    data = made(*rows, kind="chair_terms", members="people", closed_world=True)
    assert data.chair_of("Coffee Club", on="2013-03-01").one().name == "Ada"
    before = data.chair_of("Coffee Club", on="2012-03-01")
    assert before.verdict is Certainty.RULED_OUT
    assert "as the caller declares" in before.why
    assert [each.of for each in data.coverages] == ["chairs"]
    assert data.members_of("Coffee Club", on="2013-03-01").verdict is Certainty.UNKNOWN
    assert "have no founders" in faults({"member": "A", "is_founder": "true"}, kind="chair_terms")[0]


def test_closed_world_of_members() -> None:
    """Who is not in rows that know all members is not a member, and the reason says whose claim that is."""
    rows = [
        {"member": "Peru", "start": "1951-01-01", "is_founder": True, "note": "First."},
        {"member": "Chile", "role": "observer"},
    ]
    open_, closed = made(*rows), made(*rows, closed_world=True)
    assert open_.is_member("Chile", "Coffee Club", on="1960-01-01") is Certainty.UNKNOWN
    assert closed.is_member("Chile", "Coffee Club", on="1960-01-01") is Certainty.RULED_OUT
    told = closed.members_of("Coffee Club", on="1960-01-01")
    assert "as the caller declares" in told.about("Chile").why
    assert "as the caller declares" in told.why
    assert {each.of for each in closed.coverages} == {"members", "units"}
    assert (
        closed.memberships["coffee-club-member-peru-1951-01-01"].is_founder,
        closed.memberships["coffee-club-member-peru-1951-01-01"].note,
    ) == (True, "First.")


# Sources.


@pytest.mark.parametrize("source", ["The list", Source(id="the-list", title="The list")])
def test_rows_cite_their_source(source: Any) -> None:
    """Every record cites the source, its row, and the words of a date that had to be read; a view of it is the data."""
    data = made(
        {"member": "Peru", "member_kind": "government", "start": "1951", "is_founder": "TRUE"},
        source=source,
        coarse_dates="whole",
    )
    tie = data.memberships[0]
    assert tie.citations == (
        Citation(
            source_id="the-list",
            locator="rows[0]",
            as_stated="start: 1951",
            states=("member_id", "organization_id", "role", "is_founder", "period"),
        ),
    )
    assert data.according_to("the-list") == data
    assert data.check() == ()
    assert made({"member": "Peru", "start": "1951-01-01"}, source=source).memberships[0].citations[0].as_stated is None


# Frames.


FRAME = {
    "country": ["Peru", "Chile", "Cuba"],
    "joined": [pd.Timestamp("1951-01-01"), pd.NaT, pd.Timestamp("1960-02-03 10:00")],
    "left": ["1970-01-01", None, float("nan")],
}
READ = {"columns": {"member": "country", "start": "joined", "end": "left"}, "defaults": BODY}
WANTED = Dataset.from_rows(
    [{"member": "Peru", "start": "1951-01-01", "end": "1970-01-01"}, {"member": "Chile"},
     {"member": "Cuba", "start": "1960-02-03"}], defaults=BODY,
)  # fmt: skip


def test_pandas_frame() -> None:
    """A frame gives what its rows give; NaT and NaN are empty cells."""
    assert Dataset.from_frame(pd.DataFrame(FRAME), **READ) == WANTED
    assert Dataset.from_frame(pd.DataFrame(FRAME).convert_dtypes(), **READ) == WANTED
    assert Dataset.from_frame(pd.DataFrame(FRAME), "chair_terms", **READ).chair_terms[0].role == "chair"


def test_two_columns_of_one_name() -> None:
    """Of two columns of one name, no one can say which is meant."""
    frame = pd.DataFrame([[1, 2]], columns=["start", "start"])
    with pytest.raises(InvalidQuestionError, match="'start' occurs twice"):
        Dataset.from_frame(frame)


def test_frames_of_other_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are taken as each library gives them: Polars by name, Arrow as a list, an Arrow stream through pyarrow."""
    rows = pd.DataFrame(FRAME).to_dict("records")
    polars = SimpleNamespace(
        columns=list(FRAME), iter_rows=lambda *, named: iter(rows) if named else 1 / 0, collect=None
    )
    arrow = SimpleNamespace(column_names=list(FRAME), columns=[1, 1], to_pylist=lambda: rows)
    stream = SimpleNamespace(__arrow_c_stream__=lambda: None)
    fake = ModuleType("pyarrow")
    fake.table = lambda frame: arrow if frame is stream else 1 / 0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyarrow", fake)
    for frame in (polars, arrow, stream):
        assert Dataset.from_frame(frame, **READ) == WANTED
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InvalidQuestionError, match="install pyarrow"):
        Dataset.from_frame(stream, **READ)


@pytest.mark.parametrize("frame", [SimpleNamespace(collect=print), 5, [{"member": "Peru"}]])
def test_what_is_not_a_frame(frame: Any) -> None:
    """A lazy frame is not collected behind the caller's back; rows are not a frame."""
    with pytest.raises(InvalidQuestionError):
        Dataset.from_frame(frame)


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {"member": st.sampled_from("ABC"), "start": days(date(1, 1, 2), LAST), "end": days(date(1, 1, 2), LAST)}
        ),
        max_size=8,
    )
)
def test_each_row_is_one_membership_with_its_days(rows: list[dict[str, Any]]) -> None:
    """Exact rows answer each day as a look through the rows does; rows that end before they start are refused."""
    reversed_ = [index for index, row in enumerate(rows) if row["start"] > row["end"]]
    if reversed_:
        assert [each.split(".")[0] for each in faults(*rows)] == [f"rows[{index}]" for index in reversed_]
        collected = made(*rows, errors="collect")
        assert [each.row for each in collected.faults] == reversed_
        rows = [row for index, row in enumerate(rows) if index not in reversed_]
    data = made(*rows, closed_world=True)
    assert not reversed_ or made(*rows) == collected
    for row in rows:
        for day in (row["start"], row["end"]):
            wanted = {each["member"] for each in rows if each["start"] <= day <= each["end"]}
            assert {each.name for each in data.members_of("Coffee Club", on=day).certain} == wanted
