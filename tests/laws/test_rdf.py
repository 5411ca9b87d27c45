"""RDF: whatever records hold, reading what was written gives the same records, in both syntaxes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args, get_origin

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import HOSTILE
from iom_partners import Dataset
from iom_partners.exchange.losses import Export
from iom_partners.exchange.rdf import make_jsonld, make_turtle
from iom_partners.exchange.rdf_reader import read_jsonld, read_turtle
from iom_partners.model.codes import COUNTRIES
from iom_partners.model.vocabulary import KNOWN_WORDS, States
from iom_partners.store.record_types import RECORD_TYPES, REFERENCES, record_class
from strategies import days, examples, partial_dates, periods

rdflib = pytest.importorskip("rdflib")
compare = pytest.importorskip("rdflib.compare")


def _has_no_half(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= mark <= "\udfff" for mark in text)


TEXTS = st.sampled_from(list(filter(_has_no_half, HOSTILE))) | st.text(st.characters(exclude_categories=["Cs"]))
#: Few, so that records refer to each other and bear the same id at times.
IDS = st.sampled_from(["a", "b", "north", "-x", "_", "a.name-1", "a:b", "Côte d'Or", "50%", 'x#y/z?<>"{}|\\^`', "国会"])
WORDS = st.sampled_from(["whip", "x2", "größe", "national-focal-point"])
NUMBERS = st.integers(-(10**32) + 1, 10**32 - 1) | st.integers(-5, 5)
AMOUNTS = (
    st.decimals(0, 10**9, places=2) | st.decimals(0, 1, places=20) | st.sampled_from([Decimal("1E+31"), Decimal(0)])
)


def values(kind: type[Any], field: Any) -> st.SearchStrategy[Any]:
    """Values of a field of a record class, the default more often than chance would bring it."""
    where, of = f"{kind.__name__}.{field.name}", field.type
    if where in KNOWN_WORDS:
        found = st.sampled_from(KNOWN_WORDS[where]) | WORDS
    elif field.name == "id":
        return IDS
    elif field.name == "country":
        found = st.sampled_from(sorted(COUNTRIES))
    elif of == States:
        found = st.just("all") | st.lists(st.sampled_from(["period", "name", "role", "x y", ""])).map(tuple)
    elif field.name in REFERENCES or field.name == "source_id":
        found = IDS | st.just("")
        found = st.lists(found, max_size=3).map(tuple) if get_origin(of) is tuple else found
    else:
        found = _of_type(of)
    usual = [] if field.default is attrs.NOTHING else [st.just(field.default)] * 2
    return st.one_of(*usual, found)


def _of_type(of: Any) -> st.SearchStrategy[Any]:
    if of is str:
        return TEXTS
    if get_origin(of) is tuple:
        return st.lists(_of_type(get_args(of)[0]), max_size=3).map(tuple)
    told = str(of)
    for name, found in (
        ("Literal", st.sampled_from(get_args(of))), ("Decimal", AMOUNTS), ("datetime.date", days()),
        ("bool", st.booleans()), ("int", NUMBERS), ("PartialDate", partial_dates()), ("Period", periods()),
    ):  # fmt: skip
        if name in told and not attrs.has(of):
            return found | periods() if "Period | None" in told else found
    return records_of(of) if attrs.has(of) else TEXTS


def records_of(kind: type[Any], /, **given: Any) -> st.SearchStrategy[Any]:
    """Records of a class, whatever each field holds."""
    fields = {field.name: values(kind, field) for field in attrs.fields(kind) if field.name not in given}
    return st.builds(kind, **(fields | {name: st.just(value) for name, value in given.items()}))


ALL = {"positions": ("previous", "present", "next")}
RULES = st.sampled_from([
    {"kind": "troika", "role": "member", "positions": ("next", "previous"), "order_ids": (), "months": None},
    {"kind": "troika", "role": "whip", "positions": ("previous", "present", "next"), "order_ids": (), "months": None},
    {"kind": "rotation", "role": "chair", "order_ids": ("north", "a", "b"), "months": None, **ALL},
    {"kind": "rotation", "role": "chair", "order_ids": ("a", "b"), "months": None, **ALL},
    {"kind": "term", "role": "co-chair", "months": 6, "order_ids": (), **ALL},
])  # fmt: skip
COVERED = st.sampled_from([
    {"organization_id": "a", "project_id": None, "of": "members", "role": "observer"},
    {"organization_id": None, "project_id": "p", "of": "partners", "role": None},
])  # fmt: skip


@st.composite
def every_record(draw: st.DrawFn) -> Any:
    """Records of all types."""
    name = draw(st.sampled_from(list(RECORD_TYPES)))
    given = draw({"rules": RULES, "coverages": COVERED}.get(name, st.just({})))
    return draw(records_of(record_class(name), **given))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@given(records=st.lists(every_record(), max_size=5))
@examples(3)
def test_what_is_written_is_read_again(records: list[Any]) -> None:
    """Every field of every record comes back from both syntaxes, which state the same."""
    data = Dataset.from_records(records, strict=False, version="1.0")
    export = Export(data._project_rosters(), "1.0")
    made = {"json-ld": make_jsonld(export), "turtle": make_turtle(export)}
    assert not export.report()
    for name, read in (("json-ld", read_jsonld), ("turtle", read_turtle)):
        again = read(made[name], "file")
        assert (Dataset.from_records(again.records, strict=False), again.version, again.assumed) == (data, "1.0", ())
    one, other = (rdflib.Graph().parse(data=text, format=name) for name, text in made.items())
    assert compare.isomorphic(one, other)
