"""Fields of records: what each takes, how other ways to write it are read, and what is refused with which words."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from iom_partners import (
    ChairTerm,
    Citation,
    Contribution,
    Coverage,
    DataFileError,
    Dataset,
    Event,
    Figure,
    InvalidRecordError,
    Membership,
    Organization,
    PartialDate,
    Period,
    Person,
    Place,
    Source,
    Word,
)
from iom_partners.model import Name

DAY = dt.date(2004, 5, 6)


def seat(**fields: Any) -> Membership:
    """Return a membership."""
    return Membership(**{"id": "m", "member_id": "ann", "organization_id": "club"} | fields)


def org(**fields: Any) -> Organization:
    """Return an organization."""
    return Organization(id="a", name="A", **fields)


def known(**fields: Any) -> Coverage:
    """Return a coverage."""
    return Coverage(id="c", organization_id="b", **fields)


@pytest.mark.parametrize(("made", "held"), [
    (lambda: seat(period="2001/..").period, Period("2001/..")),
    (lambda: seat(period=("2001-01-01", DAY)).period, Period("2001-01-01/2004-05-06")),
    (lambda: seat(period=["", ".."]).period, Period("/..")),
    (lambda: seat(period=(PartialDate("2001"), dt.datetime(2004, 5, 6, 23))).period, Period("2001/2004-05-06")),
    (lambda: seat(period=DAY).period, Period("2004-05-06/2004-05-06")),
    (lambda: seat(period="2004-05-06").period, Period("2004-05-06/2004-05-06")),
    (lambda: seat(citations=[Citation(source_id="s")]).citations, (Citation(source_id="s"),)),
    (lambda: org(founded="1999").founded, PartialDate("1999")),
    (lambda: org(founded=DAY).founded, PartialDate("2004-05-06")),
    (lambda: Person(id="a", name="A", born="[1950..1951]", died=None).born, PartialDate("[1950..1951]")),
    (lambda: Event(id="a", name="A", when="2001/2002").when, Period("2001/2002")),
    (lambda: Event(id="a", name="A", when="2001-02").when, PartialDate("2001-02")),
    (lambda: Event(id="a", name="A", when=("2001", "2002")).when, Period("2001/2002")),
    (lambda: known(of="members", first_day="2001-02-03").first_day,
     dt.date(2001, 2, 3)),
    (lambda: Contribution(id="a", donor_id="b", amount=5).amount, Decimal(5)),
    (lambda: Place(id="a", name="A", country="SU").country, "SU"),
    (lambda: Citation(source_id="s", states="all").states, "all"),
])  # fmt: skip
def test_other_ways_to_write_a_value(made: Any, held: object) -> None:
    """Text, days, pairs and lists are read as what the field holds."""
    assert made() == held
    assert type(made()) is type(held)


def test_texts_of_numpy_are_plain_texts() -> None:
    """A text, flag or number of NumPy becomes the plain one."""
    numpy = pytest.importorskip("numpy")
    made = seat(note=numpy.str_("x"), is_founder=numpy.bool_(True))
    assert (type(made.note), made.is_founder) == (str, True)
    assert Figure(id="f", about_id="a", unit="u", lower=numpy.int64(5)).lower == 5


@pytest.mark.parametrize(("make", "field", "value", "told"), [
    (lambda: seat(period="2001"), "Membership.period", "2001", "write '2001/2001' for a start and an end some time"),
    (lambda: seat(period=("2001",)), "Membership.period", ("2001",), "start/end"),
    (lambda: seat(period=("2001", None)), "Membership.period", ("2001", None), "not a date"),
    (lambda: seat(period="2005/2001"), "Membership.period", "2005/2001", "ends before it starts"),
    (lambda: seat(period=5), "Membership.period", 5, "not a date"),
    (lambda: seat(role="Member"), "Membership.role", "Member", "write 'member'"),
    (lambda: seat(role="Vice Chair"), "Membership.role", "Vice Chair", "write 'vice-chair'; one of"),
    (lambda: seat(role=None), "Membership.role", None, "one of component, member, observer, unit, or a Word"),
    (lambda: seat(role=("member",)), "Membership.role", ("member",), "one of"),
    (lambda: seat(is_founder=1), "Membership.is_founder", 1, "give True or False"),
    (lambda: seat(is_doubtful="no"), "Membership.is_doubtful", "no", "give True or False"),
    (lambda: seat(citations=["s"]), "Membership.citations", ["s"], "records of Citation"),
    (lambda: seat(member_id=5), "Membership.member_id", 5, "is not text"),
    (lambda: seat(note=b"x"), "Membership.note", b"x", "is not text"),
    (lambda: seat(id=""), "Membership.id", "", "write lower-case letters"),
    (lambda: seat(id=" m"), "Membership.id", " m", "is not an id"),
    (lambda: seat(id="a\nb"), "Membership.id", "a\nb", "is not an id"),
    (lambda: org(founded=1999), "Organization.founded", 1999, "is not a date"),
    (lambda: org(founded="May 1999"), "Organization.founded", "May 1999", "from_words"),
    (lambda: org(country="Chile"), "Organization.country", "Chile", "alpha-2"),
    (lambda: org(kind="Working group"), "Organization.kind", "Working group", "working-group"),
    (lambda: org(successor_ids="b"), "Organization.successor_ids", "b", "a tuple, or a list"),
    (lambda: Organization(id="a", name=None), "Organization.name", None, "is not text"),
    (lambda: Name(text="A", kind="nickname"), "Name.kind", "nickname", "one of official, acronym, former"),
    (lambda: ChairTerm(id="t", organization_id="b", holder_id=7), "ChairTerm.holder_id", 7, "is not text"),
    (lambda: known(of="members", role="member"), "Coverage.role", "member", "of='members' already means it"),
    (lambda: known(of="chairs", role="co-chair"), "Coverage.role", "co-chair", "leave it out"),
    (lambda: known(of="units", role="observer"), "Coverage.role", "observer", "members and chairs have roles"),
    (lambda: known(of="Members"), "Coverage.of", "Members", "one of chairs, members"),
    (lambda: known(of="members", first_day="2001"), "Coverage.first_day", "2001", "exact day"),
    (lambda: Coverage(id="c", of="members"), "Coverage.organization_id", (None, None), "or project_id="),
    (lambda: Contribution(id="a", donor_id="b", amount=0.1), "Contribution.amount", 0.1, "Decimal"),
    (lambda: Contribution(id="a", donor_id="b", amount=Decimal("NaN")), "Contribution.amount", None, "Decimal"),
    (lambda: Figure(id="f", about_id="a", unit="u", lower="5"), "Figure.lower", "5", "give an int"),
    (lambda: Figure(id="f", about_id="a", unit="u", lower=True), "Figure.lower", True, "give an int"),
    (lambda: Source(id="s", title="S", published=5.0), "Source.published", 5.0, "is not a date"),
    (lambda: Citation(source_id="s", denies="no"), "Citation.denies", "no", "give True or False"),
    (lambda: Word(id="Whip "), "Word.id", "Whip ", "is not an id"),
])  # fmt: skip
def test_values_that_a_field_cannot_hold(make: Any, field: str, value: object, told: str) -> None:
    """The error names class, field and value, and says what to write instead."""
    with pytest.raises(InvalidRecordError) as caught:
        make()
    assert caught.value.field == field
    assert told in str(caught.value)
    if value is not None:
        assert caught.value.value == value


def test_the_record_is_named() -> None:
    """Of many records made in a loop, the message says which one is wrong."""
    with pytest.raises(InvalidRecordError, match="in the record 'm-17'"):
        seat(id="m-17", period=5)


def test_words_of_ones_own() -> None:
    """A word neither known nor declared is refused with what may be meant; declared once, it holds for all records."""
    club, ann = Organization(id="club", name="Club", kind="kite-club"), Person(id="ann", name="Ann")
    tie = seat(role="whip")
    with pytest.raises(InvalidRecordError) as caught:
        Dataset.from_records([club, ann, tie, ChairTerm(id="t", organization_id="club", holder_id="ann", role="chiar")])
    assert [fault.field for fault in caught.value.faults] == [
        "organizations[club].kind", "memberships[m].role", "chair_terms[t].role",
    ]  # fmt: skip
    assert "did you mean 'chair'" in caught.value.faults[-1].reason
    data = Dataset.from_records([club, ann, tie, Word(id="whip"), Word(id="kite-club")])
    assert data.members_of("Club", during="2001", role="whip").possible == (data.person("ann"),)
    assert [problem.kind for problem in Dataset.from_records([club, ann, tie], strict=False).check()][:2] == [
        "unknown-word", "unknown-word",
    ]  # fmt: skip


def test_words_go_with_the_data(tmp_path: Any) -> None:
    """Written, read, merged or seen through a source, the data keep their words."""
    source = Source(id="s", title="S")
    whip = Word(id="whip", definition="Counts votes")
    data = Dataset.from_records(
        [Organization(id="club", name="Club"), Person(id="ann", name="Ann"), seat(role="whip"), whip], source=source
    )
    data.write(tmp_path)
    for other in (Dataset.read(tmp_path), data.according_to("s"), data.merge(data), data.narrow()):
        assert other.words["whip"].definition == "Counts votes"
        assert other.members_of("Club", during="2001", role="whip").verdict.value == "possible"


def test_files_are_checked_alike(tmp_path: Any) -> None:
    """What a record refuses, a file may not hold: words, codes, and what fits its field but not its record."""
    rows = {
        "coverages": [{"id": "c", "of": "members"}],
        "memberships": [{"id": "m", "member_id": "a", "organization_id": "b", "citations": [
            {"source_id": "s", "states": "period"}]},
            {"id": "n", "member_id": "a", "organization_id": "b", "citations": [{"source_id": "s", "states": "all"}]}],
        "organizations": [{"id": "a", "name": "A", "kind": "company"}, {"id": "b", "name": "B", "country": "Chile"}],
    }  # fmt: skip
    for name, held in rows.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(held))
    with pytest.raises(DataFileError) as caught:
        Dataset.read(tmp_path)
    told = str(caught.value)
    assert "coverages.json[0].organization_id: it is about one body or one project" in told
    assert "'period' is neither a list nor 'all'" in told and "memberships.json[1]" not in told
    assert "'Chile' is not a country code" in told


def test_only_unknown_words_are_told() -> None:
    """Of many records of which some have known words, the others are named."""
    kinds = [Organization(id="a", name="A", kind="company"), Organization(id="b", name="B", kind="kite-club")]
    with pytest.raises(InvalidRecordError, match=r"^organizations\[b\].kind: 'kite-club' is not a kind"):
        Dataset.from_records(kinds)


def test_a_name_of_a_file_is_not_a_folder(tmp_path: Any) -> None:
    """Data are not written to a folder that is called as a file of another kind is."""
    data = Dataset.from_records([])
    with pytest.raises(DataFileError, match="write 'data.zip'"):
        data.write(tmp_path / "data.xlsx")
    assert not list(tmp_path.iterdir())
