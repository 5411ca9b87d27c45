"""Sentences at the edges: good English that says neither less nor else than the data."""

from __future__ import annotations

import pytest

from handmade import body, covers, name, org, seat, term, world
from iom_partners import Citation, Figure, PartialDate, Period


@pytest.mark.parametrize(
    ("period", "marks"),
    [
        ("2013-07-01~/2013-12-31", ["1 July 2013 (approximate)"]),
        ("2013-07-01/2013-12-31?", ["31 December 2013 (uncertain)"]),
        ("2013-07-01%/2013-12-31~", ["(uncertain and approximate)", "31 December 2013 (approximate)"]),
    ],
)
def test_a_qualifier_of_a_day_is_told_inside_too(period: str, marks: list[str]) -> None:
    """Where both ends are days and one carries a qualifier, the sentence keeps it: no doubt is swallowed."""
    why = world(body(), org("aaa"), seat("aaa", period)).members_of("GRP", on="2013-09-01").about("aaa").why
    for mark in marks:
        assert mark in why


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (
            "2013",
            (
                "AAA's membership of GRP ran from 1 July to 31 December 2013, and 1 January to 31 December 2013 "
                "overlaps it"
            ),
        ),
        (
            "2013-12/2014-02",
            (
                "AAA's membership of GRP ran from 1 July to 31 December 2013, and 1 December 2013 to 28 February "
                "2014 overlaps it"
            ),
        ),
    ],
)
def test_a_certain_answer_during_a_period_gives_a_reason_for_certainty(when: str, why: str) -> None:
    """What is certain at some time of a period is not explained by what "may lie before that"."""
    proof = world(body(), org("aaa"), seat("aaa", "2013-07-01/2013-12-31")).members_of("GRP", during=when).about("aaa")
    assert proof.certainty.is_certain
    assert "may lie" not in proof.why
    assert proof.why == why


def test_one_nearest_record_is_one() -> None:
    """A single nearest record is told in the singular."""
    data = world(body(), org("aaa"), seat("aaa", "2013-07-01/2013-12-31"))
    assert data.members_of("GRP", on="2010-06-30").why.endswith(
        "; the nearest record is AAA (1 July to 31 December 2013)."
    )


def test_both_ends_unknown_reads_as_one_sentence() -> None:
    """Of a tie without any date it is said once that no one says when it began or ended."""
    data = world(body(), org("aaa"), seat("aaa", "/"))
    assert data.members_of("GRP", on="2010-06-30").about("aaa").why == (
        "no one says when AAA's membership of GRP began or ended, and 30 June 2010 may lie outside"
    )


def test_both_ends_vague_reads_as_one_sentence() -> None:
    """Of a tie with two vague ends around the day both are told in one clause."""
    data = world(body(), org("aaa"), seat("aaa", "2010/2010"))
    assert data.members_of("GRP", on="2010-06-30").about("aaa").why == (
        "AAA's membership of GRP began in 2010 and ended in 2010, and 30 June 2010 may lie before or after that"
    )


def test_the_same_reason_is_told_once() -> None:
    """The founding that rules a member out is not told twice in one sentence."""
    data = world(body(founded="2003-04"), org("aaa"), seat("aaa", "2003-04/.."))
    why = data.members_of("GRP", on="2003-03-31").about("aaa").why
    assert why.count("GRP was founded in April 2003") == 1


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("name_of", "It is not known what GRP was called on 1 January 2010: "),
        ("groups_of", "It is not known which groups GRP was in on 1 January 2010: "),
        ("units_of", "It is not known which units GRP had on 1 January 2010: "),
    ],
)
def test_what_is_unknown_is_named_in_its_own_words(question: str, start: str) -> None:
    """A name, a group or a unit is not asked for by "who"."""
    assert getattr(world(body()), question)("GRP", on="2010-01-01").why.startswith(start)


@pytest.mark.parametrize(
    ("question", "of", "start"),
    [
        ("groups_of", "groups", "GRP was in no group on 1 January 2010: "),
        ("units_of", "units", "GRP had no unit on 1 January 2010: "),
        ("name_of", "names", "GRP had no known name on 1 January 2010: "),
    ],
)
def test_what_is_ruled_out_is_named_in_its_own_words(question: str, of: str, start: str) -> None:
    """No unit is "nobody"."""
    assert getattr(world(body(), covers(of)), question)("GRP", on="2010-01-01").why.startswith(start)


@pytest.mark.parametrize(
    ("keyword", "when", "words"),
    [
        ("during", Period("2013-08/2013-09"), "at some time from August to September 2013 (days not stated):"),
        ("throughout", Period("2013-08/2013-09"), "all the time from August to September 2013 (days not stated):"),
        ("during", "../2013", "at some time up to 31 December 2013:"),
        ("during", Period("2013-09-01/.."), "at some time from 1 September 2013 on:"),
        ("on", "[2013-09-01..]", "on some day from 1 September 2013 on:"),
    ],
)
def test_the_time_asked_about_reads_well(keyword: str, when: object, words: str) -> None:
    """A period with a partial, open or unknown end is named in plain words."""
    data = world(body(), org("aaa"), seat("aaa", "2010-07-01/2015-12-31"))
    assert words in data.members_of("GRP", **{keyword: when}).why


def test_the_nearest_group_through_a_collective_is_dated_by_the_seat_too() -> None:
    """A group held through a collective is not told to have lasted longer than the collective's seat."""
    data = world(
        body(), org("col", kind="collective"), org("aaa"), seat("col", "2007-11-01/2009-12-31"),
        seat("aaa", "1950-01-01/..", of="col", role="component"),
    )  # fmt: skip
    why = data.groups_of("aaa", on="2005-01-01").why
    assert "1950" not in why
    assert "1 November 2007" in why


@pytest.mark.parametrize(
    ("lower", "upper", "words"), [(16, None, "at least 16 members"), (None, 22, "at most 22 members")]
)  # fmt: skip
def test_a_figure_without_a_limit_never_says_none(lower: int | None, upper: int | None, words: str) -> None:
    """A figure with one limit is told as at least or at most."""
    data = world(
        body(), Figure(id="f", about_id="grp", unit="members", lower=lower, upper=upper, when=PartialDate("2010"))
    )
    count = data.member_count("GRP", on="2010-01-01")
    assert "None" not in count.why
    assert words in count.why


def test_a_denied_figure_is_not_told_as_stated() -> None:
    """A source that denies a figure is not named as one that states it; one that speaks twice is named once."""
    cited = (
        Citation(source_id="one"),
        Citation(source_id="one", locator="page 2"),
        Citation(source_id="two", denies=True),
    )
    figure = Figure(id="f", about_id="grp", unit="members", lower=2, upper=2, when=PartialDate("2010"), citations=cited)
    assert world(body(), figure).member_count("GRP", on="2010-01-01").why.endswith("; stated: 2 members (one)")


def test_a_figure_without_citations_has_no_empty_brackets() -> None:
    """A figure that cites nothing is told without sources."""
    figure = Figure(id="f", about_id="grp", unit="members", lower=2, upper=2, when=PartialDate("2010"))
    assert world(body(), figure).member_count("GRP", on="2010-01-01").why.endswith("; stated: 2 members")


@pytest.mark.parametrize(
    ("seats", "why"),
    [
        (0, "GRP had no members on 1 January 2010, and all are known"),
        (1, "the 1 member of GRP is known on 1 January 2010"),
    ],
)
def test_none_and_one_are_counted_in_english(seats: int, why: str) -> None:
    """None and one member are told in the words for none and one."""
    agents = [org("aaa"), seat("aaa", "2009-01-01/..")][: 2 * seats]
    assert world(body(), *agents, covers("members")).member_count("GRP", on="2010-01-01").why == why


def test_names_stand_in_quotation_marks_in_lists_too() -> None:
    """Several names are quoted as one name is."""
    data = world(body(names=(name("Old", "2003/2006"), name("New", "2006/.."))))
    assert data.name_of("GRP", on="2006-03-01").why.startswith("“Old” and “New” possibly were names of GRP")


def test_a_term_of_one_day_is_not_told_twice() -> None:
    """A tie of one day is told as that very day."""
    data = world(body(), org("aaa"), term("aaa", "2013-09-01/2013-09-01"))
    assert data.chair_of("GRP", on="2013-09-01").about("aaa").why == (
        "AAA's term as chair of GRP was on 1 September 2013, the day asked about"
    )
