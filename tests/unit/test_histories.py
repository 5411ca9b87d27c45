"""Histories: single cases, and what is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from iom_partners import (
    Certainty,
    Dataset,
    InvalidDateError,
    InvalidPeriodError,
    InvalidQuestionError,
    MissingTimeError,
    Period,
    UnknownNameError,
)
from iom_partners.dates.days import AFTER_ALL, BEFORE_ALL, day_at
from worlds import body, covers, name, org, seat, term, world


def test_a_body_without_records_has_one_era() -> None:
    """Where nothing is known, one era without limits says so."""
    (era,) = world(body()).eras("grp")
    assert (era.first_day, era.last_day, str(era.period)) == (None, None, "../..")
    assert (era.chairs.certain, era.chairs.possible, era.chairs.is_complete) == ((), (), False)
    assert era.members.verdict is Certainty.UNKNOWN


def test_eras_at_the_ends_of_the_calendar() -> None:
    """Cuts on the first and after the last day of the calendar make no era outside it."""
    data = world(body(), org("who"), seat("who", f"{day_at(BEFORE_ALL + 1)}/{day_at(AFTER_ALL - 1)}"))
    (era,) = data.eras("grp")
    assert (era.first_day, era.last_day) == (None, None)
    assert [each.id for each in era.members.certain] == ["who"]


def test_the_next_term_of_a_holder_begins_no_era() -> None:
    """Two adjoining terms of one holder are one era, also where another holder sits beside it."""
    terms = [
        term("who", "2005-01-01/2005-12-31"),
        term("who", "2006-01-01/2006-12-31"),
        term("ilo", "2005-06-01/2007-06-30", role="co-chair"),
    ]
    eras = world(body(), org("who"), org("ilo"), *terms).eras("grp")
    assert [str(era.first_day) for era in eras] == ["None", "2005-01-01", "2005-06-01", "2007-01-01", "2007-07-01"]


@pytest.mark.parametrize(("date", "is_exact"), [("[2010-02-01,2010-02-05]", False), ("[2010-02-01..2010-02-05]", True)])
def test_the_fewest_days_are_not_called_exact_where_a_date_leaves_out_days(date: str, is_exact: bool) -> None:
    """Three sure days hold the other seat if it may lie on them; else one more day is held."""
    data = world(body(), org("aaa"), seat("aaa", "2010-02-02/2010-02-04"), seat("aaa", f"{date}/{date}", id="other"))
    found = data.tenure("aaa", "grp", during="2010-02")
    assert (found.lower, found.upper, found.is_exact) == (3, 5, is_exact)


def test_eras_of_names() -> None:
    """Names of a kind and language have eras of their own."""
    who = org(
        "who",
        names=(
            name("Old", "../2005-12-31"),
            name("New", "2006-01-01/.."),
            name("OMS", "2006/..", kind="acronym", language="fr"),
        ),
    )
    data = world(who)
    assert [(era.names.certain, str(era.period)) for era in data.name_eras("who")] == [
        (("Old",), "../2005-12-31"),
        (("New",), "2006-01-01/.."),
    ]
    assert [era.names.possible for era in data.name_eras("who", language="fr", kind="acronym")] == [
        (),
        ("OMS",),
        (),
    ]
    with pytest.raises(InvalidQuestionError):
        data.name_eras("who", kind="nickname")  # type: ignore[arg-type]


def club(*records: Any, **life: Any) -> Dataset:
    """Return the group with WHO and ILO."""
    return world(body(**life), org("who"), org("ilo"), *records)


@pytest.mark.parametrize(("periods", "least", "most"), [
    ((), 0, 0),
    (("2005-01-01/2005-01-10",), 10, 10),
    (("2005-01-01/2005-01-10", "2005-01-05/2005-01-20"), 20, 20),
    (("2005-01-01/..",), None, None),
    (("2005-01-01/",), 1, None),
    (("/",), 1, None),
    (("/", "/"), 1, None),
    (("2005-01-01/2005-01-10", "/"), 10, None),
    (("../2005",), None, None),
    (("2005/2005", "2005/2005"), 1, 365),
    (("2005/2005", "2006/2006"), 2, 730),
    (("2005/2005", "[2005-07-01..2006-06-30]/[2005-07-01..2006-06-30]", "2006/2006"), 2, 730),
])  # fmt: skip
def test_tenure_over_all_time(periods: tuple[str, ...], least: int | None, most: int | None) -> None:
    """Overlapping ties count once, least days are those that ties must share, and what has no limit is None."""
    tenure = club(*(seat("who", each, id=f"m{n}") for n, each in enumerate(periods))).tenure("WHO", "GRP")
    assert (tenure.lower, tenure.upper, tenure.is_exact) == (least, most, True)
    assert len(tenure.records) == len(periods)


def test_tenure_is_cut_to_the_life_of_the_body() -> None:
    """A tie without end ends with the body."""
    data = club(seat("who", "2005-01-01/.."), founded="2000", ended="2005-01-10")
    assert data.tenure("who", "grp")[:2] == (10, 10)
    assert data.tenure("who", "grp").is_complete is False
    assert str(data.tenure("who", "grp")) == (
        "<Tenure WHO was a member of GRP for 10 days; "
        "the data do not claim to know all ties, so it may have been longer>"
    )


def test_tenure_of_each_role() -> None:
    """The chair is asked for by role, or in any role; units by theirs; each counts only its own ties."""
    data = club(
        seat("who", "2005-01-01/2005-01-31", role="unit"),
        term("who", "2006-01-01/2006-01-05"),
        term("who", "2006-01-05/2006-01-06", role="interim-chair"),
        term("who", "2007-01-01/2007-01-01", role="co-convener"),
    )
    days = {
        role: data.tenure("who", "grp", role=role).lower
        for role in ("member", "unit", "any-chair", "chair", "co-chair", "interim-chair", "co-convener")
    }  # type: ignore[arg-type]
    assert list(days.values()) == [0, 31, 7, 5, 0, 2, 1]
    assert data.tenure("who", "grp", role="interim-chair").why.startswith("WHO was interim chair of GRP for 2 days")
    assert data.tenure("who", "grp", role="any-chair", during="2007").why == (
        "WHO was in the chair of GRP for 1 day from 1 January to 31 December 2007; "
        "the data do not claim to know all ties, so it may have been longer"
    )
    with pytest.raises(InvalidQuestionError) as caught:
        data.tenure("who", "grp", role="boss")  # type: ignore[arg-type]
    assert caught.value.field == "role"


def test_tenure_of_a_possible_part_of_a_collective_is_not_complete() -> None:
    """Where the parts of a collective member are not all known, anyone may be one."""
    data = club(
        seat("ilo", "2005-01-01/2005-01-31"), seat("unu", "../..", of="ilo", role="component"), covers("members")
    )
    assert data.tenure("who", "grp", during="2004").is_complete is True
    assert data.tenure("who", "grp", during="2005").is_complete is False
    assert data.tenure("who", "grp", during="2005")[:4] == (0, 0, (0, 0), True)


def test_tenure_with_open_windows() -> None:
    """A window without end counts days without end."""
    data = club(seat("who", "2005-01-01/.."))
    assert data.tenure("who", "grp", during=Period("2010-01-01/.."))[:2] == (None, None)
    assert data.tenure("who", "grp", during=Period("../2005-01-10"))[:2] == (10, 10)
    assert data.tenure("who", "grp", during=Period("2005-12-31/2005-12-31")).why.endswith(
        "for 1 day on 31 December 2005"
    )
    assert "for days without end" in data.tenure("who", "grp").why
    assert "for at least 1 day" in club(seat("who", "2005/")).tenure("who", "grp").why


def test_least_of_many_scarce_days_is_a_bound() -> None:
    """Where too many placements would have to be tried, the least is a lower bound and is not called exact."""
    days = ("2005-01-01", "2005-01-02", "2005-01-03")
    lower, upper = f"[{days[0]}..{days[1]}]", f"[{days[1]}..{days[2]}]"
    parts = [seat("who", f"{days[2]}/{days[2]}", of="ilo", role="component", id="p")]
    parts += [seat("who", f"{lower}/{lower}", of="ilo", role="component", id=f"p{n}") for n in range(9)]
    seats = [seat("ilo", f"{days[0]}/{days[0]}", id="s")]
    seats += [seat("ilo", f"{upper}/{upper}", id=f"s{n}") for n in range(9)]
    few = club(*parts[:2], *seats[:2]).tenure("who", "grp")
    assert few[:4] == (1, 3, None, True)
    assert club(*parts, *seats).tenure("who", "grp")[:4] == (0, 3, None, False)


@pytest.mark.parametrize("during", [Period("2005/2006"), Period("2005-01-01/"), Period("/")])
def test_windows_must_be_exact(during: Period) -> None:
    """Of a period with uncertain ends it is not known which days are meant."""
    with pytest.raises(InvalidPeriodError) as caught:
        club().tenure("who", "grp", during=during)
    assert caught.value.field == "during"


def test_shares_need_a_length() -> None:
    """Of a period without end there is no share; a whole year has one."""
    data = club(seat("who", "2005-07-01/.."))
    assert data.tenure("who", "grp").share is None
    assert data.tenure("who", "grp", during=Period("2005-01-01/..")).share is None
    assert data.tenure("who", "grp", during=Period("../2005-01-01")).share is None
    with pytest.raises(InvalidDateError):
        data.tenure("who", "grp", during=None)  # type: ignore[arg-type]
    tenure = data.tenure("who", "grp", during="2005")
    assert tenure.share == (Fraction(184, 365), Fraction(184, 365))
    assert repr(tenure) == f"<Tenure {tenure.why}>"


def test_succession_of_co_chairs_and_of_one_holder() -> None:
    """Each co-chair follows whoever came before; a holder may follow itself; those that overlap do not follow."""
    data = club(
        term("who", "2005-01-01/2005-12-31"),
        term("who", "2006-01-01/2006-12-31", role="interim-chair"),
        term("who", "2007-01-01/2007-12-31", role="co-chair"),
        term("ilo", "2007-01-01/2008-12-31", role="co-chair"),
    )
    pairs = data.succession("grp")
    assert [(pair.before.id, pair.after.id, pair.certainty.value) for pair in pairs] == [
        ("who", "who", "certain"),
        ("who", "who", "certain"),
        ("who", "ilo", "certain"),
    ]
    assert pairs[0].why == "WHO came next after itself in the chair of GRP, from one day to the next"
    assert repr(pairs[2]) == "<Succession ILO came next after WHO in the chair of GRP, from one day to the next>"
    assert data.succession("grp", role="co-chair") == ()
    with pytest.raises(InvalidQuestionError):
        data.succession("grp", role="boss")  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "two", "coverage", "certainty", "told"), [
    ("2005-01-01/2005-01-31", "2005-02-02/..", True, "certain", "with 1 day between"),
    ("2005-01-01/2005-01-31", "2005-02-02/..", False, "possible",
     "with 1 day between, on which the data do not claim to know all chairs"),
    ("2005-01-01/2005-01-31", "2005-02/..", True, "certain", "with 0 to 27 days between"),
    ("2005-01-01/2005-01-31", "/..", True, "possible", "with 0 or more days between"),
    ("2005-01-01/2005-01-31", "[2005-02-11..]/..", True, "certain", "with 10 or more days between"),
    ("../", "2005-02-01/..", True, "possible", "with 0 or more days between"),
])  # fmt: skip
def test_days_between(one: str, two: str, coverage: bool, certainty: str, told: str) -> None:
    """The days between are told within limits; where someone untold may have sat, nothing is certain."""
    known = [covers("chairs")] if coverage else []
    pairs = club(term("who", one), term("ilo", two), *known).succession("grp")
    pair = next(each for each in pairs if each.before.id == "who")
    assert pair.certainty is Certainty(certainty)
    assert pair.why.endswith(told)


UNTOLD = ", on which the data do not claim to know all chairs"
BEFORE, AFTER = term("who", "2001-01-03/2003-01-03"), term("ilo", "2003-01-03/2005-01-03")


@pytest.mark.parametrize(("terms", "pairs"), [
    # On a day, in a month, and on a day that may be the same.
    ((BEFORE, AFTER), [("who", "ilo", "certain", 0, 0, "in a handover on 3 January 2003")]),
    ((term("who", "2001/2003-01"), term("ilo", "2003-01/2005-01-03")),
     [("who", "ilo", "possible", 0, 29, f"with 0 to 29 days between{UNTOLD}")]),
    ((term("who", "2001/[2003-01-02..2003-01-03]"), AFTER),
     [("who", "ilo", "certain", 0, 0, "on the same day or the next")]),
    ((term("who", "2001/[2003-01-03..2003-01-05]"), term("ilo", "[2003-01-01..2003-01-03]/2005-01-03")),
     [("who", "ilo", "possible", 0, 0, "in a handover on 3 January 2003")]),
    # Somebody sat between, for a day or from one shared day to the next.
    ((BEFORE, term("ido", "2003-01-03/2003-01-03"), AFTER),
     [("who", "ido", "certain", 0, 0, "in a handover on 3 January 2003"),
      ("ido", "ilo", "certain", 0, 0, "in a handover on 3 January 2003")]),
    ((BEFORE, term("ido", "2003-01-03/2003-01-04"), term("ilo", "2003-01-04/2005-01-03")),
     [("who", "ido", "certain", 0, 0, "in a handover on 3 January 2003"),
      ("ido", "ilo", "certain", 0, 0, "in a handover on 4 January 2003")]),
    # Of two that sat on one day alone neither came first; those that share more than a day overlap.
    ((term("who", "2003-01-03/2003-01-03"), term("ilo", "2003-01-03/2003-01-03")), []),
    ((BEFORE, term("ilo", "2003-01-02/2005-01-03")), []),
    # Both may have sat on that day alone, which leaves the order open.
    ((term("who", "/2003-01-03"), term("ilo", "2003-01-03/")),
     [("who", "ilo", "possible", 0, 0, "in a handover on 3 January 2003")]),
    # What never ends hands nothing over.
    ((term("who", "2001-01-03/.."), term("ilo", "/")),
     [("ilo", "who", "possible", 0, None, f"with 0 or more days between{UNTOLD}")]),
    # A term of a single day comes between also on the day on which the next one starts, or the one before ends.
    ((term("who", "2001/2003-01-02"), term("ido", "2003-01-04/2003-01-04"), term("ilo", "[2003-01-03..2003-01-05]/..")),
     [("who", "ilo", "possible", 0, 0, "from one day to the next"),
      ("who", "ido", "possible", 1, 1, f"with 1 day between{UNTOLD}"),
      ("ido", "ilo", "possible", 0, 0, "on the same day or the next")]),
    ((term("who", "2001/[2003-01-02..2003-01-04]"), term("ido", "2003-01-03/2003-01-03"), term("ilo", "2003-01-05/..")),
     [("who", "ido", "possible", 0, 0, "on the same day or the next"),
      ("who", "ilo", "possible", 0, 0, "from one day to the next"),
      ("ido", "ilo", "possible", 1, 1, f"with 1 day between{UNTOLD}")]),
    # One that may never have held need not lie between.
    ((term("who", "2001/2003-01-02"), term("ido", "2003-01-03/2003-01-04", is_doubtful=True),
      term("ilo", "2003-01-05/..")),
     [("who", "ido", "possible", 0, 0, "from one day to the next"),
      ("who", "ilo", "possible", 2, 2, f"with 2 days between{UNTOLD}"),
      ("ido", "ilo", "possible", 0, 0, "from one day to the next")]),
])  # fmt: skip
def test_handovers_on_a_shared_day(terms: tuple[Any, ...], pairs: list[tuple[Any, ...]]) -> None:
    """A term that begins on the day on which another ended came next after it, unless a third lies between."""
    found = club(*terms, org("ido")).succession("grp")
    assert [(each.before.id, each.after.id, each.certainty.value, *each.gap) for each in found] == [
        pair[:5] for pair in pairs
    ]
    for each, pair in zip(found, pairs, strict=True):
        assert each.why.partition(" of GRP, ")[2] == pair[5]
        assert ("may have come next" in each.why) is (each.certainty is Certainty.POSSIBLE)


def test_a_day_of_handover_is_no_gap_and_counts_once() -> None:
    """Both chairs are certain on it; a holder's two terms that share it have no day twice; an era holds it alone."""
    data = club(BEFORE, AFTER, term("ilo", "2005-01-03/2005-01-05"), covers("members"))
    assert data.stats.chairs_on("grp", ["2003-01-02", "2003-01-03", "2003-01-04"]) == ["who", "who|ilo", "ilo"]
    tenure = data.tenure("ilo", "grp", role="chair")
    assert (tenure.lower, tenure.upper) == (734, 734)
    eras = [(str(era.period), len(era.chairs.certain), era.chairs.is_complete) for era in data.eras("grp")]
    assert eras[1:-1] == [
        ("2001-01-03/2003-01-02", 1, True), ("2003-01-03/2003-01-03", 2, True), ("2003-01-04/2005-01-05", 1, True),
    ]  # fmt: skip
    assert data.gaps("grp") == ()
    assert [(row[0], str(row[2]), str(row[3])) for row in data.stats.spells("grp", during="2003-01").rows] == [
        ("WHO", "2003-01-01", "2003-01-03"), ("ILO", "2003-01-03", "2003-01-31"),
    ]  # fmt: skip


@pytest.mark.parametrize(("one", "third", "other", "most"), [
    # All three may be of these days alone, of which neither comes first: the third stays out.
    ("[2003-01-01..2003-01-03]/[2003-01-03..2003-01-05]", "2003-01-03", "2003-01-06/..", 2),
    ("[2003-01-01..2003-01-02]/[2003-01-03..2003-01-05]", "2003-01-03", "2003-01-06/..", 1),
    ("2001/2003-01-02", "2003-01-05", "[2003-01-03..2003-01-05]/[2003-01-05..2003-01-06]", 2),
    ("2001/2003-01-02", "2003-01-05", "[2003-01-03..2003-01-05]/[2003-01-06..2003-01-07]", 1),
    # From the last end that keeps the third out, to the latest start.
    ("2001/[2003-01-02..2003-01-04]", "2003-01-03", "[2003-01-05..2003-01-07]/..", 2),
    # On a shared day, one of the two may be of that day alone.
    ("2001/2003-01-03", "2003-01-03", "2003-01-03/[2003-01-03..2003-01-05]", 0),
    ("[2003-01-01..2003-01-03]/2003-01-03", "2003-01-03", "2003-01-03/2004-01-01", 0),
])  # fmt: skip
def test_a_term_of_one_day_is_not_between_others_of_that_day(one: str, third: str, other: str, most: int) -> None:
    """As many days lie between as the third leaves."""
    data = club(term("who", one), term("ido", f"{third}/{third}"), term("ilo", other), org("ido"))
    gaps = {(each.before.id, each.after.id): each.gap for each in data.succession("grp")}
    assert gaps["who", "ilo"] == (0, most)


@pytest.mark.parametrize(("third", "certainty"), [
    ("2003-01-01/2003-01-03", "certain"), ("2003-01-04/2003-01-06", "certain"), ("2003-01-02/2003-01-05", "certain"),
    # It may have begun on the end of the one, ended on the start of the other, or both.
    ("[2003-01-02..2003-01-03]/2003-01-03", "possible"), ("2003-01-04/[2003-01-04..2003-01-05]", "possible"),
    ("[2003-01-02..2003-01-03]/[2003-01-04..2003-01-05]", "possible"),
])  # fmt: skip
def test_a_third_term_that_may_lie_between_leaves_doubt(third: str, certainty: str) -> None:
    """Of two terms from one day to the next, the second surely came next unless a third one may have had these days."""
    data = club(term("who", "2001/2003-01-03"), term("ilo", "2003-01-04/.."), term("ido", third), org("ido"))
    pairs = {(each.before.id, each.after.id): each.certainty.value for each in data.succession("grp")}
    assert pairs["who", "ilo"] == certainty


LAST = "9999-12-31"


@pytest.mark.parametrize(("who", "during", "least", "most", "share"), [
    ("who", LAST, 1, 1, (1, 1)), ("who", f"9999-12-30/{LAST}", 2, 2, (1, 1)), ("who", "9999-12-30/..", 2, 2, None),
    ("ilo", LAST, 1, 1, (1, 1)), ("ilo", f"9999-12-30/{LAST}", 1, 1, (Fraction(1, 2), Fraction(1, 2))),
    ("ilo", "9999-12-30/..", None, None, None),
    ("ido", LAST, 1, 1, (1, 1)), ("ido", f"9999-12-30/{LAST}", 1, 2, (Fraction(1, 2), 1)),
])  # fmt: skip
def test_tenure_on_the_last_day_of_the_calendar(
    who: str, during: str, least: int | None, most: int | None, share: tuple[Any, Any] | None
) -> None:
    """The last day counts like any other, and differs from no end; so in a panel of days."""
    ties = seat("who", f"9999-12-30/{LAST}"), seat("ilo", f"{LAST}/.."), seat("ido", f"[9999-12-30..{LAST}]/..")
    data = club(*ties, org("ido"))
    found = data.tenure(who, "grp", during=during)
    assert (found.lower, found.upper, found.share) == (least, most, share)
    rows = [row for row in data.stats.panel("grp", freq="day", during=during.replace("..", LAST)).rows if row[1] == who]
    assert [row[3] for row in rows] == ["9999-12-30", LAST][-len(rows) :]
    if most is not None:
        assert (sum(row[9] for row in rows), sum(row[10] for row in rows)) == (least, most)


def test_terms_and_gaps_on_the_last_day_of_the_calendar() -> None:
    """A term that ends on it hands over on it; a date that may be it has two days, and the table ends there."""
    before, last = day_at(AFTER_ALL - 2), day_at(AFTER_ALL - 1)
    data = club(term("who", f"2000-01-01/[{before}..{last}]"), term("ilo", f"{last}/"), covers("members"))
    (pair,) = data.succession("grp")
    assert (pair.before.id, pair.after.id, pair.certainty.value, *pair.gap) == ("who", "ilo", "certain", 0, 0)
    (gap,) = data.gaps("grp")
    assert (gap.kind, gap.first_day, gap.last_day, gap.decides) == ("end", before, last, 1)
    assert [(each.first_day, each.last_day) for each in data.eras("grp")] == [
        (None, date(1999, 12, 31)), (date(2000, 1, 1), before), (last, None),
    ]  # fmt: skip
    (row,) = data.stats.panel("grp", of="chairs", freq="month", during=f"{before}/{last}").rows[1:]
    assert (row[1], row[5], *row[8:11]) == ("ilo", last, 31, 1, 1)


@pytest.mark.parametrize(("start", "certainty", "days", "told"), [
    ("2001-03-05", "certain", 0, "in a handover on 5 March 2001"), ("2001-03-06", "certain", 0, "from one day to"),
    ("2001-03-07", "possible", 1, "with 1 day between"), ("2001-03-08", "possible", 2, "with 2 days between"),
])  # fmt: skip
def test_two_terms_that_end_on_one_day_are_both_followed(start: str, certainty: str, days: int, told: str) -> None:
    """Neither of two terms that end together lies between the other and what comes next."""
    ending = term("who", "2000-01-01/2001-03-05"), term("ido", "2001-03-01/2001-03-05")
    found = club(*ending, term("ilo", f"{start}/2002-01-01"), org("ido")).succession("grp")
    assert [(each.before.id, each.after.id, each.certainty.value, *each.gap) for each in found] == [
        (who, "ilo", certainty, days, days) for who in ("who", "ido")
    ]
    assert all(told in each.why for each in found)


def test_gaps_of_nothing() -> None:
    """A body that no record fills has no table, and so no gap; neither have exact records that are all covered."""
    assert club().gaps("grp") == ()
    assert (
        club(seat("who", "2005-01-01/2005-12-31"), term("who", "2005-01-01/2005-12-31"), covers("members")).gaps() == ()
    )
    assert club(seat("who", "../..")).gaps() == ()
    with pytest.raises(UnknownNameError):
        club().gaps("no such body")


def test_gaps_in_words() -> None:
    """Each gap says what is not known, and what would settle it."""
    data = club(
        seat("who", "2005-01-01/[2005-01-30..2005-01-31]"),
        term("who", "2005-01-01/[2005-01-31..]"),
        founded="2004-12",
        ended="[2005-01-31..2005-02-01]",
    )
    told = {(gap.kind, gap.of): gap.what for gap in data.gaps("grp")}
    assert told["end", None].startswith("it is not known on which day WHO's")
    assert told["founded", None].startswith(
        "it is not known on which day GRP was founded, from 1 December 2004 to 31 December 2004: the day would settle "
    )
    assert told["ended", None].startswith(
        "it is not known on which day GRP ended, from 31 January 2005 to 1 February 2005"
    )
    assert "whether these are all members of GRP" in told["uncovered", "members"]


def test_gaps_without_limits_in_words() -> None:
    """A side without limit is not named, an only day is."""
    data = club(seat("who", "/2005-01-03"), seat("ilo", "2005-01-01/"), covers("members", "2005-01-02", "2005-01-02"))
    told = [gap.what.split(":")[0] for gap in data.gaps("grp")]
    assert "it is not known on which day WHO's membership of GRP began, up to 3 January 2005" in told
    assert "it is not known on which day ILO's membership of GRP ended, from 1 January 2005 on" in told
    assert "it is not known whether these are all members of GRP, up to 1 January 2005" in told
    assert "it is not known whether these are all members of GRP, from 3 January 2005 on" in told
    assert "it is not known whether these are all chairs of GRP" in told


def test_uncovered_single_day() -> None:
    """One uncovered day between covered ones is named as that day."""
    data = club(
        seat("who", "2005-01-01/2005-01-03"),
        covers("members", None, "2005-01-01"),
        covers("members", "2005-01-03"),
        covers("chairs"),
    )
    (gap,) = data.gaps("grp")
    assert (gap.first_day, gap.last_day, gap.decides) == (date(2005, 1, 2), date(2005, 1, 2), 0)
    assert "of GRP, on 2 January 2005:" in gap.what


def test_a_view_has_gaps_too(curated: Dataset) -> None:
    """A view in which a body is known by its labels alone has a table as well."""
    page = curated.according_to("iom-partners-and-friends")
    assert page.gaps("GMG")
    assert page.eras("GMG")
    assert page.timeline("GMG")


@pytest.mark.parametrize("keyword", ["during", "throughout"])
def test_counts_of_periods(keyword: str) -> None:
    """Members are counted over a period as `members_of` answers for it."""
    data = club(
        seat("who", "2005-01-01/2005-06-30"), seat("ilo", "2005-03/.."), covers("members", "2005-01-01", "2005-12-31")
    )
    for when in ("2005-01", "2005-03", "2005-04", "2005", "2006"):
        count, answer = (ask("grp", **{keyword: when}) for ask in (data.member_count, data.members_of))
        assert count.lower == len(answer.certain)
        assert count.upper == (len(answer.certain) + len(answer.possible) if answer.is_complete else None)
    with pytest.raises(MissingTimeError):
        data.member_count("grp", during="2005", throughout="2005")
