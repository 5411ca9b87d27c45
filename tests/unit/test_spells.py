"""Spells and stated numbers: the tables that timelines and growth are drawn from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from iom_partners import (
    Citation,
    Dataset,
    Figure,
    InvalidPeriodError,
    InvalidQuestionError,
    PartialDate,
    Period,
    UnknownNameError,
)
from iom_partners.results import Table
from worlds import body, covers, org, seat, term, world


def rows(table: Table, *names: str) -> list[tuple[Any, ...]]:
    """Return some columns of a table, dates as text."""
    return [
        tuple(str(row[name]) if isinstance(row[name], date) else row[name] for name in names)
        for row in table.to_dicts()
    ]


DAYS = ("row", "first_day", "last_day", "certainty")


# Spells.


def test_a_term_of_uncertain_ends_has_three_runs() -> None:
    """Before and after the certain days lie possible ones, each with the sentence that says why."""
    data = world(body(), org("aaa"), term("aaa", "2010-03/[2010-06-10..2010-06-20]"), covers("chairs"))
    table = data.stats.spells("GRP")
    assert rows(table, *DAYS) == [
        ("AAA", "2010-03-01", "2010-03-30", "possible"),
        ("AAA", "2010-03-31", "2010-06-10", "certain"),
        ("AAA", "2010-06-11", "2010-06-20", "possible"),
    ]
    assert table["words"][0] == (
        "AAA's term as chair of GRP began in March 2010, and 1 to 30 March 2010 may lie before that"
    )


def test_who_lives_no_more_is_not_unknown() -> None:
    """Whatever parts of a collective are not known, nobody is one after its own end."""
    seats = seat("set", "2001-01-01/2009-12-31"), seat("old", "2001-01-01/2002-12-31")
    data = world(
        *(body(), org("set"), org("old", ended="2002-12-31"), *seats, covers("members")),
        seat("old", "2001-01-01/2002-12-31", of="set", role="component"),
    )
    old = [row[1:] for row in rows(data.stats.spells("GRP", of="members"), *DAYS) if row[0] == "OLD"]
    assert old == [("2001-01-01", "2002-12-31", "certain")]
    assert data.is_member("old", "GRP", on="2005-01-01").value == "ruled_out"


def test_runs_without_limit_have_empty_days() -> None:
    """An open end is empty, never a far day; so is what is not known of a body without founding and end."""
    table = world(body(), org("aaa"), seat("aaa", "2010-03-01/..")).stats.spells("GRP", of="members")
    assert rows(table, *DAYS)[0] == ("AAA", "2010-03-01", None, "certain")
    assert [row[1:] for row in rows(table, *DAYS)[1:]] == [
        (None, "2010-02-28", "unknown"),
        ("2010-03-01", None, "unknown"),
    ]


def test_two_terms_in_a_row_are_two_runs() -> None:
    """Days that other records decide are a run of their own, also where the certainty is the same."""
    data = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-06-30"), term("aaa", "2010-07-01/2010-12-31"))
    assert rows(data.stats.spells("GRP", during="2010"), "first_day", "record_ids") == [
        ("2010-01-01", "grp-chair-aaa-2010-01-01/2010-06-30"),
        ("2010-07-01", "grp-chair-aaa-2010-07-01/2010-12-31"),
    ]


def test_days_that_two_records_decide_name_both() -> None:
    """Where two terms of one holder overlap, both records and both reasons stand in the run."""
    data = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-06-30"), term("aaa", "2010-04-01/2010-12-31"))
    both = data.stats.spells("GRP", during="2010").to_dicts()[1]
    assert (str(both["first_day"]), str(both["last_day"])) == ("2010-04-01", "2010-06-30")
    assert len(both["record_ids"].split("|")) == 2
    assert both["words"].count("term as chair") == 2


def test_a_run_without_a_deciding_change_goes_on() -> None:
    """A possible bound of one record within the certain days of another does not cut the run."""
    data = world(body(), org("aaa"), seat("aaa", "2010-01-01/2010-12-31"), seat("aaa", "2010-03/2010-05"))
    table = data.stats.spells("GRP", of="members", during="2010")
    mine = [row for row in rows(table, *DAYS) if row[0] == "AAA"]
    assert mine == [
        ("AAA", "2010-01-01", "2010-03-30", "certain"),
        ("AAA", "2010-03-31", "2010-05-01", "certain"),
        ("AAA", "2010-05-02", "2010-12-31", "certain"),
    ]


def test_rows_of_one_label_are_told_apart_by_id() -> None:
    """Two agents of one acronym, and one that is called as the row of what is not known, get their ids behind it."""
    twins = [org("one", acronym="XY"), org("two", acronym="XY"), org("odd", acronym="not known")]
    data = world(
        body(),
        *twins,
        *(term(who, f"{year}-01-01/{year}-12-31") for who, year in (("one", 2001), ("two", 2002), ("odd", 2003))),
    )
    assert list(dict.fromkeys(data.stats.spells("GRP")["row"])) == [
        "XY (one)",
        "XY (two)",
        "not known (odd)",
        "not known",
    ]


def test_sources_are_those_that_say_so() -> None:
    """A source that denies the record does not stand in its run, and each stands once."""
    citations = (Citation(source_id="a"), Citation(source_id="b", denies=True), Citation(source_id="a", locator="2"))
    data = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-12-31", citations=citations))
    assert data.stats.spells("GRP", during="2010")["source_ids"] == ("a",)


def test_a_member_that_may_be_one_through_a_collective_is_unknown_in_its_own_row() -> None:
    """Where all members are known but not the parts of a collective, a row outside its own days is unknown."""
    data = world(
        body(), org("aaa"), org("bbb"), org("col"),
        seat("aaa", "2010-01-01/2010-03-31"), seat("col", "2010-01-01/2010-12-31"),
        seat("bbb", "/", of="col", role="component"),
        covers("members", "2010-01-01", "2010-12-31"),
    )  # fmt: skip
    table = data.stats.spells("GRP", of="members", during="2010")
    assert [row for row in rows(table, *DAYS) if row[0] == "AAA"] == [
        ("AAA", "2010-01-01", "2010-03-31", "certain"),
        ("AAA", "2010-04-01", "2010-12-31", "unknown"),
    ]
    assert "not known" not in table["row"]


def test_a_body_with_no_records_has_no_rows_but_what_is_not_known() -> None:
    """Of a body without terms nothing is known on any day of its life; where all is known there is no row at all."""
    assert rows(world(body(founded="2010")).stats.spells("GRP"), *DAYS) == [
        ("not known", "2010-01-01", None, "unknown")
    ]
    assert len(world(body(), covers("chairs")).stats.spells("GRP")) == 0


def test_a_day_beyond_the_calendar_is_empty() -> None:
    """A member of unknown start and open end is possible on every day, and certain on none."""
    table = world(body(), org("aaa"), seat("aaa", "/.."), covers("members")).stats.spells("GRP", of="members")
    assert rows(table, *DAYS) == [("AAA", None, None, "possible")]


def test_a_stated_edge_of_the_calendar_is_a_day() -> None:
    """A membership that begins on the first and ends on the last day of the calendar is not one without limit."""
    table = world(body(), org("aaa"), seat("aaa", "0001-01-01/9999-12-31"), covers("members")).stats.spells(
        "GRP", of="members"
    )
    assert rows(table, *DAYS) == [("AAA", "0001-01-01", "9999-12-31", "certain")]


def test_the_notes_say_what_a_missing_run_means(curated: Dataset) -> None:
    """The note of the table says what a day without a run is; the fixed columns are those that are documented."""
    table = curated.stats.spells("GMG")
    assert "ruled out" in table.note
    assert "“not known”" in table.note
    assert "not known" not in curated.stats.spells("GMG", during="2013").note
    assert table.column_names == (
        "row", "id", "first_day", "last_day", "certainty", "words", "record_ids", "source_ids",
    )  # fmt: skip
    assert table.to_pandas()["certainty"].dtype.categories.to_list() == ["certain", "possible", "ruled_out", "unknown"]


def test_wrong_questions(tiny: Dataset) -> None:
    """Whatever is neither chairs nor members, a role of members, uncertain ends: each is a typed error."""
    with pytest.raises(InvalidQuestionError, match="one of chairs, members"):
        tiny.stats.spells("club", of="units")  # type: ignore[arg-type]
    with pytest.raises(InvalidQuestionError, match="leave it out"):
        tiny.stats.spells("club", office="clerk")
    with pytest.raises(InvalidQuestionError, match="is not a role of a membership"):
        tiny.stats.spells("club", of="members", role="chair")
    with pytest.raises(InvalidQuestionError, match="is not a role of a term"):
        tiny.stats.spells("club", role="king")  # type: ignore[arg-type]
    with pytest.raises(InvalidPeriodError, match="uncertain ends"):
        tiny.stats.spells("club", during=Period("2005/2006"))
    with pytest.raises(UnknownNameError):
        tiny.stats.spells("nobody")


# Stated numbers.


def test_stated_numbers_keep_their_own_words() -> None:
    """Only numbers of members count; one without a day stands without one, an open range without a limit."""
    figures = [
        Figure(id="f1", about_id="grp", unit="members", lower=5, qualifier="about", when=PartialDate("2010")),
        Figure(id="f2", about_id="grp", unit="members", upper=9, when=Period("2010-01-01/..")),
        Figure(id="f3", about_id="grp", unit="members", lower=1, upper=1),
        Figure(id="f4", about_id="grp", unit="chairs", lower=1, upper=1),
    ]
    table = world(body(), *figures).stats.reported_counts("GRP")
    assert set(rows(table, "figure_id", "first_day", "last_day", "lower", "upper", "words")) == {
        ("f1", "2010-01-01", "2010-12-31", 5, None, "about at least 5 members"),
        ("f2", "2010-01-01", None, None, 9, "at most 9 members"),
        ("f3", None, None, 1, 1, "1 members"),
    }
