"""`Answer` and `Count`: what they give, what they refuse, how they are shown."""

from __future__ import annotations

import copy
import json
import math
import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from iom_partners import (
    AmbiguousNameError,
    Certainty,
    Citation,
    Dataset,
    Figure,
    InvalidDateError,
    InvalidPeriodError,
    InvalidQuestionError,
    MissingTimeError,
    NoCertainAnswerError,
    PartialDate,
    Period,
    SeveralAnswersError,
    Source,
    UndecidedError,
    UnknownNameError,
)
from iom_partners.results import Answer
from worlds import body, covers, ids, name, org, seat, term, world

DOC = Source(id="doc", title="A document")
CITED = (Citation(source_id="doc", locator="page 1", as_stated="1–2 March"), Citation(source_id="doc", denies=True))


def small() -> Dataset:
    """A body with a certain, a possible and a joint member, chairs, names, a unit and a list known for 2010."""
    return world(
        body(founded="2003-04", names=(name("Old", "2003-04/2005-12-31"), name("New", "2006-01-01/.."))),
        *(org(each) for each in ("aaa", "bbb", "ccc", "ddd")), org("col", kind="collective"),
        org("wg", kind="working-group"), seat("aaa", "2005-01-01/2012-12-31", citations=CITED), seat("bbb", "2010/.."),
        seat("col", "2008-01-01/.."), seat("ccc", "2008-01-01/..", of="col", role="component"),
        seat("wg", "2010-01-01/..", role="unit"), term("aaa", "2010-01-01/2010-06-30"),
        term("bbb", "2011-01-01/2011-06-30", role="co-chair"), term("ccc", "2011-01-01/2011-06-30", role="co-chair"),
        term("bbb", "2012/2012-06-30"), covers("members", "2010-01-01", "2010-12-31"),
        covers("members", "2009-01-01", "2011-12-31", body="col"), covers("names"),
        Figure(id="told", about_id="grp", unit="members", lower=2, upper=3, qualifier="about", when=PartialDate("2010"),
            citations=CITED[:1]),
        Figure(id="long", about_id="grp", unit="members", lower=3, upper=3, when=Period("2010-01-01/2010-12-31")),
        Figure(id="other", about_id="grp", unit="offices", lower=7, upper=7, when=PartialDate("2010")),
        Figure(id="undated", about_id="grp", unit="members", lower=9, upper=9), DOC,
    )  # fmt: skip


@pytest.fixture(scope="module")
def data() -> Dataset:
    """The small world."""
    return small()


# One, one_or_none, bool.


def test_one_gives_the_only_candidate(data: Dataset) -> None:
    """`one` and `one_or_none` give the certain answer when nothing else is possible."""
    answer = data.chair_of("GRP", on="2010-03-01")
    assert answer.one().id == "aaa"
    assert answer.one_or_none() is answer.one()


def test_one_raises_when_none_is_certain_and_says_why(data: Dataset) -> None:
    """`one` without a certain answer raises with the reason and names who is possible; `one_or_none` gives None."""
    for on, possible in (("2012-03-01", ("BBB",)), ("2009-03-01", ()), ("2001-01-01", ())):
        answer = data.chair_of("GRP", on=on)
        with pytest.raises(NoCertainAnswerError) as caught:
            answer.one()
        assert caught.value.value == possible
        assert answer.why in str(caught.value)
        assert isinstance(caught.value, LookupError)
        assert answer.one_or_none() is None


def test_one_raises_when_several_are_candidates_and_names_them(data: Dataset) -> None:
    """Two certain answers, or a certain and a possible one, are several: the error names each of them."""
    pair = world(body(), org("aaa"), org("bbb"), term("aaa", "2010-01-01/2010-06-30"), term("bbb", "2010/2010"))
    for answer, named in (
        (data.chair_of("GRP", on="2011-03-01"), ("BBB", "CCC")),
        (data.members_of("GRP", on="2010-03-01"), ("AAA", "COL", "BBB")),
        (pair.chair_of("GRP", on="2010-03-01"), ("AAA", "BBB")),
    ):
        for ask in (answer.one, answer.one_or_none):
            with pytest.raises(SeveralAnswersError) as caught:
                ask()
            assert caught.value.value == named
            assert f"{len(named)} answers: {', '.join(named)}" in str(caught.value)


@pytest.mark.parametrize("asked", [{"on": "2010-06-30"}, {"on": PartialDate("2010-06-30")}, {"during": "2010-06-30"}])
def test_one_on_a_day_of_handover_says_who_left_and_who_came(asked: dict[str, Any]) -> None:
    """The error tells who took over, also after a journey to another process, and what to do."""
    terms = term("aaa", "2010-01-01/2010-06-30"), term("bbb", "2010-06-30/2010-12-31")
    answer = world(body(), org("aaa"), org("bbb"), *terms).chair_of("GRP", **asked)
    for each in (answer, pickle.loads(pickle.dumps(answer))):
        with pytest.raises(
            SeveralAnswersError, match="2 answers: AAA, BBB; BBB took over from AAA on 30 June"
        ) as caught:
            each.one()
        assert "the day before or the day after" in str(caught.value.hint)
        assert "ends='exclusive'" in str(caught.value.hint)


def test_bool_is_that_of_the_verdict(data: Dataset) -> None:
    """An answer is true when certain, false when ruled out, and raises when possible or unknown."""
    assert bool(data.chair_of("GRP", on="2010-03-01")) is True
    assert bool(data.chair_of("GRP", on="2001-01-01")) is False
    for on in ("2012-03-01", "2009-03-01"):
        with pytest.raises(UndecidedError):
            bool(data.chair_of("GRP", on=on))


@pytest.mark.parametrize(
    "use", [iter, len, list, lambda a: "x" in a, lambda a: a[0]], ids=["iter", "len", "list", "in", "item"]
)
def test_an_answer_is_not_a_collection(data: Dataset, use: Callable[[Any], object]) -> None:
    """An answer is not iterable, has no length, no `in` and no index: an empty loop would say nobody for unknown."""
    with pytest.raises(TypeError):
        use(data.members_of("GRP", on="2010-03-01"))


def test_certain_and_possible_are_disjoint_tuples_in_time_order(data: Dataset) -> None:
    """Both parts are tuples; each item stands once, ordered by when it began."""
    answer = data.members_of("GRP", on="2010-03-01")
    assert isinstance(answer.certain, tuple)
    assert isinstance(answer.possible, tuple)
    assert (ids(answer.certain), ids(answer.possible)) == (["aaa", "col"], ["bbb"])


def test_asked_tells_the_time(data: Dataset) -> None:
    """`asked` gives keyword and time, also where the day was given as a plain date or text."""
    for given in (date(2010, 3, 1), "2010-03-01"):
        assert data.chair_of("GRP", on=given).asked[:2] == ("on", date(2010, 3, 1))
    assert data.chair_of("GRP", during="2010").asked[:2] == ("during", Period("2010-01-01/2010-12-31"))
    assert data.chair_of("GRP", on="2010").asked[:2] == ("on", PartialDate("2010"))


# About.


@pytest.mark.parametrize(("who", "on", "certainty", "record"), [
    ("AAA", "2010-03-01", Certainty.CERTAIN, "grp-member-aaa-2005-01-01/2012-12-31"),
    ("bbb", "2010-03-01", Certainty.POSSIBLE, "grp-member-bbb-2010/.."),
    ("ccc agency", "2010-03-01", Certainty.CERTAIN, "col-component-ccc-2008-01-01/.."),  # through the collective
    ("ddd", "2010-03-01", Certainty.RULED_OUT, "grp-members-2010-01-01-2010-12-31"),  # no record, list complete
    ("AAA", "2003-03-31", Certainty.RULED_OUT, "grp"),  # the body was not founded
    ("ddd", "2009-03-01", Certainty.UNKNOWN, None),  # no record, list not complete
    ("AAA", "2014-01-01", Certainty.UNKNOWN, "grp-member-aaa-2005-01-01/2012-12-31"),  # its record had ended
])  # fmt: skip
def test_about_any_one(data: Dataset, who: str, on: str, certainty: Certainty, record: str | None) -> None:
    """`about` gives certainty and deciding record of anyone, listed or not, and agrees with `is_member`."""
    proof = data.members_of("GRP", on=on).about(who)
    assert proof.item is data.agent(who)
    assert proof.certainty is certainty
    assert getattr(proof.record, "id", None) == record
    assert proof.why
    assert data.is_member(who, "GRP", on=on) is certainty


def test_about_takes_records_and_names(data: Dataset) -> None:
    """`about` takes a record, any name of it, and for names the text; unknown names raise."""
    members = data.members_of("GRP", on="2010-03-01")
    assert members.about(data.agent("aaa")) == members.about("Aaa Agency")
    with pytest.raises(UnknownNameError):
        members.about("zzz")
    names = data.name_of("GRP", on="2010-03-01")
    assert names.about("New").certainty is Certainty.CERTAIN
    assert names.about("Old").certainty is Certainty.RULED_OUT
    assert names.about("Elsewhere").certainty is Certainty.RULED_OUT


def test_about_joins_the_records_that_make_one_certain_together() -> None:
    """Two adjoining terms of one holder make a longer certain span, and both are told."""
    data = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-06-30"), term("aaa", "2010-07-01/2010-12-31"))
    proof = data.chair_of("GRP", throughout="2010").about("aaa")
    assert proof.certainty is Certainty.CERTAIN
    assert proof.why.count("AAA's term as chair of GRP") == 2


def test_evidence_names_each_record_then_what_completes(data: Dataset) -> None:
    """Evidence holds one proof for each record that bears on the time, without denying citations, then the coverage."""
    proofs = data.members_of("GRP", on="2010-03-01").evidence
    assert [(proof.item and proof.item.id, proof.certainty) for proof in proofs] == [
        ("aaa", Certainty.CERTAIN),
        ("col", Certainty.CERTAIN),
        ("bbb", Certainty.POSSIBLE),
        (None, Certainty.RULED_OUT),
    ]
    assert proofs[0].citations == CITED[:1]
    assert proofs[-1].record is data.coverages[0] or proofs[-1].record in data.coverages
    assert [proof.item for proof in data.members_of("GRP", on="2014-01-01").evidence] == [
        data.agent("col"),
        data.agent("bbb"),
    ]
    # The term of a chair who sits alone proves both that it sat and that nobody else did.
    assert [proof.item for proof in data.chair_of("GRP", on="2010-03-01").evidence] == [data.agent("aaa")]


# To_dict, repr, html.


def every_answer(data: Dataset) -> list[Answer[Any]]:
    """Answers of every kind and verdict."""
    return [
        ask(time)
        for time in (
            {"on": "2010-03-01"},
            {"on": "2012"},
            {"during": "2009"},
            {"throughout": Period("2010/2011")},
            {"on": "2001-01-01"},
        )
        for ask in (
            lambda t: data.chair_of("GRP", **t),
            lambda t: data.members_of("GRP", **t),
            lambda t: data.members_of("GRP", components=True, **t),
            lambda t: data.units_of("GRP", **t),
            lambda t: data.groups_of("ccc", **t),
            lambda t: data.name_of("GRP", **t),
        )
    ]


def test_to_dict_is_json_and_says_the_same(data: Dataset) -> None:
    """`to_dict` holds plain values only and repeats question, verdict, both lists and the reason."""
    for answer in every_answer(data):
        told = answer.to_dict()
        assert json.loads(json.dumps(told)) == told
        assert told["verdict"] == answer.verdict.value
        assert told["is_complete"] is answer.is_complete
        assert told["why"] == answer.why
        assert [each if isinstance(each, str) else each["id"] for each in told["certain"]] == ids(answer.certain)
        assert len(told["evidence"]) == len(answer.evidence)


def test_to_dict_in_full(data: Dataset) -> None:
    """What `--json` prints of one chair, key by key."""
    answer = data.name_of("GRP", on="2010-03-01")
    assert answer.to_dict() == {
        "question": {"of": "names", "about": "grp", "on": "2010-03-01"},
        "verdict": "certain",
        "is_complete": True,
        "certain": ["New"],
        "possible": [],
        "why": answer.why,
        "evidence": [
            {
                "item": "New",
                "certainty": "certain",
                "why": "the name “New” began on 1 January 2006 and goes on, and 1 March 2010 lies inside",
                "record_id": None,
                "period": "2006-01-01/..",
                "citations": [],
            },
            {
                "item": None,
                "certainty": "ruled_out",
                "why": "all names of GRP are known",
                "record_id": "grp-names-None-None",
                "period": None,
                "citations": [],
            },
        ],
    }
    told = data.members_of("GRP", on="2010-03-01").to_dict()
    assert told["certain"][0] == {"id": "aaa", "name": "Aaa Agency", "acronym": "AAA"}
    assert told["evidence"][0]["item"] == "aaa"
    assert told["evidence"][0]["citations"] == [{"source_id": "doc", "locator": "page 1", "as_stated": "1–2 March"}]


HOSTILE = "<script>alert('x')</script> & \"q\" </table>"


def test_html_escapes_hostile_names() -> None:
    """No text of the data becomes markup in a notebook."""
    data = world(body(name=HOSTILE, acronym=None), org("aaa", name=HOSTILE, acronym="<b>"), seat("aaa", "2010/.."))
    page = data.members_of("grp", on="2011-01-01")._repr_html_()
    assert "<script" not in page
    assert "<b>" not in page
    assert page.count("</table>") == 1
    assert "&lt;b&gt; – &lt;script&gt;" in page


def test_html_shows_who_how_sure_when_why_and_who_says_so(data: Dataset) -> None:
    """The table of an answer has a row for each proof, with acronym, name, period, reason and sources."""
    page = data.members_of("GRP", on="2010-03-01")._repr_html_()
    assert page.count("<tr>") == 1 + len(data.members_of("GRP", on="2010-03-01").evidence)
    for text in ("AAA – Aaa Agency", "<small>2005-01-01/2012-12-31</small>", "certain", "A document", "nobody else"):
        assert f">{text}</td>" in page or f"<br>{text}</td>" in page, text
    plain = world(org("grp", name="GRP"), org("aaa", acronym=None), seat("aaa", "2010/..")).members_of(
        "GRP", on="2011-01-01"
    )
    assert ">Aaa Agency</td>" in plain._repr_html_()


def test_repr_reads_well(data: Dataset) -> None:
    """The repr gives verdict, both lists with their lengths, whether others can be, and the reason."""
    assert repr(data.members_of("GRP", on="2010-03-01")) == (
        "<Answer certain\n  certain (2): AAA, COL\n  possible (1): BBB\n  nobody else can be\n"
        "  AAA and COL certainly and 1 possibly (BBB) were members of GRP on 1 March 2010; nobody else can have been: "
        "all members of GRP are known from 1 January 2010 up to 31 December 2010.>"
    )
    assert repr(data.units_of("GRP", on="2009-01-01")).startswith("<Answer unknown\n  others are not ruled out\n  ")
    assert repr(data.members_of("GRP", on="2010-03-01").evidence[0]) == (
        "<Evidence AAA certain\n  AAA's membership of GRP ran from 1 January 2005 to 31 December 2012, and 1 "
        "March 2010 "
        "lies inside\n  record: grp-member-aaa-2005-01-01/2012-12-31\n  sources: doc>"
    )
    assert repr(data.members_of("GRP", on="2010-03-01").evidence[-1]).startswith("<Evidence nobody else ruled out\n")
    assert repr(data.name_of("GRP", on="2010-03-01").evidence[0]).startswith("<Evidence New certain\n")


def test_equality_goes_by_what_is_said() -> None:
    """Answers of equal data to equal questions are equal with equal hashes; another time makes another answer."""
    one, other = small(), small()
    for left, right in zip(every_answer(one), every_answer(other), strict=True):
        assert left == right
        assert hash(left) == hash(right)
    assert one.chair_of("GRP", on="2010-03-01") != one.chair_of("GRP", on="2010-03-02")
    assert one.chair_of("GRP", on="2010-03-01") != one.members_of("GRP", on="2010-03-01")
    assert one.chair_of("GRP", on="2010-03-01") != "AAA"
    assert len({one.chair_of("GRP", on="2010-03-01"), one.chair_of("GRP", on=date(2010, 3, 1))}) == 1


def test_records_of_an_answer_survive_pickle_and_copy(data: Dataset) -> None:
    """Items and evidence are plain values: pickled or copied, they stay equal; a copy of an answer is itself."""
    answer = data.members_of("GRP", on="2010-03-01")
    assert copy.copy(answer) is copy.deepcopy(answer) is answer
    for value in (answer.certain, answer.possible, answer.evidence, answer.verdict, data.memberships):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.deepcopy(value) == value


# Count.


def test_count_is_a_range(data: Dataset) -> None:
    """A count has the certain as least, certain and possible as most, no most where not all are known."""
    found = {on: data.member_count("GRP", on=on) for on in ("2001-01-01", "2010-03-01", "2010-12-31", "2014-01-01")}
    assert {on: (count.lower, count.upper) for on, count in found.items()} == {
        "2001-01-01": (0, 0),  # before the founding
        "2010-03-01": (2, 3),  # BBB joined in 2010, no day given
        "2010-12-31": (3, 3),  # by now it had
        "2014-01-01": (2, None),  # the list is not complete then
    }
    assert [str(count) for count in found.values()] == ["0", "between 2 and 3", "3", "at least 2"]


def test_count_of_a_partial_date_holds_for_whichever_day(data: Dataset) -> None:
    """Of a partial date, the range holds on every day that it may be, and no wider."""
    assert (data.member_count("GRP", on="2010").lower, data.member_count("GRP", on="2010").upper) == (2, 3)
    ended = world(
        body(), org("a"), org("b"), seat("a", "2009-01-01/2010-06-30"), seat("b", "2010-07-01/.."), covers("members")
    )
    assert int(ended.member_count("GRP", on="2010")) == 1  # one then the other, never both
    assert (ended.member_count("GRP", on="200X").lower, ended.member_count("GRP", on="200X").upper) == (0, 1)


def test_int_and_truth_of_a_count(data: Dataset) -> None:
    """`int` gives the number when least and most agree; the truth is that of somebody, or nobody; else both raise."""
    assert int(data.member_count("GRP", on="2010-12-31")) == 3
    assert bool(data.member_count("GRP", on="2010-03-01")) is True
    assert bool(data.member_count("GRP", on="2001-01-01")) is False
    with pytest.raises(UndecidedError):
        bool(world(body(), org("aaa"), seat("aaa", "2010/..")).member_count("GRP", on="2010-06-15"))
    for on in ("2010-03-01", "2014-01-01"):
        with pytest.raises(UndecidedError, match=str(data.member_count("GRP", on=on))):
            int(data.member_count("GRP", on=on))


def test_stated_figures_are_those_of_the_time_and_the_unit(data: Dataset) -> None:
    """Only figures of members that speak of the time asked about stand beside the count."""
    assert ids(data.member_count("GRP", on="2010-03-01").reported) == ["long", "told"]
    assert data.member_count("GRP", on="2012-03-01").reported == ()
    assert data.member_count("COL", on="2010-03-01").reported == ()


def test_evidence_of_a_count_ends_with_the_figures(data: Dataset) -> None:
    """The evidence of a count is that of the members, then one proof for each figure, in its own words."""
    proofs = data.member_count("GRP", on="2010-03-01").evidence
    assert proofs[:4] == data.members_of("GRP", on="2010-03-01").evidence
    assert [proof.why for proof in proofs[4:]] == ["stated: 3 members", "stated: about 2 to 3 members"]
    assert proofs[5].citations == CITED[:1]


@pytest.mark.parametrize(("on", "why"), [
    ("2010-12-31", "all 3 members of GRP are known on 31 December 2010; TOLD"),
    ("2010-03-01", "2 members of GRP are certain on 1 March 2010 and up to 3 possible, nobody else; TOLD"),
    ("2014-01-01", "2 members of GRP are certain on 1 January 2014, and the data do not claim to know all"),
])  # fmt: skip
def test_count_says_why(data: Dataset, on: str, why: str) -> None:
    """The sentence of a count names range, day and whether all are known, then the figures with their sources."""
    count = data.member_count("GRP", on=on)
    assert count.why == why.replace("TOLD", "stated: 3 members, about 2 to 3 members (doc)")
    assert repr(count) == f"<Count {count}: {count.why}>"


def test_count_to_dict_is_json(data: Dataset) -> None:
    """`to_dict` of a count holds plain values: range, figures, reason."""
    count = data.member_count("GRP", on="2010-03-01")
    told = count.to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told == {
        "lower": 2,
        "upper": 3,
        "reported": [
            {"lower": 3, "upper": 3, "when": "2010-01-01/2010-12-31", "figure_id": "long"},
            {"lower": 2, "upper": 3, "when": "2010", "figure_id": "told"},
        ],
        "why": count.why,
    }


# Bad arguments.


def questions(data: Dataset, keyword: str = "on") -> dict[str, Callable[..., object]]:
    """Every question that takes a time by this keyword, by name, and what lists records of a time."""
    listed = {} if keyword == "throughout" else {"total_of": data.total_of, "where": data.memberships.where}
    return listed | {
        "chair_of": lambda **t: data.chair_of("GRP", **t),
        "members_of": lambda **t: data.members_of("GRP", **t),
        "is_member": lambda **t: data.is_member("AAA", "GRP", **t),
        "groups_of": lambda **t: data.groups_of("AAA", **t),
        "units_of": lambda **t: data.units_of("GRP", **t),
        "name_of": lambda **t: data.name_of("GRP", **t),
        "member_count": lambda **t: data.member_count("GRP", **t),
        "projects_of": lambda **t: data.projects_of("AAA", **t),
        "projects_of no one": data.projects_of,
        "partners_of": lambda **t: data.partners_of("AAA", **t),
    }


LISTINGS = {
    "chair_of": "data.chair_terms_of(body)",
    "members_of": "data.memberships_in(body)",
    "is_member": "data.memberships_in(body)",
    "groups_of": "data.memberships_of(agent)",
    "units_of": "data.memberships_in(body)",
    "name_of": "data.agent(ref).names",
    "member_count": "data.memberships_in(body)",
}


@pytest.mark.parametrize("question", LISTINGS)
@pytest.mark.parametrize(
    "times", [(), ("on", "during"), ("during", "throughout"), ("on", "throughout"), ("on", "during", "throughout")]
)
def test_exactly_one_time(data: Dataset, question: str, times: tuple[str, ...]) -> None:
    """Without a time, or with two, a question raises, names what was given and the listing to use instead."""
    with pytest.raises(MissingTimeError) as caught:
        questions(data)[question](**dict.fromkeys(times, "2010"))
    assert caught.value.value == times
    assert isinstance(caught.value, TypeError)
    assert LISTINGS[question] in str(caught.value)
    for each in times:
        assert f"{each}=" in str(caught.value)


def nat() -> object:
    """Return pandas' NaT where pandas is there, else NumPy's."""
    try:
        import pandas as pd
    except ImportError:
        numpy = pytest.importorskip("numpy")
        return numpy.datetime64("NaT", "D")
    return pd.NaT


#: What is not a date, with the reason where it is odd.
BAD = {
    "None": lambda: None,  # what a table gives for an empty cell
    "NaT": nat,  # passes for a date by its type
    "nan": lambda: math.nan,
    "5": lambda: 5,  # no ordinal, no timestamp
    "2013.0": lambda: 2013.0,  # a year as a table with empty cells has it
    "Decimal": lambda: Decimal(2013),
    "True": lambda: True,  # a bool is an int
    "29 February 2013": lambda: "2013-02-29",  # no leap year
    "a class": lambda: PartialDate,
    "empty text": lambda: "",
    "slashes": lambda: "1.7.2013",
    "basic form": lambda: "20130701",
    "week": lambda: "2013-W27-1",
    "blank": lambda: " 2013-07-01",
    "newline": lambda: "2013-07-01\n",
    "Arabic digits": lambda: "٢٠١٣-٠٧-٠١",
    "en dash": lambda: "2013–07–01",
    "thirteenth month": lambda: "2013-13-01",
    "minus zero": lambda: "-0000-01-01",
    "list": lambda: ["2013-07-01"],
    "bytes": lambda: b"2013-07-01",
}


@pytest.mark.parametrize("keyword", ["on", "during", "throughout"])
@pytest.mark.parametrize("bad", BAD)
def test_bad_dates_are_refused_by_every_question(data: Dataset, bad: str, keyword: str) -> None:
    """No question takes what is not a date: the error is typed and names the value and the parameter."""
    value = BAD[bad]()
    for question, ask in questions(data, keyword).items():
        with pytest.raises(InvalidDateError) as caught:
            ask(**{keyword: value})
        assert caught.value.value is value or caught.value.value == value, question
        assert caught.value.field == keyword, question
        assert caught.value.hint, question
        assert isinstance(caught.value, ValueError)
        with pytest.raises(InvalidDateError, match="during= or throughout="):
            ask(on=Period("2010/2011"))


@pytest.mark.parametrize(("value", "error"), [
    ("2014/2013", InvalidPeriodError),  # ends before it starts
    ("2013/2014/2015", InvalidPeriodError),  # two slashes
    ("2013-02-29/2014", InvalidDateError),  # an end that is not a day
    ("[2013..2014]/2015", InvalidDateError),  # an uncertain end wants a Period object
    ("[2013..2014]", InvalidDateError),  # so does a range
    ("201X", InvalidDateError),  # a decade is not a whole unit here
])  # fmt: skip
@pytest.mark.parametrize("keyword", ["during", "throughout"])
def test_bad_periods_are_refused_by_every_question(data: Dataset, keyword: str, value: str, error: type) -> None:
    """Text for a period must name whole units in order."""
    for ask in questions(data, keyword).values():
        with pytest.raises(error) as caught:
            ask(**{keyword: value})
        assert caught.value.field == keyword


@pytest.mark.parametrize("ask", [
    lambda d, r: d.chair_of(r, on="2010-03-01"), lambda d, r: d.members_of(r, on="2010-03-01"), lambda d,
    r: d.is_member(r, "GRP", on="2010-03-01"), lambda d, r: d.is_member("AAA", r, on="2010-03-01"), lambda d,
    r: d.member_count(r, on="2010-03-01"), lambda d, r: d.groups_of(r, on="2010-03-01"), lambda d,
    r: d.units_of(r, on="2010-03-01"), lambda d, r: d.name_of(r, on="2010-03-01"), lambda d, r: d.chair_terms_of(r),
    lambda d, r: d.terms_held_by(r), lambda d, r: d.memberships_in(r), lambda d, r: d.memberships_of(r), lambda d,
    r: d.shared_periods(r, "AAA", "GRP"), lambda d, r: d.agent(r), lambda d, r: d.organization(r),
])  # fmt: skip
def test_unknown_and_ambiguous_names(ask: Callable[[Dataset, Any], object]) -> None:
    """Every question refuses a name that nothing bears, with the nearest, and one that several bear, with their ids."""
    data = world(body(), org("aaa", name="Atlantic Agency"), org("one", acronym="TWIN"), org("two", acronym="TWIN"))
    with pytest.raises(UnknownNameError, match="Atlantic Agency") as unknown:
        ask(data, "Atlantc Agncy")
    assert unknown.value.value == "Atlantc Agncy"
    assert isinstance(unknown.value, LookupError)
    with pytest.raises(AmbiguousNameError, match="one, two") as ambiguous:
        ask(data, "twin")
    assert ambiguous.value.value == "twin"
    for nothing in (None, 5, ["grp"], b"grp"):
        with pytest.raises(UnknownNameError, match="is not a name"):
            ask(data, nothing)
    with pytest.raises(UnknownNameError, match="data.find"):
        ask(data, "")


@pytest.mark.parametrize("role", ["chairman", "", "member", 5, ["chair"]])
def test_unknown_role(data: Dataset, role: Any) -> None:
    """A role that no chair has is refused with the list of those there are, never taken for nobody."""
    with pytest.raises(InvalidQuestionError, match="chair, co-chair, interim-chair, co-convener") as caught:
        data.chair_of("GRP", on="2010-03-01", role=role)
    assert caught.value.field == "role"
    assert caught.value.value == role


def test_a_role_narrows(data: Dataset) -> None:
    """`role=` gives the holders of that role only, and still knows that one chair sits at a time."""
    for _ in range(2):  # the second time from memory
        assert ids(data.chair_of("GRP", on="2011-03-01", role="co-chair").certain) == ["bbb", "ccc"]
        assert data.chair_of("GRP", on="2010-03-01", role="co-chair").verdict is Certainty.RULED_OUT
        assert ids(data.chair_of("GRP", on="2010-03-01", role="chair").certain) == ["aaa"]


# Uncertain times.


@pytest.mark.parametrize(("keyword", "when", "verdict", "reason"), [
    ("on", "2010-06-15", Certainty.CERTAIN, "a day inside"),
    ("on", "2010-06", Certainty.CERTAIN, "whichever day of June it is, it lies inside"),
    ("on", "2010", Certainty.POSSIBLE, "some days of 2010 lie inside, some do not"),
    ("on", "[2010-03-01..2010-09-30]", Certainty.CERTAIN, "the range is the term itself"),
    ("on", "[2010-06-01..]", Certainty.POSSIBLE, "no limit: it may lie after the term"),
    ("on", "[..2010-06-01]", Certainty.POSSIBLE, "no limit: it may lie before the term"),
    ("on", "[2010-10-01..]", Certainty.RULED_OUT, "one day after the term, list complete"),
    ("on", "2010~", Certainty.POSSIBLE, "a qualifier does not move the bounds"),
    ("during", "2010", Certainty.CERTAIN, "text means the whole year, which holds the term"),
    ("during", Period("2010/2010"), Certainty.POSSIBLE, "a period of unknown days inside 2010 may miss the term"),
    ("during", Period("2010-02/2010-10"), Certainty.CERTAIN, "however it falls, it holds March to September"),
    ("during", Period("2010-01/2010-02"), Certainty.RULED_OUT, "it ends by February"),
    ("during", Period("[..2010-06-01]/[2010-06-01..]"), Certainty.CERTAIN, "1 June surely belongs to it"),
    ("during", Period("2010-10-01/.."), Certainty.RULED_OUT, "it starts after the term"),
    ("during", Period("/2010-06-01"), Certainty.CERTAIN, "its last day lies inside, whenever it started"),
    ("during", Period("/2010-02"), Certainty.RULED_OUT, "it is over before the term"),
    ("during", Period("/2010"), Certainty.POSSIBLE, "it may be over before the term"),
    ("throughout", "2010-03/2010-09", Certainty.CERTAIN, "whole months: the term itself"),
    ("throughout", "2010", Certainty.RULED_OUT, "January surely belongs to 2010 and not to the term"),
    ("throughout", Period("2010/2010"), Certainty.POSSIBLE, "it may be no longer than a day inside"),
    ("throughout", Period("2010-03/2010-09"), Certainty.CERTAIN, "however it falls, it is inside"),
    ("throughout", Period("2010-02/2010-08"), Certainty.RULED_OUT, "28 February surely belongs to it and lies outside"),
    ("throughout", Period("[..2010-06-01]/2010-06-30"), Certainty.POSSIBLE, "it may start inside"),
    ("throughout", Period("2011/2012"), Certainty.RULED_OUT, "all of it lies outside"),
])  # fmt: skip
def test_uncertain_times(keyword: str, when: Any, verdict: Certainty, reason: str) -> None:
    """A one-sided or partial day, and a period with uncertain ends, are answered over all that they may mean."""
    data = world(body(), org("aaa"), seat("aaa", "2010-03-01/2010-09-30"), covers("members"))
    answer = data.members_of("GRP", **{keyword: when})
    assert answer.verdict is verdict, reason
    assert data.is_member("AAA", "GRP", **{keyword: when}) is verdict, reason
    assert answer.to_dict()["question"][keyword] == str(answer.asked.when)
    assert answer.why


def test_more_days_than_are_kept_ready_are_answered_all_the_same(
    data: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day beyond those that are kept ready gets an equal answer."""
    kept = data.members_of("GRP", on="2010-03-01")
    monkeypatch.setattr("iom_partners.query.answer._READY_MOST", 0)
    other = small()
    assert other.members_of("GRP", on="2010-03-01") == other.members_of("GRP", on="2010-03-01") == kept


@pytest.mark.parametrize(
    ("field", "value"), [("certain", ()), ("possible", ()), ("is_complete", False), ("verdict", None), ("new", 1)]
)
def test_an_answer_cannot_be_changed(field: str, value: object) -> None:
    """An answer is shared by all who ask the same: whoever holds one cannot change what the others get."""
    data: Dataset = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-06-30"))
    answer = data.chair_of("GRP", on="2010-03-01")
    with pytest.raises(AttributeError):
        setattr(answer, field, value)
    again = data.chair_of("GRP", on="2010-03-01")
    assert again.one().id == "aaa"
    assert again.is_complete


def test_the_answer_of_many_is_cut_with_a_count() -> None:
    """The repr of an answer names twenty, cuts a name that is long, and counts the rest."""
    agents = [org(f"a{n:03}", acronym=f"A{n:03}" + "x" * 100) for n in range(50)]
    answer = world(body(), *agents, *(seat(each.id, "2000/..") for each in agents)).members_of("GRP", on="2005-01-01")
    told = repr(answer).splitlines()[1]
    assert "certain (50): A000" in told
    assert told.count("A0") == 20
    assert told.endswith(", … and 30 more")
    assert "x" * 80 not in told


def test_what_an_answer_holds_shows_itself_briefly(curated: Dataset) -> None:
    """The certain and possible items of an answer are tuples that show ids in a line and a table in a notebook."""
    answer = curated.members_of("GMG", on="2010-10-15")
    assert repr(answer.certain) == "<14 agents: ilo, iom, ohchr, unctad, unhcr, …>"
    assert repr(answer.possible) == "<2 agents: un-women, who>"
    assert answer.possible == tuple(answer.possible)
    assert "<td" in answer.certain._repr_html_()
    assert answer.certain.to_table()["id"][:2] == ("ilo", "iom")
    projects = curated.projects_of("UNHCR", on="2015-01-01").possible
    assert repr(projects) == "<1 project: praesidium>"
    assert "Praesidium" in projects._repr_html_()
    assert repr(curated.name_of("GMG", on="2004-01-01").certain) == "('Geneva Migration Group',)"
    assert repr(curated.chair_terms_of("UNESCO")) == "()"
