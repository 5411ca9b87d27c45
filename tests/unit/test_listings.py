"""The listings: terms, memberships and shared periods, the last against an enumeration of all worlds."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from handmade import body, ids, org, seat, term, world
from iom_partners import Certainty, Dataset, Period
from iom_partners.results import SharedPeriod


def listed() -> Dataset:
    """Terms and memberships of two bodies, given in no order."""
    return world(
        body(),
        *(org(each) for each in ("two", "aaa", "bbb", "col")),
        term("bbb", "2011-01-01/2011-06-30", id="t3"),
        term("aaa", "2010-01-01/2010-06-30", id="t1"),
        term("aaa", "2010-07/2010-12", role="co-chair", id="t2"),
        term("aaa", "2009/2010", of="two", id="t0"),
        seat("bbb", "2010/..", id="m3"),
        seat("aaa", "[..2010-01-01]/..", id="m1"),
        seat("aaa", "2009/..", role="observer", id="m2"),
        seat("two", "2012/..", role="unit", id="m4"),
        seat("aaa", "/", of="two", id="m0"),
    )


def test_listings_are_in_time_order_whatever_the_order_given() -> None:
    """Each listing is a tuple of the records of every role, in the order of time."""
    data = listed()
    assert ids(data.chair_terms_of("GRP")) == ["t1", "t2", "t3"]
    assert ids(data.terms_held_by("AAA")) == ["t0", "t1", "t2"]
    assert ids(data.memberships_in("GRP")) == ["m1", "m2", "m3", "m4"]
    assert ids(data.memberships_of("AAA")) == ["m1", "m0", "m2"]
    for listing in (data.chair_terms_of("GRP"), data.memberships_in("GRP")):
        assert isinstance(listing, tuple)


def test_listings_of_nothing_are_empty() -> None:
    """A body without terms and an agent without memberships have empty listings."""
    data = listed()
    assert data.chair_terms_of("BBB") == data.terms_held_by("COL") == ()
    assert data.memberships_in("AAA") == data.memberships_of("COL") == data.shared_periods("COL", "AAA", "GRP") == ()


#: Periods of AAA and of BBB, the joint period, its certainty, reason.
SHARED = [
    ("2010-01-01/2010-12-31", "2010-07-01/2011-06-30", "2010-07-01/2010-12-31", "certain", "both known to the day"),
    ("2010-01-01/2010-06-30", "2010-06-30/..", "2010-06-30/2010-06-30", "certain", "one day: both end days belong"),
    ("2010/..", "2011/..", "2011/..", "certain", "the later start, without end"),
    ("../..", "../..", "../..", "certain", "always together"),
    ("2010/2010", "2010/2010", "2010/2010", "possible", "two stretches of one year may miss each other"),
    ("2010-01-01/2012", "2011/", "2011/[2011-01-01..2012-12-31]", "certain", "the start lies in both"),
    ("2010/[2014-01-01..]", "[2010-09-30..2010-11-08]/..", "[2010-09-30..2010-12-31]/[2014-01-01..]", "certain", ""),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "joint", "certainty", "reason"), SHARED)
def test_shared_periods(one: str, other: str, joint: str, certainty: str, reason: str) -> None:
    """The shared period runs from the later start to the earlier end, with all that is uncertain of either."""
    data = world(body(), org("aaa"), org("bbb"), seat("aaa", one), seat("bbb", other))
    (found,) = data.shared_periods("AAA", "BBB", "GRP")
    assert isinstance(found, SharedPeriod)
    assert found.period.bounds == Period(joint).bounds, reason
    assert (found.period.starts_open, found.period.ends_open) == (joint.startswith(".."), joint.endswith(".."))
    assert found.certainty is Certainty(certainty), reason
    assert ids(found.records) == [f"grp-member-aaa-{one}", f"grp-member-bbb-{other}"]
    (turned,) = data.shared_periods("BBB", "AAA", "GRP")
    assert (turned.period, turned.certainty, turned.records) == (found.period, found.certainty, found.records[::-1])


def test_who_was_never_together_shares_nothing() -> None:
    """Memberships that meet in no reading share no period, also when the body's life keeps them apart."""
    apart = [org("aaa"), org("bbb"), seat("aaa", "2009/2010"), seat("bbb", "2011/2012")]
    assert world(body(), *apart).shared_periods("AAA", "BBB", "GRP") == ()
    lived = [org("aaa"), org("bbb"), seat("aaa", "2009/2012"), seat("bbb", "2011/2012")]
    assert world(body(ended="2010"), *lived).shared_periods("AAA", "BBB", "GRP") == ()


def test_each_pair_of_memberships_is_an_entry_in_time_order() -> None:
    """Someone who left and came back shares two periods, told in the order of time and in words."""
    data = world(
        body(), org("aaa"), org("bbb"), seat("aaa", "2011-01-01/2012-12-31"), seat("aaa", "2005-01-01/2006-12-31"),
        seat("bbb", "2006-01-01/2011-06-30"),
    )  # fmt: skip
    found = data.shared_periods("AAA", "BBB", "GRP")
    assert [str(each.period) for each in found] == ["2006-01-01/2006-12-31", "2011-01-01/2011-06-30"]
    assert [each.why for each in found] == [
        "AAA and BBB were members of GRP together: 1 January to 31 December 2006",
        "AAA and BBB were members of GRP together: 1 January to 30 June 2011",
    ]


def test_a_possible_one_is_told_as_such() -> None:
    """Of those who may have missed each other it is said that they may have been members together."""
    data = world(body(), org("aaa"), org("bbb"), seat("aaa", "2010/2010"), seat("bbb", "2010/2010"))
    assert data.shared_periods("AAA", "BBB", "GRP")[0].why == (
        "AAA and BBB may have been members of GRP together: from 2010 to 2010"
    )


def test_through_a_collective() -> None:
    """A part of a collective shares the time that part, seat and the other's membership have in common."""
    data = world(
        body(), org("aaa"), org("bbb"), org("ccc"), org("col", kind="collective"), seat("bbb", "2006-01-01/2010-12-31"),
        seat("col", "2007-11/.."), seat("aaa", "2005-01-01/2009-06-30", of="col", role="component"),
        seat("ccc", "2009-01-01/..", of="col", role="component"),
    )  # fmt: skip
    (found,) = data.shared_periods("AAA", "BBB", "GRP")
    assert (str(found.period), found.certainty) == ("2007-11/2009-06-30", Certainty.CERTAIN)
    assert [(tie.member_id, tie.organization_id) for tie in found.records] == [
        ("aaa", "col"),
        ("col", "grp"),
        ("bbb", "grp"),
    ]
    (parts,) = data.shared_periods("AAA", "CCC", "GRP")
    assert (str(parts.period), parts.certainty) == ("2009-01-01/2009-06-30", Certainty.CERTAIN)
    assert [tie.member_id for tie in parts.records] == ["aaa", "col", "ccc"]


# ------------------------------------------------------------------------------------ against all worlds

#: Three days of a month, as starts and ends of every kind; the other days lie outside.
STARTS = ["2010-01-01", "[2010-01-01..2010-01-02]", "2010-01-02", "[2010-01-01..2010-01-03]", "[..2010-01-02]"]
ENDS = ["2010-01-01", "2010-01-02", "[2010-01-01..2010-01-03]", "[2010-01-02..2010-01-03]", "[2010-01-02..]"]
FIRST, LAST = date(2009, 12, 31).toordinal(), date(2010, 1, 4).toordinal()


def readings(period: Period) -> list[tuple[int, int]]:
    """Give every pair of start and end, the sides without limit cut one day outside the three days."""
    lower, upper = period.start_earliest, period.end_latest
    first = lower.toordinal() if lower else FIRST
    last = upper.toordinal() if upper else LAST
    assert period.start_latest
    assert period.end_earliest
    starts = range(first, period.start_latest.toordinal() + 1)
    ends = range(period.end_earliest.toordinal(), last + 1)
    return [(start, end) for start, end in itertools.product(starts, ends) if start <= end]


def small_periods() -> list[str]:
    """Give every period of a start and an end that fit."""
    pairs = itertools.product(STARTS, ENDS)
    return [f"{start}/{end}" for start, end in pairs if not (start == "2010-01-02" and end == "2010-01-01")]


@pytest.mark.parametrize("one", small_periods())
def test_shared_periods_against_all_worlds(one: str) -> None:
    """Certain if each choice of days has a common day, possible if some has, absent if none; the days are of these."""
    for other in small_periods():
        data = world(body(), org("aaa"), org("bbb"), seat("aaa", one), seat("bbb", other))
        pairs = list(itertools.product(readings(Period(one)), readings(Period(other))))
        joint = [(max(a[0], b[0]), min(a[1], b[1])) for a, b in pairs]
        together = [(start, end) for start, end in joint if start <= end]
        found = data.shared_periods("AAA", "BBB", "GRP")
        assert len(found) == bool(together), (one, other)
        if not together:
            continue
        ((period, certainty, _, _),) = found
        assert certainty is (Certainty.CERTAIN if len(together) == len(joint) else Certainty.POSSIBLE), (one, other)
        lower, upper = period.start_earliest, period.end_latest
        assert (lower.toordinal() if lower else FIRST) == min(start for start, _ in together), (one, other)
        assert (upper.toordinal() if upper else LAST) == max(end for _, end in together), (one, other)
        bounds = period.bounds
        inside = set.intersection(*(set(range(start, end + 1)) for start, end in together))
        certain = {day for day in range(FIRST, LAST + 1) if bounds.start_latest <= day <= bounds.end_earliest}
        assert certain == inside, (one, other)


def test_a_life_of_uncertain_days_makes_the_sharing_uncertain() -> None:
    """The body's own end cuts what two members share, as every other bound does."""
    both = [org("aaa"), org("bbb"), seat("aaa", "2010-01-01/.."), seat("bbb", "2012-01-01/..")]
    (sure,) = world(body(founded="2003", ended="2013"), *both).shared_periods("AAA", "BBB", "GRP")
    assert (sure.certainty, str(sure.period)) == (Certainty.CERTAIN, "2012-01-01/2013")
    (maybe,) = world(body(founded="2003", ended="[2011-01-01..2013-12-31]"), *both).shared_periods("AAA", "BBB", "GRP")
    assert maybe.certainty is Certainty.POSSIBLE
