"""Record lists: tuples that are tables too, and the terms, memberships and shared periods that they list."""

from __future__ import annotations

import copy
import itertools
import json
import pickle
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

import iom_partners
from iom_partners import Certainty, Dataset, Figure, InvalidQuestionError, Period, Person, Place
from iom_partners.results import RecordList, SharedPeriod
from iom_partners.store.record_types import RECORD_TYPES
from worlds import body, covers, ids, name, org, seat, term, world

#: Three days of a month, as starts and ends of every kind; the other days lie outside.
STARTS = ["2010-01-01", "[2010-01-01..2010-01-02]", "2010-01-02", "[2010-01-01..2010-01-03]", "[..2010-01-02]"]


ENDS = ["2010-01-01", "2010-01-02", "[2010-01-01..2010-01-03]", "[2010-01-02..2010-01-03]", "[2010-01-02..]"]


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


FIRST, LAST = date(2009, 12, 31).toordinal(), date(2010, 1, 4).toordinal()


FIRST, LAST = date(2009, 12, 31).toordinal(), date(2010, 1, 4).toordinal()


def readings(period: Period) -> list[tuple[int, int]]:
    """Return every pair of start and end, the sides without limit cut one day outside the three days."""
    lower, upper = period.start_earliest, period.end_latest
    first = lower.toordinal() if lower else FIRST
    last = upper.toordinal() if upper else LAST
    assert period.start_latest
    assert period.end_earliest
    starts = range(first, period.start_latest.toordinal() + 1)
    ends = range(period.end_earliest.toordinal(), last + 1)
    return [(start, end) for start, end in itertools.product(starts, ends) if start <= end]


def small_periods() -> list[str]:
    """Return every period of a start and an end that fit."""
    pairs = itertools.product(STARTS, ENDS)
    return [f"{start}/{end}" for start, end in pairs if not (start == "2010-01-02" and end == "2010-01-01")]


BOUNDS = ["start_earliest", "start_latest", "end_earliest", "end_latest", "starts_open", "ends_open"]
#: The fixed columns of every list but those of records, as documented.
COLUMNS = {
    "eras": [
        "first_day", "last_day", "chairs_certain", "chairs_possible", "chairs_complete", "members_lower",
        "members_upper", "members_certain", "members_possible", "members_complete",
    ],
    "name_eras": ["first_day", "last_day", "names_certain", "names_possible", "names_complete"],
    "timeline": ["when", *BOUNDS, "what", "record_type", "record_id"],
    "successions": [
        "before_id", "after_id", "before", "after", "certainty", "days_lower", "days_upper", "is_complete",
        "before_record_id", "after_record_id", "why",
    ],
    "gaps": ["kind", "body_id", "record_id", "of", "first_day", "last_day", "decides", "at_least", "what"],
    "conflicts": [
        "kind", "record_type", "record_id", "field", "first_value", "second_value", "first_source_ids",
        "second_source_ids", "why",
    ],
    "problems": ["severity", "path", "reason", "kind"],
    "shared_periods": ["period", *BOUNDS, "certainty", "membership_ids", "why"],
    "agents": ["id", "record_type", "name", "acronym", "kind", "country"],
    "found": ["id", "record_type", "name", "acronym", "kind", "country"],
}  # fmt: skip


def listed() -> Dataset:
    """A body with two members, of which one joined on an unknown day, and terms of both."""
    return world(
        body(founded="2000-01-01", names=(name("The Group", "2000-01-01/.."),)), org("aaa"), org("bbb", country="CH"),
        Person(id="pp", name="P. P.", reason="office"), seat("aaa", "2000-01-01/..", id="m1"),
        seat("bbb", "2005/..", id="m2"), term("aaa", "2001-01-01/2001-12-31", id="t1"),
        term("bbb", "2002-01-01/[2006..]", id="t2"), covers("members", "2000-01-01", "2010-12-31"),
        covers("chairs", "2000-01-01", "2010-12-31"),
    )  # fmt: skip


def test_it_is_a_tuple() -> None:
    """It equals, hashes, unpacks, adds and serializes as the tuple of its items does."""
    items = tuple(Place(id=each, name=each) for each in "abc")
    made = RecordList(items, "places")
    assert made == items
    assert items == made
    assert hash(made) == hash(items)
    assert {made: 1}[items] == 1  # type: ignore[index]
    assert isinstance(made, tuple)
    assert (*made,) == items
    assert made + () == items
    assert made[0] is items[0]
    assert made[-1] is items[2]
    assert items[1] in made
    assert json.dumps(RecordList((1, 2), "places")) == "[1, 2]"
    with pytest.raises(IndexError):
        made[3]


@pytest.mark.parametrize("cut", [slice(None), slice(1), slice(None, None, -1), slice(7, 9)])
def test_a_slice_is_a_record_list_of_the_same_kind(cut: slice) -> None:
    """A slice equals that of the tuple, and has the same columns and labels."""
    terms = listed().chair_terms_of("GRP")
    assert type(terms[cut]) is RecordList
    assert terms[cut] == tuple(terms)[cut]
    assert terms[cut].to_table().column_names == terms.to_table().column_names
    assert ("AAA" in str(terms[cut])) == any(each.holder_id == "aaa" for each in terms[cut])


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles(protocol: int) -> None:
    """A pickle gives a list of the same kind back, without the dataset that it came from."""
    data = listed()
    for made in (data.chair_terms_of("GRP"), data.eras("GRP"), data.check()):
        again = pickle.loads(pickle.dumps(made, protocol))
        assert type(again) is RecordList
        assert again == made
        assert again.to_table() == made.to_table()
    small = len(pickle.dumps(iom_partners.load().terms_held_by("UNU"), protocol))
    assert small < 5_000


def test_copies() -> None:
    """Copies, shallow and deep, are equal lists."""
    terms = listed().chair_terms_of("GRP")
    for again in (copy.copy(terms), copy.deepcopy(terms)):
        assert type(again) is RecordList
        assert again == terms


def test_nothing_can_be_set() -> None:
    """No attribute can be set, old or new."""
    terms = listed().chair_terms_of("GRP")
    for attribute in ("_kind", "new"):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(terms, attribute, 1)


def test_repr_is_that_of_the_tuple_when_short() -> None:
    """Up to ten items the repr is that of the tuple; of more it has the first five and a count."""
    assert repr(RecordList(range(10), "places")) == repr(tuple(range(10)))
    assert repr(RecordList(range(11), "places")) == "(0, 1, 2, 3, 4, … and 6 more)"
    assert repr(RecordList((1,), "places")) == "(1,)"
    assert repr(RecordList((), "places")) == "()"


def test_printed_it_is_a_table() -> None:
    """Printed and in IPython it is a table of the first ten, with labels for ids."""
    told = str(listed().chair_terms_of("GRP")).splitlines()
    assert told[:3] == [
        "2 chair terms",
        "id  organization  holder  role   period",
        "t1  GRP           AAA     chair  2001-01-01/2001-12-31",
    ]

    class Printer:
        told = ""

        def text(self, text: str) -> None:
            self.told += text

    printer = Printer()
    listed().gaps("GRP")._repr_pretty_(printer, False)
    assert printer.told == str(listed().gaps("GRP"))


@pytest.mark.parametrize("kind", [*RECORD_TYPES, *COLUMNS])
def test_columns_are_fixed_also_when_empty(kind: str) -> None:
    """An empty list of a kind has the documented columns, each described, and shows a line that says zero."""
    table = RecordList((), kind).to_table()
    assert table.rows == ()
    assert list(table.column_names) == (COLUMNS.get(kind) or list(getattr(world(), kind).to_table().column_names))
    assert all(column.description for column in table.columns)
    assert RecordList((), kind)._repr_html_().partition(">")[2].startswith("0 ")
    assert str(RecordList((), kind)).startswith("0 ")


def test_certainty_is_a_category() -> None:
    """Wherever a list says how sure something is, the column has the four certainties as its values."""
    for kind in COLUMNS:
        for column in RecordList((), kind).to_table().columns:
            if column.name.endswith("certainty"):
                assert column.values == tuple(each.value for each in Certainty)


def test_an_unknown_kind() -> None:
    """A kind that there is not is refused by name where a table is asked for."""
    with pytest.raises(InvalidQuestionError, match="'planets' is not a kind of record list"):
        RecordList((), "planets").to_table()


def every_list(data: Dataset) -> dict[str, Any]:
    """Return every record list of a dataset by its call."""
    return {
        "chair_terms_of": data.chair_terms_of("GRP"),
        "terms_held_by": data.terms_held_by("AAA"),
        "memberships_in": data.memberships_in("GRP"),
        "memberships_of": data.memberships_of("AAA"),
        "shared_periods": data.shared_periods("AAA", "BBB", "GRP"),
        "eras": data.eras("GRP"),
        "name_eras": data.name_eras("GRP"),
        "timeline": data.timeline("GRP"),
        "succession": data.succession("GRP"),
        "gaps": data.gaps("GRP"),
        "conflicts": data.conflicts(),
        "check": data.check(),
        "find": data.find("Agency"),
    }


@pytest.mark.parametrize("call", sorted(every_list(listed())))
def test_every_list_is_one_and_fits_its_columns(call: str) -> None:
    """Every record list is a tuple and a table; each cell is of the type of its column and among its values."""
    made = every_list(listed())[call]
    assert type(made) is RecordList
    table = made.to_table()
    assert len(table.rows) == len(made)
    kinds = {"string": str, "integer": int, "number": Decimal, "date": date, "boolean": bool}
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is not None or not column.is_required, column.name
            assert cell is None or type(cell) is kinds[column.type], column.name
            assert cell is None or not column.values or cell in column.values, column.name


def test_rows_say_what_the_items_say() -> None:
    """Open ends are empty, several ids stand in one cell, and what is incomplete has no most."""
    data = listed()
    eras = data.eras("GRP").to_dicts()
    assert eras[0] | {"chairs_complete": True} == {
        "first_day": None, "last_day": date(1999, 12, 31), "chairs_certain": None, "chairs_possible": None,
        "chairs_complete": True, "members_lower": 0, "members_upper": 0, "members_certain": None,
        "members_possible": None, "members_complete": True,
    }  # fmt: skip
    june = next(era for era in eras if era["first_day"] == date(2005, 1, 1))
    assert (june["members_lower"], june["members_upper"], june["members_possible"]) == (1, 2, "bbb")
    assert (eras[-1]["last_day"], eras[-1]["members_upper"], eras[-1]["members_certain"]) == (None, None, "aaa|bbb")
    assert data.name_eras("GRP").to_table().rows[1] == (date(2000, 1, 1), None, "The Group", None, False)
    assert data.succession("GRP").to_table().rows[0][:10] == (
        "aaa", "bbb", "AAA", "BBB", "certain", 0, 0, True, "t1", "t2",
    )  # fmt: skip
    told = {(row["record_type"], row["record_id"]) for row in data.timeline("GRP").to_dicts()}
    assert told >= {("Organization", "grp"), ("Name", None), ("Membership", "m1"), ("ChairTerm", "t2")}
    founded = next(row for row in data.timeline("GRP").to_dicts() if row["record_type"] == "Organization")
    assert [founded[bound] for bound in BOUNDS] == [*(date(2000, 1, 1),) * 4, False, False]
    (shared,) = data.shared_periods("AAA", "BBB", "GRP").to_dicts()
    assert (shared["period"], shared["certainty"], shared["membership_ids"]) == ("2005/..", "certain", "m1|m2")
    assert (shared["end_latest"], shared["ends_open"]) == (None, True)
    gap = next(row for row in data.gaps("GRP").to_dicts() if row["record_id"] == "m2")
    assert (gap["kind"], gap["body_id"], gap["of"]) == ("start", "grp", None)
    assert data.find("P. P.").to_table().rows[0] == ("pp", "Person", "P. P.", None, None, None)
    undated = world(org("grp"), org("aaa"), Figure(id="f", about_id="grp", unit="offices", lower=1))
    (row,) = undated.timeline("GRP").to_table().rows
    assert row[:7] == (None,) * 7


def test_decisions_are_rounded_in_any_context() -> None:
    """What a gap decides is rounded to hundredths, whatever precision the caller works with."""
    data = iom_partners.load()
    rows = data.gaps("GMG").to_table()["decides"]
    with localcontext() as context:
        context.prec = 2
        assert data.gaps("GMG").to_table()["decides"] == rows
    for gap, shown in zip(data.gaps("GMG"), rows, strict=True):
        assert abs(gap.decides - Fraction(shown)) <= Fraction(1, 200)


def test_shown_without_what_is_said_elsewhere() -> None:
    """A shown list leaves out bounds, ids beside their labels and empty columns, and parts ids with commas."""
    data = listed()
    assert "start_earliest" not in data.timeline("GRP")._repr_html_()
    page = data.succession("GRP")._repr_html_()
    assert "before_id" not in page
    assert ">before<" in page
    assert "AAA; BBB" in data.eras("GRP")._repr_html_()


def test_frames(curated: Dataset) -> None:
    """Listings go to frames as tables do, with dates as dates and certainty as a category."""
    frame = curated.succession("GMG").to_pandas()
    assert str(frame["certainty"].dtype) == "category"
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    assert str(curated.eras("GMG").to_polars().schema["first_day"]) == "Date"
    assert curated.gaps("GMG").to_arrow().num_rows == len(curated.gaps("GMG"))


def unordered() -> Dataset:
    """Terms and memberships of two bodies, given in no order."""
    return world(
        body(), *(org(each) for each in ("two", "aaa", "bbb", "col")), term("bbb", "2011-01-01/2011-06-30", id="t3"),
        term("aaa", "2010-01-01/2010-06-30", id="t1"), term("aaa", "2010-07/2010-12", role="co-chair", id="t2"),
        term("aaa", "2009/2010", of="two", id="t0"), seat("bbb", "2010/..", id="m3"),
        seat("aaa", "[..2010-01-01]/..", id="m1"), seat("aaa", "2009/..", role="observer", id="m2"),
        seat("two", "2012/..", role="unit", id="m4"), seat("aaa", "/", of="two", id="m0"),
    )  # fmt: skip


def test_listings_are_in_time_order_whatever_the_order_given() -> None:
    """Each list is a tuple of the records of every role, in the order of time."""
    data = unordered()
    assert ids(data.chair_terms_of("GRP")) == ["t1", "t2", "t3"]
    assert ids(data.terms_held_by("AAA")) == ["t0", "t1", "t2"]
    assert ids(data.memberships_in("GRP")) == ["m1", "m2", "m3", "m4"]
    assert ids(data.memberships_of("AAA")) == ["m1", "m0", "m2"]
    for made in (data.chair_terms_of("GRP"), data.memberships_in("GRP")):
        assert isinstance(made, tuple)


def test_listings_of_nothing_are_empty() -> None:
    """A body without terms and an agent without memberships have empty listings."""
    data = unordered()
    assert data.chair_terms_of("BBB") == data.terms_held_by("COL") == ()
    assert data.memberships_in("AAA") == data.memberships_of("COL") == data.shared_periods("COL", "AAA", "GRP") == ()


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
