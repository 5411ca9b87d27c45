"""`RecordList`: it is a tuple in all that a tuple does, and a table with fixed columns besides."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

import iom_partners
from handmade import body, covers, name, org, seat, term, world
from iom_partners import Certainty, Dataset, Figure, InvalidQuestionError, Person, Place
from iom_partners.results import RecordList
from iom_partners.store.record_types import RECORD_TYPES

BOUNDS = ["start_earliest", "start_latest", "end_earliest", "end_latest", "starts_open", "ends_open"]
#: The fixed columns of every listing but those of records, as documented.
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
    "problems": ["severity", "path", "reason"],
    "shared_periods": ["period", *BOUNDS, "certainty", "membership_ids", "why"],
    "agents": ["id", "record_type", "name", "acronym", "kind", "country"],
    "found": ["id", "record_type", "name", "acronym", "kind", "country"],
}  # fmt: skip


def listed() -> Dataset:
    """A body with two members, of which one joined on an unknown day, and terms of both."""
    return world(
        body(founded="2000-01-01", names=(name("The Group", "2000-01-01/.."),)),
        org("aaa"),
        org("bbb", country="CH"),
        Person(id="pp", name="P. P.", reason="office"),
        seat("aaa", "2000-01-01/..", id="m1"),
        seat("bbb", "2005/..", id="m2"),
        term("aaa", "2001-01-01/2001-12-31", id="t1"),
        term("bbb", "2002-01-01/[2006..]", id="t2"),
        covers("members", "2000-01-01", "2010-12-31"),
        covers("chairs", "2000-01-01", "2010-12-31"),
    )


def test_it_is_a_tuple() -> None:
    """It equals, hashes, unpacks, adds and serializes as the tuple of its items does."""
    items = tuple(Place(id=each, name=each) for each in "abc")
    listing = RecordList(items, "places")
    assert listing == items
    assert items == listing
    assert hash(listing) == hash(items)
    assert {listing: 1}[items] == 1  # type: ignore[index]
    assert isinstance(listing, tuple)
    assert (*listing,) == items
    assert listing + () == items
    assert listing[0] is items[0]
    assert listing[-1] is items[2]
    assert items[1] in listing
    assert json.dumps(RecordList((1, 2), "places")) == "[1, 2]"
    with pytest.raises(IndexError):
        listing[3]


@pytest.mark.parametrize("cut", [slice(None), slice(1), slice(None, None, -1), slice(7, 9)])
def test_a_slice_is_a_listing_of_the_same_kind(cut: slice) -> None:
    """A slice equals that of the tuple, and has the same columns and labels."""
    terms = listed().chair_terms_of("GRP")
    assert type(terms[cut]) is RecordList
    assert terms[cut] == tuple(terms)[cut]
    assert terms[cut].to_table().column_names == terms.to_table().column_names
    assert ("AAA" in str(terms[cut])) == any(each.holder_id == "aaa" for each in terms[cut])


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles(protocol: int) -> None:
    """A pickle gives a listing of the same kind back, without the dataset that it came from."""
    data = listed()
    for listing in (data.chair_terms_of("GRP"), data.eras("GRP"), data.check()):
        again = pickle.loads(pickle.dumps(listing, protocol))
        assert type(again) is RecordList
        assert again == listing
        assert again.to_table() == listing.to_table()
    small = len(pickle.dumps(iom_partners.load().terms_held_by("UNU"), protocol))
    assert small < 5_000


def test_copies() -> None:
    """Copies, shallow and deep, are equal listings."""
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
    """An empty listing of a kind has the documented columns, each described, and shows a line that says zero."""
    table = RecordList((), kind).to_table()
    assert table.rows == ()
    assert list(table.column_names) == (COLUMNS.get(kind) or list(getattr(world(), kind).to_table().column_names))
    assert all(column.description for column in table.columns)
    assert RecordList((), kind)._repr_html_().startswith("<p>0 ")
    assert str(RecordList((), kind)).startswith("0 ")


def test_certainty_is_a_category() -> None:
    """Wherever a listing says how sure something is, the column has the four certainties as its values."""
    for kind in COLUMNS:
        for column in RecordList((), kind).to_table().columns:
            if column.name.endswith("certainty"):
                assert column.values == tuple(each.value for each in Certainty)


def test_an_unknown_kind() -> None:
    """A kind that there is not is refused by name where a table is asked for."""
    with pytest.raises(InvalidQuestionError, match="'planets' is not a kind of record list"):
        RecordList((), "planets").to_table()


def every_listing(data: Dataset) -> dict[str, Any]:
    """Give every listing of a dataset by its call."""
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


@pytest.mark.parametrize("call", sorted(every_listing(listed())))
def test_every_listing_is_one_and_fits_its_columns(call: str) -> None:
    """Every listing is a tuple and a table; each cell is of the type of its column and among its values."""
    listing = every_listing(listed())[call]
    assert type(listing) is RecordList
    table = listing.to_table()
    assert len(table.rows) == len(listing)
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
    """A shown listing leaves out bounds, ids beside their labels and empty columns, and parts ids with commas."""
    data = listed()
    assert "start_earliest" not in data.timeline("GRP")._repr_html_()
    page = data.succession("GRP")._repr_html_()
    assert "before_id" not in page
    assert ">before<" in page
    assert "aaa, bbb" in data.eras("GRP")._repr_html_()


def test_frames(curated: Dataset) -> None:
    """Listings go to frames as tables do, with dates as dates and certainty as a category."""
    frame = curated.succession("GMG").to_pandas()
    assert str(frame["certainty"].dtype) == "category"
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    assert str(curated.eras("GMG").to_polars().schema["first_day"]) == "Date"
    assert curated.gaps("GMG").to_arrow().num_rows == len(curated.gaps("GMG"))
