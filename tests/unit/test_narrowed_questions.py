"""Questions narrowed by language, kind or role: what is claimed of the rest, and how results travel."""

from __future__ import annotations

import copy
import pickle

import pytest

from handmade import body, covers, name, org, seat, term, world
from iom_partners import Certainty, Dataset, InvalidDateError, InvalidQuestionError, PartialDate, Period, UndecidedError

NAMED = (
    body(names=(name("Group", "2003/.."), name("Groupe", "2003/..", language="fr", kind="native"))),
    covers("names"),
)


def test_a_coverage_of_names_is_of_the_official_english_ones() -> None:
    """That all official English names are known says nothing of French ones, or of acronyms."""
    data = world(*NAMED)
    assert data.name_of("GRP", on="2010").about("Troupe").certainty is Certainty.RULED_OUT
    assert data.name_of("GRP", on="2010", language="fr").verdict is Certainty.UNKNOWN
    assert data.name_of("GRP", on="2010", kind="acronym").verdict is Certainty.UNKNOWN
    assert data.name_of("GRP", on="2010", language="fr", kind="native").one() == "Groupe"


@pytest.mark.parametrize(
    "narrowed", [{"kind": "bad"}, {"kind": None}, {"language": "English"}, {"language": None}, {"language": "EN"}]
)
def test_words_out_of_the_vocabulary_are_refused(narrowed: dict[str, str]) -> None:
    """A slip in a kind or language is an error, not an answer that no name is known."""
    with pytest.raises(InvalidQuestionError) as caught:
        world(*NAMED).name_of("GRP", on="2010", **narrowed)
    assert caught.value.field in narrowed


def test_names_are_asked_about_in_any_spelling() -> None:
    """A name is the same name in other case."""
    assert world(*NAMED).name_of("GRP", on="2010").about("gROUP").certainty is Certainty.CERTAIN


def test_a_role_alone_is_said_in_the_reason() -> None:
    """That nobody was chair in one role is not said to mean that nobody was chair."""
    data = world(body(), org("aaa"), term("aaa", "2010-01-01/2010-12-31", role="co-chair"), covers("chairs"))
    assert data.chair_of("GRP", on="2010-05-05", role="chair").why.startswith(
        "Nobody was chair of GRP (role chair only)"
    )


def test_only_a_part_may_lie_outside_the_life_of_a_body() -> None:
    """A period that begins before the founding is not said to lie before it as a whole."""
    why = world(body(founded="2003-04")).chair_of("GRP", throughout="2003").why
    assert "a part of 1 January to 31 December 2003 lies before that" in why


def test_the_same_reason_is_told_once_for_several_terms() -> None:
    """Two sole chairs that make a year complete are one reason."""
    data = world(
        body(), org("aaa"), org("bbb"), term("aaa", "2013-01-01/2013-06-30"), term("bbb", "2013-07-01/2013-12-31")
    )
    assert data.chair_of("GRP", on="2013").why.count("one chair of GRP sits at a time") == 1


def test_the_truth_of_a_count() -> None:
    """A count is true if there certainly was somebody, false if certainly nobody, else undecided."""
    data = world(body(), org("aaa"), seat("aaa", "2010-06/2011-12-31"), covers("members"))
    assert bool(data.member_count("GRP", on="2011-01-01")) is True
    assert bool(data.member_count("GRP", on="2009-01-01")) is False
    with pytest.raises(UndecidedError):
        bool(data.member_count("GRP", on="2010-06-15"))


def test_results_travel(curated: Dataset) -> None:
    """A collection pickles as its records; an answer is immutable, so that its copy is itself."""
    assert pickle.loads(pickle.dumps(curated.places)) == curated.places
    answer = curated.chair_of("GMG", on="2013-09-01")
    assert copy.copy(answer) is answer
    assert copy.deepcopy(answer) is answer


@pytest.mark.parametrize("other", ["2014", None, 2014])
def test_dates_are_compared_with_dates(other: object) -> None:
    """Anything else than a PartialDate is refused by name."""
    for compare in (PartialDate("2013").is_before, PartialDate("2013").is_after):
        with pytest.raises(InvalidDateError):
            compare(other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "words"), [("../..", "at some time:"), ("[2014-01-01..]/..", "1 January 2014 on (without end):")]
)
def test_open_times_are_said_plainly(period: str, words: str) -> None:
    """No word stands twice where a side is open."""
    data = world(body(), org("aaa"), seat("aaa", "2013-01-01/.."))
    why = data.members_of("GRP", during=Period(period)).why
    assert words in why
    assert "on on" not in why
    assert "always" not in why.split(":")[0]


def test_a_list_is_no_source(curated: Dataset) -> None:
    """Sources are given one by one; a list of them gets a typed error."""
    with pytest.raises(LookupError, match="no source"):
        curated.according_to(["iom-partners-and-friends"])  # type: ignore[arg-type]


def test_a_unit_of_no_stated_kind_may_be_of_any() -> None:
    """That a unit's kind is not stated does not rule out that it is of the kind asked for."""
    data = world(
        body(),
        org("aaa"),
        seat("aaa", "2010-01-01/2010-12-31", role="unit"),
        covers("units", "2009-01-01", "2011-12-31"),
    )
    assert data.units_of("GRP", on="2010-05-05", kind="task-force").verdict is Certainty.UNKNOWN
    assert data.units_of("GRP", on="2009-05-05", kind="task-force").verdict is Certainty.RULED_OUT


def test_a_view_that_states_no_kinds_rules_no_unit_out(curated: Dataset) -> None:
    """The page names task forces, though their kind is our classification: by the page alone it is not a no."""
    page = curated.according_to("iom-partners-and-friends")
    assert page.units_of("GMG", on="2014-01-01", kind="task-force").verdict is Certainty.UNKNOWN


@pytest.mark.parametrize("kind", [["task-force"], 5, True])
def test_a_kind_of_unit_is_a_text(kind: object) -> None:
    """What is no text is not a kind of organization, and is refused by name."""
    with pytest.raises(InvalidQuestionError) as caught:
        world(body()).units_of("GRP", on="2010", kind=kind)  # type: ignore[arg-type]
    assert caught.value.field == "kind"
