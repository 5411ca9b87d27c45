"""The reasons in words: each kind of answer has its own plain sentence, held here in full."""

from __future__ import annotations

from typing import Any

import pytest

from iom_partners import Certainty, Citation, Dataset, Figure, Organization, PartialDate, Period, SeveralAnswersError
from worlds import body, covers, name, org, seat, term, world

#: Period of AAA's membership, day, certainty, sentence.
MEMBERSHIPS = [
    # Inside.
    ("2013-07-01/2013-12-31", "2013-09-01", Certainty.CERTAIN,
     "AAA's membership of GRP ran from 1 July to 31 December 2013, and 1 September 2013 lies inside"),
    ("2013-07/2014", "2013-09-01", Certainty.CERTAIN,
     "AAA's membership of GRP began in July 2013 and ended in 2014, and 1 September 2013 lies inside"),
    ("[2010-09-30..2010-11-08]/2014-01-01", "2013-09-01", Certainty.CERTAIN,
     ("AAA's membership of GRP began on some day from 30 September to 8 November 2010 and ended on 1 January 2014, and "
      "1 September 2013 lies inside")),
    # A vague start, a vague end.
    ("2010/2014", "2010-06-30", Certainty.POSSIBLE,
     "AAA's membership of GRP began in 2010, and 30 June 2010 may lie before that"),
    ("2010/2014", "2014-06-30", Certainty.POSSIBLE,
     "AAA's membership of GRP ended in 2014, and 30 June 2014 may lie after that"),
    # Attested only: before, inside and after the attested days.
    ("[..2013-09-01]/[2014-01-01..]", "2013-07-15", Certainty.POSSIBLE,
     ("AAA's membership of GRP is first attested on 1 September 2013, and no one says since when it ran; 15 July 2013 "
      "lies before that day")),
    ("[..2013-09-01]/[2014-01-01..]", "2013-10-01", Certainty.CERTAIN,
     ("AAA's membership of GRP had begun by 1 September 2013 and is attested up to 1 January 2014, and 1 October 2013 "
      "lies inside")),
    ("[..2013-09-01]/[2014-01-01..]", "2014-01-02", Certainty.POSSIBLE,
     ("AAA's membership of GRP is attested up to 1 January 2014, and no one says how much longer it went on; 2 January "
      "2014 lies after that day")),
    # Open.
    ("2003-04/..", "2025-01-01", Certainty.CERTAIN,
     "AAA's membership of GRP began in April 2003 and goes on, and 1 January 2025 lies inside"),
    ("../2014", "1950-01-01", Certainty.CERTAIN,
     "AAA's membership of GRP has always held and ended in 2014, and 1 January 1950 lies inside"),
    # Unknown end, unknown start.
    ("2013-07-01/", "2013-09-01", Certainty.POSSIBLE,
     "no one says when AAA's membership of GRP ended, and 1 September 2013 may lie after that"),
    ("/2014", "2013-09-01", Certainty.POSSIBLE,
     "no one says when AAA's membership of GRP began, and 1 September 2013 may lie before that"),
    ("/", "2010-06-30", Certainty.POSSIBLE,
     "no one says when AAA's membership of GRP began or ended, and 30 June 2010 may lie outside"),
    # Vague on both sides of the day.
    ("2010/2010", "2010-06-30", Certainty.POSSIBLE,
     "AAA's membership of GRP began in 2010 and ended in 2010, and 30 June 2010 may lie before or after that"),
    # Surely before the one day and perhaps after the other: an "or" would doubt both.
    ("[..2010-06-30]/2010", "2010-03-01", Certainty.POSSIBLE,
     ("AAA's membership of GRP is first attested on 30 June 2010, and no one says since when it ran; AAA's membership "
      "of GRP ended in 2010; 1 March 2010 lies before that day and may lie after that")),
    # Outside, with a list that is not complete.
    ("2013-07-01/2013-12-31", "2010-06-30", Certainty.UNKNOWN,
     ("AAA's membership of GRP began on 1 July 2013, and 30 June 2010 lies before that; the data do not claim to know "
      "all members of GRP then")),
    ("2013-07-01/2013-12-31", "2015-01-01", Certainty.UNKNOWN,
     ("AAA's membership of GRP ended on 31 December 2013, and 1 January 2015 lies after that; the data do not claim to "
      "know all members of GRP then")),
    # Qualified dates keep their qualifier.
    ("2006~/2014", "2013-09-01", Certainty.CERTAIN,
     "AAA's membership of GRP began in 2006 (approximate) and ended in 2014, and 1 September 2013 lies inside"),
    ("2006~/2014", "2006-09-01", Certainty.POSSIBLE,
     "AAA's membership of GRP began in 2006 (approximate), and 1 September 2006 may lie before that"),
    ("2006/2013-05?", "2013-05-20", Certainty.POSSIBLE,
     "AAA's membership of GRP ended in May 2013 (uncertain), and 20 May 2013 may lie after that"),
    ("2006/2013-05-01%", "2013-05-20", Certainty.UNKNOWN,
     ("AAA's membership of GRP ended on 1 May 2013 (uncertain and approximate), and 20 May 2013 lies after that; the "
      "data do not claim to know all members of GRP then")),
    # Several days.
    ("2010-03-01/2013-12-31", "2013", Certainty.CERTAIN,
     "AAA's membership of GRP ran from 1 March 2010 to 31 December 2013, and one day of 2013 lies inside"),
    ("2010-03-01/2013-12-31", "2010", Certainty.POSSIBLE,
     "AAA's membership of GRP began on 1 March 2010, and one day of 2010 may lie before that"),
    ("2010-03-01/2013-12-31", "2010~", Certainty.POSSIBLE,
     "AAA's membership of GRP began on 1 March 2010, and one day of 2010 (approximate) may lie before that"),
    ("2010-03-01/2013-12-31", "[2013-12-01..2014-01-31]", Certainty.POSSIBLE,
     ("AAA's membership of GRP ended on 31 December 2013, and some day from 1 December 2013 to 31 January 2014 may lie "
      "after that")),
    ("2010-03-01/2013-12-31", "[..2010-06-01]", Certainty.POSSIBLE,
     "AAA's membership of GRP began on 1 March 2010, and some day up to 1 June 2010 may lie before that"),
]  # fmt: skip


@pytest.mark.parametrize(("period", "on", "certainty", "why"), MEMBERSHIPS)
def test_one_membership_and_one_day(period: str, on: str, certainty: Certainty, why: str) -> None:
    """The sentence about one member names the deciding end as exactly as it is known, and where the day lies to it."""
    proof = world(body(), org("aaa"), seat("aaa", period)).members_of("GRP", on=on).about("aaa")
    assert (proof.certainty, proof.why) == (certainty, why)


#: Role of AAA's term, sentence.
ROLES = [
    ("chair", "AAA's term as chair of GRP ran from 1 January to 30 June 2010, and 1 March 2010 lies inside"),
    ("co-chair", "AAA's term as co-chair of GRP ran from 1 January to 30 June 2010, and 1 March 2010 lies inside"),
    ("interim-chair",
     "AAA's term as interim chair of GRP ran from 1 January to 30 June 2010, and 1 March 2010 lies inside"),
    ("co-convener",
     "AAA's term as co-convener of GRP ran from 1 January to 30 June 2010, and 1 March 2010 lies inside"),
    ("president", "AAA's role of president in GRP ran from 1 January to 30 June 2010, and 1 March 2010 lies inside"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "why"), ROLES)
def test_each_role_has_its_words(role: str, why: str) -> None:
    """A term is named by its role; one in a word of the data by that word."""
    data = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-06-30", role=role))
    assert data.chair_of("GRP", on="2010-03-01", role=role).about("aaa").why == why
    who, every = f"chair of GRP (role {role} only)", "chairs"
    if role == "president":
        who, every = "president of GRP", "holders of the office “president”"
    assert data.chair_of("GRP", on="2015-01-01", role=role).why == (
        f"It is not known who was {who} on 1 January 2015: no record says so, and the data do not claim to know all "
        f"{every} then; the nearest record is AAA (1 January to 30 June 2010)."
    )


def covered_world() -> Dataset:
    """A body with a life, a member, a chair and two names, known for a time."""
    return world(
        body(founded="2003-04", ended="[2018-05-02..2018-12-31]",
            names=(name("Old", "2003-04/[2006-01-01..2006-05-09]"), name("New", "[2006-01-01..2006-05-09]/.."))),
        org("aaa"), org("bbb"), seat("aaa", "2004-01-01/.."), term("aaa", "2010-01-01/2010-06-30"),
        covers("members", "2003-04-01", "2014-01-01"), covers("names", "2003-04-01", "2018-12-31"),
        covers("units", last="2004-01-01"),
    )  # fmt: skip


#: Question, day, sentence for the whole answer.
WHOLE = [
    # Before the founding and after the end.
    ("members", "2003-03-31",
     "Nobody was a member of GRP on 31 March 2003: GRP was founded in April 2003, and 31 March 2003 lies before that."),
    ("chairs", "2019-01-01",
     ("Nobody was chair of GRP on 1 January 2019: GRP ended on some day from 2 May to 31 December 2018, and 1 January "
      "2019 lies after that.")),
    # Covered and absent.
    ("members", "2003-06-01",
     "Nobody was a member of GRP on 1 June 2003: all members of GRP are known from 1 April 2003 up to 1 January 2014."),
    ("units", "2003-06-01", "GRP had no unit on 1 June 2003: all units of GRP are known up to 1 January 2004."),
    # One certain, with the reason why no other.
    ("members", "2010-03-01",
     ("AAA was certainly a member of GRP on 1 March 2010: AAA's membership of GRP began on 1 January 2004 and goes on, "
      "and 1 March 2010 lies inside; nobody else can have been: all members of GRP are known from 1 April 2003 up to 1 "
      "January 2014.")),
    ("chairs", "2010-03-01",
     ("AAA was certainly chair of GRP on 1 March 2010: AAA's term as chair of GRP ran from 1 January to 30 June 2010, "
      "and 1 March 2010 lies inside; nobody else can have been: one chair of GRP sits at a time.")),
    # One certain, others not ruled out.
    ("members", "2014-03-01",
     ("AAA was certainly a member of GRP on 1 March 2014: AAA's membership of GRP began on 1 January 2004 and goes on, "
      "and 1 March 2014 lies inside; others are not ruled out, for the data do not claim to know all members then.")),
    # One possible: the life of the body decides.
    ("members", "2018-07-01",
     ("AAA was possibly a member of GRP on 1 July 2018: GRP ended on some day from 2 May to 31 December 2018, and 1 "
      "July 2018 may lie after that; others are not ruled out, for the data do not claim to know all members then.")),
    # Names.
    ("names", "2004-01-01",
     ("The name of GRP on 1 January 2004 was certainly “Old”: the name “Old” began in April 2003 and ended on some day "
      "from 1 January to 9 May 2006, and 1 January 2004 lies inside.")),
    ("names", "2003-03-31",
     "GRP had no known name on 31 March 2003: GRP was founded in April 2003, and 31 March 2003 lies before that."),
    # Several days.
    ("chairs", "2010",
     ("AAA was possibly chair of GRP on one day of 2010: AAA's term as chair of GRP ended on 30 June 2010, and one day "
      "of 2010 may lie after that; others are not ruled out, for the data do not claim to know all chairs then.")),
]  # fmt: skip


def ask(data: Dataset, question: str, **time: Any) -> Any:
    """Ask one of the questions by its name."""
    asks = {"chairs": data.chair_of, "members": data.members_of, "units": data.units_of, "names": data.name_of}
    return asks[question]("GRP", **time)


@pytest.mark.parametrize(("question", "on", "why"), WHOLE)
def test_the_whole_answer_on_a_day(question: str, on: str, why: str) -> None:
    """The sentence for the whole answer tells who, how surely, when, why, and whether anyone else can have been."""
    assert ask(covered_world(), question, on=on).why == why


#: Question, item, day, certainty, sentence.
ABOUT = [
    ("members", "bbb", "2010-03-01", Certainty.RULED_OUT,
     ("BBB is not among the members of GRP on 1 March 2010; all members of GRP are known from 1 April 2003 up to 1 "
      "January 2014")),
    ("members", "bbb", "2003-03-31", Certainty.RULED_OUT,
     ("BBB is not among the members of GRP on 31 March 2003; GRP was founded in April 2003, and 31 March 2003 lies "
      "before that")),
    ("members", "aaa", "2019-01-01", Certainty.RULED_OUT,
     "GRP ended on some day from 2 May to 31 December 2018, and 1 January 2019 lies after that"),
    ("members", "aaa", "2003-06-01", Certainty.RULED_OUT,
     ("AAA's membership of GRP began on 1 January 2004, and 1 June 2003 lies before that; all members of GRP are known "
      "from 1 April 2003 up to 1 January 2014")),
    ("members", "bbb", "2014-03-01", Certainty.UNKNOWN,
     ("no record says that BBB was a member of GRP on 1 March 2014; the data do not claim to know all members of GRP "
      "then")),
    ("chairs", "bbb", "2010-03-01", Certainty.RULED_OUT,
     "BBB is not among the chairs of GRP on 1 March 2010; one chair of GRP sits at a time"),
    ("chairs", "bbb", "2009-03-01", Certainty.UNKNOWN,
     "no record says that BBB was chair of GRP on 1 March 2009; the data do not claim to know all chairs of GRP then"),
    ("names", "Old", "2007-01-01", Certainty.RULED_OUT,
     ("the name “Old” ended on some day from 1 January to 9 May 2006, and 1 January 2007 lies after that; all names of "
      "GRP are known from 1 April 2003 up to 31 December 2018")),
    ("names", "Zed", "2007-01-01", Certainty.RULED_OUT,
     ("“Zed” is not among the names of GRP on 1 January 2007; all names of GRP are known from 1 April 2003 up to 31 "
      "December 2018")),
]  # fmt: skip


@pytest.mark.parametrize(("question", "item", "on", "certainty", "why"), ABOUT)
def test_about_one_on_a_day(question: str, item: str, on: str, certainty: Certainty, why: str) -> None:
    """The sentence about anyone who is not an answer tells what their records say, and why that settles it or not."""
    proof = ask(covered_world(), question, on=on).about(item)
    assert (proof.certainty, proof.why) == (certainty, why)


#: Keyword, period, sentence for AAA's membership from 1 March 2010 to 31 December 2013.
OVER = [
    ("during", "2011",
     ("AAA was certainly a member of GRP at some time from 1 January to 31 December 2011: AAA's membership of GRP ran "
      "from 1 March 2010 to 31 December 2013, and 1 January to 31 December 2011 overlaps it")),
    ("throughout", "2011",
     ("AAA was certainly a member of GRP all the time from 1 January to 31 December 2011: AAA's membership of GRP ran "
      "from 1 March 2010 to 31 December 2013, and 1 January to 31 December 2011 lies inside")),
    ("throughout", "2011-05-01",
     ("AAA was certainly a member of GRP on 1 May 2011: AAA's membership of GRP ran from 1 March 2010 to 31 December "
      "2013, and 1 May 2011 lies inside")),
]  # fmt: skip


@pytest.mark.parametrize(("keyword", "when", "why"), OVER)
def test_the_whole_answer_over_a_period(keyword: str, when: Any, why: str) -> None:
    """Over a period, the sentence says whether some of it or all of it is meant."""
    data = world(body(), org("aaa"), seat("aaa", "2010-03-01/2013-12-31"))
    tail = "; others are not ruled out, for the data do not claim to know all members then."
    assert ask(data, "members", **{keyword: when}).why == why + tail


def joint() -> Dataset:
    """A collective in a body, and one of its parts."""
    col = Organization(id="col", name="Joint Seat", kind="collective")
    return world(
        body(), col, org("aaa"), seat("col", "2007-11/.."), seat("aaa", "2005/2015", of="col", role="component"),
        covers("members", "2003-04-01", "2020-01-01"),
    )  # fmt: skip


#: Day, certainty, sentence about the part of a collective.
THROUGH = [
    ("2008-01-01", Certainty.CERTAIN,
     ("through Joint Seat: AAA's part in the joint seat of Joint Seat began in 2005 and ended in 2015; Joint Seat's "
      "membership of GRP began in November 2007 and goes on, and 1 January 2008 lies inside both")),
    ("2007-11-15", Certainty.POSSIBLE,
     ("through Joint Seat: Joint Seat's membership of GRP began in November 2007, and 15 November 2007 may lie before "
      "that")),
    ("2015-06-01", Certainty.POSSIBLE,
     ("through Joint Seat: AAA's part in the joint seat of Joint Seat ended in 2015, and 1 June 2015 may lie after "
      "that")),
    ("2007-01-01", Certainty.RULED_OUT,
     ("through Joint Seat: Joint Seat's membership of GRP began in November 2007, and 1 January 2007 lies before that; "
      "all members of GRP are known from 1 April 2003 up to 1 January 2020")),
]  # fmt: skip


@pytest.mark.parametrize(("on", "certainty", "why"), THROUGH)
def test_through_a_collective(on: str, certainty: Certainty, why: str) -> None:
    """A member through a collective is told both ties, or the one that decides."""
    proof = joint().members_of("GRP", on=on).about("aaa")
    assert (proof.certainty, proof.why) == (certainty, why)


def test_many_are_counted_and_possible_ones_named() -> None:
    """Up to six certain answers are named, more are counted; possible ones are always named, long lists cut."""
    some = [f"m{number}" for number in range(1, 8)]
    agents = [org(each) for each in some]
    tail = "; others are not ruled out, for the data do not claim to know all members then."
    six = world(body(), *agents, *(seat(each, "2010-01-01/..") for each in some[:6]))
    assert six.members_of("GRP", on="2011-01-01").why == (
        f"M1, M2, M3, M4, M5 and M6 certainly were members of GRP on 1 January 2011{tail}"
    )
    seven = world(body(), *agents, *(seat(each, "2010-01-01/..") for each in some))
    assert seven.members_of("GRP", on="2011-01-01").why == f"7 certainly were members of GRP on 1 January 2011{tail}"
    maybe = world(body(), *agents, *(seat(each, "2010/..") for each in some))
    assert maybe.members_of("GRP", on="2010-03-01").why == (
        f"M1, M2, M3, M4, M5 and 2 more possibly were members of GRP on 1 March 2010{tail}"
    )
    both = world(body(), *agents, seat("m1", "2009-01-01/.."), *(seat(each, "2010/..") for each in some[1:3]))
    assert both.members_of("GRP", on="2010-03-01").why == (
        f"M1 certainly and 2 possibly (M2 and M3) were members of GRP on 1 March 2010{tail}"
    )


def test_two_of_one_name_are_told_apart() -> None:
    """Two of one label stand with their ids in every sentence and in the repr, also one who is in no record there."""
    people = [org(each, name="John Smith", acronym=None) for each in ("js1", "js2", "js3")]
    named = org("like", name="The Group", acronym="GRP")
    data = world(body(), *people, named, org("aaa"), seat("js1", "2001-01-01/2003-12-31"), seat("js2", "2001-05/.."),
        seat("like", "2001/2002"), seat("aaa", "2001/2002"))  # fmt: skip
    answer = data.members_of("grp", on="2003-06-01")
    both = "John Smith (js1) and John Smith (js2) certainly were members of GRP on 1 June 2003"
    assert answer.why.startswith(both)
    assert "certain (2): John Smith (js1), John Smith (js2)\n" in repr(answer)
    assert "<td" in answer._repr_html_().partition(">John Smith (js1)<")[2]
    with pytest.raises(SeveralAnswersError, match=r"^2 answers: John Smith \(js1\), John Smith \(js2\)"):
        answer.one()
    assert answer.evidence[0].why.startswith("John Smith (js1)'s membership of GRP ran from 1 January 2001")
    assert "that John Smith (js3) was a member of GRP" in answer.about("js3").why
    assert "the nearest record is John Smith (js1) (" in data.members_of("grp", on="2000-01-01").why
    assert data.members_of("grp", on="2002-06-01")._names(data.agent(each) for each in ("like", "aaa")) == (
        "GRP (like)",
        "AAA",
    )
    assert data.tenure("js1", "grp").why.startswith("John Smith (js1) was a member of GRP for 1095 days")
    assert "js1" in repr(data.eras("grp")[2])


def test_nothing_known_and_nothing_near() -> None:
    """Without any record or coverage, the sentence says that it is not known, and why."""
    assert world(body()).members_of("GRP", on="2015-01-01").why == (
        "It is not known who was a member of GRP on 1 January 2015: no record says so, and the data do not claim to "
        "know all members then."
    )


def test_the_nearest_records_are_the_last_before_and_the_first_after() -> None:
    """Where nothing is known, the neighbours on both sides are named with their dates; empty claims do not count."""
    data = world(
        body(ended="2012"), org("aaa"), org("bbb"), org("ccc"), term("aaa", "2008-01-01/2008-06-30"),
        term("bbb", "2008-07-01/2008-12-31"), term("ccc", "2009-06-01/2009-12-31"),
        term("aaa", "2010-01-01/2010-06-30"),
        term("bbb", "2015-01-01/2015-12-31"),
    )  # fmt: skip
    assert data.chair_of("GRP", on="2009-03-15").why.endswith(
        "; the nearest records are BBB (1 July to 31 December 2008) and CCC (1 June to 31 December 2009)."
    )


def test_several_coverages_together_make_a_period_complete() -> None:
    """Where no one coverage holds all the time asked about, those that bear on it are named together."""
    data = world(
        body(), org("aaa"), covers("members", "2010-01-01", "2010-06-30"), covers("members", "2010-07-01", "2010-12-31")
    )
    assert data.members_of("GRP", during="2010").why == (
        "Nobody was a member of GRP at some time from 1 January to 31 December 2010: all members of GRP are known from "
        "1 January 2010 up to 30 June 2010 and all members of GRP are known from 1 July 2010 up to 31 December 2010."
    )


@pytest.mark.parametrize(("ask", "who", "time", "record", "sources"), [
    # The body was not there yet.
    ("members_of", "aaa", {"on": "2001-01-01"}, "grp", ["early", "life"]),
    # All are known: of two seats the nearer one is told, before or after the day.
    ("members_of", "aaa", {"on": "2005-07-02"}, "all", ["early", "all"]),
    ("members_of", "aaa", {"on": "2005-12-01"}, "all", ["late", "all"]),
    ("members_of", "bbb", {"on": "2005-12-01"}, "all", ["all"]),
    # Several coverages rule out together: the first stands for them, and each is cited.
    ("members_of", "aaa", {"during": "2008-12-01/2009-02-01"}, "all", ["late", "all", "more"]),
    ("members_of", "bbb", {"during": "2008-12-01/2009-02-01"}, "all", ["all", "more"]),
    # One chair sits at a time.
    ("chair_of", "aaa", {"on": "2005-03-01"}, "term", ["term"]),
])  # fmt: skip
def test_the_record_behind_a_no(ask: str, who: str, time: dict[str, str], record: str, sources: list[str]) -> None:
    """What rules out others stands as evidence; the own record that is nearest is cited besides."""

    def by(source: str) -> dict[str, Any]:
        return {"id": source, "citations": (Citation(source_id=source),)}

    data = world(
        body(founded="2003", citations=(Citation(source_id="life"),)), org("aaa"), org("bbb"),
        seat("aaa", "2005-01-01/2005-06-30", **by("early")), seat("aaa", "2006-01-01/2006-06-30", **by("late")),
        term("bbb", "2005-01-01/2005-12-31", **by("term")),
        covers("members", "2004-01-01", "2008-12-31", **by("all")),
        covers("members", "2009-01-01", "2009-12-31", **by("more")),
    )  # fmt: skip
    proof = getattr(data, ask)("GRP", **time).about(who)
    assert (proof.item.id, proof.certainty, proof.record.id) == (who, Certainty.RULED_OUT, record)
    assert [each.source_id for each in proof.citations] == sources


def test_a_group_ruled_out_by_its_members_says_so() -> None:
    """What an agent's own records leave unknown is told by the members of the body, where those are all known."""
    proof = covered_world().groups_of("bbb", on="2005-01-01").about("GRP")
    assert (proof.certainty, proof.why) == (
        Certainty.RULED_OUT,
        (
            "BBB is not among the members of GRP on 1 January 2005; all members of GRP are known from 1 April "
            "2003 up to 1 January 2014"
        ),
    )


def test_a_name_of_one_time_was_borne() -> None:
    """A name whose two days are known was borne from the one to the other."""
    data = world(body(names=(name("Old", "2003-04-01/2005-12-31"),)))
    assert data.name_of("GRP", on="2004-01-01").about("Old").why == (
        "the name “Old” was borne from 1 April 2003 to 31 December 2005, and 1 January 2004 lies inside"
    )


@pytest.mark.parametrize(("period", "when", "why"), [
    ("2010-06-01/", "2010",
     "began on 1 June 2010 and ended on a day that no one states, and 1 January to 31 December 2010"),
    ("/2010-06-01", "2010",
     "began on a day that no one states and ended on 1 June 2010, and 1 January to 31 December 2010"),
    ("2013-07-01/2013-12-31", "2013", "ran from 1 July to 31 December 2013, and 1 January to 31 December 2013"),
    ("2013-07-01/2013-12-31", "2013-12/2014-02",
     "ran from 1 July to 31 December 2013, and 1 December 2013 to 28 February 2014"),
])  # fmt: skip
def test_what_is_certain_during_a_period_is_told_with_both_ends(period: str, when: str, why: str) -> None:
    """What is certain at some time of a period is not explained by what may lie before or after."""
    proof = world(body(), org("aaa"), seat("aaa", period)).members_of("GRP", during=when).about("aaa")
    assert (proof.certainty, proof.why) == (Certainty.CERTAIN, f"AAA's membership of GRP {why} overlaps it")


@pytest.mark.parametrize(("period", "on", "words"), [
    ("2013-07-01~/2013-12-31", "2013-09-01", "1 July 2013 (approximate)"),
    ("2013-07-01/2013-12-31?", "2013-09-01", "31 December 2013 (uncertain)"),
    ("2013-07-01%/2013-12-31~", "2013-09-01",
     "began on 1 July 2013 (uncertain and approximate) and ended on 31 December 2013 (approximate)"),
    ("[..2010-06-01]/..", "2010", "one day of 2010 may lie before that day"),
    ("../[2010-06-01..]", "2010", "one day of 2010 may lie after that day"),
    ("[..2010-06-01]/[2010-06-01..]", "2010", "one day of 2010 may lie before that day or lie after that day"),
])  # fmt: skip
def test_no_doubt_is_swallowed(period: str, on: str, words: str) -> None:
    """A qualifier of a day is told inside too, and a day of a year may lie on either side of a day of that year."""
    assert words in world(body(), org("aaa"), seat("aaa", period)).members_of("GRP", on=on).about("aaa").why


#: Question, time, words that the sentence begins with or holds, for a member from 1 July 2010 to 31 December 2015.
TIMES = [
    ("during", Period("2013-08/2013-09"), "at some time from August to September 2013 (days not stated):"),
    ("throughout", Period("2013-08/2013-09"), "all the time from August to September 2013 (days not stated):"),
    ("during", "../2013", "at some time up to 31 December 2013:"),
    ("during", Period("2013-09-01/.."), "at some time from 1 September 2013 on:"),
    ("during", Period("../.."), "at some time:"),
    ("during", Period("[2014-01-01..]/.."), "1 January 2014 on (without end):"),
    ("on", "[2013-09-01..]", "on some day from 1 September 2013 on:"),
]


@pytest.mark.parametrize(("keyword", "when", "words"), TIMES)
def test_the_time_asked_about_reads_well(keyword: str, when: object, words: str) -> None:
    """A period with a partial, open or unknown end is named in plain words, none of them twice."""
    why = ask(world(body(), org("aaa"), seat("aaa", "2010-07-01/2015-12-31")), "members", **{keyword: when}).why
    assert words in why
    assert "on on" not in why
    assert "always" not in why.split(":")[0]


@pytest.mark.parametrize(("question", "of", "unknown", "nobody"), [
    ("name_of", "names", "It is not known what GRP was called on 1 January 2010: ", "GRP had no known name"),
    ("groups_of", "groups", "It is not known which groups GRP was in on 1 January 2010: ", "GRP was in no group"),
    ("units_of", "units", "It is not known which units GRP had on 1 January 2010: ", "GRP had no unit"),
])  # fmt: skip
def test_names_groups_and_units_have_words_of_their_own(question: str, of: Any, unknown: str, nobody: str) -> None:
    """A name, a group or a unit is not asked for by "who", and no unit is not "nobody"."""
    open_, known = (
        getattr(data, question)("GRP", on="2010-01-01").why for data in (world(body()), world(body(), covers(of)))
    )
    assert open_.startswith(unknown)
    assert known.startswith(f"{nobody} on 1 January 2010: ")


#: Terms, day, the end of the sentence for the whole answer.
HANDOVERS = [
    ([("aaa", "2010-01-01/2010-06-30"), ("bbb", "2010-06-30/2010-12-31")], "2010-06-30",
     "BBB certainly chaired GRP on 30 June 2010: BBB took over from AAA on that day; nobody else can have been."),
    ([("aaa", "2010-01-01/2010-06-30"), ("bbb", "2010-06-30/2010-06-30"), ("aaa", "2010-06-30/2010-12-31")],
     "2010-06-30", ": BBB took over from AAA and AAA took over from BBB on that day; nobody else can have been."),
    # It is not stated on which day of June the second began.
    ([("aaa", "2010-01-01/2010-06-30"), ("bbb", "2010-06/2010-12-31")], "2010-06-30",
     ": BBB may have taken over from AAA on that day; nobody else can have been."),
    ([("aaa", "2010-01-01/2010-07-30"), ("bbb", "2010-06-30/2010-12-31")], "2010-06-30",
     ("AAA and BBB certainly chaired GRP on 30 June 2010; others are not ruled out, for the data do not claim to know "
      "all chairs then.")),
    ([("aaa", "2010-06-30/2010-06-30"), ("bbb", "2010-06-30/2010-06-30")], "2010-06-30",
     "chaired GRP on 30 June 2010; others are not ruled out, for the data do not claim to know all chairs then."),
    ([("aaa", "2010-01-01/2010-06-30"), ("bbb", "2010-06-30/2010-12-31"), ("ccc", "2010-05-01/2010-07-30")],
     "2010-06-30", "others are not ruled out, for the data do not claim to know all chairs then."),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "on", "why"), HANDOVERS)
def test_who_took_over_on_the_day(terms: list[tuple[str, str]], on: str, why: str) -> None:
    """Two chairs on one day are told as a handover where they are one, and never beside "one chair at a time"."""
    records = [term(who, when, id=f"t{number}") for number, (who, when) in enumerate(terms)]
    data = world(body(), *map(org, ("aaa", "bbb", "ccc", "ddd")), *records)
    assert ask(data, "chairs", on=on).why.endswith(why)
    assert "at a time" not in ask(data, "chairs", on=on).about("ddd").why


def test_a_handover_where_all_chairs_are_known() -> None:
    """The coverage stays the reason why nobody else can have been; a third is told the handover otherwise."""
    terms = term("aaa", "2010-01-01/2010-06-30"), term("bbb", "2010-06-30/2010-12-31")
    data = world(body(), *map(org, ("aaa", "bbb", "ccc")), *terms)
    assert ask(data, "chairs", on="2010-06-30").about("ccc").why == (
        "CCC is not among the chairs of GRP on 30 June 2010; BBB took over from AAA on that day"
    )
    known = data.with_records(covers("chairs", "2010-01-01", "2010-12-31"))
    assert ask(known, "chairs", on="2010-06-30").why.endswith(
        ": BBB took over from AAA on that day; nobody else can have been: all chairs of GRP are known from 1 January "
        "2010 up to 31 December 2010."
    )


#: Records of AAA, question, period, what the reason ends with.
IN_A_ROW = [
    ([term("aaa", "2001-01-01/2002-12-31"), term("aaa", "2003-01-01/2004-12-31")], "chairs", "2002/2004",
     "two terms, of which the second began on the day after the first ended; nobody else"),
    ([term("aaa", "2001-01-01/2003-01-03"), term("aaa", "2003-01-03/2004-12-31")], "chairs", "2002/2004",
     "two terms, of which the second began on the day on which the first ended; nobody else"),
    ([seat("aaa", "2001-01-01/2001-12-31"), seat("aaa", "2002-01-01/2002-12-31"), seat("aaa", "2003-01-01/..")],
     "members", "2001/2004", "3 memberships, of which each began on the day after the one before it ended; others"),
    ([seat("aaa", "2001-01-01/2002-06-30"), seat("aaa", "2002-01-01/.."), seat("aaa", "1990/1991")], "members",
     "2001/2004", "membership of GRP began on 1 January 2002 and goes on; together they leave out no day; others"),
    ([seat("aaa", "2001-01-01/[2001-12-31..]"), seat("aaa", "2002-01-01/..")], "members", "2001/2004",
     "together they leave out no day; others"),
    ([org("col"), seat("aaa", "../..", of="col", role="component"), seat("col", "2001-01-01/2001-12-31"),
      seat("aaa", "2002-01-01/..")], "groups", "2001/2004", "together they leave out no day; others"),
]  # fmt: skip


@pytest.mark.parametrize(("records", "question", "throughout", "why"), IN_A_ROW)
def test_terms_in_a_row(records: list[Any], question: str, throughout: str, why: str) -> None:
    """What holds only by several records together is told by these, and by how they follow each other."""
    data = world(body(), org("aaa"), *records)
    answer = (
        data.groups_of("aaa", throughout=throughout)
        if question == "groups"
        else ask(data, question, throughout=throughout)
    )
    told = answer.why
    assert answer.verdict is Certainty.CERTAIN
    assert why in told
    assert "lies" not in told
    assert "1990" not in told


@pytest.mark.parametrize(("period", "why"), [
    ("2002-01-01/2003-06-30", "1 January 2001 to 31 December 2004 lies partly outside"),
    ("2002-01-01/2002-12-31", "1 January 2001 to 31 December 2004 lies partly outside"),
    ("2001-01-01/2002-12-31", "1 January 2001 to 31 December 2004 lies partly after that"),
    ("2002-01-01/..", "1 January 2001 to 31 December 2004 lies partly before that"),
    ("2001/2004", "may lie before or after that"),
])  # fmt: skip
def test_every_day_of_a_period_that_reaches_beyond_a_record(period: str, why: str) -> None:
    """A part of it surely lies outside, which is told as sure."""
    data = world(body(), org("aaa"), seat("aaa", period))
    assert why in data.members_of("GRP", throughout="2001/2004").about("aaa").why


def test_one_nearest_record_is_one() -> None:
    """A single nearest record is told in the singular, and one of a group through a collective by the shorter tie."""
    data = world(body(), org("aaa"), seat("aaa", "2013-07-01/2013-12-31"))
    assert data.members_of("GRP", on="2010-06-30").why.endswith(
        "; the nearest record is AAA (1 July to 31 December 2013)."
    )
    data = world(
        body(), org("col", kind="collective"), org("aaa"), seat("col", "2007-11-01/2009-12-31"),
        seat("aaa", "1950-01-01/..", of="col", role="component"),
    )  # fmt: skip
    why = data.groups_of("aaa", on="2005-01-01").why
    assert "1950" not in why
    assert "1 November 2007" in why


#: Records beside a body and AAA, the question with its time, the reason that is told once.
ONCE = [
    (body(founded="2003-04"), [seat("aaa", "2003-04/..")], "members", {"on": "2003-03-31"},
     "GRP was founded in April 2003"),
    (body(), [org("bbb"), term("aaa", "2013-01-01/2013-06-30"), term("bbb", "2013-07-01/2013-12-31")], "chairs",
     {"on": "2013"}, "one chair of GRP sits at a time"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "records", "question", "time", "reason"), ONCE)
def test_the_same_reason_is_told_once(group: Any, records: Any, question: str, time: Any, reason: str) -> None:
    """A founding that rules a member out is not told twice, nor a rule for each of several terms."""
    answer = ask(world(group, org("aaa"), *records), question, **time)
    assert (answer.why if question == "chairs" else answer.about("aaa").why).count(reason) == 1


@pytest.mark.parametrize(("lower", "upper", "cited", "words"), [
    (16, None, (), "stated: at least 16 members"),
    (None, 22, (), "stated: at most 22 members"),
    (2, 2, (), "stated: 2 members"),
    # Who denies a figure does not state it, and who speaks twice is named once.
    (2, 2, (Citation(source_id="one"), Citation(source_id="one", locator="page 2"),
            Citation(source_id="two", denies=True)), "stated: 2 members (one)"),
])  # fmt: skip
def test_stated_figures(lower: int | None, upper: int | None, cited: tuple[Citation, ...], words: str) -> None:
    """A figure with one limit is told as at least or at most, with those who state it."""
    limits = {"lower": lower, "upper": upper}
    figure = Figure(id="f", about_id="grp", unit="members", when=PartialDate("2010"), citations=cited, **limits)
    assert world(body(), figure).member_count("GRP", on="2010-01-01").why.endswith(f"; {words}")


@pytest.mark.parametrize(("seats", "why"), [
    (0, "GRP had no members on 1 January 2010, and all are known"),
    (1, "the 1 member of GRP is known on 1 January 2010"),
])  # fmt: skip
def test_none_and_one_are_counted_in_english(seats: int, why: str) -> None:
    """None and one member are told in the words for none and one."""
    agents = [org("aaa"), seat("aaa", "2009-01-01/..")][: 2 * seats]
    assert world(body(), *agents, covers("members")).member_count("GRP", on="2010-01-01").why == why


def test_single_sentences() -> None:
    """What is said of several names, a term of one day, one role, a part of a period, a life vague on both sides."""
    data = world(body(names=(name("Old", "2003/2006"), name("New", "2006/.."))))
    assert data.name_of("GRP", on="2006-03-01").why.startswith("“Old” and “New” possibly were names of GRP")
    data = world(body(), org("aaa"), term("aaa", "2013-09-01/2013-09-01"))
    assert data.chair_of("GRP", on="2013-09-01").about("aaa").why == (
        "AAA's term as chair of GRP was on 1 September 2013, the day asked about"
    )
    data = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-12-31", role="co-chair"), covers("chairs"))
    why = data.chair_of("GRP", on="2010-05-05", role="chair").why
    assert why.startswith("Nobody was chair of GRP (role chair only)")
    why = world(body(founded="2003-04")).chair_of("GRP", throughout="2003").why
    assert "a part of 1 January to 31 December 2003 lies before that" in why
    data = world(body(founded="2010", ended="2010"), org("aaa"), seat("aaa", "../.."))
    why = data.members_of("GRP", on="2010-05-05").about("aaa").why
    assert why.startswith("GRP was founded in 2010 and ended in 2010")


@pytest.mark.parametrize(("during", "note"), [
    ("2010-01/2010-06", " (2 of 6 months not known; 1 of 6 months known in part)"),
    ("2010-02-15/2010-04-30", " (61 of 75 days not known)"),
    # What others than those who are certain were is said at the end of the sentence, where it is so on every day.
    ("2010-01", ""),
    ("2010-05/2010-06", ""),
    # Of one day it is the answer itself that tells; days without number are not counted.
    ("2010-06-01", ""),
    ("2010/..", ""),
    (Period("[2009-12..2010-01]/2010-06-30"), ""),
])  # fmt: skip
def test_the_verdict_of_a_period_says_how_much_is_not_known(during: Any, note: str) -> None:
    """A chair who is certain at some time does not hide the days of which nothing is known."""
    data = world(
        body(founded="2009-01-01"), org("aaa"), org("bbb"),
        term("aaa", "2010-01-01/2010-02-28", role="co-chair"), term("bbb", "2010-05-01/2010-06-30"),
        covers("chairs", "2010-02-01", "2010-02-28"),
    )  # fmt: skip
    why = data.chair_of("GRP", during=during).why
    assert f"{note}:" in why or f"{note};" in why
    assert (" known)" in why, " in part)" in why) == (note.endswith(" known)"), note.endswith(" in part)"))


def test_the_verdict_on_members_says_how_much_is_known_in_part() -> None:
    """Of members, days without one who is certain are no other than those with some."""
    data = world(
        body(), org("aaa"), seat("aaa", "2010-03-01/2010-03-31"), covers("members", "2010-01-01", "2010-04-30")
    )
    assert "at some time from 1 January to 30 June 2010 (2 of 6 months known in part): " in (
        data.members_of("GRP", during="2010-01/2010-06").why
    )
