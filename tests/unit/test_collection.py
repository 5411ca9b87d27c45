"""Collections: immutable sequences of records, also by id, and the store that holds them."""

from __future__ import annotations

import copy
import gc
import pickle
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import iom_partners
from iom_partners import (
    ChairTerm,
    Coverage,
    Dataset,
    Event,
    Figure,
    InvalidQuestionError,
    Membership,
    Organization,
    PartialDate,
    Period,
    Person,
    Place,
    UnknownNameError,
)
from iom_partners.io.records import read_lazily
from iom_partners.results import Collection, RecordList
from iom_partners.store.record_types import RECORD_TYPES, record_class, refer
from iom_partners.store.store import Store, pause_collector, time_key

PLACES = tuple(
    Place(id=letter, name=letter.upper(), country=country)
    for letter, country in zip("abcd", ["CH", "FR", "CH", None], strict=True)
)


def _made(count: int = 4) -> Collection[Place]:
    """A collection of records that are there already."""
    return Collection("places", PLACES[:count])


def _read(count: int = 4, made: list[int] | None = None) -> Collection[Place]:
    """A collection of plain rows, of which records are made when they are looked at."""
    rows = [{"id": place.id, "name": place.name, "country": place.country} for place in PLACES[:count]]

    def make(row: Any, index: int) -> Place:
        if made is not None:
            made.append(index)
        return Place(**row)

    return Collection("places", rows, make)


@pytest.fixture(params=[_made, _read], ids=["records", "rows"])
def places(request: pytest.FixtureRequest) -> Collection[Place]:
    """Both kinds of collection: whatever holds of one holds of the other."""
    return request.param()


def test_it_is_a_sequence(places: Collection[Place]) -> None:
    """Length, order, indexes from both ends, iteration and reversal are those of the tuple of its records."""
    assert isinstance(places, Sequence)
    assert len(places) == 4
    assert tuple(places) == PLACES
    assert [places[index] for index in range(-4, 4)] == [*PLACES, *PLACES]
    assert tuple(reversed(places)) == PLACES[::-1]
    assert (places.index(PLACES[2]), places.count(PLACES[2])) == (2, 1)


@pytest.mark.parametrize("index", [4, -5, 10**20])
def test_index_out_of_range(places: Collection[Place], index: int) -> None:
    """An index beyond the ends raises IndexError, as in a tuple, so that loops by index end."""
    with pytest.raises(IndexError):
        places[index]


@pytest.mark.parametrize(
    "cut", [slice(None), slice(1, 3), slice(None, None, -1), slice(-2, None), slice(9, 12), slice(0, 4, 2)]
)
def test_slices_are_listings(places: Collection[Place], cut: slice) -> None:
    """A slice equals the same slice of a tuple, and is a table as well."""
    assert places[cut] == PLACES[cut]
    assert type(places[cut]) is RecordList
    assert places[cut].to_table()["id"] == tuple(place.id for place in PLACES[cut])


def test_by_id(places: Collection[Place]) -> None:
    """A text as key is an id; `get` gives the same record or a default, the brackets raise with id and collection."""
    assert places["b"] == places.get("b") == PLACES[1]
    assert places.get("z") is None
    assert places.get("z", 7) == 7
    assert places.get("b", 7) == PLACES[1]
    with pytest.raises(UnknownNameError, match="places: no record has the id 'z'") as caught:
        places["z"]
    assert isinstance(caught.value, LookupError)
    assert caught.value.value == "z"


@pytest.mark.parametrize(("name", "key", "hint"), [
    ("organizations", "GMG", "did you mean 'gmg'? Brackets take ids"),
    ("organizations", "Global Migraton Group", "did you mean 'gmg'"),
    ("organizations", "hawa aden mohamed", "data.person('hawa aden mohamed')"),
    ("places", "Praesidium", "data.project('Praesidium')"),
    ("memberships", "Lampedusa", "see data.places['lampedusa']"),
    ("projects", "Praesidium", "did you mean 'praesidium'"),
    ("chair_terms", "gmg-chair-iom", "did you mean 'gmg-chair-iom-20"),
    ("sources", "zzzzzz", ""),
])  # fmt: skip
def test_unknown_id_tells_the_nearest(curated: Dataset, name: str, key: str, hint: str) -> None:
    """An id that is not there is refused with those that the text names, or is most like."""
    with pytest.raises(UnknownNameError) as caught:
        getattr(curated, name)[key]
    assert caught.value.hint.startswith(hint)
    assert bool(caught.value.hint) == bool(hint)


def test_unknown_id_in_a_part(curated: Dataset) -> None:
    """Of a narrowed collection only its own ids are offered, and it is told of what is elsewhere in the dataset."""
    part = curated.organizations.where(kind="company")
    with pytest.raises(UnknownNameError, match=r"the id 'gmg' \(other records of the dataset have it"):
        part["gmg"]
    with pytest.raises(UnknownNameError, match=r"the id 'GMG' \(data.organization\('GMG'\)"):
        part["GMG"]
    with pytest.raises(UnknownNameError) as caught:
        part["x" * 100_000]
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(("name", "hint"), [
    ("filter", "did you mean 'where'?"),
    ("to_panda", "did you mean 'to_pandas'"),
    ("search", "has no attribute 'search'$"),
])  # fmt: skip
def test_unknown_attribute_tells_the_nearest(curated: Dataset, name: str, hint: str) -> None:
    """A name that a collection does not have is an AttributeError that says which may be meant."""
    owner = curated.memberships
    with pytest.raises(AttributeError, match=hint.replace("?", r"\?")):
        getattr(owner, name)
    assert not hasattr(owner, name)
    with pytest.raises(AttributeError, match="has no attribute '_chairs_of'$"):
        getattr(owner, "_chairs_of")
    for copied in (copy.copy(owner), copy.deepcopy(owner), pickle.loads(pickle.dumps(owner))):
        assert copied == owner


def test_unknown_attribute_of_a_list_of_records(curated: Dataset) -> None:
    """A list of records tells it, too."""
    with pytest.raises(
        AttributeError, match="'RecordList' object has no attribute 'to_polar' .did you mean 'to_polars'"
    ):
        curated.memberships[:2].to_polar  # noqa: B018  # The access is what is tried.


def test_ids_are_exact(places: Collection[Place]) -> None:
    """Look-up by id does not fold: other spellings are for names."""
    assert places.get("B") is None
    assert places.get("b ") is None


def test_ids_and_key_completions(places: Collection[Place]) -> None:
    """The ids stand in order, and a notebook offers them after an opening bracket."""
    assert places.ids == ("a", "b", "c", "d")
    assert places._ipython_key_completions_() == ["a", "b", "c", "d"]


def test_contains(places: Collection[Place]) -> None:
    """A record is in it if one of that id equals it, a text if it is an id; anything else is not."""
    assert PLACES[0] in places
    assert "a" in places
    assert "z" not in places
    assert Place(id="a", name="Another") not in places
    assert Organization(id="a", name="A") not in places
    for other in (5, None, object(), ["a"], b"a"):
        assert other not in places


@pytest.mark.parametrize(("fields", "found"), [
    ({"country": "CH"}, "ac"), ({"country": "CH", "name": "C"}, "c"), ({"name": "C", "country": "CH"}, "c"),
    ({"country": "FR", "name": "C"}, ""), ({"country": "IT"}, ""), ({"country": "IT", "name": "C"}, ""),
    ({"country": None}, "d"), ({}, "abcd"),
])  # fmt: skip
def test_where(places: Collection[Place], fields: dict[str, Any], found: str) -> None:
    """Records are found by the value of a field, or of several together, in order."""
    assert "".join(place.id for place in places.where(**fields)) == found


def test_rows_are_made_into_records_when_looked_at() -> None:
    """Looking at ids, searching and counting make no record that is not given out, and none is made twice."""
    made: list[int] = []
    places = _read(made=made)
    assert len(places) == 4
    assert places.ids == ("a", "b", "c", "d")
    assert "z" not in places
    assert repr(places)
    assert places._rows[1]["id"] == "b"
    assert made == []
    assert places.get("b") == PLACES[1]
    assert made == [1]
    assert places[1] is places["b"] is tuple(places)[1] is places[1:2][0]
    assert sorted(made) == [0, 1, 2, 3]
    assert places == places
    assert len(made) == 4


def test_an_index_makes_what_it_finds_and_no_more() -> None:
    """A store finds records by the text of fields without making others."""
    made: list[int] = []
    rows = [{"id": place.id, "name": place.name, "country": place.country} for place in PLACES]
    store = Store(lambda _: (rows, lambda row, index: made.append(index) or Place(**row)))
    assert store.select("places", country="FR") == (PLACES[1],)
    assert store.select("places", country="CH", id="c") == (PLACES[2],)
    assert store.select("places", country="FR", id="c") == store.select("places", colour="red") == ()
    assert made == [1, 2]


def test_failed_record_is_tried_again() -> None:
    """A fault in one row does not spoil the others, and comes again when the row is looked at again."""

    def make(row: Any, index: int) -> Place:
        if index == 1:
            raise ValueError("bad row")
        return Place(id=row["id"], name="x")

    places = Collection("places", [{"id": "a"}, {"id": "b"}], make)
    assert places["a"].name == "x"
    for _ in range(2):
        with pytest.raises(ValueError, match="bad row"):
            places["b"]


def test_equality() -> None:
    """Collections are equal if their records are, wherever they came from; nothing else equals a collection."""
    assert _made() == _read()
    assert hash(_made()) == hash(_read())
    assert _made() != _made(3)
    assert _made() != Collection("places", (*PLACES[:3], Place(id="d", name="Other")))
    assert _made() != PLACES
    assert _made() != list(PLACES)
    assert _made().__eq__(PLACES) is NotImplemented


def test_nothing_can_be_changed_from_outside(places: Collection[Place]) -> None:
    """Items and attributes cannot be set or deleted, and a list it was made of no longer matters."""
    rows = list(PLACES)
    kept = Collection("places", rows)
    rows.clear()
    assert tuple(kept) == PLACES
    for change in (
        lambda: places.__setitem__(0, PLACES[1]),
        lambda: places.__delitem__(0),
        lambda: places.append(PLACES[0]),
        lambda: setattr(places, "new", 1),
    ):
        with pytest.raises(AttributeError):
            change()
    places._ipython_key_completions_().clear()
    assert places.ids == ("a", "b", "c", "d")
    assert tuple(places) == PLACES


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "<0 places: >"), (2, "<2 places: a, b>")],
)
def test_repr(count: int, text: str) -> None:
    """The repr counts the records and names them by id."""
    assert repr(_made(count)) == text


def test_repr_cuts_at_five() -> None:
    """Of many records the repr names the first five, and says that there are more."""
    terms = tuple(ChairTerm(id=f"t{number}", organization_id="c", holder_id="h") for number in range(6))
    assert repr(Collection("chair_terms", terms)) == "<6 chair terms: t0, t1, t2, t3, t4, …>"
    assert repr(Collection("chair_terms", terms[:5])) == "<5 chair terms: t0, t1, t2, t3, t4>"


class _Tags(HTMLParser):
    """Collects the tags and the texts of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag in ("td", "th", "p"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data


def _parsed(collection: Collection[Any]) -> _Tags:
    parser = _Tags()
    parser.feed(collection._repr_html_())
    return parser


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "</table><!--",
        "&lt;b&gt;",  # What is escaped already shows as it was written.
    ],
)
def test_table_shows_hostile_text_as_text(hostile: str) -> None:
    """No text of a record becomes a tag of the page, and each is shown as it stands."""
    table = _parsed(Collection("organizations", [Organization(id="x", name=hostile, successor_ids=(hostile,))]))
    assert set(table.tags) == {"div", "p", "table", "thead", "tr", "th", "tbody", "td", "wbr"}
    assert table.cells.count(hostile) == 2


def test_table_shows_plain_fields_that_hold_something() -> None:
    """Citations, names, identifiers, notes, bounds and empty columns are left out; several texts stand in one cell."""
    record = Organization(id="x", name="X", founded=PartialDate("2003-04"), successor_ids=("y", "z"), note="secret")
    table = _parsed(Collection("organizations", [record]))
    told = ["X", "April 20032003-04", "y, z", "x"]
    assert table.cells == ["1 organization", "name", "founded", "successor_ids", "id", *told]
    tie = Membership(id="m", member_id="a", organization_id="b", period=Period("2004/.."), note="secret")
    table = _parsed(Collection("memberships", [tie]))
    assert table.cells[1:7] == ["member_id", "organization_id", "role", "is_founder", "period", "id"]
    assert table.cells[7:] == ["a", "b", "member", "False", "from 2004 on2004/..", "m"]


def test_table_names_what_a_record_refers_to() -> None:
    """In a dataset, references are shown by acronym or name under the word that `where` takes; a view keeps them."""
    data = Dataset.from_records(
        [Organization(id="a", name="Alpha", acronym="AL", place="p"), Organization(id="b", name="Beta"),
         Place(id="p", name="Port"), Membership(id="m", member_id="a", organization_id="b"),
         Membership(id="n", member_id="gone", organization_id="b")], strict=False)  # fmt: skip
    table = _parsed(data.memberships)
    assert [table.cells[at] for at in (1, 2, 6)] == ["member", "organization", "id"]
    assert [table.cells[at : at + 2] for at in (7, 13)] == [["AL", "Beta"], ["gone", "Beta"]]
    assert [table.cells[at] for at in (12, 18)] == ["m", "n"]
    assert "Port" in _parsed(data.organizations).cells
    assert data.memberships.where(member="AL")[0].id == "m"
    assert str(data.memberships[:1]).splitlines()[2].split() == ["m", "AL", "Beta", "member", "False", "/"]


@pytest.mark.parametrize(
    ("count", "rows", "last"),
    [(10, 10, "p9"), (11, 11, "p10"), (12, 10, "… and 2 more"), (3011, 10, "… and 3,001 more")],
)
def test_table_cuts_at_ten(count: int, rows: int, last: str) -> None:
    """A long collection shows its first ten records and counts the rest above and below, and makes no others."""
    made: list[int] = []

    def make(row: Any, index: int) -> Place:
        made.append(index)
        return Place(**row)

    table = _parsed(Collection("places", [{"id": f"p{number}", "name": "P"} for number in range(count)], make))
    assert table.tags.count("tr") == 1 + rows + (count > rows)
    assert table.cells[0] == f"{count:,} places"
    assert table.cells[-1] == last
    assert set(made) == set(range(rows))


def test_printed_it_is_a_table_of_the_first_ten() -> None:
    """Printed and in IPython a collection is a small table, of which ten records are made; the repr makes none."""
    made: list[int] = []

    def make(row: Any, index: int) -> Place:
        made.append(index)
        return Place(**row)

    places = Collection("places", [{"id": f"p{number}", "name": "P"} for number in range(12)], make)
    assert repr(places) == "<12 places: p0, p1, p2, p3, p4, …>"
    assert made == []
    lines = str(places).splitlines()
    assert (lines[:3], lines[-1]) == (["12 places", "id  name", "p0  P"], "… and 2 more")
    assert made == list(range(10))
    printer = _Printer()
    places._repr_pretty_(printer, False)
    assert printer.told == str(places)


class _Printer:
    """Takes what a printer of IPython is told."""

    told = ""

    def text(self, text: str) -> None:
        self.told += text


def test_table_of_nothing() -> None:
    """An empty collection has its columns and no rows; shown, it is only a line that says so."""
    people = Collection("people", ())
    assert people._repr_html_().endswith(">0 people</p>")
    assert str(people) == "0 people"
    assert list(people.to_table().column_names) == people.to_pandas().columns.to_list()


def test_threads_get_one_object_for_each_record() -> None:
    """Whichever thread makes a record first, all threads see one and the same object."""
    rows = [{"id": f"p{number}", "name": "P"} for number in range(40)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(10):
            barrier = threading.Barrier(16)
            waiting = threading.Event()

            def make(row: Any, index: int, waiting: threading.Event = waiting) -> Place:
                # Whoever makes the first record waits a moment, so that other threads make it too.
                if index == 0:
                    waiting.wait(0.01)
                return Place(**row)

            places = Collection("places", rows, make)
            seen: list[list[int]] = []

            def look(
                places: Collection[Place] = places, barrier: threading.Barrier = barrier, seen: list[list[int]] = seen
            ) -> None:
                barrier.wait()
                seen.append([id(place) for place in places])

            threads = [threading.Thread(target=look) for _ in range(16)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(seen) == 16
            assert all(each == seen[0] for each in seen)
            assert [id(place) for place in places] == seen[0]
    finally:
        sys.setswitchinterval(before)


# The store.


def test_every_kind_is_a_record_class() -> None:
    """Each collection is named for a class of which every record has an id and citations."""
    for name in RECORD_TYPES:
        fields = {field.name for field in record_class(name).__attrs_attrs__}
        assert fields >= {"id", "citations"}, name


def test_store_reads_each_collection_once_and_when_needed() -> None:
    """A file is read at the first look at its collection, and never again."""
    read: list[str] = []

    def rows(name: str) -> tuple[list[dict[str, str]], str]:
        read.append(name)
        return [{"id": "a", "name": "A"}], f"{name}.json"

    store = read_lazily(SimpleNamespace(rows=rows))
    assert read == []
    assert store["places"] is store["places"]
    assert store["places"][0] == Place(id="a", name="A")
    assert read == ["places"]
    with pytest.raises(KeyError):
        store["planets"]


def test_store_names_the_row_of_a_fault() -> None:
    """The path in an error is that of the file and the index of the row."""
    rows = [{"id": "a", "name": "A"}, {"id": "b", "name": 5}]
    store = read_lazily(SimpleNamespace(rows=lambda _: (rows, "my/places.json")))
    with pytest.raises(iom_partners.DataFileError, match=r"my/places\.json\[1\]\.name: 5"):
        tuple(store["places"])


@pytest.mark.parametrize(("record", "references"), [
    (Organization(id="a", name="A", place="geneva", successor_ids=("b", "c")),
     [("successor_ids", "b", "organizations"), ("successor_ids", "c", "organizations"), ("place", "geneva", "places")]),
    (ChairTerm(id="t", organization_id="a", holder_id="b"),
     [("organization_id", "a", "organizations"), ("holder_id", "b", "organizations people")]),
    (Event(id="e", name="E", organization_id="a", participant_ids=("b",), place="geneva"),
     [("organization_id", "a", "organizations"), ("participant_ids", "b", "organizations people"),
      ("place", "geneva", "places")]),
    (Figure(id="f", about_id="a", unit="u"), [("about_id", "a", "organizations people projects works events places")]),
    (Person(id="p", name="P"), []),
    (Place(id="p", name="P"), []),
])  # fmt: skip
def test_refer(record: object, references: list[tuple[str, str, str]]) -> None:
    """Each reference of a record is given with its field and the types that it may be of; empty ones are left out."""
    assert [(field, each, " ".join(kinds)) for field, each, kinds in refer(record)] == references


def test_records_stand_in_time_order_whatever_order_they_came_in() -> None:
    """Records are ordered by first possible start, then by the other bounds, then by id; undated ones by id."""
    ordered = [
        Membership(id="z-always", member_id="m", organization_id="o", period=Period("../..")),
        Membership(id="y-unknown", member_id="m", organization_id="o"),
        Membership(id="d", member_id="m", organization_id="o", period=Period("2003/2005")),
        Membership(id="c", member_id="m", organization_id="o", period=Period("2003-01-01/..")),
        Membership(id="a", member_id="m", organization_id="o", period=Period("2004/..")),
        Membership(id="b", member_id="m", organization_id="o", period=Period("2004/..")),
    ]
    expected = sorted(ordered, key=lambda tie: (*tie.period.bounds, tie.id))
    for given in (ordered, ordered[::-1]):
        assert list(Dataset.from_records(given, strict=False).memberships) == expected
    assert [tie.id for tie in expected] == ["z-always", "y-unknown", "c", "d", "a", "b"]


@pytest.mark.parametrize(("earlier", "later"), [
    (Event(id="z", name="E", when=PartialDate("2003")), Event(id="a", name="E", when=PartialDate("2003-02"))),
    (Event(id="z", name="E", when=Period("2003-01/2003-02")), Event(id="a", name="E", when=PartialDate("2004"))),
    (Event(id="z", name="E", when=PartialDate("9999")), Event(id="a", name="E")),
    (Place(id="a", name="Z"), Place(id="b", name="A")),
    (Coverage(id="z", organization_id="o", of="members", last_day=date(2014, 1, 1)),
     Coverage(id="a", organization_id="o", of="members", first_day=date(2003, 4, 1), last_day=date(2014, 1, 1))),
    (Coverage(id="z", organization_id="o", of="members", first_day=date(2003, 4, 1), last_day=date(2014, 1, 1)),
     Coverage(id="a", organization_id="o", of="members", first_day=date(2003, 4, 1))),
    (Coverage(id="a", organization_id="o", of="members"), Coverage(id="b", organization_id="o", of="members")),
])  # fmt: skip
def test_time_key_orders(earlier: Any, later: Any) -> None:
    """What may start first comes first, then what ends first, then by id; what is not dated comes last."""
    assert time_key(earlier) < time_key(later)


@pytest.mark.parametrize(("record", "day"), [
    (Membership(id="m", member_id="a", organization_id="o", period=Period("2003/2005-06")), date(2005, 6, 30)),
    (Membership(id="m", member_id="a", organization_id="o", period=Period("2003/..")), date(2003, 1, 1)),
    (Membership(id="m", member_id="a", organization_id="o", period=Period("[..2003]/[2014-01-01..]")),
     date(2014, 1, 1)),
    (Membership(id="m", member_id="a", organization_id="o", period=Period("/")), None),
    (ChairTerm(id="t", organization_id="o", holder_id="a", period=Period("2013-07-01/2013-12-31")), date(2013, 12, 31)),
    (Event(id="e", name="E", when=PartialDate("2018-05-02")), date(2018, 5, 2)),
    (Event(id="e", name="E"), None),
    (Coverage(id="c", organization_id="o", of="members", last_day=date(2018, 12, 31)), date(2018, 12, 31)),
    (Coverage(id="c", organization_id="o", of="members", first_day=date(2018, 1, 1)), date(2018, 1, 1)),
    (Coverage(id="c", organization_id="o", of="members"), None),
    (Figure(id="f", about_id="o", unit="u", when=PartialDate("2030")), None),
    (Organization(id="o", name="O", founded=PartialDate("2003")), None),
])  # fmt: skip
def test_as_of_is_the_last_day_that_a_record_reaches(record: object, day: date | None) -> None:
    """Open and unknown ends reach no day; figures and labels attest nothing."""
    assert Dataset.from_records([record], strict=False).horizon == day


def test_as_of_is_that_of_the_latest_record() -> None:
    """Of all records the one that reaches farthest counts, wherever it stands."""
    records = [
        Membership(id="m", member_id="a", organization_id="o", period=Period("2003/2020")),
        Event(id="e", name="E", when=PartialDate("2018")),
    ]
    assert (
        Dataset.from_records(records, strict=False).horizon
        == Dataset.from_records(records[::-1], strict=False).horizon
        == date(2020, 12, 31)
    )


# The dataset as a value.


@pytest.mark.parametrize(
    "thing", [5, None, "gmg", {"id": "x"}, Period("/"), iom_partners.model.Name(text="x", kind="alias")]
)
def test_what_is_not_a_record_is_refused(thing: object) -> None:
    """A dataset is made of records; anything else is named and refused."""
    with pytest.raises(InvalidQuestionError, match="is not a record") as caught:
        Dataset.from_records([thing], strict=False)
    assert caught.value.value == thing


def test_datasets_are_equal_by_their_records(tiny: Dataset) -> None:
    """Order of giving and version do not matter; one record more or other does. Equal datasets hash alike."""
    records = [record for name in RECORD_TYPES for record in getattr(tiny, name)]
    same = Dataset.from_records(records[::-1], version="9.9.9", strict=False)
    assert same == tiny
    assert hash(same) == hash(tiny)
    assert tiny == tiny
    assert Dataset.from_records(records[1:], strict=False) != tiny
    assert Dataset.from_records([*records[:-1], Place(id="x", name="X")], strict=False) != tiny
    assert tiny != records
    assert tiny.__eq__(5) is NotImplemented
    with pytest.raises(AttributeError, match="a dataset is immutable, so 'places' cannot be set"):
        tiny.places = ()  # type: ignore[assignment]


def test_repr_of_a_dataset_tells_what_it_holds(tiny: Dataset) -> None:
    """The repr tells version, last day and counts, and leaves out what there is none of."""
    assert repr(tiny) == "<Dataset, up to 2010-12-31: 3 organizations, 2 memberships, 1 chair terms, 1 coverages>"
    assert repr(Dataset.from_records([], version="1.2.3", strict=False)) == "<Dataset version 1.2.3: no records>"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_dataset_survives_a_pickle(tiny: Dataset, protocol: int) -> None:
    """What is unpickled is equal, keeps its version and answers alike."""
    records = [record for name in RECORD_TYPES for record in getattr(tiny, name)]
    data = Dataset.from_records(records, version="1.2.3", strict=False)
    data.members_of("KFC", on="2005-01-01")
    again = pickle.loads(pickle.dumps(data, protocol))
    assert (again, hash(again), repr(again), again.version) == (data, hash(data), repr(data), "1.2.3")
    assert again.members_of("KFC", on="2005-01-01").to_dict() == data.members_of("KFC", on="2005-01-01").to_dict()


def test_dataset_survives_a_copy(tiny: Dataset) -> None:
    """A copy and a deep copy are equal to what they were taken of."""
    assert copy.copy(tiny) == copy.deepcopy(tiny) == tiny
    assert {copy.copy(tiny), copy.deepcopy(tiny)} == {tiny}


# The garbage collector, which is paused while many records are made.


@pytest.fixture
def as_found() -> Iterator[None]:
    """Leave the garbage collector as it was."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("as_found")
def test_the_collector_is_paused_and_goes_on(tmp_path: Path) -> None:
    """It rests inside, nested too, and runs again afterwards, also after an error; what nobody froze is not frozen."""
    frozen = gc.get_freeze_count()  # Python 3.12 freezes some objects of its own as it starts.
    with pause_collector():
        with pause_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
    (tmp_path / "places.json").write_text("[{}]")
    with pytest.raises(iom_partners.DataFileError):
        Dataset.read(tmp_path)
    assert gc.isenabled()


@pytest.mark.usefixtures("as_found")
def test_a_collector_that_the_caller_paused_or_froze_stays_so() -> None:
    """It is not switched on behind the back of someone who switched it off, nor thawed."""
    gc.freeze()
    count = gc.get_freeze_count()
    for switch in (gc.enable, gc.disable):
        switch()
        before = gc.isenabled()
        with pause_collector():
            pass
        Dataset.from_records([PLACES[0]], strict=False)
        assert gc.isenabled() is before
        assert gc.get_freeze_count() >= count - 100 > 0
